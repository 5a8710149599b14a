//! The print PDF, read back by programs that are not ours.

mod support;

use std::path::PathBuf;
use std::process::Command;
use support::{build, examples, extract, fonts, root};
use zhumo::model::Notice;

/// Every example as a PDF in a folder that stays until the test ends.
fn pdfs() -> Option<(tempfile::TempDir, Vec<PathBuf>)> {
    if !fonts() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let paths = examples()
        .into_iter()
        .map(|draft| {
            build(&draft, "pdf", folder.path());
            folder.path().join(draft.file_stem().unwrap()).with_extension("pdf")
        })
        .collect();
    Some((folder, paths))
}

#[test]
fn files_say_what_they_are() {
    let Some((_folder, paths)) = pdfs() else { return };
    let Some(files) = extract(&paths) else { return };
    for (draft, file) in examples().iter().zip(files) {
        let source = std::fs::read_to_string(draft).unwrap();
        let notice = Notice::read(&zhumo::syntax::parse(&source));
        assert_eq!(file["lang"], notice.language.tag(), "{}", draft.display());
        assert_eq!(file["title"], notice.title_text(), "{}", draft.display());
        let outline = file["outline"].as_array().unwrap();
        assert_eq!(outline[0][1], notice.title_text());
        let headings = notice.blocks().filter(
            |block| matches!(block, zhumo::model::Block::Section(section) if section.form != zhumo::model::SectionForm::Numbered),
        );
        assert!(outline.len() > headings.count(), "{}: {outline:?}", draft.display());
        for font in file["fonts"].as_array().unwrap() {
            assert_eq!((&font["embedded"], &font["subset"]), (&true.into(), &true.into()), "{font}");
        }
    }
}

#[test]
fn the_archive_validator_passes_every_example() {
    let Some((_folder, paths)) = pdfs() else { return };
    if support::python().is_none() {
        return;
    }
    let output = Command::new("bash").arg(root().join("tests/tools/verapdf.sh")).arg("3a,ua1").args(&paths).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let passed = String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.starts_with("PASS")).count();
    assert_eq!(passed, paths.len() * 2, "{}", support::text(&output));
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    if !fonts() {
        return;
    }
    let draft = root().join("examples/joint-notice.notice");
    let mut seen: Vec<Vec<Vec<u8>>> = Vec::new();
    for (zone, locale) in [("UTC", "C"), ("Asia/Shanghai", "zh_CN.UTF-8"), ("America/New_York", "en_US.UTF-8")] {
        let folder = tempfile::tempdir().unwrap();
        let output = support::zhumo()
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .env("SOURCE_DATE_EPOCH", "0")
            .args(["build", "--ignore-system-fonts", "-t", "pdf,html,md,json", "-o"])
            .arg(folder.path().join("{name}"))
            .arg(&draft)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", support::text(&output));
        let read = |extension| std::fs::read(folder.path().join("joint-notice").with_extension(extension)).unwrap();
        seen.push(["pdf", "html", "md", "json"].into_iter().map(read).collect());
    }
    assert!(seen.iter().all(|bytes| *bytes == seen[0]));
}

/// Runs of the first page, as MuPDF sees them.
fn spans(file: &serde_json::Value, page: usize) -> Vec<(String, f64, f64, f64, f64)> {
    file["pages"][page]["spans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| {
            let number = |key: &str| span[key].as_f64().unwrap();
            (span["text"].as_str().unwrap().to_owned(), number("x0"), number("x1"), number("baseline"), number("size"))
        })
        .collect()
}

/// The contacts, sixteen names, the date and the note are higher than a page when all are kept together: the note was
/// alone on a page then.
#[test]
fn the_note_stands_on_the_page_of_the_signature() {
    let Some((_folder, paths)) = pdfs() else { return };
    let Some(files) = extract(&paths) else { return };
    let index = examples().iter().position(|path| path.ends_with("examples/joint-notice.notice")).unwrap();
    let pages = files[index]["pages"].as_array().unwrap();
    let page_of = |text: &str| {
        let holds = |page: usize| spans(&files[index], page).iter().any(|span| span.0.replace(' ', "").contains(text));
        (0..pages.len()).find(|page| holds(*page))
    };
    assert!(page_of("此件公开发布").is_some());
    assert_eq!(page_of("此件公开发布"), page_of("2026年8月14日"));
}
