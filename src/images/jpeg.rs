//! JPEG files looked through: size, colours, turn, and whether all of the picture is there.
//!
//! Here: [`read`]. Not here: the coded data of a scan (`entropy`), pixels (`pixels`).
//!
//! Decoders fill what is missing with grey and say nothing, so that half a picture would be printed. Here every scan is
//! walked through instead, block by block and without making pixels, which takes a fraction of the time of unpacking.
//! Source: ITU-T T.81

use super::PictureFault;
use super::entropy::{Scan, ScanComponent, Table, Tables, scan};
use super::frame::{Component, Frame};
use super::turn::{Oriented, oriented};

/// What the head of a JPEG file says.
#[derive(Debug)]
pub(super) struct Jpeg {
    /// Width and height as they are stored.
    pub size: (u32, u32),
    /// How many colours there are: 1 (grey), 3 or 4.
    pub colours: u8,
    /// How the picture is turned before it is shown; places are those in the file.
    pub oriented: Option<Oriented>,
}

/// What the markers before a scan have said.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    tables: Tables,
    restart: usize,
    frame: Option<Frame>,
    size: (u32, u32),
    oriented: Option<Oriented>,
}

/// Looks through a file that begins as a JPEG file does.
///
/// # Errors
/// [`PictureFault::Damaged`] for a file that was cut or is garbled, [`PictureFault::Unsupported`] for the kinds of JPEG that
/// no office program writes, [`PictureFault::TooManyPixels`].
pub(super) fn read(bytes: &[u8]) -> Result<Jpeg, PictureFault> {
    let frame = None;
    let mut reader = Reader { bytes, at: 2, tables: Tables::default(), restart: 0, frame, size: (0, 0), oriented: None };
    loop {
        let marker = reader.marker()?;
        match marker {
            // The end. What follows it is not looked at: cameras put all kinds of things there.
            0xd9 => return reader.finish(),
            // Markers that stand alone.
            0x01 | 0xd0..=0xd8 => {}
            0xda => reader.scan()?,
            _ => {
                let start = reader.at + 2;
                let segment = reader.segment()?;
                reader.take(marker, segment, start)?;
            }
        }
    }
}

