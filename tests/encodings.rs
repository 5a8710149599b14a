//! Drafts in other encodings: characters of one's own are named, and a fix that the encoding cannot hold is not made and stays in every report.

mod support;

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;
use support::{text, zhumo};

/// A notice with one thing to fix; `@` stands for a character.
const DRAFT: &str = "發文機關：示例局\n發文字號：示局發〔2026〕3號\n標題：示例局關於放假的通知\n主送：各處室：\n\n10月1日起放假，請@遵照辦理。\n\n署名：示例局\n成文日期：2026年08月14日\n";

const SIMPLIFIED: &str = "发文机关：示例局\n发文字号：示局发〔2026〕3号\n标题：示例局关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年9月20日\n";

/// The draft in Big5, with a character of Hong Kong that Big5 is read with and never written.
fn held() -> Vec<u8> {
    let whole = encoding_rs::BIG5.encode(DRAFT).0.into_owned();
    let at = whole.iter().position(|byte| *byte == b'@').unwrap();
    [&whole[..at], &[0x9d, 0xf7], &whole[at + 1..]].concat()
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = zhumo().current_dir(folder).arg("check").args(arguments).output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), said(&output.stdout), said(&output.stderr))
}

#[test]
fn what_big5_cannot_hold_stays_in_every_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    std::fs::write(&path, held()).unwrap();
    let formats = ["human", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"];
    for way in [&["--fix"][..], &["--fix", "--unsafe-fixes"]] {
        for format in formats {
            let (code, report, said) = run(folder.path(), &[way, &["--format", format, "a.notice"]].concat());
            assert_eq!(code, Some(2), "{format}: {report}{said}");
            assert!(report.contains("padded-date"), "{format}: {report}");
            assert!(said.contains("a.notice was not changed") && said.contains('咗'), "{format}: {said}");
            assert!(said.contains("save the file as UTF-8") && !said.contains("fixed"), "{format}: {said}");
            assert_eq!(std::fs::read(&path).unwrap(), held(), "{format}");
        }
    }
    let (_, report, said) = run(folder.path(), &["--fix", "--lang", "zh", "a.notice"]);
    assert!(report.contains("警告 1") && said.contains("没有改动") && said.contains("另存为 UTF-8"), "{report}{said}");
    assert!(!said.contains("改了") && !said.contains("没有可以改的"), "{said}");
    let (_, report, _) = run(folder.path(), &["--fix", "--format", "json", "--report", "jsonl=all.jsonl", "a.notice"]);
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!((&report["summary"]["warnings"], &report["summary"]["files"]), (&1.into(), &1.into()), "{report}");
    assert_eq!((&report["summary"]["faults"], &report["summary"]["fixable"]), (&1.into(), &0.into()), "{report}");
    assert_eq!(report["faults"][0]["path"], "a.notice");
    assert!(std::fs::read_to_string(folder.path().join("all.jsonl")).unwrap().contains("padded-date"));
    // A run that fixes nothing offers nothing.
    let (code, report, said) = run(folder.path(), &["a.notice"]);
    assert_eq!(code, Some(1), "{report}{said}");
    assert!(report.contains("padded-date") && !said.contains("--fix"), "{said}");
    let (code, shown, said) = run(folder.path(), &["--diff", "a.notice"]);
    assert_eq!((code, shown.as_str()), (Some(2), ""), "{said}");
    assert!(said.contains("was not changed") && !said.contains("would fix"), "{said}");
}

