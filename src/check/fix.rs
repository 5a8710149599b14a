//! Applies the fixes of findings to a draft.
//!
//! Here: [`apply_fixes`], which applies fixes of all rules at once, looks at the draft anew, and goes on until nothing is left to do. Not
//! here: what a fix writes (the rules), the bytes of the fixed draft (`source`), and where they go (`cli`).
//!
//! Four things hold whatever the rules say. Edits never overlap. The names of works between 《 and 》, code, addresses of the web and of
//! mail are never touched. A fix after which a new error is found is not made; the others are, and how often the draft is looked at does
//! not grow with their number. And no rule writes the same thing at the same place twice.

use super::finding::{Edit, Finding, Fix};
use super::moves::{Moves, Places, meets};
use super::prose;
use super::settled::Settled;
use super::severity::Severity;
use crate::model::Notice;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FixScope {
    /// Those by which the meaning cannot change.
    Safe,
    /// Also those that somebody has to confirm.
    All,
}

/// How often a draft is looked at anew: fixes that lead to fixes are rare, ones that lead in a circle are a fault of rules.
const ROUNDS: usize = 20;

/// How often fixes are tried in a round until none of them does harm.
const TRIES: usize = 16;

/// A fixed draft.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text; the same as before where there was nothing to fix.
    pub text: String,
    /// How many fixes of each rule were made.
    pub made: BTreeMap<&'static str, usize>,
    /// The notice as it is now.
    pub notice: Notice,
    /// What is left.
    pub findings: Vec<Finding>,
}

/// Fixes a draft. `look` reads a text and says what is wrong with it.
///
/// ```
/// use zhumo::{Options, check, check::{FixScope, apply_fixes}};
/// let options = Options::default();
/// let fixed = apply_fixes("成文日期：2026年08月14日\n", FixScope::Safe, |text| check(text, &options));
/// assert_eq!(fixed.text, "成文日期：2026年8月14日\n");
/// assert_eq!(fixed.made["padded-date"], 1);
/// ```
#[must_use]
pub fn apply_fixes(text: &str, scope: FixScope, look: impl FnMut(&str) -> (Notice, Vec<Finding>)) -> Fixed {
    apply_fixes_where(text, scope, |_| true, look)
}

/// The same with those fixes only that `may` allows; the findings of the others are left.
#[must_use]
pub fn apply_fixes_where(
    text: &str,
    scope: FixScope,
    may: impl Fn(&Fix) -> bool,
    mut look: impl FnMut(&str) -> (Notice, Vec<Finding>),
) -> Fixed {
    let (notice, findings) = look(text);
    let mut now = Fixed { text: text.to_owned(), made: BTreeMap::new(), notice, findings };
    let mut seen = BTreeSet::from([now.text.clone()]);
    let mut settled = Settled::of(text);
    for _ in 0..ROUNDS {
        let kept = Kept::of(&now.notice, &now.text);
        let offered = now.findings.iter().filter(|finding| {
            finding.fix.as_ref().is_some_and(|fix| {
                (fix.safe || scope == FixScope::All)
                    && may(fix)
                    && fix.edits.iter().all(|edit| !touches(&now.text, edit, &kept) && edit.span.end <= now.text.len())
                    && !settled.holds(&now.text, finding.rule.id, fix)
            })
        });
        let mut chosen = choose(offered);
        let mut sound = None;
        for attempt in 0..TRIES {
            if chosen.is_empty() {
                break;
            }
            let moves = Moves::of(chosen.iter().map(|(_, fix)| fix));
            let fixed = apply(&now.text, chosen.iter().map(|(_, fix)| fix));
            let (notice, findings) = look(&fixed);
            let errors = new_errors(&now.findings, &findings, &moves);
            if errors.spans.is_empty() {
                sound = Some((fixed, notice, findings, moves));
                break;
            }
            // A fix that writes where an error is now did it; where none does, one half of them is tried, then the other.
            let mut harmful = chosen.clone();
            harmful.retain(|(_, fix)| fix.edits.iter().any(|edit| errors.meet(moves.written(edit))));
            if attempt + 1 == TRIES {
                harmful.clone_from(&chosen);
            } else if harmful.is_empty() {
                harmful = culprits(&now, &chosen, &mut look);
            } else if harmful.len() > errors.spans.len() {
                harmful = culprits(&now, &harmful, &mut look);
            }
            settled.refuse(&now.text, &harmful);
            chosen.retain(|fix| !harmful.contains(fix));
        }
        let Some((text, notice, findings, moves)) = sound else {
            // Others may stand at the places of those that did harm; and what did harm before the others were made may do none now.
            if settled.grew() || settled.forgive(&now.text) { continue } else { break }
        };
        if !seen.insert(text.clone()) {
            break;
        }
        settled.follow(&moves);
        settled.make(&now.text, &chosen, &moves);
        for (rule, _) in &chosen {
            *now.made.entry(rule).or_default() += 1;
        }
        now = Fixed { text, notice, findings, made: now.made };
    }
    now
}

