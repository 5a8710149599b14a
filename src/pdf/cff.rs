//! CFF fonts cut to the glyphs that a file uses: their programs are gathered as they are, never rewritten.
//!
//! Here: [`cut`]. Not here: fonts with TrueType outlines, and how a font is put into the file (`fonts`).
//!
//! A general subsetter takes every program apart; copying it takes a hundredth of the time. What a program calls is found
//! by walking through it, so that fonts with subroutines keep those they need. Fonts are input like any other: whatever
//! their bytes are, the walk ends, and nothing is read outside of them.
//!
//! Source: Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings)

use thiserror::Error;

/// Why a font cannot be cut here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(super) enum CffError {
    /// The table ends before it should, or points outside of itself.
    #[error("the CFF table is damaged")]
    Damaged,
    /// It has something that copying does not serve; a general subsetter may.
    #[error("the CFF table has {0}")]
    Unsupported(&'static str),
}

type Result<T> = std::result::Result<T, CffError>;

/// A `CFF ` table in pieces: what stands before the programs of the glyphs, these where they are in the font, what stands
/// behind them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gathered<'a> {
    before: Vec<u8>,
    programs: Vec<&'a [u8]>,
    behind: Vec<u8>,
}

impl Gathered<'_> {
    /// The bytes of the table in order.
    pub fn pieces(&self) -> impl Iterator<Item = &[u8]> + Clone {
        [self.before.as_slice()].into_iter().chain(self.programs.iter().copied()).chain([self.behind.as_slice()])
    }

    /// How many bytes it has.
    pub fn length(&self) -> usize {
        self.pieces().map(<[u8]>::len).sum()
    }

    /// The table in one piece.
    pub fn whole(&self) -> Vec<u8> {
        let mut whole = Vec::with_capacity(self.length());
        self.pieces().for_each(|piece| whole.extend_from_slice(piece));
        whole
    }
}

/// Cuts a `CFF ` table to `glyphs`, in that order; the first is the glyph for what is missing. The result is CID-keyed, each
/// CID the place in `glyphs`.
///
/// # Errors
/// [`CffError`] for damaged tables, and for the few things that copying does not serve.
pub(super) fn cut<'a>(table: &'a [u8], glyphs: &[u16], name: &str) -> Result<Gathered<'a>> {
    let font = Font::read(table)?;
    let mut walk = Walk::new(&font);
    let mut programs = Vec::with_capacity(glyphs.len());
    let mut fonts_used: Vec<usize> = Vec::new();
    let mut selected = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let program = font.programs.get(usize::from(*glyph)).ok_or(CffError::Damaged)?;
        let dict = font.dict_of(*glyph)?;
        if font.has_calls || !font.cid_keyed {
            walk.glyph(program, dict)?;
        }
        let place = fonts_used.iter().position(|used| *used == dict).unwrap_or_else(|| {
            fonts_used.push(dict);
            fonts_used.len() - 1
        });
        selected.push(place);
        programs.push(program);
    }
    write(&font, &walk, name, programs, &fonts_used, &selected)
}

/// A table of as many glyphs, each of them empty: for who wants to know nothing of a cut font but its numbers.
///
/// # Errors
/// [`CffError`] when no font has so many.
pub(super) fn hollow(glyphs: usize) -> Result<Vec<u8>> {
    const END: &[u8] = &[14];
    let shared = vec![Shared { matrix: None, private: Vec::new(), subroutines: Index::default() }];
    let (programs, globals) = (Index::default(), Index::default());
    let font = Font { programs, globals, shared, matrix: None, select: Select::One, cid_keyed: true, has_calls: false };
    write(&font, &Walk::new(&font), "Zhumo", vec![END; glyphs], &[0], &vec![0; glyphs]).map(|table| table.whole())
}

/// A list of pieces (INDEX).
#[derive(Clone, Copy, Debug, Default)]
struct Index<'a> {
    count: usize,
    size: usize,
    offsets: &'a [u8],
    data: &'a [u8],
}

