//! `--changed`: what the outputs of a draft depend on, and whether it is what it was.
//!
//! Here: [`Changed`]. Not here: the record itself (`project::built`).

use super::super::RunError;
use super::Done;
use super::places::Place;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use zhumo::Target;
use zhumo::check::Severity;
use zhumo::project::built::{Entry, Record, stamp};
use zhumo::project::{How, Job, Project, templates};

/// What was built before.
#[derive(Default)]
pub(super) struct Changed {
    record: Record,
    program: OnceLock<String>,
}

impl Changed {
    /// All that the outputs of a draft depend on, as a sum: its text, its pictures, settings, templates, fonts, what is wanted, and the program.
    ///
    /// # Errors
    /// [`RunError`] for templates and fonts that cannot be had.
    pub fn key(&self, project: &Project, job: &Job, targets: &[Target], how: How) -> Result<String, RunError> {
        let mut sum = Sha256::new();
        let mut take = |part: &str| {
            sum.update((part.len() as u64).to_le_bytes());
            sum.update(part);
        };
        take(self.program.get_or_init(program));
        take(&format!("{targets:?} {how:?} {:?}", job.options.config));
        take(&format!("{:?} {:?}", job.options.encoding, std::env::var_os("SOURCE_DATE_EPOCH")));
        take(&job.text);
        // What is silenced until a day is not on the next one.
        if job.text.contains("until=") {
            take(&format!("{:?}", job.options.today));
        }
        for block in job.notice.blocks() {
            if let zhumo::model::Block::Figure(figure) = block {
                let path = &figure.path.text;
                take(path);
                match job.options.images.as_ref().and_then(|images| images.get(path)) {
                    Some(Ok(picture)) => take(&format!("{:?}", Sha256::digest(&picture.bytes))),
                    other => take(&format!("{}", other.is_some())),
                }
            }
        }
        for (name, text) in templates::pages(&project.settings)? {
            take(&name);
            take(&text);
        }
        if targets.iter().any(|target| target.shows_pages()) {
            take(&format!("{:?}", templates::template(&job.notice, &project.settings)?));
            take(&project.faces_in_words(job.notice.language)?);
        }
        Ok(sum.finalize().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }

    /// How many errors, warnings and infos a draft had whose outputs are up to date.
    pub fn before(&self, draft: &str, key: &str, places: &[Place]) -> Option<[usize; 3]> {
        let wanted: Vec<PathBuf> = places
            .iter()
            .filter_map(|place| match place {
                Place::File(path) => Some(path.clone()),
                // Which pages there are only the record knows.
                Place::Pages(_) | Place::StandardOutput => None,
            })
            .collect();
        Some(self.record.unchanged(folder(places)?, draft, key, &wanted)?.findings)
    }

    /// Takes note of a draft that was written.
    ///
    /// # Errors
    /// [`RunError`] when the record cannot be written.
    pub fn note(&self, done: &Done, key: String, places: &[Place]) -> Result<(), RunError> {
        let Some(folder) = folder(places) else { return Ok(()) };
        let files = done.written.iter().filter_map(|path| Some((path.clone(), stamp(path)?))).collect();
        let count = |level| done.report.findings.iter().filter(|finding| finding.level == level).count();
        let findings = [Severity::Error, Severity::Warning, Severity::Info].map(count);
        self.record.note(folder, Entry { draft: done.report.path.clone(), key, files, findings })
    }
}

/// The folder of the outputs.
fn folder(places: &[Place]) -> Option<&Path> {
    places.iter().find_map(|place| match place {
        Place::File(path) | Place::Pages(path) => path.parent(),
        Place::StandardOutput => None,
    })
}

/// The program: its version, and the size and time of its file.
fn program() -> String {
    let file = std::env::current_exe().ok().and_then(|path| stamp(&path));
    format!("{} {file:?}", env!("CARGO_PKG_VERSION"))
}
