//! Why something was not done: what is wrong and what to do, in both languages of the program.
//!
//! Here: [`RunError`], and what kept a sound draft from being written. Not here: what is wrong with a draft (`check::Finding`), and how
//! an error is printed or sent.

use crate::say::Say;
use crate::source::DecodeError;
use crate::{BuildError, say};
use std::io::{self, ErrorKind};
use std::path::Path;

/// Why something was not done. It is never the draft's fault: that is a [finding](crate::check::Finding).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RunError {
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Say,
}

impl RunError {
    /// What is wrong and what to do.
    #[must_use]
    pub const fn new(message: Say, help: Say) -> Self {
        Self { message, help }
    }

    /// Both in one line, for those who show one.
    #[must_use]
    pub fn whole(&self) -> Say {
        let Self { message, help } = self;
        Say { zh: format!("{}；{}", message.zh, help.zh), en: format!("{}; {}", message.en, help.en) }
    }

    /// Why the file or folder at `path` cannot be read.
    #[must_use]
    pub fn unread(path: &Path, error: &io::Error) -> Self {
        let (shown, Say { zh, en }) = (path.display(), cause(error));
        Self::new(say!("无法读取 {shown}：{zh}", "cannot read {shown}: {en}"), remedy(error))
    }

    /// Why the file or folder at `path` cannot be opened.
    #[must_use]
    pub fn unopened(path: &Path, error: &io::Error) -> Self {
        let (shown, Say { zh, en }) = (path.display(), cause(error));
        Self::new(say!("无法打开 {shown}：{zh}", "{shown} cannot be opened: {en}"), remedy(error))
    }

    /// Why the bytes of the file at `path` are no text.
    #[must_use]
    pub fn undecoded(error: &DecodeError, path: &Path) -> Self {
        Self::new(error.say(&path.display().to_string()), error.remedy())
    }

    /// What kept a sound draft, the one at `path`, from being written.
    #[must_use]
    pub fn unbuilt(error: &BuildError, path: &Path) -> Self {
        match error {
            BuildError::Unsupported(target) => {
                let name = target.name();
                Self::new(
                    say!("这个程序不能写出 {name}", "this program does not write {name}"),
                    say!("换一种格式，或安装完整的程序", "take another format, or install the whole program"),
                )
            }
            BuildError::NoFonts => Self::new(
                say!("排页面要有字体", "pages need fonts"),
                say!(
                    "运行 scripts/fonts.sh 下载默认字体，或用 --font-path 指明字体所在文件夹",
                    "scripts/fonts.sh fetches the default fonts; or name a folder with --font-path"
                ),
            ),
            BuildError::NoPage { page, pages } => {
                let path = path.display();
                let message =
                    say!("{path} 没有第 {page} 页，共 {pages} 页", "{path} has no page {page}: its pages are 1 to {pages}");
                Self::new(
                    message,
                    say!("另选一页，或去掉 --page 写出所有的页", "choose another page, or leave --page out for all of them"),
                )
            }
            BuildError::Font { name, cause } => {
                let message = say!("字体 {name} 的文件已损坏", "the file of the font {name} is damaged: {cause}");
                Self::new(
                    message,
                    say!(
                        "重新取得这个字体，或用 --font-path 另选一个文件夹；scripts/fonts.sh 可以下载默认字体",
                        "get the font again, or name another folder with --font-path; scripts/fonts.sh fetches the default fonts"
                    ),
                )
            }
            BuildError::Picture { path, cause } => Self::new(
                say!("无法读取图片 {path}：文件已损坏", "the picture {path} cannot be read: {cause}"),
                say!("从原来的程序重新导出这张图片", "export the picture again from where it was made"),
            ),
            BuildError::Pictures { path, megabytes } => Self::new(
                say!(
                    "网页里的图片合计超过 {megabytes} MB（到 {path} 为止），一张图片显示几次就存几份",
                    "the pictures of the web page come to more than {megabytes} MB at {path}: each is stored wherever it is shown"
                ),
                say!("把图片缩小，或者少显示几次", "make the pictures smaller, or show them less often"),
            ),
            BuildError::Size { resolution } => {
                let message =
                    say!("{resolution} dpi 的页面太大，无法绘制", "a page at {resolution} dpi is too large to be drawn");
                Self::new(message, say!("用 --resolution 选小一点的分辨率", "choose a smaller --resolution"))
            }
            BuildError::Template(fault) => {
                let (name, Say { zh: why_zh, en: why_en }) = (&fault.name, &fault.message);
                let line =
                    |before: &str, behind: &str| fault.line.map(|line| format!("{before}{line}{behind}")).unwrap_or_default();
                let (zh, en) = (line(" 第 ", " 行"), line(", line ", ""));
                Self::new(
                    say!("网页模板 {name}{zh}不能用：{why_zh}", "the template {name}{en} cannot be used: {why_en}"),
                    say!("docs/templates.zh-CN.md 列出了模板可用的内容", "docs/templates.md lists what a template can use"),
                )
            }
            BuildError::Write { target, cause } => {
                let name = target.name();
                Self::new(
                    say!("无法写出 {name}", "the {name} cannot be written: {cause}"),
                    say!(
                        "这是程序的错误；请换一种格式，并把文稿报告给开发者",
                        "this is a fault of the program: take another format, and report the draft"
                    ),
                )
            }
        }
    }
}

