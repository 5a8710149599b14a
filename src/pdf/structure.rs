//! The structure tree, the outline and the links: what a screen reader and a table of contents see.

use super::PdfError;
use super::content::Marked;
use super::text::{literal, name, points, text};
use crate::layout::{CellShape, Item, Laid, LinkArea, LinkTarget, Mm, Node, NodeId, NodeKind};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;

/// Where a link leads.
enum Target<'a> {
    Elsewhere(&'a str),
    Here(Option<Object>),
}

/// A link: printed, without a border, inverted when it is pressed.
fn annotation(area: &LinkArea, page: Mm, target: Target<'_>) -> Dictionary {
    let (x, y) = (points(area.x), points(page - area.y - area.height));
    let place = [x, y, x + points(area.width), y + points(area.height)];
    let printed = ("F", Some(Object::Integer(4)));
    let (first, last) = match target {
        Target::Elsewhere(address) => (("A", Some(dictionary! { "S" => "URI", "URI" => literal(address) }.into())), printed),
        Target::Here(place) => (printed, ("Dest", place)),
    };
    let mut dict = dictionary! { "Type" => "Annot", "Subtype" => "Link", "Rect" => place.map(Object::Real).to_vec() };
    let mut set = |(key, value): (&str, Option<Object>)| value.into_iter().for_each(|value| dict.set(key, value));
    set(first);
    set(("Border", Some([0.0; 3].map(Object::Real).to_vec().into())));
    set(("Contents", Some(text(&area.description))));
    set(("H", Some("I".into())));
    set(last);
    dict
}

/// Adds structure, outline and links to the frame of the document.
pub(super) fn add(file: &mut Document, laid: &Laid, marked: &[Vec<Marked>]) -> Result<(), PdfError> {
    let pages: Vec<ObjectId> = file.page_iter().collect();
    if pages.len() != marked.len() {
        return Err(PdfError::Write("a page was lost".to_owned()));
    }
    let ranks = laid.ranks();
    let mut tree = Tree::new(file, laid, &pages, &ranks);
    tree.contents(marked)?;
    tree.links(laid)?;
    tree.finish()?;
    outline(file, laid, &pages)
}

struct Tree<'a> {
    file: &'a mut Document,
    nodes: &'a [Node],
    pages: &'a [ObjectId],
    ranks: &'a [Option<u8>],
    root: ObjectId,
    whole: ObjectId,
    elements: Vec<ObjectId>,
    kids: Vec<Vec<Object>>,
    /// Top nodes in the order in which their first content stands.
    order: Vec<NodeId>,
    /// The page on which the content of a node begins; none for nodes without any, in them or below them.
    first: Vec<Option<ObjectId>>,
    /// Where the picture of a figure stands.
    boxes: BTreeMap<NodeId, Object>,
    links: BTreeMap<usize, LinkElement>,
    /// Elements with another parent than the nodes say.
    adopted: BTreeMap<NodeId, ObjectId>,
    parents: Vec<Object>,
    next_key: i64,
}

struct LinkElement {
    id: ObjectId,
    node: NodeId,
    kids: Vec<Object>,
    page: ObjectId,
}

impl<'a> Tree<'a> {
    fn new(file: &'a mut Document, laid: &'a Laid, pages: &'a [ObjectId], ranks: &'a [Option<u8>]) -> Self {
        let nodes = &laid.nodes;
        let root = file.new_object_id();
        let whole = file.new_object_id();
        let elements = nodes.iter().map(|_| file.new_object_id()).collect();
        Self {
            file,
            nodes,
            pages,
            ranks,
            root,
            whole,
            elements,
            kids: vec![Vec::new(); nodes.len()],
            order: Vec::new(),
            first: vec![None; nodes.len()],
            boxes: boxes(laid),
            links: BTreeMap::new(),
            adopted: BTreeMap::new(),
            parents: Vec::new(),
            next_key: pages.len() as i64,
        }
    }

