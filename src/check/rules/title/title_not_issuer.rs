use crate::check::bodies::{Body, Standing};
use crate::check::{Context, Findings, Severity};
use crate::model::Layout;
use crate::{declare_rule, say};

declare_rule! {
    /// The title begins with another organ than the one that issues the notice.
    ///
    /// The title names the organ that issues it; of a joint notice, the lead organ first.
    ///
    /// 中文
    ///
    /// 标题里的发文机关与版头、署名不一致。
    ///
    /// 标题写发文机关名称；联合行文的，主办机关写在前面。
    ///
    /// Source: 《党政机关公文处理工作条例》第九条（七）
    ///
    /// ```notice,bad
    /// 发文机关：示例市统计局
    /// 标题：示例市财政局关于开展经济普查的通知
    /// ```
    /// ```notice,good
    /// 发文机关：示例市统计局
    /// 标题：示例市统计局关于开展经济普查的通知
    /// ```
    pub static TITLE_NOT_ISSUER = Rule { id: "title-not-issuer", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let title = context.title();
    if !matches!(context.notice.layout, Layout::Official | Layout::Letter) || !context.notice.language.is_chinese() {
        return;
    }
    // Who signs in person is no organ to compare with.
    let Some(lead) = context.parties().lead().filter(|lead| Standing::of(lead.name) != Standing::Other) else { return };
    let organs = title.organs();
    let Some(first) = organs.first() else { return };
    let written = title.text[first.clone()].trim();
    // What does not end as organs do may be the first words of a subject.
    let standing = Standing::of(written);
    if standing == Standing::Other || written.contains(['《', '“', '的']) {
        return;
    }
    let body = Body::new(written, title.span(first.clone()));
    if context.is_same(&body, lead) {
        return;
    }
    // 柳溪镇人民政府 of 青禾县, 和平社区居民委员会 of 城东街道: a place is named without the one that it belongs to.
    let above = lead.name.strip_suffix(written).unwrap_or_default();
    let of_its_own = ["村", "社区", "街道", "镇", "乡", "县", "市", "区", "州", "旗"];
    if ["街道", "镇", "乡", "县", "市", "区", "州", "旗", "盟", "省"].iter().any(|word| above.ends_with(word))
        && of_its_own.iter().any(|word| written.contains(word))
    {
        return;
    }
    // 示例电网华北分部 is short for 示例电网有限公司华北分部.
    let brief = |name: &str| {
        ["股份有限公司", "有限责任公司", "有限公司"].iter().fold(name.to_owned(), |name, form| name.replace(form, ""))
    };
    if brief(lead.name) == brief(written) {
        return;
    }
    // Names with nothing between them begin with the lead organ.
    if body.key.starts_with(&lead.key) || title.text.starts_with(lead.name) {
        return;
    }
    let name = lead.name;
    findings
        .report(
            &TITLE_NOT_ISSUER,
            body.span,
            say!("标题写的是“{written}”，发文机关是“{name}”", "the title says `{written}`, and `{name}` issues it"),
        )
        .help(say!(
            "两处写同一个机关，联合行文写主办机关",
            "name the same organ in both places, in a joint notice the lead organ"
        ))
        .related(lead.span, say!("发文机关", "the organ that issues it"));
}
