//! What in running text is no Chinese prose, though marks in it look like slips of it: intervals and formulas, calls and strings of
//! programs, names of files, escapes.
//!
//! Here: where such stretches stand. Not here: addresses, standards and telephone numbers (`prose`), and what is said about a mark
//! (`rules`).

use super::characters::is_han;
use std::ops::Range;

/// What a rule must leave alone, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guard {
    /// `` `code` ``
    Code,
    /// An address of the web or of mail.
    Address,
    /// Marks of Markdown, `{names}`, the target of a link.
    Markup,
    /// The name of a work, between 《 and 》.
    Work,
    /// The designation of a standard, a model, a licence: `GB/T 9704—2012`.
    Designation,
    /// A telephone number.
    Phone,
    /// An interval: `(0,1]`.
    Formula,
}

/// Of a bracket no more than this is looked at, so that a text of nothing but brackets costs nothing.
const LONGEST: usize = 240;

/// Functions of spreadsheets and of mathematics; what stands in their brackets may be Chinese.
const FUNCTIONS: [&str; 44] = [
    "SUM",
    "SUMIF",
    "SUMIFS",
    "COUNT",
    "COUNTA",
    "COUNTIF",
    "COUNTIFS",
    "AVERAGE",
    "AVERAGEIF",
    "IF",
    "IFERROR",
    "IFS",
    "VLOOKUP",
    "HLOOKUP",
    "XLOOKUP",
    "INDEX",
    "MATCH",
    "MAX",
    "MIN",
    "ROUND",
    "LEFT",
    "RIGHT",
    "MID",
    "LEN",
    "TEXT",
    "VALUE",
    "DATE",
    "RANK",
    "AND",
    "OR",
    "NOT",
    "sin",
    "cos",
    "tan",
    "log",
    "ln",
    "lg",
    "exp",
    "max",
    "min",
    "lim",
    "f",
    "g",
    "h",
];

/// Endings of the names of files.
const ENDINGS: [&str; 40] = [
    "doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "ofd", "wps", "et", "txt", "csv", "md", "htm", "html", "xml", "json",
    "jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "zip", "rar", "7z", "gz", "tar", "exe", "dll", "log", "ini", "mp3", "mp4",
    "dwg", "caj", "py", "sql", "notice",
];

/// Which marks a text has that such stretches begin with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    pub quoted: bool,
    pub square: bool,
    pub round: bool,
    pub escaped: bool,
}

/// The stretches of `text`, each with what a rule is told about it. `marks` are the characters that are no Han characters.
pub(super) fn stretches(text: &str, marks: &[(usize, char)], has: Marks, found: &mut Vec<(Range<usize>, Guard)>) {
    if has.escaped {
        escapes(text, found);
        paths(text, found);
    }
    if has.square {
        intervals(text, marks, found);
    }
    if has.round {
        calls(text, marks, found);
        files(text, marks, found);
    }
    if has.quoted {
        strings(text, marks, found);
    }
}

/// `\*`: a character and the backslash that makes it text.
fn escapes(text: &str, found: &mut Vec<(Range<usize>, Guard)>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'\\', &bytes[at..]) {
        let start = at + next;
        let escape = bytes.get(start + 1).is_some_and(u8::is_ascii_punctuation);
        if escape {
            found.push((start..start + 2, Guard::Markup));
        }
        at = start + 1 + usize::from(escape);
    }
}

/// `D:\资料\报表(终稿).xlsx`: up to white space or a mark of Chinese.
fn paths(text: &str, found: &mut Vec<(Range<usize>, Guard)>) {
    let mut end = 0;
    for (at, _) in text.match_indices(":\\") {
        let drive = text[..at].bytes().rev().take(2).take_while(u8::is_ascii_alphabetic).count() == 1;
        if at < end || !drive {
            continue;
        }
        let ends = |c: char| c.is_whitespace() || "，。；、：？！“”‘’《》（）".contains(c);
        end = at + text[at..].find(ends).unwrap_or(text.len() - at);
        found.push((at - 1..end, Guard::Address));
    }
}

