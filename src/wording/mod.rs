//! The words that a page has and the draft does not: labels, brackets, the red mark, the rows of the imprint.
//!
//! Here: what every backend must say alike, in the language of the notice. Not here: how it looks (`layout`, `html`) and
//! words that only one backend has (the skip link of a web page: `html::view`).
//!
//! What the author wrote is kept as it is; a made-up word is added only where the draft does not have it yet.

mod imprint;
mod labels;

pub use imprint::{ImprintRow, copies_text, imprint, recipients_row};
pub use labels::{Labels, labels};

use crate::model::{Annex, AnnexEntry, Date, Language, Layout, Notice, RichText, Section, Value, chinese_date};
use crate::syntax::Text;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Marks within the words of a notice that says what changed: what is deleted begins, what is inserted begins, either ends. They are no
/// characters of Unicode, and no draft has them.
pub const DELETED: char = '\u{fdd0}';
/// See [`DELETED`].
pub const INSERTED: char = '\u{fdd1}';
/// See [`DELETED`].
pub const CHANGE_ENDS: char = '\u{fdd2}';

/// A text with such marks as it reads when all is done: without what is deleted.
#[must_use]
pub fn changed_text(text: &str) -> String {
    let mut gone = false;
    let kept = |character: &char| {
        match *character {
            DELETED => gone = true,
            INSERTED | CHANGE_ENDS => gone = false,
            _ => return !gone,
        }
        false
    };
    text.chars().filter(kept).collect()
}

/// How high a row of a table is at least that is filled in by hand, in millimetres.
pub const ROW_TO_FILL_IN: u16 = 9;

/// The number of a section as it is printed, with what stands between it and what follows: nothing in Chinese and a space in
/// English, but a space also where `1.` and `5万人` would become 1.5万人.
///
/// ```
/// use zhumo::{model::{Block, Language, Notice}, wording::section_label};
/// let label = |line: &str| {
///     let notice = Notice::read(&zhumo::syntax::parse(&format!("标题：通知\n\n{line}\n")));
///     let Some(Block::Section(section)) = notice.body.first() else { panic!("no section") };
///     section_label(section, Language::Simplified)
/// };
/// assert_eq!(label("1.提前公布名单。"), "1.");
/// assert_eq!(label("1. 5万人参加。"), "1. ");
/// ```
#[must_use]
pub fn section_label(section: &Section, language: Language) -> String {
    let text = || section.heading.plain() + &section.text.plain();
    format!("{}{}", section.label, enumerator_gap(language, &section.label, text))
}

/// What stands between the number of a line and the text behind it.
fn enumerator_gap(language: Language, label: &str, text: impl FnOnce() -> String) -> &'static str {
    let runs_on = label.ends_with(['.', '．']) && text().starts_with(|c: char| c.is_ascii_digit());
    if runs_on { " " } else { labels(language).enumerator_gap }
}

/// What stands between a heading and the text that goes on behind it on the same line.
#[must_use]
pub const fn run_in_gap(language: Language) -> &'static str {
    labels(language).enumerator_gap
}

/// The red mark (发文机关标志).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// One entry a line: the organs that issue, lead organ first, or the lines of a mark that the author wrote.
    pub names: Vec<String>,
    /// What follows the names, and stands beside a stack of them: 文件, 令, 纪要; empty where there is no such word.
    pub word: &'static str,
}

impl Mark {
    /// The mark as it is read.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let gap = if language.is_chinese() { "" } else { " " };
        let names = self.names.join(if language.is_chinese() { "\u{3000}" } else { ", " });
        if self.word.is_empty() { names } else { format!("{names}{gap}{}", self.word) }
    }
}