    /// Notes that a node has content on a page. What stands in the line of its parent takes its place there at once.
    fn wake(&mut self, node: NodeId, page: ObjectId) {
        let mut node = node;
        loop {
            let was = self.first[node].is_some();
            self.first[node] = self.first[node].or(Some(page));
            match self.nodes[node].parent {
                Some(parent) => {
                    if self.nodes[node].kind.is_inline() && !was {
                        let element = self.elements[node];
                        self.kids[parent].push(element.into());
                    }
                    node = parent;
                }
                None => {
                    if !was {
                        self.order.push(node);
                    }
                    return;
                }
            }
        }
    }

    /// Ties each piece of marked content to its node.
    fn contents(&mut self, marked: &[Vec<Marked>]) -> Result<(), PdfError> {
        for (index, pieces) in marked.iter().enumerate() {
            let page = self.pages[index];
            let mut owners = Vec::new();
            for (number, piece) in pieces.iter().enumerate() {
                self.wake(piece.node, page);
                let content = Object::Dictionary(dictionary! { "Type" => "MCR", "Pg" => page, "MCID" => number as i64 });
                match piece.link {
                    None => {
                        self.kids[piece.node].push(content);
                        owners.push(Object::Reference(self.elements[piece.node]));
                    }
                    Some(link) => {
                        if !self.links.contains_key(&link) {
                            let id = self.file.new_object_id();
                            self.kids[piece.node].push(Object::Reference(id));
                            self.links.insert(link, LinkElement { id, node: piece.node, kids: Vec::new(), page });
                        }
                        if let Some(element) = self.links.get_mut(&link) {
                            element.kids.push(content);
                            owners.push(Object::Reference(element.id));
                        }
                    }
                }
            }
            let owners = self.file.add_object(Object::Array(owners));
            self.parents.extend([Object::Integer(index as i64), owners.into()]);
            let page = self.dictionary(page)?;
            page.set("StructParents", index as i64);
            page.set("Tabs", name("S"));
        }
        Ok(())
    }

    fn dictionary(&mut self, id: ObjectId) -> Result<&mut Dictionary, PdfError> {
        self.file.get_dictionary_mut(id).map_err(|error| PdfError::Write(error.to_string()))
    }

    /// Makes the annotations objects of their own, with a target and a place in the structure.
    fn links(&mut self, laid: &Laid) -> Result<(), PdfError> {
        for (index, page) in laid.pages.iter().enumerate() {
            let areas: Vec<&LinkArea> =
                page.items.iter().filter_map(|item| if let Item::Link(area) = item { Some(area) } else { None }).collect();
            let page_id = self.pages[index];
            if areas.is_empty() {
                self.dictionary(page_id)?.remove(b"Annots");
                continue;
            }
            let mut references = Vec::new();
            for area in areas {
                let target = match &area.target {
                    LinkTarget::Address(address) => Target::Elsewhere(address),
                    LinkTarget::Node(node) => Target::Here(destination(laid, self.pages, *node)),
                };
                let mut annotation = annotation(area, page.height, target);
                let key = self.next_key;
                self.next_key += 1;
                annotation.set("StructParent", key);
                let id = self.file.add_object(annotation);
                references.push(Object::Reference(id));
                if let Some(element) = self.links.get_mut(&area.link) {
                    element.kids.push(Object::Dictionary(dictionary! { "Type" => "OBJR", "Obj" => id, "Pg" => page_id }));
                    self.parents.extend([Object::Integer(key), element.id.into()]);
                }
            }
            self.dictionary(page_id)?.set("Annots", references);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), PdfError> {
        for (_, link) in std::mem::take(&mut self.links) {
            let element = dictionary! {
                "Type" => "StructElem", "S" => "Link", "P" => self.elements[link.node], "Pg" => link.page, "K" => link.kids
            };
            self.file.set_object(link.id, element);
        }
        // Children stand behind the content of their parent, in the order in which they were made.
        for node in 0..self.nodes.len() {
            let kind = self.nodes[node].kind;
            let Some(parent) = self.nodes[node].parent.filter(|_| !kind.is_inline()) else { continue };
            // An empty cell is a cell all the same, and a row of them a row.
            if matches!(kind, NodeKind::Cell(_) | NodeKind::HeaderCell(_) | NodeKind::Row { .. }) {
                self.first[node] = self.first[node].or(self.first[parent]);
            }
            if self.first[node].is_some() && self.first[parent].is_some() {
                let element = self.elements[node];
                self.kids[parent].push(element.into());
            }
        }
        for node in 0..self.nodes.len() {
            if let Some(page) = self.first[node] {
                self.element(node, page);
            }
        }
        let top: Vec<Object> = self.order.iter().map(|node| Object::Reference(self.elements[*node])).collect();
        let (root, whole) = (self.root, self.whole);
        self.file.set_object(whole, dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => top });
        let parents = self.file.add_object(dictionary! { "Nums" => std::mem::take(&mut self.parents) });
        let tree = dictionary! {
            "Type" => "StructTreeRoot", "K" => vec![Object::Reference(whole)], "ParentTree" => parents, "ParentTreeNextKey" => self.next_key
        };
        self.file.set_object(root, tree);
        let catalog = self.file.catalog_mut().map_err(|error| PdfError::Write(error.to_string()))?;
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
        Ok(())
    }

