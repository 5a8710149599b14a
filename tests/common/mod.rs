//! What the tests of the text backends share: the examples, and what a reader must find of a notice, in order.

#![allow(dead_code)]

pub use crate::support::root;
use std::path::{Path, PathBuf};
use zhumo::images::{Images, Picture};
use zhumo::model::{Annex, Block, Contact, Inline, Notice, RichText};

/// A folder for what a test writes.
pub fn out(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn read(text: &str) -> Notice {
    Notice::read(&zhumo::syntax::parse(text))
}

/// Every example: its name and its text; and notices of the layouts that have no example.
pub fn examples() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(root().join("examples"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "notice"))
        .map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&path).unwrap()))
        .collect();
    found.sort();
    assert!(found.len() >= 7);
    found.extend([
        ("every-part".to_owned(), EVERY_PART.to_owned()),
        ("letter".to_owned(), LETTER.to_owned()),
        ("order".to_owned(), ORDER.to_owned()),
        ("minutes".to_owned(), MINUTES.to_owned()),
        ("fragment".to_owned(), "只有一段。".to_owned()),
        ("empty".to_owned(), String::new()),
    ]);
    found
}

/// The pictures of the examples.
pub fn images(notice: &Notice) -> Images {
    let mut images = Images::default();
    for block in notice.blocks() {
        if let Block::Figure(figure) = block
            && let Ok(bytes) = std::fs::read(root().join("examples").join(&figure.path.text))
        {
            images.insert(figure.path.text.clone(), Picture::sniff(bytes));
        }
    }
    images
}

/// What a reader must find, in the order in which he must find it: every text of the notice, and the made-up words.
pub fn said(notice: &Notice) -> Vec<String> {
    let mut said: Vec<String> = Vec::new();
    let texts = |said: &mut Vec<String>, texts: &[RichText]| said.extend(texts.iter().map(RichText::plain));
    said.extend(notice.copy_number.iter().map(|value| value.text.text.clone()));
    said.extend(notice.classification.iter().map(|value| value.text.text.clone()));
    said.extend(notice.urgency.iter().map(|value| value.text.text.clone()));
    said.extend(zhumo::wording::mark(notice).into_iter().flat_map(|mark| {
        let word = mark.word.to_owned();
        mark.names.into_iter().chain([word])
    }));
    said.extend(zhumo::wording::issue_text(notice));
    said.extend(zhumo::wording::total_issue_text(notice));
    said.extend(notice.number.iter().map(|value| value.text.text.clone()));
    said.extend(notice.approvers.iter().map(|organ| organ.name.clone()));
    said.extend(notice.editor.iter().map(|editor| editor.text.clone()));
    let in_masthead = zhumo::wording::dated_in_masthead(notice);
    let date = || notice.date.iter().map(|date| zhumo::wording::date_text(date, notice.language));
    said.extend(date().filter(|_| in_masthead));
    texts(&mut said, &notice.editor_note);
    texts(&mut said, &notice.title);
    texts(&mut said, &notice.subtitle);
    said.extend(zhumo::wording::recipients_text(notice));
    blocks(&mut said, &notice.body);
    said.extend(notice.annex_note.iter().map(|entry| entry.title.plain()));
    for people in zhumo::wording::people(notice) {
        said.push(people.label.to_owned());
        said.extend(people.entries.iter().map(|entry| entry.text.clone()));
    }
    for block in &notice.contacts {
        block.contacts.iter().for_each(|contact| contact_said(&mut said, contact));
    }
    said.extend(notice.signatories.iter().map(|organ| organ.name.clone()));
    said.extend(date().filter(|_| !in_masthead));
    said.extend(notice.note.iter().map(RichText::plain));
    blocks(&mut said, &notice.afterword);
    for annex in &notice.annexes {
        annex_said(&mut said, notice, annex);
    }
    said
}

