//! The house in order: layers look upwards only, files stay small, documents name what exists.

#[path = "tidy/layers.rs"]
mod layers;
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
const LONG: &[(&str, usize)] = &[
    ("src/check/prose.rs", 750),
    ("src/cli/args.rs", 650),
    ("src/html/view.rs", 850),
    ("src/layout/paragraph.rs", 600),
    ("src/model/read.rs", 750),
    ("src/wording.rs", 650),
    ("tests/cli.rs", 600),
    ("tests/closing.rs", 600),
    ("tests/preview.rs", 550),
    ("tests/serve.rs", 550),
];

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

/// The functions that lie first in the program are functions of it: a list of what was renamed would order nothing.
#[test]
fn functions_of_the_order_exist() {
    let list = std::fs::read_to_string(root().join("link/order.txt")).unwrap();
    let code: String =
        rust_files(&root().join("src")).iter().map(|path| std::fs::read_to_string(path).unwrap()).collect::<Vec<_>>().concat();
    let (mut known, mut missing) = (0, Vec::new());
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        // Anything else would mean something to the linker.
        assert!(line.chars().all(|c| c.is_ascii_alphanumeric() || "_.$*".contains(c)), "{line}");
        let Some(path) = line.strip_prefix("_ZN") else { continue };
        let path = parts(path);
        let (Some(&"zhumo"), Some(name)) = (path.first(), path.iter().rfind(|part| !part.contains('$'))) else { continue };
        if code.contains(&format!("fn {name}")) {
            known += 1;
        } else {
            missing.push(*name);
        }
    }
    assert!(known > 300, "{known} functions of {}", list.lines().count());
    assert!(missing.len() * 10 < known, "scripts/order.py should be run again: {missing:?}");
}

/// `5zhumo5build17h*`: `zhumo`, `build`.
fn parts(mut name: &str) -> Vec<&str> {
    let mut found = Vec::new();
    loop {
        let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let length = name[..digits].parse().unwrap_or(0);
        let Some(part) = name.get(digits..digits + length).filter(|part| !part.is_empty()) else { return found };
        found.push(part);
        name = &name[digits + length..];
    }
}

#[test]
fn documents_name_what_exists() {
    let mut missing = Vec::new();
    for document in
        ["README.md", "README.zh-CN.md", "ARCHITECTURE.md", "docs/format.md", "docs/manual.md", "docs/manual.zh-CN.md"]
    {
        let text = std::fs::read_to_string(root().join(document)).unwrap_or_else(|_| panic!("{document} is missing"));
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
            let folder = root().join(document).parent().unwrap().to_path_buf();
            if local && !folder.join(&link).exists() {
                missing.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// The page of clauses names tests and rules that exist, and no mark but its own.
#[test]
fn the_page_of_clauses_names_what_exists() {
    let text = std::fs::read_to_string(root().join("docs/clauses.md")).unwrap();
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
    assert!(missing.is_empty(), "docs/clauses.md names what is not there: {missing:?}");
    assert!(named > 60, "{named} names");
    let marks = ["tested", "by construction", "author", "n/a"];
    for line in text.lines().filter(|line| line.starts_with("| ") && line.matches(" | ").count() >= 3) {
        let mark = line.split(" | ").nth(2).unwrap_or_default().trim();
        assert!(marks.contains(&mark) || mark == "mark", "no mark of docs/clauses.md: {mark}: {line}");
    }
}

/// Every example of the format page is read without an error.
#[test]
fn the_examples_of_the_format_page_hold() {
    let text = std::fs::read_to_string(root().join("docs/format.md")).unwrap();
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
