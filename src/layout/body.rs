//! The first column: title, recipients, body, and what follows it down to the note.

use super::compose::{Composer, Setting};
use super::display::{Item, NodeId, NodeKind, PlacedPicture};
use super::flow::Strip;
use super::fonts::Role;
use super::lines::{Placing, natural_width};
use super::units::Mm;
use crate::model::{Article, Block, ContactBlock, Figure, List, RichText, Section, SectionForm};
use crate::span::Span;
use crate::syntax::ArticleKind;
use crate::syntax::values::ReferenceKind;
use crate::wording::{self, labels};

/// Strips on their way to a column, with the header rows of their tables.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub strips: Vec<Strip>,
    pub headers: Vec<Strip>,
    /// The next strip begins a page.
    pub breaks: bool,
}

impl Flow {
    /// Keeps a heading with what follows it: it is never the last line of a page. An outline of headings alone may be
    /// parted all the same, or it would go to the next page as one.
    fn keep_heading(&mut self, strips: &mut [Strip]) {
        let chained = self.strips.iter().rev().take_while(|strip| strip.keep).count();
        if let Some(last) = self.strips.last_mut().filter(|last| chained >= 3 && last.body) {
            last.keep = false;
        }
        for strip in strips {
            (strip.keep, strip.body) = (true, true);
        }
    }

    pub fn add(&mut self, strips: Vec<Strip>) {
        for mut strip in strips {
            strip.breaks |= std::mem::take(&mut self.breaks);
            self.strips.push(strip);
        }
    }
}

