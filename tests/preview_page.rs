//! The page of `zhumo preview` in a real browser: a notice is written as a clerk would, with keys and mouse.

mod support;

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use support::{Running, fonts, root, tools_required};

/// A notice of about so many pages, from one sentence.
fn long(paragraphs: usize) -> String {
    let mut text = String::from(
        "发文机关：示例市教育局\n发文字号：示教〔2026〕40号\n标题：示例市教育局关于开展校园阅读活动的通知\n主送：各县（区）教育局：\n\n现将有关事项通知如下。\n\n",
    );
    for number in 1..=paragraphs {
        let _ = writeln!(
            text,
            "第{number}片区的学校要结合实际安排共读时间，公布图书借还办法，组织学生交流读书心得，并把{number}个班级的做法整理成册，供其他学校参考。各班每天安排{number}分钟共读时间，由语文教师负责指导，学校图书馆负责提供{number}册图书和场地，确保每一名学生都有书可读。"
        );
    }
    text.push_str("\n署名：示例市教育局\n成文日期：2026年9月18日\n");
    text
}

#[test]
fn a_clerk_can_write_in_it() {
    let ready = fonts() && root().join("tests/tools/node_modules/.installed").exists();
    if !ready {
        assert!(!tools_required(), "run tests/tools/install.sh and scripts/fonts.sh first");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let minimal = include_str!("../examples/minimal.notice");
    write("padded.notice", &minimal.replace("2026年9月30日", "2026年09月30日"));
    write(
        "faulty.notice",
        &minimal.replace("2026年9月30日", "2026年09月31日").replace("（星期二）", "（星期三）").replace("主送", "标题"),
    );
    write("long.notice", &long(13));
    write("hundred.notice", &long(400));
    let mut preview = Running(
        support::zhumo()
            .args(["--lang", "zh", "preview", "--no-open"])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let mut line = String::new();
    BufReader::new(preview.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("预览：").unwrap_or_else(|| panic!("{line}")).to_owned();
    let mut browser = Command::new("node");
    browser.arg(root().join("tests/tools/preview.mjs")).arg(&address).arg(folder.path());
    if let Some(pictures) = std::env::var_os("ZHUMO_PICTURES") {
        browser.arg(pictures);
    }
    let output = browser.output().unwrap();
    drop(preview);
    eprintln!("{}", support::text(&output));
    assert!(output.status.success());
    letters_are_those_of_the_program(folder.path());
    // What was exported is the notice that was typed, to its last annex.
    let pdf = folder.path().join("out.pdf");
    assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"));
    let said = Command::new("pdftotext").arg(&pdf).arg("-").output().unwrap();
    let said: String = String::from_utf8_lossy(&said.stdout).split_whitespace().collect();
    for part in ["示市监质发〔2026〕31号", "公平计量", "活动总结格式", "三个部分。", "2026年4月9日印发"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
}

/// All letters of a merge were saved in one file, and those without a fault in another.
fn letters_are_those_of_the_program(folder: &Path) {
    let files = |name: &str| -> Vec<(String, Vec<u8>)> {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(folder.join(name)).unwrap()).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut read = |name: String| {
            let mut bytes = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
            (name, bytes)
        };
        names.into_iter().map(&mut read).collect()
    };
    std::fs::write(folder.join("rows.csv"), "单位,人数,经费\n甲县水务局,3,1200\n乙县水务局,0,800\n丙县水务局,5,990.5\n").unwrap();
    let merge = support::zhumo()
        .current_dir(folder)
        .args(["merge", "-q", "-t", "docx", "-o", "made/{{单位}}", "letters.notice", "rows.csv"])
        .output();
    assert!(merge.unwrap().status.success());
    let saved = files("letters.zip");
    assert_eq!(saved.len(), 3);
    for ((name, bytes), (number, body)) in saved.iter().zip([(1, "甲县水务局"), (2, "乙县水务局"), (3, "丙县水务局")])
    {
        assert_eq!(*name, format!("{number}-{body}.docx"));
        assert!(*bytes == std::fs::read(folder.join(format!("made/{body}.docx"))).unwrap(), "{name} has other bytes");
    }
    let others: Vec<String> = files("others.zip").into_iter().map(|(name, _)| name).collect();
    assert_eq!(others, ["1-甲县水务局.md", "3-丙县水务局.md"]);
}
