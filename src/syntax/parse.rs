//! A whole draft to its lines. Not here: what a single line is (`lines`), and what it is as a part of a table (`tables`).

use super::lines::read;
use super::{Tree, tables};

/// Reads a draft. Never fails.
///
/// ```
/// use zhumo::syntax::{LineKind, parse};
/// let tree = parse("标题：通知\n\n一、总则\n3.5亿元是总额。\n");
/// let kinds: Vec<bool> = tree.lines.iter().map(|line| matches!(line.kind, LineKind::Section { .. })).collect();
/// assert_eq!(kinds, [false, false, true, false, false]);
/// ```
#[must_use]
pub fn parse(source: &str) -> Tree<'_> {
    let mut lines = read(source);
    tables::mark(&mut lines, source);
    Tree { source, lines }
}
