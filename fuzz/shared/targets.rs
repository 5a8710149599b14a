//! What must hold of any text and any bytes. The fuzzer (`fuzz/fuzz_targets`) and the tests (`tests/wild.rs`) call the same functions.
//!
//! Each panics when something does not hold, which is how a fuzzer hears of it. What needs fonts is in `pages.rs`, the language server and the
//! preview are in `servers.rs`.

use std::io::{Cursor, Write};
use zhumo::assist::{self, Known};
use zhumo::check::{Edit, Finding, FixScope, apply_fixes};
use zhumo::fmt::{FmtOptions, format};
use zhumo::import::{Format, ImportOptions, import};
use zhumo::layout::Template;
use zhumo::merge::{Filling, Table, Template as Letter, Which};
use zhumo::model::Notice;
use zhumo::ofd::OfdFile;
use zhumo::pdf::PdfFile;
use zhumo::print::Printer;
use zhumo::say::Lang;
use zhumo::source::{Encoding, Limits, decode, encode, unwritable};
use zhumo::span::Span;
use zhumo::verify::Evidence;
use zhumo::{BuildOptions, Built, Options, Target, build, syntax};

/// What a draft becomes without fonts.
const PLAIN: [Target; 3] = [Target::Html, Target::Markdown, Target::Json];

fn built(text: &str, targets: &[Target]) -> Built {
    let options = Options::default();
    let mut building = BuildOptions::new(&options);
    building.allow_errors = true;
    let built = build(text, targets, &building).expect("a draft is written");
    assert!(built.loses_text() || built.outputs.len() == targets.len());
    built
}

/// A draft is read, checked and written, and every place that is named lies in it.
pub fn draft(text: &str) {
    let inside = |span: Span| assert!(text.get(span.start..span.end).is_some(), "{span:?} is no place of the draft");
    let tree = syntax::parse(text);
    let mut end = 0;
    for line in &tree.lines {
        inside(line.span);
        assert!(line.span.start >= end, "lines overlap");
        end = line.span.end;
    }
    let options = Options::default();
    let (notice, findings) = zhumo::check(text, &options);
    let place = |finding: &Finding| {
        inside(finding.span);
        finding.related.iter().for_each(|related| inside(related.span));
        finding.fix.iter().flat_map(|fix| &fix.edits).for_each(|edit| inside(edit.span));
    };
    findings.iter().for_each(place);
    if let Some(finding) = findings.first() {
        for lang in [Lang::Chinese, Lang::English] {
            let printer = Printer::new("a.notice", text, lang);
            let line = printer.line(finding);
            // A tab stays a tab, as `say::visible` has it.
            let control = |character: char| character.is_control() && character != '\t';
            assert!(!line.chars().any(control), "a finding is one line: {line:?}");
            let _ = (printer.line_in_bytes(finding), printer.whole(finding, true));
        }
    }
    built(text, &PLAIN);
    for at in [0, text.len() / 3, text.len() / 2, text.len()] {
        let _ = (assist::hover(&notice, text, at, Known::default()), assist::complete(&notice, text, at, Known::default()));
        let _ = assist::thing_at(&notice, text, at);
        if let Ok(edits) = assist::rename(&notice, text, at, "甲") {
            edited(text, &edits);
        }
    }
    let _ = (assist::symbols(&notice, text), assist::folds(&notice, text), assist::tokens(&notice, text), assist::hints(&notice));
    let _ = zhumo::site::Facts::read(&notice, text);
}

/// A text after edits, which neither overlap nor part a character.
fn edited(text: &str, edits: &[Edit]) -> String {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let (mut out, mut from) = (String::new(), 0);
    for edit in edits {
        out.push_str(text.get(from..edit.span.start).expect("edits do not overlap"));
        out.push_str(&edit.text);
        from = edit.span.end;
    }
    out + text.get(from..).expect("an edit lies in the text")
}

/// A draft is fixed once and for all, safely or not, and with no more errors than before.
pub fn fixed(text: &str) {
    let options = Options::default();
    let errors = |findings: &[Finding]| findings.iter().filter(|finding| finding.level == zhumo::check::Severity::Error).count();
    let before = errors(&zhumo::check(text, &options).1);
    for scope in [FixScope::Safe, FixScope::All] {
        let fix = |text: &str| apply_fixes(text, scope, |text| zhumo::check(text, &options));
        let fixed = fix(text);
        assert!(errors(&fixed.findings) <= before, "{scope:?}: no fix makes an error: {:?}", fixed.text);
        let again = fix(&fixed.text);
        assert_eq!(again.text, fixed.text, "{scope:?}: fixing twice is fixing once");
    }
}

/// A draft is formatted once and for all.
pub fn formatted(text: &str) {
    let once = format(text, &FmtOptions::default());
    assert_eq!(format(&once, &FmtOptions::default()), once, "formatting twice is formatting once");
    let numbered = zhumo::fmt::renumber(text).text;
    assert_eq!(zhumo::fmt::renumber(&numbered).text, numbered, "numbering twice is numbering once");
    let _ = Notice::read(&syntax::parse(&once));
}

