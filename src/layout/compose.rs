//! What every part of the page needs: styles, nodes, links, paragraphs as strips.

use super::display::{Ink, Item, Laid, LinkArea, LinkId, LinkTarget, Node, NodeId, NodeKind, Run};
use super::fonts::{Faces, Role};
use super::foot::NoteHeights;
use super::lines::{Line, Placing, place};
use super::paint::{Painted, paint};
use super::paragraph::{Edge, break_paragraph};
use super::plan::{Height, Paper, Plan, plan};
use super::remarks::Remark;
use super::shape::{Cluster, Strange, Style, hyphenate, label, shape};
use super::strip::{Flow, Sheet, Strip};
use super::units::{Mm, Pt};
use super::{LayoutInput, Template};
use crate::check::Findings;
use crate::model::{Inline, Notice, RichText};
use crate::span::Span;
use crate::syntax::values::ReferenceKind;
use crate::wording;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The state of a layout in the making.
pub(super) struct Composer<'a> {
    pub notice: &'a Notice,
    pub input: &'a LayoutInput<'a>,
    pub template: &'a Template,
    pub faces: Faces<'a>,
    pub laid: Laid,
    pub chinese: bool,
    /// Where each link goes and what is said of it.
    pub links: Vec<(PendingTarget, String)>,
    pub note_strips: Vec<Vec<Strip>>,
    pub note_heights: Vec<NoteHeights>,
    /// The node of each note.
    note_nodes: Vec<NodeId>,
    pub strange: Vec<Strange>,
    /// Nodes that references point at.
    pub targets: Vec<(ReferenceKind, u32, NodeId)>,
    /// The foot of the text on the last page.
    pub end: Mm,
    /// What only the finished page shows.
    pub findings: Findings<'a>,
    /// What is to be said of tables and figures once their pages are known.
    pub remarks: Vec<(Remark, Span, NodeId)>,
    /// The notes that stand on a page already, or will.
    noted: BTreeSet<usize>,
    /// Whether the recipients stand in the imprint because page 1 has no room for them.
    pub recipients_moved: bool,
    /// The first page of each annex that is bound apart.
    pub apart: Vec<usize>,
}

/// Where a link will lead.
#[derive(Clone, Debug)]
pub(super) enum PendingTarget {
    Address(String),
    Reference(ReferenceKind, u32),
    Node(NodeId),
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// White above the first line, edge to edge.
    pub gap: Mm,
    /// White between its lines.
    pub leading: Mm,
    /// Height of a line.
    pub height: Mm,
    /// Left edge of the first line, from that of the area.
    pub first: Mm,
    /// Left edge of the others.
    pub rest: Mm,
    /// Right edge of all, from that of the area inwards.
    pub right: Mm,
    pub placing: Placing,
    pub width: Mm,
}

impl<'a> Composer<'a> {
    pub fn new(notice: &'a Notice, input: &'a LayoutInput<'a>) -> Self {
        Self {
            notice,
            input,
            template: input.template,
            faces: Faces::open(input.fonts, notice.language == crate::model::Language::Traditional),
            laid: Laid::default(),
            chinese: notice.language.is_chinese(),
            links: Vec::new(),
            note_strips: Vec::new(),
            note_heights: Vec::new(),
            note_nodes: Vec::new(),
            strange: Vec::new(),
            targets: Vec::new(),
            end: Mm(0.0),
            findings: Findings::new(input.check),
            remarks: Vec::new(),
            noted: BTreeSet::new(),
            recipients_moved: false,
            apart: Vec::new(),
        }
    }

    /// One that goes on with the numbers of this one, for another part of the same notice. It knows the notes, and where
    /// links lead.
    pub fn another(&self) -> Self {
        let nodes = self.laid.nodes.clone();
        Self {
            laid: Laid { nodes, ..Laid::default() },
            links: self.links.clone(),
            note_nodes: self.note_nodes.clone(),
            ..Self::new(self.notice, self.input)
        }
    }

