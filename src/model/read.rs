//! The walk over the lines of a tree.
//!
//! A notice goes through four zones: head (fields before the body), body, tail (fields after it), annexes. Running
//! text opens the body, a tail field closes it, an annex line closes the tail. A text that the notice sends out goes through the same
//! zones again (`issued`).

mod fields;
mod issued;

pub(super) use fields::single;

use super::aliases::Aliases;
use super::blocks::*;
use super::inline::RichText;
use super::values::*;
use super::{FieldLine, Misplaced, Notice, Place, Suppression, annex_list, faces, joins, language, organs, resolve};
use crate::span::Span;
use crate::syntax::keywords::{Zone as FieldZone, is_short_date, is_usual};
use crate::syntax::values::han_number;
use crate::syntax::{Enumerator, EnumeratorStyle, FieldKey, Line, LineKind, Phrase, Text, Tree, values};
use std::cell::OnceCell;
use std::ops::Range;

pub(super) fn read(tree: &Tree<'_>) -> Notice {
    let mut reader = Reader::new(tree);
    reader.detect_language();
    let mut index = 0;
    while index < tree.lines.len() {
        index += reader.line(index);
    }
    reader.close_part();
    let mut notice = reader.notice;
    // Some stand inside of what else was read.
    let is_comment = |line: &&Line| matches!(line.kind, LineKind::Comment | LineKind::Suppression { .. });
    notice.comments = tree.lines.iter().filter(is_comment).map(|line| line.span).collect();
    let chinese = notice.language.is_chinese();
    notice.block_lists_mut().into_iter().for_each(|blocks| faces::settle(blocks, chinese));
    signers(&mut notice);
    notice.issued.iter_mut().for_each(|issued| signers(&mut issued.text));
    resolve::resolve(&mut notice);
    notice
}

