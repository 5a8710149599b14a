//! Words that name a field only where it belongs: the standard's own names, and what clerks write.
//!
//! `落款：` below the text is the signature, and in a text about how documents are written it is a word like others. Here: which of
//! both a line is. Not here: the words (`syntax::fields`).

use super::values::Contact;
use crate::syntax::keywords::{Kind, Zone, is_usual};
use crate::syntax::{FieldKey, Line, LineKind, Text, Tree, values};
use std::collections::BTreeSet;
use std::ops::Range;

/// What must be known of the whole draft to tell.
pub(super) struct Aliases {
    /// The line behind which nothing but fields, and what belongs to them, stands before the annexes.
    closing: usize,
    /// The first annex.
    annexes: usize,
    /// The same at the end of the file.
    end: usize,
    /// The fields that are given by their usual words, and of the others the first line of each.
    given: BTreeSet<FieldKey>,
}

impl Aliases {
    /// Of the notice itself, or of a text that it sends out, whose lines are `part`.
    pub fn of(tree: &Tree<'_>, part: Range<usize>) -> Self {
        let lines = &tree.lines;
        let annexes = lines[part.clone()].iter().position(|line| opens_annex(tree, line));
        let annexes = annexes.map_or(part.end, |at| part.start + at);
        let given = lines[part.start..annexes].iter().filter_map(|line| match &line.kind {
            LineKind::Field { key, key_span, .. } if is_usual(key_span.of(tree.source)) => Some(*key),
            _ => None,
        });
        Self {
            closing: closing(tree, part.start, annexes),
            annexes,
            end: closing(tree, annexes, part.end),
            given: given.collect(),
        }
    }

    /// Whether the line at `index`, which begins with such a word for `key`, is that field.
    pub fn is_field(&self, index: usize, key: FieldKey, value: &Text, in_head: bool) -> bool {
        let in_annex = index > self.annexes;
        let closes = index >= if in_annex { self.end } else { self.closing };
        let dated = key.row().kind != Kind::Date || value.is_empty() || begins_like_a_date(&value.text);
        match key.zone() {
            Zone::Head => in_head,
            Zone::Contact => !in_annex && !Contact::read(key, Text::default(), value.clone()).values.is_empty(),
            Zone::Any => dated && !in_annex && (in_head || closes && !self.given.contains(&key)),
            Zone::Tail => dated && closes && (!in_annex || key.is_imprint()) && !self.given.contains(&key),
        }
    }
}

/// Where the run of lines begins that closes the notice, or its annexes: fields with what belongs to them.
fn closing(tree: &Tree<'_>, from: usize, to: usize) -> usize {
    let mut start = to;
    while start > from {
        let above = &tree.lines[start - 1];
        if is_of_the_end(tree, above) {
            start -= 1;
            continue;
        }
        // `2.` below the list of annexes is meant for its second item, and said to be.
        let numbered = |line: &&Line| matches!(line.kind, LineKind::Section { .. });
        let items = tree.lines[from..start].iter().rev().take_while(numbered).count();
        let note = (start - items).checked_sub(1).filter(|at| *at >= from).map(|at| &tree.lines[at].kind);
        if items == 0 || !matches!(note, Some(LineKind::Field { key: FieldKey::Annexes, .. })) {
            break;
        }
        start -= items;
    }
    start
}

fn is_of_the_end(tree: &Tree<'_>, line: &Line) -> bool {
    match &line.kind {
        LineKind::Blank
        | LineKind::Comment
        | LineKind::Suppression { .. }
        | LineKind::Item { .. }
        | LineKind::Footnote { .. }
        | LineKind::PageBreak => true,
        LineKind::Field { key, .. } => key.zone() != Zone::Head,
        LineKind::Paragraph { key: Some(key), .. } => {
            let value = &tree.source[key.end..line.span.end.max(key.end)];
            value
                .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '：' | ':'))
                .starts_with(|c: char| c.is_ascii_digit())
        }
        LineKind::Paragraph { .. } => {
            let text = line.span.of(tree.source);
            values::date(text).is_some() || text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
        }
        _ => false,
    }
}

/// Whether a line opens an annex, or was meant to: `附件1` alone on its line.
fn opens_annex(tree: &Tree<'_>, line: &Line) -> bool {
    match &line.kind {
        LineKind::Annex { .. } => true,
        LineKind::Paragraph { escaped: false, .. } => {
            let text = line.span.of(tree.source);
            let rest = text.strip_prefix("附件").or_else(|| text.strip_prefix("Annex")).map(str::trim_start);
            rest.is_some_and(|rest| rest.len() <= 2 && rest.bytes().all(|byte| byte.is_ascii_digit()))
        }
        _ => false,
    }
}

fn begins_like_a_date(value: &str) -> bool {
    let first = value.trim_start().chars().next();
    first.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '二' | '一'))
        || values::date(value).is_some()
}
