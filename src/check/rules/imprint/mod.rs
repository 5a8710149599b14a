//! Copies, printing, number of copies.

super::family! {
    id: "imprint",
    en: "The imprint", "Copies, printing, number of copies.",
    zh: "版记", "抄送、印发、印数。",
    abolished_subject_words ABOLISHED_SUBJECT_WORDS,
    malformed_copies MALFORMED_COPIES,
    malformed_printed_by MALFORMED_PRINTED_BY,
    printed_before_date PRINTED_BEFORE_DATE,
    printed_by_firm PRINTED_BY_FIRM,
    printed_by_in_letter PRINTED_BY_IN_LETTER,
}
