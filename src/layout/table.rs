//! Tables: columns as wide as what they hold, rows that break between pages, the header repeated.

use super::compose::Composer;
use super::display::{Item, NodeId, NodeKind};
use super::fonts::Role;
use super::lines::{Line, Placing, natural_width};
use super::paragraph::break_lines;
use super::remarks::Remark;
use super::shape::{Cluster, may_part};
use super::strip::{CutRow, Edge, Flow, Grid, Pitch, Strip};
use super::units::{Mm, Pt};
use crate::model::{Align, RichText, Table};
use crate::span::Span;
use crate::syntax::values::ReferenceKind;
use crate::wording;
use std::sync::Arc;

impl Composer<'_> {
    pub(super) fn table(&mut self, table: &Table, flow: &mut Flow) {
        let node = self.node(NodeKind::Table, None, "", table.span);
        self.table_caption(table, node, flow);
        let columns = table.rows.iter().map(|row| row.cells.len()).chain([table.header.len()]).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let header_row = self.node(NodeKind::Row, Some(node), "", table.span);
        let mut rows = vec![(header_row, self.cells(&table.header, columns, header_row, true))];
        for row in &table.rows {
            let node = self.node(NodeKind::Row, Some(node), "", row.span);
            rows.push((node, self.cells(&row.cells, columns, node, false)));
        }
        let grid = self.grid(table, &mut rows, columns, (node, flow.width));
        let mut rows = rows.into_iter();
        let Some((_, header)) = rows.next() else { return };
        let mut first = self.row(&header, &grid, true);
        // The header that stands again on later pages was read already.
        let mut again = Strip { cut: None, notes: Vec::new(), ..first.clone() };
        again.items.iter_mut().for_each(|item| {
            if let Item::Run(run) = item {
                run.node = None;
            }
        });
        again.items.retain(|item| !matches!(item, Item::Link(_)));
        // A header that takes half a page cannot stand on each of them.
        let repeats = first.height <= self.column_height(flow.width) / 2.0;
        let repeated = flow.headers.len();
        flow.headers.push(again);
        first.gap = if table.caption.is_some() { self.template().caption.gap } else { self.template().leading() };
        first.opens = vec![node, header_row];
        first.keep = true;
        flow.add(vec![first]);
        for (row, cells) in rows {
            let mut strip = self.row(&cells, &grid, false);
            strip.header = repeats.then_some(repeated);
            strip.opens.push(row);
            flow.add(vec![strip]);
        }
    }

    fn table_caption(&mut self, table: &Table, node: NodeId, flow: &mut Flow) {
        let (Some(caption), Some(number)) = (&table.caption, table.number) else { return };
        self.ledger().lead(ReferenceKind::Table, number, node);
        let label = wording::table_label(self.notice(), number, &caption.plain());
        let place = self.node(NodeKind::Caption, Some(node), "", caption.span());
        let style = self.style(Role::Heading, self.template().caption.size, Some(place));
        let mut clusters = self.shape(&label, caption.span(), style);
        clusters.extend(self.shape_rich(caption, style));
        let gap = self.template().caption.above;
        let mut strips = self.caption(&clusters, gap, flow.width);
        strips.iter_mut().for_each(|strip| strip.keep = true);
        strips.first_mut().into_iter().for_each(|strip| strip.opens.push(node));
        flow.add(strips);
    }

    fn cells(&mut self, cells: &[RichText], columns: usize, row: NodeId, header: bool) -> Cells {
        let size = self.template().table.size;
        let kind = if header { NodeKind::HeaderCell } else { NodeKind::Cell };
        let role = if header { Role::Heading } else { Role::Body };
        let mut shaped = Vec::new();
        for index in 0..columns {
            let text = cells.get(index);
            let node = self.node(kind, Some(row), "", text.map_or_else(Default::default, RichText::span));
            let style = self.style(role, size, Some(node));
            shaped.push(text.map(|text| self.shape_rich(text, style)).unwrap_or_default());
        }
        shaped
    }

    /// The columns: type shrinks where words would not fit, and where it may not shrink further, words are cut.
    fn grid(&mut self, table: &Table, rows: &mut [(NodeId, Cells)], columns: usize, (node, width): (NodeId, Mm)) -> Grid {
        let lengths = &self.template().table;
        let align = alignments(table, rows, columns, self.chinese());
        let needs = Needs::of(rows, columns);
        let sum = |widths: &[Mm]| widths.iter().map(|wide| *wide + lengths.padding * 2.0 + SLACK).sum::<Mm>();
        let (words, characters) = (sum(&needs.word), sum(&needs.character));
        let shrunk = (width / words).max(lengths.least_size.0 / lengths.size.0).min(1.0);
        if words * shrunk > width + Mm(0.01) {
            let place = self.longest_cell(rows, &needs).unwrap_or(table.span);
            self.ledger().remark(Remark::WideTable { columns }, place, node);
        }
        // A column holds one character at least, however small.
        let factor = shrunk.min(width / characters);
        let (size, padding) = (Pt(lengths.size.0 * factor), lengths.padding * factor);
        let edge = Edge { table: node, width, rule: lengths.rule, frame: lengths.frame };
        let pitch = Mm::from(size) * lengths.pitch;
        if factor < 1.0 {
            rows.iter_mut().flat_map(|(_, cells)| cells).flatten().for_each(|cluster| *cluster = cluster.clone().scaled(factor));
        }
        let scaled = |widths: &[Mm]| widths.iter().map(|wide| *wide * factor + padding * 2.0 + SLACK * factor).collect();
        let needs = [scaled(&needs.character), scaled(&needs.word), scaled(&needs.readable), scaled(&needs.line)];
        let widths = column_widths(&needs, width);
        let narrow = Mm::from(size) * lengths.least_justified + padding * 2.0;
        let align = ragged_where_narrow(align, &widths, narrow);
        Grid { widths, align, edge, size, pitch: Pitch { line: pitch, padding } }
    }

    /// Where the longest word stands.
    fn longest_cell(&self, rows: &[(NodeId, Cells)], needs: &Needs) -> Option<Span> {
        let widest = needs.word.iter().copied().fold(Mm(0.0), Mm::max);
        let cell = rows.iter().flat_map(|(_, cells)| cells).find(|cell| longest_word(cell) >= widest)?;
        Some(self.span_of(cell.first()?.style.node?))
    }

    fn row(&self, cells: &[Vec<Cluster>], grid: &Grid, header: bool) -> Strip {
        let Pitch { line: pitch, padding } = grid.pitch;
        let inner = |width: &Mm| *width - padding * 2.0;
        let broken: Vec<Vec<Line>> =
            cells.iter().zip(&grid.widths).map(|(cell, width)| break_lines(cell, inner(width), inner(width))).collect();
        let count = broken.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let height = grid.pitch.height(count);
        let mut whole = Strip { height, edge: Some(grid.edge), ..Strip::default() };
        let (mut lines, mut notes) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        let mut x = Mm(0.0);
        for (column, width) in grid.widths.iter().enumerate() {
            let placing = if header { Placing::Centre } else { grid.align[column] };
            let mut y = (height - pitch * broken[column].len() as f64) / 2.0;
            for (index, line) in broken[column].iter().enumerate() {
                let em = Mm::from(grid.size);
                let strip = self.line_strip(&cells[column], *line, x + padding, inner(width), em, placing);
                let lower = (pitch - em) / 2.0;
                whole.notes.extend(&strip.notes);
                notes[index].extend(&strip.notes);
                lines[index].extend(strip.items.iter().map(|item| item.clone().moved(Mm(0.0), lower)));
                whole.take(strip, y + lower);
                y += pitch;
            }
            x += *width;
        }
        whole.items.extend(grid.uprights(height));
        if count >= CutRow::TOGETHER * 2 {
            whole.cut = Some(Arc::new(CutRow { grid: grid.clone(), lines, notes }));
        }
        whole
    }
}

