//! The program as a user runs it: exit codes, formats, languages, outputs whole or not at all.

mod support;

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use support::{examples, text, zhumo};

fn draft(folder: &Path, name: &str, text: &str) -> std::path::PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn with_input(command: &mut Command, input: &[u8]) -> Output {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

const SOUND: &str = "发文机关：示例局\n发文字号：示局发〔2026〕3号\n标题：示例局关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年9月20日\n";

#[test]
fn exit_codes_tell_whose_fault_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let sound = draft(folder.path(), "sound.notice", SOUND);
    let bad = draft(folder.path(), "bad.notice", &SOUND.replace("2026年9月20日", "2026年09月20日"));
    let code = |command: &mut Command| command.output().unwrap().status.code();
    assert_eq!(code(zhumo().arg("check").arg(&sound)), Some(0));
    assert_eq!(code(zhumo().arg("check").arg(&bad)), Some(1));
    assert_eq!(code(zhumo().args(["check", "--fail-on", "error"]).arg(&bad)), Some(0));
    assert_eq!(code(zhumo().arg("check").arg(folder.path().join("none.notice"))), Some(2));
    assert_eq!(code(zhumo().args(["check", "--select", "padded-dat"]).arg(&bad)), Some(2));
    assert_eq!(code(zhumo().args(["check", "--no-such-option"])), Some(2));
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(code(zhumo().arg("check").arg(empty.path())), Some(2), "nothing matched");
}

