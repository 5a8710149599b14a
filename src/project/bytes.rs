//! Files as they are, within limits. Not here: what they are, and how they are written (`files`).

use super::{RunError, special};
use crate::say;
use crate::source::DecodeError;
use std::fs::Metadata;
use std::io::Read;
use std::path::Path;

/// A file as it is, of at most a gigabyte.
///
/// # Errors
/// As for [`bytes_within`].
pub fn bytes(path: &Path) -> Result<Vec<u8>, RunError> {
    bytes_within(path, MOST)
}

/// The largest file that is read of those that have no limit of their own.
const MOST: usize = 1024 * 1024 * 1024;

/// A file of at most `most` bytes: its size is looked at before it is read.
///
/// # Errors
/// [`RunError`] when it cannot be read, is larger, or is no file: a device may never end, and a pipe may never begin.
pub fn bytes_within(path: &Path, most: usize) -> Result<Vec<u8>, RunError> {
    let unread = |error: std::io::Error| RunError::unread(path, &error);
    let kind = std::fs::metadata(path).map_err(unread)?;
    if kind.is_dir() {
        return Err(unread(std::io::ErrorKind::IsADirectory.into()));
    }
    // What the shell has opened already ends when who writes it does.
    let readable = kind.is_file() || special::is_open(path) && special::is_pipe(&kind);
    if !readable {
        let shown = path.display();
        let help = say!("写出文件的名字；标准输入写 -", "name a file; standard input is -");
        return Err(RunError::new(say!("{shown} 不是文件（是设备或管道）", "{shown} is no file but a device or a pipe"), help));
    }
    let too_large = |bytes: usize| RunError::undecoded(&DecodeError::TooLarge { bytes, limit: most }, path);
    let size = usize::try_from(kind.len()).unwrap_or(usize::MAX);
    if size > most {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(size + 1);
    let file = std::fs::File::open(path).map_err(unread)?;
    file.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unread)?;
    if bytes.len() > most {
        return Err(too_large(bytes.len()));
    }
    Ok(bytes)
}

/// The first bytes of a plain file; none where there is no such.
#[must_use]
pub fn beginning(path: &Path, most: u64) -> Option<Vec<u8>> {
    std::fs::metadata(path).ok().filter(Metadata::is_file)?;
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
