//! Running text to clusters: one entry a character, with its face, its width on the page and how it may be parted from
//! its neighbours.
//!
//! Here: which face a character takes and how wide it stands. Not here: where lines end (`lines`).

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
    /// A place where a word may be parted; a hyphen stands there when the line ends, and nothing otherwise.
    SoftHyphen,
}

/// A character that no face has, or that came from a face behind the role's own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Strange {
    pub character: char,
    pub span: Span,
    /// The face it was taken from; `None` when no face has it.
    pub face: Option<usize>,
}

/// Shapes `text`, which stands at `span` in the draft.
pub(super) fn shape(faces: &Faces<'_>, text: &str, span: Span, style: Style, strange: &mut Vec<Strange>, out: &mut Vec<Cluster>) {
    // A Chinese character has three bytes.
    out.reserve(text.len() / 3);
    for (at, character) in text.char_indices() {
        if is_invisible(character) {
            continue;
        }
        let place =
            if span.len() == text.len() { Span::new(span.start + at, span.start + at + character.len_utf8()) } else { span };
        out.push(cluster(faces, character, place, style, strange));
    }
}

fn cluster(faces: &Faces<'_>, character: char, span: Span, style: Style, strange: &mut Vec<Strange>) -> Cluster {
    let kind = kind(character, style.chinese);
    // Of the many spaces that pasted text brings along, every one is set as the ordinary one.
    let character = if kind == Kind::Space { ' ' } else { character };
    let empty = Cluster {
        character,
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
        style,
    };
    if kind == Kind::WideSpace {
        // White all the same, but a glyph where the face has one: who reads or copies the page finds two words.
        return match faces.find_from(style.role, style.rank, character).filter(|found| found.rank == 0) {
            Some(found) => Cluster { glyph: Some(found.glyph), face: found.face, natural: found.natural, ..empty },
            None => empty,
        };
    }
    // English text takes its quotes and digits from its own face; a Chinese one would print them 1 em wide.
    let Some(found) = faces.find_from(style.role, style.rank, character) else {
        strange.push(Strange { character, span, face: None });
        return empty;
    };
    if found.rank > 0 && kind != Kind::Space {
        strange.push(Strange { character, span, face: Some(found.face) });
    }
    let em = Mm::from(style.size);
    // Characters stand on cells a little narrower than their em; half-width ones on half a cell.
    let tracking = if style.chinese { style.cell / em } else { 1.0 };
    let natural = em * found.advance;
    let full = style.chinese && (found.advance > 0.88 || is_full_width(character));
    let width = if full { style.cell } else { natural * tracking };
    let spare = width - natural;
    let shift = match kind {
        _ if !full || spare.0.abs() < 0.05 * em.0 => Mm(0.0),
        Kind::Opening => spare,
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
        character: '\u{ad}',
        kind: Kind::SoftHyphen,
        glyph: Some(found.glyph),
        face: found.face,
        size: style.size * found.scale,
        width: Mm::from(style.size) * found.advance,
        shift: Mm(0.0),
        spare_before: Mm(0.0),
        spare_after: Mm(0.0),
        drop: Mm::from(style.size) * found.drop - style.lift,
        natural: found.natural,
        rigid: false,
        bound: false,
        style,
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
    let letter =
        |cluster: &Cluster| cluster.kind == Kind::Word && cluster.character.is_alphabetic() && cluster.style.lift.0 == 0.0;
    let mixed = (before.kind == Kind::Ideograph && letter(after)) || (letter(before) && after.kind == Kind::Ideograph);
    if mixed { before.style.latin_space } else { Mm(0.0) }
}

/// What has no shape of its own and needs no glyph.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(character, '\u{e0100}'..='\u{e01ef}' | '\u{ad}' | '\u{180e}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{80}'..='\u{9f}')
        || (character.is_ascii_control() && character != '\t')
}

/// Marks that are full width in Chinese text whatever their face thinks.
const fn is_full_width(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '×' | '\u{3001}'..='\u{3020}' | '\u{ff01}'..='\u{ff60}')
}

fn kind(character: char, chinese: bool) -> Kind {
    match character {
        ' ' | '\u{a0}' | '\t' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Kind::Space,
        '\u{3000}' => Kind::WideSpace,
        '—' | '…' if chinese => Kind::Joined,
        '“' | '‘' if chinese => Kind::Opening,
        '”' | '’' | '·' if chinese => Kind::Closing,
        '（' | '〔' | '［' | '｛' | '《' | '〈' | '「' | '『' | '【' | '〖' | '￥' | '＄' | '(' | '[' | '{' => {
            Kind::Opening
        }
        '。' | '，' | '、' | '；' | '：' | '！' | '？' | '）' | '〕' | '］' | '｝' | '》' | '〉' | '」' | '』' | '】' | '〗'
        | '～' | '％' | '‰' | '℃' | '々' | 'ー' | '．' => Kind::Closing,
        ')' | ']' | '}' => Kind::Closing,
        '!' | '?' | ';' | ',' | ':' | '.' | '%' | '°' | '\'' | '"' | '/' | '-' | '_' | '@' | '&' | '#' | '=' | '+' | '~'
        | '<' | '>' | '*' | '|' | '\\' | '^' | '`' | '$' => Kind::Word,
        _ if is_wide(character) => Kind::Ideograph,
        _ => Kind::Word,
    }
}

fn is_wide(character: char) -> bool {
    matches!(character, '\u{1100}'..='\u{11ff}' | '\u{2460}'..='\u{24ff}' | '\u{2500}'..='\u{27bf}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '\u{e000}'..='\u{f8ff}')
}

/// Whether a line may end between two clusters.
pub(super) fn may_part(before: &Cluster, after: &Cluster) -> bool {
    use Kind as K;
    if before.rigid || before.bound {
        return false;
    }
    match (before.kind, after.kind) {
        (_, K::Space | K::Closing | K::Joined | K::SoftHyphen) | (K::Opening, _) => false,
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
        let (glyph, face, size, shift, drop, natural) = (Some(1), 0, style.size, Mm(0.0), Mm(0.0), 1.0);
        Cluster {
            character,
            kind,
            glyph,
            face,
            size,
            width,
            shift,
            spare_before,
            spare_after,
            drop,
            natural,
            rigid: false,
            bound: false,
            style,
        }
    };
    text.chars().map(cluster).collect()
}
