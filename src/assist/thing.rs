//! What stands at a place of the draft and has a name or a number, and where else it stands.

use crate::model::{Annex, Block, Inline, Notice, Organ, RichText};
use crate::span::Span;
use crate::syntax::values::ReferenceKind;
use crate::syntax::{FieldKey, Text};

/// Something that other places of the draft can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Thing {
    /// The annex with this number, of the notice (0) or of a text that it sends out (from 1); the only one is 1.
    Annex(usize, u32),
    /// The figure with this number.
    Figure(u32),
    /// The table with this number.
    Table(u32),
    /// A field that running text can name: `{主题}`.
    Field(FieldKey),
    /// The footnote with this label.
    Footnote(String),
    /// An organ that issues, signs or receives, by its name as written.
    Organ(String),
}

/// A place where a thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// The place.
    pub span: Span,
    /// Whether the thing itself stands there, rather than a mention.
    pub is_definition: bool,
}

/// What stands at byte `at`, and its place there.
#[must_use]
pub fn thing_at(notice: &Notice, source: &str, at: usize) -> Option<(Thing, Span)> {
    let mut found: Option<(Thing, Span)> = None;
    let mut offer = |thing: Thing, span: Span| {
        let shorter = found.as_ref().is_none_or(|(_, other)| span.len() < other.len());
        if span.touches(at) && !span.is_empty() && shorter {
            found = Some((thing, span));
        }
    };
    each_mention(notice, &mut offer);
    for (place, part) in notice.parts().enumerate() {
        for (index, annex) in part.annexes.iter().enumerate() {
            let thing = Thing::Annex(place, annex_number(annex, index));
            offer(thing.clone(), annex.label.span);
            offer(thing, annex.title.span());
        }
        for (index, entry) in part.annex_note.iter().enumerate().filter(|(_, entry)| !entry.made) {
            offer(Thing::Annex(place, index as u32 + 1), entry.title.span());
        }
    }
    for block in notice.blocks() {
        match block {
            Block::Figure(figure) => figure.number.into_iter().for_each(|number| offer(Thing::Figure(number), figure.span)),
            Block::Table(table) => {
                if let (Some(number), Some(caption)) = (table.number, &table.caption) {
                    offer(Thing::Table(number), caption.span());
                    table.id.iter().for_each(|id| offer(Thing::Table(number), id.span));
                }
            }
            _ => {}
        }
    }
    for footnote in &notice.footnotes {
        offer(Thing::Footnote(footnote.label.text.clone()), footnote.label.span);
    }
    for field in notice.parts().flat_map(|part| &part.fields).filter(|field| !field.repeated) {
        offer(Thing::Field(field.key), field.label.span);
    }
    for organ in organs(notice) {
        offer(Thing::Organ(organ.text.clone()), organ.span);
    }
    // A name of an organ anywhere in the text, the longest first.
    if found.is_none() {
        let mut names: Vec<&Text> = organs(notice).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.text.len()));
        for name in names.iter().filter(|name| is_name(&name.text)) {
            let reach = at.saturating_sub(name.text.len());
            let reach = (0..=reach).rev().find(|start| source.is_char_boundary(*start)).unwrap_or(0);
            let stands = source[reach..]
                .match_indices(name.text.as_str())
                .map(|(start, part)| Span::new(reach + start, reach + start + part.len()));
            if let Some(span) = stands.take_while(|span| span.start <= at).find(|span| span.touches(at)) {
                return Some((Thing::Organ(name.text.clone()), span));
            }
        }
    }
    found
}

