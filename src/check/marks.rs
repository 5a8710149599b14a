//! What rules of punctuation and numerals ask of characters and of marks that come in pairs.
//!
//! Here: small questions about text. Not here: numbers (`numbers`), what is said about a mark (`rules`).

use super::finding::{Edit, Finding, Fix};
use super::prose::Prose;
use crate::syntax::values;
use std::ops::Range;

/// Whether a character is Han.
pub(super) const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '〇' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is one of Chinese text: Han or a mark of it.
pub(super) fn is_chinese(character: char) -> bool {
    is_han(character) || "，。、；：！？“”‘’（）《》〈〉〔〕【】……—～％".contains(character)
}

/// A Chinese digit from 一 to 九.
pub(super) fn han_digit(character: char) -> Option<u32> {
    values::han_digit(character).filter(|digit| *digit > 0)
}

/// Digits in Chinese, as they are used in approximate numbers.
pub(super) const HAN_DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// Each pair of `open` and `close` outside of everything guarded, outer ones before inner ones: where the two stand, and how deep.
pub(super) fn pairs(prose: &Prose<'_>, open: &[char], close: &[char]) -> Vec<(usize, usize, usize)> {
    let mut stack = Vec::new();
    let mut found = Vec::new();
    for (at, character) in prose.marks().filter(|(_, c)| open.contains(c) || close.contains(c)) {
        if !prose.is_free(&(at..at + character.len_utf8())) {
            continue;
        }
        if open.contains(&character) {
            stack.push(at);
        } else if let Some(start) = stack.pop() {
            found.push((start, at, stack.len()));
        }
    }
    found.sort_unstable();
    found
}

/// Whether byte `at` stands between “ and ”.
pub(super) fn is_quoted(text: &str, at: usize) -> bool {
    let before = &text[..at];
    match (before.rfind('“'), before.rfind('”')) {
        (Some(open), Some(close)) => open > close,
        (Some(_), None) => true,
        (None, _) => false,
    }
}

/// Whether `start..end` stands alone between quotation marks: a mark that is spoken about, as in 以“,”分隔.
pub(super) fn is_named(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with(['“', '‘', '「', '『', '"']) && text[end..].starts_with(['”', '’', '」', '』', '"'])
}

/// The sentence around byte `at`: from the stop before it to the stop behind it, without them.
pub(super) fn sentence(text: &str, at: usize) -> Range<usize> {
    let stops = ['。', '！', '？'];
    let start = text[..at].rfind(stops).map_or(0, |stop| stop + 3);
    let end = text[at..].find(stops).map_or(text.len(), |stop| at + stop);
    start..end
}

/// Offers edits in several places at once; nothing between them is touched.
pub(super) fn edits(finding: &mut Finding, prose: &Prose<'_>, safe: bool, edits: Vec<(Range<usize>, &str)>) {
    let edits = edits.into_iter().map(|(range, text)| Edit { span: prose.span(range), text: text.to_owned() });
    finding.fix = Some(Fix { safe, edits: edits.collect() });
}

/// The pauses between two items that have marks of their own (`”、“`, `》、《`), unless the list has other items, or a remark stands behind one.
pub(super) fn pauses_between(prose: &Prose<'_>, joint: &str, open: char, close: char) -> Vec<Range<usize>> {
    let text = prose.text();
    let mut found = Vec::new();
    for (at, _) in text.match_indices(joint) {
        let pause = at + close.len_utf8()..at + close.len_utf8() + '、'.len_utf8();
        if prose.is_free(&pause) && is_pure(text, at, pause.end, open, close) {
            found.push(pause);
        }
    }
    found
}

/// Whether all items of the list around a pause are marked: `at` is the end of the item before, `next` the start of the one behind.
fn is_pure(text: &str, at: usize, next: usize, open: char, close: char) -> bool {
    let mut end = at;
    loop {
        let Some(start) = text[..end].rfind(open) else { return false };
        let Some(rest) = text[..start].strip_suffix('、') else { break };
        let Some(rest) = rest.strip_suffix(close) else { return false };
        end = rest.len();
    }
    let mut start = next;
    loop {
        let Some(end) = text[start..].find(close).map(|end| start + end + close.len_utf8()) else { return false };
        let rest = &text[end..];
        // A remark in brackets is a reason for pauses throughout.
        if rest.starts_with(['（', '(']) {
            return false;
        }
        let Some(rest) = rest.strip_prefix('、') else { return true };
        if !rest.starts_with(open) {
            return false;
        }
        start = end + '、'.len_utf8();
    }
}
