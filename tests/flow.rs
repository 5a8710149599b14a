//! Where pages end, read back from finished PDFs: headings, ends of paragraphs, rows, notes and pictures at every
//! awkward place of a page.
//!
//! A draft without a head begins in the first of the 22 lines of page 1, so that a filler of n lines puts what follows on
//! line n + 1.

#[path = "flow/ends.rs"]
mod ends;
mod support;

use serde_json::Value;
use std::fmt::Write as _;
use std::path::PathBuf;

/// A paragraph of exactly `lines` full lines: the first has 26 characters, the others 28.
fn lines(lines: usize) -> String {
    characters(28 * lines - 2)
}

/// A paragraph of `lines` lines, the last of `last` characters.
fn ending(lines: usize, last: usize) -> String {
    characters(28 * (lines - 1) - 2 + last)
}

fn characters(count: usize) -> String {
    "质量提升行动方案落实情况检查工作安排说明材料".chars().cycle().take(count).collect()
}

/// A base line, and the sizes, left edges and texts of what stands on it.
type TextLine = (f64, Vec<(f64, f64, String)>);

struct Sheet {
    /// Lines of text, top to bottom.
    lines: Vec<TextLine>,
    /// Filled boxes: left, top, width, height.
    rules: Vec<(f64, f64, f64, f64)>,
}

impl Sheet {
    fn of(page: &Value) -> Self {
        let number = |value: &Value, key: &str| value[key].as_f64().unwrap();
        let mut lines: Vec<TextLine> = Vec::new();
        for span in page["spans"].as_array().unwrap() {
            let (baseline, text) = (number(span, "baseline"), span["text"].as_str().unwrap().to_owned());
            // The page number is no line of text.
            if baseline > 264.0 || text.trim().is_empty() {
                continue;
            }
            let entry = (number(span, "size"), number(span, "x0"), text);
            match lines.iter_mut().find(|(at, _)| (at - baseline).abs() < 0.5) {
                Some((_, texts)) => texts.push(entry),
                None => lines.push((baseline, vec![entry])),
            }
        }
        lines.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let rects = page["rects"].as_array().unwrap().iter();
        let rules = rects.map(|rect| {
            let at = |key| number(rect, key);
            (at("x0"), at("y0"), at("x1") - at("x0"), at("y1") - at("y0"))
        });
        Self { lines, rules: rules.collect() }
    }

    /// Lines of running text: 三号, and 四号 of English.
    fn text(&self) -> Vec<(f64, String)> {
        self.of_size(|size| (size - 16.0).abs() < 0.3)
    }

    /// Lines of notes.
    fn notes(&self) -> Vec<(f64, String)> {
        self.of_size(|size| (size - 12.0).abs() < 0.3)
    }

    fn of_size(&self, wanted: impl Fn(f64) -> bool) -> Vec<(f64, String)> {
        let lines = self.lines.iter().filter(|(_, texts)| texts.iter().any(|(size, ..)| wanted(*size)));
        lines.map(|(at, texts)| (*at, texts.iter().map(|(_, _, text)| text.as_str()).collect())).collect()
    }

    fn all(&self) -> String {
        self.lines.iter().flat_map(|(_, texts)| texts).map(|(_, _, text)| text.as_str()).collect()
    }

    /// Level rules from edge to edge of the area: their middles and thicknesses.
    fn across(&self) -> Vec<(f64, f64)> {
        let mut rules: Vec<(f64, f64)> = self
            .rules
            .iter()
            .filter(|(_, _, width, height)| (width - 156.0).abs() < 0.5 && *height < 1.0)
            .map(|(_, y, _, height)| (y + height / 2.0, *height))
            .collect();
        rules.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        rules
    }

    /// The short rules above notes.
    fn note_rules(&self) -> Vec<f64> {
        let rules = self.rules.iter().filter(|(_, _, width, _)| (width - 52.0).abs() < 0.3);
        rules.map(|(_, y, ..)| *y).collect()
    }
}

