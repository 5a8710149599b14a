//! Words of two texts as one text: what is deleted and inserted stands between the marks of `wording`.

use super::words::{Part, pieces};
use crate::model::{Inline, RichText};
use crate::span::Span;
use crate::syntax::Text;
use crate::wording::{CHANGE_ENDS, DELETED, INSERTED};

/// A text that stands nowhere.
pub(super) fn made(text: &str) -> Text {
    Text::made(text, Span::default())
}

impl RichText {
    /// A text of words alone, which stands nowhere.
    pub(super) fn made(text: &str) -> Self {
        let inlines = vec![Inline::Text { text: text.to_owned(), escapes: Vec::new(), span: Span::default() }];
        Self { source: made(text), inlines }
    }
}

/// Two texts as one.
pub(super) fn both(old: &str, new: &str) -> String {
    if old == new {
        return new.to_owned();
    }
    pieces(old, new).into_iter().map(|piece| marked(piece.part, &piece.text)).collect()
}

/// Words between their marks.
pub(super) fn marked(part: Part, text: &str) -> String {
    match part {
        Part::Same => text.to_owned(),
        Part::Old => format!("{DELETED}{text}{CHANGE_ENDS}"),
        Part::New => format!("{INSERTED}{text}{CHANGE_ENDS}"),
    }
}

/// A text that is gone.
pub(super) fn gone(text: &RichText) -> RichText {
    if text.is_empty() { text.clone() } else { RichText::made(&both(&text.plain(), "")) }
}

/// Two running texts as one: the inline parts of the new one are kept, and words of the old one stand between them.
pub(super) fn rich(old: &RichText, new: &RichText) -> RichText {
    let (before, after) = (old.plain(), new.plain());
    if before == after {
        return new.clone();
    }
    // Where in the new text words are new, and what is gone before each place.
    let (mut fresh, mut lost, mut at) = (Vec::new(), Vec::new(), 0);
    for piece in pieces(&before, &after) {
        match piece.part {
            Part::Old => lost.push((at, piece.text)),
            Part::New => {
                fresh.push(at..at + piece.text.len());
                at += piece.text.len();
            }
            Part::Same => at += piece.text.len(),
        }
    }
    let mut walk = Walk { fresh, lost, at: 0 };
    let mut inlines: Vec<Inline> = new.inlines.iter().map(|inline| walk.inline(inline)).collect();
    let rest: String = walk.lost.drain(..).map(|(_, text)| marked(Part::Old, &text)).collect();
    if !rest.is_empty() {
        inlines.extend(RichText::made(&rest).inlines);
    }
    // It must not look empty to who asks whether there is anything to set.
    let source = if new.is_empty() { made(&before) } else { new.source.clone() };
    RichText { source, inlines }
}

struct Walk {
    fresh: Vec<std::ops::Range<usize>>,
    lost: Vec<(usize, String)>,
    at: usize,
}

impl Walk {
    fn inline(&mut self, inline: &Inline) -> Inline {
        let mut inline = inline.clone();
        match &mut inline {
            Inline::Strong { children, .. } | Inline::Emphasis { children, .. } | Inline::Link { children, .. } => {
                *children = children.iter().map(|child| self.inline(child)).collect();
            }
            Inline::Text { text, escapes, .. } => {
                escapes.clear();
                *text = self.text(text);
            }
            Inline::Code { text, .. } | Inline::Reference { text, .. } => *text = self.text(text),
            Inline::Name { text: Some(text), .. } => *text = self.text(text),
            Inline::Name { name, text, .. } => *text = Some(self.text(&format!("{{{name}}}"))),
            Inline::Superscript { .. } | Inline::Subscript { .. } => {
                // What is raised is one word: it may be another character in the plain text.
                let length = RichText { source: made(""), inlines: vec![inline.clone()] }.plain().len();
                let new = self.fresh.iter().any(|fresh| fresh.start < self.at + length && fresh.end > self.at);
                let before = self.before(self.at + length);
                self.at += length;
                if let Inline::Superscript { text, .. } | Inline::Subscript { text, .. } = &mut inline {
                    let word = if new { marked(Part::New, text) } else { text.clone() };
                    *text = before + &word;
                }
            }
            Inline::FootnoteRef { number: Some(_), .. } => {}
            Inline::FootnoteRef { label, .. } => self.at += label.len() + 3,
        }
        inline
    }

    /// What is gone before a place.
    fn before(&mut self, end: usize) -> String {
        let count = self.lost.iter().take_while(|(at, _)| *at < end).count();
        self.lost.drain(..count).map(|(_, text)| marked(Part::Old, &text)).collect()
    }

    fn text(&mut self, text: &str) -> String {
        let (start, end) = (self.at, self.at + text.len());
        self.at = end;
        let mut out = String::new();
        let mut cuts: Vec<usize> = self.fresh.iter().flat_map(|fresh| [fresh.start, fresh.end]).collect();
        cuts.extend(self.lost.iter().map(|(at, _)| *at));
        cuts.retain(|at| (start..end).contains(at));
        cuts.extend([start, end]);
        cuts.sort_unstable();
        cuts.dedup();
        for cut in cuts.windows(2) {
            out += &self.before(cut[0] + 1);
            let new = self.fresh.iter().any(|fresh| fresh.start < cut[1] && fresh.end > cut[0]);
            out += &marked(if new { Part::New } else { Part::Same }, &text[cut[0] - start..cut[1] - start]);
        }
        out
    }
}
