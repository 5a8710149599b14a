//! Word files, judged by programs that are not ours: the rules of the Open XML SDK (openxml-audit), two readers (python-docx, mammoth).

mod common;
mod support;

use common::{examples, images, imprint_said, out, read, said};
use serde_json::Value;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use zhumo::docx::{DocxOptions, docx};
use zhumo::import::{Format, ImportOptions, import};
use zhumo::layout::Template;
use zhumo::model::Notice;

fn built(notice: &Notice, draft: &str) -> Vec<u8> {
    let (template, images) = (Template::built_in(notice.layout), images(notice));
    docx(notice, &DocxOptions::new(&template, &images).carrying(draft)).unwrap()
}

/// The examples and the drafts of the geometry as Word files, with what each says.
fn files(folder: &str) -> Vec<(PathBuf, Notice)> {
    let folder = out(folder);
    let fixtures = std::fs::read_dir(support::root().join("tests/geometry")).unwrap().map(|entry| entry.unwrap().path());
    let mut fixtures: Vec<PathBuf> = fixtures.filter(|path| path.extension().is_some_and(|end| end == "notice")).collect();
    fixtures.sort();
    let fixtures = fixtures.into_iter().map(|path| {
        let name = format!("page-{}", path.file_stem().unwrap().to_string_lossy());
        (name, std::fs::read_to_string(path).unwrap())
    });
    let all = examples().into_iter().chain(fixtures);
    all.map(|(name, text)| {
        let notice = read(&text);
        let path = folder.join(format!("{name}.docx"));
        std::fs::write(&path, built(&notice, &text)).unwrap();
        (path, notice)
    })
    .collect()
}

