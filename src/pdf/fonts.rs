//! Faces cut down to the glyphs that are used.

use super::cff::{self, CffError, Gathered};
use super::{PdfError, Subsets, fingerprint, literal};
use crate::config::Compression;
use crate::layout::{FontSet, Item, Laid, PageError};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{Codepoint, FontId, FontMetrics, Op, ParsedFont, PdfFontHandle, Pt, TextItem};
use std::collections::BTreeMap;

/// A face as it goes into the file.
pub(super) struct Subset<'a> {
    pub id: FontId,
    /// What printpdf is told of it.
    pub font: ParsedFont,
    /// What goes into the file in place of the program that printpdf was given.
    program: Option<Gathered<'a>>,
    /// For each number in the file the glyph of the program, where they differ.
    glyph_of: Option<Vec<u16>>,
    glyphs: Table<CutGlyph>,
    /// Whether any glyph stands for several texts.
    pub has_several: bool,
}

/// A glyph of a face that was cut.
pub(super) struct CutGlyph {
    /// The width that the file states, in thousandths of an em.
    pub width: f64,
    /// Its number in the file, and the text that it stands for.
    first: (u16, String),
    /// Further numbers of the same glyph, each for another text: the 2 of 2026 and that of CO₂, 一 and the radical ⼀. What is copied
    /// out of the file is what was typed, whatever a reader knows of `ActualText`.
    others: Vec<(u16, String)>,
}

impl CutGlyph {
    /// Its number in the file where it stands for `text`.
    pub fn number(&self, text: &str) -> u16 {
        let other = self.others.iter().find(|(_, known)| known == text);
        other.map_or(self.first.0, |(number, _)| *number)
    }
}

impl Subset<'_> {
    /// A glyph by its number in the face.
    pub fn glyph(&self, glyph: u16) -> Option<&CutGlyph> {
        self.glyphs.get(glyph)
    }

    /// Shows every glyph once: from this printpdf knows what the file has to say of them.
    pub fn roster(&self) -> [Op; 2] {
        let all = self.glyphs.entries.iter().flat_map(|(_, glyph)| std::iter::once(&glyph.first).chain(&glyph.others));
        let shown = all.map(|(number, text)| Codepoint::with_cid(*number, 0.0, text.clone()));
        [
            Op::SetFont { font: PdfFontHandle::External(self.id.clone()), size: Pt(1.0) },
            Op::ShowText { items: vec![TextItem::GlyphIds(shown.collect())] },
        ]
    }
}

/// Things by the number of a glyph, of which a face has tens of thousands and a text uses some hundred.
struct Table<T> {
    /// For each glyph up to the last one that is used: 0, or one more than its place in the entries.
    places: Vec<u16>,
    entries: Vec<(u16, T)>,
}

impl<T> Table<T> {
    const fn new() -> Self {
        Self { places: Vec::new(), entries: Vec::new() }
    }

    fn get(&self, glyph: u16) -> Option<&T> {
        let place = usize::from(*self.places.get(usize::from(glyph))?).checked_sub(1)?;
        self.entries.get(place).map(|(_, entry)| entry)
    }

    /// The entry of a glyph; a new one if it has none.
    fn entry(&mut self, glyph: u16, new: impl FnOnce() -> T) -> &mut T {
        let index = usize::from(glyph);
        if self.places.len() <= index {
            self.places.resize(index + 1, 0);
        }
        if self.places[index] == 0 {
            self.entries.push((glyph, new()));
            // Glyphs are numbered in 16 bits, and no font has glyph 65535 (it would need a count of 65536).
            self.places[index] = self.entries.len() as u16;
        }
        let place = usize::from(self.places[index]) - 1;
        &mut self.entries[place].1
    }

    /// The entries in the order of their glyphs, changed.
    fn map<U>(mut self, mut change: impl FnMut(u16, T) -> U) -> Table<U> {
        self.entries.sort_unstable_by_key(|(glyph, _)| *glyph);
        for (place, (glyph, _)) in self.entries.iter().enumerate() {
            self.places[usize::from(*glyph)] = place as u16 + 1;
        }
        let entries = self.entries.into_iter().map(|(glyph, entry)| (glyph, change(glyph, entry))).collect();
        Table { places: self.places, entries }
    }
}

/// The texts that a glyph stands for.
type Texts<'a> = Vec<&'a str>;

