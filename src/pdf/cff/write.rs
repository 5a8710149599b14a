//! A `CFF ` table written: the parts that are kept, each where the ones before it end.
//!
//! Here: [`write`]. Not here: which parts are kept (`cff`).
//! Source: Adobe Technical Note 5176 (CFF)

use super::read::{
    CHARSET, CHARSTRINGS, CID_COUNT, DEFAULT_WIDTH, DICT_SELECT, FONT_DICTS, FONT_MATRIX, Font, Index, NOMINAL_WIDTH, PRIVATE,
    ROS, SUBROUTINES, Shared, entry,
};
use super::walk::Walk;
use super::{CffError, Gathered, Result};

/// A whole number as a dictionary has it, in five bytes whatever it is, so that sizes are known beforehand.
fn number(value: usize, out: &mut Vec<u8>) -> Result<()> {
    out.push(29);
    out.extend(i32::try_from(value).map_err(|_| CffError::Unsupported("more than 2 GB"))?.to_be_bytes());
    Ok(())
}

fn operator(operator: u16, out: &mut Vec<u8>) {
    let [high, low] = operator.to_be_bytes();
    out.extend((high > 0).then_some(high));
    out.push(low);
}

/// How many bytes an offset takes in a list of pieces with so many bytes in all.
const fn offset_size(data: usize) -> usize {
    match data + 1 {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xff_ffff => 3,
        _ => 4,
    }
}

/// Length of a list of pieces.
fn index_length(pieces: &[&[u8]]) -> usize {
    let data = pieces.iter().map(|piece| piece.len()).sum::<usize>();
    if pieces.is_empty() { 2 } else { 3 + (pieces.len() + 1) * offset_size(data) + data }
}

fn index(pieces: &[&[u8]], out: &mut Vec<u8>) -> Result<()> {
    index_head(pieces, out)?;
    pieces.iter().for_each(|piece| out.extend_from_slice(piece));
    Ok(())
}

/// What stands in a list before its pieces.
fn index_head(pieces: &[&[u8]], out: &mut Vec<u8>) -> Result<()> {
    out.extend(u16::try_from(pieces.len()).map_err(|_| CffError::Damaged)?.to_be_bytes());
    if pieces.is_empty() {
        return Ok(());
    }
    let size = offset_size(pieces.iter().map(|piece| piece.len()).sum());
    out.push(size as u8);
    let mut offset = 1usize;
    let put = |offset: usize, out: &mut Vec<u8>| out.extend(&offset.to_be_bytes()[size_of::<usize>() - size..]);
    put(offset, out);
    for piece in pieces {
        offset += piece.len();
        put(offset, out);
    }
    Ok(())
}

/// The pieces of a list that were called; the others are empty, because a call counts from the length of the list.
fn called<'a>(list: &Index<'a>, used: &[bool]) -> Vec<&'a [u8]> {
    if !used.contains(&true) {
        return Vec::new();
    }
    used.iter().enumerate().map(|(place, used)| if *used { list.get(place).unwrap_or_default() } else { &[] }).collect()
}

/// Length of a call, in bytes.
pub(super) const CALL: usize = 2;

/// Programs that call one subroutine, by its place, and do nothing else. A call counts from the length of the list, and from 107 below it
/// while the list is short; so many calls fit into a byte. Source: 5177, 3.2 and 4.7
static CALLS: [[u8; CALL]; 215] = {
    let mut calls = [[0, 29]; 215];
    let mut place = 0;
    while place < calls.len() {
        calls[place][0] = 32 + place as u8;
        place += 1;
    }
    calls
};

/// Programs of the same glyph follow each other: such a program becomes a subroutine that each of them calls, and is in the file once. No
/// glyph calls anything else when this is asked for.
fn share<'a>(programs: &mut [&'a [u8]]) -> Vec<&'a [u8]> {
    let mut shared = Vec::new();
    for same in programs.chunk_by_mut(|one, other| std::ptr::eq(*one, *other)) {
        let Some(call) = CALLS.get(shared.len()).filter(|call| same.len() > 1 && same[0].len() > 2 * call.len()) else {
            continue;
        };
        shared.push(same[0]);
        same.fill(call);
    }
    shared
}

