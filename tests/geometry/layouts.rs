//! Clause 10: letters, orders and minutes; briefings, which no standard governs.

use crate::document::{Document, Record};
use crate::faults::Proof;
use crate::head::{mark_ink, red_rules};
use crate::page::{Glyph, Rect, Seen};
use crate::{CELL, INDENT, LINE, PITCH, TWO_LINES};
use zhumo::model::Layout;

/// 7/8 of the height of a 三号 character.
const SEVEN_EIGHTHS: f64 = 4.84;

fn is(document: &Document, layout: Layout) -> bool {
    document.notice.layout == layout
}

/// The double rules of a letter: upper pair, lower pair.
fn pairs(document: &Document) -> Option<[Vec<&Rect>; 2]> {
    let mut rules = red_rules(document);
    rules.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    let (upper, lower): (Vec<&Rect>, Vec<&Rect>) = rules.into_iter().partition(|rule| rule.y0 < 150.0);
    (upper.len() == 2 && lower.len() == 2).then_some([upper, lower])
}

/// 信函: the lead organ alone, without 文件.
pub fn clause_10_1_mark(document: &Document, proof: &mut Proof) {
    let (true, Some(mark), Some(lead)) = (is(document, Layout::Letter), &document.parts.mark, document.notice.issuers.first())
    else {
        return;
    };
    proof.same(0, "the mark of a letter", mark.text(), lead.name.clone());
    proof.same(0, "lines of the mark", mark.rows.len(), 1);
}

/// Double rules 170 mm long, 4 mm below the mark and 20 mm above the foot of the sheet, the thick ones outside.
pub fn clause_10_1_rules(document: &Document, proof: &mut Proof) {
    if !is(document, Layout::Letter) {
        return;
    }
    let pairs = pairs(document);
    proof.holds(0, pairs.is_some(), || format!("two double rules wanted, found {:?}", red_rules(document)));
    let Some([upper, lower]) = pairs else { return };
    for rule in upper.iter().chain(&lower) {
        proof.near(0, "length of a rule", rule.width(), 170.0, 0.5);
        proof.near(0, "left end of a rule", rule.x0, 20.0, 1.0);
    }
    if let Some((_, bottom)) = mark_ink(document) {
        proof.near(0, "white between mark and rules", upper[0].y0 - bottom, 4.0, 0.5);
    }
    proof.near(0, "lower edge of the second pair", lower[1].y1, 277.0, 0.3);
    proof.holds(0, upper[0].height() > upper[1].height() + 0.2, || "above: thick, then thin".to_owned());
    proof.holds(0, lower[0].height() < lower[1].height() - 0.2, || "below: thin, then thick".to_owned());
    for (index, page) in document.pages.iter().enumerate().skip(1) {
        proof.same(index, "red rules on a later page", page.rects.iter().filter(|rect| rect.red()).count(), 0);
    }
}

/// Below the first double rule: 份号, 密级, 紧急程度 at the left (7.2.1–7.2.3 measure them), the number at the right.
pub fn clause_10_1_number(document: &Document, proof: &mut Proof) {
    let (true, Some(number), Some([upper, _])) = (is(document, Layout::Letter), &document.parts.number, pairs(document)) else {
        return;
    };
    proof.near(0, "right edge of the number", number.x1(), 184.0, 0.5);
    proof.near(0, "white above the number", number.first().top() - upper[1].y1, SEVEN_EIGHTHS, 0.5);
    let corner = [&document.parts.copy_number, &document.parts.classification, &document.parts.urgency];
    let corner: Vec<&Seen> = corner.into_iter().flatten().collect();
    if let Some(first) =
        corner.first().filter(|_| document.parts.copy_number.is_some() || document.parts.classification.is_none())
    {
        proof.near(0, "white above the first element at the left", first.first().top() - upper[1].y1, SEVEN_EIGHTHS, 0.5);
    }
    if let Some(title) = document.parts.title.first() {
        let foot = corner.iter().map(|seen| seen.last().bottom()).fold(number.last().bottom(), f64::max);
        proof.near(0, "white above the title", title.first().top() - foot, TWO_LINES, 0.5);
    }
}

/// Text of page 1 keeps clear of the second double rule; no page number there.
pub fn clause_10_1_page(document: &Document, proof: &mut Proof) {
    if !is(document, Layout::Letter) {
        return;
    }
    let page = &document.pages[0];
    let lowest = page.glyphs.iter().map(Glyph::bottom).fold(0.0, f64::max);
    proof.between(0, "foot of the last line", lowest, 0.0, 277.0 - SEVEN_EIGHTHS);
    proof.holds(0, page.number.is_none(), || "a page number on page 1".to_owned());
}

/// The record of a letter: no rules, its last list at the lower edge of the type area of the last page.
pub fn clause_10_1_record(document: &Document, proof: &mut Proof) {
    let (true, Some(last)) = (is(document, Layout::Letter), document.parts.imprint.last()) else { return };
    let page = document.pages.len() - 1;
    proof.same(page, "rules around the record", document.pages[page].rects.iter().filter(|rect| !rect.red()).count(), 0);
    proof.near(page, "foot of the record", last.last().bottom(), 262.0, 1.0);
}

