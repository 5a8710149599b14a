//! Items of a list whose number got lost: it stands in the middle of the paragraph above, is written out, or follows a stray word.
//!
//! Here: where such items are. Not here: what is said about them (`rules/damage`), and gaps that nothing explains
//! (`rules/sections/skipped_section_number`).

use super::look::{Departure, OutOfSequence};
use crate::model::{Block, Notice, Section};
use crate::span::Span;
use crate::syntax::{EnumeratorStyle, Text};

/// An item whose number is not where it should be.
pub(super) struct LostItem<'a> {
    /// The text in which it stands.
    pub text: &'a Text,
    /// Where its number begins in the text, and where it ends.
    pub range: std::ops::Range<usize>,
    /// How the number should read.
    pub wanted: Option<String>,
    /// The enumerator of the item before or behind it.
    pub neighbour: Span,
    /// The enumerator behind it.
    pub behind: Span,
}

/// Every body and annex of a notice.
fn bodies(notice: &Notice) -> impl Iterator<Item = &[Block]> {
    let annexes = notice.annexes.iter().map(|annex| &annex.blocks[..]);
    [&notice.body[..], &notice.afterword[..]].into_iter().chain(annexes)
}

/// Whether an item that lost its number explains a gap.
pub(super) fn explain(notice: &Notice, fault: &OutOfSequence<'_>) -> bool {
    buried_in(notice, fault).is_some()
        || written_out(notice).iter().chain(&led_by_word(notice)).any(|item| item.behind == fault.at.span)
}

/// Items of which the wanted number stands in the paragraph above the gap.
pub(super) fn buried<'a>(notice: &'a Notice, faults: &[OutOfSequence<'_>]) -> Vec<LostItem<'a>> {
    let mut found: Vec<LostItem<'_>> = Vec::new();
    for fault in faults.iter().filter(|fault| fault.kind == Departure::Gap) {
        found.extend(buried_in(notice, fault));
    }
    if found.is_empty() {
        return found;
    }
    let led = led_by_word(notice);
    found.retain(|item| !led.iter().any(|other| other.behind == item.behind));
    found
}

fn buried_in<'a>(notice: &'a Notice, fault: &OutOfSequence<'_>) -> Option<LostItem<'a>> {
    let above = notice.blocks().take_while(|block| block.span().start < fault.at.span.start).last();
    let text = match above? {
        Block::Section(section) if !section.text.is_empty() => &section.text.source,
        Block::Section(section) => &section.heading.source,
        Block::Paragraph(paragraph) => &paragraph.text.source,
        _ => return None,
    };
    let label = &fault.wanted;
    let stands = |at: usize| {
        let before = text.text[..at].chars().next_back();
        let behind = text.text[at + label.len()..].chars().next();
        // What begins its line is not buried in it: 一、二级以上医院.
        let parted = before.is_some_and(|c| c.is_whitespace() || "。；：？！".contains(c));
        parted && behind.is_some_and(|c| !c.is_ascii_digit() && !"、，。；".contains(c))
    };
    let (at, _) = text.text.match_indices(label.as_str()).find(|(at, _)| stands(*at))?;
    let behind = fault.at.span;
    Some(LostItem { text, range: at..at + label.len(), wanted: None, neighbour: behind, behind })
}

/// `Year 1. Beijing …` above `2. Tianjin …`
pub(super) fn led_by_word(notice: &Notice) -> Vec<LostItem<'_>> {
    let mut found = Vec::new();
    for blocks in bodies(notice) {
        for pair in blocks.windows(2) {
            let (Block::Paragraph(paragraph), Block::Section(next)) = (&pair[0], &pair[1]) else { continue };
            if next.number != 2 || next.style != EnumeratorStyle::DigitDot {
                continue;
            }
            let text = &paragraph.text.source;
            let letters = text.text.bytes().take_while(u8::is_ascii_alphabetic).count();
            let rest = &text.text[letters..];
            if (2..=12).contains(&letters) && (rest.starts_with(" 1. ") || rest.starts_with(" I. ")) {
                let behind = next.enumerator.span;
                found.push(LostItem { text, range: 0..letters + 3, wanted: None, neighbour: behind, behind });
            }
        }
    }
    found
}

/// How an item is numbered, at the beginning of its line.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    Digits,
    Ordinal,
    Roman,
}

struct Item<'a> {
    style: Style,
    number: u32,
    text: &'a Text,
    length: usize,
}

impl Item<'_> {
    fn span(&self) -> Span {
        self.text.source_span(0, self.length)
    }
}

/// Items between two that are numbered in another way, with the number between theirs.
pub(super) fn written_out(notice: &Notice) -> Vec<LostItem<'_>> {
    let mut found = Vec::new();
    for blocks in bodies(notice) {
        let items: Vec<Item<'_>> = blocks.iter().filter_map(item).collect();
        for three in items.windows(3) {
            let [before, here, after] = three else { continue };
            let alike = before.style == after.style && before.style != here.style;
            if alike && before.number + 1 == here.number && here.number + 1 == after.number {
                let wanted = spelt(before.style, here.number);
                found.push(LostItem {
                    text: here.text,
                    range: 0..here.length,
                    wanted,
                    neighbour: before.span(),
                    behind: after.span(),
                });
            }
        }
    }
    found
}

fn spelt(style: Style, number: u32) -> Option<String> {
    match style {
        Style::Digits => Some(format!("{number}.")),
        Style::Ordinal => {
            let word = ORDINALS.get(number.checked_sub(1)? as usize)?;
            Some(format!("{}{},", word[..1].to_ascii_uppercase(), &word[1..]))
        }
        Style::Roman => None,
    }
}

const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];
const ONES: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TENS: [(&str, u32); 4] = [("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50)];

/// How the line of a block is numbered, if it is.
fn item(block: &Block) -> Option<Item<'_>> {
    match block {
        Block::Section(Section { style: EnumeratorStyle::DigitDot, number, enumerator, .. }) => {
            Some(Item { style: Style::Digits, number: *number, text: enumerator, length: enumerator.text.len() })
        }
        Block::Paragraph(paragraph) => {
            let text = &paragraph.text.source;
            let end = text.text.bytes().take(17).position(|byte| matches!(byte, b',' | b'.'))?;
            let word = &text.text[..end];
            let ordinal = text.text.as_bytes()[end] == b',';
            let (style, number) =
                if ordinal { (Style::Ordinal, ordinal_number(word)?) } else { (Style::Roman, roman_number(word)?) };
            Some(Item { style, number, text, length: end + 1 })
        }
        _ => None,
    }
}

/// `Fifteenth`, `Twenty-five`, `Twenty-fifth`
fn ordinal_number(word: &str) -> Option<u32> {
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let place = |words: &[&str], word: &str| words.iter().position(|name| *name == word).map(|index| index as u32 + 1);
    if let Some(number) = place(&ORDINALS, &word) {
        return Some(number);
    }
    let (ten, one) = word.split_once('-')?;
    let (_, tens) = TENS.iter().find(|(name, _)| *name == ten)?;
    Some(tens + place(&ONES, one).or_else(|| place(&ORDINALS[..9], one))?)
}

fn roman_number(word: &str) -> Option<u32> {
    let roman = !word.is_empty() && word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
    crate::syntax::values::roman_number(&word.to_ascii_lowercase()).filter(|_| roman)
}
