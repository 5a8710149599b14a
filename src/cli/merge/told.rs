//! What is said of a merge: what is wrong with rows, what is wrong with letters by rule with their rows, and what was written.

use super::super::args::{Cli, FormatArg, MergeArgs};
use super::super::progress::Progress;
use super::super::report::{Report, Run, Summary, colors, limit, plural, render, report_files};
use super::super::screen::{self, tell};
use super::super::{Faults, Outcome, RunError, fault_word, files, out};
use super::Done;
use super::rows::numbers;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use zhumo::check::Severity;
use zhumo::merge::Fault;
use zhumo::say;
use zhumo::say::{Lang, visible};

/// What a rule said.
struct OfRule {
    /// Its first finding.
    first: Report,
    count: usize,
    rows: Vec<usize>,
}

pub(super) struct Told<'a> {
    args: &'a MergeArgs,
    cli: &'a Cli,
    letters: usize,
    progress: Progress,
    failures: Faults,
    /// The first finding of each rule, and the rows of all.
    rules: BTreeMap<(std::cmp::Reverse<Severity>, &'static str), OfRule>,
    kept: Vec<Report>,
    files: Vec<(FormatArg, PathBuf)>,
    summary: Summary,
    written: usize,
    refused: Vec<usize>,
    /// Letters of rows with problems.
    outside: usize,
    outcome: Outcome,
    /// Whether a file with all letters was written.
    has_bound: bool,
}

impl<'a> Told<'a> {
    pub fn of(letters: usize, args: &'a MergeArgs, cli: &'a Cli) -> Result<Self, RunError> {
        Ok(Self {
            args,
            cli,
            letters,
            progress: Progress::new(letters, cli),
            failures: Faults::default(),
            rules: BTreeMap::new(),
            kept: Vec::new(),
            files: report_files(&args.writing.reports)?,
            summary: Summary::default(),
            written: 0,
            refused: Vec::new(),
            outside: 0,
            outcome: Outcome::Clean,
            has_bound: false,
        })
    }

    fn chinese(&self) -> bool {
        self.cli.lang() == Lang::Chinese
    }

    fn format(&self) -> FormatArg {
        self.args.writing.reports.format.unwrap_or(FormatArg::Human)
    }

    fn for_people(&self) -> bool {
        matches!(self.format(), FormatArg::Human | FormatArg::Short)
    }

    /// Says what is wrong with rows: one line for each kind, with all its rows.
    pub fn faults(&self, faults: &[Fault]) {
        let lang = self.cli.lang();
        let mut kinds: Vec<(&Fault, Vec<usize>)> = Vec::new();
        let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for fault in faults {
            let at = *known.entry((&fault.column, &fault.message.zh)).or_insert(kinds.len());
            if at == kinds.len() {
                kinds.push((fault, Vec::new()));
            }
            kinds[at].1.push(fault.row);
        }
        for (fault, rows) in kinds {
            let (table, rows) = (self.args.rows.display(), numbers(&rows, self.chinese()));
            let (message, column) = (fault.message.in_lang(lang), &fault.column);
            let place = match (lang, column.as_str()) {
                (Lang::Chinese, "") => format!("第{rows}行"),
                (Lang::Chinese, "-o") => format!("第{rows}行的文件名"),
                (Lang::Chinese, column) => format!("第{rows}行“{column}”列"),
                (Lang::English, "") => format!("row {rows}"),
                (Lang::English, "-o") => format!("row {rows}, name of the file"),
                (Lang::English, column) => format!("row {rows}, column `{column}`"),
            };
            let colon = if self.chinese() { "：" } else { ": " };
            let (table, place) = (table.to_string(), visible(&place));
            tell!("{}{}{colon}{place}{colon}{message}", fault_word(lang), visible(&table));
            tell!("{}{}", say!("办法：", "help: ").in_lang(lang), fault.help.in_lang(lang));
        }
    }

    /// Ends a run in which nothing is written because of rows.
    pub fn refused(self) -> Outcome {
        self.progress.end();
        if !self.cli.common.quiet {
            let line = say!(
                "没有写出任何文件；--only-good 只写没有问题的行",
                "nothing was written; --only-good writes the rows without problems"
            );
            tell!("{}", line.in_lang(self.cli.lang()));
        }
        Outcome::DraftAtFault
    }

    /// Takes note of what came of a letter.
    pub fn take(&mut self, done: Done) {
        let Done { rows, report, written, notes, place, refused } = done;
        self.progress.step(refused || report.fault.is_some());
        self.summary.add(&report);
        let lang = self.cli.lang();
        if let Some(fault) = &report.fault {
            self.outcome = Outcome::RunAtFault;
            let failures = &mut self.failures;
            self.progress.above(|| failures.tell(fault, lang));
        } else if refused {
            self.outcome = self.outcome.max(Outcome::DraftAtFault);
            self.refused.extend(&rows);
        } else {
            self.written += 1;
        }
        let shown = !self.cli.common.quiet && self.for_people();
        if self.args.dry_run && shown {
            let numbers = numbers(&rows, self.chinese());
            let name = place.map(|place| format!(" → {}", place.display())).unwrap_or_default();
            let line = match lang {
                Lang::Chinese => format!("第{numbers}行{name}\n"),
                Lang::English => format!("row {numbers}{name}\n"),
            };
            self.say_name(&line);
        }
        if shown && !written.is_empty() {
            let names: String = written.iter().map(|path| format!("{}\n", path.display())).collect();
            self.say_name(&names);
        }
        self.progress.above(|| notes.iter().for_each(|note| super::remark(note, self.cli)));
        for finding in &report.findings {
            let key = (std::cmp::Reverse(finding.level), finding.rule.id);
            let first =
                || OfRule { first: Report { findings: vec![finding.clone()], ..report.clone() }, count: 0, rows: Vec::new() };
            let of = self.rules.entry(key).or_insert_with(first);
            of.count += 1;
            if of.rows.last() != rows.last() {
                of.rows.extend(&rows);
            }
        }
        if !self.for_people() || !self.files.is_empty() {
            self.kept.push(report);
        }
    }

