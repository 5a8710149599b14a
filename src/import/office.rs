//! A `.docx` as pieces: paragraphs with their automatic numbers, tables, pictures, footnotes.
//!
//! Nothing recurses, no entity is expanded, and every part is read up to a limit: a hostile file is an error and never a
//! flood.

mod numbers;

use super::{ImportError, ImportOptions, Kind, Pieces, escape};
use crate::say;
use crate::source::DecodeError;
use numbers::Numbers;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

const MAX_FILES: usize = 4096;
const MAX_PART: u64 = 32 * 1024 * 1024;
const MAX_PICTURES: u64 = 128 * 1024 * 1024;
const MAX_DEPTH: usize = 256;

pub(super) fn read(bytes: &[u8], options: &ImportOptions) -> Result<Pieces, ImportError> {
    if bytes.len() > options.limits.max_bytes {
        return Err(DecodeError::TooLarge { bytes: bytes.len(), limit: options.limits.max_bytes }.into());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    if archive.len() > MAX_FILES {
        return Err(hostile("文件太多", "too many files"));
    }
    let document = part(&mut archive, "word/document.xml")?.ok_or_else(|| damaged("word/document.xml"))?;
    let relations = relations(&part(&mut archive, "word/_rels/document.xml.rels")?.unwrap_or_default())?;
    let numbers = Numbers::read(&part(&mut archive, "word/numbering.xml")?.unwrap_or_default())?;
    let notes = part(&mut archive, "word/footnotes.xml")?.unwrap_or_default();
    let mut walk = Walk { relations, numbers, ..Walk::default() };
    walk.pictures_in.clone_from(&options.pictures);
    walk.run(&document)?;
    let mut pieces = std::mem::take(&mut walk.pieces);
    let mut foot = Walk::default();
    foot.run(&notes)?;
    for (label, text) in foot.notes {
        if walk.referred.contains(&label) {
            pieces.push(Kind::Ready, format!("[^{label}]: {text}"), 0);
        }
    }
    let mut total = 0;
    for (path, target) in walk.wanted {
        let name = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
        let Ok(file) = archive.by_name(&name) else {
            pieces.remarks.push(say!("文档里没有图片 {name}", "the document lacks the picture {name}"));
            continue;
        };
        let mut picture = Vec::new();
        file.take(MAX_PART + 1).read_to_end(&mut picture).map_err(|error| damaged(&error.to_string()))?;
        total += picture.len() as u64;
        if picture.len() as u64 > MAX_PART || total > MAX_PICTURES {
            return Err(hostile("图片展开后太大", "its pictures are too large when unpacked"));
        }
        pieces.pictures.push((path, picture));
    }
    let extra = |word: &str| archive.file_names().flatten().any(|name| name.starts_with(word));
    if extra("word/header") || extra("word/footer") {
        pieces.remarks.push(say!("页眉、页脚没有带过来", "headers and footers were left out"));
    }
    if extra("word/comments") {
        pieces.remarks.push(say!("批注没有带过来", "comments were left out"));
    }
    Ok(pieces)
}

/// A part as text; `None` when the document has no such part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, ImportError> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error.to_string()))?;
    if bytes.len() as u64 > MAX_PART {
        return Err(hostile("展开后太大", "it is too large when unpacked"));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| damaged(name))
}

fn damaged(what: &str) -> ImportError {
    ImportError::Document(say!("不是完好的 .docx：{what}", "not a sound .docx: {what}"))
}

fn hostile(zh: &str, en: &str) -> ImportError {
    ImportError::Document(say!("拒绝读这个 .docx：{zh}", "this .docx is refused: {en}"))
}

