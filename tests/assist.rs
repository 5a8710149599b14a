//! What an editor is told about a draft. `▮` in a draft is the cursor.

mod support;

use std::collections::BTreeSet;
use zhumo::assist::{
    Completion, Known, Thing, complete, folds, hints, hover, occurrences, rename, renamed_at, symbols, thing_at, tokens,
};
use zhumo::check::Edit;
use zhumo::check::{OrganEntry, OrgansConfig};
use zhumo::model::Notice;
use zhumo::syntax::parse;

/// The draft without its cursor, and where that stood.
fn at_cursor(draft: &str) -> (String, usize, Notice) {
    let at = draft.find('▮').expect("a cursor");
    let source = draft.replacen('▮', "", 1);
    let notice = Notice::read(&parse(&source));
    (source, at, notice)
}

fn completions(draft: &str, known: &[&str]) -> Vec<Completion> {
    let (source, at, notice) = at_cursor(draft);
    let mut organs = OrgansConfig::default();
    organs.organs.extend(known.iter().map(|name| ((*name).to_owned(), OrganEntry::default())));
    complete(&notice, &source, at, Known { organs: Some(&organs) })
}

fn inserts(draft: &str) -> Vec<String> {
    completions(draft, &[]).into_iter().map(|completion| completion.insert).collect()
}

const DRAFT: &str = "\
发文机关：示例省市场监督管理局
标题：示例省市场监督管理局关于开展“质量月”活动的通知
主题：把质量做到细处
主送：各市（州）市场监管局：

一、活动主题
主题是：“{主题}”，安排见附件1和表1[^1]。
二、活动内容
#、开放实验室
（一）提前公布时间。见{@plan}。

