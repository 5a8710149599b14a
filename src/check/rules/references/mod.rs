//! What the text refers to.

super::family! {
    id: "references",
    en: "References, dates and names", "What the text refers to, dates and sums that must agree, what is left to be filled in.",
    zh: "引用与前后一致", "引用的对象，前后要一致的日期、数目和名称，没有填完的地方。",
    divergent_theme DIVERGENT_THEME,
    impossible_day IMPOSSIBLE_DAY,
    left_placeholder LEFT_PLACEHOLDER,
    malformed_cited_number MALFORMED_CITED_NUMBER,
    mismatched_amount MISMATCHED_AMOUNT,
    mismatched_year MISMATCHED_YEAR,
    past_date PAST_DATE,
    repealed_text REPEALED_TEXT,
    repeated_short_name REPEATED_SHORT_NAME,
    unintroduced_short_name UNINTRODUCED_SHORT_NAME,
    unknown_reference UNKNOWN_REFERENCE,
    unknown_section UNKNOWN_SECTION,
    unused_short_name UNUSED_SHORT_NAME,
    wrong_count WRONG_COUNT,
    wrong_weekday WRONG_WEEKDAY,
}
