//! Line breaking: turns clusters into lines of a given width.
//!
//! Here: which marks may begin or end a line (避头尾), numbers and words kept whole, justification to the right edge.
//! Not here: faces and widths of characters (`shape`), page breaks (`flow`).
//! Source: GB/T 15834—2011, 5.1; GB/T 15835—2011, 5.1.7.2; GB/T 9704—2012, 5.2.3.

use super::display::{Glyph, Run};
use super::shape::{Cluster, Kind, may_part};
use super::units::Mm;

/// A line of clusters, from `start` to `end` of the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    /// What is added between clusters so that the line fills its width; negative never.
    pub last: bool,
}

/// Breaks clusters into lines: the first `first` wide, the others `rest`.
pub(super) fn break_lines(clusters: &[Cluster], first: Mm, rest: Mm) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < clusters.len() {
        let width = if lines.is_empty() { first } else { rest };
        let end = line_end(clusters, start, width);
        lines.push(Line { start, end, last: end == clusters.len() });
        start = end;
        // A space where the line ended has done its work.
        while start < clusters.len() && clusters[start].kind == Kind::Space {
            start += 1;
        }
        if start == clusters.len()
            && let Some(line) = lines.last_mut()
        {
            line.last = true;
        }
    }
    lines
}

/// Where the line that begins at `start` ends.
fn line_end(clusters: &[Cluster], start: usize, width: Mm) -> usize {
    let mut used = Mm(0.0);
    let mut best = None;
    for index in start..clusters.len() {
        let cluster = &clusters[index];
        // A stop or closing mark at the end of a line may give up the empty half of its cell.
        let visible = if is_half_empty(cluster) { cluster.width / 2.0 } else { cluster.width };
        let hangs = cluster.kind == Kind::Space;
        if !hangs && (used + visible).0 > width.0 + 1e-6 {
            return best.unwrap_or_else(|| forced_end(clusters, start, index));
        }
        used += cluster.width;
        if index + 1 == clusters.len() || may_part(cluster, &clusters[index + 1]) {
            best = Some(index + 1);
        }
    }
    clusters.len()
}

/// The end of a line in which nothing may be parted: a word longer than the line is cut where it is full.
fn forced_end(clusters: &[Cluster], start: usize, full: usize) -> usize {
    let end = full.max(start + 1);
    // Even then a stop does not begin a line where that can be helped.
    (start + 1..=end).rev().find(|end| clusters.get(*end).is_none_or(|next| next.kind != Kind::Closing)).unwrap_or(end)
}

fn is_half_empty(cluster: &Cluster) -> bool {
    cluster.style.chinese
        && cluster.kind == Kind::Closing
        // The mark of a note stands like a stop, but fills its cell.
        && cluster.style.note.is_none()
        && !matches!(cluster.character, '·' | '～' | '％' | '‰' | '℃' | '々' | 'ー' | ')' | ']' | '}')
}

/// How a line is placed in its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Placing {
    /// From the left; full lines to the right edge.
    Justify,
    /// From the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right edge.
    Right,
    /// Set wide to fill the width, whatever it is.
    Spread,
}

/// Width of clusters set without stretching; a space at the end does not count.
pub(super) fn natural_width(clusters: &[Cluster]) -> Mm {
    let end = clusters.iter().rposition(|cluster| cluster.kind != Kind::Space).map_or(0, |last| last + 1);
    clusters[..end].iter().map(|cluster| cluster.width).sum()
}

/// Places a line: runs with their base line at `baseline`, the line's left edge at `x`.
pub(super) fn place(clusters: &[Cluster], last: bool, x: Mm, baseline: Mm, width: Mm, placing: Placing) -> Vec<Run> {
    let visible = clusters.iter().rposition(|cluster| cluster.kind != Kind::Space).map_or(0, |last| last + 1);
    let clusters = &clusters[..visible];
    let natural = natural_width(clusters);
    let mut spare = width - natural;
    let Some(ending) = clusters.last() else { return Vec::new() };
    if placing == Placing::Justify && !last && is_half_empty(ending) && spare.0 < -1e-6 {
        spare = Mm(0.0);
    }
    let stretch = match placing {
        Placing::Justify if !last && spare.0 > 0.0 => Stretch::of(clusters, spare, Mm(ending.style.cell.0 * 0.75)),
        Placing::Spread if spare.0 > 0.0 => Stretch::of(clusters, spare, spare),
        _ => Stretch::none(),
    };
    let start = match placing {
        Placing::Centre => x + spare / 2.0,
        Placing::Right => x + spare,
        _ => x,
    };
    runs(clusters, start, baseline, stretch)
}

/// White to add between clusters.
#[derive(Clone, Copy)]
struct Stretch {
    each: Mm,
    only_spaces: bool,
}

impl Stretch {
    const fn none() -> Self {
        Self { each: Mm(0.0), only_spaces: true }
    }

    fn of(clusters: &[Cluster], spare: Mm, most: Mm) -> Self {
        let only_spaces = clusters.iter().all(|cluster| !cluster.style.chinese);
        let gaps = clusters.windows(2).filter(|pair| Self::opens(&pair[0], &pair[1], only_spaces)).count();
        if gaps == 0 {
            return Self::none();
        }
        let each = spare / gaps as f64;
        // A line of one long word and little else would be torn apart; it stays short instead.
        if each.0 > most.0 && !only_spaces { Self::none() } else { Self { each, only_spaces } }
    }

    fn opens(before: &Cluster, after: &Cluster, only_spaces: bool) -> bool {
        if only_spaces {
            return before.kind == Kind::Space && after.kind != Kind::Space;
        }
        let word = |cluster: &Cluster| cluster.kind == Kind::Word;
        !(word(before) && word(after) || before.kind == Kind::Joined && after.kind == Kind::Joined)
    }

    fn after(&self, before: &Cluster, after: &Cluster) -> Mm {
        if Self::opens(before, after, self.only_spaces) { self.each } else { Mm(0.0) }
    }
}

fn runs(clusters: &[Cluster], start: Mm, baseline: Mm, stretch: Stretch) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = start;
    let mut broken = true;
    for (index, cluster) in clusters.iter().enumerate() {
        let gap = clusters.get(index + 1).map_or(Mm(0.0), |next| stretch.after(cluster, next));
        let advance = cluster.width + gap;
        let Some(glyph) = cluster.glyph else {
            // White that is no glyph parts the run.
            x += advance;
            broken = true;
            continue;
        };
        let baseline = baseline + cluster.drop;
        let joins = !broken
            && cluster.shift.0 == 0.0
            && runs.last().is_some_and(|run| {
                run.face == cluster.face
                    && run.size == cluster.size
                    && run.ink == cluster.style.ink
                    && run.node == cluster.style.node
                    && run.link == cluster.style.link
                    && run.baseline == baseline
            });
        if !joins {
            runs.push(Run {
                face: cluster.face,
                size: cluster.size,
                ink: cluster.style.ink,
                x: x + cluster.shift,
                baseline,
                text: String::new(),
                glyphs: Vec::new(),
                node: cluster.style.node,
                link: cluster.style.link,
                turned: false,
            });
        }
        if let Some(run) = runs.last_mut() {
            let begin = run.text.len();
            run.text.push(cluster.character);
            let advance = advance - cluster.shift;
            run.glyphs.push(Glyph { id: glyph, advance, natural: cluster.natural, start: begin, end: run.text.len() });
        }
        x += advance;
        broken = false;
    }
    runs
}
