//! Texts that the notice sends out, as a template gets them.

use super::{AnnexNote, AnnexView, BlockView, Builder, ContactLine, DateView, date_view};
use crate::model::{self, Notice};
use crate::wording;
use minijinja::Value;
use serde::Serialize;

/// A text that the notice sends out.
#[derive(Clone, Debug, Serialize)]
pub struct IssuedView {
    /// Its identifier.
    pub id: String,
    /// The lines of its title. HTML.
    pub title: Vec<Value>,
    /// Whether its pages lie on their side.
    pub landscape: bool,
    /// What stands below the title. HTML.
    pub subtitle: Vec<Value>,
    /// 发文字号
    pub number: Option<String>,
    /// The recipients with the colon.
    pub recipients: Option<String>,
    /// The text.
    pub body: Vec<BlockView>,
    /// The list of its annexes.
    pub annex_note: Option<AnnexNote>,
    /// Contact blocks.
    pub contacts: Vec<Vec<ContactLine>>,
    /// The names below the text.
    pub signatories: Vec<String>,
    /// The date below the names.
    pub date: Option<DateView>,
    /// The note (附注) with its brackets. HTML.
    pub note: Option<Value>,
    /// What follows the signature.
    pub afterword: Vec<BlockView>,
    /// Its annexes.
    pub annexes: Vec<AnnexView>,
}

impl<'a> Builder<'a> {
    /// What follows belongs to this part.
    pub(super) fn turn_to(&mut self, part: &'a Notice, prefix: String) {
        self.notice = part;
        self.writer.turn_to(part, prefix);
    }

    /// A text that is sent out.
    pub(super) fn issued(&mut self, place: usize, issued: &'a model::Issued) -> IssuedView {
        let text = &issued.text;
        let id = format!("issued-{place}");
        self.turn_to(text, format!("{id}-"));
        // In reading order: the writer counts references to footnotes.
        let title = text.title.iter().map(|line| self.titled(line, issued.landscape)).collect();
        let subtitle = self.riches(&text.subtitle);
        let body = self.blocks(&text.body, 3);
        let annex_note = self.annex_note();
        let note = self.note();
        let afterword = self.blocks(&text.afterword, 3);
        IssuedView {
            id,
            title,
            landscape: issued.landscape,
            subtitle,
            number: text.number.as_ref().filter(|number| !number.text.is_empty()).map(|number| number.text.text.clone()),
            recipients: wording::recipients_text(text),
            body,
            annex_note,
            contacts: text.contacts.iter().map(|block| self.contact_lines(block)).collect(),
            signatories: text.signatories.iter().map(|organ| organ.name.clone()).collect(),
            date: text.date.as_ref().map(|date| date_view(date, wording::date_text(date, text.language))),
            note,
            afterword,
            annexes: self.annexes(3),
        }
    }
}
