//! Faces cut by character: a reader of OFD looks a glyph up by its character, so that each face in the file is a whole font with the
//! characters of the notice, not a bag of numbered glyphs as in a PDF.
//!
//! Here: [`Faces`]. Not here: outlines of glyphs (`outlines`), the tables that are made anew (`tables`), how programs of glyphs are cut
//! (`pdf::cff`, the general subsetter).

use super::outlines::Glyphs;
use super::tables::{self, Names};
use crate::layout::{FontSet, Item, Laid, PageError, Run};
use crate::parallel::both;
use crate::pdf::cff::{self, CffError};
use crate::pdf::sfnt::{Tables, put, written};
use crate::pdf::table::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use ttf_parser::{GlyphId, Tag};

/// The faces that the pages use, by their index in the set.
pub(super) struct Faces<'a>(pub BTreeMap<usize, Face<'a>>);

/// A face as it goes into the file.
pub(super) struct Face<'a> {
    /// Its identifier in the file.
    pub id: u32,
    pub names: Names,
    /// The font file.
    pub program: Vec<u8>,
    /// How far ink may stand above the base line and below it, in em.
    pub above: f64,
    pub below: f64,
    /// The number of a glyph that shows nothing, where the text has selectors of form.
    pub blank: Option<u16>,
    glyphs: Table<CutGlyph<'a>>,
}

/// A glyph of a face that was cut.
struct CutGlyph<'a> {
    /// Its number in the file.
    number: u16,
    /// The characters under which a reader finds it. Others that it stands for are told by number.
    found: Vec<&'a str>,
    /// Whether it stands on a page.
    shown: bool,
}

impl<'a> Faces<'a> {
    /// Cuts every face that the pages use.
    ///
    /// # Errors
    /// [`PageError::Font`] for one that is damaged.
    pub fn cut(laid: &'a Laid, fonts: &FontSet, next: &mut impl FnMut() -> u32) -> Result<Self, PageError> {
        let mut used: BTreeMap<usize, Table<Vec<&'a str>>> = BTreeMap::new();
        for page in &laid.pages {
            for item in &page.items {
                let Item::Run(run) = item else { continue };
                let face = used.entry(run.face).or_insert_with(Table::new);
                for (glyph, text) in run.spelt() {
                    let texts = face.entry(glyph.id, Vec::new);
                    if !texts.contains(&text) {
                        texts.push(text);
                    }
                }
            }
        }
        used.into_iter().map(|(index, used)| Ok((index, cut(index, used, fonts, next())?))).collect::<Result<_, _>>().map(Self)
    }

    /// The faces in the order of their identifiers.
    pub fn all(&self) -> impl Iterator<Item = &Face<'a>> {
        self.0.values()
    }

    pub fn of(&self, run: &Run) -> Option<&Face<'a>> {
        self.0.get(&run.face)
    }
}

impl Face<'_> {
    /// The number of a glyph in the file, and whether a reader finds it by its text.
    pub fn glyph(&self, glyph: u16, text: &str) -> (u16, bool) {
        self.glyphs.get(glyph).map_or((0, false), |cut| (cut.number, cut.found.contains(&text)))
    }
}

