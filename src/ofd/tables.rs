//! Tables of a cut font that are made anew. Readers in Java refuse a font without one of `cmap`, `name`, `OS/2` and `post`.
//!
//! Here: [`cmap`], [`Names`], [`os2`], [`post`]. Not here: glyphs and their widths (`fonts`).
//!
//! Source: ISO/IEC 14496-22, 5.2.1 (`cmap`), 5.2.7 (`name`), 5.2.8 (`OS/2`), 5.2.9 (`post`)

use std::collections::BTreeMap;
use ttf_parser::{Face, Tag, name_id};

/// Characters that follow each other and have glyphs that do: the first and the last one, and the glyph of the first.
type Run = (u32, u32, u16);

/// Which glyph each character is. None for more characters than a table of 16 bits has room for.
pub(super) fn cmap(characters: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    let runs = runs(characters);
    let short = segments(&runs)?;
    let beyond = runs.last().is_some_and(|(_, last, _)| *last > 0xffff);
    let long = if beyond { groups(&runs)? } else { Vec::new() };
    let count = 1 + u16::from(beyond);
    let start = 4 + 8 * u32::from(count);
    let mut table = words(&[0, count]);
    // Windows, Unicode: 16 bits, and all of it.
    table.extend(words(&[3, 1]));
    table.extend(start.to_be_bytes());
    if beyond {
        table.extend(words(&[3, 10]));
        table.extend((start + u32::try_from(short.len()).ok()?).to_be_bytes());
    }
    table.extend(short);
    table.extend(long);
    Some(table)
}

fn runs(characters: &BTreeMap<char, u16>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (character, glyph) in characters {
        let character = u32::from(*character);
        match runs.last_mut() {
            // Those of 16 bits and those beyond do not meet: the last code of 16 bits is no character.
            Some((first, last, start))
                if *last + 1 == character && u32::from(*start) + (character - *first) == u32::from(*glyph) =>
            {
                *last = character;
            }
            _ => runs.push((character, character, *glyph)),
        }
    }
    runs
}

/// Format 4: those of 16 bits.
fn segments(runs: &[Run]) -> Option<Vec<u8>> {
    let near = || runs.iter().filter(|(_, last, _)| *last < 0xffff);
    let count = near().count() + 1;
    let power = count.ilog2();
    let length = u16::try_from(16 + count * 8).ok()?;
    let doubled = (count * 2) as u16;
    let search = 2u16 << power;
    let mut table = words(&[4, length, 0, doubled, search, power as u16, doubled - search]);
    let list = |table: &mut Vec<u8>, of: fn(&Run) -> u16, end: u16| {
        table.extend(near().map(of).chain([end]).flat_map(u16::to_be_bytes));
    };
    list(&mut table, |(_, last, _)| *last as u16, 0xffff);
    // A word that says nothing stands between the ends and the beginnings.
    table.extend([0, 0]);
    list(&mut table, |(first, ..)| *first as u16, 0xffff);
    list(&mut table, |(first, _, glyph)| glyph.wrapping_sub(*first as u16), 1);
    list(&mut table, |_| 0, 0);
    Some(table)
}

