//! What can only be known when everything is read: values of names, targets of references, numbers of notes.

use super::blocks::{AnnexEntry, Block};
use super::inline::{Inline, RichText};
use super::{Language, Notice};
use crate::syntax::FieldKey;
use crate::syntax::values::ReferenceKind;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn resolve(notice: &mut Notice) {
    number_figures(notice);
    let mut targets = Targets::of(notice);
    let mut notes = Notes::of(notice);
    let mut footnotes = std::mem::take(&mut notice.footnotes);
    let names = resolve_part(notice, &BTreeMap::new(), &mut targets, &mut notes);
    for issued in &mut notice.issued {
        resolve_part(&mut issued.text, &names, &mut targets, &mut notes);
    }
    targets.turn_to(notice);
    for footnote in &mut footnotes {
        fill(&mut footnote.text, &names, &targets, &mut notes);
    }
    for footnote in &mut footnotes {
        footnote.number = notes.numbers.get(&footnote.label.text).copied();
    }
    notice.footnotes = footnotes;
}

/// Fills the texts of the notice itself, or of a text that it sends out; gives what its names stand for.
fn resolve_part(part: &mut Notice, above: &Names, targets: &mut Targets, notes: &mut Notes) -> Names {
    // Names in the title come first: `{标题}` in the text is the finished title.
    let mut names = above.clone();
    names.extend(fields(part));
    for text in part.title.iter_mut().chain(&mut part.subtitle) {
        text.inlines.iter_mut().for_each(|inline| inline.walk_mut(&mut |inline| fill_name(inline, &names)));
    }
    make_annex_note(part);
    names.insert(FieldKey::Title, part.title_text());
    targets.turn_to(part);
    each_text(part, &mut |text| fill(text, &names, targets, notes));
    names
}

fn fill(text: &mut RichText, names: &Names, targets: &Targets, notes: &mut Notes) {
    for inline in &mut text.inlines {
        inline.walk_mut(&mut |inline| {
            fill_name(inline, names);
            targets.fill(inline);
            notes.fill(inline);
        });
    }
}

/// What names stand for.
type Names = BTreeMap<FieldKey, String>;

/// What each field says, as it is put for its name.
fn fields(notice: &Notice) -> Names {
    let separator = if notice.language == Language::English { ", " } else { "、" };
    let said = |field: &super::FieldLine| {
        let parts: Vec<&str> = std::iter::once(&field.text)
            .chain(&field.items)
            .map(|text| text.text.as_str())
            .filter(|text| !text.is_empty())
            .collect();
        let titled = matches!(field.key, FieldKey::Title | FieldKey::Subtitle | FieldKey::Mark) && notice.language.is_chinese();
        parts.join(if titled { "" } else { separator })
    };
    let mut values = Names::new();
    for field in notice.fields.iter().filter(|field| !field.repeated) {
        let value = said(field);
        if !value.is_empty() {
            values.insert(field.key, value);
        }
    }
    values
}

fn fill_name(inline: &mut Inline, names: &Names) {
    if let Inline::Name { field: Some(field), text, .. } = inline {
        *text = names.get(field).cloned();
    }
}

/// A notice whose annexes are not listed lists them by their titles.
fn make_annex_note(notice: &mut Notice) {
    if notice.annex_note.is_empty() {
        let made = notice.annexes.iter().filter(|annex| !annex.title.is_empty());
        notice.annex_note = made
            .map(|annex| AnnexEntry { title: annex.title.clone(), number: None, number_text: None, file: None, made: true })
            .collect();
    }
}

/// Numbers the figures. A logo is none: pictures without a caption and an identifier count only where the text refers to more figures
/// than there are without them.
fn number_figures(notice: &mut Notice) {
    let is_figure = |block: &&Block| matches!(block, Block::Figure(figure) if !figure.caption.is_empty() || figure.id.is_some());
    let pictures = notice.blocks().filter(|block| matches!(block, Block::Figure(_))).count();
    if pictures == 0 {
        return;
    }
    let figures = notice.blocks().filter(is_figure).count();
    let mut referred = 0;
    for text in notice.texts() {
        text.walk(&mut |inline| {
            if let Inline::Reference { target: ReferenceKind::Figure, id: None, number: Some(number), .. } = inline {
                referred = referred.max(*number as usize);
            }
        });
    }
    let all = referred > figures;
    let mut count = 0;
    for block in notice.block_lists_mut().into_iter().flatten() {
        let counts = all || is_figure(&&*block);
        if let Block::Figure(figure) = block {
            count += u32::from(counts);
            figure.number = counts.then_some(count);
        }
    }
}

