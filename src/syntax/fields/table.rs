//! The rows, from the top of the first page to the foot of the last.

use super::Kind::{Annexes, Date, Mail, Number, Organs, Phone, Postcode, Website};
use super::Part::{Imprint, Masthead, Settings};
use super::Zone::{Any, Contact, Tail};
use super::{Field, JsonSchema, NOTHING, Serialize, also, fields, words};

fields! {
    Layout "layout" {
        simplified: words(&["版式"]), english: words(&["Layout"]), part: Settings,
        meaning: (
            "文件的格式，不写就是公文",
            "the kind of page, `official` when absent",
        ),
        property: Some((1, "layout", "版式 layout")), example: "信函",
    }
    Language "language" {
        simplified: words(&["语言"]), traditional: words(&["語言"]), english: words(&["Language"]), part: Settings,
        values: &["zh-CN", "zh-TW", "en"],
        meaning: ("`zh-CN`、`zh-TW`、`en`；不写则按文字判断", "`zh-CN`, `zh-TW`, `en`; told from the text when absent"),
        example: "zh-CN",
    }
    CopyNumber "copy_number" {
        simplified: words(&["份号"]), traditional: words(&["份號"]), english: words(&["Copy number"]),
        part: Masthead, kind: Number, clause: Some("7.2.1"),
        meaning: ("6位阿拉伯数字，涉密公文必有", "six digits; secret documents have one"),
        property: Some((2, "copyNumber", "份号 copy number")), example: "000001",
    }
    Classification "classification" {
        simplified: also(&["密级"], &["密级和保密期限"]),
        traditional: also(&["密級"], &["密級和保密期限"]),
        english: also(&["Classification"], &["Security classification"]),
        part: Masthead, values: &["秘密★", "机密★", "绝密★"], clause: Some("7.2.2"),
        meaning: (
            "`绝密`、`机密`、`秘密`，后面可加保密期限：`机密★1年`",
            "`绝密`, `机密`, `秘密`, perhaps with a period: `机密★1年`",
        ),
        property: Some((3, "classification", "密级和保密期限 classification")), example: "机密★1年",
    }
    Urgency "urgency" {
        simplified: words(&["紧急程度"]), traditional: words(&["緊急程度"]), english: words(&["Urgency"]),
        part: Masthead, values: &["特急", "加急"], clause: Some("7.2.3"),
        meaning: ("`特急`、`加急`（电报：`特提`、`平急`）", "`特急`, `加急` (telegrams: `特提`, `平急`)"),
        property: Some((4, "urgency", "紧急程度 urgency")), example: "特急",
    }
    Issuers "issuers" {
        simplified: also(&["发文机关"], &["发文单位", "发文部门"]),
        traditional: also(&["發文機關"], &["發文單位", "發文部門"]),
        english: also(&["Issuer", "Issuers"], &["Issuing organ", "Issued by"]),
        part: Masthead, items: true, kind: Organs, clause: Some("7.2.4"),
        meaning: (
            "全称或者规范化简称，主办机关在前；红色的发文机关标志由它生成",
            "the lead organ first; the red mark is made from it",
        ),
        property: Some((6, "issuers", "发文机关 issuers")), example: "示例市市场监督管理局",
    }
    Mark "mark" {
        simplified: also(&["标志"], &["发文机关标志", "发文机关标识"]),
        traditional: also(&["標誌", "標志"], &["發文機關標誌", "發文機關標志"]),
        english: words(&["Mark"]),
        part: Masthead, items: true, clause: Some("7.2.4"),
        meaning: (
            "发文机关标志，不由发文机关生成时写：简报名称、“××会议纪要”等",
            "the red mark when it is not made from the issuer: the name of a briefing or of minutes",
        ),
        property: Some((5, "mark", "发文机关标志 mark")), example: "示例市质量工作简报",
    }
    Number "number" {
        simplified: also(&["发文字号", "令号"], &["文号", "发文号", "文件字号", "公文字号"]),
        traditional: also(&["發文字號", "令號"], &["文號", "發文號", "文件字號", "公文字號"]),
        english: also(&["Document number", "Order number"], &["Reference number"]),
        part: Masthead, kind: Number, clause: Some("7.2.5"),
        meaning: (
            "机关代字、年份、序号：`示市监质〔2026〕18号`；命令写 `第12号`",
            "`示市监质〔2026〕18号`, `Shi Zhi [2026] No. 31`; of an order `第12号`",
        ),
        property: Some((7, "number", "发文字号 document number")), example: "示市监质〔2026〕18号",
    }
    Approvers "approvers" {
        simplified: also(&["签发人"], &["签发"]),
        traditional: also(&["簽發人"], &["簽發"]),
        english: words(&["Approved by"]),
        part: Masthead, items: true, clause: Some("7.2.6"),
        meaning: (
            "上行文的签发人，与发文机关一一对应",
            "who signed for approval, in documents to superiors; one for each issuer",
        ),
        property: Some((8, "approvers", "签发人 approvers")), example: "王某某",
    }
    Issue "issue" {
        simplified: words(&["期号"]), traditional: words(&["期號"]), english: words(&["Issue"]),
        part: Masthead, kind: Number, layouts: &["briefing", "minutes"],
        meaning: ("`15` 或者 `第十五期`", "`15` or `第十五期`"), example: "15",
    }
    TotalIssue "total_issue" {
        simplified: words(&["总期号"]), traditional: words(&["總期號"]), english: words(&["Total issue"]),
        part: Masthead, kind: Number, layouts: &["briefing"],
        meaning: ("创刊以来的期数", "the issue, counted from the first"), example: "118",
    }
    Editor "editor" {
        simplified: words(&["编印"]), traditional: words(&["編印"]), english: words(&["Edited by"]),
        part: Masthead, kind: Organs, layouts: &["briefing", "minutes"],
        meaning: ("编印单位", "who edits it"), example: "示例市质量工作领导小组办公室",
    }
    EditorNote "editor_note" {
        simplified: words(&["按语"]), traditional: words(&["按語"]), english: words(&["Editor's note", "Editor’s note"]),
        items: true, layouts: &["briefing"],
        meaning: ("印在标题之前，一项是一段", "printed before the title; one item is one paragraph"),
        example: "现将示例县的做法印发各地参考。",
    }
    Title "title" {
        simplified: also(&["标题"], &["公文标题", "文件标题"]),
        traditional: also(&["標題"], &["公文標題", "文件標題"]),
        english: words(&["Title"]),
        items: true, clause: Some("7.3.1"),
        meaning: (
            "发文机关、事由、文种；写一行由程序断行，逐行列出则按所列断行",
            "items are the lines of the title; without items the program breaks it",
        ),
        example: "示例市市场监督管理局关于开展“质量月”活动的通知",
    }
    Subtitle "subtitle" {
        simplified: words(&["副标题"]), traditional: words(&["副標題"]), english: words(&["Subtitle"]),
        items: true, example: "（2026年8月14日）",
    }
    Theme "theme" {
        simplified: words(&["主题"]), traditional: words(&["主題"]), english: words(&["Theme"]),
        meaning: (
            "活动主题，正文里用 `{主题}` 引用，只写一次",
            "the slogan of a campaign; `{Theme}` in the text stands for it",
        ),
        property: Some((17, "theme", "主题 theme")), example: "人人重视质量　处处追求卓越",
    }
    Summary "summary" {
        simplified: words(&["摘要"]), english: words(&["Summary"]), zone: Any,
        meaning: ("不印在纸上，供网页和 PDF 属性使用", "not printed: for web pages and the PDF's properties"),
        example: "“质量月”活动的时间、主题和要求。",
    }
    Keywords "keywords" {
        simplified: also(&["关键词"], &["关键字"]),
        traditional: also(&["關鍵詞"], &["關鍵字"]),
        english: words(&["Keywords"]),
        zone: Any, items: true,
        meaning: ("不印在纸上，供网页和 PDF 属性使用", "not printed: for web pages and the PDF's properties"),
        example: "质量月、产品质量",
    }
    Recipients "recipients" {
        simplified: also(&["主送"], &["主送机关", "主送单位"]),
        traditional: also(&["主送"], &["主送機關", "主送單位"]),
        english: also(&["To"], &["Recipients", "Addressees"]),
        items: true, kind: Organs, clause: Some("7.3.2"),
        meaning: (
            "原样印出，末尾的冒号可写可不写；同类机关之间用“、”，不同类之间用“，”",
            "printed as typed; the colon at its end may be left out",
        ),
        property: Some((9, "recipients", "主送机关 recipients")), example: "各市（州）市场监管局：",
    }
    Office "office" {
        simplified: words(&["单位"]), traditional: words(&["單位"]), english: words(&["Office"]), zone: Contact, kind: Organs,
        meaning: ("联系单位", "the office to contact"), example: "示例市市场监督管理局质量处",
    }
    Person "person" {
        simplified: words(&["联系人"]), traditional: words(&["聯繫人", "聯絡人", "聯系人"]), english: words(&["Contact"]),
        zone: Contact, meaning: ("可以写几个人", "the person to contact, or several"), example: "李某某",
    }
    Phone "phone" {
        simplified: words(&["电话", "联系电话"]),
        traditional: words(&["電話", "聯繫電話", "聯絡電話"]),
        english: also(&["Phone"], &["Telephone", "Tel"]),
        zone: Contact, items: true, kind: Phone,
        meaning: ("几个号码用“、”隔开；号码后加 `（传真）` 表示传真", "several with commas between; `(fax)` behind a number marks a fax"),
        example: "000-00000000",
    }
    Fax "fax" {
        simplified: words(&["传真"]), traditional: words(&["傳真"]), english: words(&["Fax"]),
        zone: Contact, items: true, kind: Phone, example: "000-00000001",
    }
    Mobile "mobile" {
        simplified: also(&["手机"], &["移动电话"]),
        traditional: also(&["手機"], &["行動電話"]),
        english: words(&["Mobile"]),
        zone: Contact, items: true, kind: Phone, example: "13800000000",
    }
    Email "email" {
        simplified: also(&["邮箱", "电子邮箱"], &["电子邮件", "电子信箱"]),
        traditional: also(&["郵箱", "電子郵箱"], &["電子郵件", "電子信箱"]),
        english: words(&["Email", "E-mail"]),
        zone: Contact, items: true, kind: Mail, example: "quality@example.gov.cn",
    }
    Address "address" {
        simplified: words(&["地址"]), english: words(&["Address"]), zone: Contact, example: "示例市和平路1号",
    }
    Postcode "postcode" {
        simplified: also(&["邮编"], &["邮政编码"]),
        traditional: also(&["郵編"], &["郵政編碼", "郵遞區號"]),
        english: also(&["Postcode"], &["Postal code"]),
        zone: Contact, kind: Postcode, meaning: ("6位数字", "six digits"), example: "000000",
    }
    Website "website" {
        simplified: words(&["网址"]), traditional: words(&["網址"]), english: words(&["Website"]),
        zone: Contact, kind: Website, example: "www.example.gov.cn",
    }
    Annexes "annexes" {
        simplified: also(&["附件"], &["附件说明"]),
        traditional: also(&["附件"], &["附件說明"]),
        english: words(&["Annexes", "Annex"]),
        zone: Tail, items: true, kind: Annexes, clause: Some("7.3.4"),
        meaning: (
            "附件说明，每个附件一项；后面有附件正文时可以不写",
            "the list of annexes, one item each; may be left out when they follow",
        ),
        property: Some((10, "annexNote", "附件说明 annexes")), example: "活动安排表",
    }
    Present "present" {
        simplified: words(&["出席"]), english: words(&["Present"]),
        zone: Any, ends_text: true, items: true, layouts: &["minutes"], clause: Some("10.3"),
        meaning: ("出席人员：单位在前，姓名在后", "who was present: unit, then names"), example: "示例市教育局　张某、李某",
    }
    Excused "excused" {
        simplified: words(&["请假"]), traditional: words(&["請假"]), english: words(&["Apologies"]),
        zone: Any, ends_text: true, items: true, layouts: &["minutes"], clause: Some("10.3"),
        meaning: ("请假人员", "who sent apologies"), example: "示例市财政局　王某",
    }
    Attending "attending" {
        simplified: words(&["列席"]), english: words(&["In attendance"]),
        zone: Any, ends_text: true, items: true, layouts: &["minutes"], clause: Some("10.3"),
        meaning: ("列席人员", "who was in attendance"), example: "示例市统计局　赵某",
    }
    Signatories "signatories" {
        simplified: also(&["署名"], &["发文机关署名", "落款"]),
        traditional: also(&["署名"], &["發文機關署名", "落款"]),
        english: also(&["Signed"], &["Signatories"]),
        zone: Tail, items: true, kind: Organs, clause: Some("7.3.5"),
        meaning: ("发文机关署名，每个机关一项，按印出的次序", "who signs, one item each, in the order of printing"),
        property: Some((11, "signatories", "署名 signatories")), example: "示例市市场监督管理局",
    }
    Date "date" {
        simplified: also(&["成文日期", "日期"], &["发文日期", "落款日期"]),
        traditional: also(&["成文日期", "日期"], &["發文日期", "落款日期"]),
        english: also(&["Date"], &["Date of issue"]),
        zone: Any, ends_text: true, kind: Date, clause: Some("7.3.5.4"),
        meaning: (
            "`2026年8月14日`，月、日不补零；写在正文之前或者署名之后也可以用“日期”",
            "`August 14, 2026`, `14 August 2026`, `2026年8月14日`, `2026-08-14`",
        ),
        property: Some((12, "date", "成文日期 date of issue")), example: "2026年8月14日",
    }
    Sealed "sealed" {
        simplified: words(&["用印"]), english: words(&["Sealed"]), zone: Any, values: &["是", "否", "签名章"], clause: Some("7.3.5"),
        meaning: (
            "`是`：署名处留出盖章的位置；`签名章`：留出签名章的位置；不写等于 `否`",
            "`yes` keeps the places of the seals free, `signature stamp` (`签名章`) those of the signers' stamps",
        ),
        example: "是",
    }
    Note "note" {
        simplified: words(&["附注"]), traditional: words(&["附註"]), english: words(&["Note"]),
        zone: Tail, values: &["此件公开发布"], clause: Some("7.3.6"),
        meaning: ("印发传达范围等；圆括号由程序加", "whom it may reach, and the like; the brackets are added"),
        property: Some((13, "note", "附注 note")), example: "此件公开发布",
    }
    CopiesTo "copies_to" {
        simplified: also(&["抄送"], &["抄送机关", "抄送单位"]),
        traditional: also(&["抄送"], &["抄送機關", "抄送單位"]),
        english: also(&["Cc"], &["Copies to"]),
        part: Imprint, zone: Tail, imprint: true, items: true, kind: Organs, clause: Some("7.4.2"),
        meaning: ("末尾的句号可写可不写", "a full stop at its end may be written; the page sets it"),
        property: Some((14, "copiesTo", "抄送机关 copies to")), example: "示例省人民政府办公厅",
    }
    ReportedTo "reported_to" {
        simplified: words(&["报送"]), traditional: words(&["報送"]), english: words(&["Submitted to"]),
        part: Imprint, zone: Tail, imprint: true, items: true, kind: Organs, layouts: &["briefing"],
        meaning: ("上级机关", "superiors"), example: "示例省人民政府办公厅",
    }
    CopiedTo "copied_to" {
        simplified: words(&["抄报"]), traditional: words(&["抄報"]), english: words(&["Copied to"]),
        part: Imprint, zone: Tail, imprint: true, items: true, kind: Organs, layouts: &["briefing"],
        meaning: ("上级机关", "superiors, for information"), example: "示例省统计局",
    }
    DistributedTo "distributed_to" {
        simplified: words(&["发送"]), traditional: words(&["發送"]), english: words(&["Distributed to"]),
        part: Imprint, zone: Tail, imprint: true, items: true, kind: Organs, layouts: &["briefing"],
        meaning: ("下级机关", "subordinates"), example: "各县（市、区）人民政府",
    }
    PrintedBy "printed_by" {
        simplified: also(&["印发"], &["印发机关", "印发单位", "印发部门"]),
        traditional: also(&["印發"], &["印發機關", "印發單位", "印發部門"]),
        english: words(&["Printed by"]),
        part: Imprint, zone: Tail, imprint: true, kind: Organs, clause: Some("7.4.3"),
        meaning: (
            "印发机关和印发日期：`示例局办公室　2026年8月17日`",
            "organ and date: `示例局办公室　2026年8月17日`",
        ),
        property: Some((15, "printedBy", "印发机关 printed by")), example: "示例市市场监督管理局办公室　2026年8月17日",
    }
    PrintedOn "printed_on" {
        simplified: also(&[], &["印发日期"]), traditional: also(&[], &["印發日期"]), english: also(&[], &["Printed on"]),
        part: Imprint, zone: Tail, imprint: true, kind: Date, clause: Some("7.4.3"),
        meaning: (
            "印发日期，写在“印发”一行里的，这里不再写",
            "the day of printing, where the line of `Printed by` does not give it",
        ),
        property: Some((16, "printedOn", "印发日期 printed on")), example: "2026年8月17日",
    }
    Copies "copies" {
        simplified: also(&["印数"], &["印发份数", "印刷份数"]),
        traditional: also(&["印數"], &["印發份數", "印刷份數"]),
        english: words(&["Copies printed"]),
        part: Imprint, zone: Tail, imprint: true, kind: Number,
        meaning: ("印刷份数", "how many"), example: "200",
    }
}
