//! The notice as a Word file (DOCX): a page that people can go on working at, in Word, WPS and LibreOffice.
//!
//! Here: [`docx`], and the order in which the parts of a notice are written. A file a part stands beside it. Not here: words that all
//! backends share (`wording`), the lengths of a layout (`layout::template`), reading such a file (`import`).
//!
//! It is written from the notice and the template and never from pages: pages are what the word processor makes. What a page needs is said
//! in styles that bear the names of the standard. The grid of 22 lines with 28 characters holds in Word and in LibreOffice alike because
//! every line has an exact height and every character is set closer by a quarter point; the grid that Word's own dialogue writes is halved
//! by LibreOffice. Numbers are typed, as they are in the draft.

mod annex;
mod body;
mod carried;
mod closing;
mod drawing;
mod faces;
mod figure;
mod head;
mod imprint;
mod inline;
mod letter;
mod mark;
mod merged;
mod metrics;
mod notes;
mod package;
mod paragraph;
mod properties;
mod reading;
mod section;
mod settings;
mod signature;
mod styles;
mod table;
mod title;
mod widths;
mod xml;

pub use merged::merged;
pub use reading::{Held, held, is_document, said};

use crate::images::Images;
use crate::layout::{Mm, Template};
use crate::model::Notice;
use metrics::Metrics;
use metrics::Sheet;
use package::Package;
use section::Section;
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// What a file needs beside the notice.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct DocxOptions<'a> {
    /// The lengths.
    pub template: &'a Template,
    /// The pictures; without one, the file names it.
    pub images: &'a Images,
    /// The draft, which travels in the file; none where it should not.
    pub draft: Option<&'a str>,
    /// Whether the words of the notice say what was deleted and inserted ([`crate::wording::DELETED`]), and the file shows it.
    pub changes: bool,
}

impl<'a> DocxOptions<'a> {
    /// Options with these lengths and pictures, and without a draft inside.
    #[must_use]
    pub const fn new(template: &'a Template, images: &'a Images) -> Self {
        Self { template, images, draft: None, changes: false }
    }

    /// The same for a notice whose words say what was deleted and inserted.
    #[must_use]
    pub const fn showing_changes(self) -> Self {
        Self { changes: true, ..self }
    }

    /// The same with the draft inside.
    #[must_use]
    pub const fn carrying(self, draft: &'a str) -> Self {
        Self { draft: Some(draft), ..self }
    }
}

/// Why the file could not be put together. No draft and no picture can be blamed for it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct DocxError(String);

/// Writes a notice as DOCX. The same notice gives the same bytes on every machine.
///
/// # Errors
/// [`DocxError`] when the archive cannot be written, which in memory it can.
///
/// ```
/// use zhumo::{docx::{DocxOptions, docx}, images::Images, layout::Template};
/// let (notice, _) = zhumo::check("标题：关于开放的通知\n\n定于10月开放。", &zhumo::Options::default());
/// let (template, images) = (Template::built_in(notice.layout), Images::new());
/// let file = docx(&notice, &DocxOptions::new(&template, &images)).unwrap();
/// assert!(file.starts_with(b"PK"));
/// ```
pub fn docx(notice: &Notice, options: &DocxOptions<'_>) -> Result<Vec<u8>, DocxError> {
    docx_of(notice, options, |words| words)
}

/// What a file says: its body and its notes.
pub(crate) struct Words {
    pub body: String,
    pub notes: String,
}

/// What the file of a notice says.
#[cfg_attr(not(feature = "diff"), allow(dead_code, reason = "only what changed is told of it"))]
pub(crate) fn words(notice: &Notice, options: &DocxOptions<'_>) -> Words {
    let mut writer = Writer::new(notice, options);
    writer.write();
    writer.notes_part();
    let notes = writer.package.text(NOTES).unwrap_or_default();
    Words { body: writer.out, notes }
}

/// The file of a notice whose words are changed before it is packed.
pub(crate) fn docx_of(
    notice: &Notice,
    options: &DocxOptions<'_>,
    change: impl FnOnce(Words) -> Words,
) -> Result<Vec<u8>, DocxError> {
    let mut writer = Writer::new(notice, options);
    writer.write();
    writer.finish(change)
}

