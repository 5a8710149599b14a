//! The red mark (发文机关标志): its words, how large they stand, and where.
//!
//! Source: GB/T 9704—2012, 7.2.4, 10.1, 10.2, 10.3

use super::balance::balanced;
use super::compose::Composer;
use super::display::{NodeId, NodeKind};
use super::fonts::Role;
use super::lines::{Placing, natural_width};
use super::masthead::Head;
use super::shape::{Cluster, Style};
use super::template::{MastheadKind, MastheadTemplate};
use super::units::Mm;
use crate::check::rules::CROWDED_MARK;
use crate::model::RichText;
use crate::say;
use crate::span::Span;
use crate::wording;

/// The words of a mark.
struct Words {
    lines: Vec<String>,
    /// The word that stands beside a stack of names.
    beside: String,
    /// Whether names stand below each other, all of one width.
    stacked: bool,
    /// The mark as it is read.
    said: String,
}

/// A mark shaped.
struct Shaped {
    lines: Vec<Vec<Cluster>>,
    /// For each line how many organs end above it; English ones stand apart a little.
    above: Vec<usize>,
    beside: Vec<Cluster>,
    stacked: bool,
    /// The size of its type.
    em: Mm,
    /// The width of its widest line, and of what stands beside, with the white between them.
    widest: Mm,
    side: Mm,
}

