//! The XMP packet: what the file says of itself, in the words of libraries and archives, and of the notice in its own.
//!
//! Here: the packet as text. Not here: the Info dictionary, which says the same once more (`pdf::metadata`).
//!
//! An archive file declares every property that the XMP specification does not know (ISO 19005-3, 6.6.2.3): those of
//! PDF/UA, and those of the notice, which follow GB/T 33480's list of elements.

use super::metadata::{Metadata, properties};
use crate::config::Standard;
use crate::markup::escape;
use std::sync::OnceLock;

/// The namespace of the notice's own properties.
pub const NOTICE_NAMESPACE: &str = "urn:zhumo:notice/1.0/";

pub(super) fn packet(metadata: &Metadata, standard: Standard, day: &str, tool: &str) -> String {
    let date = format!("{}-{}-{}T00:00:00+08:00", &day[..4], &day[4..6], &day[6..]);
    let mut out = String::from("<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>");
    out += "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">";
    out += "<rdf:Description rdf:about=\"\"";
    for (prefix, address) in NAMESPACES {
        out += &format!(" xmlns:{prefix}=\"{address}\"");
    }
    out += &format!(" xmlns:notice=\"{NOTICE_NAMESPACE}\">");
    out += "<dc:format>application/pdf</dc:format>";
    out += &alternative("dc:title", &metadata.title);
    // The Info dictionary says the authors in one string, and so must the packet (ISO 19005-3, 6.6.3).
    if !metadata.authors.is_empty() {
        out += &list("dc:creator", "Seq", &[metadata.authors.join("、")]);
    }
    out += &metadata.subject.as_deref().map_or_else(String::new, |subject| alternative("dc:description", subject));
    out += &list("dc:subject", "Bag", &metadata.keywords);
    out += &list("dc:language", "Bag", std::slice::from_ref(&metadata.language));
    out += &format!("<xmp:CreatorTool>{tool}</xmp:CreatorTool>");
    out += &format!("<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>");
    out += &format!("<pdf:Producer>{tool}</pdf:Producer>");
    if !metadata.keywords.is_empty() {
        out += &simple("pdf:Keywords", &metadata.keywords.join(", "));
    }
    for (property, value) in &metadata.notice {
        out += &simple(&format!("notice:{property}"), value);
    }
    match standard {
        Standard::ArchiveAccessible => {
            out += "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>";
        }
        Standard::Archive => out += "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>",
        Standard::None => {}
    }
    out += extensions();
    out += "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>";
    out
}

const NAMESPACES: [(&str, &str); 8] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
];

fn simple(tag: &str, text: &str) -> String {
    format!("<{tag}>{}</{tag}>", escape(text))
}

fn alternative(tag: &str, text: &str) -> String {
    format!("<{tag}><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></{tag}>", escape(text))
}

fn list(tag: &str, container: &str, entries: &[String]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let entries: String = entries.iter().map(|entry| simple("rdf:li", entry)).collect();
    format!("<{tag}><rdf:{container}>{entries}</rdf:{container}></{tag}>")
}

/// The schemas of the properties that the XMP specification does not know.
fn extensions() -> &'static str {
    // Nothing of it depends on the notice.
    static KNOWN: OnceLock<String> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let universal = schema(
            "PDF/UA identification schema",
            "http://www.aiim.org/pdfua/ns/id/",
            "pdfuaid",
            &[("part", "Integer", "internal", "part of ISO 14289")],
        );
        let own: Vec<_> = properties().into_iter().map(|(_, name, what)| (name, "Text", "external", what)).collect();
        let notice = schema("公文 official notice", NOTICE_NAMESPACE, "notice", &own);
        format!("<pdfaExtension:schemas><rdf:Bag>{universal}{notice}</rdf:Bag></pdfaExtension:schemas>")
    })
}

fn schema(name: &str, address: &str, prefix: &str, properties: &[(&str, &str, &str, &str)]) -> String {
    let property = |(name, kind, category, what): &(&str, &str, &str, &str)| {
        format!(
            concat!(
                "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{}</pdfaProperty:name>",
                "<pdfaProperty:valueType>{}</pdfaProperty:valueType><pdfaProperty:category>{}</pdfaProperty:category>",
                "<pdfaProperty:description>{}</pdfaProperty:description></rdf:li>",
            ),
            name, kind, category, what
        )
    };
    let properties: String = properties.iter().map(property).collect();
    format!(
        concat!(
            "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>{}</pdfaSchema:schema>",
            "<pdfaSchema:namespaceURI>{}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{}</pdfaSchema:prefix>",
            "<pdfaSchema:property><rdf:Seq>{}</rdf:Seq></pdfaSchema:property></rdf:li>",
        ),
        name, address, prefix, properties
    )
}
