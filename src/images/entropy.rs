//! The coded data of a JPEG scan walked through: every block must be there, and every code must be one.
//!
//! Here: [`scan`]. Not here: markers and segments (`jpeg`). Values are passed over: whether they are there is all that is asked.
//! Source: ITU-T T.81, annexes F and G

use super::PictureFault;
use super::frame::Frame;

/// Tables by class (0 for means, 1 for the rest) and number.
pub(super) type Tables = [[Option<Table>; 4]; 2];

/// A scan: which part of the data it holds.
pub(super) struct Scan {
    pub components: Vec<ScanComponent>,
    /// The first and the last place in a block.
    pub from: usize,
    pub to: usize,
    /// Whether it adds a bit to what an earlier scan told.
    pub refines: bool,
    /// Units between two points where reading can begin anew; 0 for none.
    pub restart: usize,
}

/// A component with its tables.
pub(super) struct ScanComponent {
    pub component: usize,
    pub dc: usize,
    pub ac: usize,
}

/// Codes and what they stand for.
pub(super) struct Table {
    /// By the next eight bits: the value and the length of the code; length 0 where the code is longer.
    short: Box<[(u8, u8); 256]>,
    /// For each length the first code behind all of that length, in 16 bits, and what leads from a code to the place of its value.
    ends: [u32; 17],
    shifts: [i32; 17],
    values: Vec<u8>,
}

impl Table {
    /// The table of as many codes of each length; none where there is no such table. Source: T.81, C.2
    pub(super) fn new(counts: &[u8], values: &[u8]) -> Option<Self> {
        let (mut code, mut place) = (0u32, 0usize);
        let (mut short, mut ends, mut shifts) = (Box::new([(0, 0); 256]), [0; 17], [0; 17]);
        for (length, count) in (1usize..=16).zip(counts) {
            shifts[length] = i32::try_from(place).ok()? - i32::try_from(code).ok()?;
            for _ in 0..*count {
                let value = *values.get(place)?;
                if length <= 8 {
                    let first = (code << (8 - length)) as usize;
                    short.get_mut(first..first + (1 << (8 - length)))?.fill((value, length as u8));
                }
                code += 1;
                place += 1;
            }
            if code > 1 << length {
                return None;
            }
            ends[length] = code << (16 - length);
            code <<= 1;
        }
        Some(Self { short, ends, shifts, values: values.to_vec() })
    }
}