#[test]
fn one_bad_file_never_stops_the_others() {
    let folder = tempfile::tempdir().unwrap();
    draft(folder.path(), "a.notice", &SOUND.replace("9月", "09月"));
    std::fs::write(folder.path().join("b.notice"), [0xff, 0xff, 0x00, 0x81]).unwrap();
    draft(folder.path(), "c.notice", &SOUND.replace("9月", "09月"));
    let output = zhumo().args(["check", "--format", "short"]).arg(folder.path()).output().unwrap();
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(stdout.contains("a.notice:9:6: warning[padded-date]") && stdout.contains("c.notice:9:6:"), "{stdout}");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("b.notice") && stderr.contains("0xFF") && stderr.contains("UTF-8"), "{stderr}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn messages_come_in_the_language_asked_for() {
    let bad = SOUND.replace("9月", "09月");
    let check = |arguments: &[&str], locale: &str| {
        let output = with_input(zhumo().env("LC_ALL", locale).args(["check", "-"]).args(arguments), bad.as_bytes());
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    assert!(check(&["--lang", "zh"], "C").contains("月、日补了零"));
    assert!(check(&["--lang", "en"], "zh_CN.UTF-8").contains("month or day is padded"));
    assert!(check(&[], "zh_CN.UTF-8").contains("月、日补了零"));
    assert!(check(&[], "en_US.UTF-8").contains("month or day is padded"));
}

/// What a person sees, to the letter: the column counts characters, the mark covers the date.
#[test]
fn a_finding_is_shown_at_its_place() {
    let bad = SOUND.replace("9月", "09月");
    let output = with_input(zhumo().args(["check", "-", "--stdin-filename", "notice.txt", "--color", "never"]), bad.as_bytes());
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected = "padded-date

  ⚠ month or day is padded with a zero
   ╭─[notice.txt:9:6]
 8 │ 署名：示例局
 9 │ 成文日期：2026年09月20日
   ·           ───────┬──────
   ·                  ╰── GB/T 9704—2012, 7.3.5.4
   ╰────
  help: write `2026年9月20日`

1 draft: 0 errors, 1 warning, 0 info
";
    assert_eq!(shown.replace("\r\n", "\n"), expected, "{shown}");
}

#[test]
fn json_findings_fit_their_schema_and_count_in_three_ways() {
    let bad = SOUND.replace("各处室", "𠮷处室").replace("署名：示例局\n成文日期：2026年9", "署名：示例局\n成文日期：2026年09");
    let output = with_input(zhumo().args(["check", "-", "--format", "json"]), bad.as_bytes());
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(finding["name"], "padded-date");
    assert_eq!((&finding["span"]["line"], &finding["span"]["column"]), (&9.into(), &6.into()));
    let bytes = finding["span"]["byte_start"].as_u64().unwrap() as usize..finding["span"]["byte_end"].as_u64().unwrap() as usize;
    assert_eq!(&bad[bytes], "2026年09月20日");
    assert_eq!(finding["fix"]["edits"][0]["text"], "2026年9月20日");
    assert_eq!(json["summary"]["warnings"], 1);
    let schema = zhumo().args(["schema", "findings"]).output().unwrap();
    let schema: serde_json::Value = serde_json::from_slice(&schema.stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&json).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    for key in ["schema_version", "tool", "summary", "findings"] {
        assert!(json.get(key).is_some(), "{key}");
    }
}

#[test]
fn a_draft_with_errors_writes_nothing_and_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let bad = draft(folder.path(), "bad.notice", &SOUND.replace("10月1日", "{没有的名称}"));
    std::fs::write(folder.path().join("bad.json"), "old").unwrap();
    let output = zhumo().args(["build", "-t", "json"]).arg(&bad).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8_lossy(&output.stderr).contains("unknown-name"));
    assert_eq!(std::fs::read_to_string(folder.path().join("bad.json")).unwrap(), "old");
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn outputs_go_where_they_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let sound = draft(folder.path(), "sound.notice", SOUND);
    let run = |arguments: &[&str]| {
        zhumo().current_dir(folder.path()).args(["build", "-t", "json"]).args(arguments).arg(&sound).output().unwrap()
    };
    assert!(run(&[]).status.success() && folder.path().join("sound.json").is_file());
    assert!(run(&["-o", "out/{name}"]).status.success() && folder.path().join("out/sound.json").is_file());
    assert!(run(&["-o", "dir/"]).status.success() && folder.path().join("dir/sound.json").is_file());
    assert!(run(&["-o", "x.json"]).status.success() && folder.path().join("x.json").is_file());
    let printed = run(&["-o", "-"]);
    assert!(serde_json::from_slice::<serde_json::Value>(&printed.stdout).is_ok());
    let both = zhumo().args(["build", "-t", "json", "-o", "one.json"]).arg(&sound).arg(&examples()[0]).output().unwrap();
    assert_eq!(both.status.code(), Some(2), "two drafts, one file");
    assert!(text(&both).contains("{name}"));
}

#[test]
fn drafts_in_other_encodings_are_read() {
    let (gb, _, _) = encoding_rs::GB18030.encode(SOUND);
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(SOUND.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [gb.into_owned(), utf16] {
        let output = with_input(zhumo().args(["build", "-t", "json", "-o", "-", "-"]), &bytes);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", text(&output)));
        assert_eq!(json["title"][0]["source"]["text"], "示例局关于放假的通知");
        assert_ne!(json["encoding"], "utf-8");
    }
}

#[test]
fn a_config_with_an_unknown_key_names_the_right_one() {
    let folder = tempfile::tempdir().unwrap();
    let sound = draft(folder.path(), "sound.notice", SOUND);
    std::fs::write(folder.path().join("zhumo.toml"), "[check]\nignor = [\"padded-date\"]\n").unwrap();
    let output = zhumo().arg("check").arg(&sound).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output).contains("zhumo.toml:2:1") && text(&output).contains("`ignore`"), "{}", text(&output));
}

