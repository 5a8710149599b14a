//! The findings as a page for who answers for all drafts: how many there are, which rules spoke, which drafts need work, and every finding.
//!
//! One file without scripts and without anything from outside.

use super::{Report, Run, level_word};
use std::collections::BTreeMap;
use std::fmt::Write;
use zhumo::check::{Finding, Severity};
use zhumo::html::escape;
use zhumo::say::{Lang, visible};
use zhumo::span::LineIndex;

struct Words {
    tag: &'static str,
    title: &'static str,
    drafts: &'static str,
    draft: &'static str,
    rules: &'static str,
    rule: &'static str,
    findings: &'static str,
    number: &'static str,
    share: &'static str,
    place: &'static str,
    line: &'static str,
    help: &'static str,
    none: &'static str,
    faults: &'static str,
}

const CHINESE: Words = Words {
    tag: "zh-CN",
    title: "公文检查情况",
    drafts: "文稿",
    draft: "文稿",
    rules: "规则",
    rule: "规则",
    findings: "逐处问题",
    number: "处数",
    share: "多少",
    place: "位置",
    line: "原文",
    help: "办法",
    none: "没有问题。",
    faults: "没有检查成的文稿",
};

const ENGLISH: Words = Words {
    tag: "en",
    title: "Report on drafts",
    drafts: "Drafts",
    draft: "Draft",
    rules: "Rules",
    rule: "Rule",
    findings: "Findings",
    number: "Findings",
    share: "Share",
    place: "Place",
    line: "Line",
    help: "Help",
    none: "No findings.",
    faults: "Drafts that could not be checked",
};

/// The colour of a level.
pub(super) fn colour(level: Severity) -> &'static str {
    LEVELS.iter().find(|(other, _)| *other == level).map_or("", |(_, colour)| colour)
}

const LEVELS: [(Severity, &str); 3] = [(Severity::Error, "#a40000"), (Severity::Warning, "#8a5a00"), (Severity::Info, "#2b5797")];

const STYLE: &str = "body{font:1rem/1.6 sans-serif;margin:0;color:#111;background:#fff}main{max-width:76rem;margin:2rem auto;padding:0 1rem}\
.wide{overflow-x:auto}table{width:100%;border-collapse:collapse;margin-bottom:1.5rem}th,td{border:1px solid #767676;padding:.3rem .5rem;vertical-align:top;text-align:left;\
overflow-wrap:anywhere}.n{text-align:right;white-space:nowrap}.at{white-space:nowrap;width:5rem}.id{display:block;font-size:.85rem;color:#444}\
.bar{display:block;width:100%;min-width:8rem;height:.9rem}mark{background:#fff2a8}a{color:#0b4f9e}tbody th{font-weight:normal}\
.pages{display:flex;flex-wrap:wrap;gap:1rem;margin-bottom:1.5rem}figure{margin:0}figure svg{display:block;width:22rem;max-width:100%;height:auto;\
border:1px solid #767676}figcaption{text-align:center}\
@media print{main{max-width:none}thead{display:table-header-group}tr{break-inside:avoid}}";

