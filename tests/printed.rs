//! What the fields of a draft say stands in every output of every layout, or a finding says that it does not.

mod support;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use support::{extract, font_set, fonts, text};
use zhumo::check::Finding;
use zhumo::syntax::FieldKey;
use zhumo::{BuildOptions, Options, Target};

const LAYOUTS: [&str; 6] = ["official", "letter", "order", "minutes", "briefing", "open-letter"];

/// The fields of the table, each with a value like no other, by the name that the model has for it: the keywords in
/// the three languages, the value in Chinese and in English, and whether it stands behind the text.
///
/// Values of 版式, 语言 and 用印 are words to the program and none to a reader.
const FIELDS: [(&str, [&str; 3], [&str; 2], bool); 39] = [
    ("copy_number", ["份号", "份號", "Copy number"], ["000173", "000173"], false),
    ("classification", ["密级", "密級", "Classification"], ["机密★7年", "机密★7年"], false),
    ("urgency", ["紧急程度", "緊急程度", "Urgency"], ["特急", "特急"], false),
    ("issuers", ["发文机关", "發文機關", "Issuer"], ["示例市芦苇局", "Reed Bureau"], false),
    ("mark", ["标志", "標誌", "Mark"], ["示例市梧桐大标", "Plane Tree Mark"], false),
    ("number", ["发文字号", "發文字號", "Document number"], ["示芦〔2026〕731号", "Reed [2026] No. 731"], false),
    ("approvers", ["签发人", "簽發人", "Approved by"], ["欧阳苇", "Owen Reed"], false),
    ("issue", ["期号", "期號", "Issue"], ["第519期", "Issue 519"], false),
    ("total_issue", ["总期号", "總期號", "Total issue"], ["总第8126期", "Issue 8126 in all"], false),
    ("editor", ["编印", "編印", "Edited by"], ["示例市荷塘局秘书处", "Reed Secretariat"], false),
    ("editor_note", ["按语", "按語", "Editor's note"], ["这里写的是荷塘按语", "A pond note for readers"], false),
    ("title", ["标题", "標題", "Title"], ["关于清理芦苇荡的通知", "Notice on the Reed Beds"], false),
    ("subtitle", ["副标题", "副標題", "Subtitle"], ["月亮湾片区", "At the Moon Bay"], false),
    ("theme", ["主题", "主題", "Theme"], ["清波荡漾芦花飞", "Clear Water, Flying Seeds"], false),
    ("recipients", ["主送", "主送", "To"], ["各乡镇芦苇站", "All Reed Stations"], false),
    ("summary", ["摘要", "摘要", "Summary"], ["本件讲清理的办法", "It tells how to clear"], true),
    ("keywords", ["关键词", "關鍵詞", "Keywords"], ["芦花水道", "waterways"], true),
    ("present", ["出席", "出席", "Present"], ["芦苇局　司马荷", "Ann Lotus"], true),
    ("excused", ["请假", "請假", "Apologies"], ["芦苇局　上官萍", "Bob Water"], true),
    ("attending", ["列席", "列席", "In attendance"], ["财政所　诸葛蒲", "Cid Rush"], true),
    ("date", ["成文日期", "成文日期", "Date"], ["2026年11月23日", "November 23, 2026"], true),
    ("office", ["单位", "單位", "Office"], ["芦苇局水道科", "Waterway Office"], true),
    ("person", ["联系人", "聯繫人", "Contact"], ["端木菱", "Dora Caltrop"], true),
    ("phone", ["电话", "電話", "Phone"], ["000-71200001", "000-71200001"], true),
    ("fax", ["传真", "傳真", "Fax"], ["000-71200002", "000-71200002"], true),
    ("mobile", ["手机", "手機", "Mobile"], ["13800007123", "13800007123"], true),
    ("email", ["邮箱", "郵箱", "Email"], ["reed@example.gov.cn", "reed@example.gov.cn"], true),
    ("address", ["地址", "地址", "Address"], ["月亮湾路71号", "71 Moon Bay Road"], true),
    ("postcode", ["邮编", "郵編", "Postcode"], ["610007", "610007"], true),
    ("website", ["网址", "網址", "Website"], ["www.reed.example.gov.cn", "www.reed.example.gov.cn"], true),
    ("annexes", ["附件", "附件", "Annexes"], ["清理时间表", "Table of Times"], true),
    ("signatories", ["署名", "署名", "Signed"], ["示例市芦苇管理委员会", "Reed Commission"], true),
    ("note", ["附注", "附註", "Note"], ["此件发至村", "For every village"], true),
    ("copies_to", ["抄送", "抄送", "Cc"], ["市水利局秘书科", "Water Office"], true),
    ("reported_to", ["报送", "報送", "Submitted to"], ["市政府督查室", "Town Hall"], true),
    ("copied_to", ["抄报", "抄報", "Copied to"], ["市委农村办", "Rural Office"], true),
    ("distributed_to", ["发送", "發送", "Distributed to"], ["各渔业合作社", "Fishing Co-operatives"], true),
    ("printed_by", ["印发", "印發", "Printed by"], ["芦苇局文印室　2026年11月24日", "Reed Print Shop, November 24, 2026"], true),
    ("copies", ["印数", "印數", "Copies printed"], ["317", "317"], true),
];

