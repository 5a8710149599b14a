//! Why something was not done: what is wrong and what to do, in both languages of the program.
//!
//! Here: [`RunError`], and what kept a sound draft from being written. Not here: what is wrong with a draft (`check::Finding`), and how
//! an error is printed or sent.

use crate::say::Say;
use crate::source::DecodeError;
use crate::{BuildError, say};
use std::path::Path;

/// Why something was not done. It is never the draft's fault: that is a [finding](crate::check::Finding).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunError {
    /// What is wrong.
    pub message: Say,
    /// What to do.
    pub help: Option<Say>,
}

impl RunError {
    /// What is wrong.
    #[must_use]
    pub const fn new(message: Say) -> Self {
        Self { message, help: None }
    }

    /// The same with what to do.
    #[must_use]
    pub fn help(self, help: Say) -> Self {
        Self { help: Some(help), ..self }
    }

    /// What is wrong and what to do in one line, for those who show one.
    #[must_use]
    pub fn whole(&self) -> Say {
        let (Say { zh, en }, Some(help)) = (&self.message, &self.help) else { return self.message.clone() };
        Say { zh: format!("{zh}；{}", help.zh), en: format!("{en}; {}", help.en) }
    }

    /// Why the bytes of the file at `path` are no text.
    #[must_use]
    pub fn undecoded(error: &DecodeError, path: &Path) -> Self {
        Self::new(error.say(&path.display().to_string())).help(error.remedy())
    }

    /// What kept a sound draft, the one at `path`, from being written.
    #[must_use]
    pub fn unbuilt(error: &BuildError, path: &Path) -> Self {
        match error {
            BuildError::Unsupported(target) => {
                let name = target.name();
                Self::new(say!("这个程序不能写出 {name}", "this program does not write {name}"))
                    .help(say!("换一种格式，或安装完整的程序", "take another format, or install the whole program"))
            }
            BuildError::NoFonts => Self::new(say!("排页面要有字体", "pages need fonts")).help(say!(
                "运行 scripts/fonts.sh 下载默认字体，或用 --font-path 指明字体所在文件夹",
                "scripts/fonts.sh fetches the default fonts; or name a folder with --font-path"
            )),
            BuildError::NoPage { page, pages } => {
                let path = path.display();
                let message =
                    say!("{path} 没有第 {page} 页，共 {pages} 页", "{path} has no page {page}: its pages are 1 to {pages}");
                Self::new(message).help(say!(
                    "另选一页，或去掉 --page 写出所有的页",
                    "choose another page, or leave --page out for all of them"
                ))
            }
            BuildError::Font { name, cause } => {
                let message =
                    say!("字体 {name} 的文件已损坏，用不了（{cause}）", "the file of the font {name} is damaged: {cause}");
                Self::new(message).help(say!(
                    "重新取得这个字体，或用 --font-path 另选一个文件夹；scripts/fonts.sh 可以下载默认字体",
                    "get the font again, or name another folder with --font-path; scripts/fonts.sh fetches the default fonts"
                ))
            }
            BuildError::Picture { path, cause } => {
                Self::new(say!("图片 {path} 读不了（{cause}）", "the picture {path} cannot be read: {cause}"))
                    .help(say!("从原来的程序重新导出这张图片", "export the picture again from where it was made"))
            }
            BuildError::Size { resolution } => {
                let message = say!("{resolution} dpi 的页面太大，画不了", "a page at {resolution} dpi is too large to be drawn");
                Self::new(message).help(say!("用 --resolution 选小一点的分辨率", "choose a smaller --resolution"))
            }
            BuildError::Template(fault) => {
                let (name, message) = (&fault.name, &fault.message);
                let line =
                    |before: &str, behind: &str| fault.line.map(|line| format!("{before}{line}{behind}")).unwrap_or_default();
                let (zh, en) = (line(" 第 ", " 行"), line(", line ", ""));
                Self::new(say!("网页模板 {name}{zh}不能用：{message}", "the template {name}{en} cannot be used: {message}"))
                    .help(say!("docs/templates.md 列出了模板可用的内容", "docs/templates.md lists what a template can use"))
            }
            BuildError::Write { target, cause } => {
                let name = target.name();
                Self::new(say!("{name} 写不出来：{cause}", "the {name} cannot be written: {cause}")).help(say!(
                    "这是程序的错误；请换一种格式，并把文稿报告给开发者",
                    "this is a fault of the program: take another format, and report the draft"
                ))
            }
        }
    }
}

impl std::fmt::Display for RunError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.whole().en)
    }
}

impl std::error::Error for RunError {}
