//! What a table asks of its columns, and what it gets: widths, size of type, and whether it should lie on its side.
//!
//! Here: cells as wants, heads that are alike, room for handwriting. Not here: how widths are found (`columns`), how rows are set
//! (`table`).

use super::columns::{Columns, Fit, Room, Want};
use super::compose::Composer;
use super::display::{NodeId, NodeKind};
use super::lines::{Placing, natural_width};
use super::shape::Cluster;
use super::strip::{Edge, Grid, Pitch};
use super::template::TableTemplate;
use super::units::{Mm, Pt};
use super::words::{Piece, Words, pieces};
use crate::model::{ColumnWidth, RowRole, Table};

/// A cell, shaped.
pub(super) struct Cell {
    pub column: usize,
    pub columns: usize,
    pub rows: usize,
    pub clusters: Vec<Cluster>,
    pub placing: Placing,
}

/// A row, shaped.
pub(super) struct Row {
    pub node: NodeId,
    pub role: RowRole,
    pub cells: Vec<Cell>,
    /// How high it is at least.
    pub least: Mm,
}

impl Composer<'_> {
    /// The columns, with the type of the rows in the size that they are made for; and whether words are cut.
    pub(super) fn grid(&mut self, table: &Table, rows: &mut [Row], (node, width): (NodeId, Mm)) -> (Grid, bool) {
        let Fit { widths, factor, cut, .. } = fit(&self.template().table, table, rows, width);
        let lengths = &self.template().table;
        let (size, padding) = (Pt(lengths.size.0 * factor), lengths.padding * factor);
        let edge = Edge { table: node, width, rule: lengths.rule, frame: lengths.frame };
        if factor < 1.0 {
            let cells = rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.clusters).for_each(|cluster| *cluster = cluster.clone().scaled(factor));
        }
        let pitch = Pitch { line: Mm::from(size) * lengths.pitch, padding };
        (Grid { widths, edge, size, pitch }, cut)
    }

    /// Whether a table has no room in a width, where it has it in a larger one: words are cut, or a few of them take many lines.
    pub(super) fn wants_more_than(&self, table: &Table, width: Mm, more: Mm) -> bool {
        let fit = |width: Mm| {
            let mut trial = self.another();
            let node = trial.node(NodeKind::Table, None, "", table.span);
            let mut rows = trial.rows(table, node);
            self::fit(&trial.template().table, table, &mut rows, width)
        };
        // So few columns have room for anything but a single word.
        if table.columns.len() < FEW_COLUMNS {
            return false;
        }
        turns(&fit(width), || fit(more))
    }
}

/// Whether a table turns its page: upright words are cut, or cells of a few words take many lines, or some in type that had to be smaller;
/// and on its side fewer.
pub(super) fn turns(upright: &Fit, aside: impl FnOnce() -> Fit) -> bool {
    let small = upright.factor < 1.0 - 1e-9 && upright.lines >= SOME_LINES;
    (upright.is_crowded() || small) && {
        let aside = aside();
        (aside.cut, aside.lines) < (upright.cut, upright.lines)
    }
}

/// Finds widths and size of type; binds what stays whole in cells that need more than a line.
pub(super) fn fit(lengths: &TableTemplate, table: &Table, rows: &mut [Row], width: Mm) -> Fit {
    let em = Mm::from(lengths.size);
    let room = Room { width, beside: lengths.padding * 2.0 + SLACK, size: lengths.size, least: lengths.least_size };
    let mut columns = Columns {
        wants: Vec::new(),
        rows: rows.len(),
        alike: alike(table),
        given: table
            .columns
            .iter()
            .map(|column| {
                column.width.map(|given| match given {
                    ColumnWidth::Percent(share) => f64::from(share) / 100.0,
                    ColumnWidth::Millimetres(length) => f64::from(length) / width.0,
                })
            })
            .collect(),
        blank: blanks(table, rows, em),
    };
    let whole = |rows: &[Row], split: bool| -> Vec<Want> {
        let mut wants = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            for cell in row.cells.iter().filter(|cell| !cell.clusters.is_empty()) {
                let line = natural_width(&cell.clusters);
                let all = || vec![Piece { start: 0, end: cell.clusters.len(), width: line, gap: Mm(0.0) }];
                wants.push(Want {
                    row: index,
                    column: cell.column,
                    columns: cell.columns,
                    tall: cell.rows > 1,
                    pieces: if split { pieces(&cell.clusters) } else { all() },
                    line,
                    character: cell.clusters.iter().map(|cluster| cluster.width).fold(Mm(0.0), Mm::max),
                    running: line > em * RUNNING,
                });
            }
        }
        wants
    };
    // Most tables have room for every cell on one line: then nobody asks where lines may end.
    columns.wants = whole(rows, false);
    if let Some(fit) = columns.on_one_line(room) {
        return fit;
    }
    let words = Words::new();
    for row in rows.iter_mut() {
        let head = row.role == RowRole::Head;
        row.cells.iter_mut().for_each(|cell| words.bind(&mut cell.clusters, head, em * RUNNING));
    }
    columns.wants = whole(rows, true);
    columns.fit(room)
}

/// 字 of a cell that is running text when it has more: its lines may end inside words.
pub(super) const RUNNING: f64 = 24.0;
/// Columns that are few enough to stand upright, whatever is in them.
const FEW_COLUMNS: usize = 4;
/// Lines of a cell of a few words that are too many in small type, where the page can turn.
const SOME_LINES: usize = 3;
/// What a column is wider than its text, so that no rounding breaks a line.
const SLACK: Mm = Mm(0.1);
/// 字 that an empty cell wants for handwriting beside its label, and below a head.
const BLANK: f64 = 7.0;
const BLANK_BELOW: f64 = 4.0;

/// The node of the cell with the longest piece.
pub(super) fn longest_cell(rows: &[Row]) -> Option<NodeId> {
    let longest = |cell: &Cell| pieces(&cell.clusters).iter().map(|piece| piece.width).fold(Mm(0.0), Mm::max);
    let cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.clusters.is_empty());
    let widest = cells.max_by(|a, b| longest(a).0.total_cmp(&longest(b).0))?;
    widest.clusters.first()?.style.node
}

/// For each column the first one whose head is like its own: the same words, or as many that end alike.
fn alike(table: &Table) -> Vec<usize> {
    let heads: Vec<String> = (0..table.columns.len())
        .map(|column| {
            let cells = table.heading_cells(column);
            cells.last().filter(|cell| cell.columns == 1).map(|cell| cell.text.plain()).unwrap_or_default()
        })
        .collect();
    let like = |a: &str, b: &str| {
        let same_end = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count();
        !a.is_empty() && (a == b || (a.chars().count() == b.chars().count() && same_end >= 3))
    };
    (0..heads.len()).map(|column| (0..column).find(|first| like(&heads[*first], &heads[column])).unwrap_or(column)).collect()
}

/// For each column what its empty cells want: room to write.
fn blanks(table: &Table, rows: &[Row], em: Mm) -> Vec<Mm> {
    let mut blank = vec![Mm(0.0); table.columns.len()];
    let wanted = em * if table.head().is_empty() { BLANK } else { BLANK_BELOW };
    let fill = rows.iter().filter(|row| row.role == RowRole::Body && row.least.0 > 0.0);
    for cell in fill.flat_map(|row| &row.cells).filter(|cell| cell.clusters.is_empty() && cell.columns == 1) {
        blank[cell.column] = wanted;
    }
    blank
}
