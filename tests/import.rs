//! `zhumo import`: other people's files become drafts, and no character is lost on the way.
//!
//! The real notices lie beside the repository (`../shared/seeds`); where they are not there, the samples in `tests/import` are
//! held against the outputs alone.

mod support;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::io::Write;
use std::path::{Path, PathBuf};
use support::{root, text, visible, zhumo};
use zhumo::import::{Format, ImportError, ImportOptions, Imported, import};
use zhumo::{BuildOptions, Options, Target, build, syntax};

fn imported(bytes: &[u8], format: Format) -> Imported {
    import(bytes, format, &ImportOptions::default()).unwrap()
}

/// The characters that count: those that can be seen; colons of both widths are one, because the page sets its own.
fn counted(text: &str) -> Vec<char> {
    visible(text).chars().map(|c| if c == ':' { '：' } else { c }).collect()
}

/// The first characters of `source` that `output` does not hold in their order.
fn lost(source: &str, output: &str) -> Option<String> {
    let output = counted(output);
    let source = counted(source);
    let mut at = 0;
    for (index, character) in source.iter().enumerate() {
        match output[at..].iter().position(|other| other == character) {
            Some(found) => at += found + 1,
            None => return Some(source[index..].iter().take(30).collect()),
        }
    }
    None
}

/// A web page without its tags.
fn page_text(page: &str) -> String {
    let body = &page[page.find("<main").unwrap()..];
    let parts = body.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    entities(&parts.collect::<String>())
}

/// Named and numbered characters as those characters.
fn entities(text: &str) -> String {
    decoded(text).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Numbers of characters (`&#125;`) as those characters.
fn decoded(text: &str) -> String {
    let mut parts = text.split("&#");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.split_once(';').and_then(|(code, rest)| {
            let code =
                code.strip_prefix(['x', 'X']).map_or_else(|| code.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
            Some((char::from_u32(code)?, rest))
        });
        match number {
            Some((character, rest)) => {
                out.push(character);
                out.push_str(rest);
            }
            None => out.extend(["&#", part]),
        }
    }
    out
}

/// Markdown without its escapes.
fn markdown_text(page: &str) -> String {
    let mut out = String::new();
    let mut characters = entities(page).chars().collect::<Vec<_>>().into_iter().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek().is_some_and(char::is_ascii_punctuation) => out.extend(characters.next()),
            other => out.push(other),
        }
    }
    out
}

/// `source` without the marks at the end of the recipients, of which a page prints its own colon and nothing else.
fn without_end_of_list(source: &str, notice: &zhumo::model::Notice) -> String {
    let source = counted(source);
    let Some(recipients) = &notice.recipients else { return source.into_iter().collect() };
    let (typed, listed) = (counted(&recipients.text.text), counted(recipients.listed()));
    let at = (0..source.len()).find(|at| listed.len() < typed.len() && source[*at..].starts_with(&typed));
    let cut = at.map_or(0..0, |at| at + listed.len()..at + typed.len());
    source.iter().enumerate().filter(|(at, _)| !cut.contains(at)).map(|(_, character)| *character).collect()
}

/// `source` without what the draft keeps as comments, which no page shows.
fn without_comments(source: &str, draft: &str) -> String {
    let mut source: String = counted(source).into_iter().collect();
    for comment in draft.lines().filter_map(|line| line.strip_prefix("// ")) {
        let comment: String = counted(comment).into_iter().collect();
        let at = source.find(&comment).unwrap_or_else(|| panic!("no text of the file: {comment}"));
        source.replace_range(at..at + comment.len(), "");
    }
    source
}

/// `source` without the numbers that are typed before entries of the list of annexes, for which a page sets its own.
fn without_typed_numbers(mut source: String, notice: &zhumo::model::Notice) -> String {
    for entry in &notice.annex_note {
        let Some(typed) = &entry.number_text else { continue };
        let whole: String = counted(&format!("{}{}", typed.text, entry.title.plain())).into_iter().collect();
        let title: String = counted(&entry.title.plain()).into_iter().collect();
        source = source.replacen(&whole, &title, 1);
    }
    source
}

