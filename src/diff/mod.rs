//! What changed between two notices (花脸稿, 修改对照表).
//!
//! Here: [`diff`], and what a change is. In the room below: a notice as units (`units`), which of them stand for each other (`align`), words
//! inside a text (`words`), changes line by line that can be taken back (`lines`), a page for reading (`html`). Not here: where the two notices come from (`cli`).
//!
//! Fields are compared by their keyword; what stands in body and annexes is paired first where it says the same, then by its likeness, then
//! wherever it went: a section that only has another number is no change of its own.

mod align;
mod html;
mod lines;
mod markdown;
mod merged;
mod parts;
mod table;
mod units;
#[cfg(feature = "docx")]
mod word;
mod words;
#[cfg(feature = "docx")]
mod xml;

pub use html::{page, table_page};
pub use lines::{LineChange, line_changes};
pub use markdown::{markdown, table_markdown};
pub use merged::merged;
pub use table::{TableRow, rows, table};
#[cfg(feature = "docx")]
pub use word::{Tracking, tracked};
pub use words::{Part, Piece, Substance, pieces};

use crate::model::Notice;
use crate::say::Say;
use crate::syntax::FieldKey;
use schemars::JsonSchema;
use serde::Serialize;

/// What happened to a piece of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// Its words are others.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere; its words may be others, too.
    Moved,
    /// Numbers that follow from something that came or went; one change for all of them.
    Renumbered,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Where it stands in the new notice; in the old one where it is gone.
    pub place: Say,
    /// Where it stood, where that is elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Say>,
    /// What it said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// The words, those of both and those of one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Piece>,
    /// What the changed words are about; nothing where they are words alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub substance: Vec<Substance>,
}

impl Change {
    /// A change of words.
    fn of(kind: ChangeKind, place: Say, old: Option<String>, new: Option<String>) -> Self {
        let pieces = words::pieces(old.as_deref().unwrap_or_default(), new.as_deref().unwrap_or_default());
        let substance = words::substance(&pieces);
        Self { kind, place, from: None, old, new, pieces, substance }
    }
}

/// What changed from `old` to `new`, in the order of the new notice: fields first.
///
/// ```
/// use zhumo::{diff::{ChangeKind, diff}, model::Notice, syntax::parse};
/// let read = |text: &str| Notice::read(&parse(text));
/// let old = read("标题：通知\n\n一、甲\n投入3.5亿元。\n二、乙\n");
/// let new = read("标题：通知\n\n一、新的一节\n二、甲\n投入3.6亿元。\n三、乙\n");
/// let kinds: Vec<_> = diff(&old, &new).iter().map(|change| change.kind).collect();
/// assert_eq!(kinds, [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Renumbered]);
/// ```
#[must_use]
pub fn diff(old: &Notice, new: &Notice) -> Vec<Change> {
    let mut changes = fields(old, new);
    let (before, after) = (units::units(old), units::units(new));
    let mut renumbered: Vec<(usize, usize)> = Vec::new();
    for (kind, one, two) in changed_units(&before, &after) {
        let (one, two) = match (kind, one, two) {
            (ChangeKind::Renumbered, Some(one), Some(two)) => {
                renumbered.push((one, two));
                continue;
            }
            (_, one, two) => (one.map(|one| &before[one]), two.map(|two| &after[two])),
        };
        // What came or went alone says its number, too.
        let both = one.is_some() && two.is_some();
        let text = |unit: &units::Unit| if both { unit.text.clone() } else { whole(unit) };
        let place = two.or(one).map(|unit| unit.place.clone()).unwrap_or_default();
        let mut change = Change::of(kind, place, one.map(text), two.map(text));
        change.from = one.filter(|_| kind == ChangeKind::Moved).map(|one| one.place.clone());
        changes.push(change);
    }
    if let (Some(first), Some(last)) = (renumbered.first(), renumbered.last()) {
        let count = renumbered.len();
        let (old, new) = (&before[first.0].place, &after[first.1].place);
        let place = if count == 1 {
            new.clone()
        } else {
            let (Say { zh, en }, Say { zh: to, en: till }) = (new, &after[last.1].place);
            crate::say!("{zh}至{to}，共{count}处", "{en} to {till}, {count} in all")
        };
        let (old, new) = (Some(old.zh.clone()), Some(new.zh.clone()));
        changes.push(Change {
            kind: ChangeKind::Renumbered,
            place,
            from: None,
            old,
            new,
            pieces: Vec::new(),
            substance: Vec::new(),
        });
    }
    changes
}

