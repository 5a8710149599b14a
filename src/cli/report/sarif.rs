//! Findings as SARIF 2.1.0, for code scanning.
//!
//! Columns are characters, as everywhere; each rule that speaks brings its page as help. A draft that could not be checked is a
//! notification of the run.

use super::fingerprint::fingerprints;
use super::{Report, Run, uri};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use zhumo::check::{Finding, Rule, Severity, book};
use zhumo::say::{Lang, Say};
use zhumo::span::{LineIndex, Span};

/// The log.
pub(crate) fn sarif(run: &Run<'_>, lang: Lang) -> String {
    let findings = || run.reports.iter().flat_map(|report| &report.findings);
    let rules: BTreeMap<&str, &Rule> = findings().map(|finding| (finding.rule.id, finding.rule)).collect();
    let numbers: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(number, id)| (*id, number)).collect();
    let results: Vec<Value> = run.reports.iter().flat_map(|report| results(report, &numbers, lang)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "zhumo",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": home(),
                "language": match lang { Lang::Chinese => "zh-CN", Lang::English => "en-US" },
                "rules": rules.values().map(|rule| descriptor(rule, lang)).collect::<Vec<_>>(),
            }},
            "invocations": [{
                "executionSuccessful": run.reports.iter().all(|report| report.fault.is_none()),
                "toolExecutionNotifications": run.reports.iter().filter_map(|report| notification(report, lang)).collect::<Vec<_>>(),
            }],
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    super::super::screen::json(&log)
}

const fn level(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn descriptor(rule: &Rule, lang: Lang) -> Value {
    let explanation = rule.explanation();
    let paragraphs = explanation.paragraphs(lang);
    let page = book::entry(rule, lang);
    json!({
        "id": rule.id,
        "shortDescription": { "text": paragraphs.first().copied().unwrap_or(rule.id) },
        "fullDescription": { "text": if paragraphs.is_empty() { rule.id.to_owned() } else { paragraphs.join("\n\n") } },
        "help": { "text": page, "markdown": page },
        "helpUri": help(rule, lang),
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

/// Where this version is described: at home where it was released, else where the package is documented.
fn home() -> String {
    const VERSION: &str = env!("CARGO_PKG_VERSION");
    match option_env!("ZHUMO_HOME") {
        Some(home) => format!("{home}/tree/v{VERSION}"),
        None => format!("https://docs.rs/crate/zhumo/{VERSION}"),
    }
}

/// The page of the rule book that has a rule. Both homes keep files under their names, in a folder of the version.
fn help(rule: &Rule, lang: Lang) -> String {
    let folder = match option_env!("ZHUMO_HOME") {
        Some(home) => format!("{home}/blob/v{}", env!("CARGO_PKG_VERSION")),
        None => format!("{}/source", home()),
    };
    format!("{folder}/{}#{}", book::page_of(rule, lang), rule.id)
}

fn notification(report: &Report, lang: Lang) -> Option<Value> {
    let fault = report.fault.as_ref()?;
    let help = format!("\n{}", fault.help.in_lang(lang));
    Some(json!({
        "level": "error",
        "message": { "text": format!("{}{help}", fault.message.in_lang(lang)) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(&report.path) } } }],
    }))
}

fn results(report: &Report, numbers: &BTreeMap<&str, usize>, lang: Lang) -> Vec<Value> {
    let place = Place { report, index: LineIndex::new(&report.text) };
    let one = |(finding, fingerprint): (&Finding, String)| {
        let said = |say: &Say| say.in_lang(lang).to_owned();
        let parts = [Some(&finding.message), finding.why.as_ref(), finding.help.as_ref()].into_iter().flatten();
        let mut result = json!({
            "ruleId": finding.rule.id,
            "ruleIndex": numbers[finding.rule.id],
            "level": level(finding.level),
            "message": { "text": parts.map(said).collect::<Vec<_>>().join("\n") },
            "locations": [{ "physicalLocation": place.physical(finding.span) }],
            "partialFingerprints": { "zhumo/v1": fingerprint },
        });
        if !finding.related.is_empty() {
            let related = finding.related.iter().enumerate().map(|(number, related)| {
                json!({ "id": number + 1, "physicalLocation": place.physical(related.span), "message": { "text": said(&related.label) } })
            });
            result["relatedLocations"] = related.collect();
        }
        if !finding.elsewhere.is_empty() {
            let places = finding.elsewhere.iter().enumerate().map(|(number, place)| {
                let region = json!({ "startLine": place.start.line, "startColumn": place.start.column, "endLine": place.end.line, "endColumn": place.end.column });
                let physical = json!({ "artifactLocation": { "uri": uri(&place.path) }, "region": region });
                json!({ "id": finding.related.len() + number + 1, "physicalLocation": physical, "message": { "text": place.text } })
            });
            let mut all = result["relatedLocations"].as_array().cloned().unwrap_or_default();
            all.extend(places);
            result["relatedLocations"] = Value::Array(all);
        }
        if let Some(fix) = &finding.fix {
            let replacements = fix
                .edits
                .iter()
                .map(|edit| json!({ "deletedRegion": place.region(edit.span), "insertedContent": { "text": edit.text } }));
            let what = finding.help.as_ref().unwrap_or(&finding.message);
            result["fixes"] = json!([{
                "description": { "text": said(what) },
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri(&report.path) },
                    "replacements": replacements.collect::<Vec<_>>(),
                }],
            }]);
        }
        result
    };
    report.findings.iter().zip(fingerprints(report)).map(one).collect()
}

/// Where things stand in a draft.
struct Place<'a> {
    report: &'a Report,
    index: LineIndex,
}

impl Place<'_> {
    fn physical(&self, span: Span) -> Value {
        json!({ "artifactLocation": { "uri": uri(&self.report.path) }, "region": self.region(span) })
    }

    fn region(&self, span: Span) -> Value {
        let (start, end) = (self.index.position(&self.report.text, span.start), self.index.position(&self.report.text, span.end));
        json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
    }
}
