//! Drafts beside each other: twins in two languages, and the register of an office.

mod support;

use serde_json::Value;
use std::path::Path;
use std::process::Output;
use zhumo::check::{Beside, CheckConfig, Finding, check_twins};
use zhumo::model::Notice;

fn draft(name: &str) -> String {
    std::fs::read_to_string(support::root().join("tests/twins").join(name)).unwrap()
}

fn twins(original: &str, twin: &str) -> Vec<Finding> {
    let (one, two) = (Notice::read(&zhumo::syntax::parse(original)), Notice::read(&zhumo::syntax::parse(twin)));
    let original = Beside { path: "one.notice", source: original, notice: &one };
    check_twins(&original, &Beside { path: "two.notice", source: twin, notice: &two }, &CheckConfig::default())
}

fn said(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| finding.message.en.clone()).collect()
}

#[test]
fn sound_twins_are_silent() {
    let all = ["zh.notice", "en.notice", "tw.notice"].map(draft);
    for one in &all {
        for two in &all {
            assert_eq!(said(&twins(one, two)), Vec::<String>::new());
        }
    }
    // And every other way to say the same.
    let pairs = [
        ("3至5万元", "30,000 to 50,000 yuan"),
        ("2026年8月", "August 2026"),
        ("2026年8月14日（星期五）", "Friday, 14th of August, 2026"),
        ("二〇二六年八月十四日", "August 14, 2026"),
        ("两百三十五户", "235 households"),
        ("二百三十五户", "two hundred and thirty-five households"),
        ("1.2亿人次", "120 million visits"),
        ("2.5万册", "twenty-five thousand volumes, that is 25,000"),
        ("上午9时", "9 a.m."),
        ("14:30", "2:30 p.m."),
        ("12345678人", "12,345,678 people"),
        ("（示教发〔2025〕3号）", "(Shi Jiao Fa [2025] No. 3)"),
        ("13800001111", "+86 138 0000 1111"),
        ("第十二条", "Article 12"),
        ("前三名", "the first three"),
        ("9月1日至5日", "from September 1 to 5"),
        ("2026年", "in 2026"),
        ("8—10月", "from August to October"),
        ("1 200人，100 000元", "1,200 people, 100,000 yuan"),
        ("５０％", "50%"),
    ];
    for (zh, en) in pairs {
        let (one, two) = (format!("标题：通知\n\n事项：{zh}。\n"), format!("Language: en\nTitle: Notice\n\nMatter: {en}.\n"));
        assert_eq!(said(&twins(&one, &two)), Vec::<String>::new(), "{zh}");
        assert_eq!(said(&twins(&two, &one)), Vec::<String>::new(), "{en}");
    }
}