impl Composer<'_> {
    /// Everything before the annexes.
    pub(super) fn first_column(&mut self) {
        let notice = self.notice;
        let (items, start) = self.masthead();
        let mut flow = Flow::default();
        self.editor_note(&mut flow);
        let title = self.title();
        flow.add(title);
        self.recipients(&mut flow, start);
        let before = flow.strips.len();
        let addressed = notice.recipients.is_some() && self.recipients_in_head();
        self.blocks(&notice.body, &mut flow, self.template.area.width);
        flow.strips[before..].iter_mut().for_each(|strip| strip.body = true);
        if let Some(first) = flow.strips.get_mut(before).filter(|_| !addressed) {
            // The text of an order stands two 行 below its number (10.2); below a title one 行 is left free.
            first.gap = if notice.title.is_empty() { self.template.title.gap } else { self.template.recipients.gap };
        }
        let signed = self.closing(&mut flow);
        let stray = self.stray_notes();
        if !stray.is_empty() {
            if flow.strips.is_empty() {
                flow.strips.push(Strip::default());
            }
            flow.strips.last_mut().into_iter().for_each(|strip| strip.notes.extend(&stray));
        }
        // White above the first strip counts from the masthead, also where that is no more than the top of the area.
        let sheet = self.sheet();
        self.settle(&mut flow, signed, sheet, start, !items.is_empty());
        self.set(flow.strips, flow.headers, sheet, start, items);
    }

    fn editor_note(&mut self, flow: &mut Flow) {
        let notice = self.notice;
        for (index, text) in notice.editor_note.iter().enumerate() {
            let node = self.node(NodeKind::Paragraph, None, text.plain(), text.span());
            let label = if index == 0 { wording::editor_note_label(notice) } else { "" };
            let heading = self.text_style(Role::Heading, node);
            let mut clusters = self.shape(label, text.span(), heading);
            let style = self.text_style(Role::Kai, node);
            clusters.extend(self.shape_rich(text, style));
            let mut setting = self.text_setting(self.template.text.indent, 0.0);
            if index == 0 {
                setting.gap = self.template.recipients.gap;
            }
            let strips = self.strips(&clusters, setting, Some(node));
            flow.add(strips);
        }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], flow: &mut Flow, width: Mm) {
        for block in blocks {
            // No `_` arm: a new kind of block must not vanish from the page.
            match block {
                Block::Paragraph(paragraph) => self.paragraph(&paragraph.text, flow, width),
                Block::Section(section) => self.section(section, flow, width),
                Block::Article(article) => self.article(article, flow, width),
                Block::List(list) => self.list(list, flow, width),
                Block::Table(table) => self.table(table, flow, width),
                Block::Figure(figure) => self.figure(figure, flow, width),
                Block::Contacts(block) => self.contacts(block, flow, width),
                Block::PageBreak(_) => flow.breaks = true,
            }
        }
    }

    fn paragraph(&mut self, text: &RichText, flow: &mut Flow, width: Mm) {
        let node = self.node(NodeKind::Paragraph, None, "", text.span());
        let style = self.text_style(Role::Body, node);
        let clusters = self.shape_rich(text, style);
        let setting = Setting { width, ..self.text_setting(self.template.text.indent, 0.0) };
        let strips = self.strips(&clusters, setting, Some(node));
        flow.add(strips);
    }

    /// A section line: number and heading in the face of the level, the rest as text. Source: 7.3.3
    fn section(&mut self, section: &Section, flow: &mut Flow, width: Mm) {
        let role = match section.level {
            1 => Role::Heading,
            2 => Role::Kai,
            _ => Role::Body,
        };
        let first = format!("{}{}", section.heading.plain(), section.text.plain());
        let label = format!("{}{}", section.label, wording::enumerator_gap(self.notice.language, &section.label, &first));
        let numbered = section.form == SectionForm::Numbered;
        let kind = if numbered { NodeKind::Paragraph } else { NodeKind::Heading(section.level + self.rank) };
        let heading = format!("{label}{}", section.heading.plain());
        let node = self.node(kind, None, heading.trim_end(), section.span);
        let face = if numbered { Role::Body } else { role };
        let style = self.text_style(face, node);
        let mut clusters = self.shape(&label, section.enumerator.span, style);
        clusters.extend(self.shape_rich(&section.heading, style));
        if !section.text.is_empty() {
            // The text behind a run-in heading is a paragraph of its own to a reader, on the same line to the eye.
            let text = if numbered { node } else { self.node(NodeKind::Paragraph, None, "", section.text.span()) };
            let style = self.text_style(Role::Body, text);
            if !numbered && !self.chinese {
                clusters.extend(self.shape(" ", section.text.span(), style));
            }
            clusters.extend(self.shape_rich(&section.text, style));
        }
        let setting = Setting { width, ..self.text_setting(self.template.text.indent, 0.0) };
        let mut strips = self.strips(&clusters, setting, Some(node));
        if section.form == SectionForm::Heading {
            flow.keep_heading(&mut strips);
        }
        flow.add(strips);
    }

    fn article(&mut self, article: &Article, flow: &mut Flow, width: Mm) {
        let gap = labels(self.notice.language).article_gap;
        let label = if article.text.is_empty() { article.label.text.clone() } else { format!("{}{gap}", article.label.text) };
        if article.part == ArticleKind::Article {
            let node = self.node(NodeKind::Paragraph, None, "", article.span);
            let heading = self.text_style(Role::Heading, node);
            let mut clusters = self.shape(&label, article.label.span, heading);
            let style = self.text_style(Role::Body, node);
            clusters.extend(self.shape_rich(&article.text, style));
            let setting = Setting { width, ..self.text_setting(self.template.text.indent, 0.0) };
            let strips = self.strips(&clusters, setting, Some(node));
            return flow.add(strips);
        }
        // Chapters and sections of a regulation are centred.
        let level = self.rank + if article.part == ArticleKind::Chapter { 1 } else { 2 };
        let node = self.node(NodeKind::Heading(level), None, format!("{label}{}", article.text.plain()), article.span);
        let style = self.text_style(Role::Heading, node);
        let mut clusters = self.shape(&label, article.label.span, style);
        clusters.extend(self.shape_rich(&article.text, style));
        let setting = Setting { width, placing: Placing::Centre, ..self.text_setting(0.0, 0.0) };
        let mut strips = self.strips(&clusters, setting, Some(node));
        flow.keep_heading(&mut strips);
        flow.add(strips);
    }

    fn list(&mut self, list: &List, flow: &mut Flow, width: Mm) {
        let parent = self.node(NodeKind::List, None, "", list.span);
        for (index, item) in list.items.iter().enumerate() {
            let node = self.node(NodeKind::Item, Some(parent), "", item.span());
            let style = self.text_style(Role::Body, node);
            let mut clusters = self.shape(if self.chinese { "·" } else { "•" }, Span::empty(item.span().start), style);
            if !self.chinese {
                clusters.extend(self.shape(" ", Span::empty(item.span().start), style));
            }
            clusters.extend(self.shape_rich(item, style));
            let indent = self.template.text.indent;
            let setting = Setting { width, ..self.text_setting(indent, indent + 1.0) };
            let mut strips = self.strips(&clusters, setting, Some(node));
            if index == 0 {
                strips.iter_mut().take(1).for_each(|strip| strip.opens.push(parent));
            }
            flow.add(strips);
        }
    }

    /// Contact lines: label, colon, value; turned lines align behind the colon.
    pub(super) fn contacts(&mut self, block: &ContactBlock, flow: &mut Flow, width: Mm) {
        let before = flow.strips.len();
        for contact in &block.contacts {
            let text = format!("{}{}", contact.label.text, labels(self.notice.language).label_colon);
            let node = self.node(NodeKind::Paragraph, None, "", contact.label.span);
            self.labelled(&text, contact.label.span, &contact.text.text, contact.text.span, node, Role::Body, flow, width);
        }
        // A block of a few lines stays whole.
        let lines = &mut flow.strips[before..];
        let last = lines.len().saturating_sub(1);
        if last < 8 {
            lines[..last].iter_mut().for_each(|strip| strip.keep = true);
        }
    }

    /// A paragraph that begins with a label; turned lines stand below the first character behind it.
    #[expect(clippy::too_many_arguments, reason = "a label and a value, each a text with its place")]
    pub(super) fn labelled(
        &mut self,
        label: &str,
        label_span: Span,
        text: &str,
        span: Span,
        node: NodeId,
        face: Role,
        flow: &mut Flow,
        width: Mm,
    ) {
        let style = self.text_style(face, node);
        let mut clusters = self.shape(label, label_span, style);
        let hang = natural_width(&clusters) / self.template.cell();
        let style = self.text_style(Role::Body, node);
        clusters.extend(self.shape(text, span, style));
        let indent = self.template.text.indent;
        // Words of a short English value would be torn apart.
        let placing = if self.chinese { Placing::Justify } else { Placing::Left };
        let setting = Setting { width, placing, ..self.text_setting(indent, indent + hang) };
        let strips = self.strips(&clusters, setting, Some(node));
        flow.add(strips);
    }

    fn figure(&mut self, figure: &Figure, flow: &mut Flow, width: Mm) {
        let plain = figure.caption.plain();
        let label = wording::figure_label(self.notice, figure.number, &plain);
        let node = self.node(NodeKind::Figure, None, if plain.is_empty() { label.clone() } else { plain }, figure.span);
        self.targets.push((ReferenceKind::Figure, figure.number, node));
        let mut items = Vec::new();
        let mut height = Mm(0.0);
        if let Some(picture) = self.input.images.picture(&figure.path.text) {
            // 150 dots to the inch, but no wider than the text and never so high that a page cannot hold the caption.
            let (pixels_wide, pixels_high) = (f64::from(picture.width), f64::from(picture.height));
            let natural = Mm(pixels_wide * 25.4 / 150.0);
            let wide = natural.min(width * 0.82).min(Mm(110.0) * (pixels_wide / pixels_high));
            height = wide * (pixels_high / pixels_wide);
            let path = figure.path.text.clone();
            items.push(Item::Picture(PlacedPicture { path, x: (width - wide) / 2.0, y: Mm(0.0), width: wide, height, node }));
        }
        let picture = Strip { height, gap: self.template.leading(), items, opens: vec![node], keep: true, ..Strip::default() };
        flow.add(vec![picture]);
        let caption = self.node(NodeKind::Caption, Some(node), "", figure.caption.span());
        let size = self.template.caption.size;
        let style = self.style(Role::Body, size, Some(caption));
        let mut clusters = self.shape(&label, figure.span, style);
        clusters.extend(self.shape_rich(&figure.caption, style));
        let strips = self.centred(&clusters, Mm::from(size), Mm(3.0), Mm(2.0));
        flow.add(strips);
    }
}
