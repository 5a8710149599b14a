//! What is known of a notice that a file says of itself: title, organs, subject, language, date, its elements.

use crate::model::{Notice, Organ, Recipients, RichText};
use crate::syntax::{FieldKey, Text};
use crate::wording;
use chrono::NaiveDate;

/// What the file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title.
    pub title: String,
    /// Who issued it.
    pub authors: Vec<String>,
    /// Summary.
    pub subject: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Language tag.
    pub language: String,
    /// The day of the notice; a file without one gives none.
    pub day: Option<NaiveDate>,
    /// The elements of the notice, by the name of their property (GB/T 33480); none for elements that it has not.
    pub notice: Vec<(&'static str, String)>,
}

impl Metadata {
    /// What a notice says of itself. The date is that of the notice: no clock is asked.
    #[must_use]
    pub fn of(notice: &Notice) -> Self {
        let names = if notice.issuers.is_empty() { &notice.signatories } else { &notice.issuers };
        Self {
            title: wording::file_title(notice),
            authors: names.iter().map(|organ| organ.name.clone()).collect(),
            subject: notice.summary.as_ref().map(|summary| summary.text.clone()),
            keywords: notice.keywords.iter().map(|word| word.text.clone()).collect(),
            language: notice.language.tag().to_owned(),
            day: notice.day(),
            notice: elements(notice),
        }
    }
}

/// The elements of a notice as texts, in the order of the properties.
fn elements(notice: &Notice) -> Vec<(&'static str, String)> {
    let organs = |organs: &[Organ]| organs.iter().map(|organ| organ.name.as_str()).collect::<Vec<_>>().join("、");
    let text = |text: Option<&Text>| text.map_or_else(String::new, |text| text.text.clone());
    let listed = |list: Option<&Recipients>| list.map_or_else(String::new, |list| list.listed().to_owned());
    let printed = notice.printed_by.as_ref();
    let mark = wording::mark(notice).map(|mark| format!("{}{}", mark.names.join("、"), mark.word));
    let annexes: Vec<String> = notice.annex_note.iter().map(|entry| entry.title.plain()).collect();
    let date = notice.day().map(|day| day.to_string());
    let value = |key: FieldKey| match key {
        FieldKey::Layout => notice.layout.name().to_owned(),
        FieldKey::Mark => mark.clone().unwrap_or_default(),
        FieldKey::Issuers => organs(&notice.issuers),
        FieldKey::Approvers => organs(&notice.approvers),
        FieldKey::Recipients => listed(notice.recipients.as_ref()),
        FieldKey::Annexes => annexes.join("；"),
        FieldKey::Signatories => organs(&notice.signatories),
        FieldKey::Date => date.clone().unwrap_or_else(|| text(notice.date.as_ref().map(|value| &value.text))),
        FieldKey::Note => notice.note.as_ref().map_or_else(String::new, RichText::plain),
        FieldKey::CopiesTo => listed(notice.copies_to.as_ref()),
        FieldKey::PrintedBy => text(printed.map(|printed| &printed.organ)),
        FieldKey::PrintedOn => text(printed.and_then(|printed| printed.date.as_ref()).map(|date| &date.text)),
        // What is said of the others is what was written.
        _ => notice.written(key).map_or_else(String::new, |text| text.text),
    };
    let properties = properties().into_iter().map(|(key, name, _)| (name, value(key)));
    properties.filter(|(_, value)| !value.is_empty()).collect()
}

/// The notice's own properties, with the field that each tells and what it is.
pub(super) fn properties() -> Vec<(FieldKey, &'static str, &'static str)> {
    let rows = FieldKey::ALL.iter().map(|key| key.row());
    let mut told: Vec<_> = rows.filter_map(|row| row.property.map(|property| (property, row.key))).collect();
    told.sort_by_key(|((place, ..), _)| *place);
    told.into_iter().map(|((_, name, what), key)| (key, name, what)).collect()
}
