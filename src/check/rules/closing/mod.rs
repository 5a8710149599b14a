//! Contacts, signature, date, seal, note.

super::family! {
    id: "closing",
    en: "The closing", "Contacts, signature, date, seal, note.",
    zh: "结尾", "联系方式、署名、成文日期、印章、附注。",
    bare_signature BARE_SIGNATURE,
    blank_page_remark BLANK_PAGE_REMARK,
    glued_contacts GLUED_CONTACTS,
    han_numeral_date HAN_NUMERAL_DATE,
    impossible_date IMPOSSIBLE_DATE,
    incomplete_contact INCOMPLETE_CONTACT,
    malformed_date MALFORMED_DATE,
    malformed_email MALFORMED_EMAIL,
    malformed_phone MALFORMED_PHONE,
    malformed_postcode MALFORMED_POSTCODE,
    malformed_sealed MALFORMED_SEALED,
    malformed_website MALFORMED_WEBSITE,
    missing_request_contact MISSING_REQUEST_CONTACT,
    padded_date PADDED_DATE,
    self_styled_signatory SELF_STYLED_SIGNATORY,
    text_after_signature TEXT_AFTER_SIGNATURE,
    unstopped_text UNSTOPPED_TEXT,
}
