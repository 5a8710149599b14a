//! Sheets of several pages: a finished PDF placed on larger sheets for a booklet, or several pages on one for reading over.
//!
//! Here: [`Imposition`], [`impose`]. Not here: which page stands where (`impose::plan`), objects taken over into another file
//! (`impose::carry`), the pages themselves (`pdf`).
//!
//! Each page becomes a form with resources of its own, drawn once at its place; its bytes are those of the page. What belongs to single
//! pages stays behind: links, bookmarks, tags, labels, attached files, and the claim of an archive standard. The same file gives the same
//! bytes.
//! Source: ISO 32000-1, 8.10 (forms), 12.2 (viewer preferences), 14.5 (data of programs), 14.11.2 (boxes of a page)

mod carry;
mod plan;

use super::attach::{PROGRAM, PROGRAM_DATA};
use super::operators::put_decimal;
use super::pack::Packer;
use super::text::{literal, name};
use super::{PdfError, PdfFile, file};
use crate::config::Compression;
use crate::say;
use crate::say::Say;
use carry::Carry;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use plan::{Cell, Sheet};

/// How pages are put on sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Imposition {
    /// Two pages at their size beside each other, in the order for folding all sheets at once: a booklet stapled in its fold. Printed on
    /// both sides, turned over the short edge.
    Booklet,
    /// Two pages on an A4 sheet on its side.
    TwoUp,
    /// Four pages on an A4 sheet.
    FourUp,
}

impl Imposition {
    /// Its name, which stands in the names of files: `a.booklet.pdf`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Booklet => "booklet",
            Self::TwoUp => "2-up",
            Self::FourUp => "4-up",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Booklet, Self::TwoUp, Self::FourUp].into_iter().find(|imposition| imposition.name() == name)
    }

    /// What a file of such sheets is, for who wants the draft of it.
    #[must_use]
    pub fn said(self) -> Say {
        let (zh, en) = match self {
            Self::Booklet => ("小册子拼版", "a booklet"),
            Self::TwoUp => ("两页一张的校样", "two pages on a sheet"),
            Self::FourUp => ("四页一张的校样", "four pages on a sheet"),
        };
        say!("这是由另一份 PDF 拼成的{zh}，不含文稿", "it is another PDF put on sheets ({en}), and carries no draft")
    }
}

/// Where the data of the program say how pages were put on sheets.
const IMPOSED: &str = "Imposed";

/// Puts the pages of a finished PDF of ours on sheets.
///
/// # Errors
/// [`PdfError::Write`] for bytes that are no PDF of ours.
///
/// ```
/// use zhumo::pdf::{Imposition, impose};
/// assert!(impose(b"no PDF", Imposition::Booklet).is_err());
/// ```
pub fn impose(bytes: &[u8], imposition: Imposition) -> Result<Vec<u8>, PdfError> {
    let broken = |error: lopdf::Error| PdfError::Write(error.to_string());
    let given = Document::load_mem(bytes).map_err(broken)?;
    let mut made = Document::with_version(given.version.clone());
    let pages: Vec<ObjectId> = given.page_iter().collect();
    let mut carry = Carry::of(&given);
    let forms = pages.iter().map(|page| form(*page, &mut carry, &mut made)).collect::<Result<Vec<Form>, PdfError>>()?;
    let sheet = Sheet::of(imposition, forms.iter().map(|form| (form.width, form.height)));
    let tree = made.new_object_id();
    let sides = plan::sides(forms.len(), imposition);
    let kids: Vec<Object> = sides.iter().map(|side| side_of(side, &sheet, &forms, tree, &mut made)).collect();
    made.set_object(tree, dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids });
    let info = given.trailer.get(b"Info").and_then(Object::as_reference).map_err(broken)?;
    let info = carry.object(&Object::Reference(info), &mut made);
    let date =
        given.trailer.get(b"Info").and_then(|info| given.dereference(info)).and_then(|(_, info)| info.as_dict()?.get(b"ModDate"));
    let own = dictionary! {
        "LastModified" => date.map_or_else(|_| literal(""), Clone::clone),
        "Private" => dictionary! { IMPOSED => name(imposition.name()) },
    };
    let mut viewing = dictionary! { "DisplayDocTitle" => true, "PrintScaling" => name("None") };
    if imposition == Imposition::Booklet {
        viewing.set("Duplex", name("DuplexFlipShortEdge"));
    }
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => tree,
        "ViewerPreferences" => viewing,
        PROGRAM_DATA => dictionary! { PROGRAM => own },
    };
    if let Ok(language) = given.catalog().and_then(|catalog| catalog.get(b"Lang")) {
        catalog.set("Lang", language.clone());
    }
    let root = made.add_object(catalog);
    made.trailer.set("Root", root);
    made.trailer.set("Info", info);
    file::save(made, &mut Packer::new(Compression::Fast))
}

