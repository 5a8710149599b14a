//! A draft with all that is needed to say what is wrong with it and to write it.
//!
//! Here: [`Job`]. Not here: how anything is decided; every answer is a few calls into the library.

use super::files::{DraftText, pictures};
use super::settings::today;
use super::{Project, RunError};
use crate::check::Finding;
use crate::model::Notice;
use crate::{Options, check, check_read};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// A draft of a project, read, with its pictures, its settings and the day.
#[derive(Clone, Debug)]
pub struct Job {
    /// What messages call the draft.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What was read from it.
    pub notice: Notice,
    /// Settings, pictures, encoding and day.
    pub options: Options,
}

impl Project {
    /// The draft at `path`, read from there.
    ///
    /// # Errors
    /// [`RunError`] for a file that cannot be read, is too large, or is in no known encoding.
    pub fn draft(&self, path: &Path) -> Result<Job, RunError> {
        let draft = super::files::Draft::at(path);
        Ok(self.job(path, draft.text(&self.settings.config.limits)?))
    }

    /// A text that is, or could be, the draft at `path`: its pictures are looked for from there.
    #[must_use]
    pub fn job(&self, path: &Path, source: DraftText) -> Job {
        let DraftText { text, encoding } = source;
        let mut config = self.settings.config.clone();
        if let Cow::Owned(check) = self.settings.check_for(path) {
            config.check = check;
        }
        let mut notice = Notice::read(&crate::syntax::parse(&text));
        notice.encoding = encoding;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let images = self.has_folder.then(|| pictures(&notice, folder, &self.settings.root, &config.limits));
        let options = Options { config, images, encoding, today: Some(today()) };
        Job { path: path.to_path_buf(), text, notice, options }
    }
}

impl Job {
    /// What is wrong with the draft, short of what only a finished page shows.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        check_read(&self.notice, &self.text, &self.options)
    }

    /// The same for another text in its place.
    #[must_use]
    pub fn check_text(&self, text: &str) -> (Notice, Vec<Finding>) {
        check(text, &self.options)
    }
}
