use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};

declare_rule! {
    /// A section has a number and no text.
    ///
    /// In annexes, lines that hold a digit alone are often left free to be filled in, and are not reported.
    ///
    /// 中文
    ///
    /// 只有序数，没有文字。
    ///
    /// 附件里留空待填的“1.”“（1）”不报。
    ///
    /// ```notice,bad
    /// 一、
    /// 活动主题是质量。
    /// ```
    /// ```notice,good
    /// 一、活动主题
    /// 活动主题是质量。
    /// ```
    pub static EMPTY_SECTION = Rule { id: "empty-section", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let annexes = notice.annexes.iter().flat_map(|annex| &annex.blocks).map(|block| (block, true));
    for (block, in_annex) in notice.body.iter().map(|block| (block, false)).chain(annexes) {
        let Block::Section(section) = block else { continue };
        let form_to_fill_in = in_annex && section.level > 2;
        if section.heading.is_empty() && section.text.is_empty() && !form_to_fill_in {
            let written = &section.enumerator.text;
            findings
                .report(&EMPTY_SECTION, section.enumerator.span, say!("“{written}”后面没有文字", "no text after `{written}`"))
                .help(say!("标题或正文与序数写在同一行", "write the heading or the text on the line of its number"));
        }
    }
}
