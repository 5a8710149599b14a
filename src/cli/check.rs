//! `zhumo check`.

use super::args::{CheckArgs, Cli};
use super::report::{Report, colors, render};
use super::settings::SettingsCache;
use super::{Outcome, RunError, complain, files};
use zhumo::Options;
use zhumo::check::{CheckConfig, Level, Severity, is_selector, nearest_selector};
use zhumo::say;

pub(crate) fn run(args: &CheckArgs, cli: &Cli) -> Result<Outcome, RunError> {
    known(args.select.iter().chain(&args.ignore))?;
    let mut reports = Vec::new();
    let mut outcome = Outcome::Clean;
    let cache = SettingsCache::new(cli);
    for draft in files::drafts(&args.input)? {
        let report = cache.load(&draft.folder).and_then(|settings| {
            let source = draft.text(&settings.config.limits)?;
            let mut config = settings.config.clone();
            config.check = settings.check_for(&draft.path).into_owned();
            adjust(&mut config.check, args);
            let notice = zhumo::model::Notice::read(&zhumo::syntax::parse(&source.text));
            let images = files::pictures(&notice, &draft.folder, &settings.root, &config.limits);
            let fail_on = args.fail_on.map(Severity::from).or(config.check.fail_on).unwrap_or(Severity::Warning);
            let options = Options { config, images: Some(images), encoding: source.encoding };
            let (_, mut findings) = zhumo::check(&source.text, &options);
            findings.retain(|finding| finding.level >= Severity::from(args.level));
            if findings.iter().any(|finding| finding.level >= fail_on) {
                outcome = outcome.max(Outcome::DraftAtFault);
            }
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
    Ok(outcome)
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
    let error = RunError::new(say!("没有名为“{name}”的规则或规则类", "there is no rule or family of rules `{name}`"));
    Err(match nearest_selector(name) {
        Some(near) => error.help(say!("是不是 `{near}`？", "did you mean `{near}`?")),
        None => error.help(say!("用 `zhumo rules` 查看全部规则", "`zhumo rules` lists all rules")),
    })
}
