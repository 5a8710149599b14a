//! The file: its parts, how they are related, and the archive they lie in.
//!
//! The same parts give the same bytes: their order and their dates are fixed.

use super::DocxError;
use super::figure::ending;
use super::xml::HEAD;
use crate::images::Picture;
use crate::markup::escape;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What a file is packed of.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Name, type and content; parts without a type of their own have that of their ending.
    parts: Vec<(String, Option<String>, Vec<u8>)>,
    /// Relations of the document: kind, target, whether it lies outside.
    relations: Vec<(String, String, bool)>,
    /// Relations of the package itself.
    roots: Vec<(String, String)>,
    /// Pictures by the path that the draft has, and their sums.
    pictures: Vec<(String, String)>,
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Package {
    /// A part of a type of office documents.
    pub fn part(&mut self, name: &str, kind: &str, content: String) {
        let kind = format!("application/vnd.openxmlformats-officedocument.{kind}+xml");
        self.parts.push((name.to_owned(), Some(kind), content.into_bytes()));
    }

    /// Whether there is such a part.
    pub fn has(&self, name: &str) -> bool {
        self.parts.iter().any(|(known, ..)| known == name)
    }

    /// A part that the document is related to; gives the relation.
    pub fn related(&mut self, name: &str, kind: &str, relation: &str, content: String) -> String {
        self.part(name, kind, content);
        self.relation(relation, name.trim_start_matches("word/"), false)
    }

    /// The text of a part.
    pub fn text(&self, name: &str) -> Option<String> {
        let (.., content) = self.parts.iter().find(|(known, ..)| known == name)?;
        String::from_utf8(content.clone()).ok()
    }

    /// Puts other text in the place of that of a part.
    pub fn replace(&mut self, name: &str, content: String) {
        if let Some((.., old)) = self.parts.iter_mut().find(|(known, ..)| known == name) {
            *old = content.into_bytes();
        }
    }

    /// Data that travel with the document, and what is said of them.
    pub fn custom(&mut self, data: String, properties: String) {
        self.parts.push(("customXml/item1.xml".to_owned(), None, data.into_bytes()));
        self.part("customXml/itemProps1.xml", "customXmlProperties", properties);
        let related = format!("{OFFICE}/customXmlProps");
        let of_data = relations(std::iter::once((related, "itemProps1.xml".to_owned(), false)));
        self.parts.push(("customXml/_rels/item1.xml.rels".to_owned(), None, of_data.into_bytes()));
        self.relation("customXml", "../customXml/item1.xml", false);
    }

    /// A part that belongs to the package as a whole.
    pub fn root(&mut self, name: &str, kind: &str, relation: &str, content: String) {
        self.parts.push((name.to_owned(), Some(kind.to_owned()), content.into_bytes()));
        self.roots.push((relation.to_owned(), name.to_owned()));
    }

    /// A relation of the document, the same one for the same target.
    pub fn relation(&mut self, kind: &str, target: &str, outside: bool) -> String {
        let wanted = (kind.to_owned(), target.to_owned(), outside);
        let at = self.relations.iter().position(|known| *known == wanted).unwrap_or_else(|| {
            self.relations.push(wanted);
            self.relations.len() - 1
        });
        format!("rId{}", at + 1)
    }

    /// The part of a picture, as the document calls it; each is packed once.
    pub fn picture(&mut self, path: &str, picture: &Picture) -> String {
        if let Some((_, name)) = self.pictures.iter().find(|(known, _)| known == path) {
            return name.clone();
        }
        let name = format!("media/image{}.{}", self.pictures.len() + 1, ending(picture.format));
        self.pictures.push((path.to_owned(), name.clone()));
        self.parts.push((format!("word/{name}"), None, picture.bytes.clone()));
        name
    }

    /// The bytes of the file.
    pub fn zip(self) -> Result<Vec<u8>, DocxError> {
        let mut types = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
             <Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>"
        );
        for (name, kind, _) in &self.parts {
            if let Some(kind) = kind {
                let _ = write!(types, "<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
            }
        }
        types.push_str("</Types>");
        let mut roots = vec![(format!("{OFFICE}/officeDocument"), "word/document.xml".to_owned(), false)];
        roots.extend(self.roots.into_iter().map(|(kind, target)| (kind, target, false)));
        let of_document = self.relations.into_iter().map(|(kind, target, outside)| (format!("{OFFICE}/{kind}"), target, outside));
        let relations = relations(of_document);
        let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(1 << 15)));
        let failed = |error: &dyn std::fmt::Display| DocxError(error.to_string());
        let mut put = |name: &str, content: &[u8]| -> Result<(), DocxError> {
            // The date that such archives begin with; and who made them is said alike everywhere, where the library would say on which system it is.
            let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default()).system(zip::System::Unix);
            archive.start_file(name, options).map_err(|error| failed(&error))?;
            archive.write_all(content).map_err(|error| failed(&error))
        };
        put("[Content_Types].xml", types.as_bytes())?;
        put("_rels/.rels", self::relations(roots.into_iter()).as_bytes())?;
        put("word/_rels/document.xml.rels", relations.as_bytes())?;
        for (name, _, content) in &self.parts {
            put(name, content)?;
        }
        Ok(archive.finish().map_err(|error| failed(&error))?.into_inner())
    }
}

/// A part of relations.
fn relations(all: impl Iterator<Item = (String, String, bool)>) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (index, (kind, target, outside)) in all.enumerate() {
        let mode = if outside { " TargetMode=\"External\"" } else { "" };
        let _ = write!(out, "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{}\"{mode}/>", index + 1, escape(&target));
    }
    out.push_str("</Relationships>");
    out
}
