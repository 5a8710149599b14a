//! Reports for machines: each against the rules of whoever reads it.

mod support;

use serde_json::Value;
use std::path::Path;
use support::{text, zhumo};

const PADDED: &str = "发文机关：示例局\n发文字号：示局发〔2026〕3号\n标题：示例局关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年09月20日\n";

/// A folder with a sound draft, one with a warning and one with an error, a name with a space and a comma, and bytes that are no text.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("a, 甲.notice", PADDED);
    write("b.notice", &PADDED.replace("年09月", "年9月"));
    write("c.notice", &PADDED.replace("10月1日起", "{没有}起\u{1}"));
    std::fs::write(folder.path().join("d.notice"), [0xff, 0xff, 0x00, 0x81]).unwrap();
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = zhumo().current_dir(folder).arg("check").args(arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let (code, shown) = check(folder, arguments);
    assert_eq!(code, 2, "one draft cannot be read");
    serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{error}: {shown}"))
}

#[test]
fn sarif_fits_the_schema_of_oasis() {
    let folder = folder();
    let schema = std::fs::read_to_string(support::root().join("tests/schemas/sarif-2.1.0.json")).unwrap();
    // Two patterns of the schema have a bracket too many, which no strict reader of patterns takes.
    let schema = schema.replace("]?$", "$");
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for lang in ["zh", "en"] {
        let log = json(folder.path(), &["--format", "sarif", "--lang", lang, "."]);
        let errors: Vec<String> =
            validator.iter_errors(&log).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        let run = &log["runs"][0];
        assert_eq!(run["invocations"][0]["executionSuccessful"], false);
        assert!(run["invocations"][0]["toolExecutionNotifications"][0].to_string().contains("d.notice"));
        let results = run["results"].as_array().unwrap();
        let padded = results.iter().find(|result| result["ruleId"] == "padded-date").unwrap();
        let rule = &run["tool"]["driver"]["rules"][padded["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], "padded-date");
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("7.3.5.4"));
        let place = &padded["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%2C%20%E7%94%B2.notice");
        assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&9.into(), &6.into()));
        assert_eq!(padded["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"], "2026年9月20日");
        assert!(padded["partialFingerprints"]["zhumo/v1"].is_string());
        // Where the tool and the rule are described: addresses of this version, whose file is here.
        let version = env!("CARGO_PKG_VERSION");
        let home = run["tool"]["driver"]["informationUri"].as_str().unwrap();
        assert!(home.starts_with("https://") && home.ends_with(version), "{home}");
        for rule in run["tool"]["driver"]["rules"].as_array().unwrap() {
            let address = rule["helpUri"].as_str().unwrap();
            let (page, anchor) = address.split_once('#').unwrap();
            assert!(address.starts_with(home) && anchor == rule["id"], "{address}");
            let page = support::root().join(&page[page.find("docs/").unwrap()..]);
            assert!(std::fs::read_to_string(page).unwrap().contains(&format!("## `{anchor}`")), "{address}");
        }
    }
}

#[test]
fn a_fingerprint_stays_when_lines_move() {
    let folder = tempfile::tempdir().unwrap();
    let prints = |text: &str| {
        std::fs::write(folder.path().join("a.notice"), text).unwrap();
        let (_, shown) = check(folder.path(), &["--format", "json", "--select", "padded-date", "a.notice"]);
        let json: Value = serde_json::from_str(&shown).unwrap();
        let findings = json["findings"].as_array().unwrap().clone();
        findings.iter().map(|finding| finding["fingerprint"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = prints(PADDED);
    assert_eq!(before.len(), 1);
    assert_eq!(before, prints(&PADDED.replace("主送", "// 注\n\n主送")));
    assert_ne!(before, prints(&PADDED.replace("09月", "08月")));
}

#[test]
fn json_and_jsonl_say_what_could_not_be_checked() {
    let folder = folder();
    let document = json(folder.path(), &["--format", "json", ".", "none.notice"]);
    let faults: Vec<&str> = document["faults"].as_array().unwrap().iter().map(|fault| fault["path"].as_str().unwrap()).collect();
    assert_eq!(faults, ["./d.notice", "none.notice"]);
    assert_eq!((&document["summary"]["files"], &document["summary"]["faults"]), (&3.into(), &2.into()));
    let schema = zhumo().args(["schema", "findings"]).output().unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema.stdout).unwrap()).unwrap();
    assert!(validator.is_valid(&document));
    let (_, shown) = check(folder.path(), &["--format", "jsonl", "."]);
    let lines: Vec<Value> = shown.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line["type"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"finding") && kinds.contains(&"fault") && *kinds.last().unwrap() == "summary", "{kinds:?}");
}

