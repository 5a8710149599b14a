//! `zhumo watch`: builds again whenever a draft, one of its pictures, `zhumo.toml` or a template changes.
//!
//! Here: what was changed, and which drafts that concerns. Not here: how one is built (`build`), which writes nothing for a draft with
//! errors, so that the last good outputs stay.

use super::args::{Cli, WatchArgs};
use super::screen::tell;
use super::{Outcome, RunError, build, complain, files};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;
use zhumo::project::{Project, templates};
use zhumo::say;

/// How long nothing must happen before what happened is looked at: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(40);

/// Builds, and builds again until it is interrupted.
pub(crate) fn run(args: &WatchArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let paths = &args.build.input.paths;
    if paths.iter().any(|path| path.as_os_str() == "-") {
        let message = say!("watch 不能监视标准输入", "watch cannot watch standard input");
        return Err(RunError::new(message, say!("写出文件或文件夹", "name files or folders")));
    }
    let (sender, receiver) = channel();
    let failed = |error: notify::Error| {
        let message = say!("无法监视文件夹", "folders cannot be watched: {error}");
        RunError::new(message, say!("改后用 zhumo build 生成", "build with zhumo build after a change"))
    };
    let mut watcher = notify::recommended_watcher(move |event| {
        // When the program ends nobody hears any more.
        let _ = sender.send(event);
    })
    .map_err(failed)?;
    for folder in folders(paths)? {
        watcher.watch(&folder, RecursiveMode::Recursive).map_err(failed)?;
    }
    // What is wrong with the arguments ends the run; what is wrong with a draft does not.
    // What is remembered is what was there before the build: a change during it is one to build again for.
    let mut known: BTreeMap<PathBuf, Vec<u8>> = BTreeMap::new();
    remember(paths, &mut known);
    build::run(&args.build, cli)?;
    say(
        &say!(
            "正在监视，文稿改动后自动重新生成；按 Ctrl-C 结束。",
            "Watching: a draft that changes is built again. Ctrl-C ends it."
        ),
        cli,
    );
    while let Some(changed) = next(&receiver) {
        let Some(drafts) = concerned(paths, &changed, &mut known, cli) else { continue };
        let mut again = args.build.clone();
        again.input.paths = drafts;
        if let Err(error) = build::run(&again, cli) {
            complain(&error, cli.lang());
        }
        say(&say!("—— 等待下一次改动", "-- waiting for the next change"), cli);
    }
    Ok(Outcome::Clean)
}

fn say(message: &zhumo::say::Say, cli: &Cli) {
    if !cli.common.quiet {
        tell!("{}", message.in_lang(cli.lang()));
    }
}

/// The folders to watch: of a draft its folder, because editors put a new file in the place of the old one.
fn folders(paths: &[PathBuf]) -> Result<BTreeSet<PathBuf>, RunError> {
    let mut all = BTreeSet::new();
    for path in paths {
        let folder = if path.is_dir() { path.as_path() } else { path.parent().unwrap_or(Path::new(".")) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let real = folder.canonicalize().map_err(|error| RunError::unopened(path, &error))?;
        // The settings and pictures of a draft may stand above it.
        let project = real.ancestors().find(|folder| folder.join("zhumo.toml").is_file()).unwrap_or(&real);
        all.insert(project.to_path_buf());
    }
    Ok(all)
}

/// What changed next; none when nothing can change any more.
fn next(receiver: &Receiver<notify::Result<Event>>) -> Option<BTreeSet<PathBuf>> {
    let mut changed = BTreeSet::new();
    let mut take = |event: notify::Result<Event>| {
        if let Ok(event) = event
            && !matches!(event.kind, EventKind::Access(_))
        {
            changed.extend(event.paths);
        }
    };
    take(receiver.recv().ok()?);
    loop {
        match receiver.recv_timeout(QUIET) {
            Ok(event) => take(event),
            Err(RecvTimeoutError::Timeout) => return Some(changed),
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

/// The drafts that were named and are there.
fn drafts(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut all: BTreeSet<PathBuf> = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            all.extend(files::below(path))
        } else if path.is_file() {
            all.extend([path.clone()])
        }
    }
    all.into_iter().collect()
}

fn remember(paths: &[PathBuf], known: &mut BTreeMap<PathBuf, Vec<u8>>) {
    known.clear();
    known.extend(drafts(paths).into_iter().filter_map(|path| files::bytes(&path).ok().map(|bytes| (path, bytes))));
}

/// Which drafts are to be built because of the files that changed; none when it concerns none. Outputs are written in the same
/// folders, and are no reason to build again.
fn concerned(
    paths: &[PathBuf],
    changed: &BTreeSet<PathBuf>,
    known: &mut BTreeMap<PathBuf, Vec<u8>>,
    cli: &Cli,
) -> Option<Vec<PathBuf>> {
    let ends = |path: &Path, endings: &[&str]| {
        path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
    };
    let settled = changed.iter().any(|path| ends(path, &["toml"]));
    let pictures: Vec<String> = changed
        .iter()
        .filter(|path| ends(path, &["png", "jpg", "jpeg"]))
        .filter_map(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()))
        .collect();
    let pages: Vec<&PathBuf> = changed.iter().filter(|path| ends(path, &["html", "css"])).collect();
    let before = std::mem::take(known);
    remember(paths, known);
    let wanted = |(path, bytes): (&PathBuf, &Vec<u8>)| {
        let shows = || {
            let text = String::from_utf8_lossy(bytes);
            pictures.iter().any(|name| text.contains(name.as_str()))
        };
        (settled || is_template(path, &pages, cli) || before.get(path) != Some(bytes) || shows()).then(|| path.clone())
    };
    let drafts: Vec<PathBuf> = known.iter().filter_map(wanted).collect();
    (!drafts.is_empty()).then_some(drafts)
}

/// Whether one of the pages that changed is a template of the draft at `path`. A page elsewhere is an output.
fn is_template(path: &Path, pages: &[&PathBuf], cli: &Cli) -> bool {
    if pages.is_empty() {
        return false;
    }
    let Ok(project) = Project::open(path, &cli.overrides()) else { return false };
    let Some(templates) = templates::folder(&project.settings) else { return false };
    let templates = templates.canonicalize().unwrap_or(templates);
    pages.iter().any(|page| page.starts_with(&templates))
}
