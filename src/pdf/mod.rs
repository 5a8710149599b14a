//! Pages to a PDF file: printpdf writes the frame of the document, its pages, fonts and pictures; what stands on the pages
//! is ours (`content`), and one pass over the document adds what makes the file readable to machines (structure, outline,
//! links, metadata, output intent, attachment, identifier).
//!
//! Here: [`pdf`], [`PdfOptions`], [`PdfError`]. Not here: where anything stands (`layout`).
//!
//! The same pages give the same bytes: no clock, no random identifier, no order of a hash map reaches the file.

mod attach;
pub(crate) mod cff;
mod compare;
mod content;
pub(crate) mod elements;
mod file;
mod fonts;
pub(crate) mod literal;
mod metadata;
mod operators;
pub(crate) mod pack;
mod pictures;
mod reading;
mod record;
pub(crate) mod sfnt;
mod spread;
mod structure;
pub(crate) mod table;
mod text;
mod truetype;
mod unpack;
mod xmp;

pub use attach::{Attachment, Relation};
pub use compare::{Difference, compare};
pub use metadata::Metadata;
pub use reading::{PdfFile, ReadError};
pub use record::{DATA_NAME, FontFact, PictureFact, RECORD_NAME, Record, SOURCE_NAME};
pub use xmp::NOTICE_NAMESPACE;

pub(crate) use record::{Facts, sha256};

use crate::config::{Compression, Standard};
use crate::images::Images;
use crate::layout::{FontSet, Laid, PageError};
use crate::parallel::{Queue, both, cores};
use content::Written;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use pack::Packer;
use printpdf::{PdfDocument, PdfFont, PdfPage, PdfSaveOptions};
use std::collections::BTreeMap;
use thiserror::Error;

/// What goes into a PDF beside its pages.
#[non_exhaustive]
pub struct PdfOptions<'a> {
    /// The faces that the pages were laid out with.
    pub fonts: &'a FontSet,
    /// The pictures that the pages show.
    pub images: &'a Images,
    /// What the file says of itself.
    pub metadata: Metadata,
    /// The standard that it claims.
    pub standard: Standard,
    /// Files to carry along: the draft, the notice as data, the record of the build. PDF/A-2 may carry none.
    pub attachments: Vec<Attachment>,
    /// How hard it is packed.
    pub compress: Compression,
}

impl<'a> PdfOptions<'a> {
    /// Pages in these faces, with these pictures; the file claims no standard and carries none.
    #[must_use]
    pub fn new(fonts: &'a FontSet, images: &'a Images, metadata: Metadata) -> Self {
        Self { fonts, images, metadata, standard: Standard::None, attachments: Vec::new(), compress: Compression::default() }
    }
}

impl PdfOptions<'_> {
    /// The same, claiming a standard and packed so hard.
    #[must_use]
    pub fn packed(self, standard: Standard, compress: Compression) -> Self {
        Self { standard, compress, ..self }
    }
}

/// Why a PDF could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PdfError {
    /// A font or a picture is damaged.
    #[error(transparent)]
    Page(#[from] PageError),
    /// The pages could not be put into a file.
    #[error("the PDF cannot be written: {0}")]
    Write(String),
}

/// Writes pages as a PDF.
///
/// # Errors
/// [`PdfError`] for a damaged font or picture. Nothing is left out silently.
pub fn pdf(laid: &Laid, options: PdfOptions<'_>) -> Result<Vec<u8>, PdfError> {
    pdf_carrying(laid, options, || Ok(Vec::new()))
}

