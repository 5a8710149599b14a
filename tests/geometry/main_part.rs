//! Clause 7.3 but for the signature: title, recipients, text, annex note, note, annexes; figures, tables and footnotes.

use crate::document::{Document, Kind, Part};
use crate::faults::Proof;
use crate::head::red_rules;
use crate::page::{Glyph, Row, Seen};
use crate::{CELL, INDENT, LINE, PITCH, TWO_LINES};
use zhumo::model::{Block, Layout};

/// The last line of the title, or of the subtitle.
fn title_foot(document: &Document) -> Option<&Row> {
    document.parts.subtitle.last().or(document.parts.title.last()).map(Seen::last)
}

/// 标题: two blank lines below the red rule, 二号 小标宋, centred.
pub fn clause_7_3_1(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    let Some(first) = parts.title.first() else { return };
    let rule = red_rules(document).first().map(|rect| rect.y1);
    let headed = matches!(document.notice.layout, Layout::Official | Layout::Minutes | Layout::Briefing);
    if let Some(rule) = rule.filter(|_| headed && parts.editor_note.is_empty()) {
        proof.near(0, "white between rule and title", first.first().top() - rule, TWO_LINES, 0.5);
    }
    let rows: Vec<&Row> = parts.title.iter().flat_map(|line| &line.rows).collect();
    for row in &rows {
        proof.between(row.page(), "size of the title", row.size(), 21.0, 22.5);
        proof.near(row.page(), &format!("centre of `{}`", row.text()), row.centre(), 106.0, 0.5);
        proof.between(row.page(), "width of a title line", row.width(), 0.0, 156.5);
        if document.simplified() {
            proof.face(row.page(), "face of the title", row.font(), "FandolSong-Bold");
        }
    }
    for pair in rows.windows(2) {
        proof.near(0, "pitch of the title", pair[1].baseline() - pair[0].baseline(), 12.70, 0.3);
    }
}

/// Lines of the title: those that the draft sets; else no hourglass, and no line of a character or two.
pub fn clause_7_3_1_breaks(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    if parts.title.len() > 1 {
        for line in &parts.title {
            proof.same(line.page(), &format!("lines of `{}`", line.text()), line.rows.len(), 1);
        }
        return;
    }
    let widths: Vec<f64> = parts.title.iter().flat_map(|line| &line.rows).map(Row::width).collect();
    // Longer again after it became shorter, however many lines the waist has.
    let waist = (0..widths.len()).any(|line| {
        let wider = |others: &[f64]| others.iter().any(|other| *other > widths[line] + 4.0);
        wider(&widths[..line]) && wider(&widths[line + 1..])
    });
    proof.holds(0, !waist, || format!("an hourglass: lines of {widths:.0?} mm"));
    if widths.len() > 1 {
        let (least, most) = widths.iter().fold((f64::MAX, 0.0_f64), |all, width| (all.0.min(*width), all.1.max(*width)));
        proof.holds(0, least > most * 0.3, || format!("lines of very different lengths: {widths:.0?} mm"));
    }
}

/// 主送机关: one blank line below the title, flush left on all lines, a colon behind the last.
pub fn clause_7_3_2(document: &Document, proof: &mut Proof) {
    let Some(seen) = &document.parts.recipients else { return };
    for row in &seen.rows {
        proof.near(row.page(), "left edge of the recipients", row.x0(), 28.0, 0.3);
    }
    if let Some(title) = title_foot(document).filter(|row| row.page() == seen.page()) {
        proof.near(0, "white between title and recipients", seen.first().top() - title.bottom(), LINE, document.exactness());
    }
    let colon = if document.chinese() { '：' } else { ':' };
    proof.holds(seen.page(), seen.text().ends_with(colon), || "a colon behind the last recipient".to_owned());
    for pair in seen.rows.windows(2).filter(|pair| pair[0].page() == pair[1].page()) {
        proof.near(
            pair[0].page(),
            "pitch of the recipients",
            pair[1].baseline() - pair[0].baseline(),
            document.pitch(pair[0].page()),
            0.1,
        );
    }
}

