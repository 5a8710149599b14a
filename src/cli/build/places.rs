//! Where outputs go: `-o` with its names in braces, for each draft and target.
//!
//! Here: [`Plan`]. Not here: which names files can have (`project::names`), and writing (`build`).

use super::super::args::{Target, sheets};
use super::super::{RunError, files};
use clap::ValueEnum;
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use zhumo::model::{DocumentNumber, Notice};
use zhumo::pdf::Imposition;
use zhumo::project::names::{Taken, part, safe};
use zhumo::project::{Projects, in_order};
use zhumo::say;

/// Where an output goes.
pub(crate) enum Place {
    File(PathBuf),
    /// A file for each page: the name without its number.
    Pages(PathBuf),
    StandardOutput,
}

/// What can stand in braces, and whether the draft has to be read for it.
pub(crate) const KEYS: [(&str, bool); 7] =
    [("name", false), ("dir", false), ("number", true), ("title", true), ("date", true), ("year", true), ("serial", true)];

/// Where the outputs of a run go.
pub(super) enum Plan {
    StandardOutput,
    /// Each beside its draft.
    Beside,
    /// The path of each draft's outputs without their ending, or why it has none; and whether it is the whole name.
    Named {
        stems: Vec<Result<PathBuf, RunError>>,
        whole: bool,
    },
}

impl Plan {
    /// Says where the outputs of each draft go. Nothing is written where two would be one.
    ///
    /// # Errors
    /// [`RunError`] for a pattern that cannot be followed, and for outputs that would be one file.
    pub fn of(
        pattern: Option<&str>,
        targets: &[Target],
        impositions: &[Imposition],
        drafts: &[files::Draft],
        projects: &Projects,
        threads: usize,
    ) -> Result<Self, RunError> {
        let several = drafts.len() > 1;
        let plan = match pattern {
            Some("-") if several || targets.len() > 1 || !impositions.is_empty() => {
                let message = say!("标准输出只能写一份文稿的一种格式", "standard output takes one format of one draft");
                let help = say!("去掉 -o -，就写到文稿旁边", "leave -o - out, and they are written beside the drafts");
                return Err(RunError::new(message, help));
            }
            Some("-") => return Ok(Self::StandardOutput),
            Some(text) => {
                let pattern = Pattern::read(text, targets, several)?;
                let mut stems = Vec::new();
                let read = pattern.reads_drafts();
                in_order(
                    if read { threads } else { 1 },
                    drafts.iter(),
                    |draft| pattern.stem(draft, projects),
                    |stem| {
                        stems.push(stem);
                    },
                );
                Self::Named { stems, whole: pattern.whole }
            }
            None if drafts.iter().any(|draft| draft.path.as_os_str() == "<stdin>") => {
                let message =
                    say!("标准输入的文稿要用 -o 说明写到哪里", "say with -o where the outputs of a draft from standard input go");
                return Err(RunError::new(message, say!("例如 -o out/公文", "such as -o out/notice")));
            }
            None => Self::Beside,
        };
        if several {
            plan.apart(drafts, impositions)?;
        }
        Ok(plan)
    }

