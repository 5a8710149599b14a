//! Findings on paper and screen: human (miette), short, JSON.

use super::args::{Cli, ColorArg, FormatArg};
use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, SourceCode, SpanContents};
use schemars::JsonSchema;
use serde::Serialize;
use std::fmt;
use std::io::IsTerminal;
use zhumo::check::{Finding, Severity};
use zhumo::say::Lang;
use zhumo::span::{LineIndex, Span};

/// The findings of one draft.
pub(crate) struct Report {
    pub path: String,
    pub text: String,
    pub findings: Vec<Finding>,
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
}

impl Summary {
    pub fn of(reports: &[Report]) -> Self {
        let mut summary = Self { files: reports.len(), ..Self::default() };
        for finding in reports.iter().flat_map(|report| &report.findings) {
            match finding.level {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Info => summary.infos += 1,
            }
        }
        summary
    }

    fn say(self, lang: Lang) -> String {
        let Self { files, errors, warnings, infos } = self;
        match lang {
            _ if errors + warnings + infos == 0 => match lang {
                Lang::Chinese => format!("{files} 份文稿，没有发现问题"),
                Lang::English => format!("{files} draft{}, nothing to report", plural(files)),
            },
            Lang::Chinese => format!("{files} 份文稿：错误 {errors}，警告 {warnings}，提示 {infos}"),
            Lang::English => format!(
                "{files} draft{}: {errors} error{}, {warnings} warning{}, {infos} remark{}",
                plural(files),
                plural(errors),
                plural(warnings),
                plural(infos)
            ),
        }
    }
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Writes the reports as text.
pub(crate) fn render(reports: &[Report], format: FormatArg, cli: &Cli, color: bool) -> String {
    let lang = cli.lang();
    match format {
        FormatArg::Json => {
            let mut text = serde_json::to_string_pretty(&Document::of(reports, lang)).unwrap_or_default();
            text.push('\n');
            text
        }
        FormatArg::Short => {
            let mut out = String::new();
            for report in reports {
                let index = LineIndex::new(&report.text);
                for finding in &report.findings {
                    let at = index.position(&report.text, finding.span.start);
                    let (level, id) = (level_word(finding.level, lang), finding.rule.id);
                    out +=
                        &format!("{}:{}:{}: {level}[{id}] {}\n", report.path, at.line, at.column, finding.message.in_lang(lang));
                }
            }
            if !cli.quiet && !reports.is_empty() {
                out += &format!("{}\n", Summary::of(reports).say(lang));
            }
            out
        }
        FormatArg::Human => {
            let mut out = String::new();
            for report in reports {
                out += &human(report, lang, color);
            }
            if !cli.quiet && !reports.is_empty() {
                out += &format!("{}\n", Summary::of(reports).say(lang));
            }
            out
        }
    }
}

/// Whether to colour what goes to `stream`.
pub(crate) fn colors(cli: &Cli, stream: &impl IsTerminal) -> bool {
    match cli.color {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}

pub(crate) const fn level_word(level: Severity, lang: Lang) -> &'static str {
    match (lang, level) {
        (Lang::English, _) => level.name(),
        (Lang::Chinese, Severity::Error) => "错误",
        (Lang::Chinese, Severity::Warning) => "警告",
        (Lang::Chinese, Severity::Info) => "提示",
    }
}

fn human(report: &Report, lang: Lang, color: bool) -> String {
    let theme = if color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(110).with_links(false);
    let mut out = String::new();
    for finding in &report.findings {
        let shown = Shown { finding, lang, source: CharColumns { name: &report.path, text: &report.text } };
        let mut one = String::new();
        if handler.render_report(&mut one, &shown).is_err() {
            // Nothing that a finding holds can fail to print; should it, the short form still says it.
            one = format!("{}: {}\n", report.path, finding.message.in_lang(lang));
        }
        // miette knows the word in English only; it stands before the last paragraph.
        if let (Lang::Chinese, Some(_), Some(at)) = (lang, &finding.help, one.rfind("  help: ")) {
            one.replace_range(at..at + "  help: ".len(), "  办法：");
        }
        out += &one;
        out.push('\n');
    }
    out
}

/// A finding as miette wants it.
struct Shown<'a> {
    finding: &'a Finding,
    lang: Lang,
    source: CharColumns<'a>,
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.rule.id)
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.message.in_lang(self.lang))
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.finding.rule.id))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.level {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.finding.help.as_ref()?;
        Some(Box::new(help.in_lang(self.lang)))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let why = self.finding.why.as_ref().map(|why| why.in_lang(self.lang).to_owned());
        let primary = LabeledSpan::new_primary_with_span(why, (self.finding.span.start, self.finding.span.len()));
        let related = self.finding.related.iter().map(|related| {
            LabeledSpan::new(Some(related.label.in_lang(self.lang).to_owned()), related.span.start, related.span.len())
        });
        Some(Box::new(std::iter::once(primary).chain(related)))
    }
}

