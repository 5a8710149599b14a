//! The title: one or more centred lines, broken where the sense allows.
//!
//! Source: GB/T 9704—2012, 7.3.1

use super::balance::{balanced_by, is_hourglass};
use super::compose::Composer;
use super::display::{Item, NodeKind};
use super::fonts::Role;
use super::lines::{Line, Placing};
use super::strip::Strip;
use super::units::{Mm, Pt};
use crate::check::rules::{HOURGLASS_TITLE, LONG_TITLE};
use crate::model::RichText;
use crate::say;
use crate::span::Span;

impl Composer<'_> {
    /// Title and subtitle.
    pub(super) fn title(&mut self) -> Vec<Strip> {
        let notice = self.notice();
        let mut strips = Vec::new();
        if !notice.title.is_empty() {
            let size = self.template().title.size;
            let node = self.node(NodeKind::Title, None, notice.title_text(), notice.title[0].span());
            strips = self.display_lines(&notice.title, Role::Title, size, node);
            if self.chinese() {
                self.judge_title(&strips);
            }
            if let Some(first) = strips.first_mut() {
                first.gap = self.template().title.gap;
                first.opens.push(node);
            }
        }
        if !notice.subtitle.is_empty() {
            let text: Vec<String> = notice.subtitle.iter().map(RichText::plain).collect();
            let node = self.node(NodeKind::Paragraph, None, text.join(" "), notice.subtitle[0].span());
            let mut lines = self.display_lines(&notice.subtitle, Role::Kai, self.template().text.size, node);
            if let Some(first) = lines.first_mut() {
                // A draft whose title is still to come shows what it has.
                let gaps = &self.template().title;
                first.gap = if strips.is_empty() { gaps.gap } else { gaps.subtitle_gap };
                first.opens.push(node);
            }
            strips.extend(lines);
        }
        strips.iter_mut().for_each(|strip| strip.keep = true);
        strips
    }

    /// Lines of display type: those that the draft sets, or balanced ones.
    pub(super) fn display_lines(&mut self, lines: &[RichText], role: Role, size: Pt, node: usize) -> Vec<Strip> {
        let width = self.template().area.width;
        let height = Mm::from(size);
        let whole: String = lines.iter().map(RichText::plain).collect();
        let mut strips: Vec<Strip> = Vec::new();
        for line in lines {
            let style = self.style(role, size, Some(node));
            let style = super::shape::Style { rank: self.faces().rank_for(style.role, &whole), ..style };
            let clusters = self.shape_rich(line, style);
            let names = self.notice().organ_names();
            for (start, end) in balanced_by(&clusters, width, |title| self.faces().costs(title, &names)) {
                let mut strip =
                    self.line_strip(&clusters, Line { start, end, last: true }, Mm(0.0), width, height, Placing::Middle);
                strip.gap = self.template().title.leading;
                strips.push(strip);
            }
        }
        strips
    }

    /// Says what is wrong with the outline of a title. Source: GB/T 9704—2012, 7.3.1
    fn judge_title(&mut self, lines: &[Strip]) {
        let [first, .., last] = &self.notice().title[..] else {
            let Some(only) = self.notice().title.first() else { return };
            return self.judge_lines(lines, only.span());
        };
        self.judge_lines(lines, Span::new(first.span().start, last.span().end));
    }

    fn judge_lines(&mut self, lines: &[Strip], span: Span) {
        let most = self.template().title.most_lines;
        let count = lines.len();
        if count > most {
            self.report(
                &LONG_TITLE,
                span,
                say!("标题排成{count}行，多于{most}行", "the title takes {count} lines, more than {most}"),
            )
            .help(say!("概括事由，删去可有可无的字词", "say what the notice is about in fewer words"));
        }
        let widths: Vec<Mm> = lines.iter().map(width_of).collect();
        if is_hourglass(&widths) {
            self.report(
                &HOURGLASS_TITLE,
                span,
                say!(
                    "标题各行中间短、两头长，呈沙漏形",
                    "the title is narrower in the middle than above and below: an hourglass"
                ),
            )
            .help(say!(
                "在“标题：”下面用“- ”逐行写明，排成梯形或者菱形",
                "set the lines yourself, one `- ` line each below the field, as a trapezium or a lozenge"
            ));
        }
    }
}

/// Width of the text of a strip.
fn width_of(strip: &Strip) -> Mm {
    let runs = strip.items.iter().filter_map(|item| if let Item::Run(run) = item { Some(run) } else { None });
    runs.flat_map(|run| &run.glyphs).map(|glyph| glyph.advance).sum()
}
