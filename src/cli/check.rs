//! `zhumo check`.

use super::args::{CheckArgs, Cli};
use super::report::{Report, colors, render};
use super::{Outcome, RunError, complain, files, settings};
use zhumo::Options;
use zhumo::check::CheckConfig;
use zhumo::check::Severity;
use zhumo::say;

pub(crate) fn run(args: &CheckArgs, cli: &Cli) -> Result<Outcome, RunError> {
    known(args.select.iter().chain(&args.ignore))?;
    let mut reports = Vec::new();
    let mut outcome = Outcome::Clean;
    for draft in files::drafts(&args.input)? {
        let report = settings::load(&draft.folder, cli.config.as_deref()).and_then(|settings| {
            let source = draft.text(&settings.config.limits)?;
            let mut config = settings.config.clone();
            adjust(&mut config.check, args);
            let notice = zhumo::model::Notice::read(&zhumo::syntax::parse(&source.text));
            let images = files::pictures(&notice, &draft.folder, &settings.root, &config.limits);
            let options = Options { config, images: Some(images), encoding: source.encoding };
            let (_, mut findings) = zhumo::check(&source.text, &options);
            findings.retain(|finding| finding.level >= Severity::from(args.level));
            Ok(Report { path: draft.path.display().to_string(), text: source.text, findings })
        });
        match report {
            Ok(report) => reports.push(report),
            // One bad file never stops the others.
            Err(error) => {
                complain(&error, cli.lang());
                outcome = Outcome::RunAtFault;
            }
        }
    }
    reports.sort_by(|a, b| a.path.cmp(&b.path));
    let stdout = std::io::stdout();
    let text = render(&reports, args.format, cli, colors(cli, &stdout));
    super::info::print(&text)?;
    let worst = reports.iter().flat_map(|report| &report.findings).map(|finding| finding.level).max();
    if worst.is_some_and(|worst| worst >= Severity::from(args.fail_on)) {
        outcome = outcome.max(Outcome::DraftAtFault);
    }
    Ok(outcome)
}

fn adjust(config: &mut CheckConfig, args: &CheckArgs) {
    if !args.select.is_empty() {
        config.select.clone_from(&args.select);
    }
    config.ignore.extend(args.ignore.iter().cloned());
}

/// A rule named on the command line must exist.
fn known<'a>(names: impl Iterator<Item = &'a String>) -> Result<(), RunError> {
    for name in names {
        if zhumo::check::rules::find(name).is_none() {
            let error = RunError::new(say!("没有名为“{name}”的规则", "there is no rule `{name}`"));
            return Err(error.help(super::info::nearest_rule(name)));
        }
    }
    Ok(())
}
