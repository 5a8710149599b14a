//! A `CFF ` table read: lists, dictionaries, and which part of the font a glyph belongs to.
//!
//! Here: [`Font`]. Not here: what programs call (`walk`).
//! Source: Adobe Technical Note 5176 (CFF)

use super::{CffError, Result};

/// A list of pieces (INDEX).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Index<'a> {
    pub(super) count: usize,
    pub(super) size: usize,
    pub(super) offsets: &'a [u8],
    pub(super) data: &'a [u8],
}

impl<'a> Index<'a> {
    /// Reads the list at `at`; gives it and where it ends.
    pub(super) fn read(table: &'a [u8], at: usize) -> Result<(Self, usize)> {
        let head = table.get(at..).ok_or(CffError::Damaged)?;
        let count = usize::from(u16::from_be_bytes(*head.first_chunk().ok_or(CffError::Damaged)?));
        if count == 0 {
            return Ok((Self::default(), at + 2));
        }
        let size = usize::from(*head.get(2).ok_or(CffError::Damaged)?);
        if !(1..=4).contains(&size) {
            return Err(CffError::Damaged);
        }
        let offsets = head.get(3..3 + (count + 1) * size).ok_or(CffError::Damaged)?;
        let start = 3 + (count + 1) * size;
        let mut index = Self { count, size, offsets, data: &[] };
        let length = index.offset(count).checked_sub(1).ok_or(CffError::Damaged)?;
        index.data = head.get(start..start + length).ok_or(CffError::Damaged)?;
        Ok((index, at + start + length))
    }

    pub(super) fn offset(&self, index: usize) -> usize {
        self.offsets[index * self.size..(index + 1) * self.size].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    }

    pub(super) fn get(&self, index: usize) -> Option<&'a [u8]> {
        if index >= self.count {
            return None;
        }
        // Offsets count from the byte before the data.
        let (start, end) = (self.offset(index).checked_sub(1)?, self.offset(index + 1).checked_sub(1)?);
        self.data.get(start..end)
    }

    /// What is added to the number of a call. Source: 5177, 4.7
    pub(super) const fn bias(&self) -> i32 {
        match self.count {
            0..1240 => 107,
            1240..33900 => 1131,
            _ => 32768,
        }
    }
}

/// An entry of a dictionary: its operator, the bytes of its operands, and those of them that are whole numbers.
pub(super) struct Entry<'a> {
    pub(super) operator: u16,
    pub(super) raw: &'a [u8],
    pub(super) numbers: Vec<i32>,
}

pub(super) const ROS: u16 = 0x0c1e;
pub(super) const CID_COUNT: u16 = 0x0c22;
pub(super) const FONT_DICTS: u16 = 0x0c24;
pub(super) const DICT_SELECT: u16 = 0x0c25;
pub(super) const FONT_MATRIX: u16 = 0x0c07;
pub(super) const CHARSTRING_TYPE: u16 = 0x0c06;
pub(super) const CHARSET: u16 = 15;
pub(super) const CHARSTRINGS: u16 = 17;
pub(super) const PRIVATE: u16 = 18;
pub(super) const SUBROUTINES: u16 = 19;
pub(super) const DEFAULT_WIDTH: u16 = 20;
pub(super) const NOMINAL_WIDTH: u16 = 21;

/// Source: 5176, 4
pub(super) fn dict(data: &[u8]) -> Result<Vec<Entry<'_>>> {
    let mut entries = Vec::new();
    let (mut at, mut start) = (0, 0);
    let mut numbers = Vec::new();
    while let Some(first) = data.get(at) {
        let byte = |offset: usize| data.get(at + offset).map(|byte| i32::from(*byte)).ok_or(CffError::Damaged);
        let first = i32::from(*first);
        at += match first {
            0..=21 => {
                let (operator, length) = if first == 12 { (0x0c00 | byte(1)?, 2) } else { (first, 1) };
                let operator = u16::try_from(operator).map_err(|_| CffError::Damaged)?;
                entries.push(Entry { operator, raw: &data[start..at], numbers: std::mem::take(&mut numbers) });
                start = at + length;
                length
            }
            28 => {
                numbers.push(i32::from(i16::from_be_bytes([byte(1)? as u8, byte(2)? as u8])));
                3
            }
            29 => {
                numbers.push(i32::from_be_bytes([byte(1)? as u8, byte(2)? as u8, byte(3)? as u8, byte(4)? as u8]));
                5
            }
            30 => {
                // A real number; nothing here counts with one.
                numbers.push(0);
                let digits = data[at + 1..].iter().position(|pair| pair & 0x0f == 0x0f).ok_or(CffError::Damaged)?;
                digits + 2
            }
            32..=246 => {
                numbers.push(first - 139);
                1
            }
            247..=250 => {
                numbers.push((first - 247) * 256 + byte(1)? + 108);
                2
            }
            251..=254 => {
                numbers.push(-(first - 251) * 256 - byte(1)? - 108);
                2
            }
            _ => return Err(CffError::Damaged),
        };
    }
    Ok(entries)
}

pub(super) fn entry<'e, 'a>(entries: &'e [Entry<'a>], operator: u16) -> Option<&'e Entry<'a>> {
    entries.iter().find(|entry| entry.operator == operator)
}

