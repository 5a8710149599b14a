//! A planner that is slow and obvious: it remembers what stands on each page, and makes every sum anew.

use super::tests::Sketch;
use super::*;
use std::collections::VecDeque;

#[derive(Default)]
struct Page {
    text: Vec<What>,
    /// Lines of notes at its foot.
    notes: Vec<Line>,
    /// Whether a note of its own text goes on behind it, so that it takes no more text.
    closed: bool,
}

/// A note, and which of its lines.
type Line = (usize, usize);

pub(super) struct Slow<'a> {
    sketch: &'a Sketch,
    strips: &'a [Height<'a>],
    pages: Vec<Page>,
    /// The lines of notes that have no place yet.
    waiting: VecDeque<Line>,
}

impl<'a> Slow<'a> {
    pub fn plan(sketch: &'a Sketch, strips: &'a [Height<'a>]) -> Plan {
        let mut slow = Self { sketch, strips, pages: vec![Page::default()], waiting: VecDeque::new() };
        let mut start = 0;
        while start < strips.len() {
            // Up to the first strip that a page may end behind.
            let ends = |index: &usize| !strips[*index].keep || strips.get(index + 1).is_none_or(|next| next.breaks);
            let end = (start..strips.len()).find(ends).unwrap() + 1;
            slow.group(&(start..end).collect::<Vec<_>>());
            start = end;
        }
        slow.fill(slow.room(), false);
        while !slow.waiting.is_empty() {
            slow.fill(slow.room(), false);
            slow.pages.push(Page::default());
            slow.fill(sketch.paper.height, true);
        }
        let text_end = slow.y(&slow.page().text);
        let end = if slow.page().notes.is_empty() { text_end } else { slow.foot() };
        slow.fill(slow.room(), false);
        let pages = (0..slow.pages.len()).map(|number| slow.placed(number)).collect();
        Plan { pages, end, text_end }
    }

    fn page(&self) -> &Page {
        self.pages.last().unwrap()
    }

    fn foot(&self) -> Mm {
        self.sketch.foot(self.pages.len() - 1)
    }

    fn is_fresh(&self) -> bool {
        self.page().text.is_empty() && !(self.pages.len() == 1 && self.sketch.paper.headed)
    }

    /// Whether this is page 1, has no text of the body yet, and there is some.
    fn wants_body(&self) -> bool {
        let shown = |what: &What| matches!(what, What::Strip(strip) | What::Lines(strip, _) if self.strips[*strip].body);
        self.sketch.paper.opening
            && self.pages.len() == 1
            && self.strips.iter().any(|strip| strip.body)
            && !self.page().text.iter().any(shown)
    }

    /// Where a text on this page ends.
    fn y(&self, text: &[What]) -> Mm {
        self.tops(self.pages.len() - 1, text).last().map_or(self.start(self.pages.len() - 1), |(_, foot)| *foot)
    }

    fn start(&self, page: usize) -> Mm {
        if page == 0 { self.sketch.paper.start } else { self.sketch.paper.top }
    }

    /// Top and foot of each thing of a text; white is left out at the top of a page.
    fn tops(&self, page: usize, text: &[What]) -> Vec<(Mm, Mm)> {
        let mut y = self.start(page);
        let mut white = page == 0 && self.sketch.paper.headed;
        let mut tops = Vec::new();
        for what in text {
            let (gap, height) = self.sketch.measure(self.strips, what);
            let top = if white { y + gap } else { y };
            white |= !matches!(what, What::Header(_));
            y = top + height;
            tops.push((top, y));
        }
        tops
    }

    /// What this page would show with more, and the header above the first of it.
    fn with(&self, more: &[What]) -> Vec<What> {
        let header = match more.first() {
            Some(What::Strip(strip) | What::Lines(strip, _)) if self.is_fresh() => self.strips[*strip].header,
            _ => None,
        };
        let header = header.map(What::Header);
        self.page().text.iter().cloned().chain(header).chain(more.iter().cloned()).collect()
    }

    fn notes_of(&self, what: &What) -> Vec<usize> {
        match what {
            What::Strip(strip) => self.strips[*strip].notes.clone(),
            What::Lines(strip, lines) => self.strips[*strip].lines.unwrap().notes[lines.clone()].concat(),
            _ => Vec::new(),
        }
    }

    fn height_of(&self, lines: &[Line]) -> Mm {
        let white = if lines.is_empty() { Mm(0.0) } else { self.sketch.paper.note_white };
        let height = |(note, line): &Line| self.sketch.notes[*note][*line].0 + self.sketch.notes[*note][*line].1;
        white + lines.iter().map(height).sum::<Mm>()
    }

    /// From the text of this page to its foot.
    fn room(&self) -> Mm {
        self.foot() - self.y(&self.page().text)
    }

    /// The lines that must stand on the page of their marks: of the last note the first two, if it is long, and all others.
    fn needed(&self, notes: &[usize]) -> Vec<Line> {
        let line = |(index, note): (usize, &usize)| {
            let all = self.sketch.notes[*note].len();
            let count = if index + 1 == notes.len() && all >= 4 { 2 } else { all };
            (0..count).map(|line| (*note, line)).collect::<Vec<_>>()
        };
        notes.iter().enumerate().flat_map(line).collect()
    }

    fn fits(&self, more: &[What]) -> bool {
        if self.page().closed {
            return false;
        }
        let room = self.foot() - self.y(&self.with(more)) + Mm(TOLERANCE);
        let notes: Vec<usize> = more.iter().flat_map(|what| self.notes_of(what)).collect();
        let needed = if self.waiting.is_empty() { self.needed(&notes) } else { Vec::new() };
        let lines: Vec<Line> = self.page().notes.iter().copied().chain(needed).collect();
        self.height_of(&lines) <= room
    }

    fn place(&mut self, more: &[What]) {
        let notes: Vec<usize> = more.iter().flat_map(|what| self.notes_of(what)).collect();
        self.pages.last_mut().unwrap().text = self.with(more);
        let waited = !self.waiting.is_empty();
        for note in notes {
            self.waiting.extend((0..self.sketch.notes[note].len()).map(|line| (note, line)));
        }
        if !waited {
            self.fill(self.room(), false);
            self.pages.last_mut().unwrap().closed = !self.waiting.is_empty();
        }
    }

    /// Puts lines that wait at the foot of this page, as many as fit: never one alone of several, and short notes whole.
    fn fill(&mut self, room: Mm, forced: bool) {
        while let Some((note, first)) = self.waiting.front().copied() {
            let rest: Vec<Line> = self.waiting.iter().copied().filter(|(other, _)| *other == note).collect();
            let fits = |count: &usize| {
                let lines: Vec<Line> = self.page().notes.iter().chain(&rest[..*count]).copied().collect();
                self.height_of(&lines) <= room + Mm(TOLERANCE)
            };
            let fitting = (0..=rest.len()).rev().find(fits).unwrap_or(0);
            let alone = forced && self.page().notes.is_empty();
            let count = match fitting {
                all if all == rest.len() => all,
                // The next page gets two at least, too.
                some if some.min(rest.len().saturating_sub(2)) >= 2 => some.min(rest.len() - 2),
                some if alone => some.max(1),
                _ => 0,
            };
            let short = first == 0 && rest.len() < 4 && count < rest.len();
            if count == 0 || short && !alone {
                return;
            }
            let lines: Vec<Line> = self.waiting.drain(..count).collect();
            self.pages.last_mut().unwrap().notes.extend(lines);
            if count < rest.len() {
                return;
            }
        }
    }

    /// Lets the notes of this page wait again; whether there were any.
    fn give_back(&mut self) -> bool {
        let notes = std::mem::take(&mut self.pages.last_mut().unwrap().notes);
        let any = self.height_of(&notes).0 > 0.0;
        notes.into_iter().rev().for_each(|line| self.waiting.push_front(line));
        any
    }

    fn turn(&mut self) {
        self.fill(self.room(), false);
        self.pages.push(Page::default());
        self.fill(self.sketch.paper.most_carried.min(self.sketch.paper.height), false);
    }

    fn group(&mut self, group: &[usize]) {
        if self.strips[group[0]].breaks && !self.is_fresh() {
            self.turn();
        }
        if self.whole(group) || self.begun(group) {
            return;
        }
        if !self.is_fresh() && !self.wants_body() {
            self.turn();
            if self.whole(group) || self.begun(group) {
                return;
            }
        }
        for strip in group {
            let one = [What::Strip(*strip)];
            if !self.fits(&one) {
                if self.strips[*strip].lines.is_some() {
                    self.cut(*strip);
                    continue;
                }
                if !self.is_fresh() {
                    self.turn();
                }
            }
            if !self.whole(&[*strip]) {
                self.place(&one);
            }
        }
    }

    fn whole(&mut self, group: &[usize]) -> bool {
        let whats: Vec<What> = group.iter().map(|strip| What::Strip(*strip)).collect();
        if self.fits(&whats) {
            self.place(&whats);
            return true;
        }
        if self.is_fresh() && self.give_back() && self.fits(&whats) {
            self.place(&whats);
            self.fill(self.room(), false);
            return true;
        }
        false
    }

    /// Places a group whose last strip, a row, goes on over the next pages.
    fn begun(&mut self, group: &[usize]) -> bool {
        let row = group[group.len() - 1];
        if self.strips[row].lines.is_none() {
            return false;
        }
        let white = self.room() - self.height_of(&self.page().notes);
        if white <= self.sketch.paper.most_white && self.fits_alone(group) {
            return false;
        }
        let before: Vec<What> = group[..group.len() - 1].iter().map(|strip| What::Strip(*strip)).collect();
        let begin: Vec<What> = before.iter().cloned().chain([What::Lines(row, 0..2)]).collect();
        if !self.fits(&begin) {
            return false;
        }
        if !before.is_empty() {
            self.place(&before);
        }
        self.cut(row);
        true
    }

    fn fits_alone(&self, group: &[usize]) -> bool {
        let strips: Vec<&Height<'_>> = group.iter().map(|strip| &self.strips[*strip]).collect();
        let header = strips[0].header.map_or(Mm(0.0), |header| self.sketch.headers[header]);
        let text = header + strips[0].height + strips[1..].iter().map(|strip| strip.gap + strip.height).sum::<Mm>();
        let notes: Vec<usize> = strips.iter().flat_map(|strip| &strip.notes).copied().collect();
        text + self.height_of(&self.needed(&notes)) <= self.sketch.paper.height + Mm(TOLERANCE)
    }

    /// A row over the pages that it needs: each gets as many lines as it holds, and no scrap where heights alone decide.
    fn cut(&mut self, row: usize) {
        let length = self.strips[row].lines.unwrap().notes.len();
        let mut from = 0;
        while from < length {
            let rest = length - from;
            let lines = |count: usize| [What::Lines(row, from..from + count)];
            let notes = self.height_of(&self.page().notes);
            let holds = |count: &usize| *count == 0 || self.y(&self.with(&lines(*count))) + notes <= self.foot() + Mm(TOLERANCE);
            let mut most = (0..=rest).rev().find(holds).unwrap();
            if most < rest {
                most = most.min(rest - 4.min(rest / 2));
            }
            let count = (1..=most).rev().find(|count| self.fits(&lines(*count))).unwrap_or(0);
            if count < 2.min(rest) && !self.is_fresh() {
                self.turn();
            } else if count > 0 || !self.give_back() {
                self.place(&lines(count.max(1)));
                from += count.max(1);
                if from < length {
                    self.turn();
                }
            }
        }
    }

    fn placed(&self, number: usize) -> Vec<Placed> {
        let page = &self.pages[number];
        let tops = self.tops(number, &page.text);
        let mut placed: Vec<Placed> = page.text.iter().zip(tops).map(|(what, (y, _))| Placed { what: what.clone(), y }).collect();
        if page.notes.is_empty() {
            return placed;
        }
        let mut y = self.sketch.foot(number) - self.height_of(&page.notes) + self.sketch.paper.note_white;
        placed.push(Placed { what: What::Notes, y });
        for (note, line) in &page.notes {
            let (gap, height) = self.sketch.notes[*note][*line];
            placed.push(Placed { what: What::Note(*note, *line), y: y + gap });
            y += gap + height;
        }
        placed
    }
}
