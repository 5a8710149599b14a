//! Faces by role, and which face a character is taken from.
//!
//! Here: [`FontSet`] (bytes handed in by the caller) and the look-ups of the layout. Not here: where font files are
//! (`project::fonts`), and what goes into the PDF (`pdf::fonts`).

use super::characters::{
    alike, is_combining, is_common_mark, is_han, is_invisible, is_on_base_line, is_sign, is_stop, lends_figures, lends_han_only,
    misdrawn, script,
};
pub(super) use super::lookups::Found;
use super::lookups::{Looked, Lookups, Of};
pub use super::role::Role;
use super::units::{Mm, Pt};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The bytes of a font file; usually a memory map.
pub type FontData = Arc<dyn FontBytes>;

/// A font file, as all of its bytes and as pieces of them.
pub trait FontBytes: AsRef<[u8]> + Send + Sync {
    /// Copies the bytes from `at` on; whether there were enough.
    ///
    /// A map overrides it: of a few glyphs far from each other it would bring all that lies around them into memory.
    fn copy(&self, at: usize, into: &mut [u8]) -> bool {
        let piece = at.checked_add(into.len()).and_then(|end| self.as_ref().get(at..end));
        piece.map(|piece| into.copy_from_slice(piece)).is_some()
    }
}

impl FontBytes for Vec<u8> {}
impl FontBytes for &'static [u8] {}

/// A face of a font file.
#[derive(Clone)]
pub struct FontFace {
    /// PostScript name.
    pub name: String,
    /// The file's bytes.
    pub data: FontData,
    /// Its index in a collection.
    pub index: u32,
}

impl std::fmt::Debug for FontFace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FontFace").field("name", &self.name).field("index", &self.index).finish_non_exhaustive()
    }
}

/// The faces of a run of the program: for each role a chain, best first.
#[derive(Clone, Debug, Default)]
pub struct FontSet {
    /// The faces.
    pub faces: Vec<FontFace>,
    /// For each role the indices of its faces.
    pub chains: BTreeMap<Role, Vec<usize>>,
    /// The face of letters and figures within Chinese text ([`Self::FIGURES`]), where it is another one; it stands in their chains, too.
    pub figures: Option<usize>,
    /// What layouts found in them.
    lookups: Lookups,
}

impl FontSet {
    /// The roles of which letters and figures may stand in another face: text, and what is set off in it. Titles and headings are stronger
    /// than any such face, and that of page numbers is given (GB/T 9704—2012, 7.5).
    pub const FIGURES: [Role; 2] = [Role::Body, Role::Kai];

    /// These faces, of which each role takes those that its chain names.
    #[must_use]
    pub fn new(faces: Vec<FontFace>, chains: BTreeMap<Role, Vec<usize>>) -> Self {
        Self { faces, chains, figures: None, lookups: Lookups::default() }
    }

    /// The same with a face for letters and figures within Chinese text.
    #[must_use]
    pub fn with_figures(self, figures: Option<usize>) -> Self {
        Self { figures, ..self }
    }
}

/// The faces of a set, each opened when something is first looked for in it: most texts need a few of a dozen.
pub(super) struct Faces<'a> {
    set: &'a FontSet,
    faces: Vec<OnceCell<OpenFace<'a>>>,
    /// What was found.
    looked: Looked,
    /// In a Traditional notice, the place in each chain of the face that Chinese characters are taken from.
    traditional: BTreeMap<Role, usize>,
    /// Whether texts say what was deleted and inserted.
    pub changes: bool,
    /// The place in a chain of the face for letters and figures, where those of its first face are too thin.
    figures: BTreeMap<Role, usize>,
}

/// Characters of every other Traditional notice that a face made for Simplified text lacks.
///
/// A face that has them all is made for Traditional text. The text of a notice is not asked: two notices of an office would
/// then stand in two faces because one of them has a `眾`.
const TRADITIONAL_SAMPLE: &str = "並佈內別夠廚採決溫為眾線繫製複註週遊錄產強戶撐桿沖爭淨";