/// Who signs with a stamp is written as office and name; 用印 may stand behind 署名, so this is known at the end only.
fn signers(notice: &mut Notice) {
    if notice.sealing() == Sealing::Stamp
        && let Some(field) = notice.field(FieldKey::Signatories)
    {
        notice.signatories = organs::read_people(&field.text, &field.items);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Zone {
    Head,
    Body,
    Tail,
    Annex,
}

struct Reader<'a> {
    tree: &'a Tree<'a>,
    notice: Notice,
    zone: Zone,
    /// The last number of each level, in the body or annex being read.
    counters: [u32; 4],
    /// The tail fields since the body closed; running text makes them misplaced.
    tail: Vec<(FieldKey, Span)>,
    tables: u32,
    /// The lines that say nothing, behind the suppression that was read last.
    silent: Range<usize>,
    /// Whether the line before was a contact line, so that this one joins its block.
    in_contacts: bool,
    /// Whether the body holds nothing so far but lines that look like fields.
    only_keyed: bool,
    aliases: OnceCell<Aliases>,
    /// The lines of the part that is read: of the notice itself, or of a text that it sends out.
    lines: Range<usize>,
    /// The notice, while a text that it sends out is read.
    whole: Option<Box<issued::Whole>>,
}

impl<'a> Reader<'a> {
    fn new(tree: &'a Tree<'a>) -> Self {
        Self {
            tree,
            notice: Notice::default(),
            zone: Zone::Head,
            counters: [0; 4],
            tail: Vec::new(),
            tables: 0,
            silent: 0..0,
            in_contacts: false,
            only_keyed: true,
            aliases: OnceCell::new(),
            lines: 0..issued::next(tree, 0),
            whole: None,
        }
    }

    /// The language decides the ladder, so it must be known before the first section.
    fn detect_language(&mut self) {
        let given = self.tree.lines.iter().find_map(|line| match &line.kind {
            LineKind::Field { key: FieldKey::Language, value, .. } => Some(value.text(self.tree.source)),
            _ => None,
        });
        let given = given.filter(|text| !text.is_empty()).map(|text| Value::read(text, Language::read));
        // What a comment says is not the notice; a long notice shows its language soon.
        let detected = || {
            let spoken =
                self.tree.lines.iter().filter(|line| !matches!(line.kind, LineKind::Comment | LineKind::Suppression { .. }));
            let text: String = spoken.map(|line| line.span.of(self.tree.source)).take(400).collect();
            language::detect(&text)
        };
        self.notice.language = given.as_ref().and_then(|field| field.value).unwrap_or_else(detected);
        self.notice.language_field = given;
    }

    fn text(&self, phrase: &Phrase) -> Text {
        phrase.text(self.tree.source)
    }

    fn rich(&self, phrase: &Phrase) -> RichText {
        RichText::read(self.text(phrase))
    }

    fn slice(&self, span: Span) -> Text {
        self.text(&Phrase::single(span))
    }

    /// Reads the line at `index`; gives how many lines were read.
    fn line(&mut self, index: usize) -> usize {
        let line = &self.tree.lines[index];
        self.note_dangling(line);
        let was_in_contacts = std::mem::take(&mut self.in_contacts);
        match &line.kind {
            LineKind::Blank => {}
            LineKind::Comment => self.in_contacts = was_in_contacts,
            LineKind::Suppression { .. } => {
                self.in_contacts = was_in_contacts;
                self.suppression(index);
            }
            LineKind::Field { key, key_span, value } => {
                self.in_contacts = was_in_contacts;
                return self.field(index, *key, *key_span, value);
            }
            LineKind::Item { .. } => return self.list(index),
            LineKind::Row { .. } | LineKind::TableCaption { .. } | LineKind::TableUnit { .. } => return self.table(index),
            // Notes are read with the table above them.
            LineKind::TableNote { text } => {
                let block = Paragraph { text: self.rich(text), key: None, span: line.span };
                self.push(Block::Paragraph(block));
            }
            LineKind::Section { enumerator, text, whole } => self.section(line, enumerator, text, whole),
            LineKind::Article { kind, label, number, text } => {
                let label = self.slice(*label);
                let block = Article { part: *kind, number: *number, label, text: self.rich(text), span: line.span };
                self.push(Block::Article(block));
            }
            LineKind::Annex { label, number, option, title } => self.annex(line.span, *label, *number, *option, title),
            LineKind::Issued { label, act, option, title } => self.issued(index, *label, *act, *option, title),
            LineKind::Figure { caption, path, id } => {
                let block = Figure {
                    // Which pictures are counted is known at the end (`resolve`).
                    number: None,
                    id: id.map(|id| self.slice(id)),
                    caption: self.rich(caption),
                    path: self.slice(*path),
                    span: line.span,
                };
                self.push(Block::Figure(block));
            }
            LineKind::Footnote { label, text } => {
                let footnote = Footnote { number: None, label: self.slice(*label), text: self.rich(text) };
                self.notice.footnotes.push(footnote);
            }
            LineKind::PageBreak => self.push(Block::PageBreak(PageBreak { span: line.span })),
            LineKind::Paragraph { text, key, escaped } => {
                let key = key.filter(|_| !escaped);
                let block = Paragraph { text: self.rich(text), key, span: line.span };
                if !escaped && self.is_adoption(&block) {
                    self.notice.subtitle.push(block.text);
                    return 1;
                }
                self.push(Block::Paragraph(block));
            }
        }
        1
    }

    fn suppression(&mut self, index: usize) {
        let Line { kind: LineKind::Suppression { rule, until, reason }, span } = &self.tree.lines[index] else { return };
        let covers = self.next_speaking_line(index);
        let text = |span: &Option<Span>| span.map(|span| self.slice(span));
        let (rule, until, reason) = (text(rule), text(until), text(reason));
        self.notice.suppressions.push(Suppression { rule, until, reason, span: *span, covers });
    }

    /// The first line from `index` on that is no comment, when it `goes_on` with what came before. The suppressions on
    /// the way are read: a comment above an item or a row is about it, and ends neither list nor table.
    fn past_comments(&mut self, index: usize, goes_on: fn(&LineKind) -> bool) -> Option<usize> {
        let lines = &self.tree.lines[index.min(self.tree.lines.len())..];
        let is_comment = |line: &&Line| matches!(line.kind, LineKind::Comment | LineKind::Suppression { .. });
        let next = index + lines.iter().take_while(is_comment).count();
        if !self.tree.lines.get(next).is_some_and(|line| goes_on(&line.kind)) {
            return None;
        }
        (index..next).for_each(|comment| self.suppression(comment));
        Some(next)
    }

    fn note_dangling(&mut self, line: &Line) {
        let ends_source = self.tree.source[line.span.end..].trim().is_empty();
        let written = line.span.of(self.tree.source);
        let slashes = written.len() - written.trim_end_matches('\\').len();
        let comment = matches!(line.kind, LineKind::Comment | LineKind::Suppression { .. });
        if ends_source && slashes % 2 == 1 && !comment {
            self.notice.dangling.push(Span::new(line.span.end - 1, line.span.end));
        }
    }

    /// The first line behind `index` that is neither blank nor a comment.
    fn next_speaking_line(&mut self, index: usize) -> Span {
        let speaks = |line: &Line| !matches!(line.kind, LineKind::Blank | LineKind::Comment | LineKind::Suppression { .. });
        // It is that of the comment before, where both stand before it.
        if !(self.silent.start..self.silent.end).contains(&(index + 1)) {
            let rest = &self.tree.lines[index + 1..];
            self.silent = index + 1..index + 1 + rest.iter().take_while(|line| !speaks(line)).count();
        }
        self.tree.lines.get(self.silent.end).map_or(Span::empty(self.tree.source.len()), |line| line.span)
    }

    /// Adds running text to the zone it stands in.
    fn push(&mut self, block: Block) {
        if self.zone == Zone::Head {
            self.zone = Zone::Body;
        }
        let is_contact = matches!(block, Block::Contacts(_));
        self.only_keyed &= is_contact || matches!(&block, Block::Paragraph(paragraph) if is_keyed(paragraph));
        match self.zone {
            Zone::Head | Zone::Body => self.notice.body.push(block),
            Zone::Annex => {
                if let Some(annex) = self.notice.annexes.last_mut() {
                    annex.blocks.push(block);
                }
            }
            Zone::Tail if self.signed() => self.notice.afterword.push(block),
            Zone::Tail => {
                // The body was not over yet: the fields that seemed to end it stand too early.
                if !is_contact {
                    let text = block.span();
                    let early = std::mem::take(&mut self.tail).into_iter();
                    self.notice.misplaced.extend(early.map(|(key, span)| Misplaced {
                        key,
                        span,
                        place: Place::BeforeText(text),
                    }));
                }
                self.notice.body.push(block);
            }
        }
    }

    fn signed(&self) -> bool {
        let field = |key| self.notice.fields.iter().any(|field| field.key == key);
        // A briefing dates itself in its head, so a date signs only where it stands behind the body.
        field(FieldKey::Signatories) || self.tail.iter().any(|(key, _)| *key == FieldKey::Date)
    }

    fn section(&mut self, line: &Line, enumerator: &Enumerator, text: &Phrase, whole: &Phrase) {
        let Some((level, number)) = self.level(enumerator) else {
            let block = Paragraph { text: self.rich(whole), key: None, span: line.span };
            return self.push(Block::Paragraph(block));
        };
        if self.zone == Zone::Head {
            self.counters = [0; 4];
        }
        let depth = usize::from(level) - 1;
        let number = number.unwrap_or(self.counters[depth] + 1);
        self.counters[depth] = number;
        self.counters[depth + 1..].fill(0);
        let written = self.slice(enumerator.span);
        let chinese = self.notice.language.is_chinese();
        let self_numbered = enumerator.number.is_none();
        let label = if self_numbered { enumerator.style.label(level, number, chinese) } else { written.text.clone() };
        let half_width = written.text.contains(['(', ')']);
        let full_width = written.text.contains(['（', '）', '．']);
        let regular = enumerator.regular && (self_numbered || if chinese { !half_width } else { !full_width });
        // What of it is the heading is known when its siblings are (`faces`); till then all of it is text.
        let written_line = self.text(text);
        self.push(Block::Section(Section {
            level,
            number,
            label,
            enumerator: written,
            style: enumerator.style,
            self_numbered,
            regular,
            form: SectionForm::Numbered,
            headed: false,
            heading: RichText::default(),
            text: RichText::read(written_line.clone()),
            line: Some(written_line),
            span: line.span,
        }));
    }

    /// The level of an enumerator on the ladder of the language, and its number; `None` when it is not on the ladder.
    fn level(&self, enumerator: &Enumerator) -> Option<(u8, Option<u32>)> {
        use EnumeratorStyle as Style;
        let number = enumerator.number;
        if self.notice.language.is_chinese() {
            return match enumerator.style {
                Style::HanPause => Some((1, number)),
                Style::HanParen => Some((2, number)),
                Style::DigitDot => Some((3, number)),
                Style::DigitParen => Some((4, number)),
                Style::LetterParen => None,
            };
        }
        match enumerator.style {
            Style::DigitDot => Some((1, number)),
            Style::DigitParen => Some((2, number)),
            Style::HanParen if number.is_none() => Some((2, None)),
            Style::LetterParen => {
                // `(i)` follows `(h)` on level 3 and opens level 4 anywhere else.
                let letter = number.filter(|_| enumerator.span.len() == 3);
                let continues_letters = letter.is_some_and(|letter| letter == self.counters[2] + 1 && self.counters[3] == 0);
                match (enumerator.roman, letter) {
                    (Some(roman), Some(_)) if !continues_letters && (roman == 1 || roman == self.counters[3] + 1) => {
                        Some((4, Some(roman)))
                    }
                    (_, Some(letter)) => Some((3, Some(letter))),
                    (Some(roman), None) => Some((4, Some(roman))),
                    (None, None) => None,
                }
            }
            Style::HanPause | Style::HanParen => None,
        }
    }

    fn annex(&mut self, span: Span, label: Span, number: Option<Span>, option: Option<Span>, title: &Phrase) {
        self.zone = Zone::Annex;
        self.counters = [0; 4];
        let number_text = number.map(|span| self.slice(span));
        let number = number_text.as_ref().and_then(|text| text.text.parse().ok().or_else(|| han_number(&text.text)));
        let option = option.map(|span| self.slice(span));
        let has = |words: &[&str]| option.as_ref().is_some_and(|option| has_option(&option.text, words));
        let landscape = has(&["横排", "橫排", "landscape"]);
        let apart = has(&["另装", "另裝", "apart"]);
        let annex = Annex {
            number,
            label: self.slice(label),
            number_text,
            option,
            landscape,
            apart,
            title: self.rich(title),
            blocks: Vec::new(),
            span,
        };
        self.notice.annexes.push(annex);
    }

    fn list(&mut self, index: usize) -> usize {
        let (mut items, mut span, mut next) = (Vec::new(), self.tree.lines[index].span, index);
        while let Some(at) = self.past_comments(next, is_item) {
            let line = &self.tree.lines[at];
            if let LineKind::Item { text } = &line.kind {
                items.push(self.rich(text));
            }
            span = span.to(line.span);
            next = at + 1;
        }
        self.push(Block::List(List { items, span }));
        next - index
    }

    fn table(&mut self, index: usize) -> usize {
        let (mut above, mut next) = (joins::Above::default(), index);
        // A caption and a unit line, in either order, belong to the rows that follow them.
        while let Some(at) =
            self.past_comments(next, |kind| matches!(kind, LineKind::TableCaption { .. } | LineKind::TableUnit { .. }))
        {
            match &self.tree.lines[at].kind {
                LineKind::TableCaption { caption, id } => {
                    above.caption = Some(self.rich(caption));
                    above.id = id.map(|id| self.slice(id));
                }
                LineKind::TableUnit { text } => above.unit = Some(self.rich(text)),
                _ => {}
            }
            next = at + 1;
        }
        if self.tree.lines.get(next).is_some_and(|line| line.kind == LineKind::Blank) {
            next += 1;
        }
        let mut rows = Vec::new();
        while let Some(at) = self.past_comments(next, |kind| matches!(kind, LineKind::Row { .. })) {
            let line = &self.tree.lines[at];
            if let LineKind::Row { cells, height } = &line.kind {
                let cells = cells.iter().map(|cell| (self.rich(&cell.text), cell.joined)).collect();
                rows.push(joins::Written { cells, height: height.map(|height| height.millimetres), span: line.span });
            }
            next = at + 1;
        }
        let mut notes = Vec::new();
        while let Some(Line { kind: LineKind::TableNote { text }, .. }) = self.tree.lines.get(next) {
            notes.push(self.rich(text));
            next += 1;
        }
        let span = Span::new(self.tree.lines[index].span.start, self.tree.lines[next - 1].span.end);
        let number = above.caption.as_ref().map(|_| {
            self.tables += 1;
            self.tables
        });
        let table = joins::read(rows, above, number, notes, span);
        self.push(Block::Table(table));
        next - index
    }
}

/// Whether a paragraph looks like a field; one that ends with its colon leads into what follows.
fn is_keyed(paragraph: &Paragraph) -> bool {
    paragraph.key.is_some() && !paragraph.text.source.text.trim_end().ends_with(['：', ':'])
}

const fn is_item(kind: &LineKind) -> bool {
    matches!(kind, LineKind::Item { .. })
}

/// Whether each of the words behind the bar is an option, and whether it is one of `words`.
fn has_option(option: &str, words: &[&str]) -> bool {
    super::annex_options(option).any(|word| words.contains(&word.to_ascii_lowercase().as_str()))
}
