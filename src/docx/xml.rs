//! Text and names as XML.
//!
//! Here: the head and the namespaces of a part, and text as `w:t` elements. Everything is escaped by `markup::escape`.

use crate::markup::escape;
use std::fmt::Write;

/// What every part begins with.
pub(super) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The namespaces of a part that holds text.
pub(super) const NAMES: &str = concat!(
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ",
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ",
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" ",
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" ",
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" ",
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\""
);

/// The content of a run: text, with breaks and tabs as elements of their own.
pub(super) fn content(out: &mut String, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("<w:br/>");
        }
        for (index, piece) in line.split('\t').enumerate() {
            if index > 0 {
                out.push_str("<w:tab/>");
            }
            if !piece.is_empty() {
                let space = if piece.starts_with(' ') || piece.ends_with(' ') || piece.contains("  ") {
                    " xml:space=\"preserve\""
                } else {
                    ""
                };
                let _ = write!(out, "<w:t{space}>{}</w:t>", escape(piece));
            }
        }
    }
}

/// Whether a character is of no script: without a hint Word takes it from the Latin face of its run.
pub(super) const fn is_ambiguous(character: char) -> bool {
    matches!(
        character,
        '\u{a7}' | '\u{a8}' | '\u{b0}'..='\u{b2}' | '\u{b4}' | '\u{b7}' | '\u{d7}' | '\u{f7}' | '\u{2010}'..='\u{203b}'
            | '\u{2103}' | '\u{2116}' | '\u{2160}'..='\u{217f}' | '\u{2190}'..='\u{2199}' | '\u{2200}'..='\u{22ff}'
            | '\u{2460}'..='\u{24ff}' | '\u{2500}'..='\u{266f}' | '\u{2776}'..='\u{2793}'
    )
}

/// The pieces of a text that have a hint, and those that have none.
pub(super) fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let (mut from, mut hinted) = (0, false);
    for (at, character) in text.char_indices() {
        let hint = is_ambiguous(character);
        if hint != hinted {
            if at > from {
                found.push((&text[from..at], hinted));
            }
            (from, hinted) = (at, hint);
        }
    }
    if from < text.len() {
        found.push((&text[from..], hinted));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_no_script_are_pieces_of_their_own() {
        assert_eq!(pieces("开展“质量月”活动"), [("开展", false), ("“", true), ("质量月", false), ("”", true), ("活动", false)]);
        assert_eq!(pieces("①——"), [("①——", true)]);
        assert!(pieces("").is_empty());
    }

    #[test]
    fn white_space_is_kept() {
        let mut out = String::new();
        content(&mut out, " 甲\t乙&\n丙");
        assert_eq!(out, "<w:t xml:space=\"preserve\"> 甲</w:t><w:tab/><w:t>乙&amp;</w:t><w:br/><w:t>丙</w:t>");
    }
}
