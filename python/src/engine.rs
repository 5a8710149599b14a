//! Settings and fonts of a process, and what is done with drafts under them.

use crate::errors::{caught, guarded};
use crate::values::{Bytes, Filled, Finding, Imported, Maybe, TARGETS, Words, Written, ending, faults, findings, words};
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use zhumo::check::{FixScope, apply_fixes};
use zhumo::fmt::{FmtOptions, format, renumber};
use zhumo::import::{Format, ImportError, ImportOptions, import};
use zhumo::merge::{Filling, Row, Table, Template, Which};
use zhumo::project::files::{self, Draft, DraftText};
use zhumo::project::{How, Job, Overrides, PrintedFile, Projects, RunError, in_order};
use zhumo::say::Say;
use zhumo::source::{Limits, decode};
use zhumo::verify::Verdict;
use zhumo::{Target, say};

/// A draft as it is handed over: its text, its bytes, or nothing where it is the file of its name.
pub(crate) type Given = (Option<Data>, PathBuf);

#[derive(FromPyObject)]
pub(crate) enum Data {
    Text(String),
    Bytes(Vec<u8>),
}

impl Data {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

/// Settings and fonts, read once.
#[pyclass(frozen, module = "zhumo._native")]
pub(crate) struct Engine {
    projects: Projects,
}

/// What each of many drafts is written as.
struct Wanted {
    targets: Vec<Target>,
    how: How,
}

impl Wanted {
    fn of(formats: &[String], allow_errors: bool, proof: bool) -> Result<Self, RunError> {
        let mut targets = formats.iter().map(|name| target(name)).collect::<Result<Vec<Target>, RunError>>()?;
        targets.sort();
        targets.dedup();
        let mut how = How::new(allow_errors);
        how.proof = proof;
        Ok(Self { targets, how })
    }
}

fn target(name: &str) -> Result<Target, RunError> {
    let known = TARGETS.into_iter().find(|target| ending(*target) == name);
    known.ok_or_else(|| {
        let all = TARGETS.map(ending).join("、");
        let list = TARGETS.map(ending).join(", ");
        RunError::new(say!("没有“{name}”这种格式", "there is no format `{name}`"), say!("可用的有：{all}", "there are {list}"))
    })
}

impl Engine {
    fn job(&self, (data, path): &Given) -> Result<Job, RunError> {
        let draft = Draft::at(path);
        let project = self.projects.of(&draft.folder)?;
        let limits = &project.settings.config.limits;
        let source = match data {
            Some(data) => decoded(data.bytes(), path, limits.max_draft_bytes)?,
            None => draft.text(limits)?,
        };
        Ok(project.job(path, source))
    }

    fn write(&self, given: &Given, wanted: &Wanted) -> Result<Written, RunError> {
        let job = self.job(given)?;
        let built = job.build(&wanted.targets, wanted.how)?;
        Ok(Written::of(&job.text, built, wanted.how.allow_errors))
    }
}

fn decoded(bytes: &[u8], path: &Path, most: usize) -> Result<DraftText, RunError> {
    let source = decode(bytes, &Limits::new(most)).map_err(|error| RunError::undecoded(&error, path))?;
    Ok(DraftText { text: source.text, encoding: source.encoding })
}

#[pymethods]
impl Engine {
    #[new]
    fn new(fonts: Vec<PathBuf>, system_fonts: bool, config: Option<PathBuf>, set: Vec<String>) -> Self {
        let mut overrides = Overrides::default();
        (overrides.font_path, overrides.ignore_system_fonts) = (fonts, !system_fonts);
        (overrides.config, overrides.set) = (config, set);
        Self { projects: Projects::new(overrides) }
    }

    /// What is wrong with a draft.
    fn check(&self, py: Python<'_>, given: Given) -> PyResult<Vec<Finding>> {
        guarded(py, || {
            let job = self.job(&given)?;
            Ok(findings(&job.text, &job.check()))
        })
    }

    /// The text of a draft.
    fn text(&self, py: Python<'_>, given: Given) -> PyResult<String> {
        guarded(py, || self.job(&given).map(|job| job.text))
    }

