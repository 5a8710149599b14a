//! `// zhumo-ignore RULE: reason`: takes findings away, and says when such a comment is wrong.

use super::finding::{Finding, Findings};
use super::levels::CheckConfig;
use super::rules::{self, MISSING_REASON, UNKNOWN_RULE, UNUSED_SUPPRESSION};
use crate::model::Notice;
use crate::say;

/// Drops the suppressed findings of `findings` and adds those about the suppressions themselves.
///
/// A suppression without a reason has no effect. It speaks of the findings that begin on the next line that is not a
/// comment, or, for a finding about the whole notice, of the first line.
#[must_use]
pub fn apply(notice: &Notice, config: &CheckConfig, findings: Vec<Finding>) -> Vec<Finding> {
    if notice.suppressions.is_empty() {
        return findings;
    }
    let mut about = Findings::new(config);
    let mut used = vec![false; notice.suppressions.len()];
    let mut kept = Vec::with_capacity(findings.len());
    for finding in findings {
        let silencing = notice.suppressions.iter().position(|suppression| {
            let named = suppression.rule.as_ref().is_some_and(|rule| rule.text == finding.rule.id);
            named && suppression.reason.is_some() && suppression.covers.touches(finding.span.start)
        });
        match silencing {
            Some(index) => used[index] = true,
            None => kept.push(finding),
        }
    }
    for (suppression, used) in notice.suppressions.iter().zip(used) {
        let named = suppression.rule.as_ref().map(|rule| (rule.span, rule.text.as_str()));
        let known = named.is_some_and(|(_, name)| rules::find(name).is_some());
        if let Some((span, name)) = named.filter(|_| !known) {
            let finding = about.report(&UNKNOWN_RULE, span, say!("没有名为“{name}”的规则", "there is no rule `{name}`"));
            match rules::nearest(name) {
                Some(near) => finding.suggest(near),
                None => finding.help(say!("用 `zhumo rules` 查看全部规则", "`zhumo rules` lists all rules")),
            };
        } else if suppression.reason.is_none() || named.is_none() {
            about
                .report(
                    &MISSING_REASON,
                    suppression.span,
                    say!("忽略规则时没有写理由", "a suppression without a reason has no effect"),
                )
                .help(say!("写作 `// zhumo-ignore 规则名: 理由`", "write `// zhumo-ignore RULE: reason`"));
        } else if !used {
            about
                .report(
                    &UNUSED_SUPPRESSION,
                    suppression.span,
                    say!("下一行没有这条规则的问题", "nothing on the next line for this to silence"),
                )
                .replace("");
        }
    }
    let mut all = kept;
    all.extend(about.finish());
    all.sort_by(|a, b| (a.span.start, a.span.end, a.rule.id).cmp(&(b.span.start, b.span.end, b.rule.id)));
    all
}
