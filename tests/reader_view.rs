//! Readers that show an article without its page: nothing of a notice may be taken for furniture.

mod common;
mod support;

use common::{assert_in_order, examples, images, imprint_said, out, read, root, said};
use std::process::Command;
use zhumo::html::{HtmlOptions, html};
use zhumo::model::Notice;

/// What Firefox's reader view keeps of the pages of these notices: title and text of each.
fn articles(folder: &str, notices: &[(String, Notice)]) -> Option<Vec<Option<(String, String)>>> {
    let tools = root().join("tests/tools");
    if !tools.join("node_modules/@mozilla/readability").exists() {
        assert!(std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none_or(|value| value != "1"), "run tests/tools/install.sh first");
        eprintln!("skipped: the reader view is not installed");
        return None;
    }
    let folder = out(folder);
    let page = |(name, notice): &(String, Notice)| {
        let path = folder.join(format!("{name}.html"));
        let images = images(notice);
        std::fs::write(&path, html(notice, &HtmlOptions::new(Default::default(), Some(&images))).unwrap()).unwrap();
        path
    };
    let paths: Vec<_> = notices.iter().map(page).collect();
    let output = Command::new("node").arg(tools.join("reader.mjs")).args(paths).output().unwrap();
    let cannot_run = output.status.code() == Some(2) && std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none();
    if cannot_run {
        return None;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let articles: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let text = |article: &serde_json::Value, key: &str| article[key].as_str().map(str::to_owned);
    Some(articles.iter().map(|article| text(article, "title").zip(text(article, "text"))).collect())
}

/// Checks that the reader view has all that a notice says. The title stands above it, and nowhere else.
fn assert_kept(name: &str, notice: &Notice, article: Option<&(String, String)>) {
    let (title, text) = article.unwrap_or_else(|| panic!("{name}: no article"));
    let lines: Vec<String> = notice.title.iter().map(zhumo::model::RichText::plain).collect();
    let mut said = said(notice);
    said.retain(|text| !lines.contains(text));
    let mut notes: Vec<_> = notice.footnotes.iter().collect();
    notes.sort_by_key(|note| note.number.unwrap_or(u32::MAX));
    said.extend(notes.iter().map(|note| note.text.plain()));
    said.extend(imprint_said(notice));
    // Marks of notes are no text of the draft.
    let numbers = notice.footnotes.iter().filter_map(|note| note.number);
    let unmarked = numbers.fold(text.clone(), |text, number| text.replace(&format!("[{number}]"), ""));
    assert_in_order(name, &unmarked, &said);
    let bare = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    let whole = bare(title) + &bare(text);
    assert!(lines.iter().all(|line| whole.contains(&bare(line))), "{name}: the title {title:?}");
}

#[test]
fn the_reader_view_keeps_every_part_of_the_examples() {
    let mut notices: Vec<(String, Notice)> =
        examples().into_iter().filter(|(_, text)| text.len() > 60).map(|(name, text)| (name, read(&text))).collect();
    for layout in ["公文", "信函", "命令", "纪要", "简报", "公开信"] {
        for (language, text) in [("simplified", SIMPLIFIED), ("traditional", TRADITIONAL)] {
            notices.push((format!("{layout}-{language}"), read(&format!("版式：{layout}\n{text}"))));
        }
    }
    for layout in ["official", "letter", "order", "minutes", "briefing", "open-letter"] {
        notices.push((format!("{layout}-english"), read(&format!("Layout: {layout}\n{ENGLISH}"))));
    }
    let Some(articles) = articles("reader-view", &notices) else { return };
    for ((name, notice), article) in notices.iter().zip(&articles) {
        assert_kept(name, notice, article.as_ref());
    }
}

/// Shapes that a reader view might take for a list of links, an advertisement or a sidebar, or in which one part outweighs all others.
#[test]
fn no_part_outweighs_or_is_taken_for_furniture() {
    let notice = |name: &str, body: &str, tail: &str| {
        let text = format!(
            "发文机关：示例市统计局\n发文字号：示统发〔2026〕5号\n标题：示例市统计局关于做好年报工作的通知\n主送：各县统计局：\n\n{body}\n\
             联系人：张甲\n电话：000-00000000\n\n署名：示例市统计局\n成文日期：2026年11月2日\n附注：此件公开发布\n\
             抄送：示例市人民政府办公室。\n印发：示例市统计局办公室　2026年11月3日\n{tail}"
        );
        (name.to_owned(), read(&text))
    };
    let articles_of = |count: usize, text: &str| -> String {
        let article = |number: usize| format!("第{}条　{text}\n", zhumo_number(number));
        (1..=count).map(article).collect()
    };
    let short = "按时报送年报。";
    let long = "各县统计局应当组织专业人员，认真核对各项数据，按时报送年报，并对数据的真实性、准确性负责。";
    let chapters = |text: &str| -> String {
        let chapter = |number: usize| format!("第{}章　总则\n{}", zhumo_number(number), articles_of(30, text));
        (1..=9).map(chapter).collect()
    };
    let sections = |count: usize, text: &str| -> String {
        (1..=count).map(|number| format!("（{}）报送数据。{text}\n", zhumo_number(number))).collect()
    };
    let annex = |text: &str| format!("\n【附件】年报工作办法\n{text}");
    let link = "[报送平台](https://tongji.example.gov.cn/)";
    let notices = [
        notice("a-long-regulation", "现将办法印发给你们，请认真贯彻执行。", &annex(&chapters(long))),
        notice("a-long-regulation-of-short-articles", "现将办法印发给你们。", &annex(&chapters(short))),
        notice("an-annex-of-many-short-paragraphs", "请遵照执行。", &annex(&"示例县统计局\n".repeat(400))),
        notice("an-annex-on-its-side", "请遵照执行。", &format!("\n【附件｜横排】名单\n{}", format!("{long}\n").repeat(30))),
        notice("one-large-section", &format!("一、工作要求\n{}", sections(40, long)), ""),
        notice(
            "sections-in-sections",
            &format!("一、工作要求\n（一）报送数据\n{}", format!("1.{long}\n{long}\n").repeat(20)),
            "",
        ),
        notice("run-in-headings-with-links", &format!("请做好下列工作：\n{}", sections(5, &format!("见{link}。"))), ""),
        notice("nothing-but-links", &format!("{link}\n{link}、{link}\n- {link}\n- {link}\n"), ""),
        notice("annexes-that-are-files", "请报送下列各表。\n", "附件：\n- [年报表](files/a.docx)\n- [分表](files/b.xlsx)\n"),
        notice("a-table-alone", "| 项目 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n", ""),
        notice("a-wide-list", &format!("报送内容：\n{}", "- 年报表\n".repeat(150)), ""),
        notice("words-of-furniture", "广告\n加载中\n分享\n评论\n相关文章\n上一篇\n下一篇\n", ""),
        notice("notes", "年报[^1]、季报[^2]。\n\n[^1]: 见[办法](https://example.gov.cn/)。\n[^2]: 季报。\n", ""),
        notice("one-line", "请遵照执行。", ""),
    ];
    let Some(articles) = articles("reader-view-shapes", &notices) else { return };
    for ((name, notice), article) in notices.iter().zip(&articles) {
        assert_kept(name, notice, article.as_ref());
    }
}

fn zhumo_number(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, one) => DIGITS[one].to_owned(),
        (1, one) => format!("十{}", DIGITS[one]),
        (ten, one) => format!("{}十{}", DIGITS[ten], DIGITS[one]),
    }
}

