//! Tables: columns as wide as what they hold, rows that break between pages, the header repeated.

use super::body::Flow;
use super::compose::Composer;
use super::display::{Ink, Item, NodeId, NodeKind, Rule};
use super::flow::{Strip, moved};
use super::fonts::Role;
use super::lines::{Line, Placing, natural_width};
use super::paragraph::break_lines;
use super::shape::{Cluster, may_part};
use super::units::Mm;
use crate::model::{Align, RichText, Table};
use crate::syntax::values::ReferenceKind;
use crate::wording;

impl Composer<'_> {
    pub(super) fn table(&mut self, table: &Table, flow: &mut Flow, width: Mm) {
        let node = self.node(NodeKind::Table, None, "", table.span);
        self.caption(table, node, flow);
        let columns = table.rows.iter().map(|row| row.cells.len()).chain([table.header.len()]).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let header_row = self.node(NodeKind::Row, Some(node), "", table.span);
        let header = self.cells(&table.header, columns, header_row, true);
        let rows: Vec<(NodeId, Vec<Vec<Cluster>>)> = table
            .rows
            .iter()
            .map(|row| {
                let node = self.node(NodeKind::Row, Some(node), "", row.span);
                (node, self.cells(&row.cells, columns, node, false))
            })
            .collect();
        let padding = self.template.table.padding;
        let widths = {
            let all: Vec<&Vec<Vec<Cluster>>> = std::iter::once(&header).chain(rows.iter().map(|(_, cells)| cells)).collect();
            column_widths(&all, columns, width, padding)
        };
        let grid = Grid { widths, align: alignments(table, &rows, columns, self.chinese), width };
        let room = self.template.area.height.min(self.template.area.width) - Mm(12.0);
        let first = self.row(&header, &grid, true);
        // A header that takes half a page cannot stand on each of them.
        let repeats = first.height <= room / 2.0;
        // The header that stands again on later pages was read already.
        let mut again = first.clone();
        again.items.iter_mut().for_each(|item| {
            if let Item::Run(run) = item {
                run.node = None;
            }
        });
        again.items.retain(|item| !matches!(item, Item::Link(_)));
        let repeated = flow.headers.len();
        flow.headers.push(again);
        let mut head = if first.height > room { self.split_row(&header, &grid, room) } else { vec![first] };
        head[0].gap = if table.caption.is_some() { Mm(2.0) } else { self.template.leading() };
        head[0].opens = vec![node, header_row];
        head.last_mut().into_iter().for_each(|strip| strip.keep = true);
        flow.add(head);
        let room = if repeats { room - flow.headers[repeated].height } else { room };
        for (row, cells) in rows {
            let strip = self.row(&cells, &grid, false);
            let mut strips = if strip.height > room { self.split_row(&cells, &grid, room) } else { vec![strip] };
            strips.iter_mut().for_each(|strip| strip.header = repeats.then_some(repeated));
            strips[0].opens.push(row);
            flow.add(strips);
        }
    }

    fn caption(&mut self, table: &Table, node: NodeId, flow: &mut Flow) {
        let (Some(caption), Some(number)) = (&table.caption, table.number) else { return };
        self.targets.push((ReferenceKind::Table, number, node));
        let label = wording::table_label(self.notice, number, &caption.plain());
        let place = self.node(NodeKind::Caption, Some(node), "", caption.span());
        let size = self.template.caption.size;
        let style = self.style(Role::Heading, size, Some(place));
        let mut clusters = self.shape(&label, caption.span(), style);
        clusters.extend(self.shape_rich(caption, style));
        let mut strips = self.centred(&clusters, Mm::from(size), self.template.leading() + Mm(1.0), Mm(2.0));
        strips.iter_mut().for_each(|strip| strip.keep = true);
        if let Some(strip) = strips.first_mut() {
            strip.opens.push(node);
        }
        flow.add(strips);
    }

    fn cells(&mut self, cells: &[RichText], columns: usize, row: NodeId, header: bool) -> Vec<Vec<Cluster>> {
        let size = self.template.table.size;
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

    fn cell_lines(&self, cells: &[Vec<Cluster>], grid: &Grid) -> Vec<Vec<Line>> {
        let padding = self.template.table.padding;
        cells
            .iter()
            .zip(&grid.widths)
            .map(|(cell, width)| break_lines(cell, *width - padding * 2.0, *width - padding * 2.0))
            .collect()
    }

    fn row(&mut self, cells: &[Vec<Cluster>], grid: &Grid, header: bool) -> Strip {
        let lines = self.cell_lines(cells, grid);
        self.row_strip(cells, &lines, grid, header)
    }

    /// A row that no page could hold, as several strips of a few lines each.
    fn split_row(&mut self, cells: &[Vec<Cluster>], grid: &Grid, room: Mm) -> Vec<Strip> {
        let lines = self.cell_lines(cells, grid);
        let most = lines.iter().map(Vec::len).max().unwrap_or(0);
        let each = ((room / self.table_pitch()) as usize).max(1);
        let part = |from: usize| {
            lines.iter().map(|cell| cell.iter().skip(from).take(each).copied().collect()).collect::<Vec<Vec<Line>>>()
        };
        (0..most).step_by(each).map(|from| self.row_strip(cells, &part(from), grid, false)).collect()
    }

    fn table_pitch(&self) -> Mm {
        Mm::from(self.template.table.size) * 1.45
    }

    fn row_strip(&mut self, cells: &[Vec<Cluster>], lines: &[Vec<Line>], grid: &Grid, header: bool) -> Strip {
        let (size, padding) = (Mm::from(self.template.table.size), self.template.table.padding);
        let pitch = self.table_pitch();
        let count = lines.iter().map(Vec::len).max().unwrap_or(0).max(1);
        let height = pitch * count as f64 + padding * 2.0;
        let mut strip = Strip { height, ..Strip::default() };
        let mut x = Mm(0.0);
        for (column, width) in grid.widths.iter().enumerate() {
            let placing = if header { Placing::Centre } else { grid.align[column] };
            let text_height = pitch * lines[column].len() as f64;
            let mut y = (height - text_height) / 2.0 + (pitch - size) / 2.0;
            for line in &lines[column] {
                let inner = self.line_strip(&cells[column], *line, padding, *width - padding * 2.0, size, placing);
                strip.items.extend(inner.items.iter().map(|item| moved(item, x, y)));
                strip.notes.extend(inner.notes);
                y += pitch;
            }
            x += *width;
        }
        strip.items.extend(self.frame(grid, height));
        strip
    }

    /// The rules around and between the cells of a row.
    fn frame(&self, grid: &Grid, height: Mm) -> Vec<Item> {
        let rule = self.template.table.rule;
        let across = |y: Mm| Item::Rule(Rule { x: Mm(0.0), y: y - rule / 2.0, width: grid.width, height: rule, ink: Ink::Black });
        let down = |x: Mm, wide: Mm| Item::Rule(Rule { x: x - wide / 2.0, y: Mm(0.0), width: wide, height, ink: Ink::Black });
        let mut items = vec![across(Mm(0.0)), across(height)];
        let mut x = Mm(0.0);
        let thick = self.template.table.frame;
        items.push(down(thick / 2.0, thick));
        for (index, width) in grid.widths.iter().enumerate() {
            x += *width;
            let outer = index + 1 == grid.widths.len();
            items.push(if outer { down(x - thick / 2.0, thick) } else { down(x, rule) });
        }
        items
    }
}