表：活动安排{#plan}
| 时间 | 活动 |
|---|---|
| 9月1日 | 启动仪式 |

[^1]: 以当日公告为准。

附件：
- 活动安排表
署名：示例省市场监督管理局
成文日期：2026年8月14日

【附件】活动安排表
请按《活动安排表》参加。
";

#[test]
fn the_outline_nests_sections_and_annexes() {
    let notice = Notice::read(&parse(DRAFT));
    let outline = symbols(&notice, DRAFT);
    let names: Vec<&str> = outline.iter().map(|symbol| symbol.name.as_str()).collect();
    let wanted = [
        "发文机关",
        "标题",
        "主题",
        "主送",
        "一、活动主题",
        "二、活动内容",
        "三、开放实验室",
        "附件",
        "署名",
        "成文日期",
        "【附件】 活动安排表",
    ];
    assert_eq!(names, wanted);
    let third = outline.iter().find(|symbol| symbol.name.starts_with('三')).unwrap();
    let below: Vec<&str> = third.children.iter().map(|symbol| symbol.name.as_str()).collect();
    assert_eq!(below, ["（一）提前公布时间。"]);
    assert_eq!(third.children[0].children[0].name, "活动安排");
    assert!(
        third.span.of(DRAFT).ends_with("以当日公告为准。") || third.span.of(DRAFT).ends_with("启动仪式 |"),
        "{}",
        third.span.of(DRAFT)
    );
    for symbol in &outline {
        assert!(symbol.span.start <= symbol.selection.start && symbol.selection.end <= symbol.span.end, "{}", symbol.name);
    }
}

#[test]
fn what_belongs_together_can_be_folded() {
    let notice = Notice::read(&parse(DRAFT));
    let folded: Vec<&str> = folds(&notice, DRAFT).iter().map(|span| span.of(DRAFT).lines().next().unwrap()).collect();
    for first in ["一、活动主题", "#、开放实验室", "附件：", "【附件】活动安排表"] {
        assert!(folded.contains(&first), "{first} in {folded:?}");
    }
}

#[test]
fn numbers_that_number_themselves_are_hinted() {
    let notice = Notice::read(&parse(DRAFT));
    let shown: Vec<String> = hints(&notice).into_iter().map(|hint| hint.text).collect();
    assert_eq!(shown, ["三、"]);
}

#[test]
fn a_thing_is_found_wherever_it_stands() {
    let places = |draft: &str| {
        let (source, at, notice) = at_cursor(draft);
        let (thing, _) = thing_at(&notice, &source, at).unwrap_or_else(|| panic!("nothing at {draft}"));
        let found = occurrences(&notice, &source, &thing);
        (thing, found.iter().map(|found| (found.span.of(&source).to_owned(), found.is_definition)).collect::<Vec<_>>())
    };
    let owned = |list: &[(&str, bool)]| list.iter().map(|(text, own)| ((*text).to_owned(), *own)).collect::<Vec<_>>();
    let (thing, found) = places(&DRAFT.replace("见附件1", "见附▮件1"));
    assert_eq!(thing, Thing::Annex(0, 1));
    assert_eq!(found, owned(&[("附件1", false), ("活动安排表", false), ("活动安排表", true)]));
    let (thing, found) = places(&DRAFT.replace("{主题}", "{主▮题}"));
    assert!(matches!(thing, Thing::Field(_)));
    assert_eq!(found, owned(&[("主题", true), ("{主题}", false)]));
    let (thing, found) = places(&DRAFT.replace("表1", "表▮1"));
    assert_eq!(thing, Thing::Table(1));
    assert_eq!(found, owned(&[("表1", false), ("{@plan}", false), ("活动安排", true)]));
    let (_, found) = places(&DRAFT.replace("署名：示例省", "署名：示▮例省"));
    assert_eq!(found.len(), 3);
    assert!(found[0].1 && !found[1].1);
    let (thing, found) = places(&DRAFT.replace("表1[^1]", "表1[^▮1]"));
    assert_eq!(thing, Thing::Footnote("1".to_owned()));
    assert_eq!(found.len(), 2);
}

fn applied(source: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = source.to_owned();
    edits.iter().for_each(|edit| text.replace_range(edit.span.start..edit.span.end, &edit.text));
    text
}

#[test]
fn organs_and_titles_of_annexes_are_renamed_everywhere() {
    let (source, at, notice) = at_cursor(&DRAFT.replace("署名：示例省", "署名：示▮例省"));
    let renamed = applied(&source, rename(&notice, &source, at, "示例市市场监督管理局").unwrap());
    assert_eq!(renamed, DRAFT.replace("示例省市场监督管理局", "示例市市场监督管理局"));
    let (source, at, notice) = at_cursor(&DRAFT.replace("- 活动安排表", "- 活动▮安排表"));
    assert_eq!(renamed_at(&notice, &source, at).unwrap().of(&source), "活动安排表");
    let renamed = applied(&source, rename(&notice, &source, at, "日程表").unwrap());
    assert_eq!(renamed, DRAFT.replace("活动安排表", "日程表"));
    let (source, at, notice) = at_cursor(&DRAFT.replace("{@plan}", "{@pl▮an}"));
    let renamed = applied(&source, rename(&notice, &source, at, "timetable").unwrap());
    assert_eq!(renamed, DRAFT.replace("plan}", "timetable}"));
    assert!(rename(&notice, &source, at, "two words").is_err());
    let (source, at, notice) = at_cursor(&DRAFT.replace("一、活动", "一、活▮动"));
    assert!(rename(&notice, &source, at, "x").is_err() && renamed_at(&notice, &source, at).is_none());
}

#[test]
fn keywords_are_offered_where_they_belong() {
    let head = inserts("发文机关：示例局\n▮");
    assert!(head.contains(&"标题：".to_owned()) && head.contains(&"主送：".to_owned()), "{head:?}");
    assert!(!head.contains(&"发文机关：".to_owned()), "a field that is there is not offered again: {head:?}");
    assert!(!head.contains(&"抄送：".to_owned()) || head.len() > 10);
    let tail = inserts("标题：通知\n主送：各处：\n\n请放假。\n\n署名：示例局\n▮");
    assert!(tail.contains(&"成文日期：".to_owned()) && !tail.contains(&"份号：".to_owned()), "{tail:?}");
    let english = inserts("Language: en\nTitle: Notice\nTo: All offices:\n\nPlease note.\n\nSi▮");
    assert!(english.contains(&"Signed: ".to_owned()), "{english:?}");
    let traditional = inserts("語言：zh-TW\n標題：通知\n▮");
    assert!(traditional.contains(&"發文機關：".to_owned()), "{traditional:?}");
    assert!(inserts("标题：通知\n\n正文里的一句话，很长很长，没有什么可以补全的▮").is_empty());
    assert!(inserts("// 注释▮").is_empty());
}

#[test]
fn the_next_numbers_come_first() {
    let next = inserts("标题：通知\n\n一、总则\n（一）范围。全市。\n（二）时间。今年。\n▮");
    assert_eq!(&next[..3], ["（三）", "1.", "二、"]);
    let english = inserts("Language: en\nTitle: Notice\n\n1. Time\n(1) Dates. From May.\n▮");
    assert_eq!(&english[..3], ["(2) ", "(a) ", "2. "]);
}

#[test]
fn values_organs_titles_names_and_references_are_offered() {
    assert!(inserts("版式：▮").contains(&"信函".to_owned()));
    let organs = completions("发文机关：\n- 示例省教育厅\n- 示例省财政厅\n署名：\n- ▮", &["国家统计局"]);
    let names: Vec<&str> = organs.iter().map(|completion| completion.insert.as_str()).collect();
    assert_eq!(names, ["示例省教育厅", "示例省财政厅", "国家统计局"]);
    let second = completions("主送：示例省教育厅、国家▮", &["国家统计局"]);
    let offered = second.iter().find(|completion| completion.insert == "国家统计局").unwrap();
    assert_eq!(offered.replace.len(), "国家".len());
    // Those that everybody knows come by what is typed, with their full names.
    let known = completions("主送：市场监▮", &[]);
    let offered: Vec<(&str, &str)> = known.iter().map(|one| (one.insert.as_str(), one.detail.zh.as_str())).collect();
    assert_eq!(offered, [("市场监管总局", "国家市场监督管理总局"), ("国家市场监督管理总局", "")]);
    let english = inserts("Language: en\nTo: ministry of edu▮");
    assert_eq!(english, ["Ministry of Education"]);
    assert!(inserts(&DRAFT.replace("- 活动安排表", "- ▮")).contains(&"活动安排表".to_owned()));
    assert!(inserts(&DRAFT.replace("{主题}", "{▮}")).contains(&"{主题}".to_owned()));
    assert!(inserts(&DRAFT.replace("{主题}", "{▮}")).contains(&"{@plan}".to_owned()));
    assert_eq!(inserts(&DRAFT.replace("见附件1和", "见附件▮和")), ["附件1"]);
    assert_eq!(
        inserts("标题：通知\n\n正文。\n\n附件：\n- 甲表\n- 乙表\n署名：示例局\n成文日期：2026年8月14日\n\n【▮"),
        ["【附件1】甲表", "【印发】", "【转发】", "【批转】", "【公布】", "【发布】"]
    );
}

#[test]
fn what_stands_under_the_cursor_is_explained() {
    let said = |draft: &str| {
        let (source, at, notice) = at_cursor(draft);
        let (mut entry, mut organs) = (OrganEntry::default(), OrgansConfig::default());
        entry.short.push("市统计局".to_owned());
        organs.organs.insert("示例市统计局".to_owned(), entry);
        hover(&notice, &source, at, Known { organs: Some(&organs) }).map(|hover| hover.text.zh)
    };
    assert_eq!(said(&DRAFT.replace("2026年8月14日", "2026年8▮月14日")).as_deref(), Some("2026年8月14日，星期五"));
    assert_eq!(said(&DRAFT.replace("见附件1", "见附▮件1")).as_deref(), Some("附件1　活动安排表"));
    assert_eq!(said(&DRAFT.replace("{主题}", "{主▮题}")).as_deref(), Some("把质量做到细处"));
    assert_eq!(said(&DRAFT.replace("[^1]。", "[^▮1]。")).as_deref(), Some("脚注：以当日公告为准。"));
    assert!(said(&DRAFT.replace("成文日期", "成文▮日期")).unwrap().contains("7.3.5.4"));
    assert_eq!(said("标题：通知\n\n2026年2月30▮日"), None);
    let organ = said("标题：通知\n\n按照市场监▮管总局的要求办理。").unwrap();
    assert!(organ.contains("全称：国家市场监督管理总局") && organ.contains("英文："), "{organ}");
    assert!(said("主送：内蒙▮古自治区教育厅：\n").unwrap().contains("简称：内蒙古"));
    let office = said("主送：各县\n\n由市▮统计局负责。");
    assert!(office.is_some_and(|office| office.contains("全称：示例市统计局")), "an office's own list");
    assert_eq!(said("标题：通知\n\n正文▮里没有机关。"), None);
}

/// Every question, at every place of every example and of every half of it: an answer inside the draft, and never a panic.
#[test]
fn no_place_of_a_draft_is_a_stumbling_block() {
    for path in support::examples() {
        let text = std::fs::read_to_string(&path).unwrap();
        let half: String = text.chars().take(text.chars().count() / 2).collect();
        for source in [text.as_str(), half.as_str()] {
            let notice = Notice::read(&parse(source));
            let inside =
                |start: usize, end: usize| assert!(source.get(start..end).is_some(), "{}: {start}..{end}", path.display());
            for (at, _) in source.char_indices().step_by(37) {
                for completion in complete(&notice, source, at, Known::default()) {
                    inside(completion.replace.start, completion.replace.end);
                    assert!(completion.replace.start <= at);
                }
                if let Some(said) = hover(&notice, source, at, Known::default()) {
                    inside(said.span.start, said.span.end);
                }
                if let Some((thing, span)) = thing_at(&notice, source, at) {
                    inside(span.start, span.end);
                    occurrences(&notice, source, &thing).iter().for_each(|found| inside(found.span.start, found.span.end));
                }
            }
            folds(&notice, source).iter().for_each(|span| inside(span.start, span.end));
            let mut end = 0;
            for token in tokens(&notice, source) {
                assert!(token.span.start >= end && !token.span.is_empty(), "tokens overlap at {}", token.span.start);
                inside(token.span.start, token.span.end);
                end = token.span.end;
            }
        }
    }
}

#[test]
fn tokens_tell_the_parts_apart() {
    let notice = Notice::read(&parse(DRAFT));
    let kinds: BTreeSet<_> = tokens(&notice, DRAFT).into_iter().map(|token| token.kind).collect();
    assert!(kinds.len() >= 7, "{kinds:?}");
    let of = |text: &str| tokens(&notice, DRAFT).into_iter().find(|token| token.span.of(DRAFT) == text).map(|token| token.kind);
    use zhumo::assist::TokenKind as K;
    assert_eq!(of("{主题}"), Some(K::Name));
    assert_eq!(of("附件1"), Some(K::Reference));
    assert_eq!(of("成文日期"), Some(K::Keyword));
    assert_eq!(of("一、"), Some(K::Enumerator));
    assert_eq!(of("【附件】"), Some(K::Label));
}
