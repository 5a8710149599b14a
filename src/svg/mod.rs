//! Pages to SVG: a picture of each page that needs no fonts, because every glyph is an outline.
//!
//! Here: [`svg`], [`SvgOptions`], [`SvgError`]. Not here: where anything stands (`layout`), pixels (`raster`).
//!
//! The picture is that of the PDF: the same display list, outlines out of the same faces. The unit is the millimetre, the
//! origin the top-left corner of the sheet. The same page gives the same bytes. Links to addresses can be clicked; links
//! within the notice lead to other pages, which are other files, and stay text.

mod glyphs;
mod words;
mod write;

use crate::images::{Images, Picture};
use crate::layout::{FontSet, Guide, GuideShape, Item, Laid, LinkArea, LinkTarget, Mm, Page, PageError, PlacedPicture, Run};
use crate::markup::escape;
use crate::model::Language;
use crate::{pixels, wording};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use glyphs::Outlines;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use thiserror::Error;
use write::{attribute, colour, number, place};

/// What goes into a picture of a page beside the page.
#[non_exhaustive]
pub struct SvgOptions<'a> {
    /// The faces that the pages were laid out with.
    pub fonts: &'a FontSet,
    /// The pictures that the pages show.
    pub images: &'a Images,
    /// The title of the notice.
    pub title: String,
    /// The language of the notice.
    pub language: Language,
}

impl<'a> SvgOptions<'a> {
    /// Pages in these faces, with these pictures; of a notice of this title and language.
    #[must_use]
    pub const fn new(fonts: &'a FontSet, images: &'a Images, title: String, language: Language) -> Self {
        Self { fonts, images, title, language }
    }
}

/// Why a picture of a page could not be made.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SvgError {
    /// The notice has fewer pages.
    #[error("there is no page {page}: the notice has {pages}")]
    NoPage {
        /// The page asked for, from 1.
        page: usize,
        /// How many there are.
        pages: usize,
    },
    /// A font or a picture is damaged.
    #[error(transparent)]
    Page(#[from] PageError),
}

/// Draws a page; `page` counts from 1 and counts every sheet, numbered or not.
///
/// # Errors
/// [`SvgError`] for a page that is not there and for damaged fonts and pictures. Nothing is left out silently.
pub fn svg(laid: &Laid, page: usize, options: &SvgOptions<'_>) -> Result<String, SvgError> {
    let pages = laid.pages.len();
    let sheet = page.checked_sub(1).and_then(|index| laid.pages.get(index)).ok_or(SvgError::NoPage { page, pages })?;
    let mut drawing = Drawing {
        options,
        outlines: Outlines::open(options.fonts),
        body: String::new(),
        links: String::new(),
        pictures: BTreeMap::new(),
        shown: BTreeMap::new(),
        defs: String::new(),
    };
    for item in &sheet.items {
        if let Item::Picture(picture) = item {
            *drawing.shown.entry(&picture.path).or_default() += 1;
        }
    }
    for item in &sheet.items {
        match item {
            Item::Run(run) => drawing.run(run)?,
            Item::Rule(rule) => {
                let (at, fill) = (place(rule.x, rule.y, rule.width, rule.height), colour(rule.ink.rgb()));
                let _ = writeln!(drawing.body, "<rect {at} fill=\"{fill}\"/>");
            }
            Item::Picture(picture) => drawing.picture(picture, laid)?,
            Item::Link(area) => drawing.link(area),
            Item::Guide(guide) => drawing.guide(guide),
        }
    }
    let title = wording::page_title(&options.title, page, pages, options.language);
    Ok(drawing.finish(sheet, &title, &words::of(laid, sheet)))
}

struct Drawing<'a> {
    options: &'a SvgOptions<'a>,
    outlines: Outlines<'a>,
    body: String,
    links: String,
    /// Pictures that stand on the page already, each by its name, with the sides that it has there.
    pictures: BTreeMap<&'a str, (usize, Mm, Mm)>,
    /// Their bytes.
    defs: String,
    /// How often the page shows each picture.
    shown: BTreeMap<&'a str, usize>,
}

