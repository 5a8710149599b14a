//! Markdown that GitHub, pandoc and Hugo read alike.
//!
//! Here: [`markdown`], its options, blocks. Running text is in `inline`, escaping in `escape` and nowhere else, front
//! matter in `front_matter`. Not here: the words that all backends share (`wording`).
//!
//! What Markdown has no mark-up for (contacts, names, the imprint) is a paragraph with hard line breaks.

mod escape;
mod front_matter;
mod inline;

use crate::config::MarkdownConfig;
use crate::model::{self, Align, Block, ContactBlock, Inline, Notice, RichText, SectionForm, Table};
use crate::outline::{Node, outline};
use crate::syntax::values::ReferenceKind;
use crate::syntax::{ArticleKind, Text};
use crate::wording::{self, ImprintRow};
use escape::Place;
use inline::Inlines;
use std::collections::BTreeSet;

/// How the Markdown is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct MarkdownOptions {
    /// `[markdown]` of `zhumo.toml`.
    pub config: MarkdownConfig,
}

impl MarkdownOptions {
    /// As `[markdown]` says.
    #[must_use]
    pub const fn new(config: MarkdownConfig) -> Self {
        Self { config }
    }
}

/// Writes a notice as Markdown.
///
/// ```
/// let (notice, _) = zhumo::check("标题：通知\n\n一、时间\n2020. 年不是序号。", &zhumo::Options::default());
/// let text = zhumo::markdown::markdown(&notice, &zhumo::markdown::MarkdownOptions::default());
/// assert_eq!(text, "# 通知\n\n## 一、时间\n\n2020\\. 年不是序号。\n");
/// ```
#[must_use]
pub fn markdown(notice: &Notice, options: &MarkdownOptions) -> String {
    // Memory that is never written to costs nothing; a text that grows is copied time and again.
    let mut writer = Writer { notice, out: String::with_capacity(1 << 15), part: 0, places: Vec::new() };
    if options.config.front_matter {
        writer.out.push_str(&front_matter::front_matter(notice));
    }
    writer.masthead();
    writer.editor_note();
    writer.title(1);
    if let Some(recipients) = wording::recipients_text(notice) {
        writer.lines([escape::text(&recipients)]);
    }
    writer.blocks(&notice.body, 2);
    writer.annex_note();
    writer.people();
    notice.contacts.iter().for_each(|block| writer.contacts(block));
    writer.signature();
    writer.note();
    writer.blocks(&notice.afterword, 2);
    notice.annexes.iter().for_each(|annex| writer.annex(annex, 2));
    notice.issued.iter().for_each(|issued| writer.issued(&issued.text));
    (writer.notice, writer.part) = (notice, 0);
    writer.unreferenced_footnotes();
    writer.imprint();
    writer.footnotes();
    writer.finish()
}

struct Writer<'a> {
    notice: &'a Notice,
    out: String,
    /// Which text that the notice sends out `notice` is, from 1; 0 for the notice itself.
    part: u32,
    /// What references may lead to, with the place in `out` where that is said.
    places: Vec<(usize, ReferenceKind, u32)>,
}

impl<'a> Writer<'a> {
    /// Names what a reference leads to, and nothing else.
    fn finish(mut self) -> String {
        if self.places.is_empty() {
            return self.out;
        }
        // One is named where its line ends, later than one behind it that was named first.
        self.places.sort_by_key(|(at, ..)| *at);
        let wanted = inline::addresses(&self.out);
        let (mut named, mut from) = (String::with_capacity(self.out.len()), 0);
        for (at, target, number) in &self.places {
            if wanted.contains(inline::address(*target, *number).as_str()) {
                named.push_str(&self.out[from..*at]);
                named.push_str(&inline::place(*target, *number));
                from = *at;
            }
        }
        named.push_str(&self.out[from..]);
        named
    }

    /// References of that name lead to the end of the first line behind `from`.
    fn place(&mut self, from: usize, target: ReferenceKind, number: Option<u32>) {
        if let Some(number) = number.map(|number| inline::within(self.part, target, number)) {
            let written = &self.out[from..];
            let line = written.trim_start_matches('\n');
            let end = line.find('\n').unwrap_or(line.len());
            let end = from + written.len() - line.len() + line[..end].trim_end_matches('\\').len();
            self.places.push((end, target, number));
        }
    }

    /// A text that the notice sends out.
    fn issued(&mut self, text: &'a Notice) {
        (self.notice, self.part) = (text, self.part + 1);
        self.title(2);
        let number = text.number.iter().map(|number| escape::text(&number.text.text));
        self.lines(number);
        if let Some(recipients) = wording::recipients_text(text) {
            self.lines([escape::text(&recipients)]);
        }
        self.blocks(&text.body, 3);
        self.annex_note();
        text.contacts.iter().for_each(|block| self.contacts(block));
        self.signature();
        self.note();
        self.blocks(&text.afterword, 3);
        text.annexes.iter().for_each(|annex| self.annex(annex, 3));
    }

