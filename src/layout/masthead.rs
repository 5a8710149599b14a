//! The head of page 1 (版头): mark, number, rules, and the rows at the top left corner.
//!
//! Source: GB/T 9704—2012, 7.2, 10.1, 10.2, 10.3

use super::compose::Composer;
use super::display::{Ink, Item, NodeKind, Rule};
use super::fonts::Role;
use super::lines::{Placing, natural_width};
use super::shape::{Cluster, Style};
use super::strip::Strip;
use super::template::{Centre, MastheadKind};
use super::units::Mm;
use crate::check::rules::CROWDED_MARK;
use crate::say;
use crate::span::Span;

impl Composer<'_> {
    /// Builds the head; gives its items and where the text below begins to count its white.
    pub(super) fn masthead(&mut self) -> (Vec<Item>, Mm) {
        let mut head = Head { items: Vec::new(), y: self.template().area.top };
        match self.template().masthead.kind {
            MastheadKind::Letter => self.letter_head(&mut head),
            kind => {
                self.corner_rows(&mut head, self.template().area.top);
                if kind != MastheadKind::None {
                    self.mark(&mut head);
                }
                self.number_row(&mut head);
                self.issue_row(&mut head);
                self.editor_row(&mut head);
                if !matches!(kind, MastheadKind::Order | MastheadKind::None) {
                    self.red_rule(&mut head);
                }
            }
        }
        (head.items, head.y)
    }

    /// 份号, 密级, 紧急程度: flush left, one a line. Source: 7.2.1–7.2.3
    fn corner_rows(&mut self, head: &mut Head, top: Mm) {
        let notice = self.notice();
        let size = self.template().text.size;
        let mut rows: Vec<(usize, Role, String, Span)> = Vec::new();
        if let Some(number) = &notice.copy_number {
            rows.push((0, Role::Body, number.text.text.clone(), number.text.span));
        }
        if let Some(grade) = &notice.classification {
            // The second line, even where the copy number is missing (8.11 of the layout page).
            let row = self.template().masthead.classification_line.saturating_sub(1).max(rows.len());
            rows.push((row, Role::Heading, grade.text.text.clone(), grade.text.span));
        }
        if let Some(urgency) = &notice.urgency {
            let row = rows.last().map_or(0, |(row, ..)| row + 1);
            rows.push((row, Role::Heading, urgency.text.text.clone(), urgency.text.span));
        }
        let mut below = top;
        for (row, role, text, span) in rows {
            let node = self.node(NodeKind::Paragraph, None, &text, span);
            let clusters = {
                let style = self.style(role, size, Some(node));
                self.shape(&text, span, style)
            };
            let y = (top + self.template().pitch() * row as f64).max(below);
            // Where no mark stands lower on the page, what follows begins below the rows.
            head.y = self.head_line(head, &clusters, node, y, Placing::Left);
            below = head.y + self.template().leading();
        }
    }

    /// Puts a text across the type area from `y` down, in one line where it fits; gives the foot of its last line.
    fn head_line(&mut self, head: &mut Head, clusters: &[Cluster], node: usize, y: Mm, placing: Placing) -> Mm {
        self.head_lines(head, clusters, node, y, (Mm(0.0), self.template().area.width), placing)
    }

    /// The same between `x` and `x + width` of the type area.
    fn head_lines(
        &mut self,
        head: &mut Head,
        clusters: &[Cluster],
        node: usize,
        y: Mm,
        (x, width): (Mm, Mm),
        placing: Placing,
    ) -> Mm {
        let height = self.template().line_height();
        self.ledger().begin(node, 0, y);
        let mut top = y;
        for line in super::paragraph::break_lines(clusters, width, width) {
            let strip = self.single_line(&clusters[line.start..line.end], x, width, height, placing);
            head.put(strip, self.template().area.left, top);
            top += self.template().pitch();
        }
        (top - self.template().leading()).max(y + height)
    }

    /// The red mark (发文机关标志), its ink at the template's height. Source: 7.2.4
    fn mark(&mut self, head: &mut Head) {
        let Some(mark) = crate::wording::mark(self.notice()) else { return };
        let masthead = &self.template().masthead;
        // Rows at the corner that reach below the mark's place push it down: nothing stands over them.
        let rows = if head.y > self.template().area.top { head.y + masthead.corner_gap } else { Mm(0.0) };
        let (top, width) = (masthead.mark_top.max(rows), masthead.mark_width);
        let written = self.notice().mark.iter().map(|line| line.span);
        let issuers = self.notice().issuers.iter().map(|organ| organ.text.span);
        let span = written.chain(issuers).next().unwrap_or_default();
        let said = mark.text(self.notice().language);
        let (mut names, word) = (mark.names, mark.word.to_owned());
        let mut stacked = names.len() > 1 && self.notice().mark.is_empty() && self.chinese();
        let mut said = said;
        let limit = self.mark_limit(top);
        if stacked && self.gives_way(&names, &word, limit) {
            names.truncate(1);
            (stacked, said) = (false, format!("{}{word}", names[0]));
        }
        let node = self.node(NodeKind::Paragraph, None, said, span);
        self.ledger().begin(node, 0, top);
        let mut lines = names;
        let beside = if stacked {
            word
        } else {
            if let Some(last) = lines.last_mut().filter(|_| !word.is_empty()) {
                let gap = if self.chinese() { "" } else { " " };
                last.push_str(&format!("{gap}{word}"));
            }
            String::new()
        };
        let gap = masthead.mark_pitch;
        let style = Style { ink: Ink::Red, ..self.style(Role::Title, masthead.mark_size, Some(node)) };
        // English names are long: they stand smaller, in lines of words.
        let style = if self.chinese() { style } else { style.scaled(masthead.latin_mark) };
        let all: String = lines.concat() + &beside;
        let style = Style { rank: self.faces().rank_for(style.role, &all), ..style };
        let mut shaped: Vec<Vec<Cluster>> = Vec::new();
        // For each line how many organs end above it; English ones stand apart a little.
        let mut above: Vec<usize> = Vec::new();
        if self.chinese() {
            shaped.extend(lines.iter().map(|line| self.shape(line, span, style)));
            above.resize(shaped.len(), 0);
        } else {
            // Each organ begins a line of its own.
            for (organ, name) in lines.iter().enumerate() {
                let clusters = self.shape(name, span, style);
                let cuts = super::balance::balanced(&clusters, width, &[]);
                shaped.extend(cuts.into_iter().map(|(start, end)| clusters[start..end].to_vec()));
                above.resize(shaped.len(), organ);
            }
        }
        let side = self.shape(&beside, span, style);
        let side_width = if side.is_empty() { Mm(0.0) } else { natural_width(&side) + Mm::from(style.size) * masthead.word_gap };
        let widest = shaped.iter().map(|line| natural_width(line)).fold(Mm(0.0), Mm::max);
        let organs = above.last().copied().unwrap_or_default() as f64;
        let high = Mm::from(style.size) * (gap * shaped.len() as f64 + masthead.latin_mark_gap * organs);
        // The mark shrinks until it fits between the margins and leaves room for text on page 1.
        let factor = (width / (widest + side_width).max(Mm(1.0))).min(limit / high).min(1.0);
        let shaped: Vec<Vec<Cluster>> = shaped.into_iter().map(|line| scaled(line, factor)).collect();
        let side = scaled(side, factor);
        let (widest, side_width) = (widest * factor, side_width * factor);
        let pitch = Mm::from(style.size) * factor * gap;
        let between = Mm::from(style.size) * factor * masthead.latin_mark_gap;
        let left = self.template().area.left;
        let area = self.template().area.width;
        let start = (area - widest - side_width) / 2.0 + self.aside();
        let first_ink = self.ink_top(&shaped[0]);
        let mut bottom = top;
        let count = shaped.len();
        for (index, line) in shaped.iter().enumerate() {
            let baseline = top + first_ink + pitch * index as f64 + between * above[index] as f64;
            let natural = natural_width(line);
            // A short name is set wide.
            let wide = if stacked {
                widest
            } else {
                natural.max((natural * masthead.mark_spread).min(width * masthead.mark_spread_width)).min(width)
            };
            let (x, room, placing) = if stacked {
                (start, widest, Placing::Spread)
            } else if self.chinese() && count == 1 {
                ((area - wide) / 2.0 + self.aside(), wide, Placing::Spread)
            } else {
                (Mm(0.0), area, Placing::Middle)
            };
            let strip = self.single_line(line, x, room, Mm(0.0), placing);
            head.put(strip, left, baseline);
            bottom = baseline + self.ink_bottom(line);
        }
        if !side.is_empty() {
            let middle = top + (bottom - top) / 2.0;
            let baseline = middle + (self.ink_top(&side) - self.ink_bottom(&side)) / 2.0;
            let strip = self.single_line(&side, start + widest, side_width, Mm(0.0), Placing::Right);
            head.put(strip, left, baseline);
        }
        head.y = bottom;
    }

    /// How high a mark that begins at `top` may be so that page 1 shows a line of text: a stack shrinks before it gives way. Source: 7.3.3
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
            let count = |line: &crate::model::RichText| lines(line.plain().chars().count(), em);
            let count: f64 = notice.title.iter().map(count).sum();
            below += template.title.gap + em * count + template.title.leading * (count - 1.0);
        }
        let addressed = crate::wording::recipients_text(notice).filter(|_| self.recipients_in_head());
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

    /// 发文字号, with 签发人 beside it in documents to superiors. Source: 7.2.5, 7.2.6
    fn number_row(&mut self, head: &mut Head) {
        let notice = self.notice();
        let masthead = &self.template().masthead;
        let (cell, height) = (self.template().cell(), self.template().line_height());
        let size = self.template().text.size;
        if notice.number.is_none() && notice.approvers.is_empty() {
            return;
        }
        let first = if head.y > self.template().area.top { head.y + masthead.number_gap } else { head.y };
        // The number is on the line of the last approver, and is read before them.
        let mut approvers = Head { items: Vec::new(), y: first };
        let approved = self.approver_rows(&mut approvers, first);
        let last = (approved - height).max(first);
        let mut foot = last + height;
        if let Some(number) = &notice.number {
            let node = self.node(NodeKind::Paragraph, None, &number.text.text, number.text.span);
            let style = self.style(Role::Body, size, Some(node));
            let clusters = self.shape(&number.text.text, number.text.span, style);
            let area = self.template().area.width;
            let (range, placing) = if notice.approvers.is_empty() {
                ((Mm(0.0), area), Placing::Middle)
            } else {
                ((cell, area / 2.0 - cell), Placing::Left)
            };
            foot = self.head_lines(head, &clusters, node, last, range, placing);
        }
        head.items.append(&mut approvers.items);
        head.y = foot.max(approved);
    }

    /// 签发人: label and names, two a row where they fit, from `first` down; gives the foot of the last. Source: 7.2.6
    fn approver_rows(&mut self, head: &mut Head, first: Mm) -> Mm {
        let notice = self.notice();
        let cell = self.template().cell();
        let size = self.template().text.size;
        let Some(lead) = notice.approvers.first() else { return first };
        let label = crate::wording::labels(notice.language).approvers;
        let node = self.node(NodeKind::Paragraph, None, label, lead.text.span);
        let (plain, kai) = (self.style(Role::Body, size, Some(node)), self.style(Role::Kai, size, Some(node)));
        let label = self.shape(label, lead.text.span, plain);
        let label_width = natural_width(&label);
        let names: Vec<Vec<Cluster>> = notice.approvers.iter().map(|name| self.shape(&name.name, name.text.span, kai)).collect();
        // The number stands at the left of the same lines.
        let right = self.template().area.width - cell;
        let room = right - self.template().area.width / 2.0 - label_width;
        let widest = names.iter().map(|name| natural_width(name)).fold(Mm(0.0), Mm::max);
        let columns: usize = if names.len() > 1 && widest * 2.0 + cell <= room + Mm(0.01) { 2 } else { 1 };
        let wide = widest.min(room);
        let names_left = right - wide * columns as f64 - cell * (columns - 1) as f64;
        self.head_lines(head, &label, node, first, (names_left - label_width, label_width + cell), Placing::Left);
        let mut top = first;
        let mut foot = first;
        for row in names.chunks(columns) {
            for (column, name) in row.iter().enumerate() {
                let x = names_left + (wide + cell) * column as f64;
                let placing = if columns > 1 { Placing::Spread } else { Placing::Left };
                foot = foot.max(self.head_lines(head, name, node, top, (x, wide), placing));
            }
            top = foot + self.template().leading();
        }
        foot
    }

    /// `第15期（总第120期）`
    fn issue_row(&mut self, head: &mut Head) {
        let (issue, total) = (crate::wording::issue_text(self.notice()), crate::wording::total_issue_text(self.notice()));
        let text = [issue, total].into_iter().flatten().collect::<String>();
        let fields = [&self.notice().issue, &self.notice().total_issue];
        let Some(span) = fields.into_iter().flatten().map(|field| field.text.span).next() else { return };
        let node = self.node(NodeKind::Paragraph, None, &text, span);
        let style = self.style(Role::Kai, self.template().text.size, Some(node));
        let clusters = self.shape(&text, span, style);
        let y = if head.y > self.template().area.top { head.y + self.template().masthead.number_gap } else { head.y };
        head.y = self.head_line(head, &clusters, node, y, Placing::Middle);
    }

    /// The editor at the left, the date at the right.
    fn editor_row(&mut self, head: &mut Head) {
        let notice = self.notice();
        let y = head.y + self.template().leading();
        let size = self.template().text.size;
        let editor = notice.editor.as_ref().map(|editor| {
            let node = self.node(NodeKind::Paragraph, None, &editor.text, editor.span);
            let style = self.style(Role::Body, size, Some(node));
            (self.shape(&editor.text, editor.span, style), node)
        });
        let date = notice.date.as_ref().filter(|_| crate::wording::dated_in_masthead(notice)).map(|date| {
            let text = crate::wording::date_text(date, notice.language);
            let node = self.node(NodeKind::Paragraph, None, &text, date.text.span);
            let style = self.style(Role::Body, size, Some(node));
            (self.shape(&text, date.text.span, style), node)
        });
        let mut date_y = y;
        if let Some((clusters, node)) = &editor {
            head.y = self.head_line(head, clusters, *node, y, Placing::Left);
            // An editor that leaves the date no room has the line for itself.
            let beside = date.as_ref().map_or(Mm(0.0), |(date, _)| natural_width(date) + self.template().cell());
            if natural_width(clusters) + beside > self.template().area.width {
                date_y = head.y + self.template().leading();
            }
        }
        if let Some((clusters, node)) = &date {
            head.y = self.head_line(head, clusters, *node, date_y, Placing::Right);
        }
    }

    /// The red rule (版头分隔线). Source: 7.2.7
    fn red_rule(&mut self, head: &mut Head) {
        if head.y <= self.template().area.top {
            return;
        }
        let y = head.y + self.template().masthead.rule_gap;
        self.rule(head, y, self.template().masthead.rule_thickness);
        head.y = y + self.template().masthead.rule_thickness;
    }

    fn rule(&self, head: &mut Head, y: Mm, height: Mm) {
        let masthead = &self.template().masthead;
        let area = &self.template().area;
        let x = match masthead.rule_centre {
            Centre::Area => area.left + (area.width - masthead.rule_width) / 2.0,
            Centre::Sheet => (self.template().page.width - masthead.rule_width) / 2.0,
        };
        head.items.push(Item::Rule(Rule { x, y, width: masthead.rule_width, height, ink: Ink::Red }));
    }

    /// Mark, double rules, number at the right. Source: 10.1
    fn letter_head(&mut self, head: &mut Head) {
        let notice = self.notice();
        let masthead = &self.template().masthead;
        head.y = masthead.mark_top;
        self.mark(head);
        let (thick, thin, white) = (masthead.double_thick, masthead.double_thin, masthead.double_gap);
        let y = head.y + masthead.rule_gap;
        self.rule(head, y, thick);
        self.rule(head, y + thick + white, thin);
        let foot = self.template().page.height - masthead.foot_inset;
        self.rule(head, foot - thick - white - thin, thin);
        self.rule(head, foot - thick, thick);
        let first = y + thick + white + thin + masthead.number_gap;
        head.y = first - masthead.number_gap;
        self.corner_rows(head, first);
        if let Some(number) = &notice.number {
            let node = self.node(NodeKind::Paragraph, None, &number.text.text, number.text.span);
            let style = self.style(Role::Body, self.template().text.size, Some(node));
            let clusters = self.shape(&number.text.text, number.text.span, style);
            let half = self.template().area.width / 2.0;
            let foot = self.head_lines(head, &clusters, node, first, (half, half), Placing::Right);
            head.y = head.y.max(foot);
        }
        if !notice.approvers.is_empty() {
            let first = head.y + self.template().leading();
            head.y = self.approver_rows(head, first);
        }
        self.issue_row(head);
        self.editor_row(head);
    }
}

/// The head in the making: items in page coordinates, and the foot of the last element.
struct Head {
    items: Vec<Item>,
    y: Mm,
}

impl Head {
    /// Puts a strip whose line is `height` high with its top at `y`; one of no height has its base line there.
    fn put(&mut self, strip: Strip, left: Mm, y: Mm) {
        self.items.extend(strip.items.into_iter().map(|item| item.moved(left, y)));
    }
}

fn scaled(line: Vec<Cluster>, factor: f64) -> Vec<Cluster> {
    line.into_iter().map(|cluster| cluster.scaled(factor)).collect()
}
