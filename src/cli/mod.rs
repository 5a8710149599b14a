//! Files, arguments, clock and printing. Nothing is decided here: every command is a few calls into the library.
//!
//! Exit codes: 0 clean, 1 the draft is at fault (or a PDF is not what its draft gives), 2 the run is at fault.

pub(crate) mod args;
mod build;
mod check;
mod chinese;
mod config;
mod diff;
mod doctor;
mod fmt;
mod fonts;
mod import;
mod info;
mod init;
mod memory;
mod mend;
mod report;
mod shell;
mod verify;
mod watch;

pub(crate) use args::Cli;
use args::Command;
use std::ffi::OsString;
use std::process::ExitCode;
use zhumo::project::{RunError, files};
use zhumo::say::Lang;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Clean,
    DraftAtFault,
    RunAtFault,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match Cli::read(&arguments) {
        Ok(cli) => cli,
        Err(error) => return not_a_run(&error, &arguments),
    };
    let lang = cli.lang();
    let result = match &cli.command {
        Command::Check(args) => check::run(args, &cli),
        Command::Build(args) => build::run(args, &cli),
        Command::Verify(args) => verify::run(args, &cli),
        Command::Extract(args) => verify::extract(args, &cli),
        Command::Fmt(args) => fmt::run(args, &cli),
        Command::Import(args) => import::run(args, &cli),
        Command::Explain { rule } => info::explain(rule.as_deref(), lang),
        Command::Rules(args) => info::rules(args, lang),
        Command::Schema { what } => info::schema(*what),
        Command::Fonts(args) => fonts::run(args, &cli),
        Command::Config(args) => config::run(args, &cli),
        Command::Doctor(args) => doctor::run(args, &cli),
        Command::Init(args) => init::run(args, &cli),
        Command::Lsp => crate::lsp::run(&cli),
        Command::Preview(args) => crate::serve::run(args, &cli),
        Command::Watch(args) => watch::run(args, &cli),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man { folder } => shell::man(folder.as_deref(), &cli),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            complain(&error, lang);
            Outcome::RunAtFault.into()
        }
    }
}

/// Prints what was asked for instead of a run, or what is wrong with the arguments.
fn not_a_run(error: &clap::Error, arguments: &[OsString]) -> ExitCode {
    let arguments: Vec<String> = arguments.iter().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let done = match args::lang_of(&arguments) {
        Lang::Chinese => chinese::say(error, &arguments),
        Lang::English => error.print(),
    };
    // A reader that has read enough is no fault.
    let failed = done.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe);
    let code = if failed { Outcome::RunAtFault as i32 } else { error.exit_code() };
    ExitCode::from(u8::try_from(code).unwrap_or(Outcome::RunAtFault as u8))
}

/// Prints why the run is at fault.
pub(crate) fn complain(error: &RunError, lang: Lang) {
    let word = match lang {
        Lang::Chinese => "错误：",
        Lang::English => "error: ",
    };
    eprintln!("{word}{}", error.message.in_lang(lang));
    if let Some(help) = &error.help {
        let word = match lang {
            Lang::Chinese => "办法：",
            Lang::English => "help: ",
        };
        eprintln!("{word}{}", help.in_lang(lang));
    }
}
