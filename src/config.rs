//! `zhumo.toml`: its tables as types.
//!
//! Here: [`Config`], how its text is read, and what is wrong with it; in [`layers`] several such texts become one. Not here:
//! finding the files (`project::settings`), and the types of tables that other layers use (`check::CheckConfig`).

pub mod layers;

use crate::check::{CheckConfig, OrgansConfig, TermsConfig, is_selector, nearest_selector, path_pattern};
use crate::say;
use crate::say::{Fault, Say};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Config {
    /// Another file of settings, relative to this one, that holds where this one is silent.
    pub extend: Option<String>,
    /// `[check]`
    pub check: CheckConfig,
    /// `[fmt]`
    pub fmt: FmtConfig,
    /// `[fonts]`
    pub fonts: FontsConfig,
    /// `[html]`
    pub html: HtmlConfig,
    /// `[markdown]`
    pub markdown: MarkdownConfig,
    /// `[pdf]`
    pub pdf: PdfConfig,
    /// `[template]`
    pub template: TemplateConfig,
    /// `[limits]`
    pub limits: LimitsConfig,
    /// `[organs]`
    pub organs: OrgansConfig,
    /// `[register]`
    pub register: RegisterConfig,
    /// `[terms]`
    pub terms: TermsConfig,
}

/// `[register]`: the documents of an office beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct RegisterConfig {
    /// Whether `zhumo check` looks at all drafts of the project together.
    pub check: bool,
    /// A register (CSV, JSON) of documents that are no drafts of the project, relative to the file.
    pub file: Option<String>,
}

/// `[fmt]`: what `zhumo fmt` leaves alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct FmtConfig {
    /// Whether keywords are written in the language of the notice; else only spaces around them go.
    pub keywords: bool,
    /// Whether fields are put in canonical order.
    pub order: bool,
    /// How lines end.
    pub line_ends: LineEnds,
}

impl Default for FmtConfig {
    fn default() -> Self {
        Self { keywords: true, order: true, line_ends: LineEnds::Auto }
    }
}

/// How the lines of a formatted draft end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum LineEnds {
    /// As the first line of the draft does.
    #[default]
    Auto,
    /// LF.
    Lf,
    /// CR LF, as on Windows.
    Crlf,
}

/// `[fonts]`: for each role a list of families, PostScript names or files, tried in order before the built-in chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct FontsConfig {
    /// 小标宋: title and red mark.
    pub title: Vec<String>,
    /// 仿宋: text.
    pub body: Vec<String>,
    /// 黑体: level 1.
    pub heading: Vec<String>,
    /// 楷体: level 2.
    pub kai: Vec<String>,
    /// 宋体: page numbers.
    pub song: Vec<String>,
    /// Latin letters of English notices.
    pub latin: Vec<String>,
    /// Letters and figures within Chinese text; those of the text's own face when not given.
    pub figures: Vec<String>,
    /// Folders to look in, relative to the file.
    pub paths: Vec<String>,
    /// Whether fonts of the system are left alone.
    pub ignore_system: bool,
}

/// `[html]`: what the web page of a government site must say and the notice does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct HtmlConfig {
    /// SiteName
    pub site_name: Option<String>,
    /// SiteDomain
    pub site_domain: Option<String>,
    /// SiteIDCode
    pub site_id_code: Option<String>,
    /// ColumnName
    pub column_name: Option<String>,
    /// ColumnType
    pub column_type: Option<String>,
    /// ContentSource; the lead issuer when absent.
    pub content_source: Option<String>,
    /// Author; the lead issuer when absent.
    pub author: Option<String>,
    /// The page's address, for `canonical` and Open Graph; of `zhumo site` the address of the site. `{name}` in it is the name of the draft.
    pub url: Option<String>,
    /// IndexNumber (索引号)
    pub index_number: Option<String>,
    /// Category (主题分类)
    pub category: Option<String>,
    /// Validity (有效性)
    pub validity: Option<String>,
    /// PubDate, the day and hour on which the page was put online; the date of issue when absent.
    pub published: Option<String>,
}