/// Recipients that would push the text off page 1 stand in the record, and not above the text.
pub fn clause_7_3_2_moved(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    if let Some(seen) = &parts.recipients {
        proof.same(0, "the page on which the recipients end", seen.last().page(), 0);
        proof.holds(0, parts.moved_recipients.is_none(), || "recipients above the text and in the record".to_owned());
    }
    if let (Some(moved), Some(record)) = (&parts.moved_recipients, parts.imprint.first()) {
        let (page, top) = (moved.page(), moved.first().top());
        proof.holds(page, (page, top) < (record.page(), record.top()), || "主送 above 抄送".to_owned());
        proof.face(page, "face of the recipients in the record", moved.first().font(), document.text_face());
        proof.near(page, "size of the recipients in the record", moved.first().size(), 14.0, 0.3);
        proof.near(page, "left edge of the recipients in the record", moved.first().x0(), 32.94, 0.3);
    }
}

/// Page 1 shows text.
pub fn clause_7_3_3_first_page(document: &Document, proof: &mut Proof) {
    if document.notice.body.is_empty() {
        return;
    }
    let shown = document.parts.body.iter().any(|part| part.seen.page() == 0 && part.seen.first().bottom() < 262.3);
    proof.holds(0, shown, || "no text of the body".to_owned());
}

/// 正文: below the recipients, first lines two 字 in, the others flush, one pitch throughout.
pub fn clause_7_3_3(document: &Document, proof: &mut Proof) {
    let parts = &document.parts;
    if let (Some(recipients), Some(first)) = (&parts.recipients, parts.body.first()) {
        let (above, below) = (recipients.last(), first.seen.first());
        if above.page() == below.page() && !matches!(document.notice.body.first(), Some(Block::Table(_) | Block::Figure(_))) {
            proof.near(0, "from the recipients to the text", below.baseline() - above.baseline(), document.pitch(0), 0.1);
        }
    }
    let plain = |blocks: &[Block]| !blocks.iter().any(|block| matches!(block, Block::Table(_) | Block::Figure(_)));
    indents(document, &parts.body, plain(&document.notice.body), proof);
    for (annex, seen) in document.notice.annexes.iter().zip(&parts.annexes) {
        indents(document, &seen.body, plain(&annex.blocks), proof);
    }
}

fn indents(document: &Document, parts: &[Part], plain: bool, proof: &mut Proof) {
    let mut before: Option<&Row> = None;
    for part in parts {
        let turned_at = match part.kind {
            Kind::Paragraph | Kind::Heading(_) | Kind::RunIn(..) | Kind::Numbered | Kind::Article(_) => Some(0.0),
            Kind::Item => document.chinese().then_some(INDENT + CELL),
            Kind::Chapter | Kind::Caption | Kind::Contact => None,
        };
        for (index, row) in part.seen.rows.iter().enumerate() {
            let left = document.pages[row.page()].area().0;
            if let Some(turned) = turned_at {
                let wanted = left + if index == 0 { INDENT } else { turned };
                let what = format!("left edge of `{}`", row.text());
                proof.near(row.page(), &what, row.x0(), wanted, 0.3);
            }
            // Without tables and figures between them all lines keep one pitch.
            if let Some(before) = before.filter(|before| before.page() == row.page() && (plain || index > 0)) {
                let what = format!("pitch above `{}`", row.text());
                proof.near(row.page(), &what, row.baseline() - before.baseline(), document.pitch(row.page()), 0.1);
            }
            before = Some(row);
        }
    }
}

/// Levels: 黑体, 楷体, 仿宋, 仿宋.
pub fn clause_7_3_3_levels(document: &Document, proof: &mut Proof) {
    if !document.simplified() {
        return;
    }
    let face = |level: u8| match level {
        1 => "FandolHei",
        2 => document.kai_face(),
        _ => document.text_face(),
    };
    for part in document.bodies() {
        let glyphs: Vec<&Glyph> = part.seen.glyphs().filter(|glyph| glyph.size > 11.0).collect();
        let (count, level) = match part.kind {
            Kind::Heading(level) => (glyphs.len(), level),
            Kind::RunIn(level, count) => (count, level),
            Kind::Numbered => (0, 3),
            Kind::Article(count) => (count, 1),
            Kind::Paragraph | Kind::Chapter | Kind::Item | Kind::Caption | Kind::Contact => continue,
        };
        for (index, glyph) in glyphs.into_iter().enumerate().filter(|(_, glyph)| crate::basics::chinese(glyph.c)) {
            let wanted = if index < count { face(level) } else { document.text_face() };
            proof.face(glyph.page, &format!("face of `{}` in `{}`", glyph.c, part.seen.first().text()), &glyph.font, wanted);
            proof.between(glyph.page, "size of a heading", glyph.size, 15.5, 16.3);
        }
    }
}

