//! PDF files read back: opening them within limits, and taking out what they carry.
//!
//! Here: [`PdfFile`]. Not here: comparing two files (`pdf::compare`).
//!
//! A file may come from anywhere. Its size, what its streams unpack to and the depth of its objects are limited, and
//! nothing of it is run or followed.

use super::attach::{PROGRAM, PROGRAM_DATA};
use super::record::Record;
use super::sound::unsound;
use super::unpack::unpack;
use super::{RECORD_NAME, text};
use crate::say;
use crate::say::Say;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use std::borrow::Cow;

/// A PDF file in memory.
pub struct PdfFile {
    pub(super) document: Document,
    size: usize,
    unsound: Option<Say>,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ReadError {
    /// It is larger than this many bytes.
    TooLarge(usize),
    /// It has more parts than any file of ours.
    TooManyParts,
    /// It wants a password.
    Encrypted,
    /// It is no PDF, or damaged; what the reader said.
    Damaged(String),
}

impl ReadError {
    /// The error as a sentence about the file.
    #[must_use]
    pub fn say(&self) -> Say {
        match self {
            Self::TooLarge(limit) => {
                let limit = limit / (1024 * 1024);
                say!("文件超过上限 {limit} MB", "it is larger than the limit of {limit} MB")
            }
            Self::TooManyParts => say!("文件的组成部分过多", "it has too many parts"),
            Self::Encrypted => say!("文件加了密码", "it is encrypted"),
            Self::Damaged(cause) => say!("不是 PDF，或者已损坏", "it is no PDF, or damaged ({cause})"),
        }
    }
}

/// The largest file that is read.
const MAX_FILE: usize = 256 * 1024 * 1024;
/// What all streams that are unpacked on reading may come to.
const MAX_UNPACKED: usize = 1024 * 1024 * 1024;
/// What one of them may come to.
const MAX_STREAM: usize = 64 * 1024 * 1024;
/// More streams than these has no notice.
const MAX_STREAMS: usize = 16_384;

impl PdfFile {
    /// Opens a file.
    ///
    /// # Errors
    /// [`ReadError`]
    pub fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        if bytes.len() > MAX_FILE {
            return Err(ReadError::TooLarge(MAX_FILE));
        }
        if !bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
            return Err(ReadError::Damaged("no %PDF".to_owned()));
        }
        // Each stream may unpack to its share of the whole, so that a thousand small bombs are no worse than one.
        let streams = bytes.windows(9).filter(|window| *window == b"endstream").count();
        if streams > MAX_STREAMS {
            return Err(ReadError::TooManyParts);
        }
        let share = (MAX_UNPACKED / streams.max(1)).min(MAX_STREAM);
        let options = LoadOptions { max_decompressed_size: Some(share), filter: Some(readable), ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options).map_err(|error| ReadError::Damaged(error.to_string()))?;
        if document.is_encrypted() || document.was_encrypted() {
            return Err(ReadError::Encrypted);
        }
        if document.catalog().is_err() || document.page_iter().next().is_none() {
            return Err(ReadError::Damaged("no pages".to_owned()));
        }
        let unsound = unsound(bytes, &document);
        Ok(Self { document, size: bytes.len(), unsound })
    }

    /// The size of the file in bytes.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// What programs would have to repair in the file, each in its own way; nothing for a file that all read alike.
    #[must_use]
    pub const fn unsound(&self) -> Option<&Say> {
        self.unsound.as_ref()
    }

    /// The bytes of the attached file of that name, if there is one of at most `limit` bytes.
    #[must_use]
    pub fn attachment(&self, name: &str, limit: usize) -> Option<Vec<u8>> {
        let specification = self.attachments().into_iter().find(|(known, _)| known == name)?.1;
        let files = self.dictionary(specification.get(b"EF").ok()?)?;
        let stream = self.resolve(files.get(b"F").or_else(|_| files.get(b"UF")).ok()?);
        self.unpacked(stream.as_stream().ok()?, limit).map(Cow::into_owned)
    }

    /// What a stream holds, if all of it can be unpacked to at most `limit` bytes.
    pub(super) fn unpacked<'a>(&'a self, stream: &'a Stream, limit: usize) -> Option<Cow<'a, [u8]>> {
        let unpacked = unpack(stream, limit, |object| self.resolve(object))?;
        unpacked.left.is_empty().then_some(unpacked.bytes)
    }

    /// The names of the attached files, sorted.
    #[must_use]
    pub fn attachment_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.attachments().into_iter().map(|(name, _)| name).collect();
        names.sort();
        names
    }

    /// What the file says of its making; none when it says nothing that we can read.
    #[must_use]
    pub fn record(&self) -> Option<Record> {
        let attached = self.attachment(RECORD_NAME, MAX_RECORD).or_else(|| self.own_data(MAX_RECORD))?;
        serde_json::from_slice(&attached).ok()
    }

    /// What the program keeps in a file that carries no files.
    fn own_data(&self, limit: usize) -> Option<Vec<u8>> {
        let programs = self.dictionary(self.document.catalog().ok()?.get(PROGRAM_DATA.as_bytes()).ok()?)?;
        let own = self.dictionary(programs.get(PROGRAM.as_bytes()).ok()?)?;
        let stream = self.resolve(own.get(b"Private").ok()?);
        self.unpacked(stream.as_stream().ok()?, limit).map(Cow::into_owned)
    }

    /// The files that the catalog names as associated, and those of the name tree's root.
    fn attachments(&self) -> Vec<(String, &Dictionary)> {
        let Ok(catalog) = self.document.catalog() else { return Vec::new() };
        let associated = self.array(catalog.get(b"AF").ok());
        let tree = catalog.get(b"Names").ok().and_then(|names| self.dictionary(names));
        let tree = tree.and_then(|names| self.dictionary(names.get(b"EmbeddedFiles").ok()?));
        let named = self.array(tree.and_then(|tree| tree.get(b"Names").ok()));
        let all = associated.into_iter().chain(named).flatten().take(MAX_ATTACHMENTS);
        let mut files: Vec<(String, &Dictionary)> = Vec::new();
        for specification in all.filter_map(|object| self.dictionary(object)) {
            let Some(name) = ["UF", "F"].into_iter().find_map(|key| self.string(specification, key)) else { continue };
            if !files.iter().any(|(known, _)| *known == name) {
                files.push((name, specification));
            }
        }
        files
    }

    fn array<'a>(&'a self, object: Option<&'a Object>) -> Option<&'a Vec<Object>> {
        self.resolve(object?).as_array().ok()
    }

    fn string(&self, dictionary: &Dictionary, key: &str) -> Option<String> {
        let bytes = self.resolve(dictionary.get(key.as_bytes()).ok()?).as_str().ok()?;
        Some(text::decode(bytes))
    }

    /// The object that a reference leads to; itself when it is none.
    pub(super) fn resolve<'a>(&'a self, object: &'a Object) -> &'a Object {
        self.document.dereference(object).map_or(&Object::Null, |(_, object)| object)
    }

    pub(super) fn dictionary<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        self.resolve(object).as_dict().ok()
    }
}

