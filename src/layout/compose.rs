//! The state of a layout in the making, and the one door to it.
//!
//! Here: what is laid out, the ledger, the pages so far, and what may be done to them. Not here: text as strips (`text`), and
//! the parts of a notice, which know no more of all this than the functions below.

use super::display::{Item, Laid, LinkId, LinkTarget, Node, NodeId, NodeKind, Page};
use super::fonts::{Faces, Role};
use super::input::LayoutInput;
use super::ledger::{Ledger, Notes, PendingTarget};
use super::paint::{Painted, paint};
use super::plan::{Height, Paper, Plan, What, plan};
use super::shape::{Cluster, Style, shape};
use super::strip::{Flow, Sheet};
use super::template::{RecipientsPlace, Template};
use super::units::Mm;
use super::{changes, mirror, off_page, proof, remarks, short_line, strange};
use crate::check::{Finding, Findings, Rule};
use crate::images::Images;
use crate::model::{Language, Notice};
use crate::say::Say;
use crate::span::Span;
use crate::syntax::values::ReferenceKind;

/// A layout in the making.
pub(super) struct Composer<'a> {
    /// What is set: the notice, or a text that it sends out.
    notice: &'a Notice,
    /// The notice that all belongs to.
    whole: &'a Notice,
    /// How many texts that are sent out were begun.
    parts: u32,
    input: &'a LayoutInput<'a>,
    faces: Faces<'a>,
    ledger: Ledger,
    notes: Notes,
    /// What only the finished page shows.
    findings: Findings<'a>,
    pages: Vec<Page>,
    /// The foot of the text on the last page.
    end: Mm,
    /// The notes at the foot of the last page.
    noted: Option<Noted>,
    /// The first page of each part that is bound apart.
    apart: Vec<usize>,
    /// Whether the recipients stand in the imprint because page 1 has no room for them.
    recipients_moved: bool,
}

/// Notes at the foot of a page.
#[derive(Clone, Copy, Debug)]
struct Noted {
    /// How many of the last items of the page are theirs.
    items: usize,
    /// Where they begin, and the text above them ends.
    top: Mm,
    text_end: Mm,
}

/// What is laid out.
impl<'a> Composer<'a> {
    pub fn new(notice: &'a Notice, input: &'a LayoutInput<'a>) -> Self {
        Self {
            notice,
            whole: notice,
            parts: 0,
            input,
            faces: Faces::open(input.fonts, notice.language == Language::Traditional).showing(input.changes),
            ledger: Ledger::default(),
            notes: Notes::default(),
            findings: Findings::new(input.check),
            pages: Vec::new(),
            end: Mm(0.0),
            noted: None,
            apart: Vec::new(),
            recipients_moved: false,
        }
    }

    pub const fn notice(&self) -> &'a Notice {
        self.notice
    }

    /// The notice, also while a text that it sends out is set.
    pub const fn whole(&self) -> &'a Notice {
        self.whole
    }

    /// Whether a text that is sent out is set, and not the notice itself.
    pub const fn is_part(&self) -> bool {
        self.parts > 0
    }

    /// What follows is a text that the notice sends out.
    pub const fn begin_part(&mut self, text: &'a Notice) {
        self.notice = text;
        self.parts += 1;
    }

    /// What follows is of the notice itself again.
    pub const fn end_parts(&mut self) {
        self.notice = self.whole;
        self.parts = 0;
    }

    /// The number by which a reference finds what it means: each part has annexes of its own.
    pub const fn target(&self, kind: ReferenceKind, number: u32) -> u32 {
        const EACH: u32 = 10_000;
        match kind {
            ReferenceKind::Annex => number % EACH + self.parts * EACH,
            ReferenceKind::Figure | ReferenceKind::Table => number,
        }
    }

    pub const fn template(&self) -> &'a Template {
        self.input.template
    }

    pub const fn images(&self) -> &'a Images {
        self.input.images
    }

    pub const fn faces(&self) -> &Faces<'a> {
        &self.faces
    }

    pub const fn chinese(&self) -> bool {
        self.notice.language.is_chinese()
    }

    /// Whether the recipients stand above the body, and not in the imprint.
    pub fn recipients_in_head(&self) -> bool {
        self.template().recipients.place == RecipientsPlace::Head && !self.recipients_moved
    }

    /// The recipients go to the imprint.
    pub const fn move_recipients(&mut self) {
        self.recipients_moved = true;
    }
}

