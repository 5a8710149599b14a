//! `[organs]` of `zhumo.toml`: the offices that a user's notices name, and how they are called.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `[organs]`: full names, and what belongs to each.
///
/// ```
/// use zhumo::config::Config;
/// let text = "[organs.\"示例市统计局\"]\nshort = [\"市统计局\"]\nenglish = \"Example City Bureau of Statistics\"\ncodes = [\"示统\"]\n";
/// let config = Config::parse(text).unwrap();
/// assert_eq!(config.organs.find("市统计局").unwrap().0, "示例市统计局");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[non_exhaustive]
pub struct OrgansConfig {
    /// The organs by full name.
    pub organs: BTreeMap<String, OrganEntry>,
}

/// `[organs."示例市统计局"]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct OrganEntry {
    /// Short names that documents may use, the usual one first.
    pub short: Vec<String>,
    /// The name in English.
    pub english: Option<String>,
    /// The codes of its document numbers (机关代字): `示统`, `示统办`.
    pub codes: Vec<String>,
}

impl OrgansConfig {
    /// The organ with this full, short or English name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<(&str, &OrganEntry)> {
        let named = |full: &str, entry: &OrganEntry| {
            full == name || entry.short.iter().any(|short| short == name) || entry.english.as_deref() == Some(name)
        };
        self.organs.iter().find(|(full, entry)| named(full, entry)).map(|(full, entry)| (full.as_str(), entry))
    }

    /// Every name in the table.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.organs.iter().flat_map(|(full, entry)| {
            std::iter::once(full.as_str()).chain(entry.short.iter().map(String::as_str)).chain(entry.english.as_deref())
        })
    }
}
