//! Running text as runs.

use super::Writer;
use super::faces::face;
use super::metrics::whole;
use super::styles::fonts;
use super::xml::{content, pieces};
use crate::layout::{Pt, Role};
use crate::model::{Block, Inline, RichText};
use crate::syntax::values::ReferenceKind;
use crate::wording::{CHANGE_ENDS, DELETED, INSERTED};
use std::fmt::Write;

/// What is said of a run beside the style of its paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub role: Option<Role>,
    pub size: Option<Pt>,
    /// How much further its characters stand apart, in twips.
    pub spacing: Option<f64>,
    pub script: Option<&'static str>,
    /// A style of characters.
    pub style: Option<&'static str>,
    /// Whether it was deleted, or inserted.
    pub change: Option<Change>,
}

/// What happened to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Deleted,
    Inserted,
}

impl Look {
    pub fn of(role: Role) -> Self {
        Self { role: Some(role), ..Self::default() }
    }
}

impl Writer<'_> {
    /// Text in the look of its paragraph.
    pub(super) fn text(&mut self, text: &str) {
        self.run(text, Look::default());
    }

    /// Text as runs: marks of no script have runs of their own, and lines of display type end where they were told to.
    pub(super) fn run(&mut self, text: &str, look: Look) {
        if self.options.changes {
            return self.changed(text, look);
        }
        if self.turns.is_empty() {
            return self.pieces(text, look);
        }
        let mut from = 0;
        for (at, _) in text.char_indices() {
            if self.turns.contains(&self.turned) && self.turned > 0 {
                self.pieces(&text[from..at], look);
                self.out.push_str("<w:r><w:br/></w:r>");
                from = at;
            }
            self.turned += 1;
        }
        self.pieces(&text[from..], look);
    }

    /// Text that says what was deleted and inserted. Lines of display type end where they like in it.
    fn changed(&mut self, text: &str, look: Look) {
        let mut change = None;
        for piece in text.split_inclusive([DELETED, INSERTED, CHANGE_ENDS]) {
            let words = piece.trim_end_matches([DELETED, INSERTED, CHANGE_ENDS]);
            self.pieces(words, Look { change, ..look });
            change = match piece.chars().next_back() {
                Some(DELETED) => Some(Change::Deleted),
                Some(INSERTED) => Some(Change::Inserted),
                _ => None,
            };
        }
    }

    fn pieces(&mut self, text: &str, look: Look) {
        if !self.chinese() {
            return self.piece(text, look, false);
        }
        for (piece, hinted) in pieces(text) {
            self.piece(piece, look, hinted);
        }
    }

    fn piece(&mut self, text: &str, look: Look, hinted: bool) {
        if text.is_empty() {
            return;
        }
        self.out.push_str("<w:r>");
        self.look(look, hinted);
        content(&mut self.out, text);
        self.out.push_str("</w:r>");
    }

    /// `w:rPr`, in the order of the schema.
    fn look(&mut self, look: Look, hinted: bool) {
        let Look { role, size, spacing, script, style, change } = look;
        let plain = role.is_none() && size.is_none() && spacing.is_none() && script.is_none() && style.is_none();
        if plain && change.is_none() && !hinted {
            return;
        }
        let language = self.whole.language;
        let out = &mut self.out;
        out.push_str("<w:rPr>");
        if let Some(style) = style {
            let _ = write!(out, "<w:rStyle w:val=\"{style}\"/>");
        }
        let hint = hinted.then_some("eastAsia");
        match role {
            Some(role) => {
                let face = face(role, language);
                fonts(out, face, hint);
                if !language.is_chinese() {
                    let on = |on: bool| if on { "" } else { " w:val=\"0\"" };
                    let (bold, italic) = (on(face.bold), on(face.italic));
                    let _ = write!(out, "<w:b{bold}/><w:bCs{bold}/><w:i{italic}/><w:iCs{italic}/>");
                }
            }
            None if hinted => out.push_str("<w:rFonts w:hint=\"eastAsia\"/>"),
            None => {}
        }
        if change == Some(Change::Deleted) {
            out.push_str("<w:strike/>");
        }
        if let Some(spacing) = spacing {
            let _ = write!(out, "<w:spacing w:val=\"{}\"/>", whole(spacing));
        }
        if let Some(size) = size {
            let half = whole(size.0 * 2.0);
            let _ = write!(out, "<w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>");
        }
        if change == Some(Change::Inserted) {
            out.push_str("<w:u w:val=\"single\"/>");
        }
        if let Some(script) = script {
            let _ = write!(out, "<w:vertAlign w:val=\"{script}\"/>");
        }
        out.push_str("</w:rPr>");
    }

    /// Running text with all it holds.
    pub(super) fn rich(&mut self, text: &RichText, look: Look) {
        text.inlines.iter().for_each(|inline| self.inline(inline, look));
    }

    pub(super) fn inline(&mut self, inline: &Inline, look: Look) {
        // No `_` arm: a new kind of inline must not vanish from the file.
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => self.run(text, look),
            Inline::Superscript { text, .. } => self.run(text, Look { script: Some("superscript"), ..look }),
            Inline::Subscript { text, .. } => self.run(text, Look { script: Some("subscript"), ..look }),
            Inline::Strong { children, .. } => {
                children.iter().for_each(|child| self.inline(child, Look { role: Some(Role::Heading), ..look }));
            }
            Inline::Emphasis { children, .. } => {
                children.iter().for_each(|child| self.inline(child, Look { role: Some(Role::Kai), ..look }));
            }
            Inline::Link { children, url, .. } => match crate::links::target(url) {
                Some(url) => self.link(&url, |writer| children.iter().for_each(|child| writer.inline(child, look))),
                None => children.iter().for_each(|child| self.inline(child, look)),
            },
            Inline::Name { name, text, .. } => match text {
                Some(text) => self.run(text, look),
                None => self.run(&format!("{{{name}}}"), look),
            },
            Inline::Reference { target, number, text, resolved, .. } => {
                let mark = number.filter(|_| *resolved).and_then(|number| self.mark_of(*target, number));
                match mark {
                    Some(mark) => self.reference(&mark, text, look),
                    None => self.run(text, look),
                }
            }
            Inline::FootnoteRef { label, number, .. } => match number {
                Some(number) => self.note_mark(label, *number),
                None => self.run(&format!("[^{label}]"), look),
            },
        }
    }

    /// A link to an address.
    pub(super) fn link(&mut self, url: &str, fill: impl FnOnce(&mut Self)) {
        if self.unlinked {
            return fill(self);
        }
        let id = self.package.relation("hyperlink", url, true);
        let _ = write!(self.out, "<w:hyperlink r:id=\"{id}\" w:history=\"1\">");
        fill(self);
        self.out.push_str("</w:hyperlink>");
    }

    /// A field that says what its bookmark says, where that is what the draft has; else a link to it.
    fn reference(&mut self, mark: &str, text: &str, look: Look) {
        if self.marks.get(mark).is_some_and(|said| said == text) {
            return self.field(&format!(" REF {mark} \\h  \\* MERGEFORMAT "), look, |writer| writer.run(text, look));
        }
        let _ = write!(self.out, "<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">");
        self.run(text, look);
        self.out.push_str("</w:hyperlink>");
    }

    /// A field with its result.
    pub(super) fn field(&mut self, code: &str, look: Look, fill: impl FnOnce(&mut Self)) {
        for (kind, inside) in [("begin", None), ("", Some(code)), ("separate", None)] {
            self.out.push_str("<w:r>");
            self.look(look, false);
            match inside {
                Some(code) => {
                    let _ = write!(self.out, "<w:instrText xml:space=\"preserve\">{code}</w:instrText>");
                }
                None => {
                    let _ = write!(self.out, "<w:fldChar w:fldCharType=\"{kind}\"/>");
                }
            }
            self.out.push_str("</w:r>");
        }
        fill(self);
        self.out.push_str("<w:r>");
        self.look(look, false);
        self.out.push_str("<w:fldChar w:fldCharType=\"end\"/></w:r>");
    }

    /// Bookmarks something that can be led to.
    pub(super) fn marked(&mut self, mark: Option<String>, fill: impl FnOnce(&mut Self)) {
        let Some(mark) = mark else { return fill(self) };
        let id = self.id();
        let _ = write!(self.out, "<w:bookmarkStart w:id=\"{id}\" w:name=\"{mark}\"/>");
        fill(self);
        let _ = write!(self.out, "<w:bookmarkEnd w:id=\"{id}\"/>");
    }

    /// The bookmark of what a reference points at, when the file has it.
    fn mark_of(&self, target: ReferenceKind, number: u32) -> Option<String> {
        let name = match target {
            ReferenceKind::Figure => format!("Figure_{number}"),
            ReferenceKind::Table => format!("Table_{number}"),
            ReferenceKind::Annex => {
                let annexes = &self.part.annexes;
                let at = annexes.iter().position(|annex| annex.number == Some(number));
                // A reference to `附件1` means the only annex too.
                self.annex_mark(at.or((number == 1 && annexes.len() == 1).then_some(0))?)
            }
        };
        self.marks.contains_key(&name).then_some(name)
    }

    /// The bookmark of an annex of the part that is written.
    pub(super) fn annex_mark(&self, index: usize) -> String {
        let part = self.whole.parts().position(|part| std::ptr::eq(part, self.part)).unwrap_or(0);
        if part == 0 { format!("Annex_{}", index + 1) } else { format!("Annex_{part}_{}", index + 1) }
    }

    /// Says which bookmarks there will be, and what each will say.
    pub(super) fn name_marks(&mut self) {
        let whole = self.whole;
        for part in whole.parts() {
            self.part = part;
            for (index, annex) in part.annexes.iter().enumerate() {
                let mark = self.annex_mark(index);
                self.marks.insert(mark, crate::wording::annex_label(part, annex));
            }
        }
        self.part = whole;
        for block in whole.blocks() {
            let named = match block {
                Block::Figure(figure) => figure.number.map(|at| (format!("Figure_{at}"), whole.figure_label(at))),
                Block::Table(table) => table.number.map(|at| (format!("Table_{at}"), whole.table_label(at))),
                _ => None,
            };
            self.marks.extend(named);
        }
    }
}
