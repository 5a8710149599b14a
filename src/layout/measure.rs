//! How long the lines of a paragraph would be, and what each would cost.
//!
//! Here: [`Measure`], sums over its clusters. Not here: which of the lines are taken (`paragraph`).

use super::lines::MOST_WHITE;
use super::shape::{Cluster, Kind, gap_between};
use super::units::Mm;

/// Whether lines are to reach the right edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// Full lines end at the edge.
    Straight,
    /// Lines end where they end.
    Ragged,
}

/// Sums over clusters, so that the measure of any line is a few subtractions.
pub(super) struct Measure {
    /// For each cluster, and for the end, what a line has that begins there.
    starts: Vec<Start>,
    /// The same for lines that end before a cluster.
    ends: Vec<End>,
    chinese: bool,
}

/// What is known of lines by where they begin.
struct Start {
    /// The first cluster that such a line shows: spaces where the line before ended have done their work.
    shown: usize,
    /// Widths of the clusters before it, with the gaps behind them.
    width: f64,
    /// What they can give up.
    spare: f64,
    /// What its first mark can give up before its ink, and keeps, so that the left edge is that of the cells.
    kept: f64,
    /// How many of the gaps before it can be widened.
    gaps: usize,
}

/// What is known of lines by where they end.
#[derive(Default)]
struct End {
    /// One past the last cluster that such a line shows.
    shown: usize,
    width: f64,
    spare: f64,
    /// The gap behind its last cluster, which the sum of widths has.
    gap: f64,
    /// The width of a hyphen that is shown at the end of a line alone.
    hyphen: f64,
    /// What its last cluster can give up behind its ink.
    spare_after: f64,
    /// The cell of its last cluster.
    cell: f64,
    /// How many of the gaps before its last cluster can be widened.
    gaps: usize,
}

impl Measure {
    pub fn of(clusters: &[Cluster]) -> Self {
        let length = clusters.len();
        let (mut starts, mut ends) = (Vec::with_capacity(length + 1), Vec::with_capacity(length + 1));
        let (mut width, mut spare, mut gaps) = (0.0, 0.0, 0);
        let chinese = clusters.iter().any(|cluster| cluster.style.chinese);
        ends.push(End::default());
        for (index, cluster) in clusters.iter().enumerate() {
            let next = clusters.get(index + 1);
            starts.push(Start { shown: index, width, spare, kept: cluster.spare_before.0, gaps });
            let before = gaps;
            let gap = next.map_or(0.0, |next| gap_between(cluster, next).0);
            width += super::lines::inner_width(cluster).0 + gap;
            spare += cluster.spare_before.0 + cluster.spare_after.0;
            gaps += usize::from(next.is_some_and(|next| super::lines::opens(cluster, next, !chinese)));
            let end = if cluster.kind == Kind::Space {
                let End { shown, width, spare, gap, hyphen, spare_after, cell, gaps } = ends[index];
                End { shown, width, spare, gap, hyphen, spare_after, cell, gaps }
            } else {
                let hyphen = if cluster.kind == Kind::SoftHyphen { cluster.width.0 } else { 0.0 };
                let (spare_after, cell) = (cluster.spare_after.0, cluster.style.cell.0.max(0.1));
                End { shown: index + 1, width, spare, gap, hyphen, spare_after, cell, gaps: before }
            };
            ends.push(end);
        }
        starts.push(Start { shown: length, width, spare, kept: 0.0, gaps });
        // A line begins behind the spaces at which the one before it ended, but for the first.
        for index in (1..length).rev() {
            if clusters[index].kind == Kind::Space {
                let Start { shown, width, spare, kept, gaps } = starts[index + 1];
                starts[index] = Start { shown, width, spare, kept, gaps };
            }
        }
        Self { starts, ends, chinese }
    }

    /// How many clusters there are.
    pub const fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// Natural width of a line, in millimetres.
    pub fn natural(&self, from: usize, to: usize) -> f64 {
        self.line(from, to).0
    }

