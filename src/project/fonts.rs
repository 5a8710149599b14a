//! Fonts on disk: where they are looked for, and which face a role gets.
//!
//! Here: [`Finder`]. Not here: which fonts a role takes, in order (`faces`), a file of them (`font_files`).
//!
//! Order: folders named on the command line or in the config, the user's font folder (`scripts/fonts.sh` fills it),
//! TeX's Fandol folder, and, while a role or a character is still open, the fonts of the system. Within each place the
//! chain of a role decides: the user's real fonts first, the default set then, the last fallback last.

use super::font_files::{OnDisk, faces_at, lazily};
use super::{Overrides, RunError};
use crate::config::FontsConfig;
use crate::faces::{Names, chains, figures, named, normalize, own, signs};
use crate::layout::{FontData, FontFace, FontSet, Role};
use crate::model::Language;
use crate::say;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Where fonts are looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finder {
    folders: Vec<PathBuf>,
    config: FontsConfig,
    /// Whether the system's fonts may be used at all.
    system_allowed: bool,
    /// Whether font files are read into memory.
    held: bool,
}

/// The faces that were found, and where.
#[derive(Clone, Debug)]
pub struct Found {
    /// The faces.
    pub set: FontSet,
    /// The file of each face.
    pub paths: Vec<PathBuf>,
    /// Whether the system's fonts are among them.
    pub with_system: bool,
}

impl Found {
    /// The faces of signs: boxes to tick, marks of mathematics.
    #[must_use]
    pub fn signs(&self) -> Vec<&str> {
        signs(&self.set)
    }
}

impl Finder {
    /// Looks where `overrides` and `[fonts]` of the project in `root` say, and in the usual places.
    #[must_use]
    pub fn new(overrides: &Overrides, config: &FontsConfig, root: &Path) -> Self {
        let mut folders = overrides.font_path.clone();
        folders.extend(config.paths.iter().map(|path| root.join(path)));
        folders.extend(user_folder());
        folders.push(PathBuf::from("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"));
        folders.push(PathBuf::from("/usr/share/texmf-dist/fonts/opentype/public/fandol"));
        let system_allowed = !(overrides.ignore_system_fonts || config.ignore_system);
        Self { folders, config: config.clone(), system_allowed, held: overrides.hold_fonts }
    }

    /// Finds a chain for each role; asks the system only while a role is open.
    ///
    /// # Errors
    /// [`RunError`] when a role stays without a face.
    pub fn find(&self, language: Language) -> Result<Found, RunError> {
        let found = self.chains(language, false);
        let open = |found: &Found| Role::ALL.iter().find(|(role, _)| !found.set.chains.contains_key(role)).map(|(_, name)| *name);
        let no_figures = !self.config.figures.is_empty() && found.set.figures.is_none();
        let wanted = no_figures || Role::ALL.iter().any(|(role, _)| self.is_wanting(*role, &found));
        let found = if (open(&found).is_some() || wanted) && self.system_allowed { self.chains(language, true) } else { found };
        match open(&found) {
            None => Ok(found),
            Some(role) => {
                let folder = user_folder().map_or_else(String::new, |folder| folder.display().to_string());
                let message = say!("找不到“{role}”角色的字体", "no font for the role `{role}`");
                Err(RunError::new(
                    message,
                    say!(
                        "运行 scripts/fonts.sh 把默认字体装到 {folder}，或用 --font-path 指明字体所在文件夹",
                        "run scripts/fonts.sh, which puts the default fonts into {folder}, or name a folder with --font-path"
                    ),
                ))
            }
        }
    }

    /// The names of all faces that may be used, as [`every_name`] writes them, each with the name of its face.
    pub(super) fn names(&self) -> BTreeMap<String, String> {
        let mut places: Vec<Vec<OnDisk>> = self.folders.iter().map(|folder| in_folder(folder)).collect();
        if self.system_allowed {
            places.push(in_system());
        }
        let faces = places.into_iter().flatten();
        let names = |face: OnDisk| {
            let Names { postscript, key, all } = face.names;
            all.into_iter().chain([key]).map(move |name| (name, postscript.clone()))
        };
        faces.flat_map(names).collect()
    }

    /// Whether the config names a font for the role that is not in any folder.
    fn is_wanting(&self, role: Role, found: &Found) -> bool {
        let chain = found.set.chains.get(&role).map_or(&[][..], Vec::as_slice);
        let first = chain.first().map(|face| &found.paths[*face]);
        let own = own(&self.config, role);
        let Some(path) = first.filter(|_| !own.is_empty()) else { return !own.is_empty() };
        let faces = faces_at(path);
        !own.iter().any(|name| !named(&faces, name).is_empty())
    }

    /// The chains with the fonts of the system, where they may be used and were not yet.
    #[must_use]
    pub fn widen(&self, language: Language, found: &Found) -> Option<Found> {
        (self.system_allowed && !found.with_system).then(|| self.chains(language, true))
    }

