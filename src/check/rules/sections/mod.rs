//! Numbers, order and endings of sections and lists.

super::family! {
    id: "sections",
    en: "Sections", "Numbers, order and endings of sections and lists.",
    zh: "层次与列表", "层次序数、顺序、结尾和列表。",
    early_circled_number EARLY_CIRCLED_NUMBER,
    empty_section EMPTY_SECTION,
    glued_article GLUED_ARTICLE,
    irregular_enumerator IRREGULAR_ENUMERATOR,
    lone_item LONE_ITEM,
    mark_after_yishi MARK_AFTER_YISHI,
    misordered_section_number MISORDERED_SECTION_NUMBER,
    mixed_enumerators MIXED_ENUMERATORS,
    mixed_list_endings MIXED_LIST_ENDINGS,
    paused_ordinal PAUSED_ORDINAL,
    repeated_section_number REPEATED_SECTION_NUMBER,
    skipped_level SKIPPED_LEVEL,
    skipped_section_number SKIPPED_SECTION_NUMBER,
    stopped_decimal_number STOPPED_DECIMAL_NUMBER,
    stopped_heading STOPPED_HEADING,
    unread_enumerator UNREAD_ENUMERATOR,
    unstopped_run_in_heading UNSTOPPED_RUN_IN_HEADING,
}
