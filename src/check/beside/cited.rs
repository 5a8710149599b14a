//! What a text cites of the documents of its office: number, title, date and annex, and whether it changes that annex.
//!
//! Here: [`citations`]. Not here: whether there is such a document (`office`).

use super::register::{Key, key};
use crate::check::dates::dates;
use crate::model::Notice;
use crate::span::Span;
use crate::syntax::values::han_number;

/// A document that a text names by its number.
#[derive(Debug)]
pub(super) struct Citation {
    pub key: Key,
    /// The number as it is written.
    pub written: String,
    pub span: Span,
    /// The title that stands before it.
    pub title: Option<String>,
    /// The date that is said of it: year, month, day, and where.
    pub dated: Option<(i64, u32, Option<u32>, Span)>,
    /// The annex that is spoken of; 0 where its number is not said.
    pub annex: Option<u32>,
    /// Whether the sentence changes that annex.
    pub changes: bool,
}

/// Every document of one of `codes`, longest first, that a notice names.
pub(super) fn citations(notice: &Notice, codes: &[&str]) -> Vec<Citation> {
    let mut found = Vec::new();
    for text in notice.texts() {
        let words = &text.source.text;
        if !words.contains(['号', '號']) {
            continue;
        }
        let mut taken: Vec<usize> = Vec::new();
        for code in codes {
            for (at, _) in words.match_indices(code) {
                let behind = &words[at + code.len()..];
                let Some(end) = behind.find(['号', '號']).filter(|end| *end <= 24) else { continue };
                let end = at + code.len() + end + '号'.len_utf8();
                let written = &words[at..end];
                let Some(key) = key(written).filter(|(known, ..)| known == code) else { continue };
                // 示教发 ends in no other code: 云示教发 is somebody else's.
                let longer = words[..at]
                    .chars()
                    .next_back()
                    .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"以按据照见由和与及对将、".contains(c));
                if longer || taken.contains(&end) {
                    continue;
                }
                taken.push(end);
                let (annex, changes) = annex(words, end);
                let dated = dated(words, at, end)
                    .map(|(year, month, day, range)| (year, month, day, text.source.source_span(range.start, range.end)));
                found.push(Citation {
                    key,
                    written: written.to_owned(),
                    span: text.source.source_span(at, end),
                    title: title(&words[..at]).map(|(_, title)| title.to_owned()),
                    dated,
                    annex,
                    changes,
                });
            }
        }
    }
    found
}

/// The title before a number in brackets, and where its 《 stands.
fn title(before: &str) -> Option<(usize, &str)> {
    let inside = before.strip_suffix(['（', '('])?.strip_suffix('》')?;
    let mut depth = 1;
    for (at, mark) in inside.char_indices().rev() {
        match mark {
            '》' => depth += 1,
            '《' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((at, &inside[at + '《'.len_utf8()..]));
        }
    }
    None
}

/// The date of issue that is said of the number at `at..end`: 2026年3月5日印发的《…》（…号）, （…号，2026年3月5日）.
fn dated(words: &str, at: usize, end: usize) -> Option<(i64, u32, Option<u32>, std::ops::Range<usize>)> {
    let start =
        title(&words[..at]).map_or_else(|| at - usize::from(words[..at].ends_with(['（', '('])) * '（'.len_utf8(), |(at, _)| at);
    let said = dates(words).into_iter().find(|date| {
        let (before, behind) = (words.get(date.range.end..start), words.get(end..date.range.start));
        let issued = ["印发", "发布", "下发", "发出", "公布", "制发", "出台"];
        let led = before.is_some_and(|between| {
            let between = between.trim();
            matches!(between, "以" | "用" | "发的")
                || issued.iter().any(|word| between == *word || between.strip_suffix('的') == Some(word))
        });
        let rest = &words[date.range.end..];
        let followed = behind.is_some_and(|between| {
            matches!(between, "，" | "," | "，于" | "（" | "(" | "于" | "，成文日期为" | "，成文日期")
                && (rest.starts_with(['）', ')']) || issued.iter().any(|word| rest.starts_with(word)))
        });
        led || followed
    })?;
    let (year, month) = (said.year.as_ref()?.value, said.month.as_ref()?.value);
    Some((i64::from(year), month, said.day.as_ref().map(|day| day.value), said.range))
}

/// The annex behind a number that ends at `end`, and whether the sentence changes it.
fn annex(words: &str, end: usize) -> (Option<u32>, bool) {
    const CHANGES: [&str; 16] = [
        "修改为",
        "调整为",
        "替换",
        "更换",
        "更正",
        "修订",
        "废止",
        "作废",
        "停止使用",
        "停止执行",
        "不再使用",
        "不再执行",
        "重新印发",
        "予以修改",
        "予以调整",
        "改为",
    ];
    let behind = words[end..].trim_start_matches(['）', ')', '》', '”', '的', '中', '所', '附', '列']);
    // 附 of 附件 may have gone with 所附.
    let Some(rest) = behind.strip_prefix("附件").or_else(|| behind.strip_prefix('件').filter(|_| words[end..].contains("附件")))
    else {
        return (None, false);
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)).len();
    let number = rest[..digits].parse().ok().or_else(|| han_number(&rest[..digits])).unwrap_or(0);
    let sentence = &rest[..rest.find(['。', '！', '？', '；']).unwrap_or(rest.len())];
    (Some(number), CHANGES.iter().any(|word| sentence.contains(word)))
}
