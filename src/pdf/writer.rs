//! The order in which a PDF is written, and what printpdf writes of it.
//!
//! Here: [`pdf_carrying`]. Not here: what each part writes (the modules beside it).

use super::content::Written;
use super::fonts::Subsets;
use super::pack::Packer;
use super::{MANY_PAGES, PdfError, PdfOptions, attach, catalog, content, file, fonts, pictures, structure};
use crate::layout::Laid;
use crate::parallel::{Queue, both, cores};
use crate::pdf::Attachment;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::{PdfDocument, PdfFont, PdfPage, PdfSaveOptions};

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
        catalog::add(&mut file, laid, &options, attached)?;
        packer.queue(&queue).map(|()| file)
    };
    let (programs, file) = both(many, packed, framed);
    let mut file = file?;
    fonts::fill(&mut file, programs?)?;
    fonts::number(&mut file, &subsets)?;
    fill(&mut file, contents)?;
    Ok(file::save(file, &mut packer)?)
}

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
