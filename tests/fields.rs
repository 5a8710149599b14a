//! The table of fields in all that is made of it: the tables of the documents, the grammar of Visual Studio Code.
//!
//! `ZHUMO_BLESS=1` writes them anew, for somebody to read.

mod support;

use std::fmt::Write;
use zhumo::model::Layout;
use zhumo::syntax::FieldKey;
use zhumo::syntax::keywords::{Field, Part, Words, Zone, lookup, spellings};

/// Holds what stands in a document between the line `<!-- fields: NAME -->` and the next `<!-- end -->` against what the table makes.
fn holds(document: &str, name: &str, made: &str) {
    let page = std::fs::read_to_string(support::root().join(document)).unwrap();
    let opening = format!("<!-- fields: {name} -->\n");
    let start = page.find(&opening).unwrap_or_else(|| panic!("{document} has no place for {name}")) + opening.len();
    let end = start + page[start..].find("<!-- end -->").unwrap();
    support::keep(document, &format!("{}\n{made}\n{}", &page[..start], &page[end..]));
}

fn rows() -> impl Iterator<Item = &'static Field> {
    FieldKey::ALL.iter().map(|key| key.row())
}

/// The words of Traditional Chinese that are others than those of Simplified Chinese.
fn differing(row: &Field, words: fn(Words) -> &'static [&'static str]) -> Vec<&'static str> {
    let simplified = words(row.simplified);
    words(row.traditional).iter().copied().filter(|word| !simplified.contains(word)).collect()
}

fn table(head: &[&str], lines: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for cells in lines {
        let cells: Vec<String> =
            cells.into_iter().map(|cell| if cell.is_empty() { " ".into() } else { format!(" {cell} ") }).collect();
        writeln!(out, "|{}|", cells.join("|")).unwrap();
    }
    out
}

#[test]
fn the_format_page_lists_every_field() {
    let place = |row: &Field| match row.zone {
        Zone::Head => "head",
        Zone::Tail if row.imprint => "imprint",
        Zone::Tail => "tail",
        Zone::Contact => "contact",
        _ => "any",
    };
    let lines = rows().map(|row| {
        let usual = |words: Words| if words.usual.is_empty() { words.first().to_owned() } else { words.usual.join(", ") };
        let items = if row.items { "yes" } else { "" };
        vec![
            format!("`{}`", row.name),
            usual(row.simplified),
            differing(row, |words| words.usual).join(", "),
            row.english.usual.first().map_or_else(|| row.english.first().to_owned(), |_| row.english.usual.join(", ")),
            place(row).to_owned(),
            items.to_owned(),
            row.clause.unwrap_or_default().to_owned(),
        ]
    });
    let page = table(&["model name", "简体", "繁體, where different", "English", "place", "items", "clause"], lines);
    holds("docs/format.md", "all", &page);
    holds("docs/format.zh-CN.md", "all", &chinese(&page));
    let longer = rows().filter(|row| !(row.simplified.also.is_empty() && row.english.also.is_empty())).map(|row| {
        let traditional = differing(row, |words| words.also);
        vec![format!("`{}`", row.name), row.simplified.also.join(", "), traditional.join(", "), row.english.also.join(", ")]
    });
    let page = table(&["model name", "简体", "繁體, where different", "English"], longer);
    holds("docs/format.md", "also", &page);
    holds("docs/format.zh-CN.md", "also", &chinese(&page));
}

/// The table in Chinese.
fn chinese(page: &str) -> String {
    let words = [
        ("model name", "数据里的名称"),
        ("繁體, where different", "繁體（不同时）"),
        ("| English |", "| 英文 |"),
        ("| place | items | clause |", "| 位置 | 列 | 条款 |"),
        ("| head |", "| 首 |"),
        ("| tail |", "| 尾 |"),
        ("| imprint |", "| 版记 |"),
        ("| contact |", "| 联系 |"),
        ("| any |", "| 任意 |"),
        ("| yes |", "| 列 |"),
    ];
    words.iter().fold(page.to_owned(), |page, (english, chinese)| page.replace(english, chinese))
}

