//! Places in a source text: byte ranges, and the lines and columns that people and editors count.
//!
//! Here: [`Span`], [`LineIndex`], [`Position`]. Not here: what stands at a place (`syntax`, `model`) and how a place
//! is shown (`cli::report`).
//!
//! Bytes are for edits, characters for people and JSON, UTF-16 units for editors.

use schemars::JsonSchema;
use serde::Serialize;
use std::sync::OnceLock;

/// A half-open range of bytes of the source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// An empty span at `at`.
    #[must_use]
    pub const fn empty(at: usize) -> Self {
        Self { start: at, end: at }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `at` lies in the span or at its end.
    #[must_use]
    pub const fn touches(self, at: usize) -> bool {
        self.start <= at && at <= self.end
    }

    /// The text of the span.
    #[must_use]
    pub fn of(self, source: &str) -> &str {
        &source[self.start..self.end]
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A place as people and editors count it. Every number begins at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column in characters (Unicode scalar values).
    pub column: usize,
    /// Column in UTF-16 code units.
    pub utf16_column: usize,
}

/// Where the lines of a text begin. LF, CRLF and CR end a line; the byte order mark before a text has no column.
///
/// ```
/// use zhumo::span::LineIndex;
/// let text = "标题：通知\r\n日期：2026年";
/// let index = LineIndex::new(text);
/// let at = index.position(text, text.find("2026").unwrap());
/// assert_eq!((at.line, at.column), (2, 4));
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// How many characters and UTF-16 units stand before every [`STEP`]th byte: counted once, when a line is long. Without them a thousand
    /// places in one line would be a thousand walks through it.
    passed: OnceLock<Vec<(usize, usize)>>,
}

/// So many bytes lie between two places up to which characters are counted ahead.
const STEP: usize = 512;

/// How many characters and UTF-16 units begin in `bytes`.
fn counted(bytes: &[u8]) -> (usize, usize) {
    let characters = bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count();
    // A character of four bytes takes two units.
    (characters, characters + bytes.iter().filter(|byte| **byte >= 0xf0).count())
}

impl LineIndex {
    /// Finds the line starts of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => bytes.get(at + 1) != Some(&b'\n'),
                _ => false,
            };
            if ends_line {
                starts.push(at + 1);
            }
        }
        Self { starts, passed: OnceLock::new() }
    }

    /// Number of lines.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The byte at which line `line` (from 0) begins.
    #[must_use]
    pub fn start(&self, line: usize) -> usize {
        self.starts[line]
    }

    /// Index (from 0) of the line that holds byte `at`.
    #[must_use]
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at) - 1
    }

    /// The bytes of line `line` (from 0) without its end.
    #[must_use]
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let start = self.starts[line];
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let content = text[start..end].trim_end_matches(['\r', '\n']);
        Span::new(start, start + content.len())
    }

    /// Line and columns of byte `at`; a byte inside a character counts as that character's first.
    #[must_use]
    pub fn position(&self, text: &str, at: usize) -> Position {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_of(at);
        let (mut column, mut utf16_column) = self.between(text, self.starts[line], at);
        // The mark is one character and one unit.
        if line == 0 && at > 0 && text.starts_with('\u{feff}') {
            (column, utf16_column) = (column - 1, utf16_column - 1);
        }
        Position { line: line + 1, column: column + 1, utf16_column: utf16_column + 1 }
    }

    /// The characters and UTF-16 units between two bytes at which characters begin.
    #[must_use]
    pub fn between(&self, text: &str, from: usize, to: usize) -> (usize, usize) {
        if to - from <= 2 * STEP {
            return counted(&text.as_bytes()[from..to]);
        }
        let passed = self.passed.get_or_init(|| {
            let mut all = (0, 0);
            let one = |step: &[u8]| {
                let before = all;
                let (characters, units) = counted(step);
                all = (all.0 + characters, all.1 + units);
                before
            };
            text.as_bytes().chunks(STEP).map(one).collect()
        });
        let before = |at: usize| {
            // A text that ends with a step has none behind it.
            let step = (at / STEP).min(passed.len() - 1);
            let (characters, units) = counted(&text.as_bytes()[step * STEP..at]);
            (passed[step].0 + characters, passed[step].1 + units)
        };
        let (first, last) = (before(from), before(to));
        (last.0 - first.0, last.1 - first.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let text = "\u{feff}𠮷野\rb\r\nc";
        let index = LineIndex::new(text);
        let at = index.position(text, text.find('野').unwrap());
        assert_eq!((at.line, at.column, at.utf16_column), (1, 2, 3));
        assert_eq!(index.position(text, text.find('c').unwrap()).line, 3);
        assert_eq!(index.line_span(text, 1).of(text), "b");
    }

    #[test]
    fn columns_of_a_long_line_are_those_of_counting() {
        let text = format!("a\n{}\nb", "检查𠮷é,".repeat(700));
        let index = LineIndex::new(&text);
        for (at, _) in text.char_indices().skip(2).step_by(37).chain([(text.len(), ' ')]) {
            let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
            let position = index.position(&text, at);
            assert_eq!((position.column, position.utf16_column), (line.chars().count() + 1, line.encode_utf16().count() + 1));
        }
    }
}
