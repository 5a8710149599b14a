//! Renaming: what else has to change with a name.

use super::thing::{Thing, mentions, occurrences, thing_at};
use crate::check::Edit;
use crate::model::{Block, Inline, Notice};
use crate::say;
use crate::say::Say;
use crate::span::Span;

/// Why something cannot be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameFault(pub Say);

/// What can be renamed at byte `at`: its place, which holds the old name.
#[must_use]
pub fn renamed_at(notice: &Notice, source: &str, at: usize) -> Option<Span> {
    let (thing, span) = thing_at(notice, source, at)?;
    match thing {
        Thing::Organ(_) => Some(span),
        // The title, not the label or a reference: a number is changed by moving the annex.
        Thing::Annex(..) => titles(notice, source, &thing).contains(&span).then_some(span),
        Thing::Figure(_) | Thing::Table(_) => ids(notice, &thing).into_iter().find(|id| id.touches(at)),
        Thing::Footnote(label) => {
            let start = span.start + span.of(source).find(&label)?;
            Some(Span::new(start, start + label.len()))
        }
        Thing::Field(_) => None,
    }
}

/// The edits that give the thing at byte `at` the name `name` wherever it stands.
///
/// An organ is renamed in every field and text; the title of an annex in the list, at the annex, and where the text quotes it.
///
/// # Errors
/// [`RenameFault`] where nothing can be renamed, or the new name cannot stand there.
pub fn rename(notice: &Notice, source: &str, at: usize, name: &str) -> Result<Vec<Edit>, RenameFault> {
    let name = name.trim();
    let refused = |zh: &str, en: &str| RenameFault(Say { zh: zh.to_owned(), en: en.to_owned() });
    let (Some((thing, _)), Some(old)) = (thing_at(notice, source, at), renamed_at(notice, source, at)) else {
        return Err(refused("这里没有可以改名的内容", "nothing here can be renamed"));
    };
    if name.is_empty() || name.contains(['\n', '\r']) {
        return Err(refused("新名称不能为空，也不能换行", "the new name must be one line and not empty"));
    }
    let spans = match &thing {
        Thing::Organ(written) => mentions(source, written),
        Thing::Annex(..) => {
            let mut spans = titles(notice, source, &thing);
            spans.extend(
                mentions(source, &format!("《{}》", old.of(source)))
                    .into_iter()
                    .map(|span| Span::new(span.start + 3, span.end - 3)),
            );
            spans
        }
        Thing::Figure(_) | Thing::Table(_) => ids(notice, &thing),
        Thing::Footnote(label) => occurrences(notice, source, &thing)
            .into_iter()
            .filter_map(|occurrence| {
                let start = occurrence.span.start + occurrence.span.of(source).find(label.as_str())?;
                Some(Span::new(start, start + label.len()))
            })
            .collect(),
        Thing::Field(_) => Vec::new(),
    };
    let is_label = matches!(thing, Thing::Figure(_) | Thing::Table(_) | Thing::Footnote(_));
    if is_label && name.contains(|c: char| c.is_whitespace() || "[]{}".contains(c)) {
        let Say { zh, en } = say!("标识里不能有空格和括号", "an identifier has no spaces and no brackets");
        return Err(refused(&zh, &en));
    }
    let mut edits: Vec<Edit> = spans.into_iter().map(|span| Edit { span, text: name.to_owned() }).collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    Ok(edits)
}

/// Where the title of an annex stands: at the annex and in the list, as far as both say the same.
fn titles(notice: &Notice, source: &str, thing: &Thing) -> Vec<Span> {
    let places = occurrences(notice, source, thing).into_iter().map(|occurrence| occurrence.span);
    let listed = notice.parts().flat_map(|part| &part.annex_note).filter(|entry| !entry.made).map(|entry| entry.title.span());
    let all: Vec<Span> = notice.parts().flat_map(|part| &part.annexes).map(|annex| annex.title.span()).chain(listed).collect();
    places.filter(|span| !span.is_empty() && all.contains(span)).collect()
}

/// Where the identifier of a figure or table stands.
fn ids(notice: &Notice, thing: &Thing) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut own = None;
    for block in notice.blocks() {
        let id = match block {
            Block::Figure(figure) if figure.number.is_some_and(|number| *thing == Thing::Figure(number)) => &figure.id,
            Block::Table(table) if table.number.is_some_and(|number| *thing == Thing::Table(number)) => &table.id,
            _ => continue,
        };
        if let Some(id) = id {
            spans.push(id.span);
            own = Some(&id.text);
        }
    }
    let Some(own) = own else { return spans };
    for text in notice.texts() {
        text.walk(&mut |inline| {
            if let Inline::Reference { id: Some(id), span, .. } = inline
                && id == own
            {
                // `{@id}`: the identifier stands before the closing brace.
                spans.push(Span::new(span.end - 1 - id.len(), span.end - 1));
            }
        });
    }
    spans
}
