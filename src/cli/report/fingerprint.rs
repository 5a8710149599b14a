//! What tells a finding from others when lines have moved: its rule, the text of its line, and which of its like it is in the draft.

use super::Report;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use zhumo::hex::hex;
use zhumo::span::LineIndex;

/// The fingerprints of a draft's findings, in their order. White at either end of a line and its width inside do not count.
pub(crate) fn fingerprints(report: &Report) -> Vec<String> {
    let index = LineIndex::new(&report.text);
    let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
    let one = |finding: &zhumo::check::Finding| {
        let line = index.line_span(&report.text, index.line_of(finding.span.start.min(report.text.len()))).of(&report.text);
        let words: Vec<&str> = line.split_whitespace().collect();
        let line = words.join(" ");
        let nth = seen.entry((finding.rule.id, line.clone())).and_modify(|nth| *nth += 1).or_insert(0);
        hash(&[finding.rule.id, &line, &nth.to_string()])
    };
    report.findings.iter().map(one).collect()
}

/// The first half of SHA-256 over `parts`, each ended by a zero byte.
pub(crate) fn hash(parts: &[&str]) -> String {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update(part.as_bytes());
        sum.update([0]);
    }
    hex(&sum.finalize()[..16])
}
