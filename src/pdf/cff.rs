//! CFF fonts cut to the glyphs that a file uses: their programs are gathered as they are, never rewritten.
//!
//! Here: [`cut`]; in the folder, how a table is read, walked through and written. Not here: fonts with TrueType outlines,
//! and how a font is put into the file (`fonts`).
//!
//! A general subsetter takes every program apart; copying it takes a hundredth of the time. What a program calls is found
//! by walking through it, so that fonts with subroutines keep those they need. Fonts are input like any other: whatever
//! their bytes are, the walk ends, and nothing is read outside of them.
//!
//! Source: Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings)

mod read;
mod walk;
mod write;

use read::Font;
use thiserror::Error;
use walk::Walk;
use write::write;

/// Why a font cannot be cut here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum CffError {
    /// The table ends before it should, or points outside of itself.
    #[error("the CFF table is damaged")]
    Damaged,
    /// It has something that copying does not serve; a general subsetter may.
    #[error("the CFF table has {0}")]
    Unsupported(&'static str),
    /// Its glyphs are made to lie over each other: copied one by one, a few of them could be longer than all memory.
    #[error("glyphs of the CFF table lie over each other")]
    Overlap,
}

type Result<T> = std::result::Result<T, CffError>;

/// A `CFF ` table in pieces: what stands before the programs of the glyphs, these, what stands behind them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Gathered<'a> {
    before: Vec<u8>,
    /// The programs where they are in the font.
    programs: Vec<&'a [u8]>,
    behind: Vec<u8>,
    /// The programs one behind the other, where they were copied.
    copied: Option<Vec<u8>>,
    /// Whether the programs were looked at while they were gathered.
    looked_at: bool,
}

impl Gathered<'_> {
    /// Lets `copy` fill in the programs, unless somebody has looked at them where they are in the font: each goes behind the
    /// ones before it. They stay where they are if it cannot.
    pub fn copy_unseen(&mut self, mut copy: impl FnMut(&[u8], &mut [u8]) -> bool) {
        if self.looked_at {
            return;
        }
        let mut bytes = vec![0; self.programs.iter().map(|program| program.len()).sum()];
        let mut rest = bytes.as_mut_slice();
        let whole = self.programs.iter().all(|program| {
            let (piece, behind) = std::mem::take(&mut rest).split_at_mut(program.len());
            rest = behind;
            // Calls are no bytes of the font.
            if program.len() <= write::CALL {
                piece.copy_from_slice(program);
                return true;
            }
            copy(program, piece)
        });
        self.copied = whole.then_some(bytes);
    }

    /// The bytes of the table in order. Where a piece ends does not depend on whether it was copied.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> + Clone {
        let mut at = 0;
        let programs = self.programs.iter().map(move |program| {
            at += program.len();
            self.copied.as_ref().map_or(*program, |copied| &copied[at - program.len()..at])
        });
        [self.before.as_slice()].into_iter().chain(programs).chain([self.behind.as_slice()])
    }

    /// How many bytes it has.
    pub fn length(&self) -> usize {
        self.pieces().map(<[u8]>::len).sum()
    }

    /// The table in one piece.
    pub fn whole(&self) -> Vec<u8> {
        let mut whole = Vec::with_capacity(self.length());
        self.pieces().for_each(|piece| whole.extend_from_slice(piece));
        whole
    }
}

