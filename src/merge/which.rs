//! Which sheet of a workbook is meant.
//!
//! Here: the choice. Not here: what a sheet holds (`sheet`).

use super::error::TableError;
use super::head::named;
use super::value::cell;
use crate::say;
use calamine::{Reader, SheetVisible, Sheets};
use std::io::Cursor;

/// How the sheet of a workbook is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Which<'a> {
    /// By its name; hidden ones as well.
    Named(&'a str),
    /// The only one that could be meant: neither hidden nor empty; of several the one that has the columns.
    Clear,
    /// Likewise, and where several could be meant the first of them: for who shows which it is.
    First,
}

/// The sheets of a workbook that somebody would see something in, and the one that is meant.
pub(super) struct Chosen {
    pub seen: Vec<String>,
    pub name: String,
    /// Whether others were left out for their columns.
    pub by_columns: bool,
}

/// Chooses a sheet.
pub(super) fn choose(book: &mut Sheets<Cursor<Vec<u8>>>, which: Which<'_>, wanted: &[String]) -> Result<Chosen, TableError> {
    let names = book.sheet_names();
    let shown = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible);
    let shown: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    let (mut seen, mut fitting) = (Vec::new(), Vec::new());
    for name in shown {
        let Some(range) = book.worksheet_range(&name).ok().filter(|range| !range.is_empty()) else { continue };
        if named(range.rows().map(|row| row.iter().map(cell).collect()), wanted) {
            fitting.push(name.clone());
        }
        seen.push(name);
    }
    let name = match (which, &fitting[..], &seen[..]) {
        (Which::Named(name), ..) => names.iter().find(|known| *known == name).cloned().ok_or_else(|| {
            let all = names.join("、");
            let message = say!("没有名为“{name}”的工作表", "there is no sheet `{name}`");
            TableError::new(message, say!("工作表有：{all}", "the sheets are {all}"))
        })?,
        (_, [only], _) | (_, _, [only]) => only.clone(),
        (_, _, []) => names.first().cloned().unwrap_or_default(),
        (Which::First, [first, ..], _) | (Which::First, [], [first, ..]) => first.clone(),
        (Which::Clear, _, several) => {
            let (count, all) = (several.len(), several.join("、"));
            let message = say!("工作簿有 {count} 个工作表：{all}", "the workbook has {count} sheets: {all}");
            return Err(TableError::new(message, say!("用 --sheet 写明是哪一个", "name one with --sheet")));
        }
    };
    let by_columns = !matches!(which, Which::Named(_)) && seen.len() > 1 && fitting.len() == 1;
    Ok(Chosen { seen, name, by_columns })
}
