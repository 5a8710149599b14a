//! The new notice as a Word file in which every change is tracked: who takes all of them has the new text, who refuses all has the old one.
//!
//! Both notices are written by `docx`, and what it wrote is held against each other: paragraphs by their likeness, rows by their cells,
//! then words. So all that a page says takes part in it, mark and imprint too. The page itself, sections, headers and pictures, is the new
//! one's. Not here: what the file is made of (`docx`).

use super::merged::{Step, steps};
use super::words::{Part, pieces};
use super::xml::{Child, Element, parse, written};
use crate::docx::{DocxError, DocxOptions, Words, docx_of, words};
use crate::markup::escape;
use crate::model::Notice;
use std::ops::Range;

/// Who is said to have changed the text, and when; no clock is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tracking {
    /// The name of who changed it.
    pub author: String,
    /// The day, as `2026-08-14`, or the time, as `2026-08-14T09:00:00Z`; none where it should not be said.
    pub date: Option<String>,
}

impl Tracking {
    /// By somebody, on a day.
    #[must_use]
    pub fn new(author: impl Into<String>, date: Option<String>) -> Self {
        Self { author: author.into(), date }
    }
}

/// The new notice as a Word file with what changed since the old one tracked.
///
/// # Errors
/// [`DocxError`] as [`crate::docx::docx`] has it.
pub fn tracked(old: (&Notice, &DocxOptions<'_>), new: (&Notice, &DocxOptions<'_>), by: &Tracking) -> Result<Vec<u8>, DocxError> {
    let before = words(old.0, old.1);
    docx_of(new.0, new.1, |after| {
        let date = match by.date.as_deref() {
            Some(date) if date.contains('T') => format!(" w:date=\"{}\"", escape(date)),
            Some(date) => format!(" w:date=\"{}T00:00:00Z\"", escape(date)),
            None => String::new(),
        };
        let mut tracker = Tracker {
            said: format!("w:author=\"{}\"{date}", escape(&by.author)),
            ids: FIRST_ID,
            notes: Vec::new(),
            lost: Vec::new(),
        };
        let body = tracker.blocks(&parse(&before.body), &parse(&after.body));
        let notes = tracker.notes(&before.notes, &after.notes);
        Words { body: written(&body), notes }
    })
}

/// Changes are numbered from here: bookmarks and drawings of the file have numbers of their own.
const FIRST_ID: u32 = 100_000;
/// Notes of the old file are numbered from here.
const OLD_NOTES: u32 = 1000;
/// A mark of a note, as a character.
const NOTE: char = '\u{fffc}';

struct Tracker {
    /// Author and date.
    said: String,
    ids: u32,
    /// Notes of both files whose marks stand for each other: old number, new number.
    notes: Vec<(String, String)>,
    /// Notes of the old file whose marks are gone.
    lost: Vec<String>,
}

/// A piece of a run that says something.
#[derive(Clone, Debug)]
struct Atom {
    text: String,
    look: Option<Element>,
    element: Element,
}

impl Tracker {
    /// `w:ins`, `w:del` with its number.
    fn change(&mut self, name: &str, inside: Vec<Element>) -> Element {
        self.ids += 1;
        Element::new(&format!("{name} w:id=\"{}\" {}", self.ids, self.said), inside)
    }

    fn blocks(&mut self, old: &[Element], new: &[Element]) -> Vec<Element> {
        // Paragraphs that only hold white are those of the new page.
        let old: Vec<Element> = old.iter().filter(|block| !whole(block).is_empty()).cloned().collect();
        let fits = |one: &Element, two: &Element| one.name() == two.name() && columns(one) == columns(two);
        let mut found: Vec<Element> = Vec::new();
        for step in steps(&old, new, whole, fits) {
            let made = match step {
                Step::Both(one, two) if one.name() == "w:tbl" => vec![self.table(&one, two)],
                Step::Both(one, two) => vec![self.paragraph(&one, two)],
                Step::New(two) if whole(&two).is_empty() => vec![two],
                Step::New(two) if two.name() == "w:tbl" => vec![self.all_rows(two, true)],
                Step::New(two) => vec![self.inserted(two)],
                Step::Gone(one) if one.name() == "w:tbl" => vec![self.all_rows(one, false)],
                Step::Gone(one) => self.deleted(&one),
            };
            for element in made {
                // Two tables with nothing between them would be one.
                if element.name() == "w:tbl" && found.last().is_some_and(|last| last.name() == "w:tbl") {
                    let style = Element::new("w:pStyle w:val=\"Thin\"", Vec::new());
                    found.push(Element::new("w:p", vec![Element::new("w:pPr", vec![style])]));
                }
                found.push(element);
            }
        }
        found
    }

