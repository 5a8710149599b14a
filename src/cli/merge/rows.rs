//! Which rows are wanted, and which of them are one letter.

use super::super::RunError;
use super::super::args::MergeArgs;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use zhumo::merge::{Condition, Row, Table};
use zhumo::say;

/// What rows are asked for.
pub(super) struct Wanted {
    ranges: Vec<RangeInclusive<usize>>,
    pub conditions: Vec<Condition>,
    pub group: Option<String>,
}

impl Wanted {
    /// Reads what the command line asks for.
    ///
    /// # Errors
    /// [`RunError`] for what cannot be read.
    pub fn of(args: &MergeArgs) -> Result<Self, RunError> {
        let ranges = args.only_rows.as_deref().map_or(Ok(Vec::new()), ranges)?;
        let condition = |text: &String| {
            Condition::read(text).ok_or_else(|| {
                let message = say!("--where 要写成 列=值：{text}", "--where takes COLUMN=VALUE: {text}");
                RunError::new(message, say!("例如 --where 区=示例区", "such as --where 区=示例区"))
            })
        };
        let mut conditions = args.condition.iter().map(condition).collect::<Result<Vec<_>, _>>()?;
        // White space in the name of a column means nothing.
        let name = |name: &str| name.split_whitespace().collect::<String>();
        conditions.iter_mut().for_each(|condition| condition.column = name(&condition.column));
        Ok(Self { ranges, conditions, group: args.group.as_deref().map(name) })
    }

    /// The columns that it asks for.
    pub fn columns(&self) -> impl Iterator<Item = String> + '_ {
        self.conditions.iter().map(|condition| condition.column.clone()).chain(self.group.clone())
    }

    /// Whether a row is wanted. A value that is no number is not above or below one.
    fn wants(&self, table: &Table, row: &Row) -> bool {
        let in_ranges = self.ranges.is_empty() || self.ranges.iter().any(|range| range.contains(&row.number));
        in_ranges
            && self.conditions.iter().all(|condition| {
                let cell = table.column(&condition.column).map(|column| row.cell(column));
                cell.is_some_and(|cell| condition.holds(cell) == Some(true))
            })
    }

    /// The rows of each letter, in the order in which letters first appear.
    pub fn letters<'a>(&'a self, table: &'a Table) -> Box<dyn Iterator<Item = Vec<Row>> + Send + 'a> {
        let rows = table.rows().filter(|row| self.wants(table, row));
        let Some(column) = self.group.as_deref().and_then(|name| table.column(name)) else {
            return Box::new(rows.map(|row| vec![row]));
        };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut letters: Vec<Vec<Row>> = Vec::new();
        for row in rows {
            let key = row.cell(column).shown(false).unwrap_or_default();
            let at = *known.entry(key).or_insert(letters.len());
            if at == letters.len() {
                letters.push(Vec::new());
            }
            letters[at].push(row);
        }
        Box::new(letters.into_iter())
    }
}

/// `3-40,52,60-`
fn ranges(text: &str) -> Result<Vec<RangeInclusive<usize>>, RunError> {
    let one = |part: &str| {
        let number = |text: &str, none: usize| if text.is_empty() { Some(none) } else { text.parse().ok() };
        let (first, last) = match part.split_once(['-', '—', '～']) {
            Some((first, last)) => (number(first.trim(), 1)?, number(last.trim(), usize::MAX)?),
            None => (part.parse().ok()?, part.parse().ok()?),
        };
        (first <= last && first > 0).then_some(first..=last)
    };
    text.split([',', '，']).map(|part| one(part.trim())).collect::<Option<_>>().ok_or_else(|| {
        let message = say!("--rows 要写行号：{text}", "--rows takes numbers of rows: {text}");
        RunError::new(message, say!("例如 --rows 3-40,52", "such as --rows 3-40,52"))
    })
}

/// Numbers of rows for people: `3、5—9`.
pub(super) fn numbers(rows: &[usize], chinese: bool) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    rows.dedup();
    for row in rows {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => parts.push((row, row)),
        }
    }
    const MOST: usize = 12;
    let left = parts.len().saturating_sub(MOST);
    let dash = if chinese { "—" } else { "–" };
    let shown = parts.iter().take(MOST).map(|(first, last)| match last - first {
        0 => first.to_string(),
        _ => format!("{first}{dash}{last}"),
    });
    let text = shown.collect::<Vec<_>>().join(if chinese { "、" } else { ", " });
    match (left, chinese) {
        (0, _) => text,
        (_, true) => format!("{text}等"),
        (_, false) => format!("{text} and more"),
    }
}

#[cfg(test)]
mod tests {
    use super::{numbers, ranges};

    #[test]
    fn numbers_of_rows_are_read_and_said() {
        assert_eq!(ranges("3-40,52,60-").unwrap(), [3..=40, 52..=52, 60..=usize::MAX]);
        assert!(ranges("a").is_err() && ranges("9-3").is_err() && ranges("0").is_err());
        assert_eq!(numbers(&[3, 9, 5, 6, 7], true), "3、5—7、9");
        assert_eq!(numbers(&[4], false), "4");
    }
}
