//! Annexes, and the texts that a notice sends out: each begins a page of its own.
//!
//! Source: GB/T 9704—2012, 7.3.7, 8

use super::Writer;
use super::metrics::Sheet;
use super::paragraph::Para;
use super::styles::Style;
use crate::model::Issued;
use crate::wording;

impl Writer<'_> {
    /// The annexes that are bound with the part that is written, or those that are bound apart.
    pub(super) fn annexes(&mut self, apart: bool) {
        let part = self.part;
        for (index, annex) in part.annexes.iter().enumerate().filter(|(_, annex)| annex.apart == apart) {
            let sheet = if annex.landscape || self.wants_turning(&annex.blocks) { Sheet::Aside } else { Sheet::Upright };
            self.begin(sheet, apart);
            let label = wording::annex_page_label(part, annex);
            let said = wording::annex_label(part, annex);
            let mark = self.annex_mark(index);
            // Without a title the label is what an outline leads to.
            let outline = annex.title.is_empty().then_some(0);
            self.paragraph(Para { keep_next: true, outline, ..Para::of(Style::Annex) }, &label, |writer| {
                // The number of the document may stand before it.
                let before = label.strip_suffix(said.as_str()).unwrap_or_default();
                writer.text(before);
                writer.marked(Some(mark), |writer| writer.text(&label[before.len()..]));
            });
            if !annex.title.is_empty() {
                let gaps = &self.template().annex;
                let gap = self.template().pitch() * (gaps.title_line - 1.0) - self.template().line_height();
                let para = Para { keep_next: true, ..Para::of(Style::AnnexTitle).below(gap) };
                self.display(std::slice::from_ref(&annex.title), para, gaps.title_size);
                self.lead = Some(self.template().pitch());
            }
            self.blocks(&annex.blocks);
            self.lead = None;
        }
    }

    /// The texts and the annexes that are bound with them, or their annexes that are bound apart.
    pub(super) fn issued(&mut self, apart: bool) {
        let whole = self.whole;
        for issued in &whole.issued {
            self.part = &issued.text;
            if !apart {
                self.issued_text(issued);
            }
            self.annexes(apart);
        }
        self.part = whole;
    }

    fn issued_text(&mut self, issued: &Issued) {
        let text = &issued.text;
        self.begin(if issued.landscape { Sheet::Aside } else { Sheet::Upright }, false);
        let gaps = &self.template().title;
        if !text.title.is_empty() {
            self.display(&text.title, Para { keep_next: true, ..Para::of(Style::IssuedTitle) }, gaps.size);
        }
        self.subtitle(gaps.subtitle_gap);
        if let Some(number) = text.number.as_ref().filter(|number| !number.text.is_empty()) {
            self.plain(Para { keep_next: true, ..Para::of(Style::Number).below(gaps.subtitle_gap) }, &number.text.text);
        }
        if let Some(addressed) = wording::recipients_text(text) {
            self.plain(Para::of(Style::Recipients).below(self.template().recipients.gap), &addressed);
        } else {
            self.lead = Some(self.template().recipients.gap);
        }
        self.blocks(&text.body);
        self.lead = None;
        self.closing();
    }
}
