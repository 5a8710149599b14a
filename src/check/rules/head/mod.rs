//! Copy number, classification, urgency, issuers, number.

super::family! {
    id: "head",
    en: "The head", "Copy number, classification, urgency, issuers, number.",
    zh: "版头", "份号、密级、紧急程度、发文机关、发文字号。",
    excessive_secrecy_period EXCESSIVE_SECRECY_PERIOD,
    malformed_classification MALFORMED_CLASSIFICATION,
    malformed_copy_number MALFORMED_COPY_NUMBER,
    malformed_document_number MALFORMED_DOCUMENT_NUMBER,
    malformed_issue MALFORMED_ISSUE,
    mark_not_issuer MARK_NOT_ISSUER,
    missing_copy_number MISSING_COPY_NUMBER,
    missing_secrecy_period MISSING_SECRECY_PERIOD,
    padded_serial PADDED_SERIAL,
    unknown_urgency UNKNOWN_URGENCY,
    urgency_in_title URGENCY_IN_TITLE,
    wrong_year_brackets WRONG_YEAR_BRACKETS,
}
