//! Running text: strong text, emphasis, code and links by pulldown-cmark, and in it names, references, footnotes, raised
//! and lowered text.
//!
//! Here: what was decided, as parts. Not here: which marks are read (`marks`). Nothing but those reaches pulldown-cmark, so
//! raw HTML, entities and whatever else Markdown knows stay the text they are.

use super::marks::Marks;
use super::scripts;
use crate::span::Span;
use crate::syntax::values::{InlineToken, ReferenceKind, inline_tokens};
use crate::syntax::{FieldKey, Text, keywords};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use schemars::JsonSchema;
use serde::Serialize;

/// A text with its inline parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RichText {
    /// What was written, and where.
    pub source: Text,
    /// Its parts in order.
    pub inlines: Vec<Inline>,
}

/// A part of running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Inline {
    /// Text as it is read.
    Text {
        /// The text.
        text: String,
        /// The backslashes in it that stand in no output, because they take the meaning of the mark behind them.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        #[schemars(default)]
        escapes: Vec<Span>,
        /// Where it stands.
        span: Span,
    },
    /// `{^n+1}`: raised.
    Superscript {
        /// What is raised.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `{_max}`: lowered.
    Subscript {
        /// What is lowered.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `**strong**`, `{**strong**}`
    Strong {
        /// What is strong.
        children: Vec<Inline>,
        /// Where it stands.
        span: Span,
    },
    /// `*emphasis*`, `{*emphasis*}`
    Emphasis {
        /// What is emphasised.
        children: Vec<Inline>,
        /// Where it stands.
        span: Span,
    },
    /// `` `code` ``
    Code {
        /// The code.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `[text](url)`
    Link {
        /// The text.
        children: Vec<Inline>,
        /// The address, as written.
        url: String,
        /// Where it stands.
        span: Span,
    },
    /// `{主题}`: the value of a field.
    Name {
        /// The name as written.
        name: String,
        /// The field; `None` when there is no such keyword.
        field: Option<FieldKey>,
        /// The value; `None` when the notice has no such field.
        text: Option<String>,
        /// Where it stands.
        span: Span,
    },
    /// `附件1`, `图2`, `表3`, or `{@id}`.
    Reference {
        /// What it points at.
        target: ReferenceKind,
        /// Its number; `None` when no figure or table has the identifier.
        number: Option<u32>,
        /// The identifier of `{@id}`.
        id: Option<String>,
        /// The text as it is read.
        text: String,
        /// Whether the target exists.
        resolved: bool,
        /// Where it stands.
        span: Span,
    },
    /// `[^1]`
    FootnoteRef {
        /// The label.
        label: String,
        /// The number of the note; `None` when there is no such note.
        number: Option<u32>,
        /// Where it stands.
        span: Span,
    },
}

impl Inline {
    /// Where the part stands in the source.
    #[must_use]
    pub const fn span(&self) -> Span {
        match self {
            Self::Text { span, .. }
            | Self::Superscript { span, .. }
            | Self::Subscript { span, .. }
            | Self::Strong { span, .. }
            | Self::Emphasis { span, .. }
            | Self::Code { span, .. }
            | Self::Link { span, .. }
            | Self::Name { span, .. }
            | Self::Reference { span, .. }
            | Self::FootnoteRef { span, .. } => *span,
        }
    }

    fn push_plain(&self, out: &mut String) {
        match self {
            Self::Text { text, .. } | Self::Code { text, .. } | Self::Reference { text, .. } => out.push_str(text),
            Self::Superscript { text, .. } => push_script(out, text, scripts::raised, "{^"),
            Self::Subscript { text, .. } => push_script(out, text, scripts::lowered, "{_"),
            Self::Strong { children, .. } | Self::Emphasis { children, .. } | Self::Link { children, .. } => {
                children.iter().for_each(|child| child.push_plain(out));
            }
            Self::Name { name, text, .. } => match text {
                Some(text) => out.push_str(text),
                // A name without a value stays what was written.
                None => out.extend(["{", name, "}"]),
            },
            // The mark of a note is no text; a mark without a note stays what was written.
            Self::FootnoteRef { number: Some(_), .. } => {}
            Self::FootnoteRef { label, .. } => out.extend(["[^", label, "]"]),
        }
    }

    /// Calls `visit` for the part and every part inside it, in order.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Inline)) {
        visit(self);
        if let Self::Strong { children, .. } | Self::Emphasis { children, .. } | Self::Link { children, .. } = self {
            children.iter().for_each(|child| child.walk(visit));
        }
    }

    pub(super) fn walk_mut(&mut self, visit: &mut impl FnMut(&mut Inline)) {
        visit(self);
        if let Self::Strong { children, .. } | Self::Emphasis { children, .. } | Self::Link { children, .. } = self {
            children.iter_mut().for_each(|child| child.walk_mut(visit));
        }
    }
}

impl RichText {
    /// The text as it is read, without footnote marks.
    #[must_use]
    pub fn plain(&self) -> String {
        let mut out = String::new();
        self.inlines.iter().for_each(|inline| inline.push_plain(&mut out));
        out
    }

    /// The addresses of its links, as written.
    #[must_use]
    pub fn addresses(&self) -> Vec<&str> {
        fn add<'a>(inlines: &'a [Inline], found: &mut Vec<&'a str>) {
            for inline in inlines {
                match inline {
                    Inline::Link { children, url, .. } => {
                        found.push(url);
                        add(children, found);
                    }
                    Inline::Strong { children, .. } | Inline::Emphasis { children, .. } => add(children, found),
                    Inline::Text { .. }
                    | Inline::Superscript { .. }
                    | Inline::Subscript { .. }
                    | Inline::Code { .. }
                    | Inline::Name { .. }
                    | Inline::Reference { .. }
                    | Inline::FootnoteRef { .. } => {}
                }
            }
        }
        let mut found = Vec::new();
        add(&self.inlines, &mut found);
        found
    }

    /// Whether there is nothing to see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.source.is_empty()
    }

    /// Where the text stands.
    #[must_use]
    pub const fn span(&self) -> Span {
        self.source.span
    }

    /// Calls `visit` for every part, in order.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Inline)) {
        self.inlines.iter().for_each(|inline| inline.walk(visit));
    }

    /// Reads the inline parts of `source`; names, references and notes are still without their values.
    pub(crate) fn read(source: Text) -> Self {
        let inlines = match Marks::of(&source.text) {
            Some(marks) => read_markup(&source, &marks),
            None => tokens(&source, &source.text, &[], &Marks::default()),
        };
        Self { source, inlines }
    }
}

