//! `zhumo.toml`: its tables as types.
//!
//! Here: [`Config`] and how its text is read. Not here: finding the file (`cli::settings`).

use crate::check::{CheckConfig, rules};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// `[check]`
    pub check: CheckConfig,
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
}

/// `[fonts]`: for each role a list of families, PostScript names or files, tried in order before the built-in chain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
    /// Folders to look in, relative to the file.
    pub paths: Vec<String>,
    /// Whether fonts of the system are left alone.
    pub ignore_system: bool,
}

/// `[html]`: what the web page of a government site must say and the notice does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
    /// The page's address, for `canonical` and Open Graph.
    pub url: Option<String>,
}

/// `[markdown]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MarkdownConfig {
    /// Whether a YAML front matter stands before the text.
    pub front_matter: bool,
}

/// `[pdf]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PdfConfig {
    /// The standard that the file keeps and claims.
    pub standard: Standard,
}

/// The standard of a PDF file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// `[template]`
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TemplateConfig {
    /// A folder with the user's own templates, relative to the file.
    pub path: Option<String>,
}

/// `[limits]`: what is refused.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
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
#[error("{message}")]
pub struct ConfigError {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes.
    pub span: Option<std::ops::Range<usize>>,
    /// The key that was probably meant.
    pub nearest: Option<String>,
}

impl Config {
    /// Reads the text of a `zhumo.toml`.
    ///
    /// # Errors
    /// [`ConfigError`] for what is not TOML, unknown keys and values of the wrong kind.
    ///
    /// ```
    /// use zhumo::config::Config;
    /// let error = Config::parse("[html]\nsite_nam = \"示例\"\n").unwrap_err();
    /// assert_eq!(error.nearest.as_deref(), Some("site_name"));
    /// ```
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| {
            let message = error.message().to_owned();
            ConfigError { nearest: nearest_key(&message), span: error.span(), message }
        })?;
        for name in config.check.names() {
            if rules::find(name).is_none() {
                let nearest = rules::nearest(name).map(str::to_owned);
                let span = text.find(name).map(|at| at..at + name.len());
                return Err(ConfigError { message: format!("unknown rule `{name}`"), span, nearest });
            }
        }
        Ok(config)
    }
}

/// The expected key nearest to the unknown one, out of toml's message: ``unknown field `x`, expected one of `a`, `b` ``.
fn nearest_key(message: &str) -> Option<String> {
    let rest = message.strip_prefix("unknown field `")?;
    let (unknown, expected) = rest.split_once('`')?;
    let words = expected.split('`').skip(1).step_by(2);
    words.map(|word| (strsim::osa_distance(word, unknown), word)).min().map(|(_, word)| word.to_owned())
}
