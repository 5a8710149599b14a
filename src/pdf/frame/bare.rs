//! The frame of a document put together object by object, in the order in which printpdf does it.
//!
//! Source: ISO 32000-1, 7.7.3 (pages), 9.7 (composite fonts), 9.8 (descriptors), 9.10.3 (what numbers mean)

use super::{FontPlaces, Frame};
use crate::layout::{Laid, Mm, Page};
use crate::pdf::fonts::{Program, Subset, Subsets};
use crate::pdf::pictures::{self, Shown};
use crate::pdf::text::{literal, name};
use crate::pdf::{PdfError, PdfOptions};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The frame of pages in these faces.
pub(in crate::pdf) fn frame(laid: &Laid, options: &PdfOptions<'_>, subsets: &Subsets<'_>) -> Result<Frame, PdfError> {
    let mut file = Document::with_version("1.7");
    let mut pictures = Dictionary::new();
    for (name, shown) in pictures::shown(laid, options.images)? {
        let place = picture(&mut file, shown);
        pictures.set(name, place);
    }
    let tree = file.new_object_id();
    // By their names in the file, which say nothing of the order of faces: F100 comes before F20.
    let mut named: BTreeMap<&str, (usize, &Subset<'_>)> = BTreeMap::new();
    named.extend(subsets.iter().map(|(face, subset)| (subset.id.as_str(), (*face, subset))));
    let (mut places, mut fonts) = (BTreeMap::new(), Dictionary::new());
    for (id, (face, subset)) in named {
        let place = font(&mut file, subset);
        fonts.set(id, place.font);
        places.insert(face, place);
    }
    let shared = [("Font", fonts), ("XObject", pictures), ("ExtGState", Dictionary::new()), ("Shading", Dictionary::new())];
    let resources: Dictionary = shared.into_iter().map(|(key, dict)| (key, Object::from(file.add_object(dict)))).collect();
    let pages: Vec<ObjectId> = laid.pages.iter().map(|_| file.new_object_id()).collect();
    let mut contents = Vec::with_capacity(pages.len());
    for (page, id) in laid.pages.iter().zip(&pages) {
        let resources = file.add_object(resources.clone());
        let content = file.add_object(Stream::new(Dictionary::new(), Vec::new()));
        contents.push(content);
        let sheet = sheet(page);
        let page = dictionary! {
            "Type" => "Page", "MediaBox" => sheet.clone(), "TrimBox" => sheet.clone(), "CropBox" => sheet, "Parent" => tree,
            "Resources" => resources, "Contents" => content, "Annots" => Vec::<Object>::new()
        };
        file.set_object(*id, page);
    }
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    file.set_object(tree, dictionary! { "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids });
    let catalog = dictionary! { "Type" => "Catalog", "PageLayout" => "OneColumn", "PageMode" => "UseNone", "Pages" => tree };
    let catalog = file.add_object(catalog);
    let info = file.add_object(Dictionary::new());
    file.trailer.set("Root", catalog);
    file.trailer.set("Info", info);
    Ok(Frame { file, contents, fonts: places.into_values().collect() })
}

#[expect(clippy::cast_possible_truncation, reason = "PDF numbers are single precision")]
fn sheet(page: &Page) -> Vec<Object> {
    const POINTS: f32 = 2.834_646;
    let points = |length: Mm| Object::Real(length.0 as f32 * POINTS);
    vec![Object::Real(0.0), Object::Real(0.0), points(page.width), points(page.height)]
}

/// A face: its program, the meanings of its numbers, what describes it.
fn font(file: &mut Document, subset: &Subset<'_>) -> FontPlaces {
    let (kind, key, program) = match &subset.program {
        Program::Gathered(_) => ("CIDFontType0", "FontFile3", bare(Vec::new())),
        Program::Bare(table) => ("CIDFontType0", "FontFile3", bare(table.clone())),
        Program::TrueType(bytes) => {
            let dict = dictionary! { "Length1" => bytes.len() as i64 };
            ("CIDFontType2", "FontFile2", Stream::new(dict, bytes.clone()))
        }
    };
    let program = file.add_object(program);
    let meanings = file.add_object(Stream::new(Dictionary::new(), meanings(subset).into_bytes()));
    let mut descriptor = descriptor(subset);
    descriptor.set(key, program);
    let descriptor = file.add_object(descriptor);
    let mut described = dictionary! {
        "Type" => "Font",
        "BaseFont" => name(&subset.name),
        "Subtype" => kind,
        "CIDSystemInfo" => dictionary! { "Registry" => literal("Adobe"), "Ordering" => literal("Identity"), "Supplement" => 0 },
        "W" => vec![Object::Integer(0), Object::Array(subset.widths.iter().map(|width| width_in(subset, *width)).collect())],
        "DW" => 1000,
        "FontDescriptor" => descriptor,
    };
    if kind == "CIDFontType2" {
        described.set("CIDToGIDMap", "Identity");
    }
    let font = file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => name(&subset.name),
        "Encoding" => "Identity-H",
        "ToUnicode" => meanings,
        "DescendantFonts" => vec![Object::Dictionary(described)],
    });
    FontPlaces { font, program }
}

/// A CFF table that is a program by itself.
fn bare(table: Vec<u8>) -> Stream {
    Stream::new(dictionary! { "Subtype" => "CIDFontType0C" }, table)
}

/// A width in whole thousandths of an em.
#[expect(clippy::cast_possible_truncation, reason = "a glyph is no more than some em wide")]
fn width_in(subset: &Subset<'_>, width: u16) -> Object {
    Object::Integer((f32::from(width) * 1000.0 / f32::from(subset.metrics.units_per_em)) as i64)
}

#[expect(clippy::cast_possible_truncation, reason = "lengths of a face are of 16 bits")]
fn descriptor(subset: &Subset<'_>) -> Dictionary {
    const NOT_SYMBOLIC: i64 = 1 << 5;
    let metrics = &subset.metrics;
    let scale = 1000.0 / f32::from(metrics.units_per_em);
    let scaled = |length: i16| Object::Integer((f32::from(length) * scale).round() as i64);
    let bounds = metrics.bounds;
    // No table of a face has the width of its stems; it is estimated of the weight, as is usual.
    let stem = 50 + (f32::from(metrics.weight) / 65.0).powi(2).round() as i64;
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name(&subset.name),
        "Ascent" => scaled(metrics.ascent),
        "Descent" => scaled(metrics.descent),
        "CapHeight" => scaled(metrics.ascent),
        "ItalicAngle" => 0,
        "Flags" => NOT_SYMBOLIC,
        "StemV" => stem,
        "FontBBox" => [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled).to_vec(),
    }
}

