//! The web page: valid, accessible, complete, and safe with hostile input.

mod common;
mod support;

use common::{assert_in_order, examples, images, imprint_said, out, read, root, said};
use proptest::prelude::*;
use std::path::PathBuf;
use std::process::Command;
use zhumo::config::HtmlConfig;
use zhumo::html::{HtmlOptions, Templates, html};
use zhumo::model::Notice;

fn config() -> HtmlConfig {
    let mut config = HtmlConfig::default();
    config.site_name = Some("示例省人民政府".to_owned());
    config.site_domain = Some("www.example.gov.cn".to_owned());
    config.site_id_code = Some("0000000000".to_owned());
    config.column_name = Some("通知公告".to_owned());
    config.url = Some("https://www.example.gov.cn/notices/1.html".to_owned());
    config
}

fn page(notice: &Notice) -> String {
    let images = images(notice);
    html(notice, &HtmlOptions::new(config(), Some(&images))).unwrap()
}

fn plain_page(text: &str) -> String {
    html(&read(text), &HtmlOptions::default()).unwrap()
}

fn write_pages() -> Vec<PathBuf> {
    let folder = out("html");
    let write = |(name, text): (String, String)| {
        let path = folder.join(format!("{name}.html"));
        std::fs::write(&path, page(&read(&text))).unwrap();
        path
    };
    examples().into_iter().map(write).collect()
}

