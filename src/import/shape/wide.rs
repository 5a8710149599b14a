//! Titles that are set wide by hand: `几 个 问 题 的 通 知`, `公　　告`.

use super::names::is_han;

/// Without the white space between single characters; nothing when there is none of it.
pub(in super::super) fn closed_up(text: &str) -> Option<String> {
    let text = text.trim();
    // Where each piece begins and ends.
    let mut pieces: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
        match pieces.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end += c.len_utf8(),
            None => pieces.push(at..at + c.len_utf8()),
        }
    }
    let single = |piece: &std::ops::Range<usize>| {
        let mut characters = text[piece.clone()].chars().filter(|c| !"《》“”（）()、·".contains(*c));
        characters.next().is_none_or(is_han) && characters.next().is_none()
    };
    // Two or more single characters in a row: one alone may be a word.
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    let mut before: Option<&std::ops::Range<usize>> = None;
    for piece in &pieces {
        if let Some(before) = before {
            let run = single(piece) && single(before);
            changed |= run;
            if !run {
                out.push_str(&text[before.end..piece.start]);
            }
        }
        out.push_str(&text[piece.clone()]);
        before = Some(piece);
    }
    changed.then_some(out)
}

#[cfg(test)]
mod tests {
    use super::closed_up;

    #[test]
    fn only_single_characters_close_up() {
        assert_eq!(closed_up("几 个 问 题 的 通 知").as_deref(), Some("几个问题的通知"));
        assert_eq!(closed_up("公　　告").as_deref(), Some("公告"));
        assert_eq!(closed_up("关于节水的 通 知").as_deref(), Some("关于节水的 通知"));
        assert_eq!(closed_up("示例市水务局 示例市财政局关于节水的通知"), None);
        assert_eq!(closed_up("关于做好 2026 年节水工作的通知"), None);
    }
}
