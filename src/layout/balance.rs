//! Titles cut into lines: at sense, of good outline.
//!
//! Here: which cuts are possible and what each costs. Not here: faces and placing (`title`).
//! Source: GB/T 9704—2012, 7.3.1

use super::lines::natural_width;
use super::paragraph::{Edge, break_paragraph};
use super::shape::{Cluster, Kind, may_part};
use super::units::Mm;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// From the first cluster of a line to one past its last.
type Cut = (usize, usize);

/// Cuts a title into lines no wider than `width`: few, at sense, as a trapezium or a lozenge, and not inside `names` where
/// that can be helped.
pub(super) fn balanced(clusters: &[Cluster], width: Mm, names: &[&str]) -> Vec<Cut> {
    if natural_width(clusters).0 <= width.0 + 1e-6 {
        return vec![(0, clusters.len())];
    }
    let fewest = (natural_width(clusters) / width - 1e-6).ceil().max(2.0) as usize;
    let places = places(clusters, names);
    let search = |places: &[Place], shaped: bool| {
        let cuts = (fewest..fewest + 3).filter_map(|count| {
            let (cost, cut) = best_cut(clusters, width, count, places, shaped)?;
            Some((cost + (count - fewest) as f64 * MORE_LINES, cut))
        });
        cuts.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, cut)| cut)
    };
    let whole: Vec<Place> = places.iter().copied().filter(|place| place.word && !place.quoted).collect();
    // The name of a work may be longer than a line; it is parted between words then.
    let dear = |place: &Place| Place { cost: place.cost + if place.quoted { 3.0 } else { 0.0 }, ..*place };
    let words: Vec<Place> = places.iter().filter(|place| place.word).map(dear).collect();
    // A good outline first, then sense alone, then any place where a line may end at all.
    let found = search(&whole, true).or_else(|| search(&words, true)).or_else(|| search(&words, false));
    found.or_else(|| search(&places, false)).unwrap_or_else(|| {
        let lines = break_paragraph(clusters, width, width, Edge::Ragged);
        lines.into_iter().map(|line| (line.start, line.end)).collect()
    })
}

/// Whether a line between two others is shorter than both: the outline that 7.3.1 rules out.
pub(super) fn is_hourglass(widths: &[Mm]) -> bool {
    let mut falling = false;
    widths.windows(2).any(|pair| {
        falling |= pair[1].0 < pair[0].0 - EQUAL.0;
        falling && pair[1].0 > pair[0].0 + EQUAL.0
    })
}

/// Lines that differ by less look equally long.
const EQUAL: Mm = Mm(3.0);
/// What a line more than needed costs.
const MORE_LINES: f64 = 0.9;
/// What a title of equal lines costs, which is neither a trapezium nor a lozenge.
const BLOCK: f64 = 0.25;
/// More cuts than these are not tried one by one.
const MOST_PLACES: usize = 48;

/// A place where a title may be cut.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Index of the cluster behind it.
    at: usize,
    cost: f64,
    /// Whether a word ends here.
    word: bool,
    /// Whether it is inside a quoted name or the name of a work.
    quoted: bool,
}

fn places(clusters: &[Cluster], names: &[&str]) -> Vec<Place> {
    let words = word_ends(clusters);
    let quoted = quoted(clusters);
    let named = named(clusters, names);
    (1..clusters.len())
        .filter(|at| may_part(&clusters[at - 1], &clusters[*at]) && clusters[at - 1].kind != Kind::SoftHyphen)
        .map(|at| Place { at, cost: cost(clusters, at) + if named[at] { 4.0 } else { 0.0 }, word: words[at], quoted: quoted[at] })
        .collect()
}

/// For each place whether a word ends there, by the dictionary.
fn word_ends(clusters: &[Cluster]) -> Vec<bool> {
    let mut text = String::new();
    let mut index_of = vec![0];
    for (index, cluster) in clusters.iter().enumerate() {
        text.push(cluster.character);
        index_of.resize(text.len(), index);
        index_of.push(index + 1);
    }
    let mut ends = vec![false; clusters.len() + 1];
    for at in WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(&text) {
        ends[index_of[at]] = true;
    }
    ends
}

