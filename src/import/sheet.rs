//! A table of comma-separated values as a table of a draft.

use super::ImportError;
use super::block::{Blocks, Facts, Kind};
use super::escape;
use super::grid::Grid;

pub(super) fn read(text: &str) -> Result<Blocks, ImportError> {
    let mut grid = Grid::default();
    for row in rows(text) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        grid.row();
        for cell in row {
            let lines: Vec<&str> = cell.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            grid.cell(&escape::inline(&lines.join(" ")).replace('|', "\\|"), 1, 1)?;
        }
    }
    let mut found = Blocks::default();
    if !grid.is_empty() {
        found.add(Kind::Ready, grid.lines(&[])?, 1, Facts { whole: true, ..Facts::default() });
    }
    Ok(found)
}

/// The rows: values between commas, semicolons or tabs, whichever the first line has most of; quoted ones may hold any of these and line ends.
fn rows(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let mark = ['\t', ';', ','].into_iter().max_by_key(|mark| first.matches(*mark).count()).unwrap_or(',');
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            '\r' if !quoted && characters.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => rows.push(vec![String::new()]),
            c if c == mark && !quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            c => cell.push(c),
        }
    }
    rows
}
