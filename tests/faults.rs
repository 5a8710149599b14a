//! Every step on disk of every command fails once, or is the last that a run does: each file is the old one or the new one and whole, no draft is
//! lost, a run that could not do its work says so with the place and what to do, nothing of it stays behind, and the next run does the rest.
//!
//! `tests/faults/faults.c` stands between the program and the system and counts calls of the system, so that no step of any library is missed. A
//! network disk that knows no locks, or that cannot rename as asked, is a step that fails.

#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};
use support::{root, text};
use tempfile::TempDir;

const DRAFT: &str = "发文机关：示例市质量局\n发文字号：示质发〔2026〕7号\n标题：示例市质量局关于开展检查工作的通知\n主送：各县质量局：\n\n现将有关事项通知如下。\n\n署名：示例市质量局\n成文日期：2026年08月14日\n";

/// Paths below a folder, and what stands there; a folder has none.
type Files = BTreeMap<PathBuf, Option<Vec<u8>>>;

fn files(folder: &Path) -> Files {
    let (mut files, mut folders) = (Files::new(), vec![folder.to_path_buf()]);
    while let Some(at) = folders.pop() {
        for path in std::fs::read_dir(&at).unwrap().map(|entry| entry.unwrap().path()) {
            let bytes = if path.is_dir() { None } else { Some(std::fs::read(&path).unwrap()) };
            if bytes.is_none() {
                folders.push(path.clone());
            }
            files.insert(path.strip_prefix(folder).unwrap().to_path_buf(), bytes);
        }
    }
    files
}

/// Whether a file says what a run did, and so is another one where a part of it failed.
fn is_summary(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    const NAMES: [&str; 8] = [
        ".zhumo-built",
        "import-report.csv",
        "import-report.html",
        "index.html",
        "all.html",
        "feed.xml",
        "sitemap.xml",
        "addresses.json",
    ];
    NAMES.contains(&name.as_str()) || name.starts_with("year-")
}

fn is_litter(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    name.strip_prefix(".zhumo-").is_some_and(|random| random.len() == 6)
}

/// The program that lets steps fail, built anew: it takes a moment.
struct Judge {
    folder: TempDir,
}

impl Judge {
    fn new() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let built = Command::new("cc")
            .args(["-O1", "-o"])
            .arg(folder.path().join("faults"))
            .arg(root().join("tests/faults/faults.c"))
            .status();
        let built = built.is_ok_and(|status| status.success());
        assert!(built || !support::tools_required(), "a C compiler is needed");
        if !built {
            eprintln!("skipped: no C compiler");
        }
        built.then_some(Self { folder })
    }

    /// Runs the program in a folder; its steps, a line each, and what came of it.
    fn run(&self, folder: &Path, step: usize, how: &str, arguments: &[&str]) -> (Vec<String>, Output) {
        let log = self.folder.path().join("log");
        let mut command = Command::new(self.folder.path().join("faults"));
        command.arg(folder).arg(step.to_string()).arg(how).arg(&log).arg(env!("CARGO_BIN_EXE_zhumo"));
        command.args(["--lang", "en", "--color", "never"]).args(arguments).current_dir(folder);
        let output = command.env("RAYON_NUM_THREADS", "1").stdin(Stdio::null()).output().unwrap();
        assert_ne!(output.status.code(), Some(125), "{}", text(&output));
        (std::fs::read_to_string(&log).unwrap().lines().map(str::to_owned).collect(), output)
    }
}

/// What may happen at a step: numbers of errors (EIO, ENOSPC, EACCES, EINTR, EXDEV, ENOSYS, EINVAL, ENOLCK), death before it, death within it.
fn faults(step: &str) -> &'static [&'static str] {
    match step.split(' ').next().unwrap() {
        "write" => &["5", "28", "4", "k", "h"],
        "rename" | "link" => &["5", "13", "18", "38", "22", "k"],
        "lock" => &["37", "38", "k"],
        _ => &["5", "28", "13", "k"],
    }
}

