//! Word files, judged by programs that are not ours: the rules of the Open XML SDK (openxml-audit), two readers (python-docx, mammoth).

mod common;
mod support;

use common::{examples, images, imprint_said, out, read, said};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use zhumo::docx::{DocxOptions, docx};
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
fn the_program_writes_it_beside_the_draft() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("放假.notice");
    std::fs::write(&draft, "标题：关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年9月20日\n")
        .unwrap();
    let output = support::zhumo().args(["build", "-t", "docx"]).arg(&draft).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    assert!(std::fs::read(folder.path().join("放假.docx")).unwrap().starts_with(b"PK"));
}
