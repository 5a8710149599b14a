//! `[terms]` of `zhumo.toml`: what an office never writes, and what it writes instead.
//!
//! Here: the table as a type. Not here: what is said about a term (`rules::terms`), and slips that are wrong everywhere (`rules::terms` too).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `[terms]`: wrong = right.
///
/// ```
/// use zhumo::config::Config;
/// let config = Config::parse("[terms]\n\"市监局\" = \"市场监管局\"\n").unwrap();
/// assert_eq!(config.terms.pairs().collect::<Vec<_>>(), [("市监局", "市场监管局")]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[non_exhaustive]
pub struct TermsConfig {
    pairs: BTreeMap<String, String>,
}

impl TermsConfig {
    /// What is wrong and what is right, in the order of the wrong ones; entries that say nothing are left out.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.pairs.iter().map(|(wrong, right)| (wrong.trim(), right.trim()));
        pairs.filter(|(wrong, right)| !wrong.is_empty() && wrong != right)
    }
}
