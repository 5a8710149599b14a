//! What changed between two texts, as a unified diff.

use std::path::Path;

/// The diff of `before` and `after`; empty when they are the same.
pub(crate) fn unified(path: &Path, before: &str, after: &str) -> String {
    let name = path.display().to_string();
    let diff = similar::TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(3).header(&name, &name).to_string()
}
