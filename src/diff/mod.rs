//! What changed between two notices (花脸稿, 修改对照表).
//!
//! Here: [`diff`], and what a change is. In the room below: a notice as units (`units`), which of them stand for each other (`align`), words
//! inside a text (`words`), a page for reading (`html`). Not here: where the two notices come from (`cli`).
//!
//! Fields are compared by their keyword; what stands in body and annexes is paired first where it says the same, then by its likeness, then
//! wherever it went: a section that only has another number is no change of its own.

mod align;
mod html;
mod units;
mod words;

pub use html::page;
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
    let pairs = align::pairs(&before, &after);
    let mut renumbered: Vec<(usize, usize)> = Vec::new();
    let mut gone = (0..before.len()).filter(|one| !pairs.iter().any(|pair| pair.old == *one)).peekable();
    let removed = |changes: &mut Vec<Change>, one: usize| {
        let unit = &before[one];
        changes.push(Change::of(ChangeKind::Removed, unit.place.clone(), Some(whole(unit)), None));
    };
    for (at, unit) in after.iter().enumerate() {
        let Some(pair) = pairs.iter().find(|pair| pair.new == at) else {
            changes.push(Change::of(ChangeKind::Added, unit.place.clone(), None, Some(whole(unit))));
            continue;
        };
        // What is gone is told where it stood.
        while let Some(one) = gone.next_if(|one| !pair.moved && *one < pair.old) {
            removed(&mut changes, one);
        }
        let was = &before[pair.old];
        let same = was.text == unit.text;
        if pair.moved {
            let mut change = Change::of(ChangeKind::Moved, unit.place.clone(), Some(was.text.clone()), Some(unit.text.clone()));
            change.from = Some(was.place.clone());
            changes.push(change);
        } else if !same {
            changes.push(Change::of(ChangeKind::Changed, unit.place.clone(), Some(was.text.clone()), Some(unit.text.clone())));
        }
        if was.label != unit.label && !pair.moved {
            renumbered.push((pair.old, at));
        }
    }
    gone.for_each(|one| removed(&mut changes, one));
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