/// `[markdown]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct MarkdownConfig {
    /// Whether a YAML front matter stands before the text.
    pub front_matter: bool,
}

/// `[pdf]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct PdfConfig {
    /// The standard that the file keeps and claims.
    pub standard: Standard,
    /// How hard the file is packed.
    pub compress: Compression,
    /// What of the draft travels inside the file.
    pub attach: Attach,
}

/// What of the draft travels inside a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Attach {
    /// All of it.
    Draft,
    /// All but what its comments say: their lines stay, and are empty.
    #[default]
    WithoutComments,
    /// Nothing; the record of the build stays, which holds sums and no text.
    None,
}

/// The standard of a PDF file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub enum Standard {
    /// PDF/A-3, level a, and PDF/UA-1: for archives and for readers that speak, with the draft inside.
    #[default]
    #[serde(rename = "a-3a+ua-1")]
    ArchiveAccessible,
    /// PDF/A-2, level u: for receivers that take no files inside files. It carries none.
    #[serde(rename = "a-2u")]
    Archive,
    /// No claim; everything else is as in the first.
    #[serde(rename = "none")]
    None,
}

impl Standard {
    /// Whether the draft, its data and the record of the build go along.
    #[must_use]
    pub const fn carries_files(self) -> bool {
        match self {
            Self::ArchiveAccessible | Self::None => true,
            // PDF/A-2 allows only PDF/A files inside (ISO 19005-2, 6.8).
            Self::Archive => false,
        }
    }
}

/// How hard a PDF is packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Compression {
    /// Quickly: fonts, which hardly get smaller, in one pass.
    #[default]
    Fast,
    /// As small as it gets, in about twice the time.
    Small,
}

/// `[template]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct TemplateConfig {
    /// A folder with the user's own templates, relative to the file.
    pub path: Option<String>,
}

/// `[limits]`: what is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct LimitsConfig {
    /// Largest draft in bytes.
    pub max_draft_bytes: usize,
    /// Largest picture in bytes.
    pub max_picture_bytes: usize,
}

impl Default for LimitsConfig {
    fn default() -> Self {
        Self { max_draft_bytes: 16 * 1024 * 1024, max_picture_bytes: 32 * 1024 * 1024 }
    }
}

/// Why a `zhumo.toml` cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", message.en)]
pub struct ConfigError {
    /// What is wrong.
    pub message: Say,
    /// Where, in bytes.
    pub span: Option<Range<usize>>,
    /// The key, name or value that was probably meant.
    pub nearest: Option<String>,
}

impl Config {
    /// Reads the text of a `zhumo.toml`.
    ///
    /// # Errors
    /// [`ConfigError`] for what is not TOML, unknown keys, values of the wrong kind, names that stand for no rule, and patterns that
    /// are none.
    ///
    /// ```
    /// use zhumo::config::Config;
    /// let error = Config::parse("[html]\nsite_nam = \"示例\"\n").unwrap_err();
    /// assert_eq!(error.nearest.as_deref(), Some("site_name"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| explain(text, &error))?;
        // What follows is only said when the types are right, and then the text is sound TOML.
        if let Ok(table) = DeTable::parse(text)
            && let Some(check) = table.get_ref().get("check").and_then(|check| check.get_ref().as_table())
        {
            known_names(check)?;
        }
        Ok(config)
    }

    /// The JSON Schema of the file.
    #[must_use]
    pub fn schema() -> serde_json::Value {
        let mut schema = serde_json::to_value(schemars::schema_for!(Self)).unwrap_or_default();
        schema["title"] = "zhumo.toml".into();
        let names: Vec<serde_json::Value> = selectors().map(Into::into).collect();
        let definitions = &mut schema["$defs"];
        for (definition, lists) in [("CheckConfig", &["select", "ignore"][..]), ("FileConfig", &["ignore"])] {
            let properties = &mut definitions[definition]["properties"];
            lists.iter().for_each(|list| properties[*list]["items"]["enum"] = names.clone().into());
            properties["levels"]["propertyNames"] = serde_json::json!({ "enum": names });
        }
        schema
    }
}

