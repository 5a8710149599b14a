//! Strips put where a plan says: their items, the rules of tables, the rule above notes, and the places of nodes.
//!
//! Here: what comes to stand on the pages. Not here: where (`plan`).

use super::display::{Ink, Item, Page, Rule};
use super::ledger::Ledger;
use super::plan::{Placed, Plan, What};
use super::strip::{Edge, Sheet, Strip};
use super::template::NoteTemplate;
use super::units::Mm;

/// What a plan is about.
#[derive(Debug)]
pub(super) struct Painted<'a> {
    pub strips: Vec<Strip>,
    pub headers: &'a [Strip],
    /// Footnotes as strips, by index.
    pub notes: &'a [Vec<Strip>],
    /// What stands on the first page above the strips.
    pub head: Vec<Item>,
    pub sheet: Sheet,
    pub template: &'a NoteTemplate,
    /// How many pages there are already.
    pub pages: usize,
}

/// Paints a plan; the ledger learns where nodes begin.
pub(super) fn paint(plan: &Plan, painted: Painted<'_>, ledger: &mut Ledger) -> Vec<Page> {
    let Painted { mut strips, headers, notes, mut head, sheet, template, pages } = painted;
    let mut painted = Vec::with_capacity(plan.pages.len());
    for placed in &plan.pages {
        let items = std::mem::take(&mut head);
        let mut painter = Painter { sheet, page: pages + painted.len(), items, ledger, ruled: None };
        for Placed { what, y } in placed {
            match what {
                // The items of a strip go from it to the page: it stands there once.
                What::Strip(strip) => painter.put(std::mem::take(&mut strips[*strip]), *y),
                What::Lines(strip, lines) => {
                    let strip = &mut strips[*strip];
                    let Some(cut) = &strip.cut else { continue };
                    let part = cut.part(lines.clone());
                    painter.put(Strip { opens: std::mem::take(&mut strip.opens), ..part }, *y);
                }
                What::Header(header) => painter.put(headers[*header].clone(), *y),
                What::Notes => painter.rule_of_notes(template, *y),
                What::Note(note, line) => painter.put_at(notes[*note][*line].clone(), *y),
            }
        }
        painter.rule_between(None, Mm(0.0));
        painted.push(Page { width: sheet.width, height: sheet.height, items: painter.items, number: None });
    }
    painted
}

/// A page that is painted.
struct Painter<'a> {
    sheet: Sheet,
    /// Its number, from 0.
    page: usize,
    items: Vec<Item>,
    ledger: &'a mut Ledger,
    /// The table whose last row has no rule below it yet, and where that will be.
    ruled: Option<(Edge, Mm)>,
}

impl Painter<'_> {
    /// Puts a strip on the page, its top at `y`, with the rules of its table.
    fn put(&mut self, strip: Strip, y: Mm) {
        self.rule_between(strip.edge, y);
        self.ruled = strip.edge.map(|edge| (edge, y + strip.height));
        self.put_at(strip, y);
    }

    fn put_at(&mut self, strip: Strip, y: Mm) {
        strip.opens.iter().for_each(|node| self.ledger.begin(*node, self.page, y));
        let left = self.sheet.left;
        self.items.extend(strip.items.into_iter().map(|item| item.moved(left, y)));
    }

    /// The rule of a table above what comes next at `y`: thick where the table begins or ends on this page.
    fn rule_between(&mut self, next: Option<Edge>, y: Mm) {
        let above = self.ruled.take();
        match (above, next) {
            (Some((open, _)), Some(edge)) if open.table == edge.table => self.rule(edge.width, edge.rule, y - edge.rule / 2.0),
            _ => {
                above.into_iter().for_each(|(edge, foot)| self.rule(edge.width, edge.frame, foot - edge.frame / 2.0));
                next.into_iter().for_each(|edge| self.rule(edge.width, edge.frame, y - edge.frame / 2.0));
            }
        }
    }

    /// The rule above the notes of a page, which begin at `y`. It stands nearer to them than to the text.
    fn rule_of_notes(&mut self, note: &NoteTemplate, y: Mm) {
        self.rule_between(None, y);
        let above = note.white * note.rule_above;
        self.rule(note.rule_width.min(self.sheet.area_width), note.rule, y - above);
    }

    fn rule(&mut self, width: Mm, height: Mm, y: Mm) {
        self.items.push(Item::Rule(Rule { x: self.sheet.left, y, width, height, ink: Ink::Black }));
    }
}
