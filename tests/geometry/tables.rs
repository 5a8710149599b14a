//! Tables as rules and glyphs on finished pages: cells in their places and joined, heads on every page, rows to be filled in, what stands above and
//! below a table, and tables that turn their page.

use crate::document::Document;
use crate::faults::Proof;
use crate::page::{Glyph, Page, Rect, Row, seen};
use zhumo::model::{Block, CellPlace, RowRole, Table};

/// The rules of the table on a page: the edges of its columns and of its rows. No fixture has two tables on a page.
struct Ruled<'a> {
    page: usize,
    on: &'a Page,
    columns: Vec<f64>,
    rows: Vec<f64>,
    uprights: Vec<&'a Rect>,
    lying: Vec<&'a Rect>,
}

/// A box of a grid: left, top, right, bottom.
type Area = (f64, f64, f64, f64);

impl<'a> Ruled<'a> {
    fn of(page: usize, on: &'a Page) -> Option<Self> {
        let bar = |rect: &&Rect| !rect.stroke && rect.color == 0;
        let uprights: Vec<&Rect> = on.rects.iter().filter(bar).filter(|rect| rect.width() < 1.0 && rect.height() > 2.0).collect();
        let top = uprights.iter().map(|rect| rect.y0).reduce(f64::min)?;
        let foot = uprights.iter().map(|rect| rect.y1).reduce(f64::max)?;
        let level = |rect: &&Rect| rect.height() < 1.0 && rect.width() > 2.0 && rect.y1 > top - 0.5 && rect.y0 < foot + 0.5;
        let lying: Vec<&Rect> = on.rects.iter().filter(bar).filter(level).collect();
        let columns = edges(uprights.iter().map(|rect| rect.centre().0));
        let rows = edges(lying.iter().map(|rect| rect.centre().1));
        Some(Self { page, on, columns, rows, uprights, lying })
    }

    fn area(&self) -> Area {
        (self.columns[0], self.rows[0], self.columns[self.columns.len() - 1], self.rows[self.rows.len() - 1])
    }

    /// The glyphs in a box, in the order of the content stream.
    fn glyphs(&self, (left, top, right, bottom): Area) -> Vec<&'a Glyph> {
        let inside = |glyph: &&Glyph| {
            let (x, y) = (f64::midpoint(glyph.x, glyph.right), f64::midpoint(glyph.top(), glyph.bottom()));
            left < x && x < right && top < y && y < bottom
        };
        self.on.glyphs.iter().filter(inside).collect()
    }

    /// Whether rules stand around a box, and none inside it.
    fn encloses(&self, (left, top, right, bottom): Area) -> Result<(), &'static str> {
        let covered = |bars: Vec<(f64, f64)>, from: f64, to: f64| {
            let mut bars = bars;
            bars.sort_by(|a, b| a.0.total_cmp(&b.0));
            bars.into_iter().fold(from + 0.5, |at, (start, end)| if start <= at + 0.2 { at.max(end) } else { at }) >= to - 0.5
        };
        let upright =
            |x: f64| self.uprights.iter().filter(move |bar| (bar.centre().0 - x).abs() < 0.4).map(|bar| (bar.y0, bar.y1));
        let level = |y: f64| self.lying.iter().filter(move |bar| (bar.centre().1 - y).abs() < 0.4).map(|bar| (bar.x0, bar.x1));
        for x in [left, right] {
            if !covered(upright(x).collect(), top, bottom) {
                return Err("a side without a rule");
            }
        }
        for y in [top, bottom] {
            if !covered(level(y).collect(), left, right) {
                return Err("no rule above or below");
            }
        }
        let across = |start: f64, end: f64, low: f64, high: f64| end.min(high) - start.max(low) > 0.6;
        let cut = self.uprights.iter().any(|bar| {
            let x = bar.centre().0;
            left + 0.6 < x && x < right - 0.6 && across(bar.y0, bar.y1, top, bottom)
        }) || self.lying.iter().any(|bar| {
            let y = bar.centre().1;
            top + 0.6 < y && y < bottom - 0.6 && across(bar.x0, bar.x1, left, right)
        });
        if cut { Err("a rule through it") } else { Ok(()) }
    }
}

/// Places that are no more than a rule apart are one.
fn edges(places: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut places: Vec<f64> = places.collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, last| (*next - *last).abs() < 0.5);
    places
}

