//! What the file says of itself: title, author, language, date, the elements of the notice; colours; labels of pages.
//!
//! Here: the catalog's entries for these and the Info dictionary. Not here: the XMP packet (`pdf::xmp`), files inside the
//! file (`pdf::attach`).

use super::text::{literal, name, text};
use super::{PdfError, PdfOptions, attach, xmp};
use crate::config::Standard;
use crate::layout::Laid;
use crate::model::{Notice, Organ, Recipients, RichText};
use crate::syntax::{FieldKey, Text};
use crate::wording;
use chrono::NaiveDate;
use lopdf::{Document, Object, Stream, dictionary};
use moxcms::ColorProfile;

/// What the file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title.
    pub title: String,
    /// Who issued it.
    pub authors: Vec<String>,
    /// Summary.
    pub subject: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Language tag.
    pub language: String,
    /// The day of the notice; a file without one gives none.
    pub day: Option<NaiveDate>,
    /// The elements of the notice, by the name of their property (GB/T 33480); none for elements that it has not.
    pub notice: Vec<(&'static str, String)>,
}

impl Metadata {
    /// What a notice says of itself. The date is that of the notice: no clock is asked.
    #[must_use]
    pub fn of(notice: &Notice) -> Self {
        let names = if notice.issuers.is_empty() { &notice.signatories } else { &notice.issuers };
        Self {
            title: wording::file_title(notice),
            authors: names.iter().map(|organ| organ.name.clone()).collect(),
            subject: notice.summary.as_ref().map(|summary| summary.text.clone()),
            keywords: notice.keywords.iter().map(|word| word.text.clone()).collect(),
            language: notice.language.tag().to_owned(),
            day: notice.day(),
            notice: elements(notice),
        }
    }
}

/// The elements of a notice as texts, in the order of the properties.
fn elements(notice: &Notice) -> Vec<(&'static str, String)> {
    let organs = |organs: &[Organ]| organs.iter().map(|organ| organ.name.as_str()).collect::<Vec<_>>().join("、");
    let text = |text: Option<&Text>| text.map_or_else(String::new, |text| text.text.clone());
    let listed = |list: Option<&Recipients>| list.map_or_else(String::new, |list| list.listed().to_owned());
    let printed = notice.printed_by.as_ref();
    let mark = wording::mark(notice).map(|mark| format!("{}{}", mark.names.join("、"), mark.word));
    let annexes: Vec<String> = notice.annex_note.iter().map(|entry| entry.title.plain()).collect();
    let date = notice.day().map(|day| day.to_string());
    let value = |key: FieldKey| match key {
        FieldKey::Layout => notice.layout.name().to_owned(),
        FieldKey::Mark => mark.clone().unwrap_or_default(),
        FieldKey::Issuers => organs(&notice.issuers),
        FieldKey::Approvers => organs(&notice.approvers),
        FieldKey::Recipients => listed(notice.recipients.as_ref()),
        FieldKey::Annexes => annexes.join("；"),
        FieldKey::Signatories => organs(&notice.signatories),
        FieldKey::Date => date.clone().unwrap_or_else(|| text(notice.date.as_ref().map(|value| &value.text))),
        FieldKey::Note => notice.note.as_ref().map_or_else(String::new, RichText::plain),
        FieldKey::CopiesTo => listed(notice.copies_to.as_ref()),
        FieldKey::PrintedBy => text(printed.map(|printed| &printed.organ)),
        FieldKey::PrintedOn => text(printed.and_then(|printed| printed.date.as_ref()).map(|date| &date.text)),
        // What is said of the others is what was written.
        _ => notice.written(key).map_or_else(String::new, |text| text.text),
    };
    let properties = xmp::properties().into_iter().map(|(key, name, _)| (name, value(key)));
    properties.filter(|(_, value)| !value.is_empty()).collect()
}

/// Where no date is known the files of one notice must still be the same: this day stands for none.
const NO_DAY: &str = "19700101";

pub(super) fn add(
    file: &mut Document,
    laid: &Laid,
    options: &PdfOptions<'_>,
    attachments: Vec<attach::Packed>,
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
    let intent = output_intent(file)?;
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

/// sRGB, made by a colour library.
///
/// The library stamps the profile with the time of the call; bytes 24 to 35 of the header are that stamp (ICC.1:2010,
/// 7.2.8), and a fixed day stands there instead.
fn output_intent(file: &mut Document) -> Result<Object, PdfError> {
    let mut bytes = ColorProfile::new_srgb().encode().map_err(|error| PdfError::Write(error.to_string()))?;
    let stamp: Vec<u8> = [2000u16, 1, 1, 0, 0, 0].into_iter().flat_map(u16::to_be_bytes).collect();
    bytes.get_mut(24..36).ok_or_else(|| PdfError::Write("the colour profile is cut short".to_owned()))?.copy_from_slice(&stamp);
    let profile = file.add_object(Stream::new(dictionary! { "N" => 3i64 }, bytes));
    Ok(Object::Dictionary(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => literal("sRGB"),
        "Info" => literal("sRGB"),
        "DestOutputProfile" => profile,
    }))
}
