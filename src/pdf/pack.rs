//! Streams packed, each as hard as it is worth.
//!
//! Here: [`Packer`]. Not here: what the streams hold, how the file is put together (`file`), programs of glyphs, which are
//! packed in haste (`literal`) unless the smallest file is asked for.

use super::PdfError;
use crate::config::Compression;
use crate::parallel::{Queue, both};
use flate2::{Compress, FlushCompress, Status};
use lopdf::Stream;
use std::num::NonZeroU64;

/// Packs one stream after the other with the same tables: taking fresh ones for each costs more than packing a page.
pub(crate) struct Packer {
    compression: Compression,
    /// Tables are made when something is packed with them.
    careful: Option<Compress>,
    /// For what is packed in haste.
    hasty: Option<Compress>,
}

/// Below this a stream may grow by packing.
const SMALL: usize = 64;

impl Packer {
    pub const fn new(compression: Compression) -> Self {
        Self { compression, careful: None, hasty: None }
    }

    /// Whether what hardly repeats is packed in one pass.
    pub fn is_hasty(&self) -> bool {
        self.compression == Compression::Fast
    }

    /// One more like it, for another thread.
    pub const fn another(&self) -> Self {
        Self::new(self.compression)
    }

    /// Packs a stream, unless it is packed already or must not be.
    ///
    /// # Errors
    /// [`PdfError::Write`] when the packing library fails, which for a stream in memory it does not.
    pub fn stream(&mut self, stream: &mut Stream) -> Result<(), PdfError> {
        if !stream.allows_compression || stream.dict.has(b"Filter") || stream.content.len() < SMALL {
            return Ok(());
        }
        let truetype = stream.dict.has(b"Length1");
        let packed = match self.compression {
            // Its tables do repeat.
            Compression::Fast if truetype => deflate(self.hasty.get_or_insert_with(|| compressor(1)), &stream.content)?,
            Compression::Fast | Compression::Small => self.bytes(&stream.content)?,
        };
        if packed.len() < stream.content.len() {
            stream.dict.set("Filter", "FlateDecode");
            stream.set_content(packed);
        }
        Ok(())
    }

    /// Packs streams from a queue until it is empty.
    ///
    /// # Errors
    /// As [`Self::stream`].
    pub fn queue(&mut self, queue: &Queue<&mut Stream>) -> Result<(), PdfError> {
        std::iter::from_fn(|| queue.next()).try_for_each(|stream| self.stream(stream))
    }

    /// The same on so many threads. What comes of a stream does not depend on the others.
    ///
    /// # Errors
    /// As [`Self::stream`].
    pub fn on_threads(&mut self, threads: usize, queue: &Queue<&mut Stream>) -> Result<(), PdfError> {
        if threads < 2 {
            return self.queue(queue);
        }
        let (mut second, other) = (self.another(), threads / 2);
        let (one, other) = both(true, || second.on_threads(other, queue), || self.on_threads(threads - other, queue));
        one.and(other)
    }

    /// Packs bytes with care.
    ///
    /// # Errors
    /// As [`Self::stream`].
    pub fn bytes(&mut self, bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
        match self.compression {
            Compression::Fast => deflate(self.careful.get_or_insert_with(|| compressor(6)), bytes),
            Compression::Small => smallest(bytes),
        }
    }
}

fn compressor(level: u32) -> Compress {
    Compress::new(flate2::Compression::new(level), true)
}

fn deflate(compressor: &mut Compress, bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    compressor.reset();
    let mut packed = Vec::with_capacity(bytes.len() / 2 + 64);
    loop {
        let read = compressor.total_in() as usize;
        let status = compressor.compress_vec(&bytes[read..], &mut packed, FlushCompress::Finish);
        match status.map_err(|error| PdfError::Write(error.to_string()))? {
            Status::StreamEnd => return Ok(packed),
            Status::Ok | Status::BufError => packed.reserve(packed.capacity()),
        }
    }
}

/// A zlib stream as small as some tries make it; those of a notice take a second.
fn smallest(bytes: &[u8]) -> Result<Vec<u8>, PdfError> {
    let options = zopfli::Options { iteration_count: TRIES, ..zopfli::Options::default() };
    let mut packed = Vec::new();
    let done = zopfli::compress(options, zopfli::Format::Zlib, bytes, &mut packed);
    done.map(|()| packed).map_err(|error| PdfError::Write(error.to_string()))
}

/// More of them find next to nothing.
const TRIES: NonZeroU64 = NonZeroU64::new(5).unwrap();

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
                let packed = packer.bytes(&bytes).unwrap();
                prop_assert_eq!(miniz_oxide::inflate::decompress_to_vec_zlib(&packed).unwrap(), bytes.clone());
                // What was packed before leaves no trace.
                prop_assert_eq!(packed, Packer::new(Compression::Fast).bytes(&bytes).unwrap());
            }
        }
    }
}
