//! Numbers, dates and units in running text (GB/T 15835).

super::family! {
    id: "numerals",
    en: "Numerals", "Numbers, dates and units in running text (GB/T 15835).",
    zh: "数字", "行文中的数字、日期、单位（GB/T 15835）。",
}
