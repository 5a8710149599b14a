//! Raw text as blocks: a line is a paragraph, and how far it stands from the left edge is the only fact.

use super::block::{Align, Blocks, Facts, Kind};
use super::escape;

pub(super) fn read(text: &str) -> Blocks {
    let mut found = Blocks::default();
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    for (number, line) in (1..).zip(text.split('\n')) {
        let bare = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if bare.is_empty() {
            found.push(Kind::Blank, "", number);
            continue;
        }
        // Half widths of white space before the text: two characters begin a paragraph, much more sets it right or in the middle.
        let before: usize = line
            .chars()
            .take_while(|c| c.is_whitespace() || *c == '\u{feff}')
            .map(|c| match c {
                '\u{3000}' => 2,
                '\t' => 4,
                _ => 1,
            })
            .sum();
        let align = if before >= 16 && bare.chars().count() <= 30 { Align::Right } else { Align::Unknown };
        found.add(Kind::Text, escape::inline(bare), number, Facts { align, ..Facts::default() });
    }
    found
}