#[test]
fn pictures_outside_the_project_are_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("project");
    std::fs::create_dir(&project).unwrap();
    std::fs::copy(support::root().join("examples/figures").join(first_png()), folder.path().join("secret.png")).unwrap();
    let text = SOUND.replace("10月1日起放假。", "10月1日起放假。\n![图示](../secret.png)");
    let path = draft(&project, "a.notice", &text);
    let output = zhumo().args(["check", "--format", "short"]).arg(&path).output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("missing-picture"), "{}", support::text(&output));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path().join("secret.png"), project.join("inside.png")).unwrap();
        let text = SOUND.replace("10月1日起放假。", "10月1日起放假。\n![图示](inside.png)");
        let path = draft(&project, "b.notice", &text);
        let output = zhumo().args(["check", "--format", "short"]).arg(&path).output().unwrap();
        assert!(String::from_utf8_lossy(&output.stdout).contains("missing-picture"), "a link leads outside");
    }
}

fn first_png() -> std::ffi::OsString {
    let entries = std::fs::read_dir(support::root().join("examples/figures")).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name())
        .find(|name| Path::new(name).extension().is_some_and(|extension| extension == "png"))
        .unwrap()
}

#[test]
fn rules_are_explained_in_both_languages() {
    let chinese = zhumo().args(["explain", "padded-date", "--lang", "zh"]).output().unwrap();
    assert!(String::from_utf8_lossy(&chinese.stdout).contains("补了零"));
    let english = zhumo().args(["explain", "padded-date", "--lang", "en"]).output().unwrap();
    let english = String::from_utf8_lossy(&english.stdout).into_owned();
    assert!(
        english.contains("leading zero") && english.contains("成文日期：2026年08月14日") && english.contains("7.3.5.4"),
        "{english}"
    );
    let unknown = zhumo().args(["explain", "padded-dates"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown).contains("`padded-date`"));
    for (word, rule) in
        [("补零", "`padded-date`"), ("serial", "`padded-serial`"), ("padded", "`padded-date`"), ("感叹号", "`exclamation-mark`")]
    {
        let about = zhumo().args(["explain", word]).output().unwrap();
        assert!(about.status.code() == Some(2) && text(&about).contains(rule), "{word}: {}", text(&about));
    }
    // Nothing of Markdown is left on the screen.
    assert!(!english.contains("```") && !english.contains("##"), "{english}");
    let rules = zhumo().arg("rules").output().unwrap();
    assert!(String::from_utf8_lossy(&rules.stdout).lines().count() >= zhumo::check::all_rules().count());
}

#[test]
fn a_character_without_a_font_is_an_error_at_its_place() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // A character that Unicode has and no font of the default set.
    let path = draft(folder.path(), "a.notice", &SOUND.replace("起放假", "起放𓀀假"));
    let output = zhumo().args(["build", "--ignore-system-fonts", "-t", "pdf"]).arg(&path).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(
        text(&output).contains("missing-glyph") && text(&output).contains("a.notice:6:8") && text(&output).contains("U+13000"),
        "{}",
        text(&output)
    );
    let fonts = zhumo().args(["fonts", "--ignore-system-fonts"]).arg(&path).output().unwrap();
    assert_eq!(fonts.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&fonts.stdout).contains("FandolFang-Regular"), "{}", text(&fonts));
}

#[test]
fn without_fonts_the_run_says_how_to_get_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = draft(folder.path(), "a.notice", SOUND);
    let output = zhumo()
        .env("XDG_DATA_HOME", folder.path())
        .args(["build", "--ignore-system-fonts", "-t", "pdf"])
        .arg(&path)
        .output()
        .unwrap();
    // TeX's own folder may hold the fonts; then the page is made and nothing is wrong.
    if output.status.code() != Some(0) {
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        assert!(text(&output).contains("scripts/fonts.sh") && text(&output).contains("--font-path"), "{}", text(&output));
    }
}

