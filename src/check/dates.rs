//! Dates in running text, as far as they are written: `2026年3月5日（星期四）`, `3月5日`, `2026年`, `二〇二六年三月`, `2026-03-05`,
//! `2026.3.5`, `Thursday, March 5, 2026`.
//!
//! Here: [`dates`], which [`Prose::dates`](super::prose::Prose::dates) keeps. Not here: the dates of fields (`syntax::values`), numbers that are
//! no dates (`numbers`), and what is said about a date (`rules`). A year that is not written is not guessed.

use super::numbers::Script;
use crate::phrases::MONTHS;
use chrono::NaiveDate;
use std::ops::Range;

/// A date of a running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextDate {
    /// Where it stands, without the weekday.
    pub range: Range<usize>,
    /// The year, of four digits.
    pub year: Option<DatePart>,
    /// A year of two digits; what it means is a guess.
    pub short_year: Option<DatePart>,
    /// The month as written; it may be impossible.
    pub month: Option<DatePart>,
    /// The day as written; it may be impossible.
    pub day: Option<DatePart>,
    /// The weekday that is written at it, without brackets.
    pub weekday: Option<TextWeekday>,
    /// How it is written.
    pub form: DateForm,
}

/// Year, month or day of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DatePart {
    /// Its digits, or the name of a month.
    pub range: Range<usize>,
    /// What they say.
    pub value: u32,
    /// Which digits they are; the name of an English month counts as Arabic.
    pub script: Script,
}

/// The weekday at a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TextWeekday {
    /// Where it stands: `星期四`, `周四`, `Thursday`.
    pub range: Range<usize>,
    /// Monday is 1, Sunday is 7.
    pub value: u32,
}

/// How a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateForm {
    /// With 年, 月, 日.
    Words,
    /// With 年, 月, 号.
    Spoken,
    /// `2026-03-05`
    Hyphens,
    /// `2026/3/5`
    Strokes,
    /// `2026.3.5`
    Dots,
    /// `March 5, 2026`, `5 March 2026`
    English,
}

impl TextDate {
    /// Year, month and day, when all of them are written, the year with four digits.
    pub fn whole(&self) -> Option<(i32, u32, u32)> {
        Some((i32::try_from(self.year.as_ref()?.value).ok()?, self.month.as_ref()?.value, self.day.as_ref()?.value))
    }

    /// The day of the calendar, when all of it is written and there is such a day.
    pub fn calendar(&self) -> Option<NaiveDate> {
        let (year, month, day) = self.whole()?;
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// Whether month and day can exist in some year (in the written one, if it is written).
    pub fn exists(&self) -> bool {
        // A leap year, so that 2月29日 may stand alone.
        let year = self.year.as_ref().map_or(2024, |year| year.value);
        let (month, day) = (self.month.as_ref().map_or(1, |month| month.value), self.day.as_ref().map_or(1, |day| day.value));
        i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).is_some()
    }

    /// The parts that are written, in the order 年月日.
    pub fn parts(&self) -> impl Iterator<Item = &DatePart> {
        self.year.iter().chain(&self.short_year).chain(&self.month).chain(&self.day)
    }
}

/// Every date of `text`, in order.
pub(super) fn dates(text: &str) -> Vec<TextDate> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(begins) {
        let start = at + next;
        let read = words(text, start).or_else(|| strokes(text, start)).or_else(|| english(text, start));
        at = match read {
            Some(date) => {
                let end = date.weekday.as_ref().map_or(0, |weekday| weekday.range.end).max(date.range.end);
                found.push(date);
                end
            }
            None => skip(text, start),
        };
    }
    found
}

/// What a date can begin with: a digit, or the first letter of an English month or weekday.
fn begins(character: char) -> bool {
    digit(character).is_some()
        || character == '十'
        || matches!(character, 'A' | 'D' | 'F' | 'J' | 'M' | 'N' | 'O' | 'S' | 'T' | 'W')
}

