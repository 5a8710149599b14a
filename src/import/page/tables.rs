//! Which tables of a page hold data, and which are there to put things in their place.

use super::super::shape;
use super::tree::Tree;

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Data,
    /// Opened: what is in its cells stands one below the other.
    Layout,
    /// Opened: a row is a line.
    Rows,
    /// Opened: labels and their values in pairs.
    Record,
}

/// The rows of a table, each with its cells; tables inside cells are not looked into.
pub(super) fn rows(tree: &Tree, table: usize) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    let mut stack = vec![table];
    let mut loose = Vec::new();
    while let Some(at) = stack.pop() {
        let node = &tree.nodes[at];
        if at != table && node.name == "table" {
            continue;
        }
        match node.name.as_str() {
            "tr" => {
                let cells: Vec<usize> = node
                    .children
                    .iter()
                    .copied()
                    .filter(|child| matches!(tree.nodes[*child].name.as_str(), "td" | "th"))
                    .collect();
                found.push(cells);
            }
            "td" | "th" => loose.push(at),
            _ => stack.extend(node.children.iter().rev()),
        }
    }
    if !loose.is_empty() {
        found.push(loose);
    }
    found
}

pub(super) fn kind(tree: &Tree, table: usize, rows: &[Vec<usize>]) -> Kind {
    let node = &tree.nodes[table];
    if matches!(node.attribute("role"), Some("presentation" | "none")) {
        return Kind::Layout;
    }
    let cells: Vec<usize> = rows.iter().flatten().copied().collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if cells.len() <= 1 || columns <= 1 && rows.len() <= 2 {
        return Kind::Layout;
    }
    if cells.iter().any(|cell| holds(tree, *cell, "table")) {
        return Kind::Layout;
    }
    let text = |cell: &usize| tree.text(*cell).split_whitespace().collect::<String>();
    let texts: Vec<String> =
        cells.iter().filter(|cell| tree.nodes[**cell].length <= 400).map(text).filter(|text| !text.is_empty()).collect();
    let records = texts.iter().filter(|text| shape::is_record(text)).count();
    if records >= 2 {
        return Kind::Record;
    }
    // The imprint, the red head and the signature as templates set them.
    let small =
        rows.len() <= 6 && columns <= 4 && texts.len() == cells.iter().filter(|cell| tree.nodes[**cell].length > 0).count();
    let head = rows.iter().flatten().any(|cell| tree.nodes[*cell].name == "th");
    if small && !head && !texts.is_empty() {
        let imprint = texts.iter().any(|text| shape::is_imprint(text));
        let signed = texts.iter().all(|text| shape::is_organ(text) || shape::is_day(text));
        let marked = texts.iter().any(|text| text.ends_with("文件"))
            && texts.iter().all(|text| shape::is_organ(text.trim_end_matches("文件")) || text == "文件");
        let numbered = texts.iter().any(|text| shape::number(text).is_some())
            && texts.iter().all(|text| shape::number(text).is_some() || text.starts_with("签发人"));
        if imprint || signed || marked || numbered {
            return Kind::Rows;
        }
    }
    if columns <= 1 {
        return if head { Kind::Data } else { Kind::Layout };
    }
    let long = cells.iter().any(|cell| tree.nodes[*cell].length > 300 && blocks(tree, *cell) >= 3);
    if long && (rows.len() <= 2 || columns <= 2) && !head { Kind::Layout } else { Kind::Data }
}

fn holds(tree: &Tree, at: usize, name: &str) -> bool {
    let mut stack = tree.nodes[at].children.clone();
    while let Some(at) = stack.pop() {
        if tree.nodes[at].name == name {
            return true;
        }
        stack.extend(&tree.nodes[at].children);
    }
    false
}

/// How many paragraphs a cell holds.
fn blocks(tree: &Tree, at: usize) -> usize {
    let mut stack = tree.nodes[at].children.clone();
    let mut count = 0;
    while let Some(at) = stack.pop() {
        count += usize::from(matches!(tree.nodes[at].name.as_str(), "p" | "br" | "div" | "li"));
        stack.extend(&tree.nodes[at].children);
    }
    count
}
