//! The container of an OFD: a ZIP archive with fixed dates, in a fixed order (GB/T 33190—2016, clause 6).
//!
//! Here: [`Container`], [`Entry`]. Not here: what the files say (`document`, `page`), reading (`reading`).
//!
//! Fonts and pages are packed as those of a PDF are, by the same code on the same threads: a library that writes archives
//! packs all of it once more, its own way.
//!
//! Source: APPNOTE.TXT 6.3 (ZIP), 4.3.7 and 4.3.12

use super::OfdError;
use crate::pdf::literal;
use crate::pdf::pack::Packer;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// With care: text.
    Careful,
    /// In one pass, unless the smallest file is asked for: programs of glyphs, which hardly repeat.
    Literal,
    /// Not at all: pictures, which are packed already.
    Stored,
}

/// A file in the container.
pub(super) struct Entry {
    name: String,
    bytes: Vec<u8>,
    packing: Packing,
    /// The zlib stream that stands in the container in place of the bytes, where that is shorter.
    packed: Option<Vec<u8>>,
    sum: u32,
}

impl Entry {
    pub const fn new(name: String, bytes: Vec<u8>, packing: Packing) -> Self {
        Self { name, bytes, packing, packed: None, sum: 0 }
    }

    /// Packs it.
    ///
    /// # Errors
    /// Only when the packing library fails, which for bytes in memory it does not.
    pub fn pack(&mut self, packer: &mut Packer) -> Result<(), OfdError> {
        self.sum = crc32fast::hash(&self.bytes);
        let packed = match self.packing {
            Packing::Stored => return Ok(()),
            Packing::Literal if packer.is_hasty() => literal::pack(std::iter::once(self.bytes.as_slice())),
            Packing::Literal | Packing::Careful => packer.bytes(&self.bytes)?,
        };
        self.packed = Some(packed).filter(|packed| bare(packed).len() < self.bytes.len());
        Ok(())
    }
}

/// A zlib stream without its head and sum: the container has its own.
fn bare(stream: &[u8]) -> &[u8] {
    stream.get(2..stream.len().saturating_sub(4)).unwrap_or_default()
}

/// A container in the making.
#[derive(Default)]
pub(super) struct Container {
    out: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
}

/// The first day that the format knows, 1980-01-01.
const DAY: u16 = 0x21;
/// The version that is needed to unpack it: 2.0, which knows folders and deflate.
const VERSION: u16 = 20;

impl Container {
    /// Puts a file behind the others.
    ///
    /// # Errors
    /// [`OfdError::Write`] for more than such a container holds: 4 GB, 65,535 files.
    pub fn add(&mut self, entry: &Entry) -> Result<(), OfdError> {
        let full = || OfdError::Write("it would be larger than 4 GB".to_owned());
        let body = entry.packed.as_deref().map_or(entry.bytes.as_slice(), bare);
        let at = size(self.out.len()).ok_or_else(full)?;
        let (packed, whole) = (size(body.len()).ok_or_else(full)?, size(entry.bytes.len()).ok_or_else(full)?);
        let name = u16::try_from(entry.name.len()).map_err(|_| full())?;
        let method: u16 = if entry.packed.is_some() { 8 } else { 0 };
        let mut head = Vec::with_capacity(26);
        // Names are plain ASCII: no flags.
        for value in [VERSION, 0, method, 0, DAY] {
            head.extend(value.to_le_bytes());
        }
        for value in [entry.sum, packed, whole] {
            head.extend(value.to_le_bytes());
        }
        head.extend(name.to_le_bytes());
        head.extend([0, 0]);
        self.out.extend(b"PK\x03\x04");
        self.out.extend_from_slice(&head);
        self.out.extend_from_slice(entry.name.as_bytes());
        self.out.extend_from_slice(body);
        self.directory.extend(b"PK\x01\x02");
        self.directory.extend(VERSION.to_le_bytes());
        self.directory.extend_from_slice(&head);
        // No comment, first disk, no attributes.
        self.directory.extend([0; 10]);
        self.directory.extend(at.to_le_bytes());
        self.directory.extend_from_slice(entry.name.as_bytes());
        self.count = self.count.checked_add(1).ok_or_else(full)?;
        Ok(())
    }

    /// The container.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn finish(mut self) -> Result<Vec<u8>, OfdError> {
        let full = || OfdError::Write("it would be larger than 4 GB".to_owned());
        let (at, length) = (size(self.out.len()).ok_or_else(full)?, size(self.directory.len()).ok_or_else(full)?);
        self.out.append(&mut self.directory);
        self.out.extend(b"PK\x05\x06\0\0\0\0");
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(length.to_le_bytes());
        self.out.extend(at.to_le_bytes());
        self.out.extend([0, 0]);
        Ok(self.out)
    }
}

fn size(length: usize) -> Option<u32> {
    u32::try_from(length).ok()
}
