//! Many drafts in one run: side by side, in order, told of together; where their outputs go.

mod support;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Output;
use support::{fonts, text, zhumo};

/// A sound letter of that number.
fn letter(number: usize) -> String {
    format!(
        "版式：信函\n发文机关：示例市市场监督管理局\n发文字号：示市监函〔2026〕{number}号\n标题：关于参加第{number}期培训的函\n\
         主送：示例区市场监督管理局：\n\n请派{number}名代表参加第{number}期培训，具体安排另行通知。\n\n\
         署名：示例市市场监督管理局\n成文日期：2026年8月14日\n"
    )
}

const BROKEN: &str = "标题：关于检查的通知\n主送：各区：\n\n见{没有的名称}。\n\n署名：示例局\n成文日期：2026年8月14日\n";

fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(&path, text).unwrap();
    path
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    zhumo().current_dir(folder).args(arguments).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

#[test]
fn any_number_of_jobs_gives_the_same_bytes_in_the_same_order() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=30 {
        write(folder.path(), &format!("drafts/{number:02}.notice"), &letter(number));
    }
    // One of them is long enough for threads of its own.
    let long: String =
        (0..400).map(|turn| format!("第{turn}期培训的内容是计量、标准、检验检测和认证认可的基本知识。\n")).collect();
    write(folder.path(), "drafts/00.notice", &letter(1).replace("\n\n署名", &format!("\n{long}\n署名")));
    let targets = if fonts() { "pdf,html,md" } else { "html,md" };
    let mut seen = Vec::new();
    for jobs in ["1", "2", "7"] {
        let output = run(folder.path(), &["build", "-j", jobs, "-t", targets, "-o", "out/{name}", "drafts"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        assert_eq!(stderr(&output).lines().last(), Some("31 drafts: 31 written"), "{}", text(&output));
        let made = files(&folder.path().join("out"));
        assert_eq!(made.len(), 31 * targets.split(',').count());
        std::fs::remove_dir_all(folder.path().join("out")).unwrap();
        seen.push((made, output.stdout));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
    let names: Vec<String> =
        String::from_utf8_lossy(&seen[0].1).lines().filter(|name| name.ends_with(".md")).map(str::to_owned).collect();
    assert_eq!(names.len(), 31);
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(names, sorted);
    // By itself a draft gives the same.
    let alone = run(folder.path(), &["build", "-t", targets, "-o", "alone/{name}", "drafts/00.notice", "drafts/17.notice"]);
    assert!(alone.status.success());
    assert!(files(&folder.path().join("alone")).iter().all(|(name, bytes)| seen[0].0.get(name) == Some(bytes)));
}

#[test]
fn what_is_wrong_with_one_draft_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=10 {
        write(folder.path(), &format!("{number:02}.notice"), &letter(number));
    }
    write(folder.path(), "03.notice", BROKEN);
    write(folder.path(), "07.notice", BROKEN);
    let output = run(folder.path(), &["build", "-t", "json", "-o", "out/", "."]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert_eq!(files(&folder.path().join("out")).len(), 8);
    let said = stderr(&output);
    let at = |text: &str| said.find(text).unwrap_or_else(|| panic!("{text}: {said}"));
    assert!(at("03.notice has errors; nothing was written") < at("07.notice has errors; nothing was written"));
    assert_eq!(said.matches("--allow-errors").count(), 1, "what to do is said once: {said}");
    let table = said.lines().rev().find(|line| line.contains("unknown-name")).unwrap();
    assert_eq!(table.split_whitespace().collect::<Vec<_>>(), ["2", "error", "unknown-name"], "{said}");
    assert!(said.lines().last().unwrap().starts_with("10 drafts: 8 written, 2 refused for errors; 2 errors"), "{said}");
    // A draft that cannot be read is the run's fault, and the others are written all the same.
    std::fs::write(folder.path().join("05.notice"), [0xff, 0x00, 0xfe, 0x80]).unwrap();
    let output = run(folder.path(), &["build", "-t", "json", "-o", "more/", "."]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert_eq!(files(&folder.path().join("more")).len(), 7);
    assert!(stderr(&output).contains("10 drafts: 7 written, 2 refused for errors, 1 not done;"), "{}", text(&output));
    let quiet = run(folder.path(), &["build", "-q", "-t", "json", "-o", "more/", "01.notice", "02.notice"]);
    assert!(quiet.status.success() && quiet.stdout.is_empty() && quiet.stderr.is_empty(), "{}", text(&quiet));
}

#[test]
fn a_fault_of_the_settings_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=40 {
        write(folder.path(), &format!("{number:02}.notice"), &letter(number));
    }
    write(folder.path(), "zhumo.toml", "[check]\nignor = [\"padded-date\"]\n");
    for command in [vec!["build", "-t", "json", "-o", "out/", "."], vec!["check", "."]] {
        let output = run(folder.path(), &command);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        let said = stderr(&output);
        assert_eq!(said.matches("error: zhumo.toml:2:1").count(), 1, "{said}");
        assert!(said.contains("this concerns 40 drafts: zhumo.toml:2:1"), "{said}");
        assert!(said.lines().count() < 8, "{said}");
        assert!(!String::from_utf8_lossy(&output.stdout).contains("nothing to report"), "{}", text(&output));
    }
    let output = run(folder.path(), &["check", "--format", "junit", "."]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).matches("<testcase").count(), 1, "{}", text(&output));
}

#[test]
fn findings_are_written_for_programs_as_those_of_a_check() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.notice", &letter(1).replace("8月14日", "08月14日"));
    write(folder.path(), "b.notice", BROKEN);
    let output = run(folder.path(), &["build", "-t", "md", "--format", "json", "--report", "sarif=r/all.sarif", "."]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    let built: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let checked: serde_json::Value =
        serde_json::from_slice(&run(folder.path(), &["check", "--format", "json", "."]).stdout).unwrap();
    assert_eq!(built, checked);
    assert_eq!(files(folder.path()).keys().filter(|name| name.ends_with(".md")).count(), 1);
    let sarif: serde_json::Value = serde_json::from_slice(&files(&folder.path().join("r"))["all.sarif"]).unwrap();
    assert!(sarif["runs"][0]["results"].as_array().unwrap().len() >= 2);
    let worst = run(folder.path(), &["build", "-t", "md", "--max-findings", "1", "."]);
    let said = stderr(&worst);
    assert!(said.contains("unknown-name") && !said.contains("is padded with a zero") && said.contains("not shown"), "{said}");
    let wrong = run(folder.path(), &["build", "-t", "md", "--report", "word=x", "."]);
    assert_eq!(wrong.status.code(), Some(2), "{}", text(&wrong));
}

#[test]
fn outputs_are_named_after_what_the_drafts_say() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "d/甲/x.notice", &letter(3).replace("第3期培训的函", "“A/B:C”*培训?的函"));
    write(folder.path(), "d/乙/丙/x.notice", &letter(4));
    let made = |pattern: &str| {
        let _ = std::fs::remove_dir_all(folder.path().join("out"));
        let output = run(folder.path(), &["build", "-t", "md", "-o", pattern, "d"]);
        assert!(output.status.success(), "{pattern}: {}", text(&output));
        files(&folder.path().join("out")).into_keys().collect::<Vec<_>>()
    };
    assert_eq!(made("out/{dir}/{name}"), ["乙/丙/x.md", "甲/x.md"]);
    assert_eq!(made("out/{year}/{serial}-{name}.md"), ["2026/3-x.md", "2026/4-x.md"]);
    assert_eq!(made("out/{number}"), ["示市监函〔2026〕3号.md", "示市监函〔2026〕4号.md"]);
    assert_eq!(
        made("out/{date} {title}"),
        ["2026-08-14 关于参加“A／B：C”＊培训？的函.md", "2026-08-14 关于参加第4期培训的函.md"]
    );
    // Two of one name are refused before anything is written.
    for pattern in ["out/{name}", "out/", "out/{date}", "out/{year}/{name}"] {
        let _ = std::fs::remove_dir_all(folder.path().join("out"));
        let output = run(folder.path(), &["build", "-t", "md", "-o", pattern, "d"]);
        assert_eq!(output.status.code(), Some(2), "{pattern}: {}", text(&output));
        assert!(stderr(&output).contains("would both be written to"), "{}", text(&output));
        assert!(files(&folder.path().join("out")).is_empty());
    }
    let unknown = run(folder.path(), &["build", "-t", "md", "-o", "out/{nummer}", "d"]);
    assert!(unknown.status.code() == Some(2) && stderr(&unknown).contains("{serial}"), "{}", text(&unknown));
    // A draft without what its name is made of is told; the others are written.
    write(folder.path(), "d/丁.notice", &letter(5).replace("发文字号：示市监函〔2026〕5号\n", ""));
    let output = run(folder.path(), &["build", "-t", "md", "-o", "out/{number}", "d"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(stderr(&output).contains("丁.notice has nothing for {number}"), "{}", text(&output));
    assert_eq!(files(&folder.path().join("out")).len(), 2);
}

#[test]
fn no_bar_goes_where_nobody_sits() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=5 {
        write(folder.path(), &format!("{number}.notice"), &letter(number));
    }
    let output = run(folder.path(), &["build", "-t", "md", "."]);
    assert_eq!(stderr(&output), "5 drafts: 5 written\n");
}