impl<'a> Index<'a> {
    /// Reads the list at `at`; gives it and where it ends.
    fn read(table: &'a [u8], at: usize) -> Result<(Self, usize)> {
        let head = table.get(at..).ok_or(CffError::Damaged)?;
        let count = usize::from(u16::from_be_bytes(*head.first_chunk().ok_or(CffError::Damaged)?));
        if count == 0 {
            return Ok((Self::default(), at + 2));
        }
        let size = usize::from(*head.get(2).ok_or(CffError::Damaged)?);
        if !(1..=4).contains(&size) {
            return Err(CffError::Damaged);
        }
        let offsets = head.get(3..3 + (count + 1) * size).ok_or(CffError::Damaged)?;
        let start = 3 + (count + 1) * size;
        let mut index = Self { count, size, offsets, data: &[] };
        let length = index.offset(count).checked_sub(1).ok_or(CffError::Damaged)?;
        index.data = head.get(start..start + length).ok_or(CffError::Damaged)?;
        Ok((index, at + start + length))
    }

    fn offset(&self, index: usize) -> usize {
        self.offsets[index * self.size..(index + 1) * self.size].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    }

    fn get(&self, index: usize) -> Option<&'a [u8]> {
        if index >= self.count {
            return None;
        }
        // Offsets count from the byte before the data.
        let (start, end) = (self.offset(index).checked_sub(1)?, self.offset(index + 1).checked_sub(1)?);
        self.data.get(start..end)
    }

    /// What is added to the number of a call. Source: 5177, 4.7
    const fn bias(&self) -> i32 {
        match self.count {
            0..1240 => 107,
            1240..33900 => 1131,
            _ => 32768,
        }
    }
}

/// An entry of a dictionary: its operator, the bytes of its operands, and those of them that are whole numbers.
struct Entry<'a> {
    operator: u16,
    raw: &'a [u8],
    numbers: Vec<i32>,
}

const ROS: u16 = 0x0c1e;
const CID_COUNT: u16 = 0x0c22;
const FONT_DICTS: u16 = 0x0c24;
const DICT_SELECT: u16 = 0x0c25;
const FONT_MATRIX: u16 = 0x0c07;
const CHARSTRING_TYPE: u16 = 0x0c06;
const CHARSET: u16 = 15;
const CHARSTRINGS: u16 = 17;
const PRIVATE: u16 = 18;
const SUBROUTINES: u16 = 19;

/// Source: 5176, 4
fn dict(data: &[u8]) -> Result<Vec<Entry<'_>>> {
    let mut entries = Vec::new();
    let (mut at, mut start) = (0, 0);
    let mut numbers = Vec::new();
    while let Some(first) = data.get(at) {
        let byte = |offset: usize| data.get(at + offset).map(|byte| i32::from(*byte)).ok_or(CffError::Damaged);
        let first = i32::from(*first);
        at += match first {
            0..=21 => {
                let (operator, length) = if first == 12 { (0x0c00 | byte(1)?, 2) } else { (first, 1) };
                let operator = u16::try_from(operator).map_err(|_| CffError::Damaged)?;
                entries.push(Entry { operator, raw: &data[start..at], numbers: std::mem::take(&mut numbers) });
                start = at + length;
                length
            }
            28 => {
                numbers.push(i32::from(i16::from_be_bytes([byte(1)? as u8, byte(2)? as u8])));
                3
            }
            29 => {
                numbers.push(i32::from_be_bytes([byte(1)? as u8, byte(2)? as u8, byte(3)? as u8, byte(4)? as u8]));
                5
            }
            30 => {
                // A real number; nothing here counts with one.
                numbers.push(0);
                let digits = data[at + 1..].iter().position(|pair| pair & 0x0f == 0x0f).ok_or(CffError::Damaged)?;
                digits + 2
            }
            32..=246 => {
                numbers.push(first - 139);
                1
            }
            247..=250 => {
                numbers.push((first - 247) * 256 + byte(1)? + 108);
                2
            }
            251..=254 => {
                numbers.push(-(first - 251) * 256 - byte(1)? - 108);
                2
            }
            _ => return Err(CffError::Damaged),
        };
    }
    Ok(entries)
}

fn entry<'e, 'a>(entries: &'e [Entry<'a>], operator: u16) -> Option<&'e Entry<'a>> {
    entries.iter().find(|entry| entry.operator == operator)
}

