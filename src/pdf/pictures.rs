//! Pictures: JPEG files as they are, PNG files as pixels with their transparency beside them.

use crate::hex::hex;
use crate::images::{Images, Picture};
use crate::layout::{Item, Laid, PageError};
use crate::pixels;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, XObject, XObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

/// The name of a picture in the file.
pub(super) fn name(path: &str) -> String {
    let hash = super::fingerprint([path.as_bytes()]);
    format!("P{}", hex(&hash[..8]))
}

/// Adds every picture that the pages show.
pub(super) fn add(laid: &Laid, images: &Images, document: &mut PdfDocument) -> Result<(), PageError> {
    let placed = laid.pages.iter().flat_map(|page| &page.items);
    let paths: BTreeSet<&str> =
        placed.filter_map(|item| if let Item::Picture(picture) = item { Some(picture.path.as_str()) } else { None }).collect();
    for path in paths {
        let Some(picture) = images.picture(path) else { continue };
        let stream = stream(picture).map_err(|cause| PageError::Picture { path: path.to_owned(), cause })?;
        let object = ExternalXObject { stream, width: None, height: None, dpi: None };
        document.resources.xobjects.map.insert(XObjectId(name(path)), XObject::External(object));
    }
    Ok(())
}

fn stream(picture: &Picture) -> Result<ExternalStream, String> {
    // A JPEG goes in as it is when its colours are those of the page; one in CMYK is unpacked to them. What turns it is the matrix
    // that it is shown with.
    if picture.is_plain_jpeg() {
        let (width, height) = picture.stored();
        let mut dict = header(width, height, picture.colours == 1);
        dict.insert("Filter".to_owned(), word("DCTDecode"));
        return Ok(ExternalStream { dict, content: picture.bytes.clone(), compress: false });
    }
    let pixels = pixels::decode(picture)?;
    let grey =
        matches!(pixels.color(), image::ColorType::L8 | image::ColorType::L16 | image::ColorType::La8 | image::ColorType::La16);
    let alpha = pixels.color().has_alpha().then(|| pixels.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect::<Vec<u8>>());
    let data = if grey { pixels.to_luma8().into_raw() } else { pixels.to_rgb8().into_raw() };
    let mut dict = header(pixels.width(), pixels.height(), grey);
    dict.insert("Filter".to_owned(), word("FlateDecode"));
    if let Some(alpha) = alpha.filter(|alpha| alpha.iter().any(|value| *value != 255)) {
        let mut mask = header(pixels.width(), pixels.height(), true);
        mask.insert("Filter".to_owned(), word("FlateDecode"));
        let stream = ExternalStream { dict: mask, content: deflate(&alpha)?, compress: false };
        dict.insert("SMask".to_owned(), DictItem::Stream { stream });
    }
    Ok(ExternalStream { dict, content: deflate(&data)?, compress: false })
}

fn header(width: u32, height: u32, grey: bool) -> BTreeMap<String, DictItem> {
    BTreeMap::from([
        ("Type".to_owned(), word("XObject")),
        ("Subtype".to_owned(), word("Image")),
        ("Width".to_owned(), DictItem::Int(i64::from(width))),
        ("Height".to_owned(), DictItem::Int(i64::from(height))),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
        ("ColorSpace".to_owned(), word(if grey { "DeviceGray" } else { "DeviceRGB" })),
    ])
}

fn word(name: &str) -> DictItem {
    DictItem::Name(name.as_bytes().to_vec())
}

fn deflate(data: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(data).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
}