    /// A paragraph of lines that break where they end; each is Markdown but for its beginning.
    fn lines(&mut self, lines: impl IntoIterator<Item = String>) {
        let mut block = String::new();
        for line in lines.into_iter().filter(|line| !line.trim().is_empty()) {
            let place = if block.is_empty() { Place::Line } else { Place::Next };
            if !block.is_empty() {
                block.push_str("\\\n");
            }
            block.push_str(&escape::line(&line, place));
        }
        self.raw(&block);
    }

    /// A block of finished Markdown.
    fn raw(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out.push_str(block);
        self.out.push('\n');
    }

    fn heading(&mut self, rank: u8, text: &str) {
        if !text.trim().is_empty() {
            let marks = "#".repeat(usize::from(rank.min(6)));
            self.raw(&format!("{marks} {}", escape::line(text, Place::Heading)));
        }
    }

    fn rich(&self, text: &RichText) -> String {
        self.inlines().write(text)
    }

    /// What writes running text.
    const fn inlines(&self) -> Inlines {
        Inlines::with_links(self.part)
    }

    fn masthead(&mut self) {
        let notice = self.notice;
        let labels = wording::labels(notice.language);
        let stamps = wording::stamps(notice).into_iter().filter(|stamp| !stamp.text.is_empty());
        self.lines(stamps.map(|stamp| escape::text(&stamp.text.text)));
        if let Some(mark) = wording::mark(notice) {
            let gap = if mark.word.is_empty() || notice.language.is_chinese() { "" } else { " " };
            match &mark.names[..] {
                [name] => self.lines([inline::strong(&format!("{name}{gap}{}", mark.word))]),
                // The word belongs to all names of a joint mark, and not to the last one.
                names => {
                    let word = Some(&mark.word).filter(|word| !word.is_empty()).map(|word| inline::strong(word));
                    self.lines(names.iter().map(|name| inline::strong(name)).chain(word));
                }
            }
        }
        let issue = wording::issue_text(notice).into_iter().chain(wording::total_issue_text(notice)).collect::<String>();
        let number = notice.number.as_ref().map(|number| number.text.text.clone());
        let names: Vec<&str> = notice.approvers.iter().map(|organ| organ.name.as_str()).collect();
        let approvers = (!names.is_empty()).then(|| format!("{}{}", labels.approvers, names.join(labels.name_gap)));
        let editor = notice.editor.as_ref().map(|editor| editor.text.clone());
        let date = notice.date.as_ref().filter(|_| wording::dated_in_masthead(notice));
        let date = date.map(|date| wording::date_text(date, notice.language));
        let rows = [Some(issue), number, approvers, editor, date].into_iter().flatten();
        self.lines(rows.map(|row| escape::text(&row)));
    }

    fn editor_note(&mut self) {
        let label = wording::editor_note_label(self.notice);
        for (index, paragraph) in self.notice.editor_note.iter().enumerate() {
            let label = if index == 0 { escape::text(label) } else { String::new() };
            let text = format!("{label}{}", self.rich(paragraph));
            self.raw(&format!("> {}", escape::line(&text, Place::Line)));
        }
    }

    fn title(&mut self, rank: u8) {
        let gap = if self.notice.language.is_chinese() { "" } else { " " };
        self.heading(rank, &self.inlines().write_joined(&self.notice.title, gap));
        let subtitle: Vec<String> = self.notice.subtitle.iter().map(|line| self.rich(line)).collect();
        self.lines(subtitle);
    }

    fn blocks(&mut self, blocks: &[Block], rank: u8) {
        for node in outline(blocks) {
            self.block(&node, rank);
        }
    }

