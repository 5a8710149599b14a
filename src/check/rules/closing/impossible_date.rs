use crate::check::{Context, Findings, Severity};
use crate::syntax::values::{DateParts, date};
use crate::{declare_rule, say};

declare_rule! {
    /// A date of issue (成文日期) or of printing (印发日期) is a day that the calendar does not have.
    ///
    /// From the date of issue a document counts; with a day that does not exist nobody can say since when. As a rule a figure was mistyped, or the month has fewer days.
    ///
    /// 中文
    ///
    /// 成文日期或印发日期在历法上不存在。
    ///
    /// 成文日期关系到公文从哪一天起算，写了不存在的一天就说不清了。多半是打错了数字，或者那个月没有31日。
    ///
    /// ```notice,bad
    /// 成文日期：2026年2月29日
    /// ```
    /// ```notice,good
    /// 成文日期：2028年2月29日
    /// ```
    pub static IMPOSSIBLE_DATE = Rule { id: "impossible-date", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let printed = notice.printed_by.iter().filter_map(|printed| printed.date.as_ref());
    for field in notice.date.iter().chain(printed) {
        let impossible = field.value.as_ref().is_some_and(|date| date.day.is_none());
        let Some(DateParts { year, month, day, .. }) = date(&field.text.text).filter(|_| impossible) else { continue };
        let message = if !(1..=12).contains(&month) {
            say!("一年没有{month}月", "a year has no month {month}")
        } else if day == 0 || day > 31 {
            say!("一个月没有{day}日", "a month has no day {day}")
        } else if month == 2 && day == 29 {
            say!("{year}年不是闰年，2月没有29日", "{year} is no leap year: February has 28 days")
        } else {
            say!("{month}月没有{day}日", "month {month} has no day {day}")
        };
        findings.report(&IMPOSSIBLE_DATE, field.text.span, message).help(say!("对照日历改正", "write the day that was meant"));
    }
}
