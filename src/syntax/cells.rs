//! The cells of a row, and how high it is.

use super::{Phrase, RowCell, RowHeight};
use crate::span::Span;

/// A cell. A backslash before a bar belongs to the row: it says that the cell goes on, and is no part of its text.
pub(super) fn cell(cell: Span, source: &str) -> RowCell {
    let inner = within(cell, source);
    let bytes = inner.of(source).as_bytes();
    let (mut pieces, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(next) = memchr::memchr(b'\\', &bytes[at..]) {
        at += next;
        if bytes.get(at + 1) == Some(&b'|') {
            pieces.push(Span::new(inner.start + start, inner.start + at));
            start = at + 1;
        }
        at = (at + 2).min(bytes.len());
    }
    pieces.push(Span::new(inner.start + start, inner.end));
    RowCell { text: Phrase { pieces }, joined: cell.is_empty() }
}

/// A cell without the spaces around its text. Wide spaces before the text set a sub-item in; around it they are padding.
fn within(cell: Span, source: &str) -> Span {
    let text = cell.of(source);
    let inner = trimmed(cell, source);
    let head = text.trim_start_matches([' ', '\t', '\u{a0}']);
    let padded = text.trim_end_matches([' ', '\t', '\u{a0}']).ends_with('\u{3000}');
    if inner.is_empty() || padded || !head.starts_with('\u{3000}') {
        return inner;
    }
    Span::new(cell.start + (text.len() - head.len()), inner.end)
}

/// `{30mm}`, `{30毫米}`
pub(super) fn height(last: Span, source: &str) -> Option<RowHeight> {
    let inner = last.of(source).strip_prefix('{')?.strip_suffix('}')?.trim();
    let number = inner.strip_suffix("mm").or_else(|| inner.strip_suffix("毫米"))?.trim_end();
    let digits = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let millimetres = number.parse().ok().filter(|height| digits && *height > 0)?;
    Some(RowHeight { millimetres, span: last })
}

/// Without the space around it.
pub(super) fn trimmed(span: Span, source: &str) -> Span {
    let text = span.of(source);
    let start = span.start + (text.len() - text.trim_start().len());
    Span::new(start, start + text.trim().len())
}
