//! What a reader must see of a line, worked out from the draft and the spans and kinds of the JSON, and from nothing else.
//!
//! Every stretch of the line must lie in a part that the JSON has, or be a mark that the kind of the part explains: stars around
//! `strong`, a backslash before an ASCII mark, brackets and address of a `link`. A stretch that is in no part is lost.

use serde_json::Value;

/// Stands where white space may come or go: between an enumerator, a heading and the text behind it.
pub const ANY_SPACE: char = '\u{e0ff}';

/// A piece of what is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(String),
    /// The mark of a note.
    Note(u64),
    /// Raised or lowered text: as it was typed, and as it is shown where it can be raised.
    Script(String, String),
}

/// What is seen of a line.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub parts: Vec<Part>,
    /// What of the line is mark-up, each kind with what was typed: what changes the text, so that a reader sees other characters.
    pub constructs: Vec<(String, String)>,
}

impl Seen {
    /// The text, with marks of notes as a reader shows them; `raises` says whether it knows raised and lowered text.
    pub fn text(&self, note: impl Fn(u64) -> String, raises: bool) -> String {
        let part = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Note(number) => note(*number),
            Part::Script(typed, text) => if raises { text } else { typed }.clone(),
        };
        self.parts.iter().map(part).collect()
    }

    fn push(&mut self, text: &str) {
        self.parts.push(Part::Text(text.to_owned()));
    }

    fn construct(&mut self, kind: &str, typed: &str) {
        self.constructs.push((kind.to_owned(), typed.to_owned()));
    }
}

/// The texts of a notice as its JSON has them, in the order of the draft.
pub struct Texts<'a> {
    source: &'a str,
    /// What stands behind the keyword of a contact line in the language of the notice.
    colon: &'static str,
    found: Vec<Found<'a>>,
}

struct Found<'a> {
    start: usize,
    end: usize,
    node: &'a Value,
    /// The label of a section: what is printed for its enumerator.
    label: Option<&'a str>,
    /// Whether it is a number that the page makes anew.
    number: bool,
}

impl<'a> Texts<'a> {
    pub fn of(json: &'a Value, source: &'a str) -> Self {
        let mut found = Vec::new();
        gather(json, None, "", &mut found);
        // Running text before the plain text of the same place; the longest first.
        found.sort_by_key(|found: &Found<'_>| (found.start, found.node.get("inlines").is_none(), usize::MAX - found.end));
        Self { source, colon: if json["language"] == "en" { ":" } else { "：" }, found }
    }

    /// Where running texts stand.
    pub fn running(&self) -> impl Iterator<Item = (usize, usize)> {
        self.found
            .iter()
            .filter(|found| found.node.get("inlines").is_some() && found.start < found.end)
            .map(|found| (found.start, found.end))
    }

    /// What is seen of `start..end` of the draft; or what of it the JSON has not.
    pub fn seen(&self, start: usize, end: usize) -> Result<Seen, String> {
        let (mut seen, mut at) = (Seen::default(), start);
        let from = self.found.partition_point(|found| found.start < start);
        for found in self.found[from..].iter().take_while(|found| found.start < end) {
            if found.start < at || found.end > end || found.start == found.end {
                continue;
            }
            self.between(at, found.start, start, &mut seen)?;
            match found.node.get("inlines") {
                Some(inlines) => inlines_seen(inlines, self.source, (found.start, found.end), &mut seen)?,
                None if found.number => seen.construct("number of an annex", &self.source[found.start..found.end]),
                None => {
                    let text = found.label.or(found.node["text"].as_str()).unwrap_or_default();
                    if found.label.is_none() && text != &self.source[found.start..found.end] {
                        return Err(format!("JSON has {text:?} for {:?}", &self.source[found.start..found.end]));
                    }
                    if found.label.is_some_and(|label| label != &self.source[found.start..found.end]) {
                        seen.construct("number", &self.source[found.start..found.end]);
                    }
                    seen.push(text);
                }
            }
            at = found.end;
        }
        self.between(at, end, start, &mut seen)?;
        Ok(seen)
    }

    /// What stands between two texts of a line.
    fn between(&self, from: usize, to: usize, line: usize, seen: &mut Seen) -> Result<(), String> {
        let gap = &self.source[from..to];
        let bare = gap.trim();
        match bare {
            "" if from > line => seen.parts.push(Part::Text(ANY_SPACE.to_string())),
            "" => {}
            // Behind the keyword of a contact line; a page writes it as the language has it.
            "：" | ":" if from > line => {
                seen.push(self.colon);
                seen.parts.push(Part::Text(ANY_SPACE.to_string()));
            }
            // A backslash at the head of a line makes it a paragraph.
            "\\" if from == line => seen.construct("escaped line", "\\"),
            "[" if self.source[to..].contains("](") => seen.construct("file of an annex", bare),
            _ if bare.starts_with("](") && bare.ends_with(')') => seen.construct("file of an annex", bare),
            _ => return Err(format!("JSON has not {gap:?}")),
        }
        Ok(())
    }
}

fn span(node: &Value) -> Option<(usize, usize)> {
    let at = |key: &str| usize::try_from(node.get("span")?.get(key)?.as_u64()?).ok();
    Some((at("start")?, at("end")?))
}

fn gather<'a>(value: &'a Value, label: Option<&'a str>, key: &str, out: &mut Vec<Found<'a>>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| gather(value, None, "", out)),
        Value::Object(map) => {
            if let (Some((start, end)), Some(_)) = (value.get("source").and_then(span), map.get("inlines")) {
                out.push(Found { start, end, node: value, label: None, number: false });
                return;
            }
            if let (Some((start, end)), Some(Value::String(_)), None) = (span(value), map.get("text"), map.get("kind")) {
                out.push(Found { start, end, node: value, label, number: key == "number_text" });
            }
            let label = map.get("label").and_then(Value::as_str);
            // Lines of fields stand there a second time, as they were typed.
            for (key, value) in map.iter().filter(|(key, _)| *key != "fields") {
                gather(value, label.filter(|_| key == "enumerator"), key, out);
            }
        }
        _ => {}
    }
}

