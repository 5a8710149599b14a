//! Where things stand in a text after edits.
//!
//! Here: [`Moves`], [`Places`], [`meets`]. Not here: which edits are made (`fix`).

use super::finding::{Edit, Fix};
use crate::span::Span;

/// Places, found by what meets them.
pub(super) struct Places {
    /// By their start, with the last end up to each.
    pub spans: Vec<(usize, usize)>,
}

impl Places {
    pub fn of(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable_by_key(|span| span.start);
        let mut last = 0;
        let ends = spans.into_iter().map(|span| {
            last = last.max(span.end);
            (span.start, last)
        });
        Self { spans: ends.collect() }
    }

    /// Whether one of them overlaps `place` or stands beside it.
    pub fn meet(&self, place: Span) -> bool {
        let before = self.spans.partition_point(|(start, _)| *start <= place.end);
        before > 0 && self.spans[before - 1].1 >= place.start
    }
}

/// Where what stood in a text stands after some edits.
pub(super) struct Moves {
    /// Where an edit ends in the old text, and by how much all behind it has moved; by two numbers, since it may go either way.
    ends: Vec<(usize, usize, usize)>,
}

impl Moves {
    pub fn of<'a>(fixes: impl Iterator<Item = &'a Fix>) -> Self {
        let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        let (mut written, mut gone) = (0, 0);
        let ends = edits.into_iter().map(|edit| {
            written += edit.text.len();
            gone += edit.span.end - edit.span.start;
            (edit.span.end, written, gone)
        });
        Self { ends: ends.collect() }
    }

    /// Where byte `at` of the old text is now; behind an edit that ends there.
    pub fn place(&self, at: usize) -> usize {
        let index = self.ends.partition_point(|(end, ..)| *end <= at);
        let (written, gone) = index.checked_sub(1).map_or((0, 0), |index| (self.ends[index].1, self.ends[index].2));
        (at + written).saturating_sub(gone)
    }

    /// Where the text of an edit stands now.
    pub fn written(&self, edit: &Edit) -> Span {
        let end = self.place(edit.span.end);
        Span::new(end.saturating_sub(edit.text.len()), end)
    }
}

/// Whether edits of two places depend on each other; ones side by side do not, unless one of them is an insertion.
pub(super) fn meets(one: Span, other: Span) -> bool {
    let overlap = one.start < other.end && other.start < one.end;
    let touch = one.end == other.start || other.end == one.start;
    overlap || one == other || (touch && (one.is_empty() || other.is_empty()))
}
