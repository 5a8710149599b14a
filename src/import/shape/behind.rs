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

/// Without white space of a page that was left as its name behind an organ: `示例市水务局 &sp;`.
pub(in super::super) fn without_entity(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let name = text.strip_suffix(';').unwrap_or(text);
    let bare = name.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let cut = (2..=6).contains(&(name.len() - bare.len()));
    let bare = bare.strip_suffix('&').filter(|_| cut && text.len() < 120)?.trim_end_matches('\\').trim_end();
    super::is_organ(bare).then_some(bare)
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