/// 附件说明: one blank line below the text, two 字 in, turned lines below the name, numbers below each other.
pub fn clause_7_3_4(document: &Document, proof: &mut Proof) {
    let notes = &document.parts.annex_note;
    let Some(label) = notes.first().and_then(|entry| entry.label.as_ref()) else { return };
    let row = label.first();
    proof.same(row.page(), "lines of the label", label.rows.len(), 1);
    proof.near(row.page(), "base line of the first name", notes[0].name.first().baseline(), row.baseline(), 0.1);
    proof.near(row.page(), "left edge of the annex note", row.x0(), 28.0 + INDENT, 0.3);
    if let Some(above) = document.text_above(row).filter(|above| *above > 40.0 && row.top() > 37.5) {
        proof.near(row.page(), "white above the annex note", row.top() - above, LINE, document.exactness());
    }
    let numbers = notes[0].number.as_ref().map(Seen::x0);
    for (index, entry) in notes.iter().enumerate() {
        let page = entry.name.page();
        if document.chinese() {
            proof.face(page, "face of the annex note", entry.name.first().font(), document.text_face());
        }
        if let Some(number) = &entry.number {
            let wanted = format!("{}.", index + 1);
            proof.same(page, "number in the annex note", number.text(), wanted);
            proof.near(page, "left edge of a number", number.x0(), numbers.unwrap_or_default(), 0.3);
            proof.near(page, "base line of a number", number.first().baseline(), entry.name.first().baseline(), 0.1);
        }
        proof.same(page, "numbers in the annex note", entry.number.is_some(), notes.len() > 1);
        for turned in &entry.name.rows[1..] {
            proof.near(page, "left edge of a turned line", turned.x0(), entry.name.first().x0(), 0.3);
        }
        proof.holds(page, !entry.name.text().ends_with(['。', '；', '，', '、']), || "punctuation behind a name".to_owned());
    }
    for pair in notes.windows(2).filter(|pair| pair[0].name.last().page() == pair[1].name.page()) {
        let step = pair[1].name.first().baseline() - pair[0].name.last().baseline();
        proof.near(pair[1].name.page(), "pitch of the annex note", step, document.pitch(pair[1].name.page()), 0.1);
    }
}

/// 附注: two 字 in, in brackets, on the line below the date.
pub fn clause_7_3_6(document: &Document, proof: &mut Proof) {
    let (Some(note), Some(date)) = (&document.parts.note, &document.parts.date) else { return };
    let row = note.first();
    let brackets = if document.chinese() { ('（', '）') } else { ('(', ')') };
    proof.near(row.page(), "left edge of the note", row.x0(), 28.0 + INDENT, 0.3);
    let text = note.text();
    proof.holds(row.page(), text.starts_with(brackets.0) && text.ends_with(brackets.1), || format!("brackets: {text}"));
    proof.same(row.page(), "page of the note", row.page(), date.page());
    proof.near(row.page(), "from the date to the note", row.baseline() - date.first().baseline(), PITCH, 0.1);
}

/// An annex begins a page; label 黑体 in its first line, title centred in the third.
pub fn clause_7_3_7(document: &Document, proof: &mut Proof) {
    for (index, annex) in document.parts.annexes.iter().enumerate() {
        let row = annex.label.first();
        let page = row.page();
        let (left, top, right, _) = document.pages[page].area();
        let first = document.pages[page].glyphs.iter().map(Glyph::top).fold(f64::MAX, f64::min);
        proof.near(page, "top of the label", row.top(), top, 0.3);
        proof.near(page, "the first thing on the page of an annex", first, row.top(), 0.3);
        proof.near(page, "left edge of the label", row.x0(), left, 0.3);
        proof.holds(page, !annex.label.text().ends_with(['：', ':']), || "a label without a colon".to_owned());
        let begins = document.pages[page].glyphs.first().map(|glyph| glyph.c);
        proof.same(page, "what the page begins with", begins, annex.label.text().chars().next());
        if document.simplified() {
            proof.face(page, "face of the label", row.font(), "FandolHei");
            proof.between(page, "size of the label", row.size(), 15.5, 16.3);
            let wanted = zhumo::wording::annex_label(&document.notice, &document.notice.annexes[index]);
            proof.same(page, "label", annex.label.text(), wanted);
        }
        let Some(title) = &annex.title else { continue };
        proof.near(page, "top of the title", title.first().top(), top + 2.0 * PITCH, 0.5);
        for row in &title.rows {
            proof.near(page, "centre of the title", row.centre(), f64::midpoint(left, right), 0.5);
        }
        // As in the annex note.
        if let Some(entry) = document.parts.annex_note.get(index).filter(|_| !document.notice.annexes.is_empty()) {
            proof.same(page, "title of the annex", title.text(), entry.name.text());
        }
    }
}