    /// The face of a role in the language of the notice.
    fn role(&self, role: Role) -> Role {
        if self.chinese {
            return role;
        }
        match role {
            Role::Title | Role::Heading | Role::LatinBold => Role::LatinBold,
            Role::Kai | Role::LatinItalic => Role::LatinItalic,
            Role::Body | Role::Song | Role::Latin => Role::Latin,
        }
    }

    /// Size of running text.
    pub fn text_size(&self) -> Pt {
        if self.chinese { self.template.text.size } else { self.template.text.latin_size }
    }

    /// The style of a role at a size; text of the body's size stands on the grid.
    pub fn style(&self, role: Role, size: Pt, node: Option<NodeId>) -> Style {
        let on_grid = size == self.template.text.size;
        Style {
            role: self.role(role),
            size,
            cell: if on_grid { self.template.cell() } else { Mm::from(size) },
            ink: Ink::Black,
            node,
            link: None,
            lift: Mm(0.0),
            rank: 0,
            chinese: self.chinese,
            latin_space: if self.chinese { Mm::from(size) * self.template.text.latin_space } else { Mm(0.0) },
            note: None,
        }
    }

    /// The style of running text in the body.
    pub fn text_style(&self, role: Role, node: NodeId) -> Style {
        self.style(role, self.text_size(), Some(node))
    }

    pub fn node(&mut self, kind: NodeKind, parent: Option<NodeId>, text: impl Into<String>, span: Span) -> NodeId {
        self.laid.nodes.push(Node { kind, parent, text: text.into(), span, place: None });
        self.laid.nodes.len() - 1
    }

    pub fn shape(&mut self, text: &str, span: Span, style: Style) -> Vec<Cluster> {
        let mut out = Vec::new();
        shape(&self.faces, text, span, style, &mut self.strange, &mut out);
        out
    }

    /// Shapes a label, which keeps its width whatever its line does; gives the width, too.
    pub fn label(&mut self, text: &str, span: Span, style: Style) -> (Vec<Cluster>, Mm) {
        let mut clusters = self.shape(text, span, style);
        let width = label(&mut clusters);
        (clusters, width)
    }

    /// As [`Self::label`], and a part of its own in the structure: the number of an item or note.
    pub fn item_label(&mut self, text: &str, span: Span, style: Style) -> (Vec<Cluster>, Mm) {
        let node = self.node(NodeKind::Label, style.node, text.trim_end(), span);
        self.label(text, span, Style { node: Some(node), ..style })
    }

    /// Shapes running text with its inline parts.
    pub fn shape_rich(&mut self, text: &RichText, style: Style) -> Vec<Cluster> {
        self.shape_inlines(&text.inlines, style)
    }

    pub fn shape_inlines(&mut self, inlines: &[Inline], style: Style) -> Vec<Cluster> {
        let mut out = Vec::new();
        inlines.iter().for_each(|inline| self.shape_inline(inline, style, &mut out));
        out
    }

