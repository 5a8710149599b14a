//! Rows as they are written become a grid: cells that are parts of another (`||`, `^^`) become one with it.
//!
//! Here: [`read`], the row of dashes, joins and what is wrong with them. Not here: what a table is (`table`).

use super::inline::RichText;
use super::table::{Align, Cell, Column, ColumnWidth, Join, JoinFault, Row, RowRole, Table};
use crate::span::Span;
use crate::syntax::Text;

/// What stands above the rows.
#[derive(Default)]
pub(super) struct Above {
    pub id: Option<Text>,
    pub caption: Option<RichText>,
    pub unit: Option<RichText>,
}

/// A row as written: each cell with whether it is joined to the one at its left.
pub(super) struct Written {
    pub cells: Vec<(RichText, bool)>,
    pub height: Option<u16>,
    pub span: Span,
}

/// What says that a cell goes on from above.
const UPWARDS: &str = "^^";
/// The most rows of a head.
const MOST_HEAD: usize = 8;

pub(super) fn read(mut written: Vec<Written>, above: Above, number: Option<u32>, notes: Vec<RichText>, span: Span) -> Table {
    let dashes = dashes(&written);
    let head = dashes.unwrap_or(1).min(written.len());
    let (mut columns, mut place): (Vec<Column>, _) = (Vec::new(), None);
    if let Some(at) = dashes {
        let row = written.remove(at);
        place = Some(row.span);
        columns = row.cells.iter().filter_map(|(cell, _)| column(&cell.source.text, 1)).collect();
    }
    let mut joiner = Joiner::default();
    let mut rows: Vec<Row> = Vec::with_capacity(written.len());
    for (index, row) in written.into_iter().enumerate() {
        joiner.row(row, index < head, &mut rows);
    }
    let wanted = if head > 0 { rows.first().map_or(0, |row| row.written) } else { columns.len() };
    let widest = rows.iter().map(|row| row.written).max().unwrap_or(0);
    columns.resize(widest, Column::default());
    let mut table = Table {
        number,
        id: above.id,
        caption: above.caption,
        unit: above.unit,
        columns,
        rows,
        notes,
        delimited: dashes.is_some(),
        dashes: place,
        wanted,
        faults: joiner.faults,
        span,
    };
    close_columns(&mut table);
    table.rows.iter_mut().filter(|row| row.role == RowRole::Body).for_each(|row| {
        if row.cells.first().is_some_and(|cell| is_total(&cell.text.source.text)) {
            row.role = RowRole::Total;
        }
    });
    table
}

/// Which row is that of dashes: the second one, the first where a table has no head, or a later one below a head of several rows.
fn dashes(rows: &[Written]) -> Option<usize> {
    let is_dashes = |row: &Written, least: usize| {
        !row.cells.is_empty() && row.cells.iter().all(|(cell, joined)| !joined && column(&cell.source.text, least).is_some())
    };
    if rows.first().is_some_and(|row| is_dashes(row, 2)) {
        return Some(0);
    }
    if rows.get(1).is_some_and(|row| is_dashes(row, 1)) {
        return Some(1);
    }
    // A single dash in each cell of a later row says that there is nothing to say; `:-:` says how a column is aligned.
    rows.iter().take(MOST_HEAD + 1).position(|row| is_dashes(row, 2))
}

/// What a cell of the row of dashes says: `:--`, `--30%--`. `least` dashes make one.
fn column(cell: &str, least: usize) -> Option<Column> {
    let cell = cell.trim();
    let inner = cell.strip_prefix(':').unwrap_or(cell);
    let inner = inner.strip_suffix(':').unwrap_or(inner);
    let said = inner.trim_matches('-');
    let dashes = inner.len() - said.len();
    if dashes < if said.is_empty() && !cell.contains(':') { least } else { 1 } {
        return None;
    }
    let width = match said.trim() {
        "" if said.is_empty() => None,
        said => Some(width(said)?),
    };
    let align = match (cell.starts_with(':'), cell.ends_with(':')) {
        (true, true) => Align::Center,
        (true, false) => Align::Left,
        (false, true) => Align::Right,
        (false, false) => Align::Default,
    };
    Some(Column { align, width })
}

fn width(said: &str) -> Option<ColumnWidth> {
    let digits = said.len() - said.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u16 = said[..digits].parse().ok().filter(|number| *number > 0)?;
    match said[digits..].trim_start() {
        "%" | "％" if number <= 100 => Some(ColumnWidth::Percent(number)),
        "mm" | "毫米" if number < 1000 => Some(ColumnWidth::Millimetres(number)),
        _ => None,
    }
}

