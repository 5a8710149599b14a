//! Drafts, pictures and outputs on disk.

pub use super::bytes::{beginning, bytes, bytes_within};

use super::settings::Settings;
use super::{RunError, special};
use crate::config::LimitsConfig;
use crate::images::{Images, Picture, PictureFault};
use crate::model::{Block, Notice};
use crate::say;
use crate::say::Say;
use crate::source::{Encoding, Limits, decode};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tempfile::NamedTempFile;

/// A draft that was read, or why it was not.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What reports call it.
    pub path: PathBuf,
    /// Where its pictures and its config are looked for.
    pub folder: PathBuf,
    /// Its folder below the one that was named; of a file that was named itself, its folder as it was written.
    pub below: PathBuf,
    /// The folder that was named, in which it was found.
    asked: Option<PathBuf>,
    /// What was read already, or why there is nothing to read; none for a file, which is read when its text is wanted.
    given: Option<Result<Vec<u8>, RunError>>,
}

/// The text of a draft.
#[derive(Clone, Debug, Default)]
pub struct DraftText {
    /// The text.
    pub text: String,
    /// The encoding that it was in.
    pub encoding: Encoding,
}

impl From<String> for DraftText {
    fn from(text: String) -> Self {
        Self { text, encoding: Encoding::default() }
    }
}

impl From<&str> for DraftText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// Finds the drafts that `paths` name, in order, each once: files, folders (all `.notice` files below), or `-` for standard input, which
/// may be given a name.
///
/// # Errors
/// [`RunError`] when nothing matched.
pub fn drafts(paths: &[PathBuf], stdin_name: Option<&Path>) -> Result<Vec<Draft>, RunError> {
    let mut drafts = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            drafts.push(standard_input(stdin_name));
        } else if path.is_dir() {
            let found = below(path);
            if found.is_empty() {
                let shown = path.display();
                let message = say!("{shown} 下没有 .notice 文件", "no .notice file below {shown}");
                let help = say!(
                    "文稿的文件名以 .notice 结尾；别的文件名要逐个写出",
                    "names of drafts end in .notice; name others one by one"
                );
                return Err(RunError::new(message, help));
            }
            let below = |found: &Path| found.parent().and_then(|folder| folder.strip_prefix(path).ok()).map(Path::to_path_buf);
            drafts.extend(found.into_iter().filter(|path| seen.insert(path.clone())).map(|found| {
                let draft = Draft::at(&found);
                Draft { below: below(&found).unwrap_or_default(), asked: Some(path.clone()), ..draft }
            }));
        } else if seen.insert(path.clone()) {
            drafts.push(Draft::at(path));
        }
    }
    Ok(drafts)
}

/// Those that are none of `excluded` and lie in none of them.
///
/// # Errors
/// [`RunError`] when one of `excluded` does not exist, or no draft is left.
pub fn without(mut drafts: Vec<Draft>, excluded: &[PathBuf]) -> Result<Vec<Draft>, RunError> {
    if excluded.is_empty() {
        return Ok(drafts);
    }
    let true_path = |path: &PathBuf| path.canonicalize().map_err(|error| RunError::unread(path, &error));
    let excluded: Vec<PathBuf> = excluded.iter().map(true_path).collect::<Result<_, _>>()?;
    // A draft that is not there is said later, beside those that are.
    drafts.retain(|draft| !draft.path.canonicalize().is_ok_and(|path| excluded.iter().any(|out| path.starts_with(out))));
    if drafts.is_empty() {
        let message = say!("--exclude 把文稿全排除了", "--exclude leaves no draft");
        return Err(RunError::new(message, say!("写出别的文件夹或文件", "name other folders or files")));
    }
    Ok(drafts)
}

/// The drafts in a folder and below, by name; ignore files are honoured.
#[must_use]
pub fn below(folder: &Path) -> Vec<PathBuf> {
    let walk = ignore::WalkBuilder::new(folder).require_git(false).sort_by_file_name(std::ffi::OsStr::cmp).build();
    let files = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path);
    files.filter(|path| path.extension().is_some_and(|extension| extension == "notice") && path.is_file()).collect()
}

