//! The imprint (版记) at the foot of the last page, and page numbers.
//!
//! Source: GB/T 9704—2012, 7.4, 7.5; GB/T 33476.2, whose record stands on the back of a sheet

use super::compose::Composer;
use super::display::{Ink, Item, NodeKind, Rule};
use super::fonts::Role;
use super::lines::{Placing, natural_width};
use super::strip::Strip;
use super::text::Setting;
use super::units::Mm;
use crate::check::rules::EXTRA_SHEET;
use crate::say;
use crate::span::Span;
use crate::wording::{self, ImprintRow};

impl Composer<'_> {
    /// How high the imprint is.
    pub(super) fn imprint_height(&mut self) -> Mm {
        let rows = self.imprint_rows();
        let lines: Mm = rows.iter().flat_map(|row| &row.lines).map(|(_, height)| *height).sum();
        if self.template().imprint.rules || rows.is_empty() { lines } else { lines - self.template().imprint.padding }
    }

    pub(super) fn imprint(&mut self) {
        let rows = self.imprint_rows();
        if rows.is_empty() {
            return;
        }
        let imprint = &self.template().imprint;
        let sheet = self.sheet();
        let (thick, thin, ruled, padding) = (imprint.thick, imprint.thin, imprint.rules, imprint.padding);
        let even = if self.chinese() { imprint.even_page } else { imprint.latin_even_page };
        let last = rows.len() - 1;
        let opens = rows.iter().flat_map(|row| &row.lines).find_map(|(strip, _)| strip.opens.first().copied());
        // Lines from the foot of the last page upwards: where they do not fit on one page, the first ones fill the pages
        // before it.
        let lines: Vec<ImprintLine> = rows
            .into_iter()
            .enumerate()
            .flat_map(|(index, row)| {
                let rule = if !ruled {
                    None
                } else if index == 0 {
                    Some(thick)
                } else {
                    row.ruled.then_some(thin)
                };
                let count = row.lines.len();
                row.lines.into_iter().enumerate().map(move |(line, (strip, height))| ImprintLine {
                    strip,
                    // Without a rule below it the last line stands at the very foot of the area (10.1).
                    height: if !ruled && index == last && line + 1 == count { height - padding } else { height },
                    rule: rule.filter(|_| line == 0),
                    closes: ruled && index == last && line + 1 == count,
                })
            })
            .collect();
        let total: Mm = lines.iter().map(|line| line.height).sum();
        let upright = self.pages().last().is_some_and(|page| page.width == sheet.width);
        let odd = self.pages().len() % 2 == 1;
        if upright && !(odd && even) {
            self.raise_notes(total);
        }
        // Notes that were raised end where the imprint leaves its white; the sum has its noise.
        let room = upright && (self.end() + self.template().leading()).0 <= (sheet.foot() - total).0 + 1e-6;
        // An even page keeps its number when no blank stands before it; the blank and the page behind it have none.
        if !room || (odd && even) {
            let blanks = usize::from(!odd && even && total <= sheet.area_height);
            // Behind an even page a new sheet begins.
            if let (true, false, true, Some(node)) = (upright, odd, total <= sheet.area_height, opens) {
                let over = (self.end() + self.template().leading() - (sheet.foot() - total)) / self.template().pitch();
                self.extra_sheet(over.ceil() as usize, self.span_of(node));
            }
            for _ in 0..=blanks {
                self.add_page();
            }
        }
        let mut rest = total;
        let mut y = (sheet.foot() - total).max(sheet.top);
        for line in lines {
            if (y + line.height).0 > sheet.foot().0 + 0.01 {
                self.add_page();
                y = (sheet.foot() - rest).max(sheet.top);
            }
            let page = self.pages().len() - 1;
            if let Some(height) = line.rule {
                self.black_rule(page, y - height / 2.0, height);
            }
            for node in &line.strip.opens {
                self.ledger().begin(*node, page, y);
            }
            let items = line.strip.items.into_iter().map(|item| item.moved(sheet.left, y));
            self.put(page, items);
            y += line.height;
            rest -= line.height;
            if line.closes {
                self.black_rule(page, y - thick / 2.0, thick);
            }
        }
    }

    /// Says that a few lines less would save a sheet.
    fn extra_sheet(&mut self, lines: usize, span: Span) {
        let page = self.pages().len();
        if !(1..=self.template().flow.worth_saving).contains(&lines) {
            return;
        }
        self.report(
            &EXTRA_SHEET,
            span,
            say!(
                "第{page}页放不下版记，版记另占一张纸",
                "page {page} has no room for the imprint, which takes a sheet of its own"
            ),
        )
        .help(if lines == 1 {
            say!("正文少排1行，可以省去一张纸", "one line of text less would save the sheet")
        } else {
            say!("正文少排{lines}行，可以省去一张纸", "{lines} lines of text less would save the sheet")
        });
    }

    fn black_rule(&mut self, page: usize, y: Mm, height: Mm) {
        let area = &self.template().area;
        let rule = Rule { x: area.left, y, width: area.width, height, ink: Ink::Black };
        self.put(page, [Item::Rule(rule)]);
    }

    fn imprint_rows(&mut self) -> Vec<ImprintStrip> {
        let notice = self.notice();
        let mut rows: Vec<ImprintStrip> = Vec::new();
        let addressed = wording::recipients_row(notice).filter(|_| !self.recipients_in_head());
        if let Some(ImprintRow::List { label, text }) = addressed {
            let span = notice.recipients.as_ref().map_or_else(Default::default, |recipients| recipients.text.span);
            rows.push(self.list_row(label, &text, span, false));
        }
        let joined = !rows.is_empty();
        let mut after_recipients = joined;
        for row in wording::imprint(notice) {
            let strip = match row {
                // No rule between 主送 and 抄送 (7.4.2), nor between the lists of a briefing.
                ImprintRow::List { label, text } => {
                    let follows = std::mem::replace(&mut after_recipients, true);
                    self.list_row(label, &text, self.list_span(label), !follows)
                }
                ImprintRow::Printed { organ, date } => {
                    let printed = notice.printed_by.as_ref();
                    let span = printed.map_or_else(Default::default, |printed| printed.organ.span);
                    let date_span = printed.and_then(|printed| printed.date.as_ref()).map_or(span, |date| date.text.span);
                    self.printed_row(&organ, date.as_deref(), span, date_span)
                }
                ImprintRow::Copies(text) => {
                    let span = notice.copies.as_ref().map_or_else(Default::default, |copies| copies.text.span);
                    self.printed_row("", Some(&text), span, span)
                }
            };
            rows.push(strip);
        }
        rows
    }

    fn list_span(&self, label: &str) -> Span {
        let labels = wording::labels(self.notice().language);
        let notice = self.notice();
        let field = match label {
            _ if label == labels.copies_to => &notice.copies_to,
            _ if label == labels.reported_to => &notice.reported_to,
            _ if label == labels.copied_to => &notice.copied_to,
            _ => &notice.distributed_to,
        };
        field.as_ref().map_or_else(Default::default, |field| field.text.span)
    }

    /// Label and organs, one 字 in on both sides; turned lines below the first character behind the colon. Source: 7.4.2
    fn list_row(&mut self, label: &str, text: &str, span: Span, ruled: bool) -> ImprintStrip {
        let imprint = &self.template().imprint;
        let em = Mm::from(imprint.size);
        let inset = em * imprint.inset;
        let node = self.node(NodeKind::Paragraph, None, "", span);
        let style = self.style(Role::Body, imprint.size, Some(node));
        let (mut clusters, hang) = self.label(label, span, style);
        clusters.extend(self.shape(text, span, style));
        let setting = Setting {
            gap: Mm(0.0),
            leading: em * imprint.leading,
            height: em,
            first: inset,
            rest: inset + hang,
            right: inset,
            // Names of organs are not parted at a hyphen.
            placing: if self.chinese() { Placing::Justify } else { Placing::Left },
            width: self.template().area.width,
        };
        let strips = self.strips(&clusters, setting, Some(node));
        ImprintStrip { lines: padded(strips, imprint.padding), ruled }
    }

    /// An organ at the left and a day at the right, one 字 from the edges. Source: 7.4.3
    fn printed_row(&mut self, left: &str, right: Option<&str>, left_span: Span, right_span: Span) -> ImprintStrip {
        let imprint = &self.template().imprint;
        let (em, padding) = (Mm::from(imprint.size), imprint.padding);
        let inset = em * imprint.inset;
        let width = self.template().area.width - inset * 2.0;
        let node = self.node(NodeKind::Paragraph, None, "", left_span);
        let style = self.style(Role::Body, imprint.size, Some(node));
        let organ = self.shape(left, left_span, style);
        let day = self.shape(right.unwrap_or_default(), right_span, style);
        let mut whole = Strip { opens: vec![node], ..Strip::default() };
        let mut y = padding;
        let day_width = natural_width(&day);
        // A long organ takes lines of its own and leaves the day a place on the last.
        let setting = Setting {
            gap: Mm(0.0),
            leading: em * imprint.leading,
            height: em,
            first: inset,
            rest: inset,
            right: inset + if organ.is_empty() { Mm(0.0) } else { day_width + em },
            placing: Placing::Left,
            width: self.template().area.width,
        };
        for strip in self.strips(&organ, setting, None) {
            y += strip.gap;
            let height = strip.height;
            whole.take(strip, y);
            y += height;
        }
        if y == padding {
            y += em;
        }
        // White before the day parts it from the organ for those who hear both in a row; the day's right edge stays.
        let mut day = day;
        if !organ.is_empty() && !day.is_empty() {
            day.splice(0..0, self.shape("　", right_span, style));
        }
        let strip = self.single_line(&day, inset, width, em, Placing::Right);
        whole.take(strip, y - em);
        ImprintStrip { lines: vec![(whole, y + padding)], ruled: true }
    }

    /// `— 1 —`: 四号 宋体, odd pages at the right, even pages at the left; annexes bound apart have numbers of their own.
    /// Source: 7.5
    pub(super) fn page_numbers(&mut self) {
        let pages = self.pages().len();
        let parts = self.first_pages();
        for (part, start) in parts.iter().copied().enumerate() {
            let end = parts.get(part + 1).copied().unwrap_or(pages);
            let blank = (start..end).find(|index| self.pages()[*index].items.is_empty()).unwrap_or(end);
            // Blank sides before the imprint and its own side carry no number.
            for index in start..blank {
                let number = index - start + 1;
                if index == 0 && !self.template().page_number.first_page {
                    continue;
                }
                self.number_page(index, number);
                self.page_number(index, number);
            }
        }
    }

    fn page_number(&mut self, index: usize, number: usize) {
        let placed = &self.template().page_number;
        let size = placed.size;
        let em = Mm::from(size);
        let style = super::shape::Style { chinese: true, role: Role::Song, ..self.style(Role::Song, size, None) };
        let clusters = self.shape(&format!("{}{number}{}", placed.before, placed.after), Span::default(), style);
        let width = natural_width(&clusters);
        let sheet = self.sheet();
        let inset = em * placed.inset;
        let odd = number % 2 == 1;
        let x = if odd { sheet.left + sheet.area_width - inset - width } else { sheet.left + inset };
        // The middle of the dash stands at the drop, whatever the face.
        let dash = clusters
            .first()
            .filter(|first| "—–-".contains(first.character))
            .and_then(|dash| self.faces().ink(dash.face, dash.glyph?, dash.size));
        let baseline = sheet.foot() + placed.drop + dash.map_or(em * DASH_HEIGHT, |(top, bottom)| (top + bottom) / 2.0);
        let strip = self.single_line(&clusters, Mm(0.0), width, Mm(0.0), Placing::Left);
        let upright = self.pages()[index].width == sheet.width;
        for item in strip.items {
            let Item::Run(mut run) = item else { continue };
            run.node = None;
            if upright {
                run.x += x;
                run.baseline += baseline;
            } else {
                // The number stands where it stands on all pages: the sheet is turned, and the number with it.
                let (across, down) = (run.x + x, run.baseline + baseline);
                run.turned = true;
                run.x = sheet.height - down;
                run.baseline = across;
            }
            self.put(index, [Item::Run(run)]);
        }
    }
}

/// A row of the imprint: its lines with their heights.
struct ImprintStrip {
    lines: Vec<(Strip, Mm)>,
    /// Whether a thin rule stands above it.
    ruled: bool,
}

/// A line of the imprint on its way to a page.
struct ImprintLine {
    strip: Strip,
    height: Mm,
    /// The rule above it.
    rule: Option<Mm>,
    /// Whether the last rule stands below it.
    closes: bool,
}

/// Lines with the white of their row: above the first, below the last, and between them.
fn padded(strips: Vec<Strip>, padding: Mm) -> Vec<(Strip, Mm)> {
    let last = strips.len().saturating_sub(1);
    let line = |(index, strip): (usize, Strip)| {
        let above = if index == 0 { padding } else { strip.gap };
        let below = if index == last { padding } else { Mm(0.0) };
        let items = strip.items.into_iter().map(|item| item.moved(Mm(0.0), above)).collect();
        let height = above + strip.height + below;
        (Strip { items, opens: strip.opens, ..Strip::default() }, height)
    };
    strips.into_iter().enumerate().map(line).collect()
}

/// The middle of a dash above the base line, in em, in faces whose em box is 0.88 above and 0.12 below.
const DASH_HEIGHT: f64 = 0.38;