/// The red mark of a notice; `None` when it has neither a mark nor an issuer, and for open letters without a mark.
///
/// A mark that the author wrote is kept as it is. Else it is made: all issuers and 文件 for 公文, the lead organ alone for
/// 信函, the issuers and 令 for 命令, the lead organ and 纪要 or 简报. A name that ends with the word does not get it twice.
///
/// Source: GB/T 9704—2012, 7.2.4, 10.1, 10.2, 10.3.
#[must_use]
pub fn mark(notice: &Notice) -> Option<Mark> {
    if !notice.mark.is_empty() {
        return Some(Mark { names: notice.mark.iter().map(|line| line.text.clone()).collect(), word: "" });
    }
    let mut names: Vec<String> = notice.issuers.iter().map(|organ| organ.name.clone()).collect();
    if matches!(notice.layout, Layout::Letter | Layout::Minutes | Layout::Briefing) {
        names.truncate(1);
    }
    let word = match (notice.layout, notice.language) {
        (Layout::OpenLetter, _) => return None,
        (Layout::Letter, _) | (Layout::Official, Language::English) => "",
        (Layout::Official, _) => "文件",
        (Layout::Order, Language::English) => "Order",
        (Layout::Order, _) => "令",
        (Layout::Minutes, Language::Simplified) => "纪要",
        (Layout::Minutes, Language::Traditional) => "紀要",
        (Layout::Minutes, Language::English) => "Minutes",
        (Layout::Briefing, Language::Simplified) => "简报",
        (Layout::Briefing, Language::Traditional) => "簡報",
        (Layout::Briefing, Language::English) => "Briefing",
    };
    let said = names.last()?.ends_with(word);
    Some(Mark { names, word: if said { "" } else { word } })
}

/// What a stamp says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampKind {
    /// 份号
    CopyNumber,
    /// 密级
    Classification,
    /// 紧急程度
    Urgency,
}

/// A line at the top left corner of the first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp<'a> {
    /// Which it is.
    pub kind: StampKind,
    /// As written; empty where the draft has the field and says nothing in it.
    pub text: &'a Text,
}

/// 份号, 密级 and 紧急程度, those that are given, in the order in which they stand, one a line.
///
/// Source: GB/T 9704—2012, 7.2.3.
#[must_use]
pub fn stamps(notice: &Notice) -> Vec<Stamp<'_>> {
    let copy_number = notice.copy_number.as_ref().map(|value| (StampKind::CopyNumber, &value.text));
    let classification = notice.classification.as_ref().map(|value| (StampKind::Classification, &value.text));
    let urgency = notice.urgency.as_ref().map(|value| (StampKind::Urgency, &value.text));
    [copy_number, classification, urgency].into_iter().flatten().map(|(kind, text)| Stamp { kind, text }).collect()
}

/// `第15期` of a briefing or of minutes; a number that is written with words stays as it is.
#[must_use]
pub fn issue_text(notice: &Notice) -> Option<String> {
    let issue = notice.issue.as_ref().filter(|issue| !issue.text.is_empty())?;
    let written = &issue.text.text;
    let bare = written.chars().all(|c| c.is_ascii_digit());
    Some(match notice.language {
        _ if !bare => written.clone(),
        Language::English => format!("No. {written}"),
        Language::Simplified | Language::Traditional => format!("第{written}期"),
    })
}

/// `（总第118期）`, in brackets.
#[must_use]
pub fn total_issue_text(notice: &Notice) -> Option<String> {
    let issue = notice.total_issue.as_ref().filter(|issue| !issue.text.is_empty())?;
    let written = &issue.text.text;
    let bare = written.chars().all(|c| c.is_ascii_digit());
    let text = match notice.language {
        _ if !bare => written.clone(),
        Language::Simplified => format!("总第{written}期"),
        Language::Traditional => format!("總第{written}期"),
        Language::English => format!("No. {written} in all"),
    };
    let (open, close) = brackets_around(&text, notice.language);
    Some(format!("{open}{text}{close}"))
}

/// Whether the date stands in the masthead beside the editor and not below the signature: briefings and minutes that
/// nobody signs.
#[must_use]
pub fn dated_in_masthead(notice: &Notice) -> bool {
    matches!(notice.layout, Layout::Briefing | Layout::Minutes) && notice.signatories.is_empty()
}

