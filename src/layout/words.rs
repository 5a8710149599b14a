//! Where the lines of a cell may end: between words, and never inside a date, a number with its unit, or short brackets.
//!
//! Here: what in a cell is bound together, and the pieces that are left. Not here: how wide columns are (`columns`), lines of
//! running text (`paragraph`).

use super::lines::{Line, natural_width};
use super::shape::{Cluster, Kind, gap_between, may_part};
use super::units::Mm;
use crate::syntax::measure_ahead;
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// A part of a cell in which no line ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    pub width: Mm,
    /// White behind it that only counts where the line goes on.
    pub gap: Mm,
}

/// What knows the words of Chinese.
pub(super) struct Words(WordSegmenterBorrowed<'static>);

impl Words {
    pub fn new() -> Self {
        Self(WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()))
    }

    /// Binds what belongs together in a cell. Cells longer than `running` are text like any other: lines may end inside their words.
    pub fn bind(&self, clusters: &mut [Cluster], head: bool, running: Mm) {
        let text: String = clusters.iter().map(|cluster| cluster.character).collect();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let index = |at: usize| starts.partition_point(|start| *start < at);
        let mut bound: Vec<std::ops::Range<usize>> = Vec::new();
        figures(&text, &mut bound);
        if text.as_bytes().contains(&b' ') {
            english_dates(&text, &mut bound);
        }
        brackets(&text, if head { LONG_BRACKETS } else { SHORT_BRACKETS }, &mut bound);
        if natural_width(clusters) <= running {
            self.words(&text, &mut bound);
        }
        for range in bound {
            let (from, to) = (index(range.start), index(range.end));
            clusters[from..to].iter_mut().rev().skip(1).for_each(|cluster| cluster.bound = true);
        }
    }

    fn words(&self, text: &str, bound: &mut Vec<std::ops::Range<usize>>) {
        // So short a text is one thing: a name, a head.
        for mut phrase in phrases(text) {
            // 望江县|城关中学: the dictionary would read 县城.
            while let Some(place) = place_ahead(&text[phrase.clone()]) {
                bound.push(phrase.start..phrase.start + place);
                phrase.start += place;
            }
            if text[phrase.clone()].chars().count() <= SHORT {
                bound.push(phrase);
                continue;
            }
            let mut words: Vec<std::ops::Range<usize>> = Vec::new();
            let mut start = phrase.start;
            for end in self.0.segment_str(&text[phrase.clone()]).map(|end| phrase.start + end).filter(|end| *end > phrase.start) {
                match words.last_mut() {
                    Some(word) if clings(text, word, start..end) => word.end = end,
                    _ => words.push(start..end),
                }
                start = end;
            }
            bound.append(&mut words);
        }
    }
}

/// Characters of a phrase that is never parted.
const SHORT: usize = 4;
/// Characters within the brackets of a head, and of other cells, that are not parted.
const LONG_BRACKETS: usize = 12;
const SHORT_BRACKETS: usize = 8;

/// Stretches of Chinese characters: what stands between marks, spaces and letters.
fn phrases(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, c)| is_han(*c)) {
        let end = at + character.len_utf8();
        match found.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// How long the name of a place is that a phrase begins with, where something follows it.
fn place_ahead(phrase: &str) -> Option<usize> {
    let mut characters = phrase.char_indices().skip(2).take(2);
    let (at, last) = characters.find(|(_, c)| "省市县縣区區".contains(*c))?;
    let end = at + last.len_utf8();
    (end < phrase.len()).then_some(end)
}

/// Whether a character that the dictionary takes for a word of its own belongs to the word before it: 青川|县, 审批|局.
fn clings(text: &str, word: &std::ops::Range<usize>, next: std::ops::Range<usize>) -> bool {
    let (before, after) = (&text[word.clone()], &text[next]);
    let (before_count, after_count) = (before.chars().count(), after.chars().count());
    if after_count != 1 {
        // 第|一季度, 小|型企业: a character alone at the head of what it is part of.
        return before_count == 1 && after_count <= 4 && !"和与及或对在为由从向按并".contains(before);
    }
    before_count <= 4 && !"和与及或对在为由从向按并".contains(after)
}

/// Dates, and numbers with their units: 2026年10月31日, 3.5亿元, 第12号.
fn figures(text: &str, bound: &mut Vec<std::ops::Range<usize>>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = if text[..at].ends_with('第') { at - '第'.len_utf8() } else { at };
        let mut end = at;
        loop {
            while end < bytes.len() && (bytes[end].is_ascii_digit() || matches!(bytes[end], b'.' | b',' | b':')) {
                end += 1;
            }
            let unit = measure_ahead(&text[end..]);
            let unit = if unit == 0 {
                text[end..].chars().next().filter(|c| "号届期条款年月日时分秒级类".contains(*c)).map_or(0, char::len_utf8)
            } else {
                unit
            };
            end += unit;
            // 12.6mg/dm², 360W
            let signs = |c: &char| c.is_ascii_alphanumeric() || "/%°²³·".contains(*c);
            if !bytes.get(end).is_some_and(u8::is_ascii_digit) {
                end += text[end..].chars().take_while(signs).map(char::len_utf8).sum::<usize>();
            }
            // 2026年 goes on with the month.
            let chained = unit > 0 && text[..end].ends_with(['年', '月', '日', '时', '点']);
            if !(chained && bytes.get(end).is_some_and(u8::is_ascii_digit)) {
                break;
            }
        }
        bound.push(start..end);
        at = end.max(at + 1);
    }
}

