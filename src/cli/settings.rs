//! Finding and reading `zhumo.toml`.

use super::RunError;
use std::path::{Path, PathBuf};
use zhumo::config::Config;
use zhumo::say;
use zhumo::span::LineIndex;

/// The settings of a draft.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub config: Config,
    /// The folder that holds the project: that of `zhumo.toml`, else that of the draft. No file outside it is read.
    pub root: PathBuf,
}

/// The settings for drafts in `folder`: those of `given`, else of the nearest `zhumo.toml` above.
///
/// # Errors
/// [`RunError`] with line and column when the file cannot be used.
pub(crate) fn load(folder: &Path, given: Option<&Path>) -> Result<Settings, RunError> {
    if let Some(path) = given {
        let root = path.parent().filter(|root| !root.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_path_buf();
        // The config may stand elsewhere; the draft's own folder stays readable.
        let config = read(path)?;
        let inside =
            folder.canonicalize().ok().zip(root.canonicalize().ok()).is_some_and(|(folder, root)| folder.starts_with(root));
        return Ok(Settings { config, root: if inside { root } else { folder.to_path_buf() } });
    }
    let start = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    for folder in start.ancestors() {
        let path = folder.join("zhumo.toml");
        if path.is_file() {
            return Ok(Settings { config: read(&path)?, root: folder.to_path_buf() });
        }
    }
    Ok(Settings { config: Config::default(), root: start })
}

fn read(path: &Path) -> Result<Config, RunError> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| RunError::new(say!("读不了 {shown}：{error}", "cannot read {shown}: {error}")))?;
    Config::parse(&text).map_err(|error| {
        let place = error.span.map_or_else(String::new, |span| {
            let at = LineIndex::new(&text).position(&text, span.start);
            format!(":{}:{}", at.line, at.column)
        });
        let message = &error.message;
        let failure = RunError::new(say!("{shown}{place}：{message}", "{shown}{place}: {message}"));
        match error.nearest {
            Some(near) => failure.help(say!("是不是 `{near}`？", "did you mean `{near}`?")),
            None => failure,
        }
    })
}