fn offset(entries: &[Entry<'_>], operator: u16) -> Option<usize> {
    usize::try_from(*entry(entries, operator)?.numbers.first()?).ok()
}

/// The part of a font that a group of glyphs shares.
struct Shared<'a> {
    /// Operands of its matrix.
    matrix: Option<&'a [u8]>,
    /// Entries of its private dictionary.
    private: Vec<Entry<'a>>,
    subroutines: Index<'a>,
}

struct Font<'a> {
    programs: Index<'a>,
    globals: Index<'a>,
    shared: Vec<Shared<'a>>,
    matrix: Option<&'a [u8]>,
    select: Select<'a>,
    cid_keyed: bool,
    has_calls: bool,
}

/// Which shared part a glyph belongs to. Source: 5176, 19
enum Select<'a> {
    One,
    Each(&'a [u8]),
    /// Ranges: first glyph and part, and behind the last one the number of glyphs.
    Ranges(&'a [u8], usize),
}

impl<'a> Font<'a> {
    fn read(table: &'a [u8]) -> Result<Self> {
        let header = usize::from(*table.get(2).ok_or(CffError::Damaged)?);
        if table[0] != 1 {
            return Err(CffError::Unsupported("another version than 1"));
        }
        let (_, at) = Index::read(table, header)?;
        let (tops, at) = Index::read(table, at)?;
        let (_, at) = Index::read(table, at)?;
        let (globals, _) = Index::read(table, at)?;
        let top = dict(tops.get(0).ok_or(CffError::Damaged)?)?;
        if entry(&top, CHARSTRING_TYPE).is_some_and(|kind| kind.numbers != [2]) {
            return Err(CffError::Unsupported("charstrings of another type than 2"));
        }
        let (programs, _) = Index::read(table, offset(&top, CHARSTRINGS).ok_or(CffError::Damaged)?)?;
        let cid_keyed = entry(&top, ROS).is_some();
        let mut shared = Vec::new();
        let mut select = Select::One;
        if cid_keyed {
            let (dicts, _) = Index::read(table, offset(&top, FONT_DICTS).ok_or(CffError::Damaged)?)?;
            for index in 0..dicts.count {
                let entries = dict(dicts.get(index).ok_or(CffError::Damaged)?)?;
                shared.push(Shared::read(table, &entries, entry(&entries, FONT_MATRIX).map(|matrix| matrix.raw))?);
            }
            select = Select::read(table, offset(&top, DICT_SELECT).ok_or(CffError::Damaged)?, programs.count)?;
        } else {
            shared.push(Shared::read(table, &top, None)?);
        }
        let matrix = entry(&top, FONT_MATRIX).map(|matrix| matrix.raw);
        let has_calls = globals.count > 0 || shared.iter().any(|shared| shared.subroutines.count > 0);
        Ok(Self { programs, globals, shared, matrix, select, cid_keyed, has_calls })
    }

    fn dict_of(&self, glyph: u16) -> Result<usize> {
        let place = match &self.select {
            Select::One => 0,
            Select::Each(each) => usize::from(*each.get(usize::from(glyph)).ok_or(CffError::Damaged)?),
            Select::Ranges(ranges, count) => {
                let first = |index: usize| u16::from_be_bytes([ranges[index * 3], ranges[index * 3 + 1]]);
                let (mut low, mut high) = (0, *count);
                while low + 1 < high {
                    let middle = usize::midpoint(low, high);
                    if first(middle) <= glyph { low = middle } else { high = middle }
                }
                usize::from(ranges[low * 3 + 2])
            }
        };
        if place < self.shared.len() { Ok(place) } else { Err(CffError::Damaged) }
    }
}

impl<'a> Select<'a> {
    fn read(table: &'a [u8], at: usize, glyphs: usize) -> Result<Self> {
        let data = table.get(at..).ok_or(CffError::Damaged)?;
        match data.first() {
            Some(0) => Ok(Self::Each(data.get(1..=glyphs).ok_or(CffError::Damaged)?)),
            Some(3) => {
                let count = usize::from(u16::from_be_bytes([
                    *data.get(1).ok_or(CffError::Damaged)?,
                    *data.get(2).ok_or(CffError::Damaged)?,
                ]));
                let ranges = data.get(3..3 + count * 3).filter(|ranges| !ranges.is_empty()).ok_or(CffError::Damaged)?;
                Ok(Self::Ranges(ranges, count))
            }
            _ => Err(CffError::Damaged),
        }
    }
}

impl<'a> Shared<'a> {
    fn read(table: &'a [u8], entries: &[Entry<'a>], matrix: Option<&'a [u8]>) -> Result<Self> {
        let Some(private) = entry(entries, PRIVATE) else {
            return Ok(Self { matrix, private: Vec::new(), subroutines: Index::default() });
        };
        let [size, at] = private.numbers[..] else { return Err(CffError::Damaged) };
        let (size, at) =
            usize::try_from(size).and_then(|size| Ok((size, usize::try_from(at)?))).map_err(|_| CffError::Damaged)?;
        let private = dict(at.checked_add(size).and_then(|end| table.get(at..end)).ok_or(CffError::Damaged)?)?;
        let subroutines = match offset(&private, SUBROUTINES) {
            Some(from) => Index::read(table, at.checked_add(from).ok_or(CffError::Damaged)?)?.0,
            None => Index::default(),
        };
        Ok(Self { matrix, private, subroutines })
    }
}

