//! Which of the fifteen kinds (文种) a document is, and what follows from it.

super::family! {
    id: "genre",
    en: "Kinds of document", "Which of the fifteen kinds (文种) a document is, and what follows from it.",
    zh: "文种", "公文属于哪一种文种，以及由此而来的要求。",
}
