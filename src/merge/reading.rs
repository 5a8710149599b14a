//! Files to tables: what kind a file is. Not here: which of its rows has the names of the columns (`head`).

use super::cell::Row;
use super::error::TableError;
use super::head::{MOST_HEADS, head};
use super::table::{Rows, Table};
use super::which::Which;
use super::{json, separated, sheet};
use crate::say;

impl Table {
    /// The table of a file: what kind it is says its ending, `csv`, `tsv`, `json`, `jsonl`, `xlsx`, `xls`, `xlsb` or `ods`. Of a
    /// workbook the sheet that `sheet` names or finds. The row with the names of the columns is the first that has all that are
    /// wanted.
    ///
    /// # Errors
    /// [`TableError`] for a file of another kind, one that cannot be read, and one without a column that is wanted.
    pub fn read(bytes: Vec<u8>, ending: &str, sheet: Which<'_>, wanted: &[String]) -> Result<Self, TableError> {
        let ending = ending.to_ascii_lowercase();
        if matches!(sheet, Which::Named(_)) && !matches!(ending.as_str(), "xlsx" | "xlsm" | "xls" | "xlsb" | "ods") {
            let help = say!("去掉 --sheet", "leave out --sheet");
            return Err(TableError::new(say!("只有工作簿才有工作表", "only workbooks have sheets"), help));
        }
        match ending.as_str() {
            "csv" | "txt" => Self::csv(&bytes, wanted),
            "tsv" | "tab" => Self::separated(&bytes, Some(b'\t'), wanted),
            "json" => json::document(&bytes)?.with(wanted),
            "jsonl" | "ndjson" => json::lines(&bytes)?.with(wanted),
            "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" => sheet::workbook(bytes, sheet, wanted),
            _ => {
                let message = say!("不认识扩展名为“{ending}”的表格", "a table with the ending `{ending}` cannot be read");
                let help = say!("存为 xlsx、ods、csv、tsv、json 或 jsonl", "save it as xlsx, ods, csv, tsv, json or jsonl");
                Err(TableError::new(message, help))
            }
        }
    }

    /// A table of separated values: commas, semicolons or tabs, whichever its first line has most of.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn csv(bytes: &[u8], wanted: &[String]) -> Result<Self, TableError> {
        Self::separated(bytes, None, wanted)
    }

    fn separated(bytes: &[u8], delimiter: Option<u8>, wanted: &[String]) -> Result<Self, TableError> {
        let (text, delimiter) = separated::separated(bytes, delimiter)?;
        let rows = separated::records(&text, delimiter).take(MOST_HEADS).map(|(number, cells)| Row { number, cells });
        let (header, columns) = head(rows, wanted)?;
        Self::new(columns, Rows::Text { text, delimiter, header }).with(wanted)
    }

    /// A table of rows of which one has the names of the columns.
    pub(super) fn of_cells(mut rows: Vec<Row>, wanted: &[String]) -> Result<Self, TableError> {
        let (header, columns) = head(rows.iter().take(MOST_HEADS).cloned(), wanted)?;
        rows.retain(|row| row.number > header);
        let mut table = Self::new(columns, Rows::Cells(rows));
        table.remarks = table.lost_zeros();
        table.with(wanted)
    }
}
