//! Tables: caption, unit and notes, rows that break between pages, the rows of the head repeated.
//!
//! Here: a table as strips. Not here: how wide its columns are (`table_fit`, `columns`), where lines of a cell may end (`words`), cells over
//! several rows once their pages are known (`paint`).

use super::compose::Composer;
use super::display::{CellShape, Ink, Item, NodeId, NodeKind, Rule};
use super::fonts::Role;
use super::lines::{Line, Placing, natural_width};
use super::paint::again;
use super::paragraph::break_lines;
use super::remarks::Remark;
use super::strip::{CutRow, Flow, Grid, Pitch, Strip, Tall, place_among};
use super::table_fit::{Cell, RUNNING, Row, longest_cell};
use super::text::Setting;
use super::units::{Mm, Pt};
use super::words::{balanced, is_set_in, pieces};
use crate::model::{Align, RowRole, Table};
use crate::syntax::values::ReferenceKind;
use crate::wording;
use std::ops::Range;
use std::sync::Arc;

impl Composer<'_> {
    pub(super) fn table(&mut self, table: &Table, flow: &mut Flow) {
        let node = self.node(NodeKind::Table, None, "", table.span);
        let captioned = self.table_caption(table, node, flow);
        if table.columns.is_empty() {
            return;
        }
        let mut rows = self.rows(table, node);
        let (grid, cut) = self.grid(table, &mut rows, (node, flow.width));
        if cut {
            let place = longest_cell(&rows).map_or(table.span, |node| self.span_of(node));
            self.ledger().remark(Remark::WideTable { columns: table.columns.len() }, place, node);
        }
        let mut strips: Vec<Strip> = Vec::with_capacity(rows.len());
        let owners = owners(&rows, grid.widths.len());
        for (index, owners) in owners.iter().enumerate() {
            strips.push(self.row(&rows[index], open(index, owners, &grid), owners, &grid));
        }
        hold_tall(&mut strips);
        let head = table.head().len();
        let height = self.column_height(flow.width);
        // A head that takes half a page cannot stand on each of them.
        let repeats = head > 0 && strips[..head].iter().map(|strip| strip.height).sum::<Mm>() <= height / 2.0;
        if repeats {
            let header = flow.headers.len();
            flow.headers.push(repeated(&strips[..head], &grid));
            strips[head..].iter_mut().for_each(|strip| strip.header = Some(header));
        }
        let notes = self.table_notes(table, flow.width, &grid);
        strips[0].gap = if captioned { self.template().caption.gap } else { self.template().leading() };
        strips[0].opens.insert(0, node);
        keep(&mut strips, &rows, head, self.template().table.most_white, notes.first());
        flow.add(strips);
        flow.add(notes);
    }

    /// The caption and the unit line; whether there is any of them.
    fn table_caption(&mut self, table: &Table, node: NodeId, flow: &mut Flow) -> bool {
        let mut strips = Vec::new();
        let span = table.caption.as_ref().or(table.unit.as_ref()).map(crate::model::RichText::span);
        let Some(span) = span else { return false };
        let place = self.node(NodeKind::Caption, Some(node), "", span);
        let gap = self.template().caption.above;
        if let (Some(caption), Some(number)) = (&table.caption, table.number) {
            self.ledger().lead(ReferenceKind::Table, number, node);
            let label = wording::table_label(self.notice(), number, &caption.plain());
            let style = self.style(Role::Heading, self.template().caption.size, Some(place));
            let mut clusters = self.shape(&label, caption.span(), style);
            clusters.extend(self.shape_rich(caption, style));
            strips = self.caption(&clusters, gap, flow.width);
        }
        if let Some(unit) = &table.unit {
            let size = Pt(self.template().table.size.0 * UNIT);
            let style = self.style(Role::Body, size, Some(place));
            // The white before it parts it from the caption for those who hear both in a row.
            let mut clusters = if strips.is_empty() { Vec::new() } else { self.shape("　", unit.span(), style) };
            clusters.extend(self.shape_rich(unit, style));
            let (above, leading) =
                (if strips.is_empty() { gap } else { self.template().caption.gap }, self.template().caption.leading);
            let (first, rest, right) = (Mm(0.0), Mm(0.0), Mm(0.0));
            let setting = Setting {
                gap: above,
                leading,
                height: Mm::from(size),
                first,
                rest,
                right,
                placing: Placing::Right,
                width: flow.width,
            };
            strips.extend(self.strips(&clusters, setting, None));
        }
        strips.iter_mut().for_each(|strip| strip.keep = true);
        strips.first_mut().into_iter().for_each(|strip| strip.opens.push(node));
        flow.add(strips);
        true
    }

    fn table_notes(&mut self, table: &Table, width: Mm, grid: &Grid) -> Vec<Strip> {
        let size = Pt((self.template().table.size.0 * UNIT).min(grid.size.0));
        let mut strips = Vec::new();
        let mut below = Mm(0.0);
        for (index, note) in table.notes.iter().enumerate() {
            let node = self.node(NodeKind::Paragraph, None, "", note.span());
            let style = self.style(Role::Body, size, Some(node));
            let clusters = self.shape_rich(note, style);
            let em = Mm::from(size);
            let gap = if index == 0 { self.template().caption.gap } else { em * self.template().note.leading };
            let leading = em * self.template().note.leading;
            // Numbers stand below the first one, which stands behind the word; turned lines behind word and number.
            let (word, number) = note_head(&note.plain());
            // As far as where the character behind them begins: the white before it counts.
            let wide = |count: usize| match clusters.get(count) {
                Some(next) if count > 0 => natural_width(&clusters[..=count]) - next.width,
                _ => Mm(0.0),
            };
            let first = if word > 0 { Mm(0.0) } else { below };
            let (rest, right) = (first + wide(word + number), Mm(0.0));
            below = if word > 0 && number > 0 { wide(word) } else { first };
            let setting = Setting { gap, leading, height: em, first, rest, right, placing: Placing::Justify, width };
            strips.extend(self.strips(&clusters, setting, Some(node)));
        }
        // Some lines of notes stay together.
        let last = strips.len().saturating_sub(1);
        if last < NOTES_WHOLE {
            strips[..last].iter_mut().for_each(|strip| strip.keep = true);
        }
        strips
    }

    pub(super) fn rows(&mut self, table: &Table, node: NodeId) -> Vec<Row> {
        let places = table.places();
        let fill_in = table.to_fill_in(&places);
        let size = self.template().table.size;
        let mut rows = Vec::with_capacity(places.len());
        for (index, places) in places.iter().enumerate() {
            let row = &table.rows[index];
            let head = row.role == RowRole::Head;
            let node = self.node(NodeKind::Row { head }, Some(node), "", row.span);
            let mut cells = Vec::with_capacity(places.len());
            for (at, place) in places.iter().enumerate() {
                let beside = table.is_label(index, places, at);
                let shape = CellShape { columns: place.columns, rows: place.rows, beside };
                let kind = if head || beside { NodeKind::HeaderCell(shape) } else { NodeKind::Cell(shape) };
                let heads = head || (beside && row.role == RowRole::Total);
                let text = place.text();
                let cell = self.node(kind, Some(node), "", text.map_or_else(Default::default, |text| text.span()));
                let style = self.style(if heads { Role::Heading } else { Role::Body }, size, Some(cell));
                let clusters = text.map(|text| self.shape_rich(text, style)).unwrap_or_default();
                let placing = if head || beside { Placing::Centre } else { Placing::Left };
                cells.push(Cell { column: place.column, columns: place.columns, rows: place.rows, clusters, placing });
            }
            let least = row.height.unwrap_or(if fill_in[index] { wording::ROW_TO_FILL_IN } else { 0 });
            rows.push(Row { node, role: row.role, cells, least: Mm(f64::from(least)) });
        }
        self.align(table, &mut rows);
        rows
    }

    /// Columns whose cells are all short are centred, others begin at the left, unless the table says otherwise.
    fn align(&self, table: &Table, rows: &mut [Row]) {
        let columns = table.columns.len();
        let (mut short, mut set_in) = (vec![true; columns], vec![false; columns]);
        for cell in
            rows.iter().filter(|row| row.role != RowRole::Head).flat_map(|row| &row.cells).filter(|cell| cell.columns == 1)
        {
            short[cell.column] &= cell.clusters.len() <= SHORT;
            set_in[cell.column] |= is_set_in(&cell.clusters);
        }
        for cell in rows.iter_mut().filter(|row| row.role != RowRole::Head).flat_map(|row| &mut row.cells) {
            let labels = cell.placing == Placing::Centre;
            cell.placing = match table.columns[cell.column].align {
                _ if cell.columns > 1 && cell.clusters.len() <= SHORT * 2 => Placing::Centre,
                Align::Left => Placing::Left,
                Align::Center => Placing::Centre,
                Align::Right => Placing::Right,
                // Items and sub-items begin where the table does.
                Align::Default if set_in[cell.column] && !labels => Placing::Left,
                Align::Default if short[cell.column] || labels || cell.rows > 1 && cell.clusters.len() <= SHORT => {
                    Placing::Centre
                }
                Align::Default if self.chinese() => Placing::Justify,
                // Words in a narrow column would be torn apart.
                Align::Default => Placing::Left,
            };
        }
    }

    fn row(&self, row: &Row, open: Vec<Range<Mm>>, owners: &[Owner], grid: &Grid) -> Strip {
        let Pitch { line: pitch, padding } = grid.pitch;
        let em = Mm::from(grid.size);
        let width_of = |cell: &Cell| grid.left(cell.column + cell.columns) - grid.left(cell.column);
        let broken: Vec<Vec<Line>> = row.cells.iter().map(|cell| self.lines(cell, width_of(cell) - padding * 2.0, em)).collect();
        let of_row = row.cells.iter().zip(&broken).filter(|(cell, _)| cell.rows == 1);
        let lines_high = of_row.map(|(_, lines)| lines.len()).max().unwrap_or(0).max(1);
        let natural = grid.pitch.height(lines_high);
        let height = natural.max(row.least);
        let parted = |column: &usize| owners[*column] != owners[*column - 1];
        let bars: Vec<Mm> = (1..owners.len()).filter(parted).map(|column| grid.left(column)).collect();
        let mut whole = Strip { height, edge: Some(grid.edge), open, opens: vec![row.node], ..Strip::default() };
        let (mut lines, mut notes) = (vec![Vec::new(); lines_high], vec![Vec::new(); lines_high]);
        for (cell, broken) in row.cells.iter().zip(&broken) {
            let inner = width_of(cell) - padding * 2.0;
            let x = grid.left(cell.column) + padding;
            // A narrow cell keeps its ragged edge, or its characters would stand far apart.
            let ragged = inner < em * self.template().table.least_justified || natural_width(&cell.clusters) <= em * RUNNING;
            let placing = if cell.placing == Placing::Justify && ragged { Placing::Left } else { cell.placing };
            let lower = (pitch - em) / 2.0;
            let set = |line: &Line| {
                let strip = self.line_strip(&cell.clusters, *line, x, inner, em, placing);
                let items: Vec<Item> = strip.items.into_iter().map(|item| item.moved(Mm(0.0), lower)).collect();
                (items, strip.notes)
            };
            let tall = pitch * broken.len() as f64;
            if cell.rows > 1 {
                let mut items = Vec::new();
                for (index, line) in broken.iter().enumerate() {
                    let (set, noted) = set(line);
                    whole.notes.extend(noted);
                    items.extend(set.into_iter().map(|item| item.moved(Mm(0.0), pitch * index as f64 + padding)));
                }
                whole.tall.push(Tall { rows: cell.rows, items, height: tall + padding * 2.0 });
                continue;
            }
            let mut y = (height - tall) / 2.0;
            for (index, line) in broken.iter().enumerate() {
                let (items, noted) = set(line);
                whole.notes.extend(&noted);
                notes[index].extend(noted);
                whole.items.extend(items.iter().map(|item| item.clone().moved(Mm(0.0), y)));
                lines[index].extend(items);
                y += pitch;
            }
        }
        whole.items.extend(grid.uprights(height, &bars));
        if lines_high >= CutRow::TOGETHER * 2 && height == natural {
            whole.cut = Some(Arc::new(CutRow { grid: grid.clone(), bars, lines, notes }));
        }
        whole
    }

    /// The lines of a cell.
    fn lines(&self, cell: &Cell, inner: Mm, em: Mm) -> Vec<Line> {
        let natural = natural_width(&cell.clusters);
        let wide = inner >= em * self.template().table.least_justified;
        if natural > em * RUNNING && wide && cell.placing == Placing::Justify {
            return break_lines(&cell.clusters, inner, inner);
        }
        let parts = pieces(&cell.clusters);
        match parts.iter().all(|piece| piece.width.0 <= inner.0 + 1e-6) {
            _ if cell.clusters.is_empty() => Vec::new(),
            true => balanced(&parts, inner),
            // What is wider than the cell is cut.
            false => super::paragraph::break_paragraph(&cell.clusters, inner, inner, super::measure::Edge::Ragged),
        }
    }
}

