//! What follows the body: list of annexes, people of minutes, contacts, signature (`signature`), note.
//!
//! Source: GB/T 9704—2012, 7.3.4–7.3.6, 10.3

use super::Writer;
use super::inline::Look;
use super::metrics::ems;
use super::paragraph::Para;
use super::styles::Style;
use crate::layout::Role;
use crate::wording::{self, People};

impl Writer<'_> {
    pub(super) fn closing(&mut self) {
        let notice = self.part;
        self.annex_list();
        self.people();
        notice.contacts.iter().for_each(|block| self.contacts(block));
        self.signature();
        self.note();
        self.blocks(&notice.afterword);
    }

    /// 附件说明: two 字 in, numbers below each other, turned lines below the first character of the name. Source: 7.3.4
    fn annex_list(&mut self) {
        let notice = self.part;
        let lines = wording::annex_lines(notice);
        let label = wording::annex_note_label(notice);
        let (chinese, cell) = (self.chinese(), self.metrics.cell);
        let wide = |text: &str| ems(text, chinese) * cell;
        let indent = self.template().text.indent * cell;
        let several = lines.len() > 1;
        for (index, line) in lines.iter().enumerate() {
            let lead = if index == 0 { label } else { "" };
            let number = if several { line.number.as_str() } else { "" };
            let left = indent + wide(label) + wide(number);
            let hanging = wide(lead) + wide(number);
            let para = Para {
                gap: (index == 0).then(|| self.template().closing.annex_note_gap),
                left: Some(left),
                hanging: Some(hanging),
                keep_lines: true,
                keep_next: index == 0 && several,
                ..Para::of(Style::AnnexNote)
            };
            let entry = line.entry;
            let annex = line.annex.map(|annex| self.annex_mark(annex));
            self.paragraph(para, &format!("{lead}{number}{}", entry.title.plain()), |writer| {
                writer.text(lead);
                writer.text(number);
                match (entry.file.as_deref().and_then(crate::links::target), annex) {
                    (Some(url), _) => writer.link(&url, |writer| writer.text(&entry.title.plain())),
                    (None, Some(mark)) => writer.lead_to(&mark, &entry.title, entry.made),
                    // A title that was made from an annex has its notes and links there.
                    (None, None) if entry.made => writer.text(&entry.title.plain()),
                    (None, None) => writer.rich(&entry.title, Look::default()),
                }
            });
        }
    }

    /// Text that leads to a bookmark.
    fn lead_to(&mut self, mark: &str, text: &crate::model::RichText, plain: bool) {
        use std::fmt::Write;
        let has_links = text.inlines.iter().any(|inline| {
            matches!(
                inline,
                crate::model::Inline::Link { .. }
                    | crate::model::Inline::Reference { .. }
                    | crate::model::Inline::FootnoteRef { .. }
            )
        });
        if has_links && !plain {
            return self.rich(text, Look::default());
        }
        let _ = write!(self.out, "<w:hyperlink w:anchor=\"{mark}\" w:history=\"1\">");
        if plain {
            self.text(&text.plain())
        } else {
            self.rich(text, Look::default())
        }
        self.out.push_str("</w:hyperlink>");
    }

    /// 出席, 请假, 列席. Source: 10.3
    fn people(&mut self) {
        let (chinese, cell) = (self.chinese(), self.metrics.cell);
        let indent = self.template().text.indent * cell;
        let mut gap = Some(self.template().closing.annex_note_gap);
        for People { label, entries } in wording::people(self.part) {
            let hang = ems(label, chinese) * cell;
            for (row, entry) in entries.iter().enumerate() {
                let lead = if row == 0 { label } else { "" };
                let para = Para {
                    gap: gap.take(),
                    left: Some(indent + hang),
                    hanging: Some(if row == 0 { hang } else { 0.0 }),
                    ..Para::of(Style::People)
                };
                self.paragraph(para, &format!("{lead}{}", entry.text), |writer| {
                    writer.run(lead, Look::of(Role::Heading));
                    writer.text(&entry.text);
                });
            }
        }
    }

    /// 附注: two 字 in, in brackets, on the line below the date. Source: 7.3.6
    fn note(&mut self) {
        let notice = self.part;
        let Some(note) = notice.note.as_ref().filter(|note| !note.is_empty()) else { return };
        let (open, close) = wording::note_brackets(notice);
        self.paragraph(Para::of(Style::Note), &format!("{open}{}{close}", note.plain()), |writer| {
            writer.text(open);
            writer.rich(note, Look::default());
            writer.text(close);
        });
    }
}