/// Faults planted in one of a sound pair, each found at its place, with the place in the other draft.
#[test]
fn planted_faults_are_found_where_they_are() {
    let zh = draft("zh.notice");
    let faults = [
        ("en.notice", "August 14 to", "August 15 to", "August 15"),
        ("en.notice", "Aug 14 at", "Aug 16 at", "Aug 16"),
        ("en.notice", "at 9:30 a.m.", "at 9:00 a.m.", "9:00"),
        ("en.notice", "from 2 p.m.", "from 3 p.m.", "3"),
        ("en.notice", "end of October", "end of November", "November"),
        ("en.notice", "Some 1,200", "Some 1,300", "1,300"),
        ("en.notice", "of 30 schools", "of 40 schools", "40"),
        ("en.notice", "among them eighteen", "among them nineteen", "Participants"),
        ("en.notice", "60 percent", "65 percent", "65"),
        ("en.notice", "3.5 million", "35 million", "35"),
        ("en.notice", "120 million", "12 million", "12"),
        ("en.notice", "[2025] No. 7", "[2025] No. 17", "[2025] No. 17"),
        ("en.notice", "Article 3", "Article 4", "4"),
        ("en.notice", "July 20", "July 21", "July 21"),
        ("en.notice", "571 1234 5678", "571 1234 5679", "+86 571 1234 5679"),
        ("en.notice", "KE@example.org", "ko@example.org", "ko@example.org"),
        ("en.notice", "| 700 |", "| 710 |", "710"),
        ("en.notice", "| Secondary | 500 |\n", "", "| Group"),
        ("en.notice", "571 8765 4321", "571 8765 4322", "+86 571 8765 4322"),
        ("en.notice", "No. 18", "No. 19", "Shi Jiao Fa [2026] No. 19"),
        ("en.notice", "Date: July 1,", "Date: July 2,", "July 2, 2026"),
        ("en.notice", "begins at 9:30", "begins at 10:00", "10:00"),
        ("en.notice", "\n[Annex 2] Quotas\nNo more than forty people of a district.\n", "", "[Annex 1]"),
        ("en.notice", "3. Funds\n", "", "4. Registration"),
        ("en.notice", "Education Bureau\nDate", "Education Bureau; Shili Science Bureau\nDate", "Shili Science Bureau"),
        ("tw.notice", "7月20日", "7月21日", "7月21日"),
        ("tw.notice", "350萬", "360萬", "360"),
        ("tw.notice", "民國115年7月1日", "民國115年7月2日", "民國115年7月2日"),
        ("tw.notice", "0571-12345678", "0571-12345679", "0571-12345679"),
        ("tw.notice", "40人", "45人", "45"),
    ];
    let mut missed = Vec::new();
    for (name, from, to, at) in faults {
        let sound = draft(name);
        assert!(sound.contains(from), "{from}");
        let twin = sound.replacen(from, to, 1);
        let found = twins(&zh, &twin);
        let is_there = found.iter().any(|finding| {
            twin[finding.span.start..].starts_with(at.split('\n').next().unwrap())
                || twin[finding.span.start..finding.span.end].contains(at)
        });
        if !is_there || found.iter().any(|finding| finding.elsewhere.is_empty()) {
            missed.push((
                from,
                to,
                found.iter().map(|f| (f.message.en.clone(), twin[f.span.start..f.span.end].to_owned())).collect::<Vec<_>>(),
            ));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    support::zhumo().current_dir(folder).args(arguments).output().unwrap()
}

#[test]
fn a_draft_names_its_twin_and_reports_show_both_places() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("zh.notice"), draft("zh.notice")).unwrap();
    std::fs::write(folder.path().join("en.notice"), draft("en.notice").replace("Some 1,200", "Some 1,300")).unwrap();
    let select = ["--select", "differing-twin", "--lang", "zh"];
    for arguments in [&["check", "en.notice"][..], &["check", "--twin", "zh.notice", "en.notice"]] {
        let output = run(folder.path(), &[arguments, &["--format", "json"], &select].concat());
        let value: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(1));
        let findings = value["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{findings:#?}");
        let place = &findings[0]["elsewhere"][0];
        assert_eq!(
            (place["path"].as_str(), place["span"]["line"].as_u64(), place["text"].as_str()),
            (Some("zh.notice"), Some(10), Some("1 200"))
        );
        assert_eq!((findings[0]["path"].as_str(), findings[0]["span"]["line"].as_u64()), (Some("en.notice"), Some(12)));
    }
    for format in ["human", "short", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "html"] {
        let output = run(folder.path(), &[&["check", "en.notice", "--format", format][..], &select].concat());
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("zh.notice") && text.contains("1 200"), "{format}: {text}");
    }
    let output = run(folder.path(), &["check", "--twin", "zh.notice"]);
    assert_eq!(output.status.code(), Some(2));
    std::fs::remove_file(folder.path().join("zh.notice")).unwrap();
    assert_eq!(run(folder.path(), &["check", "en.notice"]).status.code(), Some(2));
}

fn notice(number: u32, day: &str, title: &str, text: &str) -> String {
    format!(
        "发文机关：示例市教育局\n发文字号：示教发〔2026〕{number}号\n标题：示例市教育局关于{title}的通知\n主送：各学校：\n\n{text}\n\n署名：示例市教育局\n成文日期：{day}\n"
    )
}