/// Cuts every face that the pages use.
pub(super) fn subsets<'a>(laid: &Laid, fonts: &'a FontSet) -> Result<Subsets<'a>, PageError> {
    let mut used: BTreeMap<usize, Table<Texts<'_>>> = BTreeMap::new();
    for item in laid.pages.iter().flat_map(|page| &page.items) {
        let Item::Run(run) = item else { continue };
        let face = used.entry(run.face).or_insert_with(Table::new);
        for (glyph, text) in run.spelt() {
            let texts = face.entry(glyph.id, Vec::new);
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
    }
    used.into_iter().map(|(face, glyphs)| Ok((face, subset(face, glyphs, fonts)?))).collect()
}

fn subset<'a>(index: usize, mut used: Table<Texts<'_>>, fonts: &'a FontSet) -> Result<Subset<'a>, PageError> {
    let face = &fonts.faces[index];
    let damaged = |cause: String| PageError::Font { name: face.name.clone(), cause };
    let data: &[u8] = (*face.data).as_ref();
    let parsed = ttf_parser::Face::parse(data, face.index).map_err(|error| damaged(error.to_string()))?;
    // The first glyph of every font is the one for what is missing.
    used.entry(0, Vec::new);
    let mut stated = BTreeMap::new();
    let em = f64::from(parsed.units_per_em());
    let mut kept = Vec::with_capacity(used.entries.len());
    let mut number = |glyph, width| {
        // Glyphs are numbered in 16 bits, and no text uses nearly all glyphs of a font.
        let number = kept.len() as u16;
        kept.push(glyph);
        stated.insert(number, width);
        number
    };
    let glyphs = used.map(|glyph, texts| {
        let width = parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
        let mut texts = texts.into_iter();
        let mut numbered = |text: &str| (number(glyph, width), text.to_owned());
        let first = numbered(texts.next().unwrap_or_default());
        // The file states whole thousandths, and a reader moves on by what it states.
        CutGlyph { width: (f64::from(width) * 1000.0 / em).trunc(), first, others: texts.map(numbered).collect() }
    });
    let mut cut = cut(data, face.index, &parsed, &kept).map_err(damaged)?;
    if let Some(program) = &mut cut.program {
        // Glyphs lie all over a font: a map would bring most of it into memory for them.
        let place = |piece: &[u8]| piece.as_ptr().addr().checked_sub(data.as_ptr().addr());
        program.copy_unseen(|piece, into| place(piece).is_some_and(|at| face.data.copy(at, into)));
    }
    let hash = cut.program.as_ref().map_or_else(|| fingerprint([&cut.shown[..]]), |program| fingerprint(program.pieces()));
    let tag: String = hash[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect();
    let metrics = FontMetrics {
        ascent: parsed.typographic_ascender().unwrap_or_else(|| parsed.ascender()),
        descent: parsed.typographic_descender().unwrap_or_else(|| parsed.descender()),
    };
    let name = Some(format!("{tag}+{}", face.name));
    let mut font = ParsedFont::with_glyph_data(cut.shown, 0, name, BTreeMap::new(), stated, parsed.units_per_em(), metrics);
    let bounds = parsed.global_bounding_box();
    font.pdf_font_metrics.x_min = bounds.x_min;
    font.pdf_font_metrics.y_min = bounds.y_min;
    font.pdf_font_metrics.x_max = bounds.x_max;
    font.pdf_font_metrics.y_max = bounds.y_max;
    font.pdf_font_metrics.us_weight_class = parsed.weight().to_number();
    // F1 to F14 are printpdf's names for the fonts that every reader has.
    let id = FontId(format!("F{}", index + 20));
    let has_several = glyphs.entries.iter().any(|(_, glyph)| !glyph.others.is_empty());
    Ok(Subset { id, font, program: cut.program, glyph_of: cut.glyph_of, glyphs, has_several })
}

/// A font program on its way into the file.
pub(super) struct Program {
    /// The name of the font in the file.
    name: Vec<u8>,
    content: Vec<u8>,
    /// Whether it is packed already.
    packed: bool,
}

/// The programs that printpdf was not given.
pub(super) fn programs(subsets: &Subsets<'_>, compression: Compression) -> Vec<Program> {
    let program = |subset: &Subset<'_>| {
        let gathered = subset.program.as_ref()?;
        // In haste programs are packed piece by piece.
        let packed = compression == Compression::Fast;
        let content = if packed { literal::pack(gathered.pieces()) } else { gathered.whole() };
        Some(Program { name: subset.font.font_name.clone().unwrap_or_default().into_bytes(), content, packed })
    };
    subsets.values().filter_map(program).collect()
}