pub(super) struct OpenFace<'a> {
    face: Option<ttf_parser::Face<'a>>,
    /// Height of the middle of a Chinese character above the base line, in em; none of faces without them.
    centre: Option<f64>,
    /// The factor that brings its Chinese characters to a width of 1 em.
    scale: f64,
    /// The characters that it draws as something else.
    misdrawn: &'static str,
    /// Whether it gives other faces Chinese characters only.
    han_only: bool,
}

/// Where the middle of a Chinese character is, in em, as far as nobody knows better.
const USUAL_CENTRE: f64 = 0.38;

impl<'a> Faces<'a> {
    pub fn open(set: &'a FontSet, traditional: bool) -> Self {
        let faces = set.faces.iter().map(|_| OnceCell::new()).collect();
        let named = |face: &usize, name: &str| set.faces.get(*face).is_some_and(|face| face.name.starts_with(name));
        let figures = |(role, chain): (&Role, &Vec<usize>)| {
            if let Some(place) =
                set.figures.filter(|_| FontSet::FIGURES.contains(role)).and_then(|face| chain.iter().position(|own| *own == face))
            {
                return Some((*role, place));
            }
            let other = lends_figures(&set.faces.get(*chain.first()?)?.name)?;
            Some((*role, chain.iter().position(|face| named(face, other))?))
        };
        let figures = set.chains.iter().filter_map(figures).collect();
        let known = |face: &'a FontFace| (face.name.as_str(), face.index, Arc::as_ptr(&face.data).addr());
        let known: Vec<_> = set.faces.iter().map(known).collect();
        let looked = set.lookups.take(Of { chains: &set.chains, figures: set.figures, faces: &known }, traditional);
        let mut opened = Self { set, faces, looked, traditional: BTreeMap::new(), figures, changes: false };
        if traditional {
            let known = opened.looked.chosen.take();
            let look = || set.chains.keys().map(|role| (*role, opened.traditional_rank(*role))).collect();
            opened.traditional = known.unwrap_or_else(look);
        }
        opened
    }

    /// The same for texts that may say what was deleted and inserted.
    pub fn showing(mut self, changes: bool) -> Self {
        self.changes = changes;
        self
    }

    /// What a break before each character of a title costs, with names that no line should part.
    pub fn costs(&self, title: &[char], names: &[&str]) -> Arc<[f64]> {
        self.looked.costs(title, names)
    }