/// What happened to the units of two notices: what is gone is told where it stood. A unit that only has another number is named, too, and
/// one whose words changed may be named twice.
fn changed_units(before: &[units::Unit], after: &[units::Unit]) -> Vec<(ChangeKind, Option<usize>, Option<usize>)> {
    let pairs = paired(before, after);
    let mut found = Vec::new();
    let mut gone = (0..before.len()).filter(|one| !pairs.iter().any(|pair| pair.old == *one)).peekable();
    for (at, unit) in after.iter().enumerate() {
        let Some(pair) = pairs.iter().find(|pair| pair.new == at) else {
            found.push((ChangeKind::Added, None, Some(at)));
            continue;
        };
        while let Some(one) = gone.next_if(|one| !pair.moved && *one < pair.old) {
            found.push((ChangeKind::Removed, Some(one), None));
        }
        let was = &before[pair.old];
        if pair.moved {
            found.push((ChangeKind::Moved, Some(pair.old), Some(at)));
        } else if was.text != unit.text {
            found.push((ChangeKind::Changed, Some(pair.old), Some(at)));
        }
        if was.label != unit.label && !pair.moved {
            found.push((ChangeKind::Renumbered, Some(pair.old), Some(at)));
        }
    }
    found.extend(gone.map(|one| (ChangeKind::Removed, Some(one), None)));
    found
}

fn paired(before: &[units::Unit], after: &[units::Unit]) -> Vec<align::Pair> {
    let one: Vec<&str> = before.iter().map(|unit| unit.text.as_str()).collect();
    let two: Vec<&str> = after.iter().map(|unit| unit.text.as_str()).collect();
    align::pairs(&one, &two)
}

/// A unit with its number.
fn whole(unit: &units::Unit) -> String {
    format!("{}{}", unit.label, unit.text)
}

fn fields(old: &Notice, new: &Notice) -> Vec<Change> {
    let (before, after) = (units::fields(old), units::fields(new));
    let mut changes = Vec::new();
    for key in FieldKey::ALL {
        let (one, two) = (before.iter().find(|value| value.key == *key), after.iter().find(|value| value.key == *key));
        let change = match (one, two) {
            (Some(one), Some(two)) if one.text != two.text => {
                Change::of(ChangeKind::Changed, two.place.clone(), Some(one.text.clone()), Some(two.text.clone()))
            }
            (None, Some(two)) => Change::of(ChangeKind::Added, two.place.clone(), None, Some(two.text.clone())),
            (Some(one), None) => Change::of(ChangeKind::Removed, one.place.clone(), Some(one.text.clone()), None),
            _ => continue,
        };
        changes.push(about(*key, change));
    }
    changes
}

/// Fields of organs are about them, whatever their words are.
fn about(key: FieldKey, mut change: Change) -> Change {
    let organs = [
        FieldKey::Issuers,
        FieldKey::Recipients,
        FieldKey::Signatories,
        FieldKey::CopiesTo,
        FieldKey::ReportedTo,
        FieldKey::CopiedTo,
        FieldKey::DistributedTo,
        FieldKey::Approvers,
    ];
    if organs.contains(&key) && !change.substance.contains(&Substance::Organ) {
        change.substance.push(Substance::Organ);
    }
    change
}
