//! Letters, orders, minutes, briefings.

super::family! {
    id: "layouts",
    en: "Special layouts", "Letters, orders, minutes, briefings.",
    zh: "特定格式", "信函、命令、纪要、简报。",
    file_word_in_letter FILE_WORD_IN_LETTER,
    official_element_in_briefing OFFICIAL_ELEMENT_IN_BRIEFING,
    unsigned_order UNSIGNED_ORDER,
    wrong_minutes_mark WRONG_MINUTES_MARK,
    wrong_order_mark WRONG_ORDER_MARK,
    year_in_order_number YEAR_IN_ORDER_NUMBER,
}
