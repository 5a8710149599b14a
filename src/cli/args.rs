//! The command line: commands and their options.

mod beside;
mod changes;
mod merge;
mod shared;
mod site;
mod values;

pub(crate) use beside::*;
pub(crate) use changes::*;
pub(crate) use merge::*;
pub(crate) use shared::*;
pub(crate) use site::*;
pub(crate) use values::*;

use clap::{Args, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use zhumo::project::Overrides;
use zhumo::say::Lang;

/// The compiler for official notices (公文): check, print, publish.
#[derive(Clone, Debug, Parser)]
#[command(version, about, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,

    #[command(flatten)]
    pub common: CommonArgs,
}

// What every command takes.
#[derive(Clone, Debug, Args)]
pub(crate) struct CommonArgs {
    /// Language of messages; default from LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_enum)]
    lang: Option<LangArg>,

    /// Coloured output; NO_COLOR is respected
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub color: ColorArg,

    /// Less output
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Use this settings file instead of the nearest zhumo.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// A setting as in zhumo.toml, such as check.fail_on=error; goes before the files
    #[arg(long, global = true, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum LangArg {
    Zh,
    En,
}

impl Cli {
    /// Reads the command line.
    ///
    /// To gather the commands and hand each of them what they have in common takes clap as long as reading the draft. So where the first
    /// argument is a command of every day, clap is told of that one only; whatever comes of it that is not a run, all of them say.
    ///
    /// # Errors
    /// What is wrong with the arguments, or the help that they ask for.
    pub fn read(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let alone = match arguments.get(1).and_then(|first| first.to_str()) {
            Some("build") => Some(BuildArgs::augment_args(clap::Command::new("build"))),
            Some("check") => Some(CheckArgs::augment_args(clap::Command::new("check"))),
            Some("fmt") => Some(FmtArgs::augment_args(clap::Command::new("fmt"))),
            _ => None,
        };
        if let Some(called) = alone {
            let program = CommonArgs::augment_args(clap::Command::new("zhumo")).subcommand(called).subcommand_required(true);
            let matches = program.try_get_matches_from(arguments);
            if let Ok(cli) = matches.and_then(|mut matches| Self::from_arg_matches_mut(&mut matches)) {
                return Ok(cli);
            }
        }
        Self::try_parse_from(arguments)
    }

    /// What goes before the settings of a project.
    pub fn overrides(&self) -> Overrides {
        let mut overrides = Overrides::default();
        overrides.config.clone_from(&self.common.config);
        overrides.set.clone_from(&self.common.set);
        overrides
    }

    /// The same for a command that takes fonts.
    pub fn overrides_with(&self, fonts: &FontArgs) -> Overrides {
        let mut overrides = self.overrides();
        overrides.font_path.clone_from(&fonts.font_path);
        overrides.ignore_system_fonts = fonts.ignore_system_fonts;
        overrides
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        match self.common.lang {
            Some(LangArg::Zh) => Lang::Chinese,
            Some(LangArg::En) => Lang::English,
            None => usual_lang(),
        }
    }
}

/// The language of messages where the command line names none.
fn usual_lang() -> Lang {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    Lang::from_locale(&locale.unwrap_or_default())
}

/// The language that a command line asks for which is not one of ours, or asks for help.
pub(super) fn lang_of(arguments: &[String]) -> Lang {
    let named = arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix("--lang")? {
        "" => arguments.get(at + 1).map(String::as_str),
        value => value.strip_prefix('='),
    });
    match named {
        Some("zh") => Lang::Chinese,
        Some("en") => Lang::English,
        _ => usual_lang(),
    }
}

