//! Where the documents of an office do not go together: their numbers, what one cites of another, annexes that another one changed.
//!
//! Here: [`check_register`]. Everything is looked up by number, so that ten thousand drafts cost ten thousand times what one costs. Not
//! here: the list itself (`register`), citations in a text (`cited`).

use super::Beside;
use super::cited::{Citation, citations};
use super::register::{Entry, Key};
use super::rules::{CHANGED_ANNEX, GAP_IN_NUMBERS, NUMBER_GIVEN_TWICE, NUMBER_OUT_OF_ORDER, UNKNOWN_OWN_DOCUMENT};
use crate::check::finding::{Finding, Findings};
use crate::check::levels::CheckConfig;
use crate::check::severity::Severity;
use crate::say;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// What does not go together in some drafts and what a register knows beside them: findings for as many drafts as there are `configs`,
/// from the first on. The others are only known.
#[must_use]
pub fn check_register(drafts: &[Beside<'_>], known: &[Entry], configs: &[CheckConfig]) -> Vec<Vec<Finding>> {
    let own: Vec<Entry> = drafts.iter().map(Entry::of).collect();
    let mut by_number: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    own.iter().for_each(|entry| by_number.entry(&entry.number).or_default().push(entry));
    // What the register says of a draft that is here is known better.
    let is_here = |entry: &&Entry| {
        let same = by_number.get(entry.number.as_str()).map_or(&[][..], Vec::as_slice);
        !same.iter().any(|own| own.file == entry.file || own.title == entry.title)
    };
    let others: Vec<&Entry> = known.iter().filter(is_here).collect();
    let all: Vec<&Entry> = own.iter().chain(others.iter().copied()).collect();
    let office = Office::of(drafts, all);
    let each = |(at, config): (usize, &CheckConfig)| {
        let mut findings = Findings::new(config);
        let look = Look { at, draft: &drafts[at], office: &office };
        look.number(&mut findings);
        look.cited(&mut findings);
        look.changed(&mut findings);
        findings.finish()
    };
    configs.iter().take(drafts.len()).enumerate().map(each).collect()
}

/// A document of a series.
struct Member {
    serial: u32,
    at: usize,
    /// The latest day of it and all before it.
    latest: String,
}

/// All documents, to be looked up.
struct Office<'a> {
    drafts: &'a [Beside<'a>],
    /// Those of the drafts, in their order, then what else is known.
    all: Vec<&'a Entry>,
    keys: Vec<Option<Key>>,
    first: BTreeMap<Key, usize>,
    /// By code and year, in the order of their numbers.
    series: BTreeMap<(String, i32), Vec<Member>>,
    cited: Vec<Vec<Citation>>,
    /// Which draft changes an annex of a document, and with which of its citations; 0 is any annex.
    changes: BTreeMap<Key, Vec<(u32, usize, usize)>>,
}

impl<'a> Office<'a> {
    fn of(drafts: &'a [Beside<'a>], all: Vec<&'a Entry>) -> Self {
        let keys: Vec<Option<Key>> = all.iter().map(|entry| entry.key()).collect();
        let mut first = BTreeMap::new();
        let mut series: BTreeMap<(String, i32), Vec<Member>> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            let Some(key) = key else { continue };
            first.entry(key.clone()).or_insert(at);
            let member = Member { serial: key.2, at, latest: all[at].date.clone() };
            series.entry((key.0.clone(), key.1)).or_default().push(member);
        }
        for members in series.values_mut() {
            members.sort_by_key(|member| (member.serial, member.at));
            for at in 1..members.len() {
                if members[at - 1].latest > members[at].latest {
                    members[at].latest = members[at - 1].latest.clone();
                }
            }
        }
        let mut codes: Vec<&str> = series.keys().map(|(code, _)| code.as_str()).collect();
        codes.dedup();
        codes.sort_by_key(|code| std::cmp::Reverse(code.len()));
        let cited: Vec<Vec<Citation>> = drafts.iter().map(|draft| citations(draft.notice, &codes)).collect();
        let mut changes: BTreeMap<Key, Vec<(u32, usize, usize)>> = BTreeMap::new();
        for (at, found) in cited.iter().enumerate() {
            for (index, citation) in found.iter().enumerate() {
                if let Some(annex) = citation.annex.filter(|_| citation.changes && keys[at].as_ref() != Some(&citation.key)) {
                    changes.entry(citation.key.clone()).or_default().push((annex, at, index));
                }
            }
        }
        Self { drafts, all, keys, first, series, cited, changes }
    }

    /// The place of an entry's number in its draft.
    fn place(&self, entry: usize, finding: &mut Finding) {
        if let Some(other) = self.drafts.get(entry)
            && let Some(number) = &other.notice.number
        {
            finding.elsewhere.push(other.place(number.text.span));
        }
    }
}

