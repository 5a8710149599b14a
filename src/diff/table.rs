//! The changes as a table for those who decide on them (修改对照表): what was, what will be, and what kind of change it is, a row each.
//!
//! What stayed as it was is left out; numbers that merely follow from something that came or went are one row.

use super::parts::marked;
use super::units::{self, Unit};
use super::words::{Part, Piece, pieces, substance};
use super::{Change, ChangeKind, changed_units, fields};
use crate::model::{Align, Block, Cell, Column, ColumnWidth, Language, Layout, Notice, RichText, RowRole, Table};
use crate::say::Say;
use crate::span::Span;

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableRow {
    /// What was, with what is gone; nothing where it is new.
    pub old: Vec<Piece>,
    /// What is, with what is new; nothing where it is gone.
    pub new: Vec<Piece>,
    /// Where it stands and what happened to it.
    pub why: Say,
}

/// The words of such a table, in the language of a notice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heads {
    pub title: (&'static str, &'static str),
    pub old: &'static str,
    pub new: &'static str,
    pub why: &'static str,
    /// What stands where nothing was, and where nothing is.
    pub added: &'static str,
    pub removed: &'static str,
    /// Whether what is comes first.
    pub new_first: bool,
}

const SIMPLIFIED: Heads = Heads {
    title: ("《", "》修改对照表"),
    old: "原条文",
    new: "修改后条文",
    why: "说明",
    added: "（新增）",
    removed: "（删去）",
    new_first: false,
};

const TRADITIONAL: Heads = Heads {
    title: ("「", "」修正條文對照表"),
    old: "現行條文",
    new: "修正條文",
    why: "說明",
    added: "（新增）",
    removed: "（刪除）",
    new_first: true,
};

const ENGLISH: Heads = Heads {
    title: ("", ": table of changes"),
    old: "Before",
    new: "After",
    why: "Remarks",
    added: "(new)",
    removed: "(deleted)",
    new_first: false,
};

pub(super) const fn heads(language: Language) -> &'static Heads {
    match language {
        Language::Simplified => &SIMPLIFIED,
        Language::Traditional => &TRADITIONAL,
        Language::English => &ENGLISH,
    }
}

/// The rows: fields first, then what stands in the notice.
#[must_use]
pub fn rows(old: &Notice, new: &Notice) -> Vec<TableRow> {
    let mut found: Vec<TableRow> = fields(old, new).iter().map(of_field).collect();
    let (before, after) = (units::units(old), units::units(new));
    let mut numbers: Vec<(usize, usize)> = Vec::new();
    for (kind, one, two) in changed_units(&before, &after) {
        match (kind, one, two) {
            (ChangeKind::Renumbered, Some(one), Some(two)) => numbers.push((one, two)),
            (kind, one, two) => found.push(of_unit(kind, one.map(|one| &before[one]), two.map(|two| &after[two]))),
        }
    }
    if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
        let span = |first: &Unit, last: &Unit| {
            let text = if first.place == last.place {
                first.place.zh.clone()
            } else {
                format!("{}……{}", first.place.zh, last.place.zh)
            };
            vec![Piece { part: Part::Same, text }]
        };
        let (count, why) = (numbers.len(), ChangeKind::Renumbered.say());
        let why = Say {
            zh: format!("{}，共{count}处，文字不变。", why.zh),
            en: format!("{} ({count}), with the same words", why.en),
        };
        let (one, two) = (span(&before[first.0], &before[last.0]), span(&after[first.1], &after[last.1]));
        found.push(TableRow { old: one, new: two, why });
    }
    found
}

fn of_field(change: &Change) -> TableRow {
    let side = |part: Part| {
        let pieces: Vec<Piece> =
            change.pieces.iter().filter(|piece| piece.part == Part::Same || piece.part == part).cloned().collect();
        pieces
    };
    TableRow { old: side(Part::Old), new: side(Part::New), why: why(change.kind, &change.place, None, &change.pieces) }
}

