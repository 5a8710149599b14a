//! Dates as people write them, in more forms than a draft allows: dots, slashes, the letter O for 〇, the calendar of the Republic.

use crate::syntax::values;
use std::borrow::Cow;

/// Whether the whole line is a date.
pub(super) fn is_day(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['。', '.']);
    if text.len() > 90 || text.chars().count() > 30 || !may_end(text) {
        return false;
    }
    values::date(text).is_some() || figures(&closed(text)) || spelled(&closed(text))
}

/// Whether a date may end here: with its day.
fn may_end(text: &str) -> bool {
    text.ends_with(|c: char| {
        c.is_ascii_digit() || ('０'..='９').contains(&c) || HAN.contains(c) || "日号號廿卅OoＯ◯ΟО".contains(c)
    })
}

/// A date at the end of a line behind something else: what stands before it, and the date.
pub(in super::super) fn behind(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    if !may_end(text.trim_end_matches(['。', '.'])) || is_day(text) {
        return None;
    }
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit() || HAN.contains(*c) || ['O', 'Ｏ', '中', '民'].contains(c))
        .map(|(at, _)| at)
        .collect();
    let last = text.char_indices().rev().nth(26).map_or(0, |(at, _)| at);
    // A date is not cut out of a longer figure.
    let digit = |c: char| c.is_ascii_digit() || HAN.contains(c);
    let whole = |at: &usize| *at >= last && *at > 0 && !text[..*at].ends_with(digit);
    starts.into_iter().filter(whole).find(|at| is_day(&text[*at..])).map(|at| (text[..at].trim(), &text[at..]))
}

/// A date and where it was: `二零二六年十月九日於市政署`.
pub(in super::super) fn placed(text: &str) -> Option<(&str, &str)> {
    let (day, place) = text.trim().split_once(['於', '于'])?;
    let place = place.trim_end_matches(['。', '.']);
    (is_day(day) && (2..=30).contains(&place.chars().count()) && !place.contains(['，', '。', '、']))
        .then_some((day.trim(), place.trim()))
}

/// The form in which a draft takes it: as typed, where the language reads that.
pub(in super::super) fn reads(text: &str) -> bool {
    values::date(text.trim()).is_some_and(|parts| (1..=12).contains(&parts.month) && (1..=31).contains(&parts.day))
}

fn closed(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) { text.split_whitespace().collect::<String>().into() } else { text.into() }
}

/// `2026.10.9`, `2026/10/9`, `2026年10月9`, `民國115年10月9日`.
fn figures(text: &str) -> bool {
    let republic = text.strip_prefix("中华民国").or_else(|| text.strip_prefix("中華民國")).or_else(|| text.strip_prefix("民國"));
    let text = republic.unwrap_or(text);
    let mut parts = [0u32; 3];
    let (mut at, mut digits) = (0, 0);
    let mut marks = String::new();
    for c in text.chars() {
        let digit = c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32));
        match digit {
            Some(digit) if at < 3 && digits < 4 => {
                parts[at] = parts[at] * 10 + digit;
                digits += 1;
            }
            None if digits > 0 && at < 3 => {
                marks.push(c);
                at += 1;
                digits = 0;
            }
            _ => return false,
        }
    }
    if digits > 0 {
        at += 1;
    }
    let fits = ["..", "//", "--", "年月日", "年月", "．．", "－－", "...", "——"].contains(&marks.as_str());
    fits && at == 3
        && (parts[0] > 1900 && parts[0] < 2200
            || parts[0] < 200 && republic.is_some()
            || (80..200).contains(&parts[0]) && marks == "年月日")
        && (1..=12).contains(&parts[1])
        && (1..=31).contains(&parts[2])
}

const HAN: &str = "一二三四五六七八九十〇○零";

/// `二O二六年十月九日`, `二零零九年十二月廿一日`.
fn spelled(text: &str) -> bool {
    let digit = |c: char| HAN.contains(c) || ['O', 'o', 'Ｏ', '0', '0', '０', '◯', 'Ο', 'О'].contains(&c);
    let Some((year, rest)) = text.split_once('年') else { return false };
    let Some((month, rest)) = rest.split_once('月') else { return false };
    let day = rest.strip_suffix(['日', '号']).unwrap_or(rest);
    let year = year.strip_prefix("公元").unwrap_or(year);
    year.chars().count() == 4
        && year.chars().all(|c| digit(c) || c.is_ascii_digit())
        && (1..=3).contains(&month.chars().count())
        && (1..=4).contains(&day.chars().count())
        && month.chars().all(|c| digit(c) || c.is_ascii_digit())
        && day.chars().all(|c| digit(c) || c.is_ascii_digit() || ['廿', '卅'].contains(&c))
}
