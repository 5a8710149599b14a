//! Footnotes: which lines of which notes stand at the foot of a page, and which go on at the foot of the next.
//!
//! A note begins on the page of its mark. What does not fit there waits, and nothing passes it.

use super::strip::Strip;
use super::template::NoteTemplate;
use super::units::Mm;
use std::collections::VecDeque;
use std::ops::Range;

/// The foot of a page in the making.
#[derive(Debug)]
pub(super) struct Foot<'a> {
    template: &'a NoteTemplate,
    /// For each note the height of its first 0, 1, 2 … lines.
    heights: Vec<Vec<Mm>>,
    /// Lines of notes that stand on this page.
    set: Vec<(usize, Range<usize>)>,
    /// Their height, with the white above them.
    height: Mm,
    /// Notes that have lines left, and the first of these.
    waiting: VecDeque<(usize, usize)>,
    /// Whether a note was parted here, so that the page takes no more text.
    closed: bool,
}

impl<'a> Foot<'a> {
    pub fn new(notes: &[Vec<Strip>], template: &'a NoteTemplate) -> Self {
        let cumulated = |note: &Vec<Strip>| {
            let mut sum = Mm(0.0);
            let lines = note.iter().map(|line| {
                sum += line.gap + line.height;
                sum
            });
            std::iter::once(Mm(0.0)).chain(lines).collect()
        };
        let heights = notes.iter().map(cumulated).collect();
        Self { template, heights, set: Vec::new(), height: Mm(0.0), waiting: VecDeque::new(), closed: false }
    }

    /// What the notes of this page take up.
    pub const fn height(&self) -> Mm {
        self.height
    }

    pub fn waits(&self) -> bool {
        !self.waiting.is_empty()
    }

    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// The lines at the foot of this page, which is done; the next one begins empty.
    pub fn take(&mut self) -> Vec<(usize, Range<usize>)> {
        (self.height, self.closed) = (Mm(0.0), false);
        std::mem::take(&mut self.set)
    }

    /// Whether text may stand `room` above the foot of the area, with the notes that it brings.
    pub fn takes(&self, notes: &[usize], room: Mm) -> bool {
        let left = room - self.height;
        if self.closed || left.0 < -TOLERANCE {
            return false;
        }
        // Behind notes that wait, new ones have to wait, too.
        notes.is_empty() || self.waits() || self.white() + self.least(notes) <= left + Mm(TOLERANCE)
    }

    /// The least that notes take up on the page of their marks: all but the last whole, the last with its first lines.
    pub fn least(&self, notes: &[usize]) -> Mm {
        let Some((last, before)) = notes.split_last() else { return Mm(0.0) };
        let lines = &self.heights[*last];
        let count = lines.len() - 1;
        let begin = if count < PARTED { lines[count] } else { lines[TOGETHER] };
        before.iter().map(|note| self.heights[*note][self.heights[*note].len() - 1]).sum::<Mm>() + begin
    }

    /// Adds the notes of text that stands `room` above the foot of the area.
    pub fn add(&mut self, notes: &[usize], room: Mm) {
        let waited = self.waits();
        self.waiting.extend(notes.iter().map(|note| (*note, 0)));
        if !waited {
            self.fill(room, false);
            self.closed = self.waits();
        }
    }

    /// Sets what waits into the room above the foot of the area; at least a line, where nothing else can stand.
    pub fn fill(&mut self, room: Mm, forced: bool) {
        while let Some((note, from)) = self.waiting.front().copied() {
            let white = self.white();
            let lines = &self.heights[note];
            let left = room - self.height - white + Mm(TOLERANCE);
            let rest = lines.len() - 1 - from;
            let fitting = lines[from..].partition_point(|height| *height - lines[from] <= left).saturating_sub(1);
            let forced = forced && self.set.is_empty();
            let count = if fitting >= rest { rest } else { part(fitting, rest, forced) };
            // A short note stands on one page.
            if count < rest && (count == 0 || from == 0 && rest < PARTED && !forced) {
                return;
            }
            self.height += white + lines[from + count] - lines[from];
            self.set.push((note, from..from + count));
            self.waiting.pop_front();
            if count < rest {
                self.waiting.push_front((note, from + count));
                return;
            }
        }
    }

    /// Lets all that stands here wait again; whether there was any.
    pub fn give_back(&mut self) -> bool {
        for (note, lines) in self.set.drain(..).rev() {
            match self.waiting.front_mut() {
                Some(first) if first.0 == note => first.1 = lines.start,
                _ => self.waiting.push_front((note, lines.start)),
            }
        }
        std::mem::replace(&mut self.height, Mm(0.0)).0 > 0.0
    }

    fn white(&self) -> Mm {
        if self.set.is_empty() { self.template.white } else { Mm(0.0) }
    }
}

/// How many of `rest` lines stand on this page when `fitting` would: neither page gets a single line.
fn part(fitting: usize, rest: usize, forced: bool) -> usize {
    let count = if rest - fitting < TOGETHER { fitting.saturating_sub(1) } else { fitting };
    match (count < TOGETHER, forced) {
        (true, true) => fitting.max(1),
        (true, false) => 0,
        (false, _) => count,
    }
}

/// Lines of a note that stay together at both ends.
const TOGETHER: usize = 2;
/// Notes of fewer lines are not parted.
const PARTED: usize = 4;
/// What sums of lengths may be off, in mm.
pub(super) const TOLERANCE: f64 = 0.01;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Template;

    /// A note of `count` lines of 6 mm.
    fn note(count: usize) -> Vec<Strip> {
        vec![Strip { height: Mm(4.0), gap: Mm(2.0), ..Strip::default() }; count]
    }

    fn template() -> NoteTemplate {
        Template::built_in(crate::model::Layout::Official).note
    }

    #[test]
    fn a_long_note_goes_on_and_a_short_one_does_not() {
        let template = template();
        let mut foot = Foot::new(&[note(10), note(3)], &template);
        // White of 5 and four lines of 6.
        assert!(foot.takes(&[0], Mm(30.0)));
        assert!(!foot.takes(&[1], Mm(20.0)) && foot.takes(&[1], Mm(23.0)));
        foot.add(&[0], Mm(30.0));
        assert!(foot.waits() && !foot.takes(&[], Mm(100.0)), "a page with a parted note is full");
        assert_eq!(foot.take(), [(0, 0..4)]);
        foot.fill(Mm(40.0), false);
        // Five lines fit; the sixth would be alone on the next page, so that four stand here.
        assert_eq!((foot.take(), foot.waits()), (vec![(0, 4..8)], true));
        foot.fill(Mm(40.0), false);
        assert_eq!((foot.take(), foot.waits()), (vec![(0, 8..10)], false));
    }

    #[test]
    fn what_waits_is_never_passed() {
        let template = template();
        let mut foot = Foot::new(&[note(8), note(1)], &template);
        foot.add(&[0], Mm(20.0));
        foot.add(&[1], Mm(90.0));
        assert_eq!(foot.take(), [(0, 0..2)]);
        foot.fill(Mm(100.0), false);
        assert!(foot.give_back() && foot.is_empty() && foot.waits());
        foot.fill(Mm(100.0), false);
        assert_eq!(foot.take(), [(0, 2..8), (1, 0..1)]);
    }

    #[test]
    fn a_page_of_notes_alone_always_takes_some() {
        let template = template();
        let mut foot = Foot::new(&[note(3)], &template);
        foot.add(&[0], Mm(-5.0));
        foot.fill(Mm(1.0), true);
        assert_eq!(foot.take(), [(0, 0..1)]);
    }
}
