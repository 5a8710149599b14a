//! Running text to clusters: one entry a character, with its face, its width on the page and how it may be parted from
//! its neighbours.
//!
//! Here: how wide a character stands, and whether a line may end beside it. Not here: which face it takes (`fonts`), where lines
//! end (`paragraph`), what is raised and lowered (`scripts`), what hangs on the character before it (`marks`).

use super::characters::{is_combining, is_full_width, is_invisible, is_joiner, is_selector, is_wide, script};
use super::display::{Ink, LinkId, NodeId};
use super::fonts::{Faces, Found, Role};
use super::units::{Mm, Pt};
use crate::span::Span;

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub role: Role,
    pub size: Pt,
    /// Width of a full-width character.
    pub cell: Mm,
    pub ink: Ink,
    pub node: Option<NodeId>,
    pub link: Option<LinkId>,
    /// How far the text is raised.
    pub lift: Mm,
    /// Place in the role's chain to begin at; display lines begin where one face has the whole line.
    pub rank: usize,
    /// Whether the text is Chinese, so that quotes and dashes are full width.
    pub chinese: bool,
    /// White between a Chinese character and a Latin letter beside it.
    pub latin_space: Mm,
    /// The footnote that a mark belongs to; it stands at the foot of the page that has the mark.
    pub note: Option<usize>,
}

impl Style {
    pub const fn with_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    pub const fn with_link(self, link: Option<LinkId>) -> Self {
        Self { link, ..self }
    }

    /// The style in another size of type: every length of it.
    pub fn scaled(self, factor: f64) -> Self {
        Self {
            size: self.size * factor,
            cell: self.cell * factor,
            lift: self.lift * factor,
            latin_space: self.latin_space * factor,
            ..self
        }
    }
}

/// A character on its way to a line.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    pub character: char,
    /// What follows in the text and is shown by the same glyph: the selector of a form, an accent.
    pub tail: Option<char>,
    pub kind: Kind,
    /// The glyph; none for white space that is only a gap.
    pub glyph: Option<u16>,
    pub face: usize,
    pub size: Pt,
    /// Width on the page.
    pub width: Mm,
    /// Before the glyph, inside the width.
    pub shift: Mm,
    /// White in front of the ink that a full line may take away.
    pub spare_before: Mm,
    /// White behind the ink that a full line may take away.
    pub spare_after: Mm,
    /// Below the base line.
    pub drop: Mm,
    pub natural: f64,
    /// Whether it belongs to a label: nothing in a label is parted, widened or squeezed, because other lines stand below it.
    pub rigid: bool,
    /// Whether no line ends between it and the next, as within a person's name.
    pub bound: bool,
    /// Whether it stands over, under or through the one before it.
    pub hangs: bool,
    pub style: Style,
}

impl Cluster {
    /// The cluster in another size of type: every length of it.
    pub fn scaled(self, factor: f64) -> Self {
        Self {
            size: self.size * factor,
            width: self.width * factor,
            shift: self.shift * factor,
            spare_before: self.spare_before * factor,
            spare_after: self.spare_after * factor,
            drop: self.drop * factor,
            style: self.style.scaled(factor),
            ..self
        }
    }
}

/// How a cluster behaves at the ends of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A Chinese character, or anything that may be parted on both sides.
    Ideograph,
    /// May not end a line: an opening mark.
    Opening,
    /// May not begin a line: a closing mark or stop.
    Closing,
    /// A piece of a dash or an ellipsis: not parted from its like, not first on a line.
    Joined,
    /// A letter or digit, or what binds them.
    Word,
    /// A space between words: a line may end here, and the space goes.
    Space,
    /// An ideographic space.
    WideSpace,
    /// A space at which no line ends, and which is not widened.
    Tie,
    /// A place where a word may be parted; a hyphen stands there when the line ends, and nothing otherwise.
    SoftHyphen,
}

/// A character that no face has, or that came from a face behind the role's own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strange {
    pub character: char,
    pub span: Span,
    pub why: Why,
}

/// What is strange about a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// No face has it.
    Missing,
    /// It was taken from this face.
    Borrowed(usize),
    /// It is drawn in its usual form: no face has the one that the selector behind it asks for.
    UsualForm(char),
}

