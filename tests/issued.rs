//! Texts that a notice sends out (`【印发】`): how they are read, and that page, web page, Markdown, data, outline and a formatted draft
//! agree on them. Where they stand on the page is measured in `tests/geometry`.

mod common;
mod support;

use support::{root, visible};
use zhumo::assist::{Known, complete, hover, occurrences, symbols, thing_at};
use zhumo::check::{FixScope, apply_fixes};
use zhumo::fmt::{format, renumber};
use zhumo::html::{HtmlOptions, html};
use zhumo::markdown::{MarkdownOptions, markdown};
use zhumo::model::{Block, Notice};
use zhumo::syntax::{IssuingAct, parse};
use zhumo::{Options, check};

fn read(text: &str) -> Notice {
    Notice::read(&parse(text))
}

/// A forwarding notice, with all that the text may have of its own.
const FORWARDED: &str = "\
发文机关：云岭市人民政府办公室
发文字号：云政办发〔2026〕9号
标题：云岭市人民政府办公室转发市应急管理局关于做好防汛工作意见的通知
主送：各县（市、区）人民政府：

现将《关于做好防汛工作的意见》转发给你们，报表见附件。

署名：云岭市人民政府办公室
成文日期：2026年5月8日

【附件】巡查情况报表
请如实填写。

【转发】关于做好防汛工作的意见
（2026年4月20日云岭市应急管理局第6次局务会议通过）
发文字号：云应急〔2026〕30号
主送：云岭市人民政府：

一、工作目标
人员名单见附件1，流程见附件2。
二、工作任务
各区每周报送一次。

署名：云岭市应急管理局
成文日期：2026年4月28日
附注：联系电话：000-00000000

【附件1】人员名单
各区推荐两人。
【附件2】报送流程
一、汇总
各区先行汇总。

【印发】巡查记录要求
一、记录
每日记录。
印发：云岭市人民政府办公室　2026年5月9日
";

fn kinds(blocks: &[Block]) -> Vec<&'static str> {
    let kind = |block: &Block| match block {
        Block::Paragraph(_) => "paragraph",
        Block::Section(_) => "section",
        _ => "other",
    };
    blocks.iter().map(kind).collect()
}

