//! Running text as Markdown.
//!
//! Emphasis is the delicate part: whether `**` opens or closes depends on the characters beside it, and `**（一）宣传。**深入`
//! is not strong, because a full stop stands before the closing mark and a letter behind it. Punctuation at the ends is
//! therefore put outside of the marks, and what was written is read again: where Markdown would not give the text back
//! exactly, the marks are left out and the text stays.

use super::escape;
use crate::model::{Inline, RichText};
use crate::syntax::values::ReferenceKind;
use pulldown_cmark::{Event, Options, Parser};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Writes running text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inlines {
    bare: bool,
    /// Whose annexes references lead to: 0 of the notice, else of a text that it sends out.
    part: Option<u32>,
}

/// A stretch of one kind, with the emphasis that it stands in.
#[derive(Clone, Debug)]
struct Piece<'a> {
    kind: Kind<'a>,
    strong: bool,
    emphasis: bool,
}

#[derive(Clone, Debug)]
enum Kind<'a> {
    Text(Cow<'a, str>),
    Code(&'a str),
    /// Finished Markdown within, the address, and the text as it is read.
    Link(String, String, String),
    Note(u32),
}

impl Inlines {
    /// A writer that leaves out marks of footnotes: for text that is said a second time.
    pub(super) const fn without_notes() -> Self {
        Self { bare: true, part: None }
    }

    /// A writer whose references lead to what they name, in this part of the notice: see [`place`].
    pub(super) const fn with_links(part: u32) -> Self {
        Self { bare: false, part: Some(part) }
    }

    pub(super) fn write(&mut self, text: &RichText) -> String {
        self.write_joined(std::slice::from_ref(text), "")
    }

    /// Several texts as one line, with `gap` between them: whether marks open or close depends on what the other text begins with.
    pub(super) fn write_joined(&mut self, texts: &[RichText], gap: &str) -> String {
        let mut pieces = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            if index > 0 && !gap.is_empty() {
                pieces.push(Piece { kind: Kind::Text(gap.into()), strong: false, emphasis: false });
            }
            self.gather(&text.inlines, false, false, &mut pieces);
        }
        emit(pieces, !self.bare)
    }

    /// A run-in heading and its text, as one line.
    pub(super) fn run_in(&mut self, label: &str, heading: &RichText, gap: &str, text: &RichText) -> String {
        let mut pieces = vec![Piece { kind: Kind::Text(label.into()), strong: true, emphasis: false }];
        self.gather(&heading.inlines, true, false, &mut pieces);
        pieces.push(Piece { kind: Kind::Text(gap.into()), strong: false, emphasis: false });
        self.gather(&text.inlines, false, false, &mut pieces);
        emit(pieces, !self.bare)
    }

    fn gather<'a>(&mut self, inlines: &'a [Inline], strong: bool, emphasis: bool, out: &mut Vec<Piece<'a>>) {
        for inline in inlines {
            // No `_` arm: a new kind of inline must not vanish from the text.
            let kind = match inline {
                Inline::Reference { target, number: Some(number), text, resolved: true, .. } => match self.part {
                    Some(part) => Kind::Link(escape::text(text), address(*target, within(part, *target, *number)), text.clone()),
                    None => Kind::Text(text.into()),
                },
                Inline::Text { text, .. } | Inline::Reference { text, .. } => Kind::Text(text.into()),
                Inline::Name { text: Some(text), .. } => Kind::Text(text.into()),
                Inline::Name { name, text: None, .. } => Kind::Text(format!("{{{name}}}").into()),
                // Markdown has no form for it that all readers know; what was typed says what is meant.
                Inline::Superscript { text, .. } => Kind::Text(format!("{{^{text}}}").into()),
                Inline::Subscript { text, .. } => Kind::Text(format!("{{_{text}}}").into()),
                Inline::Code { text, .. } => Kind::Code(text),
                Inline::Strong { children, .. } => {
                    self.gather(children, true, emphasis, out);
                    continue;
                }
                Inline::Emphasis { children, .. } => {
                    self.gather(children, strong, true, out);
                    continue;
                }
                Inline::Link { children, url, .. } => match crate::links::target(url) {
                    Some(url) => {
                        let mut pieces = Vec::new();
                        Self::without_notes().gather(children, false, false, &mut pieces);
                        let plain = pieces.iter().map(Piece::plain).collect();
                        Kind::Link(emit(pieces, false), url, plain)
                    }
                    None => {
                        self.gather(children, strong, emphasis, out);
                        continue;
                    }
                },
                Inline::FootnoteRef { label, number, .. } => match number {
                    Some(_) if self.bare => continue,
                    Some(number) => Kind::Note(*number),
                    None => Kind::Text(format!("[^{label}]").into()),
                },
            };
            out.push(Piece { kind, strong, emphasis });
        }
    }
}

