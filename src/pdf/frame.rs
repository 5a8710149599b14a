//! The frame of the document: tree of pages, fonts with what their numbers mean, pictures. Contents, programs of fonts and all that makes
//! the file readable to machines come later, each into the place that is kept for it here.
//!
//! Here: [`frame`], [`Frame`], [`fill`], [`number`]. Not here: which glyphs there are (`fonts`), what stands on a page (`content`).
//!
//! printpdf writes it (`printed`). Built for a browser it would bring an interface of its own along; there the same objects are put together
//! one by one (`bare`), and a test in a browser holds the bytes of all examples against those of the program.

#[cfg(target_arch = "wasm32")]
mod bare;
#[cfg(not(target_arch = "wasm32"))]
mod printed;

#[cfg(target_arch = "wasm32")]
pub(super) use bare::frame;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use printed::frame;

use super::PdfError;
use super::fonts::{Packed, Subsets};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

/// A document without contents.
pub(super) struct Frame {
    pub file: Document,
    /// The places of contents, a page each.
    pub contents: Vec<ObjectId>,
    /// The places of each face, in the order of the faces.
    pub fonts: Vec<FontPlaces>,
}

/// Where a face is in the file.
pub(super) struct FontPlaces {
    /// Its dictionary.
    pub font: ObjectId,
    /// Its program.
    pub program: ObjectId,
}

/// Puts the programs into their places.
pub(super) fn fill(file: &mut Document, places: &[FontPlaces], programs: Vec<Option<Packed>>) -> Result<(), PdfError> {
    for (place, program) in places.iter().zip(programs) {
        let Some(Packed { content, packed }) = program else { continue };
        let stream = file.get_object_mut(place.program).and_then(Object::as_stream_mut);
        let stream = stream.map_err(|error| PdfError::Write(error.to_string()))?;
        if packed {
            stream.dict.set("Filter", "FlateDecode");
        }
        stream.set_content(content);
    }
    Ok(())
}

/// Says which glyph each number is, where a glyph has several. In CFF programs they are the same: these hold such a glyph twice.
pub(super) fn number(file: &mut Document, places: &[FontPlaces], subsets: &Subsets<'_>) -> Result<(), PdfError> {
    for (place, subset) in places.iter().zip(subsets.values()) {
        let Some(glyph_of) = &subset.glyph_of else { continue };
        let bytes = glyph_of.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
        let map = file.add_object(Stream::new(Dictionary::new(), bytes));
        let font = file.get_dictionary_mut(place.font).map_err(|error| PdfError::Write(error.to_string()))?;
        let described = font.get_mut(b"DescendantFonts").and_then(Object::as_array_mut).ok();
        let described =
            described.and_then(|described| described.first_mut()?.as_dict_mut().ok().filter(|dict| dict.has(b"CIDToGIDMap")));
        let lost = || PdfError::Write(format!("the font {} has no place in the file", subset.name));
        described.ok_or_else(lost)?.set("CIDToGIDMap", map);
    }
    Ok(())
}
