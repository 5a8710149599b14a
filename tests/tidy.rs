//! The house in order: layers look upwards only, files stay small, documents name what exists.

#[path = "tidy/documents.rs"]
mod documents;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/licences.rs"]
mod licences;
mod support;

use pulldown_cmark::{Event, Tag};
use std::path::{Path, PathBuf};
use support::root;

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The files that are longer than 500 lines, and how long they may be. Each is one thing, or waits to be cut.
const LONG: &[(&str, usize)] =
    &[("tests/cli.rs", 600), ("tests/closing.rs", 600), ("tests/preview.rs", 550), ("tests/serve.rs", 550)];

#[test]
fn files_stay_under_five_hundred_lines() {
    let mut wrong = Vec::new();
    for path in ["src", "tests"].iter().flat_map(|folder| rust_files(&root().join(folder))) {
        let lines = std::fs::read_to_string(&path).unwrap().lines().count();
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        let most = LONG.iter().find(|(long, _)| *long == name).map(|(_, most)| *most);
        if lines > most.unwrap_or(500) || (most.is_some() && lines <= 500) {
            wrong.push(format!("{name} has {lines} lines"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn documents_name_what_exists() {
    let mut missing = Vec::new();
    for document in documents::all() {
        let text = std::fs::read_to_string(root().join(&document)).unwrap();
        for word in text.split('`').skip(1).step_by(2) {
            let path = ["src/", "docs/", "grammar/", "templates/", "tests/", "examples/", "scripts/"]
                .iter()
                .any(|folder| word.starts_with(folder));
            let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            if path && plain && !root().join(word).exists() {
                missing.push(format!("{document}: {word}"));
            }
        }
        let links =
            pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES).filter_map(|event| match event {
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    Some(dest_url.split('#').next()?.to_owned())
                }
                _ => None,
            });
        for link in links {
            let local =
                !link.is_empty() && !link.contains(':') && link.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
            let folder = root().join(&document).parent().unwrap().to_path_buf();
            if local && !folder.join(&link).exists() {
                missing.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The pages of clauses name tests and rules that exist, the same in both languages, and no mark but their own.
#[test]
fn the_pages_of_clauses_name_what_exists() {
    let english = clauses("docs/clauses.md", ["tested", "by construction", "author", "n/a", "mark"]);
    assert_eq!(english, clauses("docs/clauses.zh-CN.md", ["检验", "构造保证", "作者", "不涉及", "标记"]));
}

/// What a page of clauses names, sorted, and how many rows it has.
fn clauses(page: &str, marks: [&str; 5]) -> (Vec<String>, usize) {
    let text = std::fs::read_to_string(root().join(page)).unwrap();
    // Tests of a module stand in it, further to the right.
    let files = ["tests", "src"].map(|folder| rust_files(&root().join(folder))).concat();
    let read =
        |path: &PathBuf| std::fs::read_to_string(path).unwrap().lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let tests: String = files.iter().map(read).collect::<Vec<String>>().concat();
    let (mut missing, mut named) = (Vec::new(), 0);
    for word in text.split('`').skip(1).step_by(2) {
        let only = |extra: &str| word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || extra.contains(c));
        let there = if ["src/", "tests/", "templates/"].iter().any(|folder| word.starts_with(folder)) {
            root().join(word).exists()
        } else if word.contains('_') && only("_") {
            // A function that no group of tests holds against the fixtures tests nothing.
            named += 1;
            tests.contains(&format!("#[test]\nfn {word}("))
                || tests.contains(&format!("fn {word}(")) && tests.contains(&format!("::{word})"))
        } else if word.contains('-') && only("-") {
            named += 1;
            zhumo::check::find_rule(word).is_some()
        } else {
            true
        };
        if !there {
            missing.push(word);
        }
    }
    assert!(missing.is_empty(), "{page} names what is not there: {missing:?}");
    assert!(named > 60, "{named} names");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ") && line.matches(" | ").count() >= 3).collect();
    for line in &rows {
        let mark = line.split(" | ").nth(2).unwrap_or_default().trim();
        assert!(marks.contains(&mark), "no mark of {page}: {mark}: {line}");
    }
    let mut names: Vec<String> =
        text.split('`').skip(1).step_by(2).filter(|name| !name.contains(' ')).map(str::to_owned).collect();
    names.sort();
    (names, rows.len())
}

/// Every example of the format page is read without an error.
#[test]
fn the_examples_of_the_format_page_hold() {
    let pages = ["docs/format.md", "docs/format.zh-CN.md"];
    let text: String = pages.iter().map(|page| std::fs::read_to_string(root().join(page)).unwrap()).collect();
    let mut options = zhumo::Options::default();
    options.config.check.ignore = vec!["missing-element".to_owned()];
    let mut count = 0;
    for block in text.split("```notice\n").skip(1) {
        let example = block.split("\n```").next().unwrap();
        let (_, findings) = zhumo::check(example, &options);
        let errors: Vec<_> = findings.iter().filter(|finding| finding.level == zhumo::check::Severity::Error).collect();
        assert!(errors.is_empty(), "{example}\n{errors:#?}");
        count += 1;
    }
    assert!(count >= 5, "{count} examples");
}
