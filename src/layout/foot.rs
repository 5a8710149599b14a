//! Footnotes: which lines of which notes stand at the foot of a page, and which go on at the foot of the next.
//!
//! A note begins on the page of its mark. What does not fit there waits, and nothing passes it.

use super::units::Mm;
use std::collections::VecDeque;
use std::ops::Range;

/// A note as far as a plan knows it.
#[derive(Clone, Debug)]
pub(super) struct NoteHeights {
    /// For each line the white above it, and its height.
    lines: Vec<(Mm, Mm)>,
    /// The height of its first 0, 1, 2 … lines.
    sums: Vec<Mm>,
}

impl NoteHeights {
    /// A note of such lines: the white above each, and its height.
    pub fn of(lines: Vec<(Mm, Mm)>) -> Self {
        let mut sum = Mm(0.0);
        let further = lines.iter().map(|(gap, height)| {
            sum += *gap + *height;
            sum
        });
        let sums = std::iter::once(Mm(0.0)).chain(further).collect();
        Self { lines, sums }
    }

    /// The white above a line, and its height.
    pub fn line(&self, line: usize) -> (Mm, Mm) {
        self.lines[line]
    }
}

/// The foot of a page in the making.
#[derive(Debug)]
pub(super) struct Foot<'a> {
    notes: &'a [NoteHeights],
    /// White above the notes of a page.
    white: Mm,
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
    pub const fn new(notes: &'a [NoteHeights], white: Mm) -> Self {
        Self { notes, white, set: Vec::new(), height: Mm(0.0), waiting: VecDeque::new(), closed: false }
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
        let whole = |note: usize| self.notes[note].sums[self.notes[note].lines.len()];
        let begin = if self.notes[*last].lines.len() < PARTED { whole(*last) } else { self.notes[*last].sums[TOGETHER] };
        before.iter().map(|note| whole(*note)).sum::<Mm>() + begin
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
            let sums = &self.notes[note].sums;
            let left = room - self.height - white + Mm(TOLERANCE);
            let rest = sums.len() - 1 - from;
            let fitting = sums[from..].partition_point(|height| *height - sums[from] <= left).saturating_sub(1);
            let forced = forced && self.set.is_empty();
            let count = if fitting >= rest { rest } else { part(fitting, rest, forced) };
            // A short note stands on one page.
            if count < rest && (count == 0 || from == 0 && rest < PARTED && !forced) {
                return;
            }
            self.height += white + sums[from + count] - sums[from];
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
        if self.set.is_empty() { self.white } else { Mm(0.0) }
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

    /// A note of `count` lines of 6 mm.
    fn note(count: usize) -> NoteHeights {
        NoteHeights::of(vec![(Mm(2.0), Mm(4.0)); count])
    }

    const WHITE: Mm = Mm(5.0);

    #[test]
    fn a_long_note_goes_on_and_a_short_one_does_not() {
        let notes = [note(10), note(3)];
        let mut foot = Foot::new(&notes, WHITE);
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
        let notes = [note(8), note(1)];
        let mut foot = Foot::new(&notes, WHITE);
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
        let notes = [note(3)];
        let mut foot = Foot::new(&notes, WHITE);
        foot.add(&[0], Mm(-5.0));
        foot.fill(Mm(1.0), true);
        assert_eq!(foot.take(), [(0, 0..1)]);
    }
}
