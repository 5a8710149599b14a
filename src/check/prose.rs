//! Running text as the rules of words, marks and figures look at it: every text of a notice, what it is, and what in it a
//! rule must leave alone.
//!
//! Here: [`Prose`] and how it is gathered. Not here: what is said about a text (`rules`), which rules look at a draft at all
//! (`needs`), and ways of looking at the notice as a whole (`look`).
//!
//! Offsets are bytes of the text as it was written, markup and all; [`Prose::span`] leads back to the draft.

mod guards;

pub(super) use super::foreign::Guard;
pub(super) use guards::addresses_in;
use guards::{guards, has_ascii_words};

use super::dates::{TextDate, dates};
use super::numbers::{Number, numbers};
use crate::model::{Block, Inline, Notice, RichText};
use crate::span::Span;
use crate::syntax::Text;
use std::cell::OnceCell;
use std::ops::Range;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// 标题, or one line of it.
    Title,
    /// 副标题
    Subtitle,
    /// 主题
    Theme,
    /// 摘要
    Summary,
    /// 按语
    EditorNote,
    /// The heading of a section; `run_in` when text follows on its line, behind a full stop.
    Heading {
        /// Whether text follows on the line.
        run_in: bool,
    },
    /// A paragraph, or what follows the number or the run-in heading of a section.
    Paragraph,
    /// A paragraph of a regulation.
    Article,
    /// An item of a list.
    Item,
    /// A caption.
    Caption,
    /// A cell of a table.
    Cell,
    /// An entry of the list of annexes.
    AnnexEntry,
    /// 附注
    Note,
    /// The title of an annex.
    AnnexTitle,
    /// A footnote.
    Footnote,
}

impl Role {
    /// Whether sentences stand in it, rather than a name or a label.
    pub fn is_running(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Article
                | Self::Item
                | Self::Footnote
                | Self::EditorNote
                | Self::Summary
                | Self::Heading { run_in: true }
        )
    }
}

/// A text of the notice.
#[derive(Debug)]
pub(super) struct Prose<'a> {
    /// What it is.
    pub role: Role,
    /// The annex it stands in, from 0; none for the notice itself.
    pub annex: Option<usize>,
    /// The block it stands in, if it does.
    pub block: Option<&'a Block>,
    /// What was written.
    source: &'a Text,
    /// What must be left alone, in order; they do not overlap.
    guards: Vec<(Range<usize>, Guard)>,
    /// Every character outside U+4000 to U+9FFF, and where: marks, digits, Latin letters, space, the rarest Han characters.
    marks: Vec<(usize, char)>,
    /// A bit for each other character, by its last bits.
    words: [u64; 8],
    /// Its numbers, made when the first rule asks for them.
    numbers: OnceCell<Vec<Number>>,
    /// Its dates, likewise.
    dates: OnceCell<Vec<TextDate>>,
}

impl<'a> Prose<'a> {
    fn new(role: Role, source: &'a Text, inlines: &[Inline]) -> Self {
        let (marks, words) = scan(&source.text);
        let guards = guards(source, inlines, &marks);
        Self { role, annex: None, block: None, source, guards, marks, words, numbers: OnceCell::new(), dates: OnceCell::new() }
    }

