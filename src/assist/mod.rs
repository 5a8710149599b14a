//! What an editor asks about a draft: its outline, what stands under the cursor, what could be written next.
//!
//! Here: pure functions from a notice and its source to plain structs of byte ranges. Not here: what is wrong with a draft
//! (`check`), and any protocol (`lsp`), which turns these structs into its own.
//!
//! | question | answer |
//! |---|---|
//! | what is in this draft? | [`symbols`], [`folds`], [`tokens`] |
//! | what is this? | [`hover`], [`thing_at`], [`occurrences`] |
//! | what else has to change with it? | [`rename`] |
//! | what comes next? | [`complete`] |
//! | what would silence this, what changes from one text to the next? | [`silence`], [`difference`] |
//! | what is not written and yet printed? | [`hints`] |

mod complete;
mod edits;
mod fold;
mod hint;
mod hover;
mod rename;
mod symbol;
mod thing;
mod token;

pub use complete::{Completion, CompletionKind, Known, complete};
pub use edits::{difference, silence};
pub use fold::folds;
pub use hint::{Hint, hints};
pub use hover::{Hover, hover};
pub use rename::{RenameFault, rename, renamed_at};
pub use symbol::{Symbol, SymbolKind, symbols};
pub use thing::{Occurrence, Thing, occurrences, thing_at};
pub use token::{Token, TokenKind, tokens};

use crate::model::{Block, Notice};
use crate::span::Span;

/// The bodies of a part with text of their own: the part itself, then each annex, with where each ends; the part ends at `end`.
fn scopes(part: &Notice, end: usize) -> Vec<(&[Block], usize)> {
    let starts: Vec<usize> = part.annexes.iter().map(|annex| annex.span.start).collect();
    let mut scopes = vec![(&part.body[..], body_end(part, end))];
    for (index, annex) in part.annexes.iter().enumerate() {
        scopes.push((&annex.blocks[..], starts.get(index + 1).copied().unwrap_or(end)));
    }
    scopes
}

/// Where the notice itself ends, then each text that it sends out.
fn part_ends(notice: &Notice, source: &str) -> Vec<usize> {
    notice.issued.iter().map(|issued| issued.span.start).chain([source.len()]).collect()
}

/// The part that byte `at` stands in: the notice itself, or a text that it sends out.
fn part_at(notice: &Notice, at: usize) -> &Notice {
    notice.issued.iter().rev().find(|issued| issued.span.start <= at).map_or(notice, |issued| &issued.text)
}

/// Where the body ends: at the first field or contact of the tail, the first annex, or the end of the part.
fn body_end(part: &Notice, end: usize) -> usize {
    let last = part.body.last().map_or(0, |block| block.span().end);
    let fields = part.fields.iter().map(|field| field.span.start);
    let contacts = part.contacts.iter().map(|block| block.span.start);
    let annexes = part.annexes.iter().map(|annex| annex.span.start);
    fields.chain(contacts).chain(annexes).filter(|start| *start >= last).min().unwrap_or(end).min(end)
}

/// The stretch without the white space at its end.
fn trimmed(source: &str, span: Span) -> Span {
    Span::new(span.start, span.start + span.of(source).trim_end().len())
}