pub(super) fn write<'a>(
    font: &Font<'_>,
    walk: &Walk<'_, '_>,
    name: &str,
    mut programs: Vec<&'a [u8]>,
    dicts: &[(usize, u16)],
    selected: &[usize],
) -> Result<Gathered<'a>> {
    let count = programs.len();
    let mut head = vec![1, 0, 4, 4];
    index(&[name.as_bytes()], &mut head)?;
    let mut strings = Vec::new();
    index(&[b"Adobe", b"Identity"], &mut strings)?;
    let globals = called(&font.globals, &walk.globals);
    index(&if globals.is_empty() { share(&mut programs) } else { globals }, &mut strings)?;
    // Each CID is the place of its glyph: one range from 1.
    let mut charset = vec![2];
    if count > 1 {
        charset.extend(1u16.to_be_bytes());
        charset.extend(u16::try_from(count - 2).map_err(|_| CffError::Damaged)?.to_be_bytes());
    } else {
        charset[0] = 0;
    }
    let select = select(selected)?;
    // The top dictionary has a fixed size, so that everything behind it has a known place.
    let top = |charset: usize, select: usize, glyphs: usize, dicts: usize| -> Result<Vec<u8>> {
        let mut top = Vec::new();
        // Adobe, Identity, 0: the first two strings that are the font's own.
        [391, 392, 0].into_iter().try_for_each(|value| number(value, &mut top))?;
        operator(ROS, &mut top);
        if let Some(matrix) = font.matrix {
            top.extend_from_slice(matrix);
            operator(FONT_MATRIX, &mut top);
        }
        for (value, key) in
            [(count, CID_COUNT), (charset, CHARSET), (select, DICT_SELECT), (glyphs, CHARSTRINGS), (dicts, FONT_DICTS)]
        {
            number(value, &mut top)?;
            operator(key, &mut top);
        }
        let mut list = Vec::new();
        index(&[&top], &mut list)?;
        Ok(list)
    };
    let start = head.len() + top(0, 0, 0, 0)?.len() + strings.len();
    let select_at = start + charset.len();
    let glyphs_at = select_at + select.len();
    let dicts_at = glyphs_at + index_length(&programs);
    let privates: Vec<Private> =
        dicts.iter().map(|(dict, wider)| private(&font.shared[*dict], &walk.locals[*dict], *wider)).collect::<Result<_>>()?;
    let lists = |at: usize| -> Result<Vec<u8>> {
        let mut at = at;
        let mut bodies: Vec<Vec<u8>> = Vec::new();
        for ((dict, _), private) in dicts.iter().zip(&privates) {
            let mut body = Vec::new();
            if let Some(matrix) = font.shared[*dict].matrix {
                body.extend_from_slice(matrix);
                operator(FONT_MATRIX, &mut body);
            }
            number(private.length, &mut body)?;
            number(at, &mut body)?;
            operator(PRIVATE, &mut body);
            bodies.push(body);
            at += private.bytes.len();
        }
        let mut list = Vec::new();
        index(&bodies.iter().map(Vec::as_slice).collect::<Vec<_>>(), &mut list)?;
        Ok(list)
    };
    let privates_at = dicts_at + lists(0)?.len();
    let mut before = head;
    before.extend(top(start, select_at, glyphs_at, dicts_at)?);
    before.extend(strings);
    before.extend(charset);
    before.extend(select);
    index_head(&programs, &mut before)?;
    let mut behind = lists(privates_at)?;
    privates.iter().for_each(|private| behind.extend_from_slice(&private.bytes));
    // Programs are long: each time they are copied costs as much as cutting them.
    Ok(Gathered { before, programs, behind, copied: None, looked_at: true })
}

/// Which part each glyph belongs to, as ranges.
fn select(selected: &[usize]) -> Result<Vec<u8>> {
    let mut ranges = Vec::new();
    for (glyph, place) in selected.iter().enumerate() {
        if glyph == 0 || selected[glyph - 1] != *place {
            ranges.extend(u16::try_from(glyph).map_err(|_| CffError::Damaged)?.to_be_bytes());
            ranges.push(u8::try_from(*place).map_err(|_| CffError::Damaged)?);
        }
    }
    let mut out = vec![3];
    out.extend(u16::try_from(ranges.len() / 3).map_err(|_| CffError::Damaged)?.to_be_bytes());
    out.extend(ranges);
    out.extend(u16::try_from(selected.len()).map_err(|_| CffError::Damaged)?.to_be_bytes());
    Ok(out)
}

/// A private dictionary with its subroutines behind it.
struct Private {
    bytes: Vec<u8>,
    /// How many of the bytes are the dictionary.
    length: usize,
}

/// The private dictionary of a part whose glyphs are wider than the font has them.
fn private(shared: &Shared<'_>, used: &[bool], wider: u16) -> Result<Private> {
    let mut bytes = Vec::new();
    let widths = [DEFAULT_WIDTH, NOMINAL_WIDTH];
    let is_changed = |key: u16| key == SUBROUTINES || wider > 0 && widths.contains(&key);
    for kept in shared.private.iter().filter(|entry| !is_changed(entry.operator)) {
        bytes.extend_from_slice(kept.raw);
        operator(kept.operator, &mut bytes);
    }
    // A glyph tells its width as the difference to the one or is as wide as the other, so that both of them grow.
    for key in widths.into_iter().filter(|_| wider > 0) {
        let own = entry(&shared.private, key);
        if own.is_some_and(|own| own.raw.first() == Some(&REAL)) {
            return Err(CffError::Unsupported("a width that is no whole number"));
        }
        let own = own.and_then(|own| own.numbers.first()).copied().unwrap_or_default();
        let wide = own.checked_add(i32::from(wider)).ok_or(CffError::Damaged)?;
        bytes.push(29);
        bytes.extend(wide.to_be_bytes());
        operator(key, &mut bytes);
    }
    let kept = called(&shared.subroutines, used);
    if kept.is_empty() {
        return Ok(Private { length: bytes.len(), bytes });
    }
    let length = bytes.len() + 6;
    number(length, &mut bytes)?;
    operator(SUBROUTINES, &mut bytes);
    index(&kept, &mut bytes)?;
    Ok(Private { bytes, length })
}

/// What a real number begins with.
const REAL: u8 = 30;
