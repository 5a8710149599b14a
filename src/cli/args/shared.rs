//! Options that several commands have.

use super::{Columns, FormatArg};
use clap::Args;
use std::path::PathBuf;
use zhumo::project::{RunError, files};

// Which drafts. (What `///` says of options in common would stand at the head of the help of each command that has them.)
#[derive(Clone, Debug, Args)]
pub(crate) struct InputArgs {
    /// Files, folders (all *.notice below), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// File name to use for a draft read from standard input
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,

    /// Leave out this file or folder; may be given more than once
    #[arg(long, value_name = "PATH")]
    pub exclude: Vec<PathBuf>,
}

impl InputArgs {
    /// The drafts that are named.
    pub fn drafts(&self) -> Result<Vec<files::Draft>, RunError> {
        let drafts = files::drafts(&self.paths, self.stdin_filename.as_deref())?;
        files::without(drafts, &self.exclude)
    }
}

#[derive(Clone, Debug, Args)]
pub(crate) struct FontArgs {
    /// Look for fonts in this folder first; may be given more than once
    #[arg(long, value_name = "DIR")]
    pub font_path: Vec<PathBuf>,

    /// Do not use system fonts
    #[arg(long)]
    pub ignore_system_fonts: bool,
}

// How a run over drafts says what is wrong with them.
#[derive(Clone, Debug, Args)]
pub(crate) struct ReportArgs {
    /// How findings are written; human when not given, and in GitHub Actions annotations besides
    #[arg(long, value_enum)]
    pub format: Option<FormatArg>,

    /// Also write them to a file; may be given more than once
    #[arg(long, value_name = "FORMAT=FILE")]
    pub report: Vec<String>,

    /// List no more than N findings, the worst
    #[arg(long, value_name = "N")]
    pub max_findings: Option<usize>,

    /// What --format short counts columns in; bytes for Vim
    #[arg(long, value_enum, default_value = "characters")]
    pub columns: Columns,
}

// How a run over drafts writes what it makes of them.
#[derive(Clone, Debug, Args)]
pub(crate) struct WritingArgs {
    /// Put a YAML front matter before the Markdown
    #[arg(long)]
    pub front_matter: bool,

    /// Write in spite of errors; a field given twice is still refused, because the second would be lost
    #[arg(long)]
    pub allow_errors: bool,

    #[command(flatten)]
    pub reports: ReportArgs,

    /// Drafts built side by side; as many as there are processors when not given
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
}
