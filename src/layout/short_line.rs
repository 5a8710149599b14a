//! The last look at paragraphs: whether one ends in a line of one or two characters.
//!
//! The breaker avoids such a line where the grid allows; where it does not, only other words help.

use super::display::{Item, Laid, NodeId, NodeKind, Run};
use super::template::Template;
use super::units::Mm;
use crate::check::Findings;
use crate::check::rules::SHORT_LAST_LINE;
use crate::model::Notice;
use crate::say;
use crate::span::Span;
use std::collections::BTreeMap;

/// A line as far as it is known: its page, base line, left and right edge, and how many characters it shows.
struct Seen {
    page: usize,
    baseline: Mm,
    left: Mm,
    right: Mm,
    characters: usize,
    lines: usize,
    /// Whether the line before it reached the right edge.
    after_full: bool,
}

pub(super) fn report(laid: &Laid, notice: &Notice, template: &Template, findings: &mut Findings<'_>) {
    let edge = template.area.left + template.area.width;
    let middle = template.area.left + template.area.width / 2.0;
    let mut seen: BTreeMap<NodeId, Seen> = BTreeMap::new();
    for (page, sheet) in laid.pages.iter().enumerate().filter(|(_, sheet)| sheet.width == template.page.width) {
        for item in &sheet.items {
            let Item::Run(run) = item else { continue };
            let node = run.node.map(|node| laid.block_of(node));
            let Some(node) = node.filter(|node| is_running(laid.nodes[*node].kind)) else { continue };
            // The text behind a run-in heading goes on the lines of the heading.
            let line = seen.entry(node).or_insert(Seen {
                page,
                baseline: run.baseline,
                left: run.x,
                right: Mm(0.0),
                characters: 0,
                lines: 1,
                after_full: false,
            });
            if line.page != page || (run.baseline - line.baseline).0.abs() > run_height(run).0 / 2.0 {
                let after_full = line.right > edge - template.cell() * 2.0;
                *line = Seen {
                    page,
                    baseline: run.baseline,
                    left: run.x,
                    right: Mm(0.0),
                    characters: 0,
                    lines: line.lines + 1,
                    after_full,
                };
            }
            // Three of a run are as many as a hundred.
            line.characters += run.text.chars().filter(|character| character.is_alphanumeric()).take(3).count();
            line.right = run.x + run.width();
        }
    }
    for (node, line) in seen {
        // Names in the right half, as those of 签发人, stand there for a reason of their own.
        if line.left > middle || line.lines < 2 || !line.after_full || line.characters > 2 || line.characters == 0 {
            continue;
        }
        let (page, count) = (line.page + 1, line.characters);
        let span = laid.nodes[node].span;
        // Nobody lengthens or shortens a list of recipients for the sake of its last line.
        let listed = || notice.recipient_lists().any(|list| list.text.span.touches(span.start));
        if span == Span::default() || listed() {
            continue;
        }
        let s = crate::say::plural(count);
        findings
            .report(
                &SHORT_LAST_LINE,
                span,
                say!(
                    "第{page}页：这一段的末行只有{count}个字",
                    "page {page}: the last line of this paragraph has {count} character{s}"
                ),
            )
            .help(say!("增减几个字，可以省去这一行", "a few characters more or less save the line"));
    }
}

const fn is_running(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Paragraph | NodeKind::Item)
}

fn run_height(run: &Run) -> Mm {
    Mm::from(run.size)
}