/// A walk through programs that notes what they call.
struct Walk<'f, 'a> {
    font: &'f Font<'a>,
    globals: Vec<bool>,
    locals: Vec<Vec<bool>>,
    /// Bytes that may still be walked; a font can call itself in circles.
    fuel: usize,
    /// Operands; none where one was computed.
    stack: Vec<Option<i32>>,
    stems: usize,
}

/// Calls within calls. Source: 5177, appendix B
const DEEPEST: usize = 10;
/// More operands than any program may have.
const MOST_OPERANDS: usize = 513;
/// Bytes walked in all: a hundred times those of a large notice.
const FUEL: usize = 1 << 27;

impl<'f, 'a> Walk<'f, 'a> {
    fn new(font: &'f Font<'a>) -> Self {
        let locals = font.shared.iter().map(|shared| vec![false; shared.subroutines.count]).collect();
        Self { font, globals: vec![false; font.globals.count], locals, fuel: FUEL, stack: Vec::new(), stems: 0 }
    }

    fn glyph(&mut self, program: &'a [u8], dict: usize) -> Result<()> {
        self.stack.clear();
        self.stems = 0;
        self.program(program, dict, 0).map(|_| ())
    }

    /// Walks through a program; says whether the glyph ended in it. Source: 5177, 4
    fn program(&mut self, code: &'a [u8], dict: usize, depth: usize) -> Result<bool> {
        let mut at = 0;
        while let Some(first) = code.get(at).copied() {
            self.fuel = self.fuel.checked_sub(1).ok_or(CffError::Damaged)?;
            let byte = |offset: usize| code.get(at + offset).copied().ok_or(CffError::Damaged);
            let whole = i32::from(first);
            match first {
                28 => {
                    self.push(Some(i32::from(i16::from_be_bytes([byte(1)?, byte(2)?]))))?;
                    at += 3;
                }
                32..=246 => {
                    self.push(Some(whole - 139))?;
                    at += 1;
                }
                247..=250 => {
                    self.push(Some((whole - 247) * 256 + i32::from(byte(1)?) + 108))?;
                    at += 2;
                }
                251..=254 => {
                    self.push(Some(-(whole - 251) * 256 - i32::from(byte(1)?) - 108))?;
                    at += 2;
                }
                255 => {
                    byte(4)?;
                    // A fraction; no call has one for its number.
                    self.push(None)?;
                    at += 5;
                }
                // Stems.
                1 | 3 | 18 | 23 => {
                    self.stems += self.stack.len() / 2;
                    self.stack.clear();
                    at += 1;
                }
                // Masks of stems, which may name the last stems themselves.
                19 | 20 => {
                    self.stems += self.stack.len() / 2;
                    self.stack.clear();
                    at += 1 + self.stems.div_ceil(8);
                }
                10 | 29 => {
                    if self.call(first == 10, dict, depth)? {
                        return Ok(true);
                    }
                    at += 1;
                }
                11 => return Ok(false),
                14 => {
                    // Four operands put an accent on a letter; the two glyphs would have to come along.
                    let accented = self.stack.len() >= 4;
                    return if accented { Err(CffError::Unsupported("glyphs made of other glyphs")) } else { Ok(true) };
                }
                12 => {
                    self.escape(byte(1)?)?;
                    at += 2;
                }
                _ => {
                    self.stack.clear();
                    at += 1;
                }
            }
        }
        Ok(false)
    }

