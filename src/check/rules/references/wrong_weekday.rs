use crate::check::dates::{DatePart, TextDate};
use crate::check::prose::Prose;
use crate::check::{Context, Findings, Severity};
use crate::model::{Block, Language, chinese_date};
use crate::{declare_rule, say};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;
use std::ops::Range;

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
        needs: Any(&[In(Language::English), One("星周禮週礼"), All(&[One("（("), One("日"), One("一二三四五六")])]),
    };
}

const CHINESE: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
const ENGLISH: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    in_cells(context, findings);
    for prose in context.prose() {
        for (index, date) in prose.dates().iter().enumerate() {
            further(context, prose, index, date, findings);
            let Some(weekday) = &date.weekday else { continue };
            let days = candidates(prose, index, date, notice.day());
            if days.is_empty() || days.iter().any(|day| day.weekday().number_from_monday() == weekday.value) {
                continue;
            }
            report(context, prose, date, &days, weekday.range.clone(), findings);
        }
    }
}

/// Says which day of the week the date is: `range` is what is written.
/// A day in one cell and its weekday in the next.
fn in_cells(context: &Context<'_>, findings: &mut Findings<'_>) {
    let texts = std::cell::OnceCell::new();
    for block in context.notice.blocks() {
        let Block::Table(table) = block else { continue };
        for pair in table.rows.iter().flat_map(|row| row.cells.windows(2)) {
            let [first, second] = pair else { continue };
            let said = second.text.source.text.trim();
            let Some((range, value)) = weekday(said, 0, true).filter(|(range, _)| *range == (0..said.len())) else { continue };
            let texts: &BTreeMap<_, _> =
                texts.get_or_init(|| context.prose().iter().map(|prose| (prose.text().as_ptr(), prose)).collect());
            let find = |cell: &crate::model::Cell| texts.get(&cell.text.source.text.as_ptr()).copied();
            let (Some(day), Some(name)) = (find(first), find(second)) else { continue };
            let [date] = day.dates() else { continue };
            if date.range != (0..day.text().trim_end().len()) || date.weekday.is_some() {
                continue;
            }
            let days = candidates(day, 0, date, context.notice.day());
            let start = name.text().len() - name.text().trim_start().len();
            if !days.is_empty() && !days.iter().any(|day| day.weekday().number_from_monday() == value) {
                report(context, name, date, &days, start + range.start..start + range.end, findings);
            }
        }
    }
}

fn report(
    context: &Context<'_>,
    prose: &Prose<'_>,
    date: &TextDate,
    days: &[NaiveDate],
    range: Range<usize>,
    findings: &mut Findings<'_>,
) {
    let notice = context.notice;
    let right = days[0].weekday().num_days_from_monday() as usize;
    let written = &prose.text()[range.clone()];
    let stem = written.trim_end_matches(['一', '二', '三', '四', '五', '六', '日', '天', '七', '八', '九', '十']);
    let wanted = match stem.len() < written.len() {
        true => format!("{stem}{}", CHINESE[right]),
        false if written.len() == 3 => ENGLISH[right][..3].to_owned(),
        false => ENGLISH[right].to_owned(),
    };
    let (day, zh) = (chinese_date(days[0]), CHINESE[right]);
    let (date_en, en) = (days[0].format("%-d %B %Y"), ENGLISH[right]);
    let message = say!("{day}是星期{zh}，写成了“{written}”", "{date_en} is a {en}, not `{written}`");
    // Without a date of issue the year is a guess.
    let guessed = date.year.is_none() && notice.day().is_none();
    let severity = if guessed { Severity::Info } else { Severity::Error };
    let finding = findings.report_as(&WRONG_WEEKDAY, severity, prose.span(range), message);
    finding.why(say!("日历", "the calendar"));
    if date.year.is_none()
        && let Some(issued) = &notice.date
    {
        finding.related(issued.text.span, say!("年份取自成文日期", "the year is that of the date of issue"));
    }
    finding.suggest(wanted.clone());
    finding.help(say!("日期不错的话，写作 `{wanted}`", "write `{wanted}`, if the date is right"));
}

/// What parts the ends of a span, and the members of a list.
const JOINTS: [char; 10] = ['至', '到', '—', '～', '~', '-', '－', '、', '和', '及'];

