//! Markdown as pieces: CommonMark with tables and footnotes.

use super::{Kind, Pieces, escape};
use crate::links::is_address;
use crate::model::is_marked;
use crate::say;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

pub(super) fn read(text: &str) -> Pieces {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader { text, ..Reader::default() };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(&event, range);
    }
    reader.flush();
    reader.pieces
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    pieces: Pieces,
    /// The lines of the paragraph that is open.
    lines: Vec<Range<usize>>,
    /// Whether the next inline event begins a line.
    fresh: bool,
    lists: Vec<Option<u64>>,
    mark: Option<String>,
    kind: Kind,
    table: Vec<Vec<String>>,
    in_table: bool,
    titled: bool,
    raw: bool,
    note: Option<String>,
    /// The delimiters of the columns of the table that is open.
    align: Vec<&'static str>,
    /// Characters that are written by name or number (`&amp;`), and what they are.
    named: Vec<(Range<usize>, String)>,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::SoftBreak | Event::HardBreak => self.fresh = true,
            Event::Rule => {
                self.flush();
                self.pieces.remarks.push(say!("分隔线没有带过来", "a rule was left out"));
            }
            Event::Html(html) => {
                self.raw = true;
                self.inline(range);
                let _ = html;
            }
            Event::Text(text) => {
                let written = &self.text[range.clone()];
                self.unescape(range.start);
                if written.starts_with('&') && written.ends_with(';') && written != text.as_ref() {
                    self.named.push((range.clone(), escape::character(text)));
                }
                self.inline(range);
            }
            Event::InlineHtml(html) => {
                let brace = match html.as_ref() {
                    "<sup>" => Some("{^"),
                    "<sub>" => Some("{_"),
                    "</sup>" | "</sub>" => Some("}"),
                    _ => None,
                };
                self.named.extend(brace.map(|brace| (range.clone(), brace.to_owned())));
                self.inline(range);
            }
            Event::Code(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => self.inline(range),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => self.fresh = true,
            Tag::Heading { level, .. } => {
                self.flush();
                if *level == HeadingLevel::H1 && !self.titled {
                    self.kind = Kind::Title;
                    self.titled = true;
                }
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.flush();
                self.mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        Some(format!("{}. ", *number - 1))
                    }
                    _ => Some("- ".to_owned()),
                };
            }
            Tag::Table(columns) => {
                self.flush();
                let delimiter = |column: &Alignment| match column {
                    Alignment::None => "---",
                    Alignment::Left => ":---",
                    Alignment::Center => ":---:",
                    Alignment::Right => "---:",
                };
                self.align = columns.iter().map(delimiter).collect();
                self.in_table = true;
            }
            Tag::TableHead | Tag::TableRow => self.table.push(Vec::new()),
            Tag::TableCell => self.lines.clear(),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.flush();
                self.raw = true;
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.note = Some(label.to_string());
            }
            Tag::Emphasis | Tag::Strong => {
                self.stars(&range, if matches!(tag, Tag::Strong) { "**" } else { "*" });
                self.inline(range);
            }
            Tag::Link { link_type, dest_url, .. } => {
                self.link(&range, *link_type, dest_url);
                self.inline(range);
            }
            Tag::Strikethrough | Tag::Image { .. } => self.inline(range),
            Tag::BlockQuote(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::TableCell => {
                let lines = std::mem::take(&mut self.lines);
                let cell = lines.into_iter().map(|line| self.written(line).trim().to_owned()).collect::<Vec<_>>().join(" ");
                let cell = if cell.contains("\\|") { cell } else { cell.replace('|', "\\|") };
                if let Some(row) = self.table.last_mut() {
                    row.push(cell);
                }
                self.fresh = true;
            }
            TagEnd::Table => {
                self.in_table = false;
                let rows = std::mem::take(&mut self.table);
                self.pieces.push(Kind::Ready, super::table(&rows, &self.align), 0);
                self.pieces.push(Kind::Blank, "", 0);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.pieces.push(Kind::Blank, "", 0);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.flush();
                if self.lists.is_empty() {
                    self.pieces.push(Kind::Blank, "", 0);
                }
            }
            TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) | TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            _ => {}
        }
    }

    /// A backslash before a character that is no mark of a draft is none of the text.
    fn unescape(&mut self, at: usize) {
        let next = self.text[at..].chars().next();
        let escaped = at > 0 && self.text[..at].ends_with('\\') && next.is_some_and(|c| c.is_ascii_punctuation());
        let kept = next.is_some_and(|c| "*`[]{}".contains(c)) || self.text[at..].starts_with("\\*");
        if escaped && !kept {
            self.named.push((at - 1..at, String::new()));
        }
    }

    /// Stars as a draft reads them: with braces where it would not otherwise.
    fn stars(&mut self, range: &Range<usize>, mark: &str) {
        let line = self.text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let end = self.text[range.end..].find('\n').map_or(self.text.len(), |end| range.end + end);
        if is_marked(&self.text[line..end], range.start - line) {
            return;
        }
        self.named.push((range.start..range.start + mark.len(), format!("{{{mark}")));
        self.named.push((range.end - mark.len()..range.end, format!("{mark}}}")));
    }

    /// A link as a draft reads it: the address behind its words, and none where the words are the address.
    fn link(&mut self, range: &Range<usize>, kind: LinkType, address: &str) {
        let written = &self.text[range.clone()];
        let tail = match kind {
            LinkType::Autolink | LinkType::Email => {
                self.named.push((range.start..range.start + 1, String::new()));
                self.named.push((range.end - 1..range.end, String::new()));
                return;
            }
            LinkType::Inline => written.rfind("]("),
            LinkType::Reference | LinkType::Collapsed => written.rfind("]["),
            _ => written.rfind(']'),
        };
        let (Some(tail), true) = (tail, is_address(address)) else { return };
        self.named.push((range.start + tail..range.end, format!("]({address})")));
    }

    /// What `range` holds belongs to the paragraph that is open.
    fn inline(&mut self, range: Range<usize>) {
        match self.lines.last_mut() {
            Some(line) if !self.fresh => line.end = line.end.max(range.end),
            // The children of a link or of strong text lie inside it.
            Some(line) if line.end >= range.end => {}
            _ => self.lines.push(range),
        }
        self.fresh = false;
    }

    /// What stands in `range`, with characters instead of their names.
    fn written(&self, range: Range<usize>) -> String {
        let mut text = self.text[range.clone()].to_owned();
        let inside = |(place, _): &&(Range<usize>, String)| range.start <= place.start && place.end <= range.end;
        let mut named: Vec<_> = self.named.iter().filter(inside).collect();
        named.sort_by_key(|(place, _)| (place.start, place.end));
        // What lies inside another (a character of an address) is part of that.
        let mut last = 0;
        named.retain(|(place, _)| {
            let outside = last <= place.start;
            last = last.max(place.end);
            outside
        });
        for (place, character) in named.into_iter().rev() {
            text.replace_range(place.start - range.start..place.end - range.start, character);
        }
        text
    }

    fn flush(&mut self) {
        if self.in_table {
            return;
        }
        let lines = std::mem::take(&mut self.lines);
        let kind = std::mem::take(&mut self.kind);
        let raw = std::mem::take(&mut self.raw);
        self.fresh = true;
        let Some(first) = lines.first() else { return };
        let number = self.text[..first.start].matches('\n').count() + 1;
        let written: Vec<String> = lines.iter().map(|line| self.written(line.clone())).collect();
        let written: Vec<&str> = written.iter().flat_map(|line| line.lines()).map(str::trim).collect();
        let written: Vec<&str> = written.into_iter().filter(|line| !line.is_empty()).collect();
        self.named.clear();
        if raw {
            for line in written {
                self.pieces.push(Kind::Text, escape::inline(line), number);
            }
            return;
        }
        let text = written.join("\\\n");
        let (mark, note) = (self.mark.take(), self.note.clone());
        match (mark, note) {
            (_, Some(label)) => self.pieces.push(Kind::Ready, format!("[^{label}]: {text}"), number),
            (Some(mark), None) if mark == "- " => self.pieces.push(Kind::Ready, format!("- {text}"), number),
            (Some(mark), None) => self.pieces.push(Kind::Text, format!("{mark}{text}"), number),
            (None, None) if super::is_figure(&text) => self.pieces.push(Kind::Ready, text, number),
            (None, None) => self.pieces.push(kind, text, number),
        }
    }
}
