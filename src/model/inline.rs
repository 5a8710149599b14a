//! Running text: CommonMark inline by pulldown-cmark, and in it names, references and footnotes.
//!
//! Raw HTML and character entities stay the text they are; nothing of a line can become a Markdown block.

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
pub enum Inline {
    /// Text as it is read.
    Text {
        /// The text.
        text: String,
        /// Where it stands.
        span: Span,
    },
    /// `**strong**`
    Strong {
        /// What is strong.
        children: Vec<Inline>,
        /// Where it stands.
        span: Span,
    },
    /// `*emphasis*`
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
        let inlines = if has_markup(&source.text) { read_markup(&source) } else { tokens(&source, &source.text, &[]) };
        Self { source, inlines }
    }
}

/// Whether something in `text` can begin a piece of inline markup. All of it is looked at, many bytes at a time.
fn has_markup(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | matches!(byte, b'*' | b'_' | b'`' | b'[' | b'\\' | b'<' | b'&' | b'!'))
}

/// An ideographic space before the text: it is white space to the rules of emphasis, as the start of a line is, and
/// nothing that begins a Markdown block can stand behind it.
const GUARD: &str = "\u{3000}";

fn read_markup(source: &Text) -> Vec<Inline> {
    let guarded = format!("{GUARD}{}", without_products(&source.text));
    let mut stack: Vec<(Frame, Vec<Inline>)> = vec![(Frame::Root, Vec::new())];
    // Neighbouring pieces of text are one text, so that a token may run over what pulldown-cmark cut.
    let mut pending: Vec<(usize, usize)> = Vec::new();
    let mut verbatim_depth = 0usize;
    for (event, range) in Parser::new_ext(&guarded, Options::empty()).into_offset_iter() {
        let (start, end) = (range.start.max(GUARD.len()) - GUARD.len(), range.end.max(GUARD.len()) - GUARD.len());
        if verbatim_depth > 0 {
            match event {
                Event::Start(_) => verbatim_depth += 1,
                Event::End(_) => verbatim_depth -= 1,
                _ => {}
            }
            continue;
        }
        match event {
            Event::Text(_) | Event::Html(_) | Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => {
                pending.push((start, end))
            }
            Event::Code(code) => {
                flush(&mut pending, source, &mut stack);
                let span = source.source_span(start, end);
                push(&mut stack, Inline::Code { text: code.replace(PRODUCT, "*"), span });
            }
            // An image inside a line is no figure: it stays the text it is.
            Event::Start(Tag::Image { .. }) => {
                pending.push((start, end));
                verbatim_depth = 1;
            }
            Event::Start(Tag::Strong) => open(&mut pending, source, &mut stack, Frame::Strong(start, end)),
            Event::Start(Tag::Emphasis) => open(&mut pending, source, &mut stack, Frame::Emphasis(start, end)),
            Event::Start(Tag::Link { dest_url, .. }) => {
                open(&mut pending, source, &mut stack, Frame::Link(start, end, dest_url.replace(PRODUCT, "*")));
            }
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {
                flush(&mut pending, source, &mut stack);
                close(source, &mut stack);
            }
            _ => {}
        }
    }
    flush(&mut pending, source, &mut stack);
    while stack.len() > 1 {
        close(source, &mut stack);
    }
    stack.pop().map(|(_, inlines)| inlines).unwrap_or_default()
}

/// Stands for a `*` that is no markup while pulldown-cmark reads; one byte, so that every offset stays what it is.
const PRODUCT: char = '\u{1}';

/// A single star between two letters or digits multiplies: `10*20*30厘米` has no emphasis in it.
fn without_products(text: &str) -> String {
    let bytes = text.as_bytes();
    let beside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let product = |at: usize, character: char| character == '*' && beside(at.checked_sub(1)) && beside(Some(at + 1));
    text.char_indices().map(|(at, character)| if product(at, character) { PRODUCT } else { character }).collect()
}

enum Frame {
    Root,
    Strong(usize, usize),
    Emphasis(usize, usize),
    Link(usize, usize, String),
}

fn push(stack: &mut [(Frame, Vec<Inline>)], inline: Inline) {
    if let Some((_, children)) = stack.last_mut() {
        children.push(inline);
    }
}

fn open(pending: &mut Vec<(usize, usize)>, source: &Text, stack: &mut Vec<(Frame, Vec<Inline>)>, frame: Frame) {
    flush(pending, source, stack);
    stack.push((frame, Vec::new()));
}

