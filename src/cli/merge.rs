//! `zhumo merge`: one draft and a table of rows, a document for each row.
//!
//! Here: the order of the work: everything that is wrong with rows is told before anything is written. Not here: which rows are wanted
//! (`rows`), what the files are called (`name`), what is said (`told`), one file of all (`bound`), and how a draft is filled
//! (the library's `merge`).

mod bound;
mod name;
mod rows;
mod told;

use super::args::{Cli, MergeArgs, Target, sheets};
use super::build::{places::Place, remark, write};
use super::report::Report;
use super::screen::tell;
use super::{Outcome, RunError, fault_word, files, jobs, out};
use clap::ValueEnum;
use name::Name;
use rows::Wanted;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use told::Told;
use zhumo::merge::{Fault, Filling, Row, Table, Template, Which};
use zhumo::project::files::DraftText;
use zhumo::project::names::Taken;
use zhumo::project::{How, Job, Project, Projects, in_order};
use zhumo::say::{Say, visible};
use zhumo::span::LineIndex;
use zhumo::{Output, say};

pub(crate) fn run(args: &MergeArgs, cli: &Cli) -> Result<Outcome, RunError> {
    let draft = files::Draft::at(&args.draft);
    let project = Projects::new(cli.overrides_with(&args.fonts)).of(&draft.folder)?;
    let source = draft.text_in(&project.settings)?;
    let template = match Template::read(&source.text) {
        Ok(template) => template,
        Err(errors) => return Ok(misread(&draft.path, &source.text, &errors, cli)),
    };
    let mut targets = args.target.clone();
    targets.sort();
    targets.dedup();
    args.sheets.fitting(targets.contains(&Target::Pdf) || args.bound.is_some())?;
    let endings: Vec<&str> = Target::value_variants().iter().map(|target| target.extension()).collect();
    let name = args.output.as_deref().map(|pattern| Name::read(pattern, &endings)).transpose()?;
    if name.is_none() && args.bound.is_none() && args.preview.is_none() && !args.dry_run {
        let message = say!("没有说明写到哪里", "nothing says where the letters go");
        let help = say!("用 -o 'out/{{{{列名}}}}' 或 --bound 全部.pdf", "write -o 'out/{{{{column}}}}' or --bound all.pdf");
        return Err(RunError::new(message, help));
    }
    let wanted = Wanted::of(args)?;
    let mut columns = template.columns();
    columns.extend(name.iter().flat_map(|name| name.columns.clone()).chain(wanted.columns()));
    let ending = args.rows.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let table =
        Table::read(files::bytes(&args.rows)?, &ending, args.sheet.as_deref().map_or(Which::Clear, Which::Named), &columns);
    let table = table.map_err(|error| {
        let (path, Say { zh, en }) = (args.rows.display(), error.message);
        RunError::new(say!("{path}：{zh}", "{path}: {en}"), error.help)
    })?;
    table.remarks.iter().for_each(|text| remark(text, cli));
    let threads = jobs(args.writing.jobs, usize::MAX)?;
    let work = Work { args, draft, project, encoding: source.encoding, template, name, table, wanted, targets };
    if let Some(row) = args.preview {
        return work.preview(row, cli);
    }
    let looked = work.look(threads);
    if looked.letters == 0 {
        let message = say!("没有一行符合要求", "no row is wanted");
        return Err(RunError::new(message, say!("核对 --rows 和 --where", "check --rows and --where")));
    }
    let mut told = Told::of(looked.letters, args, cli)?;
    told.faults(&looked.faults);
    if !looked.faults.is_empty() && !args.only_good && !args.dry_run {
        return Ok(told.refused());
    }
    if args.dry_run {
        work.each(threads, &looked, |letter| work.checked(letter), |done| told.take(done));
    } else if let Some(path) = &args.bound {
        bound::write(&work, threads, &looked, path, &mut told)?;
        if told.has_bound() && !args.sheets.wanted().is_empty() {
            let written = args.sheets.write(&files::bytes(path)?, path, &args.rows)?;
            written.iter().for_each(|path| told.bound(path));
        }
    }
    if !args.dry_run && work.name.is_some() {
        work.each(threads, &looked, |letter| work.built(letter), |done| told.take(done));
    }
    told.end(looked.bad.len())
}