#[test]
fn a_text_has_what_is_its_own_and_the_notice_keeps_the_rest() {
    let notice = read(FORWARDED);
    assert_eq!(notice.issued.len(), 2);
    assert_eq!(notice.annexes.len(), 1);
    assert_eq!(notice.signatories[0].name, "云岭市人民政府办公室");
    assert_eq!(notice.printed_by.as_ref().unwrap().organ.text, "云岭市人民政府办公室");
    let [forwarded, issued] = &notice.issued[..] else { unreachable!() };
    assert_eq!((forwarded.act, issued.act), (IssuingAct::Forward, IssuingAct::Issue));
    let own = &forwarded.text;
    assert_eq!(own.title_text(), "关于做好防汛工作的意见");
    assert_eq!(own.subtitle[0].plain(), "（2026年4月20日云岭市应急管理局第6次局务会议通过）");
    assert_eq!(own.number.as_ref().unwrap().text.text, "云应急〔2026〕30号");
    assert_eq!(own.recipients.as_ref().unwrap().listed(), "云岭市人民政府");
    assert_eq!(kinds(&own.body), ["section", "paragraph", "section", "paragraph"]);
    assert_eq!(own.signatories[0].name, "云岭市应急管理局");
    assert_eq!(own.day().unwrap().to_string(), "2026-04-28");
    assert_eq!(own.note.as_ref().unwrap().plain(), "联系电话：000-00000000");
    assert_eq!(own.annexes.len(), 2);
    assert_eq!(own.annex_note.iter().map(|entry| entry.title.plain()).collect::<Vec<_>>(), ["人员名单", "报送流程"]);
    assert_eq!(issued.text.title_text(), "巡查记录要求");
    assert_eq!(kinds(&issued.text.body), ["section", "paragraph"]);
    // The list of the notice names its own annex alone.
    assert_eq!(notice.annex_note.iter().map(|entry| entry.title.plain()).collect::<Vec<_>>(), ["巡查情况报表"]);
    let (_, findings) = check(FORWARDED, &Options::default());
    let found: Vec<_> = findings.iter().map(|finding| (finding.rule.id, finding.span.of(FORWARDED))).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_word_in_every_script_opens_one_and_nothing_else_does() {
    for (line, act) in [
        ("【印发】甲", IssuingAct::Issue),
        ("【 印發 】甲", IssuingAct::Issue),
        ("【转发】甲", IssuingAct::Forward),
        ("【轉發｜橫排】甲", IssuingAct::Forward),
        ("【批转|横排】甲", IssuingAct::Endorse),
        ("【公佈】甲", IssuingAct::Promulgate),
        ("【发布】甲", IssuingAct::Publish),
        ("[Issued] A", IssuingAct::Issue),
        ("[forwarded | landscape] A", IssuingAct::Forward),
        ("[Promulgated] A", IssuingAct::Promulgate),
    ] {
        let notice = read(&format!("正文。\n{line}\n内容。\n"));
        assert_eq!(notice.issued.len(), 1, "{line}");
        assert_eq!(notice.issued[0].act, act, "{line}");
        assert_eq!(notice.issued[0].landscape, line.contains(['｜', '|']), "{line}");
    }
    for line in [
        "【印发范围】甲",
        "印发：甲厅　2026年1月1日",
        "\\【印发】甲",
        "[Issued](https://example.org/) A",
        "见【印发】甲",
        "【印发",
    ] {
        assert!(read(&format!("正文。\n{line}\n内容。\n")).issued.is_empty(), "{line}");
    }
}

#[test]
fn a_line_in_brackets_with_a_year_below_the_title_is_about_the_text() {
    let below = |line: &str| read(&format!("正文。\n【印发】办法\n{line}\n第一条　内容。\n")).issued[0].text.subtitle.len();
    assert_eq!(below("（2026年3月1日市政府第5次常务会议通过）"), 1);
    assert_eq!(below("（二〇二六年三月一日通过）"), 1);
    assert_eq!(below("（2020年3月1日通过　2026年5月1日修订）"), 1);
    for line in
        ["（试行）", "（2026年）和以后", "（见附件）（2026年）", "2026年3月1日通过", "\\（2026年3月1日通过）", "（3月1日通过）"]
    {
        assert_eq!(below(line), 0, "{line}");
    }
    let english = "Title: Notice\n\nText of the notice stands here.\n\n[Issued] Rules\n(Adopted on March 1, 2026)\n1. Aim\n";
    assert_eq!(read(english).issued[0].text.subtitle.len(), 1);
}

#[test]
fn lines_of_the_title_and_fields_of_the_notice_in_a_text() {
    let notice = read(
        "正文。\n【印发】\n标题：\n- 云岭市节约用水\n- 行动方案\n目标。\n密级：内部\n日期：3月\n抄送：甲局\n用印：是\n抄送：乙局\n",
    );
    let own = &notice.issued[0].text;
    assert_eq!(own.title_text(), "云岭市节约用水行动方案");
    assert_eq!(own.title.len(), 2);
    // What is printed behind all else is of the notice; the rest is text.
    assert_eq!(notice.copies_to.as_ref().unwrap().listed(), "甲局");
    assert!(notice.is_sealed() && !own.is_sealed());
    let texts: Vec<String> = own.body.iter().flat_map(Block::texts).map(|text| text.plain()).collect();
    assert_eq!(texts, ["目标。", "密级：内部", "日期：3月", "抄送：乙局"]);
}

/// The words of an output in the order in which they must come.
fn in_order(shown: &str, words: &[&str]) {
    let mut at = 0;
    for word in words {
        match shown[at..].find(word) {
            Some(found) => at += found + word.len(),
            None => panic!("`{word}` not behind what must come before it\n{shown}"),
        }
    }
}

const ORDER: [&str; 17] = [
    "转发市应急管理局关于做好防汛工作意见的通知",
    "附件：巡查情况报表",
    "2026年5月8日",
    "附件巡查情况报表",
    "关于做好防汛工作的意见",
    "（2026年4月20日云岭市应急管理局第6次局务会议通过）",
    "云应急〔2026〕30号",
    "云岭市人民政府：",
    "一、工作目标",
    "附件：1.人员名单2.报送流程",
    "云岭市应急管理局2026年4月28日",
    "（联系电话：000-00000000）",
    "附件1人员名单",
    "附件2报送流程",
    "巡查记录要求",
    "一、记录每日记录。",
    "2026年5月9日印发",
];

#[test]
fn web_page_and_markdown_show_it_in_order_with_headings_of_their_rank() {
    let notice = read(FORWARDED);
    let page = html(&notice, &HtmlOptions::default()).unwrap();
    let body = &page[page.find("<article").unwrap()..];
    let texts = body.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    in_order(&visible(&texts.collect::<String>()), &ORDER);
    assert!(body.contains("<section class=\"issued\" aria-labelledby=\"issued-1\">"), "{body}");
    assert!(body.contains("<h2 id=\"issued-1\" class=\"issued-title\">"));
    assert!(body.contains("<h3 id=\"section-1\""), "sections stand below the title of the text");
    assert!(body.contains("<h3 id=\"issued-1-annex-2\" class=\"annex\">"));
    // A reference means the annex of its own text.
    assert!(body.contains("<a class=\"reference\" href=\"#issued-1-annex-1\">附件1</a>"));
    let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for link in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(unique.contains(link), "nothing is called {link}");
    }
    let linked = markdown(&notice, &MarkdownOptions::default());
    // Each text has annexes of its own, and what leads to them.
    for part in
        ["[附件1](#issued-1-annex-1)", "[人员名单](#issued-1-annex-1)", "### 附件1　人员名单<a id=\"issued-1-annex-1\"></a>"]
    {
        assert!(linked.contains(part), "{part}\n{linked}");
    }
    let text = common::unlinked(&linked);
    in_order(&visible(&text).replace(['\\', '#', '*'], ""), &ORDER);
    for heading in ["\n## 关于做好防汛工作的意见\n", "\n### 一、工作目标\n", "\n### 附件1　人员名单\n", "\n#### 一、汇总\n"]
    {
        assert!(text.contains(heading), "{heading}\n{text}");
    }
}

