//! What in running text a rule must leave alone: mark-up, code, addresses, names of works, numbers that are names.

use super::super::foreign::{self, Guard, Marks};
use crate::model::Inline;
use crate::span::Span;
use crate::syntax::Text;
use std::ops::Range;
use std::str::FromStr;

/// Where addresses of the web and of mail stand in any text; a list of them is parted at its commas.
pub(crate) fn addresses_in(text: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    addresses(text, &mut runs);
    let parts = runs.into_iter().flat_map(|(run, _)| {
        let inside = &text[run.clone()];
        let mut at = run.start;
        let parts: Vec<Range<usize>> = inside
            .split_inclusive([',', ';'])
            .map(|part| {
                let start = at;
                at += part.len();
                start..start + part.trim_end_matches([',', ';']).len()
            })
            .filter(|part| !part.is_empty())
            .collect();
        parts
    });
    parts.collect()
}

/// What must be left alone in a text.
pub(super) fn guards(source: &Text, inlines: &[Inline], marks: &[(usize, char)]) -> Vec<(Range<usize>, Guard)> {
    let mut found = Vec::new();
    inlines.iter().for_each(|inline| markup(source, inline, &mut found));
    let text = &source.text;
    // One look at the marks tells what need not be looked for.
    let (mut addressed, mut worded, mut titled, mut foreign) = (false, false, false, Marks::default());
    for (_, mark) in marks {
        match mark {
            ':' | '.' | '@' => addressed = true,
            '《' => titled = true,
            '"' | '\'' => foreign.quoted = true,
            '[' | ']' | '［' | '］' => foreign.square = true,
            '(' | ')' => foreign.round = true,
            '\\' => foreign.escaped = true,
            mark if mark.is_ascii_alphanumeric() => worded = true,
            _ => {}
        }
    }
    foreign::stretches(text, marks, foreign, &mut found);
    if addressed {
        addresses(text, &mut found);
    }
    if worded {
        designations(text, &mut found);
        phones(text, &mut found);
    }
    if titled {
        works(text, &mut found);
    }
    // What was found first goes before what was found in it; works come last, for a mark of markup may stand in one.
    found.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain_mut(|(range, _)| {
        range.start = range.start.max(end);
        let keep = range.start < range.end;
        if keep {
            end = range.end;
        }
        keep
    });
    found
}

/// Whether a Latin letter or a digit is among the marks of a text.
pub(super) fn has_ascii_words(marks: &[(usize, char)]) -> bool {
    marks.iter().any(|(_, c)| c.is_ascii_alphanumeric())
}

fn markup(source: &Text, inline: &Inline, found: &mut Vec<(Range<usize>, Guard)>) {
    let place = |span: Span| source.offset_of(span.start)..source.offset_of(span.end);
    match inline {
        Inline::Text { .. } | Inline::Reference { id: None, .. } => {}
        Inline::Code { span, .. } => found.push((place(*span), Guard::Code)),
        Inline::Name { span, .. }
        | Inline::Superscript { span, .. }
        | Inline::Subscript { span, .. }
        | Inline::FootnoteRef { span, .. }
        | Inline::Reference { span, .. } => {
            found.push((place(*span), Guard::Markup));
        }
        Inline::Strong { children, span } | Inline::Emphasis { children, span } | Inline::Link { children, span, .. } => {
            let whole = place(*span);
            let first = children.first().map_or(whole.end, |child| source.offset_of(child.span().start));
            let last = children.last().map_or(whole.end, |child| source.offset_of(child.span().end));
            found.push((whole.start..first, Guard::Markup));
            found.push((last..whole.end, Guard::Markup));
            children.iter().for_each(|child| markup(source, child, found));
        }
    }
}

/// `https://…`, `www.…` and mail addresses: runs of what addresses are made of.
fn addresses(text: &str, found: &mut Vec<(Range<usize>, Guard)>) {
    let in_address = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'*+,;=%()".contains(c);
    let run = |at: usize| {
        let start = text[..at]
            .rfind(|c| !in_address(c))
            .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
        let end = text[at..].find(|c| !in_address(c)).map_or(text.len(), |after| at + after);
        let mut trimmed = text[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        // (li@example.org): the bracket belongs to the text around.
        while let Some(rest) = trimmed.strip_suffix(')').filter(|_| trimmed.matches(')').count() > trimmed.matches('(').count()) {
            trimmed = rest.trim_end_matches(['.', ',', ';', ':', '!', '?']);
        }
        (start..start + trimmed.len(), end)
    };
    for needle in ["://", "www.", "@"] {
        // Every place in a run gives the same run.
        let mut done = 0;
        for at in memchr::memmem::find_iter(text.as_bytes(), needle) {
            if at < done {
                continue;
            }
            let (range, end) = run(at);
            done = end;
            if range.len() > needle.len() + 1 {
                found.push((range, Guard::Address));
            }
        }
    }
}

/// Capital letters that a number follows: `GB/T 9704—2012`, `ISO 9001:2015`, `T/CAQ 10101-2024`, `SC/T-30`.
fn designations(text: &str, found: &mut Vec<(Range<usize>, Guard)>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(u8::is_ascii_uppercase) {
        let start = at + next;
        let letters = bytes[start..].iter().take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'/').count();
        let mut end = start + letters;
        let gap = bytes[end..].iter().take_while(|byte| matches!(byte, b' ' | b'-')).count();
        let digits = bytes[end + gap..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'.').count();
        // `November 2` is a day, as `Monday 2 November` is.
        let word = &text[start..end];
        let day = letters >= 3 && (chrono::Month::from_str(word).is_ok() || chrono::Weekday::from_str(word).is_ok());
        if gap <= 1 && !day && bytes.get(end + gap).is_some_and(u8::is_ascii_digit) && !bytes[start..end].ends_with(b"/") {
            end += gap + digits;
            // The year, behind a dash or a colon.
            let rest = &text[end..];
            let mark = rest.chars().next().filter(|c| matches!(c, '—' | '-' | '–' | ':' | '－'));
            if let Some(mark) = mark {
                let year = rest[mark.len_utf8()..].bytes().take_while(u8::is_ascii_digit).count();
                if (1..=4).contains(&year) {
                    end += mark.len_utf8() + year;
                }
            }
            while bytes[start..end].ends_with(b".") {
                end -= 1;
            }
            found.push((start..end, Guard::Designation));
        }
        at = end.max(start + 1);
    }
}

/// `028-00000000`, `(028) 0000 0000`, `13800000000`, `400-000-0000`, `12345678`: seven digits and more with nothing but hyphens
/// and spaces between, of which the first group is no year.
fn phones(text: &str, found: &mut Vec<(Range<usize>, Guard)>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + next;
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'-').count();
        let run = text[start..start + length].trim_end_matches('-');
        let mut groups = run.split('-');
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let dialled =
            groups.next().is_some_and(|group| group.starts_with('0') || group.starts_with("400") || group.starts_with("800"));
        let grouped = run.contains('-') && dialled && digits >= 9;
        let mobile = !run.contains('-') && digits == 11 && run.starts_with('1');
        if grouped || mobile {
            found.push((start..start + run.len(), Guard::Phone));
        }
        at = start + length.max(1);
    }
}

/// The names of works: what stands between 《 and its 》.
fn works(text: &str, found: &mut Vec<(Range<usize>, Guard)>) {
    let mut open: Vec<usize> = Vec::new();
    for (at, mark) in text.match_indices(['《', '》']) {
        if mark == "《" {
            open.push(at + mark.len());
        } else if let Some(start) = open.pop()
            && open.is_empty()
        {
            found.push((start..at, Guard::Work));
        }
    }
}
