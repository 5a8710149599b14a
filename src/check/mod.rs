//! Notice to findings: what is wrong, where, why, and what to write instead.
//!
//! Here: [`check`], [`Finding`], the rules (one file each, in `rules/`), suppressions. Not here: findings that only a
//! finished page can show (`layout`; their rules are defined here all the same), and how findings are printed (`cli`).
//! What several rules look for is in `look`, running text and what of it is left alone in `prose`; the page of all rules is made in [`book`].

mod bare;
mod beside;
mod bodies;
pub mod book;
mod captions;
mod characters;
mod counts;
mod damaged;
mod dates;
mod finding;
mod fix;
mod foreign;
mod hidden;
mod ignore;
mod levels;
mod look;
mod lost_items;
mod marks;
pub(crate) mod misspelt;
mod moves;
mod needs;
mod numbers;
mod organ_list;
mod other_words;
mod prose;
mod reach;
mod repeats;
mod rule;
pub(crate) mod rules;
mod same_bodies;
mod scripts;
mod sent_out;
mod settled;
mod severity;
mod short_names;
mod slips;
mod suppress;
mod terms;
mod title;

pub use beside::{BESIDE_RULES, Beside, Entry, Register, check_register, check_twins, register};
pub use finding::{Edit, Elsewhere, Finding, Findings, Fix, Related};
pub use fix::{FixScope, Fixed, apply_fixes, apply_fixes_where};
pub use ignore::silenced;
pub use levels::{ALL, CheckConfig, FileConfig, Keep, Level, PathRules, is_selector, nearest_selector, path_pattern};
pub use needs::Needs;
pub use organ_list::{OrganEntry, OrgansConfig};
pub use rule::{Explanation, Fixes, Rule};
pub use rules::{FAMILIES, Family, PAGE_RULES, all as all_rules, find as find_rule, nearest as nearest_rule};
pub use severity::Severity;
pub use suppress::{apply as apply_suppressions, unsuppressed};
pub use terms::TermsConfig;

use crate::images::Images;
use crate::model::{Language, Notice, Section};
use crate::span::Span;
use bodies::Parties;
use look::OutOfSequence;
use needs::Letters;
use prose::Prose;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use title::Title;

/// What a rule may look at.
pub struct Context<'a> {
    /// The notice.
    pub notice: &'a Notice,
    /// The draft.
    pub source: &'a str,
    /// The `[check]` table.
    pub config: &'a CheckConfig,
    /// The pictures, when somebody looked for them.
    pub images: Option<&'a Images>,
    /// The `[terms]` table, when there is one.
    pub terms: Option<&'a TermsConfig>,
    /// Its running texts, made when the first rule asks for them.
    prose: OnceCell<Vec<Prose<'a>>>,
    /// The characters of the draft, likewise.
    letters: OnceCell<Arc<Letters>>,
    /// Its sections out of sequence, likewise.
    sequence: OnceCell<Vec<OutOfSequence<'a>>>,
    /// Its sections by parent, likewise.
    siblings: OnceCell<Vec<Vec<&'a Section>>>,
    /// Its phrases that stand twice in a row, a list a text, likewise.
    repeats: OnceCell<Vec<Vec<repeats::Repeat>>>,
    /// Its title, likewise.
    title: OnceCell<Title<'a>>,
    /// Who issues, signs and receives it, likewise.
    parties: OnceCell<Parties<'a>>,
    /// Its lines that were meant for a field, likewise.
    misspelt: OnceCell<Vec<misspelt::Misspelt>>,
    /// The `[organs]` table, when there is one.
    organs: Option<&'a OrgansConfig>,
    /// Whether what comments say travels inside the PDF.
    carries_comments: bool,
    /// The day of the notice that sends this text out.
    sent_out_on: Option<chrono::NaiveDate>,
}