/// What these layouts are called in the three languages.
const LANGUAGES: [(&str, usize); 3] = [("zh-CN", 0), ("zh-TW", 1), ("en", 2)];

/// The parts of a value that have to be seen: names and days may stand apart.
fn parts(value: &str) -> Vec<String> {
    let apart = value.split('　').flat_map(|part| part.split(", November 24"));
    let bare = |part: &str| part.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    apart
        .map(bare)
        .map(|part| part.trim_start_matches(',').to_owned())
        .filter(|part| !part.is_empty() && part != "2026")
        .collect()
}

fn draft(layout: &str, language: usize, wanted: impl Fn(&str) -> bool) -> String {
    let [layout_key, language_key] = [["版式", "版式", "Layout"][language], ["语言", "語言", "Language"][language]];
    let mut text = format!("{layout_key}：{layout}\n{language_key}：{}\n", LANGUAGES[language].0);
    let body = if language == 2 { "\nThe text of it.\n\n" } else { "\n正文在这里。\n\n" };
    let line = |(_, keys, values, _): &(&str, [&str; 3], [&str; 2], bool)| {
        format!("{}：{}\n", keys[language], values[usize::from(language == 2)])
    };
    let (tail, head): (Vec<_>, Vec<_>) = FIELDS.iter().filter(|(name, ..)| wanted(name)).partition(|(.., behind)| *behind);
    text.extend(head.iter().map(line));
    text += body;
    text.extend(tail.iter().map(line));
    text
}

/// Findings and the outputs as PDF, HTML, Markdown and JSON.
fn built(source: &str, fonts: &zhumo::layout::FontSet) -> (Vec<Finding>, Vec<Vec<u8>>) {
    let options = Options::default();
    let mut options = BuildOptions::new(&options).with_pages(zhumo::PageOptions::new(fonts));
    options.allow_errors = true;
    let built = zhumo::build(source, &[Target::Pdf, Target::Html, Target::Markdown, Target::Json], &options).unwrap();
    assert_eq!(built.outputs.len(), 4, "{source}");
    (built.findings, built.outputs.into_iter().map(|output| output.bytes).collect())
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{ad}').collect()
}

/// The text of a web page without its head and its tags.
fn seen(html: &str) -> String {
    let body = &html[html.find("<body").unwrap()..];
    let mut out = String::new();
    let mut inside = false;
    for c in body.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    bare(&out.replace("&amp;", "&").replace("&#x27;", "'").replace("&#39;", "'"))
}

