//! Which texts of two notices stand for each other.

use super::words::likeness;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::ops::Range;

/// A text of the old notice and the one of the new that it became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub old: usize,
    pub new: usize,
    /// Whether it stands elsewhere.
    pub moved: bool,
}

/// Units that are less alike are not the same one with other words.
const ALIKE: f64 = 0.35;
/// Units that stand elsewhere must be more alike.
const ALIKE_ELSEWHERE: f64 = 0.75;
/// Characters of a text that stands for the one in its place, however alike they are; and what that counts.
const FEW: usize = 30;
const WEAK: f64 = 0.05;
/// So short a text may stand in several places without having moved.
const SHORT: usize = 8;
/// More units than these between two that are the same are paired in their order alone.
const MOST: usize = 400;

/// The pairs, by the order of the old notice.
pub(super) fn pairs(before: &[&str], after: &[&str]) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut left: (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    for change in capture_diff_slices(Algorithm::Patience, before, after) {
        let (one, two) = (change.old_range(), change.new_range());
        if change.tag() == DiffTag::Equal {
            found.extend(one.zip(two).map(|(old, new)| Pair { old, new, moved: false }));
            continue;
        }
        let paired = alike(before, after, one.clone(), two.clone());
        left.0.extend(one.filter(|at| !paired.iter().any(|pair| pair.old == *at)));
        left.1.extend(two.filter(|at| !paired.iter().any(|pair| pair.new == *at)));
        found.extend(paired);
    }
    found.extend(moved(before, after, &left.0, left.1));
    found.sort_by_key(|pair| pair.old);
    found
}

/// Pairs in order, as alike as can be.
fn alike(before: &[&str], after: &[&str], old: Range<usize>, new: Range<usize>) -> Vec<Pair> {
    let (rows, columns) = (old.len(), new.len());
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    if rows.max(columns) > MOST {
        return old.zip(new).map(|(old, new)| Pair { old, new, moved: false }).collect();
    }
    // The best sum of likeness of what is left from each place on.
    let score = |row: usize, column: usize| {
        let like = likeness(before[old.start + row], after[new.start + column]);
        let short = before[old.start + row].chars().count().min(after[new.start + column].chars().count()) < FEW;
        match () {
            () if like >= ALIKE => like,
            // A cell or a short line between others that are the same is the same one.
            () if rows == columns && row == column && short => WEAK,
            () => 0.0,
        }
    };
    let scores: Vec<Vec<f64>> = (0..rows).map(|row| (0..columns).map(|column| score(row, column)).collect()).collect();
    let mut best = vec![vec![0.0_f64; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let with = if scores[row][column] > 0.0 { scores[row][column] + best[row + 1][column + 1] } else { 0.0 };
            best[row][column] = with.max(best[row + 1][column]).max(best[row][column + 1]);
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut found = Vec::new();
    while row < rows && column < columns {
        let like = scores[row][column];
        if like > 0.0 && best[row][column] <= like + best[row + 1][column + 1] + 1e-12 {
            found.push(Pair { old: old.start + row, new: new.start + column, moved: false });
            (row, column) = (row + 1, column + 1);
        } else if best[row + 1][column] >= best[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

/// What is gone here and new there.
fn moved(before: &[&str], after: &[&str], old: &[usize], mut new: Vec<usize>) -> Vec<Pair> {
    let mut found = Vec::new();
    for one in old {
        if before[*one].chars().count() < SHORT || new.is_empty() || new.len() > MOST {
            continue;
        }
        let best = new.iter().enumerate().map(|(at, two)| (at, likeness(before[*one], after[*two])));
        let Some((at, like)) = best.max_by(|one, two| one.1.total_cmp(&two.1)) else { continue };
        if like >= ALIKE_ELSEWHERE {
            found.push(Pair { old: *one, new: new.remove(at), moved: true });
        }
    }
    found
}
