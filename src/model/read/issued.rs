//! A text that a notice sends out: `【印发】TITLE` and what follows, up to the next one or the end of the draft.

use super::{Reader, Zone, has_option};
use crate::model::blocks::Paragraph;
use crate::model::issued::Issued;
use crate::model::{FieldLine, Notice};
use crate::span::Span;
use crate::syntax::{FieldKey, IssuingAct, Line, LineKind, Phrase, Tree};
use std::cell::OnceCell;

/// The notice while a text that it sends out is read, and that text as far as its first line goes.
pub(super) struct Whole {
    notice: Notice,
    opened: Issued,
}

/// The first line from `from` on that opens such a text, or the end.
pub(super) fn next(tree: &Tree<'_>, from: usize) -> usize {
    let opens = |line: &Line| matches!(line.kind, LineKind::Issued { .. });
    tree.lines[from..].iter().position(opens).map_or(tree.lines.len(), |at| from + at)
}

impl Reader<'_> {
    /// Opens a text that is sent out.
    pub(super) fn issued(&mut self, index: usize, label: Span, act: IssuingAct, option: Option<Span>, title: &Phrase) {
        self.close_part();
        let option = option.map(|span| self.slice(span));
        let landscape = option.as_ref().is_some_and(|option| has_option(&option.text, &["横排", "橫排", "landscape"]));
        let span = self.tree.lines[index].span;
        let opened = Issued { act, label: self.slice(label), option, landscape, text: Notice::default(), span };
        let title = Some(self.rich(title)).filter(|title| !title.is_empty());
        let text = Notice { language: self.notice.language, title: title.into_iter().collect(), ..Notice::default() };
        let notice = std::mem::replace(&mut self.notice, text);
        self.whole = Some(Box::new(Whole { notice, opened }));
        self.zone = Zone::Head;
        self.counters = [0; 4];
        self.tail.clear();
        self.only_keyed = true;
        self.lines = index + 1..next(self.tree, index + 1);
        self.aliases = OnceCell::new();
    }

    /// The text that was sent out is over.
    pub(super) fn close_part(&mut self) {
        let Some(whole) = self.whole.take() else { return };
        let Whole { notice, opened } = *whole;
        let mut text = std::mem::replace(&mut self.notice, notice);
        // These are of the draft, whichever part they stand in.
        self.notice.footnotes.append(&mut text.footnotes);
        self.notice.suppressions.append(&mut text.suppressions);
        self.notice.dangling.append(&mut text.dangling);
        self.notice.issued.push(Issued { text, ..opened });
    }

    /// Whether a line right below the title says when and by whom the text was adopted (题注): all of it in brackets, with a year.
    pub(super) fn is_adoption(&self, paragraph: &Paragraph) -> bool {
        let text = paragraph.text.source.text.as_str();
        let whole = |open, close| {
            let inner = text.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
            inner.filter(|inner| !inner.contains([open, close]))
        };
        let chinese = self.notice.language.is_chinese();
        let inner = if chinese { whole('（', '）') } else { whole('(', ')') };
        let is_digit = |c: char| c.is_ascii_digit() || chinese && "〇○零一二三四五六七八九".contains(c);
        let dated = |inner: &str| {
            let years = inner.split(|c: char| !is_digit(c)).filter(|run| run.chars().count() == 4);
            years.count() > 0 && (!chinese || inner.contains('年'))
        };
        self.whole.is_some() && self.zone == Zone::Head && self.notice.recipients.is_none() && inner.is_some_and(dated)
    }

    /// Whether a field of the text that is read can only be one of the notice. A text that is sent out has no red head of its own.
    pub(super) fn is_own_of_notice(&self, key: FieldKey) -> bool {
        use crate::syntax::keywords::Zone as Place;
        let own = match key {
            FieldKey::Number | FieldKey::Recipients | FieldKey::Date | FieldKey::Sealed => false,
            // The label may stand alone, with the lines of the title below.
            FieldKey::Title => !self.notice.title.is_empty() || self.zone != Zone::Head,
            _ => matches!(key.zone(), Place::Head | Place::Any),
        };
        self.whole.is_some() && own
    }

    /// Whether a field of the text that is read is read as one of the notice: the imprint is printed behind all else and may be written
    /// there, and what has no signature has no seal.
    pub(super) fn belongs_to_whole(&self, key: FieldKey) -> bool {
        let Some(whole) = &self.whole else { return false };
        let given = whole.notice.fields.iter().any(|field| field.key == key);
        let unsigned = key == FieldKey::Sealed && !self.notice.fields.iter().any(|field| field.key == FieldKey::Signatories);
        !given && (key.is_imprint() || unsigned)
    }

    /// Reads such a field; gives how many lines were read.
    pub(super) fn field_of_whole(&mut self, index: usize, key: FieldKey, key_span: Span, value: &Phrase) -> usize {
        let Some(mut whole) = self.whole.take() else { return 1 };
        std::mem::swap(&mut self.notice, &mut whole.notice);
        let text = self.text(value);
        let (items, count) = self.items(index, text.is_empty() || key.takes_items());
        self.set(key, &text, &items);
        let (label, span) = (self.slice(key_span), self.tree.lines[index].span);
        self.notice.fields.push(FieldLine { key, label, text, items, repeated: false, span });
        std::mem::swap(&mut self.notice, &mut whole.notice);
        self.whole = Some(whole);
        count
    }
}
