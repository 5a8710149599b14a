//! Findings as the platforms want them that show them beside a change: annotations of GitHub Actions, GitLab's code quality,
//! JUnit for everything that shows tests, and rdjson for reviewdog.

use super::super::screen;
use super::fingerprint::{fingerprints, hash};
use super::{Report, Run, level_word};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use zhumo::check::{Finding, Severity};
use zhumo::say;
use zhumo::say::{Lang, Say, visible, visible_lines};
use zhumo::span::{LineIndex, Span};

/// How many annotations of a level GitHub shows of one step.
const GITHUB_LIMIT: usize = 10;

/// Workflow commands, errors first; of each level no more than are shown, and a word about those that are left out.
pub(crate) fn github(run: &Run<'_>, lang: Lang) -> String {
    let mut lines: [Vec<String>; 3] = Default::default();
    for report in run.reports {
        let place = report.place();
        if let Some(fault) = &report.fault {
            let help = format!("\n{}", fault.help.in_lang(lang));
            let properties = [("file", &*place)];
            lines[0].push(command("error", &properties, &format!("{}{help}", fault.message.in_lang(lang))));
        }
        let index = LineIndex::new(&report.text);
        for finding in &report.findings {
            let (rank, name) = match finding.level {
                Severity::Error => (0, "error"),
                Severity::Warning => (1, "warning"),
                Severity::Info => (2, "notice"),
            };
            let (start, end) = (index.position(&report.text, finding.span.start), index.position(&report.text, finding.span.end));
            let number = |number: usize| number.to_string();
            let (line, column, end_line, end_column) =
                (number(start.line), number(start.column), number(end.line), number(end.column));
            let title = format!("zhumo {}", finding.rule.id);
            let mut properties = vec![("file", &*place), ("line", &line), ("endLine", &end_line)];
            // Columns mean something only within one line.
            if start.line == end.line {
                properties.extend([("col", column.as_str()), ("endColumn", end_column.as_str())]);
            }
            properties.push(("title", &title));
            lines[rank].push(command(name, &properties, &whole_message(finding, lang)));
        }
    }
    let mut left = Vec::new();
    let mut out = String::new();
    for (rank, lines) in lines.iter().enumerate() {
        // The last remark is needed to say what is left out.
        let limit = if rank == 2 { GITHUB_LIMIT - 1 } else { GITHUB_LIMIT };
        lines.iter().take(limit).for_each(|line| out += line);
        let level = [Severity::Error, Severity::Warning, Severity::Info][rank];
        if let Some(count) = lines.len().checked_sub(limit).filter(|count| *count > 0) {
            left.push((level, count));
        }
    }
    if !left.is_empty() {
        let counts = |lang| {
            left.iter().map(|(level, count)| format!("{} {count}", level_word(*level, lang))).collect::<Vec<_>>().join(", ")
        };
        let (zh, en) = (counts(Lang::Chinese), counts(Lang::English));
        let message =
            say!("GitHub 每级只显示 {GITHUB_LIMIT} 条，未列出：{zh}", "GitHub shows {GITHUB_LIMIT} of a level; not shown: {en}");
        out += &command("notice", &[("title", "zhumo")], message.in_lang(lang));
    }
    out
}

/// What, why and what to do.
fn whole_message(finding: &Finding, lang: Lang) -> String {
    let parts = [Some(&finding.message), finding.why.as_ref(), finding.help.as_ref()].into_iter().flatten();
    parts.map(|say: &Say| say.in_lang(lang)).collect::<Vec<_>>().join("\n")
}

/// The same, each part in a line of its own whatever it is: what a draft has in it begins none.
fn lines(finding: &Finding, lang: Lang) -> String {
    let parts = [Some(&finding.message), finding.why.as_ref(), finding.help.as_ref()].into_iter().flatten();
    parts.map(|say: &Say| visible(say.in_lang(lang))).collect::<Vec<_>>().join("\n")
}

fn command(name: &str, properties: &[(&str, &str)], message: &str) -> String {
    let data = |text: &str| visible_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let properties: Vec<String> = properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    format!("::{name} {}::{}\n", properties.join(","), data(message))
}

/// GitLab's code quality report.
pub(crate) fn gitlab(run: &Run<'_>, lang: Lang) -> String {
    let mut issues: Vec<Value> = Vec::new();
    for report in run.reports {
        if let Some(fault) = &report.fault {
            issues.push(json!({
                "description": fault.message.in_lang(lang),
                "check_name": report.fault_name(),
                "fingerprint": hash(&[&report.place(), report.fault_name()]),
                "severity": "blocker",
                "location": { "path": report.place(), "lines": { "begin": 1 } },
            }));
        }
        let index = LineIndex::new(&report.text);
        for (finding, fingerprint) in report.findings.iter().zip(fingerprints(report)) {
            let severity = match finding.level {
                Severity::Error => "critical",
                Severity::Warning => "minor",
                Severity::Info => "info",
            };
            let line = |at| index.position(&report.text, at).line;
            issues.push(json!({
                "description": finding.message.in_lang(lang),
                "check_name": finding.rule.id,
                // GitLab wants one that no other issue of any file has.
                "fingerprint": hash(&[&report.place(), &fingerprint]),
                "severity": severity,
                "location": { "path": report.place(), "lines": { "begin": line(finding.span.start), "end": line(finding.span.end) } },
            }));
        }
    }
    screen::json(&issues)
}

