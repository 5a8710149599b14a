//! Bytes to text: which encoding a draft is in, and what is refused before anything is parsed.
//!
//! Here: [`decode`], [`Encoding`], [`DecodeError`], [`Limits`]. Not here: reading files (`project::files`) and what is
//! wrong with single characters (`check::rules::control_character`).

use encoding_rs::{BIG5, GB18030};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The encoding a draft was read in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// GB 18030 (and so GBK and GB 2312).
    Gb18030,
    /// Big5.
    Big5,
    /// UTF-16, little-endian, with a byte order mark.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, big-endian, with a byte order mark.
    #[serde(rename = "utf-16be")]
    Utf16Be,
}

impl Encoding {
    /// The name that people know the encoding by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }
}

/// What is refused before parsing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest draft, in bytes. 16 MiB unless told otherwise.
    pub max_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 16 * 1024 * 1024 }
    }
}

/// A draft as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The text; a byte order mark is kept so that byte offsets are those of the file.
    pub text: String,
    /// What the bytes were.
    pub encoding: Encoding,
}

/// Why bytes are not a draft.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DecodeError {
    /// More bytes than [`Limits::max_bytes`].
    #[error("the draft has {bytes} bytes, more than the limit of {limit}")]
    TooLarge {
        /// Size of the draft.
        bytes: usize,
        /// The limit in force.
        limit: usize,
    },
    /// No encoding fits.
    #[error("not UTF-8, GB18030, Big5 or UTF-16 text; first bad byte 0x{byte:02X} at byte {at}")]
    Encoding {
        /// Offset of the first byte that is not UTF-8.
        at: usize,
        /// That byte.
        byte: u8,
    },
}

/// Reads bytes as text: UTF-8 first, then UTF-16 by its mark, then GB18030 or Big5 when the bytes are clean in it.
///
/// Where both GB18030 and Big5 fit, the reading whose characters are the more common ones wins.
///
/// # Errors
/// [`DecodeError`] for a draft over the limit or in no known encoding; never a text with replacement characters
/// that the bytes did not hold.
///
/// ```
/// use zhumo::source::{Encoding, Limits, decode};
/// let source = decode(&[0xb1, 0xea, 0xcc, 0xe2], &Limits::default()).unwrap();
/// assert_eq!((source.text.as_str(), source.encoding), ("标题", Encoding::Gb18030));
/// ```
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Source, DecodeError> {
    if bytes.len() > limits.max_bytes {
        return Err(DecodeError::TooLarge { bytes: bytes.len(), limit: limits.max_bytes });
    }
    let at = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Source { text: text.to_owned(), encoding: Encoding::Utf8 }),
        Err(fault) => fault.valid_up_to(),
    };
    let refusal = DecodeError::Encoding { at, byte: bytes[at] };
    for (mark, encoding) in [([0xff, 0xfe], Encoding::Utf16Le), ([0xfe, 0xff], Encoding::Utf16Be)] {
        if let Some(rest) = bytes.strip_prefix(&mark) {
            return utf16(rest, encoding).map(|text| Source { text, encoding }).ok_or(refusal);
        }
    }
    let readings = [(GB18030, Encoding::Gb18030), (BIG5, Encoding::Big5)];
    readings
        .into_iter()
        .filter_map(|(codec, encoding)| {
            let text = codec.decode_without_bom_handling_and_without_replacement(bytes)?;
            plausible(&text).map(|score| (score, Source { text: text.into_owned(), encoding }))
        })
        // The first of equals wins: GB18030 is the likelier encoding of a draft.
        .fold(None, |best: Option<(i64, Source)>, next| match best {
            Some(kept) if kept.0 >= next.0 => Some(kept),
            _ => Some(next),
        })
        .map(|(_, source)| source)
        .ok_or(refusal)
}

