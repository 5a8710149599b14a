//! Page breaks: a column of strips becomes pages.
//!
//! Here: what stays together, where pages end, rows cut between pages, header rows repeated. Not here: what a strip
//! holds, and which notes stand at the foot (`foot`).
//!
//! The column is set from top to bottom in one pass: each group of strips is looked at once or twice.

use super::display::{Ink, Item, Laid, Page, Rule};
use super::foot::{Foot, TOLERANCE};
use super::strip::{CutRow, Edge, Sheet, Strip};
use super::template::Template;
use super::units::Mm;

/// Everything that flows over the pages of one sheet size.
#[derive(Debug)]
pub(super) struct Column<'a> {
    pub template: &'a Template,
    pub sheet: Sheet,
    pub strips: Vec<Strip>,
    /// Footnotes as strips, by index.
    pub notes: &'a [Vec<Strip>],
    pub headers: &'a [Strip],
    /// Where the first strip's white begins on the first page.
    pub start: Mm,
}

/// Sets a column on new pages behind those of `laid`; gives where the last page's text ends.
pub(super) fn paginate(mut column: Column<'_>, first_page_items: Vec<Item>, laid: &mut Laid) -> Mm {
    let mut strips = std::mem::take(&mut column.strips);
    let column = &column;
    let wants_body = laid.pages.is_empty() && strips.iter().any(|strip| strip.body);
    let fresh = first_page_items.is_empty();
    let foot = Foot::new(column.notes, &column.template.note);
    let mut setter = Setter { column, laid, y: column.start, fresh, foot, ruled: None, wants_body };
    setter.new_page(first_page_items);
    setter.y = column.start;
    let mut index = 0;
    while index < strips.len() {
        let group = group_end(&strips, index);
        setter.group(&mut strips[index..group]);
        index = group;
    }
    setter.finish()
}

fn group_end(strips: &[Strip], start: usize) -> usize {
    let mut end = start;
    while strips[end].keep && end + 1 < strips.len() && !strips[end + 1].breaks {
        end += 1;
    }
    end + 1
}

struct Setter<'a, 'b> {
    column: &'a Column<'a>,
    laid: &'b mut Laid,
    /// The foot of the last strip.
    y: Mm,
    /// Whether nothing stands on the page yet, but for notes that earlier pages left over.
    fresh: bool,
    foot: Foot<'a>,
    /// The table whose last row has no rule below it yet, and where that will be.
    ruled: Option<(Edge, Mm)>,
    /// Whether this is page 1 and it shows no text of the body yet.
    wants_body: bool,
}

impl Setter<'_, '_> {
    /// How low text may stand on this page. Source: GB/T 9704—2012, 10.1, for page 1 of letters
    fn page_foot(&self) -> Mm {
        let more = if self.laid.pages.len() == 1 { self.column.template.flow.first_page_more } else { Mm(0.0) };
        self.column.sheet.foot() + more
    }

    fn new_page(&mut self, items: Vec<Item>) {
        let sheet = self.column.sheet;
        self.laid.pages.push(Page { width: sheet.width, height: sheet.height, items, number: None });
        self.y = sheet.top;
    }

    fn turn(&mut self) {
        self.end_page();
        self.new_page(Vec::new());
        self.fresh = true;
        self.wants_body = false;
        self.foot.fill(self.column.template.note.most_carried.min(self.column.sheet.area_height), false);
    }

    /// Sets strips that stay together. Their items go from the strips to the pages.
    fn group(&mut self, strips: &mut [Strip]) {
        if strips[0].breaks && !self.fresh {
            self.turn();
        }
        if self.set_whole(strips) || self.set_cut(strips) {
            return;
        }
        // Page 1 must show text (7.3.3): there a group that does not fit is parted rather than moved.
        if !self.fresh && !self.wants_body {
            self.turn();
            if self.set_whole(strips) || self.set_cut(strips) {
                return;
            }
        }
        // A group higher than a page is broken where it must.
        strips.iter_mut().for_each(|strip| self.set_anyhow(strip));
    }