/// Every name that stands for rules.
fn selectors() -> impl Iterator<Item = &'static str> {
    use crate::check::{ALL, rules};
    let beside = crate::check::BESIDE_RULES.iter().copied();
    [ALL].into_iter().chain(rules::FAMILIES.iter().map(|family| family.id)).chain(rules::all().chain(beside).map(|rule| rule.id))
}

/// Checks the names and patterns in `[check]`.
fn known_names(check: &DeTable<'_>) -> Result<(), ConfigError> {
    let known = |name: &str, span: Range<usize>| {
        if is_selector(name) {
            return Ok(());
        }
        let message = say!("没有名为“{name}”的规则或规则类", "there is no rule or family of rules `{name}`");
        Err(ConfigError { message, span: Some(span), nearest: nearest_selector(name).map(str::to_owned) })
    };
    let lists = |table: &DeTable<'_>, names: &[&str]| {
        for value in names.iter().flat_map(|name| items(table, name)) {
            known(value.get_ref().as_str().unwrap_or_default(), value.span())?;
        }
        let levels = table.get("levels").and_then(|levels| levels.get_ref().as_table());
        levels.into_iter().flatten().try_for_each(|(name, _)| known(name.get_ref(), name.span()))
    };
    lists(check, &["select", "ignore"])?;
    for file in items(check, "files").filter_map(|file| file.get_ref().as_table()) {
        lists(file, &["ignore"])?;
        for pattern in items(file, "paths") {
            let text = pattern.get_ref().as_str().unwrap_or_default();
            if let Err(Say { zh, en }) = path_pattern(text) {
                let message = say!("“{text}”不是路径模式：{zh}", "`{text}` is no pattern of paths: {en}");
                return Err(ConfigError { message, span: Some(pattern.span()), nearest: None });
            }
        }
    }
    Ok(())
}

/// The items of the list `name` in a table.
fn items<'a, 'i>(table: &'a DeTable<'i>, name: &str) -> impl Iterator<Item = &'a Spanned<DeValue<'i>>> {
    table.get(name).and_then(|list| list.get_ref().as_array()).into_iter().flat_map(|list| list.iter())
}

/// What the TOML library says, for a person.
fn explain(text: &str, error: &toml::de::Error) -> ConfigError {
    let Fault { message, span, nearest, .. } = crate::say::toml(text, error);
    ConfigError { message, span, nearest }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (String, Option<String>, String) {
        let error = Config::parse(text).unwrap_err();
        (error.message.en, error.nearest, text[error.span.unwrap()].to_owned())
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place_and_what_was_meant() {
        let (message, near, place) = fault("[check]\nignor = []\n");
        assert!(message.contains("no key `ignor`") && message.contains("`select`"), "{message}");
        assert_eq!((near.as_deref(), place.as_str()), (Some("ignore"), "ignor"));
        let (_, near, place) = fault("[check.levels]\npaded-date = \"off\"\n");
        assert_eq!((near.as_deref(), place.as_str()), (Some("padded-date"), "paded-date"));
        let (_, near, place) = fault("# punctuaton\n[check]\nselect = [\"punctuaton\"]\n");
        assert_eq!((near.as_deref(), place.as_str()), (Some("punctuation"), "\"punctuaton\""));
        let (message, near, _) = fault("[check.levels]\npadded-date = \"of\"\n");
        assert!(message.contains("`of`"), "{message}");
        assert_eq!(near.as_deref(), Some("off"));
        let (message, _, place) = fault("[[check.files]]\npaths = [\"a[\"]\n");
        assert!(message.contains("no pattern"), "{message}");
        assert_eq!(place, "\"a[\"");
        assert!(fault("[[check.files]]\nignore = []\n").0.contains("`paths` is missing"));
        assert!(fault("[fonts]\nignore_system = \"yes\"\n").0.contains("wrong kind"));
        assert!(fault("[html]\nurl = \"a\"\nurl = \"b\"\n").0.contains("twice"));
    }
}
