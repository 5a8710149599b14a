//! Fixes that are not made again.
//!
//! Here: [`Settled`]. Not here: which fixes do harm (`fix`).

use super::finding::Fix;
use super::moves::{Moves, meets};
use crate::span::Span;
use std::collections::BTreeMap;

/// Fixes that are not made again: those that did harm, and those that were made. A rule that would write at a place what it wrote
/// there before would go on for ever.
#[derive(Default)]
pub(super) struct Settled {
    /// By rule and place.
    fixes: BTreeMap<(&'static str, usize), Entry>,
    grew: bool,
    /// The text in which those that did harm were last tried anew.
    forgiven: String,
}

struct Entry {
    end: usize,
    old: String,
    new: String,
    refused: bool,
}

impl Settled {
    /// Nothing yet, of a draft with this text.
    pub fn of(text: &str) -> Self {
        Self { forgiven: text.to_owned(), ..Self::default() }
    }

    /// Whether something was settled since this was asked last.
    pub fn grew(&mut self) -> bool {
        std::mem::take(&mut self.grew)
    }

    /// Has those that did harm tried once more where the text is another than when that was last done; whether there are any.
    pub fn forgive(&mut self, text: &str) -> bool {
        if self.forgiven == text {
            return false;
        }
        text.clone_into(&mut self.forgiven);
        let before = self.fixes.len();
        self.fixes.retain(|_, entry| !entry.refused);
        self.fixes.len() < before
    }

    pub fn refuse(&mut self, text: &str, fixes: &[(&'static str, Fix)]) {
        for (rule, fix) in fixes {
            let place = place(fix);
            let (old, new) = texts(text, fix);
            self.fixes.insert((rule, place.start), Entry { end: place.end, old, new, refused: true });
            self.grew = true;
        }
    }

    /// Remembers fixes that were made; `text` is what they were made in, `moves` what became of it.
    pub fn make(&mut self, text: &str, fixes: &[(&'static str, Fix)], moves: &Moves) {
        for (rule, fix) in fixes {
            let Some(first) = fix.edits.first() else { continue };
            let place = moves.written(first);
            let (old, new) = texts(text, fix);
            self.fixes.insert((rule, place.start), Entry { end: place.end, old, new, refused: false });
        }
    }

    /// Whether a fix is one of these. What makes a text shorter comes to an end by itself.
    pub fn holds(&self, text: &str, rule: &'static str, fix: &Fix) -> bool {
        let place = place(fix);
        let mut near = self.fixes.range((rule, 0)..=(rule, place.end)).rev().take(2);
        near.any(|((_, start), entry)| {
            let there = Span::new(*start, entry.end);
            let same = || texts(text, fix) == (entry.old.clone(), entry.new.clone());
            match entry.refused {
                true => there == place && same(),
                false => entry.new.len() > entry.old.len() && meets(there, place) && same(),
            }
        })
    }

    /// Goes along with what stands in the text.
    pub fn follow(&mut self, moves: &Moves) {
        let fixes = std::mem::take(&mut self.fixes);
        let moved = fixes.into_iter().map(|((rule, start), entry)| {
            let end = moves.place(entry.end);
            ((rule, moves.place(start).min(end)), Entry { end, ..entry })
        });
        self.fixes = moved.collect();
        self.grew = false;
    }
}

/// Where the first edit of a fix is.
fn place(fix: &Fix) -> Span {
    fix.edits.first().map_or_else(Span::default, |edit| edit.span)
}

/// What a fix replaces and by what.
fn texts(text: &str, fix: &Fix) -> (String, String) {
    let old: Vec<&str> = fix.edits.iter().map(|edit| edit.span.of(text)).collect();
    let new: Vec<&str> = fix.edits.iter().map(|edit| edit.text.as_str()).collect();
    (old.join("\n"), new.join("\n"))
}
