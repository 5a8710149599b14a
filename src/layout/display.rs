//! The display list: pages of placed things. What stands between the layout and every backend that shows pages.
//!
//! Coordinates are millimetres from the top-left corner of the sheet, y downwards. What is read and in which order is
//! told by the nodes, never by the order of painting.

use super::units::{Mm, Pt};
use crate::check::Finding;
use crate::images::Turn;
use crate::span::Span;

/// A notice laid out.
#[derive(Clone, Debug, Default)]
pub struct Laid {
    /// The pages.
    pub pages: Vec<Page>,
    /// The structure, parents before children, in reading order.
    pub nodes: Vec<Node>,
    /// What only the finished page shows.
    pub findings: Vec<Finding>,
    /// How a press prints its red, where the template says it.
    pub press: Option<Press>,
}

/// Red as a press prints it: a thing of the PDF alone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Press {
    /// Cyan, magenta, yellow and black, in per cent.
    Process([u8; 4]),
    /// A spot colour, by its name.
    Spot(String),
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// Width of the sheet.
    pub width: Mm,
    /// Height of the sheet.
    pub height: Mm,
    /// What stands on it.
    pub items: Vec<Item>,
    /// The number printed on it; none on blanks.
    pub number: Option<usize>,
}

/// A thing on a page.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Item {
    /// Glyphs in a row.
    Run(Run),
    /// A filled box: rules are boxes.
    Rule(Rule),
    /// A picture.
    Picture(PlacedPicture),
    /// A place that can be clicked.
    Link(LinkArea),
    /// A line that only a proof shows.
    Guide(Guide),
}

impl Item {
    /// The item moved by (`x`, `y`).
    pub(super) fn moved(mut self, x: Mm, y: Mm) -> Self {
        let (across, down) = match &mut self {
            Self::Run(run) => (&mut run.x, &mut run.baseline),
            Self::Rule(rule) => (&mut rule.x, &mut rule.y),
            Self::Picture(picture) => (&mut picture.x, &mut picture.y),
            Self::Link(link) => (&mut link.x, &mut link.y),
            Self::Guide(guide) => (&mut guide.x, &mut guide.y),
        };
        *across += x;
        *down += y;
        self
    }
}

/// Colours of the page. Red is that of the mark and its rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ink {
    /// Black.
    #[default]
    Black,
    /// Red (GB/T 9704—2012, 7.2.4).
    Red,
    /// The red of a template, in sRGB.
    Own([u8; 3]),
    /// The blue of what only a proof shows. A final page has none.
    Proof,
    /// The paler blue of a proof's grid, which lies under all text.
    ProofGrid,
    /// Words that are gone, where the pages show what changed (花脸稿).
    Deleted,
    /// Words that are new there.
    Inserted,
}

impl Ink {
    /// Whether it is the red of marks, that of a template included.
    #[must_use]
    pub const fn is_red(self) -> bool {
        matches!(self, Self::Red | Self::Own(_))
    }

    /// Red, green and blue in sRGB, from 0 to 1. The red of marks has R ≥ 0.85, G and B ≤ 0.25.
    ///
    /// Source: GB/T 9704—2012, 6.2
    #[must_use]
    pub const fn rgb(self) -> [f32; 3] {
        match self {
            Self::Black => [0.0, 0.0, 0.0],
            Self::Red => [0.87, 0.06, 0.06],
            Self::Own([red, green, blue]) => [red as f32 / 255.0, green as f32 / 255.0, blue as f32 / 255.0],
            Self::Proof => [0.35, 0.6, 0.8],
            Self::ProofGrid => [0.66, 0.81, 0.92],
            Self::Deleted => [0.7, 0.1, 0.1],
            Self::Inserted => [0.05, 0.25, 0.65],
        }
    }
}

/// Which node an item belongs to.
pub type NodeId = usize;

/// Which link a run belongs to; runs of one link share the number.
pub type LinkId = usize;