/// Dates in English: November 9–13.
fn english_dates(text: &str, bound: &mut Vec<std::ops::Range<usize>>) {
    for (at, month) in crate::phrases::MONTHS.iter().flat_map(|month| text.match_indices(month)) {
        let day = at + month.len();
        let Some(rest) = text[day..].strip_prefix(' ').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) else {
            continue;
        };
        let days = rest.find(|c: char| !c.is_ascii_digit() && c != '–' && c != '-').unwrap_or(rest.len());
        bound.push(at..day + 1 + days);
    }
}

/// Brackets that hold so few characters that they stand on one line.
fn brackets(text: &str, most: usize, bound: &mut Vec<std::ops::Range<usize>>) {
    let mut open: Option<usize> = None;
    for (at, character) in text.char_indices() {
        match character {
            '（' | '(' | '〔' | '《' | '“' => open = Some(at),
            '）' | ')' | '〕' | '》' | '”' => {
                if let Some(start) = open.take().filter(|start| text[*start..at].chars().count() <= most + 1) {
                    bound.push(start..at + character.len_utf8());
                }
            }
            _ => {}
        }
    }
}

/// The pieces of a cell.
pub(super) fn pieces(clusters: &[Cluster]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for end in 1..=clusters.len() {
        if end < clusters.len() && !may_part(&clusters[end - 1], &clusters[end]) {
            continue;
        }
        let part = &clusters[start..end];
        let width = natural_width(part);
        let whole: Mm = part.iter().map(super::lines::inner_width).sum::<Mm>()
            + part.windows(2).map(|pair| gap_between(&pair[0], &pair[1])).sum::<Mm>();
        let behind = clusters.get(end).map_or(Mm(0.0), |next| gap_between(&clusters[end - 1], next));
        pieces.push(Piece { start, end, width, gap: (whole - width).max(Mm(0.0)) + behind });
        start = end;
    }
    pieces
}

/// How many lines pieces take in a width.
pub(super) fn count(pieces: &[Piece], width: Mm) -> usize {
    let (mut lines, mut x) = (1, Mm(0.0));
    for piece in pieces {
        if x.0 > 0.0 && (x + piece.width).0 > width.0 + EPSILON {
            (lines, x) = (lines + 1, Mm(0.0));
        }
        // What is wider than its line is cut.
        let cuts = ((piece.width.0 - EPSILON) / width.0.max(1.0)).max(0.0) as usize;
        lines += cuts;
        x += piece.width - width * cuts as f64 + piece.gap;
    }
    lines
}

/// The least width in which pieces take no more than so many lines.
pub(super) fn narrowest(pieces: &[Piece], lines: usize) -> Mm {
    let longest = pieces.iter().map(|piece| piece.width).fold(Mm(0.0), Mm::max);
    let whole: Mm = pieces.iter().map(|piece| piece.width + piece.gap).sum();
    let (mut low, mut high) = (longest, whole.max(longest));
    if count(pieces, low) <= lines {
        return low;
    }
    for _ in 0..12 {
        let middle = (low + high) / 2.0;
        if count(pieces, middle) <= lines { high = middle } else { low = middle }
    }
    high
}

/// The lines of pieces that all fit into `width`: as few as can be, and of nearly one length.
pub(super) fn balanced(pieces: &[Piece], width: Mm) -> Vec<Line> {
    let width = narrowest(pieces, count(pieces, width)).min(width);
    let mut lines: Vec<Line> = Vec::new();
    let mut x = Mm(0.0);
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if (x + piece.width).0 <= width.0 + EPSILON => line.end = piece.end,
            _ => {
                x = Mm(0.0);
                lines.push(Line { start: piece.start, end: piece.end, last: false });
            }
        }
        x += piece.width + piece.gap;
    }
    lines.last_mut().into_iter().for_each(|line| line.last = true);
    lines
}

/// Widths that differ by less are equal.
const EPSILON: f64 = 1e-6;

/// Whether a cell begins with white that sets a sub-item in.
pub(super) fn is_set_in(clusters: &[Cluster]) -> bool {
    clusters.first().is_some_and(|first| first.kind == Kind::WideSpace)
}

#[cfg(test)]
mod tests {
    use super::super::shape::sample;
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let mut clusters = sample(text, true);
        Words::new().bind(&mut clusters, false, Mm(120.0));
        let cut = |piece: Piece| clusters[piece.start..piece.end].iter().map(|cluster| cluster.character).collect();
        pieces(&clusters).into_iter().map(cut).collect()
    }

    #[test]
    fn what_belongs_together_is_one_piece() {
        assert_eq!(parts("2026年10月31日前"), ["2026年10月31日前"]);
        assert_eq!(parts("青川区人民政府"), ["青川区", "人民政府"]);
        assert_eq!(parts("望江县城关中学"), ["望江县", "城关中学"]);
        assert_eq!(parts("计划投资（万元）"), ["计划投资", "（万元）"]);
        assert_eq!(parts("共3.5亿元"), ["共", "3.5亿元"]);
        assert_eq!(parts("第12号文件"), ["第12号文件"]);
        assert_eq!(parts("12.6mg/dm²以下")[0], "12.6mg/dm²");
        assert!(parts("November 9–13 only")[0].starts_with("November 9–13"));
    }

    #[test]
    fn lines_are_few_and_even() {
        let clusters = sample("示例市人民政府", true);
        let pieces = pieces(&clusters);
        assert_eq!(count(&pieces, Mm(30.0)), 2);
        let lines = balanced(&pieces, Mm(30.0));
        let lengths: Vec<usize> = lines.iter().map(|line| line.end - line.start).collect();
        assert_eq!(lengths, [4, 3]);
        assert_eq!(narrowest(&pieces, 1), Mm(35.0));
    }
}
