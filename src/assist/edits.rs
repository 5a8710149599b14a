//! Edits that an editor offers beside those of a finding.

use crate::check::{Edit, Finding};
use crate::span::{LineIndex, Span};

/// The edit that turns one text into another: what both begin and end with stays; none where they are equal.
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Edit> {
    if old == new {
        return Vec::new();
    }
    let mut start = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let rest = old.len().min(new.len()) - start;
    let mut tail = old.bytes().rev().zip(new.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    vec![Edit { span: Span::new(start, old.len() - tail), text: new[start..new.len() - tail].to_owned() }]
}

/// The comment that silences a finding at its place. It has no effect until a person writes a reason behind it.
#[must_use]
pub fn silence(finding: &Finding, index: &LineIndex) -> Edit {
    let line = index.start(index.line_of(finding.span.start));
    Edit { span: Span::empty(line), text: format!("// zhumo-ignore {}: \n", finding.rule.id) }
}
