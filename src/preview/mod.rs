//! What a preview shows of a draft while it is being written: findings, pages, and which line of the draft stands where on them.
//!
//! Here: [`view`] and the data that a page of a browser takes, with places counted as it counts them. Not here: how a page is
//! drawn (`svg`), what is wrong (`check`), sockets and files (`serve` of the program).

#[cfg(feature = "diff")]
mod changes;
mod helps;
#[cfg(feature = "merge")]
mod letters;
mod places;
mod starts;
mod units;

#[cfg(feature = "diff")]
pub use changes::{ShownChange, changed};
pub use helps::{FieldShown, Offer, Said, fields, offers, said_of};
#[cfg(feature = "merge")]
pub use letters::{Letter, Rows, Wrong, letter, letters};
pub use places::Place;
pub use starts::{STARTS, Start};
pub use units::Units;

use crate::Sheets;
use crate::assist;
use crate::check::{Edit, Finding};
use crate::layout::{Item, LinkTarget, Mm, Page};
use crate::model::Notice;
use crate::say;
use crate::say::Lang;
use crate::span::Span;
use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Findings and pages. Places in the draft count UTF-16 code units from 0, lengths are millimetres.
#[derive(Debug, Serialize)]
pub struct View {
    /// What is wrong, in the order of the draft.
    pub findings: Vec<Shown>,
    /// The pages in order.
    pub pages: Vec<Sheet>,
    /// The parts of the notice, for getting about.
    pub outline: Vec<Entry>,
    /// Its title in one line; empty where there is none.
    pub title: String,
}

/// A finding in one language.
#[derive(Debug, Serialize)]
pub struct Shown {
    /// The rule.
    pub rule: &'static str,
    /// `error`, `warning` or `info`.
    pub severity: &'static str,
    /// First place.
    pub from: usize,
    /// One past the last place.
    pub to: usize,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// On what ground.
    pub why: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// What the rule is for.
    pub about: String,
    /// Other places that belong to it.
    pub related: Vec<Beside>,
    /// What would fix it.
    pub fix: Option<Fix>,
    /// What would silence it, but for the reason, which a person has to give.
    pub ignore: Vec<Change>,
}

/// Another place that belongs to a finding.
#[derive(Debug, Serialize)]
pub struct Beside {
    /// First place.
    pub from: usize,
    /// One past the last place.
    pub to: usize,
    /// What is there.
    pub message: String,
}

/// Changes that fix a finding.
#[derive(Debug, Serialize)]
pub struct Fix {
    /// Whether the meaning cannot change.
    pub safe: bool,
    /// The changes; they do not overlap.
    pub edits: Vec<Change>,
}

/// A stretch of the draft and what takes its place.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// First place.
    pub from: usize,
    /// One past the last place.
    pub to: usize,
    /// What stands there instead.
    pub insert: String,
}

/// A page.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// Two pages with the same name look the same.
    pub name: String,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Where the parts of the draft stand on it.
    pub places: Vec<Place>,
}

/// A part of the notice.
#[derive(Debug, Serialize)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// How deep it lies, from 0.
    pub depth: usize,
    /// Where it begins.
    pub from: usize,
}

/// What is shown of a draft that was laid out, ready to be sent.
#[must_use]
pub fn view(sheets: &Sheets, text: &str, lang: Lang) -> View {
    let units = Units::new(text);
    let findings = sheets.findings.iter().map(|finding| shown(finding, text, &units, lang)).collect();
    let pages = sheets.laid.pages.iter();
    let pages = pages.map(|page| sheet(page, places::on(page, &sheets.laid, text, &units), sheets)).collect();
    let mut outline = Vec::new();
    entries(&assist::symbols(&sheets.notice, text), 0, text, &units, &mut outline);
    let title = crate::wording::file_title(&sheets.notice);
    View { findings, pages, outline, title }
}

/// The same without pages: where there are no faces, or nobody looks at any.
#[must_use]
pub fn view_without_pages(notice: &Notice, findings: &[Finding], text: &str, lang: Lang) -> View {
    let units = Units::new(text);
    let findings = findings.iter().map(|finding| shown(finding, text, &units, lang)).collect();
    let mut outline = Vec::new();
    entries(&assist::symbols(notice, text), 0, text, &units, &mut outline);
    View { findings, pages: Vec::new(), outline, title: crate::wording::file_title(notice) }
}