    fn face(&self, index: usize) -> &OpenFace<'a> {
        self.faces[index].get_or_init(|| {
            let face = &self.set.faces[index];
            OpenFace::open((*face.data).as_ref(), face.index, &face.name)
        })
    }

    /// The place in the chain of the face for the Chinese characters of a Traditional notice.
    ///
    /// Of a text that takes some of its characters from another face, every page shows two weights. Its stops are of the same face, so
    /// that they stand in the middle of the cell in text and headings alike. Other marks and digits stay with the first face.
    fn traditional_rank(&self, role: Role) -> usize {
        let has_sample = |face: &usize| TRADITIONAL_SAMPLE.chars().all(|character| self.face(*face).glyph(character).is_some());
        self.chain(role).iter().position(has_sample).unwrap_or(0)
    }

    fn chain(&self, role: Role) -> &[usize] {
        self.set.chains.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The character in the first face of the chain that has it, at or behind `rank` if possible; `any` asks those, too, that
    /// lend no marks.
    fn find(&self, role: Role, rank: usize, character: char, any: bool) -> Option<Found> {
        let chain = self.chain(role);
        let first = *chain.get(rank)?;
        chain.iter().enumerate().skip(rank).find_map(|(place, face)| {
            let (open, behind) = (self.face(*face), place - rank);
            let lends = any || behind == 0 || !open.han_only || is_han(character);
            lends.then(|| open.find(*face, behind, || self.face(first), character)).flatten()
        })
    }

    /// The place in the chain of the first face that has every character of `text`.
    ///
    /// A title or a mark never mixes faces where one face has all of it. Superscripts can be made of any face's figures, and
    /// what hangs on a letter does not choose the face.
    pub fn rank_for(&self, role: Role, text: &str) -> usize {
        let passed = |character: char| character.is_whitespace() || is_invisible(character) || is_combining(character);
        let has = |open: &OpenFace<'_>, character| {
            open.form(character).or_else(|| open.form(script(character)?.1)).is_some() || passed(character)
        };
        let has_all = |face: &usize| text.chars().all(|character| has(self.face(*face), character));
        self.looked.rank(role, text, || self.chain(role).iter().position(has_all).unwrap_or(0))
    }

    /// The form of a character that a selector asks for, in the first face at or behind `rank` that has one.
    pub fn variant(&self, role: Role, rank: usize, character: char, selector: char) -> Option<Found> {
        let first = *self.chain(role).get(rank)?;
        self.chain(role).iter().enumerate().skip(rank).find_map(|(place, face)| {
            let open = self.face(*face);
            let glyph = open.face.as_ref()?.glyph_variation_index(character, selector)?.0;
            open.measured(glyph, *face, place - rank, || self.face(first), character)
        })
    }

    /// Whether the first face at `rank` has every one of `characters`.
    pub fn has_all(&self, role: Role, rank: usize, mut characters: impl Iterator<Item = char>) -> bool {
        let face = self.chain(role).get(rank).map(|face| self.face(*face));
        face.is_some_and(|face| characters.all(|character| face.form(character).is_some()))
    }

    /// The character in a face of the chain at or behind `rank`.
    pub fn find_from(&self, role: Role, rank: usize, character: char) -> Option<Found> {
        self.looked.found((role, rank, character), || self.look_from(role, rank, character))
    }

    fn look_from(&self, role: Role, rank: usize, character: char) -> Option<Found> {
        let chain = self.chain(role);
        let chosen = match character {
            _ if is_han(character) || is_stop(character) => self.traditional.get(&role),
            _ if character.is_ascii_graphic() => self.figures.get(&role),
            _ => None,
        };
        if rank == 0
            && let Some(chosen) = chosen
            && let (Some(face), Some(first)) = (chain.get(*chosen), chain.first())
            && let Some(found) = self.face(*face).find(*face, *chosen, || self.face(*first), character)
        {
            return Some(Found { rank: 0, ..found });
        }
        // Behind the rank, then anywhere; faces that are asked for Chinese characters alone come last of all.
        [false, true].into_iter().find_map(|any| {
            let found = self.find(role, rank, character, any);
            if rank == 0 { found } else { found.or_else(|| self.find(role, 0, character, any)) }
        })
    }

    /// Left and right edge of a glyph's ink from its origin.
    pub fn ink_sides(&self, face: usize, glyph: u16, size: Pt) -> Option<(Mm, Mm)> {
        let measured = || {
            let open = self.face(face).face.as_ref()?;
            let bounds = open.glyph_bounding_box(ttf_parser::GlyphId(glyph))?;
            let em = f64::from(open.units_per_em());
            Some((f64::from(bounds.x_min) / em, f64::from(bounds.x_max) / em))
        };
        let (left, right) = (*self.looked.sides.borrow_mut().entry((face, glyph)).or_insert_with(measured))?;
        let em = Mm::from(size);
        Some((em * left, em * right))
    }

    /// Top and bottom of a glyph's ink above the base line.
    pub fn ink(&self, face: usize, glyph: u16, size: Pt) -> Option<(Mm, Mm)> {
        let measured = || {
            let open = self.face(face).face.as_ref()?;
            let bounds = open.glyph_bounding_box(ttf_parser::GlyphId(glyph))?;
            Some((open.units_per_em(), bounds.y_max, bounds.y_min))
        };
        let (units, top, bottom) = (*self.looked.heights.borrow_mut().entry((face, glyph)).or_insert_with(measured))?;
        let em = Mm::from(size) / f64::from(units);
        Some((em * f64::from(top), em * f64::from(bottom)))
    }
}

impl Drop for Faces<'_> {
    fn drop(&mut self) {
        let none = Looked::none(self.looked.traditional);
        let mut looked = std::mem::replace(&mut self.looked, none);
        looked.chosen = looked.traditional.then(|| std::mem::take(&mut self.traditional));
        self.set.lookups.keep(looked);
    }
}

