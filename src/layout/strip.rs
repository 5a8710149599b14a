//! Strips: what a column is built of, from top to bottom, before anybody knows on which page it stands.
//!
//! Here: a strip, a row of a table that may be cut, the sheet, and strips on their way to a column. Not here: what makes
//! strips (`body`, `table` and the other parts of a notice), and where they stand (`plan`).

use super::display::{Ink, Item, NodeId, Rule};
use super::units::{Mm, Pt};
use std::ops::Range;
use std::sync::Arc;

/// A strip across the type area: a line of text, a row of a table, a picture with its caption.
///
/// Its items have coordinates from the strip's own top-left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    pub height: Mm,
    /// White above it, edge to edge; dropped at the top of a page.
    pub gap: Mm,
    pub items: Vec<Item>,
    /// The node that begins with this strip, for outlines and links.
    pub opens: Vec<NodeId>,
    /// No page ends between this strip and the next.
    pub keep: bool,
    /// Whether it is text of the body, which page 1 must show.
    pub body: bool,
    /// A page ends before it.
    pub breaks: bool,
    /// Indices into the notes; each note is named once in a notice.
    pub notes: Vec<usize>,
    /// Index into the headers: the row that stands again above this one at the top of a page.
    pub header: Option<usize>,
    /// The table that it is a row of: rules stand above and below it.
    pub edge: Option<Edge>,
    /// Where no rule stands above it, because a cell goes on from the row before: stretches from left to right.
    pub open: Vec<Range<Mm>>,
    /// Cells that go on in the rows below.
    pub tall: Vec<Tall>,
    /// Its lines, where a page may end between them.
    pub cut: Option<Arc<CutRow>>,
}

/// A cell over several rows. It stands in the middle of those that a page has of them.
#[derive(Clone, Debug)]
pub(super) struct Tall {
    /// How many strips it covers, its own among them.
    pub rows: usize,
    /// What it holds, from its own top.
    pub items: Vec<Item>,
    /// How high that is.
    pub height: Mm,
}

/// Where a cell over several rows goes among the items of its first row, cell by cell from the left: there it is read.
pub(super) fn place_among(tall: &[Item], row: &[Item]) -> usize {
    let left = |item: &Item| match item {
        Item::Run(run) => Some(run.x),
        _ => None,
    };
    let Some(from) = tall.iter().find_map(left) else { return row.len() };
    row.iter().position(|item| left(item).is_some_and(|other| other > from)).unwrap_or(row.len())
}

impl Strip {
    /// Takes over what stands on another strip, `y` below its own top.
    pub fn take(&mut self, other: Self, y: Mm) {
        self.items.extend(other.items.into_iter().map(|item| item.moved(Mm(0.0), y)));
    }
}

/// The sheet that strips are set on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub width: Mm,
    pub height: Mm,
    pub left: Mm,
    pub top: Mm,
    pub area_width: Mm,
    pub area_height: Mm,
}

impl Sheet {
    pub fn foot(&self) -> Mm {
        self.top + self.area_height
    }
}

/// The rules above and below the rows of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub table: NodeId,
    pub width: Mm,
    /// Thickness between rows.
    pub rule: Mm,
    /// Thickness around the table, or what of it stands on a page.
    pub frame: Mm,
}

/// The columns of a table.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    pub widths: Vec<Mm>,
    pub edge: Edge,
    pub size: Pt,
    pub pitch: Pitch,
}

impl Grid {
    /// Where column `column` begins; the one behind the last ends the table.
    pub fn left(&self, column: usize) -> Mm {
        self.widths[..column].iter().copied().sum()
    }

    /// The rules at both sides of a row and between its cells, which begin at `bars`.
    pub fn uprights(&self, height: Mm, bars: &[Mm]) -> Vec<Item> {
        let down = |x: Mm, wide: Mm| Item::Rule(Rule { x: x - wide / 2.0, y: Mm(0.0), width: wide, height, ink: Ink::Black });
        let Edge { rule, frame, width, .. } = self.edge;
        let mut items = vec![down(frame / 2.0, frame)];
        items.extend(bars.iter().map(|x| down(*x, rule)));
        items.push(down(width - frame / 2.0, frame));
        items
    }
}

/// How high the rows of a table are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pitch {
    /// From line to line.
    pub line: Mm,
    /// Above the first line and below the last.
    pub padding: Mm,
}

impl Pitch {
    /// The height of a row of so many lines.
    pub fn height(self, lines: usize) -> Mm {
        self.line * lines as f64 + self.padding * 2.0
    }

