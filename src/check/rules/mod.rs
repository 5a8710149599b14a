//! The rules, one file each. A new rule is a file, a line in `rules!` below, and a fixture in `tests/check/`.
//! A rule that only a finished page can show does nothing here and is named in [`PAGE_RULES`].

use super::Rule;

macro_rules! rules {
    ($($module:ident $name:ident,)+) => {
        $(mod $module; pub use $module::$name;)+

        /// Every rule, by name.
        pub static RULES: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    annex_note_mismatch ANNEX_NOTE_MISMATCH,
    coarse_picture COARSE_PICTURE,
    control_character CONTROL_CHARACTER,
    crowded_mark CROWDED_MARK,
    dangling_continuation DANGLING_CONTINUATION,
    duplicate_field DUPLICATE_FIELD,
    duplicate_footnote DUPLICATE_FOOTNOTE,
    duplicate_id DUPLICATE_ID,
    empty_annex EMPTY_ANNEX,
    empty_field EMPTY_FIELD,
    empty_notice EMPTY_NOTICE,
    empty_section EMPTY_SECTION,
    empty_table EMPTY_TABLE,
    extra_sheet EXTRA_SHEET,
    fallback_glyph FALLBACK_GLYPH,
    foreign_encoding FOREIGN_ENCODING,
    glued_names GLUED_NAMES,
    han_numeral_date HAN_NUMERAL_DATE,
    hourglass_title HOURGLASS_TITLE,
    impossible_date IMPOSSIBLE_DATE,
    inline_image INLINE_IMAGE,
    irregular_enumerator IRREGULAR_ENUMERATOR,
    items_beside_value ITEMS_BESIDE_VALUE,
    lonely_signature LONELY_SIGNATURE,
    long_title LONG_TITLE,
    malformed_annex_number MALFORMED_ANNEX_NUMBER,
    malformed_classification MALFORMED_CLASSIFICATION,
    malformed_copies MALFORMED_COPIES,
    malformed_copy_number MALFORMED_COPY_NUMBER,
    malformed_date MALFORMED_DATE,
    malformed_document_number MALFORMED_DOCUMENT_NUMBER,
    malformed_email MALFORMED_EMAIL,
    malformed_issue MALFORMED_ISSUE,
    malformed_phone MALFORMED_PHONE,
    malformed_postcode MALFORMED_POSTCODE,
    malformed_printed_by MALFORMED_PRINTED_BY,
    malformed_sealed MALFORMED_SEALED,
    malformed_website MALFORMED_WEBSITE,
    misnumbered_annex MISNUMBERED_ANNEX,
    misordered_section_number MISORDERED_SECTION_NUMBER,
    misplaced_field MISPLACED_FIELD,
    missing_annex_title MISSING_ANNEX_TITLE,
    missing_caption MISSING_CAPTION,
    missing_copy_number MISSING_COPY_NUMBER,
    missing_element MISSING_ELEMENT,
    missing_glyph MISSING_GLYPH,
    missing_picture MISSING_PICTURE,
    missing_reason MISSING_REASON,
    misspelt_keyword MISSPELT_KEYWORD,
    mixed_enumerators MIXED_ENUMERATORS,
    off_page OFF_PAGE,
    padded_date PADDED_DATE,
    padded_serial PADDED_SERIAL,
    printed_by_in_letter PRINTED_BY_IN_LETTER,
    punctuated_annex PUNCTUATED_ANNEX,
    ragged_row RAGGED_ROW,
    recipients_moved RECIPIENTS_MOVED,
    repeated_section_number REPEATED_SECTION_NUMBER,
    replacement_character REPLACEMENT_CHARACTER,
    short_last_line SHORT_LAST_LINE,
    skipped_level SKIPPED_LEVEL,
    skipped_section_number SKIPPED_SECTION_NUMBER,
    spaced_name SPACED_NAME,
    text_after_signature TEXT_AFTER_SIGNATURE,
    textless_first_page TEXTLESS_FIRST_PAGE,
    unclosed_bracket UNCLOSED_BRACKET,
    undelimited_table UNDELIMITED_TABLE,
    unknown_annex_option UNKNOWN_ANNEX_OPTION,
    unknown_footnote UNKNOWN_FOOTNOTE,
    unknown_language UNKNOWN_LANGUAGE,
    unknown_layout UNKNOWN_LAYOUT,
    unknown_name UNKNOWN_NAME,
    unknown_reference UNKNOWN_REFERENCE,
    unknown_rule UNKNOWN_RULE,
    unknown_urgency UNKNOWN_URGENCY,
    unread_emphasis UNREAD_EMPHASIS,
    unsafe_link UNSAFE_LINK,
    unused_footnote UNUSED_FOOTNOTE,
    unused_suppression UNUSED_SUPPRESSION,
    wide_table WIDE_TABLE,
    wrong_year_brackets WRONG_YEAR_BRACKETS,
}

/// The rules that only the layout can find; their examples need a finished page.
pub const PAGE_RULES: &[&str] = &[
    "coarse-picture",
    "crowded-mark",
    "extra-sheet",
    "fallback-glyph",
    "hourglass-title",
    "lonely-signature",
    "long-title",
    "missing-glyph",
    "off-page",
    "recipients-moved",
    "short-last-line",
    "textless-first-page",
    "wide-table",
];

/// The rule named `id`.
#[must_use]
pub fn find(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).copied()
}
