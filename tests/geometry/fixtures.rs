//! The notices whose pages are measured: files beside this one, and series that differ in one thing.
//!
//! In a fixture `{{60}}` stands for running text of 60 characters, the last one a full stop; `{{60-}}` has none, for names
//! and cells; `{{5 lines}}` is a paragraph of 5 lines on a page of 28 characters.

use std::fmt::Write;

/// Filler without punctuation: its lines have 28 characters whatever a line breaker does with stops.
const FILLER: &str =
    "各级要把工作抓细抓实统筹安排人员力量明确任务分工健全协调机制压实主体责任形成齐抓共管局面坚持问题导向及时总结经验";

pub const OFFICES: [&str; 16] = [
    "示例省教育厅",
    "示例省财政厅",
    "示例省人力资源和社会保障厅",
    "示例省生态环境厅",
    "示例省住房和城乡建设厅",
    "示例省交通运输厅",
    "示例省水利厅",
    "示例省农业农村厅",
    "示例省商务厅",
    "示例省文化和旅游厅",
    "示例省卫生健康委员会",
    "示例省应急管理厅",
    "示例省审计厅",
    "示例省统计局",
    "示例省林业和草原局",
    "示例省气象局",
];

/// Running text of `count` characters.
pub fn filler(count: usize, stop: bool) -> String {
    let mut text: String = FILLER.chars().cycle().skip(count * 7 % 50).take(count.max(1)).collect();
    if stop {
        text.pop();
        text.push('。');
    }
    text
}

/// A paragraph that fills `lines` lines, the last one by half.
pub fn lines(count: usize) -> String {
    filler(26 + 28 * (count - 1) - if count > 1 { 14 } else { 12 }, true)
}

/// Paragraphs of at most three lines, `count` lines together.
pub fn body(count: usize) -> String {
    let mut text = String::new();
    let mut rest = count;
    while rest > 0 {
        let here = if rest == 4 { 2 } else { rest.min(3) };
        writeln!(text, "{}", lines(here)).unwrap();
        rest -= here;
    }
    text
}

/// Puts the text in the place of the directives.
pub fn filled(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, directive)) = rest.split_once("{{") {
        let (directive, after) = directive.split_once("}}").expect("a directive ends");
        out.push_str(before);
        let number = |text: &str| text.trim().parse::<usize>().unwrap_or_else(|_| panic!("no directive: {directive}"));
        if let Some(count) = directive.strip_suffix("lines") {
            out.push_str(&lines(number(count)));
        } else if let Some(count) = directive.strip_suffix('-') {
            out.push_str(&filler(number(count), false));
        } else {
            out.push_str(&filler(number(directive), true));
        }
        rest = after;
    }
    out + rest
}

fn items(names: &[&str]) -> String {
    names.iter().fold(String::new(), |mut text, name| {
        writeln!(text, "- {name}").unwrap();
        text
    })
}

/// A 公文 of `issuers` organs; what stands in its head beside them, its body, and its tail behind the signature.
fn official(issuers: usize, head: &str, body: &str, tail: &str) -> String {
    let issuers = items(&OFFICES[..issuers]);
    format!(
        "发文机关：\n{issuers}发文字号：示教发〔2026〕31号\n{head}标题：示例省教育厅关于做好校舍维修工作的通知\n\
         主送：各市（州）教育局：\n\n{body}\n署名：\n{issuers}成文日期：2026年9月10日\n{tail}"
    )
}

const IMPRINT: &str = "抄送：示例省人民政府办公厅\n印发：示例省教育厅办公室　2026年9月11日\n";

/// Every fixture: name and text, in the order of names.
pub fn all() -> Vec<(String, String)> {
    let folder = crate::support::root().join("tests/geometry");
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "notice"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    found.extend(series());
    for path in crate::support::examples() {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        found.push((format!("example-{name}"), std::fs::read_to_string(&path).unwrap()));
    }
    for (_, text) in &mut found {
        *text = filled(text);
    }
    found.sort();
    found
}

