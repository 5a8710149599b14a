//! The frame of a document as printpdf writes it: pages without contents, fonts without programs, pictures.

use super::{FontPlaces, Frame};
use crate::layout::{Laid, Mm};
use crate::pdf::fonts::{Program, Subset, Subsets};
use crate::pdf::pictures::{self, Shown};
use crate::pdf::{PdfError, PdfOptions, cff};
use lopdf::{Document, Object, ObjectId};
use printpdf::{
    Codepoint, DictItem, ExternalStream, ExternalXObject, FontId, FontMetrics, Op, ParsedFont, PdfDocument, PdfFont,
    PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem, XObject, XObjectId,
};
use std::collections::BTreeMap;

/// The frame of pages in these faces.
pub(in crate::pdf) fn frame(laid: &Laid, options: &PdfOptions<'_>, subsets: &Subsets<'_>) -> Result<Frame, PdfError> {
    let mut document = PdfDocument::new(&options.metadata.title);
    for subset in subsets.values() {
        document.resources.fonts.map.insert(FontId(subset.id.clone()), PdfFont::new(font(subset)?));
    }
    for (name, shown) in pictures::shown(laid, options.images)? {
        let object = ExternalXObject { stream: picture(shown), width: None, height: None, dpi: None };
        document.resources.xobjects.map.insert(XObjectId(name), XObject::External(object));
    }
    #[expect(clippy::cast_possible_truncation, reason = "PDF numbers are single precision")]
    let millimetres = |length: Mm| printpdf::Mm(length.0 as f32);
    document.pages =
        laid.pages.iter().map(|page| PdfPage::new(millimetres(page.width), millimetres(page.height), Vec::new())).collect();
    // printpdf learns from what pages show which glyphs there are.
    if let Some(first) = document.pages.first_mut() {
        first.ops.extend(subsets.values().flat_map(roster));
    }
    // printpdf reports what it left out as warnings; there is nothing that it may leave out.
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    file.version = "1.7".to_owned();
    let contents = contents(&file, laid.pages.len())?;
    let fonts = places(&file, subsets)?;
    Ok(Frame { file, contents, fonts })
}

/// Shows every glyph once: from this printpdf knows what the file has to say of them.
fn roster(subset: &Subset<'_>) -> [Op; 2] {
    let shown = subset.texts().map(|(number, text)| Codepoint::with_cid(number, 0.0, text.to_owned()));
    [
        Op::SetFont { font: PdfFontHandle::External(FontId(subset.id.clone())), size: Pt(1.0) },
        Op::ShowText { items: vec![TextItem::GlyphIds(shown.collect())] },
    ]
}

/// What printpdf is told of a face. It copies a program several times on its way into the file: of one that is still in pieces it gets a
/// hollow one with as many glyphs, and the program itself takes its place in the end.
fn font(subset: &Subset<'_>) -> Result<ParsedFont, PdfError> {
    let program = match &subset.program {
        Program::Gathered(_) => {
            let hollow = cff::hollow(subset.widths.len()).map_err(|error| PdfError::Write(error.to_string()))?;
            sfnt(&hollow)
        }
        Program::Bare(table) => sfnt(table),
        Program::TrueType(file) => file.clone(),
    };
    let metrics = &subset.metrics;
    let heights = FontMetrics { ascent: metrics.ascent, descent: metrics.descent };
    let widths: BTreeMap<u16, u16> = (0..).zip(subset.widths.iter().copied()).collect();
    let name = Some(subset.name.clone());
    let mut font = ParsedFont::with_glyph_data(program, 0, name, BTreeMap::new(), widths, metrics.units_per_em, heights);
    let known = &mut font.pdf_font_metrics;
    (known.x_min, known.y_min) = (metrics.bounds.x_min, metrics.bounds.y_min);
    (known.x_max, known.y_max) = (metrics.bounds.x_max, metrics.bounds.y_max);
    known.us_weight_class = metrics.weight;
    Ok(font)
}

/// A font file with nothing but a CFF table: what printpdf reads, which puts the table alone into the PDF.
fn sfnt(cff: &[u8]) -> Vec<u8> {
    const HEAD: usize = 12 + 16;
    let mut file = Vec::with_capacity(HEAD + cff.len());
    file.extend(b"OTTO\x00\x01\x00\x10\x00\x00\x00\x00CFF \x00\x00\x00\x00");
    file.extend(u32::try_from(HEAD).unwrap_or_default().to_be_bytes());
    file.extend(u32::try_from(cff.len()).unwrap_or(u32::MAX).to_be_bytes());
    file.extend_from_slice(cff);
    file
}

fn picture(shown: Shown) -> ExternalStream {
    let word = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let header = |grey: bool, filter: &str| {
        BTreeMap::from([
            ("Type".to_owned(), word("XObject")),
            ("Subtype".to_owned(), word("Image")),
            ("Width".to_owned(), DictItem::Int(i64::from(shown.width))),
            ("Height".to_owned(), DictItem::Int(i64::from(shown.height))),
            ("BitsPerComponent".to_owned(), DictItem::Int(8)),
            ("ColorSpace".to_owned(), word(if grey { "DeviceGray" } else { "DeviceRGB" })),
            ("Filter".to_owned(), word(filter)),
        ])
    };
    let mut dict = header(shown.grey, shown.filter);
    if let Some(mask) = shown.mask {
        let stream = ExternalStream { dict: header(true, "FlateDecode"), content: mask, compress: false };
        dict.insert("SMask".to_owned(), DictItem::Stream { stream });
    }
    ExternalStream { dict, content: shown.content, compress: false }
}

/// Where the contents of each page go.
fn contents(file: &Document, pages: usize) -> Result<Vec<ObjectId>, PdfError> {
    let failed = |error: lopdf::Error| PdfError::Write(error.to_string());
    let place = |page| file.get_dictionary(page)?.get(b"Contents").and_then(Object::as_reference);
    let places: Vec<ObjectId> = file.page_iter().map(place).collect::<Result<_, _>>().map_err(failed)?;
    if places.len() == pages { Ok(places) } else { Err(PdfError::Write("a page was lost".to_owned())) }
}

/// Where each face stands.
fn places(file: &Document, subsets: &Subsets<'_>) -> Result<Vec<FontPlaces>, PdfError> {
    let place = |(id, object): (&ObjectId, &Object)| {
        let font = object.as_dict().ok()?;
        let described = font.get(b"DescendantFonts").and_then(Object::as_array).ok()?.first()?.as_dict().ok()?;
        let descriptor = described.get(b"FontDescriptor").and_then(Object::as_reference).ok()?;
        let descriptor = file.get_dictionary(descriptor).ok()?;
        let program =
            [b"FontFile2", b"FontFile3"].iter().find_map(|key| descriptor.get(*key).and_then(Object::as_reference).ok())?;
        let name = font.get(b"BaseFont").and_then(Object::as_name).ok()?;
        Some((name.to_vec(), FontPlaces { font: *id, program }))
    };
    let mut places: Vec<(Vec<u8>, FontPlaces)> = file.objects.iter().filter_map(place).collect();
    let own = |subset: &Subset<'_>| {
        // A font that was found in two places has one name, and its program comes twice.
        let at = places.iter().position(|(name, _)| name == subset.name.as_bytes());
        let lost = || PdfError::Write(format!("the font {} has no place in the file", subset.name));
        Ok(places.remove(at.ok_or_else(lost)?).1)
    };
    subsets.values().map(own).collect()
}