impl<'a> Drawing<'a> {
    /// Glyphs stand in units of their face, so that one outline serves every size.
    fn run(&mut self, run: &Run) -> Result<(), SvgError> {
        let unit = Mm::from(run.size) / self.outlines.units_per_em(run.face)?;
        let (mut uses, mut x) = (String::new(), Mm(0.0));
        for glyph in &run.glyphs {
            if let Some(name) = self.outlines.name(run.face, glyph.id)? {
                let _ = write!(uses, "<use xlink:href=\"#{name}\"");
                if x.0 != 0.0 {
                    let _ = write!(uses, " x=\"{}\"", number(x / unit, 2));
                }
                uses.push_str("/>");
            }
            x += glyph.advance;
        }
        if uses.is_empty() {
            return Ok(());
        }
        let (scale, x, y) = (number(unit.0, 8), number(run.x.0, 4), number(run.baseline.0, 4));
        // A face counts upwards. Turned text runs down the page, and the heads of its letters look to the right.
        let matrix = if run.turned { format!("0 {scale} {scale} 0 {x} {y}") } else { format!("{scale} 0 0 -{scale} {x} {y}") };
        let fill = colour(run.ink.rgb());
        let _ = writeln!(self.body, "<g transform=\"matrix({matrix})\" fill=\"{fill}\">{uses}</g>");
        Ok(())
    }

    fn picture(&mut self, placed: &'a PlacedPicture, laid: &Laid) -> Result<(), SvgError> {
        let Some(picture) = self.options.images.picture(&placed.path) else { return Ok(()) };
        let said = laid.nodes.get(placed.node).map_or("", |node| node.text.as_str());
        if let Some((name, wide, high)) = self.pictures.get(placed.path.as_str()) {
            // It stands in the file once, however often it is shown.
            let [a, b, c, d, e, f] = placed.turn.matrix().map(f64::from);
            let (x, y) = (placed.x + placed.width * e, placed.y + placed.height * f);
            let sides = if placed.turn.swaps() { (placed.height, placed.width) } else { (placed.width, placed.height) };
            let (across, down) = (sides.0 / *wide, sides.1 / *high);
            let [a, b, c, d] = [a * across, b * across, c * down, d * down].map(|factor| number(factor, 8));
            let (x, y) = (number(x.0, 4), number(y.0, 4));
            let _ = writeln!(
                self.body,
                "<use xlink:href=\"#picture-{name}\" transform=\"matrix({a} {b} {c} {d} {x} {y})\"><title>{}</title></use>",
                escape(said)
            );
            return Ok(());
        }
        let data = data_address(picture).map_err(|cause| PageError::Picture { path: placed.path.clone(), cause })?;
        if self.shown.get(placed.path.as_str()).is_some_and(|times| *times > 1) {
            let name = self.pictures.len() + 1;
            let (wide, high) = if placed.turn.swaps() { (placed.height, placed.width) } else { (placed.width, placed.height) };
            self.pictures.insert(&placed.path, (name, wide, high));
            let (w, h) = (number(wide.0, 4), number(high.0, 4));
            let _ = writeln!(
                self.defs,
                "<image id=\"picture-{name}\" width=\"{w}\" height=\"{h}\" preserveAspectRatio=\"none\" style=\"image-orientation:none\" \
                 xlink:href=\"{data}\"/>"
            );
            return self.picture(placed, laid);
        }
        let at = if placed.turn.is_none() {
            place(placed.x, placed.y, placed.width, placed.height)
        } else {
            // The square of what is stored, turned; its sides are those of the place.
            let [a, b, c, d, e, f] = placed.turn.matrix().map(f64::from);
            let (wide, high) = (placed.width, placed.height);
            let (x, y) = (placed.x + wide * e, placed.y + high * f);
            let (wide, high) = if placed.turn.swaps() { (high, wide) } else { (wide, high) };
            let [x, y, wide, high] = [x, y, wide, high].map(|length| number(length.0, 4));
            format!("width=\"{wide}\" height=\"{high}\" transform=\"matrix({a} {b} {c} {d} {x} {y})\"")
        };
        // The file says nothing of a turn any more; a viewer that looks for one all the same is told to leave it.
        let _ = writeln!(
            self.body,
            "<image {at} preserveAspectRatio=\"none\" style=\"image-orientation:none\" xlink:href=\"{data}\"><title>{}</title></image>",
            escape(said)
        );
        Ok(())
    }

