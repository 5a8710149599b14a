//! Sections: sheets that stand upright or lie on their side, and the numbers on their pages.
//!
//! The number of a sheet that lies on its side stands where it stands on all others: in a box of the header, turned with the sheet.
//!
//! Source: GB/T 9704—2012, 5.2.1, 7.5, 8

use super::Writer;
use super::drawing::{Spot, Standing};
use super::inline::Look;
use super::metrics::{Sheet, twips, whole};
use super::paragraph::Para;
use super::styles::{FOOTER_LINE, Style};
use super::xml::{HEAD, NAMES};
use crate::layout::{DocxGrid, Mm};
use std::fmt::Write;

/// A section as far as its sheet does not say it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    /// How it begins: `nextPage`, `evenPage`.
    start: &'static str,
    /// Whether its pages have numbers.
    numbered: bool,
    /// Whether they count from 1.
    restarts: bool,
    /// Whether it is the first.
    first: bool,
    /// Whether a sheet before it lay on its side, so that its header must be given up.
    turned: bool,
}

impl Section {
    pub const fn first() -> Self {
        Self { start: "nextPage", numbered: true, restarts: false, first: true, turned: false }
    }
}

impl Writer<'_> {
    /// Begins a page on such a sheet: a section of its own where anything differs from the one before.
    pub(super) fn begin(&mut self, sheet: Sheet, restarts: bool) {
        if sheet == self.sheet && !restarts && self.section.numbered {
            self.breaks = true;
            return;
        }
        self.end_section();
        self.start_section(sheet, Section { start: "nextPage", numbered: true, restarts, ..self.section });
    }

    /// A section for the imprint alone.
    pub(super) fn begin_imprint(&mut self, even: bool, numbered: bool) {
        self.end_section();
        let start = if even { "evenPage" } else { "nextPage" };
        self.start_section(Sheet::Upright, Section { start, numbered, restarts: false, ..self.section });
    }

    fn start_section(&mut self, sheet: Sheet, section: Section) {
        let turned = section.turned || self.sheet == Sheet::Aside;
        (self.sheet, self.section) = (sheet, Section { first: false, turned, ..section });
        self.place.turn(self.metrics.room(sheet));
        if section.restarts {
            self.place.page = 1;
        }
        (self.below, self.breaks) = (0.0, false);
    }

    /// Ends the section that is open with its last paragraph.
    fn end_section(&mut self) {
        let properties = self.section_properties();
        match self.out.rfind("</w:pPr>").filter(|_| self.out.ends_with("</w:p>") && !self.out.ends_with("</w:txbxContent></w:p>"))
        {
            Some(end) => self.out.insert_str(end, &properties),
            None => {
                let _ = write!(self.out, "<w:p><w:pPr><w:pStyle w:val=\"Thin\"/>{properties}</w:pPr></w:p>");
            }
        }
    }

    /// `w:sectPr` of the section that is open.
    pub(super) fn section_properties(&mut self) -> String {
        let Section { start, numbered, restarts, first, turned } = self.section;
        let aside = self.sheet == Sheet::Aside;
        let untitled = first && !self.template().page_number.first_page;
        let mut out = String::from("<w:sectPr>");
        for (kind, side) in [("default", "odd"), ("even", "even")] {
            if aside || turned {
                let name = if aside && numbered { format!("aside-{side}") } else { "none".to_owned() };
                let id = self.margin("header", &name);
                let _ = write!(out, "<w:headerReference w:type=\"{kind}\" r:id=\"{id}\"/>");
            }
            let name = if numbered && !aside { side } else { "none" };
            let id = self.margin("footer", name);
            let _ = write!(out, "<w:footerReference w:type=\"{kind}\" r:id=\"{id}\"/>");
        }
        if untitled {
            let id = self.margin("footer", "none");
            let _ = write!(out, "<w:footerReference w:type=\"first\" r:id=\"{id}\"/>");
        }
        let (page, area, metrics) = (&self.template().page, &self.template().area, &self.metrics);
        let (wide, high) = (twips(page.width), twips(page.height));
        let right = wide - twips(area.left) - twips(area.width);
        let (left, top, bottom) = (twips(area.left), metrics.top, metrics.bottom);
        let foot = self.footer_distance();
        // A sheet on its side is the upright one turned a quarter: its left edge is the foot of the page.
        let lower = twips(page.height) - twips(area.top) - twips(area.height);
        let (size, margins) = if aside {
            ((high, wide, " w:orient=\"landscape\""), (left, twips(area.top), right, lower))
        } else {
            ((wide, high, if wide > high { " w:orient=\"landscape\"" } else { "" }), (top, right, bottom, left))
        };
        let _ = write!(
            out,
            "<w:type w:val=\"{start}\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"{}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" \
             w:header=\"851\" w:footer=\"{}\" w:gutter=\"0\"/>",
            whole(size.0),
            whole(size.1),
            size.2,
            whole(margins.0),
            whole(margins.1),
            whole(margins.2),
            whole(margins.3),
            whole(foot)
        );
        if restarts {
            out.push_str("<w:pgNumType w:start=\"1\"/>");
        }
        out.push_str("<w:cols w:space=\"425\"/>");
        if untitled {
            out.push_str("<w:titlePg/>");
        }
        if self.template().docx.grid == DocxGrid::Lines {
            let _ = write!(out, "<w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/>", whole(self.metrics.line));
        }
        out.push_str("</w:sectPr>");
        out
    }

    /// From the edge of the sheet to the line of the number, so that the middle of its dashes stands where it should.
    fn footer_distance(&self) -> f64 {
        let (page, area, number) = (&self.template().page, &self.template().area, &self.template().page_number);
        let dash = number.size.0 * 20.0 * DASH;
        let foot = twips(area.top) + twips(area.height);
        (twips(page.height) - foot - twips(number.drop) - FOOTER_LINE * 0.2 - dash).max(0.0)
    }

    /// A header or a footer, written once; gives its relation.
    fn margin(&mut self, kind: &str, name: &str) -> String {
        let part = format!("word/{kind}-{name}.xml");
        if self.package.has(&part) {
            return self.package.relation(kind, part.trim_start_matches("word/"), false);
        }
        let content = self.apart(|writer| match name {
            "odd" => writer.page_number("right"),
            "even" => writer.page_number("left"),
            "aside-odd" => writer.turned_number("right"),
            "aside-even" => writer.turned_number("left"),
            _ => writer.plain(Para::of(if kind == "header" { Style::Header } else { Style::Footer }), ""),
        });
        let element = if kind == "header" { "hdr" } else { "ftr" };
        let text = format!("{HEAD}<w:{element} {NAMES}>{content}</w:{element}>");
        self.package.related(&part, &format!("wordprocessingml.{kind}"), kind, text)
    }

    /// `— 1 —`, one 字 from the edge.
    fn page_number(&mut self, side: &'static str) {
        let number = &self.template().page_number;
        let inset = Some(number.size.0 * 20.0 * number.inset);
        let (left, right) = if side == "left" { (inset, None) } else { (None, inset) };
        let (before, after) = (number.before.clone(), number.after.clone());
        let breaks = std::mem::take(&mut self.breaks);
        self.paragraph(Para { left, right, align: Some(side), ..Para::of(Style::Footer) }, "", |writer| {
            writer.text(&before);
            writer.field(" PAGE ", Look::default(), |writer| writer.text("1"));
            writer.text(&after);
        });
        self.breaks = breaks;
    }

    /// The number of a sheet on its side: what is the foot of the upright page is its left edge.
    fn turned_number(&mut self, side: &'static str) {
        let (page, area, number) = (&self.template().page, &self.template().area, &self.template().page_number);
        let lower = page.height - area.top - area.height;
        let (line, em) = (Mm(FOOTER_LINE * 25.4 / 1440.0), Mm::from(number.size));
        let edge = lower - number.drop - em * DASH + line * 0.8;
        let width = Mm(12.0);
        let spot = Spot { x: edge - width, y: area.left, width, height: area.width };
        let inside = self.apart(|writer| writer.page_number(side));
        let name = if self.chinese() { "页码" } else { "Page number" };
        self.paragraph(Para::of(Style::Header), "", |writer| {
            writer.text_box(name, spot, Standing { wraps: false, foot: false, turned: true }, &inside);
        });
    }
}

/// The middle of a dash above the base line, in its size.
const DASH: f64 = 0.38;
