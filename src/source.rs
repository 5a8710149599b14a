//! Bytes to text: which encoding a draft is in, and what is refused before anything is parsed.
//!
//! Here: [`decode`], [`Encoding`], [`DecodeError`], [`Limits`]. Not here: reading files (`project::files`) and what is
//! wrong with single characters (`check::rules::control_character`).

mod reading;

use crate::say;
use crate::say::Say;
use crate::span::LineIndex;
use encoding_rs::{BIG5, GB18030};
use reading::Reading;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The encoding a draft was read in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Limits {
    /// Largest draft, in bytes. 16 MiB unless told otherwise.
    pub max_bytes: usize,
}

impl Limits {
    /// So many bytes at most.
    #[must_use]
    pub const fn new(max_bytes: usize) -> Self {
        Self { max_bytes }
    }
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
#[non_exhaustive]
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
    #[error("not UTF-8, GB18030, Big5 or UTF-16 text: bad byte 0x{byte:02X} in line {line}, column {column} (byte {at}), read as {}", encoding.name())]
    Encoding {
        /// The encoding that fits best.
        encoding: Encoding,
        /// Offset of the first byte that is none of its text.
        at: usize,
        /// That byte.
        byte: u8,
        /// Its line, from 1.
        line: usize,
        /// Its column, from 1, in characters.
        column: usize,
    },
}

impl DecodeError {
    /// The error as a sentence about the draft called `shown`.
    #[must_use]
    pub fn say(&self, shown: &str) -> Say {
        match self {
            Self::TooLarge { bytes, limit } => {
                say!("{shown} 有 {bytes} 字节，超过上限 {limit}", "{shown} has {bytes} bytes, more than the limit of {limit}")
            }
            Self::Encoding { encoding, at, byte, line, column } => {
                let name = encoding.name();
                say!(
                    "{shown} 不是 UTF-8、GB18030、Big5 或 UTF-16 文本：第 {line} 行第 {column} 列有坏字节 0x{byte:02X}（第 {at} 字节，按 {name} 读）",
                    "{shown} is not UTF-8, GB18030, Big5 or UTF-16 text: bad byte 0x{byte:02X} in line {line}, column {column} (byte {at}, read as {name})"
                )
            }
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> Say {
        match self {
            Self::TooLarge { .. } => say!(
                "拆成几份，或在 zhumo.toml 的 [limits] 里调高 max_draft_bytes",
                "split it, or raise max_draft_bytes in [limits] of zhumo.toml"
            ),
            Self::Encoding { .. } => say!(
                "用编辑器打开，改正那个地方的字，另存为 UTF-8 再试",
                "open the file in an editor, put that place right, save it as UTF-8 and try again"
            ),
        }
    }
}

/// Reads bytes as text: UTF-8 first, then UTF-16 by its mark, then GB18030 or Big5 when the bytes are clean in it.
///
/// Where both GB18030 and Big5 fit, the reading whose characters are the more common ones wins. Characters of one's own (造字)
/// become those for private use that Windows has for them.
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
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Source { text: text.to_owned(), encoding: Encoding::Utf8 });
    }
    for (mark, encoding) in [([0xff, 0xfe], Encoding::Utf16Le), ([0xfe, 0xff], Encoding::Utf16Be)] {
        if bytes.starts_with(&mark) {
            let reading = Reading::of(bytes, encoding);
            return match reading.bad {
                None => Ok(Source { text: reading.text, encoding }),
                Some(bad) => Err(refusal(bytes, encoding, &reading.text, bad)),
            };
        }
    }
    let [gb18030, big5] = [Encoding::Gb18030, Encoding::Big5].map(|encoding| (encoding, Reading::of(bytes, encoding)));
    let clean = [&gb18030, &big5].into_iter().filter(|(_, reading)| reading.bad.is_none());
    // The first of equals wins: GB18030 is the likelier encoding of a draft.
    let best = clean.filter_map(|(encoding, reading)| Some((*encoding, plausible(&reading.text)?))).reduce(better);
    if let Some((encoding, _)) = best {
        let text = if encoding == Encoding::Big5 { big5.1.text } else { gb18030.1.text };
        return Ok(Source { text, encoding });
    }
    // What fits best says where the fault is.
    let mut best = ((Encoding::Utf8, Reading::of(bytes, Encoding::Utf8)), i64::MIN);
    best.1 = worth(&best.0.1);
    for other in [gb18030, big5].into_iter().filter(|(_, reading)| reading.bad.is_some()) {
        let worth = worth(&other.1);
        best = better(best, (other, worth));
    }
    let (encoding, reading) = best.0;
    Err(refusal(bytes, encoding, &reading.text, reading.bad.unwrap_or_default()))
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
    let bytes: Vec<u8> = match encoding {
        Encoding::Utf8 => return Some(text.as_bytes().to_vec()),
        Encoding::Utf16Le => units([0xff, 0xfe], u16::to_le_bytes),
        Encoding::Utf16Be => units([0xfe, 0xff], u16::to_be_bytes),
        Encoding::Gb18030 => clean(text, GB18030)?,
        Encoding::Big5 => clean(text, BIG5)?,
    };
    let again = decode(&bytes, &Limits { max_bytes: usize::MAX }).ok()?;
    // Text that is plain ASCII by now is UTF-8 as well.
    (again.text == text && (again.encoding == encoding || text.is_ascii())).then_some(bytes)
}

