//! What the model reads from drafts, and that no text is ever lost on the way from source to model.

mod support;

use proptest::prelude::*;
use zhumo::model::{Block, Inline, Notice, SectionForm};
use zhumo::syntax::parse;

fn read(text: &str) -> Notice {
    Notice::read(&parse(text))
}

fn only_block(text: &str) -> Block {
    let mut notice = read(text);
    assert_eq!(notice.body.len(), 1, "{text}: {:?}", notice.body);
    notice.body.remove(0)
}

#[test]
fn numbers_at_the_head_of_a_line_are_text() {
    for text in [
        "3.5亿元用于技术改造。",
        "2020.9月启动。",
        "12315平台保持畅通。",
        "1000米以内免费。",
        "2020. 年",
        "+86",
        "# 号",
        "1、2号楼",
        "一、二年级学生参加。",
        "第一条措施是宣传。",
    ] {
        let Block::Paragraph(paragraph) = only_block(text) else { panic!("{text} is no paragraph") };
        assert_eq!(paragraph.text.plain(), text);
    }
}

#[test]
fn the_ladder_depends_on_the_language() {
    let levels = |text: &str| -> Vec<(u8, String)> {
        let blocks = read(text).body;
        blocks
            .iter()
            .filter_map(
                |block| if let Block::Section(section) = block { Some((section.level, section.label.clone())) } else { None },
            )
            .collect()
    };
    let chinese = levels("标题：通知\n\n一、甲\n（一）乙\n1. 丙\n（1）丁\n#、戊\n（#）己\n#. 庚\n（＃）辛\n");
    let labels: Vec<&str> = chinese.iter().map(|(_, label)| label.as_str()).collect();
    assert_eq!(chinese.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [1, 2, 3, 4, 1, 2, 3, 4]);
    assert_eq!(labels, ["一、", "（一）", "1.", "（1）", "二、", "（一）", "1.", "（1）"]);
    let english = levels("Title: Notice\n\n1. One\n(1) Two\n(a) Three\n(i) Four\n(ii) Five\n(b) Six\n2. Seven\n(1) x\n(h) y\n");
    assert_eq!(english.iter().map(|(level, _)| *level).collect::<Vec<_>>(), [1, 2, 3, 4, 4, 3, 1, 2, 3]);
    let (after_h, _) =
        levels("Title: N\n\n1. A\n(1) B\n(a) a\n(b) b\n(c) c\n(d) d\n(e) e\n(f) f\n(g) g\n(h) h\n(i) i\n").pop().unwrap();
    assert_eq!(after_h, 3, "(i) behind (h) is a letter");
}

#[test]
fn section_lines_are_headings_run_in_headings_or_paragraphs() {
    let form = |text: &str| match only_block(text) {
        Block::Section(section) => (section.form, section.heading.plain(), section.text.plain()),
        other => panic!("{other:?}"),
    };
    assert_eq!(form("一、活动主题"), (SectionForm::Heading, "活动主题".into(), String::new()));
    assert_eq!(form("（二）加强宣传。深入学习。"), (SectionForm::RunIn, "加强宣传。".into(), "深入学习。".into()));
    assert_eq!(form("1. 提前公布；"), (SectionForm::Numbered, String::new(), "提前公布；".into()));
    assert_eq!(form("（一）坚持“质量第一。效益优先。”的原则。全面推进。").1, "坚持“质量第一。效益优先。”的原则。");
    assert_eq!(form("1. Theme and period").0, SectionForm::Heading);
    assert_eq!(form("(1) See No. 5 first. Then go on.").1, "See No. 5 first.");
}

#[test]
fn recipients_come_through_unchanged_and_grouped() {
    let text = "各市（州）市场监管局（厅、委）、党委宣传部、发展改革委，示例新区管委会；各有关协会（学会、商会）：";
    let notice = read(&format!("标题：通知\n主送：{text}\n\n正文。\n"));
    let recipients = notice.recipients.unwrap();
    assert_eq!(recipients.text.text, text.trim_end_matches('：'));
    assert_eq!(recipients.groups.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1, 1]);
    assert_eq!(recipients.groups[0][0].text, "各市（州）市场监管局（厅、委）");
}

