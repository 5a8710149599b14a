//! `zhumo import` as it is called: doubtful places are settled in a dialogue, a folder is imported with a report.

mod support;

use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use support::{text, zhumo};
use zhumo::import::{Decision, Format, ImportOptions, Imported, import};

/// The name above the date may sign, or be the last line of the text.
const DOUBTFUL: &str = "关于清点器材的通知\n\n各科室：\n请于本月清点器材，清单报送如下单位。\n\n器材管理组\n2026年9月1日\n";

fn imported(decisions: Vec<Decision>) -> Imported {
    let mut options = ImportOptions::default();
    options.decisions = decisions;
    import(DOUBTFUL.as_bytes(), Format::Text, &options).unwrap()
}

/// Every other reading that is offered is the reading once it is chosen.
#[test]
fn what_somebody_decides_goes_before_every_guess() {
    let first = imported(Vec::new());
    let mut tried = 0;
    for guess in &first.guesses {
        let here = guess.others.iter().map(|other| other.en.clone());
        for what in here.chain([guess.what.en.clone()]) {
            let decided = imported(vec![Decision { line: guess.line, what: what.clone() }]);
            let found = decided.guesses.iter().find(|other| other.line == guess.line);
            // Text is no guess, wherever it stands.
            let is_text = what.contains("text") || what == "part of the page around it";
            assert!(
                found.map_or(is_text, |found| found.what.en == what && found.sure >= 90),
                "{}: {what}: {found:?}",
                guess.line
            );
            tried += 1;
        }
    }
    assert!(tried > first.guesses.len() + 2, "{tried} readings of {:?}", first.guesses);
}

/// A decision about a line that is not there, or in words that name nothing, changes nothing.
#[test]
fn what_decides_nothing_changes_nothing() {
    let first = imported(Vec::new()).draft;
    for (line, what) in [(99, "signatory"), (6, "a poem"), (0, "text")] {
        assert_eq!(imported(vec![Decision { line, what: what.to_owned() }]).draft, first);
    }
}

fn asked(file: &Path, answers: &str) -> (String, String) {
    let mut child = zhumo()
        .args(["--lang", "en", "import", "--ask", "-q"])
        .arg(file)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A file whose first line may be a masthead or a title is asked about, and the answer is in the draft.
#[test]
fn doubtful_places_are_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("old.txt");
    // The kind of document is in no line: title, name of an organ or text.
    std::fs::write(&file, "示例市学会\n器材清点\n各组请清点。\n示例市学会\n九月\n").unwrap();
    let (silent, nothing) = asked(&file, "");
    assert!(nothing.contains("read as") && nothing.contains("Enter: right"), "{nothing}");
    let (agreed, _) = asked(&file, &"\n".repeat(20));
    let (chosen, said) = asked(&file, "7000\nx\n1\nq\n");
    assert_eq!(said.matches("line 1").count().max(said.matches("> ").count()), said.matches("> ").count(), "{said}");
    assert!(said.matches("> ").count() >= 3, "an answer that cannot be read is asked for again: {said}");
    assert_eq!(silent, agreed, "to agree with everything is to say nothing");
    assert_ne!(silent, chosen, "{said}");
}

/// Every file becomes a draft or has a line that says why not; none stops another.
#[test]
fn a_folder_is_imported_with_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive");
    let drafts = folder.path().join("drafts");
    std::fs::create_dir_all(archive.join("2019")).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(archive.join(name), bytes).unwrap();
    write("one.txt", DOUBTFUL.as_bytes());
    write("one.md", "# 关于清点器材的通知\n\n各科室：\n\n请清点器材。\n".as_bytes());
    write("2019/=two.html", "<title>关于值班的通知</title><h1>关于值班的通知</h1><p>各科室：</p><p>请值班。</p>".as_bytes());
    write("broken.docx", b"PK no archive");
    write("notes.xyz", b"not looked at");
    let output = zhumo().args(["--lang", "en", "import", "--batch"]).arg(&archive).arg("-o").arg(&drafts).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    let there = |name: &str| drafts.join(name).is_file();
    assert!(there("one.txt.notice") && there("one.md.notice") && there("2019/=two.notice"), "{}", text(&output));
    assert!(!there("broken.notice") && !there("broken.docx.notice") && !there("notes.notice"));
    let csv = std::fs::read_to_string(drafts.join("import-report.csv")).unwrap();
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').split("\r\n").filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 5, "{csv}");
    let broken = lines.iter().find(|line| line.contains("broken.docx")).unwrap();
    assert!(!broken.ends_with("\"\""), "{broken}");
    let page = std::fs::read_to_string(drafts.join("import-report.html")).unwrap();
    assert_eq!(page.matches("<tr>").count(), 5, "{page}");
    assert!(page.contains("=two.html") && !page.contains("notes.xyz"));
    // A second run overwrites nothing unasked, and says so.
    let again = zhumo().args(["--lang", "en", "import", "--batch"]).arg(&archive).arg("-o").arg(&drafts).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    let csv = std::fs::read_to_string(drafts.join("import-report.csv")).unwrap();
    assert_eq!(csv.matches("--force").count(), 3, "{csv}");
}

/// A PDF of ours gives its draft back to the letter; another one is refused with what to do.
#[test]
fn a_pdf_of_ours_gives_its_draft_back() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let example = support::root().join("examples/minimal.notice");
    let run = |args: &[&str]| zhumo().current_dir(folder.path()).args(args).output().unwrap();
    std::fs::copy(&example, folder.path().join("a.notice")).unwrap();
    assert!(run(&["build", "-q", "-t", "pdf", "a.notice"]).status.success());
    let back = run(&["import", "-q", "a.pdf"]);
    assert_eq!(String::from_utf8_lossy(&back.stdout), std::fs::read_to_string(&example).unwrap(), "{}", text(&back));
    std::fs::write(folder.path().join("b.pdf"), "%PDF-1.7\n").unwrap();
    let refused = run(&["--lang", "en", "import", "b.pdf"]);
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    assert!(text(&refused).contains("ask the office"), "{}", text(&refused));
}

/// A draft that `import` writes can be built: a date in another spelling stays as it was typed, and is no error.
#[test]
fn dates_in_other_spellings_stay_and_can_be_built() {
    for typed in
        ["2026.10.9", "2026.09.20", "2026/10/9", "2026年10月9号", "2O26年10月9日", "二O二六年十月九日", "二0二六年十月九日"]
    {
        let text =
            format!("云岭市水务局关于开展节水宣传的通知\n\n各区水务局：\n\n现将有关事项通知如下。\n\n云岭市水务局\n{typed}\n");
        let imported = import(text.as_bytes(), Format::Text, &ImportOptions::default()).unwrap();
        assert!(imported.draft.ends_with(&format!("成文日期：{typed}\n")), "{typed}:\n{}", imported.draft);
        let (_, findings) = zhumo::check(&imported.draft, &zhumo::Options::default());
        let wrong: Vec<_> = findings.iter().filter(|finding| finding.level == zhumo::check::Severity::Error).collect();
        assert!(wrong.is_empty(), "{typed}: {wrong:?}");
        let fix = findings.iter().find(|finding| finding.rule.id == "malformed-date").and_then(|finding| finding.fix.as_ref());
        assert!(fix.is_some_and(|fix| fix.edits[0].text.starts_with("2026年")), "{typed}: {findings:?}");
    }
}