// The options of a command are gathered when it is called, not at every start.
#[derive(Clone, Debug, Subcommand)]
#[command(defer = true)]
pub(crate) enum Command {
    /// Check drafts and report problems
    Check(CheckArgs),
    /// Build PDF, OFD, Word (DOCX), page images (SVG, PNG), HTML, Markdown or JSON
    Build(BuildArgs),
    /// Check that a PDF, OFD or DOCX matches its embedded draft (exit code 0 yes, 1 no, 2 cannot tell)
    Verify(VerifyArgs),
    /// Extract the embedded draft
    Extract(ExtractArgs),
    /// Merge one draft with a table: a document for each row
    Merge(MergeArgs),
    /// List documents by number, and propose the next numbers
    Register(RegisterArgs),
    /// Make a web site of a folder of drafts
    Site(SiteArgs),
    /// Show what changed between two drafts
    Diff(ChangesArgs),
    /// Format drafts without changing content
    Fmt(FmtArgs),
    /// Convert a .docx, HTML, Markdown or text file, or a PDF or OFD of ours, into a draft
    Import(ImportArgs),
    /// Explain a rule, with examples
    Explain {
        /// The rule's name, as findings give it
        rule: Option<String>,
    },
    /// List the rules
    Rules(RulesArgs),
    /// Print a JSON Schema
    Schema {
        /// Of what
        #[arg(value_enum)]
        what: SchemaKind,
    },
    /// Show fonts in use and fallback characters
    Fonts(FontsArgs),
    /// Show effective settings and their origin
    Config(ConfigArgs),
    /// Check that everything a build needs is installed
    Doctor(DoctorArgs),
    /// Start the language server (for editors)
    Lsp,
    /// Create a sample draft
    Init(InitArgs),
    /// Edit with live preview (this computer only)
    Preview(PreviewArgs),
    /// Rebuild when a draft changes
    Watch(WatchArgs),
    /// Print a shell completion script
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print or write man pages
    Man {
        /// The folder; pages in it are replaced
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
}

#[derive(Clone, Debug, Args)]
pub(crate) struct InitArgs {
    /// The file to write; it must not be there yet
    #[arg(default_value = "draft.notice", value_name = "FILE")]
    pub file: PathBuf,

