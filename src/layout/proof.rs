//! Proofs: dashed lines that show the type area, the grid, and the places kept free for seals and stamps, and a word at
//! the head of each sheet that says so.
//!
//! No seal is ever drawn: a proof shows only where one will stand. Source: GB/T 9704—2012, 5.2, 7.3.5

use super::display::{Guide, GuideShape, Ink, Item, Laid};
use super::fonts::Faces;
use super::lines::{Placing, place};
use super::shape::{Style, shape};
use super::template::Template;
use super::units::{Mm, Pt};
use crate::span::Span;
use crate::wording;

/// From the upper edge of the sheet to the base line of the word; far outside the type area.
const LABEL_BASELINE: Mm = Mm(10.0);

/// 小五.
const LABEL_SIZE: Pt = Pt(9.0);

/// Leaves the guides to proofs, and adds the type area, the grid and the word to their pages.
pub(super) fn finish(laid: &mut Laid, template: &Template, proof: bool) {
    for page in &mut laid.pages {
        if !proof {
            page.items.retain(|item| !matches!(item, Item::Guide(_)));
            continue;
        }
        let (x, y, width, height) = area(page.width, template);
        let mut guides = Vec::new();
        let line = |x: Mm, y: Mm, width: Mm, height: Mm| Item::Guide(Guide { shape: GuideShape::Line, x, y, width, height });
        if page.width == template.page.width {
            for row in 0..template.grid.lines {
                let top = y + template.pitch() * f64::from(row);
                guides.push(line(x, top, width, Mm(0.0)));
                guides.push(line(x, top + template.line_height(), width, Mm(0.0)));
            }
            for column in 1..template.grid.characters {
                guides.push(line(x + template.cell() * f64::from(column), y, Mm(0.0), height));
            }
        }
        guides.push(Item::Guide(Guide { shape: GuideShape::Frame, x, y, width, height }));
        // Under the text: a proof is read, too.
        page.items.splice(0..0, guides);
    }
}

/// Says at the head of each sheet that it is a proof. No part of the text: no node, and no finding when a face lacks it.
pub(super) fn label(laid: &mut Laid, faces: &Faces<'_>, style: Style, language: crate::model::Language, template: &Template) {
    let style = Style { size: LABEL_SIZE, cell: Mm::from(LABEL_SIZE), ink: Ink::Proof, node: None, link: None, ..style };
    let mut clusters = Vec::new();
    shape(faces, wording::proof_label(language), Span::default(), style, &mut Vec::new(), &mut clusters);
    for page in &mut laid.pages {
        let (x, _, width, _) = area(page.width, template);
        let runs = place(&clusters, true, x, LABEL_BASELINE, width, Placing::Left);
        page.items.extend(runs.into_iter().map(Item::Run));
    }
}

/// Left, top, width and height of the type area on a sheet of this width. A page on its side is the portrait page turned a
/// quarter.
fn area(sheet_width: Mm, template: &Template) -> (Mm, Mm, Mm, Mm) {
    let (sheet, area) = (&template.page, &template.area);
    if sheet_width == sheet.width {
        (area.left, area.top, area.width, area.height)
    } else {
        (sheet.height - area.top - area.height, area.left, area.height, area.width)
    }
}
