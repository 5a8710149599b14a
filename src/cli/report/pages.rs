//! Pictures of the pages that findings stand on, for the page of findings.
//!
//! Here: which pages, and their marks. Not here: how a page is drawn (`zhumo::svg`), where anything stands on it (`zhumo::preview`), and
//! the page of findings itself (`html`).

use super::Report;
use std::fmt::Write;
use zhumo::check::Severity;
use zhumo::preview::{Place, Units, view};
use zhumo::project::files::Draft;
use zhumo::project::{Job, Projects};
use zhumo::say::Lang;
use zhumo::svg::{SvgOptions, svg};

/// How many pages are drawn: a page with its outlines comes to some hundred kilobytes.
pub(super) const MOST: usize = 60;

/// A page with findings on it.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// Its number, from 1.
    pub number: usize,
    /// Its picture, as an element of a web page.
    pub svg: String,
    /// The findings on it, by their places in the report.
    pub findings: Vec<usize>,
}

/// Draws the pages on which there are findings, of the first drafts first. Without fonts there are no pictures.
pub(crate) fn draw(drafts: &[Draft], projects: &Projects, lang: Lang, reports: &mut [Report]) {
    let mut left = MOST;
    for (index, (draft, report)) in drafts.iter().zip(reports).enumerate() {
        if report.findings.is_empty() {
            continue;
        }
        let Ok(project) = projects.of(&draft.folder) else { continue };
        let job = project.job(&draft.path, report.text.clone());
        report.pages = of(&job, report, lang, index + 1);
        report.pages.truncate(left);
        left -= report.pages.len();
        if left == 0 {
            return;
        }
    }
}

/// The pages of a draft; `name` is what tells its outlines from those of others.
fn of(job: &Job, report: &Report, lang: Lang, name: usize) -> Vec<Page> {
    let Ok(laid) = job.lay_out() else { return Vec::new() };
    let seen = view(&laid.sheets, &job.text, lang);
    let units = Units::new(&job.text);
    let none = zhumo::images::Images::default();
    let images = job.options.images.as_ref().unwrap_or(&none);
    let mut pages = Vec::new();
    let mut shown = vec![false; report.findings.len()];
    for (at, sheet) in seen.pages.iter().enumerate() {
        let mut findings = Vec::new();
        // A line with several findings has the colour of the gravest.
        let mut marks: Vec<(&Place, Severity)> = Vec::new();
        for (index, finding) in report.findings.iter().enumerate() {
            let (from, to) = (units.of(&job.text, finding.span.start), units.of(&job.text, finding.span.end).max(1));
            let touches = |place: &&Place| place.from < to.max(from + 1) && from < place.to.max(place.from + 1);
            let places: Vec<&Place> = sheet.places.iter().filter(touches).collect();
            if places.is_empty() || shown[index] {
                continue;
            }
            shown[index] = true;
            findings.push(index);
            for place in places {
                match marks.iter_mut().find(|(known, _)| std::ptr::eq(*known, place)) {
                    Some((_, level)) => *level = finding.level.max(*level),
                    None => marks.push((place, finding.level)),
                }
            }
        }
        if findings.is_empty() {
            continue;
        }
        let options = SvgOptions::new(&laid.fonts.set, images, seen.title.clone(), laid.sheets.notice.language);
        let Ok(drawn) = svg(&laid.sheets.laid, at + 1, &options) else { continue };
        let language = laid.sheets.notice.language.tag();
        pages.push(Page { number: at + 1, svg: inline(&drawn, language, (name, at + 1), &marks), findings });
    }
    pages
}

/// The picture as a part of a web page: outlines have names of their own, links are none, and findings are marked.
fn inline(drawn: &str, language: &str, (draft, page): (usize, usize), marks: &[(&Place, Severity)]) -> String {
    let mut out = String::with_capacity(drawn.len() + drawn.len() / 8);
    // HTML says the language of an element around it.
    let _ = write!(out, "<div lang=\"{language}\">");
    let said = format!(" lang=\"{language}\" xml:lang=\"{language}\"");
    // What the page says, over several lines, is the draft, which the report does not repeat.
    let mut told = false;
    for line in drawn.lines() {
        let telling = told || line.starts_with("<desc>");
        told = telling && !line.ends_with("</desc>");
        if telling || line.starts_with("<?xml") || line.starts_with("<a xlink") {
            continue;
        }
        if line == "</svg>" {
            for (Place { x, y, w, h, .. }, level) in marks {
                let colour = super::html::colour(*level);
                let _ = writeln!(
                    out,
                    "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{w:.2}\" height=\"{h:.2}\" fill=\"{colour}\" fill-opacity=\"0.25\"/>"
                );
            }
        }
        let line = line
            .replace(" id=\"", &format!(" id=\"p{draft}-{page}-"))
            .replace("xlink:href=\"#", &format!("xlink:href=\"#p{draft}-{page}-"))
            .replace(" role=\"document\"", " role=\"img\"")
            .replace(&said, "");
        out.push_str(&line);
        out.push('\n');
    }
    out.push_str("</div>\n");
    out
}
