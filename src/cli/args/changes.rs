//! The arguments of `zhumo diff`.

use super::FontArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
pub(crate) struct ChangesArgs {
    /// The old draft: a draft, a PDF, OFD or DOCX, or a git revision (HEAD~1:)
    pub old: PathBuf,

    /// The new draft
    pub new: PathBuf,

    /// How to write the changes; the ending of -o says it when not given
    #[arg(short, long, value_enum)]
    pub format: Option<ChangesFormat>,

    /// A table of what was, what is and what happened, instead of the whole notice (pdf, docx, html, md)
    #[arg(long)]
    pub table: bool,

    /// In a Word file, who made the changes
    #[arg(long, value_name = "NAME")]
    pub author: Option<String>,

    /// In a Word file, the day of the changes, as 2026-08-14; none when not given
    #[arg(long, value_name = "DATE", value_parser = super::day)]
    pub date: Option<chrono::NaiveDate>,

    /// Print only the number of changes of each kind
    #[arg(long)]
    pub stat: bool,

    /// Where to; standard output when not given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Exit with 1 when anything changed
    #[arg(long)]
    pub exit_code: bool,

    #[command(flatten)]
    pub fonts: FontArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangesFormat {
    /// For reading on a terminal
    Human,
    /// One JSON document
    Json,
    /// A web page, old and new side by side
    Html,
    /// Markdown
    Md,
    /// The new notice on its pages, deleted words struck through and new ones underlined (花脸稿)
    Pdf,
    /// The new notice as a Word file with tracked changes
    Docx,
}
