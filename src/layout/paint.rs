//! Strips put where a plan says: their items, the rules of tables, the rule above notes, and the places of nodes.
//!
//! Here: what comes to stand on the pages. Not here: where (`plan`).

use super::display::{Ink, Item, Page, Rule};
use super::ledger::Ledger;
use super::plan::{Placed, Plan, What};
use super::strip::{Edge, Sheet, Strip, Tall, place_among};
use super::template::NoteTemplate;
use super::units::Mm;
use std::ops::Range;

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
    let mut tall: Vec<Standing> = Vec::new();
    for placed in &plan.pages {
        let items = std::mem::take(&mut head);
        let mut painter = Painter { sheet, page: pages + painted.len(), items, ledger, ruled: None };
        for Placed { what, y } in placed {
            if let What::Strip(strip) | What::Lines(strip, _) = what {
                let height = match what {
                    What::Lines(_, lines) => {
                        strips[*strip].cut.as_ref().map_or(Mm(0.0), |cut| cut.grid.pitch.height(lines.len()))
                    }
                    _ => strips[*strip].height,
                };
                let begun = std::mem::take(&mut strips[*strip].tall);
                tall.extend(begun.into_iter().map(|tall| Standing::new(tall, *strip)));
                tall.iter_mut().for_each(|tall| tall.reach(*strip, painter.items.len(), *y, *y + height));
            }
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
        painter.rule_between(None, Mm(0.0), &[]);
        painter.put_tall(&mut tall);
        painted.push(Page { width: sheet.width, height: sheet.height, items: painter.items, number: None });
    }
    painted
}

/// What stands again on a later page, and was read already where it stood first.
pub(super) fn again(items: &mut Vec<Item>) {
    items.retain(|item| !matches!(item, Item::Link(_)));
    items.iter_mut().for_each(|item| {
        if let Item::Run(run) = item {
            run.node = None;
        }
    });
}

/// A cell over several rows on its way over the pages.
struct Standing {
    tall: Tall,
    /// Its first strip.
    first: usize,
    /// The items of its first row among those of the page, and the top and foot of its rows there.
    on_page: Option<(Range<usize>, Mm, Mm)>,
    /// Whether an earlier page has it.
    shown: bool,
    /// Whether its last row was put.
    ended: bool,
}

impl Standing {
    const fn new(tall: Tall, first: usize) -> Self {
        Self { tall, first, on_page: None, shown: false, ended: false }
    }

    /// A strip comes to stand from `top` to `foot`; `at` items are on the page before it.
    fn reach(&mut self, strip: usize, at: usize, top: Mm, foot: Mm) {
        if (self.first..self.first + self.tall.rows).contains(&strip) {
            self.on_page = Some(match self.on_page.take() {
                // The next row begins where the first one ends.
                Some((first, top, _)) => (first.start..first.end.min(at), top, foot),
                None => (at..usize::MAX, top, foot),
            });
            self.ended = strip + 1 == self.first + self.tall.rows;
        }
    }
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
        self.rule_between(strip.edge, y, &strip.open);
        self.ruled = strip.edge.map(|edge| (edge, y + strip.height));
        self.put_at(strip, y);
    }

    fn put_at(&mut self, strip: Strip, y: Mm) {
        strip.opens.iter().for_each(|node| self.ledger.begin(*node, self.page, y));
        let left = self.sheet.left;
        self.items.extend(strip.items.into_iter().map(|item| item.moved(left, y)));
    }

    /// Puts the cells over several rows into the middle of those that the page has of them.
    fn put_tall(&mut self, all: &mut Vec<Standing>) {
        let left = self.sheet.left;
        // From the last to the first, so that places in the items hold.
        for standing in all.iter_mut().rev() {
            let Some((first, top, foot)) = standing.on_page.take() else { continue };
            let white = foot - top - standing.tall.height;
            if standing.shown && white.0 < -1e-6 {
                continue;
            }
            let y = top + (white / 2.0).max(Mm(0.0));
            let items: Vec<Item> = standing.tall.items.iter().map(|item| item.clone().moved(left, y)).collect();
            let row = &self.items[first.start..first.end.min(self.items.len())];
            let at = first.start + place_among(&items, row);
            self.items.splice(at..at, items);
            if !standing.shown {
                // Where it stands again it was read already.
                standing.shown = true;
                again(&mut standing.tall.items);
            }
        }
        all.retain(|standing| !standing.ended);
    }

    /// The rule of a table above what comes next at `y`: thick where the table begins or ends on this page, and none where a
    /// cell goes on.
    fn rule_between(&mut self, next: Option<Edge>, y: Mm, open: &[Range<Mm>]) {
        let above = self.ruled.take();
        match (above, next) {
            (Some((above, _)), Some(edge)) if above.table == edge.table => {
                let mut from = Mm(0.0);
                let ends = open.iter().map(|open| (open.start, open.end)).chain([(edge.width, edge.width)]);
                for (start, end) in ends {
                    // What is no longer than that is the rest of a sum.
                    if start > from + Mm(0.01) {
                        let (x, width) = (self.sheet.left + from, start - from);
                        self.items.push(Item::Rule(Rule {
                            x,
                            y: y - edge.rule / 2.0,
                            width,
                            height: edge.rule,
                            ink: Ink::Black,
                        }));
                    }
                    from = end;
                }
            }
            _ => {
                above.into_iter().for_each(|(edge, foot)| self.rule(edge.width, edge.frame, foot - edge.frame / 2.0));
                next.into_iter().for_each(|edge| self.rule(edge.width, edge.frame, y - edge.frame / 2.0));
            }
        }
    }

    /// The rule above the notes of a page, which begin at `y`. It stands nearer to them than to the text.
    fn rule_of_notes(&mut self, note: &NoteTemplate, y: Mm) {
        self.rule_between(None, y, &[]);
        let above = note.white * note.rule_above;
        self.rule(note.rule_width.min(self.sheet.area_width), note.rule, y - above);
    }

    fn rule(&mut self, width: Mm, height: Mm, y: Mm) {
        self.items.push(Item::Rule(Rule { x: self.sheet.left, y, width, height, ink: Ink::Black }));
    }
}
