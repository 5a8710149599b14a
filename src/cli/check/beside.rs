//! Drafts that are checked beside each other: twins in two languages, and all of an office against its register.

use super::adjust;
use crate::cli::args::CheckArgs;
use crate::cli::report::{Report, at_least};
use crate::cli::{RunError, files, register};
use std::path::{Path, PathBuf};
use zhumo::check::{Beside, CheckConfig, Finding, Severity, check_register, check_twins};
use zhumo::model::Notice;
use zhumo::project::{Projects, files::Draft};
use zhumo::say;

/// A draft read once more, for the sake of others.
struct Known {
    path: String,
    text: String,
    notice: Notice,
}

impl Known {
    fn of(draft: &Draft, projects: &Projects) -> Result<Self, RunError> {
        let text = draft.text(&projects.of(&draft.folder)?.settings.config.limits)?.text;
        let notice = Notice::read(&zhumo::syntax::parse(&text));
        Ok(Self { path: draft.path.display().to_string(), text, notice })
    }

    const fn beside(&self) -> Beside<'_> {
        Beside { path: self.path.as_str(), source: self.text.as_str(), notice: &self.notice }
    }
}

/// The draft that a draft says it is a translation of: `// zhumo-twin: zh.notice`.
pub(super) fn named(text: &str, notice: &Notice, path: &Path) -> Option<PathBuf> {
    if !text.contains("zhumo-twin") {
        return None;
    }
    let name = notice.comments.iter().find_map(|span| {
        let comment = text[span.start..span.end].trim_start_matches('/').trim();
        let name = comment.strip_prefix("zhumo-twin")?.trim_start().strip_prefix([':', '：'])?;
        Some(name.trim().to_owned())
    })?;
    Some(path.parent().unwrap_or(Path::new("")).join(name))
}

/// Adds what the drafts say otherwise than others to their reports.
///
/// # Errors
/// [`RunError`] for a draft that is named and cannot be read, and for a register that is none.
pub(super) fn look(
    args: &CheckArgs,
    (drafts, projects): (&[Draft], &Projects),
    twins: &[(usize, PathBuf)],
    reports: &mut [Report],
) -> Result<(), RunError> {
    let config = |draft: &Draft| -> Result<CheckConfig, RunError> {
        let project = projects.of(&draft.folder)?;
        let mut config = project.settings.check_for(&draft.path).into_owned();
        adjust(&mut config, args);
        Ok(config)
    };
    let mut pairs: Vec<(usize, Draft)> = Vec::new();
    for (at, path) in twins {
        pairs.extend(files::drafts(std::slice::from_ref(path), None)?.into_iter().map(|draft| (*at, draft)));
    }
    if args.beside.twin {
        let original = original(args, drafts)?;
        pairs.extend((0..drafts.len()).filter(|at| *at != original).map(|at| (at, drafts[original].clone())));
    }
    let same = |one: &Path, two: &Path| one.strip_prefix(".").unwrap_or(one) == two.strip_prefix(".").unwrap_or(two);
    let named = pairs.clone();
    let twice =
        |place: usize| named[..place].iter().any(|(at, draft)| *at == named[place].0 && same(&draft.path, &named[place].1.path));
    for (place, (at, original)) in pairs.into_iter().enumerate() {
        if twice(place) {
            continue;
        }
        let (one, two) = (Known::of(&original, projects)?, Known::of(&drafts[at], projects)?);
        let found = check_twins(&one.beside(), &two.beside(), &config(&drafts[at])?);
        add(&mut reports[at], &two.text, found, args);
    }
    if let Some(file) = &args.beside.register {
        let known = match file {
            Some(file) => register::read(file)?,
            None => Vec::new(),
        };
        let mut all = Vec::new();
        for draft in drafts {
            all.push(Known::of(draft, projects)?);
        }
        let beside: Vec<Beside<'_>> = all.iter().map(Known::beside).collect();
        let Some(first) = drafts.first() else { return Ok(()) };
        for (at, found) in check_register(&beside, &known, &config(first)?).into_iter().enumerate() {
            add(&mut reports[at], &all[at].text, found, args);
        }
    }
    Ok(())
}

/// The draft that was named first.
fn original(args: &CheckArgs, drafts: &[Draft]) -> Result<usize, RunError> {
    let first = args.input.paths.first().and_then(|first| drafts.iter().position(|draft| draft.path == *first));
    first.filter(|_| drafts.len() > 1).ok_or_else(|| {
        let message = say!("--twin 要先写原稿，再写译稿", "--twin takes the original first, then its translation");
        RunError::new(message, say!("zhumo check --twin 原稿.notice 译稿.notice", "zhumo check --twin zh.notice en.notice"))
    })
}

fn add(report: &mut Report, text: &str, found: Vec<Finding>, args: &CheckArgs) {
    let found = at_least(Severity::from(args.level), found);
    if found.is_empty() {
        return;
    }
    text.clone_into(&mut report.text);
    report.findings.extend(found);
    report.findings.sort_by_key(|finding| finding.span.start);
}
