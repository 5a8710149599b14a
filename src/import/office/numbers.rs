//! Automatic numbers of paragraphs: what the word processor shows and the file does not say.

use super::super::ImportError;
use super::{each, value};
use crate::syntax::values::{to_han_number, to_roman_number};
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbers {
    levels: BTreeMap<(String, usize), Level>,
    lists: BTreeMap<String, String>,
    counters: BTreeMap<String, [Option<u32>; 9]>,
}

#[derive(Clone, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

impl Numbers {
    pub fn read(xml: &str) -> Result<Self, ImportError> {
        let mut numbers = Self::default();
        let (mut list, mut level, mut instance) = (String::new(), 0usize, String::new());
        each(xml, |event| {
            let Event::Start(tag) = event else { return };
            let said = value(tag, "w:val");
            match tag.local_name().as_ref() {
                "abstractNum" => list = value(tag, "w:abstractNumId").unwrap_or_default(),
                "lvl" => {
                    level = value(tag, "w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                    numbers.levels.insert((list.clone(), level), Level { start: 1, ..Level::default() });
                }
                "num" => instance = value(tag, "w:numId").unwrap_or_default(),
                "abstractNumId" => drop(numbers.lists.insert(instance.clone(), said.unwrap_or_default())),
                name @ ("start" | "numFmt" | "lvlText") => {
                    if let Some(level) = numbers.levels.get_mut(&(list.clone(), level)) {
                        match name {
                            "start" => level.start = said.and_then(|start| start.parse().ok()).unwrap_or(1),
                            "numFmt" => level.format = said.unwrap_or_default(),
                            _ => level.text = said.unwrap_or_default(),
                        }
                    }
                }
                _ => {}
            }
        })?;
        Ok(numbers)
    }

    /// The number of the next paragraph of a list; `- ` for a bullet.
    pub fn next(&mut self, id: &str, level: usize) -> Option<String> {
        let list = self.lists.get(id)?.clone();
        let level = level.min(8);
        let this = self.levels.get(&(list.clone(), level))?.clone();
        if this.format == "bullet" {
            return Some("- ".to_owned());
        }
        if this.format == "none" {
            return None;
        }
        let counters = self.counters.entry(list.clone()).or_default();
        counters[level] = Some(counters[level].map_or(this.start, |number| number.saturating_add(1)));
        counters[level + 1..].fill(None);
        let mut text = this.text.clone();
        for (at, counter) in counters.iter().enumerate() {
            let format = self.levels.get(&(list.clone(), at)).map_or("decimal", |level| level.format.as_str());
            text = text.replace(&format!("%{}", at + 1), &spelled(counter.unwrap_or(1), format));
        }
        let text = text.trim().to_owned();
        let gap = if text.ends_with('.') { " " } else { "" };
        (!text.is_empty()).then(|| text + gap)
    }
}

fn spelled(number: u32, format: &str) -> String {
    let letter = |first: u8| match u8::try_from(number) {
        Ok(number @ 1..=26) => char::from(first + number - 1).to_string(),
        _ => number.to_string(),
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "chineseLegalSimplified" => to_han_number(number),
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => to_roman_number(number),
        "upperRoman" => to_roman_number(number).to_uppercase(),
        _ => number.to_string(),
    }
}