/// Shapes `text`, which stands at `span` in the draft.
pub(super) fn shape(faces: &Faces<'_>, text: &str, span: Span, style: Style, strange: &mut Vec<Strange>, out: &mut Vec<Cluster>) {
    // A Chinese character has three bytes.
    out.reserve(text.len() / 3);
    let whole = span.len() == text.len();
    let place = |at: usize, length: usize| if whole { Span::new(span.start + at, span.start + at + length) } else { span };
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
        let here = place(at, character.len_utf8());
        if plain {
            out.push(cluster(faces, character, here, style, strange));
        } else if is_selector(character) {
            super::marks::select(faces, character, here, style, strange, out);
        } else if is_combining(character) {
            super::marks::hang(faces, character, here, style, strange, out);
        } else if script(character).is_some() {
            let run = super::scripts::run(&text[at..]);
            done = at + run.len();
            super::scripts::shape(faces, run, place(at, run.len()), style, strange, out);
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
}

/// Whether a space parts the groups of a number: `1 234 567`, `12 345.678 9`. Source: GB/T 15835—2011, 5.1.1
fn is_group_space(text: &str, at: usize, character: char) -> bool {
    let (before, behind) = (&text.as_bytes()[..at], &text.as_bytes()[at + character.len_utf8()..]);
    let figures = |bytes: &mut dyn Iterator<Item = &u8>| bytes.take_while(|byte| byte.is_ascii_digit()).take(4).count();
    let (left, right) = (figures(&mut before.iter().rev()), figures(&mut behind.iter()));
    let decimals = matches!(before[..before.len() - left].last(), Some(b'.' | b' '));
    (1..=3).contains(&left) && right == 3 || decimals && left == 3 && (1..=3).contains(&right)
}

pub(super) fn cluster(faces: &Faces<'_>, character: char, span: Span, style: Style, strange: &mut Vec<Strange>) -> Cluster {
    let kind = kind(character, style.chinese);
    // Of the many spaces that pasted text brings along, every one is set as the ordinary one.
    let character = if kind == Kind::Space { ' ' } else { character };
    let empty = empty(character, kind, style);
    if kind == Kind::WideSpace {
        // White all the same, but a glyph where the face has one: who reads or copies the page finds two words.
        return match faces.find_from(style.role, style.rank, character).filter(|found| found.rank == 0) {
            Some(found) => Cluster { glyph: Some(found.glyph), face: found.face, natural: found.natural, ..empty },
            None => empty,
        };
    }
    // English text takes its quotes and digits from its own face; a Chinese one would print them 1 em wide.
    let Some(found) = faces.find_from(style.role, style.rank, character) else {
        strange.push(Strange { character, span, why: Why::Missing });
        return empty;
    };
    if found.rank > 0 && !matches!(kind, Kind::Space | Kind::Tie) {
        strange.push(Strange { character, span, why: Why::Borrowed(found.face) });
    }
    set(faces, found, empty)
}

/// A cluster before it has a glyph.
pub(super) const fn empty(character: char, kind: Kind, style: Style) -> Cluster {
    Cluster {
        character,
        tail: None,
        kind,
        glyph: None,
        face: 0,
        size: style.size,
        width: style.cell,
        shift: Mm(0.0),
        spare_before: Mm(0.0),
        spare_after: Mm(0.0),
        drop: Mm(0.0),
        natural: 0.0,
        rigid: false,
        bound: false,
        hangs: false,
        style,
    }
}

/// Gives a cluster its glyph, and the width that it has in its style.
pub(super) fn set(faces: &Faces<'_>, found: Found, empty: Cluster) -> Cluster {
    let (character, kind, style) = (empty.character, empty.kind, empty.style);
    let em = Mm::from(style.size);
    // Characters stand on cells a little narrower than their em; half-width ones on half a cell.
    let tracking = if style.chinese { style.cell / em } else { 1.0 };
    let natural = em * found.advance;
    let full = style.chinese && (found.advance > 0.88 || is_full_width(character));
    let width = match character {
        '\u{202f}' => style.cell * NARROW_SPACE,
        '\u{2007}' => figure_width(faces, style).unwrap_or(natural * tracking),
        _ if full => style.cell,
        _ => natural * tracking,
    };
    let spare = width - natural;
    let shift = match kind {
        _ if !full || spare.0.abs() < 0.05 * em.0 => Mm(0.0),
        // A sign of money that is narrower than its cell stands in the middle.
        Kind::Opening if !is_money(character) => spare,
        Kind::Closing => Mm(0.0),
        _ => spare / 2.0,
    };
    let (spare_before, spare_after) = match kind {
        Kind::Opening | Kind::Closing if full => spares(faces, &found, shift, width, style.size),
        // A space between words gives up a third, as typographers let it.
        Kind::Space => (Mm(0.0), width / 3.0),
        _ => (Mm(0.0), Mm(0.0)),
    };
    Cluster {
        glyph: Some(found.glyph),
        face: found.face,
        size: style.size * found.scale,
        width,
        shift,
        spare_before,
        spare_after,
        drop: em * found.drop - style.lift,
        natural: found.natural,
        ..empty
    }
}

/// The narrow space that parts groups of a number and a number from its unit: a quarter of a cell. Source: GB/T 15835—2011, 5.1.1
const NARROW_SPACE: f64 = 0.25;

/// Width of a figure, which the space of that name has.
fn figure_width(faces: &Faces<'_>, style: Style) -> Option<Mm> {
    let figure = faces.find_from(style.role, style.rank, '0')?;
    let tracking = if style.chinese { style.cell / Mm::from(style.size) } else { 1.0 };
    Some(Mm::from(style.size) * figure.advance * tracking)
}

/// Whether a character is a full-width sign of money.
const fn is_money(character: char) -> bool {
    matches!(character, '￥' | '＄' | '￡')
}

/// How much of its empty half a full-width mark can give up on each side.
///
/// Measured on the ink, which serves faces with the feature `halt` and those without it alike, and those of Taiwan, whose
/// stops stand in the middle. Source: GB/T 15834—2011, 5.1.10, 5.1.11
fn spares(faces: &Faces<'_>, found: &Found, shift: Mm, width: Mm, size: Pt) -> (Mm, Mm) {
    let Some((left, right)) = faces.ink_sides(found.face, found.glyph, size * found.scale) else { return (Mm(0.0), Mm(0.0)) };
    let (most, kept) = (width / 2.0, width * 0.06);
    let room = |white: Mm| if white.0 < width.0 * 0.25 { Mm(0.0) } else { (white - kept).min(most) };
    let (before, after) = (room(left + shift), room(width - shift - right));
    // Together no more than half a cell, however small the ink is.
    let sum = before + after;
    if sum > most { (before * (most / sum), after * (most / sum)) } else { (before, after) }
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

fn kind(character: char, chinese: bool) -> Kind {
    match character {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Kind::Tie,
        ' ' | '\t' | '\u{2000}'..='\u{200a}' | '\u{205f}' => Kind::Space,
        '\u{3000}' => Kind::WideSpace,
        '—' | '…' if chinese => Kind::Joined,
        '“' | '‘' if chinese => Kind::Opening,
        '”' | '’' | '·' if chinese => Kind::Closing,
        '（' | '〔' | '［' | '｛' | '《' | '〈' | '「' | '『' | '【' | '〖' | '￥' | '＄' | '￡' | '⟨' | '⟪' | '(' | '['
        | '{' => Kind::Opening,
        '。' | '，' | '、' | '；' | '：' | '！' | '？' | '）' | '〕' | '］' | '｝' | '》' | '〉' | '」' | '』' | '】' | '〗'
        | '～' | '％' | '‰' | '℃' | '々' | 'ー' | '．' | '⟩' | '⟫' => Kind::Closing,
        ')' | ']' | '}' => Kind::Closing,
        '!' | '?' | ';' | ',' | ':' | '.' | '%' | '°' | '\'' | '"' | '/' | '-' | '_' | '@' | '&' | '#' | '=' | '+' | '~'
        | '<' | '>' | '*' | '|' | '\\' | '^' | '`' | '$' => Kind::Word,
        _ if is_wide(character) => Kind::Ideograph,
        _ => Kind::Word,
    }
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

/// Clusters without faces: every full-width character 1 cell of 5 mm, half-width ones half of it.
#[cfg(test)]
pub(super) fn sample(text: &str, chinese: bool) -> Vec<Cluster> {
    let cell = Mm(5.0);
    let style = Style {
        role: Role::Body,
        size: Pt(14.0),
        cell,
        ink: Ink::Black,
        node: None,
        link: None,
        lift: Mm(0.0),
        rank: 0,
        chinese,
        latin_space: if chinese { Mm(0.6) } else { Mm(0.0) },
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
    text.chars().map(cluster).collect()
}
