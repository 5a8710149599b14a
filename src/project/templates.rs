//! The user's own templates: a folder that `zhumo.toml` names, with `layout.toml`, pages and style sheets.
//!
//! Here: reading them. Not here: what is in them (`layout::Template`, `html::Templates`).

use super::RunError;
use super::error::{cause, remedy};
use super::settings::Settings;
use crate::layout::Template;
use crate::model::Notice;
use crate::say;
use crate::say::Say;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of the user's own templates, where there is one.
#[must_use]
pub fn folder(settings: &Settings) -> Option<PathBuf> {
    settings.config.template.path.as_ref().map(|path| settings.root.join(path))
}

/// The layout's lengths for a notice, from the user's folder or built in.
///
/// # Errors
/// [`RunError`] for a file that cannot be used; one that is there and cannot be read is never taken for none.
pub fn template(notice: &Notice, settings: &Settings) -> Result<Template, RunError> {
    if folder(settings).is_none() {
        return Ok(Template::built_in(notice.layout));
    }
    let fault = std::cell::RefCell::new(None);
    let own = |name: &str| {
        own_text(&folder(settings)?.join(name).join("layout.toml"), settings).unwrap_or_else(|error| {
            fault.replace(Some(error));
            None
        })
    };
    let template = Template::load(notice.layout.name(), &own);
    match fault.into_inner() {
        Some(error) => Err(error),
        None => template.map_err(|error| {
            let help =
                say!("templates/official/layout.toml 逐项说明了长度", "templates/official/layout.toml explains every length");
            RunError::new(error.say(), help)
        }),
    }
}

/// The user's own page templates, by their path below the template folder.
///
/// # Errors
/// [`RunError`] for a file that cannot be read.
pub fn pages(settings: &Settings) -> Result<BTreeMap<String, String>, RunError> {
    let mut texts = BTreeMap::new();
    let Some(folder) = folder(settings) else { return Ok(texts) };
    let walk = ignore::WalkBuilder::new(&folder).standard_filters(false).max_depth(Some(2)).sort_by_file_path(Path::cmp).build();
    for path in walk.filter_map(Result::ok).map(ignore::DirEntry::into_path) {
        let page = path.extension().is_some_and(|extension| extension == "html" || extension == "css");
        let (Ok(below), true) = (path.strip_prefix(&folder), page) else { continue };
        if let Some(text) = own_text(&path, settings)? {
            texts.insert(below.to_string_lossy().replace('\\', "/"), text);
        }
    }
    Ok(texts)
}

/// The longest file of a template that is read.
const LONGEST: usize = 4 * 1024 * 1024;

/// The text of a file of the user's templates; none where there is no such file.
fn own_text(path: &Path, settings: &Settings) -> Result<Option<String>, RunError> {
    if path.symlink_metadata().is_ok_and(|kind| kind.is_symlink())
        && let Ok(real) = path.canonicalize()
    {
        let within = |folder: &Path| folder.canonicalize().is_ok_and(|folder| real.starts_with(folder));
        if !within(&settings.root) && !folder(settings).is_some_and(|folder| within(&folder)) {
            let shown = path.display();
            let message = say!(
                "模板 {shown} 是指向项目外的链接，没有读",
                "the template {shown} is a link that leads out of the project, and was not read"
            );
            return Err(RunError::new(message, say!("把文件复制到模板文件夹里", "copy the file into the folder of templates")));
        }
    }
    match std::fs::metadata(path) {
        Ok(kind) if kind.is_file() => {
            let bytes = super::files::bytes_within(path, LONGEST)?;
            String::from_utf8(bytes).map(Some).map_err(|_| {
                let shown = path.display();
                let message = say!(
                    "无法读取模板文件 {shown}：不是 UTF-8 编码",
                    "the template file {shown} cannot be read: it is not UTF-8"
                );
                RunError::new(message, remedy(&ErrorKind::InvalidData.into()))
            })
        }
        Ok(kind) => {
            let (shown, what) = (
                path.display(),
                if kind.is_dir() { say!("文件夹", "a folder") } else { say!("设备或管道", "a device or a pipe") },
            );
            let Say { zh, en } = what;
            let message = say!("无法读取模板文件 {shown}：这是{zh}", "the template file {shown} cannot be read: it is {en}");
            Err(RunError::new(message, say!("换成文件", "put a file there")))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let path = path.display();
            let Say { zh, en } = cause(&error);
            let message = say!("无法读取模板文件 {path}：{zh}", "the template file {path} cannot be read: {en}");
            Err(RunError::new(message, remedy(&error)))
        }
    }
}
