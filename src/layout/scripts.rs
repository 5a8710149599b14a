//! Text that is raised or lowered, and smaller: m², CO₂, 10⁻³, and any text that the draft marks so.
//!
//! Here: [`Style::script`] for text of every kind, and characters that Unicode has as superscripts and subscripts. Not here: marks
//! of footnotes, whose size and height are the template's.
//!
//! A face that has all characters of such a run draws it, if it has all figures of the kind: many have ² and ⁴ only, which would
//! stand at another height than the ⁻⁴ beside them. Of any other face they are its own figures and letters, smaller. What is read
//! and copied is what was typed.

use super::characters::{Script, script};
use super::cluster::{Cluster, Kind, Strange, Style, cluster};
use super::fonts::Faces;
use super::units::Mm;
use crate::span::Span;

/// Size of such text, in that of the text round it.
const SIZE: f64 = 0.65;
/// How far superscripts are raised: figures reach as high as a Chinese character.
const RAISED: f64 = 0.35;
/// How far subscripts are lowered: figures reach as low as a Chinese character.
const LOWERED: f64 = 0.14;

/// What a face that draws them itself must have.
const FIGURES: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉";

impl Style {
    /// The style of text above or below the line of this one.
    pub fn script(self, script: Script) -> Self {
        let em = Mm::from(self.size);
        let lift = match script {
            Script::Superscript => self.lift + em * RAISED,
            Script::Subscript => self.lift - em * LOWERED,
        };
        Self { lift, ..self.scaled(SIZE) }
    }
}

/// The superscripts, or the subscripts, that `text` begins with.
pub(super) fn run(text: &str) -> &str {
    let kind = |character: char| script(character).map(|(kind, _)| kind);
    let first = text.chars().next().and_then(kind);
    let end = text.char_indices().find(|(_, character)| kind(*character) != first).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Shapes a run of superscripts or of subscripts.
pub(super) fn shape(faces: &Faces<'_>, run: &str, span: Span, style: Style, strange: &mut Vec<Strange>, out: &mut Vec<Cluster>) {
    let from = out.len();
    let drawn = faces.has_all(style.role, style.rank, FIGURES.chars().chain(run.chars()));
    for character in run.chars() {
        let Some((kind, plain)) = script(character).filter(|_| !drawn) else {
            out.push(cluster(faces, character, span, style, strange));
            continue;
        };
        let made = cluster(faces, shown(faces, plain, style), span, style.script(kind), strange);
        let bare = Cluster { character, kind: Kind::Word, spare_before: Mm(0.0), spare_after: Mm(0.0), ..made };
        out.push(bare);
    }
    bind(out, from);
}

/// The character whose glyph serves: few faces of Chinese text have a minus, and all of them a dash of its length.
fn shown(faces: &Faces<'_>, plain: char, style: Style) -> char {
    let has = |character: &char| faces.has_all(style.role, style.rank, std::iter::once(*character));
    if plain == '−' { ['−', '–', '-'].into_iter().find(has).unwrap_or(plain) } else { plain }
}

/// Keeps what was set from `from` on together, and with what it stands at.
pub(super) fn bind(out: &mut [Cluster], from: usize) {
    let Some((_, others)) = out[from.saturating_sub(1)..].split_last_mut() else { return };
    others.iter_mut().filter(|cluster| cluster.kind != Kind::Space).for_each(|cluster| cluster.bound = true);
}