/// Size of the unit line and of notes, as a part of the table's: 小四 beside 四号.
const UNIT: f64 = 12.0 / 14.0;
/// As many lines of notes stay on one page.
const NOTES_WHOLE: usize = 6;
/// Characters of a cell that is short.
const SHORT: usize = 9;

/// How many characters the word of a note has (`注：`, with the white behind it), and its number (`1.`).
fn note_head(note: &str) -> (usize, usize) {
    /// 资料来源：
    const LONGEST: usize = 8;
    let white = |text: &str| text.chars().take_while(|character| character.is_whitespace()).count();
    let word = note.char_indices().take(LONGEST).find(|(_, character)| "：:".contains(*character));
    let behind = word.map_or(0, |(at, colon)| at + colon.len_utf8());
    let behind = behind + note[behind..].len() - note[behind..].trim_start().len();
    let rest = &note[behind..];
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let number = if digits > 0 && rest[digits..].starts_with(['.', '．', '、']) {
        let mark = rest[digits..].chars().next().map_or(0, char::len_utf8);
        digits + 1 + white(&rest[digits + mark..])
    } else {
        0
    };
    (note[..behind].chars().count(), number)
}

/// Which cell covers a place of the grid: its row, and which of that row.
type Owner = (usize, usize);

/// For each row the cells that cover its columns.
fn owners(rows: &[Row], columns: usize) -> Vec<Vec<Owner>> {
    let mut all: Vec<Vec<Owner>> = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let mut owners = all.last().cloned().unwrap_or_else(|| vec![(0, 0); columns]);
        for (at, cell) in row.cells.iter().enumerate() {
            owners[cell.column..cell.column + cell.columns].fill((index, at));
        }
        all.push(owners);
    }
    all
}

