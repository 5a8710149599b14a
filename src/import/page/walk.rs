//! The way through the tree of a page, from the top down.

mod pictures;

use super::super::block::{Align, Blocks, Facts, Kind};
use super::super::grid::Grid;
use super::super::{ImportError, escape};
use super::style::{self, Unseen};
use super::tables;
use super::tree::{Node, Tree};
use crate::say;

pub(super) fn walk(tree: &Tree, pictures: &str) -> Result<Blocks, ImportError> {
    let boxes: Vec<usize> = (0..tree.nodes.len()).filter(|at| style::is_content(&tree.nodes[*at])).collect();
    let whole = tree.nodes[0].length.max(1);
    // The box with the text: the smallest that holds much of the page.
    let content = boxes
        .into_iter()
        .filter(|at| tree.nodes[*at].length * 4 > whole && tree.nodes[*at].length > 40)
        .min_by_key(|at| tree.nodes[*at].length);
    let mut walker =
        Walker { tree, found: Blocks { titles: tree.titles.clone(), ..Blocks::default() }, ..Walker::default_of(tree) };
    walker.pictures_in = pictures.to_owned();
    walker.content = content;
    walker.inside = content.is_none();
    walker.node(0, Facts { whole: true, ..Facts::default() })?;
    walker.flush();
    walker.say_what_is_missing();
    Ok(walker.found)
}

struct Walker<'a> {
    tree: &'a Tree,
    found: Blocks,
    /// The text that is open, with marks of [`escape::marked`].
    open: String,
    links: Vec<String>,
    facts: Facts,
    /// Characters of the open text in all, and those of bold type.
    heavy: (usize, usize),
    mark: Option<String>,
    lists: Vec<List>,
    preformatted: bool,
    /// Where the cell begins that is open: its text is gathered, not written.
    gathering: bool,
    content: Option<usize>,
    /// Whether what is read stands in the box with the text.
    inside: bool,
    count: usize,
    struck: Vec<String>,
    hidden: usize,
    ruby: usize,
    /// Whether the caption of the figure that is open is the text of its picture.
    captioned: bool,
    pictures_in: String,
}

struct List {
    number: Option<i64>,
    step: i64,
    form: String,
}

const BLOCKS: &[&str] = &[
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
    "html",
    "legend",
    "main",
    "nav",
    "p",
    "pre",
    "section",
    "summary",
    "ul",
    "ol",
    "br",
    "li",
    "table",
    "option",
    "tr",
];

impl<'a> Walker<'a> {
    fn default_of(tree: &'a Tree) -> Self {
        Self {
            tree,
            found: Blocks::default(),
            open: String::new(),
            links: Vec::new(),
            facts: Facts::default(),
            heavy: (0, 0),
            mark: None,
            lists: Vec::new(),
            preformatted: false,
            gathering: false,
            content: None,
            inside: true,
            count: 0,
            struck: Vec::new(),
            hidden: 0,
            ruby: 0,
            captioned: false,
            pictures_in: String::new(),
        }
    }

    fn node(&mut self, at: usize, parent: Facts) -> Result<(), ImportError> {
        let node = &self.tree.nodes[at];
        if node.name.is_empty() && at > 0 {
            self.text(&node.text, parent);
            return Ok(());
        }
        match style::unseen(node) {
            Unseen::No => {}
            Unseen::NoText => {
                self.ruby += usize::from(node.name == "rt");
                return Ok(());
            }
            Unseen::Hidden => {
                self.hidden += usize::from(node.length > 0);
                return Ok(());
            }
            Unseen::Struck => {
                let text: String = self.tree.text(at).split_whitespace().collect();
                if !text.is_empty() {
                    self.struck.push(text.chars().take(20).collect());
                }
                return Ok(());
            }
        }
        let mut facts = style::facts(node, parent);
        // A box that holds the text is none of the page around it.
        if facts.furniture && !parent.furniture && (node.length * 2 > self.tree.nodes[0].length || self.content == Some(at)) {
            facts.furniture = false;
        }
        let into = self.content == Some(at);
        if into {
            self.flush();
            self.inside = true;
        }
        self.element(at, node, facts)?;
        if into {
            self.flush();
            self.inside = false;
        }
        Ok(())
    }

    fn children(&mut self, at: usize, facts: Facts) -> Result<(), ImportError> {
        let tree = self.tree;
        for child in &tree.nodes[at].children {
            self.node(*child, facts)?;
        }
        Ok(())
    }

