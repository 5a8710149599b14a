//! Proofs: dashed lines that show the type area, the grid, and the places kept free for seals and stamps.
//!
//! No seal is ever drawn: a proof shows only where one will stand. Source: GB/T 9704—2012, 5.2, 7.3.5

use super::display::{Guide, GuideShape, Item, Laid};
use super::template::Template;
use super::units::Mm;

/// Leaves the guides to proofs, and adds the type area and the grid to their pages.
pub(super) fn finish(laid: &mut Laid, template: &Template, proof: bool) {
    for page in &mut laid.pages {
        if !proof {
            page.items.retain(|item| !matches!(item, Item::Guide(_)));
            continue;
        }
        let (sheet, area) = (&template.page, &template.area);
        let upright = page.width == sheet.width;
        // A page on its side is the portrait page turned a quarter.
        let (x, y, width, height) = if upright {
            (area.left, area.top, area.width, area.height)
        } else {
            (sheet.height - area.top - area.height, area.left, area.height, area.width)
        };
        page.items.push(Item::Guide(Guide { shape: GuideShape::Frame, x, y, width, height }));
        let line = |x: Mm, y: Mm, width: Mm, height: Mm| Item::Guide(Guide { shape: GuideShape::Line, x, y, width, height });
        if upright {
            for row in 0..template.grid.lines {
                let top = y + template.pitch() * f64::from(row);
                page.items.push(line(x, top, width, Mm(0.0)));
                page.items.push(line(x, top + template.line_height(), width, Mm(0.0)));
            }
            for column in 1..template.grid.characters {
                page.items.push(line(x + template.cell() * f64::from(column), y, Mm(0.0), height));
            }
        }
    }
}
