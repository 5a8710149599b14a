//! Findings on paper, on screen and for machines.
//!
//! Here: what a run gives ([`Report`], [`Run`]), in which forms it is written ([`render`]), and the words they share. Each family of
//! forms has a file of its own.

mod fingerprint;
mod html;
mod json;
mod pages;
mod platforms;
mod sarif;
mod statistics;

pub(crate) use json::Document;
pub(crate) use pages::draw as draw_pages;
pub(crate) use statistics::Counts;

use super::args::{Cli, ColorArg, Columns, FormatArg, ReportArgs};
use super::{RunError, files};
use clap::ValueEnum;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use zhumo::check::{Finding, Severity};
use zhumo::links::of_path;
use zhumo::print::Printer;
pub(crate) use zhumo::print::level_word;
use zhumo::say;
use zhumo::say::Lang;

/// The findings of one draft.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub path: String,
    /// The draft; nothing where there are no findings to show in it.
    pub text: String,
    pub findings: Vec<Finding>,
    /// Why the draft could not be checked, or what was fixed not be written.
    pub fault: Option<RunError>,
    /// Whether it was read.
    pub read: bool,
    /// Fixes that the draft's encoding cannot hold: safe ones, and others.
    pub refused: (usize, usize),
    /// From which level on a finding fails the run.
    pub fail_on: Severity,
    /// Pictures of the pages with findings, where somebody wants them.
    pub pages: Vec<pages::Page>,
}

impl Report {
    /// The findings of a draft that could be read.
    pub fn new(path: String, text: String, findings: Vec<Finding>) -> Self {
        let text = if findings.is_empty() { String::new() } else { text };
        Self { path, text, findings, fault: None, read: true, refused: (0, 0), fail_on: Severity::Warning, pages: Vec::new() }
    }

    /// The path as those know it who look at the whole project: without a point before it.
    fn place(&self) -> Cow<'_, str> {
        of_path(&self.path)
    }

    /// A draft that could not be checked.
    pub fn failed(path: String, fault: RunError) -> Self {
        Self { fault: Some(fault), read: false, ..Self::new(path, String::new(), Vec::new()) }
    }

    /// What its fault is called where faults stand among findings.
    const fn fault_name(&self) -> &'static str {
        if self.read { "unwritten-draft" } else { "unreadable-draft" }
    }
}

/// What a run found.
#[derive(Clone, Copy)]
pub(crate) struct Run<'a> {
    pub reports: &'a [Report],
    pub summary: Summary,
    /// What the short form counts columns in.
    pub columns: Columns,
}

impl<'a> Run<'a> {
    /// All of it.
    pub fn of(reports: &'a [Report]) -> Self {
        Self { reports, summary: Summary::of(reports), columns: Columns::default() }
    }
}

/// How many findings of each level.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Summary {
    /// Drafts read.
    pub files: usize,
    /// Findings of level error.
    pub errors: usize,
    /// Findings of level warning.
    pub warnings: usize,
    /// Findings of level info.
    pub infos: usize,
    /// Findings that `--fix` would fix. A fix that the draft's encoding cannot hold does not count.
    pub fixable: usize,
    /// Findings that `--fix --unsafe-fixes` would fix beyond those.
    pub fixable_unsafe: usize,
    /// Findings that were counted and are not listed, for `--max-findings`.
    pub omitted: usize,
    /// Drafts that could not be checked, or not be written when they were fixed.
    pub faults: usize,
}

impl Summary {
    pub fn of(reports: &[Report]) -> Self {
        let mut summary = Self::default();
        reports.iter().for_each(|report| summary.add(report));
        summary
    }

