//! The head of page 1 (版头): the rows at the corner, number, approvers, rules, and the recipients below the title.
//!
//! Source: GB/T 9704—2012, 7.2, 7.3.2, 10.1, 10.2, 10.3

use super::Writer;
use super::inline::Look;
use super::metrics::{ems, twips};
use super::paragraph::{Para, border};
use super::styles::Style;
use crate::layout::{MastheadKind, Mm, RecipientsPlace, Role};
use crate::wording::{self, StampKind};

impl Writer<'_> {
    pub(super) fn head(&mut self) {
        let kind = self.template().masthead.kind;
        // The red rule hangs on the last line of the head.
        let ruled = !matches!(kind, MastheadKind::Letter | MastheadKind::Order | MastheadKind::Mark | MastheadKind::None);
        if kind == MastheadKind::Letter {
            return self.letter_head();
        }
        self.corner_rows(Mm(0.0));
        if kind != MastheadKind::None {
            let top = self.mark_top();
            self.mark(top);
        }
        let notice = self.whole;
        let (editor, issue) = (self.has_editor_row(), wording::issue_text(notice).or_else(|| wording::total_issue_text(notice)));
        let rule = if ruled { self.red_rule() } else { String::new() };
        let on = |last: bool| if last { rule.clone() } else { String::new() };
        let number = notice.number.is_some() || !notice.approvers.is_empty();
        self.number_rows(on(!editor && issue.is_none()));
        if issue.is_some() {
            self.issue_row(on(!editor));
        }
        if editor {
            self.editor_row(on(true));
        }
        if ruled && !editor && issue.is_none() && !number && self.place.y > 0.0 {
            // The rule stands below the mark itself.
            let space = (twips(self.template().masthead.rule_gap) - self.below) / 20.0;
            let borders = border("bottom", self.template().masthead.rule_thickness, space, "FF0000");
            self.plain(Para { borders, keep_next: true, ..Para::of(Style::Thin) }, "");
            self.below = 0.0;
        }
    }

    /// Rows at the corner that reach below the mark's place push it down.
    fn mark_top(&self) -> Mm {
        let masthead = &self.template().masthead;
        let rows = Mm((self.metrics.top + self.place.y) * 25.4 / 1440.0);
        if self.place.y > 0.0 { masthead.mark_top.max(rows + masthead.corner_gap) } else { masthead.mark_top }
    }

    /// 份号, 密级, 紧急程度: flush left, one a line. Source: 7.2.1–7.2.3
    fn corner_rows(&mut self, gap: Mm) {
        let mut row: usize = 0;
        for stamp in wording::stamps(self.whole) {
            let style = match stamp.kind {
                StampKind::CopyNumber => Style::CopyNumber,
                StampKind::Classification => Style::Classification,
                StampKind::Urgency => Style::Urgency,
            };
            let mut skipped = 0.0;
            if stamp.kind == StampKind::Classification {
                // The second line, even where the copy number is missing (7.2.2).
                let line = self.template().masthead.classification_line.saturating_sub(1).max(row);
                skipped = (line - row) as f64 * self.metrics.line;
                row = line;
            }
            let first = if row == 0 { twips(gap) } else { 0.0 };
            let before = (skipped + first > 0.0).then_some(skipped + first);
            self.plain(Para { before, keep_next: true, ..Para::of(style) }, &stamp.text.text);
            row += 1;
        }
    }

    /// White above the line that follows the mark.
    fn head_gap(&self) -> Option<Mm> {
        (self.place.y > 0.0).then_some(self.template().masthead.number_gap)
    }

    /// 发文字号, with 签发人 beside it in documents to superiors. Source: 7.2.5, 7.2.6
    fn number_rows(&mut self, borders: String) {
        let notice = self.whole;
        let number = notice.number.as_ref().map(|number| number.text.text.clone());
        let gap = self.head_gap();
        if notice.approvers.is_empty() {
            if let Some(number) = number {
                self.plain(Para { gap, borders, keep_next: true, ..Para::of(Style::Number) }, &number);
            }
            return;
        }
        let label = wording::labels(notice.language).approvers;
        let (chinese, cell) = (self.chinese(), self.metrics.cell);
        let wide = |text: &str| ems(text, chinese) * cell;
        let names: Vec<&str> = notice.approvers.iter().map(|name| name.name.as_str()).collect();
        let right = self.metrics.width - cell;
        let room = right - self.metrics.width / 2.0 - wide(label);
        let widest = names.iter().map(|name| wide(name)).fold(0.0, f64::max);
        let columns: usize = if names.len() > 1 && widest * 2.0 + cell <= room + 1.0 { 2 } else { 1 };
        let apart = (room - widest * columns as f64).min(cell * 2.0).max(cell);
        let left = right - widest.min(room) * columns as f64 - apart * (columns - 1) as f64;
        let rows: Vec<&[&str]> = names.chunks(columns).collect();
        let last = rows.len() - 1;
        for (index, row) in rows.iter().enumerate() {
            let mut tabs = vec![("left", left - wide(label)), ("left", left)];
            if columns > 1 {
                tabs.push(("left", left + widest + apart));
            }
            let para = Para {
                gap: gap.filter(|_| index == 0),
                left: Some(cell),
                right: Some(cell),
                align: Some("left"),
                keep_next: true,
                tabs,
                ..Para::of(Style::Number)
            };
            let number = number.as_deref().filter(|_| index == last).unwrap_or_default();
            let lead = if index == 0 { label } else { "" };
            let row = *row;
            self.paragraph(para, "", |writer| {
                writer.text(&format!("{number}\t{lead}{}", if lead.is_empty() { "\t" } else { "" }));
                for (column, name) in row.iter().enumerate() {
                    if column > 0 {
                        writer.text("\t");
                    }
                    writer.approver(name, if columns > 1 { widest - wide(name) } else { 0.0 });
                }
            });
        }
        if !borders.is_empty() {
            // The rows are set in, and the rule is not.
            self.plain(Para { borders, keep_next: true, ..Para::of(Style::Thin) }, "");
            self.below = 0.0;
        }
    }

    /// A name in 楷体, set to the width of the others.
    fn approver(&mut self, name: &str, more: f64) {
        let look = Look { style: Some("Approver"), ..Look::default() };
        let count = name.chars().count();
        match name.char_indices().last().filter(|_| count > 1 && more > 1.0) {
            Some((last, _)) => {
                let spacing = more / (count - 1) as f64 + f64::from(self.metrics.tracking);
                self.run(&name[..last], Look { spacing: Some(spacing), ..look });
                self.run(&name[last..], look);
            }
            None => self.run(name, look),
        }
    }

    /// `第15期（总第120期）`
    fn issue_row(&mut self, borders: String) {
        let (issue, total) = (wording::issue_text(self.whole), wording::total_issue_text(self.whole));
        let text = [issue, total].into_iter().flatten().collect::<String>();
        self.plain(Para { gap: self.head_gap(), borders, keep_next: true, ..Para::of(Style::Issue) }, &text);
    }

    fn has_editor_row(&self) -> bool {
        let dated = self.whole.date.is_some() && wording::dated_in_masthead(self.whole);
        self.whole.editor.as_ref().is_some_and(|editor| !editor.is_empty()) || dated
    }

    /// The editor at the left, the date at the right.
    fn editor_row(&mut self, borders: String) {
        let notice = self.whole;
        let editor = notice.editor.as_ref().map(|editor| editor.text.clone()).unwrap_or_default();
        let date = notice.date.as_ref().filter(|_| wording::dated_in_masthead(notice));
        let date = date.map(|date| format!("\t{}", wording::date_text(date, notice.language))).unwrap_or_default();
        let tabs = vec![("right", self.metrics.width)];
        let gap = (self.place.y > 0.0).then(|| self.template().leading());
        self.plain(Para { gap, borders, tabs, keep_next: true, ..Para::of(Style::Editor) }, &format!("{editor}{date}"));
    }

    /// The red rule (版头分隔线) as the lower border of the line above it. Source: 7.2.7
    fn red_rule(&self) -> String {
        let masthead = &self.template().masthead;
        let em = self.metrics.size.0 * 20.0;
        let space = (twips(masthead.rule_gap) - super::metrics::below(self.metrics.line, em)) / 20.0;
        border("bottom", masthead.rule_thickness, space, "FF0000")
    }

    /// Whether the recipients stand below the title and not in the imprint.
    pub(super) fn recipients_in_head(&self) -> bool {
        self.template().recipients.place == RecipientsPlace::Head
    }

    pub(super) fn recipients(&mut self) {
        if !self.recipients_in_head() {
            return;
        }
        let Some(text) = wording::recipients_text(self.part) else { return };
        let gap = self.template().recipients.gap;
        self.plain(Para::of(Style::Recipients).below(gap), &text);
    }

    /// 按语
    pub(super) fn editor_note(&mut self) {
        let notice = self.whole;
        for (index, text) in notice.editor_note.iter().enumerate() {
            let label = if index == 0 { wording::editor_note_label(notice) } else { "" };
            let para = Para { gap: (index == 0).then(|| self.template().recipients.gap), ..Para::of(Style::EditorNote) };
            self.paragraph(para, &format!("{label}{}", text.plain()), |writer| {
                writer.run(label, Look::of(Role::Heading));
                writer.rich(text, Look::default());
            });
        }
    }

    /// Mark, double rules, number at the right. Source: 10.1
    fn letter_head(&mut self) {
        let notice = self.whole;
        let masthead = &self.template().masthead;
        let foot = self.letter_mark();
        let first = foot + masthead.rule_gap + masthead.double_thick + masthead.double_gap + masthead.double_thin;
        // From the top of the text to the first line below the rules.
        let gap = twips(first + masthead.number_gap) - self.metrics.top;
        let em = self.metrics.size.0 * 20.0;
        let before = (gap - super::metrics::above(self.metrics.line, em)).max(0.0);
        let stamps = wording::stamps(notice);
        let number = notice.number.as_ref().map(|number| number.text.text.clone());
        let mut rows: Vec<(Style, String)> = stamps
            .iter()
            .map(|stamp| match stamp.kind {
                StampKind::CopyNumber => (Style::CopyNumber, stamp.text.text.clone()),
                StampKind::Classification => (Style::Classification, stamp.text.text.clone()),
                StampKind::Urgency => (Style::Urgency, stamp.text.text.clone()),
            })
            .collect();
        // The number stands at the right of the first row.
        if rows.is_empty() && number.is_some() {
            rows.push((Style::Number, String::new()));
        }
        for (index, (style, text)) in rows.iter().enumerate() {
            let beside = number.as_ref().filter(|_| index == 0);
            let tabs = if beside.is_some() { vec![("right", self.metrics.width)] } else { Vec::new() };
            let para =
                Para { before: (index == 0).then_some(before), align: Some("left"), keep_next: true, tabs, ..Para::of(*style) };
            self.paragraph(para, "", |writer| {
                writer.text(text);
                if let Some(number) = beside {
                    writer.text("\t");
                    writer.run(number, Look::of(Role::Body));
                }
            });
        }
        if rows.is_empty() {
            self.plain(Para { before: Some(before), keep_next: true, line: Some(20.0), ..Para::of(Style::Thin) }, "");
            self.place.skip(before);
        }
        if !notice.approvers.is_empty() {
            self.letter_approvers();
        }
        if wording::issue_text(notice).or_else(|| wording::total_issue_text(notice)).is_some() {
            self.issue_row(String::new());
        }
        if self.has_editor_row() {
            self.editor_row(String::new());
        }
    }

    /// 签发人 of a letter: label and names at the right.
    fn letter_approvers(&mut self) {
        let notice = self.whole;
        let labels = wording::labels(notice.language);
        let para = Para { align: Some("right"), right: Some(self.metrics.cell), keep_next: true, ..Para::of(Style::Number) };
        self.paragraph(para, "", |writer| {
            writer.text(labels.approvers);
            for (index, name) in notice.approvers.iter().enumerate() {
                if index > 0 {
                    writer.text(labels.name_gap);
                }
                writer.approver(&name.name, 0.0);
            }
        });
    }
}