    fn block(&mut self, node: &Node<'_>, first_rank: u8) {
        let labels = wording::labels(self.notice.language);
        let rank = first_rank + node.depth;
        // No `_` arm: a new kind of block must not vanish from the text.
        match node.block {
            Block::Paragraph(block) => self.lines([self.rich(&block.text)]),
            Block::Section(block) => {
                let label = wording::section_label(block, self.notice.language);
                match block.form {
                    SectionForm::Heading => {
                        self.heading(rank, &format!("{}{}", escape::text(&label), self.rich(&block.heading)));
                    }
                    SectionForm::RunIn => {
                        let gap = wording::run_in_gap(self.notice.language);
                        let line = self.inlines().run_in(&label, &block.heading, gap, &block.text);
                        self.lines([line]);
                    }
                    SectionForm::Numbered => self.lines([format!("{}{}", escape::text(&label), self.rich(&block.text))]),
                }
            }
            Block::Article(block) => {
                let gap = if block.text.is_empty() { "" } else { labels.article_gap };
                let text = self.rich(&block.text);
                match block.part {
                    ArticleKind::Chapter | ArticleKind::Section => {
                        self.heading(rank, &format!("{}{gap}{text}", escape::text(&block.label.text)));
                    }
                    ArticleKind::Article => self.lines([format!("{}{gap}{text}", inline::strong(&block.label.text))]),
                }
            }
            Block::List(block) => {
                let items: Vec<String> =
                    block.items.iter().map(|item| format!("- {}", escape::line(&self.rich(item), Place::Line))).collect();
                self.raw(&items.join("\n"));
            }
            Block::Table(block) => self.table(block),
            Block::Figure(block) => {
                let caption = block.caption.plain();
                let label = wording::figure_label(self.notice, block.number, &caption);
                let picture = inline::picture(&caption, &block.path.text);
                // The caption stands in the same paragraph: a picture alone would make pandoc print its text twice.
                let caption = format!("{}{}", escape::text(&label), self.rich(&block.caption));
                let from = self.out.len();
                self.lines([Some(picture), Some(caption).filter(|caption| !caption.is_empty())].into_iter().flatten());
                self.place(from, ReferenceKind::Figure, block.number);
            }
            Block::Contacts(block) => self.contacts(block),
            // Markdown has no pages.
            Block::PageBreak(_) => {}
        }
        for child in &node.children {
            self.block(child, first_rank);
        }
    }

    /// A table has one row of heads in Markdown, and no cell over several places: heads say all that stands above their column,
    /// other cells stand at their first place.
    fn table(&mut self, table: &Table) {
        let caption = table.caption.as_ref().map(|caption| {
            let label = table.number.map(|number| wording::table_label(self.notice, number, &caption.plain()));
            format!("{}{}", escape::text(&label.unwrap_or_default()), self.rich(caption))
        });
        let unit = table.unit.as_ref().map(|unit| self.rich(unit));
        let from = self.out.len();
        let captioned = caption.is_some();
        self.lines(caption.into_iter().chain(unit));
        self.place(from, ReferenceKind::Table, table.number.filter(|_| captioned));
        let columns = table.columns.len();
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let head = (0..columns).map(|column| {
            // A note is marked once, where its head begins.
            let said = table.heading_cells(column).into_iter().map(|cell| match cell.column == column {
                true => self.rich(&cell.text),
                false => Inlines::without_notes().write(&cell.text),
            });
            said.map(|text| inline::cell(&text)).collect::<Vec<_>>().join(" ")
        });
        let rule = table.columns.iter().map(|column| match column.align {
            Align::Left => ":---",
            Align::Center => ":---:",
            Align::Right => "---:",
            Align::Default => "---",
        });
        let mut lines = vec![row(head.collect()), row(rule.map(str::to_owned).collect())];
        for places in table.places().into_iter().skip(table.head().len()) {
            let mut cells = vec![String::new(); columns];
            for place in places {
                cells[place.column] = place.text().map(|text| inline::cell(&self.rich(text))).unwrap_or_default();
            }
            lines.push(row(cells));
        }
        if columns > 0 {
            self.raw(&lines.join("\n"));
        }
        table.notes.iter().for_each(|note| self.lines([self.rich(note)]));
    }

    fn annex_note(&mut self) {
        let label = wording::annex_note_label(self.notice);
        let named: BTreeSet<u32> = self.notice.annexes.iter().filter_map(|annex| self.name_of(annex)).collect();
        // The number that names the annex of an entry of the list.
        let annex_of = |index: usize| u32::try_from(index + 1).ok().filter(|number| named.contains(number));
        let line = |(index, line): (usize, wording::AnnexLine<'_>)| {
            let before = if index == 0 { label } else { "" };
            let mut inlines = if line.entry.made { Inlines::without_notes() } else { self.inlines() };
            let (title, bare) = (inlines.write(&line.entry.title), Inlines::without_notes().write(&line.entry.title));
            // A title with a note, a reference or an address has links of its own, and none stands within another.
            let mut linked = !crate::links::in_text(&line.entry.title.plain()).is_empty();
            line.entry.title.walk(&mut |inline| linked |= matches!(inline, Inline::Link { .. }));
            let annex = annex_of(index).filter(|_| title == bare && !linked);
            let title = match line.entry.file.as_deref().and_then(crate::links::target).filter(|_| !linked) {
                Some(file) => inline::link(&bare, &file),
                None => annex.map_or(title, |annex| {
                    inline::link(
                        &bare,
                        &inline::address(ReferenceKind::Annex, inline::within(self.part, ReferenceKind::Annex, annex)),
                    )
                }),
            };
            format!("{}{title}", escape::text(&format!("{before}{}", line.number)))
        };
        let lines: Vec<String> = wording::annex_lines(self.notice).into_iter().enumerate().map(line).collect();
        let (mut from, count) = (self.out.len(), lines.len());
        self.lines(lines);
        // An annex that is handed in by itself is named where it is listed.
        for index in 0..count {
            let number = u32::try_from(index + 1).ok().filter(|_| annex_of(index).is_none());
            self.place(from, ReferenceKind::Annex, number);
            let rest = &self.out[from..];
            let line = rest.trim_start_matches('\n');
            from += rest.len() - line.len() + line.find('\n').map_or(line.len(), |end| end + 1);
        }
    }

