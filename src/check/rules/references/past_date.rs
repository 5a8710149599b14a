use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// What is still to be done lies before the date of issue: a deadline (于…前报送), or an event that is said to come (定于…召开).
    ///
    /// Only dates with a year are compared, and only in these two turns.
    ///
    /// 中文
    ///
    /// 要求办理的时限，或者“定于”某日举行的活动，早于成文日期。
    ///
    /// 只比较写了年份的日期，只看“于……前报送”“定于……召开”这两种说法。
    ///
    /// ```notice,bad
    /// 请于2026年3月1日前报送总结。
    ///
    /// 成文日期：2026年3月5日
    /// ```
    /// ```notice,good
    /// 请于2026年4月1日前报送总结。
    ///
    /// 成文日期：2026年3月5日
    /// ```
    pub static PAST_DATE = Rule { id: "past-date", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    let (Some(issued), Some(field)) = (notice.day(), &notice.date) else { return };
    for prose in context.prose().iter().filter(|prose| prose.role.is_running()) {
        for date in prose.dates() {
            let Some(day) = date.calendar().filter(|day| *day < issued) else { continue };
            let text = prose.text();
            let (before, behind) = (text[..date.range.start].trim_end(), &text[date.range.end..]);
            let behind = behind.trim_start_matches(|c: char| "（(）)星期周一二三四五六日天 下上午0123456789:时".contains(c));
            let deadline = before.ends_with("请于") || before.ends_with("务必于") || before.ends_with("應於") || before.ends_with("应于") || before.ends_with("請於") || before.ends_with("应当于");
            let until = ["前", "之前", "以前"].iter().find_map(|word| behind.strip_prefix(word));
            let to_do = deadline && until.is_some();
            let to_come = ["定于", "将于", "拟于", "计划于", "定於", "將於", "擬於"].iter().any(|word| before.ends_with(word)) && !before.ends_with("原定于") && !before.ends_with("原拟于") && !before.ends_with("原计划于");
            if !(to_do || to_come) {
                continue;
            }
            let message = if to_do { say!("时限早于成文日期", "the deadline is before the date of issue") } else { say!("“定于”的日期早于成文日期", "what is to come is before the date of issue") };
            let _ = day;
            let finding = findings.report(&PAST_DATE, prose.span(date.range.clone()), message);
            finding.why = None;
            finding.related(field.text.span, say!("成文日期在这里", "the date of issue is here"));
            finding.help(say!("核对两个日期", "look at both dates"));
        }
    }
}
