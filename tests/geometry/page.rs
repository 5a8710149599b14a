//! Finished pages as a reader that is not ours sees them: glyphs in the order of the content stream, rules, page numbers.
//!
//! Lengths are millimetres from the top left corner, sizes of type points. Edges of text are those of the frame (字身框):
//! 0.88 of the size above the base line, 0.12 below it.

use serde_json::Value;

pub const MM: f64 = 25.4 / 72.0;

/// One character on a page.
#[derive(Clone, Debug)]
pub struct Glyph {
    pub c: char,
    pub page: usize,
    pub x: f64,
    pub right: f64,
    pub baseline: f64,
    pub size: f64,
    pub font: String,
    pub color: u32,
    /// Top and bottom of its ink, for display type.
    pub ink: Option<(f64, f64)>,
}

impl Glyph {
    pub fn top(&self) -> f64 {
        self.baseline - 0.88 * self.size * MM
    }

    pub fn bottom(&self) -> f64 {
        self.baseline + 0.12 * self.size * MM
    }

    pub fn red(&self) -> bool {
        self.color != 0
    }

    /// Whether it may give up half its cell at the end of a line.
    pub fn stop(&self) -> bool {
        "，。、；：！？）》〉”’】〕」』".contains(self.c)
    }
}

/// A bar, or what a path strokes.
#[derive(Clone, Debug)]
pub struct Rect {
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
    pub color: u32,
    pub stroke: bool,
}

impl Rect {
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    pub fn centre(&self) -> (f64, f64) {
        (f64::midpoint(self.x0, self.x1), f64::midpoint(self.y0, self.y1))
    }

    pub fn red(&self) -> bool {
        self.color != 0 && !self.stroke
    }

    /// A level bar that is thinner than a character.
    pub fn rule(&self) -> bool {
        !self.stroke && self.height() < 1.5 && self.width() > 10.0
    }
}

/// The number of a page, as it is printed.
#[derive(Clone, Debug)]
pub struct PageNumber {
    pub text: String,
    pub font: String,
    pub size: f64,
    pub x0: f64,
    pub y0: f64,
    pub x1: f64,
    pub y1: f64,
    /// The middle of its dash: from the top of an upright sheet, from the left of a turned one.
    pub dash: f64,
}

#[derive(Clone, Debug)]
pub struct Page {
    pub width: f64,
    pub height: f64,
    /// What is printed, less page number and notes at the foot, in the order of the content stream.
    pub glyphs: Vec<Glyph>,
    /// Notes at the foot.
    pub notes: Vec<Glyph>,
    pub rects: Vec<Rect>,
    pub number: Option<PageNumber>,
}

impl Page {
    pub fn upright(&self) -> bool {
        self.height > self.width
    }

    /// The type area: left, top, right, bottom. A page on its side is the upright page turned (clause 8).
    pub fn area(&self) -> (f64, f64, f64, f64) {
        if self.upright() { (28.0, 37.0, 184.0, 262.0) } else { (35.0, 28.0, 260.0, 184.0) }
    }

    pub fn read(index: usize, value: &Value) -> Self {
        let at = |value: &Value, key: &str| value[key].as_f64().unwrap();
        let color = |value: &Value| u32::from_str_radix(value["color"].as_str().unwrap().trim_start_matches('#'), 16).unwrap();
        let (width, height) = (at(value, "width_mm"), at(value, "height_mm"));
        let upright = height > width;
        let rects: Vec<Rect> = value["rects"]
            .as_array()
            .unwrap()
            .iter()
            .map(|rect| Rect {
                x0: at(rect, "x0"),
                y0: at(rect, "y0"),
                x1: at(rect, "x1"),
                y1: at(rect, "y1"),
                color: color(rect),
                stroke: rect["kind"] == "stroke",
            })
            .collect();
        let mut page = Self { width, height, glyphs: Vec::new(), notes: Vec::new(), rects, number: None };
        let note_rule = page.note_rule();
        for span in value["spans"].as_array().unwrap() {
            let text = span["text"].as_str().unwrap();
            let (x0, x1, baseline) = (at(span, "x0"), at(span, "x1"), at(span, "baseline"));
            let (size, font) = (at(span, "size"), span["font"].as_str().unwrap().to_owned());
            let dashed = text.trim_start().starts_with('—') && text.trim_end().ends_with('—');
            let outside = if upright { baseline > 266.0 } else { x1 < 34.0 };
            if dashed && outside {
                assert!(page.number.is_none(), "two page numbers on page {}", index + 1);
                let dash = &span["inks"][0];
                let ink = |key: usize| dash[key].as_f64().unwrap();
                let dash = if upright { f64::midpoint(ink(1), ink(3)) } else { f64::midpoint(ink(0), ink(2)) };
                let (y0, y1) = (at(span, "y0"), at(span, "y1"));
                let text = text.chars().filter(|c| !c.is_whitespace()).collect();
                page.number = Some(PageNumber { text, font, size, x0, y0, x1, y1, dash });
                continue;
            }
            let xs: Vec<f64> = span["xs"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
            for (position, c) in text.chars().enumerate() {
                if !seen(c) {
                    continue;
                }
                let right = xs.get(position + 1).copied().unwrap_or(x1);
                let ink = span["inks"][position].as_array().map(|ink| (ink[1].as_f64().unwrap(), ink[3].as_f64().unwrap()));
                let font = font.clone();
                let (size, baseline) = own_frame(&font, size, baseline);
                let glyph = Glyph { c, page: index, x: xs[position], right, baseline, size, font, color: color(span), ink };
                // Below notes the record may stand, in larger type.
                let noted = note_rule.is_some_and(|rule| glyph.bottom() > rule) && glyph.size < 13.0;
                if noted { &mut page.notes } else { &mut page.glyphs }.push(glyph);
            }
        }
        page
    }

    /// The short rule above the notes at the foot.
    fn note_rule(&self) -> Option<f64> {
        let (left, _, right, _) = self.area();
        let third = (right - left) / 3.0;
        let short = |rect: &&Rect| rect.rule() && rect.color == 0 && (rect.width() - third).abs() < 1.0;
        self.rects.iter().find(|rect| short(rect) && (rect.x0 - left).abs() < 0.5).map(|rect| rect.y1)
    }
}

/// Whether a character can be seen and is the draft's: the hyphen at the end of a line is neither.
pub fn seen(c: char) -> bool {
    !c.is_whitespace()
        && !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' | '\u{fffe}')
}

/// Glyphs on one base line.
#[derive(Clone, Debug)]
pub struct Row {
    pub glyphs: Vec<Glyph>,
}

impl Row {
    pub fn page(&self) -> usize {
        self.glyphs[0].page
    }

