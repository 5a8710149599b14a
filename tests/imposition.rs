//! Pages on sheets: each stands where it is read when the sheets are folded or read row by row, and looks as it does alone.
//!
//! Judges: MuPDF draws and poppler reads each place of a sheet and each page alone (`tests/tools/imposed.py`), qpdf checks the files.

mod support;

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};
use support::{fonts, python, root, text, zhumo};
use zhumo::pdf::{Imposition, PdfFile, impose};

fn run(arguments: &[&str], folder: &Path) -> Output {
    zhumo().args(arguments).args(["--lang", "en"]).current_dir(folder).output().unwrap()
}

/// A folder with an example as `a.notice`, built with these options.
fn built(example: &str, options: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("examples").join(example), folder.path().join("a.notice")).unwrap();
    let output = run(&[&["build", "a.notice"], options].concat(), folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    folder
}

/// Has the sheets of a PDF judged.
fn judge(folder: &Path, kind: &str, pages: usize, sides: usize) {
    let Some(python) = python() else { return };
    let (pdf, sheets) = (folder.join("a.pdf"), folder.join(format!("a.{kind}.pdf")));
    let checked = Command::new("qpdf").arg("--check").arg(&sheets).output().unwrap();
    assert!(checked.status.success(), "{}", text(&checked));
    let output =
        Command::new(python).arg(root().join("tests/tools/imposed.py")).args([&pdf, &sheets]).arg(kind).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let places = found["places"].as_array().unwrap();
    assert_eq!(found["boxes"].as_array().unwrap().len(), sides);
    assert!(found["boxes"].as_array().unwrap().iter().all(|boxes| boxes[0] == boxes[1]), "nothing is trimmed");
    for left_out in ["links", "files", "outline"] {
        assert_eq!(found[left_out], 0, "{left_out}");
    }
    for (index, place) in places.iter().enumerate() {
        if index >= pages {
            assert_eq!(place["blank"], true, "{kind}: {place}");
            continue;
        }
        assert_eq!((&place["page"], &place["text"]), (&(index + 1).into(), &true.into()), "{kind}: {place}");
        let [other, control] = ["other", "control"].map(|key| place[key].as_f64().unwrap());
        // A page that is turned stands a part of a dot elsewhere than the same page turned by the judge.
        let most = if place["upright"] == true { 0.0005 } else { 0.03 };
        assert!(other < most && control > most, "{kind}: {place}");
    }
}

#[test]
fn each_page_stands_where_it_is_read() {
    if !fonts() {
        return;
    }
    // Twelve pages, two of them on their side.
    let folder = built("joint-notice.notice", &["--booklet", "--n-up", "4"]);
    judge(folder.path(), "booklet", 12, 6);
    judge(folder.path(), "4-up", 12, 3);
    // Six pages: two sides of the booklet have room left.
    let folder = built("issued-notice.notice", &["--booklet", "--n-up", "2"]);
    judge(folder.path(), "booklet", 6, 4);
    judge(folder.path(), "2-up", 6, 3);
}

#[test]
fn sheets_are_the_same_bytes_and_say_what_they_are() {
    if !fonts() {
        return;
    }
    let folder = built("minimal.notice", &["--booklet"]);
    let [pdf, booklet] = ["a.pdf", "a.booklet.pdf"].map(|name| std::fs::read(folder.path().join(name)).unwrap());
    assert_eq!(impose(&pdf, Imposition::Booklet).unwrap(), booklet);
    assert_eq!(PdfFile::open(&booklet).unwrap().imposed(), Some(Imposition::Booklet));
    assert_eq!(PdfFile::open(&pdf).unwrap().imposed(), None);
    let whole = String::from_utf8_lossy(&booklet);
    assert!(!whole.contains("pdfaid"), "it claims no standard");
    for command in [["verify", "a.booklet.pdf"], ["extract", "a.booklet.pdf"]] {
        let output = run(&command, folder.path());
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).contains("take the PDF that the sheets were made of"), "{}", text(&output));
    }
    let output = run(&["verify", "a.booklet.pdf"], folder.path());
    assert!(text(&output).contains("another PDF put on sheets (a booklet)"), "{}", text(&output));
}

#[test]
fn sheets_go_beside_the_pdf_and_over_no_other_file() {
    if !fonts() {
        return;
    }
    let folder = built("minimal.notice", &["--booklet", "--changed"]);
    let again = run(&["build", "a.notice", "--booklet", "--changed"], folder.path());
    assert!(text(&again).contains("1 up to date"), "{}", text(&again));
    std::fs::remove_file(folder.path().join("a.booklet.pdf")).unwrap();
    run(&["build", "a.notice", "--booklet", "--changed"], folder.path());
    assert!(folder.path().join("a.booklet.pdf").exists());
    for (options, said) in [
        (&["-t", "html", "--booklet"][..], "add pdf to -t"),
        (&["-o", "-", "--n-up", "2"], "standard output takes one format"),
        (&["--n-up", "3"], "3"),
    ] {
        let output = run(&[&["build", "a.notice"], options].concat(), folder.path());
        assert_eq!(output.status.code(), Some(2), "{options:?}");
        assert!(text(&output).contains(said), "{}", text(&output));
    }
    std::fs::copy(folder.path().join("a.notice"), folder.path().join("a.booklet.notice")).unwrap();
    let output = run(&["build", ".", "--booklet"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("would both be written to"), "{}", text(&output));
}

#[test]
fn merged_letters_have_sheets_too() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for name in ["training.notice", "rows.csv"] {
        std::fs::copy(root().join("examples/merge").join(name), folder.path().join(name)).unwrap();
    }
    let sheets = ["merge", "training.notice", "rows.csv", "--rows", "2-3", "-o", "out/{{单位}}", "--booklet"];
    let output = run(&sheets, folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(folder.path().join("out/青川区市场监督管理局.booklet.pdf").exists(), "{}", text(&output));
    let bound = ["merge", "training.notice", "rows.csv", "--bound", "a.pdf", "--n-up", "2"];
    let output = run(&bound, folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let pages = PdfFile::open(&std::fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(pages.is_ok());
    let rows = text(&output);
    assert!(rows.contains("a.2-up.pdf"), "{rows}");
}