/// Where no rule stands above a row.
fn open(index: usize, owners: &[Owner], grid: &Grid) -> Vec<Range<Mm>> {
    let mut open: Vec<Range<Mm>> = Vec::new();
    for (column, _) in owners.iter().enumerate().filter(|(_, (row, _))| *row < index) {
        let (start, end) = (grid.left(column), grid.left(column + 1));
        match open.last_mut() {
            Some(last) if (last.end - start).0.abs() < 1e-9 => last.end = end,
            _ => open.push(start..end),
        }
    }
    open
}

/// Rows under a cell over several rows are together as high as it, and as many of them as it needs stay on one page.
fn hold_tall(strips: &mut [Strip]) {
    for first in 0..strips.len() {
        for at in 0..strips[first].tall.len() {
            let (rows, wanted) = (strips[first].tall[at].rows, strips[first].tall[at].height);
            let last = (first + rows).min(strips.len()) - 1;
            let mut height = Mm(0.0);
            let below = strips.iter_mut().enumerate().take(last + 1).skip(first);
            for (index, strip) in below {
                height += strip.height;
                if height >= wanted {
                    break;
                }
                strip.keep |= index < last;
            }
            if height < wanted {
                heighten(&mut strips[last], wanted - height);
            }
        }
    }
}

/// Makes a row higher: what stands in it stays in its middle.
fn heighten(strip: &mut Strip, more: Mm) {
    let (old, new) = (strip.height, strip.height + more);
    for item in std::mem::take(&mut strip.items) {
        strip.items.push(match item {
            Item::Rule(rule) if rule.height == old => Item::Rule(Rule { height: new, ..rule }),
            other => other.moved(Mm(0.0), more / 2.0),
        });
    }
    (strip.height, strip.cut) = (new, None);
}

