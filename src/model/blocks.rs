//! What a body or an annex is made of.

use super::inline::RichText;
use super::table::Table;
use super::values::Contact;
use crate::span::Span;
use crate::syntax::{ArticleKind, EnumeratorStyle, Text};
use schemars::JsonSchema;
use serde::Serialize;

/// A piece of a body or an annex.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A line that opens a section.
    Section(Section),
    /// A chapter, section or article of a regulation.
    Article(Article),
    /// A list of `- ` items.
    List(List),
    /// A table.
    Table(Table),
    /// A figure.
    Figure(Figure),
    /// A run of contact lines.
    Contacts(ContactBlock),
    /// `【分页】`
    PageBreak(PageBreak),
}

impl Block {
    /// Where the block stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        match self {
            Self::Paragraph(block) => block.span,
            Self::Section(block) => block.span,
            Self::Article(block) => block.span,
            Self::List(block) => block.span,
            Self::Table(block) => block.span,
            Self::Figure(block) => block.span,
            Self::Contacts(block) => block.span,
            Self::PageBreak(block) => block.span,
        }
    }

    /// Every running text of the block, in reading order.
    #[must_use]
    pub fn texts(&self) -> Vec<&RichText> {
        match self {
            Self::Paragraph(block) => vec![&block.text],
            Self::Section(block) => vec![&block.heading, &block.text],
            Self::Article(block) => vec![&block.text],
            Self::List(block) => block.items.iter().collect(),
            Self::Table(block) => block.texts(),
            Self::Figure(block) => vec![&block.caption],
            Self::Contacts(_) | Self::PageBreak(_) => Vec::new(),
        }
    }

    pub(crate) fn texts_mut(&mut self) -> Vec<&mut RichText> {
        match self {
            Self::Paragraph(block) => vec![&mut block.text],
            Self::Section(block) => vec![&mut block.heading, &mut block.text],
            Self::Article(block) => vec![&mut block.text],
            Self::List(block) => block.items.iter_mut().collect(),
            Self::Table(block) => block.texts_mut(),
            Self::Figure(block) => vec![&mut block.caption],
            Self::Contacts(_) | Self::PageBreak(_) => Vec::new(),
        }
    }
}

/// A paragraph of running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Paragraph {
    /// The text.
    pub text: RichText,
    /// What stands before a colon and might be meant for a keyword.
    #[serde(skip)]
    pub key: Option<Span>,
    /// Where it stands.
    pub span: Span,
}

/// How a section line is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SectionForm {
    /// A heading on a line of its own.
    Heading,
    /// A label or a first sentence in the level's face, then text.
    RunIn,
    /// A numbered paragraph: text throughout.
    Numbered,
}

/// A line that opens a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Section {
    /// 1 to 4, by the ladder of the language.
    pub level: u8,
    /// Its number.
    pub number: u32,
    /// The enumerator as it is printed: what was written, or the number that `#` stands for.
    pub label: String,
    /// The enumerator as written.
    pub enumerator: Text,
    /// Its form.
    #[serde(skip)]
    pub style: EnumeratorStyle,
    /// Whether it numbers itself.
    pub self_numbered: bool,
    /// Whether the enumerator is written as the ladder has it.
    #[serde(skip)]
    pub regular: bool,
    /// How the line is set.
    pub form: SectionForm,
    /// Whether its siblings have headings, so that at least its number stands in the face of its level.
    #[serde(skip)]
    pub headed: bool,
    /// The heading, perhaps with its stop, or the label or first sentence of a run-in heading; empty for a numbered paragraph.
    pub heading: RichText,
    /// The text behind a run-in heading, or of a numbered paragraph; empty for a heading.
    pub text: RichText,
    /// The line as it was read, until it is known what of it is the heading.
    #[serde(skip)]
    pub(super) line: Option<Text>,
    /// Where it stands.
    pub span: Span,
}

/// A chapter, section or article of a regulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Article {
    /// Which of the three.
    pub part: ArticleKind,
    /// Its number.
    pub number: u32,
    /// `第一条`, as written.
    pub label: Text,
    /// What follows it.
    pub text: RichText,
    /// Where it stands.
    pub span: Span,
}

/// A list of items without numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct List {
    /// The items.
    pub items: Vec<RichText>,
    /// Where it stands.
    pub span: Span,
}

/// A picture with a caption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// Its number by position, from 1; a picture without a caption and an identifier, such as a logo, has none, unless the text
    /// refers to it.
    pub number: Option<u32>,
    /// Its identifier.
    pub id: Option<Text>,
    /// The caption.
    pub caption: RichText,
    /// The path as written, relative to the draft.
    pub path: Text,
    /// Where it stands.
    pub span: Span,
}

/// A run of contact lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContactBlock {
    /// The lines.
    pub contacts: Vec<Contact>,
    /// Where it stands.
    pub span: Span,
}

/// `【分页】`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PageBreak {
    /// Where it stands.
    pub span: Span,
}

/// The words behind the bar of an annex line: `横排、另装`.
pub(crate) fn annex_options(option: &str) -> impl Iterator<Item = &str> {
    option.split(['、', '，', ',', '｜', '|']).map(str::trim).filter(|word| !word.is_empty())
}

/// An annex with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Annex {
    /// Its number; `None` for the only one, and for one whose number cannot be read.
    pub number: Option<u32>,
    /// The label as written.
    pub label: Text,
    /// What stands for the number, as written.
    pub number_text: Option<Text>,
    /// What stands after the bar, as written.
    pub option: Option<Text>,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// Whether it is bound apart from the notice (另装).
    pub apart: bool,
    /// The title.
    pub title: RichText,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Where its first line stands.
    pub span: Span,
}

/// An entry of the annex note (附件说明).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AnnexEntry {
    /// The number that was typed before it; the page numbers entries by their place.
    pub number: Option<u32>,
    /// That number as written, with its mark: `1.`, `（一）`, `附件1：`.
    pub number_text: Option<Text>,
    /// The title as it is printed.
    pub title: RichText,
    /// The file of `[TITLE](FILE)`.
    pub file: Option<String>,
    /// Whether it was made from the annex, because the notice has no list of its own.
    pub made: bool,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Footnote {
    /// Its number, in the order of the references; `None` when nothing refers to it.
    pub number: Option<u32>,
    /// The label as written.
    pub label: Text,
    /// The text.
    pub text: RichText,
}
