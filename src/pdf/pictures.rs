//! Pictures: JPEG files as they are, PNG files as pixels with their transparency beside them.

use super::PdfError;
use crate::images::{Images, Picture, PictureFormat};
use crate::layout::{Item, Laid};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use printpdf::{DictItem, ExternalStream, ExternalXObject, PdfDocument, XObject, XObjectId};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Write};

/// A picture of more bytes than this, unpacked, is refused: a small file can claim a very large picture.
const MAX_PIXEL_BYTES: u64 = 512 * 1024 * 1024;

/// The name of a picture in the file.
pub(super) fn name(path: &str) -> String {
    let hash = super::fingerprint(path.as_bytes());
    let hex: String = hash[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("P{hex}")
}

/// Adds every picture that the pages show.
pub(super) fn add(laid: &Laid, images: &Images, document: &mut PdfDocument) -> Result<(), PdfError> {
    let placed = laid.pages.iter().flat_map(|page| &page.items);
    let paths: BTreeSet<&str> =
        placed.filter_map(|item| if let Item::Picture(picture) = item { Some(picture.path.as_str()) } else { None }).collect();
    for path in paths {
        let Some(picture) = images.picture(path) else { continue };
        let stream = stream(picture).map_err(|cause| PdfError::Picture { path: path.to_owned(), cause })?;
        let object = ExternalXObject { stream, width: None, height: None, dpi: None };
        document.resources.xobjects.map.insert(XObjectId(name(path)), XObject::External(object));
    }
    Ok(())
}

fn stream(picture: &Picture) -> Result<ExternalStream, String> {
    let pixels = decode(picture)?;
    let plain_jpeg =
        picture.format == PictureFormat::Jpeg && matches!(pixels, DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_));
    // A JPEG goes in as it is when its colours are those of the page; one in CMYK is unpacked to them.
    let four_colours = jpeg_components(&picture.bytes) == Some(4);
    if plain_jpeg && !four_colours {
        let grey = matches!(pixels, DynamicImage::ImageLuma8(_));
        let mut dict = header(picture.width, picture.height, grey);
        dict.insert("Filter".to_owned(), word("DCTDecode"));
        return Ok(ExternalStream { dict, content: picture.bytes.clone(), compress: false });
    }
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

fn decode(picture: &Picture) -> Result<DynamicImage, String> {
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
