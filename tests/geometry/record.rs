//! Clauses 7.4 and 7.5: the record (版记) and page numbers.

use crate::document::{Document, Record};
use crate::faults::Proof;
use crate::page::{Glyph, Rect, Row};
use zhumo::model::{Language, Layout};

/// 一字 of 四号 type.
const IN: f64 = 4.939;

/// Where the record begins: page and top of its first line.
fn start(document: &Document) -> Option<(usize, f64)> {
    let moved = document.parts.moved_recipients.as_ref().map(|seen| (seen.page(), seen.first().top()));
    moved.or_else(|| document.parts.imprint.first().map(|record| (record.page(), record.top())))
}

/// The rules of the record, from the top.
pub fn rules(document: &Document) -> Vec<&Rect> {
    let Some((page, top)) = start(document) else { return Vec::new() };
    let last = document.pages.len() - 1;
    let from = if page == last { top - 5.0 } else { 37.0 };
    let wide = |rect: &&Rect| rect.rule() && rect.color == 0 && rect.width() > 140.0 && rect.y0 > from;
    let mut rules: Vec<&Rect> = document.pages[last].rects.iter().filter(wide).collect();
    rules.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    rules
}

fn ruled(document: &Document) -> bool {
    start(document).is_some() && document.notice.layout != Layout::Letter
}

/// Rules as wide as the type area, the outer ones thick, the last on its lower edge on the last page.
pub fn clause_7_4_1(document: &Document, proof: &mut Proof) {
    if !ruled(document) {
        return;
    }
    let page = document.pages.len() - 1;
    let rules = rules(document);
    proof.holds(page, rules.len() >= 2, || format!("{} rules around the record", rules.len()));
    if rules.len() < 2 {
        return;
    }
    for (index, rule) in rules.iter().enumerate() {
        proof.near(page, "left end of a rule", rule.x0, 28.0, 0.3);
        proof.near(page, "right end of a rule", rule.x1, 184.0, 0.3);
        let outer = index == 0 || index + 1 == rules.len();
        proof.near(page, "thickness of a rule", rule.height(), if outer { 0.35 } else { 0.25 }, 0.03);
        proof.same(page, "colour of a rule", rule.color, 0);
    }
    proof.near(page, "the last rule", rules.last().unwrap().centre().1, 262.0, 0.4);
    let (first, top) = start(document).unwrap();
    if first == page {
        proof.between(page, "white below the first rule", top - rules[0].y1, 0.5, 5.0);
    }
}

/// The record stands on the last page; on an even one in documents (GB/T 33476.2).
pub fn clause_7_4_1_page(document: &Document, proof: &mut Proof) {
    let (Some((page, top)), Some(last)) = (start(document), document.parts.imprint.last()) else { return };
    proof.same(page, "the last page", last.last().page() + 1, document.pages.len());
    // English notices, which no standard governs, have it on whatever page is the last.
    let even = matches!(document.notice.layout, Layout::Official | Layout::Order | Layout::Minutes)
        && document.notice.language != Language::English;
    proof.holds(page, !even || document.pages.len().is_multiple_of(2), || "an even page wanted".to_owned());
    // The last page with text before it.
    let Some((text, foot)) = text_end(document, (page, top)) else { return };
    // The place of a seal reaches further down than the date in it.
    let foot =
        crate::signature::rings(document).iter().filter(|(at, _)| *at == text).fold(foot, |foot, (_, ring)| foot.max(ring.y1));
    let blanks = page - text;
    proof.holds(page, blanks <= 2, || format!("{} blank pages", blanks - 1));
    if blanks == 2 {
        proof.same(text, "a page before blanks, even", (text + 1) % 2, 0);
    }
    let upright = document.pages[text].upright();
    if blanks > 0 && upright && ((text + 1).is_multiple_of(2) || !even) {
        // Only where the record found no room below the text.
        proof.holds(text, foot + 4.0 > top - 2.0, || format!("text ends at {foot:.1}, the record begins at {top:.1}"));
    }
}

fn text_end(document: &Document, record: (usize, f64)) -> Option<(usize, f64)> {
    (0..=record.0).rev().find_map(|index| {
        let above = |glyph: &&Glyph| index < record.0 || glyph.bottom() < record.1 + 0.1;
        let glyphs = document.pages[index].glyphs.iter().filter(above).chain(&document.pages[index].notes);
        let foot = glyphs.map(Glyph::bottom).fold(0.0, f64::max);
        (foot > 0.0).then_some((index, foot))
    })
}

