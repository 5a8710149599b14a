//! A built fixture: the notice that was read, and where each of its elements stands on the finished pages.

use crate::page::{Glyph, Page, Row, Seen, seen};
use serde_json::Value;
use zhumo::model::{Annex, Block, ContactBlock, Notice, RichText, SectionForm};
use zhumo::syntax::ArticleKind;
use zhumo::wording::{self, ImprintRow, labels};

/// What a piece of a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    Heading(u8),
    /// The first characters, in the face of the level, then text.
    RunIn(u8, usize),
    Numbered,
    /// The characters of its label.
    Article(usize),
    Chapter,
    Item,
    Caption,
    Contact,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub kind: Kind,
    pub seen: Seen,
}

/// An entry of the annex note.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `附件：`, before the first one.
    pub label: Option<Seen>,
    pub number: Option<Seen>,
    pub name: Seen,
}

/// 出席, 请假 or 列席.
#[derive(Clone, Debug)]
pub struct People {
    pub label: Seen,
    pub entries: Vec<Seen>,
}

#[derive(Clone, Debug)]
pub struct AnnexSeen {
    pub label: Seen,
    pub title: Option<Seen>,
    pub body: Vec<Part>,
    pub landscape: bool,
}

#[derive(Clone, Debug)]
pub enum Record {
    /// Label and organs; how many characters the label has.
    List(Seen, usize),
    Printed(Seen, Option<Seen>),
    Copies(Seen),
}

impl Record {
    pub fn top(&self) -> f64 {
        match self {
            Self::List(seen, _) | Self::Copies(seen) | Self::Printed(seen, _) => seen.first().top(),
        }
    }

    pub fn page(&self) -> usize {
        match self {
            Self::List(seen, _) | Self::Copies(seen) | Self::Printed(seen, _) => seen.page(),
        }
    }

    pub fn last(&self) -> &Row {
        match self {
            Self::List(seen, _) | Self::Copies(seen) => seen.last(),
            Self::Printed(seen, date) => date.as_ref().unwrap_or(seen).last(),
        }
    }
}

/// Where everything stands; the order of the fields is the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    pub copy_number: Option<Seen>,
    pub classification: Option<Seen>,
    pub urgency: Option<Seen>,
    pub mark: Option<Seen>,
    pub number: Option<Seen>,
    pub approver_label: Option<Seen>,
    pub approvers: Vec<Seen>,
    pub issue: Option<Seen>,
    pub editor: Option<Seen>,
    pub head_date: Option<Seen>,
    pub editor_note: Vec<Seen>,
    pub title: Vec<Seen>,
    pub subtitle: Vec<Seen>,
    pub recipients: Option<Seen>,
    pub body: Vec<Part>,
    pub annex_note: Vec<Entry>,
    pub people: Vec<People>,
    pub contacts: Vec<Part>,
    pub signatories: Vec<Seen>,
    pub date: Option<Seen>,
    pub note: Option<Seen>,
    pub afterword: Vec<Part>,
    pub annexes: Vec<AnnexSeen>,
    /// The texts that are sent out.
    pub issued: Vec<Parts>,
    /// 主送 in the record.
    pub moved_recipients: Option<Seen>,
    pub imprint: Vec<Record>,
}

#[derive(Clone, Debug)]
pub struct Document {
    pub name: String,
    pub notice: Notice,
    pub pages: Vec<Page>,
    /// The same notice, built with `--proof`.
    pub proof: Vec<Page>,
    pub parts: Parts,
    /// Elements that were not found.
    pub lost: Vec<String>,
}

impl Document {
    pub fn read(name: &str, text: &str, file: &Value, proof: &Value) -> Self {
        let notice = Notice::read(&zhumo::syntax::parse(text));
        let pages = |file: &Value| {
            let pages = file["pages"].as_array().unwrap();
            pages.iter().enumerate().map(|(index, page)| Page::read(index, page)).collect::<Vec<_>>()
        };
        let (pages, proof) = (pages(file), pages(proof));
        let stream: Vec<Glyph> = pages.iter().flat_map(|page| page.glyphs.iter().cloned()).collect();
        let mut finder = Finder { stream, at: 0, lost: Vec::new() };
        let parts = finder.parts(&notice);
        Self { name: name.to_owned(), notice, pages, proof, parts, lost: finder.lost }
    }

    /// The texts that are sent out, each as a document of its own on the same pages.
    pub fn issued(&self) -> Vec<Self> {
        let texts = self.notice.issued.iter().zip(&self.parts.issued).enumerate();
        texts
            .map(|(index, (issued, parts))| Self {
                name: format!("{}, text {}", self.name, index + 1),
                notice: issued.text.clone(),
                parts: parts.clone(),
                ..self.clone()
            })
            .collect()
    }

