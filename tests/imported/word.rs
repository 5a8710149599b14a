//! Documents as word processors write them, feature by feature: what stands in the draft, and what is said of the rest.

use std::io::Write;
use zhumo::import::{Format, ImportOptions, Imported, import};

fn package(body: &str, parts: &[(&str, &str)]) -> Imported {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let document = format!(
        "<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:m=\"m\"><w:body>{}{}{body}</w:body></w:document>",
        p("示例局关于检查的通知"),
        p("各处室：")
    );
    let main = if parts.iter().any(|(name, _)| *name == "_rels/.rels") { "word/document2.xml" } else { "word/document.xml" };
    for (name, text) in std::iter::once((main, document.as_str())).chain(parts.iter().copied()) {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    import(&archive.finish().unwrap().into_inner(), Format::Docx, &ImportOptions::default()).unwrap()
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn styled(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbered(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn levels(levels: &[(&str, &str, &str)]) -> String {
    let each = levels.iter().enumerate().map(|(at, (format, text, more))| {
        format!("<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>")
    });
    format!("<w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum>", each.collect::<String>())
}

fn lists(abstracts: &str, more: &str) -> String {
    format!(
        "<w:numbering xmlns:w=\"w\">{abstracts}<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>{more}</w:numbering>"
    )
}

#[test]
fn numbers_are_those_that_the_word_processor_shows() {
    let draft = |body: &str, numbering: &str| package(body, &[("word/numbering.xml", numbering)]).draft;
    // A list that begins anew.
    let again = "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
    let body = [numbered(1, 0, "甲事；"), numbered(1, 0, "乙事。"), numbered(2, 0, "丙事；"), numbered(2, 0, "丁事。")].concat();
    let text = draft(&body, &lists(&levels(&[("decimal", "%1.", "")]), again));
    assert!(text.contains("1. 甲事；\n2. 乙事。\n1. 丙事；\n2. 丁事。"), "{text}");
    // Articles that go on through chapters, with a space behind the number.
    let body = [
        numbered(1, 0, "总则"),
        numbered(1, 1, "为了检查。"),
        numbered(1, 1, "适用。"),
        numbered(1, 0, "附则"),
        numbered(1, 1, "施行。"),
    ]
    .concat();
    let text = draft(
        &body,
        &lists(&levels(&[("chineseCounting", "第%1章", ""), ("chineseCounting", "第%2条", "<w:lvlRestart w:val=\"0\"/>")]), ""),
    );
    assert!(text.contains("第一章　总则\n第一条　为了检查。\n第二条　适用。\n第二章　附则\n第三条　施行。"), "{text}");
    // Forms of numbers; a figure never runs into its text.
    for (format, level, shown) in [
        ("decimalEnclosedCircle", "%1", "① 30家"),
        ("decimalEnclosedCircleChinese", "%1", "① 30家"),
        ("ideographTraditional", "%1、", "甲、30家"),
        ("ideographZodiac", "%1、", "子、30家"),
        ("chineseLegalSimplified", "%1、", "壹、30家"),
        ("ideographLegalTraditional", "%1、", "壹、30家"),
        ("decimalZero", "%1", "01 30家"),
        ("decimal", "%1", "1 30家"),
        ("decimalFullWidth", "%1．", "１．30家"),
        ("upperLetter", "%1)", "A)30家"),
    ] {
        let text = draft(&numbered(1, 0, "30家企业参加检查。"), &lists(&levels(&[(format, level, "")]), ""));
        assert!(text.contains(shown), "{format}: {text}");
    }
    let body = [numbered(1, 0, "甲"), numbered(1, 1, "乙")].concat();
    let text = draft(&body, &lists(&levels(&[("chineseCounting", "%1、", ""), ("decimal", "%1.%2", "<w:isLgl/>")]), ""));
    assert!(text.contains("一、甲\n1.1 乙"), "{text}");
}

#[test]
fn numbers_of_styles_are_shown() {
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"heading 2\"/><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
    let numbering = lists(
        &levels(&[
            ("chineseCountingThousand", "%1、", "<w:pStyle w:val=\"1\"/>"),
            ("chineseCountingThousand", "（%2）", "<w:pStyle w:val=\"2\"/>"),
        ]),
        "",
    );
    let body = [styled("1", "检查范围"), p("全市。"), styled("1", "工作要求"), styled("2", "按时报送"), p("每月报送。")].concat();
    let done = package(&body, &[("word/styles.xml", styles), ("word/numbering.xml", &numbering)]);
    assert!(done.draft.contains("一、检查范围\n全市。\n二、工作要求\n（一）按时报送\n"), "{}", done.draft);
}

#[test]
fn what_is_not_printed_is_left_out_and_said() {
    let run = |text: &str, properties: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    let body = [
        format!("<w:moveFrom>{}</w:moveFrom><w:p>{}</w:p>", run("移走", ""), run("甲。", "")),
        "<w:p><w:moveFrom><w:r><w:t>搬动的话。</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo><w:r><w:t>搬动的话。</w:t></w:r></w:moveTo></w:p>".to_owned(),
        format!("<w:p>{}{}{}</w:p>", run("请按时报送", ""), run("内部意见", "<w:vanish/>"), run("。", "")),
        format!("<w:p>{}{}{}</w:p>", run("时间为", ""), run("九月", "<w:strike/>"), run("十月。", "")),
        "<w:p><w:r><w:t>前半句，</w:t></w:r></w:p>".replace("<w:r>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r>"),
        p("后半句。"),
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>单击此处输入文字。</w:t></w:r></w:p></w:sdtContent></w:sdt>".to_owned(),
        format!("<w:p>{}<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>{}</w:p>", run("公开", ""), run("是。", "")),
    ]
    .concat();
    let done = package(&body, &[]);
    let draft = &done.draft;
    assert_eq!(draft.matches("搬动的话").count(), 1, "{draft}");
    for (there, text) in [
        (true, "请按时报送。"),
        (true, "时间为十月。"),
        (true, "前半句，后半句。"),
        (true, "公开☑是。"),
        (false, "单击此处"),
        (false, "内部"),
    ] {
        assert_eq!(draft.contains(text), there, "{text}: {draft}");
    }
    let said: String = done.remarks.iter().map(|remark| remark.en.as_str()).collect::<Vec<_>>().join("\n");
    for word in ["hidden text", "struck text", "prompts"] {
        assert!(said.contains(word), "{word}: {said}");
    }
}

#[test]
fn notes_formulas_and_fields_come_along() {
    let rels = "<Relationships><Relationship Id=\"r1\" Type=\"x/officeDocument\" Target=\"word/document2.xml\"/></Relationships>";
    let notes = "<w:endnotes xmlns:w=\"w\"><w:endnote w:id=\"2\"><w:p><w:r><w:t>尾注一，</w:t></w:r></w:p><w:p><w:r><w:t>共80人。</w:t></w:r></w:p></w:endnote></w:endnotes>";
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.gov.cn/a\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>办事指南</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let formula =
        "<m:oMath><m:f><m:num><m:r><m:t>合格数</m:t></m:r></m:num><m:den><m:r><m:t>抽检数</m:t></m:r></m:den></m:f></m:oMath>";
    let ruby =
        "<w:r><w:ruby><w:rt><w:r><w:t>yǎn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>䶮</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    let body = [
        "<w:p><w:r><w:t>见说明</w:t></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:t>。</w:t></w:r></w:p>".to_owned(),
        format!("<w:p><w:r><w:t>详见</w:t></w:r>{field}<w:r><w:t>。</w:t></w:r></w:p>"),
        format!("<w:p><w:r><w:t>合格率为</w:t></w:r>{formula}<w:r><w:t>。</w:t></w:r></w:p>"),
        format!("<w:p><w:r><w:t>张</w:t></w:r>{ruby}<w:r><w:t>出席。</w:t></w:r></w:p>"),
    ]
    .concat();
    let done = package(&body, &[("_rels/.rels", rels), ("word/endnotes.xml", notes)]);
    let draft = &done.draft;
    for text in [
        "见说明[^e2]。",
        "[^e2]: 尾注一，\\\n共80人。",
        "详见[办事指南](https://example.gov.cn/a)。",
        "合格率为合格数/抽检数。",
        "张䶮出席。",
    ] {
        assert!(draft.contains(text), "{text}: {draft}");
    }
}

#[test]
fn merged_cells_stay_in_their_columns() {
    let cell = |text: &str, properties: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text));
    let table = [
        format!("<w:tr>{}{}</w:tr>", cell("项目", "<w:vMerge w:val=\"restart\"/>"), cell("批次", "<w:gridSpan w:val=\"2\"/>")),
        format!("<w:tr>{}{}{}</w:tr>", cell("", "<w:vMerge/>"), cell("上半年", ""), cell("下半年", "")),
        format!("<w:tr>{}{}{}</w:tr>", cell("水质", ""), cell("12", ""), cell("14", "")),
    ]
    .concat();
    let done = package(&format!("{}<w:tbl>{table}</w:tbl>", p("现通报如下。")), &[]);
    assert!(
        done.draft.contains("| 项目 | 批次 ||\n| ^^ | 上半年 | 下半年 |\n|---|---|---|\n| 水质 | 12 | 14 |"),
        "{}",
        done.draft
    );
    // A form: no row is a head.
    let form = [
        format!("<w:tr>{}{}{}</w:tr>", cell("类别", "<w:vMerge w:val=\"restart\"/>"), cell("姓名", ""), cell("", "")),
        format!("<w:tr>{}{}{}</w:tr>", cell("", "<w:vMerge/>"), cell("单位", ""), cell("", "")),
        format!("<w:tr>{}{}</w:tr>", cell("意见", ""), cell("", "<w:gridSpan w:val=\"2\"/>")),
    ]
    .concat();
    let done = package(&format!("{}<w:tbl>{form}</w:tbl>", p("现通报如下。")), &[]);
    assert!(done.draft.contains("|---|---|---|\n| 类别 | 姓名 |  |\n| ^^ | 单位 |  |\n| 意见 |  ||"), "{}", done.draft);
}

#[test]
fn a_landscape_section_is_a_landscape_annex() {
    let section =
        |side: &str| format!("<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" {side}/></w:sectPr></w:pPr></w:p>");
    let body = [
        p("请执行。"),
        p("附件：任务分工表"),
        p("示例局"),
        p("2026年8月14日"),
        section(""),
        p("附件"),
        p("任务分工表"),
        format!(
            "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
            p("任务"),
            p("单位"),
            p("巡查"),
            p("水务局")
        ),
        section("w:orient=\"landscape\""),
    ]
    .concat();
    let done = package(&body, &[]);
    assert!(done.draft.contains("【附件｜横排】任务分工表\n| 任务 | 单位 |"), "{}", done.draft);
}