/// Builds drafts in one run, without looking for what a whole notice must have, and reads them back.
fn pages(drafts: &[(String, String)]) -> Option<Vec<Vec<Sheet>>> {
    let files = files(drafts)?;
    let sheets = |file: &Value| file["pages"].as_array().unwrap().iter().map(Sheet::of).collect();
    Some(files.iter().map(sheets).collect())
}

fn files(drafts: &[(String, String)]) -> Option<Vec<Value>> {
    if !support::fonts() || support::python().is_none() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[check]\nselect = [\"missing-glyph\", \"off-page\"]\n").unwrap();
    std::fs::copy(support::root().join("examples/figures/levee.jpg"), folder.path().join("levee.jpg")).unwrap();
    for (name, draft) in drafts {
        std::fs::write(folder.path().join(format!("{name}.notice")), draft).unwrap();
    }
    let output =
        support::zhumo().args(["build", "-q", "--ignore-system-fonts", "-t", "pdf"]).arg(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let paths: Vec<PathBuf> = drafts.iter().map(|(name, _)| folder.path().join(format!("{name}.pdf"))).collect();
    support::extract(&paths)
}

/// One draft each: name and text.
fn named(drafts: Vec<(&str, String)>) -> Vec<(String, String)> {
    drafts.into_iter().map(|(name, draft)| (name.to_owned(), draft)).collect()
}

fn counts(sheets: &[Sheet]) -> Vec<usize> {
    sheets.iter().map(|sheet| sheet.text().len()).collect()
}

#[test]
fn paragraphs_fill_the_page_but_leave_no_scrap() {
    let drafts = named(vec![
        ("exact", lines(22)),
        ("one-more", lines(23)),
        ("scrap", ending(23, 2)),
        ("three", ending(23, 3)),
        ("four", ending(23, 4)),
        ("first-line", format!("{}\n{}", lines(21), lines(3))),
        ("scrap-of-two", format!("{}\n{}", lines(21), ending(2, 1))),
    ]);
    let Some(found) = pages(&drafts) else { return };
    let counts: Vec<Vec<usize>> = found.iter().map(|sheets| counts(sheets)).collect();
    // 22 lines fill the page (5.2.3). A long paragraph ends in no scrap, because its lines are chosen together; a short one
    // that does takes the line before it along.
    assert_eq!(counts, [vec![22], vec![22, 1], vec![22, 1], vec![22, 1], vec![22, 1], vec![22, 2], vec![21, 2]]);
    let text = found[1][0].text();
    let em = 16.0 * 25.4 / 72.0;
    assert!((text[0].0 - 0.88 * em - 37.0).abs() < 0.3 && (text[21].0 + 0.12 * em - 262.0).abs() < 0.3, "{text:?}");
}

#[test]
fn english_paragraphs_leave_no_line_alone() {
    let draft = |words: usize| format!("Language: en\n\n{}\n", "All counties give priority to quality work. ".repeat(words));
    let drafts: Vec<(String, String)> = (30..50).map(|words| (format!("words-{words}"), draft(words))).collect();
    let Some(found) = pages(&drafts) else { return };
    let counts: Vec<Vec<usize>> =
        found.iter().map(|sheets| sheets.iter().map(|sheet| sheet.of_size(|size| size > 13.0).len()).collect()).collect();
    assert!(counts.iter().all(|pages| pages.get(1) != Some(&1)), "{counts:?}");
    assert!(counts.contains(&vec![21, 2]) && counts.contains(&vec![22]), "{counts:?}");
}

#[test]
fn no_heading_is_last_on_its_page() {
    let heading = "一、加强组织领导";
    let below = |before: usize, after: String| format!("{}\n{heading}\n{after}\n", lines(before));
    let drafts = named(vec![
        ("line-20", below(19, lines(3))),
        ("line-21", below(20, lines(3))),
        ("line-22", below(21, lines(3))),
        ("line-21-one", below(20, lines(1))),
        ("line-22-one", below(21, lines(1))),
        ("two", format!("{}\n{heading}\n（一）明确分工\n{}\n", lines(20), lines(2))),
        ("no-deeper", format!("{}\n{heading}\n二、抓好落实\n{}\n", lines(21), lines(2))),
    ]);
    let Some(found) = pages(&drafts) else { return };
    let first = |index: usize| found[index][0].text().len();
    assert_eq!([first(0), first(1), first(2), first(3), first(4), first(5)], [22, 20, 21, 22, 21, 20]);
    for (index, (name, _)) in drafts.iter().enumerate().take(6) {
        let last = found[index][0].text().pop().unwrap().1;
        assert!(!last.contains("加强组织领导") && !last.contains("明确分工"), "{name}: {last}");
    }
    // A heading without text below it has nothing to stand with.
    assert_eq!(first(6), 22);
}

/// What a row of the tables says, over and over.
fn flow_text(row: usize) -> &'static str {
    ["甲乙丙丁一", "甲乙丙丁二", "甲乙丙丁三", "甲乙丙丁四", "甲乙丙丁五", "甲乙丙丁六", "甲乙丙丁七", "甲乙丙丁八"][row - 1]
}

