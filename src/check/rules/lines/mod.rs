//! Whether a line, a field or a comment is read as it was meant.

super::family! {
    id: "lines",
    en: "Lines and fields", "Whether a line, a field or a comment is read as it was meant.",
    zh: "行与字段", "行、字段、注释是否按原意读出。",
    control_character CONTROL_CHARACTER,
    dangling_continuation DANGLING_CONTINUATION,
    duplicate_field DUPLICATE_FIELD,
    empty_field EMPTY_FIELD,
    empty_notice EMPTY_NOTICE,
    foreign_encoding FOREIGN_ENCODING,
    inline_image INLINE_IMAGE,
    items_beside_value ITEMS_BESIDE_VALUE,
    misplaced_field MISPLACED_FIELD,
    missing_element MISSING_ELEMENT,
    misspelt_keyword MISSPELT_KEYWORD,
    unknown_language UNKNOWN_LANGUAGE,
    unknown_layout UNKNOWN_LAYOUT,
    unknown_name UNKNOWN_NAME,
    unprinted_field UNPRINTED_FIELD,
    unread_emphasis UNREAD_EMPHASIS,
    unsafe_link UNSAFE_LINK,
}
