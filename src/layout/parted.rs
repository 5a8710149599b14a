//! A long body in parts, laid out at once.
//!
//! Here: where a body is parted, and how what was made of its second part joins what was made of the first. Not here: how
//! blocks are laid out (`body`). What comes of it is what one part would give.
//!
//! Parts are parted again as long as they are long, so that threads that come late find something to do.

use super::compose::Composer;
use super::display::{Item, LinkArea, LinkTarget};
use super::ledger::Shift;
use super::strip::{CutRow, Flow, Strip};
use crate::model::{Block, SectionForm};
use crate::parallel::both;
use std::sync::Arc;

/// From more bytes of text than this on it is worth a thread to lay out a part of it: each part looks up its characters anew.
const LONG: usize = 1 << 16;

impl Composer<'_> {
    /// Adds the strips of blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block], flow: &mut Flow) {
        self.parts(blocks, LONG, flow);
    }

    fn parts(&mut self, blocks: &[Block], long: usize, flow: &mut Flow) {
        match parting(blocks, long) {
            Some(place) => self.parted(blocks.split_at(place), long, flow),
            None => self.each_block(blocks, flow),
        }
    }

    fn parted(&mut self, (first, second): (&[Block], &[Block]), long: usize, flow: &mut Flow) {
        let known = self.ledger().extent();
        let mut other = self.another();
        let Flow { width, rank, .. } = *flow;
        let of_second = move || {
            let mut flow = Flow::new(width, rank);
            other.parts(second, long, &mut flow);
            (other.into_ledger(), flow)
        };
        let ((ledger, mut of_second), ()) = both(true, of_second, || self.parts(first, long, flow));
        // What stands before the second part matters to it only behind a heading or a page break.
        if flow.is_plain() {
            let shift = self.ledger().take_over(ledger, known);
            of_second.strips.iter_mut().chain(&mut of_second.headers).for_each(|strip| shift.strip(strip));
            flow.append(of_second);
        } else {
            self.parts(second, long, flow);
        }
    }
}

/// Where blocks longer than `long` bytes are parted: the place nearest to the middle of the text before which a paragraph
/// ends, and with which no numbered paragraph begins, for that may belong to a list.
fn parting(blocks: &[Block], long: usize) -> Option<usize> {
    let (start, end) = (blocks.first()?.span().start, blocks.last()?.span().end);
    if end.saturating_sub(start) <= long {
        return None;
    }
    let middle = start.midpoint(end);
    let numbered = |block: &Block| matches!(block, Block::Section(section) if section.form == SectionForm::Numbered);
    let may_part = |place: &usize| matches!(blocks[place - 1], Block::Paragraph(_)) && !numbered(&blocks[*place]);
    (1..blocks.len()).filter(may_part).min_by_key(|place| blocks[*place].span().start.abs_diff(middle))
}

impl Shift {
    fn strip(&self, strip: &mut Strip) {
        // No `..`: whoever gives a strip something with a number is asked here.
        let Strip { height: _, gap: _, items, opens, keep: _, body: _, breaks: _, notes: _, header: _, edge, open: _, tall, cut } =
            strip;
        items.iter_mut().for_each(|item| self.item(item));
        opens.iter_mut().for_each(|node| *node = self.node(*node));
        tall.iter_mut().flat_map(|tall| &mut tall.items).for_each(|item| self.item(item));
        edge.iter_mut().for_each(|edge| edge.table = self.node(edge.table));
        cut.iter_mut().for_each(|cut| {
            let CutRow { grid, bars: _, lines, notes: _ } = Arc::make_mut(cut);
            grid.edge.table = self.node(grid.edge.table);
            lines.iter_mut().flatten().for_each(|item| self.item(item));
        });
    }

    pub(super) fn item(&self, item: &mut Item) {
        match item {
            Item::Run(run) => {
                run.node = run.node.map(|node| self.node(node));
                run.link = run.link.map(|link| self.link(link));
            }
            Item::Link(LinkArea { target, link, node, .. }) => {
                if let LinkTarget::Node(target) = target
                    && *target != LinkTarget::PENDING
                {
                    *target = self.node(*target);
                }
                *link = self.link(*link);
                *node = self.node(*node);
            }
            Item::Picture(picture) => picture.node = self.node(picture.node),
            Item::Rule(_) | Item::Guide(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::CheckConfig;
    use crate::images::Images;
    use crate::layout::{FontSet, LayoutInput, Template};
    use crate::model::Notice;

    /// A long body with all that has a number: lists, tables that are cut, figures, references, notes and links.
    fn draft(parts: usize) -> String {
        let mut text = "发文机关：示例局\n标题：通知\n\n".to_owned();
        for part in 1..=parts {
            text += &format!(
                "一、第{part}部分\n正文[^{part}]，见表{part}和图{part}，https://example.org/{part}。\n\
                （一）列项甲；\n（二）列项乙。\n- 甲\n- 乙\n表{part}：名单\n| 栏 | 说明 |\n|---|---|\n| 甲 | {} |\n![图]({part}.png)\n【分页】\n末段第{part}段。\n",
                "说明文字".repeat(40)
            );
        }
        for part in 1..=parts {
            text += &format!("\n[^{part}]: 注{part}。\n");
        }
        text + "\n署名：示例局\n成文日期：2026年8月14日\n"
    }

    #[test]
    fn parts_give_what_the_whole_gives() {
        let (template, fonts, images, check) =
            (Template::built_in(crate::model::Layout::Official), FontSet::default(), Images::default(), CheckConfig::default());
        for text in [draft(2), draft(5), draft(8)] {
            let notice = Notice::read(&crate::syntax::parse(&text));
            let input =
                LayoutInput { template: &template, fonts: &fonts, images: &images, check: &check, proof: false, changes: false };
            let composer = || {
                let mut composer = Composer::new(&notice, &input);
                composer.notes();
                composer
            };
            let (mut one, mut flow) = (composer(), Flow::new(template.area.width, 1));
            one.each_block(&notice.body, &mut flow);
            // In two parts, and in as many as there can be.
            for long in [text.len() * 2 / 3, 200] {
                let (mut more, mut parted) = (composer(), Flow::new(template.area.width, 1));
                more.parts(&notice.body, long, &mut parted);
                assert!(parting(&notice.body, long).is_some());
                assert_eq!(format!("{flow:?}"), format!("{parted:?}"));
                assert_eq!(format!("{:?}", one.ledger()), format!("{:?}", more.ledger()));
            }
        }
    }
}
