//! A library for browsers, which writes no PDF.

use super::{Attachment, PdfError, PdfOptions};
use crate::layout::Laid;

/// Says so.
///
/// # Errors
/// Always.
pub(crate) fn pdf_carrying<E: From<PdfError> + Send>(
    _: &Laid,
    _: PdfOptions<'_>,
    _: impl FnOnce() -> Result<Vec<Attachment>, E> + Send,
) -> Result<Vec<u8>, E> {
    Err(PdfError::Write("a browser writes no PDF".to_owned()).into())
}
