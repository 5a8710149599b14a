//! Pictures: JPEG files as they are, PNG files as pixels with their transparency beside them.

use crate::hex::hex;
use crate::images::{Images, Picture};
use crate::layout::{Item, Laid, PageError};
use crate::pixels;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// The name of a picture in the file.
pub(super) fn name(path: &str) -> String {
    let hash = super::fingerprint([path.as_bytes()]);
    format!("P{}", hex(&hash[..8]))
}

/// A picture as it goes into the file.
pub(super) struct Shown {
    /// In dots.
    pub width: u32,
    pub height: u32,
    pub grey: bool,
    /// How it is packed.
    pub filter: &'static str,
    pub content: Vec<u8>,
    /// Its transparency, packed by `FlateDecode`.
    pub mask: Option<Vec<u8>>,
}

/// Every picture that the pages show, by its name in the file.
pub(super) fn shown(laid: &Laid, images: &Images) -> Result<BTreeMap<String, Shown>, PageError> {
    let placed = laid.pages.iter().flat_map(|page| &page.items);
    let paths: BTreeSet<&str> =
        placed.filter_map(|item| if let Item::Picture(picture) = item { Some(picture.path.as_str()) } else { None }).collect();
    let mut all = BTreeMap::new();
    for path in paths {
        let Some(picture) = images.picture(path) else { continue };
        let shown = stored(picture).map_err(|cause| PageError::Picture { path: path.to_owned(), cause })?;
        all.insert(name(path), shown);
    }
    Ok(all)
}

fn stored(picture: &Picture) -> Result<Shown, String> {
    // A JPEG goes in as it is when its colours are those of the page; one in CMYK is unpacked to them. What turns it is the matrix
    // that it is shown with.
    if picture.is_plain_jpeg() {
        let (width, height) = picture.stored();
        let grey = picture.colours == 1;
        return Ok(Shown { width, height, grey, filter: "DCTDecode", content: picture.bytes.clone(), mask: None });
    }
    let pixels = pixels::decode(picture)?;
    let grey =
        matches!(pixels.color(), image::ColorType::L8 | image::ColorType::L16 | image::ColorType::La8 | image::ColorType::La16);
    let alpha = pixels.color().has_alpha().then(|| pixels.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect::<Vec<u8>>());
    let data = if grey { pixels.to_luma8().into_raw() } else { pixels.to_rgb8().into_raw() };
    let mask = alpha.filter(|alpha| alpha.iter().any(|value| *value != 255)).map(|alpha| deflate(&alpha)).transpose()?;
    let (width, height) = (pixels.width(), pixels.height());
    Ok(Shown { width, height, grey, filter: "FlateDecode", content: deflate(&data)?, mask })
}

fn deflate(data: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(data).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
}
