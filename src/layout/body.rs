//! The first column: title, recipients, body, and what follows it down to the note.

use super::compose::Composer;
use super::display::{Item, NodeId, NodeKind, PlacedPicture};
use super::fonts::Role;
use super::lines::Placing;
use super::plan::Paper;
use super::remarks::Remark;
use super::shape::Cluster;
use super::strip::{Flow, Strip};
use super::text::Setting;
use super::units::Mm;
use crate::model::{Article, Block, Contact, ContactBlock, Figure, Inline, List, RichText, Section, SectionForm};
use crate::span::Span;
use crate::syntax::values::ReferenceKind;
use crate::syntax::{ArticleKind, FieldKey};
use crate::wording::{self, labels};

/// The lists of numbered paragraphs that are open: level, list, last item.
#[derive(Debug, Default)]
struct Lists {
    open: Vec<(u8, NodeId, NodeId)>,
}

impl Composer<'_> {
    /// Everything before the annexes.
    pub(super) fn first_column(&mut self) {
        let notice = self.notice();
        let (items, start) = self.masthead();
        let mut flow = Flow::new(self.template().area.width, 1);
        self.editor_note(&mut flow);
        let title = self.title();
        flow.add(title);
        let titled = flow.strips.len();
        self.recipients(&mut flow, start);
        let before = flow.strips.len();
        let addressed = notice.recipients.is_some() && self.recipients_in_head();
        self.blocks(&notice.body, &mut flow);
        flow.strips[before..].iter_mut().for_each(|strip| strip.body = true);
        if let Some(first) = flow.strips.get_mut(before).filter(|_| !addressed) {
            // The text of an order stands two 行 below its number (10.2); below a title one 行 is left free.
            first.gap = if notice.title.is_empty() { self.template().title.gap } else { self.template().recipients.gap };
        }
        self.snap(&mut flow.strips, titled, start);
        let signed = self.closing(&mut flow);
        let stray = self.stray_notes();
        if !stray.is_empty() {
            if flow.strips.is_empty() {
                flow.strips.push(Strip::default());
            }
            flow.strips.last_mut().into_iter().for_each(|strip| strip.notes.extend(&stray));
        }
        let sheet = self.sheet();
        // White above the first strip counts from the masthead, also where that is no more than the top of the area.
        let paper = Paper { start, headed: !items.is_empty(), ..self.paper(sheet) };
        self.footnotes().name_once(&mut flow.strips);
        let plan = self.settle(&flow, signed, &paper);
        self.paint(&plan, flow, sheet, items);
    }

    /// Moves what begins at `first` down to a line of the grid, where the template asks for it. Source: 5.2.3
    fn snap(&self, strips: &mut [Strip], first: usize, start: Mm) {
        let above: Mm = strips[..first].iter().map(|strip| strip.gap + strip.height).sum();
        let Some(strip) = strips.get_mut(first).filter(|_| self.template().grid.snap) else { return };
        let (pitch, top) = (self.template().pitch(), self.template().area.top);
        let y = start + above + strip.gap - top;
        strip.gap += pitch * (y / pitch - 1e-6).ceil() - y;
    }

    fn editor_note(&mut self, flow: &mut Flow) {
        let notice = self.notice();
        for (index, text) in notice.editor_note.iter().enumerate() {
            let node = self.node(NodeKind::Paragraph, None, text.plain(), text.span());
            let label = if index == 0 { wording::editor_note_label(notice) } else { "" };
            let heading = self.text_style(Role::Heading, node);
            let mut clusters = self.shape(label, text.span(), heading);
            let style = self.text_style(Role::Kai, node);
            clusters.extend(self.shape_rich(text, style));
            let mut setting = self.text_setting(self.template().text.indent, 0.0);
            if index == 0 {
                setting.gap = self.template().recipients.gap;
            }
            let strips = self.strips(&clusters, setting, Some(node));
            flow.add(strips);
        }
    }

    /// The strips of blocks, one after the other.
    pub(super) fn each_block(&mut self, blocks: &[Block], flow: &mut Flow) {
        let mut lists = Lists::default();
        for block in blocks {
            let numbered = matches!(block, Block::Section(section) if section.form == SectionForm::Numbered);
            if !numbered {
                lists.open.clear();
            }
            // No `_` arm: a new kind of block must not vanish from the page.
            match block {
                Block::Paragraph(paragraph) => self.paragraph(&paragraph.text, flow),
                Block::Section(section) => self.section(section, &mut lists, flow),
                Block::Article(article) => self.article(article, flow),
                Block::List(list) => self.list(list, flow),
                Block::Table(table) => self.table(table, flow),
                Block::Figure(figure) => self.figure(figure, flow),
                Block::Contacts(block) => self.contacts(block, flow),
                Block::PageBreak(_) => flow.breaks = true,
            }
        }
    }

    fn paragraph(&mut self, text: &RichText, flow: &mut Flow) {
        let node = self.node(NodeKind::Paragraph, None, "", text.span());
        let style = self.text_style(Role::Body, node);
        let clusters = self.shape_rich(text, style);
        let setting = Setting { width: flow.width, ..self.text_setting(self.template().text.indent, 0.0) };
        self.running(&clusters, setting, node, flow);
    }

    /// Lines of a paragraph, with what keeps too few of them from standing alone on a page.
    pub(super) fn running(&self, clusters: &[Cluster], setting: Setting, node: NodeId, flow: &mut Flow) {
        let strips = self.strips(clusters, setting, Some(node));
        let lengths = &self.template().flow;
        let (orphans, mut widows) =
            if self.chinese() { (lengths.orphans, lengths.widows) } else { (lengths.latin_orphans, lengths.latin_widows) };
        let end = strips.last().and_then(right_edge).unwrap_or_default();
        if end - setting.rest < self.template().cell() * lengths.scrap {
            widows = widows.max(2);
        }
        flow.add_running(strips, orphans, widows, lengths.below_heading);
    }

    /// A section line: number and heading in the face of the level, the rest as text. Source: 7.3.3
    fn section(&mut self, section: &Section, lists: &mut Lists, flow: &mut Flow) {
        let role = match section.level {
            1 => Role::Heading,
            2 => Role::Kai,
            _ => Role::Body,
        };
        let label = wording::section_label(section, self.notice().language);
        let numbered = section.form == SectionForm::Numbered;
        let heading = format!("{label}{}", section.heading.plain());
        let node = if numbered {
            self.numbered(section, lists)
        } else {
            self.node(NodeKind::Heading(section.level + flow.rank), None, heading.trim_end(), section.span)
        };
        // Beside siblings with headings the number of a paragraph without one stands in their face.
        let style = self.text_style(if section.headed { role } else { Role::Body }, node);
        let number =
            if numbered { self.node(NodeKind::Label, Some(node), label.trim_end(), section.enumerator.span) } else { node };
        let mut clusters = self.shape(&label, section.enumerator.span, super::shape::Style { node: Some(number), ..style });
        clusters.extend(self.shape_rich(&section.heading, style));
        if !section.text.is_empty() {
            // The text behind a run-in heading is a paragraph of its own to a reader, on the same line to the eye.
            let text = if numbered { node } else { self.node(NodeKind::Paragraph, None, "", section.text.span()) };
            let style = self.text_style(Role::Body, text);
            if !numbered {
                let gap = wording::run_in_gap(self.notice().language);
                clusters.extend(self.shape(gap, section.text.span(), style));
            }
            clusters.extend(self.shape_rich(&section.text, style));
        }
        let setting = Setting { width: flow.width, ..self.text_setting(self.template().text.indent, 0.0) };
        if section.form == SectionForm::Heading {
            let strips = self.strips(&clusters, setting, Some(node));
            return flow.add_heading(strips, section.level + 2);
        }
        self.running(&clusters, setting, node, flow);
    }

    /// The item of a numbered paragraph: paragraphs of a level, one behind the other, are a list, and those of a deeper
    /// level a list within an item.
    fn numbered(&mut self, section: &Section, lists: &mut Lists) -> NodeId {
        lists.open.retain(|(level, ..)| *level <= section.level);
        let list = match lists.open.last() {
            Some((level, list, _)) if *level == section.level => *list,
            above => {
                let parent = above.map(|(_, _, item)| *item);
                self.node(NodeKind::List, parent, "", section.span)
            }
        };
        let item = self.node(NodeKind::Item, Some(list), "", section.span);
        lists.open.retain(|(level, ..)| *level < section.level);
        lists.open.push((section.level, list, item));
        item
    }

    fn article(&mut self, article: &Article, flow: &mut Flow) {
        let gap = labels(self.notice().language).article_gap;
        let label = if article.text.is_empty() { article.label.text.clone() } else { format!("{}{gap}", article.label.text) };
        if article.part == ArticleKind::Article {
            let node = self.node(NodeKind::Paragraph, None, "", article.span);
            let heading = self.text_style(Role::Heading, node);
            let mut clusters = self.shape(&label, article.label.span, heading);
            let style = self.text_style(Role::Body, node);
            clusters.extend(self.shape_rich(&article.text, style));
            let setting = Setting { width: flow.width, ..self.text_setting(self.template().text.indent, 0.0) };
            return self.running(&clusters, setting, node, flow);
        }
        // Chapters and sections of a regulation are centred.
        let depth = if article.part == ArticleKind::Chapter { 1 } else { 2 };
        let level = flow.rank + depth;
        let node = self.node(NodeKind::Heading(level), None, format!("{label}{}", article.text.plain()), article.span);
        let style = self.text_style(Role::Heading, node);
        let mut clusters = self.shape(&label, article.label.span, style);
        clusters.extend(self.shape_rich(&article.text, style));
        let setting = Setting { width: flow.width, placing: Placing::Centre, ..self.text_setting(0.0, 0.0) };
        let strips = self.strips(&clusters, setting, Some(node));
        flow.add_heading(strips, depth);
    }

    fn list(&mut self, list: &List, flow: &mut Flow) {
        let parent = self.node(NodeKind::List, None, "", list.span);
        for (index, item) in list.items.iter().enumerate() {
            let node = self.node(NodeKind::Item, Some(parent), "", item.span());
            let style = self.text_style(Role::Body, node);
            let bullet = if self.chinese() { "·" } else { "• " };
            let (mut clusters, hang) = self.item_label(bullet, Span::empty(item.span().start), style);
            clusters.extend(self.shape_rich(item, style));
            let indent = self.template().text.indent;
            let setting = Setting { width: flow.width, ..self.text_setting(indent, indent + hang / self.template().cell()) };
            let first = flow.strips.len();
            self.running(&clusters, setting, node, flow);
            flow.strips.get_mut(first).filter(|_| index == 0).into_iter().for_each(|strip| strip.opens.push(parent));
        }
    }

    /// Contact lines: label, colon, value; turned lines align behind the colon.
    pub(super) fn contacts(&mut self, block: &ContactBlock, flow: &mut Flow) {
        let before = flow.strips.len();
        for contact in &block.contacts {
            let text = format!("{}{}", contact.label.text, labels(self.notice().language).label_colon);
            let node = self.node(NodeKind::Paragraph, None, "", contact.label.span);
            self.labelled((&text, contact.label.span), contact, node, flow);
        }
        // A block of a few lines stays whole; of a longer one two stand together at least, and the page is filled.
        let lines = &mut flow.strips[before..];
        let last = lines.len().saturating_sub(1);
        let whole = lines.len() <= self.template().closing.contacts_whole;
        for (index, strip) in lines[..last].iter_mut().enumerate() {
            strip.keep |= whole || index == 0 || index + 1 == last;
        }
    }

    /// A paragraph that begins with a label; turned lines stand below the first character behind it.
    fn labelled(&mut self, (label, span): (&str, Span), contact: &Contact, node: NodeId, flow: &mut Flow) {
        let style = self.text_style(Role::Body, node);
        let (mut clusters, wide) = self.label(label, span, style);
        let hang = wide / self.template().cell();
        clusters.extend(self.shape_inlines(&addresses(contact), style));
        let indent = self.template().text.indent;
        // Words of a short English value would be torn apart.
        let placing = if self.chinese() { Placing::Justify } else { Placing::Left };
        let setting = Setting { width: flow.width, placing, ..self.text_setting(indent, indent + hang) };
        let strips = self.strips(&clusters, setting, Some(node));
        flow.add(strips);
    }

    fn figure(&mut self, figure: &Figure, flow: &mut Flow) {
        let plain = figure.caption.plain();
        let label = wording::figure_label(self.notice(), figure.number, &plain);
        let said = if plain.is_empty() { self.notice().picture_name(figure.number) } else { plain };
        let node = self.node(NodeKind::Figure, None, said, figure.span);
        figure.number.into_iter().for_each(|number| self.ledger().lead(ReferenceKind::Figure, number, node));
        let mut items = Vec::new();
        let mut height = Mm(0.0);
        let lengths = &self.template().figure;
        if let Some(picture) = self.images().picture(&figure.path.text) {
            // No wider than the text, and never so high that a page cannot hold the caption.
            let (pixels_wide, pixels_high) = (f64::from(picture.width.max(1)), f64::from(picture.height.max(1)));
            let natural = Mm(pixels_wide * 25.4 / lengths.dpi.max(1.0));
            let highest = lengths.most_height.min(self.column_height(flow.width) * lengths.most_share.clamp(0.1, 1.0));
            let wide = natural.min(flow.width * lengths.most_width.min(1.0)).min(highest * (pixels_wide / pixels_high));
            height = wide * (pixels_high / pixels_wide);
            let dpi = pixels_wide * 25.4 / wide.0;
            if dpi < lengths.least_dpi - 0.5 {
                let remark = Remark::CoarsePicture {
                    number: figure.number,
                    dpi,
                    wanted: lengths.least_dpi,
                    width: picture.width,
                    height: picture.height,
                    needed: (wide.0 / 25.4 * lengths.least_dpi).ceil(),
                };
                self.ledger().remark(remark, figure.path.span, node);
            }
            let path = figure.path.text.clone();
            let (x, turn, sum) = ((flow.width - wide) / 2.0, picture.turn, picture.sum());
            items.push(Item::Picture(PlacedPicture { path, x, y: Mm(0.0), width: wide, height, turn, sum, node }));
        }
        let captioned = !label.is_empty() || !figure.caption.is_empty();
        let picture =
            Strip { height, gap: self.template().leading(), items, opens: vec![node], keep: captioned, ..Strip::default() };
        flow.add(vec![picture]);
        if !captioned {
            return;
        }
        let caption = self.node(NodeKind::Caption, Some(node), "", figure.caption.span());
        let style = self.style(Role::Body, self.template().caption.size, Some(caption));
        let mut clusters = self.shape(&label, figure.span, style);
        clusters.extend(self.shape_rich(&figure.caption, style));
        let mut strips = self.caption(&clusters, lengths.gap, flow.width);
        // The last line of the caption may end a page, none before it.
        let last = strips.len().saturating_sub(1);
        strips[..last].iter_mut().for_each(|strip| strip.keep = true);
        flow.add(strips);
    }

    /// Centred lines of a caption, with white above the first.
    pub(super) fn caption(&self, clusters: &[Cluster], gap: Mm, width: Mm) -> Vec<Strip> {
        let lengths = &self.template().caption;
        let height = Mm::from(lengths.size);
        // One 字 narrower on both sides, so that a stop that hangs at the end of a line does not push it off the text.
        let inset = height;
        let placing = Placing::Centre;
        let setting = Setting { gap, leading: lengths.leading, height, first: inset, rest: inset, right: inset, placing, width };
        self.strips(clusters, setting, None)
    }

    /// How high a column of a width is: one that is wider than the upright page's lies on its side.
    pub(super) fn column_height(&self, width: Mm) -> Mm {
        let area = &self.template().area;
        if width > area.width { area.width } else { area.height }
    }
}