    /// The paragraph with the words of both.
    fn paragraph(&mut self, old: &Element, new: Element) -> Element {
        let before = atoms(old);
        let said = |atoms: &[Atom]| atoms.iter().map(|atom| atom.text.as_str()).collect::<String>();
        let (one, two) = (said(&before), said(&atoms(&new)));
        let mut old_boxes = boxes(old);
        let (mut fresh, mut lost) = (Vec::new(), Vec::new());
        let (mut from, mut to) = (0, 0);
        let mut same = Vec::new();
        for piece in pieces(&one, &two) {
            let length = piece.text.len();
            match piece.part {
                Part::Same => {
                    same.push((from, to, length));
                    (from, to) = (from + length, to + length);
                }
                Part::Old => {
                    lost.push((to, from..from + length));
                    from += length;
                }
                Part::New => {
                    fresh.push(to..to + length);
                    to += length;
                }
            }
        }
        let mut walk = Walk { before: &before, fresh, lost, same, at: 0, boxes: &mut old_boxes };
        let mut out = self.within(new, &mut walk);
        let rest: Vec<Range<usize>> = walk.lost.drain(..).map(|(_, range)| range).collect();
        for range in rest {
            let gone = self.gone(&before, range);
            out.children.extend(gone.map(Child::Element));
        }
        out
    }

    /// An element of the new paragraph, its runs parted where words changed.
    fn within(&mut self, mut element: Element, walk: &mut Walk<'_>) -> Element {
        let mut children = Vec::new();
        for child in std::mem::take(&mut element.children) {
            match child {
                Child::Element(run) if run.name() == "w:r" => {
                    children.extend(self.run(run, walk).into_iter().map(Child::Element));
                }
                Child::Element(inner) if matches!(inner.name(), "w:hyperlink" | "w:fldSimple") => {
                    children.push(Child::Element(self.within(inner, walk)));
                }
                other => children.push(other),
            }
        }
        element.children = children;
        element
    }

    fn run(&mut self, mut run: Element, walk: &mut Walk<'_>) -> Vec<Element> {
        if let Some(inside) = run.below_mut("w:txbxContent") {
            let new: Vec<Element> = inside.elements().cloned().collect();
            let old = if walk.boxes.is_empty() { Vec::new() } else { walk.boxes.remove(0) };
            inside.children = self.blocks(&old, &new).into_iter().map(Child::Element).collect();
            return vec![run];
        }
        let look = run.child("w:rPr").cloned();
        if !run.elements().any(|item| said(item).is_some()) {
            return vec![run];
        }
        let mut out = Vec::new();
        for item in run.elements().filter(|item| item.name() != "w:rPr") {
            let text = said(item).unwrap_or_default();
            if text.is_empty() {
                out.push(with(look.as_ref(), item.clone()));
                continue;
            }
            let (start, end) = (walk.at, walk.at + text.len());
            walk.at = end;
            if let Some(id) = item.attribute("w:id").filter(|_| item.name() == "w:footnoteReference") {
                self.pair_note(walk, start, id);
            }
            for cut in walk.cuts(start, end) {
                for range in walk.gone_before(cut.start) {
                    out.extend(self.gone(walk.before, range));
                }
                let new = walk.fresh.iter().any(|fresh| fresh.start < cut.end && fresh.end > cut.start);
                let part = part_of(item, &text[cut.start - start..cut.end - start], false);
                let run = with(look.as_ref(), part);
                out.push(if new { self.change("w:ins", vec![run]) } else { run });
            }
        }
        out
    }