#[test]
fn what_is_up_to_date_is_not_built_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for number in 1..=6 {
        write(folder.path(), &format!("d/{number}.notice"), &letter(number));
    }
    write(folder.path(), "d/7.notice", &letter(7).replace("8月14日", "08月14日"));
    write(folder.path(), "d/8.notice", BROKEN);
    let targets = if fonts() { "pdf,html" } else { "html,md" };
    let build = |extra: &[&str]| {
        let output = run(folder.path(), &[&["build", "--changed", "-t", targets, "-o", "out/{name}", "d"], extra].concat());
        assert_eq!(output.status.code(), Some(1), "{}", text(&output));
        stderr(&output).lines().last().unwrap().to_owned()
    };
    assert!(build(&[]).starts_with("8 drafts: 7 written, 0 up to date, 1 refused for errors"));
    let first = files(&at("out"));
    assert!(build(&[]).starts_with("8 drafts: 0 written, 7 up to date (with 1 known findings), 1 refused for errors"));
    assert_eq!(files(&at("out")), first);
    // The draft, an output, a setting, what is wanted: each is a reason to build again, and what comes of it is what a whole build gives.
    write(folder.path(), "d/2.notice", &letter(22));
    std::fs::remove_file(at("out/3.html")).unwrap();
    std::fs::write(at("out/4.html"), "x").unwrap();
    assert!(build(&[]).starts_with("8 drafts: 3 written, 4 up to date"));
    assert!(build(&["--set", "html.url=https://example.org/"]).starts_with("8 drafts: 7 written, 0 up to date"));
    assert!(build(&[]).starts_with("8 drafts: 7 written, 0 up to date"));
    let whole = run(folder.path(), &["build", "-t", targets, "-o", "whole/{name}", "d"]);
    assert_eq!(whole.status.code(), Some(1));
    let mut made = files(&at("out"));
    made.remove(".zhumo-built").unwrap();
    assert_eq!(made, files(&at("whole")));
}