/// What is written down.
impl Composer<'_> {
    pub const fn ledger(&mut self) -> &mut Ledger {
        &mut self.ledger
    }

    pub fn node(&mut self, kind: NodeKind, parent: Option<NodeId>, text: impl Into<String>, span: Span) -> NodeId {
        self.ledger.add_node(Node { kind, parent, text: text.into(), span, place: None })
    }

    /// Where a node stands in the draft.
    pub fn span_of(&self, node: NodeId) -> Span {
        self.ledger.nodes()[node].span
    }

    pub fn link(&mut self, target: PendingTarget, description: String) -> LinkId {
        self.ledger.add_link(target, description)
    }

    pub fn link_to(&self, link: LinkId) -> (LinkTarget, String) {
        self.ledger.link(link)
    }

    pub fn report(&mut self, rule: &'static Rule, span: Span, message: Say) -> &mut Finding {
        self.findings.report(rule, span, message)
    }

    /// Shapes text behind what is there.
    pub fn shape_into(&mut self, text: &str, span: Span, style: Style, out: &mut Vec<Cluster>) {
        shape(&self.faces, text, span, style, self.ledger.strange(), out);
    }

    pub const fn footnotes(&mut self) -> &mut Notes {
        &mut self.notes
    }

    pub fn note_node(&self, note: usize) -> Option<NodeId> {
        self.notes.node(note)
    }

    /// One for another part of the same notice. It goes on with the numbers of this one, and knows the notes.
    pub fn another(&self) -> Self {
        Self {
            ledger: self.ledger.another(),
            notes: self.notes.another(),
            whole: self.whole,
            parts: self.parts,
            ..Self::new(self.notice, self.input)
        }
    }

    /// What it has written down, which is all that the other one takes over.
    pub fn into_ledger(self) -> Ledger {
        self.ledger
    }
}

