//! Which characters are Han, digits in Chinese among them.

use crate::syntax::values;

/// Whether a character is Han.
pub(super) const fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '〇' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character is one of Chinese text: Han or a mark of it.
pub(super) fn is_chinese(character: char) -> bool {
    is_han(character) || "，。、；：！？“”‘’（）《》〈〉〔〕【】……—～％".contains(character)
}

/// A Chinese digit from 一 to 九.
pub(super) fn han_digit(character: char) -> Option<u32> {
    values::han_digit(character).filter(|digit| *digit > 0)
}

/// Digits in Chinese, as they are used in approximate numbers.
pub(super) const HAN_DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