/// Glyphs of one face, size and colour in a row.
#[derive(Clone, Debug)]
pub struct Run {
    /// Index of the face in the font set.
    pub face: usize,
    /// Size.
    pub size: Pt,
    /// Colour.
    pub ink: Ink,
    /// Left edge.
    pub x: Mm,
    /// Base line.
    pub baseline: Mm,
    /// The text of the run.
    pub text: String,
    /// Its glyphs in order, which stand for the characters of the text.
    pub glyphs: Vec<Glyph>,
    /// The node; `None` for what is no part of the text, such as page numbers.
    pub node: Option<NodeId>,
    /// The link.
    pub link: Option<LinkId>,
    /// Whether the run is turned a quarter clockwise about its start.
    pub turned: bool,
}

impl Run {
    /// Each glyph with the text that it stands for.
    pub fn spelt(&self) -> impl Iterator<Item = (&Glyph, &str)> {
        let mut rest = self.text.as_str();
        self.glyphs.iter().map(move |glyph| {
            let end = rest.chars().take(glyph.characters.into()).map(char::len_utf8).sum();
            let (text, behind) = rest.split_at(end);
            rest = behind;
            (glyph, text)
        })
    }

    /// Whether its characters have numbers beyond 16 bits, as rare Chinese ones do. No other is in its run: a reader that drops them
    /// from what is said of a line finds them at their glyphs.
    #[must_use]
    pub fn is_beyond(&self) -> bool {
        self.text.chars().next().is_some_and(is_beyond)
    }

    /// From its left edge to where a glyph behind it would stand.
    #[must_use]
    pub fn width(&self) -> Mm {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }
}

/// Whether a character has a number beyond 16 bits.
pub(super) const fn is_beyond(character: char) -> bool {
    character > '\u{ffff}'
}

/// A glyph. A long notice has a hundred thousand of them: it holds no more than it must.
#[derive(Clone, Copy, Debug)]
pub struct Glyph {
    /// Number in the face.
    pub id: u16,
    /// The face's own advance, in em.
    pub natural: f32,
    /// From this glyph's origin to the next one's.
    pub advance: Mm,
    /// How many characters of the text it stands for: a letter and its accent may be one glyph.
    pub characters: u8,
}

/// A filled box.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Left edge.
    pub x: Mm,
    /// Top edge.
    pub y: Mm,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
    /// Colour.
    pub ink: Ink,
}

/// A dashed line of a proof: places kept free for seals and stamps, the type area, the grid. A final page has none.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    /// Its form.
    pub shape: GuideShape,
    /// Left edge.
    pub x: Mm,
    /// Top edge.
    pub y: Mm,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
}

/// How a guide is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Its colour.
    pub ink: Ink,
    /// Its width.
    pub width: Pt,
    /// Length of a dash, and of the white behind it.
    pub dash: [Pt; 2],
}

impl Guide {
    /// How every backend draws it: places in blue, the many lines of the grid finer and paler.
    #[must_use]
    pub const fn stroke(&self) -> Stroke {
        match self.shape {
            GuideShape::Ring | GuideShape::Frame => Stroke { ink: Ink::Proof, width: Pt(0.4), dash: [Pt(3.0), Pt(2.0)] },
            GuideShape::Line => Stroke { ink: Ink::ProofGrid, width: Pt(0.25), dash: [Pt(1.5), Pt(1.5)] },
        }
    }

    /// The points of its outline in order; the flag marks control points of cubic curves.
    #[must_use]
    pub fn outline(&self) -> Vec<((Mm, Mm), bool)> {
        let at = |across: f64, down: f64| (self.x + self.width * across, self.y + self.height * down);
        match self.shape {
            GuideShape::Line => vec![(at(0.0, 0.0), false), (at(1.0, 1.0), false)],
            GuideShape::Frame => [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|(x, y)| (at(x, y), false)).to_vec(),
            GuideShape::Ring => {
                // How far the control points of a quarter circle stand from its ends, in diameters.
                let bend = 0.276_142_375;
                let (near, far) = (0.5 - bend, 0.5 + bend);
                let quarters = [
                    [(1.0, 0.5), (1.0, far), (far, 1.0)],
                    [(0.5, 1.0), (near, 1.0), (0.0, far)],
                    [(0.0, 0.5), (0.0, near), (near, 0.0)],
                    [(0.5, 0.0), (far, 0.0), (1.0, near)],
                ];
                let mut outline: Vec<((Mm, Mm), bool)> = quarters
                    .iter()
                    .flat_map(|quarter| quarter.iter().enumerate().map(|(index, (x, y))| (at(*x, *y), index > 0)))
                    .collect();
                outline.push((at(1.0, 0.5), false));
                outline
            }
        }
    }
}

