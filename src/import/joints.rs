//! Paragraphs that the end of a page or of a line cut in two.

use super::Guess;
use super::block::{Block, Kind};
use super::draft::is_caption;
use super::shape;
use crate::say;

/// Joins what was cut; blank lines between the halves go.
pub(super) fn join(blocks: Vec<Block>, guesses: &mut Vec<Guess>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    // The last block that is not blank.
    let mut last: Option<usize> = None;
    for block in blocks {
        // The mark of a seal below a name belongs to it.
        if let Some(name) = last.filter(|last| shape::behind::is_seal(&block.text) && shape::is_organ(&out[*last].text)) {
            out[name].text.push_str(block.text.trim());
            continue;
        }
        if let Some(sure) = last.and_then(|last| cut(&out[last], &block))
            && let Some(last) = last
        {
            guesses.push(Guess {
                what: say!("接上一行（被分页截断）", "goes on with the line before"),
                sure,
                line: block.line,
                text: block.text.clone(),
                why: Vec::new(),
                others: Vec::new(),
            });
            out.truncate(last + 1);
            out[last].text.push_str("\\\n");
            out[last].text.push_str(&block.text);
        } else {
            if block.kind != Kind::Blank {
                last = Some(out.len());
            }
            out.push(block);
        }
    }
    out
}

/// Whether `next` goes on with `block`, and how sure that is.
fn cut(block: &Block, next: &Block) -> Option<u8> {
    let text = |block: &Block| block.kind == Kind::Text && !block.facts.whole;
    if !text(block) || !text(next) {
        return None;
    }
    // A note below a title is whole.
    let bracketed = block.text.starts_with(['（', '(']) && block.text.ends_with(['）', ')']);
    if bracketed || shape::serials::is_adoption(&block.text) {
        return None;
    }
    // Marks that mean nothing in each half could pair up over the joint.
    let marked = |text: &str| text.contains(['*', '_', '`', '[', ']', '{', '}', '<']);
    if ends_sentence(&block.text) || marked(&block.text) || marked(&next.text) {
        return None;
    }
    let first = next.text.chars().next()?;
    // A Latin word in a Chinese text is an address or an item as likely as not.
    let latin = !block.text.contains(shape::is_han) && block.text.chars().count() >= 20;
    let begins = || shape::begins(&next.text) || is_caption(&next.text) || is_caption(&block.text);
    if first.is_ascii_lowercase() && latin {
        return (!begins()).then_some(80);
    }
    // A heading is short; a paragraph that is cut fills its line.
    let length = block.text.chars().count();
    let chinese = (first as u32) >= 0x2e80;
    let mixed = block.text.contains(['，', '。', '、', '；']);
    (chinese && length >= 36 && mixed && (ends_sentence(&next.text) || next.text.chars().count() >= 20) && !begins())
        .then_some(85)
}

fn ends_sentence(text: &str) -> bool {
    const STOPS: [char; 12] = ['。', '！', '？', '；', '：', '…', '.', '!', '?', ';', ':', '|'];
    let bare = text.trim_end_matches(['”', '’', '"', '）', ')', '」', '』']);
    // A sentence, and a remark in brackets behind it.
    let remark = text.ends_with(['）', ')']) && text.rfind(['（', '(']).is_some_and(|at| text[..at].trim_end().ends_with(STOPS));
    bare.ends_with(STOPS) || remark
}
