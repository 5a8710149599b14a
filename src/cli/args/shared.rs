//! Options that several commands have.

use super::{Columns, FormatArg};
use clap::Args;
use std::path::{Path, PathBuf};
use zhumo::pdf::{Imposition, impose};
use zhumo::project::{RunError, files};
use zhumo::{BuildError, say};

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

// Sheets of several pages, beside each PDF.
#[derive(Clone, Debug, Args)]
pub(crate) struct SheetArgs {
    /// Also write each PDF as a booklet (name.booklet.pdf): two pages on a sheet, to print on both sides, turned over the short edge, and to
    /// fold
    #[arg(long)]
    pub booklet: bool,

    /// Also write each PDF with 2 or 4 pages on an A4 sheet, for reading over (name.2-up.pdf)
    #[arg(long, value_name = "N", value_parser = ["2", "4"])]
    pub n_up: Option<String>,
}

impl SheetArgs {
    /// The ways in which pages are put on sheets.
    pub fn wanted(&self) -> Vec<Imposition> {
        let several = match self.n_up.as_deref() {
            Some("2") => Some(Imposition::TwoUp),
            Some(_) => Some(Imposition::FourUp),
            None => None,
        };
        self.booklet.then_some(Imposition::Booklet).into_iter().chain(several).collect()
    }

    /// Checks that there is a PDF to put on sheets.
    ///
    /// # Errors
    /// [`RunError`] where none is wanted.
    pub fn fitting(&self, has_pdf: bool) -> Result<(), RunError> {
        if has_pdf || self.wanted().is_empty() {
            return Ok(());
        }
        let message = say!("--booklet 和 --n-up 用 PDF 的页面拼版", "--booklet and --n-up put the pages of a PDF on sheets");
        Err(RunError::new(message, say!("-t 里加上 pdf", "add pdf to -t")))
    }

    /// Writes the sheets of a PDF beside it; gives their paths.
    ///
    /// # Errors
    /// [`RunError`] for sheets that cannot be made or written.
    pub fn write(&self, pdf: &[u8], path: &Path, like: &Path) -> Result<Vec<PathBuf>, RunError> {
        let write = |imposition: Imposition| {
            let bytes = impose(pdf, imposition).map_err(|error| RunError::unbuilt(&BuildError::from(error), path))?;
            let path = sheets(path, imposition);
            files::write_like(&path, &bytes, like).map(|()| path)
        };
        self.wanted().into_iter().map(write).collect()
    }
}

/// The file with the sheets of a PDF: `a.booklet.pdf` beside `a.pdf`.
pub(crate) fn sheets(path: &Path, imposition: Imposition) -> PathBuf {
    let path = path.as_os_str().to_string_lossy();
    let stem = path.strip_suffix(".pdf").unwrap_or(&path);
    format!("{stem}.{}.pdf", imposition.name()).into()
}
