//! Text that may go on over several source lines, and the way back from it to the source.

use crate::span::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// Where a text stands in the source: one piece a physical line. A cell is cut at `\|`, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// The pieces in order, without the backslashes that join them. Never empty lists: an empty text is one empty piece.
    pub pieces: Vec<Span>,
}

impl Phrase {
    /// A phrase of one piece.
    #[must_use]
    pub fn single(span: Span) -> Self {
        Self { pieces: vec![span] }
    }

    /// From the first byte to the last.
    #[must_use]
    pub fn span(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(first), Some(last)) => first.to(*last),
            _ => Span::default(),
        }
    }

    /// The phrase with its first piece begun at `start`.
    #[must_use]
    pub fn starting_at(&self, start: usize) -> Self {
        let mut pieces = self.pieces.clone();
        if let Some(first) = pieces.first_mut() {
            first.start = start;
        }
        Self { pieces }
    }

    /// The text of the phrase.
    #[must_use]
    pub fn text(&self, source: &str) -> Text {
        Text::join(source, &self.pieces)
    }
}

/// A text as a reader sees it, with the place of each of its bytes in the source.
///
/// Where two source lines were joined, nothing stands between Chinese characters and one space between words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Where it stands in the source.
    pub span: Span,
    /// Pairs of (offset in `text`, offset in the source), one for each stretch that is the same in both.
    #[serde(skip)]
    map: Vec<(usize, usize)>,
}

impl Text {
    fn join(source: &str, pieces: &[Span]) -> Self {
        let mut joined = Self { span: Phrase { pieces: pieces.to_vec() }.span(), ..Self::default() };
        let mut end = None;
        for piece in pieces {
            let part = piece.of(source);
            let next_line = end.is_some_and(|end: usize| source[end..piece.start].contains(['\n', '\r']));
            end = Some(piece.end);
            let spaced =
                next_line && joined.text.chars().next_back().is_some_and(is_word) && part.chars().next().is_some_and(is_word);
            if spaced {
                // The space stands for the joint: its place is the end of the line before.
                joined.text.push(' ');
            }
            joined.map.push((joined.text.len(), piece.start));
            joined.text.push_str(part);
        }
        joined
    }

    /// A text that stands nowhere in the source, such as one made from another field; it is placed at `span`.
    #[must_use]
    pub fn made(text: impl Into<String>, span: Span) -> Self {
        Self { text: text.into(), span, map: Vec::new() }
    }

    /// Whether there is nothing to see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The place in the source of byte `at` of the text.
    #[must_use]
    pub fn source_offset(&self, at: usize) -> usize {
        let index = self.map.partition_point(|(offset, _)| *offset <= at);
        match index.checked_sub(1).map(|index| self.map[index]) {
            Some((offset, source)) => (source + at - offset).min(self.span.end),
            None => self.span.start,
        }
    }

    /// The byte of the text that stands at `offset` in the source; the nearest one where none does.
    #[must_use]
    pub fn offset_of(&self, offset: usize) -> usize {
        let index = self.map.partition_point(|(_, source)| *source <= offset);
        let Some(index) = index.checked_sub(1) else { return 0 };
        let (start, source) = self.map[index];
        let end = self.map.get(index + 1).map_or(self.text.len(), |(next, _)| *next);
        (start + offset - source).min(end)
    }

    /// The span in the source of `start..end` of the text.
    #[must_use]
    pub fn source_span(&self, start: usize, end: usize) -> Span {
        if self.map.is_empty() {
            return self.span;
        }
        let first = self.source_offset(start);
        if start == end {
            return Span::empty(first);
        }
        // The end is where the last byte stands, plus one: the end itself may lie on the next line.
        Span::new(first, (self.source_offset(end - 1) + 1).max(first))
    }

    /// The part `start..end`, trimmed of white space on both sides.
    #[must_use]
    pub fn part(&self, start: usize, end: usize) -> Self {
        let slice = &self.text[start..end];
        let start = start + (slice.len() - slice.trim_start().len());
        let end = start + slice.trim().len();
        let mut map: Vec<(usize, usize)> = Vec::new();
        if !self.map.is_empty() {
            map.push((0, self.source_offset(start)));
            let inside = self.map.iter().filter(|(offset, _)| start < *offset && *offset < end);
            map.extend(inside.map(|(offset, source)| (offset - start, *source)));
        }
        Self { text: self.text[start..end].to_owned(), span: self.source_span(start, end), map }
    }
}

/// Whether a joint beside this character needs a space.
fn is_word(character: char) -> bool {
    !character.is_whitespace() && (character as u32) < 0x2e80 && !matches!(character, '—' | '…' | '“' | '”' | '‘' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_in_a_cell_takes_none() {
        let source = "a\\|b";
        let text = Text::join(source, &[Span::new(0, 1), Span::new(2, 4)]);
        assert_eq!((text.text.as_str(), text.source_span(0, 3)), ("a|b", Span::new(0, 4)));
    }

    #[test]
    fn joints_take_a_space_between_words_only() {
        let source = "质量\\\n月 two\\\nwords";
        let pieces = [Span::new(0, 6), Span::new(8, 15), Span::new(17, 22)];
        let text = Text::join(source, &pieces);
        assert_eq!(text.text, "质量月 two words");
        assert_eq!(text.source_span(6, 9).of(source), "月");
        assert_eq!((text.offset_of(3), text.offset_of(8), text.offset_of(17)), (3, 6, 14));
        assert_eq!(text.part(0, text.text.len()).text, text.text);
        assert_eq!(text.source_span(14, 19).of(source), "words");
    }
}