/// Pages.
impl Composer<'_> {
    /// The sheet of portrait pages.
    pub fn sheet(&self) -> Sheet {
        let (page, area) = (&self.template().page, &self.template().area);
        Sheet {
            width: page.width,
            height: page.height,
            left: area.left,
            top: area.top,
            area_width: area.width,
            area_height: area.height,
        }
    }

    /// The sheet of pages that lie on their side: the portrait page turned a quarter, so that the head of the page is at
    /// the binding edge. Source: GB/T 9704—2012, 8
    pub fn landscape_sheet(&self) -> Sheet {
        let upright = self.sheet();
        Sheet {
            width: upright.height,
            height: upright.width,
            left: upright.height - upright.foot(),
            top: upright.left,
            area_width: upright.area_height,
            area_height: upright.area_width,
        }
    }

    /// The pages that a column goes over, from the top of the first.
    pub fn paper(&self, sheet: Sheet) -> Paper {
        let template = self.template();
        Paper {
            top: sheet.top,
            height: sheet.area_height,
            start: sheet.top,
            headed: false,
            opening: self.pages.is_empty(),
            first_more: template.flow.first_page_more,
            most_white: template.table.most_white,
            note_white: template.note.white,
            most_carried: template.note.most_carried,
        }
    }

    /// Plans a column whose notes are named once.
    pub fn plan(&self, strips: &[Height<'_>], headers: &[Mm], paper: &Paper) -> Plan {
        plan(strips, self.notes.heights(), headers, paper)
    }

    /// Puts a column on new pages, below what stands at the head of the first.
    pub fn paint(&mut self, plan: &Plan, flow: Flow, sheet: Sheet, head: Vec<Item>) {
        let painted = Painted {
            strips: flow.strips,
            headers: &flow.headers,
            notes: self.notes.strips(),
            head,
            sheet,
            template: &self.input.template.note,
            pages: self.pages.len(),
        };
        self.pages.extend(paint(plan, painted, &mut self.ledger));
        self.end = plan.end;
        let last = plan.pages.last().map_or(&[][..], Vec::as_slice);
        let top = last.iter().find(|placed| placed.what == What::Notes).map(|placed| placed.y);
        self.noted = top.map(|top| {
            let lines = last.iter().filter_map(|placed| match placed.what {
                What::Note(note, line) => Some(self.notes.strips()[note][line].items.len()),
                _ => None,
            });
            Noted { items: 1 + lines.sum::<usize>(), top, text_end: plan.text_end }
        });
    }

    /// Moves the notes at the foot of the last page up, so that `free` is free below them, where the page has as much room.
    pub fn raise_notes(&mut self, free: Mm) {
        let (white, leading) = (self.template().note.white, self.template().leading());
        let Some(noted) = self.noted.take() else { return };
        let above = noted.top - white - noted.text_end;
        let by = free + leading - (self.sheet().foot() - self.end);
        let (Some(page), true) = (self.pages.len().checked_sub(1), by.0 > 0.0 && by.0 <= above.0 + 1e-6) else { return };
        let items = &mut self.pages[page].items;
        for item in items.split_off(items.len() - noted.items.min(items.len())) {
            items.push(item.moved(Mm(0.0), Mm(0.0) - by));
        }
        self.ledger.raise(page, noted.top, by);
        self.end -= by;
    }

    /// Sets a column on new pages.
    pub fn set(&mut self, mut flow: Flow, sheet: Sheet) {
        self.notes.name_once(&mut flow.strips);
        let heights: Vec<Height<'_>> = flow.strips.iter().map(Height::of).collect();
        let plan = self.plan(&heights, &flow.header_heights(), &self.paper(sheet));
        self.paint(&plan, flow, sheet, Vec::new());
    }

    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The foot of the text on the last page.
    pub const fn end(&self) -> Mm {
        self.end
    }

    /// Adds a portrait page that is empty.
    pub fn add_page(&mut self) {
        let Sheet { width, height, .. } = self.sheet();
        self.pages.push(Page { width, height, items: Vec::new(), number: None });
    }

    /// Puts items on a page, in its coordinates.
    pub fn put(&mut self, page: usize, items: impl IntoIterator<Item = Item>) {
        self.pages[page].items.extend(items);
    }

    /// Says which number stands on a page.
    pub fn number_page(&mut self, page: usize, number: usize) {
        self.pages[page].number = Some(number);
    }

    /// What comes next is bound apart.
    pub fn begin_apart(&mut self) {
        self.apart.push(self.pages.len());
    }

    /// The first page of the notice, and of each part that is bound apart.
    pub fn first_pages(&self) -> Vec<usize> {
        std::iter::once(0).chain(self.apart.iter().copied()).collect()
    }

    /// Leads links to their ends, and turns what was strange into findings.
    pub fn finish(mut self) -> Laid {
        self.ledger.resolve(&mut self.pages);
        let label = self.style(Role::Heading, self.template().text.size, None);
        let Self { notice, input, faces, ledger, mut findings, pages, apart, .. } = self;
        let (nodes, strange, remarks) = ledger.into_parts();
        let mut laid = Laid { pages, nodes, findings: Vec::new(), press: input.template.ink.press.0.clone() };
        short_line::report(&laid, notice, input.template, &mut findings);
        strange::report(&strange, input.fonts, &mut findings);
        remarks::report(&remarks, &laid, &mut findings);
        off_page::report(&laid, input.template, &mut findings);
        proof::finish(&mut laid, input.template, input.proof);
        if input.proof {
            proof::label(&mut laid, &faces, label, notice.language, input.template);
        }
        if input.changes {
            changes::finish(&mut laid);
        }
        mirror::finish(&mut laid, input.template, &apart);
        laid.findings = findings.finish();
        laid
    }
}
