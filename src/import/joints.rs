//! Paragraphs that the end of a page or of a line cut in two.

use super::recognise::{is_caption, is_structural};
use super::{Guess, Kind, Piece};
use crate::say;

/// Joins what was cut; blank lines between the halves go.
pub(super) fn join(pieces: Vec<Piece>, guesses: &mut Vec<Guess>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let last = out.iter().rposition(|piece| piece.kind != Kind::Blank);
        if let Some(sure) = last.and_then(|last| cut(&out[last], &piece))
            && let Some(last) = last
        {
            guesses.push(Guess {
                what: say!("接上一行（被分页截断）", "goes on with the line before"),
                sure,
                line: piece.line,
                text: piece.text.clone(),
            });
            out.truncate(last + 1);
            out[last].text.push_str("\\\n");
            out[last].text.push_str(&piece.text);
        } else {
            out.push(piece);
        }
    }
    out
}

/// Whether `next` goes on with `piece`, and how sure that is.
fn cut(piece: &Piece, next: &Piece) -> Option<u8> {
    if piece.kind != Kind::Text || next.kind != Kind::Text || is_structural(&next.text) || is_caption(&next.text) {
        return None;
    }
    // Marks that mean nothing in each half could pair up over the joint.
    let marked = |text: &str| text.contains(['*', '_', '`', '[', ']', '{', '}', '<']);
    if is_caption(&piece.text) || ends_sentence(&piece.text) || marked(&piece.text) || marked(&next.text) {
        return None;
    }
    let first = next.text.chars().next()?;
    if first.is_ascii_lowercase() {
        return Some(80);
    }
    // A heading is short; a paragraph that is cut fills its line.
    let length = piece.text.chars().count();
    let chinese = (first as u32) >= 0x2e80;
    let mixed = piece.text.contains(['，', '。', '、', '；']);
    (chinese && length >= 36 && mixed && (ends_sentence(&next.text) || next.text.chars().count() >= 20)).then_some(85)
}

fn ends_sentence(text: &str) -> bool {
    const STOPS: [char; 12] = ['。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':', '|'];
    let bare = text.trim_end_matches(['”', '’', '"', '）', ')', '」', '』']);
    bare.ends_with(STOPS)
}