/// A text in XML, which can hold no controls.
fn xml(text: &str) -> String {
    zhumo::html::escape(&visible_lines(text)).to_string()
}

/// Names of findings among those of a draft. They hold no place: a test has the same name before and after a line is put in above it.
#[derive(Default)]
struct Names(BTreeMap<String, usize>);

impl Names {
    /// The rule, what it speaks of, and which it is of those alike.
    fn of(&mut self, finding: &Finding, text: &str) -> String {
        const LONGEST: usize = 40;
        let line = finding.span.of(text).lines().next().unwrap_or_default();
        let about: String = visible(line.trim()).chars().take(LONGEST).collect();
        let name = format!("{} {about}", finding.rule.id).trim_end().to_owned();
        let nth = self.0.entry(name.clone()).or_default();
        *nth += 1;
        if *nth == 1 { name } else { format!("{name} ({nth})") }
    }
}

/// JUnit: a suite for each draft; a finding that fails the run is a failure, the others are said in a case that passes.
pub(crate) fn junit(run: &Run<'_>, lang: Lang) -> String {
    let mut suites = String::new();
    let (mut all, mut all_failed, mut all_errors) = (0, 0, 0);
    for report in run.reports {
        let index = LineIndex::new(&report.text);
        let mut cases = String::new();
        let (mut tests, mut failed, mut errors) = (0, 0, 0);
        let path = xml(&visible(&report.place()));
        let mut case = |name: &str, inner: &str| {
            tests += 1;
            cases += &format!("    <testcase name=\"{}\" classname=\"{path}\">{inner}</testcase>\n", xml(name));
        };
        if let Some(fault) = &report.fault {
            errors = 1;
            case(report.fault_name(), &format!("<error message=\"{}\"/>", xml(fault.message.in_lang(lang))));
        } else if report.findings.is_empty() {
            case("check", "");
        }
        let mut names = Names::default();
        for finding in &report.findings {
            let at = index.position(&report.text, finding.span.start);
            let name = names.of(finding, &report.text);
            let text = format!("{}:{}:{}: {}", visible(&report.place()), at.line, at.column, lines(finding, lang));
            let text = xml(&text);
            if finding.level >= report.fail_on {
                failed += 1;
                let (message, kind) = (xml(finding.message.in_lang(lang)), finding.level.name());
                case(&name, &format!("<failure message=\"{message}\" type=\"{kind}\">{text}</failure>"));
            } else {
                case(&name, &format!("<system-out>{text}</system-out>"));
            }
        }
        suites += &format!(
            "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failed}\" errors=\"{errors}\" skipped=\"0\">\n{cases}  </testsuite>\n"
        );
        all += tests;
        all_failed += failed;
        all_errors += errors;
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"zhumo\" tests=\"{all}\" failures=\"{all_failed}\" errors=\"{all_errors}\">\n{suites}</testsuites>\n"
    )
}

/// rdjson, which reviewdog reads. Its columns count bytes.
pub(crate) fn rdjson(run: &Run<'_>, lang: Lang) -> String {
    let mut diagnostics: Vec<Value> = Vec::new();
    for report in run.reports {
        if let Some(fault) = &report.fault {
            diagnostics.push(json!({
                "message": fault.message.in_lang(lang),
                "location": { "path": report.place() },
                "severity": "ERROR",
                "code": { "value": report.fault_name() },
            }));
        }
        let bytes = Bytes { report, index: LineIndex::new(&report.text) };
        for finding in &report.findings {
            let severity = match finding.level {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            };
            let mut diagnostic = json!({
                "message": whole_message(finding, lang),
                "location": { "path": report.place(), "range": bytes.range(finding.span) },
                "severity": severity,
                "code": { "value": finding.rule.id },
            });
            if let Some(fix) = &finding.fix {
                let edits = fix.edits.iter().map(|edit| json!({ "range": bytes.range(edit.span), "text": edit.text }));
                diagnostic["suggestions"] = edits.collect();
            }
            if !finding.related.is_empty() {
                let related = finding.related.iter().map(|related| {
                    let location = json!({ "path": report.place(), "range": bytes.range(related.span) });
                    json!({ "message": related.label.in_lang(lang), "location": location })
                });
                diagnostic["relatedLocations"] = related.collect();
            }
            diagnostics.push(diagnostic);
        }
    }
    screen::json(&json!({ "source": { "name": "zhumo" }, "diagnostics": diagnostics }))
}

/// Places by lines and bytes.
struct Bytes<'a> {
    report: &'a Report,
    index: LineIndex,
}

impl Bytes<'_> {
    fn range(&self, span: Span) -> Value {
        json!({ "start": self.place(span.start), "end": self.place(span.end) })
    }

    fn place(&self, at: usize) -> Value {
        let line = self.index.line_of(at.min(self.report.text.len()));
        let start = self.index.line_span(&self.report.text, line).start;
        json!({ "line": line + 1, "column": at - start + 1 })
    }
}
