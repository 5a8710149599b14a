//! Lines that are a part of the notice and say so by no keyword: a signature with its date, the head of an annex.
//!
//! Here: where they are. Not here: what is said of them (`rules`).

use super::look::contacts;
use super::title::Title;
use crate::model::{Block, Language, Notice, Paragraph};
use crate::span::Span;
use crate::syntax::{FieldKey, values};

/// A signature without its keyword: `示例市统计局` and `2026年8月14日`, each on a line of its own, at the end of the text.
pub(super) struct BareSignature {
    /// The names, from top to bottom; none where only the date stands there.
    pub names: Vec<Span>,
    /// The date.
    pub date: Option<Span>,
}

impl BareSignature {
    /// From its first line to its last.
    pub fn span(&self) -> Span {
        let all = self.names.iter().chain(&self.date).copied();
        all.reduce(Span::to).unwrap_or_default()
    }
}

/// The signature that stands at the end of the text, where the notice has none.
pub(super) fn signature(notice: &Notice, source: &str) -> Option<BareSignature> {
    if notice.field(FieldKey::Signatories).is_some() {
        return None;
    }
    // What stands behind a bare head of an annex is the annex.
    let body = match heads(notice, source).first() {
        Some(head) => &notice.body[..notice.body.iter().take_while(|block| block.span().start < head.head.start).count()],
        None => &notice.body[..],
    };
    let mut blocks = body.iter().rev().skip_while(|block| is_of_the_foot(block)).peekable();
    let dated = notice.field(FieldKey::Date).is_some();
    let title = Title::of(notice);
    let mut found = BareSignature { names: Vec::new(), date: None };
    if let Some(paragraph) = blocks.peek().and_then(|block| line(block)).filter(|_| !dated) {
        let text = paragraph.span.of(source);
        if values::date(text).is_some() {
            found.date = Some(paragraph.span);
            blocks.next();
        } else if let Some((name, date)) = on_one_line(text) {
            let start = paragraph.span.start;
            found.names.push(Span::new(start, start + name));
            found.date = Some(Span::new(start + date, paragraph.span.end));
            return is_organ(&text[..name], notice, &title).then_some(found);
        }
    }
    // A name without a date is one only where the notice names it elsewhere: many a text ends with a short line.
    let sure = found.date.is_none();
    while let Some(paragraph) = blocks.peek().and_then(|block| line(block)).filter(|_| found.names.len() < 12) {
        let text = paragraph.span.of(source);
        let fits = if sure { is_named(text, notice, &title) } else { is_organ(text, notice, &title) };
        if !fits {
            break;
        }
        found.names.insert(0, paragraph.span);
        blocks.next();
    }
    // Something must be signed.
    let is_something = found.date.is_some() || !found.names.is_empty();
    (is_something && blocks.peek().is_some()).then_some(found)
}

/// Notes and contacts below the signature.
fn is_of_the_foot(block: &Block) -> bool {
    match block {
        Block::Contacts(_) | Block::PageBreak(_) => true,
        Block::Paragraph(paragraph) => {
            let text = paragraph.text.source.text.trim();
            text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
        }
        _ => false,
    }
}

/// A paragraph that is one line and no field.
fn line(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) if paragraph.key.is_none() && !paragraph.text.source.text.contains('\n') => Some(paragraph),
        _ => None,
    }
}

/// `示例市统计局　　2026年8月14日`: where the name ends, and where the date begins.
fn on_one_line(text: &str) -> Option<(usize, usize)> {
    let gap = text.rfind(['\u{3000}', ' ', '\t'])?;
    let date = gap + text[gap..].chars().next()?.len_utf8();
    let name = text[..gap].trim_end();
    (values::date(&text[date..]).is_some() && !name.is_empty()).then_some((name.len(), date))
}

/// What names of organs end with.
const ENDS: &str = "局厅廳委部署处處科室院校学學所站馆館会會府办辦行社司团團组組中心大学公司集团支队总队大队银行公安";

fn is_organ(text: &str, notice: &Notice, title: &Title<'_>) -> bool {
    if is_named(text, notice, title) {
        return true;
    }
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let count = plain.chars().count();
    if notice.language == Language::English {
        let name = text.starts_with(|c: char| c.is_ascii_uppercase()) && !text.ends_with(['.', ';', ':', ',', '!', '?']);
        return name && (8..=90).contains(&count) && text.contains(' ');
    }
    let marks = ['。', '；', '！', '？', '：', '，', '、', '“', '”', '《', '》', ':', ';', ',', '.', '=', '/'];
    (4..=40).contains(&count)
        && !plain.contains(marks)
        && !plain.contains(|c: char| c.is_ascii_digit())
        && plain.chars().next_back().is_some_and(|last| ENDS.contains(last))
}

/// Whether the notice has the name elsewhere: among its issuers, or at the head of its title.
fn is_named(text: &str, notice: &Notice, title: &Title<'_>) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut titled = title.organs().into_iter().map(|range| &title.text[range]);
    let same = |name: &str| name.chars().filter(|c| !c.is_whitespace()).eq(plain.chars());
    plain.chars().count() >= 3 && (notice.issuers.iter().any(|organ| same(&organ.name)) || titled.any(same))
}

