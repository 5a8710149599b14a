//! Text to findings.
//!
//! Here: [`Options`], [`check`](fn@check). Not here: what is wrong with a notice (`check`, the rules), findings that only a page shows (`pages`).

use crate::check::rules::DUPLICATE_FIELD;
use crate::check::{CheckConfig, Context, Finding, Findings, Severity, apply_suppressions};
use crate::config::{Attach, Config};
use crate::images::Images;
use crate::model::Notice;
use crate::source::Encoding;
use crate::{check as rules, syntax};

/// What [`check`](fn@check) looks at beside the text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// `zhumo.toml`.
    pub config: Config,
    /// The pictures of the notice; `None` when nobody looked for them.
    pub images: Option<Images>,
    /// The encoding that the text was in.
    pub encoding: Encoding,
    /// The day on which this is asked, for suppressions that end on one; `None` lets all of them hold.
    pub today: Option<chrono::NaiveDate>,
}

/// Reads a draft and finds what is wrong with it, short of what only a finished page shows.
///
/// ```
/// let (notice, findings) = zhumo::check("成文日期：2026年08月14日", &zhumo::Options::default());
/// assert!(findings.iter().any(|finding| finding.rule.id == "padded-date"));
/// assert_eq!(notice.day().unwrap().to_string(), "2026-08-14");
/// ```
#[must_use]
pub fn check(text: &str, options: &Options) -> (Notice, Vec<Finding>) {
    let mut notice = Notice::read(&syntax::parse(text));
    notice.encoding = options.encoding;
    let findings = check_notice(&notice, text, options);
    (notice, findings)
}

/// The same for a notice that was read from `text` already, and knows the encoding of that.
#[must_use]
pub fn check_notice(notice: &Notice, text: &str, options: &Options) -> Vec<Finding> {
    apply_suppressions(notice, &options.config.check, options.today, faults(notice, text, options))
}

/// What is wrong with a notice, whoever silences it.
pub(super) fn faults(notice: &Notice, text: &str, options: &Options) -> Vec<Finding> {
    let config = &options.config;
    let context = Context::new(notice, text, &config.check, options.images.as_ref());
    let carries = config.pdf.attach == Attach::Draft && config.pdf.standard.carries_files();
    rules::check(&context.with_terms(&config.terms).knowing(&config.organs).carrying_comments(carries))
}

/// What of it stops or accompanies a build.
pub(super) fn settled(notice: &Notice, text: &str, options: &Options, findings: Vec<Finding>) -> Vec<Finding> {
    let mut findings = apply_suppressions(notice, &options.config.check, options.today, findings);
    keep_whole(notice, text, &mut findings);
    findings
}

/// Whoever silences a finding takes its consequences, but not this one: the second line of a field given twice stands on
/// no page, so that nothing may be written, whatever the config and the comments say.
fn keep_whole(notice: &Notice, source: &str, findings: &mut Vec<Finding>) {
    let told = |finding: &Finding| finding.rule.id == DUPLICATE_FIELD.id && finding.level == Severity::Error;
    if notice.fields.iter().any(|field| field.repeated) && !findings.iter().any(told) {
        let config = CheckConfig::default();
        let context = Context::new(notice, source, &config, None);
        let mut found = Findings::new(&config);
        (DUPLICATE_FIELD.check)(&context, &mut found);
        findings.retain(|finding| finding.rule.id != DUPLICATE_FIELD.id);
        findings.extend(found.finish());
    }
}
