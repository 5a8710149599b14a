//! The list of annexes and the annexes.

super::family! {
    id: "annexes",
    en: "Annexes", "The list of annexes and the annexes.",
    zh: "附件", "附件说明与附件。",
    annex_note_mismatch ANNEX_NOTE_MISMATCH,
    empty_annex EMPTY_ANNEX,
    malformed_annex_number MALFORMED_ANNEX_NUMBER,
    misnumbered_annex MISNUMBERED_ANNEX,
    missing_annex_title MISSING_ANNEX_TITLE,
    punctuated_annex PUNCTUATED_ANNEX,
    unknown_annex_option UNKNOWN_ANNEX_OPTION,
}
