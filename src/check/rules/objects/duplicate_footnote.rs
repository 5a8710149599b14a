use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Two footnotes have the same label, so that a mark could mean either.
    ///
    /// Give one of them another label, in the text as well.
    ///
    /// 中文
    ///
    /// 两条脚注用了同一个标记，分不清引用的是哪一条。
    ///
    /// 给其中一条换一个标记，正文里的也一起改。
    ///
    /// ```notice,bad
    /// 甲[^1]，乙[^1]。
    ///
    /// [^1]: 指查图样。
    /// [^1]: 指查设备。
    /// ```
    /// ```notice,good
    /// 甲[^1]，乙[^2]。
    ///
    /// [^1]: 指查图样。
    /// [^2]: 指查设备。
    /// ```
    pub static DUPLICATE_FOOTNOTE = Rule { id: "duplicate-footnote", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let footnotes = &context.notice.footnotes;
    for (index, footnote) in footnotes.iter().enumerate() {
        let label = &footnote.label.text;
        let Some(first) = footnotes[..index].iter().find(|other| other.label.text == *label) else { continue };
        findings
            .report(
                &DUPLICATE_FOOTNOTE,
                footnote.label.span,
                say!("脚注标记“{label}”重复", "footnote `{label}` was there already"),
            )
            .related(first.label.span, say!("前一条在这里", "the first one is here"))
            .help(say!("换一个标记", "give it a label of its own"));
    }
}