/// Holds a command against every fault of every step. `made` puts into a folder what it works on.
fn every_step_may_fail(made: impl Fn(&Path), arguments: &[&str]) {
    let Some(judge) = Judge::new() else { return };
    let fresh = || {
        let folder = tempfile::tempdir().unwrap();
        made(folder.path());
        let path = folder.path().canonicalize().unwrap();
        (folder, path)
    };
    let (_kept, folder) = fresh();
    let old = files(&folder);
    let (steps, sound) = judge.run(&folder, 0, "-", arguments);
    let new = files(&folder);
    assert!(new != old && sound.status.code().is_some_and(|code| code < 2), "{}", text(&sound));
    assert!(steps.iter().any(|step| step.starts_with("rename ")), "{steps:?}");
    // The record of a build holds the times of its files, and the report of an import what was there already.
    let built = |mut files: Files| -> Files {
        files.retain(|path, _| ![".zhumo-built", "import-report"].iter().any(|name| path.to_string_lossy().contains(name)));
        files
    };
    let mut told = 0;
    for (number, step) in steps.iter().enumerate() {
        for how in faults(step) {
            let (_kept, folder) = fresh();
            let (_, output) = judge.run(&folder, number + 1, how, arguments);
            let context = format!("{arguments:?}: step {} ({step}) {how}: {}", number + 1, text(&output));
            let killed = matches!(*how, "k" | "h");
            let found = files(&folder);
            for (path, bytes) in &found {
                let whole = [&old, &new].into_iter().any(|known| known.get(path) == Some(bytes));
                let torn = killed && is_litter(path) || is_summary(path);
                assert!(whole || torn, "{context}\n{} is neither old nor new", path.display());
            }
            assert!(old.keys().all(|path| found.contains_key(path)), "{context}\na file is gone");
            if killed {
                assert_eq!(output.status.code(), Some(128 + 9), "{context}");
            } else if output.status.code() == Some(2) {
                let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
                let place = new.keys().any(|path| said.contains(&path.display().to_string()));
                // Of a folder that was imported the report says what became of each file.
                let report = found.get(Path::new("out/import-report.csv")).cloned().flatten().unwrap_or_default();
                let told_well = said.contains("error: ") && said.contains("help: ");
                assert!(place && (told_well || String::from_utf8_lossy(&report).contains("cannot write ")), "{context}");
                assert!(
                    !said.replace(".zhumo-built", "").contains(".zhumo-") && !said.contains("os error"),
                    "{context}\nit names what nobody asked for"
                );
                told += 1;
            } else {
                // What does not matter is done without.
                assert_eq!(output.status.code(), sound.status.code(), "{context}");
                assert_eq!(built(found.clone()), built(new.clone()), "{context}\nit says that all is done");
            }
            // What was left by a run that was killed goes when it is old; nobody waits a minute here.
            for path in found.keys().filter(|path| is_litter(path)) {
                let file = std::fs::File::options().write(true).open(folder.join(path)).unwrap();
                file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)).unwrap();
            }
            judge.run(&folder, 0, "-", arguments);
            assert_eq!(built(files(&folder)), built(new.clone()), "{context}\nthe next run does not do the rest");
        }
    }
    assert!(told > 0, "no fault was ever told");
}

fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn draft(folder: &Path) {
    put(folder, "a.notice", DRAFT);
}

fn two(folder: &Path) {
    put(folder, "in/a.notice", DRAFT);
    put(folder, "in/b.notice", &DRAFT.replace("7号", "8号"));
}

const ROWS: &str = "单位,人数\n甲县质量局,3\n乙县质量局,2\n";

fn letter(folder: &Path) {
    put(folder, "a.notice", &DRAFT.replace("各县质量局", "{{单位}}").replace("如下", "如下，请派{{人数}}人"));
    put(folder, "rows.csv", ROWS);
}

#[test]
fn a_build() {
    let made = |folder: &Path| {
        two(folder);
        put(folder, "out/a.md", "old\n");
    };
    every_step_may_fail(made, &["build", "-j", "1", "-t", "md,html,json", "-o", "out/", "in"]);
}

#[test]
fn a_build_of_what_changed() {
    every_step_may_fail(two, &["build", "-j", "1", "--changed", "-t", "md", "-o", "out/", "in"]);
}

#[test]
fn a_report() {
    every_step_may_fail(draft, &["check", "--report", "sarif=out/a.sarif", "--report", "junit=a.xml", "a.notice"]);
}

#[test]
fn a_format() {
    let made = |folder: &Path| {
        put(folder, "a.notice", "标题: 甲\n主送:乙：\n\n\n\n丙。\n");
        put(folder, "b.notice", "标题: 丁\n主送:戊：\n\n\n\n己。\n");
    };
    every_step_may_fail(made, &["fmt", "a.notice", "b.notice"]);
}

#[test]
fn fixes() {
    every_step_may_fail(two, &["check", "--fix", "-j", "1", "in"]);
}

#[test]
fn suppressions() {
    every_step_may_fail(two, &["check", "--add-ignore", "--reason", "旧稿照录", "-j", "1", "in"]);
}

#[test]
fn an_import() {
    let made = |folder: &Path| put(folder, "a.md", "# 关于甲的通知\n\n各县：\n\n乙。\n");
    every_step_may_fail(made, &["import", "-o", "out/a.notice", "a.md"]);
}

#[test]
fn imports_of_a_folder() {
    let made = |folder: &Path| {
        put(folder, "in/a.md", "# 关于甲的通知\n\n各县：\n\n乙。\n");
        put(folder, "in/b.txt", "关于丙的通知\n\n各县：\n丁。\n");
    };
    every_step_may_fail(made, &["import", "--batch", "in", "-o", "out"]);
}

#[test]
fn a_merge() {
    every_step_may_fail(letter, &["merge", "-j", "1", "--drafts", "-t", "md", "-o", "out/{{单位}}", "a.notice", "rows.csv"]);
}

#[test]
fn a_merge_into_one_file() {
    if support::fonts() {
        every_step_may_fail(
            letter,
            &["merge", "-j", "1", "--ignore-system-fonts", "--bound", "out/all.pdf", "a.notice", "rows.csv"],
        );
    }
}

#[test]
fn a_site() {
    every_step_may_fail(two, &["site", "-j", "1", "-t", "html", "--url", "https://example.cn/", "-o", "out", "in"]);
}

#[test]
fn a_comparison() {
    let made = |folder: &Path| {
        two(folder);
        put(folder, "a.md", "old\n");
    };
    every_step_may_fail(made, &["diff", "-f", "md", "-o", "a.md", "in/a.notice", "in/b.notice"]);
}

#[test]
fn a_register() {
    every_step_may_fail(two, &["register", "-o", "out/a.csv", "in"]);
}

#[test]
fn a_first_draft() {
    every_step_may_fail(|_| (), &["init", "a.notice"]);
}
