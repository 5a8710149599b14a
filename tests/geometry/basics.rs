//! Clauses 5–7.1: sheet, type area, grid, colours, the order of the blocks; and 8, sheets on their side.

use crate::document::{Document, Kind, Part};
use crate::faults::Proof;
use crate::page::{Glyph, Row};
use crate::{CELL, PITCH};
use std::collections::BTreeMap;
use zhumo::model::{Block, Layout};

/// A4, 210 × 297; an annex may lie on its side.
pub fn clause_5_1(document: &Document, proof: &mut Proof) {
    let lone_table = |annex: &zhumo::model::Annex| matches!(annex.blocks[..], [Block::Table(_)]);
    let turned = document.notice.annexes.iter().any(|annex| annex.landscape || lone_table(annex));
    for (index, page) in document.pages.iter().enumerate() {
        let (short, long) = if page.upright() { (page.width, page.height) } else { (page.height, page.width) };
        proof.near(index, "short side", short, 210.0, 0.18);
        proof.near(index, "long side", long, 297.0, 0.18);
        proof.holds(index, page.upright() || turned, || "an upright page wanted".to_owned());
    }
}

/// 37 mm above the first line, 28 at the left; nothing outside 156 × 225 but mark, red rules and page number.
pub fn clause_5_2_1(document: &Document, proof: &mut Proof) {
    for (index, page) in document.pages.iter().enumerate() {
        let (left, top, right, bottom) = page.area();
        for glyph in page.glyphs.iter().chain(&page.notes).filter(|glyph| !glyph.red()) {
            // A stop at the end of a line may give up half its cell.
            let end = if glyph.stop() { glyph.x + (glyph.right - glyph.x) / 2.0 } else { glyph.right };
            let inside = glyph.x > left - 0.3 && end < right + 0.5 && glyph.top() > top - 0.3 && glyph.bottom() < bottom + 0.3;
            proof.holds(index, inside, || {
                format!(
                    "`{}` at x {:.2} to {end:.2}, y {:.2} to {:.2}, wanted within {left} to {right}, {top} to {bottom}",
                    glyph.c,
                    glyph.x,
                    glyph.top(),
                    glyph.bottom()
                )
            });
        }
        for rect in page.rects.iter().filter(|rect| !rect.red()) {
            let inside = rect.x0 > left - 0.3 && rect.x1 < right + 0.3 && rect.y0 > top - 0.3 && rect.y1 < bottom + 0.3;
            proof.holds(index, inside, || format!("a rule outside the type area: {rect:?}"));
        }
        if let Some(first) = first_line(&page.glyphs).filter(|_| index > 0 && page.upright() && document.has_text(index)) {
            proof.near(index, "top of the first line", first, top, 0.3);
        }
    }
}

/// The top of a page's first line, where it is of text.
fn first_line(glyphs: &[Glyph]) -> Option<f64> {
    let top = glyphs.iter().map(Glyph::top).fold(f64::MAX, f64::min);
    let text = |glyph: &&Glyph| (glyph.top() - top).abs() < 1.0 && (glyph.size - 16.0).abs() < 0.3;
    let large = glyphs.iter().filter(text).map(Glyph::top).fold(f64::MAX, f64::min);
    (large < f64::MAX && large - top < 1.0).then_some(large)
}

/// 三号 仿宋 where nothing else is said.
pub fn clause_5_2_2(document: &Document, proof: &mut Proof) {
    if !document.chinese() {
        return;
    }
    let mut faces: BTreeMap<(String, i64), usize> = BTreeMap::new();
    for part in document.bodies().filter(|part| part.kind == Kind::Paragraph) {
        for glyph in part.seen.glyphs().filter(|glyph| chinese(glyph.c)) {
            *faces.entry((glyph.font.clone(), (glyph.size * 10.0).round() as i64)).or_default() += 1;
        }
    }
    if let Some(((font, size), _)) = faces.into_iter().max_by_key(|(_, count)| *count) {
        proof.face(0, "face of the text", &font, document.text_face());
        proof.between(0, "size of the text", size as f64 / 10.0, 15.5, 16.3);
    }
}

