//! Text in markup: HTML and XML alike.
//!
//! Here: [`escape`]. Not here: what is marked up (`html`, `svg`).

/// Text as HTML or XML, in content and in quoted attributes. The only place where escaping happens.
///
/// ```
/// assert_eq!(zhumo::markup::escape("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
/// ```
#[must_use]
pub fn escape(text: &str) -> String {
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
    out
}
