//! Letters, orders, minutes, briefings.

super::family! {
    id: "layouts",
    en: "Special layouts", "Letters, orders, minutes, briefings.",
    zh: "特定格式", "信函、命令、纪要、简报。",
    file_word_in_letter FILE_WORD_IN_LETTER,
    joint_letter_mark JOINT_LETTER_MARK,
    official_element_in_briefing OFFICIAL_ELEMENT_IN_BRIEFING,
    personal_opinion PERSONAL_OPINION,
    undecided_minutes UNDECIDED_MINUTES,
    unofficial_attendance UNOFFICIAL_ATTENDANCE,
    unsigned_order UNSIGNED_ORDER,
    wrong_minutes_mark WRONG_MINUTES_MARK,
    wrong_order_mark WRONG_ORDER_MARK,
    year_in_order_number YEAR_IN_ORDER_NUMBER,
}
