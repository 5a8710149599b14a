//! The draft, which travels in the file as a part of its own, with the sum of the words that the file was written with.

use super::Writer;
use super::reading::{NAMESPACE, paragraphs, sum_of};
use super::xml::HEAD;
use base64::Engine;

impl Writer<'_> {
    pub(super) fn carried_part(&mut self, document: &str) {
        let Some(draft) = self.options.draft else { return };
        // In letters that no program touches: line ends of XML are none of a draft's.
        let packed = base64::engine::general_purpose::STANDARD.encode(draft);
        let notes = self.package.text("word/footnotes.xml").unwrap_or_default();
        let sum = sum_of(&paragraphs(document, &notes).unwrap_or_default());
        let part = format!("{HEAD}<draft xmlns=\"{NAMESPACE}\" words=\"{sum}\">{packed}</draft>");
        let properties = format!(
            "{HEAD}<ds:datastoreItem xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\" \
             ds:itemID=\"{{7A68756D-6F00-4D4F-8D2A-64726166742D}}\"><ds:schemaRefs><ds:schemaRef ds:uri=\"{NAMESPACE}\"/></ds:schemaRefs></ds:datastoreItem>"
        );
        self.package.custom(part, properties);
    }
}
