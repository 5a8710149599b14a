//! Document numbers in running text, which no line parts: 云政发〔2026〕14号.
//!
//! Here: [`DocumentNumbers`]. Not here: other numbers, which only cost something to part (`paragraph`).

use super::shape::{Cluster, Kind};

/// How many characters before the year can be the code of an organ.
const LONGEST_CODE: usize = 8;

/// The document numbers of a paragraph: from the first cluster of each to one past its last.
pub(super) struct DocumentNumbers(Vec<(usize, usize)>);

impl DocumentNumbers {
    /// Finds them.
    pub fn of(clusters: &[Cluster]) -> Self {
        let years = clusters.iter().enumerate().filter(|(_, cluster)| cluster.character == '〔');
        Self(years.filter_map(|(at, _)| number(clusters, at)).collect())
    }

    /// Whether `at` is inside of one.
    pub fn inside(&self, at: usize) -> bool {
        self.0.iter().any(|(start, end)| (start + 1..*end).contains(&at))
    }
}

/// The number whose year opens at `open`.
fn number(clusters: &[Cluster], open: usize) -> Option<(usize, usize)> {
    let digits = |from: usize| clusters[from..].iter().take_while(|cluster| cluster.character.is_ascii_digit()).count();
    let year = digits(open + 1);
    let close = open + 1 + year;
    let end = close + 1;
    if year != 4 || clusters.get(close).is_none_or(|cluster| cluster.character != '〕') {
        return None;
    }
    let serial = digits(end);
    let sign = clusters.get(end + serial).is_some_and(|cluster| cluster.character == '号' || cluster.character == '號');
    if serial == 0 || !sign {
        return None;
    }
    // A longer run of characters begins with what is no code; then the last two of it go with the year.
    let run = clusters[..open].iter().rev().take_while(|cluster| cluster.kind == Kind::Ideograph).count();
    Some((open - if run > LONGEST_CODE { 2 } else { run }, end + serial + 1))
}
