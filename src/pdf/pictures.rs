//! Pictures: JPEG files as they are, PNG files as pixels with their transparency beside them.

use crate::hex::hex;
use crate::images::{Images, Picture};
use crate::layout::{Item, Laid, PageError};
use crate::pixels;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, ObjectId, Stream, dictionary};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// The name of a picture in the file.
pub(super) fn name(path: &str) -> String {
    let hash = super::fingerprint([path.as_bytes()]);
    format!("P{}", hex(&hash[..8]))
}

/// Adds every picture that the pages show; their names, each with its place.
pub(super) fn add(laid: &Laid, images: &Images, file: &mut Document) -> Result<Dictionary, PageError> {
    let placed = laid.pages.iter().flat_map(|page| &page.items);
    let paths: BTreeSet<&str> =
        placed.filter_map(|item| if let Item::Picture(picture) = item { Some(picture.path.as_str()) } else { None }).collect();
    let named: BTreeMap<String, &str> = paths.into_iter().map(|path| (name(path), path)).collect();
    let mut places = Dictionary::new();
    for (name, path) in named {
        let Some(picture) = images.picture(path) else { continue };
        let stream = stream(picture, file).map_err(|cause| PageError::Picture { path: path.to_owned(), cause })?;
        places.set(name, file.add_object(stream));
    }
    Ok(places)
}

fn stream(picture: &Picture, file: &mut Document) -> Result<Stream, String> {
    // A JPEG goes in as it is when its colours are those of the page; one in CMYK is unpacked to them. What turns it is the matrix
    // that it is shown with.
    if picture.is_plain_jpeg() {
        let (width, height) = picture.stored();
        return Ok(Stream::new(header(width, height, picture.colours == 1, "DCTDecode", None), picture.bytes.clone()));
    }
    let pixels = pixels::decode(picture)?;
    let grey =
        matches!(pixels.color(), image::ColorType::L8 | image::ColorType::L16 | image::ColorType::La8 | image::ColorType::La16);
    let alpha = pixels.color().has_alpha().then(|| pixels.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect::<Vec<u8>>());
    let data = if grey { pixels.to_luma8().into_raw() } else { pixels.to_rgb8().into_raw() };
    let (width, height) = (pixels.width(), pixels.height());
    let mask = match alpha.filter(|alpha| alpha.iter().any(|value| *value != 255)) {
        Some(alpha) => Some(file.add_object(Stream::new(header(width, height, true, "FlateDecode", None), deflate(&alpha)?))),
        None => None,
    };
    Ok(Stream::new(header(width, height, grey, "FlateDecode", mask), deflate(&data)?))
}

fn header(width: u32, height: u32, grey: bool, filter: &str, mask: Option<ObjectId>) -> Dictionary {
    let mut dict = dictionary! {
        "BitsPerComponent" => 8,
        "ColorSpace" => if grey { "DeviceGray" } else { "DeviceRGB" },
        "Filter" => filter,
        "Height" => height,
    };
    if let Some(mask) = mask {
        dict.set("SMask", mask);
    }
    dict.set("Subtype", "Image");
    dict.set("Type", "XObject");
    dict.set("Width", width);
    dict
}

fn deflate(data: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(data).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
}