#[test]
fn the_doctor_says_what_is_missing_and_looks_on() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str], fonts: bool, locale: &str| {
        let mut command = zhumo();
        command.env("LC_ALL", locale).arg("doctor").arg(folder.path()).args(arguments);
        if !fonts {
            command.env("XDG_DATA_HOME", folder.path()).env("HOME", folder.path());
        }
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (code, said) = run(&[], true, "zh_CN.UTF-8");
    assert_eq!(code, Some(0), "{said}");
    for part in ["✓ 程序：zhumo ", "✓ 设置：没有 zhumo.toml", "✓ 字体：都有\n", " 仿宋\n", "✓ 生成：样稿排成了 PDF"]
    {
        assert!(said.contains(part) && !said.contains('✗'), "{part}: {said}");
    }
    // TeX's own folder may hold the fonts.
    let (code, said) = run(&["--ignore-system-fonts"], false, "C");
    if code != Some(0) {
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains("✓ settings")
                && said.contains("✗ no font for the role")
                && said.contains("  help: run scripts/fonts.sh"),
            "{said}"
        );
        assert!(!said.contains("sample"), "{said}");
    }
    std::fs::write(folder.path().join("zhumo.toml"), "[check]\nlevel = 3\n").unwrap();
    let (code, said) = run(&[], true, "C");
    assert!(
        code == Some(2) && said.contains("✗ ") && said.contains("zhumo.toml") && said.contains("✓ fonts: all there"),
        "{said}"
    );
    assert_eq!(zhumo().args(["doctor", "no-such-folder"]).output().unwrap().status.code(), Some(2));
}

/// A template that cannot be read is never taken for none, and what no page can have is said with its key.
#[test]
fn a_template_that_cannot_be_used_is_said() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let layout = folder.path().join("own/official");
    std::fs::create_dir_all(&layout).unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[template]\npath = \"own\"\n").unwrap();
    std::fs::write(folder.path().join("a.notice"), "标题：关于放假的通知\n\n放假。\n\n署名：示例局\n成文日期：2026年9月20日\n")
        .unwrap();
    let run = |layout_toml: &[u8], lang: &str| {
        std::fs::write(layout.join("layout.toml"), layout_toml).unwrap();
        let output = support::zhumo().args(["build", "--lang", lang]).arg(folder.path().join("a.notice")).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", support::text(&output));
        assert!(!folder.path().join("a.pdf").exists());
        support::text(&output)
    };
    // `# 标题` in GB 18030.
    let gbk = b"# \xb1\xea\xcc\xe2\n[title]\nsize = \"\xd0\xa1\xb6\xfe\"\n";
    assert!(run(gbk, "zh").contains("UTF-8") && run(gbk, "en").contains("save it as UTF-8"));
    let small = b"[seal]\ndiameter = 1.0\n";
    assert!(run(small, "zh").contains("[seal] diameter：1 不在 10 到 156 之间"), "{}", run(small, "zh"));
    assert!(run(small, "en").contains("[seal] diameter: 1 is not between 10 and 156"));
}

#[test]
fn a_page_template_that_cannot_be_used_is_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("own/official")).unwrap();
    std::fs::write(folder.path().join("own/official/page.html"), "<p>\n{{ page.nothing.there }}\n").unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[template]\npath = \"own\"\n").unwrap();
    let draft = draft(folder.path(), "a.notice", SOUND);
    let run = |lang: &str| {
        let output = zhumo().args(["build", "-t", "html", "--lang", lang]).arg(&draft).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        assert!(!folder.path().join("a.html").exists());
        text(&output)
    };
    let (zh, en) = (run("zh"), run("en"));
    assert!(zh.contains("错误：网页模板 official/page.html 第 2 行不能用："), "{zh}");
    assert!(zh.contains("办法：docs/templates.zh-CN.md"), "{zh}");
    assert!(en.contains("error: the template official/page.html, line 2 cannot be used: ") && en.contains("help: "), "{en}");
}