/// A table with rows of `lines` lines in a second column about 140 mm wide.
fn table(rows: usize, characters: usize) -> String {
    let mut text = String::from("| 序号 | 内容 |\n|---|---|\n");
    for row in 1..=rows {
        let cell: String = flow_text(row).chars().cycle().take(characters).collect();
        writeln!(text, "| {row} | {cell} |").unwrap();
    }
    text
}

#[test]
fn rows_stay_whole_and_the_header_stands_again() {
    let drafts: Vec<(String, String)> =
        (14..=20).map(|before| (format!("before-{before}"), format!("{}\n{}", lines(before), table(8, 60)))).collect();
    let Some(found) = pages(&drafts) else { return };
    for ((name, _), sheets) in drafts.iter().zip(&found) {
        assert_eq!(sheets.len(), 2, "{name}");
        for (number, sheet) in sheets.iter().enumerate() {
            let across = sheet.across();
            if across.is_empty() {
                continue;
            }
            // Thick around what stands on the page, thin between its rows.
            let inner = &across[1..across.len() - 1];
            assert!((across[0].1 - 0.35).abs() < 0.05 && (across[across.len() - 1].1 - 0.35).abs() < 0.05, "{name}: {across:?}");
            assert!(inner.iter().all(|(_, thick)| (thick - 0.25).abs() < 0.05), "{name}: {across:?}");
            assert!(across[across.len() - 1].0 < 262.3, "{name}: {across:?}");
            let rows = across.len() - 2;
            assert!(rows > 0, "{name}, page {}: a header alone", number + 1);
            assert_eq!(sheet.all().matches("内容").count(), 1, "{name}, page {}: one header", number + 1);
        }
        for row in 1..=8 {
            let on = |sheet: &Sheet| sheet.all().matches(flow_text(row)).count();
            let pages: Vec<usize> = sheets.iter().map(on).collect();
            assert!(pages.contains(&0) && pages.iter().sum::<usize>() > 0, "{name}: row {row} is parted: {pages:?}");
        }
    }
}