    /// The path of a draft's outputs without their ending.
    fn stem<'a>(&'a self, index: usize, draft: &files::Draft) -> Result<Cow<'a, Path>, RunError> {
        match self {
            Self::Named { stems, .. } => stems[index].as_deref().map(Cow::Borrowed).map_err(Clone::clone),
            Self::StandardOutput | Self::Beside => Ok(Cow::Owned(draft.path.with_extension(""))),
        }
    }

    fn apart(&self, drafts: &[files::Draft], impositions: &[Imposition]) -> Result<(), RunError> {
        let mut taken = Taken::default();
        for (index, draft) in drafts.iter().enumerate() {
            let Ok(stem) = self.stem(index, draft) else { continue };
            // Sheets have numbers behind those of all drafts.
            let of_sheets = impositions.iter().find_map(|imposition| {
                let sheets = sheets(&stem, *imposition).with_extension("");
                taken.take(&sheets, drafts.len() + index).filter(|other| *other < drafts.len())
            });
            let Some(other) = of_sheets.or_else(|| taken.take(&stem, index)) else { continue };
            let (other, is_sheet) = (other % drafts.len(), of_sheets.is_some() || other >= drafts.len());
            // Two drafts that lie beside each other under names that differ in case do so on a file system that knows case.
            let apart = |other: Cow<'_, Path>| matches!(self, Self::Beside) && other != stem;
            if !is_sheet && self.stem(other, &drafts[other]).is_ok_and(apart) {
                continue;
            }
            let (path, one, two) = (stem.display(), drafts[other].path.display(), draft.path.display());
            let message = say!("{one} 和 {two} 都要写到 {path}", "{one} and {two} would both be written to {path}");
            return Err(RunError::new(
                message,
                say!(
                    "改名，或用 -o 'out/{{dir}}/{{name}}' 保留原来的文件夹",
                    "rename one, or keep the folders with -o 'out/{{dir}}/{{name}}'"
                ),
            ));
        }
        Ok(())
    }

    /// Where a draft's output in a target goes.
    ///
    /// # Errors
    /// [`RunError`] for a draft that has not what its name is made of.
    pub fn place(&self, index: usize, draft: &files::Draft, target: Target, one_page: bool) -> Result<Place, RunError> {
        if matches!(self, Self::StandardOutput) {
            return Ok(Place::StandardOutput);
        }
        let (stem, extension) = (self.stem(index, draft)?, target.extension());
        // What is written through keeps its name: `/dev/stdout` has no ending.
        if matches!(self, Self::Named { .. }) && !zhumo::Target::from(target).is_paged() && files::is_written_through(&stem) {
            return Ok(Place::File(stem.into_owned()));
        }
        // What stands behind a full stop of the name is part of it.
        let mut path = stem.into_owned().into_os_string();
        path.push(".");
        path.push(extension);
        let whole = matches!(self, Self::Named { whole: true, .. });
        // A file that is named whole holds the one page that was asked for.
        let pages = zhumo::Target::from(target).is_paged() && !(whole && one_page);
        Ok(if pages { Place::Pages(path.into()) } else { Place::File(path.into()) })
    }
}

/// `-o`, read.
struct Pattern<'a> {
    /// The folder that it begins with, as it was written.
    folder: &'a Path,
    parts: Vec<Vec<Piece<'a>>>,
    /// Whether it names the ending, too.
    whole: bool,
}