/// The rows of the imprint, which stand last.
pub fn imprint_said(notice: &Notice) -> Vec<String> {
    let rows = zhumo::wording::imprint(notice).into_iter();
    rows.flat_map(|row| match row {
        zhumo::wording::ImprintRow::List { label, text } => vec![label.to_owned(), text],
        zhumo::wording::ImprintRow::Printed { organ, date } => std::iter::once(organ).chain(date).collect(),
        zhumo::wording::ImprintRow::Copies(text) => vec![text],
    })
    .collect()
}

/// The notice with the numbers of its footnotes in the text, where the page prints them.
pub fn with_marks(mut notice: Notice) -> Notice {
    let mark = |text: &mut RichText| {
        for inline in &mut text.inlines {
            if let Inline::FootnoteRef { number, label, span } = inline {
                let shown = number.map_or_else(|| format!("[^{label}]"), |number| number.to_string());
                *inline = Inline::Text { text: shown, escapes: Vec::new(), span: *span };
            }
        }
    };
    let annexes = notice.annexes.iter_mut().flat_map(|annex| &mut annex.blocks);
    for block in notice.body.iter_mut().chain(&mut notice.afterword).chain(annexes) {
        match block {
            Block::Paragraph(block) => mark(&mut block.text),
            Block::Section(block) => [&mut block.heading, &mut block.text].into_iter().for_each(mark),
            Block::Article(block) => mark(&mut block.text),
            Block::List(block) => block.items.iter_mut().for_each(mark),
            Block::Table(block) => block.rows.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| mark(&mut cell.text)),
            Block::Figure(_) | Block::Contacts(_) | Block::PageBreak(_) => {}
            other => panic!("a kind of block that the tests do not know: {other:?}"),
        }
    }
    notice
}

fn annex_said(said: &mut Vec<String>, notice: &Notice, annex: &Annex) {
    said.push(zhumo::wording::annex_label(notice, annex));
    said.push(annex.title.plain());
    blocks(said, &annex.blocks);
}

fn contact_said(said: &mut Vec<String>, contact: &Contact) {
    said.push(contact.label.text.clone());
    said.push(contact.text.text.clone());
}

fn blocks(said: &mut Vec<String>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Section(block) => said.push(block.label.clone()),
            Block::Article(block) => said.push(block.label.text.clone()),
            Block::Contacts(block) => block.contacts.iter().for_each(|contact| contact_said(said, contact)),
            Block::Paragraph(_) | Block::List(_) | Block::Table(_) | Block::Figure(_) | Block::PageBreak(_) => {}
            other => panic!("a kind of block that the tests do not know: {other:?}"),
        }
        said.extend(block.texts().iter().map(|text| text.plain()));
    }
}

/// Fails when `page` does not hold all of `said` in order; runs of white space count as nothing.
pub fn assert_in_order(name: &str, page: &str, said: &[String]) {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let page = bare(page);
    let mut at = 0;
    for text in said {
        let text = bare(text);
        match page[at..].find(&text) {
            Some(found) => at += found + text.len(),
            None => panic!("{name}: not found, or not behind what comes before it: {text}\nnear: {}", near(&page, at)),
        }
    }
}

fn near(page: &str, at: usize) -> String {
    page[at..].chars().take(200).collect()
}

/// A notice with nearly everything that a notice can have.
pub const EVERY_PART: &str = "\
版式：公文
份号：000012
密级：机密★1年
紧急程度：特急
发文机关：
- 示例省教育厅
- 示例省财政厅
发文字号：示教发〔2026〕3号
签发人：张三、李四
标题：
- 示例省教育厅　示例省财政厅
- 关于**做好**校舍维修工作的请示[^a]
副标题：（征求意见稿）
主题：安全第一　质量为本
关键词：校舍、维修
主送：示例省人民政府：