/// Bits of the data, up to the next marker.
struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl Bits<'_> {
    /// Fetches as many bytes as find room: eight at once where none of them needs a second look.
    fn fill(&mut self) {
        if let Some(Ok(bytes)) = self.data.get(self.at..self.at + 8).map(<[u8; 8]>::try_from) {
            let word = u64::from_be_bytes(bytes);
            // A byte of ones is a byte of zeros the other way round.
            let other = !word;
            if other.wrapping_sub(0x0101_0101_0101_0101) & word & 0x8080_8080_8080_8080 == 0 {
                let room = (64 - self.count) / 8;
                if room == 0 {
                    return;
                }
                let kept = u64::MAX << (64 - room * 8);
                self.held |= (word & kept) >> self.count;
                self.at += room as usize;
                self.count += room * 8;
                return;
            }
        }
        while self.count <= 56 {
            let Some(byte) = self.data.get(self.at).copied() else { return };
            if byte == 0xff {
                if self.data.get(self.at + 1) != Some(&0) {
                    return;
                }
                self.at += 1;
            }
            self.at += 1;
            self.held |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    /// Passes over bits.
    #[inline]
    fn skip(&mut self, count: u32) -> Result<(), PictureFault> {
        if self.count < count {
            self.fill();
            if self.count < count {
                return Err(PictureFault::cut());
            }
        }
        self.held <<= count;
        self.count -= count;
        Ok(())
    }

    fn take(&mut self, count: u32) -> Result<u32, PictureFault> {
        if self.count < count {
            self.fill();
        }
        let value = if count == 0 { 0 } else { (self.held >> (64 - count)) as u32 };
        self.skip(count).map(|()| value)
    }

    #[inline]
    fn code(&mut self, table: &Table) -> Result<u8, PictureFault> {
        // Enough for a code and what follows it.
        if self.count < 32 {
            self.fill();
        }
        let (value, length) = table.short[(self.held >> 56) as usize];
        if length > 0 {
            return self.skip(u32::from(length)).map(|()| value);
        }
        let next = (self.held >> 48) as u32;
        let length = (9..=16).find(|length| next < table.ends[*length]);
        let Some(length) = length else {
            return Err(if self.count < 16 { PictureFault::cut() } else { PictureFault::garbled() });
        };
        let code = (next >> (16 - length)).cast_signed();
        let value = usize::try_from(code + table.shifts[length]).ok().and_then(|place| table.values.get(place)).copied();
        self.skip(length as u32)?;
        value.ok_or_else(PictureFault::garbled)
    }

    /// Goes to the next marker; what is left of the data before it must be filling.
    fn align(&mut self) -> Result<(), PictureFault> {
        // Whole bytes that were fetched and not used.
        let unused = self.count / 8;
        let mut left = Vec::new();
        for place in 0..unused {
            left.push((self.held << (self.count % 8) >> (56 - 8 * place)) as u8);
        }
        (self.held, self.count) = (0, 0);
        loop {
            let rest = self.data.get(self.at..).unwrap_or_default();
            let end = memchr::memchr(0xff, rest).unwrap_or(rest.len());
            left.extend_from_slice(&rest[..end.min(MOST_LEFT)]);
            self.at += end;
            match rest.get(end + 1) {
                Some(0) => self.at += 2,
                // A byte of filling before a marker.
                Some(0xff) => self.at += 1,
                Some(_) => break,
                None => return Err(PictureFault::cut()),
            }
        }
        // Some cameras fill up with bytes of one kind. Anything else is a piece of the picture that lost its place.
        let filling = left.len() <= 2 || left.iter().all(|byte| *byte == left[0]);
        if filling { Ok(()) } else { Err(PictureFault::garbled()) }
    }
}

/// Bytes that are kept of what is left of a scan.
const MOST_LEFT: usize = 64;

/// Walks through the data of a scan; gives how long they are.
///
/// # Errors
/// [`PictureFault::Damaged`] when a block is missing, or something is no code.
pub(super) fn scan(data: &[u8], frame: &mut Frame, scan: &Scan, tables: &Tables) -> Result<usize, PictureFault> {
    let alone = scan.components.len() == 1;
    let sound = if frame.progressive {
        scan.to < 64 && scan.from <= scan.to && (scan.from > 0 || scan.to == 0) && (scan.from == 0 || alone)
    } else {
        true
    };
    if !sound || scan.components.is_empty() {
        return Err(PictureFault::garbled());
    }
    let mut walk = Walk { bits: Bits { data, at: 0, held: 0, count: 0 }, scan, tables, ends: 0 };
    let (across, down) = if alone { frame.components[scan.components[0].component].blocks } else { frame.units };
    let total = across * down;
    for unit in 0..total {
        if scan.restart > 0 && unit > 0 && unit % scan.restart == 0 {
            walk.restart()?;
        }
        let (x, y) = (unit % across, unit / across);
        for part in &scan.components {
            let one = frame.components[part.component];
            let (wide, high) = if alone { (1, 1) } else { (one.across, one.down) };
            for block in 0..wide * high {
                if frame.progressive {
                    let place = (y * high + block / wide) * one.stride + x * wide + block % wide;
                    let seen = frame.seen[part.component].get_mut(place).ok_or_else(PictureFault::garbled)?;
                    walk.progressive(part, seen)?;
                } else {
                    walk.sequential(part)?;
                }
            }
        }
    }
    if scan.from == 0 {
        scan.components.iter().for_each(|part| frame.begun[part.component] = true);
    }
    walk.bits.align()?;
    Ok(walk.bits.at)
}

struct Walk<'a> {
    bits: Bits<'a>,
    scan: &'a Scan,
    tables: &'a Tables,
    /// Blocks that are known to hold nothing more.
    ends: u32,
}

