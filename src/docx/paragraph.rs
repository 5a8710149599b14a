//! Paragraphs: a style, and what is said of one paragraph alone.

use super::Writer;
use super::metrics::{above, below, ems, whole};
use super::styles::Style;
use crate::layout::Mm;
use std::fmt::Write;

/// What is said of a paragraph beside its style. Lengths are twips.
#[derive(Clone, Debug, Default)]
pub(super) struct Para {
    pub style: Style,
    /// White above the characters of its first line, from those of the line before.
    pub gap: Option<Mm>,
    /// White above it, as it is written.
    pub before: Option<f64>,
    /// The height of its lines, where it is not that of its style; 0 lets them be as high as they are.
    pub line: Option<f64>,
    /// Left and right indents; how far its first line stands out from the others, or (negative) in.
    pub left: Option<f64>,
    pub right: Option<f64>,
    pub hanging: Option<f64>,
    pub align: Option<&'static str>,
    /// Whether its height is reckoned elsewhere.
    pub floats: bool,
    pub keep_next: bool,
    pub keep_lines: bool,
    pub new_page: bool,
    /// Borders, as they are written.
    pub borders: String,
    /// Stops: kind and place.
    pub tabs: Vec<(&'static str, f64)>,
    pub outline: Option<u8>,
}

impl Para {
    pub fn of(style: Style) -> Self {
        Self { style, ..Self::default() }
    }

    /// The same with so much white above its characters.
    pub fn below(self, gap: Mm) -> Self {
        Self { gap: Some(gap), ..self }
    }
}

impl Writer<'_> {
    /// A paragraph whose runs `fill` writes. `text` is what it says, for the reckoning of lines.
    pub(super) fn paragraph(&mut self, para: Para, text: &str, fill: impl FnOnce(&mut Self)) {
        let lead = if para.style == Style::Thin { None } else { self.lead.take() };
        let gap = para.gap.or(lead);
        let new_page = para.new_page || std::mem::take(&mut self.breaks);
        let para = Para { new_page, gap, ..para };
        self.open(&para, text);
        fill(self);
        self.out.push_str("</w:p>");
        if !para.borders.is_empty() {
            // What follows is reckoned from the rule.
            self.below = 0.0;
            self.place.skip(RULE);
        }
    }

    /// Keeps the last lines of the paragraph that was written last with what follows it, where that would begin a page.
    ///
    /// LibreOffice moves the whole paragraph, so that a long one is only held where the page seems to end there.
    pub(super) fn hold_on(&mut self, height: f64) {
        let ends = !self.place.holds(height + self.metrics.line * 2.0);
        if !ends && self.lines > SHORT {
            return;
        }
        if let Some(at) = self.last.filter(|_| self.out.ends_with("</w:p>"))
            && !self.out[at..].starts_with("<w:keepNext/>")
        {
            self.out.insert_str(at, "<w:keepNext/>");
        }
    }

    /// A paragraph of plain text.
    pub(super) fn plain(&mut self, para: Para, text: &str) {
        self.paragraph(para, text, |writer| writer.text(text));
    }

    fn open(&mut self, para: &Para, text: &str) {
        let (em, line) = self.measure(para);
        // White above the first line of a page would be none of the text's.
        let tops = self.place.y == 0.0 || para.new_page;
        let before = match (para.before, para.gap.filter(|_| !tops)) {
            (Some(before), _) => Some(before),
            (None, Some(gap)) => Some((super::metrics::twips(gap) - self.below - above(line.unwrap_or(em * 1.3), em)).max(0.0)),
            (None, None) => None,
        };
        if para.new_page {
            self.place.turn(self.metrics.room(self.sheet));
        }
        self.place.skip(before.unwrap_or(0.0));
        let across = self.metrics.across(self.sheet) - para.left.unwrap_or(0.0) - para.right.unwrap_or(0.0);
        let tracking = if para.style.tracked() { f64::from(self.metrics.tracking) } else { 0.0 };
        let chinese = self.chinese();
        let indent = if para.style.indented() && para.hanging.is_none() { self.metrics.cell * 2.0 } else { 0.0 };
        let lines: usize = text
            .split('\n')
            .map(|text| ems(text, chinese) * em + text.chars().count() as f64 * tracking + indent)
            .map(|long| (long / across.max(em)).ceil().max(1.0) as usize)
            .sum();
        self.lines = lines;
        if !para.style.is_floating() && !para.floats {
            self.place.lines(lines, line.unwrap_or(em * 1.3));
        }
        self.below = line.map_or(em * 0.15, |line| below(line, em));
        self.out.push_str("<w:p><w:pPr>");
        self.properties(para, before);
        self.out.push_str("</w:pPr>");
    }

