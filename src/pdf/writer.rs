//! The order in which a PDF is written.
//!
//! Here: [`pdf_carrying`]. Not here: what each part writes (the modules beside it).

use super::content::Written;
use super::fonts::Subsets;
use super::frame::Frame;
use super::pack::Packer;
use super::{MANY_PAGES, PdfError, PdfOptions, attach, catalog, content, file, fonts, frame, ink, structure};
use crate::layout::Laid;
use crate::parallel::{Queue, both, cores};
use crate::pdf::Attachment;
use lopdf::{Dictionary, Stream};

/// Writes pages as a PDF, with attachments that are made while pages are written.
///
/// # Errors
/// [`PdfError`] for a damaged font or picture, and those of `attachments`.
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
        let pages = laid.pages.iter().map(|page| content::page(page, &subsets, laid.press.as_ref())).collect();
        Ok((subsets, pages))
    };
    let (attached, written) = both(many, attached, written);
    let (attached, (subsets, written)) = (attached?, written?);
    let (mut marked, mut contents) = (Vec::new(), Vec::new());
    for written in written {
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
        let mut frame = frame::frame(laid, &options, &subsets)?;
        structure::add(&mut frame.file, laid, &marked)?;
        catalog::add(&mut frame.file, laid, &options, attached, &mut packer)?;
        ink::add(&mut frame.file, laid)?;
        packer.queue(&queue).map(|()| frame)
    };
    let (programs, frame) = both(many, packed, framed);
    let Frame { mut file, contents: places, fonts } = frame?;
    frame::fill(&mut file, &fonts, programs?)?;
    frame::number(&mut file, &fonts, &subsets)?;
    for (place, contents) in places.into_iter().zip(contents) {
        file.set_object(place, contents);
    }
    Ok(file::save(file, &mut packer)?)
}