/// The head of an annex without its brackets: `附件1` alone on a line, with a title or a table below.
pub(super) struct BareHead {
    /// `附件1`
    pub head: Span,
    /// The title: the line below, or what stands behind the number.
    pub title: Option<Span>,
    /// The number, as written.
    pub number: String,
}

/// The heads of annexes that stand bare, behind the text or in an annex.
pub(super) fn heads(notice: &Notice, source: &str) -> Vec<BareHead> {
    // Fields of the tail close the text: what stands above them is a part of it.
    let tail = [FieldKey::Signatories, FieldKey::Annexes, FieldKey::Date].into_iter();
    let closed = tail.filter_map(|key| notice.field(key)).map(|field| field.span.start).max().unwrap_or(0);
    let mut found = Vec::new();
    let lists = [&notice.body, &notice.afterword].into_iter().chain(notice.annexes.iter().map(|annex| &annex.blocks));
    for blocks in lists {
        for (at, block) in blocks.iter().enumerate() {
            let Block::Paragraph(paragraph) = block else { continue };
            let text = paragraph.text.source.text.as_str();
            if block.span().start < closed || !text.starts_with(['附', 'A']) {
                continue;
            }
            let Some((number, rest)) = label(text) else { continue };
            let start = paragraph.span.start;
            if rest < text.len() {
                // On one line only where nothing but annexes can stand.
                let titled = notice.afterword.iter().any(|other| other.span() == block.span());
                if titled && is_title(&text[rest..]) && source[start..paragraph.span.end] == *text {
                    let title = Some(Span::new(start + rest, paragraph.span.end));
                    found.push(BareHead { head: paragraph.span, title, number });
                }
                continue;
            }
            let title = match blocks.get(at + 1) {
                Some(Block::Paragraph(next)) if is_title(&next.text.source.text) && blocks.len() > at + 2 => Some(next.span),
                Some(Block::Table(_) | Block::Figure(_)) => None,
                _ => continue,
            };
            found.push(BareHead { head: paragraph.span, title, number });
        }
    }
    found
}

fn is_title(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.chars().count() <= 60
        && !text.ends_with(['。', '；', '：', '，', '、', '.', ';', ':', ',', '！', '？'])
}

/// The number of `附件1`, `附件 1：`, `附件一`, `Annex 1`, and where the text goes on behind it.
fn label(text: &str) -> Option<(String, usize)> {
    let chinese = text.strip_prefix("附件");
    let rest = chinese.or_else(|| text.strip_prefix("Annex")).or_else(|| text.strip_prefix("Appendix"))?;
    let rest = rest.trim_start_matches([' ', '\u{3000}', '\t']);
    let is_number = |c: char| c.is_ascii_digit() || chinese.is_some() && "一二三四五六七八九十".contains(c);
    let digits = rest.len() - rest.trim_start_matches(is_number).len();
    let number = match values::han_number(&rest[..digits]) {
        Some(number) => number.to_string(),
        None => rest[..digits].to_owned(),
    };
    let behind = rest[digits..].trim_start_matches([' ', '\u{3000}', '\t']);
    let parted = behind.len() < rest.len() - digits;
    let after = behind.strip_prefix(['：', ':']).map(|behind| behind.trim_start_matches([' ', '\u{3000}', '\t']));
    let end = after.unwrap_or(behind);
    let fits = number.len() < 3 && (end.is_empty() || (parted || after.is_some()) && digits > 0);
    fits.then(|| (number, text.len() - end.len()))
}

/// Contact lines that hold a second contact: `联系人：王某　电话：000-00000000`. Each with where the gap before the second one lies.
pub(super) fn glued_contacts(notice: &Notice) -> Vec<(Span, Span, FieldKey)> {
    let mut found = Vec::new();
    for contact in contacts(notice) {
        let text = contact.text.text.as_str();
        let mut from = 0;
        while let Some(colon) = text[from..].find(['：', ':']).map(|at| at + from) {
            let before = &text[..colon];
            from = colon + text[colon..].chars().next().map_or(1, char::len_utf8);
            let gap = ['\u{3000}', ' ', '\t', '，', '；', '、', ',', ';'];
            // Of `电　话` the wide space is a part.
            let word = before.char_indices().filter(|(_, c)| gap.contains(c)).map(|(at, c)| at + c.len_utf8());
            let key = |start: &usize| crate::syntax::keywords::lookup(&before[*start..]).filter(|key| is_contact(*key));
            let Some((start, key)) = word.filter_map(|start| Some((start, key(&start)?))).next() else { continue };
            let end = before[..start].trim_end_matches(gap).len();
            if end > 0 && !text[from..].trim().is_empty() {
                found.push((contact.text.source_span(end, start), contact.text.source_span(start, colon), key));
            }
        }
    }
    found
}

fn is_contact(key: FieldKey) -> bool {
    key.zone() == crate::syntax::keywords::Zone::Contact
}
