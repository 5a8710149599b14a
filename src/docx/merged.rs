//! What was changed in a Word file of ours, brought into the lines of the draft inside it.
//!
//! Paragraphs of the file are held against those that the draft gives: what stands in one line of the draft, and in no other, is changed
//! there; a new paragraph becomes a new line. The changed draft is taken only where it gives the very words of the file: whoever did more to
//! the file than that gets it read anew.

use super::reading::{Held, paragraphs, squeezed};
use super::{DocxOptions, Writer};
use crate::images::Images;
use crate::layout::Template;
use crate::model::Notice;

/// A line of the draft that was changed, from 1: what it was, and what it is.
pub type Line = (usize, String, String);

/// The draft of a file with the changes of the file, and the lines that differ; none where that cannot be done without a doubt.
#[must_use]
pub fn merged(held: &Held) -> Option<(String, Vec<Line>)> {
    let old = said_by(&held.draft)?;
    let new: Vec<&String> = held.paragraphs.iter().collect();
    let mut lines: Vec<Option<String>> = held.draft.split('\n').map(|line| Some(line.to_owned())).collect();
    let mut changes = Vec::new();
    for (before, after) in hunks(&old, &new) {
        if before.len() == after.len() {
            for (before, after) in before.clone().zip(after) {
                let at = replace(&mut lines, &old[before], new[after])?;
                changes.push(at);
            }
        } else if before.is_empty() {
            // Behind the line of the paragraph before it.
            let above = before.start.checked_sub(1)?;
            let at = place(&lines, &old[above])?;
            let added: String = after.map(|after| format!("\n{}", new[after].trim())).collect();
            lines[at].as_mut()?.push_str(&added);
            changes.push((at + 1, String::new(), added.trim_start().to_owned()));
        } else if after.is_empty() {
            for before in before {
                let at = place(&lines, &old[before])?;
                let gone = lines[at].take().filter(|line| squeezed(line) == squeezed(&old[before]))?;
                changes.push((at + 1, gone, String::new()));
            }
        } else {
            return None;
        }
    }
    let draft = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
    let given = said_by(&draft)?;
    let same = given.len() == new.len() && given.iter().zip(&new).all(|(one, two)| squeezed(one) == squeezed(two));
    same.then_some((draft, changes))
}

/// What the file of a draft says.
fn said_by(draft: &str) -> Option<Vec<String>> {
    let notice = Notice::read(&crate::syntax::parse(draft));
    let (template, images) = (Template::built_in(notice.layout), Images::new());
    let options = DocxOptions::new(&template, &images);
    let mut writer = Writer::new(&notice, &options);
    writer.write();
    let body = writer.out.clone();
    writer.notes_part();
    let notes = writer.package.text("word/footnotes.xml").unwrap_or_default();
    let mut said = paragraphs(&format!("<body>{body}</body>"), &notes)?;
    // A picture says nothing, and a missing one does.
    said.retain(|text| !["图片缺失：", "圖片缺失：", "Picture missing: "].iter().any(|missing| text.starts_with(missing)));
    Some(said)
}

/// Where two lists of paragraphs differ.
fn hunks(old: &[String], new: &[&String]) -> Vec<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let old: Vec<String> = old.iter().map(|text| squeezed(text)).collect();
    let new: Vec<String> = new.iter().map(|text| squeezed(text)).collect();
    let same = common(&old, &new);
    let mut found = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (one, two) in same.into_iter().chain([(old.len(), new.len())]) {
        if one > from || two > to {
            found.push((from..one, to..two));
        }
        (from, to) = (one + 1, two + 1);
    }
    found
}

/// More pairs of paragraphs than these are not compared: the file is read anew.
const MOST_PAIRS: usize = 4_000_000;

/// The pairs of a longest common run of paragraphs, in order.
fn common(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(one, two)| one == two).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(one, two)| one == two).count();
    let (a, b) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    if a.len().saturating_mul(b.len()) > MOST_PAIRS {
        return Vec::new();
    }
    let mut longest = vec![vec![0_u32; b.len() + 1]; a.len() + 1];
    for one in (0..a.len()).rev() {
        for two in (0..b.len()).rev() {
            longest[one][two] =
                if a[one] == b[two] { longest[one + 1][two + 1] + 1 } else { longest[one + 1][two].max(longest[one][two + 1]) };
        }
    }
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let (mut one, mut two) = (0, 0);
    while one < a.len() && two < b.len() {
        if a[one] == b[two] {
            pairs.push((head + one, head + two));
            (one, two) = (one + 1, two + 1);
        } else if longest[one + 1][two] >= longest[one][two + 1] {
            one += 1;
        } else {
            two += 1;
        }
    }
    pairs.extend((0..tail).map(|at| (old.len() - tail + at, new.len() - tail + at)));
    pairs
}

/// The one line of the draft that says a paragraph: all of it, or behind its keyword.
fn place(lines: &[Option<String>], paragraph: &str) -> Option<usize> {
    let wanted = squeezed(paragraph);
    let one = |is: &dyn Fn(&str) -> bool| {
        let mut found = lines.iter().enumerate().filter(|(_, line)| line.as_ref().is_some_and(|line| is(&squeezed(line))));
        found.next().map(|(at, _)| at).filter(|_| found.next().is_none())
    };
    one(&|line: &str| line == wanted).or_else(|| one(&|line: &str| line.contains(&wanted)))
}

/// Changes the part of a line that a paragraph is about.
fn replace(lines: &mut [Option<String>], before: &str, after: &str) -> Option<Line> {
    // Only what differs has to stand in the line: what the page adds around it does not.
    let (one, two) = (before.trim(), after.trim());
    if let Some(at) = place(lines, one) {
        let line = lines[at].clone()?;
        let new = if squeezed(&line) == squeezed(one) {
            two.to_owned()
        } else {
            let found = line.find(one)?;
            format!("{}{two}{}", &line[..found], &line[found + one.len()..])
        };
        lines[at] = Some(new.clone());
        return Some((at + 1, line, new));
    }
    let prefix =
        one.char_indices().zip(two.chars()).find(|((_, a), b)| a != b).map_or(one.len().min(two.len()), |((at, _), _)| at);
    let mut tail = one[prefix..]
        .chars()
        .rev()
        .zip(two[prefix..].chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum::<usize>();
    // So much of the same text around it that it stands in one line only.
    for context in [8, 4, 2] {
        let from = one[..prefix].char_indices().rev().nth(context - 1).map_or(0, |(at, _)| at);
        let kept: usize = one[one.len() - tail..].chars().take(context).map(char::len_utf8).sum();
        let (old, new) = (&one[from..one.len() - tail + kept], &two[from..two.len() - tail + kept]);
        let mut found =
            lines.iter().enumerate().filter(|(_, line)| line.as_ref().is_some_and(|line| line.matches(old).count() == 1));
        if let (Some((at, _)), None) = (found.next(), found.next()) {
            let line = lines[at].clone()?;
            let changed = line.replacen(old, new, 1);
            lines[at] = Some(changed.clone());
            return Some((at + 1, line, changed));
        }
        tail = tail.min(one.len() - prefix);
    }
    None
}
