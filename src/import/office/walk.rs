//! The way through the text of a document: paragraphs, tables, notes, sections. What stands inside a paragraph is in `runs`.

mod lines;
mod runs;

use super::super::block::{Align, Block, Blocks};
use super::super::{ImportError, escape};
use super::Relations;
use super::math::Math;
use super::numbers::Numbers;
use super::styles::{Style, Styles};
use super::tables::{Cell, Table, put};
use super::xml::{each, local, on, value};
use crate::say;
use crate::say::Say;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};

/// A picture that the text shows: its path in the draft, and where it lies in the package.
pub(super) struct Picture {
    pub path: String,
    pub target: String,
}

pub(super) struct Walk<'a> {
    relations: &'a Relations,
    styles: &'a Styles,
    resolved: BTreeMap<String, Style>,
    numbers: Numbers,
    pictures_in: &'a str,
    found: Blocks,
    wanted: Vec<Picture>,
    paths: BTreeMap<String, String>,
    /// Paths that are taken, in small letters.
    names: BTreeSet<String>,
    referred: BTreeSet<String>,
    notes: Vec<(String, Vec<String>)>,
    /// The paragraphs that are open; a text box stands inside one.
    open: Vec<Paragraph>,
    tables: Vec<Table>,
    in_text: bool,
    run: Run,
    /// In the properties of a run, of a paragraph, of its mark.
    in_run_properties: bool,
    in_paragraph_properties: usize,
    skipped: usize,
    fields: Vec<Field>,
    math: Math,
    control: Vec<Control>,
    note: Option<String>,
    /// Text of paragraphs whose mark was deleted: it goes on in the next.
    carried: Option<Paragraph>,
    section_from: usize,
    count: usize,
    missing: BTreeMap<&'static str, (usize, String)>,
}

#[derive(Clone, Default)]
struct Run {
    script: Option<&'static str>,
    hidden: bool,
    struck: bool,
    bold: Option<bool>,
    red: Option<bool>,
    size: Option<u16>,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    align: Option<Align>,
    list: Option<String>,
    level: Option<usize>,
    outline: Option<u8>,
    pictures: Vec<String>,
    notes: Vec<String>,
    /// Where its links lead, in order; their texts stand between marks of [`escape::marked`].
    links: Vec<String>,
    deleted: bool,
    /// Half points, whether red: of its first text.
    first: Option<(u16, bool)>,
    heavy: (usize, usize),
    indent: i32,
}

struct Field {
    code: String,
    shown: bool,
    link: bool,
}

#[derive(Default)]
struct Control {
    placeholder: bool,
    contents: bool,
}

impl<'a> Walk<'a> {
    pub fn new(relations: &'a Relations, styles: &'a Styles, numbers: Numbers, pictures_in: &'a str) -> Self {
        Self {
            relations,
            styles,
            resolved: BTreeMap::new(),
            numbers,
            pictures_in,
            found: Blocks::default(),
            wanted: Vec::new(),
            paths: BTreeMap::new(),
            names: BTreeSet::new(),
            referred: BTreeSet::new(),
            notes: Vec::new(),
            open: Vec::new(),
            tables: Vec::new(),
            in_text: false,
            run: Run::default(),
            in_run_properties: false,
            in_paragraph_properties: 0,
            skipped: 0,
            fields: Vec::new(),
            math: Math::default(),
            control: Vec::new(),
            note: None,
            carried: None,
            section_from: 0,
            count: 0,
            missing: BTreeMap::new(),
        }
    }

    pub fn run(&mut self, xml: &str) -> Result<(), ImportError> {
        each(xml, |event| self.event(event))
    }

    pub fn notes(self) -> Vec<(String, Vec<String>)> {
        self.notes
    }

    pub fn finish(mut self) -> Result<(Blocks, BTreeSet<String>, Vec<Picture>), ImportError> {
        if let Some(rest) = self.carried.take() {
            self.paragraph(rest)?;
        }
        let said = std::mem::take(&mut self.missing);
        for (what, (count, first)) in said {
            self.found.remarks.push(named(what, count, &first));
        }
        Ok((self.found, self.referred, self.wanted))
    }

    fn miss(&mut self, what: &'static str, text: &str) {
        let entry = self.missing.entry(what).or_default();
        entry.0 += 1;
        if entry.1.is_empty() {
            entry.1 = text.chars().take(20).collect();
        }
    }

