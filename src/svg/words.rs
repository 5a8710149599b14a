//! The words of a page in reading order, for those who do not see the picture and for searching.

use crate::layout::{Item, Laid, Mm, NodeId, NodeKind, Page, Run};
use std::collections::BTreeMap;

/// The text on a page: a line for each part of the notice. Page numbers are no part of it.
pub(super) fn of(laid: &Laid, page: &Page) -> String {
    let mut parts: BTreeMap<NodeId, Vec<&Run>> = BTreeMap::new();
    let mut pictures: BTreeMap<NodeId, &str> = BTreeMap::new();
    for item in &page.items {
        match item {
            Item::Run(run) => {
                if let Some(node) = run.node {
                    parts.entry(laid.block_of(node)).or_default().push(run);
                }
            }
            Item::Picture(picture) => {
                let said = laid.nodes.get(picture.node).map_or("", |node| node.text.as_str());
                pictures.insert(picture.node, said);
            }
            Item::Rule(_) | Item::Link(_) | Item::Guide(_) => {}
        }
    }
    // Nodes are numbered in reading order, but for notes: they are made first and read last.
    let place = |node: NodeId| (laid.nodes.get(node).is_some_and(|node| node.kind == NodeKind::Note), node);
    let mut lines: BTreeMap<(bool, NodeId), String> =
        parts.into_iter().map(|(node, runs)| (place(node), joined(&runs))).collect();
    for (node, said) in pictures {
        lines.entry(place(node)).or_insert_with(|| said.to_owned());
    }
    let lines: Vec<String> = lines.into_values().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Runs as one text: white that is no glyph becomes a space, and so does the end of a line between words.
fn joined(runs: &[&Run]) -> String {
    let mut text = String::new();
    let mut before: Option<&Run> = None;
    for run in runs {
        if let Some(before) = before {
            let em = Mm::from(before.size);
            let end: Mm = before.x + before.width();
            // Raised marks and faces of other middles stand a little off the line, and an accent may begin before its letter.
            let same_line = (run.baseline.0 - before.baseline.0).abs() < 0.8 * em.0 && run.x.0 > before.x.0 - 0.6 * em.0;
            let parted = if same_line { run.x.0 - end.0 > 0.25 * em.0 } else { between_words(&text, &run.text) };
            // A hyphen that the end of a line put there goes, and its word is whole again.
            if text.ends_with('\u{ad}') {
                text.pop();
            } else if parted && !text.ends_with(' ') && !run.text.starts_with(' ') {
                text.push(' ');
            }
        }
        text.push_str(&run.text);
        before = Some(run);
    }
    text.trim().to_owned()
}

/// Whether a space stood between two lines: it does between words, and not between Chinese characters or within an address.
fn between_words(before: &str, after: &str) -> bool {
    let narrow = |character: Option<char>| character.is_some_and(|character| character < '\u{2e80}');
    let (end, start) = (before.chars().next_back(), after.chars().next());
    let cut = end.is_some_and(|end| "/\\.?&=_@:#+~,;|".contains(end)) || start.is_some_and(|start| "-%".contains(start));
    narrow(end) && narrow(start) && !cut
}
