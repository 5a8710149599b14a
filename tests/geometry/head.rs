//! Clause 7.2: the head of page 1.

use crate::document::Document;
use crate::faults::Proof;
use crate::page::{Rect, Seen};
use crate::{CELL, PITCH, TWO_LINES};
use zhumo::model::Layout;

pub fn red_rules(document: &Document) -> Vec<&Rect> {
    document.pages[0].rects.iter().filter(|rect| rect.red() && rect.rule()).collect()
}

/// Where the rows at the upper left corner begin.
fn corner(document: &Document) -> f64 {
    if document.notice.layout == Layout::Letter {
        // Below the first double rule (10.1).
        let foot = red_rules(document).iter().filter(|rect| rect.y1 < 150.0).map(|rect| rect.y1).fold(0.0, f64::max);
        foot + 4.84
    } else {
        37.0
    }
}

fn corner_row(proof: &mut Proof, what: &str, seen: &Seen, top: f64, face: &str) {
    proof.same(0, &format!("page of {what}"), seen.page(), 0);
    proof.near(0, &format!("left edge of {what}"), seen.x0(), 28.0, 0.3);
    proof.near(0, &format!("top of {what}"), seen.first().top(), top, 0.3);
    proof.face(0, &format!("face of {what}"), seen.first().font(), face);
    proof.between(0, &format!("size of {what}"), seen.first().size(), 15.5, 16.3);
}

/// 份号: six digits in the first line at the left.
pub fn clause_7_2_1(document: &Document, proof: &mut Proof) {
    let Some(seen) = &document.parts.copy_number else { return };
    corner_row(proof, "the copy number", seen, corner(document), "");
    let text = seen.text();
    proof.holds(0, text.len() == 6 && text.chars().all(|c| c.is_ascii_digit()), || format!("six digits wanted, found {text}"));
}

/// 密级 in 黑体, in the second line.
pub fn clause_7_2_2(document: &Document, proof: &mut Proof) {
    let Some(seen) = &document.parts.classification else { return };
    corner_row(proof, "the classification", seen, corner(document) + PITCH, "FandolHei");
}

/// 紧急程度 in 黑体, below the two others.
pub fn clause_7_2_3(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    let Some(seen) = &parts.urgency else { return };
    let row = if parts.classification.is_some() { 2.0 } else { f64::from(u8::from(parts.copy_number.is_some())) };
    corner_row(proof, "the urgency", seen, corner(document) + row * PITCH, "FandolHei");
}

/// Where the ink of the mark begins: 7.2.4, 10.1–10.3; for briefings, habit.
fn mark_top(layout: Layout) -> (f64, f64) {
    match layout {
        Layout::Official | Layout::Minutes | Layout::OpenLetter => (72.0, 72.0),
        Layout::Order => (57.0, 57.0),
        Layout::Letter => (30.0, 30.0),
        Layout::Briefing => (57.0, 72.0),
        other => panic!("a layout that is not measured: {other:?}"),
    }
}

/// The ink of the mark, from top to bottom. MuPDF has the ink of Chinese glyphs only.
pub fn mark_ink(document: &Document) -> Option<(f64, f64)> {
    let mark = document.parts.mark.as_ref().filter(|_| document.chinese())?;
    let inks = mark.glyphs().filter_map(|glyph| glyph.ink);
    inks.fold(None, |all, ink| Some(all.map_or(ink, |(top, bottom): (f64, f64)| (top.min(ink.0), bottom.max(ink.1)))))
}

/// 发文机关标志: the issuers and 文件, red, 小标宋, its top edge 35 below that of the type area.
pub fn clause_7_2_4(document: &Document, proof: &mut Proof) {
    let Some(mark) = &document.parts.mark else { return };
    let notice = &document.notice;
    let said = zhumo::wording::mark(notice).expect("a mark");
    let bare = |text: &str| text.chars().filter(|c| crate::page::seen(*c)).collect::<String>();
    let whole = bare(&(said.names.concat() + said.word));
    let lead = bare(&(said.names[0].clone() + said.word));
    let found = mark.text();
    // Too many issuers give way to the lead organ (条例 9(4)).
    let crowded = notice.issuers.len() > 3 && found == lead;
    proof.holds(0, found == whole || crowded, || format!("mark: found {found}, wanted {whole}"));
    if let Some((top, _)) = mark_ink(document) {
        let (least, most) = mark_top(notice.layout);
        proof.between(0, "top of the mark's ink", top, least - 0.3, most + 0.3);
    }
    proof.near(0, "centre of the mark", f64::midpoint(mark.x0(), mark.x1()), 106.0, 0.5);
    proof.between(0, "width of the mark", mark.x1() - mark.x0(), 10.0, 156.3);
    if document.simplified() {
        proof.face(0, "face of the mark", mark.first().font(), "FandolSong-Bold");
    }
}

