//! What tells a finding from others when lines have moved: its rule, the text of its line, and which of its like it is in the draft.

use super::Report;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use zhumo::hex::hex;
use zhumo::span::LineIndex;

/// The fingerprints of a draft's findings, in their order. White at either end of a line and its width inside do not count.
///
/// A line is read once, and summed once a rule that speaks of it: many findings of one long line cost no more than it and they together.
pub(crate) fn fingerprints(report: &Report) -> Vec<String> {
    let index = LineIndex::new(&report.text);
    let mut lines: BTreeMap<usize, usize> = BTreeMap::new();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: BTreeMap<(&str, usize), (Sha256, usize)> = BTreeMap::new();
    let one = |finding: &zhumo::check::Finding| {
        let number = index.line_of(finding.span.start.min(report.text.len()));
        let words = || {
            let line = index.line_span(&report.text, number).of(&report.text);
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let line = *lines.entry(number).or_insert_with(|| {
            let next = alike.len();
            *alike.entry(words()).or_insert(next)
        });
        let (sum, nth) = seen.entry((finding.rule.id, line)).or_insert_with(|| {
            let mut sum = Sha256::new();
            [finding.rule.id, &words()].into_iter().for_each(|part| add(&mut sum, part));
            (sum, 0)
        });
        let mut sum = sum.clone();
        add(&mut sum, &nth.to_string());
        *nth += 1;
        half(sum)
    };
    report.findings.iter().map(one).collect()
}

/// The first half of SHA-256 over `parts`, each ended by a zero byte.
pub(crate) fn hash(parts: &[&str]) -> String {
    let mut sum = Sha256::new();
    parts.iter().for_each(|part| add(&mut sum, part));
    half(sum)
}

fn add(sum: &mut Sha256, part: &str) {
    sum.update(part.as_bytes());
    sum.update([0]);
}

fn half(sum: Sha256) -> String {
    hex(&sum.finalize()[..16])
}
