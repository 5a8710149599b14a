//! Nothing is lost: every text of every fixture, of the examples and of real notices stands in every output, whole and
//! in order.
//!
//! The real notices lie beside the repository (`../shared/seeds`) and are wrapped as notices: their first line is the
//! title, the rest the body, with all the damage that real texts have. Where the folder is not there, the fixtures alone
//! are held against the outputs.

mod common;
mod support;

use common::{imprint_said, read, said};
use std::path::PathBuf;
use zhumo::html::{HtmlOptions, html};
use zhumo::markdown::{MarkdownOptions, markdown};
use zhumo::model::{Block, Inline, Notice, RichText};

/// Cases by name: fixtures of the rules, the examples, and the real notices.
fn cases() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(support::root().join("tests/check")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths.into_iter().filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        for (index, case) in text.split("\n--- ").enumerate() {
            let body = case.split_once('\n').map_or("", |(_, body)| body);
            // ☑ is in no font of the default set: a page with it is refused, which another test shows.
            cases.push((format!("{stem}-{index}"), body.replace("\\u{200b}", "\u{200b}").replace('☑', "√")));
        }
    }
    assert!(cases.len() > 150, "{} cases", cases.len());
    cases.extend(common::examples());
    let seeds = support::root().join("../shared/seeds");
    let mut seeds: Vec<PathBuf> = std::fs::read_dir(seeds).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    for path in seeds {
        let text = std::fs::read_to_string(&path).unwrap();
        let (first, rest) = text.trim_start().split_once('\n').unwrap();
        cases.push((path.file_stem().unwrap().to_string_lossy().into_owned(), format!("标题：{first}\n\n{rest}")));
    }
    cases
}

fn all_said(notice: &Notice) -> Vec<String> {
    let mut all = said(notice);
    all.extend(imprint_said(notice));
    all.into_iter().map(|text| support::visible(&text)).filter(|text| !text.is_empty()).collect()
}

/// The text of an HTML page: tags, styles, data and the marks of footnotes taken out.
fn html_text(page: &str) -> String {
    let body = &page[page.find("<main").expect("a main part")..];
    let mut text = String::new();
    let mut rest = body;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let end = rest[open..].find('>').expect("a tag ends") + open;
        let tag = &rest[open..=end];
        rest = &rest[end + 1..];
        for element in ["style", "script", "sup", "nav"] {
            let opens = tag.strip_prefix('<').and_then(|tag| tag.strip_prefix(element));
            if opens.is_some_and(|after| after.starts_with([' ', '>'])) {
                rest = rest.split_once(&format!("</{element}>")).map_or("", |(_, rest)| rest);
            }
        }
    }
    text.push_str(rest);
    let text =
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'");
    text.replace("&#x2f;", "/").replace("&#47;", "/").replace("&nbsp;", " ").replace("&amp;", "&")
}

/// The text of Markdown, as a reader of GitHub's Markdown shows it.
fn markdown_text(page: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let (mut text, mut notes, mut in_note) = (String::new(), String::new(), false);
    let mut numbers: Vec<u64> = Vec::new();
    for event in Parser::new_ext(page, options) {
        let out = if in_note { &mut notes } else { &mut text };
        match event {
            Event::Text(said) | Event::Code(said) => out.push_str(&said),
            Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => in_note = false,
            // A list that numbers itself says its numbers.
            Event::Start(Tag::List(Some(first))) => numbers.push(first),
            Event::Html(html) | Event::InlineHtml(html) => panic!("markup by accident: {html}"),
            _ => {}
        }
    }
    text + &notes
}

#[test]
fn the_web_page_has_every_text() {
    for (name, case) in cases() {
        let notice = read(&case);
        let page = html(&notice, &HtmlOptions::default()).unwrap();
        support::assert_complete(&name, &all_said(&notice), &support::visible(&html_text(&page)));
    }
}

#[test]
fn markdown_has_every_text() {
    for (name, case) in cases() {
        let notice = read(&case);
        let page = markdown(&notice, &MarkdownOptions::default());
        support::assert_complete(&name, &all_said(&notice), &support::visible(&markdown_text(&page)));
    }
}

