//! The pictures of a notice, as bytes: what a caller hands in beside the text.
//!
//! Here: [`Images`], [`Picture`], what keeps a picture from being used. In the folder: files looked through from end to end, a file
//! a format, and how a picture is turned. Not here: reading files (`project::files`) and unpacking pixels (`pixels`).

mod entropy;
mod frame;
mod jpeg;
mod png;
mod turn;

pub use turn::Turn;

use crate::say;
use crate::say::Say;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Pictures by their path as the draft writes it. Copies share the bytes.
#[derive(Clone, Debug, Default)]
pub struct Images {
    pictures: BTreeMap<String, Result<Arc<Picture>, PictureFault>>,
}

/// A picture that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: PictureFormat,
    /// Width in pixels, as it is shown.
    pub width: u32,
    /// Height in pixels, as it is shown.
    pub height: u32,
    /// How what is stored is turned before it is shown.
    pub turn: Turn,
    /// How many colours a JPEG has: 1 (grey), 3 or 4; of a PNG its pixels tell.
    pub colours: u8,
    /// Where the file says how it is turned: of a JPEG the two bytes, of a PNG the chunk.
    turned_at: Option<Range<usize>>,
    /// A sum of its bytes: another picture has another one, as good as always.
    sum: u32,
}

/// A picture format that every output can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureFormat {
    /// PNG
    Png,
    /// JPEG
    Jpeg,
}

impl PictureFormat {
    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// Why a picture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PictureFault {
    /// There is no such file.
    Missing,
    /// The file lies outside the project.
    Outside,
    /// The file is larger than the limit.
    TooLarge,
    /// Unpacked, the picture would take more memory than any output may.
    TooManyPixels,
    /// The file could not be read.
    Unreadable(String),
    /// The file holds nothing.
    Empty,
    /// The file is a PNG or JPEG picture, and not all of it is there or as it was written; what is wrong.
    Damaged(Say),
    /// A JPEG file of a kind that hardly any program reads.
    Unsupported,
    /// The file is something else, and what.
    OtherFormat(&'static str),
    /// The file is neither PNG nor JPEG.
    NotAPicture,
}

impl PictureFault {
    /// The file ends before the picture does.
    fn cut() -> Self {
        Self::Damaged(say!("文件不完整，后面缺了一段", "the file is cut short"))
    }

    /// What is there is no picture.
    fn garbled() -> Self {
        Self::Damaged(say!("图像数据有错", "the data of the picture are garbled"))
    }
}

impl Images {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { pictures: BTreeMap::new() }
    }

    /// Hands in the picture at `path`.
    pub fn insert(&mut self, path: impl Into<String>, picture: Result<Picture, PictureFault>) {
        self.pictures.insert(path.into(), picture.map(Arc::new));
    }

    /// As [`insert`](Self::insert), for a picture that others hold, too.
    pub fn share(&mut self, path: impl Into<String>, picture: Result<Arc<Picture>, PictureFault>) {
        self.pictures.insert(path.into(), picture);
    }

    /// How many bytes all of them have.
    #[must_use]
    pub fn size(&self) -> usize {
        self.pictures.values().flatten().map(|picture| picture.bytes.len()).sum()
    }

    /// Takes over those of another notice.
    pub fn extend(&mut self, other: Self) {
        self.pictures.extend(other.pictures);
    }

    /// What is known of the picture at `path`; `None` when nobody looked.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Result<Arc<Picture>, PictureFault>> {
        self.pictures.get(path)
    }

    /// The picture at `path`, when it can be used.
    #[must_use]
    pub fn picture(&self, path: &str) -> Option<&Picture> {
        self.get(path)?.as_deref().ok()
    }
}

/// A picture of more bytes than this, unpacked, is refused: a small file can claim a very large picture.
pub(crate) const MAX_PIXEL_BYTES: u64 = 512 * 1024 * 1024;

fn check_pixels((width, height): (u32, u32), bytes_each: u64) -> Result<(), PictureFault> {
    let bytes = (u64::from(width) * u64::from(height)).saturating_mul(bytes_each);
    if bytes > MAX_PIXEL_BYTES { Err(PictureFault::TooManyPixels) } else { Ok(()) }
}

