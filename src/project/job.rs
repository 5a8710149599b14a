//! A draft with all that is needed to say what is wrong with it and to write it.
//!
//! Here: [`Job`]. Not here: how anything is decided; every answer is a few calls into the library.

use super::files::DraftText;
use super::fonts::Found;
use super::settings::today;
use super::{Cores, Project, RunError, templates};
use crate::check::{Finding, Keep};
use crate::layout::FontSet;
use crate::model::Notice;
use crate::raster::RasterOptions;
use crate::{BuildError, BuildOptions, Built, Options, PageOptions, Sheets, Target, build_notice, check, check_notice, sheets};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    project: Project,
    cores: Arc<Cores>,
}

/// How a draft is written.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct How {
    /// Whether pages show the type area, the grid, and the places kept free for seals and stamps.
    pub proof: bool,
    /// The one page that pictures are wanted of, from 1; of all when not given.
    pub page: Option<usize>,
    /// How pages become pixels.
    pub raster: RasterOptions,
    /// Whether a draft with errors is written. What would lose text is refused all the same.
    pub allow_errors: bool,
}

impl How {
    /// As usual, but a draft with errors is written where `anyway`.
    #[must_use]
    pub fn new(anyway: bool) -> Self {
        Self { allow_errors: anyway, ..Self::default() }
    }
}

/// Pages of a draft, and the faces that they were laid out with.
#[derive(Debug)]
pub struct LaidOut {
    /// The notice, what is wrong with it, and its pages.
    pub sheets: Sheets,
    /// The faces.
    pub fonts: Arc<Found>,
}

impl Project {
    /// The draft at `path`, read from there.
    ///
    /// # Errors
    /// [`RunError`] for a file that cannot be read, is too large, or is in no known encoding.
    pub fn draft(&self, path: impl AsRef<Path>) -> Result<Job, RunError> {
        let path = path.as_ref();
        let draft = super::files::Draft::at(path);
        Ok(self.job(path, draft.text_in(&self.settings)?))
    }

    /// A text that is, or could be, the draft at `path`: its pictures are looked for from there.
    #[must_use]
    pub fn job(&self, path: impl AsRef<Path>, source: impl Into<DraftText>) -> Job {
        let (path, DraftText { text, encoding }) = (path.as_ref(), source.into());
        let mut config = self.settings.config.clone();
        if let Cow::Owned(check) = self.settings.check_for(path) {
            config.check = check;
        }
        if let Some(url) = config.html.url.as_mut().filter(|url| url.contains("{name}")) {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            *url = url
                .replace("{name}", &percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC).to_string());
        }
        let mut notice = Notice::read(&crate::syntax::parse(&text));
        notice.encoding = encoding;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let images = self.has_folder.then(|| self.pictures.of(&notice, folder, &self.settings.root, &config.limits));
        let options = Options { config, images, encoding, today: Some(today()) };
        Job { path: path.to_path_buf(), text, notice, options, project: self.clone(), cores: Arc::default() }
    }
}

impl Job {
    /// What is wrong with the draft, short of what only a finished page shows.
    #[must_use]
    pub fn check(&self) -> Vec<Finding> {
        check_notice(&self.notice, &self.text, &self.options)
    }

    /// The same for another text in its place.
    #[must_use]
    pub fn check_text(&self, text: &str) -> (Notice, Vec<Finding>) {
        check(text, &self.options)
    }

    /// The same job with more findings kept than are listed.
    #[must_use]
    pub fn keeping(&self, keep: Keep) -> Self {
        let mut job = self.clone();
        job.options.config.check.keep = keep;
        job
    }

    /// Its pages, whatever is wrong with it.
    ///
    /// # Errors
    /// [`RunError`] when fonts or the layout's lengths cannot be had.
    pub fn lay_out(&self) -> Result<LaidOut, RunError> {
        self.lay_out_in(self.project.fonts(self.notice.language)?)
    }

    /// The same with the type area, the grid, and the places kept free for seals and stamps, where `proof`.
    ///
    /// # Errors
    /// As [`Job::lay_out`].
    pub fn lay_out_as(&self, proof: bool) -> Result<LaidOut, RunError> {
        self.laid_out(self.project.fonts(self.notice.language)?, proof)
    }

    /// The same with faces that were found before: those of another notice that it will stand beside.
    ///
    /// # Errors
    /// As [`Job::lay_out`].
    pub fn lay_out_in(&self, fonts: Arc<Found>) -> Result<LaidOut, RunError> {
        self.laid_out(fonts, false)
    }

