//! How far the rules can be trusted: sound notices must pass in silence, and a fault planted in one of them must be found.
//!
//! `tests/accuracy/clean/` holds notices in every layout and script. No rule may speak about them at the level of a warning or
//! above. `tests/accuracy/faults.toml` says which faults are planted in them, each one by one and in at most `MOST` notices: what
//! stands in a line is replaced, a line is added, or a line is taken away. A fault counts as found when its rule speaks on the
//! line where it was planted (`at` names another line, where the thing is missed rather than wrong). Nothing counts as found by
//! luck: the rule must be silent there before.
//!
//! Both figures are in `docs/rules/accuracy.md`, which `ZHUMO_BLESS=1` writes anew.

mod support;

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use support::root;
use zhumo::check::{FAMILIES, PAGE_RULES, all_rules, find_rule};
use zhumo::check::{Finding, Severity};
use zhumo::model::{Language, Layout};
use zhumo::span::LineIndex;
use zhumo::{Options, check};

/// In how many notices one fault is planted at most: a fault that fits everywhere must not outweigh the others.
const MOST: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Faults {
    fault: Vec<Fault>,
}

/// A fault that is planted. Without `to` the line is taken away; without `from` the line `to` is added behind it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fault {
    /// The rule that has to find it.
    rule: String,
    /// What the line contains in which it is planted.
    line: String,
    /// What in that line is replaced.
    from: Option<String>,
    /// By what; or the line that is added.
    to: Option<String>,
    /// What the line begins with where the rule has to speak, when that is another line.
    at: Option<String>,
    /// The notices it is planted in, by the beginning of their name; all that have such a line when not given.
    only: Option<String>,
}

struct Notice {
    name: String,
    text: String,
}

fn clean() -> Vec<Notice> {
    let folder = root().join("tests/accuracy/clean");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| Notice {
        name: path.file_stem().unwrap().to_string_lossy().into_owned(),
        text: std::fs::read_to_string(path).unwrap(),
    };
    paths.iter().map(read).collect()
}

fn findings(text: &str) -> Vec<Finding> {
    check(text, &Options::default()).1
}

/// The lines on which `rule` speaks, from 1. A finding over several lines is on each.
fn lines(text: &str, findings: &[Finding], rule: &str) -> Vec<usize> {
    let index = LineIndex::new(text);
    let of_rule = findings.iter().filter(|finding| finding.rule.id == rule);
    let places = of_rule.flat_map(|finding| {
        let last = finding.span.end.max(finding.span.start);
        index.position(text, finding.span.start).line..=index.position(text, last).line
    });
    places.collect()
}

/// The draft with the fault in it, and the line it stands on; one for each line that fits, the first first.
fn plant(fault: &Fault, text: &str) -> Option<(String, usize)> {
    let rows: Vec<&str> = text.split_inclusive('\n').collect();
    let fits = |row: &&str| row.contains(&fault.line) && fault.from.as_ref().is_none_or(|from| row.contains(from.as_str()));
    let number = rows.iter().position(fits)?;
    let mut planted: Vec<String> = rows.iter().map(|row| (*row).to_owned()).collect();
    let mut line = number + 1;
    match (&fault.from, &fault.to) {
        (Some(from), Some(to)) => planted[number] = rows[number].replacen(from.as_str(), to, 1),
        (None, Some(to)) => {
            planted.insert(number + 1, format!("{to}\n"));
            line += 1;
        }
        (_, None) => {
            planted.remove(number);
        }
    }
    if let Some(at) = &fault.at {
        line = planted.iter().position(|row| row.starts_with(at.as_str()))? + 1;
    }
    Some((planted.concat(), line))
}

#[test]
fn sound_notices_pass_in_silence() {
    let notices = clean();
    let mut loud = String::new();
    let (mut characters, mut remarks) = (0, 0);
    for notice in &notices {
        characters += notice.text.chars().filter(|c| !c.is_whitespace()).count();
        let index = LineIndex::new(&notice.text);
        for finding in findings(&notice.text) {
            if finding.level == Severity::Info {
                remarks += 1;
                continue;
            }
            let line = index.position(&notice.text, finding.span.start).line;
            let place = finding.span.of(&notice.text);
            let _ = writeln!(loud, "{}:{line}: [{}] {place:?} — {}", notice.name, finding.rule.id, finding.message.en);
        }
    }
    println!(
        "sound notices: {}, {characters} characters, 0 findings wanted at warning level and above, {remarks} remarks",
        notices.len()
    );
    assert!(loud.is_empty(), "rules cry wolf:\n{loud}");
    assert!(notices.len() >= 60);
    let read = |notice: &Notice| zhumo::model::Notice::read(&zhumo::syntax::parse(&notice.text));
    let kinds: Vec<(Layout, Language)> = notices.iter().map(read).map(|notice| (notice.layout, notice.language)).collect();
    for layout in [Layout::Official, Layout::Letter, Layout::Order, Layout::Minutes, Layout::Briefing, Layout::OpenLetter] {
        assert!(kinds.iter().any(|(other, _)| *other == layout), "no {layout:?}");
    }
    for language in [Language::Simplified, Language::Traditional, Language::English] {
        assert!(kinds.iter().filter(|(_, other)| *other == language).count() >= 8, "too few in {language:?}");
    }
}

