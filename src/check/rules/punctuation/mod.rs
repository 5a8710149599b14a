//! Marks in running text (GB/T 15834).

super::family! {
    id: "punctuation",
    en: "Punctuation", "Marks in running text (GB/T 15834).",
    zh: "标点", "行文中的标点（GB/T 15834）。",
    unclosed_bracket UNCLOSED_BRACKET,
}
