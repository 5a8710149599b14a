//! Which addresses a link of a notice may lead to.
//!
//! Here: [`is_address`], [`target`], [`absolute_target`], [`of_path`]. Not here: reading links (`model::inline`) and writing them (the backends).

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// The schemes that a link may have.
pub const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The path of a file as those know it who look at the whole project, and as addresses have it: with slashes on every system, and no point in front.
#[must_use]
pub fn of_path(path: &str) -> Cow<'_, str> {
    of_path_with(path, std::path::MAIN_SEPARATOR)
}

fn of_path_with(path: &str, separator: char) -> Cow<'_, str> {
    if separator == '/' {
        return Cow::Borrowed(path.strip_prefix("./").unwrap_or(path));
    }
    let path = path.replace(separator, "/");
    Cow::Owned(path.strip_prefix("./").map(str::to_owned).unwrap_or(path))
}

/// Whether `text` can be nothing but an address: a scheme, `www.` or a domain, a mail address, a file with the ending of a
/// document or picture. Anything else behind a word in brackets is text: `[2025](12)号`, `学历[本科](全日制)`.
#[must_use]
pub fn is_address(text: &str) -> bool {
    if text.is_empty()
        || text.contains(|c: char| c.is_whitespace() || c.is_control() || "，。；、：！？（）“”《》〔〕<>".contains(c))
    {
        return false;
    }
    has_scheme(text) || is_domain(text) || is_mail(text) || is_file(text) || is_fragment(text)
}

/// Where mail addresses and addresses of the web stand in running text, and where each leads. The marks that end a sentence are no
/// part of one.
#[must_use]
pub fn in_text(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let bytes = text.as_bytes();
    // What stands before `low` belongs to an address already.
    let (mut found, mut from, mut low) = (Vec::new(), 0, 0);
    while let Some(at) = memchr::memchr3(b'@', b':', b'w', &bytes[from..]).map(|at| from + at) {
        let run = |at: usize, marks: &str, back: bool| {
            let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || byte.is_ascii() && marks.contains(char::from(**byte));
            if back {
                bytes[low..at].iter().rev().take_while(is_part).count()
            } else {
                bytes[at..].iter().take_while(is_part).count()
            }
        };
        const IN_ADDRESS: &str = "-._~:/?#[]@!$&'*+,;=%()";
        let whole = |range: std::ops::Range<usize>| {
            // The marks of the sentence may stand inside a bracket around the address, and behind it.
            let bare = |text: &str| text.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len();
            let (start, whole) = (range.start, bare(&text[range]));
            bare(within_brackets(&text[start..start + whole]))
        };
        let range = if bytes[at] == b'@' {
            let end = at + 1 + run(at + 1, ".-", false);
            at - run(at, "._-+%", true)..end - (end - at - text[at..end].trim_end_matches(['.', '-']).len())
        } else if bytes[at..].starts_with(b"://") {
            let end = at + 3 + run(at + 3, IN_ADDRESS, false);
            at - run(at, "", true)..at + whole(at..end)
        } else if bytes[at..].starts_with(b"www.") && run(at, "-._@/", true) == 0 {
            let end = at + run(at, IN_ADDRESS, false);
            at..at + whole(at..end)
        } else {
            from = at + 1;
            continue;
        };
        let address = &text[range.clone()];
        let sound = match bytes[at] {
            b':' => address.split_once("://").is_some_and(|(scheme, rest)| {
                ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) && rest.len() > 1
            }),
            b'w' => is_domain(address) && ends_as_domain(address),
            _ => is_mail(address),
        };
        from = range.end.max(at + 1);
        // `www.example.cn/a.pdf` is no file.
        let url = if bytes[at] == b'w' { target(&format!("http://{address}")) } else { target(address) };
        if let Some(url) = url.filter(|_| sound) {
            low = range.end;
            found.push((range, url));
        }
    }
    found
}

