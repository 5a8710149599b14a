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
        own_text(&folder(settings)?.join(name).join("layout.toml")).unwrap_or_else(|error| {
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
        if let Some(text) = own_text(&path)? {
            texts.insert(below.to_string_lossy().replace('\\', "/"), text);
        }
    }
    Ok(texts)
}

/// The text of a file of the user's templates; none where there is no such file.
fn own_text(path: &Path) -> Result<Option<String>, RunError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let path = path.display();
            let Say { zh, en } = match error.kind() {
                ErrorKind::InvalidData => say!("不是 UTF-8 编码", "it is not UTF-8"),
                _ => cause(&error),
            };
            let message = say!("读不了模板文件 {path}：{zh}", "the template file {path} cannot be read: {en}");
            Err(RunError::new(message, remedy(&error)))
        }
    }
}