/// The number by which a reference finds what it means: each text that is sent out has annexes of its own, tables and figures are counted
/// through the whole.
pub(super) fn within(part: u32, target: ReferenceKind, number: u32) -> u32 {
    match target {
        ReferenceKind::Annex => number % EACH + part * EACH,
        ReferenceKind::Table | ReferenceKind::Figure => number,
    }
}

/// More annexes than any part has.
const EACH: u32 = 10_000;

/// The name of what a reference leads to.
fn name(target: ReferenceKind, number: u32) -> String {
    let kind = match target {
        ReferenceKind::Annex => "annex",
        ReferenceKind::Table => "table",
        ReferenceKind::Figure => "figure",
    };
    match number / EACH {
        0 => format!("{kind}-{number}"),
        part => format!("issued-{part}-{kind}-{}", number % EACH),
    }
}

/// The address of what a reference leads to, within the text.
pub(super) fn address(target: ReferenceKind, number: u32) -> String {
    format!("#{}", name(target, number))
}

/// The place that references lead to, to stand behind a heading or a caption. Markdown has no form for it but HTML's, which readers show as
/// nothing.
pub(super) fn place(target: ReferenceKind, number: u32) -> String {
    format!("<a id=\"{}\"></a>", name(target, number))
}

/// The addresses within the text that finished Markdown has references to, looked for once for all of them.
pub(super) fn addresses(markdown: &str) -> BTreeSet<&str> {
    let links = memchr::memmem::find_iter(markdown.as_bytes(), b"](#").map(|at| &markdown[at + 2..]);
    // Those of ours are no longer than a word and a number.
    links.filter_map(|link| link.bytes().take(40).position(|byte| byte == b')').map(|end| &link[..end])).collect()
}

impl Piece<'_> {
    fn plain(&self) -> &str {
        match &self.kind {
            Kind::Text(text) => text,
            Kind::Code(text) => text,
            Kind::Link(_, _, text) => text,
            Kind::Note(_) => "",
        }
    }

    /// Writes it behind `out`; a text within a link has no links of its own.
    fn push_markdown(&self, out: &mut String, linked: bool) {
        match &self.kind {
            Kind::Text(text) if linked => push_linked(out, text),
            Kind::Text(text) => escape::push(out, text),
            Kind::Code(text) => out.push_str(&code(text)),
            Kind::Link(text, url, _) => out.push_str(&link(text, url)),
            Kind::Note(number) => out.push_str(&format!("[^{number}]")),
        }
    }

    /// The first character of it as Markdown.
    fn first(&self) -> Option<char> {
        match &self.kind {
            Kind::Text(text) if crate::links::in_text(text).first().is_some_and(|(range, _)| range.start == 0) => Some('<'),
            Kind::Text(text) => escape::first(text),
            Kind::Code(_) => Some('`'),
            Kind::Link(..) | Kind::Note(_) => Some('['),
        }
    }
}

/// The pieces with their emphasis, where it can be written; else without. Addresses become links where they are not within one.
fn emit(pieces: Vec<Piece<'_>>, linked: bool) -> String {
    let merged = merge(pieces);
    if merged.iter().any(|piece| piece.strong || piece.emphasis) {
        let marked = with_emphasis(&merged, linked);
        let wanted: String = merged.iter().map(Piece::plain).collect();
        if reads_as(&marked) == wanted.trim_matches([' ', '\t']) {
            return marked;
        }
    }
    let plain = merged.into_iter().map(|piece| Piece { strong: false, emphasis: false, ..piece });
    let mut out = String::new();
    push_all(&mut out, &merge(plain), linked);
    out
}

