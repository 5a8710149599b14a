//! How wide the glyphs of a font are said to be, which decides where the next one stands.

use super::PdfFile;
use super::tokens::value;
use lopdf::Object;
use std::collections::BTreeMap;

/// The widths of a font, in thousandths of an em.
pub(super) struct Widths {
    usual: f64,
    special: BTreeMap<u16, f64>,
}

impl Widths {
    /// Those of a font such as this program writes: two bytes a glyph, numbered as in its file.
    pub fn of(file: &PdfFile, font: &Object) -> Option<Self> {
        let font = file.dictionary(font)?;
        let name = |key: &[u8]| font.get(key).ok().and_then(|object| file.resolve(object).as_name().ok());
        if name(b"Subtype")? != b"Type0" || name(b"Encoding")? != b"Identity-H" {
            return None;
        }
        let [descendant] = file.resolve(font.get(b"DescendantFonts").ok()?).as_array().ok()?.as_slice() else { return None };
        let descendant = file.dictionary(descendant)?;
        let entry = |key: &[u8]| descendant.get(key).ok().map(|object| file.resolve(object));
        let mut widths = Self { usual: entry(b"DW").map_or(Some(1000.0), value)?, special: BTreeMap::new() };
        let Some(list) = entry(b"W") else { return Some(widths) };
        let mut list = list.as_array().ok()?.iter().map(|object| file.resolve(object));
        while let Some(first) = list.next() {
            let first = code(first)?;
            match list.next()? {
                Object::Array(each) => {
                    for (index, width) in each.iter().enumerate() {
                        widths.special.insert(first.checked_add(u16::try_from(index).ok()?)?, value(file.resolve(width))?);
                    }
                }
                last => {
                    let width = value(list.next()?)?;
                    widths.special.extend((first..=code(last)?).map(|code| (code, width)));
                }
            }
        }
        Some(widths)
    }

    pub fn of_code(&self, code: u16) -> f64 {
        self.special.get(&code).copied().unwrap_or(self.usual)
    }
}

fn code(object: &Object) -> Option<u16> {
    u16::try_from(object.as_i64().ok()?).ok()
}
