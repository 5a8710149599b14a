//! Parts, marks and length of the title.

super::family! {
    id: "title",
    en: "The title", "Parts, marks and length of the title.",
    zh: "标题", "标题的组成、标点和长短。",
    punctuated_title PUNCTUATED_TITLE,
    punctuation_in_title PUNCTUATION_IN_TITLE,
    split_word SPLIT_WORD,
    title_not_issuer TITLE_NOT_ISSUER,
    title_without_about TITLE_WITHOUT_ABOUT,
    title_without_de TITLE_WITHOUT_DE,
    title_without_organ TITLE_WITHOUT_ORGAN,
    unmarked_regulation UNMARKED_REGULATION,
}