/// The value of a contact, its mail and web addresses as links.
fn addresses(contact: &Contact) -> Vec<Inline> {
    let text = &contact.text;
    let plain = |start: usize, end: usize| Inline::Text {
        text: text.text[start..end].to_owned(),
        escapes: Vec::new(),
        span: text.source_span(start, end),
    };
    let (mut inlines, mut done) = (Vec::new(), 0);
    for value in &contact.values {
        let written = &value.text.text;
        let url = match contact.key {
            FieldKey::Email => format!("mailto:{written}"),
            FieldKey::Website if written.contains("://") => written.clone(),
            FieldKey::Website => format!("http://{written}"),
            // A sheet of paper dials no number.
            _ => continue,
        };
        let Some(at) = text.text[done..].find(written.as_str()).map(|at| done + at) else { continue };
        if at > done {
            inlines.push(plain(done, at));
        }
        done = at + written.len();
        inlines.push(Inline::Link { children: vec![plain(at, done)], url, span: value.text.span });
    }
    if done < text.text.len() {
        inlines.push(plain(done, text.text.len()));
    }
    inlines
}

/// The right edge of what stands on a strip.
fn right_edge(strip: &Strip) -> Option<Mm> {
    let end = |item: &Item| match item {
        Item::Run(run) => Some(run.x + run.width()),
        Item::Rule(_) | Item::Picture(_) | Item::Link(_) | Item::Guide(_) => None,
    };
    strip.items.iter().filter_map(end).reduce(Mm::max)
}
