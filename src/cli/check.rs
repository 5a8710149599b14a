//! `zhumo check`: findings, reports of them, and fixed drafts.

mod beside;

use super::args::{CheckArgs, Cli, FormatArg};
use super::fix::{self, Change};
use super::report::{Report, Run, at_least, colors, draw_pages, limit, render, report_files, statistics};
use super::{Faults, Outcome, RunError, files, jobs, out, screen};
use std::path::PathBuf;
use zhumo::check::{CheckConfig, Finding, Level, Severity, is_selector, nearest_selector};
use zhumo::project::{Cores, Job, Projects};
use zhumo::say;

/// What came of one draft.
struct Checked {
    report: Report,
    change: Option<Change>,
    /// The draft that it says it is a translation of.
    twin: Option<PathBuf>,
}

pub(crate) fn run(args: &CheckArgs, cli: &Cli) -> Result<Outcome, RunError> {
    known(args.select.iter().chain(&args.ignore))?;
    let outputs = report_files(&args.reports)?;
    let format = args.reports.format.unwrap_or(FormatArg::Human);
    let mut drafts = args.input.drafts()?;
    drafts.sort_by(|a, b| a.path.cmp(&b.path));
    for (_, path) in &outputs {
        files::not_an_input(path, drafts.iter().map(|draft| draft.path.as_path()))?;
    }
    let projects = Projects::new(cli.overrides());
    let cores = Cores::of(jobs(args.jobs, drafts.len())?);
    let checked = cores.each(&drafts, |draft| match one(draft, &projects, args) {
        Ok(checked) => checked,
        // One bad file never stops the others.
        Err(fault) => Checked { report: Report::failed(draft.path.display().to_string(), fault), change: None, twin: None },
    });
    let mut outcome = Outcome::Clean;
    let mut faults = Faults::default();
    let (mut reports, mut changes, mut twins) = (Vec::new(), Vec::new(), Vec::new());
    for (at, (Checked { report, change, twin }, draft)) in checked.into_iter().zip(&drafts).enumerate() {
        twins.extend(twin.map(|twin| (at, twin)));
        changes.extend(change.map(|change| (draft, change)));
        reports.push(report);
    }
    if args.beside.twin || args.beside.register.is_some() || !twins.is_empty() || beside::settled(args, &drafts, &projects) {
        beside::look(args, (&drafts, &projects), &twins, &mut reports)?;
    }
    for report in &reports {
        if let Some(fault) = &report.fault {
            faults.tell(fault, cli.lang());
            outcome = Outcome::RunAtFault;
        }
        if report.findings.iter().any(|finding| finding.level >= report.fail_on) {
            outcome = outcome.max(Outcome::DraftAtFault);
        }
    }
    faults.end(cli);
    let all = Run::of(&reports).summary;
    faults.once(&mut reports);
    if let Some(most) = args.reports.max_findings {
        limit(&mut reports, most);
    }
    let omitted = all.errors + all.warnings + all.infos - reports.iter().map(|report| report.findings.len()).sum::<usize>();
    let columns = args.reports.columns;
    if format == FormatArg::Html || outputs.iter().any(|(format, _)| *format == FormatArg::Html) {
        draw_pages(&drafts, &projects, cli.lang(), &mut reports);
    }
    let run = Run { reports: &reports, summary: super::report::Summary { omitted, ..all }, columns };
    if args.diff {
        outcome = show_changes(&changes, outcome, cli)?;
    } else {
        print_changes(&changes)?;
        show(&run, format, args, changes.iter().any(|(draft, _)| draft.is_standard_input()), cli)?;
        if args.add_ignore {
            screen::painted(&fix::silenced(changes.iter().map(|(_, change)| change), cli));
        } else if args.fix {
            screen::painted(&fix::summary(changes.iter().map(|(_, change)| change), false, cli));
        } else if matches!(format, FormatArg::Human | FormatArg::Short) {
            screen::painted(&fix::offer(all, cli));
        }
    }
    for (format, path) in outputs {
        files::write(&path, render(&run, format, cli, false).as_bytes())?;
    }
    Ok(outcome)
}