/// Cuts a `CFF ` table to `glyphs`, in that order; the first is the glyph for what is missing. The result is CID-keyed, each
/// CID the place in `glyphs`. Each glyph is as much wider than the font has it as `wider` says, in the font's units: what a part of the
/// font says of widths is said once more for those that are.
///
/// # Errors
/// [`CffError`] for damaged tables, and for the few things that copying does not serve.
pub(crate) fn cut<'a>(table: &'a [u8], glyphs: &[u16], wider: &[u16], name: &str) -> Result<Gathered<'a>> {
    let font = Font::read(table)?;
    let mut walk = Walk::new(&font);
    let mut programs = Vec::with_capacity(glyphs.len());
    let mut fonts_used: Vec<(usize, u16)> = Vec::new();
    let mut selected = Vec::with_capacity(glyphs.len());
    let looked_at = font.has_calls || !font.cid_keyed;
    for (glyph, wider) in glyphs.iter().zip(wider.iter().copied().chain(std::iter::repeat(0))) {
        let program = font.programs.get(usize::from(*glyph)).ok_or(CffError::Damaged)?;
        let dict = font.dict_of(*glyph)?;
        if looked_at {
            walk.glyph(program, dict)?;
        }
        let place = fonts_used.iter().position(|used| *used == (dict, wider)).unwrap_or_else(|| {
            fonts_used.push((dict, wider));
            fonts_used.len() - 1
        });
        selected.push(place);
        programs.push(program);
    }
    // In a sound table each program lies behind the one before it, so that all of them are no longer than what they lie in. A glyph
    // that is wanted twice follows itself.
    let once = glyphs.chunk_by(|one, other| one == other).map(|same| same[0]);
    let lengths = once.map(|glyph| font.programs.get(usize::from(glyph)).map_or(0, <[u8]>::len));
    if lengths.sum::<usize>() > font.programs.data.len() {
        return Err(CffError::Overlap);
    }
    Ok(Gathered { looked_at, ..write(&font, &walk, name, programs, &fonts_used, &selected)? })
}