/// What stands on standard input.
///
/// # Errors
/// [`RunError`] when it cannot be read.
pub fn standard_input_bytes() -> Result<Vec<u8>, RunError> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| {
        let Say { zh, en } = say::system(&error);
        let message = say!("无法读取标准输入：{zh}", "cannot read standard input: {en}");
        RunError::new(message, say!("写出文件名", "name a file"))
    })
}

fn standard_input(name: Option<&Path>) -> Draft {
    let path = name.map_or_else(|| PathBuf::from("<stdin>"), Path::to_path_buf);
    let named = name.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = named.map_or_else(|| PathBuf::from("."), Path::to_path_buf);
    let bytes = standard_input_bytes();
    Draft { path, folder, below: PathBuf::new(), asked: None, given: Some(bytes) }
}

impl Draft {
    /// The draft in the file at `path`, which is read when its text is wanted.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        let below = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let folder = if below.as_os_str().is_empty() { PathBuf::from(".") } else { below.clone() };
        Self { path: path.to_path_buf(), folder, below, asked: None, given: None }
    }

    /// Whether it came from standard input.
    #[must_use]
    pub const fn is_standard_input(&self) -> bool {
        self.given.is_some()
    }

    /// What was read already.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.given.as_ref()?.as_ref().ok().cloned()
    }

    /// The text of a draft of a project, decoded.
    ///
    /// # Errors
    /// Those of [`text`](Self::text), and one for a link that leads out of the project and of the folder that was asked for: what stands
    /// there is nobody's draft, and findings would show it.
    pub fn text_in(&self, settings: &Settings) -> Result<DraftText, RunError> {
        let is_link = self.given.is_none() && self.path.symlink_metadata().is_ok_and(|file| file.is_symlink());
        if is_link && let Ok(real) = self.path.canonicalize() {
            let within = |folder: &Path| folder.canonicalize().is_ok_and(|folder| real.starts_with(folder));
            if !within(&settings.root) && !self.asked.as_deref().is_some_and(within) {
                let shown = self.path.display();
                let help = say!("写出它所指文件的名字", "name the file that it leads to");
                let message = say!(
                    "{shown} 是指向项目外的链接，没有读",
                    "{shown} is a link that leads out of the project, and was not read"
                );
                return Err(RunError::new(message, help));
            }
        }
        self.text(&settings.config.limits)
    }

    /// The text, decoded.
    ///
    /// # Errors
    /// [`RunError`] for a file that cannot be read, is too large, or is in no known encoding.
    pub fn text(&self, limits: &LimitsConfig) -> Result<DraftText, RunError> {
        let read_now;
        let bytes = match &self.given {
            Some(given) => given.as_ref().map_err(Clone::clone)?,
            None => {
                read_now = bytes_within(&self.path, limits.max_draft_bytes)?;
                &read_now
            }
        };
        let source = decode(bytes, &Limits::new(limits.max_draft_bytes));
        let source = source.map_err(|error| RunError::undecoded(&error, &self.path))?;
        Ok(DraftText { text: source.text, encoding: source.encoding })
    }

    /// The draft's name without its ending, for outputs.
    #[must_use]
    pub fn name(&self) -> String {
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        stem.filter(|stem| stem != "<stdin>").unwrap_or_else(|| "notice".to_owned())
    }
}

/// Reads the pictures that a notice shows. Files outside `root` are not opened, wherever links lead.
#[must_use]
pub fn pictures(notice: &Notice, folder: &Path, root: &Path, limits: &LimitsConfig) -> Images {
    Pictures::default().of(notice, folder, root, limits)
}

/// Pictures that were read, for whoever asks at every key. A file that has its size and its time still is the one that was read.
#[derive(Debug, Default)]
pub struct Pictures {
    known: Mutex<BTreeMap<PathBuf, Known>>,
}

/// A picture as it was read, and what of its file would be another thing had it changed.
#[derive(Debug)]
struct Known {
    stamp: (u64, Option<SystemTime>),
    picture: Result<Arc<Picture>, PictureFault>,
}

/// More pictures than these are not remembered.
const MOST_KNOWN: usize = 64;

