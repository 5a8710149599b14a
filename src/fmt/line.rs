//! How one line is spelled.

use crate::config::FmtConfig;
use crate::model::{Block, Language, Notice, annex_options};
use crate::span::Span;
use crate::syntax::keywords::{Words, normalize};
use crate::syntax::{Enumerator, EnumeratorStyle, FieldKey, Line, LineKind, Phrase, RowCell, RowHeight};
use std::collections::BTreeSet;

/// What the lines turned out to be when the whole notice was read: a line that looks like a field may be text.
pub(super) struct Roles {
    pub language: Language,
    /// Where keywords of fields stand.
    fields: BTreeSet<usize>,
    /// Where keywords of contacts stand.
    contacts: BTreeSet<usize>,
    /// Where enumerators stand.
    sections: BTreeSet<usize>,
    /// Where the items of fields stand.
    pub items: BTreeSet<usize>,
    /// Where lines stand that say below a title when the text was adopted.
    pub below: BTreeSet<usize>,
    /// Where rows stand that say how columns are aligned.
    delimiters: BTreeSet<usize>,
    /// Whether a field is given twice: then the order decides which counts.
    pub repeated: bool,
}

impl Roles {
    pub fn of(notice: &Notice) -> Self {
        let fields = || notice.parts().flat_map(|part| &part.fields);
        let mut roles = Self {
            language: notice.language,
            fields: fields().map(|field| field.label.span.start).collect(),
            contacts: BTreeSet::new(),
            sections: BTreeSet::new(),
            items: fields().flat_map(|field| &field.items).map(|item| item.span.start).collect(),
            below: notice.issued.iter().flat_map(|issued| &issued.text.subtitle).map(|line| line.span().start).collect(),
            delimiters: BTreeSet::new(),
            repeated: fields().any(|field| field.repeated),
        };
        for block in notice.blocks() {
            match block {
                Block::Section(section) => {
                    roles.sections.insert(section.enumerator.span.start);
                }
                Block::Contacts(block) => roles.contacts.extend(block.contacts.iter().map(|contact| contact.label.span.start)),
                Block::Table(table) => roles.delimiters.extend(table.dashes.map(|dashes| dashes.start)),
                _ => {}
            }
        }
        let contacts = notice.parts().flat_map(|part| &part.contacts).flat_map(|block| &block.contacts);
        roles.contacts.extend(contacts.map(|contact| contact.label.span.start));
        roles
    }

    /// The field that a line is; `None` where it is text, or a contact.
    pub fn field(&self, line: &Line) -> Option<FieldKey> {
        match &line.kind {
            LineKind::Field { key, key_span, .. } => Some(*key).filter(|_| self.fields.contains(&key_span.start)),
            _ => None,
        }
    }
}

