//! What reaches a terminal or a log: short whatever the draft is, nothing in it that is obeyed, and no run that dies of who listens.

mod support;

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use support::{text, zhumo};

const FORMATS: [&str; 9] = ["human", "short", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"];

/// A program in a folder that speaks English.
fn there(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhumo"));
    command.current_dir(folder).env_remove("GITHUB_ACTIONS").env("LC_ALL", "C");
    command
}

#[test]
fn a_finding_far_into_a_line_is_shown_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let long = "各县要抓好工作。".repeat(5_000);
    // Behind, before and between: the place may be anywhere in it, and go on to its end.
    for (name, line) in [
        ("behind", format!("{long}见{{甲}}。")),
        ("before", format!("见{{甲}}。{long}")),
        ("bracket", format!("{long}（{long}")),
        ("quote", format!("“{long}，,{long}")),
        ("controls", "\u{1b}".repeat(70_000)),
        ("address", format!("见http://a.cn/{}", "a".repeat(100_000))),
    ] {
        let draft = folder.path().join(format!("{name}.notice"));
        std::fs::write(&draft, format!("标题：关于检查的通知\n\n{line}\n")).unwrap();
        let shown = there(folder.path()).arg("check").arg(&draft).output().unwrap().stdout;
        assert!(!shown.is_empty() && shown.len() < 20_000, "{name}: {}", shown.len());
    }
    // One draft does not take the report of a folder with it.
    for format in FORMATS {
        let output = there(folder.path()).args(["check", "--format", format, "."]).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{format}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.len() < 600_000, "{format}: {}", output.stdout.len());
    }
}

/// A line with many findings makes a report that grows with them alone.
#[test]
fn no_report_grows_with_findings_and_the_line_they_stand_in() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a.notice");
    let size = |format: &str, count: usize| {
        std::fs::write(&draft, format!("标题：关于检查的通知\n\n{}\n", "各县,抓好工作。".repeat(count))).unwrap();
        let output = there(folder.path()).args(["check", "--format", format]).arg(&draft).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        output.stdout.len()
    };
    for format in FORMATS {
        let (some, many) = (size(format, 250), size(format, 1_000));
        assert!(many < some * 5, "{format}: {some} bytes of 250 findings, {many} of 1,000");
    }
}

