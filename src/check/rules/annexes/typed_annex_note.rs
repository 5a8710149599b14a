use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// The list of annexes is typed as text (`附：1.名单`, `附件 1.名单`), and not as the field `附件`.
    ///
    /// As text it is set as a paragraph, and nobody compares it with the annexes. As a field it is set below the text, with the numbers made by the program.
    ///
    /// 中文
    ///
    /// 附件说明写成了正文（“附：1.名单”“附件 1.名单”），没有写成`附件`字段。
    ///
    /// 写成正文，就当作段落排，也不和附件核对。写成字段，排在正文之下，序号自动生成。
    ///
    /// Source: GB/T 9704—2012, 7.3.4
    ///
    /// ```notice,bad
    /// 请遵照执行。
    ///
    /// 附：1.名单
    /// ```
    /// ```notice,good
    /// 请遵照执行。
    ///
    /// 附件：名单
    ///
    /// 【附件】名单
    /// 示例市第一中学。
    /// ```
    pub static TYPED_ANNEX_NOTE = Rule { id: "typed-annex-note", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    if !notice.language.is_chinese() {
        return;
    }
    for block in &notice.body {
        let Block::Paragraph(paragraph) = block else { continue };
        let source = &paragraph.text.source;
        let text = source.text.as_str();
        // A sentence that begins with an annex is text: `附件1所列单位要按时报送。`
        if text.chars().count() > 60 || text.ends_with(['。', '；', '，']) {
            continue;
        }
        let Some(length) = label(text) else { continue };
        findings
            .report(
                &TYPED_ANNEX_NOTE,
                source.source_span(0, length),
                say!("附件说明写成了正文", "the list of annexes is typed as text"),
            )
            .help(say!(
                "写成字段：一行`附件：`，下面每个附件一行`- 名称`",
                "write it as a field: a line `附件：`, and below it `- NAME` for each"
            ));
    }
}

/// How long the label of a typed list is: `附：`, `附件 1.`, `附件1：`.
fn label(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("附件").or_else(|| text.strip_prefix("附表")).or_else(|| text.strip_prefix('附'))?;
    let word = text.len() - rest.len();
    let bare = rest.trim_start_matches([' ', '\u{3000}']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let mark = bare[digits..].chars().next()?;
    let is_label = match mark {
        '：' | ':' => true,
        '.' | '．' | '、' => {
            digits > 0 && !bare[digits + mark.len_utf8()..].starts_with(|c: char| c.is_ascii_digit() || c == '附')
        }
        _ => false,
    };
    is_label.then(|| word + (rest.len() - bare.len()) + digits + mark.len_utf8())
}
