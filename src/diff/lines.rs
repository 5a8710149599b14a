//! What changed from one draft to another, line by line, so that each change can be kept or taken back by itself.
//!
//! Here: [`line_changes`]. What a line is called and what its words are about comes from the same units as [`super::diff`]; the edits are about the
//! text as it is written, comments and marks included, so that with all changes taken back the old draft stands there again.
//!
//! A line goes with the empty lines above it. Numbers alone are one change, and so is white space alone.

use super::align::{Pair, pairs};
use super::units::{Unit, Value, fields, units};
use super::words::{Part, Piece, Substance, pieces, substance};
use super::{Change, ChangeKind, about};
use crate::check::Edit;
use crate::model::Notice;
use crate::say;
use crate::say::Say;
use crate::span::Span;
use std::ops::Range;

/// A change that can be kept or taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    /// What happened.
    pub kind: ChangeKind,
    /// What stands there.
    pub place: Say,
    /// Where in the new draft; empty where something is gone.
    pub span: Span,
    /// The words; none for what is no change of words.
    pub pieces: Vec<Piece>,
    /// What the changed words are about.
    pub substance: Vec<Substance>,
    /// What takes it back, in the new draft.
    pub back: Vec<Edit>,
    /// What brings it into the old draft.
    pub keep: Vec<Edit>,
}

/// What changed from `old` to `new`, in the order of the new draft; numbers and white space come last.
///
/// ```
/// use zhumo::diff::line_changes;
/// let (old, new) = ("标题：通知\n\n投入3.5亿元。\n", "标题：通知\n\n投入3.6亿元。\n请执行。\n");
/// let changes = line_changes(old, new);
/// assert_eq!(changes.len(), 2);
/// assert_eq!((changes[0].back[0].text.as_str(), changes[1].keep[0].text.as_str()), ("投入3.5亿元。", "请执行。\n"));
/// ```
#[must_use]
pub fn line_changes(old: &str, new: &str) -> Vec<LineChange> {
    let (before, after) = (Draft::of(old), Draft::of(new));
    let (one, two) = (before.texts(), after.texts());
    let paired = pairs(&one, &two);
    let mut found = Vec::new();
    let (mut numbers, mut spaces) = (Vec::new(), Vec::new());
    // Where what is gone would stand in the new draft, and what is new in the old one.
    let (mut in_new, mut in_old) = (0, 0);
    let (mut stays, mut was) = (vec![false; one.len()], vec![None; two.len()]);
    for pair in &paired {
        (stays[pair.old], was[pair.new]) = (true, Some(*pair));
    }
    let mut gone = (0..one.len()).filter(|at| !stays[*at]).peekable();
    let mut leave = |upto: usize, at: usize, found: &mut Vec<LineChange>| {
        while let Some(line) = gone.next_if(|line| *line < upto) {
            found.push(removed(&before, &after, line, after.insertion(at)));
        }
    };
    for (line, pair) in was.into_iter().enumerate() {
        let Some(pair) = pair else {
            found.push(added(&before, &after, line, before.insertion(in_old)));
            continue;
        };
        if pair.moved {
            let above = paired.iter().filter(|other| !other.moved && other.old < pair.old).map(|other| other.new + 1).max();
            let (there, here) = (after.insertion(above.unwrap_or(0)), before.insertion(in_old));
            found.push(moved(&before, &after, pair, there, here));
            continue;
        }
        leave(pair.old, in_new, &mut found);
        (in_new, in_old) = (line + 1, pair.old + 1);
        let (was, is) = (&before.lines[pair.old], &after.lines[line]);
        if one[pair.old] != two[line] {
            let change = changed(&before, &after, pair);
            if change.kind == ChangeKind::Renumbered { numbers.push(change) } else { found.push(change) }
        }
        spaces.extend(space(&before, &after, was.start..was.text, is.start..is.text));
    }
    leave(usize::MAX, in_new, &mut found);
    spaces.extend(space(&before, &after, before.tail.clone(), after.tail.clone()));
    let mut found = tables(found, &before, &after);
    found.extend(renumbered(numbers));
    if !spaces.is_empty() {
        let (keep, back): (Vec<Edit>, Vec<Edit>) = spaces.into_iter().unzip();
        found.push(LineChange {
            kind: ChangeKind::Changed,
            place: say!("空行", "empty lines"),
            span: back.first().map(|edit| edit.span).unwrap_or_default(),
            pieces: Vec::new(),
            substance: Vec::new(),
            back,
            keep,
        });
    }
    found
}