    fn element(&mut self, index: NodeId, page: ObjectId) {
        let nodes = self.nodes;
        let node = &nodes[index];
        let kind = match node.kind {
            NodeKind::Title | NodeKind::Heading(_) => format!("H{}", self.ranks[index].unwrap_or(1)),
            NodeKind::Paragraph => "P".to_owned(),
            NodeKind::List => "L".to_owned(),
            NodeKind::Item => "LI".to_owned(),
            NodeKind::Table => "Table".to_owned(),
            NodeKind::Row { .. } => "TR".to_owned(),
            NodeKind::HeaderCell(_) => "TH".to_owned(),
            NodeKind::Cell(_) => "TD".to_owned(),
            NodeKind::Figure => "Figure".to_owned(),
            NodeKind::Caption => "Caption".to_owned(),
            NodeKind::Note => "Note".to_owned(),
            NodeKind::Label => "Lbl".to_owned(),
            NodeKind::Reference => "Reference".to_owned(),
        };
        let id = self.elements[index];
        let parent = node.parent.map_or(self.whole, |parent| self.elements[parent]);
        let parent = self.adopted.remove(&index).unwrap_or(parent);
        let mut kids = std::mem::take(&mut self.kids[index]);
        match node.kind {
            NodeKind::Item => {
                // What an item says, but for its label, is its body.
                let is_label = |kid: &Object| self.is_a(kid, |kind| kind == NodeKind::Label);
                let (labels, content) = kids.into_iter().partition(is_label);
                kids = labels;
                kids.push(self.group("LBody", id, page, content));
            }
            NodeKind::Table => {
                let is_row = |kid: &Object| self.is_a(kid, |kind| matches!(kind, NodeKind::Row { .. }));
                let (rows, before): (Vec<Object>, Vec<Object>) = kids.into_iter().partition(is_row);
                let (head, body) = rows.into_iter().partition(|row| self.is_a(row, |kind| kind == NodeKind::Row { head: true }));
                kids = before;
                for (name, rows) in [("THead", head), ("TBody", body)] {
                    if !Vec::is_empty(&rows) {
                        let group = self.group(name, id, page, rows);
                        kids.push(group);
                    }
                }
            }
            _ => {}
        }
        let mut element = dictionary! { "Type" => "StructElem", "S" => name(&kind), "P" => parent, "Pg" => page, "K" => kids };
        match node.kind {
            NodeKind::Title | NodeKind::Heading(_) => element.set("T", text(&node.text)),
            NodeKind::Figure => {
                element.set("Alt", text(&node.text));
                if let Some(area) = self.boxes.remove(&index) {
                    element.set("A", dictionary! { "O" => name("Layout"), "Placement" => name("Block"), "BBox" => area });
                }
            }
            NodeKind::Note => element.set("ID", literal(&format!("note-{index}"))),
            NodeKind::HeaderCell(shape) => element.set("A", cell(shape, true)),
            NodeKind::Cell(shape) if shape.columns > 1 || shape.rows > 1 => element.set("A", cell(shape, false)),
            NodeKind::List => {
                element.set("A", dictionary! { "O" => name("List"), "ListNumbering" => name(numbering(nodes, index)) });
            }
            _ => {}
        }
        self.file.set_object(id, element);
    }

