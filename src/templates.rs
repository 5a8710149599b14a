//! The built-in templates: a folder a layout in `templates/`, with the lengths of its pages and, where it has one, its web page.
//!
//! Here: their texts. Not here: what they mean (`layout::template`, `html::templates`), and those of a user (`project::templates`).

macro_rules! folders {
    ($($folder:literal: $($file:literal)+;)+) => {
        &[$($((concat!($folder, "/", $file), include_str!(concat!("../templates/", $folder, "/", $file)))),+),+]
    };
}

/// Every built-in template, as (name, text), in a fixed order.
pub const ALL: &[(&str, &str)] = folders! {
    "official": "layout.toml" "page.html" "contents.html" "editor-note.html" "blocks.html" "table.html" "figure.html" "annex-note.html"
        "people.html" "annexes.html" "issued.html" "footnotes.html" "imprint.html" "site-head.html" "site-files.html" "page.css" "site.css";
    "letter": "layout.toml" "page.html" "page.css";
    "order": "layout.toml" "page.html" "page.css";
    "minutes": "layout.toml" "page.html" "page.css";
    "briefing": "layout.toml" "page.html" "page.css";
    "open-letter": "layout.toml" "page.html" "page.css";
};

/// The built-in template of this name: `letter/layout.toml`.
pub fn text(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
