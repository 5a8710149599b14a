//! Tables, figures and footnotes.

super::family! {
    id: "objects",
    en: "Tables, figures, notes", "Tables, figures and footnotes.",
    zh: "图表与脚注", "表格、插图、脚注。",
    damaged_picture DAMAGED_PICTURE,
    duplicate_footnote DUPLICATE_FOOTNOTE,
    duplicate_id DUPLICATE_ID,
    empty_table EMPTY_TABLE,
    misnamed_picture MISNAMED_PICTURE,
    missing_caption MISSING_CAPTION,
    missing_picture MISSING_PICTURE,
    ragged_row RAGGED_ROW,
    stray_join STRAY_JOIN,
    typed_caption_number TYPED_CAPTION_NUMBER,
    undelimited_table UNDELIMITED_TABLE,
    unknown_footnote UNKNOWN_FOOTNOTE,
    unused_footnote UNUSED_FOOTNOTE,
}
