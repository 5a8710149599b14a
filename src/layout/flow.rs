//! Page breaks: a column of strips becomes pages.
//!
//! Here: what stays together, where pages end, notes at the foot, header rows repeated. Not here: what a strip holds.

use super::display::{Guide, Item, Laid, LinkArea, NodeId, Page, PlacedPicture, Rule, Run};
use super::units::Mm;

/// A strip across the type area: a line of text, a row of a table, a picture with its caption.
///
/// Its items have coordinates from the strip's own top-left corner.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    pub height: Mm,
    /// White above it, edge to edge; dropped at the top of a page.
    pub gap: Mm,
    pub items: Vec<Item>,
    /// The node that begins with this strip, for outlines and links.
    pub opens: Vec<NodeId>,
    /// No page ends between this strip and the next.
    pub keep: bool,
    /// Whether it is text of the body, which page 1 must show.
    pub body: bool,
    /// A page ends before it.
    pub breaks: bool,
    /// Indices into the notes.
    pub notes: Vec<usize>,
    /// Index into the headers: the row that stands again above this one at the top of a page.
    pub header: Option<usize>,
}

/// The sheet that strips are set on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub width: Mm,
    pub height: Mm,
    pub left: Mm,
    pub top: Mm,
    pub area_width: Mm,
    pub area_height: Mm,
}

impl Sheet {
    pub fn foot(&self) -> Mm {
        self.top + self.area_height
    }
}

/// Everything that flows over the pages of one sheet size.
#[derive(Debug)]
pub(super) struct Column<'a> {
    pub sheet: Sheet,
    pub strips: Vec<Strip>,
    /// Footnotes as strips, by index.
    pub notes: &'a [Vec<Strip>],
    pub headers: Vec<Strip>,
    /// Where the first strip's white begins on the first page.
    pub start: Mm,
}

/// Sets a column on new pages behind those of `laid`; gives where the last page's text ends.
pub(super) fn paginate(column: &Column<'_>, first_page_items: Vec<Item>, laid: &mut Laid) -> Mm {
    let sheet = column.sheet;
    let first = laid.pages.is_empty() && column.strips.iter().any(|strip| strip.body);
    let mut setter =
        Setter { column, laid, y: column.start, fresh: first_page_items.is_empty(), noted: Vec::new(), wants_body: first };
    setter.new_page(first_page_items);
    setter.y = column.start;
    let mut index = 0;
    while index < column.strips.len() {
        let group = group_end(&column.strips, index);
        setter.group(&column.strips[index..group]);
        index = group;
    }
    setter.end_page();
    let noted = setter.noted_height();
    let y = setter.y;
    if noted.0 > 0.0 { sheet.foot() } else { y }
}

fn group_end(strips: &[Strip], start: usize) -> usize {
    let mut end = start;
    while strips[end].keep && end + 1 < strips.len() && !strips[end + 1].breaks {
        end += 1;
    }
    end + 1
}

struct Setter<'a, 'b> {
    column: &'a Column<'a>,
    laid: &'b mut Laid,
    /// The foot of the last strip.
    y: Mm,
    /// Whether nothing stands on the page yet.
    fresh: bool,
    /// Notes of this page.
    noted: Vec<usize>,
    /// Whether this is page 1 and it shows no text of the body yet.
    wants_body: bool,
}

impl Setter<'_, '_> {
    fn new_page(&mut self, items: Vec<Item>) {
        let sheet = self.column.sheet;
        self.laid.pages.push(Page { width: sheet.width, height: sheet.height, items, number: None });
        self.y = sheet.top;
    }

    fn turn(&mut self) {
        self.end_page();
        self.new_page(Vec::new());
        self.fresh = true;
        self.wants_body = false;
        self.noted.clear();
    }

    fn group(&mut self, strips: &[Strip]) {
        if strips[0].breaks && !self.fresh {
            self.turn();
        }
        let fits_here = self.fits(strips);
        // Page 1 must show text (7.3.3): there a group that does not fit is parted rather than moved.
        if !fits_here && !self.fresh && !self.wants_body {
            self.turn();
        }
        if self.fits(strips) {
            strips.iter().for_each(|strip| self.strip(strip));
            return;
        }
        // A group higher than a page is broken where it must.
        for strip in strips {
            if !self.fits(std::slice::from_ref(strip)) && !self.fresh {
                self.turn();
            }
            self.strip(strip);
        }
    }

