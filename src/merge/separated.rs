//! Tables of separated values: bytes to rows.

use super::cell::Cell;
use super::error::TableError;
use crate::source::{Limits, decode};

/// More bytes than these a table may not have.
const MOST_BYTES: usize = 2 << 30;

/// The text of separated values, and what parts them.
pub(super) fn separated(bytes: &[u8], delimiter: Option<u8>) -> Result<(String, u8), TableError> {
    let source = decode(bytes, &Limits::new(MOST_BYTES));
    let source = source.map_err(|error| TableError::new(error.say("表格 table"), error.remedy()))?;
    let mut text = source.text;
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        text = rest.to_owned();
    }
    let first = text.lines().next().unwrap_or_default();
    // Excel's own line for the mark it uses.
    let named = first.strip_prefix("sep=").and_then(|mark| mark.bytes().next()).filter(u8::is_ascii);
    let most = || [b'\t', b';', b','].into_iter().max_by_key(|mark| outside_quotes(first, *mark)).unwrap_or(b',');
    let delimiter = named.or(delimiter).unwrap_or_else(most);
    Ok((text, delimiter))
}

fn outside_quotes(line: &str, mark: u8) -> usize {
    line.split('"').step_by(2).map(|part| part.bytes().filter(|byte| *byte == mark).count()).sum()
}

/// The rows of separated values, each with its number as a sheet would count it: a value over several lines is in one row.
pub(super) fn records(text: &str, delimiter: u8) -> impl Iterator<Item = (usize, Vec<Cell>)> + Send + '_ {
    let start = text.lines().next().filter(|line| line.starts_with("sep=")).map_or(0, str::len);
    let reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(&text.as_bytes()[start..]);
    // How far lines were counted, the line there, and how many ends of lines stood within values.
    let (mut counted, mut line, mut within) = (0, 1, 0);
    reader.into_records().filter_map(Result::ok).map(move |record| {
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        let rest = text.get(start + at..).unwrap_or_default();
        // The reader passes over empty lines, and says where it began to.
        let begins = start + at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        line += text.as_bytes()[counted..begins].iter().filter(|byte| **byte == b'\n').count();
        counted = begins;
        let number = line - within;
        within += record.iter().map(|cell| cell.matches('\n').count()).sum::<usize>();
        (number, record.iter().map(Cell::text).collect())
    })
}
