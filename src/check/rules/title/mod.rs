//! Parts, marks and length of the title.

super::family! {
    id: "title",
    en: "The title", "Parts, marks and length of the title.",
    zh: "标题", "标题的组成、标点和长短。",
    punctuated_title PUNCTUATED_TITLE,
    punctuation_in_title PUNCTUATION_IN_TITLE,
}