/// What a group is called in both languages, and whether a field is of it.
type Group = (&'static str, &'static str, fn(&Field) -> bool);

/// The groups of the manuals: a part of the page, and the contacts.
const GROUPS: [Group; 5] = [
    ("整份文件", "The whole file", |row| row.part == Part::Settings),
    ("版头", "Masthead (版头)", |row| row.part == Part::Masthead),
    ("主体", "Main part (主体)", |row| row.part == Part::Main && row.zone != Zone::Contact),
    ("联系方式", "Contacts", |row| row.zone == Zone::Contact),
    ("版记", "Imprint (版记)", |row| row.part == Part::Imprint),
];

#[test]
fn the_manuals_list_every_field() {
    let (mut chinese, mut english) = (Vec::new(), Vec::new());
    for (zh, en, fits) in GROUPS {
        let lines = rows().filter(|row| fits(row)).map(|row| {
            let place = match row.zone {
                Zone::Head => "首",
                Zone::Tail => "尾",
                Zone::Contact => "联系",
                _ => "任意",
            };
            let list = if row.items { "，列" } else { "" };
            vec![words(row.simplified, "、"), format!("{place}{list}"), said(row, false), code(row.example)]
        });
        chinese.push(format!("**{zh}**\n\n{}", table(&["字段", "位置", "写什么", "例"], lines)));
        let lines = rows().filter(|row| fits(row)).map(|row| {
            let place = match row.zone {
                Zone::Head => "head",
                Zone::Tail => "tail",
                Zone::Contact => "contact",
                _ => "any",
            };
            let list = if row.items { ", list" } else { "" };
            vec![words(row.english, ", "), words(row.simplified, ", "), format!("{place}{list}"), said(row, true)]
        });
        english.push(format!("**{en}**\n\n{}", table(&["English", "简体", "place", "what to write"], lines)));
    }
    holds("docs/manual.zh-CN.md", "all", &chinese.join("\n"));
    holds("docs/manual.md", "all", &english.join("\n"));
    let others = rows().map(|row| {
        let traditional = differing(row, |words| words.usual);
        vec![row.simplified.first().to_owned(), traditional.join("、"), words(row.english, "、"), row.simplified.also.join("、")]
    });
    holds("docs/manual.zh-CN.md", "also", &table(&["字段", "繁體", "英文", "也可以写作"], others));
    let others = rows().filter(|row| !row.english.also.is_empty() || !row.simplified.also.is_empty()).map(|row| {
        let also = [row.english.also, row.simplified.also].concat();
        vec![row.english.first().to_owned(), differing(row, |words| words.usual).join(", "), also.join(", ")]
    });
    holds("docs/manual.md", "also", &table(&["field", "繁體", "other words"], others));
}

