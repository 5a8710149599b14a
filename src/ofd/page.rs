//! A page: placed things to text, paths and pictures (GB/T 33190—2016, 7.7, clauses 8, 9 and 11).
//!
//! Here: [`write`]. Not here: faces and pictures as files (`fonts`, `document`), where anything stands (`layout`).
//!
//! A text object holds the glyphs of a line that are of one face, size and colour and belong to one part of the notice, each at its place.
//! What readers count in different ways stands in an object of its own: characters beyond 16 bits, and glyphs that no single character
//! leads to. So no number in an object depends on how characters are counted.

use super::fonts::{Face, Faces, selector};
use super::is_painted;
use super::pictures::Pictures;
use super::write::{Fine, HEAD, NAMESPACE, colour, fine, lengths, put, whole};
use crate::layout::{Guide, GuideShape, Ink, Item, Laid, LinkId, LinkTarget, Mm, NodeId, Page, PlacedPicture, Rule, Run};
use crate::markup::escape;
use std::fmt::Write as _;

/// A page in the file.
pub(super) struct Written {
    pub id: u32,
    pub xml: String,
    /// The objects of each part of the notice, in the order of painting.
    pub objects: Vec<(NodeId, u32)>,
}

/// Writes a page; `pages` are the identifiers of all.
pub(super) fn write(
    page: &Page,
    laid: &Laid,
    faces: &Faces<'_>,
    pictures: &Pictures,
    pages: &[u32],
    next: &mut impl FnMut() -> u32,
) -> Written {
    let number = laid.pages.iter().position(|other| std::ptr::eq(other, page)).unwrap_or(0);
    let mut writer = Writer { out: String::with_capacity(4096), objects: Vec::new(), laid, page, faces, pages, next, line: None };
    let first = laid.pages.first().map_or((page.width, page.height), |first| (first.width, first.height));
    writer.out.push_str(HEAD);
    let _ = write!(writer.out, "<ofd:Page {NAMESPACE}>");
    if first != (page.width, page.height) {
        writer.out.push_str("<ofd:Area><ofd:PhysicalBox>");
        lengths(&mut writer.out, [Mm(0.0), Mm(0.0), page.width, page.height]);
        writer.out.push_str("</ofd:PhysicalBox></ofd:Area>");
    }
    // A page without anything has its layer all the same: some readers fall over one that has none.
    let layer = (writer.next)();
    let _ = write!(writer.out, "<ofd:Content><ofd:Layer ID=\"{layer}\" Type=\"Body\">");
    for item in page.items.iter().filter(|item| is_painted(item)) {
        if !matches!(item, Item::Run(_)) {
            writer.end_line();
        }
        match item {
            Item::Run(run) => writer.run(run),
            Item::Rule(rule) => writer.rule(rule),
            Item::Guide(guide) => writer.guide(guide),
            Item::Picture(picture) => writer.picture(picture, pictures),
            Item::Link(_) => {}
        }
    }
    writer.end_line();
    writer.out.push_str("</ofd:Layer></ofd:Content></ofd:Page>\n");
    Written { id: pages.get(number).copied().unwrap_or(0), xml: writer.out, objects: writer.objects }
}

/// Glyphs on their way into a text object.
struct Line<'a> {
    run: &'a Run,
    face: &'a Face<'a>,
    node: Option<NodeId>,
    text: String,
    /// Where each glyph stands, from the start of the run that the line began with.
    places: Vec<Fine>,
    /// Where the first glyph stands, likewise.
    start: Mm,
    /// Where the last one ends.
    end: Mm,
    /// The number of the only glyph, where its character does not lead to it, and how many characters it stands for.
    told: Option<(u16, usize)>,
    /// Whether nothing may follow.
    closed: bool,
}

struct Writer<'a, N> {
    out: String,
    objects: Vec<(NodeId, u32)>,
    laid: &'a Laid,
    page: &'a Page,
    faces: &'a Faces<'a>,
    pages: &'a [u32],
    next: N,
    line: Option<Line<'a>>,
}