/// What is no longer is no rule: the rest of a sum.
const HAIR: Mm = Mm(0.01);

/// The rows of a head as one strip, which stands again on later pages.
fn repeated(strips: &[Strip], grid: &Grid) -> Strip {
    let mut whole = Strip { edge: Some(grid.edge), ..Strip::default() };
    for (index, strip) in strips.iter().enumerate() {
        let y = whole.height;
        if index > 0 {
            let ends = strip.open.iter().map(|open| (open.start, open.end)).chain([(grid.edge.width, grid.edge.width)]);
            let mut from = Mm(0.0);
            for (start, end) in ends {
                if start > from + HAIR {
                    let (width, height) = (start - from, grid.edge.rule);
                    whole.items.push(Item::Rule(Rule { x: from, y: y - height / 2.0, width, height, ink: Ink::Black }));
                }
                from = end;
            }
        }
        let mut items: Vec<Item> = strip.items.iter().map(|item| item.clone().moved(Mm(0.0), y)).collect();
        for tall in &strip.tall {
            let height: Mm = strips[index..(index + tall.rows).min(strips.len())].iter().map(|strip| strip.height).sum();
            let lower = y + (height - tall.height) / 2.0;
            let at = place_among(&tall.items, &items);
            items.splice(at..at, tall.items.iter().map(|item| item.clone().moved(Mm(0.0), lower)));
        }
        whole.items.append(&mut items);
        whole.height += strip.height;
    }
    again(&mut whole.items);
    whole
}

