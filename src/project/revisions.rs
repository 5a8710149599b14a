//! A file as revisions of git have it. The program `git` is asked; where there is none, there are no revisions.
//!
//! Nothing of the repository runs: no signatures are looked at, and nothing is fetched.

use super::RunError;
use crate::say;
use serde::Serialize;
use std::path::Path;
use std::process::{Command, Stdio};

/// A revision in which a file was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// Its short name.
    pub id: String,
    /// The day, as 2026-08-14.
    pub date: String,
    /// The first line of what was said of it.
    pub subject: String,
}

/// How many are listed.
const MOST: &str = "--max-count=50";

fn git(path: &Path) -> Command {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(["-c", "log.showSignature=false", "--no-pager", "--literal-pathspecs"]);
    for (name, value) in [("GIT_NO_LAZY_FETCH", "1"), ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0")] {
        command.env(name, value);
    }
    command.stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// The revisions in which a file was changed, the newest first; none outside git.
#[must_use]
pub fn revisions(path: &Path) -> Vec<Revision> {
    let Some(name) = path.file_name() else { return Vec::new() };
    let run = git(path).args(["log", MOST, "--format=%h%x09%ad%x09%s", "--date=short", "--"]).arg(name).output();
    let Some(output) = run.ok().filter(|output| output.status.success()) else { return Vec::new() };
    let text = String::from_utf8_lossy(&output.stdout);
    let revision = |line: &str| {
        let mut parts = line.splitn(3, '\t').map(str::to_owned);
        Some(Revision { id: parts.next()?, date: parts.next()?, subject: parts.next().unwrap_or_default() })
    };
    text.lines().filter_map(revision).collect()
}

/// A file as a revision has it.
///
/// # Errors
/// [`RunError`] where the revision or the file in it is not to be had.
pub fn file_at(revision: &str, path: &Path) -> Result<Vec<u8>, RunError> {
    let shown = path.display();
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let run = git(path).args(["show", "--no-textconv", "--end-of-options"]).arg(format!("{revision}:./{file}")).output();
    match run {
        Ok(output) if output.status.success() => Ok(output.stdout),
        _ => Err(RunError::new(
            say!("git 的版本 {revision} 里没有 {shown}", "git has no {shown} in the revision {revision}"),
            say!("用 git log 查看有哪些版本", "git log lists the revisions"),
        )),
    }
}
