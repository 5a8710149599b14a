//! Nothing is lost: every text of every fixture, of the examples and of real notices stands in every output, whole and
//! in order.
//!
//! The real notices lie beside the repository (`../shared/seeds`) and are wrapped as notices: their first line is the
//! title, the rest the body, with all the damage that real texts have. Where the folder is not there, the fixtures alone
//! are held against the outputs.

mod common;
mod support;

use common::{imprint_said, read, said, with_marks};
use std::collections::BTreeSet;
use std::path::PathBuf;
use zhumo::html::{HtmlOptions, html};
use zhumo::markdown::{MarkdownOptions, markdown};
use zhumo::model::{Block, Notice};

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

/// Checks that `output` has all that was said, whole and in order. A cell over several rows stands beside all of them, and each reader, and
/// Markdown, which has no such cells, puts it among them in a way of its own: what such a table says is there as often as it was said.
fn assert_complete(name: &str, notice: &Notice, said: &[String], output: &str) {
    let tables = notice.body.iter().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None });
    let merged = tables.filter(|table| table.rows.iter().any(|row| row.cells.iter().any(|cell| cell.rows > 1)));
    let loose: BTreeSet<String> = merged
        .flat_map(|table| table.texts())
        .map(|text| support::visible(&text.plain()))
        .filter(|text| !text.is_empty())
        .collect();
    let (free, ordered): (Vec<String>, Vec<String>) = said.iter().cloned().partition(|text| loose.contains(text));
    support::assert_complete(name, &ordered, output);
    for text in &loose {
        let wanted = free.iter().filter(|said| *said == text).count();
        assert!(output.matches(text.as_str()).count() >= wanted, "{name}: lost or changed: {text}");
    }
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
            Event::InlineHtml(html) if common::names_a_place(&html, page) => {}
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
        assert_complete(&name, &notice, &all_said(&notice), &support::visible(&html_text(&page)));
    }
}

#[test]
fn markdown_has_every_text() {
    for (name, case) in cases() {
        let notice = read(&case);
        let page = markdown(&notice, &MarkdownOptions::default());
        assert_complete(&name, &notice, &all_said(&notice), &support::visible(&markdown_text(&page)));
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
    let cases: Vec<(String, String)> = cases()
        .into_iter()
        // A field given twice is refused, whatever is selected.
        .filter(|(_, case)| !all_said(&read(case)).is_empty() && !read(case).fields.iter().any(|field| field.repeated))
        .collect();
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
            assert_complete(&format!("{name} by {reader}"), &notice, &pages_said(&notice), &text);
        }
    }
}