/// The line in its canonical spelling.
pub(super) fn spell(source: &str, line: &Line, roles: &Roles, config: &FmtConfig) -> String {
    let chinese = roles.language.is_chinese();
    let text = |phrase: &Phrase| joined(source, line, phrase);
    let written = |span: Span| span.of(source).trim();
    match &line.kind {
        LineKind::Blank => String::new(),
        LineKind::Comment => written(line.span).to_owned(),
        LineKind::Suppression { rule, until, reason } => {
            let mut out = "// zhumo-ignore".to_owned();
            if let Some(rule) = rule {
                out.extend([" ", written(*rule)]);
            }
            if let Some(until) = until {
                out.extend([" until=", written(*until)]);
            }
            match reason {
                Some(reason) => out.extend([": ", written(*reason)]),
                // What stands behind a rule without a reason is kept: it may be the reason without its colon.
                None => return written(line.span).to_owned(),
            }
            out
        }
        LineKind::Field { key, key_span, value } => {
            let is_field = roles.fields.contains(&key_span.start);
            if !is_field && !roles.contacts.contains(&key_span.start) {
                return head_of(source, line, value) + &text(value);
            }
            // The label of a contact is printed as it is typed.
            let word = match is_field && config.keywords {
                true => keyword(*key, written(*key_span), roles.language),
                false => written(*key_span),
            };
            colon(word, &text(value), chinese)
        }
        LineKind::Item { text: item } => gapped("-", &text(item), " "),
        // An entry of the list of annexes, numbered as the page has it.
        LineKind::Section { whole: entry, .. } | LineKind::Paragraph { text: entry, .. }
            if roles.items.contains(&entry.span().start) =>
        {
            text(entry)
        }
        LineKind::Section { enumerator, text: rest, whole } => {
            if !roles.sections.contains(&enumerator.span.start) {
                return text(whole);
            }
            let rest = text(rest);
            gapped(&numbered(enumerator, source, chinese), &rest, gap(enumerator, &rest, chinese))
        }
        LineKind::Article { label, text: rest, .. } => gapped(written(*label), &text(rest), "　"),
        LineKind::Annex { number, option, title, .. } => {
            // A number in Chinese stays: the text calls the annex by it, and a finding says so.
            let number = number.map(written).unwrap_or_default();
            let options: Vec<&str> = option.map(written).map(|option| annex_options(option).collect()).unwrap_or_default();
            let options: Vec<&str> = options.into_iter().map(|word| option_word(word, roles.language)).collect();
            label(if chinese { "附件" } else { "Annex" }, number, &options, &text(title), chinese)
        }
        LineKind::Issued { act, option, title, .. } => {
            let options: Vec<&str> = option.map(written).map(|option| annex_options(option).collect()).unwrap_or_default();
            let options: Vec<&str> = options.into_iter().map(|word| option_word(word, roles.language)).collect();
            let word = match roles.language {
                Language::Simplified => act.simplified(),
                Language::Traditional => act.traditional(),
                Language::English => act.english(),
            };
            label(word, "", &options, &text(title), chinese)
        }
        LineKind::Figure { caption, path, id } => {
            let mut out = format!("![{}]({})", text(caption), written(*path));
            if let Some(id) = id {
                out.extend(["{#", written(*id), "}"]);
            }
            out
        }
        LineKind::Row { cells, height } => row(source, line, cells, *height, roles),
        LineKind::TableUnit { text: line } | LineKind::TableNote { text: line } => text(line),
        LineKind::TableCaption { caption, id } => {
            let mut out = colon(if chinese { "表" } else { "Table" }, &text(caption), chinese);
            if let Some(id) = id {
                out.extend(["{#", written(*id), "}"]);
            }
            out
        }
        LineKind::Footnote { label, text: note } => gapped(&format!("[^{}]:", written(*label)), &text(note), " "),
        LineKind::PageBreak => match roles.language {
            Language::Simplified => "【分页】".to_owned(),
            Language::Traditional => "【分頁】".to_owned(),
            Language::English => "[Page break]".to_owned(),
        },
        LineKind::Paragraph { text: paragraph, .. } => head_of(source, line, paragraph) + &text(paragraph),
    }
}

/// The pieces of a phrase, a line each, joined as they were.
fn joined(source: &str, line: &Line, phrase: &Phrase) -> String {
    let pieces: Vec<&str> = phrase.pieces.iter().map(|piece| piece.of(source)).collect();
    let mut out = pieces.join("\\\n");
    // A backslash at the end of the file joins nothing and belongs to no piece.
    let end = phrase.span().end;
    if end < line.span.end && source[end..line.span.end].trim() == "\\" {
        out.push('\\');
    }
    out
}

/// The backslash that makes a line a paragraph, where there is one before its text; a keyword that is text.
fn head_of(source: &str, line: &Line, phrase: &Phrase) -> String {
    let start = phrase.pieces.first().map_or(line.span.end, |piece| piece.start);
    if line.span.start < start { source[line.span.start..start].trim_start().to_owned() } else { String::new() }
}

fn gapped(head: &str, text: &str, gap: &str) -> String {
    if text.is_empty() { head.to_owned() } else { format!("{head}{gap}{text}") }
}

fn colon(word: &str, text: &str, chinese: bool) -> String {
    if chinese { format!("{word}：{text}") } else { gapped(&format!("{word}:"), text, " ") }
}

/// The keyword in the language of the notice; a second word for the same field (`令号`, `日期`) stays that word.
fn keyword(key: FieldKey, written: &str, language: Language) -> &'static str {
    let own = words(key, language);
    let written = normalize(written);
    let place = |words: Words| words.all().position(|word| normalize(word) == written);
    if let Some(word) = place(own).and_then(|at| own.all().nth(at)) {
        return word;
    }
    // The second word for a document's number is that of orders, in every language.
    let all = [Language::Simplified, Language::Traditional, Language::English];
    let second = key == FieldKey::Number && all.iter().any(|language| place(words(key, *language)) == Some(1));
    own.all().nth(usize::from(second)).unwrap_or(own.first())
}