#[test]
fn a_row_is_cut_only_where_it_must() {
    let drafts = named(vec![
        // 24 lines leave three quarters of the page white when they move.
        ("cut", format!("{}\n{}", lines(8), table(1, 640))),
        // Little white: the row moves.
        ("moved", format!("{}\n{}", lines(16), table(1, 640))),
        ("endless", format!("{}\n{}", lines(16), table(1, 2400))),
    ]);
    let Some(found) = pages(&drafts) else { return };
    let (cut, moved, endless) = (&found[0], &found[1], &found[2]);
    let cells = |sheet: &Sheet| sheet.of_size(|size| (size - 14.0).abs() < 0.3);
    let lowest = |sheet: &Sheet| cells(sheet).last().map_or(0.0, |(at, _)| *at);
    assert_eq!((cut.len(), moved.len()), (2, 2));
    assert!(lowest(&cut[0]) > 262.0 - 12.0, "the page is filled first: {}", lowest(&cut[0]));
    // Header and a row on each page, closed by a thick rule at the foot.
    for sheet in cut.iter() {
        assert!(sheet.across().len() == 3 && sheet.all().contains("内容"), "{:?}", sheet.across());
    }
    assert!(cells(&moved[0]).is_empty(), "caption, header and row stand together");
    assert!(endless.len() >= 3);
    for sheet in &endless[..endless.len() - 1] {
        assert!(cells(sheet).is_empty() || lowest(sheet) > 250.0, "{}", lowest(sheet));
    }
    for (sheets, length) in [(cut, 640), (moved, 640), (endless, 2400)] {
        let all: usize = sheets.iter().map(|sheet| sheet.all().chars().filter(|c| "甲乙丙丁".contains(*c)).count()).sum();
        let wanted = flow_text(1).chars().cycle().take(length).filter(|c| "甲乙丙丁".contains(*c)).count();
        assert_eq!(all, wanted);
    }
}

#[test]
fn notes_stand_with_their_marks_and_go_on() {
    let note = |characters: usize| format!("[^1]: {}\n", self::characters(characters));
    let marked = |before: usize, after: usize, length: usize| {
        format!("{}\n{}[^1]\n{}\n\n{}", lines(before), characters(10), lines(after), note(length))
    };
    let drafts = named(vec![
        ("last-line", marked(21, 4, 60)),
        ("goes-on", marked(17, 10, 420)),
        ("endless", marked(10, 30, 4200)),
        ("fits", marked(10, 20, 60)),
    ]);
    let Some(found) = pages(&drafts) else { return };
    for ((name, _), sheets) in drafts.iter().zip(&found) {
        for (number, sheet) in sheets.iter().enumerate() {
            let (text, notes) = (sheet.text(), sheet.notes());
            let lowest = text.last().map_or(0.0, |(at, _)| *at);
            assert_eq!(sheet.note_rules().len(), usize::from(!notes.is_empty()), "{name}, page {}", number + 1);
            let Some((first, _)) = notes.first() else { continue };
            let rule = sheet.note_rules()[0];
            assert!(lowest < rule && rule < *first, "{name}, page {}: {lowest}, {rule}, {first}", number + 1);
            let (last, _) = notes.last().unwrap();
            assert!((last + 0.12 * 4.23 - 262.0).abs() < 0.5, "{name}, page {}: notes end at {last}", number + 1);
            assert!(notes.len() > 1, "{name}, page {}: a line of a note alone", number + 1);
        }
    }
    let notes = |index: usize| found[index].iter().map(|sheet| sheet.notes().len()).collect::<Vec<_>>();
    // The mark on line 22 goes to the next page with its short note, and the page is one line short.
    assert_eq!((found[0][0].text().len(), notes(0)[0]), (21, 0));
    assert!(notes(0)[1] == 2);
    // Six rows of notes do not fit below line 18: they begin there and go on.
    assert!(notes(1)[0] >= 2 && notes(1)[1] >= 2, "{:?}", notes(1));
    // Higher than a page: text goes on beside it.
    assert!(notes(2).len() >= 3 && notes(2)[1] >= 10 && found[2][1].text().len() >= 5, "{:?}", notes(2));
    assert!(notes(3)[0] == 2 && notes(3)[1] == 0, "{:?}", notes(3));
    for (index, length) in [(0, 60), (1, 420), (2, 4200), (3, 60)] {
        let all: String = found[index].iter().flat_map(Sheet::notes).map(|(_, text)| text).collect();
        assert_eq!(support::visible(&all).trim_start_matches('1'), characters(length));
    }
}