/// The cells of a row, shaped.
type Cells = Vec<Vec<Cluster>>;

/// Columns whose cells are all short are centred, others begin at the left, unless the table says otherwise.
fn alignments(table: &Table, rows: &[(NodeId, Cells)], columns: usize, chinese: bool) -> Vec<Placing> {
    let short = |column: usize| rows.iter().skip(1).all(|(_, cells)| cells[column].len() <= 9);
    (0..columns)
        .map(|column| match table.align.get(column).copied().unwrap_or_default() {
            Align::Left => Placing::Left,
            Align::Center => Placing::Centre,
            Align::Right => Placing::Right,
            Align::Default if short(column) => Placing::Centre,
            Align::Default if chinese => Placing::Justify,
            // Words in a narrow column would be torn apart.
            Align::Default => Placing::Left,
        })
        .collect()
}

/// In a column of a few characters one that is missing at the end of a line would push the others far apart.
fn ragged_where_narrow(align: Vec<Placing>, widths: &[Mm], narrow: Mm) -> Vec<Placing> {
    let ragged = |(placing, wide): (Placing, &Mm)| {
        if matches!(placing, Placing::Justify) && *wide < narrow { Placing::Left } else { placing }
    };
    align.into_iter().zip(widths).map(ragged).collect()
}

