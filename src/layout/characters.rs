//! What is known of characters before any face is asked: their kinds, and which of them say the same.
//!
//! Here: tables and what they tell. Not here: which face a character takes (`fonts`), how wide it stands (`shape`).

/// Text that stands above or below the line, smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Raised: the 2 of m².
    Superscript,
    /// Lowered: the 2 of CO₂.
    Subscript,
}

/// Superscripts and what each is a smaller form of, in the same order. Source: Unicode Character Database, `<super>`
const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ";
const RAISED: &str = "0123456789+−=()niabcdefghjklmoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ";
/// Subscripts and what each is a smaller form of, in the same order. Source: Unicode Character Database, `<sub>`
const SUBSCRIPTS: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₔₕₖₗₘₙₚₛₜᵢᵣᵤᵥⱼᵦᵧᵨᵩᵪ";
const LOWERED: &str = "0123456789+−=()aeoxəhklmnpstiruvjβγρφχ";

/// What a superscript or subscript is a smaller form of; none for other characters.
pub(super) fn script(character: char) -> Option<(Script, char)> {
    // Nearly every character of a notice is none.
    if !matches!(character, '²' | '³' | '¹' | '\u{2b0}'..='\u{2e4}' | '\u{1d2c}'..='\u{1dbf}' | '\u{2070}'..='\u{209c}' | 'ⱼ' | 'ⱽ')
    {
        return None;
    }
    let found =
        |all: &str, plain: &str| all.chars().zip(plain.chars()).find_map(|(one, plain)| (one == character).then_some(plain));
    let raised = found(SUPERSCRIPTS, RAISED).map(|plain| (Script::Superscript, plain));
    raised.or_else(|| found(SUBSCRIPTS, LOWERED).map(|plain| (Script::Subscript, plain)))
}

/// Characters that say and look the same as this one: a face that has one of them has this one, too. The best comes first.
///
/// The full-width ￥ is a ¥ in the middle of its cell; no-break forms differ from the others only at the ends of lines.
pub(super) const fn alike(character: char) -> &'static [char] {
    match character {
        '￥' => &['¥'],
        '\u{2011}' => &['\u{2010}', '-'],
        '\u{2010}' => &['-'],
        '\u{a0}' | '\u{2007}' | '\u{202f}' => &[' '],
        // The micro sign, ohm, kelvin and ångström are letters by another number.
        '\u{b5}' => &['\u{3bc}'],
        '\u{3bc}' => &['\u{b5}'],
        '\u{2126}' => &['\u{3a9}'],
        '\u{212a}' => &['K'],
        '\u{212b}' => &['\u{c5}'],
        _ => &[],
    }
}

/// What has no shape of its own and needs no glyph.
pub(super) const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(character, '\u{e0100}'..='\u{e01ef}' | '\u{ad}' | '\u{180e}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{80}'..='\u{9f}')
        || (character.is_ascii_control() && character != '\t')
}

/// Whether the character picks a form of the one before it.
pub(super) const fn is_selector(character: char) -> bool {
    matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether a selector only says "as text" or "as a picture": a page of ink has one form of ☑ and ★.
pub(super) const fn is_presentation(character: char) -> bool {
    matches!(character, '\u{fe0e}' | '\u{fe0f}')
}

/// Whether the character only holds its neighbours together.
pub(super) const fn is_joiner(character: char) -> bool {
    matches!(character, '\u{2060}' | '\u{feff}')
}

/// Whether a character stands over, under or through the one before it.
pub(super) const fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{34e}' | '\u{350}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}')
        || matches!(character, '\u{20d0}'..='\u{20f0}' | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}')
}

/// Whether a character is a Chinese one, and no mark.
pub(super) const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Marks of every other line, which every face of text has: whether they have ink need not be looked at.
pub(super) const fn is_common_mark(character: char) -> bool {
    matches!(character, '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2027}' | '\u{3000}'..='\u{301f}' | '\u{ff01}'..='\u{ff5e}')
}

/// Boxes to tick, ticks, stars and other signs that stand alone in a cell, as Chinese characters do.
pub(super) const fn is_sign(character: char) -> bool {
    matches!(character, '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1fbff}')
}

