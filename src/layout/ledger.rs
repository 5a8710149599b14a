//! What is written down while strips are made: the structure, links, where references lead, footnotes, and what will be said
//! of it all.
//!
//! Here: numbers of nodes and links, how they change where two ledgers become one, and links led to their ends. Not here:
//! what a node is for, and pages.

use super::display::{Item, LinkId, LinkTarget, Node, NodeId, Page};
use super::foot::NoteHeights;
use super::remarks::{Remark, Remarked};
use super::shape::Strange;
use super::strip::Strip;
use super::units::Mm;
use crate::span::Span;
use crate::syntax::values::ReferenceKind;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where a link will lead.
#[derive(Clone, Debug)]
pub(super) enum PendingTarget {
    Address(String),
    Reference(ReferenceKind, u32),
    Node(NodeId),
}

/// The ledger of a notice, or of a part of it.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    nodes: Vec<Node>,
    /// Where each link goes and what is said of it.
    links: Vec<(PendingTarget, String)>,
    /// Nodes that references lead to.
    targets: Vec<(ReferenceKind, u32, NodeId)>,
    strange: Vec<Strange>,
    /// What is to be said of tables and figures once their pages are known.
    remarks: Vec<Remarked>,
}

/// How far a ledger has come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    nodes: usize,
    links: usize,
    strange: usize,
}

impl Ledger {
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub fn strange(&mut self) -> &mut Vec<Strange> {
        &mut self.strange
    }

    pub fn add_node(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        self.nodes.len() - 1
    }

    pub fn add_link(&mut self, target: PendingTarget, description: String) -> LinkId {
        self.links.push((target, description));
        self.links.len() - 1
    }

    /// References of this kind and number lead to the node.
    pub fn lead(&mut self, kind: ReferenceKind, number: u32, node: NodeId) {
        self.targets.push((kind, number, node));
    }

    pub fn remark(&mut self, remark: Remark, span: Span, node: NodeId) {
        self.remarks.push((remark, span, node));
    }

    /// A node begins on a page, unless it began before.
    pub fn begin(&mut self, node: NodeId, page: usize, y: Mm) {
        let place = &mut self.nodes[node].place;
        *place = place.or(Some((page, y)));
    }

    /// What begins on a page at `from` or below stands `by` higher.
    pub fn raise(&mut self, page: usize, from: Mm, by: Mm) {
        for (_, y) in self.nodes.iter_mut().filter_map(|node| node.place.as_mut()).filter(|place| place.0 == page) {
            if y.0 >= from.0 - 1e-6 {
                *y -= by;
            }
        }
    }

    /// Where a link leads as far as is known, and what is said of it.
    pub fn link(&self, link: LinkId) -> (LinkTarget, String) {
        let (target, description) = &self.links[link];
        let target = match target {
            PendingTarget::Address(address) => LinkTarget::Address(address.clone()),
            PendingTarget::Node(node) => LinkTarget::Node(*node),
            // Where the target stands is known when everything is laid out.
            PendingTarget::Reference(..) => LinkTarget::Node(LinkTarget::PENDING),
        };
        (target, description.clone())
    }

    pub fn extent(&self) -> Extent {
        Extent { nodes: self.nodes.len(), links: self.links.len(), strange: self.strange.len() }
    }

    /// Forgets what was written since: it was measured only.
    pub fn forget_since(&mut self, extent: Extent) {
        self.nodes.truncate(extent.nodes);
        self.links.truncate(extent.links);
        self.strange.truncate(extent.strange);
    }

    /// One that goes on with the numbers of this one.
    pub fn another(&self) -> Self {
        Self { nodes: self.nodes.clone(), links: self.links.clone(), ..Self::default() }
    }

