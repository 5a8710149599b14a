//! Font files as tables: read, and written with their directory and sums.
//!
//! Here: [`tables`], [`written`], numbers in tables. Not here: what the tables say (`truetype`, and the fonts of an OFD).
//!
//! Source: ISO/IEC 14496-22, 4.5 (the directory), 5.2.2 (`head`)

use std::collections::BTreeMap;

/// The tables of a font file by their names.
pub(crate) type Tables = BTreeMap<[u8; 4], Vec<u8>>;

/// The tables of a font file; none for one that points outside of itself.
pub(crate) fn tables(font: &[u8]) -> Option<Tables> {
    let count = usize::from(short(font, 4)?);
    let mut tables = Tables::new();
    for record in 0..count {
        let record = font.get(12 + record * 16..28 + record * 16)?;
        let (at, length) = (long(record, 8)? as usize, long(record, 12)? as usize);
        tables.insert(record[..4].try_into().ok()?, font.get(at..at.checked_add(length)?)?.to_vec());
    }
    Some(tables)
}

pub(crate) fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

pub(crate) fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

pub(crate) fn put(bytes: &mut [u8], at: usize, value: u16) -> Option<()> {
    bytes.get_mut(at..at + 2)?.copy_from_slice(&value.to_be_bytes());
    Some(())
}

/// Tables one behind the other, with their directory and sums.
pub(crate) fn written(kind: &[u8], mut tables: Tables) -> Vec<u8> {
    let count = tables.len();
    let power = count.max(1).ilog2();
    let mut out = kind.to_vec();
    for value in [count, 16 << power, power as usize, count * 16 - (16 << power)] {
        out.extend((value as u16).to_be_bytes());
    }
    // The sum of the whole font stands in it, and is counted without itself.
    if let Some(sum) = tables.get_mut(b"head").and_then(|head| head.get_mut(8..12)) {
        sum.fill(0);
    }
    let mut at = 12 + count * 16;
    for (name, table) in &tables {
        out.extend(name);
        for value in [sum(table), at as u32, table.len() as u32] {
            out.extend(value.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    let mut head = None;
    for (name, table) in &tables {
        head = head.or((name == b"head").then_some(out.len()));
        out.extend_from_slice(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xb1b0_afba_u32.wrapping_sub(sum(&out));
    if let Some(place) = head.and_then(|head| out.get_mut(head + 8..head + 12)) {
        place.copy_from_slice(&adjustment.to_be_bytes());
    }
    out
}

pub(crate) fn sum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<4>();
    let mut last = [0; 4];
    last[..rest.len()].copy_from_slice(rest);
    words.iter().chain([&last]).map(|word| u32::from_be_bytes(*word)).fold(0, u32::wrapping_add)
}
