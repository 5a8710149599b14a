//! Text that must stay text: inside a line, and as a line.

use crate::model::{Inline, RichText};
use crate::span::Span;
use crate::syntax::keywords::Zone;
use crate::syntax::{self, LineKind, Text};

/// `text` as running text of a draft that reads as exactly that text. Nothing is escaped that needs no escape.
pub(super) fn inline(text: &str) -> String {
    // A backslash at the end would join the next line, and one at the head would be taken away.
    if !text.starts_with('\\') && !text.ends_with('\\') && reads_as(text, text) {
        return text.to_owned();
    }
    let narrow = escaped(text, &['\\', '*', '_', '`', '[', ']', '{', '}']);
    if reads_as(&narrow, text) {
        narrow
    } else {
        escaped(text, &['\\', '*', '_', '`', '[', ']', '{', '}', '!', '<', '>', '&', '~', '^'])
    }
}

fn escaped(text: &str, marks: &[char]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if marks.contains(&character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn reads_as(draft: &str, text: &str) -> bool {
    let rich = RichText::read(Text::made(draft, Span::new(0, draft.len())));
    let plain = |inline: &Inline| matches!(inline, Inline::Text { .. } | Inline::Reference { id: None, .. });
    rich.inlines.iter().all(plain) && rich.plain() == text
}

/// A paragraph as a line of a draft: sections, articles and contacts stay what they look like; whatever else the line could be
/// taken for, it becomes text.
pub(super) fn line(text: &str) -> String {
    let whole = format!("{text}\n");
    let tree = syntax::parse(&whole);
    let fits = match tree.lines.first().map(|line| &line.kind) {
        // `#、` would number itself, and the hash would be gone.
        Some(LineKind::Section { enumerator, .. }) => enumerator.number.is_some(),
        Some(LineKind::Article { .. } | LineKind::Paragraph { .. }) => true,
        Some(LineKind::Field { key, value, .. }) => key.zone() == Zone::Contact && !value.text(&whole).is_empty(),
        _ => false,
    };
    if fits || text.starts_with('\\') { text.to_owned() } else { format!("\\{text}") }
}
