//! The places of a draft, read: names of columns, formats, blocks and counters.
//!
//! Here: [`Reader`], [`Piece`]. Not here: how they are filled (`template`).

use super::error::TemplateError;
use super::formats::Format;
use super::table::Condition;
use crate::say;
use crate::say::Say;
use std::ops::Range;

/// A piece of a draft.
#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    Value(Value),
    If { condition: Condition, then: Vec<Piece>, other: Vec<Piece> },
    Each(Vec<Piece>),
}

/// A place for a value.
#[derive(Debug)]
pub(super) struct Value {
    pub what: What,
    pub formats: Vec<Format>,
    /// Whether it stands alone on its line.
    pub alone: bool,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum What {
    Column(String),
    /// The number of the row among those of its letter.
    Index,
    /// How many rows the letter has.
    Count,
    /// The number of the letter, from the first on.
    Serial {
        from: usize,
        to: Option<usize>,
    },
    /// The sum of a column over the rows of the letter.
    Sum(String),
}

/// A tag of the draft.
enum Tag {
    Value(Value),
    If(Condition),
    Else,
    Each,
    End,
}

/// What was read of a draft.
pub(super) struct Reader<'s> {
    source: &'s str,
    pub errors: Vec<TemplateError>,
    pub columns: Vec<String>,
    pub loops: bool,
}

/// A block that is open, and what was read of it.
enum Open {
    If { at: Range<usize>, condition: Condition, then: Option<Vec<Piece>> },
    Each { at: Range<usize> },
}

impl<'s> Reader<'s> {
    /// Nothing was read yet.
    pub const fn new(source: &'s str) -> Self {
        Self { source, errors: Vec::new(), columns: Vec::new(), loops: false }
    }

    /// Reads the pieces of the draft.
    pub fn read(&mut self) -> Vec<Piece> {
        let source = self.source;
        let mut stack: Vec<(Open, Vec<Piece>)> = Vec::new();
        let mut pieces = Vec::new();
        let (mut from, mut at) = (0, 0);
        while let Some((start, end, inner)) = tag_from(source, at) {
            at = end;
            let range = start..end;
            let (line, rest) = around(source, &range);
            let alone = source[line..start].trim().is_empty() && source[end..rest].trim().is_empty();
            let Some(tag) = self.tag(inner, &range, alone) else { continue };
            // A line of its own for a tag of a block leaves no line behind.
            let block = alone && !matches!(tag, Tag::Value(_));
            let (before, behind) = if block { (line, next_line(source, rest)) } else { (start, end) };
            if before > from {
                pieces.push(Piece::Text(source[from..before].to_owned()));
            }
            (from, at) = (behind, behind.max(end));
            match tag {
                Tag::Value(value) => pieces.push(Piece::Value(value)),
                Tag::If(condition) => stack.push((Open::If { at: range, condition, then: None }, std::mem::take(&mut pieces))),
                Tag::Each => {
                    self.loops = true;
                    if stack.iter().any(|(open, _)| matches!(open, Open::Each { .. })) {
                        self.error(
                            range,
                            say!("“逐行”里不能再有“逐行”", "a loop cannot stand inside another"),
                            say!("先用 {{{{完}}}} 结束前一个", "close the first one with {{{{end}}}}"),
                        );
                        continue;
                    }
                    stack.push((Open::Each { at: range }, std::mem::take(&mut pieces)));
                }
                Tag::Else => match stack.last_mut() {
                    Some((Open::If { then: then @ None, .. }, _)) => *then = Some(std::mem::take(&mut pieces)),
                    _ => self.error(
                        range,
                        say!("“否则”前面没有“如果”", "`else` without `if`"),
                        say!("删去，或在前面写 {{{{如果 …}}}}", "remove it, or write {{{{if …}}}} before it"),
                    ),
                },
                Tag::End => match stack.pop() {
                    Some((Open::If { condition, then, .. }, outer)) => {
                        let inside = std::mem::replace(&mut pieces, outer);
                        let (then, other) = match then {
                            Some(then) => (then, inside),
                            None => (inside, Vec::new()),
                        };
                        pieces.push(Piece::If { condition, then, other });
                    }
                    Some((Open::Each { .. }, outer)) => {
                        let inside = std::mem::replace(&mut pieces, outer);
                        pieces.push(Piece::Each(inside));
                    }
                    None => self.error(range, say!("多了一个“完”", "`end` without a beginning"), say!("删去", "remove it")),
                },
            }
        }
        if from < source.len() {
            pieces.push(Piece::Text(source[from..].to_owned()));
        }
        for (open, _) in stack {
            let (Open::If { at, .. } | Open::Each { at }) = open;
            self.error(at, say!("没有写“完”", "it is never closed"), say!("在后面写 {{{{完}}}}", "write {{{{end}}}} behind it"));
        }
        pieces
    }

    fn error(&mut self, range: Range<usize>, message: Say, help: Say) {
        self.errors.push(TemplateError { range, message, help });
    }

