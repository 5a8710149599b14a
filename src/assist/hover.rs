//! What stands at a place, in words: what a field is for, which day a date is, what a reference points at.

use super::Known;
use super::thing::{Thing, thing_at};
use crate::model::{Block, Layout, Notice};
use crate::organs::{DIVISIONS, ORGANS};
use crate::say;
use crate::say::Say;
use crate::span::Span;
use crate::syntax::FieldKey;
use crate::syntax::values::date;
use chrono::{Datelike, NaiveDate, Weekday};

/// What is said of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The place.
    pub span: Span,
    /// What is said, as Markdown.
    pub text: Say,
}

/// What there is to say of byte `at`.
///
/// ```
/// use zhumo::assist::{Known, hover};
/// let source = "成文日期：2026年8月14日";
/// let notice = zhumo::model::Notice::read(&zhumo::syntax::parse(source));
/// let hover = hover(&notice, source, source.len() - 3, Known::default()).unwrap();
/// assert_eq!(hover.text.zh, "2026年8月14日，星期五");
/// ```
#[must_use]
pub fn hover(notice: &Notice, source: &str, at: usize, known: Known<'_>) -> Option<Hover> {
    if let Some((span, day)) = date_at(source, at) {
        return Some(Hover { span, text: weekday(day) });
    }
    let issued = notice.issued.iter().find(|issued| issued.label.span.touches(at)).map(|issued| {
        let (word, english) = (issued.act.simplified(), issued.act.english().to_lowercase());
        let text = say!(
            "{word}的文字：另起一页，有自己的标题，不标“附件”，不列入附件说明；版记在它后面",
            "a text that is {english}: a page of its own with its title, no label and no entry in the list of annexes; the imprint follows it"
        );
        Hover { span: issued.label.span, text }
    });
    issued.or_else(|| thing(notice, source, at)).or_else(|| organ_at(source, at, known))
}

/// What there is to say of a thing of the draft.
fn thing(notice: &Notice, source: &str, at: usize) -> Option<Hover> {
    let (thing, span) = thing_at(notice, source, at)?;
    let text = match &thing {
        Thing::Field(key) => {
            let is_label = notice.parts().filter_map(|part| part.field(*key)).any(|field| field.label.span == span);
            let value = notice.field(*key).map(|field| {
                if field.text.is_empty() { field.items.first().map_or("", |item| &item.text) } else { &field.text.text }
            });
            match value {
                Some(value) if !is_label => say!("{value}", "{value}"),
                _ => meaning(*key),
            }
        }
        Thing::Annex(part, number) => {
            let part = notice.parts().nth(*part)?;
            let place = (*number as usize).checked_sub(1);
            let listed = place.and_then(|place| part.annex_note.get(place)).map(|entry| entry.title.plain());
            let (label, title) = (notice.annex_label(Some(*number)), listed?);
            say!("{label}　{title}", "{label}: {title}")
        }
        Thing::Figure(number) => {
            let found = notice.blocks().find_map(|block| match block {
                Block::Figure(figure) if figure.number == Some(*number) => Some(figure.caption.plain()),
                _ => None,
            });
            let (label, caption) = (notice.figure_label(*number), found?);
            say!("{label}　{caption}", "{label}: {caption}")
        }
        Thing::Table(number) => {
            let found = notice.blocks().find_map(|block| match block {
                Block::Table(table) if table.number == Some(*number) => table.caption.as_ref().map(|caption| caption.plain()),
                _ => None,
            });
            let (label, caption) = (notice.table_label(*number), found?);
            say!("{label}　{caption}", "{label}: {caption}")
        }
        Thing::Footnote(label) => {
            let note = notice.footnotes.iter().find(|note| note.label.text == *label)?;
            let text = note.text.plain();
            say!("脚注：{text}", "footnote: {text}")
        }
        Thing::Organ(_) => return None,
    };
    Some(Hover { span, text })
}

