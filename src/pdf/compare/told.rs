//! What is not the same on two pages, in words.
//!
//! Here: [`told`]. Not here: whether they are the same (`compare`).

use super::marks::{Shown, What};
use super::{MAX_CONTENT, PdfFile};
use crate::say;
use crate::say::Say;
use lopdf::{Document, Encoding, Object};

/// A line of text on a page.
#[derive(Clone, Debug, Default, PartialEq)]
struct Line {
    text: String,
    /// The place of each glyph, in points from the lower left corner.
    places: Vec<(f64, f64)>,
}

/// The lines that a page shows, as its fonts say what its glyphs mean.
fn lines(file: &PdfFile, shown: &Shown<'_>) -> Vec<Line> {
    let mut readings: Vec<(&Object, Option<Encoding<'_>>)> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for mark in &shown.marks {
        let What::Glyph(glyph) = &mark.what else { continue };
        let known = readings.iter().position(|(font, _)| std::ptr::eq(*font, glyph.font));
        let place = known.unwrap_or_else(|| {
            let font = file.dictionary(glyph.font);
            let reading = font.and_then(|font| font.get_font_encoding_with_limit(&file.document, MAX_CONTENT).ok());
            readings.push((glyph.font, reading));
            readings.len() - 1
        });
        let text = readings[place].1.as_ref().and_then(|reading| Document::decode_text(reading, &glyph.code).ok());
        let (x, y) = (glyph.matrix[4], glyph.matrix[5]);
        let goes_on = |line: &&mut Line| line.places.last().is_some_and(|(left, low)| (low - y).abs() < 1.0 && *left <= x);
        if lines.last_mut().filter(goes_on).is_none() {
            lines.push(Line::default());
        }
        if let Some(line) = lines.last_mut() {
            line.text += text.as_deref().unwrap_or("\u{fffd}");
            line.places.push((x, y));
        }
    }
    lines
}

/// Says how the lines of two pages differ, or where one stands elsewhere; nothing when they are the same.
pub(super) fn told(found: (&PdfFile, &Shown<'_>), expected: (&PdfFile, &Shown<'_>)) -> Vec<Say> {
    let (shown, wanted) = (lines(found.0, found.1), lines(expected.0, expected.1));
    let texts = |lines: &[Line]| lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let (is, was) = (texts(&shown), texts(&wanted));
    // Where only places differ, lines may end elsewhere.
    if is.concat() == was.concat() {
        let all = |lines: &[Line]| {
            let places =
                lines.iter().enumerate().flat_map(|(line, Line { places, .. })| places.iter().map(move |at| (line, *at)));
            places.collect::<Vec<_>>()
        };
        let (shown, wanted) = (all(&shown), all(&wanted));
        let moved = shown.iter().zip(&wanted).find(|((_, one), (_, two))| !near(one.0, two.0) || !near(one.1, two.1));
        let line = moved.map(|(_, (line, _))| clipped(&was[*line]));
        let say = |text| say!("“{text}”不在排出来的位置", "“{text}” does not stand where the draft puts it");
        return line.map(say).into_iter().collect();
    }
    differing(&is, &was)
}

/// Lengths that are the same: other programs write them with fewer digits. A hundredth of a point is 3.5 micrometres.
pub(super) fn near(one: f64, two: f64) -> bool {
    (one - two).abs() < 0.01
}

fn differing(is: &[String], was: &[String]) -> Vec<Say> {
    let start = is.iter().zip(was).take_while(|(one, two)| one == two).count();
    let end = is[start..].iter().rev().zip(was[start..].iter().rev()).take_while(|(one, two)| one == two).count();
    let (is, was) = (&is[start..is.len() - end], &was[start..was.len() - end]);
    let mut said = Vec::new();
    for index in 0..is.len().max(was.len()).min(MOST_TOLD) {
        match (is.get(index), was.get(index)) {
            (Some(is), Some(was)) if is == was => {}
            (Some(is), Some(was)) => {
                let (is, was) = (clipped(is), clipped(was));
                said.push(say!("文件里是“{is}”，文稿是“{was}”", "the file says “{is}”, the draft “{was}”"));
            }
            (Some(is), None) => {
                let is = clipped(is);
                said.push(say!("文件里多出“{is}”", "the file also says “{is}”"));
            }
            (None, Some(was)) => {
                let was = clipped(was);
                said.push(say!("文件里没有“{was}”", "“{was}” is missing"));
            }
            (None, None) => {}
        }
    }
    let more = is.len().max(was.len()).saturating_sub(MOST_TOLD);
    if more > 0 {
        said.push(say!("另有 {more} 行不同", "{more} more lines differ"));
    }
    said
}

fn clipped(text: &str) -> String {
    let mut short: String = text.chars().filter(|character| !character.is_control()).take(MOST_SHOWN).collect();
    if text.chars().count() > MOST_SHOWN {
        short.push('…');
    }
    short
}

/// Lines of a page that are told one by one.
const MOST_TOLD: usize = 4;
/// Characters of a line that are shown.
const MOST_SHOWN: usize = 40;
