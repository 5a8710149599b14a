//! `zhumo fmt`: the same notice, spelled one way, and the same again when formatted twice.

mod common;
#[path = "recipe/mod.rs"]
mod recipe;
mod support;

use common::{examples, read, root};
use proptest::prelude::*;
use std::io::Write;
use std::process::Stdio;
use support::zhumo;
use zhumo::fmt::{FmtOptions, format, renumber};
use zhumo::model::{Layout, Notice};
use zhumo::syntax::LineKind;

fn formatted(text: &str) -> String {
    format(text, &FmtOptions::default())
}

/// The notice as data without places, and without the spellings that the formatter owns: written here on its own, so that
/// the formatter's own idea of meaning is not taken for granted.
fn data(notice: &Notice) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                map.retain(|key, value| {
                    !matches!(key.as_str(), "span" | "escapes" | "regular" | "enumerator" | "number_text" | "option")
                        && value.get("start").is_none()
                });
                map.values_mut().for_each(strip);
            }
            serde_json::Value::Array(values) => values.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(notice).unwrap();
    strip(&mut value);
    for (list, keys) in [("fields", &["label"][..]), ("annexes", &["label"][..])] {
        for entry in value[list].as_array_mut().unwrap() {
            keys.iter().for_each(|key| drop(entry.as_object_mut().unwrap().remove(*key)));
        }
    }
    value["fields"].as_array_mut().unwrap().sort_by_key(ToString::to_string);
    for list in ["body", "afterword"] {
        blocks(&mut value[list]);
    }
    value["annexes"].as_array_mut().unwrap().iter_mut().for_each(|annex| blocks(&mut annex["blocks"]));
    value
}

fn blocks(value: &mut serde_json::Value) {
    for block in value.as_array_mut().unwrap() {
        if block.get("self_numbered").is_some() {
            block["label"] = narrow(block["label"].as_str().unwrap()).into();
        }
    }
}

fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '（' => '(',
        '）' => ')',
        '．' => '.',
        other => other,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

/// What a suppression speaks of: the text of the line it covers, without what the formatter may respell.
fn covered(text: &str, notice: &Notice) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = notice
        .suppressions
        .iter()
        .map(|suppression| {
            let line = suppression.covers.of(text);
            let tree = zhumo::syntax::parse(line);
            let value = match &tree.lines[0].kind {
                // The formatter owns labels in brackets.
                LineKind::Annex { title, .. } => title.text(line).text,
                LineKind::PageBreak => "page break".to_owned(),
                _ => line.split_once(['：', ':']).map_or(line, |(_, value)| value).to_owned(),
            };
            let rule = suppression.rule.as_ref().map_or_else(String::new, |rule| rule.text.clone());
            (rule, narrow(&value).chars().filter(|c| !matches!(c, '|' | '-' | '：' | ':')).collect())
        })
        .collect();
    all.sort();
    all
}

fn holds(name: &str, text: &str) {
    let once = formatted(text);
    assert_eq!(formatted(&once), once, "{name} changes when it is formatted again\n--- draft\n{text}\n--- once\n{once}");
    let (before, after) = (read(text), read(&once));
    assert_eq!(data(&before), data(&after), "{name} means something else\n--- draft\n{text}\n--- once\n{once}");
    assert_eq!(covered(text, &before), covered(&once, &after), "{name}: a suppression speaks of another line\n{once}");
}

#[test]
fn examples_stay_what_they_are() {
    for (name, text) in examples() {
        holds(&name, &text);
    }
    for name in ["joint-notice", "briefing-15", "briefing-25", "english-notice", "minimal", "open-letter", "traditional-notice"] {
        let text = std::fs::read_to_string(root().join(format!("examples/{name}.notice"))).unwrap();
        assert_eq!(formatted(&text), text, "the example {name} is not in canonical form");
    }
}