    /// Sets strips together on this page; whether they fit.
    fn set_whole(&mut self, strips: &mut [Strip]) -> bool {
        if self.fits(strips) {
            self.place(strips);
            return true;
        }
        // Notes that earlier pages left over wait on where they leave the text no room.
        if !(self.fresh && self.foot.give_back() && self.fits(strips)) {
            return false;
        }
        self.place(strips);
        self.foot.fill(self.page_foot() - self.y, false);
        true
    }

    /// Sets strips whose last one is a row that ends on a later page; whether it was cut.
    fn set_cut(&mut self, strips: &mut [Strip]) -> bool {
        let Some(cut) = strips.last().and_then(|row| row.cut.clone()) else { return false };
        let white = self.page_foot() - self.y - self.foot.height();
        // A row that the next page holds moves there, unless too much of this page stays white.
        if white <= self.column.template.table.most_white && self.fits_a_page(strips) {
            return false;
        }
        let Some((row, before)) = strips.split_last_mut() else { return false };
        let mut begin = before.to_vec();
        begin.push(Strip { gap: row.gap, header: row.header, ..cut.part(0..CutRow::TOGETHER) });
        if !self.fits(&begin) {
            return false;
        }
        self.place(before);
        self.cut(row, &cut);
        true
    }

    /// Sets a strip on this page, or, where it does not fit, on the next.
    fn set_anyhow(&mut self, strip: &mut Strip) {
        let one = std::slice::from_mut(strip);
        if !self.fits(one) {
            if let Some(cut) = one[0].cut.clone() {
                return self.cut(&one[0], &cut);
            }
            if !self.fresh {
                self.turn();
            }
        }
        if !self.set_whole(one) {
            self.place(one);
        }
    }

    /// Sets a row over the pages that it needs, each filled.
    fn cut(&mut self, strip: &Strip, row: &CutRow) {
        let mut from = 0;
        while from < row.len() {
            let rest = row.len() - from;
            let part = |count: usize| {
                let part = Strip { header: strip.header, body: strip.body, ..row.part(from..from + count) };
                if from == 0 { Strip { gap: strip.gap, opens: strip.opens.clone(), ..part } } else { part }
            };
            let above = if self.fresh { self.header_height(strip) } else { strip.gap };
            let room = self.page_foot() - self.y - above - self.foot.height();
            let mut count = row.lines_in(room).min(rest);
            // No page gets a mere scrap of a row, where that can be helped.
            let scrap = CutRow::REMNANT.min(rest / 2);
            if rest > count && rest - count < scrap {
                count = rest - scrap;
            }
            while count > 0 && !self.fits(&[part(count)]) {
                count -= 1;
            }
            if count < CutRow::TOGETHER.min(rest) && !self.fresh {
                self.turn();
                continue;
            }
            if count == 0 && self.foot.give_back() {
                continue;
            }
            let count = count.max(1);
            self.place(&mut [part(count)]);
            from += count;
            if from < row.len() {
                self.turn();
            }
        }
    }

    fn fits(&self, strips: &[Strip]) -> bool {
        let below = self.y + self.height_of(strips, self.fresh);
        self.foot.takes(&notes_of(strips), self.page_foot() - below)
    }

    /// Whether a page without anything else holds them.
    fn fits_a_page(&self, strips: &[Strip]) -> bool {
        let notes = notes_of(strips);
        let white = if notes.is_empty() { Mm(0.0) } else { self.column.template.note.white };
        let height = self.height_of(strips, true) + white + self.foot.least(&notes);
        height <= self.column.sheet.area_height + Mm(TOLERANCE)
    }

    fn height_of(&self, strips: &[Strip], fresh: bool) -> Mm {
        let below: Mm = strips.iter().map(|strip| strip.gap + strip.height).sum();
        match strips.first() {
            Some(first) if fresh => below - first.gap + self.header_height(first),
            _ => below,
        }
    }

