//! What the text refers to.

super::family! {
    id: "references",
    en: "References and citations", "What the text refers to.",
    zh: "引用", "文中引用的对象。",
    unknown_reference UNKNOWN_REFERENCE,
}
