//! Pages to a PDF file: printpdf writes pages and fonts, one pass over its document adds what makes the file readable
//! to machines (structure, outline, links, metadata, output intent, attachment, identifier).
//!
//! Here: [`pdf`], [`PdfOptions`], [`PdfError`]. Not here: where anything stands (`layout`).
//!
//! The same pages give the same bytes: no clock, no random identifier, no order of a hash map reaches the file.

mod attach;
mod cff;
mod compare;
mod content;
mod fonts;
mod literal;
mod metadata;
mod pack;
mod pictures;
mod reading;
mod record;
mod structure;
mod text;
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
use crate::layout::{FontSet, Laid};
use printpdf::{PdfDocument, PdfFont, PdfSaveOptions};
use std::collections::BTreeMap;
use thiserror::Error;

/// What goes into a PDF beside its pages.
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

/// Why a PDF could not be written.
#[derive(Debug, Error)]
pub enum PdfError {
    /// A font file is damaged.
    #[error("the font {name} cannot be cut: {cause}")]
    Font {
        /// PostScript name of the face.
        name: String,
        /// What the font reader said.
        cause: String,
    },
    /// A picture is damaged.
    #[error("the picture `{path}` cannot be read: {cause}")]
    Picture {
        /// Its path as the draft writes it.
        path: String,
        /// What the picture reader said.
        cause: String,
    },
    /// The pages could not be put into a file.
    #[error("the PDF cannot be written: {0}")]
    Write(String),
}

/// Writes pages as a PDF.
///
/// # Errors
/// [`PdfError`] for a damaged font or picture. Nothing is left out silently.
pub fn pdf(laid: &Laid, options: &PdfOptions<'_>) -> Result<Vec<u8>, PdfError> {
    let mut document = PdfDocument::new(&options.metadata.title);
    let subsets = fonts::subsets(laid, options.fonts)?;
    for subset in subsets.values() {
        document.resources.fonts.map.insert(subset.id.clone(), PdfFont::new(subset.font.clone()));
    }
    pictures::add(laid, options.images, &mut document)?;
    let mut marked = Vec::new();
    for page in &laid.pages {
        let written = content::page(page, &subsets);
        document.pages.push(written.page);
        marked.push(written.marked);
    }
    // printpdf reports what it left out as warnings; there is nothing that it may leave out.
    let mut warnings = Vec::new();
    let mut file = document.to_lopdf_document(&PdfSaveOptions::default(), &mut warnings);
    file.version = "1.7".to_owned();
    structure::add(&mut file, laid, &marked)?;
    metadata::add(&mut file, laid, options)?;
    pack::save(file, options.compress)
}

/// A hash of 16 bytes; no secret depends on it. (FNV-1a, twice over.)
fn fingerprint(bytes: &[u8]) -> [u8; 16] {
    let mut low = 0xcbf2_9ce4_8422_2325u64;
    let mut high = 0x9e37_79b9_7f4a_7c15u64;
    for byte in bytes {
        low = (low ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        high = high.rotate_left(5) ^ low;
    }
    let mut hash = [0; 16];
    hash[..8].copy_from_slice(&low.to_be_bytes());
    hash[8..].copy_from_slice(&high.to_be_bytes());
    hash
}

/// The subset of each face that the pages use, by the face's index.
type Subsets = BTreeMap<usize, fonts::Subset>;
