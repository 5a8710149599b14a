//! Where pages end: heights become places. Arithmetic alone, so that it may be asked as often as one likes.
//!
//! Here: what stays together, where pages end, rows cut between pages, header rows repeated. Not here: what a strip holds
//! (`strip`), which lines of notes stand at the foot of a page (`foot`), and how things come to their places (`paint`).

use super::foot::{Foot, NoteHeights, TOLERANCE};
use super::strip::{CutRow, Pitch, Strip};
use super::units::Mm;
use std::ops::Range;

/// A strip as far as a plan knows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Height<'a> {
    pub height: Mm,
    /// White above it, edge to edge; dropped at the top of a page.
    pub gap: Mm,
    /// No page ends between this strip and the next.
    pub keep: bool,
    /// Whether it is text of the body, which page 1 must show.
    pub body: bool,
    /// A page ends before it.
    pub breaks: bool,
    /// The notes whose marks stand on it; each note is named once in a column.
    pub notes: Vec<usize>,
    /// The header that stands again above it at the top of a page.
    pub header: Option<usize>,
    /// Its lines, where a page may end between them.
    pub lines: Option<Lines<'a>>,
}

/// The lines of a row that may be cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'a> {
    pub pitch: Pitch,
    /// For each line the notes whose marks stand on it.
    pub notes: &'a [Vec<usize>],
}

/// The pages that a column goes over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    /// The top of the type area, and its height.
    pub top: Mm,
    pub height: Mm,
    /// Where the first strip's white begins on the first page.
    pub start: Mm,
    /// Whether something stands above that.
    pub headed: bool,
    /// Whether the first page is page 1 of the notice, which must show text of the body.
    pub opening: bool,
    /// How much lower text may stand on page 1. Source: GB/T 9704—2012, 10.1
    pub first_more: Mm,
    /// The most white that a row leaves which moves to the next page whole.
    pub most_white: Mm,
    /// White above the notes of a page.
    pub note_white: Mm,
    /// The most that notes of earlier pages take of a page.
    pub most_carried: Mm,
}

/// Where everything of a column stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    /// For each page what stands on it, from top to bottom.
    pub pages: Vec<Vec<Placed>>,
    /// Where the last page ends: its text, or the notes at its foot.
    pub end: Mm,
    /// Where the last page's text ends.
    pub text_end: Mm,
}

/// A thing and its top.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub what: What,
    pub y: Mm,
}

/// What has a place. The numbers are those of strips, headers, notes and their lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum What {
    Strip(usize),
    /// Some lines of a strip that is cut.
    Lines(usize, Range<usize>),
    /// A header that stands again.
    Header(usize),
    /// Where the notes of a page begin, below their white.
    Notes,
    /// A line of a note.
    Note(usize, usize),
}

/// Lines that a row leaves to its last page at least, as far as it has them.
const REMNANT: usize = 4;