/// A damaged font is named, and what to do; nothing is written.
#[test]
fn a_damaged_font_is_said() {
    let Some(set) = support::font_set() else { return };
    let folder = tempfile::tempdir().unwrap();
    let fonts = folder.path().join("fonts");
    std::fs::create_dir(&fonts).unwrap();
    for face in &set.faces {
        let mut bytes: Vec<u8> = (*face.data).as_ref().to_vec();
        if face.name == "FandolFang-Regular.otf" {
            // Names and characters stay, so that it is chosen; behind the head of the table of programs all is zero.
            let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
            let record = (12..300).step_by(16).find(|at| &bytes[*at..at + 4] == b"CFF ").unwrap();
            let (start, length) = (number(record + 8), number(record + 12));
            bytes[start + 4..start + length].fill(0);
        }
        std::fs::write(fonts.join(&face.name), bytes).unwrap();
    }
    let draft = draft(folder.path(), "a.notice", SOUND);
    let run = |lang: &str| {
        let mut command = zhumo();
        command.args(["build", "--lang", lang, "--ignore-system-fonts", "--font-path"]).arg(&fonts).arg(&draft);
        let output = command.env("XDG_DATA_HOME", folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
        assert!(!folder.path().join("a.pdf").exists());
        text(&output)
    };
    let (zh, en) = (run("zh"), run("en"));
    assert!(zh.contains("字体 FandolFang") && zh.contains("已损坏") && zh.contains("办法："), "{zh}");
    assert!(en.contains("the font FandolFang") && en.contains("is damaged") && en.contains("--font-path"), "{en}");
}

/// What could not be written whole is a fault of the run.
#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_a_fault() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output =
        support::zhumo().args(["build", "-t", "html", "-o", "-", "examples/minimal.notice"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", support::text(&output));
    assert!(support::text(&output).contains("standard output"));
}

#[test]
fn errors_can_be_allowed_but_text_is_never_lost() {
    let folder = tempfile::tempdir().unwrap();
    let bad = draft(folder.path(), "bad.notice", &SOUND.replace("10月1日", "{没有的名称}"));
    let output = zhumo().args(["build", "-t", "json,md", "--allow-errors"]).arg(&bad).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(String::from_utf8_lossy(&output.stderr).contains("unknown-name"), "the errors are still said");
    assert!(std::fs::read_to_string(folder.path().join("bad.md")).unwrap().contains("没有的名称"));
    let twice = draft(folder.path(), "twice.notice", &SOUND.replace("主送：", "标题：另一个标题\n主送："));
    let output = zhumo().args(["build", "-t", "json", "--allow-errors"]).arg(&twice).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--allow-errors"), "{}", text(&output));
    assert!(!folder.path().join("twice.json").exists());
}

/// The help of each command begins with what the list of commands says of it, and knows the options in common.
#[test]
fn help_of_a_command_is_its_own() {
    let help = |arguments: &[&str]| text(&zhumo().args(arguments).arg("--help").output().unwrap());
    let list = help(&[]);
    let commands = list.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // What goes on from the line above stands further in.
    let named = commands.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = named.filter_map(|line| line.split_whitespace().next());
    let commands: Vec<&str> = names.filter(|name| *name != "help").collect();
    assert!(commands.len() > 10, "{list}");
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let list = joined(&list);
    for command in commands {
        let own = help(&[command]);
        let about = own.split("\n\n").next().unwrap_or_default();
        assert!(!about.is_empty() && list.contains(&joined(&format!("{command} {about}"))), "{command}: {about:?}");
        assert!(own.contains("--quiet") && own.contains("--config <FILE>"), "{own}");
    }
}

/// Help, and what is wrong with arguments, come in the language of messages; an option that is asked for counts although the line is no run.
#[test]
fn help_and_faults_of_arguments_come_in_chinese() {
    let run = |arguments: &[&str], locale: &str| {
        let output = zhumo().env("LC_ALL", locale).args(arguments).output().unwrap();
        (output.status.code(), text(&output))
    };
    let (code, help) = run(&["build", "--help"], "zh_CN.UTF-8");
    assert_eq!(code, Some(0));
    for part in ["用法：zhumo build [选项] <文稿>...", "参数：\n  <文稿>...\n", "选项：\n", "- pdf：印刷用 PDF", "［默认 pdf］"]
    {
        assert!(help.contains(part), "{part}: {help}");
    }
    assert!(!help.contains("Usage") && !help.contains("default") && !help.contains("possible"), "{help}");
    assert_eq!(run(&["help", "build"], "zh_CN.UTF-8").1, help);
    assert!(run(&["-h"], "zh_CN.UTF-8").1.contains("命令：\n  check        检查文稿，列出问题、依据和改法\n"));
    // A usual window has 80 columns, and a Chinese character takes two.
    for command in ["check", "build", "verify", "extract", "fmt", "import", "config", "preview", "init", "watch", "doctor", "man"]
    {
        for form in ["-h", "--help"] {
            let (_, help) = run(&[command, form], "zh_CN.UTF-8");
            for line in help.lines() {
                let columns: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
                assert!(columns <= 80, "{columns} columns: {line}");
            }
        }
    }
    assert!(run(&["build", "--help"], "C").1.contains("Usage: zhumo build"));
    assert!(run(&["--lang", "zh", "rules", "-h"], "C").1.starts_with("列出全部规则"));
    assert!(run(&["rules", "-h", "--lang=en"], "zh_CN.UTF-8").1.starts_with("List the rules"));
    for (arguments, message) in [
        (vec!["chek", "a"], "没有 chek 这个命令\n办法：是不是 check、"),
        (vec!["check", "--formt", "json", "a"], "没有 --formt 这个选项\n办法：是不是 --format？\n用法：zhumo check"),
        (vec!["build", "-t", "tex", "a"], "--target <格式> 不能写 tex\n办法：可选 pdf、ofd、svg"),
        (vec!["build", "-t", "doc", "a"], "--target <格式> 不能写 doc\n办法：是不是 docx"),
        (vec!["build", "--page", "x", "a"], "--page <数> 不能写 x\n办法：要写整数"),
        (vec!["preview", "--port", "99999"], "--port <端口> 不能写 99999\n办法：要在 0 到 65535 之间"),
        (vec!["check", "--until", "x", "--add-ignore", "a"], "--until <日期> 不能写 x\n办法：写作 2026-12-31"),
        (vec!["check"], "缺少 <文稿>..."),
        (vec!["check", "--format"], "--format <格式> 后面要写一个值"),
        (vec!["init", "a", "b"], "多写了 b"),
        (vec!["build", "-o", "a", "-o", "b", "c"], "--output <输出> 只能写一次"),
        (vec!["check", "--fix", "--add-ignore", "--reason", "r", "a"], "--fix 和 --add-ignore 不能一起用"),
        (vec!["check", "--reason", "r", "a"], "缺少 --add-ignore"),
    ] {
        let (code, said) = run(&arguments, "zh_CN.UTF-8");
        assert!(said.starts_with("错误：") && said.contains(message), "{arguments:?}: {said}");
        assert_eq!(code, Some(2));
        let (code, said) = run(&arguments, "C");
        assert!(code == Some(2) && !said.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{arguments:?}: {said}");
    }
}

/// The long options of a command, as its help lists them.
fn options_of(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|line| *line != "Options:");
    let options = lines.filter(|line| line.trim_start().starts_with('-'));
    options.filter_map(|line| line.split(' ').find(|word| word.starts_with("--"))).collect()
}

#[test]
fn shells_complete_commands_and_options() {
    let run = |arguments: &[&str]| {
        let output = zhumo().args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        text(&output)
    };
    let help = run(&["build", "--help"]);
    let options = options_of(&help);
    assert!(options.len() > 10 && options.contains(&"--resolution"), "{options:?}");
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = run(&["completions", shell]);
        for option in &options {
            // fish writes `-l resolution`.
            let name = option.trim_start_matches('-');
            assert!(script.contains(option) || script.contains(&format!("-l {name}")), "{shell}: {option}");
        }
    }
    let script = format!(
        "{}\nfor words in 'zhumo prev' 'zhumo build --reso' 'zhumo check --lang '; do\nCOMP_WORDS=($words); [[ $words = *' ' ]] && COMP_WORDS+=('')\n\
        COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMPREPLY=()\n_zhumo zhumo \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD - 1]}}\"\n\
        echo \"${{COMPREPLY[@]}}\"\ndone\n",
        run(&["completions", "bash"])
    );
    let Ok(mut bash) = Command::new("bash").arg("-s").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else { return };
    bash.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let said = bash.wait_with_output().unwrap();
    assert_eq!(text(&said).lines().collect::<Vec<_>>(), ["preview", "--resolution", "zh en"]);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("man1");
    let output = zhumo().arg("man").arg(&pages).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let read = |name: &str| std::fs::read_to_string(pages.join(name)).unwrap().replace('\\', "");
    let program = zhumo().arg("man").output().unwrap();
    assert_eq!(text(&program).replace('\\', ""), read("zhumo.1"), "without a folder the page is printed");
    let named = std::fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let commands: Vec<String> =
        named.filter_map(|name| Some(name.strip_prefix("zhumo-")?.strip_suffix(".1")?.to_owned())).collect();
    assert!(commands.len() > 10 && read("zhumo.1").contains("zhumo-build(1)"), "{commands:?}");
    for command in commands {
        let page = read(&format!("zhumo-{command}.1"));
        let help = text(&zhumo().args([&command, "--help"]).output().unwrap());
        for option in options_of(&help) {
            assert!(page.contains(option), "{command}: {option}");
        }
    }
}

/// Commands and options that documents, the action and the hooks call are those of the program.
#[test]
fn documents_call_what_exists() {
    let help = |arguments: &[&str]| {
        let output = zhumo().args(arguments).arg("--help").output().unwrap();
        (output.status.success(), text(&output))
    };
    let mut helps = std::collections::BTreeMap::new();
    let mut calls = 0;
    let files = [
        "action.yml",
        ".pre-commit-hooks.yaml",
        "README.md",
        "README.zh-CN.md",
        "docs/ci.md",
        "docs/ci.zh-CN.md",
        "docs/editors.md",
        "docs/editors.zh-CN.md",
        "docs/manual.md",
        "docs/manual.zh-CN.md",
    ];
    for file in files {
        let page = std::fs::read_to_string(support::root().join(file)).unwrap();
        for line in page.lines() {
            // Inline code and lines of code blocks alike: what follows the program's name up to the end of the code.
            for (at, _) in line.match_indices("zhumo ") {
                let before = line[..at].chars().next_back();
                if !before.is_none_or(|c| "`$ /".contains(c)) {
                    continue;
                }
                let call = line[at + "zhumo ".len()..].split(['`', '#', '|', ';', '>', '&']).next().unwrap_or_default();
                let mut words = call
                    .split_whitespace()
                    .map(|word| word.trim_matches(['"', '\'', '(', ')', ',', '.', '：', '，', '。', '；', '、', '）']));
                let Some(command) =
                    words.find(|word| !word.starts_with('-')).filter(|word| word.chars().all(|c| c.is_ascii_lowercase()))
                else {
                    continue;
                };
                let is_code = line[..at].ends_with('`') || line.trim_start().starts_with("zhumo") || line[..at].ends_with("$ ");
                let (known, options) = helps.entry(command.to_owned()).or_insert_with(|| help(&[command]));
                if !*known {
                    assert!(!is_code, "{file}: `zhumo {command}` does not exist: {line}");
                    continue;
                }
                calls += 1;
                for option in words.filter(|word| word.starts_with("--")) {
                    let name: String = option.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
                    assert!(name == "--" || options.contains(&name), "{file}: `zhumo {command}` has no {name}: {line}");
                }
            }
        }
    }
    assert!(calls > 60, "{calls}");
}