impl<'a> OpenFace<'a> {
    fn open(data: &'a [u8], index: u32, name: &str) -> Self {
        // A face that cannot be read has no characters; the next one in the chain serves.
        let face = ttf_parser::Face::parse(data, index).ok();
        let mut open = Self { face, centre: None, scale: 1.0, misdrawn: misdrawn(name), han_only: lends_han_only(name) };
        let Some(face) = &open.face else { return open };
        let em = f64::from(face.units_per_em());
        if let Some(glyph) = ['国', '國', '中'].into_iter().find_map(|sample| face.glyph_index(sample)) {
            let bounds = face.glyph_bounding_box(glyph);
            open.centre = Some(bounds.map_or(USUAL_CENTRE, |bounds| middle(bounds) / em));
            let advance = f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / em;
            // cwTeX draws Chinese characters 0.92 em wide; beside the others they must be as large.
            if (0.8..1.0).contains(&advance) {
                open.scale = 1.0 / advance;
            }
        }
        open
    }

    fn glyph(&self, character: char) -> Option<u16> {
        // Glyph 0 is the box of a missing character, never the character.
        self.face.as_ref()?.glyph_index(character).map(|glyph| glyph.0).filter(|glyph| *glyph != 0)
    }

    /// The glyph of a character, or of one that says and looks the same; none where the face draws something else, or nothing.
    fn form(&self, character: char) -> Option<u16> {
        if character.is_ascii() || is_han(character) {
            return self.glyph(character);
        }
        let own = self.glyph(character).filter(|_| !self.misdrawn.contains(character));
        let own = own.filter(|glyph| is_common_mark(character) || self.shows(*glyph, character));
        own.or_else(|| alike(character).iter().find_map(|other| self.glyph(*other)))
    }

    /// Whether the glyph of a character that is more than white has ink.
    fn shows(&self, glyph: u16, character: char) -> bool {
        let blank = character.is_whitespace() || character == '\u{2800}';
        blank || self.face.as_ref().is_some_and(|face| face.glyph_bounding_box(ttf_parser::GlyphId(glyph)).is_some())
    }

    fn find<'f>(&self, face: usize, rank: usize, first: impl Fn() -> &'f Self, character: char) -> Option<Found>
    where
        'a: 'f,
    {
        self.measured(self.form(character)?, face, rank, first, character)
    }

    /// A glyph of this face as it stands beside the first face of its chain.
    fn measured<'f>(&self, glyph: u16, face: usize, rank: usize, first: impl Fn() -> &'f Self, character: char) -> Option<Found>
    where
        'a: 'f,
    {
        let open = self.face.as_ref()?;
        let (id, em) = (ttf_parser::GlyphId(glyph), f64::from(open.units_per_em()));
        let natural = f64::from(open.glyph_hor_advance(id).unwrap_or(0)) / em;
        let (mut scale, mut drop) = (self.scale, 0.0);
        if rank > 0 && !is_on_base_line(character) {
            let first = first();
            let wanted = first.centre.unwrap_or(USUAL_CENTRE) * first.scale;
            let own = match self.centre {
                Some(centre) => Some(centre * scale),
                // A face of signs: each is brought to the middle of the line, and nearly full ones to a full cell.
                None if is_sign(character) => {
                    if NEARLY_FULL.contains(&natural) {
                        scale /= natural;
                    }
                    open.glyph_bounding_box(id).map(|bounds| middle(bounds) / em * scale)
                }
                None => None,
            };
            drop = own.map_or(0.0, |own| own - wanted);
        }
        Some(Found { face, glyph, advance: natural * scale, natural, scale, drop, rank })
    }
}

/// Height of the middle of what is drawn.
fn middle(bounds: ttf_parser::Rect) -> f64 {
    f64::midpoint(bounds.y_max.into(), bounds.y_min.into())
}

/// Widths, in em, of signs that are meant to fill a cell: the boxes of DejaVu have 0.896.
const NEARLY_FULL: std::ops::Range<f64> = 0.88..1.0;
