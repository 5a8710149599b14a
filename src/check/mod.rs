//! Notice to findings: what is wrong, where, why, and what to write instead.
//!
//! Here: [`check`], [`Finding`], the rules (one file each, in `rules/`), suppressions. Not here: findings that only a
//! finished page can show (`layout`; their rules are defined here all the same), and how findings are printed (`cli`).
//! What several rules look for is in `look`, running text and what of it is left alone in `prose`; the page of all rules is made in [`book`].

pub mod book;
mod finding;
mod fix;
mod levels;
mod look;
#[allow(dead_code, reason = "ready for rules of marks, figures and words")]
mod prose;
mod rule;
pub mod rules;
mod suppress;

pub use finding::{Edit, Finding, Findings, Fix, Related, Severity};
pub use fix::{Mended, Mending, mend};
pub use levels::{ALL, CheckConfig, FileConfig, Level, PathRules, is_selector, nearest_selector, path_pattern};
pub use rule::{Explanation, Mends, Rule};
pub use suppress::apply as apply_suppressions;

use crate::images::Images;
use crate::model::Notice;
use prose::{Letters, Prose};
use std::cell::OnceCell;

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
    /// Its running texts, made when the first rule asks for them.
    #[allow(dead_code, reason = "as above")]
    prose: OnceCell<Vec<Prose<'a>>>,
    /// The characters of the draft, likewise.
    #[allow(dead_code, reason = "as above")]
    letters: OnceCell<Letters>,
}

impl<'a> Context<'a> {
    /// What there is to look at in a notice.
    #[must_use]
    pub const fn new(notice: &'a Notice, source: &'a str, config: &'a CheckConfig, images: Option<&'a Images>) -> Self {
        Self { notice, source, config, images, prose: OnceCell::new(), letters: OnceCell::new() }
    }

    /// The running texts of the notice, in reading order, footnotes last.
    #[allow(dead_code, reason = "as above")]
    fn prose(&self) -> &[Prose<'a>] {
        self.prose.get_or_init(|| prose::gather(self.notice))
    }

    /// Which characters stand in the draft.
    #[allow(dead_code, reason = "as above")]
    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::of(self.source))
    }
}

/// Runs every rule; findings come in the order of the draft.
///
/// Suppressions are not applied yet, so that findings of the layout can join before (see [`apply_suppressions`]).
#[must_use]
pub fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Findings::new(context.config);
    let plain = context.config.is_plain();
    for family in rules::FAMILIES {
        for rule in family.rules {
            if plain || context.config.level_in(family.id, rule.id, rule.severity).is_some() {
                (rule.check)(context, &mut findings);
            }
        }
    }
    findings.finish()
}
