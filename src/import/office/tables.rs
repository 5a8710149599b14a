//! Tables of a document: cells with their paragraphs, and what a table is there for.

use super::super::block::{Block, Blocks, Facts, Kind};
use super::super::grid::Grid;
use super::super::{ImportError, shape};

/// A table in the making.
#[derive(Default)]
pub(super) struct Table {
    pub rows: Vec<Vec<Cell>>,
    /// A table stood in one of its cells.
    pub nested: bool,
}

#[derive(Default)]
pub(super) struct Cell {
    pub blocks: Vec<Block>,
    pub columns: usize,
    /// It goes on with the cell above.
    pub goes_on: bool,
}

impl Cell {
    fn text(&self) -> String {
        self.blocks.iter().filter(|block| block.kind == Kind::Text).map(|block| block.text.trim()).collect::<Vec<_>>().join(" ")
    }

    fn closed(&self) -> String {
        self.text().chars().filter(|c| !c.is_whitespace()).collect()
    }
}

/// Puts a table among the blocks.
///
/// # Errors
/// A table that is too large.
pub(super) fn put(table: Table, found: &mut Blocks, line: usize, landscape: bool) -> Result<(), ImportError> {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = table.rows.iter().map(Vec::len).sum::<usize>();
    if cells == 0 {
        return Ok(());
    }
    let long = |cell: &Cell| cell.blocks.len() >= 4 && cell.closed().chars().count() > 200;
    let layout = cells == 1
        || table.nested && cells <= 4
        || columns == 1 && table.rows.len() <= 2
        || (table.rows.len() <= 2 && columns <= 2 && table.rows.iter().flatten().any(long));
    if layout || is_head(&table) {
        for row in table.rows {
            for cell in row {
                for mut block in cell.blocks {
                    block.facts.cell = true;
                    found.blocks.push(block);
                }
            }
        }
        found.push(Kind::Blank, "", line);
        return Ok(());
    }
    if is_rows(&table, columns) {
        for row in &table.rows {
            let text = row.iter().map(Cell::text).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\u{3000}");
            if !text.is_empty() {
                let facts = row.iter().flat_map(|cell| &cell.blocks).next().map(|block| block.facts).unwrap_or_default();
                found.add(Kind::Text, text, line, Facts { cell: true, ..facts });
            }
        }
        found.push(Kind::Blank, "", line);
        return Ok(());
    }
    let mut grid = Grid::default();
    for row in &table.rows {
        grid.row();
        for cell in row {
            if cell.goes_on {
                grid.goes_on(cell.columns)?;
            } else {
                grid.cell(&cell.text().replace('|', "\\|"), cell.columns, 1)?;
            }
        }
    }
    found.add(Kind::Ready, grid.lines(&[])?, line, Facts { whole: true, landscape, ..Facts::default() });
    found.push(Kind::Blank, "", line);
    Ok(())
}

/// The red head as templates set it: names of organs, and 文件 beside them.
fn is_head(table: &Table) -> bool {
    let texts: Vec<String> = table.rows.iter().flatten().map(Cell::closed).filter(|text| !text.is_empty()).collect();
    let lines: Vec<String> = table
        .rows
        .iter()
        .flatten()
        .flat_map(|cell| &cell.blocks)
        .map(|block| block.text.chars().filter(|c| !c.is_whitespace()).collect::<String>())
        .filter(|text| !text.is_empty())
        .collect();
    table.rows.len() <= 6
        && texts.iter().any(|text| text.ends_with("文件"))
        && lines
            .iter()
            .all(|text| text == "文件" || shape::is_organ(text.trim_end_matches("文件")) || shape::number(text).is_some())
}

/// The imprint, the number beside who approved it, and the signature: a row is a line.
fn is_rows(table: &Table, columns: usize) -> bool {
    let texts: Vec<String> = table.rows.iter().flatten().map(Cell::closed).filter(|text| !text.is_empty()).collect();
    if table.rows.len() > 6 || columns > 4 || texts.is_empty() {
        return false;
    }
    let imprint = texts.iter().any(|text| shape::is_imprint(text))
        || table.rows.iter().any(|row| {
            let line: String = row.iter().map(Cell::closed).collect();
            shape::is_imprint(&line)
        });
    let signed = texts.iter().all(|text| shape::is_organ(text) || shape::is_day(text));
    let numbered = texts.iter().any(|text| shape::number(text).is_some())
        && texts.iter().all(|text| shape::number(text).is_some() || text.starts_with("签发人"));
    imprint || signed || numbered
}