    pub fn chinese(&self) -> bool {
        self.notice.language.is_chinese()
    }

    /// Whether the default faces have its characters. Those of Traditional notices come from several faces.
    pub fn simplified(&self) -> bool {
        self.notice.language == zhumo::model::Language::Simplified
    }

    /// The face of running text. In a Traditional notice marks and digits alone stay with the face of Simplified ones.
    pub fn text_face(&self) -> &'static str {
        if self.notice.language == zhumo::model::Language::Traditional { "cwTeXFangSong|FandolFang" } else { "FandolFang" }
    }

    /// The face of second-level headings and of names, likewise.
    pub fn kai_face(&self) -> &'static str {
        if self.notice.language == zhumo::model::Language::Traditional { "UKai|FandolKai" } else { "FandolKai" }
    }

    /// How exact white between lines is. English type of 14 pt stands in lines for 16 pt: its frame is 0.6 mm lower.
    pub fn exactness(&self) -> f64 {
        if self.chinese() { 0.5 } else { 0.8 }
    }

    /// The lowest edge of what stands above `row` on its page: text, or the frame of a table.
    pub fn text_above(&self, row: &Row) -> Option<f64> {
        let page = &self.pages[row.page()];
        let top = row.top();
        let texts = page.glyphs.iter().map(Glyph::bottom);
        let bars = page.rects.iter().filter(|rect| !rect.stroke).map(|rect| rect.y1);
        texts
            .chain(bars)
            .filter(|bottom| *bottom < top + 0.5)
            .fold(None, |most: Option<f64>, y| Some(most.map_or(y, |m| m.max(y))))
    }

    /// Whether text of the body, of the annex note or of the contacts stands on `page`.
    /// From one line of text to the next: 10.45 mm, and closer on the page of the signature, as far as 7.3.5.5 lets it be.
    pub fn pitch(&self, page: usize) -> f64 {
        let parts = &self.parts;
        if !parts.signatories.iter().any(|name| name.page() == page) {
            return crate::PITCH;
        }
        let rows = parts.body.iter().map(|part| &part.seen).chain(&parts.recipients).flat_map(|seen| &seen.rows);
        let mut lines: Vec<f64> = rows.filter(|row| row.page() == page).map(Row::baseline).collect();
        lines.sort_by(f64::total_cmp);
        let steps = lines.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 9.15 && *step < crate::PITCH);
        steps.reduce(f64::min).unwrap_or(crate::PITCH)
    }

    pub fn has_text(&self, page: usize) -> bool {
        let parts = self.parts.body.iter().chain(&self.parts.contacts);
        let mut seen = parts.map(|part| &part.seen).chain(self.parts.annex_note.iter().map(|entry| &entry.name));
        let people = self.parts.people.iter().flat_map(|people| &people.entries);
        seen.any(|seen| seen.rows.iter().any(|row| row.page() == page))
            || people.flat_map(|seen| &seen.rows).any(|row| row.page() == page)
            || self.notice.body.iter().any(|block| matches!(block, Block::Table(_))) && !self.pages[page].glyphs.is_empty()
    }

    /// The body and the bodies of annexes.
    pub fn bodies(&self) -> impl Iterator<Item = &Part> {
        self.parts.body.iter().chain(&self.parts.afterword).chain(self.parts.annexes.iter().flat_map(|annex| &annex.body))
    }
}

/// Walks the glyphs of all pages in the order of the content stream.
struct Finder {
    stream: Vec<Glyph>,
    at: usize,
    lost: Vec<String>,
}

impl Finder {
    fn parts(&mut self, notice: &Notice) -> Parts {
        let mut parts = Parts::default();
        self.masthead(notice, &mut parts);
        self.main_part(notice, &mut parts);
        for issued in &notice.issued {
            let mut inner = Parts::default();
            self.main_part(&issued.text, &mut inner);
            parts.issued.push(inner);
        }
        self.record(notice, &mut parts);
        parts
    }

