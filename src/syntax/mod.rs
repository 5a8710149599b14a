//! Text to tree: what kind of line each line is, and where its parts stand.
//!
//! Here: [`parse`], the [`Tree`], the keyword table ([`keywords`]) and the small grammars of values ([`values`]). pest
//! never leaves this layer. Not here: what a field means (`model`), and what is wrong with a line (`check`).
//!
//! Parsing is total: every text gives a tree, and the lines of the tree cover the whole text.

mod cells;
#[cfg(any(feature = "import", feature = "merge"))]
mod escape;
pub mod fields;
mod issuing;
pub mod keywords;
mod lines;
mod parse;
mod paths;
mod tables;
pub mod text;
pub mod values;

#[cfg(any(feature = "import", feature = "merge"))]
pub(crate) use escape::escape_marks;
pub use fields::FieldKey;
pub use issuing::IssuingAct;
pub use lines::LineKind;
pub(crate) use lines::is_escape_at_head;
pub use parse::parse;
pub(crate) use paths::paths;
#[cfg(feature = "pdf")]
pub(crate) use tables::measure_ahead;
pub use text::{Phrase, Text};

use crate::span::Span;

/// The lines of a draft.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    /// The whole draft.
    pub source: &'a str,
    /// Its lines in order. A line that ends with `\` and the next one are one line here.
    pub lines: Vec<Line>,
}

/// One line of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// From its first character that is not a space to its last.
    pub span: Span,
}

/// A cell of a table row, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowCell {
    /// What stands in it, without the spaces around it; a wide space before a sub-item belongs to it.
    pub text: Phrase,
    /// `||`: not even a space stands between its bars, so that it belongs to the cell at its left.
    pub joined: bool,
}

/// `{30mm}` behind the last bar of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowHeight {
    /// Whole millimetres.
    pub millimetres: u16,
    /// Where it stands.
    pub span: Span,
}

/// How a section is numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enumerator {
    /// Where it stands.
    pub span: Span,
    /// Its form.
    pub style: EnumeratorStyle,
    /// Its number; `None` for the self-numbering `#`. Letters count from a = 1; roman numerals are in `roman`.
    pub number: Option<u32>,
    /// The number when the letters are a roman numeral.
    pub roman: Option<u32>,
    /// Whether it is written as the format page has it.
    pub regular: bool,
}

/// The form of an enumerator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EnumeratorStyle {
    /// `一、`
    HanPause,
    /// `（一）`
    HanParen,
    /// `1.`
    DigitDot,
    /// `（1）`, `(1)`
    DigitParen,
    /// `(a)`, `(i)`
    LetterParen,
}

impl EnumeratorStyle {
    /// The enumerator of a section of this `level` with this `number`, as a Chinese or an English draft has it: `（一）`, `(a)`.
    #[must_use]
    pub fn label(self, level: u8, number: u32, chinese: bool) -> String {
        match self {
            Self::HanPause => format!("{}、", values::to_han_number(number)),
            Self::HanParen if chinese => format!("（{}）", values::to_han_number(number)),
            Self::HanParen => format!("({})", values::to_han_number(number)),
            Self::DigitDot => format!("{number}."),
            Self::DigitParen if chinese => format!("（{number}）"),
            Self::DigitParen => format!("({number})"),
            Self::LetterParen if level == 4 || number > 26 => format!("({})", values::to_roman_number(number)),
            Self::LetterParen => format!("({})", char::from(b'a' + (number.max(1) - 1) as u8)),
        }
    }
}

/// The parts of a regulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ArticleKind {
    /// 章
    Chapter,
    /// 节
    Section,
    /// 条
    Article,
}