/// The date as it is printed: as written, but a date in data form (`2026-08-14`) is written out in the language.
///
/// Source: GB/T 9704—2012, 7.3.5.4.
#[must_use]
pub fn date_text(date: &Value<Date>, language: Language) -> String {
    let day = date.value.as_ref().filter(|date| date.style == crate::syntax::values::DateStyle::Iso).and_then(|date| date.day);
    match day {
        None => date.text.text.clone(),
        Some(day) if language.is_chinese() => chinese_date(day),
        Some(day) => english_date(day),
    }
}

fn english_date(day: NaiveDate) -> String {
    let month = crate::phrases::MONTHS[day.month0() as usize];
    format!("{month} {}, {}", day.day(), day.year())
}

/// The recipients with the colon at their end, as they stand above the body.
#[must_use]
pub fn recipients_text(notice: &Notice) -> Option<String> {
    let recipients = notice.recipients.as_ref().filter(|recipients| !recipients.text.is_empty())?;
    Some(format!("{}{}", recipients.listed(), labels(notice.language).colon))
}

/// What stands before the editor's note; nothing when the note says itself what it is.
#[must_use]
pub fn editor_note_label(notice: &Notice) -> &'static str {
    let first = notice.editor_note.first().map(crate::model::RichText::plain).unwrap_or_default();
    let says = ["按语", "按語", "编者按", "編者按", "【", "[", "Editor"].iter().any(|word| first.starts_with(word));
    if says || notice.editor_note.is_empty() { "" } else { labels(notice.language).editor_note }
}

/// A line of people: the label, and one entry a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People<'a> {
    /// 出席, 请假 or 列席, with its colon.
    pub label: &'static str,
    /// A unit and its names each, as written.
    pub entries: &'a [Text],
}

/// Who was present, excused and in attendance, those that are given, in this order.
///
/// Source: GB/T 9704—2012, 10.3.
#[must_use]
pub fn people(notice: &Notice) -> Vec<People<'_>> {
    let labels = labels(notice.language);
    [(labels.present, &notice.present), (labels.excused, &notice.excused), (labels.attending, &notice.attending)]
        .into_iter()
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(label, entries)| People { label, entries })
        .collect()
}

/// A line of the annex note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnexLine<'a> {
    /// `1.` with the gap behind it; empty when there is one entry only.
    pub number: String,
    /// The entry.
    pub entry: &'a AnnexEntry,
    /// The annex that it names, as an index into the notice's annexes, where its text follows.
    pub annex: Option<usize>,
}

/// What stands before the annex note: `附件：`.
#[must_use]
pub fn annex_note_label(notice: &Notice) -> &'static str {
    let labels = labels(notice.language);
    if notice.annex_note.len() == 1 { labels.annex } else { labels.annexes }
}

/// The lines of the annex note, numbered when there are several.
///
/// Source: GB/T 9704—2012, 7.3.4.
#[must_use]
pub fn annex_lines(notice: &Notice) -> Vec<AnnexLine<'_>> {
    let several = notice.annex_note.len() > 1;
    let mut lines = Vec::new();
    // The first annex of each number.
    let mut numbers = BTreeMap::new();
    for (index, annex) in notice.annexes.iter().enumerate().filter(|(_, annex)| annex.number.is_some()) {
        numbers.entry(annex.number).or_insert(index);
    }
    for (place, entry) in (1u32..).zip(&notice.annex_note) {
        let numbered = numbers.get(&Some(place)).copied();
        let only = (!several && notice.annexes.len() == 1).then_some(0);
        // A name may begin with a figure: `3. 3.5亿元资金表`.
        let gap = || enumerator_gap(notice.language, "1.", || entry.title.plain());
        let number = if several { format!("{place}.{}", gap()) } else { String::new() };
        lines.push(AnnexLine { number, entry, annex: numbered.or(only) });
    }
    lines
}

/// What is said of the mark of a footnote, which leads to it.
#[must_use]
pub fn note_said(language: Language, number: u32) -> String {
    match language {
        Language::Simplified => format!("注{number}"),
        Language::Traditional => format!("註{number}"),
        Language::English => format!("Note {number}"),
    }
}