/// The run is killed when it has said that twenty are written. It can never have written all: names are so long that the pipe is full before.
#[test]
fn a_run_that_was_killed_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=400 {
        write(folder.path(), &format!("d/{number:03}.notice"), &letter(number));
    }
    let long = "长".repeat(80);
    let pattern = format!("out/{long}/{long}/{{name}}");
    let arguments = ["build", "--changed", "-t", "md,json", "-o", &pattern, "d"];
    let mut killed = zhumo()
        .current_dir(folder.path())
        .args(arguments)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let said = BufReader::new(killed.stdout.take().unwrap());
    let mut lines = said.lines();
    for _ in 0..40 {
        lines.next().unwrap().unwrap();
    }
    killed.kill().unwrap();
    assert!(!killed.wait().unwrap().success());
    let place = folder.path().join("out").join(&long).join(&long);
    let first = files(&place);
    let there = |ending: &str| first.keys().filter(|name| name.ends_with(ending)).count();
    assert!((20..400).contains(&there(".json")), "{}", there(".json"));
    let when = |name: &str| std::fs::metadata(place.join(name)).unwrap().modified().unwrap();
    let before: BTreeMap<&String, _> = first.keys().map(|name| (name, when(name))).collect();
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let sum = stderr(&output);
    let count = |after: &str| -> usize {
        let before = sum.split(after).next().unwrap();
        before.rsplit(' ').find_map(|word| word.parse().ok()).unwrap_or_else(|| panic!("{after}: {sum}"))
    };
    let (written, kept) = (count(" written"), count(" up to date"));
    assert!(written + kept == 400 && kept >= 15, "{sum}");
    // What was recorded was not made again, and nothing but the outputs and their record is left.
    let untouched = |name: &&String| name.ends_with(".json") && when(name) == before[*name];
    assert_eq!(first.keys().filter(untouched).count(), kept, "{sum}");
    let whole = run(folder.path(), &["build", "-t", "md,json", "-o", "whole/{name}", "d"]);
    assert_eq!(whole.status.code(), Some(0), "{}", text(&whole));
    let mut made = files(&place);
    made.remove(".zhumo-built").unwrap();
    // A file that was being written when the run was killed goes a minute later (`files`).
    made.retain(|name, _| !name.starts_with(".zhumo-"));
    assert!(made == files(&folder.path().join("whole")), "{:?}", made.keys());
}

