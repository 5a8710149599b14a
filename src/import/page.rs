//! A web page as pieces: blocks, lists, tables and pictures, whatever the nesting. Scripts, styles and the head are no text.

use super::{Kind, Pieces, escape};
use crate::say;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

pub(super) fn read(text: &str) -> Pieces {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut reader = Reader::default();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => reader.start(&tag),
            Token::EndTag(tag) => reader.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.flush();
    reader.close_table();
    reader.pieces
}

#[derive(Default)]
struct Reader {
    pieces: Pieces,
    open: String,
    /// Where the links in `open` lead, in order; their texts stand between marks of [`escape::marked`].
    links: Vec<String>,
    kind: Kind,
    /// How many elements are open whose text nobody sees.
    hidden: usize,
    preformatted: bool,
    lists: Vec<Option<u32>>,
    mark: Option<String>,
    /// Rows of the outermost table; tables inside cells become text of the cell.
    rows: Vec<Vec<String>>,
    tables: usize,
    titled: bool,
    count: usize,
}

const HIDDEN: [&str; 8] = ["script", "style", "head", "noscript", "template", "svg", "select", "iframe"];
const BLOCKS: [&str; 36] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "main",
    "nav",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
    "ol",
    "html",
    "br",
];

impl Reader {
    fn start(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let name = name.as_str();
        if HIDDEN.contains(&name) {
            // The head ends where the body begins, said or not.
            if !tag.self_closing {
                self.hidden += 1;
            }
            return;
        }
        if name == "body" {
            self.hidden = 0;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "table" => {
                if self.tables == 0 {
                    self.flush();
                }
                self.tables += 1;
            }
            "tr" if self.tables == 1 => {
                self.cell();
                self.rows.push(Vec::new());
            }
            "td" | "th" if self.tables == 1 => {
                self.cell();
                if self.rows.is_empty() {
                    self.rows.push(Vec::new());
                }
                if let Some(row) = self.rows.last_mut() {
                    row.push(String::new());
                }
            }
            "li" => {
                self.flush();
                self.mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number = number.saturating_add(1);
                        Some(format!("{number}. "))
                    }
                    _ => Some("- ".to_owned()),
                };
            }
            "img" => self.picture(tag),
            "sup" => self.open.push_str(escape::RAISED),
            "sub" => self.open.push_str(escape::LOWERED),
            "a" => {
                if let Some(address) = tag.attributes.get("href".as_bytes()) {
                    self.links.push(String::from_utf8_lossy(address).trim().to_owned());
                    self.open.push_str(escape::LINK);
                }
            }
            name if BLOCKS.contains(&name) => {
                self.flush();
                match name {
                    "ul" => self.lists.push(None),
                    "ol" => self.lists.push(Some(0)),
                    "pre" => self.preformatted = true,
                    "h1" if !self.titled => {
                        self.titled = true;
                        self.kind = Kind::Title;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if HIDDEN.contains(&name) {
            self.hidden = self.hidden.saturating_sub(1);
            return;
        }
        if self.hidden > 0 {
            return;
        }
        match name {
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.close_table();
                }
            }
            "a" => self.open.push_str(escape::LINK_END),
            "sup" | "sub" => self.open.push_str(escape::SCRIPT_END),
            "td" | "th" | "tr" if self.tables > 0 => self.open.push(' '),
            "li" => self.flush(),
            "ul" | "ol" => {
                self.flush();
                self.lists.pop();
                self.pieces.push(Kind::Blank, "", self.count);
            }
            name if BLOCKS.contains(&name) => {
                self.flush();
                if name == "pre" {
                    self.preformatted = false;
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.preformatted && self.tables == 0 {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.flush();
                }
                self.open.extend(line.chars().filter(|c| !matches!(c, '\u{1}'..='\u{6}')));
            }
            return;
        }
        for character in text.chars().filter(|c| !matches!(c, '\u{1}'..='\u{6}')) {
            let space = matches!(character, ' ' | '\n' | '\r' | '\t');
            if space && (self.open.is_empty() || self.open.ends_with(' ')) {
                continue;
            }
            self.open.push(if space { ' ' } else { character });
        }
    }

    fn picture(&mut self, tag: &StartTag<()>) {
        let value = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned());
        let (alt, source) = (value("alt").unwrap_or_default(), value("src").unwrap_or_default());
        let local = !source.is_empty() && !source.contains(':') && !source.starts_with("//");
        let line = format!("![{}]({})", escape::inline(alt.trim()), source.trim());
        if local && self.tables == 0 && super::is_figure(&line) {
            self.flush();
            self.pieces.push(Kind::Ready, line, self.count);
            return;
        }
        let shown: String = source.chars().take(60).collect();
        self.pieces.remarks.push(say!("图片没有带过来：{shown}", "a picture was left out: {shown}"));
        self.text(&alt);
    }

    /// The text that is open, as a draft writes it. A link that is all of it may be a title or an entry of a menu: its address is only said.
    fn taken(&mut self) -> String {
        let (text, links) = (std::mem::take(&mut self.open), std::mem::take(&mut self.links));
        let text = text.trim();
        let inner = text.strip_prefix(escape::LINK).map(|rest| rest.strip_suffix(escape::LINK_END).unwrap_or(rest));
        match inner.filter(|inner| !inner.contains(['\u{2}', '\u{3}'])) {
            Some(inner) => {
                let address = links.first().filter(|address| address.contains(':') && *address != inner.trim());
                if let Some(address) = address.filter(|_| !inner.trim().is_empty()) {
                    let (shown, words) = (address.chars().take(120).collect::<String>(), inner.trim());
                    self.pieces.remarks.push(say!(
                        "“{words}”的链接没有带过来：{shown}",
                        "the address of the link `{words}` was left out: {shown}"
                    ));
                }
                escape::marked(inner.trim(), &mut std::iter::empty(), &mut std::iter::empty())
            }
            None => escape::marked(text, &mut links.iter(), &mut std::iter::empty()),
        }
    }

    /// Ends the cell that is open.
    fn cell(&mut self) {
        let text = self.taken();
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) => cell.push_str(&text.replace('|', "\\|")),
            None if !text.is_empty() => self.pieces.push(Kind::Text, text, self.count),
            None => {}
        }
    }

    fn close_table(&mut self) {
        if self.rows.is_empty() {
            return;
        }
        self.cell();
        let rows = std::mem::take(&mut self.rows);
        self.count += 1;
        self.pieces.push(Kind::Ready, super::table(&rows, &[]), self.count);
        self.pieces.push(Kind::Blank, "", self.count);
    }

    fn flush(&mut self) {
        if self.tables > 0 {
            self.open.push(' ');
            return;
        }
        let text = self.taken();
        let kind = std::mem::take(&mut self.kind);
        if text.is_empty() {
            self.kind = kind;
            return;
        }
        self.count += 1;
        match self.mark.take() {
            Some(mark) if mark == "- " => self.pieces.push(Kind::Ready, format!("- {text}"), self.count),
            Some(mark) => self.pieces.push(Kind::Text, mark + &text, self.count),
            None => self.pieces.push(kind, text, self.count),
        }
    }
}