    fn shape_inline(&mut self, inline: &Inline, style: Style, out: &mut Vec<Cluster>) {
        match inline {
            Inline::Text { text, span, .. } | Inline::Code { text, span } => {
                shape(&self.faces, text, *span, style, &mut self.strange, out);
            }
            Inline::Superscript { text, span } => self.shape_script(text, *span, style, self.template.note.mark_lift, out),
            Inline::Subscript { text, span } => self.shape_script(text, *span, style, -self.template.note.mark_lift / 2.0, out),
            Inline::Strong { children, .. } => {
                let style = style.with_role(self.role(Role::Heading));
                children.iter().for_each(|child| self.shape_inline(child, style, out));
            }
            Inline::Emphasis { children, .. } => {
                let style = style.with_role(self.role(Role::Kai));
                children.iter().for_each(|child| self.shape_inline(child, style, out));
            }
            Inline::Link { children, url, .. } => {
                let link =
                    crate::links::absolute_target(url).map(|target| self.link(PendingTarget::Address(target), url.clone()));
                children.iter().for_each(|child| self.shape_inline(child, style.with_link(link), out));
            }
            Inline::Name { name, text, span, .. } => match text {
                Some(text) => shape(&self.faces, text, *span, style, &mut self.strange, out),
                None => shape(&self.faces, &format!("{{{name}}}"), *span, style, &mut self.strange, out),
            },
            Inline::Reference { target, number, text, resolved, span, .. } => {
                let link = match number {
                    Some(number) if *resolved => Some(self.link(PendingTarget::Reference(*target, *number), text.clone())),
                    _ => None,
                };
                shape(&self.faces, text, *span, style.with_link(link.or(style.link)), &mut self.strange, out);
            }
            Inline::FootnoteRef { label, number, span } => {
                let Some(number) = number else {
                    return shape(&self.faces, &format!("[^{label}]"), *span, style, &mut self.strange, out);
                };
                let note = self.notice.footnotes.iter().position(|footnote| footnote.label.text == *label);
                let marked = &self.template.note;
                let lift = Mm::from(style.size) * marked.mark_lift;
                let node = self.node(NodeKind::Reference, style.node, "", *span);
                let target = note.and_then(|note| self.note_nodes.get(note)).copied();
                let said = wording::note_said(self.notice.language, *number);
                let link = target.map(|target| self.link(PendingTarget::Node(target), said));
                let mark = Style { lift, note, node: style.node.and(Some(node)), link, ..style.scaled(marked.mark_size) };
                let before = out.len();
                shape(&self.faces, &number.to_string(), *span, mark, &mut self.strange, out);
                // The mark belongs to the word before it.
                out[before..].iter_mut().for_each(|cluster| cluster.kind = super::shape::Kind::Closing);
            }
        }
    }

    /// Text that is raised by `lift` of its size, or lowered; as small as the mark of a note.
    fn shape_script(&mut self, text: &str, span: Span, style: Style, lift: f64, out: &mut Vec<Cluster>) {
        let lift = Mm::from(style.size) * lift;
        shape(&self.faces, text, span, Style { lift, ..style.scaled(self.template.note.mark_size) }, &mut self.strange, out);
    }

    fn link(&mut self, target: PendingTarget, description: String) -> LinkId {
        self.links.push((target, description));
        self.links.len() - 1
    }

    /// A paragraph of the body's type from `first` and `rest` (in 字).
    pub fn text_setting(&self, first: f64, rest: f64) -> Setting {
        let cell = self.template.cell();
        Setting {
            gap: self.template.leading(),
            leading: self.template.leading(),
            height: self.template.line_height(),
            first: cell * first,
            rest: cell * rest,
            right: Mm(0.0),
            placing: Placing::Justify,
            width: self.template.area.width,
        }
    }

