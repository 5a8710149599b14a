//! Two notices as one, with the words of both: the new one, and what is gone where it stood (花脸稿).
//!
//! Here: [`merged`]. Words that are gone or new stand between the marks of `wording`, which pages turn into strokes. Blocks are paired as
//! blocks and rows as rows; what cannot stand in the new notice as what it was, such as a note that nothing refers to any longer, stands
//! there as a paragraph. Not here: pages (`layout`).

use super::align::pairs;
use super::parts::{both, gone, made, rich};
use crate::model::{
    AnnexEntry, Block, Contact, Date, List, Notice, Organ, Paragraph, PrintedBy, Recipients, RichText, Row, Table, Value,
};
use crate::span::Span;
use crate::syntax::Text;

/// What is merged: the old list and the new one, element by element.
pub(super) enum Step<T> {
    Both(T, T),
    Gone(T),
    New(T),
}

/// The new notice with the words of the old one.
#[must_use]
pub fn merged(old: &Notice, new: &Notice) -> Notice {
    let mut out = new.clone();
    fields(old, &mut out);
    notice(old, &mut out);
    out.issued = Vec::new();
    for (index, issued) in new.issued.iter().enumerate() {
        let mut issued = issued.clone();
        match old.issued.get(index) {
            Some(before) => notice(&before.text, &mut issued.text),
            None => notice(&Notice::default(), &mut issued.text),
        }
        out.issued.push(issued);
    }
    for before in old.issued.iter().skip(new.issued.len()) {
        let mut issued = before.clone();
        issued.text = Notice { language: new.language, ..Notice::default() };
        notice(&before.text, &mut issued.text);
        out.issued.push(issued);
    }
    notes(old, &mut out);
    out
}

/// Values that stand alone.
fn fields(old: &Notice, new: &mut Notice) {
    value(old.copy_number.as_ref(), &mut new.copy_number);
    value(old.classification.as_ref(), &mut new.classification);
    value(old.urgency.as_ref(), &mut new.urgency);
    value(old.number.as_ref(), &mut new.number);
    value(old.issue.as_ref(), &mut new.issue);
    value(old.total_issue.as_ref(), &mut new.total_issue);
    text(old.editor.as_ref(), &mut new.editor);
    new.mark = texts(&old.mark, &new.mark);
    new.present = texts(&old.present, &new.present);
    new.excused = texts(&old.excused, &new.excused);
    new.attending = texts(&old.attending, &new.attending);
    new.editor_note = riches(&old.editor_note, &new.editor_note);
    organs(&old.issuers, &mut new.issuers);
    organs(&old.approvers, &mut new.approvers);
    recipients(old.copies_to.as_ref(), &mut new.copies_to);
    recipients(old.reported_to.as_ref(), &mut new.reported_to);
    recipients(old.copied_to.as_ref(), &mut new.copied_to);
    recipients(old.distributed_to.as_ref(), &mut new.distributed_to);
    match (&old.printed_by, &mut new.printed_by) {
        (Some(one), Some(two)) => {
            two.text = made(&both(&one.text.text, &two.text.text));
            two.organ = made(&both(&one.organ.text, &two.organ.text));
            value(one.date.as_ref(), &mut two.date);
        }
        (Some(one), two) => {
            let date = one.date.as_ref().map(|date| Value { text: made(&both(&date.text.text, "")), value: None });
            *two = Some(PrintedBy { organ: made(&both(&one.organ.text, "")), date, text: one.text.clone() });
        }
        (None, Some(two)) => two.organ = made(&both("", &two.organ.text)),
        (None, None) => {}
    }
}

/// What a notice has and a text that it sends out may have, too.
fn notice(old: &Notice, new: &mut Notice) {
    new.title = title(&old.title, &new.title);
    new.subtitle = riches(&old.subtitle, &new.subtitle);
    recipients(old.recipients.as_ref(), &mut new.recipients);
    new.body = blocks(&old.body, &new.body);
    new.afterword = blocks(&old.afterword, &new.afterword);
    organs(&old.signatories, &mut new.signatories);
    date(old, new);
    match (&old.note, &mut new.note) {
        (Some(one), Some(two)) => *two = rich(one, two),
        (Some(one), two) => *two = Some(gone(one)),
        (None, Some(two)) => *two = rich(&RichText::default(), two),
        (None, None) => {}
    }
    contacts(old, new);
    annexes(old, new);
}