/// Whether a character stands on the base line, as letters and figures do, wherever the middle of a Chinese one is.
pub(super) fn is_on_base_line(character: char) -> bool {
    character < '\u{2000}' || matches!(character, '\u{2070}'..='\u{218f}' | '\u{a720}'..='\u{a7ff}' | '\u{2c60}'..='\u{2c7f}')
}

/// Marks that are full width in Chinese text whatever their face thinks.
pub(super) const fn is_full_width(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '×' | '\u{3001}'..='\u{3020}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
        || is_sign(character)
}

/// The marks that stand in the middle of their cell in Taiwan, Hong Kong and Macau, and in its lower left corner elsewhere.
pub(super) const fn is_stop(character: char) -> bool {
    matches!(character, '、' | '，' | '。' | '；' | '：' | '？' | '！')
}

/// Whether a character may be parted from its neighbours as a Chinese one may.
pub(super) const fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11ff}' | '\u{2460}'..='\u{24ff}' | '\u{2500}'..='\u{27bf}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '\u{e000}'..='\u{f8ff}')
        || is_sign(character)
}

/// What faces draw as something else, by how the PostScript names of such faces begin: the marks are taken from elsewhere.
///
/// Every Fandol face has the outline of ＄ for ￥, a hyphen for ￣, a · for • (as Noto has), and a ™
/// as small as a dot; all but the one of 仿宋 have the ～ of ranges as an accent above the line. The ✓ of Noto Serif is a thin √, and that of Noto Sans goes with no ✔;
/// Liberation has one outline for the low grave and the low acute. `tests/glyphs.rs` holds every sign of every default face against other faces.
const MISDRAWN: &[(&str, &str)] = &[
    ("FandolFang", "￥￣™•"),
    ("FandolHei", "￥￣™•～"),
    ("FandolKai", "￥￣™•～"),
    ("FandolSong", "￥￣™•～"),
    ("LiberationSerif", "ˏ"),
    ("NotoSerifCJK", "✓•"),
    ("NotoSansCJK", "✓•"),
    ("SourceHan", "✓•"),
];

/// The characters that the face of a PostScript name draws as something else.
pub(super) fn misdrawn(name: &str) -> &'static str {
    MISDRAWN.iter().find(|(face, _)| name.starts_with(face)).map_or("", |(_, marks)| marks)
}

/// The face whose letters and figures are as strong as the Chinese characters of the face of a PostScript name, where its own are not.
pub(super) fn lends_figures(name: &str) -> Option<&'static str> {
    name.starts_with("FandolHei-Regular").then_some("FandolHei-Bold")
}

/// Whether the face of a PostScript name serves other faces with Chinese characters alone: it was made for Taiwan, where marks
/// stand in the middle of the cell, and some of its signs are blank or of another kind.
pub(super) fn lends_han_only(name: &str) -> bool {
    ["cwTeX", "cwfs", "UKai", "TW-Kai"].iter().any(|face| name.starts_with(face))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_has_its_plain_form() {
        assert_eq!(SUPERSCRIPTS.chars().count(), RAISED.chars().count());
        assert_eq!(SUBSCRIPTS.chars().count(), LOWERED.chars().count());
        for (all, plain, kind) in [(SUPERSCRIPTS, RAISED, Script::Superscript), (SUBSCRIPTS, LOWERED, Script::Subscript)] {
            for (one, plain) in all.chars().zip(plain.chars()) {
                assert_eq!(script(one), Some((kind, plain)), "{one}");
                // The library knows the same, without saying which is raised.
                let mut known = None;
                unicode_normalization::char::decompose_compatible(one, |plain| known = Some(plain));
                assert_eq!(known, Some(plain), "{one}");
            }
        }
        for (plain, form) in "0189+−=()ni".chars().map(|plain| (plain, crate::model::scripts::raised(plain).unwrap())) {
            assert_eq!(script(form), Some((Script::Superscript, plain)));
        }
        for (plain, form) in
            "0189+−=()aehijklmnoprstuvx".chars().map(|plain| (plain, crate::model::scripts::lowered(plain).unwrap()))
        {
            assert_eq!(script(form), Some((Script::Subscript, plain)));
        }
        assert!("0a中²".chars().filter(|one| script(*one).is_some()).count() == 1);
    }
}