/// The edits as changes.
#[must_use]
pub fn changes(edits: &[Edit], text: &str) -> Vec<Change> {
    let units = Units::new(text);
    edits.iter().map(|edit| change(edit, text, &units)).collect()
}

/// The one change that turns one text into another: what both begin and end with stays.
#[must_use]
pub fn difference(old: &str, new: &str) -> Vec<Change> {
    changes(&assist::difference(old, new), old)
}

fn change(edit: &Edit, text: &str, units: &Units) -> Change {
    Change { from: units.of(text, edit.span.start), to: units.of(text, edit.span.end), insert: edit.text.clone() }
}

fn shown(finding: &Finding, text: &str, units: &Units, lang: Lang) -> Shown {
    let at = |span: Span| (units.of(text, span.start), units.of(text, span.end));
    let (from, to) = at(finding.span);
    let said = |say: &Option<say::Say>| say.as_ref().map(|say| say.in_lang(lang).to_owned());
    let related = finding.related.iter().map(|related| {
        let (from, to) = at(related.span);
        Beside { from, to, message: related.label.in_lang(lang).to_owned() }
    });
    let edits = |edits: &[Edit]| edits.iter().map(|edit| change(edit, text, units)).collect();
    Shown {
        rule: finding.rule.id,
        severity: finding.level.name(),
        from,
        to,
        line: units.line(finding.span.start),
        message: finding.message.in_lang(lang).to_owned(),
        why: said(&finding.why),
        help: said(&finding.help),
        about: finding.rule.explanation().paragraphs(lang).join("\n"),
        related: related.collect(),
        fix: finding.fix.as_ref().map(|fix| Fix { safe: fix.safe, edits: edits(&fix.edits) }),
        ignore: edits(&[assist::silence(finding, units.lines())]),
    }
}

fn sheet(page: &Page, places: Vec<Place>, sheets: &Sheets) -> Sheet {
    Sheet { name: name(page, sheets), width: page.width.0, height: page.height.0, places }
}

/// A name for what a page shows: the same for every page that looks the same, so that nobody draws or fetches it twice.
fn name(page: &Page, sheets: &Sheets) -> String {
    let mut hash = DefaultHasher::new();
    let mut length = |length: Mm| hash.write_u64(length.0.to_bits());
    length(page.width);
    length(page.height);
    for item in &page.items {
        match item {
            Item::Run(run) => {
                [run.x, run.baseline, Mm::from(run.size)].into_iter().for_each(&mut length);
                run.glyphs.iter().for_each(|glyph| length(glyph.advance));
            }
            Item::Rule(rule) => [rule.x, rule.y, rule.width, rule.height].into_iter().for_each(&mut length),
            Item::Picture(picture) => [picture.x, picture.y, picture.width, picture.height].into_iter().for_each(&mut length),
            Item::Link(area) => [area.x, area.y, area.width, area.height].into_iter().for_each(&mut length),
            Item::Guide(guide) => [guide.x, guide.y, guide.width, guide.height].into_iter().for_each(&mut length),
        }
    }
    for item in &page.items {
        match item {
            Item::Run(run) => {
                (run.face, run.turned, run.ink, run.text.as_str()).hash(&mut hash);
                run.glyphs.iter().for_each(|glyph| hash.write_u16(glyph.id));
            }
            Item::Rule(rule) => rule.ink.hash(&mut hash),
            Item::Picture(picture) => {
                (picture.path.as_str(), picture.turn, picture.sum).hash(&mut hash);
                sheets.laid.nodes.get(picture.node).map(|node| &node.text).hash(&mut hash);
            }
            Item::Link(area) => {
                area.description.hash(&mut hash);
                if let LinkTarget::Address(address) = &area.target {
                    address.hash(&mut hash);
                }
            }
            Item::Guide(guide) => (guide.shape as u8).hash(&mut hash),
        }
    }
    (crate::wording::file_title(&sheets.notice), sheets.notice.language.tag()).hash(&mut hash);
    format!("{:016x}", hash.finish())
}

fn entries(symbols: &[assist::Symbol], depth: usize, text: &str, units: &Units, out: &mut Vec<Entry>) {
    for symbol in symbols {
        out.push(Entry { name: symbol.name.clone(), depth, from: units.of(text, symbol.selection.start) });
        entries(&symbol.children, depth + 1, text, units, out);
    }
}
