//! The arguments of what looks at drafts beside each other: `zhumo check` in part, `zhumo register`.

use super::InputArgs;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

// How drafts are looked at together.
#[derive(Clone, Debug, Args)]
pub(crate) struct BesideArgs {
    /// The first draft is the original, the others its translations: what they do not say alike
    #[arg(long, conflicts_with_all = ["fix", "diff", "add_ignore"])]
    pub twin: bool,

    /// Also look at the drafts together: numbers twice, out of order, missing, cited wrongly; with a register (CSV, JSON) of more
    #[arg(long, value_name = "FILE", num_args = 0..=1, conflicts_with_all = ["fix", "diff", "add_ignore"])]
    pub register: Option<Option<PathBuf>>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct RegisterArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// How the register is written; the ending of -o says it when not given
    #[arg(short, long, value_enum)]
    pub format: Option<RegisterFormat>,

    /// Where to; standard output when not given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RegisterFormat {
    /// A table for reading
    Table,
    /// A table of comma-separated values
    Csv,
    /// One JSON document
    Json,
}