impl<'a> Context<'a> {
    /// What there is to look at in a notice.
    #[must_use]
    pub const fn new(notice: &'a Notice, source: &'a str, config: &'a CheckConfig, images: Option<&'a Images>) -> Self {
        Self {
            notice,
            source,
            config,
            images,
            prose: OnceCell::new(),
            letters: OnceCell::new(),
            sequence: OnceCell::new(),
            siblings: OnceCell::new(),
            repeats: OnceCell::new(),
            title: OnceCell::new(),
            parties: OnceCell::new(),
            misspelt: OnceCell::new(),
            organs: None,
            carries_comments: false,
            sent_out_on: None,
            terms: None,
        }
    }

    /// The same, with the organs that the user knows.
    #[must_use]
    pub const fn knowing(mut self, organs: &'a OrgansConfig) -> Self {
        self.organs = Some(organs);
        self
    }

    /// The same for a draft that travels inside its PDF with its comments, or not.
    #[must_use]
    pub const fn carrying_comments(mut self, carries: bool) -> Self {
        self.carries_comments = carries;
        self
    }

    /// The same for a text that the notice sends out.
    fn of_part<'b>(&self, part: &'b Notice) -> Context<'b>
    where
        'a: 'b,
    {
        Context {
            organs: self.organs,
            terms: self.terms,
            carries_comments: self.carries_comments,
            // They are of the same draft, and are counted once for all its parts.
            letters: self.letters.clone(),
            sent_out_on: self.notice.day(),
            ..Context::new(part, self.source, self.config, self.images)
        }
    }

    /// The day of the notice, or that of the notice that sends it out.
    fn day(&self) -> Option<chrono::NaiveDate> {
        self.notice.day().or(self.sent_out_on)
    }

    /// The title, and the kind of document it tells.
    fn title(&self) -> &Title<'a> {
        self.title.get_or_init(|| Title::of(self.notice))
    }

    /// Every section and article out of sequence, in the body and in each annex.
    fn out_of_sequence(&self) -> &[OutOfSequence<'a>] {
        self.sequence.get_or_init(|| look::out_of_sequence(self.notice, self.may_hold("「")))
    }

    /// Sections of one level under one parent, in order.
    fn siblings(&self) -> &[Vec<&'a Section>] {
        self.siblings.get_or_init(|| look::siblings(self.notice, self.may_hold("「")))
    }

    /// The running texts of the notice, each with the phrases that stand twice in a row in it.
    fn repeats(&self) -> impl Iterator<Item = (&Prose<'a>, &[repeats::Repeat])> {
        let all = self.repeats.get_or_init(|| repeats::repeats(self.prose().iter().map(Prose::text)));
        self.prose().iter().zip(all.iter().map(Vec::as_slice))
    }

    /// Who issues, signs and receives the notice.
    fn parties(&self) -> &Parties<'a> {
        self.parties.get_or_init(|| Parties::of(self.notice))
    }

    /// Its lines that were meant for a field.
    fn misspelt(&self) -> &[misspelt::Misspelt] {
        self.misspelt.get_or_init(|| misspelt::misspelt(self.notice, self.source))
    }

    /// Whether two bodies are one: by their names, or by the tables of known organs.
    fn is_same(&self, a: &bodies::Body<'_>, b: &bodies::Body<'_>) -> bool {
        bodies::same(&a.key, &b.key)
            || self.full_name(a.name).is_some_and(|full| self.full_name(b.name) == Some(full))
            || a.organ.is_some_and(|organ| b.organ == Some(organ))
    }

    /// The full name of an organ that the user knows.
    fn full_name(&self, name: &str) -> Option<&'a str> {
        self.organs.and_then(|organs| organs.find(name)).map(|(full, _)| full)
    }

    /// The same with the terms of an office.
    #[must_use]
    pub fn with_terms(self, terms: &'a TermsConfig) -> Self {
        Self { terms: Some(terms), ..self }
    }

    /// The running texts of a notice in Simplified Chinese, in reading order; none of a notice in another language, for which
    /// GB/T 15834 and GB/T 15835 were not written.
    fn simplified(&self) -> &[Prose<'a>] {
        if self.notice.language == Language::Simplified { self.prose() } else { &[] }
    }

    /// The running texts of a notice in Chinese of either script: for what GB/T 15834 and GB/T 15835 ask as the handbooks of Taiwan do.
    fn chinese(&self) -> &[Prose<'a>] {
        if self.notice.language.is_chinese() { self.prose() } else { &[] }
    }

    /// Whether the notice is in Traditional Chinese.
    fn is_traditional(&self) -> bool {
        self.notice.language == Language::Traditional
    }

    /// The running texts of the notice, in reading order, footnotes last.
    fn prose(&self) -> &[Prose<'a>] {
        self.prose.get_or_init(|| prose::gather(self.notice))
    }
}

