//! The list of annexes as a clerk types it: glued on a line, with numbers of every form, as items; and that the page, the web page,
//! Markdown, the data, a formatted draft and an imported one agree on what was listed, each number once.

mod support;

use support::{build, extract, fonts, visible, zhumo};
use zhumo::fmt::format;
use zhumo::html::{HtmlOptions, html};
use zhumo::import::{Format, ImportOptions, import};
use zhumo::markdown::{MarkdownOptions, markdown};
use zhumo::model::Notice;
use zhumo::syntax::parse;

const NAMES: [&str; 3] = ["年报表", "2026年填报说明", "3.5亿元资金分表"];

/// A notice with a list of annexes.
fn draft(list: &str) -> String {
    format!(
        "发文机关：示例市统计局\n发文字号：示统发〔2026〕5号\n标题：示例市统计局关于做好年报工作的通知\n主送：各县统计局：\n\n请按时报送。\n\n{list}\n\n署名：示例市统计局\n成文日期：2026年11月2日\n"
    )
}

/// Ways to list the same three annexes.
fn ways() -> Vec<String> {
    let [one, two, three] = NAMES;
    let marks = [
        ["1.", "2.", "3."],
        ["1．", "2．", "3．"],
        ["1、", "2、", "3、"],
        ["（1）", "（2）", "（3）"],
        ["①", "②", "③"],
        ["一、", "二、", "三、"],
        ["（一）", "（二）", "（三）"],
        ["附件1：", "附件2：", "附件3："],
        ["附件一　", "附件二　", "附件三　"],
        ["", "", ""],
    ];
    let mut ways = Vec::new();
    for [a, b, c] in marks {
        ways.push(format!("附件：\n- {a}{one}\n- {b}{two}\n- {c}{three}"));
        ways.push(format!("附件：{a}{one}；{b}{two}；{c}{three}"));
        // Glued, the last name must not begin with a figure that its number runs into.
        if !a.is_empty() && !c.ends_with(['.', '．', '、']) {
            ways.push(format!("附件：{a}{one}　{b}{two}　{c}{three}"));
            ways.push(format!("附件：{a}{one}，{b}{two}，{c}{three}"));
        }
    }
    ways
}

fn titles(notice: &Notice) -> Vec<String> {
    notice.annex_note.iter().map(|entry| entry.title.plain()).collect()
}

fn web_page(notice: &Notice) -> String {
    let html = html(notice, &HtmlOptions::default()).unwrap();
    let body = html.split("<body").nth(1).unwrap_or_default();
    let texts = body.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(_, text)| text);
    visible(&texts.collect::<String>())
}

#[test]
fn whatever_stands_before_an_entry_all_outputs_agree() {
    // What the page shows, with the third name behind its number.
    let printed = "附件：1.年报表2.2026年填报说明3.3.5亿元资金分表示例市统计局";
    for way in ways() {
        let text = draft(&way);
        let (notice, findings) = zhumo::check(&text, &Default::default());
        assert_eq!(titles(&notice), NAMES, "{way}");
        assert!(findings.is_empty(), "{way}: {:?}", findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>());
        assert!(web_page(&notice).contains(printed), "{way}\n{}", web_page(&notice));
        let markdown = markdown(&notice, &MarkdownOptions::default());
        let shown = visible(&markdown).replace(['*', '\\'], "");
        assert!(shown.contains(printed), "{way}\n{markdown}");
        let data: serde_json::Value = serde_json::from_str(&zhumo::json(&notice).unwrap()).unwrap();
        let entries = data["annex_note"].as_array().unwrap();
        for ((index, entry), name) in entries.iter().enumerate().zip(NAMES) {
            assert_eq!(entry["title"]["source"]["text"], name, "{way}");
            let typed = entry["number"].as_u64();
            assert!(typed.is_none_or(|number| number as usize == index + 1), "{way}");
            assert_eq!(typed.is_some(), entry["number_text"]["text"].is_string(), "{way}");
        }
        // A formatted draft says the same, and formatting it again nothing else.
        let formatted = format(&text, &Default::default());
        assert_eq!(titles(&Notice::read(&parse(&formatted))), NAMES, "{formatted}");
        assert_eq!(format(&formatted, &Default::default()), formatted);
    }
}

