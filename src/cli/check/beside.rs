//! Drafts that are checked beside each other: twins in two languages, and all of an office against its register.

use super::adjust;
use crate::cli::args::CheckArgs;
use crate::cli::report::{Report, at_least};
use crate::cli::{RunError, files, register};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use zhumo::check::{Beside, CheckConfig, Entry, Finding, Severity, check_register, check_twins, unsuppressed};
use zhumo::model::Notice;
use zhumo::project::{Projects, files::Draft, settings::today};
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

/// Whether the settings of one of the drafts ask for all drafts of its project together. What is fixed is looked at alone.
pub(super) fn settled(args: &CheckArgs, drafts: &[Draft], projects: &Projects) -> bool {
    let alone = args.fix || args.diff || args.add_ignore;
    !alone && drafts.iter().any(|draft| asks(draft, projects))
}

/// Whether `[register]` asks for the drafts beside this one.
fn asks(draft: &Draft, projects: &Projects) -> bool {
    // Settings that cannot be read were spoken of before.
    !draft.is_standard_input() && projects.of(&draft.folder).is_ok_and(|project| project.settings.config.register.check)
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
        let found = check_twins(&one.beside(), &two.beside(), &config(&drafts[at], projects, args)?);
        add(&mut reports[at], &two, found, args);
    }
    if let Some(file) = &args.beside.register {
        let known = match file {
            Some(file) => register::read(file)?,
            None => Vec::new(),
        };
        let all: Vec<usize> = (0..drafts.len()).collect();
        return together(args, (drafts, projects), &all, (&[], &known), reports);
    }
    let mut offices: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, draft)| settled(args, std::slice::from_ref(draft), projects)) {
        offices.entry(projects.of(&draft.folder)?.settings.root.clone()).or_default().push(at);
    }
    for (root, members) in offices {
        let settings = &projects.of(&drafts[members[0]].folder)?.settings;
        let known = match &settings.config.register.file {
            Some(file) => register::read(&within(&root, file)?)?,
            None => Vec::new(),
        };
        // Whoever checks one draft wants to hear of all the others.
        let here: BTreeSet<PathBuf> = members.iter().filter_map(|at| drafts[*at].path.canonicalize().ok()).collect();
        let others = files::drafts(std::slice::from_ref(&root), None)?.into_iter();
        let others: Vec<Draft> =
            others.filter(|draft| draft.path.canonicalize().is_ok_and(|path| !here.contains(&path))).collect();
        together(args, (drafts, projects), &members, (&others, &known), reports)?;
    }
    Ok(())
}

/// The rules for a draft.
fn config(draft: &Draft, projects: &Projects, args: &CheckArgs) -> Result<CheckConfig, RunError> {
    let project = projects.of(&draft.folder)?;
    let mut config = project.settings.check_for(&draft.path).into_owned();
    adjust(&mut config, args);
    Ok(config)
}

/// The register of the settings: a file of the project.
fn within(root: &Path, file: &str) -> Result<PathBuf, RunError> {
    let path = root.join(file);
    let real = path.canonicalize().map_err(|error| RunError::unread(&path, &error))?;
    if real.starts_with(root) {
        return Ok(path);
    }
    let message = say!("[register] 的 file 指到了项目以外：“{file}”", "`file` of [register] leads out of the project: `{file}`");
    Err(RunError::new(message, say!("用 --register 文件 指明", "name it with --register FILE")))
}

/// Looks at `members` of the drafts together with others and with a register.
fn together(
    args: &CheckArgs,
    (drafts, projects): (&[Draft], &Projects),
    members: &[usize],
    (others, known): (&[Draft], &[Entry]),
    reports: &mut [Report],
) -> Result<(), RunError> {
    let (mut all, mut configs, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for at in members {
        // One that cannot be read was spoken of before, and stops none of the others.
        let Ok(draft) = Known::of(&drafts[*at], projects) else { continue };
        configs.push(config(&drafts[*at], projects, args)?);
        places.push(*at);
        all.push(draft);
    }
    all.extend(others.iter().filter_map(|draft| Known::of(draft, projects).ok()));
    let beside: Vec<Beside<'_>> = all.iter().map(Known::beside).collect();
    for (index, found) in check_register(&beside, known, &configs).into_iter().enumerate() {
        add(&mut reports[places[index]], &all[index], found, args);
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

fn add(report: &mut Report, draft: &Known, found: Vec<Finding>, args: &CheckArgs) {
    let found = at_least(Severity::from(args.level), unsuppressed(&draft.notice, Some(today()), found));
    if found.is_empty() {
        return;
    }
    draft.text.clone_into(&mut report.text);
    report.findings.extend(found);
    report.findings.sort_by_key(|finding| finding.span.start);
}
