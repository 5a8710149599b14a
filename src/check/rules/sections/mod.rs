//! Numbers, order and endings of sections and lists.

super::family! {
    id: "sections",
    en: "Sections", "Numbers, order and endings of sections and lists.",
    zh: "层次与列表", "层次序数、顺序、结尾和列表。",
    empty_section EMPTY_SECTION,
    irregular_enumerator IRREGULAR_ENUMERATOR,
    misordered_section_number MISORDERED_SECTION_NUMBER,
    mixed_enumerators MIXED_ENUMERATORS,
    repeated_section_number REPEATED_SECTION_NUMBER,
    skipped_level SKIPPED_LEVEL,
    skipped_section_number SKIPPED_SECTION_NUMBER,
}