#[test]
fn every_fixture_keeps_its_meaning() {
    let mut count = 0;
    for folder in ["tests/check", "tests/geometry", "tests/visual"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_file() && (name.ends_with(".txt") || name.ends_with(".notice")) {
                let text = std::fs::read_to_string(&path).unwrap();
                let cases = text.split("\n--- ").map(|case| case.split_once(" ---\n").map_or(case, |(_, case)| case));
                for case in cases {
                    holds(&name, case);
                    count += 1;
                }
            }
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn spellings_become_one() {
    let draft = "\u{feff}// 草稿\r\nTo:各处室：  \r\n  標　題 : 关于检查的通知\r\n\r\n\r\n　　现将事项通知如下。\r\n一、 总则\r\n(一) 时间。九月。\r\n1．地点；\r\n1. 3号楼；\r\n-   甲\r\n|甲|乙|\r\n|:-|---|\r\n| 丙|丁\r\n[page  break]\r\n署名:示例局\r\n[Annex 1|landscape]  表\r\n";
    let canonical = "\u{feff}// 草稿\r\n标题：关于检查的通知\r\n主送：各处室：\r\n\r\n现将事项通知如下。\r\n一、总则\r\n（一）时间。九月。\r\n1.地点；\r\n1. 3号楼；\r\n- 甲\r\n| 甲 | 乙 |\r\n|:---|---|\r\n| 丙 | 丁 |\r\n【分页】\r\n\r\n署名：示例局\r\n\r\n【附件1｜横排】表\r\n";
    assert_eq!(formatted(draft), canonical);
    let english = "Title:Notice on Safety\nTo:All offices:\nWork begins.\n1.Hours\n（1）Open doors\nSigned:Office of Works\n";
    assert_eq!(
        formatted(english),
        "Title: Notice on Safety\nTo: All offices:\n\nWork begins.\n1. Hours\n(1) Open doors\n\nSigned: Office of Works\n"
    );
}

#[test]
fn comments_go_with_what_they_are_about() {
    let draft = "// 整份文稿\n主送：各处室：\n// zhumo-ignore spaced-name: 报表如此\n发文机关：示例局\n// 标题已定\n标题：通知\n\n正文。\n";
    let canonical = "// 整份文稿\n// zhumo-ignore spaced-name: 报表如此\n发文机关：示例局\n// 标题已定\n标题：通知\n主送：各处室：\n\n正文。\n";
    assert_eq!(formatted(draft), canonical);
}

#[test]
fn what_would_change_the_notice_is_left_alone() {
    // A field given twice: the first counts, so that nothing may move.
    let twice = "主送：甲\n标题：一\n标题：二\n\n正文。\n";
    assert_eq!(formatted(twice), twice);
    // Backslashes, text that only looks like a field, and joints.
    for kept in ["\\一、不是标题。\n", "正文。\n标题：在正文里\n", "甲\\\n乙\n", "正文\\\n", "- 甲\n\n- 乙\n"]
    {
        assert_eq!(formatted(kept), kept);
    }
    assert_eq!(formatted(""), "");
    assert_eq!(formatted("\n\n \n"), "");
}

#[test]
fn numbers_are_fixed_and_references_follow() {
    let draft = "标题：通知\n\n见附件3，并见附件1。\n一、甲\n（一）子\n（三）丑\n三、乙\n（二）寅\n三、丙\n#、丁\n【附件1】表一\n二、戊\n【附件3】表二\n见附件3。\n";
    let fixed = renumber(draft);
    assert!(fixed.remarks.is_empty());
    assert_eq!(
        fixed.text,
        "标题：通知\n\n见附件2，并见附件1。\n一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅\n三、丙\n#、丁\n【附件1】表一\n一、戊\n【附件2】表二\n见附件3。\n"
    );
    let english = "Title: Notice\n\nSee Annex 4.\n1. One\n(a) first\n(c) second\n3. Two\n[Annex 1] A\n[Annex 4] B\n";
    assert_eq!(
        renumber(english).text,
        "Title: Notice\n\nSee Annex 2.\n1. One\n(a) first\n(b) second\n2. Two\n[Annex 1] A\n[Annex 2] B\n"
    );
    let twice = renumber("标题：通知\n\n见附件1。\n【附件1】甲\n【附件1】乙\n");
    assert_eq!(twice.text, "标题：通知\n\n见附件1。\n【附件1】甲\n【附件2】乙\n");
    assert_eq!(twice.remarks.len(), 1, "which of the two is meant, nobody can say");
}

const MESSY: &str = "标题:通知\n\n\n\n正文。 \n";
const TIDY: &str = "标题：通知\n\n正文。\n";

#[test]
fn the_program_writes_only_what_changes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    std::fs::write(&path, MESSY).unwrap();
    std::fs::write(folder.path().join("b.notice"), TIDY).unwrap();
    let run = |arguments: &[&str]| zhumo().arg("fmt").args(arguments).arg(folder.path()).output().unwrap();
    let output = run(&["--check"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), path.display().to_string());
    let output = run(&["--diff"]);
    assert_eq!(output.status.code(), Some(1));
    let diff = String::from_utf8_lossy(&output.stdout);
    assert!(diff.contains("-标题:通知") && diff.contains("+标题：通知") && !diff.contains("b.notice"), "{diff}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), MESSY, "looking changes nothing");
    assert_eq!(run(&[]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), TIDY);
    assert_eq!(run(&["--check"]).status.code(), Some(0));
    let mut child =
        zhumo().args(["fmt", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(MESSY.as_bytes()).unwrap();
    assert_eq!(String::from_utf8_lossy(&child.wait_with_output().unwrap().stdout), TIDY);
    std::fs::write(folder.path().join("zhumo.toml"), "[fmt]\norder = false\nline_ends = \"crlf\"\n").unwrap();
    std::fs::write(&path, "主送：甲\n标题：通知\n").unwrap();
    run(&[]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "主送：甲\r\n标题：通知\r\n");
}

/// Lines that clerks and hostile hands write.
fn line() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "标题：",
        "標題:",
        "Title:",
        "主送",
        "署名：",
        "成文日期：",
        "日期：",
        "附件：",
        "电　话：",
        "联系人:",
        "- ",
        "-",
        "一、",
        "(一)",
        "（一）、",
        "1.",
        "1．",
        "1、",
        "(1)",
        "（#）",
        "#、",
        "(a)",
        "第一条　",
        "第一章",
        "【附件1】",
        "【附件】",
        "[Annex 2|apart]",
        "【分页】",
        "// ",
        "//",
        "// zhumo-ignore padded-date: 因",
        "![图](a.png)",
        "![",
        "|",
        "|---|",
        "| 甲 ",
        "表：",
        "[^1]:",
        "[^1]",
        "{主题}",
        "{@id}",
        "{#id}",
        "**",
        "`",
        "\\",
        "\\\\",
        "\\\n",
        "甲乙",
        "质量。",
        "；",
        "2026年8月14日",
        "abc",
        "Safety work",
        " ",
        "　",
        "\t",
        "\u{a0}",
        "\u{2003}",
        "\r",
        "\u{feff}",
        "\u{0}",
        "3.5亿元",
        "二、",
        "二年级",
        "抄送：",
        "印发：",
        "用印：是",
        "版式：命令",
        "语言：en",
        "语言：zh-TW",
        "令号：",
        "期号：",
        "出席：",
        "❀",
    ]);
    prop::collection::vec(pieces, 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn wild_drafts_keep_their_meaning(lines in prop::collection::vec(line(), 0..14), end in prop::sample::select(vec!["\n", "\r\n", "\r"])) {
        holds("a wild draft", &lines.join(end));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn likely_drafts_keep_their_meaning(recipe in recipe::recipe(&[Layout::Official, Layout::Briefing, Layout::Letter, Layout::Order])) {
        holds("a likely draft", &recipe.small().draft().0);
    }

    #[test]
    fn renumbering_leaves_nothing_to_renumber(lines in prop::collection::vec(line(), 0..14)) {
        let once = renumber(&lines.join("\n")).text;
        prop_assert_eq!(renumber(&once).text, once);
    }
}
