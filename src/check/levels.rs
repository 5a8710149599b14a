//! `[check]` of `zhumo.toml`: which rules speak about which drafts, and how loud.
//!
//! Here: [`CheckConfig`], and what a name in it stands for: a rule, a family of rules, or `all`. The more exact name goes before
//! the other, so that a family can be left out but for one rule. Not here: the other tables (`config`), and who may read the file (`project`).

use super::rules;
use super::severity::Severity;
use crate::say;
use crate::say::Say;
use globset::{ErrorKind, GlobBuilder, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// `[check]`: which rules speak, and how loud. Names are those of rules and of families, and `all`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct CheckConfig {
    /// Only these rules, when any are named.
    pub select: Vec<String>,
    /// Not these rules.
    pub ignore: Vec<String>,
    /// Levels of rules and families: `padded-date = "error"`, or `"off"`.
    pub levels: BTreeMap<String, Level>,
    /// From which level on a finding makes `zhumo check` end with 1; `warning` when not given.
    pub fail_on: Option<Severity>,
    /// `[[check.files]]`: other settings for some drafts; of two that fit, the later one goes before.
    pub files: Vec<FileConfig>,
    /// Which findings of a draft are kept.
    #[serde(skip)]
    pub keep: Keep,
}

/// Which findings of a draft are kept. Those that are not are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Keep {
    /// 10,000 of each rule: nobody reads more, and a megabyte of brackets would fill memory.
    #[default]
    Most,
    /// Those, and every other one that has a fix: for who fixes a draft.
    Fixable,
    /// All: for who silences them.
    All,
}

/// `[[check.files]]`: other settings for the drafts at some paths.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FileConfig {
    /// Patterns of paths, from the folder of the file they stand in: `archive/**`; one without a slash fits in every folder below.
    pub paths: Vec<String>,
    /// Not these rules.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Levels of rules and families.
    #[serde(default)]
    pub levels: BTreeMap<String, Level>,
    /// The folder that the patterns count from.
    #[serde(skip)]
    pub base: PathBuf,
}

/// A level in `[check.levels]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
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

/// The name that stands for every rule.
pub const ALL: &str = "all";

impl CheckConfig {
    /// The level at which rule `id` speaks; `None` when it is silent.
    ///
    /// ```
    /// use zhumo::check::{CheckConfig, Severity};
    /// let mut config = CheckConfig::default();
    /// config.ignore = vec!["closing".to_owned()];
    /// assert_eq!(config.level("padded-date", Severity::Warning), None);
    /// ```
    #[must_use]
    pub fn level(&self, id: &str, default: Severity) -> Option<Severity> {
        if self.is_plain() {
            Some(default)
        } else {
            self.level_in(rules::family_of(id).map_or("", |family| family.id), id, default)
        }
    }

    /// The level of a rule whose family is known.
    pub(super) fn level_in(&self, family: &str, id: &str, default: Severity) -> Option<Severity> {
        let exactness = |name: &str| match name {
            _ if name == id => 3,
            _ if name == family => 2,
            ALL => 1,
            _ => 0,
        };
        let most = |list: &[String]| list.iter().map(|name| exactness(name)).max().unwrap_or(0);
        let selected = if self.select.is_empty() { 1 } else { most(&self.select) };
        let ignored = most(&self.ignore);
        if selected == 0 || (ignored > 0 && ignored >= selected) {
            return None;
        }
        let level = [id, family, ALL].into_iter().find_map(|name| self.levels.get(name));
        match level {
            None => Some(default),
            Some(Level::Off) => None,
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
        }
    }

    /// Whether nothing is set: every rule speaks at its own level.
    pub(super) fn is_plain(&self) -> bool {
        self.select.is_empty() && self.ignore.is_empty() && self.levels.is_empty()
    }
}

/// Whether `name` stands for rules: for one, a family, or all.
#[must_use]
pub fn is_selector(name: &str) -> bool {
    name == ALL || rules::find(name).is_some() || rules::FAMILIES.iter().any(|family| family.id == name)
}

/// The selector nearest to a name that is none, when one is near.
#[must_use]
pub fn nearest_selector(name: &str) -> Option<&'static str> {
    let families = rules::FAMILIES.iter().map(|family| family.id);
    rules::nearest_of(name, rules::all().map(|rule| rule.id).chain(families).chain([ALL]))
}

/// The patterns of `[[check.files]]`, made ready once for many drafts.
#[derive(Clone, Debug, Default)]
pub struct PathRules {
    entries: Vec<(Vec<GlobSet>, FileConfig)>,
}