    /// A fixed draft, how many fixes each rule made, and what is left.
    fn fix(&self, py: Python<'_>, given: Given, unsafe_fixes: bool) -> PyResult<(String, Vec<(String, usize)>, Vec<Finding>)> {
        guarded(py, || {
            let job = self.job(&given)?;
            let fixed =
                apply_fixes(&job.text, if unsafe_fixes { FixScope::All } else { FixScope::Safe }, |text| job.check_text(text));
            let made = fixed.made.iter().map(|(rule, count)| ((*rule).to_owned(), *count)).collect();
            let left = findings(&fixed.text, &fixed.findings);
            Ok((fixed.text, made, left))
        })
    }

    /// A draft in canonical form.
    fn fmt(&self, py: Python<'_>, given: Given, numbers: bool) -> PyResult<String> {
        guarded(py, || {
            let job = self.job(&given)?;
            let text = if numbers { renumber(&job.text).text } else { job.text };
            Ok(format(&text, &FmtOptions::new(job.options.config.fmt)))
        })
    }

    /// A draft in every format.
    fn build(&self, py: Python<'_>, given: Given, formats: Vec<String>, allow_errors: bool, proof: bool) -> PyResult<Written> {
        guarded(py, || self.write(&given, &Wanted::of(&formats, allow_errors, proof)?))
    }

    /// Drafts in every format, on so many threads; in their order, each for itself.
    fn build_many(
        &self,
        py: Python<'_>,
        given: Vec<Given>,
        formats: Vec<String>,
        allow_errors: bool,
        jobs: usize,
    ) -> PyResult<Vec<Maybe>> {
        guarded(py, || {
            let wanted = Wanted::of(&formats, allow_errors, false)?;
            let mut done = Vec::with_capacity(given.len());
            let one = |given: Given| Maybe::from(caught(|| self.write(&given, &wanted)));
            in_order(jobs, given.into_iter(), one, |maybe| done.push(maybe));
            Ok(done)
        })
    }

    /// The drafts that the rows of a table make of one: each row, or all rows that have the same in the column `group`.
    #[pyo3(signature = (given, table, ending, sheet=None, group=None))]
    fn fill(
        &self,
        py: Python<'_>,
        given: Given,
        table: Vec<u8>,
        ending: &str,
        sheet: Option<&str>,
        group: Option<&str>,
    ) -> PyResult<(Vec<Filled>, Vec<Words>)> {
        guarded(py, || {
            let job = self.job(&given)?;
            let template = Template::read(&job.text).map_err(|errors| misread(&job.text, &errors))?;
            let group = group.map(|name| name.split_whitespace().collect::<String>());
            let columns: Vec<String> = template.columns().into_iter().chain(group.clone()).collect();
            let sheet = sheet.map_or(Which::Clear, Which::Named);
            let table = Table::read(table, ending, sheet, &columns);
            let table = table.map_err(|error| RunError::new(error.message, error.help))?;
            let one = |(number, rows): (usize, Vec<Row>)| {
                let mut wrong: Vec<_> = rows.iter().filter_map(|row| table.fault(row)).collect();
                let draft = template.fill(&Filling::of(&table, &rows).numbered(number), &mut wrong);
                Filled { row: rows.first().map_or(0, |row| row.number), draft, faults: faults(&wrong) }
            };
            let letters = letters(&table, group.as_deref());
            Ok((letters.into_iter().enumerate().map(one).collect(), table.remarks.iter().map(words).collect()))
        })
    }

