//! Page contents: placed things to drawing operators, text in marked content so that the structure can point at it.

use super::Subsets;
use super::text::{points, utf16};
use crate::layout::{Guide, GuideShape, Ink, Item, LinkId, LinkTarget, Mm, NodeId, Page, Rule, Run};
use printpdf::{
    Actions, BorderArray, Codepoint, Color, DictItem, Line, LineDashPattern, LinePoint, LinkAnnotation, Op, PaintMode,
    PdfFontHandle, PdfPage, Point, Pt, Rect, Rgb, TextItem, TextMatrix, XObjectId, XObjectTransform,
};
use std::collections::BTreeMap;

/// A page with the nodes of its marked content.
pub(super) struct Written {
    pub page: PdfPage,
    pub marked: Vec<Marked>,
}

/// A piece of marked content; its number is its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub node: NodeId,
    pub link: Option<LinkId>,
}

pub(super) fn page(page: &Page, subsets: &Subsets) -> Written {
    let mut writer = Writer { ops: Vec::new(), marked: Vec::new(), open: None, height: page.height, subsets };
    let mut index = 0;
    while index < page.items.len() {
        match &page.items[index] {
            Item::Run(run) => {
                let same = |item: &&Item| matches!(item, Item::Run(next) if next.node == run.node && next.link == run.link);
                let count = page.items[index..].iter().take_while(same).count();
                let runs: Vec<&Run> = page.items[index..index + count]
                    .iter()
                    .filter_map(|item| if let Item::Run(run) = item { Some(run) } else { None })
                    .collect();
                writer.runs(&runs);
                index += count;
                continue;
            }
            Item::Rule(rule) => writer.rule(rule),
            Item::Guide(guide) => writer.guide(guide),
            Item::Picture(picture) => {
                writer.begin(Some(picture.node), None);
                let id = XObjectId(super::pictures::name(&picture.path));
                // A picture is one unit square; the matrix makes it as large as its place.
                let transform = XObjectTransform {
                    translate_x: Some(Pt(points(picture.x))),
                    translate_y: Some(Pt(points(page.height - picture.y - picture.height))),
                    scale_x: Some(points(picture.width)),
                    scale_y: Some(points(picture.height)),
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                };
                writer.ops.push(Op::UseXobject { id, transform });
                writer.end();
            }
            Item::Link(area) => {
                // The pass over the finished document gives the annotation its target and its place in the structure.
                let address = match &area.target {
                    LinkTarget::Address(address) => address.clone(),
                    LinkTarget::Node(_) => String::new(),
                };
                let rect = Rect {
                    x: Pt(points(area.x)),
                    y: Pt(points(page.height - area.y - area.height)),
                    width: Pt(points(area.width)),
                    height: Pt(points(area.height)),
                    mode: None,
                    winding_order: None,
                };
                let border = Some(BorderArray::Solid([0.0; 3]));
                let link = LinkAnnotation::new(rect, Actions::Uri(address), border, None, None);
                writer.ops.push(Op::LinkAnnotation { link });
            }
        }
        index += 1;
    }
    writer.end();
    let (width, height) = (printpdf::Mm(single(page.width.0)), printpdf::Mm(single(page.height.0)));
    Written { page: PdfPage::new(width, height, writer.ops), marked: writer.marked }
}

struct Writer<'a> {
    ops: Vec<Op>,
    marked: Vec<Marked>,
    open: Option<()>,
    height: Mm,
    subsets: &'a Subsets,
}

