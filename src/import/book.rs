//! A workbook (`.xlsx`) as tables of a draft: a sheet a table, merged cells with it.
//!
//! Here: [`read`]. A sheet gives values, not what it shows: a share of 12.5 % is 0.125 in the file, and a remark says so. Cells are read one after
//! another and kept within limits: a sheet may name a cell a million rows down.

use super::block::{Align, Blocks, Facts, Kind};
use super::grid::Grid;
use super::{ImportError, ImportOptions, escape};
use crate::say;
use crate::source::DecodeError;
use calamine::{Data, DataRef, Dimensions, Reader, SheetVisible, Xlsx, open_workbook_from_rs};
use std::collections::BTreeMap;
use std::io::Cursor;

/// What all parts of a workbook may be long together, unpacked.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// The most cells of a sheet, and the last row and column that are looked at.
const MOST_CELLS: usize = 400_000;
const LAST: (u32, u32) = (400_000, 511);

type Cells = BTreeMap<(u32, u32), String>;

pub(super) fn read(bytes: &[u8], options: &ImportOptions) -> Result<Blocks, ImportError> {
    if bytes.len() > options.limits.max_bytes {
        return Err(DecodeError::TooLarge { bytes: bytes.len(), limit: options.limits.max_bytes }.into());
    }
    let broken =
        |error: &dyn std::fmt::Display| ImportError::Document(say!("不是完好的工作簿", "the workbook cannot be opened: {error}"));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut unpacked = 0u64;
    for index in 0..archive.len() {
        unpacked = unpacked.saturating_add(archive.by_index_raw(index).map_err(|error| broken(&error))?.size());
    }
    if unpacked > MOST_BYTES {
        return Err(too_large());
    }
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error: calamine::XlsxError| broken(&error))?;
    let sheets: Vec<(String, bool)> =
        book.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect();
    let mut found = Blocks::default();
    let mut tables = Vec::new();
    let (mut hidden, mut numbers) = (0, false);
    for (name, visible) in &sheets {
        if !visible {
            hidden += 1;
            continue;
        }
        let Ok(mut reader) = book.worksheet_cells_reader(name) else { continue };
        let mut cells = Cells::new();
        while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
            let at = cell.get_position();
            let text = shown(cell.get_value());
            numbers |= matches!(cell.get_value(), DataRef::Float(_));
            if text.is_empty() {
                continue;
            }
            if at.0 > LAST.0 || at.1 > LAST.1 || cells.len() >= MOST_CELLS {
                return Err(too_large());
            }
            cells.insert(at, text);
        }
        drop(reader);
        let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
        if !cells.is_empty() {
            tables.push((name.clone(), cells, merged));
        }
    }
    let several = tables.len() > 1;
    for (at, (name, cells, merged)) in tables.iter().enumerate() {
        if several {
            found.add(Kind::Text, escape::inline(name), at + 1, Facts { bold: true, whole: true, ..Facts::default() });
        }
        table(cells, merged, at + 1, &mut found)?;
        found.push(Kind::Blank, "", at + 1);
    }
    if hidden > 0 {
        found.remark(say!("隐藏的工作表没有带过来（{hidden}个）", "hidden sheets were left out ({hidden})"));
    }
    if numbers {
        found.remark(say!(
            "数字是单元格里存的值：百分比、千分位和小数位数的显示格式没有带过来，请核对",
            "numbers are the values of the cells: how the sheet shows them (percent, thousands, decimals) was left out, so look at them"
        ));
    }
    Ok(found)
}

fn too_large() -> ImportError {
    ImportError::Document(say!(
        "工作簿太大（最多 {MOST_CELLS} 格），没有导入；请先把表格拆小",
        "the workbook is too large (at most {MOST_CELLS} cells): split it first"
    ))
}

/// A sheet: lines of one cell above the table, then the table.
fn table(cells: &Cells, merged: &[Dimensions], line: usize, found: &mut Blocks) -> Result<(), ImportError> {
    let rows = |from: u32| cells.range((from, 0)..).next().map(|((row, _), _)| *row);
    let (Some(mut first), Some(last)) = (rows(0), cells.keys().next_back().map(|(row, _)| *row)) else { return Ok(()) };
    let left = cells.keys().map(|(_, column)| *column).min().unwrap_or(0);
    let right = cells.keys().map(|(_, column)| *column).max().unwrap_or(0);
    // A title over the table, the unit, who reports: rows with one value.
    while right > left && first < last && cells.range((first, 0)..(first + 1, 0)).count() == 1 {
        let Some((_, text)) = cells.range((first, 0)..).next() else { break };
        found.add(Kind::Text, text.clone(), line, Facts { align: Align::Center, whole: true, ..Facts::default() });
        let Some(next) = rows(first + 1) else { break };
        first = next;
    }
    let area = |at: (u32, u32)| {
        merged.iter().find(|area| area.end.0 >= first && area.start.0.max(first) == at.0 && area.start.1 == at.1)
    };
    let inside = |at: (u32, u32)| {
        merged.iter().any(|area| area.start.0 <= at.0 && at.0 <= area.end.0 && area.start.1 <= at.1 && at.1 <= area.end.1)
    };
    if u64::from(last - first + 1) * u64::from(right - left + 1) > MOST_CELLS as u64 {
        return Err(too_large());
    }
    let mut grid = Grid::default();
    for row in first..=last {
        if cells.range((row, 0)..(row + 1, 0)).next().is_none() && !(left..=right).any(|column| inside((row, column))) {
            continue;
        }
        grid.row();
        for column in left..=right {
            let text = cells.get(&(row, column)).map_or("", String::as_str);
            match area((row, column)) {
                Some(area) => {
                    let columns = area.end.1.min(right).saturating_sub(column) + 1;
                    let rows = area.end.0.min(last).saturating_sub(row) + 1;
                    grid.cell(text, columns as usize, rows as usize)?;
                }
                None if inside((row, column)) => {}
                None => grid.cell(text, 1, 1)?,
            }
        }
    }
    found.add(Kind::Ready, grid.lines(&[])?, line, Facts { whole: true, ..Facts::default() });
    Ok(())
}

/// What a cell says, as a draft writes it.
fn shown(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::Empty => return String::new(),
        DataRef::Float(number) => plain(*number),
        DataRef::DateTime(moment) => match moment.as_datetime() {
            Some(_) if moment.is_duration() || (0.0..1.0).contains(&moment.as_f64()) => time(moment.as_f64()),
            Some(moment) => {
                let day = moment.format("%Y年%-m月%-d日").to_string();
                let time = moment.format("%-H:%M").to_string();
                if time == "0:00" { day } else { format!("{day}{time}") }
            }
            None => plain(moment.as_f64()),
        },
        DataRef::Bool(truth) => if *truth { "是" } else { "否" }.to_owned(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::String(text) => text.clone(),
        other => Data::from(other.clone()).to_string(),
    };
    let text = text.replace("_x000D_", "\n");
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    escape::inline(&lines.join(" ")).replace('|', "\\|")
}

fn time(day: f64) -> String {
    let minutes = (day * 1440.0).round() as u64;
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// A number with the fewest digits that say it: what a sheet shows has 15 at most, and more are the noise of sums.
fn plain(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    let text = rounded.to_string();
    if text == "-0" { "0".to_owned() } else { text }
}
