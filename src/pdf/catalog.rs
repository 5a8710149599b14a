//! What the file says of itself: title, author, language, date, the elements of the notice; colours; labels of pages.
//!
//! Here: the catalog's entries for these and the Info dictionary. Not here: what they say (`metadata`), the XMP packet (`xmp`), files inside the
//! file (`attach`).

use super::pack::Packer;
use super::text::{literal, name, text};
use super::{PdfError, PdfOptions, attach, xmp};
use crate::config::Standard;
use crate::layout::Laid;
use lopdf::{Document, Object, Stream, dictionary};
use moxcms::ColorProfile;
use std::sync::OnceLock;

/// Where no date is known the files of one notice must still be the same: this day stands for none.
const NO_DAY: &str = "19700101";

pub(super) fn add(
    file: &mut Document,
    laid: &Laid,
    options: &PdfOptions<'_>,
    attachments: Vec<attach::Packed>,
    packer: &mut Packer,
) -> Result<(), PdfError> {
    let metadata = &options.metadata;
    let failed = |error: lopdf::Error| PdfError::Write(error.to_string());
    let day = metadata.day.map_or_else(|| NO_DAY.to_owned(), |day| day.format("%Y%m%d").to_string());
    let pdf_date = format!("D:{day}000000+08'00'");
    let tool = concat!("Zhumo ", env!("CARGO_PKG_VERSION"));
    let mut info = dictionary! {
        "Title" => text(&metadata.title),
        "Creator" => literal(tool),
        "Producer" => literal(tool),
        "CreationDate" => literal(&pdf_date),
        "ModDate" => literal(&pdf_date),
    };
    if !metadata.authors.is_empty() {
        info.set("Author", text(&metadata.authors.join("、")));
    }
    if let Some(subject) = &metadata.subject {
        info.set("Subject", text(subject));
    }
    if !metadata.keywords.is_empty() {
        info.set("Keywords", text(&metadata.keywords.join(", ")));
    }
    let id = file.trailer.get(b"Info").and_then(Object::as_reference).map_err(failed)?;
    file.set_object(id, info);
    let packet = xmp::packet(metadata, options.standard, &day, tool).into_bytes();
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet);
    let packet = file.add_object(packet.with_compression(false));
    let intent = output_intent(file, packer)?;
    let labels = page_labels(laid);
    if options.standard == Standard::Archive && attachments.iter().any(attach::Packed::is_public) {
        return Err(PdfError::Write("PDF/A-2 carries no files of this kind".to_owned()));
    }
    let attached = attach::add(file, attachments, &pdf_date);
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("Metadata", packet);
    catalog.set("Lang", literal(&metadata.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("OutputIntents", vec![intent]);
    catalog.set("PageLabels", labels);
    for (key, value) in attached {
        catalog.set(key, value);
    }
    Ok(())
}

/// Page labels: the printed number where there is one, nothing on blanks.
fn page_labels(laid: &Laid) -> Object {
    let mut entries: Vec<Object> = Vec::new();
    let mut before: Option<Option<usize>> = None;
    for (index, page) in laid.pages.iter().enumerate() {
        let number = page.number.or((index == 0).then_some(1));
        let continues = before.is_some_and(|before| before.map(|before| before + 1) == number && number.is_some());
        if !continues {
            let label = match number {
                Some(number) => dictionary! { "S" => name("D"), "St" => number as i64 },
                None => dictionary! {},
            };
            entries.extend([Object::Integer(index as i64), Object::Dictionary(label)]);
        }
        before = Some(number);
    }
    Object::Dictionary(dictionary! { "Nums" => entries })
}

/// sRGB, made by a colour library; packed once, as it is in every file.
fn output_intent(file: &mut Document, packer: &mut Packer) -> Result<Object, PdfError> {
    static KNOWN: OnceLock<Vec<u8>> = OnceLock::new();
    let mut profile = Stream::new(dictionary! { "N" => 3i64 }, Vec::new());
    if packer.is_hasty() {
        let packed = match KNOWN.get() {
            Some(packed) => packed,
            None => {
                let packed = packer.bytes(&srgb()?)?;
                KNOWN.get_or_init(|| packed)
            }
        };
        profile.dict.set("Filter", "FlateDecode");
        profile.set_content(packed.clone());
    } else {
        profile.set_content(srgb()?);
    }
    let profile = file.add_object(profile);
    Ok(Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => literal("sRGB"),
        "Info" => literal("sRGB"),
        "DestOutputProfile" => profile,
    }))
}

/// The profile.
///
/// The library stamps it with the time of the call; bytes 24 to 35 of the header are that stamp (ICC.1:2010, 7.2.8), and a fixed day
/// stands there instead.
fn srgb() -> Result<Vec<u8>, PdfError> {
    let mut bytes = ColorProfile::new_srgb().encode().map_err(|error| PdfError::Write(error.to_string()))?;
    let stamp: Vec<u8> = [2000u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes).collect();
    bytes.get_mut(24..36).ok_or_else(|| PdfError::Write("the colour profile is cut short".to_owned()))?.copy_from_slice(&stamp);
    Ok(bytes)
}