/// Of a thousand drafts ten are broken, each in its own way: all others are written, and one table says what was wrong.
#[test]
fn one_in_a_hundred_is_broken() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=1000 {
        write(folder.path(), &format!("d/{}/{number:04}.notice", number % 7), &letter(number));
    }
    let sound = letter(1);
    let broken: [(&str, Vec<u8>); 10] = [
        ("unknown-name", sound.replace("具体", "{没有的名称}").into_bytes()),
        ("unknown-name", sound.replace("具体", "{没有的名称}").into_bytes()),
        ("duplicate-field", sound.replace("标题：", "标题：甲\n标题：").into_bytes()),
        ("missing-element", sound.replace("成文日期：2026年8月14日\n", "").into_bytes()),
        ("empty-notice", Vec::new()),
        ("left-placeholder", sound.replace("示例区", "{{单位}}").into_bytes()),
        ("missing-picture", sound.replace("\n\n署名", "\n![图](没有.png)\n\n署名").into_bytes()),
        ("control-character", sound.replace("另行", "\0另行").into_bytes()),
        ("unreadable", vec![0xff, 0x00, 0xfe, 0x80]),
        ("unreadable", [sound.as_bytes(), &[0xe5, 0x8f]].concat()),
    ];
    for (at, (_, bytes)) in broken.iter().enumerate() {
        let number = at * 97 + 5;
        std::fs::write(folder.path().join(format!("d/{}/{number:04}.notice", number % 7)), bytes).unwrap();
    }
    let output = run(folder.path(), &["build", "-t", "md", "-o", "out/{dir}/{name}", "d"]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    let place = |number: usize| format!("{}/{number:04}", number % 7);
    let bad: Vec<String> = (0..broken.len()).map(|at| place(at * 97 + 5)).collect();
    let mut wanted: Vec<String> = (1..=1000).map(place).filter(|name| !bad.contains(name)).collect();
    wanted.sort();
    let made = files(&folder.path().join("out"));
    assert_eq!(made.keys().map(|name| name.trim_end_matches(".md")).collect::<Vec<_>>(), wanted);
    for name in &bad {
        assert!(said.contains(&format!("d/{name}.notice")), "{name}: {said}");
    }
    // Every way of being broken has its line in the one table, and what could not be read its place in the sum.
    let table: Vec<Vec<&str>> = said.lines().map(|line| line.split_whitespace().take(3).collect()).collect();
    for (rule, _) in broken.iter().filter(|(rule, _)| *rule != "unreadable") {
        let count = broken.iter().filter(|(other, _)| other == rule).count().to_string();
        assert_eq!(table.iter().filter(|line| **line == [&count, "error", rule]).count(), 1, "{rule}: {said}");
    }
    assert_eq!(
        said.lines().last(),
        Some("1000 drafts: 990 written, 8 refused for errors, 2 not done; 9 errors, 0 warnings, 0 info")
    );
    assert_eq!(said.matches("--allow-errors").count(), 2, "{said}");
}
