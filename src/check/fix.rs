//! Mending a draft by the fixes of its findings.
//!
//! Here: [`mend`], which applies fixes of all rules at once, looks at the draft anew, and goes on until nothing is left to do. Not
//! here: what a fix writes (the rules), the bytes of the mended draft (`source`), and where they go (`cli`).
//!
//! Three things hold whatever the rules say. Edits never overlap. The names of works between 《 and 》, code, addresses of the web and of
//! mail are never touched. And a fix after which a new error is found is not made.

use super::finding::{Edit, Finding, Fix, Severity};
use super::prose;
use crate::model::Notice;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    /// Those by which the meaning cannot change.
    Safe,
    /// Also those that somebody has to confirm.
    All,
}

/// How often a draft is looked at anew: fixes that lead to fixes are rare, ones that lead in a circle are a fault of rules.
const ROUNDS: usize = 20;

/// A mended draft.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The text; the same as before where there was nothing to mend.
    pub text: String,
    /// How many fixes of each rule were made.
    pub made: BTreeMap<&'static str, usize>,
    /// The notice as it is now.
    pub notice: Notice,
    /// What is left.
    pub findings: Vec<Finding>,
}

/// Mends a draft. `look` reads a text and says what is wrong with it.
///
/// ```
/// use zhumo::{Options, check, check::{Mending, mend}};
/// let options = Options::default();
/// let mended = mend("成文日期：2026年08月14日\n", Mending::Safe, |text| check(text, &options));
/// assert_eq!(mended.text, "成文日期：2026年8月14日\n");
/// assert_eq!(mended.made["padded-date"], 1);
/// ```
#[must_use]
pub fn mend(text: &str, mending: Mending, mut look: impl FnMut(&str) -> (Notice, Vec<Finding>)) -> Mended {
    let (notice, findings) = look(text);
    let mut now = Mended { text: text.to_owned(), made: BTreeMap::new(), notice, findings };
    let mut seen = BTreeSet::from([now.text.clone()]);
    // Fixes that did harm, by what they replace and by what.
    let mut refused: BTreeSet<(&str, String, String)> = BTreeSet::new();
    for _ in 0..ROUNDS {
        let kept = kept_spans(&now.notice, &now.text);
        let offered = now.findings.iter().filter(|finding| {
            finding.fix.as_ref().is_some_and(|fix| {
                (fix.safe || mending == Mending::All)
                    && fix.edits.iter().all(|edit| !touches(&now.text, edit, &kept) && edit.span.end <= now.text.len())
                    && !refused.contains(&key(&now.text, finding.rule.id, fix))
            })
        });
        let chosen = choose(offered);
        if chosen.is_empty() {
            break;
        }
        let fixes: Vec<(&'static str, Fix)> = chosen;
        let mended = apply(&now.text, fixes.iter().map(|(_, fix)| fix));
        let (notice, findings) = look(&mended);
        if worse(&now.findings, &findings) {
            // One of them does harm: each is tried by itself, and the first sound one made.
            let mut made = None;
            for (rule, fix) in &fixes {
                let alone = apply(&now.text, std::iter::once(fix));
                let (notice, findings) = look(&alone);
                if worse(&now.findings, &findings) {
                    refused.insert(key(&now.text, rule, fix));
                } else if made.is_none() {
                    made = Some((alone, notice, findings, *rule));
                }
            }
            let Some((text, notice, findings, rule)) = made else { continue };
            if !seen.insert(text.clone()) {
                break;
            }
            *now.made.entry(rule).or_default() += 1;
            now = Mended { text, notice, findings, made: now.made };
            continue;
        }
        if !seen.insert(mended.clone()) {
            break;
        }
        for (rule, _) in &fixes {
            *now.made.entry(rule).or_default() += 1;
        }
        now = Mended { text: mended, notice, findings, made: now.made };
    }
    now
}

/// What tells one fix from another when places have moved.
fn key<'a>(text: &str, rule: &'a str, fix: &Fix) -> (&'a str, String, String) {
    let old: Vec<&str> = fix.edits.iter().map(|edit| edit.span.of(text)).collect();
    let new: Vec<&str> = fix.edits.iter().map(|edit| edit.text.as_str()).collect();
    (rule, old.join("\n"), new.join("\n"))
}

/// Whether there are errors that were not there.
fn worse(before: &[Finding], after: &[Finding]) -> bool {
    let count = |findings: &[Finding]| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        findings
            .iter()
            .filter(|finding| finding.level == Severity::Error)
            .for_each(|f| *counts.entry(f.rule.id).or_default() += 1);
        counts
    };
    let before = count(before);
    count(after).iter().any(|(rule, count)| count > before.get(rule).unwrap_or(&0))
}

/// The fixes that can be made together: the first of those that meet.
fn choose<'a>(offered: impl Iterator<Item = &'a Finding>) -> Vec<(&'static str, Fix)> {
    let mut fixes: Vec<(&'static str, Fix)> = offered
        .filter_map(|finding| Some((finding.rule.id, finding.fix.clone()?)))
        .filter(|(_, fix)| !fix.edits.is_empty())
        .collect();
    for (_, fix) in &mut fixes {
        fix.edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    }
    // Of two at one place the safe one goes first, then the one that changes less.
    fixes.sort_by_key(|(rule, fix)| (fix.edits[0].span.start, !fix.safe, fix.edits[0].span.end, *rule));
    // What is taken does not meet, so that only the neighbours of a place can meet it.
    let mut taken: BTreeMap<usize, Span> = BTreeMap::new();
    fixes.retain(|(_, fix)| {
        let inside = fix.edits.windows(2).any(|pair| meets(pair[0].span, pair[1].span));
        let free = |span: Span| {
            let before = taken.range(..=span.start).next_back();
            let after = taken.range(span.start..).next();
            before.into_iter().chain(after).all(|(_, other)| !meets(*other, span))
        };
        let free = !inside && fix.edits.iter().all(|edit| free(edit.span));
        if free {
            taken.extend(fix.edits.iter().map(|edit| (edit.span.start, edit.span)));
        }
        free
    });
    fixes
}

/// Whether edits of two places depend on each other; ones side by side do not, unless one of them is an insertion.
fn meets(one: Span, other: Span) -> bool {
    let overlap = one.start < other.end && other.start < one.end;
    let touch = one.end == other.start || other.end == one.start;
    overlap || one == other || (touch && (one.is_empty() || other.is_empty()))
}

/// The text with the edits of `fixes`, which do not meet.
fn apply<'a>(text: &str, fixes: impl Iterator<Item = &'a Fix>) -> String {
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        mended.push_str(&text[from..edit.span.start]);
        mended.push_str(&edit.text);
        from = edit.span.end;
    }
    mended.push_str(&text[from..]);
    mended
}