fn keeps(name: &str, source: &str, draft: &str) {
    let options = Options::default();
    let mut build_options = BuildOptions::new(&options);
    build_options.allow_errors = true;
    let built = build(draft, &[Target::Html, Target::Markdown, Target::Json], &build_options).unwrap();
    assert_eq!(built.outputs.len(), 3, "{name}: {draft}");
    let output = |at: usize| String::from_utf8(built.outputs[at].bytes.clone()).unwrap();
    let source = without_end_of_list(&without_comments(source, draft), &built.notice);
    let source = without_typed_numbers(source, &built.notice);
    for (what, text) in [("web page", page_text(&output(0))), ("Markdown", markdown_text(&output(1)))] {
        if let Some(lost) = lost(&source, &text) {
            panic!("{name}: lost in the {what} from: {lost}\n--- draft\n{draft}");
        }
    }
}

fn seeds() -> Vec<PathBuf> {
    let mut seeds: Vec<PathBuf> =
        std::fs::read_dir(root().join("../shared/seeds")).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    seeds
}

#[test]
fn real_notices_come_through_whole() {
    for path in seeds() {
        let bytes = std::fs::read(&path).unwrap();
        let source = String::from_utf8(bytes.clone()).unwrap();
        let done = imported(&bytes, Format::Text);
        keeps(&path.display().to_string(), &source, &done.draft);
        let (_, findings) = zhumo::check(&done.draft, &Options::default());
        assert!(!findings.iter().any(|finding| finding.rule.id == "duplicate-field"));
    }
}

