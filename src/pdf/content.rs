//! Page contents: placed things to drawing operators, text in marked content so that the structure can point at it.
//!
//! Here: [`page`]. Not here: numbers and strings as bytes (`operators`), how a stream is packed (`pack`).
//!
//! What a glyph's own width does not give is written as space between characters where a line has it throughout, as
//! in text on the grid, and as single corrections otherwise. Corrections are rounded against what the line has
//! gathered so far, so that no glyph stands more than a few micrometres off its place.

use super::fonts::Subset;
use super::fonts::Subsets;
use super::ink::chosen;
use super::operators::{Operators, Thousandths};
use super::pictures;
use super::spread::{UNEVEN, goes_on, spread, white};
use crate::layout::{Glyph, Guide, GuideShape, Ink, Item, LinkId, Mm, NodeId, Page, PlacedPicture, Press, Pt, Rule, Run};

/// A page: its contents and the nodes of its marked content.
pub(super) struct Written {
    pub contents: Vec<u8>,
    pub marked: Vec<Marked>,
}

/// A piece of marked content; its number is its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub node: NodeId,
    pub link: Option<LinkId>,
}

/// Writes a page.
pub(super) fn page(page: &Page, subsets: &Subsets<'_>, press: Option<&Press>) -> Written {
    let (out, set) = (Operators::default(), Set::default());
    let mut writer = Writer { out, marked: Vec::new(), height: page.height, subsets, set, press };
    let mut index = 0;
    while index < page.items.len() {
        let same = |item: &Item| match (&page.items[index], item) {
            (Item::Run(run), Item::Run(next)) => next.node == run.node && next.link == run.link,
            _ => false,
        };
        let runs: Vec<&Run> = page.items[index..].iter().take_while(|item| same(item)).filter_map(run_of).collect();
        index += runs.len().max(1);
        match &page.items[index - 1] {
            Item::Run(_) => writer.runs(&runs),
            Item::Rule(rule) => writer.rule(rule),
            Item::Guide(guide) => writer.guide(guide),
            Item::Picture(picture) => writer.picture(picture),
            // What leads elsewhere is no content (`structure`).
            Item::Link(_) => {}
        }
    }
    Written { contents: writer.out.finish(), marked: writer.marked }
}

fn run_of(item: &Item) -> Option<&Run> {
    if let Item::Run(run) = item { Some(run) } else { None }
}

/// What was set and still holds.
#[derive(Default)]
struct Set {
    fill: Option<Ink>,
    /// Face and size.
    font: Option<(usize, Thousandths)>,
    /// Space between characters; none at first.
    spacing: Spacing,
    /// Where the last line began; none behind a turned one.
    line: Option<(Thousandths, Thousandths)>,
}

/// Space between characters, in ten thousandths of a point.
type Spacing = i64;

struct Writer<'a> {
    out: Operators,
    marked: Vec<Marked>,
    height: Mm,
    subsets: &'a Subsets<'a>,
    set: Set,
    press: Option<&'a Press>,
}