#[test]
fn data_names_what_is_done_with_the_text() {
    let data: serde_json::Value = serde_json::from_str(&zhumo::json(&read(FORWARDED)).unwrap()).unwrap();
    let issued = &data["issued"][0];
    assert_eq!(issued["act"], "forward");
    assert_eq!(issued["text"]["title"][0]["source"]["text"], "关于做好防汛工作的意见");
    assert_eq!(issued["text"]["annexes"].as_array().unwrap().len(), 2);
    assert!(issued["text"].get("issued").is_none());
}

#[test]
fn formatting_keeps_it_and_numbers_are_fixed_in_it() {
    let formatted = format(FORWARDED, &Default::default());
    assert_eq!(format(&formatted, &Default::default()), formatted);
    assert_eq!(
        formatted,
        FORWARDED.replace("每日记录。\n印发", "每日记录。\n\n印发").replace("各区推荐两人。\n【", "各区推荐两人。\n\n【")
    );
    let untidy = "標題：通知\n\n應當遵照執行，現將辦法印發。\n[ issued | landscape ]辦法\n文件內容。\n";
    assert!(format(untidy, &Default::default()).contains("\n\n【印發｜橫排】辦法\n"), "{}", format(untidy, &Default::default()));
    let wrong = "一、甲\n三、乙\n【印发】方案\n一、丙\n见附件3。\n三、丁\n【附件1】戊\n【附件3】己\n";
    assert_eq!(renumber(wrong).text, "一、甲\n二、乙\n【印发】方案\n一、丙\n见附件2。\n二、丁\n【附件1】戊\n【附件2】己\n");
}

#[test]
fn editors_see_it() {
    let notice = read(FORWARDED);
    let outline = symbols(&notice, FORWARDED);
    let found = outline.iter().find(|symbol| symbol.name == "【转发】 关于做好防汛工作的意见").unwrap();
    let children: Vec<&str> = found.children.iter().map(|child| child.name.as_str()).collect();
    let wanted = [
        "发文字号",
        "主送",
        "一、工作目标",
        "二、工作任务",
        "署名",
        "成文日期",
        "附注",
        "【附件1】 人员名单",
        "【附件2】 报送流程",
    ];
    assert_eq!(children, wanted);
    assert!(found.span.of(FORWARDED).ends_with("各区先行汇总。"));
    let at = |word: &str| FORWARDED.find(word).unwrap();
    let said = hover(&notice, FORWARDED, at("转发】") + 1, Known::default()).unwrap();
    assert!(said.text.zh.contains("另起一页"), "{said:?}");
    // `附件1` of the text is the annex of the text.
    let (thing, _) = thing_at(&notice, FORWARDED, at("附件1，") + 1).unwrap();
    let places: Vec<&str> = occurrences(&notice, FORWARDED, &thing).iter().map(|place| place.span.of(FORWARDED)).collect();
    assert_eq!(places, ["附件1", "人员名单"]);
    let offered = complete(&notice, "正文。\n\n【", "正文。\n\n【".len(), Known::default());
    assert!(offered.iter().any(|completion| completion.insert == "【印发】"), "{offered:?}");
    let source = "标题：通知\n\n正文。\n\n署名：甲局\n成文日期：2026年1月1日\n\n【转发】意见\n";
    let words: Vec<String> =
        complete(&read(source), source, source.len(), Known::default()).into_iter().map(|completion| completion.label).collect();
    for word in ["主送", "署名", "成文日期", "印发"] {
        assert!(words.iter().any(|other| other == word), "{word}: {words:?}");
    }
    assert!(!words.iter().any(|word| word == "密级" || word == "标题"), "{words:?}");
}

