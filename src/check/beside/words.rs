//! Numbers in words: `thirty-five`, `one hundred and twenty`, 三十五. They are never missed, and answer for figures in the other language.

use crate::check::counts::{SMALL, TENS};
use crate::syntax::values::han_number;
use std::ops::Range;

const ORDINALS: [&str; 12] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];

/// What a word multiplies the number before it by.
pub(super) fn magnitude(word: &str) -> Option<f64> {
    Some(match word.to_ascii_lowercase().as_str() {
        "hundred" => 1e2,
        "thousand" => 1e3,
        "million" | "mn" => 1e6,
        "billion" | "bn" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

fn value(word: &str) -> Option<f64> {
    let word = word.to_ascii_lowercase();
    let find = |words: &[&str]| words.iter().position(|known| *known == word);
    find(&SMALL)
        .map(|at| at as f64)
        .or_else(|| find(&TENS).map(|at| (at + 2) as f64 * 10.0))
        .or_else(|| find(&ORDINALS).map(|at| (at + 1) as f64))
}

/// Every English number in words.
pub(super) fn english(text: &str) -> Vec<(Range<usize>, f64)> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_ascii_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(first) = value(&text[words[at].clone()]) else {
            at += 1;
            continue;
        };
        let (mut total, mut part, mut end) = (0.0, first, at + 1);
        while end < words.len() {
            let between = &text[words[end - 1].end..words[end].start];
            if !matches!(between, " " | "-" | "\u{a0}") {
                break;
            }
            let word = &text[words[end].clone()];
            if let Some(factor) = magnitude(word) {
                if factor > 100.0 {
                    (total, part) = (total + part * factor, 0.0);
                } else {
                    part *= factor;
                }
            } else if let Some(more) = value(word).filter(|more| part == 0.0 || part >= 20.0 && *more < 10.0 || part >= 100.0) {
                part += more;
            } else if !(word == "and"
                && (part >= 100.0 || total > 0.0)
                && words.get(end + 1).is_some_and(|next| value(&text[next.clone()]).is_some()))
            {
                break;
            }
            end += 1;
        }
        found.push((words[at].start..words[end - 1].end, total + part));
        at = end;
    }
    found
}

/// Every run of Chinese numerals.
pub(super) fn chinese(text: &str) -> Vec<(Range<usize>, f64)> {
    let numeral = |character: char| "零〇一二三四五六七八九十百千万亿两萬億兩".contains(character);
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (numeral(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let plain: String = text[from..at]
                    .chars()
                    .map(|c| match c {
                        '两' | '兩' => '二',
                        '萬' => '万',
                        '億' => '亿',
                        other => other,
                    })
                    .collect();
                found.extend(han_number(&plain).map(|value| (from..at, f64::from(value))));
                start = None;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_numbers() {
        let values = |text: &str| english(text).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(values("thirty-five schools and one hundred and twenty people"), [35.0, 120.0]);
        assert_eq!(values("two thousand and six, three million"), [2006.0, 3_000_000.0]);
        assert_eq!(values("the first and second phase"), [1.0, 2.0]);
        let values = |text: &str| chinese(text).into_iter().map(|(_, value)| value).collect::<Vec<_>>();
        assert_eq!(values("三十五所学校、两百人"), [35.0, 200.0]);
    }
}