    /// Breaks clusters into lines and makes each a strip.
    pub fn strips(&mut self, clusters: &[Cluster], setting: Setting, opens: Option<NodeId>) -> Vec<Strip> {
        let room = |indent: Mm| setting.width - indent - setting.right;
        let edge = if setting.placing == Placing::Justify { Edge::Straight } else { Edge::Ragged };
        let mut parted = Vec::new();
        let clusters = if self.chinese || edge == Edge::Ragged || !self.template.text.hyphenate {
            clusters
        } else {
            parted.extend_from_slice(clusters);
            hyphenate(&self.faces, &mut parted);
            &parted
        };
        let lines = break_paragraph(clusters, room(setting.first), room(setting.rest), edge);
        let mut strips: Vec<Strip> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let indent = if index == 0 { setting.first } else { setting.rest };
            let gap = if index == 0 { setting.gap } else { setting.leading };
            let mut strip = self.line_strip(clusters, *line, indent, room(indent), setting.height, setting.placing);
            strip.gap = gap;
            strips.push(strip);
        }
        if let (Some(strip), Some(node)) = (strips.first_mut(), opens) {
            strip.opens.push(node);
        }
        strips
    }

    /// One line as a strip.
    pub fn line_strip(&mut self, clusters: &[Cluster], line: Line, x: Mm, width: Mm, height: Mm, placing: Placing) -> Strip {
        let clusters = &clusters[line.start..line.end];
        let baseline = height * BASELINE;
        let aside = if placing == Placing::Middle { self.aside() } else { Mm(0.0) };
        let runs = place(clusters, line.last, x + aside, baseline, width, placing);
        let mut notes: Vec<usize> = clusters.iter().filter_map(|cluster| cluster.style.note).collect();
        notes.dedup();
        let mut items: Vec<Item> = self.link_areas(&runs, height);
        items.extend(runs.into_iter().map(Item::Run));
        Strip { height, items, notes, ..Strip::default() }
    }

    /// From the middle of the type area to where the template centres mark, number and title.
    pub fn aside(&self) -> Mm {
        let area = &self.template.area;
        match area.centre {
            super::Centre::Area => Mm(0.0),
            super::Centre::Sheet => (self.template.page.width - area.width) / 2.0 - area.left,
        }
    }

    /// One area for each link on a line.
    fn link_areas(&self, runs: &[Run], height: Mm) -> Vec<Item> {
        let mut areas: Vec<LinkArea> = Vec::new();
        for run in runs {
            let (Some(link), Some(node)) = (run.link, run.node) else { continue };
            let width = run.width();
            if let Some(area) = areas.iter_mut().find(|area| area.link == link) {
                area.width = run.x + width - area.x;
                continue;
            }
            let (target, description) = &self.links[link];
            let target = match target {
                PendingTarget::Address(address) => LinkTarget::Address(address.clone()),
                PendingTarget::Node(node) => LinkTarget::Node(*node),
                // Where the target stands is known when everything is laid out.
                PendingTarget::Reference(..) => LinkTarget::Node(LinkTarget::PENDING),
            };
            areas.push(LinkArea { x: run.x, y: Mm(0.0), width, height, target, description: description.clone(), link, node });
        }
        areas.into_iter().map(Item::Link).collect()
    }

    /// A single line of text that is not broken, placed in `width` from `x`.
    pub fn single_line(&mut self, clusters: &[Cluster], x: Mm, width: Mm, height: Mm, placing: Placing) -> Strip {
        let line = Line { start: 0, end: clusters.len(), last: true };
        self.line_strip(clusters, line, x, width, height, placing)
    }

    /// The sheet of portrait pages.
    pub fn sheet(&self) -> Sheet {
        let (page, area) = (&self.template.page, &self.template.area);
        Sheet {
            width: page.width,
            height: page.height,
            left: area.left,
            top: area.top,
            area_width: area.width,
            area_height: area.height,
        }
    }

    /// The sheet of pages that lie on their side: the portrait page turned a quarter, so that the head of the page is at
    /// the binding edge. Source: GB/T 9704—2012, 8
    pub fn landscape_sheet(&self) -> Sheet {
        let upright = self.sheet();
        Sheet {
            width: upright.height,
            height: upright.width,
            left: upright.height - upright.foot(),
            top: upright.left,
            area_width: upright.area_height,
            area_height: upright.area_width,
        }
    }

    /// The pages that a column goes over, from the top of the first.
    pub fn paper(&self, sheet: Sheet) -> Paper {
        let template = self.template;
        Paper {
            top: sheet.top,
            height: sheet.area_height,
            start: sheet.top,
            headed: false,
            opening: self.laid.pages.is_empty(),
            first_more: template.flow.first_page_more,
            most_white: template.table.most_white,
            note_white: template.note.white,
            most_carried: template.note.most_carried,
        }
    }

    /// Leaves each note to its first mark: it stands once.
    pub fn name_notes_once(&mut self, strips: &mut [Strip]) {
        for strip in strips {
            strip.notes.retain(|note| self.noted.insert(*note));
            strip.cut.iter_mut().for_each(|cut| Arc::make_mut(cut).retain_notes(&strip.notes));
        }
    }

    /// Sets a column on new pages.
    pub fn set(&mut self, mut flow: Flow, sheet: Sheet) {
        self.name_notes_once(&mut flow.strips);
        let heights: Vec<Height<'_>> = flow.strips.iter().map(Height::of).collect();
        let plan = plan(&heights, &self.note_heights, &flow.header_heights(), &self.paper(sheet));
        self.paint(&plan, flow, sheet, Vec::new());
    }

    /// Puts a column on new pages, below what stands at the head of the first.
    pub fn paint(&mut self, plan: &Plan, flow: Flow, sheet: Sheet, head: Vec<Item>) {
        let painted = Painted { strips: flow.strips, headers: &flow.headers, notes: &self.note_strips, head };
        paint(plan, painted, sheet, &self.template.note, &mut self.laid);
        self.end = plan.end;
    }

    /// The notes, ready to stand at the foot of any page.
    pub fn notes(&mut self) {
        let notice = self.notice;
        let lengths = &self.template.note;
        let size = lengths.size;
        for footnote in &notice.footnotes {
            // A note that nothing refers to is a finding, and is printed all the same, with its label.
            let number = footnote.number.map_or_else(|| footnote.label.text.clone(), |number| number.to_string());
            let node = self.node(NodeKind::Note, None, footnote.text.plain(), footnote.text.span());
            self.note_nodes.push(node);
            let style = self.style(Role::Body, size, Some(node));
            let (mut clusters, hang) = self.item_label(&format!("{number} "), footnote.label.span, style);
            clusters.extend(self.shape_rich(&footnote.text, style));
            let height = Mm::from(size);
            let setting = Setting {
                gap: height * lengths.leading,
                leading: height * lengths.leading,
                height,
                first: Mm(0.0),
                rest: hang,
                right: Mm(0.0),
                placing: Placing::Justify,
                width: self.template.area.width,
            };
            let strips = self.strips(&clusters, setting, Some(node));
            self.note_heights.push(NoteHeights::of(strips.iter().map(|line| (line.gap, line.height)).collect()));
            self.note_strips.push(strips);
        }
    }

    /// The notes that no mark in the text leads to: nothing refers to them, or an earlier one has their label.
    pub fn stray_notes(&self) -> Vec<usize> {
        let notes = &self.notice.footnotes;
        let first = |label: &str| notes.iter().position(|note| note.label.text == label);
        let stray = |(index, note): (usize, &crate::model::Footnote)| {
            (note.number.is_none() || first(&note.label.text) != Some(index)).then_some(index)
        };
        notes.iter().enumerate().filter_map(stray).collect()
    }

    /// Resolves links, and turns what was strange into findings.
    pub fn finish(mut self) -> Laid {
        let targets = &self.targets;
        for page in &mut self.laid.pages {
            page.items.retain_mut(|item| {
                let Item::Link(area) = item else { return true };
                let PendingTarget::Reference(kind, number) = &self.links[area.link].0 else { return true };
                let found = targets.iter().find(|(target, at, _)| target == kind && at == number);
                match found {
                    Some((_, _, node)) => area.target = LinkTarget::Node(*node),
                    None => return false,
                }
                true
            });
        }
        // A link without an area must not be a link in the text either.
        let linked: BTreeSet<LinkId> = self
            .laid
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .filter_map(|item| if let Item::Link(area) = item { Some(area.link) } else { None })
            .collect();
        for item in self.laid.pages.iter_mut().flat_map(|page| &mut page.items) {
            if let Item::Run(run) = item {
                run.link = run.link.filter(|link| linked.contains(link));
            }
        }
        let mut findings = std::mem::replace(&mut self.findings, Findings::new(self.input.check));
        super::short_line::report(&self.laid, self.template, &mut findings);
        super::strange::report(&self.strange, self.input.fonts, &mut findings);
        super::remarks::report(&self.remarks, &self.laid, &mut findings);
        super::off_page::report(&self.laid, self.template, &mut findings);
        super::proof::finish(&mut self.laid, self.template, self.input.proof);
        if self.input.proof {
            let style = self.style(Role::Heading, self.template.text.size, None);
            super::proof::label(&mut self.laid, &self.faces, style, self.notice.language, self.template);
        }
        super::mirror::finish(&mut self.laid, self.template, &self.apart);
        self.laid.findings = findings.finish();
        self.laid
    }
}

/// The base line in a line's height: 0.88 of the em below its top, as the em box of Chinese faces has it.
pub(super) const BASELINE: f64 = 0.88;
