//! A Word file of ours read back: the draft inside, and the words that the file says now.
//!
//! Word processors write a file anew as they like: runs are cut otherwise, settings and styles are added. What stays while nobody changes
//! anything is what it says, paragraph by paragraph; the sum of that is kept with the draft.

use crate::hex::hex;
use base64::Engine;
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The name of the part's element, and its namespace.
pub(super) const NAMESPACE: &str = "urn:zhumo:draft:1";

/// What a file of ours holds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Held {
    /// The draft inside it.
    pub draft: String,
    /// Whether the words of the file are those that it was written with.
    pub unchanged: bool,
    /// What the file says, a paragraph an entry, those that say nothing left out.
    pub paragraphs: Vec<String>,
}

/// Opens a Word file: the draft inside it and its words, none where it is not one of ours. No part is read beyond `limit` bytes.
///
/// ```
/// use zhumo::{docx::{DocxOptions, docx, held}, images::Images, layout::Template};
/// let draft = "标题：关于开放的通知\n\n定于10月开放。\n";
/// let (notice, _) = zhumo::check(draft, &zhumo::Options::default());
/// let (template, images) = (Template::built_in(notice.layout), Images::new());
/// let file = docx(&notice, &DocxOptions::new(&template, &images).carrying(draft)).unwrap();
/// let held = held(&file, 1 << 20).unwrap();
/// assert_eq!((held.draft.as_str(), held.unchanged), (draft, true));
/// ```
#[must_use]
pub fn held(bytes: &[u8], limit: u64) -> Option<Held> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let file = archive.by_name(name).ok()?;
        let mut text = String::new();
        file.take(limit + 1).read_to_string(&mut text).ok()?;
        (text.len() as u64 <= limit).then_some(text)
    };
    // Whoever saved the file may have counted its parts anew.
    let (draft, sum) = (1..=MOST_PARTS).find_map(|at| carried(&part(&format!("customXml/item{at}.xml"))?))?;
    let paragraphs = paragraphs(&part("word/document.xml")?, &part("word/footnotes.xml").unwrap_or_default())?;
    Some(Held { draft, unchanged: sum_of(&paragraphs) == sum, paragraphs })
}

/// Whether the bytes are those of a Word file, ours or not.
#[must_use]
pub fn is_document(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
        && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|mut archive| archive.by_name("word/document.xml").is_ok())
}

/// What a file says, ours or not; none where it is no Word file that can be read within `limit` bytes a part.
#[must_use]
pub fn said(bytes: &[u8], limit: u64) -> Option<Vec<String>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).ok()?.take(limit + 1).read_to_string(&mut text).ok()?;
        (text.len() as u64 <= limit).then_some(text)
    };
    let document = part("word/document.xml")?;
    paragraphs(&document, &part("word/footnotes.xml").unwrap_or_default())
}

/// More parts of other programs than these are not looked through.
const MOST_PARTS: usize = 32;

/// The sum of what is said. White space is nothing: each program has its own ways with it.
pub(super) fn sum_of(paragraphs: &[String]) -> String {
    let mut sum = Sha256::new();
    for paragraph in paragraphs {
        sum.update(squeezed(paragraph).as_bytes());
        sum.update(b"\n");
    }
    hex(&sum.finalize())
}

/// Text without white space.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !is_white(*character)).collect()
}

/// The draft in a part, and the sum of the words that it was written with.
fn carried(part: &str) -> Option<(String, String)> {
    if !part.contains(NAMESPACE) {
        return None;
    }
    let mut reader = Reader::from_str(part);
    let (mut sum, mut text) = (None, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == "draft" => {
                let given = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "words")?;
                sum = Some(given.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned());
            }
            Event::Text(piece) => text.push_str(&piece.xml_content(XmlVersion::Implicit1_0)),
            Event::Eof => break,
            _ => {}
        }
    }
    text.retain(|character| !character.is_whitespace());
    let draft = base64::engine::general_purpose::STANDARD.decode(text).ok()?;
    Some((String::from_utf8(draft).ok()?, sum?))
}

/// What a document and its notes say, a paragraph an entry.
pub(super) fn paragraphs(document: &str, notes: &str) -> Option<Vec<String>> {
    let mut found = Vec::new();
    for part in [document, notes].into_iter().filter(|part| !part.is_empty()) {
        add_paragraphs(part, &mut found)?;
    }
    Some(found)
}

fn add_paragraphs(part: &str, found: &mut Vec<String>) -> Option<()> {
    let mut reader = Reader::from_str(part);
    let (mut text, mut said, mut passed) = (String::new(), false, 0_usize);
    loop {
        match reader.read_event().ok()? {
            // What a program writes a second time for older ones, and what was deleted or moved away.
            Event::Start(start) if passed > 0 || is_passed(start.local_name().as_ref()) => passed += 1,
            Event::End(_) if passed > 0 => passed -= 1,
            Event::Start(start) => {
                let name = start.local_name();
                // A box stands inside the paragraph that it hangs on, and is none of it.
                if name.as_ref() == "p" && !text.is_empty() {
                    found.push(std::mem::take(&mut text));
                }
                said = name.as_ref() == "t";
            }
            Event::End(end) => {
                said = false;
                if end.local_name().as_ref() == "p" && !squeezed(&text).is_empty() {
                    found.push(std::mem::take(&mut text));
                } else if end.local_name().as_ref() == "p" {
                    text.clear();
                }
            }
            Event::Empty(empty) if passed == 0 => match empty.local_name().as_ref() {
                "noBreakHyphen" => text.push('-'),
                "tab" | "br" => text.push(' '),
                _ => {}
            },
            Event::Text(piece) if said && passed == 0 => text.push_str(&piece.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(entity) if said && passed == 0 => {
                text.push(match entity.xml_content(XmlVersion::Implicit1_0).as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => entity_char(other)?,
                });
            }
            Event::Eof => return Some(()),
            _ => {}
        }
    }
}

/// `&#39;`
fn entity_char(entity: &str) -> Option<char> {
    let text = entity.strip_prefix('#')?;
    let number = match text.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => text.parse().ok()?,
    };
    char::from_u32(number)
}

fn is_passed(name: &str) -> bool {
    matches!(name, "Fallback" | "del" | "moveFrom")
}

fn is_white(character: char) -> bool {
    character.is_ascii_whitespace() || matches!(character, '\u{a0}' | '\u{3000}' | '\u{feff}')
}
