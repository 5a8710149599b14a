//! The title as rules look at it: one text over all its lines, the kind of document it tells, the organs it names.
//!
//! Here: [`Title`]. Not here: the kinds themselves ([`Genre`]), and what is said about a title (`rules`).
//! Offsets are bytes of the joined text; [`Title::span`] leads back to the draft.

use super::bodies;
use crate::model::{Direction, Genre, Language, Layout, Notice};
use crate::span::Span;
use crate::syntax::Text;
use crate::syntax::values::han_number;
use std::ops::Range;

/// The title of a notice.
#[derive(Debug)]
pub(super) struct Title<'a> {
    /// All of its lines together.
    pub text: String,
    /// The kind of document, where the title ends in one, and where the word stands.
    pub genre: Option<(Genre, Range<usize>)>,
    /// Each line with where it begins in the text.
    lines: Vec<(usize, &'a Text)>,
}

impl<'a> Title<'a> {
    /// The title of `notice`; English words are parted by a space where a line ends.
    pub fn of(notice: &'a Notice) -> Self {
        let (mut text, mut lines) = (String::new(), Vec::with_capacity(notice.title.len()));
        for line in notice.title.iter().map(|line| &line.source).filter(|line| !line.is_empty()) {
            if !text.is_empty() && !notice.language.is_chinese() {
                text.push(' ');
            }
            lines.push((text.len(), line));
            text.push_str(&line.text);
        }
        let genre = (notice.language == Language::Simplified).then(|| Genre::of_title(&text)).flatten();
        Self { text, genre, lines }
    }

    /// The place of a stretch in the draft.
    pub fn span(&self, range: Range<usize>) -> Span {
        let line = |at: usize| {
            let index = self.lines.partition_point(|(start, _)| *start <= at).max(1) - 1;
            self.lines[index]
        };
        if self.lines.is_empty() {
            return Span::default();
        }
        let (start, first) = line(range.start);
        let (last_start, last) = line(range.end.saturating_sub(1).max(range.start));
        let end = (range.end - last_start).min(last.text.len());
        Span::new(first.source_offset(range.start - start), last.source_span(end.saturating_sub(1), end).end)
    }

    /// The whole title in the draft.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// Whether a stretch stands on one line, so that an edit cannot take in the start of a line.
    pub fn is_on_one_line(&self, range: &Range<usize>) -> bool {
        !self.lines.iter().any(|(start, _)| range.start < *start && *start < range.end)
    }

    /// Where the lines begin, but for the first.
    pub fn breaks(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().skip(1).map(|(start, _)| *start)
    }

    /// The kind of document.
    pub fn kind(&self) -> Option<Genre> {
        self.genre.as_ref().map(|(genre, _)| *genre)
    }

    /// Where the subject begins: at the first 关于, or the first verb of sending on, outside of 《》.
    pub fn subject(&self) -> Option<usize> {
        let marked = self.text.find('《').unwrap_or(usize::MAX);
        ["关于", "印发", "转发", "批转", "發布", "關於"]
            .iter()
            .filter_map(|word| self.text.find(word))
            .min()
            .filter(|at| *at < marked)
    }

    /// The organs that the title begins with, before 关于, and without `等16部门`.
    pub fn organs(&self) -> Vec<Range<usize>> {
        let Some(end) = self.subject().filter(|end| *end > 0) else { return Vec::new() };
        let end = self.count().map_or(end, |count| count.organs_end.min(end));
        let mut found = Vec::new();
        let mut start = 0;
        for (at, mark) in self.text[..end].match_indices(['、', '\u{3000}', ' ', '，']) {
            found.push(start..at);
            start = at + mark.len();
        }
        found.push(start..end);
        found.retain(|range| !self.text[range.clone()].trim().is_empty());
        found
    }

    /// The number of organs that a Chinese title says: `等16部门`, `等三个单位`.
    pub fn count(&self) -> Option<Count> {
        let end = self.subject()?;
        let at = self.text[..end].rfind('等')?;
        let after = at + '等'.len_utf8();
        counted(&self.text[after..end]).map(|(number, length)| Count { organs_end: at, place: after..after + length, number })
    }
}

/// A number of organs that is said.
#[derive(Clone, Debug)]
pub(super) struct Count {
    /// Where the organs named before it end.
    pub organs_end: usize,
    /// Where the number with its word stands.
    pub place: Range<usize>,
    /// The number.
    pub number: u32,
}

/// `16个部门` at the beginning of `text`: the number, and how long it stands.
pub(super) fn counted(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, mut at) = if digits > 0 {
        (text[..digits].parse().ok()?, digits)
    } else {
        let length = text.find(|c| !"一二三四五六七八九十两兩百".contains(c)).filter(|length| *length > 0)?;
        let written = text[..length].replace(['两', '兩'], "二");
        (han_number(&written)?, length)
    };
    for measure in ["个", "個", "家"] {
        if text[at..].starts_with(measure) {
            at += measure.len();
            break;
        }
    }
    const BODIES: [&str; 10] = ["部门", "部門", "单位", "單位", "机关", "機關", "部委", "委办局", "厅局", "局委"];
    let word = BODIES.iter().find(|word| text[at..].starts_with(**word))?;
    Some((number, at + word.len()))
}

/// Whether the notice is an official document, with the requirements of the fifteen kinds: Simplified Chinese, under a red head or
/// a letter's head.
pub(super) fn is_official(notice: &Notice) -> bool {
    notice.language == Language::Simplified && matches!(notice.layout, Layout::Official | Layout::Letter)
}

/// Whether the notice goes to those above: requests and reports, and opinions that ask to be passed on.
pub(super) fn goes_up(notice: &Notice, title: &Title<'_>) -> bool {
    is_official(notice)
        && match title.kind() {
            Some(Genre::Opinion) => bodies::last_line(notice)
                .is_some_and(|line| line.text.contains("请批转") || line.text.contains("请审定") || line.text.contains("请审示")),
            Some(kind) => kind.direction() == Some(Direction::Up),
            None => false,
        }
}
