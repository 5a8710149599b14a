//! Faces cut down to the glyphs that are used.

use super::cff::{self, CffError, Gathered};
use super::spread::{goes_on, spread};
use super::table::Table;
use super::{PdfError, fingerprint, literal, truetype};
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
    /// Whether glyphs that stand wide are in the font as wide as that.
    has_wide: bool,
    /// Units to the em.
    em: f64,
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
    /// Further numbers of the same glyph where it stands wide.
    wide: Vec<Wide>,
}

/// A glyph with white behind it that is its own.
pub(super) struct Wide {
    /// How much wider it is, in the font's units.
    wider: u16,
    /// The width that the file states, in thousandths of an em.
    pub width: f64,
    /// Its number in the file.
    pub number: u16,
    text: String,
}

impl CutGlyph {
    /// Its number in the file where it stands for `text`.
    pub fn number(&self, text: &str) -> u16 {
        let other = self.others.iter().find(|(_, known)| known == text);
        other.map_or(self.first.0, |(number, _)| *number)
    }

    /// The glyph where it stands for `text` and is as much wider.
    pub fn wide(&self, text: &str, wider: u16) -> Option<&Wide> {
        self.wide.iter().find(|wide| wide.wider == wider && wide.text == text)
    }
}

impl Subset<'_> {
    /// A glyph by its number in the face.
    pub fn glyph(&self, glyph: u16) -> Option<&CutGlyph> {
        self.glyphs.get(glyph)
    }

    /// How much wider the glyphs are, in the font's units, of a run that is spread by so many em; none where they are not.
    pub fn wider(&self, spread: f64) -> Option<u16> {
        self.has_wide.then(|| units(spread, self.em))
    }

    /// Shows every glyph once: from this printpdf knows what the file has to say of them.
    pub fn roster(&self) -> [Op; 2] {
        let all = self.glyphs.entries.iter().flat_map(|(_, glyph)| {
            let plain = std::iter::once(&glyph.first).chain(&glyph.others).map(|(number, text)| (*number, text));
            plain.chain(glyph.wide.iter().map(|wide| (wide.number, &wide.text)))
        });
        let shown = all.map(|(number, text)| Codepoint::with_cid(number, 0.0, text.clone()));
        [
            Op::SetFont { font: PdfFontHandle::External(self.id.clone()), size: Pt(1.0) },
            Op::ShowText { items: vec![TextItem::GlyphIds(shown.collect())] },
        ]
    }
}

/// What a glyph is used for: the texts that it stands for, and those for which it stands wide, by how many em.
#[derive(Clone, Default)]
struct Uses<'a> {
    texts: Vec<&'a str>,
    wide: Vec<(&'a str, f64)>,
}

/// More widths than these in one face are not made: a font has 256 parts, and no notice has so many names.
const MOST_WIDTHS: usize = 200;

fn units(spread: f64, em: f64) -> u16 {
    // No line is 60 em long.
    (spread * em).floor().clamp(0.0, f64::from(u16::MAX)) as u16
}

/// The subset of each face that the pages use, by the face's index.
pub(super) type Subsets<'a> = BTreeMap<usize, Subset<'a>>;

/// Cuts every face that the pages use.
pub(super) fn subsets<'a>(laid: &Laid, fonts: &'a FontSet) -> Result<Subsets<'a>, PageError> {
    let mut used: BTreeMap<usize, Table<Uses<'_>>> = BTreeMap::new();
    for page in &laid.pages {
        for (place, item) in page.items.iter().enumerate() {
            let Item::Run(run) = item else { continue };
            let next = page.items.get(place + 1).and_then(|next| if let Item::Run(next) = next { Some(next) } else { None });
            let on = next.is_some_and(|next| goes_on(run, next));
            let spread = run.node.and_then(|_| spread(run, on));
            let last = run.glyphs.len() - usize::from(!on && !run.glyphs.is_empty());
            let face = used.entry(run.face).or_insert_with(Table::new);
            for (place, (glyph, text)) in run.spelt().enumerate() {
                let uses = face.entry(glyph.id, Uses::default);
                match spread.filter(|_| place < last) {
                    Some(spread) if !uses.wide.contains(&(text, spread)) => uses.wide.push((text, spread)),
                    None if !uses.texts.contains(&text) => uses.texts.push(text),
                    _ => {}
                }
            }
        }
    }
    used.into_iter().map(|(face, glyphs)| Ok((face, widest(face, glyphs, fonts)?))).collect()
}

