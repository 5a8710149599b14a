//! The documents of an office in one list: what each is called, and where their numbers do not go together.

use super::Beside;
use super::rules::{GAP_IN_NUMBERS, NUMBER_GIVEN_TWICE, NUMBER_OUT_OF_ORDER, UNKNOWN_OWN_DOCUMENT};
use crate::check::finding::{Finding, Findings};
use crate::check::levels::CheckConfig;
use crate::model::{DocumentNumber, Genre, Notice};
use crate::say;
use crate::span::Span;
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

impl Entry {
    fn of(draft: &Beside<'_>) -> Self {
        let notice = draft.notice;
        let genre = Genre::of_title(&notice.title_text()).map(|(genre, _)| genre);
        let kind = genre.map_or("", Genre::word);
        Self {
            number: notice.number.as_ref().map(|number| number.text.text.trim().to_owned()).unwrap_or_default(),
            date: day(notice).map(|day| day.to_string()).unwrap_or_default(),
            title: notice.title_text(),
            kind: kind.to_owned(),
            secrecy: notice.classification.as_ref().map(|value| value.text.text.clone()).unwrap_or_default(),
            file: draft.path.strip_prefix("./").unwrap_or(draft.path).to_owned(),
        }
    }

    /// Code, year and serial of its number.
    fn key(&self) -> Option<(String, i32, u32)> {
        key(&self.number)
    }
}

fn day(notice: &Notice) -> Option<NaiveDate> {
    notice.date.as_ref()?.value.as_ref()?.day
}

fn key(number: &str) -> Option<(String, i32, u32)> {
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
    let mut last: Vec<((String, i32, u32), &str)> = Vec::new();
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

/// What does not go together in the numbers of some drafts and of those that a register knows beside them: findings for each draft.
#[must_use]
pub fn check_register(drafts: &[Beside<'_>], known: &[Entry], config: &CheckConfig) -> Vec<Vec<Finding>> {
    let own: Vec<Entry> = drafts.iter().map(Entry::of).collect();
    // What the register says of a draft that is here is known better.
    let is_here = |entry: &&Entry| {
        !own.iter().any(|own| own.number == entry.number && (own.file == entry.file || own.title == entry.title))
    };
    let others: Vec<&Entry> = known.iter().filter(is_here).collect();
    let all: Vec<&Entry> = own.iter().chain(others.iter().copied()).collect();
    let each = |(at, draft): (usize, &Beside<'_>)| {
        let mut findings = Findings::new(config);
        let look = Look { at, draft, drafts, all: &all };
        look.number(&mut findings);
        look.cited(&mut findings);
        findings.finish()
    };
    drafts.iter().enumerate().map(each).collect()
}

struct Look<'a> {
    at: usize,
    draft: &'a Beside<'a>,
    drafts: &'a [Beside<'a>],
    /// Those of the drafts, in their order, then what else is known.
    all: &'a [&'a Entry],
}

