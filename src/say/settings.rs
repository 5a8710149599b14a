//! What is wrong with a text in TOML, in both languages: for `zhumo.toml` and for the lengths of a template.

use super::Say;
use crate::say;
use std::ops::Range;

/// A fault of such a text.
pub(crate) struct Fault {
    /// What is wrong.
    pub message: Say,
    /// Where, in bytes.
    pub span: Option<Range<usize>>,
    /// The key or value that was probably meant, or the mark to write.
    pub nearest: Option<String>,
    /// The key or value that is at fault, where it is one.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "templates look for their line by it"))]
    pub wrong: String,
}

/// Stands in an error of our own between what it says in Chinese and in English.
const BETWEEN: char = '\u{1f}';

/// An error of our own about a value, for [`toml`] to tell.
#[cfg(feature = "pdf")]
pub(crate) fn refused<E: serde::de::Error>(Say { zh, en }: &Say) -> E {
    E::custom(format_args!("{zh}{BETWEEN}{en}"))
}

/// What the TOML library says of `text`, for a person: ``unknown field `x`, expected one of `a`, `b` `` and the like.
pub(crate) fn toml(text: &str, error: &toml::de::Error) -> Fault {
    let said = error.message();
    let quoted: Vec<&str> = said.split('`').skip(1).step_by(2).collect();
    let mut wrong = quoted.first().copied().unwrap_or_default();
    let nearest = || {
        let near = quoted.iter().skip(1).map(|word| (strsim::osa_distance(word, wrong), *word)).min();
        near.filter(|(distance, _)| *distance <= 1 + wrong.len() / 3).map(|(_, word)| word.to_owned())
    };
    let listed = quoted.iter().skip(1).map(|word| format!("`{word}`")).collect::<Vec<_>>();
    let (zh, en) = (listed.join("、"), listed.join(", "));
    let mut meant = None;
    let message = if let Some((zh, en)) = said.split_once(BETWEEN) {
        wrong = zh.split(['“', '”']).nth(1).unwrap_or_default();
        say!("{zh}", "{en}")
    } else if said.contains("$__toml_private") {
        say!(
            "这里应为别的值，写成了日期或时间；文字要用半角双引号括起来",
            "the value is of the wrong kind: a date or time is not expected; text is quoted"
        )
    } else if said.starts_with("unknown field") {
        meant = nearest();
        say!("没有名为“{wrong}”的键；这里可以写 {zh}", "there is no key `{wrong}` here, but {en}")
    } else if said.starts_with("unknown variant") {
        meant = nearest();
        say!("“{wrong}”不能写在这里；可以写 {zh}", "`{wrong}` means nothing here; write one of {en}")
    } else if let Some((found, expected)) = mistyped(said) {
        wrong = found.split(['`', '"']).nth(1).unwrap_or_default();
        let (Say { zh: found_zh, en: found_en }, Say { zh, en }) = (found_kind(found), expected_kind(expected));
        say!("这里应为{zh}，写成了{found_zh}", "the value is of the wrong kind: {en} is expected, and this is {found_en}")
    } else if said == "wanted string or table" {
        let Say { zh, en } = expected_kind("a string");
        say!("这里应为{zh}", "the value is of the wrong kind: {en} is expected")
    } else if said.starts_with("duplicate key") {
        say!("同一个键写了两次", "the key is written twice")
    } else if said.starts_with("missing field") {
        say!("缺少键 `{wrong}`", "the key `{wrong}` is missing")
    } else if let Some((at, wide, plain)) = error.span().and_then(|span| wide_mark(text, span.start)) {
        let message =
            say!("“{wide}”是全角标点，这里要用半角的 {plain}", "`{wide}` is a full-width mark; settings need `{plain}`");
        let span = Some(at..at + wide.len_utf8());
        return Fault { message, span, nearest: Some(plain.to_string()), wrong: wide.to_string() };
    } else {
        let zh = FAULTS.iter().find(|(fault, _)| said.contains(fault)).map_or("这里写得不对", |(_, zh)| zh);
        say!("不是正确的 TOML：{zh}", "this is not TOML: {said}")
    };
    Fault { message, span: error.span(), nearest: meant, wrong: wrong.to_owned() }
}

/// What stands there and what should, of a value of the wrong kind.
fn mistyped(said: &str) -> Option<(&str, &str)> {
    let rest = said.strip_prefix("invalid type: ").or_else(|| said.strip_prefix("invalid value: "))?;
    rest.rsplit_once(", expected ")
}