#[test]
fn a_figure_keeps_its_caption() {
    let drafts: Vec<(String, String)> = (9..=14)
        .map(|before| (format!("before-{before}"), format!("{}\n![堤防巡查示意](levee.jpg)\n{}\n", lines(before), lines(2))))
        .collect();
    let Some(found) = pages(&drafts) else { return };
    let mut moved = 0;
    for ((name, _), sheets) in drafts.iter().zip(&found) {
        let caption = |sheet: &Sheet| {
            let lines = sheet.of_size(|size| (size - 14.0).abs() < 0.3);
            lines.iter().find(|(_, text)| text.contains("堤防")).map(|(at, _)| *at)
        };
        let (page, at) = sheets.iter().enumerate().find_map(|(index, sheet)| Some((index, caption(sheet)?))).unwrap();
        // 1200 by 800 dots across 82 % of the text: 85 mm high, above the caption on the same page.
        let above = sheets[page].text().iter().map(|(line, _)| *line).filter(|line| *line < at).fold(37.0, f64::max);
        assert!(at - above > 85.0 && at < 262.0, "{name}: caption at {at}, text above at {above}");
        moved += usize::from(page == 1);
    }
    assert!(moved > 0 && moved < found.len(), "{moved}");
}

#[test]
fn the_page_number_of_a_page_on_its_side_stands_free() {
    let draft = format!("正文。\n\n【附件｜横排】表\n{}\n{}\n", characters(1200), table(3, 200));
    let Some(files) = files(&named(vec![("landscape", draft)])) else { return };
    let pages = files[0]["pages"].as_array().unwrap();
    assert!(pages.len() >= 3);
    let poppler = files[0]["poppler"].as_str().unwrap();
    for (index, page) in pages.iter().enumerate().skip(1) {
        let number = index + 1;
        // Poppler puts pieces of turned text on lines of their own; text that ran over the number would stand between them.
        assert!(support::visible(poppler).contains(&format!("—{number}—")), "poppler reads the number of page {number}");
        let at = |span: &Value, key: &str| span[key].as_f64().unwrap();
        assert!((page["width_mm"].as_f64().unwrap() - 297.0).abs() < 0.1);
        let (numbers, text): (Vec<&Value>, Vec<&Value>) = page["spans"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|span| !span["text"].as_str().unwrap().trim().is_empty())
            .partition(|span| at(span, "x1") < 34.0);
        // 7.5 and 8: the portrait page turned a quarter. Beyond the foot of the type area, one 字 from its edge.
        let (top, foot) =
            numbers.iter().fold((297.0_f64, 0.0_f64), |(top, foot), span| (top.min(at(span, "y0")), foot.max(at(span, "y1"))));
        assert!(!numbers.is_empty() && numbers.iter().all(|span| at(span, "x0") > 24.0 && at(span, "x1") < 32.0), "{numbers:?}");
        if number % 2 == 0 {
            assert!((top - 32.94).abs() < 0.7, "page {number}: {top}");
        } else {
            assert!((foot - 179.06).abs() < 0.7, "page {number}: {foot}");
        }
        for span in text {
            let inside = at(span, "x0") > 34.5 && at(span, "x1") < 263.5 && at(span, "y0") > 26.5 && at(span, "y1") < 185.5;
            assert!(inside, "page {number}: {span}");
        }
    }
}

