//! The pictures of a notice, as bytes: what a caller hands in beside the text.
//!
//! Here: [`Images`], [`Picture`], what keeps a picture from being used. Not here: reading files (`project::files`) and
//! decoding pixels (`pixels`).

use std::collections::BTreeMap;

/// Pictures by their path as the draft writes it.
#[derive(Clone, Debug, Default)]
pub struct Images {
    pictures: BTreeMap<String, Result<Picture, PictureFault>>,
}

/// A picture that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Its format.
    pub format: PictureFormat,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// A picture format that every output can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
pub enum PictureFault {
    /// There is no such file.
    Missing,
    /// The file lies outside the project.
    Outside,
    /// The file is larger than the limit.
    TooLarge,
    /// The file could not be read.
    Unreadable(String),
    /// The file is neither PNG nor JPEG, or damaged.
    NotAPicture,
}

impl Images {
    /// None yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { pictures: BTreeMap::new() }
    }

    /// Hands in the picture at `path`.
    pub fn insert(&mut self, path: impl Into<String>, picture: Result<Picture, PictureFault>) {
        self.pictures.insert(path.into(), picture);
    }

    /// What is known of the picture at `path`; `None` when nobody looked.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Result<Picture, PictureFault>> {
        self.pictures.get(path)
    }

    /// The picture at `path`, when it can be used.
    #[must_use]
    pub fn picture(&self, path: &str) -> Option<&Picture> {
        self.get(path)?.as_ref().ok()
    }
}

impl Picture {
    /// Looks at the head of a file: format and size, without decoding.
    ///
    /// # Errors
    /// [`PictureFault::NotAPicture`] when it is neither PNG nor JPEG or its head is cut short.
    pub fn sniff(bytes: Vec<u8>) -> Result<Self, PictureFault> {
        let size = png_size(&bytes).map(|size| (PictureFormat::Png, size));
        let size = size.or_else(|| jpeg_size(&bytes).map(|size| (PictureFormat::Jpeg, size)));
        match size {
            Some((format, (width, height))) if width > 0 && height > 0 => Ok(Self { bytes, format, width, height }),
            _ => Err(PictureFault::NotAPicture),
        }
    }
}

fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    let number = |at: usize| rest.get(at..at + 4)?.try_into().ok().map(u32::from_be_bytes);
    (rest.get(4..8)? == b"IHDR").then_some(())?;
    Some((number(8)?, number(12)?))
}

fn jpeg_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(b"\xff\xd8")?;
    // Walk from segment to segment until the frame header; a segment is never longer than what is left.
    loop {
        let marker = *rest.get(1)?;
        if rest[0] != 0xff {
            return None;
        }
        if marker == 0xff {
            rest = &rest[1..];
            continue;
        }
        let number = |at: usize| rest.get(at..at + 2)?.try_into().ok().map(u16::from_be_bytes);
        let is_frame = matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc);
        if is_frame {
            return Some((u32::from(number(7)?), u32::from(number(5)?)));
        }
        rest = rest.get(2 + usize::from(number(2)?)..)?;
    }
}
