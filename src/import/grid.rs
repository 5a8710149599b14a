//! Tables of other files as tables of a draft, merged cells with them: every figure stays in its column.
//!
//! Here: [`Grid`], which counts what it is given and refuses more than a table can have. Not here: which tables are layout (`page`, `office`).

use super::ImportError;
use crate::say;

/// The most columns of a table.
const COLUMNS: usize = 512;
/// The most places of a table, empty ones with them.
const PLACES: usize = 400_000;

/// What stands at a place.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    Text(String),
    /// One with the cell at its left.
    Left,
    /// One with the cell above.
    Up,
}

impl Place {
    const fn empty() -> Self {
        Self::Text(String::new())
    }
}

/// A table in the making.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Place>>,
    /// For each column, how many rows below the one that is open are taken by a cell above, and whether that cell begins there.
    taken: Vec<(usize, bool)>,
    places: usize,
}

impl Grid {
    pub fn row(&mut self) {
        self.close();
        self.rows.push(Vec::new());
    }

    /// The cells of a row that cells above reach into, up to the first free place.
    fn reach(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some((rows, begins)) = self.taken.get_mut(row.len()).filter(|(rows, _)| *rows > 0) {
            *rows -= 1;
            row.push(if *begins { Place::Up } else { Place::Left });
            self.places += 1;
        }
    }

    fn close(&mut self) {
        self.reach();
        let at = self.rows.last().map_or(0, Vec::len);
        for (rows, _) in self.taken.iter_mut().skip(at) {
            *rows = rows.saturating_sub(1);
        }
    }

    /// A cell over so many columns and rows.
    ///
    /// # Errors
    /// A table with more columns or places than one can have.
    pub fn cell(&mut self, text: &str, columns: usize, rows: usize) -> Result<(), ImportError> {
        // The two characters that join a cell to the one above.
        let text = if text == "^^" { "`^^`" } else { text };
        self.put(Place::Text(text.to_owned()), columns, rows)
    }

    /// A cell that goes on from the row above.
    ///
    /// # Errors
    /// As [`Grid::cell`].
    pub fn goes_on(&mut self, columns: usize) -> Result<(), ImportError> {
        self.put(Place::Up, columns, 1)
    }

    fn put(&mut self, place: Place, columns: usize, rows: usize) -> Result<(), ImportError> {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let columns = columns.clamp(1, COLUMNS + 1);
        self.reach();
        if let Some(row) = self.rows.last_mut() {
            let start = row.len();
            row.push(place);
            row.extend(std::iter::repeat_n(Place::Left, columns - 1));
            self.places += columns;
            if self.taken.len() < row.len() {
                self.taken.resize(row.len(), (0, true));
            }
            for (at, taken) in self.taken[start..start + columns].iter_mut().enumerate() {
                *taken = (rows.max(1) - 1, at == 0);
            }
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
        // Rows in which nothing begins are none.
        self.rows.retain(|row| row.iter().any(|place| matches!(place, Place::Text(_))));
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns * self.rows.len() > PLACES.min(64 * self.places.max(64)) {
            return Err(too_large());
        }
        for row in &mut self.rows {
            row.resize(columns, Place::empty());
        }
        self.close_rows();
        let head = self.head();
        let line = |row: &Vec<Place>| {
            let cells = row.iter().map(|place| match place {
                Place::Text(text) => format!(" {text} |"),
                Place::Left => "|".to_owned(),
                Place::Up => " ^^ |".to_owned(),
            });
            format!("|{}", cells.collect::<String>())
        };
        let mut lines: Vec<String> = self.rows.iter().map(line).collect();
        if !lines.is_empty() {
            let align = align.iter().copied().chain(std::iter::repeat("---")).take(columns);
            lines.insert(head, format!("|{}", align.map(|one| format!("{one}|")).collect::<String>()));
        }
        Ok(lines.join("\n"))
    }

    /// Places that are one with a cell of another width, or with none, become empty cells.
    fn close_rows(&mut self) {
        let width = |row: &[Place], at: usize| 1 + row[at + 1..].iter().take_while(|place| **place == Place::Left).count();
        for at in 0..self.rows.len() {
            for column in 0..self.rows[at].len() {
                let wrong = match self.rows[at][column] {
                    Place::Text(_) => false,
                    Place::Left => column == 0,
                    Place::Up => {
                        at == 0
                            || self.rows[at - 1][column] == Place::Left
                            || width(&self.rows[at], column) != width(&self.rows[at - 1], column)
                    }
                };
                if wrong {
                    let end = column + width(&self.rows[at], column);
                    self.rows[at][column..end].fill(Place::empty());
                }
            }
        }
    }

    /// How many rows the head has: more than one where cells of the first row stand over several columns and rows, none in a form.
    fn head(&self) -> usize {
        let goes_on = |row: &&Vec<Place>| row.contains(&Place::Up);
        let rows = 1 + self.rows.iter().skip(1).take_while(goes_on).count();
        let wide = self.rows.first().is_some_and(|row| row.contains(&Place::Left));
        match rows {
            1 => 1,
            2..=4 if wide && rows < self.rows.len() => rows,
            _ => 0,
        }
    }
}

fn too_large() -> ImportError {
    ImportError::Document(say!(
        "表格太大（最多 {COLUMNS} 列、{PLACES} 格），没有导入；请先把表格拆小",
        "a table is too large (at most {COLUMNS} columns and {PLACES} cells): split it first"
    ))
}
