//! TrueType fonts with some of their glyphs once more, wider.
//!
//! Here: [`widen`]. Not here: cutting fonts (`fonts`), fonts with CFF outlines (`cff`).
//!
//! A wider glyph is made of the other one, as letters with accents are made: its outline is that glyph, its advance its own.
//! Fonts are input like any other: whatever their bytes are, nothing is read outside of them.
//!
//! Source: ISO/IEC 14496-22, 5.2.2 (`head`), 5.2.3 (`hhea`), 5.2.4 (`hmtx`), 5.2.5 (`maxp`), 5.3.3 (`glyf`), 5.3.4 (`loca`)

use super::sfnt::{long, put, short, tables, written};

/// The font with a glyph more for each of `wider`: which glyph it shows, and its advance. They are numbered behind those that the font
/// has. None for a font that lacks what it should have, or has other outlines.
pub(super) fn widen(font: &[u8], wider: &[(u16, u16)]) -> Option<Vec<u8>> {
    let mut tables = tables(font)?;
    let glyphs = usize::from(short(tables.get(b"maxp")?, 4)?);
    let metrics = usize::from(short(tables.get(b"hhea")?, 34)?);
    let all = u16::try_from(glyphs + wider.len()).ok()?;

    // Where outlines begin: always as long numbers, for which there is room.
    let wide = short(tables.get(b"head")?, 50)? != 0;
    let loca = tables.get(b"loca")?;
    let place = |glyph: usize| if wide { long(loca, glyph * 4) } else { short(loca, glyph * 2).map(|half| u32::from(half) * 2) };
    let mut places: Vec<u32> = (0..=glyphs).map(place).collect::<Option<_>>()?;
    let mut outlines = tables.get(b"glyf")?.clone();
    outlines.truncate(*places.last()? as usize);
    let mut horizontal: Vec<(u16, u16)> = Vec::with_capacity(usize::from(all));
    let table = tables.get(b"hmtx")?;
    for glyph in 0..glyphs {
        let advance = short(table, glyph.min(metrics.checked_sub(1)?) * 4)?;
        let bearing = if glyph < metrics { glyph * 4 + 2 } else { metrics * 4 + (glyph - metrics) * 2 };
        horizontal.push((advance, short(table, bearing)?));
    }
    for (glyph, advance) in wider {
        let (start, end) = (place(usize::from(*glyph))? as usize, place(usize::from(*glyph) + 1)? as usize);
        let outline = outlines.get(start..end)?;
        // A glyph without an outline has a wider one without.
        if let Some(bounds) = outline.get(2..10).map(<[u8]>::to_vec) {
            outlines.extend((-1i16).to_be_bytes());
            outlines.extend(bounds);
            // One part, at its own place, in bytes: ARGS_ARE_XY_VALUES.
            outlines.extend([0, 2]);
            outlines.extend(glyph.to_be_bytes());
            outlines.extend([0, 0]);
        }
        places.push(u32::try_from(outlines.len()).ok()?);
        horizontal.push((*advance, horizontal.get(usize::from(*glyph))?.1));
    }
    tables.insert(*b"glyf", outlines);
    tables.insert(*b"loca", places.iter().flat_map(|place| place.to_be_bytes()).collect());
    tables.insert(
        *b"hmtx",
        horizontal.iter().flat_map(|(advance, bearing)| [advance.to_be_bytes(), bearing.to_be_bytes()].concat()).collect(),
    );
    put(tables.get_mut(b"head")?, 50, 1)?;
    put(tables.get_mut(b"hhea")?, 34, all)?;
    let widest = horizontal.iter().map(|(advance, _)| *advance).max()?;
    put(tables.get_mut(b"hhea")?, 10, widest)?;
    let maxima = tables.get_mut(b"maxp")?;
    put(maxima, 4, all)?;
    // A made glyph has no more points than what it is made of.
    for (made, own) in [(10, 6), (12, 8)] {
        let most = short(maxima, made)?.max(short(maxima, own)?);
        put(maxima, made, most)?;
    }
    let (parts, depth) = (short(maxima, 28)?.max(1), short(maxima, 30)?);
    put(maxima, 28, parts)?;
    put(maxima, 30, depth.saturating_add(1))?;
    Some(written(font.get(..4)?, tables))
}