impl Writer<'_> {
    fn begin(&mut self, node: Option<NodeId>, link: Option<LinkId>) {
        match node {
            Some(node) => {
                self.out.text("/Span<</MCID ").whole(self.marked.len() as i64).text(">>BDC\n");
                self.marked.push(Marked { node, link });
            }
            None => {
                self.out.text("/Artifact<</Type/Pagination>>BDC\n");
            }
        }
    }

    fn end(&mut self) {
        self.out.text("EMC\n");
    }

    /// Runs of one node, in one piece of marked content.
    fn runs(&mut self, runs: &[&Run]) {
        let Some(first) = runs.first() else { return };
        self.begin(first.node, first.link);
        self.out.text("BT\n");
        self.set.line = Some((Thousandths(0), Thousandths(0)));
        let lines: Vec<Wide<'_>> =
            runs.iter().enumerate().map(|(place, run)| self.wide(run, runs.get(place + 1).copied())).collect();
        for line in lines.chunk_by(|before, after| on_one_line(before.run, after.run)) {
            // What is no part of the text is not read, however it is set.
            let unclear = first.node.is_some() && (line.iter().any(Wide::is_uneven) || is_stepped(line));
            for piece in line.chunk_by(|before, after| before.run.is_beyond() == after.run.is_beyond()) {
                // PDFium leaves characters beyond 16 bits out of an `ActualText`, and gives them back as glyphs.
                let said = unclear && !piece[0].run.is_beyond();
                if said {
                    let text: String = piece.iter().map(|wide| wide.run.text.as_str()).collect();
                    self.out.text("/Span<</ActualText").hex(&super::text::utf16(&text)).text(">>BDC\n");
                }
                piece.iter().for_each(|wide| self.run(wide));
                if said {
                    self.end();
                }
            }
        }
        self.out.text("ET\n");
        self.end();
    }

    /// A run, and which of its glyphs are wide in the font: all of a run that is set wide, but for one with nothing behind it.
    fn wide<'r>(&self, run: &'r Run, next: Option<&Run>) -> Wide<'r> {
        let on = next.is_some_and(|next| goes_on(run, next));
        let spread = run.node.and_then(|_| spread(run, on));
        let wider = spread.and_then(|spread| self.subsets.get(&run.face)?.wider(spread));
        let last = run.glyphs.len() - usize::from(!on && !run.glyphs.is_empty());
        Wide { run, wider: wider.map(|wider| (wider, last)) }
    }

    fn run(&mut self, wide: &Wide<'_>) {
        let (subsets, run) = (self.subsets, wide.run);
        let Some(subset) = subsets.get(&run.face) else { return };
        self.fill(run.ink);
        let size = Thousandths::of(run.size);
        if self.set.font != Some((run.face, size)) {
            self.out.text("/").text(&subset.id).text(" ").number(size).text(" Tf\n");
            self.set.font = Some((run.face, size));
        }
        let (x, y) = (Thousandths::of(Pt::from(run.x)), Thousandths::of(Pt::from(self.height - run.baseline)));
        match self.set.line {
            // A quarter clockwise.
            _ if run.turned => self.out.text("0 -1 1 0 ").number(x).text(" ").number(y).text(" Tm\n"),
            None => self.out.text("1 0 0 1 ").number(x).text(" ").number(y).text(" Tm\n"),
            Some((left, low)) => self.out.number(x - left).text(" ").number(y - low).text(" Td\n"),
        };
        self.set.line = (!run.turned).then_some((x, y));
        let spacing = usual_spacing(wide, subset);
        if self.set.spacing != spacing {
            self.out.ten_thousandths(spacing).text(" Tc\n");
            self.set.spacing = spacing;
        }
        self.glyphs(wide, subset, spacing);
    }

    fn glyphs(&mut self, wide: &Wide<'_>, subset: &Subset<'_>, spacing: Spacing) {
        let run = wide.run;
        // A correction counts in thousandths of the size.
        let unit = run.size.0 / 1000.0;
        let spacing = spacing as f64 / 10_000.0;
        self.out.begin_string();
        let mut corrected = false;
        let mut behind = 0.0;
        // What a glyph stands for matters only where one stands for several texts.
        let mut texts = (subset.has_several || wide.wider.is_some()).then(|| run.spelt().map(|(_, text)| text));
        for (place, glyph) in run.glyphs.iter().enumerate() {
            let text = texts.as_mut().and_then(Iterator::next).unwrap_or_default();
            let (number, width) = wide.glyph(subset, place, text);
            self.out.glyph(number);
            behind += excess(glyph, width, run.size) - spacing;
            let correction = (behind / unit).round();
            if correction != 0.0 && place + 1 < run.glyphs.len() {
                behind -= correction * unit;
                corrected = true;
                self.out.correct(-correction as i64);
            }
        }
        self.out.end_string(corrected);
    }

    fn fill(&mut self, ink: Ink) {
        if self.set.fill != Some(ink) {
            match self.press.filter(|_| ink.is_red()) {
                Some(press) => self.out.text(&chosen(press)),
                None => self.out.colour(ink).text("rg\n"),
            };
            self.set.fill = Some(ink);
        }
    }

    fn picture(&mut self, picture: &PlacedPicture) {
        self.begin(Some(picture.node), None);
        // A picture is one unit square, its foot at 0; the matrix turns it and makes it as large as its place.
        let [a, b, c, d, e, f] = picture.turn.matrix().map(f64::from);
        let (wide, high) = (picture.width, picture.height);
        self.out.text("q ").length(wide * a).text(" ").length(high * -b).text(" ");
        self.out.length(wide * -c).text(" ").length(high * d).text(" ");
        let (left, foot) = (picture.x + wide * (c + e), self.height - picture.y - high * (d + f));
        self.out.length(left).text(" ").length(foot).text(" cm\n/");
        self.out.text(&pictures::name(&picture.path)).text(" Do Q\n");
        self.end();
    }

    /// A dashed line of a proof, no part of the text.
    fn guide(&mut self, guide: &Guide) {
        self.out.text("/Artifact BMC\n");
        let stroke = guide.stroke();
        self.out.colour(stroke.ink).text("RG ").number(Thousandths::of(stroke.width)).text(" w [");
        for length in stroke.dash {
            self.out.number(Thousandths::of(length)).text(" ");
        }
        self.out.text("]0 d\n");
        let mut points = guide.outline().into_iter().enumerate();
        while let Some((index, (at, bends))) = points.next() {
            self.place(at);
            if !bends {
                self.out.text(if index == 0 { "m\n" } else { "l\n" });
                continue;
            }
            // Two control points, and where the curve ends.
            points.by_ref().take(2).for_each(|(_, (at, _))| self.place(at));
            self.out.text("c\n");
        }
        self.out.text(if guide.shape == GuideShape::Line { "S []0 d\n" } else { "s []0 d\n" });
        self.end();
    }

    fn place(&mut self, (x, y): (Mm, Mm)) {
        self.out.length(x).text(" ").length(self.height - y).text(" ");
    }

    fn rule(&mut self, rule: &Rule) {
        self.out.text("/Artifact BMC\n");
        self.fill(rule.ink);
        self.place((rule.x, rule.y + rule.height));
        self.out.length(rule.width).text(" ").length(rule.height).text(" re f\n");
        self.end();
    }
}