fn words(words: Words, between: &str) -> String {
    if words.usual.is_empty() { words.first().to_owned() } else { words.usual.join(between) }
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// What is said of a field, and for which layouts it is.
fn said(row: &Field, english: bool) -> String {
    let name = |of: &&str| {
        let layout = Layout::ALL.iter().find(|(_, _, name)| name == of).expect("a layout");
        if english { layout.2.to_owned() } else { layout.1.to_owned() }
    };
    let layouts: Vec<String> = row.layouts.iter().map(name).collect();
    let meaning = if english { row.meaning.1 } else { row.meaning.0 };
    if row.key == FieldKey::Layout {
        let names = Layout::ALL.iter().map(|(_, zh, en)| code(if english { en } else { zh })).collect::<Vec<_>>();
        return if english { format!("{meaning}: {}", names.join(", ")) } else { format!("{meaning}：{}", names.join("、")) };
    }
    match (layouts.is_empty(), english) {
        (true, _) => meaning.to_owned(),
        (false, true) => format!("{meaning} ({})", layouts.join(", ")),
        (false, false) => format!("{meaning}（{}）", layouts.join("、")),
    }
}

/// The grammar of Visual Studio Code colours every keyword: it cannot ask the program which there are.
#[test]
fn the_grammar_knows_every_keyword() {
    let path = "editors/vscode/syntaxes/notice.tmLanguage.json";
    let grammar = std::fs::read_to_string(support::root().join(path)).unwrap();
    let pattern = |word: &str| {
        if word.chars().any(|c| c.is_ascii_alphabetic()) {
            return format!("(?i:{})", word.replace('.', "\\\\.").replace(' ', "[ \\\\t]+"));
        }
        word.chars().map(String::from).collect::<Vec<_>>().join("[ \\\\t　]*")
    };
    let mut words: Vec<&str> = spellings().map(|(_, word)| word).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words.dedup();
    let list: Vec<String> = words.into_iter().map(pattern).collect();
    let key = "\"field\": {\n      \"match\": \"^[ \\\\t　]*(";
    let start = grammar.find(key).expect("the pattern of fields") + key.len();
    let end = start + grammar[start..].find(")[ \\\\t　]*([：:])").expect("the end of the pattern");
    support::keep(path, &format!("{}{}{}", &grammar[..start], list.join("|"), &grammar[end..]));
}

/// So do the syntax files of Vim, Neovim and Emacs, and the grammar for tree-sitter.
#[test]
fn the_syntax_files_know_every_keyword() {
    let mut words: Vec<&str> = spellings().map(|(_, word)| word).collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
    words.dedup();
    let pattern = |word: &str, some: &str| {
        if word.chars().any(|c| c.is_ascii_alphabetic()) {
            return word.replace('.', "[.]").replace(' ', &format!("[ \\t]{some}"));
        }
        word.chars().map(String::from).collect::<Vec<_>>().join("[ \\t　]*")
    };
    let vim: String = words.iter().map(|word| format!("      \\ '{}',\n", pattern(word, "\\+").replace('\'', "''"))).collect();
    let emacs: String = words.iter().map(|word| format!("    \"{}\"\n", pattern(word, "+"))).collect();
    let plain: String = words.iter().map(|word| format!("    {word:?},\n")).collect();
    let files = [
        ("editors/vim/syntax/notice.vim", "      \"\\ fields\n", "      \"\\ end\n", vim),
        ("editors/emacs/notice-mode.el", "    ;; fields\n", "    ;; end\n", emacs),
        ("editors/tree-sitter-notice/src/scanner.c", "    // fields\n", "    // end\n", plain),
    ];
    for (path, opening, closing, made) in files {
        let file = std::fs::read_to_string(support::root().join(path)).unwrap();
        let start = file.find(opening).expect("the place of fields") + opening.len();
        let end = start + file[start..].find(closing).expect("the end of fields");
        support::keep(path, &format!("{}{made}{}", &file[..start], &file[end..]));
    }
}

/// An example of the table is a value of its field: the model reads it without a finding about its form.
#[test]
fn examples_are_values() {
    let draft: String =
        rows().filter(|row| row.zone == Zone::Head).map(|row| format!("{}：{}\n", row.simplified.first(), row.example)).collect();
    let foot: String = rows()
        .filter(|row| row.zone != Zone::Head && row.key != FieldKey::PrintedOn)
        .map(|row| format!("{}：{}\n", row.simplified.first(), row.example))
        .collect();
    let draft = format!("{draft}\n现将“{{主题}}”活动的有关事项通知如下。\n\n{foot}");
    let (_, findings) = zhumo::check(&draft, &zhumo::Options::default());
    let form = |id: &str| {
        ["malformed-", "unknown-", "empty-", "misplaced-", "duplicate-", "misspelt-"].iter().any(|head| id.starts_with(head))
    };
    let wrong: Vec<_> = findings
        .iter()
        .filter(|finding| form(finding.rule.id))
        .map(|finding| (finding.rule.id, finding.span.of(&draft)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(rows().all(|row| lookup(row.simplified.first()) == Some(row.key)));
}