impl PdfFile {
    /// How the pages of the file were put on sheets, where they were.
    #[must_use]
    pub fn imposed(&self) -> Option<Imposition> {
        let programs = self.dictionary(self.document.catalog().ok()?.get(PROGRAM_DATA.as_bytes()).ok()?)?;
        let own = self.dictionary(self.dictionary(programs.get(PROGRAM.as_bytes()).ok()?)?.get(b"Private").ok()?)?;
        let name = self.resolve(own.get(IMPOSED.as_bytes()).ok()?).as_name().ok()?;
        Imposition::named(std::str::from_utf8(name).ok()?)
    }
}

/// A page as a form.
struct Form {
    id: ObjectId,
    left: f64,
    bottom: f64,
    width: f64,
    height: f64,
}

/// Makes a form of a page.
fn form(page: ObjectId, carry: &mut Carry<'_>, made: &mut Document) -> Result<Form, PdfError> {
    let broken = |error: lopdf::Error| PdfError::Write(error.to_string());
    let given = carry.given;
    let page = given.get_dictionary(page).map_err(broken)?;
    let of = |key: &[u8]| page.get(key).and_then(|object| given.dereference(object)).map(|(_, object)| object);
    let boundary = of(b"MediaBox").and_then(Object::as_array).map_err(broken)?;
    let edges: Vec<f64> = boundary.iter().filter_map(|edge| edge.as_float().ok()).map(f64::from).collect();
    let [left, bottom, right, top] = edges[..] else {
        return Err(PdfError::Write("a page has no size".to_owned()));
    };
    let mut stream = of(b"Contents").and_then(Object::as_stream).map_err(broken)?.clone();
    let resources = page.get(b"Resources").map_err(broken)?;
    stream.dict.set("Type", "XObject");
    stream.dict.set("Subtype", "Form");
    stream.dict.set("BBox", boundary.clone());
    stream.dict.set("Resources", carry.object(resources, made));
    if let Ok(group) = page.get(b"Group") {
        stream.dict.set("Group", carry.object(group, made));
    }
    Ok(Form { id: made.add_object(stream), left, bottom, width: right - left, height: top - bottom })
}

/// A side of a sheet with the pages that stand on it.
fn side_of(pages: &[Option<usize>], sheet: &Sheet, forms: &[Form], tree: ObjectId, made: &mut Document) -> Object {
    let (mut contents, mut drawn) = (Vec::new(), Dictionary::new());
    for [x, y, to_x, to_y] in sheet.rules() {
        // The pages have no edges of their own on the sheet.
        contents.extend_from_slice(b"/Artifact BMC 0.6 G 0.25 w ");
        put(&[x, y], &mut contents);
        contents.extend_from_slice(b"m ");
        put(&[to_x, to_y], &mut contents);
        contents.extend_from_slice(b"l S EMC\n");
    }
    for (cell, page) in sheet.cells.iter().zip(pages) {
        let Some(page) = page else { continue };
        let (form, key) = (&forms[*page], format!("P{}", page + 1));
        contents.extend_from_slice(b"q ");
        put(&matrix(form, cell), &mut contents);
        contents.extend_from_slice(format!("cm /{key} Do Q\n").as_bytes());
        drawn.set(key, form.id);
    }
    let contents = made.add_object(Stream::new(Dictionary::new(), contents));
    let whole = || -> Vec<Object> { [0.0, 0.0, sheet.width, sheet.height].map(|edge| Object::Real(single(edge))).to_vec() };
    let side = made.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "MediaBox" => whole(),
        "TrimBox" => whole(),
        "Resources" => dictionary! { "XObject" => drawn },
        "Contents" => contents,
    });
    side.into()
}

/// What moves a page into a cell, turned where that fits better: its head to the left, as landscape pages are bound.
fn matrix(form: &Form, cell: &Cell) -> [f64; 6] {
    let turned = (form.width > form.height) != (cell.width > cell.height);
    let (width, height) = if turned { (form.height, form.width) } else { (form.width, form.height) };
    let fitting = (cell.width / width).min(cell.height / height);
    // A page at its size keeps it to the last digit.
    let scale = if (fitting - 1.0).abs() < 1e-4 { 1.0 } else { fitting };
    let (x, y) = (cell.x + (cell.width - width * scale) / 2.0, cell.y + (cell.height - height * scale) / 2.0);
    if turned {
        [0.0, scale, -scale, 0.0, x + (form.height + form.bottom) * scale, y - form.left * scale]
    } else {
        [scale, 0.0, 0.0, scale, x - form.left * scale, y - form.bottom * scale]
    }
}

/// Puts numbers with a space behind each.
#[expect(clippy::cast_possible_truncation, reason = "a sheet is some thousand points wide")]
fn put(numbers: &[f64], out: &mut Vec<u8>) {
    for number in numbers {
        put_decimal((number * 100_000.0).round() as i64, 5, out);
        out.push(b' ');
    }
}

#[expect(clippy::cast_possible_truncation, reason = "PDF numbers are single precision")]
const fn single(length: f64) -> f32 {
    length as f32
}
