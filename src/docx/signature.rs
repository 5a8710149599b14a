//! The signature (发文机关署名, 成文日期): unsealed, with the places of seals, or with those of signature stamps.
//!
//! No seal and no stamp is ever drawn: their place is white.
//!
//! Source: GB/T 9704—2012, 7.3.5, 10.2

use super::Writer;
use super::metrics::{below, ems, twips, whole};
use super::paragraph::Para;
use super::styles::Style;
use crate::model::Sealing;
use crate::wording;
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn signature(&mut self) {
        let notice = self.part;
        let date = notice.date.as_ref().filter(|_| !wording::dated_in_masthead(notice));
        let date = date.map(|date| wording::date_text(date, notice.language));
        if notice.signatories.is_empty() && date.is_none() {
            return;
        }
        // The last lines of the text go with the signature. Source: 7.3.5.5
        let rows = notice.signatories.len() as f64 + 2.0;
        self.hold_on(rows * self.metrics.line);
        match notice.sealing() {
            Sealing::Stamp => self.stamps(date.as_deref()),
            Sealing::Seal => self.seals(date.as_deref()),
            Sealing::Nothing => self.unsealed(date.as_deref()),
        }
    }

    fn wide(&self, text: &str) -> f64 {
        let (chinese, em) = (self.chinese(), self.metrics.size.0 * 20.0 + f64::from(self.metrics.tracking));
        ems(text, chinese) * em
    }

    /// One name a line at the right, the date two 字 behind the first character of the names; a date that is longer than they are stands
    /// at the right itself. Source: 7.3.5.2
    fn unsealed(&mut self, date: Option<&str>) {
        let notice = self.part;
        let names: Vec<&str> = notice.signatories.iter().map(|organ| organ.name.as_str()).collect();
        let closing = &self.template().closing;
        let (cell, area) = (self.metrics.cell, self.metrics.across(self.sheet));
        let right = area - cell * closing.right;
        let indent = cell * closing.date_indent;
        let widest = names.iter().map(|name| self.wide(name)).fold(0.0, f64::max).min(right);
        let date_width = date.map_or(0.0, |date| self.wide(date));
        let (name_x, date_x) = if names.is_empty() {
            (0.0, right - date_width)
        } else if date_width > widest || right - widest + indent + date_width > area - cell + 1.0 {
            (right - date_width - indent, right - date_width)
        } else {
            (right - widest, right - widest + indent)
        };
        let joint = names.len() > 1 && self.chinese();
        let mut gap = Some(closing.signature_gap);
        // Lines of a long signature are set so close that it fits with the text that it takes along. Source: 7.3.5.5
        let rows = names.len() as f64 + f64::from(u8::from(date.is_some())) + f64::from(u8::from(notice.note.is_some()));
        let carried = notice.contacts.last().map_or(closing.carried, |block| block.contacts.len()) as f64;
        let room = self.metrics.height - twips(closing.signature_gap) - carried * self.metrics.line;
        let line = (rows * self.metrics.line > room && rows * twips(closing.least_pitch) <= room).then(|| (room / rows).floor());
        let whole = (names.len() + 1) as f64 * self.metrics.line <= self.metrics.height;
        for (index, name) in names.iter().enumerate() {
            let width = self.wide(name);
            let x = if joint && !closing.even_width { name_x + (widest - width) / 2.0 } else { name_x };
            let more = if joint && closing.even_width { (widest - width).max(0.0) } else { 0.0 };
            let tail = (area - x - width - more).max(0.0);
            // A name that is longer than its line is broken.
            let (left, align) = if width > right { (Some(0.0), "left") } else { (None, "right") };
            let last = index + 1 == names.len();
            let para = Para {
                gap: gap.take(),
                left,
                right: Some(tail),
                align: Some(align),
                line,
                keep_next: (whole || last) && (date.is_some() || !last),
                ..Para::of(Style::Signatory)
            };
            self.paragraph(para, name, |writer| if more > 0.0 { writer.even(name, more) } else { writer.text(name) });
        }
        if let Some(date) = date {
            let tail = (area - date_x.max(0.0) - date_width).max(0.0);
            let para = Para { gap: gap.take(), right: Some(tail), align: Some("right"), line, ..Para::of(Style::Date) };
            self.plain(para, date);
        }
    }

    /// A name set to the width of the longest.
    fn even(&mut self, name: &str, more: f64) {
        let count = name.chars().count();
        match name.char_indices().last().filter(|_| count > 1) {
            Some((last, _)) => {
                let spacing = Some(more / (count - 1) as f64 + f64::from(self.metrics.tracking));
                self.run(&name[..last], super::inline::Look { spacing, ..Default::default() });
                self.text(&name[last..]);
            }
            None => self.text(name),
        }
    }

    /// The names in rows, each in the middle of its seal's place; the last place also covers the date. Source: 7.3.5.1
    fn seals(&mut self, date: Option<&str>) {
        let notice = self.part;
        let names: Vec<&str> = notice.signatories.iter().map(|organ| organ.name.as_str()).collect();
        let seal = &self.template().seal;
        let area = self.metrics.across(self.sheet);
        let (diameter, least) = (twips(seal.diameter), twips(seal.least_between));
        let right = area - self.metrics.cell * seal.right;
        let date_width = date.map_or(0.0, |date| self.wide(date));
        let (line, em) = (self.metrics.line, self.metrics.size.0 * 20.0);
        // Name and date press a little lower than the middle of the seal.
        let above = |lines: f64| (diameter / 2.0 + twips(seal.drop) - lines * line / 2.0).max(0.0);
        let under = |lines: f64| (diameter - above(lines) - lines * line).max(0.0);
        if names.len() < 2 {
            let width = names.first().map_or(0.0, |name| self.wide(name)).min(area);
            let hold = width.max(diameter);
            let centre = (right - date_width / 2.0).min(area - hold / 2.0).max(hold / 2.0);
            let lines = names.len() as f64 + f64::from(u8::from(date.is_some()));
            let before = twips(seal.gap) - self.below + above(lines);
            let mut before = Some(before.max(0.0));
            for name in &names {
                let tail = (area - centre - width / 2.0).max(0.0);
                let para = Para {
                    before: before.take(),
                    right: Some(tail),
                    align: Some("right"),
                    keep_next: date.is_some(),
                    ..Para::of(Style::Signatory)
                };
                self.plain(para, name);
            }
            if let Some(date) = date {
                let tail = (area - centre - date_width / 2.0).max(0.0);
                let para = Para { before: before.take(), right: Some(tail), align: Some("right"), ..Para::of(Style::Date) };
                self.plain(para, date);
            }
            // A note stands beside the lower half of the seal, where there is room; what else follows is below it.
            let noted = notice.note.as_ref().map_or(0.0, |note| self.wide(&note.plain()) + self.metrics.cell * 4.0);
            let beside = notice.note.is_some() && noted <= centre - diameter / 2.0;
            if !beside && self.follows_signature() {
                self.lead_down(under(lines));
            }
            self.below = below(line, em);
            return;
        }
        let count = names.len().min((((area + least) / (diameter + least)) + 1e-9).floor().max(1.0) as usize);
        let centres = self.seal_columns(area, count, right - date_width / 2.0);
        let rows: Vec<&[&str]> = names.chunks(count).collect();
        let mut gap = twips(seal.gap) - self.below;
        for (index, row) in rows.iter().enumerate() {
            let dated = date.filter(|_| index + 1 == rows.len());
            self.seal_row(row, &centres[count - row.len()..], dated, gap.max(0.0), area);
            gap = least;
        }
        self.below = 0.0;
    }

    /// A row of names, each in the middle of its seal's place: a table without rules.
    fn seal_row(&mut self, names: &[&str], centres: &[f64], date: Option<&str>, gap: f64, area: f64) {
        let seal = &self.template().seal;
        let diameter = twips(seal.diameter);
        self.plain(Para { line: Some(gap.max(20.0)), keep_next: true, ..Para::of(Style::Thin) }, "");
        self.place.skip(gap);
        let mut edges = vec![0.0];
        edges.extend(centres.windows(2).map(|pair| f64::midpoint(pair[0], pair[1])));
        edges.push(area);
        let first = (centres[0] * 2.0 - edges[1]).max(0.0);
        let last = (centres[centres.len() - 1] * 2.0 - edges[edges.len() - 2]).min(area);
        (edges[0], *edges.last_mut().unwrap_or(&mut 0.0)) = (first, last);
        let columns: Vec<f64> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let total: f64 = columns.iter().sum();
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblInd w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
            whole(total),
            whole(first)
        );
        columns.iter().for_each(|column| {
            let _ = write!(self.out, "<w:gridCol w:w=\"{}\"/>", whole(*column));
        });
        let _ = write!(
            self.out,
            "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/></w:trPr>",
            whole(diameter)
        );
        self.place.lines(1, diameter);
        for (index, (name, column)) in names.iter().zip(&columns).enumerate() {
            let _ = write!(
                self.out,
                "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>",
                whole(*column)
            );
            let place = self.place;
            let dated = date.filter(|_| index + 1 == names.len());
            let para = Para { align: Some("center"), keep_next: dated.is_some(), ..Para::of(Style::Signatory) };
            self.plain(para, name);
            if let Some(date) = dated {
                self.plain(Para { align: Some("center"), ..Para::of(Style::Date) }, date);
            }
            self.place = place;
            self.out.push_str("</w:tc>");
        }
        self.out.push_str("</w:tr></w:tbl>");
    }

    /// The middles of `count` seals in a row, the last on the date.
    fn seal_columns(&self, area: f64, count: usize, date: f64) -> Vec<f64> {
        let seal = &self.template().seal;
        let radius = twips(seal.diameter) / 2.0;
        let least = twips(seal.diameter) + twips(seal.least_between);
        let gaps = count.saturating_sub(1) as f64;
        let last = date.min(area - radius).max(radius + least * gaps).min((area - radius).max(radius));
        if gaps == 0.0 {
            return vec![last];
        }
        let widest = (last - radius) / gaps;
        let wanted = if count == 2 { last * 2.0 - area } else { twips(seal.diameter) + twips(seal.between) };
        let step = wanted.min(widest).max(least);
        (0..count).map(|index| last - step * (gaps - index as f64)).collect()
    }

    /// Whether anything stands below the signature on its page.
    fn follows_signature(&self) -> bool {
        self.part.note.is_some() || !self.part.afterword.is_empty()
    }

    /// White below what was written: before the next paragraph.
    fn lead_down(&mut self, length: f64) {
        self.plain(Para { line: Some(length.max(20.0)), ..Para::of(Style::Thin) }, "");
        self.place.skip(length);
    }

    /// Office, and the place of the stamp with the signer's name in it, one a row; the date below. Source: 7.3.5.3, 10.2
    fn stamps(&mut self, date: Option<&str>) {
        let notice = self.part;
        let stamp = &self.template().stamp;
        let (cell, area) = (self.metrics.cell, self.metrics.across(self.sheet));
        let right = area - cell * stamp.right;
        let wide = twips(stamp.width);
        let edge = (right - wide - cell * stamp.office_gap).max(cell);
        let high = twips(stamp.height);
        let line = self.metrics.line;
        // A row is as high as its stamp, with its line in the middle.
        let spare = ((high - line) / 2.0).max(0.0);
        let mut gap = twips(stamp.gap) - self.below;
        for organ in &notice.signatories {
            let (office, name) = organ.office_and_name();
            let para = Para {
                before: Some((gap + spare).max(0.0)),
                align: Some("left"),
                tabs: vec![("right", edge), ("center", right - wide / 2.0)],
                keep_next: true,
                ..Para::of(Style::Signatory)
            };
            self.plain(para, &format!("\t{office}\t{name}"));
            gap = spare + twips(stamp.row_gap);
        }
        if let Some(date) = date {
            let before = if notice.signatories.is_empty() { gap } else { spare + twips(stamp.date_gap) };
            let tail = area - right;
            self.plain(Para { before: Some(before.max(0.0)), right: Some(tail), ..Para::of(Style::Date) }, date);
        }
    }
}
