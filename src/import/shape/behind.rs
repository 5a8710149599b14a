//! What stands behind a name: marks that a seal goes there, words of courtesy.

/// What stands behind a name at the end of a letter.
const COURTESIES: &[&str] = &["敬啟", "謹啟", "敬启", "谨启", "敬上", "謹上", "谨上", "啟", "启", "上"];

/// Without a word of courtesy behind the name.
pub(in super::super) fn without_courtesy(text: &str) -> &str {
    for word in COURTESIES {
        if let Some(rest) = text.strip_suffix(word)
            && !rest.trim_end().is_empty()
            && (word.chars().count() > 1 || rest.ends_with(char::is_whitespace))
        {
            return rest.trim_end();
        }
    }
    text
}

/// Whether a line is the mark of a seal and nothing else.
pub(in super::super) fn is_seal(text: &str) -> bool {
    text.len() < 40 && !text.trim().is_empty() && without_seal(text).is_empty()
}

/// Without a mark that a seal stands here.
pub(in super::super) fn without_seal(text: &str) -> &str {
    let text = text.trim();
    for seal in [
        "（盖章）",
        "（公章）",
        "（章）",
        "（印章）",
        "(盖章)",
        "(公章)",
        "(章)",
        "（印）",
        "（代章）",
        "(代章)",
        "（蓋章）",
        "（签章）",
    ] {
        if let Some(bare) = text.strip_suffix(seal) {
            return bare.trim_end();
        }
    }
    text
}