/// Each table with its pages, in the order of both.
fn tables(document: &Document) -> Vec<(&Table, Vec<Ruled<'_>>)> {
    let tables = document.notice.blocks().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let mut ruled = document.pages.iter().enumerate().filter_map(|(index, page)| Ruled::of(index, page)).peekable();
    let mut found = Vec::new();
    for table in tables {
        let mut left = table.body().len();
        let mut pages = Vec::new();
        while let Some(next) = ruled.next_if(|_| left > 0) {
            left = left.saturating_sub((next.rows.len() - 1).saturating_sub(table.head().len()));
            pages.push(next);
        }
        found.push((table, pages));
    }
    found
}

fn bare(text: &str) -> String {
    text.chars().filter(|character| seen(*character)).collect()
}

/// Every cell stands between rules of its own, as many columns wide and rows high as the draft joins, with its text in it; the rows of the head stand on
/// every page of the table.
pub fn cells_stand_in_their_places(document: &Document, proof: &mut Proof) {
    for (table, pages) in tables(document) {
        let head = table.head().len();
        let rows = table.places();
        let mut next = head;
        for ruled in &pages {
            let page = ruled.page;
            proof.same(page, "columns", ruled.columns.len() - 1, table.columns.len());
            let here = ruled.rows.len() - 1 - head;
            let shown: Vec<(usize, &Vec<CellPlace<'_>>)> =
                (0..head).chain(next..(next + here).min(rows.len())).map(|row| (row, &rows[row])).collect();
            for (at, (row, places)) in shown.iter().enumerate() {
                for place in *places {
                    // A cell that goes on over the end of a page has here the rows that this page has.
                    let last = (at + place.rows).min(shown.len());
                    let (left, right) = (ruled.columns[place.column], ruled.columns[place.column + place.columns]);
                    let area = (left, ruled.rows[at], right, ruled.rows[last]);
                    let found: String = ruled.glyphs(area).iter().map(|glyph| glyph.c).collect();
                    let wanted = bare(&place.text().map(|text| text.plain()).unwrap_or_default());
                    proof.same(page, &format!("the cell in row {} and column {}", row + 1, place.column + 1), found, wanted);
                    let around = ruled.encloses(area);
                    proof.holds(page, around.is_ok(), || {
                        format!("row {}, column {}: {}", row + 1, place.column + 1, around.unwrap_err())
                    });
                }
            }
            next += here;
        }
        proof.same(0, "rows on all pages", next, rows.len());
    }
}

/// Heads and the first cell of a total in 黑体; a page of several rows does not begin with a total.
pub fn heads_and_totals(document: &Document, proof: &mut Proof) {
    for (table, pages) in tables(document).into_iter().filter(|_| document.simplified()) {
        for cell in table.rows.iter().filter(|row| row.role != RowRole::Body).filter_map(|row| {
            if row.role == RowRole::Head { row.cells.iter().find(|cell| !cell.text.is_empty()) } else { row.cells.first() }
        }) {
            let wanted = bare(&cell.text.plain());
            let shown = pages.iter().find_map(|ruled| line(ruled.on, &wanted, ruled.area()).map(|row| (ruled.page, row)));
            let Some((page, row)) = shown else { continue };
            proof.face(page, "face of a head or a total", row.font(), "FandolHei");
        }
        for ruled in pages.iter().skip(1) {
            let first = ruled.rows[table.head().len()];
            let above = ruled.glyphs((ruled.area().0, first, ruled.area().2, ruled.rows[table.head().len() + 1]));
            let text: String = above.iter().map(|glyph| glyph.c).collect();
            let total = table.rows.iter().find(|row| row.role == RowRole::Total).and_then(|row| row.cells.first());
            let begins = total.is_some_and(|cell| text.starts_with(&bare(&cell.text.plain())));
            proof.holds(ruled.page, !begins, || "a page that begins with a total".to_owned());
        }
    }
}

/// Rows are as high as the draft says at least, and 9 mm where they are to be filled in by hand.
pub fn rows_have_their_heights(document: &Document, proof: &mut Proof) {
    for (table, pages) in tables(document) {
        let fill_in = table.to_fill_in(&table.places());
        let [ruled] = &pages[..] else { continue };
        for (index, row) in table.rows.iter().enumerate() {
            let least = row.height.map_or(if fill_in[index] { 9.0 } else { 0.0 }, f64::from);
            if least > 0.0 {
                let height = ruled.rows[index + 1] - ruled.rows[index];
                proof.between(ruled.page, &format!("height of row {}", index + 1), height, least - 0.3, least + 9.0);
            }
        }
    }
}

/// The glyphs of a text that stands on a page in a box, as one row.
fn line(page: &Page, text: &str, (left, top, right, bottom): Area) -> Option<Row> {
    let inside = |glyph: &&Glyph| {
        glyph.x > left - 1.0 && glyph.right < right + 1.0 && glyph.top() > top - 0.5 && glyph.bottom() < bottom + 0.5
    };
    let glyphs: Vec<&Glyph> = page.glyphs.iter().filter(inside).collect();
    let wanted: Vec<char> = text.chars().collect();
    let start =
        glyphs.windows(wanted.len().max(1)).position(|window| window.iter().map(|glyph| glyph.c).eq(wanted.iter().copied()))?;
    Some(Row { glyphs: glyphs[start..start + wanted.len()].iter().map(|glyph| (*glyph).clone()).collect() })
}

/// Caption, unit line and table stand on one page, the unit at the right edge of the table; notes below it, their numbers below each other.
pub fn units_and_notes(document: &Document, proof: &mut Proof) {
    for (table, pages) in tables(document) {
        let (Some(first), Some(last)) = (pages.first(), pages.last()) else { continue };
        let (left, top, right, _) = first.area();
        let above = (left - 1.0, top - 30.0, right + 1.0, top);
        let unit = table.unit.as_ref().and_then(|unit| line(first.on, &bare(&unit.plain()), above));
        proof.same(first.page, "a unit line above its table", unit.is_some(), table.unit.is_some());
        if let Some(unit) = &unit {
            proof.near(first.page, "right edge of the unit line", unit.x1(), right, 0.6);
            proof.between(first.page, "white below the unit line", top - unit.bottom(), 0.5, 4.0);
            proof.between(first.page, "size of the unit line", unit.size(), 11.5, 12.3);
        }
        if let Some(caption) = &table.caption {
            let caption = line(first.on, &bare(&caption.plain()), above);
            proof.holds(first.page, caption.is_some(), || "a caption away from its table".to_owned());
            if let (Some(caption), Some(unit)) = (&caption, &unit) {
                proof.holds(first.page, caption.bottom() < unit.top() + 0.5, || "the unit line above the caption".to_owned());
            }
        }
        let (left, _, right, foot) = last.area();
        let mut lower = foot;
        let mut numbers: Option<f64> = None;
        for note in &table.notes {
            let text = bare(&note.plain());
            // The first line of a note is enough to say where it stands.
            let begin: String = text.chars().take(8).collect();
            let Some(row) = line(last.on, &begin, (left, lower - 0.5, right, last.on.height)) else {
                proof.holds(last.page, false, || format!("`{begin}` is not below its table"));
                continue;
            };
            proof.between(last.page, "white above a note", row.top() - lower, 0.2, 20.0);
            let numbered = row.glyphs.iter().find(|glyph| glyph.c.is_ascii_digit()).map(|glyph| glyph.x);
            let begins = text.starts_with(|c: char| c.is_ascii_digit());
            match (numbers, numbered) {
                (Some(wanted), Some(found)) if begins => proof.near(last.page, "number of a note", found, wanted, 0.5),
                _ => proof.near(last.page, "left edge of a note", row.x0(), left, 0.6),
            }
            if !begins && text.chars().skip_while(|c| !"：:".contains(*c)).nth(1) == Some('1') {
                numbers = numbered;
            }
            lower = row.bottom();
        }
    }
}

/// An annex that is a table alone, too wide for the upright page, stands on its side by itself, within the type area.
pub fn wide_tables_turn_their_page(document: &Document, proof: &mut Proof) {
    let annexes =
        document.notice.annexes.iter().filter(|annex| matches!(annex.blocks[..], [Block::Table(_)]) && !annex.landscape);
    if annexes.count() == 0 {
        return;
    }
    for (table, pages) in tables(document).into_iter().filter(|(table, _)| table.columns.len() >= 12) {
        for ruled in pages {
            proof.holds(ruled.page, !ruled.on.upright(), || format!("{} columns on an upright page", table.columns.len()));
            let ((left, top, right, foot), area) = (ruled.on.area(), ruled.area());
            proof.near(ruled.page, "left edge of the table", area.0, left, 0.4);
            proof.near(ruled.page, "right edge of the table", area.2, right, 0.4);
            proof.holds(ruled.page, area.1 >= top - 0.3 && area.3 <= foot + 0.3, || "a table over the type area".to_owned());
            let sizes = ruled.glyphs(area).into_iter().map(|glyph| glyph.size);
            proof.between(ruled.page, "type of the table", sizes.fold(f64::MAX, f64::min), 9.0, 14.3);
        }
    }
}
