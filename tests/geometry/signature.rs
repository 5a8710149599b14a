//! Clause 7.3.5: signature and date, and the places of seals and stamps, which only a proof shows.

use crate::document::Document;
use crate::faults::Proof;
use crate::page::{Rect, Row, Seen};
use crate::{CELL, LINE, PITCH, TWO_LINES};
use zhumo::model::Layout;

/// Four and two 字 from the right edge of the type area.
const FOUR: f64 = 184.0 - 4.0 * CELL;
const TWO: f64 = 184.0 - 2.0 * CELL;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    Plain,
    Sealed,
    Stamped,
}

/// By the draft's own words: 用印, and the layout.
fn closing(document: &Document) -> Option<Closing> {
    let notice = &document.notice;
    if document.parts.signatories.is_empty() || document.parts.date.is_none() {
        return None;
    }
    let written = notice.sealed.as_ref().map_or("", |sealed| sealed.text.text.as_str());
    Some(match written {
        "签名章" | "簽名章" | "signature stamp" => Closing::Stamped,
        "是" | "yes" => Closing::Sealed,
        _ if notice.layout == Layout::Order => Closing::Stamped,
        _ => Closing::Plain,
    })
}

fn date(document: &Document) -> &Row {
    document.parts.date.as_ref().unwrap().first()
}

/// The white above the first name, where something stands above it on its page.
fn white_above(document: &Document, row: &Row) -> Option<f64> {
    (row.top() > 38.0).then(|| document.text_above(row)).flatten().map(|above| row.top() - above)
}

/// Round guides of a proof: the places of seals, in the order of reading.
pub fn rings(document: &Document) -> Vec<(usize, Rect)> {
    let mut rings = Vec::new();
    for (index, page) in document.proof.iter().enumerate() {
        let round = |rect: &&Rect| rect.stroke && (30.0..70.0).contains(&rect.width());
        let round = page.rects.iter().filter(round).filter(|rect| (rect.width() - rect.height()).abs() < 0.2);
        let mut here: Vec<Rect> = round.cloned().collect();
        here.sort_by(|a, b| (a.y0.round(), a.x0).partial_cmp(&(b.y0.round(), b.x0)).unwrap());
        rings.extend(here.into_iter().map(|rect| (index, rect)));
    }
    rings
}

/// Guides that are neither round nor the type area nor the grid: the places of signature stamps, from the top.
fn frames(document: &Document) -> Vec<(usize, Rect)> {
    let mut frames = Vec::new();
    for (index, page) in document.proof.iter().enumerate() {
        let frame = |rect: &&Rect| rect.stroke && (12.0..100.0).contains(&rect.width()) && (5.0..60.0).contains(&rect.height());
        let square = |rect: &Rect| (rect.width() - rect.height()).abs() < 0.2 && rect.width() > 30.0;
        let mut here: Vec<Rect> = page.rects.iter().filter(frame).filter(|rect| !square(rect)).cloned().collect();
        here.sort_by(|a, b| a.y0.total_cmp(&b.y0));
        frames.extend(here.into_iter().map(|rect| (index, rect)));
    }
    frames
}

/// A ring and what stands in it: upright, over the text by less than a line, the text a little below its middle.
fn ring(document: &Document, proof: &mut Proof, page: usize, ring: &Rect, rows: &[&Row]) {
    let (x, y) = ring.centre();
    proof.between(page, "diameter of the seal", ring.width(), 35.0, 60.5);
    proof.between(page, "left edge of the seal", ring.x0, 27.7, 184.0);
    proof.between(page, "right edge of the seal", ring.x1, 28.0, 184.3);
    proof.between(page, "top of the seal", ring.y0, 36.7, 262.0);
    let record = crate::record::rules(document);
    let foot = record.first().filter(|_| page + 1 == document.pages.len()).map_or(262.3, |rule| rule.y0);
    proof.between(page, "foot of the seal", ring.y1, 37.0, foot);
    let last = rows[rows.len() - 1];
    for row in rows {
        proof.same(page, "page of what the seal covers", row.page(), page);
        proof.holds(page, row.top() > ring.y0 && row.bottom() < ring.y1, || {
            format!("`{}` at {:.1}, the seal from {:.1} to {:.1}", row.text(), row.top(), ring.y0, ring.y1)
        });
    }
    proof.near(page, &format!("centre of the seal over `{}`", last.text()), x, last.centre(), 0.5);
    let block = f64::midpoint(rows[0].top(), last.bottom());
    // Name and date lie below the middle; a name alone is centred.
    let dated = std::ptr::eq(last, date(document));
    let placed = if dated { block >= y - 0.1 } else { (block - y).abs() <= 2.0 };
    proof.holds(page, placed, || format!("middle of `{}` at {block:.1}, of the seal at {y:.1}", last.text()));
}

