//! Fields by their words, in Simplified Chinese, Traditional Chinese and English.
//!
//! Here: [`lookup`], [`nearest`]. Not here: the words (`syntax::fields`), and what a field's value means (`model`).

pub use super::fields::{Field, FieldKey, Kind, Part, Words, Zone};

/// The keyword without what a clerk adds for looks: spaces inside Chinese words, letter case in English.
#[must_use]
pub fn normalize(key: &str) -> String {
    let trimmed = key.trim_matches(|c: char| c.is_whitespace());
    if trimmed.is_ascii() || trimmed.contains('’') {
        trimmed.split_ascii_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase()
    } else {
        trimmed.chars().filter(|c| !c.is_whitespace()).collect()
    }
}

/// The field that `key` names, if it names one.
///
/// ```
/// use zhumo::syntax::keywords::{FieldKey, lookup};
/// assert_eq!(lookup("电　话"), Some(FieldKey::Phone));
/// assert_eq!(lookup("標題"), Some(FieldKey::Title));
/// assert_eq!(lookup("document  NUMBER"), Some(FieldKey::Number));
/// assert_eq!(lookup("主迭"), None);
/// ```
#[must_use]
pub fn lookup(key: &str) -> Option<FieldKey> {
    let key = normalize(key);
    spellings().find(|(_, word)| same(word, &key)).map(|(field, _)| field)
}

/// Whether `key` is the word of `date` that stands for it only in the head or after the signature.
#[must_use]
pub fn is_short_date(key: &str) -> bool {
    normalize(key) == "日期"
}

/// Whether `key` names a field wherever a line begins with it: the standard's longer names do so only where the field belongs.
///
/// ```
/// use zhumo::syntax::keywords::is_usual;
/// assert!(is_usual("主送"));
/// assert!(!is_usual("主送机关"));
/// ```
#[must_use]
pub fn is_usual(key: &str) -> bool {
    let key = normalize(key);
    usual().any(|(_, word)| same(word, &key))
}

/// Every keyword with its field.
pub fn spellings() -> impl Iterator<Item = (FieldKey, &'static str)> {
    ALL.iter().copied()
}

/// The keywords that name their field wherever a line begins with them.
pub fn usual() -> impl Iterator<Item = (FieldKey, &'static str)> {
    USUAL.iter().copied()
}

/// The keywords in one row: every line that may be a field asks all of them.
static ALL: [(FieldKey, &str); count(true)] = listed(true);
static USUAL: [(FieldKey, &str); count(false)] = listed(false);

/// The lists of words of a field.
const fn lists(field: FieldKey, all: bool) -> [&'static [&'static str]; 6] {
    let (a, b, c) = field.words();
    if all { [a.usual, a.also, b.usual, b.also, c.usual, c.also] } else { [a.usual, b.usual, c.usual, &[], &[], &[]] }
}

const fn count(all: bool) -> usize {
    let (mut count, mut field) = (0, 0);
    while field < FieldKey::ALL.len() {
        let lists = lists(FieldKey::ALL[field], all);
        let mut list = 0;
        while list < lists.len() {
            count += lists[list].len();
            list += 1;
        }
        field += 1;
    }
    count
}

const fn listed<const COUNT: usize>(all: bool) -> [(FieldKey, &'static str); COUNT] {
    let mut words = [(FieldKey::ALL[0], ""); COUNT];
    let (mut at, mut field) = (0, 0);
    while field < FieldKey::ALL.len() {
        let lists = lists(FieldKey::ALL[field], all);
        let mut list = 0;
        while list < lists.len() {
            let mut word = 0;
            while word < lists[list].len() {
                words[at] = (FieldKey::ALL[field], lists[list][word]);
                at += 1;
                word += 1;
            }
            list += 1;
        }
        field += 1;
    }
    words
}

/// The keyword that differs from `key` by one slip, if there is one.
///
/// A slip is one character wrong, missing, added or swapped. Of two equally near keywords the earlier in the table
/// is given. Words of one character have no near misses.
///
/// ```
/// use zhumo::syntax::keywords::nearest;
/// assert_eq!(nearest("电活"), Some("电话"));
/// assert_eq!(nearest("Recipents"), Some("Recipients"));
/// assert_eq!(nearest("Singed"), Some("Signed"));
/// ```
#[must_use]
pub fn nearest(key: &str) -> Option<&'static str> {
    let key = normalize(key);
    if key.chars().count() < 2 {
        return None;
    }
    spellings().find(|(_, word)| word.chars().count() >= 2 && is_slip(word, &key)).map(|(_, word)| word)
}

/// Whether `key`, which is normalized, is one slip from a keyword.
pub(crate) fn is_slip(word: &str, key: &str) -> bool {
    let (long, short) = (word.chars().count(), key.chars().count());
    let same = |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| a.eq_ignore_ascii_case(&b));
    // Most words are told apart by their lengths and their ends: only two characters that changed places have neither in common.
    let akin = || {
        long == 2 && short == 2
            || same(word.chars().next(), key.chars().next())
            || same(word.chars().next_back(), key.chars().next_back())
    };
    long.abs_diff(short) <= 1 && akin() && strsim::osa_distance(&word.to_lowercase(), &key.to_lowercase()) == 1
}

fn same(word: &str, key: &str) -> bool {
    // Most words are told apart by their length.
    word.len() == key.len() && word.eq_ignore_ascii_case(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_keyword_names_two_fields() {
        let mut seen = std::collections::BTreeMap::new();
        for (field, word) in spellings() {
            let before = seen.insert(word.to_lowercase(), field);
            assert!(before.is_none_or(|other| other == field), "{word} names {before:?} and {field:?}");
        }
    }

    #[test]
    fn every_spelling_is_found() {
        for (field, word) in spellings() {
            assert_eq!(lookup(word), Some(field), "{word}");
        }
    }
}
