//! What could be written at a place: keywords, numbers of sections, values, organs, annexes, names, references.

use super::thing::organs;
use crate::check::OrgansConfig;
use crate::model::{Block, Language, Layout, Notice, Section};
use crate::organs::ORGANS;
use crate::say;
use crate::say::Say;
use crate::span::Span;
use crate::syntax::keywords::{Kind, Zone, lookup};
use crate::syntax::{EnumeratorStyle, FieldKey, IssuingAct};

/// A text that could be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown, and what is typed to find it.
    pub label: String,
    /// What is written instead of `replace`.
    pub insert: String,
    /// What is already typed of it.
    pub replace: Span,
    /// What it is.
    pub kind: CompletionKind,
    /// What it means.
    pub detail: Say,
}

/// What a completion is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CompletionKind {
    /// The keyword of a field.
    Keyword,
    /// The number of a section, the label of an annex.
    Number,
    /// One of the values that a field may have.
    Value,
    /// An organ.
    Organ,
    /// The title of an annex.
    Title,
    /// A name or a reference.
    Reference,
}

/// What is known beside the draft.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    /// `[organs]` of `zhumo.toml`.
    pub organs: Option<&'a OrgansConfig>,
}

/// What could be written at byte `at`, the likeliest first.
///
/// ```
/// use zhumo::assist::{Known, complete};
/// let source = "版式：";
/// let notice = zhumo::model::Notice::read(&zhumo::syntax::parse(source));
/// let offered = complete(&notice, source, source.len(), Known::default());
/// assert!(offered.iter().any(|completion| completion.insert == "信函"));
/// ```
#[must_use]
pub fn complete(notice: &Notice, source: &str, at: usize, known: Known<'_>) -> Vec<Completion> {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    let line = source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let written = &source[line..at];
    let begun = written.trim_start();
    let start = at - begun.len();
    let part = super::part_at(notice, start);
    let place = Place { notice, part, source, at, start, begun, known };
    if begun.starts_with("//") {
        return Vec::new();
    }
    if let Some(open) = begun.rfind('{').filter(|open| !begun[*open..].contains('}')) {
        return place.names(start + open);
    }
    if begun.starts_with(['【', '[']) && !begun.contains(['】', ']']) {
        return place.labels();
    }
    if let Some(colon) = begun.find(['：', ':'])
        && let Some(key) = lookup(&begun[..colon])
    {
        let value = start + colon + begun[colon..].chars().next().map_or(1, char::len_utf8);
        return place.values(key, value);
    }
    if let Some(item) = begun.strip_prefix('-') {
        let value = at - item.trim_start().len();
        return place.field_above().map_or_else(Vec::new, |key| place.values(key, value));
    }
    let references = place.references();
    if !references.is_empty() {
        return references;
    }
    if begun.chars().count() <= 12 { place.line_starts() } else { Vec::new() }
}

struct Place<'a> {
    notice: &'a Notice,
    /// What the cursor stands in: the notice itself, or a text that it sends out.
    part: &'a Notice,
    source: &'a str,
    at: usize,
    /// Where the line begins, its white space left out.
    start: usize,
    /// What stands between there and the cursor.
    begun: &'a str,
    known: Known<'a>,
}