fn close(source: &Text, stack: &mut Vec<(Frame, Vec<Inline>)>) {
    let Some((frame, children)) = stack.pop() else { return };
    let inline = match frame {
        Frame::Root => return stack.push((Frame::Root, children)),
        Frame::Strong(start, end) => Inline::Strong { children, span: source.source_span(start, end) },
        Frame::Emphasis(start, end) => Inline::Emphasis { children, span: source.source_span(start, end) },
        Frame::Link(start, end, url) => Inline::Link { children, url, span: source.source_span(start, end) },
    };
    push(stack, inline);
}

/// Turns the gathered pieces into text and tokens.
fn flush(pending: &mut Vec<(usize, usize)>, source: &Text, stack: &mut [(Frame, Vec<Inline>)]) {
    let pieces = std::mem::take(pending);
    let (mut text, mut map) = (String::new(), Vec::new());
    for (start, end) in pieces {
        map.push((text.len(), start));
        // The slice, not the event's text: `&amp;` stays `&amp;`.
        text.push_str(&source.text[start..end]);
    }
    if text.is_empty() {
        return;
    }
    for inline in tokens(source, &text, &map) {
        push(stack, inline);
    }
}

/// Cuts text into plain stretches and tokens. `map` tells where in `source.text` each stretch of `text` begins; an
/// empty map means that the two are the same.
fn tokens(source: &Text, text: &str, map: &[(usize, usize)]) -> Vec<Inline> {
    let origin = |at: usize| match map.partition_point(|(offset, _)| *offset <= at).checked_sub(1) {
        Some(index) => map[index].1 + at - map[index].0,
        None => at,
    };
    let span = |start: usize, end: usize| {
        let last = text[start..end].char_indices().next_back().map_or(start, |(at, _)| start + at);
        source.source_span(origin(start), origin(last) + (end - last))
    };
    let mut inlines = Vec::new();
    let mut done = 0;
    for (range, token) in inline_tokens(text) {
        let whole = origin(range.end - 1) - origin(range.start) == range.len() - 1;
        // A backslash took away the special meaning of the first character.
        let escaped = source.text[..origin(range.start)].ends_with('\\');
        if !whole || escaped || !stands_alone(text, &range, &token) {
            continue;
        }
        if done < range.start {
            inlines.push(Inline::Text { text: text[done..range.start].to_owned(), span: span(done, range.start) });
        }
        inlines.push(unresolved(token, text, range.clone(), span(range.start, range.end)));
        done = range.end;
    }
    if done < text.len() {
        inlines.push(Inline::Text { text: text[done..].to_owned(), span: span(done, text.len()) });
    }
    inlines
}

fn unresolved(token: InlineToken, text: &str, range: std::ops::Range<usize>, span: Span) -> Inline {
    match token {
        InlineToken::Footnote(label) => Inline::FootnoteRef { label: text[label].to_owned(), number: None, span },
        InlineToken::Name(name) => {
            let name = text[name].to_owned();
            Inline::Name { field: keywords::lookup(&name), name, text: None, span }
        }
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
mod tests {
    use super::*;

    fn read(text: &str) -> RichText {
        RichText::read(crate::syntax::Phrase::single(Span::new(0, text.len())).text(text))
    }

    #[test]
    fn no_line_becomes_a_block() {
        for text in [
            "2020. 年",
            "+86",
            "# 号",
            "- 3",
            "> x",
            "    code",
            "1) x",
            "***",
            "---",
            "| a |",
            "```",
            "<div>",
            "[a]: b",
            "&amp; &lt;",
        ] {
            assert_eq!(read(text).plain(), text, "{text}");
        }
    }

    #[test]
    fn markup_is_read_and_escapes_hold() {
        assert_eq!(read("**要**闻 *a* `b*` [网](https://a.cn) \\*x\\*").plain(), "要闻 a b* 网 *x*");
        assert_eq!(read("规格为10*20*30厘米，`2*3`，*重*点").plain(), "规格为10*20*30厘米，2*3，重点");
        assert_eq!(read("见附件1和图2，代表3人").inlines.iter().filter(|i| matches!(i, Inline::Reference { .. })).count(), 2);
        assert_eq!(read("\\{主题} 与 {主题}").inlines.iter().filter(|i| matches!(i, Inline::Name { .. })).count(), 1);
        assert_eq!(read("甲[^1]乙\\[^2]").inlines.iter().filter(|i| matches!(i, Inline::FootnoteRef { .. })).count(), 1);
    }

    #[test]
    fn spans_point_into_the_source() {
        let text = "甲\\*乙 **丙{主题}** 丁";
        let rich = read(text);
        let mut seen = Vec::new();
        rich.walk(&mut |inline| seen.push(inline.span().of(text).to_owned()));
        assert_eq!(seen, ["甲\\*乙 ", "**丙{主题}**", "丙", "{主题}", " 丁"]);
    }
}