fn value(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// Calls `visit` for each event, with a limit on nesting and without document types, which could define entities.
fn each(xml: &str, mut visit: impl FnMut(&Event<'_>)) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0usize;
    loop {
        let event = reader.read_event().map_err(|error| damaged(&error.to_string()))?;
        match &event {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(hostile("里面有 DOCTYPE", "it holds a DOCTYPE")),
            Event::Start(_) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(hostile("嵌套太深", "it is nested too deep"));
                }
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        visit(&event);
    }
}

fn relations(xml: &str) -> Result<BTreeMap<String, String>, ImportError> {
    let mut found = BTreeMap::new();
    each(xml, |event| {
        if let Event::Start(tag) = event
            && tag.local_name().as_ref() == "Relationship"
            && let (Some(id), Some(target)) = (value(tag, "Id"), value(tag, "Target"))
        {
            found.insert(id, target);
        }
    })?;
    Ok(found)
}

#[derive(Default)]
struct Walk {
    pieces: Pieces,
    relations: BTreeMap<String, String>,
    numbers: Numbers,
    pictures_in: String,
    /// Pictures to be taken: the path in the draft, and the target in the archive.
    wanted: Vec<(String, String)>,
    referred: Vec<String>,
    notes: Vec<(String, String)>,
    /// The text of the paragraphs that are open; a text box stands inside one.
    open: Vec<Paragraph>,
    rows: Vec<Vec<String>>,
    tables: usize,
    span: usize,
    in_text: bool,
    /// The mark of [`escape::raised`] or [`escape::lowered`] of the run that is open.
    script: Option<&'static str>,
    skipped: usize,
    note: Option<String>,
    count: usize,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    title: bool,
    number: Option<String>,
    level: usize,
    pictures: Vec<String>,
    notes: Vec<String>,
    /// Where its links lead, in order; their texts stand between marks of [`escape::marked`].
    links: Vec<String>,
}

impl Walk {
    fn run(&mut self, xml: &str) -> Result<(), ImportError> {
        each(xml, |event| self.event(event))
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => {
                let name = tag.local_name();
                // What an older program would show instead, and what was deleted, is not the text.
                if self.skipped > 0 || matches!(name.as_ref(), "Fallback" | "del" | "instrText") {
                    self.skipped += 1;
                    return;
                }
                self.start(name.as_ref(), tag);
            }
            Event::End(tag) => {
                if self.skipped > 0 {
                    self.skipped -= 1;
                    return;
                }
                self.end(tag.local_name().as_ref());
            }
            Event::Text(text) if self.in_text && self.skipped == 0 => {
                self.say(&text.xml_content(XmlVersion::Implicit1_0));
            }
            Event::CData(text) if self.in_text && self.skipped == 0 => {
                self.say(&text.xml_content(XmlVersion::Implicit1_0));
            }
            Event::GeneralRef(reference) if self.in_text && self.skipped == 0 => {
                let name = reference.xml_content(XmlVersion::Implicit1_0);
                let text = match name.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    number => number.strip_prefix('#').and_then(|digits| {
                        let hex = digits.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
                        hex.unwrap_or_else(|| digits.parse()).ok().and_then(char::from_u32)
                    }),
                };
                match text {
                    Some(text) => self.say(text.encode_utf8(&mut [0; 4])),
                    None => self.say(&format!("&{name};")),
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut() else { return };
        match self.script.filter(|_| self.in_text) {
            Some(mark) => paragraph.text.extend([mark, text, escape::SCRIPT_END]),
            None => paragraph.text.push_str(text),
        }
    }

    fn start(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "p" if tag.name().as_ref().starts_with("w:") => self.open.push(Paragraph::default()),
            "t" => self.in_text = true,
            "r" => self.script = None,
            "vertAlign" => {
                self.script = match value(tag, "w:val").as_deref() {
                    Some("superscript") => Some(escape::RAISED),
                    Some("subscript") => Some(escape::LOWERED),
                    _ => None,
                };
            }
            "tab" if self.open.last().is_some_and(|paragraph| !paragraph.text.is_empty()) => self.say(" "),
            "noBreakHyphen" => self.say("-"),
            "br" | "cr" => {
                let page = value(tag, "w:type").is_some_and(|kind| kind == "page");
                self.say(if page { "" } else { "\n" });
            }
            "pStyle" => {
                let title = value(tag, "w:val").is_some_and(|style| style.eq_ignore_ascii_case("title"));
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.title = title;
                }
            }
            "ilvl" => {
                let level = value(tag, "w:val").and_then(|level| level.parse().ok()).unwrap_or(0);
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.level = level;
                }
            }
            "numId" => {
                let id = value(tag, "w:val");
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.number = id;
                }
            }
            "hyperlink" => {
                let target = value(tag, "r:id").and_then(|id| self.relations.get(&id).cloned()).unwrap_or_default();
                self.say(escape::LINK);
                if let Some(paragraph) = self.open.last_mut() {
                    paragraph.links.push(target);
                }
            }
            "blip" => self.picture(tag),
            "footnoteReference" => {
                if let Some(id) = value(tag, "w:id") {
                    self.referred.push(id.clone());
                    // The mark is put in when the text has been escaped.
                    self.say(escape::NOTE);
                    if let Some(paragraph) = self.open.last_mut() {
                        paragraph.notes.push(id);
                    }
                }
            }
            "footnote" => self.note = value(tag, "w:id"),
            "tbl" => self.tables += 1,
            "tr" if self.tables == 1 => self.rows.push(Vec::new()),
            "tc" if self.tables == 1 => {
                self.span = 1;
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            "gridSpan" if self.tables == 1 => {
                self.span = value(tag, "w:val").and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 64);
            }
            _ => {}
        }
    }

    fn picture(&mut self, tag: &BytesStart<'_>) {
        let Some(target) = value(tag, "r:embed").and_then(|id| self.relations.get(&id).cloned()) else {
            self.pieces.remarks.push(say!("外部图片没有带过来", "a picture outside the document was left out"));
            return;
        };
        let name: String = target
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or("picture")
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))
            .collect();
        let path = format!("{}/{name}", self.pictures_in);
        if !self.wanted.iter().any(|(other, _)| *other == path) {
            self.wanted.push((path.clone(), target));
        }
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.pictures.push(path);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.script = None,
            "hyperlink" => self.say(escape::LINK_END),
            "p" => {
                if let Some(paragraph) = self.open.pop() {
                    self.paragraph(paragraph);
                }
            }
            "tc" if self.tables == 1 => {
                if let Some(row) = self.rows.last_mut() {
                    row.extend(std::iter::repeat_n(String::new(), self.span.saturating_sub(1)));
                }
            }
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 && !self.rows.is_empty() {
                    let rows = std::mem::take(&mut self.rows);
                    self.count += 1;
                    self.pieces.push(Kind::Ready, super::table(&rows, &[]), self.count);
                    self.pieces.push(Kind::Blank, "", self.count);
                }
            }
            "footnote" => self.note = None,
            _ => {}
        }
    }

    fn paragraph(&mut self, paragraph: Paragraph) {
        self.count += 1;
        let number = paragraph.number.as_deref().and_then(|id| self.numbers.next(id, paragraph.level));
        let (mut notes, mut links) = (paragraph.notes.iter(), paragraph.links.iter());
        for line in paragraph.text.split('\n') {
            let text = escape::marked(line.trim(), &mut links, &mut notes);
            if text.is_empty() {
                continue;
            }
            if let Some(label) = &self.note {
                self.notes.push((label.clone(), text));
            } else if self.tables > 0 {
                let text = text.replace('|', "\\|");
                if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
                    if !cell.is_empty() {
                        cell.push(' ');
                    }
                    cell.push_str(&text);
                }
            } else {
                match &number {
                    Some(mark) if mark == "- " => self.pieces.push(Kind::Ready, format!("- {text}"), self.count),
                    Some(mark) => self.pieces.push(Kind::Text, format!("{mark}{text}"), self.count),
                    None if paragraph.title => self.pieces.push(Kind::Title, text, self.count),
                    None => self.pieces.push(Kind::Text, text, self.count),
                }
            }
        }
        for path in paragraph.pictures {
            if self.tables > 0 {
                self.pieces
                    .remarks
                    .push(say!("表格里的图片 {path} 没有放进文稿", "the picture {path} of a table is not in the draft"));
            } else {
                self.pieces.push(Kind::Ready, format!("![]({path})"), self.count);
            }
        }
        if self.tables == 0 && self.note.is_none() && paragraph.text.trim().is_empty() {
            self.pieces.push(Kind::Blank, "", self.count);
        }
    }
}