/// Raised or lowered text among plain text: in characters of Unicode where it has all of them, else as it was typed.
fn push_script(out: &mut String, text: &str, form: fn(char) -> Option<char>, open: &str) {
    match text.chars().map(form).collect::<Option<String>>() {
        Some(script) => out.push_str(&script),
        None => out.extend([open, text, "}"]),
    }
}

/// An ideographic space before the text: it is white space to the rules of emphasis, as the start of a line is, and
/// nothing that begins a Markdown block can stand behind it.
const GUARD: &str = "\u{3000}";

fn read_markup(source: &Text, marks: &Marks) -> Vec<Inline> {
    let guarded = format!("{GUARD}{}", marks.visible);
    let mut reader = Reader { source, marks, stack: vec![(Frame::Root, Vec::new())], pending: Vec::new() };
    for (event, range) in Parser::new_ext(&guarded, Options::empty()).into_offset_iter() {
        let (start, end) = (range.start.max(GUARD.len()) - GUARD.len(), range.end.max(GUARD.len()) - GUARD.len());
        match event {
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => reader.pending.push((start, end)),
            Event::Code(_) => {
                reader.flush();
                reader.push(Inline::Code { text: code(&source.text[start..end]), span: source.source_span(start, end) });
            }
            Event::Start(Tag::Strong) => reader.open(Frame::Strong(start, end)),
            Event::Start(Tag::Emphasis) => reader.open(Frame::Emphasis(start, end)),
            Event::Start(Tag::Link { .. }) => reader.open(Frame::Link(start, end)),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {
                reader.flush();
                reader.close();
            }
            _ => {}
        }
    }
    reader.flush();
    while reader.stack.len() > 1 {
        reader.close();
    }
    reader.stack.pop().map(|(_, inlines)| inlines).unwrap_or_default()
}

/// What stands between the backticks, as CommonMark has it: one space at each side may keep them apart from others.
fn code(written: &str) -> String {
    let inside = written.trim_matches('`');
    let ticks = written.len() - written.trim_start_matches('`').len();
    let inside = written.get(ticks..written.len() - ticks).unwrap_or(inside);
    let padded = inside.strip_prefix(' ').and_then(|inside| inside.strip_suffix(' '));
    padded.filter(|inside| !inside.trim().is_empty()).unwrap_or(inside).to_owned()
}

struct Reader<'a> {
    source: &'a Text,
    marks: &'a Marks,
    stack: Vec<(Frame, Vec<Inline>)>,
    /// Neighbouring pieces of text are one text, so that a token may run over what pulldown-cmark cut.
    pending: Vec<(usize, usize)>,
}

enum Frame {
    Root,
    Strong(usize, usize),
    Emphasis(usize, usize),
    Link(usize, usize),
}

