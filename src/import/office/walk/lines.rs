//! A paragraph that ended, as blocks: its number, its facts, its lines and pictures.

use super::super::super::block::{Align, Block, Facts, Kind};
use super::super::super::{ImportError, escape};
use super::super::styles::Style;
use super::{Paragraph, Walk};
use crate::say;

impl Walk<'_> {
    pub(super) fn paragraph(&mut self, paragraph: Paragraph) -> Result<(), ImportError> {
        self.count += 1;
        let style = self.style(paragraph.style.as_deref());
        let words = !paragraph.text.trim().is_empty();
        if style.contents && words {
            self.miss("contents", paragraph.text.trim());
            return Ok(());
        }
        let number = self.number(&paragraph, &style)?;
        let mut facts =
            Facts { whole: true, title: style.title, bold: paragraph.heavy.1 * 5 > paragraph.heavy.0 * 4, ..Facts::default() };
        facts.align = paragraph.align.or(style.align).unwrap_or_default();
        (facts.size, facts.red) = paragraph.first.unwrap_or_default();
        facts.heading = paragraph.outline.or(style.outline).map_or(0, |level| level + 1);
        let length = paragraph.text.chars().count();
        if facts.align != Align::Center
            && facts.align != Align::Right
            && length < 32
            && (paragraph.indent > 2600 || wide(&paragraph.text) >= 16)
        {
            facts.align = Align::Right;
        }
        let (mut notes, mut links) = (paragraph.notes.iter(), paragraph.links.iter());
        let mut lines: Vec<Block> = Vec::new();
        for line in paragraph.text.split('\n') {
            let text = escape::marked(line.trim(), &mut links, &mut notes);
            if !text.is_empty() {
                lines.push(Block { kind: Kind::Text, text, line: self.count, facts });
            }
        }
        if let Some(first) = lines.first_mut() {
            match number.as_deref() {
                Some("- ") => first.facts.item = true,
                Some(mark) => first.text.insert_str(0, mark),
                None => {}
            }
        }
        if self.note.is_some() {
            if let Some((_, note)) = self.notes.last_mut() {
                note.extend(lines.into_iter().map(|line| line.text));
            }
            return Ok(());
        }
        if let Some(cell) = self.cell() {
            cell.blocks.extend(lines);
            if let Some(path) = paragraph.pictures.first() {
                let path = path.clone();
                self.found.remark(say!("表格里的图片 {path} 没有放进文稿", "the picture {path} of a table is not in the draft"));
            }
            return Ok(());
        }
        self.found.blocks.extend(lines);
        for path in paragraph.pictures {
            self.found.push(Kind::Ready, format!("![]({path})"), self.count);
        }
        if !words {
            self.found.push(Kind::Blank, "", self.count);
        }
        Ok(())
    }

    /// The automatic number: of the paragraph, or of its style.
    fn number(&mut self, paragraph: &Paragraph, style: &Style) -> Result<Option<String>, ImportError> {
        let Some(list) = paragraph.list.as_ref().or(style.list.as_ref()).filter(|list| *list != "0").cloned() else {
            return Ok(None);
        };
        if paragraph.text.trim().is_empty() {
            return Ok(None);
        }
        let by_style = paragraph.style.as_deref().and_then(|style| self.numbers.level_of(&list, style));
        let level = paragraph.level.or(if paragraph.list.is_none() { by_style.or(style.level) } else { None }).unwrap_or(0);
        self.numbers.next(&list, level)
    }
}

/// Half widths of white space before the text.
fn wide(text: &str) -> usize {
    text.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum()
}