/// A face with its wide glyphs, if it can have them; else without.
fn widest<'a>(index: usize, used: Table<Uses<'_>>, fonts: &'a FontSet) -> Result<Subset<'a>, PageError> {
    let mut widths: Vec<f64> = used.entries.iter().flat_map(|(_, uses)| uses.wide.iter().map(|(_, spread)| *spread)).collect();
    widths.sort_by(f64::total_cmp);
    widths.dedup();
    let plain = |used: Table<Uses<'_>>| {
        subset(
            index,
            used.map(|_, uses| {
                let mut texts = uses.texts;
                for (text, _) in uses.wide {
                    if !texts.contains(&text) {
                        texts.push(text);
                    }
                }
                Uses { texts, wide: Vec::new() }
            }),
            fonts,
        )
    };
    if widths.is_empty() {
        return subset(index, used, fonts);
    }
    if widths.len() > MOST_WIDTHS {
        return plain(used);
    }
    match subset(index, used.copy(), fonts) {
        Err(_) => plain(used),
        made => made,
    }
}

fn subset<'a>(index: usize, mut used: Table<Uses<'_>>, fonts: &'a FontSet) -> Result<Subset<'a>, PageError> {
    let face = &fonts.faces[index];
    let damaged = |cause: String| PageError::Font { name: face.name.clone(), cause };
    let data: &[u8] = (*face.data).as_ref();
    let parsed = ttf_parser::Face::parse(data, face.index).map_err(|error| damaged(error.to_string()))?;
    // The first glyph of every font is the one for what is missing.
    used.entry(0, Uses::default);
    let mut stated = BTreeMap::new();
    let em = f64::from(parsed.units_per_em());
    let (mut kept, mut wider) = (Vec::with_capacity(used.entries.len()), Vec::with_capacity(used.entries.len()));
    let mut number = |glyph, width: u16, more: u16| {
        // Glyphs are numbered in 16 bits, and no text uses nearly all glyphs of a font.
        let number = kept.len() as u16;
        kept.push(glyph);
        wider.push(more);
        stated.insert(number, width.saturating_add(more));
        number
    };
    // The file states whole thousandths, and a reader moves on by what it states.
    let stating = |width: u16| (f64::from(width) * 1000.0 / em).trunc();
    let glyphs = used.map(|glyph, uses| {
        let width = parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
        // A glyph that only stands wide is in the font as it is all the same: wider ones may be made of it.
        let mut texts = uses.texts.into_iter();
        let alone = uses.wide.first().map_or("", |(text, _)| text);
        let mut numbered = |text: &str| (number(glyph, width, 0), text.to_owned());
        let first = numbered(texts.next().unwrap_or(alone));
        let others = texts.map(numbered).collect();
        let wide = |(text, spread): (&str, f64)| {
            let wider = units(spread, em);
            Wide {
                wider,
                width: stating(width.saturating_add(wider)),
                number: number(glyph, width, wider),
                text: text.to_owned(),
            }
        };
        CutGlyph { width: stating(width), first, others, wide: uses.wide.into_iter().map(wide).collect() }
    });
    let has_wide = wider.iter().any(|wider| *wider > 0);
    let mut cut = cut(data, face.index, &parsed, &kept, &wider).map_err(damaged)?;
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
    Ok(Subset { id, font, program: cut.program, glyph_of: cut.glyph_of, glyphs, has_several, has_wide, em })
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
fn cut<'a>(data: &'a [u8], index: u32, parsed: &ttf_parser::Face<'a>, kept: &[u16], wider: &[u16]) -> Result<Cut<'a>, String> {
    let table = parsed.raw_face().table(ttf_parser::Tag::from_bytes(b"CFF "));
    let gathered = table.map(|table| cff::cut(table, kept, wider, "Zhumo"));
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
    let mut numbers: Vec<u16> = kept.iter().map(|glyph| remapper.remap(*glyph)).collect();
    let mut shown = subsetter::subset(data, index, &remapper).map_err(|error| error.to_string())?;
    let mut more: Vec<(u16, u16)> = Vec::new();
    let count = ttf_parser::Face::parse(&shown, 0).map_or(0, |cut| cut.number_of_glyphs());
    for ((number, glyph), wider) in numbers.iter_mut().zip(kept).zip(wider).filter(|(_, wider)| **wider > 0) {
        let width = parsed.glyph_hor_advance(ttf_parser::GlyphId(*glyph)).unwrap_or(0);
        let wide = (*number, width.saturating_add(*wider));
        // A glyph that is as wide for two texts is in the font once.
        let place = more.iter().position(|known| *known == wide).unwrap_or_else(|| {
            more.push(wide);
            more.len() - 1
        });
        *number = count + place as u16;
    }
    if !more.is_empty() {
        shown = truetype::widen(&shown, &more).ok_or("it can have no wider glyphs")?;
    }
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
