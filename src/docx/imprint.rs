//! The imprint (版记) at the foot of the last page: a box that is placed from the edge of the sheet.
//!
//! On which page the text ends only the word processor knows. It is reckoned here, which for Chinese text on a grid comes true; where it
//! does not, the imprint stands on an odd page, or on a sheet of its own.
//!
//! Source: GB/T 9704—2012, 7.4; GB/T 33476.2, whose record stands on the back of a sheet

use super::Writer;
use super::drawing::{Spot, Standing};
use super::metrics::Sheet;
use super::metrics::{ems, twips, whole};
use super::paragraph::{Para, border};
use super::styles::Style;
use crate::layout::Mm;
use crate::wording::{self, ImprintRow};
use std::fmt::Write;

/// A row of the imprint: its text, how many lines it takes, whether a thin rule stands above it.
struct Row {
    row: ImprintRow,
    lines: usize,
    ruled: bool,
}

impl Writer<'_> {
    pub(super) fn imprint(&mut self) {
        let rows = self.imprint_rows();
        if rows.is_empty() {
            return;
        }
        let imprint = &self.template().imprint;
        let even = if self.chinese() { imprint.even_page } else { imprint.latin_even_page };
        let lines: usize = rows.iter().map(|row| row.lines).sum();
        let natural = lines as f64 * self.imprint_line() + rows.len() as f64 * self.row_white();
        // A line more than is reckoned: what does not fit into a box is not seen.
        let height = natural + self.imprint_line();
        let odd = self.place.page % 2 == 1;
        let room = self.sheet == Sheet::Upright && self.place.holds(natural + self.metrics.line);
        if !room || (odd && even) {
            // The blank page before it and its own side have no number.
            self.begin_imprint(even, odd || !even);
        }
        let area = &self.template().area;
        let table = self.apart(|writer| writer.imprint_table(&rows));
        let foot = area.top + area.height;
        let high = Mm(height * 25.4 / 1440.0);
        let spot = Spot { x: area.left, y: foot - high, width: area.width, height: high };
        let name = if self.chinese() { "版记" } else { "Imprint" };
        self.paragraph(Para::of(Style::Thin), "", |writer| {
            writer.text_box(name, spot, Standing { wraps: true, foot: true, turned: false }, &table);
        });
    }

    /// White above and below the text of a row, beside what its lines have.
    fn row_white(&self) -> f64 {
        let imprint = &self.template().imprint;
        let em = imprint.size.0 * 20.0;
        (twips(imprint.padding) * 2.0 - (self.imprint_line() - em)).max(0.0)
    }

    fn imprint_rows(&self) -> Vec<Row> {
        let notice = self.whole;
        let imprint = &self.template().imprint;
        let em = imprint.size.0 * 20.0;
        let across = self.metrics.width - em * imprint.inset * 2.0;
        let lines = |text: &str, taken: f64| {
            let long = ems(text, self.chinese()) * em;
            (long / (across - taken).max(em)).ceil().max(1.0) as usize
        };
        let mut rows: Vec<Row> = Vec::new();
        let mut follows = false;
        let addressed = wording::recipients_row(notice).filter(|_| !self.recipients_in_head());
        for row in addressed.into_iter().chain(wording::imprint(notice)) {
            let (count, ruled) = match &row {
                // No rule between 主送 and 抄送 (7.4.2), nor between the lists of a briefing.
                ImprintRow::List { label, text } => {
                    (lines(text, ems(label, self.chinese()) * em), !std::mem::replace(&mut follows, true))
                }
                ImprintRow::Printed { organ, date } => {
                    let day = date.as_ref().map_or(0.0, |date| (ems(date, self.chinese()) + 1.0) * em);
                    (lines(organ, day), true)
                }
                ImprintRow::Copies(_) => (1, true),
            };
            rows.push(Row { row, lines: count, ruled });
        }
        rows
    }

    fn imprint_table(&mut self, rows: &[Row]) {
        let imprint = &self.template().imprint;
        let width = whole(self.metrics.width);
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" \
             w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"{width}\"/></w:tblGrid>"
        );
        let last = rows.len() - 1;
        let white = self.row_white();
        for (index, Row { row, lines, ruled }) in rows.iter().enumerate() {
            let high = *lines as f64 * self.imprint_line() + white;
            let mut borders = String::new();
            if imprint.rules {
                if index == 0 {
                    borders.push_str(&border("top", imprint.thick, 0.0, "000000"));
                } else if *ruled {
                    borders.push_str(&border("top", imprint.thin, 0.0, "000000"));
                }
                if index == last {
                    borders.push_str(&border("bottom", imprint.thick, 0.0, "000000"));
                }
            }
            let borders = if borders.is_empty() { borders } else { format!("<w:tcBorders>{borders}</w:tcBorders>") };
            let _ = write!(
                self.out,
                "<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/></w:trPr><w:tc><w:tcPr>\
                 <w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{borders}<w:vAlign w:val=\"center\"/></w:tcPr>",
                whole(high)
            );
            self.imprint_row(row);
            self.out.push_str("</w:tc></w:tr>");
        }
        self.out.push_str("</w:tbl>");
        // A box ends with a paragraph.
        self.plain(Para::of(Style::Thin), "");
    }

    fn imprint_row(&mut self, row: &ImprintRow) {
        let imprint = &self.template().imprint;
        let em = imprint.size.0 * 20.0;
        let inset = em * imprint.inset;
        match row {
            // Turned lines stand below the first character behind the colon. Source: 7.4.2
            ImprintRow::List { label, text } => {
                let hang = ems(label, self.chinese()) * em;
                let para =
                    Para { left: Some(inset + hang), right: Some(inset), hanging: Some(hang), ..Para::of(Style::ImprintList) };
                self.plain(para, &format!("{label}{text}"));
            }
            // The organ at the left and the day at the right, one 字 from the edges. Source: 7.4.3
            ImprintRow::Printed { organ, date } => self.printed_row(organ, date.as_deref(), inset),
            ImprintRow::Copies(text) => self.printed_row("", Some(text), inset),
        }
    }

    fn printed_row(&mut self, organ: &str, date: Option<&str>, inset: f64) {
        let para = Para {
            left: Some(inset),
            right: Some(inset),
            align: Some("left"),
            tabs: vec![("right", self.metrics.width - inset)],
            ..Para::of(Style::Printed)
        };
        let day = date.map(|date| format!("\t{date}")).unwrap_or_default();
        self.plain(para, &format!("{organ}{day}"));
    }
}
