use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// A footnote is never referred to, so it has no number and no place.
    ///
    /// Put `[^label]` where the note belongs, or remove the note.
    ///
    /// 中文
    ///
    /// 脚注没有被引用，没有序号，也没有位置。
    ///
    /// 在该注的地方加上 `[^标记]`，或者删去这条注。
    ///
    /// ```notice,bad
    /// 正文。
    ///
    /// [^1]: 指查图样、查设备、查记录。
    /// ```
    /// ```notice,good
    /// 正文[^1]。
    ///
    /// [^1]: 指查图样、查设备、查记录。
    /// ```
    pub static UNUSED_FOOTNOTE = Rule { id: "unused-footnote", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for footnote in context.notice.footnotes.iter().filter(|footnote| footnote.number.is_none()) {
        let label = &footnote.label.text;
        findings
            .report(
                &UNUSED_FOOTNOTE,
                footnote.label.span,
                say!("脚注“{label}”没有被引用", "nothing refers to footnote `{label}`"),
            )
            .help(say!("在正文里写上 `[^{label}]`，或者删去脚注", "write `[^{label}]` in the text, or delete the note"));
    }
}
