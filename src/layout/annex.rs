//! Annexes: each begins a page of its own.
//!
//! Source: GB/T 9704—2012, 7.3.7, 8

use super::compose::Composer;
use super::display::NodeKind;
use super::fonts::Role;
use super::lines::Placing;
use super::remarks::Remark;
use super::strip::{Flow, Strip};
use super::text::Setting;
use super::units::{Mm, Pt};
use crate::model::Block;
use crate::syntax::values::ReferenceKind;
use crate::wording;

impl Composer<'_> {
    /// The annexes that are bound with the notice, or those that are bound apart.
    pub(super) fn annexes(&mut self, apart: bool) {
        let notice = self.notice();
        for (index, annex) in notice.annexes.iter().enumerate().filter(|(_, annex)| annex.apart == apart) {
            let turned = (!annex.landscape).then(|| self.turned(annex)).flatten();
            let sheet = if annex.landscape || turned.is_some() { self.landscape_sheet() } else { self.sheet() };
            let width = sheet.area_width;
            // An annex of a text that is sent out stands below the title of that text.
            let rank = 2 + u8::from(self.is_part());
            let mut flow = Flow::new(width, rank);
            if apart {
                self.begin_apart();
            }
            let label = wording::annex_page_label(notice, annex);
            let title = annex.title.plain();
            let said = if title.is_empty() { label.clone() } else { format!("{label}　{title}") };
            let node = self.node(NodeKind::Heading(rank), None, said, annex.span);
            let number = annex.number.unwrap_or(u32::try_from(index + 1).unwrap_or(u32::MAX));
            let number = self.target(ReferenceKind::Annex, number);
            self.ledger().lead(ReferenceKind::Annex, number, node);
            if let Some(columns) = turned {
                self.ledger().remark(Remark::TurnedTable { columns }, annex.span, node);
            }
            let style = self.style(Role::Heading, self.template().text.size, Some(node));
            // The white behind the label parts it from the title for those who hear both in a row.
            let clusters = self.shape(&format!("{label}　"), annex.label.span, style);
            let height = self.template().line_height();
            let mut strip = self.single_line(&clusters, Mm(0.0), width, height, Placing::Left);
            strip.opens.push(node);
            strip.keep = true;
            flow.add(vec![strip]);
            if !annex.title.is_empty() {
                let size = self.template().annex.title_size;
                let mut strips = self.annex_title(&annex.title, size, node, width);
                if let Some(first) = strips.first_mut() {
                    first.gap = self.template().pitch() * (self.template().annex.title_line - 1.0) - height;
                }
                strips.iter_mut().for_each(|strip| strip.keep = true);
                flow.add(strips);
            }
            let before = flow.strips.len();
            self.blocks(&annex.blocks, &mut flow);
            if let Some(first) = flow.strips.get_mut(before) {
                first.gap = first.gap.max(self.template().pitch());
            }
            self.set(flow, sheet);
        }
    }

    /// How many columns the table has that is all of an annex, where it has no room upright and has some on its side.
    fn turned(&self, annex: &crate::model::Annex) -> Option<usize> {
        let [Block::Table(table)] = &annex.blocks[..] else { return None };
        let (upright, aside) = (self.sheet().area_width, self.landscape_sheet().area_width);
        self.wants_more_than(table, upright, aside).then_some(table.columns.len())
    }

    pub(super) fn annex_title(&mut self, title: &crate::model::RichText, size: Pt, node: usize, width: Mm) -> Vec<Strip> {
        let style = self.style(Role::Title, size, Some(node));
        let style = super::shape::Style { rank: self.faces().rank_for(style.role, &title.plain()), ..style };
        let clusters = self.shape_rich(title, style);
        let height = Mm::from(size);
        let leading = self.template().title.leading;
        let centre = Setting {
            gap: leading,
            leading,
            height,
            first: Mm(0.0),
            rest: Mm(0.0),
            right: Mm(0.0),
            // A page on its side has its own middle.
            placing: if width == self.template().area.width { Placing::Middle } else { Placing::Centre },
            width,
        };
        let mut strips = Vec::new();
        let names = self.notice().organ_names();
        let cuts = super::balance::balanced(&clusters, width, &names);
        for (start, end) in cuts {
            strips.extend(self.strips(&clusters[start..end], centre, None));
        }
        strips
    }
}