/// 命令: 令号 centred two blank lines below the mark, the text two blank lines below it; no recipients.
pub fn clause_10_2(document: &Document, proof: &mut Proof) {
    if !is(document, Layout::Order) {
        return;
    }
    if let Some(mark) = &document.parts.mark {
        proof.holds(0, mark.text().ends_with('令'), || format!("the mark ends with 令: {}", mark.text()));
    }
    let Some(number) = &document.parts.number else { return };
    proof.near(0, "centre of the number", number.first().centre(), 106.0, 0.5);
    if let Some((_, bottom)) = mark_ink(document) {
        proof.near(0, "white between mark and number", number.first().top() - bottom, TWO_LINES, 0.5);
    }
    if let Some(first) = document.parts.body.first().filter(|_| document.parts.title.is_empty()) {
        proof.near(0, "white between number and text", first.seen.first().top() - number.last().bottom(), TWO_LINES, 0.5);
    }
    proof.same(0, "red rules", red_rules(document).len(), 0);
}

/// 纪要: 出席, 请假, 列席 in 黑体, people in 仿宋, two 字 in, everything else below the first character behind the colon.
pub fn clause_10_3(document: &Document, proof: &mut Proof) {
    if !is(document, Layout::Minutes) {
        return;
    }
    if let Some(mark) = &document.parts.mark {
        proof.holds(0, mark.text().ends_with("纪要"), || format!("the mark ends with 纪要: {}", mark.text()));
    }
    for (index, people) in document.parts.people.iter().enumerate() {
        let row = people.label.first();
        let page = row.page();
        proof.near(page, "left edge of the label", row.x0(), 28.0 + INDENT, 0.3);
        proof.face(page, "face of the label", row.font(), "FandolHei");
        proof.holds(page, people.label.text().ends_with('：'), || "a full-width colon".to_owned());
        if let Some(above) = document.text_above(row).filter(|above| *above > 40.0 && row.top() > 37.5) {
            let white = if index == 0 { LINE } else { PITCH - row.size() * crate::page::MM };
            proof.near(page, "white above the label", row.top() - above, white, 0.5);
        }
        let behind = 28.0 + INDENT + 3.0 * CELL;
        for (at, line) in people.entries.iter().flat_map(|entry| &entry.rows).enumerate() {
            proof.near(line.page(), &format!("left edge of people, line {}", at + 1), line.x0(), behind, 0.3);
            proof.face(line.page(), "face of people", line.font(), document.text_face());
            proof.between(line.page(), "size of people", line.size(), 15.5, 16.3);
        }
    }
}

/// 简报: issue centred below the name, editor and date on one line above the red rule; its record at the foot.
pub fn briefings(document: &Document, proof: &mut Proof) {
    if !is(document, Layout::Briefing) {
        return;
    }
    let parts = &document.parts;
    if let (Some(issue), Some((_, bottom))) = (&parts.issue, mark_ink(document)) {
        proof.near(0, "centre of the issue", issue.first().centre(), 106.0, 0.5);
        proof.between(0, "white between name and issue", issue.first().top() - bottom, 4.0, 12.0);
    }
    if let (Some(editor), Some(date)) = (&parts.editor, &parts.head_date) {
        proof.near(0, "left edge of the editor", editor.x0(), 28.0, 0.3);
        proof.near(0, "right edge of the date", date.x1(), 184.0, 0.5);
        proof.near(0, "base line of the date", date.first().baseline(), editor.last().baseline(), 0.1);
        if let Some(issue) = &parts.issue {
            proof.holds(0, editor.first().top() > issue.last().bottom(), || "the editor below the issue".to_owned());
        }
    }
    proof.holds(0, parts.signatories.is_empty() || parts.date.is_some(), || "a signed briefing without its date".to_owned());
    let copies = parts.imprint.iter().filter_map(|record| if let Record::Copies(seen) = record { Some(seen) } else { None });
    for seen in copies {
        proof.near(seen.page(), "right edge of the copies", seen.x1(), 184.0 - 4.939, 0.5);
    }
}

/// 公开信: no head, no number; the title begins the page.
pub fn open_letters(document: &Document, proof: &mut Proof) {
    if !is(document, Layout::OpenLetter) || !document.notice.mark.is_empty() {
        return;
    }
    proof.holds(0, document.parts.mark.is_none(), || "a red mark".to_owned());
    proof.same(0, "red rules", red_rules(document).len(), 0);
    if let Some(title) = document.parts.title.first() {
        let first = document.pages[0].glyphs.iter().map(Glyph::top).fold(f64::MAX, f64::min);
        proof.near(0, "the first line", first, title.first().top(), 0.1);
        proof.between(0, "top of the title", title.first().top(), 36.7, 60.0);
    }
}