    /// Takes over what another one has written since it was made; gives how its numbers change.
    pub fn take_over(&mut self, other: Self, known: Extent) -> Shift {
        let now = self.extent();
        let shift = Shift { known, nodes: now.nodes - known.nodes, links: now.links - known.links };
        self.nodes.extend(other.nodes.into_iter().skip(known.nodes).map(|mut node| {
            node.parent = node.parent.map(|parent| shift.node(parent));
            node
        }));
        // Where links lead was known before, or is found by its number.
        self.links.extend(other.links.into_iter().skip(known.links));
        self.strange.extend(other.strange);
        self.targets.extend(other.targets.into_iter().map(|(kind, number, node)| (kind, number, shift.node(node))));
        self.remarks.extend(other.remarks.into_iter().map(|(remark, span, node)| (remark, span, shift.node(node))));
        shift
    }

    /// Leads the references on pages to their nodes; those that lead nowhere are no links.
    pub fn resolve(&self, pages: &mut [Page]) {
        for page in &mut *pages {
            page.items.retain_mut(|item| {
                let Item::Link(area) = item else { return true };
                let PendingTarget::Reference(kind, number) = &self.links[area.link].0 else { return true };
                let found = self.targets.iter().find(|(target, at, _)| target == kind && at == number);
                if let Some((_, _, node)) = found {
                    area.target = LinkTarget::Node(*node);
                }
                found.is_some()
            });
        }
        // A link without an area must not be a link in the text either.
        let linked: BTreeSet<LinkId> = pages
            .iter()
            .flat_map(|page| &page.items)
            .filter_map(|item| if let Item::Link(area) = item { Some(area.link) } else { None })
            .collect();
        for item in pages.iter_mut().flat_map(|page| &mut page.items) {
            if let Item::Run(run) = item {
                run.link = run.link.filter(|link| linked.contains(link));
            }
        }
    }

    /// The structure, what was strange and what is to be remarked, when everything is laid out.
    pub fn into_parts(self) -> (Vec<Node>, Vec<Strange>, Vec<Remarked>) {
        (self.nodes, self.strange, self.remarks)
    }
}

/// How the numbers change that were given behind those that were known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shift {
    known: Extent,
    nodes: usize,
    links: usize,
}

impl Shift {
    /// So many nodes and links further, whatever was known.
    pub const fn by(nodes: usize, links: usize) -> Self {
        Self { known: Extent { nodes: 0, links: 0, strange: 0 }, nodes, links }
    }

    pub const fn node(&self, node: NodeId) -> NodeId {
        if node < self.known.nodes { node } else { node + self.nodes }
    }

    pub const fn link(&self, link: LinkId) -> LinkId {
        if link < self.known.links { link } else { link + self.links }
    }
}

/// The footnotes of a notice, by index.
#[derive(Debug, Default)]
pub(super) struct Notes {
    nodes: Vec<NodeId>,
    strips: Vec<Vec<Strip>>,
    heights: Vec<NoteHeights>,
    /// Those that stand on a page already, or will.
    noted: BTreeSet<usize>,
}

impl Notes {
    /// A note begins: marks may lead to it.
    pub fn begin(&mut self, node: NodeId) {
        self.nodes.push(node);
    }

    /// Adds the lines of the note that began last.
    pub fn add(&mut self, strips: Vec<Strip>) {
        self.heights.push(NoteHeights::of(strips.iter().map(|line| (line.gap, line.height)).collect()));
        self.strips.push(strips);
    }

    /// The node of a note.
    pub fn node(&self, note: usize) -> Option<NodeId> {
        self.nodes.get(note).copied()
    }

    pub fn strips(&self) -> &[Vec<Strip>] {
        &self.strips
    }

    pub fn heights(&self) -> &[NoteHeights] {
        &self.heights
    }

    /// The same notes to marks elsewhere, which only lead to them.
    pub fn another(&self) -> Self {
        Self { nodes: self.nodes.clone(), ..Self::default() }
    }

    /// Leaves each note to its first mark: it stands once.
    pub fn name_once(&mut self, strips: &mut [Strip]) {
        for strip in strips {
            strip.notes.retain(|note| self.noted.insert(*note));
            strip.cut.iter_mut().for_each(|cut| Arc::make_mut(cut).retain_notes(&strip.notes));
        }
    }
}