fn date(old: &Notice, new: &mut Notice) {
    value(old.date.as_ref(), &mut new.date);
    // Without a meaning it is printed as it is written.
    if let Some(Value { value: Some(Date { .. }), .. }) = &new.date
        && old.date.as_ref().map(|date| &date.text.text) != new.date.as_ref().map(|date| &date.text.text)
        && let Some(date) = &mut new.date
    {
        date.value = None;
    }
}

fn value<T: Clone>(old: Option<&Value<T>>, new: &mut Option<Value<T>>) {
    let (one, two) =
        (old.map_or("", |value| value.text.text.as_str()), new.as_ref().map_or("", |value| value.text.text.as_str()));
    if one != two {
        *new = Some(Value { text: made(&both(one, two)), value: None });
    }
}

fn text(old: Option<&Text>, new: &mut Option<Text>) {
    let (one, two) = (old.map_or("", |text| text.text.as_str()), new.as_ref().map_or("", |text| text.text.as_str()));
    if one != two {
        *new = Some(made(&both(one, two)));
    }
}

fn recipients(old: Option<&Recipients>, new: &mut Option<Recipients>) {
    let said = |list: &Recipients| list.listed().to_owned();
    let (one, two) = (old.map(said).unwrap_or_default(), new.as_ref().map(said).unwrap_or_default());
    if one != two {
        *new = Some(Recipients { text: made(&both(&one, &two)), groups: Vec::new() });
    }
}

/// A list, paired by what each of it says, in the order of the new one; what is gone stands where it stood.
pub(super) fn steps<T: Clone>(old: &[T], new: &[T], said: impl Fn(&T) -> String, fits: impl Fn(&T, &T) -> bool) -> Vec<Step<T>> {
    let (one, two): (Vec<String>, Vec<String>) = (old.iter().map(&said).collect(), new.iter().map(&said).collect());
    let before: Vec<&str> = one.iter().map(String::as_str).collect();
    let after: Vec<&str> = two.iter().map(String::as_str).collect();
    let kept = pairs(&before, &after);
    let kept: Vec<_> = kept.into_iter().filter(|pair| !pair.moved && fits(&old[pair.old], &new[pair.new])).collect();
    let mut found = Vec::new();
    let mut done = 0;
    for (at, item) in new.iter().enumerate() {
        let Some(pair) = kept.iter().find(|pair| pair.new == at) else {
            found.push(Step::New(item.clone()));
            continue;
        };
        let from = found.len();
        // What is gone stands before what is new in the same place.
        let fresh = found.iter().rev().take_while(|step| matches!(step, Step::New(_))).count();
        let lost = old[done..pair.old].iter().cloned().map(Step::Gone);
        found.splice(from - fresh..from - fresh, lost);
        found.push(Step::Both(old[pair.old].clone(), item.clone()));
        done = pair.old + 1;
    }
    let fresh = found.iter().rev().take_while(|step| matches!(step, Step::New(_))).count();
    let at = found.len() - fresh;
    found.splice(at..at, old[done..].iter().cloned().map(Step::Gone));
    found
}

fn texts(old: &[Text], new: &[Text]) -> Vec<Text> {
    let each = |step: Step<Text>| match step {
        Step::Both(one, two) => made(&both(&one.text, &two.text)),
        Step::Gone(one) => made(&both(&one.text, "")),
        Step::New(two) => made(&both("", &two.text)),
    };
    steps(old, new, |text| text.text.clone(), |_, _| true).into_iter().map(each).collect()
}