/// What of a field is in which output not to be seen, unless a finding says that it is not printed.
fn missing(name: &str, value: &str, source: &str, findings: &[Finding], outputs: &[(&str, String)]) -> Vec<String> {
    let told = findings.iter().any(|finding| {
        let line = source[..finding.span.start].rfind('\n').map_or(0, |end| end + 1);
        match finding.rule.id {
            "unprinted-field" => source[line..].lines().next().unwrap_or_default().contains(value),
            // Who issues and does not sign.
            "unsigned-issuer" => finding.message.zh.contains(value),
            _ => false,
        }
    });
    let mut lost = Vec::new();
    for part in parts(value) {
        for (output, text) in outputs {
            // What is not printed is data all the same.
            if !text.contains(&part) && (!told || *output == "JSON") {
                lost.push(format!("{name} ({part}) in {output}"));
            }
        }
        let shown = outputs.iter().filter(|(output, _)| *output != "JSON").all(|(_, text)| text.contains(&part));
        if told && shown {
            lost.push(format!("{name} ({part}) is printed, and a finding says that it is not"));
        }
    }
    lost
}

fn paper(path: &Path) -> String {
    let done = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(path).arg("-").output().unwrap();
    assert!(done.status.success(), "{}", text(&done));
    bare(&String::from_utf8(done.stdout).unwrap())
}

