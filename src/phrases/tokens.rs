//! A Chinese title as words: what is one for a reader, though a dictionary has it in pieces.
//!
//! Here: numbers with their units, terms, names of characters that no dictionary joins, words with what only goes with them. Not here: what
//! a break between two of them costs.

use super::tables::{self, LEVELS, PARTICLES, PREFIXES, SEASONS, SUFFIXES, UNITS};
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

/// What a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of the dictionary, perhaps with a character that only goes with it.
    Word,
    /// A term of several words.
    Term,
    /// Characters that the dictionary does not join: a name, or a word that it lacks.
    Name,
    /// The name of somebody.
    Person,
    /// A word of one character that stands alone.
    Particle,
    /// A number with its unit, a year, an ordinal.
    Number,
    /// Latin letters and digits.
    Latin,
    /// A mark.
    Mark,
    /// White space.
    Space,
}

/// A word of a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its first character.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

impl Token {
    pub const fn len(&self) -> usize {
        self.end - self.start
    }
}

/// For each place whether a word ends there, by the dictionary.
fn word_ends(text: &[char]) -> Vec<bool> {
    let mut written = String::new();
    let mut index_of = vec![0];
    for (index, character) in text.iter().enumerate() {
        written.push(*character);
        index_of.resize(written.len(), index);
        index_of.push(index + 1);
    }
    let mut ends = vec![false; text.len() + 1];
    for at in WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(&written) {
        ends[index_of[at]] = true;
    }
    ends
}

/// The words of a title in simplified characters, and for each place whether the dictionary has a word end there.
pub(super) fn tokens(text: &[char]) -> (Vec<Token>, Vec<bool>) {
    let ends = word_ends(text);
    let people = people(text);
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let person = people.iter().find(|(start, _)| *start == at);
        let (end, kind) = person.map_or_else(|| next(text, &ends, at), |(_, end)| (*end, Kind::Person));
        let token = Token { start: at, end, kind };
        at = end;
        join(&mut tokens, token, text, &ends);
    }
    (tokens, ends)
}

/// The names of people: the two to four characters between a verb and 同志, 先生, 等12名.
fn people(text: &[char]) -> Vec<(usize, usize)> {
    let counted = |at: usize| {
        text[at] == '等' && text.get(at + 1).is_some_and(|next| next.is_ascii_digit() || "一二三四五六七八九十".contains(*next))
    };
    let titled = |at: usize| ["同志", "先生", "女士"].iter().any(|title| title.chars().eq(text[at..].iter().copied().take(2)));
    let begins = |start: usize| {
        let verb = (2..=6.min(start)).any(|length| tables::verb(&text[start - length..start]) == Some(length));
        verb || start > 0 && "于对、和将".contains(text[start - 1])
    };
    let mut people: Vec<(usize, usize)> = Vec::new();
    for end in (2..text.len()).filter(|end| titled(*end) || counted(*end)) {
        let start = [3, 2, 4].into_iter().filter(|length| *length <= end).map(|length| end - length).find(|start| begins(*start));
        people.extend(
            start.filter(|start| text[*start..end].iter().all(|character| tables::is_han(*character))).map(|start| (start, end)),
        );
    }
    people
}

/// Where the word that begins at `at` ends.
fn next(text: &[char], ends: &[bool], at: usize) -> (usize, Kind) {
    let word = (at + 1..=text.len()).find(|end| ends[*end]).unwrap_or(text.len());
    let character = text[at];
    if character.is_whitespace() {
        return (at + 1, Kind::Space);
    }
    let term = tables::term(&text[at..]).map(|length| at + length);
    if let Some(end) = term.filter(|end| *end >= word) {
        return (end, Kind::Term);
    }
    if let Some(end) = number(text, ends, at) {
        return (end, Kind::Number);
    }
    if character.is_ascii_alphanumeric() {
        let end = at + text[at..].iter().take_while(|character| character.is_ascii_graphic()).count();
        let unit = unit(&text[end..]).filter(|length| ends[end + length]).unwrap_or(0);
        return (end + unit, if unit > 0 { Kind::Number } else { Kind::Latin });
    }
    if !tables::is_han(character) {
        return (at + 1, Kind::Mark);
    }
    // A word may end within a term: 应急|处置办法, 和|水环境质量.
    let starts = if SUFFIXES.contains(character) || PARTICLES.contains(character) { at + 1 } else { at + 2 };
    let word =
        (starts..word).find(|middle| tables::term(&text[*middle..]).is_some_and(|length| middle + length > word)).unwrap_or(word);
    let particle = word == at + 1 && PARTICLES.contains(character);
    (
        word,
        if particle {
            Kind::Particle
        } else if word == at + 1 {
            Kind::Name
        } else {
            Kind::Word
        },
    )
}