fn riches(old: &[RichText], new: &[RichText]) -> Vec<RichText> {
    let each = |step: Step<RichText>| match step {
        Step::Both(one, two) => rich(&one, &two),
        Step::Gone(one) => gone(&one),
        Step::New(two) => rich(&RichText::default(), &two),
    };
    steps(old, new, RichText::plain, |_, _| true).into_iter().map(each).collect()
}

/// A title is one text, in however many lines it was written.
fn title(old: &[RichText], new: &[RichText]) -> Vec<RichText> {
    let whole = |lines: &[RichText]| lines.iter().map(RichText::plain).collect::<String>();
    let (one, two) = (whole(old), whole(new));
    match (old, new) {
        _ if one == two => new.to_vec(),
        ([one], [two]) => vec![rich(one, two)],
        _ => vec![RichText::made(&both(&one, &two))],
    }
}

fn organs(old: &[Organ], new: &mut Vec<Organ>) {
    if old == new.as_slice() {
        return;
    }
    let organ = |name: String| Organ { text: made(&name), name };
    let each = |step: Step<Organ>| match step {
        Step::Both(one, two) if one.name == two.name => two,
        Step::Both(one, two) => organ(both(&one.name, &two.name)),
        Step::Gone(one) => organ(both(&one.name, "")),
        Step::New(two) => organ(both("", &two.name)),
    };
    *new = steps(old, new, |organ| organ.name.clone(), |_, _| true).into_iter().map(each).collect();
}

fn contacts(old: &Notice, new: &mut Notice) {
    let all = |notice: &Notice| notice.contacts.iter().flat_map(|block| block.contacts.clone()).collect::<Vec<Contact>>();
    let (one, two) = (all(old), all(new));
    if one.iter().map(said).eq(two.iter().map(said)) {
        return;
    }
    let span = new.contacts.first().or(old.contacts.first()).map(|block| block.span).unwrap_or_default();
    new.contacts = vec![crate::model::ContactBlock { contacts: contact_lines(&one, &two), span }];
}

fn said(contact: &Contact) -> String {
    format!("{}：{}", contact.label.text, contact.text.text)
}

fn contact_lines(old: &[Contact], new: &[Contact]) -> Vec<Contact> {
    let line = |one: Option<&Contact>, two: &Contact, text: String| Contact {
        label: if one.is_none_or(|one| one.label.text == two.label.text) {
            two.label.clone()
        } else {
            made(&both(&one.map(|one| one.label.text.clone()).unwrap_or_default(), &two.label.text))
        },
        text: made(&text),
        values: Vec::new(),
        ..two.clone()
    };
    let each = |step: Step<Contact>| match step {
        Step::Both(one, two) if said(&one) == said(&two) => two,
        Step::Both(one, two) => line(Some(&one), &two, both(&one.text.text, &two.text.text)),
        Step::Gone(one) => Contact { label: made(&both(&one.label.text, "")), ..line(None, &one, both(&one.text.text, "")) },
        Step::New(two) => Contact { label: made(&both("", &two.label.text)), ..line(None, &two, both("", &two.text.text)) },
    };
    steps(old, new, said, |_, _| true).into_iter().map(each).collect()
}

fn annexes(old: &Notice, new: &mut Notice) {
    let listed = steps(&old.annex_note, &new.annex_note, |entry| entry.title.plain(), |_, _| true);
    let entry = |step: Step<AnnexEntry>| match step {
        Step::Both(one, two) => AnnexEntry { title: rich(&one.title, &two.title), ..two },
        Step::Gone(one) => AnnexEntry { title: gone(&one.title), file: None, number: None, number_text: None, made: false },
        Step::New(two) => AnnexEntry { title: rich(&RichText::default(), &two.title), ..two },
    };
    new.annex_note = listed.into_iter().map(entry).collect();
    let annexes = steps(&old.annexes, &new.annexes, |annex| annex.title.plain(), |_, _| true);
    new.annexes = annexes
        .into_iter()
        .map(|step| {
            let (one, mut two) = match step {
                Step::Both(one, two) => (Some(one), two),
                Step::New(two) => (None, two),
                Step::Gone(one) => {
                    let mut two = crate::model::Annex { title: RichText::default(), blocks: Vec::new(), ..one.clone() };
                    (two.title, two.blocks) = (gone(&one.title), blocks(&one.blocks, &[]));
                    return two;
                }
            };
            let none = RichText::default();
            two.title = rich(one.as_ref().map_or(&none, |one| &one.title), &two.title);
            two.blocks = blocks(one.as_ref().map_or(&[], |one| one.blocks.as_slice()), &two.blocks);
            two
        })
        .collect();
}

