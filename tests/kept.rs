//! What no safe fix may change: lines and pieces of sound text, out of `tests/kept/`, each at every place where running text
//! stands, fixed with all rules at once. And what a fix leaves behind: a second run finds nothing to do.
//!
//! `lines.txt` has a line each, behind `==>` how it looks afterwards, behind `!!` the rules that still warn of it, behind `~~` those that
//! may. `snippets.txt` has pieces, which are put between Chinese words; nothing of them changes, and no other rule warns of them.

mod support;

use std::collections::BTreeSet;
use zhumo::check::{Finding, FixScope, Severity, apply_fixes};
use zhumo::model::Notice;
use zhumo::{Options, check};

/// A sound notice around a line of text.
const BASE: &str = "发文机关：示例市统计局\n发文字号：示统发〔2026〕5号\n标题：示例市统计局关于做好年报工作的通知\n主送：各县统计局：\n\n现将有关事项通知如下。\nBODY\n\n署名：示例市统计局\n成文日期：2026年11月2日\n\n【附件】填报说明\n请按时填报。\nANNEX\n";

/// Where running text stands: what the place is called, and the notice with `LINE` at it.
fn places() -> Vec<(&'static str, String)> {
    let body = |text: &str| BASE.replace("BODY", text).replace("ANNEX\n", "");
    vec![
        ("paragraph", body("LINE")),
        ("annex", BASE.replace("BODY\n", "").replace("ANNEX", "LINE")),
        ("section", body("一、填报要求\n（一）LINE\n（二）按时报送数据，做到应报尽报。\n二、其他事项\n各单位按要求办理。")),
        ("item", body("- LINE\n- 按时报送数据")),
        ("cell", body("表：年报数据\n| 项目 | 说明 |\n|---|---|\n| 甲 | LINE |")),
        ("footnote", body("请认真填写[^1]。\n\n[^1]: LINE")),
    ]
}

fn look(text: &str) -> (Notice, Vec<Finding>) {
    check(text, &Options::default())
}

/// Rules that warn of a draft, or call it wrong.
fn warnings(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().filter(|finding| finding.level >= Severity::Warning).map(|finding| finding.rule.id).collect()
}

/// The line as it stands in a cell, where a bar needs a backslash.
fn at(place: &str, line: &str) -> String {
    if place == "cell" { line.replace('|', "\\|") } else { line.to_owned() }
}

struct Case {
    line: String,
    after: String,
    warned: BTreeSet<String>,
    may_warn: BTreeSet<String>,
}

/// A line of a file of cases.
fn case(line: &str) -> Case {
    let rules = |list: &str| list.split(", ").filter(|rule| !rule.is_empty()).map(str::to_owned).collect();
    let (line, may_warn) = line.split_once(" ~~ ").unwrap_or((line, ""));
    let (line, warned) = line.split_once(" !! ").unwrap_or((line, ""));
    let (line, after) = line.split_once(" ==> ").unwrap_or((line, line));
    Case { line: line.to_owned(), after: after.to_owned(), warned: rules(warned), may_warn: rules(may_warn) }
}

fn cases(file: &str) -> Vec<Case> {
    let text = std::fs::read_to_string(support::root().join("tests/kept").join(file)).unwrap();
    text.lines().filter(|line| !line.is_empty() && !line.starts_with("// ")).map(case).collect()
}

/// Fixes a draft and says what is wrong with how that went.
fn fixed_twice(name: &str, draft: &str, failures: &mut Vec<String>) -> (String, BTreeSet<&'static str>) {
    let once = apply_fixes(draft, FixScope::Safe, look);
    let twice = apply_fixes(&once.text, FixScope::Safe, look);
    if twice.text != once.text {
        failures.push(format!("{name}: a second run goes on: {:?}", twice.made));
    }
    let warned = warnings(&once.findings);
    (once.text, warned)
}