/// Where a number ends that begins at `at`, with its unit.
fn number(text: &[char], ends: &[bool], at: usize) -> Option<usize> {
    let ordinal = text[at] == '第';
    let start = at + usize::from(ordinal);
    let end = digits(text, start)?;
    let latin = text[start].is_ascii_digit();
    if !latin && !ordinal {
        let counted = unit(&text[end..]).map(|length| end + length).filter(|end| ends[*end]);
        // 统一 and 一体化 are words, 三家 is a number.
        let whole = ends[end] || counted.is_some_and(|counted| (end + 1..counted).all(|place| !ends[place]));
        return match counted {
            Some(counted) if whole && text[start] != '万' => Some(counted),
            _ if end - start > 1 && ends[end] => Some(end),
            _ => None,
        };
    }
    let Some(length) = unit(&text[end..]) else {
        // What is counted by no unit goes with its word: 第一中学.
        let word =
            (end + 1..=text.len()).find(|end| ends[*end]).filter(|_| ordinal && end < text.len() && tables::is_han(text[end]));
        return Some(word.unwrap_or(end));
    };
    let mut behind = end + length;
    if text[behind - 1] == '年' {
        let season = SEASONS.iter().find(|season| text[behind..].starts_with(&season.chars().collect::<Vec<_>>()));
        let season = season.map_or(0, |season| season.chars().count());
        if season > 0 && ends[behind + season] {
            return Some(behind + season);
        }
    }
    // A date is one number.
    if matches!(text[behind - 1], '年' | '月') && text.get(behind).is_some_and(char::is_ascii_digit) {
        behind = number(text, ends, behind).unwrap_or(behind);
    }
    let range = text.get(behind).is_some_and(|mark| "—－-～~至".contains(*mark));
    let second = (behind + 1..text.len())
        .find(|next| !"—－-～~".contains(text[*next]))
        .filter(|next| range && text[*next].is_ascii_digit());
    Some(second.and_then(|next| number(text, ends, next)).unwrap_or(behind))
}

/// Where a row of digits ends: `2026`, `1.5万`, `2026—2028`, `二十`.
fn digits(text: &[char], start: usize) -> Option<usize> {
    let latin = |character: &char| character.is_ascii_digit();
    let han = |character: &char| "一二三四五六七八九十百千万亿〇两".contains(*character);
    let first = text.get(start)?;
    if han(first) {
        return Some(start + text[start..].iter().take_while(|character| han(character)).count());
    }
    if !latin(first) {
        return None;
    }
    let joined = |at: usize| {
        latin(&text[at])
            || at + 1 < text.len() && ".,·—－-～~".contains(text[at]) && (latin(&text[at + 1]) || text[at + 1] == text[at])
    };
    let end = (start..text.len()).find(|at| !joined(*at)).unwrap_or(text.len());
    Some(end + text[end..].iter().take_while(|character| "万亿千百余多".contains(**character)).count())
}

/// The longest unit with which `text` begins, in characters.
fn unit(text: &[char]) -> Option<usize> {
    let fits = |unit: &&&str| unit.chars().enumerate().all(|(index, character)| text.get(index) == Some(&character));
    UNITS.iter().filter(fits).map(|unit| unit.chars().count()).max()
}

/// Puts a word behind the others, or into the last of them where the two are one.
fn join(tokens: &mut Vec<Token>, token: Token, text: &[char], ends: &[bool]) {
    let single = token.kind == Kind::Name;
    let first = text[token.start];
    if let Some(last) = tokens.last_mut() {
        let worded = matches!(last.kind, Kind::Word | Kind::Term | Kind::Name | Kind::Latin | Kind::Number);
        // 全 in 全系统, 新 in 新能源; 市 in 成立 | 市防汛抗旱指挥部.
        let begins = |at: usize| PREFIXES.contains(text[at]) || LEVELS.contains(text[at]);
        let prefix = last.kind == Kind::Name && last.len() == 1 && begins(last.start);
        if prefix && matches!(token.kind, Kind::Word | Kind::Term) {
            (last.end, last.kind) = (token.end, token.kind);
            return;
        }
        let level = LEVELS.contains(first) && tables::verb(&text[last.start..last.end]) == Some(last.len());
        let suffix = single && SUFFIXES.contains(first) && worded && !level && !begins_word(text, ends, token.start);
        if suffix || single && last.kind == Kind::Name && !closed(last, text) {
            last.end = token.end;
            if last.kind == Kind::Latin {
                last.kind = Kind::Word;
            }
            return;
        }
    }
    tokens.push(token);
}

/// Whether the character is one that goes with the word behind it, and there is one: 市 in `市属企业` is no suffix.
fn begins_word(text: &[char], ends: &[bool], at: usize) -> bool {
    let behind = (at + 2..=text.len()).find(|end| ends[*end]).is_some_and(|end| end > at + 2);
    behind && PREFIXES.contains(text[at])
}

/// Whether a name is at its end: 清渡县, 滨江路.
fn closed(name: &Token, text: &[char]) -> bool {
    name.len() > 1 && tables::PLACE_ENDS.contains(text[name.end - 1])
}
