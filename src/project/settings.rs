//! Finding and reading `zhumo.toml`, the files that it extends, and what `--set` says.

use super::error::cause;
use super::{Overrides, RunError};
use crate::check::{CheckConfig, PathRules};
use crate::config::layers::{Layer, Origin, resolve};
use crate::config::{Config, ConfigError};
use crate::say;
use crate::say::Say;
use crate::span::LineIndex;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The settings of a draft.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `zhumo.toml`, those that it extends, and what goes before it.
    pub config: Config,
    /// The folder that holds the project: that of `zhumo.toml`, else that of the draft. No file outside it is read.
    pub root: PathBuf,
    /// Where values come from, by key; the layers are those of `sources`.
    pub origins: BTreeMap<String, Origin>,
    /// What the settings were read from, the first below all others.
    pub sources: Vec<Source>,
    rules: PathRules,
}

/// What settings were read from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// What was given beside the files.
    CommandLine,
}

impl Source {
    /// The file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::CommandLine => None,
        }
    }

    /// The name for messages.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::CommandLine => "--set".to_owned(),
        }
    }
}

impl Settings {
    /// The settings of a folder without a `zhumo.toml`.
    pub(super) fn none(folder: &Path) -> Self {
        let config = Config::default();
        let rules = PathRules::new(&config.check);
        Self { config, root: folder.to_path_buf(), origins: BTreeMap::new(), sources: Vec::new(), rules }
    }

    /// `[check]` for the draft at `path`.
    #[must_use]
    pub fn check_for(&self, path: &Path) -> Cow<'_, CheckConfig> {
        if self.config.check.files.is_empty() {
            return Cow::Borrowed(&self.config.check);
        }
        self.rules.apply(&self.config.check, &absolute(path))
    }
}

/// A path as the bases of patterns are: absolute, without links in its folder.
fn absolute(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    path.file_name().map_or_else(|| folder.clone(), |name| folder.join(name))
}

/// A text of settings as it was read.
struct Text {
    source: Source,
    folder: PathBuf,
    text: String,
}

/// The day it is, by Universal Time: what a suppression may wait for is never hours.
#[expect(
    clippy::disallowed_methods,
    reason = "which suppressions have run out is the one thing that depends on the day; no output does"
)]
#[must_use]
pub fn today() -> chrono::NaiveDate {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or_default();
    chrono::NaiveDate::default().checked_add_signed(chrono::TimeDelta::days(days)).unwrap_or_default()
}

/// The folder whose settings are asked for: that of a draft, a folder itself, or the current one.
///
/// # Errors
/// [`RunError`] when there is nothing of that name.
pub fn folder_of(path: Option<&Path>) -> Result<&Path, RunError> {
    let here = Path::new(".");
    let path = path.unwrap_or(here);
    if !path.exists() {
        let path = path.display();
        let help = say!("核对路径和文件名", "check the path and the name");
        return Err(RunError::new(say!("没有 {path}", "there is no {path}"), help));
    }
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(here) };
    Ok(if folder.as_os_str().is_empty() { here } else { folder })
}

/// The settings for drafts in `folder`: those of the file that was named, else of the nearest `zhumo.toml` above; single settings go
/// before both.
///
/// # Errors
/// [`RunError`] with line and column when a file cannot be used.
pub(super) fn load(folder: &Path, overrides: &Overrides) -> Result<Settings, RunError> {
    let start = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
    let nearest = || start.ancestors().map(|folder| folder.join("zhumo.toml")).find(|path| path.is_file());
    let file = overrides.config.clone().or_else(nearest);
    let mut texts = match &file {
        Some(path) => chain(path, overrides.config.is_some())?,
        None => Vec::new(),
    };
    let root = match texts.last() {
        // A file that was named may stand elsewhere; the draft's own folder stays readable.
        Some(text) if start.starts_with(&text.folder) => text.folder.clone(),
        _ => start,
    };
    if !overrides.set.is_empty() {
        let text = overrides.set.iter().map(|setting| assignment(setting)).collect::<Result<String, RunError>>()?;
        texts.push(Text { source: Source::CommandLine, folder: PathBuf::from(".").canonicalize().unwrap_or_default(), text });
    }
    let layers: Vec<Layer<'_>> = texts.iter().map(|text| Layer { text: &text.text, folder: &text.folder }).collect();
    let resolved = resolve(&layers).map_err(|(index, error)| failure(&texts[index], &error))?;
    let rules = PathRules::new(&resolved.config.check);
    let sources = texts.into_iter().map(|text| text.source).collect();
    Ok(Settings { config: resolved.config, root, origins: resolved.origins, sources, rules })
}

/// The longest file of settings that is read.
const LONGEST: usize = 16 * 1024 * 1024;

