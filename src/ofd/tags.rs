//! Tags that name the parts of the notice, in a namespace of our own.
//!
//! Here: [`Tag`], [`tags`]. Not here: which part is which (`build`).
//!
//! The standard leaves what tags say to others (clause 16). GB/T 33476 says it for official documents; these tags claim nothing of it.

use super::page::Written;
use super::write::{HEAD, NAMESPACE};
use crate::layout::{Laid, NodeKind};
use crate::span::Span;
use std::fmt::Write as _;

/// The namespace of the tags.
pub const TAG_NAMESPACE: &str = "urn:zhumo:notice-tags/1.0/";

/// A part of the notice that has a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name, plain ASCII.
    pub name: &'static str,
    /// Where it stands in the draft.
    pub span: Span,
}

/// The names of parts that the structure tells by itself.
const fn known(kind: NodeKind) -> Option<&'static str> {
    match kind {
        NodeKind::Title => Some("title"),
        NodeKind::Heading(_) => Some("heading"),
        NodeKind::Paragraph => Some("paragraph"),
        NodeKind::Item => Some("item"),
        NodeKind::HeaderCell(_) | NodeKind::Cell(_) => Some("cell"),
        NodeKind::Figure => Some("figure"),
        NodeKind::Caption => Some("caption"),
        NodeKind::Note => Some("footnote"),
        NodeKind::List | NodeKind::Table | NodeKind::Row { .. } | NodeKind::Label | NodeKind::Reference => None,
    }
}

/// The tags of a document: each part with the objects that show it, in reading order.
pub(super) fn tags(laid: &Laid, pages: &[Written], tags: &[Tag]) -> String {
    let mut shown: Vec<Vec<(u32, u32)>> = vec![Vec::new(); laid.nodes.len()];
    for page in pages {
        for (node, object) in &page.objects {
            if let Some(shown) = shown.get_mut(*node) {
                shown.push((page.id, *object));
            }
        }
    }
    let mut out = format!("{HEAD}<notice:Notice {NAMESPACE} xmlns:notice=\"{TAG_NAMESPACE}\">");
    for (node, shown) in laid.nodes.iter().zip(shown).filter(|(_, shown)| !shown.is_empty()) {
        // The smallest of the parts that it lies in, if any; a notice inside the notice has its fields, too.
        let within = tags.iter().filter(|tag| tag.span.start <= node.span.start && node.span.end <= tag.span.end);
        let field = within.min_by_key(|tag| tag.span.end - tag.span.start).map(|tag| tag.name);
        let name = field.or_else(|| known(node.kind)).unwrap_or("part");
        let _ = write!(out, "<notice:{name}>");
        for (page, object) in shown {
            let _ = write!(out, "<ofd:ObjectRef PageRef=\"{page}\">{object}</ofd:ObjectRef>");
        }
        let _ = write!(out, "</notice:{name}>");
    }
    out.push_str("</notice:Notice>\n");
    out
}
