//! Letters of a mail merge: the draft filled with the values of a row, beside the row itself.

use super::Units;
use crate::merge::{Fault, Filling, Row, Table, TableError, Template, Which};
use crate::say::Say;
use serde::Serialize;
use std::collections::BTreeMap;

/// A letter and where it stands among all.
#[derive(Debug, Default, Serialize)]
pub struct Letter {
    /// The columns of the table.
    pub columns: Vec<String>,
    /// Those of them that the draft takes.
    pub used: Vec<String>,
    /// How many letters there are.
    pub total: usize,
    /// Which of them this is, from 0.
    pub at: usize,
    /// Its rows, as the sheet counts them.
    pub rows: Vec<usize>,
    /// The values of its first row, by column.
    pub values: Vec<String>,
    /// The draft with the values in it; none where there is none.
    pub text: Option<String>,
    /// What is wrong with the values.
    pub faults: Vec<Wrong>,
    /// What is remarkable about the table.
    pub remarks: Vec<Say>,
    /// Of a workbook the sheets to choose from, and the one that is taken.
    pub sheets: Vec<String>,
    /// The sheet that is taken.
    pub sheet: String,
}

/// Something that is wrong.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Wrong {
    /// The row, as the sheet counts it; 0 for the whole.
    pub row: usize,
    /// The column; empty where it is about the whole row.
    pub column: String,
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Say,
    /// Where in the draft, where it is about the draft.
    pub at: Option<(usize, usize)>,
}

/// A table of values.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    /// The ending of its file.
    pub ending: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The sheet of a workbook; empty where none was chosen.
    pub sheet: &'a str,
    /// The column by which rows are one letter; empty where each row is one.
    pub group: &'a str,
}

/// The letter number `at` of a draft and a table; past the end the last one.
///
/// # Errors
/// [`TableError`] for a file that is no table.
pub fn letter(draft: &str, sheet: Rows<'_>, at: usize) -> Result<Letter, TableError> {
    let pile = Pile::of(draft, sheet)?;
    Ok(pile.letter(at.min(pile.letters.len().saturating_sub(1))))
}

/// How many letters are given at once.
const AT_ONCE: usize = 100;

/// The next hundred letters of a draft and a table, from number `at`; none past the end.
///
/// # Errors
/// [`TableError`] for a file that is no table.
pub fn letters(draft: &str, sheet: Rows<'_>, at: usize) -> Result<Vec<Letter>, TableError> {
    let pile = Pile::of(draft, sheet)?;
    Ok((at..pile.letters.len()).take(AT_ONCE).map(|at| pile.letter(at)).collect())
}

/// A draft and a table, both read.
struct Pile {
    /// None where its places cannot be filled.
    template: Option<Template>,
    table: Table,
    /// The rows of each letter.
    letters: Vec<Vec<Row>>,
    used: Vec<String>,
    /// What is wrong with the draft and the table.
    faults: Vec<Wrong>,
}

impl Pile {
    fn of(draft: &str, sheet: Rows<'_>) -> Result<Self, TableError> {
        let which = if sheet.sheet.is_empty() { Which::First } else { Which::Named(sheet.sheet) };
        let read = |wanted: &[String]| Table::read(sheet.bytes.to_vec(), sheet.ending, which, wanted);
        let mut faults = Vec::new();
        let template = Template::read(draft).map_err(|errors| {
            let units = Units::new(draft);
            faults.extend(errors.into_iter().map(|error| Wrong {
                message: error.message,
                help: error.help,
                at: Some((units.of(draft, error.range.start), units.of(draft, error.range.end))),
                ..Wrong::default()
            }));
        });
        let used = template.as_ref().map(Template::columns).unwrap_or_default();
        // A column that is missing keeps nobody from seeing those that are there.
        let (table, whole) = match read(&used) {
            Ok(table) => (table, true),
            Err(error) => {
                let table = read(&[])?;
                faults.push(Wrong { message: error.message, help: error.help, ..Wrong::default() });
                (table, false)
            }
        };
        let letters = by_letter(&table, sheet.group);
        Ok(Self { template: template.ok().filter(|_| whole), table, letters, used, faults })
    }

    fn letter(&self, at: usize) -> Letter {
        let Self { template, table, letters, .. } = self;
        let rows = letters.get(at).map_or(&[][..], Vec::as_slice);
        let mut wrong: Vec<Fault> = rows.iter().filter_map(|row| table.fault(row)).collect();
        let filling = Filling::of(table, rows).numbered(at);
        let text = template.as_ref().filter(|_| !rows.is_empty()).map(|template| template.fill(&filling, &mut wrong));
        let of_row = |Fault { row, column, message, help }| Wrong { row, column, message, help, at: None };
        let shown =
            |row: &Row| (0..table.columns().len()).map(|column| row.cell(column).shown(false).unwrap_or_default()).collect();
        Letter {
            columns: table.columns().to_vec(),
            used: self.used.clone(),
            total: letters.len(),
            at,
            rows: rows.iter().map(|row| row.number).collect(),
            values: rows.first().map(shown).unwrap_or_default(),
            text,
            faults: self.faults.iter().cloned().chain(wrong.into_iter().map(of_row)).collect(),
            remarks: table.remarks.clone(),
            sheets: table.sheets.clone(),
            sheet: table.sheet.clone(),
        }
    }
}

/// The rows of each letter, in the order in which letters first appear.
fn by_letter(table: &Table, group: &str) -> Vec<Vec<Row>> {
    let Some(column) = table.column(group).filter(|_| !group.is_empty()) else {
        return table.rows().map(|row| vec![row]).collect();
    };
    let (mut known, mut letters): (BTreeMap<String, usize>, Vec<Vec<Row>>) = Default::default();
    for row in table.rows() {
        let key = row.cell(column).shown(false).unwrap_or_default();
        let at = *known.entry(key).or_insert(letters.len());
        match letters.get_mut(at) {
            Some(letter) => letter.push(row),
            None => letters.push(vec![row]),
        }
    }
    letters
}