impl<'a> Reader<'a> {
    /// The next marker. Bytes before it that belong to nothing are passed over, as all readers do.
    fn marker(&mut self) -> Result<u8, PictureFault> {
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let found = memchr::memchr(0xff, rest).ok_or_else(PictureFault::cut)?;
            let marker = rest[found..].iter().position(|byte| *byte != 0xff).ok_or_else(PictureFault::cut)?;
            self.at += found + marker + 1;
            match rest[found + marker] {
                0 => {}
                marker => return Ok(marker),
            }
        }
    }

    /// The contents of the segment here; the reader goes on behind it.
    fn segment(&mut self) -> Result<&'a [u8], PictureFault> {
        let length = self.bytes.get(self.at..self.at + 2).ok_or_else(PictureFault::cut)?;
        let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
        let segment = self.bytes.get(self.at + 2..(self.at + length).max(self.at + 2)).ok_or_else(PictureFault::cut)?;
        if length < 2 {
            return Err(PictureFault::garbled());
        }
        self.at += length;
        Ok(segment)
    }

    fn take(&mut self, marker: u8, segment: &[u8], start: usize) -> Result<(), PictureFault> {
        match marker {
            0xc0..=0xc2 => self.begin(segment, marker == 0xc2),
            0xc4 => self.huffman(segment),
            // Lossless, hierarchical and arithmetic coding.
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcf => Err(PictureFault::Unsupported),
            0xdd => {
                let [high, low] = segment.get(..2).ok_or_else(PictureFault::garbled)? else {
                    return Err(PictureFault::garbled());
                };
                self.restart = usize::from(u16::from_be_bytes([*high, *low]));
                Ok(())
            }
            0xe1 => {
                if let (None, Some(exif)) = (&self.oriented, segment.strip_prefix(b"Exif\0\0")) {
                    self.oriented = oriented(exif).map(|found| {
                        let place = found.place.start + start + 6..found.place.end + start + 6;
                        Oriented { place, ..found }
                    });
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The head of the frame. Source: T.81, B.2.2
    fn begin(&mut self, segment: &[u8], progressive: bool) -> Result<(), PictureFault> {
        let head: [u8; 6] = segment.get(..6).and_then(|head| head.try_into().ok()).ok_or_else(PictureFault::garbled)?;
        let [precision, high, tall, broad, wide, count] = head;
        let size = (u32::from(u16::from_be_bytes([broad, wide])), u32::from(u16::from_be_bytes([high, tall])));
        if self.frame.is_some() || size.0 == 0 {
            return Err(PictureFault::garbled());
        }
        // Twelve bits, two colours, a height that is told behind the picture: possible, and written by nobody.
        if precision != 8 || !matches!(count, 1 | 3 | 4) || size.1 == 0 {
            return Err(PictureFault::Unsupported);
        }
        super::check_pixels(size, u64::from(count.max(3)))?;
        let count = usize::from(count);
        let mut components: Vec<Component> = Vec::with_capacity(count);
        for part in segment.get(6..6 + count * 3).ok_or_else(PictureFault::garbled)?.chunks_exact(3) {
            let (across, down) = (usize::from(part[1] >> 4), usize::from(part[1] & 15));
            if !(1..=4).contains(&across) || !(1..=4).contains(&down) {
                return Err(PictureFault::garbled());
            }
            components.push(Component { id: part[0], across, down, stride: 0, blocks: (0, 0) });
        }
        let most = |of: fn(&Component) -> usize| components.iter().map(of).max().unwrap_or(1);
        let (most_across, most_down) = (most(|one| one.across), most(|one| one.down));
        let (width, height) = (size.0 as usize, size.1 as usize);
        let units = (width.div_ceil(8 * most_across), height.div_ceil(8 * most_down));
        for one in &mut components {
            one.stride = units.0 * one.across;
            one.blocks =
                ((width * one.across).div_ceil(most_across).div_ceil(8), (height * one.down).div_ceil(most_down).div_ceil(8));
        }
        let blocks = |one: &Component| if progressive { vec![0; one.stride * units.1 * one.down] } else { Vec::new() };
        let seen = components.iter().map(blocks).collect();
        self.size = size;
        self.frame = Some(Frame { progressive, begun: vec![false; count], components, units, seen });
        Ok(())
    }

    /// Source: T.81, B.2.4.2
    fn huffman(&mut self, mut segment: &[u8]) -> Result<(), PictureFault> {
        while let [kind, rest @ ..] = segment {
            let counts = rest.get(..16).ok_or_else(PictureFault::garbled)?;
            let total: usize = counts.iter().map(|count| usize::from(*count)).sum();
            let values = rest.get(16..16 + total).ok_or_else(PictureFault::garbled)?;
            let table = Table::new(counts, values).ok_or_else(PictureFault::garbled)?;
            let (class, place) = (usize::from(kind >> 4), usize::from(kind & 15));
            *self.tables.get_mut(class).and_then(|class| class.get_mut(place)).ok_or_else(PictureFault::garbled)? = Some(table);
            segment = &rest[16 + total..];
        }
        Ok(())
    }

    /// A scan: its head, and all of its data. Source: T.81, B.2.3
    fn scan(&mut self) -> Result<(), PictureFault> {
        let head = self.segment()?;
        let frame = self.frame.as_mut().ok_or_else(PictureFault::garbled)?;
        let count = usize::from(*head.first().ok_or_else(PictureFault::garbled)?);
        let [parts @ .., from, to, steps] = head.get(1..4 + count * 2).ok_or_else(PictureFault::garbled)? else {
            return Err(PictureFault::garbled());
        };
        let mut components = Vec::with_capacity(count);
        for part in parts.chunks_exact(2) {
            let known = frame.components.iter().position(|one| one.id == part[0]).ok_or_else(PictureFault::garbled)?;
            components.push(ScanComponent { component: known, dc: usize::from(part[1] >> 4), ac: usize::from(part[1] & 15) });
        }
        let scan_of =
            Scan { components, from: usize::from(*from), to: usize::from(*to), refines: steps >> 4 != 0, restart: self.restart };
        let data = self.bytes.get(self.at..).unwrap_or_default();
        self.at += scan(data, frame, &scan_of, &self.tables)?;
        Ok(())
    }

    fn finish(self) -> Result<Jpeg, PictureFault> {
        let frame = self.frame.filter(|frame| frame.begun.iter().all(|begun| *begun)).ok_or_else(PictureFault::cut)?;
        Ok(Jpeg { size: self.size, colours: frame.components.len() as u8, oriented: self.oriented })
    }
}
