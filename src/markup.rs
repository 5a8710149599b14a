//! Text in markup: HTML and XML alike.
//!
//! Here: [`escape`]. Not here: what is marked up (`html`, `svg`).

use std::borrow::Cow;

/// Text as HTML or XML, in content and in quoted attributes. The only place where escaping happens.
#[must_use]
pub fn escape(text: &str) -> Cow<'_, str> {
    if is_plain(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not allowed at all; the draft is refused for them, and a page must not break if it was not.
            '\t' | '\n' => out.push(character),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => out.push('\u{fffd}'),
            c if c as u32 & 0xfffe == 0xfffe => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    Cow::Owned(out)
}

/// Whether nothing in a text is written otherwise, as in nearly all. All of it is looked at, many bytes at a time.
fn is_plain(bytes: &[u8]) -> bool {
    let doubtful = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=0x1f | 0x7f | 0xc2 | 0xf0..);
    // Full-width marks begin with the same byte as what is not allowed.
    let refused = |at: usize| matches!(bytes.get(at + 1), Some(0xb7 | 0xbf));
    !bytes.iter().fold(false, |found, byte| found | doubtful(*byte)) && !memchr::memchr_iter(0xef, bytes).any(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_hold() {
        assert_eq!(escape("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
    }

    /// Every character, by itself: nothing that is written otherwise is taken for plain.
    #[test]
    fn what_is_not_allowed_is_found_wherever_it_stands() {
        for character in (0..=0x10_ffff).filter_map(char::from_u32) {
            let text = format!("甲，{character}。");
            let plain = match character {
                '&' | '<' | '>' | '"' | '\'' => false,
                '\t' | '\n' => true,
                '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => false,
                other => other as u32 & 0xfffe != 0xfffe,
            };
            assert_eq!(escape(&text) == text, plain, "U+{:04X}", u32::from(character));
        }
    }
}
