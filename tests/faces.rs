//! Which part of a section line is its heading: decided for siblings together, and the same on the page, on the web and in Markdown.
//!
//! `tests/faces/groups.txt` holds groups of siblings with the right decision.

mod common;
mod support;

use common::read;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use zhumo::check::CheckConfig;
use zhumo::images::Images;
use zhumo::layout::{FontSet, Item, LayoutInput, Template, layout};
use zhumo::markdown::MarkdownOptions;
use zhumo::model::{Block, Notice, Section, SectionForm};

/// The groups: name and lines.
fn groups() -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string(common::root().join("tests/faces/groups.txt")).unwrap();
    let groups = text.split("\n--- ").skip(1).map(|group| {
        let mut lines = group.lines().map(str::to_owned);
        (lines.next().unwrap(), lines.filter(|line| !line.trim().is_empty()).collect())
    });
    groups.collect()
}

/// A draft with these lines, without what says how they are set.
fn draft(lines: &[String]) -> String {
    let body = lines.join("\n").replace(['〔', '〕'], "");
    let traditional = body.contains(['開', '強', '據']);
    let head = match body.is_ascii() {
        true => "Language: en\nTitle: Notice on the Inspection\n\n",
        false if traditional => "语言：繁体\n标题：關於檢查的通知\n\n",
        false => "标题：关于开展检查的通知\n\n",
    };
    format!("{head}{body}\n")
}

fn sections(notice: &Notice) -> Vec<&Section> {
    notice.body.iter().filter_map(|block| if let Block::Section(section) = block { Some(section) } else { None }).collect()
}

/// The line with brackets around what stands in the face of its level.
fn marked(section: &Section) -> String {
    let (label, heading, text) = (section.enumerator.text.trim_end(), &section.heading.source.text, &section.text.source.text);
    match section.form {
        SectionForm::Numbered if section.headed => format!("〔{label}〕{text}"),
        SectionForm::Numbered => format!("{label}{text}"),
        _ => format!("{label}〔{heading}〕{text}"),
    }
}