/// Which text each number stands for.
fn meanings(subset: &Subset<'_>) -> String {
    /// More a block may not have.
    const BLOCK: usize = 100;
    let id = &subset.id;
    let mut out = format!(
        "/CIDInit /ProcSet findresource begin\n\n12 dict begin\n\nbegincmap\n\n%!PS-Adobe-3.0 Resource-CMap\n\
         %%DocumentNeededResources: procset CIDInit\n%%IncludeResource: procset CIDInit\n\n/CIDSystemInfo 3 dict dup begin\n\
         /Registry (FontSpecific) def\n/Ordering ({id}) def\n/Supplement 0 def\nend def\n\n/CMapName /FontSpecific-{id} def\n\
         /CMapVersion 1 def\n/CMapType 2 def\n/WMode 0 def\n\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    );
    let mut texts: Vec<(u16, &str)> = subset.texts().filter(|(_, text)| !text.is_empty()).collect();
    texts.sort_by_key(|(number, _)| *number);
    for block in texts.chunk_by(|(one, _), (other, _)| one >> 8 == other >> 8).flat_map(|same| same.chunks(BLOCK)) {
        // Writing to a string cannot fail.
        _ = writeln!(out, "{} beginbfchar", block.len());
        for (number, text) in block {
            _ = write!(out, "<{number:04X}> <");
            text.encode_utf16().for_each(|unit| _ = write!(out, "{unit:04X}"));
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}

/// A picture, its transparency before it.
fn picture(file: &mut Document, shown: Shown) -> ObjectId {
    let header = |grey: bool, filter: &str, mask: Option<ObjectId>| {
        let mut dict = dictionary! {
            "BitsPerComponent" => 8,
            "ColorSpace" => if grey { "DeviceGray" } else { "DeviceRGB" },
            "Filter" => filter,
            "Height" => shown.height,
        };
        if let Some(mask) = mask {
            dict.set("SMask", mask);
        }
        dict.set("Subtype", "Image");
        dict.set("Type", "XObject");
        dict.set("Width", shown.width);
        dict
    };
    let mask = shown.mask.map(|mask| file.add_object(Stream::new(header(true, "FlateDecode", None), mask)));
    file.add_object(Stream::new(header(shown.grey, shown.filter, mask), shown.content))
}
