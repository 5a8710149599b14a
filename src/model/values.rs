//! Typed values of fields: what was written, where, and what it means.

use crate::syntax::values::{self, DateStyle, NumberParts};
use crate::syntax::{FieldKey, Text};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

/// A value with the text it was read from. `value` is `None` when the text is not of the kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Value<T> {
    /// What was written, and where.
    #[serde(flatten)]
    pub text: Text,
    /// What it means.
    pub value: Option<T>,
}

impl<T> Value<T> {
    pub(super) fn read(text: Text, read: impl FnOnce(&str) -> Option<T>) -> Self {
        let value = read(&text.text);
        Self { text, value }
    }
}

/// The page and its parts. 版式
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Layout {
    /// 公文
    #[default]
    Official,
    /// 信函
    Letter,
    /// 命令
    Order,
    /// 纪要
    Minutes,
    /// 简报
    Briefing,
    /// 公开信
    OpenLetter,
}

impl Layout {
    /// Every layout with its Chinese and English names.
    pub const ALL: [(Self, &'static str, &'static str); 6] = [
        (Self::Official, "公文", "official"),
        (Self::Letter, "信函", "letter"),
        (Self::Order, "命令", "order"),
        (Self::Minutes, "纪要", "minutes"),
        (Self::Briefing, "简报", "briefing"),
        (Self::OpenLetter, "公开信", "open-letter"),
    ];

    /// The name in English, which is also that of the template's folder.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(layout, ..)| *layout == self).map_or("official", |(_, _, name)| name)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let traditional = match text {
            "紀要" => "纪要",
            "簡報" => "简报",
            "公開信" => "公开信",
            other => other,
        };
        let english = text.to_ascii_lowercase().replace(' ', "-");
        Self::ALL.iter().find(|(_, zh, en)| *zh == traditional || *en == english).map(|(layout, ..)| *layout)
    }
}

/// What is kept free at the signature.
///
/// Source: GB/T 9704—2012, 7.3.5
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub enum Sealing {
    /// Nothing: the names stand unsealed (7.3.5.2).
    #[default]
    #[serde(rename = "no")]
    Nothing,
    /// The places of the organs' seals (7.3.5.1).
    #[serde(rename = "yes")]
    Seal,
    /// The places of the signers' signature stamps, 签名章 (7.3.5.3).
    #[serde(rename = "signature-stamp")]
    Stamp,
}

impl Sealing {
    pub(super) fn read(text: &str) -> Option<Self> {
        Some(match text.trim().to_ascii_lowercase().as_str() {
            "是" | "yes" | "true" => Self::Seal,
            "否" | "no" | "false" => Self::Nothing,
            "签名章" | "簽名章" | "signature stamp" | "signature-stamp" => Self::Stamp,
            _ => return None,
        })
    }
}

/// The language of a notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    #[serde(rename = "zh-CN")]
    Simplified,
    /// Traditional Chinese.
    #[serde(rename = "zh-TW")]
    Traditional,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The language tag (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Simplified => "zh-CN",
            Self::Traditional => "zh-TW",
            Self::English => "en",
        }
    }

    /// Whether it is Chinese.
    #[must_use]
    pub const fn is_chinese(self) -> bool {
        !matches!(self, Self::English)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().replace('_', "-").as_str() {
            "zh" | "zh-cn" | "zh-hans" | "zh-hans-cn" | "简体" | "简体中文" => Some(Self::Simplified),
            "zh-tw" | "zh-hk" | "zh-mo" | "zh-hant" | "zh-hant-tw" | "zh-hant-hk" | "zh-hant-mo" | "繁體" | "繁體中文"
            | "繁体" => Some(Self::Traditional),
            "en" | "en-us" | "en-gb" | "english" => Some(Self::English),
            _ => None,
        }
    }
}

/// 密级和保密期限
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Classification {
    /// 绝密, 机密 or 秘密, as written.
    pub grade: String,
    /// The period after ★, as written.
    pub period: Option<String>,
}