#[test]
fn dates_are_read_in_every_spelling() {
    for text in [
        "2020年8月14日",
        "二〇二〇年八月十四日",
        "二○二○年八月十四日",
        "2020-08-14",
        "August 14, 2020",
        "14 August 2020",
        "Aug. 14, 2020",
    ] {
        let notice = read(&format!("署名：甲\n成文日期：{text}\n"));
        assert_eq!(notice.day().map(|day| day.to_string()).as_deref(), Some("2020-08-14"), "{text}");
        assert_eq!(notice.date.unwrap().text.text, text);
    }
    assert_eq!(read("署名：甲\n成文日期：2026年2月29日\n").day(), None);
}

#[test]
fn names_references_and_notes_are_resolved() {
    let notice = read(
        "主题：人人重视\n标题：关于“{主题}”的通知\n\n见附件1、图1和{@pic}，主题是“{Theme}”[^a]。\n\n![图示](a.png){#pic}\n[^a]: 说明\n\n【附件1】表\n甲\n",
    );
    assert_eq!(notice.title_text(), "关于“人人重视”的通知");
    let Block::Paragraph(paragraph) = &notice.body[0] else { panic!() };
    assert_eq!(paragraph.text.plain(), "见附件1、图1和图1，主题是“人人重视”。");
    let resolved =
        paragraph.text.inlines.iter().filter(|inline| matches!(inline, Inline::Reference { resolved: true, .. })).count();
    assert_eq!(resolved, 3);
    assert_eq!(notice.footnotes[0].number, Some(1));
    assert_eq!(notice.annex_note.len(), 1, "the annex note is made from the annexes");
}

#[test]
fn an_entry_names_a_file_by_an_address_only() {
    let notice = read(
        "标题：通知\n\n正文。\n\n附件：\n- [报名表](files/报名 表.docx)\n- [学历](本科)\n- [甲]()\n- [甲](a.doc)和[乙](b.doc)\n",
    );
    let entries = notice.annex_note.iter().map(|entry| (entry.title.plain(), entry.file.clone().unwrap_or_default()));
    let expected = [("报名表", "files/报名 表.docx"), ("[学历](本科)", ""), ("[甲]()", ""), ("甲和乙", "")];
    assert_eq!(entries.collect::<Vec<_>>(), expected.map(|(title, file)| (title.to_owned(), file.to_owned())));
}

#[test]
fn traditional_and_english_keywords_mean_the_same() {
    let simplified = read(
        "发文机关：甲\n发文字号：甲〔2026〕1号\n标题：通知\n主送：乙：\n\n文。\n\n署名：甲\n成文日期：2026年1月2日\n抄送：丙\n",
    );
    let traditional = read(
        "發文機關：甲\n發文字號：甲〔2026〕1號\n標題：通知\n主送：乙：\n\n文。\n\n署名：甲\n成文日期：2026年1月2日\n抄送：丙\n",
    );
    let english = read(
        "Issuer: A\nDocument number: A [2026] No. 1\nTitle: T\nTo: B:\n\nText.\n\nSigned: A\nDate: January 2, 2026\nCc: C\n",
    );
    for notice in [&simplified, &traditional, &english] {
        assert!(notice.issuers.len() == 1 && notice.recipients.is_some() && notice.copies_to.is_some(), "{notice:?}");
        assert!(notice.number.as_ref().unwrap().value.is_some(), "{:?}", notice.number);
        assert_eq!(notice.day().unwrap().to_string(), "2026-01-02");
        assert_eq!(notice.body.len(), 1);
    }
}

/// Everything of the model that came from the source: the text of all fields and blocks.
fn all_text(notice: &Notice) -> String {
    let json = serde_json::to_string(notice).unwrap();
    support::visible(&json)
}

