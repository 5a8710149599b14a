use crate::check::look::{self, Departure};
use crate::check::{Context, Findings, Severity, lost_items};
use crate::{declare_rule, say};

declare_rule! {
    /// The numbers of sections leave one out.
    ///
    /// Either a section was lost or moved, or the numbers were not fixed after a change. A number may go on from the section above (`（三）` after `（二）` of the chapter before) or begin again at one.
    ///
    /// 中文
    ///
    /// 层次序数跳号。
    ///
    /// 可能漏了一段，也可能改稿之后没有重新编号。下一级序数可以接着上一部分编下去，也可以从头编起，两种写法都不报。
    ///
    /// ```notice,bad
    /// 一、活动主题
    ///
    /// 三、活动要求
    /// ```
    /// ```notice,good
    /// 一、活动主题
    /// （一）主题
    ///
    /// 二、活动要求
    /// （二）要求
    /// ```
    pub static SKIPPED_SECTION_NUMBER = Rule { id: "skipped-section-number", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.out_of_sequence().iter().filter(|fault| fault.kind == Departure::Gap) {
        // An item whose number was damaged is another finding.
        if lost_items::explain(context.notice, fault) {
            continue;
        }
        // `36．` behind `1．` is no next item: a figure of a table, or an excerpt of a longer list.
        let digits = |text: &str| text.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
        let far = fault.before.is_some_and(|before| match (digits(&before.text), digits(&fault.at.text)) {
            (Some(before), Some(number)) => number > before + 20,
            _ => false,
        });
        if far {
            continue;
        }
        let (written, wanted) = (&fault.at.text, &fault.wanted);
        let Some(before) = fault.before else {
            findings
                .report(
                    &SKIPPED_SECTION_NUMBER,
                    fault.at.span,
                    say!(
                        "序数从“{written}”开始，前面没有“{wanted}”",
                        "the numbers begin with `{written}`; there is no `{wanted}`"
                    ),
                )
                .help(look::numbering_help(fault));
            continue;
        };
        let last = &before.text;
        findings
            .report(
                &SKIPPED_SECTION_NUMBER,
                fault.at.span,
                say!("“{last}”之后是“{written}”，跳过了“{wanted}”", "`{written}` follows `{last}`; `{wanted}` is left out"),
            )
            .related(before.span, say!("前一个在这里", "the one before is here"))
            .help(look::numbering_help(fault));
    }
}