    /// Which note of the old file a mark stands for.
    fn pair_note(&mut self, walk: &Walk<'_>, at: usize, id: &str) {
        let Some((from, to, _)) = walk.same.iter().find(|(_, to, length)| (*to..to + length).contains(&at)) else { return };
        let mut passed = 0;
        for atom in walk.before {
            if passed == from + at - to
                && let Some(old) = atom.element.attribute("w:id").filter(|_| atom.element.name() == "w:footnoteReference")
            {
                self.notes.push((old.to_owned(), id.to_owned()));
            }
            passed += atom.text.len();
        }
    }

    /// What is gone, as runs of the old file.
    fn gone(&mut self, before: &[Atom], range: Range<usize>) -> Option<Element> {
        let mut runs = Vec::new();
        let mut at = 0;
        for atom in before {
            let (start, end) = (range.start.max(at), range.end.min(at + atom.text.len()));
            if start < end {
                let mut part = part_of(&atom.element, &atom.text[start - at..end - at], true);
                if atom.text.starts_with(NOTE)
                    && let Some(id) = atom.element.attribute("w:id")
                {
                    self.lost.push(id.to_owned());
                    part.tag = format!("w:footnoteReference w:id=\"{}\"", renumbered(id));
                }
                runs.push(with(atom.look.as_ref(), part));
            }
            at += atom.text.len();
        }
        (!runs.is_empty()).then(|| self.change("w:del", runs))
    }

    /// Marks the end of a paragraph.
    fn mark_end(&mut self, paragraph: &mut Element, name: &str) {
        let mark = self.change(name, Vec::new());
        let mark = Child::Element(Element::new("w:rPr", vec![mark]));
        if paragraph.child("w:pPr").is_none() {
            paragraph.children.insert(0, Child::Element(Element::new("w:pPr", Vec::new())));
        }
        if let Some(properties) = paragraph.child_mut("w:pPr") {
            let section = |child: &Child| matches!(child, Child::Element(element) if element.name() == "w:sectPr");
            let at = properties.children.iter().position(section).unwrap_or(properties.children.len());
            properties.children.insert(at, mark);
        }
    }

    fn inserted(&mut self, mut paragraph: Element) -> Element {
        self.wrap(&mut paragraph);
        self.mark_end(&mut paragraph, "w:ins");
        paragraph
    }

    /// Every run that says or shows something, as inserted.
    fn wrap(&mut self, element: &mut Element) {
        for child in &mut element.children {
            let Child::Element(inner) = child else { continue };
            match inner.name() {
                "w:r" => *child = Child::Element(self.change("w:ins", vec![inner.clone()])),
                "w:hyperlink" | "w:fldSimple" => self.wrap(inner),
                _ => {}
            }
        }
    }

    /// A paragraph that is gone, and what stood in its boxes.
    fn deleted(&mut self, paragraph: &Element) -> Vec<Element> {
        let before = atoms(paragraph);
        let length = before.iter().map(|atom| atom.text.len()).sum();
        let mut out = Vec::new();
        if length > 0 {
            let mut gone = Element::new("w:p", Vec::new());
            if let Some(properties) = paragraph.child("w:pPr") {
                let mut properties = properties.clone();
                properties.children.retain(
                    |child| !matches!(child, Child::Element(element) if matches!(element.name(), "w:sectPr" | "w:pageBreakBefore")),
                );
                gone.children.push(Child::Element(properties));
            }
            self.mark_end(&mut gone, "w:del");
            gone.children.extend(self.gone(&before, 0..length).map(Child::Element));
            out.push(gone);
        }
        for inside in boxes(paragraph) {
            out.extend(
                inside.iter().filter(|block| block.name() == "w:p").flat_map(|block| self.deleted(block)).collect::<Vec<_>>(),
            );
        }
        out
    }

