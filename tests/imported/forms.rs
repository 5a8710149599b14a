//! The forms in which documents come: pasted text, pages of governments, files of word processors. Each imitates several habits.

use super::documents::Document;

/// Lines of a document with what each is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Mark,
    Number,
    Title,
    Recipients,
    Text,
    AnnexList,
    Signature,
    Date,
    Note,
    Imprint,
    AnnexHead,
    AnnexTitle,
    IssuedTitle,
}

type Line = (Place, String);

/// All lines in the order in which a file has them. `habit` chooses between spellings.
fn lines(one: &Document, habit: usize, head: bool) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut add = |place: Place, text: &str| out.push((place, text.to_owned()));
    let above = habit.is_multiple_of(2) && !one.mark.is_empty();
    if head {
        for mark in &one.mark {
            add(Place::Mark, mark);
        }
        if above && !one.number.is_empty() {
            let approver =
                if one.approver.is_empty() { String::new() } else { format!("　　　　签发人：{}", one.approver) };
            add(Place::Number, &format!("{}{approver}", one.number));
        } else if !one.approver.is_empty() {
            add(Place::Number, &format!("签发人：{}", one.approver));
        }
    }
    for line in &one.title {
        add(Place::Title, line);
    }
    let typed = head && above;
    if !typed && !one.number.is_empty() {
        add(Place::Number, &if habit % 3 == 1 { format!("（{}）", one.number) } else { one.number.clone() });
    }
    if !one.recipients.is_empty() {
        add(Place::Recipients, &one.recipients);
    }
    for line in &one.body {
        add(Place::Text, line);
    }
    let names: Vec<&String> = one.annexes.iter().map(|(name, _)| name).collect();
    match names.as_slice() {
        [] => {}
        [only] => add(Place::AnnexList, &format!("{}{only}", ["附件：", "附件: ", "附 件："][habit % 3])),
        several => match habit % 4 {
            0 => {
                add(Place::AnnexList, &format!("附件：1.{}", several[0]));
                for (at, name) in several.iter().enumerate().skip(1) {
                    add(Place::AnnexList, &format!("{}.{name}", at + 1));
                }
            }
            1 => {
                add(Place::AnnexList, "附件：");
                for (at, name) in several.iter().enumerate() {
                    add(Place::AnnexList, &format!("{}．{name}", at + 1));
                }
            }
            2 => {
                let all: Vec<String> = several.iter().enumerate().map(|(at, name)| format!("{}.{name}", at + 1)).collect();
                add(Place::AnnexList, &format!("附件：{}", all.join("　")));
            }
            _ => {
                for (at, name) in several.iter().enumerate() {
                    add(Place::AnnexList, &format!("附件{}：{name}", at + 1));
                }
            }
        },
    }
    let row = one.signatories.len() == 2 && habit % 2 == 1;
    if row {
        add(Place::Signature, &one.signatories.join("　　　　"));
    } else {
        for name in &one.signatories {
            add(
                Place::Signature,
                &if habit % 7 == 3 && one.signatories.len() == 1 { format!("{name}（盖章）") } else { name.clone() },
            );
        }
    }
    add(Place::Date, &one.date);
    if !one.note.is_empty() {
        add(Place::Note, &format!("（{}）", one.note));
    }
    if head && habit % 3 != 2 {
        imprint(one, &mut add);
    }
    if let Some((title, lines)) = &one.issued {
        add(Place::IssuedTitle, title);
        for line in lines {
            add(Place::Text, line);
        }
    }
    for (at, (name, rows)) in one.annexes.iter().enumerate() {
        add(Place::AnnexHead, &if one.annexes.len() == 1 { "附件".to_owned() } else { format!("附件{}", at + 1) });
        add(Place::AnnexTitle, name);
        for row in rows {
            add(Place::Text, row);
        }
    }
    if head && habit % 3 == 2 {
        imprint(one, &mut add);
    }
    out
}

fn imprint(one: &Document, add: &mut impl FnMut(Place, &str)) {
    if !one.copies.is_empty() {
        add(Place::Imprint, &format!("抄送：{}", one.copies));
    }
    if !one.printed.is_empty() {
        add(Place::Imprint, &one.printed);
    }
}