/// Whether the first cell of a row says that the row adds up others.
fn is_total(cell: &str) -> bool {
    let bare: String = cell.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    matches!(
        bare.trim_end_matches(['：', ':']),
        "合计"
            | "总计"
            | "小计"
            | "共计"
            | "总和"
            | "合計"
            | "總計"
            | "小計"
            | "共計"
            | "total"
            | "grandtotal"
            | "subtotal"
            | "totals"
            | "sum"
    )
}

/// A run of cells of a row that are written as one.
struct Group {
    text: RichText,
    start: usize,
    columns: usize,
}

/// Joins cells row by row.
#[derive(Default)]
struct Joiner {
    /// For each column of the row above the cell that covers it, as row and place in it.
    above: Vec<(usize, usize)>,
    faults: Vec<JoinFault>,
}

impl Joiner {
    fn row(&mut self, row: Written, head: bool, rows: &mut Vec<Row>) {
        let groups = self.groups(row.cells);
        let index = rows.len();
        let width = groups.last().map_or(0, |group| group.start + group.columns);
        let role = if head { RowRole::Head } else { RowRole::Body };
        let is_up = |group: &Group| group.text.source.text == UPWARDS;
        // A row of which nothing begins anywhere would be no row.
        let whole = !groups.is_empty() && groups.iter().all(is_up);
        let mut owners = vec![(index, 0); width];
        let mut cells: Vec<Cell> = Vec::with_capacity(groups.len());
        let mut at = 0;
        while at < groups.len() {
            let group = &groups[at];
            let next = groups[at..].iter().position(|group| !is_up(group)).map_or(groups.len(), |end| at + end);
            if next > at {
                let found = if whole { Err(Join::WholeRow) } else { self.upwards(&groups[at..next], role, rows) };
                match found {
                    Ok((owner, taken)) => {
                        let (above, place) = owner;
                        rows[above].cells[place].rows += 1;
                        let last = &groups[at + taken - 1];
                        owners[group.start..last.start + last.columns].fill(owner);
                        at += taken;
                        continue;
                    }
                    Err(join) => self.faults.push(JoinFault { join, span: group.text.span() }),
                }
            }
            owners[group.start..group.start + group.columns].fill((index, cells.len()));
            cells.push(Cell { text: group.text.clone(), column: group.start, columns: group.columns, rows: 1 });
            at += 1;
        }
        rows.push(Row { role, cells, height: row.height, written: width, span: row.span });
        self.above = owners;
    }

    /// The cells of a row, each with the empty ones that are joined to it.
    fn groups(&mut self, cells: Vec<(RichText, bool)>) -> Vec<Group> {
        // A row of bars alone is one of empty cells.
        let bars = cells.iter().all(|(_, joined)| *joined);
        let mut groups: Vec<Group> = Vec::with_capacity(cells.len());
        let mut leads = true;
        for (start, (text, joined)) in cells.into_iter().enumerate() {
            leads &= joined;
            match groups.last_mut() {
                Some(group) if joined && !leads => group.columns += 1,
                _ => {
                    match self.faults.last_mut() {
                        _ if !joined || bars => {}
                        Some(fault) if start > 0 => fault.span = fault.span.to(text.span()),
                        _ => self.faults.push(JoinFault { join: Join::NothingLeft, span: text.span() }),
                    }
                    groups.push(Group { text, start, columns: 1 });
                }
            }
        }
        groups
    }

    /// The cell above that the first of `groups` are part of, and how many of them.
    fn upwards(&self, groups: &[Group], role: RowRole, rows: &[Row]) -> Result<((usize, usize), usize), Join> {
        let start = groups[0].start;
        let owner = *self.above.get(start).ok_or(Join::NothingAbove)?;
        let (row, place) = owner;
        let cell = &rows[row].cells[place];
        if (rows[row].role == RowRole::Head) != (role == RowRole::Head) {
            return Err(Join::AcrossHead);
        }
        let end = cell.column + cell.columns;
        let fits = |group: &Group| group.start + group.columns == end;
        match groups.iter().position(fits) {
            Some(last) if cell.column == start => Ok((owner, last + 1)),
            _ => Err(Join::Uneven),
        }
    }
}

/// Takes out columns in which no cell begins: those that are joined to the one at their left in every row.
fn close_columns(table: &mut Table) {
    let count = table.columns.len();
    let mut begun = vec![false; count];
    for place in table.places().iter().flatten() {
        begun[place.column] = true;
    }
    if begun.iter().all(|begun| *begun) {
        return;
    }
    let place = |column: usize| begun[..column].iter().filter(|begun| **begun).count();
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        let (start, end) = (place(cell.column), place(cell.column + cell.columns));
        (cell.column, cell.columns) = (start, end - start);
    }
    for row in &mut table.rows {
        row.written = place(row.written.min(count));
    }
    table.wanted = place(table.wanted.min(count));
    let mut kept = begun.iter();
    table.columns.retain(|_| *kept.next().unwrap_or(&true));
}
