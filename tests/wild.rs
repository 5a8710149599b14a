//! Whatever a file holds, it is read, checked, formatted and imported, or refused; and never a panic.
//!
//! Texts that nobody would write, and sound ones with damage, the same on every run. `fuzz/` calls the same functions with what a fuzzer
//! thinks of, and keeps here (`tests/wild/`) what once broke them.

mod support;
#[path = "../fuzz/shared/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use support::Seeded;

/// What drafts are made of, in pieces that mean something together.
const PIECES: &[&str] = &[
    "标题：",
    "主送",
    "：",
    ":",
    "、",
    "，",
    "。",
    "；",
    "（",
    "）",
    "(",
    ")",
    "【附件",
    "】",
    "[",
    "]",
    "{",
    "}",
    "{主题}",
    "|",
    "/",
    "\\",
    "\"",
    "“",
    "”",
    "《",
    "》",
    " ",
    "\t",
    "　",
    "\u{a0}",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "一",
    "二、",
    "（三）",
    "4.",
    "（5）",
    "#、",
    "1",
    "23",
    "2026年",
    "9月31日",
    "〔2026〕",
    "3.5亿元",
    "m3/2",
    "％",
    "12:61",
    "附件1",
    "图2",
    "表：",
    "^1]",
    "!",
    "![图](a.png)",
    "-",
    "- ",
    "--",
    "—",
    "～",
    "*",
    "**",
    "`",
    "a",
    "B",
    "Tx",
    "第三章　",
    "第十条 ",
    "节",
    "页",
    "号",
    "等16部门",
    "3个部门",
    "以下简称",
    "署名：",
    "成文日期：",
    "抄送：",
    "印发：",
    "用印：是",
    "版式：信函",
    "语言：en",
    "Title: ",
    "To: ",
    "Annex 1",
    "No. ",
    "星期八",
    "?",
    "！",
    "？",
    "…",
    "……",
    "\u{fffd}",
    "\u{200b}",
    "\u{e000}",
    "😀",
    "𠮷",
    "é",
    "國",
    "国",
    "关于",
    "的通知",
    "//",
    "// zhumo-ignore ",
    "// zhumo-ignore padded-date: 因为\n",
    "02-8888",
    "www.a.cn",
    "a@b.cn",
    "\u{feff}",
];

fn texts_of(folder: &Path, endings: &[&str]) -> Vec<String> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Every file in a folder and below it.
fn files_of(folder: &Path) -> Vec<Vec<u8>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { files.push(std::fs::read(path).unwrap()) }
        }
    }
    files.sort();
    files
}

/// Wild texts, and sound ones that somebody has typed into.
fn wild(count: usize, seed: u64) -> impl Iterator<Item = String> {
    let mut seeded = Seeded(seed);
    let sound: Vec<String> = ["examples", "tests/accuracy/clean", "tests/check"]
        .iter()
        .flat_map(|folder| texts_of(&support::root().join(folder), &["notice", "txt"]))
        .filter(|text| text.len() < 4000)
        .collect();
    assert!(sound.len() > 100);
    (0..count).map(move |round| {
        if round % 2 == 0 {
            let length = 1 + seeded.below(40);
            return (0..length).map(|_| seeded.of(PIECES)).collect();
        }
        let mut text = sound[seeded.below(sound.len())].clone();
        for _ in 0..1 + seeded.below(3) {
            let near = |at: usize, text: &str| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            let start = near(seeded.below(text.len() + 1), &text);
            let end = near((start + seeded.below(12)).min(text.len()), &text);
            let put: String = (0..seeded.below(4)).map(|_| seeded.of(PIECES)).collect();
            text.replace_range(start..end, &put);
        }
        text
    })
}

/// Calls `target` with each text, and says which one it did not stand.
fn stands<T: AsRef<[u8]> + std::fmt::Debug>(inputs: impl Iterator<Item = T>, target: impl Fn(&T)) {
    for input in inputs {
        if catch_unwind(AssertUnwindSafe(|| target(&input))).is_err() {
            panic!("it does not stand {input:?}");
        }
    }
}

#[test]
fn any_draft_is_read_checked_and_written() {
    stands(wild(1600, 7), |text| targets::draft(text));
    stands(texts_of(&support::root().join("tests/wild"), &["notice"]).into_iter(), |text| targets::draft(text));
}

#[test]
fn any_draft_is_formatted() {
    stands(wild(500, 11), |text| targets::formatted(text));
    stands(texts_of(&support::root().join("tests/wild"), &["notice"]).into_iter(), |text| targets::formatted(text));
}

#[test]
fn any_settings_are_read_or_refused() {
    let sound = "[check]\nselect = [\"ALL\"]\nlevels = { padded-date = \"off\" }\n[[check.files]]\npaths = [\"a/*\"]\n[organs.\"示例局\"]\nshort = [\"局\"]\n[terms]\n\"甲\" = \"乙\"\n[fonts]\nbody = [\"x\"]\n[limits]\nmax_draft_bytes = 10\n";
    let mut seeded = Seeded(5);
    let broken = (0..3000).map(|_| {
        let mut text = sound.to_owned();
        for _ in 0..1 + seeded.below(4) {
            let at = (seeded.below(text.len())..).find(|at| text.is_char_boundary(*at)).unwrap();
            let end =
                (at + seeded.below(9)..).find(|end| *end >= text.len() || text.is_char_boundary(*end)).unwrap().min(text.len());
            let put = seeded.of(&["", "\"", "[", "]", "=", "\n", "1", "-1", "1e999", "{}", "a", "啊", ".", "\\u0000", "true"]);
            text.replace_range(at..end, put);
        }
        text
    });
    stands(broken, |text| targets::settings(text));
}

#[test]
fn any_file_is_imported_or_refused() {
    let mut files = files_of(&support::root().join("tests/import"));
    files.retain(|file| file.len() < 20_000);
    assert!(!files.is_empty());
    let mut seeded = Seeded(3);
    let broken = (0..300).map(|_| {
        let mut bytes = files[seeded.below(files.len())].clone();
        for _ in 0..1 + seeded.below(6) {
            let at = seeded.below(bytes.len().max(1)).min(bytes.len());
            match seeded.below(4) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, u8::try_from(seeded.below(256)).unwrap()),
                2 => drop(bytes.splice(
                    at..at,
                    seeded.of(&["<table><tr>", "</p>", "<p>", "&#x110000;", "\n#", "|", "```", "<![CDATA["]).bytes(),
                )),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = u8::try_from(seeded.below(256)).unwrap();
                    }
                }
            }
        }
        bytes
    });
    stands(broken, |bytes| targets::imported(bytes));
    stands(wild(200, 13), |text| targets::imported(text.as_bytes()));
}

/// What fuzzers found worth keeping is tried at every run of the tests, too.
#[test]
fn the_corpus_of_the_fuzzers_stands() {
    let corpus = |name: &str| {
        let files = files_of(&support::root().join("fuzz/corpus").join(name));
        assert!(!files.is_empty(), "{name}");
        files
    };
    // A fuzzer hands text over as far as the bytes are text.
    let texts = |name: &str| corpus(name).into_iter().filter_map(|file| String::from_utf8(file).ok());
    stands(texts("formatted"), |text| targets::draft(text));
    stands(texts("formatted"), |text| targets::formatted(text));
    stands(texts("settings"), |text| targets::settings(text));
    stands(corpus("imported").into_iter(), |bytes| targets::imported(bytes));
}