#[test]
fn the_others_of_a_run_are_fixed() {
    let folder = tempfile::tempdir().unwrap();
    let plain = DRAFT.replace('@', "");
    let units =
        |text: &str| -> Vec<u8> { [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect() };
    std::fs::write(folder.path().join("a.notice"), held()).unwrap();
    std::fs::write(folder.path().join("b.notice"), &plain).unwrap();
    std::fs::write(folder.path().join("c.notice"), encoding_rs::BIG5.encode(&plain).0).unwrap();
    std::fs::write(folder.path().join("d.notice"), encoding_rs::GB18030.encode(&DRAFT.replace('@', "咗")).0).unwrap();
    std::fs::write(folder.path().join("e.notice"), units(&DRAFT.replace('@', "咗"))).unwrap();
    let (code, report, said) = run(folder.path(), &["--fix", "--format", "short", "."]);
    assert_eq!(code, Some(2), "{report}{said}");
    assert!(said.contains("fixed 4 findings in 4 drafts: padded-date 4"), "{said}");
    assert_eq!(report.matches("padded-date").count(), 1, "{report}");
    let fixed = |text: &str| text.replace("08月", "8月");
    assert_eq!(std::fs::read(folder.path().join("a.notice")).unwrap(), held());
    assert_eq!(std::fs::read_to_string(folder.path().join("b.notice")).unwrap(), fixed(&plain));
    assert_eq!(std::fs::read(folder.path().join("c.notice")).unwrap(), encoding_rs::BIG5.encode(&fixed(&plain)).0.as_ref());
    let other = fixed(&DRAFT.replace('@', "咗"));
    assert_eq!(std::fs::read(folder.path().join("d.notice")).unwrap(), encoding_rs::GB18030.encode(&other).0.as_ref());
    assert_eq!(std::fs::read(folder.path().join("e.notice")).unwrap(), units(&other));
}

/// Of several fixes those are made that the encoding holds.
#[test]
fn one_fix_that_cannot_be_written_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let draft = DRAFT.replace('@', "各科室");
    std::fs::write(folder.path().join("zhumo.toml"), "[terms]\n\"各科室\" = \"各処室咗\"\n").unwrap();
    let path = folder.path().join("a.notice");
    std::fs::write(&path, encoding_rs::BIG5.encode(&draft).0).unwrap();
    let (code, report, said) = run(folder.path(), &["--fix", "--unsafe-fixes", "--format", "json", "a.notice"]);
    assert_eq!(code, Some(2), "{report}{said}");
    assert!(said.contains("fixed 1 finding in 1 draft: padded-date 1"), "{said}");
    assert!(said.contains("a.notice: 1 not fixed") && said.contains("UTF-8"), "{said}");
    let report: Value = serde_json::from_str(&report).unwrap();
    let names: Vec<&Value> = report["findings"].as_array().unwrap().iter().map(|finding| &finding["name"]).collect();
    assert!(names.contains(&&Value::from("listed-term")) && !names.contains(&&Value::from("padded-date")), "{names:?}");
    assert_eq!(std::fs::read(&path).unwrap(), encoding_rs::BIG5.encode(&draft.replace("08月", "8月")).0.as_ref());
}

#[test]
fn a_comment_that_cannot_be_written_silences_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    let draft = encoding_rs::BIG5.encode(&DRAFT.replace('@', "")).0.into_owned();
    std::fs::write(&path, &draft).unwrap();
    let (code, report, said) = run(folder.path(), &["--add-ignore", "--reason", "旧档咗", "a.notice"]);
    assert_eq!(code, Some(2), "{report}{said}");
    assert!(report.contains("padded-date") && said.contains("was not changed"), "{report}{said}");
    assert_eq!(std::fs::read(&path).unwrap(), draft);
}

/// What comes from standard input goes on as it came.
#[test]
fn standard_input_that_cannot_be_fixed_is_handed_on() {
    let mut child = zhumo()
        .args(["check", "--fix", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&held()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert_eq!(output.stdout, held());
    assert!(String::from_utf8_lossy(&output.stderr).contains("padded-date"));
}

/// `fmt` writes UTF-8, which holds everything.
#[test]
fn a_draft_with_such_a_character_is_tidied_as_utf_8() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    std::fs::write(&path, held()).unwrap();
    let output = zhumo().current_dir(folder.path()).args(["fmt", "a.notice"]).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(std::fs::read_to_string(&path).unwrap().contains("請咗遵照"));
}

/// A character of one's own (造字) is read, and its place named; a byte that is none is named at its place, in both languages.
#[test]
fn characters_that_few_machines_have_are_named_where_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let source = SIMPLIFIED.replace("10月1日起放假。", "10月1日起放假。\n请张@同志负责。");
    let whole = encoding_rs::GB18030.encode(&source).0.into_owned();
    let at = whole.iter().position(|byte| *byte == b'@').unwrap();
    let with = |bytes: &[u8]| [&whole[..at], bytes, &whole[at + 1..]].concat();
    let line = source.lines().position(|line| line.contains('@')).unwrap() + 1;
    let path = folder.path().join("a.notice");
    for own in [[0xaa, 0xa1], [0xfe, 0xfe], [0xa1, 0x40]] {
        std::fs::write(&path, with(&own)).unwrap();
        let output = zhumo().current_dir(folder.path()).args(["check", "--format", "short", "a.notice"]).output().unwrap();
        let said = text(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(&format!("a.notice:{line}:3: ")) && said.contains("replacement-character"), "{said}");
    }
    std::fs::write(&path, with(&[0xff])).unwrap();
    for (lang, place) in
        [("en", format!("bad byte 0xFF in line {line}, column 3")), ("zh", format!("第 {line} 行第 3 列有坏字节 0xFF"))]
    {
        let output = zhumo().current_dir(folder.path()).args(["check", "--lang", lang, "a.notice"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).contains(&place) && text(&output).contains("UTF-8"), "{}", text(&output));
    }
}
