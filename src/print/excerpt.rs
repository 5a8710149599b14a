//! The lines of a draft that a finding is shown in: as few as it takes, and of a long line the part around each place.
//!
//! Here: [`Excerpt`], a small text with the places of the finding in it, which is all that is drawn. Not here: the drawing (`whole`).
//! What one finding shows is bounded, however long lines are and however far its places lie apart.

use crate::check::Finding;
use crate::say::visible;
use crate::span::{LineIndex, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use std::collections::BTreeSet;

/// A line of so many characters is shown whole.
const WHOLE: usize = 200;
/// Of a longer one so many before and behind each place,
const AROUND: usize = 40;
/// and of the place itself so many.
const PLACE: usize = 120;
/// A place that goes on over more lines than these is shown up to there.
const LINES: usize = 12;
/// So many lines between two places are shown rather than left out.
const BETWEEN: usize = 3;
/// More places beside its own are not shown.
const RELATED: usize = 8;

/// What is shown of a draft.
pub(super) struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    /// The places: that of the finding first, then the related ones.
    pub places: Vec<Place>,
}

/// A place in the excerpt, and the column that it has in the draft, from 0.
pub(super) struct Place {
    pub span: Span,
    column: usize,
}

struct Line {
    /// Which line of the draft it is, from 0.
    number: usize,
    /// Where it begins in the excerpt.
    start: usize,
    pieces: Vec<Piece>,
}

/// A stretch of the draft, and where it stands in the excerpt.
struct Piece {
    of: Span,
    at: usize,
    shown: usize,
}

impl Excerpt {
    pub fn new(name: &str, draft: &str, index: &LineIndex, finding: &Finding) -> Self {
        let related = finding.related.iter().take(RELATED).map(|related| related.span);
        let spans: Vec<Span> = std::iter::once(finding.span).chain(related).map(|span| shortened(span, draft, index)).collect();
        let mut excerpt = Self { name: visible(name).into_owned(), text: String::new(), lines: Vec::new(), places: Vec::new() };
        for number in numbers(&spans, index) {
            excerpt.add(number, draft, index, &spans);
        }
        let place = |span: &Span| {
            let (start, end) = (excerpt.place(span.start, draft), excerpt.place(span.end, draft));
            Place { span: Span::new(start, end.max(start)), column: index.position(draft, span.start).column - 1 }
        };
        let places = spans.iter().map(place).collect();
        excerpt.places = places;
        excerpt
    }

    /// Takes up a line of the draft.
    fn add(&mut self, number: usize, draft: &str, index: &LineIndex, spans: &[Span]) {
        let whole = index.line_span(draft, number);
        let start = self.text.len();
        let mut pieces = Vec::new();
        let windows = windows(whole, draft, index, spans);
        if windows.first().is_some_and(|first| first.start > whole.start) {
            self.text.push('…');
        }
        for (nth, window) in windows.iter().enumerate() {
            if nth > 0 {
                self.text.push('…');
            }
            let at = self.text.len();
            self.text.push_str(&visible(window.of(draft)));
            pieces.push(Piece { of: *window, at, shown: self.text.len() - at });
        }
        if windows.last().is_some_and(|last| last.end < whole.end) {
            self.text.push('…');
        }
        self.lines.push(Line { number, start, pieces });
        // The end of the last line is none.
        if number + 1 < index.lines() {
            self.text.push('\n');
        }
    }

    /// Where byte `at` of the draft stands in the excerpt; what was cut away stands where the cut is.
    fn place(&self, at: usize, draft: &str) -> usize {
        let pieces = || self.lines.iter().flat_map(|line| &line.pieces);
        let Some(piece) = pieces().take_while(|piece| piece.of.start <= at).last().or_else(|| pieces().next()) else { return 0 };
        if at >= piece.of.end {
            return piece.at + piece.shown;
        }
        let before = Span::new(piece.of.start, draft.floor_char_boundary(at).max(piece.of.start));
        piece.at + visible(before.of(draft)).len()
    }

    fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    /// The last line that follows line `line` of the excerpt without one left out, `most` lines on at most.
    fn following(&self, line: usize, most: usize) -> usize {
        let pairs = self.lines[line..].windows(2).take(most);
        line + pairs.take_while(|pair| pair[0].number + 1 == pair[1].number).count()
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > self.text.len() || self.lines.is_empty() {
            return Err(MietteError::OutOfBounds);
        }
        let (first, last) = (self.line_of(start), self.line_of(end.saturating_sub(1).max(start)));
        // Without lines around it the stretch itself is asked for: that is how miette learns where it stands.
        if before == 0 && after == 0 {
            let column = self.places.iter().find(|place| place.span.start == start).map_or(0, |place| place.column);
            return Ok(self.contents(start..end, self.lines[first].number, column, 1));
        }
        let mut top = first;
        while top > 0 && first - top < before && self.lines[top - 1].number + 1 == self.lines[top].number {
            top -= 1;
        }
        let bottom = self.following(last, after);
        let to = self.lines.get(bottom + 1).map_or(self.text.len(), |next| next.start);
        // miette takes two places together where the count of the first reaches up to the second.
        let count = self.lines[self.following(top, usize::MAX)].number + 1 - self.lines[top].number;
        Ok(self.contents(self.lines[top].start..to, self.lines[top].number, 0, count))
    }
}