impl Place<'_> {
    fn completion(&self, from: usize, text: impl Into<String>, kind: CompletionKind, detail: Say) -> Completion {
        let insert = text.into();
        Completion { label: insert.clone(), insert, replace: Span::new(from, self.at), kind, detail }
    }

    /// `{主题}`, `{@id}`: from the brace.
    fn names(&self, open: usize) -> Vec<Completion> {
        let mut offered = Vec::new();
        // The brace that an editor closed by itself is written over.
        let closed = usize::from(self.source[self.at..].starts_with('}'));
        let mut offer = |text: String, detail: Say| {
            let mut completion = self.completion(open, text, CompletionKind::Reference, detail);
            completion.replace.end += closed;
            offered.push(completion);
        };
        for block in self.notice.blocks() {
            match block {
                Block::Figure(figure) => {
                    if let (Some(id), Some(number)) = (&figure.id, figure.number) {
                        let (id, label, caption) = (&id.text, self.notice.figure_label(number), figure.caption.plain());
                        offer(format!("{{@{id}}}"), say!("{label}　{caption}", "{label}: {caption}"));
                    }
                }
                Block::Table(table) => {
                    if let (Some(id), Some(number)) = (&table.id, table.number) {
                        let (id, label) = (&id.text, self.notice.table_label(number));
                        offer(format!("{{@{id}}}"), say!("{label}", "{label}"));
                    }
                }
                _ => {}
            }
        }
        for field in self.notice.fields.iter().filter(|field| !field.repeated) {
            let value = if field.text.is_empty() { field.items.first() } else { Some(&field.text) };
            let (label, value) = (field.label.text.trim(), value.map_or("", |text| text.text.as_str()));
            offer(format!("{{{label}}}"), say!("{value}", "{value}"));
        }
        offered
    }

    /// What a line in brackets can begin: the next annex, with the title that the list gives it, or a text that is sent out.
    fn labels(&self) -> Vec<Completion> {
        let before = self.part.annexes.iter().filter(|annex| annex.span.start < self.start).count();
        let listed: Vec<String> = self
            .part
            .annex_note
            .iter()
            .filter(|entry| !entry.made && entry.file.is_none())
            .map(|entry| entry.title.plain())
            .collect();
        let number = if listed.len() == 1 && before == 0 { None } else { Some(before as u32 + 1) };
        let label = self.notice.annex_label(number);
        let title = listed.get(before).cloned().unwrap_or_default();
        let (text, detail) = match self.notice.language {
            Language::English => (format!("[{label}] {title}"), say!("下一个附件", "the next annex")),
            _ => (format!("【{label}】{title}"), say!("下一个附件", "the next annex")),
        };
        let mut offered = vec![self.completion(self.start, text.trim_end(), CompletionKind::Number, detail)];
        for act in IssuingAct::ALL {
            let (word, english) = (act.simplified(), act.english());
            let done = english.to_lowercase();
            let text = match self.notice.language {
                Language::Simplified => format!("【{word}】"),
                Language::Traditional => format!("【{}】", act.traditional()),
                Language::English => format!("[{english}]"),
            };
            let detail = say!("{word}的文字：另起一页，不标附件", "a text that is {done}: a page of its own, no annex");
            offered.push(self.completion(self.start, text, CompletionKind::Number, detail));
        }
        if let Some(next) = self.source[self.at..].chars().next().filter(|c| matches!(c, '】' | ']')) {
            offered.iter_mut().for_each(|completion| completion.replace.end += next.len_utf8());
        }
        offered
    }

    /// The values of a field.
    fn values(&self, key: FieldKey, from: usize) -> Vec<Completion> {
        let english = self.notice.language == Language::English;
        let layouts = Layout::ALL.iter().map(|(_, zh, en)| if english { *en } else { *zh });
        let layouts = layouts.filter(|_| key == FieldKey::Layout);
        let mut offered: Vec<Completion> = layouts
            .chain(key.row().values.iter().copied())
            .map(|value| self.completion(from, value, CompletionKind::Value, Say::default()))
            .collect();
        match key.row().kind {
            Kind::Organs => {
                // Behind the last mark a new name begins.
                let from = self.source[from..self.at]
                    .rfind(['、', '，', '；', ',', ';'])
                    .map_or(from, |mark| from + mark + self.source[from + mark..].chars().next().map_or(1, char::len_utf8));
                let typed = self.source[from..self.at].trim_start();
                let from = self.at - typed.len();
                offered.extend(
                    self.organs(typed)
                        .into_iter()
                        .filter(|(name, _)| name != typed)
                        .map(|(name, detail)| self.completion(from, name, CompletionKind::Organ, detail)),
                );
            }
            Kind::Annexes => {
                let titles = self.part.annexes.iter().map(|annex| annex.title.plain()).filter(|title| !title.is_empty());
                offered.extend(
                    titles
                        .map(|title| self.completion(from, title, CompletionKind::Title, say!("附件标题", "title of an annex"))),
                );
            }
            _ => {}
        }
        offered
    }

    /// Organs: those of the draft that are not being typed, those of the office's list, then those that everybody knows, as far as
    /// they have what is typed in them: nobody wants all of them. Each comes with its full name where that is another one.
    fn organs(&self, typed: &str) -> Vec<(String, Say)> {
        let english = self.notice.language == Language::English;
        let mut names: Vec<(String, Say)> = Vec::new();
        let mut offer = |name: &str, full: &str| {
            if name.chars().count() > 1 && !names.iter().any(|(known, _)| known == name) {
                let detail = if name == full { Say::default() } else { say!("{full}", "{full}") };
                names.push((name.to_owned(), detail));
            }
        };
        organs(self.notice).filter(|name| !name.span.touches(self.at)).for_each(|name| offer(&name.text, &name.text));
        for (full, entry) in self.known.organs.iter().flat_map(|known| &known.organs) {
            match &entry.english {
                Some(name) if english => offer(name, full),
                _ if english => {}
                _ => {
                    offer(full, full);
                    entry.short.iter().for_each(|short| offer(short, full));
                }
            }
        }
        let fits = |name: &str| !typed.is_empty() && name.to_lowercase().contains(&typed.to_lowercase());
        for organ in ORGANS {
            let both = if english { [organ.english, organ.english] } else { [organ.usual(), organ.full] };
            both.into_iter().filter(|name| fits(name)).for_each(|name| offer(name, organ.full));
        }
        names
    }

    /// The field whose items stand on this line.
    fn field_above(&self) -> Option<FieldKey> {
        let lines = self.source[..self.start].lines().rev();
        let above = lines
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with("//"))
            .find(|line| !line.starts_with('-'))?;
        let colon = above.find(['：', ':'])?;
        lookup(&above[..colon]).filter(|key| key.takes_items())
    }

    /// Targets behind 附件, 图 or 表.
    fn references(&self) -> Vec<Completion> {
        let notice = self.notice;
        let ends = |words: &[&str]| words.iter().find(|word| self.begun.ends_with(**word)).map(|word| self.at - word.len());
        let mut offered = Vec::new();
        if let Some(from) = ends(&["附件", "Annex ", "annex "]) {
            for (index, entry) in self.part.annex_note.iter().enumerate() {
                let (label, title) = (notice.annex_label(Some(index as u32 + 1)), entry.title.plain());
                offered.push(self.completion(from, label, CompletionKind::Reference, say!("{title}", "{title}")));
            }
        } else if let Some(from) = ends(&["图", "圖", "Figure "]) {
            for block in notice.blocks() {
                let Block::Figure(figure) = block else { continue };
                let Some(number) = figure.number else { continue };
                let (label, caption) = (notice.figure_label(number), figure.caption.plain());
                offered.push(self.completion(from, label, CompletionKind::Reference, say!("{caption}", "{caption}")));
            }
        } else if let Some(from) = ends(&["表", "Table "]) {
            for block in notice.blocks() {
                let Block::Table(table) = block else { continue };
                let (Some(number), Some(caption)) = (table.number, &table.caption) else { continue };
                let (label, caption) = (notice.table_label(number), caption.plain());
                offered.push(self.completion(from, label, CompletionKind::Reference, say!("{caption}", "{caption}")));
            }
        }
        offered
    }

    /// What a line can begin with: the next numbers, then the keywords that belong here and are not there yet.
    fn line_starts(&self) -> Vec<Completion> {
        let notice = self.notice;
        let mut offered: Vec<Completion> = self
            .next_numbers()
            .into_iter()
            .map(|number| self.completion(self.start, number, CompletionKind::Number, say!("下一个序号", "the next number")))
            .collect();
        let part = self.part;
        let is_part = !std::ptr::eq(part, notice);
        let first_text = part.body.first().map_or(usize::MAX, |block| block.span().start);
        let last_text = part.body.last().map_or(0, |block| block.span().end);
        let fits = |key: FieldKey| match key.zone() {
            Zone::Head => self.start <= first_text,
            Zone::Tail => self.start >= last_text || self.at >= last_text,
            Zone::Contact => self.start >= first_text,
            Zone::Any => true,
        };
        let of_layout = |key: FieldKey| {
            use FieldKey as K;
            match key {
                _ if is_part && part.field(key).is_some() => return false,
                K::Number | K::Recipients | K::Annexes | K::Signatories | K::Date | K::Note if is_part => return true,
                // Of the notice, what is printed behind all else may be written here.
                _ if is_part && key.is_imprint() => return notice.field(key).is_none(),
                _ if is_part && key.zone() != Zone::Contact => return false,
                _ => {}
            }
            let layouts = key.row().layouts;
            layouts.is_empty() || layouts.contains(&notice.layout.name())
        };
        let (english, colon) = match notice.language {
            Language::English => (true, ": "),
            _ => (self.begun.starts_with(|c: char| c.is_ascii_alphabetic()), "："),
        };
        for key in
            FieldKey::ALL.iter().copied().filter(|key| (is_part || notice.field(*key).is_none()) && fits(*key) && of_layout(*key))
        {
            let words = match notice.language {
                _ if english => key.english(),
                Language::Traditional => key.traditional(),
                _ => key.simplified(),
            };
            // Who begins with the standard's longer name goes on with it.
            let longer = words.all().find(|word| !self.begun.is_empty() && word.starts_with(self.begun));
            let word = longer.unwrap_or(words.first());
            let colon = if english { ": " } else { colon };
            let meaning = plain_meaning(key);
            let mut completion = self.completion(self.start, format!("{word}{colon}"), CompletionKind::Keyword, meaning);
            completion.label = word.to_owned();
            offered.push(completion);
        }
        offered
    }

    /// The numbers that could come next: of each level that is open here, the deepest first, and one level deeper.
    fn next_numbers(&self) -> Vec<String> {
        let scope = self.part.annexes.iter().rev().find(|annex| annex.span.start < self.start);
        let blocks = scope.map_or(&self.part.body, |annex| &annex.blocks);
        let mut open: Vec<&Section> = Vec::new();
        for block in
            blocks.iter().filter(|block| block.span().end < self.start || block.span().end <= self.at && self.begun.is_empty())
        {
            if let Block::Section(section) = block {
                open.retain(|other| other.level < section.level);
                open.push(section);
            }
        }
        let language = self.notice.language;
        let mut numbers: Vec<String> =
            open.iter().rev().map(|section| label(section.style, section.level, section.number + 1, language)).collect();
        let deeper = open.last().map_or(1, |section| section.level + 1);
        if let Some(style) = ladder(deeper, language) {
            numbers.insert(usize::from(!numbers.is_empty()), label(style, deeper, 1, language));
        }
        numbers
    }
}

