//! What is said of a run: findings and files in the order of the drafts, and at the end what came of all of them.

use super::super::args::{BuildArgs, Cli, FormatArg};
use super::super::progress::Progress;
use super::super::report::{Counts, Report, Run, Summary, colors, limit, plural, render, report_files};
use super::super::screen::{self, tell};
use super::super::{Faults, Outcome, RunError, files, out};
use super::Done;
use std::io::Write;
use std::path::PathBuf;
use zhumo::say::Lang;
use zhumo::{say, say::Say};

/// What was said, and what is kept to be said at the end.
pub(super) struct Told<'a> {
    args: &'a BuildArgs,
    cli: &'a Cli,
    drafts: usize,
    progress: Progress,
    faults: Faults,
    /// Reports that go to files, to programs, or are picked from at the end.
    kept: Vec<Report>,
    files: Vec<(FormatArg, PathBuf)>,
    counts: Counts,
    summary: Summary,
    written: usize,
    /// Drafts that were up to date, and the findings that they had when they were built.
    unchanged: usize,
    before: usize,
    refused: usize,
    outcome: Outcome,
}

impl<'a> Told<'a> {
    /// Of so many drafts.
    ///
    /// # Errors
    /// [`RunError`] for reports that cannot be written.
    pub fn of(drafts: usize, args: &'a BuildArgs, cli: &'a Cli) -> Result<Self, RunError> {
        Ok(Self {
            args,
            cli,
            drafts,
            progress: Progress::new(drafts, cli),
            faults: Faults::default(),
            kept: Vec::new(),
            files: report_files(&args.writing.reports)?,
            counts: Counts::default(),
            summary: Summary::default(),
            written: 0,
            unchanged: 0,
            before: 0,
            refused: 0,
            outcome: Outcome::Clean,
        })
    }

    fn format(&self) -> FormatArg {
        self.args.writing.reports.format.unwrap_or(FormatArg::Human)
    }

    fn for_people(&self) -> bool {
        matches!(self.format(), FormatArg::Human | FormatArg::Short)
    }

    /// Whether findings are said as they come: all of them, to people.
    fn at_once(&self) -> bool {
        self.for_people() && self.args.writing.reports.max_findings.is_none()
    }

    /// Whether a program hears of annotations beside what people read.
    fn annotates(&self) -> bool {
        self.args.writing.reports.format.is_none() && std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true")
    }

    /// Says what came of a draft.
    pub fn take(&mut self, done: Done) {
        let Done { report, written, refused, notes, unchanged } = done;
        self.summary.add(&report);
        if let Some([errors, warnings, infos]) = unchanged {
            self.progress.step(false);
            self.unchanged += 1;
            self.before += errors + warnings + infos;
            return;
        }
        self.counts.add(&report);
        self.progress.step(refused.is_some() || report.fault.is_some());
        self.written += usize::from(refused.is_none() && report.fault.is_none());
        self.refused += usize::from(refused.is_some());
        if let Some(fault) = &report.fault {
            self.outcome = Outcome::RunAtFault;
            let (faults, lang) = (&mut self.faults, self.cli.lang());
            self.progress.above(|| faults.tell(fault, lang));
        }
        if !report.findings.is_empty() && self.at_once() {
            let mut run = Run { columns: self.args.writing.reports.columns, ..Run::of(std::slice::from_ref(&report)) };
            if self.drafts > 1 {
                run.summary = Summary::default();
            }
            self.say(&run, self.format());
        }
        if let Some(loses_text) = refused {
            self.outcome = self.outcome.max(Outcome::DraftAtFault);
            self.refuse(&report.path, loses_text);
        }
        self.name(&written, &notes);
        if !self.at_once() || !self.files.is_empty() || self.annotates() {
            self.kept.push(report);
        }
    }

    /// Prints findings to standard error.
    fn say(&self, run: &Run<'_>, format: FormatArg) {
        let stderr = std::io::stderr();
        let text = render(run, format, self.cli, colors(self.cli, &stderr));
        self.progress.above(|| {
            let _ = stderr.lock().write_all(text.as_bytes());
        });
    }