/// The page.
pub(super) fn html(run: &Run<'_>, lang: Lang) -> String {
    let words = if lang == Lang::Chinese { &CHINESE } else { &ENGLISH };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<p>{}</p>\n",
        words.tag,
        words.title,
        STYLE,
        words.title,
        escape(&run.summary.say(lang))
    );
    let all: Vec<(&Report, &Finding)> =
        run.reports.iter().flat_map(|report| report.findings.iter().map(move |finding| (report, finding))).collect();
    if all.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", words.none);
    } else {
        drafts(run, words, lang, &mut out);
        rules(&all, words, lang, &mut out);
        findings(run, words, lang, &mut out);
    }
    let faults: Vec<&Report> = run.reports.iter().filter(|report| report.fault.is_some()).collect();
    if !faults.is_empty() {
        let _ = write!(out, "<h2>{}</h2>\n<ul>\n", words.faults);
        for report in faults {
            let said = report.fault.as_ref().map(|fault| fault.message.in_lang(lang)).unwrap_or_default();
            let _ = writeln!(out, "<li>{}：{}</li>", escape(&report.path), escape(said));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn count(findings: &[&Finding]) -> [usize; 3] {
    LEVELS.map(|(level, _)| findings.iter().filter(|finding| finding.level == level).count())
}

/// A bar of as many parts as there are levels, as long as its share of the most.
fn bar(counts: [usize; 3], most: usize, lang: Lang) -> String {
    if counts == [0; 3] {
        return String::new();
    }
    let said: Vec<String> = LEVELS
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|((level, _), count)| format!("{} {count}", level_word(*level, lang)))
        .collect();
    let mut out = format!(
        "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">",
        said.join("、")
    );
    let mut x = 0.0;
    for ((_, colour), count) in LEVELS.iter().zip(counts) {
        let width = count as f64 * 100.0 / most.max(1) as f64;
        if count > 0 {
            let _ = write!(out, "<rect x=\"{x:.2}\" y=\"0\" width=\"{width:.2}\" height=\"8\" fill=\"{colour}\"/>");
        }
        x += width;
    }
    out.push_str("</svg>");
    out
}

fn heads((label, first): (&str, &str), words: &Words, lang: Lang, out: &mut String) {
    let _ = write!(
        out,
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{label}\">\n<table>\n<thead><tr><th scope=\"col\">{first}</th>"
    );
    for (level, _) in LEVELS {
        let _ = write!(out, "<th scope=\"col\" class=\"n\">{}</th>", level_word(level, lang));
    }
    let _ = write!(
        out,
        "<th scope=\"col\" class=\"n\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        words.number, words.share
    );
}

fn row(head: &str, counts: [usize; 3], most: usize, lang: Lang, out: &mut String) {
    let _ = write!(out, "<tr><th scope=\"row\">{head}</th>");
    for count in counts {
        let _ = write!(out, "<td class=\"n\">{count}</td>");
    }
    let _ = writeln!(out, "<td class=\"n\">{}</td><td>{}</td></tr>", counts.iter().sum::<usize>(), bar(counts, most, lang));
}

/// Those with most to do first.
fn drafts(run: &Run<'_>, words: &Words, lang: Lang, out: &mut String) {
    let mut rows: Vec<(usize, [usize; 3])> =
        run.reports.iter().enumerate().map(|(at, report)| (at, count(&report.findings.iter().collect::<Vec<_>>()))).collect();
    rows.sort_by_key(|(at, counts)| (std::cmp::Reverse((counts[0], counts[1], counts[2])), *at));
    let most = rows.iter().map(|(_, counts)| counts.iter().sum::<usize>()).max().unwrap_or(0);
    let _ = writeln!(out, "<h2>{}</h2>", words.drafts);
    heads((words.drafts, words.draft), words, lang, out);
    for (at, counts) in rows {
        let path = escape(&run.reports[at].place()).into_owned();
        let head = if counts == [0; 3] { path } else { format!("<a href=\"#draft-{}\">{path}</a>", at + 1) };
        row(&head, counts, most, lang, out);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn rules(all: &[(&Report, &Finding)], words: &Words, lang: Lang, out: &mut String) {
    let mut by: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for (_, finding) in all {
        by.entry(finding.rule.id).or_default().push(finding);
    }
    let mut rows: Vec<(&str, [usize; 3], &str)> = by
        .iter()
        .map(|(id, found)| {
            let what = found[0].rule.explanation();
            (*id, count(found), what.paragraphs(lang).first().copied().unwrap_or_default())
        })
        .collect();
    rows.sort_by_key(|(id, counts, _)| (std::cmp::Reverse(counts.iter().sum::<usize>()), *id));
    let most = rows.first().map_or(0, |(_, counts, _)| counts.iter().sum());
    let _ = writeln!(out, "<h2>{}</h2>", words.rules);
    heads((words.rules, words.rule), words, lang, out);
    for (id, counts, what) in rows {
        row(&format!("{}<span class=\"id\">{id}</span>", escape(what)), counts, most, lang, out);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn findings(run: &Run<'_>, words: &Words, lang: Lang, out: &mut String) {
    let _ = writeln!(out, "<h2>{}</h2>", words.findings);
    for (at, report) in run.reports.iter().enumerate().filter(|(_, report)| !report.findings.is_empty()) {
        let _ = write!(
            out,
            "<section>\n<h3 id=\"draft-{}\">{}</h3>\n<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"draft-{}\">\n<table>\n<thead><tr><th scope=\"col\" class=\"at\">{}</th>\
             <th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
            at + 1,
            escape(&report.place()),
            at + 1,
            words.place,
            words.findings,
            words.line,
            words.help
        );
        let index = LineIndex::new(&report.text);
        for (number, finding) in report.findings.iter().enumerate() {
            let start = index.position(&report.text, finding.span.start);
            let line = index.line_span(&report.text, index.line_of(finding.span.start));
            let colour = colour(finding.level);
            let said = |say: Option<&zhumo::say::Say>| say.map(|say| escape(say.in_lang(lang)).into_owned()).unwrap_or_default();
            let _ = write!(
                out,
                "<tr><td class=\"at\">{}:{}{}</td><td><strong style=\"color:{colour}\">{}</strong> {}<span class=\"id\">{}</span>",
                start.line,
                start.column,
                page_link(report, at + 1, number, lang),
                level_word(finding.level, lang),
                escape(finding.message.in_lang(lang)),
                finding.rule.id
            );
            for place in &finding.elsewhere {
                let _ = write!(
                    out,
                    "<span class=\"id\">{}:{}:{} {}</span>",
                    escape(&visible(&place.path)),
                    place.start.line,
                    place.start.column,
                    escape(&visible(&place.text))
                );
            }
            let _ = writeln!(
                out,
                "</td><td>{}</td><td>{}</td></tr>",
                excerpt(&report.text, line, finding.span),
                said(finding.help.as_ref())
            );
        }
        out.push_str("</tbody>\n</table>\n</div>\n");
        pages(report, at + 1, lang, out);
        out.push_str("</section>\n");
    }
}

/// Where the picture of a finding's page is.
fn page_link(report: &Report, draft: usize, finding: usize, lang: Lang) -> String {
    let page = report.pages.iter().find(|page| page.findings.contains(&finding));
    page.map_or_else(String::new, |page| {
        format!(" <a href=\"#draft-{draft}-page-{}\">{}</a>", page.number, page_name(page.number, lang))
    })
}

fn page_name(number: usize, lang: Lang) -> String {
    match lang {
        Lang::Chinese => format!("第{number}页"),
        Lang::English => format!("page {number}"),
    }
}

/// The pages of a draft, with marks where findings are.
fn pages(report: &Report, draft: usize, lang: Lang, out: &mut String) {
    if report.pages.is_empty() {
        return;
    }
    out.push_str("<div class=\"pages\">\n");
    for page in &report.pages {
        let (number, name) = (page.number, page_name(page.number, lang));
        let _ =
            writeln!(out, "<figure id=\"draft-{draft}-page-{number}\">\n{}<figcaption>{name}</figcaption>\n</figure>", page.svg);
    }
    out.push_str("</div>\n");
}

/// The line of a finding with its place marked; of a long one what stands near it.
fn excerpt(text: &str, line: zhumo::span::Span, span: zhumo::span::Span) -> String {
    const NEAR: usize = 40;
    let end = span.end.min(line.end).max(span.start);
    let (before, at, behind) =
        (&text[line.start.min(span.start)..span.start], &text[span.start..end], text[end..line.end.max(end)].trim_end());
    let from = before.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let to = behind.char_indices().nth(NEAR).map_or(behind.len(), |(at, _)| at);
    let (cut, more) = (if from > 0 { "…" } else { "" }, if to < behind.len() { "…" } else { "" });
    let shown: String = at.chars().take(NEAR * 3).collect();
    format!("{cut}{}<mark>{}</mark>{}{more}", escape(&before[from..]), escape(&shown), escape(&behind[..to]))
}