/// 抄送: 四号 仿宋, one 字 in on both sides, turned lines behind the colon, a full stop; 主送 above it without a rule.
pub fn clause_7_4_2(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    let labels = zhumo::wording::labels(document.notice.language);
    for record in &parts.imprint {
        let Record::List(seen, label) = record else { continue };
        let page = seen.page();
        proof.near(page, "left edge of a list", seen.first().x0(), 28.0 + IN, 0.3);
        let behind = seen.first().glyphs.get(*label).map_or(0.0, |glyph| glyph.x);
        for row in &seen.rows[1..] {
            proof.near(row.page(), "left edge of a turned line", row.x0(), behind, 0.3);
        }
        for row in &seen.rows {
            list_row(document, row, proof);
        }
        let text = seen.text();
        if document.chinese() && text.starts_with(labels.copies_to) {
            proof.holds(page, text.ends_with('。'), || "a full stop behind 抄送".to_owned());
        }
    }
    if let (Some(moved), Some(first)) = (&parts.moved_recipients, parts.imprint.first()) {
        let (above, below) = (moved.last().baseline(), first.top());
        let between = rules(document).iter().any(|rule| rule.y0 > above && rule.y0 < below);
        let lists = matches!(first, Record::List(..));
        proof.holds(moved.page(), !(lists && between), || "a rule between 主送 and 抄送".to_owned());
    }
}

fn list_row(document: &Document, row: &Row, proof: &mut Proof) {
    let last = row.glyphs.last().unwrap();
    let end = if last.stop() { f64::midpoint(last.x, last.right) } else { last.right };
    proof.between(row.page(), "right edge of a list", end, 28.0, 184.0 - IN + 0.5);
    proof.between(row.page(), "size of a list", row.size(), 13.7, 14.3);
    if document.chinese() {
        proof.face(row.page(), "face of a list", row.font(), document.text_face());
    }
}

/// 印发: the organ one 字 from the left, the day one 字 from the right, below everything else.
pub fn clause_7_4_3(document: &Document, proof: &mut Proof) {
    let records = &document.parts.imprint;
    for (index, record) in records.iter().enumerate() {
        let Record::Printed(organ, date) = record else { continue };
        let page = organ.page();
        proof.near(page, "left edge of the organ", organ.first().x0(), 28.0 + IN, 0.3);
        proof.between(page, "size of the row", organ.first().size(), 13.7, 14.3);
        let below = records[index + 1..].iter().all(|record| matches!(record, Record::Copies(_)));
        proof.holds(page, below, || "the row is the last one".to_owned());
        let Some(date) = date else { continue };
        proof.near(page, "right edge of the day", date.x1(), 184.0 - IN, 0.5);
        proof.near(page, "base line of the day", date.first().baseline(), organ.last().baseline(), 0.1);
        if document.chinese() {
            proof.face(page, "face of the row", organ.first().font(), document.text_face());
            proof.holds(page, date.text().ends_with(['发', '發']), || format!("印发 behind the day: {}", date.text()));
        }
        // A thin rule parts the row from what stands above it.
        if let Some(before) = index.checked_sub(1).map(|before| &records[before]).filter(|_| ruled(document)) {
            let (above, below) = (before.last().baseline(), organ.first().top());
            let thin = rules(document).into_iter().filter(|rule| rule.y0 > above && rule.y1 < below);
            let found: Vec<f64> = thin.map(Rect::height).collect();
            proof.holds(page, found.len() == 1 && (found[0] - 0.25).abs() < 0.03, || {
                format!("one thin rule above the row, found {found:?}")
            });
        }
    }
}

/// Whether a page carries a number.
fn numbered(document: &Document, index: usize) -> bool {
    if index == 0 && document.notice.layout == Layout::Letter {
        return false;
    }
    let Some(record) = start(document) else { return true };
    let Some((text, _)) = text_end(document, record) else { return true };
    // Blank pages before the record, and the page of the record behind them, have none.
    record.0 - text < 2 || index <= text
}

/// `—1—`: 四号 宋体, the dash 7 mm below the type area, odd pages at the right, even ones at the left.
pub fn clause_7_5(document: &Document, proof: &mut Proof) {
    for (index, page) in document.pages.iter().enumerate() {
        let Some(number) = &page.number else { continue };
        proof.same(index, "page number", number.text.clone(), format!("—{}—", index + 1));
        proof.face(index, "face of the page number", &number.font, "FandolSong");
        proof.near(index, "size of the page number", number.size, 14.0, 0.3);
        if !page.upright() {
            continue;
        }
        proof.near(index, "the dash", number.dash, 269.0, 0.5);
        if index % 2 == 0 {
            proof.near(index, "right end of the page number", number.x1, 184.0 - IN, 0.7);
        } else {
            proof.near(index, "left end of the page number", number.x0, 28.0 + IN, 0.7);
        }
    }
}

/// Blank pages before the record, and its page behind them, are not numbered; all others are, annexes too.
pub fn clause_7_5_blanks(document: &Document, proof: &mut Proof) {
    for (index, page) in document.pages.iter().enumerate() {
        proof.same(index, "a page number", page.number.is_some(), numbered(document, index));
    }
}