    /// Says that nothing was written of a draft; of many, what to do about it stands at the end.
    fn refuse(&mut self, path: &str, loses_text: bool) {
        if !self.for_people() {
            return;
        }
        let message = say!("{path} 有错误，没有写出任何文件", "{path} has errors; nothing was written");
        let help = if loses_text {
            say!(
                "同一字段写了两次，后一个会丢掉，--allow-errors 也不能放行：合成一个再试",
                "a field is given twice and the second would be lost, which --allow-errors cannot allow: make them one"
            )
        } else {
            say!(
                "改正上面的错误，或加 --allow-errors 照样写出",
                "fix the errors above, or write in spite of them with --allow-errors"
            )
        };
        let (faults, lang) = (&mut self.faults, self.cli.lang());
        self.progress.above(|| faults.tell(&RunError::new(message, help), lang));
    }

    /// Names the files that were written.
    fn name(&mut self, written: &[PathBuf], notes: &[Say]) {
        if self.cli.common.quiet {
            return;
        }
        if self.for_people() && !written.is_empty() {
            let names = screen::names(written);
            if let Err(error) = self.progress.above(|| out::print(&names)) {
                let lang = self.cli.lang();
                self.faults.tell(&error, lang);
                self.outcome = Outcome::RunAtFault;
            }
        }
        self.progress.above(|| notes.iter().for_each(|note| super::remark(note, self.cli)));
    }

    /// Says what came of all.
    ///
    /// # Errors
    /// [`RunError`] for a report that cannot be written.
    pub fn end(mut self) -> Result<Outcome, RunError> {
        self.progress.end();
        self.faults.once(&mut self.kept);
        if let Some(most) = self.args.writing.reports.max_findings {
            limit(&mut self.kept, most);
        }
        let Summary { errors, warnings, infos, .. } = self.summary;
        let shown: usize = self.kept.iter().map(|report| report.findings.len()).sum();
        let omitted = if self.args.writing.reports.max_findings.is_some() { errors + warnings + infos - shown } else { 0 };
        let columns = self.args.writing.reports.columns;
        let run = Run { reports: &self.kept, summary: Summary { omitted, ..self.summary }, columns };
        if !self.for_people() {
            let text = render(&run, self.format(), self.cli, false);
            if self.args.output.as_deref() == Some("-") { screen::painted(&text) } else { out::print(&text)? }
        } else if !self.at_once() {
            let summary = if self.drafts > 1 { Summary::default() } else { run.summary };
            self.say(&Run { summary, ..run }, self.format());
        }
        if self.annotates() {
            screen::painted(&render(&run, FormatArg::Github, self.cli, false));
        }
        for (format, path) in &self.files {
            files::write(path, render(&run, *format, self.cli, false).as_bytes())?;
        }
        self.faults.end(self.cli);
        if (self.drafts > 1 || self.args.changed) && self.for_people() && !self.cli.common.quiet {
            if self.refused > 0 {
                screen::painted(&self.counts.table(self.cli.lang()));
            }
            tell!("{}", self.all(omitted));
        }
        Ok(self.outcome)
    }

    /// One line for the whole run.
    fn all(&self, omitted: usize) -> String {
        let Self { drafts, written, refused, .. } = self;
        let Summary { errors, warnings, infos, faults, .. } = self.summary;
        match self.cli.lang() {
            Lang::Chinese => {
                let mut text = format!("{drafts} 份文稿：写出 {written} 份");
                if self.args.changed {
                    text += &format!("，{} 份没有变动", self.unchanged);
                }
                if self.before > 0 {
                    text += &format!("（原有问题 {} 处，不再列出）", self.before);
                }
                if *refused > 0 {
                    text += &format!("，{refused} 份有错误没有写出");
                }
                if faults > 0 {
                    text += &format!("，{faults} 份没有做成");
                }
                if errors + warnings + infos > 0 {
                    text += &format!("；错误 {errors}，警告 {warnings}，提示 {infos}");
                }
                if omitted > 0 {
                    text += &format!("；另有 {omitted} 条没有列出");
                }
                text
            }
            Lang::English => {
                let mut text = format!("{drafts} drafts: {written} written");
                if self.args.changed {
                    text += &format!(", {} up to date", self.unchanged);
                }
                if self.before > 0 {
                    text += &format!(" (with {} known findings)", self.before);
                }
                if *refused > 0 {
                    text += &format!(", {refused} refused for errors");
                }
                if faults > 0 {
                    text += &format!(", {faults} not done");
                }
                if errors + warnings + infos > 0 {
                    let (error, warning) = (plural(errors), plural(warnings));
                    text += &format!("; {errors} error{error}, {warnings} warning{warning}, {infos} info");
                }
                if omitted > 0 {
                    text += &format!("; {omitted} not shown");
                }
                text
            }
        }
    }
}