fn cut<'a>(index: usize, mut used: Table<Vec<&'a str>>, fonts: &FontSet, id: u32) -> Result<Face<'a>, PageError> {
    let face = &fonts.faces[index];
    let damaged = |cause: &str| PageError::Font { name: face.name.clone(), cause: cause.to_owned() };
    let data: &[u8] = (*face.data).as_ref();
    let parsed = ttf_parser::Face::parse(data, face.index).map_err(|error| damaged(&error.to_string()))?;
    // The first glyph of every font is the one for what is missing, and no character leads to it.
    used.entry(0, Vec::new);
    let selectors: BTreeSet<char> = used.entries.iter().flat_map(|(_, texts)| texts).filter_map(|text| selector(text)).collect();
    let white = parsed.glyph_index(' ').map(|glyph| glyph.0).filter(|_| !selectors.is_empty());
    if let Some(white) = white {
        used.entry(white, Vec::new);
    }
    let mut kept = Vec::new();
    let mut characters: BTreeMap<char, u16> = BTreeMap::new();
    let mut blank = None;
    let has_cubics = parsed.raw_face().table(Tag::from_bytes(b"glyf")).is_none();
    let glyphs = used.map(|glyph, texts| {
        // Readers that know no characters beyond 16 bits look for their halves and find the first glyph: it shows nothing. The box of a
        // character that no face has is one more.
        if glyph == 0 && has_cubics && !texts.is_empty() {
            kept.push(glyph);
        }
        // Glyphs are numbered in 16 bits, and no text uses nearly all glyphs of a font.
        let number = kept.len() as u16;
        kept.push(glyph);
        if Some(glyph) == white {
            blank = Some(number);
            characters.extend(selectors.iter().map(|selector| (*selector, number)));
        }
        let shown = !texts.is_empty();
        let found = texts.into_iter().filter(|text| {
            let mut letters = text.chars();
            let (Some(character), None) = (letters.next(), letters.next()) else { return false };
            glyph != 0 && *characters.entry(character).or_insert(number) == number
        });
        CutGlyph { number, found: found.collect(), shown }
    });
    let names = Names::of(&parsed, &face.name);
    let shows_missing = glyphs.get(0).is_some_and(|missing| missing.shown);
    let cut = whole(data, face.index, &parsed, &kept, shows_missing, |piece, into| {
        // Glyphs lie all over a font: a map would bring most of it into memory for them.
        let at = piece.as_ptr().addr().checked_sub(data.as_ptr().addr());
        at.is_some_and(|at| face.data.copy(at, into))
    });
    let mut tables = cut.map_err(|cause| damaged(&cause))?;
    tables.insert(*b"cmap", tables::cmap(&characters).ok_or_else(|| damaged("it has too many characters"))?);
    tables.insert(*b"name", names.table());
    tables.insert(*b"OS/2", tables::os2(&parsed, &characters));
    tables.insert(*b"post", tables::post(&parsed));
    let em = f64::from(parsed.units_per_em());
    let bounds = parsed.global_bounding_box();
    let reach = |units: i16, least: f64| (f64::from(units) / em).clamp(least, 2.0);
    Ok(Face {
        id,
        names,
        program: written(b"\0\x01\0\0", tables),
        above: reach(bounds.y_max.min(parsed.ascender().max((em * 1.2) as i16)), 1.0),
        below: reach(bounds.y_min.saturating_neg().min(parsed.descender().saturating_neg().max((em * 0.4) as i16)), 0.3),
        blank,
        glyphs,
    })
}

