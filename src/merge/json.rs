//! Tables out of JSON: a list of objects, or an object a line.

use super::cell::{Cell, Row};
use super::error::TableError;
use super::table::{Rows, Table};
use crate::say;
use serde_json::{Map, Value};

fn fault(message: crate::say::Say) -> TableError {
    let help = say!(
        "写成 [{{\"列名\": \"值\"}}, …]，或每行一个 {{\"列名\": \"值\"}}",
        "write [{{\"column\": \"value\"}}, …], or {{\"column\": \"value\"}} on each line"
    );
    TableError::new(message, help)
}

/// A list of objects.
pub(super) fn document(bytes: &[u8]) -> Result<Table, TableError> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let entries: Vec<Map<String, Value>> = serde_json::from_slice(bytes).map_err(|error| {
        let line = error.line();
        fault(say!("无法解析 JSON：第 {line} 行写得不对", "the JSON cannot be read: {error}"))
    })?;
    table(entries.into_iter().zip(1..).map(|(entry, number)| (number, entry)))
}

/// An object a line.
pub(super) fn lines(bytes: &[u8]) -> Result<Table, TableError> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut entries = Vec::new();
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        let entry = serde_json::from_str(line);
        entries.push((
            number,
            entry
                .map_err(|error| fault(say!("无法解析第{number}行的 JSON", "line {number}: the JSON cannot be read: {error}")))?,
        ));
    }
    table(entries.into_iter())
}

fn table(entries: impl Iterator<Item = (usize, Map<String, Value>)>) -> Result<Table, TableError> {
    let mut columns: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for (number, entry) in entries {
        let mut cells = vec![Cell::Empty; columns.len()];
        for (name, value) in entry {
            let name: String = name.split_whitespace().collect();
            let at = columns.iter().position(|known| *known == name).unwrap_or_else(|| {
                columns.push(name.clone());
                cells.push(Cell::Empty);
                columns.len() - 1
            });
            cells[at] = cell(value);
        }
        rows.push(Row { number, cells });
    }
    if rows.is_empty() {
        return Err(fault(say!("表格是空的", "the table is empty")));
    }
    Ok(Table::new(columns, Rows::Cells(rows)))
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(truth) => Cell::Truth(truth),
        Value::String(text) => Cell::text(&text),
        Value::Number(number) if number.is_f64() => Cell::Number(number.as_f64().unwrap_or_default()),
        Value::Number(number) => Cell::Whole(number.to_string()),
        Value::Array(_) | Value::Object(_) => Cell::Broken(say!("这里要一个值，不是列表", "a list where a value is needed")),
    }
}
