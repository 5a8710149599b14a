//! What changed between two notices: found whole, told in few words, and nothing made up.

mod support;

use serde_json::Value;
use zhumo::diff::{Change, ChangeKind, Part, Substance, diff};
use zhumo::model::Notice;

fn read(text: &str) -> Notice {
    Notice::read(&zhumo::syntax::parse(text))
}

fn changes(old: &str, new: &str) -> Vec<Change> {
    diff(&read(old), &read(new))
}

const OLD: &str = "发文机关：示例省教育厅\n发文字号：示教发〔2026〕1号\n标题：示例省教育厅关于检查的通知\n主送：各市教育局：\n\n为做好校舍安全，现通知如下。\n\
一、时间\n（一）检查在2026年9月1日前完成。\n（二）投入3.5亿元。\n二、要求\n各地按照《校舍管理办法》办理，至少抽查30家学校，不得走过场。\n\
| 序号 | 学校 |\n|---|---|\n| 1 | 甲校 |\n| 2 | 乙校 |\n\n署名：示例省教育厅\n成文日期：2026年8月1日\n";

#[test]
fn the_same_notice_has_no_change() {
    for path in support::examples() {
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(changes(&text, &text), []);
    }
}

#[test]
fn a_change_says_where_what_and_what_it_is_about() {
    let new = OLD
        .replace("9月1日前", "10月15日前")
        .replace("3.5亿元", "3.6亿元")
        .replace("《校舍管理办法》", "《校舍管理规定》")
        .replace("乙校", "丙校")
        .replace("1号", "2号");
    let found = changes(OLD, &new);
    let shown: Vec<(String, Vec<Substance>)> =
        found.iter().map(|change| (change.place.zh.clone(), change.substance.clone())).collect();
    assert_eq!(
        shown,
        [
            ("发文字号".to_owned(), vec![Substance::Document]),
            ("一、（一）".to_owned(), vec![Substance::Date]),
            ("一、（二）".to_owned(), vec![Substance::Amount]),
            ("二、下第1段".to_owned(), vec![Substance::Title]),
            ("表1第3行".to_owned(), vec![]),
        ]
    );
    let words = |change: &Change, part: Part| -> Vec<String> {
        change.pieces.iter().filter(|piece| piece.part == part).map(|piece| piece.text.clone()).collect()
    };
    assert_eq!(
        (words(&found[2], Part::Old), words(&found[2], Part::New)),
        (vec!["3.5亿元".to_owned()], vec!["3.6亿元".to_owned()])
    );
}

#[test]
fn numbers_that_follow_are_one_change_and_a_moved_section_is_moved() {
    let added = OLD.replace("一、时间", "一、范围\n全省中小学。\n二、时间").replace("二、要求", "三、要求");
    let kinds: Vec<ChangeKind> = changes(OLD, &added).iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Added, ChangeKind::Added, ChangeKind::Renumbered]);
    let moved = OLD
        .replace("为做好校舍安全，现通知如下。\n", "")
        .replace("| 2 | 乙校 |\n", "| 2 | 乙校 |\n\n为做好校舍安全，现通知如下。\n");
    let kinds: Vec<ChangeKind> = changes(OLD, &moved).iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Moved]);
}

/// Every change, taken together, makes one text of the other: no word is lost or made up.
#[test]
fn pieces_give_both_texts() {
    let new = OLD.replace("至少抽查30家学校", "应当抽查全部学校").replace("各市教育局", "各市（州）教育局");
    for change in changes(OLD, &new) {
        let of = |part: Part| {
            change
                .pieces
                .iter()
                .filter(|piece| piece.part == Part::Same || piece.part == part)
                .map(|piece| piece.text.as_str())
                .collect::<String>()
        };
        assert_eq!(Some(of(Part::Old)), change.old);
        assert_eq!(Some(of(Part::New)), change.new);
    }
}

#[test]
fn the_program_reads_drafts_files_of_its_own_and_revisions() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("old.notice"), OLD).unwrap();
    std::fs::write(path("new.notice"), OLD.replace("3.5亿元", "3.6亿元")).unwrap();
    let built = support::zhumo().args(["build", "-q", "-t", "docx"]).arg(path("old.notice")).output().unwrap();
    assert!(built.status.success(), "{}", support::text(&built));
    let run = |arguments: &[&str]| {
        let mut run = support::zhumo();
        let output = run.current_dir(folder.path()).args(["--lang", "zh", "diff"]).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    for old in ["old.notice", "old.docx"] {
        let (code, said, told) = run(&[old, "new.notice", "--exit-code"]);
        assert_eq!(code, Some(1), "{told}");
        assert!(said.contains("一、（二）（金额）") && said.contains("投入[-3.5亿元-]{+3.6亿元+}。"), "{said}");
    }
    let (code, said, _) = run(&["old.notice", "new.notice", "--format", "json"]);
    let value: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, value["changes"][0]["kind"].as_str()), (Some(0), Some("changed")));
    let (_, said, _) = run(&["old.notice", "new.notice", "--format", "html"]);
    assert!(said.contains("<del><span class=\"said\">删去：</span>3.5亿元</del>") && !said.contains("<script"), "{said}");
    assert_eq!(run(&["old.notice", "old.docx", "--exit-code"]).0, Some(0));
    assert_eq!(run(&["old.notice", "none.notice"]).0, Some(2));
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        std::process::Command::new("git")
            .current_dir(folder.path())
            .args(identity)
            .args(arguments)
            .output()
            .is_ok_and(|output| output.status.success())
    };
    if git(&["init", "-q"]) && git(&["add", "new.notice"]) && git(&["commit", "-qm", "a"]) {
        std::fs::write(path("new.notice"), OLD.replace("3.5亿元", "3.7亿元")).unwrap();
        let (_, said, told) = run(&["HEAD:", "new.notice"]);
        assert!(said.contains("[-3.6亿元-]{+3.7亿元+}"), "{said}{told}");
    }
}

/// What the manual says of git: the program is its difftool, and shows it the words of Word files.
#[test]
fn git_shows_changes_by_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let program = support::zhumo().get_program().to_string_lossy().into_owned();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        let mut git = std::process::Command::new("git");
        git.current_dir(folder.path()).args(identity).args(arguments).env("LC_ALL", "zh_CN.UTF-8");
        let output = git.output().expect("git");
        assert!(output.status.success(), "{arguments:?}: {}", support::text(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let write = |text: &str| {
        std::fs::write(folder.path().join("a.notice"), text).unwrap();
        let built = support::zhumo().current_dir(folder.path()).args(["build", "-q", "-t", "docx", "a.notice"]).output().unwrap();
        assert!(built.status.success(), "{}", support::text(&built));
    };
    write(OLD);
    std::fs::write(folder.path().join(".gitattributes"), "*.docx diff=notice\n").unwrap();
    git(&["init", "-q"]);
    git(&["config", "diff.notice.textconv", &format!("'{program}' import -q -o -")]);
    git(&["add", "."]);
    git(&["commit", "-qm", "a"]);
    write(&OLD.replace("3.5亿元", "3.7亿元"));
    let said = git(&["difftool", "--no-prompt", "-x", &format!("'{program}' diff"), "HEAD", "--", "a.notice"]);
    assert!(said.contains("[-3.5亿元-]{+3.7亿元+}"), "{said}");
    let said = git(&["diff", "--", "a.docx"]);
    assert!(said.lines().any(|line| line.starts_with('+') && line.contains("3.7亿元")), "{said}");
}