/// Says what is wrong with the places of the draft.
fn misread(path: &Path, source: &str, errors: &[zhumo::merge::TemplateError], cli: &Cli) -> Outcome {
    let index = LineIndex::new(source);
    for error in errors {
        let (at, lang) = (index.position(source, error.range.start), cli.lang());
        let written = &source[error.range.clone()];
        let path = path.display().to_string();
        tell!("{}{}:{}:{}: {written} {}", fault_word(lang), visible(&path), at.line, at.column, error.message.in_lang(lang));
        tell!("{}{}", say!("办法：", "help: ").in_lang(lang), error.help.in_lang(lang));
    }
    Outcome::DraftAtFault
}

/// Everything that all letters share.
struct Work<'a> {
    args: &'a MergeArgs,
    draft: files::Draft,
    project: Project,
    encoding: zhumo::source::Encoding,
    template: Template,
    name: Option<Name>,
    table: Table,
    wanted: Wanted,
    targets: Vec<Target>,
}

/// What looking at all rows gave.
struct Looked {
    letters: usize,
    faults: Vec<Fault>,
    /// Letters with a fault, by number.
    bad: BTreeSet<usize>,
}

/// A letter: its number and its rows.
struct Letter {
    number: usize,
    rows: Vec<Row>,
}

/// What came of a letter.
struct Done {
    /// The numbers of its rows.
    rows: Vec<usize>,
    report: Report,
    written: Vec<PathBuf>,
    notes: Vec<Say>,
    /// Where it would go.
    place: Option<PathBuf>,
    refused: bool,
}