/// Sealed, one issuer: the date four 字 from the right, the name centred above it.
pub fn clause_7_3_5_1(document: &Document, proof: &mut Proof) {
    if closing(document) != Some(Closing::Sealed) || document.parts.signatories.len() != 1 {
        return;
    }
    let (name, date) = (&document.parts.signatories[0], date(document));
    let page = date.page();
    proof.same(page, "page of the name", name.page(), page);
    // A name so long that the seal would leave the type area stands as far right as it can.
    let wide = name.first().width() / 2.0 > 184.0 - (FOUR - date.width() / 2.0);
    if !wide {
        proof.near(page, "right edge of the date", date.x1(), FOUR, 0.5);
        proof.near(page, "centre of the name", name.first().centre(), date.centre(), 0.5);
    }
    proof.near(page, "from the name to the date", date.baseline() - name.last().baseline(), PITCH, 0.1);
    if let Some(white) = white_above(document, name.first()) {
        proof.between(page, "white above the name", white, 13.0, 27.5);
    }
}

/// The seal of one issuer: upright over name and date, its top within a line of the text.
pub fn clause_7_3_5_1_seal(document: &Document, proof: &mut Proof) {
    if closing(document) != Some(Closing::Sealed) || document.parts.signatories.len() != 1 {
        return;
    }
    let (name, date) = (&document.parts.signatories[0], date(document));
    let rings = rings(document);
    proof.same(date.page(), "places of seals", rings.len(), 1);
    let Some((page, place)) = rings.first() else { return };
    let rows: Vec<&Row> = name.rows.iter().chain([date]).collect();
    ring(document, proof, *page, place, &rows);
    if let Some(above) = document.text_above(name.first()).filter(|above| *above > 37.0) {
        proof.between(*page, "white above the seal", place.y0 - above, 0.01, LINE);
    }
}

/// Sealed, joint: names in rows in the order of the organs, the date below the last.
pub fn clause_7_3_5_1_joint(document: &Document, proof: &mut Proof) {
    if closing(document) != Some(Closing::Sealed) || document.parts.signatories.len() < 2 {
        return;
    }
    let names = &document.parts.signatories;
    let date = date(document);
    let rows = by_row(names);
    let room = 3;
    proof.same(names[0].page(), "rows of names", rows.len(), names.len().div_ceil(room));
    for row in &rows {
        let page = row[0].page();
        proof.between(page, "names in a row", row.len() as f64, 1.0, room as f64);
        for pair in row.windows(2) {
            proof.holds(page, pair[0].x1() < pair[1].x0(), || {
                format!("`{}` ends at {:.1}, `{}` begins at {:.1}", pair[0].text(), pair[0].x1(), pair[1].text(), pair[1].x0())
            });
        }
    }
    let last = names.last().unwrap();
    proof.same(date.page(), "page of the last name", last.page(), date.page());
    proof.near(date.page(), "centre of the last name", f64::midpoint(last.x0(), last.x1()), date.centre(), 0.5);
    proof.near(date.page(), "from the last name to the date", date.baseline() - last.last().baseline(), PITCH, 0.1);
    if names.len() == 2 {
        proof.near(date.page(), "right edge of the date", date.x1(), FOUR, 0.5);
    }
}

/// Names whose first lines stand beside each other.
fn by_row(names: &[Seen]) -> Vec<Vec<&Seen>> {
    let mut rows: Vec<Vec<&Seen>> = Vec::new();
    for name in names {
        let beside = rows.last().is_some_and(|row: &Vec<&Seen>| {
            let before = row[row.len() - 1];
            before.page() == name.page() && name.x0() > before.x1() && (before.first().top() - name.first().top()).abs() < 15.0
        });
        if beside {
            rows.last_mut().unwrap().push(name);
        } else {
            rows.push(vec![name]);
        }
    }
    rows
}

