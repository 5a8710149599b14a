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
    let narrow = escaped(text, &NARROW);
    if reads_as(&narrow, text) { narrow } else { escaped(text, &ALL) }
}

/// What is a mark in pairs.
const STARS: [char; 5] = ['*', '_', '`', '~', '^'];
/// What is a mark by itself or in pairs, in ordinary text.
const NARROW: [char; 8] = ['\\', '*', '_', '`', '[', ']', '{', '}'];
/// Whatever may be a mark somewhere.
const ALL: [char; 14] = ['\\', '*', '_', '`', '[', ']', '{', '}', '!', '<', '>', '&', '~', '^'];

/// One character so that it is a mark nowhere.
pub(super) fn character(character: &str) -> String {
    escaped(character, &ALL)
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

/// Marks that a reader puts into a text which is not escaped yet: a link begins, a link ends, a note is referred to.
pub(super) const LINK: &str = "\u{2}";
/// A link ends.
pub(super) const LINK_END: &str = "\u{3}";
/// A note is referred to.
pub(super) const NOTE: &str = "\u{1}";

/// The same as [`inline`] for a text with marks: links get the next of `addresses`, notes the next of `labels`. What leads nowhere outside,
/// or is the text of the link already, is left without an address.
pub(super) fn marked<'a>(
    text: &str,
    addresses: &mut impl Iterator<Item = &'a String>,
    labels: &mut impl Iterator<Item = &'a String>,
) -> String {
    if !text.contains(['\u{1}', '\u{2}', '\u{3}']) {
        return inline(text);
    }
    // A star in one part could pair up with one in another.
    let paired = text.matches(STARS).count() > 1;
    let mut out = String::with_capacity(text.len() + 32);
    let mut open: Option<(usize, String)> = None;
    for part in text.split_inclusive(['\u{1}', '\u{2}', '\u{3}']) {
        let (words, mark) = match part.char_indices().next_back() {
            Some((at, mark @ '\u{1}'..='\u{3}')) => (&part[..at], Some(mark)),
            _ => (part, None),
        };
        out.push_str(&if paired && words.contains(STARS) { escaped(words, &NARROW) } else { inline(words) });
        match mark {
            Some('\u{1}') => out.extend(labels.next().map(|label| format!("[^{label}]"))),
            Some('\u{2}') => open = addresses.next().map(|address| (out.len(), address.clone())),
            Some('\u{3}') => close(&mut out, open.take()),
            _ => {}
        }
    }
    close(&mut out, open);
    out
}

/// Makes a link of what stands in `out` from a place on.
fn close(out: &mut String, link: Option<(usize, String)>) {
    let Some((start, address)) = link else { return };
    let words = out[start..].trim();
    let outside = ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    let plain = !address.contains(|c: char| c.is_whitespace() || c.is_control() || "()<>[]\\".contains(c));
    let same = words.replace('\\', "") == address.trim_start_matches("mailto:");
    if words.is_empty() || !outside || !plain || same || words.contains("](") {
        return;
    }
    out.push_str(&format!("]({address})"));
    // Behind an exclamation mark it would be a picture.
    let bang = out[..start].ends_with('!');
    out.insert(start, '[');
    if bang {
        out.insert(start - 1, '\\');
    }
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