/// The known organ or division whose name stands around byte `at`; of several the longest.
fn organ_at(source: &str, at: usize, known: Known<'_>) -> Option<Hover> {
    let at = (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at))?;
    let line = Span::new(
        source[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1),
        source[at..].find(['\n', '\r']).map_or(source.len(), |end| at + end),
    );
    let text = line.of(source);
    let place = |name: &str| {
        let found = text.match_indices(name).map(|(start, part)| Span::new(line.start + start, line.start + start + part.len()));
        found.into_iter().find(|span| span.touches(at))
    };
    let mut best: Option<Hover> = None;
    let mut offer = |names: &[&str], full: &str, usual: Option<&str>, english: Option<&str>| {
        let longest =
            names.iter().filter(|name| name.chars().count() > 1).filter_map(|name| place(name)).max_by_key(|span| span.len());
        let Some(span) = longest.filter(|span| best.as_ref().is_none_or(|best| span.len() > best.span.len())) else { return };
        let mut said = say!("全称：{full}", "full name: {full}");
        if let Some(usual) = usual.filter(|usual| *usual != full) {
            said.zh.push_str(&format!("；简称：{usual}"));
            said.en.push_str(&format!("; short name: {usual}"));
        }
        if let Some(english) = english {
            said.zh.push_str(&format!("；英文：{english}"));
            said.en.push_str(&format!("; in English: {english}"));
        }
        best = Some(Hover { span, text: said });
    };
    for (full, entry) in known.organs.iter().flat_map(|known| &known.organs) {
        let short = entry.short.iter().map(String::as_str);
        let names: Vec<&str> = short.chain([full.as_str()]).chain(entry.english.as_deref()).collect();
        offer(&names, full, entry.short.first().map(String::as_str), entry.english.as_deref());
    }
    for organ in ORGANS {
        let names: Vec<&str> = organ.short.iter().chain(organ.spoken).copied().chain([organ.full, organ.english]).collect();
        offer(&names, organ.full, Some(organ.usual()), Some(organ.english));
    }
    for division in DIVISIONS {
        offer(&[division.full, division.short, division.english], division.full, Some(division.short), Some(division.english));
    }
    best
}

/// The date that stands around byte `at`, in a spelling of the format page.
fn date_at(source: &str, at: usize) -> Option<(Span, NaiveDate)> {
    let in_date = |c: char| c.is_ascii_digit() || "年月日〇零一二三四五六七八九十-".contains(c);
    let at = (0..=at.min(source.len())).rev().find(|at| source.is_char_boundary(*at))?;
    let start = source[..at].char_indices().rev().take_while(|(_, c)| in_date(*c)).last().map_or(at, |(start, _)| start);
    let end = source[at..].find(|c| !in_date(c)).map_or(source.len(), |end| at + end);
    let run = &source[start..end];
    // A range holds two dates, `2026年9月1日-9月3日`: the run is tried from each of its years.
    let day = |from: usize, to: usize| {
        let value = date(&run[from..to])?;
        NaiveDate::from_ymd_opt(value.year, value.month, value.day)
    };
    if let Some(found) = day(0, run.len()) {
        return Some((Span::new(start, end), found));
    }
    let ends: Vec<usize> = run.match_indices('日').map(|(at, mark)| at + mark.len()).collect();
    let found = ends.iter().find_map(|to| run[..*to].char_indices().find_map(|(from, _)| Some((from, *to, day(from, *to)?))));
    let (from, to, found) = found?;
    let span = Span::new(start + from, start + to);
    span.touches(at).then_some((span, found))
}

/// A day with its day of the week.
fn weekday(day: NaiveDate) -> Say {
    let (zh, en) = match day.weekday() {
        Weekday::Mon => ("星期一", "Monday"),
        Weekday::Tue => ("星期二", "Tuesday"),
        Weekday::Wed => ("星期三", "Wednesday"),
        Weekday::Thu => ("星期四", "Thursday"),
        Weekday::Fri => ("星期五", "Friday"),
        Weekday::Sat => ("星期六", "Saturday"),
        Weekday::Sun => ("星期日", "Sunday"),
    };
    let chinese = crate::model::chinese_date(day);
    say!("{chinese}，{zh}", "{en}, {day}")
}

/// What a field is for, as Markdown.
fn meaning(key: FieldKey) -> Say {
    let row = key.row();
    let (zh, en) = row.meaning;
    let (word, named) = (row.simplified.first(), row.english.first());
    let (listed_zh, listed_en) = layouts(key);
    let mut said =
        if zh.is_empty() { say!("{word}", "{named}") } else { say!("{word}：{zh}{listed_zh}", "{named}: {en}{listed_en}") };
    if let Some(clause) = row.clause {
        said.zh.push_str(&format!("（{clause}）"));
        said.en.push_str(&format!(" ({clause})"));
    }
    said
}

/// The layouts, for the field that names one.
fn layouts(key: FieldKey) -> (String, String) {
    if key != FieldKey::Layout {
        return Default::default();
    }
    let (zh, en): (Vec<&str>, Vec<&str>) = Layout::ALL.iter().map(|(_, zh, en)| (*zh, *en)).unzip();
    (format!("：{}", zh.join("、")), format!(": {}", en.join(", ")))
}
