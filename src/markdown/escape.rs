//! Text as Markdown: what would be mark-up gets a backslash, and nothing else.
//!
//! Escaped is what CommonMark, GFM, pandoc's Markdown (with `smart`) or Hugo's goldmark (with its typographer and
//! shortcodes) would take for mark-up or replace by another character. A character that can only mean something at the
//! beginning of a line is escaped only there.

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere a block may begin.
    Line,
    /// Behind the `#` of a heading.
    Heading,
}

/// Escapes what would be mark-up wherever it stands.
#[must_use]
pub fn text(text: &str) -> String {
    let mut out = String::new();
    push(&mut out, text);
    out
}

/// Writes what [`text`] gives behind `out`.
pub(super) fn push(out: &mut String, text: &str) {
    // Most Chinese text has no ASCII but digits, and is looked at many bytes at a time.
    let marked = text.bytes().fold(false, |found, byte| found | (byte.is_ascii() && !byte.is_ascii_alphanumeric()));
    if !marked || !text.bytes().any(may_change) {
        out.push_str(text);
        return;
    }
    let characters: Vec<char> = text.chars().collect();
    out.reserve(text.len() + 8);
    // Up to where a row of `_` goes, and whether it stands within a word: said once for all of them.
    let (mut row, mut in_word) = (0, false);
    for (index, &character) in characters.iter().enumerate() {
        let marked = if character == '_' {
            if index >= row {
                (row, in_word) = underscores(&characters, index);
            }
            // Within a word it means nothing.
            !in_word
        } else {
            needs_backslash(&characters, index)
        };
        if marked {
            out.push('\\');
        }
        match character {
            // A line of Markdown has no line ends within; the model has none either.
            '\n' | '\r' => out.push(' '),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
}

/// The first character of what [`text`] gives.
pub(super) fn first(text: &str) -> Option<char> {
    let plain = text.bytes().next().is_none_or(|byte| !may_change(byte));
    if plain { text.chars().next() } else { self::text(text).chars().next() }
}

/// Whether a byte is a character that [`text`] writes otherwise, or with a backslash, at least in some places.
const fn may_change(byte: u8) -> bool {
    matches!(
        byte,
        b'\\'
            | b'`'
            | b'*'
            | b'['
            | b']'
            | b'<'
            | b'|'
            | b'{'
            | b'~'
            | b'^'
            | b'$'
            | b'"'
            | b'\''
            | b'.'
            | b'-'
            | b'>'
            | b'_'
            | b'&'
            | b'@'
            | b'%'
            | b':'
            | b'\n'
            | b'\r'
            | b'\0'
    )
}

fn needs_backslash(characters: &[char], index: usize) -> bool {
    let before = index.checked_sub(1).map(|index| characters[index]);
    let after = characters.get(index + 1).copied();
    let doubled = |c| before == Some(c) || after == Some(c);
    let ascii_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match characters[index] {
        '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '{' => true,
        // Strike-through and subscript, superscript, mathematics.
        '~' | '^' | '$' => true,
        // Quotes that pandoc and Hugo would curl.
        '"' | '\'' => true,
        // `--` and `...` that they would join; `>>` that Hugo would.
        '.' => doubled('.') || is_www(characters, index),
        '-' | '>' => doubled(characters[index]),
        // An entity.
        '&' => is_entity(characters, index),
        // Some readers make links of addresses, and show them decoded: `%E4%B8%AD` as 中.
        '%' => characters[index + 1..].iter().take(2).filter(|c| c.is_ascii_hexdigit()).count() == 2,
        // A citation of pandoc's; within a mail address it is none.
        '@' => !ascii_word(before),
        // `https:`, which GFM makes a link of, with whatever Chinese text follows; `:smile:`.
        ':' => begins_address(characters, index) || is_emoji(characters, index),
        _ => false,
    }
}

/// Where the row of `_` that begins at `index` ends, and whether letters or digits stand on both sides of it.
fn underscores(characters: &[char], index: usize) -> (usize, bool) {
    let end = index + characters[index..].iter().take_while(|c| **c == '_').count();
    let before = index.checked_sub(1).map(|index| characters[index]);
    let within = [before, characters.get(end).copied()].iter().all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()));
    (end, within)
}

fn begins_address(characters: &[char], index: usize) -> bool {
    let letters: String = characters[..index].iter().rev().take_while(|c| c.is_ascii_alphabetic()).collect();
    let word: String = letters.chars().rev().collect::<String>().to_ascii_lowercase();
    let slashes = characters.get(index + 1) == Some(&'/') && characters.get(index + 2) == Some(&'/');
    slashes && !word.is_empty() || ["mailto", "xmpp"].iter().any(|scheme| word.ends_with(scheme))
}

fn is_entity(characters: &[char], index: usize) -> bool {
    let name = characters[index + 1..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    name > 0 && characters.get(index + 1 + name) == Some(&';')
}

/// `:name:`; the first colon is escaped.
fn is_emoji(characters: &[char], index: usize) -> bool {
    let name = characters[index + 1..].iter().take_while(|c| c.is_ascii_alphanumeric() || "_+-".contains(**c)).count();
    name > 0 && characters.get(index + 1 + name) == Some(&':')
}

/// `www.` at the beginning of a word.
fn is_www(characters: &[char], index: usize) -> bool {
    index >= 3 && characters[index - 3..index].iter().all(|c| matches!(c, 'w' | 'W'))
}

/// Escapes what would be mark-up at the beginning of a line, or at the end of a heading. `line` is Markdown otherwise.
#[must_use]
pub fn line(line: &str, place: Place) -> String {
    let (spaces, rest) = line.split_at(line.len() - line.trim_start_matches([' ', '\t']).len());
    let (rest, end) = rest.split_at(rest.trim_end_matches([' ', '\t']).len());
    // Spaces at the ends of a line would be taken away, or make it code.
    let mut out: String = spaces.chars().map(entity).collect();
    if place == Place::Line
        && out.is_empty()
        && let Some(at) = mark_at_start(rest)
    {
        out.push_str(&rest[..at]);
        out.push('\\');
        out.push_str(&rest[at..]);
    } else {
        out.push_str(rest);
    }
    // Signs of number at the end of a heading would close it.
    if place == Place::Heading {
        let hashes = out.len() - out.trim_end_matches('#').len();
        // `{…}` at the end would be its attributes, for some readers even behind a backslash.
        if out.ends_with('}') {
            out.truncate(out.len() - 1);
            out.push_str("&#125;");
        }
        if hashes > 0 && !out[..out.len() - hashes].ends_with('\\') {
            out.insert(out.len() - hashes, '\\');
        }
    }
    out.extend(end.chars().map(entity));
    out
}

fn entity(space: char) -> &'static str {
    if space == '\t' { "&#9;" } else { "&#32;" }
}

/// Where at the beginning of a line a backslash has to stand, if anywhere.
fn mark_at_start(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let next = line[first.len_utf8()..].chars().next();
    let ends = |c: Option<char>| c.is_none_or(|c| c == ' ' || c == '\t');
    match first {
        '#' | '>' | '=' | '%' | ':' => Some(0),
        '-' | '+' if ends(next) => Some(0),
        '(' | '0'..='9' | 'a'..='z' | 'A'..='Z' | '@' => {
            // A caption of pandoc's.
            if line.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("table:")) {
                return Some(5);
            }
            // `1.`, `1)`, `(1)`, `a.`, `(iv)`, `#.`, `(@)`: lists of CommonMark and of pandoc.
            let open = usize::from(first == '(');
            let word = line[open..].find(|c: char| !c.is_ascii_alphanumeric() && !"#@_".contains(c)).unwrap_or(line.len() - open);
            let end = open + word;
            let mark = line[end..].chars().next()?;
            let enumerates = {
                let word = &line[open..end];
                word.bytes().all(|byte| byte.is_ascii_digit())
                    || word.len() == 1
                    || word.starts_with(['@', '#'])
                    || word.bytes().all(|byte| b"ivxlcdmIVXLCDM".contains(&byte))
            };
            (enumerates && matches!(mark, '.' | ')') && ends(line[end + 1..].chars().next())).then_some(end)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_hold() {
        assert_eq!(text("3*4_ a_b [x] <b> &amp; A&B"), r"3\*4\_ a_b \[x\] \<b> \&amp; A&B");
        assert_eq!(line("2020. 年", Place::Line), r"2020\. 年");
        assert_eq!(line("1.提前公布；", Place::Line), "1.提前公布；");
        assert_eq!(line("+86", Place::Line), "+86");
    }

    #[test]
    fn only_what_could_be_markup_is_escaped() {
        for plain in [
            "示市监质〔2026〕18号",
            "3.5亿元",
            "12315平台",
            "A&B",
            "a_b",
            "x > y",
            "-5℃",
            "10:30",
            "a@example.cn",
            "（一）",
            "50%",
        ] {
            assert_eq!(line(&text(plain), Place::Line), plain);
        }
        for (plain, escaped) in [
            ("- 3", r"\- 3"),
            ("# 号", r"\# 号"),
            ("> x", r"\> x"),
            ("===", r"\==="),
            ("---", r"\-\-\-"),
            ("1) 甲", r"1\) 甲"),
            ("(1) x", r"(1\) x"),
            ("(a) x", r"(a\) x"),
            ("iv. x", r"iv\. x"),
            ("Table: x", r"Table\: x"),
            ("| a |", r"\| a \|"),
            ("~~x~~", r"\~\~x\~\~"),
            ("https://a.cn，见", r"https\://a.cn，见"),
            ("www.a.cn", r"www\.a.cn"),
            (":smile:", r"\:smile:"),
            ("&amp; &#35;", r"\&amp; \&#35;"),
            ("{{< x >}}", r"\{\{\< x >}}"),
            ("……...", r"……\.\.\."),
            ("@甲", r"\@甲"),
            ("C:\\a", r"C:\\a"),
            ("a.cn/%E4%B8%AD，50%", r"a.cn/\%E4\%B8\%AD，50%"),
        ] {
            assert_eq!(line(&text(plain), Place::Line), escaped);
        }
        assert_eq!(line("C #", Place::Heading), r"C \#");
    }
}
