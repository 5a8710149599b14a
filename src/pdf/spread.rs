//! Names that are set wide: white between glyphs that readers would take for spaces.
//!
//! Here: [`spread`], [`goes_on`]. Not here: how glyphs get wider (`fonts`, `cff`, `truetype`), where they stand (`content`).
//!
//! Readers judge by positions. From a tenth of an em of white on, pdf.js sees a space between two characters, and from a fifth
//! MuPDF does; neither reads `ActualText` before it searches. So white that a whole run has between its characters becomes part
//! of the characters: the font in the file holds them once more, as wide as they stand. Nothing is drawn otherwise, and a name
//! is found by its characters.

use crate::layout::{Glyph, Mm, Run};

/// From this on, in em, readers that judge by positions see a gap or an overlap.
pub(super) const UNEVEN: f64 = 0.09;
/// White that differs by more than this from character to character, in em, is no width of theirs.
const EVEN: f64 = 0.06;
/// Steps of the widths, in em, so that names of one line share theirs; what is left stays white.
const STEP: f64 = 0.01;

/// How much wider than its own advance a glyph stands, in em.
pub(super) fn white(glyph: &Glyph, em: Mm) -> f64 {
    glyph.advance / em - f64::from(glyph.natural)
}

/// How much wider than their own advances the glyphs of a run are to be, in em; none where readers see nothing between them. The last
/// one has nothing behind it, unless the text `goes_on`.
pub(super) fn spread(run: &Run, goes_on: bool) -> Option<f64> {
    let em = Mm::from(run.size);
    let inner = run.glyphs.len() - usize::from(!goes_on && !run.glyphs.is_empty());
    // Most runs are not wide, which the first glyph tells.
    let first = run.glyphs[..inner].first().map(|glyph| white(glyph, em)).filter(|white| *white >= UNEVEN)?;
    let (mut least, mut most) = (first, first);
    for (glyph, text) in run.spelt().take(inner) {
        let white = white(glyph, em);
        if white < UNEVEN || text.chars().any(char::is_whitespace) {
            return None;
        }
        (least, most) = (least.min(white), most.max(white));
    }
    (most - least <= EVEN).then(|| (least / STEP).floor() * STEP)
}

/// Whether the next run stands where a glyph behind this one would, in the same text.
pub(super) fn goes_on(run: &Run, next: &Run) -> bool {
    let near = |one: Mm, other: Mm| (one.0 - other.0).abs() < 0.02;
    run.node == next.node
        && run.link == next.link
        && !run.turned
        && near(run.baseline, next.baseline)
        && near(run.x + run.width(), next.x)
}