/// Plans a column: strips from top to bottom, their notes, and headers by their heights.
pub(super) fn plan(strips: &[Height<'_>], notes: &[NoteHeights], headers: &[Mm], paper: &Paper) -> Plan {
    let foot = Foot::new(notes, paper.note_white);
    let wants_body = paper.opening && strips.iter().any(|strip| strip.body);
    let pages = vec![Vec::new()];
    let mut planner = Planner { strips, notes, headers, paper, pages, y: paper.start, fresh: !paper.headed, foot, wants_body };
    let mut index = 0;
    while index < strips.len() {
        let end = group_end(strips, index);
        planner.group(index..end);
        index = end;
    }
    planner.finish()
}

/// One past the last strip that stays together with the one at `start`.
fn group_end(strips: &[Height<'_>], start: usize) -> usize {
    let mut end = start;
    while strips[end].keep && end + 1 < strips.len() && !strips[end + 1].breaks {
        end += 1;
    }
    end + 1
}

impl<'a> Height<'a> {
    /// A strip as far as a plan knows it.
    pub fn of(strip: &'a Strip) -> Self {
        let Strip { height, gap, items: _, opens: _, keep, body, breaks, notes, header, edge: _, open: _, tall: _, cut } = strip;
        let lines = cut.as_ref().map(|cut| Lines { pitch: cut.grid.pitch, notes: &cut.notes });
        let (height, gap, keep, body, breaks, header) = (*height, *gap, *keep, *body, *breaks, *header);
        Self { height, gap, keep, body, breaks, notes: notes.clone(), header, lines }
    }

    /// Some of its lines, as a strip of their own.
    fn part(&self, lines: &Lines<'_>, range: Range<usize>) -> Self {
        let gap = if range.start == 0 { self.gap } else { Mm(0.0) };
        let height = lines.pitch.height(range.len());
        Self { height, gap, body: self.body, notes: lines.notes[range].concat(), header: self.header, ..Self::default() }
    }
}

impl Plan {
    /// For each of the first `count` strips the page it stands on, from 0; none for one that was cut.
    pub fn pages_of(&self, count: usize) -> Vec<Option<usize>> {
        let mut pages = vec![None; count];
        for (page, placed) in self.pages.iter().enumerate() {
            for placed in placed {
                if let What::Strip(strip) = placed.what {
                    pages[strip] = Some(page);
                }
            }
        }
        pages
    }
}

/// A plan in the making.
struct Planner<'a> {
    strips: &'a [Height<'a>],
    notes: &'a [NoteHeights],
    headers: &'a [Mm],
    paper: &'a Paper,
    pages: Vec<Vec<Placed>>,
    /// The foot of the last strip.
    y: Mm,
    /// Whether nothing stands on the page yet, but for notes that earlier pages left over.
    fresh: bool,
    foot: Foot<'a>,
    /// Whether this is page 1 and it shows no text of the body yet.
    wants_body: bool,
}