    fn element(&mut self, at: usize, node: &Node, facts: Facts) -> Result<(), ImportError> {
        let name = node.name.as_str();
        match name {
            "table" => return self.table(at, facts),
            "img" => self.picture(node),
            "input" => match node.attribute("type").unwrap_or_default().to_lowercase().as_str() {
                "checkbox" | "radio" => self.text(if node.attribute("checked").is_some() { "☑" } else { "☐" }, facts),
                _ => {}
            },
            "sup" | "sub" => {
                self.open.push_str(if name == "sup" { escape::RAISED } else { escape::LOWERED });
                self.children(at, facts)?;
                self.open.push_str(escape::SCRIPT_END);
            }
            "figure" => {
                self.flush();
                // A caption that is the picture's own text is said once.
                let alt = self
                    .tree
                    .first(at, "img")
                    .and_then(|img| self.tree.nodes[img].attribute("alt"))
                    .map(closed)
                    .unwrap_or_default();
                let caption = self.tree.first(at, "figcaption").map(|caption| closed(&self.tree.text(caption)));
                if let Some(caption) = caption
                    && !alt.is_empty()
                    && caption.ends_with(&alt)
                {
                    self.captioned = true;
                }
                self.children(at, facts)?;
                self.captioned = false;
                self.flush();
            }
            "figcaption" if self.captioned => {}
            "q" => {
                self.open.push('“');
                self.children(at, facts)?;
                self.open.push('”');
            }
            "a" => {
                match node.attribute("href") {
                    Some(address) => {
                        self.links.push(address.trim().to_owned());
                        self.open.push_str(escape::LINK);
                        self.children(at, facts)?;
                        self.open.push_str(escape::LINK_END);
                    }
                    None => self.children(at, facts)?,
                };
            }
            "ul" | "ol" => {
                self.flush();
                let count = node.children.iter().filter(|child| self.tree.nodes[**child].name == "li").count() as i64;
                let reversed = node.attribute("reversed").is_some();
                let first = node.number("start").unwrap_or(if reversed { count } else { 1 });
                let form = node.attribute("type").unwrap_or("1").to_owned();
                let bare = node.attribute("style").is_some_and(|style| {
                    style.replace(' ', "").contains("list-style:none") || style.replace(' ', "").contains("list-style-type:none")
                });
                let number = (name == "ol" && !bare).then_some(first);
                self.lists.push(List {
                    number,
                    step: if reversed { -1 } else { 1 },
                    form: if bare { "none".to_owned() } else { form },
                });
                self.children(at, facts)?;
                self.flush();
                self.lists.pop();
                if !self.gathering {
                    self.found.push(Kind::Blank, "", self.count);
                }
            }
            "li" => {
                self.flush();
                self.mark = self.lists.last_mut().and_then(|list| {
                    if list.form == "none" {
                        return None;
                    }
                    let Some(number) = list.number.as_mut() else { return Some("- ".to_owned()) };
                    let this = node.number("value").unwrap_or(*number);
                    *number = this.saturating_add(list.step);
                    Some(format!("{}. ", style::numbered(this, &list.form)))
                });
                self.children(at, facts)?;
                self.flush();
                self.mark = None;
            }
            "pre" => {
                self.flush();
                self.preformatted = true;
                self.children(at, facts)?;
                self.flush();
                self.preformatted = false;
            }
            _ if BLOCKS.contains(&name) => {
                self.flush();
                self.children(at, facts)?;
                self.flush();
            }
            _ => self.children(at, facts)?,
        }
        Ok(())
    }

