//! A notice as units that are compared: fields by their keyword, and what stands in body and annexes piece by piece, each with its place.

use crate::model::{Block, ContactBlock, Notice, RichText, Section};
use crate::say;
use crate::say::Say;
use crate::span::Span;
use crate::syntax::{ArticleKind, FieldKey};
use crate::wording;

/// A piece of a notice.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Where it stands, for people.
    pub place: Say,
    /// Its number, which changes when something before it comes or goes.
    pub label: String,
    /// What it says.
    pub text: String,
    /// Where it stands in the draft.
    pub span: Span,
}

/// A field: which, its name, its value.
pub(super) struct Value {
    pub key: FieldKey,
    pub place: Say,
    pub text: String,
    /// Where it stands in the draft, with its items.
    pub span: Span,
}

/// Fields that may stand in several places: they are compared where they stand.
const CONTACTS: &[FieldKey] = &[
    FieldKey::Office,
    FieldKey::Person,
    FieldKey::Phone,
    FieldKey::Fax,
    FieldKey::Mobile,
    FieldKey::Email,
    FieldKey::Address,
    FieldKey::Postcode,
    FieldKey::Website,
];

/// The fields of a notice, each once.
pub(super) fn fields(notice: &Notice) -> Vec<Value> {
    let mut found = Vec::new();
    for line in notice.fields.iter().filter(|line| !line.repeated && !CONTACTS.contains(&line.key)) {
        let row = line.key.row();
        let items = line.items.iter().map(|item| item.text.as_str());
        let parts: Vec<&str> = std::iter::once(line.text.text.as_str()).chain(items).filter(|text| !text.is_empty()).collect();
        found.push(Value {
            key: line.key,
            place: Say { zh: row.simplified.first().to_owned(), en: row.english.first().to_owned() },
            text: parts.join("、"),
            span: line.items.iter().fold(line.span, |span, item| span.to(item.span)),
        });
    }
    found
}

/// What stands in the notice, in reading order.
pub(super) fn units(notice: &Notice) -> Vec<Unit> {
    let mut found = Vec::new();
    for (index, part) in notice.parts().enumerate() {
        let within = if index == 0 {
            Say::default()
        } else {
            let title = part.title_text();
            say!("印发的《{title}》", "issued text “{title}”, ")
        };
        if index > 0 {
            let title = part.title_text();
            let span = part.title.iter().map(|line| line.source.span).reduce(Span::to).unwrap_or_default();
            let place = say!("印发的文字标题", "title of an issued text");
            found.push(Unit { place, label: String::new(), text: title, span });
        }
        let mut walk = Walk { notice: part, within, open: Vec::new(), paragraphs: 0, tables: 0, found: &mut found };
        walk.blocks(&part.body);
        part.contacts.iter().for_each(|block| walk.contacts(block));
        walk.blocks(&part.afterword);
        for annex in &part.annexes {
            let label = wording::annex_label(part, annex);
            let Say { zh, en } = &walk.within;
            let place = say!("{zh}{label}标题", "{en}title of {label}");
            let span = annex.title.source.span.to(annex.label.span);
            walk.found.push(Unit { place, label: label.clone(), text: annex.title.plain(), span });
            let mut inner = Walk {
                notice: part,
                within: say!("{zh}{label}", "{en}{label}, "),
                open: Vec::new(),
                paragraphs: 0,
                tables: 0,
                found: &mut *walk.found,
            };
            inner.blocks(&annex.blocks);
        }
    }
    for note in &notice.footnotes {
        let label = &note.label.text;
        let place = say!("脚注 {label}", "footnote {label}");
        let span = note.label.span.to(note.text.source.span);
        found.push(Unit { place, label: String::new(), text: note.text.plain(), span });
    }
    found
}

struct Walk<'a> {
    notice: &'a Notice,
    /// The annex or text that it stands in.
    within: Say,
    /// The numbers of the sections that are open, by level.
    open: Vec<(u8, String)>,
    /// Paragraphs without a number since the last one.
    paragraphs: usize,
    tables: usize,
    found: &'a mut Vec<Unit>,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Section(section) => self.section(section),
                Block::Article(article) => {
                    let level = match article.part {
                        ArticleKind::Chapter => 0,
                        ArticleKind::Section => 1,
                        ArticleKind::Article => 2,
                    };
                    self.numbered(level, &article.label.text, article.text.plain(), article.span);
                }
                Block::Table(table) => self.table(table),
                Block::Figure(figure) => {
                    let number = figure.number.map(|number| self.notice.figure_label(number)).unwrap_or_default();
                    self.add(say!("{number}图题", "caption of {number}"), &number, figure.caption.plain(), figure.span);
                }
                Block::Contacts(block) => self.contacts(block),
                // Whatever else says something says it as running text.
                other => other.texts().into_iter().for_each(|text| self.paragraph(text)),
            }
        }
    }

    fn contacts(&mut self, block: &ContactBlock) {
        for contact in &block.contacts {
            let label = &contact.label.text;
            self.add(say!("{label}", "{label}"), label, contact.text.text.clone(), contact.label.span.to(contact.text.span));
        }
    }

    fn add(&mut self, place: Say, label: &str, text: String, span: Span) {
        let Say { zh, en } = &self.within;
        let place = Say { zh: format!("{zh}{}", place.zh), en: format!("{en}{}", place.en) };
        self.found.push(Unit { place, label: label.to_owned(), text, span });
    }

    /// Where the sections stand that are open: `二、（三）`.
    fn path(&self) -> String {
        self.open.iter().map(|(_, label)| label.as_str()).collect()
    }

    fn paragraph(&mut self, text: &RichText) {
        self.paragraphs += 1;
        let (path, number) = (self.path(), self.paragraphs);
        let place = if path.is_empty() {
            say!("第{number}段", "paragraph {number}")
        } else {
            say!("{path}下第{number}段", "paragraph {number} below {path}")
        };
        self.add(place, "", text.plain(), text.source.span);
    }

    fn section(&mut self, section: &Section) {
        let text = |text: &RichText| text.plain();
        self.numbered(section.level + 2, &section.label, text(&section.heading) + &text(&section.text), section.span);
    }

    fn numbered(&mut self, level: u8, label: &str, text: String, span: Span) {
        self.open.retain(|(open, _)| *open < level);
        self.open.push((level, label.to_owned()));
        self.paragraphs = 0;
        let path = self.path();
        let path = path.trim_end_matches(['、', '.', '．']);
        self.add(say!("{path}", "{path}"), label, text, span);
    }

    fn table(&mut self, table: &crate::model::Table) {
        self.tables += 1;
        let number = table.number.map_or_else(|| self.tables.to_string(), |number| number.to_string());
        if let Some(caption) = &table.caption {
            self.add(say!("表{number}表题", "caption of table {number}"), "", caption.plain(), caption.source.span);
        }
        for (index, row) in table.rows.iter().enumerate() {
            let cells: Vec<String> = row.cells.iter().map(|cell| cell.text.plain()).collect();
            let (span, row) = (row.span, index + 1);
            self.add(say!("表{number}第{row}行", "table {number}, row {row}"), "", cells.join("　"), span);
        }
        for note in table.unit.iter().chain(&table.notes) {
            self.add(say!("表{number}注", "note of table {number}"), "", note.plain(), note.source.span);
        }
    }
}