fn push_all(out: &mut String, pieces: &[Piece<'_>], linked: bool) {
    for piece in pieces {
        // An exclamation mark before a link would make it a picture, and before a footnote one too.
        if matches!(piece.kind, Kind::Link(..) | Kind::Note(_)) && out.ends_with('!') && !is_escaped(out, out.len() - 1) {
            out.insert(out.len() - 1, '\\');
        }
        piece.push_markdown(out, linked);
    }
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// Joins stretches of text that stand in the same emphasis: escaping looks at neighbours.
fn merge<'a>(pieces: impl IntoIterator<Item = Piece<'a>>) -> Vec<Piece<'a>> {
    let mut merged: Vec<Piece<'a>> = Vec::new();
    for piece in pieces {
        if let (Some(Piece { kind: Kind::Text(last), strong, emphasis }), Kind::Text(text)) = (merged.last_mut(), &piece.kind)
            && (*strong, *emphasis) == (piece.strong, piece.emphasis)
        {
            last.to_mut().push_str(text);
        } else {
            merged.push(piece);
        }
    }
    merged
}

fn with_emphasis(pieces: &[Piece<'_>], linked: bool) -> String {
    let mut out = String::new();
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        let style = (first.strong, first.emphasis);
        let count = rest.iter().take_while(|piece| (piece.strong, piece.emphasis) == style).count();
        let (group, behind) = rest.split_at(count);
        let mark = match style {
            (true, true) => "***",
            (true, false) => "**",
            (false, true) => "*",
            (false, false) => "",
        };
        let next = behind.first().and_then(Piece::first);
        if mark.is_empty() {
            push_all(&mut out, group, linked);
        } else {
            push_marked(&mut out, group, mark, next, linked);
        }
        rest = behind;
    }
    out
}

/// Writes `group` between marks, with its outer punctuation outside where the marks would not work otherwise.
fn push_marked(out: &mut String, group: &[Piece<'_>], mark: &str, next: Option<char>, linked: bool) {
    let mut group = group.to_vec();
    let (mut before, mut behind) = (String::new(), String::new());
    if let Some(Piece { kind: Kind::Text(text), .. }) = group.first_mut() {
        let mut outside = out.chars().next_back();
        let kept = text.trim_start_matches(|c: char| goes_outside(c, &mut outside));
        let length = text.len() - kept.len();
        if length > 0 {
            before = text[..length].to_owned();
            text.to_mut().drain(..length);
        }
    }
    if let Some(Piece { kind: Kind::Text(text), .. }) = group.last_mut() {
        let mut outside = next;
        let kept = text.trim_end_matches(|c: char| goes_outside(c, &mut outside)).len();
        if kept < text.len() {
            behind = text.to_mut().split_off(kept);
        }
    }
    let mut inner = String::new();
    push_all(&mut inner, &group, linked);
    escape::push(out, &before);
    if !inner.is_empty() {
        out.extend([mark, &inner, mark]);
    }
    escape::push(out, &behind);
}

/// Whether a character at the edge of strong text has to stand outside of the marks, where `outside` is next to it; it is next then.
/// Punctuation stands within only where punctuation or space stands without. What some readers take for punctuation and others for a
/// letter must work as either.
fn goes_outside(character: char, outside: &mut Option<char>) -> bool {
    let loose = outside.is_some_and(|c| !c.is_whitespace() && !is_surely_punctuation(c));
    let goes = character.is_whitespace() || loose && is_punctuation(character);
    if goes {
        *outside = Some(character);
    }
    goes
}

/// Whether CommonMark counts the character as punctuation (Unicode P and S), as far as that matters beside Chinese text.
fn is_punctuation(character: char) -> bool {
    match character {
        c if c.is_ascii() => c.is_ascii_punctuation(),
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '\u{3030}' => {
            true
        }
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => true,
        '\u{a1}'..='\u{a9}'
        | '\u{ab}'..='\u{b1}'
        | '\u{b4}'
        | '\u{b6}'..='\u{b8}'
        | '\u{bb}'
        | '\u{bf}'
        | '\u{d7}'
        | '\u{f7}' => true,
        '\u{2190}'..='\u{23ff}' | '\u{2500}'..='\u{27bf}' | '\u{fe10}'..='\u{fe6f}' => true,
        c => !c.is_alphanumeric() && !c.is_whitespace(),
    }
}

/// Whether every reader counts the character as punctuation: Unicode P. Since CommonMark 0.31 symbols (S) are punctuation, too, but not
/// to GitHub, whose reader is older.
fn is_surely_punctuation(character: char) -> bool {
    match character {
        c if c.is_ascii() => c.is_ascii_punctuation(),
        '\u{2044}' | '\u{2052}' | '\u{207a}'..='\u{207c}' | '\u{208a}'..='\u{208c}' => false,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => true,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{3030}' => true,
        '\u{ff04}' | '\u{ff0b}' | '\u{ff1c}'..='\u{ff1e}' | '\u{ff3e}' | '\u{ff40}' | '\u{ff5c}' | '\u{ff5e}' => false,
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}' => true,
        '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}' => true,
        '\u{fe62}' | '\u{fe64}'..='\u{fe66}' | '\u{fe69}' => false,
        '\u{fe10}'..='\u{fe19}' | '\u{fe30}'..='\u{fe6b}' => true,
        _ => false,
    }
}