/// Behind the run of digits or letters at `start`.
fn skip(text: &str, start: usize) -> usize {
    match run(text, start) {
        Some(part) => part.range.end,
        None => {
            let letters = text[start..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            start + letters.max(text[start..].chars().next().map_or(1, char::len_utf8))
        }
    }
}

/// `2026年3月5日`, or less of it.
fn words(text: &str, start: usize) -> Option<TextDate> {
    // A number that goes on from a letter or a point is no year and no month.
    if text[..start]
        .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | ':' | '〔' | '第' | '几' | '数'))
    {
        return None;
    }
    let first = run(text, start)?;
    let length = text[first.range.clone()].chars().count();
    let tens = text[first.range.clone()].contains('十');
    let mut date = TextDate {
        range: start..first.range.end,
        year: None,
        short_year: None,
        month: None,
        day: None,
        weekday: None,
        form: DateForm::Words,
    };
    let mut rest = after(text, first.range.end, "年");
    match rest {
        Some(end) if length == 4 && !tens && (1800..2200).contains(&first.value) => {
            date.year = Some(first);
            date.range.end = end;
        }
        // 民國115年, and 115年11月20日 as offices in Taiwan write it.
        Some(end)
            if first.script == Script::Arabic
                && (1..=3).contains(&length)
                && (text[..start].ends_with(['國', '国']) && text[..start].trim_end_matches(['國', '国']).ends_with('民')
                    || length == 3 && (100..200).contains(&first.value) && is_month(text, end)) =>
        {
            date.year = Some(DatePart { value: first.value + 1911, ..first });
            date.range.end = end;
        }
        Some(end) if length == 2 && !tens && first.script != Script::Han => {
            date.short_year = Some(first);
            date.range.end = end;
        }
        Some(_) => return None,
        None => {
            // No year: the number is the month.
            month(text, first, &mut date)?;
            rest = None;
        }
    }
    if let Some(end) = rest
        && let Some(number) = run(text, skip_spaces(text, end))
    {
        month(text, number, &mut date);
    }
    if date.short_year.is_some() && date.month.is_none() {
        return None;
    }
    if date.month.is_some() {
        let at = skip_spaces(text, date.range.end);
        if let Some(number) = run(text, at).filter(|number| plausible(text, number)) {
            let end = after(text, number.range.end, "日");
            if let Some(end) = end.or_else(|| after(text, number.range.end, "号").filter(|end| !names_a_house(text, *end))) {
                date.form = if text[..end].ends_with('号') { DateForm::Spoken } else { DateForm::Words };
                date.day = Some(number);
                date.range.end = end;
                date.weekday = weekday_behind(text, end);
            }
        }
    }
    Some(date)
}

/// Whether a month in figures stands at `at`.
fn is_month(text: &str, at: usize) -> bool {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && text[at + digits..].starts_with('月')
}

/// Takes `number` as the month, if 月 follows.
fn month(text: &str, number: DatePart, date: &mut TextDate) -> Option<()> {
    let end = after(text, number.range.end, "月")?;
    if !plausible(text, &number) {
        return None;
    }
    date.range.end = end;
    date.month = Some(number);
    Some(())
}

/// Whether a number is as long as those of months and days are.
fn plausible(text: &str, number: &DatePart) -> bool {
    let length = text[number.range.clone()].chars().count();
    length <= if number.script == Script::Han { 3 } else { 2 }
}

/// `3月5号楼` is no day.
fn names_a_house(text: &str, end: usize) -> bool {
    text[end..].starts_with(['楼', '线', '馆', '厅', '院', '门', '机', '令', '文', '公', '通', '井', '路', '仓', '棚', '窗'])
}

/// `2026-03-05`, `2026/3/5`, `2026.3.5`.
fn strokes(text: &str, start: usize) -> Option<TextDate> {
    if text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '—')) {
        return None;
    }
    let year = run(text, start).filter(|part| part.script == Script::Arabic && part.range.len() == 4)?;
    let mark = text[year.range.end..].chars().next()?;
    let form = match mark {
        '-' => DateForm::Hyphens,
        '/' => DateForm::Strokes,
        '.' => DateForm::Dots,
        _ => return None,
    };
    let part = |at: usize| run(text, at).filter(|part| part.script == Script::Arabic && part.range.len() <= 2);
    let month = part(year.range.end + 1)?;
    if !text[month.range.end..].starts_with(mark) {
        return None;
    }
    let day = part(month.range.end + 1)?;
    let rest = &text[day.range.end..];
    let goes_on = rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        || rest.strip_prefix(mark).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if goes_on || !(1800..2200).contains(&year.value) || !(1..=12).contains(&month.value) || !(1..=31).contains(&day.value) {
        return None;
    }
    let end = day.range.end;
    let weekday = weekday_behind(text, end);
    Some(TextDate { range: start..end, year: Some(year), short_year: None, month: Some(month), day: Some(day), weekday, form })
}