/// All fields at once, in three languages, by three readers of the PDF.
#[test]
fn every_field_stands_in_every_output() {
    let Some(set) = font_set() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (mut files, mut rest) = (Vec::new(), Vec::new());
    for layout in LAYOUTS {
        for (language, _) in LANGUAGES.iter().enumerate() {
            let source = draft(layout, language, |_| true);
            let (findings, outputs) = built(&source, &set);
            let path = folder.path().join(format!("{layout}-{language}.pdf"));
            std::fs::write(&path, &outputs[0]).unwrap();
            files.push(path);
            rest.push((layout, language, source, findings, outputs));
        }
    }
    let Some(read) = extract(&files) else { return };
    let mut lost = Vec::new();
    for ((layout, language, source, findings, outputs), read) in rest.into_iter().zip(read) {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut shown = vec![("HTML", seen(&text(&outputs[1]))), ("JSON", bare(&text(&outputs[3])))];
        shown.push(("Markdown", bare(&text(&outputs[2]).replace('\\', ""))));
        for reader in ["poppler", "pdfium", "mupdf"] {
            shown.push((reader, bare(read[reader].as_str().unwrap())));
        }
        for (name, _, values, _) in FIELDS {
            let value = values[usize::from(language == 2)];
            let missed = missing(name, value, &source, &findings, &shown);
            lost.extend(missed.into_iter().map(|missed| format!("{layout}, {}: {missed}", LANGUAGES[language].0)));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// Each field by itself beside title and text: none needs another one to be seen.
#[test]
fn no_field_needs_another() {
    let Some(set) = font_set() else { return };
    if !fonts() || Command::new("pdftotext").arg("-v").output().is_err() {
        assert!(!support::tools_required(), "no pdftotext: run tests/tools/install.sh");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    let mut lost = Vec::new();
    for layout in LAYOUTS {
        for (name, _, values, _) in FIELDS {
            let source = draft(layout, 0, |other| [name, "title"].contains(&other) || other == "date" && name == "theme");
            let (findings, outputs) = built(&source, &set);
            std::fs::write(&path, &outputs[0]).unwrap();
            let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
            let shown = [
                ("PDF", paper(&path)),
                ("HTML", seen(&text(&outputs[1]))),
                ("Markdown", bare(&text(&outputs[2]).replace('\\', ""))),
                ("JSON", bare(&text(&outputs[3]))),
            ];
            let missed = missing(name, values[0], &source, &findings, &shown);
            lost.extend(missed.into_iter().map(|missed| format!("{layout}: {missed}")));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// What is written above the text for machines stands where they look for it.
#[test]
fn summary_and_keywords_are_properties() {
    let Some(set) = font_set() else { return };
    let source = "标题：关于清理芦苇荡的通知\n摘要：本件讲清理的办法\n关键词：芦花水道\n\n正文在这里。\n";
    let (findings, outputs) = built(source, &set);
    assert!(!findings.iter().any(|finding| finding.rule.id == "unprinted-field"));
    let html = String::from_utf8(outputs[1].clone()).unwrap();
    let head = &html[..html.find("<body").unwrap()];
    assert!(head.contains("本件讲清理的办法") && head.contains("芦花水道"));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, &outputs[0]).unwrap();
    let Ok(done) = Command::new("pdfinfo").args(["-enc", "UTF-8"]).arg(&path).output() else { return };
    let said = text(&done);
    assert!(said.contains("本件讲清理的办法") && said.contains("芦花水道"), "{said}");
}

/// The table of the test is that of the language.
#[test]
fn no_field_is_left_out() {
    // The order is that of what a reader looks for, and not of the table. 印发日期 gives 印发 its day.
    let words = ["layout", "language", "sealed", "printed_on"];
    let fields = FieldKey::ALL.iter().map(|key| key.name()).filter(|name| !words.contains(name));
    let known = FIELDS.iter().map(|(name, ..)| *name);
    assert_eq!(fields.collect::<BTreeSet<_>>(), known.collect::<BTreeSet<_>>());
}

/// Whatever stands behind the last organ of a list, the page sets one mark there, in every output and every form of the list.
#[test]
fn lists_end_in_one_mark() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a.notice");
    let write = |head: &str, tail: &str| {
        std::fs::write(&draft, format!("{head}\n正文。\n\n署名：示例局\n成文日期：2026年9月18日\n{tail}")).unwrap();
    };
    let head = "标志：质量简报\n期号：7\n编印：示例局办公室\n标题：问诊\n";
    let simplified = format!("版式：简报\n{head}");
    let traditional = format!("版式：简报\n語言：zh-TW\n{}", head.replace("标志", "標誌").replace("标题", "標題"));
    for (head, keys) in [(&simplified, ["抄送", "报送", "抄报", "发送"]), (&traditional, ["抄送", "報送", "抄報", "發送"])]
    {
        for mark in ["", "，", "、", "；", "：", "。", "。。", "，。", ",", " ，", "．"] {
            for key in keys {
                for list in [format!("{key}：甲厅、乙局{mark}\n"), format!("{key}：\n- 甲厅、乙局{mark}\n")] {
                    write(head, &list);
                    assert_mark(&draft, folder.path(), &format!("{key}：甲厅、乙局。"), "甲厅、乙局。");
                }
            }
            write(head, &format!("{}：\n- 甲厅{mark}\n- 乙局{mark}\n", keys[0]));
            assert_mark(&draft, folder.path(), &format!("{}：甲厅，乙局。", keys[0]), "乙局。");
        }
    }
    for mark in ["", ",", ";", "，", ":"] {
        let tail = format!("Cc: Example Office, Example Co., Ltd.{mark}\n");
        std::fs::write(
            &draft,
            format!("Title: Notice\nTo: All Bureaus{mark}\n\nText.\n\nSigned: Office\nDate: August 4, 2026\n{tail}"),
        )
        .unwrap();
        assert_mark(&draft, folder.path(), "Cc: Example Office, Example Co., Ltd.", "Ltd.");
        assert_mark(&draft, folder.path(), "All Bureaus:", "All Bureaus:");
    }
}

/// The line stands in Markdown, web page and, where there are fonts, PDF, and nothing behind it.
fn assert_mark(draft: &std::path::Path, folder: &std::path::Path, line: &str, end: &str) {
    support::build(draft, "md,html", folder);
    let markdown = std::fs::read_to_string(folder.join("a.md")).unwrap().replace('\\', "");
    let draft = std::fs::read_to_string(draft).unwrap();
    assert!(markdown.lines().any(|shown| shown == line), "{draft}\n{markdown}");
    let html = std::fs::read_to_string(folder.join("a.html")).unwrap();
    assert!(html.contains(&format!("{end}<")), "{draft}");
}