    /// From the title to the last annex.
    fn main_part(&mut self, notice: &Notice, parts: &mut Parts) {
        let rich = |texts: &[RichText]| texts.iter().map(RichText::plain).collect::<Vec<_>>();
        parts.editor_note = self.takes(&rich(&notice.editor_note));
        parts.title = self.takes(&rich(&notice.title));
        parts.subtitle = self.takes(&rich(&notice.subtitle));
        if parts.number.is_none() {
            parts.number = notice.number.as_ref().and_then(|number| self.find(&number.text.text));
        }
        // They may stand in the record instead.
        parts.recipients = wording::recipients_text(notice).and_then(|text| self.find(&text));
        parts.body = self.blocks(notice, &notice.body);
        self.annex_note(notice, parts);
        for people in wording::people(notice) {
            let entries: Vec<&str> = people.entries.iter().map(|entry| entry.text.as_str()).collect();
            let (Some(label), entries) = (self.take(people.label), self.takes(&entries)) else { continue };
            parts.people.push(People { label, entries });
        }
        parts.contacts = notice.contacts.iter().flat_map(|block| self.contacts(notice, block)).collect();
        let names: Vec<String> = notice.signatories.iter().map(|organ| organ.name.clone()).collect();
        parts.signatories = self.takes(&names);
        let date = notice.date.as_ref().filter(|_| !wording::dated_in_masthead(notice));
        parts.date = date.and_then(|date| self.take(&wording::date_text(date, notice.language)));
        if let Some(note) = &notice.note {
            let (open, close) = wording::note_brackets(notice);
            parts.note = self.take(&format!("{open}{}{close}", note.plain()));
        }
        parts.afterword = self.blocks(notice, &notice.afterword);
        for annex in &notice.annexes {
            parts.annexes.extend(self.annex(notice, annex));
        }
    }

    fn record(&mut self, notice: &Notice, parts: &mut Parts) {
        if let Some(recipients) = notice.recipients.as_ref().filter(|_| parts.recipients.is_none()) {
            parts.moved_recipients = self.take(&format!("{}{}", labels(notice.language).recipients, recipients.text.text));
        }
        for row in wording::imprint(notice) {
            let found = match &row {
                ImprintRow::List { label, text } => {
                    let count = label.chars().filter(|c| seen(*c)).count();
                    self.take(&format!("{label}{text}")).map(|seen| Record::List(seen, count))
                }
                ImprintRow::Printed { organ, date } => {
                    let organ = self.take(organ);
                    let date = date.as_ref().and_then(|date| self.take(date));
                    organ.map(|organ| Record::Printed(organ, date))
                }
                ImprintRow::Copies(text) => self.take(text).map(Record::Copies),
            };
            parts.imprint.extend(found);
        }
    }

    /// The head of page 1, whose elements stand beside each other: each is looked for from the beginning.
    fn masthead(&mut self, notice: &Notice, parts: &mut Parts) {
        let red: Vec<Glyph> = self.stream.iter().filter(|glyph| glyph.page == 0 && glyph.red()).cloned().collect();
        parts.mark = (!red.is_empty()).then(|| Seen::of(&red));
        let mut end = 0;
        let mut head = |text: Option<String>| {
            let text = text?;
            let found = self.look(&text, 0, |glyph| glyph.page == 0 && !glyph.red());
            match found {
                Some((start, stop)) => {
                    end = end.max(stop);
                    Some(Seen::of(&self.stream[start..stop]))
                }
                None => {
                    self.lost.push(text);
                    None
                }
            }
        };
        parts.copy_number = head(notice.copy_number.as_ref().map(|value| value.text.text.clone()));
        parts.classification = head(notice.classification.as_ref().map(|value| value.text.text.clone()));
        parts.urgency = head(notice.urgency.as_ref().map(|value| value.text.text.clone()));
        parts.number = head(notice.number.as_ref().map(|value| value.text.text.clone()));
        parts.approver_label = head(notice.approvers.first().map(|_| labels(notice.language).approvers.to_owned()));
        parts.approvers = notice.approvers.iter().filter_map(|organ| head(Some(organ.name.clone()))).collect();
        let issue = [wording::issue_text(notice), wording::total_issue_text(notice)].into_iter().flatten().collect::<String>();
        parts.issue = head((!issue.is_empty()).then_some(issue));
        parts.editor = head(notice.editor.as_ref().map(|editor| editor.text.clone()));
        let date = notice.date.as_ref().filter(|_| wording::dated_in_masthead(notice));
        parts.head_date = head(date.map(|date| wording::date_text(date, notice.language)));
        let mark = self.stream.iter().rposition(|glyph| glyph.page == 0 && glyph.red()).map_or(0, |last| last + 1);
        self.at = end.max(mark);
    }

    fn annex_note(&mut self, notice: &Notice, parts: &mut Parts) {
        for (index, line) in wording::annex_lines(notice).into_iter().enumerate() {
            let label = if index == 0 { self.take(wording::annex_note_label(notice)) } else { None };
            let number = if line.number.is_empty() { None } else { self.take(&line.number) };
            let name = self.take(&line.entry.title.plain());
            parts.annex_note.extend(name.map(|name| Entry { label, number, name }));
        }
    }

