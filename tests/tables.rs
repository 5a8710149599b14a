//! Tables of `tests/tables/set.txt` on paper, measured by others: nothing that belongs together is parted (jieba's dictionary, dates, numbers with
//! units, brackets), and none is higher than LibreOffice makes it (`tests/tables/office.txt`, written by `scripts/office-tables.py`).

mod support;

use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// The tables by name.
fn set() -> Vec<(String, String)> {
    let text = std::fs::read_to_string(support::root().join("tests/tables/set.txt")).unwrap();
    let cases = text.split("--- ").filter(|case| !case.is_empty());
    cases
        .map(|case| {
            let (name, table) = case.split_once(" ---\n").unwrap();
            (name.to_owned(), table.trim().to_owned())
        })
        .collect()
}

/// Builds each table as the only thing of a notice, and measures it.
fn measured() -> Option<BTreeMap<String, Value>> {
    if !support::fonts() {
        return None;
    }
    let python = support::python()?;
    let folder = tempfile::tempdir().unwrap();
    for (name, table) in set() {
        let draft = format!("标题：关于报送表格的通知\n\n见下表。\n\n{table}\n\n署名：示例市统计局\n成文日期：2026年7月1日\n");
        std::fs::write(folder.path().join(format!("{name}.notice")), draft).unwrap();
    }
    let output = support::zhumo()
        .args(["build", "--ignore-system-fonts", "-q", "-t", "pdf", "-o"])
        .arg(folder.path().join("{name}.pdf"))
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let paths: Vec<PathBuf> = set().iter().map(|(name, _)| folder.path().join(format!("{name}.pdf"))).collect();
    let output = Command::new(python).arg(support::root().join("tests/tools/tables.py")).args(&paths).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn nothing_that_belongs_together_is_parted() {
    assert!(set().len() >= 40);
    let Some(measured) = measured() else { return };
    let torn: Vec<String> = measured
        .iter()
        .filter(|(_, table)| !table["torn"].as_array().unwrap().is_empty())
        .map(|(name, table)| format!("{name}: {}", table["torn"]))
        .collect();
    assert!(torn.is_empty(), "{}", torn.join("\n"));
    assert!(measured.values().all(|table| table["cells"].as_array().unwrap().len() >= 4), "cells are found");
}

#[test]
fn no_table_is_higher_than_an_office_program_makes_it() {
    let Some(measured) = measured() else { return };
    let office = std::fs::read_to_string(support::root().join("tests/tables/office.txt")).unwrap();
    let (mut compared, mut sums) = (0, (0.0, 0.0));
    for line in office.lines().filter(|line| !line.starts_with('#')) {
        let [name, size, height, cut] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let (size, height): (f64, f64) = (size.parse().unwrap(), height.parse().unwrap());
        // Where the office program cuts words, dates and numbers, keeping them whole may take a line, and a second where it cuts many.
        let cut: usize = cut.parse().unwrap();
        let more = (cut.div_ceil(8).min(2) as f64) * size * 1.45 * 25.4 / 72.0;
        let ours = &measured[name];
        assert_eq!(ours["size"].as_f64(), Some(size), "{name}: run scripts/office-tables.py again");
        let own = ours["height"].as_f64().unwrap();
        assert!(own <= height + more + 0.6, "{name}: {own} mm, and {height} mm by an office program");
        (compared, sums) = (compared + 1, (sums.0 + own, sums.1 + height));
    }
    assert!(sums.0 <= sums.1, "{sums:?}");
    assert!(compared >= 40, "{compared} tables");
}

const STATISTICS: &str = "\
标题：关于事故情况的通报

表：事故情况
单位：起、人
| 地区 | 事故起数 || 备注 |
| ^^ | 本期 | 同比 | ^^ |
|---|--:|--:|--15%--|
| 全市 | 805 | -3.2 | |
| 　青川区 | 420 | -1.2 | 含高速公路 |
| 　白石区 | 385 | -4.0 | ^^ |
| 合计 || 805 | |
注：1.不含铁路。
2.按可比口径。

正文。
";

const FORM: &str = "标题：回执\n\n|---|---|---|---|\n| 单位 | |||\n| 姓名 | | 职务 | |\n| 意见 | ||| {40mm}\n";

fn read(draft: &str) -> (zhumo::model::Notice, Vec<String>) {
    let (notice, findings) = zhumo::check(draft, &zhumo::Options::default());
    (notice, findings.iter().map(|finding| finding.rule.id.to_owned()).collect())
}

fn table(notice: &zhumo::model::Notice) -> &zhumo::model::Table {
    let found = notice.blocks().find_map(|block| match block {
        zhumo::model::Block::Table(table) => Some(table),
        _ => None,
    });
    found.unwrap()
}

/// Each cell of the data as text, first column, columns and rows.
fn cells(table: &zhumo::model::Table) -> Vec<Vec<(String, usize, usize, usize)>> {
    let cell = |cell: &zhumo::model::Cell| (cell.text.plain(), cell.column, cell.columns, cell.rows);
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
}

#[test]
fn cells_over_several_places_are_one_cell() {
    use zhumo::model::{ColumnWidth, RowRole};
    let (notice, rules) = read(STATISTICS);
    assert!(!rules.iter().any(|rule| rule.contains("join") || rule.contains("ragged")), "{rules:?}");
    let table = table(&notice);
    let cells = cells(table);
    let of = |text: &str, column, columns, rows| (text.to_owned(), column, columns, rows);
    assert_eq!(cells[0], [of("地区", 0, 1, 2), of("事故起数", 1, 2, 1), of("备注", 3, 1, 2)]);
    assert_eq!(cells[1], [of("本期", 1, 1, 1), of("同比", 2, 1, 1)]);
    assert_eq!(cells[3][3], of("含高速公路", 3, 1, 2));
    assert_eq!(cells[4], [of("　白石区", 0, 1, 1), of("385", 1, 1, 1), of("-4.0", 2, 1, 1)]);
    let roles: Vec<RowRole> = table.rows.iter().map(|row| row.role).collect();
    use RowRole::{Body, Head, Total};
    assert_eq!(roles, [Head, Head, Body, Body, Body, Total]);
    assert_eq!(table.columns[3].width, Some(ColumnWidth::Percent(15)));
    assert_eq!(table.unit.as_ref().unwrap().plain(), "单位：起、人");
    let notes: Vec<String> = table.notes.iter().map(|note| note.plain()).collect();
    assert_eq!(notes, ["注：1.不含铁路。", "2.按可比口径。"]);
    // Every place of the grid belongs to one cell.
    let covered: usize = table.places().iter().flatten().map(|place| place.columns * place.rows).sum();
    assert_eq!(covered, table.rows.len() * table.columns.len());
    let (notice, _) = read(FORM);
    let form = self::table(&notice);
    assert!(form.head().is_empty() && form.rows[2].height == Some(40), "{form:?}");
    assert_eq!(form.to_fill_in(&form.places()), [true, true, true]);
}

#[test]
fn what_is_no_join_stays_what_it_is() {
    for (draft, wanted) in [
        ("||甲|\n|---|---|\n| 1 | 2 |\n", vec![vec!["", "甲"]]),
        ("| ^^ | 甲 |\n|---|---|\n| 1 | 2 |\n", vec![vec!["^^", "甲"]]),
        ("| 甲 | 乙 |\n|---|---|\n||||\n", vec![vec!["甲", "乙"], vec!["", "", ""]]),
        ("| 甲 || 乙 |\n| 1 | ^^ | ^^ |\n|---|---|---|\n", vec![vec!["甲", "乙"], vec!["1", "^^"]]),
    ] {
        let (notice, _) = read(draft);
        let found = cells(table(&notice));
        for (found, wanted) in found.iter().zip(wanted) {
            let texts: Vec<&str> = found.iter().map(|cell| cell.0.as_str()).collect();
            assert_eq!(texts, wanted, "{draft}");
        }
    }
    // A unit line away from a table is a contact, as an office above a table is.
    for draft in ["单位：万元\n\n正文。\n", "单位：示例市统计局\n| 甲 |\n|---|\n| 1 |\n"] {
        let (notice, _) = read(draft);
        assert!(notice.blocks().any(|block| matches!(block, zhumo::model::Block::Contacts(_))), "{draft}");
    }
    for unit in ["万元", "亿元、%", "元/平方米", "千瓦时", "kWh", "人"] {
        let (notice, _) = read(&format!("单位：{unit}\n\n| 甲 |\n|---|\n| 1 |\n"));
        assert!(table(&notice).unit.is_some(), "{unit}");
    }
}

#[test]
fn web_page_markdown_and_formatter_keep_every_cell() {
    let (notice, _) = read(STATISTICS);
    let page = zhumo::html::html(&notice, &zhumo::html::HtmlOptions::default()).unwrap();
    for part in [
        "<th scope=\"col\" rowspan=\"2\">地区</th>",
        "<th scope=\"col\" colspan=\"2\">事故起数</th>",
        "<td rowspan=\"2\">含高速公路</td>",
        "<th scope=\"row\" colspan=\"2\">合计</th>",
        "<td>　青川区</td>",
        "<col class=\"w15\">",
        ".w15 { width: 15%; }",
        "<span class=\"unit\">单位：起、人</span>",
        "<p class=\"table-note further\">2.按可比口径。</p>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let text = zhumo::markdown::markdown(&notice, &zhumo::markdown::MarkdownOptions::default());
    for line in ["| 地区 | 事故起数 本期 | 事故起数 同比 | 备注 |", "| 合计 |  | 805 |  |", "单位：起、人", "注：1.不含铁路。"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let (form, _) = read(FORM);
    let page = zhumo::html::html(&form, &zhumo::html::HtmlOptions::default()).unwrap();
    for part in [
        "<tr class=\"h40\">",
        ".h40 { height: 40mm; }",
        "<tr class=\"h9\">",
        "<th scope=\"row\">单位</th>",
        "<td colspan=\"3\"></td>",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("<thead>"));
}

/// A table as somebody might type it: cells with text, empty, joined to the left or upwards, the row of dashes anywhere near the top.
fn typed() -> impl Strategy<Value = String> {
    let cell =
        (prop::sample::select(vec!["甲", "乙丙", "1.5", "", "^^", "合计"]), prop::sample::select(vec![" | ", " | ", " ||"]));
    let rows = prop::collection::vec(prop::collection::vec(cell, 1..6), 1..6);
    (rows, 0usize..4, 1usize..6).prop_map(|(rows, at, columns)| {
        let written = |row: Vec<(&str, &str)>| {
            let cells: String = row.into_iter().map(|(text, end)| format!("{text}{end}")).collect();
            format!("| {}\n", cells.trim_end())
        };
        let mut lines: Vec<String> = rows.into_iter().map(written).collect();
        lines.insert(at.min(lines.len()), format!("|{}\n", ":-:|".repeat(columns)));
        format!("标题：通知\n\n{}\n正文。\n", lines.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is joined: every place of the grid belongs to one cell, the web page and Markdown have every text, and formatting keeps all of it.
    #[test]
    fn every_place_has_one_cell_and_no_text_is_lost(draft in typed()) {
        let (notice, _) = read(&draft);
        let found = notice.blocks().find(|block| matches!(block, zhumo::model::Block::Table(_)));
        prop_assume!(found.is_some());
        let table = table(&notice);
        let mut covered = vec![vec![0; table.columns.len()]; table.rows.len()];
        for (row, places) in table.places().iter().enumerate() {
            for place in places {
                for line in covered.iter_mut().skip(row).take(place.rows) {
                    line[place.column..place.column + place.columns].iter_mut().for_each(|count| *count += 1);
                }
            }
        }
        prop_assert!(covered.iter().flatten().all(|count| *count == 1), "{:?}\n{}", covered, draft);
        let page = zhumo::html::html(&notice, &zhumo::html::HtmlOptions::default()).unwrap();
        let text = zhumo::markdown::markdown(&notice, &zhumo::markdown::MarkdownOptions::default()).replace('\\', "");
        let mut rest = &page[page.find("<main").unwrap()..];
        for cell in table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.plain()).filter(|text| !text.is_empty()) {
            let at = rest.find(&format!(">{cell}<"));
            prop_assert!(at.is_some(), "`{}` is not on the web page, or not in its place\n{}\n{}", cell, draft, page);
            rest = &rest[at.unwrap() + 1 + cell.len()..];
            prop_assert!(text.contains(&cell), "{}\n{}", draft, text);
        }
        let formatted = zhumo::fmt::format(&draft, &zhumo::fmt::FmtOptions::default());
        prop_assert_eq!(cells(self::table(&read(&formatted).0)), cells(table), "{}\n{}", draft, formatted);
    }
}
