//! Words: slips that are wrong everywhere, and the list of an office.

super::family! {
    id: "terms",
    en: "Words", "Slips of the pen, and the office's own list of words.",
    zh: "用词", "别字和本单位的词表。",
    common_slip COMMON_SLIP,
    listed_term LISTED_TERM,
}