/// 紧急程度
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub enum Urgency {
    /// 特急
    #[serde(rename = "特急")]
    ExtraUrgent,
    /// 加急
    #[serde(rename = "加急")]
    Urgent,
    /// 特提, of telegrams.
    #[serde(rename = "特提")]
    Special,
    /// 平急, of telegrams.
    #[serde(rename = "平急")]
    Ordinary,
}

impl Urgency {
    pub(super) fn read(text: &str) -> Option<Self> {
        match text.trim() {
            "特急" => Some(Self::ExtraUrgent),
            "加急" => Some(Self::Urgent),
            "特提" => Some(Self::Special),
            "平急" => Some(Self::Ordinary),
            _ => None,
        }
    }
}

/// 发文字号, or the number of an order (令号).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DocumentNumber {
    /// `国市监质发〔2020〕133号`
    Document {
        /// 机关代字
        organ_code: String,
        /// The year, in four digits.
        year: i32,
        /// The serial.
        serial: u32,
    },
    /// `第12号`
    Order {
        /// The serial.
        serial: u32,
    },
}

impl DocumentNumber {
    pub(crate) fn read(text: &str) -> Option<Self> {
        match values::document_number(text)? {
            NumberParts::Order { serial } => Some(Self::Order { serial }),
            NumberParts::Document { organ_code, year, serial, .. } => Some(Self::Document {
                organ_code: text[organ_code].trim().to_owned(),
                // A year of two digits is not a year; the rule on its form says so.
                year: text[year.clone()].parse().ok().filter(|_| year.len() == 4)?,
                serial: text[serial].parse().ok()?,
            }),
        }
    }
}

/// 成文日期
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Date {
    /// The day in the calendar; `None` when there is no such day.
    pub day: Option<NaiveDate>,
    /// How it is written.
    pub style: DateStyle,
    /// Whether the month or the day is written with a leading zero.
    pub padded: bool,
}

impl Date {
    pub(super) fn read(text: &str) -> Option<Self> {
        let parts = values::date(text)?;
        let day = NaiveDate::from_ymd_opt(parts.year, parts.month, parts.day);
        Some(Self { day, style: parts.style, padded: parts.padded })
    }
}

/// A date as GB/T 9704—2012, 7.3.5.4 has it: `2026年8月14日`.
///
/// ```
/// use chrono::NaiveDate;
/// assert_eq!(zhumo::model::chinese_date(NaiveDate::from_ymd_opt(2026, 8, 4).unwrap()), "2026年8月4日");
/// ```
#[must_use]
pub fn chinese_date(day: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// 主送机关 and every other list of organs whose wording is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Recipients {
    /// The text, verbatim, without the colon at its end.
    #[serde(flatten)]
    pub text: Text,
    /// Groups (between `，` or `；`) of members (between `、`), brackets respected.
    pub groups: Vec<Vec<Text>>,
}

impl Recipients {
    pub(super) fn read(mut text: Text, items: &[Text]) -> Self {
        if !items.is_empty() {
            // A value beside items is a finding; the text of both is kept.
            let parts: Vec<&Text> = std::iter::once(&text).chain(items).filter(|part| !part.is_empty()).collect();
            let groups = parts.iter().map(|part| Self::split(part).into_iter().flatten().collect()).collect();
            let joined: Vec<&str> = parts.iter().map(|part| &part.text[..list_end(&part.text)]).collect();
            let span = parts.iter().map(|part| part.span).reduce(crate::span::Span::to).unwrap_or(text.span);
            return Self { text: Text::made(joined.join("，"), span), groups };
        }
        let kept = text.text.trim_end_matches(['：', ':']).len();
        if kept < text.text.len() {
            text = text.part(0, kept);
        }
        let groups = Self::split(&text);
        Self { text, groups }
    }

    /// The list without marks at its end that part nothing: the page sets a colon or a full stop there itself.
    ///
    /// ```
    /// use zhumo::{model::Notice, syntax::parse};
    /// let notice = Notice::read(&parse("标题：通知\n\n正文。\n\n抄送：甲厅、乙厅，\n"));
    /// let copies = notice.copies_to.unwrap();
    /// assert_eq!((copies.text.text.as_str(), copies.listed()), ("甲厅、乙厅，", "甲厅、乙厅"));
    /// ```
    #[must_use]
    pub fn listed(&self) -> &str {
        &self.text.text[..list_end(&self.text.text)]
    }