    pub fn x0(&self) -> f64 {
        self.glyphs.iter().map(|glyph| glyph.x).fold(f64::MAX, f64::min)
    }

    pub fn x1(&self) -> f64 {
        self.glyphs.iter().map(|glyph| glyph.right).fold(0.0, f64::max)
    }

    pub fn width(&self) -> f64 {
        self.x1() - self.x0()
    }

    pub fn centre(&self) -> f64 {
        f64::midpoint(self.x0(), self.x1())
    }

    /// The base line of the largest type.
    pub fn baseline(&self) -> f64 {
        self.largest().baseline
    }

    pub fn top(&self) -> f64 {
        self.largest().top()
    }

    pub fn bottom(&self) -> f64 {
        self.largest().bottom()
    }

    pub fn size(&self) -> f64 {
        self.largest().size
    }

    /// The face of the most Chinese characters, or of the first character.
    pub fn font(&self) -> &str {
        let chinese = self.glyphs.iter().find(|glyph| ('\u{4e00}'..='\u{9fff}').contains(&glyph.c));
        &chinese.unwrap_or(&self.glyphs[0]).font
    }

    pub fn text(&self) -> String {
        self.glyphs.iter().map(|glyph| glyph.c).collect()
    }

    /// The first character of the largest type, in a face of the set where there is one: what comes from another face is
    /// scaled, and stands a little higher or lower than its line.
    fn largest(&self) -> &Glyph {
        let own = |glyph: &Glyph| glyph.font.starts_with("Fandol");
        let better = |glyph: &Glyph, most: &Glyph| {
            if own(glyph) == own(most) { glyph.size > most.size + 0.1 } else { own(glyph) && glyph.size > most.size * 0.8 }
        };
        self.glyphs.iter().fold(&self.glyphs[0], |most, glyph| if better(glyph, most) { glyph } else { most })
    }
}

/// The frame of a character whose face draws it smaller than its em, in the terms of [`Glyph`].
///
/// cwTeX FangSong draws Chinese characters 0.92 em wide, their middle 0.338 em above the base line; a page sets them larger, so that
/// they fill their cells, and lower, so that their middles stand level with those of Fandol (0.296 em).
fn own_frame(font: &str, size: f64, baseline: f64) -> (f64, f64) {
    if !font.starts_with("cwTeX") {
        return (size, baseline);
    }
    let middle = baseline - 0.338 * size * MM;
    let size = size * 0.92;
    (size, middle + 0.296 * size * MM)
}

/// An element of a notice as it stands on pages.
#[derive(Clone, Debug)]
pub struct Seen {
    pub rows: Vec<Row>,
}

impl Seen {
    /// Rows of glyphs that follow one another: a new one where the page, or the base line by more than a mark's drop,
    /// changes, or where the text begins again at the left.
    pub fn of(glyphs: &[Glyph]) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for glyph in glyphs {
            let same = rows.last().and_then(|row| row.glyphs.last()).is_some_and(|last| {
                last.page == glyph.page && (last.baseline - glyph.baseline).abs() < 2.5 && glyph.x > last.x - 1.0
            });
            if !same {
                rows.push(Row { glyphs: Vec::new() });
            }
            rows.last_mut().unwrap().glyphs.push(glyph.clone());
        }
        Self { rows }
    }

    pub fn first(&self) -> &Row {
        &self.rows[0]
    }

    pub fn last(&self) -> &Row {
        self.rows.last().unwrap()
    }

    pub fn page(&self) -> usize {
        self.first().page()
    }

    pub fn glyphs(&self) -> impl Iterator<Item = &Glyph> {
        self.rows.iter().flat_map(|row| &row.glyphs)
    }

    pub fn x0(&self) -> f64 {
        self.rows.iter().map(Row::x0).fold(f64::MAX, f64::min)
    }

    pub fn x1(&self) -> f64 {
        self.rows.iter().map(Row::x1).fold(0.0, f64::max)
    }

    pub fn text(&self) -> String {
        self.rows.iter().map(Row::text).collect()
    }
}
