//! The list of annexes and the annexes.

pub(in crate::check) use annex_issued_text::label as issued_label;

super::family! {
    id: "annexes",
    en: "Annexes", "The list of annexes and the annexes.",
    zh: "附件", "附件说明与附件。",
    annex_issued_text ANNEX_ISSUED_TEXT,
    annex_note_mismatch ANNEX_NOTE_MISMATCH,
    counted_annexes COUNTED_ANNEXES,
    empty_annex EMPTY_ANNEX,
    glued_annexes GLUED_ANNEXES,
    malformed_annex_number MALFORMED_ANNEX_NUMBER,
    marked_annex_title MARKED_ANNEX_TITLE,
    misnumbered_annex MISNUMBERED_ANNEX,
    missing_annex_title MISSING_ANNEX_TITLE,
    punctuated_annex PUNCTUATED_ANNEX,
    typed_annex_note TYPED_ANNEX_NOTE,
    unknown_annex_option UNKNOWN_ANNEX_OPTION,
    unmarked_annex UNMARKED_ANNEX,
    unmentioned_annex UNMENTIONED_ANNEX,
}
