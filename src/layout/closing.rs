//! What follows the body: annex note, contacts, people of minutes, signature (`signature`), note.
//!
//! Source: GB/T 9704—2012, 7.3.4–7.3.6, 10.3

use super::compose::Composer;
use super::display::NodeKind;
use super::fonts::Role;
use super::lines::natural_width;
use super::shape::bind_names;
use super::signature::Beside;
use super::strip::Flow;
use super::text::Setting;
use super::units::Mm;
use crate::wording::{self, People};

impl Composer<'_> {
    /// Adds it all; tells which strips are signature and note.
    pub(super) fn closing(&mut self, flow: &mut Flow) -> std::ops::Range<usize> {
        let notice = self.notice();
        self.annex_note(flow);
        self.people(flow);
        for block in &notice.contacts {
            self.contacts(block, flow);
        }
        let start = flow.strips.len();
        let beside = self.signature(flow);
        self.note(flow, beside);
        let signed = start..flow.strips.len();
        self.blocks(&notice.afterword, flow);
        signed
    }

    /// 附件说明: two 字 in, numbers below each other, turned lines below the first character of the name. Source: 7.3.4
    fn annex_note(&mut self, flow: &mut Flow) {
        let notice = self.notice();
        let lines = wording::annex_lines(notice);
        if lines.is_empty() {
            return;
        }
        let label = wording::annex_note_label(notice);
        let indent = self.template().text.indent;
        let cell = self.template().cell();
        let span = lines[0].entry.title.span();
        let mut label_width = 0.0;
        // Several annexes are a list behind the label; a single one goes on its line.
        let first = self.node(NodeKind::Paragraph, None, "", span);
        let list = (lines.len() > 1).then(|| self.node(NodeKind::List, None, "", span));
        for (index, line) in lines.iter().enumerate() {
            let node = list.map_or(first, |list| self.node(NodeKind::Item, Some(list), "", line.entry.title.span()));
            let style = self.text_style(Role::Body, node);
            let mut lead = Vec::new();
            if index == 0 {
                let (clusters, wide) = self.label(label, span, self.text_style(Role::Body, first));
                (lead, label_width) = (clusters, wide / cell);
            }
            let (number, number_width) = if list.is_some() {
                self.item_label(&line.number, line.entry.title.span(), style)
            } else {
                (Vec::new(), Mm(0.0))
            };
            let number_width = number_width / cell;
            let mut clusters = lead;
            clusters.extend(number);
            // The title of an annex may carry the mark of a note; the note belongs to the annex, not to the list.
            if line.entry.made {
                clusters.extend(self.shape(&line.entry.title.plain(), line.entry.title.span(), style));
            } else {
                clusters.extend(self.shape_rich(&line.entry.title, style));
            }
            let begin = if index == 0 { indent } else { indent + label_width };
            let mut setting = self.text_setting(begin, indent + label_width + number_width);
            if index == 0 {
                setting.gap = self.template().closing.annex_note_gap;
            }
            let mut strips = self.strips(&clusters, setting, Some(node));
            strips.first_mut().filter(|_| index == 0).into_iter().for_each(|strip| strip.opens.push(first));
            // An entry stays whole, and the first one with the next.
            let last = strips.len().saturating_sub(1);
            strips[..last].iter_mut().for_each(|strip| strip.keep = true);
            strips.last_mut().into_iter().for_each(|strip| strip.keep = index == 0 && lines.len() > 1);
            flow.add(strips);
        }
    }

    /// 出席, 请假, 列席. Source: 10.3
    fn people(&mut self, flow: &mut Flow) {
        let indent = self.template().text.indent;
        let mut gap = self.template().closing.annex_note_gap;
        for People { label, entries } in wording::people(self.notice()) {
            let mut hang = 0.0;
            for (row, entry) in entries.iter().enumerate() {
                let node = self.node(NodeKind::Paragraph, None, "", entry.span);
                let mut clusters = Vec::new();
                if row == 0 {
                    let style = self.text_style(Role::Heading, node);
                    let (label, wide) = self.label(label, entry.span, style);
                    clusters = label;
                    hang = wide / self.template().cell();
                }
                let style = self.text_style(Role::Body, node);
                let mut text = self.shape(&entry.text, entry.span, style);
                bind_names(&mut text);
                clusters.extend(text);
                // Entries and turned lines stand below the first character behind the colon.
                let first = if row == 0 { indent } else { indent + hang };
                let setting = Setting { gap, ..self.text_setting(first, indent + hang) };
                let strips = self.strips(&clusters, setting, Some(node));
                flow.add(strips);
                gap = self.template().leading();
            }
        }
    }

    /// 附注: two 字 in, in brackets, on the line below the date. Source: 7.3.6
    fn note(&mut self, flow: &mut Flow, beside: Option<Beside>) {
        let notice = self.notice();
        let Some(note) = notice.note.as_ref().filter(|note| !note.is_empty()) else { return };
        let (open, close) = wording::note_brackets(notice);
        let node = self.node(NodeKind::Paragraph, None, "", note.span());
        let style = self.text_style(Role::Body, node);
        let mut clusters = self.shape(open, note.span(), style);
        clusters.extend(self.shape_rich(note, style));
        clusters.extend(self.shape(close, note.span(), style));
        let mut setting = self.text_setting(self.template().text.indent, 0.0);
        // Beside a seal there is room for one line; a longer note stands below the seal.
        let room = |beside: &Beside| setting.width - setting.first - beside.right;
        let beside = beside.filter(|beside| natural_width(&clusters).0 <= room(beside).0);
        if let Some(beside) = beside {
            (setting.gap, setting.right) = (beside.gap, beside.right);
        }
        let mut strips = self.strips(&clusters, setting, Some(node));
        // The room that the seal takes below the note's last line stays free.
        let height: Mm = strips.iter().map(|strip| strip.gap + strip.height).sum();
        if let (Some(beside), Some(last)) = (beside, strips.last_mut()) {
            last.height += (beside.depth - (height - beside.gap)).max(Mm(0.0));
        }
        if let Some(before) = flow.strips.last_mut() {
            before.keep = true;
        }
        flow.add(strips);
    }
}
