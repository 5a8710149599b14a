//! Pages to an OFD file (GB/T 33190—2016), the national format for electronic documents: the display list in millimetres, as PDF and SVG have it.
//!
//! Here: [`ofd`], [`OfdOptions`], [`OfdError`], [`OfdFile`] for files read back. In the rooms below: what is painted (`page`), faces cut by character (`fonts`,
//! `outlines`, `tables`), the parts of the document (`document`), the tags that name the parts of the notice (`tags`), the container (`container`). Not here: where anything
//! stands (`layout`), how a program of glyphs is cut (`pdf::cff`).
//!
//! The same pages give the same bytes: no clock, no random identifier, no order of a hash map reaches the file.
//!
//! Source: GB/T 33190—2016; the schemas under `tests/ofd/schemas/`

mod compare;
mod container;
mod document;
mod fonts;
mod outlines;
mod page;
mod pictures;
mod reading;
mod tables;
mod tags;
mod write;

pub use compare::compare;
pub use reading::{OfdFile, OfdReadError};
pub use tags::{TAG_NAMESPACE, Tag};

use crate::config::Compression;
use crate::images::Images;
use crate::layout::{FontSet, Item, Laid, PageError};
use crate::parallel::{Queue, both, threads};
use crate::pdf::pack::Packer;
use crate::pdf::{Attachment, Metadata, PdfError};
use container::{Container, Entry, Packing};
use thiserror::Error;

/// What goes into an OFD beside its pages.
#[non_exhaustive]
pub struct OfdOptions<'a> {
    /// The faces that the pages were laid out with.
    pub fonts: &'a FontSet,
    /// The pictures that the pages show.
    pub images: &'a Images,
    /// What the file says of itself.
    pub metadata: Metadata,
    /// The parts of the notice that tags name.
    pub tags: Vec<Tag>,
    /// Files to carry along: the draft, the notice as data, the record of the build.
    pub attachments: Vec<Attachment>,
    /// How hard it is packed.
    pub compress: Compression,
}

impl<'a> OfdOptions<'a> {
    /// Pages in these faces, with these pictures; the file carries no others.
    #[must_use]
    pub fn new(fonts: &'a FontSet, images: &'a Images, metadata: Metadata) -> Self {
        Self { fonts, images, metadata, tags: Vec::new(), attachments: Vec::new(), compress: Compression::default() }
    }
}

/// Why an OFD could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OfdError {
    /// A font or a picture is damaged.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The pages could not be put into a file.
    #[error("the OFD cannot be written: {0}")]
    Write(String),
}

/// Writes pages as an OFD.
///
/// # Errors
/// [`OfdError`] for a damaged font or picture. Nothing is left out silently.
pub fn ofd(laid: &Laid, options: OfdOptions<'_>) -> Result<Vec<u8>, OfdError> {
    ofd_carrying(laid, options, || Ok(Vec::new()))
}

/// The same with attachments that are made while pages are written.
///
/// # Errors
/// As [`ofd`], and those of `attachments`.
pub(crate) fn ofd_carrying<E: From<OfdError> + Send>(
    laid: &Laid,
    mut options: OfdOptions<'_>,
    attachments: impl FnOnce() -> Result<Vec<Attachment>, E> + Send,
) -> Result<Vec<u8>, E> {
    let given = std::mem::take(&mut options.attachments);
    let attached = || -> Result<Vec<Attachment>, E> { Ok(given.into_iter().chain(attachments()?).collect()) };
    let written = || parts(laid, &options);
    let (attached, written) = both(true, attached, written);
    let (attached, mut written) = (attached?, written?);
    let entries = document::entries(laid, &options, &mut written, attached);
    Ok(packed(entries, options.compress)?)
}

/// Pages and what they show, each part with its identifiers.
struct Parts<'a> {
    faces: fonts::Faces<'a>,
    pictures: pictures::Pictures,
    pages: Vec<page::Written>,
    /// The last identifier that was given.
    last: u32,
}

fn parts<'a>(laid: &'a Laid, options: &OfdOptions<'a>) -> Result<Parts<'a>, OfdError> {
    let mut last = 0;
    let mut next = || {
        last += 1;
        last
    };
    let faces = fonts::Faces::cut(laid, options.fonts, &mut next)?;
    let pictures = pictures::Pictures::of(laid, options.images, &mut next)?;
    // A link or an outline may lead to any page.
    let numbers: Vec<u32> = laid.pages.iter().map(|_| next()).collect();
    let pages = laid.pages.iter().map(|page| page::write(page, laid, &faces, &pictures, &numbers, &mut next)).collect();
    Ok(Parts { faces, pictures, pages, last })
}

/// The container, its entries packed on as many threads as there may be.
fn packed(mut entries: Vec<Entry>, compress: Compression) -> Result<Vec<u8>, OfdError> {
    let packer = Packer::new(compress);
    let queue = Queue::new(entries.iter_mut().collect());
    on_threads(packer, threads(), &queue)?;
    let mut container = Container::default();
    for entry in &entries {
        container.add(entry)?;
    }
    container.finish()
}

/// What comes of an entry does not depend on the others.
fn on_threads(mut packer: Packer, threads: usize, queue: &Queue<&mut Entry>) -> Result<(), OfdError> {
    if threads < 2 {
        return std::iter::from_fn(|| queue.next()).try_for_each(|entry| entry.pack(&mut packer));
    }
    let (second, other) = (packer.another(), threads / 2);
    let (one, other) = both(true, || on_threads(second, other, queue), || on_threads(packer, threads - other, queue));
    one.and(other)
}

/// Whether an item is painted; links are said of the text that they stand on.
const fn is_painted(item: &Item) -> bool {
    !matches!(item, Item::Link(_))
}

impl From<PdfError> for OfdError {
    fn from(error: PdfError) -> Self {
        match error {
            PdfError::Page(error) => Self::Page(error),
            PdfError::Write(cause) => Self::Write(cause),
        }
    }
}

/// A file as it goes into the container.
fn entry(name: impl Into<String>, bytes: Vec<u8>, packing: Packing) -> Entry {
    Entry::new(name.into(), bytes, packing)
}
