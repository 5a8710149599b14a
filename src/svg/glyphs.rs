//! Outlines of glyphs, each written once.

use crate::layout::{FontSet, PageError};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ttf_parser::{Face, GlyphId, OutlineBuilder};

/// The outlines that a page uses.
pub(super) struct Outlines<'a> {
    fonts: &'a FontSet,
    faces: BTreeMap<usize, Face<'a>>,
    /// The name of each glyph's outline; none where the glyph is white.
    names: BTreeMap<(usize, u16), Option<String>>,
    defs: String,
}

impl<'a> Outlines<'a> {
    pub fn open(fonts: &'a FontSet) -> Self {
        Self { fonts, faces: BTreeMap::new(), names: BTreeMap::new(), defs: String::new() }
    }

    fn face(&mut self, index: usize) -> Result<&Face<'a>, PageError> {
        if !self.faces.contains_key(&index) {
            let damaged = |name: &str, cause: String| PageError::Font { name: name.to_owned(), cause };
            let font = self.fonts.faces.get(index).ok_or_else(|| damaged("?", format!("no face {index}")))?;
            let face = Face::parse((*font.data).as_ref(), font.index).map_err(|error| damaged(&font.name, error.to_string()))?;
            self.faces.insert(index, face);
        }
        Ok(&self.faces[&index])
    }

    pub fn units_per_em(&mut self, face: usize) -> Result<f64, PageError> {
        Ok(f64::from(self.face(face)?.units_per_em().max(1)))
    }

    /// The name that a glyph's outline has on this page; none where the glyph is white.
    pub fn name(&mut self, face: usize, glyph: u16) -> Result<Option<&str>, PageError> {
        if !self.names.contains_key(&(face, glyph)) {
            let mut pen = Pen::default();
            let drawn = self.face(face)?.outline_glyph(GlyphId(glyph), &mut pen);
            let name = (drawn.is_some() && !pen.path.is_empty()).then(|| format!("f{face}g{glyph}"));
            if let Some(name) = &name {
                let _ = writeln!(self.defs, "<path id=\"{name}\" d=\"{}\"/>", pen.path);
            }
            self.names.insert((face, glyph), name);
        }
        Ok(self.names[&(face, glyph)].as_deref())
    }

    /// The outlines named so far.
    pub fn defs(&self) -> &str {
        &self.defs
    }
}

/// Hundredths of a unit: outlines of whole units stay exact, and steps from point to point add up without an error.
type Step = i64;

#[derive(Default)]
struct Pen {
    path: String,
    at: (Step, Step),
    start: (Step, Step),
}

impl Pen {
    fn command(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        let mut end = self.at;
        let mut first = true;
        for (x, y) in points {
            end = (hundredths(*x), hundredths(*y));
            for step in [end.0.saturating_sub(self.at.0), end.1.saturating_sub(self.at.1)] {
                // A sign parts two numbers as well as a space does.
                if !first && step >= 0 {
                    self.path.push(' ');
                }
                first = false;
                write_step(step, &mut self.path);
            }
        }
        self.at = end;
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a cast stops at the ends of the range")]
fn hundredths(value: f32) -> Step {
    (f64::from(value) * 100.0).round() as Step
}

/// Writes hundredths as a decimal number without zeros at its end.
fn write_step(step: Step, out: &mut String) {
    let (whole, part) = (step / 100, step % 100);
    if step < 0 && whole == 0 {
        out.push('-');
    }
    let _ = write!(out, "{whole}");
    match part.abs() {
        0 => {}
        tenths if tenths % 10 == 0 => {
            let _ = write!(out, ".{}", tenths / 10);
        }
        part => {
            let _ = write!(out, ".{part:02}");
        }
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.command('m', &[(x, y)]);
        self.start = self.at;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.command('l', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.command('q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.command('c', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('z');
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hundredths_are_written_short() {
        for (step, written) in [(0, "0"), (100, "1"), (-100, "-1"), (150, "1.5"), (-5, "-0.05"), (-110, "-1.1"), (1234, "12.34")]
        {
            let mut out = String::new();
            write_step(step, &mut out);
            assert_eq!(out, written);
        }
    }
}
