//! What a page offers to who writes: what could stand at a place, what is there, and which fields there are.

use super::Units;
use crate::assist::{Known, complete, hover};
use crate::model::Notice;
use crate::say::Say;
use crate::syntax::FieldKey;
use crate::syntax::fields::Words;
use crate::syntax::keywords::Zone;
use serde::Serialize;

/// What could be written at a place.
#[derive(Debug, Serialize)]
pub struct Offer {
    /// What is shown.
    pub label: String,
    /// What is written.
    pub insert: String,
    /// Where what is typed of it begins.
    pub from: usize,
    /// What it means.
    pub detail: Say,
}

/// What is to be said of a place.
#[derive(Debug, Serialize)]
pub struct Said {
    /// First place.
    pub from: usize,
    /// One past the last place.
    pub to: usize,
    /// What is said.
    pub text: Say,
}

/// A field that a draft may have.
#[derive(Debug, Serialize)]
pub struct FieldShown {
    /// Its name in the data.
    pub name: &'static str,
    /// Its word in drafts in Simplified and Traditional Chinese and in English.
    pub words: [&'static str; 3],
    /// Every word that names it.
    pub names: Vec<&'static str>,
    /// The part of the page that it belongs to.
    pub part: Say,
    /// Where in a draft it belongs: `head`, `tail`, or `any`.
    pub zone: &'static str,
    /// What it is for.
    pub meaning: Say,
    /// A value of it.
    pub example: &'static str,
    /// Its clause of GB/T 9704.
    pub clause: Option<&'static str>,
}

/// The byte of a place that counts UTF-16 code units.
fn byte(text: &str, at: usize) -> usize {
    let mut units = 0;
    let found = text.char_indices().find_map(|(byte, character)| {
        let here = units >= at;
        units += character.len_utf16();
        here.then_some(byte)
    });
    found.unwrap_or(text.len())
}

/// What could be written where the cursor stands, the likeliest first.
#[must_use]
pub fn offers(text: &str, at: usize, known: Known<'_>) -> Vec<Offer> {
    let notice = Notice::read(&crate::syntax::parse(text));
    let before = |byte: usize| text[..byte].encode_utf16().count();
    // All of them go on with the same word.
    let mut last = (usize::MAX, 0);
    let offers = complete(&notice, text, byte(text, at), known).into_iter().map(|offer| {
        if last.0 != offer.replace.start {
            last = (offer.replace.start, before(offer.replace.start));
        }
        Offer { label: offer.label, insert: offer.insert, from: last.1, detail: offer.detail }
    });
    offers.collect()
}

/// What there is to say of a place.
#[must_use]
pub fn said_of(text: &str, at: usize, known: Known<'_>) -> Option<Said> {
    let notice = Notice::read(&crate::syntax::parse(text));
    let found = hover(&notice, text, byte(text, at), known)?;
    let units = Units::new(text);
    let plain = |text: &str| text.replace("**", "").replace('`', "");
    let text_of = Say { zh: plain(&found.text.zh), en: plain(&found.text.en) };
    Some(Said { from: units.of(text, found.span.start), to: units.of(text, found.span.end), text: text_of })
}

/// Every field, in the order of the page.
#[must_use]
pub fn fields() -> Vec<FieldShown> {
    let field = |key: &FieldKey| {
        let row = key.row();
        let plain = |text: &str| text.replace('`', "");
        FieldShown {
            name: row.name,
            words: [key.simplified().first(), key.traditional().first(), key.english().first()],
            names: [row.simplified, row.traditional, row.english].into_iter().flat_map(Words::all).collect(),
            part: row.part.say(),
            zone: match row.zone {
                Zone::Head => "head",
                Zone::Tail => "tail",
                // What ends the text may stand elsewhere, but that is where it is looked for.
                Zone::Any if row.ends_text => "tail",
                Zone::Contact | Zone::Any => "any",
            },
            meaning: Say { zh: plain(row.meaning.0), en: plain(row.meaning.1) },
            example: row.example,
            clause: row.clause,
        }
    };
    FieldKey::ALL.iter().map(field).collect()
}
