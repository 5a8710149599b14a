//! Streams unpacked, whatever program packed them.
//!
//! Here: [`unpack`]. Not here: how this program packs (`pack`). A stream that is damaged, or goes on behind its end, is none: programs that show it repair it, each in its own way.
//! Source: ISO 32000-1, 7.4

use flate2::{Decompress, FlushDecompress, Status};
use lopdf::{Dictionary, Object, Stream};
use std::borrow::Cow;

/// A stream without the packing that says nothing about what it holds.
#[derive(PartialEq)]
pub(super) struct Unpacked<'a> {
    pub bytes: Cow<'a, [u8]>,
    /// What it is packed with still: the way of a picture, say.
    pub left: Vec<Vec<u8>>,
}

/// Unpacks a stream to at most `limit` bytes. `resolve` follows references.
pub(super) fn unpack<'a>(stream: &'a Stream, limit: usize, resolve: impl Fn(&'a Object) -> &'a Object) -> Option<Unpacked<'a>> {
    let entry = |key: &[u8]| stream.dict.get(key).map_or(&Object::Null, &resolve);
    let list = |object: &'a Object| match object {
        Object::Null => Vec::new(),
        Object::Array(list) => list.iter().map(&resolve).collect(),
        one => vec![one],
    };
    let filters = list(entry(b"Filter")).into_iter().map(Object::as_name).collect::<Result<Vec<&[u8]>, _>>().ok()?;
    let parameters = list(entry(b"DecodeParms"));
    // A file somewhere else has no place in one of ours.
    if filters.len() > MOST_FILTERS || stream.dict.has(b"F") {
        return None;
    }
    let mut bytes = Cow::Borrowed(stream.content.as_slice());
    for (index, filter) in filters.iter().enumerate() {
        let parameters = parameters.get(index).and_then(|object| object.as_dict().ok());
        bytes = Cow::Owned(match *filter {
            b"FlateDecode" => flat(&bytes, parameters, limit)?,
            b"LZWDecode" | b"ASCII85Decode" => through_library(&bytes, filter, parameters, limit)?,
            b"ASCIIHexDecode" => hexadecimal(&bytes)?,
            b"RunLengthDecode" => runs(&bytes, limit)?,
            _ => {
                let left = filters[index..].iter().map(|filter| filter.to_vec()).collect();
                return Some(Unpacked { bytes, left });
            }
        });
    }
    (bytes.len() <= limit).then_some(Unpacked { bytes, left: Vec::new() })
}

/// More ways of packing one upon the other has no sound file.
const MOST_FILTERS: usize = 4;

fn flat(bytes: &[u8], parameters: Option<&Dictionary>, limit: usize) -> Option<Vec<u8>> {
    // Programs pack nothing as nothing.
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    let mut inflater = Decompress::new(true);
    let mut out = Vec::with_capacity((bytes.len() * 4).clamp(256, limit.max(256)));
    loop {
        let from = usize::try_from(inflater.total_in()).ok()?;
        let status = inflater.decompress_vec(bytes.get(from..)?, &mut out, FlushDecompress::Finish).ok()?;
        if out.len() > limit {
            return None;
        }
        match status {
            Status::StreamEnd => break,
            // No progress with room to write: the stream was cut.
            _ if out.len() < out.capacity() => return None,
            _ => out.reserve(out.capacity().min(limit).max(4096)),
        }
    }
    let rest = &bytes[usize::try_from(inflater.total_in()).ok()?..];
    if !rest.iter().all(|byte| b"\r\n".contains(byte)) {
        return None;
    }
    match parameters {
        Some(parameters) if parameters.get(b"Predictor").is_ok_and(|predictor| !matches!(predictor, Object::Integer(1))) => {
            // Sound by now.
            through_library(bytes, b"FlateDecode", Some(parameters), limit)
        }
        _ => Some(out),
    }
}

fn through_library(bytes: &[u8], filter: &[u8], parameters: Option<&Dictionary>, limit: usize) -> Option<Vec<u8>> {
    let mut dict = Dictionary::new();
    dict.set("Filter", Object::Name(filter.to_vec()));
    if let Some(parameters) = parameters {
        dict.set("DecodeParms", parameters.clone());
    }
    Stream::new(dict, bytes.to_vec()).decompressed_content_with_limit(limit).ok()
}

fn hexadecimal(bytes: &[u8]) -> Option<Vec<u8>> {
    let end = bytes.iter().position(|byte| *byte == b'>')?;
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let digits: Option<Vec<u32>> = bytes[..end].iter().filter(|byte| !byte.is_ascii_whitespace()).map(digit).collect();
    // A last digit alone stands for itself and a zero.
    Some(digits?.chunks(2).map(|pair| (pair[0] * 16 + pair.get(1).copied().unwrap_or(0)) as u8).collect())
}

fn runs(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let (mut out, mut rest) = (Vec::new(), bytes);
    loop {
        let (length, behind) = rest.split_first()?;
        match usize::from(*length) {
            128 => return Some(out),
            count @ 0..128 => {
                out.extend_from_slice(behind.get(..=count)?);
                rest = &behind[count + 1..];
            }
            count => {
                let (byte, behind) = behind.split_first()?;
                out.extend(std::iter::repeat_n(*byte, 257 - count));
                rest = behind;
            }
        }
        if out.len() > limit {
            return None;
        }
    }
}