/// The same with attachments that are made while pages are written.
///
/// # Errors
/// As [`pdf`], and those of `attachments`.
pub(crate) fn pdf_carrying<E: From<PdfError> + Send>(
    laid: &Laid,
    mut options: PdfOptions<'_>,
    attachments: impl FnOnce() -> Result<Vec<Attachment>, E> + Send,
) -> Result<Vec<u8>, E> {
    let many = laid.pages.len() > MANY_PAGES;
    let given = std::mem::take(&mut options.attachments);
    let mut packer = Packer::new(options.compress);
    let attached = || {
        let all = given.into_iter().chain(attachments()?);
        all.map(|attachment| Ok(attach::pack(attachment, &mut packer)?)).collect::<Result<Vec<_>, E>>()
    };
    let written = || -> Result<(Subsets<'_>, Vec<Written>), PdfError> {
        let subsets = fonts::subsets(laid, options.fonts)?;
        let pages = laid.pages.iter().map(|page| content::page(page, &subsets)).collect();
        Ok((subsets, pages))
    };
    let (attached, written) = both(many, attached, written);
    let (attached, (subsets, written)) = (attached?, written?);
    let (mut pages, mut marked, mut contents) = (Vec::new(), Vec::new(), Vec::new());
    for written in written {
        pages.push(written.page);
        marked.push(written.marked);
        contents.push(Stream::new(Dictionary::new(), written.contents));
    }
    // Contents that are packed while the frame is made.
    let queue = Queue::new(if many { contents.iter_mut().collect() } else { Vec::new() });
    let mut second = packer.another();
    let packed = || {
        let programs = fonts::programs(&subsets, options.compress);
        // One makes the frame meanwhile.
        second.on_threads(if many { cores() - 1 } else { 1 }, &queue).map(|()| programs)
    };
    let framed = || {
        let mut file = frame(laid, &options, &subsets, pages)?;
        structure::add(&mut file, laid, &marked)?;
        metadata::add(&mut file, laid, &options, attached)?;
        packer.queue(&queue).map(|()| file)
    };
    let (programs, file) = both(many, packed, framed);
    let mut file = file?;
    fonts::fill(&mut file, programs?)?;
    fonts::number(&mut file, &subsets)?;
    fill(&mut file, contents)?;
    Ok(file::save(file, &mut packer)?)
}

/// From more pages than this on it is worth a thread to do two things at once.
pub(crate) const MANY_PAGES: usize = 20;

/// What printpdf writes: pages without contents, fonts without programs, pictures.
fn frame(laid: &Laid, options: &PdfOptions<'_>, subsets: &Subsets<'_>, pages: Vec<PdfPage>) -> Result<Document, PdfError> {
    let mut document = PdfDocument::new(&options.metadata.title);
    for subset in subsets.values() {
        document.resources.fonts.map.insert(subset.id.clone(), PdfFont::new(subset.font.clone()));
    }
    pictures::add(laid, options.images, &mut document)?;
    document.pages = pages;
    // printpdf learns from what pages show which glyphs there are.
    if let Some(first) = document.pages.first_mut() {
        first.ops.extend(subsets.values().flat_map(fonts::Subset::roster));
    }
    // printpdf reports what it left out as warnings; there is nothing that it may leave out.
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    file.version = "1.7".to_owned();
    Ok(file)
}

/// Gives each page its contents.
fn fill(file: &mut Document, contents: Vec<Stream>) -> Result<(), PdfError> {
    let failed = |error: lopdf::Error| PdfError::Write(error.to_string());
    let pages: Vec<ObjectId> = file.page_iter().collect();
    if pages.len() != contents.len() {
        return Err(PdfError::Write("a page was lost".to_owned()));
    }
    for (page, contents) in pages.into_iter().zip(contents) {
        let page = file.get_dictionary(page).map_err(failed)?;
        let place = page.get(b"Contents").and_then(Object::as_reference).map_err(failed)?;
        *file.get_object_mut(place).and_then(Object::as_stream_mut).map_err(failed)? = contents;
    }
    Ok(())
}

/// A hash of 16 bytes; no secret depends on it. (In the manner of FNV-1a, eight bytes at a time and twice over.)
pub(crate) fn fingerprint<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> [u8; 16] {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let (mut low, mut high) = (0xcbf2_9ce4_8422_2325_u64, 0u64);
    let mut take = |word: u64| {
        low = (low ^ word).wrapping_mul(PRIME);
        high = (high.rotate_left(5) ^ word).wrapping_add(low >> 32);
    };
    for piece in pieces {
        let (words, rest) = piece.as_chunks::<8>();
        words.iter().for_each(|word| take(u64::from_le_bytes(*word)));
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        take(u64::from_le_bytes(last));
        take(piece.len() as u64);
    }
    // What was taken last has to reach every bit.
    [0, 0, 0].into_iter().for_each(&mut take);
    let (low, high) = (low ^ low >> 29, (high ^ low).wrapping_mul(PRIME));
    let mut hash = [0; 16];
    hash[..8].copy_from_slice(&low.wrapping_mul(PRIME).to_be_bytes());
    hash[8..].copy_from_slice(&(high ^ high >> 32).to_be_bytes());
    hash
}

/// The subset of each face that the pages use, by the face's index.
type Subsets<'a> = BTreeMap<usize, fonts::Subset<'a>>;
