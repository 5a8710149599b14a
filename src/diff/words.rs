//! What changed inside a text: words that belong together change together.
//!
//! A Chinese character is a word; a number with its unit, a date, a document number, a Latin word and a name in 《》 are one each: a figure is
//! never shown as changed in part (`3.5→3.6`, not `5→6`).

use crate::syntax::measure_ahead;
use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices};

/// What a piece of a changed text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Part {
    /// In both texts.
    Same,
    /// In the old text only.
    Old,
    /// In the new text only.
    New,
}

/// A piece of a changed text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Piece {
    /// Which text has it.
    pub part: Part,
    /// The text.
    pub text: String,
}

/// What a changed word is about: what a reader wants to know first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Substance {
    /// A day, month or year.
    Date,
    /// A sum of money.
    Amount,
    /// Any other number.
    Number,
    /// A document number.
    Document,
    /// A name in 《》.
    Title,
    /// Who issues, signs or is addressed.
    Organ,
}

/// More Chinese characters than these between two changes keep them apart.
const APART: usize = 2;
/// A name in 《》 that is longer is text.
const LONGEST_TITLE: usize = 60;

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let end = at + word(&text[at..]);
        found.push(&text[at..end]);
        at = end;
    }
    found
}

/// The length of the word that a text begins with.
fn word(rest: &str) -> usize {
    let Some(first) = rest.chars().next() else { return 0 };
    if first.is_ascii_digit() {
        return figure(rest);
    }
    if first == '第' && rest['第'.len_utf8()..].starts_with(|c: char| c.is_ascii_digit()) {
        return '第'.len_utf8() + figure(&rest['第'.len_utf8()..]);
    }
    if matches!(first, '〔' | '[') {
        // 〔2026〕26号
        if let Some(end) = document(rest) {
            return end;
        }
    }
    if first == '《'
        && let Some(end) = rest.find('》').map(|end| end + '》'.len_utf8())
        && rest[..end].chars().count() <= LONGEST_TITLE
    {
        return end;
    }
    if first.is_alphabetic() && (first.is_ascii() || ('\u{c0}'..='\u{24f}').contains(&first)) {
        let letter = |c: &char| c.is_ascii_alphanumeric() || ('\u{c0}'..='\u{24f}').contains(c) || matches!(c, '\'' | '’' | '-');
        return rest.chars().take_while(letter).map(char::len_utf8).sum();
    }
    first.len_utf8()
}