/// Controls, marks of direction and ends of lines in everything that a stranger may choose.
#[test]
fn nothing_is_obeyed_that_a_draft_or_a_name_has_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let evil = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{85}\u{2028}";
    let name = format!("a\n::error file=README.md,line=1::forged\n{evil}.notice");
    let draft = folder.path().join(&name);
    let body = format!(
        "标题：关于{evil}检查的通知\n{evil}：甲\n\n　　见{{{evil}}},抓好,{evil}。市长{evil}\n\n| 甲{evil} | 乙 |\n|---|\n\n附件１：{evil}\n成文日期：2026年08月{evil}14日\n"
    );
    std::fs::write(&draft, &body).unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[terms]\n\"市长\" = \"x\\u001B[2J\\n::error::forged\"\n").unwrap();
    let missing = folder.path().join(format!("missing{name}"));
    let broken = folder.path().join(format!("broken\n::error::forged{evil}.notice"));
    std::fs::write(&broken, b"\xff\xff\xfa").unwrap();
    let source = folder.path().join(format!("b\n::error::forged{evil}.txt"));
    std::fs::write(&source, &body).unwrap();
    let pdf = folder.path().join(format!("c\n::error::forged{evil}.pdf"));
    std::fs::write(&pdf, "x").unwrap();
    // Once with settings and once without any.
    std::fs::create_dir(folder.path().join("plain")).unwrap();
    for file in [&draft, &broken, &source, &pdf] {
        std::fs::copy(file, folder.path().join("plain").join(file.file_name().unwrap())).unwrap();
    }
    std::fs::write(folder.path().join("plain/zhumo.toml"), "root = true\n").unwrap();
    let mut runs: Vec<Vec<&str>> = FORMATS.iter().map(|format| vec!["check", "--format", format]).collect();
    runs.extend([
        vec!["check", "--diff", "--unsafe-fixes"],
        vec!["check", "--statistics"],
        vec!["fmt", "--diff"],
        vec!["fmt", "--check"],
        vec!["fmt", "--check", "--renumber"],
        vec!["build", "-t", "md", "--allow-errors"],
        vec!["build", "-t", "md"],
        vec!["build", "-t", "md", "--format", "github"],
        vec!["explain"],
        vec!["init"],
    ]);
    let judge = |arguments: &[&str], file: &Path, settings: bool| {
        let mut command = there(folder.path());
        let file = if settings { file.to_owned() } else { folder.path().join("plain").join(file.file_name().unwrap()) };
        let output = command.args(arguments).arg(file).output().unwrap();
        assert_ne!(output.status.code(), Some(101), "{arguments:?}");
        for bytes in [&output.stdout, &output.stderr] {
            let shown = String::from_utf8_lossy(bytes);
            let obeyed = shown.chars().find(|c| {
                (c.is_control() && *c != '\n' && *c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}')
            });
            assert_eq!(obeyed, None, "{arguments:?}: {shown:?}");
            let forged =
                shown.lines().find(|line| line.starts_with("::") && !line.contains("title=zhumo") && !line.contains("file=."));
            assert!(
                forged.is_none_or(|line| arguments.contains(&"github") && line.starts_with("::error file=")),
                "{arguments:?}: {shown}"
            );
        }
    };
    for arguments in &runs {
        for file in [&draft, &missing, &broken] {
            for settings in [false, true] {
                judge(arguments, file, settings);
            }
        }
    }
    judge(&["import", "--json"], &source, false);
    judge(&["import", "--force", "-o", "out.notice"], &source, false);
    for arguments in [["verify"], ["extract"], ["import"]] {
        judge(&arguments, &pdf, false);
        judge(&arguments, &missing, false);
    }
    judge(&["config"], folder.path(), true);
    judge(&[&evil.to_owned()[..]], &draft, false);
    judge(&["check", evil], &draft, false);
}

/// JSON says exactly what is there, by number where a terminal would obey.
#[test]
fn json_gives_back_names_and_replacements_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a\u{202e}\u{85}.notice");
    std::fs::write(&draft, "成文日期：2026年08月14日\n").unwrap();
    let output = zhumo().args(["check", "--format", "json"]).arg(&draft).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["findings"][0]["path"], draft.display().to_string());
}

/// Standard error may be closed, or its disk full: the run does what it was to do, and ends as it would.
#[cfg(target_os = "linux")]
#[test]
fn an_error_output_that_takes_nothing_ends_no_run() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("a.notice"), "标题：关于检查的通知\n\n见{甲}。\n").unwrap();
    std::fs::write(at("sound.txt"), "关于检查的通知\n各县抓好工作。\n").unwrap();
    let runs: [(&[&str], i32); 9] = [
        (&["check", "a.notice"], 1),
        (&["check", "none.notice"], 2),
        (&["fmt", "--check", "a.notice"], 0),
        (&["build", "-t", "md", "a.notice"], 1),
        (&["build", "-t", "md", "--allow-errors", "a.notice"], 0),
        (&["explain", "no-such-rule"], 2),
        (&["verify", "a.notice"], 2),
        (&["import", "sound.txt"], 0),
        (&["no-such-command"], 2),
    ];
    for (arguments, wanted) in runs {
        let full = || Stdio::from(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        for lang in ["en", "zh"] {
            let output = there(folder.path()).args(["--lang", lang]).args(arguments).stderr(full()).output().unwrap();
            assert_eq!(output.status.code(), Some(wanted), "{arguments:?} {lang} on a full disk: {}", text(&output));
            // A pipe whose other end is closed before anything is written.
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let mut run = there(folder.path())
                .args(["--lang", lang])
                .args(arguments)
                .stdout(Stdio::piped())
                .stderr(writer)
                .spawn()
                .unwrap();
            let mut shown = Vec::new();
            run.stdout.take().unwrap().read_to_end(&mut shown).unwrap();
            assert_eq!(run.wait().unwrap().code(), Some(wanted), "{arguments:?} {lang} on a closed pipe");
        }
    }
}