#[test]
fn github_gets_errors_first_and_no_more_than_it_shows() {
    let folder = folder();
    for number in 0..12 {
        std::fs::write(folder.path().join(format!("many-{number:02}.notice")), PADDED).unwrap();
    }
    let (_, shown) = check(folder.path(), &["--format", "github", "."]);
    let count = |start: &str| shown.lines().filter(|line| line.starts_with(start)).count();
    assert!(shown.starts_with("::error "), "{shown}");
    assert_eq!(count("::warning "), 10);
    assert!(count("::error ") <= 10 && count("::notice ") <= 10);
    assert!(shown.contains("GitHub shows 10 of a level; not shown: "), "{shown}");
    assert!(shown.contains("::error file=d.notice::"), "{shown}");
    // Lines are separated by nothing but the ends of commands, and a comma in a name ends no property.
    assert!(shown.lines().all(|line| line.starts_with("::")), "{shown}");
    assert!(shown.contains("file=a%2C 甲.notice,line=9,endLine=9,col=6,endColumn=17,title=zhumo padded-date::"), "{shown}");
    let output =
        zhumo().current_dir(folder.path()).env("GITHUB_ACTIONS", "true").args(["check", "b.notice", "many-00.notice"]).output();
    let shown = text(&output.unwrap());
    assert!(shown.contains("╰──") && shown.contains("::warning file=many-00.notice"), "{shown}");
}

#[test]
fn gitlab_has_one_fingerprint_for_each_issue() {
    let folder = folder();
    std::fs::write(folder.path().join("e.notice"), PADDED).unwrap();
    let issues = json(folder.path(), &["--format", "gitlab", "."]);
    let issues = issues.as_array().unwrap();
    let prints: std::collections::BTreeSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
    for issue in issues {
        assert!(issue["description"].is_string() && issue["check_name"].is_string() && issue["location"]["path"].is_string());
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
    }
}

#[test]
fn junit_is_xml_and_counts_what_failed() {
    let folder = folder();
    let (_, shown) = check(folder.path(), &["--format", "junit", "."]);
    assert!(shown.contains("<failure message=\"month or day is padded with a zero\" type=\"warning\">"), "{shown}");
    assert!(shown.contains("errors=\"1\"") && shown.contains("<testcase name=\"unreadable-draft\""), "{shown}");
    assert!(!shown.contains('\u{1}'), "a control character is no XML");
    if let Some(python) = support::python() {
        let path = folder.path().join("junit.xml");
        std::fs::write(&path, &shown).unwrap();
        let program = "import sys, xml.etree.ElementTree as e\nr = e.parse(sys.argv[1]).getroot()\nf = len(r.findall('.//failure'))\nassert int(r.get('failures')) == f and f > 1, f\nassert int(r.get('tests')) == len(r.findall('.//testcase'))\n";
        let output = std::process::Command::new(python).args(["-c", program]).arg(&path).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
    }
}