#[test]
fn a_fix_makes_one_of_an_annex_and_of_text_behind_the_signature() {
    let head = "发文机关：示例市水务局\n发文字号：示水发〔2026〕3号\n标题：示例市水务局关于印发《示例市供水办法》的通知\n主送：各区水务局：\n\n现将《示例市供水办法》印发给你们，请遵照执行。\n";
    let tail = "\n署名：示例市水务局\n成文日期：2026年8月14日\n";
    let text = "第一条　为了保障供水，制定本办法。\n第二条　本办法自2026年9月1日起施行。\n";
    for draft in [
        format!("{head}\n附件：示例市供水办法\n{tail}\n【附件】示例市供水办法\n{text}"),
        format!("{head}{tail}\n【附件】示例市供水办法\n{text}"),
        format!("{head}{tail}\n示例市供水办法\n{text}"),
        format!("{head}{tail}\n【分页】\n示例市供水办法\n{text}"),
    ] {
        let options = Options::default();
        let fixed = apply_fixes(&draft, FixScope::All, |text| check(text, &options));
        let (notice, findings) = check(&fixed.text, &options);
        assert_eq!(notice.issued.len(), 1, "{}", fixed.text);
        assert_eq!(notice.issued[0].text.title_text(), "示例市供水办法");
        assert_eq!(notice.issued[0].text.body.len(), 2);
        assert!(notice.annex_note.is_empty() && notice.annexes.is_empty() && notice.afterword.is_empty(), "{}", fixed.text);
        let found: Vec<_> = findings.iter().map(|finding| finding.rule.id).collect();
        assert!(found.is_empty(), "{found:?}\n{}", fixed.text);
    }
}

#[test]
fn rules_see_the_text_and_say_each_thing_once() {
    let draft = "标题：示例市水务局关于印发《供水方案》的通知\n主送：各区水务局：\n\n现将《供水方案》印发给你们。\n\n署名：示例市水务局\n成文日期：2026年8月14日\n\n\
        【印发】供水方案\n一、目标\n登陆\u{200b}网站,填报３个表。\n三、任务\n见图2。\n\n署名：示例市水务局\n成文日期：2026年08月01日\n";
    let (_, findings) = check(draft, &Options::default());
    let ids: Vec<&str> = findings.iter().map(|finding| finding.rule.id).collect();
    for wanted in ["half-width-mark", "skipped-section-number", "padded-date", "control-character", "full-width-digit"] {
        assert_eq!(ids.iter().filter(|id| **id == wanted).count(), 1, "{wanted}: {ids:?}");
    }
    let mut places: Vec<_> = findings.iter().map(|finding| (finding.rule.id, finding.span)).collect();
    let count = places.len();
    places.sort_by_key(|(id, span)| (*id, span.start, span.end));
    places.dedup();
    assert_eq!(places.len(), count, "{ids:?}");
    assert!(findings.is_sorted_by_key(|finding| finding.span.start), "in the order of the draft");
    // Nobody asks a plan for what a notice must have.
    assert!(!ids.contains(&"missing-element"), "{ids:?}");
}

#[test]
fn no_draft_that_is_being_typed_breaks_anything() {
    let example = std::fs::read_to_string(root().join("examples/issued-notice.notice")).unwrap();
    for draft in [FORWARDED, &example] {
        let ends =
            draft.char_indices().map(|(at, _)| at).filter(|at| at % 7 == 0 || draft[..*at].ends_with(['\n', '】', '【', '：']));
        for end in ends {
            let begun = &draft[..end];
            let (notice, _) = check(begun, &Options::default());
            html(&notice, &HtmlOptions::default()).unwrap();
            let shown = markdown(&notice, &MarkdownOptions::default());
            let offered = complete(&notice, begun, end, Known::default());
            assert!(shown.len() + symbols(&notice, begun).len() + offered.len() < 1 << 20);
        }
    }
}
