//! What conversion and pasting leave behind.

super::family! {
    id: "damage",
    en: "Damage", "What conversion and pasting leave behind.",
    zh: "损坏的文字", "转换、粘贴留下的损坏。",
    replacement_character REPLACEMENT_CHARACTER,
}
