//! The XML that our own Word files are written in, as elements that can be taken apart and put together.
//!
//! Not for the files of others: there are no comments, instructions and sections of raw text in ours.

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Element {
    /// Name and attributes, as they are written.
    pub tag: String,
    pub children: Vec<Child>,
}

/// What an element holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Child {
    /// Text, as it is written.
    Text(String),
    Element(Element),
}

impl Element {
    pub fn new(tag: &str, children: Vec<Self>) -> Self {
        Self { tag: tag.to_owned(), children: children.into_iter().map(Child::Element).collect() }
    }

    pub fn name(&self) -> &str {
        self.tag.split(' ').next().unwrap_or_default()
    }

    pub fn elements(&self) -> impl DoubleEndedIterator<Item = &Self> {
        self.children.iter().filter_map(|child| if let Child::Element(element) = child { Some(element) } else { None })
    }

    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|child| if let Child::Element(element) = child { Some(element) } else { None })
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|child| child.name() == name)
    }

    pub fn child_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.elements_mut().find(|child| child.name() == name)
    }

    /// The first element of a name below.
    pub fn below(&self, name: &str) -> Option<&Self> {
        self.elements().find_map(|child| if child.name() == name { Some(child) } else { child.below(name) })
    }

    pub fn below_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.elements_mut().find_map(|child| if child.name() == name { Some(child) } else { child.below_mut(name) })
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        let rest = self.tag.split_once(&format!(" {name}=\""))?.1;
        rest.split('"').next()
    }

    /// The text right inside it, with its entities resolved.
    pub fn text(&self) -> String {
        let raw = self.children.iter().filter_map(|child| if let Child::Text(text) = child { Some(text.as_str()) } else { None });
        let raw: String = raw.collect();
        let plain = |entity: &str, character: &str, text: String| text.replace(entity, character);
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")];
        entities.iter().fold(raw, |text, (entity, character)| plain(entity, character, text))
    }

    pub fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.tag);
        if self.children.is_empty() {
            return out.push_str("/>");
        }
        out.push('>');
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) => element.write(out),
            }
        }
        out.push_str("</");
        out.push_str(self.name());
        out.push('>');
    }
}

/// The elements of a text, none of what stands around them.
pub(super) fn parse(text: &str) -> Vec<Element> {
    let mut open: Vec<Element> = vec![Element::default()];
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, behind) = rest.split_at(at);
        if let Some(last) = open.last_mut().filter(|_| !before.is_empty()) {
            last.children.push(Child::Text(before.to_owned()));
        }
        let Some(end) = behind.find('>') else { break };
        let tag = &behind[1..end];
        rest = &behind[end + 1..];
        if tag.starts_with('?') {
            continue;
        }
        let mut done = None;
        if let Some(tag) = tag.strip_suffix('/') {
            done = Some(Element { tag: tag.to_owned(), children: Vec::new() });
        } else if tag.starts_with('/') {
            done = (open.len() > 1).then(|| open.pop()).flatten();
        } else {
            open.push(Element { tag: tag.to_owned(), children: Vec::new() });
        }
        if let (Some(element), Some(last)) = (done, open.last_mut()) {
            last.children.push(Child::Element(element));
        }
    }
    let all = open.into_iter().next().unwrap_or_default();
    all.children.into_iter().filter_map(|child| if let Child::Element(element) = child { Some(element) } else { None }).collect()
}

/// Elements as text.
pub(super) fn written(elements: &[Element]) -> String {
    let mut out = String::new();
    elements.iter().for_each(|element| element.write(&mut out));
    out
}
