//! Last pages: notes above the imprint, an English imprint with text beside it, long names of those who sign, contacts at the foot of a page.

use super::{counts, lines, named, pages};

/// A note takes no sheet of its own from the imprint: where text, note and imprint have room on the even page, they stand there from top to bottom.
#[test]
fn notes_stand_above_the_imprint() {
    let record = "抄送：示例省人民政府办公厅\n印发：示例省水利厅办公室　2026年3月6日\n";
    let draft = |count: usize| format!("{}\n{}[^1]\n\n[^1]: 注文一行。\n\n{record}", lines(22), lines(count));
    let drafts: Vec<(String, String)> = (1..=16).map(|count| (format!("noted-{count:02}"), draft(count))).collect();
    let Some(all) = pages(&drafts) else { return };
    for (sheets, (name, _)) in all.iter().zip(&drafts) {
        assert_eq!(sheets.len(), 2, "{name}");
        let (text, notes, rules) = (sheets[1].text(), sheets[1].notes(), sheets[1].across());
        let ([rule], [(note, _)]) = (&sheets[1].note_rules()[..], &notes[..]) else { panic!("{name}: {notes:?}") };
        let (last, record) = (text.last().unwrap().0, rules[0].0);
        assert!(last < *rule && rule < note && note + 4.0 < record, "{name}: {last} {rule} {note} {record}");
        assert!((rules.last().unwrap().0 - 262.0).abs() < 0.4, "{name}: {rules:?}");
    }
}

/// However long the text is, `Cc:` never stands on a page that has nothing else.
#[test]
fn an_english_imprint_stands_with_text() {
    let line = "Water is supplied from all works and is to be paid for by everybody.\n";
    let draft = |count: usize| {
        format!(
            "Title: Notice on the Supply of Water\nTo: All district bureaus of water affairs\n\n{}\nSigned: Sample City Bureau of Water Affairs\n\
             Date: March 5, 2026\nCc: General Office of the Municipal Government\nPrinted by: General Office of the Bureau  March 6, 2026\n",
            line.repeat(count)
        )
    };
    let drafts: Vec<(String, String)> = (1..=40).map(|count| (format!("english-{count:02}"), draft(count))).collect();
    let Some(all) = pages(&drafts) else { return };
    for (sheets, (name, _)) in all.iter().zip(&drafts) {
        let last = sheets.last().unwrap().all();
        assert!(last.contains("Cc: General Office"), "{name}: {last}");
        assert!(last.contains("March 5, 2026") && (sheets.len() == 1 || last.contains("Water is supplied")), "{name}: {last}");
    }
    // A line more or less costs no sheet.
    let needed: Vec<usize> = all.iter().map(Vec::len).collect();
    assert!(needed.is_sorted() && needed[0] == 1 && needed[30] == 2, "{needed:?}");
}

/// Names that no line holds are broken at sense, all alike, the further lines a 字 further in; no word is parted.
#[test]
fn long_names_of_english_signers_are_broken_alike() {
    let names = [
        "Sample City Bureau of Water Affairs and Rural Drinking Water Safety Administration Office",
        "Sample City Development and Reform Commission and Municipal Price Administration Bureau",
    ];
    let draft =
        format!("Title: Notice on Water\n\nThe text is here.\n\nSigned:\n- {}\n- {}\nDate: March 5, 2026\n", names[0], names[1]);
    let Some(all) = pages(&named(vec![("signers", draft)])) else { return };
    let rows: Vec<(f64, f64, String)> = all[0][0]
        .lines
        .iter()
        .map(|(_, texts)| {
            let left = texts.iter().map(|(_, left, _)| *left).fold(f64::MAX, f64::min);
            (texts[0].0, left, texts.iter().map(|(_, _, text)| text.as_str()).collect::<String>().trim().to_owned())
        })
        .collect();
    let first = rows.iter().position(|row| row.2.starts_with("Sample City Bureau")).unwrap();
    let [(_, a, one), (_, b, two), (_, c, three), (_, d, four)] = &rows[first..first + 4] else { panic!("{rows:?}") };
    assert_eq!((format!("{one} {two}"), format!("{three} {four}")), (names[0].to_owned(), names[1].to_owned()), "{rows:?}");
    assert!((a - c).abs() < 0.1 && (b - d).abs() < 0.1 && (b - a - 156.0 / 28.0).abs() < 0.3, "{rows:?}");
    assert!(*a > 50.0, "a block of even lines stands at the right: {rows:?}");
}

/// Contacts of some lines fill the page, and two lines at least stand on either side of its end.
#[test]
fn contacts_fill_the_page() {
    let contacts = "单位：示例省水利厅\n联系人：王某\n电话：000-00000000\n手机：100-0000-0000\n邮箱：a@example.cn\n";
    let draft = |count: usize| format!("{}\n\n{contacts}\n署名：示例省水利厅\n成文日期：2026年3月5日\n", lines(count));
    let drafts: Vec<(String, String)> = (14..=22).map(|count| (format!("contacts-{count}"), draft(count))).collect();
    let Some(all) = pages(&drafts) else { return };
    for (sheets, (name, _)) in all.iter().zip(&drafts) {
        let found = counts(sheets);
        let here = |sheet: &super::Sheet| sheet.text().iter().filter(|(_, text)| text.contains('：')).count();
        let split = [here(&sheets[0]), sheets.get(1).map_or(0, here)];
        assert!(split.iter().all(|count| *count == 0 || *count >= 2) && split[0] + split[1] == 5, "{name}: {split:?}");
        // No more than two lines are left free.
        assert!(sheets.len() == 1 || found[0] >= 20, "{name}: {found:?}");
    }
}