/// For each place whether it is inside quotation marks, brackets or the name of a work.
fn quoted(clusters: &[Cluster]) -> Vec<bool> {
    let mut depth = 0i32;
    let mut inside = vec![false];
    for cluster in clusters {
        match cluster.character {
            '“' | '‘' | '《' | '〈' | '「' | '『' | '（' | '〔' => depth += 1,
            '”' | '’' | '》' | '〉' | '」' | '』' | '）' | '〕' => depth -= 1,
            _ => {}
        }
        inside.push(depth > 0);
    }
    inside
}

/// For each place whether it is inside one of the names.
fn named(clusters: &[Cluster], names: &[&str]) -> Vec<bool> {
    let text: Vec<char> = clusters.iter().map(|cluster| cluster.character).collect();
    let mut inside = vec![false; text.len() + 1];
    for name in names {
        let name: Vec<char> = name.chars().collect();
        for (start, _) in text.windows(name.len().max(1)).enumerate().filter(|(_, window)| *window == name) {
            inside[start + 1..start + name.len()].iter_mut().for_each(|inside| *inside = true);
        }
    }
    inside
}

/// What a break before cluster `at` costs for its sense.
fn cost(clusters: &[Cluster], at: usize) -> f64 {
    let (before, after) = (&clusters[at - 1], &clusters[at]);
    if before.kind == Kind::Space || before.kind == Kind::WideSpace {
        return 0.0;
    }
    let ahead: String = clusters[at..].iter().take(2).map(|cluster| cluster.character).collect();
    // A title breaks best before 关于 and what it is about, after the names of organs and after a stop.
    if ["关于", "關於"].contains(&ahead.as_str()) || "、，”》」".contains(before.character) {
        return 0.0;
    }
    // What only goes with the word before it: 的, 等, 第3|号, 示例|市.
    if "的了等们之年月日号期届次名省市县区乡镇村局厅部委办会院校所室科处组级".contains(after.character)
    {
        return 3.0;
    }
    if before.character == '第' || "关于和与及或对".contains(before.character) && before.kind == Kind::Ideograph {
        return 1.2;
    }
    if before.character == '的' || "和与及暨".contains(after.character) || ahead == "工作" && before.character != '项' {
        return 0.25;
    }
    if "局厅廳部委会會府门門室院".contains(before.character) { 0.05 } else { 0.7 }
}

/// The cheapest way to cut into `count` lines, with its cost.
fn best_cut(clusters: &[Cluster], width: Mm, count: usize, places: &[Place], shaped: bool) -> Option<(f64, Vec<Cut>)> {
    if shaped && places.len() > MOST_PLACES {
        return None;
    }
    let mean = natural_width(clusters).0 / count as f64;
    let mut search = Search { clusters, width, mean, places, shaped, best: None };
    if shaped {
        search.lines(0, 0, count, 0.0, &mut Vec::new());
        let (cost, cuts) = search.best?;
        return Some((cost, cuts));
    }
    search.unshaped(count)
}

/// A search over cuts.
struct Search<'a> {
    clusters: &'a [Cluster],
    width: Mm,
    mean: f64,
    places: &'a [Place],
    shaped: bool,
    best: Option<(f64, Vec<Cut>)>,
}

