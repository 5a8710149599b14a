//! Two files held against each other: whether they show, say and carry the same, however they are packed.
//!
//! Here: [`compare`]. Not here: building the second file (`verify`).
//!
//! Objects are compared from the catalog down, references followed, numbers of objects and packing of streams ignored. A
//! file that another program merely saved anew is the same; one in which a single glyph was changed is not.

use super::PdfFile;
use crate::say;
use crate::say::Say;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId, Stream};
use std::collections::{BTreeMap, BTreeSet};

/// What is not the same in two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The page, from 1; none for what belongs to the whole file.
    pub page: Option<usize>,
    /// What it is.
    pub said: Say,
}

/// Says in what `found` differs from `expected`; nothing when it is the same.
#[must_use]
pub fn compare(found: &PdfFile, expected: &PdfFile) -> Vec<Difference> {
    let pages = |file: &PdfFile| file.document.page_iter().collect::<Vec<ObjectId>>();
    let (one, two) = (pages(found), pages(expected));
    let places = |pages: &[ObjectId]| pages.iter().enumerate().map(|(index, id)| (*id, index)).collect::<BTreeMap<_, _>>();
    let comparer = Comparer { found, expected, found_pages: places(&one), expected_pages: places(&two) };
    let mut differences = Vec::new();
    if one.len() != two.len() {
        let (is, was) = (one.len(), two.len());
        differences.push(whole(say!("文件有 {is} 页，文稿排出来是 {was} 页", "the file has {is} pages, the draft gives {was}")));
    }
    for (index, (one, two)) in one.iter().zip(&two).enumerate() {
        let said = comparer.page(*one, *two);
        differences.extend(said.into_iter().map(|said| Difference { page: Some(index + 1), said }));
    }
    differences.extend(comparer.catalog());
    differences
}

fn whole(said: Say) -> Difference {
    Difference { page: None, said }
}

struct Comparer<'a> {
    found: &'a PdfFile,
    expected: &'a PdfFile,
    found_pages: BTreeMap<ObjectId, usize>,
    expected_pages: BTreeMap<ObjectId, usize>,
}

impl<'a> Comparer<'a> {
    fn page(&self, one: ObjectId, two: ObjectId) -> Vec<Say> {
        let empty = Dictionary::new();
        let found = self.found.document.get_dictionary(one).unwrap_or(&empty);
        let expected = self.expected.document.get_dictionary(two).unwrap_or(&empty);
        let mut said = Vec::new();
        let content = |file: &PdfFile, page| file.document.get_page_content_with_limit(page, MAX_CONTENT).ok();
        let (shown, wanted) = (content(self.found, one), content(self.expected, two));
        if shown.is_none() || shown != wanted {
            let runs =
                |file: &'a PdfFile, page, content: Option<Vec<u8>>| lines(&file.document, page, &content.unwrap_or_default());
            let (shown, wanted) = (runs(self.found, one, shown), runs(self.expected, two, wanted));
            said.extend(told(&shown, &wanted));
        }
        for key in keys(found, expected) {
            if matches!(key, b"Parent" | b"Contents" | b"Type") || self.same_entry(found, expected, key) {
                continue;
            }
            said.push(match key {
                b"Resources" => {
                    say!("字形或图片与文稿排出来的不同", "shapes of characters or pictures are not those that the draft gives")
                }
                b"Annots" => {
                    say!("链接、批注或签章与文稿排出来的不同", "links, notes or stamps are not those that the draft gives")
                }
                other => {
                    let name = String::from_utf8_lossy(other);
                    say!("页面的设置（{name}）不同", "a setting of the page ({name}) differs")
                }
            });
        }
        said
    }

    fn catalog(&self) -> Vec<Difference> {
        let empty = Dictionary::new();
        let found = self.found.document.catalog().unwrap_or(&empty);
        let expected = self.expected.document.catalog().unwrap_or(&empty);
        let mut differences = self.attachments();
        let attached = !differences.is_empty();
        for key in keys(found, expected) {
            if matches!(key, b"Pages" | b"Type" | b"Version") || self.same_entry(found, expected, key) {
                continue;
            }
            differences.push(whole(match key {
                b"StructTreeRoot" | b"MarkInfo" => say!("供读屏软件使用的结构不同", "the structure for screen readers differs"),
                b"Outlines" | b"PageMode" => say!("书签不同", "the outline differs"),
                b"Metadata" => say!("文件属性（XMP）不同", "the metadata (XMP) differ"),
                b"PageLabels" => say!("页码标签不同", "the page labels differ"),
                b"Names" | b"AF" if attached => continue,
                b"Names" | b"AF" => say!("附带的文件清单不同", "the list of attached files differs"),
                b"Lang" => say!("语言标记不同", "the language differs"),
                b"OutputIntents" => say!("颜色说明不同", "the colour profile differs"),
                b"AcroForm" => say!("文件里有表单或电子签名", "the file has a form or a digital signature"),
                other => {
                    let name = String::from_utf8_lossy(other);
                    say!("文件的设置（{name}）不同", "a setting of the file ({name}) differs")
                }
            }));
        }
        let info = |file: &'a PdfFile| file.document.trailer.get(b"Info").ok().unwrap_or(&Object::Null);
        if !self.same(info(self.found), info(self.expected)) {
            differences.push(whole(say!("文件属性（标题、作者、日期等）不同", "the properties (title, author, dates …) differ")));
        }
        differences
    }

