//! Which part of the draft stands where on a page.

use super::Units;
use crate::layout::{Item, Laid, Mm, NodeId, Page};
use serde::Serialize;

/// A box on a page, and the part of the draft that stands in it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Place {
    /// Left edge.
    pub x: f64,
    /// Top edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
    /// First place in the draft.
    pub from: usize,
    /// One past the last place.
    pub to: usize,
}

/// Edges of what one node has on one line.
#[derive(Clone, Copy)]
struct Frame {
    node: NodeId,
    baseline: Mm,
    left: Mm,
    top: Mm,
    right: Mm,
    foot: Mm,
}

/// The boxes of a page in the order of painting: one for each line of each node.
pub(super) fn on(page: &Page, laid: &Laid, text: &str, units: &Units) -> Vec<Place> {
    let mut frames: Vec<Frame> = Vec::new();
    for item in &page.items {
        match item {
            Item::Run(run) => {
                let Some(node) = run.node.map(|node| laid.block_of(node)) else { continue };
                let em = Mm::from(run.size);
                let length = run.glyphs.iter().fold(Mm(0.0), |sum, glyph| sum + glyph.advance);
                // The frame of a character: 0.88 of its size above the base line, 0.12 below.
                let (left, top, right, foot) = if run.turned {
                    (run.x - em * 0.12, run.baseline, run.x + em * 0.88, run.baseline + length)
                } else {
                    (run.x, run.baseline - em * 0.88, run.x + length, run.baseline + em * 0.12)
                };
                let frame = Frame { node, baseline: run.baseline, left, top, right, foot };
                match frames.last_mut() {
                    Some(last) if last.node == node && (last.baseline.0 - run.baseline.0).abs() < 1.0 && !run.turned => {
                        last.left = last.left.min(left);
                        last.top = last.top.min(top);
                        last.right = last.right.max(right);
                        last.foot = last.foot.max(foot);
                    }
                    _ => frames.push(frame),
                }
            }
            Item::Picture(picture) => frames.push(Frame {
                node: picture.node,
                baseline: picture.y,
                left: picture.x,
                top: picture.y,
                right: picture.x + picture.width,
                foot: picture.y + picture.height,
            }),
            Item::Rule(_) | Item::Link(_) | Item::Guide(_) => {}
        }
    }
    let round = |length: Mm| (length.0 * 100.0).round() / 100.0;
    let place = |frame: &Frame| {
        let span = laid.nodes.get(frame.node)?.span;
        Some(Place {
            x: round(frame.left),
            y: round(frame.top),
            w: round(frame.right - frame.left),
            h: round(frame.foot - frame.top),
            from: units.of(text, span.start),
            to: units.of(text, span.end),
        })
    };
    frames.iter().filter_map(place).collect()
}
