//! Small files that would take all memory or all time: refused with the reason, or read in proportion; the runner ends what takes minutes.

use std::io::Write;
use zhumo::import::{Format, ImportError, ImportOptions, import};

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

/// The size of the draft; nothing for a file that is refused with a reason.
fn size(bytes: &[u8], format: Format) -> Option<usize> {
    match import(bytes, format, &ImportOptions::default()) {
        Ok(imported) => Some(imported.draft.len()),
        Err(ImportError::Document(why)) => {
            assert!(!why.zh.is_empty() && !why.en.is_empty());
            None
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn tables_grow_no_more_than_they_may() {
    let page = format!("<table><tr>{}{}", "<td>".repeat(4000), "<tr><td>".repeat(4000));
    assert_eq!(size(page.as_bytes(), Format::Html), None, "columns");
    let page = format!("<table><tr>{}{}", "<td>a".repeat(500), "<tr><td>a".repeat(5000));
    assert_eq!(size(page.as_bytes(), Format::Html), None, "empty cells");
    let page = format!("<table>{}</table>", "<tr><td colspan=500 rowspan=60000>a<td>b".repeat(2000));
    assert_eq!(size(page.as_bytes(), Format::Html), None, "spans");
    let rows = "<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"64\"/></w:tcPr><w:p/></w:tc></w:tr>".repeat(60_000);
    let bytes = packed(&[("word/document.xml", &document(&format!("<w:tbl>{rows}</w:tbl>")))]);
    assert_eq!(size(&bytes, Format::Docx), None, "gridSpan");
    let csv = format!("{}\n{}", "a,".repeat(4000), "a\n".repeat(4000));
    assert_eq!(size(csv.as_bytes(), Format::Csv), None, "values");
}

#[test]
fn numbers_notes_and_paragraphs_stay_in_proportion() {
    let numbering = format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"{}\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        "%1".repeat(4000)
    );
    let body = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>".repeat(4000);
    let bytes = packed(&[("word/document.xml", &document(&body)), ("word/numbering.xml", &numbering)]);
    assert!(size(&bytes, Format::Docx).is_none_or(|size| size < 2_000_000), "lvlText");
    let bytes = packed(&[("word/document.xml", &document(&"<w:p/>".repeat(128_000)))]);
    assert!(size(&bytes, Format::Docx).is_some_and(|size| size < 1000), "empty paragraphs");
    let marks: String = (0..16_000).map(|at| format!("<w:p><w:r><w:footnoteReference w:id=\"{at}\"/></w:r></w:p>")).collect();
    let notes: String =
        (0..16_000).map(|at| format!("<w:footnote w:id=\"{at}\"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:footnote>")).collect();
    let notes = format!("<w:footnotes xmlns:w=\"w\">{notes}</w:footnotes>");
    let bytes = packed(&[("word/document.xml", &document(&marks)), ("word/footnotes.xml", &notes)]);
    assert!(size(&bytes, Format::Docx).is_some(), "notes");
    let headings = "# a\n\n".repeat(16_000);
    assert!(size(headings.as_bytes(), Format::Markdown).is_some(), "headings");
    let lines = "示例\n".repeat(200_000);
    assert!(size(lines.as_bytes(), Format::Text).is_some_and(|size| size < 4 * lines.len()), "lines");
}

#[test]
fn what_is_no_document_is_said_to_be_none() {
    assert_eq!(size(b"no archive", Format::Docx), None);
    let old = [&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 512]].concat();
    let error = import(&old, Format::Docx, &ImportOptions::default()).unwrap_err();
    assert!(matches!(error, ImportError::Document(why) if why.en.contains("password")));
    // Text in another format inside the document is named, and not silently an empty draft.
    let bytes = packed(&[("word/document.xml", &document("<w:altChunk/>"))]);
    let imported = import(&bytes, Format::Docx, &ImportOptions::default()).unwrap();
    assert!(imported.remarks.iter().any(|remark| remark.en.contains("altChunk")));
}