impl Excerpt {
    fn contents(&self, of: std::ops::Range<usize>, line: usize, column: usize, count: usize) -> Box<dyn SpanContents<'_> + '_> {
        let data = &self.text.as_bytes()[of.clone()];
        Box::new(MietteSpanContents::new_named(self.name.clone(), data, SourceSpan::from(of), line, column, count))
    }
}

/// A place, cut where it goes on for too many lines.
fn shortened(span: Span, draft: &str, index: &LineIndex) -> Span {
    let start = span.start.min(draft.len());
    let end = span.end.clamp(start, draft.len());
    let most = index.line_of(start) + LINES - 1;
    let last = index.line_of(end.saturating_sub(1).max(start));
    Span::new(start, if last > most { index.line_span(draft, most).end.max(start) } else { end })
}

/// The lines that show these places: those they stand in, one around them, and those between them where they are few.
fn numbers(spans: &[Span], index: &LineIndex) -> BTreeSet<usize> {
    let mut wanted = BTreeSet::new();
    for span in spans {
        let (first, last) = (index.line_of(span.start), index.line_of(span.end.saturating_sub(1).max(span.start)));
        wanted.extend(first.saturating_sub(1)..=(last + 1).min(index.lines() - 1));
    }
    let mut numbers = BTreeSet::new();
    for number in wanted {
        let before = numbers.last().copied().filter(|before| number - before <= BETWEEN + 1);
        numbers.extend(before.map_or(number, |before| before + 1)..=number);
    }
    numbers
}

/// Which stretches of a line are shown.
fn windows(line: Span, draft: &str, index: &LineIndex, spans: &[Span]) -> Vec<Span> {
    if line.len() <= WHOLE || index.between(draft, line.start, line.end).0 <= WHOLE {
        return vec![line];
    }
    let text = line.of(draft);
    let before = |at: usize, count| text[..at].char_indices().rev().nth(count - 1).map_or(0, |(at, _)| at);
    let behind = |at: usize, count| text[at..].char_indices().nth(count).map_or(text.len(), |(on, _)| at + on);
    let here = spans.iter().filter(|span| span.start <= line.end && line.start <= span.end);
    let mut windows: Vec<Span> = here
        .map(|span| {
            let inside = |at: usize| text.floor_char_boundary(at.clamp(line.start, line.end) - line.start);
            let (start, end) = (inside(span.start), inside(span.end));
            // Of a place that began above the end is what matters.
            if span.start < line.start && span.end <= line.end {
                return Span::new(before(end, PLACE + AROUND), behind(end, AROUND));
            }
            Span::new(before(start, AROUND), behind(end.min(behind(start, PLACE)), AROUND))
        })
        .collect();
    if windows.is_empty() {
        windows.push(Span::new(0, behind(0, WHOLE / 2)));
    }
    windows.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for window in windows {
        match merged.last_mut() {
            // What would be left out is no longer than the mark that says so.
            Some(last) if window.start <= last.end + 3 => last.end = last.end.max(window.end),
            _ => merged.push(window),
        }
    }
    merged.into_iter().map(|window| Span::new(line.start + window.start, line.start + window.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, check};

    /// Every finding of a text, with what is shown at its place.
    fn shown(text: &str) -> Vec<(String, Excerpt)> {
        let index = LineIndex::new(text);
        let found = check(text, &Options::default()).1;
        let one = |finding: &Finding| {
            (visible(&text[finding.span.start..finding.span.end]).into_owned(), Excerpt::new("a", text, &index, finding))
        };
        found.iter().map(one).collect()
    }

    #[test]
    fn a_place_far_into_a_line_is_shown_with_what_stands_around_it() {
        let text = format!("标题：关于检查的通知\n\n{}见{{甲}},乙。{}\n", "各县要抓好工作。".repeat(9_000), "后。".repeat(9_000));
        let all = shown(&text);
        assert!(all.iter().any(|(place, _)| place.contains('甲')));
        for (place, excerpt) in all {
            let span = excerpt.places[0].span;
            assert!(place.starts_with(span.of(&excerpt.text)), "{place}");
            assert!(span.is_empty() == place.is_empty() && excerpt.text.len() < 2_000, "{}", excerpt.text.len());
        }
    }

    #[test]
    fn controls_are_seen_at_their_place() {
        let text = "标题：关于检查的通知\n\n\u{1b}[2J甲\u{202e}乙见{甲}。\n";
        let all = shown(text);
        assert!(all.len() > 1);
        for (place, excerpt) in all {
            assert_eq!(excerpt.places[0].span.of(&excerpt.text), place);
            assert!(!excerpt.text.contains(['\u{1b}', '\u{202e}']));
        }
    }
}