/// Joint issue: the lead organ on top, 文件 at the right of the stack and at its middle.
pub fn clause_7_2_4_joint(document: &Document, proof: &mut Proof) {
    let notice = &document.notice;
    let (Some(mark), Some(said)) = (&document.parts.mark, zhumo::wording::mark(notice)) else { return };
    if !document.chinese() || said.names.len() < 2 || !notice.mark.is_empty() {
        return;
    }
    let count = said.names.len();
    let rows = &mark.rows;
    // The lead organ alone, where too many issue.
    if rows.len() == 1 && count > 3 {
        proof.same(0, "the mark", mark.text(), format!("{}{}", said.names[0], said.word));
        return;
    }
    // The word stands beside one of the rows or between two: by the text it is the last.
    let word = said.word.chars().count();
    let glyphs: Vec<_> = mark.glyphs().cloned().collect();
    let (names, side) = glyphs.split_at(glyphs.len() - word);
    let names = Seen::of(names);
    let found: Vec<String> = names.rows.iter().map(crate::page::Row::text).collect();
    proof.same(0, "names from top to bottom", found, said.names.clone());
    proof.holds(0, names.rows.windows(2).all(|pair| pair[0].baseline() < pair[1].baseline()), || "the lead organ on top".into());
    for row in &names.rows {
        proof.near(0, "left edge of a name", row.x0(), names.x0(), 0.3);
        proof.near(0, "right edge of a name", row.x1(), names.x1(), 0.3);
    }
    if side.is_empty() {
        return;
    }
    let ink = |glyphs: &mut dyn Iterator<Item = (f64, f64)>| {
        let (top, bottom) = glyphs.fold((f64::MAX, 0.0_f64), |all, ink| (all.0.min(ink.0), all.1.max(ink.1)));
        f64::midpoint(top, bottom)
    };
    let stack = ink(&mut names.glyphs().filter_map(|glyph| glyph.ink));
    let beside = ink(&mut side.iter().filter_map(|glyph| glyph.ink));
    proof.near(0, "middle of 文件", beside, stack, 0.5);
    proof.holds(0, side[0].x > names.x1(), || "文件 at the right of the names".to_owned());
}

/// 发文字号: two blank lines below the mark, centred; beside 签发人 at the left.
pub fn clause_7_2_5(document: &Document, proof: &mut Proof) {
    let (Some(number), layout) = (&document.parts.number, document.notice.layout) else { return };
    if !matches!(layout, Layout::Official | Layout::Minutes) {
        return;
    }
    proof.same(0, "lines of the number", number.rows.len(), 1);
    let row = number.first();
    if document.chinese() {
        proof.face(0, "face of the number", row.font(), document.text_face());
        proof.between(0, "size of the number", row.size(), 15.5, 16.3);
        proof.holds(0, number.text().contains('〔') && number.text().ends_with(['号', '號']), || "〔year〕 and 号".to_owned());
    }
    let last = document.parts.approvers.last();
    if let Some(approver) = last {
        proof.near(0, "left edge of the number", row.x0(), 28.0 + CELL, 0.3);
        proof.near(0, "base line of the number", row.baseline(), approver.last().baseline(), 0.1);
    } else {
        proof.near(0, "centre of the number", row.centre(), 106.0, 0.5);
    }
    if let Some((_, bottom)) = mark_ink(document).filter(|_| last.is_none()) {
        proof.near(0, "white between mark and number", row.top() - bottom, TWO_LINES, 0.5);
    }
}

/// 签发人: label 仿宋, names 楷体, one 字 from the right, two a row.
pub fn clause_7_2_6(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    let (Some(label), false) = (&parts.approver_label, parts.approvers.is_empty()) else { return };
    proof.face(0, "face of the label", label.first().font(), document.text_face());
    proof.holds(0, label.text().ends_with('：'), || "a full-width colon".to_owned());
    if let Some((_, bottom)) = mark_ink(document) {
        proof.near(0, "white between mark and label", label.first().top() - bottom, TWO_LINES, 0.5);
    }
    let mut rows: Vec<Vec<&Seen>> = Vec::new();
    for name in &parts.approvers {
        proof.face(0, "face of a name", name.first().font(), document.kai_face());
        let beside =
            rows.last().is_some_and(|row: &Vec<&Seen>| (row[0].first().baseline() - name.first().baseline()).abs() < 0.2);
        if beside {
            rows.last_mut().unwrap().push(name);
        } else {
            rows.push(vec![name]);
        }
    }
    proof.near(0, "base line of the label", label.first().baseline(), rows[0][0].first().baseline(), 0.1);
    for (index, row) in rows.iter().enumerate() {
        proof.holds(0, row.len() <= 2, || format!("{} names in a row", row.len()));
        proof.holds(0, index + 1 == rows.len() || row.len() == rows[0].len(), || "a row is full before the next".to_owned());
        proof.holds(0, row.windows(2).all(|pair| pair[0].x1() < pair[1].x0()), || "names from left to right".to_owned());
        for (column, name) in row.iter().enumerate() {
            proof.near(0, "left edge of a name", name.x0(), rows[0][column].x0(), 0.3);
        }
        proof.near(0, "pitch of the rows", row[0].first().baseline() - rows[0][0].first().baseline(), index as f64 * PITCH, 0.3);
    }
    let right = parts.approvers.iter().map(Seen::x1).fold(0.0, f64::max);
    proof.near(0, "right edge of the names", right, 184.0 - CELL, 0.5);
}

/// The red rule, 4 mm below the number, as wide as the type area.
pub fn clause_7_2_7(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    let wanted = matches!(document.notice.layout, Layout::Official | Layout::Minutes | Layout::Briefing);
    let head = [&parts.number, &parts.issue, &parts.editor, &parts.head_date].into_iter().flatten().chain(&parts.approvers);
    let foot = head.map(|seen| seen.last().bottom()).fold(0.0, f64::max);
    let foot = if foot > 0.0 { foot } else { mark_ink(document).map_or(0.0, |ink| ink.1) };
    if !wanted || foot <= 0.0 {
        return;
    }
    let rules = red_rules(document);
    proof.same(0, "red rules", rules.len(), 1);
    let Some(rule) = rules.first() else { return };
    proof.near(0, "left end of the rule", rule.x0, 28.0, 0.3);
    proof.near(0, "right end of the rule", rule.x1, 184.0, 0.3);
    proof.near(0, "white above the rule", rule.y0 - foot, 4.0, 0.5);
    proof.between(0, "thickness of the rule", rule.height(), 0.35, 0.75);
}