    /// The text as it was written.
    pub fn text(&self) -> &'a str {
        &self.source.text
    }

    /// Its numbers in Arabic digits, in order, outside of everything guarded.
    pub fn numbers(&self) -> &[Number] {
        self.numbers.get_or_init(|| {
            let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
            let mut all = if self.marks.iter().any(|(_, c)| digit(*c)) { numbers(self.text()) } else { Vec::new() };
            all.retain(|number| self.is_free(&number.digits));
            all
        })
    }

    /// Its dates as far as they are written, in order, outside of everything guarded.
    pub fn dates(&self) -> &[TextDate] {
        self.dates.get_or_init(|| {
            // Without Latin letters and digits a date has one of these words.
            let dated = has_ascii_words(&self.marks) || self.may_hold("年") || self.may_hold("月");
            let mut all = if dated { dates(self.text()) } else { Vec::new() };
            all.retain(|date| self.is_free(&date.range));
            all
        })
    }

    /// The place of a stretch of the text in the draft.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.source.source_span(range.start, range.end)
    }

    /// What must be left alone, in order.
    pub fn guards(&self) -> &[(Range<usize>, Guard)] {
        &self.guards
    }

    /// The guard that a stretch of the text touches.
    pub fn guard(&self, range: &Range<usize>) -> Option<Guard> {
        let index = self.guards.partition_point(|(guard, _)| guard.end <= range.start);
        self.guards.get(index).filter(|(guard, _)| guard.start < range.end.max(range.start + 1)).map(|(_, kind)| *kind)
    }

    /// Whether a rule may speak about a stretch of the text.
    pub fn is_free(&self, range: &Range<usize>) -> bool {
        self.guard(range).is_none()
    }

    /// Where `needle` stands, outside of everything guarded.
    pub fn find<'p>(&'p self, needle: &'p str) -> impl Iterator<Item = Range<usize>> + 'p {
        self.find_all(needle).filter(|range| self.is_free(range))
    }

    /// Where `needle` stands, in what is guarded, too.
    pub fn find_all<'p>(&'p self, needle: &'p str) -> impl Iterator<Item = Range<usize>> + 'p {
        let first = needle.chars().next();
        let look = match first {
            Some(first) if is_mark(first) => Look::Marks(self.marks.iter(), first),
            Some(_) if self.may_hold(needle) => Look::Text,
            _ => Look::Nowhere,
        };
        Finds { text: self.text(), needle, look, at: 0 }
    }

    /// Every character outside U+4000 to U+9FFF, and where: marks, digits, Latin letters, space, the rarest Han characters.
    pub fn marks(&self) -> impl Iterator<Item = (usize, char)> + '_ {
        self.marks.iter().copied()
    }

    /// Whether `word` may stand in the text: never said of one that does not without cause, and quicker than looking.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        word.chars().all(|c| is_mark(c) || self.words[c as usize >> 6 & 7] >> (c as usize & 63) & 1 == 1)
    }

    /// Where one of some marks stands, outside of everything guarded.
    pub fn find_any<'p>(&'p self, characters: &'p [char]) -> impl Iterator<Item = (usize, char)> + 'p {
        debug_assert!(characters.iter().all(|character| is_mark(*character)), "{characters:?}");
        let found = self.marks().filter(|(_, character)| characters.contains(character));
        found.filter(|(at, character)| self.is_free(&(*at..at + character.len_utf8())))
    }

    /// The character before byte `at`.
    pub fn before(&self, at: usize) -> Option<char> {
        self.text()[..at].chars().next_back()
    }

    /// The character at byte `at`.
    pub fn after(&self, at: usize) -> Option<char> {
        self.text()[at..].chars().next()
    }
}

/// Where a word stands in a text, none overlapping the one before. Hundreds are made for each draft, so that it is small and costs nothing
/// to make.
struct Finds<'p> {
    text: &'p str,
    needle: &'p str,
    look: Look<'p>,
    /// Where to go on.
    at: usize,
}

/// How a word is looked for.
enum Look<'p> {
    /// It begins with a mark; of ten characters one is a mark, and the others need not be looked at.
    Marks(std::slice::Iter<'p, (usize, char)>, char),
    /// It begins with another character: three bytes, of which the last tells most.
    Text,
    /// It cannot stand there.
    Nowhere,
}

impl Iterator for Finds<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let (bytes, needle) = (self.text.as_bytes(), self.needle.as_bytes());
        let start = match &mut self.look {
            Look::Nowhere => return None,
            Look::Marks(marks, first) => {
                let stands = |at: usize| at >= self.at && bytes[at..].starts_with(needle);
                marks.find(|(at, mark)| mark == first && stands(*at))?.0
            }
            Look::Text => loop {
                let start = self.at + memchr::memchr(needle[2], bytes.get(self.at + 2..)?)?;
                if bytes[start..].starts_with(needle) {
                    break start;
                }
                self.at = start + 1;
            },
        };
        self.at = start + needle.len();
        Some(start..self.at)
    }
}

/// Whether a character counts as a mark: its three bytes do not begin with E4 to E9. A few rare Han characters are among them, which
/// costs time and nothing else.
const fn is_mark(character: char) -> bool {
    !matches!(character, '\u{4000}'..='\u{9fff}')
}

/// The marks of a text, and a bit for each of its other characters, by its last nine bits.
fn scan(text: &str) -> (Vec<(usize, char)>, [u64; 8]) {
    let (mut marks, mut words) = (Vec::with_capacity(text.len() / 16), [0; 8]);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        match (first, bytes.get(at + 1), bytes.get(at + 2)) {
            (0xe4..=0xe9, Some(second), Some(third)) => {
                words[usize::from(second & 7)] |= 1 << (third & 0x3f);
                at += 3;
            }
            _ => {
                let Some(character) = text[at..].chars().next() else { break };
                marks.push((at, character));
                at += character.len_utf8();
            }
        }
    }
    (marks, words)
}

