//! Drafts beside each other: two that say the same in two languages, and all of an office in one register.
//!
//! Here: what such a draft is ([`Beside`]), and the rules that look at several of them. A rule that looks at one draft alone is in `rules`.
//! Each finding belongs to one draft and shows its place in the other one ([`Elsewhere`](super::Finding::elsewhere)).

mod cited;
mod facts;
mod office;
mod register;
mod rules;
mod twins;
mod words;

pub use office::check_register;
pub use register::{Entry, Register, register};
pub use rules::BESIDE_RULES;
pub use twins::check_twins;

use super::finding::Elsewhere;
use crate::model::Notice;
use crate::span::{LineIndex, Span};

/// A draft among others.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// What messages call it.
    pub path: &'a str,
    /// Its text.
    pub source: &'a str,
    /// What was read from it.
    pub notice: &'a Notice,
}

impl Beside<'_> {
    /// A place of it, as another draft's finding names it.
    fn place(&self, span: Span) -> Elsewhere {
        let index = LineIndex::new(self.source);
        let (start, end) = (index.position(self.source, span.start), index.position(self.source, span.end));
        let text: String = self.source[span.start..span.end].lines().next().unwrap_or_default().chars().take(80).collect();
        Elsewhere { path: self.path.to_owned(), span, start, end, text }
    }
}
