//! What the attributes of an element say of its text.

use super::super::block::{Align, Facts};
use super::tree::Node;
use crate::syntax::values::{to_han_number, to_roman_number};

/// Text that nobody sees, with why.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unseen {
    No,
    /// Scripts, styles, buttons: no text.
    NoText,
    /// Hidden by the page.
    Hidden,
    /// Struck out.
    Struck,
}

pub(super) fn unseen(node: &Node) -> Unseen {
    const NO_TEXT: &[&str] = &[
        "script", "style", "head", "noscript", "template", "svg", "select", "iframe", "button", "textarea", "datalist", "object",
        "canvas", "audio", "video", "map", "title", "rt", "rp", "math",
    ];
    let name = node.name.as_str();
    if NO_TEXT.contains(&name) {
        return Unseen::NoText;
    }
    if matches!(name, "del" | "s" | "strike") {
        return Unseen::Struck;
    }
    if node.attribute("hidden").is_some() || node.attribute("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
    {
        return Unseen::Hidden;
    }
    let Some(style) = node.attribute("style") else { return Unseen::No };
    let style = compact(style);
    if style.contains("display:none") || style.contains("visibility:hidden") {
        return Unseen::Hidden;
    }
    if style.contains("line-through") { Unseen::Struck } else { Unseen::No }
}

fn compact(style: &str) -> String {
    style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

/// The facts of a child, out of those of its parent.
pub(super) fn facts(node: &Node, mut facts: Facts) -> Facts {
    let aligned = |value: &str| match value {
        "center" | "middle" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        "left" | "justify" | "start" => Some(Align::Left),
        _ => None,
    };
    match node.name.as_str() {
        "center" => facts.align = Align::Center,
        "b" | "strong" | "th" => facts.bold = true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            facts.heading = node.name.as_bytes()[1] - b'0';
            facts.bold = true;
        }
        // Where a table stands says nothing of its cells.
        "table" => facts.align = Align::Unknown,
        "nav" | "aside" => facts.furniture = true,
        "td" => facts.cell = true,
        "font" => {
            if let Some(size) = node.number("size") {
                facts.size = [20, 20, 26, 32, 36, 48, 64, 96][size.clamp(0, 7) as usize] * 3 / 4;
            }
            if let Some(color) = node.attribute("color") {
                facts.red = is_red(&color.to_lowercase());
            }
        }
        _ => {}
    }
    let placed = matches!(node.name.as_str(), "table" | "img" | "hr");
    if let Some(align) = node.attribute("align").filter(|_| !placed).and_then(|value| aligned(&value.to_lowercase())) {
        facts.align = align;
    }
    if let Some(role) = node.attribute("role")
        && matches!(role, "navigation" | "banner" | "contentinfo" | "search" | "menu")
    {
        facts.furniture = true;
    }
    for name in ["class", "id"] {
        facts.furniture |= node.attribute(name).is_some_and(is_furniture);
    }
    for rule in compact(node.attribute("style").unwrap_or_default()).split(';') {
        let Some((key, value)) = rule.split_once(':') else { continue };
        match key {
            "text-align" => facts.align = aligned(value).unwrap_or(facts.align),
            "font-size" => facts.size = half_points(value).unwrap_or(facts.size),
            "font-weight" => facts.bold = value == "bold" || value.parse().is_ok_and(|weight: u32| weight >= 600),
            "color" => facts.red = is_red(value),
            _ => {}
        }
    }
    facts
}

fn half_points(value: &str) -> Option<u16> {
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number: f64 = value[..end].parse().ok()?;
    let points = match &value[end..] {
        "pt" => number,
        "px" => number * 0.75,
        "em" | "rem" => number * 12.0,
        _ => return None,
    };
    (points > 0.0 && points < 400.0).then_some((points * 2.0).round() as u16)
}

fn is_red(color: &str) -> bool {
    matches!(
        color,
        "red"
            | "#f00"
            | "#ff0000"
            | "#c00"
            | "#e60012"
            | "#d7000f"
            | "#cc0000"
            | "#c00000"
            | "#ed1c24"
            | "rgb(255,0,0)"
            | "rgb(192,0,0)"
    )
}

/// Classes and ids that name a part of the page around the text.
fn is_furniture(names: &str) -> bool {
    const WORDS: &[&str] = &[
        "nav",
        "navbar",
        "navigation",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
        "menu",
        "footer",
        "foot",
        "share",
        "sidebar",
        "copyright",
        "skip",
        "skiplink",
        "toolbar",
        "pagination",
        "bdsharebuttonbox",
        "weizhi",
        "dqwz",
        "wz",
        "bshare",
        "sharebox",
        "fenxiang",
        "ewm",
        "qrcode",
        "relnews",
        "related",
        "topbar",
        "bottom",
        "dibu",
        "daohang",
        "sitemap",
        "friendlink",
        "login",
        "searchbox",
    ];
    names.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word.to_ascii_lowercase().as_str()))
}

/// Whether an element is the box that systems of governments put a text in.
pub(super) fn is_content(node: &Node) -> bool {
    const IDS: &[&str] = &[
        "ucap-content",
        "pages_content",
        "trs_editor",
        "zoom",
        "custom_unionstyle",
        "article_content",
        "article-content",
        "articlecontent",
        "news_content",
        "news-content",
        "xxgk_content",
        "content_body",
        "ewebeditor",
        "view",
        "trs_ueditor",
        "contenttext",
        "wp_articlecontent",
        "v_news_content",
        "article-body",
        "text-content",
        "arc-body",
        "detail-content",
        "conzoom",
        "vsb_content",
        "field-body",
        "rich_media_content",
        "article-con",
        "art-con",
        "info-content",
        "newscontent",
        "content-text",
        "trs_web",
        "cp",
        "nr",
    ];
    ["id", "class"]
        .iter()
        .filter_map(|name| node.attribute(name))
        .any(|names| names.split_whitespace().any(|name| IDS.contains(&name.to_lowercase().as_str())))
        || matches!(node.name.as_str(), "article" | "main")
}

/// The number of an item as a browser shows it.
pub(super) fn numbered(number: i64, form: &str) -> String {
    let Ok(small) = u32::try_from(number) else { return number.to_string() };
    let letters = |first: u8| match small {
        1..=26 => char::from(first + small as u8 - 1).to_string(),
        _ => small.to_string(),
    };
    match form {
        "a" => letters(b'a'),
        "A" => letters(b'A'),
        "i" => to_roman_number(small),
        "I" => to_roman_number(small).to_uppercase(),
        "cjk" => to_han_number(small),
        _ => number.to_string(),
    }
}
