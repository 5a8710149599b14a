//! Lines: the clusters of a line become runs, widened or squeezed so that the line ends at its right edge.
//!
//! Here: how a line is set. Not here: where lines end (`paragraph`), faces and widths of characters (`shape`).
//! Source: GB/T 9704—2012, 5.2.3; GB/T 15834—2011, 5.1.10, 5.1.11

use super::display::{Glyph, Run, is_beyond};
use super::shape::{Cluster, Kind, gap_between};
use super::units::Mm;

/// A line of clusters, from `start` to `end` of the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    /// Whether it is the last of its paragraph, which is not widened.
    pub last: bool,
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
    /// In the middle of the type area or of the sheet, as the template has it for mark, number and title.
    Middle,
    /// To the right edge.
    Right,
    /// Set wide to fill the width, whatever it is.
    Spread,
}

/// Width of clusters set as they are; spaces at the end do not count.
pub(super) fn natural_width(clusters: &[Cluster]) -> Mm {
    let clusters = visible(clusters);
    let gaps: Mm = clusters.windows(2).map(|pair| gap_between(&pair[0], &pair[1])).sum();
    let hyphen = clusters.last().filter(|last| last.kind == Kind::SoftHyphen).map_or(Mm(0.0), |last| last.width);
    clusters.iter().map(inner_width).sum::<Mm>() + gaps + hyphen
}

/// Width of a cluster inside a line.
pub(super) fn inner_width(cluster: &Cluster) -> Mm {
    if cluster.kind == Kind::SoftHyphen { Mm(0.0) } else { cluster.width }
}

/// Clusters without the spaces at their end.
fn visible(clusters: &[Cluster]) -> &[Cluster] {
    let end = clusters.iter().rposition(|cluster| cluster.kind != Kind::Space).map_or(0, |last| last + 1);
    &clusters[..end]
}

/// Places a line: runs with their base line at `baseline`, the line's left edge at `x`.
pub(super) fn place(clusters: &[Cluster], last: bool, x: Mm, baseline: Mm, width: Mm, placing: Placing) -> Vec<Run> {
    let whole = clusters;
    let clusters = visible(whole);
    let Some(ending) = clusters.last() else { return Vec::new() };
    let natural = natural_width(clusters);
    let spare = width - natural;
    if spare.0 < -1e-6 {
        // A line fuller than its width gives up white of its marks, as far as they have any.
        let squeeze = Squeeze::of(clusters, -spare);
        let over = (-spare - squeeze.given).max(Mm(0.0));
        let start = match placing {
            Placing::Centre | Placing::Middle => x - over / 2.0,
            Placing::Right => x - over,
            _ => x,
        };
        return with_space(runs(clusters, start, baseline, Stretch::none(), squeeze), whole.get(clusters.len()));
    }
    let stretch = match placing {
        Placing::Justify if !last && spare.0 > 0.0 => {
            let most = if ending.style.chinese { MOST_WHITE } else { MOST_SPACE };
            Stretch::of(clusters, spare, ending.style.cell * most)
        }
        Placing::Spread if spare.0 > 0.0 => Stretch::of(clusters, spare, spare),
        _ => Stretch::none(),
    };
    let start = match placing {
        Placing::Centre | Placing::Middle => x + spare / 2.0,
        Placing::Right => x + spare,
        _ => x,
    };
    with_space(runs(clusters, start, baseline, stretch, Squeeze::none()), whole.get(clusters.len()))
}

/// Puts the space where a line ended behind its last word, without width: who reads the text of the page aloud or copies
/// it would take two words for one.
fn with_space(mut runs: Vec<Run>, space: Option<&Cluster>) -> Vec<Run> {
    let Some((run, space)) = runs.last_mut().zip(space) else { return runs };
    let Some(id) = space.glyph else { return runs };
    let glyph = Glyph { id, natural: space.natural as f32, advance: Mm(0.0), characters: 1 };
    if run.face == space.face && run.size == space.size && run.node == space.style.node {
        run.text.push(' ');
        run.glyphs.push(glyph);
        return runs;
    }
    let x = run.x + run.width();
    let alone = Run {
        face: space.face,
        size: space.size,
        x,
        text: " ".to_owned(),
        glyphs: vec![glyph],
        node: space.style.node,
        ..run.clone()
    };
    runs.push(alone);
    runs
}

/// White taken from marks: from the last one first, then from all by the same share.
#[derive(Clone, Copy)]
struct Squeeze {
    /// Taken behind the last cluster.
    end: Mm,
    /// The share of what every other cluster has to give.
    share: f64,
    /// Taken in all.
    given: Mm,
}

impl Squeeze {
    const fn none() -> Self {
        Self { end: Mm(0.0), share: 0.0, given: Mm(0.0) }
    }

