//! Running text as strips: styles, shaping, lines.
//!
//! Here: which style a text has, its inline parts, and its lines as strips. Not here: widths of characters (`shape`), where
//! lines end (`paragraph`), how one is set (`lines`).

use super::characters::Script;
use super::compose::Composer;
use super::display::{Ink, Item, LinkArea, NodeId, NodeKind, Run};
use super::fonts::Role;
use super::ledger::PendingTarget;
use super::lines::{Line, Placing, place};
use super::measure::Edge;
use super::paragraph::break_paragraph;
use super::shape::{Cluster, Kind, Style, hyphenate, label};
use super::strip::Strip;
use super::template::Centre;
use super::units::{Mm, Pt};
use crate::model::{Inline, RichText};
use crate::span::Span;
use crate::wording;

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

impl Composer<'_> {
    /// The face of a role in the language of the notice.
    fn role(&self, role: Role) -> Role {
        if self.chinese() {
            return role;
        }
        match role {
            Role::Title | Role::Heading | Role::LatinBold => Role::LatinBold,
            Role::Kai | Role::LatinItalic => Role::LatinItalic,
            Role::Body | Role::Song | Role::Latin => Role::Latin,
        }
    }

    /// Size of running text.
    pub(super) fn text_size(&self) -> Pt {
        if self.chinese() { self.template().text.size } else { self.template().text.latin_size }
    }

    /// The style of a role at a size; text of the body's size stands on the grid.
    pub(super) fn style(&self, role: Role, size: Pt, node: Option<NodeId>) -> Style {
        let on_grid = size == self.template().text.size;
        Style {
            role: self.role(role),
            size,
            cell: if on_grid { self.template().cell() } else { Mm::from(size) },
            ink: Ink::Black,
            node,
            link: None,
            lift: Mm(0.0),
            rank: 0,
            chinese: self.chinese(),
            latin_space: if self.chinese() { Mm::from(size) * self.template().text.latin_space } else { Mm(0.0) },
            note: None,
        }
    }

    /// The style of running text in the body.
    pub(super) fn text_style(&self, role: Role, node: NodeId) -> Style {
        self.style(role, self.text_size(), Some(node))
    }

    pub(super) fn shape(&mut self, text: &str, span: Span, style: Style) -> Vec<Cluster> {
        let mut out = Vec::new();
        self.shape_into(text, span, style, &mut out);
        out
    }

    /// Shapes a label, which keeps its width whatever its line does; gives the width, too.
    pub(super) fn label(&mut self, text: &str, span: Span, style: Style) -> (Vec<Cluster>, Mm) {
        let mut clusters = self.shape(text, span, style);
        let width = label(&mut clusters);
        (clusters, width)
    }

    /// As [`Self::label`], and a part of its own in the structure: the number of an item or note.
    pub(super) fn item_label(&mut self, text: &str, span: Span, style: Style) -> (Vec<Cluster>, Mm) {
        let node = self.node(NodeKind::Label, style.node, text.trim_end(), span);
        self.label(text, span, Style { node: Some(node), ..style })
    }

    /// Shapes running text with its inline parts.
    pub(super) fn shape_rich(&mut self, text: &RichText, style: Style) -> Vec<Cluster> {
        self.shape_inlines(&text.inlines, style)
    }

    pub(super) fn shape_inlines(&mut self, inlines: &[Inline], style: Style) -> Vec<Cluster> {
        let mut out = Vec::new();
        inlines.iter().for_each(|inline| self.shape_inline(inline, style, &mut out));
        out
    }

    fn shape_inline(&mut self, inline: &Inline, style: Style, out: &mut Vec<Cluster>) {
        match inline {
            Inline::Text { text, span, .. } | Inline::Code { text, span } => {
                self.shape_into(text, *span, style, out);
            }
            Inline::Superscript { text, span } => self.shape_script(text, *span, style.script(Script::Superscript), out),
            Inline::Subscript { text, span } => self.shape_script(text, *span, style.script(Script::Subscript), out),
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
                Some(text) => self.shape_into(text, *span, style, out),
                None => self.shape_into(&format!("{{{name}}}"), *span, style, out),
            },
            Inline::Reference { target, number, text, resolved, span, .. } => {
                let link = match number {
                    Some(number) if *resolved => {
                        let number = self.target(*target, *number);
                        Some(self.link(PendingTarget::Reference(*target, number), text.clone()))
                    }
                    _ => None,
                };
                self.shape_into(text, *span, style.with_link(link.or(style.link)), out);
            }
            Inline::FootnoteRef { label, number, span } => {
                let Some(number) = number else {
                    return self.shape_into(&format!("[^{label}]"), *span, style, out);
                };
                let note = self.whole().footnotes.iter().position(|footnote| footnote.label.text == *label);
                let marked = &self.template().note;
                let lift = Mm::from(style.size) * marked.mark_lift;
                let node = self.node(NodeKind::Reference, style.node, "", *span);
                let target = note.and_then(|note| self.note_node(note));
                let said = wording::note_said(self.notice().language, *number);
                let link = target.map(|target| self.link(PendingTarget::Node(target), said));
                let mark = Style { lift, note, node: style.node.and(Some(node)), link, ..style.scaled(marked.mark_size) };
                let before = out.len();
                self.shape_into(&number.to_string(), *span, mark, out);
                // The mark belongs to the word before it.
                out[before..].iter_mut().for_each(|cluster| cluster.kind = Kind::Closing);
            }
        }
    }

    /// Text above or below the line, which stays with what it stands at.
    fn shape_script(&mut self, text: &str, span: Span, style: Style, out: &mut Vec<Cluster>) {
        let from = out.len();
        self.shape_into(text, span, style, out);
        super::scripts::bind(out, from);
    }

    /// A paragraph of the body's type from `first` and `rest` (in 字).
    pub(super) fn text_setting(&self, first: f64, rest: f64) -> Setting {
        let cell = self.template().cell();
        Setting {
            gap: self.template().leading(),
            leading: self.template().leading(),
            height: self.template().line_height(),
            first: cell * first,
            rest: cell * rest,
            right: Mm(0.0),
            placing: Placing::Justify,
            width: self.template().area.width,
        }
    }

    /// Breaks clusters into lines and makes each a strip.
    pub(super) fn strips(&self, clusters: &[Cluster], setting: Setting, opens: Option<NodeId>) -> Vec<Strip> {
        let room = |indent: Mm| setting.width - indent - setting.right;
        let edge = if setting.placing == Placing::Justify { Edge::Straight } else { Edge::Ragged };
        let mut parted = Vec::new();
        let clusters = if self.chinese() || edge == Edge::Ragged || !self.template().text.hyphenate {
            clusters
        } else {
            parted.extend_from_slice(clusters);
            hyphenate(self.faces(), &mut parted);
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
    pub(super) fn line_strip(&self, clusters: &[Cluster], line: Line, x: Mm, width: Mm, height: Mm, placing: Placing) -> Strip {
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
    pub(super) fn aside(&self) -> Mm {
        let area = &self.template().area;
        match area.centre {
            Centre::Area => Mm(0.0),
            Centre::Sheet => (self.template().page.width - area.width) / 2.0 - area.left,
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
            let (target, description) = self.link_to(link);
            areas.push(LinkArea { x: run.x, y: Mm(0.0), width, height, target, description, link, node });
        }
        areas.into_iter().map(Item::Link).collect()
    }

    /// A single line of text that is not broken, placed in `width` from `x`.
    pub(super) fn single_line(&self, clusters: &[Cluster], x: Mm, width: Mm, height: Mm, placing: Placing) -> Strip {
        let line = Line { start: 0, end: clusters.len(), last: true };
        self.line_strip(clusters, line, x, width, height, placing)
    }
}

/// The base line in a line's height: 0.88 of the em below its top, as the em box of Chinese faces has it.
pub(super) const BASELINE: f64 = 0.88;
