//! What changed between two drafts, as a page shows it: each change with its words, and with what takes it back or keeps it.

use super::{Change, changes};
use crate::diff::{Piece, line_changes};
use crate::say::Say;
use serde::Serialize;

/// A change.
#[derive(Debug, Serialize)]
pub struct ShownChange {
    /// What happened, for programs: as the JSON of `zhumo diff` says it.
    pub kind: crate::diff::ChangeKind,
    /// What happened.
    pub what: Say,
    /// What stands there.
    pub place: Say,
    /// First place in the new draft.
    pub from: usize,
    /// One past the last place.
    pub to: usize,
    /// The words, those of both and those of one.
    pub pieces: Vec<Piece>,
    /// What the changed words are about.
    pub substance: Vec<Say>,
    /// What takes it back, in the new draft.
    pub back: Vec<Change>,
    /// What brings it into the old draft.
    pub keep: Vec<Change>,
}

/// What changed from `old` to `new`.
#[must_use]
pub fn changed(old: &str, new: &str) -> Vec<ShownChange> {
    let units = super::Units::new(new);
    let all = line_changes(old, new).into_iter().map(|change| ShownChange {
        kind: change.kind,
        what: change.kind.say(),
        from: units.of(new, change.span.start),
        to: units.of(new, change.span.end),
        substance: change.substance.iter().map(|about| about.say()).collect(),
        back: changes(&change.back, new),
        keep: changes(&change.keep, old),
        place: change.place,
        pieces: change.pieces,
    });
    all.collect()
}
