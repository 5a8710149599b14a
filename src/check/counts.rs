//! How many organs a notice says that it comes from: `等16个部门`, `and Seven Other Departments`.
//!
//! Here: [`said`]. Not here: how many there are ([`super::bodies::Parties`]), and what is said about a difference (`rules`).

use super::Context;
use super::bodies::{Body, key};
use super::title::counted;
use crate::span::Span;

/// A number of organs, and where it stands.
#[derive(Debug)]
pub(super) struct Said {
    /// The number.
    pub number: u32,
    /// Where the number with its word stands.
    pub span: Span,
}

/// How many organs sign, or else issue; none where nobody can tell: people sign, or the lead organ alone is named in the head.
pub(super) fn present<'p, 'a>(context: &'p Context<'a>) -> &'p [Body<'a>] {
    let parties = context.parties();
    match (&parties.signatories[..], &parties.issuers[..]) {
        ([], [_]) => &[],
        ([], issuers) => issuers,
        (signatories, _) => signatories,
    }
}

/// Every number of organs that the title and the text say of those that issue the notice.
pub(super) fn said(context: &Context<'_>) -> Vec<Said> {
    let mut found = Vec::new();
    let title = context.title();
    if !context.notice.language.is_chinese() {
        if let Some((number, start, end)) = english(&title.text) {
            found.push(Said { number, span: title.span(start..end) });
        }
        for prose in context.prose().iter().filter(|prose| prose.role.is_running() && prose.annex.is_none()) {
            let text = prose.text();
            // The departments of a text are these only where they act together.
            for sentence in text.split(". ").filter(|sentence| sentence.contains("jointly")) {
                let at = sentence.as_ptr() as usize - text.as_ptr() as usize;
                let Some((number, start, end)) = english(sentence) else { continue };
                let place = at + start..at + end;
                if prose.is_free(&place) {
                    found.push(Said { number, span: prose.span(place) });
                }
            }
        }
        return found;
    }
    if let Some(count) = title.count() {
        found.push(Said { number: count.number, span: title.span(count.place) });
    }
    let present = present(context);
    if present.len() < 2 {
        return found;
    }
    for prose in context.prose().iter().filter(|prose| prose.role.is_running() && prose.annex.is_none()) {
        for at in prose.find("等") {
            let Some((number, length)) = counted(&prose.text()[at.end..]) else { continue };
            let before = prose.text()[..at.start].trim_end();
            let sentence = before.rsplit(['。', '；', '！', '：']).next().unwrap_or_default();
            let cites =
                ["根据", "按照", "依据", "依照", "贯彻", "落实", "根據", "依據"].iter().any(|word| sentence.contains(word));
            if !cites && names_one_of(sentence, present) {
                found.push(Said { number, span: prose.span(at.end..at.end + length) });
            }
        }
    }
    found
}

/// Whether `sentence` ends with the name of one of `bodies`, or with what it is called from here on.
fn names_one_of(sentence: &str, bodies: &[Body<'_>]) -> bool {
    let bare = sentence.strip_suffix('）').and_then(|rest| rest.rfind('（')).map_or(sentence, |open| &sentence[..open]);
    let written = key(bare);
    bodies.iter().take(3).any(|body| {
        let short = body.key.strip_prefix("国家").unwrap_or(&body.key);
        // 示例省市场监管局 is 省市场监管局 as well.
        let local = short.find(['省', '市', '县', '区']).filter(|at| *at > 0).map(|at| &short[at..]);
        written.ends_with(short) || local.is_some_and(|local| local.chars().count() > 3 && written.ends_with(local))
    })
}

/// The number that stands before `departments` and the like in an English text, and where it stands with that word.
fn english(text: &str) -> Option<(u32, usize, usize)> {
    const BODIES: [&str; 8] =
        ["departments", "ministries", "agencies", "bodies", "organs", "bureaus", "organisations", "organizations"];
    let mut words: Vec<(usize, &str)> = Vec::new();
    for word in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if !word.is_empty() {
            words.push((at, word));
        }
    }
    for (index, (at, word)) in words.iter().enumerate() {
        let plain = word.to_ascii_lowercase();
        if !BODIES.contains(&plain.as_str()) || index == 0 {
            continue;
        }
        let other = index > 1 && words[index - 1].1.eq_ignore_ascii_case("other");
        let first = index - 1 - usize::from(other);
        let (start, written) = words[first];
        if let Some(number) = english_number(written) {
            return Some((number + u32::from(other), start, at + word.len()));
        }
    }
    None
}

/// The English numbers below twenty.
pub(super) const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// The English tens from twenty on.
pub(super) const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `sixteen`, `Twenty-five`, `16`.
fn english_number(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    if let Ok(number) = word.parse() {
        return Some(number).filter(|number| *number < 1000);
    }
    let place = |list: &[&str], word: &str| list.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok());
    if let Some(number) = place(&SMALL, &word) {
        return Some(number);
    }
    let (tens, ones) = word.split_once('-').unwrap_or((&word, ""));
    let tens = (place(&TENS, tens)? + 2) * 10;
    if ones.is_empty() { Some(tens) } else { place(&SMALL, ones).filter(|ones| (1..10).contains(ones)).map(|ones| tens + ones) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_english() {
        let number = |text| english(text).map(|(number, start, end)| (number, text[start..end].to_owned()));
        assert_eq!(
            number("Notice of the Example Bureau and Seven Other Departments on X"),
            Some((8, "Seven Other Departments".to_owned()))
        );
        assert_eq!(number("the twenty-five departments"), Some((25, "twenty-five departments".to_owned())));
        assert_eq!(number("the departments concerned"), None);
    }
}
