//! Running text as HTML.

use super::escape;
use crate::model::{Inline, Notice, RichText};
use crate::syntax::values::ReferenceKind;
use std::collections::BTreeMap;

/// Writes running text, and remembers what it wrote where identifiers must be unique.
pub(super) struct Writer<'a> {
    /// The part that is written, and what stands before the identifiers of its annexes.
    notice: &'a Notice,
    prefix: String,
    /// How often each footnote was referred to so far.
    references: BTreeMap<u32, u32>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(notice: &'a Notice) -> Self {
        Self { notice, prefix: String::new(), references: BTreeMap::new() }
    }

    /// What follows belongs to this part.
    pub(super) fn turn_to(&mut self, notice: &'a Notice, prefix: String) {
        (self.notice, self.prefix) = (notice, prefix);
    }

    /// An identifier of the part that is written.
    pub(super) fn id(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    /// How often footnote `number` was referred to.
    pub(super) fn references_to(&self, number: u32) -> u32 {
        self.references.get(&number).copied().unwrap_or(0)
    }

    /// The text with everything it holds.
    pub(super) fn rich(&mut self, text: &RichText) -> String {
        let mut out = String::new();
        for inline in &text.inlines {
            self.inline(inline, false, &mut out);
        }
        out
    }

    /// The text without links and footnotes: inside another link, or where it is said a second time.
    pub(super) fn bare(&mut self, text: &RichText) -> String {
        let mut out = String::new();
        for inline in &text.inlines {
            self.inline(inline, true, &mut out);
        }
        out
    }

    fn inline(&mut self, inline: &Inline, bare: bool, out: &mut String) {
        // No `_` arm: a new kind of inline must not vanish from the page.
        match inline {
            Inline::Text { text, .. } if bare => out.push_str(&escape(text)),
            Inline::Text { text, .. } => text_with_addresses(text, out),
            Inline::Strong { children, .. } => self.element("strong", children, bare, out),
            Inline::Emphasis { children, .. } => self.element("em", children, bare, out),
            Inline::Superscript { text, .. } => out.extend(["<sup>", &escape(text), "</sup>"]),
            Inline::Subscript { text, .. } => out.extend(["<sub>", &escape(text), "</sub>"]),
            Inline::Code { text, .. } => out.extend(["<code>", &escape(text), "</code>"]),
            Inline::Link { children, url, .. } => match crate::links::target(url) {
                Some(url) if !bare => {
                    out.extend(["<a href=\"", &escape(&url), "\">"]);
                    children.iter().for_each(|child| self.inline(child, true, out));
                    out.push_str("</a>");
                }
                _ => children.iter().for_each(|child| self.inline(child, bare, out)),
            },
            Inline::Name { name, text, .. } => match text {
                Some(text) => out.push_str(&escape(text)),
                None => out.extend(["{", &escape(name), "}"]),
            },
            Inline::Reference { target, number, text, resolved, .. } => {
                let id = number.filter(|_| *resolved && !bare).and_then(|number| self.target_id(*target, number));
                match id {
                    Some(id) => out.extend(["<a class=\"reference\" href=\"#", &id, "\">", &escape(text), "</a>"]),
                    None => out.push_str(&escape(text)),
                }
            }
            Inline::FootnoteRef { label, number, .. } => match number {
                Some(_) if bare => {}
                Some(number) => {
                    let count = self.references.entry(*number).or_insert(0);
                    *count += 1;
                    let id = reference_id(*number, *count);
                    let link = format!(
                        "<sup class=\"note-reference\"><a id=\"{id}\" href=\"#note-{number}\" role=\"doc-noteref\">[{number}]</a></sup>"
                    );
                    out.push_str(&link);
                }
                None => out.extend(["[^", &escape(label), "]"]),
            },
        }
    }

    fn element(&mut self, name: &str, children: &[Inline], bare: bool, out: &mut String) {
        out.extend(["<", name, ">"]);
        children.iter().for_each(|child| self.inline(child, bare, out));
        out.extend(["</", name, ">"]);
    }

    /// The identifier of what a reference points at, when the page has it.
    fn target_id(&self, target: ReferenceKind, number: u32) -> Option<String> {
        let notice = self.notice;
        match target {
            ReferenceKind::Figure => Some(format!("figure-{number}")),
            ReferenceKind::Table => Some(format!("table-{number}")),
            ReferenceKind::Annex => {
                let annex = notice.annexes.iter().position(|annex| annex.number == Some(number));
                // A reference to `附件1` means the only annex too.
                let only = (number == 1 && notice.annexes.len() == 1).then_some(0);
                let entry = usize::try_from(number).is_ok_and(|number| (1..=notice.annex_note.len()).contains(&number));
                let listed = entry.then(|| self.id(&format!("annex-note-{number}")));
                annex.or(only).map(|index| self.id(&format!("annex-{}", index + 1))).or(listed)
            }
        }
    }
}

/// Text, its addresses as links.
fn text_with_addresses(text: &str, out: &mut String) {
    let mut done = 0;
    for (range, url) in crate::links::in_text(text) {
        out.push_str(&escape(&text[done..range.start]));
        out.extend(["<a href=\"", &escape(&url), "\">", &address(&text[range.clone()]), "</a>"]);
        done = range.end;
    }
    out.push_str(&escape(&text[done..]));
}

/// An address, which may be cut behind its marks where it is long: a justified line before it would be torn.
pub(super) fn address(text: &str) -> String {
    const LONG: usize = 24;
    if text.len() < LONG {
        return escape(text).into_owned();
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut pieces = text.split_inclusive(['/', '.', '?', '&', '=', '_', '@']).peekable();
    while let Some(piece) = pieces.next() {
        out.push_str(&escape(piece));
        // Not within `//`, and not at the end.
        if pieces.peek().is_some_and(|next| *next != "/") {
            out.push_str("<wbr>");
        }
    }
    out
}

/// The identifier of the place that refers to footnote `number` for the `count`th time.
pub(super) fn reference_id(number: u32, count: u32) -> String {
    if count == 1 { format!("note-reference-{number}") } else { format!("note-reference-{number}-{count}") }
}