    fn attachments(&self) -> Vec<Difference> {
        let (found, expected) = (self.found.attachment_names(), self.expected.attachment_names());
        let mut differences = Vec::new();
        for name in found.iter().chain(expected.iter().filter(|name| !found.contains(name))) {
            let bytes = |file: &PdfFile| file.attachment(name, MAX_CONTENT);
            differences.extend(match (found.contains(name), expected.contains(name)) {
                (true, true) if bytes(self.found) == bytes(self.expected) => None,
                (true, true) => Some(whole(say!("附带的 {name} 被换过", "the attached {name} is another one"))),
                (true, false) => Some(whole(say!("多附带了 {name}", "{name} is attached, too"))),
                _ => Some(whole(say!("附带的 {name} 不见了", "the attached {name} is gone"))),
            });
        }
        differences
    }

    fn same_entry(&self, found: &'a Dictionary, expected: &'a Dictionary, key: &[u8]) -> bool {
        let entry = |dictionary: &'a Dictionary| dictionary.get(key).unwrap_or(&Object::Null);
        self.same(entry(found), entry(expected))
    }

    /// Whether two objects are the same all the way down. Pages count by their numbers, so that no way leads through one
    /// page to all the others.
    fn same(&self, found: &'a Object, expected: &'a Object) -> bool {
        let mut seen: BTreeSet<(ObjectId, ObjectId)> = BTreeSet::new();
        let mut open = vec![(found, expected)];
        while let Some((one, two)) = open.pop() {
            if let (Object::Reference(one), Object::Reference(two)) = (one, two) {
                match (self.found_pages.get(one), self.expected_pages.get(two)) {
                    (None, None) => {}
                    (one, two) if one == two => continue,
                    _ => return false,
                }
                if !seen.insert((*one, *two)) {
                    continue;
                }
            }
            match (self.found.resolve(one), self.expected.resolve(two)) {
                (Object::Dictionary(one), Object::Dictionary(two)) => {
                    let entry = |dictionary: &'a Dictionary, key: &[u8]| dictionary.get(key).unwrap_or(&Object::Null);
                    open.extend(keys(one, two).into_iter().map(|key| (entry(one, key), entry(two, key))));
                }
                (Object::Array(one), Object::Array(two)) if one.len() == two.len() => open.extend(one.iter().zip(two)),
                (Object::Stream(one), Object::Stream(two)) => {
                    if !same_content(one, two) {
                        return false;
                    }
                    let entry = |stream: &'a Stream, key: &[u8]| stream.dict.get(key).unwrap_or(&Object::Null);
                    let plain = |key: &&[u8]| !matches!(*key, b"Length" | b"Filter" | b"DecodeParms");
                    open.extend(
                        keys(&one.dict, &two.dict).into_iter().filter(plain).map(|key| (entry(one, key), entry(two, key))),
                    );
                }
                (one, two) if same_value(one, two) => {}
                _ => return false,
            }
        }
        true
    }
}

/// The keys of two dictionaries.
fn keys<'a>(one: &'a Dictionary, two: &'a Dictionary) -> BTreeSet<&'a [u8]> {
    one.iter().chain(two.iter()).map(|(key, _)| key.as_slice()).collect()
}

fn same_content(one: &Stream, two: &Stream) -> bool {
    let packing = |stream: &Stream| stream.dict.get(b"Filter").ok().cloned();
    if one.content == two.content && packing(one) == packing(two) {
        return true;
    }
    let unpacked = |stream: &Stream| stream.decompressed_content_with_limit(MAX_CONTENT).ok();
    let (one, two) = (unpacked(one), unpacked(two));
    one.is_some() && one == two
}

fn same_value(one: &Object, two: &Object) -> bool {
    let number = |object: &Object| match object {
        #[expect(clippy::cast_precision_loss, reason = "numbers that a page can hold")]
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    };
    match (one, two) {
        (Object::Null, Object::Null) => true,
        (Object::Boolean(one), Object::Boolean(two)) => one == two,
        (Object::Name(one), Object::Name(two)) | (Object::String(one, _), Object::String(two, _)) => one == two,
        // Another program may write a length with fewer digits.
        _ => number(one).zip(number(two)).is_some_and(|(one, two)| (one - two).abs() < 0.001),
    }
}