    /// Counts the findings of one more draft.
    pub fn add(&mut self, report: &Report) {
        self.faults += usize::from(report.fault.is_some());
        self.files += usize::from(report.read);
        for finding in &report.findings {
            match finding.level {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
            match &finding.fix {
                Some(fix) if fix.safe => self.fixable += 1,
                Some(_) => self.fixable_unsafe += 1,
                None => {}
            }
        }
        self.fixable -= report.refused.0.min(self.fixable);
        self.fixable_unsafe -= report.refused.1.min(self.fixable_unsafe);
    }

    fn say(self, lang: Lang) -> String {
        let Self { files, errors, warnings, infos, omitted, .. } = self;
        let counts = match lang {
            Lang::Chinese if errors + warnings + infos == 0 => format!("{files} 份文稿，没有发现问题"),
            Lang::English if errors + warnings + infos == 0 => format!("{files} draft{}, nothing to report", plural(files)),
            Lang::Chinese => format!("{files} 份文稿：错误 {errors}，警告 {warnings}，提示 {infos}"),
            Lang::English => format!(
                "{files} draft{}: {errors} error{}, {warnings} warning{}, {infos} info",
                plural(files),
                plural(errors),
                plural(warnings)
            ),
        };
        match lang {
            _ if omitted == 0 => counts,
            Lang::Chinese => format!("{counts}；另有 {omitted} 条没有列出"),
            Lang::English => format!("{counts}; {omitted} not shown"),
        }
    }
}

pub(crate) use zhumo::say::plural;

/// The files that `--report` names, with the form of each.
///
/// # Errors
/// [`RunError`] for one that is not FORMAT=FILE.
pub(crate) fn report_files(args: &ReportArgs) -> Result<Vec<(FormatArg, PathBuf)>, RunError> {
    let one = |report: &String| {
        let named = report.split_once('=').and_then(|(format, path)| Some((FormatArg::from_str(format, false).ok()?, path)));
        match named {
            Some((format, path)) if !path.is_empty() => {
                let path = PathBuf::from(path);
                files::not_an_input(&path, [])?;
                another_kind(&path, format).map(|()| (format, path))
            }
            _ => {
                let message = say!("--report 要写成 格式=文件：{report}", "--report takes FORMAT=FILE: {report}");
                let values = FormatArg::value_variants().iter().filter_map(ValueEnum::to_possible_value);
                let names = values.map(|value| value.get_name().to_owned()).collect::<Vec<_>>();
                let (zh, en) = (names.join("、"), names.join(", "));
                Err(RunError::new(message, say!("格式有 {zh}", "the formats are {en}")))
            }
        }
    };
    args.report.iter().map(one).collect()
}

/// Refuses to write a report over a file that is none of its kind: those for machines begin alike.
fn another_kind(path: &Path, format: FormatArg) -> Result<(), RunError> {
    let first = match format {
        FormatArg::Json | FormatArg::Jsonl | FormatArg::Sarif | FormatArg::Rdjson => '{',
        FormatArg::Gitlab => '[',
        FormatArg::Junit | FormatArg::Html => '<',
        FormatArg::Human | FormatArg::Short | FormatArg::Github => return Ok(()),
    };
    let Some(there) = files::beginning(path, 256).filter(|there| !there.trim_ascii().is_empty()) else { return Ok(()) };
    let same = there.trim_ascii_start().first() == Some(&(first as u8));
    if same && (first != '<' || there.starts_with(if format == FormatArg::Html { b"<!DOC" } else { b"<?xml" })) {
        return Ok(());
    }
    let shown = path.display();
    let message =
        say!("{shown} 已经有了，不是这种报告，没有改写", "{shown} exists, is no report of this kind, and was not overwritten");
    Err(RunError::new(message, say!("换个名字，或先移走它", "choose another name, or move it away first")))
}

/// Takes away all but the worst `most` findings; those that stay keep their order.
pub(crate) fn limit(reports: &mut [Report], most: usize) {
    let mut levels: BTreeMap<Severity, usize> = BTreeMap::new();
    reports.iter().flat_map(|report| &report.findings).for_each(|finding| *levels.entry(finding.level).or_default() += 1);
    let mut left = most;
    let mut quota: BTreeMap<Severity, usize> = BTreeMap::new();
    for (level, count) in levels.into_iter().rev() {
        let taken = count.min(left);
        quota.insert(level, taken);
        left -= taken;
    }
    for report in reports {
        report.findings.retain(|finding| match quota.get_mut(&finding.level) {
            Some(left) if *left > 0 => {
                *left -= 1;
                true
            }
            _ => false,
        });
    }
}

/// Writes what a run found.
pub(crate) fn render(run: &Run<'_>, format: FormatArg, cli: &Cli, color: bool) -> String {
    let lang = cli.lang();
    let summary = |mut text: String| {
        if !cli.common.quiet && run.summary.files > 0 {
            text += &format!("{}\n", run.summary.say(lang));
        }
        text
    };
    match format {
        FormatArg::Human => summary(run.reports.iter().map(|report| whole(report, lang, color)).collect()),
        FormatArg::Short => summary(run.reports.iter().map(|report| short(report, run.columns, lang)).collect()),
        FormatArg::Json => json::json(run, lang),
        FormatArg::Jsonl => json::jsonl(run, lang),
        FormatArg::Sarif => sarif::sarif(run, lang),
        FormatArg::Github => platforms::github(run, lang),
        FormatArg::Gitlab => platforms::gitlab(run, lang),
        FormatArg::Junit => platforms::junit(run, lang),
        FormatArg::Rdjson => platforms::rdjson(run, lang),
        FormatArg::Html => html::html(run, lang),
    }
}

/// How often each rule spoke, for people or as JSON; none in the forms that list findings.
pub(crate) fn statistics(run: &Run<'_>, format: FormatArg, cli: &Cli) -> Option<String> {
    let lang = cli.lang();
    match format {
        FormatArg::Human | FormatArg::Short => {
            let summary = if cli.common.quiet { String::new() } else { format!("{}\n", run.summary.say(lang)) };
            Some(Counts::of(run).table(lang) + &summary)
        }
        FormatArg::Json => Some(statistics::json(run)),
        FormatArg::Jsonl
        | FormatArg::Sarif
        | FormatArg::Github
        | FormatArg::Gitlab
        | FormatArg::Junit
        | FormatArg::Rdjson
        | FormatArg::Html => None,
    }
}

/// Whether to colour what goes to `stream`.
pub(crate) fn colors(cli: &Cli, stream: &impl IsTerminal) -> bool {
    match cli.common.color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

/// Findings of a draft with their places in it.
fn whole(report: &Report, lang: Lang, colours: bool) -> String {
    let printer = Printer::new(&report.path, &report.text, lang);
    report.findings.iter().map(|finding| printer.whole(finding, colours) + "\n").collect()
}

/// One line each.
fn short(report: &Report, columns: Columns, lang: Lang) -> String {
    let printer = Printer::new(&report.path, &report.text, lang);
    let line = |finding| match columns {
        Columns::Characters => printer.line(finding),
        Columns::Bytes => printer.line_in_bytes(finding),
    };
    report.findings.iter().map(|finding| line(finding) + "\n").collect()
}

/// A path as a URI.
fn uri(path: &str) -> String {
    const NOT_IN_PATHS: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
    let uri = utf8_percent_encode(&of_path(path), &NOT_IN_PATHS).to_string();
    // A drive of Windows stands behind a slash, and keeps its colon.
    match uri.split_once("%3A/") {
        Some((drive, rest)) if cfg!(windows) && drive.len() == 1 => format!("file:///{drive}:/{rest}"),
        _ if uri.starts_with('/') => format!("file://{uri}"),
        _ => uri,
    }
}

/// The findings of a level and above: what else there is, is not spoken of.
pub(crate) fn at_least(level: Severity, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| finding.level >= level);
    findings
}
