//! What `--fix` does to a draft: over every fixture and example nothing changes but what the rules name, a second run finds nothing
//! to do, and no error comes of it; and to a file: its encoding, line ends and byte order mark stay, and it is whole or not written.

mod common;
mod support;

use std::collections::BTreeSet;
use std::io::Write;
use std::process::Stdio;
use support::{text, unescape, zhumo};
use zhumo::check::find_rule;
use zhumo::check::{Finding, FixScope, Fixed, Fixes, Severity, apply_fixes};
use zhumo::html::{HtmlOptions, html};
use zhumo::markdown::{MarkdownOptions, markdown};
use zhumo::model::Notice;
use zhumo::{Options, check, json};

/// Every case of every fixture, and every example.
fn drafts() -> Vec<(String, String)> {
    let mut drafts = Vec::new();
    let folder = support::root().join("tests/check");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let fixture = std::fs::read_to_string(&path).unwrap();
        for case in fixture.strip_prefix("--- ").unwrap().split("\n--- ") {
            let (title, case) = case.split_once(" ---\n").unwrap_or((case, ""));
            drafts.push((format!("{name}: {title}"), unescape(case)));
        }
    }
    drafts.extend(support::examples().iter().map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())));
    assert!(drafts.len() > 200, "{}", drafts.len());
    drafts
}

fn look(text: &str) -> (Notice, Vec<Finding>) {
    let mut options = Options::default();
    options.config.check.ignore.push("missing-element".to_owned());
    check(text, &options)
}

/// The text of a notice as HTML, Markdown and the model have it, without what `fixes` may change.
fn outputs(notice: &Notice, fixes: Fixes) -> [String; 3] {
    let html = html(notice, &HtmlOptions::default()).unwrap();
    let body = html.split("<body").nth(1).unwrap_or(&html);
    let mut inside_tag = false;
    let mut page = String::new();
    for c in body.chars() {
        match c {
            '<' => inside_tag = true,
            '>' => inside_tag = false,
            c if !inside_tag => page.push(c),
            _ => {}
        }
    }
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        page = page.replace(entity, character);
    }
    let data: serde_json::Value = serde_json::from_str(&json(notice).unwrap()).unwrap();
    let mut strings = String::new();
    gather(&data, &mut strings);
    // What is a paragraph may become a heading, so that the same words stand elsewhere in the data: the order is that of the other two.
    let data: std::collections::BTreeSet<char> = kept(&strings, fixes).chars().collect();
    // A number that is put right leads to its annex.
    let markdown = common::unlinked(&markdown(notice, &MarkdownOptions::default()));
    [kept(&page, fixes), kept(&markdown, fixes), data.into_iter().collect()]
}

/// The texts in a JSON value; places and names of kinds are none.
fn gather(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| gather(value, out)),
        serde_json::Value::Object(map) => {
            map.iter().filter(|(key, value)| !value.is_string() || *key == "text").for_each(|(_, value)| gather(value, out))
        }
        _ => {}
    }
}

/// What of a text must not change: letters and figures of any width, and the point or comma inside a number.
fn kept(text: &str, fixes: Fixes) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    let characters: Vec<char> = text.chars().map(narrow).collect();
    let digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let stays = |(at, c): (usize, &char)| match c {
        _ if fixes == Fixes::Words => false,
        '.' => fixes < Fixes::Figures && digit(at.checked_sub(1)) && digit(Some(at + 1)),
        c if "〇○零一二三四五六七八九十第".contains(*c) => fixes < Fixes::Figures,
        c if c.is_numeric() => fixes < Fixes::Figures,
        c => c.is_alphabetic(),
    };
    characters.iter().enumerate().filter(|(at, c)| stays((*at, c))).map(|(_, c)| *c).collect()
}

/// The characters that do not stand equally often in two texts.
fn differing(one: &str, other: &str) -> BTreeSet<char> {
    let mut counts: std::collections::BTreeMap<char, i64> = Default::default();
    one.chars().for_each(|c| *counts.entry(c).or_default() += 1);
    other.chars().for_each(|c| *counts.entry(c).or_default() -= 1);
    counts.into_iter().filter(|(_, count)| *count != 0).map(|(c, _)| c).collect()
}

fn errors(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.level == Severity::Error).map(|finding| finding.rule.id).collect()
}