/// What each column needs between its rules.
struct Needs {
    /// For its widest character.
    character: Vec<Mm>,
    /// For its longest word.
    word: Vec<Mm>,
    /// For that, and for a few characters on each line.
    readable: Vec<Mm>,
    /// For each cell on one line.
    line: Vec<Mm>,
}

impl Needs {
    fn of(rows: &[(NodeId, Cells)], columns: usize) -> Self {
        let widest = |need: &dyn Fn(&[Cluster]) -> Mm| -> Vec<Mm> {
            let in_column = |column: usize| rows.iter().map(|(_, cells)| need(&cells[column])).fold(Mm(0.0), Mm::max);
            (0..columns).map(in_column).collect()
        };
        let em = |cell: &[Cluster]| cell.first().map_or(Mm(0.0), |cluster| cluster.style.cell);
        Self {
            character: widest(&|cell| cell.iter().map(|cluster| cluster.width).fold(Mm(0.0), Mm::max)),
            word: widest(&longest_word),
            readable: widest(&|cell| longest_word(cell).max(natural_width(cell).min(em(cell) * FEW))),
            line: widest(&natural_width),
        }
    }
}

/// Widths that fill the table: each column its widest cell where there is room, else what it needs at least and a share
/// of the rest. `needs` are those of characters, words, readable lines and whole cells.
fn column_widths(needs: &[Vec<Mm>; 4], width: Mm) -> Vec<Mm> {
    let sum = |widths: &[Mm]| widths.iter().copied().sum::<Mm>();
    // The most generous needs that have room for all; what is left goes towards the next.
    let given = (0..needs.len()).rev().find(|level| sum(&needs[*level]) <= width + Mm(0.01)).unwrap_or(0);
    let mut widths = needs[given].clone();
    if let Some(wanted) = needs.get(given + 1) {
        satisfy(&mut widths, wanted, width);
        share(&mut widths, wanted, width);
    }
    let spare = (width - sum(&widths)) / widths.len() as f64;
    widths.iter_mut().for_each(|wide| *wide += spare);
    widths
}

/// Gives short columns all that they want, the shortest first, as long as half of the table is left for the others: a
/// name in two pieces is dearer than a line more in a long text.
fn satisfy(widths: &mut [Mm], wanted: &[Mm], width: Mm) {
    let mut order: Vec<usize> = (0..widths.len()).collect();
    order.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
    let mut taken = Mm(0.0);
    for column in order {
        taken += wanted[column];
        let spare = width - widths.iter().copied().sum::<Mm>();
        if taken > width / 2.0 || wanted[column] > width / widths.len() as f64 * 1.5 || wanted[column] - widths[column] > spare {
            return;
        }
        widths[column] = wanted[column];
    }
}