const SIMPLIFIED: &str = "\
份号：000012
密级：秘密★1年
紧急程度：加急
期号：第15期
总期号：118
发文机关：示例市统计局、示例市财政局
发文字号：示统发〔2026〕5号
签发人：李某
编发：示例市统计局办公室
标题：示例市统计局　示例市财政局关于做好年报工作的通知
副标题：年报工作之一
按语：年报工作的经验选编如下，供参考，见[网站](https://www.example.gov.cn/)。
主送：各县统计局、财政局：

现将年报工作的有关事项通知如下，安排见附件1，并见[报送平台](https://tongji.example.gov.cn/)[^1]。

一、报送内容
（一）年报。报送[年报表](https://tongji.example.gov.cn/1)。
1.表1所列各项。

表：报送内容
| 项目 | 数 |
|---|---|
| 甲 | 1 |

- 年报表；
- 分表。

[^1]: 平台另行通知。

单位：示例市统计局办公室
联系人：张某、王某
电话：000-00000000、000-00000001（传真）
邮箱：tongji@example.gov.cn

出席：张某、王某
请假：李某
列席：赵某
署名：
- 示例市统计局
- 示例市财政局
成文日期：2026年11月2日
附注：此件公开发布
报送：示例市人民政府。
抄送：示例市人民政府办公室，各有关单位。
印发：示例市统计局办公室　2026年11月3日
印数：200份

【附件1】报送安排
11月1日开始。

【附件2｜横排】名单
| 序号 | 名称 |
|---|---|
| 1 | 甲 |
";

const TRADITIONAL: &str = "\
發文機關：示例市統計局、示例市財政局
發文字號：示統發〔2026〕5號
標題：示例市統計局　示例市財政局關於做好年報工作的通知
主送：各縣統計局、財政局：

現將年報工作的有關事項通知如下，安排見附件1，並見[報送平台](https://tongji.example.gov.cn/)[^1]。

一、報送內容
（一）年報。報送[年報表](https://tongji.example.gov.cn/1)。

[^1]: 平台另行通知。

單位：示例市統計局辦公室
聯絡人：張某
電話：000-00000000

署名：
- 示例市統計局
- 示例市財政局
成文日期：2026年11月2日
附註：此件公開發佈
抄送：示例市人民政府辦公室。
印發：示例市統計局辦公室　2026年11月3日

【附件1】報送安排
11月1日開始。

【附件2】名單
名單見網站。
";

const ENGLISH: &str = "\
Issuers: Example Municipal Bureau of Statistics
Document number: Shi Tong [2026] No. 5
Title: Notice on the Annual Report
To: Bureaus of Statistics of all counties:

The annual report for 2026 is due. See Annex 1 and the [platform](https://tongji.example.gov.cn/)[^1].

1. What to report
(1) The report. Send the [form](https://tongji.example.gov.cn/1).

[^1]: The platform will be announced.

Contact: Zhang San
Phone: 000-00000000

Signed by: Example Municipal Bureau of Statistics
Date: November 2, 2026
Note: (This document may be published.)
Cc: Office of the Example Municipal Government.
Printed by: Office of the Bureau, November 3, 2026

[Annex 1] Schedule
Reporting begins on November 1.

[Annex 2] List
The list is on the website.
";
