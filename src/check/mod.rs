//! Notice to findings: what is wrong, where, why, and what to write instead.
//!
//! Here: [`check`], [`Finding`], the rules (one file each, in `rules/`), suppressions. Not here: findings that only a
//! finished page can show (`layout`; their rules are defined here all the same), and how findings are printed (`cli`).
//! What several rules look for is in `look`; the page of all rules is made in [`book`].

pub mod book;
mod finding;
mod levels;
mod look;
mod rule;
pub mod rules;
mod suppress;

pub use finding::{Edit, Finding, Findings, Fix, Related, Severity};
pub use levels::{CheckConfig, Level};
pub use rule::{Explanation, Rule};
pub use suppress::apply as apply_suppressions;

use crate::images::Images;
use crate::model::Notice;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The notice.
    pub notice: &'a Notice,
    /// The draft.
    pub source: &'a str,
    /// The `[check]` table.
    pub config: &'a CheckConfig,
    /// The pictures, when somebody looked for them.
    pub images: Option<&'a Images>,
}

/// Runs every rule; findings come in the order of the draft.
///
/// Suppressions are not applied yet, so that findings of the layout can join before (see [`apply_suppressions`]).
#[must_use]
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Findings::new(context.config);
    for rule in rules::RULES {
        (rule.check)(context, &mut findings);
    }
    findings.finish()
}
