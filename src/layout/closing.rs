//! What follows the body: annex note, contacts, people of minutes, signature, date, note.
//!
//! Source: GB/T 9704—2012, 7.3.4–7.3.6, 10.3

use super::body::Flow;
use super::compose::{Composer, Setting};
use super::display::NodeKind;
use super::flow::Strip;
use super::fonts::Role;
use super::lines::{Placing, natural_width};
use super::shape::Cluster;
use super::units::Mm;
use crate::model::Recipients;
use crate::wording::{self, labels};

impl Composer<'_> {
    pub(super) fn closing(&mut self, flow: &mut Flow) {
        let notice = self.notice;
        let width = self.template.area.width;
        self.annex_note(flow);
        self.people(flow);
        for block in &notice.contacts {
            self.contacts(block, flow, width);
        }
        self.signature(flow);
        self.note(flow);
        self.blocks(&notice.afterword, flow, width);
    }

    /// 附件说明: two 字 in, numbers below each other, turned lines below the first character of the name. Source: 7.3.4
    fn annex_note(&mut self, flow: &mut Flow) {
        let notice = self.notice;
        let lines = wording::annex_lines(notice);
        if lines.is_empty() {
            return;
        }
        let label = wording::annex_note_label(notice);
        let indent = self.template.text.indent;
        let cell = self.template.cell();
        let span = lines[0].entry.title.span();
        let mut label_width = 0.0;
        for (index, line) in lines.iter().enumerate() {
            let node = self.node(NodeKind::Paragraph, None, "", line.entry.title.span());
            let style = self.text_style(Role::Body, node);
            let lead = if index == 0 { self.shape(label, span, style) } else { Vec::new() };
            if index == 0 {
                label_width = natural_width(&lead) / cell;
            }
            let number = self.shape(&line.number, line.entry.title.span(), style);
            let number_width = natural_width(&number) / cell;
            let mut clusters = lead;
            clusters.extend(number);
            // The title of an annex may carry the mark of a note; the note belongs to the annex, not to the list.
            if line.entry.made {
                clusters.extend(self.shape(&line.entry.title.plain(), line.entry.title.span(), style));
            } else {
                clusters.extend(self.shape_rich(&line.entry.title, style));
            }
            let first = if index == 0 { indent } else { indent + label_width };
            let mut setting = self.text_setting(first, indent + label_width + number_width);
            if index == 0 {
                setting.gap = self.template.closing.annex_note_gap;
            }
            let mut strips = self.strips(&clusters, setting, Some(node));
            if index + 1 < lines.len()
                && let Some(strip) = strips.last_mut()
            {
                strip.keep = index == 0;
            }
            flow.add(strips);
        }
    }

    /// 出席, 请假, 列席. Source: 10.3
    fn people(&mut self, flow: &mut Flow) {
        let notice = self.notice;
        let labels = labels(notice.language);
        let indent = self.template.text.indent;
        let mut gap = self.template.closing.annex_note_gap;
        for (label, entries) in
            [(labels.present, &notice.present), (labels.excused, &notice.excused), (labels.attending, &notice.attending)]
        {
            let mut hang = 0.0;
            for (row, entry) in entries.iter().enumerate() {
                let node = self.node(NodeKind::Paragraph, None, "", entry.span);
                let mut clusters = Vec::new();
                if row == 0 {
                    let style = self.text_style(Role::Heading, node);
                    clusters = self.shape(label, entry.span, style);
                    hang = natural_width(&clusters) / self.template.cell();
                }
                let style = self.text_style(Role::Body, node);
                clusters.extend(self.shape(&entry.text, entry.span, style));
                // Entries and turned lines stand below the first character behind the colon.
                let first = if row == 0 { indent } else { indent + hang };
                let setting = Setting { gap, ..self.text_setting(first, indent + hang) };
                let strips = self.strips(&clusters, setting, Some(node));
                flow.add(strips);
                gap = self.template.leading();
            }
        }
    }

    /// Names and date (发文机关署名, 成文日期). Source: 7.3.5
    fn signature(&mut self, flow: &mut Flow) {
        let notice = self.notice;
        let date = notice.date.as_ref().filter(|_| !wording::dated_in_masthead(notice));
        let closing = &self.template.closing;
        let (cell, area) = (self.template.cell(), self.template.area.width);
        let sealed = notice.is_sealed();
        let right = area - cell * if sealed { closing.sealed_right } else { closing.right };
        let mut names: Vec<Vec<Cluster>> = Vec::new();
        let mut nodes = Vec::new();
        for organ in &notice.signatories {
            let node = self.node(NodeKind::Paragraph, None, &organ.name, organ.text.span);
            let style = self.text_style(Role::Body, node);
            names.push(self.shape(&organ.name, organ.text.span, style));
            nodes.push(node);
        }
        let date_text = date.map(|date| (wording::date_text(date, notice.language), date.text.span));
        let date = date_text.map(|(text, span)| {
            let node = self.node(NodeKind::Paragraph, None, &text, span);
            let style = self.text_style(Role::Body, node);
            (self.shape(&text, span, style), node)
        });
        // A name wider than the line is broken; English names are often so.
        let widest = names.iter().map(|name| natural_width(name)).fold(Mm(0.0), Mm::max).min(right);
        let date_width = date.as_ref().map_or(Mm(0.0), |(date, _)| natural_width(date));
        let indent = cell * closing.date_indent;
        let (name_x, date_x) = if sealed {
            // The seal is centred on the date and the name.
            let date_x = right - date_width;
            let centre = date_x + date_width / 2.0;
            ((centre - widest / 2.0).min(area - widest), date_x)
        } else if names.is_empty() {
            (Mm(0.0), right - date_width)
        } else if date_width + indent > widest {
            (right - date_width - indent, right - date_width)
        } else {
            (right - widest, right - widest + indent)
        };
        let name_x = name_x.max(Mm(0.0));
        let gap = if sealed { closing.sealed_gap } else { closing.signature_gap };
        let joint = names.len() > 1 && self.chinese;
        let mut strips: Vec<Strip> = Vec::new();
        for (name, node) in names.iter().zip(nodes) {
            let placing = if joint { Placing::Spread } else { Placing::Left };
            let base = self.text_setting(0.0, 0.0);
            let setting = Setting { first: name_x, rest: name_x, right: (area - name_x - widest).max(Mm(0.0)), placing, ..base };
            strips.extend(self.strips(name, setting, Some(node)));
        }
        if let Some((date, node)) = date {
            let base = self.text_setting(0.0, 0.0);
            let setting = Setting { first: date_x, rest: Mm(0.0), placing: Placing::Left, ..base };
            strips.extend(self.strips(&date, setting, Some(node)));
        }
        let Some(first) = strips.first_mut() else { return };
        first.gap = gap;
        let last = strips.len() - 1;
        strips[..last].iter_mut().for_each(|strip| strip.keep = true);
        // The signature never stands on a page without text (7.3.5.5): the last line before it goes along, and with it
        // what that line is kept with, as far as one page holds all of it and the note below.
        let mut height: Mm = strips.iter().map(|strip| strip.gap + strip.height).sum();
        height += self.template.pitch();
        flow.strips.last_mut().into_iter().for_each(|before| before.keep = true);
        for before in flow.strips.iter_mut().rev().take_while(|before| before.keep) {
            height += before.gap + before.height;
            if height > self.template.area.height {
                before.keep = false;
            }
        }
        flow.add(strips);
    }

    /// 附注: two 字 in, in brackets, on the line below the date. Source: 7.3.6
    fn note(&mut self, flow: &mut Flow) {
        let notice = self.notice;
        let Some(note) = notice.note.as_ref().filter(|note| !note.is_empty()) else { return };
        let (open, close) = wording::note_brackets(notice);
        let node = self.node(NodeKind::Paragraph, None, "", note.span());
        let style = self.text_style(Role::Body, node);
        let mut clusters = self.shape(open, note.span(), style);
        clusters.extend(self.shape_rich(note, style));
        clusters.extend(self.shape(close, note.span(), style));
        let setting = self.text_setting(self.template.text.indent, 0.0);
        let strips = self.strips(&clusters, setting, Some(node));
        if let Some(before) = flow.strips.last_mut() {
            before.keep = true;
        }
        flow.add(strips);
    }

    /// The label of a list in the imprint, and its text.
    pub(super) fn imprint_recipients(&self) -> Option<(&'static str, &Recipients)> {
        let recipients = self.notice.recipients.as_ref().filter(|_| !self.recipients_in_head())?;
        Some((labels(self.notice.language).recipients, recipients))
    }
}
