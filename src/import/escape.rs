//! Text that must stay text: inside a line, and as a line.

use crate::model::{Inline, RichText, scripts};
use crate::span::Span;
use crate::syntax::keywords::Zone;
use crate::syntax::{self, LineKind, Text, escape_marks};

/// `text` as running text of a draft that reads as exactly that text. Nothing is escaped that needs no escape.
pub(super) fn inline(text: &str) -> String {
    // A backslash at the end would join the next line, unless it ends a path, and one at the head could be taken away.
    let in_path = syntax::paths(text).last().is_some_and(|path| path.end == text.len());
    if syntax::is_escape_at_head(text) {
        return format!("\\{}", escape_marks(text, true));
    }
    if (in_path || !text.ends_with('\\')) && reads_as(text, text) {
        return text.to_owned();
    }
    escape_marks(text, true)
}

/// One character so that it is a mark nowhere.
pub(super) fn character(character: &str) -> String {
    escape_marks(character, true)
}

/// What a reader of the draft sees of `text`.
pub(super) fn plain(text: &str) -> String {
    let lines = text.split("\\\n").map(|line| RichText::read(Text::made(line, Span::new(0, line.len()))).plain());
    lines.collect::<Vec<_>>().join("\n")
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
/// Raised text begins.
pub(super) const RAISED: &str = "\u{4}";
/// Lowered text begins.
pub(super) const LOWERED: &str = "\u{5}";
/// Raised or lowered text ends.
pub(super) const SCRIPT_END: &str = "\u{6}";

/// Raised and lowered text in characters of Unicode, where it has all of them; the marks stay around the rest, unless the
/// language could not read it.
fn with_scripts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\u{4}', '\u{5}']) {
        out.push_str(&rest[..at].replace(SCRIPT_END, ""));
        let mark = &rest[at..=at];
        // Runs of one kind beside each other are one: `10` may be two runs of a document.
        let mut inside = String::new();
        rest = &rest[at..];
        while let Some(behind) = rest.strip_prefix(mark) {
            let (run, after) = behind.split_once('\u{6}').unwrap_or((behind, ""));
            inside.push_str(run);
            rest = after;
        }
        let form = if mark == RAISED { scripts::raised } else { scripts::lowered };
        let odd = |c: char| c.is_whitespace() || c < ' ' || "{}^_".contains(c);
        let readable = (1..=40).contains(&inside.chars().count()) && !inside.contains(odd);
        match inside.chars().map(form).collect::<Option<String>>() {
            Some(characters) => out.push_str(&characters),
            None if readable => out.extend([mark, &inside, SCRIPT_END]),
            None => out.push_str(&inside.replace(['\u{4}', '\u{5}'], "")),
        }
    }
    out.push_str(&rest.replace(SCRIPT_END, ""));
    out
}

/// The same as [`inline`] for a text with marks: links get the next of `addresses`, notes the next of `labels`. What leads nowhere outside,
/// or is the text of the link already, is left without an address.
pub(super) fn marked<'a>(
    text: &str,
    addresses: &mut impl Iterator<Item = &'a String>,
    labels: &mut impl Iterator<Item = &'a String>,
) -> String {
    if !text.contains(|c| matches!(c, '\u{1}'..='\u{6}')) {
        return inline(text);
    }
    let text = &with_scripts(text);
    // A star in one part could pair up with one in another.
    let paired = text.matches(['*', '`']).count() > 1;
    let mut out = String::with_capacity(text.len() + 32);
    let mut open: Option<(usize, String)> = None;
    for part in text.split_inclusive(|c| matches!(c, '\u{1}'..='\u{6}')) {
        let (words, mark) = match part.char_indices().next_back() {
            Some((at, mark @ '\u{1}'..='\u{6}')) => (&part[..at], Some(mark)),
            _ => (part, None),
        };
        out.push_str(&if paired && words.contains(['*', '`']) { escape_marks(words, true) } else { inline(words) });
        match mark {
            Some('\u{1}') => out.extend(labels.next().map(|label| format!("[^{label}]"))),
            Some('\u{2}') => open = addresses.next().map(|address| (out.len(), address.clone())),
            Some('\u{3}') => close(&mut out, open.take()),
            Some('\u{4}') => out.push_str("{^"),
            Some('\u{5}') => out.push_str("{_"),
            Some('\u{6}') => out.push('}'),
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

/// A draft whose lines of text that could be taken for a field with a slip (`联系方式：…` at the end) say that they are text.
pub(super) fn slips(mut draft: String) -> String {
    for at in crate::check::misspelt::lines(&draft).into_iter().rev() {
        draft.insert(at, '\\');
    }
    draft
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
