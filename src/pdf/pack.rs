//! Streams packed, and the file put together in one go.
//!
//! Here: how hard each stream is packed, the identifier. Not here: what the streams hold.
//!
//! Font programs hardly compress, whatever it costs: they are packed in haste unless the smallest file is asked for,
//! everything else with care.

use super::{PdfError, fingerprint, literal};
use crate::config::Compression;
use lopdf::{Document, Object, SaveOptions, StringFormat};

/// Serialises a file, with an identifier made from its content.
pub(super) fn save(mut file: Document, compress: Compression) -> Result<Vec<u8>, PdfError> {
    file.objects.values_mut().for_each(|object| pack(object, compress));
    // The identifier is as long as this, and written over it when everything else is known.
    let blank = Object::String(vec![BLANK; 16], StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![blank.clone(), blank]);
    let mut bytes = Vec::new();
    let options = SaveOptions::builder().use_object_streams(true).use_xref_streams(true).compression_level(6).build();
    file.save_with_options(&mut bytes, options).map_err(|error| PdfError::Write(error.to_string()))?;
    let identifier = fingerprint(&bytes).map(|byte| format!("{byte:02X}")).concat().into_bytes();
    let blank = format!("{BLANK:02X}").repeat(16).into_bytes();
    // The cross-reference stream, whose dictionary holds it, is the last object of the file.
    let mut end = bytes.len();
    for _ in 0..2 {
        let at = bytes[..end].windows(blank.len()).rposition(|window| window.eq_ignore_ascii_case(&blank));
        let at = at.ok_or_else(|| PdfError::Write("the file has no place for its identifier".to_owned()))?;
        bytes[at..at + blank.len()].copy_from_slice(&identifier);
        end = at;
    }
    Ok(bytes)
}

/// What stands where the identifier will.
const BLANK: u8 = 0xa5;

/// Below this a stream may grow by packing.
const SMALL: usize = 64;

fn pack(object: &mut Object, compress: Compression) {
    let Object::Stream(stream) = object else { return };
    if !stream.allows_compression || stream.dict.has(b"Filter") || stream.content.len() < SMALL {
        return;
    }
    let cff = matches!(stream.dict.get(b"Subtype").and_then(Object::as_name), Ok(b"CIDFontType0C"));
    let truetype = stream.dict.has(b"Length1");
    let careful = |level| miniz_oxide::deflate::compress_to_vec_zlib(&stream.content, level);
    let packed = match compress {
        Compression::Small => careful(9),
        Compression::Fast if cff => literal::pack(&stream.content),
        // Its tables do repeat.
        Compression::Fast if truetype => careful(1),
        Compression::Fast => careful(6),
    };
    if packed.len() < stream.content.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}