/// `(0,1]`, `[0,+∞)`: numbers and letters between a round and a square bracket.
fn intervals(text: &str, marks: &[(usize, char)], found: &mut Vec<(Range<usize>, Guard)>) {
    for (start, open) in marks.iter().filter(|(_, mark)| matches!(mark, '(' | '[' | '（' | '［')) {
        let inside = start + open.len_utf8();
        let rest = &text[inside..];
        // Between brackets that do not match there may be units: (5万,10万].
        let part = |c: char| is_term(c) || matches!(c, ',' | '，') || "百千万亿元岁年月日时分人个吨米度℃".contains(c);
        let length = rest.find(|c: char| !part(c)).unwrap_or(0);
        let Some(close) = rest[length..].chars().next().filter(|_| (3..=60).contains(&length)) else { continue };
        let mixed = matches!((open, close), ('(' | '（', ']' | '］') | ('[' | '［', ')' | '）'));
        if mixed && rest[..length].contains([',', '，']) {
            found.push((*start..inside + length + close.len_utf8(), Guard::Formula));
        }
    }
}

/// What the terms of an interval are made of.
fn is_term(character: char) -> bool {
    character.is_ascii_alphanumeric() || ".+-−±∞%/*² ^_".contains(character) || ('α'..='ω').contains(&character)
}

/// `SUM(甲列)`, `print("完成")`: a function with what it is given.
fn calls(text: &str, marks: &[(usize, char)], found: &mut Vec<(Range<usize>, Guard)>) {
    let mut end = 0;
    for (open, _) in marks.iter().filter(|(_, mark)| *mark == '(') {
        let name = text[..*open]
            .bytes()
            .rev()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
            .take(40)
            .count();
        if *open < end || name == 0 {
            continue;
        }
        let Some(close) = partner(text, *open) else { continue };
        let (name, given) = (&text[open - name..*open], &text[open + 1..close]);
        let strings = given.contains('"') || given.matches('\'').count() > 1;
        let known = FUNCTIONS.contains(&name) && given.contains(is_han);
        if strings || known {
            end = close + 1;
            found.push((open - name.len()..end, Guard::Code));
        }
    }
}

/// The bracket that closes the round one at `open`.
fn partner(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.as_bytes()[open..].iter().take(LONGEST).enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(open + at),
            b')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// `报表(终稿).docx`: brackets in the name of a file.
fn files(text: &str, marks: &[(usize, char)], found: &mut Vec<(Range<usize>, Guard)>) {
    for (close, _) in marks.iter().filter(|(_, mark)| *mark == ')') {
        let Some(rest) = text[close + 1..].strip_prefix('.') else { continue };
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).take(8).count();
        let known = ENDINGS.iter().any(|ending| rest[..length].eq_ignore_ascii_case(ending));
        let least = close.saturating_sub(LONGEST);
        let open = memchr::memrchr(b'(', &text.as_bytes()[least..*close]).map(|open| least + open);
        if let Some(open) = open.filter(|_| known) {
            found.push((open..close + 2 + length, Guard::Address));
        }
    }
}

/// `title="年报"`, `{"名称":"年报"}` and `["甲","乙"]`.
fn strings(text: &str, marks: &[(usize, char)], found: &mut Vec<(Range<usize>, Guard)>) {
    let bytes = text.as_bytes();
    let mut end = 0;
    for (at, mark) in marks.iter().filter(|(_, mark)| matches!(mark, '"' | '\'' | '{' | '[')) {
        if *at < end {
            continue;
        }
        let rest = &bytes[*at + 1..bytes.len().min(at + LONGEST)];
        let close = |mark: u8| memchr::memchr(mark, rest).map(|length| at + 2 + length);
        if matches!(mark, '{' | '[') {
            let last = if *mark == '{' { memchr::memrchr(b'}', rest) } else { memchr::memchr(b']', rest) };
            let Some(close) = last.map(|length| at + 2 + length) else { continue };
            let inside = text[at + 1..close - 1].trim();
            let pairs = *mark == '{' && (inside.contains("\":") || inside.contains("\" :"));
            let list = *mark == '[' && inside.ends_with('"') && inside.len() > 2;
            if inside.starts_with('"') && (pairs || list) {
                end = close;
                found.push((*at..close, Guard::Code));
            }
            continue;
        }
        if let Some(close) = close(*mark as u8).filter(|_| text[..*at].ends_with('=')) {
            end = close;
            found.push((at - 1..close, Guard::Code));
        }
    }
}

