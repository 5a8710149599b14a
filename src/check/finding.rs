//! The one kind of finding.

use super::levels::{CheckConfig, Keep};
use super::rule::Rule;
use super::severity::Severity;
use crate::say;
use crate::say::{Say, visible_lines};
use crate::span::{Position, Span};
use std::collections::BTreeMap;

/// Something that is wrong in a notice.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// How bad it is, after the config.
    pub level: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong.
    pub message: Say,
    /// Why it is wrong, shown at the place.
    pub why: Option<Say>,
    /// What to do.
    pub help: Option<Say>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// Places of another draft that belong to it.
    pub elsewhere: Vec<Elsewhere>,
    /// What would fix it.
    pub fix: Option<Fix>,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// What is there.
    pub label: Say,
}

/// A place of another draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The draft.
    pub path: String,
    /// The place in it.
    pub span: Span,
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
    /// What is written there, or the beginning of it.
    pub text: String,
}

/// Edits that fix a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether the meaning cannot change.
    pub safe: bool,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// The replacement of a stretch of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

impl Finding {
    /// Says why, at the place.
    pub fn why(&mut self, why: Say) -> &mut Self {
        self.why = Some(why);
        self
    }

    /// Says what to do.
    pub fn help(&mut self, help: Say) -> &mut Self {
        self.help = Some(help);
        self
    }

    /// Names another place.
    pub fn related(&mut self, span: Span, label: Say) -> &mut Self {
        self.related.push(Related { span, label });
        self
    }

    /// Offers a replacement of the place that cannot change the meaning, and says so unless there is help already.
    pub fn replace(&mut self, text: impl Into<String>) -> &mut Self {
        let text = text.into();
        if self.help.is_none() {
            self.help = Some(if text.is_empty() { say!("删去", "delete it") } else { written(&text) });
        }
        let edits = vec![Edit { span: self.span, text }];
        self.fix = Some(Fix { safe: true, edits });
        self
    }

    /// Offers a replacement of the place that somebody has to confirm.
    pub fn suggest(&mut self, text: impl Into<String>) -> &mut Self {
        self.replace(text);
        if let Some(fix) = &mut self.fix {
            fix.safe = false;
        }
        self
    }
}

/// What to write: in several lines where it has several, and not all of it where it is very long.
fn written(text: &str) -> Say {
    let shown = match text.char_indices().nth(LONGEST_SHOWN) {
        Some((end, _)) => visible_lines(&format!("{}…", &text[..end])),
        None => visible_lines(text),
    };
    Say { zh: format!("写作 `{shown}`"), en: format!("write `{shown}`") }
}

/// More characters of a replacement are not said: an editor makes it whole all the same.
const LONGEST_SHOWN: usize = 400;

/// What is known of a rule that found something.
#[derive(Default)]
struct Found {
    /// How often it did.
    count: usize,
    /// Where the last one stands that is kept.
    last: usize,
    /// How many are counted alone.
    dropped: usize,
}

/// More findings of one rule than these are counted, as far as settings do not ask for them.
const MOST_OF_A_RULE: usize = 10_000;

/// Gathers findings at the levels of the config.
pub struct Findings<'a> {
    config: &'a CheckConfig,
    list: Vec<Finding>,
    /// What is known of each rule that found something.
    found: BTreeMap<&'static str, Found>,
    /// One that is counted alone.
    beyond: Option<Finding>,
}

impl<'a> Findings<'a> {
    /// An empty list.
    #[must_use]
    pub const fn new(config: &'a CheckConfig) -> Self {
        Self { config, list: Vec::new(), found: BTreeMap::new(), beyond: None }
    }

    /// Adds a finding; why defaults to the rule's clause.
    pub fn report(&mut self, rule: &'static Rule, span: Span, message: Say) -> &mut Finding {
        self.report_as(rule, rule.severity, span, message)
    }

    /// Adds a finding of a rule whose cases are not equally bad. A level in the config goes before `severity`.
    pub fn report_as(&mut self, rule: &'static Rule, severity: Severity, span: Span, message: Say) -> &mut Finding {
        let level = self.config.level(rule.id, severity);
        let why = rule.clause().map(|source| match source {
            "habit" => say!("机关惯例，无明文规定", "customary; no clause requires it"),
            source => say!("依据：{source}", "{source}"),
        });
        let finding = Finding {
            rule,
            level: level.unwrap_or(severity),
            span,
            message,
            why,
            help: None,
            related: Vec::new(),
            elsewhere: Vec::new(),
            fix: None,
        };
        let found = self.found.entry(rule.id).or_default();
        found.count += 1;
        match self.config.keep {
            Keep::Most if found.count > MOST_OF_A_RULE => {
                found.dropped += 1;
                return self.beyond.insert(finding);
            }
            // Whether one has a fix is known when the next one comes.
            Keep::Fixable if found.count > MOST_OF_A_RULE + 1 && self.list[found.last].fix.is_none() => {
                found.dropped += 1;
                self.list[found.last] = finding;
            }
            _ => {
                found.last = self.list.len();
                self.list.push(finding);
            }
        }
        &mut self.list[found.last]
    }

    /// The findings of selected rules, in the order of the draft.
    #[must_use]
    pub fn finish(mut self) -> Vec<Finding> {
        let config = self.config;
        for Found { last, dropped, .. } in self.found.values().filter(|found| found.dropped > 0) {
            let message = &mut self.list[*last].message;
            message.zh.push_str(&format!("（同类问题还有 {dropped} 处，没有列出）"));
            message.en.push_str(&format!(" ({dropped} more of this kind are not listed)"));
        }
        let mut list: Vec<Finding> =
            self.list.into_iter().filter(|finding| config.level(finding.rule.id, finding.rule.severity).is_some()).collect();
        sort(&mut list);
        list
    }
}

/// The order of the draft.
pub(super) fn sort(list: &mut [Finding]) {
    list.sort_by(|a, b| (a.span.start, a.span.end, a.rule.id).cmp(&(b.span.start, b.span.end, b.rule.id)));
}