/// What a reader of Markdown sees of a line.
fn reads_as(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + 2);
    // A letter before it keeps the line from being a block.
    let line = format!("x {markdown}");
    for event in Parser::new_ext(&line, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(&text),
            Event::InlineHtml(text) | Event::Html(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            _ => {}
        }
    }
    // Marks of footnotes are text here, because nothing defines them.
    if out.starts_with("x ") {
        out.drain(..2);
    }
    without_notes(out, markdown)
}

/// Takes the marks of footnotes out of `text`: `[^1]` that is not escaped in `markdown`, where each has its number.
fn without_notes(text: String, markdown: &str) -> String {
    if memchr::memchr(b'^', markdown.as_bytes()).is_none() {
        return text;
    }
    let mut rest = text.as_str();
    let mut out = String::with_capacity(text.len());
    for (at, _) in markdown.match_indices("[^") {
        if is_escaped(markdown, at) {
            continue;
        }
        // Marks follow one another in both, so that each is looked for behind the one before.
        let digits = markdown[at + 2..].bytes().take_while(u8::is_ascii_digit).count();
        let Some(mark) = markdown.get(at..at + digits + 3).filter(|mark| mark.ends_with(']')) else { continue };
        let Some((before, behind)) = rest.split_once(mark) else { continue };
        out.push_str(before);
        rest = behind;
    }
    if rest.len() == text.len() {
        return text;
    }
    out.push_str(rest);
    out
}

/// Plain text, strong.
pub(super) fn strong(text: &str) -> String {
    emit(vec![Piece { kind: Kind::Text(text.into()), strong: true, emphasis: false }], false)
}

/// A link; `text` is Markdown already.
pub(super) fn link(text: &str, url: &str) -> String {
    format!("[{text}]({})", destination(url))
}

/// A picture.
pub(super) fn picture(alt: &str, path: &str) -> String {
    format!("![{}]({})", escape::text(alt), destination(path))
}

/// Text whose addresses are links. GitHub would take the Chinese text behind an address along, and other readers make no link of it.
pub(super) fn linked(text: &str) -> String {
    let mut out = String::new();
    push_linked(&mut out, text);
    out
}

fn push_linked(out: &mut String, text: &str) {
    let mut done = 0;
    for (range, url) in crate::links::in_text(text) {
        escape::push(out, &text[done..range.start]);
        let address = &text[range.clone()];
        // Between angle brackets nothing can be escaped, and an exclamation mark before a bracket would make it a picture.
        let plain = address.chars().all(|c| c.is_ascii_alphanumeric() || "-._~:/?#@+=,;".contains(c));
        if plain && (url == address || url.strip_prefix("mailto:") == Some(address)) {
            out.extend(["<", address, ">"]);
        } else {
            if out.ends_with('!') && !is_escaped(out, out.len() - 1) {
                out.insert(out.len() - 1, '\\');
            }
            out.push_str(&link(&escape::text(address), &url));
        }
        done = range.end;
    }
    escape::push(out, &text[done..]);
}

fn destination(url: &str) -> String {
    let mut out = String::with_capacity(url.len() + 2);
    for character in url.chars() {
        match character {
            ' ' => out.push_str("%20"),
            '\t' | '\n' | '\r' => {}
            // Within angle brackets these would end the address or escape what follows.
            '<' | '>' | '\\' | '(' | ')' | '&' | '*' | '_' | '`' | '[' | ']' | '|' | '$' | '{' | '"' | '\'' => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padded = text.starts_with('`') || text.ends_with('`') || (text.starts_with(' ') && text.ends_with(' '));
    let pad = if padded && !text.trim().is_empty() { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Running text in a cell: a bar that is not escaped yet (in code) would end it.
pub(super) fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut escaped = false;
    for character in markdown.chars() {
        if character == '|' && !escaped {
            out.push('\\');
        }
        escaped = character == '\\' && !escaped;
        out.push(character);
    }
    out
}