/// What a block says, for the pairing; its number is left out.
fn block_text(block: &Block) -> String {
    match block {
        Block::Contacts(block) => block.contacts.iter().map(said).collect(),
        other => other.texts().into_iter().map(RichText::plain).collect::<Vec<_>>().join("\u{3000}"),
    }
}

fn blocks(old: &[Block], new: &[Block]) -> Vec<Block> {
    let fits = |one: &Block, two: &Block| std::mem::discriminant(one) == std::mem::discriminant(two) && same_grid(one, two);
    let mut found = Vec::new();
    for step in steps(old, new, block_text, fits) {
        match step {
            Step::Both(one, two) => found.push(block(&one, two)),
            Step::Gone(one) => gone_block(one, &mut found),
            Step::New(two) => found.push(fresh_block(two)),
        }
    }
    found
}

/// Whether a table can show the rows of both: of as many columns, without cells over several rows.
fn same_grid(one: &Block, two: &Block) -> bool {
    let (Block::Table(one), Block::Table(two)) = (one, two) else { return true };
    let flat = |table: &Table| table.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.rows == 1);
    one.columns.len() == two.columns.len() && (one.rows.len() == two.rows.len() || flat(one) && flat(two))
}

fn block(old: &Block, new: Block) -> Block {
    match (old, new) {
        (Block::Paragraph(one), Block::Paragraph(two)) => Block::Paragraph(Paragraph { text: rich(&one.text, &two.text), ..two }),
        (Block::Section(one), Block::Section(mut two)) => {
            two.label = both(&one.label, &two.label);
            if one.heading.plain() == two.heading.plain() {
                two.text = rich(&one.text, &two.text);
            } else if one.text.is_empty() == two.text.is_empty() {
                (two.heading, two.text) = (rich(&one.heading, &two.heading), rich(&one.text, &two.text));
            } else {
                let (before, after) = (&one.heading, &one.text);
                let whole = RichText::made(&format!("{}{}", before.plain(), after.plain()));
                if two.text.is_empty() {
                    two.heading = rich(&whole, &two.heading);
                } else {
                    let heading = RichText::made(&format!("{}{}", two.heading.plain(), two.text.plain()));
                    (two.heading, two.text) = (RichText::default(), rich(&whole, &heading));
                }
            }
            Block::Section(two)
        }
        (Block::Article(one), Block::Article(mut two)) => {
            two.label = made(&both(&one.label.text, &two.label.text));
            two.text = rich(&one.text, &two.text);
            Block::Article(two)
        }
        (Block::List(one), Block::List(two)) => Block::List(List { items: riches(&one.items, &two.items), ..two }),
        (Block::Table(one), Block::Table(two)) => Block::Table(table(one, two)),
        (Block::Figure(one), Block::Figure(mut two)) => {
            two.caption = rich(&one.caption, &two.caption);
            Block::Figure(two)
        }
        (Block::Contacts(one), Block::Contacts(mut two)) => {
            two.contacts = contact_lines(&one.contacts, &two.contacts);
            Block::Contacts(two)
        }
        (_, other) => other,
    }
}

fn fresh_block(mut block: Block) -> Block {
    let none = RichText::default();
    match &mut block {
        Block::Section(section) => section.label = both("", &section.label),
        Block::Article(article) => article.label = made(&both("", &article.label.text)),
        Block::Contacts(block) => block.contacts = contact_lines(&[], &block.contacts),
        _ => {}
    }
    for text in block.texts_mut() {
        *text = rich(&none, text);
    }
    block
}