/// Says where no page may end: within the head and behind it, behind a first row and before a last one, before a total, and
/// anywhere in a table that leaves no more white than a row may.
fn keep(strips: &mut [Strip], rows: &[Row], head: usize, most_white: Mm, note: Option<&Strip>) {
    let count = strips.len();
    let height: Mm = strips.iter().map(|strip| strip.height).sum();
    let small = height <= most_white;
    let body = count - head;
    // A row that may be cut needs no other one beside it.
    let cut: Vec<bool> = strips.iter().map(|strip| strip.cut.is_some()).collect();
    for (index, strip) in strips.iter_mut().enumerate() {
        let last = index + 1 == count;
        let whole = !last && !cut[index] && !cut[index + 1];
        let before_total = whole && rows[index + 1].role == RowRole::Total;
        let ends = whole && body >= 4 && (index == head || index + 2 == count);
        strip.keep |= !last && (index < head || small || ends || before_total);
        strip.keep |= last && note.is_some();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strip(height: f64) -> Strip {
        Strip { height: Mm(height), ..Strip::default() }
    }

    fn row(role: RowRole) -> Row {
        Row { node: 0, role, cells: Vec::new(), least: Mm(0.0) }
    }

    #[test]
    fn no_page_ends_where_a_table_would_fall_apart() {
        let roles = [RowRole::Head, RowRole::Head, RowRole::Body, RowRole::Body, RowRole::Body, RowRole::Body, RowRole::Total];
        let rows: Vec<Row> = roles.into_iter().map(row).collect();
        let kept = |height: f64| {
            let mut strips: Vec<Strip> = roles.iter().map(|_| strip(height)).collect();
            keep(&mut strips, &rows, 2, Mm(75.0), None);
            strips.into_iter().map(|strip| strip.keep).collect::<Vec<_>>()
        };
        // A low table stands on one page; a high one is cut, but not behind its first row or before its total.
        assert_eq!(kept(10.0), [true, true, true, true, true, true, false]);
        assert_eq!(kept(20.0), [true, true, true, false, false, true, false]);
    }

    #[test]
    fn rows_are_as_high_as_the_cell_beside_them() {
        let mut strips = vec![strip(10.0), strip(10.0), strip(10.0)];
        strips[0].tall.push(Tall { rows: 2, items: Vec::new(), height: Mm(35.0) });
        hold_tall(&mut strips);
        assert_eq!(strips[1].height, Mm(25.0));
        assert!(strips[0].keep && !strips[1].keep);
    }
}
