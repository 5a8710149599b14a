//! What the file says of itself: title, author, language, date; colours; the draft it was made from.

use super::text::{literal, name, text};
use super::{PdfError, PdfOptions};
use crate::layout::Laid;
use crate::model::Notice;
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
        }
    }
}

/// A file inside the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name; plain ASCII is safest.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Where no date is known the files of one notice must still be the same: this day stands for none.
const NO_DAY: &str = "19700101";

pub(super) fn add(file: &mut Document, laid: &Laid, options: &PdfOptions<'_>) -> Result<(), PdfError> {
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
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp(metadata, &day, tool).into_bytes());
    let packet = file.add_object(packet.with_compression(false));
    let intent = output_intent(file)?;
    let labels = page_labels(laid);
    let attachment = options.attachment.as_ref().map(|attachment| attach(file, attachment, &pdf_date));
    let catalog = file.catalog_mut().map_err(failed)?;
    catalog.set("Metadata", packet);
    catalog.set("Lang", literal(&metadata.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("OutputIntents", vec![intent]);
    catalog.set("PageLabels", labels);
    if let Some((name, specification)) = attachment {
        let files = dictionary! { "Names" => vec![name, specification.clone()] };
        catalog.set("Names", dictionary! { "EmbeddedFiles" => files });
        catalog.set("AF", vec![specification]);
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

fn attach(file: &mut Document, attachment: &Attachment, date: &str) -> (Object, Object) {
    let parameters = dictionary! { "Size" => attachment.bytes.len() as i64, "ModDate" => literal(date) };
    let embedded = dictionary! { "Type" => "EmbeddedFile", "Subtype" => name("text/plain"), "Params" => parameters };
    let stream = file.add_object(Stream::new(embedded, attachment.bytes.clone()));
    let specification = file.add_object(dictionary! {
        "Type" => "Filespec",
        "F" => literal(&attachment.name),
        "UF" => text(&attachment.name),
        "Desc" => text("公文源文件 notice source"),
        "AFRelationship" => name("Source"),
        "EF" => dictionary! { "F" => stream, "UF" => stream },
    });
    (text(&attachment.name), specification.into())
}

fn xmp(metadata: &Metadata, day: &str, tool: &str) -> String {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let date = format!("{}-{}-{}T00:00:00+08:00", &day[..4], &day[4..6], &day[6..]);
    let list = |tag: &str, entries: &[String]| {
        if entries.is_empty() {
            return String::new();
        }
        let entries: String = entries.iter().map(|entry| format!("<rdf:li>{}</rdf:li>", escape(entry))).collect();
        let (container, tag) = if tag == "creator" { ("Seq", tag) } else { ("Bag", tag) };
        format!("<dc:{tag}><rdf:{container}>{entries}</rdf:{container}></dc:{tag}>")
    };
    let description = metadata.subject.as_ref().map_or_else(String::new, |subject| {
        format!("<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:description>", escape(subject))
    });
    // The Info dictionary says the authors in one string, and so must the packet (ISO 19005-3, 6.6.3).
    let authors = if metadata.authors.is_empty() { Vec::new() } else { vec![metadata.authors.join("、")] };
    let keywords = if metadata.keywords.is_empty() {
        String::new()
    } else {
        format!("<pdf:Keywords>{}</pdf:Keywords>", escape(&metadata.keywords.join(", ")))
    };
    format!(
        concat!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>",
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">",
            "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"",
            " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
            " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"",
            " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">",
            "<dc:format>application/pdf</dc:format>",
            "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>",
            "{authors}{description}{subjects}",
            "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>",
            "<xmp:CreatorTool>{tool}</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>",
            "<pdf:Producer>{tool}</pdf:Producer>{keywords}",
            "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>",
            "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">",
            "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>",
            "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>",
            "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
            "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>part</pdfaProperty:name>",
            "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>",
            "<pdfaProperty:description>part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>",
            "</rdf:li></rdf:Bag></pdfaExtension:schemas>",
            "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>",
        ),
        title = escape(&metadata.title),
        authors = list("creator", &authors),
        description = description,
        subjects = list("subject", &metadata.keywords),
        language = metadata.language,
        tool = tool,
        date = date,
        keywords = keywords,
    )
}
