//! Which addresses a link of a notice may lead to.
//!
//! Here: [`target`], [`absolute_target`]. Not here: reading links (`model::inline`) and writing them (the backends).

/// The schemes that a link may have.
pub const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The address as a page may carry it; `None` for schemes other than [`SCHEMES`], whose text stays text.
///
/// Relative addresses and fragments are fine. Characters that have no place in an address are percent-encoded, so that
/// what browsers skip or mend (a tab in `java\tscript:`, a backslash) cannot change its meaning.
///
/// ```
/// use zhumo::links::target;
/// assert_eq!(target("https://a.cn/质量 月").as_deref(), Some("https://a.cn/质量%20月"));
/// assert_eq!(target("annex/1.pdf#p").as_deref(), Some("annex/1.pdf#p"));
/// assert_eq!(target(" jAva\tscript:alert(1)"), None);
/// ```
#[must_use]
pub fn target(url: &str) -> Option<String> {
    // Browsers strip white space and controls from the ends and tabs and line ends from anywhere.
    let url: String = url.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    if url.is_empty() {
        return None;
    }
    let before_path = url.split(['/', '?', '#']).next().unwrap_or_default();
    if let Some((scheme, _)) = before_path.split_once(':')
        && !SCHEMES.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
    {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    let bytes = url.as_bytes();
    for (at, character) in url.char_indices() {
        let hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        match character {
            '%' if !(hex(at + 1) && hex(at + 2)) => out.push_str("%25"),
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => encode(character, &mut out),
            _ if character.is_control() || character.is_whitespace() => encode(character, &mut out),
            _ => out.push(character),
        }
    }
    Some(out)
}

/// The address as a printed page may carry it: one with a scheme, because paper has no page to be relative to.
///
/// ```
/// use zhumo::links::absolute_target;
/// assert_eq!(absolute_target("https://a.cn/").as_deref(), Some("https://a.cn/"));
/// assert_eq!(absolute_target("annex/1.pdf"), None);
/// ```
#[must_use]
pub fn absolute_target(url: &str) -> Option<String> {
    let has_scheme = |url: &String| {
        let scheme = url.split(['/', '?', '#']).next().and_then(|before_path| before_path.split_once(':'));
        scheme.is_some_and(|(scheme, _)| SCHEMES.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed)))
    };
    target(url).filter(has_scheme)
}

fn encode(character: char, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut buffer = [0; 4];
    for byte in character.encode_utf8(&mut buffer).bytes() {
        out.push('%');
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_pass() {
        for url in ["http://a.cn", "HTTPS://a.cn", "mailto:a@b.cn", "tel:12315", "//a.cn/x", "#x", "?a=b:c", "a/b:c", "./a:b"] {
            assert!(target(url).is_some(), "{url}");
        }
        for url in ["javascript:x", "\u{1}javascript:x", "data:text/html,x", "vbscript:x", "file:///etc", "a:b", ":x", "", "  "] {
            assert_eq!(target(url), None, "{url}");
        }
    }
}
