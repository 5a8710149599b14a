//! What stands inside a paragraph: runs of text with their properties, fields, links, symbols, pictures.

use super::super::super::escape;
use super::super::Relation;
use super::super::styles::{Style, aligned, is_red};
use super::super::xml::{on, value};
use super::{Field, Picture, Walk};
use crate::say;
use quick_xml::events::BytesStart;

impl Walk<'_> {
    pub(super) fn characters(&mut self, text: &str) {
        if self.math.is_open() {
            if self.in_text {
                self.math.text(text);
            }
            return;
        }
        if let Some(field) = self.fields.last_mut().filter(|field| !field.shown) {
            field.code.push_str(text);
            return;
        }
        if self.in_text {
            self.say(text);
        }
    }

    /// Text of the run that is open.
    pub(super) fn say(&mut self, text: &str) {
        if self.run.hidden {
            self.miss("hidden", text);
            return;
        }
        if self.run.struck {
            self.miss("struck", text);
            return;
        }
        if self.control.iter().any(|control| control.placeholder) {
            self.miss("placeholder", text);
            return;
        }
        if self.control.iter().any(|control| control.contents)
            || self.fields.iter().any(|field| field.shown && field.code.trim_start().starts_with("TOC "))
        {
            self.miss("contents", text);
            return;
        }
        let run = self.run.clone();
        let Some(style) = self.open.last().map(|paragraph| paragraph.style.clone()) else { return };
        let style = self.style(style.as_deref());
        if style.hidden == Some(true) {
            return;
        }
        let Some(paragraph) = self.open.last_mut() else { return };
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        paragraph.heavy.0 += length;
        if run.bold.or(style.bold).unwrap_or(false) {
            paragraph.heavy.1 += length;
        }
        if paragraph.first.is_none() && length > 0 {
            paragraph.first = Some((run.size.or(style.size).unwrap_or(0), run.red.or(style.red).unwrap_or(false)));
        }
        match run.script {
            Some(mark) => paragraph.text.extend([mark, text, escape::SCRIPT_END]),
            None => paragraph.text.extend(text.chars().map(|c| if matches!(c, '\u{1}'..='\u{6}') { ' ' } else { c })),
        }
    }

    pub(super) fn style(&mut self, id: Option<&str>) -> Style {
        let key = id.unwrap_or_default();
        if let Some(style) = self.resolved.get(key) {
            return style.clone();
        }
        let style = self.styles.of(id);
        self.resolved.insert(key.to_owned(), style.clone());
        style
    }

    pub(super) fn run_property(&mut self, name: &str, tag: &BytesStart<'_>, said: Option<&str>) {
        match name {
            "vertAlign" => {
                self.run.script = match said {
                    Some("superscript") => Some(escape::RAISED),
                    Some("subscript") => Some(escape::LOWERED),
                    _ => None,
                };
            }
            "vanish" => self.run.hidden = on(tag),
            "strike" | "dstrike" => self.run.struck |= on(tag),
            "b" => self.run.bold = Some(on(tag)),
            "color" => self.run.red = said.map(is_red),
            "sz" => self.run.size = said.and_then(|size| size.parse().ok()),
            _ => {}
        }
    }

    pub(super) fn paragraph_property(&mut self, name: &str, tag: &BytesStart<'_>, said: Option<String>) {
        let Some(paragraph) = self.open.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = said,
            "jc" => paragraph.align = said.as_deref().and_then(aligned),
            "ilvl" => paragraph.level = said.and_then(|level| level.parse().ok()),
            "numId" => paragraph.list = said,
            "outlineLvl" => paragraph.outline = said.and_then(|level| level.parse().ok()).filter(|level| *level < 9),
            "ind" => {
                paragraph.indent =
                    value(tag, "left").or_else(|| value(tag, "start")).and_then(|left| left.parse().ok()).unwrap_or(0)
            }
            _ => {}
        }
    }

    pub(super) fn field(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.fields.push(Field { code: String::new(), shown: false, link: false }),
            Some("separate") => {
                let code = self.fields.last().map(|field| field.code.clone()).unwrap_or_default();
                let link = self.open_link(&code);
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                    field.link = link;
                }
            }
            Some("end") => self.end_field(),
            _ => {}
        }
    }

    pub(super) fn end_field(&mut self) {
        if self.fields.pop().is_some_and(|field| field.link) {
            self.end_link();
        }
    }

    /// Begins a link when the code of a field is one.
    pub(super) fn open_link(&mut self, code: &str) -> bool {
        let Some(rest) = code.trim().strip_prefix("HYPERLINK") else { return false };
        let address = rest.trim().trim_start_matches("\\h").trim();
        let address = address
            .strip_prefix('"')
            .and_then(|rest| rest.split('"').next())
            .unwrap_or_else(|| address.split(' ').next().unwrap_or_default());
        self.link(address.to_owned());
        true
    }

    pub(super) fn link(&mut self, target: String) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(escape::LINK);
            paragraph.links.push(target);
        }
    }

    pub(super) fn end_link(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(escape::LINK_END);
        }
    }

    /// A character of a font of symbols.
    pub(super) fn symbol(&mut self, tag: &BytesStart<'_>) {
        let code = value(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or(0);
        let text = match code & 0xff {
            0xfe | 0x52 => "☑",
            0xa8 | 0x6f | 0x71 | 0x72 | 0xa3 => "☐",
            0xfd | 0x54 | 0x53 => "☒",
            0xfc | 0x50 => "√",
            0xfb | 0x4f => "×",
            0x6c | 0x9f => "●",
            0x6e => "■",
            0x75 => "◆",
            0xd8 => "➢",
            0xab => "★",
            0xb4 => "×",
            0xb1 => "±",
            0xb0 => "°",
            _ => "",
        };
        match text {
            "" => self.miss("symbol", &format!("{code:04X}")),
            text => self.say(text),
        }
    }

    pub(super) fn picture(&mut self, tag: &BytesStart<'_>) {
        let relation = value(tag, "embed").and_then(|id| self.relations.get(&id));
        let Some(Relation { target, outside: false, .. }) = relation else {
            self.found.remark(say!("外部图片没有带过来", "a picture outside the document was left out"));
            return;
        };
        let path = match self.paths.get(target) {
            Some(path) => path.clone(),
            None => {
                let last = target.rsplit(['/', '\\']).next().unwrap_or_default();
                let name: String = last.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')).collect();
                let name: String =
                    name.trim_start_matches('.').chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
                let name = if name.is_empty() { "picture.png".to_owned() } else { name };
                let mut path = format!("{}/{name}", self.pictures_in);
                let mut count = 2;
                while !self.names.insert(path.to_lowercase()) {
                    path = format!("{}/{count}-{name}", self.pictures_in);
                    count += 1;
                }
                self.paths.insert(target.clone(), path.clone());
                self.wanted.push(Picture { path: path.clone(), target: target.clone() });
                path
            }
        };
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.pictures.push(path);
        }
    }
}