impl Reader<'_> {
    fn push(&mut self, inline: Inline) {
        if let Some((_, children)) = self.stack.last_mut() {
            children.push(inline);
        }
    }

    fn open(&mut self, frame: Frame) {
        self.flush();
        self.stack.push((frame, Vec::new()));
    }

    fn close(&mut self) {
        let Some((frame, children)) = self.stack.pop() else { return };
        let inline = match frame {
            Frame::Root => return self.stack.push((Frame::Root, children)),
            Frame::Strong(start, end) => Inline::Strong { children, span: self.span(start, end) },
            Frame::Emphasis(start, end) => Inline::Emphasis { children, span: self.span(start, end) },
            Frame::Link(start, end) => {
                let address = self.marks.links.iter().find(|(open, _)| *open == start).map(|(_, address)| address.clone());
                let url = self.source.text[address.unwrap_or_default()].to_owned();
                Inline::Link { children, url, span: self.source.source_span(start, end) }
            }
        };
        self.push(inline);
    }

    /// The place of a pair of stars, with the braces around it.
    fn span(&self, start: usize, end: usize) -> Span {
        let braced = start > 0 && self.source.text[..start].ends_with('{') && self.marks.is_dropped(start - 1);
        let (start, end) = if braced { (start - 1, end + 1) } else { (start, end) };
        self.source.source_span(start, end)
    }

    /// Turns the gathered pieces into text and tokens.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.pending);
        let (mut text, mut map) = (String::new(), Vec::new());
        let mut add = |start: usize, end: usize| {
            if start < end {
                map.push((text.len(), start));
                // What was typed, not what a reader of Markdown saw.
                text.push_str(&self.source.text[start..end]);
            }
        };
        for (mut start, end) in pieces {
            let first = self.marks.dropped.partition_point(|at| *at < start);
            for &at in self.marks.dropped[first..].iter().take_while(|at| **at < end) {
                add(start, at);
                start = at + 1;
            }
            add(start, end);
        }
        if text.is_empty() {
            return;
        }
        for inline in tokens(self.source, &text, &map, self.marks) {
            self.push(inline);
        }
    }
}

/// Cuts text into plain stretches and tokens. `map` tells where in `source.text` each stretch of `text` begins; an
/// empty map means that the two are the same.
fn tokens(source: &Text, text: &str, map: &[(usize, usize)], marks: &Marks) -> Vec<Inline> {
    let origin = |at: usize| match map.partition_point(|(offset, _)| *offset <= at).checked_sub(1) {
        Some(index) => map[index].1 + at - map[index].0,
        None => at,
    };
    let escaped = |at: usize| at > 0 && source.text[..at].ends_with('\\') && marks.is_dropped(at - 1);
    let plain = |start: usize, end: usize| {
        let last = text[start..end].char_indices().next_back().map_or(start, |(at, _)| start + at);
        let (first, until) = (origin(start), origin(last) + (end - last));
        let first = if escaped(first) { first - 1 } else { first };
        let inside = marks.dropped.iter().filter(|at| (first..until).contains(*at) && source.text[**at..].starts_with('\\'));
        let escapes = inside.map(|at| source.source_span(*at, at + 1)).collect();
        Inline::Text { text: text[start..end].to_owned(), escapes, span: source.source_span(first, until) }
    };
    let mut inlines = Vec::new();
    let mut done = 0;
    for (range, token) in inline_tokens(text) {
        let whole = origin(range.end - 1) - origin(range.start) == range.len() - 1;
        // A backslash took away the special meaning of the first character.
        if !whole || escaped(origin(range.start)) || !stands_alone(text, &range, &token) {
            continue;
        }
        if done < range.start {
            inlines.push(plain(done, range.start));
        }
        let span = source.source_span(origin(range.start), origin(range.end - 1) + 1);
        inlines.push(unresolved(token, text, range.clone(), span));
        done = range.end;
    }
    if done < text.len() {
        inlines.push(plain(done, text.len()));
    }
    inlines
}

fn unresolved(token: InlineToken, text: &str, range: std::ops::Range<usize>, span: Span) -> Inline {
    match token {
        InlineToken::Footnote(label) => Inline::FootnoteRef { label: text[label].to_owned(), number: None, span },
        InlineToken::Name(name) => {
            // With the space around it: a name without a value is printed as it was typed.
            let field = keywords::lookup(&text[name]);
            Inline::Name { field, name: text[range.start + 1..range.end - 1].to_owned(), text: None, span }
        }
        InlineToken::Superscript(script) => Inline::Superscript { text: text[script].to_owned(), span },
        InlineToken::Subscript(script) => Inline::Subscript { text: text[script].to_owned(), span },
        InlineToken::Id(id) => Inline::Reference {
            target: ReferenceKind::Figure,
            number: None,
            id: Some(text[id].to_owned()),
            text: text[range].to_owned(),
            resolved: false,
            span,
        },
        InlineToken::Reference(target, number) => {
            Inline::Reference { target, number: Some(number), id: None, text: text[range].to_owned(), resolved: false, span }
        }
    }
}

/// Whether a reference is one: `代表3人`, `地图2张` and `附件3份` are not.
fn stands_alone(text: &str, range: &std::ops::Range<usize>, token: &InlineToken) -> bool {
    let InlineToken::Reference(kind, _) = token else { return true };
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    let counted = after.is_some_and(|c| "份个個张張页頁项項幅件人名位条條种種次年月日号號%％".contains(c));
    let led_in = match (kind, before) {
        (_, None) => true,
        (_, Some(c)) if c.is_ascii_alphanumeric() => false,
        (ReferenceKind::Annex, _) => true,
        (_, Some(c)) => {
            let letter = c.is_alphanumeric() && !"见見如和与與及按在至到由从從据據对對照将將以".contains(c);
            !letter
        }
    };
    led_in && !counted
}

#[cfg(test)]
mod tests;
