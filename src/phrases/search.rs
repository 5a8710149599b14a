//! The search for the lines of a title: of all ways to part it the one that costs least.
//!
//! Here: the sum of what the breaks cost, how far the lines are from equal, and their outline. Not here: what a break costs by its sense.

use super::NEVER;

/// From the first character of a line to one past its last.
pub type Cut = (usize, usize);

/// A place where a title may be cut.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Index of the character behind it.
    pub at: usize,
    /// What a break there costs.
    pub cost: f64,
}

/// What there is to fill.
#[derive(Clone, Copy, Debug)]
pub struct Room {
    /// The widest line.
    pub width: f64,
    /// The title on one line.
    pub whole: f64,
    /// Lines that differ by less look equally long.
    pub equal: f64,
}

/// What a line more than needed costs.
const MORE_LINES: f64 = 0.9;
/// What a title of equal lines costs, which is neither a trapezium nor a lozenge.
const BLOCK: f64 = 0.25;
/// What lines far from their mean cost.
const UNEVEN: f64 = 2.5;
/// What a line costs that is a mere stub.
const STUB: f64 = 1.5;
/// What an outline costs that 7.3.1 rules out: more than any break between words.
const HOURGLASS: f64 = 12.0;
/// The least that all the breaks of a title cost together: one of them stands before 关于.
const LEAST: f64 = -0.6;
/// What a break costs at least that few titles need.
const DEAR: f64 = 2.0;
/// The most lines that are balanced.
const MOST_LINES: usize = 8;

/// Cuts a title of `length` characters into few lines, at sense, as a trapezium or a lozenge; none where the lines are so many, or the room
/// so narrow, that it is text.
///
/// `natural` is how wide the characters from one place to another stand as a line.
pub fn cut(places: &[Place], length: usize, natural: &dyn Fn(usize, usize) -> f64, room: &Room) -> Option<Vec<Cut>> {
    let fewest = (room.whole / room.width.max(0.1) - 1e-6).ceil().max(2.0);
    if fewest > MOST_LINES as f64 {
        return None;
    }
    let fewest = fewest as usize;
    let best = |places: &[Place]| {
        let mut best: Option<(f64, Vec<Cut>)> = None;
        for count in fewest..fewest + 3 {
            let more = (count - fewest) as f64 * MORE_LINES;
            // So many lines cost more than what was found, wherever they end.
            if best.as_ref().is_some_and(|best| best.0 <= more + LEAST) {
                break;
            }
            let search = Search { natural, room, mean: room.whole / count as f64, places, length };
            let found = search.best(count).map(|(cost, cuts)| (cost + more, cuts));
            if let Some(found) = found.filter(|found| best.as_ref().is_none_or(|best| rounded(found.0) < rounded(best.0))) {
                best = Some(found);
            }
        }
        best
    };
    let below = |most: f64| places.iter().copied().filter(|place| place.cost < most).collect::<Vec<Place>>();
    // Most titles need no dear place, and are done with the few cheap ones; places inside words are looked at only where those between
    // words give no line.
    let cheap = best(&below(DEAR)).filter(|best| best.0 <= DEAR + LEAST);
    let found = cheap.or_else(|| best(&below(NEVER / 2.0))).or_else(|| best(places));
    found.map(|(_, cuts)| cuts)
}

/// A search over the ways to cut at some of the places.
struct Search<'a> {
    natural: &'a dyn Fn(usize, usize) -> f64,
    room: &'a Room,
    mean: f64,
    places: &'a [Place],
    length: usize,
}

/// The way to a line: what it costs so far, and the state of the line before.
#[derive(Clone, Copy)]
struct Step {
    cost: f64,
    before: usize,
}

/// A line that the search has come to: from one end to another, and whether a line shorter than the one above it was seen.
#[derive(Clone, Copy)]
struct State {
    from: usize,
    to: usize,
    width: f64,
    falling: bool,
    step: Step,
}

impl Search<'_> {
    /// The cheapest way to cut into `count` lines, with its cost.
    ///
    /// A line is chosen by the line above it and by whether the outline falls already, so that the work grows with the
    /// length of the title and not with the number of ways.
    fn best(&self, count: usize) -> Option<(f64, Vec<Cut>)> {
        let end = self.places.len();
        let at = |place: usize| self.places.get(place).map_or(self.length, |place| place.at);
        let cost = |place: usize| self.places.get(place).map_or(0.0, |place| place.cost);
        let mut layers: Vec<Vec<State>> = Vec::with_capacity(count);
        for line in 0..count {
            let mut layer: Vec<State> = Vec::new();
            let above = layers.last().map_or(&[][..], Vec::as_slice);
            // Every state of the line above that ends where this one begins; the first line begins the title.
            let starts: Vec<(Option<usize>, usize)> = if line == 0 {
                vec![(None, 0)]
            } else {
                above.iter().enumerate().map(|(index, state)| (Some(index), state.to + 1)).collect()
            };
            for (before, first) in starts {
                let from = before.map_or(0, |index| at(above[index].to));
                for to in first..=end {
                    let (left, last) = (count - line - 1, to == end);
                    let wide = (self.natural)(from, at(to));
                    if wide > self.room.width + 1e-6 {
                        break;
                    }
                    // The last line ends the title, and no other does.
                    if last != (left == 0) {
                        continue;
                    }
                    let (falling, shape) = self.outline(before.map(|index| above[index]), wide, count);
                    let so_far = before.map_or(0.0, |index| above[index].step.cost);
                    let sum = so_far + cost(to) + self.off(wide) + shape;
                    let step = Step { cost: sum, before: before.unwrap_or_default() };
                    layer.push(State { from, to, width: wide, falling, step });
                }
            }
            layers.push(cheapest(layer));
        }
        let last = layers.last()?;
        // Of ways that cost the same the one whose upper line is longer.
        let best = (0..last.len()).rev().min_by_key(|index| rounded(last[*index].step.cost))?;
        let mut cuts = Vec::with_capacity(count);
        let mut index = best;
        for layer in layers.iter().rev() {
            let state = layer[index];
            cuts.push((state.from, at(state.to)));
            index = state.step.before;
        }
        cuts.reverse();
        Some((last[best].step.cost, cuts))
    }

    /// Whether the outline falls with this line, and what it costs to be as long as the line above, or to make an hourglass.
    fn outline(&self, above: Option<State>, wide: f64, count: usize) -> (bool, f64) {
        let Some(above) = above else { return (false, 0.0) };
        let falling = above.falling || wide < above.width - self.room.equal;
        if above.falling && wide > above.width + self.room.equal {
            return (falling, HOURGLASS);
        }
        (falling, if (wide - above.width).abs() < self.room.equal { BLOCK / count as f64 } else { 0.0 })
    }

    /// How far a line is from the mean, and whether it is a mere stub.
    fn off(&self, wide: f64) -> f64 {
        let off = (wide - self.mean) / self.mean;
        off * off * UNEVEN + if off < -0.6 { STUB } else { 0.0 }
    }
}

/// A cost without the noise of its sums: what costs the same on paper and on the web is the same.
fn rounded(cost: f64) -> i64 {
    (cost * 1e4).round() as i64
}

/// Of the states with one line and one outline the cheapest.
fn cheapest(mut layer: Vec<State>) -> Vec<State> {
    let key = |state: &State| (state.from, state.to, state.falling);
    layer.sort_by(|a, b| key(a).cmp(&key(b)).then(rounded(a.step.cost).cmp(&rounded(b.step.cost))));
    layer.dedup_by_key(|state| key(state));
    layer
}