/// Whether half-width brackets from `open` to `close` belong to a formula, a number or a name that is not Chinese: `(NH4)2SO4`, `(a+b)×c`,
/// `(0,1)`, `(028)00000000`.
pub(super) fn is_formula(text: &str, open: usize, close: usize) -> bool {
    let (before, inside, behind) = (&text[..open], &text[open + 1..close], &text[close + 1..]);
    if inside.contains(is_han) {
        return is_compound(before, inside) || is_factor(before, behind);
    }
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let goes_on = behind[digits..].chars().next();
    let index = digits > 0
        && digits < 3
        && goes_on.is_none_or(|c| c.is_ascii_alphabetic() || is_operator(c) || matches!(c, '(' | '[' | '·'));
    let dialled = inside.starts_with('0') && digits >= 7;
    let joined = behind.starts_with(|c: char| {
        c.is_ascii_alphabetic()
            || is_operator(c)
            || matches!(c, '(' | '[' | '/' | '-' | '₀'..='₉' | '⁰'..='⁹' | '¹' | '²' | '³' | '⁺' | '⁻' | 'π')
    });
    // Two terms with a sign between them; one term with its own sign is a remark: (+5%).
    let term = |c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | ')' | '²' | '³') || ('α'..='ω').contains(&c);
    let counted = inside.char_indices().skip(1).any(|(at, c)| {
        let sides =
            || inside[..at].ends_with(term) && inside[at + c.len_utf8()..].trim_start().starts_with(|c| term(c) || c == '(');
        is_operator(c) && sides()
            || c == '-' && sides() && inside.bytes().any(|byte| byte.is_ascii_alphabetic()) && inside.len() <= 5
    });
    let number = |part: &str| {
        let part = part.trim();
        let letters = part.bytes().filter(u8::is_ascii_alphabetic).count();
        !part.is_empty() && letters <= 1 && part.chars().all(is_term)
    };
    let tuple = inside.contains(',') && inside.split(',').all(number);
    index || dialled || joined || counted || tuple
}

/// Whether brackets with Chinese in them stand in the name of a chemical compound: `3-(4-硝基苯基)丙烷`, `(R)-布洛芬`.
fn is_compound(before: &str, inside: &str) -> bool {
    let place = inside.find('-').is_some_and(|at| {
        let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'\'');
        let greek = inside[..at].chars().all(|c| ('α'..='ω').contains(&c)) && at > 0;
        (greek || inside[..at].split(',').all(number)) && inside[at + 1..].starts_with(is_han)
    });
    let joined = before.strip_suffix('-').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()));
    place || joined
}

/// Whether brackets are a term of a sum in words: `(甲+乙)÷2`, `=(笔试+面试)/2`, or part of the path of a file.
fn is_factor(before: &str, behind: &str) -> bool {
    let sign = |c: char| matches!(c, '×' | '÷' | '+' | '*' | '/' | '^' | '＋');
    behind.starts_with(sign) || before.ends_with(|c| sign(c) || matches!(c, '=' | '＝'))
}

/// A sign between terms; a hyphen is none by itself.
const fn is_operator(character: char) -> bool {
    matches!(
        character,
        '×' | '÷' | '+' | '−' | '±' | '=' | '<' | '>' | '≤' | '≥' | '≠' | '≈' | '^' | '*' | '·' | '∙' | '＝' | '＋'
    )
}

/// Whether a colon between Chinese words parts the terms of a ratio: `水泥:砂:石子=1:2:3`, `男:女为1:1.2`. `rest` is what follows it.
pub(super) fn is_ratio(rest: &str) -> bool {
    let mut rest = rest;
    loop {
        let length = rest.char_indices().take(9).find(|(_, c)| !is_han(*c)).map(|(at, _)| at);
        let Some(length) = length.filter(|length| *length > 0) else { return false };
        let (word, behind) = rest.split_at(length);
        let mark = behind.chars().next();
        match mark {
            Some(':' | '∶') => rest = &behind[mark.map_or(0, char::len_utf8)..],
            Some('=' | '＝') => return true,
            _ => {
                let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
                let equals = word.ends_with(['为', '是', '约', '比', '例', '达']);
                return equals && digits > 0 && behind[digits..].starts_with([':', '∶']);
            }
        }
    }
}

