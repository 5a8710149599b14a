//! Styles: what a paragraph looks like when it does not say so itself.

use super::super::ImportError;
use super::super::block::Align;
use super::xml::{each, local, on, value};
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// What a style says; nothing where it leaves that to the one it is based on.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    name: String,
    based_on: Option<String>,
    pub align: Option<Align>,
    pub size: Option<u16>,
    pub bold: Option<bool>,
    pub red: Option<bool>,
    pub hidden: Option<bool>,
    pub outline: Option<u8>,
    pub list: Option<String>,
    pub level: Option<usize>,
    pub title: bool,
    /// An entry of a table of contents.
    pub contents: bool,
}

#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default: Option<String>,
    size: u16,
}

pub(super) fn aligned(value: &str) -> Option<Align> {
    match value {
        "center" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        "left" | "start" | "both" | "distribute" => Some(Align::Left),
        _ => None,
    }
}

pub(super) fn is_red(color: &str) -> bool {
    let part = |at: usize| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    matches!((part(0), part(2), part(4)), (Some(red), Some(green), Some(blue)) if red >= 0xb0 && green < 0x50 && blue < 0x50)
}

impl Styles {
    pub fn read(xml: &str) -> Result<Self, ImportError> {
        let mut styles = Self { size: 20, ..Self::default() };
        let mut open: Option<(String, Style)> = None;
        let (mut defaults, mut paragraph) = (false, false);
        each(xml, |event| {
            match event {
                Event::Start(tag) => {
                    let said = value(tag, "val");
                    let name = local(tag);
                    if name == "docDefaults" {
                        defaults = true;
                    }
                    if name == "style" {
                        let id = value(tag, "styleId").unwrap_or_default();
                        paragraph = value(tag, "type").is_none_or(|kind| kind == "paragraph");
                        if paragraph && value(tag, "default").is_some_and(|value| value == "1" || value == "true") {
                            styles.default = Some(id.clone());
                        }
                        open = Some((id, Style::default()));
                        return Ok(());
                    }
                    if defaults && name == "sz" {
                        styles.size = said.and_then(|size| size.parse().ok()).unwrap_or(20);
                        return Ok(());
                    }
                    let Some((_, style)) = &mut open else { return Ok(()) };
                    match name.as_str() {
                        "name" => style.name = said.unwrap_or_default().to_lowercase(),
                        "basedOn" => style.based_on = said,
                        "jc" => style.align = said.as_deref().and_then(aligned),
                        "sz" => style.size = said.and_then(|size| size.parse().ok()),
                        "b" => style.bold = Some(on(tag)),
                        "vanish" => style.hidden = Some(on(tag)),
                        "color" => style.red = said.as_deref().map(is_red),
                        "outlineLvl" => style.outline = said.and_then(|level| level.parse().ok()).filter(|level| *level < 9),
                        "numId" => style.list = said,
                        "ilvl" => style.level = said.and_then(|level| level.parse().ok()),
                        _ => {}
                    }
                }
                Event::End(tag) => {
                    let name = tag.local_name();
                    if name.as_ref() == "docDefaults" {
                        defaults = false;
                    }
                    if name.as_ref() == "style"
                        && let Some((id, style)) = open.take()
                    {
                        styles.styles.insert(id, style);
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(styles)
    }

    /// All that a style says, those with it that it is based on.
    pub fn of(&self, id: Option<&str>) -> Style {
        let mut found = Style::default();
        let mut next = id.map(str::to_owned).or_else(|| self.default.clone());
        // A style named in the document alone says by its name what it is.
        if let Some(id) = id {
            found.named(&id.to_lowercase());
        }
        for _ in 0..20 {
            let Some(style) = next.as_ref().and_then(|id| self.styles.get(id)) else { break };
            found.named(&style.name);
            found.align = found.align.or(style.align);
            found.size = found.size.or(style.size);
            found.bold = found.bold.or(style.bold);
            found.red = found.red.or(style.red);
            found.hidden = found.hidden.or(style.hidden);
            found.outline = found.outline.or(style.outline);
            found.level = found.level.or(style.level);
            found.list = found.list.or_else(|| style.list.clone());
            next.clone_from(&style.based_on);
        }
        found.size = found.size.or(Some(self.size));
        found
    }
}

impl Style {
    fn named(&mut self, name: &str) {
        self.title |= matches!(name, "title" | "标题" | "公文标题" | "文件标题" | "大标题" | "主标题");
        self.contents |= name.starts_with("toc ") || name.starts_with("toc") && name.len() == 4 || name == "目录";
        let level = name
            .strip_prefix("heading ")
            .or_else(|| name.strip_prefix("heading"))
            .or_else(|| name.strip_prefix("标题 "))
            .and_then(|level| level.parse::<u8>().ok());
        if let Some(level) = level.filter(|level| (1..=9).contains(level)) {
            self.outline = self.outline.or(Some(level - 1));
        }
    }
}