/// The matcher of a pattern.
///
/// # Errors
/// What is wrong with the pattern.
pub fn path_pattern(pattern: &str) -> Result<GlobSet, Say> {
    // The matcher is made by recursion over its braces, and as large as all that they stand for.
    if pattern.len() > LONGEST_PATTERN {
        return Err(say!("超过 {LONGEST_PATTERN} 字节", "it is longer than {LONGEST_PATTERN} bytes"));
    }
    let mut deep = 0_usize;
    for byte in pattern.bytes() {
        deep = if byte == b'{' { deep + 1 } else { deep.saturating_sub(usize::from(byte == b'}')) };
        if deep > DEEPEST_PATTERN {
            return Err(say!("花括号套了 {DEEPEST_PATTERN} 层以上", "more than {DEEPEST_PATTERN} braces are open at once"));
        }
    }
    // As in .gitignore: a name without a folder fits everywhere, a folder means all that is in it.
    let body = pattern.trim_end_matches('/');
    let below = if body == pattern { body.to_owned() } else { format!("{body}/**") };
    let whole = if body.contains('/') {
        below.trim_start_matches("./").trim_start_matches('/').to_owned()
    } else {
        format!("**/{below}")
    };
    // A set of one: it says when it would be too large, where a single matcher ends the program.
    let ready = GlobBuilder::new(&whole).literal_separator(true).build().and_then(|glob| GlobSetBuilder::new().add(glob).build());
    ready.map_err(|error| {
        let zh = match error.kind() {
            ErrorKind::InvalidRecursive => "** 要独占一段",
            ErrorKind::UnclosedClass => "[ 没有 ] 与它配对",
            ErrorKind::InvalidRange(..) => "[ ] 里的范围前大后小",
            ErrorKind::UnopenedAlternates => "} 没有 { 与它配对",
            ErrorKind::UnclosedAlternates => "{ 没有 } 与它配对",
            ErrorKind::DanglingEscape => "末尾多了反斜线",
            _ => "太复杂",
        };
        Say { zh: zh.to_owned(), en: error.kind().to_string() }
    })
}

/// The longest pattern of paths, in bytes.
const LONGEST_PATTERN: usize = 1_000;
/// The most braces of a pattern that are open at once.
const DEEPEST_PATTERN: usize = 8;

impl PathRules {
    /// Makes the patterns of `config` ready. Ones that are none fit nothing; reading the file has refused them.
    #[must_use]
    pub fn new(config: &CheckConfig) -> Self {
        let ready = |file: &FileConfig| file.paths.iter().filter_map(|pattern| path_pattern(pattern).ok()).collect();
        Self { entries: config.files.iter().map(|file| (ready(file), file.clone())).collect() }
    }

    /// The settings for the draft at `path`, which is absolute where the bases are.
    #[must_use]
    pub fn apply<'a>(&self, config: &'a CheckConfig, path: &Path) -> Cow<'a, CheckConfig> {
        let mut applied = Cow::Borrowed(config);
        for (matchers, file) in &self.entries {
            let Ok(below) = path.strip_prefix(&file.base) else { continue };
            if matchers.iter().any(|matcher| matcher.is_match(below)) {
                let config = applied.to_mut();
                config.ignore.extend(file.ignore.iter().cloned());
                config.levels.extend(file.levels.iter().map(|(name, level)| (name.clone(), *level)));
            }
        }
        applied
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_more_exact_name_goes_before() {
        let level = |config: &CheckConfig, id: &str| config.level(id, Severity::Warning);
        let family = CheckConfig { select: names(&["closing"]), ignore: names(&["padded-date"]), ..CheckConfig::default() };
        assert_eq!(level(&family, "padded-date"), None);
        assert_eq!(level(&family, "impossible-date"), Some(Severity::Warning));
        assert_eq!(level(&family, "unclosed-bracket"), None);
        let but_one =
            CheckConfig { select: names(&["all", "padded-date"]), ignore: names(&["closing"]), ..CheckConfig::default() };
        assert_eq!(level(&but_one, "padded-date"), Some(Severity::Warning));
        assert_eq!(level(&but_one, "impossible-date"), None);
        assert_eq!(level(&but_one, "unclosed-bracket"), Some(Severity::Warning));
        let levels =
            [("all".to_owned(), Level::Off), ("closing".to_owned(), Level::Info), ("padded-date".to_owned(), Level::Error)];
        let levels = CheckConfig { levels: levels.into(), ..CheckConfig::default() };
        assert_eq!(level(&levels, "padded-date"), Some(Severity::Error));
        assert_eq!(level(&levels, "impossible-date"), Some(Severity::Info));
        assert_eq!(level(&levels, "unclosed-bracket"), None);
    }

    #[test]
    fn patterns_count_from_the_folder_of_their_file() {
        let file = |pattern: &str| FileConfig {
            paths: names(&[pattern]),
            ignore: names(&["padded-date"]),
            base: PathBuf::from("/office"),
            ..FileConfig::default()
        };
        let fits = |pattern: &str, path: &str| {
            let config = CheckConfig { files: vec![file(pattern)], ..CheckConfig::default() };
            !PathRules::new(&config).apply(&config, Path::new(path)).ignore.is_empty()
        };
        assert!(fits("archive/**", "/office/archive/2020/a.notice"));
        assert!(fits("archive/", "/office/archive/2020/a.notice"));
        assert!(!fits("archive/**", "/office/new/archive/a.notice"));
        assert!(!fits("archive/*.notice", "/office/archive/2020/a.notice"));
        assert!(fits("old-*.notice", "/office/drafts/old-1.notice"));
        assert!(!fits("old-*.notice", "/elsewhere/old-1.notice"));
        assert!(path_pattern("archive/[").is_err());
    }
}
