//! Slips that only their sentence tells: 请与9月1日前, 至印发之日起, 已本通知为准, 认真得落实.
//!
//! Here: where they are and what is meant. Not here: what is said of them (`rules::terms::common_slip`).

use crate::check::Context;
use crate::check::marks::sentence;
use crate::check::prose::Prose;
use std::ops::Range;

type Found<'c, 'a> = (&'c Prose<'a>, Range<usize>, &'static str);

/// Each slip: its text, its place, what is meant.
pub(in crate::check) fn in_their_sentence<'c, 'a>(context: &'c Context<'a>) -> Vec<Found<'c, 'a>> {
    let mut found = Vec::new();
    on_a_day(context, &mut found);
    from_a_day(context, &mut found);
    shall_prevail(context, &mut found);
    adverbs(context, &mut found);
    found
}

/// 请与9月1日前报送: 于.
fn on_a_day<'c, 'a>(context: &'c Context<'a>, found: &mut Vec<Found<'c, 'a>>) {
    const BEFORE: [&str; 14] = [
        "请与",
        "务必与",
        "拟与",
        "定与",
        "须与",
        "应与",
        "将与",
        "并与",
        "会议与",
        "大会与",
        "培训与",
        "活动与",
        "已与",
        "局与",
    ];
    const BEHIND: [&str; 11] = ["前", "之前", "以前", "上午", "下午", "（星期", "（周", "召开", "举行", "至", "到"];
    for ((), prose, range) in context.places(context.simplified(), BEFORE.map(|word| (word, ()))) {
        let dated = prose.dates().iter().find(|date| date.range.start == range.end);
        if dated.is_some_and(|date| BEHIND.iter().any(|word| prose.text()[date.range.end..].starts_with(word))) {
            found.push((prose, range.end - '与'.len_utf8()..range.end, "于"));
        }
    }
}

/// 至印发之日起施行, 至2026年9月1日起执行: 自. What begins with another day goes until this one.
fn from_a_day<'c, 'a>(context: &'c Context<'a>, found: &mut Vec<Found<'c, 'a>>) {
    for ((), prose, range) in context.places(context.simplified(), [("至", ())]) {
        let (before, behind) = (&prose.text()[..range.start], &prose.text()[range.end..]);
        let event = behind.find("之日起").filter(|at| (3..=18).contains(at));
        let event = event.is_some_and(|at| behind[..at].chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)));
        let dated = || prose.dates().iter().find(|date| date.range.start == range.end);
        let starts =
            event || behind.starts_with("即日起") || dated().is_some_and(|d| prose.text()[d.range.end..].starts_with('起'));
        if !starts {
            continue;
        }
        let clause = &before[sentence(prose.text(), range.start).start..];
        let clause = &clause[clause.rfind(['，', '；', '：']).map_or(0, |at| at + '，'.len_utf8())..];
        let until = clause.contains(['从', '自', '由', '日', '月', '年'])
            || clause.ends_with(|c: char| c.is_ascii_digit() || "截直及甚乃以止推延顺改期".contains(c));
        if !until {
            found.push((prose, range, "自"));
        }
    }
}

/// 已本通知为准: 以.
fn shall_prevail<'c, 'a>(context: &'c Context<'a>, found: &mut Vec<Found<'c, 'a>>) {
    for ((), prose, range) in context.places(context.simplified(), [("为准", ())]) {
        let before = &prose.text()[sentence(prose.text(), range.start).start..range.start];
        let start = range.start - before.len() + before.rfind(['，', '；', '：', '、']).map_or(0, |at| at + '，'.len_utf8());
        let clause = &prose.text()[start..range.start];
        let Some(at) = clause.rfind('已') else { continue };
        let asked = ["", "请", "均", "应", "应当", "一律", "须", "具体", "最终", "时间", "并", "则", "请各单位"];
        let other = ["经", "公", "发", "批", "核", "确", "登", "备", "签", "下", "有", "被", "于", "在", "按", "将"];
        let behind = &clause[at + '已'.len_utf8()..];
        if asked.contains(&&clause[..at])
            && !clause.contains(['以', '据', '依'])
            && !other.iter().any(|word| behind.starts_with(word))
            && !behind.is_empty()
        {
            found.push((prose, start + at..start + at + '已'.len_utf8(), "以"));
        }
    }
}

/// 认真得落实, 认真的做好: 地.
fn adverbs<'c, 'a>(context: &'c Context<'a>, found: &mut Vec<Found<'c, 'a>>) {
    const ADVERBS: [(&str, bool); 24] = [
        ("认真得", false),
        ("认真的", true),
        ("扎实得", false),
        ("扎实的", true),
        ("积极得", false),
        ("积极的", true),
        ("严格得", false),
        ("严格的", true),
        ("切实得", false),
        ("切实的", true),
        ("有效得", false),
        ("有效的", true),
        ("全面得", false),
        ("全面的", true),
        ("深入得", false),
        ("深入的", true),
        ("及时得", false),
        ("及时的", true),
        ("有序得", false),
        ("有序的", true),
        ("主动得", false),
        ("主动的", true),
        ("自觉得", false),
        ("自觉的", true),
    ];
    // Behind 的 most verbs are nouns as well: these are none.
    const NEVER_NOUNS: [&str; 9] = ["做好", "抓好", "抓紧", "办好", "搞好", "落实到", "落实好", "完成好", "组织好"];
    const VERBS: [&str; 16] = [
        "落实", "做好", "推进", "开展", "执行", "组织", "参加", "贯彻", "完成", "抓好", "学习", "整改", "履行", "配合", "检查",
        "报送",
    ];
    for (noun, prose, range) in context.places(context.simplified(), ADVERBS) {
        let behind = &prose.text()[range.end..];
        let verbs = if noun { &NEVER_NOUNS[..] } else { &VERBS[..] };
        // 自觉得 may be 自 and 觉得.
        if verbs.iter().any(|verb| behind.starts_with(verb)) {
            found.push((prose, range.end - '的'.len_utf8()..range.end, "地"));
        }
    }
}
