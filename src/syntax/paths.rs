//! Paths of files in a text.
//!
//! Here: [`paths`]. A backslash means something in a draft, but not in a path; grammar and running text both ask.

use std::ops::Range;

/// Paths as Windows writes them, `D:\年报\[2025]` and `\\server\share`, up to the next space or the mark that ends a
/// phrase: every backslash in them is part of a name.
pub(crate) fn paths(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr_iter(b'\\', bytes) {
        if found.last().is_some_and(|path| at < path.end) {
            continue;
        }
        let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let drive = at >= 2
            && bytes[at - 1] == b':'
            && bytes[at - 2].is_ascii_alphabetic()
            && !at.checked_sub(3).is_some_and(letter)
            // A backslash before two stars takes their meaning.
            && bytes.get(at + 1..at + 3) != Some(b"**");
        let share = bytes.get(at + 1) == Some(&b'\\')
            && at.checked_sub(1).is_none_or(|before| bytes[before] != b'\\')
            && text[at + 2..].starts_with(|c: char| c.is_alphanumeric());
        if !drive && !share {
            continue;
        }
        let start = if drive { at - 2 } else { at };
        let ends = |c: char| c.is_whitespace() || "，。；：！？、“”‘’《》<>\"|".contains(c);
        let length = text[at + 1..].find(ends).unwrap_or(text.len() - at - 1);
        found.push(start..at + 1 + length);
    }
    found
}