/// The selector of form behind a character.
pub(super) fn selector(text: &str) -> Option<char> {
    let mut letters = text.chars();
    let selects = |letter: &char| matches!(letter, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    letters.next().and_then(|_| letters.next()).filter(selects)
}

/// From more glyphs than this on two threads draw them.
const WORTH_A_THREAD: u16 = 60;

/// The tables of a font with the glyphs that are kept, in their order.
fn whole(
    data: &[u8],
    index: u32,
    parsed: &ttf_parser::Face<'_>,
    kept: &[u16],
    shows_missing: bool,
    copy: impl FnMut(&[u8], &mut [u8]) -> bool,
) -> Result<Tables, String> {
    let table = |name: &[u8; 4]| parsed.raw_face().table(Tag::from_bytes(name));
    if table(b"glyf").is_some() {
        let mut remapper = subsetter::GlyphRemapper::new();
        kept.iter().for_each(|glyph| _ = remapper.remap(*glyph));
        let cut = subsetter::subset(data, index, &remapper).map_err(|error| error.to_string())?;
        let mut tables = crate::pdf::sfnt::tables(&cut).ok_or("it cannot be cut")?;
        let head = tables.get(b"head").map(|own| head(own)).ok_or("it has no table head")??;
        let long = head[51] != 0;
        tables.insert(*b"head", head);
        // The first glyph shows nothing unless it is shown for what is missing: it ends where it begins.
        if let Some(loca) = tables.get_mut(b"loca").filter(|_| !shows_missing) {
            let size = if long { 4 } else { 2 };
            loca.get(size..2 * size).ok_or("its table loca is cut short")?;
            loca.copy_within(size..2 * size, 0);
        }
        return Ok(tables);
    }
    let gathered = table(b"CFF ").map(|table| cff::cut(table, kept, &[], "Zhumo"));
    // No other way of reading it is safe from it either.
    if let Some(Err(error @ CffError::Overlap)) = gathered {
        return Err(error.to_string());
    }
    let cut = gathered.and_then(Result::ok).map(|mut program| {
        program.copy_unseen(copy);
        program.whole()
    });
    let cut = cut.as_deref().and_then(ttf_parser::cff::Table::parse);
    let drawn = |places: Range<u16>| {
        let mut glyphs = Glyphs::new(places.len());
        for place in places {
            glyphs.add(|pen| match &cut {
                // The first glyph shows nothing.
                _ if place == 0 => {}
                Some(cut) => _ = cut.outline(GlyphId(place), pen),
                None => _ = parsed.outline_glyph(GlyphId(kept[usize::from(place)]), pen),
            });
        }
        glyphs
    };
    let count = kept.len() as u16;
    let middle = count / 2;
    let (mut glyphs, rest) = both(count > WORTH_A_THREAD, || drawn(0..middle), || drawn(middle..count));
    glyphs.append(&rest);
    let (metrics, widest) = metrics(parsed, kept, &glyphs.edges);
    let mut hhea = table(b"hhea").ok_or("it has no table hhea")?.to_vec();
    put(&mut hhea, 10, widest).and_then(|()| put(&mut hhea, 34, count)).ok_or("its table hhea is cut short")?;
    let mut head = head(table(b"head").ok_or("it has no table head")?)?;
    // The box of the glyphs; places are long numbers.
    for (at, edge) in (36..).step_by(2).zip(glyphs.bounds) {
        put(&mut head, at, if glyphs.points == 0 { 0 } else { edge as u16 }).ok_or("its table head is cut short")?;
    }
    put(&mut head, 50, 1).ok_or("its table head is cut short")?;
    let mut maxp = vec![0; 32];
    // Version 1; one zone, no instructions, no glyphs made of others.
    for (at, value) in [(0, 1), (4, count), (6, glyphs.points), (8, glyphs.contours), (14, 1)] {
        put(&mut maxp, at, value).ok_or("it has no glyphs")?;
    }
    Ok(Tables::from([
        (*b"glyf", glyphs.glyf),
        (*b"head", head),
        (*b"hhea", hhea),
        (*b"hmtx", metrics),
        (*b"loca", glyphs.loca),
        (*b"maxp", maxp),
    ]))
}

/// A `head` table without what stands behind it.
fn head(table: &[u8]) -> Result<Vec<u8>, String> {
    table.get(..54).map(<[u8]>::to_vec).ok_or_else(|| "its table head is cut short".to_owned())
}

/// Advance and left edge of each glyph, and the largest advance.
fn metrics(parsed: &ttf_parser::Face<'_>, kept: &[u16], edges: &[i16]) -> (Vec<u8>, u16) {
    let (mut all, mut widest) = (Vec::with_capacity(kept.len() * 4), 0);
    for (glyph, edge) in kept.iter().zip(edges) {
        let advance = parsed.glyph_hor_advance(GlyphId(*glyph)).unwrap_or(0);
        widest = advance.max(widest);
        all.extend(advance.to_be_bytes());
        all.extend(edge.to_be_bytes());
    }
    (all, widest)
}
