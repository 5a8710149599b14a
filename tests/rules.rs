//! Every rule by its own examples and by its fixture in `tests/check/`.
//!
//! A fixture holds cases (`--- name ---`). In a case, `// expect: level[rule] text` says that the rule speaks at that
//! level about the next line that is no expectation, and that its place covers exactly `text` (`text` may be left out
//! where the place is empty). Every finding must be expected. A case whose name begins with `whole-` is a whole notice;
//! in all others the elements that every notice must have are not asked for.

use zhumo::check::{Finding, rules::RULES};
use zhumo::span::LineIndex;
use zhumo::{Options, check};

/// Findings of a fragment: nobody asks a fragment for a title.
fn findings(text: &str, whole: bool) -> Vec<Finding> {
    let mut options = Options::default();
    if !whole {
        options.config.check.ignore = RULES.iter().map(|rule| rule.id.to_owned()).filter(|id| id == "missing-element").collect();
    }
    check(text, &options).1
}

fn show(text: &str, findings: &[Finding]) -> String {
    let shown = findings.iter().map(|f| format!("{}[{}] {:?} — {}", f.level.name(), f.rule.id, f.span.of(text), f.message.en));
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_rule_has_examples_that_hold() {
    for rule in RULES {
        let explanation = rule.explanation();
        assert!(!explanation.en.is_empty() && !explanation.zh.is_empty(), "{}: both languages explain", rule.id);
        assert!(!explanation.bad.is_empty() && !explanation.good.is_empty(), "{}: bad and good examples", rule.id);
        let whole = rule.id == "missing-element";
        for bad in &explanation.bad {
            let found = findings(bad, whole);
            let only_this = !found.is_empty() && found.iter().all(|finding| finding.rule.id == rule.id);
            assert!(only_this, "{}: bad example\n{bad}\n\n{}", rule.id, show(bad, &found));
        }
        for good in &explanation.good {
            let found = findings(good, whole);
            assert!(found.is_empty(), "{}: good example\n{good}\n\n{}", rule.id, show(good, &found));
        }
    }
}

#[test]
fn rules_are_in_order_and_named_for_the_defect() {
    let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    assert_eq!(ids, sorted);
    for id in ids {
        assert!(!id.starts_with("no-") && id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{id}");
    }
}

#[test]
fn every_rule_has_a_fixture() {
    for rule in RULES {
        let path = format!("{}/tests/check/{}.txt", env!("CARGO_MANIFEST_DIR"), rule.id);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing"));
        assert!(text.contains(&format!("[{}]", rule.id)), "{path} never expects its rule");
    }
}

#[test]
fn fixtures_find_what_they_expect() {
    let folder = format!("{}/tests/check", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut failures = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        for (name, case) in cases(&text) {
            if let Err(why) = run_case(&name, &case) {
                failures.push(format!("{}: {name}\n{why}", path.display()));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

fn cases(text: &str) -> Vec<(String, String)> {
    let mut cases: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---")) {
            Some(name) => cases.push((name.to_owned(), String::new())),
            None => {
                let case = &mut cases.last_mut().expect("a fixture begins with `--- name ---`").1;
                case.push_str(line);
                case.push('\n');
            }
        }
    }
    cases
}

fn run_case(name: &str, case: &str) -> Result<(), String> {
    let index = LineIndex::new(case);
    let mut pending: Vec<String> = Vec::new();
    let mut expected: Vec<(usize, String)> = Vec::new();
    for number in 0..index.lines() {
        let line = index.line_span(case, number).of(case);
        match line.strip_prefix("// expect: ") {
            Some(rest) => pending.push(rest.trim().to_owned()),
            None => expected.extend(pending.drain(..).map(|rest| (number + 1, rest))),
        }
    }
    let found = findings(case, name.starts_with("whole-"));
    let mut actual: Vec<(usize, String)> = found
        .iter()
        .map(|f| {
            let line = index.position(case, f.span.start).line;
            (line, format!("{}[{}] {}", f.level.name(), f.rule.id, f.span.of(case)).trim().to_owned())
        })
        .collect();
    expected.sort();
    actual.sort();
    if expected == actual { Ok(()) } else { Err(format!("expected {expected:#?}\nfound {actual:#?}\n{}", show(case, &found))) }
}
