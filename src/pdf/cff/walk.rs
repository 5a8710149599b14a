//! Programs of glyphs walked through for what they call.
//!
//! Here: [`Walk`]. Not here: drawing them. The walk ends whatever the bytes are.
//! Source: Adobe Technical Note 5177 (Type 2 charstrings)

use super::read::Font;
use super::{CffError, Result};

/// A walk through programs that notes what they call.
pub(super) struct Walk<'f, 'a> {
    font: &'f Font<'a>,
    pub(super) globals: Vec<bool>,
    pub(super) locals: Vec<Vec<bool>>,
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
    pub(super) fn new(font: &'f Font<'a>) -> Self {
        let locals = font.shared.iter().map(|shared| vec![false; shared.subroutines.count]).collect();
        Self { font, globals: vec![false; font.globals.count], locals, fuel: FUEL, stack: Vec::new(), stems: 0 }
    }

    pub(super) fn glyph(&mut self, program: &'a [u8], dict: usize) -> Result<()> {
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