#[test]
fn safe_fixes_change_nothing_but_what_their_rules_name() {
    let (mut used, mut worded): (BTreeSet<&str>, BTreeSet<&str>) = Default::default();
    let mut failures = Vec::new();
    for (name, text) in drafts() {
        let (before, _) = look(&text);
        let Fixed { text: after, made, notice, .. } = apply_fixes(&text, FixScope::Safe, look);
        let fixes = made.keys().map(|rule| find_rule(rule).unwrap().fixes).max().unwrap_or(Fixes::Marks);
        used.extend(made.keys());
        if made.is_empty() {
            assert_eq!(after, text, "{name}");

            continue;
        }
        if fixes == Fixes::Words {
            worded.extend(made.keys().filter(|rule| find_rule(rule).unwrap().fixes == Fixes::Words));
            // Where words change, no other letter may come or go than those that did in the draft.
            let changed = differing(&text, &after);
            let pairs = outputs(&before, Fixes::Figures).into_iter().zip(outputs(&notice, Fixes::Figures));
            for (kind, (old, new)) in ["HTML", "Markdown"].iter().zip(pairs) {
                let stray: Vec<char> = differing(&old, &new).difference(&changed).copied().collect();
                if !stray.is_empty() {
                    failures.push(format!("{name}: {made:?} change {stray:?} of the {kind}\n{text}\n---\n{after}"));
                }
            }
            continue;
        }
        for (kind, (old, new)) in
            ["HTML", "Markdown", "JSON"].iter().zip(outputs(&before, fixes).iter().zip(outputs(&notice, fixes)))
        {
            if *old != new {
                failures.push(format!("{name}: {made:?} change the {kind}\n{text}\n---\n{after}\n{old}\n{new}"));
                break;
            }
        }
    }
    assert!(failures.is_empty(), "{} drafts\n{}", failures.len(), failures.join("\n\n"));
    println!("fixes of {} rules", used.len());
    assert!(used.len() >= 10 && worded.len() >= 2, "{used:?} {worded:?}");
}

#[test]
fn a_second_run_finds_nothing_to_fix_and_no_error_comes_of_it() {
    for (name, text) in drafts() {
        for scope in [FixScope::Safe, FixScope::All] {
            let (_, before) = look(&text);
            let once = apply_fixes(&text, scope, look);
            let twice = apply_fixes(&once.text, scope, look);
            assert_eq!(once.text, twice.text, "{name}");
            for rule in errors(&once.findings) {
                let count = |list: &[Finding]| errors(list).iter().filter(|other| **other == rule).count();
                assert!(count(&once.findings) <= count(&before), "{name}: {rule} after {:?}\n{}", once.made, once.text);
            }
        }
    }
}

const PADDED: &str = "发文机关：示例局\n发文字号：示局发〔2026〕3号\n标题：示例局关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年09月20日\n";

fn fixed() -> String {
    PADDED.replace("年09月", "年9月")
}