/// The part that holds the notes.
const NOTES: &str = "word/footnotes.xml";

/// A file in the making.
struct Writer<'a> {
    whole: &'a Notice,
    /// The notice, or the text that it sends out, whose words are written.
    part: &'a Notice,
    options: &'a DocxOptions<'a>,
    metrics: Metrics,
    /// The body of the document so far.
    out: String,
    /// What the file is packed of.
    package: Package,
    /// White below the characters of the last line, in twips.
    below: f64,
    /// About how far the text has come.
    place: metrics::Place,
    /// Where lines of display type end: characters before the break, and how many were written.
    turns: Vec<usize>,
    turned: usize,
    /// Notes whose mark stands in the file already, and those that are bound to a mark.
    noted: BTreeSet<usize>,
    /// The first note of each label.
    labels: BTreeMap<&'a str, usize>,
    /// Bookmarks that can be led to, by what they are of.
    marks: BTreeMap<String, String>,
    ids: u32,
    sheet: Sheet,
    section: Section,
    /// Whether the next paragraph begins a page.
    breaks: bool,
    /// Where in the body the properties of the last paragraph go on behind its style.
    last: Option<usize>,
    /// The lines of the last paragraph.
    lines: usize,
    /// White that the next paragraph has above it at least.
    lead: Option<Mm>,
    /// Whether links stay text: their relations would belong to another part.
    unlinked: bool,
}

impl<'a> Writer<'a> {
    fn new(notice: &'a Notice, options: &'a DocxOptions<'a>) -> Self {
        let metrics = Metrics::of(options.template, notice.language);
        Self {
            whole: notice,
            part: notice,
            options,
            place: metrics::Place::new(metrics.room(Sheet::Upright)),
            metrics,
            out: String::with_capacity(1 << 16),
            package: Package::default(),
            below: 0.0,
            turns: Vec::new(),
            turned: 0,
            noted: BTreeSet::new(),
            // Of two notes with one label the first is meant: it comes last here.
            labels: notice.footnotes.iter().enumerate().rev().map(|(index, note)| (note.label.text.as_str(), index)).collect(),
            marks: BTreeMap::new(),
            ids: 0,
            sheet: Sheet::Upright,
            section: Section::first(),
            breaks: false,
            last: None,
            lines: 0,
            lead: None,
            unlinked: false,
        }
    }

    const fn template(&self) -> &'a Template {
        self.options.template
    }

    /// Whether the language of the notice is Chinese.
    const fn chinese(&self) -> bool {
        self.whole.language.is_chinese()
    }

    /// A number that nothing else in the file has.
    const fn id(&mut self) -> u32 {
        self.ids += 1;
        self.ids
    }

    fn write(&mut self) {
        let notice = self.whole;
        self.name_marks();
        self.head();
        self.editor_note();
        self.title();
        self.recipients();
        if notice.recipients.is_none() || !self.recipients_in_head() {
            // The text of an order stands two 行 below its number (10.2); below a title one 行 is left free.
            let (title, recipients) = (&self.template().title, &self.template().recipients);
            self.lead = Some(if notice.title.is_empty() { title.gap } else { recipients.gap });
        }
        self.blocks(&notice.body);
        self.lead = None;
        self.closing();
        self.stray_notes();
        self.annexes(false);
        self.issued(false);
        self.imprint();
        self.annexes(true);
        self.issued(true);
    }

    fn finish(mut self, change: impl FnOnce(Words) -> Words) -> Result<Vec<u8>, DocxError> {
        let last = self.section_properties();
        let body = std::mem::take(&mut self.out);
        self.notes_part();
        let notes = self.package.text(NOTES).unwrap_or_default();
        let Words { body, notes } = change(Words { body, notes });
        self.package.replace(NOTES, notes);
        let document = format!("{}<w:document {}><w:body>{body}{last}</w:body></w:document>", xml::HEAD, xml::NAMES);
        self.carried_part(&document);
        self.package.part("word/document.xml", "wordprocessingml.document.main", document);
        self.styles_part();
        self.settings_parts();
        self.properties_parts();
        self.package.zip()
    }
}
