//! Points for what a block may be, with the reasons, and what is known of the whole file.

use super::super::shape::Shape;

/// Why something was taken for what it was: Chinese and English.
pub(super) type Why = (&'static str, &'static str);

/// Points, and the reasons for those that count.
#[derive(Default)]
pub(super) struct Tally {
    pub points: i32,
    pub reasons: Vec<(i32, Why)>,
    /// Whether reasons are wanted.
    pub told: bool,
}

impl Tally {
    pub fn add(&mut self, points: i32, zh: &'static str, en: &'static str) {
        self.points += points;
        if self.told && points > 0 {
            self.reasons.push((points, (zh, en)));
        }
    }

    pub fn when(&mut self, holds: bool, points: i32, zh: &'static str, en: &'static str) {
        if holds {
            self.add(points, zh, en);
        }
    }

    pub fn less(&mut self, holds: bool, points: i32) {
        if holds {
            self.points -= points;
        }
    }
}

/// What is known of the whole file.
pub(super) struct Scorer<'a> {
    pub shapes: &'a [Shape],
    /// The title that the file names, without white space.
    pub hint: Option<String>,
    /// The size of most of the text, in half points.
    pub size: u16,
    /// Lines that say the title once more than needed.
    pub again: Vec<bool>,
    /// The first of them.
    pub first: Option<usize>,
    /// The mark of an order.
    pub order: Option<usize>,
    /// Whether the file says anywhere that it issues or forwards a text.
    pub issuing: bool,
    /// Whether a date stands near the head of the file, and none below.
    pub dated_above: bool,
    /// Names in the list of annexes, without white space.
    pub listed: Vec<String>,
}

/// Nothing is less likely.
pub(super) const NEVER: i32 = -1000;

impl Scorer<'_> {
    /// The block so many further.
    pub fn neighbour(&self, at: usize, by: isize) -> Option<&Shape> {
        at.checked_add_signed(by).and_then(|at| self.shapes.get(at))
    }

    /// Whether a block is a mark: a name of an organ right above the title that the file names, which does not say it, and that signs below
    /// or has a number below the title.
    pub fn is_head_of_title(&self, at: usize) -> bool {
        let shape = &self.shapes[at];
        let title = self.hint.as_deref().unwrap_or_default();
        if self.first != Some(at + 1) || shape.organs < 40 || title.contains(&shape.closed) {
            return false;
        }
        let below = &self.shapes[at + 2..];
        below.iter().take(3).any(|next| next.number) || below.iter().any(|next| next.closed == shape.closed)
    }

    /// How many rows of a table of facts stand near a block, on its side of the title that the file names.
    pub fn records_near(&self, at: usize) -> usize {
        let from = self.first.filter(|first| *first < at).unwrap_or(0).max(at.saturating_sub(5));
        let to = self.shapes.len().min(at + 6);
        self.shapes[from..to].iter().filter(|near| near.record).count()
    }
}

/// Whether a line is the issue of a briefing: 第3期, 总第12期.
pub(super) fn is_issue(closed: &str) -> bool {
    if closed.len() > 60 || !closed.contains('期') {
        return false;
    }
    let bare = closed.trim_matches(['（', '）', '(', ')']);
    let bare = bare.split(['（', '(']).next().unwrap_or_default();
    bare.starts_with(['第', '总', '總']) && bare.ends_with('期') && crate::syntax::values::issue(bare).is_some()
}