impl Composer<'_> {
    /// Adds the mark, its ink at the template's height.
    pub(super) fn mark(&mut self, head: &mut Head) {
        let masthead = &self.template().masthead;
        // Rows at the corner that reach below the mark's place push it down: nothing stands over them.
        let rows = if head.y > self.template().area.top { head.y + masthead.corner_gap } else { Mm(0.0) };
        let top = masthead.mark_top.max(rows);
        let limit = self.mark_limit(top);
        let Some(words) = self.mark_words(limit) else { return };
        let written = self.notice().mark.iter().map(|line| line.span);
        let issuers = self.notice().issuers.iter().map(|organ| organ.text.span);
        let span = written.chain(issuers).next().unwrap_or_default();
        let node = self.node(NodeKind::Paragraph, None, words.said.as_str(), span);
        self.ledger().begin(node, 0, top);
        let shaped = self.mark_shaped(&words, span, node).fitted(masthead, limit);
        self.put_mark(head, &shaped, top);
    }

    /// What the mark says, where it may be `limit` high: a stack of names, or lines with the word behind the last.
    fn mark_words(&mut self, limit: Mm) -> Option<Words> {
        let mark = wording::mark(self.notice())?;
        let said = mark.text(self.notice().language);
        let (mut names, word) = (mark.names, mark.word.to_owned());
        if names.len() > 1 && self.notice().mark.is_empty() && self.chinese() {
            if !self.gives_way(&names, &word, limit) {
                return Some(Words { lines: names, beside: word, stacked: true, said });
            }
            names.truncate(1);
            let said = format!("{}{word}", names[0]);
            return Some(Words { lines: vec![said.clone()], beside: String::new(), stacked: false, said });
        }
        if let Some(last) = names.last_mut().filter(|_| !word.is_empty()) {
            let gap = if self.chinese() { "" } else { " " };
            last.push_str(&format!("{gap}{word}"));
        }
        Some(Words { lines: names, beside: String::new(), stacked: false, said })
    }

    fn mark_shaped(&mut self, words: &Words, span: Span, node: NodeId) -> Shaped {
        let masthead = &self.template().masthead;
        let style = Style { ink: self.template().ink.red, ..self.style(Role::Title, masthead.mark_size, Some(node)) };
        // English names are long: they stand smaller, in lines of words.
        let style = if self.chinese() { style } else { style.scaled(masthead.latin_mark) };
        let all: String = words.lines.concat() + &words.beside;
        let style = Style { rank: self.faces().rank_for(style.role, &all), ..style };
        let mut lines: Vec<Vec<Cluster>> = Vec::new();
        let mut above: Vec<usize> = Vec::new();
        if self.chinese() {
            lines.extend(words.lines.iter().map(|line| self.shape(line, span, style)));
            above.resize(lines.len(), 0);
        } else {
            // Each organ begins a line of its own.
            for (organ, name) in words.lines.iter().enumerate() {
                let clusters = self.shape(name, span, style);
                let cuts = balanced(&clusters, masthead.mark_width, &[]);
                lines.extend(cuts.into_iter().map(|(start, end)| clusters[start..end].to_vec()));
                above.resize(lines.len(), organ);
            }
        }
        let beside = self.shape(&words.beside, span, style);
        let em = Mm::from(style.size);
        let side = if beside.is_empty() { Mm(0.0) } else { natural_width(&beside) + em * masthead.word_gap };
        let widest = lines.iter().map(|line| natural_width(line)).fold(Mm(0.0), Mm::max);
        Shaped { lines, above, beside, stacked: words.stacked, em, widest, side }
    }

    /// Puts the mark below `top`: lines in the middle, a short name set wide, and a word beside a stack at half its height.
    fn put_mark(&self, head: &mut Head, mark: &Shaped, top: Mm) {
        let (area, masthead) = (&self.template().area, &self.template().masthead);
        let pitch = mark.em * masthead.mark_pitch;
        let between = mark.em * masthead.latin_mark_gap;
        let start = (area.width - mark.widest - mark.side) / 2.0 + self.aside();
        let first_ink = self.ink_top(&mark.lines[0]);
        let mut bottom = top;
        for (index, line) in mark.lines.iter().enumerate() {
            let baseline = top + first_ink + pitch * index as f64 + between * mark.above[index] as f64;
            let (x, room, placing) = if mark.stacked {
                (start, mark.widest, if masthead.even_width { Placing::Spread } else { Placing::Middle })
            } else if self.chinese() && mark.lines.len() == 1 {
                let (natural, width) = (natural_width(line), masthead.mark_width);
                let wide = natural.max((natural * masthead.mark_spread).min(width * masthead.mark_spread_width)).min(width);
                ((area.width - wide) / 2.0 + self.aside(), wide, Placing::Spread)
            } else {
                (Mm(0.0), area.width, Placing::Middle)
            };
            head.put(self.single_line(line, x, room, Mm(0.0), placing), area.left, baseline);
            bottom = baseline + self.ink_bottom(line);
        }
        if !mark.beside.is_empty() {
            let middle = top + (bottom - top) / 2.0;
            let baseline = middle + (self.ink_top(&mark.beside) - self.ink_bottom(&mark.beside)) / 2.0;
            let strip = self.single_line(&mark.beside, start + mark.widest, mark.side, Mm(0.0), Placing::Right);
            head.put(strip, area.left, baseline);
        }
        head.y = bottom;
    }

    /// How high a mark that begins at `top` may be so that page 1 shows a line of text: a stack shrinks before it gives way.
    /// Source: 7.3.3
    ///
    /// What stands below it is counted, not set: its characters and the lines that they make.
    fn mark_limit(&self, top: Mm) -> Mm {
        let (template, notice) = (self.template(), self.notice());
        let (pitch, height) = (template.pitch(), template.line_height());
        if template.masthead.kind != MastheadKind::Official || notice.body.is_empty() {
            return template.masthead.mark_height;
        }
        // Latin letters are about half as wide as their type is high.
        let wide = if self.chinese() { 1.0 } else { 0.5 };
        let lines = |characters: usize, em: Mm| (em * (characters as f64 * wide) / template.area.width).ceil().max(1.0);
        let approvers = notice.approvers.len().div_ceil(2).max(usize::from(notice.number.is_some()));
        let mut below = template.masthead.rule_gap + template.masthead.rule_thickness;
        if approvers > 0 {
            below += template.masthead.number_gap + height + pitch * (approvers - 1) as f64;
        }
        if !notice.title.is_empty() {
            let em = Mm::from(template.title.size);
            let count = |line: &RichText| lines(line.plain().chars().count(), em);
            let count: f64 = notice.title.iter().map(count).sum();
            below += template.title.gap + em * count + template.title.leading * (count - 1.0);
        }
        let addressed = wording::recipients_text(notice).filter(|_| self.recipients_in_head());
        let addressed = addressed.map_or(0.0, |text| lines(text.chars().count(), template.cell()));
        let text = template.recipients.gap + height;
        let room = |recipients: f64| self.sheet().foot() - top - below - text - pitch * recipients;
        // Recipients that only a very small mark would leave room make way themselves.
        let least = Mm::from(template.masthead.mark_least) * template.masthead.mark_pitch * notice.issuers.len() as f64;
        let room = if room(addressed) >= least { room(addressed) } else { room(0.0) };
        room.min(template.masthead.mark_height).max(Mm::from(template.masthead.mark_least))
    }

    /// Whether a stack of names in too small a type gives way to the lead organ alone: where all others sign, so that none
    /// is lost. Source: 7.2.4; 《党政机关公文处理工作条例》, article 9 (4)
    fn gives_way(&mut self, names: &[String], word: &str, limit: Mm) -> bool {
        let masthead = &self.template().masthead;
        let em = Mm::from(masthead.mark_size);
        // A name of Chinese characters is as wide as it has characters; the word beside the stack stands apart a little.
        let cells = |text: &str| text.chars().count() as f64;
        let beside = if word.is_empty() { 0.0 } else { cells(word) + masthead.word_gap };
        let widest = names.iter().map(|name| cells(name)).fold(0.0, f64::max) + beside;
        let high = em * masthead.mark_pitch * names.len() as f64;
        let factor = (masthead.mark_width / (em * widest.max(1.0))).min(limit / high).min(1.0);
        let size = masthead.mark_size * factor;
        if size >= masthead.mark_least {
            return false;
        }
        let notice = self.notice();
        let signs = |name: &String| notice.signatories.iter().any(|organ| organ.name == *name);
        let lead_alone = names[1..].iter().all(signs);
        let spans = notice.issuers.iter().map(|organ| organ.text.span);
        let span = spans.reduce(Span::to).unwrap_or_default();
        let (count, least) = (names.len(), masthead.mark_least.0);
        let finding = if lead_alone {
            say!(
                "{count}个机关的标志小于{least}磅，只用主办机关名称",
                "a mark of {count} organs would be smaller than {least} pt: it has the lead organ alone"
            )
        } else {
            let size = (size.0 * 10.0).round() / 10.0;
            say!(
                "{count}个机关的标志只有{size}磅，小于{least}磅",
                "a mark of {count} organs is {size} pt, smaller than {least} pt"
            )
        };
        let help = if lead_alone {
            say!("各机关都在署名中，不会遗漏", "all of them stand among the signatories")
        } else {
            say!(
                "把各机关写进署名，标志就只用主办机关名称",
                "name all of them among the signatories, and the mark has the lead organ alone"
            )
        };
        self.report(&CROWDED_MARK, span, finding).help(help);
        lead_alone
    }

    fn ink_top(&self, line: &[Cluster]) -> Mm {
        let tops = line
            .iter()
            .filter_map(|cluster| Some(self.faces().ink(cluster.face, cluster.glyph?, cluster.size)?.0 - cluster.drop));
        tops.fold(Mm(0.0), Mm::max)
    }

    /// How far the ink of a line goes below its base line.
    fn ink_bottom(&self, line: &[Cluster]) -> Mm {
        let bottoms = line
            .iter()
            .filter_map(|cluster| Some(cluster.drop - self.faces().ink(cluster.face, cluster.glyph?, cluster.size)?.1));
        bottoms.fold(Mm(0.0), Mm::max)
    }
}

impl Shaped {
    /// The mark so small that it fits between the margins and leaves room for text on page 1.
    fn fitted(self, masthead: &MastheadTemplate, limit: Mm) -> Self {
        let organs = self.above.last().copied().unwrap_or_default() as f64;
        let high = self.em * (masthead.mark_pitch * self.lines.len() as f64 + masthead.latin_mark_gap * organs);
        let factor = (masthead.mark_width / (self.widest + self.side).max(Mm(1.0))).min(limit / high).min(1.0);
        let scaled = |line: Vec<Cluster>| line.into_iter().map(|cluster| cluster.scaled(factor)).collect();
        Self {
            lines: self.lines.into_iter().map(scaled).collect(),
            beside: scaled(self.beside),
            em: self.em * factor,
            widest: self.widest * factor,
            side: self.side * factor,
            ..self
        }
    }
}
