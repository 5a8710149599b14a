//! The drafts of the root folder. Nothing outside it is read or written, whatever links and names say.

use sha2::{Digest, Sha256};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use zhumo::hex::hex;
use zhumo::project::{RunError, files};
use zhumo::say;
use zhumo::say::Say;
use zhumo::source::{Encoding, Limits, decode, encode, unwritable};

/// The folder that drafts are opened from and saved in.
pub(super) struct Folder {
    /// Without links.
    pub root: PathBuf,
    /// The draft that the program was started with.
    pub first: Option<String>,
    /// Held while a draft is looked at and written: of two that save what they both have seen, the second is told.
    saving: Mutex<()>,
}

/// A draft as it is on disk, its lines ended by `\n` alone.
pub(super) struct OnDisk {
    pub text: String,
    pub encoding: Encoding,
    /// A name for these bytes.
    pub stamp: String,
    ends: LineEnds,
    mark: bool,
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineEnds {
    Lf,
    CrLf,
    Cr,
}

impl LineEnds {
    /// Those of most lines of a text; where they are equal, the plainest.
    fn of(text: &str) -> Self {
        let both = text.matches("\r\n").count();
        let (lf, cr) = (text.matches('\n').count() - both, text.matches('\r').count() - both);
        if lf >= both && lf >= cr {
            Self::Lf
        } else if both >= cr {
            Self::CrLf
        } else {
            Self::Cr
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Lf => "\n",
            Self::CrLf => "\r\n",
            Self::Cr => "\r",
        }
    }
}

/// Why a file is not had.
pub(super) enum Trouble {
    /// No such name may be asked for.
    Outside,
    Missing,
    /// Another program has written it meanwhile.
    Changed(Box<OnDisk>),
    Other(Say),
}

impl Folder {
    /// The folder that a path names, or that of the draft that it names.
    ///
    /// # Errors
    /// [`RunError`] for a path that leads nowhere.
    pub fn new(path: &Path) -> Result<Self, RunError> {
        let real = path.canonicalize().map_err(|error| RunError::unopened(path, &error))?;
        if real.is_dir() {
            return Ok(Self { root: real, first: None, saving: Mutex::default() });
        }
        let name = real.file_name().map(|name| name.to_string_lossy().into_owned());
        let root = real.parent().map(Path::to_path_buf).unwrap_or_default();
        Ok(Self { root, first: name, saving: Mutex::default() })
    }

    /// Every draft below the root, by its path with `/`.
    pub fn drafts(&self) -> Vec<String> {
        let walk = ignore::WalkBuilder::new(&self.root).require_git(false).sort_by_file_name(std::ffi::OsStr::cmp).build();
        let files = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path);
        let files = files.filter(|path| is_draft(path) && path.is_file());
        let mut names: Vec<String> = files.take(2000).filter_map(|path| self.name(&path)).collect();
        if let Some(first) = self.first.as_ref().filter(|first| !names.contains(first)) {
            names.insert(0, first.clone());
        }
        names
    }

    /// The name of a file below the root.
    pub fn name(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).ok()?;
        Some(below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
    }

    /// The file of a name, whether it is there or not.
    pub fn path(&self, name: &str) -> Result<PathBuf, Trouble> {
        let below = Path::new(name);
        let plain = below.components().all(|part| matches!(part, Component::Normal(_)));
        let own = is_draft(below) || self.first.as_deref() == Some(name);
        if name.is_empty() || name.contains(['\\', '\0', ':']) || !plain || !own {
            return Err(Trouble::Outside);
        }
        let path = self.root.join(below);
        // Links may lead out of the folder: what a name leads to counts.
        let folder = path.parent().unwrap_or(&self.root);
        let real = folder.canonicalize().map_err(|_| Trouble::Missing)?;
        let inside = real.starts_with(&self.root);
        match path.canonicalize() {
            Ok(real) if inside && real.starts_with(&self.root) => Ok(real),
            // A link that leads nowhere is no new file.
            Err(_) if inside && path.symlink_metadata().is_err() => Ok(path),
            _ => Err(Trouble::Outside),
        }
    }

