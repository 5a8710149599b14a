//! A character as it stands in a text: its kind, its glyph, its width.
//!
//! Here: [`Cluster`], [`Kind`], [`Style`], and [`cluster`], which sets one character. Not here: texts (`shape`), which face a
//! character takes (`fonts`).

use super::characters::{is_full_width, is_wide};
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

/// Sets one character.
pub(super) fn cluster(faces: &Faces<'_>, character: char, span: Span, style: Style, strange: &mut Vec<Strange>) -> Cluster {
    let kind = kind(character, style.chinese);
    // Of the many spaces that pasted text brings along, every one is set as the ordinary one.
    let character = if kind == Kind::Space { ' ' } else { character };
    let empty = empty(character, kind, style);
    if kind == Kind::WideSpace {
        // White all the same, but a glyph of the face, its ordinary space where it has no wide one: who reads or copies the page finds
        // two words.
        let found = |character| faces.find_from(style.role, style.rank, character).filter(|found| found.rank == 0);
        let found = found(character).map(|found| (found, character)).or_else(|| found(' ').map(|found| (found, ' ')));
        return match found {
            Some((found, character)) => {
                Cluster { character, glyph: Some(found.glyph), face: found.face, natural: found.natural, ..empty }
            }
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

/// The kind of a character.
pub(super) fn kind(character: char, chinese: bool) -> Kind {
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
