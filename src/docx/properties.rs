//! What the file says of itself: title, organs, subject, keywords, language, date. No clock is asked: the date is that of the notice.

use super::Writer;
use super::xml::HEAD;
use crate::markup::escape;
use crate::model::Notice;
use crate::wording;
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn properties_parts(&mut self) {
        let notice: &Notice = self.whole;
        let names = if notice.issuers.is_empty() { &notice.signatories } else { &notice.issuers };
        let authors = names.iter().map(|organ| organ.name.as_str()).collect::<Vec<_>>().join("、");
        let keywords = notice.keywords.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join("、");
        let subject = notice.summary.as_ref().map(|summary| summary.text.clone()).unwrap_or_default();
        let mut core = format!(
            "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
        );
        let mut put = |element: &str, text: &str| {
            if !text.is_empty() {
                let _ = write!(core, "<{element}>{}</{element}>", escape(text));
            }
        };
        put("dc:title", &wording::file_title(notice));
        put("dc:subject", &subject);
        put("dc:creator", &authors);
        put("cp:keywords", &keywords);
        put("dc:language", notice.language.tag());
        if let Some(day) = notice.day() {
            for element in ["created", "modified"] {
                let _ = write!(core, "<dcterms:{element} xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:{element}>");
            }
        }
        core.push_str("</cp:coreProperties>");
        self.package.root(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            core,
        );
        let app = format!(
            "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
             <Application>Zhumo</Application></Properties>"
        );
        self.package.root(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
            app,
        );
    }
}
