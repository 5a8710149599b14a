//! The rows of the imprint (版记), each with the words that the draft does not have.

use super::{date_text, labels};
use crate::model::{Language, Notice, Recipients};

/// A row of the imprint (版记).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImprintRow {
    /// 报送, 抄报, 抄送, 发送: a label and who.
    List {
        /// With its colon.
        label: &'static str,
        /// The organs, verbatim, with a full stop behind the last in Chinese.
        text: String,
    },
    /// 印发: the organ on the left, the day on the right.
    Printed {
        /// The organ, with `Printed by: ` before it in English.
        organ: String,
        /// The day, with 印发 behind it in Chinese.
        date: Option<String>,
    },
    /// `共印150份`
    Copies(String),
}

/// The recipients as a row of the imprint, for layouts that have them there.
///
/// Source: GB/T 9704—2012, 7.4.2.
#[must_use]
pub fn recipients_row(notice: &Notice) -> Option<ImprintRow> {
    let recipients = notice.recipients.as_ref().filter(|recipients| !recipients.text.is_empty())?;
    let label = labels(notice.language).recipients;
    Some(ImprintRow::List { label, text: stopped(recipients.listed(), notice.language) })
}

/// The rows of the imprint from top to bottom, those that are given.
///
/// Source: GB/T 9704—2012, 7.4.2, 7.4.3; for briefings, practice.
#[must_use]
pub fn imprint(notice: &Notice) -> Vec<ImprintRow> {
    let labels = labels(notice.language);
    let list = |label, given: &Option<Recipients>| {
        let given = given.as_ref().filter(|given| !given.text.is_empty())?;
        Some(ImprintRow::List { label, text: stopped(given.listed(), notice.language) })
    };
    let mut rows: Vec<ImprintRow> = Vec::new();
    rows.extend(list(labels.reported_to, &notice.reported_to));
    rows.extend(list(labels.copied_to, &notice.copied_to));
    rows.extend(list(labels.copies_to, &notice.copies_to));
    rows.extend(list(labels.distributed_to, &notice.distributed_to));
    rows.extend(printed(notice));
    rows.extend(copies_text(notice).map(ImprintRow::Copies));
    rows
}

/// 7.4.2 wants a full stop behind the last organ of 抄送; the other lists stand beside it and end alike.
fn stopped(listed: &str, language: Language) -> String {
    let stop = if language.is_chinese() && !listed.ends_with(['.', '！', '？']) { "。" } else { "" };
    format!("{listed}{stop}")
}

fn printed(notice: &Notice) -> Option<ImprintRow> {
    let labels = labels(notice.language);
    let printed = notice.printed_by.as_ref().filter(|printed| !printed.text.is_empty())?;
    let organ = format!("{}{}", labels.printed_by, printed.organ.text);
    let date = printed.date.as_ref().map(|date| format!("{}{}", date_text(date, notice.language), labels.printed));
    Some(ImprintRow::Printed { organ, date })
}

/// `共印150份`; a text that is not a number stays as it is.
#[must_use]
pub fn copies_text(notice: &Notice) -> Option<String> {
    let copies = notice.copies.as_ref().filter(|copies| !copies.text.is_empty())?;
    let written = &copies.text.text;
    let number = written.strip_suffix('份').unwrap_or(written).trim_end();
    let counted = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    let bare = counted && number == written;
    Some(match (copies.value, notice.language) {
        (_, Language::Simplified | Language::Traditional) if counted => format!("共印{number}份"),
        _ if !bare => written.clone(),
        (_, Language::Simplified | Language::Traditional) => written.clone(),
        (Some(1), Language::English) => format!("{written} copy printed"),
        (_, Language::English) => format!("{written} copies printed"),
    })
}
