//! What an editor may fold away: sections, annexes, tables, lists of items.

use super::symbol::{Symbol, symbols};
use crate::model::{Block, Notice};
use crate::span::Span;

/// Stretches of more than one line that belong together, in the order of the draft. The first line stays in sight.
#[must_use]
pub fn folds(notice: &Notice, source: &str) -> Vec<Span> {
    fn gather(symbol: &Symbol, spans: &mut Vec<Span>) {
        spans.push(symbol.span);
        symbol.children.iter().for_each(|child| gather(child, spans));
    }
    let mut spans = Vec::new();
    symbols(notice, source).iter().for_each(|symbol| gather(symbol, &mut spans));
    spans.extend(notice.blocks().filter(|block| matches!(block, Block::List(_) | Block::Contacts(_))).map(Block::span));
    spans.extend(notice.parts().flat_map(|part| &part.contacts).map(|block| block.span));
    spans.retain(|span| span.of(source).trim_end().contains(['\n', '\r']));
    spans.sort_unstable_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    spans.dedup();
    spans
}