/// Format 12: all of them.
fn groups(runs: &[Run]) -> Option<Vec<u8>> {
    let count = u32::try_from(runs.len()).ok()?;
    let mut table = words(&[12, 0]);
    for value in [16 + count * 12, 0, count] {
        table.extend(value.to_be_bytes());
    }
    for (first, last, glyph) in runs {
        for value in [*first, *last, u32::from(*glyph)] {
            table.extend(value.to_be_bytes());
        }
    }
    Some(table)
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

/// What a face says of itself, as far as it goes along.
pub(super) struct Names {
    /// Its name for programs.
    pub post_script: String,
    /// The name of its family.
    pub family: String,
    pub is_bold: bool,
    pub is_italic: bool,
    pub is_fixed: bool,
    /// The names by their numbers, in order.
    records: Vec<(u16, String)>,
}

/// Names longer than this stay behind: a licence in full is no name.
const LONGEST: usize = 400;

impl Names {
    pub fn of(face: &Face<'_>, post_script: &str) -> Self {
        let known = |wanted: u16| {
            let names = || face.names().into_iter().filter(|name| name.name_id == wanted && name.is_unicode());
            // English as the United States write it, as every font has it; else whatever is there.
            let name = names().find(|name| name.language_id == ENGLISH).or_else(|| names().next())?;
            name.to_string().filter(|name| !name.is_empty() && name.chars().count() <= LONGEST)
        };
        let family =
            known(name_id::TYPOGRAPHIC_FAMILY).or_else(|| known(name_id::FAMILY)).unwrap_or_else(|| post_script.to_owned());
        let style = known(name_id::SUBFAMILY).unwrap_or_else(|| "Regular".to_owned());
        let version = known(name_id::VERSION).unwrap_or_else(|| "Version 1.0".to_owned());
        let records = [
            // Whose work it is and under which terms goes wherever it goes.
            (name_id::COPYRIGHT_NOTICE, known(name_id::COPYRIGHT_NOTICE)),
            (name_id::FAMILY, Some(known(name_id::FAMILY).unwrap_or_else(|| family.clone()))),
            (name_id::SUBFAMILY, Some(style)),
            (name_id::UNIQUE_ID, Some(post_script.to_owned())),
            (name_id::FULL_NAME, Some(known(name_id::FULL_NAME).unwrap_or_else(|| post_script.to_owned()))),
            (name_id::VERSION, Some(version)),
            (name_id::POST_SCRIPT_NAME, Some(post_script.to_owned())),
            (name_id::LICENSE, known(name_id::LICENSE)),
            (name_id::LICENSE_URL, known(name_id::LICENSE_URL)),
        ];
        Self {
            post_script: post_script.to_owned(),
            family,
            is_bold: face.is_bold(),
            is_italic: face.is_italic(),
            is_fixed: face.is_monospaced(),
            records: records.into_iter().filter_map(|(number, name)| Some((number, name?))).collect(),
        }
    }

    /// Format 0, for Windows.
    pub fn table(&self) -> Vec<u8> {
        let count = self.records.len();
        let mut table = words(&[0, count as u16, (6 + count * 12) as u16]);
        let mut strings = Vec::new();
        for (number, name) in &self.records {
            let at = strings.len();
            strings.extend(name.encode_utf16().flat_map(u16::to_be_bytes));
            table.extend(words(&[3, 1, ENGLISH, *number, (strings.len() - at) as u16, at as u16]));
        }
        table.extend(strings);
        table
    }
}

const ENGLISH: u16 = 0x409;

/// The face's own metrics for Windows, or the usual ones; the first and the last character are those of the cut font.
pub(super) fn os2(face: &Face<'_>, characters: &BTreeMap<char, u16>) -> Vec<u8> {
    let own = face.raw_face().table(Tag::from_bytes(b"OS/2")).filter(|own| own.len() >= LEAST);
    let mut table = own.map_or_else(|| usual(face), <[u8]>::to_vec);
    let code = |character: Option<&char>| character.map_or(0, |character| u32::from(*character).min(0xffff) as u16);
    let ends = [code(characters.keys().next()), code(characters.keys().next_back())];
    table[64..68].copy_from_slice(&words(&ends));
    table
}

/// Length of the first version of the table.
const LEAST: usize = 78;

fn usual(face: &Face<'_>) -> Vec<u8> {
    let mut table = vec![0; LEAST];
    let em = face.units_per_em();
    let mut set = |at: usize, value: u16| table[at..at + 2].copy_from_slice(&value.to_be_bytes());
    set(2, em);
    set(4, face.weight().to_number());
    set(6, 5);
    // Neither bold nor italic, as the faces are that lack such a table.
    set(62, 0x40);
    for (at, value) in [(68, face.ascender()), (70, face.descender()), (72, face.line_gap())] {
        set(at, value as u16);
    }
    set(74, face.ascender().unsigned_abs());
    set(76, face.descender().unsigned_abs());
    table
}

/// Version 3: no names of glyphs.
pub(super) fn post(face: &Face<'_>) -> Vec<u8> {
    let mut table = vec![0; 32];
    table[..4].copy_from_slice(&[0, 3, 0, 0]);
    let own = face.raw_face().table(Tag::from_bytes(b"post")).and_then(|own| own.get(4..16));
    if let Some(own) = own {
        table[4..16].copy_from_slice(own);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_lead_to_their_glyphs() {
        let all: BTreeMap<char, u16> = "ABC一丁七\u{20bb7}\u{20bb8}龥".chars().zip([3, 4, 5, 9, 8, 7, 11, 12, 1]).collect();
        let table = cmap(&all).unwrap();
        let read = ttf_parser::cmap::Table::parse(&table).unwrap();
        for subtable in read.subtables {
            let wide = subtable.encoding_id == 10;
            for (character, glyph) in &all {
                let found = subtable.glyph_index(u32::from(*character)).map(|found| found.0);
                let known = wide || u32::from(*character) < 0x10000;
                assert_eq!(found, known.then_some(*glyph), "{character} {wide}");
            }
            assert_eq!(subtable.glyph_index('丂'.into()), None);
        }
    }
}
