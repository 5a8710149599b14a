//! Running text to clusters: one entry a character, with its face, its width on the page and how it may be parted from
//! its neighbours.
//!
//! Here: [`shape`], and what is done with clusters before lines are made of them. Not here: how wide a character stands (`cluster`),
//! where lines end (`paragraph`), what is raised and lowered (`scripts`), what hangs on the character before it (`accents`).

use super::accents;
use super::changes;
use super::characters::{is_combining, is_full_width, is_invisible, is_joiner, is_selector, is_wide, script};
pub(super) use super::cluster::{Cluster, Kind, Strange, Style, Why};
use super::cluster::{cluster, empty, kind};
use super::display::Ink;
use super::fonts::{Faces, Role};
use super::scripts;
use super::units::{Mm, Pt};
use crate::span::Span;

/// Shapes `text`, which stands at `span` in the draft.
pub(super) fn shape(faces: &Faces<'_>, text: &str, span: Span, style: Style, strange: &mut Vec<Strange>, out: &mut Vec<Cluster>) {
    // A Chinese character has three bytes.
    out.reserve(text.len() / 3);
    let first = out.len().saturating_sub(1);
    let whole = span.len() == text.len();
    let place = |at: usize, length: usize| if whole { Span::new(span.start + at, span.start + at + length) } else { span };
    let (ink, mut style) = (style.ink, style);
    // Behind superscripts that were set together.
    let mut done = 0;
    for (at, character) in text.char_indices() {
        // Most of a notice: letters, figures and Chinese characters are not looked at any further.
        let plain = matches!(character, '!'..='~' | '\u{3001}'..='\u{3029}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5d}');
        if at < done || !plain && is_invisible(character) && !is_selector(character) {
            if is_joiner(character)
                && let Some(before) = out.last_mut()
            {
                before.bound = true;
            }
            continue;
        }
        if !plain
            && faces.changes
            && let Some(change) = changes::ink(character)
        {
            style.ink = change.unwrap_or(ink);
            continue;
        }
        let here = place(at, character.len_utf8());
        if plain {
            out.push(cluster(faces, character, here, style, strange));
        } else if is_selector(character) {
            accents::select(faces, character, here, style, strange, out);
        } else if is_combining(character) {
            accents::hang(faces, character, here, style, strange, out);
        } else if script(character).is_some() {
            let run = scripts::run(&text[at..]);
            done = at + run.len();
            scripts::shape(faces, run, place(at, run.len()), style, strange, out);
        } else {
            let mut set = cluster(faces, character, here, style, strange);
            if set.kind == Kind::Space && is_group_space(text, at, character) {
                (set.kind, set.spare_after) = (Kind::Tie, Mm(0.0));
            }
            // A hyphen at which no line ends.
            set.bound = character == '\u{2011}';
            if let Some(before) = out.last_mut().filter(|_| set.bound) {
                before.bound = true;
            }
            out.push(set);
        }
    }
    close_up(&mut out[first..]);
}

/// Takes the white out between two marks that close, or two that open: `”，` and `（《` are one and a half cells.
fn close_up(clusters: &mut [Cluster]) {
    // Some stand at the ends of lines as marks do, and are none.
    let is_mark = |cluster: &Cluster| !matches!(cluster.character, '·' | '々' | 'ー' | '～' | '％' | '‰' | '℃');
    for at in 1..clusters.len() {
        let [before, after] = &mut clusters[at - 1..=at] else { continue };
        let alike = before.kind == after.kind && matches!(after.kind, Kind::Opening | Kind::Closing);
        if alike && before.size == after.size && is_mark(before) && is_mark(after) {
            before.width -= std::mem::take(&mut before.spare_after);
            after.width -= after.spare_before;
            after.shift -= std::mem::take(&mut after.spare_before);
        }
    }
}

