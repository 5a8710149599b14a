//! Pictures unpacked to pixels: one reader with one limit for every output that shows pages.
//!
//! Here: [`decode`], [`is_plain_jpeg`]. Not here: formats and sizes from the heads of files (`images`), and how an output
//! stores pixels (`pdf::pictures`, `svg`).

use crate::images::{Picture, PictureFormat};
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// A picture of more bytes than this, unpacked, is refused: a small file can claim a very large picture.
const MAX_PIXEL_BYTES: u64 = 512 * 1024 * 1024;

/// Unpacks a picture.
///
/// # Errors
/// What the reader said of a damaged or very large picture.
pub(crate) fn decode(picture: &Picture) -> Result<DynamicImage, String> {
    let format = match picture.format {
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
    };
    let mut reader = ImageReader::with_format(Cursor::new(&picture.bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_PIXEL_BYTES);
    reader.limits(limits);
    reader.decode().map_err(|error| error.to_string())
}

/// Whether a picture is a JPEG in grey or RGB, which every reader shows alike; one in CMYK is not.
pub(crate) fn is_plain_jpeg(picture: &Picture, pixels: &DynamicImage) -> bool {
    picture.format == PictureFormat::Jpeg
        && matches!(pixels, DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_))
        && jpeg_components(&picture.bytes) != Some(4)
}

/// How many colours a JPEG has, from its frame header.
fn jpeg_components(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let marker = *bytes.get(at + 1)?;
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return bytes.get(at + 9).copied();
        }
        at += 2 + usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
    }
}
