//! Even pages mirrored, where a template asks for it: the binding white stands at their right.
//!
//! Source: GB/T 9704—2012, 5.2.1, which calls the binding white the left one; so no template of ours does

use super::display::Laid;
use super::template::Template;
use super::units::Mm;

/// Mirrors the even pages of each part; `apart` are the first pages of the parts bound apart, whose numbers begin anew.
pub(super) fn finish(laid: &mut Laid, template: &Template, apart: &[usize]) {
    if !template.area.mirrored {
        return;
    }
    let (sheet, area) = (&template.page, &template.area);
    let aside = sheet.width - area.width - area.left * 2.0;
    for (index, page) in laid.pages.iter_mut().enumerate() {
        let first = apart.iter().copied().filter(|first| *first <= index).max().unwrap_or(0);
        if (index - first).is_multiple_of(2) {
            continue;
        }
        // A page on its side is the portrait page turned a quarter: its left is the top.
        let (x, y) = if page.width == sheet.width { (aside, Mm(0.0)) } else { (Mm(0.0), aside) };
        for item in &mut page.items {
            *item = item.clone().moved(x, y);
        }
    }
}
