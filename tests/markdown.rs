//! Markdown: complete, in order, and nothing of the text is mark-up by accident.

mod common;
mod support;

use common::{assert_in_order, examples, imprint_said, read, said};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use zhumo::config::MarkdownConfig;
use zhumo::markdown::{MarkdownOptions, markdown};
use zhumo::model::{Block, Notice};

fn write(text: &str) -> String {
    markdown(&read(text), &MarkdownOptions::default())
}

/// The text as a reader of GFM sees it, with a space between blocks, and without marks of footnotes.
fn visible(markdown: &str) -> String {
    let mut out = String::new();
    let mut in_image = false;
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::Image { .. }) => in_image = true,
            Event::End(TagEnd::Image) => in_image = false,
            Event::Text(text) | Event::Code(text) if !in_image => out.push_str(&text),
            Event::InlineHtml(text) if common::names_a_place(&text, markdown) => {}
            Event::Html(text) | Event::InlineHtml(text) => panic!("raw HTML: {text}"),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(end) if !matches!(end, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => out.push(' '),
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => panic!("mark-up by accident"),
            _ => {}
        }
    }
    out
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}

/// What a reader must find. The mark, the number and the date of a masthead have the order of the page.
fn expected(notice: &Notice) -> Vec<String> {
    // Markdown has one row of heads: each says all that stands above its column.
    let mut in_columns = notice.clone();
    let annexes = in_columns.annexes.iter_mut().flat_map(|annex| &mut annex.blocks);
    for block in in_columns.body.iter_mut().chain(annexes) {
        let Block::Table(table) = block else { continue };
        if table.head().len() > 1 {
            let count = table.head().len();
            let cells = (0..table.columns.len()).flat_map(|column| table.heading_cells(column)).cloned().collect();
            table.rows[0].cells = cells;
            table.rows[1..count].iter_mut().for_each(|row| row.cells.clear());
        }
    }
    let mut said = said(&in_columns);
    let noted = |number: Option<u32>| {
        let mut notes: Vec<_> = notice.footnotes.iter().filter(|note| note.number.is_some() == number.is_some()).collect();
        notes.sort_by_key(|note| note.number);
        notes.into_iter().map(|note| note.text.plain()).collect::<Vec<_>>()
    };
    said.extend(noted(None));
    said.extend(imprint_said(notice));
    said.extend(noted(Some(1)));
    said
}

#[test]
fn every_text_is_there_in_order() {
    for (name, text) in examples() {
        let notice = read(&text);
        let written = markdown(&notice, &MarkdownOptions::default());
        assert_in_order(&name, &visible(&written), &expected(&notice));
    }
}