/// What stands above an annex: `附件1`, `附件`; a number that cannot be read stays as written.
///
/// Source: GB/T 9704—2012, 7.3.7.
#[must_use]
pub fn annex_label(notice: &Notice, annex: &Annex) -> String {
    let label = notice.annex_label(annex.number);
    match &annex.number_text {
        Some(written) if annex.number.is_none() && !written.is_empty() => {
            let gap = if notice.language.is_chinese() { "" } else { " " };
            format!("{label}{gap}{}", written.text)
        }
        _ => label,
    }
}

/// What a file calls the notice: its title, else its mark, else the beginning of its text.
#[must_use]
pub fn file_title(notice: &Notice) -> String {
    let mark = || notice.mark.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let first_text = || notice.body.first().map(|block| block.texts().into_iter().map(RichText::plain).collect::<String>());
    let title = Some(notice.title_text()).filter(|title| !title.is_empty());
    let title = title.or_else(|| Some(mark()).filter(|mark| !mark.is_empty()));
    title.unwrap_or_else(|| first_text().unwrap_or_default().chars().take(40).collect())
}

/// What the picture of a page is called: the title of the notice, and which page it is.
#[must_use]
pub fn page_title(title: &str, page: usize, pages: usize, language: Language) -> String {
    match language {
        Language::Simplified => format!("{title}（第{page}页，共{pages}页）"),
        Language::Traditional => format!("{title}（第{page}頁，共{pages}頁）"),
        Language::English => format!("{title} (page {page} of {pages})").trim_start().to_owned(),
    }
}

/// What a proof calls itself.
#[must_use]
pub const fn proof_label(language: Language) -> &'static str {
    match language {
        Language::Simplified => "校样",
        Language::Traditional => "校樣",
        Language::English => "PROOF",
    }
}

/// The first line of an annex's page: its label, with the document number before it where the annex is bound apart.
///
/// Source: GB/T 9704—2012, 7.3.7.
#[must_use]
pub fn annex_page_label(notice: &Notice, annex: &Annex) -> String {
    let label = annex_label(notice, annex);
    let number = notice.number.as_ref().filter(|number| annex.apart && !number.text.is_empty());
    let gap = if notice.language.is_chinese() { "" } else { ", " };
    number.map_or_else(|| label.clone(), |number| format!("{}{gap}{label}", number.text.text))
}

/// `图1` and what stands between it and `caption`; nothing for a picture that has no number.
#[must_use]
pub fn figure_label(notice: &Notice, number: Option<u32>, caption: &str) -> String {
    number.map_or_else(String::new, |number| captioned(notice.figure_label(number), notice.language, caption))
}

/// `表1` and what stands between it and `caption`.
#[must_use]
pub fn table_label(notice: &Notice, number: u32, caption: &str) -> String {
    captioned(notice.table_label(number), notice.language, caption)
}

fn captioned(label: String, language: Language, caption: &str) -> String {
    if caption.is_empty() { label } else { label + labels(language).caption_gap }
}

/// What stands around the note (附注): brackets, unless the author wrote them.
///
/// Source: GB/T 9704—2012, 7.3.6.
#[must_use]
pub fn note_brackets(notice: &Notice) -> (&'static str, &'static str) {
    notice.note.as_ref().map_or(("", ""), |note| brackets_around(&note.plain(), notice.language))
}

