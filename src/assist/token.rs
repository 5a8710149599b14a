//! What the parts of a draft are, for colours.

use crate::model::{Block, Inline, Notice};
use crate::span::Span;
use crate::syntax::{LineKind, parse};

/// A stretch of the draft of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The stretch.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// What a stretch of a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TokenKind {
    /// The keyword of a field.
    Keyword,
    /// The number of a section or article.
    Enumerator,
    /// A heading.
    Heading,
    /// The label of an annex, a page break.
    Label,
    /// A reference to an annex, figure or table; the mark of a note.
    Reference,
    /// `{主题}`
    Name,
    /// An organ that issues or signs.
    Organ,
    /// A date, a document number and other typed values.
    Value,
    /// `**strong**`, `*emphasis*`
    Strong,
    /// The address of a link, code.
    Verbatim,
    /// A comment.
    Comment,
}

impl TokenKind {
    /// Every kind, in the order of their numbers.
    pub const ALL: [Self; 11] = [
        Self::Keyword,
        Self::Enumerator,
        Self::Heading,
        Self::Label,
        Self::Reference,
        Self::Name,
        Self::Organ,
        Self::Value,
        Self::Strong,
        Self::Verbatim,
        Self::Comment,
    ];
}

/// The parts of a draft that are more than text, in order; they do not overlap.
#[must_use]
pub fn tokens(notice: &Notice, source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut add = |span: Span, kind| {
        if !span.is_empty() {
            tokens.push(Token { span, kind });
        }
    };
    for line in &parse(source).lines {
        match &line.kind {
            LineKind::Comment | LineKind::Suppression { .. } => add(line.span, TokenKind::Comment),
            LineKind::PageBreak => add(line.span, TokenKind::Label),
            LineKind::Annex { label, .. } | LineKind::Issued { label, .. } => add(*label, TokenKind::Label),
            LineKind::Field { key_span, .. } => add(*key_span, TokenKind::Keyword),
            LineKind::Figure { path, .. } => add(*path, TokenKind::Verbatim),
            LineKind::Footnote { label, .. } => add(*label, TokenKind::Reference),
            _ => {}
        }
    }
    for block in notice.blocks() {
        match block {
            Block::Section(section) => {
                add(section.enumerator.span, TokenKind::Enumerator);
                add(section.heading.span(), TokenKind::Heading);
            }
            Block::Article(article) => add(article.label.span, TokenKind::Enumerator),
            _ => {}
        }
    }
    for part in notice.parts() {
        part.title.iter().for_each(|title| add(title.span(), TokenKind::Heading));
        part.issuers.iter().chain(&part.signatories).for_each(|organ| add(organ.text.span, TokenKind::Organ));
        part.date.iter().for_each(|date| add(date.text.span, TokenKind::Value));
        part.number.iter().for_each(|number| add(number.text.span, TokenKind::Value));
    }
    for text in notice.texts() {
        text.walk(&mut |inline| match inline {
            Inline::Text { .. } => {}
            Inline::Strong { span, .. } | Inline::Emphasis { span, .. } => add(*span, TokenKind::Strong),
            Inline::Code { span, .. } | Inline::Link { span, .. } => add(*span, TokenKind::Verbatim),
            Inline::Name { span, .. } => add(*span, TokenKind::Name),
            Inline::Superscript { span, .. } | Inline::Subscript { span, .. } => add(*span, TokenKind::Verbatim),
            Inline::Reference { span, .. } | Inline::FootnoteRef { span, .. } => add(*span, TokenKind::Reference),
        });
    }
    flatten(tokens)
}

/// Of two tokens that overlap the shorter keeps its place, and the longer one is cut around it.
fn flatten(mut tokens: Vec<Token>) -> Vec<Token> {
    // From the longest to the shortest, each painted over what is there.
    tokens.sort_by_key(|token| (std::cmp::Reverse(token.span.len()), token.span.start, token.kind));
    let mut edges: Vec<usize> = tokens.iter().flat_map(|token| [token.span.start, token.span.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut painted: Vec<Option<TokenKind>> = vec![None; edges.len()];
    for token in &tokens {
        let first = edges.partition_point(|edge| *edge < token.span.start);
        let last = edges.partition_point(|edge| *edge < token.span.end);
        painted[first..last].fill(Some(token.kind));
    }
    let mut flat: Vec<Token> = Vec::new();
    for (pair, kind) in edges.windows(2).zip(&painted) {
        let Some(kind) = *kind else { continue };
        match flat.last_mut() {
            Some(last) if last.span.end == pair[0] && last.kind == kind => last.span.end = pair[1],
            _ => flat.push(Token { span: Span::new(pair[0], pair[1]), kind }),
        }
    }
    flat
}