    fn push(&mut self, operand: Option<i32>) -> Result<()> {
        if self.stack.len() >= MOST_OPERANDS {
            return Err(CffError::Damaged);
        }
        self.stack.push(operand);
        Ok(())
    }

    fn call(&mut self, local: bool, dict: usize, depth: usize) -> Result<bool> {
        if depth >= DEEPEST {
            return Err(CffError::Damaged);
        }
        let number = self.stack.pop().ok_or(CffError::Damaged)?;
        let number = number.ok_or(CffError::Unsupported("calls with computed numbers"))?;
        let list = if local { self.font.shared[dict].subroutines } else { self.font.globals };
        let place = number.checked_add(list.bias()).and_then(|place| usize::try_from(place).ok()).ok_or(CffError::Damaged)?;
        let code = list.get(place).ok_or(CffError::Damaged)?;
        if local {
            self.locals[dict][place] = true
        } else {
            self.globals[place] = true
        }
        self.program(code, dict, depth + 1)
    }

    /// Arithmetic leaves numbers that the walk does not know; curves take all operands. Source: 5177, 4.4–4.6
    fn escape(&mut self, operator: u8) -> Result<()> {
        let (takes, gives) = match operator {
            // add, sub, div, mul, and, or, eq
            3 | 4 | 10 | 11 | 12 | 15 | 24 => (2, 1),
            // not, abs, neg, sqrt, get, index
            5 | 9 | 14 | 21 | 26 | 29 => (1, 1),
            18 => (1, 0),
            20 => (2, 0),
            22 => (4, 1),
            23 => (0, 1),
            27 => (1, 2),
            28 => (2, 2),
            30 => {
                let kept = self.stack.len().checked_sub(2).ok_or(CffError::Damaged)?;
                self.stack.truncate(kept);
                self.stack.fill(None);
                return Ok(());
            }
            _ => {
                self.stack.clear();
                return Ok(());
            }
        };
        let kept = self.stack.len().checked_sub(takes).ok_or(CffError::Damaged)?;
        self.stack.truncate(kept);
        (0..gives).try_for_each(|_| self.push(None))
    }
}

/// A whole number as a dictionary has it, in five bytes whatever it is, so that sizes are known beforehand.
fn number(value: usize, out: &mut Vec<u8>) -> Result<()> {
    out.push(29);
    out.extend(i32::try_from(value).map_err(|_| CffError::Unsupported("more than 2 GB"))?.to_be_bytes());
    Ok(())
}

fn operator(operator: u16, out: &mut Vec<u8>) {
    let [high, low] = operator.to_be_bytes();
    out.extend((high > 0).then_some(high));
    out.push(low);
}

/// How many bytes an offset takes in a list of pieces with so many bytes in all.
const fn offset_size(data: usize) -> usize {
    match data + 1 {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xff_ffff => 3,
        _ => 4,
    }
}

/// Length of a list of pieces.
fn index_length(pieces: &[&[u8]]) -> usize {
    let data = pieces.iter().map(|piece| piece.len()).sum::<usize>();
    if pieces.is_empty() { 2 } else { 3 + (pieces.len() + 1) * offset_size(data) + data }
}

fn index(pieces: &[&[u8]], out: &mut Vec<u8>) -> Result<()> {
    index_head(pieces, out)?;
    pieces.iter().for_each(|piece| out.extend_from_slice(piece));
    Ok(())
}

/// What stands in a list before its pieces.
fn index_head(pieces: &[&[u8]], out: &mut Vec<u8>) -> Result<()> {
    out.extend(u16::try_from(pieces.len()).map_err(|_| CffError::Damaged)?.to_be_bytes());
    if pieces.is_empty() {
        return Ok(());
    }
    let size = offset_size(pieces.iter().map(|piece| piece.len()).sum());
    out.push(size as u8);
    let mut offset = 1usize;
    let put = |offset: usize, out: &mut Vec<u8>| out.extend(&offset.to_be_bytes()[size_of::<usize>() - size..]);
    put(offset, out);
    for piece in pieces {
        offset += piece.len();
        put(offset, out);
    }
    Ok(())
}