/// Prints the findings: to standard output, unless that holds a fixed draft.
fn show(run: &Run<'_>, format: FormatArg, args: &CheckArgs, aside: bool, cli: &Cli) -> Result<(), RunError> {
    let stdout = std::io::stdout();
    let text = if args.statistics {
        let refusal = || {
            let message =
                say!("--statistics 只有 human、short 和 json 几种写法", "--statistics comes as human, short or json only");
            RunError::new(message, say!("去掉 --format", "leave out --format"))
        };
        statistics(run, format, cli).ok_or_else(refusal)?
    } else {
        render(run, format, cli, !aside && colors(cli, &stdout))
    };
    if aside {
        screen::painted(&text);
        return Ok(());
    }
    out::print(&text)?;
    // GitHub reads annotations out of the log.
    if args.reports.format.is_none() && std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") {
        out::print(&render(run, FormatArg::Github, cli, false))?;
    }
    Ok(())
}

/// Shows what `--fix` would do; a draft that it would change is at fault.
fn show_changes(changes: &[(&files::Draft, Change)], outcome: Outcome, cli: &Cli) -> Result<Outcome, RunError> {
    let color = colors(cli, &std::io::stdout());
    out::print(&changes.iter().map(|(draft, change)| change.diff(&draft.path, color)).collect::<String>())?;
    screen::painted(&fix::summary(changes.iter().map(|(_, change)| change), true, cli));
    Ok(match outcome {
        Outcome::RunAtFault => outcome,
        _ if changes.iter().any(|(_, change)| change.differs()) => Outcome::DraftAtFault,
        _ => Outcome::Clean,
    })
}

/// Prints the fixed draft of standard input.
fn print_changes(changes: &[(&files::Draft, Change)]) -> Result<(), RunError> {
    changes.iter().filter(|(draft, _)| draft.is_standard_input()).try_for_each(|(draft, change)| change.write(draft))
}

/// Checks one draft, and fixes it when that is wanted.
fn one(draft: &files::Draft, projects: &Projects, args: &CheckArgs) -> Result<Checked, RunError> {
    let project = projects.of(&draft.folder)?;
    let mut job = project.job(&draft.path, draft.text_in(&project.settings)?);
    let config = &mut job.options.config.check;
    adjust(config, args);
    let fail_on = args.fail_on.map(Severity::from).or(config.fail_on).unwrap_or(Severity::Warning);
    let level = Severity::from(args.level);
    let path = draft.path.display().to_string();
    if args.add_ignore {
        let fixed = fix::ignore(&job, level, args.reason.as_deref().unwrap_or_default(), args.until);
        return Ok(written(draft, &job, fixed, (level, fail_on), args));
    }
    if args.fix || args.diff {
        let fixed = fix::apply_fixes(&job, level, args.unsafe_fixes);
        return Ok(written(draft, &job, fixed, (level, fail_on), args));
    }
    let findings = at_least(level, job.check());
    let refused = fix::refused(&job.text, job.options.encoding, &findings);
    let twin = beside::named(&job.text, &job.notice, &draft.path);
    Ok(Checked { twin, report: Report { fail_on, refused, ..Report::new(path, job.text, findings) }, change: None })
}

/// Writes a fixed draft, and reports what is left to say. Where it cannot be written, that is all there was to say before.
fn written(
    draft: &files::Draft,
    job: &Job,
    (mut findings, mut change): (Vec<Finding>, Change),
    (level, fail_on): (Severity, Severity),
    args: &CheckArgs,
) -> Checked {
    let mut fault = change.fault(&draft.path);
    if !args.diff
        && !draft.is_standard_input()
        && let Err(error) = change.write(draft)
    {
        fault = Some(error);
        (findings, change) = change.taken_back(job, level, fix::Refusal::File);
    }
    let refused = fix::refused(&change.after, change.encoding, &findings);
    let path = draft.path.display().to_string();
    let report = Report { fail_on, fault, refused, ..Report::new(path, change.after.clone(), findings) };
    Checked { report, change: Some(change), twin: None }
}

/// What the command line says of rules goes before the settings: who selects a rule by hand wants to hear it.
fn adjust(config: &mut CheckConfig, args: &CheckArgs) {
    if !args.select.is_empty() {
        config.select.clone_from(&args.select);
        config.ignore.clear();
        config.levels.retain(|_, level| *level != Level::Off);
    }
    config.ignore.extend(args.ignore.iter().cloned());
}

/// A rule named on the command line must exist.
fn known<'a>(mut names: impl Iterator<Item = &'a String>) -> Result<(), RunError> {
    let Some(name) = names.find(|name| !is_selector(name)) else { return Ok(()) };
    let message = say!("没有名为“{name}”的规则或规则类", "there is no rule or family of rules `{name}`");
    let help = match nearest_selector(name) {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => say!("用 `zhumo rules` 查看全部规则", "`zhumo rules` lists all rules"),
    };
    Err(RunError::new(message, help))
}