/// Writes a text back in the encoding it was read in; `None` when that encoding cannot hold it, or would not be read as the same again.
///
/// ```
/// use zhumo::source::{Encoding, encode};
/// assert_eq!(encode("标题", Encoding::Gb18030).unwrap(), [0xb1, 0xea, 0xcc, 0xe2]);
/// assert_eq!(encode("👍", Encoding::Big5), None);
/// ```
#[must_use]
pub fn encode(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let units = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| mark.into_iter().chain(text.encode_utf16().flat_map(bytes)).collect();
    let clean = |codec: &'static encoding_rs::Encoding| {
        let (bytes, _, lossy) = codec.encode(text);
        (!lossy).then(|| bytes.into_owned())
    };
    let bytes: Vec<u8> = match encoding {
        Encoding::Utf8 => return Some(text.as_bytes().to_vec()),
        Encoding::Utf16Le => units([0xff, 0xfe], u16::to_le_bytes),
        Encoding::Utf16Be => units([0xfe, 0xff], u16::to_be_bytes),
        Encoding::Gb18030 => clean(GB18030)?,
        Encoding::Big5 => clean(BIG5)?,
    };
    let again = decode(&bytes, &Limits { max_bytes: usize::MAX }).ok()?;
    // Text that is plain ASCII by now is UTF-8 as well.
    (again.text == text && (again.encoding == encoding || text.is_ascii())).then_some(bytes)
}

fn utf16(bytes: &[u8], encoding: Encoding) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let units = bytes.chunks_exact(2).map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    });
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// How much a reading looks like a notice; `None` when it holds what no text holds.
///
/// Nearly every even run of high bytes is *some* GB18030 text, so being decodable says little. What tells the
/// readings apart is how many of the characters are those that notices are full of.
fn plausible(text: &str) -> Option<i64> {
    const COMMON: &str = "的一是在有人和国國中不为為了年月日部门門局委省市县縣区區质質量工作通知关關于於开開展活动動标標题題主送各及发發文附件要求组組织織加强強生产產安全管理政府会會办辦公厅廳，。、；：“”（）《》　";
    let mut score = 0;
    for character in text.chars() {
        let control = character.is_control() && !matches!(character, '\n' | '\r' | '\t');
        if control || matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fffd}') {
            return None;
        }
        if COMMON.contains(character) {
            score += 1;
        }
    }
    // A reading in which no character is common is noise that happens to decode.
    (score > 0).then_some(score)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTICE: &str = "标题：关于开展质量月活动的通知\n主送：各市（州）人民政府：\n为提高质量，现就有关事项通知如下。\n";
    const TRADITIONAL: &str = "標題：關於開展質量月活動的通知\n主送：各縣（市）政府：\n為提高質量，現就有關事項通知如下。\n";

    #[test]
    fn the_four_encodings_are_told_apart() {
        let limits = Limits::default();
        let gb = GB18030.encode(NOTICE).0.into_owned();
        let big5 = BIG5.encode(TRADITIONAL).0.into_owned();
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(NOTICE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let read = |bytes: &[u8]| decode(bytes, &limits).map(|source| (source.encoding, source.text));
        assert_eq!(read(NOTICE.as_bytes()), Ok((Encoding::Utf8, NOTICE.to_owned())));
        assert_eq!(read(&gb), Ok((Encoding::Gb18030, NOTICE.to_owned())));
        assert_eq!(read(&big5), Ok((Encoding::Big5, TRADITIONAL.to_owned())));
        assert_eq!(read(&utf16), Ok((Encoding::Utf16Le, NOTICE.to_owned())));
    }

    #[test]
    fn noise_names_its_first_bad_byte() {
        let bytes = [b'a', b'b', 0xff, 0xff, 0x00];
        assert_eq!(decode(&bytes, &Limits::default()), Err(DecodeError::Encoding { at: 2, byte: 0xff }));
    }

    #[test]
    fn a_draft_over_the_limit_is_refused() {
        let limits = Limits { max_bytes: 3 };
        assert_eq!(decode(b"1234", &limits), Err(DecodeError::TooLarge { bytes: 4, limit: 3 }));
    }
}