/// Whether byte `at` of a text is a dot in the Chinese name of a web site, or behind the number of an item: `示例.中国`, `一.加强领导`.
pub(super) fn is_dot_of_a_name(text: &str, at: usize) -> bool {
    const ENDS: [&str; 10] = ["中国", "政务", "公益", "公司", "网络", "网址", "网店", "商城", "集团", "在线"];
    let (before, behind) = (&text[..at], &text[at + 1..]);
    let numeral = before.trim_end_matches(|c| "一二三四五六七八九十".contains(c));
    let numbered = numeral.len() < before.len() && numeral.chars().next_back().is_none_or(|c| !is_han(c));
    numbered || ENDS.iter().any(|end| behind.starts_with(end))
}

/// Whether a reference is listed as GB/T 7714 has it, with half-width marks throughout: `李明.年报方法[J].示例学报,2026,12(3):45-67.`
pub(super) fn is_bibliography(text: &str) -> bool {
    const KINDS: [&str; 14] =
        ["[J]", "[M]", "[N]", "[R]", "[S]", "[D]", "[Z]", "[P]", "[C]", "[G]", "[A]", "[EB/OL]", "[J/OL]", "[M/OL]"];
    text.contains('[') && KINDS.iter().any(|kind| text.contains(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let marks: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !is_han(*c)).collect();
        let mut found = Vec::new();
        let has = Marks { quoted: true, square: true, round: true, escaped: true };
        stretches(text, &marks, has, &mut found);
        found.into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn stretches_that_are_no_prose() {
        assert_eq!(shown("在(0,1]和[0, +∞)内，（a，b］外"), ["(0,1]", "[0, +∞)", "（a，b］"]);
        assert_eq!(shown("为(5万,10万]元，或[1月,3月)"), ["(5万,10万]", "[1月,3月)"]);
        assert_eq!(shown("见[1,3]和(1,3)、[甲,乙)"), [""; 0]);
        assert_eq!(shown("填=IF(A1>60,\"合格\",\"不\")和SUM(甲列)、GDP(总值)"), ["IF(A1>60,\"合格\",\"不\")", "SUM(甲列)"]);
        assert_eq!(shown("写作title=\"年报\"或{\"名称\":\"年报\"}，不写“甲”"), ["=\"年报\"", "{\"名称\":\"年报\"}"]);
        assert_eq!(
            shown("存为D:\\资料\\报表(终稿).xlsx，或报表(终稿).docx"),
            ["D:\\资料\\报表(终稿).xlsx", "(终稿).xlsx", "(终稿).docx"]
        );
        assert_eq!(shown("\\*甲\\*和\\\\"), ["\\*", "\\*", "\\\\"]);
    }

    #[test]
    fn brackets_of_formulas() {
        let formula = |text: &str| {
            let open = text.find('(').unwrap();
            is_formula(text, open, partner(text, open).unwrap())
        };
        for text in [
            "(NH4)2SO4",
            "(a+b)×c",
            "(a−b)²",
            "(x+1)(x−1)",
            "(0,1)",
            "(104.06,30.67)",
            "(1+5%)",
            "(028)00000000",
            "(1/2)πr",
            "(4-硝基苯基)丙烷",
            "(甲+乙)÷2",
            "(a-b)的",
        ] {
            assert!(formula(text), "{text}");
        }
        for text in
            ["(GDP)", "(GDP)2026年", "(含附件)", "(+5%)", "(2025-2026)", "(3)", "(E. coli)", "(A)3家", "(GDP,CPI)", "(a)、"]
        {
            assert!(!formula(text), "{text}");
        }
    }

    #[test]
    fn ratios() {
        for text in ["砂:石子=1:2:3", "女为1:1.2", "砂=1:3的", "女比例为1:1"] {
            assert!(is_ratio(text), "{text}");
        }
        for text in ["请带证件。", "上午9:30", "大门，比例为1:2", "", "1:2"] {
            assert!(!is_ratio(text), "{text}");
        }
    }
}
