//! What a template gets of a table.
//!
//! Here: a table as rows of cells. Not here: mark-up around them (`templates/official/table.html`), what stands in the cells (`view`).

use crate::model::{self, ColumnWidth};
use minijinja::Value;
use serde::Serialize;

/// A table. Its cells cover every place of it.
#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    /// Its identifier.
    pub id: String,
    /// `表1` with the gap behind it; empty without a caption.
    pub label: String,
    /// The caption. HTML; `None` when it has none.
    pub caption: Option<Value>,
    /// The line that names the unit of its figures. HTML; `None` when it has none.
    pub unit: Option<Value>,
    /// A name for a table without a caption, for screen readers.
    pub name: String,
    /// For each column the class that has its width (`w30` for 30 %, `mm25`), or empty; no columns where the draft gives no width.
    pub columns: Vec<String>,
    /// The rows of the head.
    pub head: Vec<RowView>,
    /// The rows below it.
    pub rows: Vec<RowView>,
    /// The notes below the table. HTML.
    pub notes: Vec<Value>,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    /// The cells that begin in it.
    pub cells: Vec<Cell>,
    /// How high it is at least, in millimetres; 0 where its text says. `h9` is its class.
    pub height: u16,
    /// Whether it adds up others.
    pub total: bool,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// HTML.
    pub text: Value,
    /// Whether it holds nothing.
    pub empty: bool,
    /// `left`, `center`, `right`, or empty.
    pub align: &'static str,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// `col` or `row` where it names what stands below or beside it, else empty.
    pub scope: &'static str,
}

/// The widths of columns that the draft gives.
pub(super) fn widths(table: &model::Table) -> Vec<String> {
    if table.columns.iter().all(|column| column.width.is_none()) {
        return Vec::new();
    }
    let width = |column: &model::Column| match column.width {
        Some(ColumnWidth::Percent(share)) => format!("w{share}"),
        Some(ColumnWidth::Millimetres(length)) => format!("mm{length}"),
        None => String::new(),
    };
    table.columns.iter().map(width).collect()
}