impl Search<'_> {
    /// Tries every cut of what begins at `start` into `left` lines.
    fn lines(&mut self, start: usize, next: usize, left: usize, cost: f64, cuts: &mut Vec<Cut>) {
        if self.best.as_ref().is_some_and(|(known, _)| cost >= *known) {
            return;
        }
        let end = self.clusters.len();
        if left == 1 {
            if !self.fits(start, end) {
                return;
            }
            cuts.push((start, end));
            if let Some(cost) = self.outline(cuts).map(|outline| outline + cost + self.off(start, end))
                && self.best.as_ref().is_none_or(|(known, _)| cost < *known)
            {
                self.best = Some((cost, cuts.clone()));
            }
            cuts.pop();
            return;
        }
        for index in next..self.places.len() {
            let place = self.places[index];
            if place.at <= start {
                continue;
            }
            if !self.fits(start, place.at) {
                break;
            }
            cuts.push((start, place.at));
            self.lines(place.at, index + 1, left - 1, cost + place.cost + self.off(start, place.at), cuts);
            cuts.pop();
        }
    }

    fn fits(&self, start: usize, end: usize) -> bool {
        natural_width(&self.clusters[start..end]).0 <= self.width.0 + 1e-6
    }

    /// How far a line is from the mean, and whether it is a mere stub.
    fn off(&self, start: usize, end: usize) -> f64 {
        let off = (natural_width(&self.clusters[start..end]).0 - self.mean) / self.mean;
        off * off * 3.0 + if off < -0.6 { 1.5 } else { 0.0 }
    }

    /// What the outline of all lines costs; none for an hourglass.
    fn outline(&self, cuts: &[Cut]) -> Option<f64> {
        if !self.shaped {
            return Some(0.0);
        }
        let widths: Vec<Mm> = cuts.iter().map(|(start, end)| natural_width(&self.clusters[*start..*end])).collect();
        if is_hourglass(&widths) {
            return None;
        }
        let (least, most) = widths.iter().fold((f64::MAX, 0.0f64), |(least, most), wide| (least.min(wide.0), most.max(wide.0)));
        Some(if most - least < EQUAL.0 { BLOCK } else { 0.0 })
    }

    /// The cheapest cut without regard to the outline: cheap for titles of any length.
    fn unshaped(&self, count: usize) -> Option<(f64, Vec<Cut>)> {
        let ends: Vec<Place> = self
            .places
            .iter()
            .copied()
            .chain([Place { at: self.clusters.len(), cost: 0.0, word: true, quoted: false }])
            .collect();
        // best[line][end]: cost of the cheapest cut of everything before the end into so many lines, and where its last begins.
        let mut best: Vec<Vec<Option<(f64, usize)>>> = vec![vec![None; ends.len() + 1]; count + 1];
        best[0][0] = Some((0.0, 0));
        let at = |index: usize| if index == 0 { 0 } else { ends[index - 1].at };
        for line in 1..=count {
            for end in 1..=ends.len() {
                for start in (0..end).rev() {
                    if !self.fits(at(start), at(end)) {
                        break;
                    }
                    let Some((before, _)) = best[line - 1][start] else { continue };
                    let cost = before + ends[end - 1].cost + self.off(at(start), at(end));
                    if best[line][end].is_none_or(|(known, _)| cost < known) {
                        best[line][end] = Some((cost, start));
                    }
                }
            }
        }
        let (cost, _) = best[count][ends.len()]?;
        let mut cuts = Vec::new();
        let mut end = ends.len();
        for line in (1..=count).rev() {
            let (_, start) = best[line][end]?;
            cuts.push((at(start), at(end)));
            end = start;
        }
        cuts.reverse();
        Some((cost, cuts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hourglass_is_one_whatever_its_height() {
        let of = |widths: &[f64]| is_hourglass(&widths.iter().copied().map(Mm).collect::<Vec<_>>());
        assert!(of(&[100.0, 60.0, 100.0]) && of(&[100.0, 80.0, 60.0, 70.0]));
        assert!(
            !of(&[60.0, 100.0, 60.0]) && !of(&[100.0, 80.0, 60.0]) && !of(&[60.0, 80.0, 100.0]) && !of(&[100.0, 98.0, 100.0])
        );
        assert!(!of(&[]) && !of(&[40.0]) && !of(&[40.0, 90.0]));
    }
}
