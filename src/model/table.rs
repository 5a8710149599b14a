//! Tables: a grid of columns and rows, and cells that cover one place of it or several.
//!
//! Here: what a table is made of. Not here: how it is read (`joins`), which lines are rows (`syntax`), widths on paper (`layout`).

use super::inline::RichText;
use crate::span::Span;
use crate::syntax::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Table {
    /// Its number by position, from 1; only tables with a caption are numbered.
    pub number: Option<u32>,
    /// Its identifier.
    pub id: Option<Text>,
    /// The caption.
    pub caption: Option<RichText>,
    /// The line above it that names the unit of its figures: `单位：万元`.
    pub unit: Option<RichText>,
    /// Its columns, as many as its widest row needs.
    pub columns: Vec<Column>,
    /// Its rows, those of the head first.
    pub rows: Vec<Row>,
    /// The notes below it: `注：…`.
    pub notes: Vec<RichText>,
    /// Whether it has a row of dashes.
    pub delimited: bool,
    /// Where its row of dashes stands.
    #[serde(skip)]
    pub dashes: Option<Span>,
    /// How many cells each row should have: as many as the first row of the head, or as the row of dashes.
    #[serde(skip)]
    pub wanted: usize,
    /// Joins that cannot be; what is written for them stays text, or an empty cell.
    #[serde(skip)]
    pub faults: Vec<JoinFault>,
    /// Where it stands.
    pub span: Span,
}

/// A column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Column {
    /// How its cells are set.
    pub align: Align,
    /// How wide it is, where the row of dashes says so.
    pub width: Option<ColumnWidth>,
}

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Align {
    /// `---`: as the layout likes.
    #[default]
    Default,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// The width of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ColumnWidth {
    /// `--30%--`: of the table.
    Percent(u16),
    /// `--25mm--`
    Millimetres(u16),
}

/// What a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RowRole {
    /// Above the row of dashes: it names the columns, and stands again on every page.
    Head,
    /// Below it.
    Body,
    /// A row of the body that adds up others: 合计, 总计, 小计, Total.
    Total,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Row {
    /// What it is for.
    pub role: RowRole,
    /// The cells that begin in it, from left to right; a row may have fewer than it should, which is a finding.
    pub cells: Vec<Cell>,
    /// How high it is at least, in millimetres.
    pub height: Option<u16>,
    /// How many columns were written, those of cells from above included.
    #[serde(skip)]
    pub written: usize,
    /// Where it stands.
    pub span: Span,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cell {
    /// What it says.
    pub text: RichText,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
}

/// A join that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinFault {
    /// What is wrong.
    pub join: Join,
    /// Where it is written.
    pub span: Span,
}

/// Why cells cannot be joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Join {
    /// `||` at the head of a row: nothing stands at its left.
    NothingLeft,
    /// `^^` in the first row, or below a row that is too short.
    NothingAbove,
    /// `^^` in the first row below the head: a cell is of the head or of the body.
    AcrossHead,
    /// What is joined upwards is wider or narrower than the cell above: no rectangle.
    Uneven,
    /// All cells of a row are joined upwards: nothing is left of it.
    WholeRow,
}

/// A place in a row where a cell begins; an empty one where a row is too short.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The cell; `None` where none was written.
    pub cell: Option<&'a Cell>,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
}

impl<'a> Place<'a> {
    /// What stands there.
    #[must_use]
    pub fn text(&self) -> Option<&'a RichText> {
        self.cell.map(|cell| &cell.text)
    }

    /// Whether nothing stands there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cell.is_none_or(|cell| cell.text.is_empty())
    }
}

impl Table {
    /// The rows above the row of dashes.
    #[must_use]
    pub fn head(&self) -> &[Row] {
        &self.rows[..self.rows.iter().take_while(|row| row.role == RowRole::Head).count()]
    }

    /// The rows below it.
    #[must_use]
    pub fn body(&self) -> &[Row] {
        &self.rows[self.head().len()..]
    }