/// A seal a name: in line, neither crossing nor touching, each on its name, the last on the date, too.
pub fn clause_7_3_5_1_joint_seals(document: &Document, proof: &mut Proof) {
    if closing(document) != Some(Closing::Sealed) || document.parts.signatories.len() < 2 {
        return;
    }
    let names = &document.parts.signatories;
    let date = date(document);
    let rings = rings(document);
    proof.same(date.page(), "places of seals", rings.len(), names.len());
    if rings.len() != names.len() {
        return;
    }
    for (index, (name, (page, place))) in names.iter().zip(&rings).enumerate() {
        let mut rows: Vec<&Row> = name.rows.iter().collect();
        if index + 1 == names.len() {
            rows.push(date);
        }
        ring(document, proof, *page, place, &rows);
        for (other_page, other) in &rings[..index] {
            if other_page != page {
                continue;
            }
            let ((x, y), (a, b)) = (place.centre(), other.centre());
            let apart = (x - a).hypot(y - b);
            proof.holds(*page, apart > place.width() + 0.01, || format!("seals {apart:.1} apart, {:.1} wide", place.width()));
            // In line: beside each other at one height, or rows wholly below each other.
            let level = (y - b).abs() < 0.1;
            proof.holds(*page, level || (y - b).abs() >= place.height() + 0.8, || format!("rows {:.1} apart", (y - b).abs()));
        }
    }
    let (page, first) = &rings[0];
    let above = document.text_above(names[0].first()).filter(|above| *above > 37.0);
    if let Some(above) = above {
        proof.between(*page, "white above the first row of seals", first.y0 - above, 0.01, LINE);
    }
}

/// Not sealed, one issuer: one blank line below the text, the name two 字 from the right, the date two 字 behind its
/// first character; a date longer than the name stands two 字 from the right instead.
pub fn clause_7_3_5_2(document: &Document, proof: &mut Proof) {
    if closing(document) == Some(Closing::Plain) && document.parts.signatories.len() == 1 {
        plain(document, proof);
    }
}

/// Not sealed, joint: one name a line, the lead organ first, all as wide as the longest.
pub fn clause_7_3_5_2_joint(document: &Document, proof: &mut Proof) {
    let names = &document.parts.signatories;
    if closing(document) != Some(Closing::Plain) || names.len() < 2 {
        return;
    }
    plain(document, proof);
    for pair in names.windows(2) {
        let page = pair[1].page();
        proof.holds(page, (pair[0].page(), pair[0].last().baseline()) < (page, pair[1].first().baseline()), || {
            format!("`{}` below `{}`", pair[1].text(), pair[0].text())
        });
        if pair[0].page() == page {
            proof.near(page, "pitch of the names", pair[1].first().baseline() - pair[0].last().baseline(), PITCH, 0.1);
        }
        proof.near(page, "left edge of a name", pair[1].x0(), names[0].x0(), 0.3);
        // English names are not set wide.
        if document.chinese() {
            proof.near(page, "right edge of a name", pair[1].x1(), names[0].x1(), 0.3);
        }
    }
}

fn plain(document: &Document, proof: &mut Proof) {
    let (first, last, date) = (&document.parts.signatories[0], document.parts.signatories.last().unwrap(), date(document));
    let page = date.page();
    if let Some(white) = white_above(document, first.first()) {
        proof.near(first.page(), "white above the name", white, LINE, document.exactness());
    }
    if last.last().page() == page {
        proof.near(page, "from the name to the date", date.baseline() - last.last().baseline(), PITCH, 0.1);
    }
    if first.rows.len() > 1 {
        return;
    }
    // A date that would end less than one 字 from the edge of the type area is set like a longer one.
    let right = document.parts.signatories.iter().map(Seen::x1).fold(0.0, f64::max);
    let widest = right - first.x0();
    let to_the_edge = TWO - widest + 2.0 * CELL + date.width() > 184.0 - CELL + 0.3;
    if date.width() > first.first().width() + 0.5 || to_the_edge {
        proof.near(page, "right edge of the longer date", date.x1(), TWO, 0.5);
    } else {
        proof.near(page, "right edge of the name", right, TWO, 0.5);
    }
    proof.near(page, "from the name's first character to the date's", date.x0() - first.x0(), 2.0 * CELL, 0.3);
}

