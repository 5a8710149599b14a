//! Why a table or a draft cannot be used for a merge.

use crate::say::Say;
use std::ops::Range;

/// Why a table cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableError {
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Say,
}

impl TableError {
    pub(super) const fn new(message: Say, help: Say) -> Self {
        Self { message, help }
    }
}

/// What is wrong with a place of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TemplateError {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Say,
}