/// What a value is.
fn found_kind(found: &str) -> Say {
    let value = found.split('`').nth(1).unwrap_or_default();
    match found.split([' ', '`']).next().unwrap_or_default() {
        "string" => {
            let text = found.trim_start_matches("string ");
            say!("文字 {text}", "the text {text}")
        }
        "integer" => say!("整数 {value}", "the number {value}"),
        "floating" => say!("小数 {value}", "the fraction {value}"),
        "boolean" => say!("{value}", "`{value}`"),
        "map" => say!("一组键和值", "a table"),
        "sequence" => say!("列表", "a list"),
        _ => say!("别的", "something else"),
    }
}

/// What a value has to be.
fn expected_kind(expected: &str) -> Say {
    match expected {
        "a string" | "a borrowed string" | "string or table" => say!("文字（用半角双引号括起来）", "text in quotation marks"),
        "a sequence" => say!("列表（如 [\"甲\", \"乙\"]；多项的表用 [[…]]）", "a list such as [\"a\", \"b\"], of tables [[…]],"),
        "a boolean" => say!(" true 或 false", "true or false"),
        "usize" | "u64" | "u32" | "u16" | "u8" => say!("不小于 0 的整数", "a whole number from 0 on"),
        "isize" | "i64" | "i32" | "i16" | "i8" => say!("整数", "a whole number"),
        "f64" | "f32" => say!("不带引号的数", "a number without quotation marks"),
        "a map" => say!("一组键和值", "a table of keys and values"),
        other if other.starts_with("struct ") => say!("一组键和值", "a table of keys and values"),
        _ => say!("别的内容", "something else"),
    }
}

/// The first full-width mark outside of strings and comments of the line that a fault is on, with the mark that TOML wants there.
fn wide_mark(text: &str, at: usize) -> Option<(usize, char, char)> {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let mut quote = None;
    for (offset, character) in line.char_indices() {
        match (quote, character) {
            (None, '#') => return None,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, _) => {
                if let Some((_, plain)) = WIDE.iter().find(|(wide, _)| wide.contains(character)) {
                    return Some((start + offset, character, *plain));
                }
            }
            _ => {}
        }
    }
    None
}

/// Full-width marks that an input method writes, and the marks of TOML.
const WIDE: &[(&str, char)] = &[
    ("，、", ','),
    ("“”„＂", '"'),
    ("‘’＇", '\''),
    ("＝", '='),
    ("［【", '['),
    ("］】", ']'),
    ("｛", '{'),
    ("｝", '}'),
    ("＃", '#'),
    ("．", '.'),
];

