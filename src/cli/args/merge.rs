//! The arguments of `zhumo merge`.

use super::{FontArgs, SheetArgs, Target, WritingArgs};
use clap::Args;
use std::path::PathBuf;

#[derive(Clone, Debug, Args)]
pub(crate) struct MergeArgs {
    /// The draft, with a column's name in double braces for each value: {{单位}}
    #[arg(value_name = "DRAFT")]
    pub draft: PathBuf,

    /// The table: .xlsx, .xls, .ods, .csv, .tsv, .json or .jsonl
    #[arg(value_name = "ROWS")]
    pub rows: PathBuf,

    /// What to write
    #[arg(short, long, value_enum, value_delimiter = ',', default_value = "pdf")]
    pub target: Vec<Target>,

    /// Where each letter goes: `out/{{单位}}`; in single braces also number, serial, title, date and year
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<String>,

    /// All letters in one PDF, in the order of the rows
    #[arg(long, value_name = "FILE.pdf")]
    pub bound: Option<PathBuf>,

    /// With --bound, begin each letter on an odd page
    #[arg(long, requires = "bound")]
    pub odd_pages: bool,

    /// Also write the filled drafts (.notice)
    #[arg(long)]
    pub drafts: bool,

    /// The sheet of a workbook
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,

    /// Only these rows, by the numbers of the sheet: 3-40,52
    #[arg(id = "only_rows", long = "rows", value_name = "ROWS")]
    pub only_rows: Option<String>,

    /// Only rows of which this holds: 区=示例区, 金额>=1000, 备注~补; may be given more than once
    #[arg(id = "condition", long = "where", value_name = "CONDITION")]
    pub condition: Vec<String>,

    /// Rows with the same value in this column are one letter; its lines stand between {{逐行}} and {{完}}
    #[arg(long, value_name = "COLUMN")]
    pub group: Option<String>,

    /// Write nothing; list rows, names and findings
    #[arg(long)]
    pub dry_run: bool,

    /// Write the rows without problems, although others have some
    #[arg(long)]
    pub only_good: bool,

    /// Print the filled draft of this row; write nothing
    #[arg(long, value_name = "ROW")]
    pub preview: Option<usize>,

    #[command(flatten)]
    pub fonts: FontArgs,

    #[command(flatten)]
    pub sheets: SheetArgs,

    #[command(flatten)]
    pub writing: WritingArgs,
}