/// Lines that a notice is made of, and lines that only look like them.
fn line() -> impl Strategy<Value = (String, String)> {
    let word = "[a-zA-Z0-9甲乙丙质量月，。、；：“”（）《》*_`\\[\\]{}#@!|<>&~^$+=./ \\-]{0,24}";
    let lead = prop::sample::select(vec![
        "",
        "",
        "",
        "一、",
        "（一）",
        "(一)",
        "1. ",
        "1、",
        "（1）",
        "#、",
        "（#）",
        "- ",
        "| ",
        "// ",
        "\\",
        "第一条 ",
        "【附件1】",
        "[Annex 2] ",
        "标题：",
        "主送：",
        "Date: ",
        "电　话：",
        "署名：",
        "附件：",
        "![图](a.png)",
        "[^1]: ",
        "【分页】",
        "表：",
        "主迭：",
        "{主题}",
        "\u{feff}",
        "\u{3000}",
    ]);
    let tail = prop::sample::select(vec!["", "", "", "\\", "\\\\", " ", "{#id}", "|", "[^1]", "。后文"]);
    (lead, word, tail).prop_map(|(lead, word, tail)| {
        // What a comment says is not text.
        let said = if lead == "// " || word.trim_start().starts_with("//") { String::new() } else { word.clone() };
        (format!("{lead}{word}{tail}"), said)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// No input stops the parser, and the lines of the tree cover every visible character.
    #[test]
    fn the_tree_covers_every_text(text in "\\PC{0,200}") {
        let tree = parse(&text);
        let covered: String = tree.lines.iter().map(|line| line.span.of(&text)).collect();
        prop_assert_eq!(support::visible(&covered), support::visible(&text));
    }

    #[test]
    fn every_draft_is_read_and_checked(lines in prop::collection::vec(line(), 0..14), ends in prop::sample::select(vec!["\n", "\r\n", "\r"])) {
        let (lines, words): (Vec<String>, Vec<String>) = lines.into_iter().unzip();
        let text = lines.join(ends);
        let tree = parse(&text);
        let covered: String = tree.lines.iter().map(|line| line.span.of(&text)).collect();
        prop_assert_eq!(support::visible(&covered), support::visible(&text));
        let (notice, findings) = zhumo::check(&text, &zhumo::Options::default());
        for finding in &findings {
            prop_assert!(text.is_char_boundary(finding.span.start) && text.is_char_boundary(finding.span.end));
            for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
                prop_assert!(text.get(edit.span.start..edit.span.end).is_some());
            }
        }
        let all = all_text(&notice);
        // Words of running text are in the model; what is markup by the format is in its spans.
        for word in words.iter().flat_map(|word| word.split(|c: char| !('甲'..='龥').contains(&c))).filter(|word| !word.is_empty()) {
            prop_assert!(all.contains(word) || text.contains("//"), "{} of {}", word, text);
        }
    }
}

/// Bytes of any kind are read or refused, never a panic; the draft is damaged at every place in turn.
#[test]
fn damaged_drafts_never_stop_the_reader() {
    let source = std::fs::read_to_string(support::root().join("examples/joint-notice.notice")).unwrap();
    let limits = zhumo::source::Limits::default();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for _ in 0..300 {
        let mut bytes = source.as_bytes()[..4000].to_vec();
        for _ in 0..(random() % 12 + 1) {
            let at = random() as usize % bytes.len();
            match random() % 4 {
                0 => bytes[at] = random() as u8,
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, random() as u8),
                _ => bytes.truncate(at.max(100)),
            }
        }
        let text = match zhumo::source::decode(&bytes, &limits) {
            Ok(source) => source.text,
            Err(_) => String::from_utf8_lossy(&bytes).into_owned(),
        };
        let _ = zhumo::check(&text, &zhumo::Options::default());
    }
}

/// Hostile lines take time in proportion to their length; were it the square, this test would not end.
#[test]
fn hostile_lines_are_read_in_good_time() {
    for piece in ["（", "《", "　", " ", "*", "[", "`", "|", "\\", "【附件", "1.", "a@", "“", "一、", "{", "![", "- "] {
        let text = piece.repeat(12_000 / piece.len());
        let _ = read(&text);
        let _ = read(&format!("主送：{text}"));
        let _ = read(&format!("电话：{text}"));
    }
    // Lines without a colon, whatever ends them: nobody looks for one in the lines behind.
    for end in ["\n", "\r", "\r\n"] {
        let _ = zhumo::syntax::parse(&format!("甲{end}").repeat(200_000));
    }
}

