use super::*;

fn read(text: &str) -> RichText {
    RichText::read(crate::syntax::Phrase::single(Span::new(0, text.len())).text(text))
}

#[test]
fn no_line_becomes_a_block() {
    for text in [
        "2020. 年",
        "+86",
        "# 号",
        "- 3",
        "> x",
        "    code",
        "1) x",
        "***",
        "---",
        "| a |",
        "```",
        "<div>",
        "[a]: b",
        "&amp; &lt;",
    ] {
        assert_eq!(read(text).plain(), text, "{text}");
    }
}

#[test]
fn markup_is_read_and_escapes_hold() {
    assert_eq!(read("**要闻**：*重点* `b*` [网](https://a.cn) \\*x\\*").plain(), "要闻：重点 b* 网 *x*");
    assert_eq!(read("规格为10*20*30厘米，`2*3`，{*重*}点").plain(), "规格为10*20*30厘米，2*3，重点");
    assert_eq!(read("见附件1和图2，代表3人").inlines.iter().filter(|i| matches!(i, Inline::Reference { .. })).count(), 2);
    assert_eq!(read("\\{主题} 与 {主题}").inlines.iter().filter(|i| matches!(i, Inline::Name { .. })).count(), 1);
    assert_eq!(read("甲[^1]乙\\[^2]").inlines.iter().filter(|i| matches!(i, Inline::FootnoteRef { .. })).count(), 1);
}

/// Lines of forms, masks, prices, paths: each is read as the text it is, and as nothing else.
#[test]
fn what_may_be_text_is_text() {
    for text in [
        "张*明、李*同学获奖。",
        "张*明和李*获奖，王**与赵**未到，由张**、王**负责。",
        "身份证号5101************1234，手机138****0000、139****0001。",
        "一等奖：张某（138****0000）、李某（139****0001）。",
        "带*号的为必填项，未带*号的为选填项。",
        "*为必填项，**为选填项，***另行通知。",
        "单价*数量=金额，面积*高度=体积；长*宽*高。",
        "规格：长120cm*宽60cm*高75cm，每箱12瓶*6箱*3层。",
        "住址：**省**市**县**路**号，**小区**栋。",
        "编号：*12*，车牌：**12**，尾号*1234和*5678。",
        "姓名：____，职务：__________。是（__）否（__）。_下划线_ __两条__ a_b_c",
        "示统发[2025](12)号文件，学历[本科](全日制)，[注](以下同)，[甲](乙)方。",
        "参见文献[1](李明，2020)，详见[2026](第3号)文件，[3](Wang.Li)、[4](et.al)。",
        "[甲][乙] [甲]: 乙 <b>粗</b> <tongji@example.gov.cn> &amp; &#35; ~~删~~ $x$ ^1^ ~2~",
        "存放在D:\\年报\\[2025]\\_备份\\*.docx和\\\\server\\share\\{甲}，C:\\*.*。",
        "是\\否，2026\\11\\2，\\alpha+\\(x\\)，a\\_b。",
        "O`Neil和D`Angelo，东经116`23，``引''",
        "src/*/a/*/b /*注释*/ *.txt和*.doc **/*.rs",
        "集合{0, 1}、{\"a\": 1}、${x}、{{单位}}、{^_^}。",
        "**未闭合的重点。",
        "公式：2**3=8，a**b，2 ** 3 ** 4，* * *，****，**",
        "“**”计划和“**”行动，《**》和《**》，第**条、第**款，**%~**%",
        "姓名*（必填）电话*（必填），(*必填)姓名(*必填)电话",
    ] {
        let rich = read(text);
        assert_eq!(rich.plain(), text);
        assert!(
            rich.inlines.iter().all(|inline| matches!(inline, Inline::Text { .. } | Inline::Name { .. })),
            "{text}: {:?}",
            rich.inlines
        );
    }
}

/// What can be nothing else is read.
#[test]
fn unmistakable_marks_are_read() {
    for (text, plain) in [
        ("**加强领导**：各单位……", "加强领导：各单位……"),
        ("（一）**加强领导**", "（一）加强领导"),
        ("请于 **9月15日前** 报送，**不得增删**。", "请于 9月15日前 报送，不得增删。"),
        ("**“质量月”**，《*办法*》", "“质量月”，《办法》"),
        ("请{**务必**}参加，{**注意：**}正文，{*甲*}乙，{***丙***}丁", "请务必参加，注意：正文，甲乙，丙丁"),
        ("This is *very* important, and **must not** wait.", "This is very important, and must not wait."),
        ("按`Ctrl`键，`` a`b ``", "按Ctrl键，a`b"),
        ("[网页](www.example.gov.cn)、[登记表](files/登记表.docx)、[邮箱](a@example.cn)", "网页、登记表、邮箱"),
        ("**[网页](https://a.cn/x_*y*)**，[**重点**](http://a.cn)", "网页，重点"),
        ("\\*甲\\*、\\\\*乙\\[x](y)\\`", "*甲*、\\*乙[x](y)`"),
        ("x{^n+1}与x{_max}、10{^2}", "xⁿ⁺¹与xₘₐₓ、10²"),
        ("x{^中}与y{_中}", "x{^中}与y{_中}"),
    ] {
        let rich = read(text);
        assert_eq!(rich.plain(), plain, "{:?}", rich.inlines);
        assert_ne!(rich.inlines.len(), 0);
    }
}

#[test]
fn spans_point_into_the_source() {
    let text = "甲\\*乙 **丙{主题}** 丁{**戊**}己\\{";
    let rich = read(text);
    let mut seen = Vec::new();
    rich.walk(&mut |inline| seen.push(inline.span().of(text).to_owned()));
    assert_eq!(seen, ["甲\\*乙 ", "**丙{主题}**", "丙", "{主题}", " 丁", "{**戊**}", "戊", "己\\{"]);
    let escapes = rich.inlines.iter().filter_map(|inline| match inline {
        Inline::Text { escapes, .. } => Some(escapes.len()),
        _ => None,
    });
    assert_eq!(escapes.collect::<Vec<_>>(), [1, 0, 1]);
}