fn words(key: FieldKey, language: Language) -> Words {
    match language {
        Language::English => key.english(),
        Language::Traditional => key.traditional(),
        Language::Simplified => key.simplified(),
    }
}

/// The enumerator with brackets and dot of the language's width.
fn numbered(enumerator: &Enumerator, source: &str, chinese: bool) -> String {
    let dot = enumerator.style == EnumeratorStyle::DigitDot;
    let width = |c: char| match c {
        '(' if chinese => '（',
        ')' if chinese => '）',
        '（' if !chinese => '(',
        '）' if !chinese => ')',
        '．' if dot => '.',
        other => other,
    };
    enumerator.span.of(source).chars().filter(|c| !c.is_whitespace()).map(width).collect()
}

/// What stands between an enumerator and its text. In Chinese a space stays only where `1.` would run into a number.
fn gap(enumerator: &Enumerator, text: &str, chinese: bool) -> &'static str {
    let dotted = matches!(enumerator.style, EnumeratorStyle::DigitDot | EnumeratorStyle::HanPause);
    let runs_in = dotted && text.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | '#'));
    if chinese && !runs_in { "" } else { " " }
}

/// The first line of an annex, or of a text that is sent out.
fn label(word: &str, number: &str, options: &[&str], title: &str, chinese: bool) -> String {
    if chinese {
        let option = if options.is_empty() { String::new() } else { format!("｜{}", options.join("、")) };
        return format!("【{word}{number}{option}】{title}");
    }
    let number = if number.is_empty() { String::new() } else { format!(" {number}") };
    let option = if options.is_empty() { String::new() } else { format!(" | {}", options.join(", ")) };
    gapped(&format!("[{word}{number}{option}]"), title, " ")
}

const OPTIONS: [[&str; 3]; 2] = [["横排", "橫排", "landscape"], ["另装", "另裝", "apart"]];

/// An option of an annex in the language of the notice; one that nobody knows as it is.
fn option_word(word: &str, language: Language) -> &str {
    let Some(words) = OPTIONS.iter().find(|words| words.contains(&word.to_ascii_lowercase().as_str())) else { return word };
    match language {
        Language::Simplified => words[0],
        Language::Traditional => words[1],
        Language::English => words[2],
    }
}

/// The same word for all spellings of an option.
pub(super) fn option_meaning(word: &str) -> &str {
    option_word(word, Language::English)
}

fn row(source: &str, line: &Line, cells: &[RowCell], height: Option<RowHeight>, roles: &Roles) -> String {
    let mut out = "|".to_owned();
    if roles.delimiters.contains(&line.span.start) {
        cells.iter().for_each(|cell| out.extend([&dashes(cell.text.span().of(source)), "|"]));
        return out;
    }
    // A row of bars alone is one of empty cells, as they are written.
    let bars = cells.iter().all(|cell| cell.joined);
    for cell in cells {
        match cell.text.span().of(source) {
            // Joined to the cell at its left: nothing may stand between its bars.
            "" if cell.joined && !bars => out.push('|'),
            "" => out.push_str(" |"),
            written => out.extend([" ", written, " |"]),
        }
    }
    if let Some(height) = height {
        out.push_str(&format!(" {{{}mm}}", height.millimetres));
    }
    out
}

/// A cell of the row of dashes: how its column is set, and how wide.
fn dashes(cell: &str) -> String {
    let said = cell.trim_matches(|c| c == ':' || c == '-').trim();
    let between = if said.is_empty() {
        "---".to_owned()
    } else {
        let digits = said.trim_end_matches(|c: char| !c.is_ascii_digit());
        let unit = if said.ends_with(['%', '％']) { "%" } else { "mm" };
        format!("--{digits}{unit}--")
    };
    let mark = |there: bool| if there { ":" } else { "" };
    format!("{}{between}{}", mark(cell.starts_with(':')), mark(cell.ends_with(':')))
}
