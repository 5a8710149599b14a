use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};
use chrono::{Datelike, NaiveDate};

declare_rule! {
    /// What is still to be done lies before the date of issue: a deadline (于…前报送), or an event that is said to come (定于…召开).
    ///
    /// Only these two turns are looked at. A deadline without a year is taken to be in the year of issue, when that is less than half a year past: what is meant for the next year says so.
    ///
    /// 中文
    ///
    /// 要求办理的时限，或者“定于”某日举行的活动，早于成文日期。
    ///
    /// 只看“请于……前报送”“定于……召开”这两种说法。时限没有写年份的，当作成文当年，并且只报过去不到半年的；指下一年的，要写出年份。
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
            let guessed = date.year.is_none();
            let day = date.calendar().or_else(|| {
                let (month, day) = (date.month.as_ref()?.value, date.day.as_ref()?.value);
                let day = NaiveDate::from_ymd_opt(issued.year(), month, day)?;
                (guessed && date.short_year.is_none() && issued.signed_duration_since(day).num_days() < 183).then_some(day)
            });
            if day.is_none_or(|day| day >= issued) {
                continue;
            }
            let text = prose.text();
            let (before, behind) = (text[..date.range.start].trim_end(), &text[date.range.end..]);
            let behind = behind.trim_start_matches(|c: char| "（(）)星期周一二三四五六日天 下上午0123456789:时".contains(c));
            let until = ["前", "之前", "以前"].iter().find_map(|word| behind.strip_prefix(word));
            let to_do = until.is_some() && is_deadline(before);
            let to_come = ["定于", "将于", "拟于", "计划于", "定於", "將於", "擬於"].iter().any(|word| before.ends_with(word))
                && !before.ends_with("原定于")
                && !before.ends_with("原拟于")
                && !before.ends_with("原计划于");
            if !(to_do || to_come && !guessed) {
                continue;
            }
            let message = if to_do {
                say!("时限早于成文日期", "the deadline is before the date of issue")
            } else {
                say!("“定于”的日期早于成文日期", "what is to come is before the date of issue")
            };
            let finding = findings.report(&PAST_DATE, prose.span(date.range.clone()), message);
            finding.why = None;
            finding.related(field.text.span, say!("成文日期在这里", "the date of issue is here"));
            finding.help(if guessed {
                say!("核对两个日期；若是下一年，写出年份", "look at both dates; if the next year is meant, write it")
            } else {
                say!("核对两个日期", "look at both dates")
            });
        }
    }
}

/// Whether what stands before a date asks for something until then: a word of asking in the sentence, and 于 or 在, or nothing.
fn is_deadline(before: &str) -> bool {
    // As far as a sentence goes: a text without stops is not looked through for each of its dates.
    let from = before.char_indices().rev().nth(300).map_or(0, |(at, _)| at);
    let before = &before[from..];
    let behind =
        |marks: &[char]| before.char_indices().rev().find(|(_, c)| marks.contains(c)).map_or(0, |(at, c)| at + c.len_utf8());
    let (sentence, clause) = (&before[behind(&['。', '；', '：'])..], &before[behind(&['。', '；', '：', '，'])..]);
    // Words that only look as if they asked.
    let others =
        ["主要", "重要", "必要", "纪要", "摘要", "响应", "供应", "相应", "反应", "申请", "邀请", "请示", "聘请", "需求", "供需"];
    let asking = others.iter().fold(sentence.to_owned(), |text, word| text.replace(word, ""));
    let asks = ["请", "請", "务必", "務必", "应", "應", "须", "須", "需", "要"].iter().any(|word| asking.contains(word));
    // 对于…前登记的企业 tells of a thing, and asks for nothing by that day.
    let telling =
        ["对照", "对口", "针对", "核对", "校对", "对接"].iter().fold(clause.to_owned(), |text, word| text.replace(word, ""));
    let tells = ["已", "曾", "原", "本应", "对", "對", "凡"].iter().any(|word| telling.contains(word));
    asks && !tells && (clause.ends_with(['于', '於', '在', '请', '請']) || clause.ends_with("最迟"))
}