/// What the TOML library says, in Chinese; what it says more exactly comes first.
const FAULTS: &[(&str, &str)] = &[
    ("missing comma between array elements", "列表的各项之间缺逗号"),
    ("missing comma between key-value pairs", "各键之间缺逗号"),
    ("extra comma", "多了一个逗号"),
    ("string values must be quoted", "文字要用半角双引号括起来"),
    ("missing opening quote", "文字缺前引号"),
    ("unclosed array", "列表没有写完，缺 ]"),
    ("unclosed table", "表名没有写完，缺 ]"),
    ("unclosed inline table", "缺 }"),
    ("missing array opening", "列表缺 ["),
    ("missing inline table opening", "缺 {"),
    ("missing table open", "表名缺 ["),
    ("missing assignment", "键和值之间缺等号"),
    ("key with no value", "键后面没有等号和值"),
    ("missing value", "等号后面没有值"),
    ("missing key", "等号前面没有键"),
    ("unquoted keys cannot be empty", "缺键名"),
    ("extra `=`", "多了一个等号"),
    ("unexpected `=`", "多了一个等号"),
    ("extra assignment", "多了一个等号"),
    ("invalid unquoted key", "键只能用字母、数字、- 和 _；别的字要用半角引号括起来"),
    ("escape", "反斜线后面写错了；要写反斜线就写两条，或者改用半角单引号"),
    ("unicode value", "反斜线后面的编码不对"),
    ("invalid multi-line basic string", "文字没有写完，缺三个半角双引号"),
    ("invalid multi-line literal string", "文字没有写完，缺三个半角单引号"),
    ("invalid basic string", "文字没有写完，缺半角双引号"),
    ("invalid literal string", "文字没有写完，缺半角单引号"),
    ("unexpected leading zero", "数字前面多了零"),
    ("`_` may only go between digits", "数字里的 _ 只能写在两个数字之间"),
    ("invalid date", "日期或时间写得不对；文字要用半角双引号括起来"),
    ("invalid time", "日期或时间写得不对；文字要用半角双引号括起来"),
    ("invalid boolean", "只能写 true 或 false；文字要用半角双引号括起来"),
    ("float", "数写得不对"),
    ("fraction", "数写得不对"),
    ("exponent", "数写得不对"),
    ("mantissa", "数写得不对"),
    ("number", "数写得不对"),
    ("integers", "数写得不对"),
    ("radix", "数写得不对"),
    ("sign", "数写得不对"),
    ("carriage return", "行尾有单独的回车符；换行写成 LF 或 CRLF"),
    ("comment", "注释里有不能用的字符"),
    ("recurse", "一层套一层，套得太深"),
    ("unexpected content", "一行只写一个键，后面多了内容"),
    ("unexpected key or value", "一行只写一个键，后面多了内容"),
    ("invalid value", "值写得不对"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// A text without the words that are of TOML.
    fn plain(text: &str) -> String {
        ["TOML", "true", "false", "CRLF", "LF"].iter().fold(text.to_owned(), |text, word| text.replace(word, ""))
    }

    #[test]
    fn every_fault_is_told_in_both_languages() {
        let faults = [
            "a = [1 2]",
            "a = [1,,2]",
            "a = [1",
            "[a",
            "[[a]",
            "a = {b = 1",
            "a = {b = 1 c = 2}",
            "a = ]",
            "a = }",
            "a]",
            "a",
            "= 3",
            "a = ",
            "a = = 3",
            "市 = 3",
            "[a.]",
            "[a..b]",
            "a = \"",
            "a = '",
            "a = \"\"\"",
            "a = '''",
            "a = \"\\q\"",
            "a = \"\\u00\"",
            "a = \"\\uD800\"",
            "a = 01",
            "a = 1_",
            "a = 1__2",
            "a = 2026-13-45",
            "a = 25:00:00",
            "a = tru",
            "a = inf.",
            "a = 1e",
            "a = 1.",
            "a = 0x",
            "a = 0xg",
            "a = -0x1",
            "a = ++1",
            "a = 1\rb = 2",
            "a = 1 # \u{1}",
            "a = 1 b = 2",
            "a = \"b\" \"c\"",
            "a = b",
            "a = $",
            "a = 1\na = 2",
            "[a]\n[a]",
            "a.b = 1\na = 1",
            "a = {b = 1, b = 2}",
            "a = 99999999999999999999999999999999999999999",
        ];
        for text in faults {
            let error = ::toml::from_str::<::toml::Table>(text).unwrap_err();
            let Fault { message: Say { zh, en }, span, .. } = toml(text, &error);
            assert!(!plain(&zh).contains(|c: char| c.is_ascii_alphabetic()), "{text}: {zh} | {en}");
            assert!(span.is_some() && en.len() > 10 && !zh.contains("这里写得不对"), "{text}: {zh} | {en}");
        }
    }

    #[test]
    fn a_value_of_another_kind_is_told_with_the_right_one() {
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Inner {}
        #[derive(Debug, Default, serde::Deserialize)]
        #[serde(default)]
        #[allow(dead_code, reason = "only what is refused counts")]
        struct Table {
            text: Option<String>,
            list: Option<Vec<String>>,
            yes: Option<bool>,
            count: Option<usize>,
            length: Option<f64>,
            inner: Option<Inner>,
        }
        let wrongs = ["3", "1.5", "true", "\"x\"", "[]", "{}", "2026-08-14", "-1", "[1]"];
        let mut told = 0;
        for key in ["text", "list", "yes", "count", "length", "inner"] {
            for wrong in wrongs {
                let text = format!("{key} = {wrong}");
                let Err(error) = ::toml::from_str::<Table>(&text) else { continue };
                let Fault { message: Say { zh, en }, .. } = toml(&text, &error);
                let dated = zh.contains("日期");
                assert!(zh.contains("这里应为") && (dated || !zh.contains("别的")), "{text}: {zh}");
                assert!(!plain(&zh.replace("\"x\"", "")).contains(|c: char| c.is_ascii_alphabetic()), "{text}: {zh}");
                assert!(en.contains("expected") && !en.contains("struct"), "{text}: {en}");
                told += 1;
            }
        }
        assert!(told > 35, "{told}");
    }
}