    /// An element that the pages know nothing of, around content of another one.
    fn group(&mut self, kind: &str, parent: ObjectId, page: ObjectId, content: Vec<Object>) -> Object {
        let id = self.file.new_object_id();
        let element =
            dictionary! { "Type" => "StructElem", "S" => name(kind), "P" => parent, "Pg" => page, "K" => content.clone() };
        self.file.set_object(id, element);
        self.adopt(&content, parent, id);
        id.into()
    }

    /// The node that an element stands for.
    fn node_of(&self, kid: &Object) -> Option<NodeId> {
        // The identifiers of elements were given out in one go.
        let (first, id) = (self.elements.first()?.0, kid.as_reference().ok()?.0);
        usize::try_from(id.checked_sub(first)?).ok().filter(|node| *node < self.elements.len())
    }

    fn is_a(&self, kid: &Object, wanted: impl Fn(NodeKind) -> bool) -> bool {
        self.node_of(kid).is_some_and(|node| wanted(self.nodes[node].kind))
    }

    /// Content that moved from element `from` to element `to` is owned by the latter.
    fn adopt(&mut self, content: &[Object], from: ObjectId, to: ObjectId) {
        for piece in content {
            match piece {
                Object::Reference(kid) => {
                    // Elements that are not written yet find their parent here.
                    if let Some(node) = self.node_of(piece) {
                        self.adopted.insert(node, to);
                    }
                    if let Ok(kid) = self.file.get_dictionary_mut(*kid) {
                        kid.set("P", to);
                    }
                }
                Object::Dictionary(piece) => {
                    let page = piece.get(b"Pg").and_then(Object::as_reference);
                    let number = piece.get(b"MCID").and_then(Object::as_i64);
                    let (Ok(page), Ok(number)) = (page, number) else { continue };
                    let Some(index) = self.pages.iter().position(|known| *known == page) else { continue };
                    let Some(Object::Reference(owners)) = self.parents.get(index * 2 + 1).cloned() else { continue };
                    if let Ok(Object::Array(owners)) = self.file.get_object_mut(owners)
                        && let Some(owner) = usize::try_from(number).ok().and_then(|number| owners.get_mut(number))
                    {
                        debug_assert_eq!(*owner, Object::Reference(from));
                        *owner = Object::Reference(to);
                    }
                }
                _ => {}
            }
        }
    }
}

/// What is to be known of a cell of a table. Source: ISO 32000-1, 14.8.5.7
fn cell(shape: CellShape, names: bool) -> Dictionary {
    let mut attributes = dictionary! { "O" => name("Table") };
    if names {
        attributes.set("Scope", name(if shape.beside { "Row" } else { "Column" }));
    }
    for (key, count) in [("ColSpan", shape.columns), ("RowSpan", shape.rows)] {
        if count > 1 {
            attributes.set(key, count as i64);
        }
    }
    attributes
}

