//! Which row of a table has the names of its columns.

use super::cell::{Cell, Row};
use super::error::TableError;
use crate::say;

/// Of so many rows one may be that with the names of the columns.
pub(super) const MOST_HEADS: usize = 20;

/// What a row says, as the names of columns.
fn names(cells: &[Cell]) -> Vec<String> {
    let name = |cell: &Cell| cell.shown(false).map_or_else(String::new, |name| name.split_whitespace().collect());
    cells.iter().map(name).collect()
}

/// Whether one of the rows has all names that are wanted.
pub(super) fn named(rows: impl Iterator<Item = Vec<Cell>>, wanted: &[String]) -> bool {
    rows.take(MOST_HEADS).any(|row| wanted.iter().all(|name| names(&row).contains(name)))
}

/// The number of the row with the names of the columns, and the names.
pub(super) fn head(rows: impl Iterator<Item = Row>, wanted: &[String]) -> Result<(usize, Vec<String>), TableError> {
    let mut first = None;
    for row in rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty())) {
        let names = names(&row.cells);
        if wanted.iter().all(|name| names.contains(name)) {
            first = Some((row.number, names));
            break;
        }
        first = first.or(Some((row.number, names)));
    }
    let Some((number, mut names)) = first else {
        let help =
            say!("第一行写列名，以下每行一条", "give the names of the columns in the first row, and a row for each letter");
        return Err(TableError::new(say!("表格是空的", "the table is empty"), help));
    };
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    for (at, name) in names.iter().enumerate() {
        if !name.is_empty() && names[..at].contains(name) && (wanted.contains(name) || wanted.is_empty()) {
            let help = say!("给其中一列改名", "rename one of them");
            return Err(TableError::new(say!("有两列都叫“{name}”", "two columns are called `{name}`"), help));
        }
    }
    Ok((number, names))
}