    /// A box that nobody sees over the words of the link. Boxes lie above all else: what lies below is not clicked.
    fn link(&mut self, area: &LinkArea) {
        let LinkTarget::Address(address) = &area.target else { return };
        let at = place(area.x, area.y, area.width, area.height);
        let (address, said) = (attribute(address), escape(&area.description));
        let _ = writeln!(
            self.links,
            "<a xlink:href=\"{address}\"><title>{said}</title><rect {at} fill=\"none\" pointer-events=\"all\"/></a>"
        );
    }

    /// A dashed line of a proof.
    fn guide(&mut self, guide: &Guide) {
        let mut path = String::new();
        let mut controls = 0;
        for (index, ((x, y), control)) in guide.outline().into_iter().enumerate() {
            let command = match (index, control) {
                (0, _) => "M",
                (_, true) if controls == 0 => "C",
                (_, true) => " ",
                (_, false) if controls > 0 => " ",
                (_, false) => "L",
            };
            controls = if control { controls + 1 } else { 0 };
            let _ = write!(path, "{command}{} {}", number(x.0, 4), number(y.0, 4));
        }
        if guide.shape != GuideShape::Line {
            path.push('Z');
        }
        let stroke = guide.stroke();
        let (width, colour) = (number(Mm::from(stroke.width).0, 4), colour(stroke.ink.rgb()));
        let [on, off] = stroke.dash.map(|length| number(Mm::from(length).0, 4));
        let _ = writeln!(
            self.body,
            "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" stroke-dasharray=\"{on} {off}\"/>"
        );
    }

    fn finish(self, page: &Page, title: &str, words: &str) -> String {
        let (width, height) = (number(page.width.0, 4), number(page.height.0, 4));
        let language = self.options.language.tag();
        // What an image holds is hidden from screen readers, and a link must not be.
        let role = if self.links.is_empty() { "img" } else { "document" };
        let mut out = String::with_capacity(self.body.len() + self.defs.len() + self.outlines.defs().len() + 4096);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        // Older viewers and office programs know links by their old name only.
        out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\"");
        let _ = write!(out, " width=\"{width}mm\" height=\"{height}mm\" viewBox=\"0 0 {width} {height}\"");
        let _ = writeln!(out, " role=\"{role}\" lang=\"{language}\" xml:lang=\"{language}\">");
        let _ = writeln!(out, "<title>{}</title>", escape(title));
        if !words.is_empty() {
            let _ = writeln!(out, "<desc>{}</desc>", escape(words));
        }
        if !self.outlines.defs().is_empty() || !self.defs.is_empty() {
            let _ = writeln!(out, "<defs>\n{}{}</defs>", self.outlines.defs(), self.defs);
        }
        let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>");
        out.push_str(&self.body);
        out.push_str(&self.links);
        out.push_str("</svg>\n");
        out
    }
}

/// A picture as an address that holds it.
fn data_address(picture: &Picture) -> Result<String, String> {
    let (format, bytes) = pixels::portable(picture)?;
    Ok(format!("data:{};base64,{}", format.media_type(), STANDARD.encode(&bytes)))
}
