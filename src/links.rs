//! Which addresses a link may have. A notice comes from anywhere; an output carries no address that runs something.

/// Whether `url` may be a link: `http`, `https`, `mailto`, `tel`, or an address without a scheme.
///
/// ```
/// use zhumo::links::is_allowed;
/// assert!(is_allowed("https://www.example.org/") && is_allowed("#annex-1") && is_allowed("files/a.xlsx"));
/// assert!(!is_allowed("javascript:alert(1)") && !is_allowed("java\tscript:x") && !is_allowed("//evil.example"));
/// ```
#[must_use]
pub fn is_allowed(url: &str) -> bool {
    let clean = !url.chars().any(|character| character.is_control() || character.is_whitespace());
    match url.split_once([':', '/', '?', '#']) {
        _ if !clean || url.is_empty() || url.starts_with("//") || url.starts_with('\\') => false,
        Some((scheme, _)) if url[scheme.len()..].starts_with(':') => {
            ["http", "https", "mailto", "tel"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
        }
        _ => true,
    }
}

/// Whether `url` is an address that a printed page can lead to: one with a scheme.
#[must_use]
pub fn is_absolute(url: &str) -> bool {
    is_allowed(url) && url.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|byte| byte.is_ascii_alphabetic()))
}