/// The weekdays of `11月20日至22日（周五至周日）`, of `20日上午9时（星期五）`, of `20日，星期五，`, of `20日（五）`: days that follow a date, times behind
/// it, then as many weekdays in brackets as there are days.
fn further(context: &Context<'_>, prose: &Prose<'_>, index: usize, date: &TextDate, findings: &mut Findings<'_>) {
    let text = prose.text();
    before(context, prose, index, date, findings);
    open_span(context, prose, index, date, findings);
    let first = candidates(prose, index, date, context.notice.day());
    let mut at = date.range.end;
    let mut days = vec![first.clone()];
    if let Some(weekday) = &date.weekday {
        at = weekday.range.end;
        at += text[at..].chars().next().filter(|c| matches!(c, '）' | ')')).map_or(0, char::len_utf8);
        days.clear();
    }
    if first.is_empty() {
        return;
    }
    loop {
        at = behind_times(text, at);
        // 、21日, 至22日
        let joint = text[at..].chars().next().filter(|c| JOINTS.contains(c));
        let start = at + joint.map_or(0, char::len_utf8);
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        if joint.is_some() && (1..=2).contains(&digits) && text[start + digits..].starts_with('日') {
            let Ok(day) = text[start..start + digits].parse::<u32>() else { return };
            days.push(first.iter().filter_map(|other| other.with_day(day)).collect());
            at = start + digits + '日'.len_utf8();
            continue;
        }
        let Some((said, end)) = weekdays(text, at) else { return };
        // 20日、27日（周五）: one weekday for all of them, or for the last.
        if let [(range, value)] = &said[..]
            && days.len() > 1
            && prose.is_free(range)
            && days.iter().all(|days| !days.is_empty())
            && !days.iter().flatten().any(|day| day.weekday().number_from_monday() == *value)
            && let Some(last) = days.last()
        {
            report(context, prose, date, last, range.clone(), findings);
        }
        if said.len() == days.len() {
            for ((range, value), days) in said.iter().zip(&days) {
                let right = days.iter().any(|day| day.weekday().number_from_monday() == *value);
                if !right && !days.is_empty() && prose.is_free(range) {
                    report(context, prose, date, days, range.clone(), findings);
                }
            }
        }
        days.clear();
        at = end;
    }
}

/// `11月20—22日（周五至周日）`: the first day has no 日 of its own.
fn open_span(context: &Context<'_>, prose: &Prose<'_>, index: usize, date: &TextDate, findings: &mut Findings<'_>) {
    let text = prose.text();
    let Some(month) = date.month.as_ref().filter(|_| date.day.is_none()) else { return };
    let mut at = date.range.end;
    let mut day = |end: &str| {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let value = text[at..at + digits].parse::<u32>().ok()?;
        let whole = TextDate { day: Some(DatePart { range: at..at + digits, value, script: month.script }), ..date.clone() };
        at += digits;
        let joint = text[at..].chars().next().filter(|c| end.contains(*c))?;
        at += joint.len_utf8();
        Some(candidates(prose, index, &whole, context.notice.day())).filter(|days| !days.is_empty())
    };
    let Some(first) = day("至到—～~-－、") else { return };
    let Some(last) = day("日") else { return };
    let Some((said, _)) = weekdays(text, at).filter(|(said, _)| said.len() == 2) else { return };
    for ((range, value), days) in said.iter().zip([&first, &last]) {
        if !days.iter().any(|day| day.weekday().number_from_monday() == *value) && prose.is_free(range) {
            report(context, prose, date, days, range.clone(), findings);
        }
    }
}

/// `星期六（2026年11月20日）`
fn before(context: &Context<'_>, prose: &Prose<'_>, index: usize, date: &TextDate, findings: &mut Findings<'_>) {
    let text = &prose.text()[..date.range.start];
    let Some(lead) = text.strip_suffix(['（', '(']).filter(|_| prose.text()[date.range.end..].starts_with(['）', ')'])) else {
        return;
    };
    let start = lead.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let word = ["星期", "礼拜", "周", "週"].iter().find_map(|word| lead[start..].find(word).map(|at| start + at));
    let days = candidates(prose, index, date, context.notice.day());
    if let Some((range, value)) = word.and_then(|at| weekday(lead, at, true)).filter(|(range, _)| range.end == lead.len())
        && !days.is_empty()
        && !days.iter().any(|day| day.weekday().number_from_monday() == value)
    {
        report(context, prose, date, &days, range, findings);
    }
}