/// `March 5, 2026`, `5 March 2026`, `March 5`, `March 2026`, each with a weekday before it or without.
fn english(text: &str, start: usize) -> Option<TextDate> {
    if text[..start].ends_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut at = start;
    let mut weekday = None;
    if let Some((range, value)) = name(text, at, &WEEKDAYS) {
        at = skip_spaces(text, after(text, range.end, ",").unwrap_or(range.end));
        weekday = Some(TextWeekday { range, value });
    }
    let begin = at;
    let small = |at: usize| run(text, at).filter(|part| part.script == Script::Arabic && part.range.len() <= 2);
    let four = |at: usize| {
        run(text, at).filter(|part| part.script == Script::Arabic && part.range.len() == 4 && (1800..2200).contains(&part.value))
    };
    let mut day = small(at);
    if let Some(day) = &day {
        // 20th November
        let ordinal = ["st", "nd", "rd", "th"].iter().find(|end| text[day.range.end..].starts_with(**end));
        at = skip_spaces(text, day.range.end + ordinal.map_or(0, |end| end.len()));
    }
    let (range, value) = name(text, at, &MONTHS)?;
    let month = DatePart { range, value, script: Script::Arabic };
    let mut end = month.range.end;
    if day.is_none() {
        day = small(skip_spaces(text, end));
        end = day.as_ref().map_or(end, |day| day.range.end);
    }
    let year = four(skip_spaces(text, after(text, end, ",").unwrap_or(end)));
    end = year.as_ref().map_or(end, |year| year.range.end);
    // "May" and "March" alone are words.
    if day.is_none() && year.is_none() {
        return None;
    }
    Some(TextDate { range: begin..end, year, short_year: None, month: Some(month), day, weekday, form: DateForm::English })
}

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// One of `names` at `at`, as a word of its own, and its number from 1.
fn name(text: &str, at: usize, names: &[&str]) -> Option<(Range<usize>, u32)> {
    let letters = text[at..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = &text[at..at + letters];
    // Nov, Thu
    let index = names.iter().position(|name| *name == word || letters == 3 && name.starts_with(word))?;
    Some((at..at + letters, index as u32 + 1))
}

/// `（星期四）`, `星期四`, `(周四)` at `at`.
fn weekday_behind(text: &str, at: usize) -> Option<TextWeekday> {
    let at = skip_spaces(text, at);
    let start = after(text, at, "（").or_else(|| after(text, at, "(")).unwrap_or(at);
    let word = ["星期", "周", "週", "礼拜"].into_iter().find(|word| text[start..].starts_with(word))?;
    let day = text[start + word.len()..].chars().next()?;
    let value = match day {
        '天' => 7,
        day => "一二三四五六日".chars().position(|other| other == day)? as u32 + 1,
    };
    let end = start + word.len() + day.len_utf8();
    // 周一至周五 and 周一到 speak of more than a day; 周日均 is no weekday.
    let goes_on = start == at && word.len() == 3 && text[end..].starts_with(['均', '常', '期'])
        || start == at
            && word.len() == 3
            && text[end..].starts_with('报')
            && !["报到", "报名", "报送", "报告"].iter().any(|word| text[end..].starts_with(word));
    (!goes_on).then_some(TextWeekday { range: start..end, value })
}

fn after(text: &str, at: usize, word: &str) -> Option<usize> {
    text[at..].starts_with(word).then_some(at + word.len())
}

fn skip_spaces(text: &str, at: usize) -> usize {
    at + text[at..].bytes().take_while(|byte| *byte == b' ').count()
}

/// The value of a digit, and which kind it is.
fn digit(character: char) -> Option<(u32, Script)> {
    Some(match character {
        '0'..='9' => (character as u32 - '0' as u32, Script::Arabic),
        '０'..='９' => (character as u32 - '０' as u32, Script::Wide),
        '〇' | '○' | '零' | '◯' => (0, Script::Han),
        '一' => (1, Script::Han),
        '二' => (2, Script::Han),
        '三' => (3, Script::Han),
        '四' => (4, Script::Han),
        '五' => (5, Script::Han),
        '六' => (6, Script::Han),
        '七' => (7, Script::Han),
        '八' => (8, Script::Han),
        '九' => (9, Script::Han),
        _ => return None,
    })
}

/// The digits of one kind at `at`: `2026`, `二〇二六`, `二十一`. A year in Chinese may hold a wrong zero (`二0二六`).
fn run(text: &str, at: usize) -> Option<DatePart> {
    let (mut value, mut script, mut end, mut tens) = (0u32, None, at, false);
    for character in text[at..].chars() {
        match (digit(character), script) {
            (Some((0, Script::Arabic)), Some(Script::Han)) if !tens => value = value.checked_mul(10)?,
            (Some((digit, kind)), None) => {
                value = digit;
                script = Some(kind);
            }
            (Some((digit, kind)), Some(before)) if kind == before => {
                value = if tens { value.checked_add(digit)? } else { value.checked_mul(10)?.checked_add(digit)? };
            }
            (None, None | Some(Script::Han)) if character == '十' && !tens && value < 10 => {
                value = if script.is_none() { 10 } else { value * 10 };
                script = Some(Script::Han);
                tens = true;
            }
            _ => break,
        }
        end += character.len_utf8();
    }
    Some(DatePart { range: at..end, value, script: script? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let part = |part: &Option<DatePart>| part.as_ref().map_or("-".to_owned(), |part| part.value.to_string());
        let show = |date: &TextDate| {
            let year = if date.short_year.is_some() { part(&date.short_year) + "?" } else { part(&date.year) };
            let weekday =
                date.weekday.as_ref().map_or(String::new(), |day| format!(" {}={}", &text[day.range.clone()], day.value));
            format!("{}: {year}/{}/{}{weekday}", &text[date.range.clone()], part(&date.month), part(&date.day))
        };
        dates(text).iter().map(show).collect()
    }

    #[test]
    fn dates_are_read_as_far_as_they_are_written() {
        assert_eq!(shown("于2026年3月5日（星期四）至3月6日开展"), ["2026年3月5日: 2026/3/5 星期四=4", "3月6日: -/3/6"]);
        assert_eq!(shown("2026年起，2026年 3月 5日，9月底"), ["2026年: 2026/-/-", "2026年 3月 5日: 2026/3/5", "9月: -/9/-"]);
        assert_eq!(shown("二〇二六年十二月三十一日，二0二六年"), ["二〇二六年十二月三十一日: 2026/12/31", "二0二六年: 2026/-/-"]);
        assert_eq!(
            shown("25年12月底，5月1号周五前，２０２６年"),
            ["25年12月: 25?/12/-", "5月1号: -/5/1 周五=5", "２０２６年: 2026/-/-"]
        );
    }

    #[test]
    fn dates_with_strokes_and_in_english() {
        assert_eq!(
            shown("2026-03-05、2026/3/5、2026.3.5前"),
            ["2026-03-05: 2026/3/5", "2026/3/5: 2026/3/5", "2026.3.5: 2026/3/5"]
        );
        let text = "by Thursday, March 5, 2026, on 5 March 2026 and from March 5; you may, on Friday";
        assert_eq!(shown(text), ["March 5, 2026: 2026/3/5 Thursday=4", "5 March 2026: 2026/3/5", "March 5: -/3/5"]);
        let text = "on Thursday 20 November 2026, Thu, 20 Nov 2026, Thursday 20th November";
        let day = "20 November 2026: 2026/11/20 Thursday=4";
        assert_eq!(shown(text), [day, "20 Nov 2026: 2026/11/20 Thu=4", "20th November: -/11/20 Thursday=4"]);
    }

    #[test]
    fn numbers_that_are_no_dates() {
        for text in ["3个月", "25年来", "十几年", "第5月台", "1.2.3.4", "2026-03-05-07", "示政发〔2026〕3号", "一年", "三年行动"]
        {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(shown("3月5号楼"), ["3月: -/3/-"]);
    }

    #[test]
    fn days_that_do_not_exist() {
        let exists = |text: &str| dates(text)[0].exists();
        assert!(
            exists("2024年2月29日") && exists("2月29日") && !exists("2026年2月29日") && !exists("2月30日") && !exists("13月1日")
        );
        assert_eq!(dates("2026年3月5日")[0].calendar(), NaiveDate::from_ymd_opt(2026, 3, 5));
    }
}
