//! Pages to a PDF file: printpdf writes the frame of the document, its pages, fonts and pictures (`frame`); what stands on the pages
//! is ours (`content`), and one pass over the document adds what makes the file readable to machines (structure, outline,
//! links, metadata, output intent, attachment, identifier).
//!
//! Here: [`pdf`], [`PdfOptions`], [`PdfError`]. Not here: the order of the work (`writer`), where anything stands (`layout`).
//!
//! The same pages give the same bytes: no clock, no random identifier, no order of a hash map reaches the file.

mod attach;
mod catalog;
pub(crate) mod cff;
mod compare;
mod content;
pub(crate) mod elements;
mod file;
mod fonts;
mod frame;
mod impose;
mod ink;
pub(crate) mod literal;
mod metadata;
mod operators;
pub(crate) mod pack;
mod pictures;
mod reading;
mod record;
pub(crate) mod sfnt;
mod sound;
mod spread;
mod structure;
pub(crate) mod table;
mod text;
mod truetype;
mod unpack;
mod writer;
mod written;
mod xmp;

pub use attach::{Attachment, Relation};
pub use compare::{Difference, compare};
pub use impose::{Imposition, impose};
pub use metadata::Metadata;
pub use reading::{PdfFile, ReadError};
pub use record::{DATA_NAME, FontFact, PictureFact, RECORD_NAME, Record, SOURCE_NAME};
pub use xmp::NOTICE_NAMESPACE;

pub(crate) use record::{Facts, sha256};
pub(crate) use writer::pdf_carrying;

use crate::config::{Compression, Standard};
use crate::images::Images;
use crate::layout::{FontSet, Laid, PageError};
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

/// From more pages than this on it is worth a thread to do two things at once.
pub(crate) const MANY_PAGES: usize = 20;

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