#[cfg(test)]
mod tests {
    use super::super::sfnt::sum;
    use super::*;
    use proptest::prelude::*;
    use ttf_parser::{Face, GlyphId, OutlineBuilder};

    #[derive(Debug, Default, PartialEq)]
    struct Path(Vec<[f32; 6]>);

    impl OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push([0.0, x, y, 0.0, 0.0, 0.0]);
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push([1.0, x, y, 0.0, 0.0, 0.0]);
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push([2.0, x1, y1, x, y, 0.0]);
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
            self.0.push([3.0, x, y, 0.0, 0.0, 0.0]);
        }
        fn close(&mut self) {
            self.0.push([4.0; 6]);
        }
    }

    /// Fonts with TrueType outlines, cut to some glyphs.
    fn fonts() -> &'static [Vec<u8>] {
        static FONTS: std::sync::OnceLock<Vec<Vec<u8>>> = std::sync::OnceLock::new();
        FONTS.get_or_init(cut_fonts)
    }

    fn cut_fonts() -> Vec<Vec<u8>> {
        let home = std::env::var_os("HOME").map(std::path::PathBuf::from).unwrap_or_default();
        let folder = std::env::var_os("XDG_DATA_HOME").map_or_else(|| home.join(".local/share"), Into::into).join("zhumo/fonts");
        let read = |name: &str| std::fs::read(folder.join(name)).ok();
        let cut = |bytes: Vec<u8>| {
            let mut remapper = subsetter::GlyphRemapper::new();
            (0..60).for_each(|glyph| _ = remapper.remap(glyph));
            subsetter::subset(&bytes, 0, &remapper).unwrap()
        };
        let fonts =
            ["LiberationSerif-Regular.ttf", "cwfs.ttf", "ukai.ttc"].into_iter().filter_map(read).map(cut).collect::<Vec<_>>();
        assert!(!fonts.is_empty() || std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none(), "run scripts/fonts.sh first");
        fonts
    }

    #[test]
    fn a_wider_glyph_looks_the_same_and_is_wider() {
        for font in fonts() {
            let wide = widen(font, &[(40, 1500), (41, 900), (0, 10)]).expect("a font");
            let (before, after) = (Face::parse(font, 0).unwrap(), Face::parse(&wide, 0).unwrap());
            let count = before.number_of_glyphs();
            assert_eq!(after.number_of_glyphs(), count + 3);
            let path = |face: &Face<'_>, glyph: u16| {
                let mut path = Path::default();
                let _ = face.outline_glyph(GlyphId(glyph), &mut path);
                path
            };
            let same = (0..count).map(|glyph| (glyph, glyph)).chain([(count, 40), (count + 1, 41), (count + 2, 0)]);
            for (glyph, own) in same {
                assert_eq!(path(&after, glyph), path(&before, own));
            }
            assert_eq!(after.glyph_hor_advance(GlyphId(count)), Some(1500));
            assert_eq!(after.glyph_hor_advance(GlyphId(40)), before.glyph_hor_advance(GlyphId(40)));
            // The sums of all tables hold, and that of the font, which counts the words of all of it.
            assert_eq!(sum(&wide), 0xb1b0_afba);
        }
    }

    proptest! {
        /// Fonts are input: whatever is wrong with one, the answer is a font or none.
        #[test]
        fn a_damaged_font_is_no_reason_to_fail(at in any::<prop::sample::Index>(), byte: u8, end in any::<prop::sample::Index>(), glyph: u16) {
            for mut font in fonts().to_vec() {
                *at.get_mut(&mut font) = byte;
                let _ = widen(&font, &[(glyph, 700)]);
                font.truncate(end.index(font.len()));
                let _ = widen(&font, &[(glyph, 700), (3, 9)]);
            }
        }
    }
}
