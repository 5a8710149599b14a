//! The rules that only a finished page can show, by their own examples.

mod support;

use zhumo::check::{PAGE_RULES, find_rule};

/// The rules that speak when an example is printed.
fn spoken(name: &str, example: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("example.notice");
    std::fs::write(&draft, example).unwrap();
    std::fs::create_dir(folder.path().join("figures")).unwrap();
    std::fs::copy(support::root().join("tests/page_rules/small.png"), folder.path().join("figures/small.png")).unwrap();
    std::fs::copy(support::root().join("tests/page_rules/large.png"), folder.path().join("figures/large.png")).unwrap();
    let output = support::zhumo()
        .args(["build", "--ignore-system-fonts", "-t", "pdf", "-o"])
        .arg(folder.path().join("example.pdf"))
        .arg(&draft)
        .output()
        .unwrap();
    let text = support::text(&output);
    assert!(!text.contains("panicked"), "{name}: {text}");
    // The report of a finding begins with the name of its rule, alone on a line.
    text.lines().filter(|line| find_rule(line).is_some()).map(str::to_owned).collect()
}

/// The examples are what a new user copies: no rule of the page may speak about them, however softly. That an imprint takes a sheet of its
/// own comes of how long a text happens to be, and one example is as long as that.
#[test]
fn examples_are_clean_on_the_page() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for draft in support::examples() {
        let said = support::text(&support::build(&draft, "pdf", folder.path()));
        let rules: Vec<&str> = said.lines().filter(|line| find_rule(line).is_some() && *line != "extra-sheet").collect();
        assert!(rules.is_empty(), "{}: {said}", draft.display());
    }
}

#[test]
fn every_page_rule_has_examples_that_hold() {
    if !support::fonts() {
        return;
    }
    for rule in PAGE_RULES.rules {
        let (id, explanation) = (rule.id, rule.explanation());
        for bad in &explanation.bad {
            let found = spoken(id, bad);
            assert!(found.iter().any(|rule| rule == id), "{id}: bad example\n{bad}\n\nsaid: {found:?}");
        }
        for good in &explanation.good {
            let found = spoken(id, good);
            assert!(!found.iter().any(|rule| rule == id), "{id}: good example\n{good}\n\nsaid: {found:?}");
        }
    }
}
