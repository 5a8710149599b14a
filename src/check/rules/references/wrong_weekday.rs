use crate::check::dates::TextDate;
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};
use chrono::{Datelike, NaiveDate};

declare_rule! {
    /// The weekday written at a date is not that of the date.
    ///
    /// A date without a year takes that of the date of issue (成文日期), and is left alone where another year may be meant.
    ///
    /// 中文
    ///
    /// 日期后面写的星期不对。
    ///
    /// 没有写年份的，按成文日期的年份推算；可能指别的年份的，不报。
    ///
    /// ```notice,bad
    /// 会议定于2026年3月5日（星期五）召开。
    /// ```
    /// ```notice,good
    /// 会议定于2026年3月5日（星期四）召开。
    /// ```
    pub static WRONG_WEEKDAY = Rule {
        id: "wrong-weekday", severity: Severity::Error, check,
        needs: Any(&[In(Language::English), One("星周禮週")]),
    };
}

const CHINESE: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for prose in context.prose() {
        for (index, date) in prose.dates().iter().enumerate() {
            let Some(weekday) = &date.weekday else { continue };
            let days = candidates(prose, index, date, notice.day());
            if days.is_empty() || days.iter().any(|day| day.weekday().number_from_monday() == weekday.value) {
                continue;
            }
            let right = days[0].weekday().num_days_from_monday() as usize;
            let written = &prose.text()[weekday.range.clone()];
            let stem = written.trim_end_matches(['一', '二', '三', '四', '五', '六', '日', '天']);
            let wanted = if stem.len() < written.len() { format!("{stem}{}", CHINESE[right]) } else { ENGLISH[right].to_owned() };
            let (day, zh) = (days[0].format("%Y-%m-%d"), CHINESE[right]);
            let en = ENGLISH[right];
            let finding =
                findings.report(&WRONG_WEEKDAY, prose.span(weekday.range.clone()), say!("{day}是星期{zh}", "{day} is a {en}"));
            finding.why(say!("日历", "the calendar"));
            if date.year.is_none()
                && let Some(issued) = &notice.date
            {
                finding.related(issued.text.span, say!("年份取自成文日期", "the year is that of the date of issue"));
            }
            finding.suggest(wanted.clone());
            finding.help(say!("日期不错的话，写作 `{wanted}`", "write `{wanted}`, if the date is right"));
        }
    }
}

/// The days that a date may mean: the first is the likeliest.
fn candidates(prose: &Prose<'_>, index: usize, date: &TextDate, issued: Option<NaiveDate>) -> Vec<NaiveDate> {
    if date.year.is_some() {
        return date.calendar().into_iter().collect();
    }
    let (Some(month), Some(day)) = (&date.month, &date.day) else { return Vec::new() };
    if date.short_year.is_some() {
        return Vec::new();
    }
    let named = prose.dates()[..index].iter().rev().find_map(|other| other.year.as_ref()).map(|year| year.value as i32);
    let Some(year) = named.or_else(|| issued.map(|issued| issued.year())) else { return Vec::new() };
    let other = issued
        .filter(|issued| {
            issued.year() == year && month.value < issued.month() || named.is_some_and(|named| named != issued.year())
        })
        .map(|_| year + 1);
    let years = std::iter::once(year)
        .chain(other)
        .chain(issued.filter(|issued| named.is_some_and(|named| named != issued.year())).map(|issued| issued.year()));
    years.filter_map(|year| NaiveDate::from_ymd_opt(year, month.value, day.value)).collect()
}
