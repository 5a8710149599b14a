//! The templates of pages: built-in texts, and what a user put in their place.

use crate::model::{Block, ColumnWidth, Notice};
use crate::templates;
use std::collections::BTreeMap;

/// The texts that pages are made from, by name: `letter/page.html`.
///
/// A style sheet is `official/page.css` and after it the one of the layout; behind both stands `own.css` of the same folders, which is the
/// user's alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Templates {
    overrides: BTreeMap<String, String>,
}

impl Templates {
    /// The built-in templates, each as (name, text), in a fixed order.
    pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
        templates::ALL.iter().copied().filter(|(name, _)| !name.ends_with(".toml"))
    }

    /// Puts `text` in the place of the template `name`, or beside the built-in ones when there is none of that name.
    pub fn replace(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.overrides.insert(name.into(), text.into());
    }

    /// The page templates of the user.
    pub(super) fn own_pages(&self) -> impl Iterator<Item = (&str, &str)> {
        let own = self.overrides.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        own.filter(|(name, _)| name.ends_with(".html"))
    }

    /// The built-in text of a template.
    pub(super) fn built_in_text(name: &str) -> Option<&'static str> {
        templates::text(name)
    }

    fn text(&self, name: &str) -> &str {
        self.overrides.get(name).map_or_else(|| Self::built_in_text(name).unwrap_or_default(), String::as_str)
    }

    /// The style sheet of a layout, as it may stand in a `style` element.
    pub(super) fn style(&self, layout: &str, notice: &Notice, on_site: bool) -> String {
        let mut style = self.text("official/page.css").to_owned();
        if layout != "official" {
            style.push_str(self.text(&format!("{layout}/page.css")));
        }
        if on_site {
            style.push_str(self.text("official/site.css"));
        }
        style.push_str(&mark_size(notice));
        style.push_str(&lengths(notice));
        // The user's own rules have the last word.
        for name in ["official", layout].iter().take(if layout == "official" { 1 } else { 2 }) {
            style.push_str(self.text(&format!("{name}/own.css")));
        }
        // The hash in the policy is of what the browser reads: line ends are LF there, and `</` would end the element.
        if style.bytes().fold(false, |found, byte| found | matches!(byte, b'\r' | b'\0' | b'<')) {
            style = style.replace("\r\n", "\n").replace(['\r', '\0'], "\n").replace("</", "<\\/").replace("<!--", "<\\!--");
        }
        // Trimmed, because the Nu checker takes the hash of the trimmed text.
        style.trim().to_owned()
    }
}

/// Heights of rows and widths of columns, as the tables of a notice ask for them: the policy forbids `style` attributes.
fn lengths(notice: &Notice) -> String {
    let tables = notice.blocks().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut rules = std::collections::BTreeSet::new();
    for table in tables {
        rules
            .extend(table.rows.iter().filter_map(|row| row.height).map(|height| format!(".h{height} {{ height: {height}mm; }}")));
        rules.extend(table.columns.iter().filter_map(|column| column.width).map(|width| match width {
            ColumnWidth::Percent(share) => format!(".w{share} {{ width: {share}%; }}"),
            ColumnWidth::Millimetres(length) => format!(".mm{length} {{ width: {length}mm; }}"),
        }));
    }
    rules.into_iter().map(|rule| format!("\n{rule}")).collect()
}

/// The size of the red mark, so that its longest line fits the page: the policy forbids `style` attributes, and a style
/// sheet cannot count characters.
fn mark_size(notice: &Notice) -> String {
    let Some(mark) = crate::wording::mark(notice) else { return String::new() };
    // Hundredths of an em: a Latin letter is about half as wide as a Chinese character.
    let width = |text: &str| text.chars().map(|c| if (c as u32) < 0x2e80 { 55 } else { 100 }).sum::<u32>();
    let gap = if mark.word.is_empty() { 0 } else { 30 };
    let longest = mark.names.iter().map(|name| width(name)).max().unwrap_or(0) + width(mark.word) + gap;
    // A long English name takes two lines rather than small letters.
    let wraps = !notice.language.is_chinese() && longest > 1200;
    let ems = if wraps { longest * 5 / 8 } else { longest }.clamp(400, 2400);
    // 36rem is the width of the type area on A4, 84vw that of the narrowest screen without its margins.
    let hundredths = |size: u32| format!("{}.{:02}", size / 100, size % 100);
    let largest = hundredths((360_000 / ems).min(360));
    let fitting = hundredths(840_000 / ems);
    let smallest = if wraps { "1.4" } else { "1" };
    format!(".mark {{ font-size: clamp({smallest}rem, {fitting}vw, {largest}rem); }}")
}