/// A number with its unit, a date: 2026年10月31日, 3.5亿元, 9:30.
fn figure(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut end = 0;
    loop {
        while end < bytes.len()
            && (bytes[end].is_ascii_digit()
                || matches!(bytes[end], b'.' | b',' | b':' | b'-' | b'/') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
        {
            end += 1;
        }
        let unit = measure_ahead(&rest[end..]);
        let unit = if unit == 0 {
            rest[end..]
                .chars()
                .next()
                .filter(|c| "号届期条款项章节年月日时分秒级类个名份次件家人万亿元％%".contains(*c))
                .map_or(0, char::len_utf8)
        } else {
            unit
        };
        end += unit;
        // 3.5亿|元, 2万|人
        if rest[..end].ends_with(['万', '亿', '千', '百']) {
            let more = rest[end..].chars().next().filter(|c| "元人名家份件个次户吨亩平".contains(*c));
            end += more.map_or(0, char::len_utf8);
        }
        let chained = unit > 0 && rest[..end].ends_with(['年', '月', '日', '时', '点']);
        if !(chained && bytes.get(end).is_some_and(u8::is_ascii_digit)) {
            return end;
        }
    }
}

/// `〔2026〕26号` behind the code of an organ.
fn document(rest: &str) -> Option<usize> {
    let close = rest.find(['〕', ']'])?;
    let year = rest[..close].chars().skip(1).collect::<String>();
    if year.len() != 4 || !year.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let after = close + rest[close..].chars().next()?.len_utf8();
    let digits = rest[after..].bytes().take_while(u8::is_ascii_digit).count();
    let end = after + digits;
    (digits > 0 && rest[end..].starts_with('号')).then(|| end + '号'.len_utf8())
}

/// The pieces of two texts: what both have, what one has.
#[must_use]
pub fn pieces(old: &str, new: &str) -> Vec<Piece> {
    let (before, after) = (words(old), words(new));
    let mut edits: Vec<(usize, usize, usize, usize)> = Vec::new();
    for change in capture_diff_slices(Algorithm::Myers, &before, &after) {
        if change.tag() == DiffTag::Equal {
            continue;
        }
        let (one, two) = (change.old_range(), change.new_range());
        // Two changes with hardly a word between them are one. What is inserted may be told with the place before what was deleted there.
        match edits.last_mut() {
            Some(last) if one.start <= last.1 => (last.1, last.3) = (last.1.max(one.end), two.end),
            Some(last) if one.start - last.1 < APART && before[last.1..one.start].iter().all(|word| is_han(word)) => {
                (last.1, last.3) = (one.end, two.end);
            }
            _ => edits.push((one.start, one.end, two.start, two.end)),
        }
    }
    let mut found = Vec::new();
    let mut put = |part: Part, words: &[&str]| {
        if !words.is_empty() {
            found.push(Piece { part, text: words.concat() });
        }
    };
    let mut at = 0;
    for (one, one_end, two, two_end) in edits {
        put(Part::Same, &before[at..one]);
        put(Part::Old, &before[one..one_end]);
        put(Part::New, &after[two..two_end]);
        at = one_end;
    }
    put(Part::Same, &before[at..]);
    found
}

fn is_han(word: &str) -> bool {
    word.chars().all(|c| ('\u{3400}'..='\u{9fff}').contains(&c) || ('\u{20000}'..='\u{3ffff}').contains(&c))
}

/// What the changed words of a text are about.
pub(super) fn substance(pieces: &[Piece]) -> Vec<Substance> {
    let mut found = Vec::new();
    for word in pieces.iter().filter(|piece| piece.part != Part::Same).flat_map(|piece| words(&piece.text)) {
        let figure = word.contains(|c: char| c.is_ascii_digit());
        let kind = match () {
            () if word.starts_with(['〔', '[']) && figure => Substance::Document,
            () if word.starts_with('《') => Substance::Title,
            () if !figure => continue,
            () if word.contains(['年', '月', '日']) => Substance::Date,
            () if word.ends_with('元') => Substance::Amount,
            () => Substance::Number,
        };
        found.push(kind);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How alike two texts are, from 0 to 1: pairs of characters that both have.
pub(super) fn likeness(one: &str, two: &str) -> f64 {
    let pairs = |text: &str| {
        let characters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut pairs: Vec<(char, char)> = characters.windows(2).map(|pair| (pair[0], pair[1])).collect();
        pairs.sort_unstable();
        pairs
    };
    let (one, two) = (pairs(one), pairs(two));
    let (mut a, mut b, mut both) = (0, 0, 0_usize);
    while a < one.len() && b < two.len() {
        match one[a].cmp(&two[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, both) = (a + 1, b + 1, both + 1),
        }
    }
    if one.is_empty() && two.is_empty() { 0.0 } else { 2.0 * both as f64 / (one.len() + two.len()) as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let mark = |piece: Piece| match piece.part {
            Part::Same => piece.text,
            Part::Old => format!("[-{}-]", piece.text),
            Part::New => format!("{{+{}+}}", piece.text),
        };
        pieces(old, new).into_iter().map(mark).collect()
    }

    #[test]
    fn what_belongs_together_changes_together() {
        assert_eq!(shown("投入3.5亿元。", "投入3.6亿元。"), "投入[-3.5亿元-]{+3.6亿元+}。");
        assert_eq!(shown("2026年9月1日前", "2026年10月15日前"), "[-2026年9月1日-]{+2026年10月15日+}前");
        assert_eq!(shown("示政发〔2026〕1号文", "示政发〔2026〕2号文"), "示政发[-〔2026〕1号-]{+〔2026〕2号+}文");
        assert_eq!(shown("按照《甲办法》执行", "按照《甲规定》执行"), "按照[-《甲办法》-]{+《甲规定》+}执行");
        assert_eq!(shown("the old notice", "the new notice"), "the [-old-]{+new+} notice");
        assert_eq!(shown("由李明负责", "由王芳负责"), "由[-李明-]{+王芳+}负责");
        assert_eq!(shown("甲", "甲"), "甲");
    }

    #[test]
    fn the_pieces_give_both_texts() {
        let (old, new) = ("一、总体要求。各地要在9月前完成30家。", "一、总要求。各地应当在10月前完成45家企业。");
        let of = |not: Part| pieces(old, new).into_iter().filter(|p| p.part != not).map(|p| p.text).collect::<String>();
        assert_eq!((of(Part::New), of(Part::Old)), (old.to_owned(), new.to_owned()));
    }
}
