//! Where the signature stands on its page, and what page 1 shows.
//!
//! Here: lines set closer so that the signature fits, lines that go along with it, the recipients that make way for the
//! text, and the findings about all that. Not here: page breaks themselves (`flow`), which are tried out with markers in
//! the place of what the strips hold.
//! Source: GB/T 9704—2012, 7.3.2, 7.3.3, 7.3.5.5

use super::compose::{Composer, Setting};
use super::display::{Guide, GuideShape, Item, Laid, NodeKind};
use super::flow::{Column, paginate};
use super::fonts::Role;
use super::strip::{Flow, Sheet, Strip};
use super::units::Mm;
use crate::check::rules::{LONELY_SIGNATURE, RECIPIENTS_MOVED, TEXTLESS_FIRST_PAGE};
use crate::say;
use crate::span::Span;
use crate::wording;
use std::collections::BTreeSet;
use std::mem::take;
use std::ops::Range;

/// The page of a strip, from 0, and its top; `None` for a row that was cut.
type Place = Option<(usize, Mm)>;

impl Composer<'_> {
    /// 主送机关: flush left, turned lines too; none where they go to the imprint. Source: GB/T 9704—2012, 7.3.2
    pub(super) fn recipients(&mut self, flow: &mut Flow, start: Mm) {
        let notice = self.notice;
        let Some(text) = wording::recipients_text(notice).filter(|_| self.recipients_in_head()) else { return };
        let Some(recipients) = &notice.recipients else { return };
        let span = recipients.text.span;
        let setting = Setting { gap: self.template.recipients.gap, ..self.text_setting(0.0, 0.0) };
        // Measured before there is a node: an element that moves must not stand in the reading order twice.
        let (nodes, strange) = (self.laid.nodes.len(), self.strange.len());
        let node = self.node(NodeKind::Paragraph, None, &text, span);
        let style = self.text_style(Role::Body, node);
        let clusters = self.shape(&text, span, style);
        let strips = self.strips(&clusters, setting, Some(node));
        let line = self.template.pitch();
        let above: Mm = flow.strips.iter().map(|strip| strip.gap + strip.height).sum();
        let height: Mm = strips.iter().map(|strip| strip.gap + strip.height).sum();
        let foot = self.sheet().foot();
        let room = |used: Mm| (start + used + line).0 <= foot.0 + 0.01;
        if self.template.recipients.moves && !notice.body.is_empty() && !room(above + height) && room(above) {
            self.laid.nodes.truncate(nodes);
            self.strange.truncate(strange);
            self.recipients_moved = true;
            self.findings.report(
                &RECIPIENTS_MOVED,
                span,
                say!(
                    "主送机关太多，第1页排不下正文，已移到版记",
                    "with the recipients page 1 would show no text; they are in the imprint"
                ),
            );
            return;
        }
        flow.add(strips);
    }

    pub(super) fn recipients_in_head(&self) -> bool {
        self.template.recipients.place == super::RecipientsPlace::Head && !self.recipients_moved
    }

    /// Brings the signature (the strips `signed`, with the note below it) onto a page with text, and says so where that
    /// cannot be.
    pub(super) fn settle(&mut self, flow: &mut Flow, signed: Range<usize>, sheet: Sheet, start: Mm, headed: bool) {
        let places = if signed.start == 0 || signed.is_empty() {
            self.places(flow, sheet, start, headed)
        } else {
            self.join(flow, signed.clone(), sheet, start, headed)
        };
        self.judge_pages(flow, signed, &places);
    }

    fn join(&mut self, flow: &mut Flow, signed: Range<usize>, sheet: Sheet, start: Mm, headed: bool) -> Vec<Place> {
        let before = signed.start - 1;
        let kept = std::mem::replace(&mut flow.strips[before].keep, false);
        let apart = self.places(flow, sheet, start, headed);
        let Some((page, _)) = apart[before] else {
            flow.strips[before].keep = true;
            return self.places(flow, sheet, start, headed);
        };
        let fits = |places: &[Place]| {
            let on_page = |place: &Place| place.is_some_and(|(at, _)| at == page);
            places[before..signed.end].iter().all(on_page)
        };
        if fits(&apart) {
            flow.strips[before].keep = kept;
            return apart;
        }
        if let Some(places) = self.tighten(flow, &apart, before, page, &fits, (sheet, start, headed)) {
            return places;
        }
        self.carry(flow, &signed);
        self.places(flow, sheet, start, headed)
    }

    /// Sets the lines of the last page of the text closer, as little as the signature needs and no closer than the template
    /// allows.
    fn tighten(
        &mut self,
        flow: &mut Flow,
        apart: &[Place],
        before: usize,
        page: usize,
        fits: &dyn Fn(&[Place]) -> bool,
        (sheet, start, headed): (Sheet, Mm, bool),
    ) -> Option<Vec<Place>> {
        let leading = self.template.leading();
        let least = self.template.closing.least_pitch - self.template.line_height();
        let most = (leading - least).0;
        let first = (0..=before).find(|index| apart[*index].is_some_and(|(at, _)| at == page))?;
        // White that the standard gives a length of its own stays as it is.
        let lines: Vec<usize> = (first + 1..=before).filter(|index| (flow.strips[*index].gap - leading).0.abs() < 1e-6).collect();
        if lines.is_empty() || most <= 1e-6 {
            return None;
        }
        let set = |flow: &mut Flow, less: f64| lines.iter().for_each(|index| flow.strips[*index].gap = leading - Mm(less));
        let (mut enough, mut little) = (most, 0.0);
        set(flow, enough);
        let mut found = Some(self.places(flow, sheet, start, headed)).filter(|places| fits(places));
        if found.is_none() {
            set(flow, 0.0);
            return None;
        }
        for _ in 0..8 {
            let middle = f64::midpoint(enough, little);
            set(flow, middle);
            let places = self.places(flow, sheet, start, headed);
            if fits(&places) {
                (enough, found) = (middle, Some(places));
            } else {
                little = middle;
            }
        }
        set(flow, enough);
        found
    }

    /// Lines of the text that go along with the signature: some, or the whole of a short paragraph, and what they are kept
    /// with, as far as a page holds all of it. Page 1 keeps a line of the body.
    fn carry(&mut self, flow: &mut Flow, signed: &Range<usize>) {
        let strips = &mut flow.strips;
        let opens = |strip: &Strip| !strip.opens.is_empty();
        let begin = strips[..signed.start].iter().rposition(opens).unwrap_or(signed.start - 1);
        let wanted = self.template.closing.carried.max(1);
        let count = signed.start - begin;
        let whole = count < wanted * 2;
        let only = strips[begin].body && !strips[..begin].iter().any(|strip| strip.body);
        let count = match count {
            // The only paragraph of page 1 leaves a line there.
            _ if only => (count - 1).min(wanted),
            _ if whole => count,
            _ => wanted,
        };
        strips[signed.start - count..signed.start].iter_mut().for_each(|strip| strip.keep = true);
        if only {
            strips[signed.start - count - 1].keep = false;
        }
        // A signature that no page holds is parted; its beginning stands with the text.
        let together = strips[signed.clone()].iter().position(|strip| !strip.keep).map_or(signed.end, |at| signed.start + at + 1);
        let mut height: Mm = strips[signed.start..together.min(signed.end)].iter().map(|strip| strip.gap + strip.height).sum();
        for before in strips[..signed.start].iter_mut().rev().take_while(|before| before.keep) {
            height += before.gap + before.height;
            if height > self.template.area.height {
                before.keep = false;
            }
        }
    }

    /// Where strips would stand on pages of their own. What they hold is put aside meanwhile or shared, not
    /// copied.
    fn places(&mut self, flow: &mut Flow, sheet: Sheet, start: Mm, headed: bool) -> Vec<Place> {
        let held: Vec<_> = flow.strips.iter_mut().map(|strip| (take(&mut strip.items), take(&mut strip.opens))).collect();
        let guide = |shape: GuideShape, width: f64| {
            Item::Guide(Guide { shape, x: Mm(0.0), y: Mm(0.0), width: Mm(width), height: Mm(0.0) })
        };
        let marked =
            |(index, strip): (usize, &Strip)| Strip { items: vec![guide(GuideShape::Line, index as f64)], ..strip.clone() };
        let mut strips: Vec<Strip> = flow.strips.iter().enumerate().map(marked).collect();
        // A note stands once, with its first mark.
        let mut noted = BTreeSet::new();
        strips.iter_mut().for_each(|strip| strip.notes.retain(|note| noted.insert(*note)));
        for (strip, (items, opens)) in flow.strips.iter_mut().zip(held) {
            (strip.items, strip.opens) = (items, opens);
        }
        let notes = take(&mut self.note_strips);
        let column = Column { template: self.template, sheet, strips, notes: &notes, headers: &flow.headers, start };
        let nodes: Vec<_> = self.laid.nodes.iter().map(|node| node.place).collect();
        let mut trial = Laid { nodes: take(&mut self.laid.nodes), ..Laid::default() };
        paginate(column, if headed { vec![guide(GuideShape::Frame, 0.0)] } else { Vec::new() }, &mut trial);
        self.note_strips = notes;
        self.laid.nodes = take(&mut trial.nodes);
        self.laid.nodes.iter_mut().zip(nodes).for_each(|(node, place)| node.place = place);
        let mut places = vec![None; flow.strips.len()];
        for (page, items) in trial.pages.iter().map(|page| &page.items).enumerate() {
            for item in items {
                let Item::Guide(Guide { shape: GuideShape::Line, y, width, .. }) = item else { continue };
                if let Some(place) = places.get_mut(width.0.round() as usize) {
                    *place = Some((page, *y));
                }
            }
        }
        places
    }

    /// Findings about pages without text.
    fn judge_pages(&mut self, flow: &Flow, signed: Range<usize>, places: &[Place]) {
        let mut body = flow.strips.iter().zip(places).filter(|(strip, _)| strip.body);
        let bodied = body.clone().next().is_some();
        // A row that was cut began somewhere; where is not known, and nothing is claimed.
        if bodied && !body.any(|(_, place)| place.is_none_or(|(page, _)| page == 0)) {
            let span = self.notice.title.first().map_or_else(|| Span::empty(0), crate::model::RichText::span);
            self.findings
                .report(&TEXTLESS_FIRST_PAGE, span, say!("第1页没有正文", "page 1 shows no text"))
                .help(say!("缩短标题，减少标志、签发人的行数", "shorten the title, or the rows of issuers and signers"));
        }
        if signed.start == 0 {
            return;
        }
        let mut lonely: Vec<usize> = Vec::new();
        for index in signed.clone() {
            let Some((page, _)) = places[index] else { continue };
            let texted = places[..signed.start].iter().any(|place| place.is_none_or(|(at, _)| at == page));
            if texted || lonely.contains(&page) {
                continue;
            }
            lonely.push(page);
            let nodes = flow.strips[..=index].iter().rev().find_map(|strip| strip.opens.first());
            let span = nodes.map_or_else(|| Span::empty(0), |node| self.laid.nodes[*node].span);
            let number = page + 1;
            self.findings
                .report(
                    &LONELY_SIGNATURE,
                    span,
                    say!("第{number}页只有署名和日期，没有正文", "page {number} has names and date, but no text"),
                )
                .help(say!(
                    "增减正文的行数；联合行文机关很多的，可以不加盖印章",
                    "add or save lines of the text; with many organs, leave the seals out"
                ));
        }
    }
}
