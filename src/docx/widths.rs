//! How wide the columns of a table are, reckoned without faces.
//!
//! Every column holds its longest word; what is left goes to columns whose cells take several lines.

use super::Writer;
use super::metrics::{ems, twips};
use crate::layout::{Mm, Pt};
use crate::model::{Block, ColumnWidth, Table};

/// The columns of a table, and the size of its type.
#[derive(Clone, Debug)]
pub(super) struct Widths {
    /// In twips.
    pub columns: Vec<f64>,
    pub size: Pt,
    /// Whether words are cut.
    crowded: bool,
}

/// The sizes that type of tables has.
const SIZES: [f64; 6] = [14.0, 12.0, 10.5, 9.0, 7.5, 6.5];

impl Writer<'_> {
    pub(super) fn widths(&self, table: &Table, across: f64) -> Widths {
        let lengths = &self.template().table;
        let sizes = SIZES.iter().copied().filter(|size| *size < lengths.size.0 - 0.01 && *size >= lengths.least_size.0 - 0.01);
        let mut last = None;
        for size in std::iter::once(lengths.size.0).chain(sizes) {
            let widths = self.at(table, across, Pt(size));
            if !widths.crowded {
                return widths;
            }
            last = Some(widths);
        }
        last.unwrap_or_else(|| Widths { columns: Vec::new(), size: lengths.size, crowded: true })
    }

    /// Whether a table that is all of an annex has no room upright, and has some on its side.
    pub(super) fn wants_turning(&self, blocks: &[Block]) -> bool {
        let [Block::Table(table)] = blocks else { return false };
        let size = self.template().table.least_size;
        table.columns.len() >= 4
            && self.at(table, self.metrics.width, size).crowded
            && !self.at(table, self.metrics.height, size).crowded
    }

    fn at(&self, table: &Table, across: f64, size: Pt) -> Widths {
        let chinese = self.chinese();
        let count = table.columns.len();
        let em = size.0 * 20.0;
        let beside = twips(self.template().table.padding) * 2.0 + 10.0;
        let (mut least, mut whole) = (vec![em * 2.0 + beside; count], vec![em * 2.0 + beside; count]);
        let cells = table.rows.iter().flat_map(|row| &row.cells);
        for cell in cells.clone().filter(|cell| cell.columns == 1) {
            let text = cell.text.plain();
            let word = if chinese { longest_piece(&text) } else { longest_word(&text) };
            least[cell.column] = least[cell.column].max(word * em + beside);
            whole[cell.column] = whole[cell.column].max(ems(&text, chinese) * em + beside);
        }
        for cell in cells.filter(|cell| cell.columns > 1) {
            let range = cell.column..(cell.column + cell.columns).min(count);
            let wanted = longest_piece(&cell.text.plain()) * em + beside;
            let has: f64 = least[range.clone()].iter().sum();
            if has < wanted {
                let more = (wanted - has) / range.len().max(1) as f64;
                range.for_each(|column| least[column] += more);
            }
        }
        for column in 0..count {
            whole[column] = whole[column].max(least[column]);
            let given = table.columns[column].width.map(|given| match given {
                ColumnWidth::Percent(share) => across * f64::from(share) / 100.0,
                ColumnWidth::Millimetres(length) => twips(Mm(f64::from(length))),
            });
            if let Some(given) = given {
                (least[column], whole[column]) = (given, given);
            }
        }
        let (needed, wanted): (f64, f64) = (least.iter().sum(), whole.iter().sum());
        let columns: Vec<f64> = if wanted <= across {
            // All on one line: the rest in proportion.
            whole.iter().map(|width| width * across / wanted.max(1.0)).collect()
        } else if needed <= across {
            let spare = (across - needed) / (wanted - needed).max(1.0);
            least.iter().zip(&whole).map(|(least, whole)| least + (whole - least) * spare).collect()
        } else {
            least.iter().map(|width| width * across / needed.max(1.0)).collect()
        };
        Widths { columns, size, crowded: needed > across + 1.0 }
    }
}

/// The longest stretch of a Chinese text in which no line should end: a number with its unit, a word in Latin letters, four characters.
fn longest_piece(text: &str) -> f64 {
    let mut longest: f64 = 0.0;
    let mut run = 0.0;
    for character in text.chars() {
        if character.is_ascii_alphanumeric() || ".,:%-/@".contains(character) {
            run += 0.5;
        } else {
            longest = longest.max(run);
            run = 0.0;
        }
    }
    let characters = text.chars().filter(|character| !character.is_ascii()).count();
    longest.max(run).max(characters.min(4) as f64)
}

fn longest_word(text: &str) -> f64 {
    text.split_whitespace().map(|word| ems(word, false)).fold(0.0, f64::max)
}
