//! The last look at finished pages: whether everything that is to be read stands where it can be read.

use super::display::{Item, Laid, Page, Run};
use super::template::Template;
use super::units::Mm;
use crate::check::Findings;
use crate::check::rules::OFF_PAGE;
use crate::say;
use crate::span::Span;
use std::collections::BTreeSet;

/// How far text may stand over the edge of the type area: the empty half of a stop, and no more.
const TOLERANCE: Mm = Mm(3.5);

pub(super) fn report(laid: &Laid, template: &Template, findings: &mut Findings<'_>) {
    let mut reported = BTreeSet::new();
    for (index, page) in laid.pages.iter().enumerate() {
        for item in &page.items {
            let Item::Run(run) = item else { continue };
            let more = if index == 0 { template.flow.first_page_more } else { Mm(0.0) };
            let Some(node) = run.node.filter(|_| !fits(run, page, template, more)) else { continue };
            let number = index + 1;
            let span = laid.nodes[node].span;
            // A row, a list or a page without a place of its own is shown at the head of the draft.
            let span = if span == Span::default() { Span::empty(0) } else { span };
            if reported.insert(node) {
                findings
                    .report(&OFF_PAGE, span, say!("第{number}页排不下这段内容", "this does not fit on page {number}"))
                    .help(say!("把这一项写短，或分成几项", "make the value shorter, or part it"));
            }
        }
    }
}

fn fits(run: &Run, page: &Page, template: &Template, more: Mm) -> bool {
    let (sheet, area) = (&template.page, &template.area);
    let (right, foot) = (area.left + area.width, area.top + area.height);
    // A page on its side is the portrait page turned a quarter.
    let upright = page.width == sheet.width;
    let (left, right, foot) =
        if upright { (area.left, right, foot) } else { (sheet.height - foot, sheet.height - area.top, right) };
    let width = run.width();
    let top = run.baseline - Mm::from(run.size);
    // Marks of letters stand above the type area; nothing stands nearer to the edge of the sheet than they do.
    let highest = if upright { area.top.min(template.masthead.mark_top) } else { area.left } - Mm(8.0);
    let inside = |edge: Mm, limit: Mm| edge.0 <= limit.0;
    inside(left - TOLERANCE, run.x)
        && inside(run.x + width, right + TOLERANCE)
        && inside(highest, top)
        && inside(run.baseline, foot + more + Mm(1.0))
}