#[test]
fn a_test_keeps_its_name_when_lines_move() {
    let folder = tempfile::tempdir().unwrap();
    let names = |text: &str| {
        std::fs::write(folder.path().join("a.notice"), text).unwrap();
        let (_, shown) = check(folder.path(), &["--format", "junit", "a.notice"]);
        let names = shown.lines().filter_map(|line| line.trim_start().strip_prefix("<testcase name=\"")?.split('"').next());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let twice = PADDED.replace("10月1日起放假。", "{没有}起放假。\n\n{没有}起放假。");
    let before = names(&twice);
    assert!(before.contains(&"padded-date 2026年09月20日".to_owned()), "{before:?}");
    let distinct: std::collections::BTreeSet<&String> = before.iter().collect();
    assert!(before.len() > 2 && distinct.len() == before.len(), "{before:?}");
    assert_eq!(before, names(&twice.replace("主送", "// 注\n\n主送")));
}

#[test]
fn the_short_form_counts_characters_or_bytes() {
    let folder = folder();
    let first = |arguments: &[&str]| {
        let arguments = [&["-q", "--format", "short", "--select", "padded-date"], arguments, &["a, 甲.notice"]].concat();
        check(folder.path(), &arguments).1
    };
    assert!(first(&[]).starts_with("a, 甲.notice:9:6: "), "{}", first(&[]));
    assert!(first(&["--columns", "bytes"]).starts_with("a, 甲.notice:9:16: "), "{}", first(&["--columns", "bytes"]));
    let arguments = ["build", "-q", "-t", "md", "-o", "out/{name}", "--format", "short", "--columns", "bytes", "a, 甲.notice"];
    let output = zhumo().current_dir(folder.path()).args(arguments).output().unwrap();
    assert!(text(&output).contains("a, 甲.notice:9:16: "), "{}", text(&output));
}

#[test]
fn rdjson_counts_bytes() {
    let folder = folder();
    let report = json(folder.path(), &["--format", "rdjson", "."]);
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let padded = diagnostics.iter().find(|diagnostic| diagnostic["code"]["value"] == "padded-date").unwrap();
    let start = &padded["location"]["range"]["start"];
    assert_eq!((&start["line"], &start["column"]), (&9.into(), &(1 + "成文日期：".len()).into()));
    assert_eq!(padded["suggestions"][0]["text"], "2026年9月20日");
}

#[test]
fn several_reports_come_of_one_run_in_the_same_order_on_any_number_of_threads() {
    let folder = folder();
    for number in 0..30 {
        std::fs::write(folder.path().join(format!("many-{number:02}.notice")), PADDED).unwrap();
    }
    let (_, one) = check(folder.path(), &["--format", "json", "-j", "1", "."]);
    let (_, eight) =
        check(folder.path(), &["--format", "json", "-j", "8", "--report", "sarif=out/a.sarif", "--report", "short=b.txt", "."]);
    assert_eq!(one, eight);
    let sarif = std::fs::read_to_string(folder.path().join("out/a.sarif")).unwrap();
    assert!(serde_json::from_str::<Value>(&sarif).is_ok());
    assert!(std::fs::read_to_string(folder.path().join("b.txt")).unwrap().contains("warning[padded-date]"));
    assert_eq!(check(folder.path(), &["--report", "sarif", "."]).0, 2);
    assert_eq!(check(folder.path(), &["--report", "sari=x", "."]).0, 2);
}

#[test]
fn statistics_count_and_a_limit_keeps_the_worst() {
    let folder = folder();
    let (_, shown) = check(folder.path(), &["--statistics", "."]);
    assert!(shown.lines().any(|line| line.contains("2  warning  padded-date") && line.ends_with("--fix fixes 2")), "{shown}");
    let (_, shown) = check(folder.path(), &["--format", "short", "--max-findings", "1", "."]);
    assert!(shown.contains("error[") && !shown.contains("warning[") && shown.contains("not shown"), "{shown}");
    assert_eq!(check(folder.path(), &["--max-findings", "0", "a, 甲.notice"]).0, 1);
    assert_eq!(check(folder.path(), &["--statistics", "--format", "sarif", "b.notice"]).0, 2);
}

/// Who embeds the library prints a finding as the program does, in one call.
#[test]
fn the_library_prints_as_the_program_does() {
    use zhumo::say::Lang;
    let folder = tempfile::tempdir().unwrap();
    let draft = "标题：示例局关于放假的通知\n\n见{甲},乙。\n\n署名：示例局\n成文日期：2026年08月14日\n";
    std::fs::write(folder.path().join("a.notice"), draft).unwrap();
    let (_, findings) = zhumo::check(draft, &zhumo::Options::default());
    assert!(findings.len() > 1, "{findings:?}");
    for (name, lang) in [("zh", Lang::Chinese), ("en", Lang::English)] {
        let run = |format: &str| {
            let mut program = support::zhumo();
            program
                .current_dir(folder.path())
                .args(["check", "--color", "never", "--lang", name, "--format", format, "a.notice"]);
            String::from_utf8(program.output().unwrap().stdout).unwrap()
        };
        let printer = zhumo::print::Printer::new("a.notice", draft, lang);
        let short: String = findings.iter().map(|finding| printer.line(finding) + "\n").collect();
        let whole: String = findings.iter().map(|finding| printer.whole(finding, false) + "\n").collect();
        assert!(run("short").starts_with(&short), "{short}");
        assert!(run("human").starts_with(&whole), "{whole}");
    }
}
