//! The red mark (发文机关标志): its words, how large they stand, and where.
//!
//! A line is set to its width by white between its characters, which every word processor does alike; a stack of names with a word beside
//! it is a table without rules.
//!
//! Source: GB/T 9704—2012, 7.2.4, 10.1, 10.2, 10.3

use super::Writer;
use super::inline::Look;
use super::metrics::{ems, twips, whole};
use super::paragraph::Para;
use super::styles::Style;
use crate::layout::{MastheadKind, Mm, Pt};
use crate::model::RichText;
use crate::wording;
use std::fmt::Write;

/// The ink of a character of the mark above and below its base line, in its size.
pub(super) const INK: (f64, f64) = (0.8, 0.12);

/// The words of a mark.
pub(super) struct Words {
    lines: Vec<String>,
    /// The word that stands beside a stack of names.
    beside: &'static str,
    stacked: bool,
}

impl Writer<'_> {
    /// The mark, its ink at `top` of the sheet.
    pub(super) fn mark(&mut self, top: Mm) {
        let Some(words) = self.mark_words(top) else { return };
        let masthead = &self.template().masthead;
        let size = self.mark_size(&words, top);
        let em = size.0 * 20.0;
        let line = em * masthead.mark_pitch;
        // From the top of a line to that of the ink.
        let ink = line * 0.8 - em * INK.0;
        let y = self.metrics.top + self.place.y;
        let before = (twips(top) - ink - y).max(0.0);
        if words.stacked {
            self.stack(&words, size, before);
        } else {
            for (index, text) in words.lines.iter().enumerate() {
                let para = Para {
                    line: Some(line),
                    before: Some(if index == 0 { before } else { 0.0 }),
                    keep_next: true,
                    ..Para::of(Style::Mark)
                };
                let wide = if words.lines.len() == 1 { self.spread(text, em) } else { 0.0 };
                self.paragraph(para, "", |writer| writer.spaced(text, wide, size));
            }
        }
        // What stands below is reckoned from the ink.
        self.below = line * 0.2 - em * INK.1;
    }

    /// How much wider a short mark is set than its characters are.
    fn spread(&self, text: &str, em: f64) -> f64 {
        if !self.chinese() {
            return 0.0;
        }
        let masthead = &self.template().masthead;
        let (natural, width) = (ems(text, true) * em, twips(masthead.mark_width));
        (natural.max((natural * masthead.mark_spread).min(width * masthead.mark_spread_width)).min(width) - natural).max(0.0)
    }

    /// Text set wider: white between its characters, and none behind the last.
    pub(super) fn spaced(&mut self, text: &str, more: f64, size: Pt) {
        let plain = Look { size: Some(size), ..Look::default() };
        let count = text.chars().count();
        let Some((last, _)) = text.char_indices().last().filter(|_| count > 1 && more >= 1.0) else {
            return self.run(text, plain);
        };
        self.run(&text[..last], Look { spacing: Some(more / (count - 1) as f64), ..plain });
        self.run(&text[last..], plain);
    }

    /// Names below each other, all of one width, and the word beside them at half their height.
    fn stack(&mut self, words: &Words, size: Pt, before: f64) {
        let masthead = &self.template().masthead;
        let em = size.0 * 20.0;
        let line = em * masthead.mark_pitch;
        let widest = words.lines.iter().map(|name| ems(name, true)).fold(0.0, f64::max) * em;
        let side = if words.beside.is_empty() { 0.0 } else { (ems(words.beside, true) + masthead.word_gap) * em };
        // White before the mark is a line of its own: a row has none above it.
        self.plain(Para { line: Some(before.max(20.0)), keep_next: true, ..Para::of(Style::Thin) }, "");
        self.place.skip(before);
        let columns = if side > 0.0 { vec![widest + SLACK, side + SLACK] } else { vec![widest + SLACK] };
        let total: f64 = columns.iter().sum();
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
             <w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
            whole(total)
        );
        for column in &columns {
            let _ = write!(self.out, "<w:gridCol w:w=\"{}\"/>", whole(*column));
        }
        self.out.push_str("</w:tblGrid>");
        for (index, name) in words.lines.iter().enumerate() {
            let _ = write!(
                self.out,
                "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{}\" w:hRule=\"exact\"/></w:trPr>\
                 <w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>",
                whole(line),
                whole(columns[0])
            );
            let align = if masthead.even_width { "left" } else { "center" };
            let more = if masthead.even_width { widest - ems(name, true) * em } else { 0.0 };
            let para = Para { line: Some(line), align: Some(align), keep_next: true, ..Para::of(Style::Mark) };
            self.paragraph(para, "", |writer| writer.spaced(name, more, size));
            self.out.push_str("</w:tc>");
            if let Some(column) = columns.get(1) {
                let merge = if index == 0 { " w:val=\"restart\"" } else { "" };
                let _ = write!(
                    self.out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:vMerge{merge}/><w:vAlign w:val=\"center\"/></w:tcPr>",
                    whole(*column)
                );
                let para = Para { line: Some(line), align: Some("right"), keep_next: true, ..Para::of(Style::Mark) };
                let word = if index == 0 { words.beside } else { "" };
                self.paragraph(para, "", |writer| writer.spaced(word, 0.0, size));
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
    }

    /// What the mark says.
    fn mark_words(&self, top: Mm) -> Option<Words> {
        let mark = wording::mark(self.whole)?;
        let (mut names, word) = (mark.names, mark.word);
        if names.len() > 1 && self.whole.mark.is_empty() && self.chinese() {
            let stacked = Words { lines: names.clone(), beside: word, stacked: true };
            if !self.gives_way(&stacked, top) {
                return Some(stacked);
            }
            names.truncate(1);
        }
        if let Some(last) = names.last_mut().filter(|_| !word.is_empty()) {
            let gap = if self.chinese() { "" } else { " " };
            last.push_str(&format!("{gap}{word}"));
        }
        Some(Words { lines: names, beside: "", stacked: false })
    }

    /// Whether a stack of names in too small a type gives way to the lead organ alone: where all others sign.
    fn gives_way(&self, words: &Words, top: Mm) -> bool {
        let notice = self.whole;
        let signs = |name: &String| notice.signatories.iter().any(|organ| organ.name == *name);
        self.mark_size(words, top) < self.template().masthead.mark_least && words.lines[1..].iter().all(signs)
    }

    /// The size of a mark that fits between the margins and leaves room for text on page 1.
    fn mark_size(&self, words: &Words, top: Mm) -> Pt {
        let masthead = &self.template().masthead;
        let chinese = self.chinese();
        let size = if chinese { masthead.mark_size } else { Pt(masthead.mark_size.0 * masthead.latin_mark) };
        let em = Mm::from(size);
        let beside = if words.beside.is_empty() { 0.0 } else { ems(words.beside, true) + masthead.word_gap };
        let widest = words.lines.iter().map(|line| ems(line, chinese)).fold(0.0, f64::max) + beside;
        let high = em * (masthead.mark_pitch * words.lines.len() as f64);
        // English names are parted into lines, and never shrink for their width.
        let across = if chinese { masthead.mark_width / (em * widest.max(1.0)) } else { 1.0 };
        let factor = across.min(self.mark_limit(top) / high).min(1.0);
        // Sizes of type are halves of points.
        Pt((size.0 * factor * 2.0).floor() / 2.0)
    }

    /// How high a mark may be so that page 1 shows a line of text. Source: 7.3.3
    fn mark_limit(&self, top: Mm) -> Mm {
        let (template, notice) = (self.template(), self.whole);
        let (pitch, height) = (template.pitch(), template.line_height());
        if template.masthead.kind != MastheadKind::Official || notice.body.is_empty() {
            return template.masthead.mark_height;
        }
        let chinese = self.chinese();
        let lines = |text: &str, em: Mm| (em * ems(text, chinese) / template.area.width).ceil().max(1.0);
        let approvers = notice.approvers.len().div_ceil(2).max(usize::from(notice.number.is_some()));
        let mut below = template.masthead.rule_gap + template.masthead.rule_thickness;
        if approvers > 0 {
            below += template.masthead.number_gap + height + pitch * (approvers - 1) as f64;
        }
        if !notice.title.is_empty() {
            let em = Mm::from(template.title.size);
            let count: f64 = notice.title.iter().map(|line: &RichText| lines(&line.plain(), em)).sum();
            below += template.title.gap + em * count + template.title.leading * (count - 1.0);
        }
        let addressed = wording::recipients_text(notice).filter(|_| self.recipients_in_head());
        let addressed = addressed.map_or(0.0, |text| lines(&text, template.cell()));
        let foot = template.area.top + template.area.height;
        let room = |recipients: f64| foot - top - below - template.recipients.gap - height - pitch * recipients;
        let least = Mm::from(template.masthead.mark_least) * template.masthead.mark_pitch * notice.issuers.len() as f64;
        let room = if room(addressed) >= least { room(addressed) } else { room(0.0) };
        room.min(template.masthead.mark_height).max(Mm::from(template.masthead.mark_least))
    }
}

/// What a column is wider than its text, so that no rounding breaks a line.
const SLACK: f64 = 40.0;