    /// Reads a draft.
    pub fn read(&self, name: &str, limit: usize) -> Result<OnDisk, Trouble> {
        let path = self.path(name)?;
        let bytes = files::bytes_within(&path, limit).map_err(|error| match path.metadata() {
            Err(gone) if gone.kind() == std::io::ErrorKind::NotFound => Trouble::Missing,
            _ => Trouble::Other(error.whole()),
        })?;
        let source = decode(&bytes, &Limits::new(limit));
        let source = source.map_err(|error| Trouble::Other(RunError::undecoded(&error, Path::new(name)).whole()))?;
        let text = source.text.strip_prefix('\u{feff}');
        let mark = text.is_some();
        let text = text.unwrap_or(&source.text);
        let ends = LineEnds::of(text);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        Ok(OnDisk { text, encoding: source.encoding, stamp: stamp(&bytes), ends, mark })
    }

    /// Writes a draft in the encoding and with the line ends that the file has. `stamp` is that of the file which the text was
    /// made from; none for a file that is not there yet.
    ///
    /// # Errors
    /// [`Trouble::Changed`] with what is on disk when that is something else.
    pub fn write(&self, name: &str, text: &str, stamp_of: Option<&str>, limit: usize) -> Result<String, Trouble> {
        let path = self.path(name)?;
        let _alone = self.saving.lock().unwrap_or_else(PoisonError::into_inner);
        let old = match self.read(name, limit) {
            Ok(old) => Some(old),
            Err(Trouble::Missing) => None,
            Err(trouble) => return Err(trouble),
        };
        let encoding = old.as_ref().map_or(Encoding::Utf8, |old| old.encoding);
        let mut whole = String::new();
        match old {
            Some(old) if stamp_of != Some(old.stamp.as_str()) && old.text != text => return Err(Trouble::Changed(Box::new(old))),
            Some(old) => {
                whole.push_str(if old.mark { "\u{feff}" } else { "" });
                whole.push_str(&text.replace('\n', old.ends.text()));
            }
            // Where somebody has taken the file away, to write it again is what a person wants who saves.
            None => whole.push_str(text),
        }
        let bytes = encode(&whole, encoding).ok_or_else(|| {
            let character = unwritable(&whole, encoding).map_or_else(String::new, |character| format!("“{character}”"));
            let encoding = encoding.name();
            Trouble::Other(say!(
                "{name} 用 {encoding} 编码，写不出文稿里的字{character}；请先把文件另存为 UTF-8",
                "{name} is in {encoding}, which cannot write this text {character}: save the file as UTF-8 first"
            ))
        })?;
        files::write(&path, &bytes).map_err(|error| Trouble::Other(error.whole()))?;
        Ok(stamp(&bytes))
    }

    /// The stamp of a file as it is now; none where there is none.
    pub fn stamp(&self, path: &Path) -> Option<String> {
        std::fs::read(path).ok().map(|bytes| stamp(&bytes))
    }
}

/// Whether a file is a draft, by its name.
pub(super) fn is_draft(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "notice")
}

fn stamp(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of those that save at one moment what they all have seen, one is told that it did.
    #[test]
    fn of_two_that_save_at_once_the_second_is_told() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("a.notice"), "标题：甲\n").unwrap();
        let folder = Folder::new(place.path()).unwrap_or_else(|error| panic!("{error}"));
        for round in 0..40 {
            let Ok(seen) = folder.read("a.notice", 1 << 20) else { panic!("unread") };
            let start = std::sync::Barrier::new(4);
            let saved = std::thread::scope(|scope| {
                let save = |tab: usize| {
                    let (start, folder, stamp) = (&start, &folder, seen.stamp.as_str());
                    scope.spawn(move || {
                        start.wait();
                        folder.write("a.notice", &format!("标题：{round}-{tab}\n"), Some(stamp), 1 << 20).is_ok()
                    })
                };
                let tabs: Vec<_> = (0..4).map(save).collect();
                tabs.into_iter().map(|tab| tab.join().unwrap_or_default()).filter(|saved| *saved).count()
            });
            assert_eq!(saved, 1, "round {round}");
        }
    }
}
