//! Where the signature stands on its page, and what page 1 shows.
//!
//! Here: lines set closer so that the signature fits, lines that go along with it, the recipients that make way for the
//! text, and the findings about all that. Not here: page breaks themselves (`plan`), which are asked for again and again.
//! Source: GB/T 9704—2012, 7.3.2, 7.3.3, 7.3.5.5

use super::compose::Composer;
use super::display::NodeKind;
use super::fonts::Role;
use super::lines::Placing;
use super::plan::{Height, Paper, Plan};
use super::strip::Flow;
use super::text::Setting;
use super::units::Mm;
use crate::check::rules::{LONELY_SIGNATURE, RECIPIENTS_MOVED, TEXTLESS_FIRST_PAGE};
use crate::say;
use crate::span::Span;
use crate::wording;
use std::ops::Range;

impl Composer<'_> {
    /// 主送机关: flush left, turned lines too; none where they go to the imprint. Source: GB/T 9704—2012, 7.3.2
    pub(super) fn recipients(&mut self, flow: &mut Flow, start: Mm) {
        let notice = self.notice();
        let Some(text) = wording::recipients_text(notice).filter(|_| self.recipients_in_head()) else { return };
        let Some(recipients) = &notice.recipients else { return };
        let span = recipients.text.span;
        let mut setting = Setting { gap: self.template().recipients.gap, ..self.text_setting(0.0, 0.0) };
        // Names of organs are not parted at a hyphen.
        if !self.chinese() {
            setting.placing = Placing::Left;
        }
        // Measured before there is a node: an element that moves must not stand in the reading order twice.
        let before = self.ledger().extent();
        let node = self.node(NodeKind::Paragraph, None, &text, span);
        let style = self.text_style(Role::Body, node);
        let clusters = self.shape(&text, span, style);
        let strips = self.strips(&clusters, setting, Some(node));
        let line = self.template().pitch();
        let above: Mm = flow.strips.iter().map(|strip| strip.gap + strip.height).sum();
        let height: Mm = strips.iter().map(|strip| strip.gap + strip.height).sum();
        let foot = self.sheet().foot();
        let room = |used: Mm| (start + used + line).0 <= foot.0 + 0.01;
        if self.template().recipients.moves && !notice.body.is_empty() && !room(above + height) && room(above) {
            self.ledger().forget_since(before);
            self.move_recipients();
            self.report(
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

    /// Plans the first column so that the signature (the strips `signed`, with the note below it) comes onto a page with
    /// text, and says so where that cannot be.
    pub(super) fn settle(&mut self, flow: &Flow, signed: Range<usize>, paper: &Paper) -> Plan {
        let record = self.record_below();
        let strips = flow.strips.iter().map(Height::of).collect();
        let mut column = Column { strips, flow, headers: flow.header_heights(), paper, composer: self };
        let alone = signed.start == 0 || signed.is_empty();
        let planned = if alone { column.plan() } else { column.join(&signed) };
        let (plan, pages) = if alone { planned } else { column.leave_room(record, &signed, planned) };
        self.judge_pages(flow, signed, &pages);
        plan
    }

    /// How high the imprint is that comes to stand below this column, in an English notice, which no standard gives an even page for it.
    fn record_below(&mut self) -> Mm {
        let last = self.whole().annexes.iter().all(|annex| annex.apart) && self.whole().issued.is_empty();
        if self.chinese() || self.template().imprint.latin_even_page || !last {
            return Mm(0.0);
        }
        let before = self.ledger().extent();
        let height = self.imprint_height();
        self.ledger().forget_since(before);
        height
    }

    /// Findings about pages without text.
    fn judge_pages(&mut self, flow: &Flow, signed: Range<usize>, pages: &[Option<usize>]) {
        let mut body = flow.strips.iter().zip(pages).filter(|(strip, _)| strip.body);
        let bodied = body.clone().next().is_some();
        // A row that was cut began somewhere; where is not known, and nothing is claimed.
        if bodied && !body.any(|(_, page)| page.is_none_or(|page| page == 0)) {
            let span = self.notice().title.first().map_or_else(|| Span::empty(0), crate::model::RichText::span);
            self.report(&TEXTLESS_FIRST_PAGE, span, say!("第1页没有正文", "page 1 shows no text"))
                .help(say!("缩短标题，减少标志、签发人的行数", "shorten the title, or the rows of issuers and signers"));
        }
        if signed.start == 0 {
            return;
        }
        let mut lonely: Vec<usize> = Vec::new();
        for index in signed.clone() {
            let Some(page) = pages[index] else { continue };
            let texted = pages[..signed.start].iter().any(|other| other.is_none_or(|other| other == page));
            if texted || lonely.contains(&page) {
                continue;
            }
            lonely.push(page);
            let nodes = flow.strips[..=index].iter().rev().find_map(|strip| strip.opens.first());
            let span = nodes.map_or_else(|| Span::empty(0), |node| self.span_of(*node));
            let number = self.pages().len() + page + 1;
            self.report(
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

/// The first column on its way to a plan.
struct Column<'a, 'c> {
    strips: Vec<Height<'a>>,
    flow: &'a Flow,
    headers: Vec<Mm>,
    paper: &'a Paper,
    composer: &'a Composer<'c>,
}

/// A plan, and for each strip the page it stands on; none for a row that was cut.
type Planned = (Plan, Vec<Option<usize>>);

impl Column<'_, '_> {
    fn plan(&self) -> Planned {
        let plan = self.composer.plan(&self.strips, &self.headers, self.paper);
        let pages = plan.pages_of(self.strips.len());
        (plan, pages)
    }

    /// The signature stands with the last line before it: where the page has no room for it, lines are set closer, or go
    /// along with it to the next.
    fn join(&mut self, signed: &Range<usize>) -> Planned {
        let before = signed.start - 1;
        let kept = std::mem::replace(&mut self.strips[before].keep, false);
        let (plan, pages) = self.plan();
        let Some(page) = pages[before] else {
            self.strips[before].keep = true;
            return self.plan();
        };
        let fits = |(_, pages): &Planned| pages[before..signed.end].iter().all(|other| *other == Some(page));
        let planned = (plan, pages);
        if fits(&planned) {
            if !kept {
                return planned;
            }
            self.strips[before].keep = true;
            return self.plan();
        }
        let first = planned.1.iter().position(|other| *other == Some(page)).unwrap_or(before);
        if let Some(planned) = self.tighten(first + 1..before + 1, &fits) {
            return planned;
        }
        self.carry(signed);
        self.plan()
    }

    /// Makes room for an imprint of this height on the last page: lines are set closer, or the signature goes to the next page, so that the
    /// imprint does not stand on a sheet of its own.
    fn leave_room(&mut self, record: Mm, signed: &Range<usize>, planned: Planned) -> Planned {
        let template = self.composer.template();
        let (count, foot) = (planned.0.pages.len(), self.paper.top + self.paper.height);
        let room = |plan: &Plan| (plan.end + template.leading() + record).0 <= foot.0 + 1e-6;
        if record.0 <= 0.0 || room(&planned.0) || planned.0.end > planned.0.text_end {
            return planned;
        }
        let first = planned.1.iter().position(|page| *page == Some(count - 1)).unwrap_or(signed.end);
        let closer = self.tighten(first + 1..self.strips.len(), &|(plan, _)| plan.pages.len() == count && room(plan));
        if let Some(closer) = closer {
            return closer;
        }
        let kept = self.strips.clone();
        self.carry(signed);
        let start = (1..=signed.start).rev().find(|index| !self.strips[*index - 1].keep).unwrap_or(0);
        self.strips[start].breaks = true;
        let moved = self.plan();
        let texted = |page: usize| moved.1.iter().zip(&self.strips).any(|(at, strip)| *at == Some(page) && strip.body);
        if start > 0 && moved.0.pages.len() == count + 1 && room(&moved.0) && (count > 1 || texted(0)) {
            return moved;
        }
        self.strips = kept;
        planned
    }

    /// Sets the last page of the text closer, whose strips but the first are `strips`: as little as the signature needs and
    /// no closer than the template allows.
    fn tighten(&mut self, strips: Range<usize>, fits: &dyn Fn(&Planned) -> bool) -> Option<Planned> {
        let template = self.composer.template();
        let leading = template.leading();
        let most = (leading - (template.closing.least_pitch - template.line_height())).0;
        // White that the standard gives a length of its own stays as it is.
        let lines: Vec<usize> = strips.filter(|index| (self.strips[*index].gap - leading).0.abs() < 1e-6).collect();
        if lines.is_empty() || most <= 1e-6 {
            return None;
        }
        let mut planned = |less: f64| {
            lines.iter().for_each(|index| self.strips[*index].gap = leading - Mm(less));
            Some(self.plan()).filter(fits)
        };
        let (mut enough, mut little) = (most, 0.0);
        let Some(mut found) = planned(enough) else {
            lines.iter().for_each(|index| self.strips[*index].gap = leading);
            return None;
        };
        for _ in 0..8 {
            let middle = f64::midpoint(enough, little);
            match planned(middle) {
                Some(closer) => (enough, found) = (middle, closer),
                None => little = middle,
            }
        }
        Some(found)
    }

    /// Lines of the text that go along with the signature: some, or the whole of a short paragraph, and what they are kept
    /// with, as far as a page holds all of it. Page 1 keeps a line of the body.
    fn carry(&mut self, signed: &Range<usize>) {
        let template = self.composer.template();
        let strips = &mut self.strips;
        let begin = self.flow.strips[..signed.start].iter().rposition(|strip| !strip.opens.is_empty());
        let begin = begin.unwrap_or(signed.start - 1);
        let wanted = template.closing.carried.max(1);
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
            if height > template.area.height {
                before.keep = false;
            }
        }
    }
}
