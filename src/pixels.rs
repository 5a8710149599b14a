//! Pictures unpacked to pixels: one reader with one limit for every output that shows pages.
//!
//! Here: [`decode`], [`portable`], [`upright_png`]. Not here: formats and sizes, whether all of a file is there (`images`), and how an output
//! stores pixels (`pdf::pictures`, `svg`).

use crate::images::{MAX_PIXEL_BYTES, Picture, PictureFormat};
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use std::borrow::Cow;
use std::io::Cursor;

/// Unpacks a picture as it is stored: whoever shows it turns it.
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

/// A picture that every viewer shows alike, as it is stored: the file itself, without what it says of a turn, else its pixels as PNG.
///
/// # Errors
/// As [`decode`].
pub(crate) fn portable(picture: &Picture) -> Result<(PictureFormat, Cow<'_, [u8]>), String> {
    if picture.format == PictureFormat::Png || picture.is_plain_jpeg() {
        return Ok((picture.format, picture.unturned()));
    }
    let mut bytes = Cursor::new(Vec::new());
    decode(picture)?.write_to(&mut bytes, ImageFormat::Png).map_err(|error| error.to_string())?;
    Ok((PictureFormat::Png, bytes.into_inner().into()))
}

/// A picture with its pixels turned as the file says, as PNG that says nothing of a turn any more.
///
/// # Errors
/// As [`decode`].
pub(crate) fn upright_png(picture: &Picture) -> Result<Vec<u8>, String> {
    let mut pixels = decode(picture)?;
    if picture.turn.mirrored {
        pixels = pixels.fliph();
    }
    pixels = match picture.turn.quarters {
        1 => pixels.rotate90(),
        2 => pixels.rotate180(),
        3 => pixels.rotate270(),
        _ => pixels,
    };
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, ImageFormat::Png).map_err(|error| error.to_string())?;
    Ok(bytes.into_inner())
}