/// Every text of a notice, in reading order, footnotes last.
pub(super) fn gather(notice: &Notice) -> Vec<Prose<'_>> {
    let mut all = Vec::new();
    fn push<'a>(role: Role, text: &'a RichText, annex: Option<usize>, block: Option<&'a Block>, all: &mut Vec<Prose<'a>>) {
        if !text.is_empty() {
            all.push(Prose { annex, block, ..Prose::new(role, &text.source, &text.inlines) });
        }
    }
    for text in &notice.title {
        push(Role::Title, text, None, None, &mut all);
    }
    for text in &notice.subtitle {
        push(Role::Subtitle, text, None, None, &mut all);
    }
    all.extend(notice.theme.iter().filter(|text| !text.is_empty()).map(|text| Prose::new(Role::Theme, text, &[])));
    all.extend(notice.summary.iter().filter(|text| !text.is_empty()).map(|text| Prose::new(Role::Summary, text, &[])));
    for text in &notice.editor_note {
        push(Role::EditorNote, text, None, None, &mut all);
    }
    blocks(&notice.body, None, &mut all);
    for entry in notice.annex_note.iter().filter(|entry| !entry.made) {
        push(Role::AnnexEntry, &entry.title, None, None, &mut all);
    }
    if let Some(text) = &notice.note {
        push(Role::Note, text, None, None, &mut all);
    }
    blocks(&notice.afterword, None, &mut all);
    for (index, annex) in notice.annexes.iter().enumerate() {
        push(Role::AnnexTitle, &annex.title, Some(index), None, &mut all);
        blocks(&annex.blocks, Some(index), &mut all);
    }
    for footnote in &notice.footnotes {
        push(Role::Footnote, &footnote.text, None, None, &mut all);
    }
    return all;

    fn blocks<'a>(blocks: &'a [Block], annex: Option<usize>, all: &mut Vec<Prose<'a>>) {
        for block in blocks {
            let mut text = |role, text| push(role, text, annex, Some(block), all);
            match block {
                Block::Paragraph(paragraph) => text(Role::Paragraph, &paragraph.text),
                Block::Section(section) => {
                    text(Role::Heading { run_in: !section.text.is_empty() }, &section.heading);
                    text(Role::Paragraph, &section.text);
                }
                Block::Article(article) => text(Role::Article, &article.text),
                Block::List(list) => list.items.iter().for_each(|item| text(Role::Item, item)),
                Block::Table(table) => {
                    table.caption.iter().for_each(|caption| text(Role::Caption, caption));
                    let rows = table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text);
                    table.unit.iter().chain(rows).for_each(|cell| text(Role::Cell, cell));
                    table.notes.iter().for_each(|note| text(Role::Item, note));
                }
                Block::Figure(figure) => text(Role::Caption, &figure.caption),
                // Contacts and page breaks have none.
                other => other.texts().into_iter().for_each(|words| text(Role::Paragraph, words)),
            }
        }
    }
}

/// The places of a draft that no fix may touch: code, addresses, names of works.
pub(super) fn untouchable(notice: &Notice) -> Vec<Span> {
    let kept = |kind: Guard| match kind {
        Guard::Code | Guard::Address | Guard::Work => true,
        Guard::Markup | Guard::Designation | Guard::Phone | Guard::Formula => false,
    };
    let mut spans = Vec::new();
    for prose in gather(notice) {
        spans.extend(prose.guards.iter().filter(|(_, kind)| kept(*kind)).map(|(range, _)| prose.span(range.clone())));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guarded(text: &str) -> Vec<(String, Guard)> {
        let notice = Notice::read(&crate::syntax::parse(text));
        let prose = gather(&notice);
        prose
            .iter()
            .flat_map(|prose| prose.guards().iter().map(|(range, kind)| (prose.text()[range.clone()].to_owned(), *kind)))
            .collect()
    }

    fn owned(list: &[(&str, Guard)]) -> Vec<(String, Guard)> {
        list.iter().map(|(text, kind)| ((*text).to_owned(), *kind)).collect()
    }

    #[test]
    fn code_addresses_names_of_works_and_numbers_that_are_names_are_left_alone() {
        let text = "按照《示例办法（试行）》，登录https://example.gov.cn/a?b=1，或发邮件到a.b@example.gov.cn。";
        let wanted = [
            ("示例办法（试行）", Guard::Work),
            ("https://example.gov.cn/a?b=1", Guard::Address),
            ("a.b@example.gov.cn", Guard::Address),
        ];
        assert_eq!(guarded(text), owned(&wanted));
        let text = "执行GB/T 9704—2012和ISO 9001:2015，电话028-00000000，手机13800000000，时间2024-2026年。";
        let wanted = [
            ("GB/T 9704—2012", Guard::Designation),
            ("ISO 9001:2015", Guard::Designation),
            ("028-00000000", Guard::Phone),
            ("13800000000", Guard::Phone),
        ];
        assert_eq!(guarded(text), owned(&wanted));
    }

    #[test]
    fn marks_of_markup_are_left_alone_and_what_they_mark_is_not() {
        let text = "见 **重点** 和[说明](https://example.gov.cn/x)，`a,b`。";
        let wanted = [
            ("**", Guard::Markup),
            ("**", Guard::Markup),
            ("[", Guard::Markup),
            ("](https://example.gov.cn/x)", Guard::Markup),
            ("`a,b`", Guard::Code),
        ];
        assert_eq!(guarded(text), owned(&wanted));
    }

    #[test]
    fn places_lead_back_to_the_draft_over_a_joint() {
        let source = "请按时上报，逾期\\\n不候,请知悉。";
        let notice = Notice::read(&crate::syntax::parse(source));
        let prose = gather(&notice);
        let at = prose[0].find(",").next().unwrap();
        assert_eq!(prose[0].span(at).of(source), ",");
    }
}
