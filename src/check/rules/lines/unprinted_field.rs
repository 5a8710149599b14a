use crate::check::{Context, Findings, Severity};
use crate::model::{Inline, Layout};
use crate::syntax::FieldKey;
use crate::{declare_rule, say, wording};
use std::cell::OnceCell;

declare_rule! {
    /// What a field says stands on no page: a theme that nothing names, a summary or keywords behind the text, an issuer beside a mark that does not name it.
    ///
    /// Summary and keywords go into the head of the web page and the properties of the PDF; written above the text they are taken to be meant so. A theme is printed where the text has `{主题}`. Issuers stand in the mark that is made of them; where the draft gives a mark of its own, where only the lead organ stands in it, or where the layout has none, an issuer is printed only if it signs, too. The words are in no place that a reader sees, which may be meant.
    ///
    /// 中文
    ///
    /// 字段的内容不会印在页面上：没有引用的主题、正文后面的摘要和关键词，以及标志里没有的发文机关。
    ///
    /// 摘要和关键词写进网页的头部和 PDF 的属性；写在正文之前的，看作本来就是这个用处。主题要在正文里写 `{主题}` 才印出来。发文机关印在由它生成的标志里；文稿另写了标志、标志只用主办机关、版式没有标志的，发文机关要在署名里才印出来。如果本来就不要印，可以不管。
    ///
    /// ```notice,bad
    /// 主题：人人重视质量
    ///
    /// 请各单位按今年的主题开展活动。
    ///
    /// 署名：示例市市场监督管理局
    /// ```
    /// ```notice,good
    /// 主题：人人重视质量
    ///
    /// 今年的主题是“{主题}”。
    ///
    /// 署名：示例市市场监督管理局
    /// ```
    pub static UNPRINTED_FIELD = Rule { id: "unprinted-field", severity: Severity::Info, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let given = |key: FieldKey| notice.field(key).filter(|field| !field.text.is_empty() || !field.items.is_empty());
    // At the head they are known for what they are; behind the first text they may have been meant for a reader.
    let text = notice.body.first().map_or(usize::MAX, |block| block.span().start);
    let hidden = [FieldKey::Summary, FieldKey::Keywords].into_iter().filter_map(given).filter(|field| field.span.start > text);
    for field in hidden {
        findings
            .report(
                &UNPRINTED_FIELD,
                field.span,
                say!(
                    "只写进网页头部和 PDF 属性，不印在页面上",
                    "it goes into the web page's head and the PDF's properties, and stands on no page"
                ),
            )
            .help(say!("要让读者看到，写进正文", "write it into the text if readers are to see it"));
    }
    // Who is still writing may name it further down.
    let finished = !notice.signatories.is_empty() || notice.date.is_some();
    if let Some(field) = given(FieldKey::Theme).filter(|field| finished && !names_theme(context, &field.text.text)) {
        findings
            .report(
                &UNPRINTED_FIELD,
                field.span,
                say!("正文没有引用主题，主题不会印出来", "nothing names the theme, which stands on no page"),
            )
            .help(say!("在要印的地方写 `{{主题}}`", "write `{{Theme}}` where it is to stand"));
    }
    // In these two an issuer has to sign, and `unsigned-issuer` says who does not.
    if matches!(notice.layout, Layout::Official | Layout::Letter) {
        return;
    }
    let mark = OnceCell::new();
    for organ in &notice.issuers {
        let signs = notice.signatories.iter().any(|signatory| signatory.name.contains(&organ.name));
        let edits = || notice.editor.as_ref().is_some_and(|editor| editor.text.contains(&organ.name));
        let mark = || mark.get_or_init(|| wording::mark(notice).map(|mark| mark.names.concat()).unwrap_or_default());
        if organ.name.is_empty() || signs || edits() || mark().contains(&organ.name) {
            continue;
        }
        let name = &organ.name;
        findings
            .report(
                &UNPRINTED_FIELD,
                organ.text.span,
                say!(
                    "“{name}”不会印出来：标志和署名里都没有",
                    "`{name}` stands on no page: neither the mark nor a signature names it"
                ),
            )
            .help(say!("写进署名或者标志", "name it among the signatories or in the mark"));
    }
}

/// Whether a text of the notice says the theme: by its name in braces, by a slip of the name, or in its own words. Other rules
/// speak of wrong words, so that one half of them is enough here.
fn names_theme(context: &Context<'_>, theme: &str) -> bool {
    let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let theme = words(theme);
    let middle = theme.char_indices().nth(theme.chars().count() / 2).map_or(0, |(at, _)| at);
    let (one, other) = theme.split_at(middle);
    context.notice.texts().into_iter().any(|text| {
        let mut named = false;
        text.walk(&mut |inline| named |= matches!(inline, Inline::Name { field: Some(FieldKey::Theme) | None, .. }));
        named || {
            let text = words(&text.plain());
            !one.is_empty() && text.contains(one) || !other.is_empty() && text.contains(other)
        }
    })
}