    /// The size and the height of a line of a paragraph.
    fn measure(&self, para: &Para) -> (f64, Option<f64>) {
        let (size, line) = self.style_measure(para.style);
        let line = match para.line {
            Some(line) if line > 0.0 => Some(line),
            Some(_) => None,
            None => line,
        };
        (size.0 * 20.0, line)
    }

    /// The content of `w:pPr`, in the order of the schema.
    fn properties(&mut self, para: &Para, before: Option<f64>) {
        let out = &mut self.out;
        let _ = write!(out, "<w:pStyle w:val=\"{}\"/>", para.style.id());
        self.last = Some(out.len());
        if para.keep_next {
            out.push_str("<w:keepNext/>");
        }
        if para.keep_lines {
            out.push_str("<w:keepLines/>");
        }
        if para.new_page {
            out.push_str("<w:pageBreakBefore/>");
        }
        if !para.borders.is_empty() {
            let _ = write!(out, "<w:pBdr>{}</w:pBdr>", para.borders);
        }
        if !para.tabs.is_empty() {
            out.push_str("<w:tabs>");
            for (kind, place) in &para.tabs {
                let _ = write!(out, "<w:tab w:val=\"{kind}\" w:pos=\"{}\"/>", whole(*place));
            }
            out.push_str("</w:tabs>");
        }
        if before.is_some() || para.line.is_some() {
            out.push_str("<w:spacing");
            if let Some(before) = before {
                let _ = write!(out, " w:before=\"{}\"", whole(before));
            }
            match para.line {
                Some(line) if line > 0.0 => {
                    let _ = write!(out, " w:line=\"{}\" w:lineRule=\"exact\"", whole(line));
                }
                Some(_) => out.push_str(" w:line=\"240\" w:lineRule=\"auto\""),
                None => {}
            }
            out.push_str("/>");
        }
        if para.left.is_some() || para.right.is_some() || para.hanging.is_some() {
            out.push_str("<w:ind");
            if let Some(left) = para.left {
                let _ = write!(out, " w:left=\"{}\"", whole(left));
            }
            if let Some(right) = para.right {
                let _ = write!(out, " w:right=\"{}\"", whole(right));
            }
            match para.hanging {
                // The style's own indent is in characters, which win over lengths wherever both are given.
                Some(hanging) if hanging > 0.0 => {
                    let _ = write!(out, " w:firstLineChars=\"0\" w:hanging=\"{}\"", whole(hanging));
                }
                Some(hanging) => {
                    let _ = write!(out, " w:firstLineChars=\"0\" w:firstLine=\"{}\"", whole(-hanging));
                }
                None => {}
            }
            out.push_str("/>");
        }
        if let Some(align) = para.align {
            let _ = write!(out, "<w:jc w:val=\"{align}\"/>");
        }
        if let Some(outline) = para.outline {
            let _ = write!(out, "<w:outlineLvl w:val=\"{outline}\"/>");
        }
    }
}

/// Lines of a paragraph that may move to the next page as a whole.
const SHORT: usize = 2;

/// About how high a rule below a paragraph stands, with the white above it.
const RULE: f64 = 170.0;

/// A border of a paragraph or a cell: its side, its thickness, its distance from the text in points.
pub(super) fn border(side: &str, thick: Mm, space: f64, colour: &str) -> String {
    // Eighths of a point.
    let eighths = whole(thick.0 * 72.0 / 25.4 * 8.0).max(2);
    format!("<w:{side} w:val=\"single\" w:sz=\"{eighths}\" w:space=\"{}\" w:color=\"{colour}\"/>", whole(space.clamp(0.0, 31.0)))
}
