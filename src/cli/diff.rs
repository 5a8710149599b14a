//! What changed between two texts, as a unified diff.

use std::path::Path;
use zhumo::say::{visible, visible_lines};

/// The diff of `before` and `after`, for reading: controls are seen and not obeyed. Empty when they are the same.
pub(crate) fn unified(path: &Path, before: &str, after: &str) -> String {
    let name = visible(&path.display().to_string()).into_owned();
    let diff = similar::TextDiff::from_lines(before, after);
    visible_lines(&diff.unified_diff().context_radius(3).header(&name, &name).to_string())
}
