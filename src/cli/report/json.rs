//! Findings as data: one JSON document, or one object a line.

use super::super::screen;
use super::fingerprint::fingerprints;
use super::{Report, Run, Summary};
use schemars::JsonSchema;
use serde::Serialize;
use zhumo::check::{Elsewhere, Finding};
use zhumo::say::Lang;
use zhumo::span::{LineIndex, Position, Span};

/// The JSON document of `check --format json`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Document {
    /// Version of this format; raised when a field changes its meaning or goes.
    schema_version: u32,
    tool: Tool,
    summary: Summary,
    findings: Vec<JsonFinding>,
    /// Drafts that could not be checked, or not be written when they were fixed.
    faults: Vec<JsonFault>,
}

#[derive(Serialize, JsonSchema)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

/// A line of `check --format jsonl`.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line {
    /// Something that is wrong in a draft.
    Finding(Box<JsonFinding>),
    /// A draft that could not be checked, or not be written.
    Fault(JsonFault),
    /// How many there are; the last line.
    Summary(Summary),
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
    /// Places of another draft that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    elsewhere: Vec<JsonElsewhere>,
    fix: Option<JsonFix>,
    /// The same for the same finding when lines have moved; unlike that of any other finding in the draft.
    fingerprint: String,
}

/// A draft that could not be checked: missing, unreadable, in no known encoding, or with settings that cannot be used. Or one that was not
/// fixed, because its encoding cannot hold what would stand there, or the file cannot be written; then its findings are all listed.
#[derive(Serialize, JsonSchema)]
struct JsonFault {
    path: String,
    message: String,
    help: Option<String>,
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

/// A place of another draft.
#[derive(Serialize, JsonSchema)]
struct JsonElsewhere {
    path: String,
    span: JsonSpan,
    /// What is written there, or the beginning of it.
    text: String,
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

/// One document.
pub(crate) fn json(run: &Run<'_>, lang: Lang) -> String {
    let mut findings = Vec::new();
    run.reports.iter().for_each(|report| each(report, lang, &mut |finding| findings.push(finding)));
    let tool = Tool { name: "zhumo", version: env!("CARGO_PKG_VERSION") };
    let faults = run.reports.iter().filter_map(|report| fault(report, lang)).collect();
    let document = Document { schema_version: 1, tool, summary: run.summary, findings, faults };
    screen::json(&document)
}

/// One object a line.
pub(crate) fn jsonl(run: &Run<'_>, lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |line: &Line| {
        out += &screen::json_line(line);
    };
    for report in run.reports {
        if let Some(fault) = fault(report, lang) {
            line(&Line::Fault(fault));
        }
        each(report, lang, &mut |finding| line(&Line::Finding(Box::new(finding))));
    }
    line(&Line::Summary(run.summary));
    out
}

fn fault(report: &Report, lang: Lang) -> Option<JsonFault> {
    let fault = report.fault.as_ref()?;
    Some(JsonFault {
        path: report.path.clone(),
        message: fault.message.in_lang(lang).to_owned(),
        help: Some(fault.help.in_lang(lang).to_owned()),
    })
}

fn each(report: &Report, lang: Lang, give: &mut dyn FnMut(JsonFinding)) {
    let index = LineIndex::new(&report.text);
    for (finding, fingerprint) in report.findings.iter().zip(fingerprints(report)) {
        give(JsonFinding::of(finding, report, &index, fingerprint, lang));
    }
}

impl JsonFinding {
    fn of(finding: &Finding, report: &Report, index: &LineIndex, fingerprint: String, lang: Lang) -> Self {
        let span = |span: Span| JsonSpan::of(span, &report.text, index);
        let related = |related: &zhumo::check::Related| JsonRelated {
            span: span(related.span),
            label: related.label.in_lang(lang).to_owned(),
        };
        let edit = |edit: &zhumo::check::Edit| JsonEdit { span: span(edit.span), text: edit.text.clone() };
        Self {
            name: finding.rule.id,
            level: finding.level.name(),
            message: finding.message.in_lang(lang).to_owned(),
            help: finding.help.as_ref().map(|help| help.in_lang(lang).to_owned()),
            clause: finding.rule.explanation().source.map(str::to_owned),
            path: report.path.clone(),
            span: span(finding.span),
            related: finding.related.iter().map(related).collect(),
            elsewhere: finding.elsewhere.iter().map(JsonElsewhere::of).collect(),
            fix: finding.fix.as_ref().map(|fix| JsonFix { safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }),
            fingerprint,
        }
    }
}

impl JsonElsewhere {
    fn of(place: &Elsewhere) -> Self {
        let Elsewhere { path, span, start, end, text } = place;
        Self { path: path.clone(), span: JsonSpan::between(*span, *start, *end), text: text.clone() }
    }
}

impl JsonSpan {
    fn of(span: Span, text: &str, index: &LineIndex) -> Self {
        Self::between(span, index.position(text, span.start), index.position(text, span.end))
    }

    fn between(span: Span, start: Position, end: Position) -> Self {
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