#[test]
fn real_notices_are_printed_whole() {
    let folder = tempfile::tempdir().unwrap();
    if !support::fonts() || support::python().is_none() {
        return;
    }
    for path in seeds() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let draft = folder.path().join(format!("{name}.notice"));
        let output = zhumo().arg("import").arg(&path).arg("-o").arg(&draft).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
        let output = zhumo().args(["build", "--allow-errors", "--ignore-system-fonts"]).arg(&draft).output().unwrap();
        assert!(output.status.success(), "{name}: {}", text(&output));
        let extracted = support::extract(&[draft.with_extension("pdf")]).unwrap();
        let printed =
            extracted[0].as_object().unwrap().values().filter_map(|value| value.as_str()).map(str::to_owned).collect::<Vec<_>>();
        let source = std::fs::read_to_string(&path).unwrap();
        assert!(
            printed.iter().any(|text| lost(&source, &support::pdf_text(text)).is_none()),
            "{name}: {:?}",
            printed.iter().map(|text| lost(&source, &support::pdf_text(text))).collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_briefing_is_recognised() {
    let source = std::fs::read_to_string(root().join("tests/import/briefing.txt")).unwrap();
    let done = imported(source.as_bytes(), Format::Text);
    let draft = "版式：简报
标志：示例省质量工作 简 报
期号：第三期
编印：示例省质量协会秘书处
成文日期：2026年3月12日
标题：质量服务走进车间（二）

全省各级质量协会在第一季度组织工程师走进企业车间，帮助企业排查设备、工艺和检验中的问题，截至3月底共走访企业二百余家，形成了一批可以推广的做\\
法，受到企业的欢迎。

![工程师在车间讲解量具](图1.png)

一、走访情况

走访覆盖六个市，* 号表示重点企业 *，附件1 另发。

报送：示例省市场监督管理局
发送：各市质量协会
";
    assert_eq!(done.draft, draft);
    assert!(done.guesses.iter().all(|guess| (1..=100).contains(&guess.sure)));
    keeps("briefing.txt", &source, &done.draft);
    let gb = encoding_rs::GB18030.encode(&source).0.into_owned();
    assert_eq!(imported(&gb, Format::Text).draft, draft);
}

#[test]
fn markdown_becomes_a_draft() {
    let source = std::fs::read_to_string(root().join("tests/import/notice.md")).unwrap();
    let done = imported(source.as_bytes(), Format::Markdown);
    let draft = "标题：关于开展检查的通知
主送：各市、州市场监管局：

现将{**有关事项**}通知如下，见[网页](https://www.example.cn/)。\\
请认真执行。

一、检查内容

1. 查资料；
2. 查现场。

- 第一项
- 第二项

| 市 | 数量 |
|---|---:|
| 云川 | 3 |
| 临澄 | 4 |

![现场](scene.png)

署名：
- 示例省市场监督管理局
- 示例省教育厅
成文日期：2026年8月14日
";
    assert_eq!(done.draft, draft);
}

#[test]
fn a_web_page_becomes_a_draft() {
    let source = std::fs::read_to_string(root().join("tests/import/notice.html")).unwrap();
    let done = imported(source.as_bytes(), Format::Html);
    let draft = "标题：关于开展检查的通知
主送：各市、州市场监管局：

现将有关事项通知如下：a < b，*星*。
一、检查内容
- 第一项
- 第二项

1. 查资料；
2. 查现场。

| 市 | 数量 |
|---|---|
| 云川 | 3\\|4 |

署名：
- 示例省市场监督管理局
成文日期：2026年8月14日
";
    assert_eq!(done.draft, draft);
}

/// A document as word processors write it.
fn docx(document: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let document = format!("<?xml version=\"1.0\"?>{document}");
    for (name, bytes) in std::iter::once(("word/document.xml", document.as_bytes())).chain(more.iter().copied()) {
        archive.start_file(name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

const NUMBERING: &str = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbered(level: usize, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn a_document_becomes_a_draft() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let body = [
        "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr><w:r><w:t>关于开展</w:t></w:r><w:r><w:t>检查的通知</w:t></w:r></w:p>".to_owned(),
        paragraph("各处室："),
        "<w:p><w:r><w:t>现就有关事项通知如下</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>：A &amp; B *。</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>".to_owned(),
        numbered(0, "总则"),
        numbered(1, "时间"),
        numbered(1, "地点"),
        numbered(0, "附则"),
        format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>", cell("市"), cell("数"), cell("云川"), cell("3")),
        "<w:p><w:r><w:drawing><a:blip r:embed=\"rId9\"/></w:drawing></w:r></w:p>".to_owned(),
        paragraph("图1 现场"),
        paragraph("示例局"),
        paragraph("2026年8月14日"),
    ]
    .concat();
    let document = format!("<w:document xmlns:w=\"w\" xmlns:a=\"a\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>");
    let relations = r#"<Relationships><Relationship Id="rId9" Target="media/image1.png"/></Relationships>"#;
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>见上次通知。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let bytes = docx(
        &document,
        &[
            ("word/numbering.xml", NUMBERING.as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/media/image1.png", b"\x89PNG"),
            ("word/header1.xml", b"<w:hdr/>"),
        ],
    );
    let done = imported(&bytes, Format::Docx);
    for expected in [
        "标题：关于开展检查的通知\n主送：各处室：\n\n现就有关事项通知如下[^2]：A & B *。\n",
        "一、总则\n（一）时间\n（二）地点\n二、附则\n| 市 | 数 |\n|---|---|\n| 云川 | 3 |\n",
        "![现场](pictures/image1.png)\n",
        "署名：\n- 示例局\n成文日期：2026年8月14日\n",
        "[^2]: 见上次通知。",
    ] {
        assert!(done.draft.contains(expected), "{expected}\n--- draft\n{}", done.draft);
    }
    assert!(!done.draft.contains('删'));
    assert_eq!(done.pictures, [("pictures/image1.png".to_owned(), b"\x89PNG".to_vec())]);
    assert_eq!(done.remarks.len(), 1, "headers are left out, and it is said");
    // The program writes pictures beside the draft, and overwrites nothing.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.docx");
    std::fs::write(&file, &bytes).unwrap();
    let draft = folder.path().join("out.notice");
    let run = |more: &[&str]| zhumo().arg("import").arg(&file).arg("-o").arg(&draft).args(more).output().unwrap();
    assert_eq!(run(&[]).status.code(), Some(0));
    assert!(folder.path().join("out-pictures/image1.png").exists());
    assert_eq!(run(&[]).status.code(), Some(2), "what is there is not overwritten");
    assert_eq!(run(&["--force"]).status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&run(&["--force", "--json"]).stdout).unwrap();
    assert!(json["guesses"][0]["sure"].as_u64().is_some() && json["draft"].as_str().is_some());
}

#[test]
fn links_of_a_document_keep_their_addresses() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let link = |id: &str, text: &str| format!("<w:hyperlink r:id=\"{id}\">{}</w:hyperlink>", run(text));
    let note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let line = [
        run("详见"),
        link("rId1", "安排"),
        note.to_owned(),
        run("，写信到"),
        link("rId2", "a@example.gov.cn"),
        run("，"),
        link("rId3", "本页"),
        run("。"),
    ];
    let body = [paragraph("关于放假的通知"), paragraph("各处室："), format!("<w:p>{}</w:p>", line.concat())].concat();
    let document = format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>");
    let relations = r##"<Relationships><Relationship Id="rId1" Target="https://example.gov.cn/a"/><Relationship Id="rId2" Target="mailto:a@example.gov.cn"/><Relationship Id="rId3" Target="#top"/></Relationships>"##;
    let notes = r#"<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p><w:r><w:t>见上次通知。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let done = imported(
        &docx(&document, &[("word/_rels/document.xml.rels", relations.as_bytes()), ("word/footnotes.xml", notes.as_bytes())]),
        Format::Docx,
    );
    assert!(done.draft.contains("详见[安排](https://example.gov.cn/a)[^2]，写信到a@example.gov.cn，本页。\n"), "{}", done.draft);
}

#[test]
fn hostile_documents_are_refused() {
    let refused = |bytes: &[u8]| matches!(import(bytes, Format::Docx, &ImportOptions::default()), Err(ImportError::Document(_)));
    assert!(refused(b"no archive"));
    let entities = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document/>";
    assert!(refused(&docx(entities, &[])), "entities");
    let deep = format!("{}{}", "<w:a>".repeat(5000), "</w:a>".repeat(5000));
    assert!(refused(&docx(&deep, &[])), "nesting");
    let bomb = format!("<w:document>{}</w:document>", " ".repeat(40 * 1024 * 1024));
    assert!(refused(&docx(&bomb, &[])), "a bomb");
    let nested = "<div><table><tr><td><ul><li>".repeat(20_000);
    assert!(imported(nested.as_bytes(), Format::Html).draft.len() < 10_000_000);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() })]

    /// Whatever the bytes are, there is a draft or an error, and raw text comes through whole.
    #[test]
    fn no_text_is_lost(lines in prop::collection::vec(
        "[一二（）、。：标题主送附件署名图表 1-3a-c:;.,*`\\\\{}\\[\\]|#/!<>&\"-]{0,24}", 1..12
    )) {
        let source = lines.join("\n");
        let done = imported(source.as_bytes(), Format::Text);
        let notice = zhumo::model::Notice::read(&syntax::parse(&done.draft));
        prop_assert!(!notice.fields.iter().any(|field| field.repeated), "{}", done.draft);
        keeps("random text", &source, &done.draft);
        for format in [Format::Markdown, Format::Html, Format::Docx] {
            let _ = import(source.as_bytes(), format, &ImportOptions::default());
        }
    }
}

#[test]
fn the_program_says_what_it_guessed() {
    let path = root().join("tests/import/briefing.txt");
    let output = |lang: &str| zhumo().args(["import", "--lang", lang]).arg(Path::new(&path)).output().unwrap();
    let english = output("en");
    assert!(String::from_utf8_lossy(&english.stdout).starts_with("版式：简报\n"));
    assert!(String::from_utf8_lossy(&english.stderr).contains("99%  issue: 第三期"), "{}", text(&english));
    assert!(
        String::from_utf8_lossy(&output("zh").stderr).contains("99%  期号: 第三期")
            || String::from_utf8_lossy(&output("zh").stderr).contains("期号: 第三期")
    );
}

#[test]
fn the_list_of_annexes_becomes_a_field() {
    for list in
        ["附件：1.名单\n　　　2.时间表\n　　　3.格式", "附件：1.名单　2.时间表　3.格式", "附件: 1、名单\n\n2、时间表\n\n3、格式"]
    {
        let source = format!("示例局关于放假的通知\n\n各处室：\n现将有关事项通知如下。\n\n{list}\n\n示例局\n2026年9月20日\n");
        let done = imported(source.as_bytes(), Format::Text);
        let field = "通知如下。\n\n附件：\n- 名单\n- 时间表\n- 格式\n\n署名：\n- 示例局\n成文日期：2026年9月20日\n";
        assert!(done.draft.ends_with(field), "{}", done.draft);
    }
    // The number of an only annex is no number of ours; a sentence is no list.
    for (list, kept) in [
        ("附件：名单", "附件：名单\n"),
        ("附件：1.名单", "\\附件：1.名单\n"),
        ("附件：1.名单另行发送。", "\\附件：1.名单另行发送。\n"),
    ] {
        let source = format!("示例局关于放假的通知\n\n各处室：\n现将有关事项通知如下。\n\n{list}\n\n示例局\n2026年9月20日\n");
        let done = imported(source.as_bytes(), Format::Text);
        assert!(done.draft.contains(kept), "{}", done.draft);
        keeps(list, &source, &done.draft);
    }
}

#[test]
fn several_annexes_without_numbers_get_theirs() {
    let source = "Notice on Rest\n\nAll offices:\nRest well.\n\nSample Office\nMay 1, 2026\n\nAnnex List of Names\n\nAlpha rests.\n\nAnnex Timetable\n\nOne day.\n";
    let done = imported(source.as_bytes(), Format::Text);
    assert!(done.draft.contains("[Annex 1] List of Names\n") && done.draft.contains("[Annex 2] Timetable\n"), "{}", done.draft);
    let one = imported(source.split("\nAnnex Timetable").next().unwrap().as_bytes(), Format::Text);
    assert!(one.draft.contains("[Annex] List of Names\n"), "{}", one.draft);
}

#[test]
fn links_keep_their_addresses() {
    let page = "<h1>示例局关于放假的通知</h1><p>各处室：</p><p>详见<a href='https://example.gov.cn/a?b=1'>安*排</a>*和<a href='/x'>内网</a>！<a href=\"mailto:a@example.gov.cn\">来信</a>，<a href='https://example.gov.cn'>https://example.gov.cn</a>。</p><ul><li><a href='https://example.gov.cn/menu'>首页</a></li></ul>";
    let done = imported(page.as_bytes(), Format::Html);
    let line =
        "详见[安\\*排](https://example.gov.cn/a?b=1)\\*和内网！[来信](mailto:a@example.gov.cn)，https://example.gov.cn。\n";
    assert!(done.draft.contains(line), "{}", done.draft);
    assert!(done.remarks.iter().any(|remark| remark.en.contains("https://example.gov.cn/menu")), "{:?}", done.remarks);
    // Hostile targets are no links, and controls in the text none of ours.
    let page = "<h1>示例局关于放假的通知</h1><p>各处室：</p><p>请看这里<a href='javascript:alert(1)'>链接</a>，<a href='https://a.cn/x)y'>又一处</a>，半个<a href='https://b.cn/'>没有结束。<p>\u{2}再见\u{3}。";
    let done = imported(page.as_bytes(), Format::Html);
    assert_eq!(
        done.draft,
        "标题：示例局关于放假的通知\n主送：各处室：\n\n请看这里链接，又一处，半个[没有结束。](https://b.cn/)\n再见。\n"
    );
}

#[test]
fn markdown_keeps_columns_and_named_characters() {
    let page = "# 示例局关于放假的通知\n\n各处室：\n\n放假&amp;值班，A&lt;B，&#42;星号&#x2a;，`a&amp;b`。\n\n| 甲 | 乙 | 丙 | 丁 |\n|:--|:-:|--:|---|\n| 1&amp;2 | a\\|b | 3 | 4 |\n";
    let done = imported(page.as_bytes(), Format::Markdown);
    assert!(done.draft.contains("|:---|:---:|---:|---|\n| 1&2 | a\\|b | 3 | 4 |"), "{}", done.draft);
    let notice = zhumo::model::Notice::read(&syntax::parse(&done.draft));
    let text = notice.body[0].texts()[0].plain();
    assert_eq!(text, "放假&值班，A<B，*星号*，a&amp;b。");
}

/// Marks that Markdown reads and a draft would not are written so that it does; what is raised stays raised.
#[test]
fn marks_of_other_files_mean_the_same_in_a_draft() {
    let page = "# 示例局关于放假的通知\n\n请 __务必__ 于**9月**前报送，*不得* 增删，***甲***乙，a\\_b\\-c，<https://a.cn/x>，[办法][b]，[网](<https://b.cn> \"题\")，m<sup>2</sup>，x<sub>中</sub>。\n\n[b]: https://c.cn\n";
    let done = imported(page.as_bytes(), Format::Markdown);
    let wanted = "请 {**务必**} 于{**9月**}前报送，*不得* 增删，{*{**甲**}*}乙，a_b-c，https://a.cn/x，[办法](https://c.cn)，[网](https://b.cn)，m{^2}，x{_中}。";
    assert!(done.draft.contains(wanted), "{}", done.draft);
    let notice = zhumo::model::Notice::read(&syntax::parse(&done.draft));
    assert_eq!(
        notice.body[0].texts()[0].plain(),
        "请 务必 于9月前报送，不得 增删，甲乙，a_b-c，https://a.cn/x，办法，网，m²，x{_中}。"
    );
    let page = "<h1>示例局关于放假的通知</h1><p>面积1200m<sup>2</sup>，库容3×10<sup>4</sup>m<sup>3</sup>，SO<sub>4</sub><sup>2-</sup>，x<sub>中</sub>，y<sup>1</sup><sup>0</sup>。";
    let done = imported(page.as_bytes(), Format::Html);
    assert!(done.draft.contains("面积1200m²，库容3×10⁴m³，SO₄²⁻，x{_中}，y¹⁰。"), "{}", done.draft);
}
