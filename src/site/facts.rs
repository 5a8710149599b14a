//! What a draft says of its publication, in comments: it is no part of the document, and no page of paper shows it.
//!
//! ```text
//! // zhumo-site 索引号：000014349/2026-00012
//! // zhumo-site 发布日期：2026年8月16日 9:30
//! ```

use crate::model::{Language, Notice};
use crate::say;
use crate::say::Say;
use crate::span::Span;
use chrono::{Datelike, NaiveDate, NaiveTime};

/// When a notice was put online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    day: NaiveDate,
    time: Option<NaiveTime>,
}

impl Published {
    /// On a day.
    #[must_use]
    pub const fn on(day: NaiveDate) -> Self {
        Self { day, time: None }
    }

    /// The day, and perhaps the hour behind it: `2026年8月16日`, `2026-08-16 9:30`.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (day, rest) = match text.split_once('日') {
            Some((day, rest)) => (day.replace(['年', '月'], "-"), rest),
            None => text.split_once([' ', 'T']).map_or((text.to_owned(), ""), |(day, rest)| (day.to_owned(), rest)),
        };
        let day = NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok()?;
        let rest = rest.trim().replace('：', ":");
        let time = match rest.as_str() {
            "" => None,
            rest => Some(["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(rest, form).ok())?),
        };
        Some(Self { day, time })
    }

    /// The day.
    #[must_use]
    pub const fn day(&self) -> NaiveDate {
        self.day
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.day.year()
    }

    /// As 《政府网站发展指引》 has it in `PubDate`: `2026-08-16 09:30`, or the day alone.
    #[must_use]
    pub fn text(&self) -> String {
        self.time.map_or_else(|| self.day.to_string(), |time| format!("{} {}", self.day, time.format("%H:%M")))
    }

    /// As feeds have it, by the clock of Beijing.
    pub(super) fn stamp(&self) -> String {
        let time = self.time.unwrap_or_default();
        format!("{}T{}+08:00", self.day, time.format("%H:%M:%S"))
    }
}

/// What a draft says of its publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Facts {
    /// 索引号
    pub index_number: Option<String>,
    /// 主题分类
    pub category: Option<String>,
    /// 有效性
    pub validity: Option<String>,
    /// 发布日期
    pub published: Option<Published>,
    /// Addresses that the notice had, from the root of the site.
    pub old: Vec<String>,
    /// Files to be had beside the page, by their paths from the draft.
    pub files: Vec<String>,
}

/// The words of each fact; the first are what messages say.
const WORDS: [&[&str]; 6] = [
    &["索引号", "索引號", "index number"],
    &["主题分类", "主題分類", "category"],
    &["有效性", "validity"],
    &["发布日期", "發布日期", "published"],
    &["旧网址", "舊網址", "old address"],
    &["下载", "下載", "download"],
];

impl Facts {
    /// The facts of a draft.
    ///
    /// # Errors
    /// Where a comment that begins with `zhumo-site` says nothing that is known, or no date where one is wanted, and what to do.
    pub fn read(notice: &Notice, text: &str) -> Result<Self, (Span, Say)> {
        let mut facts = Self::default();
        if !text.contains("zhumo-site") {
            return Ok(facts);
        }
        for span in &notice.comments {
            let comment = span.of(text).trim().trim_start_matches('/').trim_start();
            let Some(said) = comment.strip_prefix("zhumo-site") else { continue };
            let known = said.split_once([':', '：']).and_then(|(word, value)| {
                let word = word.trim().to_lowercase();
                let at = WORDS.iter().position(|words| words.contains(&word.as_str()))?;
                Some((at, value.trim())).filter(|(_, value)| !value.is_empty())
            });
            let Some((at, value)) = known else {
                let words = WORDS.map(|words| words[0]).join("、");
                let english = WORDS.map(|words| words[words.len() - 1]).join(", ");
                return Err((
                    *span,
                    say!(
                        "zhumo-site 后面写“{words}”之一、冒号和内容",
                        "behind zhumo-site stand one of {english}, a colon, and what it is"
                    ),
                ));
            };
            match at {
                0 => facts.index_number = Some(value.to_owned()),
                1 => facts.category = Some(value.to_owned()),
                2 => facts.validity = Some(value.to_owned()),
                3 => {
                    let wrong = || {
                        (
                            *span,
                            say!(
                                "发布日期写作 2026年8月16日 或 2026-08-16 9:30",
                                "write the date as 2026-08-16 or 2026-08-16 9:30"
                            ),
                        )
                    };
                    facts.published = Some(Published::read(value).ok_or_else(wrong)?);
                }
                4 => facts.old.push(value.to_owned()),
                _ => facts.files.push(value.to_owned()),
            }
        }
        Ok(facts)
    }