    /// For each row the places where cells begin, from left to right: every place of the grid is covered by one.
    ///
    /// ```
    /// let (notice, _) = zhumo::check("| 项目 | 产量 ||\n|---|---|---|\n| 煤 | 3 | 4 |\n| 油 |", &zhumo::Options::default());
    /// let zhumo::model::Block::Table(table) = &notice.body[0] else { panic!() };
    /// let widths: Vec<Vec<usize>> = table.places().iter().map(|row| row.iter().map(|place| place.columns).collect()).collect();
    /// assert_eq!(widths, [vec![1, 2], vec![1, 1, 1], vec![1, 1, 1]]);
    /// ```
    #[must_use]
    pub fn places(&self) -> Vec<Vec<Place<'_>>> {
        // For each column how many rows from here on a cell from above covers.
        let mut covered = vec![0usize; self.columns.len()];
        let mut all = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut places = Vec::with_capacity(row.cells.len());
            let mut cells = row.cells.iter().peekable();
            let mut column = 0;
            while column < covered.len() {
                if covered[column] > 0 {
                    covered[column] -= 1;
                    column += 1;
                } else if let Some(cell) = cells.next_if(|cell| cell.column == column) {
                    covered[column..column + cell.columns].fill(cell.rows - 1);
                    places.push(Place { cell: Some(cell), column, columns: cell.columns, rows: cell.rows });
                    column += cell.columns;
                } else {
                    places.push(Place { cell: None, column, columns: 1, rows: 1 });
                    column += 1;
                }
            }
            all.push(places);
        }
        all
    }

    /// What the head says of a column: the texts of its rows from top to bottom, each once.
    #[must_use]
    pub fn heading(&self, column: usize) -> Vec<&RichText> {
        self.heading_cells(column).into_iter().map(|cell| &cell.text).collect()
    }

    /// The cells of the head that stand above a column, without empty ones.
    #[must_use]
    pub fn heading_cells(&self, column: usize) -> Vec<&Cell> {
        let above = |cell: &&Cell| (cell.column..cell.column + cell.columns).contains(&column) && !cell.text.is_empty();
        self.head().iter().filter_map(|row| row.cells.iter().find(above)).collect()
    }

    /// Whether a cell names what stands beside it, in a row that no head explains: the first of a row that adds up others; in a
    /// form, which has no head, the first of a row, and one with an empty cell at its right.
    #[must_use]
    pub fn is_label(&self, row: usize, places: &[Place<'_>], at: usize) -> bool {
        let (row, place) = (&self.rows[row], &places[at]);
        let beside = places.get(at + 1).is_some_and(Place::is_empty);
        match row.role {
            RowRole::Head => false,
            RowRole::Total => place.column == 0 && !place.is_empty(),
            RowRole::Body => self.head().is_empty() && !place.is_empty() && (place.column == 0 || beside) && places.len() > 1,
        }
    }

    /// For each row whether it waits to be filled in by hand: at least half of its places are empty, or that of a column which is
    /// empty in the whole table and not meant for remarks.
    #[must_use]
    pub fn to_fill_in(&self, places: &[Vec<Place<'_>>]) -> Vec<bool> {
        let is_body = |row: &usize| self.rows[*row].role == RowRole::Body;
        let mut blank = vec![true; self.columns.len()];
        for place in (0..places.len()).filter(is_body).flat_map(|row| &places[row]).filter(|place| !place.is_empty()) {
            blank[place.column..place.column + place.columns].fill(false);
        }
        let remarks =
            |text: &&RichText| ["备注", "備註", "说明", "說明", "Remarks", "Notes"].contains(&text.source.text.as_str());
        let wanted: Vec<bool> =
            blank.iter().enumerate().map(|(column, blank)| *blank && !self.heading(column).iter().any(&remarks)).collect();
        let fills = |row: usize| {
            let empty = places[row].iter().filter(|place| place.is_empty());
            empty.clone().count() * 2 >= places[row].len().max(1) || empty.clone().any(|place| wanted[place.column])
        };
        (0..places.len()).map(|row| is_body(&row) && fills(row)).collect()
    }

    /// Whether any of its cells covers several places.
    #[must_use]
    pub fn has_joins(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.columns > 1 || cell.rows > 1)
    }

    /// Its running texts in reading order.
    #[must_use]
    pub fn texts(&self) -> Vec<&RichText> {
        let cells = self.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text);
        self.caption.iter().chain(&self.unit).chain(cells).chain(&self.notes).collect()
    }

    pub(super) fn texts_mut(&mut self) -> Vec<&mut RichText> {
        let cells = self.rows.iter_mut().flat_map(|row| &mut row.cells).map(|cell| &mut cell.text);
        self.caption.iter_mut().chain(&mut self.unit).chain(cells).chain(&mut self.notes).collect()
    }
}

impl Row {
    /// The cell that begins in a column.
    #[must_use]
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }

    /// From its first cell to its last.
    #[must_use]
    pub fn cells_span(&self) -> Span {
        match (self.cells.first(), self.cells.last()) {
            (Some(first), Some(last)) => first.text.span().to(last.text.span()),
            _ => self.span,
        }
    }
}