    /// Natural width of a line whose last mark gives up the white behind it.
    pub fn hung(&self, from: usize, to: usize) -> f64 {
        let natural = self.natural(from, to);
        if natural > 0.0 { natural - self.ends[to].spare_after } else { natural }
    }

    /// The first cluster that a line beginning at `at` shows.
    pub fn text_from(&self, at: usize) -> usize {
        self.starts[at].shown
    }

    /// Natural width of a line, and what it can give up.
    pub fn line(&self, from: usize, to: usize) -> (f64, f64) {
        let (start, end) = (&self.starts[from], &self.ends[to]);
        if end.shown <= start.shown {
            return (0.0, 0.0);
        }
        (end.width - start.width - end.gap + end.hyphen, end.spare - start.spare - start.kept)
    }

    /// The least width of a line.
    pub fn least(&self, from: usize, to: usize) -> Mm {
        let (wide, spare) = self.line(from, to);
        Mm(wide - spare)
    }

    /// Whether a line shows nothing.
    pub fn is_empty(&self, from: usize, to: usize) -> bool {
        self.ends[to].shown <= self.starts[from].shown
    }

    /// Whether a line is shorter than its room and not the last one: it costs the more, the shorter it is.
    pub fn widens(&self, from: usize, to: usize, width: Mm) -> bool {
        let ends = self.ends[to].shown == self.ends[self.len()].shown;
        !ends && !self.is_empty(from, to) && self.natural(from, to) < width.0
    }

    /// What a line costs, which can be made to fit.
    pub fn cost(&self, from: usize, to: usize, width: Mm, edge: Edge) -> f64 {
        let (wide, spare) = self.line(from, to);
        let (start, end) = (&self.starts[from], &self.ends[to]);
        if end.shown <= start.shown {
            return 0.0;
        }
        let cell = end.cell;
        let white = width.0 - wide;
        let ends = end.shown == self.ends[self.len()].shown;
        if white < -1e-6 {
            return self.squeezed(-white, end.spare_after, spare, cell);
        }
        if ends {
            let cells = wide / cell;
            let short = if self.chinese { cells < 2.2 } else { wide < width.0 * 0.08 };
            return match cells {
                _ if from == 0 || edge == Edge::Ragged => 0.0,
                _ if !self.chinese => f64::from(u8::from(short)) * 1.5,
                // The last character of a paragraph alone with its stop, or two of them.
                _ if short => 8.0,
                _ if cells < 3.2 => 4.0,
                _ => 0.0,
            };
        }
        if edge == Edge::Ragged {
            return (white / cell).powi(2) * 0.1;
        }
        let gaps = end.gaps.saturating_sub(start.gaps) as f64;
        // A line that is not widened, because it has no gaps or would be torn apart.
        let short = 60.0 + (white / cell).powi(2) * 3.0;
        if gaps == 0.0 {
            return short;
        }
        // How far the line is widened, in what is comfortable: one character in all and a quarter of one in each gap, or a
        // part of a space between words.
        let each = white / gaps;
        if self.chinese && each > cell * MOST_WHITE {
            return short;
        }
        let ratio = if self.chinese { (white / cell).max(each / cell * 4.0) } else { each / (cell * 0.14) };
        if ratio <= 1.0 { ratio * ratio } else { (ratio.powi(3) * 1.5 - 0.5).min(short) }
    }

    /// What it costs to take `need` from the marks of a line: the empty half of the last one costs little.
    fn squeezed(&self, need: f64, end: f64, spare: f64, cell: f64) -> f64 {
        if !self.chinese {
            return if spare > 0.0 { (need / spare).powi(2) * 2.0 } else { 0.0 };
        }
        let inner = (need - end).max(0.0);
        0.3 * (need - inner) / cell + 0.3 * inner / cell + 1.5 * (inner / cell).powi(2)
    }
}