impl<'a, N: FnMut() -> u32> Writer<'a, N> {
    fn run(&mut self, run: &'a Run) {
        let Some(face) = self.faces.of(run) else { return };
        let node = run.node.map(|node| self.laid.block_of(node));
        let base = match &self.line {
            Some(line) if line.goes_on(run, node) => run.x - line.run.x,
            _ => {
                self.end_line();
                Mm(0.0)
            }
        };
        let mut at = base;
        for (glyph, text) in run.spelt() {
            let (number, found) = face.glyph(glyph.id, text);
            let end = at + glyph.advance;
            let place = (at, end);
            let mut letters = text.chars();
            match (letters.next(), letters.next()) {
                (Some(one), None) if found && !is_beyond(one) => self.plain(run, face, node, place, one),
                (Some(one), Some(_)) if selector(text).is_some() => {
                    // The form is drawn by its number. The selector is a character of the text, and has nothing to show.
                    let only = one.encode_utf8(&mut [0; 4]).to_owned();
                    let told = (is_beyond(one) || !face.glyph(glyph.id, &only).1).then_some((number, 1));
                    self.alone(run, face, node, place, &only, told);
                    // Whoever sorts by places finds it behind its character.
                    let middle = (at + end) / 2.0;
                    selector(text).into_iter().for_each(|selector| self.unseen(run, face, node, middle, selector));
                }
                (Some(one), _) => {
                    // Readers that know characters of 16 bits alone are told the glyph.
                    let told = (!found || is_beyond(one)).then(|| (number, text.chars().count()));
                    self.alone(run, face, node, place, text, told);
                }
                (None, _) => {}
            }
            at = end;
        }
    }

    /// A glyph that its character leads to.
    fn plain(&mut self, run: &'a Run, face: &'a Face<'a>, node: Option<NodeId>, (at, end): (Mm, Mm), character: char) {
        let white = character.is_whitespace();
        // An object does not begin with white: who trims the text would move the rest of it.
        let fits = self.line.as_ref().is_some_and(|line| !line.closed && at >= line.last());
        if !fits {
            self.end_line();
        }
        let line = self.line.get_or_insert_with(|| Line::new(run, face, node, at));
        line.text.push(character);
        line.places.push(fine(at - line.start));
        line.end = end;
        line.closed = white && line.places.len() == 1;
    }

    /// A glyph in an object of its own.
    fn alone(
        &mut self,
        run: &'a Run,
        face: &'a Face<'a>,
        node: Option<NodeId>,
        (at, end): (Mm, Mm),
        text: &str,
        told: Option<(u16, usize)>,
    ) {
        self.end_line();
        let line = self.line.insert(Line::new(run, face, node, at));
        line.text.push_str(text);
        line.places.push(0);
        (line.end, line.told, line.closed) = (end, told, true);
    }

    /// A character that has no glyph, in an object that is not shown.
    fn unseen(&mut self, run: &'a Run, face: &'a Face<'a>, node: Option<NodeId>, at: Mm, character: char) {
        let told = face.blank.filter(|_| is_beyond(character)).map(|blank| (blank, 1));
        self.alone(run, face, node, (at, at), character.encode_utf8(&mut [0; 4]), told);
        let Some(line) = self.line.take() else { return };
        self.text(&line, false);
    }

    fn end_line(&mut self) {
        if let Some(line) = self.line.take() {
            self.text(&line, true);
        }
    }

    fn begin(&mut self, kind: &str, node: Option<NodeId>, boundary: [Mm; 4]) {
        let id = (self.next)();
        if let Some(node) = node {
            self.objects.push((node, id));
        }
        self.out.push_str("<ofd:");
        self.out.push_str(kind);
        self.out.push_str(" ID=\"");
        whole(&mut self.out, id);
        self.out.push_str("\" Boundary=\"");
        lengths(&mut self.out, boundary);
        self.out.push('"');
    }

