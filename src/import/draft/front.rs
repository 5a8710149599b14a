//! The head: every field once, in the order of a draft.

use super::super::recognise::roles::Role as R;
use super::super::recognise::{Part, head, head_field};
use super::super::shape::furniture::fact;
use super::super::shape::serials::announced;
use super::super::shape::{days, is_day, is_organ, names, number};
use super::Draft;
use crate::syntax::{FieldKey, values};

/// The fields of the head in the order in which a draft has them.
const ORDER: [FieldKey; 19] = [
    FieldKey::Layout,
    FieldKey::Language,
    FieldKey::CopyNumber,
    FieldKey::Classification,
    FieldKey::Urgency,
    FieldKey::Issuers,
    FieldKey::Mark,
    FieldKey::Number,
    FieldKey::Approvers,
    FieldKey::Issue,
    FieldKey::TotalIssue,
    FieldKey::Editor,
    FieldKey::EditorNote,
    FieldKey::Date,
    FieldKey::Title,
    FieldKey::Subtitle,
    FieldKey::Recipients,
    FieldKey::Summary,
    FieldKey::Keywords,
];

type Fields = Vec<(FieldKey, Vec<String>)>;

impl Draft<'_> {
    pub fn front(&mut self, parts: &[&Part]) {
        let mut fields: Fields = Vec::new();
        let mut comments: Vec<&Part> = Vec::new();
        let dated = parts.iter().any(|part| matches!(part.role, R::Date | R::DateFirst | R::SignedDate));
        let marks: Vec<&Part> = parts.iter().copied().filter(|part| part.role == R::Mark).collect();
        self.mark(&marks, parts, &mut fields);
        for part in parts.iter().copied() {
            let text = self.text(part);
            match part.role {
                R::HeadMark => {
                    let closed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                    let found = head::marks(&closed);
                    let mut written = !found.is_empty();
                    for (key, value) in found {
                        written &= value != "急" && value != "急件" && self.put(&mut fields, key, vec![value]);
                    }
                    // By what line it goes is no part of the field.
                    if !written || closed.contains("明电") {
                        comments.push(part);
                    }
                }
                R::NumberAbove | R::NumberBelow => {
                    let Some((value, approvers)) = number(&text).or(Some((text.as_str(), None))) else { continue };
                    // `示例省税务局公告2018年第58号`: a mark of its own and a number.
                    let (named, value) = announced(value).map_or((None, value), |(name, serial)| (Some(name), serial));
                    if let Some(name) = named
                        && !self.put(&mut fields, FieldKey::Mark, vec![name.to_owned()])
                        && !fields.iter().any(|(key, values)| *key == FieldKey::Mark && values[0] == name)
                    {
                        comments.push(part);
                    }
                    // Minutes have a year and a serial, and the language no field for them.
                    let same = fields.iter().any(|(key, values)| *key == FieldKey::Number && values[0] == value);
                    if !same && (value.starts_with('〔') || !self.put(&mut fields, FieldKey::Number, vec![value.to_owned()])) {
                        comments.push(part);
                    }
                    if let Some(approvers) = approvers {
                        self.approvers(approvers, &mut fields);
                    }
                }
                R::Approver => self.approvers(&text, &mut fields),
                R::Issue => {
                    let value = text.trim_matches(['（', '）', '(', ')']);
                    match value.split_once(['（', '(']) {
                        Some((issue, total)) if values::issue(total).is_some() => {
                            self.put(&mut fields, FieldKey::Issue, vec![issue.trim().to_owned()]);
                            self.put(&mut fields, FieldKey::TotalIssue, vec![total.to_owned()]);
                        }
                        None if value.starts_with(['总', '總']) => {
                            if !self.put(&mut fields, FieldKey::TotalIssue, vec![value.to_owned()]) {
                                comments.push(part);
                            }
                        }
                        _ if self.put(&mut fields, FieldKey::Issue, vec![value.to_owned()]) => {}
                        _ => comments.push(part),
                    }
                }
                R::Editor => match days::behind(&text) {
                    Some((name, date)) => {
                        self.put(&mut fields, FieldKey::Editor, vec![name.to_owned()]);
                        if dated || !self.put(&mut fields, FieldKey::Date, vec![date.to_owned()]) {
                            comments.push(part);
                        }
                    }
                    None if self.put(&mut fields, FieldKey::Editor, vec![text.clone()]) => {}
                    None => comments.push(part),
                },
                R::SignedBelow => {
                    if dated || !self.sign_below(&text) {
                        comments.push(part);
                    }
                }
                R::DateBelow if !dated && self.below.is_some() && is_day(&text) => {
                    let bare = text.trim().trim_matches(['（', '）', '(', ')']).to_owned();
                    match self.below.as_mut() {
                        Some((_, date)) if date.is_none() => *date = Some(bare),
                        _ => comments.push(part),
                    }
                }
                R::HeadDate | R::DateBelow => {
                    let bare = text.trim_matches(['（', '）', '(', ')']).to_owned();
                    if dated || !days::reads(&bare) || !self.put(&mut fields, FieldKey::Date, vec![bare]) {
                        comments.push(part);
                    }
                }
                R::HeadField | R::FieldBelow => {
                    let value = text.split_once(['：', ':']).map_or("", |(_, value)| value).trim().to_owned();
                    match head_field(&text) {
                        Some(FieldKey::Urgency) if !text.contains("急程度") && !text.contains("Urgency") => {
                            comments.push(part)
                        }
                        Some(FieldKey::Date) if dated || !is_day(&value) => comments.push(part),
                        None if !value.is_empty() && !text.starts_with(['附', '檔', '保']) => self.opening.push(text.clone()),
                        Some(key) if self.put(&mut fields, key, vec![value]) => {}
                        _ => comments.push(part),
                    }
                }
                R::Title => {
                    let lines: Vec<String> = self.rows(part).iter().map(|line| self.title_line(line)).collect();
                    self.open_letter(&lines.concat(), &mut fields);
                    if !self.put(&mut fields, FieldKey::Title, lines) {
                        comments.push(part);
                    }
                }
                R::Subtitle => {
                    if !self.put(&mut fields, FieldKey::Subtitle, vec![text.clone()])
                        && let Some((_, values)) = fields.iter_mut().find(|(key, _)| *key == FieldKey::Subtitle)
                    {
                        values.push(text.clone());
                    }
                }
                R::Recipients => {
                    let joint = if self.language.is_chinese() { "" } else { " " };
                    let value = self.rows(part).join(joint);
                    let value = value.strip_suffix(',').filter(|_| value.starts_with("Dear")).unwrap_or(&value).to_owned();
                    if !self.put(&mut fields, FieldKey::Recipients, vec![value]) {
                        comments.push(part);
                    }
                }
                R::TopFurniture | R::MidFurniture => {
                    if !self.left_out {
                        comments.push(part);
                    }
                    self.guess(part);
                    continue;
                }
                R::Mark => {}
                _ => continue,
            }
            self.guess(part);
        }
        self.records(parts, &mut fields);
        self.head_lines(fields, &comments);
    }

    fn head_lines(&mut self, fields: Fields, comments: &[&Part]) {
        let mut fields = fields;
        fields.sort_by_key(|(key, _)| ORDER.iter().position(|one| one == key).unwrap_or(ORDER.len()));
        for (key, values) in &fields {
            let lines = self.field_lines(*key, values);
            self.lines.extend(lines);
        }
        for part in comments {
            for at in &part.blocks {
                let text = self.blocks[*at].text.clone();
                self.comment(&text);
            }
        }
        self.headed = !fields.is_empty();
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    /// The texts of the blocks of a part, line by line.
    fn rows(&self, part: &Part) -> Vec<String> {
        part.blocks.iter().map(|at| self.blocks[*at].text.trim().to_owned()).collect()
    }

    fn put(&mut self, fields: &mut Fields, key: FieldKey, values: Vec<String>) -> bool {
        if !self.may(key) {
            return false;
        }
        fields.push((key, values));
        true
    }

    fn approvers(&mut self, text: &str, fields: &mut Fields) {
        let value = text.split_once(['：', ':']).map_or("", |(_, value)| value).trim().to_owned();
        if !value.is_empty()
            && !self.put(fields, FieldKey::Approvers, vec![value.clone()])
            && let Some((_, values)) = fields.iter_mut().find(|(key, _)| *key == FieldKey::Approvers)
        {
            values.push(value);
        }
    }

    /// Who signed below the title, and when: a draft has both below the text.
    fn sign_below(&mut self, text: &str) -> bool {
        if self.below.is_some() {
            return false;
        }
        let bare = text.trim().trim_matches(['（', '）', '(', ')']);
        let (name, date) = match days::behind(bare) {
            Some((name, date)) => (name.trim_end_matches(['，', ',', '、']), Some(date.to_owned())),
            None => (bare, None),
        };
        self.below = Some((names::names(name), date));
        true
    }

    fn open_letter(&mut self, title: &str, fields: &mut Fields) {
        let lower = title.to_lowercase();
        let opens =
            ["公开信", "公開信", "倡议书", "倡議書", "一封信", "open letter", "a letter"].iter().any(|word| lower.contains(word));
        if opens && !fields.iter().any(|(key, _)| *key == FieldKey::Mark || *key == FieldKey::Issuers) {
            let value = if self.language.is_chinese() { "公开信" } else { "open-letter" };
            self.put(fields, FieldKey::Layout, vec![value.to_owned()]);
        }
    }

    /// The red head: organs and 文件, or a mark of its own.
    fn mark(&mut self, marks: &[&Part], parts: &[&Part], fields: &mut Fields) {
        let lines: Vec<String> = marks.iter().map(|part| self.text(part)).collect();
        let mut lines = lines;
        // A page says the mark in its head and above the text.
        lines.dedup();
        let Some(last) = lines.last() else { return };
        let close = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let closed = close(last);
        if let [only] = lines.as_slice()
            && let Some(layout) = layout_of(&closed)
        {
            self.put(fields, FieldKey::Layout, vec![layout.to_owned()]);
            self.put(fields, FieldKey::Mark, vec![only.clone()]);
            return;
        }
        let mut organs: Vec<String> = Vec::new();
        let mut files = false;
        let mut order = false;
        let mut others = false;
        for line in &lines {
            let closed = close(line);
            // `示例省水利厅　令`: the last organ, and the word behind it.
            if lines.len() > 1
                && line.ends_with("令")
                && let Some(bare) = closed.strip_suffix('令')
                && is_organ(bare)
            {
                order = true;
                let end = line.rfind('令').unwrap_or(line.len());
                organs.push(line[..end].trim().to_owned());
                continue;
            }
            if closed == "文件" || closed == "令" {
                files |= closed == "文件";
                order |= closed == "令";
                continue;
            }
            let bare = match closed.ends_with("文件") {
                true => {
                    files = true;
                    let end = line.rfind('文').unwrap_or(line.len());
                    line[..end].trim().to_owned()
                }
                false => line.trim().to_owned(),
            };
            others |= layout_of(&closed).is_some();
            let several = names::names(&bare);
            // A name set wide is one name; names beside each other are several.
            match several.len() > 1 && several.iter().all(|name| name.chars().filter(|c| !c.is_whitespace()).count() >= 3) {
                true => organs.extend(several),
                false => organs.push(bare),
            }
        }
        organs.retain(|organ| !organ.is_empty());
        // `…规范性文件`: the word is part of a name of its own.
        others |= files && organs.last().is_some_and(|organ| !is_organ(organ)) && lines.len() == 1;
        if order && !organs.is_empty() {
            self.put(fields, FieldKey::Layout, vec!["命令".to_owned()]);
            self.put(fields, FieldKey::Issuers, organs);
        } else if others || organs.is_empty() {
            self.put(fields, FieldKey::Mark, lines.clone());
        } else if files {
            self.put(fields, FieldKey::Issuers, organs);
        } else {
            let letter = parts
                .iter()
                .any(|part| matches!(part.role, R::NumberAbove | R::NumberBelow) && close(&self.text(part)).contains('函'));
            if letter && organs.len() == 1 {
                self.put(fields, FieldKey::Layout, vec!["信函".to_owned()]);
                self.put(fields, FieldKey::Issuers, organs);
            } else {
                self.put(fields, FieldKey::Mark, organs);
            }
        }
    }

    /// Number and title out of the table of facts of a page, where the text itself has none.
    fn records(&mut self, parts: &[&Part], fields: &mut Fields) {
        for part in parts.iter().filter(|part| super::is_furniture(part.role)) {
            let text = self.text(part);
            let Some((label, value)) = fact(text.trim()) else { continue };
            let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
            if ["发文字号", "文号", "文件编号", "发布文号", "发文文号"].contains(&label.as_str())
                && let Some((value, None)) = number(value)
            {
                self.put(fields, FieldKey::Number, vec![value.to_owned()]);
            } else if ["标题", "名称", "信息名称", "发文标题"].contains(&label.as_str())
                && !value.is_empty()
                // An order and minutes have a mark and no title; a page names them by it, or by the text that is published.
                && !fields.iter().any(|(key, _)| *key == FieldKey::Layout)
            {
                self.put(fields, FieldKey::Title, vec![value.to_owned()]);
            }
        }
    }
}

/// The layout that a mark belongs to.
fn layout_of(closed: &str) -> Option<&'static str> {
    let ends = |words: &[&str]| words.iter().any(|word| closed.ends_with(word));
    if ends(&["令"]) {
        Some("命令")
    } else if ends(&["纪要", "紀要"]) {
        Some("纪要")
    } else if ends(&["简报", "簡報", "快报", "专报"]) {
        Some("简报")
    } else {
        None
    }
}