/// A line of text on a page, in points from the lower left corner.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    text: String,
    x: f32,
    y: f32,
}

/// The lines that a page shows, as its fonts say what its glyphs mean.
fn lines(document: &Document, page: ObjectId, content: &[u8]) -> Vec<Line> {
    let Ok(content) = Content::decode(content) else { return Vec::new() };
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let readings: BTreeMap<&[u8], Encoding<'_>> = fonts
        .iter()
        .filter_map(|(name, font)| Some((name.as_slice(), font.get_font_encoding_with_limit(document, MAX_CONTENT).ok()?)))
        .collect();
    let mut lines: Vec<Line> = Vec::new();
    let (mut x, mut y) = (0.0, 0.0);
    let mut font: Option<&[u8]> = None;
    for operation in &content.operations {
        let number = |index: usize| operation.operands.get(index).and_then(|operand| operand.as_float().ok()).unwrap_or(0.0);
        match operation.operator.as_str() {
            "BT" => (x, y) = (0.0, 0.0),
            "Td" | "TD" => (x, y) = (x + number(0), y + number(1)),
            "Tm" => (x, y) = (number(4), number(5)),
            "Tf" => font = operation.operands.first().and_then(|name| name.as_name().ok()),
            "Tj" | "TJ" => {
                let Some(reading) = font.and_then(|font| readings.get(font)) else { continue };
                let mut text = String::new();
                let mut pieces: Vec<&Object> = operation.operands.iter().rev().collect();
                while let Some(piece) = pieces.pop() {
                    match piece {
                        Object::Array(inner) => pieces.extend(inner.iter().rev()),
                        Object::String(bytes, _) => text += &Document::decode_text(reading, bytes).unwrap_or_default(),
                        _ => {}
                    }
                }
                match lines.last_mut().filter(|line| (line.y - y).abs() < 1.0 && line.x <= x) {
                    Some(line) => line.text += &text,
                    None => lines.push(Line { text, x, y }),
                }
            }
            _ => {}
        }
    }
    lines
}

/// Says how the lines of a page differ; something is said always, because something was drawn differently.
fn told(shown: &[Line], wanted: &[Line]) -> Vec<Say> {
    let texts = |lines: &[Line]| lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let (is, was) = (texts(shown), texts(wanted));
    if is == was {
        let moved = shown.iter().zip(wanted).find(|(one, two)| (one.x - two.x).abs() > 0.01 || (one.y - two.y).abs() > 0.01);
        return vec![match moved {
            Some((line, _)) => {
                let text = clipped(&line.text);
                say!("“{text}”不在排出来的位置", "“{text}” does not stand where the draft puts it")
            }
            None => say!("线条、颜色、字号或图片的位置不同", "rules, colours, sizes or places of pictures differ"),
        }];
    }
    let start = is.iter().zip(&was).take_while(|(one, two)| one == two).count();
    let end = is[start..].iter().rev().zip(was[start..].iter().rev()).take_while(|(one, two)| one == two).count();
    let (is, was) = (&is[start..is.len() - end], &was[start..was.len() - end]);
    let mut said = Vec::new();
    for index in 0..is.len().max(was.len()).min(MOST_TOLD) {
        match (is.get(index), was.get(index)) {
            (Some(is), Some(was)) if is == was => {}
            (Some(is), Some(was)) => {
                let (is, was) = (clipped(is), clipped(was));
                said.push(say!("文件里是“{is}”，文稿是“{was}”", "the file says “{is}”, the draft “{was}”"));
            }
            (Some(is), None) => {
                let is = clipped(is);
                said.push(say!("文件里多出“{is}”", "the file also says “{is}”"));
            }
            (None, Some(was)) => {
                let was = clipped(was);
                said.push(say!("文件里没有“{was}”", "“{was}” is missing"));
            }
            (None, None) => {}
        }
    }
    let more = is.len().max(was.len()).saturating_sub(MOST_TOLD);
    if more > 0 {
        said.push(say!("另有 {more} 行不同", "{more} more lines differ"));
    }
    said
}

fn clipped(text: &str) -> String {
    let mut short: String = text.chars().filter(|character| !character.is_control()).take(MOST_SHOWN).collect();
    if text.chars().count() > MOST_SHOWN {
        short.push('…');
    }
    short
}

/// Lines of a page that are told one by one.
const MOST_TOLD: usize = 4;
/// Characters of a line that are shown.
const MOST_SHOWN: usize = 40;
/// What a stream may unpack to while two files are compared.
const MAX_CONTENT: usize = 128 * 1024 * 1024;