/// Whether a space parts the groups of a number: `1 234 567`, `12 345.678 9`. Source: GB/T 15835—2011, 5.1.1
fn is_group_space(text: &str, at: usize, character: char) -> bool {
    let (before, behind) = (&text.as_bytes()[..at], &text.as_bytes()[at + character.len_utf8()..]);
    // Most spaces stand between words.
    if !before.last().is_some_and(u8::is_ascii_digit) || !behind.first().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let figures = |bytes: &mut dyn Iterator<Item = &u8>| bytes.take_while(|byte| byte.is_ascii_digit()).take(4).count();
    let (left, right) = (figures(&mut before.iter().rev()), figures(&mut behind.iter()));
    let decimals = matches!(before[..before.len() - left].last(), Some(b'.' | b' '));
    (1..=3).contains(&left) && right == 3 || decimals && left == 3 && (1..=3).contains(&right)
}

/// Puts places where words may be parted into English text.
///
/// Names and abbreviations stay whole: only words of small letters are parted, by the patterns of the English language.
pub(super) fn hyphenate(faces: &Faces<'_>, clusters: &mut Vec<Cluster>) {
    let is_letter = |cluster: &Cluster| cluster.kind == Kind::Word && !cluster.rigid && cluster.character.is_ascii_lowercase();
    let mut out: Vec<Cluster> = Vec::with_capacity(clusters.len() + clusters.len() / 4);
    let mut rest = std::mem::take(clusters).into_iter().peekable();
    while let Some(cluster) = rest.next() {
        let begins = out.last().is_none_or(|before: &Cluster| before.kind != Kind::Word) && is_letter(&cluster);
        out.push(cluster);
        if !begins {
            continue;
        }
        let first = out.len() - 1;
        while let Some(next) = rest.next_if(|next| is_letter(next)) {
            out.push(next);
        }
        // A word that goes on with a capital, a digit or a mark is a name, an address or a compound.
        let ends =
            rest.peek().is_none_or(|next| next.kind != Kind::Word || matches!(next.character, ',' | '.' | ';' | ':' | '?' | '!'));
        if !ends || out.len() - first < 6 {
            continue;
        }
        let word: String = out[first..].iter().map(|cluster| cluster.character).collect();
        let mut at = first;
        let mut parts = hypher::hyphenate(&word, hypher::Lang::English).map(str::len).collect::<Vec<_>>();
        parts.pop();
        for part in parts {
            at += part;
            let Some(hyphen) = soft_hyphen(faces, out[at - 1].style) else { break };
            out.insert(at, hyphen);
            at += 1;
        }
    }
    *clusters = out;
}

fn soft_hyphen(faces: &Faces<'_>, style: Style) -> Option<Cluster> {
    // A glyph of its own keeps it apart from hyphens of the text, for those who copy the text out.
    let found = ['\u{ad}', '\u{2010}', '-'].into_iter().find_map(|hyphen| {
        faces.find_from(style.role, style.rank, hyphen).filter(|found| found.rank == 0 && found.advance > 0.1)
    })?;
    Some(Cluster {
        glyph: Some(found.glyph),
        face: found.face,
        size: style.size * found.scale,
        width: Mm::from(style.size) * found.advance,
        drop: Mm::from(style.size) * found.drop - style.lift,
        natural: found.natural,
        ..empty('\u{ad}', Kind::SoftHyphen, style)
    })
}

/// Makes a label of clusters; gives its width with the spaces at its end.
pub(super) fn label(clusters: &mut [Cluster]) -> Mm {
    for cluster in clusters.iter_mut() {
        (cluster.rigid, cluster.spare_before, cluster.spare_after) = (true, Mm(0.0), Mm(0.0));
    }
    let gaps: Mm = clusters.windows(2).map(|pair| gap_between(&pair[0], &pair[1])).sum();
    clusters.iter().map(|cluster| cluster.width).sum::<Mm>() + gaps
}

/// Binds the characters of what may be a person's name: two to four Chinese characters between marks and spaces.
pub(super) fn bind_names(clusters: &mut [Cluster]) {
    for name in clusters.chunk_by_mut(|before, after| (before.kind == Kind::Ideograph) == (after.kind == Kind::Ideograph)) {
        let whole = name[0].kind == Kind::Ideograph && (2..=4).contains(&name.len());
        if let Some((_, others)) = name.split_last_mut().filter(|_| whole) {
            others.iter_mut().for_each(|cluster| cluster.bound = true);
        }
    }
}