#[derive(Default)]
struct Tally {
    planted: usize,
    found: usize,
}

#[test]
fn planted_faults_are_found() {
    let text = std::fs::read_to_string(root().join("tests/accuracy/faults.toml")).unwrap();
    let faults: Faults = toml::from_str(&text).unwrap();
    let notices = clean();
    let mut by_rule: BTreeMap<&str, Tally> = BTreeMap::new();
    let (mut missed, mut nowhere) = (String::new(), 0);
    for fault in &faults.fault {
        assert!(find_rule(&fault.rule).is_some(), "no rule {}", fault.rule);
        let tally = by_rule.entry(&fault.rule).or_default();
        let named = |notice: &&Notice| fault.only.as_ref().is_none_or(|only| notice.name.starts_with(only.as_str()));
        let mut places = 0;
        for notice in notices.iter().filter(named) {
            let Some((planted, line)) = plant(fault, &notice.text) else { continue };
            // What the rule says without the fault is not found by it.
            if fault.at.is_none() && lines(&notice.text, &findings(&notice.text), &fault.rule).contains(&line) {
                continue;
            }
            places += 1;
            tally.planted += 1;
            if lines(&planted, &findings(&planted), &fault.rule).contains(&line) {
                tally.found += 1;
            } else {
                let row = planted.lines().nth(line - 1).unwrap_or_default();
                let _ = writeln!(missed, "{}:{line}: [{}] {row}", notice.name, fault.rule);
            }
            if places == MOST {
                break;
            }
        }
        if places == 0 {
            let _ = writeln!(missed, "the fault for {} fits nowhere: {} {:?}", fault.rule, fault.line, fault.from);
            nowhere += 1;
        }
    }
    let planted: usize = by_rule.values().map(|tally| tally.planted).sum();
    let found: usize = by_rule.values().map(|tally| tally.found).sum();
    println!("planted faults: {found} of {planted} found ({:.1} %)\n{missed}", found as f64 * 100.0 / planted as f64);
    assert_eq!(nowhere, 0, "faults that fit nowhere:\n{missed}");
    assert!(planted >= 400, "{planted} planted");
    assert!(found * 100 >= planted * 98, "{found} of {planted} found:\n{missed}");
    // Every family of rules that look at a draft has its faults.
    let of_text = FAMILIES.iter().filter(|family| family.id != PAGE_RULES.id);
    for family in of_text {
        assert!(family.rules.iter().any(|rule| by_rule.contains_key(rule.id)), "no fault for the family {}", family.id);
    }
    support::keep("docs/rules/accuracy.md", &page(&notices, &by_rule));
}

/// The page of figures.
fn page(notices: &[Notice], by_rule: &BTreeMap<&str, Tally>) -> String {
    let mut page = String::from(
        "# How far the rules can be trusted\n\nThis page is written by `tests/accuracy.rs`; do not edit it by hand.\n\n\
         Two things are measured at every run of the tests. **Sound notices must pass in silence**: no rule may speak about them at the level of a \
         warning or an error. **Planted faults must be found**: each fault is put alone into sound notices, and its rule has to speak on that very line.\n\n",
    );
    let characters: usize = notices.iter().map(|notice| notice.text.chars().filter(|c| !c.is_whitespace()).count()).sum();
    let planted: usize = by_rule.values().map(|tally| tally.planted).sum();
    let found: usize = by_rule.values().map(|tally| tally.found).sum();
    let _ = writeln!(page, "| measured | figure |\n|---|---|");
    let _ = writeln!(page, "| sound notices, all layouts, three scripts | {} with {characters} characters |", notices.len());
    let _ = writeln!(page, "| warnings and errors about them | 0 |");
    let _ = writeln!(page, "| planted faults | {planted} |");
    let _ = writeln!(page, "| of them found on their line | {found} ({:.1} %) |\n", found as f64 * 100.0 / planted as f64);
    page.push_str("| family | rules | with planted faults | planted | found |\n|---|---|---|---|---|\n");
    for family in FAMILIES.iter().filter(|family| family.id != PAGE_RULES.id) {
        let tallies = family.rules.iter().filter_map(|rule| by_rule.get(rule.id));
        let (mut planted, mut found, mut rules) = (0, 0, 0);
        for tally in tallies {
            planted += tally.planted;
            found += tally.found;
            rules += 1;
        }
        let _ = writeln!(page, "| {} | {} | {rules} | {planted} | {found} |", family.en.0, family.rules.len());
    }
    let _ = writeln!(
        page,
        "\nThe program has {} rules; those about the finished page are measured on pages (`tests/page_rules.rs`). The sound notices are in \
         `tests/accuracy/clean/`, the faults in `tests/accuracy/faults.toml`.",
        all_rules().count()
    );
    page
}