/// The first character that an encoding cannot hold.
///
/// ```
/// use zhumo::source::{Encoding, unwritable};
/// assert_eq!(unwritable("他說咗", Encoding::Big5), Some('咗'));
/// assert_eq!(unwritable("他說咗", Encoding::Gb18030), None);
/// ```
#[must_use]
pub fn unwritable(text: &str, encoding: Encoding) -> Option<char> {
    let codec = match encoding {
        Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be => return None,
        Encoding::Gb18030 => GB18030,
        Encoding::Big5 => BIG5,
    };
    match clean(text, codec) {
        Some(_) => None,
        None => text.chars().find(|character| clean(character.encode_utf8(&mut [0; 4]), codec).is_none()),
    }
}

/// The bytes of a text in an encoding that holds every character of it.
fn clean(text: &str, codec: &'static encoding_rs::Encoding) -> Option<Vec<u8>> {
    let (bytes, _, lossy) = codec.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

/// The better of two by its worth, the first of equals.
fn better<T>(one: (T, i64), two: (T, i64)) -> (T, i64) {
    if one.1 >= two.1 { one } else { two }
}

/// How much a reading with faults looks like a notice.
fn worth(reading: &Reading) -> i64 {
    score(&reading.text).0 - 4 * i64::try_from(reading.faults).unwrap_or(i64::from(i32::MAX))
}

/// Why bytes are refused whose reading is bad at a byte, with so much of its text before it.
fn refusal(bytes: &[u8], encoding: Encoding, text: &str, (at, before): (usize, usize)) -> DecodeError {
    let before = text.get(..before).unwrap_or_default();
    let before = before.strip_prefix('\u{feff}').unwrap_or(before);
    let place = LineIndex::new(before).position(before, before.len());
    DecodeError::Encoding { encoding, at, byte: bytes.get(at).copied().unwrap_or(0), line: place.line, column: place.column }
}

/// How much a reading looks like a notice; `None` when it holds what no text holds.
fn plausible(text: &str) -> Option<i64> {
    let (score, common) = score(text);
    // A reading in which no character is common is noise that happens to decode.
    (common > 0 && !text.contains('\0')).then_some(score)
}

/// How much a reading looks like a notice, and how many of its characters are those that notices are full of.
///
/// Nearly every even run of high bytes is *some* GB18030 text, so being decodable says little. What tells the
/// readings apart is how many of the characters are those that notices are full of, and how many are those that few texts have.
fn score(text: &str) -> (i64, usize) {
    const COMMON: &str = "的一是在有人和国國中不为為了年月日部门門局委省市县縣区區质質量工作通知关關于於开開展活动動标標題题主送各及发發文附件要求組组织織加强生產产安全管理政府会會办辦公厅廳，。、；：“”（）《》　";
    let (mut common, mut strange) = (0, 0);
    for character in text.chars() {
        let control = character.is_control() && !matches!(character, '\n' | '\r' | '\t');
        if control || matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{fffd}') {
            strange += 1;
        } else if !character.is_ascii() && COMMON.contains(character) {
            common += 1;
        }
    }
    (common as i64 - 3 * strange, common)
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
        let expected = DecodeError::Encoding { encoding: Encoding::Utf8, at: 2, byte: 0xff, line: 1, column: 3 };
        assert_eq!(decode(&bytes, &Limits::default()), Err(expected));
    }

    /// A draft with bytes in the place of `@`.
    fn with(text: &str, encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Vec<u8> {
        let whole = encoding.encode(text).0;
        let at = whole.iter().position(|byte| *byte == b'@').unwrap();
        [&whole[..at], bytes, &whole[at + 1..]].concat()
    }

    #[test]
    fn characters_of_ones_own_are_read_and_written_back() {
        let text = format!("{NOTICE}联系人：张@、李明。\n");
        for bytes in [[0xaa, 0xa1], [0xaf, 0xfe], [0xf8, 0xa1], [0xfe, 0xfe], [0xa1, 0x40], [0xa7, 0xa0], [0xa2, 0x7e]] {
            let draft = with(&text, GB18030, &bytes);
            let source = decode(&draft, &Limits::default()).unwrap_or_else(|error| panic!("{bytes:x?}: {error}"));
            let own = source.text.chars().find(|character| ('\u{e000}'..='\u{f8ff}').contains(character));
            assert!(own.is_some() && source.encoding == Encoding::Gb18030, "{bytes:x?}: {}", source.text);
            assert_eq!(encode(&source.text, source.encoding), Some(draft), "{bytes:x?}");
        }
        let text = format!("{TRADITIONAL}聯絡人：張@、李明。\n");
        // The first zones of Windows that the standard's table has no characters for.
        for (bytes, own) in [([0x81, 0x40], '\u{eeb8}'), ([0x86, 0xfe], '\u{f265}'), ([0x81, 0xa1], '\u{eef7}')] {
            let source = decode(&with(&text, BIG5, &bytes), &Limits::default()).unwrap();
            assert_eq!(source.text, text.replace('@', own.to_string().as_str()), "{bytes:x?}");
            assert_eq!(source.encoding, Encoding::Big5);
        }
        // Those of Hong Kong have their own characters.
        let source = decode(&with(&text, BIG5, &[0x9d, 0xf7]), &Limits::default()).unwrap();
        assert_eq!(source.text, text.replace('@', "咗"));
        // Four bytes, and a character that was lost before.
        for (bytes, other) in [([0x82, 0x35, 0x8f, 0x33], "龦"), ([0x84, 0x31, 0xa4, 0x37], "\u{fffd}")] {
            let text = format!("{NOTICE}联系人：张@、李明。\n");
            let source = decode(&with(&text, GB18030, &bytes), &Limits::default()).unwrap();
            assert_eq!(source.text, text.replace('@', other), "{bytes:x?}");
        }
    }

    #[test]
    fn the_first_bad_byte_is_named_at_its_place() {
        let refused = |bytes: &[u8]| match decode(bytes, &Limits::default()) {
            Err(DecodeError::Encoding { encoding, at, byte, line, column }) => (encoding, at, byte, line, column),
            other => panic!("{other:?}"),
        };
        let text = format!("{NOTICE}联系人：张@、李明。\n");
        let place = |bytes: &[u8]| bytes.iter().rposition(|byte| *byte == 0xff).unwrap();
        for (encoding, codec, text) in [
            (Encoding::Utf8, encoding_rs::UTF_8, &text),
            (Encoding::Gb18030, GB18030, &text),
            (Encoding::Big5, BIG5, &format!("{TRADITIONAL}聯絡人：張@、李明。\n")),
        ] {
            let bytes = with(text, codec, &[0xff]);
            assert_eq!(refused(&bytes), (encoding, place(&bytes), 0xff, 4, 6));
        }
        // The last character is cut.
        let cut = GB18030.encode(NOTICE.trim_end()).0;
        let cut = &cut[..cut.len() - 1];
        assert_eq!(refused(cut), (Encoding::Gb18030, cut.len() - 1, 0xa1, 3, 17));
        // Half of a pair, and half of a unit.
        let units = |text: &str, more: &[u8]| -> Vec<u8> {
            [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).chain(more.iter().copied()).collect()
        };
        assert_eq!(refused(&units("标题：甲\n乙", &[0x3d, 0xd8, 0x59, 0x4e])), (Encoding::Utf16Le, 14, 0x3d, 2, 2));
        assert_eq!(refused(&units("标题：甲\n", &[0x59])), (Encoding::Utf16Le, 12, 0x59, 2, 1));
    }

    #[test]
    fn a_draft_over_the_limit_is_refused() {
        let limits = Limits { max_bytes: 3 };
        assert_eq!(decode(b"1234", &limits), Err(DecodeError::TooLarge { bytes: 4, limit: 3 }));
    }
}
