//! Two files held against each other: whether they show, say and carry the same, however they are packed.
//!
//! Here: [`compare`]. Not here: building the second file (`verify`).
//!
//! Of a page counts what its contents put on it (`compare::marks`), not with which operators, nor which fonts lie ready for it.
//! All else is compared from the catalog down, references followed, numbers of objects and packing of streams ignored. A file
//! that another program merely saved anew is the same; one in which a single glyph was changed is not.

mod fonts;
mod inks;
mod labels;
mod marks;
mod packet;
mod pages;
mod photo;
mod tokens;
mod told;

use super::unpack::unpack;
use super::{PdfFile, text};
use crate::say;
use crate::say::Say;
use labels::labels;
use lopdf::{Dictionary, Object, ObjectId, Stream};
use marks::{Ink, Mark, Path, Shown, What, marks};
use pages::{Page, pages};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use told::{near, told};

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
    let (Some(one), Some(two)) = (pages(found), pages(expected)) else {
        return vec![whole(say!(
            "页面的清单不合规范，各种软件看到的页面可能不一样",
            "the list of pages is not sound: programs may show different pages"
        ))];
    };
    let places = |pages: &[Page<'_>]| pages.iter().enumerate().map(|(index, page)| (page.id, index)).collect();
    let comparer =
        Comparer { found, expected, found_pages: places(&one), expected_pages: places(&two), known: RefCell::default() };
    let mut differences = Vec::new();
    if one.len() != two.len() {
        let (is, was) = (one.len(), two.len());
        differences.push(whole(say!("文件有 {is} 页，文稿排出来是 {was} 页", "the file has {is} pages, the draft gives {was}")));
    }
    for (index, (one, two)) in one.iter().zip(&two).enumerate() {
        let said = comparer.page(one, two);
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
    /// Fonts and pictures that were compared, which most pages share.
    known: RefCell<BTreeMap<(ObjectId, ObjectId), bool>>,
}

impl<'a> Comparer<'a> {
    fn page(&self, one: &Page<'a>, two: &Page<'a>) -> Vec<Say> {
        let mut said = match (marks(self.found, one), marks(self.expected, two)) {
            (Some(shown), Some(wanted)) => self.contents(&shown, &wanted),
            _ => vec![say!(
                "内容读不出来，或者用了本程序不用的画法",
                "the contents cannot be read, or draw in ways that pages of this program do not"
            )],
        };
        let keys: BTreeSet<&[u8]> = one.keys().chain(two.keys()).collect();
        for key in keys {
            if matches!(key, b"Parent" | b"Contents" | b"Resources" | b"Type") || self.same(one.entry(key), two.entry(key)) {
                continue;
            }
            said.push(match key {
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

    /// What is not the same in what two pages show.
    fn contents(&self, shown: &Shown<'a>, wanted: &Shown<'a>) -> Vec<Say> {
        let mut shapes = true;
        let mut places = shown.marks.len() == wanted.marks.len();
        let mut spoken = shown.sequences.len() == wanted.sequences.len();
        for (one, two) in shown.marks.iter().zip(&wanted.marks) {
            shapes &= self.same_shape(one, two);
            places &= same_place(one, two);
            spoken &= one.inside == two.inside;
        }
        if !shapes || !places {
            let mut said = told((self.found, shown), (self.expected, wanted));
            if said.is_empty() {
                said.push(if shapes {
                    say!("线条、颜色、字号或图片的位置不同", "rules, colours, sizes or places of pictures differ")
                } else {
                    say!("字形或图片与文稿排出来的不同", "shapes of characters or pictures are not those that the draft gives")
                });
            }
            return said;
        }
        let mut sequences = shown.sequences.iter().zip(&wanted.sequences);
        if spoken && sequences.all(|(one, two)| one.0 == two.0 && self.same(&one.1, &two.1)) {
            return Vec::new();
        }
        vec![say!("供读屏和复制用的文字不同", "the text for screen readers and for copying differs")]
    }

    fn same_shape(&self, one: &Mark<'a>, two: &Mark<'a>) -> bool {
        match (&one.what, &two.what) {
            (What::Glyph(one), What::Glyph(two)) => one.code == two.code && self.same_thing(one.font, two.font),
            (What::Object(one, _), What::Object(two, _)) => self.same_thing(one, two),
            (What::Path(_), What::Path(_)) | (What::Nothing, What::Nothing) => true,
            _ => false,
        }
    }

    /// Whether two fonts or pictures are the same.
    fn same_thing(&self, one: &'a Object, two: &'a Object) -> bool {
        let (Object::Reference(first), Object::Reference(second)) = (one, two) else { return self.same(one, two) };
        let known = self.known.borrow().get(&(*first, *second)).copied();
        known.unwrap_or_else(|| {
            let same = self.same(one, two);
            self.known.borrow_mut().insert((*first, *second), same);
            same
        })
    }

    fn catalog(&self) -> Vec<Difference> {
        let empty = Dictionary::new();
        let found = self.found.document.catalog().unwrap_or(&empty);
        let expected = self.expected.document.catalog().unwrap_or(&empty);
        let mut differences = self.attachments();
        let attached = !differences.is_empty();
        for key in keys(found, expected) {
            // Which panel is open at first is a matter of the program that saved the file last.
            let passed_over = matches!(key, b"Pages" | b"Type" | b"Version" | b"PageMode");
            if passed_over || self.same_entry(found, expected, key) {
                continue;
            }
            let another_spelling = match key {
                b"Metadata" => self.same_packets(found, expected),
                b"PageLabels" => self.same_labels(),
                _ => false,
            };
            if another_spelling {
                continue;
            }
            differences.push(whole(match key {
                b"StructTreeRoot" | b"MarkInfo" => say!("供读屏软件使用的结构不同", "the structure for screen readers differs"),
                b"Outlines" => say!("书签不同", "the outline differs"),
                b"Metadata" => say!("文件属性（XMP）不同", "the metadata (XMP) differ"),
                b"PageLabels" => say!("页码标签不同", "the page labels differ"),
                b"Names" | b"AF" if attached => continue,
                b"Names" | b"AF" => say!("附带的文件清单不同", "the list of attached files differs"),
                b"PieceInfo" => say!("生成记录不同", "the record of the build differs"),
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

    /// Whether the metadata say the same, however they are written down.
    fn same_packets(&self, found: &'a Dictionary, expected: &'a Dictionary) -> bool {
        let said = |file: &'a PdfFile, catalog: &'a Dictionary| {
            let stream = file.resolve(catalog.get(b"Metadata").ok()?).as_stream().ok()?;
            let packet = file.unpacked(stream, MAX_PACKET)?;
            packet::properties(&packet)
        };
        let said = said(self.found, found).zip(said(self.expected, expected));
        said.is_some_and(|(one, two)| one == two)
    }

    fn same_labels(&self) -> bool {
        let labels = |file, pages: &BTreeMap<ObjectId, usize>| labels(file, pages.len());
        let (one, two) = (labels(self.found, &self.found_pages), labels(self.expected, &self.expected_pages));
        one.is_some() && one == two
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
                    if !self.same_content(one, two) {
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

    fn same_content(&self, one: &Stream, two: &Stream) -> bool {
        let one = unpack(one, MAX_CONTENT, |object| self.found.resolve(object));
        let two = unpack(two, MAX_CONTENT, |object| self.expected.resolve(object));
        one.zip(two).is_some_and(|(one, two)| {
            let unpacked_photo = || one.left.is_empty() && two.left == [b"DCTDecode"] && photo::same(&one.bytes, &two.bytes);
            one == two || unpacked_photo()
        })
    }
}

/// Whether two marks stand in the same place, in the same size and colour.
fn same_place(one: &Mark<'_>, two: &Mark<'_>) -> bool {
    let matrices = |one: &marks::Matrix, two: &marks::Matrix| one.iter().zip(two).all(|(one, two)| near(*one, *two));
    match (&one.what, &two.what) {
        (What::Glyph(one), What::Glyph(two)) => matrices(&one.matrix, &two.matrix) && same_ink(&one.fill, &two.fill),
        (What::Object(_, one), What::Object(_, two)) => matrices(one, two),
        (What::Path(one), What::Path(two)) => same_path(one, two),
        (What::Nothing, What::Nothing) => true,
        _ => false,
    }
}

fn same_path(one: &Path, two: &Path) -> bool {
    let point = |(one, two): (&(f64, f64), &(f64, f64))| near(one.0, two.0) && near(one.1, two.1);
    let piece = |(one, two): (&marks::Piece, &marks::Piece)| {
        one.0 == two.0 && one.1.len() == two.1.len() && one.1.iter().zip(&two.1).all(point)
    };
    let fills = match (&one.fill, &two.fill) {
        (Some(one), Some(two)) => same_ink(one, two),
        (one, two) => one.is_none() && two.is_none(),
    };
    let strokes = match (&one.stroke, &two.stroke) {
        (Some(one), Some(two)) => {
            let manner =
                one.manner.len() == two.manner.len() && one.manner.iter().zip(&two.manner).all(|(one, two)| near(*one, *two));
            manner && near(one.width, two.width) && same_ink(&one.ink, &two.ink)
        }
        (one, two) => one.is_none() && two.is_none(),
    };
    let pieces = one.pieces.len() == two.pieces.len() && one.pieces.iter().zip(&two.pieces).all(piece);
    pieces && fills && strokes && one.even == two.even
}

fn same_ink(one: &Ink, two: &Ink) -> bool {
    // Less than half a step of 255.
    one.0 == two.0 && one.1.iter().zip(&two.1).all(|(one, two)| (one - two).abs() < 0.0015)
}

/// The keys of two dictionaries.
fn keys<'a>(one: &'a Dictionary, two: &'a Dictionary) -> BTreeSet<&'a [u8]> {
    one.iter().chain(two.iter()).map(|(key, _)| key.as_slice()).collect()
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
        (Object::Name(one), Object::Name(two)) => one == two,
        (Object::String(one, _), Object::String(two, _)) => one == two || text::same(one, two),
        // Another program may write a length with fewer digits.
        _ => number(one).zip(number(two)).is_some_and(|(one, two)| (one - two).abs() < 0.001),
    }
}

/// What a stream may unpack to while two files are compared.
const MAX_CONTENT: usize = 128 * 1024 * 1024;
/// What a packet of metadata may.
const MAX_PACKET: usize = 16 * 1024 * 1024;
