//! How often each rule spoke.

use super::{Report, Run, level_word};
use serde_json::json;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use zhumo::check::Severity;
use zhumo::say::Lang;

/// A rule's findings, counted.
#[derive(Clone, Copy)]
struct Count {
    all: usize,
    safe: usize,
    confirmed: usize,
    level: Severity,
}

/// Counts by rule.
#[derive(Default)]
pub(crate) struct Counts(BTreeMap<&'static str, Count>);

impl Counts {
    /// Those of a run.
    pub fn of(run: &Run<'_>) -> Self {
        let mut counts = Self::default();
        run.reports.iter().for_each(|report| counts.add(report));
        counts
    }

    /// Counts the findings of one more draft.
    pub fn add(&mut self, report: &Report) {
        for finding in &report.findings {
            let none = Count { all: 0, safe: 0, confirmed: 0, level: finding.level };
            let count = self.0.entry(finding.rule.id).or_insert(none);
            count.all += 1;
            count.level = count.level.max(finding.level);
            match &finding.fix {
                Some(fix) if fix.safe => count.safe += 1,
                Some(_) => count.confirmed += 1,
                None => {}
            }
        }
    }

    /// The most frequent first.
    fn sorted(&self) -> Vec<(&'static str, Count)> {
        let mut counts: Vec<_> = self.0.iter().map(|(rule, count)| (*rule, *count)).collect();
        counts.sort_by_key(|(rule, count)| (Reverse(count.all), *rule));
        counts
    }

    /// A line a rule: how many, the level, the name, how many `--fix` fixes.
    pub fn table(&self, lang: Lang) -> String {
        table(&self.sorted(), lang)
    }
}

fn table(counts: &[(&'static str, Count)], lang: Lang) -> String {
    let width = counts.iter().map(|(rule, _)| rule.len()).max().unwrap_or(0);
    let line = |(rule, count): &(&str, Count)| {
        let level = level_word(count.level, lang);
        let pad = if lang == Lang::English { 7 } else { 2 };
        let fixes = match (lang, count.safe, count.confirmed) {
            (_, 0, 0) => String::new(),
            (Lang::Chinese, safe, 0) => format!("--fix 可改 {safe}"),
            (Lang::Chinese, 0, asks) => format!("--unsafe-fixes 可改 {asks}"),
            (Lang::Chinese, safe, asks) => format!("--fix 可改 {safe}，--unsafe-fixes 可改 {asks}"),
            (Lang::English, safe, 0) => format!("--fix fixes {safe}"),
            (Lang::English, 0, asks) => format!("--unsafe-fixes fixes {asks}"),
            (Lang::English, safe, asks) => format!("--fix fixes {safe}, --unsafe-fixes {asks}"),
        };
        let line = format!("{:>6}  {level:pad$}  {rule:width$}  {fixes}", count.all);
        format!("{}\n", line.trim_end())
    };
    counts.iter().map(line).collect()
}

/// The same as a JSON list.
pub(crate) fn json(run: &Run<'_>) -> String {
    let entry = |(rule, count): (&str, Count)| {
        let level = count.level.name();
        json!({ "name": rule, "level": level, "count": count.all, "fixable": count.safe, "fixable_unsafe": count.confirmed })
    };
    let list: Vec<_> = Counts::of(run).sorted().into_iter().map(entry).collect();
    super::super::screen::json(&list)
}
