//! What the tests of whole outputs share: the program, the examples, the reader of PDFs that is not ours.

#![allow(dead_code, reason = "each test file uses its part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The program that was built for the tests.
pub fn zhumo() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhumo"));
    command.env("LC_ALL", "C").env_remove("LC_MESSAGES").env_remove("LANG").current_dir(root());
    command
}

pub fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The drafts in `examples/`.
pub fn examples() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "notice"))
        .collect();
    paths.sort();
    assert!(paths.len() >= 7);
    paths
}

/// Whether a tool that is not there fails the test: so it is where everything is installed first (`make test`).
pub fn tools_required() -> bool {
    std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_some()
}

/// Whether the fonts of `scripts/fonts.sh` are there; without them no page can be laid out.
pub fn fonts() -> bool {
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    let data = data.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")));
    let there = data.is_some_and(|data| data.join("zhumo/fonts/FandolFang-Regular.otf").is_file());
    assert!(there || !tools_required(), "run scripts/fonts.sh first");
    if !there {
        eprintln!("skipped: the default fonts are not installed (scripts/fonts.sh)");
    }
    there
}

/// The Python of the test tools.
pub fn python() -> Option<PathBuf> {
    let python = root().join(".tools/venv/bin/python");
    let there = python.is_file();
    assert!(there || !tools_required(), "run tests/tools/install.sh first");
    if !there {
        eprintln!("skipped: the test tools are not installed (tests/tools/install.sh)");
    }
    there.then_some(python)
}

/// Reads PDFs with poppler, PDFium and MuPDF.
pub fn extract(paths: &[PathBuf]) -> Option<Vec<serde_json::Value>> {
    let output = Command::new(python()?).arg(root().join("tests/tools/extract.py")).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = match value {
        serde_json::Value::Array(list) => list,
        one => vec![one],
    };
    assert_eq!(list.len(), paths.len());
    Some(list)
}

/// Builds a draft into `folder`; gives the program's output.
pub fn build(draft: &Path, targets: &str, folder: &Path) -> Output {
    let output = zhumo()
        .args(["build", "--ignore-system-fonts", "-t", targets, "-o"])
        .arg(format!("{}/{{name}}", folder.display()))
        .arg(draft)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}: {}", draft.display(), text(&output));
    output
}

/// The characters that can be seen.
pub fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}'))
        .collect()
}

/// Every visible character of the running text of a notice, in reading order, footnotes left out.
pub fn running_text(notice: &zhumo::model::Notice) -> Vec<String> {
    use zhumo::model::Block;
    let mut texts: Vec<String> =
        notice.editor_note.iter().chain(&notice.title).chain(&notice.subtitle).map(|text| text.plain()).collect();
    texts.extend(notice.recipients.iter().map(|recipients| recipients.text.text.clone()));
    let block = |block: &Block| -> Vec<String> {
        match block {
            Block::Section(section) => vec![section.label.clone() + &section.heading.plain() + &section.text.plain()],
            Block::Article(article) => vec![article.label.text.clone() + &article.text.plain()],
            Block::Contacts(block) => {
                block.contacts.iter().flat_map(|contact| [contact.label.text.clone(), contact.text.text.clone()]).collect()
            }
            other => other.texts().into_iter().map(|text| text.plain()).collect(),
        }
    };
    texts.extend(notice.body.iter().flat_map(block));
    texts.extend(notice.annex_note.iter().map(|entry| entry.title.plain()));
    for contacts in &notice.contacts {
        texts.extend(contacts.contacts.iter().flat_map(|contact| [contact.label.text.clone(), contact.text.text.clone()]));
    }
    for annex in &notice.annexes {
        texts.push(annex.title.plain());
        texts.extend(annex.blocks.iter().flat_map(block));
    }
    texts.into_iter().map(|text| visible(&text)).filter(|text| !text.is_empty()).collect()
}

/// Checks that every text stands in `output` whole and in order.
pub fn assert_complete(name: &str, texts: &[String], output: &str) {
    let mut from = 0;
    for text in texts {
        match output[from..].find(text.as_str()) {
            Some(at) => from += at + text.len(),
            None => {
                let elsewhere = if output.contains(text.as_str()) { "out of order" } else { "lost or changed" };
                let near: String = output[from..].chars().take(120).collect();
                panic!("{name}: {elsewhere}: {text}\nbehind: {near}");
            }
        }
    }
}
