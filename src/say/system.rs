//! What the system says of a file or a connection, in both languages.

use super::Say;
use crate::say;
use std::io::{Error, ErrorKind};

/// Why the system refused something. Its own words are English, and may name a file that nobody asked for.
///
/// ```
/// let error = std::io::Error::from(std::io::ErrorKind::NotFound);
/// assert_eq!(zhumo::say::system(&error).zh, "没有这个文件或文件夹");
/// ```
#[must_use]
pub fn system(error: &Error) -> Say {
    let (zh, en) = match error.kind() {
        ErrorKind::NotFound => ("没有这个文件或文件夹", "no such file or folder"),
        ErrorKind::PermissionDenied => ("没有权限", "permission denied"),
        ErrorKind::IsADirectory => ("这是一个文件夹", "it is a folder"),
        ErrorKind::NotADirectory => ("路径里有一段是文件，不是文件夹", "part of the path is a file and no folder"),
        ErrorKind::DirectoryNotEmpty => ("文件夹不是空的", "the folder is not empty"),
        ErrorKind::AlreadyExists => ("已经有了", "it is there already"),
        ErrorKind::InvalidFilename => {
            ("文件名太长，或者有不能用的字", "the name is too long, or has a character that names cannot have")
        }
        ErrorKind::InvalidData => ("内容不完整，或者不是这种文件", "the content is damaged, or of another kind"),
        ErrorKind::UnexpectedEof => ("文件不完整，后面缺了一段", "the file is cut short"),
        ErrorKind::ReadOnlyFilesystem => ("这个磁盘只能读", "this disk can only be read"),
        ErrorKind::StorageFull => ("磁盘满了", "the disk is full"),
        ErrorKind::QuotaExceeded => ("磁盘限额用完了", "the quota of the disk is used up"),
        ErrorKind::FileTooLarge => ("文件太大", "the file is too large"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => ("正被别的程序占用", "another program is using it"),
        ErrorKind::OutOfMemory => ("内存不足", "there is not enough memory"),
        ErrorKind::AddrInUse => ("这个地址已被占用", "the address is in use"),
        ErrorKind::AddrNotAvailable => ("本机没有这个地址", "this machine does not have the address"),
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::NotConnected => {
            ("连接断了", "the connection broke")
        }
        ErrorKind::TimedOut => ("等得太久", "it took too long"),
        ErrorKind::Unsupported => ("这个系统不支持", "this system cannot do it"),
        ErrorKind::CrossesDevices => ("不在同一个磁盘上", "it is on another disk"),
        ErrorKind::Interrupted => ("被打断了", "it was interrupted"),
        _ => match error.raw_os_error().or_else(|| told(&error.to_string())) {
            Some(5) if cfg!(unix) => ("磁盘读写出错", "the disk failed to read or write"),
            Some(code) => return say!("系统错误 {code}", "error {code} of the system"),
            None => return say!("系统错误", "{error}"),
        },
    };
    Say { zh: zh.to_owned(), en: en.to_owned() }
}

/// The number of an error that others have wrapped into a sentence of their own, which may name a file that nobody asked for.
fn told(sentence: &str) -> Option<i32> {
    let (_, rest) = sentence.split_once("(os error ")?;
    rest.split_once(')')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_error_is_the_same() {
        let wrapped = Error::other(format!("{} at path \"/tmp/.zhumo-abcdef\"", Error::from_raw_os_error(5)));
        assert_eq!(system(&wrapped), system(&Error::from_raw_os_error(5)));
    }

    #[test]
    fn the_systems_own_words_are_not_repeated() {
        // Codes that Linux, macOS and Windows have: none such, not permitted, no space, another.
        for code in 1..140 {
            let Say { zh, en } = system(&Error::from_raw_os_error(code));
            assert!(!zh.contains(|c: char| c.is_ascii_alphabetic()), "{code}: {zh}");
            assert!(!en.contains("os error") && !en.is_empty(), "{code}: {en}");
        }
    }
}