    fn chains(&self, language: Language, with_system: bool) -> Found {
        let mut places: Vec<Vec<OnDisk>> = self.folders.iter().map(|folder| in_folder(folder)).collect();
        if with_system {
            places.push(in_system());
        }
        let mut builder = Builder { held: self.held, ..Builder::default() };
        let mut roles: BTreeMap<Role, Vec<usize>> = BTreeMap::new();
        for (role, faces) in chains(&places, &self.config, language) {
            let mut chain: Vec<usize> = Vec::new();
            for face in faces {
                let index = builder.add(face);
                if !chain.contains(&index) {
                    chain.push(index);
                }
            }
            roles.insert(role, chain);
        }
        let figures = figures(&places, &self.config).map(|face| builder.add(face));
        if let Some(face) = figures {
            for (_, chain) in roles.iter_mut().filter(|(role, _)| FontSet::FIGURES.contains(role)) {
                if !chain.contains(&face) {
                    chain.push(face);
                }
            }
        }
        Found { set: FontSet::new(builder.faces, roles).with_figures(figures), paths: builder.paths, with_system }
    }
}

/// A name of a face as names are compared: without case, spaces and hyphens.
pub(super) fn every_name(name: &str) -> String {
    normalize(name)
}

/// What was found, so that nobody looks twice: for runs over many drafts, and for a draft that is being written.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<Vec<(Asked, Arc<Found>)>>);

#[derive(Debug, PartialEq, Eq)]
struct Asked {
    finder: Finder,
    language: Language,
    wide: bool,
}

impl Shelf {
    /// As [`Finder::find`].
    pub fn find(&self, finder: &Finder, language: Language) -> Result<Arc<Found>, RunError> {
        self.get(finder, language, false, || finder.find(language))
    }

    /// As [`Finder::widen`].
    pub fn widen(&self, finder: &Finder, language: Language, found: &Found) -> Option<Arc<Found>> {
        self.get(finder, language, true, || finder.widen(language, found).ok_or(())).ok()
    }

    fn get<E>(
        &self,
        finder: &Finder,
        language: Language,
        wide: bool,
        look: impl FnOnce() -> Result<Found, E>,
    ) -> Result<Arc<Found>, E> {
        let asked = Asked { finder: finder.clone(), language, wide };
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, found)) = known.iter().find(|(known, _)| *known == asked) {
            return Ok(found.clone());
        }
        let found = Arc::new(look()?);
        known.push((asked, found.clone()));
        Ok(found)
    }
}

#[derive(Default)]
struct Builder {
    faces: Vec<FontFace>,
    paths: Vec<PathBuf>,
    known: BTreeMap<(PathBuf, u32), usize>,
    /// The bytes of each file, which the faces of a collection share.
    files: BTreeMap<PathBuf, FontData>,
    /// Whether they are read into memory.
    held: bool,
}

impl Builder {
    fn add(&mut self, face: &OnDisk) -> usize {
        let key = (face.path.clone(), face.index);
        if let Some(index) = self.known.get(&key) {
            return *index;
        }
        let data = self.files.entry(face.path.clone()).or_insert_with(|| lazily(&face.path, self.held)).clone();
        self.faces.push(FontFace { name: face.names.postscript.clone(), data, index: face.index });
        self.paths.push(face.path.clone());
        self.known.insert(key, self.faces.len() - 1);
        self.faces.len() - 1
    }
}

/// The user's font folder: `$XDG_DATA_HOME/zhumo/fonts`, else `~/.local/share/zhumo/fonts`.
#[must_use]
pub fn user_folder() -> Option<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = set("XDG_DATA_HOME").filter(|path| path.is_absolute());
    let data = data.or_else(|| Some(set("HOME").or_else(|| set("USERPROFILE"))?.join(".local/share")));
    Some(data?.join("zhumo").join("fonts"))
}

/// The faces of the font files in a folder and the folders directly in it, by path.
fn in_folder(folder: &Path) -> Vec<OnDisk> {
    let is_font = |path: &Path| {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
        extension.is_some_and(|extension| matches!(extension.as_str(), "otf" | "ttf" | "ttc" | "otc"))
    };
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).max_depth(Some(3)).sort_by_file_path(Path::cmp).build();
    // Whoever opens a pipe waits for the other end.
    let is_file = |entry: &ignore::DirEntry| {
        entry.file_type().is_some_and(|kind| kind.is_file() || kind.is_symlink() && entry.path().is_file())
    };
    let paths = walk.filter_map(Result::ok).filter(is_file).map(ignore::DirEntry::into_path).filter(|path| is_font(path));
    paths.flat_map(|path| faces_at(&path)).collect()
}

fn in_system() -> Vec<OnDisk> {
    let mut database = fontdb::Database::new();
    database.load_system_fonts();
    let mut faces: Vec<OnDisk> = database
        .faces()
        .filter_map(|face| {
            let path = match &face.source {
                fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => path.clone(),
                fontdb::Source::Binary(_) => return None,
            };
            let families = face.families.iter().map(|(family, _)| normalize(family));
            let regular = face.style == fontdb::Style::Normal && face.weight.0 <= 500;
            let postscript = face.post_script_name.clone();
            let names = Names { key: normalize(&postscript), postscript, all: families.collect() };
            Some(OnDisk { path, index: face.index, names, regular: Some(regular) })
        })
        .collect();
    // The order in which the system lists its files must not reach a page.
    faces.sort_by(|a, b| (&a.path, a.index).cmp(&(&b.path, b.index)));
    faces
}
