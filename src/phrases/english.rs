//! What a break in an English title costs: lines end between phrases, no line ends with an article or a preposition.

use super::NEVER;
use super::tables::named;

/// Words that only go with the word behind them.
const SMALL: &[&str] = &[
    "a", "an", "the", "no.", "nos.", "mr", "ms", "mr.", "ms.", "mrs.", "dr", "dr.", "st.", "this", "its", "all", "section",
    "article", "annex",
];
/// Words before which a phrase ends.
const LINKS: &[&str] = &[
    "on",
    "for",
    "to",
    "in",
    "by",
    "with",
    "under",
    "from",
    "at",
    "concerning",
    "regarding",
    "during",
    "between",
    "among",
    "against",
    "through",
    "into",
    "within",
    "about",
    "as",
];
/// Words before which it ends less willingly.
const WEAK: &[&str] = &["of", "and", "or"];

/// What a break before each character costs.
pub(super) fn costs(title: &[char], names: &[&str]) -> Vec<f64> {
    let named = named(title, names);
    (0..=title.len())
        .map(|at| if at == 0 || at == title.len() { NEVER } else { cost(title, at) + if named[at] { 3.0 } else { 0.0 } })
        .collect()
}

fn cost(title: &[char], at: usize) -> f64 {
    let before = title[at - 1];
    if before != ' ' {
        return if "-/—".contains(before) { 1.5 } else { NEVER };
    }
    if title[at] == ' ' {
        return NEVER;
    }
    let behind: String = title[at..].iter().take_while(|character| **character != ' ').collect::<String>().to_lowercase();
    let (word, earlier) = (word_before(title, at - 1), word_before(title, word_start(title, at - 1).saturating_sub(1)));
    let word = word.as_str();
    if SMALL.contains(&word) {
        return 5.0;
    }
    if LINKS.contains(&word) || WEAK.contains(&word) {
        return 4.5;
    }
    let number = behind.starts_with(|character: char| character.is_ascii_digit());
    let month = number && (MONTHS.iter().any(|month| begins(word, month)) || NUMBERED.iter().any(|name| word.starts_with(name)));
    match behind.as_str() {
        _ if month => 4.5,
        behind if LINKS.contains(&behind) => 0.1,
        behind if WEAK.contains(&behind) => 0.4,
        _ if word.ends_with([',', ':', ';']) => 0.2,
        "the" | "a" | "an" => 0.5,
        // `the Draft Regulations`, `Improving Bus Services`
        _ if ["the", "a", "an"].contains(&earlier.as_str()) || word.len() > 5 && word.ends_with("ing") => 3.6,
        // `the 2027 Spring Festival Holiday`
        _ if word.bytes().all(|byte| byte.is_ascii_digit()) => 3.6,
        _ => 3.0,
    }
}

/// Where the word begins that ends before `end`.
fn word_start(title: &[char], end: usize) -> usize {
    title[..end].iter().rposition(|character| *character == ' ').map_or(0, |space| space + 1)
}

/// The word that ends before `end`, in small letters.
fn word_before(title: &[char], end: usize) -> String {
    title[word_start(title, end)..end].iter().collect::<String>().to_lowercase()
}

/// The months, January first.
pub(crate) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Whether a word begins so, in capitals or small letters.
fn begins(word: &str, name: &str) -> bool {
    word.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
}

/// What a number stands behind, as behind a month.
const NUMBERED: &[&str] = &["phase", "grade", "stage"];