#[test]
fn the_register_lists_documents_and_what_does_not_go_together() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    write("a.notice", notice(1, "2026年1月5日", "开学", "请做好准备。"));
    write("b.notice", notice(2, "2026年3月5日", "检查", "按照《关于开学的通知》（示教发〔2026〕1号）办理。"));
    let sound = run(folder.path(), &["check", ".", "--lang", "zh", "--format", "short", "--register"]);
    let told = String::from_utf8(sound.stdout).unwrap();
    assert!(!told.contains("number") && !told.contains("own-document"), "{told}");
    write("c.notice", notice(2, "2026年4月5日", "放假", "按照《关于放学的通知》（示教发〔2026〕1号）和示教发〔2026〕3号办理。"));
    write("d.notice", notice(7, "2026年2月5日", "考试", "参照示教发〔2024〕3号。"));
    let output = run(folder.path(), &["check", ".", "--lang", "en", "--format", "json", "--register"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut found: Vec<(String, String)> = value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            (finding["path"].as_str().unwrap().trim_start_matches("./").to_owned(), finding["name"].as_str().unwrap().to_owned())
        })
        .filter(|(_, name)| {
            ["number-given-twice", "gap-in-numbers", "number-out-of-order", "unknown-own-document"].contains(&name.as_str())
        })
        .collect();
    found.sort();
    let wanted = [
        ("b.notice", "number-given-twice"),
        ("c.notice", "number-given-twice"),
        ("c.notice", "unknown-own-document"),
        ("c.notice", "unknown-own-document"),
        ("d.notice", "gap-in-numbers"),
        ("d.notice", "number-out-of-order"),
    ];
    assert_eq!(found, wanted.map(|(path, name)| (path.to_owned(), name.to_owned())));
    let table = String::from_utf8(run(folder.path(), &["register", ".", "--lang", "zh"]).stdout).unwrap();
    assert!(table.contains("下一个字号：示教发〔2026〕8号") && table.contains("通知"), "{table}");
    for file in ["all.csv", "all.json"] {
        assert!(run(folder.path(), &["register", ".", "-o", file, "--lang", "zh"]).status.success());
    }
    // A register of what lies elsewhere closes the gap.
    let more = "发文字号,成文日期,标题\n示教发〔2026〕3号,2026-04-06,示例市教育局关于甲的通知\n示教发〔2026〕4号,,\n示教发〔2026〕5号,,\n示教发〔2026〕6号,,\n";
    write("more.csv", more.to_owned());
    let output = run(folder.path(), &["check", "d.notice", "--lang", "en", "--format", "short", "--register", "more.csv"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("number-out-of-order") && !told.contains("gap-in-numbers"), "{told}");
    for file in ["all.csv", "all.json"] {
        let output = run(folder.path(), &["check", "a.notice", "--format", "short", "--register", file]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(!told.contains("number-given-twice"), "{told}");
    }
    assert_eq!(run(folder.path(), &["check", "a.notice", "--register", "a.notice"]).status.code(), Some(2));
    // The page for who answers for all of it.
    for lang in ["zh", "en"] {
        let page = format!("html={lang}.html");
        run(folder.path(), &["check", ".", "--register", "--lang", lang, "--report", &page]);
        let page = std::fs::read_to_string(folder.path().join(format!("{lang}.html"))).unwrap();
        assert!(page.contains("<svg") && !page.contains("<script") && page.contains("number-given-twice"));
    }
    let pages = ["zh", "en"].map(|lang| folder.path().join(format!("{lang}.html")));
    for (program, tool) in [("bash", "vnu.sh"), ("node", "axe.mjs")] {
        let path = support::root().join("tests/tools").join(tool);
        let required = std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_some_and(|value| value == "1");
        if !support::root().join("tests/tools/node_modules").exists() && !required {
            continue;
        }
        let output = std::process::Command::new(program).arg(path).args(&pages).output().unwrap();
        assert!(output.status.success() || output.status.code() == Some(2) && !required, "{}", support::text(&output));
    }
}

/// The rules that spoke, each with its draft, of drafts in a folder.
fn names(folder: &Path, arguments: &[&str]) -> Vec<(String, String)> {
    let output = run(folder, &[&["check", "--lang", "en", "--format", "json"][..], arguments].concat());
    let value: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", support::text(&output)));
    let of_the_office = ["changed-annex", "gap-in-numbers", "number-given-twice", "number-out-of-order", "unknown-own-document"];
    let mut found: Vec<(String, String)> = value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            let path = finding["path"].as_str().unwrap().trim_start_matches("./");
            (path.to_owned(), finding["name"].as_str().unwrap().to_owned())
        })
        .filter(|(_, name)| of_the_office.contains(&name.as_str()) || name == "unused-suppression")
        .collect();
    found.sort();
    found
}

fn owned(wanted: &[(&str, &str)]) -> Vec<(String, String)> {
    wanted.iter().map(|(path, name)| ((*path).to_owned(), (*name).to_owned())).collect()
}