/// Behind 上午, 9时30分, 9:00 and the span of two times at `at`.
fn behind_times(text: &str, mut at: usize) -> usize {
    loop {
        let rest = &text[at..];
        let word = ["上午", "下午", "晚上", "中午", "早上", "凌晨", "傍晚", "晚", "前", "起", "整", "半", " "]
            .iter()
            .find(|word| rest.starts_with(**word));
        if let Some(word) = word {
            at += word.len();
            continue;
        }
        let joint =
            rest.chars().next().filter(|c| at > 0 && matches!(c, '至' | '到' | '—' | '～' | '-')).map_or(0, char::len_utf8);
        let digits = rest[joint..].bytes().take_while(u8::is_ascii_digit).count();
        let behind = &rest[joint + digits..];
        let unit = [":", "：", "时", "点", "分"].iter().find(|unit| (1..=2).contains(&digits) && behind.starts_with(**unit));
        let Some(unit) = unit else { return at };
        at += joint + digits + unit.len();
        if matches!(*unit, ":" | "：") {
            at += text[at..].bytes().take_while(u8::is_ascii_digit).count();
        }
    }
}

/// A weekday that is written: where, and which; none has 0.
type Said = (Range<usize>, u32);

/// The weekdays at `at`, in brackets or behind a comma, and the end.
fn weekdays(text: &str, at: usize) -> Option<(Vec<Said>, usize)> {
    let mark = text[at..].chars().next().filter(|c| matches!(c, '（' | '(' | '，' | ',' | '是' | '为'));
    let bracket = matches!(mark, Some('（' | '('));
    let mut end = at + mark.map_or(0, char::len_utf8);
    // （农历十月十二，星期六）
    if bracket && ["农历", "農曆"].iter().any(|word| text[end..].starts_with(word)) {
        end += text[end..].find(['，', '、', ' ']).filter(|at| *at <= 36)? + '，'.len_utf8();
        if !text.is_char_boundary(end) {
            return None;
        }
    }
    let mut said = Vec::new();
    loop {
        // The first has its word; `20日（五）` has a bracket for it.
        let bare = bracket && (!said.is_empty() || text[end..].chars().nth(1).is_some_and(|c| matches!(c, '）' | ')')));
        let (range, value) = weekday(text, end, !bare)?;
        end = range.end;
        said.push((range, value));
        let Some(joint) = text[end..].chars().next().filter(|c| JOINTS.contains(c)) else { break };
        let next = end + joint.len_utf8();
        if weekday(text, next, !bracket).is_none() {
            break;
        }
        end = next;
    }
    let behind = text[end..].chars().next();
    if bracket {
        let close = behind.filter(|c| matches!(c, '）' | ')'))?;
        end += close.len_utf8();
        // （一） behind a date may number an item.
        let bare = said.len() == 1 && said[0].0.len() == 3 && !text[said[0].0.clone()].is_ascii();
        let goes_on = text[end..].chars().next().is_none_or(|c| "上下中晚早前起至召举开报到，。、；：".contains(c));
        return (!bare || goes_on).then_some((said, end));
    }
    // 3月5日，周一至周五上班 speaks of every week.
    let alone = said.len() == 1
        && behind.is_none_or(|c| "，。、；）上下晚早中".contains(c))
        && (mark.is_some() || text[said[0].0.clone()].starts_with("星期"));
    alone.then_some((said, end))
}

/// The weekday at `at`, with 星期, 周, 礼拜 before it or, where that is not asked for, without; `Sat` in letters.
fn weekday(text: &str, at: usize, named: bool) -> Option<Said> {
    let rest = &text[at..];
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters > 0 {
        let index = ENGLISH.iter().position(|name| rest[..letters] == **name || rest[..letters] == name[..3])?;
        return Some((at..at + letters, index as u32 + 1));
    }
    // 本周六, 下下周二
    let which = rest.len() - rest.trim_start_matches(['本', '下', '上', '这', '這']).len();
    let word = ["星期", "礼拜", "禮拜", "周", "週"].into_iter().find(|word| rest[which..].starts_with(word));
    let length = word.map_or(0, |word| which + word.len());
    if named && length == 0 {
        return None;
    }
    let (at, rest) = if length > 0 { (at + which, &rest[which..]) } else { (at, rest) };
    let length = length - which.min(length);
    let day = rest[length..].chars().next()?;
    let value = match day {
        '天' if length > 0 => 7,
        // 星期八: no day has this number.
        '七' | '八' | '九' | '十' if length == 6 => 0,
        // 周七, 周八: 周 is one word with the number only here.
        '七' | '八' | '九' if length == 3 && text[..at].ends_with(['（', '(']) => 0,
        day => "一二三四五六日".chars().position(|other| other == day)? as u32 + 1,
    };
    Some((at..at + length + day.len_utf8(), value))
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
