//! Values that stay text: what could be read as a mark is escaped, and read back.

use crate::model::RichText;
use crate::span::Span;
use crate::syntax::{Text, escape_marks, is_escape_at_head};

/// What may need an escape in running text, in a cell, or at the end of a line.
pub(super) fn is_special(value: &str) -> bool {
    value.contains(['*', '`', '[', ']', '{', '}', '\\', '|', '^'])
}

/// A value in running text; `None` of one that no escape keeps as it is.
pub(super) fn running(value: &str, at_head: bool) -> Option<String> {
    if value.is_empty() {
        return Some(String::new());
    }
    let escaped = escape_marks(value, false);
    let reads = |draft: &str| RichText::read(Text::made(draft, Span::new(0, draft.len()))).plain() == value;
    let text = if reads(&escaped) {
        escaped
    } else if reads(value) {
        value.to_owned()
    } else {
        return None;
    };
    // A backslash of the value itself would be taken away at the head of a line.
    Some(if at_head && value.starts_with('\\') && is_escape_at_head(&text) { format!("\\{text}") } else { text })
}

/// A value in a cell of a table.
pub(super) fn cell(value: &str) -> Option<String> {
    match value {
        "" => Some(" ".to_owned()),
        // Joined to the cell above otherwise.
        "^^" => Some("`^^`".to_owned()),
        _ => Some(running(value, false)?.replace('|', "\\|")),
    }
}