/// White between two neighbours that belongs to neither: between Chinese characters and Latin letters.
pub(super) fn gap_between(before: &Cluster, after: &Cluster) -> Mm {
    let letter = |cluster: &Cluster| {
        cluster.kind == Kind::Word && (cluster.character.is_alphabetic() || cluster.hangs) && cluster.style.lift.0 == 0.0
    };
    let mixed = (before.kind == Kind::Ideograph && letter(after)) || (letter(before) && after.kind == Kind::Ideograph);
    if mixed { before.style.latin_space } else { Mm(0.0) }
}

/// Whether a line may end between two clusters.
pub(super) fn may_part(before: &Cluster, after: &Cluster) -> bool {
    use Kind as K;
    if before.rigid || before.bound {
        return false;
    }
    match (before.kind, after.kind) {
        (_, K::Space | K::Closing | K::Joined | K::SoftHyphen | K::Tie) | (K::Opening | K::Tie, _) => false,
        (K::Space | K::SoftHyphen | K::WideSpace, _) => true,
        // Not even behind a hyphen: a reader that copies the text out takes a hyphen at the end of a line for one that
        // the typesetter put there, and drops it.
        (K::Word, K::Word) => before.character == '/' && after.character.is_alphabetic(),
        (K::Word, K::WideSpace) | (_, K::WideSpace) => true,
        // A closing half-width mark or a letter that follows a Chinese character: `甲,` stays together.
        (_, K::Word) => !matches!(after.character, '!' | '?' | ';' | ',' | ':' | '.' | '%' | '°'),
        _ => true,
    }
}

/// Clusters without faces: a full-width character takes its cell, any other half of it.
#[cfg_attr(not(feature = "docx"), allow(dead_code, reason = "only Word files ask for it"))]
pub(super) fn reckon(text: &str, chinese: bool, size: Pt) -> Vec<Cluster> {
    sized(text, chinese, Mm::from(size), size)
}

/// Clusters without faces: every full-width character 1 cell of 5 mm, half-width ones half of it.
#[cfg(test)]
pub(super) fn sample(text: &str, chinese: bool) -> Vec<Cluster> {
    sized(text, chinese, Mm(5.0), Pt(14.0))
}

fn sized(text: &str, chinese: bool, cell: Mm, size: Pt) -> Vec<Cluster> {
    let style = Style {
        role: Role::Body,
        size,
        cell,
        ink: Ink::Black,
        node: None,
        link: None,
        lift: Mm(0.0),
        rank: 0,
        chinese,
        latin_space: if chinese { cell * 0.12 } else { Mm(0.0) },
        note: None,
    };
    let cluster = |character: char| {
        let kind = kind(character, chinese);
        let full = is_wide(character) || is_full_width(character);
        let width = if full { cell } else { cell / 2.0 };
        let half = if full { cell * 0.45 } else { Mm(0.0) };
        let (spare_before, spare_after) = match kind {
            Kind::Opening => (half, Mm(0.0)),
            Kind::Closing => (Mm(0.0), half),
            Kind::Space => (Mm(0.0), width / 3.0),
            _ => (Mm(0.0), Mm(0.0)),
        };
        let empty = empty(character, kind, style);
        Cluster { glyph: Some(1), natural: 1.0, width, spare_before, spare_after, ..empty }
    };
    let mut clusters: Vec<Cluster> = text.chars().map(cluster).collect();
    close_up(&mut clusters);
    clusters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_close_or_open_together_have_no_white_between_them() {
        let wide = |text: &str| sample(text, true).iter().map(|cluster| cluster.width).sum::<Mm>().0 / 5.0;
        for (text, cells) in [("改”，做", 3.55), ("（《办", 2.55), ("行）》》的", 4.1), ("全。”）", 3.1)] {
            assert!((wide(text) - cells).abs() < 1e-9, "{text}: {}", wide(text));
        }
        // White between marks that part, and beside what is no mark, is the grid's.
        for text in ["》《", "，“", "％，", "·）", "，做"] {
            assert!((wide(text) - text.chars().count() as f64).abs() < 1e-9, "{text}: {}", wide(text));
        }
    }
}
