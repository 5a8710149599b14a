//! Strips put where a plan says: their items, the rules of tables, the rule above notes, and the places of nodes.
//!
//! Here: what comes to stand on the pages. Not here: where (`plan`).

use super::display::{Ink, Item, Laid, Page, Rule};
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
}

/// Paints a plan on new pages behind those of `laid`.
pub(super) fn paint(plan: &Plan, painted: Painted<'_>, sheet: Sheet, template: &NoteTemplate, laid: &mut Laid) {
    let Painted { mut strips, headers, notes, mut head } = painted;
    for placed in &plan.pages {
        laid.pages.push(Page { width: sheet.width, height: sheet.height, items: std::mem::take(&mut head), number: None });
        let mut painter = Painter { sheet, laid, ruled: None };
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
    }
}

/// The page that is painted: the last one.
struct Painter<'a> {
    sheet: Sheet,
    laid: &'a mut Laid,
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
        let page = self.laid.pages.len() - 1;
        for node in strip.opens {
            let place = &mut self.laid.nodes[node].place;
            *place = place.or(Some((page, y)));
        }
        let left = self.sheet.left;
        self.laid.pages[page].items.extend(strip.items.into_iter().map(|item| item.moved(left, y)));
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
        let rule = Item::Rule(Rule { x: self.sheet.left, y, width, height, ink: Ink::Black });
        self.laid.pages.last_mut().into_iter().for_each(|page| page.items.push(rule.clone()));
    }
}
