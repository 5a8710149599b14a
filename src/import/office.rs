//! A `.docx` as blocks: paragraphs with their automatic numbers and what styles say of them, tables, pictures, notes.
//!
//! Here: [`read`], which finds the parts of the package and says what did not come along. In the rooms below: reading XML within limits (`xml`), styles
//! (`styles`), automatic numbers (`numbers`), the way through the text (`walk`), formulas (`math`), tables (`tables`).
//!
//! Nothing recurses, no entity is expanded, and every part is read up to a limit: a hostile file is an error and never a
//! flood.

mod math;
mod numbers;
mod styles;
mod tables;
mod walk;
mod xml;

use super::block::{Blocks, Kind};
use super::{ImportError, ImportOptions};
use crate::say;
use crate::source::DecodeError;
use numbers::Numbers;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use styles::Styles;
use walk::Walk;
use xml::{damaged, each, hostile, local, value};
use zip::ZipArchive;

const MAX_FILES: usize = 4096;
pub(super) const MAX_PART: u64 = 32 * 1024 * 1024;
const MAX_PICTURES: u64 = 128 * 1024 * 1024;

/// Where a relation leads, and what kind it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Relation {
    pub target: String,
    pub kind: String,
    pub outside: bool,
}

pub(super) type Relations = BTreeMap<String, Relation>;
type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], options: &ImportOptions) -> Result<Blocks, ImportError> {
    if bytes.len() > options.limits.max_bytes {
        return Err(DecodeError::TooLarge { bytes: bytes.len(), limit: options.limits.max_bytes }.into());
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(ImportError::Document(say!(
            "这是旧版的 .doc，或设了密码的 .docx：请在 Word 或 WPS 里另存为没有密码的 .docx 再导入",
            "this is an old .doc, or a .docx with a password: save it as a .docx without one and import that"
        )));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error.to_string()))?;
    if archive.len() > MAX_FILES {
        return Err(hostile("文件太多", "too many files"));
    }
    let package = relations(&part(&mut archive, "_rels/.rels")?.unwrap_or_default())?;
    let main = package
        .values()
        .find(|relation| relation.kind.ends_with("/officeDocument"))
        .map_or("word/document.xml", |relation| relation.target.trim_start_matches('/'));
    let main = main.to_owned();
    let document = part(&mut archive, &main)?.ok_or_else(|| damaged(&main))?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let relations = relations(&part(&mut archive, &inside(folder, &format!("_rels/{file}.rels")))?.unwrap_or_default())?;
    let of_kind = |kind: &str, usual: &str| {
        let named = relations.values().find(|relation| relation.kind.ends_with(kind));
        inside(folder, named.map_or(usual, |relation| relation.target.as_str()))
    };
    let styles = Styles::read(&part(&mut archive, &of_kind("/styles", "styles.xml"))?.unwrap_or_default())?;
    let numbers = Numbers::read(&part(&mut archive, &of_kind("/numbering", "numbering.xml"))?.unwrap_or_default())?;
    let footnotes = part(&mut archive, &of_kind("/footnotes", "footnotes.xml"))?.unwrap_or_default();
    let endnotes = part(&mut archive, &of_kind("/endnotes", "endnotes.xml"))?.unwrap_or_default();
    let mut walk = Walk::new(&relations, &styles, numbers, &options.pictures);
    walk.run(&document)?;
    let (mut found, referred, mut wanted) = walk.finish()?;
    for (xml, mark) in [(footnotes, ""), (endnotes, "e")] {
        if xml.is_empty() {
            continue;
        }
        let mut notes = Walk::new(&relations, &styles, Numbers::default(), &options.pictures);
        notes.run(&xml)?;
        for (label, lines) in notes.notes() {
            let label = format!("{mark}{label}");
            if referred.contains(&label) {
                found.push(Kind::Ready, format!("[^{label}]: {}", lines.join("\\\n")), 0);
            }
        }
    }
    pictures(&mut archive, folder, &mut wanted, &mut found)?;
    left_out(&mut archive, folder, &relations, &document, &mut found)?;
    Ok(found)
}

/// The path of a target seen from a folder.
fn inside(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(parts.pop()),
            "." | "" => {}
            step => parts.push(step),
        }
    }
    parts.join("/")
}

