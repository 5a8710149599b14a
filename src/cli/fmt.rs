//! `zhumo fmt`.

use super::args::{Cli, FmtArgs};
use super::screen::{self, tell};
use super::{Outcome, RunError, complain, diff, files, out};
use std::path::Path;
use zhumo::fmt::{FmtOptions, format, renumber};
use zhumo::project::Projects;
use zhumo::project::files::Draft;
use zhumo::say;
use zhumo::source::Encoding;
use zhumo::span::LineIndex;

pub(crate) fn run(args: &FmtArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let mut outcome = Outcome::Clean;
    let (mut changed, mut same) = (0usize, 0usize);
    let projects = Projects::new(cli.overrides());
    for draft in args.input.drafts()? {
        match one(&draft, &projects, args, cli) {
            Ok(true) => changed += 1,
            Ok(false) => same += 1,
            // One bad file never stops the others.
            Err(error) => {
                complain(&error, cli.lang());
                outcome = Outcome::RunAtFault;
            }
        }
    }
    let looks_only = args.check || args.diff;
    if !cli.common.quiet {
        let line = match looks_only {
            true => say!("{changed} 份需要整理，{same} 份已是规范格式", "{changed} would change, {same} in canonical form"),
            false => say!("整理了 {changed} 份，{same} 份未变", "{changed} changed, {same} in canonical form"),
        };
        tell!("{}", line.in_lang(cli.lang()));
    }
    if looks_only && changed > 0 {
        outcome = outcome.max(Outcome::DraftAtFault);
    }
    Ok(outcome)
}

/// Formats a draft; says whether it changed.
fn one(draft: &Draft, projects: &Projects, args: &FmtArgs, cli: &Cli) -> Result<bool, RunError> {
    let settings = projects.of(&draft.folder)?.settings;
    let source = draft.text_in(&settings)?;
    let mut text = source.text.clone();
    if args.renumber {
        let renumbered = renumber(&text);
        for (span, message) in &renumbered.remarks {
            let at = LineIndex::new(&source.text).position(&source.text, span.start);
            let (line, column) = (at.line, at.column);
            let path = draft.path.display().to_string();
            let path = zhumo::say::visible(&path);
            tell!("{path}:{line}:{column}: {}", message.in_lang(cli.lang()));
        }
        text = renumbered.text;
    }
    let formatted = format(&text, &FmtOptions::new(settings.config.fmt.clone()));
    // A draft in another encoding is written as UTF-8, and so changes even where no character does.
    let changed = formatted != source.text || source.encoding != Encoding::Utf8;
    if args.diff {
        out::print(&diff::unified(&draft.path, &source.text, &formatted))?;
    } else if args.check {
        if changed {
            out::print(&screen::names([&draft.path]))?;
        }
    } else if draft.is_standard_input() {
        out::write(formatted.as_bytes())?;
    } else if changed {
        files::write(Path::new(&draft.path), formatted.as_bytes())?;
        if !cli.common.quiet {
            out::print(&screen::names([&draft.path]))?;
        }
    }
    Ok(changed)
}
