//! Paragraph breaking: the lines of a paragraph are chosen together, so that none is set loose for the sake of another.
//!
//! Here: which breaks a paragraph takes, and what each costs. Not here: how a line is set (`lines`), where pages end
//! (`flow`). The method is that of Knuth and Plass: of all ways to break, the one whose lines cost least in sum.
//!
//! Source: GB/T 9704—2012, 5.2.3 (28 characters that fill the line); GB/T 15834—2011, 5.1 (marks at the ends of lines);
//! GB/T 15835—2011, 5.1.7.2 (numbers are not parted)

use super::addresses::Cuts;
use super::characters::script;
use super::document_numbers::DocumentNumbers;
use super::lines::Line;
use super::measure::{Edge, Measure};
use super::shape::{Cluster, Kind, may_part};
use super::units::Mm;

/// Breaks clusters into lines that reach the right edge: the first `first` wide, the others `rest`.
pub(super) fn break_lines(clusters: &[Cluster], first: Mm, rest: Mm) -> Vec<Line> {
    break_paragraph(clusters, first, rest, Edge::Straight)
}

/// Breaks clusters into lines: the first `first` wide, the others `rest`.
pub(super) fn break_paragraph(clusters: &[Cluster], first: Mm, rest: Mm, edge: Edge) -> Vec<Line> {
    let length = clusters.len();
    if length == 0 {
        return Vec::new();
    }
    let measure = Measure::of(clusters);
    let places = break_places(clusters, &measure, first.min(rest));
    let search = Search { places: &places, measure: &measure, first, rest, edge };
    let mut lines = Vec::new();
    let mut end = places.len() - 1;
    let best = search.cheapest();
    while end > 0 {
        // Every place on the way is reached from one before it.
        let start = best[end].1;
        lines.push(Line { start: measure.text_from(places[start].at), end: places[end].at, last: end + 1 == places.len() });
        end = start;
    }
    lines.reverse();
    lines
}

/// A search for the cheapest way through the places of a paragraph.
struct Search<'a> {
    places: &'a [Place],
    measure: &'a Measure,
    first: Mm,
    rest: Mm,
    edge: Edge,
}

impl Search<'_> {
    /// For each place the cheapest way to get there: its cost, and the place before. Places from which no cheapest way goes
    /// on have some way or other.
    fn cheapest(&self) -> Vec<(f64, usize)> {
        let places = self.places;
        let mut best: Vec<(f64, usize)> = vec![(f64::INFINITY, 0); places.len()];
        best[0] = (0.0, 0);
        // What costs more than some way through all of them is no part of the cheapest: it need not be gone on with.
        let most = self.some_way();
        let mut open: Vec<usize> = Vec::new();
        let mut next = 0;
        // The fullest line that ends at a place begins about where that of the place before did; but for the first line,
        // which has a room of its own.
        let mut low = 1;
        for end in 1..places.len() {
            while low + 1 < end && !self.fits(low, end) {
                low += 1;
            }
            while low > 1 && self.fits(low - 1, end) {
                low -= 1;
            }
            // A line that nothing can make fit stands only where there is no other way.
            let mut cheapest = (best[end - 1].0 + self.own(end - 1, end, OVERFULL), end - 1);
            let mut take = |start: usize, line: f64| {
                let cost = best[start].0 + self.own(start, end, line);
                if cost <= cheapest.0 {
                    cheapest = (cost, start);
                }
                line + places[end].penalty > cheapest.0.min(most)
            };
            if self.fits(0, end) {
                take(0, self.cost(0, end));
            }
            while next < open.len() && open[next] < low {
                next += 1;
            }
            while next > 0 && open[next - 1] >= low {
                next -= 1;
            }
            for (index, start) in open.iter().copied().enumerate().skip(next) {
                if start == low && !self.fits(low, end) {
                    continue;
                }
                if take(start, self.cost(start, end)) && self.widens(start, end) {
                    // Lines that begin later are shorter still and cost more; but for those that show nothing.
                    let empty = |start: &&usize| self.measure.is_empty(places[**start].at, places[end].at);
                    open[index + 1..].iter().rev().take_while(empty).for_each(|start| _ = take(*start, 0.0));
                    break;
                }
            }
            best[end] = cheapest;
            if cheapest.0 <= most {
                open.push(end);
            }
        }
        best
    }

    /// What some way costs: for each line one of the last ends that fit, the best as far as the line alone can tell. Infinite
    /// where that does not lead to the end.
    fn some_way(&self) -> f64 {
        const LOOKED_AT: usize = 6;
        let (mut cost, mut start) = (0.0, 0);
        let length = self.places.len();
        while start + 1 < length {
            let fitting = (start + 1..length).take_while(|end| self.fits(start, *end)).last();
            let Some(last) = fitting else { return f64::INFINITY };
            let from = if last + 1 == length { last } else { (start + 1).max(last.saturating_sub(LOOKED_AT)) };
            let ways = (from..=last).map(|end| (cost + self.own(start, end, self.cost(start, end)), end));
            let Some(best) = ways.min_by(|one, other| one.0.total_cmp(&other.0)) else { return f64::INFINITY };
            (cost, start) = best;
        }
        cost
    }

    /// What a line and the break behind it cost; `line` is the cost of the line alone.
    fn own(&self, start: usize, end: usize, line: f64) -> f64 {
        let twice = self.places[start].hyphen && self.places[end].hyphen;
        line + self.places[end].penalty + if twice { SECOND_HYPHEN } else { 0.0 }
    }

    const fn room(&self, start: usize) -> Mm {
        if start == 0 { self.first } else { self.rest }
    }

    fn fits(&self, start: usize, end: usize) -> bool {
        self.measure.least(self.places[start].at, self.places[end].at) <= self.room(start) + Mm(1e-6)
    }

    fn cost(&self, start: usize, end: usize) -> f64 {
        self.measure.cost(self.places[start].at, self.places[end].at, self.room(start), self.edge)
    }

    fn widens(&self, start: usize, end: usize) -> bool {
        self.measure.widens(self.places[start].at, self.places[end].at, self.rest)
    }
}