impl<'a> Walk<'a> {
    fn table(&self, class: usize, number: usize) -> Result<&'a Table, PictureFault> {
        self.tables[class].get(number).and_then(Option::as_ref).ok_or_else(PictureFault::garbled)
    }

    fn restart(&mut self) -> Result<(), PictureFault> {
        self.bits.align()?;
        match self.bits.data.get(self.bits.at + 1) {
            Some(0xd0..=0xd7) => self.bits.at += 2,
            _ => return Err(PictureFault::cut()),
        }
        self.ends = 0;
        Ok(())
    }

    fn mean(&mut self, part: &ScanComponent) -> Result<(), PictureFault> {
        let table = self.table(0, part.dc)?;
        let bits = self.bits.code(table)?;
        if bits > 15 {
            return Err(PictureFault::garbled());
        }
        self.bits.skip(u32::from(bits))
    }

    /// Source: T.81, F.2.2
    fn sequential(&mut self, part: &ScanComponent) -> Result<(), PictureFault> {
        self.mean(part)?;
        let table = self.table(1, part.ac)?;
        let mut place = 1;
        while place < 64 {
            let code = self.bits.code(table)?;
            let (zeros, bits) = (usize::from(code >> 4), u32::from(code & 15));
            if bits == 0 {
                if zeros < 15 {
                    break;
                }
                place += 16;
                continue;
            }
            place += zeros;
            if place > 63 {
                return Err(PictureFault::garbled());
            }
            self.bits.skip(bits)?;
            place += 1;
        }
        Ok(())
    }

    /// Source: T.81, G.2
    fn progressive(&mut self, part: &ScanComponent, seen: &mut u64) -> Result<(), PictureFault> {
        match (self.scan.from, self.scan.refines) {
            (0, false) => self.mean(part),
            (0, true) => self.bits.skip(1),
            (_, false) => self.first(part, seen),
            (_, true) => self.refine(part, seen),
        }
    }

    /// How many blocks end here, this one among them. Source: T.81, G.1.2.2
    fn run_of_ends(&mut self, zeros: u32) -> Result<u32, PictureFault> {
        Ok((1 << zeros) + self.bits.take(zeros)?)
    }

    fn first(&mut self, part: &ScanComponent, seen: &mut u64) -> Result<(), PictureFault> {
        if self.ends > 0 {
            self.ends -= 1;
            return Ok(());
        }
        let table = self.table(1, part.ac)?;
        let mut place = self.scan.from;
        while place <= self.scan.to {
            let code = self.bits.code(table)?;
            let (zeros, bits) = (u32::from(code >> 4), u32::from(code & 15));
            if bits == 0 {
                if zeros < 15 {
                    self.ends = self.run_of_ends(zeros)? - 1;
                    return Ok(());
                }
                place += 16;
                continue;
            }
            place += zeros as usize;
            if place > self.scan.to {
                return Err(PictureFault::garbled());
            }
            self.bits.skip(bits)?;
            *seen |= 1 << place;
            place += 1;
        }
        Ok(())
    }

    /// Source: T.81, G.1.2.3
    fn refine(&mut self, part: &ScanComponent, seen: &mut u64) -> Result<(), PictureFault> {
        let table = self.table(1, part.ac)?;
        let mut place = self.scan.from;
        let last = self.scan.to;
        if self.ends == 0 {
            while place <= last {
                let code = self.bits.code(table)?;
                let (mut zeros, bits) = (u32::from(code >> 4), u32::from(code & 15));
                match bits {
                    0 if zeros < 15 => {
                        self.ends = self.run_of_ends(zeros)?;
                        break;
                    }
                    0 => {}
                    1 => self.bits.skip(1)?,
                    _ => return Err(PictureFault::garbled()),
                }
                // On over as many zeros; each place that is not zero has a bit more.
                while place <= last {
                    if *seen >> place & 1 == 1 {
                        self.bits.skip(1)?;
                    } else if zeros == 0 {
                        break;
                    } else {
                        zeros -= 1;
                    }
                    place += 1;
                }
                if bits == 1 {
                    if place > last {
                        return Err(PictureFault::garbled());
                    }
                    *seen |= 1 << place;
                }
                place += 1;
            }
        }
        if self.ends > 0 {
            let known = (place..=last).filter(|place| *seen >> place & 1 == 1).count();
            for _ in 0..known {
                self.bits.skip(1)?;
            }
            self.ends -= 1;
        }
        Ok(())
    }
}
