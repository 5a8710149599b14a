//! What options of the command line may be.
//!
//! Here: the words to choose from, and the values that are read by hand. Not here: the commands and their options (`args`).

use clap::ValueEnum;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ConfigFormat {
    /// As a zhumo.toml, the origins as comments
    Toml,
    /// A list of keys, values and origins
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// Raw text
    Text,
    /// Markdown
    Md,
    /// A web page
    Html,
    /// A word processor's document
    Docx,
    /// A table of comma-separated values
    Csv,
    /// A workbook
    Xlsx,
    /// An OFD of this program
    Ofd,
    /// A PDF of this program
    Pdf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    /// One line a rule
    Human,
    /// JSON
    Json,
    /// The whole rule book
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// With the place in the draft
    Human,
    /// One line a finding
    Short,
    /// One JSON document
    Json,
    /// One JSON object a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// GitLab's code quality
    Gitlab,
    /// JUnit XML, for everything that shows tests
    Junit,
    /// For reviewdog
    Rdjson,
    /// A web page for who answers for all drafts: drafts, rules, charts, every finding
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelArg {
    Info,
    Warning,
    Error,
}

impl From<LevelArg> for zhumo::check::Severity {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Info => Self::Info,
            LevelArg::Warning => Self::Warning,
            LevelArg::Error => Self::Error,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Target {
    /// The print PDF
    Pdf,
    /// The national format for electronic documents (GB/T 33190—2016)
    Ofd,
    /// Each page as a vector image
    Svg,
    /// Each page as a bitmap
    Png,
    /// A Word file for further editing
    Docx,
    /// One web page
    Html,
    /// Markdown
    Md,
    /// The notice as data
    Json,
}

impl Target {
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Ofd => "ofd",
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Docx => "docx",
            Self::Html => "html",
            Self::Md => "md",
            Self::Json => "json",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaKind {
    /// What `build -t json` writes
    Ast,
    /// What `check --format json` writes
    Findings,
    /// A zhumo.toml
    Config,
}

/// Stands between what is wrong with a value in Chinese and in English.
pub(crate) const BETWEEN: char = '\u{e000}';

fn both(zh: &str, en: &str) -> String {
    format!("{zh}{BETWEEN}{en}")
}

/// A day on the command line.
pub(crate) fn day(text: &str) -> Result<chrono::NaiveDate, String> {
    chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| both("写作 2026-12-31", "write it as 2026-12-31"))
}

/// The reason of a comment: one line with something on it, for a second line would be text of the notice.
pub(super) fn reason(text: &str) -> Result<String, String> {
    let one = text.trim();
    if one.is_empty() || one.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        return Err(both("理由写一行，不能为空", "a reason is one line, and not empty"));
    }
    Ok(one.to_owned())
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Columns {
    #[default]
    Characters,
    Bytes,
}
