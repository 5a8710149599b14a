//! Text as Markdown: what would be mark-up gets a backslash, and nothing else.
//!
//! Escaped is what CommonMark, GFM, pandoc's Markdown (with `smart`) or Hugo's goldmark (with its typographer and
//! shortcodes) would take for mark-up or replace by another character. A character that can only mean something at the
//! beginning of a line, or beside another one, is escaped only there: who reads the text as it is must not stumble over
//! `People\'s`, `(a\)` or `\[2026\]`.

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Anywhere a block may begin.
    Line,
    /// Behind a hard break, where only some blocks may begin.
    Next,
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
    let mut brackets = marked_brackets(&characters).into_iter().peekable();
    for (index, &character) in characters.iter().enumerate() {
        let marked = if character == '_' {
            if index >= row {
                (row, in_word) = underscores(&characters, index);
            }
            // Within a word it means nothing.
            !in_word
        } else if matches!(character, '[' | ']') {
            brackets.next_if_eq(&index).is_some()
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
        '\\' | '`' | '*' | '{' => true,
        // A tag, a comment, an address; `<<` that Hugo would join. What follows the text is not known here.
        '<' => after.is_none_or(|c| c.is_ascii_alphabetic() || "/!?<".contains(c)) || before == Some('<'),
        // Strike-through and subscript, superscript, mathematics.
        '~' | '^' | '$' => true,
        // Quotes that pandoc and Hugo would curl, perhaps the wrong way; within a word nothing can go wrong.
        '"' => true,
        '\'' => ![before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_alphabetic())),
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

/// The brackets that could be part of a link, a note or a box to tick, from left to right: those without a partner, and pairs with
/// something before or behind them that would make them one. `[2026] No. 18` stays as it is.
fn marked_brackets(characters: &[char]) -> Vec<usize> {
    let mut open = Vec::new();
    let mut marked = Vec::new();
    for (index, character) in characters.iter().enumerate() {
        match character {
            '[' => open.push(index),
            ']' => match open.pop() {
                Some(start) => {
                    let inside = &characters[start + 1..index];
                    let linked = characters.get(index + 1).is_none_or(|behind| "([:{".contains(*behind));
                    let noted = inside.first().is_none_or(|first| "^@-!".contains(*first));
                    let ticked = matches!(inside, [' ' | 'x' | 'X']);
                    if linked || noted || ticked {
                        marked.extend([start, index]);
                    }
                }
                None => marked.push(index),
            },
            _ => {}
        }
    }
    marked.extend(open);
    marked.sort_unstable();
    marked
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
    if place != Place::Heading
        && out.is_empty()
        && let Some(at) = mark_at_start(rest)
        && (place == Place::Line || !waits_for_a_blank(rest))
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
        '>' | '%' | '|' => Some(0),
        // `# x` is a heading, `#1` is none.
        '#' if ends(line.trim_start_matches('#').chars().next()) => Some(0),
        // The line below a heading, or below the heads of a table.
        '=' if line.bytes().all(|byte| byte == b'=') => Some(0),
        '-' | ':' if line.bytes().all(|byte| b"-|: ".contains(&byte)) => Some(0),
        // A definition of pandoc's, or one of its parts.
        ':' if ends(next) || next == Some(':') => Some(0),
        '-' | '+' if ends(next) => Some(0),
        't' | 'T' if line.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("table:")) => Some(5),
        // `1.`, `1)`: a list. `(1)` and `a)` are lists to pandoc alone, which keeps what they say.
        '0'..='9' => {
            let end = line.find(|c: char| !c.is_ascii_digit())?;
            let listed = end <= 9 && line[end..].starts_with(['.', ')']) && ends(line[end + 1..].chars().next());
            listed.then_some(end)
        }
        _ => None,
    }
}

/// Whether the line would begin a list, but not below a line of text: only the first number of one does.
fn waits_for_a_blank(line: &str) -> bool {
    let number = line.bytes().take_while(u8::is_ascii_digit).count();
    number > 0 && line[..number].trim_start_matches('0') != "1"
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
            "People's",
            "Yun Shui [2026] No. 18",
            "(1) x",
            "(a) x",
            "a) x",
            "A. x",
            "iv. x",
            "#1",
            "a|b",
            "x < 5, <备注>",
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
            ("[2025](12)号", r"\[2025\](12)号"),
            ("[^1] [ ] [x] [@a]", r"\[\^1\] \[ \] \[x\] \[\@a\]"),
            ("a] [b [c] d", r"a\] \[b [c] d"),
            ("见[1]", r"见\[1\]"),
            ("-|-", r"\-|-"),
            ("Table: x", r"Table\: x"),
            ("| a |", r"\| a |"),
            ("~~x~~", r"\~\~x\~\~"),
            ("https://a.cn，见", r"https\://a.cn，见"),
            ("www.a.cn", r"www\.a.cn"),
            (":smile:", r"\:smile:"),
            ("&amp; &#35;", r"\&amp; \&#35;"),
            ("{{< x >}}", r"\{\{< x >}}"),
            ("……...", r"……\.\.\."),
            ("@甲", r"\@甲"),
            ("C:\\a", r"C:\\a"),
            ("a.cn/%E4%B8%AD，50%", r"a.cn/\%E4\%B8\%AD，50%"),
        ] {
            assert_eq!(line(&text(plain), Place::Line), escaped);
        }
        assert_eq!(line("C #", Place::Heading), r"C \#");
        assert_eq!(line("2. x", Place::Next), "2. x");
        assert_eq!((line("1. x", Place::Next), line("- x", Place::Next)), (r"1\. x".to_owned(), r"\- x".to_owned()));
    }
}
