//! How far a long run is, for who sits before it.
//!
//! Here: [`Progress`]. It shows nothing where nobody looks: on a terminal alone, never in CI, never with `-q`, never for one draft.

use super::args::Cli;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use zhumo::say::Lang;

/// A bar on the terminal, or nothing.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    lang: Lang,
    faults: usize,
}

impl Progress {
    /// For so many drafts.
    pub fn new(drafts: usize, cli: &Cli) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let shown = drafts > 1 && !cli.common.quiet && !dumb && std::io::stderr().is_terminal() && !set("CI");
        let lang = cli.lang();
        let bar = shown.then(|| {
            let template = match lang {
                Lang::Chinese => "{bar:24} {pos}/{len} 份，每秒 {rate} 份，还需 {eta}{msg}",
                Lang::English => "{bar:24} {pos} of {len}, {rate} a second, {eta} left{msg}",
            };
            let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            let style = style.with_key("rate", |state: &indicatif::ProgressState, out: &mut dyn std::fmt::Write| {
                let _ = write!(out, "{:.0}", state.per_sec());
            });
            ProgressBar::new(drafts as u64).with_style(style.progress_chars("━╸ "))
        });
        Self { bar, lang, faults: 0 }
    }

    /// One more is done; whether something was wrong with it.
    pub fn step(&mut self, fault: bool) {
        let Some(bar) = &self.bar else { return };
        if fault {
            self.faults += 1;
            let faults = self.faults;
            bar.set_message(match self.lang {
                Lang::Chinese => format!("，有错 {faults}"),
                Lang::English => format!(", {faults} at fault"),
            });
        }
        bar.inc(1);
    }

    /// Prints something above the bar.
    pub fn above<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