#[test]
fn what_prints_badly_is_said_with_its_page() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    image::GrayImage::new(300, 200).save(folder.path().join("small.png")).unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[check]\nselect = [\"coarse-picture\", \"wide-table\"]\n").unwrap();
    let long = "https://www.example.org/a-very-long-address-that-is-one-word-and-cannot-be-parted";
    let draft = format!("{}\n![示意](small.png)\n\n| 甲 | 乙 |\n|---|---|\n| {long} | {long} |\n", lines(30));
    std::fs::write(folder.path().join("a.notice"), &draft).unwrap();
    let build = |lang: &str| {
        let output = support::zhumo()
            .args(["build", "--ignore-system-fonts", "-t", "pdf", "--lang", lang])
            .arg(folder.path().join("a.notice"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", support::text(&output));
        support::text(&output)
    };
    let english = build("en");
    // 300 dots at 150 to the inch are 50.8 mm; 200 to the inch make 400.
    for said in
        ["figure 1 on page 2 has 300 by 200 pixels, 150 dots", "at least 400 by 267 pixels", "the table on page 2 has 2 columns"]
    {
        assert!(
            english.replace(['\n', '│', '·'], " ").split_whitespace().collect::<Vec<_>>().join(" ").contains(said),
            "{english}"
        );
    }
    let chinese = build("zh");
    assert!(chinese.contains("第2页的图1") && chinese.contains("第2页的表格") && chinese.contains("横排"), "{chinese}");
    // A table that fits after its type has shrunk is no finding.
    std::fs::write(folder.path().join("a.notice"), draft.replace(long, "https://www.example.org/one-address")).unwrap();
    assert!(!build("en").contains("wide-table"));
}

/// Builds a draft alone and gives what is said of it.
fn said(draft: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.notice");
    std::fs::write(folder.path().join("zhumo.toml"), "[check]\nselect = [\"extra-sheet\", \"short-last-line\"]\n").unwrap();
    std::fs::write(&path, draft).unwrap();
    let output =
        support::zhumo().args(["build", "--ignore-system-fonts", "-t", "pdf", "--lang", "en"]).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    support::text(&output)
}

#[test]
fn a_sheet_for_the_record_alone_is_said_in_every_layout() {
    if !support::fonts() {
        return;
    }
    let chinese = "抄送：示例市应急管理局\n印发：示例市教育局办公室　2026年8月17日\n";
    let english = "Cc: Example City Emergency Bureau\nPrinted by: General Office of the Bureau, August 17, 2026\n";
    // Page 2 with so many lines: its record begins a sheet, also where it need not stand on an even page.
    let drafts = |count: usize| {
        [
            format!("{}\n【分页】\n{}\n{chinese}", lines(2), lines(count)),
            format!("版式：简报\n{}\n【分页】\n{}\n{chinese}", lines(2), lines(count)),
            format!("Language: en\nText.\n[Page break]\n{}{english}", "Text.\n".repeat(count)),
        ]
    };
    for (count, wanted) in [(20, "one line of text less"), (21, "2 lines of text less")] {
        for draft in drafts(count) {
            let text = said(&draft);
            assert!(text.contains("extra-sheet") && text.contains(wanted), "{draft}\n{text}");
        }
    }
    for draft in drafts(19) {
        assert!(!said(&draft).contains("extra-sheet"), "{draft}");
    }
}

#[test]
fn names_of_approvers_are_no_short_last_line() {
    if !support::fonts() {
        return;
    }
    let draft = "发文机关：示例省教育厅\n发文字号：示教〔2026〕18号\n签发人：\n- 李明\n- 王小刚\n- 赵云\n标题：请示\n\n正文。\n";
    assert!(!said(draft).contains("short-last-line"), "{}", said(draft));
}

#[test]
fn english_headings_of_several_lines_are_set_as_text() {
    let section = |words: usize| format!("Language: en\n1. {}first. Reports are short.\n", "Every bureau reports ".repeat(words));
    let Some(files) = files(&named(vec![("short", section(1)), ("long", section(9))])) else { return };
    let bold = |file: &Value| {
        file["pages"][0]["spans"].as_array().unwrap().iter().any(|span| span["font"].as_str().unwrap().contains("Bold"))
    };
    assert_eq!(files.iter().map(bold).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn english_organs_stand_apart_in_the_mark() {
    let draft = "Language: en\nIssuer:\n- Example Province Administration for Market Regulation\n\
                 - Example Province Department of Education and Youth Affairs\nTitle: Notice\n\nText.\n";
    let Some(pages) = pages(&named(vec![("mark", draft.to_owned())])) else { return };
    let lines = pages[0][0].of_size(|size| size > 22.5);
    let steps: Vec<f64> = lines.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(steps[1] > steps[0] + 3.0 && (steps[2] - steps[0]).abs() < 0.1, "{steps:?}");
}