/// The pieces of a list that were called; the others are empty, because a call counts from the length of the list.
fn called<'a>(list: &Index<'a>, used: &[bool]) -> Vec<&'a [u8]> {
    if !used.contains(&true) {
        return Vec::new();
    }
    used.iter().enumerate().map(|(place, used)| if *used { list.get(place).unwrap_or_default() } else { &[] }).collect()
}

fn write<'a>(
    font: &Font<'_>,
    walk: &Walk<'_, '_>,
    name: &str,
    programs: Vec<&'a [u8]>,
    dicts: &[usize],
    selected: &[usize],
) -> Result<Gathered<'a>> {
    let count = programs.len();
    let mut head = vec![1, 0, 4, 4];
    index(&[name.as_bytes()], &mut head)?;
    let mut strings = Vec::new();
    index(&[b"Adobe", b"Identity"], &mut strings)?;
    index(&called(&font.globals, &walk.globals), &mut strings)?;
    // Each CID is the place of its glyph: one range from 1.
    let mut charset = vec![2];
    if count > 1 {
        charset.extend(1u16.to_be_bytes());
        charset.extend(u16::try_from(count - 2).map_err(|_| CffError::Damaged)?.to_be_bytes());
    } else {
        charset[0] = 0;
    }
    let select = select(selected)?;
    // The top dictionary has a fixed size, so that everything behind it has a known place.
    let top = |charset: usize, select: usize, glyphs: usize, dicts: usize| -> Result<Vec<u8>> {
        let mut top = Vec::new();
        // Adobe, Identity, 0: the first two strings that are the font's own.
        [391, 392, 0].into_iter().try_for_each(|value| number(value, &mut top))?;
        operator(ROS, &mut top);
        if let Some(matrix) = font.matrix {
            top.extend_from_slice(matrix);
            operator(FONT_MATRIX, &mut top);
        }
        for (value, key) in
            [(count, CID_COUNT), (charset, CHARSET), (select, DICT_SELECT), (glyphs, CHARSTRINGS), (dicts, FONT_DICTS)]
        {
            number(value, &mut top)?;
            operator(key, &mut top);
        }
        let mut list = Vec::new();
        index(&[&top], &mut list)?;
        Ok(list)
    };
    let start = head.len() + top(0, 0, 0, 0)?.len() + strings.len();
    let select_at = start + charset.len();
    let glyphs_at = select_at + select.len();
    let dicts_at = glyphs_at + index_length(&programs);
    let privates: Vec<Vec<u8>> =
        dicts.iter().map(|dict| private(&font.shared[*dict], &walk.locals[*dict])).collect::<Result<_>>()?;
    let lists = |at: usize| -> Result<Vec<u8>> {
        let mut at = at;
        let mut bodies: Vec<Vec<u8>> = Vec::new();
        for (dict, private) in dicts.iter().zip(&privates) {
            let mut body = Vec::new();
            if let Some(matrix) = font.shared[*dict].matrix {
                body.extend_from_slice(matrix);
                operator(FONT_MATRIX, &mut body);
            }
            number(private_length(&font.shared[*dict], &walk.locals[*dict]), &mut body)?;
            number(at, &mut body)?;
            operator(PRIVATE, &mut body);
            bodies.push(body);
            at += private.len();
        }
        let mut list = Vec::new();
        index(&bodies.iter().map(Vec::as_slice).collect::<Vec<_>>(), &mut list)?;
        Ok(list)
    };
    let privates_at = dicts_at + lists(0)?.len();
    let mut before = head;
    before.extend(top(start, select_at, glyphs_at, dicts_at)?);
    before.extend(strings);
    before.extend(charset);
    before.extend(select);
    index_head(&programs, &mut before)?;
    let mut behind = lists(privates_at)?;
    privates.iter().for_each(|private| behind.extend_from_slice(private));
    // Programs are long: each time they are copied costs as much as cutting them.
    Ok(Gathered { before, programs, behind })
}

