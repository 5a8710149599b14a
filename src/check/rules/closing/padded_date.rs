use crate::check::{Context, Findings, Fixes, Severity};
use crate::syntax::values::DateStyle;
use crate::{declare_rule, say};

declare_rule! {
    /// The month or day of a date of issue (成文日期) or of printing (印发日期) is written with a leading zero.
    ///
    /// Archives sort and compare the printed date, and the standard allows one spelling only: full year, month and day without a zero in front.
    ///
    /// 中文
    ///
    /// 成文日期或印发日期的月、日前面补了零。
    ///
    /// 标准只允许一种写法：年份写全，月、日不编虚位（1 不写作 01）。
    ///
    /// Source: GB/T 9704—2012, 7.3.5.4
    ///
    /// ```notice,bad
    /// 成文日期：2026年08月14日
    /// ```
    /// ```notice,good
    /// 成文日期：2026年8月14日
    /// ```
    pub static PADDED_DATE = Rule { id: "padded-date", severity: Severity::Warning, check, fixes: Fixes::Figures };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let printed = notice.printed_by.as_ref().and_then(|printed| printed.date.as_ref());
    for date in notice.date.iter().chain(printed) {
        let Some(value) = date.value.as_ref().filter(|value| value.padded && value.style == DateStyle::Chinese) else { continue };
        let finding = findings.report(&PADDED_DATE, date.text.span, say!("月、日补了零", "month or day is padded with a zero"));
        if let Some(day) = value.day {
            finding.replace(crate::model::chinese_date(day));
        }
    }
}