/// A source whose columns count characters: miette counts bytes, and a Chinese character is three of them.
struct CharColumns<'a> {
    name: &'a str,
    text: &'a str,
}

impl SourceCode for CharColumns<'_> {
    fn read_span<'a>(
        &'a self,
        span: &miette::SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let inner = self.text.read_span(span, before, after)?;
        let index = LineIndex::new(self.text);
        let column = index.position(self.text, inner.span().offset()).column - 1;
        let contents = miette::MietteSpanContents::new_named(
            self.name.to_owned(),
            inner.data(),
            *inner.span(),
            inner.line(),
            if inner.column() == 0 { 0 } else { column },
            inner.line_count(),
        );
        Ok(Box::new(contents))
    }
}

/// The JSON document of `check --format json`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Document {
    /// Version of this format; raised when a field changes its meaning or goes.
    schema_version: u32,
    tool: Tool,
    summary: Summary,
    findings: Vec<JsonFinding>,
}

#[derive(Serialize, JsonSchema)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize, JsonSchema)]
struct JsonFinding {
    /// The rule.
    name: &'static str,
    /// `error`, `warning` or `info`.
    level: &'static str,
    message: String,
    help: Option<String>,
    /// The clause it rests on.
    clause: Option<String>,
    path: String,
    span: JsonSpan,
    related: Vec<JsonRelated>,
    fix: Option<JsonFix>,
}

/// Lines and columns count from 1, columns in characters; `utf16_column`s count UTF-16 units.
#[derive(Serialize, JsonSchema)]
struct JsonSpan {
    byte_start: usize,
    byte_end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    utf16_column: usize,
    utf16_end_column: usize,
}

#[derive(Serialize, JsonSchema)]
struct JsonRelated {
    span: JsonSpan,
    label: String,
}

#[derive(Serialize, JsonSchema)]
struct JsonFix {
    /// Whether the meaning cannot change.
    safe: bool,
    edits: Vec<JsonEdit>,
}

#[derive(Serialize, JsonSchema)]
struct JsonEdit {
    span: JsonSpan,
    /// What stands there instead.
    text: String,
}

impl Document {
    fn of(reports: &[Report], lang: Lang) -> Self {
        let mut findings = Vec::new();
        for report in reports {
            let index = LineIndex::new(&report.text);
            let span = |span: Span| JsonSpan::of(span, &report.text, &index);
            findings.extend(report.findings.iter().map(|finding| {
                JsonFinding {
                    name: finding.rule.id,
                    level: finding.level.name(),
                    message: finding.message.in_lang(lang).to_owned(),
                    help: finding.help.as_ref().map(|help| help.in_lang(lang).to_owned()),
                    clause: finding.rule.explanation().source.map(str::to_owned),
                    path: report.path.clone(),
                    span: span(finding.span),
                    related: finding
                        .related
                        .iter()
                        .map(|related| JsonRelated { span: span(related.span), label: related.label.in_lang(lang).to_owned() })
                        .collect(),
                    fix: finding.fix.as_ref().map(|fix| JsonFix {
                        safe: fix.safe,
                        edits: fix.edits.iter().map(|edit| JsonEdit { span: span(edit.span), text: edit.text.clone() }).collect(),
                    }),
                }
            }));
        }
        let tool = Tool { name: "zhumo", version: env!("CARGO_PKG_VERSION") };
        Self { schema_version: 1, tool, summary: Summary::of(reports), findings }
    }
}

impl JsonSpan {
    fn of(span: Span, text: &str, index: &LineIndex) -> Self {
        let (start, end) = (index.position(text, span.start), index.position(text, span.end));
        Self {
            byte_start: span.start,
            byte_end: span.end,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            utf16_column: start.utf16_column,
            utf16_end_column: end.utf16_column,
        }
    }
}