/// A run on its way to the page.
struct Wide<'a> {
    run: &'a Run,
    /// How much wider its glyphs are in the font, in units, and how many of them are.
    wider: Option<(u16, usize)>,
}

impl Wide<'_> {
    /// The number of a glyph in the file, where it stands for `text`, and the width that the file states, in thousandths of an em.
    fn glyph(&self, subset: &Subset<'_>, place: usize, text: &str) -> (u16, f64) {
        let Some(cut) = self.run.glyphs.get(place).and_then(|glyph| subset.glyph(glyph.id)) else { return (0, 0.0) };
        let wider = self.wider.filter(|(_, last)| place < *last);
        let wide = wider.and_then(|(wider, _)| cut.wide(text, wider));
        wide.map_or_else(|| (cut.number(text), cut.width), |wide| (wide.number, wide.width))
    }

    /// Whether white between the glyphs would make a reader see several words in one, or marks that give way overlap so far
    /// that it breaks the line there. A space of its own is white that is read right.
    fn is_uneven(&self) -> bool {
        let em = Mm::from(self.run.size);
        let inner = self.run.spelt().take(self.run.glyphs.len().saturating_sub(1));
        let uneven = |(glyph, text): (&Glyph, &str)| white(glyph, em).abs() > UNEVEN && !text.chars().all(char::is_whitespace);
        self.wider.is_none() && inner.into_iter().any(uneven)
    }
}

/// How much wider than its stated width a glyph stands, in points.
fn excess(glyph: &Glyph, width: f64, size: Pt) -> f64 {
    Pt::from(glyph.advance).0 - width * size.0 / 1000.0
}

/// The space that most glyphs of a run have behind them beside their own width.
fn usual_spacing(wide: &Wide<'_>, subset: &Subset<'_>) -> Spacing {
    // Behind the last glyph nothing follows.
    let run = wide.run;
    let inner = &run.glyphs[..run.glyphs.len().saturating_sub(1)];
    let mut counts: Vec<(Spacing, usize)> = Vec::new();
    let mut texts = wide.wider.is_some().then(|| run.spelt().map(|(_, text)| text));
    for (place, glyph) in inner.iter().enumerate() {
        let text = texts.as_mut().and_then(Iterator::next).unwrap_or_default();
        let excess = (excess(glyph, wide.glyph(subset, place, text).1, run.size) * 10_000.0).round() as Spacing;
        match counts.iter_mut().find(|(known, _)| known.abs_diff(excess) <= 1) {
            Some((_, count)) => *count += 1,
            None => counts.push((excess, 1)),
        }
    }
    // The first of those that come equally often.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(0, |(spacing, _)| *spacing)
}

fn on_one_line(before: &Run, after: &Run) -> bool {
    let em = Mm::from(before.size).0.max(Mm::from(after.size).0);
    // A subscript and a superscript behind it are half a size apart, and an accent may begin before its letter.
    (before.baseline.0 - after.baseline.0).abs() < 0.8 * em && before.x.0 < after.x.0 + 0.6 * em
}

/// Whether a line has raised or lowered text, which readers that judge by positions take for a line of its own.
fn is_stepped(line: &[Wide<'_>]) -> bool {
    let step =
        |pair: &[Wide<'_>]| (pair[0].run.baseline.0 - pair[1].run.baseline.0).abs() > UNEVEN * Mm::from(pair[0].run.size).0;
    line.windows(2).any(step)
}