/// Values far too long for their place: every character is on a page, or the build says where it does not fit.
#[test]
fn long_values_are_turned_or_refused() {
    if !support::fonts() || support::python().is_none() {
        return;
    }
    let long = |separator: &str| (1..=120).map(|n| format!("示例单位{n}号")).collect::<Vec<_>>().join(separator);
    let frame = |head: &str, tail: &str| {
        format!(
            "发文机关：示例局\n发文字号：示局〔2026〕1号\n标题：示例局关于放假的通知\n主送：各处室：\n{head}\n放假。\n\n{tail}\n"
        )
    };
    let signed = "署名：示例局\n成文日期：2026年9月20日\n";
    let briefing = "版式：简报\n标志：示例简报\n期号：3\n编印：示例省质量强省工作领导小组办公室、示例省市场监督管理局质量发展处\n日期：2026年6月25日\n标题：示例\n\n正文。\n";
    let cases = [
        ("copies", frame("", &format!("{signed}抄送：{}\n", long("、")))),
        (
            "signatories",
            frame(
                "",
                &format!(
                    "署名：{}\n成文日期：2026年9月20日\n",
                    (1..=60).map(|n| format!("示例{n}局")).collect::<Vec<_>>().join("、")
                ),
            ),
        ),
        ("approvers", frame("签发人：李明（示例省市场监督管理局）、王强（示例省教育厅）、赵云\n", signed)),
        ("recipients", frame("", signed).replace("各处室", &long("、"))),
        ("title", frame("", signed).replace("关于放假", &format!("关于{}放假", long("、")))),
        ("editor", briefing.to_owned()),
        ("cell", frame(&format!("\n| 序号一栏 | 名称与说明 |\n|---|---|\n| 短 | {} |\n", long("，").repeat(4)), signed)),
        ("header", frame(&format!("\n| 甲 | {} |\n|---|---|\n| 短 | 短 |\n", long("，")), signed)),
        (
            "note",
            frame(
                &format!("\n| 序号一栏 | 名称与说明 |\n|---|---|\n| 短 | {}[^1] |\n\n[^1]: {}\n", long("，"), long("；")),
                signed,
            ),
        ),
        ("landscape", frame("", &format!("{signed}\n【附件｜横排】表\n横排的正文。\n抄送：{}\n", long("、")))),
        (
            "minutes",
            format!(
                "版式：纪要\n标志：示例纪要\n发文字号：〔2026〕5号\n标题：纪要\n日期：2026年6月25日\n\n议定事项。\n\n出席：{}\n",
                long("、")
            ),
        ),
    ];
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[check]\nselect = [\"missing-glyph\", \"off-page\"]\n").unwrap();
    for (name, text) in &cases {
        std::fs::write(folder.path().join(format!("{name}.notice")), text).unwrap();
    }
    let output =
        support::zhumo().args(["build", "-q", "--ignore-system-fonts", "-t", "pdf"]).arg(folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let paths: Vec<PathBuf> = cases.iter().map(|(name, _)| folder.path().join(format!("{name}.pdf"))).collect();
    let Some(files) = support::extract(&paths) else { return };
    for ((name, text), file) in cases.iter().zip(files) {
        let notice = read(text);
        let pages = file["pages"].as_array().unwrap();
        let found = support::without_furniture(&support::pdf_text(file["poppler"].as_str().unwrap()), &notice, pages.len());
        let mut said = pages_said(&notice);
        if name == &"recipients" {
            // Too many for page 1: they stand in the imprint, with their label (7.3.2, 7.4.2).
            let moved = support::visible(&notice.recipients.as_ref().unwrap().text.text);
            said.retain(|text| text != &format!("{moved}："));
            said.push(format!("主送：{moved}。"));
        }
        support::assert_complete(name, &said, &found);
        // Nothing stands over the edges of the sheet, and page 1 shows text of the body.
        for (number, page) in pages.iter().enumerate() {
            let (width, height) = (page["width_mm"].as_f64().unwrap(), page["height_mm"].as_f64().unwrap());
            for span in page["spans"].as_array().unwrap() {
                let at = |key: &str| span[key].as_f64().unwrap();
                let inside =
                    at("x0") > 15.0 && at("x1") < width - 15.0 && at("baseline") > 25.0 && at("baseline") < height - 15.0;
                assert!(inside, "{name}, page {}: {span}", number + 1);
            }
            // Notes (小四) stand below everything else on their page, never over it.
            let lines = |note: bool| {
                let spans = page["spans"].as_array().unwrap().iter();
                let lines = spans.map(|span| (span["size"].as_f64().unwrap(), span["baseline"].as_f64().unwrap()));
                lines.filter(move |(size, at)| (*size < 12.5) == note && *at < 263.0).map(|(_, at)| at).collect::<Vec<f64>>()
            };
            let lowest = lines(false).into_iter().fold(0.0, f64::max);
            // A mark in the text is small, but stands among its line.
            let notes = lines(true).into_iter().filter(|at| *at > 100.0).fold(f64::MAX, f64::min);
            assert!(
                name != &"note" || notes > lowest - 2.5,
                "{name}, page {}: a note at {notes} over text at {lowest}",
                number + 1
            );
        }
    }
}

/// What a finding would have said is not printed: the build stops whatever the draft or the config silences.
#[test]
fn a_field_given_twice_is_never_built() {
    let folder = tempfile::tempdir().unwrap();
    let text = "标题：通知\n主送：甲：\n\n正文。\n\n署名：甲局\n// zhumo-ignore duplicate-field: 历史原因\n署名：乙局\n成文日期：2026年9月20日\n";
    std::fs::write(folder.path().join("a.notice"), text).unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[check.levels]\nduplicate-field = \"info\"\n").unwrap();
    let output = support::zhumo().args(["build", "-t", "json"]).arg(folder.path().join("a.notice")).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", support::text(&output));
    assert!(support::text(&output).contains("duplicate-field"));
}