/// An address up to a bracket that it does not open, or does not close: `[http://example.cn](…` ends before the `]`, and
/// `http://example.cn(点击进入)` before the `(`.
fn within_brackets(address: &str) -> &str {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut end = address.len();
    for (at, byte) in address.bytes().enumerate() {
        match (byte, open.last()) {
            (b'(' | b'[', _) => open.push((byte, at)),
            (b')', Some((b'(', _))) | (b']', Some((b'[', _))) => drop(open.pop()),
            (b')' | b']', _) => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    &address[..open.first().map_or(end, |(_, at)| *at)]
}

/// Whether the host of an address ends with a domain of the first level.
fn ends_as_domain(address: &str) -> bool {
    let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.rsplit('.').next().is_some_and(|last| TOP_LEVEL.contains(&last))
}

/// A scheme that browsers know, harmless or not: what is written as a link is judged as one.
fn has_scheme(text: &str) -> bool {
    const KNOWN: [&str; 9] = ["http", "https", "mailto", "tel", "ftp", "file", "data", "javascript", "vbscript"];
    text.split_once(':')
        .is_some_and(|(scheme, rest)| !rest.is_empty() && KNOWN.iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// `www.example.gov.cn`, `example.org/path`: labels of letters, digits and hyphens, and a last one that is a domain of the
/// first level.
fn is_domain(text: &str) -> bool {
    let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let sound = |label: &&str| -> bool {
        !label.is_empty()
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if labels.len() < 2 || !labels.iter().all(&sound) {
        return false;
    }
    if labels[0].eq_ignore_ascii_case("www") && labels.len() > 2 {
        return true;
    }
    // A name and its initial, `Wang.Li`, are none.
    let small = !host.chars().any(char::is_uppercase);
    small && labels[0].chars().any(char::is_alphabetic) && labels.last().is_some_and(|last| TOP_LEVEL.contains(last))
}

/// Domains of the first level that notices name: generic ones and those of places.
const TOP_LEVEL: [&str; 42] = [
    "cn", "com", "org", "net", "gov", "edu", "mil", "int", "info", "biz", "pro", "top", "xyz", "site", "online", "vip", "wang",
    "hk", "mo", "tw", "sg", "jp", "kr", "us", "uk", "eu", "de", "fr", "ch", "ru", "au", "ca", "cc", "tv", "io", "asia", "中国",
    "公司", "网络", "政务", "公益", "香港",
];

/// `name@example.cn`
fn is_mail(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let sound = |c: char| c.is_ascii_alphanumeric() || "._-+%".contains(c);
    !name.is_empty() && name.chars().all(sound) && !host.contains(['/', '?', '#', ':']) && host.contains('.') && is_host(host)
}

fn is_host(host: &str) -> bool {
    host.split('.').all(|label| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        && host.rsplit('.').next().is_some_and(|last| last.len() > 1 && last.chars().all(|c| c.is_ascii_alphabetic()))
}

/// The endings of documents, pictures, tables and archives that offices send along.
const ENDINGS: [&str; 42] = [
    "doc", "docx", "wps", "wpt", "rtf", "txt", "md", "notice", "xls", "xlsx", "et", "csv", "tsv", "ods", "odt", "odp", "ppt",
    "pptx", "dps", "pdf", "ofd", "htm", "html", "shtml", "jsp", "asp", "aspx", "php", "xml", "json", "zip", "rar", "7z", "jpg",
    "jpeg", "png", "gif", "bmp", "tif", "tiff", "svg", "mp4",
];

/// `files/登记表.docx`, `../图.png#p2`
fn is_file(text: &str) -> bool {
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_some_and(|(stem, ending)| !stem.is_empty() && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// `#section-2`: a place in the page, by an identifier.
fn is_fragment(text: &str) -> bool {
    let Some(id) = text.strip_prefix('#') else { return false };
    id.starts_with(|c: char| c.is_ascii_alphabetic()) && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// The address as a page may carry it; `None` for schemes other than [`SCHEMES`], whose text stays text.
///
/// A domain without a scheme gets `http://`, a mail address `mailto:`; relative addresses and fragments are fine. Characters that have no place in an address are percent-encoded, so that
/// what browsers skip or fix (a tab in `java\tscript:`, a backslash) cannot change its meaning.
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
    let mut out = String::with_capacity(url.len() + 7);
    if is_mail(&url) {
        out.push_str("mailto:");
    } else if !url.contains("//") && !is_file(&url) && is_domain(&url) {
        out.push_str("http://");
    }
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
#[must_use]
pub fn absolute_target(url: &str) -> Option<String> {
    let has_allowed_scheme = |url: &String| {
        let scheme = url.split(['/', '?', '#']).next().and_then(|before_path| before_path.split_once(':'));
        scheme.is_some_and(|(scheme, _)| SCHEMES.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed)))
    };
    target(url).filter(has_allowed_scheme)
}

fn encode(character: char, out: &mut String) {
    out.extend(utf8_percent_encode(character.encode_utf8(&mut [0; 4]), NON_ALPHANUMERIC));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_on_every_system() {
        for (path, separator, same) in [
            ("./a/b.notice", '/', "a/b.notice"),
            ("a\\b.notice", '/', "a\\b.notice"),
            (".\\a\\b.notice", '\\', "a/b.notice"),
            ("./a/b.notice", '\\', "a/b.notice"),
            ("C:\\a.notice", '\\', "C:/a.notice"),
        ] {
            assert_eq!(of_path_with(path, separator), same);
        }
    }

    #[test]
    fn addresses_in_running_text_end_before_the_marks_of_a_sentence() {
        let found = in_text("见https://example.org/a，或者写信到a.b@example.org。");
        assert_eq!(
            found.iter().map(|(_, url)| url.as_str()).collect::<Vec<_>>(),
            ["https://example.org/a", "mailto:a.b@example.org"]
        );
    }

    #[test]
    fn examples_hold() {
        for address in
            ["https://a.cn/x", "www.example.gov.cn", "example.org/a", "a@example.cn", "files/登记表.docx", "mailto:a@b.cn"]
        {
            assert!(is_address(address), "{address}");
        }
        for text in ["12", "以下同", "李明，2020", "第3.5条", "a.b", "et.al", "和/或", "v1.2", "3.5", "#"] {
            assert!(!is_address(text), "{text}");
        }
        assert_eq!(target("https://a.cn/质量 月").as_deref(), Some("https://a.cn/质量%20月"));
        assert_eq!(target("annex/1.pdf#p").as_deref(), Some("annex/1.pdf#p"));
        assert_eq!(target("www.a.cn/x").as_deref(), Some("http://www.a.cn/x"));
        assert_eq!(target("a@b.cn").as_deref(), Some("mailto:a@b.cn"));
        assert_eq!(target(" jAva\tscript:alert(1)"), None);
        assert_eq!(absolute_target("https://a.cn/").as_deref(), Some("https://a.cn/"));
        assert_eq!(absolute_target("annex/1.pdf"), None);
    }

    #[test]
    fn only_harmless_schemes_pass() {
        for url in ["http://a.cn", "HTTPS://a.cn", "mailto:a@b.cn", "tel:12315", "//a.cn/x", "#x", "?a=b:c", "a/b:c", "./a:b"] {
            assert!(target(url).is_some(), "{url}");
        }
        for url in ["javascript:x", "\u{1}javascript:x", "data:text/html,x", "vbscript:x", "file:///etc", "a:b", ":x", "", "  "] {
            assert_eq!(target(url), None, "{url}");
        }
    }

    #[test]
    fn addresses_stand_in_running_text_without_its_marks() {
        let urls = |text: &str| in_text(text).into_iter().map(|(range, url)| (text[range].to_owned(), url)).collect::<Vec<_>>();
        let same = |text: &str| vec![(text.to_owned(), text.to_owned())];
        assert_eq!(urls("登录https://a.example.gov.cn/x?y=1&z=2，下载"), same("https://a.example.gov.cn/x?y=1&z=2"));
        assert_eq!(urls("（见http://example.org/a(b)）。"), same("http://example.org/a(b)"));
        assert_eq!(urls("(see http://example.org/a)."), same("http://example.org/a"));
        // Brackets around an address, and right behind one, are text.
        assert_eq!(urls("[http://example.org/a_b](办事大厅)"), same("http://example.org/a_b"));
        assert_eq!(urls("http://example.org/a(点击进入)"), same("http://example.org/a"));
        assert_eq!(urls("http://example.org/a[附件]"), same("http://example.org/a"));
        assert_eq!(urls("(http://example.org/a(b).)"), same("http://example.org/a(b)"));
        assert_eq!(urls("www.example.gov.cn(官网)")[0].1, "http://www.example.gov.cn");
        assert_eq!(
            urls("发至tongji@example.gov.cn."),
            [("tongji@example.gov.cn".to_owned(), "mailto:tongji@example.gov.cn".to_owned())]
        );
        assert_eq!(
            urls("登录www.example.gov.cn/a，下载"),
            [("www.example.gov.cn/a".to_owned(), "http://www.example.gov.cn/a".to_owned())]
        );
        assert_eq!(urls("www.example.cn/a.pdf")[0].1, "http://www.example.cn/a.pdf");
        assert_eq!(urls("wang.wei@www.example.cn，new https://www.a.cn/w").len(), 2);
        for text in [
            "www.",
            "www.甲.乙",
            "awww.example.cn",
            "www",
            "9:00至20:30",
            "比例为3:2",
            "@所有人",
            "a@b",
            "javascript://alert",
            "网址://",
            "http://",
            "甲@乙.cn",
            "12345@",
            "",
        ] {
            assert_eq!(urls(text), [], "{text}");
        }
        assert_eq!(urls("a@example.cn、b@example.cn：https://c.cn/、d://e").len(), 3);
    }
}
