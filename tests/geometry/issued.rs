//! Texts that a notice sends out: on pages of their own, without a label, before the record.

use crate::document::Document;
use crate::faults::Proof;
use crate::page::{Glyph, Row, Seen};

/// Each begins a page with its title; nothing says 附件 there, and the list of annexes does not name it.
pub fn texts_begin_pages(document: &Document, proof: &mut Proof) {
    for (parts, issued) in document.parts.issued.iter().zip(&document.notice.issued) {
        let Some(title) = parts.title.first() else { continue };
        let row = title.first();
        let page = row.page();
        let (_, top, ..) = document.pages[page].area();
        let first = document.pages[page].glyphs.iter().map(Glyph::top).fold(f64::MAX, f64::min);
        proof.near(page, "top of the title", row.top(), top, 0.3);
        proof.near(page, "the first thing on the page of an issued text", first, row.top(), 0.3);
        let begins = document.pages[page].glyphs.first().map(|glyph| glyph.c);
        proof.same(page, "what the page begins with", begins, title.text().chars().next());
        proof.holds(page, page > 0, || "an issued text on page 1".to_owned());
        let own = issued.text.title_text();
        let listed = document.notice.annex_note.iter().any(|entry| entry.title.plain() == own);
        proof.holds(page, !listed, || format!("`{own}` in the list of annexes"));
    }
}

/// The record stands behind the last of them.
pub fn the_record_follows_the_whole(document: &Document, proof: &mut Proof) {
    let (Some(text), Some(record)) = (document.parts.issued.last(), document.parts.imprint.first()) else { return };
    let last = text.annexes.last().and_then(|annex| annex.body.last()).or(text.body.last()).map(|part| part.seen.last());
    let Some(last) = last else { return };
    let below = (last.page(), last.bottom()) < (record.page(), record.top());
    proof.holds(record.page(), below, || "the record above an issued text".to_owned());
}

/// 二号 小标宋 in the middle; what says when the text was adopted in 三号 楷体 below it, and its number; then the text.
pub fn title_and_what_stands_below(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    let Some(title) = parts.title.first() else { return };
    let page = title.first().page();
    let (left, _, right, _) = document.pages[page].area();
    let middle = f64::midpoint(left, right);
    let rows: Vec<&Row> = parts.title.iter().flat_map(|line| &line.rows).collect();
    for row in &rows {
        proof.between(page, "size of the title", row.size(), 21.0, 22.5);
        proof.near(page, "centre of the title", row.centre(), middle, 0.5);
        if document.simplified() {
            proof.face(page, "face of the title", row.font(), "FandolSong-Bold");
        }
    }
    for pair in rows.windows(2) {
        proof.near(page, "pitch of the title", pair[1].baseline() - pair[0].baseline(), 12.70, 0.3);
    }
    let below: Vec<&Seen> = parts.subtitle.iter().chain(&parts.number).collect();
    for seen in &below {
        for row in &seen.rows {
            proof.near(page, "centre of what stands below the title", row.centre(), middle, 0.5);
            proof.between(page, "its size", row.size(), 15.5, 16.3);
        }
    }
    for seen in parts.subtitle.iter().filter(|_| document.simplified()) {
        proof.face(page, "face of what stands below the title", seen.first().font(), "FandolKai");
    }
    let next = parts.recipients.as_ref().or(parts.body.first().map(|part| &part.seen));
    if let Some(next) = next.filter(|next| next.page() == page) {
        let above = below.last().map_or(title.last(), |seen| seen.last());
        let white = next.first().top() - above.bottom();
        // One 行, as below the title of a notice (7.3.2); a line of text has white of its own above it.
        proof.between(page, "white below the head of the text", white, crate::LINE - 0.8, crate::LINE + 5.5);
    }
}
