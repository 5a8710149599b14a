//! What is no plain file: devices, pipes, links, and what the shell has opened; and which rights a new file gets.
//!
//! Here: telling them apart, and writing into them. Not here: reading and writing files (`project::files`).

use std::collections::BTreeSet;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Whether a path names something that is open already: `/dev/stdout`, `/dev/fd/63`. It is written into as it is, never replaced.
pub(super) fn is_open(path: &Path) -> bool {
    let Some(path) = path.to_str().filter(|_| cfg!(unix)) else { return false };
    let own = path.strip_prefix("/proc/").and_then(|rest| rest.split_once('/')).is_some_and(|(_, rest)| rest.starts_with("fd/"));
    ["/dev/stdin", "/dev/stdout", "/dev/stderr"].contains(&path) || path.starts_with("/dev/fd/") || own
}

/// Whether it is a pipe.
pub(super) fn is_pipe(kind: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        kind.file_type().is_fifo()
    }
    #[cfg(not(unix))]
    {
        let _ = kind;
        false
    }
}

/// Whether it is a terminal, a sink and the like.
pub(super) fn is_character_device(kind: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        kind.file_type().is_char_device()
    }
    #[cfg(not(unix))]
    {
        let _ = kind;
        false
    }
}

/// Writes into what is there. A file that the shell has opened is written behind what it holds.
pub(super) fn into(path: &Path, bytes: &[u8], append: bool) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).append(append).open(path)?;
    file.write_all(bytes).and_then(|()| file.flush())
}

/// The file that a path leads to through links, which need not be there.
pub(super) fn led_to(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..40 {
        if !path.symlink_metadata().is_ok_and(|kind| kind.is_symlink()) {
            return Ok(path);
        }
        let next = path.read_link()?;
        path = path.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
    }
    Err(io::Error::other("too many links"))
}

/// A file that takes the place of another. Rights of a new name are those that the system gives new files (the mask of the user), and
/// none that its source has not.
pub(super) fn new_file(source: Option<&Metadata>) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let most = source.map_or(0o666, |source| source.permissions().mode() & 0o666 | 0o600);
        builder.permissions(std::fs::Permissions::from_mode(most));
    }
    #[cfg(not(unix))]
    let _ = source;
    builder
}

/// Takes away what runs that were killed left in a folder, once a run: files of the name that new ones begin with, which nobody holds, and
/// which are older than `new` by a minute. `new` is held from here on.
pub(super) fn clear_litter(folder: &Path, new: &File) {
    static CLEARED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    // Where files cannot be held, none is taken away.
    if new.try_lock().is_err() {
        return;
    }
    let fresh = CLEARED.lock().is_ok_and(|mut cleared| cleared.insert(folder.to_owned()));
    let (true, Ok(now), Ok(entries)) = (fresh, new.metadata().and_then(|file| file.modified()), std::fs::read_dir(folder)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let random = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        let ours = random.is_some_and(|random| random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let old = |file: &Metadata| {
            let age = file.modified().ok().and_then(|modified| now.duration_since(modified).ok());
            file.is_file() && age.is_some_and(|age| age.as_secs() > 60)
        };
        if !ours || !entry.metadata().is_ok_and(|file| old(&file)) {
            continue;
        }
        // Who writes a file holds it until it has its name, and a run that ended holds nothing.
        if File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// What the names of new files begin with, until they have their own.
const PREFIX: &str = ".zhumo-";
