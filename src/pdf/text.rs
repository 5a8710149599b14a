//! Small helpers for PDF objects.

use crate::layout::{Mm, Pt};
use lopdf::{Object, StringFormat};

/// A text string in UTF-16, as PDF has it for everything that is not ASCII.
pub(super) fn text(text: &str) -> Object {
    Object::String(utf16(text), StringFormat::Hexadecimal)
}

pub(super) fn utf16(text: &str) -> Vec<u8> {
    [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}

/// Puts bytes as hexadecimal digits.
pub(super) fn hexadecimal(bytes: &[u8], out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend(bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]));
}

pub(super) fn literal(text: &str) -> Object {
    Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
}

pub(super) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// Millimetres as points, which is what the file counts in.
#[expect(clippy::cast_possible_truncation, reason = "PDF numbers are single precision")]
pub(super) fn points(length: Mm) -> f32 {
    Pt::from(length).0 as f32
}

/// The characters of a text string: UTF-16 with a mark, else one byte each.
pub(super) fn decode(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(rest) => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Whether two text strings say the same, one of them in UTF-16 and the other not, say. Bytes that are no text are left to be the same or not.
pub(super) fn same(one: &[u8], two: &[u8]) -> bool {
    let marked = |bytes: &[u8]| bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\xef\xbb\xbf");
    let plain = |bytes: &[u8]| bytes.iter().all(|byte| matches!(byte, b' '..=b'~'));
    let read = |bytes: &[u8]| decode(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    (marked(one) || marked(two)) && (marked(one) || plain(one)) && (marked(two) || plain(two)) && read(one) == read(two)
}