    fn header_height(&self, strip: &Strip) -> Mm {
        strip.header.map_or(Mm(0.0), |header| self.column.headers[header].height)
    }

    fn place(&mut self, strips: &mut [Strip]) {
        for strip in &mut *strips {
            if self.fresh {
                if let Some(header) = strip.header {
                    let header = &self.column.headers[header];
                    self.put(header, header.items.clone());
                }
            } else {
                self.y += strip.gap;
            }
            let items = std::mem::take(&mut strip.items);
            self.put(strip, items);
            self.fresh = false;
            self.wants_body &= !strip.body;
        }
        self.foot.add(&notes_of(strips), self.page_foot() - self.y);
    }

    /// Puts a strip on the page, its top at the foot of what stands there.
    fn put(&mut self, strip: &Strip, items: Vec<Item>) {
        self.rule_between(strip.edge);
        self.put_at(strip, items, self.y);
        self.y += strip.height;
        self.ruled = strip.edge.map(|edge| (edge, self.y));
    }

    fn put_at(&mut self, strip: &Strip, items: Vec<Item>, y: Mm) {
        let left = self.column.sheet.left;
        let page = self.laid.pages.len() - 1;
        for node in &strip.opens {
            let node = &mut self.laid.nodes[*node];
            node.place = node.place.or(Some((page, y)));
        }
        self.laid.pages[page].items.extend(items.into_iter().map(|item| item.moved(left, y)));
    }

    /// The rule of a table above what comes next: thick where the table begins or ends on this page.
    fn rule_between(&mut self, next: Option<Edge>) {
        let above = self.ruled.take();
        match (above, next) {
            (Some((open, _)), Some(edge)) if open.table == edge.table => self.rule(edge, edge.rule, self.y),
            _ => {
                above.into_iter().for_each(|(edge, y)| self.rule(edge, edge.frame, y));
                next.into_iter().for_each(|edge| self.rule(edge, edge.frame, self.y));
            }
        }
    }

    fn rule(&mut self, edge: Edge, thickness: Mm, y: Mm) {
        let x = self.column.sheet.left;
        self.item(Item::Rule(Rule { x, y: y - thickness / 2.0, width: edge.width, height: thickness, ink: Ink::Black }));
    }

    fn item(&mut self, item: Item) {
        self.laid.pages.last_mut().into_iter().for_each(|page| page.items.push(item.clone()));
    }

    /// Closes the table and sets the notes of the page at its foot.
    fn end_page(&mut self) {
        self.rule_between(None);
        let sheet = self.column.sheet;
        self.foot.fill(self.page_foot() - self.y, false);
        let height = self.foot.height();
        let lines = self.foot.take();
        if lines.is_empty() {
            return;
        }
        let note = &self.column.template.note;
        let mut y = self.page_foot() - height + note.white;
        let width = note.rule_width.min(sheet.area_width);
        // The rule stands nearer to the notes than to the text.
        let above = note.white * note.rule_above;
        self.item(Item::Rule(Rule { x: sheet.left, y: y - above, width, height: note.rule, ink: Ink::Black }));
        for (note, lines) in lines {
            for strip in &self.column.notes[note][lines] {
                y += strip.gap;
                self.put_at(strip, strip.items.clone(), y);
                y += strip.height;
            }
        }
    }

    /// Ends the last page; what notes have left over stands on pages of its own. Gives where the last page ends.
    fn finish(mut self) -> Mm {
        let sheet = self.column.sheet;
        self.rule_between(None);
        self.foot.fill(self.page_foot() - self.y, false);
        while self.foot.waits() {
            self.end_page();
            self.new_page(Vec::new());
            self.foot.fill(sheet.area_height, true);
        }
        let end = if self.foot.is_empty() { self.y } else { self.page_foot() };
        self.end_page();
        end
    }
}

fn notes_of(strips: &[Strip]) -> Vec<usize> {
    strips.iter().flat_map(|strip| &strip.notes).copied().collect()
}