/// The form of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GuideShape {
    /// The place of a seal: the circle in the box.
    Ring,
    /// The place of a signature stamp, or the type area: the edges of the box.
    Frame,
    /// A line of the grid: from the box's top-left corner to its bottom-right corner; one of its sides is 0.
    Line,
}

/// A picture at its place.
#[derive(Clone, Debug)]
pub struct PlacedPicture {
    /// Its path as the draft writes it; the key of `images::Images`.
    pub path: String,
    /// Left edge.
    pub x: Mm,
    /// Top edge.
    pub y: Mm,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
    /// How what is stored is turned to be shown there.
    pub turn: Turn,
    /// A sum of the picture's file, to tell it from another one at the same place.
    pub sum: u32,
    /// The node.
    pub node: NodeId,
}

/// A place that can be clicked.
#[derive(Clone, Debug)]
pub struct LinkArea {
    /// Left edge.
    pub x: Mm,
    /// Top edge.
    pub y: Mm,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
    /// Where it goes.
    pub target: LinkTarget,
    /// What a screen reader says of it.
    pub description: String,
    /// The link.
    pub link: LinkId,
    /// The node that the link stands in.
    pub node: NodeId,
}

/// Where a link goes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkTarget {
    /// An address.
    Address(String),
    /// A node of the notice.
    Node(NodeId),
}

impl LinkTarget {
    /// The node of a reference while the pages are made: where it leads is known when everything is laid out.
    pub(super) const PENDING: NodeId = NodeId::MAX;
}

/// A part of the structure.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The node it is in; `None` at the top.
    pub parent: Option<NodeId>,
    /// Its text, for outlines and titles.
    pub text: String,
    /// Where it stands in the draft.
    pub span: Span,
    /// The page it begins on, from 0, and the top of its first line there.
    pub place: Option<(usize, Mm)>,
}

/// What a part of the structure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NodeKind {
    /// The title of the notice.
    Title,
    /// A heading, from 2.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row of a table.
    Row {
        /// Whether it belongs to the head.
        head: bool,
    },
    /// A cell that names others.
    HeaderCell(CellShape),
    /// Any other cell.
    Cell(CellShape),
    /// A picture; its text is said in its place.
    Figure,
    /// The caption of a figure or table.
    Caption,
    /// A footnote.
    Note,
    /// The number or bullet before an item or a note, within it.
    Label,
    /// The mark of a footnote, within the text that it stands in.
    Reference,
}

/// What a cell covers, and what it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellShape {
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// Whether it names what stands beside it, and not what stands below.
    pub beside: bool,
}

impl NodeKind {
    /// Whether it stands in the line of the node around it and is read with it.
    #[must_use]
    pub const fn is_inline(self) -> bool {
        matches!(self, Self::Label | Self::Reference)
    }
}

impl Laid {
    /// The rank of each heading, without gaps: under a heading of rank n the next is n + 1 at most. None of what is no heading.
    pub(crate) fn ranks(&self) -> Vec<Option<u8>> {
        let mut open: Vec<(u8, u8)> = Vec::new();
        let rank = |node: &Node| {
            let written = match node.kind {
                NodeKind::Title => 1,
                NodeKind::Heading(rank) => rank,
                _ => return None,
            };
            while open.last().is_some_and(|(known, _)| *known >= written) {
                open.pop();
            }
            let given = open.last().map_or(1, |(_, given)| given + 1).min(6);
            open.push((written, given));
            Some(given)
        };
        self.nodes.iter().map(rank).collect()
    }

    /// The headings that stand on a page, with their ranks: what an outline shows.
    pub(crate) fn headings(&self) -> Vec<(u8, NodeId)> {
        let ranked = self.ranks().into_iter().enumerate();
        ranked.filter(|(node, _)| self.nodes[*node].place.is_some()).filter_map(|(node, rank)| Some((rank?, node))).collect()
    }

    /// The node that a paragraph, a cell or the like is: that of an inline node is the one around it.
    #[must_use]
    pub fn block_of(&self, node: NodeId) -> NodeId {
        match self.nodes.get(node) {
            Some(Node { kind, parent: Some(parent), .. }) if kind.is_inline() => *parent,
            _ => node,
        }
    }
}