enum Piece<'a> {
    Text(&'a str),
    Key(&'static str),
}

impl<'a> Pattern<'a> {
    fn read(pattern: &'a str, targets: &[Target], several: bool) -> Result<Self, RunError> {
        let folder = pattern.ends_with(['/', '\\']) || Path::new(pattern).is_dir();
        let has_key = KEYS.iter().any(|(key, _)| pattern.contains(&format!("{{{key}}}")));
        if folder && !has_key {
            return Ok(Self { folder: Path::new(pattern), parts: vec![vec![Piece::Key("name")]], whole: false });
        }
        if several && !has_key && !pattern.contains(['{', '}']) {
            let message = say!(
                "有多份文稿时，-o 要写文件夹或含有 {{name}}",
                "with several drafts -o takes a folder, or a pattern with {{name}}"
            );
            return Err(RunError::new(message, say!("例如 -o 'out/{{name}}'", "such as -o 'out/{{name}}'")));
        }
        let (named, ending) = match Path::new(pattern).extension().map(|ending| ending.to_string_lossy()) {
            Some(ending) if Target::value_variants().iter().any(|target| target.extension() == ending) || ending == "notice" => {
                (&pattern[..pattern.len() - ending.len() - 1], Some(ending))
            }
            _ => (pattern, None),
        };
        if let (Some(ending), Some(target)) =
            (&ending, targets.iter().find(|target| Some(target.extension()) != ending.as_deref()))
        {
            let extension = target.extension();
            let message = say!(
                "{pattern} 的扩展名 {ending} 与格式 {extension} 不符",
                "the ending {ending} of {pattern} is not that of the format {extension}"
            );
            let help = say!("写作 out/{{name}}，扩展名会自动加上", "write out/{{name}}; the ending is added");
            return Err(RunError::new(message, help));
        }
        let separators: &[char] = if cfg!(windows) { &['/', '\\'] } else { &['/'] };
        let literal = named.find('{').unwrap_or(named.len());
        let (written, made) = named.split_at(named[..literal].rfind(separators).map_or(0, |at| at + 1));
        let mut parts = Vec::new();
        for text in made.split(separators).filter(|text| !text.is_empty()) {
            parts.push(pieces(text).ok_or_else(|| unknown(pattern))?);
        }
        if folder {
            parts.push(vec![Piece::Key("name")]);
        }
        Ok(Self { folder: Path::new(written), parts, whole: ending.is_some() })
    }

    fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.parts.iter().flatten().filter_map(|piece| match piece {
            Piece::Key(key) => Some(*key),
            Piece::Text(_) => None,
        })
    }

    fn reads_drafts(&self) -> bool {
        self.keys().any(|key| KEYS.contains(&(key, true)))
    }

    /// The path of a draft's outputs without their ending.
    fn stem(&self, draft: &files::Draft, projects: &Projects) -> Result<PathBuf, RunError> {
        let notice = if self.reads_drafts() {
            let text = draft.text_in(&projects.of(&draft.folder)?.settings)?.text;
            Some(Notice::read(&zhumo::syntax::parse(&text)))
        } else {
            None
        };
        let mut path = self.folder.to_path_buf();
        for pieces in &self.parts {
            if let [Piece::Key("dir")] = pieces[..] {
                let folders = draft.below.components().filter_map(|folder| match folder {
                    Component::Normal(folder) => Some(safe(&part(&folder.to_string_lossy()))),
                    _ => None,
                });
                path.extend(folders);
                continue;
            }
            let [Piece::Text(text)] = pieces[..] else {
                let mut name = String::new();
                for piece in pieces {
                    name += &match piece {
                        Piece::Text(text) => Cow::Borrowed(*text),
                        Piece::Key(key) => Cow::Owned(part(&value(key, draft, notice.as_ref())?)),
                    };
                }
                let name = safe(&name);
                if name.is_empty() {
                    let path = draft.path.display();
                    let message = say!("{path} 的输出没有文件名", "the outputs of {path} have no name");
                    return Err(RunError::new(message, say!("-o 里加上 {{name}}", "add {{name}} to -o")));
                }
                path.push(name);
                continue;
            };
            // What somebody writes himself is his own affair.
            path.push(text);
        }
        Ok(path)
    }
}

fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let (key, after) = behind.split_once('}')?;
        let (key, _) = KEYS.iter().find(|(known, _)| *known == key)?;
        pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
        pieces.push(Piece::Key(key));
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
    (!rest.contains('}')).then_some(pieces)
}

fn unknown(pattern: &str) -> RunError {
    let keys = KEYS.map(|(key, _)| format!("{{{key}}}")).join(" ");
    let message = say!("-o 里只认识 {keys}：{pattern}", "only {keys} mean something in -o: {pattern}");
    RunError::new(message, say!("例如 -o 'out/{{name}}'", "such as -o 'out/{{name}}'"))
}

/// What stands for a name in braces.
///
/// # Errors
/// [`RunError`] for a draft that has it not.
pub(crate) fn value(key: &str, draft: &files::Draft, notice: Option<&Notice>) -> Result<String, RunError> {
    if let "name" = key {
        return Ok(draft.name());
    }
    if let "dir" = key {
        return Ok(draft.below.to_string_lossy().into_owned());
    }
    let number = notice.and_then(|notice| notice.number.as_ref());
    let parts = number.and_then(|number| number.value.as_ref());
    let date = notice.and_then(Notice::day);
    let value = match key {
        "number" => number.map(|number| number.text.text.clone()),
        "serial" => parts.map(|parts| match parts {
            DocumentNumber::Document { serial, .. } | DocumentNumber::Order { serial } => serial.to_string(),
            _ => String::new(),
        }),
        "title" => notice.map(Notice::title_text),
        "date" => date.map(|date| date.to_string()),
        "year" => {
            use chrono::Datelike;
            let numbered = || match parts {
                Some(DocumentNumber::Document { year, .. }) => Some(year.to_string()),
                _ => None,
            };
            date.map(|date| date.year().to_string()).or_else(numbered)
        }
        _ => None,
    };
    value.filter(|value| !value.trim().is_empty()).ok_or_else(|| {
        let path = draft.path.display();
        let message = say!("{path} 没有 {{{key}}} 要用的内容", "{path} has nothing for {{{key}}}");
        RunError::new(message, say!("补上，或改写 -o", "add it, or change -o"))
    })
}