/// Settings are read, or refused with a place.
pub fn settings(text: &str) {
    if let Err(error) = zhumo::config::Config::parse(text) {
        assert!(!error.to_string().is_empty());
    }
}

/// Lengths of a layout are read, or refused with a reason.
pub fn lengths(text: &str) {
    if let Err(error) = Template::load("official", &|name| (name == "official").then(|| text.to_owned())) {
        assert!(!error.say().zh.is_empty() && !error.say().en.is_empty());
    }
}

/// A page template of the user is followed within limits, or refused.
pub fn page_template(text: &str) {
    let options = Options::default();
    let mut building = BuildOptions::new(&options);
    building.allow_errors = true;
    building.templates.insert("official/page.html".to_owned(), text.to_owned());
    if let Err(error) = build("标题：关于甲的通知\n主送：乙：\n\n一、丙\n丁。\n", &[Target::Html], &building) {
        assert!(!error.to_string().is_empty());
    }
}

/// What came of a file is a draft that is written, without more than twenty times the bytes of the file.
fn becomes_a_draft(bytes: &[u8], kind: Format) {
    let Ok(imported) = import(bytes, kind, &ImportOptions::default()) else { return };
    assert!(imported.draft.len() <= 4096 + bytes.len() * 20, "{} bytes of {}", imported.draft.len(), bytes.len());
    built(&imported.draft, &[Target::Json]);
}

/// A text of any kind becomes a draft, or is refused.
pub fn raw_text(text: &str) {
    becomes_a_draft(text.as_bytes(), Format::Text);
}

/// Markdown becomes a draft, or is refused.
pub fn markdown(text: &str) {
    becomes_a_draft(text.as_bytes(), Format::Markdown);
}

/// A web page becomes a draft, or is refused.
pub fn web_page(text: &str) {
    becomes_a_draft(text.as_bytes(), Format::Html);
}

/// An archive with these parts, not packed.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, stored).expect("an archive in memory");
        zip.write_all(text.as_bytes()).expect("an archive in memory");
    }
    zip.finish().expect("an archive in memory").into_inner()
}

/// The body of a Word file, with whatever is in it: what stands behind a line `---` is its numbering, and behind a second one its styles.
pub fn word(text: &str) {
    const SPACES: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
    let mut parts = text.splitn(3, "\n---\n");
    let mut part = |name: &str| {
        let part = parts.next().unwrap_or_default();
        if part.starts_with("<?xml") { part.to_owned() } else { format!("<w:{name} {SPACES}>{part}</w:{name}>") }
    };
    let (body, numbering, styles) = (part("document"), part("numbering"), part("styles"));
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let parts = [
        ("[Content_Types].xml", types),
        ("word/document.xml", &body),
        ("word/numbering.xml", &numbering),
        ("word/styles.xml", &styles),
    ];
    becomes_a_draft(&archive(&parts), Format::Docx);
}

/// A file of any kind becomes a draft that can be read, or is refused.
pub fn imported(bytes: &[u8]) {
    for kind in [Format::Text, Format::Markdown, Format::Html, Format::Docx, Format::Pdf] {
        becomes_a_draft(bytes, kind);
    }
}

/// A draft with places and a table, parted by a line of `===`: every letter is a draft, or a fault says why not.
pub fn rows(text: &str) {
    let (draft, table) = text.split_once("\n===\n").unwrap_or(("标题：{{a}}\n\n{{b}}\n", text));
    let Ok(template) = Letter::read(draft) else { return };
    for ending in ["csv", "tsv", "json", "jsonl"] {
        if let Ok(table) = Table::read(table.as_bytes().to_vec(), ending, Which::Clear, &template.columns()) {
            letters(&template, &table);
        }
    }
}

fn letters(template: &Letter, table: &Table) {
    for (number, row) in table.rows().take(3).enumerate() {
        let mut faults: Vec<_> = table.fault(&row).into_iter().collect();
        let letter = template.fill(&Filling::of(table, std::slice::from_ref(&row)).numbered(number), &mut faults);
        if faults.is_empty() {
            let _ = zhumo::check(&letter, &Options::default());
        }
    }
    let all: Vec<_> = table.rows().take(8).collect();
    let _ = template.fill(&Filling::of(table, &all), &mut Vec::new());
}