    fn laid_out(&self, fonts: Arc<Found>, proof: bool) -> Result<LaidOut, RunError> {
        let layout = templates::template(&self.notice, &self.project.settings)?;
        let (sheets, fonts) = self.in_fonts(
            fonts,
            |fonts| {
                let pages = PageOptions { layout: Some(&layout), proof, ..PageOptions::new(fonts) };
                let options = BuildOptions::new(&self.options).with_pages(pages);
                sheets(self.notice.clone(), &self.text, &options)
            },
            |sheets| &sheets.findings,
        )?;
        Ok(LaidOut { sheets, fonts })
    }

    /// Checks it and writes it in every target. A draft with errors is refused, as [`build_notice`] refuses it.
    ///
    /// # Errors
    /// [`RunError`] when fonts or templates cannot be had, and for what keeps a sound draft from being written.
    pub fn build(&self, targets: &[Target], how: How) -> Result<Built, RunError> {
        let settings = &self.project.settings;
        let plain = |templates| BuildOptions { allow_errors: how.allow_errors, templates, ..BuildOptions::new(&self.options) };
        let write = |options: &BuildOptions<'_>| build_notice(self.notice.clone(), &self.text, targets, options);
        if !targets.iter().any(|target| target.shows_pages()) {
            let lengths = targets.iter().any(|target| target.wants_lengths());
            let layout = lengths.then(|| templates::template(&self.notice, settings)).transpose()?;
            let pages = PageOptions { layout: layout.as_ref(), ..PageOptions::default() };
            let done = write(&plain(templates::pages(settings)?).with_pages(pages));
            return done.map_err(|error| RunError::unbuilt(&error, &self.path));
        }
        // What is missing is said in the order in which it is needed.
        let fonts = self.project.fonts(self.notice.language)?;
        let layout = templates::template(&self.notice, settings)?;
        let own = templates::pages(settings)?;
        let How { proof, page, raster, .. } = how;
        let in_fonts = |fonts: &FontSet| {
            let pages = PageOptions { layout: Some(&layout), proof, page, raster, ..PageOptions::new(fonts) };
            write(&plain(own.clone()).with_pages(pages))
        };
        let (built, _) = self.in_fonts(fonts, in_fonts, |built| &built.findings)?;
        Ok(built)
    }

    /// What changed since an older notice, as a file that shows pages.
    ///
    /// # Errors
    /// As [`Job::build`].
    #[cfg(all(feature = "diff", feature = "docx"))]
    pub fn build_changes(&self, old: &Notice, form: &crate::ChangesForm, target: Target) -> Result<Vec<u8>, RunError> {
        let layout = templates::template(&self.notice, &self.project.settings)?;
        let write = |pages: PageOptions<'_>| {
            let pages = PageOptions { layout: Some(&layout), ..pages };
            let options = BuildOptions::new(&self.options).with_pages(pages);
            crate::build_changes((old, &self.notice), &self.text, form, target, &options)
        };
        if !target.shows_pages() {
            let done = write(PageOptions::default());
            return done.map(|(bytes, _)| bytes).map_err(|error| RunError::unbuilt(&error, &self.path));
        }
        let fonts = self.project.fonts(self.notice.language)?;
        let (done, _) = self.in_fonts(fonts, |fonts| write(PageOptions::new(fonts)), |done| &done.1)?;
        Ok(done.0)
    }

    /// The same job, on several cores where there is something to do at once.
    #[must_use]
    pub fn on(self, cores: Arc<Cores>) -> Self {
        Self { cores, ..self }
    }

    /// Does what needs faces; once more with those of the system when a character was in none of the usual ones.
    fn in_fonts<T: Send>(
        &self,
        found: Arc<Found>,
        work: impl Fn(&FontSet) -> Result<T, BuildError> + Sync,
        findings: impl Fn(&T) -> &[Finding],
    ) -> Result<(T, Arc<Found>), RunError> {
        let work = |found: &Found| {
            let done = self.cores.run(|| work(&found.set));
            done.map_err(|error| RunError::unbuilt(&error, &self.path))
        };
        let done = work(&found)?;
        let lacks = findings(&done).iter().any(|finding| finding.rule.id == "missing-glyph");
        let wider = if lacks { self.project.more_fonts(self.notice.language, &found) } else { None };
        match wider {
            Some(wider) => Ok((work(&wider)?, wider)),
            None => Ok((done, found)),
        }
    }
}
