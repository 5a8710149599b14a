//! A page as a tree of elements and texts, flat in memory. Nesting beyond a limit is flattened, so that nothing recurses without end.

use super::super::{ImportError, shape};
use crate::say;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// An element, or a text.
#[derive(Default)]
pub(super) struct Node {
    /// The name of an element; empty for a text.
    pub name: String,
    pub text: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<usize>,
    /// How many characters of text are in it.
    pub length: usize,
}

impl Node {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// The page; the first node is the root.
pub(super) struct Tree {
    pub nodes: Vec<Node>,
    /// What the head names that may be the title, the likeliest first.
    pub titles: Vec<String>,
}

const MAX_NODES: usize = 2_000_000;
const MAX_DEPTH: usize = 180;
/// How many pieces of a title are looked for on the page.
const MOST_TITLES: usize = 12;
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param"];
/// What of an element is kept.
const KEPT: &[&str] = &[
    "align",
    "style",
    "class",
    "id",
    "role",
    "hidden",
    "aria-hidden",
    "href",
    "src",
    "alt",
    "rowspan",
    "colspan",
    "start",
    "value",
    "type",
    "reversed",
    "size",
    "color",
    "checked",
    "name",
    "content",
    "property",
    "valign",
    "border",
];

impl Tree {
    pub fn read(text: &str) -> Result<Self, ImportError> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut tree = Self { nodes: vec![Node::default()], titles: Vec::new() };
        let mut open: Vec<usize> = vec![0];
        let mut metas: Vec<(String, String)> = Vec::new();
        for token in Tokenizer::new_with_emitter(text, emitter) {
            let Ok(token) = token;
            if tree.nodes.len() > MAX_NODES {
                return Err(ImportError::Document(say!("网页的元素太多，没有导入", "the page has too many elements")));
            }
            match token {
                Token::StartTag(tag) => tree.start(&tag, &mut open, &mut metas),
                Token::EndTag(tag) => tree.end(&String::from_utf8_lossy(&tag.name), &mut open),
                Token::String(text) => {
                    let text = String::from_utf8_lossy(&text).into_owned();
                    tree.add(
                        Node { length: text.chars().filter(|c| !c.is_whitespace()).count(), text, ..Node::default() },
                        &open,
                    );
                }
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        tree.measure();
        tree.titles = tree.named(&metas);
        Ok(tree)
    }

    fn add(&mut self, node: Node, open: &[usize]) -> usize {
        let at = self.nodes.len();
        self.nodes.push(node);
        let parent = open.last().copied().unwrap_or(0);
        self.nodes[parent].children.push(at);
        at
    }

    fn start(&mut self, tag: &StartTag<()>, open: &mut Vec<usize>, metas: &mut Vec<(String, String)>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let mut attributes = Vec::new();
        for (key, value) in &tag.attributes {
            let key = String::from_utf8_lossy(key);
            if KEPT.contains(&key.as_ref()) {
                attributes.push((key.into_owned(), String::from_utf8_lossy(value).into_owned()));
            }
        }
        self.imply(&name, open);
        let node = Node { name: name.clone(), attributes, ..Node::default() };
        if name == "meta"
            && let (Some(key), Some(value)) =
                (node.attribute("name").or_else(|| node.attribute("property")), node.attribute("content"))
        {
            metas.push((key.to_lowercase(), value.trim().to_owned()));
        }
        let at = self.add(node, open);
        if !VOID.contains(&name.as_str()) && !tag.self_closing && open.len() < MAX_DEPTH {
            open.push(at);
        }
    }

    /// What a start tag ends that was left open.
    fn imply(&self, name: &str, open: &mut Vec<usize>) {
        let (ends, stops): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "table", "td"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "td"]),
            "tr" => (&["tr", "td", "th"], &["table"]),
            "td" | "th" => (&["td", "th"], &["table", "tr"]),
            "tbody" | "thead" | "tfoot" => (&["tr", "td", "th", "tbody", "thead"], &["table"]),
            "option" => (&["option"], &["select"]),
            "body" => (&["head"], &[]),
            "p" | "div" | "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "section" | "article"
            | "blockquote" | "center" | "pre" | "hr" | "header" | "footer" | "nav" | "main" => {
                (&["p"], &["td", "th", "li", "div", "section", "article", "table", "center", "body"])
            }
            _ => return,
        };
        let mut cut = None;
        for at in (1..open.len()).rev() {
            let open_name = self.nodes[open[at]].name.as_str();
            if stops.contains(&open_name) {
                break;
            }
            if ends.contains(&open_name) {
                cut = Some(at);
                if name != "tr" && name != "tbody" && name != "thead" && name != "tfoot" {
                    break;
                }
            }
        }
        if let Some(at) = cut {
            open.truncate(at);
        }
    }

    fn end(&self, name: &str, open: &mut Vec<usize>) {
        for at in (1..open.len()).rev() {
            let open_name = self.nodes[open[at]].name.as_str();
            if open_name == name {
                open.truncate(at);
                return;
            }
            // A cell is left by the tags of its table alone.
            if matches!(open_name, "td" | "th" | "table")
                && !matches!(name, "table" | "tr" | "tbody" | "thead" | "tfoot" | "td" | "th" | "body" | "html")
            {
                return;
            }
        }
    }

    fn measure(&mut self) {
        for at in (0..self.nodes.len()).rev() {
            let hidden = matches!(self.nodes[at].name.as_str(), "script" | "style" | "head" | "noscript" | "template" | "select");
            let sum: usize = self.nodes[at].children.iter().map(|child| self.nodes[*child].length).sum();
            if !self.nodes[at].name.is_empty() || at == 0 {
                self.nodes[at].length = if hidden { 0 } else { sum };
            }
        }
    }

    /// The title by the metas that pages of governments have, and by `title`, whole and without the names of site and column.
    fn named(&self, metas: &[(String, String)]) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for name in ["articletitle", "article_title", "og:title"] {
            found.extend(metas.iter().filter(|(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.clone()));
        }
        let Some(title) = self.nodes.iter().find(|node| node.name == "title") else { return found };
        let whole: String = title.children.iter().map(|child| self.nodes[*child].text.as_str()).collect();
        let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut pieces: Vec<&str> = vec![&whole];
        for marks in [&["_", " - ", " | ", "|", "－", " — ", "--", " – ", "::", "»", ">>"][..], &["-"][..], &[" "][..]] {
            let mut more = Vec::new();
            for mark in marks {
                // Words of English are no pieces.
                let pieces = pieces.iter().filter(|piece| *mark != " " || piece.contains(shape::is_han));
                more.extend(pieces.flat_map(|piece| piece.split(mark)).map(str::trim));
            }
            pieces.extend(more);
        }
        let site = |piece: &str| shape::is_organ(piece) || piece.ends_with(['网', '網']) || piece.ends_with("网站");
        pieces.retain(|piece| (2..=200).contains(&piece.chars().count()) && !site(piece));
        // The whole first: a title may hold such marks itself. Then the longest piece.
        pieces.sort_by_key(|piece| std::cmp::Reverse(piece.chars().count()));
        pieces.dedup();
        pieces.truncate(MOST_TITLES);
        found.extend(pieces.into_iter().map(str::to_owned));
        found
    }

    /// The first element of a name in a node.
    pub fn first(&self, at: usize, name: &str) -> Option<usize> {
        let mut stack = vec![at];
        while let Some(at) = stack.pop() {
            if self.nodes[at].name == name {
                return Some(at);
            }
            stack.extend(self.nodes[at].children.iter().rev());
        }
        None
    }

    /// The text of a node, spaces as they are.
    pub fn text(&self, at: usize) -> String {
        let mut out = String::new();
        let mut stack = vec![at];
        while let Some(at) = stack.pop() {
            let node = &self.nodes[at];
            if matches!(node.name.as_str(), "script" | "style") {
                continue;
            }
            out.push_str(&node.text);
            stack.extend(node.children.iter().rev());
        }
        out
    }
}