/// Pasted text.
pub fn text(one: &Document, habit: usize) -> String {
    let mut out = String::new();
    for (place, line) in lines(one, habit, true) {
        let indent = match place {
            Place::Text | Place::AnnexList if habit.is_multiple_of(2) => "　　",
            Place::Signature | Place::Date if habit.is_multiple_of(3) => "　　　　　　　　　　　　　　",
            Place::Title if habit % 5 == 2 => "            ",
            _ => "",
        };
        out.push_str(indent);
        out.push_str(&line);
        out.push_str(if habit % 4 == 1 { "\r\n\r\n" } else { "\n" });
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A page as systems of governments make it: navigation, a table of facts, the text in its box, buttons and a foot.
pub fn page(one: &Document, habit: usize) -> String {
    let title = one.title.concat();
    let lines = lines(one, habit, habit.is_multiple_of(3));
    let mut text = String::new();
    let mut add = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    let mut at = 0;
    while at < lines.len() {
        let (place, line) = &lines[at];
        // Title lines in one paragraph, with breaks, or in several.
        if *place == Place::Title && habit.is_multiple_of(2) {
            let rows: Vec<String> =
                lines[at..].iter().take_while(|(place, _)| *place == Place::Title).map(|(_, line)| escaped(line)).collect();
            at += rows.len();
            add(&format!("<p align=\"center\"><strong>{}</strong></p>", rows.join("<br>")));
            continue;
        }
        let line = escaped(line);
        add(&match place {
            Place::Title => format!(
                "<p style=\"text-align: center; font-size: 22pt\"><span style=\"font-family: 方正小标宋\">{line}</span></p>"
            ),
            Place::Mark => {
                format!("<p style=\"text-align:center\"><span style=\"color:#ff0000;font-size:36pt\">{line}</span></p>")
            }
            Place::Number | Place::IssuedTitle | Place::AnnexTitle => format!("<p style=\"text-align:center\">{line}</p>"),
            Place::Signature | Place::Date if habit % 4 != 3 => format!("<p style=\"text-align: right;\">{line}</p>"),
            Place::Text if habit % 4 == 3 => format!("　　{line}<br><br>"),
            _ => format!("<p>　　{line}</p>"),
        });
        at += 1;
    }
    let facts = match habit % 3 {
        1 => format!(
            "<table class=\"xxgk_table\"><tr><td>索　引　号：</td><td>000000/2026-00{habit}</td><td>主题分类：</td><td>综合政务</td></tr><tr><td>发文机关：</td><td>{}</td><td>成文日期：</td><td>{}</td></tr><tr><td>标　　题：</td><td colspan=\"3\">{}</td></tr><tr><td>发文字号：</td><td>{}</td><td>发布日期：</td><td>2026年12月31日</td></tr></table>",
            one.signatories[0],
            one.date,
            escaped(&title),
            one.number
        ),
        _ => String::new(),
    };
    let top = match habit % 2 {
        0 => format!(
            "<div class=\"header\"><a href=\"/\">示例市人民政府门户网站</a></div><div class=\"nav\"><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zw\">政务公开</a></li><li><a href=\"/fw\">政务服务</a></li></ul></div><div class=\"crumb\">当前位置：<a href=\"/\">首页</a> &gt; <a href=\"/zw\">政务公开</a> &gt; 通知公告</div><h1>{}</h1><div class=\"info\">发布时间：2026-12-31 09:00　来源：示例市人民政府网站　字体：【<a>大</a> <a>中</a> <a>小</a>】</div>",
            escaped(&title)
        ),
        _ => "<div>首页 &gt; 政府信息公开 &gt; 政策文件</div><div>【打印】【关闭】</div>".to_owned(),
    };
    let bottom = "<div class=\"fx\">扫一扫在手机打开当前页</div><div>【打印本页】 【关闭窗口】</div><div>相关稿件</div><ul><li><a href=\"/a\">一图读懂供水保障</a></li></ul><div class=\"footer\"><p>主办单位：示例市人民政府办公室</p><p>网站标识码：0000000000　示ICP备00000000号</p></div>";
    let boxed = ["UCAP-CONTENT", "pages_content", "TRS_Editor", "zoom"][habit % 4];
    let meta =
        if habit % 5 < 3 { format!("<meta name=\"ArticleTitle\" content=\"{}\">", escaped(&title)) } else { String::new() };
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{}_示例市人民政府</title>{meta}<style>p{{margin:0}}</style></head><body>{top}{facts}<div id=\"{boxed}\" class=\"view\">{text}</div>{bottom}<script>var a=1;</script></body></html>",
        escaped(&title)
    )
}

/// The main part of a document as word processors write it.
pub fn document(one: &Document, habit: usize) -> String {
    let mut body = String::new();
    let run = |text: &str, properties: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
    };
    let paragraph = |jc: &str, more: &str, runs: &str| {
        format!(
            "<w:p><w:pPr>{more}{}</w:pPr>{runs}</w:p>",
            if jc.is_empty() { String::new() } else { format!("<w:jc w:val=\"{jc}\"/>") }
        )
    };
    let all = lines(one, habit, true);
    let imprint_in_table = habit.is_multiple_of(2);
    let mut rows = String::new();
    for (at, (place, line)) in all.iter().enumerate() {
        let big = "<w:rFonts w:eastAsia=\"方正小标宋简体\"/><w:sz w:val=\"44\"/>";
        let usual = "<w:rFonts w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/>";
        let xml = match place {
            Place::Mark if habit.is_multiple_of(3) => format!(
                "<w:tbl><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
                run(line, "<w:color w:val=\"FF0000\"/><w:sz w:val=\"72\"/>")
            ),
            Place::Mark if habit % 3 == 1 => format!(
                "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p>{}</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>又一次</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
                run(line, "<w:color w:val=\"C00000\"/><w:sz w:val=\"84\"/>")
            ),
            Place::Mark => paragraph("center", "", &run(line, "<w:color w:val=\"FF0000\"/><w:sz w:val=\"72\"/>")),
            Place::Title if habit % 4 == 1 => paragraph("center", "<w:pStyle w:val=\"Title\"/>", &run(line, "")),
            Place::Title | Place::IssuedTitle | Place::AnnexTitle => paragraph("center", "", &run(line, big)),
            Place::Number => paragraph("center", "", &run(line, usual)),
            Place::Signature | Place::Date if habit.is_multiple_of(2) => paragraph("right", "", &run(line, usual)),
            Place::Signature | Place::Date => paragraph("", "<w:ind w:left=\"5200\"/>", &run(line, usual)),
            Place::Imprint if imprint_in_table => {
                let cells = match line.split_once("　　") {
                    Some((office, day)) => format!(
                        "<w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc>",
                        run(office, usual),
                        run(day.trim(), usual)
                    ),
                    None => format!("<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p>{}</w:p></w:tc>", run(line, usual)),
                };
                rows.push_str(&format!("<w:tr>{cells}</w:tr>"));
                if all.get(at + 1).is_some_and(|(place, _)| *place == Place::Imprint) {
                    continue;
                }
                format!("<w:tbl>{}</w:tbl>", std::mem::take(&mut rows))
            }
            Place::AnnexHead => format!(
                "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>{}",
                paragraph("", "", &run(line, "<w:rFonts w:eastAsia=\"黑体\"/><w:sz w:val=\"32\"/>"))
            ),
            // Runs as editing leaves them.
            Place::Text if line.chars().count() > 12 => {
                let cut = line.char_indices().nth(5).map_or(0, |(at, _)| at);
                paragraph(
                    "both",
                    "<w:ind w:firstLine=\"640\"/>",
                    &format!("{}{}", run(&line[..cut], usual), run(&line[cut..], usual)),
                )
            }
            _ => paragraph("", "<w:ind w:firstLine=\"640\"/>", &run(line, usual)),
        };
        body.push_str(&xml);
    }
    format!(
        "<w:document xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:wps=\"wps\"><w:body>{body}<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:body></w:document>"
    )
}