/// Which part each glyph belongs to, as ranges.
fn select(selected: &[usize]) -> Result<Vec<u8>> {
    let mut ranges = Vec::new();
    for (glyph, place) in selected.iter().enumerate() {
        if glyph == 0 || selected[glyph - 1] != *place {
            ranges.extend(u16::try_from(glyph).map_err(|_| CffError::Damaged)?.to_be_bytes());
            ranges.push(u8::try_from(*place).map_err(|_| CffError::Damaged)?);
        }
    }
    let mut out = vec![3];
    out.extend(u16::try_from(ranges.len() / 3).map_err(|_| CffError::Damaged)?.to_be_bytes());
    out.extend(ranges);
    out.extend(u16::try_from(selected.len()).map_err(|_| CffError::Damaged)?.to_be_bytes());
    Ok(out)
}

/// Length of a private dictionary without its subroutines.
fn private_length(shared: &Shared<'_>, used: &[bool]) -> usize {
    let kept = shared.private.iter().filter(|entry| entry.operator != SUBROUTINES);
    let entries: usize = kept.map(|entry| entry.raw.len() + if entry.operator > 0xff { 2 } else { 1 }).sum();
    entries + if used.contains(&true) { 6 } else { 0 }
}

/// A private dictionary, and its subroutines behind it.
fn private(shared: &Shared<'_>, used: &[bool]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for entry in shared.private.iter().filter(|entry| entry.operator != SUBROUTINES) {
        out.extend_from_slice(entry.raw);
        operator(entry.operator, &mut out);
    }
    let kept = called(&shared.subroutines, used);
    if !kept.is_empty() {
        number(private_length(shared, used), &mut out)?;
        operator(SUBROUTINES, &mut out);
        index(&kept, &mut out)?;
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::PathBuf;

    /// The `CFF ` table of every default font that has one, with the font's name.
    fn tables() -> Vec<(String, Vec<u8>)> {
        files().into_iter().map(|(name, bytes)| (name, table_of(&bytes).to_vec())).collect()
    }

    fn table_of(bytes: &[u8]) -> &[u8] {
        let face = ttf_parser::RawFace::parse(bytes, 0).unwrap();
        face.table(ttf_parser::Tag::from_bytes(b"CFF ")).unwrap()
    }

    /// Every default font that has such a table. Without fonts the tests leave that out, unless the variable asks for them.
    fn files() -> Vec<(String, Vec<u8>)> {
        let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
        let data = data.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/share")));
        let folder = data.unwrap_or_default().join("zhumo/fonts");
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let Ok(face) = ttf_parser::RawFace::parse(&bytes, 0) else { continue };
            if face.table(ttf_parser::Tag::from_bytes(b"CFF ")).is_some() {
                files.push((path.file_name().unwrap().to_string_lossy().into_owned(), bytes));
            }
        }
        files.sort();
        assert!(!files.is_empty() || std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none(), "run scripts/fonts.sh first");
        files
    }

    /// An outline as text.
    #[derive(Default, PartialEq, Debug)]
    struct Path(Vec<(u8, [f32; 6])>);

    impl ttf_parser::OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push((0, [x, y, 0.0, 0.0, 0.0, 0.0]));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push((1, [x, y, 0.0, 0.0, 0.0, 0.0]));
        }
        fn quad_to(&mut self, a: f32, b: f32, x: f32, y: f32) {
            self.0.push((2, [a, b, x, y, 0.0, 0.0]));
        }
        fn curve_to(&mut self, a: f32, b: f32, c: f32, d: f32, x: f32, y: f32) {
            self.0.push((3, [a, b, c, d, x, y]));
        }
        fn close(&mut self) {
            self.0.push((4, [0.0; 6]));
        }
    }

    fn outline(table: &ttf_parser::cff::Table<'_>, glyph: u16) -> Path {
        let mut path = Path::default();
        let _ = table.outline(ttf_parser::GlyphId(glyph), &mut path);
        path
    }

    #[test]
    fn every_glyph_of_every_default_font_keeps_its_outline() {
        for (name, table) in tables() {
            let whole = ttf_parser::cff::Table::parse(&table).unwrap();
            let count = whole.number_of_glyphs();
            // Large fonts in steps: their glyphs are made alike, and the test should end.
            let step = usize::from(count / 4000).max(1);
            let glyphs: Vec<u16> = std::iter::once(0).chain((1..count).rev().step_by(step)).collect();
            for part in glyphs.chunks(700) {
                let wanted: Vec<u16> = std::iter::once(0).chain(part.iter().copied().filter(|glyph| *glyph != 0)).collect();
                let bytes = cut(&table, &wanted, "AAAAAA+Cut").unwrap_or_else(|error| panic!("{name}: {error}")).whole();
                let small = ttf_parser::cff::Table::parse(&bytes).expect("a CFF table");
                assert_eq!(usize::from(small.number_of_glyphs()), wanted.len());
                for (place, glyph) in wanted.iter().enumerate() {
                    let place = u16::try_from(place).unwrap();
                    assert_eq!(outline(&small, place), outline(&whole, *glyph), "{name}: glyph {glyph}");
                }
            }
        }
    }

    /// Two general subsetters, which take programs apart and write them anew, give the same outlines.
    #[test]
    fn other_subsetters_cut_alike() {
        use allsorts::binary::read::ReadScope;
        use allsorts::subset::{CmapTarget, SubsetProfile};
        for (name, bytes) in files() {
            let table = table_of(&bytes);
            let count = ttf_parser::cff::Table::parse(table).unwrap().number_of_glyphs();
            let wanted: Vec<u16> = (0..count).step_by(usize::from(count / 400).max(1)).collect();
            let ours = cut(table, &wanted, "AAAAAA+Cut").unwrap().whole();
            let mut remapper = subsetter::GlyphRemapper::new();
            wanted.iter().for_each(|glyph| _ = remapper.remap(*glyph));
            let one = subsetter::subset(&bytes, 0, &remapper).unwrap();
            let font = ReadScope::new(&bytes).read::<allsorts::font_data::FontData<'_>>().unwrap();
            let provider = font.table_provider(0).unwrap();
            let two = allsorts::subset::subset(&provider, &wanted, &SubsetProfile::Pdf, CmapTarget::Unicode).unwrap();
            let ours = ttf_parser::cff::Table::parse(&ours).unwrap();
            for (program, theirs) in [("subsetter", &one), ("allsorts", &two)] {
                let theirs = ttf_parser::cff::Table::parse(table_of(theirs)).unwrap();
                assert_eq!(theirs.number_of_glyphs(), ours.number_of_glyphs(), "{name}, {program}");
                let drawn = (0u16..).zip(&wanted).filter(|(place, _)| !outline(&theirs, *place).0.is_empty()).count();
                assert!(drawn * 2 > wanted.len(), "{name}, {program}: {drawn} of {} glyphs are drawn", wanted.len());
                for (place, glyph) in (0u16..).zip(&wanted) {
                    assert_eq!(outline(&ours, place), outline(&theirs, place), "{name}, {program}: glyph {glyph}");
                }
            }
        }
    }

    #[test]
    fn a_cut_font_is_small() {
        for (name, table) in tables() {
            let few = cut(&table, &[0, 1, 2, 3], "AAAAAA+Few").unwrap();
            assert!(few.length() < 120_000, "{name}: {} bytes", few.length());
        }
    }

    #[test]
    fn a_glyph_that_the_font_does_not_have_is_an_error() {
        for (_, table) in tables().into_iter().take(1) {
            assert_eq!(cut(&table, &[0, u16::MAX], "A"), Err(CffError::Damaged));
        }
        assert_eq!(cut(&[], &[0], "A"), Err(CffError::Damaged));
        assert_eq!(cut(&[2, 0, 4, 4], &[0], "A"), Err(CffError::Unsupported("another version than 1")));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn damaged_tables_are_errors_and_never_panics(
            places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
            end in any::<prop::sample::Index>(),
            shorten in any::<bool>(),
        ) {
            static SMALL: std::sync::OnceLock<Vec<Vec<u8>>> = std::sync::OnceLock::new();
            let small = SMALL.get_or_init(|| {
                let glyphs: Vec<u16> = (0..60).collect();
                tables().iter().map(|(_, table)| cut(table, &glyphs, "AAAAAA+Cut").unwrap().whole()).collect()
            });
            for table in small {
                let mut table = table.clone();
                for (place, byte) in &places {
                    // The head of the table, where all places are told, is hit as often as all the rest.
                    let place = if byte % 2 == 0 { place.index(table.len().min(300)) } else { place.index(table.len()) };
                    table[place] = *byte;
                }
                if shorten {
                    table.truncate(end.index(table.len()));
                }
                let glyphs: Vec<u16> = (0..60).collect();
                let _ = cut(&table, &glyphs, "AAAAAA+Cut");
            }
        }
    }
}