#[test]
fn lines_look_after_all_safe_fixes_as_they_should() {
    let places = places();
    let mut failures = Vec::new();
    let cases = cases("lines.txt");
    assert!(cases.len() > 200, "{}", cases.len());
    for Case { line, after, warned, may_warn } in cases {
        for (place, frame) in &places {
            let name = format!("{line} ({place})");
            let wanted = frame.replace("LINE", &at(place, &after));
            let (text, still) = fixed_twice(&name, &frame.replace("LINE", &at(place, &line)), &mut failures);
            // Some rules only look at sentences.
            let whole = matches!(*place, "paragraph" | "annex");
            if text != wanted && (whole || text != frame.replace("LINE", &at(place, &line))) {
                let changed: Vec<&str> = text.lines().filter(|line| !wanted.lines().any(|other| other == *line)).collect();
                failures.push(format!("{name}: became {changed:?}"));
            }
            let stray: Vec<&&str> = still.iter().filter(|rule| !warned.contains(**rule) && !may_warn.contains(**rule)).collect();
            if !stray.is_empty() || *place == "paragraph" && !warned.iter().all(|rule| still.contains(rule.as_str())) {
                failures.push(format!("{name}: warned of by {still:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn pieces_stay_between_chinese_words() {
    let frames = ["请核对P的内容。", "其中P，逾期不候。", "（P）", "要求：P；其他不变。", "P", "有关P和P的事项按要求办理。"];
    let places = places();
    let mut failures = Vec::new();
    let snippets = cases("snippets.txt");
    assert!(snippets.len() > 300, "{}", snippets.len());
    for (index, Case { line: snippet, may_warn, .. }) in snippets.iter().enumerate() {
        for (at_frame, frame) in frames.iter().enumerate() {
            // Each piece stands at every place, and in every frame of a paragraph.
            let (place, notice) = if at_frame == 0 { &places[index % places.len()] } else { &places[0] };
            let line = at(place, &frame.replace('P', snippet));
            let draft = notice.replace("LINE", &line);
            let name = format!("{line} ({place})");
            let (text, warned) = fixed_twice(&name, &draft, &mut failures);
            if text != draft {
                let changed: Vec<&str> = text.lines().filter(|line| !draft.lines().any(|other| other == *line)).collect();
                failures.push(format!("{name}: became {changed:?}"));
            }
            if warned.iter().any(|rule| !may_warn.contains(*rule)) {
                failures.push(format!("{name}: warned of by {warned:?}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

/// The cases of `drafts.txt`: name, lines, and how they look afterwards.
fn drafts() -> Vec<(String, String, String)> {
    let text = std::fs::read_to_string(support::root().join("tests/kept/drafts.txt")).unwrap();
    let cases = text.split("\n--- ").skip(1).map(|case| {
        let (name, lines) = case.split_once(" ---\n").unwrap();
        let (lines, after) = lines.split_once("\n==>\n").unwrap_or((lines, lines));
        (name.to_owned(), lines.trim_end().to_owned(), after.trim_end().to_owned())
    });
    cases.collect()
}

#[test]
fn lines_together_stay_what_they_are() {
    let mut failures = Vec::new();
    for (name, lines, after) in drafts() {
        for place in [BASE.replace("BODY", "LINE").replace("ANNEX\n", ""), BASE.replace("BODY\n", "").replace("ANNEX", "LINE")] {
            let (text, _) = fixed_twice(&name, &place.replace("LINE", &lines), &mut failures);
            // Some rules do not look at annexes, which may be excerpts.
            let in_annex = place.contains("填报。\nLINE");
            let wanted = place.replace("LINE", &after);
            if text != wanted && !(in_annex && text == place.replace("LINE", &lines)) {
                failures.push(format!("{name}:\n{text}"));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

fn fixed(text: &str) -> String {
    apply_fixes(text, FixScope::Safe, look).text
}

#[test]
fn an_annex_and_the_places_that_call_it_change_together() {
    let annexes = "【附件一】活动安排表\n请按时参加。\n\n【附件二】汇总表\n请如实填写。\n";
    let arabic = annexes.replace('一', "1").replace('二', "2");
    let draft = |text: &str, annexes: &str| BASE.replace("BODY", text).split("【附件】").next().unwrap().to_owned() + annexes;
    for (text, after) in [
        ("安排见附件一，汇总表见附件二。", "安排见附件1，汇总表见附件2。"),
        ("安排见附件（一），汇总表见附件 二。", "安排见附件1，汇总表见附件2。"),
        ("附件一览表另发，附件一式两份，附件二份。", "附件一览表另发，附件一式两份，附件二份。"),
    ] {
        assert_eq!(fixed(&draft(text, annexes)), draft(after, &arabic));
    }
    // Where a place may mean something else, nothing changes, and the finding stays.
    for text in ["详见附件一至二。", "详见附件一、二。", "参照《示例办法》附件一办理。", "按省局通知的附件一办理。"]
    {
        let text = draft(text, annexes);
        let fixed = apply_fixes(&text, FixScope::All, look);
        assert!(fixed.text.contains("【附件一】"), "{}", fixed.text);
        assert!(fixed.findings.iter().any(|finding| finding.rule.id == "malformed-annex-number"));
    }
    // Formatting does not part them either.
    let formatted = zhumo::fmt::format(&draft("安排见附件一。", annexes), &Default::default());
    assert!(formatted.contains("【附件一】") && formatted.contains("见附件一"), "{formatted}");
    let counted = zhumo::fmt::renumber("见附件三。\n\n【附件一】甲\n乙\n【附件三】丙\n丁\n");
    assert!(
        counted.text.contains("【附件三】") && counted.text.contains("见附件三") && counted.remarks.len() == 1,
        "{counted:?}"
    );
}

#[test]
fn line_ends_of_word_processors_become_line_ends() {
    let fixed = |line: &str| {
        let draft = BASE.replace("BODY", line);
        let text = apply_fixes(&draft, FixScope::All, look).text;
        let (head, tail) = BASE.split_once("BODY").unwrap();
        text.strip_prefix(head).and_then(|text| text.strip_suffix(tail)).unwrap_or(&text).to_owned()
    };
    for end in ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'] {
        assert_eq!(fixed(&format!("第一段已经写完。{end}第二段已经写完。")), "第一段已经写完。\n第二段已经写完。");
        assert_eq!(fixed(&format!("请甲县、{end}乙县参加。")), "请甲县、\\\n乙县参加。");
        assert_eq!(fixed(&format!("一、总体要求{end}各地要提高认识。")), "一、总体要求\n各地要提高认识。");
        assert_eq!(fixed(&format!("联系人：李明{end}电话：028-00000000")), "联系人：李明\n电话：028-00000000");
        assert_eq!(fixed(&format!("请按时办理。{end}")), "请按时办理。");
        assert_eq!(
            fixed(&format!("表：数据\n| 甲{end}乙 | 丙 |\n|---|---|\n| 丁 | 戊 |")),
            "表：数据\n| 甲 乙 | 丙 |\n|---|---|\n| 丁 | 戊 |"
        );
        let draft = BASE.replace("BODY\n", "").replace("做好年报", &format!("做好{end}年报"));
        assert!(apply_fixes(&draft, FixScope::All, look).text.contains("做好\\\n年报"));
        let draft = BASE.replace("BODY\n", "").replace("署名：示例市统计局", &format!("署名：示例市统计局{end}示例市财政局"));
        let (notice, _) = look(&apply_fixes(&draft, FixScope::All, look).text);
        assert_eq!(notice.signatories.len(), 2, "{end:?}");
    }
    assert_eq!(fixed("甲\u{7}乙\u{1e}丙\u{200b}丁"), "甲 乙-丙丁");
}

/// Fixes that wait to be confirmed come to an end, too, and a second run adds nothing.
#[test]
fn names_without_a_mark_get_one_mark_each() {
    let draft = BASE.replace("BODY\n", "");
    for (names, after) in [
        ("市场监管总局、国家发展（改革委、国家卫生健康委", "市场监管总局、国家发展（改革委、国家卫生健康委"),
        ("国家发展改革委国家卫生健康委", "国家发展改革委、国家卫生健康委"),
    ] {
        let text = draft.replace("署名：示例市统计局", &format!("署名：{names}"));
        let once = apply_fixes(&text, FixScope::All, look).text;
        assert_eq!(once, draft.replace("署名：示例市统计局", &format!("署名：{after}")));
        assert_eq!(apply_fixes(&once, FixScope::All, look).text, once);
    }
}

/// What is left when marks and white space are taken away; letters and figures of any width are one.
fn letters(text: &str) -> String {
    let narrow =
        |c: char| if ('\u{ff01}'..='\u{ff5e}').contains(&c) { char::from_u32(c as u32 - 0xfee0).unwrap_or(c) } else { c };
    text.chars().map(narrow).filter(|c| c.is_alphanumeric()).collect()
}

/// How many lines are thrown together.
const ROUNDS: usize = 600;

/// Pieces thrown together: marks may change, letters and figures only where a rule says so, and a second run finds nothing to do.
#[test]
fn pieces_in_any_order_keep_their_letters() {
    use zhumo::check::Fixes;
    let all: Vec<String> = cases("lines.txt").into_iter().chain(cases("snippets.txt")).map(|case| case.line).collect();
    let words = [
        "请按", "和", "、", "，", "的", "为", "；", "。", "（", "）", "“", "”", "等", "共", "第", "：", " ", ",", ".", "-", "'",
        "\"",
    ];
    let mut random = support::Seeded(16);
    let mut failures = Vec::new();
    for _ in 0..ROUNDS {
        let mut line = String::from("其中");
        for _ in 0..2 + random.below(3) {
            line += &all[random.below(all.len())];
            line += random.of(&words);
        }
        let draft = BASE.replace("BODY", &line);
        for scope in [FixScope::Safe, FixScope::All] {
            let once = apply_fixes(&draft, scope, look);
            let twice = apply_fixes(&once.text, scope, look);
            if twice.text != once.text {
                failures.push(format!("{line} ({scope:?}): a second run goes on: {:?}", twice.made));
            }
            let marks_only = once.made.keys().all(|rule| zhumo::check::find_rule(rule).unwrap().fixes == Fixes::Marks);
            if scope == FixScope::Safe && marks_only && letters(&once.text) != letters(&draft) {
                failures.push(format!("{line}: {:?} change letters\n{}", once.made, once.text));
            }
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}