fn brackets_around(text: &str, language: Language) -> (&'static str, &'static str) {
    let inner = text.trim();
    let given = (inner.starts_with('（') && inner.ends_with('）')) || (inner.starts_with('(') && inner.ends_with(')'));
    if given || inner.is_empty() { ("", "") } else { labels(language).brackets }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Notice {
        Notice::read(&crate::syntax::parse(text))
    }

    fn mark_of(text: &str) -> Option<String> {
        let notice = read(text);
        mark(&notice).map(|mark| mark.text(notice.language))
    }

    #[test]
    fn the_mark_is_made_from_the_issuers() {
        assert_eq!(mark_of("发文机关：示例省教育厅").as_deref(), Some("示例省教育厅文件"));
        assert_eq!(mark_of("发文机关：甲厅文件").as_deref(), Some("甲厅文件"));
        assert_eq!(mark_of("发文机关：甲厅、乙厅").as_deref(), Some("甲厅　乙厅文件"));
        assert_eq!(mark_of("版式：信函\n发文机关：甲厅、乙厅").as_deref(), Some("甲厅"));
        assert_eq!(mark_of("版式：命令\n发文机关：示例省人民政府").as_deref(), Some("示例省人民政府令"));
        assert_eq!(mark_of("版式：纪要\n标志：会议纪要\n发文机关：甲厅").as_deref(), Some("会议纪要"));
        assert_eq!(mark_of("Issuer: Example Bureau\nTitle: Notice").as_deref(), Some("Example Bureau"));
        assert_eq!(mark_of("版式：公开信\n发文机关：甲厅"), None);
        assert_eq!(mark_of("标题：通知"), None);
    }

    #[test]
    fn numbers_get_their_words() {
        let notice = read("版式：简报\n期号：15\n总期号：118\n标题：问诊\n\n正文。\n\n印数：150\n");
        assert_eq!(issue_text(&notice).as_deref(), Some("第15期"));
        assert_eq!(total_issue_text(&notice).as_deref(), Some("（总第118期）"));
        assert_eq!(copies_text(&notice).as_deref(), Some("共印150份"));
        let notice = read("期号：第十五期\n总期号：（总第3期）\n标题：问诊\n\n正文。\n\n印数：共印3份\n");
        assert_eq!(issue_text(&notice).as_deref(), Some("第十五期"));
        assert_eq!(total_issue_text(&notice).as_deref(), Some("（总第3期）"));
        assert_eq!(copies_text(&notice).as_deref(), Some("共印3份"));
    }

    #[test]
    fn dates_in_data_form_are_written_out() {
        let date = |text: &str| {
            let notice = read(text);
            date_text(notice.date.as_ref().unwrap(), notice.language)
        };
        assert_eq!(date("标题：通知\n成文日期：2026-08-04"), "2026年8月4日");
        assert_eq!(date("标题：通知\n成文日期：二〇二六年八月四日"), "二〇二六年八月四日");
        assert_eq!(date("Title: Notice\nDate: 2026-08-04"), "August 4, 2026");
    }

    #[test]
    fn the_imprint_has_its_order_and_words() {
        let notice = read("标题：通知\n\n正文。\n\n印发：甲厅办公室　2026年8月17日印发\n抄送：乙厅、丙厅\n");
        let list = ImprintRow::List { label: "抄送：", text: "乙厅、丙厅。".to_owned() };
        let printed =
            ImprintRow::Printed { organ: "甲厅办公室".to_owned(), date: Some("2026年8月17日印发".to_owned()) };
        assert_eq!(imprint(&notice), [list.clone(), printed.clone()]);
        let apart = read("标题：通知\n\n正文。\n\n印发：甲厅办公室\n印发日期：2026年8月17日印发\n抄送：乙厅、丙厅\n");
        assert_eq!(imprint(&apart), [list, printed]);
    }

    #[test]
    fn brackets_are_not_doubled() {
        assert_eq!(note_brackets(&read("标题：通知\n\n正文。\n\n附注：此件公开发布")), ("（", "）"));
        assert_eq!(note_brackets(&read("标题：通知\n\n正文。\n\n附注：（此件公开发布）")), ("", ""));
        assert_eq!(note_brackets(&read("Title: Notice\n\nText.\n\nNote: Open to the public")), ("(", ")"));
    }

    #[test]
    fn annexes_are_numbered_when_there_are_several() {
        let notice = read("标题：通知\n\n正文。\n\n【附件1】甲表\n甲\n\n【附件2】乙表\n乙\n");
        let lines: Vec<_> = annex_lines(&notice).into_iter().map(|line| (line.number, line.annex)).collect();
        assert_eq!(lines, [("1.".to_owned(), Some(0)), ("2.".to_owned(), Some(1))]);
        let notice = read("标题：通知\n\n正文。\n\n附件：甲表\n\n【附件】甲表\n甲\n");
        assert_eq!(annex_lines(&notice)[0].number, "");
        assert_eq!(annex_lines(&notice)[0].annex, Some(0));
        assert_eq!(annex_label(&notice, &notice.annexes[0]), "附件");
    }
}