/// Puts the programs where printpdf put those that it was given.
pub(super) fn fill(file: &mut Document, programs: Vec<Program>) -> Result<(), PdfError> {
    let place = |object: &Object| {
        let dict = object.as_dict().ok()?;
        let name = dict.get(b"FontName").and_then(Object::as_name).ok()?;
        Some((name.to_vec(), dict.get(b"FontFile3").and_then(Object::as_reference).ok()?))
    };
    let mut places: Vec<(Vec<u8>, ObjectId)> = file.objects.values().filter_map(place).collect();
    for Program { name, content, packed } in programs {
        // A font that was found in two places has one name, and its program comes twice.
        let own = places.iter().position(|place| place.0 == name);
        let lost = || PdfError::Write(format!("the font {} has no place in the file", String::from_utf8_lossy(&name)));
        let (_, place) = places.remove(own.ok_or_else(lost)?);
        let stream = file.get_object_mut(place).and_then(Object::as_stream_mut);
        let stream = stream.map_err(|error| PdfError::Write(error.to_string()))?;
        if packed {
            stream.dict.set("Filter", "FlateDecode");
        }
        stream.set_content(content);
    }
    Ok(())
}

/// Says which glyph each number is, where a glyph has several.
///
/// printpdf says that they are the same, which they are in CFF programs: these hold such a glyph twice.
pub(super) fn number(file: &mut Document, subsets: &Subsets<'_>) -> Result<(), PdfError> {
    for subset in subsets.values() {
        let Some(glyph_of) = &subset.glyph_of else { continue };
        let wanted = subset.font.font_name.clone().unwrap_or_default().into_bytes();
        let bytes = glyph_of.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
        let map = Object::Reference(file.add_object(Stream::new(Dictionary::new(), bytes)));
        let mut fonts = file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
        let numbered = fonts.find_map(|font| {
            let own = font.get(b"BaseFont").and_then(Object::as_name).is_ok_and(|name| name == wanted);
            let described = font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).ok().filter(|_| own)?;
            let dict = described.first_mut()?.as_dict_mut().ok()?;
            let same = dict.get(b"CIDToGIDMap").and_then(Object::as_name).is_ok_and(|name| name == b"Identity");
            same.then(|| dict.set("CIDToGIDMap", map.clone()))
        });
        let lost = || PdfError::Write(format!("the font {} has no place in the file", String::from_utf8_lossy(&wanted)));
        numbered.ok_or_else(lost)?;
    }
    Ok(())
}

/// A font that was cut.
struct Cut<'a> {
    /// A font file for printpdf, with as many glyphs.
    shown: Vec<u8>,
    /// The font program; none where it is the font file itself.
    program: Option<Gathered<'a>>,
    /// For each of the glyphs that were asked for its number in the program, where that is not its place.
    glyph_of: Option<Vec<u16>>,
}

/// The font program with the glyphs that are kept, in their order.
///
/// CFF programs are gathered, which takes a hundredth of the time of taking them apart; the few that cannot be, and fonts
/// with TrueType outlines, go through the general subsetter. printpdf copies a program several times on its way into the file,
/// so it gets a hollow one, and [`fill`] puts the program into its place.
fn cut<'a>(data: &'a [u8], index: u32, parsed: &ttf_parser::Face<'a>, kept: &[u16]) -> Result<Cut<'a>, String> {
    let table = parsed.raw_face().table(ttf_parser::Tag::from_bytes(b"CFF "));
    let gathered = table.map(|table| cff::cut(table, kept, "Zhumo"));
    // No other way of cutting is safe from it either.
    if let Some(Err(error @ CffError::Overlap)) = gathered {
        return Err(error.to_string());
    }
    if let Some(Ok(program)) = gathered {
        let hollow = cff::hollow(kept.len()).map_err(|error| error.to_string())?;
        return Ok(Cut { shown: sfnt(&hollow), program: Some(program), glyph_of: None });
    }
    let mut remapper = subsetter::GlyphRemapper::new();
    // A glyph that is asked for twice is in it once.
    let numbers: Vec<u16> = kept.iter().map(|glyph| remapper.remap(*glyph)).collect();
    let shown = subsetter::subset(data, index, &remapper).map_err(|error| error.to_string())?;
    let glyph_of = (numbers.iter().zip(0..)).any(|(number, place)| *number != place).then_some(numbers);
    Ok(Cut { shown, program: None, glyph_of })
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