    fn column(&mut self, name: &str) -> String {
        let name: String = name.split_whitespace().collect();
        if !self.columns.contains(&name) {
            self.columns.push(name.clone());
        }
        name
    }

    fn tag(&mut self, inner: &str, range: &Range<usize>, alone: bool) -> Option<Tag> {
        let inner = inner.trim();
        match inner {
            "否则" | "else" => return Some(Tag::Else),
            "完" | "end" => return Some(Tag::End),
            "逐行" | "each" => return Some(Tag::Each),
            _ => {}
        }
        if let Some(text) = ["如果 ", "如果　", "if "].iter().find_map(|word| inner.strip_prefix(word)) {
            let Some(mut condition) = Condition::read(text) else {
                self.error(
                    range.clone(),
                    say!("条件是空的", "the condition is empty"),
                    say!("例如 {{{{如果 区=示例区}}}}", "such as {{{{if 区=示例区}}}}"),
                );
                return None;
            };
            condition.column = self.column(&condition.column);
            return Some(Tag::If(condition));
        }
        let mut parts = inner.split(['|', '｜']).map(str::trim);
        let name = parts.next().unwrap_or_default();
        let (mut formats, mut from, mut to) = (Vec::new(), 1, None);
        for part in parts {
            let number = |words: [&str; 2]| words.iter().find_map(|word| part.strip_prefix(word)?.trim().parse::<usize>().ok());
            if name.starts_with('#') {
                if let Some(number) = number(["从", "from"]) {
                    from = number;
                    continue;
                }
                if let Some(number) = number(["至", "to"]) {
                    to = Some(number);
                    continue;
                }
            }
            match Format::read(part) {
                Ok(format) => formats.push(format),
                Err(known) => {
                    self.error(
                        range.clone(),
                        say!("没有名为“{part}”的写法", "there is no format `{part}`"),
                        say!("可以写：{known}", "the formats are: {known}"),
                    );
                }
            }
        }
        let counter = name.strip_prefix('#').map(str::trim);
        let what = match counter {
            None => What::Column(self.column(name)),
            Some("" | "行号" | "row") => What::Index,
            Some("行数" | "rows") => What::Count,
            Some("顺序号" | "serial") => What::Serial { from, to },
            Some("份号" | "copy") => {
                formats.push(Format::Padded(6));
                What::Serial { from, to }
            }
            Some(other) => match other.strip_prefix("合计").or_else(|| other.strip_prefix("sum ")).map(str::trim) {
                Some(column) if !column.is_empty() => What::Sum(self.column(column)),
                _ => {
                    let help =
                        say!("可以写 #份号 #顺序号 #行号 #行数 #合计 列名", "there are #copy #serial #row #rows #sum COLUMN");
                    self.error(range.clone(), say!("没有名为“#{other}”的计数", "there is no counter `#{other}`"), help);
                    return None;
                }
            },
        };
        Some(Tag::Value(Value { what, formats, alone }))
    }
}

/// The next tag from a place on: where it begins and ends, and what stands in it. What is escaped, in code, in a comment or no tag is passed over.
fn tag_from(source: &str, mut at: usize) -> Option<(usize, usize, &str)> {
    loop {
        let brace = memchr::memmem::find(&source.as_bytes()[at..], b"{{").map(|found| at + found);
        let quote = memchr::memmem::find(&source.as_bytes()[at..], "«".as_bytes()).map(|found| at + found);
        let start = match (brace, quote) {
            (Some(brace), Some(quote)) => brace.min(quote),
            (brace, quote) => brace.or(quote)?,
        };
        let (open, close) = if Some(start) == brace { ("{{", "}}") } else { ("«", "»") };
        let line = source[..start].rfind('\n').map_or(0, |end| end + 1);
        let rest = &source[start + open.len()..];
        let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
        at = start + open.len();
        let Some(length) = rest.find(close) else { continue };
        let inner = &rest[..length];
        let comment = source[line..].trim_start().starts_with("//");
        let plain = source[..start].ends_with(['\\', '`']) || inner.contains(['{', '}']) || inner.trim().is_empty();
        // Names that Word writes so are Chinese; «Monde» is a quotation.
        let quoted = open == "«" && (!inner.chars().any(|c| c >= '\u{2e80}') || inner.contains(['，', '。', '、', '“']));
        if !comment && !plain && !quoted {
            return Some((start, at + length + close.len(), inner));
        }
    }
}

/// Where the line of a tag begins, and where it ends.
fn around(source: &str, range: &Range<usize>) -> (usize, usize) {
    let line = source[..range.start].rfind('\n').map_or(0, |end| end + 1);
    let rest = source[range.end..].find('\n').map_or(source.len(), |end| range.end + end);
    (line, rest)
}

fn next_line(source: &str, end: usize) -> usize {
    if source[end..].starts_with('\n') { end + 1 } else { end }
}