/// A place where a line may end.
struct Place {
    /// Index of the cluster behind it.
    at: usize,
    penalty: f64,
    hyphen: bool,
}

/// The cost of a line wider than its room.
const OVERFULL: f64 = 1e6;
/// The cost of a break inside what should stay whole, taken only where it is wider than a line.
const FORCED: f64 = 60.0;
/// A hyphen at the end of a line, and one below another.
const HYPHEN: f64 = 0.8;
const SECOND_HYPHEN: f64 = 2.0;

/// Every place where a line may end, with what it costs; the beginning and the end of the paragraph among them.
fn break_places(clusters: &[Cluster], measure: &Measure, narrowest: Mm) -> Vec<Place> {
    let length = clusters.len();
    let (cuts, numbers) = (Cuts::of(clusters), DocumentNumbers::of(clusters));
    let mut places = vec![Place { at: 0, penalty: 0.0, hyphen: false }];
    for at in 1..=length {
        let cut = cuts.at(at);
        if numbers.inside(at) || at < length && cut.is_none() && !may_part(&clusters[at - 1], &clusters[at]) {
            continue;
        }
        let from = places.last().map_or(0, |place| place.at);
        if measure.least(from, at) > narrowest + Mm(1e-6) {
            // A stop does not begin a line even then, where that can be helped.
            let whole = |inner: &usize| !matches!(clusters[*inner].kind, Kind::Closing | Kind::Space | Kind::SoftHyphen);
            let inner = (from + 1..at).filter(whole);
            places.extend(inner.map(|at| Place { at, penalty: FORCED, hyphen: false }));
        }
        let penalty = if at < length { cut.unwrap_or_else(|| penalty(clusters, at)) } else { 0.0 };
        places.push(Place { at, penalty, hyphen: clusters[at - 1].kind == Kind::SoftHyphen });
    }
    places
}

/// What a break before cluster `at` costs beside what its line costs.
fn penalty(clusters: &[Cluster], at: usize) -> f64 {
    let (before, after) = (&clusters[at - 1], &clusters[at]);
    let digit = |cluster: &Cluster| cluster.character.is_ascii_digit() || script(cluster.character).is_some();
    match (before.kind, after.kind) {
        (Kind::SoftHyphen, _) => HYPHEN,
        // The sign between two words belongs to neither end of a line. Source: GB/T 15834—2011, 5.1.9
        (Kind::Word, Kind::Word) => 30.0,
        // A number and its unit: 3.5亿元, 2026年, 第12号.
        (_, Kind::Ideograph) if digit(before) && "万亿千百十元℃年月日时分秒号".contains(after.character) => 4.0,
        (_, Kind::Ideograph) if digit(before) => 1.5,
        (Kind::Ideograph, _) if before.character == '第' => 2.0,
        (Kind::Space, _) if at >= 2 && digit(&clusters[at - 2]) && short_word(clusters, at) => 2.0,
        _ => 0.0,
    }
}