    fn text(&mut self, line: &Line<'_>, visible: bool) {
        let (run, face) = (line.run, line.face);
        let em = Mm::from(run.size);
        let (above, below) = (em * face.above, em * face.below);
        // Ink that hangs over the left edge, as an accent does, must not be cut off, nor that of slanted letters on the right.
        let hangs =
            line.text.chars().next().is_some_and(|first| matches!(first, '\u{80}'..='\u{2010}' | '\u{20d0}'..='\u{20ff}'));
        let left = if hangs { em } else { Mm(0.0) };
        let width = left + (line.end - line.start).max(em * 0.5) + em * 0.25;
        let (x, y) = if run.turned { (run.x, run.baseline + line.start) } else { (run.x + line.start, run.baseline) };
        let boundary =
            if run.turned { [x - below, y - left, above + below, width] } else { [x - left, y - above, width, above + below] };
        self.begin("TextObject", line.node, boundary);
        if !visible {
            self.out.push_str(" Visible=\"false\"");
        }
        if run.turned {
            // A quarter clockwise; the base line runs down the box.
            self.out.push_str(" CTM=\"0 1 -1 0 ");
            lengths(&mut self.out, [above + below, Mm(0.0)]);
            self.out.push('"');
        }
        self.out.push_str(" Font=\"");
        whole(&mut self.out, face.id);
        self.out.push_str("\" Size=\"");
        put(&mut self.out, fine(em));
        self.out.push_str("\">");
        self.action(run.link);
        // Black is what holds where no colour is named (11.2).
        if run.ink != Ink::Black {
            let _ = write!(self.out, "<ofd:FillColor Value=\"{}\"/>", colour(run.ink));
        }
        if let Some((glyph, characters)) = line.told {
            let _ = write!(
                self.out,
                "<ofd:CGTransform CodePosition=\"0\" CodeCount=\"{characters}\" GlyphCount=\"1\"><ofd:Glyphs>{glyph}</ofd:Glyphs></ofd:CGTransform>"
            );
        }
        self.out.push_str("<ofd:TextCode X=\"");
        put(&mut self.out, fine(left));
        self.out.push_str("\" Y=\"");
        put(&mut self.out, fine(above));
        self.out.push('"');
        if line.places.len() > 1 {
            self.out.push_str(" DeltaX=\"");
            deltas(&mut self.out, &line.places);
            self.out.push('"');
        }
        self.out.push('>');
        self.out.push_str(&escape(&line.text));
        self.out.push_str("</ofd:TextCode></ofd:TextObject>");
    }

    /// What a click on the words of a link does (clause 14).
    fn action(&mut self, link: Option<LinkId>) {
        let Some(link) = link else { return };
        let area = self.page.items.iter().find_map(|item| match item {
            Item::Link(area) if area.link == link => Some(area),
            _ => None,
        });
        let Some(area) = area else { return };
        let action = match &area.target {
            LinkTarget::Address(address) => format!("<ofd:URI URI=\"{}\"/>", escape(address)),
            LinkTarget::Node(node) => match destination(self.laid, self.pages, *node) {
                Some(destination) => format!("<ofd:Goto>{destination}</ofd:Goto>"),
                None => return,
            },
        };
        let _ = write!(self.out, "<ofd:Actions><ofd:Action Event=\"CLICK\">{action}</ofd:Action></ofd:Actions>");
    }

    /// A rule is a line as thick as its box; both colours are said, for readers that ask for the other one.
    fn rule(&mut self, rule: &Rule) {
        let lies = rule.width >= rule.height;
        let thick = if lies { rule.height } else { rule.width };
        self.begin("PathObject", None, [rule.x, rule.y, rule.width, rule.height]);
        self.out.push_str(" LineWidth=\"");
        put(&mut self.out, fine(thick));
        let colour = colour(rule.ink);
        let _ = write!(
            self.out,
            "\"><ofd:StrokeColor Value=\"{colour}\"/><ofd:FillColor Value=\"{colour}\"/><ofd:AbbreviatedData>M "
        );
        let middle = thick / 2.0;
        let ends = if lies { [Mm(0.0), middle, rule.width, middle] } else { [middle, Mm(0.0), middle, rule.height] };
        lengths(&mut self.out, [ends[0], ends[1]]);
        self.out.push_str(" L ");
        lengths(&mut self.out, [ends[2], ends[3]]);
        self.out.push_str("</ofd:AbbreviatedData></ofd:PathObject>");
    }

    /// A dashed line of a proof, no part of the text.
    fn guide(&mut self, guide: &Guide) {
        let stroke = guide.stroke();
        let width = Mm::from(stroke.width);
        // Half of the line lies outside of the box.
        let (x, y) = (guide.x - width, guide.y - width);
        self.begin("PathObject", None, [x, y, guide.width + width * 2.0, guide.height + width * 2.0]);
        self.out.push_str(" LineWidth=\"");
        put(&mut self.out, fine(width));
        self.out.push_str("\" DashPattern=\"");
        lengths(&mut self.out, stroke.dash.map(Mm::from));
        let _ = write!(self.out, "\"><ofd:StrokeColor Value=\"{}\"/><ofd:AbbreviatedData>", colour(stroke.ink));
        let mut points = guide.outline().into_iter().enumerate();
        while let Some((index, (at, bends))) = points.next() {
            self.out.push_str(match (index, bends) {
                (0, _) => "M ",
                (_, false) => " L ",
                (_, true) => " B ",
            });
            lengths(&mut self.out, [at.0 - x, at.1 - y]);
            if bends {
                // Two control points, and where the curve ends.
                for (_, (at, _)) in points.by_ref().take(2) {
                    self.out.push(' ');
                    lengths(&mut self.out, [at.0 - x, at.1 - y]);
                }
            }
        }
        if guide.shape != GuideShape::Line {
            self.out.push_str(" C");
        }
        self.out.push_str("</ofd:AbbreviatedData></ofd:PathObject>");
    }

