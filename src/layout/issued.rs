//! Texts that the notice sends out: each begins a page of its own, with its title where a title stands, and without any label.
//!
//! Source: GB/T 9704—2012, 7.3.1–7.3.6 (set as a notice is), 7.3.7 (what such a text is not), 10.2

use super::compose::Composer;
use super::display::NodeKind;
use super::fonts::Role;
use super::lines::Placing;
use super::strip::{Flow, Strip};
use super::text::Setting;
use super::units::Mm;
use crate::model::{Issued, RichText};
use crate::wording;

impl Composer<'_> {
    /// The texts and the annexes that are bound with them, or their annexes that are bound apart.
    pub(super) fn issued(&mut self, apart: bool) {
        for issued in &self.whole().issued {
            self.begin_part(&issued.text);
            if !apart {
                self.issued_text(issued);
            }
            self.annexes(apart);
        }
        self.end_parts();
    }

    fn issued_text(&mut self, issued: &Issued) {
        let text = &issued.text;
        let sheet = if issued.landscape { self.landscape_sheet() } else { self.sheet() };
        let mut flow = Flow::new(sheet.area_width, 2);
        self.issued_head(issued, &mut flow);
        if let Some(addressed) = wording::recipients_text(text) {
            let span = text.recipients.as_ref().map_or(issued.span, |recipients| recipients.text.span);
            let node = self.node(NodeKind::Paragraph, None, &addressed, span);
            let style = self.text_style(Role::Body, node);
            let clusters = self.shape(&addressed, span, style);
            let gap = self.template().recipients.gap;
            // Names of organs are not parted at a hyphen.
            let placing = if self.chinese() { Placing::Justify } else { Placing::Left };
            let setting = Setting { gap, placing, width: flow.width, ..self.text_setting(0.0, 0.0) };
            let strips = self.strips(&clusters, setting, Some(node));
            flow.add(strips);
        }
        let before = flow.strips.len();
        self.blocks(&text.body, &mut flow);
        if let Some(first) = flow.strips.get_mut(before).filter(|_| text.recipients.is_none()) {
            first.gap = first.gap.max(self.template().recipients.gap);
        }
        let signed = self.closing(&mut flow);
        if flow.strips.is_empty() {
            // A draft in which nothing of the text is written yet.
            return;
        }
        let paper = self.paper(sheet);
        self.footnotes().name_once(&mut flow.strips);
        let plan = self.settle(&flow, signed, &paper);
        self.paint(&plan, flow, sheet, Vec::new());
    }

    /// Title in 二号 小标宋, what is said below it (题注) in 楷体, and the number; all in the middle.
    fn issued_head(&mut self, issued: &Issued, flow: &mut Flow) {
        let text = &issued.text;
        let width = flow.width;
        let mut strips: Vec<Strip> = Vec::new();
        if !text.title.is_empty() {
            let node = self.node(NodeKind::Heading(2), None, text.title_text(), text.title[0].span());
            let size = self.template().title.size;
            for line in &text.title {
                let lines = self.annex_title(line, size, node, width);
                strips.extend(lines);
            }
            strips.first_mut().into_iter().for_each(|first| first.opens.push(node));
        }
        let (kai, size) = (Role::Kai, self.template().text.size);
        for line in &text.subtitle {
            let lines = self.middle(line, kai, width);
            strips.extend(lines);
        }
        if let Some(number) = text.number.as_ref().filter(|number| !number.text.is_empty()) {
            let node = self.node(NodeKind::Paragraph, None, "", number.text.span);
            let style = self.style(Role::Body, size, Some(node));
            let clusters = self.shape(&number.text.text, number.text.span, style);
            let setting = self.middle_setting(width);
            let lines = self.strips(&clusters, setting, Some(node));
            strips.extend(lines);
        }
        strips.iter_mut().for_each(|strip| strip.keep = true);
        flow.add(strips);
    }

    /// A line of the head below the title, in the middle.
    fn middle(&mut self, text: &RichText, role: Role, width: Mm) -> Vec<Strip> {
        let node = self.node(NodeKind::Paragraph, None, text.plain(), text.span());
        let style = self.style(role, self.template().text.size, Some(node));
        let clusters = self.shape_rich(text, style);
        let setting = self.middle_setting(width);
        self.strips(&clusters, setting, Some(node))
    }

    fn middle_setting(&self, width: Mm) -> Setting {
        let placing = if width == self.template().area.width { Placing::Middle } else { Placing::Centre };
        let gap = self.template().title.subtitle_gap;
        Setting { gap, placing, width, ..self.text_setting(0.0, 0.0) }
    }
}
