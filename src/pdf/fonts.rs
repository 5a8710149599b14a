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
    let mut remapper = subsetter::GlyphRemapper::new();
    for glyph in glyphs.keys() {
        remapper.remap(*glyph);
    }
    let bytes = subsetter::subset(data, face.index, &remapper).map_err(|error| damaged(error.to_string()))?;
    let em = f64::from(parsed.units_per_em());
    let (mut stated, mut widths, mut map) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (new, old) in remapper.remapped_gids().enumerate() {
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