#[test]
fn json_has_every_text() {
    for (name, case) in cases() {
        let notice = read(&case);
        let json: serde_json::Value = serde_json::from_str(&zhumo::json(&notice).unwrap()).unwrap();
        let mut strings = String::new();
        gather(&json, &mut strings);
        let strings = support::visible(&strings);
        for text in notice.texts().iter().map(|text| support::visible(&text.source.text)) {
            assert!(strings.contains(text.as_str()), "{name}: {text}");
        }
        for text in notice.recipients.iter().chain(&notice.copies_to).map(|list| support::visible(&list.text.text)) {
            assert!(strings.contains(text.as_str()), "{name}: {text}");
        }
    }
}

fn gather(json: &serde_json::Value, out: &mut String) {
    match json {
        serde_json::Value::String(text) => out.push_str(text),
        serde_json::Value::Array(list) => list.iter().for_each(|entry| gather(entry, out)),
        serde_json::Value::Object(map) => map.values().for_each(|entry| gather(entry, out)),
        _ => {}
    }
}

/// The notice with the numbers of its footnotes in the text, where the page prints them.
fn with_marks(mut notice: Notice) -> Notice {
    let mark = |text: &mut RichText| {
        for inline in &mut text.inlines {
            if let Inline::FootnoteRef { number, label, span } = inline {
                let shown = number.map_or_else(|| format!("[^{label}]"), |number| number.to_string());
                *inline = Inline::Text { text: shown, span: *span };
            }
        }
    };
    let annexes = notice.annexes.iter_mut().flat_map(|annex| &mut annex.blocks);
    for block in notice.body.iter_mut().chain(&mut notice.afterword).chain(annexes) {
        match block {
            Block::Paragraph(block) => mark(&mut block.text),
            Block::Section(block) => [&mut block.heading, &mut block.text].into_iter().for_each(mark),
            Block::Article(block) => mark(&mut block.text),
            Block::List(block) => block.items.iter_mut().for_each(mark),
            Block::Table(block) => block.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(mark),
            Block::Figure(_) | Block::Contacts(_) | Block::PageBreak(_) => {}
        }
    }
    notice
}

/// What the pages say, in their order: in a letter the mark stands above 份号, 密级 and 紧急程度.
fn pages_said(notice: &Notice) -> Vec<String> {
    let mut said = all_said(notice);
    if notice.layout == zhumo::model::Layout::Letter {
        let stamps = zhumo::wording::stamps(notice).len();
        let mark = zhumo::wording::mark(notice).map_or(0, |mark| mark.names.len() + usize::from(!mark.word.is_empty()));
        said[..stamps + mark].rotate_left(stamps);
    }
    said
}

/// The pages of all cases, built in one run that looks for missing characters alone, so that faults do not stop it.
#[test]
fn pages_have_every_text() {
    if !support::fonts() || support::python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("zhumo.toml"),
        "[check]\nselect = [\"missing-glyph\"]\n[check.levels]\nmissing-glyph = \"warning\"\n",
    )
    .unwrap();
    let cases: Vec<(String, String)> = cases().into_iter().filter(|(_, case)| !all_said(&read(case)).is_empty()).collect();
    for (name, case) in &cases {
        std::fs::write(folder.path().join(format!("{name}.notice")), case).unwrap();
    }
    let output =
        support::zhumo().args(["build", "-q", "--ignore-system-fonts", "-t", "pdf"]).arg(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let paths: Vec<PathBuf> = cases.iter().map(|(name, _)| folder.path().join(format!("{name}.pdf"))).collect();
    let Some(files) = support::extract(&paths) else { return };
    for ((name, case), file) in cases.iter().zip(files) {
        let notice = with_marks(read(case));
        let pages = file["pages"].as_array().unwrap().len();
        for reader in ["poppler", "pdfium", "mupdf"] {
            let text = support::pdf_text(file[reader].as_str().unwrap());
            let text = support::without_furniture(&text, &notice, pages);
            support::assert_complete(&format!("{name} by {reader}"), &pages_said(&notice), &text);
        }
    }
}
