//! Filled places: what each stands in, and values so written that they are text there.
//!
//! Here: [`settle`]. Not here: which value stands where (`template`), and how one is escaped (`text`).

use super::Fault;
use super::text;
use crate::say;
use crate::syntax::{FieldKey, Line, LineKind, parse, paths};
use std::ops::Range;

/// A place that was filled.
pub(super) struct Mark {
    /// Where its value stands in the filled draft.
    pub range: Range<usize>,
    pub row: usize,
    pub column: String,
}

/// What a value stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Around {
    Running,
    Cell,
    /// A field whose value is plain text.
    Plain,
}

/// A filled draft in which every value is text, whatever it holds. Most values hold nothing that could be anything else, and most lines begin with no
/// value: then nothing is read.
pub(super) fn settle(filled: String, marks: &[Mark], faults: &mut Vec<Fault>) -> String {
    let heads = |mark: &Mark| {
        filled[..mark.range.start].trim_end_matches([' ', '\t', '\u{3000}', '\u{a0}']).ends_with(['\n', '\r'])
            || filled[..mark.range.start].trim().is_empty()
    };
    let odd: Vec<(&Mark, bool)> = marks
        .iter()
        .map(|mark| (mark, heads(mark)))
        .filter(|(mark, head)| {
            let value = &filled[mark.range.clone()];
            *head && !value.is_empty() || text::is_special(value) || value.is_empty() && between_bars(&filled, mark.range.start)
        })
        .collect();
    if odd.is_empty() {
        return filled;
    }
    let neutral = neutral(&filled, &odd);
    let tree = parse(&neutral);
    let mut out = String::with_capacity(filled.len() + 16);
    let (mut from, mut head_places) = (0, Vec::new());
    for (mark, head) in &odd {
        out.push_str(&filled[from..mark.range.start]);
        from = mark.range.end;
        let value = &filled[mark.range.clone()];
        let at = line_at(&tree.lines, mark.range.start);
        let around = at.map_or(Around::Running, |at| around(&tree.lines, at, mark.range.start));
        let written = match around {
            Around::Running => text::running(value, *head),
            Around::Cell => text::cell(value),
            Around::Plain => Some(value.to_owned()),
        };
        let Some(mut written) = written else {
            faults.push(unwritable(mark, value));
            continue;
        };
        // At its end a backslash would join the next line.
        let ends = filled[mark.range.end..].trim_start_matches([' ', '\t', '\u{3000}']).starts_with(['\n', '\r'])
            || filled[mark.range.end..].trim().is_empty();
        if written.ends_with('\\') {
            match around {
                Around::Running if ends => written.push('\\'),
                // Nothing is taken away from plain text, and so nothing can be added to it.
                Around::Plain if ends && paths(value).last().is_none_or(|path| path.end != value.len()) => {
                    faults.push(unwritable(mark, value));
                }
                // Before a bar it would say that the cell goes on.
                Around::Cell if filled[mark.range.end..].starts_with('|') => written.push(' '),
                Around::Running | Around::Plain | Around::Cell => {}
            }
        }
        if *head && at.is_some_and(|at| matches!(tree.lines[at].kind, LineKind::Paragraph { .. })) {
            head_places.push((out.len(), *mark));
        }
        out.push_str(&written);
    }
    out.push_str(&filled[from..]);
    let rows = |lines: &[Line]| -> Vec<usize> {
        lines
            .iter()
            .filter_map(|line| if let LineKind::Row { cells, .. } = &line.kind { Some(cells.len()) } else { None })
            .collect()
    };
    let expected = rows(&tree.lines);
    let out = at_heads(out, &head_places, faults);
    if !expected.is_empty()
        && rows(&parse(&out).lines) != expected
        && let Some((mark, _)) = odd.first()
    {
        faults.push(unwritable(mark, &filled[mark.range.clone()]));
    }
    out
}

/// Whether a place in a table is empty in such a way that the cell would be joined to the one at its left.
fn between_bars(filled: &str, at: usize) -> bool {
    filled[..at].ends_with('|') && filled[at..].starts_with('|')
}

/// The draft with values that can be nothing but text, each as long as it is.
fn neutral(filled: &str, odd: &[(&Mark, bool)]) -> String {
    let mut neutral = String::with_capacity(filled.len());
    let mut from = 0;
    for (mark, head) in odd {
        neutral.push_str(&filled[from..mark.range.start]);
        from = mark.range.end;
        for (at, character) in filled[mark.range.clone()].char_indices() {
            if at == 0 && *head || character.is_ascii() && text::is_special(character.encode_utf8(&mut [0; 4])) {
                neutral.extend(std::iter::repeat_n('x', character.len_utf8()));
            } else {
                neutral.push(character);
            }
        }
    }
    neutral.push_str(&filled[from..]);
    neutral
}

fn line_at(lines: &[Line], at: usize) -> Option<usize> {
    let index = lines.partition_point(|line| line.span.end < at);
    lines.get(index).filter(|line| line.span.start <= at).map(|_| index)
}

fn around(lines: &[Line], at: usize, offset: usize) -> Around {
    let of_field = |key: FieldKey| match key {
        FieldKey::Title | FieldKey::Subtitle | FieldKey::EditorNote | FieldKey::Note | FieldKey::Annexes => Around::Running,
        _ => Around::Plain,
    };
    match &lines[at].kind {
        LineKind::Row { .. } => Around::Cell,
        LineKind::Field { key, .. } => of_field(*key),
        LineKind::Item { .. } => {
            let before = lines[..at].iter().rev().find(|line| !matches!(line.kind, LineKind::Item { .. } | LineKind::Comment));
            match before.map(|line| &line.kind) {
                Some(LineKind::Field { key, .. }) => of_field(*key),
                _ => Around::Running,
            }
        }
        LineKind::Figure { path, .. } if path.start <= offset => Around::Plain,
        LineKind::Comment | LineKind::Suppression { .. } => Around::Plain,
        _ => Around::Running,
    }
}

/// Lines that begin with a value and would be something else than text get a backslash.
fn at_heads(mut out: String, places: &[(usize, &Mark)], faults: &mut Vec<Fault>) -> String {
    if places.is_empty() {
        return out;
    }
    let is_text =
        |lines: &[Line], at: usize| line_at(lines, at).is_none_or(|line| matches!(lines[line].kind, LineKind::Paragraph { .. }));
    let tree = parse(&out);
    let wrong: Vec<(usize, &Mark)> = places.iter().filter(|(at, _)| !is_text(&tree.lines, *at)).copied().collect();
    drop(tree);
    for (at, _) in wrong.iter().rev() {
        out.insert(*at, '\\');
    }
    if !wrong.is_empty() {
        let tree = parse(&out);
        let still = wrong.iter().enumerate().filter(|(before, (at, _))| !is_text(&tree.lines, at + before + 1));
        faults.extend(still.map(|(_, (at, mark))| unwritable(mark, out[*at..].lines().next().unwrap_or_default())));
    }
    out
}

fn unwritable(mark: &Mark, value: &str) -> Fault {
    Fault {
        row: mark.row,
        column: mark.column.clone(),
        message: say!("“{value}”在这里写不成普通文字", "`{value}` cannot be written as plain text here"),
        help: say!("去掉其中的特殊符号", "remove its special characters"),
    }
}