/// What references can point at.
struct Targets {
    annexes: BTreeSet<u32>,
    figures: u32,
    tables: u32,
    ids: BTreeMap<String, (ReferenceKind, u32, String)>,
}

impl Targets {
    fn of(notice: &Notice) -> Self {
        let mut targets = Self { annexes: BTreeSet::new(), figures: 0, tables: 0, ids: BTreeMap::new() };
        for block in notice.blocks() {
            let (id, entry) = match block {
                Block::Figure(figure) => {
                    let Some(number) = figure.number else { continue };
                    targets.figures = targets.figures.max(number);
                    (&figure.id, (ReferenceKind::Figure, number, notice.figure_label(number)))
                }
                Block::Table(table) => {
                    let Some(number) = table.number else { continue };
                    targets.tables = targets.tables.max(number);
                    (&table.id, (ReferenceKind::Table, number, notice.table_label(number)))
                }
                _ => continue,
            };
            if let Some(id) = id {
                targets.ids.entry(id.text.clone()).or_insert(entry);
            }
        }
        targets
    }

    /// What follows is in this part: its annexes are those that are meant. Figures and tables are counted through the whole.
    fn turn_to(&mut self, part: &Notice) {
        self.annexes = part.annexes.iter().filter_map(|annex| annex.number).collect();
        self.annexes.extend(1..=part.annex_note.len() as u32);
    }

    fn fill(&self, inline: &mut Inline) {
        let Inline::Reference { target, number, id, text, resolved, .. } = inline else { return };
        match id {
            Some(id) => {
                if let Some((kind, found, label)) = self.ids.get(id.as_str()) {
                    (*target, *number, *resolved) = (*kind, Some(*found), true);
                    text.clone_from(label);
                }
            }
            None => {
                let number = number.unwrap_or(0);
                *resolved = match target {
                    ReferenceKind::Annex => self.annexes.contains(&number),
                    ReferenceKind::Figure => (1..=self.figures).contains(&number),
                    ReferenceKind::Table => (1..=self.tables).contains(&number),
                };
            }
        }
    }
}

/// Numbers of footnotes, in the order in which the text refers to them.
struct Notes {
    labels: BTreeSet<String>,
    numbers: BTreeMap<String, u32>,
}

impl Notes {
    fn of(notice: &Notice) -> Self {
        let labels = notice.footnotes.iter().map(|footnote| footnote.label.text.clone()).collect();
        Self { labels, numbers: BTreeMap::new() }
    }

    fn fill(&mut self, inline: &mut Inline) {
        let Inline::FootnoteRef { label, number, .. } = inline else { return };
        if self.labels.contains(label.as_str()) {
            let next = self.numbers.len() as u32 + 1;
            *number = Some(*self.numbers.entry(label.clone()).or_insert(next));
        }
    }
}

/// Calls `visit` for every running text of a part, in reading order.
fn each_text(notice: &mut Notice, visit: &mut impl FnMut(&mut RichText)) {
    notice.editor_note.iter_mut().chain(&mut notice.title).chain(&mut notice.subtitle).for_each(&mut *visit);
    notice.body.iter_mut().flat_map(Block::texts_mut).for_each(&mut *visit);
    notice.annex_note.iter_mut().for_each(|entry| visit(&mut entry.title));
    notice.note.iter_mut().for_each(&mut *visit);
    notice.afterword.iter_mut().flat_map(Block::texts_mut).for_each(&mut *visit);
    for annex in &mut notice.annexes {
        visit(&mut annex.title);
        annex.blocks.iter_mut().flat_map(Block::texts_mut).for_each(&mut *visit);
    }
}
