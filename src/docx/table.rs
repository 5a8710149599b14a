//! Tables: caption, unit, rows, notes. Widths stand in the grid, in the table and in every cell: each program asks another one.

use super::Writer;
use super::inline::Look;
use super::metrics::{ems, twips, whole};
use super::paragraph::{Para, border};
use super::styles::Style;
use super::widths::Widths;
use crate::layout::{Mm, Role};
use crate::model::{Align, CellPlace, RowRole, Table};
use crate::wording;
use std::fmt::Write;

/// Characters of a cell that is short.
const SHORT: usize = 9;

impl Writer<'_> {
    /// A table. `joined` says that another one follows at once, which would grow together with it, or nothing at all.
    pub(super) fn table(&mut self, table: &Table, joined: bool) {
        let captioned = self.table_head(table);
        if table.columns.is_empty() {
            return;
        }
        if !captioned {
            // White above the table, and what a page may begin with.
            let gap = self.lead.take().unwrap_or_else(|| self.template().leading());
            let leading = twips(gap) - self.below;
            self.plain(Para { line: Some(leading.max(20.0)), keep_next: true, ..Para::of(Style::Thin) }, "");
            self.place.skip(leading.max(20.0));
        }
        let across = self.metrics.across(self.sheet);
        let widths = self.widths(table, across);
        self.table_properties(&widths, across);
        let places = table.places();
        let fill_in = table.to_fill_in(&places);
        let head = table.head().len();
        let aligns = aligns(table);
        for (index, places) in places.iter().enumerate() {
            let row = &table.rows[index];
            let least = row.height.unwrap_or(if fill_in[index] { wording::ROW_TO_FILL_IN } else { 0 });
            self.row(table, index, places, &widths, &aligns, (head, least));
        }
        self.out.push_str("</w:tbl>");
        self.below = 0.0;
        self.table_notes(table);
        if joined && table.notes.is_empty() {
            self.plain(Para::of(Style::Thin), "");
        }
    }

    /// The caption and the unit line; whether there is any of them.
    fn table_head(&mut self, table: &Table) -> bool {
        let lengths = &self.template().caption;
        let mut above = Some(lengths.above);
        if let (Some(caption), Some(number)) = (&table.caption, table.number) {
            let label = wording::table_label(self.whole, number, &caption.plain());
            let para = Para { gap: above.take(), keep_next: true, ..Para::of(Style::Caption) };
            self.caption(para, Some(format!("Table_{number}")), &label, caption);
        }
        if let Some(unit) = &table.unit {
            let gap = Some(above.take().unwrap_or(lengths.gap));
            self.running(Para { gap, keep_next: true, ..Para::of(Style::Unit) }, "", Look::default(), unit);
        }
        above.is_none()
    }

    fn table_notes(&mut self, table: &Table) {
        let em = self.template().table.size.0 * 20.0 * 12.0 / 14.0;
        for (index, note) in table.notes.iter().enumerate() {
            let gap = (index == 0).then_some(self.template().caption.gap);
            // Numbers stand below the first one, which stands behind the word.
            let numbered = index > 0 && note.plain().starts_with(|c: char| c.is_ascii_digit());
            let hanging = Some(if numbered { 0.0 } else { em * 2.0 });
            let para = Para { gap, left: Some(em * 2.0), hanging, ..Para::of(Style::TableNote) };
            self.running(para, "", Look::default(), note);
        }
    }

    fn table_properties(&mut self, widths: &Widths, across: f64) {
        let lengths = &self.template().table;
        let mut borders = String::new();
        for side in ["top", "left", "bottom", "right"] {
            borders.push_str(&border(side, lengths.frame, 0.0, "000000"));
        }
        for side in ["insideH", "insideV"] {
            borders.push_str(&border(side, lengths.rule, 0.0, "000000"));
        }
        let padding = whole(twips(lengths.padding));
        let _ = write!(
            self.out,
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>{borders}</w:tblBorders>\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{padding}\" w:type=\"dxa\"/><w:right w:w=\"{padding}\" \
             w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
            whole(across)
        );
        for column in &widths.columns {
            let _ = write!(self.out, "<w:gridCol w:w=\"{}\"/>", whole(*column));
        }
        self.out.push_str("</w:tblGrid>");
    }

    fn row(
        &mut self,
        table: &Table,
        index: usize,
        places: &[CellPlace<'_>],
        widths: &Widths,
        aligns: &[&'static str],
        (head, least): (usize, u16),
    ) {
        let lengths = &self.template().table;
        let role = table.rows[index].role;
        let line = widths.size.0 * 20.0 * lengths.pitch;
        let padding = twips(lengths.padding);
        let span = |place: &CellPlace<'_>| widths.columns[place.column..place.column + place.columns].iter().sum::<f64>();
        let chinese = self.chinese();
        let lines_of = |place: &CellPlace<'_>| {
            let room = (span(place) - padding * 2.0).max(1.0);
            let text = place.text().map(crate::model::RichText::plain).unwrap_or_default();
            (ems(&text, chinese) * widths.size.0 * 20.0 / room).ceil().max(1.0) as usize
        };
        let lines = places.iter().filter(|place| place.rows == 1).map(lines_of).max().unwrap_or(1);
        // White between the rules and the text is that of the lines.
        let high = (lines as f64 * line + padding * 2.0 - (line - widths.size.0 * 20.0)).max(twips(Mm(f64::from(least))));
        let place = self.place;
        self.out.push_str("<w:tr><w:trPr>");
        if lines < 8 {
            self.out.push_str("<w:cantSplit/>");
        }
        let _ = write!(self.out, "<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>", whole(high));
        if role == RowRole::Head && index < head && head <= 4 {
            self.out.push_str("<w:tblHeader/>");
        }
        self.out.push_str("</w:trPr>");
        let mut column = 0;
        while column < table.columns.len() {
            match places.iter().position(|place| place.column == column) {
                Some(at) => {
                    self.cell(table, index, places, at, widths, aligns);
                    column += places[at].columns;
                }
                None => {
                    // What goes on from a row above.
                    let columns = continued(table, index, column);
                    self.open_cell(widths, column, columns, "<w:vMerge/>");
                    self.plain(Para { line: Some(line), ..Para::of(Style::Cell) }, "");
                    self.out.push_str("</w:tc>");
                    column += columns;
                }
            }
        }
        self.out.push_str("</w:tr>");
        self.place = place;
        self.place.lines(1, high);
    }

    fn open_cell(&mut self, widths: &Widths, column: usize, columns: usize, merge: &str) {
        let width: f64 = widths.columns[column..column + columns].iter().sum();
        let span = if columns > 1 { format!("<w:gridSpan w:val=\"{columns}\"/>") } else { String::new() };
        let _ = write!(
            self.out,
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{span}{merge}<w:vAlign w:val=\"center\"/></w:tcPr>",
            whole(width)
        );
    }

    fn cell(
        &mut self,
        table: &Table,
        index: usize,
        places: &[CellPlace<'_>],
        at: usize,
        widths: &Widths,
        aligns: &[&'static str],
    ) {
        let place = &places[at];
        let role = table.rows[index].role;
        let merge = if place.rows > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
        self.open_cell(widths, place.column, place.columns, merge);
        let beside = table.is_label(index, places, at);
        let heads = role == RowRole::Head || (beside && role == RowRole::Total);
        let count = place.text().map_or(0, |text| text.plain().chars().count());
        let align = match table.columns[place.column].align {
            _ if role == RowRole::Head => "center",
            _ if place.columns > 1 && count <= SHORT * 2 => "center",
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
            Align::Default if beside || (place.rows > 1 && count <= SHORT) => "center",
            Align::Default => aligns[place.column],
        };
        let lengths = &self.template().table;
        let smaller = widths.size.0 < lengths.size.0;
        let line = smaller.then_some(widths.size.0 * 20.0 * lengths.pitch);
        let look = Look {
            size: smaller.then_some(widths.size),
            role: (heads && role != RowRole::Head).then_some(Role::Heading),
            ..Look::default()
        };
        let style = if role == RowRole::Head { Style::HeadCell } else { Style::Cell };
        // Rows of the head stay with the first row below them.
        let para = Para { line, align: Some(align), keep_next: role == RowRole::Head, ..Para::of(style) };
        match place.text() {
            Some(text) => self.paragraph(para, "", |writer| writer.rich(text, look)),
            None => self.plain(para, ""),
        }
        self.out.push_str("</w:tc>");
    }
}

/// How many columns the cell from above covers that goes on at a place.
fn continued(table: &Table, row: usize, column: usize) -> usize {
    let above = table.rows[..row].iter().enumerate().rev();
    let owner = above
        .flat_map(|(index, above)| above.cells.iter().map(move |cell| (index, cell)))
        .find(|(index, cell)| cell.column == column && index + cell.rows > row);
    owner.map_or(1, |(_, cell)| cell.columns)
}

/// Columns whose cells are all short are centred, others begin at the left.
fn aligns(table: &Table) -> Vec<&'static str> {
    let mut short = vec![true; table.columns.len()];
    for cell in table.body().iter().flat_map(|row| &row.cells).filter(|cell| cell.columns == 1) {
        let text = cell.text.plain();
        short[cell.column] &= text.chars().count() <= SHORT && !text.starts_with('\u{3000}');
    }
    short.into_iter().map(|short| if short { "center" } else { "left" }).collect()
}