/// A table of as many glyphs, each of them empty: for who wants to know nothing of a cut font but its numbers.
///
/// # Errors
/// [`CffError`] when no font has so many.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn hollow(glyphs: usize) -> Result<Vec<u8>> {
    use read::{Index, Select, Shared};
    const END: &[u8] = &[14];
    let shared = vec![Shared { matrix: None, private: Vec::new(), subroutines: Index::default() }];
    let (programs, globals) = (Index::default(), Index::default());
    let font = Font { programs, globals, shared, matrix: None, select: Select::One, cid_keyed: true, has_calls: false };
    write(&font, &Walk::new(&font), "Zhumo", vec![END; glyphs], &[(0, 0)], &vec![0; glyphs]).map(|table| table.whole())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::PathBuf;

    /// The `CFF ` table of every default font that has one, with the font's name.
    fn tables() -> Vec<(String, Vec<u8>)> {
        files().into_iter().map(|(name, bytes)| (name, table_of(&bytes).to_vec())).collect()
    }

    fn table_of(bytes: &[u8]) -> &[u8] {
        let face = ttf_parser::RawFace::parse(bytes, 0).unwrap();
        face.table(ttf_parser::Tag::from_bytes(b"CFF ")).unwrap()
    }

    /// Every default font that has such a table. Without fonts the tests leave that out, unless the variable asks for them.
    fn files() -> Vec<(String, Vec<u8>)> {
        let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
        let data = data.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")));
        let folder = data.unwrap_or_default().join("zhumo/fonts");
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let Ok(face) = ttf_parser::RawFace::parse(&bytes, 0) else { continue };
            if face.table(ttf_parser::Tag::from_bytes(b"CFF ")).is_some() {
                files.push((path.file_name().unwrap().to_string_lossy().into_owned(), bytes));
            }
        }
        files.sort();
        assert!(!files.is_empty() || std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none(), "run scripts/fonts.sh first");
        files
    }

    /// An outline as text.
    #[derive(Default, PartialEq, Debug)]
    struct Path(Vec<(u8, [f32; 6])>);

    impl ttf_parser::OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push((0, [x, y, 0.0, 0.0, 0.0, 0.0]));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push((1, [x, y, 0.0, 0.0, 0.0, 0.0]));
        }
        fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
            self.0.push((2, [a, b, x, y, 0.0, 0.0]));
        }
        fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
            self.0.push((3, [a, b, c, d, x, y]));
        }
        fn close(&mut self) {
            self.0.push((4, [0.0; 6]));
        }
    }

    fn outline(table: &ttf_parser::cff::Table<'_>, glyph: u16) -> Path {
        let mut path = Path::default();
        let _ = table.outline(ttf_parser::GlyphId(glyph), &mut path);
        path
    }

    #[test]
    fn every_glyph_of_every_default_font_keeps_its_outline() {
        for (name, table) in tables() {
            let whole = ttf_parser::cff::Table::parse(&table).unwrap();
            let count = whole.number_of_glyphs();
            // Large fonts in steps: their glyphs are made alike, and the test should end.
            let step = usize::from(count / 4000).max(1);
            let glyphs: Vec<u16> = std::iter::once(0).chain((1..count).rev().step_by(step)).collect();
            for part in glyphs.chunks(700) {
                let wanted: Vec<u16> = std::iter::once(0).chain(part.iter().copied().filter(|glyph| *glyph != 0)).collect();
                let bytes = cut(&table, &wanted, &[], "AAAAAA+Cut").unwrap_or_else(|error| panic!("{name}: {error}")).whole();
                let small = ttf_parser::cff::Table::parse(&bytes).expect("a CFF table");
                assert_eq!(usize::from(small.number_of_glyphs()), wanted.len());
                for (place, glyph) in wanted.iter().enumerate() {
                    let place = u16::try_from(place).unwrap();
                    assert_eq!(outline(&small, place), outline(&whole, *glyph), "{name}: glyph {glyph}");
                }
            }
        }
    }

    #[test]
    fn a_glyph_that_is_there_several_times_has_its_program_once() {
        for (name, table) in tables() {
            let whole = ttf_parser::cff::Table::parse(&table).unwrap();
            let wanted = [0, 200, 200, 200, 201, 300, 300];
            let once = cut(&table, &[0, 200, 201, 300], &[], "AAAAAA+Once").unwrap().length();
            let cut = cut(&table, &wanted, &[0, 0, 40, 120, 0, 40, 41], "AAAAAA+Wide").unwrap();
            let bytes = cut.whole();
            let small = ttf_parser::cff::Table::parse(&bytes).expect("a CFF table");
            for (place, glyph) in (0..).zip(wanted) {
                assert_eq!(outline(&small, place), outline(&whole, glyph), "{name}: glyph {glyph}");
            }
            // A few parts say how wide they are; no program is there again.
            let mut copied = cut.length() - once;
            copied = copied.saturating_sub(5 * 60);
            assert!(Font::read(&table).unwrap().has_calls || copied < 100, "{name}: {copied} bytes more");
        }
    }

    /// Two general subsetters, which take programs apart and write them anew, give the same outlines.
    #[test]
    fn programs_that_were_copied_are_those_of_the_font() {
        for (name, table) in tables() {
            let cut = || cut(&table, &[0, 5, 9, 200, 201, 100], &[], "AAAAAA+Cut").unwrap();
            let (font, mut copied, mut failed) = (cut(), cut(), cut());
            let mut count = 0;
            copied.copy_unseen(|program, into| {
                count += 1;
                into.copy_from_slice(program);
                true
            });
            assert_eq!(count, if font.looked_at { 0 } else { 6 }, "{name}");
            assert!(font.pieces().eq(copied.pieces()), "{name}");
            failed.copy_unseen(|program, _| program.len() % 2 == 0);
            assert!(failed.copied.is_none() && font.pieces().eq(failed.pieces()), "{name}");
        }
    }

    #[test]
    fn other_subsetters_cut_alike() {
        use allsorts::binary::read::ReadScope;
        use allsorts::subset::{CmapTarget, SubsetProfile};
        for (name, bytes) in files() {
            let table = table_of(&bytes);
            let count = ttf_parser::cff::Table::parse(table).unwrap().number_of_glyphs();
            let wanted: Vec<u16> = (0..count).step_by(usize::from(count / 400).max(1)).collect();
            let ours = cut(table, &wanted, &[], "AAAAAA+Cut").unwrap().whole();
            let mut remapper = subsetter::GlyphRemapper::new();
            wanted.iter().for_each(|glyph| _ = remapper.remap(*glyph));
            let one = subsetter::subset(&bytes, 0, &remapper).unwrap();
            let font = ReadScope::new(&bytes).read::<allsorts::font_data::FontData<'_>>().unwrap();
            let provider = font.table_provider(0).unwrap();
            let two = allsorts::subset::subset(&provider, &wanted, &SubsetProfile::Pdf, CmapTarget::Unicode).unwrap();
            let ours = ttf_parser::cff::Table::parse(&ours).unwrap();
            for (program, theirs) in [("subsetter", &one), ("allsorts", &two)] {
                let theirs = ttf_parser::cff::Table::parse(table_of(theirs)).unwrap();
                assert_eq!(theirs.number_of_glyphs(), ours.number_of_glyphs(), "{name}, {program}");
                let drawn = (0u16..).zip(&wanted).filter(|(place, _)| !outline(&theirs, *place).0.is_empty()).count();
                assert!(drawn * 2 > wanted.len(), "{name}, {program}: {drawn} of {} glyphs are drawn", wanted.len());
                for (place, glyph) in (0u16..).zip(&wanted) {
                    assert_eq!(outline(&ours, place), outline(&theirs, place), "{name}, {program}: glyph {glyph}");
                }
            }
        }
    }

    #[test]
    fn glyphs_that_lie_over_each_other_are_an_error() {
        for (name, table) in tables() {
            let glyphs: Vec<u16> = (0..60).collect();
            let mut table = cut(&table, &glyphs, &[], "AAAAAA+Cut").unwrap().whole();
            let (place, size, length) = {
                let programs = Font::read(&table).unwrap().programs;
                (programs.offsets.as_ptr().addr() - table.as_ptr().addr(), programs.size, programs.data.len())
            };
            // Every second glyph is all of them together.
            for glyph in 0..=glyphs.len() {
                let offset = if glyph % 2 == 0 { 1 } else { length + 1 };
                let bytes = offset.to_be_bytes();
                table[place + glyph * size..place + (glyph + 1) * size].copy_from_slice(&bytes[bytes.len() - size..]);
            }
            // The last one says how long the list is.
            let last = place + glyphs.len() * size;
            let bytes = (length + 1).to_be_bytes();
            table[last..last + size].copy_from_slice(&bytes[bytes.len() - size..]);
            let several: Vec<u16> = (0..20).step_by(2).collect();
            assert_eq!(cut(&table, &several, &[], "AAAAAA+Cut").err(), Some(CffError::Overlap), "{name}");
        }
    }

    #[test]
    fn a_cut_font_is_small() {
        for (name, table) in tables() {
            let few = cut(&table, &[0, 1, 2, 3], &[], "AAAAAA+Few").unwrap();
            assert!(few.length() < 120_000, "{name}: {} bytes", few.length());
        }
    }

    #[test]
    fn a_glyph_that_the_font_does_not_have_is_an_error() {
        for (_, table) in tables().into_iter().take(1) {
            assert_eq!(cut(&table, &[0, u16::MAX], &[], "A"), Err(CffError::Damaged));
        }
        assert_eq!(cut(&[], &[0], &[], "A"), Err(CffError::Damaged));
        assert_eq!(cut(&[2, 0, 4, 4], &[0], &[], "A"), Err(CffError::Unsupported("another version than 1")));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_tables_are_errors_and_never_panics(
            places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
            end in any::<prop::sample::Index>(),
            shorten in any::<bool>(),
        ) {
            static SMALL: std::sync::OnceLock<Vec<Vec<u8>>> = std::sync::OnceLock::new();
            let small = SMALL.get_or_init(|| {
                let glyphs: Vec<u16> = (0..60).collect();
                tables().iter().map(|(_, table)| cut(table, &glyphs, &[], "AAAAAA+Cut").unwrap().whole()).collect()
            });
            for table in small {
                let mut table = table.clone();
                for (place, byte) in &places {
                    // The head of the table, where all places are told, is hit as often as all the rest.
                    let place = if byte % 2 == 0 { place.index(table.len().min(300)) } else { place.index(table.len()) };
                    table[place] = *byte;
                }
                if shorten {
                    table.truncate(end.index(table.len()));
                }
                let glyphs: Vec<u16> = (0..60).collect();
                let _ = cut(&table, &glyphs, &[], "AAAAAA+Cut");
            }
        }
    }
}