    fn of(clusters: &[Cluster], need: Mm) -> Self {
        // The mark that begins a line keeps its white, so that the left edge is that of the cells.
        let first = clusters.first().map_or(Mm(0.0), |first| first.spare_before);
        let total: Mm = clusters.iter().map(|cluster| cluster.spare_before + cluster.spare_after).sum::<Mm>() - first;
        let most = clusters.last().map_or(Mm(0.0), |last| last.spare_after);
        let end = need.min(most);
        let inner = total - most;
        let share = if inner.0 > 1e-9 { ((need - end) / inner).min(1.0) } else { 0.0 };
        Self { end, share, given: end + inner * share }
    }

    /// What a cluster gives before and behind its ink.
    fn at(&self, cluster: &Cluster, first: bool, last: bool) -> (Mm, Mm) {
        let before = if first { Mm(0.0) } else { cluster.spare_before * self.share };
        let behind = if last { self.end } else { cluster.spare_after * self.share };
        (before, behind)
    }
}

/// The most white that is added between two characters of Chinese text, in cells: a line that would need more stays short. What
/// stands wider apart is read as a line of single characters.
pub(super) const MOST_WHITE: f64 = 0.4;

/// The most white that is added to a space between the words of English text, in sizes of type.
const MOST_SPACE: f64 = 1.2;

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
        let gaps = clusters.windows(2).filter(|pair| opens(&pair[0], &pair[1], only_spaces)).count();
        if gaps == 0 {
            return Self::none();
        }
        let each = spare / gaps as f64;
        // A line of one long word and little else would be torn apart; it stays short instead.
        if each.0 > most.0 { Self::none() } else { Self { each, only_spaces } }
    }

    fn after(&self, before: &Cluster, after: &Cluster) -> Mm {
        if opens(before, after, self.only_spaces) { self.each } else { Mm(0.0) }
    }
}

/// Whether white may be added between two neighbours.
pub(super) fn opens(before: &Cluster, after: &Cluster, only_spaces: bool) -> bool {
    if before.rigid || after.hangs || before.kind == Kind::Tie || after.kind == Kind::Tie {
        return false;
    }
    if only_spaces {
        return before.kind == Kind::Space && after.kind != Kind::Space;
    }
    let word = |cluster: &Cluster| matches!(cluster.kind, Kind::Word | Kind::SoftHyphen);
    !(word(before) && word(after) || before.kind == Kind::Joined && after.kind == Kind::Joined)
}

fn runs(clusters: &[Cluster], start: Mm, baseline: Mm, stretch: Stretch, squeeze: Squeeze) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = start;
    let (mut broken, mut beyond) = (true, false);
    for (index, cluster) in clusters.iter().enumerate() {
        let next = clusters.get(index + 1);
        if cluster.kind == Kind::SoftHyphen && next.is_some() {
            continue;
        }
        // A hyphen that is not shown stands between two letters that are never parted by white.
        let gap = next.map_or(Mm(0.0), |next| stretch.after(cluster, next) + gap_between(cluster, next));
        let (before, behind) = squeeze.at(cluster, index == 0, next.is_none());
        let advance = cluster.width + gap - behind;
        let Some(glyph) = cluster.glyph else {
            // White that is no glyph parts the run.
            x += advance;
            broken = true;
            continue;
        };
        let baseline = baseline + cluster.drop;
        let shift = cluster.shift - before;
        let joins = !broken
            && runs.last().is_some_and(|run| {
                run.face == cluster.face
                    && run.size == cluster.size
                    && run.ink == cluster.style.ink
                    && run.node == cluster.style.node
                    && run.link == cluster.style.link
                    && run.baseline == baseline
                    && beyond == is_beyond(cluster.character)
            });
        beyond = is_beyond(cluster.character);
        // What stands before the glyph belongs to the one before it where they are of one run.
        match runs.last_mut().and_then(|run| run.glyphs.last_mut()).filter(|_| joins) {
            Some(glyph) => glyph.advance += shift,
            None => runs.push(Run {
                face: cluster.face,
                size: cluster.size,
                ink: cluster.style.ink,
                x: x + shift,
                baseline,
                text: String::with_capacity((clusters.len() - index) * cluster.character.len_utf8()),
                glyphs: Vec::with_capacity(clusters.len() - index),
                node: cluster.style.node,
                link: cluster.style.link,
                turned: false,
            }),
        }
        if let Some(run) = runs.last_mut() {
            run.text.push(cluster.character);
            if let Some(tail) = cluster.tail {
                run.text.push(tail);
            }
            let characters = 1 + u8::from(cluster.tail.is_some());
            let natural = cluster.natural as f32;
            run.glyphs.push(Glyph { id: glyph, natural, advance: advance - cluster.shift, characters });
        }
        x += advance - before;
        broken = false;
    }
    runs
}