fn of_unit(kind: ChangeKind, old: Option<&Unit>, new: Option<&Unit>) -> TableRow {
    let text = |unit: Option<&Unit>| unit.map(super::whole).unwrap_or_default();
    let all = pieces(&text(old), &text(new));
    let side = |part: Part| all.iter().filter(|piece| piece.part == Part::Same || piece.part == part).cloned().collect();
    let none = Say::default();
    let place = new.or(old).map_or(&none, |unit| &unit.place);
    let from = old.filter(|_| kind == ChangeKind::Moved).map(|unit| &unit.place);
    TableRow { old: side(Part::Old), new: side(Part::New), why: why(kind, place, from, &all) }
}

/// `第二条：修改日期、金额。`
fn why(kind: ChangeKind, place: &Say, from: Option<&Say>, pieces: &[Piece]) -> Say {
    let about: Vec<Say> = match kind {
        ChangeKind::Changed | ChangeKind::Moved => substance(pieces).into_iter().map(super::Substance::say).collect(),
        _ => Vec::new(),
    };
    let zh: Vec<&str> = about.iter().map(|about| about.zh.as_str()).collect();
    let en: Vec<&str> = about.iter().map(|about| about.en.as_str()).collect();
    let word = kind.say();
    let moved = from.map(|from| Say { zh: format!("，原为{}", from.zh), en: format!(", from {}", from.en) }).unwrap_or_default();
    Say {
        zh: format!("{}：{}{}{}。", place.zh, word.zh, zh.join("、"), moved.zh),
        en: format!("{}: {}{}{}{}", place.en, word.en, if en.is_empty() { "" } else { ", " }, en.join(", "), moved.en),
    }
}

/// The table as a notice of its own, which is printed on pages that lie on their side. Changed words stand between the marks of
/// [`crate::wording::DELETED`].
#[must_use]
pub fn table(old: &Notice, new: &Notice) -> Notice {
    let heads = heads(new.language);
    let cell = |column: usize, text: RichText| Cell { text, column, columns: 1, rows: 1 };
    let row = |role: RowRole, texts: [RichText; 3]| crate::model::Row {
        role,
        cells: texts.into_iter().enumerate().map(|(column, text)| cell(column, text)).collect(),
        height: None,
        written: 3,
        span: Span::default(),
    };
    let ordered = |old: RichText, new: RichText, why: RichText| if heads.new_first { [new, old, why] } else { [old, new, why] };
    let mut all = vec![row(RowRole::Head, ordered(text(heads.old), text(heads.new), text(heads.why)))];
    for TableRow { old: one, new: two, why } in rows(old, new) {
        let side = |pieces: &[Piece], none: &str| {
            if pieces.is_empty() {
                text(none)
            } else {
                text(&pieces.iter().map(|piece| marked(piece.part, &piece.text)).collect::<String>())
            }
        };
        let why = if new.language.is_chinese() { why.zh } else { why.en };
        all.push(row(RowRole::Body, ordered(side(&one, heads.added), side(&two, heads.removed), text(&why))));
    }
    let width = |percent: u16| Column { align: Align::Left, width: Some(ColumnWidth::Percent(percent)) };
    let table = Table {
        number: None,
        id: None,
        caption: None,
        unit: None,
        columns: vec![width(41), width(41), width(18)],
        rows: all,
        notes: Vec::new(),
        delimited: true,
        dashes: None,
        wanted: 3,
        faults: Vec::new(),
        span: Span::default(),
    };
    let (open, close) = heads.title;
    let title = format!("{open}{}{close}", new.title_text());
    Notice {
        layout: Layout::OpenLetter,
        language: new.language,
        title: vec![text(&title)],
        body: vec![Block::Table(table)],
        ..Notice::default()
    }
}

fn text(words: &str) -> RichText {
    RichText::made(words)
}