/// The parts of running text that stand in `range` of the draft, with nothing between them.
fn inlines_seen(list: &Value, source: &str, range: (usize, usize), seen: &mut Seen) -> Result<(), String> {
    let mut at = range.0;
    for node in list.as_array().into_iter().flatten() {
        let (start, end) = span(node).ok_or("a part without a place")?;
        if start < at || end > range.1 || end < start {
            return Err(format!("the place of a part is not in order: {node}"));
        }
        nothing_between(source, at, start, seen)?;
        inline_seen(node, source, (start, end), seen)?;
        at = end;
    }
    nothing_between(source, at, range.1, seen)
}

fn nothing_between(source: &str, from: usize, to: usize, seen: &mut Seen) -> Result<(), String> {
    let gap = &source[from..to];
    // The last line of a draft goes on in no other.
    if gap.starts_with('\\') && gap[1..].trim().is_empty() && source[to..].trim().is_empty() {
        seen.construct("dangling", "\\");
    } else if gap == "\\" && source[to..].starts_with('|') {
        // In a cell it belongs to the row.
    } else if !gap.is_empty() {
        return Err(format!("JSON has not {gap:?}"));
    }
    Ok(())
}

fn inline_seen(node: &Value, source: &str, (start, end): (usize, usize), seen: &mut Seen) -> Result<(), String> {
    let typed = &source[start..end];
    let text = |key: &str| node[key].as_str().unwrap_or_default();
    let kind = node["kind"].as_str().unwrap_or_default();
    // The marks around the children of a part.
    let around = |pairs: &[(&str, &str)], seen: &mut Seen| {
        let open = pairs
            .iter()
            .find(|(open, close)| typed.len() >= open.len() + close.len() && typed.starts_with(open) && typed.ends_with(close));
        let (open, close) = open.ok_or_else(|| format!("{kind} without its marks: {typed:?}"))?;
        seen.construct(kind, typed);
        inlines_seen(&node["children"], source, (start + open.len(), end - close.len()), seen)
    };
    match kind {
        "text" => text_seen(node, source, (start, end), seen),
        "strong" => around(&[("{**", "**}"), ("**", "**")], seen),
        "emphasis" => around(&[("{*", "*}"), ("*", "*")], seen),
        "superscript" | "subscript" => {
            let open = if kind == "superscript" { "{^" } else { "{_" };
            if typed != format!("{open}{}}}", text("text")) {
                return Err(format!("{kind} {:?} for {typed:?}", text("text")));
            }
            seen.construct(kind, typed);
            seen.parts.push(Part::Script(typed.to_owned(), text("text").to_owned()));
            Ok(())
        }
        "code" => {
            let fence = typed.len() - typed.trim_start_matches('`').len();
            let inner = typed.get(fence..typed.len() - fence.min(typed.len())).unwrap_or_default();
            let inner = &inner.replace("\\|", "|");
            let padded = inner.strip_prefix(' ').and_then(|inner| inner.strip_suffix(' '));
            if fence == 0 || text("text") != inner && Some(text("text")) != padded {
                return Err(format!("code {:?} for {typed:?}", text("text")));
            }
            seen.construct(kind, typed);
            seen.push(text("text"));
            Ok(())
        }
        "link" => {
            // The address is what follows the last part.
            let last = node["children"].as_array().and_then(|list| list.last()).and_then(span).map_or(start + 1, |(_, end)| end);
            let rest = &source[last..end];
            if !typed.starts_with('[') || !rest.trim_start_matches('\\').starts_with("](") || !rest.ends_with(')') {
                return Err(format!("a link without its marks: {typed:?}"));
            }
            seen.construct(kind, typed);
            inlines_seen(&node["children"], source, (start + 1, last), seen)
        }
        "name" => {
            if typed.trim_matches(['{', '}']).trim() != text("name").trim() {
                return Err(format!("a name {:?} for {typed:?}", text("name")));
            }
            match node["text"].as_str() {
                Some(value) => {
                    seen.construct(kind, typed);
                    seen.push(value);
                }
                None => seen.push(typed),
            }
            Ok(())
        }
        "reference" => match node["id"].as_str() {
            Some(id) if typed == format!("{{@{id}}}") => {
                seen.construct(kind, typed);
                seen.push(text("text"));
                Ok(())
            }
            None if typed == text("text") => {
                seen.push(typed);
                Ok(())
            }
            _ => Err(format!("a reference {:?} for {typed:?}", text("text"))),
        },
        "footnote-ref" => {
            if typed != format!("[^{}]", text("label")) {
                return Err(format!("a mark of a note {:?} for {typed:?}", text("label")));
            }
            match node["number"].as_u64() {
                Some(number) => {
                    seen.construct(kind, typed);
                    seen.parts.push(Part::Note(number));
                }
                None => seen.push(typed),
            }
            Ok(())
        }
        other => Err(format!("a kind of part that this test does not know: {other}")),
    }
}