fn series() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |name: String, text: String| all.push((name, text));
    for issuers in [1, 2, 3, 6, 16] {
        for (word, sealing) in [("plain", "否"), ("sealed", "是"), ("stamped", "签名章")] {
            let text = official(issuers, &format!("用印：{sealing}\n"), &body(3), IMPRINT);
            if word == "stamped" && issuers > 6 {
                continue;
            }
            let text = if word == "stamped" { with_people(&text, issuers) } else { text };
            add(format!("issuers-{issuers:02}-{word}"), text);
        }
        // Where no joint mark takes the room of page 1.
        let text = official(issuers, "用印：是\n标志：示例省教育厅文件\n", &body(5), IMPRINT);
        add(format!("issuers-{issuers:02}-sealed-one-mark"), text);
    }
    // The signature, the date, the note and the record fall on every line at the foot of page 1 and of page 2.
    for count in (2..=9).chain(22..=32) {
        add(format!("length-{count:02}-plain"), official(1, "", &body(count), IMPRINT));
        add(format!("length-{count:02}-sealed"), official(1, "用印：是\n", &body(count), IMPRINT));
    }
    for count in (1..=8).chain([20, 22, 24, 26, 28]) {
        let closing = official(1, "", &format!("{}\n附件：\n- 校舍清单\n- 维修标准\n", body(count)), IMPRINT);
        add(format!("length-{count:02}-note"), closing.replace("抄送：", "附注：此件公开发布\n抄送："));
    }
    // A heading on every line at the foot of a page.
    for count in [5, 6, 7, 8, 26, 27, 28, 29] {
        let text = format!("{}一、总体要求\n（一）{}\n{}", body(count), "指导思想", body(6));
        add(format!("heading-{count:02}"), official(1, "", &text, IMPRINT));
    }
    for approvers in 1..=6 {
        let names = ["李明", "王小强", "赵云", "欧阳修远", "陈立", "周文"];
        let issuers = items(&OFFICES[..approvers]);
        let text = official(1, &format!("签发人：\n{}", items(&names[..approvers])), &body(4), "附注：联系人：张三\n");
        let text = text.replace("的通知", "的请示").replace("主送：各市（州）教育局", "主送：示例省人民政府");
        add(format!("upward-{approvers}"), text.replace("- 示例省教育厅\n", &issuers));
    }
    for rows in [1, 2, 4, 6, 20] {
        let names = filler(rows * 28 - 10, false);
        let text = official(1, "", &body(4), IMPRINT).replace("各市（州）教育局", &names);
        add(format!("recipients-{rows:02}"), text);
    }
    for issuers in [1, 2, 3, 6] {
        let names = items(&OFFICES[..issuers]);
        let letter = format!(
            "版式：信函\n紧急程度：加急\n发文机关：\n{names}发文字号：示教函〔2026〕8号\n标题：示例省教育厅关于征求意见的函\n\
             主送：各市（州）教育局：\n\n{}\n署名：\n{names}成文日期：2026年9月10日\n抄送：示例省财政厅\n",
            body(5 + issuers)
        );
        add(format!("letter-{issuers}"), letter);
        let signers: String = OFFICES[..issuers].iter().map(|name| format!("- {name}厅长　张立新\n")).collect();
        let order =
            format!("版式：命令\n发文机关：\n{names}令号：第12号\n\n{}\n署名：\n{signers}成文日期：2026年9月10日\n", body(4));
        add(format!("order-{issuers}"), order);
    }
    all
}

/// Who signs stands behind the organ, where a stamp takes its place.
fn with_people(text: &str, issuers: usize) -> String {
    let (head, tail) = text.split_once("署名：\n").unwrap();
    let names = ["李明", "王小强", "赵云", "欧阳修远", "陈立", "周文"];
    let tail = OFFICES[..issuers].iter().zip(names).fold(tail.to_owned(), |tail, (office, name)| {
        tail.replacen(&format!("- {office}\n"), &format!("- {office}厅长　{name}\n"), 1)
    });
    format!("{head}署名：\n{tail}")
}