    fn event(&mut self, event: &Event<'_>) -> Result<(), ImportError> {
        match event {
            Event::Start(tag) => {
                let name = local(tag);
                // What an older program would show instead, what was deleted or moved away, what was so before a change, readings above characters.
                let skips = matches!(
                    name.as_str(),
                    "Fallback"
                        | "moveFrom"
                        | "pPrChange"
                        | "rPrChange"
                        | "sectPrChange"
                        | "tblPrChange"
                        | "tcPrChange"
                        | "trPrChange"
                        | "rt"
                        | "docPartObj"
                ) || name == "del" && self.in_paragraph_properties == 0 && !self.in_run_properties;
                if self.skipped > 0 || skips {
                    if self.skipped == 0 && name == "rt" {
                        self.miss("ruby", "");
                    }
                    if name == "docPartGallery"
                        && value(tag, "val").is_some_and(|kind| kind.contains("Contents"))
                        && let Some(control) = self.control.last_mut()
                    {
                        control.contents = true;
                    }
                    self.skipped += 1;
                    return Ok(());
                }
                self.start(&name, tag)
            }
            Event::End(tag) => {
                if self.skipped > 0 {
                    self.skipped -= 1;
                    return Ok(());
                }
                self.end(tag.local_name().as_ref(), tag.name().as_ref())
            }
            Event::Text(text) if self.skipped == 0 => {
                self.characters(&text.xml_content(XmlVersion::Implicit1_0));
                Ok(())
            }
            Event::CData(text) if self.skipped == 0 => {
                self.characters(&text.xml_content(XmlVersion::Implicit1_0));
                Ok(())
            }
            Event::GeneralRef(reference) if self.skipped == 0 => {
                let name = reference.xml_content(XmlVersion::Implicit1_0);
                let text = match name.as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    number => number.strip_prefix('#').and_then(|digits| {
                        let hex = digits.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
                        hex.unwrap_or_else(|| digits.parse()).ok().and_then(char::from_u32)
                    }),
                };
                match text {
                    Some(text) => self.characters(text.encode_utf8(&mut [0; 4])),
                    None => self.characters(&format!("&{name};")),
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<(), ImportError> {
        if name == "oMath" || self.math.is_open() {
            if name == "t" {
                self.in_text = true;
            }
            self.math.start(name, value(tag, "val"));
            return Ok(());
        }
        let said = value(tag, "val");
        let drawing = tag.name().as_ref().starts_with("a:");
        match name {
            "p" if !drawing => {
                let begun = match self.carried.take().filter(|_| self.open.is_empty()) {
                    Some(carried) => Paragraph {
                        text: carried.text,
                        pictures: carried.pictures,
                        notes: carried.notes,
                        links: carried.links,
                        first: carried.first,
                        heavy: carried.heavy,
                        ..Paragraph::default()
                    },
                    None => Paragraph::default(),
                };
                self.open.push(begun);
            }
            "t" if !drawing => self.in_text = true,
            "r" if !drawing => self.run = Run::default(),
            "rPr" => self.in_run_properties = true,
            "pPr" => self.in_paragraph_properties += 1,
            "sdt" => self.control.push(Control::default()),
            "showingPlcHdr" => {
                if let Some(control) = self.control.last_mut() {
                    control.placeholder = on(tag);
                }
            }
            "fldChar" => self.field(value(tag, "fldCharType").as_deref()),
            "fldSimple" => {
                let code = value(tag, "instr").unwrap_or_default();
                let link = self.open_link(&code);
                self.fields.push(Field { code, shown: true, link });
            }
            "hyperlink" => {
                let target = value(tag, "id")
                    .and_then(|id| self.relations.get(&id))
                    .map(|relation| relation.target.clone())
                    .unwrap_or_default();
                self.link(target);
            }
            "blip" => self.picture(tag),
            "footnoteReference" | "endnoteReference" => {
                if let Some(id) = value(tag, "id") {
                    let label = if name == "endnoteReference" { format!("e{id}") } else { id };
                    self.referred.insert(label.clone());
                    if let Some(paragraph) = self.open.last_mut() {
                        // The mark is put in when the text has been escaped.
                        paragraph.text.push_str(escape::NOTE);
                        paragraph.notes.push(label);
                    }
                }
            }
            "footnote" | "endnote" => {
                self.note = value(tag, "id").filter(|_| value(tag, "type").is_none_or(|kind| kind == "normal"));
                if let Some(id) = &self.note {
                    self.notes.push((id.clone(), Vec::new()));
                }
            }
            "tbl" => {
                if let Some(outer) = self.tables.last_mut() {
                    outer.nested = true;
                }
                self.tables.push(Table::default());
            }
            "tr" if !drawing => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tc" if !drawing => {
                if let Some(row) = self.tables.last_mut().and_then(|table| table.rows.last_mut()) {
                    row.push(Cell { columns: 1, ..Cell::default() });
                }
            }
            "gridSpan" => {
                if let Some(cell) = self.cell() {
                    cell.columns = said.and_then(|span| span.parse().ok()).unwrap_or(1).clamp(1, 1024);
                }
            }
            "vMerge" => {
                if let Some(cell) = self.cell() {
                    cell.goes_on = said.is_none_or(|kind| kind == "continue");
                }
            }
            "pgSz" => {
                let aside = value(tag, "orient").is_some_and(|side| side == "landscape");
                let from = self.section_from.min(self.found.blocks.len());
                for block in &mut self.found.blocks[from..] {
                    block.facts.landscape = aside;
                }
                self.section_from = self.found.blocks.len();
            }
            "ins" | "moveTo" => {}
            _ if self.in_run_properties && self.in_paragraph_properties > 0 => {
                if name == "del"
                    && let Some(paragraph) = self.open.last_mut()
                {
                    paragraph.deleted = true;
                }
            }
            _ if self.in_run_properties => self.run_property(name, tag, said.as_deref()),
            _ if self.in_paragraph_properties > 0 => self.paragraph_property(name, tag, said),
            "tab" if self.open.last().is_some_and(|paragraph| !paragraph.text.is_empty()) => self.say(" "),
            "noBreakHyphen" => self.say("-"),
            "sym" => self.symbol(tag),
            "br" | "cr" => {
                let page = value(tag, "type").is_some_and(|kind| kind != "textWrapping");
                if !page {
                    self.say("\n");
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.tables.last_mut()?.rows.last_mut()?.last_mut()
    }

    fn end(&mut self, name: &str, whole: &str) -> Result<(), ImportError> {
        if self.math.is_open() {
            if name == "t" {
                self.in_text = false;
            }
            if let Some(text) = self.math.end()
                && let Some(paragraph) = self.open.last_mut()
            {
                paragraph.heavy.0 += text.chars().count();
                paragraph.text.push_str(&text);
            }
            return Ok(());
        }
        let drawing = whole.starts_with("a:");
        match name {
            "t" => self.in_text = false,
            "r" if !drawing => self.run = Run::default(),
            "rPr" => self.in_run_properties = false,
            "pPr" => self.in_paragraph_properties = self.in_paragraph_properties.saturating_sub(1),
            "sdt" => drop(self.control.pop()),
            "hyperlink" => self.end_link(),
            "fldSimple" => self.end_field(),
            "p" if !drawing => {
                if self.open.len() == 1 {
                    // The code of a field ends with its paragraph at the latest.
                    self.fields.retain(|field| field.shown);
                }
                if let Some(paragraph) = self.open.pop() {
                    if paragraph.deleted && self.open.is_empty() {
                        self.carried = Some(paragraph);
                    } else {
                        self.paragraph(paragraph)?;
                    }
                }
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.count += 1;
                    match self.tables.last_mut() {
                        // What a nested table holds goes into the cell that is open.
                        Some(_) => {
                            let blocks: Vec<Block> = table.rows.into_iter().flatten().flat_map(|cell| cell.blocks).collect();
                            if let Some(cell) = self.cell() {
                                cell.blocks.extend(blocks);
                            }
                        }
                        None => put(table, &mut self.found, self.count, false)?,
                    }
                }
            }
            "footnote" | "endnote" => self.note = None,
            _ => {}
        }
        Ok(())
    }
}

/// A line for a kind of thing that did not come along.
fn named(what: &str, count: usize, first: &str) -> Say {
    match what {
        "hidden" => {
            say!("隐藏的文字没有带过来（{count}处），如：{first}", "hidden text was left out ({count}), such as: {first}")
        }
        "struck" => {
            say!("划去的文字没有带过来（{count}处），如：{first}", "struck text was left out ({count}), such as: {first}")
        }
        "placeholder" => say!(
            "没有填写的占位文字没有带过来（{count}处），如：{first}",
            "prompts of empty controls were left out ({count}), such as: {first}"
        ),
        "contents" => say!(
            "目录没有带过来（{count}行）：页码是原文件的",
            "the table of contents was left out ({count} lines): its page numbers are those of the file"
        ),
        "symbol" => say!("不认识的符号没有带过来（{count}处）：{first}", "unknown symbols were left out ({count}): {first}"),
        _ => say!("注音没有带过来（{count}处）", "readings above characters were left out ({count})"),
    }
}