/// What the system says of a file that cannot be read.
#[must_use]
pub(super) fn cause(error: &io::Error) -> Say {
    match error.kind() {
        ErrorKind::PermissionDenied => say!("没有读取的权限", "you may not read it"),
        ErrorKind::InvalidData => say!("不是 UTF-8 编码", "it is not UTF-8"),
        _ => say::system(error),
    }
}

/// What to do about it.
pub(super) fn remedy(error: &io::Error) -> Say {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => say!("核对路径和文件名", "check the path and the name"),
        ErrorKind::PermissionDenied => {
            say!("请管理员开放权限，或把它复制到别处", "ask for the right to read it, or copy it elsewhere")
        }
        ErrorKind::IsADirectory => say!("写出文件夹里文件的名字", "name a file in the folder"),
        ErrorKind::InvalidData => say!("另存为 UTF-8 编码", "save it as UTF-8"),
        _ => say!("复制到别处再试", "copy it elsewhere and try again"),
    }
}

impl std::fmt::Display for RunError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.whole().en)
    }
}

impl std::error::Error for RunError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Target;
    use crate::html::HtmlError;

    fn is_chinese(text: &str) -> bool {
        text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() >= 4
    }

    #[test]
    fn every_case_is_said_in_both_languages_with_the_remedy() {
        let name = || "a".to_owned();
        let template = HtmlError { name: name(), line: Some(2), message: say!("甲", "a") };
        let builds = [
            BuildError::Unsupported(Target::Pdf),
            BuildError::NoFonts,
            BuildError::NoPage { page: 3, pages: 2 },
            BuildError::Font { name: name(), cause: name() },
            BuildError::Picture { path: name(), cause: name() },
            BuildError::Pictures { path: name(), megabytes: 64 },
            BuildError::Size { resolution: 600 },
            BuildError::Template(template),
            BuildError::Write { target: Target::Png, cause: name() },
        ];
        let kinds = [
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::IsADirectory,
            ErrorKind::NotADirectory,
            ErrorKind::InvalidData,
        ];
        let path = Path::new("a.notice");
        let mut errors: Vec<RunError> = builds.iter().map(|error| RunError::unbuilt(error, path)).collect();
        for error in kinds.map(io::Error::from) {
            errors.extend([RunError::unread(path, &error), RunError::unopened(path, &error)]);
        }
        for bytes in [&b"\xff\xff\xfa"[..], b"long"] {
            let refused = crate::source::decode(bytes, &crate::source::Limits::new(3)).unwrap_err();
            errors.push(RunError::undecoded(&refused, path));
        }
        for error in errors {
            let RunError { message, help } = &error;
            assert!(is_chinese(&message.zh) && is_chinese(&help.zh), "{error:?}");
            assert!(!is_chinese(&message.en) && message.en.len() > 10 && help.en.len() > 10, "{error:?}");
            assert!(error.to_string().contains(&help.en) && error.whole().zh.contains(&help.zh), "{error:?}");
        }
    }
}