    /// Which kind of document, in English or Chinese, as 请示; --kind is the same
    #[arg(long, alias = "kind", default_value = "official", value_parser = clap::builder::PossibleValuesParser::new(
        zhumo::preview::STARTS.map(|start| clap::builder::PossibleValue::new(start.name).aliases(start.words()))))]
    pub layout: String,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct PreviewArgs {
    /// A draft, or the folder that drafts are opened from and saved in
    #[arg(default_value = ".", value_name = "PATH")]
    pub path: PathBuf,

    /// The port on this machine; one that is free when not given
    #[arg(long, default_value_t = 0, value_name = "PORT")]
    pub port: u16,

    /// Say the address and open no browser
    #[arg(long)]
    pub no_open: bool,

    /// End when standard input does: for a program that starts the preview and takes it along when it goes
    #[arg(long, hide = true)]
    pub while_input: bool,

    #[command(flatten)]
    pub fonts: FontArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct WatchArgs {
    #[command(flatten)]
    pub build: BuildArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,

    #[command(flatten)]
    pub reports: ReportArgs,

    /// Fix what cannot change the meaning
    #[arg(long)]
    pub fix: bool,

    /// With --fix or --diff: also fixes that you should review
    #[arg(long)]
    pub unsafe_fixes: bool,

    /// Show what --fix would change; write nothing
    #[arg(long)]
    pub diff: bool,

    /// Insert an ignore comment above each finding; with --diff only show them
    #[arg(long, requires = "reason", conflicts_with_all = ["fix", "unsafe_fixes"])]
    pub add_ignore: bool,

    /// With --add-ignore, the reason that the comments give
    #[arg(long, value_name = "TEXT", requires = "add_ignore", value_parser = reason)]
    pub reason: Option<String>,

    /// With --add-ignore, the last day on which the comments hold, as 2026-12-31
    #[arg(long, value_name = "DATE", requires = "add_ignore", value_parser = day)]
    pub until: Option<chrono::NaiveDate>,

    #[command(flatten)]
    pub beside: BesideArgs,

    /// Say how often each rule spoke instead of where
    #[arg(long)]
    pub statistics: bool,

    /// Drafts looked at side by side; as many as there are processors when not given
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,

    /// Show findings of this level and above
    #[arg(long, value_enum, default_value = "info")]
    pub level: LevelArg,

    /// Exit with 1 when there is a finding of this level or above; warning when neither this nor the settings say it
    #[arg(long, value_enum)]
    pub fail_on: Option<LevelArg>,

    /// Only these rules or families of rules, whatever the settings leave out
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub select: Vec<String>,

    /// Not these rules or families of rules
    #[arg(long, value_delimiter = ',', value_name = "RULE")]
    pub ignore: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// What to write
    #[arg(short, long, value_enum, value_delimiter = ',', default_value = "pdf")]
    pub target: Vec<Target>,

    /// Where to: `out/{name}`, a folder, a file, or - for standard output; beside the draft when not given. In braces also dir (its folder),
    /// number, serial, title, date and year. svg and png are a file for each page: a-1.svg, a-2.svg
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<String>,

    #[command(flatten)]
    pub fonts: FontArgs,

    /// Show the type area, the grid, and where seals and signature stamps will stand, as dashed lines
    #[arg(long)]
    pub proof: bool,

    /// Of svg and png, only this page, from 1
    #[arg(long, value_name = "N")]
    pub page: Option<usize>,

    /// Of png, dots to the inch, 18 to 600; 144 when not given
    #[arg(long, value_name = "DPI")]
    pub resolution: Option<u32>,

    #[command(flatten)]
    pub sheets: SheetArgs,

    #[command(flatten)]
    pub writing: WritingArgs,

    /// Skip drafts whose outputs are up to date, by a record beside the outputs
    #[arg(long)]
    pub changed: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct VerifyArgs {
    /// The PDF, OFD or DOCX
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// A draft that must be the one inside it; its pictures and zhumo.toml are used
    #[arg(value_name = "DRAFT")]
    pub draft: Option<PathBuf>,

    #[command(flatten)]
    pub fonts: FontArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ExtractArgs {
    /// The PDF, OFD or DOCX
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// Where to; standard output when not given
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,

    /// The notice as data instead of the draft
    #[arg(long)]
    pub json: bool,

    /// Write over a file that is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct DoctorArgs {
    /// A draft, or a folder of drafts; the current folder when not given
    pub path: Option<PathBuf>,

    #[command(flatten)]
    pub fonts: FontArgs,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ConfigArgs {
    /// A draft, or a folder of drafts; the current folder when not given
    pub path: Option<PathBuf>,

    /// How the settings are written
    #[arg(long, value_enum, default_value = "toml")]
    pub format: ConfigFormat,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct FmtArgs {
    #[command(flatten)]
    pub input: InputArgs,

    /// Write nothing; exit with 1 when a draft would change
    #[arg(long)]
    pub check: bool,

    /// Write nothing; show what would change, and exit with 1 when something would
    #[arg(long)]
    pub diff: bool,

    /// Fix the numbers of sections and annexes, too; references to annexes follow
    #[arg(long)]
    pub renumber: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ImportArgs {
    /// The file, or - for standard input
    #[arg(required_unless_present = "batch")]
    pub file: Option<PathBuf>,

    /// Import every file of a folder, with a report (CSV and HTML) of what to look at
    #[arg(long, value_name = "DIR", conflicts_with = "file")]
    pub batch: Option<PathBuf>,

    /// Where the draft goes; standard output when not given
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Ask about doubtful places, one after another
    #[arg(long, conflicts_with = "batch")]
    pub ask: bool,

    /// What the file is; its ending says it when not given
    #[arg(long, value_enum)]
    pub format: Option<ImportFormat>,

    /// Overwrite what is there
    #[arg(long)]
    pub force: bool,

    /// Print draft and guesses as JSON to standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct RulesArgs {
    /// How the list is written
    #[arg(long, value_enum, default_value = "human")]
    pub format: RulesFormat,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct FontsArgs {
    /// A draft: also say which of its characters fall back, and which have no font
    pub notice: Option<PathBuf>,

    #[command(flatten)]
    pub fonts: FontArgs,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of one command alone is what all of them would have said.
    #[test]
    fn a_command_alone_is_read_as_among_the_others() {
        let lines = [
            "zhumo build a.notice -t md,html -o out --lang zh -q --set pdf.compress=small",
            "zhumo build --proof --page 2 -t svg a.notice b.notice --config z.toml --color never",
            "zhumo check --format json --select lines,closing --level error a -j 2",
            "zhumo check --add-ignore a",
            "zhumo fmt --check a.notice --quiet",
            "zhumo --lang en build a.notice",
            "zhumo build --help",
            "zhumo build",
            "zhumo check a --formt json",
            "zhumo buld a",
            "zhumo fmt --version",
            "zhumo",
        ];
        for line in lines {
            let arguments: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            match (Cli::read(&arguments), Cli::try_parse_from(&arguments)) {
                (Ok(alone), Ok(among)) => assert_eq!(format!("{alone:?}"), format!("{among:?}"), "{line}"),
                (Err(alone), Err(among)) => assert_eq!(alone.to_string(), among.to_string(), "{line}"),
                (alone, among) => panic!("{line}: {alone:?}, {among:?}"),
            }
        }
    }
}
