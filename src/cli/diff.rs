//! What changed between two texts, as a unified diff.

use similar::{DiffOp, group_diff_ops};
use std::fmt::Write;
use std::path::Path;
use zhumo::say::{visible, visible_lines};

/// Lines of context round what changed.
const CONTEXT: usize = 3;
/// From more lines than this on, the least change is not looked for: that takes time by the square of what changed.
const LONG: usize = 2_000;
/// How far lines that came or went are looked past.
const AHEAD: usize = 16;

/// The diff of `before` and `after`, for reading: controls are seen and not obeyed. Empty when they are the same.
pub(crate) fn unified(path: &Path, before: &str, after: &str) -> String {
    let name = visible(&path.display().to_string()).into_owned();
    let lines = |text: &'_ str| text.lines().count();
    if lines(before) + lines(after) > LONG
        && let Some(diff) = in_long(&name, before, after)
    {
        return visible_lines(&diff);
    }
    let diff = similar::TextDiff::from_lines(before, after);
    visible_lines(&diff.unified_diff().context_radius(CONTEXT).header(&name, &name).to_string())
}

/// The diff of long texts, of which most lines stayed or were changed where they stand. None where they are further apart.
fn in_long(name: &str, before: &str, after: &str) -> Option<String> {
    let lines = |text: &'_ str| -> Vec<String> { text.split_inclusive('\n').map(str::to_owned).collect() };
    let (old, new) = (lines(before), lines(after));
    let hunks = group_diff_ops(steps(&old, &new)?, CONTEXT);
    let mut out = String::new();
    if !hunks.is_empty() {
        let _ = write!(out, "--- {name}\n+++ {name}\n");
    }
    for hunk in hunks {
        let [Some(first), Some(last)] = [hunk.first(), hunk.last()] else { continue };
        let place = |start: usize, end: usize| match end - start {
            0 => format!("{start},0"),
            1 => format!("{}", start + 1),
            count => format!("{},{count}", start + 1),
        };
        let old_place = place(first.old_range().start, last.old_range().end);
        let new_place = place(first.new_range().start, last.new_range().end);
        let _ = writeln!(out, "@@ -{old_place} +{new_place} @@");
        let mut put = |sign: char, lines: &[String]| {
            for line in lines {
                let _ = write!(out, "{sign}{line}");
                if !line.ends_with('\n') {
                    out.push_str("\n\\ No newline at end of file\n");
                }
            }
        };
        for step in hunk {
            if let DiffOp::Equal { .. } = step {
                put(' ', &old[step.old_range()]);
            } else {
                put('-', &old[step.old_range()]);
                put('+', &new[step.new_range()]);
            }
        }
    }
    Some(out)
}

/// How one list of lines becomes the other, looked for from the top.
fn steps(old: &[String], new: &[String]) -> Option<Vec<DiffOp>> {
    let mut steps: Vec<DiffOp> = Vec::new();
    let (mut a, mut b) = (0, 0);
    let replace = |old: (usize, usize), new: (usize, usize), steps: &mut Vec<DiffOp>| match steps.last_mut() {
        // Lines side by side are one change.
        Some(DiffOp::Replace { old_len, new_len, .. }) => {
            *old_len += old.1;
            *new_len += new.1;
        }
        _ => steps.push(DiffOp::Replace { old_index: old.0, old_len: old.1, new_index: new.0, new_len: new.1 }),
    };
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            match steps.last_mut() {
                Some(DiffOp::Equal { len, .. }) => *len += 1,
                _ => steps.push(DiffOp::Equal { old_index: a, new_index: b, len: 1 }),
            }
            (a, b) = (a + 1, b + 1);
        } else {
            // The nearest place from which they go on alike; where all is changed, line by line.
            let alike = |gone: usize, come: usize| old.get(a + gone).is_some_and(|line| new.get(b + come) == Some(line));
            let near = (1..AHEAD)
                .find_map(|far| (0..=far).flat_map(|less| [(far, less), (less, far)]).find(|(gone, come)| alike(*gone, *come)));
            let (gone, come) = near.or_else(|| akin(&old[a], &new[b]).then_some((1, 1)))?;
            replace((a, gone), (b, come), &mut steps);
            (a, b) = (a + gone, b + come);
        }
    }
    if a < old.len() || b < new.len() {
        replace((a, old.len() - a), (b, new.len() - b), &mut steps);
    }
    Some(steps)
}

/// Whether one line was made of the other: most of it begins or ends alike.
fn akin(old: &str, new: &str) -> bool {
    let head = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.bytes().rev().zip(new.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (head + tail) * 2 > old.len().max(new.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn long(change: impl Fn(usize) -> Option<String>) -> String {
        (0..LONG).filter_map(|number| change(number).map(|line| line + "\n")).collect()
    }

    #[test]
    fn a_long_text_has_the_diff_of_a_short_one() {
        let before = long(|number| Some(format!("第{number}行，写了一些字")));
        let after = long(|number| match number {
            400 => None,
            700 => Some("完全换了\n又多一行".to_owned()),
            number if number % 90 == 0 => Some(format!("第{number}行,写了一些字")),
            number => Some(format!("第{number}行，写了一些字")),
        });
        for (before, after) in
            [(&before, &after), (&after, &before), (&before, &before), (&before, &before.trim_end().to_owned())]
        {
            let least = similar::TextDiff::from_lines(before.as_str(), after)
                .unified_diff()
                .context_radius(CONTEXT)
                .header("a", "a")
                .to_string();
            assert_eq!(in_long("a", before, after).as_deref(), Some(least.as_str()));
        }
    }

    #[test]
    fn lists_that_have_nothing_in_common_are_left_to_others() {
        let lines = |word: &str| -> Vec<String> { (0..200).map(|number| format!("{word}{number}{word}\n")).collect() };
        assert!(steps(&lines("甲"), &lines("乙")).is_none());
    }
}
