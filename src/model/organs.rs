//! Lists of names: organs that issue and sign, people who approve.

use crate::syntax::Text;
use schemars::JsonSchema;
use serde::Serialize;

/// An organ, or a person, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Organ {
    /// What was written.
    #[serde(flatten)]
    pub text: Text,
    /// The name without the spaces that set it wide: `科 技 部` is 科技部.
    pub name: String,
}

impl Organ {
    fn new(text: Text) -> Self {
        let name = despaced(&text.text);
        Self { text, name }
    }

    /// Whether the name was set wide with spaces.
    #[must_use]
    pub fn is_spaced_out(&self) -> bool {
        self.name != self.text.text
    }
}

/// Reads who signs an order: office and name stand side by side (`省长　李明`), so that a wide space parts nothing.
pub(super) fn read_people(text: &Text, items: &[Text]) -> Vec<Organ> {
    let mut people = Vec::new();
    if !text.is_empty() {
        let ranges = pieces(&text.text, |c| matches!(c, '、' | '，' | '；' | ';'));
        people.extend(
            ranges
                .into_iter()
                .map(|(start, end)| Organ { text: text.part(start, end), name: text.text[start..end].trim().to_owned() }),
        );
    }
    people.extend(items.iter().filter(|item| !item.is_empty()).map(|item| Organ { text: item.clone(), name: item.text.clone() }));
    people
}

impl Organ {
    /// The office and the name of somebody who signs: `省长　张三`. The name is what follows the last wide space, a tab or
    /// several spaces, and in Chinese a single space too; a name set wide (`张　三`) is one name. Empty where there is none.
    #[must_use]
    pub fn office_and_name(&self) -> (&str, &str) {
        let text = self.name.trim();
        let chinese = text.chars().any(is_han);
        if !chinese && let Some(at) = text.rfind("  ") {
            return (text[..at].trim(), text[at..].trim());
        }
        let words = pieces(text, |c| matches!(c, '\u{3000}' | '\t' | '\u{a0}') || (c == ' ' && chinese));
        let single = |at: usize| text[words[at].0..words[at].1].chars().count() == 1;
        let Some(mut first) = words.len().checked_sub(1).filter(|last| *last > 0) else { return (text, "") };
        while first > 0 && single(first) && single(first - 1) {
            first -= 1;
        }
        let (office, name) = text.split_at(words[first].0);
        (office.trim(), name.trim())
    }
}

/// Reads a list of names: the items where there are some, else the value split at `、，；`, wide spaces and single ones.
///
/// Single characters with single spaces between them are one name set wide.
pub(super) fn read(text: &Text, items: &[Text]) -> Vec<Organ> {
    if text.is_empty() {
        return items.iter().filter(|item| !item.is_empty()).map(|item| Organ::new(item.clone())).collect();
    }
    let mut organs: Vec<Organ> = split(text).into_iter().map(Organ::new).collect();
    organs.extend(items.iter().filter(|item| !item.is_empty()).map(|item| Organ::new(item.clone())));
    organs
}

fn split(text: &Text) -> Vec<Text> {
    let written = &text.text;
    let chinese = written.chars().any(is_han);
    let mut names = Vec::new();
    for (start, end) in pieces(written, |c| matches!(c, '、' | '，' | '；' | ';' | '\u{3000}' | '\t') || (c == ',' && chinese))
    {
        if !chinese {
            names.push((start, end));
            continue;
        }
        let words: Vec<(usize, usize)> =
            pieces(&written[start..end], |c| c == ' ').into_iter().map(|(from, to)| (start + from, start + to)).collect();
        let single = |word: &(usize, usize)| written[word.0..word.1].chars().count() == 1;
        let mut index = 0;
        while index < words.len() {
            let mut last = index;
            while single(&words[index]) && last + 1 < words.len() && single(&words[last + 1]) {
                last += 1;
            }
            names.push((words[index].0, words[last].1));
            index = last + 1;
        }
    }
    names.into_iter().map(|(start, end)| text.part(start, end)).filter(|name| !name.is_empty()).collect()
}

/// The stretches of `text` between separators, as byte offsets, none of them blank.
fn pieces(text: &str, separates: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0usize);
    for (at, character) in text.char_indices() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && separates(character) {
            found.push((start, at));
            start = at + character.len_utf8();
        }
    }
    found.push((start, text.len()));
    found.retain(|(start, end)| !text[*start..*end].trim().is_empty());
    found
}

/// Takes out the spaces between single Chinese characters.
fn despaced(text: &str) -> String {
    let words: Vec<&str> = text.split([' ', '\u{3000}', '\t', '\u{a0}']).filter(|word| !word.is_empty()).collect();
    let wide = words.len() > 1 && words.iter().all(|word| word.chars().count() == 1 && word.chars().all(is_han));
    if wide { words.concat() } else { text.to_owned() }
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn names(text: &str) -> Vec<String> {
        read(&Text::made(text, Span::new(0, text.len())), &[]).into_iter().map(|organ| organ.name).collect()
    }

    #[test]
    fn who_signs_has_an_office_and_a_name() {
        let parts = |text: &str| {
            let text = Text::made(text, Span::new(0, text.len()));
            let organ = &read_people(&text, &[])[0];
            let (office, name) = organ.office_and_name();
            (office.to_owned(), name.to_owned())
        };
        let pair = |office: &str, name: &str| (office.to_owned(), name.to_owned());
        assert_eq!(parts("省长　张三"), pair("省长", "张三"));
        assert_eq!(parts("省长　张　三"), pair("省长", "张　三"));
        assert_eq!(parts("省人民政府 省长 张三"), pair("省人民政府 省长", "张三"));
        assert_eq!(parts("示例省人民政府"), pair("示例省人民政府", ""));
        assert_eq!(parts("张　三"), pair("", "张　三"));
        assert_eq!(parts("Mayor Li Ming"), pair("Mayor Li Ming", ""));
        assert_eq!(parts("Mayor   Li Ming"), pair("Mayor", "Li Ming"));
    }

    #[test]
    fn names_set_wide_are_one_name() {
        assert_eq!(names("市场监管总局 中央宣传部 科 技 部"), ["市场监管总局", "中央宣传部", "科技部"]);
        assert_eq!(names("公 安 部 生态环境部"), ["公安部", "生态环境部"]);
        assert_eq!(names("甲市教育局、乙市教育局（民办科）"), ["甲市教育局", "乙市教育局（民办科）"]);
        assert_eq!(names("Bureau of Quality; Office of Trade, North"), ["Bureau of Quality", "Office of Trade, North"]);
    }
}