/// What `tests/tools/word.py` says of the files.
fn judged(what: &[&str], paths: &[PathBuf]) -> Option<Value> {
    let script = support::root().join("tests/tools/word.py");
    let output = Command::new(support::python()?).arg(script).args(what).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

fn text<'a>(judged: &'a Value, path: &Path, key: &str) -> &'a str {
    judged[path.to_str().unwrap()][key].as_str().unwrap()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn unnumbered(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

#[test]
fn the_schema_has_nothing_against_any_file() {
    let files = files("docx-audit");
    let paths: Vec<PathBuf> = files.into_iter().map(|(path, _)| path).collect();
    let Some(judged) = judged(&["audit"], &paths) else { return };
    let judged = judged.as_object().unwrap();
    assert_eq!(judged.len(), paths.len());
    for (path, findings) in judged {
        assert_eq!(findings.as_array().unwrap(), &[] as &[Value], "{path}");
    }
}

#[test]
fn readers_find_every_word_in_its_order() {
    let files = files("docx-text");
    let paths: Vec<PathBuf> = files.iter().map(|(path, _)| path.clone()).collect();
    let Some(judged) = judged(&["text"], &paths) else { return };
    for (path, notice) in &files {
        // A letter has its mark in a box, which one of the readers passes over; the other reads it with the paragraph it hangs on.
        let boxes = text(&judged, path, "boxes");
        for reader in ["python-docx", "mammoth"] {
            let found = format!("{}\n{}", if reader == "mammoth" { "" } else { boxes }, text(&judged, path, reader));
            let found = bare(&found);
            for words in said(notice) {
                // The second mark of a note is a number in the text, where the words have none.
                let there = found.contains(&bare(&words)) || unnumbered(&found).contains(&unnumbered(&bare(&words)));
                assert!(there, "{}: {reader} finds no `{words}` in {found}", path.display());
            }
        }
        let boxes = bare(boxes);
        for words in imprint_said(notice) {
            assert!(boxes.contains(&bare(&words)), "{}: no `{words}` in {boxes}", path.display());
        }
        assert_eq!(text(&judged, path, "title"), zhumo::wording::file_title(notice), "{}", path.display());
    }
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    for (name, text) in examples() {
        let notice = read(&text);
        assert!(built(&notice, &text) == built(&notice, &text), "{name}");
    }
}

#[test]
fn the_draft_comes_back_as_it_was() {
    for (name, text) in examples() {
        let file = built(&read(&text), &text);
        let imported = import(&file, Format::Docx, &ImportOptions::default()).unwrap();
        assert_eq!(imported.draft, text, "{name}");
    }
}

/// The file with a part changed, as somebody who types in it changes it.
fn changed(file: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut content = Vec::new();
        entry.read_to_end(&mut content).unwrap();
        if name == part {
            content = change(&String::from_utf8(content).unwrap()).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

const CHANGED: &str = "发文机关：示例局\n发文字号：示局发〔2026〕3号\n标题：示例局关于放假的通知\n主送：各处室：\n\n10月1日起放假，共7天。\n（一）**加强**值班。各处室要安排人员值班。\n\n\
    署名：示例局\n成文日期：2026年9月20日\n";

#[test]
fn changes_of_words_come_into_the_lines_of_the_draft() {
    let file = built(&read(CHANGED), CHANGED);
    for (old, new, line) in [
        ("共7天", "共8天", "10月1日起放假，共8天。"),
        ("各处室：</w:t>", "各处室，各单位：</w:t>", "主送：各处室，各单位："),
        ("2026年9月20日", "2026年9月21日", "成文日期：2026年9月21日"),
        ("安排人员值班", "安排两人值班", "（一）**加强**值班。各处室要安排两人值班。"),
    ] {
        let file = changed(&file, "word/document.xml", |document| document.replacen(old, new, 1));
        let imported = import(&file, Format::Docx, &ImportOptions::default()).unwrap();
        assert!(imported.draft.lines().any(|found| found == line), "{line}: {}", imported.draft);
        let others = |text: &str| text.lines().filter(|found| *found != line).count();
        assert_eq!(others(&imported.draft) + 1, CHANGED.lines().count(), "{}", imported.draft);
        assert!(imported.remarks[0].zh.contains("改动过 1 处"), "{:?}", imported.remarks);
    }
}

#[test]
fn a_file_that_became_another_is_read_anew_and_says_so() {
    let file = built(&read(CHANGED), CHANGED);
    let file = changed(&file, "word/document.xml", |document| document.replace("<w:t>", "<w:t>新"));
    let imported = import(&file, Format::Docx, &ImportOptions::default()).unwrap();
    assert!(imported.remarks[0].zh.contains("不再可用"), "{:?}", imported.remarks);
    assert!(imported.draft.contains("新") && !imported.draft.contains("\n10月1日起放假"), "{}", imported.draft);
}

#[test]
fn verify_tells_whether_words_were_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (draft, path) = (folder.path().join("a.notice"), folder.path().join("a.docx"));
    std::fs::write(&draft, CHANGED).unwrap();
    assert!(support::zhumo().args(["build", "-q", "-t", "docx"]).arg(&draft).output().unwrap().status.success());
    let verify = || support::zhumo().args(["--lang", "zh", "verify"]).arg(&path).output().unwrap();
    let output = verify();
    assert_eq!(output.status.code(), Some(0), "{}", support::text(&output));
    let extracted = support::zhumo().arg("extract").arg(&path).output().unwrap();
    assert_eq!(String::from_utf8(extracted.stdout).unwrap(), CHANGED);
    let file = changed(&std::fs::read(&path).unwrap(), "word/document.xml", |document| document.replace("共7天", "共8天"));
    std::fs::write(&path, file).unwrap();
    let output = verify();
    assert_eq!(output.status.code(), Some(1), "{}", support::text(&output));
    assert!(
        support::text(&output).contains("文稿：“10月1日起放假，共7天。”；文件：“10月1日起放假，共8天。”"),
        "{}",
        support::text(&output)
    );
    let foreign = changed(&std::fs::read(&path).unwrap(), "customXml/item1.xml", |_| "<a/>".to_owned());
    std::fs::write(&path, foreign).unwrap();
    assert_eq!(verify().status.code(), Some(2));
}

#[test]
fn planted_faults_are_seen() {
    let folder = out("docx-faults");
    let file = built(&read(CHANGED), CHANGED);
    type Fault = (&'static str, &'static str, &'static str, &'static str);
    let faults: [Fault; 6] = [
        (
            "order",
            "word/styles.xml",
            "<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr></w:style>",
            "<w:szCs w:val=\"32\"/><w:sz w:val=\"32\"/></w:rPr></w:style>",
        ),
        ("enumeration", "word/document.xml", "w:type=\"lines\"", "w:type=\"line\""),
        ("style", "word/document.xml", "w:val=\"BodyText\"", "w:val=\"nosuch\""),
        ("relation", "word/document.xml", "r:id=\"rId", "r:id=\"rId9"),
        ("element", "word/document.xml", "<w:r>", "<w:r><w:foo/>"),
        ("settings", "word/settings.xml", "<w:evenAndOddHeaders/>", ""),
    ];
    let paths: Vec<PathBuf> = faults
        .iter()
        .map(|(name, part, old, new)| {
            let path = folder.join(format!("{name}.docx"));
            let settings = *name == "settings";
            let moved = |text: &str| text.replacen(old, new, 1).replace("</w:settings>", "<w:evenAndOddHeaders/></w:settings>");
            let plain = |text: &str| text.replacen(old, new, 1);
            let broken = changed(&file, part, |text| if settings { moved(text) } else { plain(text) });
            assert_ne!(broken, file, "{name}");
            std::fs::write(&path, broken).unwrap();
            path
        })
        .collect();
    let Some(judged) = judged(&["audit"], &paths) else { return };
    for path in paths {
        assert!(!judged[path.to_str().unwrap()].as_array().unwrap().is_empty(), "{}", path.display());
    }
}

#[test]
fn the_program_writes_it_beside_the_draft() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("放假.notice");
    std::fs::write(&draft, "标题：关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年9月20日\n")
        .unwrap();
    let output = support::zhumo().args(["build", "-t", "docx"]).arg(&draft).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    assert!(std::fs::read(folder.path().join("放假.docx")).unwrap().starts_with(b"PK"));
}

#[test]
fn pictures_come_back_with_the_draft_that_shows_them() {
    let (folder, examples) = (tempfile::tempdir().unwrap(), support::root().join("examples"));
    let draft = examples.join("briefing-15.notice");
    assert!(support::build(&draft, "docx", folder.path()).status.success());
    let import = |name: &str| {
        let (file, output) = (folder.path().join("briefing-15.docx"), folder.path().join(name));
        support::zhumo().arg("import").arg(file).arg("-o").arg(output).output().unwrap()
    };
    let done = import("here/a.notice");
    assert!(done.status.success(), "{}", support::text(&done));
    let figures = std::fs::read_dir(folder.path().join("here/figures")).unwrap().map(|entry| entry.unwrap().path());
    let figures: Vec<PathBuf> = figures.collect();
    assert_eq!(figures.len(), 3, "{figures:?}");
    for path in &figures {
        let original = examples.join("figures").join(path.file_name().unwrap());
        assert_eq!(std::fs::read(path).unwrap(), std::fs::read(original).unwrap(), "{}", path.display());
    }
    // What the draft has there already stays.
    std::fs::write(&figures[0], support::png(40, 30)).unwrap();
    assert!(import("here/b.notice").status.success());
    assert_eq!(std::fs::read(&figures[0]).unwrap(), support::png(40, 30));
}

/// What stands free above a table without a caption is above it, and no part of its first row.
#[test]
fn white_above_a_table_is_outside_of_it() {
    let draft = "标题：示例局关于填报的通知\n\n请填报。\n\n【附件】申请表\n|---|---|\n| 单位 | |\n| 姓名 | |\n";
    let mut archive = zip::ZipArchive::new(Cursor::new(built(&read(draft), draft))).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let row = &xml[xml.find("<w:tbl>").unwrap()..xml.find("</w:tr>").unwrap()];
    assert!(!row.contains("w:before="), "{row}");
}
