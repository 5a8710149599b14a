//! Comments that silence what a draft has: for an office that takes the checker up with drafts it cannot fix at once.

use super::finding::Finding;
use crate::syntax::{self, LineKind};
use std::collections::BTreeMap;

/// The draft with a comment above each line that has a finding, one for each rule, with this reason and last day.
///
/// Findings about such comments themselves are not silenced: they tell what to do with the comment.
///
/// ```
/// let text = "标题：通知\n成文日期：2026年08月14日\n";
/// let (_, findings) = zhumo::check(text, &zhumo::Options::default());
/// let padded: Vec<_> = findings.into_iter().filter(|finding| finding.rule.id == "padded-date").collect();
/// let silenced = zhumo::check::silenced(text, &padded, "旧稿", Some("2026-12-31"));
/// assert_eq!(silenced, "标题：通知\n// zhumo-ignore padded-date until=2026-12-31: 旧稿\n成文日期：2026年08月14日\n");
/// ```
#[must_use]
pub fn silenced(text: &str, findings: &[Finding], reason: &str, until: Option<&str>) -> String {
    let tree = syntax::parse(text);
    // A comment stands above the whole of a line that goes on behind a backslash.
    let mut above: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !is_about_comments(finding)) {
        let behind = tree.lines.partition_point(|line| line.span.start <= finding.span.start);
        let line = behind.checked_sub(1).map(|line| &tree.lines[line]);
        // What is wrong inside a comment cannot be silenced by one.
        if line.is_some_and(|line| matches!(line.kind, LineKind::Comment | LineKind::Suppression { .. })) {
            continue;
        }
        let start = line.map_or(0, |line| text[..line.span.start].rfind(['\n', '\r']).map_or(0, |end| end + 1));
        let rules = above.entry(start).or_default();
        if !rules.contains(&finding.rule.id) {
            rules.push(finding.rule.id);
        }
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let until = until.map_or_else(String::new, |day| format!(" until={day}"));
    let (mut out, mut copied) = (String::with_capacity(text.len() + above.len() * 64), 0);
    for (start, rules) in &above {
        // The mark of the byte order stays the first of all.
        let start = if text[*start..].starts_with('\u{feff}') { start + '\u{feff}'.len_utf8() } else { *start };
        out += &text[copied..start];
        copied = start;
        out.extend(rules.iter().map(|rule| format!("// zhumo-ignore {rule}{until}: {reason}{end}")));
    }
    out += &text[copied..];
    out
}

fn is_about_comments(finding: &Finding) -> bool {
    super::rules::FAMILIES
        .iter()
        .any(|family| family.id == "comments" && family.rules.iter().any(|rule| rule.id == finding.rule.id))
}