#[test]
fn encoding_line_ends_and_mark_stay() {
    let folder = tempfile::tempdir().unwrap();
    let utf16 =
        |text: &str| -> Vec<u8> { [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect() };
    type Way = (&'static str, fn(&str) -> Vec<u8>);
    let ways: [Way; 5] = [
        ("utf-8", |text| text.as_bytes().to_vec()),
        ("with a mark", |text| format!("\u{feff}{text}").into_bytes()),
        ("crlf", |text| text.replace('\n', "\r\n").into_bytes()),
        ("cr", |text| text.replace('\n', "\r").into_bytes()),
        ("gb18030", |text| encoding_rs::GB18030.encode(text).0.into_owned()),
    ];
    let mut all: Vec<(&str, Vec<u8>, Vec<u8>)> = ways.iter().map(|(name, way)| (*name, way(PADDED), way(&fixed()))).collect();
    all.push(("utf-16", utf16(PADDED), utf16(&fixed())));
    for (name, before, after) in all {
        let path = folder.path().join("a.notice");
        std::fs::write(&path, &before).unwrap();
        let output = zhumo().args(["check", "--fix"]).arg(&path).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}: {}", text(&output));
        assert!(std::fs::read(&path).unwrap() == after, "{name}: {}", text(&output));
        assert!(text(&output).contains("fixed 1 finding in 1 draft: padded-date 1"), "{name}: {}", text(&output));
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn a_diff_changes_nothing_and_standard_input_goes_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    std::fs::write(&path, PADDED).unwrap();
    let output = zhumo().current_dir(folder.path()).args(["check", "--diff", "a.notice"]).output().unwrap();
    let shown = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(shown.starts_with("--- a.notice\n+++ a.notice\n@@ "), "{shown}");
    assert!(shown.contains("\n-成文日期：2026年09月20日\n+成文日期：2026年9月20日\n"), "{shown}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), PADDED);
    let colored = zhumo().current_dir(folder.path()).args(["check", "--diff", "--color", "always", "a.notice"]).output().unwrap();
    assert!(text(&colored).contains("\u{1b}[32m+成文日期"), "{}", text(&colored));
    let mut child = zhumo()
        .args(["check", "--fix", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(PADDED.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), fixed());
    assert_eq!(output.status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("real.notice"), PADDED).unwrap();
    std::os::unix::fs::symlink("real.notice", folder.path().join("a.notice")).unwrap();
    let output = zhumo().current_dir(folder.path()).args(["check", "--fix", "a.notice"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(folder.path().join("a.notice").is_symlink());
    assert_eq!(std::fs::read_to_string(folder.path().join("real.notice")).unwrap(), fixed());
}

#[test]
fn names_of_works_code_and_addresses_stay_in_every_draft() {
    for (name, draft) in drafts() {
        for scope in [FixScope::Safe, FixScope::All] {
            let after = apply_fixes(&draft, scope, look).text;
            for part in draft.split("://").skip(1) {
                let address: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || "-._~/?#".contains(*c)).collect();
                let address = format!("://{}", address.trim_end_matches(['.', '?', '#']));
                assert!(after.contains(&address), "{name}: {address}\n{after}");
            }
        }
    }
}

/// Comments above the lines take every finding away that has a place, for every fixture and example, and change nothing that is printed.
#[test]
fn silenced_drafts_say_the_same_and_nothing_is_found() {
    for (name, text) in drafts() {
        // What a fixture says of itself is in comments, which no comment silences.
        let text: String = text.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("//")).collect();
        let (notice, findings) = look(&text);
        let silenced = zhumo::check::silenced(&text, &findings, "旧稿", None);
        let (after, left) = look(&silenced);
        let about_comments = ["missing-reason", "unknown-rule", "unused-suppression", "expired-suppression"];
        let left: Vec<&str> = left.iter().map(|finding| finding.rule.id).filter(|rule| !about_comments.contains(rule)).collect();
        // A comment is a line: what is wrong with lines as such may stay.
        let of_lines = ["mixed-line-ends", "missing-final-line-end", "byte-order-mark", "control-character"];
        let left: Vec<&&str> = left.iter().filter(|rule| !of_lines.contains(rule)).collect();
        assert!(left.is_empty(), "{name}: {left:?}\n{silenced}");
        let said = |notice: &Notice| markdown(notice, &MarkdownOptions::default());
        assert_eq!(said(&after), said(&notice), "{name}");
    }
}

#[test]
fn findings_are_silenced_in_the_file_with_reason_and_day() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a.notice");
    let text = include_str!("../examples/minimal.notice").replace("2026年9月30日", "2026年09月30日");
    std::fs::write(&draft, &text).unwrap();
    let run = |arguments: &[&str]| {
        let output = zhumo().args(["--lang", "en", "check"]).args(arguments).arg(&draft).output().unwrap();
        (output.status.code().unwrap(), support::text(&output))
    };
    // A reason is needed.
    assert_eq!(run(&["--add-ignore"]).0, 2);
    // And one line: a second one would be printed.
    for reason in ["", "  ", "old\ndraft", "old\rdraft"] {
        assert_eq!(run(&["--add-ignore", "--reason", reason]).0, 2, "{reason:?}");
    }
    assert_eq!(std::fs::read_to_string(&draft).unwrap(), text);
    assert_eq!(run(&["--add-ignore", "--reason", "old", "--until", "soon"]).0, 2);
    let (_, shown) = run(&["--add-ignore", "--reason", "old draft", "--until", "2999-12-31", "--diff"]);
    assert!(shown.contains("+// zhumo-ignore padded-date until=2999-12-31: old draft"), "{shown}");
    assert_eq!(std::fs::read_to_string(&draft).unwrap(), text);
    let (code, said) = run(&["--add-ignore", "--reason", "old draft", "--until", "2999-12-31"]);
    assert!(code == 0 && said.contains("ignored 1 finding in 1 draft"), "{said}");
    let silenced = std::fs::read_to_string(&draft).unwrap();
    assert_eq!(silenced.replace("// zhumo-ignore padded-date until=2999-12-31: old draft\n", ""), text);
    assert_eq!(run(&[]).0, 0);
    let (_, again) = run(&["--add-ignore", "--reason", "old draft"]);
    assert!(again.contains("ignored 0 findings"), "{again}");
    // When the day is over, the finding is back, and the comment is named.
    std::fs::write(&draft, silenced.replace("2999-12-31", "2020-12-31")).unwrap();
    let (code, said) = run(&["--format", "short"]);
    assert!(code == 1 && said.contains("padded-date") && said.contains("expired-suppression"), "{said}");
}