/// Deals out what `widths` leave of `width`, to none more than it wants.
fn share(widths: &mut [Mm], wanted: &[Mm], width: Mm) {
    for _ in 0..widths.len() {
        // A very long cell asks for much more than it needs: the square root keeps it from starving the others.
        let asks = |(wide, wanted): (&Mm, &Mm)| (wanted.0 - wide.0).max(0.0).sqrt();
        let asks: Vec<f64> = widths.iter().zip(wanted).map(asks).collect();
        let (spare, total) = (width - widths.iter().copied().sum::<Mm>(), asks.iter().sum::<f64>());
        if spare.0 <= 0.01 || total <= 0.01 {
            return;
        }
        for ((wide, ask), wanted) in widths.iter_mut().zip(asks).zip(wanted).filter(|((_, ask), _)| *ask > 0.0) {
            *wide = (*wide + spare * (ask / total)).min(*wanted);
        }
    }
}

fn longest_word(cell: &[Cluster]) -> Mm {
    let (mut longest, mut word) = (Mm(0.0), Mm(0.0));
    for (index, cluster) in cell.iter().enumerate() {
        word += cluster.width;
        longest = longest.max(word);
        if index + 1 < cell.len() && may_part(cluster, &cell[index + 1]) {
            word = Mm(0.0);
        }
    }
    longest
}

/// What a column is wider than its text, so that no rounding breaks a line.
const SLACK: Mm = Mm(0.1);

/// Characters that a line of a narrow column should hold.
const FEW: f64 = 4.0;

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(needs: [&[f64]; 4], width: f64) -> Vec<f64> {
        let needs = needs.map(|need| need.iter().map(|wide| Mm(*wide)).collect::<Vec<_>>());
        let widths = column_widths(&needs, Mm(width));
        assert!((widths.iter().copied().sum::<Mm>().0 - width).abs() < 0.1, "{widths:?}");
        widths.into_iter().map(|wide| wide.0).collect()
    }

    #[test]
    fn columns_share_what_is_left() {
        // All on one line: the rest is dealt out evenly.
        assert_eq!(widths([&[5.0, 5.0], &[5.0, 5.0], &[5.0, 5.0], &[20.0, 30.0]], 100.0), [45.0, 55.0]);
        // A short column beside a long one gets what it wants, and no more.
        let found = widths([&[5.0, 5.0], &[5.0, 5.0], &[10.0, 20.0], &[12.0, 4000.0]], 100.0);
        assert!((found[0] - 12.0).abs() < 0.1, "{found:?}");
        let found = widths([&[5.0; 3], &[5.0; 3], &[10.0, 20.0, 20.0], &[12.0, 700.0, 37.0]], 156.0);
        assert!((found[2] - 37.0).abs() < 0.1, "{found:?}");
        // A date a little wider than its share of the table stays on one line, too.
        let found = widths([&[5.0; 4], &[5.0; 4], &[20.0; 4], &[12.0, 44.0, 200.0, 900.0]], 156.0);
        assert!((found[1] - 44.0).abs() < 0.1, "{found:?}");
        // Many short columns do not starve a long one.
        let found = widths([&[5.0; 8], &[5.0; 8], &[10.0; 8], &[19.0, 19.0, 19.0, 19.0, 19.0, 19.0, 19.0, 900.0]], 156.0);
        assert!(found[7] > 40.0 && found[6] > 10.0, "{found:?}");
        // Words that do not fit are cut, but no column is narrower than a character.
        let found = widths([&[5.0, 5.0], &[8.0, 300.0], &[8.0, 300.0], &[8.0, 300.0]], 100.0);
        assert!(found[0] >= 5.0 && found[1] > 60.0, "{found:?}");
    }

    #[test]
    fn narrow_columns_keep_a_ragged_edge() {
        let all = vec![Placing::Justify, Placing::Justify, Placing::Centre];
        let set = ragged_where_narrow(all, &[Mm(30.0), Mm(40.0), Mm(20.0)], Mm(37.0));
        assert!(matches!(set[..], [Placing::Left, Placing::Justify, Placing::Centre]));
    }
}