impl Writer<'_> {
    fn begin(&mut self, node: Option<NodeId>, link: Option<LinkId>) {
        self.end();
        let mut map = BTreeMap::new();
        match node {
            Some(node) => {
                map.insert("MCID".to_owned(), DictItem::Int(self.marked.len() as i64));
                self.marked.push(Marked { node, link });
                let properties = DictItem::Dict { map };
                self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
            }
            None => {
                map.insert("Type".to_owned(), DictItem::Name(b"Pagination".to_vec()));
                let properties = DictItem::Dict { map };
                self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Artifact".to_owned(), properties });
            }
        }
        self.open = Some(());
    }

    fn end(&mut self) {
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Runs of one node, in one piece of marked content.
    fn runs(&mut self, runs: &[&Run]) {
        let Some(first) = runs.first() else { return };
        self.begin(first.node, first.link);
        for line in runs.chunk_by(|before, after| on_one_line(before, after)) {
            // What is no part of the text is not read, however it is set.
            let unclear = first.node.is_some() && line.iter().any(|run| self.is_ambiguous(run) || is_uneven(run));
            if unclear {
                let text: String = line.iter().map(|run| run.text.as_str()).collect();
                let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data: utf16(&text), literal: false })]);
                let properties = DictItem::Dict { map };
                self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
            }
            for run in line {
                self.run(run);
            }
            if unclear {
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.end();
    }

    /// Whether a glyph of the run stands for several characters in the file.
    fn is_ambiguous(&self, run: &Run) -> bool {
        let ambiguous = self.subsets.get(&run.face).map(|subset| &subset.ambiguous);
        ambiguous.is_some_and(|ambiguous| run.glyphs.iter().any(|glyph| ambiguous.contains(&glyph.id)))
    }

    fn run(&mut self, run: &Run) {
        let Some(subset) = self.subsets.get(&run.face) else { return };
        let (x, y) = (points(run.x), points(self.height - run.baseline));
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFillColor { col: colour(run.ink) });
        self.ops.push(Op::SetFont { font: PdfFontHandle::External(subset.id.clone()), size: Pt(single(run.size.0)) });
        if run.turned {
            // A quarter clockwise.
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([0.0, -1.0, 1.0, 0.0, x, y]) });
        } else {
            self.ops.push(Op::SetTextCursor { pos: Point { x: Pt(x), y: Pt(y) } });
        }
        let em = crate::layout::Mm::from(run.size);
        let glyphs = run.glyphs.iter().map(|glyph| {
            let stated = subset.widths.get(&glyph.id).copied().unwrap_or(0.0);
            let wanted = glyph.advance / em * 1000.0;
            let back = stated - wanted;
            let back = if back.abs() < 0.01 { 0.0 } else { single(back) };
            let id = subset.glyphs.get(&glyph.id).copied().unwrap_or(0);
            Codepoint::with_cid(id, back, run.text[glyph.start..glyph.end].to_owned())
        });
        self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs.collect())] });
        self.ops.push(Op::EndTextSection);
    }

    /// A dashed line of a proof, no part of the text.
    fn guide(&mut self, guide: &Guide) {
        self.end();
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        let stroke = guide.stroke();
        self.ops.push(Op::SetOutlineColor { col: colour(stroke.ink) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(single(stroke.width.0)) });
        let dash = stroke.dash.map(|length| single(length.0));
        self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &dash) });
        let place = |(x, y): (Mm, Mm)| Point { x: Pt(points(x)), y: Pt(points(self.height - y)) };
        let points = guide.outline().into_iter().map(|(at, bezier)| LinePoint { p: place(at), bezier }).collect();
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: guide.shape != GuideShape::Line } });
        self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
        self.ops.push(Op::EndMarkedContent);
    }

    fn rule(&mut self, rule: &Rule) {
        self.end();
        self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        self.ops.push(Op::SetFillColor { col: colour(rule.ink) });
        let rectangle = Rect {
            x: Pt(points(rule.x)),
            y: Pt(points(self.height - rule.y - rule.height)),
            width: Pt(points(rule.width)),
            height: Pt(points(rule.height)),
            mode: Some(PaintMode::Fill),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
        self.ops.push(Op::EndMarkedContent);
    }
}

fn on_one_line(before: &Run, after: &Run) -> bool {
    (before.baseline.0 - after.baseline.0).abs() < 0.5 * Mm::from(before.size).0 && before.x.0 < after.x.0
}

/// Whether white between the glyphs would make a reader see several words in one, or marks that give way overlap so far
/// that it breaks the line there. A space of its own is white that is read right.
fn is_uneven(run: &Run) -> bool {
    let em = Mm::from(run.size);
    let spaced = |glyph: &crate::layout::Glyph| !run.text[glyph.start..glyph.end].chars().all(char::is_whitespace);
    let inner = run.glyphs.len().saturating_sub(1);
    run.glyphs[..inner].iter().filter(|glyph| spaced(glyph)).any(|glyph| (glyph.advance / em - glyph.natural).abs() > UNEVEN)
}

/// From this on, in em, readers that judge by positions see a gap or an overlap.
const UNEVEN: f64 = 0.09;

fn colour(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb();
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

#[expect(clippy::cast_possible_truncation, reason = "PDF numbers are single precision")]
fn single(number: f64) -> f32 {
    number as f32
}
