//! Every fault that `docs/rules/seeds.md` lists for five real texts is found, and nothing beyond them is an error.
//!
//! The texts are not part of the repository. They are looked for in the folder that `ZHUMO_SEEDS` names, or beside the repository; where
//! they are not, there is nothing to test.

use std::collections::BTreeMap;
use std::path::PathBuf;
use zhumo::check::{Finding, Severity};
use zhumo::span::LineIndex;
use zhumo::{Options, check};

/// Rules that may speak as errors about these texts, because the fault is real.
const ERRORS: [&str; 4] = ["mojibake", "missing-element", "control-character", "misplaced-field"];

/// The texts as drafts, by the number their names begin with.
fn drafts() -> Option<BTreeMap<String, String>> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let folder = std::env::var_os("ZHUMO_SEEDS").map_or(beside, PathBuf::from);
    let mut drafts = BTreeMap::new();
    for entry in std::fs::read_dir(folder).ok()? {
        let path = entry.unwrap().path();
        let number = path.file_name().unwrap().to_string_lossy()[..3].to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let draft = wrap(&number, &text);
        drafts.insert(number, draft);
    }
    Some(drafts)
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
    let Some(drafts) = drafts() else { return };
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules/seeds.md")).unwrap();
    let findings: BTreeMap<&String, Vec<Finding>> =
        drafts.iter().map(|(number, draft)| (number, check(draft, &Options::default()).1)).collect();
    let (mut failures, mut rows) = (Vec::new(), 0);
    for row in table.lines().filter(|line| line.starts_with("| 0")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [number, place, _, rule] = cells[..] else { panic!("four cells: {row}") };
        let Some(rule) = rule.strip_prefix('`').and_then(|rule| rule.strip_suffix('`')) else { continue };
        rows += 1;
        let draft = &drafts[number];
        let Some(at) = draft.find(place) else {
            failures.push(format!("{number}: {place} is not in the text"));
            continue;
        };
        let index = LineIndex::new(draft);
        let line_of = |at: usize| index.position(draft, at).line;
        // Of a paragraph that stands twice, either place will do.
        let lines: Vec<usize> = draft.match_indices(place).map(|(at, _)| line_of(at)).collect();
        let found = findings[&number.to_owned()].iter().any(|finding| {
            finding.rule.id == rule
                && (finding.span.start <= at && at < finding.span.end || lines.contains(&line_of(finding.span.start)))
        });
        if !found {
            failures.push(format!("{number}: {rule} does not find {place}"));
        }
    }
    for (number, draft) in &drafts {
        let errors: Vec<Finding> = findings[number]
            .iter()
            .filter(|finding| finding.level == Severity::Error && !ERRORS.contains(&finding.rule.id))
            .cloned()
            .collect();
        if !errors.is_empty() {
            failures.push(format!("{number}: errors that nobody listed\n{}", show(draft, &errors)));
        }
        if std::env::var_os("ZHUMO_SHOW_SEEDS").is_some() {
            println!("== {number}\n{}", show(draft, &findings[number]));
        }
    }
    assert!(rows >= 50, "the table has only {rows} rows with a rule");
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
