//! What stands at a place, in words: what a field is for, which day a date is, what a reference points at.

use super::Known;
use super::thing::{Thing, thing_at};
use crate::model::{Block, Notice};
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
    thing(notice, source, at).or_else(|| organ_at(source, at, known))
}

/// What there is to say of a thing of the draft.
fn thing(notice: &Notice, source: &str, at: usize) -> Option<Hover> {
    let (thing, span) = thing_at(notice, source, at)?;
    let text = match &thing {
        Thing::Field(key) => {
            let is_label = notice.field(*key).is_some_and(|field| field.label.span == span);
            let value = notice.field(*key).map(|field| {
                if field.text.is_empty() { field.items.first().map_or("", |item| &item.text) } else { &field.text.text }
            });
            match value {
                Some(value) if !is_label => say!("{value}", "{value}"),
                _ => meaning(*key),
            }
        }
        Thing::Annex(number) => {
            let place = (*number as usize).checked_sub(1);
            let listed = place.and_then(|place| notice.annex_note.get(place)).map(|entry| entry.title.plain());
            let (label, title) = (notice.annex_label(Some(*number)), listed?);
            say!("{label}　{title}", "{label}: {title}")
        }
        Thing::Figure(number) => {
            let found = notice.blocks().find_map(|block| match block {
                Block::Figure(figure) if figure.number == *number => Some(figure.caption.plain()),
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

/// What a field is for.
pub(super) fn meaning(key: FieldKey) -> Say {
    use FieldKey as K;
    let (zh, en) = match key {
        K::Layout => (
            "版式：公文（默认）、信函、命令、纪要、简报、公开信",
            "the layout: official (default), letter, order, minutes, briefing, open-letter",
        ),
        K::Language => {
            ("语言：zh-CN、zh-TW、en；不写则按文字判断", "the language: zh-CN, zh-TW, en; told from the text when absent")
        }
        K::CopyNumber => (
            "份号：6位阿拉伯数字，涉密公文必有（GB/T 9704—2012, 7.2.1）",
            "copy number: six digits; secret documents have one (GB/T 9704—2012, 7.2.1)",
        ),
        K::Classification => ("密级和保密期限：机密★1年（7.2.2）", "classification and period: 机密★1年 (7.2.2)"),
        K::Urgency => ("紧急程度：特急、加急（7.2.3）", "urgency: 特急, 加急 (7.2.3)"),
        K::Issuers => (
            "发文机关：全称或规范化简称，主办机关在前；发文机关标志由它生成（7.2.4）",
            "the issuers, lead organ first; the red mark is made of them (7.2.4)",
        ),
        K::Mark => (
            "标志：不由发文机关生成时写，如简报名称、会议纪要名称",
            "the red mark when it is not made of the issuers: the name of a briefing or of minutes",
        ),
        K::Number => (
            "发文字号：机关代字〔年份〕序号，如 示市监质〔2026〕18号（7.2.5）",
            "document number: organ code, year, serial: 示市监质〔2026〕18号 (7.2.5)",
        ),
        K::Approvers => (
            "签发人：上行文必有，与发文机关一一对应（7.2.6）",
            "who approved it: documents to a superior name them, one for each issuer (7.2.6)",
        ),
        K::Issue => ("期号：第十五期，或 15", "the issue: 第十五期, or 15"),
        K::TotalIssue => ("总期号", "the issue, counted from the first"),
        K::Editor => ("编印单位", "who edits it"),
        K::EditorNote => ("按语：印在标题之前", "the editor's note, printed before the title"),
        K::Present => ("出席人员：单位在前，姓名在后（10.3）", "who was present: unit, then names (10.3)"),
        K::Excused => ("请假人员（10.3）", "who sent apologies (10.3)"),
        K::Attending => ("列席人员（10.3）", "who was in attendance (10.3)"),
        K::Title => (
            "标题：发文机关、事由、文种；要自己分行时每行写一个“- ”（7.3.1）",
            "the title; to set its lines yourself, write each as an item (7.3.1)",
        ),
        K::Subtitle => ("副标题", "the subtitle"),
        K::Theme => ("主题：正文里写 {主题} 引用，只写一次", "the theme: write {Theme} in the text, so that it is written once"),
        K::Summary => ("摘要：用于网页和文件属性，不印出", "a summary for web pages and metadata; not printed"),
        K::Keywords => ("关键词：用于网页和文件属性，不印出", "keywords for web pages and metadata; not printed"),
        K::Recipients => ("主送机关：同类之间用“、”，不同类之间用“，”（7.3.2）", "the recipients (7.3.2)"),
        K::Office => ("联系单位", "the office to contact"),
        K::Person => ("联系人", "the person to contact"),
        K::Phone => (
            "电话：几个号码用“、”分开，传真可以写作 028-00000000（传真）",
            "telephone; several are separated by commas, (fax) marks a fax",
        ),
        K::Fax => ("传真", "fax"),
        K::Mobile => ("手机", "mobile"),
        K::Email => ("电子邮箱", "mail"),
        K::Address => ("地址", "address"),
        K::Postcode => ("邮编：6位数字", "postcode"),
        K::Website => ("网址", "web site"),
        K::Annexes => (
            "附件说明：每个附件一个“- ”；后面有附件正文时可以不写（7.3.4）",
            "the list of annexes, one item each; may be left out when they follow (7.3.4)",
        ),
        K::Signatories => {
            ("发文机关署名：每个机关一个“- ”，顺序与发文机关相同（7.3.5）", "who signs, in the order of the issuers (7.3.5)")
        }
        K::Date => ("成文日期：2026年8月14日，月、日不补零（7.3.5.4）", "the date of issue (7.3.5.4)"),
        K::Note => ("附注：如 此件公开发布；圆括号自动加（7.3.6）", "a note; the brackets are added (7.3.6)"),
        K::CopiesTo => ("抄送机关（7.4.2）", "who gets a copy (7.4.2)"),
        K::ReportedTo => ("报送：上级机关（简报）", "superiors (briefings)"),
        K::CopiedTo => ("抄报（简报）", "copied to superiors (briefings)"),
        K::DistributedTo => ("发送：下级机关（简报）", "subordinates (briefings)"),
        K::PrintedBy => ("印发机关和印发日期（7.4.3）", "who printed it, and when (7.4.3)"),
        K::Copies => ("印数", "how many copies"),
        K::Sealed => (
            "用印：是，为印章留出位置；签名章，为签名章留出位置（7.3.5）",
            "whether places are kept free for seals or stamps (7.3.5)",
        ),
    };
    Say { zh: zh.to_owned(), en: en.to_owned() }
}
