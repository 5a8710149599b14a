//! The documents of an office in one list: what each is called, and which number comes next.
//!
//! Here: [`Register`], [`register`]. Not here: where the documents do not go together (`office`).

use super::Beside;
use crate::links::of_path;
use crate::model::{DocumentNumber, Genre, Notice};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A document of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Entry {
    /// 发文字号, as written.
    pub number: String,
    /// 成文日期, as `2026-08-14`; empty where it has none.
    #[serde(default)]
    pub date: String,
    /// 标题
    #[serde(default)]
    pub title: String,
    /// 文种; empty where the title names none.
    #[serde(default)]
    pub kind: String,
    /// 密级
    #[serde(default)]
    pub secrecy: String,
    /// The draft.
    #[serde(default)]
    pub file: String,
}

/// All documents, and the numbers that come next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Register {
    /// The documents, by code, year and number; those without a number last.
    pub entries: Vec<Entry>,
    /// For each code the number that follows the last one of its last year.
    pub next: Vec<String>,
}

/// Code, year and serial of a number.
pub(super) type Key = (String, i32, u32);

impl Entry {
    pub(super) fn of(draft: &Beside<'_>) -> Self {
        let notice = draft.notice;
        let genre = Genre::of_title(&notice.title_text()).map(|(genre, _)| genre);
        let kind = genre.map_or("", Genre::word);
        Self {
            number: notice.number.as_ref().map(|number| number.text.text.trim().to_owned()).unwrap_or_default(),
            date: day(notice).map(|day| day.to_string()).unwrap_or_default(),
            title: notice.title_text(),
            kind: kind.to_owned(),
            secrecy: notice.classification.as_ref().map(|value| value.text.text.clone()).unwrap_or_default(),
            file: of_path(draft.path).into_owned(),
        }
    }

    /// Code, year and serial of its number.
    pub(super) fn key(&self) -> Option<Key> {
        key(&self.number)
    }
}

fn day(notice: &Notice) -> Option<NaiveDate> {
    notice.date.as_ref()?.value.as_ref()?.day
}

pub(super) fn key(number: &str) -> Option<Key> {
    let read = DocumentNumber::read(number)?;
    match read {
        DocumentNumber::Document { organ_code, year, serial } => Some((organ_code, year, serial)),
        DocumentNumber::Order { .. } => None,
    }
}

/// The register of some drafts.
///
/// ```
/// use zhumo::{check::{Beside, register}, model::Notice, syntax::parse};
/// let text = "发文字号：示教发〔2026〕7号\n标题：示例省教育厅关于检查的通知\n成文日期：2026年8月14日\n";
/// let notice = Notice::read(&parse(text));
/// let found = register(&[Beside { path: "a.notice", source: text, notice: &notice }]);
/// assert_eq!((found.entries[0].kind.as_str(), found.next[0].as_str()), ("通知", "示教发〔2026〕8号"));
/// ```
#[must_use]
pub fn register(drafts: &[Beside<'_>]) -> Register {
    let mut entries: Vec<Entry> = drafts.iter().map(Entry::of).collect();
    entries.sort_by_cached_key(|entry| (entry.key().is_none(), entry.key(), entry.number.clone(), entry.file.clone()));
    let mut last: Vec<(Key, &str)> = Vec::new();
    for entry in &entries {
        let Some(key) = entry.key() else { continue };
        match last.iter_mut().find(|(known, _)| known.0 == key.0) {
            Some(known) if (known.0.1, known.0.2) < (key.1, key.2) => *known = (key, &entry.number),
            Some(_) => {}
            None => last.push((key, &entry.number)),
        }
    }
    let next = last.into_iter().map(|((_, _, serial), written)| following(written, serial)).collect();
    Register { entries, next }
}

/// A number with the serial that follows its own, written as it is.
fn following(written: &str, serial: u32) -> String {
    let Some(end) = written.rfind(|c: char| c.is_ascii_digit()).map(|at| at + 1) else { return written.to_owned() };
    let start = written[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |at| at + written[at..].chars().next().map_or(1, char::len_utf8));
    format!("{}{}{}", &written[..start], serial + 1, &written[end..])
}