    /// How many lines fit into a height.
    pub fn lines_in(self, height: Mm) -> usize {
        ((height - self.padding * 2.0 + Mm(0.01)) / self.line).max(0.0) as usize
    }
}

/// A row as lines, so that a page may end between them.
#[derive(Clone, Debug)]
pub(super) struct CutRow {
    pub grid: Grid,
    /// Where rules stand between its cells.
    pub bars: Vec<Mm>,
    /// What stands on each line of the row: items of all cells from the line's own top.
    pub lines: Vec<Vec<Item>>,
    /// The notes whose marks stand on each line.
    pub notes: Vec<Vec<usize>>,
}

impl CutRow {
    /// Lines of a row that stay together where it is cut.
    pub const TOGETHER: usize = 2;

    /// What stands on some of its lines, as a strip of their own.
    pub fn part(&self, lines: Range<usize>) -> Strip {
        let height = self.grid.pitch.height(lines.len());
        let mut items = Vec::new();
        let mut y = self.grid.pitch.padding;
        for line in &self.lines[lines] {
            items.extend(line.iter().map(|item| item.clone().moved(Mm(0.0), y)));
            y += self.grid.pitch.line;
        }
        items.extend(self.grid.uprights(height, &self.bars));
        Strip { height, items, edge: Some(self.grid.edge), ..Strip::default() }
    }

    /// Leaves out the notes that another strip has.
    pub fn retain_notes(&mut self, wanted: &[usize]) {
        let mut seen = Vec::new();
        for notes in &mut self.notes {
            notes.retain(|note| wanted.contains(note) && !seen.contains(note));
            seen.extend(notes.iter().copied());
        }
    }
}

/// Strips on their way to a column, with the header rows of their tables.
#[derive(Debug)]
pub(super) struct Flow {
    /// The width of the column.
    pub width: Mm,
    /// The rank of the heading that its sections stand under: 1 in the body, 2 in annexes.
    pub rank: u8,
    pub strips: Vec<Strip>,
    pub headers: Vec<Strip>,
    /// The next strip begins a page.
    pub breaks: bool,
    /// How deep the heading is that the last strip belongs to, if it does.
    heading: Option<u8>,
}

impl Flow {
    /// Nothing yet, for a column of this width whose sections stand under a heading of this rank.
    pub const fn new(width: Mm, rank: u8) -> Self {
        Self { width, rank, strips: Vec::new(), headers: Vec::new(), breaks: false, heading: None }
    }

    pub fn add(&mut self, strips: Vec<Strip>) {
        for mut strip in strips {
            strip.breaks |= std::mem::take(&mut self.breaks);
            self.strips.push(strip);
            self.heading = None;
        }
    }

    /// How high its headers are.
    pub fn header_heights(&self) -> Vec<Mm> {
        self.headers.iter().map(|header| header.height).collect()
    }

    /// Whether what comes next does not depend on what is there: no heading and no page break stands before it.
    pub const fn is_plain(&self) -> bool {
        self.heading.is_none() && !self.breaks
    }

    /// Adds another flow behind a plain one.
    pub fn append(&mut self, mut more: Self) {
        let headers = self.headers.len();
        let repeated = more.strips.iter_mut().filter_map(|strip| strip.header.as_mut());
        repeated.for_each(|header| *header += headers);
        self.strips.append(&mut more.strips);
        self.headers.append(&mut more.headers);
        (self.breaks, self.heading) = (more.breaks, more.heading);
    }

    /// Adds a heading and keeps it with what follows: it is never the last line of a page. A heading above one that is
    /// no deeper has nothing to stand with.
    pub fn add_heading(&mut self, mut strips: Vec<Strip>, depth: u8) {
        if self.heading.is_some_and(|above| above >= depth) {
            self.strips.last_mut().into_iter().for_each(|above| above.keep = false);
        }
        for strip in &mut strips {
            (strip.keep, strip.body) = (true, true);
        }
        self.add(strips);
        self.heading = Some(depth);
    }

    /// Adds lines of running text; no page ends within the first `orphans` and the last `widows` of them.
    pub fn add_running(&mut self, mut strips: Vec<Strip>, orphans: usize, widows: usize, below_heading: usize) {
        let count = strips.len();
        let orphans = if self.heading.is_some() { orphans.max(below_heading) } else { orphans };
        let ends = |end: usize| end.min(count).saturating_sub(1);
        strips[..ends(orphans)].iter_mut().for_each(|strip| strip.keep = true);
        let last = count.saturating_sub(1);
        strips[last - ends(widows)..last].iter_mut().for_each(|strip| strip.keep = true);
        self.add(strips);
    }
}