/// Signature stamps: two blank lines below the text, four 字 from the right, the office two 字 left of the stamp; then one
/// blank line and the date.
pub fn clause_7_3_5_3(document: &Document, proof: &mut Proof) {
    if closing(document) != Some(Closing::Stamped) {
        return;
    }
    let (names, date) = (&document.parts.signatories, date(document));
    let frames = frames(document);
    proof.near(date.page(), "right edge of the date", date.x1(), FOUR, 0.5);
    proof.same(date.page(), "places of stamps", frames.len(), names.len());
    if frames.len() != names.len() {
        return;
    }
    for (index, (page, frame)) in frames.iter().enumerate() {
        proof.near(*page, "right edge of the stamp", frame.x1, FOUR, 0.5);
        proof.near(*page, "left edge of the stamp", frame.x0, frames[0].1.x0, 0.3);
        // Office and name are written one behind the other; the name stands in the place of the stamp.
        let written = &document.notice.signatories[index].text.text;
        let office = written.split(char::is_whitespace).next().unwrap_or_default().chars().count();
        let glyphs: Vec<_> = names[index].glyphs().cloned().collect();
        let (office, person) = glyphs.split_at(office.min(glyphs.len()));
        let office = Seen::of(office);
        proof.near(*page, "white between office and stamp", frame.x0 - office.x1(), 2.0 * CELL, 0.5);
        let middle = f64::midpoint(office.first().top(), office.last().bottom());
        proof.near(*page, "middle of the office", middle, frame.centre().1, 0.5);
        for glyph in person {
            let inside =
                glyph.x > frame.x0 - 0.3 && glyph.right < frame.x1 + 0.3 && glyph.top() > frame.y0 && glyph.bottom() < frame.y1;
            proof.holds(*page, inside, || format!("`{}` outside the place of the stamp", glyph.c));
        }
    }
    let (page, first) = &frames[0];
    let lowest = document.text_above(names[0].first());
    if let Some(above) = lowest.filter(|_| first.y0 > 38.0) {
        proof.near(*page, "white above the stamp", first.y0 - above, TWO_LINES, 0.5);
    }
    let (page, last) = frames.last().unwrap();
    if *page == date.page() {
        proof.near(*page, "white between stamp and date", date.top() - last.y1, LINE, 0.5);
    }
}

/// The page with the date also has text.
pub fn clause_7_3_5_5(document: &Document, proof: &mut Proof) {
    if closing(document).is_none() || document.notice.body.is_empty() {
        return;
    }
    // Five rows of seals fill a page: more of them stand on a page without text, which `lonely-signature` says.
    if closing(document) == Some(Closing::Sealed) && document.parts.signatories.len() > 12 {
        return;
    }
    let page = date(document).page();
    proof.holds(page, document.has_text(page), || "the signature without text".to_owned());
    // And so does every page with a name.
    for name in &document.parts.signatories {
        proof.holds(name.page(), document.has_text(name.page()), || format!("`{}` without text", name.text()));
    }
}

/// A proof is the final page with guides: nothing of the text moves, and no guide is in the final page.
pub fn proofs_move_nothing(document: &Document, proof: &mut Proof) {
    proof.same(0, "pages", document.proof.len(), document.pages.len());
    for (index, (page, shown)) in document.pages.iter().zip(&document.proof).enumerate() {
        let places = |page: &crate::page::Page| {
            page.glyphs
                .iter()
                // A proof says that it is one at the head of the sheet.
                .filter(|glyph| glyph.baseline > 20.0)
                .map(|glyph| (glyph.c, (glyph.x * 100.0) as i64, (glyph.baseline * 100.0) as i64))
                .collect::<Vec<_>>()
        };
        proof.holds(index, places(page) == places(shown), || "the text of the proof is elsewhere".to_owned());
        proof.same(index, "dashed lines in the final page", page.rects.iter().filter(|rect| rect.stroke).count(), 0);
        proof.holds(index, shown.rects.iter().any(|rect| rect.stroke), || "no guide in the proof".to_owned());
    }
}
