//! Names of letters: `-o 'out/{{单位}}'`.

use super::super::build::places::{KEYS, value};
use super::super::{RunError, files};
use std::path::{Path, PathBuf};
use zhumo::merge::{Filling, Template};
use zhumo::model::Notice;
use zhumo::project::names::{part, safe};
use zhumo::say;

/// The name of each letter, read.
pub(super) struct Name {
    folder: PathBuf,
    parts: Vec<Template>,
    pub columns: Vec<String>,
}

impl Name {
    /// Reads `-o`.
    ///
    /// # Errors
    /// [`RunError`] for one that cannot be followed.
    pub fn read(pattern: &str, endings: &[&str]) -> Result<Self, RunError> {
        let ending = endings.iter().find_map(|ending| pattern.strip_suffix(&format!(".{ending}")));
        let pattern = ending.unwrap_or(pattern);
        let literal = pattern.find('{').unwrap_or(pattern.len());
        // A bar within braces parts a format, and no folder.
        let (folder, names) = pattern.split_at(pattern[..literal].rfind(std::path::is_separator).map_or(0, |at| at + 1));
        if names.is_empty() {
            let message = say!("-o 没有写文件名：{pattern}", "-o does not name the files: {pattern}");
            return Err(RunError::new(message, say!("例如 -o 'out/{{{{单位}}}}'", "such as -o 'out/{{{{单位}}}}'")));
        }
        let (mut parts, mut columns) = (Vec::new(), Vec::new());
        for text in names.split(std::path::is_separator).filter(|text| !text.is_empty()) {
            let template = Template::name(text).map_err(|errors| match errors.into_iter().next() {
                Some(error) => RunError::new(error.message, error.help),
                None => RunError::new(say!("无法解析 -o", "-o cannot be read"), say!("改写", "change it")),
            })?;
            columns.extend(template.columns());
            parts.push(template);
        }
        Ok(Self { folder: Path::new(folder).to_path_buf(), parts, columns })
    }

    /// The path of a letter's outputs without their ending; none where there is no name.
    pub fn of(&self, filling: &Filling<'_>, draft: &files::Draft, filled: &str) -> Result<PathBuf, RunError> {
        let mut path = self.folder.clone();
        let mut notice = None;
        for template in &self.parts {
            // What is wrong with values was said of the draft, or is said of an empty name.
            let mut name = template.plain(filling, &mut Vec::new(), part);
            for (key, _) in KEYS {
                let place = format!("{{{key}}}");
                if name.contains(&place) {
                    let notice: &Notice = notice.get_or_insert_with(|| Notice::read(&zhumo::syntax::parse(filled)));
                    name = name.replace(&place, &part(&value(key, draft, Some(notice))?));
                }
            }
            let name = safe(&name);
            if name.is_empty() {
                return Err(RunError::new(
                    say!("文件名是空的", "the name of the file is empty"),
                    say!("填写文件名用到的列", "fill in the columns of the name"),
                ));
            }
            path.push(name);
        }
        Ok(path)
    }
}