impl Look<'_> {
    /// The place of an entry's number in its draft.
    fn place(&self, entry: usize, finding: &mut Finding) {
        if let Some(other) = self.drafts.get(entry)
            && let Some(number) = &other.notice.number
        {
            finding.elsewhere.push(other.place(number.text.span));
        }
    }

    fn number(&self, findings: &mut Findings<'_>) {
        let Some(number) = &self.draft.notice.number else { return };
        let Some((code, year, serial)) = self.all[self.at].key() else { return };
        let span = number.text.span;
        let series =
            |entry: &Entry| entry.key().filter(|(other, when, _)| *other == code && *when == year).map(|(.., serial)| serial);
        let others: Vec<(usize, u32)> = self
            .all
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != self.at)
            .filter_map(|(at, entry)| Some((at, series(entry)?)))
            .collect();
        for (at, _) in others.iter().filter(|(_, other)| *other == serial) {
            let Entry { title, file, .. } = self.all[*at];
            let written = &number.text.text;
            let message =
                say!("“{written}”也是《{title}》的字号（{file}）", "`{written}` is also the number of “{title}” ({file})");
            self.place(*at, findings.report(&NUMBER_GIVEN_TWICE, span, message));
        }
        let below = others.iter().filter(|(_, other)| *other < serial).max_by_key(|(_, other)| *other);
        if let Some((at, last)) = below
            && serial - last > 1
        {
            let (first, end) = (last + 1, serial - 1);
            let message = if first == end {
                say!("{code}〔{year}〕{first}号缺号", "{code}〔{year}〕{first}号 is missing before this one")
            } else {
                say!("{code}〔{year}〕{first}号至{end}号缺号", "{code}〔{year}〕{first}号 to {end}号 are missing before this one")
            };
            self.place(*at, findings.report(&GAP_IN_NUMBERS, span, message));
        }
        let Some(date) = &self.draft.notice.date else { return };
        let mine = &self.all[self.at].date;
        let later = others
            .iter()
            .filter(|(at, other)| *other < serial && !mine.is_empty() && self.all[*at].date > *mine)
            .max_by_key(|(_, other)| *other);
        if let Some((at, _)) = later {
            let Entry { number, date: when, .. } = self.all[*at];
            let message =
                say!("成文日期早于字号在前的 {number}（{when}）", "dated before {number}, which has a lower number ({when})");
            self.place(*at, findings.report(&NUMBER_OUT_OF_ORDER, date.text.span, message));
        }
    }

    /// Documents of the office that the text cites.
    fn cited(&self, findings: &mut Findings<'_>) {
        let mut codes: Vec<String> = self.all.iter().filter_map(|entry| entry.key()).map(|(code, ..)| code).collect();
        codes.sort_by_key(|code| std::cmp::Reverse(code.len()));
        codes.dedup();
        let own = self.all[self.at].key();
        for text in self.draft.notice.texts() {
            let words = &text.source.text;
            let mut taken: Vec<usize> = Vec::new();
            for code in &codes {
                for (at, _) in words.match_indices(code.as_str()) {
                    let behind = &words[at + code.len()..];
                    let Some(end) = behind.find(['号', '號']).filter(|end| *end <= 24) else { continue };
                    let written = &words[at..at + code.len() + end + '号'.len_utf8()];
                    let Some(cited) = key(written).filter(|(known, ..)| known == code) else { continue };
                    // 示教发 ends in no other code: 云示教发 is somebody else's.
                    let longer = words[..at]
                        .chars()
                        .next_back()
                        .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && !"以按据照见由和与及、".contains(c));
                    if longer || taken.contains(&(at + written.len())) || Some(&cited) == own.as_ref() {
                        continue;
                    }
                    taken.push(at + written.len());
                    let span = text.source.source_span(at, at + written.len());
                    self.one(&cited, written, (&words[..at], span), findings);
                }
            }
        }
    }

    fn one(&self, cited: &(String, i32, u32), written: &str, (before, span): (&str, Span), findings: &mut Findings<'_>) {
        // Of a year that the register does not have it knows nothing.
        if !self.all.iter().filter_map(|entry| entry.key()).any(|(code, year, _)| code == cited.0 && year == cited.1) {
            return;
        }
        let Some(at) = self.all.iter().position(|entry| entry.key().as_ref() == Some(cited)) else {
            let message = say!("登记表里没有 {written}", "there is no {written} in the register");
            findings.report(&UNKNOWN_OWN_DOCUMENT, span, message);
            return;
        };
        let title = before
            .strip_suffix(['（', '('])
            .and_then(|before| before.strip_suffix('》'))
            .and_then(|before| before.rsplit_once('《'))
            .map(|(_, title)| title);
        let known = &self.all[at].title;
        let squeezed = |text: &str| {
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '《' | '》' | '〈' | '〉')).collect::<String>()
        };
        if let Some(title) = title.filter(|title| !known.is_empty() && !squeezed(known).ends_with(&squeezed(title))) {
            let message =
                say!("{written} 的标题是《{known}》，这里写作《{title}》", "{written} is called “{known}”, and “{title}” here");
            self.place(at, findings.report(&UNKNOWN_OWN_DOCUMENT, span, message));
        }
    }
}