struct Look<'a> {
    at: usize,
    draft: &'a Beside<'a>,
    office: &'a Office<'a>,
}

impl Look<'_> {
    fn number(&self, findings: &mut Findings<'_>) {
        let office = self.office;
        let Some(number) = &self.draft.notice.number else { return };
        let Some((code, year, serial)) = &office.keys[self.at] else { return };
        let Some(members) = office.series.get(&(code.clone(), *year)) else { return };
        let span = number.text.span;
        let from = members.partition_point(|member| member.serial < *serial);
        for member in members[from..].iter().take_while(|member| member.serial == *serial).filter(|other| other.at != self.at) {
            let Entry { title, file, .. } = office.all[member.at];
            let written = &number.text.text;
            let message =
                say!("“{written}”也是《{title}》的字号（{file}）", "`{written}` is also the number of “{title}” ({file})");
            office.place(member.at, findings.report(&NUMBER_GIVEN_TWICE, span, message));
        }
        let below = from.checked_sub(1).and_then(|at| members.get(at));
        match below {
            Some(last) if serial - last.serial > 1 => {
                let (first, end) = (last.serial + 1, serial - 1);
                let finding = missing(code, *year, first, end, span, findings);
                office.place(last.at, finding);
            }
            // One or two documents may be all that somebody looks at; of a year's list the first numbers are missed.
            None if *serial > 1 && members.len() > 2 => {
                missing(code, *year, 1, serial - 1, span, findings);
            }
            None => self.years(code, *year, members, span, findings),
            Some(_) => {}
        }
        let Some(date) = &self.draft.notice.date else { return };
        let mine = &office.all[self.at].date;
        if mine.is_empty() || below.is_none_or(|last| last.latest <= *mine) {
            return;
        }
        if let Some(later) = members[..from].iter().rev().find(|member| office.all[member.at].date > *mine) {
            let Entry { number, date: when, .. } = office.all[later.at];
            let message =
                say!("成文日期早于字号在前的 {number}（{when}）", "dated before {number}, which has a lower number ({when})");
            office.place(later.at, findings.report(&NUMBER_OUT_OF_ORDER, date.text.span, message));
        }
    }

    /// Whole years without a document, before the first document of a year.
    fn years(&self, code: &str, year: i32, members: &[Member], span: crate::span::Span, findings: &mut Findings<'_>) {
        let office = self.office;
        if members.first().is_none_or(|member| member.at != self.at) {
            return;
        }
        let before = office.series.range((code.to_owned(), i32::MIN)..(code.to_owned(), year)).next_back();
        if let Some(((_, last), others)) = before.filter(|((_, last), _)| year - last > 1) {
            let (first, end) = (last + 1, year - 1);
            let years = if first == end { first.to_string() } else { format!("{first}—{end}") };
            let message = say!("{code}〔{years}〕一份公文也没有", "there is no document {code}〔{years}〕");
            let finding = findings.report(&GAP_IN_NUMBERS, span, message);
            others.last().into_iter().for_each(|member| office.place(member.at, finding));
        }
    }

    /// Documents of the office that the text cites.
    fn cited(&self, findings: &mut Findings<'_>) {
        for citation in &self.office.cited[self.at] {
            if self.office.keys[self.at].as_ref() != Some(&citation.key) {
                self.one(citation, findings);
            }
        }
    }

    fn one(&self, citation: &Citation, findings: &mut Findings<'_>) {
        let office = self.office;
        let Citation { key, written, span, .. } = citation;
        // Of a year that the register does not have it knows nothing.
        if !office.series.contains_key(&(key.0.clone(), key.1)) {
            return;
        }
        let Some(at) = office.first.get(key).copied() else {
            let message = say!("登记表里没有 {written}", "there is no {written} in the register");
            findings.report(&UNKNOWN_OWN_DOCUMENT, *span, message);
            return;
        };
        let Entry { title: known, date, .. } = office.all[at];
        let squeezed = |text: &str| {
            text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '《' | '》' | '〈' | '〉')).collect::<String>()
        };
        if let Some(title) =
            citation.title.as_ref().filter(|title| !known.is_empty() && !squeezed(known).ends_with(&squeezed(title)))
        {
            let message =
                say!("{written} 的标题是《{known}》，这里写作《{title}》", "{written} is called “{known}”, and “{title}” here");
            office.place(at, findings.report(&UNKNOWN_OWN_DOCUMENT, *span, message));
        }
        let Ok(day) = NaiveDate::parse_from_str(date, "%Y-%m-%d") else { return };
        if let Some((year, month, said, place)) = &citation.dated {
            let differs = *year != i64::from(day.year()) || *month != day.month() || said.is_some_and(|said| said != day.day());
            if differs {
                let message = say!("{written} 的成文日期是 {date}", "{written} is dated {date}");
                office.place(at, findings.report(&UNKNOWN_OWN_DOCUMENT, *place, message));
            }
        }
        let mine = &office.all[self.at].date;
        if !mine.is_empty() && *date > *mine {
            let message = say!("{written} 的成文日期是 {date}，晚于本文", "{written} is dated {date}, later than this document");
            office.place(at, findings.report(&UNKNOWN_OWN_DOCUMENT, *span, message));
        }
    }

    /// Annexes that another document changed: in this one, and where this one still cites them.
    fn changed(&self, findings: &mut Findings<'_>) {
        let office = self.office;
        let say_by = |at: usize| {
            let Entry { number, title, .. } = office.all[at];
            if number.is_empty() { format!("《{title}》") } else { number.clone() }
        };
        let own = office.keys[self.at].as_ref().and_then(|key| office.changes.get(key));
        for (annex, at, index) in own.into_iter().flatten().filter(|(_, at, _)| *at != self.at) {
            let notice = self.draft.notice;
            let here = notice.annexes.iter().find(|other| *annex == 0 || other.number.unwrap_or(1) == *annex);
            let Some(span) = here.map(|here| here.span).or_else(|| notice.number.as_ref().map(|number| number.text.span)) else {
                continue;
            };
            let by = say_by(*at);
            let which = if *annex == 0 { String::new() } else { annex.to_string() };
            let message = say!("附件{which}已由 {by} 修改", "annex {which} was changed by {by}");
            let finding = findings.report_as(&CHANGED_ANNEX, Severity::Info, span, message);
            finding.elsewhere.push(office.drafts[*at].place(office.cited[*at][*index].span));
        }
        let mine = &office.all[self.at].date;
        for citation in &office.cited[self.at] {
            let Some(annex) = citation.annex.filter(|_| !citation.changes) else { continue };
            let changes = office.changes.get(&citation.key).into_iter().flatten();
            let later = |at: usize| mine.is_empty() || office.all[at].date.is_empty() || office.all[at].date <= *mine;
            // The document that changes an annex may speak of the old one.
            let Some((_, at, index)) = changes
                .filter(|(other, at, _)| *at != self.at && (*other == annex || *other == 0) && later(*at))
                .max_by_key(|(_, at, _)| &office.all[*at].date)
            else {
                continue;
            };
            let (by, written) = (say_by(*at), &citation.written);
            let message = say!("{written} 的附件{annex}已由 {by} 修改", "annex {annex} of {written} was changed by {by}");
            let finding = findings.report(&CHANGED_ANNEX, citation.span, message);
            finding.elsewhere.push(office.drafts[*at].place(office.cited[*at][*index].span));
        }
    }
}

/// Numbers of a year that nobody has.
fn missing<'f>(
    code: &str,
    year: i32,
    first: u32,
    end: u32,
    span: crate::span::Span,
    findings: &'f mut Findings<'_>,
) -> &'f mut Finding {
    let message = if first == end {
        say!("{code}〔{year}〕{first}号缺号", "{code}〔{year}〕{first}号 is missing before this one")
    } else {
        say!("{code}〔{year}〕{first}号至{end}号缺号", "{code}〔{year}〕{first}号 to {end}号 are missing before this one")
    };
    findings.report(&GAP_IN_NUMBERS, span, message)
}
