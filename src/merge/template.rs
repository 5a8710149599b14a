//! The draft with its places: `{{列名}}`, formats, conditions, loops and counters.
//!
//! Here: [`Template`], and how a row fills it. Not here: how its places are read (`tags`), and how a value becomes text of its place
//! (`place`).

use super::Fault;
use super::cell::{Cell, Row};
use super::error::TemplateError;
use super::formats::{Decimal, Format};
use super::place::{Mark, settle};
use super::table::Table;
use super::tags::{Piece, Reader, Value, What};
use crate::model::{Language, Notice};
use crate::say;
use crate::say::Say;

/// A draft with places for values.
#[derive(Debug)]
pub struct Template {
    pieces: Vec<Piece>,
    columns: Vec<String>,
    english: bool,
    loops: bool,
}

/// What a draft is filled with.
#[derive(Clone, Copy, Debug)]
pub struct Filling<'a> {
    table: &'a Table,
    rows: &'a [Row],
    number: usize,
}

impl<'a> Filling<'a> {
    /// The rows of a letter.
    #[must_use]
    pub const fn of(table: &'a Table, rows: &'a [Row]) -> Self {
        Self { table, rows, number: 0 }
    }

    /// The same as the letter of that number, from 0: what counters go by.
    #[must_use]
    pub const fn numbered(self, number: usize) -> Self {
        Self { number, ..self }
    }
}

impl Template {
    /// Reads a draft.
    ///
    /// # Errors
    /// Every place that says nothing known, and blocks that are not closed.
    pub fn read(source: &str) -> Result<Self, Vec<TemplateError>> {
        let mut reader = Reader::new(source);
        let pieces = reader.read();
        if !reader.errors.is_empty() {
            return Err(reader.errors);
        }
        let english = Notice::read(&crate::syntax::parse(source)).language == Language::English;
        Ok(Self { pieces, columns: reader.columns, english, loops: reader.loops })
    }

    /// A text that is no draft, such as the name of a file: values stand in it as they are.
    ///
    /// # Errors
    /// As [`Template::read`].
    pub fn name(source: &str) -> Result<Self, Vec<TemplateError>> {
        let mut reader = Reader::new(source);
        let pieces = reader.read();
        if !reader.errors.is_empty() {
            return Err(reader.errors);
        }
        Ok(Self { pieces, columns: reader.columns, english: false, loops: reader.loops })
    }

    /// The columns that it asks for, in the order in which it does.
    #[must_use]
    pub fn columns(&self) -> Vec<String> {
        self.columns.clone()
    }

    /// Whether a part of it is repeated for the rows of a letter.
    #[must_use]
    pub const fn has_loops(&self) -> bool {
        self.loops
    }

    /// The draft with the values of a letter. What is wrong with them is added to `faults`; then the draft is not to be used.
    pub fn fill(&self, filling: &Filling<'_>, faults: &mut Vec<Fault>) -> String {
        let mut filler = Filler { filling, english: self.english, out: String::new(), marks: Vec::new(), faults };
        filler.pieces(&self.pieces, None);
        let Filler { out, marks, faults, .. } = filler;
        settle(out, &marks, faults)
    }

    /// The same for a text that is no draft: `written` says how a value is written there.
    pub fn plain(&self, filling: &Filling<'_>, faults: &mut Vec<Fault>, written: impl Fn(&str) -> String) -> String {
        let mut filler = Filler { filling, english: self.english, out: String::new(), marks: Vec::new(), faults };
        filler.pieces(&self.pieces, None);
        let Filler { out: text, marks, .. } = filler;
        let (mut out, mut from) = (String::new(), 0);
        for mark in marks {
            out.push_str(&text[from..mark.range.start]);
            out.push_str(&written(&text[mark.range.clone()]));
            from = mark.range.end;
        }
        out + &text[from..]
    }
}

struct Filler<'f, 'a> {
    filling: &'f Filling<'a>,
    english: bool,
    out: String,
    marks: Vec<Mark>,
    faults: &'f mut Vec<Fault>,
}