/// A block that is gone: what it says, and no more. Its number, its notes and what leads to it are those of the old notice.
fn gone_block(mut block: Block, out: &mut Vec<Block>) {
    let paragraph = |text: &RichText, span: Span| Block::Paragraph(Paragraph { text: gone(text), key: None, span });
    match &mut block {
        Block::Section(section) => section.label = both(&section.label, ""),
        Block::Article(article) => article.label = made(&both(&article.label.text, "")),
        Block::Contacts(block) => block.contacts = contact_lines(&block.contacts, &[]),
        Block::Table(table) => {
            let caption = table.caption.take();
            out.extend(caption.iter().map(|caption| paragraph(caption, table.span)));
            (table.number, table.id) = (None, None);
        }
        // The picture itself cannot be struck through.
        Block::Figure(figure) => return out.push(paragraph(&figure.caption, figure.span)),
        Block::PageBreak(_) => return,
        _ => {}
    }
    for text in block.texts_mut() {
        *text = gone(text);
    }
    out.push(block);
}

fn table(old: &Table, mut new: Table) -> Table {
    let optional = |one: Option<&RichText>, two: Option<RichText>| match (one, two) {
        (Some(one), Some(two)) => Some(rich(one, &two)),
        (Some(one), None) => Some(gone(one)),
        (None, two) => two.map(|two| rich(&RichText::default(), &two)),
    };
    if new.number.is_some() {
        new.caption = optional(old.caption.as_ref(), new.caption.take());
    }
    new.unit = optional(old.unit.as_ref(), new.unit.take());
    new.notes = riches(&old.notes, &new.notes);
    let text = |row: &Row| row.cells.iter().map(|cell| cell.text.plain()).collect::<Vec<_>>().join("\u{3000}");
    let cells = |row: &Row| row.cells.iter().map(|cell| (cell.column, cell.columns, cell.rows)).collect::<Vec<_>>();
    let pair = |one: &Row, mut two: Row| {
        if cells(one) == cells(&two) {
            for (one, two) in one.cells.iter().zip(&mut two.cells) {
                two.text = rich(&one.text, &two.text);
            }
        }
        two
    };
    if old.rows.len() == new.rows.len() && old.rows.iter().zip(&new.rows).all(|(one, two)| cells(one) == cells(two)) {
        new.rows = old.rows.iter().zip(new.rows).map(|(one, two)| pair(one, two)).collect();
        return new;
    }
    let fits = |one: &Row, two: &Row| cells(one) == cells(two) && one.role == two.role;
    let each = |step: Step<Row>| match step {
        Step::Both(one, two) => pair(&one, two),
        Step::Gone(mut one) => {
            one.cells.iter_mut().for_each(|cell| cell.text = gone(&cell.text));
            one
        }
        Step::New(mut two) => {
            two.cells.iter_mut().for_each(|cell| cell.text = rich(&RichText::default(), &cell.text));
            two
        }
    };
    let rows = steps(&old.rows, &new.rows, text, fits).into_iter().map(each).collect::<Vec<Row>>();
    // A row of the head that is gone stands with the head.
    let (head, rest): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.role == crate::model::RowRole::Head);
    new.rows = head.into_iter().chain(rest).collect();
    new
}

/// Notes: those of both, and at the end of the body those that no mark leads to any longer.
fn notes(old: &Notice, new: &mut Notice) {
    let of = |notice: &Notice, label: &str| notice.footnotes.iter().position(|note| note.label.text == label);
    let mut left = Vec::new();
    for note in &old.footnotes {
        match of(new, &note.label.text) {
            Some(at) => new.footnotes[at].text = rich(&note.text, &new.footnotes[at].text),
            None => left.push(note),
        }
    }
    for note in &mut new.footnotes {
        if of(old, &note.label.text).is_none() {
            note.text = rich(&RichText::default(), &note.text);
        }
    }
    for note in left {
        let text = RichText::made(&both(&format!("[^{}] {}", note.label.text, note.text.plain()), ""));
        new.body.push(Block::Paragraph(Paragraph { text, key: None, span: note.label.span }));
    }
}