    fn table(&mut self, old: &Element, mut new: Element) -> Element {
        let rows = |table: &Element| table.elements().filter(|row| row.name() == "w:tr").cloned().collect::<Vec<Element>>();
        let cells = |row: &Element| row.elements().filter(|cell| cell.name() == "w:tc").count();
        let (one, two) = (rows(old), rows(&new));
        let merged: Vec<Element> = if one.len() == two.len() && one.iter().zip(&two).all(|(one, two)| cells(one) == cells(two)) {
            one.iter().zip(two).map(|(one, two)| self.row(one, two)).collect()
        } else {
            let steps = steps(&one, &two, whole, |one, two| cells(one) == cells(two));
            let each = |step: Step<Element>| match step {
                Step::Both(one, two) => self.row(&one, two),
                Step::Gone(one) => self.whole_row(one, false),
                Step::New(two) => self.whole_row(two, true),
            };
            steps.into_iter().map(each).collect()
        };
        new.children.retain(|child| !matches!(child, Child::Element(element) if element.name() == "w:tr"));
        new.children.extend(merged.into_iter().map(Child::Element));
        new
    }

    fn row(&mut self, old: &Element, mut new: Element) -> Element {
        let before: Vec<&Element> = old.elements().filter(|cell| cell.name() == "w:tc").collect();
        for (one, two) in before.iter().zip(new.elements_mut().filter(|cell| cell.name() == "w:tc")) {
            let blocks =
                |cell: &Element| cell.elements().filter(|block| block.name() == "w:p").cloned().collect::<Vec<Element>>();
            let (one, inside) = (blocks(one), blocks(two));
            let merged = match (one.as_slice(), inside.as_slice()) {
                // A cell keeps its paragraph, whatever stands in it.
                ([one], [two]) => vec![self.paragraph(one, two.clone())],
                _ => self.blocks(&one, &inside),
            };
            two.children.retain(|child| !matches!(child, Child::Element(element) if element.name() == "w:p"));
            two.children.extend(merged.into_iter().map(Child::Element));
        }
        new
    }

    fn all_rows(&mut self, mut table: Element, new: bool) -> Element {
        for row in table.elements_mut().filter(|row| row.name() == "w:tr") {
            *row = self.whole_row(std::mem::take(row), new);
        }
        table
    }

    /// A row that came or went with all its cells.
    fn whole_row(&mut self, mut row: Element, new: bool) -> Element {
        let name = if new { "w:ins" } else { "w:del" };
        let mark = self.change(name, Vec::new());
        if row.child("w:trPr").is_none() {
            row.children.insert(0, Child::Element(Element::new("w:trPr", Vec::new())));
        }
        if let Some(properties) = row.child_mut("w:trPr") {
            properties.children.push(Child::Element(mark));
        }
        for cell in row.elements_mut().filter(|cell| cell.name() == "w:tc") {
            for paragraph in cell.elements_mut().filter(|block| block.name() == "w:p") {
                let was = std::mem::take(paragraph);
                *paragraph = if new {
                    self.inserted(was)
                } else {
                    match self.deleted(&was).into_iter().next() {
                        Some(gone) => gone,
                        None => was,
                    }
                };
            }
        }
        row
    }

    /// The notes of both.
    fn notes(&mut self, old: &str, new: &str) -> String {
        let one = parse(old).into_iter().next().unwrap_or_default();
        let Some(mut two) = parse(new).into_iter().next() else { return new.to_owned() };
        let head = &new[..new.find("<w:footnotes").unwrap_or(0)];
        let of = |id: &str| one.elements().find(|note| note.attribute("w:id") == Some(id)).cloned();
        let blocks = |note: &Element| note.elements().cloned().collect::<Vec<Element>>();
        let pairs = self.notes.clone();
        for note in two.elements_mut().filter(|note| note.attribute("w:type").is_none()) {
            let id = note.attribute("w:id").unwrap_or_default().to_owned();
            let before = pairs.iter().find(|(_, new)| *new == id).and_then(|(old, _)| of(old));
            let merged = match (before.map(|note| blocks(&note)), blocks(note)) {
                (Some(one), two) if one.len() == 1 && two.len() == 1 => vec![self.paragraph(&one[0], two[0].clone())],
                (one, two) => self.blocks(&one.unwrap_or_default(), &two),
            };
            note.children = merged.into_iter().map(Child::Element).collect();
        }
        let mut lost = std::mem::take(&mut self.lost);
        lost.dedup();
        for id in lost {
            let Some(mut note) = of(&id) else { continue };
            let gone = blocks(&note).iter().flat_map(|block| self.deleted(block)).collect::<Vec<_>>();
            note.tag = format!("w:footnote w:id=\"{}\"", renumbered(&id));
            note.children = gone.into_iter().map(Child::Element).collect();
            two.children.push(Child::Element(note));
        }
        let mut out = head.to_owned();
        two.write(&mut out);
        out
    }
}

