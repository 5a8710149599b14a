use crate::model::Notice;

/// `number|title` of each entry, behind `！` where the line is doubtful.
fn read(text: &str) -> String {
    let notice = Notice::read(&crate::syntax::parse(text));
    let entry = |entry: &crate::model::AnnexEntry| {
        let number = entry.number_text.as_ref().map(|number| number.text.clone()).unwrap_or_default();
        format!("{number}|{}", entry.title.source.text)
    };
    let entries: Vec<String> = notice.annex_note.iter().map(entry).collect();
    let field = notice.field(crate::syntax::FieldKey::Annexes).unwrap();
    let doubtful = !super::glued(&field.text, &field.items).is_empty();
    (if doubtful { "！" } else { "" }).to_owned() + &entries.join(" ")
}

#[test]
fn numbers_in_a_row_part_entries() {
    let three = |marks: [&str; 3]| format!("{}|年报表 {}|填报说明 {}|分表", marks[0], marks[1], marks[2]);
    for gap in [" ", "　", "  ", "　　", "\t", "\u{a0}", "、", "，", "；", "; ", "、 ", ","] {
        for marks in [
            ["1.", "2.", "3."],
            ["1．", "2．", "3．"],
            ["1、", "2、", "3、"],
            ["１．", "２．", "３．"],
            ["1）", "2）", "3）"],
            ["1)", "2)", "3)"],
            ["1：", "2：", "3："],
            ["（1）", "（2）", "（3）"],
            ["(1)", "(2)", "(3)"],
            ["①", "②", "③"],
            ["⑴", "⑵", "⑶"],
            ["⒈", "⒉", "⒊"],
            ["一、", "二、", "三、"],
            ["（一）", "（二）", "（三）"],
            ["㈠", "㈡", "㈢"],
            ["附件1：", "附件2：", "附件3："],
            ["附件一：", "附件二：", "附件三："],
            ["附件1.", "附件2.", "附件3."],
            ["附件1 ", "附件2 ", "附件3 "],
            ["【附件1】", "【附件2】", "【附件3】"],
        ] {
            let [one, two, last] = marks;
            let text = format!("附件：{one}年报表{gap}{two}填报说明{gap}{last}分表");
            let marks = marks.map(str::trim);
            assert_eq!(read(&text), three(marks), "{text}");
            let items = format!("附件：\n- {one}年报表\n- {two}填报说明\n- {last}分表");
            assert_eq!(read(&items), three(marks), "{items}");
        }
    }
    // Brackets, circles and words need nothing between; names in title marks end by themselves.
    assert_eq!(read("附件：（1）年报表（2）填报说明"), "（1）|年报表 （2）|填报说明");
    assert_eq!(read("附件：①年报表②填报说明"), "①|年报表 ②|填报说明");
    assert_eq!(read("附件：附件1：年报表附件2：填报说明"), "附件1：|年报表 附件2：|填报说明");
    assert_eq!(read("附件：1.《甲表》2.《乙表》"), "1.|《甲表》 2.|《乙表》");
    assert_eq!(read("附件：1. 年报表\\\n2. 填报说明"), "！1.|年报表2. 填报说明");
    assert_eq!(read("附件：1. 年报表 \\\n2. 填报说明"), "1.|年报表 2.|填报说明");
    assert_eq!(read("附件：1.甲表 2.乙表\n- 3.丙表"), "1.|甲表 2.|乙表 3.|丙表");
    assert_eq!(read("附件：\n- 1.甲表 2.乙表\n- 丙表"), "1.|甲表 2.|乙表 |丙表");
    let twelve: String = (1..=12).map(|n| format!("{n}.表 ")).collect();
    assert_eq!(read(&format!("附件：{twelve}")).split(' ').count(), 12);
}

#[test]
fn other_languages() {
    assert_eq!(read("Title: Notice\nAnnexes: 1. Rules of use 2. Form"), "1.|Rules of use 2.|Form");
    assert_eq!(read("Title: Notice\nAnnexes: (1) Rules, part A; (2) Form"), "(1)|Rules, part A (2)|Form");
    assert_eq!(read("Title: Notice\nAnnexes: Annex 1: Rules; Annex 2: Form"), "Annex 1:|Rules Annex 2:|Form");
    assert_eq!(read("Title: Notice\nAnnexes: 1. Form No. 2. Revised 2. Rules"), "1.|Form No. 2. Revised 2.|Rules");
    assert_eq!(read("標題：通知\n附件：一、年報表；二、填報說明"), "一、|年報表 二、|填報說明");
}

#[test]
fn names_keep_their_figures() {
    for name in [
        "2026年统计表",
        "12345热线办法",
        "3.5亿元资金表",
        "1.5亿元资金表",
        "1、2号楼平面图",
        "一、二年级课程表",
        "三、四季度报表",
        "五一、十一假期安排",
        "（试行）办法",
        "（二）班名单",
        "（2）班名单",
        "2.0版说明",
        "甲、乙、丙三项的说明",
        "关于甲（含乙；丙）的表",
        "《甲（1）乙（2）丙》",
        "9:30会议安排",
        "1:500地形图",
        "“1.甲 2.乙”填写样例",
        "示例系统2.0版说明",
        "第1、2季度报表",
        "附件",
        "附件1",
        "附件1-1说明",
        "附表2.填报说明",
        "GB/T 9704—2012",
        "2,4-二氯苯酚检验表",
    ] {
        assert_eq!(read(&format!("附件：{name}")), format!("|{name}"));
        assert_eq!(read(&format!("附件：\n- {name}\n- 乙")), format!("|{name} |乙"));
    }
    assert_eq!(read("附件：1.2026年统计表 2.12345热线办法 3.说明"), "1.|2026年统计表 2.|12345热线办法 3.|说明");
    assert_eq!(read("附件：\n- 1.说明\n- 2.5亿元资金表"), "1.|说明 2.|5亿元资金表");
    assert_eq!(read("附件：\n- 说明\n- 2.5亿元资金表"), "|说明 |2.5亿元资金表");
}

#[test]
fn who_knows_what_was_meant() {
    for line in [
        "1.年报表 3.填报说明",
        "1.年报表 2.填报说明 2.分表",
        "1.年报表 2.填报说明 4.分表",
        "1.年报表2.填报说明",
        "一、年报表二、填报说明",
        "1.年报表 2.5亿元资金表",
        "年报表 2.填报说明",
        "年报表；填报说明 3.分表",
    ] {
        assert!(read(&format!("附件：{line}")).starts_with('！'), "{line}");
    }
    assert!(read("附件：\n- 1.年报表 3.填报说明\n- 4.分表").starts_with('！'));
}

#[test]
fn one_mark_at_the_end_belongs_to_the_name() {
    assert_eq!(read("附件：甲；乙；"), "|甲 |乙；");
    assert_eq!(read("附件：1.甲；2.乙。"), "1.|甲 2.|乙。");
    assert_eq!(read("附件：1.年报表"), "1.|年报表");
    assert_eq!(read("附件：\n- 3.甲\n- 5.乙"), "3.|甲 5.|乙");
}

#[test]
fn lines_of_nothing_but_marks() {
    for text in ["（", "1.", "1.甲 ", "附件1：", "；", "一、", "【附件1】", "①", "1.甲；"] {
        read(&format!("附件：{}", text.repeat(5_000)));
        read(&format!("附件：\n- {}", text.repeat(500)));
    }
}
