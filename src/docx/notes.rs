//! Footnotes: a mark in the text, and the part that holds what they say.

use super::Writer;
use super::inline::Look;
use super::paragraph::Para;
use super::styles::Style;
use super::xml::{HEAD, NAMES};
use crate::model::{Footnote, Inline};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The first number of a note: the two before it are the rules above notes.
const FIRST: usize = 2;

impl Writer<'_> {
    /// The mark of a note. A second mark of one note says the number of the first.
    pub(super) fn note_mark(&mut self, label: &str, number: u32) {
        let Some(index) = self.labels.get(label).copied() else { return self.text(&number.to_string()) };
        let look = Look { style: Some("FootnoteReference"), ..Look::default() };
        if !self.noted.insert(index) {
            let number = number.to_string();
            return self.field(&format!(" NOTEREF Note_{number} \\f \\h "), look, |writer| writer.run(&number, look));
        }
        self.marked(Some(format!("Note_{number}")), |writer| {
            let id = index + FIRST;
            let _ = write!(
                writer.out,
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>"
            );
        });
    }

    /// The notes that no mark in the text leads to: as paragraphs, so that nothing is lost.
    pub(super) fn stray_notes(&mut self) {
        let whole = self.whole;
        let notes = &whole.footnotes;
        for (index, note) in notes.iter().enumerate() {
            if note.number.is_none() || self.labels.get(note.label.text.as_str()) != Some(&index) {
                let label = format!("{} ", note.label.text);
                self.running(Para::of(Style::Footnote), &label, Look::default(), &note.text);
            }
        }
    }

    pub(super) fn notes_part(&mut self) {
        let mut out = format!(
            "{HEAD}<w:footnotes {NAMES}><w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
             <w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"1\"><w:p><w:pPr>\
             <w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
        );
        let whole = self.whole;
        // A note may bring up another one while it is written.
        let (mut written, mut next) = (BTreeSet::new(), 0);
        self.unlinked = true;
        while let Some(index) = self.noted.range(next..).next().copied() {
            next = index + 1;
            written.insert(index);
            let note = &whole.footnotes[index];
            let content = self.apart(|writer| {
                writer.paragraph(Para::of(Style::Footnote), "", |writer| {
                    writer.out.push_str("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>");
                    writer.text(" ");
                    writer.within_note(note);
                });
            });
            let _ = write!(out, "<w:footnote w:id=\"{}\">{content}</w:footnote>", index + FIRST);
            if self.noted.len() > written.len() && self.noted.range(next..).next().is_none() {
                next = self.noted.difference(&written).next().copied().unwrap_or(next);
            }
        }
        out.push_str("</w:footnotes>");
        self.package.related("word/footnotes.xml", "wordprocessingml.footnotes", "footnotes", out);
    }

    /// The text of a note. The mark of another note in it is its number.
    fn within_note(&mut self, note: &Footnote) {
        for inline in &note.text.inlines {
            match inline {
                Inline::FootnoteRef { number: Some(number), .. } => {
                    self.run(&number.to_string(), Look { script: Some("superscript"), ..Look::default() });
                }
                other => self.inline(other, Look::default()),
            }
        }
    }
}