pub(super) fn offset(entries: &[Entry<'_>], operator: u16) -> Option<usize> {
    usize::try_from(*entry(entries, operator)?.numbers.first()?).ok()
}

/// The part of a font that a group of glyphs shares.
pub(super) struct Shared<'a> {
    /// Operands of its matrix.
    pub(super) matrix: Option<&'a [u8]>,
    /// Entries of its private dictionary.
    pub(super) private: Vec<Entry<'a>>,
    pub(super) subroutines: Index<'a>,
}

pub(super) struct Font<'a> {
    pub(super) programs: Index<'a>,
    pub(super) globals: Index<'a>,
    pub(super) shared: Vec<Shared<'a>>,
    pub(super) matrix: Option<&'a [u8]>,
    pub(super) select: Select<'a>,
    pub(super) cid_keyed: bool,
    pub(super) has_calls: bool,
}

/// Which shared part a glyph belongs to. Source: 5176, 19
pub(super) enum Select<'a> {
    One,
    Each(&'a [u8]),
    /// Ranges: first glyph and part, and behind the last one the number of glyphs.
    Ranges(&'a [u8], usize),
}

impl<'a> Font<'a> {
    pub(super) fn read(table: &'a [u8]) -> Result<Self> {
        let header = usize::from(*table.get(2).ok_or(CffError::Damaged)?);
        if table[0] != 1 {
            return Err(CffError::Unsupported("another version than 1"));
        }
        let (_, at) = Index::read(table, header)?;
        let (tops, at) = Index::read(table, at)?;
        let (_, at) = Index::read(table, at)?;
        let (globals, _) = Index::read(table, at)?;
        let top = dict(tops.get(0).ok_or(CffError::Damaged)?)?;
        if entry(&top, CHARSTRING_TYPE).is_some_and(|kind| kind.numbers != [2]) {
            return Err(CffError::Unsupported("charstrings of another type than 2"));
        }
        let (programs, _) = Index::read(table, offset(&top, CHARSTRINGS).ok_or(CffError::Damaged)?)?;
        let cid_keyed = entry(&top, ROS).is_some();
        let mut shared = Vec::new();
        let mut select = Select::One;
        if cid_keyed {
            let (dicts, _) = Index::read(table, offset(&top, FONT_DICTS).ok_or(CffError::Damaged)?)?;
            for index in 0..dicts.count {
                let entries = dict(dicts.get(index).ok_or(CffError::Damaged)?)?;
                shared.push(Shared::read(table, &entries, entry(&entries, FONT_MATRIX).map(|matrix| matrix.raw))?);
            }
            select = Select::read(table, offset(&top, DICT_SELECT).ok_or(CffError::Damaged)?, programs.count)?;
        } else {
            shared.push(Shared::read(table, &top, None)?);
        }
        let matrix = entry(&top, FONT_MATRIX).map(|matrix| matrix.raw);
        let has_calls = globals.count > 0 || shared.iter().any(|shared| shared.subroutines.count > 0);
        Ok(Self { programs, globals, shared, matrix, select, cid_keyed, has_calls })
    }

    pub(super) fn dict_of(&self, glyph: u16) -> Result<usize> {
        let place = match &self.select {
            Select::One => 0,
            Select::Each(each) => usize::from(*each.get(usize::from(glyph)).ok_or(CffError::Damaged)?),
            Select::Ranges(ranges, count) => {
                let first = |index: usize| u16::from_be_bytes([ranges[index * 3], ranges[index * 3 + 1]]);
                let (mut low, mut high) = (0, *count);
                while low + 1 < high {
                    let middle = usize::midpoint(low, high);
                    if first(middle) <= glyph { low = middle } else { high = middle }
                }
                usize::from(ranges[low * 3 + 2])
            }
        };
        if place < self.shared.len() { Ok(place) } else { Err(CffError::Damaged) }
    }
}

impl<'a> Select<'a> {
    pub(super) fn read(table: &'a [u8], at: usize, glyphs: usize) -> Result<Self> {
        let data = table.get(at..).ok_or(CffError::Damaged)?;
        match data.first() {
            Some(0) => Ok(Self::Each(data.get(1..=glyphs).ok_or(CffError::Damaged)?)),
            Some(3) => {
                let count = usize::from(u16::from_be_bytes([
                    *data.get(1).ok_or(CffError::Damaged)?,
                    *data.get(2).ok_or(CffError::Damaged)?,
                ]));
                let ranges = data.get(3..3 + count * 3).filter(|ranges| !ranges.is_empty()).ok_or(CffError::Damaged)?;
                Ok(Self::Ranges(ranges, count))
            }
            _ => Err(CffError::Damaged),
        }
    }
}

impl<'a> Shared<'a> {
    pub(super) fn read(table: &'a [u8], entries: &[Entry<'a>], matrix: Option<&'a [u8]>) -> Result<Self> {
        let Some(private) = entry(entries, PRIVATE) else {
            return Ok(Self { matrix, private: Vec::new(), subroutines: Index::default() });
        };
        let [size, at] = private.numbers[..] else { return Err(CffError::Damaged) };
        let (size, at) =
            usize::try_from(size).and_then(|size| Ok((size, usize::try_from(at)?))).map_err(|_| CffError::Damaged)?;
        let private = dict(at.checked_add(size).and_then(|end| table.get(at..end)).ok_or(CffError::Damaged)?)?;
        let subroutines = match offset(&private, SUBROUTINES) {
            Some(from) => Index::read(table, at.checked_add(from).ok_or(CffError::Damaged)?)?.0,
            None => Index::default(),
        };
        Ok(Self { matrix, private, subroutines })
    }
}
