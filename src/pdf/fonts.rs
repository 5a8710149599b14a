//! Faces cut down to the glyphs that are used.

use super::cff::{self, CffError, Gathered};
use super::spread::{goes_on, spread};
use super::table::Table;
use super::{fingerprint, literal, truetype};
use crate::config::Compression;
use crate::layout::{FontSet, Item, Laid, PageError};
use std::collections::BTreeMap;

/// A face as it goes into the file.
pub(super) struct Subset<'a> {
    /// What pages call it.
    pub id: String,
    /// The name of the font, with a mark for the glyphs that it has.
    pub name: String,
    /// For each number in the file its width in the font's units.
    pub widths: Vec<u16>,
    pub metrics: Metrics,
    pub program: Program<'a>,
    /// For each number in the file the glyph of the program, where they differ.
    pub glyph_of: Option<Vec<u16>>,
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

    /// The numbers in the file, each with the text that it stands for; in no order.
    pub fn texts(&self) -> impl Iterator<Item = (u16, &str)> {
        self.glyphs.entries.iter().flat_map(|(_, glyph)| {
            let plain = std::iter::once(&glyph.first).chain(&glyph.others).map(|(number, text)| (*number, text.as_str()));
            plain.chain(glyph.wide.iter().map(|wide| (wide.number, wide.text.as_str())))
        })
    }
}

/// Lengths of a face in its units, and its weight.
pub(super) struct Metrics {
    pub units_per_em: u16,
    pub ascent: i16,
    pub descent: i16,
    pub bounds: ttf_parser::Rect,
    pub weight: u16,
}

/// The program of a cut face.
pub(super) enum Program<'a> {
    /// A CFF table that is still in pieces. It goes into the file last, for it takes long to pack.
    Gathered(Gathered<'a>),
    /// A CFF table.
    Bare(Vec<u8>),
    /// A font file with TrueType outlines.
    TrueType(Vec<u8>),
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
    let mut widths = Vec::with_capacity(used.entries.len());
    let em = f64::from(parsed.units_per_em());
    let (mut kept, mut wider) = (Vec::with_capacity(used.entries.len()), Vec::with_capacity(used.entries.len()));
    let mut number = |glyph, width: u16, more: u16| {
        // Glyphs are numbered in 16 bits, and no text uses nearly all glyphs of a font.
        let number = kept.len() as u16;
        kept.push(glyph);
        wider.push(more);
        widths.push(width.saturating_add(more));
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
    if let Program::Gathered(program) = &mut cut.program {
        // Glyphs lie all over a font: a map would bring most of it into memory for them.
        let place = |piece: &[u8]| piece.as_ptr().addr().checked_sub(data.as_ptr().addr());
        program.copy_unseen(|piece, into| place(piece).is_some_and(|at| face.data.copy(at, into)));
    }
    let tag: String = cut.hash()[..6].iter().map(|byte| char::from(b'A' + byte % 26)).collect();
    let metrics = Metrics {
        units_per_em: parsed.units_per_em(),
        ascent: parsed.typographic_ascender().unwrap_or_else(|| parsed.ascender()),
        descent: parsed.typographic_descender().unwrap_or_else(|| parsed.descender()),
        bounds: parsed.global_bounding_box(),
        weight: parsed.weight().to_number(),
    };
    let name = format!("{tag}+{}", face.name);
    // F1 to F14 are what many programs call the fonts that every reader has.
    let id = format!("F{}", index + 20);
    let has_several = glyphs.entries.iter().any(|(_, glyph)| !glyph.others.is_empty());
    Ok(Subset { id, name, widths, metrics, program: cut.program, glyph_of: cut.glyph_of, glyphs, has_several, has_wide, em })
}

/// A font program on its way into the file.
pub(super) struct Packed {
    pub content: Vec<u8>,
    /// Whether it is packed already.
    pub packed: bool,
}

/// The programs that are still in pieces, each as it goes into the file.
pub(super) fn programs(subsets: &Subsets<'_>, compression: Compression) -> Vec<Option<Packed>> {
    let program = |subset: &Subset<'_>| {
        let Program::Gathered(gathered) = &subset.program else { return None };
        // In haste programs are packed piece by piece.
        let packed = compression == Compression::Fast;
        let content = if packed { literal::pack(gathered.pieces()) } else { gathered.whole() };
        Some(Packed { content, packed })
    };
    subsets.values().map(program).collect()
}

/// A font that was cut.
struct Cut<'a> {
    program: Program<'a>,
    /// The font file that the program was taken out of.
    file: Vec<u8>,
    /// For each of the glyphs that were asked for its number in the program, where that is not its place.
    glyph_of: Option<Vec<u16>>,
}

impl Cut<'_> {
    fn hash(&self) -> [u8; 16] {
        match &self.program {
            Program::Gathered(program) => fingerprint(program.pieces()),
            Program::Bare(_) => fingerprint([&self.file[..]]),
            Program::TrueType(file) => fingerprint([&file[..]]),
        }
    }
}

/// The font program with the glyphs that are kept, in their order.
///
/// CFF programs are gathered, which takes a hundredth of the time of taking them apart; the few that cannot be, and fonts
/// with TrueType outlines, go through the general subsetter.
fn cut<'a>(data: &'a [u8], index: u32, parsed: &ttf_parser::Face<'a>, kept: &[u16], wider: &[u16]) -> Result<Cut<'a>, String> {
    let cff = ttf_parser::Tag::from_bytes(b"CFF ");
    let table = parsed.raw_face().table(cff);
    let gathered = table.map(|table| cff::cut(table, kept, wider, "Zhumo"));
    // No other way of cutting is safe from it either.
    if let Some(Err(error @ CffError::Overlap)) = gathered {
        return Err(error.to_string());
    }
    if let Some(Ok(program)) = gathered {
        return Ok(Cut { program: Program::Gathered(program), file: Vec::new(), glyph_of: None });
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
    // The table alone is what every reader numbers alike; the general subsetter keys it by numbers, too.
    let table = ttf_parser::RawFace::parse(&shown, 0).ok().and_then(|face| face.table(cff).map(<[u8]>::to_vec));
    Ok(match table {
        Some(table) => Cut { program: Program::Bare(table), file: shown, glyph_of },
        None => Cut { program: Program::TrueType(shown), file: Vec::new(), glyph_of },
    })
}