/// The pictures that the text shows: PNG and JPEG go beside the draft, each under a name of its own; others are named.
fn pictures(
    archive: &mut Archive<'_>,
    folder: &str,
    wanted: &mut [walk::Picture],
    found: &mut Blocks,
) -> Result<(), ImportError> {
    let mut total = 0;
    let mut lost: BTreeSet<String> = BTreeSet::new();
    for picture in wanted.iter() {
        let name = inside(folder, &picture.target);
        let shown: String = name.chars().take(80).collect();
        let Ok(file) = archive.by_name(&name) else {
            found.remark(say!("文档里没有图片 {shown}", "the document lacks the picture {shown}"));
            lost.insert(picture.path.clone());
            continue;
        };
        let mut bytes = Vec::new();
        file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error.to_string()))?;
        total += bytes.len() as u64;
        if bytes.len() as u64 > MAX_PART || total > MAX_PICTURES {
            return Err(hostile("图片展开后太大", "its pictures are too large when unpacked"));
        }
        if bytes.starts_with(b"\x89PNG") || bytes.starts_with(&[0xff, 0xd8]) {
            found.pictures.push((picture.path.clone(), bytes));
        } else {
            found.remark(say!(
                "图片 {shown} 没有带过来：只用 PNG 和 JPEG",
                "the picture {shown} was left out: only PNG and JPEG are used"
            ));
            lost.insert(picture.path.clone());
        }
    }
    if !lost.is_empty() {
        found.blocks.retain(|block| {
            block.kind != Kind::Ready
                || !block.text.strip_prefix("![](").is_some_and(|rest| lost.contains(rest.trim_end_matches(')')))
        });
    }
    Ok(())
}

/// Kinds of things that do not come along, a line for each.
fn left_out(
    archive: &mut Archive<'_>,
    folder: &str,
    relations: &Relations,
    document: &str,
    found: &mut Blocks,
) -> Result<(), ImportError> {
    let mut edges: Vec<String> = Vec::new();
    for relation in relations.values().filter(|relation| relation.kind.ends_with("/header") || relation.kind.ends_with("/footer"))
    {
        let words = words(&part(archive, &inside(folder, &relation.target))?.unwrap_or_default())?;
        if words.chars().any(super::shape::is_han) || words.chars().filter(char::is_ascii_alphabetic).count() > 3 {
            edges.push(words.chars().take(20).collect());
        }
    }
    let unnamed = relations.is_empty() || relations.values().all(|relation| relation.kind.is_empty());
    if let Some(first) = edges.first() {
        found.remarks.push(say!("页眉、页脚没有带过来，如：{first}", "headers and footers were left out, such as: {first}"));
    } else if unnamed
        && archive.file_names().flatten().any(|name| name.starts_with("word/header") || name.starts_with("word/footer"))
    {
        found.remarks.push(say!("页眉、页脚没有带过来", "headers and footers were left out"));
    }
    if document.contains("commentReference") {
        found.remarks.push(say!("批注没有带过来", "comments were left out"));
    }
    if document.contains("altChunk") {
        found.remarks.push(say!(
            "文档里嵌着另一种格式的正文（altChunk），没有带过来：请在 Word 里打开、另存后再导入",
            "text in another format inside the document (altChunk) was left out: open it in Word, save it and import that"
        ));
    }
    let kinds: BTreeSet<&str> = relations.values().filter_map(|relation| relation.kind.rsplit('/').next()).collect();
    for (kind, zh, en) in [
        ("chart", "图表", "charts"),
        ("diagramData", "SmartArt 图形", "SmartArt drawings"),
        ("oleObject", "嵌入的对象", "embedded objects"),
        ("package", "嵌入的文件", "embedded files"),
    ] {
        if kinds.contains(kind) {
            found.remarks.push(say!("{zh}没有带过来", "{en} were left out"));
        }
    }
    Ok(())
}

/// All words of a part.
fn words(xml: &str) -> Result<String, ImportError> {
    let mut out = String::new();
    let mut inside = false;
    each(xml, |event| {
        match event {
            Event::Start(tag) => inside = local(tag) == "t",
            Event::End(_) => inside = false,
            Event::Text(text) if inside => out.push_str(&text.xml_content(quick_xml::XmlVersion::Implicit1_0)),
            _ => {}
        }
        Ok(())
    })?;
    Ok(out)
}

/// A part as text; `None` when the document has no such part.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, ImportError> {
    let Ok(file) = archive.by_name(name) else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|error| damaged(&error.to_string()))?;
    if bytes.len() as u64 > MAX_PART {
        return Err(hostile("展开后太大", "it is too large when unpacked"));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let text = encoding_rs::UTF_16LE.decode(&bytes).0;
        return Ok(Some(text.into_owned()));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| damaged(name))
}

fn relations(xml: &str) -> Result<Relations, ImportError> {
    let mut found = BTreeMap::new();
    each(xml, |event| {
        if let Event::Start(tag) = event
            && local(tag) == "Relationship"
            && let (Some(id), Some(target)) = (value(tag, "Id"), value(tag, "Target"))
        {
            let outside = value(tag, "TargetMode").is_some_and(|mode| mode == "External");
            found.insert(id, Relation { target, kind: value(tag, "Type").unwrap_or_default(), outside });
        }
        Ok(())
    })?;
    Ok(found)
}