/// A line with the empty lines above it, in bytes.
#[derive(Clone, Debug)]
struct Line {
    /// Where the empty lines begin.
    start: usize,
    /// Where the line begins.
    text: usize,
    /// One past its end, the mark of the end included.
    end: usize,
}

/// A draft as lines, and what stands on them.
struct Draft<'a> {
    source: &'a str,
    lines: Vec<Line>,
    /// Empty lines at the end.
    tail: Range<usize>,
    units: Vec<Unit>,
    fields: Vec<Value>,
}

impl<'a> Draft<'a> {
    fn of(source: &'a str) -> Self {
        let (mut lines, mut at, mut start) = (Vec::new(), 0, 0);
        for line in source.split_inclusive('\n') {
            let end = at + line.len();
            if !line.trim().is_empty() {
                lines.push(Line { start, text: at, end });
                start = end;
            }
            at = end;
        }
        let notice = Notice::read(&crate::syntax::parse(source));
        Self { source, lines, tail: start..source.len(), units: units(&notice), fields: fields(&notice) }
    }

    /// The lines without their ends.
    fn texts(&self) -> Vec<&'a str> {
        self.lines.iter().map(|line| self.text(line)).collect()
    }

    fn text(&self, line: &Line) -> &'a str {
        self.source[line.text..line.end].trim_end_matches(['\n', '\r'])
    }

    /// A line with the empty lines above it, whole to its end.
    fn whole(&self, at: usize) -> String {
        let line = &self.lines[at];
        let text = &self.source[line.start..line.end];
        if text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
    }

    fn span(&self, at: usize) -> Span {
        let line = &self.lines[at];
        Span::new(line.text, line.text + self.text(line).len())
    }

    /// The place below so many lines.
    fn insertion(&self, lines: usize) -> usize {
        lines.checked_sub(1).map_or(0, |last| self.lines[last].end)
    }

    /// An edit that puts lines in at a place; the last line may have no end.
    fn insert(&self, at: usize, text: &str) -> Edit {
        let open = at > 0 && !self.source[..at].ends_with('\n');
        let text = if open { format!("\n{}", text.trim_end_matches('\n')) } else { text.to_owned() };
        Edit { span: Span::empty(at), text }
    }

    fn delete(&self, at: usize) -> Edit {
        let line = &self.lines[at];
        Edit { span: Span::new(line.start, line.end), text: String::new() }
    }

    fn unit(&self, at: usize) -> Option<&Unit> {
        let span = self.span(at);
        self.units.iter().find(|unit| !unit.span.is_empty() && unit.span.start < span.end && span.start < unit.span.end)
    }

    fn field(&self, at: usize) -> Option<&Value> {
        let span = self.span(at);
        self.fields.iter().find(|field| field.span.start < span.end && span.start < field.span.end)
    }

    /// What a line is called.
    fn place(&self, at: usize) -> Say {
        let named = self.field(at).map(|field| &field.place).or_else(|| self.unit(at).map(|unit| &unit.place));
        if let Some(place) = named.filter(|place| !place.zh.is_empty()) {
            return place.clone();
        }
        if self.text(&self.lines[at]).trim_start().starts_with("//") {
            return say!("注释", "comment");
        }
        let number = self.source[..self.lines[at].text].matches('\n').count() + 1;
        say!("第{number}行", "line {number}")
    }

    /// What a change of a line is about.
    fn about(&self, at: usize, pieces: &[Piece]) -> Vec<Substance> {
        let found = substance(pieces);
        let Some(field) = self.field(at) else { return found };
        let mut change = Change::of(ChangeKind::Changed, Say::default(), None, None);
        change.substance = found;
        about(field.key, change).substance
    }
}

/// A line that is gone; `at` is where it would stand.
fn removed(before: &Draft<'_>, after: &Draft<'_>, line: usize, at: usize) -> LineChange {
    let pieces = pieces(before.text(&before.lines[line]), "");
    LineChange {
        kind: ChangeKind::Removed,
        place: before.place(line),
        span: Span::empty(at),
        substance: before.about(line, &pieces),
        pieces,
        back: vec![after.insert(at, &before.whole(line))],
        keep: vec![before.delete(line)],
    }
}