/// The file at `path` and those that it extends, itself last.
///
/// A draft may come from anywhere, and its `zhumo.toml` with it: what that extends lies below it, or is the `zhumo.toml` of a folder
/// above. Only a file that was named on the command line may point anywhere.
fn chain(path: &Path, named: bool) -> Result<Vec<Text>, RunError> {
    let mut texts: Vec<Text> = Vec::new();
    let mut seen: Vec<PathBuf> = Vec::new();
    let mut next = Some(path.to_path_buf());
    while let Some(path) = next {
        let name = shown(&path);
        let text = super::bytes::bytes_within(&path, LONGEST).map_err(|error| {
            // The file is called as it was named.
            std::fs::metadata(&path).err().map_or(error, |error| RunError::unread(Path::new(&name), &error))
        })?;
        let invalid = |_| RunError::unread(Path::new(&name), &std::io::ErrorKind::InvalidData.into());
        let text = String::from_utf8(text).map_err(invalid)?;
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        let folder = real.parent().map_or_else(|| PathBuf::from("/"), Path::to_path_buf);
        seen.push(real);
        let text = Text { source: Source::File(PathBuf::from(&name)), folder, text };
        let resolved =
            resolve(&[Layer { text: &text.text, folder: &text.folder }]).map_err(|(_, error)| failure(&text, &error))?;
        next = None;
        if let Some(extend) = &resolved.config.extend {
            let line = resolved.origins.get("extend").map_or(1, |origin| origin.line);
            let place = format!("{name}:{line}");
            let target = text.folder.join(extend);
            let real = target.canonicalize().map_err(|error| {
                let Say { zh, en } = cause(&error);
                let message = say!(
                    "{place}：无法读取 extend 写的“{extend}”：{zh}",
                    "{place}: cannot read `{extend}`, which it extends: {en}"
                );
                RunError::new(message, say!("路径从这个文件所在的文件夹算起", "the path counts from the folder of this file"))
            })?;
            if seen.contains(&real) {
                let message = say!("{place}：extend 绕回了“{extend}”", "{place}: `extend` leads back to `{extend}`");
                return Err(RunError::new(message, say!("删去其中一个 extend", "remove one `extend` of the circle")));
            }
            let above = real.file_name().is_some_and(|file| file == "zhumo.toml")
                && real.parent().is_some_and(|other| text.folder.starts_with(other));
            if !named && !above && !real.starts_with(&text.folder) {
                let message =
                    say!("{place}：extend 指到了项目以外：“{extend}”", "{place}: `extend` leads out of the project: `{extend}`");
                let help = say!(
                    "只能是这个文件夹以下的文件，或上级文件夹的 zhumo.toml；别处的文件请用 --config 指明",
                    "it may name a file below this folder, or the zhumo.toml of a folder above; for others use --config"
                );
                return Err(RunError::new(message, help));
            }
            next = Some(real);
        }
        texts.push(text);
    }
    texts.reverse();
    Ok(texts)
}

/// A path as a person knows it: from the current folder where it lies below.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let below = here.as_ref().and_then(|here| path.strip_prefix(here).ok()).filter(|below| !below.as_os_str().is_empty());
    below.unwrap_or(path).display().to_string()
}

/// `--set KEY=VALUE` as a line of TOML; a value that is none is a string.
fn assignment(setting: &str) -> Result<String, RunError> {
    let Some((key, value)) = setting.split_once('=') else {
        return Err(RunError::new(
            say!("--set 要写成 键=值：{setting}", "--set takes KEY=VALUE: {setting}"),
            say!("例如 --set check.fail_on=error", "such as --set check.fail_on=error"),
        ));
    };
    let line = |value: &str| format!("{} = {value}\n", key.trim());
    let is_toml = |text: &str| text.parse::<toml::Table>().is_ok();
    let (plain, quoted) = (line(value.trim()), line(&toml::Value::String(value.trim().to_owned()).to_string()));
    Ok(if is_toml(&plain) { plain } else { quoted })
}

fn failure(text: &Text, error: &ConfigError) -> RunError {
    let name = text.source.name();
    let place = match (&text.source, &error.span) {
        (Source::File(_), Some(span)) => {
            let at = LineIndex::new(&text.text).position(&text.text, span.start);
            format!("{name}:{}:{}", at.line, at.column)
        }
        _ => name,
    };
    let (zh, en) = (&error.message.zh, &error.message.en);
    let help = match &error.nearest {
        Some(near) => say!("是不是 `{near}`？", "did you mean `{near}`?"),
        None => say!(
            "手册列出了全部设置；zhumo config 给出现在的值",
            "the manual lists every setting; zhumo config shows those that hold"
        ),
    };
    RunError::new(say!("{place}：{zh}", "{place}: {en}"), help)
}
