//! `[check]` of `zhumo.toml`: which rules speak, and how loud.

use super::finding::Severity;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `[check]`: which rules speak, and how loud.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CheckConfig {
    /// Only these rules, when any are named.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Levels of single rules: `padded-date = "error"`, or `"off"`.
    pub levels: BTreeMap<String, Level>,
}

/// A level in `[check.levels]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The rule does not speak.
    Off,
    /// [`Severity::Info`]
    Info,
    /// [`Severity::Warning`]
    Warning,
    /// [`Severity::Error`]
    Error,
}

impl CheckConfig {
    /// The level at which rule `id` speaks; `None` when it is silent.
    #[must_use]
    pub fn level(&self, id: &str, default: Severity) -> Option<Severity> {
        let named = |list: &[String]| list.iter().any(|name| name == id);
        if named(&self.ignore) || (!self.select.is_empty() && !named(&self.select)) {
            return None;
        }
        match self.levels.get(id) {
            None => Some(default),
            Some(Level::Off) => None,
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
        }
    }

    /// Every rule name that is written in the table.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.select.iter().chain(&self.ignore).chain(self.levels.keys()).map(String::as_str)
    }
}