/// How the items of a list are numbered, from the label of the first one.
fn numbering(nodes: &[Node], list: NodeId) -> &'static str {
    let within = |parent: NodeId| move |node: &(usize, &Node)| node.1.parent == Some(parent);
    let item = nodes.iter().enumerate().skip(list).find(within(list)).map(|(item, _)| item);
    let label = item.and_then(|item| nodes.iter().enumerate().skip(item).find(within(item))).map(|(_, node)| node.text.as_str());
    match label.unwrap_or_default().trim_matches(|c: char| "()（）.．、".contains(c)) {
        "·" | "•" => "Disc",
        "a" => "LowerAlpha",
        "i" => "LowerRoman",
        "" => "None",
        _ => "Decimal",
    }
}

/// Where the pictures of figures stand, in points from the lower left corner.
fn boxes(laid: &Laid) -> BTreeMap<NodeId, Object> {
    let mut boxes = BTreeMap::new();
    for page in &laid.pages {
        for item in &page.items {
            let Item::Picture(picture) = item else { continue };
            let (left, right) = (picture.x, picture.x + picture.width);
            let (low, high) = (page.height - picture.y - picture.height, page.height - picture.y);
            let corners = [left, low, right, high].map(|length| Object::Real(points(length)));
            boxes.insert(picture.node, Object::Array(corners.to_vec()));
        }
    }
    boxes
}

fn destination(laid: &Laid, pages: &[ObjectId], node: NodeId) -> Option<Object> {
    let (page, y) = laid.nodes.get(node)?.place?;
    let top = laid.pages.get(page)?.height - y;
    let id = *pages.get(page)?;
    Some(Object::Array(vec![id.into(), name("XYZ"), Object::Real(0.0), Object::Real(points(top)), Object::Null]))
}

/// The outline: title and headings, as they are ranked.
fn outline(file: &mut Document, laid: &Laid, pages: &[ObjectId]) -> Result<(), PdfError> {
    let headings = laid.headings();
    if headings.is_empty() {
        return Ok(());
    }
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = headings.iter().map(|_| file.new_object_id()).collect();
    // Those that are open above each heading; a file of many letters has very many.
    let mut open: Vec<usize> = Vec::new();
    let mut parents: Vec<Option<usize>> = Vec::with_capacity(headings.len());
    let (mut top, mut below): (Vec<usize>, Vec<Vec<usize>>) = (Vec::new(), vec![Vec::new(); headings.len()]);
    let mut places = Vec::with_capacity(headings.len());
    for (index, (rank, _)) in headings.iter().enumerate() {
        while open.last().is_some_and(|before| headings[*before].0 >= *rank) {
            open.pop();
        }
        let siblings = open.last().map_or(&mut top, |parent| &mut below[*parent]);
        places.push(siblings.len());
        siblings.push(index);
        parents.push(open.last().copied());
        open.push(index);
    }
    for (index, (_, node)) in headings.iter().enumerate() {
        let siblings = parents[index].map_or(&top, |parent| &below[parent]);
        let place = places[index];
        let parent = parents[index].map_or(root, |parent| ids[parent]);
        let mut entry = dictionary! { "Title" => text(&laid.nodes[*node].text), "Parent" => parent };
        if let Some(destination) = destination(laid, pages, *node) {
            entry.set("Dest", destination);
        }
        if place > 0 {
            entry.set("Prev", ids[siblings[place - 1]]);
        }
        if let Some(next) = siblings.get(place + 1) {
            entry.set("Next", ids[*next]);
        }
        let below = &below[index];
        if let (Some(first), Some(last)) = (below.first(), below.last()) {
            entry.set("First", ids[*first]);
            entry.set("Last", ids[*last]);
            entry.set("Count", below.len() as i64);
        }
        file.set_object(ids[index], entry);
    }
    let (Some(first), Some(last)) = (top.first(), top.last()) else { return Ok(()) };
    let outlines =
        dictionary! { "Type" => "Outlines", "First" => ids[*first], "Last" => ids[*last], "Count" => headings.len() as i64 };
    file.set_object(root, outlines);
    let catalog = file.catalog_mut().map_err(|error| PdfError::Write(error.to_string()))?;
    catalog.set("Outlines", root);
    catalog.set("PageMode", name("UseOutlines"));
    Ok(())
}
