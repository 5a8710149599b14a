//! What rules of punctuation and numerals ask of characters and of marks that come in pairs.
//!
//! Here: small questions about text. Not here: numbers (`numbers`), what is said about a mark (`rules`).

pub(super) use super::characters::{HAN_DIGITS, han_digit, is_chinese, is_han};

use super::finding::{Edit, Finding, Fix};
use super::prose::Prose;
use std::ops::Range;

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
    let pauses: Vec<usize> = text.match_indices(joint).map(|(at, _)| at + close.len_utf8()).collect();
    // What is found for one pause of a list holds for those beside it: each item is looked at once from either side.
    let mut before: Vec<bool> = Vec::with_capacity(pauses.len());
    for (index, pause) in pauses.iter().enumerate() {
        let pure = match text[..pause - close.len_utf8()].rfind(open) {
            None => false,
            Some(start) => match text[..start].strip_suffix('、') {
                None => true,
                Some(rest) if rest.ends_with(close) => index > 0 && pauses[index - 1] == rest.len() && before[index - 1],
                Some(_) => false,
            },
        };
        before.push(pure);
    }
    let mut behind = vec![false; pauses.len()];
    for (index, pause) in pauses.iter().enumerate().rev() {
        let start = pause + '、'.len_utf8();
        let Some(end) = text[start..].find(close).map(|end| start + end + close.len_utf8()) else { continue };
        let rest = &text[end..];
        // A remark in brackets is a reason for pauses throughout.
        behind[index] = match rest.strip_prefix('、') {
            _ if rest.starts_with(['（', '(']) => false,
            None => true,
            Some(rest) => rest.starts_with(open) && pauses.get(index + 1) == Some(&end) && behind[index + 1],
        };
    }
    let pause = |at: usize| at..at + '、'.len_utf8();
    let pure = pauses.into_iter().zip(before.into_iter().zip(behind)).filter(|(_, (before, behind))| *before && *behind);
    pure.map(|(at, _)| pause(at)).filter(|pause| prose.is_free(pause)).collect()
}