#[test]
fn references_lead_to_what_they_name() {
    let mut count = 0;
    for (name, text) in examples() {
        let written = write(&text);
        let mut addresses: Vec<&str> = written.split("](#").skip(1).map(|rest| rest.split(')').next().unwrap()).collect();
        count += addresses.len();
        addresses.sort_unstable();
        addresses.dedup();
        let mut places: Vec<&str> = written.split("<a id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        places.sort_unstable();
        assert_eq!(places, addresses, "{name}");
    }
    assert!(count > 10);
    let draft = "标题：通知\n\n见表1、图1、附件1和表9。\n\n表：甲\n| 一 |\n|---|\n| 二 |\n\n![乙](a.png)\n\n附件：\n- 名单\n【附件】名单\n略。\n";
    let written = write(draft);
    for line in [
        "见[表1](#table-1)、[图1](#figure-1)、[附件1](#annex-1)和表9。",
        "表1　甲<a id=\"table-1\"></a>",
        "![乙](a.png)<a id=\"figure-1\"></a>",
        "附件：[名单](#annex-1)",
        "## 附件　名单<a id=\"annex-1\"></a>",
    ] {
        assert!(written.contains(line), "{line}\n{written}");
    }
    // What nothing refers to has no name.
    assert!(!write("标题：通知\n\n甲。\n\n表：甲\n| 一 |\n|---|\n| 二 |\n").contains("<a"));
}

#[test]
fn headings_lists_and_tables_are_those_of_the_notice() {
    for (name, text) in examples() {
        let notice = read(&text);
        let written = markdown(&notice, &MarkdownOptions::default());
        let events: Vec<Event<'_>> = Parser::new_ext(&written, options()).collect();
        let count = |wanted: fn(&Event<'_>) -> bool| events.iter().filter(|event| wanted(event)).count();
        let blocks = |wanted: fn(&Block) -> bool| notice.blocks().filter(|block| wanted(block)).count();
        let tables = count(|event| matches!(event, Event::Start(Tag::Table(_))));
        assert_eq!(tables, blocks(|block| matches!(block, Block::Table(_))), "{name}");
        let lists = count(|event| matches!(event, Event::Start(Tag::List(_))));
        assert_eq!(lists, blocks(|block| matches!(block, Block::List(_))), "{name}\n{written}");
        let code = count(|event| matches!(event, Event::Start(Tag::CodeBlock(_))));
        assert_eq!(code, 0, "{name}");
        let ranks: Vec<usize> = events
            .iter()
            .filter_map(|event| match event {
                Event::Start(Tag::Heading { level, .. }) => Some(*level as usize),
                _ => None,
            })
            .collect();
        assert!(ranks.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {ranks:?}");
    }
}

#[test]
fn a_run_in_heading_is_strong_beside_its_text() {
    let written = write(
        "标题：通知\n主题：（重点）。\n\n一、内容\n（一）加强宣传。深入宣传。\n（二）提出“**质量**”口号。后文{**重点**}前。\n",
    );
    assert!(written.contains("\n**（一）加强宣传**。深入宣传。\n"), "{written}");
    for strong in ["（一）加强宣传", "重点"] {
        let mut inside = false;
        let found = Parser::new_ext(&written, options()).any(|event| {
            match &event {
                Event::Start(Tag::Strong) => inside = true,
                Event::End(TagEnd::Strong) => inside = false,
                _ => {}
            }
            inside && matches!(&event, Event::Text(text) if text.contains(strong))
        });
        assert!(found, "{strong} is strong in\n{written}");
    }
}

/// To GitHub a symbol is a letter, to newer readers punctuation: marks beside one must work as either.
#[test]
fn marks_beside_symbols_work_for_every_reader() {
    for (text, expected) in [
        ("（1）。☆甲。乙", "\n**（1）**。☆甲。乙\n"),
        ("{**甲☆**}×3", "\n**甲**☆×3\n"),
        ("乙{**“甲”**}", "\n乙“**甲”**\n"),
        ("**甲乙**：丙", "\n**甲乙**：丙\n"),
    ] {
        let written = write(&format!("标题：题\n\n前。\n{text}\n"));
        assert!(written.contains(expected), "{expected} in\n{written}");
    }
}

/// A mark opens and closes by its neighbours, which in a title may stand on the next line.
#[test]
fn lines_of_a_title_are_one_heading() {
    let written = write("标题：\n- 关于\n- {*“甲”*}\n- 的通知\n\n正文。\n");
    assert_eq!(written.lines().next(), Some("# 关于“*甲*”的通知"));
}

/// A link stands in no other: readers would show the outer one as it is written.
#[test]
fn an_entry_with_an_address_leads_there_and_not_to_its_annex() {
    let text = "标题：通知\n\n正文。\n\n附件：\n- 名单，见[说明](https://a.cn/x)\n- a@b.cn收的表\n\n【附件1】名单\n\n甲。\n\n【附件2】表\n\n乙。\n";
    let written = write(text);
    assert!(written.contains("附件：1.名单，见[说明](https://a.cn/x)\\\n2.<a@b.cn>收的表\n"), "{written}");
}

#[test]
fn the_frame_of_a_notice() {
    let text = "发文机关：甲厅、乙厅\n发文字号：甲发〔2026〕3号\n标题：通知\n主送：各市：\n\n正文[^a]，见[这里](https://a.cn/x_(y))。\n\n[^a]: 注。\n\n\
        附件：\n- 甲表\n- [乙表](files/b c.pdf)\n\n联系人：王五\n邮箱：a@b.cn\n\n署名：甲厅\n成文日期：2026年8月14日\n附注：此件公开发布\n抄送：丙厅\n印发：甲厅办公室　2026年8月17日\n";
    let expected = "**甲厅**\\\n**乙厅**\\\n**文件**\n\n甲发〔2026〕3号\n\n# 通知\n\n各市：\n\n正文[^1]，见[这里](https://a.cn/x\\_\\(y\\))。\n\n\
        附件：1.甲表\\\n2.[乙表](files/b%20c.pdf)\n\n联系人：王五\\\n邮箱：<a@b.cn>\n\n甲厅\\\n2026年8月14日\n\n（此件公开发布）\n\n---\n\n\
        抄送：丙厅。\\\n甲厅办公室　2026年8月17日印发\n\n[^1]: 注。\n";
    assert_eq!(write(text), expected);
}

#[test]
fn front_matter_is_quoted() {
    let notice = read("标题：甲\"乙\\: 丙\n发文机关：甲厅\n关键词：是、2026\n\n正文。\n\n成文日期：2026年8月4日");
    let mut config = MarkdownConfig::default();
    config.front_matter = true;
    let written = markdown(&notice, &MarkdownOptions::new(config));
    let front = "---\ntitle: \"甲\\\"乙\\\\: 丙\"\ndate: \"2026-08-04\"\nissuer: [\"甲厅\"]\nkeywords: [\"是\", \"2026\"]\nlang: \"zh-CN\"\n---\n";
    assert!(written.starts_with(front), "{written}");
}

#[test]
fn lines_of_text_stay_text() {
    let nasty = [
        "2020. 年",
        "1) 甲",
        "(1) 甲",
        "- 甲",
        "+ 甲",
        "# 甲",
        "> 甲",
        "===",
        "---",
        "***",
        "___",
        "~~~",
        "```",
        "| a | b |",
        "|---|---|",
        ":--|--:",
        "[^1]: 甲",
        "[a]: b",
        "    四格",
        "<div>",
        "<!-- x -->",
        "<https://a.cn>",
        "https://a.cn",
        "www.a.cn",
        "a@b.cn",
        "&amp;",
        "&#65;",
        "- [ ] 甲",
        "[x]",
        "![x](y)",
        "$x$",
        "$$x$$",
        "H~2~O",
        "x^2^",
        "~~x~~",
        ":::",
        ": 甲",
        "% 甲",
        "@甲",
        "\"甲\" '乙' -- ... ---",
        "{{< x >}}",
        "{{% x %}}",
        "# 甲 {#id}",
        "甲\\",
        "\\甲",
        "甲 #",
        "[[甲]]",
        "==甲==",
        "Table: 甲",
        "^[甲]",
        "\\begin{x}",
        "__init__",
        "a__b__c",
        "*甲*乙*",
        "`甲",
        "``",
        "<a",
        "a < b > c",
        "!",
        "![",
        "](",
        "\u{a0}甲",
        "　甲",
    ];
    for line in nasty {
        for text in [
            format!("标题：题\n\n前。\n\\{line}\n后。\n"),
            format!("标题：{line}\n\n前。\n"),
            format!("标题：题\n\n| {line} |\n|---|\n| {line} |\n"),
        ] {
            let notice = read(&text);
            assert_in_order(&text, &visible(&markdown(&notice, &MarkdownOptions::default())), &expected(&notice));
        }
    }
}

/// The text with straight apostrophes between letters.
fn with_apostrophes(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let within = |at: usize| {
        let letter = |at: usize| characters.get(at).is_some_and(char::is_ascii_alphabetic);
        at > 0 && letter(at - 1) && letter(at + 1)
    };
    characters.iter().enumerate().map(|(at, c)| if *c == '’' && within(at) { '\'' } else { *c }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_lost(words in prop::collection::vec("[一-三、。（）“”a-c1-3 .,:;!?*_~`<>&\"'\\\\{}\\[\\]()#+=|$@^%-]{1,16}", 6)) {
        let text = format!(
            "标题：甲{}\n主送：乙{}\n\n丙{}\n\\{}\n一、丁{}\n- 戊{}\n| 己{} |\n|---|\n| 庚 |\n",
            words[0], words[1], words[2], words[0], words[3], words[4], words[5],
        );
        // A mark of a footnote that does not exist is no text of the model's; raised and lowered text stays as it was typed.
        prop_assume!(!["[^", "{^", "{_"].iter().any(|mark| text.contains(mark)));
        // What stands above two columns is said above each of them: Markdown has no cell that is so wide.
        prop_assume!(!words[5].contains("||"));
        let notice = read(&text);
        let written = write(&text);
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let all: String = expected(&notice).iter().map(|text| bare(text)).collect();
        // Nothing lost, and nothing added. Some readers curl an apostrophe, which is right where it stands within a word.
        prop_assert_eq!(with_apostrophes(&bare(&visible(&written))), with_apostrophes(&all), "{}", written);
    }
}