    /// The draft of somebody else's file.
    fn import_file(&self, py: Python<'_>, data: Vec<u8>, path: PathBuf, ending: &str) -> PyResult<Imported> {
        guarded(py, || {
            let limits = self.projects.of(&Draft::at(&path).folder)?.settings.config.limits.clone();
            let format = Format::of_ending(ending);
            let most = match format {
                Format::Docx => limits.max_picture_bytes.max(limits.max_draft_bytes),
                _ => limits.max_draft_bytes,
            };
            let stem = path.file_stem().map_or_else(|| "notice".into(), |stem| stem.to_string_lossy().into_owned());
            let options = ImportOptions::new(Limits::new(most), format!("{stem}-pictures"));
            let shown = path.display();
            let done = import(&data, format, &options).map_err(|error| match error {
                ImportError::Document(Say { zh, en }) => RunError::new(say!("{shown}：{zh}", "{shown}: {en}"), anew()),
                ImportError::Decode(error) => RunError::undecoded(&error, &path),
                error => RunError::new(say!("{shown}：{error}", "{shown}: {error}"), anew()),
            })?;
            let all = |list: &[Say]| list.iter().map(words).collect();
            Ok(Imported {
                draft: done.draft,
                encoding: done.encoding.name(),
                guesses: done
                    .guesses
                    .into_iter()
                    .map(|guess| (words(&guess.what), guess.sure, guess.line, guess.text, all(&guess.why), all(&guess.others)))
                    .collect(),
                remarks: all(&done.remarks),
                pictures: done.pictures.into_iter().map(|(path, bytes)| (path, Bytes::of(bytes))).collect(),
            })
        })
    }

    /// Whether a PDF or OFD is what its draft gives, and in what it differs: page, words.
    fn verify(
        &self,
        py: Python<'_>,
        data: Option<Vec<u8>>,
        path: PathBuf,
        draft: Option<Given>,
    ) -> PyResult<(&'static str, Vec<(Option<usize>, Words)>)> {
        guarded(py, || {
            let data = data.map_or_else(|| files::bytes(&path), Ok)?;
            let file = match PrintedFile::open(&data) {
                Ok(file) => file,
                Err(why) => return Ok(("unknown", vec![(None, words(&why))])),
            };
            let base = draft.as_ref().map_or(path.as_path(), |(_, path)| path);
            let project = self.projects.of(&Draft::at(base).folder)?;
            let given = draft.as_ref().map(|given| self.job(given)).transpose()?;
            let given = given.as_ref().map(|job| (job.path.as_path(), job.text.as_str()));
            Ok(match project.judge(&file, base, given)?.0 {
                Verdict::Same => ("same", Vec::new()),
                Verdict::Differs(list) => ("differs", list.iter().map(|one| (one.page, words(&one.said))).collect()),
                Verdict::Unknown(why) => ("unknown", vec![(None, words(&why))]),
                _ => ("unknown", Vec::new()),
            })
        })
    }
}

/// The rows of each letter, in the order in which letters first appear.
fn letters(table: &Table, group: Option<&str>) -> Vec<Vec<Row>> {
    let Some(column) = group.and_then(|name| table.column(name)) else { return table.rows().map(|row| vec![row]).collect() };
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut letters: Vec<Vec<Row>> = Vec::new();
    for row in table.rows() {
        let key = row.cell(column).shown(false).unwrap_or_default();
        let at = *known.entry(key).or_insert(letters.len());
        letters.resize_with(letters.len().max(at + 1), Vec::new);
        letters[at].push(row);
    }
    letters
}

fn anew() -> Say {
    say!("用原来的程序另存一份，再导入", "save it anew from the program that it comes from, and import that")
}

/// What is wrong with the places of a draft to merge into.
fn misread(text: &str, errors: &[zhumo::merge::TemplateError]) -> RunError {
    let index = zhumo::span::LineIndex::new(text);
    let line = |error: &zhumo::merge::TemplateError| {
        let (at, written) = (index.position(text, error.range.start).line, &text[error.range.clone()]);
        let Say { zh, en } = &error.message;
        say!("第{at}行：{written} {zh}", "line {at}: {written} {en}")
    };
    let lines: Vec<Say> = errors.iter().map(line).collect();
    let joined = |pick: fn(&Say) -> &String, by: &str| lines.iter().map(|say| pick(say).as_str()).collect::<Vec<_>>().join(by);
    let message = Say { zh: joined(|say| &say.zh, "；"), en: joined(|say| &say.en, "; ") };
    RunError::new(message, errors.first().map(|error| error.help.clone()).unwrap_or_default())
}