impl Picture {
    /// Looks through a file: format, size, turn, and whether all of it is there. Nothing is unpacked into memory.
    ///
    /// ```
    /// use zhumo::images::{Picture, PictureFault};
    /// assert_eq!(Picture::sniff(Vec::new()), Err(PictureFault::Empty));
    /// assert_eq!(Picture::sniff(b"GIF89a".to_vec()), Err(PictureFault::OtherFormat("GIF")));
    /// ```
    ///
    /// # Errors
    /// [`PictureFault`] when it is neither PNG nor JPEG, or cut, garbled, or larger than any output may be.
    pub fn sniff(bytes: Vec<u8>) -> Result<Self, PictureFault> {
        let sum = crc32fast::hash(&bytes);
        let (format, (width, height), turn, colours, turned_at) = if bytes.starts_with(png::SIGNATURE) {
            let read = png::read(&bytes)?;
            (PictureFormat::Png, read.size, read.turn, 0, read.turned_at)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            let read = jpeg::read(&bytes)?;
            let turn = read.oriented.as_ref().map_or_else(Turn::default, |oriented| oriented.turn);
            (PictureFormat::Jpeg, read.size, turn, read.colours, read.oriented.map(|oriented| oriented.place))
        } else {
            return Err(other(&bytes));
        };
        let (width, height) = if turn.swaps() { (height, width) } else { (width, height) };
        Ok(Self { bytes, format, width, height, turn, colours, turned_at, sum })
    }

    /// A picture of this format and size, as its caller says: nothing is looked at.
    #[must_use]
    pub const fn claimed(bytes: Vec<u8>, format: PictureFormat, width: u32, height: u32) -> Self {
        let turn = Turn { mirrored: false, quarters: 0 };
        Self { bytes, format, width, height, turn, colours: 3, turned_at: None, sum: 0 }
    }

    /// The file without its word about a turn, for whoever turns the picture himself: some viewers would turn it once more.
    #[must_use]
    pub fn unturned(&self) -> Cow<'_, [u8]> {
        let Some(place) = self.turned_at.clone().filter(|_| !self.turn.is_none()) else { return Cow::Borrowed(&self.bytes) };
        let mut bytes = self.bytes.clone();
        match self.format {
            PictureFormat::Png => drop(bytes.drain(place)),
            // 1 says that nothing is turned. One of the two bytes is zero already, whichever end comes first.
            PictureFormat::Jpeg => bytes[place].iter_mut().filter(|byte| **byte != 0).for_each(|byte| *byte = 1),
        }
        Cow::Owned(bytes)
    }

    /// Width and height in pixels, as they are stored.
    #[must_use]
    pub const fn stored(&self) -> (u32, u32) {
        if self.turn.swaps() { (self.height, self.width) } else { (self.width, self.height) }
    }

    /// Whether it is a JPEG in grey or three colours, which every reader shows alike and a PDF takes as it is; one in four is not.
    #[must_use]
    pub fn is_plain_jpeg(&self) -> bool {
        self.format == PictureFormat::Jpeg && matches!(self.colours, 1 | 3)
    }

    /// A sum of the file's bytes, to tell pictures apart that are shown at the same place.
    #[must_use]
    pub const fn sum(&self) -> u32 {
        self.sum
    }
}

/// What a file is that is no picture of ours.
fn other(bytes: &[u8]) -> PictureFault {
    if bytes.is_empty() {
        return PictureFault::Empty;
    }
    // A file whose very head was cut, or that was sent as if it were text.
    if png::SIGNATURE.starts_with(bytes) || b"\xff\xd8\xff".starts_with(bytes) {
        return PictureFault::cut();
    }
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\tPNG") || bytes.starts_with(b"\xff\xd8") {
        return PictureFault::garbled();
    }
    let brand = bytes.get(4..8).filter(|kind| *kind == b"ftyp").and_then(|_| bytes.get(8..12));
    let text = bytes.trim_ascii_start();
    let begins = |head: &[u8]| bytes.starts_with(head);
    let said = |head: &str| text.get(..head.len()).is_some_and(|text| text.eq_ignore_ascii_case(head.as_bytes()));
    let known = match brand {
        Some(b"avif" | b"avis") => "AVIF",
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"mif1" | b"msf1") => "HEIC",
        _ if begins(b"GIF8") => "GIF",
        _ if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => "WebP",
        _ if begins(b"BM") && bytes.len() > 26 => "BMP",
        _ if begins(b"II*\0") || begins(b"MM\0*") => "TIFF",
        _ if begins(b"%PDF-") => "PDF",
        _ if begins(b"PK\x03\x04") => "ZIP",
        _ if begins(b"\0\0\0\x0cjP  ") || begins(b"\xff\x4f\xff\x51") => "JPEG 2000",
        _ if begins(b"\xff\x0a") || begins(b"\0\0\0\x0cJXL ") => "JPEG XL",
        _ if said("<svg") || said("<?xml") => "SVG",
        _ if said("<!doctype html") || said("<html") => "HTML",
        _ => return PictureFault::NotAPicture,
    };
    PictureFault::OtherFormat(known)
}
