//! What only a finished page can show.

super::family! {
    id: "page",
    en: "The finished page", "What only a finished page can show.",
    zh: "成品页面", "排好版才看得出的问题。",
    coarse_picture COARSE_PICTURE,
    crowded_mark CROWDED_MARK,
    extra_sheet EXTRA_SHEET,
    fallback_glyph FALLBACK_GLYPH,
    hourglass_title HOURGLASS_TITLE,
    lonely_signature LONELY_SIGNATURE,
    long_title LONG_TITLE,
    missing_glyph MISSING_GLYPH,
    off_page OFF_PAGE,
    recipients_moved RECIPIENTS_MOVED,
    short_last_line SHORT_LAST_LINE,
    textless_first_page TEXTLESS_FIRST_PAGE,
    turned_table TURNED_TABLE,
    wide_table WIDE_TABLE,
}