/// A sheet of a workbook, as far as its rows say.
pub fn sheet(text: &str) {
    const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (sheet, shared) = text.split_once("\n---\n").unwrap_or((text, ""));
    let workbook =
        format!(r#"<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#);
    let relations = format!(
        r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#
    );
    let sheet = format!("<worksheet {MAIN}><sheetData>{sheet}</sheetData></worksheet>");
    let shared = format!("<sst {MAIN}>{shared}</sst>");
    let bytes = archive(&[
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", &shared),
    ]);
    if let Ok(table) = Table::read(bytes, "xlsx", Which::First, &[]) {
        let first = table.columns().iter().find(|name| !name.is_empty() && !name.contains(['{', '}', '|', '='])).cloned();
        let Ok(template) = Letter::read(&format!("标题：{{{{{}}}}}\n", first.unwrap_or_default())) else { return };
        letters(&template, &table);
    }
}

/// The lines of a title lie in it and go forward, whatever the title says.
pub fn title(text: &str) {
    let title: Vec<char> = text.chars().collect();
    let names: Vec<&str> = text.split('\n').skip(1).collect();
    let costs = zhumo::phrases::costs(&title, &names);
    // One in Chinese has a cost behind its end, too.
    assert!((title.len()..=title.len() + 1).contains(&costs.len()), "{} costs of {} characters", costs.len(), title.len());
    assert!(costs.iter().all(|cost| cost.is_finite()));
    for width in [2.0, 12.5, 23.0] {
        let turns = zhumo::phrases::turns(&title, &names, width);
        for places in [&turns.lines, &turns.allowed] {
            assert!(places.iter().all(|at| (1..title.len()).contains(at)) && places.is_sorted(), "{places:?} of {}", title.len());
        }
    }
}

/// Values of fields are read, and each part of them lies in its text.
pub fn values(text: &str) {
    use syntax::values;
    let _ = (values::date(text), values::document_number(text), values::issue(text), values::classification(text));
    let _ = (values::is_copy_number(text), values::is_postcode(text), values::count(text), values::phones(text));
    let _ = (values::is_website(text), values::roman_number(text), syntax::keywords::nearest(text));
    for range in values::mails(text).into_iter().flatten().chain(values::recipients(text).into_iter().flatten()) {
        assert!(text.get(range).is_some());
    }
    let mut end = 0;
    for (range, _) in values::inline_tokens(text) {
        assert!(range.start >= end && text.get(range.clone()).is_some(), "{range:?}");
        end = range.end;
    }
    if let Some(number) = values::han_number(text).filter(|number| (1..10_000).contains(number)) {
        assert_eq!(values::han_number(&values::to_han_number(number)), Some(number));
    }
    let _ = syntax::parse(text);
}

/// Bytes are a text, or are refused; what is written in an encoding is read from it again.
pub fn encoded(bytes: &[u8]) {
    match decode(bytes, &Limits::default()) {
        Ok(source) => {
            for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030, Encoding::Big5] {
                if let Some(bytes) = encode(&source.text, encoding) {
                    let again = decode(&bytes, &Limits::default()).expect("what was written is read");
                    assert_eq!(again.text, source.text, "{encoding:?}");
                }
                let _ = unwritable(&source.text, encoding);
            }
        }
        Err(error) => assert!(!error.say("a").zh.is_empty() && !error.remedy().zh.is_empty()),
    }
}

/// Two drafts, parted by a line of `===`, are compared; the changes turn the one into the other.
pub fn compared(text: &str) {
    let (old, new) = text.split_once("\n===\n").unwrap_or((text, ""));
    assert_eq!(edited(old, &assist::difference(old, new)), new);
    let (one, two) = (Notice::read(&syntax::parse(old)), Notice::read(&syntax::parse(new)));
    let changes = zhumo::diff::diff(&one, &two);
    assert!(zhumo::diff::diff(&one, &one).is_empty(), "a draft differs from itself");
    for lang in [Lang::Chinese, Lang::English] {
        let _ = (zhumo::diff::page(&changes, "a", "b", lang), zhumo::diff::markdown(&changes, "a", "b", lang));
    }
    let _ = (zhumo::diff::table(&one, &two), zhumo::diff::merged(&one, &two), zhumo::preview::changed(old, new));
}

/// Any bytes as a PDF: read within limits and held against itself, or refused. What nobody can read alike is not even the same as itself.
pub fn pdf(bytes: &[u8]) {
    let Ok(file) = PdfFile::open(bytes) else { return };
    let _ = file.attachment_names();
    let _ = Evidence::of(&file, 1 << 20, None);
    let _ = zhumo::pdf::compare(&file, &file);
}

/// Any bytes as an OFD.
pub fn ofd(bytes: &[u8]) {
    let Ok(file) = OfdFile::open(bytes) else { return };
    let _ = file.attachment_names();
    let _ = Evidence::of(&file, 1 << 20, None);
    assert!(zhumo::ofd::compare(&file, &file).is_empty(), "a file differs from itself");
}

/// The first part of an OFD and its document, parted by a line of `---`; behind them its first page and its attachments.
pub fn ofd_parts(text: &str) {
    let names = ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Attachs/Attachments.xml"];
    let parts: Vec<(&str, &str)> = names.into_iter().zip(text.splitn(4, "\n---\n")).collect();
    ofd(&archive(&parts));
}
