use crate::check::look::{self, Departure};
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The number of a section is lower than the one before, and it does not begin a new list.
    ///
    /// Sections were moved and kept their numbers, or one was mistyped; whatever refers to it leads to the wrong place.
    ///
    /// 中文
    ///
    /// 序数比前一个小，又不是从一编起。
    ///
    /// 多半是段落移动以后没有重新编号，或者打错了；别处引用时就会指错地方。
    ///
    /// ```notice,bad
    /// 一、甲
    /// 二、乙
    /// 三、丙
    /// 四、丁
    /// 三、戊
    /// ```
    /// ```notice,good
    /// 一、甲
    /// 二、乙
    /// 三、丙
    /// 四、丁
    /// 五、戊
    /// ```
    pub static MISORDERED_SECTION_NUMBER = Rule { id: "misordered-section-number", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for fault in context.out_of_sequence().iter().filter(|fault| fault.kind == Departure::Descent) {
        let written = &fault.at.text;
        let Some(before) = fault.before else { continue };
        let last = &before.text;
        findings
            .report(
                &MISORDERED_SECTION_NUMBER,
                fault.at.span,
                say!("“{last}”之后是“{written}”，序数倒退", "`{written}` follows `{last}`"),
            )
            .related(before.span, say!("前一个在这里", "the one before is here"))
            .help(look::numbering_help(fault));
    }
}