/// The header of a table stands again on each of its pages, and its text stays in the type area.
pub fn table_headers_repeat(document: &Document, proof: &mut Proof) {
    for block in document.notice.blocks() {
        let Block::Table(table) = block else { continue };
        let bare = |text: String| text.chars().filter(|c| crate::page::seen(*c)).collect::<String>();
        // Cells over several rows stand between the lines of others.
        if table.has_joins() {
            continue;
        }
        let row = |row: &zhumo::model::Row| row.cells.iter().map(|cell| bare(cell.text.plain())).collect::<String>();
        let header: String = table.head().iter().map(row).collect();
        let holds = |text: &str, page: usize| {
            let all: String = document.pages[page].glyphs.iter().map(|glyph| glyph.c).collect();
            all.contains(text)
        };
        for page in 0..document.pages.len() {
            // A row that is to be filled in has no text to be found by.
            let rows = table.body().iter().map(row).filter(|text| !text.is_empty() && holds(text, page)).count();
            if rows > 0 {
                proof.holds(page, holds(&header, page), || format!("{rows} rows without their header"));
            }
        }
        let whole = table.body().iter().filter(|cells| (0..document.pages.len()).any(|page| holds(&row(cells), page))).count();
        proof.same(0, "rows that stand on one page", whole, table.body().len());
    }
}

/// A caption stands below its figure, on its page, centred.
pub fn figures_keep_their_captions(document: &Document, proof: &mut Proof) {
    if !document.notice.blocks().any(|block| matches!(block, Block::Figure(_))) {
        return;
    }
    for part in document.bodies().filter(|part| part.kind == Kind::Caption) {
        let row = part.seen.first();
        proof.near(row.page(), "centre of a caption", row.centre(), 106.0, 0.5);
        proof.between(row.page(), "size of a caption", row.size(), 13.7, 14.3);
        let above = document.text_above(row).unwrap_or(37.0).max(37.0);
        proof.holds(row.page(), row.top() - above > 15.0, || "no picture above the caption".to_owned());
    }
}

/// A note stands at the foot of the page that has its mark.
pub fn footnotes_stand_with_their_marks(document: &Document, proof: &mut Proof) {
    for note in &document.notice.footnotes {
        let Some(number) = note.number else { continue };
        let text: String = note.text.plain().chars().filter(|c| crate::page::seen(*c)).collect();
        let begins: String = format!("{number}{text}").chars().take(12).collect();
        let of = |glyphs: &[Glyph]| glyphs.iter().map(|glyph| glyph.c).collect::<String>();
        let at = document.pages.iter().position(|page| of(&page.notes).contains(&begins));
        let mark = document.pages.iter().position(|page| {
            let marks: String = page.glyphs.iter().filter(|glyph| glyph.size < 11.0).map(|glyph| glyph.c).collect();
            marks.contains(&number.to_string())
        });
        proof.holds(at.unwrap_or(0), at.is_some() && at == mark, || {
            format!("note {number} on page {:?}, its mark on page {:?}", at.map(|at| at + 1), mark.map(|at| at + 1))
        });
        let Some(page) = at else { continue };
        let highest = document.pages[page].notes.iter().map(Glyph::top).fold(f64::MAX, f64::min);
        // Below the notes the record may stand, which begins with a rule over the whole width.
        let wide = document.pages[page].rects.iter().filter(|rect| rect.rule() && rect.width() > 150.0 && rect.y0 > highest);
        let record = wide.map(|rect| rect.y0).fold(f64::MAX, f64::min);
        let text = document.pages[page].glyphs.iter().filter(|glyph| glyph.top() < record);
        let lowest = text.map(Glyph::bottom).fold(0.0, f64::max);
        proof.holds(page, highest > lowest, || format!("notes from {highest:.1}, text down to {lowest:.1}"));
    }
}
