//! Every fault that `docs/rules/seeds.md` lists for five real texts is found, and nothing beyond them is an error: in the texts as they
//! are, with keywords before the lines that are fields, and in the drafts that `zhumo import` makes of them.
//!
//! The texts are not part of the repository. They are looked for in the folder that `ZHUMO_SEEDS` names, or beside the repository; where
//! they are not, there is nothing to test.

use std::collections::BTreeMap;
use std::path::PathBuf;
use zhumo::check::{Finding, Severity};
use zhumo::import::{Format, ImportOptions, import};
use zhumo::span::LineIndex;
use zhumo::{Options, check};

/// Rules that may speak as errors about these texts, because the fault is real.
const ERRORS: [&str; 4] = ["mojibake", "missing-element", "control-character", "misplaced-field"];

/// The texts, by the number their names begin with.
fn texts() -> Option<BTreeMap<String, String>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let folder = std::env::var_os("ZHUMO_SEEDS").map_or(beside, PathBuf::from);
    let mut texts = BTreeMap::new();
    for entry in std::fs::read_dir(folder).ok()? {
        let path = entry.unwrap().path();
        let number = path.file_name().unwrap().to_string_lossy()[..3].to_owned();
        texts.insert(number, std::fs::read_to_string(&path).unwrap());
    }
    Some(texts)
}

/// The rows of the table that name a rule: text, place, rule.
fn rows() -> Vec<[String; 3]> {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/seeds.md")).unwrap();
    let mut rows = Vec::new();
    for row in table.lines().filter(|line| line.starts_with("| 0")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, place, _, rule] = cells[..] else { panic!("four cells: {row}") };
        if let Some(rule) = rule.strip_prefix('`').and_then(|rule| rule.strip_suffix('`')) {
            rows.push([number, place, rule].map(str::to_owned));
        }
    }
    assert!(rows.len() >= 50, "the table has only {} rows with a rule", rows.len());
    rows
}

/// Whether `rule` speaks about `place`, or on its line. Of a paragraph that stands twice, either place will do.
fn is_found(draft: &str, findings: &[Finding], place: &str, rule: &str) -> bool {
    let index = LineIndex::new(draft);
    let line_of = |at: usize| index.position(draft, at).line;
    let places: Vec<usize> = draft.match_indices(place).map(|(at, _)| at).collect();
    findings.iter().filter(|finding| finding.rule.id == rule).any(|finding| {
        let here =
            |at: &usize| finding.span.start <= *at && *at < finding.span.end || line_of(*at) == line_of(finding.span.start);
        places.iter().any(here)
    })
}

fn unlisted(number: &str, draft: &str, findings: &[Finding], listed: &[&str]) -> Option<String> {
    let wrong = |finding: &&Finding| finding.level == Severity::Error && !listed.contains(&finding.rule.id);
    let errors: Vec<Finding> = findings.iter().filter(wrong).cloned().collect();
    (!errors.is_empty()).then(|| format!("{number}: errors that nobody listed\n{}", show(draft, &errors)))
}

/// Puts keywords before the lines that are fields; every line stays.
fn wrap(number: &str, text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()).collect();
    let (keys, tail): (&[&str], usize) = match number {
        "000" => (&["Layout: open-letter\nLanguage: en\nTitle: "], 2),
        "001" | "003" => (&["版式：简报\n标志：", "期号：", "编印：", "日期：", "标题："], 0),
        "002" => (&["語言：zh-TW\n主送："], 5),
        _ => (&["Language: en\nTitle: "], 0),
    };
    let mut draft = String::new();
    let body = lines.len() - tail;
    for (index, line) in lines[..body].iter().enumerate() {
        draft += keys.get(index).unwrap_or(&"");
        draft += line;
        draft += "\n\n";
    }
    if number == "000" {
        draft += &format!("Signed: {}\nDate: {}\n", lines[body], lines[body + 1]);
    }
    if number == "002" {
        draft += &format!("署名：{}\n成文日期：{}\n", lines[body..body + 4].join("　"), lines[body + 4]);
    }
    draft
}

fn show(draft: &str, findings: &[Finding]) -> String {
    let index = LineIndex::new(draft);
    let shown = findings.iter().map(|finding| {
        let line = index.position(draft, finding.span.start).line;
        format!("{line}: {}[{}] {:?}", finding.level.name(), finding.rule.id, finding.span.of(draft))
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_listed_fault_is_found_and_nothing_else_is_an_error() {
    let Some(texts) = texts() else { return };
    let mut failures = Vec::new();
    for (number, text) in &texts {
        let draft = wrap(number, text);
        let findings = check(&draft, &Options::default()).1;
        for [_, place, rule] in rows().iter().filter(|[of, ..]| of == number) {
            if !is_found(&draft, &findings, place, rule) {
                failures.push(format!("{number}: {rule} does not find {place}"));
            }
        }
        failures.extend(unlisted(number, &draft, &findings, &ERRORS));
        if std::env::var_os("ZHUMO_SHOW_SEEDS").is_some() {
            println!("== {number}\n{}", show(&draft, &findings));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What the importer fixes itself (paragraphs that were cut) or turns into something else (captions without pictures) it says; all the
/// rest is found in its draft.
#[test]
fn every_listed_fault_is_said_of_an_imported_text() {
    let Some(texts) = texts() else { return };
    let mut failures = Vec::new();
    for (number, text) in &texts {
        let imported = import(text.as_bytes(), Format::Text, &ImportOptions::default()).unwrap();
        let (draft, findings) = (&imported.draft, check(&imported.draft, &Options::default()).1);
        let said = |place: &str, rule: &str| {
            let line = text[..text.find(place).unwrap_or(0)].matches('\n').count() + 1;
            imported.guesses.iter().any(|guess| match rule {
                // The line that goes on follows the one that was cut, after a blank line or two.
                "broken-paragraph" => guess.what.en.starts_with("goes on") && (line..line + 4).contains(&guess.line),
                "lost-picture" => guess.what.en.starts_with("caption of a picture") && guess.text.contains(place),
                _ => false,
            })
        };
        for [_, place, rule] in rows().iter().filter(|[of, ..]| of == number) {
            if !is_found(draft, &findings, place, rule) && !said(place, rule) {
                failures.push(format!("{number}: nothing says {rule} of {place}"));
            }
        }
        let listed = [&ERRORS[..], &["missing-picture"]].concat();
        failures.extend(unlisted(number, draft, &findings, &listed));
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