/// Space at the end of a line is none of the text, space before a backslash is.
#[test]
fn space_ends_a_line_and_no_text() {
    let shown = |source: &str| -> Vec<String> {
        let tree = zhumo::syntax::parse(source);
        let texts = tree.lines.iter().filter_map(|line| match &line.kind {
            zhumo::syntax::LineKind::Paragraph { text, .. } | zhumo::syntax::LineKind::Field { value: text, .. } => Some(text),
            _ => None,
        });
        texts.map(|text| text.pieces.iter().map(|piece| piece.of(source)).collect::<Vec<_>>().join("|")).collect()
    };
    assert_eq!(shown("甲 乙 \t　\u{a0}\n标题：丙　\r丁\r\n"), ["甲 乙", "丙", "丁"]);
    assert_eq!(shown("甲 \\ \n  乙 \n丙　\\ "), ["甲 |乙", "丙　"]);
    assert_eq!(shown("甲\\\\ \n乙\\　丙 "), ["甲\\\\", "乙\\　丙"]);
}

#[test]
fn the_json_of_every_example_fits_its_schema() {
    let schema = zhumo::ast_schema();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for path in support::examples() {
        let source = std::fs::read_to_string(&path).unwrap();
        let json: serde_json::Value = serde_json::from_str(&zhumo::json(&read(&source)).unwrap()).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        assert_eq!(json["schema_version"], 1);
    }
    assert!(!validator.is_valid(&serde_json::json!({ "schema_version": 1 })), "the schema asks for something");
}

/// `//` at the head of a line begins a comment, and the name of a server as well.
#[test]
fn the_address_of_a_server_is_no_comment() {
    for address in ["//server/share/年报", "//file-01.example.cn/a", "//10.0.0.5/公共", "　　//nas:8080/共享"] {
        let Block::Paragraph(paragraph) = only_block(address) else { panic!("{address} is no paragraph") };
        assert_eq!(paragraph.text.plain(), address.trim());
    }
    for comment in ["//备注", "// server/share", "//2026/8/1 李明改过", "//", "//zhumo-ignore padded-date: 例", "//TODO 改"]
    {
        assert_eq!(read(comment).body, [], "{comment}");
    }
}

/// A line that begins with the label of a text that is sent out, and ends as no title does, is text.
#[test]
fn a_sentence_behind_a_label_opens_no_text() {
    for line in ["【公布】结果见下表：", "【印发】工作已经完成。", "【转发】甲；"] {
        let Block::Paragraph(paragraph) = only_block(line) else { panic!("{line} is no paragraph") };
        assert_eq!(paragraph.text.plain(), line);
    }
    assert_eq!(read("甲。\n【公布】示例市供水办法\n乙。").body.len(), 1);
}

/// A list of annexes below one another, as the page has it, is a list without dashes; what is out of turn is text.
#[test]
fn numbered_lines_below_the_list_of_annexes_are_entries() {
    for list in [
        "附件：1.登记表\n2.2026年汇总表\n3.名单",
        "附件：1. 登记表\n      2. 2026年汇总表\n      3. 名单",
        "附件：\n1．登记表\n// 待定\n2．2026年汇总表\n3．名单",
        "附件：（1）登记表\n　　　（2）2026年汇总表\n　　　（3）名单",
        "附件：①登记表\n②2026年汇总表\n③名单",
        "附件：一、登记表\n二、2026年汇总表\n三、名单",
        "附件：1.登记表 2.2026年汇总表\n3.名单",
    ] {
        let notice = read(&format!("标题：通知\n\n正文。\n\n{list}\n\n署名：示例局\n"));
        let titles: Vec<String> = notice.annex_note.iter().map(|entry| entry.title.plain()).collect();
        assert_eq!(titles, ["登记表", "2026年汇总表", "名单"], "{list}");
        assert_eq!((notice.body.len(), notice.misplaced.len()), (1, 0), "{list}");
    }
    for list in ["附件：1.登记表\n3.名单", "附件：登记表\n2.名单", "附件：1.登记表\n（2）名单", "附件：1.登记表\n\n2.名单"]
    {
        let notice = read(&format!("标题：通知\n\n正文。\n\n{list}\n"));
        assert_eq!((notice.annex_note.len(), notice.body.len()), (1, 2), "{list}");
    }
}