/// A new line; `at` is where it would have stood.
fn added(before: &Draft<'_>, after: &Draft<'_>, line: usize, at: usize) -> LineChange {
    let pieces = pieces("", after.text(&after.lines[line]));
    LineChange {
        kind: ChangeKind::Added,
        place: after.place(line),
        span: after.span(line),
        substance: after.about(line, &pieces),
        pieces,
        back: vec![after.delete(line)],
        keep: vec![before.insert(at, &after.whole(line))],
    }
}

/// A line with other words, or with another number alone.
fn changed(before: &Draft<'_>, after: &Draft<'_>, pair: Pair) -> LineChange {
    let (was, is) = (before.text(&before.lines[pair.old]), after.text(&after.lines[pair.new]));
    let pieces = pieces(was, is);
    let number = before.unit(pair.old).zip(after.unit(pair.new)).is_some_and(|(one, two)| {
        one.label != two.label && !one.label.is_empty() && was.replacen(&one.label, &two.label, 1) == is
    });
    LineChange {
        kind: if number { ChangeKind::Renumbered } else { ChangeKind::Changed },
        place: after.place(pair.new),
        span: after.span(pair.new),
        substance: after.about(pair.new, &pieces),
        pieces,
        back: vec![Edit { span: after.span(pair.new), text: was.to_owned() }],
        keep: vec![Edit { span: before.span(pair.old), text: is.to_owned() }],
    }
}

/// A line that stands elsewhere; `there` is where it stood as the new draft counts, `here` where it stands as the old one does.
fn moved(before: &Draft<'_>, after: &Draft<'_>, pair: Pair, there: usize, here: usize) -> LineChange {
    let pieces = pieces(before.text(&before.lines[pair.old]), after.text(&after.lines[pair.new]));
    let both = |gone: Edit, put: Edit| {
        let mut edits = vec![put, gone];
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        edits
    };
    LineChange {
        kind: ChangeKind::Moved,
        place: after.place(pair.new),
        span: after.span(pair.new),
        substance: after.about(pair.new, &pieces),
        pieces,
        back: both(after.delete(pair.new), after.insert(there, &before.whole(pair.old))),
        keep: both(before.delete(pair.old), before.insert(here, &after.whole(pair.new))),
    }
}

/// Rows of a table that came or went together are one change.
fn tables(all: Vec<LineChange>, before: &Draft<'_>, after: &Draft<'_>) -> Vec<LineChange> {
    let mut found: Vec<LineChange> = Vec::with_capacity(all.len());
    for mut change in all {
        let draft = if change.kind == ChangeKind::Added { after } else { before };
        let row = |change: &LineChange| {
            let edits = if change.kind == ChangeKind::Added { &change.back } else { &change.keep };
            edits.first().filter(|edit| draft.source[edit.span.start..edit.span.end].starts_with('|')).map(|edit| edit.span)
        };
        let joined = found.last_mut().filter(|last| {
            let one_kind = last.kind == change.kind && matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
            let above = last.back.iter().chain(&last.keep).map(|edit| edit.span).rfind(|span| !span.is_empty());
            one_kind && row(&change).zip(above).is_some_and(|(this, above)| this.start == above.end)
        });
        let Some(last) = joined.filter(|last| {
            let text = last.pieces.last().map_or("", |piece| &piece.text);
            text.trim_start().starts_with('|')
        }) else {
            found.push(change);
            continue;
        };
        last.span = last.span.to(change.span);
        last.pieces.push(Piece { part: Part::Same, text: "\n".to_owned() });
        last.pieces.append(&mut change.pieces);
        last.substance.append(&mut change.substance);
        last.substance.sort_unstable();
        last.substance.dedup();
        last.back.append(&mut change.back);
        last.keep.append(&mut change.keep);
    }
    found
}

/// What brings other white space into the old draft, and what takes it back.
fn space(before: &Draft<'_>, after: &Draft<'_>, was: Range<usize>, is: Range<usize>) -> Option<(Edit, Edit)> {
    let (one, two) = (&before.source[was.clone()], &after.source[is.clone()]);
    (one != two).then(|| (Edit { span: was.into(), text: two.to_owned() }, Edit { span: is.into(), text: one.to_owned() }))
}

