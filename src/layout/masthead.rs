//! The head of page 1 (版头): number, rules, and the rows at the top left corner. Not here: the red mark (`mark`).
//!
//! Source: GB/T 9704—2012, 7.2, 10.1, 10.2, 10.3

use super::compose::Composer;
use super::display::{Item, NodeKind, Rule};
use super::fonts::Role;
use super::lines::{Placing, natural_width};
use super::shape::Cluster;
use super::strip::Strip;
use super::template::{Centre, MastheadKind};
use super::units::Mm;
use crate::wording::{self, Stamp, StampKind};

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
                if !matches!(kind, MastheadKind::Order | MastheadKind::Mark | MastheadKind::None) {
                    self.red_rule(&mut head);
                }
            }
        }
        (head.items, head.y)
    }

    /// 份号, 密级, 紧急程度: flush left, one a line. Source: 7.2.1–7.2.3
    fn corner_rows(&mut self, head: &mut Head, top: Mm) {
        let (mut row, mut below) = (0, top);
        for Stamp { kind, text } in wording::stamps(self.notice()) {
            let role = if kind == StampKind::CopyNumber { Role::Body } else { Role::Heading };
            if kind == StampKind::Classification {
                // The second line, even where the copy number is missing (7.2.2).
                row = self.template().masthead.classification_line.saturating_sub(1).max(row);
            }
            let node = self.node(NodeKind::Paragraph, None, text.text.as_str(), text.span);
            let style = self.style(role, self.template().text.size, Some(node));
            let clusters = self.shape(&text.text, text.span, style);
            let y = (top + self.template().pitch() * row as f64).max(below);
            // Where no mark stands lower on the page, what follows begins below the rows.
            head.y = self.head_line(head, &clusters, node, y, Placing::Left);
            below = head.y + self.template().leading();
            row += 1;
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
        let label = wording::labels(notice.language).approvers;
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
        // Names set wide have white inside; what parts two of them must be more.
        let apart = (room - wide * columns as f64).min(cell * 2.0).max(cell);
        let names_left = right - wide * columns as f64 - apart * (columns - 1) as f64;
        self.head_lines(head, &label, node, first, (names_left - label_width, label_width + cell), Placing::Left);
        let mut top = first;
        let mut foot = first;
        for row in names.chunks(columns) {
            for (column, name) in row.iter().enumerate() {
                let x = names_left + (wide + apart) * column as f64;
                let placing = if columns > 1 { Placing::Spread } else { Placing::Left };
                foot = foot.max(self.head_lines(head, name, node, top, (x, wide), placing));
            }
            top = foot + self.template().leading();
        }
        foot
    }

    /// `第15期（总第120期）`
    fn issue_row(&mut self, head: &mut Head) {
        let (issue, total) = (wording::issue_text(self.notice()), wording::total_issue_text(self.notice()));
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
        let date = notice.date.as_ref().filter(|_| wording::dated_in_masthead(notice)).map(|date| {
            let text = wording::date_text(date, notice.language);
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
        head.items.push(Item::Rule(Rule { x, y, width: masthead.rule_width, height, ink: self.template().ink.red }));
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
pub(super) struct Head {
    pub items: Vec<Item>,
    pub y: Mm,
}

impl Head {
    /// Puts a strip whose line is `height` high with its top at `y`; one of no height has its base line there.
    pub fn put(&mut self, strip: Strip, left: Mm, y: Mm) {
        self.items.extend(strip.items.into_iter().map(|item| item.moved(left, y)));
    }
}
