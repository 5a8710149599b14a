//! Pages of several notices as one list: for a file that holds all letters of a merge.
//!
//! Here: [`Binder`]. Not here: how a notice is laid out. All of them were laid out with the same faces.

use super::display::{Laid, Node, NodeKind, Page};
use super::ledger::Shift;
use crate::layout::Item;

/// Notices one behind the other.
#[derive(Debug, Default)]
pub struct Binder {
    laid: Laid,
    /// How many links there are.
    links: usize,
}

impl Binder {
    /// Adds the pages of a notice; the outline calls it by its label. Where it is to begin on an odd page, a blank one stands before it
    /// if need be. Its own numbers of pages stay.
    pub fn add(&mut self, notice: Laid, label: &str, odd: bool) {
        let Self { laid, links } = self;
        if odd
            && laid.pages.len() % 2 == 1
            && let Some(first) = notice.pages.first()
        {
            laid.pages.push(Page { width: first.width, height: first.height, items: Vec::new(), number: None });
        }
        let (pages, shift) = (laid.pages.len(), Shift::by(laid.nodes.len(), *links));
        let mut titled = false;
        laid.nodes.extend(notice.nodes.into_iter().map(|mut node: Node| {
            node.parent = node.parent.map(|parent| shift.node(parent));
            node.place = node.place.map(|(page, y)| (page + pages, y));
            if node.kind == NodeKind::Title && !titled && !label.is_empty() {
                titled = true;
                label.clone_into(&mut node.text);
            }
            node
        }));
        laid.pages.extend(notice.pages.into_iter().enumerate().map(|(index, mut page)| {
            // A first page without a printed number is page 1 all the same.
            page.number = page.number.or((index == 0).then_some(1));
            for item in &mut page.items {
                shift.item(item);
                let link = match item {
                    Item::Run(run) => run.link,
                    Item::Link(area) => Some(area.link),
                    _ => None,
                };
                *links = (*links).max(link.map_or(0, |link| link + 1));
            }
            page
        }));
        laid.findings.extend(notice.findings);
        laid.press = laid.press.take().or(notice.press);
    }

    /// All pages.
    #[must_use]
    pub fn finish(self) -> Laid {
        self.laid
    }
}