    /// The number that names an annex to references; the only annex has none on the page, and is called the first.
    fn name_of(&self, annex: &model::Annex) -> Option<u32> {
        let only = (self.notice.annexes.len() == 1).then_some(1);
        annex.number.or(only)
    }

    fn people(&mut self) {
        let lines: Vec<String> = wording::people(self.notice)
            .into_iter()
            .flat_map(|people| {
                let line = |(index, entry): (usize, &Text)| match index {
                    0 => {
                        // The colon stays outside: `**出席：**省` would not close.
                        let (word, colon) = people.label.split_at(people.label.trim_end_matches(['：', ':', ' ']).len());
                        format!("{}{colon}{}", inline::strong(word), escape::text(&entry.text))
                    }
                    _ => escape::text(&entry.text),
                };
                people.entries.iter().enumerate().map(line).collect::<Vec<_>>()
            })
            .collect();
        self.lines(lines);
    }

    fn contacts(&mut self, block: &ContactBlock) {
        let colon = wording::labels(self.notice.language).label_colon;
        let line = |contact: &model::Contact| {
            let label = escape::text(&format!("{}{colon}", contact.label.text));
            label + &inline::linked(&contact.text.text)
        };
        self.lines(block.contacts.iter().map(line));
    }

    fn signature(&mut self) {
        let names = self.notice.signatories.iter().map(|organ| organ.name.clone());
        let date = self.notice.date.as_ref().filter(|_| !wording::dated_in_masthead(self.notice));
        let date = date.map(|date| wording::date_text(date, self.notice.language));
        let lines: Vec<String> = names.chain(date).map(|line| escape::text(&line)).collect();
        self.lines(lines);
    }

    fn note(&mut self) {
        if let Some(note) = self.notice.note.as_ref().filter(|note| !note.is_empty()) {
            let (open, close) = wording::note_brackets(self.notice);
            let note = format!("{open}{}{close}", self.rich(note));
            self.lines([note]);
        }
    }

    fn annex(&mut self, annex: &model::Annex, rank: u8) {
        let gap = if annex.title.is_empty() { "" } else { wording::labels(self.notice.language).caption_gap };
        let label = format!("{}{gap}", wording::annex_label(self.notice, annex));
        let from = self.out.len();
        self.heading(rank, &format!("{}{}", escape::text(&label), self.rich(&annex.title)));
        self.place(from, ReferenceKind::Annex, self.name_of(annex));
        self.blocks(&annex.blocks, rank + 1);
    }

    fn imprint(&mut self) {
        let rows = wording::imprint(self.notice);
        if rows.is_empty() {
            return;
        }
        self.raw("---");
        let line = |row: ImprintRow| match row {
            ImprintRow::List { label, text } => format!("{label}{text}"),
            ImprintRow::Printed { organ, date } => match date {
                Some(date) => format!("{organ}{}{date}", wording::labels(self.notice.language).name_gap),
                None => organ,
            },
            ImprintRow::Copies(text) => text,
        };
        self.lines(rows.into_iter().map(|row| escape::text(&line(row))).collect::<Vec<_>>());
    }

    /// Definitions that nothing refers to are not shown by readers of Markdown, so they become paragraphs.
    fn unreferenced_footnotes(&mut self) {
        for (note, number) in numbered(self.notice) {
            if number.is_none() {
                self.lines([self.rich(&note.text)]);
            }
        }
    }

    fn footnotes(&mut self) {
        for (note, number) in numbered(self.notice) {
            if let Some(number) = number {
                self.raw(&format!("[^{number}]: {}", escape::line(&self.rich(&note.text), Place::Line)));
            }
        }
    }
}

/// The footnotes in order of their numbers; a label that is defined twice has its second text without a number.
fn numbered(notice: &Notice) -> Vec<(&model::Footnote, Option<u32>)> {
    let mut notes: Vec<&model::Footnote> = notice.footnotes.iter().collect();
    notes.sort_by_key(|note| note.number.unwrap_or(u32::MAX));
    let mut seen = std::collections::BTreeSet::new();
    notes.into_iter().map(|note| (note, note.number.filter(|number| seen.insert(*number)))).collect()
}
