//! Titles: lines that end where the sense allows, in one paragraph.
//!
//! Source: GB/T 9704—2012, 7.3.1

use super::Writer;
use super::inline::Look;
use super::metrics::twips;
use super::paragraph::Para;
use super::styles::Style;
use crate::layout::{Mm, Pt};
use crate::model::{Inline, RichText};
use crate::phrases;

impl Writer<'_> {
    /// Title and subtitle.
    pub(super) fn title(&mut self) {
        let (notice, gaps) = (self.part, &self.template().title);
        if !notice.title.is_empty() {
            self.display(&notice.title, Para { keep_next: true, ..Para::of(Style::Title).below(gaps.gap) }, gaps.size);
        }
        self.subtitle(if notice.title.is_empty() { gaps.gap } else { gaps.subtitle_gap });
    }

    pub(super) fn subtitle(&mut self, first: Mm) {
        let notice = self.part;
        for (index, line) in notice.subtitle.iter().enumerate() {
            let gap = if index == 0 { first } else { self.template().title.subtitle_gap };
            let para = Para { keep_next: true, ..Para::of(Style::Subtitle).below(gap) };
            self.paragraph(para, &line.plain(), |writer| writer.rich(line, Look::default()));
        }
    }

    /// Lines of display type in one paragraph: those that the draft sets, each parted where it must be.
    pub(super) fn display(&mut self, lines: &[RichText], para: Para, size: Pt) {
        let mut said = String::new();
        let mut turns = Vec::new();
        for line in lines {
            let text = visible(line);
            let characters: Vec<char> = text.chars().collect();
            let before = said.chars().filter(|character| *character != '\n').count();
            if before > 0 {
                turns.push(before);
                said.push('\n');
            }
            let across = self.metrics.across(self.sheet);
            let em = twips(Mm::from(size));
            // Bold Latin letters are wider than they are reckoned.
            let width = across / em * if self.chinese() { 1.0 } else { 0.94 };
            let names = self.part.organ_names();
            let own = phrases::turns(&characters, &names, width).lines;
            let mut parted: String = String::new();
            for (at, character) in characters.iter().enumerate() {
                if own.contains(&at) {
                    parted.push('\n');
                }
                parted.push(*character);
            }
            said.push_str(&parted);
            turns.extend(own.iter().map(|at| before + at));
        }
        self.open_display(para, &said, turns, lines);
    }

    fn open_display(&mut self, para: Para, said: &str, turns: Vec<usize>, lines: &[RichText]) {
        self.paragraph(para, said, |writer| {
            (writer.turns, writer.turned) = (turns, 0);
            lines.iter().for_each(|line| writer.rich(line, Look::default()));
            writer.turns.clear();
        });
    }
}

/// A line of a title as it stands in the file: what is raised or lowered without its marks, and notes left out.
fn visible(line: &RichText) -> String {
    let mut out = String::new();
    line.walk(&mut |inline| match inline {
        Inline::Text { text, .. }
        | Inline::Code { text, .. }
        | Inline::Reference { text, .. }
        | Inline::Superscript { text, .. }
        | Inline::Subscript { text, .. } => out.push_str(text),
        Inline::Name { name, text, .. } => match text {
            Some(text) => out.push_str(text),
            None => out.extend(["{", name, "}"]),
        },
        Inline::FootnoteRef { label, number: None, .. } => out.extend(["[^", label, "]"]),
        Inline::FootnoteRef { .. } | Inline::Strong { .. } | Inline::Emphasis { .. } | Inline::Link { .. } => {}
    });
    out
}