    /// The rows of the list on top of a page, in the order in which readers of government sites know them: what it is, and its value.
    #[must_use]
    pub fn rows(&self, notice: &Notice) -> Vec<(String, String)> {
        const SIMPLIFIED: [&str; 7] = ["索引号", "主题分类", "发文机关", "发文字号", "成文日期", "发布日期", "有效性"];
        const TRADITIONAL: [&str; 7] = ["索引號", "主題分類", "發文機關", "發文字號", "成文日期", "發布日期", "有效性"];
        const ENGLISH: [&str; 7] =
            ["Index number", "Category", "Issued by", "Document number", "Date of issue", "Published", "Validity"];
        let (labels, between) = match notice.language {
            Language::Simplified => (SIMPLIFIED, "、"),
            Language::Traditional => (TRADITIONAL, "、"),
            Language::English => (ENGLISH, "; "),
        };
        let organs = if notice.issuers.is_empty() { &notice.signatories } else { &notice.issuers };
        let organs = organs.iter().map(|organ| organ.name.as_str()).collect::<Vec<_>>().join(between);
        let values = [
            self.index_number.clone(),
            self.category.clone(),
            Some(organs),
            notice.number.as_ref().map(|number| number.text.text.clone()),
            notice.day().map(|day| day.to_string()),
            self.published.as_ref().map(Published::text),
            self.validity.clone(),
        ];
        let said = |(label, value): (&str, Option<String>)| Some((label.to_owned(), value.filter(|value| !value.is_empty())?));
        labels.into_iter().zip(values).filter_map(said).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Published};
    use crate::model::Notice;

    fn read(text: &str) -> Result<Facts, String> {
        let notice = Notice::read(&crate::syntax::parse(text));
        Facts::read(&notice, text).map_err(|(span, say)| format!("{}: {}", span.of(text), say.zh))
    }

    #[test]
    fn comments_say_how_a_notice_is_published() {
        let facts = read("// zhumo-site 索引号：000014349/2026-00012\n标题：通知\n\n// zhumo-site Validity: 有效\n//zhumo-site 旧网址：/art/1.html\n// zhumo-site 旧网址：/art/2.html\n正文。\n").unwrap();
        assert_eq!(facts.index_number.as_deref(), Some("000014349/2026-00012"));
        assert_eq!(facts.validity.as_deref(), Some("有效"));
        assert_eq!(facts.old, ["/art/1.html", "/art/2.html"]);
        assert!(read("// zhumo-site 索号：1\n标题：通知\n").unwrap_err().starts_with("// zhumo-site 索号：1: "));
        assert!(read("// zhumo-site 发布日期：下周一\n标题：通知\n").unwrap_err().contains("2026年8月16日"));
    }

    #[test]
    fn days_and_hours_are_read_in_either_form() {
        let said = |text| Published::read(text).map(|published| (published.text(), published.stamp()));
        assert_eq!(said("2026年8月16日 9：30"), Some(("2026-08-16 09:30".into(), "2026-08-16T09:30:00+08:00".into())));
        assert_eq!(said("2026-08-16"), Some(("2026-08-16".into(), "2026-08-16T00:00:00+08:00".into())));
        assert_eq!(said("2026-08-16 25:00"), None);
        assert_eq!(said("2026年2月30日"), None);
    }
}