/// Runs every rule; findings come in the order of the draft.
///
/// A text that the notice sends out is looked at like a notice of its own, by the rules that ask nothing of a head or of a genre.
/// Suppressions are not applied yet, so that findings of the layout can join before (see [`apply_suppressions`]).
#[must_use]
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    judged(context, true)
}

/// The rules that look at a notice: those whose needs its draft meets.
#[must_use]
pub fn rules_that_look(notice: &Notice, source: &str) -> Vec<&'static Rule> {
    let config = CheckConfig::default();
    let context = Context::new(notice, source, &config, None);
    all_rules().filter(|rule| rule.needs.met(&context)).collect()
}

/// The findings of the whole and of its parts; of all rules, or, where it is `sparing`, of those whose needs are met.
fn judged(context: &Context<'_>, sparing: bool) -> Vec<Finding> {
    let mut findings = run(context, sparing, |_, _| true);
    let mut said: BTreeSet<(&str, Span)> = BTreeSet::new();
    if !context.notice.issued.is_empty() {
        said.extend(findings.iter().map(|finding| (finding.rule.id, finding.span)));
    }
    for issued in &context.notice.issued {
        let found = run(&context.of_part(&issued.text), sparing, rules::suits_parts);
        // What looks at the whole draft has said it.
        findings.extend(found.into_iter().filter(|finding| said.insert((finding.rule.id, finding.span))));
    }
    if !context.notice.issued.is_empty() {
        finding::sort(&mut findings);
    }
    findings
}

/// Runs the rules that are wanted and not switched off.
fn run(context: &Context<'_>, sparing: bool, wanted: fn(&Family, &Rule) -> bool) -> Vec<Finding> {
    let mut findings = Findings::new(context.config);
    let plain = context.config.is_plain();
    for family in rules::FAMILIES {
        for rule in family.rules.iter().filter(|rule| wanted(family, rule)) {
            if (!sparing || rule.needs.met(context))
                && (plain || context.config.level_in(family.id, rule.id, rule.severity).is_some())
            {
                (rule.check)(context, &mut findings);
            }
        }
    }
    let mut found = findings.finish();
    if context.is_traditional() {
        found.iter_mut().for_each(cite_taiwan);
    }
    found
}

/// The standards of the mainland do not bind a notice in Traditional Chinese; the handbooks of Taiwan ask the same of it.
fn cite_taiwan(finding: &mut Finding) {
    let clause = finding.rule.clause().unwrap_or_default();
    let own = finding.why.as_ref().is_some_and(|why| why.en == clause);
    if own && clause.starts_with("GB/T 15834") {
        finding.why =
            Some(crate::say!("依据：台湾《重订标点符号手册》", "Revised Handbook of Punctuation, Ministry of Education, Taiwan"));
    } else if own && clause.starts_with("GB/T 15835") {
        finding.why = Some(crate::say!(
            "依据：台湾《公文书横式书写数字使用原则》",
            "Principles for Numerals in Horizontal Official Documents, Executive Yuan, Taiwan"
        ));
    }
}