impl Pictures {
    /// Those that a notice shows. Files outside `root` are not opened, wherever links lead.
    #[must_use]
    pub fn of(&self, notice: &Notice, folder: &Path, root: &Path, limits: &LimitsConfig) -> Images {
        let mut images = Images::default();
        for block in notice.blocks() {
            let Block::Figure(figure) = block else { continue };
            let path = &figure.path.text;
            if images.get(path).is_none() {
                images.share(path.clone(), self.picture(folder, root, path, limits.max_picture_bytes));
            }
        }
        images
    }

    fn picture(&self, folder: &Path, root: &Path, path: &str, limit: usize) -> Result<Arc<Picture>, PictureFault> {
        let (real, size, time) = place(folder, root, path, limit)?;
        let stamp = (size, time);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known().get(&real).filter(|known| known.stamp == stamp && time.is_some()) {
            return known.picture.clone();
        }
        let bytes = std::fs::read(&real).map_err(|error| PictureFault::Unreadable(error.to_string()))?;
        let picture = Picture::sniff(bytes).map(Arc::new);
        let mut known = known();
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(real, Known { stamp, picture: picture.clone() });
        picture
    }
}

/// Where a picture is, how large its file is and when it was changed.
fn place(folder: &Path, root: &Path, path: &str, limit: usize) -> Result<(PathBuf, u64, Option<SystemTime>), PictureFault> {
    let whole = folder.join(path);
    let real = whole.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => PictureFault::Missing,
        _ => PictureFault::Unreadable(error.to_string()),
    })?;
    let root = root.canonicalize().map_err(|error| PictureFault::Unreadable(error.to_string()))?;
    if !real.starts_with(&root) {
        return Err(PictureFault::Outside);
    }
    let unreadable = |error: std::io::Error| PictureFault::Unreadable(error.to_string());
    let file = std::fs::metadata(&real).map_err(unreadable)?;
    if !file.is_file() {
        return Err(PictureFault::Unreadable("it is no file but a folder, a device or a pipe".to_owned()));
    }
    let size = file.len();
    if usize::try_from(size).is_ok_and(|size| size > limit) {
        return Err(PictureFault::TooLarge);
    }
    Ok((real, size, file.modified().ok()))
}

/// Writes a file whole or not at all: beside its place first, then renamed. A link stays one: what it leads to is written. Into a device,
/// and into what the shell has opened, it is written as it is.
///
/// # Errors
/// [`RunError`] when the folder or the file cannot be written, and for a pipe or a socket, which is no file and would be lost.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    put(path, bytes, None)
}

/// The same of what was made from the file at `source`: a new file can be read by nobody who cannot read that.
///
/// # Errors
/// As for [`write()`].
pub fn write_like(path: &Path, bytes: &[u8], source: &Path) -> Result<(), RunError> {
    put(path, bytes, std::fs::metadata(source).ok().filter(std::fs::Metadata::is_file).as_ref())
}

fn put(path: &Path, bytes: &[u8], source: Option<&Metadata>) -> Result<(), RunError> {
    if special::is_open(path) {
        return special::into(path, bytes, true).map_err(|error| unwritten(path, &error));
    }
    let target = special::led_to(path).map_err(|error| unwritten(path, &error))?;
    if let Ok(kind) = std::fs::metadata(&target)
        && !kind.is_file()
        && !kind.is_dir()
    {
        if special::is_character_device(&kind) {
            return special::into(&target, bytes, false).map_err(|error| unwritten(path, &error));
        }
        let shown = path.display();
        let message = say!(
            "{shown} 不是文件（是设备、管道或套接字），没有改动",
            "{shown} is no file but a device, a pipe or a socket, and was left alone"
        );
        return Err(RunError::new(message, say!("换一个文件名", "name another file")));
    }
    let written = beside(&target, bytes, source).and_then(|file| Ok(file.persist(&target)?));
    written.map(drop).map_err(|error| unwritten(path, &error))
}

/// Whether a path names what no file is put in the place of: an open stream of this process (`/dev/stdout`), a device, a pipe.
#[must_use]
pub fn is_written_through(path: &Path) -> bool {
    special::is_open(path) || std::fs::metadata(path).is_ok_and(|kind| !kind.is_file() && !kind.is_dir())
}

