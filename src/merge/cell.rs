//! A cell, and what it says.
//!
//! Here: [`Cell`], [`Row`], and what is wrong with a cell whatever it is wanted for. Not here: how a value is written (`formats`).

use crate::say;
use crate::say::Say;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number; a sheet does not say how it is shown.
    Number(f64),
    /// A whole number of any length, as JSON has them.
    Whole(String),
    /// A day.
    Day(NaiveDate),
    /// A day with a time.
    Moment(NaiveDateTime),
    /// A time without a day.
    Time(NaiveTime),
    /// Yes or no.
    Truth(bool),
    /// What is no value: an error of the sheet, a formula without a result.
    Broken(Say),
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// As the sheet counts it, from 1; of JSON the entry, from 1.
    pub number: usize,
    /// Its cells, by column.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A cell; an empty one where the row is shorter.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

/// More digits than these a number of a sheet does not hold.
const MOST_DIGITS: f64 = 1e15;

impl Cell {
    /// A text as a cell: empty where nothing stands in it.
    #[must_use]
    pub fn text(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.replace("\r\n", "\n").replace('\r', "\n")) }
    }

    /// Whether nothing stands in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What is wrong with it, whatever it is wanted for; and what to do.
    #[must_use]
    pub fn fault(&self) -> Option<(Say, Say)> {
        let in_sheet = || say!("在表格里改正这一格", "correct the cell in the sheet");
        match self {
            Self::Broken(what) => Some((what.clone(), in_sheet())),
            Self::Number(number) if number.abs() >= MOST_DIGITS => Some((
                say!(
                    "超过15位的数字，表格里已经不准",
                    "a number of more than 15 digits, which the sheet no longer holds exactly"
                ),
                say!("把这一列设为文本，重新填写", "format the column as text and enter it again"),
            )),
            Self::Text(text) => text_fault(text).map(|what| (what, in_sheet())),
            _ => None,
        }
    }

    /// The value as it is written where no format is asked for; `None` of an empty cell, and of one that is no value.
    #[must_use]
    pub fn shown(&self, english: bool) -> Option<String> {
        Some(match self {
            Self::Empty | Self::Broken(_) => return None,
            Self::Text(text) | Self::Whole(text) => text.clone(),
            Self::Number(number) => plain_number(*number),
            Self::Day(date) => day(*date, english),
            Self::Moment(moment) => {
                let (day, time) = (day(moment.date(), english), time(moment.time()));
                if english { format!("{day}, {time}") } else { format!("{day}{time}") }
            }
            Self::Time(clock) => time(*clock),
            Self::Truth(true) => if english { "yes" } else { "是" }.to_owned(),
            Self::Truth(false) => if english { "no" } else { "否" }.to_owned(),
        })
    }
}

/// A number with the fewest digits that say it; never with an exponent.
pub(super) fn plain_number(number: f64) -> String {
    // What the sheet shows has 15 digits at most; more are the noise of sums.
    let text = format!("{number:.14e}");
    let rounded: f64 = text.parse().unwrap_or(number);
    let text = format!("{rounded}");
    if text == "-0" { "0".to_owned() } else { text }
}

/// A day as it stands in a text.
pub(super) fn day(date: NaiveDate, english: bool) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match crate::phrases::MONTHS.get(month as usize - 1) {
        Some(name) if english => format!("{name} {day}, {year}"),
        _ => format!("{year}年{month}月{day}日"),
    }
}

/// A time as it stands in a text.
pub(super) fn time(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour(), time.minute())
}

/// What is wrong with a text in a cell.
fn text_fault(text: &str) -> Option<Say> {
    let errors = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];
    if errors.contains(&text) {
        return Some(say!("表格算不出这一格：{text}", "an error of the sheet: {text}"));
    }
    if text.len() > 3 && text.bytes().all(|byte| byte == b'#') {
        return Some(say!("列太窄时导出的 {text}，不是内容", "{text} is what a narrow column shows, not a value"));
    }
    if text.starts_with('=') || text.starts_with('@') && text.contains('(') {
        return Some(say!("像是公式，不是内容：{text}", "it looks like a formula, not a value: {text}"));
    }
    if let Some((digits, power)) = text.split_once(['E', 'e'])
        && let Some(power) = power.strip_prefix('+')
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && !power.is_empty()
        && power.chars().all(|c| c.is_ascii_digit())
    {
        return Some(say!("科学记数法 {text}：原来的数字已经丢失", "{text} in scientific notation: the digits are lost"));
    }
    let unseen = |c: char| {
        c.is_control() && c != '\n' && c != '\t'
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffd}')
    };
    let unseen = text.chars().find(|c| unseen(*c))?;
    let code = format!("U+{:04X}", u32::from(unseen));
    Some(say!("含有看不见的字符 {code}", "it contains the invisible character {code}"))
}