impl Filler<'_, '_> {
    /// Writes pieces for a row of the letter, from 0; for the letter as a whole where there is none.
    fn pieces(&mut self, pieces: &[Piece], row: Option<usize>) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.out.push_str(text),
                Piece::Value(value) => self.value(value, row),
                Piece::If { condition, then, other } => {
                    let Some((at, cell)) = self.cell(&condition.column, row) else { continue };
                    match condition.holds(&cell) {
                        Some(true) => self.pieces(then, row),
                        Some(false) => self.pieces(other, row),
                        None => {
                            let shown = cell.shown(false).unwrap_or_default();
                            self.fault(
                                at,
                                &condition.column,
                                say!("“{shown}”不是数字，不能比较大小", "`{shown}` is not a number and cannot be compared"),
                                say!("填写数字", "enter a number"),
                            );
                        }
                    }
                }
                Piece::Each(inside) => (0..self.filling.rows.len()).for_each(|row| self.pieces(inside, Some(row))),
            }
        }
    }

    fn fault(&mut self, row: usize, column: &str, message: Say, help: Say) {
        let fault = Fault { row, column: column.to_owned(), message, help };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// A cell of a row; where a letter has several and none is meant, all must say the same.
    fn cell(&mut self, column: &str, row: Option<usize>) -> Option<(usize, Cell)> {
        let at = self.filling.table.column(column)?;
        let first = self.filling.rows.get(row.unwrap_or(0))?;
        let cell = first.cell(at).clone();
        if row.is_none()
            && let Some(other) = self.filling.rows.iter().find(|other| *other.cell(at) != cell)
        {
            let (one, two) = (first.number, other.number);
            let message = say!("与第{one}行同一组，这一列却不同", "row {one} of the same group has another value");
            self.fault(
                two,
                column,
                message,
                say!("改成相同的值，或放进 {{{{逐行}}}}", "make them alike, or put the place into {{{{each}}}}"),
            );
        }
        Some((first.number, cell))
    }

    fn value(&mut self, value: &Value, row: Option<usize>) {
        let first = self.filling.rows.first().map_or(0, |row| row.number);
        let (number, column, cell) = match &value.what {
            What::Column(column) => match self.cell(column, row) {
                Some((number, cell)) => (number, column.as_str(), cell),
                None => return,
            },
            What::Index => (first, "#", Cell::Whole((row.unwrap_or(0) + 1).to_string())),
            What::Count => (first, "#", Cell::Whole(self.filling.rows.len().to_string())),
            What::Serial { from, to } => {
                let number = from + self.filling.number;
                if to.is_some_and(|to| number > to) {
                    let to = to.unwrap_or_default();
                    self.fault(
                        first,
                        "#",
                        say!("顺序号 {number} 超出了 {to}", "the serial number {number} is beyond {to}"),
                        say!("加大“至”后面的数", "raise the number after `to`"),
                    );
                }
                (first, "#", Cell::Whole(number.to_string()))
            }
            What::Sum(column) => {
                let Some(at) = self.filling.table.column(column) else { return };
                let mut numbers = Vec::new();
                for row in self.filling.rows {
                    match Decimal::of(row.cell(at)) {
                        Some(number) => numbers.push(number),
                        None if row.cell(at).is_empty() => {}
                        None => {
                            let shown = row.cell(at).shown(false).unwrap_or_default();
                            self.fault(
                                row.number,
                                column,
                                say!("“{shown}”不是数字，不能合计", "`{shown}` is not a number and cannot be added up"),
                                say!("填写数字", "enter a number"),
                            );
                        }
                    }
                }
                (first, column.as_str(), Decimal::sum(&numbers).map_or(Cell::Empty, |sum| Cell::Whole(sum.plain())))
            }
        };
        if let Some((message, help)) = cell.fault() {
            self.fault(number, column, message, help);
            return;
        }
        let text = match self.written(&cell, &value.formats) {
            Ok(text) => text,
            Err((message, help)) => {
                self.fault(number, column, message, help);
                return;
            }
        };
        self.insert(&text, value.alone, number, column);
    }

    /// A cell in its formats.
    fn written(&self, cell: &Cell, formats: &[Format]) -> Result<String, (Say, Say)> {
        if cell.is_empty() {
            let instead = formats.iter().find_map(|format| match format {
                Format::Default(text) => Some(text.clone()),
                Format::Optional => Some(String::new()),
                _ => None,
            });
            return instead.ok_or_else(|| {
                (
                    say!("是空的", "it is empty"),
                    say!(
                        "填写，或在文稿里写 {{{{列名|可空}}}} 或 {{{{列名|默认=…}}}}",
                        "fill it in, or write {{{{column|optional}}}} or {{{{column|default=…}}}} in the draft"
                    ),
                )
            });
        }
        let mut formats = formats.iter().filter(|format| !matches!(format, Format::Default(_) | Format::Optional));
        let wrong = |message| (message, say!("在表格里改正，或换一种写法", "correct it in the sheet, or use another format"));
        let Some(first) = formats.next() else { return Ok(cell.shown(self.english).unwrap_or_default()) };
        let mut text = first.write(cell).map_err(wrong)?;
        for format in formats {
            text = format.write(&Cell::text(&text)).map_err(wrong)?;
        }
        Ok(text)
    }

    fn insert(&mut self, text: &str, alone: bool, row: usize, column: &str) {
        let text = text.trim();
        // Alone on its line a value of several lines is several paragraphs.
        let lines: Vec<String> = match alone {
            true => text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
            false => vec![text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")],
        };
        for (at, line) in lines.iter().enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            let start = self.out.len();
            self.out.push_str(&line.replace('\t', " "));
            self.marks.push(Mark { range: start..self.out.len(), row, column: column.to_owned() });
        }
    }
}
