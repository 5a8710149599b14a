//! Markdown as pieces: CommonMark with tables and footnotes.

use super::block::{Blocks, Facts, Kind};
use super::{escape, shape};
use crate::links::is_address;
use crate::model::starred;
use crate::say;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

pub(super) fn read(text: &str) -> Blocks {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let breaks = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut reader = Reader { text, breaks, ..Reader::default() };
    let mut events = Parser::new_ext(text, options).into_offset_iter();
    for (event, range) in events.by_ref() {
        reader.event(&event, range);
    }
    reader.flush();
    // What only looks like the definition of a link (`[联系人]: 张三`) is text.
    let definitions = events.reference_definitions().iter();
    let mut lines: Vec<(usize, String)> = definitions
        .filter(|(_, definition)| !is_address(&definition.dest))
        .map(|(_, definition)| (definition.span.start, text[definition.span.clone()].trim().to_owned()))
        .collect();
    lines.sort();
    reader.place(lines);
    if reader.comments > 0 {
        let count = reader.comments;
        reader
            .found
            .remarks
            .push(say!("Markdown 里的注释没有带过来（{count}处）", "comments of the Markdown were left out ({count})"));
    }
    reader.found
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    /// Where lines end.
    breaks: Vec<usize>,
    found: Blocks,
    /// The lines of the paragraph that is open.
    lines: Vec<Range<usize>>,
    /// Whether the next inline event begins a line.
    fresh: bool,
    lists: Vec<Option<u64>>,
    mark: Option<String>,
    facts: Facts,
    table: Vec<Vec<String>>,
    in_table: bool,
    raw: bool,
    note: Option<String>,
    /// Comments that were left out.
    comments: usize,
    /// Whether the text is front matter.
    matter: bool,
    /// Cells of the row that is open beyond those of the header.
    surplus: Vec<String>,
    /// The delimiters of the columns of the table that is open.
    align: Vec<&'static str>,
    /// Characters that are written by name or number (`&amp;`), and what they are.
    named: Vec<(Range<usize>, String)>,
    /// The last line with stars, and where they are marks of a draft.
    starred: Option<(Range<usize>, String)>,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag),
            Event::SoftBreak | Event::HardBreak => self.fresh = true,
            Event::Rule => {
                self.flush();
                self.found.remarks.push(say!("分隔线没有带过来", "a rule was left out"));
            }
            Event::Html(html) if html.trim_start().starts_with("<!--") && html.trim_end().ends_with("-->") => self.comments += 1,
            Event::Html(_) => {
                self.raw = true;
                self.inline(range);
            }
            Event::Text(_) if self.matter => {}
            Event::Text(text) => {
                let written = &self.text[range.clone()];
                self.unescape(range.start);
                if written.starts_with('&') && written.ends_with(';') && written != text.as_ref() {
                    self.named.push((range.clone(), escape::character(text)));
                }
                self.inline(range);
            }
            Event::InlineHtml(html) => {
                if html.starts_with("<!--") {
                    self.comments += 1;
                    self.named.push((range.clone(), String::new()));
                    self.inline(range);
                    return;
                }
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
                self.facts.heading = *level as u8;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.flush();
                let written = self.text[range.clone()].trim_start();
                let digits: String = written.chars().take_while(char::is_ascii_digit).collect();
                let deep = self.lists.iter().filter(|list| list.is_some()).count() > 1;
                // The number that is typed, not the one that a browser would count to.
                self.mark = match self.lists.last() {
                    Some(Some(_)) if deep => Some(format!("（{digits}）")),
                    Some(Some(_)) => Some(format!("{digits}. ")),
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
            Tag::TableHead | Tag::TableRow => {
                self.table.push(Vec::new());
                self.surplus =
                    if matches!(tag, Tag::TableRow) { surplus(&self.text[range], self.align.len()) } else { Vec::new() };
            }
            Tag::TableCell => self.lines.clear(),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) | Tag::HtmlBlock => {
                self.flush();
                self.raw = true;
            }
            Tag::MetadataBlock(_) => {
                self.flush();
                self.front_matter(range);
                self.matter = true;
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
                let cell = self.written(&lines).iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ");
                let cell = if cell.contains("\\|") { cell } else { cell.replace('|', "\\|") };
                if let Some(row) = self.table.last_mut() {
                    row.push(cell);
                }
                self.named.clear();
                self.fresh = true;
            }
            TagEnd::TableRow => {
                let surplus = std::mem::take(&mut self.surplus);
                if let Some(row) = self.table.last_mut() {
                    row.extend(surplus);
                }
            }
            TagEnd::Table => {
                self.in_table = false;
                let rows = std::mem::take(&mut self.table);
                self.found.push(Kind::Ready, super::table(&rows, &self.align), 0);
                self.found.push(Kind::Blank, "", 0);
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.found.push(Kind::Blank, "", 0);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                self.flush();
                if self.lists.is_empty() {
                    self.found.push(Kind::Blank, "", 0);
                }
            }
            TagEnd::Item | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) | TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
                self.matter = false;
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
        let line = self.breaks[..self.breaks.partition_point(|end| *end < range.start)].last().map_or(0, |end| end + 1);
        let end = self.breaks.get(self.breaks.partition_point(|end| *end < range.end)).copied().unwrap_or(self.text.len());
        // Decided once for a line, however many stars it has.
        if self.starred.as_ref().is_none_or(|(known, _)| *known != (line..end)) {
            self.starred = Some((line..end, starred(&self.text[line..end]).unwrap_or_default()));
        }
        if self.starred.as_ref().is_some_and(|(_, marks)| marks.as_bytes().get(range.start - line) == Some(&b'*')) {
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

    /// What stands in these lines, with characters instead of their names.
    fn written(&mut self, lines: &[Range<usize>]) -> Vec<String> {
        let mut named = std::mem::take(&mut self.named);
        named.sort_by_key(|(place, _)| (place.start, place.end));
        lines.iter().map(|line| self.with_names(line, &named)).collect()
    }

    /// What stands in `range`; `named` are in order.
    fn with_names(&self, range: &Range<usize>, named: &[(Range<usize>, String)]) -> String {
        let inside = |(place, _): &&(Range<usize>, String)| range.start <= place.start && place.end <= range.end;
        let first = named.partition_point(|(place, _)| place.start < range.start);
        let mut named: Vec<_> = named[first..].iter().take_while(|(place, _)| place.start <= range.end).filter(inside).collect();
        // What lies inside another (a character of an address) is part of that.
        let mut last = 0;
        named.retain(|(place, _)| {
            let outside = last <= place.start;
            last = last.max(place.end);
            outside
        });
        let (mut text, mut from) = (String::with_capacity(range.len()), range.start);
        for (place, character) in named {
            text.push_str(&self.text[from..place.start]);
            text.push_str(character);
            from = place.end;
        }
        text.push_str(&self.text[from..range.end]);
        text
    }

    fn flush(&mut self) {
        if self.in_table {
            return;
        }
        let lines = std::mem::take(&mut self.lines);
        let facts = Facts { whole: true, ..std::mem::take(&mut self.facts) };
        let raw = std::mem::take(&mut self.raw);
        self.fresh = true;
        let Some(first) = lines.first() else { return };
        let number = self.line(first.start);
        let written = self.written(&lines);
        let written: Vec<&str> = written.iter().flat_map(|line| line.lines()).map(str::trim).collect();
        let written: Vec<&str> = written.into_iter().filter(|line| !line.is_empty()).collect();
        if raw {
            for line in written {
                self.found.push(Kind::Text, escape::inline(line), number);
            }
            return;
        }
        // Lines of a signature or of an imprint are lines of their own, whatever Markdown makes of them.
        let parted = written.len() > 1
            && self.note.is_none()
            && self.mark.is_none()
            && written.iter().any(|line| shape::stands_alone(line));
        if parted {
            for line in written {
                self.found.add(Kind::Text, line, number, facts);
            }
            return;
        }
        let mut text = written.join("\\\n");
        let mut facts = facts;
        if let Some(bare) = strong(&text) {
            facts.strong = true;
            facts.bold = true;
            text = bare.to_owned();
        }
        let (mark, note) = (self.mark.take(), self.note.clone());
        match (mark, note) {
            (_, Some(label)) => self.found.push(Kind::Ready, format!("[^{label}]: {text}"), number),
            (Some(mark), None) if mark == "- " => self.found.push(Kind::Ready, format!("- {text}"), number),
            (Some(mark), None) => self.found.push(Kind::Text, format!("{mark}{text}"), number),
            (None, None) if super::is_figure(&text) => self.found.push(Kind::Ready, text, number),
            (None, None) => self.found.add(Kind::Text, text, number, facts),
        }
    }
}