/// Whether the word at `at` is as short as a unit or a month: `5 km`, `14 May`.
fn short_word(clusters: &[Cluster], at: usize) -> bool {
    let letters = clusters[at..].iter().take(5).take_while(|cluster| cluster.kind == Kind::Word).count();
    (1..=4).contains(&letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines::{Placing, natural_width, place};
    use crate::layout::shape::sample;
    use proptest::prelude::*;

    /// The lines of a text, `cells` wide, the first two less.
    fn lines(text: &str, cells: f64) -> Vec<String> {
        let clusters = sample(text, true);
        let lines = break_paragraph(&clusters, Mm(5.0 * (cells - 2.0)), Mm(5.0 * cells), Edge::Straight);
        lines.iter().map(|line| clusters[line.start..line.end].iter().map(|cluster| cluster.character).collect()).collect()
    }

    #[test]
    fn full_lines_stand_on_the_grid() {
        assert_eq!(
            lines("一二三四五六七八九十一二三四五六七八九十一二", 10.0),
            ["一二三四五六七八", "九十一二三四五六七八", "九十一二"]
        );
    }

    #[test]
    fn a_stop_is_squeezed_into_the_line_or_takes_a_character_along() {
        for line in lines("一二三四五六七八，九十一二三四五六七，八九。十一二三四五六七八", 10.0) {
            assert!(!line.starts_with(['，', '。']), "{line}");
        }
    }

    #[test]
    fn the_last_character_is_not_left_alone() {
        // Two full lines, one character and its stop: by first fit these two stand alone.
        let text = format!("{}，{}家。", "国".repeat(25), "国".repeat(28));
        let broken = lines(&text, 28.0);
        assert!(broken.len() == 2 || broken[2].chars().count() > 2, "{broken:?}");
    }

    #[test]
    fn numbers_words_and_dashes_stay_whole() {
        let broken = lines("一二三四五六100万元，七八九十2026年，一二三四——五六七八九Zhumo十……一二三", 8.0);
        let all = broken.join("|");
        for whole in ["100", "2026", "——", "Zhumo", "……"] {
            assert!(all.contains(whole), "{whole}: {all}");
        }
    }

    #[test]
    fn a_document_number_is_never_cut() {
        for before in 0..30 {
            let text = format!("{}（云教际〔2026〕14号）一二三四五六，按云政办发〔2026〕8号文件办理。", "国".repeat(before));
            let broken = lines(&text, 14.0).join("|");
            assert!(broken.contains("云教际〔2026〕14号") && broken.contains("发〔2026〕8号"), "{broken}");
        }
        // One that is wider than the line is cut, and nothing of it lost.
        assert_eq!(lines("云政办发〔2026〕14号", 5.0).concat(), "云政办发〔2026〕14号");
    }

    #[test]
    fn a_name_before_a_number_as_wide_as_the_column_stays_whole() {
        let clusters = sample("李明 028-00000000", true);
        let lines = break_lines(&clusters, Mm(30.0), Mm(30.0));
        assert_eq!(lines.len(), 2, "{lines:?}");
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_and_nothing_of_it_lost() {
        let word = "a".repeat(70);
        assert_eq!(lines(&word, 10.0).concat(), word);
    }

    /// The lines by a search that leaves out nothing.
    fn searched(clusters: &[Cluster], first: Mm, rest: Mm, edge: Edge) -> Vec<Line> {
        let measure = Measure::of(clusters);
        let places = break_places(clusters, &measure, first.min(rest));
        let mut best: Vec<Option<(f64, usize)>> = vec![None; places.len()];
        best[0] = Some((0.0, 0));
        for end in 1..places.len() {
            for start in (0..end).rev() {
                let (from, to) = (places[start].at, places[end].at);
                let width = if from == 0 { first } else { rest };
                let fits = measure.least(from, to) <= width + Mm(1e-6);
                if !fits && start + 1 < end {
                    continue;
                }
                let own = if fits { measure.cost(from, to, width, edge) } else { OVERFULL };
                let twice = if places[start].hyphen && places[end].hyphen { SECOND_HYPHEN } else { 0.0 };
                let cost = best[start].unwrap().0 + (own + places[end].penalty + twice);
                if best[end].is_none_or(|(known, _)| cost < known) {
                    best[end] = Some((cost, start));
                }
            }
        }
        let (mut lines, mut end) = (Vec::new(), places.len() - 1);
        while end > 0 {
            let start = best[end].unwrap().1;
            lines.insert(
                0,
                Line { start: measure.text_from(places[start].at), end: places[end].at, last: end + 1 == places.len() },
            );
            end = start;
        }
        lines
    }

    /// By first fit, as a typist breaks: how many lines that takes.
    fn first_fit(clusters: &[Cluster], first: Mm, rest: Mm) -> usize {
        let (mut count, mut start) = (0, 0);
        while start < clusters.len() {
            let width = if count == 0 { first } else { rest };
            let fits = |end: &usize| natural_width(&clusters[start..*end]) <= width + Mm(1e-6);
            let may_end = |end: &usize| *end == clusters.len() || may_part(&clusters[end - 1], &clusters[*end]);
            let Some(end) = (start + 1..=clusters.len()).filter(may_end).take_while(|end| fits(end)).last() else {
                return usize::MAX;
            };
            start = end;
            count += 1;
        }
        count
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_cheapest_way_is_found(
            text in "[一二三四，。“”（—0-9a-z/ ]{1,200}|([a-z]{1,14}[ ,.-]{1,3}){1,30}",
            cells in 2u32..30,
            indent in 0u32..6,
            hanging in any::<bool>(),
            chinese in any::<bool>(),
            ragged in any::<bool>(),
        ) {
            let clusters = sample(&text, chinese);
            let (wide, narrow) = (Mm(5.0 * f64::from(cells + indent)), Mm(5.0 * f64::from(cells)));
            let (first, rest) = if hanging { (wide, narrow) } else { (narrow, wide) };
            let edge = if ragged { Edge::Ragged } else { Edge::Straight };
            prop_assert_eq!(break_paragraph(&clusters, first, rest, edge), searched(&clusters, first, rest, edge));
        }

        #[test]
        fn lines_keep_every_character_the_edges_and_the_marks(
            text in "[一二三四五六七八九十，。、；（）“”《》——…0-9a-z ]{1,160}",
            cells in 8u32..30,
        ) {
            let clusters = sample(&text, true);
            let (first, rest) = (Mm(5.0 * f64::from(cells - 2)), Mm(5.0 * f64::from(cells)));
            let lines = break_paragraph(&clusters, first, rest, Edge::Straight);
            let mut at = 0;
            for (index, line) in lines.iter().enumerate() {
                // Only spaces are left out between lines.
                prop_assert!(clusters[at..line.start].iter().all(|cluster| cluster.kind == Kind::Space));
                prop_assert!(line.start < line.end || line.start == clusters.len());
                at = line.end;
                let width = if index == 0 { first } else { rest };
                for run in place(&clusters[line.start..line.end], line.last, Mm(0.0), Mm(0.0), width, Placing::Justify) {
                    let right = run.x + run.width();
                    prop_assert!(run.x.0 >= -1e-6 && right.0 <= width.0 + 1e-3, "{} to {}", run.x.0, right.0);
                }
                if index > 0 && line.start < line.end {
                    let (before, after) = (&clusters[line.start - 1], &clusters[line.start]);
                    // A row of marks longer than a line leaves no choice.
                    let forced = !may_part(before, after) && before.kind != Kind::Space;
                    prop_assert!(!forced || wide_piece(&clusters, line.start) > width.min(first), "{:?}", text);
                }
            }
            prop_assert!(clusters[at..].iter().all(|cluster| cluster.kind == Kind::Space));
            // Choosing the lines together never takes more lines than a typist would, but for the sake of a last line;
            // in narrow columns it may, where the typist's lines would have holes.
            let typist = first_fit(&clusters, first, rest);
            prop_assert!(cells < 20 || lines.len() <= typist.saturating_add(1));
        }
    }

    /// The least width of what may not be parted round `at`.
    fn wide_piece(clusters: &[Cluster], at: usize) -> Mm {
        let start = (1..=at).rev().find(|at| may_part(&clusters[at - 1], &clusters[*at])).unwrap_or(0);
        let end =
            (at..clusters.len()).find(|at| *at > 0 && may_part(&clusters[at - 1], &clusters[*at])).unwrap_or(clusters.len());
        Measure::of(clusters).least(start, end)
    }
}