/// Every place where `thing` stands, in the order of the draft.
#[must_use]
pub fn occurrences(notice: &Notice, source: &str, thing: &Thing) -> Vec<Occurrence> {
    let mut all: Vec<Occurrence> = Vec::new();
    let mut add = |span: Span, is_definition| all.push(Occurrence { span, is_definition });
    each_mention(notice, &mut |other, span| {
        if other == *thing {
            add(span, false);
        }
    });
    match thing {
        Thing::Annex(place, number) => {
            let Some(part) = notice.parts().nth(*place) else { return all };
            let mut bodies =
                part.annexes.iter().enumerate().filter(|(index, annex)| annex_number(annex, *index) == *number).peekable();
            let has_body = bodies.peek().is_some();
            bodies.for_each(|(_, annex)| add(if annex.title.is_empty() { annex.label.span } else { annex.title.span() }, true));
            let listed =
                (*number as usize).checked_sub(1).and_then(|index| part.annex_note.get(index)).filter(|entry| !entry.made);
            listed.into_iter().for_each(|entry| add(entry.title.span(), !has_body));
        }
        Thing::Figure(number) => {
            let figures = notice.blocks().filter_map(|block| match block {
                Block::Figure(figure) if figure.number == Some(*number) => Some(figure),
                _ => None,
            });
            figures.for_each(|figure| add(if figure.caption.is_empty() { figure.span } else { figure.caption.span() }, true));
        }
        Thing::Table(number) => {
            let tables = notice.blocks().filter_map(|block| match block {
                Block::Table(table) if table.number == Some(*number) => Some(table),
                _ => None,
            });
            tables.for_each(|table| add(table.caption.as_ref().map_or(table.span, RichText::span), true));
        }
        Thing::Field(key) => notice.field(*key).into_iter().for_each(|field| add(field.label.span, true)),
        Thing::Footnote(label) => {
            notice.footnotes.iter().filter(|note| note.label.text == *label).for_each(|note| add(note.label.span, true));
        }
        Thing::Organ(name) => {
            let first = organs(notice).find(|organ| organ.text == *name).map(|organ| organ.span);
            mentions(source, name).into_iter().for_each(|span| add(span, Some(span) == first));
        }
    }
    all.sort_unstable();
    all.dedup_by_key(|occurrence| occurrence.span);
    all
}

/// Where a name stands in the draft, comments left out.
pub(super) fn mentions(source: &str, name: &str) -> Vec<Span> {
    if name.is_empty() {
        return Vec::new();
    }
    let in_comment = |at: usize| {
        let line = source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        source[line..at].trim_start().starts_with("//")
    };
    let found = source.match_indices(name).map(|(at, part)| Span::new(at, at + part.len()));
    found.filter(|span| !in_comment(span.start)).collect()
}

/// The number of an annex: as written, or its place.
fn annex_number(annex: &Annex, index: usize) -> u32 {
    annex.number.unwrap_or(index as u32 + 1)
}

/// Whether a text is long enough for a name that is looked for everywhere.
fn is_name(text: &str) -> bool {
    text.chars().count() >= 3
}

/// Every organ that the fields name: issuers first, then signatories, recipients and the rest.
pub(super) fn organs(notice: &Notice) -> impl Iterator<Item = &Text> {
    let signatories = notice.parts().flat_map(|part| &part.signatories);
    let own = notice.issuers.iter().chain(signatories).map(|organ: &Organ| &organ.text);
    let lists = [&notice.recipients, &notice.copies_to, &notice.reported_to, &notice.copied_to, &notice.distributed_to];
    let received = lists.into_iter().flatten().flat_map(|list| list.groups.iter().flatten());
    let printed = notice.printed_by.iter().map(|printed| &printed.organ);
    own.chain(received).chain(printed).filter(|text| !text.is_empty())
}

/// Calls `visit` for every mention in running text.
fn each_mention(notice: &Notice, visit: &mut impl FnMut(Thing, Span)) {
    let own = notice.parts().enumerate().flat_map(|(place, part)| part.own_texts().into_iter().map(move |text| (place, text)));
    for (place, text) in own.chain(notice.footnotes.iter().map(|note| (0, &note.text))) {
        text.walk(&mut |inline| match inline {
            Inline::Reference { target, number: Some(number), span, .. } => visit(referenced(place, *target, *number), *span),
            Inline::Name { field: Some(field), span, .. } => visit(Thing::Field(*field), *span),
            Inline::FootnoteRef { label, span, .. } => visit(Thing::Footnote(label.clone()), *span),
            _ => {}
        });
    }
}

const fn referenced(place: usize, target: ReferenceKind, number: u32) -> Thing {
    match target {
        ReferenceKind::Annex => Thing::Annex(place, number),
        ReferenceKind::Figure => Thing::Figure(number),
        ReferenceKind::Table => Thing::Table(number),
    }
}