/// Numbers that are others because something came or went: one change.
fn renumbered(mut all: Vec<LineChange>) -> Option<LineChange> {
    let count = all.len();
    let mut whole = all.drain(..1.min(count)).next()?;
    if let Some(last) = all.last() {
        let (Say { zh, en }, Say { zh: to, en: till }) = (&whole.place, &last.place);
        whole.place = say!("{zh}至{to}，共{count}处", "{en} to {till}, {count} in all");
    }
    for one in all {
        whole.back.extend(one.back);
        whole.keep.extend(one.keep);
        whole.pieces.push(Piece { part: Part::Same, text: "　".to_owned() });
        whole.pieces.extend(one.pieces);
    }
    whole.substance.clear();
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(text: &str, edits: &[Edit]) -> String {
        let (mut out, mut at) = (String::new(), 0);
        for edit in edits {
            out.push_str(&text[at..edit.span.start]);
            out.push_str(&edit.text);
            at = edit.span.end;
        }
        out + &text[at..]
    }

    const OLD: &str = "标题：关于开展质量月活动的通知\n主送：各区市场监管局：\n\n现将有关事项通知如下。\n\n一、活动主题\n投入3.5亿元，建设质量强市。\n\n二、活动时间\n2026年9月1日至9月30日，各区自行安排。\n\n三、活动要求\n请各区于2026年10月10日前报送活动总结材料。\n// 内部\n\n署名：示例市市场监督管理局\n成文日期：2026年8月14日\n";

    fn news() -> Vec<String> {
        let mut all = vec![
            OLD.replace("3.5亿元", "3.6亿元"),
            OLD.replace("二、活动时间", "二、新的一节\n这里是新写的内容。\n\n三、活动时间")
                .replace("三、活动要求", "四、活动要求"),
            OLD.replace("\n\n一、", "\n一、").replace("// 内部\n", ""),
            OLD.replace("请各区于2026年10月10日前报送活动总结材料。\n", "")
                .replace("现将", "请各区于2026年10月10日前报送活动总结材料。\n现将"),
            OLD.trim_end().to_owned(),
            String::new(),
            "一句话。".to_owned(),
            format!("{OLD}\n\n【附件1】活动安排表\n| 单位 | 人数 |\n|---|---|\n| 甲 | 3 |"),
        ];
        // Lines left out, twice, swapped.
        let lines: Vec<&str> = OLD.lines().collect();
        for at in 0..lines.len() - 1 {
            let mut other = lines.clone();
            other.swap(at, (at * 7 + 3) % lines.len());
            other.remove(at / 2);
            all.push(other.join("\n"));
        }
        all
    }

    /// Taken back or kept one after another, in any order, both drafts become the same.
    #[test]
    fn each_change_can_be_taken_back_or_kept() {
        let end = |text: &str| if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") };
        for new in news() {
            for (old, new) in [(OLD, new.as_str()), (new.as_str(), OLD)] {
                for turn in 0..4_usize {
                    let (mut one, mut two) = (old.to_owned(), new.to_owned());
                    for round in 0.. {
                        let changes = line_changes(&one, &two);
                        let Some(change) = changes.get((round * turn) % changes.len().max(1)) else { break };
                        assert!(round < 200, "no end: {one:?} {two:?}");
                        if turn == 3 && round % 2 == 0 || turn == 2 {
                            one = applied(&one, &change.keep);
                        } else {
                            two = applied(&two, &change.back);
                        }
                    }
                    assert_eq!(end(&one), end(&two));
                    if turn < 2 {
                        assert_eq!(end(&two), end(old), "taken back: the old draft");
                    } else if turn == 2 {
                        assert_eq!(end(&one), end(new), "kept: the new draft");
                    }
                }
            }
        }
    }

    #[test]
    fn rows_that_came_together_are_one_change() {
        let changes = line_changes(OLD, &news()[7]);
        assert_eq!(changes.len(), 2, "{changes:#?}");
        let rows: String = changes[1].pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(rows, "| 单位 | 人数 |\n|---|---|\n| 甲 | 3 |");
    }

    #[test]
    fn numbers_alone_are_one_change() {
        let kinds: Vec<ChangeKind> = line_changes(OLD, &news()[1]).iter().map(|change| change.kind).collect();
        assert_eq!(kinds, [ChangeKind::Added, ChangeKind::Added, ChangeKind::Renumbered]);
    }

    #[test]
    fn a_change_says_what_stands_there_and_what_it_is_about() {
        let change = &line_changes(OLD, &news()[0])[0];
        assert_eq!((change.place.zh.as_str(), &change.substance[..]), ("一、下第1段", &[Substance::Amount][..]));
        let other = OLD.replace("各区市场监管局", "各县市场监管局");
        let change = &line_changes(OLD, &other)[0];
        assert_eq!((change.place.en.as_str(), &change.substance[..]), ("To", &[Substance::Organ][..]));
    }
}
