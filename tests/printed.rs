//! What a draft says stands in the outputs as the standard has it.

mod support;

/// Whatever stands behind the last organ of a list, the page sets one mark there, in every output and every form of the list.
#[test]
fn lists_end_in_one_mark() {
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a.notice");
    let write = |head: &str, tail: &str| {
        std::fs::write(&draft, format!("{head}\n正文。\n\n署名：示例局\n成文日期：2026年9月18日\n{tail}")).unwrap();
    };
    let head = "标志：质量简报\n期号：7\n编印：示例局办公室\n标题：问诊\n";
    let simplified = format!("版式：简报\n{head}");
    let traditional = format!("版式：简报\n語言：zh-TW\n{}", head.replace("标志", "標誌").replace("标题", "標題"));
    for (head, keys) in [(&simplified, ["抄送", "报送", "抄报", "发送"]), (&traditional, ["抄送", "報送", "抄報", "發送"])]
    {
        for mark in ["", "，", "、", "；", "：", "。", "。。", "，。", ",", " ，", "．"] {
            for key in keys {
                for list in [format!("{key}：甲厅、乙局{mark}\n"), format!("{key}：\n- 甲厅、乙局{mark}\n")] {
                    write(head, &list);
                    assert_mark(&draft, folder.path(), &format!("{key}：甲厅、乙局。"), "甲厅、乙局。");
                }
            }
            write(head, &format!("{}：\n- 甲厅{mark}\n- 乙局{mark}\n", keys[0]));
            assert_mark(&draft, folder.path(), &format!("{}：甲厅，乙局。", keys[0]), "乙局。");
        }
    }
    for mark in ["", ",", ";", "，", ":"] {
        let tail = format!("Cc: Example Office, Example Co., Ltd.{mark}\n");
        std::fs::write(
            &draft,
            format!("Title: Notice\nTo: All Bureaus{mark}\n\nText.\n\nSigned: Office\nDate: August 4, 2026\n{tail}"),
        )
        .unwrap();
        assert_mark(&draft, folder.path(), "Cc: Example Office, Example Co., Ltd.", "Ltd.");
        assert_mark(&draft, folder.path(), "All Bureaus:", "All Bureaus:");
    }
}

/// The line stands in Markdown, web page and, where there are fonts, PDF, and nothing behind it.
fn assert_mark(draft: &std::path::Path, folder: &std::path::Path, line: &str, end: &str) {
    support::build(draft, "md,html", folder);
    let markdown = std::fs::read_to_string(folder.join("a.md")).unwrap().replace('\\', "");
    let draft = std::fs::read_to_string(draft).unwrap();
    assert!(markdown.lines().any(|shown| shown == line), "{draft}\n{markdown}");
    let html = std::fs::read_to_string(folder.join("a.html")).unwrap();
    assert!(html.contains(&format!("{end}<")), "{draft}");
}
