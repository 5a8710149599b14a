//! Tables of other files as tables of a draft: cells that were merged become empty ones, so that every figure stays in its column.
//!
//! Here: [`Grid`], which counts what it is given and refuses more than a table can have. Not here: which tables are layout (`page`, `office`).

use super::ImportError;
use crate::say;

/// The most columns of a table.
const COLUMNS: usize = 512;
/// The most places of a table, empty ones with them.
const PLACES: usize = 400_000;

/// A table in the making.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
    /// For each column, how many rows below the one that is open are taken by a cell above.
    taken: Vec<usize>,
    places: usize,
    pub merged: bool,
}

impl Grid {
    pub fn row(&mut self) {
        self.close();
        self.rows.push(Vec::new());
    }

    /// The cells of a row that cells above reach into, at its end.
    fn close(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while row.len() < self.taken.len() && self.taken[row.len()] > 0 {
            self.taken[row.len()] -= 1;
            row.push(String::new());
        }
        let at = row.len();
        for taken in self.taken.iter_mut().skip(at) {
            *taken = taken.saturating_sub(1);
        }
    }

    /// A cell over so many columns and rows.
    ///
    /// # Errors
    /// A table with more columns or places than one can have.
    pub fn cell(&mut self, text: &str, columns: usize, rows: usize) -> Result<(), ImportError> {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let columns = columns.clamp(1, COLUMNS + 1);
        self.merged |= columns > 1 || rows > 1;
        if let Some(row) = self.rows.last_mut() {
            while row.len() < self.taken.len() && self.taken[row.len()] > 0 {
                self.taken[row.len()] -= 1;
                row.push(String::new());
                self.places += 1;
            }
            let start = row.len();
            row.push(text.to_owned());
            row.extend(std::iter::repeat_n(String::new(), columns - 1));
            self.places += columns;
            if self.taken.len() < row.len() {
                self.taken.resize(row.len(), 0);
            }
            self.taken[start..start + columns].fill(rows.max(1) - 1);
            if row.len() > COLUMNS || self.places > PLACES {
                return Err(too_large());
            }
        }
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(Vec::is_empty)
    }

    /// The lines of a draft; `align` has the delimiters of its columns as far as they are known.
    ///
    /// # Errors
    /// A table whose rows, all as long as the longest, would be more than a table can have.
    pub fn lines(mut self, align: &[&str]) -> Result<String, ImportError> {
        self.close();
        self.rows.retain(|row| !row.is_empty());
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns * self.rows.len() > PLACES.min(64 * self.places.max(64)) {
            return Err(too_large());
        }
        Ok(super::table(&self.rows, align))
    }
}

fn too_large() -> ImportError {
    ImportError::Document(say!(
        "表格太大（最多 {COLUMNS} 列、{PLACES} 格），没有导入；请先把表格拆小",
        "a table is too large (at most {COLUMNS} columns and {PLACES} cells): split it first"
    ))
}
