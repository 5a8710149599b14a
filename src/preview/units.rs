//! Places of a text as browsers count them.

use crate::span::LineIndex;

/// Where each line begins, in bytes and in UTF-16 code units.
#[derive(Clone, Debug)]
pub struct Units {
    index: LineIndex,
    starts: Vec<usize>,
}

impl Units {
    /// Counts a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let index = LineIndex::new(text);
        let mut starts = Vec::with_capacity(index.lines());
        let mut passed = 0;
        for line in 0..index.lines() {
            starts.push(passed);
            let end = if line + 1 < index.lines() { index.start(line + 1) } else { text.len() };
            passed += text[index.start(line)..end].encode_utf16().count();
        }
        Self { index, starts }
    }

    /// The code units before byte `at`; a byte inside a character counts as that character's first.
    ///
    /// ```
    /// let text = "一😀二\n三";
    /// let units = zhumo::preview::Units::new(text);
    /// assert_eq!(units.of(text, text.find('三').unwrap()), 5);
    /// ```
    #[must_use]
    pub fn of(&self, text: &str, at: usize) -> usize {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.index.line_of(at);
        self.starts[line] + self.index.between(text, self.index.start(line), at).1
    }

    /// Where the lines begin.
    pub(super) const fn lines(&self) -> &LineIndex {
        &self.index
    }

    /// The line of byte `at`, from 1.
    #[must_use]
    pub fn line(&self, at: usize) -> usize {
        self.index.line_of(at) + 1
    }
}
