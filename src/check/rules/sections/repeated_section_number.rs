use crate::check::look::{self, Departure};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Two sections side by side have the same number.
    ///
    /// Nobody knows which of the two a reference means. As a rule one was inserted, and those below were not renumbered.
    ///
    /// 中文
    ///
    /// 相邻的两段用了同一个序数。
    ///
    /// 引用时分不清指哪一段。多半是插入一段以后，后面没有顺延。
    ///
    /// ```notice,bad
    /// 一、活动主题
    ///
    /// 二、活动内容
    ///
    /// 二、活动要求
    /// ```
    /// ```notice,good
    /// 一、活动主题
    ///
    /// 二、活动内容
    ///
    /// 三、活动要求
    /// ```
    pub static REPEATED_SECTION_NUMBER = Rule { id: "repeated-section-number", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.out_of_sequence().iter().filter(|fault| fault.kind == Departure::Repeat) {
        let written = &fault.at.text;
        let Some(before) = fault.before else { continue };
        findings
            .report(&REPEATED_SECTION_NUMBER, fault.at.span, say!("序数“{written}”重复", "`{written}` was there already"))
            .related(before.span, say!("前一个在这里", "the one before is here"))
            .help(look::numbering_help(fault));
    }
}
