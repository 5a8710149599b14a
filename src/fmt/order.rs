//! In which order the lines stand, and where blank lines part them.
//!
//! Fields move only among fields: in the head, and in each run of tail fields. What they are about goes with them: their
//! items, and the comments right above.

use super::line::Roles;
use crate::config::FmtConfig;
use crate::syntax::keywords::Zone;
use crate::syntax::{FieldKey, Line, LineKind, Tree};

/// Where a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Which line: its place among those that are not blank.
    pub line: usize,
    /// Whether a blank line stands before it.
    pub blank_before: bool,
}

/// The lines in the order they were written, with blank lines where there were some, one at a time.
pub(super) fn as_written(tree: &Tree<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    let mut blank_before = false;
    for line in &tree.lines {
        if matches!(line.kind, LineKind::Blank) {
            blank_before = true;
        } else {
            places.push(Place { line: places.len(), blank_before });
            blank_before = false;
        }
    }
    places
}

/// The lines with fields in canonical order, and a blank line where head, body, tail and annexes begin.
pub(super) fn canonical(tree: &Tree<'_>, roles: &Roles, config: &FmtConfig) -> Vec<Place> {
    let lines: Vec<&Line> = tree.lines.iter().filter(|line| !matches!(line.kind, LineKind::Blank)).collect();
    let mut places = as_written(tree);
    let parts: Vec<Part> = lines.iter().map(|line| part(line, roles)).collect();
    if config.order && !roles.repeated {
        for Run { lines: run, head } in runs(&lines, &parts) {
            sort(&mut places[run.clone()], &lines[run.clone()], &parts[run], roles, head);
        }
    }
    part_with_blanks(&mut places, &parts);
    places
}

/// What a line is for its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Comment,
    Head,
    Tail,
    /// An item of the field above.
    Item,
    Annex,
    /// A line right below the title of a text that is sent out.
    Below,
    /// Running text and contacts.
    Text,
}

fn part(line: &Line, roles: &Roles) -> Part {
    match &line.kind {
        LineKind::Comment | LineKind::Suppression { .. } => Part::Comment,
        LineKind::Item { text } | LineKind::Section { whole: text, .. } | LineKind::Paragraph { text, .. }
            if roles.items.contains(&text.span().start) =>
        {
            Part::Item
        }
        LineKind::Paragraph { text, .. } if roles.below.contains(&text.span().start) => Part::Below,
        LineKind::Annex { .. } | LineKind::Issued { .. } => Part::Annex,
        LineKind::Field { .. } => match roles.field(line) {
            Some(key) if key.zone() == Zone::Tail => Part::Tail,
            // A date, or who was present, may stand in head and tail: it goes with its neighbours.
            Some(_) => Part::Head,
            None => Part::Text,
        },
        _ => Part::Text,
    }
}

/// A stretch of lines that holds fields and what belongs to them, and nothing else.
struct Run {
    lines: std::ops::Range<usize>,
    /// Whether it is the head, where a date stands beside the editor.
    head: bool,
}

/// The runs of a draft. Head and tail are two, even where no text stands between them.
fn runs(lines: &[&Line], parts: &[Part]) -> Vec<Run> {
    // What stands above the first field speaks of the whole file.
    let first = lines.iter().take_while(|line| matches!(line.kind, LineKind::Comment)).count();
    let mut start = first;
    let mut runs = Vec::new();
    let without_comments = |from: usize, to: usize| {
        // Comments at the end are about what follows.
        to - parts[from..to].iter().rev().take_while(|part| **part == Part::Comment).count()
    };
    let mut head = true;
    for at in first..=parts.len() {
        if !parts.get(at).is_none_or(|part| matches!(part, Part::Text | Part::Annex | Part::Below)) {
            continue;
        }
        if head {
            let tail = start + parts[start..at].iter().take_while(|part| **part != Part::Tail).count();
            runs.push(Run { lines: start..without_comments(start, tail), head: true });
            start = without_comments(start, tail);
            head = false;
        }
        runs.push(Run { lines: start..without_comments(start, at), head: false });
        start = at + 1;
    }
    runs.retain(|run| run.lines.len() > 1);
    runs
}

/// Sorts the fields of a run, each with its items and the comments above it.
fn sort(places: &mut [Place], lines: &[&Line], parts: &[Part], roles: &Roles, head: bool) {
    let mut groups: Vec<(Option<usize>, Vec<Place>)> = vec![(None, Vec::new())];
    // Whether an item follows, behind comments if there are any.
    let mut items = vec![false; parts.len()];
    for at in (0..parts.len()).rev() {
        items[at] = match parts[at] {
            Part::Comment => items.get(at + 1).is_some_and(|item| *item),
            part => part == Part::Item,
        };
    }
    for (at, place) in places.iter().enumerate() {
        let goes_on = items[at];
        if groups.last().is_some_and(|(rank, _)| rank.is_some()) && !goes_on {
            groups.push((None, Vec::new()));
        }
        if let Some((rank_of_group, group)) = groups.last_mut() {
            group.push(*place);
            *rank_of_group = rank_of_group.or(roles.field(lines[at]).map(|key| rank(key, head)));
        }
    }
    if groups.is_sorted_by_key(|(rank, _)| *rank) {
        return;
    }
    groups.sort_by_key(|(rank, _)| *rank);
    let opened = places[0].blank_before;
    let sorted: Vec<Place> = groups.into_iter().flat_map(|(_, group)| group).collect();
    for (place, sorted) in places.iter_mut().zip(sorted) {
        // Blank lines parted groups that are no more.
        *place = Place { line: sorted.line, blank_before: false };
    }
    places[0].blank_before = opened;
}

/// The canonical order is that of the table: from the top of the first page to the foot of the last.
fn rank(key: FieldKey, head: bool) -> usize {
    // A briefing dates itself in its head, below its editor.
    if head && key == FieldKey::Date { FieldKey::Editor as usize * 2 + 1 } else { key as usize * 2 }
}

/// A blank line before the text, before the tail and before each annex; the comments right above come along.
fn part_with_blanks(places: &mut [Place], parts: &[Part]) {
    let mut before: Option<Part> = None;
    for at in 0..places.len() {
        let part = parts[places[at].line];
        if matches!(part, Part::Comment | Part::Item | Part::Below) {
            continue;
        }
        let opens = match (before, part) {
            (None, _) => false,
            (Some(_), Part::Annex) => true,
            (Some(Part::Head | Part::Tail), Part::Text) | (Some(Part::Text), Part::Head | Part::Tail) => true,
            _ => false,
        };
        before = Some(part);
        if opens {
            let mut first = at;
            while first > 0 && !places[first].blank_before && parts[places[first - 1].line] == Part::Comment {
                first -= 1;
            }
            places[first].blank_before = true;
        }
    }
}