    fn split(text: &Text) -> Vec<Vec<Text>> {
        let groups = values::recipients(&text.text);
        let members = |group: Vec<std::ops::Range<usize>>| {
            group
                .into_iter()
                .map(|member| text.part(member.start, member.end))
                .filter(|member| !member.is_empty())
                .collect::<Vec<_>>()
        };
        groups.into_iter().map(members).filter(|group| !group.is_empty()).collect()
    }
}

/// Where a list, or an entry of one, ends: before commas, stops, colons and white space behind its last organ. A point behind a
/// Latin letter is that of an abbreviation, and nothing but marks is left as it is.
#[must_use]
pub fn list_end(text: &str) -> usize {
    let mut rest = text.trim_end();
    while let Some(mark) = rest.chars().next_back() {
        let before = &rest[..rest.len() - mark.len_utf8()];
        match mark {
            '，' | '、' | '；' | '：' | '。' | ',' | ';' | ':' | '．' | '﹐' | '﹑' | '﹔' | '﹕' | '｡' | '､' => {}
            '.' if before.chars().next_back().is_some_and(|c| !c.is_ascii()) => {}
            _ => break,
        }
        rest = before.trim_end();
    }
    if rest.is_empty() { text.len() } else { rest.len() }
}

/// One entry of a contact block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Contact {
    /// Which field.
    pub key: FieldKey,
    /// The keyword as written.
    pub label: Text,
    /// The whole value, verbatim.
    pub text: Text,
    /// The members of the value: telephone numbers, mail addresses; empty when the text is not of the kind.
    pub values: Vec<ContactValue>,
}

/// A number or address of a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContactValue {
    /// The number or address.
    #[serde(flatten)]
    pub text: Text,
    /// Whether `（传真）` follows it, or the field is the fax.
    pub fax: bool,
}

impl Contact {
    pub(super) fn read(key: FieldKey, label: Text, text: Text) -> Self {
        let part = |range: std::ops::Range<usize>, fax| ContactValue { text: text.part(range.start, range.end), fax };
        let values = match key {
            FieldKey::Phone | FieldKey::Fax | FieldKey::Mobile => values::phones(&text.text)
                .unwrap_or_default()
                .into_iter()
                .map(|phone| part(phone.number, phone.fax || key == FieldKey::Fax))
                .collect(),
            FieldKey::Email => values::mails(&text.text).unwrap_or_default().into_iter().map(|mail| part(mail, false)).collect(),
            FieldKey::Website if values::is_website(&text.text) => vec![part(0..text.text.len(), false)],
            FieldKey::Postcode if values::is_postcode(&text.text) => vec![part(0..text.text.len(), false)],
            _ => Vec::new(),
        };
        Self { key, label, text, values }
    }
}

/// 印发机关和印发日期
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PrintedBy {
    /// The whole value, verbatim.
    #[serde(flatten)]
    pub text: Text,
    /// The organ.
    pub organ: Text,
    /// The day it went to print.
    pub date: Option<Value<Date>>,
}

/// What stands before 印发, the word that is printed in any case.
pub(super) fn without_printed(written: &str) -> &str {
    let written = written.trim_end();
    ["印发", "印發"].iter().find_map(|word| written.strip_suffix(word)).map_or(written, str::trim_end)
}

impl PrintedBy {
    pub(super) fn read(text: Text) -> Self {
        let written = &text.text;
        let end = without_printed(written).len();
        // The date is the longest end of the value that is one, with or without the word 印发 behind it.
        let starts = written.char_indices().map(|(at, _)| at).filter(|at| *at < end);
        for start in starts {
            for end in [end, written.len()] {
                if values::date(&written[start..end]).is_some() {
                    let organ = text.part(0, written[..start].trim_end_matches(['，', ',', '；', ';']).len());
                    let date = Value::read(text.part(start, end), Date::read);
                    return Self { organ, date: Some(date), text };
                }
            }
        }
        Self { organ: text.clone(), date: None, text }
    }
}