    /// Says that there is no file with all letters, because some of them have errors.
    pub fn unbound(&mut self, path: &std::path::Path) {
        if self.args.output.is_none() {
            self.written = 0;
        }
        let path = path.display();
        let message = say!("有几份有错误，没有写出 {path}", "some letters have errors; {path} was not written");
        let help = say!("改正后再装订，或加 --only-good 只装订没有错误的", "fix them, or bind the others with --only-good");
        let (failures, lang) = (&mut self.failures, self.cli.lang());
        self.progress.above(|| failures.tell(&RunError::new(message, help), lang));
    }

    fn say_name(&mut self, names: &str) {
        if let Err(error) = self.progress.above(|| out::print(names)) {
            self.failures.tell(&error, self.cli.lang());
            self.outcome = Outcome::RunAtFault;
        }
    }

    /// Names a file that holds all letters.
    pub fn bound(&mut self, path: &std::path::Path) {
        self.has_bound = true;
        if !self.cli.common.quiet && self.for_people() {
            self.say_name(&screen::names([path]));
        }
    }

    /// Whether a file with all letters was written.
    pub const fn has_bound(&self) -> bool {
        self.has_bound
    }

    /// Says the first finding of each rule, and the rows of all.
    fn findings(&self) {
        let stderr = std::io::stderr();
        for ((level, rule), OfRule { first, count, rows }) in &self.rules {
            let run = Run {
                reports: std::slice::from_ref(first),
                summary: Summary::default(),
                columns: self.args.writing.reports.columns,
            };
            let text = render(&run, self.format(), self.cli, colors(self.cli, &stderr));
            let _ = stderr.lock().write_all(text.as_bytes());
            let (rows, level) = (numbers(rows, self.chinese()), super::super::report::level_word(level.0, self.cli.lang()));
            match self.cli.lang() {
                Lang::Chinese => tell!("  {level} {rule}：{count} 处，第{rows}行\n"),
                Lang::English => tell!("  {level} {rule}: {count}, row {rows}\n"),
            }
        }
    }

    /// Ends the look at one row.
    pub fn preview(mut self, faults: bool) -> Result<Outcome, RunError> {
        self.progress.end();
        self.findings();
        self.outcome = self.outcome.max(if faults { Outcome::DraftAtFault } else { Outcome::Clean });
        Ok(self.outcome)
    }

    /// Says what came of all.
    pub fn end(mut self, outside: usize) -> Result<Outcome, RunError> {
        self.progress.end();
        self.outside = outside;
        if outside > 0 {
            self.outcome = self.outcome.max(Outcome::DraftAtFault);
        }
        if let Some(most) = self.args.writing.reports.max_findings {
            limit(&mut self.kept, most);
        }
        let shown: usize = self.kept.iter().map(|report| report.findings.len()).sum();
        let Summary { errors, warnings, infos, faults, .. } = self.summary;
        let omitted = if self.args.writing.reports.max_findings.is_some() { errors + warnings + infos - shown } else { 0 };
        let columns = self.args.writing.reports.columns;
        let run = Run { reports: &self.kept, summary: Summary { omitted, ..self.summary }, columns };
        if self.for_people() {
            self.findings();
        } else {
            out::print(&render(&run, self.format(), self.cli, false))?;
        }
        for (format, path) in &self.files {
            files::write(path, render(&run, *format, self.cli, false).as_bytes())?;
        }
        self.failures.end(self.cli);
        if !self.for_people() || self.cli.common.quiet {
            return Ok(self.outcome);
        }
        let (letters, written, refused) = (self.letters, self.written, self.refused.len());
        let left = self.outside;
        let rows = numbers(&self.refused, self.chinese());
        let mut line = match (self.cli.lang(), self.args.dry_run) {
            (Lang::Chinese, true) => format!("{letters} 份：{written} 份可以写出"),
            (Lang::Chinese, false) => format!("{letters} 份：写出 {written} 份"),
            (Lang::English, true) => format!("{letters} letter{}: {written} can be written", plural(letters)),
            (Lang::English, false) => format!("{letters} letter{}: {written} written", plural(letters)),
        };
        line += &match self.cli.lang() {
            Lang::Chinese => {
                let parts = [
                    (refused > 0).then(|| format!("，第{rows}行有错误没有写出")),
                    (left > 0).then(|| format!("，{left} 份的行有问题")),
                    (faults > 0).then(|| format!("，{faults} 份没有做成")),
                    (errors + warnings + infos > 0).then(|| format!("；错误 {errors}，警告 {warnings}，提示 {infos}")),
                ];
                parts.into_iter().flatten().collect::<String>()
            }
            Lang::English => {
                let (error, warning) = (plural(errors), plural(warnings));
                let parts = [
                    (refused > 0).then(|| format!(", row {rows} refused for errors")),
                    (left > 0).then(|| format!(", {left} with problems in their rows")),
                    (faults > 0).then(|| format!(", {faults} not done")),
                    (errors + warnings + infos > 0)
                        .then(|| format!("; {errors} error{error}, {warnings} warning{warning}, {infos} info")),
                ];
                parts.into_iter().flatten().collect::<String>()
            }
        };
        tell!("{line}");
        Ok(self.outcome)
    }
}