    fn text(&mut self, text: &str, facts: Facts) {
        if self.preformatted && !self.gathering {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.flush();
                }
                self.begin(line, facts);
                self.open.extend(line.chars().filter(|c| !matches!(c, '\u{1}'..='\u{6}')));
            }
            return;
        }
        self.begin(text, facts);
        for character in text.chars().filter(|c| !matches!(c, '\u{1}'..='\u{6}')) {
            let space = matches!(character, ' ' | '\n' | '\r' | '\t');
            if space && (self.open.is_empty() || self.open.ends_with(' ')) {
                continue;
            }
            self.open.push(if space { ' ' } else { character });
        }
    }

    /// The facts of a block are those of its first text.
    fn begin(&mut self, text: &str, facts: Facts) {
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        if length > 0 && self.heavy.0 == 0 {
            self.facts = facts;
        }
        self.heavy.0 += length;
        self.heavy.1 += if facts.bold { length } else { 0 };
    }

    /// The text that is open, as a draft writes it. A link that is all of it may be a title or an entry of a menu: its address is only said.
    fn taken(&mut self) -> String {
        let (text, links) = (std::mem::take(&mut self.open), std::mem::take(&mut self.links));
        let text = text.trim();
        let inner = text.strip_prefix(escape::LINK).map(|rest| rest.strip_suffix(escape::LINK_END).unwrap_or(rest));
        match inner.filter(|inner| !inner.contains(['\u{2}', '\u{3}'])) {
            Some(inner) => {
                let address = links.first().filter(|address| address.contains(':') && *address != inner.trim());
                if let Some(address) = address.filter(|address| !inner.trim().is_empty() && !address.starts_with("javascript")) {
                    let (shown, words) = (address.chars().take(120).collect::<String>(), inner.trim());
                    self.found.remark(say!(
                        "“{words}”的链接没有带过来：{shown}",
                        "the address of the link `{words}` was left out: {shown}"
                    ));
                }
                escape::marked(inner.trim(), &mut std::iter::empty(), &mut std::iter::empty())
            }
            None => escape::marked(text, &mut links.iter(), &mut std::iter::empty()),
        }
    }

    fn flush(&mut self) {
        if self.gathering {
            if !self.open.is_empty() && !self.open.ends_with(' ') {
                self.open.push(' ');
            }
            return;
        }
        let text = self.taken();
        let (count, bold) = std::mem::take(&mut self.heavy);
        let mut facts = std::mem::take(&mut self.facts);
        if text.is_empty() {
            return;
        }
        facts.bold = bold * 5 > count * 4;
        facts.whole = true;
        facts.furniture |=
            !self.inside && self.content.is_some() && facts.heading == 0 && facts.align != Align::Center && count < 200;
        self.count += 1;
        match self.mark.take() {
            Some(mark) if mark == "- " => {
                facts.item = true;
                self.found.add(Kind::Text, text, self.count, facts);
            }
            Some(mark) => self.found.add(Kind::Text, mark + &text, self.count, facts),
            None => self.found.add(Kind::Text, text, self.count, facts),
        }
    }

    fn table(&mut self, at: usize, facts: Facts) -> Result<(), ImportError> {
        if self.gathering {
            return self.children(at, facts);
        }
        self.flush();
        let tree = self.tree;
        let rows = tables::rows(tree, at);
        match tables::kind(tree, at, &rows) {
            tables::Kind::Data => self.data(at, &rows, facts)?,
            tables::Kind::Layout => {
                self.children(at, facts)?;
                self.flush();
            }
            tables::Kind::Rows => {
                for row in &rows {
                    for cell in row {
                        self.gathering = true;
                        self.node(*cell, facts)?;
                        self.gathering = false;
                        if self.open.trim().is_empty() {
                            self.open.clear();
                        } else {
                            let kept = self.open.trim_end().len();
                            self.open.truncate(kept);
                            self.open.push('\u{3000}');
                        }
                    }
                    self.flush();
                }
            }
            tables::Kind::Record => {
                for row in &rows {
                    for cells in row.chunks(2) {
                        let texts: Vec<String> =
                            cells.iter().map(|cell| tree.text(*cell).split_whitespace().collect::<Vec<_>>().join(" ")).collect();
                        let label = texts[0].trim_end_matches(['：', ':']);
                        let line = match texts.get(1) {
                            Some(value) if !texts[0].contains(['：', ':']) || texts[0].ends_with(['：', ':']) => {
                                format!("{label}：{value}")
                            }
                            Some(value) => format!("{} {value}", texts[0]),
                            None => texts[0].clone(),
                        };
                        if !line.trim_matches(['：', ' ']).is_empty() {
                            self.count += 1;
                            self.found.add(
                                Kind::Text,
                                escape::inline(line.trim()),
                                self.count,
                                Facts { cell: true, whole: true, ..facts },
                            );
                        }
                    }
                }
            }
        }
        self.found.push(Kind::Blank, "", self.count);
        Ok(())
    }

    fn data(&mut self, at: usize, rows: &[Vec<usize>], facts: Facts) -> Result<(), ImportError> {
        let tree = self.tree;
        for child in &tree.nodes[at].children {
            if tree.nodes[*child].name == "caption" {
                self.node(*child, facts)?;
                self.flush();
            }
        }
        let mut grid = Grid::default();
        for row in rows {
            grid.row();
            for cell in row {
                let node = &tree.nodes[*cell];
                self.gathering = true;
                let inner = self.children(*cell, Facts { cell: true, ..facts });
                self.gathering = false;
                inner?;
                self.heavy = (0, 0);
                let text = self.taken().replace('|', "\\|");
                let span = |name: &str| usize::try_from(node.number(name).unwrap_or(1)).unwrap_or(1);
                grid.cell(&text, span("colspan"), span("rowspan").min(4096))?;
            }
        }
        if !grid.is_empty() {
            self.count += 1;
            let facts = Facts { furniture: facts.furniture, whole: true, ..Facts::default() };
            self.found.add(Kind::Ready, grid.lines(&[])?, self.count, facts);
        }
        Ok(())
    }

    fn say_what_is_missing(&mut self) {
        if let Some(first) = self.struck.first() {
            let count = self.struck.len();
            self.found.remarks.push(say!(
                "划去的文字没有带过来（{count}处），如：{first}",
                "struck text was left out ({count}), such as: {first}"
            ));
        }
        if self.hidden > 0 {
            let count = self.hidden;
            self.found
                .remarks
                .push(say!("网页上看不见的文字没有带过来（{count}处）", "text that the page hides was left out ({count})"));
        }
        if self.ruby > 0 {
            self.found.remarks.push(say!("注音没有带过来", "readings above characters were left out"));
        }
    }
}

fn closed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
