//! What was deleted and inserted, shown on finished pages (花脸稿): words struck through and underlined, and a bar in the margin beside
//! each line that has any.
//!
//! Here: which ink a word takes, and the rules. Not here: which words these are (`diff`).

use super::display::{Ink, Item, Laid, Page, Rule};
use super::units::Mm;
use crate::wording;

/// The ink of what follows a mark within a text; none where that is the ink of the text again. None at all for any other character.
pub(super) const fn ink(character: char) -> Option<Option<Ink>> {
    match character {
        wording::DELETED => Some(Some(Ink::Deleted)),
        wording::INSERTED => Some(Some(Ink::Inserted)),
        wording::CHANGE_ENDS => Some(None),
        _ => None,
    }
}

/// From the left edge of the text to the bar beside it.
const BAR_AWAY: Mm = Mm(6.0);
/// How wide the bar is.
const BAR: Mm = Mm(0.5);
/// How thick a line through or under words is, and where it stands, in sizes of type above the base line.
const THICK: f64 = 0.055;
const THROUGH: f64 = 0.36;
const UNDER: f64 = -0.13;

/// Strikes and underlines, puts bars in the margin, and leaves the names of parts without what is gone.
pub(super) fn finish(laid: &mut Laid) {
    laid.pages.iter_mut().for_each(page);
    for node in &mut laid.nodes {
        if node.text.contains([wording::DELETED, wording::INSERTED]) {
            node.text = wording::changed_text(&node.text);
        }
    }
}

fn page(page: &mut Page) {
    let mut rules: Vec<Item> = Vec::new();
    // Lines that have changed: base line, size.
    let mut lines: Vec<(Mm, Mm)> = Vec::new();
    let mut left = page.width;
    for item in &page.items {
        let Item::Run(run) = item else { continue };
        if run.node.is_some() && !run.turned {
            left = if run.x.0 < left.0 { run.x } else { left };
        }
        let rise = match run.ink {
            Ink::Deleted => THROUGH,
            Ink::Inserted => UNDER,
            _ => continue,
        };
        let em = Mm::from(run.size);
        let (width, thick) = (run.width(), em * THICK);
        let y = run.baseline - em * rise - thick / 2.0;
        rules.push(Item::Rule(Rule { x: run.x, y, width, height: thick, ink: run.ink }));
        if !lines.iter().any(|(line, _)| (line.0 - run.baseline.0).abs() < 0.5) {
            lines.push((run.baseline, em));
        }
    }
    let x = Mm((left - BAR_AWAY).0.max(4.0));
    for (line, em) in lines {
        rules.push(Item::Rule(Rule { x, y: line - em, width: BAR, height: em * 1.25, ink: Ink::Deleted }));
    }
    page.items.extend(rules);
}
