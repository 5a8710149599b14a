//! Arguments and printing: a file a command. Nothing is decided here: every command is a few calls into the library.
//!
//! Exit codes: 0 clean, 1 the draft is at fault (or a PDF is not what its draft gives), 2 the run is at fault.

mod args;
pub(crate) mod build;
pub(crate) mod changes;
pub(crate) mod check;
mod chinese;
pub(crate) mod config;
mod diff;
pub(crate) mod doctor;
mod faults;
mod fix;
pub(crate) mod fmt;
pub(crate) mod fonts;
pub(crate) mod import;
pub(crate) mod info;
pub(crate) mod init;
pub(crate) mod merge;
mod out;
mod progress;
pub(crate) mod register;
mod report;
mod screen;
pub(crate) mod shell;
pub(crate) mod site;
pub(crate) mod verify;
pub(crate) mod watch;
mod word;

pub(crate) use args::{Cli, Command};
use faults::Faults;
use screen::tell;
use std::ffi::OsString;
use std::process::ExitCode;
use zhumo::project::{RunError, files};
use zhumo::say;
use zhumo::say::{Lang, visible, visible_lines};

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

/// Reads the command line.
///
/// # Errors
/// The exit code of a run that is none: help was asked for, or the arguments are wrong. Either was printed.
pub(crate) fn read() -> Result<Cli, ExitCode> {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    Cli::read(&arguments).map_err(|error| not_a_run(error, &arguments))
}

/// Prints why a run ended without doing its work, if it did; gives the exit code.
pub(crate) fn end(result: Result<Outcome, RunError>, lang: Lang) -> ExitCode {
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            complain(&error, lang);
            Outcome::RunAtFault.into()
        }
    }
}

/// What was probably meant, the likeliest first; clap has it last.
fn nearest_first(error: &mut clap::Error) {
    use clap::error::{ContextKind, ContextValue};
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        if let Some(ContextValue::Strings(near)) = error.get(kind) {
            let near = near.iter().rev().cloned().collect();
            error.insert(kind, ContextValue::Strings(near));
        }
    }
}

fn in_english(error: &clap::Error, arguments: &[String]) -> std::io::Result<()> {
    let rendered = error.render().to_string();
    // Of what we say of a value, the English half.
    let ours = rendered.split_once(args::BETWEEN).map(|(before, after)| {
        let start = before.rfind("': ").map_or(before.len(), |at| at + "': ".len());
        format!("{}{after}", &before[..start])
    });
    // What an argument has in it is shown, not obeyed; our own colours are.
    if ours.is_none() && arguments.iter().all(|argument| visible(argument) == *argument) {
        return error.print();
    }
    screen::painted(&visible_lines(&ours.unwrap_or(rendered)));
    Ok(())
}

/// Prints what was asked for instead of a run, or what is wrong with the arguments.
fn not_a_run(mut error: clap::Error, arguments: &[OsString]) -> ExitCode {
    nearest_first(&mut error);
    let arguments: Vec<String> = arguments.iter().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let done = match args::lang_of(&arguments) {
        Lang::Chinese => chinese::say(&error, &arguments),
        Lang::English => in_english(&error, &arguments),
    };
    // A reader that has read enough is no fault.
    let failed = done.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe);
    let code = if failed { Outcome::RunAtFault as i32 } else { error.exit_code() };
    ExitCode::from(u8::try_from(code).unwrap_or(Outcome::RunAtFault as u8))
}

/// How many drafts are done side by side.
fn jobs(jobs: Option<usize>, drafts: usize) -> Result<usize, RunError> {
    let wanted = match jobs {
        Some(0) => {
            let help = say!("不写 -j 就由处理器的个数决定", "without -j there are as many as processors");
            return Err(RunError::new(say!("-j 至少是 1", "-j is at least 1"), help));
        }
        Some(jobs) => jobs,
        None if drafts < 2 => 1,
        None => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
    };
    Ok(wanted.min(drafts))
}

const fn fault_word(lang: Lang) -> &'static str {
    match lang {
        Lang::Chinese => "错误：",
        Lang::English => "error: ",
    }
}

/// Prints why the run is at fault.
pub(crate) fn complain(error: &RunError, lang: Lang) {
    tell!("{}{}", fault_word(lang), error.message.in_lang(lang));
    let word = match lang {
        Lang::Chinese => "办法：",
        Lang::English => "help: ",
    };
    tell!("{word}{}", error.help.in_lang(lang));
}