/// The columns of a table.
struct Grid {
    widths: Vec<Mm>,
    align: Vec<Placing>,
    width: Mm,
}

/// Columns whose cells are all short are centred, others begin at the left, unless the table says otherwise.
fn alignments(table: &Table, rows: &[(NodeId, Vec<Vec<Cluster>>)], columns: usize, chinese: bool) -> Vec<Placing> {
    let short = |column: usize| rows.iter().all(|(_, cells)| cells[column].len() <= 9);
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

/// Widths that fill the table: each column its widest cell where there is room, else what its longest word needs and a
/// share of the rest.
fn column_widths(rows: &[&Vec<Vec<Cluster>>], columns: usize, width: Mm, padding: Mm) -> Vec<Mm> {
    let mut wanted = vec![Mm(0.0); columns];
    let mut least = vec![Mm(0.0); columns];
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            wanted[column] = wanted[column].max(natural_width(cell) + padding * 2.0 + Mm(0.1));
            least[column] = least[column].max(longest_word(cell) + padding * 2.0 + Mm(0.1));
        }
    }
    let empty = Mm(8.0);
    wanted.iter_mut().for_each(|wanted| *wanted = wanted.max(empty));
    least.iter_mut().for_each(|least| *least = least.max(empty));
    let sum = |widths: &[Mm]| widths.iter().copied().sum::<Mm>();
    if sum(&wanted) <= width {
        let spare = (width - sum(&wanted)) / columns as f64;
        return wanted.into_iter().map(|wanted| wanted + spare).collect();
    }
    if sum(&least) >= width {
        let factor = width / sum(&least);
        return least.into_iter().map(|least| least * factor).collect();
    }
    // A very long cell asks for much more than it needs: the square root keeps it from starving the others.
    let more: Vec<f64> = wanted.iter().zip(&least).map(|(wanted, least)| (wanted.0 - least.0).max(0.0).sqrt()).collect();
    let total: f64 = more.iter().sum();
    let spare = width - sum(&least);
    let given = |(least, more): (Mm, f64)| least + spare * (if total > 0.0 { more / total } else { 1.0 / columns as f64 });
    least.into_iter().zip(more).map(given).collect()
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
