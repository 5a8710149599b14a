//! Streams packed, each as hard as it is worth.
//!
//! Here: [`Packer`]. Not here: what the streams hold, how the file is put together (`file`).
//!
//! Font programs hardly compress, whatever it costs: they are packed in haste unless the smallest file is asked for,
//! everything else with care.

use super::literal;
use crate::config::Compression;
use lopdf::{Object, Stream};
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params};

/// Packs one stream after the other with the same tables: taking fresh ones for each costs more than packing a page.
pub(super) struct Packer {
    compression: Compression,
    careful: CompressorOxide,
    /// For what is packed in haste; made when something is.
    hasty: Option<CompressorOxide>,
}

/// Below this a stream may grow by packing.
const SMALL: usize = 64;

impl Packer {
    pub fn new(compression: Compression) -> Self {
        let level = if compression == Compression::Small { 9 } else { 6 };
        Self { compression, careful: compressor(level), hasty: None }
    }

    /// Packs a stream, unless it is packed already or must not be.
    pub fn stream(&mut self, stream: &mut Stream) {
        if !stream.allows_compression || stream.dict.has(b"Filter") || stream.content.len() < SMALL {
            return;
        }
        let cff = matches!(stream.dict.get(b"Subtype").and_then(Object::as_name), Ok(b"CIDFontType0C"));
        let truetype = stream.dict.has(b"Length1");
        let packed = match self.compression {
            Compression::Fast if cff => literal::pack(&stream.content),
            // Its tables do repeat.
            Compression::Fast if truetype => deflate(self.hasty.get_or_insert_with(|| compressor(1)), &stream.content),
            Compression::Fast | Compression::Small => self.bytes(&stream.content),
        };
        if packed.len() < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
    }

    /// Packs bytes with care.
    pub fn bytes(&mut self, bytes: &[u8]) -> Vec<u8> {
        deflate(&mut self.careful, bytes)
    }
}

fn compressor(level: i32) -> CompressorOxide {
    // With the head and the checksum of a zlib stream.
    CompressorOxide::new(create_comp_flags_from_zip_params(level, 1, 0))
}

fn deflate(compressor: &mut CompressorOxide, bytes: &[u8]) -> Vec<u8> {
    compressor.reset();
    let mut packed = vec![0; bytes.len() / 2 + 64];
    let (mut read, mut written) = (0, 0);
    loop {
        let (status, taken, given) = compress(compressor, &bytes[read..], &mut packed[written..], TDEFLFlush::Finish);
        (read, written) = (read + taken, written + given);
        match status {
            TDEFLStatus::Done => break,
            TDEFLStatus::Okay => packed.resize(packed.len() * 2, 0),
            // Not for these arguments; should it be, the other way to the same bytes still serves.
            _ => return miniz_oxide::deflate::compress_to_vec_zlib(bytes, 6),
        }
    }
    packed.truncate(written);
    packed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_packed_one_after_the_other_comes_back(
            pieces in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..400), 1usize..300), 1..6),
        ) {
            let mut packer = Packer::new(Compression::Fast);
            for (piece, times) in pieces {
                let bytes = piece.repeat(times);
                let packed = packer.bytes(&bytes);
                prop_assert_eq!(miniz_oxide::inflate::decompress_to_vec_zlib(&packed).unwrap(), bytes.clone());
                // What was packed before leaves no trace.
                prop_assert_eq!(packed, Packer::new(Compression::Fast).bytes(&bytes));
            }
        }
    }
}