impl Planner<'_> {
    /// How low text may stand on this page.
    fn page_foot(&self) -> Mm {
        let more = if self.paper.opening && self.pages.len() == 1 { self.paper.first_more } else { Mm(0.0) };
        self.paper.top + self.paper.height + more
    }

    fn new_page(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.paper.top;
    }

    fn turn(&mut self) {
        self.end_page();
        self.new_page();
        self.fresh = true;
        self.wants_body = false;
        self.foot.fill(self.paper.most_carried.min(self.paper.height), false);
    }

    /// Places strips that stay together.
    fn group(&mut self, group: Range<usize>) {
        if self.strips[group.start].breaks && !self.fresh {
            self.turn();
        }
        if self.place_whole(group.clone()) || self.place_cut(group.clone()) {
            return;
        }
        // Page 1 must show text (7.3.3): there a group that does not fit is parted rather than moved.
        if !self.fresh && !self.wants_body {
            self.turn();
            if self.place_whole(group.clone()) || self.place_cut(group.clone()) {
                return;
            }
        }
        // A group higher than a page is broken where it must.
        group.for_each(|strip| self.place_anyhow(strip));
    }

    /// Places strips together on this page; whether they fit.
    fn place_whole(&mut self, group: Range<usize>) -> bool {
        let strips = &self.strips[group.clone()];
        if self.fits(strips) {
            self.place(group);
            return true;
        }
        // Notes that earlier pages left over wait on where they leave the text no room.
        if !(self.fresh && self.foot.give_back() && self.fits(strips)) {
            return false;
        }
        self.place(group);
        self.foot.fill(self.page_foot() - self.y, false);
        true
    }

    /// Places strips whose last one is a row that ends on a later page; whether it was cut.
    fn place_cut(&mut self, group: Range<usize>) -> bool {
        let strips = &self.strips[group.clone()];
        let Some((row, before)) = strips.split_last() else { return false };
        let Some(lines) = row.lines else { return false };
        let white = self.page_foot() - self.y - self.foot.height();
        // A row that the next page holds moves there, unless too much of this page stays white.
        if white <= self.paper.most_white && self.fits_a_page(strips) {
            return false;
        }
        let mut begin = before.to_vec();
        begin.push(row.part(&lines, 0..CutRow::TOGETHER));
        if !self.fits(&begin) {
            return false;
        }
        self.place(group.start..group.end - 1);
        self.cut(group.end - 1, &lines);
        true
    }

    /// Places a strip on this page, or, where it does not fit, on the next.
    fn place_anyhow(&mut self, strip: usize) {
        let one = strip..strip + 1;
        if !self.fits(&self.strips[one.clone()]) {
            if let Some(lines) = self.strips[strip].lines {
                return self.cut(strip, &lines);
            }
            if !self.fresh {
                self.turn();
            }
        }
        if !self.place_whole(one.clone()) {
            self.place(one);
        }
    }

    /// Places a row over the pages that it needs, each filled.
    fn cut(&mut self, index: usize, lines: &Lines<'_>) {
        let strips = self.strips;
        let (row, length) = (&strips[index], lines.notes.len());
        let mut from = 0;
        while from < length {
            let rest = length - from;
            let part = |count: usize| row.part(lines, from..from + count);
            let above = if self.fresh { self.header_height(row) } else { row.gap };
            let room = self.page_foot() - self.y - above - self.foot.height();
            let mut count = lines.pitch.lines_in(room).min(rest);
            // No page gets a mere scrap of a row, where that can be helped.
            let scrap = REMNANT.min(rest / 2);
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
            let part = part(count);
            self.put(&part, What::Lines(index, from..from + count));
            self.foot.add(&part.notes, self.page_foot() - self.y);
            from += count;
            if from < length {
                self.turn();
            }
        }
    }

    fn fits(&self, strips: &[Height<'_>]) -> bool {
        let below = self.y + self.height_of(strips, self.fresh);
        self.foot.takes(&notes_of(strips), self.page_foot() - below)
    }

    /// Whether a page without anything else holds them.
    fn fits_a_page(&self, strips: &[Height<'_>]) -> bool {
        let notes = notes_of(strips);
        let white = if notes.is_empty() { Mm(0.0) } else { self.paper.note_white };
        let height = self.height_of(strips, true) + white + self.foot.least(&notes);
        height <= self.paper.height + Mm(TOLERANCE)
    }

    fn height_of(&self, strips: &[Height<'_>], fresh: bool) -> Mm {
        let below: Mm = strips.iter().map(|strip| strip.gap + strip.height).sum();
        match strips.first() {
            Some(first) if fresh => below - first.gap + self.header_height(first),
            _ => below,
        }
    }

    fn header_height(&self, strip: &Height<'_>) -> Mm {
        strip.header.map_or(Mm(0.0), |header| self.headers[header])
    }

    fn place(&mut self, group: Range<usize>) {
        let strips = self.strips;
        for index in group.clone() {
            self.put(&strips[index], What::Strip(index));
        }
        self.foot.add(&notes_of(&strips[group]), self.page_foot() - self.y);
    }

    /// Puts a strip on the page, its white at the foot of what stands there.
    fn put(&mut self, strip: &Height<'_>, what: What) {
        if !self.fresh {
            self.y += strip.gap;
        } else if let Some(header) = strip.header {
            self.put_at(What::Header(header), self.y);
            self.y += self.headers[header];
        }
        self.put_at(what, self.y);
        self.y += strip.height;
        self.fresh = false;
        self.wants_body &= !strip.body;
    }

    fn put_at(&mut self, what: What, y: Mm) {
        self.pages.last_mut().into_iter().for_each(|page| page.push(Placed { what: what.clone(), y }));
    }

    /// Puts the notes of the page at its foot.
    fn end_page(&mut self) {
        self.foot.fill(self.page_foot() - self.y, false);
        let height = self.foot.height();
        let notes = self.foot.take();
        if notes.is_empty() {
            return;
        }
        let mut y = self.page_foot() - height + self.paper.note_white;
        self.put_at(What::Notes, y);
        for (note, lines) in notes {
            for line in lines {
                let (gap, height) = self.notes[note].line(line);
                y += gap;
                self.put_at(What::Note(note, line), y);
                y += height;
            }
        }
    }

    /// Ends the last page; what notes have left over stands on pages of its own.
    fn finish(mut self) -> Plan {
        self.foot.fill(self.page_foot() - self.y, false);
        while self.foot.waits() {
            self.end_page();
            self.new_page();
            self.foot.fill(self.paper.height, true);
        }
        let text_end = self.y;
        let end = if self.foot.is_empty() { text_end } else { self.page_foot() };
        self.end_page();
        Plan { pages: self.pages, end, text_end }
    }
}

fn notes_of(strips: &[Height<'_>]) -> Vec<usize> {
    strips.iter().flat_map(|strip| &strip.notes).copied().collect()
}

#[cfg(test)]
mod slow;
#[cfg(test)]
mod tests;