/// Runs a tool of `tests/tools`; without it the test is skipped, unless `ZHUMO_REQUIRE_TOOLS=1`.
fn run_tool(program: &str, tool: &str) {
    let path = root().join("tests/tools").join(tool);
    if !path.exists() || !root().join("tests/tools/node_modules").exists() {
        assert!(std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none_or(|value| value != "1"), "{tool} is not installed");
        eprintln!("skipped: {tool} is not installed");
        return;
    }
    let output = Command::new(program).arg(&path).args(write_pages()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    eprintln!("{said}");
    let cannot_run = output.status.code() == Some(2) && std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none();
    assert!(output.status.success() || cannot_run, "{tool} has findings");
}

#[test]
fn the_nu_checker_has_nothing_to_say() {
    run_tool("bash", "vnu.sh");
}

#[test]
fn axe_has_nothing_to_say() {
    run_tool("node", "axe.mjs");
}

/// The visible text, by a parser that shares nothing with the writer.
fn visible(page: &str) -> String {
    let body = &page[page.find("<main").unwrap()..];
    let (mut out, mut rest) = (String::new(), body);
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        let close = rest[open..].find('>').unwrap() + open;
        // Marks of footnotes and their way back are not text of the notice.
        let tag = &rest[open..=close];
        rest = &rest[close + 1..];
        if tag.starts_with("<sup class=\"note-reference") {
            rest = &rest[rest.find("</sup>").unwrap()..];
        }
    }
    out.push_str(rest);
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[test]
fn every_text_is_there_in_order() {
    for (name, text) in examples() {
        let notice = read(&text);
        let mut said = said(&notice);
        let mut notes: Vec<_> = notice.footnotes.iter().collect();
        notes.sort_by_key(|note| note.number.unwrap_or(u32::MAX));
        said.extend(notes.iter().map(|note| note.text.plain()));
        said.extend(imprint_said(&notice));
        assert_in_order(&name, &visible(&page(&notice)), &said);
    }
}

#[test]
fn identifiers_are_unique_and_links_lead_somewhere() {
    for (name, text) in examples() {
        let page = page(&read(&text));
        let values = |mark: &str| -> Vec<String> {
            page.split(mark).skip(1).map(|rest| rest[..rest.find('"').unwrap()].to_owned()).collect()
        };
        let ids = values(" id=\"");
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{name}: {ids:?}");
        for target in values("href=\"#") {
            assert!(ids.contains(&target), "{name}: #{target}");
        }
    }
}

#[test]
fn a_subtitle_needs_no_title() {
    let page = plain_page("副标题：（征求意见稿）\n\n正文。\n");
    assert!(page.contains("<p class=\"subtitle\">（征求意见稿）</p>") && page.matches("<h1").count() == 1, "{page}");
}

#[test]
fn headings_have_no_gaps() {
    for (name, text) in examples() {
        let page = page(&read(&text));
        let ranks: Vec<u8> = page
            .match_indices("<h")
            .filter_map(|(at, _)| page[at + 2..].chars().next().and_then(|c| c.to_digit(10)).map(|rank| rank as u8))
            .collect();
        assert_eq!(ranks.first(), Some(&1), "{name}");
        assert_eq!(ranks.iter().filter(|rank| **rank == 1).count(), 1, "{name}");
        assert!(ranks.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {ranks:?}");
    }
}

#[test]
fn a_run_in_heading_is_one_paragraph() {
    let page = plain_page("标题：通知\n\n一、内容\n（一）加强宣传。深入宣传。\n二、步骤\n（一）编号段落：如下；\n");
    assert!(page.contains("class=\"run-in level-2\"><h3>（一）加强宣传。</h3><p>深入宣传。</p></section>"), "{page}");
    assert!(page.contains("<p class=\"level-2\">（一）编号段落：如下；</p>"), "{page}");
}

#[test]
fn mail_addresses_in_running_text_are_links() {
    let page =
        plain_page("标题：通知\n\n报名表发至bm_2027@example.cn，或者a@b、@甲、c@example.cn.。见[页面](mailto:d@example.cn)。\n");
    assert_eq!(page.matches("<a href=\"mailto:").count(), 3, "{page}");
    for link in ["bm_2027@example.cn", "c@example.cn"] {
        assert!(page.contains(&format!("<a href=\"mailto:{link}\">{link}</a>")), "{page}");
    }
    assert!(page.contains("或者a@b、@甲、") && page.contains("</a>.。见"), "{page}");
}

/// A picture without a caption is no figure, unless the text means it.
#[test]
fn a_logo_gets_no_number() {
    let page = plain_page("标题：通知\n\n![](logo.png)\n位置见图1。\n![点位示意](map.png)\n");
    assert!(page.contains("<figcaption>图1　点位示意</figcaption>") && !page.contains("图2"), "{page}");
    assert_eq!((page.matches("<figcaption>").count(), page.matches("id=\"figure-1\"").count()), (1, 1), "{page}");
    let markdown = zhumo::markdown::markdown(&read("标题：通知\n\n![](logo.png)\n正文。\n"), &Default::default());
    assert!(markdown.contains("![](logo.png)\n") && !markdown.contains('图'), "{markdown}");
    let page = plain_page("标题：通知\n\n位置见图1。\n![](map.png)\n");
    assert!(page.contains("<figcaption>图1</figcaption>") && page.contains("href=\"#figure-1\""), "{page}");
}

#[test]
fn hostile_input_stays_text() {
    let hostile = "<script>alert(1)</script>\"]]>--><img src=x onerror=alert(1)>&amp;</style></title>";
    let text = format!(
        "发文机关：{hostile}\n发文字号：{hostile}\n标题：{hostile}\n主题：{hostile}\n摘要：{hostile}\n关键词：{hostile}\n主送：{hostile}：\n\n{hostile}\n\
         一、{hostile}\n![{hostile}]({hostile})\n表：{hostile}\n| {hostile} |\n|---|\n| {hostile} |\n\
         [x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html,x) [w](<java\tscript:x>) [v](vbscript:x)\n\
         电话：{hostile}\n邮箱：{hostile}\n\n署名：{hostile}\n成文日期：{hostile}\n附注：{hostile}\n抄送：{hostile}\n印发：{hostile}\n\n【附件1】{hostile}\n{hostile}\n"
    );
    let notice = read(&text);
    let page = page(&notice);
    assert_eq!(page.matches("<script").count(), 1, "the one of the data");
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    assert_eq!(page.matches("</title").count(), 1);
    assert!(!page.contains("<img"));
    assert!(!page.to_lowercase().contains("href=\"javascript") && !page.contains("href=\"data:"));
    assert_in_order("hostile", &visible(&page), &said(&notice));
}

#[test]
fn the_policy_allows_this_style_sheet_only() {
    let page = plain_page("标题：通知\n\n正文。");
    let style = &page[page.find("<style>").unwrap() + 7..page.find("</style>").unwrap()];
    assert!(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"), "{}", &page[..600]);
    assert!(!style.contains("url(") && !style.contains("@import"));
    assert!(!page.contains(" style=\"") && !page.contains(" on"), "nothing that the policy refuses");
}

#[test]
fn the_head_says_what_the_guideline_asks_for() {
    let notice = read(
        "发文机关：示例省教育厅\n标题：关于开学的通知\n关键词：开学、安全\n\n定于9月1日开学。\n\n成文日期：2026年8月14日\n署名：示例省教育厅\n",
    );
    let page = page(&notice);
    for expected in [
        "<meta name=\"SiteName\" content=\"示例省人民政府\">",
        "<meta name=\"ArticleTitle\" content=\"关于开学的通知\">",
        "<meta name=\"PubDate\" content=\"2026-08-14\">",
        "<meta name=\"ContentSource\" content=\"示例省教育厅\">",
        "<meta name=\"Keywords\" content=\"开学;安全\">",
        "<meta name=\"Description\" content=\"定于9月1日开学。\">",
        "<meta property=\"og:locale\" content=\"zh_CN\">",
        "\"datePublished\":\"2026-08-14\"",
    ] {
        assert!(page.contains(expected), "{expected}");
    }
    assert!(!page.contains("ColumnType"), "no value, no tag");
}

#[test]
fn the_same_notice_gives_the_same_bytes() {
    for (_, text) in examples() {
        assert_eq!(page(&read(&text)), page(&read(&text)));
    }
}

#[test]
fn a_template_of_the_user_takes_the_place() {
    let notice = read("标题：<通知>\n\n正文。");
    let mut templates = Templates::default();
    templates.replace("official/page.html", "{{ page.head.title }}|{{ page.body[0].text }}\n");
    let options = HtmlOptions::default().with_templates(templates.clone());
    assert_eq!(html(&notice, &options).unwrap(), "&lt;通知&gt;|正文。\n");
    templates.replace("official/page.html", "一行\n{{ page.titel }}\n");
    let error = html(&notice, &HtmlOptions::default().with_templates(templates.clone())).unwrap_err();
    assert_eq!((error.name.as_str(), error.line), ("official/page.html", Some(2)), "{error}");
    templates.replace("official/page.html", "{% extends \"own/frame.html\" %}");
    let error = html(&notice, &HtmlOptions::default().with_templates(templates)).unwrap_err();
    assert!(error.to_string().contains("own/frame.html"), "{error}");
}

#[test]
fn a_piece_of_the_user_takes_the_place_of_that_piece_alone() {
    let notice = read("标题：通知\n\n正文。\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n抄送：戊厅\n");
    let mut templates = Templates::default();
    templates.replace("official/imprint.html", "<p>{{ page.imprint[0].text }}!</p>\n");
    templates.replace("official/table.html", "<p>{{ table.head[0].cells|length }} columns</p>\n");
    let page = html(&notice, &HtmlOptions::default().with_templates(templates.clone())).unwrap();
    assert!(page.contains("<p>戊厅。!</p>\n") && page.contains("<p>2 columns</p>\n") && page.contains("<p>正文。</p>"), "{page}");
    assert!(!page.contains("class=\"imprint\"") && !page.contains("<table"), "{page}");
    // One that this notice does not need is read all the same.
    templates.replace("official/annexes.html", "{% for %}");
    let error = html(&notice, &HtmlOptions::default().with_templates(templates)).unwrap_err();
    assert_eq!(error.name, "official/annexes.html", "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_lost(words in prop::collection::vec("[一-三、。（）“”a-c1-3 .,:;!?*_~`<>&\"'\\\\{}\\[\\]()#+=|$@^%-]{1,16}", 6)) {
        let text = format!(
            "标题：甲{}\n主送：乙{}\n\n丙{}\n一、丁{}\n- 戊{}\n| 己{} |\n|---|\n| 庚 |\n",
            words[0], words[1], words[2], words[3], words[4], words[5],
        );
        // A mark of a footnote that does not exist is no text of the model's; raised and lowered text has its braces in plain text alone.
        prop_assume!(!["[^", "{^", "{_"].iter().any(|mark| text.contains(mark)));
        let notice = read(&text);
        assert_in_order(&text, &visible(&plain_page(&text)), &said(&notice));
    }
}