#[test]
fn siblings_are_set_as_a_clerk_would_set_them() {
    let bare = |line: &str| line.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (mut wrong, groups) = (Vec::new(), groups());
    assert!(groups.len() >= 60);
    for (name, lines) in &groups {
        let notice = read(&draft(lines));
        let sections = sections(&notice);
        let mut wanted = lines.iter().filter(|line| {
            let bare = line.trim_start_matches('〔');
            ["一", "二", "三", "四", "（", "(", "1.", "2.", "3.", "#"].iter().any(|number| bare.starts_with(number))
        });
        for section in sections {
            let (is, wanted) = (bare(&marked(section)), wanted.next().map(|line| bare(line)).unwrap_or_default());
            if is != wanted {
                wrong.push(format!("{name}\n  is     {is}\n  wanted {wanted}"));
            }
        }
        assert_eq!(wanted.next(), None, "{name}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What decides about the face of siblings, by parent and level.
fn decisions(notice: &Notice) -> BTreeMap<(Vec<usize>, u8), BTreeSet<bool>> {
    let mut above: Vec<(u8, usize)> = Vec::new();
    let mut decisions: BTreeMap<(Vec<usize>, u8), BTreeSet<bool>> = BTreeMap::new();
    let mut lists = 0;
    for (index, section) in sections(notice).into_iter().enumerate() {
        above.retain(|(level, _)| *level < section.level);
        // A list that begins anew is another one.
        lists += usize::from(section.number == 1);
        let mut parent: Vec<usize> = above.iter().map(|(_, index)| *index).collect();
        parent.push(lists * usize::from(above.is_empty()));
        decisions.entry((parent, section.level)).or_default().insert(section.headed);
        above.push((section.level, index));
    }
    decisions
}

/// Faces of the numbers of sections as they are laid out.
fn faces_of_numbers(notice: &Notice, fonts: &FontSet) -> Vec<usize> {
    let (template, check) = (Template::built_in(notice.layout), CheckConfig::default());
    let input =
        LayoutInput { template: &template, fonts, images: &Images::default(), check: &check, proof: false, changes: false };
    let laid = layout(notice, &input);
    let runs: Vec<_> = laid
        .pages
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| if let Item::Run(run) = item { Some(run) } else { None })
        .collect();
    let label = |section: &&Section| {
        let label = section.label.trim_end();
        runs.iter().find(|run| run.text.starts_with(label)).map(|run| run.face)
    };
    sections(notice).iter().filter_map(label).collect()
}

#[test]
fn numbers_of_siblings_stand_in_one_face_on_the_page() {
    let Some(fonts) = support::font_set() else { return };
    let flat = |lines: &[String]| lines.iter().all(|line| line.trim_start_matches('〔').starts_with(['一', '二', '三', '四']));
    let mut looked_at = 0;
    for (name, lines) in groups().into_iter().filter(|(_, lines)| flat(lines)) {
        let notice = read(&draft(&lines));
        let faces: BTreeSet<usize> = faces_of_numbers(&notice, &fonts).into_iter().collect();
        assert_eq!(faces.len(), 1, "{name}");
        looked_at += 1;
    }
    assert!(looked_at >= 8, "{looked_at}");
}

#[test]
fn the_web_page_and_markdown_have_the_same_headings() {
    for (name, lines) in groups() {
        let notice = read(&draft(&lines));
        let page = zhumo::html::html(&notice, &zhumo::html::HtmlOptions::default()).unwrap();
        let text = zhumo::markdown::markdown(&notice, &MarkdownOptions::default());
        let of = |form: SectionForm| sections(&notice).iter().filter(|section| section.form == form).count();
        let numbers = sections(&notice).iter().filter(|section| section.form == SectionForm::Numbered && section.headed).count();
        assert_eq!(page.matches("\" class=\"level-").count(), of(SectionForm::Heading), "{name}\n{page}");
        assert_eq!(page.matches("class=\"run-in ").count(), of(SectionForm::RunIn), "{name}\n{page}");
        assert_eq!(page.matches("<span class=\"enumerator\">").count(), numbers, "{name}\n{page}");
        assert_eq!(text.lines().filter(|line| line.starts_with("##")).count(), of(SectionForm::Heading), "{name}\n{text}");
    }
}

fn line() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "加强领导",
        "严格落实",
        "各地要",
        "工作目标",
        "：",
        "。",
        "，",
        "；",
        "**",
        "“",
        "”",
        "（",
        "）",
        "2027年",
        "9：00",
        " ",
        "A. ",
        "b: ",
        "各单位要在全面摸底的基础上逐户建立档案做到底数清情况明",
    ]);
    prop::collection::vec(words, 1..7).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn siblings_have_one_decision_and_no_character_is_lost(
        lines in prop::collection::vec((1u8..4, line(), any::<bool>()), 1..12)
    ) {
        let mut numbers = [0usize; 4];
        let han = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
        let mut text = String::from("标题：通知\n\n开头。\n");
        for (level, line, below) in &lines {
            let depth = usize::from(*level);
            numbers[depth] += 1;
            numbers[depth + 1..].fill(0);
            let number = numbers[depth];
            let label = match level {
                1 => format!("{}、", han[number - 1]),
                2 => format!("（{}）", han[number - 1]),
                _ => format!("{number}."),
            };
            text.push_str(&format!("{label}末{line}\n{}", if *below { "文字。\n" } else { "" }));
        }
        let notice = read(&text);
        for (place, decisions) in decisions(&notice) {
            prop_assert_eq!(decisions.len(), 1, "{:?}\n{}", place, text);
        }
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        for section in sections(&notice) {
            let line = bare(section.span.of(&text));
            let whole = bare(&format!("{}{}{}", section.enumerator.text, section.heading.source.text, section.text.source.text));
            prop_assert_eq!(&line, &whole);
        }
    }
}
