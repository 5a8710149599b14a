//! How wide the columns of a table are: as on our pages, with characters as wide as their cells.

use super::Writer;
use super::metrics::twips;
use crate::layout::{Mm, Pt, reckoned, reckoned_turns};
use crate::model::{Block, Table};

/// The columns of a table, and the size of its type.
#[derive(Clone, Debug)]
pub(super) struct Widths {
    /// In twips.
    pub columns: Vec<f64>,
    pub size: Pt,
}

/// Columns that are few enough to stand upright, whatever is in them.
const FEW_COLUMNS: usize = 4;

impl Writer<'_> {
    pub(super) fn widths(&self, table: &Table, across: f64) -> Widths {
        let width = Mm(across * 25.4 / 1440.0);
        let found = reckoned(table, self.template(), self.chinese(), width);
        // Sizes of type are halves of points.
        let size = Pt((found.size.0 * 2.0).round() / 2.0);
        Widths { columns: found.widths.into_iter().map(twips).collect(), size }
    }

    /// Whether a table that is all of an annex has no room upright, and has some on its side.
    pub(super) fn wants_turning(&self, blocks: &[Block]) -> bool {
        let [Block::Table(table)] = blocks else { return false };
        if table.columns.len() < FEW_COLUMNS {
            return false;
        }
        reckoned_turns(table, self.template(), self.chinese())
    }
}
