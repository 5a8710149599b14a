//! What is typed is what every reader sees.
//!
//! Lines of every shape that offices type, and lines by chance, stand in every place that a draft has; PDF, web page, Markdown and JSON
//! are read back by programs that are not ours. What they show must be the line, but for what the JSON says is mark-up: the same text,
//! worked out here from the draft and the spans of the JSON alone (`unchanged/expected.rs`).
//!
//! `ZHUMO_UNCHANGED_REPORT=FILE` writes every kind of failure to a file, smallest lines first, and does not fail for them.
//! `ZHUMO_UNCHANGED_LINES=20000` and `ZHUMO_UNCHANGED_SEED=1` ask for more lines, or others.

mod support;
mod unchanged {
    pub mod corpus;
    pub mod draft;
    pub mod expected;
    pub mod judge;
    pub mod lines;
    pub mod oracle;
    pub mod readers;
    pub mod whole;
}

use std::collections::BTreeSet;
use support::Seeded;
use unchanged::corpus;
use unchanged::draft::{PLACES, Place, fits};
use unchanged::judge::{failures, judge};
use unchanged::lines::lines;
use unchanged::readers::Bench;
use unchanged::whole;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Lines, each in a place where it is running text.
fn placed(lines: impl Iterator<Item = String>, seed: u64) -> Vec<(String, Place)> {
    let mut seeded = Seeded(seed);
    let total = PLACES.iter().map(|(_, weight)| weight).sum();
    let mut place = |line: &str| {
        for _ in 0..40 {
            let mut at = seeded.below(total);
            let found = PLACES.iter().find(|(_, weight)| {
                let here = at < *weight;
                at = at.saturating_sub(*weight);
                here
            });
            if let Some((place, _)) = found.filter(|(place, _)| fits(line, *place)) {
                return Some(*place);
            }
        }
        None
    };
    lines.filter_map(|line| place(&line).map(|place| (line, place))).collect()
}

/// Every line by itself: shapes, chance, and what stands in texts that are there already.
#[test]
fn what_is_typed_is_what_every_reader_sees() {
    let Some(bench) = Bench::new() else { return };
    let count = usize::try_from(setting("ZHUMO_UNCHANGED_LINES", 20_500)).unwrap();
    let mut typed: BTreeSet<String> = corpus::lines().into_iter().collect();
    let known = typed.len();
    typed.extend(lines(setting("ZHUMO_UNCHANGED_SEED", 16), count).into_iter().map(|line| line.text));
    let lines = placed(typed.into_iter(), 5);
    assert!(known > 2000 && lines.len() > count.min(20_000), "{} lines, {known} of them known", lines.len());
    let verdicts = judge(&bench, &lines);
    let found = failures(&lines, &verdicts, 6, |lines| judge(&bench, lines));
    report(&found.iter().map(ToString::to_string).collect::<Vec<_>>());
}

/// Whole drafts: every running text of them stands in every output.
#[test]
fn whole_drafts_come_through() {
    let Some(bench) = Bench::new() else { return };
    report(&whole::faults(&bench, corpus::drafts()));
}

fn report(found: &[String]) {
    let report = found.join("\n");
    match std::env::var_os("ZHUMO_UNCHANGED_REPORT") {
        Some(path) if !found.is_empty() => {
            use std::io::Write as _;
            let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
            writeln!(file, "{report}").unwrap();
        }
        _ => assert!(found.is_empty(), "{} kinds of failure\n{report}", found.len()),
    }
}

/// What the shapes are made of has a face, so that a draft with it is built; but for the exceptions here.
#[test]
fn every_character_of_the_shapes_is_drawn() {
    let Some(bench) = Bench::new() else { return };
    let missing = bench.missing(&unchanged::lines::characters());
    println!("{missing}");
    assert_eq!(missing, UNDRAWN);
}

/// Characters that no default face draws.
const UNDRAWN: &str = "";
