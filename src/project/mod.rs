//! A project: a folder with its settings, fonts, pictures, templates and the day. It stands between the pure library and the faces
//! of the program, which ask it and never each other.
//!
//! Here: a folder as a project ([`Project`]), a draft of it with all that it needs ([`Job`]), settings ([`settings`]), drafts, pictures and outputs on disk ([`files`]), fonts ([`fonts`]), the user's templates ([`templates`]), threads ([`Cores`]), why something was not done
//! ([`RunError`]). Not here: arguments, protocols, printing (`cli`, `lsp`, `serve` of the program), and how anything is decided (the
//! layers above).

pub mod built;
mod bytes;
mod cores;
mod error;
pub mod files;
mod font_files;
pub mod fonts;
mod job;
mod judge;
pub mod names;
pub mod revisions;
pub mod settings;
mod special;
pub mod templates;
mod wanting;

pub use cores::{Cores, in_order};
pub use error::RunError;
pub use job::{How, Job, LaidOut};
pub use judge::{PrintedFile, whole_file};

use crate::model::Language;
use files::Pictures;
use fonts::{Finder, Found, Shelf};
use settings::Settings;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What goes before the settings of a project: what a command line says.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Overrides {
    /// The `zhumo.toml` to use instead of the nearest one above each draft.
    pub config: Option<PathBuf>,
    /// Settings as in `zhumo.toml`, each `KEY=VALUE`.
    pub set: Vec<String>,
    /// Folders in which fonts are looked for first.
    pub font_path: Vec<PathBuf>,
    /// Whether the fonts of the system are left alone.
    pub ignore_system_fonts: bool,
    /// Whether font files are read into memory and not mapped: for what runs so long that somebody may write over them.
    pub hold_fonts: bool,
}

/// Projects by folder, each opened once: for runs over many drafts.
#[derive(Debug)]
pub struct Projects {
    overrides: Arc<Overrides>,
    fonts: Arc<Shelf>,
    pictures: Arc<Pictures>,
    known: Mutex<BTreeMap<PathBuf, Result<Project, RunError>>>,
}

impl Projects {
    /// None is open yet.
    #[must_use]
    pub fn new(overrides: Overrides) -> Self {
        Self { overrides: Arc::new(overrides), fonts: Arc::default(), pictures: Arc::default(), known: Mutex::default() }
    }

    /// The project of a folder.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn of(&self, folder: &Path) -> Result<Project, RunError> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(folder.to_path_buf()).or_insert_with(|| self.read(folder)).clone()
    }

    /// The same with settings as they are on disk now.
    ///
    /// # Errors
    /// As [`Project::open`].
    pub fn read(&self, folder: &Path) -> Result<Project, RunError> {
        Project::of(folder, self.overrides.clone(), self.fonts.clone(), self.pictures.clone())
    }
}

/// A folder with the settings of its drafts.
#[derive(Clone, Debug)]
pub struct Project {
    /// The settings of its drafts, and its root.
    pub settings: Arc<Settings>,
    overrides: Arc<Overrides>,
    /// What was found of fonts, here and in the projects beside this one.
    fonts: Arc<Shelf>,
    /// Pictures that were read; an editor asks for them again at every key.
    pictures: Arc<Pictures>,
    /// Whether there is a folder to look for pictures in.
    has_folder: bool,
}

impl Project {
    /// The project of a draft or a folder. Neither has to be there yet.
    ///
    /// # Errors
    /// [`RunError`] with line and column when a `zhumo.toml` cannot be used.
    pub fn open(path: impl AsRef<Path>, overrides: &Overrides) -> Result<Self, RunError> {
        let path = path.as_ref();
        let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Self::of(folder, Arc::new(overrides.clone()), Arc::default(), Arc::default())
    }

    fn of(folder: &Path, overrides: Arc<Overrides>, fonts: Arc<Shelf>, pictures: Arc<Pictures>) -> Result<Self, RunError> {
        Ok(Self { settings: Arc::new(settings::load(folder, &overrides)?), overrides, fonts, pictures, has_folder: true })
    }

    /// A project without settings: of a folder whose settings cannot be used, or of texts that lie in none.
    #[must_use]
    pub fn unsettled(folder: Option<&Path>, overrides: &Overrides) -> Self {
        Self {
            settings: Arc::new(Settings::none(folder.unwrap_or(Path::new(".")))),
            overrides: Arc::new(overrides.clone()),
            fonts: Arc::default(),
            pictures: Arc::default(),
            has_folder: folder.is_some(),
        }
    }

    /// What was found of faces for a language, in words: whoever changes a font gets another text.
    ///
    /// # Errors
    /// As [`Project::fonts`].
    pub fn faces_in_words(&self, language: Language) -> Result<String, RunError> {
        let found = self.fonts(language)?;
        let face = |(face, path): (&crate::layout::FontFace, &PathBuf)| {
            format!("{} {} {} {:?}\n", face.name, face.index, path.display(), built::stamp(path))
        };
        Ok(found.set.faces.iter().zip(&found.paths).map(face).collect::<String>()
            + &format!("{:?} {:?}", found.set.chains, found.set.figures))
    }

    /// The faces for a notice in `language`.
    ///
    /// # Errors
    /// [`RunError`] when a role stays without a face.
    pub fn fonts(&self, language: Language) -> Result<Arc<Found>, RunError> {
        self.fonts.find(&self.finder(), language)
    }

    /// The same with those of the system, where they may be used and were not yet.
    fn more_fonts(&self, language: Language, found: &Found) -> Option<Arc<Found>> {
        self.fonts.widen(&self.finder(), language, found)
    }

    fn finder(&self) -> Finder {
        Finder::new(&self.overrides, &self.settings.config.fonts, &self.settings.root)
    }
}