    /// A picture is one unit square, its top at 0; the matrix turns it and makes it as large as its place.
    fn picture(&mut self, picture: &PlacedPicture, pictures: &Pictures) {
        let Some(resource) = pictures.id(&picture.path) else { return };
        let (wide, high) = (picture.width, picture.height);
        self.begin("ImageObject", Some(picture.node), [picture.x, picture.y, wide, high]);
        let [a, b, c, d, e, f] = picture.turn.matrix().map(f64::from);
        self.out.push_str(" CTM=\"");
        lengths(&mut self.out, [wide * a, high * b, wide * c, high * d, wide * e, high * f]);
        self.out.push_str("\" ResourceID=\"");
        whole(&mut self.out, resource);
        self.out.push_str("\"/>");
    }
}

impl<'a> Line<'a> {
    fn new(run: &'a Run, face: &'a Face<'a>, node: Option<NodeId>, start: Mm) -> Self {
        let (text, places) = (String::with_capacity(run.text.len()), Vec::with_capacity(run.glyphs.len()));
        Self { run, face, node, text, places, start, end: start, told: None, closed: false }
    }

    /// Where the last glyph stands.
    fn last(&self) -> Mm {
        self.start + Mm(self.places.last().copied().unwrap_or(0) as f64 / 10_000.0)
    }

    /// Whether a run stands on the same line, in the same face, size, colour and part of the notice, and close enough to be one word.
    fn goes_on(&self, next: &Run, node: Option<NodeId>) -> bool {
        let run = self.run;
        let gap = (next.x - run.x - self.end).0;
        run.face == next.face
            && run.size == next.size
            && run.ink == next.ink
            && run.baseline == next.baseline
            && run.link == next.link
            && self.node == node
            && !run.turned
            && !next.turned
            && gap.abs() < 0.5 * Mm::from(run.size).0
    }
}

/// From each glyph to the next. What came last goes on as long as no glyph stands a micrometre off its place by that: like numbers are
/// written once, with how many there are (11.3).
fn deltas(out: &mut String, places: &[Fine]) {
    let (mut at, mut before) = (places[0], None);
    let mut like: Vec<(Fine, u32)> = Vec::new();
    for place in &places[1..] {
        let step = before.filter(|step: &Fine| (at + step - place).abs() <= 10).unwrap_or(place - at);
        at += step;
        match like.last_mut() {
            Some((known, count)) if *known == step => *count += 1,
            _ => like.push((step, 1)),
        }
        before = Some(step);
    }
    let mut first = true;
    for (step, count) in like {
        let several = count > 2;
        for _ in 0..if several { 1 } else { count } {
            if !std::mem::take(&mut first) {
                out.push(' ');
            }
            if several {
                out.push_str("g ");
                whole(out, count);
                out.push(' ');
            }
            put(out, step);
        }
    }
}

/// The place of a node as a destination.
pub(super) fn destination(laid: &Laid, pages: &[u32], node: NodeId) -> Option<String> {
    let (page, top) = laid.nodes.get(node)?.place?;
    let page = pages.get(page)?;
    let mut out = format!("<ofd:Dest Type=\"XYZ\" PageID=\"{page}\" Left=\"0\" Top=\"");
    put(&mut out, fine(top));
    // No zoom is asked for: 0 leaves it as it is.
    out.push_str("\" Zoom=\"0\"/>");
    Some(out)
}

const fn is_beyond(character: char) -> bool {
    character > '\u{ffff}'
}

#[cfg(test)]
mod tests {
    use super::deltas;

    #[test]
    fn like_steps_are_written_once() {
        for (places, written) in [
            (vec![0, 56_444, 112_889, 169_333, 225_778], "g 4 5.6444"),
            (vec![0, 10_000, 20_000, 50_000], "1 1 3"),
            (vec![0, 10_000, 20_000, 30_000, 50_000], "g 3 1 2"),
        ] {
            let mut out = String::new();
            deltas(&mut out, &places);
            assert_eq!(out, written);
        }
    }
}
