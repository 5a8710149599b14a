//! Where a title may be parted, and how dear that is: the lines of display type are made at sense.
//!
//! Here: what a break at each place of a title costs ([`costs`]), the search for the cheapest lines (`search`), and lines for readers that
//! know the width of no glyph ([`turns`]). Not here: how wide a glyph stands and how the lines are set (`layout`), how a web page says where
//! they end (`html`).
//!
//! A title breaks before 关于 or right behind it and its verb first, then between phrases; never inside a word, a number with its unit, a
//! place, a company, an organ's own name or the name of a work, and no line begins with 的, 和 or 及. The costs were set by hand over lists
//! of titles whose every allowed break is marked (`tests/titles/`).
//!
//! Source: GB/T 9704—2012, 7.3.1 (词意完整, 排列对称)

mod chinese;
mod english;
mod search;
mod tables;
mod tokens;

pub(crate) use english::MONTHS;
pub use search::{Cut, Place, Room, cut};

/// What a break costs that is taken only where there is no other.
pub const NEVER: f64 = 20.0;
/// What a break costs at most at which a narrow screen may end a line.
const ALLOWED: f64 = 1.0;
/// How many characters may stand together on a narrow screen.
const LONGEST: f64 = 8.0;

/// What a break before each character of a title costs, by its sense. The first is the beginning, where none is.
///
/// `names` are names that no line should part.
#[must_use]
pub fn costs(title: &[char], names: &[&str]) -> Vec<f64> {
    let mut costs = if title.iter().any(|character| tables::is_han(*character)) {
        chinese::costs(title, names)
    } else {
        english::costs(title, names)
    };
    if let Some(first) = costs.first_mut() {
        *first = NEVER;
    }
    costs
}

/// Where the lines of a title may end, for readers that know the width of no glyph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turns {
    /// Where each line ends that is as wide as asked for, but the last.
    pub lines: Vec<usize>,
    /// Where a narrow screen may end one: between phrases, and at the best places of a phrase that is longer than such a screen is wide.
    pub allowed: Vec<usize>,
}

/// Where the lines of a title end that are `width` characters wide, and where those of a narrow screen may.
#[must_use]
pub fn turns(title: &[char], names: &[&str], width: f64) -> Turns {
    let costs = costs(title, names);
    let wide = widths(title);
    Turns { lines: lines(title, &costs, &wide, width), allowed: allowed(title, &costs, &wide) }
}

fn allowed(title: &[char], costs: &[f64], wide: &[f64]) -> Vec<usize> {
    let mut places: Vec<usize> = (1..title.len()).filter(|at| costs[*at] < ALLOWED).collect();
    let mut from = 0;
    let mut more = Vec::new();
    for to in places.iter().copied().chain([title.len()]) {
        part_long(costs, wide, from, to, &mut more);
        from = to;
    }
    places.extend(more);
    places.sort_unstable();
    places
}

/// Parts a phrase that is too long for a narrow screen at its cheapest places.
fn part_long(costs: &[f64], wide: &[f64], from: usize, to: usize, places: &mut Vec<usize>) {
    if wide[to] - wide[from] <= LONGEST {
        return;
    }
    // Of places that cost the same the one nearest the middle.
    let middle = f64::midpoint(wide[from], wide[to]);
    let off = |at: usize| (wide[at] - middle).abs() / (wide[to] - wide[from]);
    let best = (from + 1..to).min_by(|one, other| (costs[*one] + off(*one)).total_cmp(&(costs[*other] + off(*other))));
    let Some(at) = best.filter(|at| costs[*at] < NEVER) else { return };
    places.push(at);
    part_long(costs, wide, from, at, places);
    part_long(costs, wide, at, to, places);
}

/// How wide the text before each place stands, in characters: a digit takes half of one, and so does a mark behind one of its kind.
fn widths(title: &[char]) -> Vec<f64> {
    const KINDS: [&str; 2] = ["（〔《〈「『【“‘", "）〕》〉」』】”’，。、；：？！"];
    let mut sum = 0.0;
    let mut widths = vec![0.0];
    for (at, character) in title.iter().enumerate() {
        let alike = |kind: &&str| kind.contains(*character) && kind.contains(title[at - 1]);
        sum += match character {
            _ if at > 0 && !character.is_ascii() && KINDS.iter().any(alike) => 0.5,
            'A'..='Z' => 0.6,
            'a'..='z' | ' ' => 0.42,
            _ if character.is_ascii() => 0.5,
            _ => 1.0,
        };
        widths.push(sum);
    }
    widths
}

fn lines(title: &[char], costs: &[f64], wide: &[f64], width: f64) -> Vec<usize> {
    let Some(whole) = wide.last().copied().filter(|whole| *whole > width) else { return Vec::new() };
    let places: Vec<Place> = (1..title.len()).map(|at| Place { at, cost: costs[at] }).collect();
    // A mark at the end of a line needs half a cell.
    let natural = |from: usize, to: usize| {
        let half = |mark: bool| if mark { 0.5 } else { 0.0 };
        let spaces = title[from..to].iter().rev().take_while(|character| character.is_whitespace()).count() as f64;
        wide[to] - wide[from] - half(tables::closes(title[to - 1])) - spaces
    };
    let room = Room { width, whole, equal: tables::EQUAL };
    let mut ends: Vec<usize> =
        cut(&places, title.len(), &natural, &room).unwrap_or_default().into_iter().map(|(_, end)| end).collect();
    ends.pop();
    ends
}