#[test]
fn the_page_shows_each_number_once() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let names = ["glued", "items", "words", "traditional", "english", "figures"];
    let lists = [
        ("附件：1.年报表　2.填报说明　3.分表", "附件：1.年报表2.填报说明3.分表"),
        ("附件：\n- ①年报表\n- ②填报说明", "附件：1.年报表2.填报说明"),
        ("附件：附件一：年报表；附件二：填报说明", "附件：1.年报表2.填报说明"),
        ("附件：一、年報表　二、填報說明", "附件：1.年報表2.填報說明"),
        ("Annexes: 1. Rules of use 2. Form", "Annexes:1.Rulesofuse2.Form"),
        ("附件：\n- 2026年统计表\n- 12345热线办法", "附件：1.2026年统计表2.12345热线办法"),
    ];
    let mut pages = Vec::new();
    for (name, (list, _)) in names.iter().zip(lists) {
        let text = match *name {
            "traditional" => draft(list)
                .replace("标题：示例市统计局关于做好年报工作的通知", "標題：示例市統計局關於做好年報工作的通知")
                .replace("请按时报送。", "請按時報送。"),
            "english" => format!(
                "Issuer: Example Office\nTitle: Notice on the Yearly Report\nTo: All counties\n\nPlease report in time.\n\n{list}\n\nSigned: Example Office\nDate: November 2, 2026\n"
            ),
            _ => draft(list),
        };
        let path = folder.path().join(name).with_extension("notice");
        std::fs::write(&path, text).unwrap();
        let output = zhumo()
            .args(["build", "--ignore-system-fonts", "--allow-errors", "-t", "pdf", "-o"])
            .arg(folder.path())
            .arg(&path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", support::text(&output));
        pages.push(folder.path().join(name).with_extension("pdf"));
    }
    let Some(read) = extract(&pages) else { return };
    for ((page, name), (_, printed)) in read.iter().zip(names).zip(lists) {
        for reader in ["poppler", "pdfium", "mupdf"] {
            let text = visible(page[reader].as_str().unwrap_or_else(|| panic!("{reader}: {page}")));
            assert!(text.contains(printed), "{name}, {reader}: {text}");
        }
    }
    // Sound drafts build without a word of doubt.
    build(&folder.path().join("glued.notice"), "html,md,json", folder.path());
}

#[test]
fn an_imported_list_is_the_same() {
    let lines = "示例市统计局关于做好年报工作的通知\n各县统计局：\n请按时报送。\nLIST\n示例市统计局\n2026年11月2日\n";
    for list in [
        "附件：1.年报表 2.填报说明",
        "附件：1.年报表\n2.填报说明",
        "附件：一、年报表；二、填报说明",
        "附件：（1）年报表（2）填报说明",
        "附件：①年报表　②填报说明",
        "附件：附件1：年报表\n附件2：填报说明",
        "附件：1、年报表、2、填报说明",
    ] {
        let imported = import(lines.replace("LIST", list).as_bytes(), Format::Text, &ImportOptions::default()).unwrap();
        assert!(imported.draft.contains("附件：\n- 年报表\n- 填报说明\n"), "{list}\n{}", imported.draft);
    }
}

/// What a fix writes is the list that was meant.
#[test]
fn a_fix_parts_what_nobody_could_be_sure_of() {
    use zhumo::check::{FixScope, apply_fixes};
    let look = |text: &str| zhumo::check(text, &Default::default());
    for (list, after) in [
        ("附件：1.年报表2.填报说明", "附件：\n- 年报表\n- 填报说明"),
        ("附件：\n- 1.年报表2.填报说明\n- 3.分表", "附件：\n- 年报表\n- 填报说明\n- 3.分表"),
    ] {
        let fixed = apply_fixes(&draft(list), FixScope::All, look);
        assert_eq!(fixed.text, draft(after));
        assert!(fixed.findings.is_empty());
        // It is never made unasked.
        assert_eq!(apply_fixes(&draft(list), FixScope::Safe, look).text, draft(list));
    }
}