#[test]
fn settings_ask_for_all_drafts_of_the_project() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    std::fs::create_dir(folder.path().join("old")).unwrap();
    write("old/a.notice", &notice(1, "2026年1月5日", "开学", "请做好准备。"));
    write("b.notice", &notice(1, "2026年3月5日", "检查", "按照示教发〔2026〕9号办理。"));
    assert_eq!(names(folder.path(), &["."]), []);
    write("zhumo.toml", "[register]\ncheck = true\n");
    let twice =
        [("b.notice", "number-given-twice"), ("b.notice", "unknown-own-document"), ("old/a.notice", "number-given-twice")];
    assert_eq!(names(folder.path(), &["."]), owned(&twice));
    // Whoever checks one draft hears of the others, and of itself alone.
    assert_eq!(names(folder.path(), &["b.notice"]), owned(&twice[..2]));
    assert_eq!(names(folder.path(), &["old/a.notice"]), owned(&twice[2..]));
    // What is no draft of the project is in a register.
    write("known.csv", "发文字号,成文日期,标题\n示教发〔2026〕9号,2026-02-01,示例市教育局关于甲的通知\n");
    write("zhumo.toml", "[register]\ncheck = true\nfile = \"known.csv\"\n");
    assert!(!names(folder.path(), &["b.notice"]).contains(&twice[1].into_pair()));
    for (file, said) in [("gone.csv", "gone.csv"), ("../known.csv", "known.csv")] {
        write("zhumo.toml", &format!("[register]\ncheck = true\nfile = \"{file}\"\n"));
        let output = run(folder.path(), &["check", "b.notice", "--lang", "en"]);
        assert_eq!(output.status.code(), Some(2), "{file}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{file}");
    }
    // Levels of the settings hold for these rules as well.
    write("zhumo.toml", "[register]\ncheck = true\n[check.levels]\nnumber-given-twice = \"off\"\n");
    assert_eq!(names(folder.path(), &["b.notice"]), owned(&twice[1..2]));
}

trait Pair {
    fn into_pair(self) -> (String, String);
}

impl Pair for (&str, &str) {
    fn into_pair(self) -> (String, String) {
        (self.0.to_owned(), self.1.to_owned())
    }
}

#[test]
fn what_is_said_of_other_documents_is_held_against_them() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    let annexed = |text: String| format!("{text}\n【附件1】名单\n\n无。\n\n【附件2】标准\n\n每人10元。\n");
    write("a.notice", annexed(notice(1, "2026年1月5日", "开学", "请按附件1、附件2办理。")));
    // Each sentence, and whether it is wrong.
    let sentences = [
        ("2026年1月5日印发的《关于开学的通知》（示教发〔2026〕1号）继续有效。", false),
        ("2026年1月6日印发的《关于开学的通知》（示教发〔2026〕1号）继续有效。", true),
        ("《关于开学的通知》（示教发〔2026〕1号，2026年1月5日）继续有效。", false),
        ("《关于开学的通知》（示教发〔2026〕1号，2026年2月5日）继续有效。", true),
        ("2025年12月以示教发〔2026〕1号印发。", true),
        ("2026年1月以示教发〔2026〕1号印发。", false),
        ("自2026年2月1日起执行示教发〔2026〕1号。", false),
        ("2026年3月1日前，按照示教发〔2026〕1号（另有规定的除外）报送。", false),
    ];
    for (text, wrong) in sentences {
        write("b.notice", notice(2, "2026年3月5日", "检查", text));
        let found = names(folder.path(), &[".", "--register"]);
        assert_eq!(!found.is_empty(), wrong, "{text}: {found:?}");
    }
    // A document cannot cite one that comes after it.
    write("a.notice", notice(1, "2026年1月5日", "开学", "请参照示教发〔2026〕2号。"));
    write("b.notice", notice(2, "2026年3月5日", "检查", "请做好准备。"));
    assert_eq!(names(folder.path(), &[".", "--register"]), owned(&[("a.notice", "unknown-own-document")]));
    // Whole years without a document.
    write("a.notice", notice(1, "2026年1月5日", "开学", "请做好准备。").replace("2026", "2023"));
    assert_eq!(names(folder.path(), &[".", "--register"]), owned(&[("b.notice", "gap-in-numbers")]));
}