    fn fits(&self, strips: &[Strip]) -> bool {
        let mut height = Mm(0.0);
        let mut notes: Vec<usize> = self.noted.clone();
        for (index, strip) in strips.iter().enumerate() {
            let header = if self.fresh && index == 0 { self.header_height(strip) } else { Mm(0.0) };
            let gap = if self.fresh && index == 0 { Mm(0.0) } else { strip.gap };
            height += gap + strip.height + header;
            notes.extend(strip.notes.iter().filter(|note| !self.noted.contains(note)));
        }
        let foot = self.column.sheet.foot() - self.notes_height(&notes);
        (self.y + height).0 <= foot.0 + 0.01
    }

    fn header_height(&self, strip: &Strip) -> Mm {
        strip.header.map_or(Mm(0.0), |header| self.column.headers[header].height)
    }

    fn notes_height(&self, notes: &[usize]) -> Mm {
        if notes.is_empty() {
            return Mm(0.0);
        }
        let heights = notes.iter().flat_map(|note| &self.column.notes[*note]).map(|strip| strip.gap + strip.height);
        NOTE_RULE_GAP + heights.sum()
    }

    fn noted_height(&self) -> Mm {
        self.notes_height(&self.noted)
    }

    fn strip(&mut self, strip: &Strip) {
        if self.fresh {
            if let Some(header) = strip.header {
                let header = self.column.headers[header].clone();
                self.put(&header, self.y);
                self.y += header.height;
            }
        } else {
            self.y += strip.gap;
        }
        self.put(strip, self.y);
        self.y += strip.height;
        self.fresh = false;
        self.wants_body &= !strip.body;
        for note in &strip.notes {
            if !self.noted.contains(note) {
                self.noted.push(*note);
            }
        }
    }

    fn put(&mut self, strip: &Strip, y: Mm) {
        let left = self.column.sheet.left;
        let page = self.laid.pages.len() - 1;
        for node in &strip.opens {
            let node = &mut self.laid.nodes[*node];
            node.place = node.place.or(Some((page, y)));
        }
        let items = strip.items.iter().map(|item| moved(item, left, y));
        self.laid.pages[page].items.extend(items);
    }

    /// Sets the notes of the page at its foot.
    fn end_page(&mut self) {
        if self.noted.is_empty() {
            return;
        }
        let sheet = self.column.sheet;
        // Notes that a high row leaves no room stand on a page of their own rather than over it.
        if self.y > sheet.foot() - self.noted_height() + Mm(0.01) {
            self.new_page(Vec::new());
        }
        let mut y = sheet.foot() - self.noted_height() + NOTE_RULE_GAP;
        let rule =
            Rule { x: sheet.left, y: y - Mm(1.5), width: sheet.area_width / 3.0, height: Mm(0.18), ink: super::Ink::Black };
        if let Some(page) = self.laid.pages.last_mut() {
            page.items.push(Item::Rule(rule));
        }
        let noted = self.noted.clone();
        for note in noted {
            for strip in &self.column.notes[note] {
                y += strip.gap;
                self.put(strip, y);
                y += strip.height;
            }
        }
    }
}

/// White between the text and the first note, with the rule in it.
const NOTE_RULE_GAP: Mm = Mm(5.0);

/// An item moved by (`x`, `y`).
pub(super) fn moved(item: &Item, x: Mm, y: Mm) -> Item {
    match item {
        Item::Run(run) => Item::Run(Run { x: run.x + x, baseline: run.baseline + y, ..run.clone() }),
        Item::Rule(rule) => Item::Rule(Rule { x: rule.x + x, y: rule.y + y, ..*rule }),
        Item::Picture(picture) => Item::Picture(PlacedPicture { x: picture.x + x, y: picture.y + y, ..picture.clone() }),
        Item::Link(link) => Item::Link(LinkArea { x: link.x + x, y: link.y + y, ..link.clone() }),
        Item::Guide(guide) => Item::Guide(Guide { x: guide.x + x, y: guide.y + y, ..*guide }),
    }
}