/// Makes streams of objects readable for the library, which knows neither all ways of packing nor comments before an object.
#[expect(clippy::unnecessary_wraps, reason = "the library wants to be told whether to keep an object")]
fn readable(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let Object::Stream(stream) = object else { return Some((id, object.clone())) };
    if stream.dict.has_type(b"ObjStm")
        && (stream.filters().is_ok_and(|ways| ways != [b"FlateDecode"]) || !stream.dict.has(b"Filter"))
        && let Some(unpacked) = unpack(stream, MAX_STREAM, |object| object).filter(|unpacked| unpacked.left.is_empty())
    {
        let mut bytes = unpacked.bytes.into_owned();
        blank_comments(&stream.dict, &mut bytes);
        stream.set_plain_content(bytes);
    }
    // A stream stays where it is; only what stands in one is taken from here.
    Some((id, Object::Null))
}

/// Puts spaces in the place of comments before the objects of a stream.
fn blank_comments(dict: &Dictionary, bytes: &mut [u8]) {
    let first = dict.get(b"First").and_then(Object::as_i64).ok().and_then(|first| usize::try_from(first).ok());
    let Some((first, head)) = first.and_then(|first| Some((first, std::str::from_utf8(bytes.get(..first)?).ok()?))) else {
        return;
    };
    let numbers = head.split_ascii_whitespace().skip(1).step_by(2);
    let places: Vec<usize> = numbers.filter_map(|number| number.parse::<usize>().ok()?.checked_add(first)).collect();
    for place in places {
        let Some(object) = bytes.get_mut(place..) else { continue };
        let mut comment = false;
        for byte in object.iter_mut() {
            comment = (comment || *byte == b'%') && !b"\r\n".contains(byte);
            if comment {
                *byte = b' ';
            } else if !byte.is_ascii_whitespace() {
                break;
            }
        }
    }
}

/// The largest record that is read.
const MAX_RECORD: usize = 4 * 1024 * 1024;
/// More attached files than these are not looked at.
const MAX_ATTACHMENTS: usize = 1_000;