    fn annex(&mut self, notice: &Notice, annex: &Annex) -> Option<AnnexSeen> {
        // Below a document number, where the annex is bound apart.
        let label = self.take(&wording::annex_label(notice, annex))?;
        let title = annex.title.plain();
        let title = if title.is_empty() { None } else { self.take(&title) };
        Some(AnnexSeen { label, title, body: self.blocks(notice, &annex.blocks), landscape: annex.landscape })
    }

    fn contacts(&mut self, notice: &Notice, block: &ContactBlock) -> Vec<Part> {
        let colon = labels(notice.language).label_colon;
        let line = |contact: &zhumo::model::Contact| format!("{}{colon}{}", contact.label.text, contact.text.text);
        let texts: Vec<String> = block.contacts.iter().map(line).collect();
        self.takes(&texts).into_iter().map(|seen| Part { kind: Kind::Contact, seen }).collect()
    }

    fn blocks(&mut self, notice: &Notice, blocks: &[Block]) -> Vec<Part> {
        let count = |text: &str| text.chars().filter(|c| seen(*c)).count();
        let mut parts = Vec::new();
        for block in blocks {
            let (kind, text) = match block {
                Block::Paragraph(paragraph) => (Kind::Paragraph, paragraph.text.plain()),
                Block::Section(section) => {
                    let heading = format!("{}{}", section.label, section.heading.plain());
                    let kind = match section.form {
                        SectionForm::Heading => Kind::Heading(section.level),
                        SectionForm::RunIn => Kind::RunIn(section.level, count(&heading)),
                        SectionForm::Numbered => Kind::Numbered,
                        other => panic!("a form of section that is not measured: {other:?}"),
                    };
                    (kind, format!("{heading}{}", section.text.plain()))
                }
                Block::Article(article) => {
                    let label = count(&article.label.text);
                    let kind = if article.part == ArticleKind::Article { Kind::Article(label) } else { Kind::Chapter };
                    (kind, format!("{}{}", article.label.text, article.text.plain()))
                }
                Block::List(list) => {
                    let bullet = if notice.language.is_chinese() { '·' } else { '•' };
                    let items: Vec<String> = list.items.iter().map(|item| format!("{bullet}{}", item.plain())).collect();
                    parts.extend(self.takes(&items).into_iter().map(|seen| Part { kind: Kind::Item, seen }));
                    continue;
                }
                Block::Figure(figure) => {
                    let caption = figure.caption.plain();
                    (Kind::Caption, format!("{}{caption}", wording::figure_label(notice, figure.number, &caption)))
                }
                Block::Table(table) => {
                    if let (Some(caption), Some(number)) = (&table.caption, table.number) {
                        let caption = caption.plain();
                        let text = format!("{}{caption}", wording::table_label(notice, number, &caption));
                        parts.extend(self.take(&text).map(|seen| Part { kind: Kind::Caption, seen }));
                    }
                    // Cells of rows that are parted stand in pieces.
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.find(&cell.text.plain());
                    }
                    continue;
                }
                Block::Contacts(block) => {
                    parts.extend(self.contacts(notice, block));
                    continue;
                }
                Block::PageBreak(_) => continue,
                other => panic!("a kind of block that is not measured: {other:?}"),
            };
            parts.extend(self.take(&text).map(|seen| Part { kind, seen }));
        }
        parts
    }

    fn takes<T: AsRef<str>>(&mut self, texts: &[T]) -> Vec<Seen> {
        texts.iter().filter_map(|text| self.take(text.as_ref())).collect()
    }

    /// The next place of a text; one that has none is lost.
    fn take(&mut self, text: &str) -> Option<Seen> {
        let found = self.find(text);
        if found.is_none() {
            self.lost.push(text.to_owned());
        }
        found
    }

    fn find(&mut self, text: &str) -> Option<Seen> {
        let (start, end) = self.look(text, self.at, |_| true)?;
        self.at = end;
        Some(Seen::of(&self.stream[start..end]))
    }

    fn look(&self, text: &str, from: usize, may: impl Fn(&Glyph) -> bool) -> Option<(usize, usize)> {
        let wanted: Vec<char> = text.chars().filter(|c| seen(*c)).collect();
        if wanted.is_empty() {
            return None;
        }
        (from..self.stream.len()).find_map(|start| {
            let mut at = start;
            for (index, c) in wanted.iter().enumerate() {
                // Marks of notes stand in the text and belong to no element.
                while index > 0 && self.stream.get(at)?.c != *c && self.stream[at].size < 11.0 {
                    at += 1;
                }
                let glyph = self.stream.get(at)?;
                if glyph.c != *c || !may(glyph) {
                    return None;
                }
                at += 1;
            }
            Some((start, at))
        })
    }
}
