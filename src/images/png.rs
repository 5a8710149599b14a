//! PNG files looked through: size, turn, and whether all of the picture is there.
//!
//! Here: [`read`]. Not here: pixels (`pixels`).
//! Source: PNG Specification (Third Edition)

use super::PictureFault;
use super::turn::{Turn, oriented};
use crate::say;
use std::ops::Range;

/// What a PNG file says of itself.
#[derive(Debug)]
pub(super) struct Png {
    pub size: (u32, u32),
    pub turn: Turn,
    /// The chunk that tells the turn, all of it.
    pub turned_at: Option<Range<usize>>,
}

/// What every PNG file begins with.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// How pixels are stored.
struct Head {
    size: (u32, u32),
    /// Bits of a pixel.
    bits: u64,
    palette: bool,
    interlaced: bool,
}

/// Looks through a file that begins as a PNG file does.
///
/// # Errors
/// [`PictureFault::Damaged`] for a file that was cut or whose checksums or data are wrong, [`PictureFault::TooManyPixels`].
pub(super) fn read(bytes: &[u8]) -> Result<Png, PictureFault> {
    let mut at = SIGNATURE.len();
    let mut head: Option<Head> = None;
    let (mut data, mut palette) = (Vec::new(), false);
    let (mut turn, mut turned_at) = (Turn::default(), None);
    loop {
        let word = |at: usize| -> Result<[u8; 4], PictureFault> {
            bytes.get(at..at + 4).and_then(|word| word.try_into().ok()).ok_or_else(PictureFault::cut)
        };
        let length = u32::from_be_bytes(word(at)?) as usize;
        let kind = word(at + 4)?;
        let contents = at + 8..at.saturating_add(8).saturating_add(length);
        let chunk = bytes.get(contents.clone()).ok_or_else(PictureFault::cut)?;
        let sum = u32::from_be_bytes(word(contents.end)?);
        let chunk_at = at..contents.end + 4;
        let summed = &bytes[at + 4..contents.end];
        let sound = || crc32fast::hash(summed) == sum;
        at = chunk_at.end;
        // What a reader may pass over is written with a small letter; its checksum is no matter of the picture.
        if kind[0].is_ascii_uppercase() && !sound() {
            return Err(PictureFault::Damaged(say!(
                "校验和不对，内容已被改动或损坏",
                "a checksum is wrong: something in it was changed"
            )));
        }
        match (&kind, &head) {
            (b"IHDR", None) => head = Some(Head::read(chunk)?),
            (_, None) => return Err(PictureFault::garbled()),
            (b"PLTE", _) => palette = true,
            (b"IDAT", _) => data.push(chunk),
            // Behind the pixels nobody looks for it: a page would have to turn what it shows already.
            (b"eXIf", _) if turned_at.is_none() && data.is_empty() => {
                if let Some(found) = oriented(chunk).filter(|_| sound()) {
                    (turn, turned_at) = (found.turn, Some(chunk_at));
                }
            }
            // What follows is not looked at.
            (b"IEND", Some(head)) => {
                if head.palette && !palette {
                    return Err(PictureFault::garbled());
                }
                head.whole(&data)?;
                return Ok(Png { size: head.size, turn, turned_at });
            }
            _ => {}
        }
    }
}

impl Head {
    fn read(chunk: &[u8]) -> Result<Self, PictureFault> {
        let [w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, packing, filter, interlaced] = *chunk else {
            return Err(PictureFault::garbled());
        };
        let size = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
        let samples = match (colour, depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) => 1,
            (2, 8 | 16) => 3,
            (4, 8 | 16) => 2,
            (6, 8 | 16) => 4,
            _ => return Err(PictureFault::garbled()),
        };
        if size.0 == 0 || size.1 == 0 || packing != 0 || filter != 0 || interlaced > 1 {
            return Err(PictureFault::garbled());
        }
        // Unpacked, samples of less than a byte take one, and colours of a palette three or four.
        super::check_pixels(size, if colour == 3 { 4 } else { samples * u64::from(depth.div_ceil(8)) })?;
        Ok(Self { size, bits: samples * u64::from(depth), palette: colour == 3, interlaced: interlaced == 1 })
    }

    /// The rows of each pass: how many, and how many bytes a row has behind its filter.
    fn passes(&self) -> Vec<(u64, u64)> {
        let (width, height) = (u64::from(self.size.0), u64::from(self.size.1));
        let row = |pixels: u64| (pixels * self.bits).div_ceil(8);
        if !self.interlaced {
            return vec![(height, row(width))];
        }
        // Where each pass begins, and its steps: across, down. Source: 8.1
        let starts = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        let count = |size: u64, start: u64, step: u64| size.saturating_sub(start).div_ceil(step);
        let passes = starts.map(|(x, y, across, down)| (count(height, y, down), count(width, x, across)));
        passes.into_iter().filter(|(rows, pixels)| *rows > 0 && *pixels > 0).map(|(rows, pixels)| (rows, row(pixels))).collect()
    }

    /// Whether the packed data hold every row of the picture.
    #[cfg(feature = "pdf")]
    fn whole(&self, data: &[&[u8]]) -> Result<(), PictureFault> {
        let mut rows = Rows { passes: self.passes(), left: 0 };
        let mut unpacker = flate2::Decompress::new(true);
        let mut room = vec![0; 1 << 16];
        for chunk in data {
            let mut rest = *chunk;
            loop {
                let (taken, given) = (unpacker.total_in(), unpacker.total_out());
                let status =
                    unpacker.decompress(rest, &mut room, flate2::FlushDecompress::None).map_err(|_| PictureFault::garbled())?;
                let (taken, given) = ((unpacker.total_in() - taken) as usize, (unpacker.total_out() - given) as usize);
                rest = &rest[taken..];
                // What is there beyond the last row hurts nobody.
                if rows.pass(&room[..given])? {
                    return Ok(());
                }
                if status == flate2::Status::StreamEnd {
                    return Err(PictureFault::cut());
                }
                if rest.is_empty() && given < room.len() || taken == 0 && given == 0 {
                    break;
                }
            }
        }
        Err(PictureFault::cut())
    }

    /// Without the unpacker that the PDF needs, checksums must do.
    #[cfg(not(feature = "pdf"))]
    fn whole(&self, data: &[&[u8]]) -> Result<(), PictureFault> {
        if data.is_empty() || self.passes().is_empty() { Err(PictureFault::cut()) } else { Ok(()) }
    }
}

/// Rows that are still to come.
#[cfg(feature = "pdf")]
struct Rows {
    passes: Vec<(u64, u64)>,
    /// Bytes of the row that was begun.
    left: u64,
}

#[cfg(feature = "pdf")]
impl Rows {
    /// Passes over bytes; tells whether no row is left.
    fn pass(&mut self, mut bytes: &[u8]) -> Result<bool, PictureFault> {
        loop {
            let Some((rows, width)) = self.passes.first_mut() else { return Ok(true) };
            if self.left == 0 {
                let Some((filter, rest)) = bytes.split_first() else { return Ok(false) };
                if *filter > 4 {
                    return Err(PictureFault::garbled());
                }
                (bytes, self.left) = (rest, *width);
            }
            let step = self.left.min(bytes.len() as u64);
            bytes = &bytes[step as usize..];
            self.left -= step;
            if self.left > 0 {
                return Ok(false);
            }
            *rows -= 1;
            if *rows == 0 {
                self.passes.remove(0);
            }
        }
    }
}
