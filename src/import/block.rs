//! What a reader makes of a file: blocks in reading order, each with what the file itself says of it.
//!
//! Here: [`Block`], [`Facts`], [`Blocks`]. Not here: what a block is taken for (`recognise`). A raw text has few facts, a web page or a
//! document of a word processor many; all go through the same door.

use crate::say::Say;

/// A piece of a file, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: Kind,
    /// The text as a draft writes it, with escapes and marks; several lines are joined with backslashes.
    pub text: String,
    /// Where it stood, from 1.
    pub line: usize,
    pub facts: Facts,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// A paragraph of unknown meaning.
    #[default]
    Text,
    /// Lines of a draft already: a table, a list, a picture, a note.
    Ready,
    Blank,
}

/// What the file says of a block beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub align: Align,
    /// The size of most of its type in half points; 0 where the file does not say.
    pub size: u16,
    pub bold: bool,
    pub red: bool,
    /// All of it stood between marks of emphasis, which are not in the text.
    pub strong: bool,
    /// The level of a heading, from 1; 0 for text.
    pub heading: u8,
    /// The file calls it the title, by a style or by name.
    pub title: bool,
    /// What the file says is no part of the text: navigation, heads and feet of pages.
    pub furniture: bool,
    /// A paragraph of the file is one paragraph: nothing is joined to it.
    pub whole: bool,
    /// An item of a list without numbers.
    pub item: bool,
    /// Its page lies on its side.
    pub landscape: bool,
    /// It stood in a cell of a table that was opened.
    pub cell: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Align {
    #[default]
    Unknown,
    Left,
    Center,
    Right,
}

/// What a reader found.
#[derive(Default)]
pub(super) struct Blocks {
    pub blocks: Vec<Block>,
    pub remarks: Vec<Say>,
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What a page names in its head that may be the title, the likeliest first.
    pub titles: Vec<String>,
}

impl Blocks {
    pub fn push(&mut self, kind: Kind, text: impl Into<String>, line: usize) {
        self.add(kind, text, line, Facts::default());
    }

    pub fn add(&mut self, kind: Kind, text: impl Into<String>, line: usize, facts: Facts) {
        self.blocks.push(Block { kind, text: text.into(), line, facts });
    }

    /// A remark, once; there is no need of hundreds.
    pub fn remark(&mut self, remark: Say) {
        if self.remarks.len() < 100 && !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }
}
