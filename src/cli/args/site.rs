//! The arguments of `zhumo site`.

use super::{FontArgs, InputArgs};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
pub(crate) struct SiteArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// The folder of the site; pages in it are replaced, none is removed
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,

    /// What to write of each notice: its page, and files to be had there
    #[arg(short, long, value_enum, value_delimiter = ',', default_value = "html,pdf")]
    pub target: Vec<SiteTarget>,

    /// The address of the site; that of [html] url when not given
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,

    #[command(flatten)]
    pub fonts: FontArgs,

    /// Drafts built side by side; as many as there are processors when not given
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum SiteTarget {
    /// The page alone
    Html,
    /// The print PDF
    Pdf,
    /// The national format for electronic documents (GB/T 33190—2016)
    Ofd,
    /// A Word file
    Docx,
    /// Markdown
    Md,
    /// The notice as data
    Json,
}
