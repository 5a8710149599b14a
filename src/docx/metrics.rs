//! Lengths in twips (1/20 pt), the height of a line, and about how wide and how long a text stands.
//!
//! A word processor puts the base line of a line of exact height at four fifths of it. White between two elements is given from the
//! characters of one to those of the next, as in the template: what the lines have of it already is taken off.

use crate::layout::{DocxGrid, Mm, Pt, Template};
use crate::model::Language;

/// Millimetres as twips.
pub(super) fn twips(length: Mm) -> f64 {
    length.0 * 1440.0 / 25.4
}

/// Twips as they are written.
pub(super) const fn whole(length: f64) -> i32 {
    length.round() as i32
}

/// Twips as English metric units, of drawings.
pub(super) const fn emu(length: f64) -> i64 {
    (length * 635.0).round() as i64
}

/// How a sheet lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    Upright,
    /// 横排
    Aside,
}

/// The grid of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Metrics {
    /// The height of a line of text.
    pub line: f64,
    /// From the edge of the sheet to its first line and from its last line to the edge.
    pub top: f64,
    pub bottom: f64,
    /// The width of a character's cell, and how much closer than its size a character stands.
    pub cell: f64,
    pub tracking: i32,
    /// Size of running text.
    pub size: Pt,
    /// The type area of the template.
    pub width: f64,
    pub height: f64,
    /// The height that lines have on an upright sheet. On the grid from edge to edge it is more than the type area, by the white above the first
    /// line and below the last.
    depth: f64,
}

/// So much less than the rest of the sheet is the lower margin of the grid from edge to edge, that no rounding takes the last line.
const SLACK: f64 = 25.0;

impl Metrics {
    pub fn of(template: &Template, language: Language) -> Self {
        let (area, page) = (&template.area, &template.page);
        let (width, height) = (twips(area.width), twips(area.height));
        let lines = f64::from(template.grid.lines.max(2));
        let em = template.text.size.0 * 20.0;
        let (line, top, bottom) = match template.docx.grid {
            DocxGrid::Lines => {
                let rest = twips(page.height) - twips(area.top) - height;
                ((height / lines).floor(), twips(area.top), rest)
            }
            DocxGrid::Edge => {
                let line = ((height - em) / (lines - 1.0)).floor();
                let top = (twips(area.top) - above(line, em)).floor();
                (line, top, twips(page.height) - top - line * lines - SLACK)
            }
        };
        let (top, bottom) = (top.max(0.0), bottom.max(0.0));
        let depth = twips(page.height) - top - bottom;
        let cell = width / f64::from(template.grid.characters.max(1));
        let tracking = if language.is_chinese() { (cell - em).floor() as i32 } else { 0 };
        let size = if language.is_chinese() { template.text.size } else { template.text.latin_size };
        Self { line, top, bottom, cell: em + f64::from(tracking), tracking, size, width, height, depth }
    }

    /// The height of lines on a sheet.
    pub const fn room(&self, sheet: Sheet) -> f64 {
        match sheet {
            Sheet::Upright => self.depth,
            Sheet::Aside => self.width,
        }
    }

    /// The height of the type area on a sheet.
    pub const fn area(&self, sheet: Sheet) -> f64 {
        match sheet {
            Sheet::Upright => self.height,
            Sheet::Aside => self.width,
        }
    }

    /// The width of text on a sheet.
    pub const fn across(&self, sheet: Sheet) -> f64 {
        match sheet {
            Sheet::Upright => self.width,
            Sheet::Aside => self.height,
        }
    }
}

/// White above the characters in a line of exact height.
pub(super) fn above(line: f64, em: f64) -> f64 {
    line * 0.8 - em * 0.88
}

/// White below them.
pub(super) fn below(line: f64, em: f64) -> f64 {
    line * 0.2 - em * 0.12
}

/// About how wide a character stands, in its size.
fn wide(character: char, chinese: bool) -> f64 {
    match character {
        '\u{200b}' | '\u{2060}' => 0.0,
        _ if !character.is_ascii() && !matches!(character, '\u{a0}'..='\u{24f}') => {
            if chinese || character > '\u{2fff}' {
                1.0
            } else {
                0.5
            }
        }
        _ if chinese => 0.5,
        'A'..='Z' | 'm' | 'w' | '&' | '%' => 0.7,
        ' ' | '.' | ',' | ':' | ';' | 'i' | 'j' | 'l' | 't' | 'f' | '\'' | '-' | '(' | ')' => 0.3,
        _ => 0.48,
    }
}

/// About how wide a text stands, in its size.
pub(super) fn ems(text: &str, chinese: bool) -> f64 {
    text.chars().map(|character| wide(character, chinese)).sum()
}

/// About where the text has come to on its pages: what the place of the imprint is decided by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The page, from 1.
    pub page: usize,
    /// From the top of its text, in twips.
    pub y: f64,
    height: f64,
}

impl Place {
    pub const fn new(height: f64) -> Self {
        Self { page: 1, y: 0.0, height }
    }

    /// A new page of this height.
    pub fn turn(&mut self, height: f64) {
        *self = Self { page: self.page + 1, y: 0.0, height };
    }

    /// White, which ends with its page.
    pub fn skip(&mut self, length: f64) {
        self.y = (self.y + length).min(self.height);
    }

    /// Lines of a height.
    pub fn lines(&mut self, count: usize, line: f64) {
        for _ in 0..count.min(100_000) {
            if self.y + line > self.height + 1.0 {
                self.turn(self.height);
            }
            self.y += line;
        }
    }

    /// Whether so much is left of the page.
    pub fn holds(&self, length: f64) -> bool {
        self.y + length <= self.height
    }
}
