//! `zhumo completions`, `zhumo man`: the command line told to shells and to `man`.
//!
//! Both are made from the options themselves (`args`), so that nothing can be missing in them.

use super::args::Cli;
use super::{Outcome, RunError, files, out};
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;
use std::path::Path;
use zhumo::say;

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell) -> Result<Outcome, RunError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "zhumo", &mut script);
    out::write(&script)?;
    Ok(Outcome::Clean)
}

/// Prints the manual page of the program, or writes one for it and one for each command into `folder`.
pub(crate) fn man(folder: Option<&Path>, cli: &Cli) -> Result<Outcome, RunError> {
    // `zhumo help check` says what `zhumo-check.1` says.
    let mut program = Cli::command().disable_help_subcommand(true);
    program.build();
    let Some(folder) = folder else {
        out::write(&page(&Man::new(program))?)?;
        return Ok(Outcome::Clean);
    };
    let commands: Vec<clap::Command> = program.get_subcommands().cloned().collect();
    for command in std::iter::once(program).chain(commands) {
        let man = Man::new(command);
        let path = folder.join(man.get_filename());
        files::write(&path, &page(&man)?)?;
        if !cli.common.quiet {
            out::print(&super::screen::names([&path]))?;
        }
    }
    Ok(Outcome::Clean)
}

fn page(man: &Man) -> Result<Vec<u8>, RunError> {
    let mut page = Vec::new();
    man.render(&mut page).map_err(|error| {
        let zhumo::say::Say { zh, en } = zhumo::say::system(&error);
        let message = say!("无法写出手册页：{zh}", "the manual page cannot be made: {en}");
        RunError::new(message, say!("zhumo help 说的是同样的内容", "zhumo help says the same"))
    })?;
    Ok(page)
}