impl Reader<'_> {
    /// The front matter of a page: its title, and ours as fields; the rest is named.
    fn front_matter(&mut self, range: Range<usize>) {
        let mut others: Vec<&str> = Vec::new();
        for line in self.text[range].lines() {
            let Some((key, value)) = line.split_once(':').filter(|(key, _)| !key.starts_with([' ', '#', '-'])) else { continue };
            let values = values_of(value);
            let key = key.trim();
            if values.is_empty() {
                continue;
            }
            let field = match key {
                "title" => {
                    self.found.titles.push(values.concat());
                    continue;
                }
                "keywords" => "关键词",
                "description" => "摘要",
                _ => {
                    others.push(key);
                    continue;
                }
            };
            self.found.add(
                Kind::Text,
                escape::inline(&format!("{field}：{}", values.join("、"))),
                1,
                Facts { whole: true, ..Facts::default() },
            );
        }
        if !others.is_empty() {
            let keys = others.join("、");
            self.found
                .remarks
                .push(say!("文件头（front matter）里的 {keys} 没有带过来", "{keys} of the front matter were left out"));
        }
    }

    /// The line of a place, from 1.
    fn line(&self, at: usize) -> usize {
        self.breaks.partition_point(|end| *end < at) + 1
    }

    /// Puts lines where they stood.
    fn place(&mut self, lines: Vec<(usize, String)>) {
        for (start, text) in lines {
            let line = self.line(start);
            let at = self.found.blocks.iter().position(|block| block.line > line).unwrap_or(self.found.blocks.len());
            let block = super::block::Block {
                kind: Kind::Text,
                text: escape::inline(&text),
                line,
                facts: Facts { whole: true, ..Facts::default() },
            };
            self.found.blocks.insert(at, block);
        }
    }
}