fn renumbered(id: &str) -> u32 {
    OLD_NOTES + id.parse::<u32>().unwrap_or(0)
}

struct Walk<'a> {
    before: &'a [Atom],
    /// Where the new text has new words.
    fresh: Vec<Range<usize>>,
    /// What is gone before each place of the new text.
    lost: Vec<(usize, Range<usize>)>,
    /// What both have: places in the old text and the new one, length.
    same: Vec<(usize, usize, usize)>,
    at: usize,
    /// What the boxes of the old paragraph hold.
    boxes: &'a mut Vec<Vec<Element>>,
}

impl Walk<'_> {
    /// The stretches of a text that are all new or all old, and have nothing gone inside.
    fn cuts(&self, start: usize, end: usize) -> Vec<Range<usize>> {
        let mut cuts: Vec<usize> = self.fresh.iter().flat_map(|fresh| [fresh.start, fresh.end]).collect();
        cuts.extend(self.lost.iter().map(|(at, _)| *at));
        cuts.retain(|at| (start..end).contains(at));
        cuts.extend([start, end]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.windows(2).map(|cut| cut[0]..cut[1]).collect()
    }

    fn gone_before(&mut self, at: usize) -> Vec<Range<usize>> {
        let count = self.lost.iter().take_while(|(place, _)| *place <= at).count();
        self.lost.drain(..count).map(|(_, range)| range).collect()
    }
}

/// A run of one element.
fn with(look: Option<&Element>, item: Element) -> Element {
    Element::new("w:r", look.cloned().into_iter().chain([item]).collect())
}

/// What an element of a run says.
fn said(item: &Element) -> Option<String> {
    match item.name() {
        "w:t" => Some(item.text()),
        "w:tab" => Some("\t".to_owned()),
        "w:footnoteReference" => Some(NOTE.to_string()),
        _ => None,
    }
}

/// A part of what an element of a run says.
fn part_of(item: &Element, text: &str, gone: bool) -> Element {
    if item.name() != "w:t" {
        return item.clone();
    }
    let name = if gone { "w:delText" } else { "w:t" };
    let space = if text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") { " xml:space=\"preserve\"" } else { "" };
    Element { tag: format!("{name}{space}"), children: vec![Child::Text(escape(text).into_owned())] }
}

/// What a paragraph says, without what stands in its boxes.
fn atoms(paragraph: &Element) -> Vec<Atom> {
    let mut found = Vec::new();
    for child in paragraph.elements() {
        match child.name() {
            "w:r" => {
                let look = child.child("w:rPr");
                let items = child.elements().filter_map(|item| Some((said(item).filter(|text| !text.is_empty())?, item)));
                found.extend(items.map(|(text, item)| Atom { text, look: look.cloned(), element: item.clone() }));
            }
            "w:hyperlink" | "w:fldSimple" => found.extend(atoms(child)),
            _ => {}
        }
    }
    found
}

/// What stands in the boxes of a paragraph.
fn boxes(paragraph: &Element) -> Vec<Vec<Element>> {
    let runs = paragraph.elements().filter(|run| run.name() == "w:r");
    runs.filter_map(|run| run.below("w:txbxContent")).map(|inside| inside.elements().cloned().collect()).collect()
}

/// All that a block says, boxes and cells too.
fn whole(block: &Element) -> String {
    if block.name() == "w:p" {
        let own: String = atoms(block).iter().map(|atom| atom.text.as_str()).collect();
        let inside: String = boxes(block).iter().flatten().map(whole).collect();
        return own + &inside;
    }
    block.elements().map(whole).collect::<String>()
}

/// How many columns the grid of a table has.
fn columns(block: &Element) -> usize {
    block.child("w:tblGrid").map_or(0, |grid| grid.children.len())
}
