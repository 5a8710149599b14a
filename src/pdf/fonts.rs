//! Faces cut down to the glyphs that are used.

use super::{PdfError, Subsets, fingerprint};
use crate::layout::{FontSet, Item, Laid};
use printpdf::{FontId, FontMetrics, ParsedFont};
use std::collections::{BTreeMap, BTreeSet};

/// A face as it goes into the file.
pub(super) struct Subset {
    pub id: FontId,
    pub font: ParsedFont,
    /// Glyph numbers in the face to those in the subset.
    pub glyphs: BTreeMap<u16, u16>,
    /// Widths that the file states, in thousandths of an em, by the face's glyph number.
    pub widths: BTreeMap<u16, f64>,
    /// Glyphs that stand for more than one character: 一 and the radical ⼀ have one shape.
    pub ambiguous: BTreeSet<u16>,
}

/// Cuts every face that the pages use.
pub(super) fn subsets(laid: &Laid, fonts: &FontSet) -> Result<Subsets, PdfError> {
    let mut used: BTreeMap<usize, BTreeMap<u16, BTreeSet<&str>>> = BTreeMap::new();
    for item in laid.pages.iter().flat_map(|page| &page.items) {
        let Item::Run(run) = item else { continue };
        let face = used.entry(run.face).or_default();
        for glyph in &run.glyphs {
            face.entry(glyph.id).or_default().insert(&run.text[glyph.start..glyph.end]);
        }
    }
    used.into_iter().map(|(face, glyphs)| Ok((face, subset(face, &glyphs, fonts)?))).collect()
}

fn subset(index: usize, glyphs: &BTreeMap<u16, BTreeSet<&str>>, fonts: &FontSet) -> Result<Subset, PdfError> {
    let face = &fonts.faces[index];
    let damaged = |cause: String| PdfError::Font { name: face.name.clone(), cause };
    let data: &[u8] = (*face.data).as_ref();
    let parsed = ttf_parser::Face::parse(data, face.index).map_err(|error| damaged(error.to_string()))?;
    // The first glyph of every font is the one for what is missing.
    let kept: Vec<u16> = std::iter::once(0).chain(glyphs.keys().copied().filter(|glyph| *glyph != 0)).collect();
    let bytes = cut(data, face.index, &parsed, &kept).map_err(damaged)?;
    let em = f64::from(parsed.units_per_em());
    let (mut stated, mut widths, mut map) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (new, old) in kept.into_iter().enumerate() {
        let width = parsed.glyph_hor_advance(ttf_parser::GlyphId(old)).unwrap_or(0);
        let new = u16::try_from(new).map_err(|error| damaged(error.to_string()))?;
        stated.insert(new, width);
        // The file states whole thousandths, and a reader moves on by what it states.
        widths.insert(old, (f64::from(width) * 1000.0 / em).trunc());
        map.insert(old, new);
    }
    let tag: String = fingerprint(&bytes)[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect();
    let metrics = FontMetrics {
        ascent: parsed.typographic_ascender().unwrap_or_else(|| parsed.ascender()),
        descent: parsed.typographic_descender().unwrap_or_else(|| parsed.descender()),
    };
    let name = Some(format!("{tag}+{}", face.name));
    let mut font = ParsedFont::with_glyph_data(bytes, 0, name, BTreeMap::new(), stated, parsed.units_per_em(), metrics);
    let bounds = parsed.global_bounding_box();
    font.pdf_font_metrics.x_min = bounds.x_min;
    font.pdf_font_metrics.y_min = bounds.y_min;
    font.pdf_font_metrics.x_max = bounds.x_max;
    font.pdf_font_metrics.y_max = bounds.y_max;
    font.pdf_font_metrics.us_weight_class = parsed.weight().to_number();
    let ambiguous = glyphs.iter().filter(|(_, texts)| texts.len() > 1).map(|(glyph, _)| *glyph).collect();
    // F1 to F14 are printpdf's names for the fonts that every reader has.
    Ok(Subset { id: FontId(format!("F{}", index + 20)), font, glyphs: map, widths, ambiguous })
}

/// The font program with the glyphs that are kept, in their order.
///
/// CFF programs are gathered, which takes a hundredth of the time of taking them apart; the few that cannot be, and fonts
/// with TrueType outlines, go through the general subsetter.
fn cut(data: &[u8], index: u32, parsed: &ttf_parser::Face<'_>, kept: &[u16]) -> Result<Vec<u8>, String> {
    let table = parsed.raw_face().table(ttf_parser::Tag::from_bytes(b"CFF "));
    if let Some(cut) = table.and_then(|table| super::cff::cut(table, kept, "Zhumo").ok()) {
        return Ok(sfnt(&cut));
    }
    let mut remapper = subsetter::GlyphRemapper::new();
    kept.iter().for_each(|glyph| {
        remapper.remap(*glyph);
    });
    subsetter::subset(data, index, &remapper).map_err(|error| error.to_string())
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