/// The values of a line of front matter: a string, quoted or not, or a list in square brackets.
fn values_of(text: &str) -> Vec<String> {
    let text = text.trim();
    let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let one = |text: &str| {
        let text = text.trim();
        let bare = text.strip_prefix(['"', '\'']).and_then(|text| text.strip_suffix(['"', '\''])).unwrap_or(text);
        bare.replace("\\\"", "\"").replace("\\\\", "\\")
    };
    let values: Vec<String> = match inner {
        Some(list) => list.split(',').map(one).collect(),
        None => vec![one(text)],
    };
    values.into_iter().filter(|value| !value.is_empty()).collect()
}

/// The cells of a row beyond those that its table has.
fn surplus(row: &str, columns: usize) -> Vec<String> {
    let mut cells: Vec<String> = vec![String::new()];
    let mut escaped = false;
    for character in row.trim().trim_start_matches('|').chars() {
        if character == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(character);
        }
        escaped = character == '\\' && !escaped;
    }
    if cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    cells.into_iter().skip(columns).map(|cell| cell.trim().to_owned()).collect()
}

/// The text of a line that is strong from end to end.
fn strong(text: &str) -> Option<&str> {
    let bare = text
        .strip_prefix("{**")
        .and_then(|text| text.strip_suffix("**}"))
        .or_else(|| text.strip_prefix("**").and_then(|text| text.strip_suffix("**")))?;
    (!bare.contains(['*', '{', '}', '\\', '`', '[']) && bare.chars().count() <= 80 && !bare.is_empty()).then_some(bare)
}