/// Fixes of which at least one does harm, found by halves.
fn culprits(
    now: &Fixed,
    fixes: &[(&'static str, Fix)],
    look: &mut impl FnMut(&str) -> (Notice, Vec<Finding>),
) -> Vec<(&'static str, Fix)> {
    let mut suspected = fixes;
    while suspected.len() > 1 {
        let (half, other) = suspected.split_at(suspected.len() / 2);
        let (_, findings) = look(&apply(&now.text, half.iter().map(|(_, fix)| fix)));
        let moves = Moves::of(half.iter().map(|(_, fix)| fix));
        suspected = if new_errors(&now.findings, &findings, &moves).spans.is_empty() { other } else { half };
    }
    suspected.to_vec()
}

/// Where errors are that were not there. An error that only moved is none.
fn new_errors(before: &[Finding], after: &[Finding], moves: &Moves) -> Places {
    let errors = |findings: &'_ [Finding]| -> Vec<(&'static str, Span)> {
        findings
            .iter()
            .filter(|finding| finding.level == Severity::Error)
            .map(|finding| (finding.rule.id, finding.span))
            .collect()
    };
    let count = |errors: &[(&'static str, Span)]| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        errors.iter().for_each(|(rule, _)| *counts.entry(rule).or_default() += 1);
        counts
    };
    let (before, after) = (errors(before), errors(after));
    let counted = count(&before);
    let more: BTreeSet<&str> =
        count(&after).into_iter().filter(|(rule, count)| count > counted.get(rule).unwrap_or(&0)).map(|(rule, _)| rule).collect();
    let known: BTreeSet<(&str, usize, usize)> =
        before.iter().map(|(rule, span)| (*rule, moves.place(span.start), moves.place(span.end))).collect();
    let new = after.iter().filter(|(rule, span)| more.contains(rule) && !known.contains(&(*rule, span.start, span.end)));
    Places::of(new.map(|(_, span)| *span).collect())
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

/// The text with the edits of `fixes`, which do not meet.
fn apply<'a>(text: &str, fixes: impl Iterator<Item = &'a Fix>) -> String {
    let mut edits: Vec<&Edit> = fixes.flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut fixed = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        fixed.push_str(&text[from..edit.span.start]);
        fixed.push_str(&edit.text);
        from = edit.span.end;
    }
    fixed.push_str(&text[from..]);
    fixed
}

/// The places that are never touched, by their start, each with the last end up to it.
struct Kept(Vec<(Span, usize)>);

impl Kept {
    fn of(notice: &Notice, text: &str) -> Self {
        let mut spans = prose::untouchable(notice);
        spans.extend(prose::addresses_in(text).into_iter().map(Span::from));
        spans.sort_unstable_by_key(|span| span.start);
        let mut last = 0;
        let ends = spans.into_iter().map(|span| {
            last = last.max(span.end);
            (span, last)
        });
        Self(ends.collect())
    }

    /// Those that may meet `place`.
    fn near(&self, place: Span) -> impl Iterator<Item = Span> {
        let before = self.0.partition_point(|(span, _)| span.start < place.end.max(place.start + 1));
        self.0[..before].iter().rev().take_while(move |(_, last)| *last > place.start).map(|(span, _)| *span)
    }
}

/// Whether an edit changes something that is left alone. What it writes down again as it was, it does not change.
fn touches(text: &str, edit: &Edit, kept: &Kept) -> bool {
    let Some(old) = text.get(edit.span.start..edit.span.end) else { return true };
    let prefix: usize = old.chars().zip(edit.text.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let ends = old[prefix..].chars().rev().zip(edit.text[prefix..].chars().rev());
    let suffix: usize = ends.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let changed = Span::new(edit.span.start + prefix, edit.span.end - suffix);
    let written = &edit.text[prefix..edit.text.len() - suffix];
    kept.near(changed).any(|kept| {
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
                    elsewhere: Vec::new(),
                    fix: Some(Fix { safe, edits: vec![Edit { span: Span::new(at, at + part.len()), text: new.clone() }] }),
                })
                .collect();
            found
        };
        pairs.iter().flat_map(place).collect()
    }

    fn fixed(text: &str, pairs: &[(&str, &str)], safe: bool, scope: FixScope) -> String {
        apply_fixes(text, scope, |text| (Notice::read(&crate::syntax::parse(text)), findings(text, pairs, safe))).text
    }

    #[test]
    fn fixes_that_meet_wait_for_the_next_round() {
        assert_eq!(fixed("甲abc乙", &[("ab", "x"), ("bc", "y"), ("xc", "z")], true, FixScope::Safe), "甲z乙");
        assert_eq!(fixed("甲ab乙", &[("a", ""), ("b", "")], true, FixScope::Safe), "甲乙");
    }

    #[test]
    fn fixes_in_a_circle_come_to_an_end() {
        let text = fixed("甲a乙", &[("a", "b"), ("b", "a")], true, FixScope::Safe);
        assert!(text == "甲a乙" || text == "甲b乙", "{text}");
        assert!(fixed("甲a", &[("a", "ab")], true, FixScope::Safe).len() < 100);
    }

    #[test]
    fn what_must_be_confirmed_waits_to_be_asked_for() {
        assert_eq!(fixed("甲,乙", &[(",", "，")], false, FixScope::Safe), "甲,乙");
        assert_eq!(fixed("甲,乙", &[(",", "，")], false, FixScope::All), "甲，乙");
    }

    #[test]
    fn names_of_works_code_and_addresses_are_never_touched() {
        let text = "标题：通知\n\n见《关于a,b的通知》、`a,b`、https://a.cn/a,b 和a,b。\n电子邮箱：a,b@x.cn\n网址：www.a,b.cn\n";
        let after = fixed(text, &[(",", "，"), ("/a", "/x")], true, FixScope::All);
        assert_eq!(after, text.replace("和a,b", "和a，b").replace("a,b@x.cn", "a，b@x.cn").replace("www.a,b.cn", "www.a，b.cn"));
        // A fix that writes them down again as they were may go around them.
        let after = fixed(text, &[("见《关于a,b的通知》、", "参见《关于a,b的通知》，")], true, FixScope::All);
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
        assert_eq!(apply_fixes("a和b", FixScope::Safe, look).text, "a和c");
    }

    #[test]
    fn a_rule_does_not_write_the_same_twice() {
        // A rule that is never content: it wants a mark between 甲 and whatever follows.
        let mut looks = 0;
        let look = |text: &str| {
            looks += 1;
            let at = text.find('甲').map_or(0, |at| at + '甲'.len_utf8());
            let mut found = findings(text, &[("甲", "")], false);
            for finding in &mut found {
                finding.fix = Some(Fix { safe: false, edits: vec![Edit { span: Span::empty(at), text: "、".to_owned() }] });
            }
            (Notice::read(&crate::syntax::parse(text)), found)
        };
        assert_eq!(apply_fixes("市甲乙", FixScope::All, look).text, "市甲、乙");
        assert!(looks < 4, "{looks}");
    }

    /// Of thousands of fixes half do harm: the other half is made, and the draft is looked at a handful of times.
    #[test]
    fn harmful_fixes_are_left_out_by_their_place() {
        let lines = 500;
        let text = "安排９天。见附件９。\n".repeat(lines);
        let mut looks = 0;
        let look = |text: &str| {
            looks += 1;
            let mut found = findings(text, &[("９", "9")], true);
            let errors: Vec<Finding> = text
                .match_indices("附件9")
                .map(|(at, part)| Finding {
                    level: Severity::Error,
                    fix: None,
                    span: Span::new(at, at + part.len()),
                    ..findings("a", &[("a", "")], true).remove(0)
                })
                .collect();
            found.extend(errors);
            (Notice::default(), found)
        };
        let fixed = apply_fixes(&text, FixScope::Safe, look);
        assert_eq!(fixed.text, "安排9天。见附件９。\n".repeat(lines));
        assert_eq!(fixed.made["padded-date"], lines);
        assert!(looks < 8, "{looks}");
    }
}