/// Text is what was typed, less the backslashes that the JSON names.
fn text_seen(node: &Value, source: &str, (start, end): (usize, usize), seen: &mut Seen) -> Result<(), String> {
    let text = node["text"].as_str().unwrap_or_default();
    let (mut shown, mut at) = (String::new(), start);
    for escape in node["escapes"].as_array().into_iter().flatten() {
        let place = escape["start"].as_u64().and_then(|place| usize::try_from(place).ok());
        let place = place.filter(|place| (at..end).contains(place)).ok_or("an escape is not in its text")?;
        if escape["end"] != place + 1 || !source[place..].starts_with('\\') {
            return Err(format!("an escape is no backslash: {escape}"));
        }
        shown.push_str(&source[at..place]);
        let mark = source[place + 1..].chars().next().unwrap_or_default();
        seen.construct("escape", &format!("\\{mark}"));
        at = place + 1;
    }
    shown.push_str(&source[at..end]);
    // In a cell a backslash before a bar belongs to the row.
    if !goes_on(&shown, text) && !goes_on(&shown.replace("\\|", "|"), text) {
        return Err(format!("JSON has {text:?} for {:?}", &source[start..end]));
    }
    seen.push(text);
    Ok(())
}

/// Whether `text` is what was typed on one line or on several: a line that goes on ends with a backslash, and between words the joint is
/// a space.
fn goes_on(typed: &str, text: &str) -> bool {
    let Some((line, behind)) = typed.split_once("\\\n") else { return typed == text };
    let Some(rest) = text.strip_prefix(line.trim_end()) else { return false };
    let behind = behind.trim_start();
    goes_on(behind, rest) || rest.strip_prefix(' ').is_some_and(|rest| goes_on(behind, rest))
}
