//! Numbers fixed: sections counted anew, annexes too, and what refers to an annex goes with it.

use crate::model::{Block, Inline, Notice, RichText, Section};
use crate::say;
use crate::say::Say;
use crate::span::Span;
use crate::syntax::values::{ReferenceKind, to_han_number, to_roman_number};
use crate::syntax::{self, EnumeratorStyle};
use std::collections::BTreeMap;

/// A draft with its numbers fixed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renumbered {
    /// The draft.
    pub text: String,
    /// What could not be fixed, and where it stands in the draft as it was.
    pub remarks: Vec<(Span, Say)>,
}

/// Fixes the numbers of a draft: sections that are skipped or repeated, annexes that do not count from 1. References to an
/// annex (`附件2`) in the text follow it. Numbers behind other words (`第三部分`) are text and stay.
///
/// ```
/// use zhumo::fmt::renumber;
/// let text = "一、目的\n见附件3。\n三、要求\n【附件1】甲\n【附件3】乙\n";
/// assert_eq!(renumber(text).text, "一、目的\n见附件2。\n二、要求\n【附件1】甲\n【附件2】乙\n");
/// ```
#[must_use]
pub fn renumber(text: &str) -> Renumbered {
    let notice = Notice::read(&syntax::parse(text));
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut remarks = Vec::new();
    for part in notice.parts() {
        let bodies = [&part.body, &part.afterword].into_iter().chain(part.annexes.iter().map(|annex| &annex.blocks));
        bodies.for_each(|blocks| sections(blocks, &mut edits));
        annexes(part, text, &mut edits, &mut remarks);
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (span, replacement) in edits {
        out.push_str(&text[at..span.start]);
        out.push_str(&replacement);
        at = span.end;
    }
    out.push_str(&text[at..]);
    Renumbered { text: out, remarks }
}

fn sections(blocks: &[Block], edits: &mut Vec<(Span, String)>) {
    let mut counters = [0u32; 4];
    for block in blocks {
        match block {
            Block::Section(section) => {
                let depth = usize::from(section.level.clamp(1, 4)) - 1;
                counters[depth] += 1;
                counters[depth + 1..].fill(0);
                if !section.self_numbered && section.number != counters[depth] {
                    edits.extend(counted(section, counters[depth]));
                }
            }
            // Articles count through chapters, and what they number below themselves begins anew.
            Block::Article(_) => counters = [0; 4],
            _ => {}
        }
    }
}

/// The number inside the enumerator, replaced: brackets and dot stay as they are written.
fn counted(section: &Section, number: u32) -> Option<(Span, String)> {
    let written = &section.enumerator.text;
    let is_mark = |c: char| matches!(c, '（' | '）' | '(' | ')' | '、' | '.' | '．') || c.is_whitespace();
    let inner = written.trim_matches(is_mark);
    let start = section.enumerator.span.start + (written.len() - written.trim_start_matches(is_mark).len());
    let number = match section.style {
        EnumeratorStyle::HanPause | EnumeratorStyle::HanParen => to_han_number(number),
        EnumeratorStyle::DigitDot | EnumeratorStyle::DigitParen => number.to_string(),
        EnumeratorStyle::LetterParen if section.level == 4 => to_roman_number(number),
        // There is no letter behind z.
        EnumeratorStyle::LetterParen => {
            char::from(u8::try_from(number).ok().filter(|number| (1..=26).contains(number))? + b'a' - 1).to_string()
        }
    };
    Some((Span::new(start, start + inner.len()), number))
}

fn annexes(notice: &Notice, text: &str, edits: &mut Vec<(Span, String)>, remarks: &mut Vec<(Span, Say)>) {
    let count = notice.annexes.len();
    if count < 2 {
        return;
    }
    // Old numbers to new ones; a number that two annexes have says nothing.
    let mut moved: BTreeMap<u32, Option<u32>> = BTreeMap::new();
    for (number, annex) in (1u32..).zip(&notice.annexes) {
        if let Some(old) = annex.number {
            moved.entry(old).and_modify(|new| *new = None).or_insert(Some(number));
        }
        if annex.number == Some(number) {
            continue;
        }
        if let Some(written) = &annex.number_text {
            if !written.text.is_ascii() {
                // The text calls it by the numeral, which nothing here can follow.
                moved.extend(annex.number.map(|old| (old, None)));
                let numeral = &written.text;
                remarks.push((
                    written.span,
                    say!(
                        "附件序号“{numeral}”没有动：先改成阿拉伯数字",
                        "the number `{numeral}` stays: write it in Arabic digits first"
                    ),
                ));
                continue;
            }
            edits.push((written.span, number.to_string()));
            continue;
        }
        let label = annex.label.span;
        let head = label.of(text).find("件").map(|at| at + "件".len());
        let english = || label.of(text).to_ascii_lowercase().find("annex").map(|at| at + "annex".len());
        let gap = if head.is_some() { "" } else { " " };
        if let Some(at) = head.or_else(english) {
            edits.push((Span::empty(label.start + at), format!("{gap}{number}")));
        }
    }
    // A reference goes to the entry of the list where no annex has the number; those stay.
    for rich in own_texts(notice) {
        follow(rich, text, &moved, edits, remarks);
    }
}

/// Every running text but those of the annexes, which may refer to annexes of their own.
fn own_texts(notice: &Notice) -> Vec<&RichText> {
    let mut texts: Vec<&RichText> = notice.editor_note.iter().chain(&notice.title).chain(&notice.subtitle).collect();
    texts.extend(notice.body.iter().chain(&notice.afterword).flat_map(Block::texts));
    texts.extend(&notice.note);
    texts.extend(notice.footnotes.iter().map(|footnote| &footnote.text));
    texts
}

fn follow(
    rich: &RichText,
    text: &str,
    moved: &BTreeMap<u32, Option<u32>>,
    edits: &mut Vec<(Span, String)>,
    remarks: &mut Vec<(Span, Say)>,
) {
    rich.walk(&mut |inline| {
        let Inline::Reference { target: ReferenceKind::Annex, number: Some(old), resolved: true, span, .. } = inline else {
            return;
        };
        let written = span.of(text);
        let digits = written.trim_start_matches(|c: char| !c.is_ascii_digit());
        match moved.get(old) {
            Some(Some(new)) if new != old && digits.parse() == Ok(*old) => {
                edits.push((Span::new(span.end - digits.len(), span.end), new.to_string()));
            }
            Some(None) => remarks.push((
                *span,
                say!("不止一个附件编号为{old}，“{written}”没有改", "more than one annex has the number {old}; `{written}` stays"),
            )),
            Some(Some(_)) | None => {}
        }
    });
}
