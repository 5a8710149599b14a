//! What is printed and not written: the numbers that `#` stands for.

use crate::model::{Block, Notice};
use crate::span::Span;

/// A text that an editor shows between the characters of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Behind which byte.
    pub at: usize,
    /// What is shown.
    pub text: String,
    /// What it is said of.
    pub span: Span,
}

/// The number behind every enumerator that numbers itself.
///
/// ```
/// use zhumo::{assist::hints, model::Notice};
/// let notice = Notice::read(&zhumo::syntax::parse("#、时间\n请按时。\n#、地点\n请到场。\n"));
/// let shown: Vec<String> = hints(&notice).into_iter().map(|hint| hint.text).collect();
/// assert_eq!(shown, ["一、", "二、"]);
/// ```
#[must_use]
pub fn hints(notice: &Notice) -> Vec<Hint> {
    let sections = notice.blocks().filter_map(|block| match block {
        Block::Section(section) if section.self_numbered => Some(section),
        _ => None,
    });
    sections
        .map(|section| {
            let span = section.enumerator.span;
            Hint { at: span.end, text: section.label.clone(), span }
        })
        .collect()
}