/// The form of the numbers of a level.
const fn ladder(level: u8, language: Language) -> Option<EnumeratorStyle> {
    match (level, language) {
        (1, Language::English) => Some(EnumeratorStyle::DigitDot),
        (2, Language::English) => Some(EnumeratorStyle::DigitParen),
        (3 | 4, Language::English) => Some(EnumeratorStyle::LetterParen),
        (1, _) => Some(EnumeratorStyle::HanPause),
        (2, _) => Some(EnumeratorStyle::HanParen),
        (3, _) => Some(EnumeratorStyle::DigitDot),
        (4, _) => Some(EnumeratorStyle::DigitParen),
        _ => None,
    }
}

/// An enumerator with the gap that a heading in Latin letters has behind it.
fn label(style: EnumeratorStyle, level: u8, number: u32, language: Language) -> String {
    let gap = match style {
        EnumeratorStyle::HanPause | EnumeratorStyle::HanParen => "",
        EnumeratorStyle::DigitDot | EnumeratorStyle::DigitParen if language != Language::English => "",
        EnumeratorStyle::DigitDot | EnumeratorStyle::DigitParen | EnumeratorStyle::LetterParen => " ",
    };
    style.label(level, number, language.is_chinese()) + gap
}

/// What a field means, without marks, for where its word stands beside it.
fn plain_meaning(key: FieldKey) -> Say {
    let (zh, en) = key.row().meaning;
    Say { zh: zh.replace('`', ""), en: en.replace('`', "") }
}