pub fn chinese(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

/// 22 lines on a page of text, which they fill.
pub fn clause_5_2_3_lines(document: &Document, proof: &mut Proof) {
    let rows: Vec<(Place, &Row)> = text_rows(&document.parts.body)
        .into_iter()
        .chain(document.parts.annexes.iter().flat_map(|annex| text_rows(&annex.body)))
        .collect();
    let plain = |block: &Block| !matches!(block, Block::Table(_) | Block::Figure(_) | Block::PageBreak(_));
    if !document.notice.blocks().all(plain) {
        return;
    }
    for index in 1..document.pages.len().saturating_sub(1) {
        let page = &document.pages[index];
        let here: Vec<&(Place, &Row)> = rows.iter().filter(|(_, row)| row.page() == index).collect();
        let next: Vec<&(Place, &Row)> = rows.iter().filter(|(_, row)| row.page() == index + 1).collect();
        let count: usize = here.iter().map(|(_, row)| row.glyphs.len()).sum();
        // Pages of nothing but text that goes on.
        let full = page.upright() && page.notes.is_empty() && count == page.glyphs.len();
        let goes_on = rows.iter().position(|(_, row)| row.page() == index + 1).is_some_and(|at| at > 0 && same_flow(&rows, at));
        if !full || next.is_empty() || !goes_on || here.is_empty() {
            continue;
        }
        let (first, last) = (here[0].1, here[here.len() - 1].1);
        proof.near(index, "top of line 1", first.top(), 37.0, document.exactness() - 0.1);
        for pair in here.windows(2) {
            proof.near(index, "pitch", pair[1].1.baseline() - pair[0].1.baseline(), PITCH, 0.05);
        }
        let missing = 22usize.saturating_sub(here.len());
        if missing == 0 {
            proof.same(index, "lines", here.len(), 22);
            proof.near(index, "foot of line 22", last.bottom(), 262.0, 0.3);
        } else {
            // A page may end earlier only where line 22 would part what belongs together.
            let (before, behind) = (next.get(missing - 1), next.get(missing));
            let reason = match (before, behind) {
                (Some((before, _)), Some((behind, _))) => {
                    before.heading || before.first && !before.last || behind.last && !behind.first
                }
                // What follows is the signature, which takes text along.
                (Some(_), None) | (None, _) => next.len() <= 3,
            };
            let last = next.len() <= missing;
            proof.holds(index, reason && (missing <= 3 || last), || format!("lines: found {}, wanted 22", here.len()));
        }
    }
}

fn same_flow(rows: &[(Place, &Row)], at: usize) -> bool {
    rows[at - 1].1.page() + 1 == rows[at].1.page()
}

/// What a line is to its paragraph.
struct Place {
    heading: bool,
    first: bool,
    last: bool,
}

fn text_rows(parts: &[Part]) -> Vec<(Place, &Row)> {
    let mut rows = Vec::new();
    for part in parts {
        let last = part.seen.rows.len() - 1;
        let heading = matches!(part.kind, Kind::Heading(_) | Kind::Chapter);
        rows.extend(
            part.seen
                .rows
                .iter()
                .enumerate()
                .map(|(index, row)| (Place { heading, first: index == 0, last: index == last }, row)),
        );
    }
    rows
}

/// 28 characters a line, which they fill: the right edge of full lines is exact.
pub fn clause_5_2_3_characters(document: &Document, proof: &mut Proof) {
    if !document.chinese() {
        return;
    }
    for part in document.bodies().filter(|part| matches!(part.kind, Kind::Paragraph | Kind::RunIn(..) | Kind::Numbered)) {
        for (index, row) in part.seen.rows.iter().enumerate() {
            let page = &document.pages[row.page()];
            if !page.upright() {
                continue;
            }
            let indent = if index == 0 { 2.0 } else { 0.0 };
            let regular = row.glyphs.iter().all(|glyph| chinese(glyph.c) && (glyph.size - 16.0).abs() < 0.3);
            let full = index + 1 < part.seen.rows.len();
            if full {
                let last = row.glyphs.last().unwrap();
                // A stop may give up as much as half its cell.
                let half = f64::midpoint(last.x, last.right);
                let end = if last.stop() { f64::clamp(184.0, half, last.right) } else { last.right };
                proof.near(row.page(), &format!("right edge of `{}`", row.text()), end, 184.0, 0.5);
                if regular {
                    proof.near(row.page(), "characters", row.glyphs.len() as f64 + indent, 28.0, 0.0);
                }
            }
            if regular {
                for (column, glyph) in row.glyphs.iter().enumerate() {
                    let cell = 28.0 + (column as f64 + indent) * CELL;
                    proof.near(row.page(), &format!("cell of `{}`", glyph.c), glyph.x, cell, 0.1);
                }
            }
        }
    }
}

/// Black, but for what is red.
pub fn clause_5_2_4(document: &Document, proof: &mut Proof) {
    for (index, page) in document.pages.iter().enumerate() {
        for glyph in page.glyphs.iter().chain(&page.notes).filter(|glyph| index > 0 || !glyph.red()) {
            proof.same(index, &format!("colour of `{}`", glyph.c), glyph.color, 0);
        }
        for rect in page.rects.iter().filter(|rect| index > 0 || !rect.red()) {
            proof.same(index, "colour of a rule", rect.color, 0);
        }
    }
    // Red are the mark and the rules of the head, nothing else.
    let reds: String = document.pages[0].glyphs.iter().filter(|glyph| glyph.red()).map(|glyph| glyph.c).collect();
    let mark = zhumo::wording::mark(&document.notice);
    proof.same(0, "something red", !reds.is_empty(), mark.is_some());
}

/// Red as the standard's chart has it; page numbers at one height on both sides of a sheet.
pub fn clause_6_2(document: &Document, proof: &mut Proof) {
    let page = &document.pages[0];
    let reds = page.glyphs.iter().filter(|glyph| glyph.red()).map(|glyph| glyph.color);
    for color in reds.chain(page.rects.iter().filter(|rect| rect.red()).map(|rect| rect.color)) {
        let part = |shift: u32| f64::from(color >> shift & 255) / 255.0;
        proof.between(0, "red", part(16), 0.85, 1.0);
        proof.between(0, "green in the red", part(8), 0.0, 0.25);
        proof.between(0, "blue in the red", part(0), 0.0, 0.25);
    }
    let dashes = document.pages.iter().enumerate().filter(|(_, page)| page.upright());
    let dashes: Vec<(usize, f64)> = dashes.filter_map(|(index, page)| Some((index, page.number.as_ref()?.dash))).collect();
    for pair in dashes.windows(2) {
        proof.near(pair[1].0, "height of the page number", pair[1].1, pair[0].1, 0.2);
    }
}

/// Head, main part, record, one below the other; below the type area nothing but the page number.
pub fn clause_7_1(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    let rule = document.pages[0].rects.iter().find(|rect| rect.red() && rect.rule() && rect.y0 < 250.0);
    let head = [&parts.copy_number, &parts.classification, &parts.urgency, &parts.mark, &parts.number, &parts.issue];
    if let Some(rule) = rule.filter(|_| document.notice.layout != Layout::Letter) {
        for seen in head.into_iter().flatten().chain(&parts.approvers).chain(&parts.editor) {
            proof.holds(0, seen.last().bottom() < rule.y0 + 0.01, || format!("`{}` below the red rule", seen.text()));
        }
        for seen in parts.title.iter().chain(&parts.recipients).chain(parts.body.first().map(|part| &part.seen)) {
            let below = seen.page() > 0 || seen.first().top() > rule.y1;
            proof.holds(0, below, || format!("`{}` above the red rule", seen.text()));
        }
    }
    // In the order of reading, each element stands below the one before.
    let mut order: Vec<&crate::page::Seen> = parts.title.iter().chain(&parts.subtitle).chain(&parts.recipients).collect();
    order.extend(parts.body.iter().map(|part| &part.seen));
    order.extend(parts.annex_note.iter().map(|entry| &entry.name));
    order.extend(parts.people.iter().flat_map(|people| &people.entries));
    order.extend(parts.contacts.iter().map(|part| &part.seen));
    order.extend(parts.signatories.first());
    order.extend(&parts.date);
    order.extend(&parts.note);
    order.extend(parts.afterword.iter().map(|part| &part.seen));
    for annex in &parts.annexes {
        order.push(&annex.label);
        order.extend(&annex.title);
        order.extend(annex.body.iter().map(|part| &part.seen));
    }
    for pair in order.windows(2) {
        let (before, after) = (pair[0].last(), pair[1].first());
        let below = (before.page(), before.baseline() - 0.5) < (after.page(), after.baseline());
        proof.holds(after.page(), below, || format!("`{}` above `{}`", pair[1].text(), pair[0].text()));
    }
    // The record stands behind everything.
    if let (Some(last), Some(record)) = (order.last(), parts.imprint.first()) {
        let below = (last.last().page(), last.last().bottom()) < (record.page(), record.top());
        proof.holds(record.page(), below, || "the record above the text".to_owned());
    }
    for (index, page) in document.pages.iter().enumerate().filter(|(_, page)| page.upright()) {
        for glyph in &page.glyphs {
            proof.holds(index, glyph.bottom() < 262.3, || format!("`{}` below the type area", glyph.c));
        }
    }
}

/// A heading is never the last line of its page.
pub fn headings_go_with_their_text(document: &Document, proof: &mut Proof) {
    let bodies = std::iter::once(&document.parts.body).chain(document.parts.annexes.iter().map(|annex| &annex.body));
    for parts in bodies {
        for pair in parts.windows(2).filter(|pair| matches!(pair[0].kind, Kind::Heading(_) | Kind::Chapter)) {
            let (heading, next) = (pair[0].seen.last(), pair[1].seen.first());
            let text = pair[0].seen.text();
            proof.holds(heading.page(), heading.page() == next.page(), || format!("`{text}` is the last line of its page"));
        }
    }
}

/// A sheet on its side is the upright one turned, and its page number stands where all stand.
pub fn clause_8(document: &Document, proof: &mut Proof) {
    for (index, page) in document.pages.iter().enumerate().filter(|(_, page)| !page.upright()) {
        proof.holds(index, page.number.is_some(), || "no page number at the place of all page numbers".to_owned());
        let Some(number) = &page.number else { continue };
        // From the foot of the upright sheet, which is the left edge here.
        proof.near(index, "dash of the page number", 297.0 - number.dash, 269.0, 0.5);
        if (index + 1) % 2 == 1 {
            proof.near(index, "outer end of the page number", number.y1, 179.06, 0.7);
        } else {
            proof.near(index, "outer end of the page number", number.y0, 32.94, 0.7);
        }
        for glyph in &page.glyphs {
            let free = glyph.x > number.x1;
            proof.holds(index, free, || format!("`{}` over the page number", glyph.c));
        }
    }
    for annex in document.parts.annexes.iter().filter(|annex| annex.landscape) {
        let row = annex.label.first();
        proof.holds(row.page(), !document.pages[row.page()].upright(), || "a turned sheet wanted".to_owned());
        proof.near(row.page(), "left edge of the label", row.x0(), 35.0, 0.3);
        proof.near(row.page(), "top of the label", row.top(), 28.0, 0.3);
    }
}
