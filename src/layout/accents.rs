//! What follows a character and belongs to it: accents over, under and through it, and selectors of its form.
//!
//! Here: [`hang`] and [`select`], which change the clusters that are there. Not here: superscripts (`scripts`).
//!
//! Source: The Unicode Standard, 3.11 (canonical combining classes), 23.4 (variation selectors)

use super::characters::is_presentation;
use super::cluster::{Cluster, Kind, Strange, Style, Why, cluster, empty, set};
use super::fonts::Faces;
use super::units::Mm;
use crate::span::Span;
use unicode_normalization::char::{canonical_combining_class, compose};

/// White between a letter and what stands over or under it, in sizes of type, where the mark alone would touch it.
const WHITE: f64 = 0.04;

/// So many accents hang on one character; the next one stands for itself, and carries those behind it. Source: Unicode Standard Annex #15, 13
/// (no writing has more than 30).
const MOST: usize = 30;

/// Hangs an accent on the last character: a letter that some face has with it is that letter, any other gets it over, under or
/// through itself.
pub(super) fn hang(faces: &Faces<'_>, mark: char, span: Span, style: Style, strange: &mut Vec<Strange>, out: &mut Vec<Cluster>) {
    let at = out.iter().rev().take(MOST + 1).position(|cluster| !cluster.hangs).map(|back| out.len() - 1 - back);
    let at = at.filter(|at| out[*at].glyph.is_some() && !matches!(out[*at].kind, Kind::Space | Kind::WideSpace | Kind::Tie));
    let Some(at) = at else { return out.push(cluster(faces, mark, span, style, strange)) };
    let base = &out[at];
    if at + 1 == out.len()
        && base.tail.is_none()
        && let Some(letter) = compose(base.character, mark)
        && let Some(found) = faces.find_from(base.style.role, base.style.rank, letter)
    {
        if found.rank > 0 {
            strange.push(Strange { character: letter, span, why: Why::Borrowed(found.face) });
        }
        let whole = set(faces, found, empty(letter, base.kind, base.style));
        let (character, bound, rigid) = (base.character, base.bound, base.rigid);
        out[at] = Cluster { character, tail: Some(mark), bound, rigid, ..whole };
        return;
    }
    let mut hung = cluster(faces, mark, span, base.style, strange);
    widen(faces, &mut out[at], &hung);
    if let Some((across, down)) = place(faces, &out[at..], &hung) {
        hung = Cluster { width: Mm(0.0), shift: across, drop: hung.drop + down, hangs: true, ..hung };
    }
    let base = &out[at];
    hung = Cluster { kind: base.kind, rigid: base.rigid, spare_before: Mm(0.0), spare_after: Mm(0.0), ..hung };
    if let Some(before) = out.last_mut() {
        before.bound = true;
    }
    out.push(hung);
}

/// Makes room for a ring or a key round a character that is narrower.
fn widen(faces: &Faces<'_>, base: &mut Cluster, mark: &Cluster) {
    let sides = mark.glyph.and_then(|glyph| faces.ink_sides(mark.face, glyph, mark.size));
    let Some((left, right)) = sides.filter(|_| canonical_combining_class(mark.character) == 0) else { return };
    let more = (right - left - base.width).max(Mm(0.0));
    (base.width, base.shift) = (base.width + more, base.shift + more / 2.0);
}

/// Where a mark stands: from behind its base to its own origin, and how far it is moved down. `below` are the base and what hangs
/// on it already.
fn place(faces: &Faces<'_>, below: &[Cluster], mark: &Cluster) -> Option<(Mm, Mm)> {
    let middle = |(one, other): (Mm, Mm)| (one + other) / 2.0;
    // Top and bottom of the ink, downwards from the base line.
    let ink = |cluster: &Cluster| {
        let (top, bottom) = faces.ink(cluster.face, cluster.glyph?, cluster.size)?;
        Some((cluster.drop - top, cluster.drop - bottom))
    };
    let sides = |cluster: &Cluster| faces.ink_sides(cluster.face, cluster.glyph?, cluster.size);
    let base = below.first()?;
    let across = base.shift - base.width + middle(sides(base)?) - middle(sides(mark)?);
    let (own, white) = (ink(mark)?, Mm::from(mark.style.size) * WHITE);
    let inks = || below.iter().filter_map(ink);
    let highest = inks().map(|(top, _)| top).fold(Mm(f64::INFINITY), |one, other| if other < one { other } else { one });
    let lowest = inks().map(|(_, bottom)| bottom).fold(Mm(f64::NEG_INFINITY), |one, other| if other > one { other } else { one });
    let down = match canonical_combining_class(mark.character) {
        // Above: as high as it is made, or over what is higher.
        230 | 232 | 234 => (highest - white - own.1).min(Mm(0.0)),
        // Below.
        220 | 233 => (lowest + white - own.0).max(Mm(0.0)),
        // Round it, as a ring or a key of a telephone.
        0 => middle(ink(base)?) - middle(own),
        // Through it, or grown together with it.
        _ => Mm(0.0),
    };
    Some((across, down))
}

/// Gives the last character the form that a selector asks for.
///
/// The selector stays in the text, whatever is drawn. Where no face has the form, the usual one is drawn and that is said.
pub(super) fn select(
    faces: &Faces<'_>,
    selector: char,
    span: Span,
    style: Style,
    strange: &mut Vec<Strange>,
    out: &mut Vec<Cluster>,
) {
    let Some(base) = out.last_mut().filter(|base| base.tail.is_none() && !base.hangs) else {
        return out.extend(alone(faces, selector, style));
    };
    if !is_presentation(selector) && base.glyph.is_some() {
        choose(faces, selector, span, base, strange);
    }
    base.tail = Some(selector);
}

fn choose(faces: &Faces<'_>, selector: char, span: Span, base: &mut Cluster, strange: &mut Vec<Strange>) {
    match faces.variant(base.style.role, base.style.rank, base.character, selector) {
        Some(found) => {
            if found.rank > 0 {
                strange.push(Strange { character: base.character, span, why: Why::Borrowed(found.face) });
            }
            let form = set(faces, found, empty(base.character, base.kind, base.style));
            *base = Cluster { bound: base.bound, rigid: base.rigid, ..form };
        }
        None => strange.push(Strange { character: base.character, span, why: Why::UsualForm(selector) }),
    }
}

/// A selector that has nothing to select: a glyph of its own, without ink or width.
fn alone(faces: &Faces<'_>, selector: char, style: Style) -> Option<Cluster> {
    let white = faces.find_from(style.role, style.rank, ' ')?;
    let set = set(faces, white, empty(' ', Kind::Word, style));
    Some(Cluster { character: selector, width: Mm(0.0), hangs: true, ..set })
}