#[test]
fn an_annex_that_another_document_changed_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    let annexes = "\n【附件1】名单\n\n无。\n\n【附件2】标准\n\n每人10元。\n";
    write("a.notice", format!("{}{annexes}", notice(1, "2026年1月5日", "开学", "请按附件1、附件2办理。")));
    write("b.notice", notice(2, "2026年2月5日", "调整标准", "《关于开学的通知》（示教发〔2026〕1号）附件2调整为每人12元。"));
    write("c.notice", notice(3, "2026年3月5日", "检查", "按照示教发〔2026〕1号附件2的标准执行。"));
    write("d.notice", notice(4, "2026年4月5日", "放假", "按照示教发〔2026〕1号附件1的名单执行。"));
    let wanted = [("a.notice", "changed-annex"), ("c.notice", "changed-annex")];
    assert_eq!(names(folder.path(), &[".", "--register"]), owned(&wanted));
    // It is shown at the annex, with the place of the change.
    let output =
        run(folder.path(), &["check", ".", "--register", "--lang", "zh", "--format", "json", "--select", "changed-annex"]);
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &value["findings"][0];
    assert_eq!(first["message"].as_str(), Some("附件2已由 示教发〔2026〕2号 修改"));
    assert!(first["elsewhere"][0]["path"].as_str().unwrap().ends_with("b.notice"), "{first}");
    assert_eq!((first["level"].as_str(), value["findings"][1]["level"].as_str()), (Some("info"), Some("warning")));
    // What was written before the change is right.
    write("c.notice", notice(3, "2026年2月1日", "检查", "按照示教发〔2026〕1号附件2的标准执行。"));
    assert!(!names(folder.path(), &[".", "--register"]).contains(&wanted[1].into_pair()));
}

#[test]
fn findings_of_several_drafts_are_ignored_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    let ignoring = |text: String| text.replace("发文字号", "// zhumo-ignore number-given-twice: 更正后重发\n发文字号");
    write("a.notice", notice(1, "2026年1月5日", "开学", "请做好准备。"));
    write("b.notice", ignoring(notice(1, "2026年1月6日", "开学", "请做好准备。")));
    assert_eq!(names(folder.path(), &[".", "--register"]), owned(&[("a.notice", "number-given-twice")]));
    // Alone nobody looks for it, and the comment is not called unused.
    assert_eq!(names(folder.path(), &["b.notice"]), []);
    let (zh, en) = (
        draft("zh.notice"),
        draft("en.notice").replace("Some 1,200", "// zhumo-ignore differing-twin: counted later\nSome 1,300"),
    );
    std::fs::write(folder.path().join("zh.notice"), zh).unwrap();
    std::fs::write(folder.path().join("en.notice"), en).unwrap();
    let output = run(folder.path(), &["check", "--twin", "zh.notice", "en.notice", "--format", "short", "--lang", "en"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(!told.contains("differing-twin") && !told.contains("unused-suppression"), "{told}");
}

/// The cost of a register grows with its drafts, not with their pairs: every finding is found at once.
#[test]
fn a_register_of_many_drafts_is_looked_up() {
    let texts: Vec<String> =
        (1..=800).map(|number| notice(number, "2026年3月5日", "检查", "按照示教发〔2026〕1号办理。")).collect();
    let notices: Vec<Notice> = texts.iter().map(|text| Notice::read(&zhumo::syntax::parse(text))).collect();
    let drafts: Vec<Beside<'_>> =
        texts.iter().zip(&notices).map(|(source, notice)| Beside { path: "a.notice", source, notice }).collect();
    let configs = vec![CheckConfig::default(); drafts.len()];
    let found = zhumo::check::check_register(&drafts, &[], &configs);
    assert_eq!(found.iter().map(Vec::len).sum::<usize>(), 0);
    // Those beyond the settings are known and not looked at.
    assert_eq!(zhumo::check::check_register(&drafts[..2], &[], &configs[..1]).len(), 1);
}

#[test]
fn the_page_of_findings_shows_the_pages_of_the_drafts() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, number) in [("a.notice", 1), ("b.notice", 2)] {
        std::fs::write(folder.path().join(name), notice(number, "2026年1月5日", "开学", "请于9月31日前,报送名单。")).unwrap();
    }
    run(folder.path(), &["check", ".", "--lang", "zh", "--report", "html=all.html"]);
    let page = std::fs::read_to_string(folder.path().join("all.html")).unwrap();
    for at in ["<a href=\"#draft-1-page-1\">第1页</a>", "<figure id=\"draft-2-page-1\">", "fill-opacity"] {
        assert!(page.contains(at), "{at}");
    }
    // Names are given once, and each reference leads to one of its own page.
    let ids: Vec<&str> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let known: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), known.len());
    let used: Vec<&str> = page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(used.len() > 100 && used.iter().all(|name| known.contains(name)));
}
