//! `// zhumo-ignore RULE: reason`: takes findings away, and says when such a comment is wrong.

use super::finding::{Finding, Findings};
use super::levels::CheckConfig;
use super::rules::{self, EXPIRED_SUPPRESSION, MISSING_REASON, UNKNOWN_RULE, UNUSED_SUPPRESSION};
use crate::model::{Notice, Suppression};
use crate::say;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Drops the suppressed findings of `findings` and adds those about the suppressions themselves.
///
/// A suppression without a reason has no effect, nor has one whose last day lies before `today` or is none; who does not know the day
/// lets it hold. It speaks of the findings that begin on the next line that is not a
/// comment, or, for a finding about the whole notice, of the first line.
#[must_use]
pub fn apply(notice: &Notice, config: &CheckConfig, today: Option<NaiveDate>, findings: Vec<Finding>) -> Vec<Finding> {
    if notice.suppressions.is_empty() {
        return findings;
    }
    let mut about = Findings::new(config);
    let mut used = vec![false; notice.suppressions.len()];
    let mut kept = Vec::with_capacity(findings.len());
    let silencing = Silencing::of(notice, today);
    for finding in findings {
        match silencing.of_finding(&finding) {
            Some(index) => used[index] = true,
            None => kept.push(finding),
        }
    }
    let mut nearest: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for (suppression, used) in notice.suppressions.iter().zip(used) {
        let named = suppression.rule.as_ref().map(|rule| (rule.span, rule.text.as_str()));
        let known = named.is_some_and(|(_, name)| rules::find(name).is_some());
        if let Some((span, name)) = named.filter(|_| !known) {
            let finding = about.report(&UNKNOWN_RULE, span, say!("没有名为“{name}”的规则", "there is no rule `{name}`"));
            match *nearest.entry(name).or_insert_with(|| rules::nearest(name)) {
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
        } else if let Some(until) = suppression.until.as_ref().filter(|_| !holds(suppression, today)) {
            let day = &until.text;
            match last_day(suppression) {
                Some(_) => about
                    .report(
                        &EXPIRED_SUPPRESSION,
                        suppression.span,
                        say!("忽略到{day}为止，已经过期", "this ignored a rule until {day}, which is over"),
                    )
                    .help(say!("改正下面的问题；仍要忽略的，改日期", "fix what it ignored; if it is to go on, change the day")),
                None => about
                    .report(&EXPIRED_SUPPRESSION, until.span, say!("“{day}”不是日期", "`{day}` is no day"))
                    .help(say!("写作 `until=2026-12-31`", "write `until=2026-12-31`")),
            };
        } else if !used && named.is_some_and(|(_, name)| could_speak(name, config)) {
            about
                .report(
                    &UNUSED_SUPPRESSION,
                    suppression.span,
                    say!("下一行没有这条规则的问题", "nothing on the next line for this to ignore"),
                )
                .replace("");
        }
    }
    let mut all = kept;
    all.extend(about.finish());
    all.sort_by(|a, b| (a.span.start, a.span.end, a.rule.id).cmp(&(b.span.start, b.span.end, b.rule.id)));
    all
}

/// Those of `findings` that no suppression of the draft covers: for what is found when drafts are looked at beside each other, behind the
/// other findings. Nothing is said of the suppressions here.
#[must_use]
pub fn unsuppressed(notice: &Notice, today: Option<NaiveDate>, mut findings: Vec<Finding>) -> Vec<Finding> {
    let silencing = Silencing::of(notice, today);
    findings.retain(|finding| silencing.of_finding(finding).is_none());
    findings
}

/// The suppressions that hold, the first one of each rule and line: by the rule, and by where the line begins; where that ends, and their
/// place among all.
struct Silencing<'a>(BTreeMap<(&'a str, usize), (usize, usize)>);

impl<'a> Silencing<'a> {
    fn of(notice: &'a Notice, today: Option<NaiveDate>) -> Self {
        let mut lines = BTreeMap::new();
        for (index, suppression) in notice.suppressions.iter().enumerate() {
            if let Some(rule) = suppression.rule.as_ref().filter(|_| suppression.reason.is_some() && holds(suppression, today)) {
                let covers = suppression.covers;
                lines.entry((rule.text.as_str(), covers.start)).or_insert((covers.end, index));
            }
        }
        Self(lines)
    }

    fn of_finding(&self, finding: &Finding) -> Option<usize> {
        let (rule, at) = (finding.rule.id, finding.span.start);
        // Lines do not overlap; a place between two of them is the end of one and may be the start of the other.
        let near = self.0.range((rule, 0)..=(rule, at)).rev().take(2);
        near.filter(|(_, (end, _))| at <= *end).map(|(_, (_, index))| *index).min()
    }
}

/// Whether a run with these settings looks for what the rule finds. Rules of the finished page speak only where pages are made, those of
/// several drafts only where they are looked at together, and a comment that serves there must not be called unused elsewhere.
fn could_speak(name: &str, config: &CheckConfig) -> bool {
    rules::find(name).is_some_and(|rule| {
        let elsewhere = rules::PAGE_RULES.rules.iter().chain(super::BESIDE_RULES).any(|other| other.id == rule.id);
        config.level(rule.id, rule.severity).is_some() && !elsewhere
    })
}

/// The last day of a suppression that has one.
fn last_day(suppression: &Suppression) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(&suppression.until.as_ref()?.text, "%Y-%m-%d").ok()
}

/// Whether a suppression still has an effect.
fn holds(suppression: &Suppression, today: Option<NaiveDate>) -> bool {
    suppression.until.is_none() || last_day(suppression).is_some_and(|last| today.is_none_or(|today| today <= last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, check};

    #[test]
    fn what_a_run_does_not_look_for_is_not_called_unused() {
        let unused = |text: &str, ignore: &[&str]| {
            let mut options = Options::default();
            options.config.check.ignore.extend(ignore.iter().map(|rule| (*rule).to_owned()));
            check(text, &options).1.iter().any(|finding| finding.rule.id == "unused-suppression")
        };
        let text = "// zhumo-ignore padded-date: 旧稿\n成文日期：2026年8月14日\n";
        assert!(unused(text, &[]) && !unused(text, &["padded-date"]));
        assert!(!unused(&text.replace("padded-date", "fallback-glyph"), &[]));
    }

    #[test]
    fn a_suppression_ends_with_its_day() {
        let text = "// zhumo-ignore padded-date until=2026-12-31: 旧稿\n成文日期：2026年08月14日\n";
        let rules = |today: Option<(i32, u32, u32)>| -> Vec<&str> {
            let today = today.and_then(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
            let options = Options { today, ..Options::default() };
            let found = check(text, &options).1.into_iter().map(|finding| finding.rule.id);
            found.filter(|rule| matches!(*rule, "padded-date" | "expired-suppression" | "unused-suppression")).collect()
        };
        assert!(rules(None).is_empty() && rules(Some((2026, 12, 31))).is_empty());
        assert_eq!(rules(Some((2027, 1, 1))), ["expired-suppression", "padded-date"]);
    }
}