按照“{主题}”的要求，见图1、表1、附件1和附件2，以及[网站](https://www.example.cn/a?b=1&c=\"2\")、[坏链接](javascript:alert(1))和`代码 <b>`[^a]。
1.从第三层开始
（1）更深一层。后面是正文[^b]。
（2）编号段落：一；
- 第一项
- *第二项*
![没有的图片](figures/none.png)
表：左右对齐
| 名称 | 数量 | 说明 |
|:---|---:|:---:|
| 甲|12|有 \\| 竖线 |
| 乙|3|
| 丙|4|五|多出的一格|
【分页】
单位：示例省教育厅
联系人：王五（上午）
一、后来的第一层
（一）加强领导。各地要**高度重视**。
（二）独立成行的标题
正文。
| 无标题的表 | |
|---|---|
| 甲 | 乙 |

[^a]: 第一条注，引用两次。
[^b]: 第二条注，见[这里](http://example.cn)。
[^c]: 没有人引用的注。

附件：
- 校舍清单
- [经费测算表](files/budget 2026.xlsx)

联系人：赵六
电话：028-00000000、028-00000001（传真）
手机：13800000000
邮箱：a@example.gov.cn、b@example.gov.cn
网址：www.example.gov.cn
地址：示例市1号
邮编：610000

署名：
- 示例省教育厅
- 示例省财政厅
成文日期：2026-08-14
附注：此件公开发布
抄送：示例省发展和改革委员会
印发：示例省教育厅办公室　2026年8月17日印发
印数：30

【附件1｜横排】校舍清单
第一章　总则
第一节　目的
第一条　为了安全，制定本清单。
（一）范围；
第二章　附则
第二条　自发布之日起施行。
";

const LETTER: &str = "\
版式：信函
紧急程度：加急
发文机关：示例省卫生健康委员会
发文字号：示卫函〔2026〕12号
标题：示例省卫生健康委员会关于征求意见的函
主送：各市（州）卫生健康委：

请于8月底前反馈意见。

署名：示例省卫生健康委员会
成文日期：2026年8月1日
抄送：示例省疾控局。
";

const ORDER: &str = "\
版式：命令
发文机关：示例省人民政府
令号：第12号

《示例省质量条例》已经通过，现予公布，自2026年10月1日起施行。

署名：省长　张三
成文日期：2026年8月1日
";

const MINUTES: &str = "\
版式：纪要
标志：示例市人民政府常务会议纪要
期号：7
编印：示例市人民政府办公室
日期：2026年8月3日
标题：研究防汛工作

8月2日，市长主持召开会议。
一、听取汇报
会议听取了汇报。

出席：市政府办公室　张三　李四
请假：
- 市水利局　王五
- 市教育局　赵六
列席：市应急局　钱七
";

/// Whether HTML in Markdown names a place that a reference of the same text leads to, which is all that it may be for.
#[allow(dead_code)]
pub fn names_a_place(html: &str, markdown: &str) -> bool {
    let name = html.strip_prefix("<a id=\"").and_then(|rest| rest.strip_suffix("\">"));
    let known = |name: &str| {
        // A text that is sent out has annexes of its own: `issued-1-annex-2`.
        let own = name.strip_prefix("issued-").map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
        let name = own.and_then(|rest| rest.strip_prefix('-')).unwrap_or(name);
        let number = ["annex-", "table-", "figure-"].iter().find_map(|kind| name.strip_prefix(kind));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    html == "</a>" || name.is_some_and(|name| known(name) && markdown.contains(&format!("](#{name})")))
}

/// Markdown without the links and places of references within it: its words.
#[allow(dead_code)]
pub fn unlinked(markdown: &str) -> String {
    let mut out = String::new();
    let mut pieces = markdown.split("](#");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let open = out.rfind('[').expect("a link has a beginning");
        out.remove(open);
        out.push_str(piece.split_once(')').expect("a link has an end").1);
    }
    let mut pieces = out.split("<a id=\"");
    let mut bare = pieces.next().unwrap_or_default().to_owned();
    pieces.for_each(|piece| bare.push_str(piece.split_once("</a>").expect("a place has an end").1));
    bare
}