impl Work<'_> {
    fn letters(&self) -> impl Iterator<Item = Letter> + Send + '_ {
        self.wanted.letters(&self.table).enumerate().map(|(number, rows)| Letter { number, rows })
    }

    fn filling<'b>(&'b self, letter: &'b Letter) -> Filling<'b> {
        Filling::of(&self.table, &letter.rows).numbered(letter.number)
    }

    /// The draft of a letter.
    fn filled(&self, letter: &Letter, faults: &mut Vec<Fault>) -> String {
        faults.extend(letter.rows.iter().filter_map(|row| self.table.fault(row)));
        self.template.fill(&self.filling(letter), faults)
    }

    fn place(&self, letter: &Letter, filled: &str) -> Result<Option<PathBuf>, RunError> {
        self.name.as_ref().map(|name| name.of(&self.filling(letter), &self.draft, filled)).transpose()
    }

    /// Looks at all rows, and writes nothing.
    fn look(&self, threads: usize) -> Looked {
        let mut looked = Looked { letters: 0, faults: Vec::new(), bad: BTreeSet::new() };
        let (mut taken, mut firsts) = (Taken::default(), Vec::new());
        let look = |letter: Letter| {
            let mut faults = Vec::new();
            let filled = self.filled(&letter, &mut faults);
            let row = letter.rows.first().map_or(0, |row| row.number);
            let place = if faults.is_empty() { self.place(&letter, &filled) } else { Ok(None) };
            let place = place.unwrap_or_else(|error| {
                faults.push(Fault::new(row, "-o", error.message, error.help));
                None
            });
            (letter.number, row, faults, place)
        };
        in_order(threads, self.letters(), look, |(number, row, faults, place)| {
            looked.letters += 1;
            firsts.push(row);
            if !faults.is_empty() {
                looked.bad.insert(number);
            }
            looked.faults.extend(faults);
            if let Some(place) = place
                && let Some(other) = self.taken(&place, number, &mut taken)
            {
                looked.bad.extend([number, other]);
                let (first, path) = (firsts[other], place.display());
                let message = say!("与第{first}行都要写到 {path}", "it would be written to {path}, as row {first} is");
                let help = say!("在 -o 里加上能区分的列", "add a column to -o that tells them apart");
                looked.faults.push(Fault::new(row, "-o", message, help));
            }
        });
        looked
    }

    /// Gives the name of a letter, and those of its sheets, to it; who had one of them before.
    fn taken(&self, place: &Path, number: usize, taken: &mut Taken) -> Option<usize> {
        let sheets = self.args.sheets.wanted().into_iter().map(|imposition| sheets(place, imposition).with_extension(""));
        let names: Vec<PathBuf> = std::iter::once(place.to_path_buf()).chain(sheets).collect();
        names.iter().filter_map(|name| taken.take(name, number)).find(|other| *other != number)
    }

    /// Does something with every letter in which nothing is wrong.
    fn each<R: Send>(&self, threads: usize, looked: &Looked, work: impl Fn(Letter) -> R + Sync, take: impl FnMut(R)) {
        in_order(threads, self.letters().filter(|letter| !looked.bad.contains(&letter.number)), work, take);
    }

    fn job(&self, filled: String) -> Job {
        let mut job = self.project.job(&self.draft.path, DraftText { text: filled, encoding: self.encoding });
        job.options.config.markdown.front_matter |= self.args.writing.front_matter;
        job
    }

    fn done(&self, letter: &Letter, place: Option<PathBuf>) -> Done {
        let rows: Vec<usize> = letter.rows.iter().map(|row| row.number).collect();
        // What it would be called as a draft.
        let path = place.clone().unwrap_or_else(|| {
            let row = rows.first().copied().unwrap_or_default();
            PathBuf::from(format!("{}-{row}", self.draft.path.with_extension("").display()))
        });
        let report = Report::new(format!("{}.notice", path.display()), String::new(), Vec::new());
        Done { rows, report, written: Vec::new(), notes: Vec::new(), place, refused: false }
    }

    /// Checks a letter.
    fn checked(&self, letter: Letter) -> Done {
        let filled = self.filled(&letter, &mut Vec::new());
        let place = self.place(&letter, &filled).unwrap_or_default();
        let mut done = self.done(&letter, place);
        let job = self.job(filled);
        let findings = job.check();
        done.refused =
            findings.iter().any(|finding| finding.level == zhumo::check::Severity::Error) && !self.args.writing.allow_errors;
        done.report = Report::new(done.report.path, job.text, findings);
        done
    }

    /// Builds a letter and writes it.
    fn built(&self, letter: Letter) -> Done {
        let filled = self.filled(&letter, &mut Vec::new());
        let mut done = self.done(&letter, None);
        if let Err(fault) = self.write(&letter, filled, &mut done) {
            let fault = Report::failed(done.report.path.clone(), fault);
            done.report = Report { fault: fault.fault, read: false, ..done.report };
        }
        done
    }

    fn write(&self, letter: &Letter, filled: String, done: &mut Done) -> Result<(), RunError> {
        let Some(stem) = self.place(letter, &filled)? else { return Ok(()) };
        let with = |ending: &str| {
            let mut path = stem.clone().into_os_string();
            path.push(".");
            path.push(ending);
            PathBuf::from(path)
        };
        done.report.path = with("notice").display().to_string();
        let job = self.job(filled);
        let wanted: Vec<zhumo::Target> = self.targets.iter().map(|target| (*target).into()).collect();
        let built = job.build(&wanted, How::new(self.args.writing.allow_errors))?;
        done.refused = built.loses_text() || built.has_errors() && !self.args.writing.allow_errors;
        let text = job.text;
        if !done.refused {
            for (target, wanted) in self.targets.iter().zip(wanted) {
                let outputs: Vec<&Output> = built.outputs.iter().filter(|output| output.target == wanted).collect();
                let path = with(target.extension());
                let place = if wanted.is_paged() { Place::Pages(path) } else { Place::File(path) };
                write(&outputs, &place, None, &self.args.rows, (&mut done.written, &mut done.notes))?;
                if let (zhumo::Target::Pdf, Place::File(path), [output]) = (wanted, &place, &outputs[..]) {
                    done.written.extend(self.args.sheets.write(&output.bytes, path, &self.args.rows)?);
                }
            }
            if self.args.drafts {
                files::write_like(&with("notice"), text.as_bytes(), &self.args.rows)?;
                done.written.push(with("notice"));
            }
        }
        done.report = Report::new(std::mem::take(&mut done.report.path), text, built.findings);
        Ok(())
    }

    /// Prints the draft of a row.
    fn preview(&self, row: usize, cli: &Cli) -> Result<Outcome, RunError> {
        let letter = self.letters().find(|letter| letter.rows.iter().any(|found| found.number == row));
        let Some(letter) = letter else {
            let message = say!("没有第{row}行", "there is no row {row}");
            let numbers = || self.letters().flat_map(|letter| letter.rows).map(|row| row.number);
            let (first, last) = (numbers().min().unwrap_or_default(), numbers().max().unwrap_or_default());
            let help = say!("行号与表格里的一致：第{first}—{last}行", "rows have the numbers of the sheet: {first}–{last}");
            return Err(RunError::new(message, help));
        };
        let mut faults = Vec::new();
        let filled = self.filled(&letter, &mut faults);
        out::print(&filled)?;
        let mut told = Told::of(1, self.args, cli)?;
        told.faults(&faults);
        if faults.is_empty() {
            told.take(self.checked(letter));
        }
        told.preview(!faults.is_empty())
    }
}
