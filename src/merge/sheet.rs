//! Tables out of workbooks.
//!
//! Here: bytes to rows. Not here: which sheet is meant (`which`), which row has the names (`head`), and what a cell says (`value`). A workbook
//! gives values, not what it shows: a telephone number is a number, a day the number of a day with a format, and zeros in front are not in
//! the file.

use super::cell::{Cell, Row};
use super::error::TableError;
use super::table::Table;
use super::value::cell;
use super::which::{Chosen, Which, choose};
use crate::say;
use calamine::{Data, Dimensions, Reader, Sheets, open_workbook_auto_from_rs};
use std::io::Cursor;

/// A sheet of a workbook.
pub(super) fn workbook(bytes: Vec<u8>, which: Which<'_>, wanted: &[String]) -> Result<Table, TableError> {
    let broken = |error: calamine::Error| {
        let help = say!("用办公软件打开后另存一次", "open it in an office program and save it once more");
        TableError::new(say!("不是完好的工作簿", "the workbook cannot be opened: {error}"), help)
    };
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let Chosen { seen, name, by_columns } = choose(&mut book, which, wanted)?;
    let range = book.worksheet_range(&name).map_err(broken)?;
    let formulas = book.worksheet_formula(&name).ok();
    let merged = merged(&mut book, &name);
    // A workbook that nobody has worked out has zeros for all formulas, or nothing.
    let worked = formulas.iter().flat_map(|formulas| {
        let (top, left) = formulas.start().unwrap_or_default();
        let at = move |down: usize, across: usize| Some((top + u32::try_from(down).ok()?, left + u32::try_from(across).ok()?));
        formulas.used_cells().filter(|(_, _, text)| !text.is_empty()).filter_map(move |(down, across, _)| at(down, across))
    });
    let worked = worked.filter_map(|at| range.get_value(at)).any(|data| match data {
        Data::Float(number) => *number != 0.0,
        Data::String(text) => !text.is_empty(),
        data => !matches!(data, Data::Empty | Data::Error(_)),
    });
    let Some((top, left)) = range.start() else { return Table::of_cells(Vec::new(), wanted) };
    let mut rows = Vec::with_capacity(range.height());
    for (down, cells) in range.rows().enumerate() {
        let at = top + u32::try_from(down).unwrap_or(u32::MAX);
        let mut row: Vec<Cell> = std::iter::repeat_n(Cell::Empty, left as usize).collect();
        for (across, data) in cells.iter().enumerate() {
            let column = left + u32::try_from(across).unwrap_or(u32::MAX);
            let formula =
                formulas.as_ref().and_then(|formulas| formulas.get_value((at, column))).is_some_and(|text| !text.is_empty());
            let nothing = matches!(data, Data::Empty) || matches!(data, Data::Float(number) if *number == 0.0);
            let unworked = formula && !worked && nothing;
            let joined = merged.iter().find(|area| area.start.1 == column && area.start.0 < at && at <= area.end.0);
            row.push(match joined {
                _ if unworked => Cell::Broken(say!("公式没有算出结果", "a formula without a result")),
                Some(area) => range.get_value(area.start).map_or(Cell::Empty, cell),
                None => cell(data),
            });
        }
        rows.push(Row { number: at as usize + 1, cells: row });
    }
    let mut table = Table::of_cells(rows, wanted)?;
    if by_columns {
        let remark = say!("取用工作表“{name}”，别的工作表没有要用的列", "the sheet `{name}` is taken: no other has the columns");
        table.remarks.insert(0, remark);
    }
    (table.sheets, table.sheet) = (seen, name);
    Ok(table)
}

/// The areas of cells that are one over several rows: what they say holds for each.
fn merged(book: &mut Sheets<Cursor<Vec<u8>>>, name: &str) -> Vec<Dimensions> {
    let areas = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    areas.into_iter().filter(|area| area.start.0 < area.end.0).collect()
}
