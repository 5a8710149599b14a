//! OFD files read back: opening them within limits, and taking out what they carry.
//!
//! Here: [`OfdFile`]. Not here: comparing two files (`ofd::compare`).
//!
//! A file may come from anywhere. Its size, the number of its parts and what they unpack to are limited, and nothing of it is run or followed.

use crate::pdf::elements::{Element, read};
use crate::pdf::{RECORD_NAME, Record};
use crate::say;
use crate::say::Say;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An OFD file in memory, unpacked.
pub struct OfdFile {
    pub(super) parts: BTreeMap<String, Vec<u8>>,
    size: usize,
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OfdReadError {
    /// It is larger than this many bytes, packed or unpacked.
    TooLarge(usize),
    /// It has more parts than any file of ours.
    TooManyParts,
    /// It is no OFD, or damaged; what the reader said.
    Damaged(String),
}

impl OfdReadError {
    /// The error as a sentence about the file.
    #[must_use]
    pub fn say(&self) -> Say {
        match self {
            Self::TooLarge(limit) => {
                let limit = limit / (1024 * 1024);
                say!("文件超过上限 {limit} MB", "it is larger than the limit of {limit} MB")
            }
            Self::TooManyParts => say!("文件的组成部分过多", "it has too many parts"),
            Self::Damaged(cause) => say!("不是 OFD，或者已损坏", "it is no OFD, or damaged ({cause})"),
        }
    }
}

/// The largest file that is read, and what all parts of one may unpack to.
const MAX_FILE: usize = 256 * 1024 * 1024;
/// More parts than these has no notice.
const MAX_PARTS: usize = 16_384;

/// The name space of the standard.
const OFD: &str = "http://www.ofdspec.org/2016";

/// The name of an element of the standard.
pub(super) fn ofd(name: &str) -> String {
    format!("{OFD}{name}")
}

/// The first element of that name below another one.
pub(super) fn below<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    let name = ofd(name);
    element.children.iter().find(|child| child.name == name)
}

impl OfdFile {
    /// Whether bytes may be an OFD: they begin as an archive does.
    #[must_use]
    pub fn is_archive(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04")
    }

    /// Opens a file.
    ///
    /// # Errors
    /// [`OfdReadError`]
    pub fn open(bytes: &[u8]) -> Result<Self, OfdReadError> {
        if bytes.len() > MAX_FILE {
            return Err(OfdReadError::TooLarge(MAX_FILE));
        }
        let damaged = |cause: String| OfdReadError::Damaged(cause);
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
        if archive.len() > MAX_PARTS {
            return Err(OfdReadError::TooManyParts);
        }
        let (mut parts, mut left) = (BTreeMap::new(), MAX_FILE);
        for index in 0..archive.len() {
            let part = archive.by_index(index).map_err(|error| damaged(error.to_string()))?;
            let name = part.name().map_err(|error| damaged(error.to_string()))?.replace('\\', "/");
            let name = name.trim_start_matches('/').to_owned();
            if name.ends_with('/') {
                continue;
            }
            let mut content = Vec::new();
            part.take(left as u64 + 1).read_to_end(&mut content).map_err(|error| damaged(error.to_string()))?;
            left = left.checked_sub(content.len()).ok_or(OfdReadError::TooLarge(MAX_FILE))?;
            // Of two parts of one name each program takes the one that it likes.
            if parts.insert(name.clone(), content).is_some() {
                return Err(damaged(format!("{name} twice")));
            }
        }
        let file = Self { parts, size: bytes.len() };
        if file.document().is_none() {
            return Err(damaged("no OFD.xml, or no document".to_owned()));
        }
        Ok(file)
    }

    /// The size of the file in bytes.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// The names of the attached files, sorted.
    #[must_use]
    pub fn attachment_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.attachments().into_iter().map(|(name, _)| name).collect();
        names.sort();
        names
    }

    /// The bytes of the attached file of that name, if there is one of at most `limit` bytes.
    #[must_use]
    pub fn attachment(&self, name: &str, limit: usize) -> Option<Vec<u8>> {
        let part = self.attachments().into_iter().find(|(known, _)| known == name)?.1;
        self.parts.get(&part).filter(|bytes| bytes.len() <= limit).cloned()
    }

    /// What the file says of its making; none when it says nothing that we can read.
    #[must_use]
    pub fn record(&self) -> Option<Record> {
        serde_json::from_slice(&self.attachment(RECORD_NAME, MAX_RECORD)?).ok()
    }

    /// Names of attached files, and the parts that they are.
    pub(super) fn attachments(&self) -> Vec<(String, String)> {
        let listed = || {
            let (folder, document) = self.document()?;
            let list = joined(&folder, below(&document, "Attachments")?.text.trim());
            let folder = folder_of(&list).to_owned();
            let root = self.element(&list)?;
            let of =
                |one: &Element| Some((one.attribute("Name")?.to_owned(), joined(&folder, below(one, "FileLoc")?.text.trim())));
            Some(root.children.iter().filter_map(of).collect())
        };
        listed().unwrap_or_default()
    }

    /// The pages in their order, as the parts that they are.
    pub(super) fn pages(&self) -> Vec<String> {
        let Some((folder, document)) = self.document() else { return Vec::new() };
        let pages = below(&document, "Pages").map(|pages| pages.children.as_slice()).unwrap_or_default();
        pages.iter().filter_map(|page| Some(joined(&folder, page.attribute("BaseLoc")?))).collect()
    }

    /// The root of the first document, and its folder.
    pub(super) fn document(&self) -> Option<(String, Element)> {
        let main = self.element(MAIN)?;
        let root = below(below(&main, "DocBody")?, "DocRoot")?.text.trim().trim_start_matches('/').to_owned();
        Some((folder_of(&root).to_owned(), self.element(&root).filter(|root| root.name == ofd("Document"))?))
    }

    /// The root element of a part.
    pub(super) fn element(&self, name: &str) -> Option<Element> {
        element(self.parts.get(name)?)
    }
}

/// What every reader asks for first (7.4).
pub(super) const MAIN: &str = "OFD.xml";
/// The largest record that is read.
const MAX_RECORD: usize = 4 * 1024 * 1024;

/// The root element of XML.
pub(super) fn element(bytes: &[u8]) -> Option<Element> {
    let mut all = read(std::str::from_utf8(bytes).ok()?)?;
    let root = all.children.pop()?;
    all.children.is_empty().then_some(root)
}

fn folder_of(part: &str) -> &str {
    part.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Where a location leads from a folder (7.3: from the root when it begins with a stroke).
pub(super) fn joined(folder: &str, location: &str) -> String {
    let (mut parts, location) = match location.strip_prefix('/') {
        Some(location) => (Vec::new(), location),
        None => (folder.split('/').filter(|part| !part.is_empty()).collect(), location),
    };
    for part in location.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locations_lead_somewhere() {
        for (folder, location, part) in [
            ("Doc_0", "Pages/Page_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
            ("Doc_0/Pages", "../Res/a.otf", "Doc_0/Res/a.otf"),
            ("Doc_0", "/Doc_0/Res/./a.otf", "Doc_0/Res/a.otf"),
            ("", "../../etc", "etc"),
        ] {
            assert_eq!(joined(folder, location), part);
        }
    }

    #[test]
    fn what_is_no_ofd_is_refused() {
        for bytes in [&b""[..], b"%PDF-1.7", b"PK\x03\x04", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
            assert!(matches!(OfdFile::open(bytes), Err(OfdReadError::Damaged(_))));
        }
    }
}