/// The places that are never touched, in order.
fn kept_spans(notice: &Notice, text: &str) -> Vec<Span> {
    let mut kept = prose::untouchable(notice);
    kept.extend(prose::addresses_in(text).into_iter().map(Span::from));
    kept
}

/// Whether an edit changes something that is left alone. What it writes down again as it was, it does not change.
fn touches(text: &str, edit: &Edit, kept: &[Span]) -> bool {
    let Some(old) = text.get(edit.span.start..edit.span.end) else { return true };
    let prefix: usize = old.chars().zip(edit.text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let ends = old[prefix..].chars().rev().zip(edit.text[prefix..].chars().rev());
    let suffix: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let changed = Span::new(edit.span.start + prefix, edit.span.end - suffix);
    let written = &edit.text[prefix..edit.text.len() - suffix];
    kept.iter().any(|kept| {
        let met = if changed.is_empty() {
            kept.start < changed.start && changed.start < kept.end
        } else {
            changed.start < kept.end && kept.start < changed.end
        };
        let whole = changed.start <= kept.start && kept.end <= changed.end;
        met && !(whole && written.contains(kept.of(text)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::PADDED_DATE;
    use crate::say::Say;

    /// A finding at every place of `old` that would write `new` there.
    fn findings(text: &str, pairs: &[(&str, &str)], safe: bool) -> Vec<Finding> {
        let place = |(old, new): &(&str, &str)| {
            let (old, new) = ((*old).to_owned(), (*new).to_owned());
            let found: Vec<Finding> = text
                .match_indices(old.as_str())
                .map(|(at, part)| Finding {
                    rule: &PADDED_DATE,
                    level: Severity::Warning,
                    span: Span::new(at, at + part.len()),
                    message: Say::default(),
                    why: None,
                    help: None,
                    related: Vec::new(),
                    fix: Some(Fix { safe, edits: vec![Edit { span: Span::new(at, at + part.len()), text: new.clone() }] }),
                })
                .collect();
            found
        };
        pairs.iter().flat_map(place).collect()
    }

    fn mended(text: &str, pairs: &[(&str, &str)], safe: bool, mending: Mending) -> String {
        mend(text, mending, |text| (Notice::read(&crate::syntax::parse(text)), findings(text, pairs, safe))).text
    }

    #[test]
    fn fixes_that_meet_wait_for_the_next_round() {
        assert_eq!(mended("甲abc乙", &[("ab", "x"), ("bc", "y"), ("xc", "z")], true, Mending::Safe), "甲z乙");
        assert_eq!(mended("甲ab乙", &[("a", ""), ("b", "")], true, Mending::Safe), "甲乙");
    }

    #[test]
    fn fixes_in_a_circle_come_to_an_end() {
        let text = mended("甲a乙", &[("a", "b"), ("b", "a")], true, Mending::Safe);
        assert!(text == "甲a乙" || text == "甲b乙", "{text}");
        assert!(mended("甲a", &[("a", "ab")], true, Mending::Safe).len() < 100);
    }

    #[test]
    fn what_must_be_confirmed_waits_to_be_asked_for() {
        assert_eq!(mended("甲,乙", &[(",", "，")], false, Mending::Safe), "甲,乙");
        assert_eq!(mended("甲,乙", &[(",", "，")], false, Mending::All), "甲，乙");
    }

    #[test]
    fn names_of_works_code_and_addresses_are_never_touched() {
        let text = "标题：通知\n\n见《关于a,b的通知》、`a,b`、https://a.cn/a,b 和a,b。\n电子邮箱：a,b@x.cn\n网址：www.a,b.cn\n";
        let after = mended(text, &[(",", "，"), ("/a", "/x")], true, Mending::All);
        assert_eq!(after, text.replace("和a,b", "和a，b").replace("a,b@x.cn", "a，b@x.cn").replace("www.a,b.cn", "www.a，b.cn"));
        // A fix that writes them down again as they were may go around them.
        let after = mended(text, &[("见《关于a,b的通知》、", "参见《关于a,b的通知》，")], true, Mending::All);
        assert!(after.contains("参见《关于a,b的通知》，"), "{after}");
    }

    #[test]
    fn a_fix_that_makes_an_error_is_not_made() {
        let look = |text: &str| {
            let mut found = findings(text, &[("a", "{x}"), ("b", "c")], true);
            if text.contains("{x}") {
                found.push(Finding {
                    level: Severity::Error,
                    fix: None,
                    ..found.first().cloned().unwrap_or_else(|| findings("a", &[("a", "")], true).remove(0))
                });
            }
            (Notice::read(&crate::syntax::parse(text)), found)
        };
        assert_eq!(mend("a和b", Mending::Safe, look).text, "a和c");
    }
}
