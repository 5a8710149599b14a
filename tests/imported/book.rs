//! Workbooks: a sheet is a table, merged cells stay merged, and a sheet that names a cell far away takes no memory.

use std::io::Write;
use zhumo::import::{Format, ImportError, ImportOptions, Imported, import};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// A workbook of sheets, each with its name, its state, its rows and its merged areas as XML.
fn book(sheets: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    let mut parts = vec![(
        "_rels/.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    )];
    let (mut named, mut related) = (String::new(), String::new());
    for (at, (name, state, rows, merged)) in sheets.iter().enumerate() {
        let number = at + 1;
        named += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\" {state}/>");
        related +=
            &format!("<Relationship Id=\"r{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>");
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{merged}</worksheet>"),
        ));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{named}</sheets></workbook>"),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"
        ),
    ));
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn text(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn number(at: &str, value: &str) -> String {
    format!("<c r=\"{at}\"><v>{value}</v></c>")
}

fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    import(bytes, Format::Xlsx, &ImportOptions::default())
}

#[test]
fn a_sheet_is_a_table() {
    let rows = [
        format!("<row r=\"1\">{}</row>", text("A1", "上半年产量")),
        format!("<row r=\"2\">{}{}</row>", text("A2", "项目"), text("B2", "批次")),
        format!("<row r=\"3\">{}{}</row>", text("B3", "上半年"), text("C3", "下|半年")),
        format!("<row r=\"4\">{}{}{}</row>", text("A4", "水质"), number("B4", "1234.5"), number("C4", "0.30000000000000004")),
    ]
    .concat();
    let merged = "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/></mergeCells>";
    let hidden = format!("<row r=\"1\">{}</row>", text("A1", "内部"));
    let done = read(&book(&[("产量", "", &rows, merged), ("备查", "state=\"hidden\"", &hidden, "")])).unwrap();
    let table = "| 项目 | 批次 ||\n| ^^ | 上半年 | 下\\|半年 |\n|---|---|---|\n| 水质 | 1234.5 | 0.3 |";
    assert!(done.draft.contains(table) && done.draft.contains("上半年产量\n") && !done.draft.contains("内部"), "{}", done.draft);
    assert!(done.remarks.iter().any(|remark| remark.en.contains("hidden sheets")), "{:?}", done.remarks);
}

#[test]
fn a_cell_far_away_is_refused() {
    let rows = format!("<row r=\"1\">{}</row><row r=\"1048576\">{}</row>", text("A1", "甲"), text("XFD1048576", "乙"));
    assert!(matches!(read(&book(&[("表", "", &rows, "")])), Err(ImportError::Document(_))));
    assert!(matches!(read(b"PK\x03\x04"), Err(ImportError::Document(_))));
}