/// Refuses to put what the program makes in the place of what people write: a draft, or settings.
///
/// # Errors
/// [`RunError`] for such a file, and for one of `inputs`, by whatever name.
pub fn not_an_input<'a>(path: &Path, inputs: impl IntoIterator<Item = &'a Path>) -> Result<(), RunError> {
    let real = path.canonicalize().ok();
    let same = |input: &Path| input == path || real.is_some() && input.canonicalize().ok() == real;
    if is_written_by_people(path) || real.as_deref().is_some_and(is_written_by_people) || inputs.into_iter().any(same) {
        let shown = path.display();
        let message =
            say!("{shown} 是文稿或设置，不能写成别的", "{shown} is a draft or settings, and nothing else may take its place");
        return Err(RunError::new(message, say!("换一个文件名", "name another file")));
    }
    Ok(())
}

/// Whether a file of that name is a draft or settings.
fn is_written_by_people(path: &Path) -> bool {
    let is_draft = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("notice"));
    is_draft || path.file_name().is_some_and(|name| name == "zhumo.toml")
}

/// Refuses to write over a file that is there, unless that was asked for.
///
/// # Errors
/// [`RunError`] for such a file.
pub fn not_there(path: &Path, force: bool) -> Result<(), RunError> {
    let there = std::fs::metadata(path).is_ok_and(|kind| kind.is_file());
    if !there || force {
        return Ok(());
    }
    let shown = path.display();
    Err(RunError::new(
        say!("{shown} 已经有了，没有改写", "{shown} exists and was not overwritten"),
        say!("换个名字，或加 --force", "choose another name, or add --force"),
    ))
}

/// Why a file was not written. The system's own words name the file beside it, which nobody asked for, so the usual causes are said here.
pub(super) fn unwritten(path: &Path, error: &std::io::Error) -> RunError {
    use std::io::ErrorKind as Kind;
    let other = say!("换一个地方写", "write it elsewhere");
    let (Say { zh, en }, help) = match error.kind() {
        Kind::NotADirectory | Kind::AlreadyExists => (
            say!("路径里有一段是文件，不是文件夹", "part of the path is a file and no folder"),
            say!("换一个文件夹，或者给那个文件改名", "name another folder, or rename that file"),
        ),
        Kind::IsADirectory => (
            say!("已有一个文件夹叫这个名字", "a folder has this name"),
            say!("换一个文件名，或者给那个文件夹改名", "name another file, or rename that folder"),
        ),
        Kind::PermissionDenied => (say!("没有写入这个文件夹的权限", "you may not write into this folder"), other),
        Kind::ReadOnlyFilesystem => (say!("这个磁盘只能读", "this disk can only be read"), other),
        Kind::StorageFull | Kind::QuotaExceeded => {
            (say!("磁盘满了", "the disk is full"), say!("腾出空间再试", "make room and try again"))
        }
        _ => (say::system(error), other),
    };
    let shown = path.display();
    RunError::new(say!("无法写入 {shown}：{zh}", "cannot write {shown}: {en}"), help)
}

/// A new file with `bytes` in it, in the folder of `path` and with the rights that a file of that name has; of a new name with those that
/// the system gives new files, and no more than its source has.
fn beside(path: &Path, bytes: &[u8], source: Option<&Metadata>) -> std::io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let new = || special::new_file(source).tempfile_in(folder);
    // Most folders are there.
    let mut file = new().or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => std::fs::create_dir_all(folder).and_then(|()| new()),
        _ => Err(error),
    })?;
    special::clear_litter(folder, file.as_file());
    // Not through the wrapper, which puts the name of the new file into errors.
    file.as_file_mut().write_all(bytes)?;
    if let Ok(old) = std::fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
        // The new text of a draft is on the disk before the old one goes: nobody can build a draft anew.
        if is_written_by_people(path) {
            synced(file.as_file())?;
        }
    }
    Ok(file)
}

/// Waits until a file is on the disk, where the disk can say so.
fn synced(file: &std::fs::File) -> std::io::Result<()> {
    match file.sync_all() {
        Err(error) if matches!(error.kind(), std::io::ErrorKind::Unsupported | std::io::ErrorKind::InvalidInput) => Ok(()),
        done => done,
    }
}
