//! `zhumo.toml` as a user meets it: what holds for which draft, what extends what, where a value comes from, and what is refused.

mod support;

use std::path::Path;
use support::{text, zhumo};

const PADDED: &str = "发文机关：示例局\n发文字号：示局发〔2026〕3号\n标题：示例局关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年09月20日\n";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// Runs in `folder`; gives the exit code and all that was printed.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = zhumo().current_dir(folder).args(arguments).output().unwrap();
    (output.status.code().unwrap(), text(&output))
}

fn short(folder: &Path, arguments: &[&str]) -> (i32, String) {
    run(folder, &[&["check", "--format", "short"], arguments].concat())
}

#[test]
fn families_and_levels_are_chosen_for_some_drafts() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.notice", PADDED);
    write(folder, "archive/2020/b.notice", PADDED);
    write(
        folder,
        "zhumo.toml",
        "[check.levels]\nclosing = \"info\"\n\n[[check.files]]\npaths = [\"archive/\"]\nlevels = { padded-date = \"error\" }\n",
    );
    let (code, shown) = short(folder, &["."]);
    assert_eq!(code, 1, "{shown}");
    assert!(shown.contains("a.notice:9:6: info[padded-date]") && shown.contains("b.notice:9:6: error[padded-date]"), "{shown}");
    assert_eq!(short(folder, &["a.notice"]).0, 0);
    // From any folder, and with any way of naming the file.
    assert_eq!(short(&folder.join("archive"), &["2020/b.notice"]).0, 1);
    assert_eq!(short(&folder.join("archive/2020"), &["b.notice"]).0, 1);
    assert_eq!(short(folder, &["--select", "head", "archive"]).0, 0);
    assert_eq!(short(folder, &["--ignore", "closing", "archive"]).0, 0);
    let (code, shown) = short(folder, &["--select", "closin", "archive"]);
    assert!(code == 2 && shown.contains("`closing`"), "{shown}");
}

#[test]
fn the_command_line_goes_before_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.notice", PADDED);
    write(folder, "zhumo.toml", "[check]\nignore = [\"closing\"]\nfail_on = \"error\"\n");
    assert_eq!(short(folder, &["a.notice"]).0, 0);
    assert_eq!(short(folder, &["a.notice", "--select", "padded-date"]).0, 0, "a warning passes");
    assert_eq!(short(folder, &["a.notice", "--select", "padded-date", "--fail-on", "warning"]).0, 1);
    assert_eq!(short(folder, &["a.notice", "--set", "check.ignore=[]", "--set", "check.fail_on=warning"]).0, 1);
    let (code, shown) = short(folder, &["a.notice", "--set", "check.fail_om=warning"]);
    assert!(code == 2 && shown.contains("--set") && shown.contains("`fail_on`"), "{shown}");
    assert_eq!(short(folder, &["a.notice", "--set", "check"]).0, 2);
}

#[test]
fn a_file_extends_another() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "zhumo.toml", "[check.levels]\npadded-date = \"error\"\n");
    write(folder, "office/zhumo.toml", "extend = \"../zhumo.toml\"\n[check]\nignore = [\"spaced-name\"]\n");
    write(folder, "office/a.notice", PADDED);
    assert!(short(&folder.join("office"), &["a.notice"]).1.contains("error[padded-date]"));
    let (_, shown) = run(&folder.join("office"), &["config", "a.notice"]);
    assert!(shown.contains("padded-date = \"error\"") && shown.contains("zhumo.toml:2"), "{shown}");
    assert!(shown.contains("ignore = [\"spaced-name\"]") && shown.contains("# zhumo.toml:3"), "{shown}");
}

#[test]
fn what_cannot_be_extended_is_said_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "elsewhere/office.toml", "[check.levels]\npadded-date = \"off\"\n");
    write(folder, "project/a.notice", PADDED);
    let project = folder.join("project");
    let fails = |config: &str, said: &str| {
        write(&project, "zhumo.toml", config);
        let (code, shown) = short(&project, &["a.notice"]);
        assert!(code == 2 && shown.contains(said), "{config}: {shown}");
    };
    fails("[html]\nurl = \"a\"\n[check]\nselect = [\"\"]\n", "zhumo.toml:4:");
    fails("\nextend = \"none.toml\"\n", "zhumo.toml:2: cannot read `none.toml`");
    fails("extend = \"zhumo.toml\"\n", "leads back");
    write(&project, "other.toml", "extend = \"zhumo.toml\"\n");
    fails("extend = \"other.toml\"\n", "other.toml:1: `extend` leads back");
    fails("extend = \"../elsewhere/office.toml\"\n", "leads out of the project");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.join("elsewhere/office.toml"), project.join("link.toml")).unwrap();
        fails("extend = \"link.toml\"\n", "leads out of the project");
    }
    // Whoever names the file on the command line has read it.
    write(&project, "zhumo.toml", "extend = \"../elsewhere/office.toml\"\n");
    assert_eq!(short(&project, &["a.notice", "--config", "zhumo.toml"]).0, 0);
    // The fault is in the other file, and the other file is named.
    write(&project, "other.toml", "[check]\nignroe = []\n");
    fails("extend = \"other.toml\"\n", "other.toml:2:1");
}

#[test]
fn paths_count_from_the_file_they_stand_in() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(
        folder,
        "zhumo.toml",
        "[template]\npath = \"own\"\n\n[[check.files]]\npaths = [\"office/old-*.notice\"]\nignore = [\"closing\"]\n",
    );
    write(folder, "office/zhumo.toml", "extend = \"../zhumo.toml\"\n");
    write(folder, "office/old-1.notice", PADDED);
    write(folder, "office/new.notice", PADDED);
    let (_, shown) = run(&folder.join("office"), &["config", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let setting = |key: &str| json["settings"].as_array().unwrap().iter().find(|setting| setting["key"] == key).unwrap().clone();
    let own = folder.canonicalize().unwrap().join("own");
    assert_eq!(setting("template.path")["value"], own.to_str().unwrap());
    assert_eq!(setting("template.path")["origin"]["line"], 2);
    assert_eq!(setting("check.files[0].ignore")["origin"]["line"], 6);
    assert_eq!(setting("check.select")["origin"]["kind"], "default");
    let (_, shown) = short(folder, &["office"]);
    assert!(shown.contains("new.notice") && !shown.contains("old-1.notice"), "{shown}");
}

#[test]
fn what_config_shows_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let settings = "[check]\nignore = [\"spaced-name\"]\n[check.levels]\npadded-date = \"info\"\n[[check.files]]\npaths = [\"a\\\"b/\"]\nlevels = { head = \"off\" }\n[html]\nsite_name = \"示例市人民政府\"\n";
    write(folder, "zhumo.toml", settings);
    let (code, shown) = run(folder, &["config", "--set", "limits.max_draft_bytes=1000", "--lang", "zh"]);
    assert_eq!(code, 0, "{shown}");
    let read = zhumo::config::Config::parse(&shown).unwrap_or_else(|error| panic!("{error}\n{shown}"));
    assert_eq!((read.check.levels.len(), read.limits.max_draft_bytes), (1, 1000));
    assert_eq!(read.check.files[0].paths, ["a\"b/"]);
    assert!(shown.contains("命令行 --set") && shown.contains("# 默认") && shown.contains("# zhumo.toml:2"), "{shown}");
}

/// Editors complete and check the file by its schema: what the manual shows must fit it, and slips must not.
#[test]
fn the_schema_knows_the_file() {
    let schema = zhumo().args(["schema", "config"]).output().unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema.stdout).unwrap()).unwrap();
    let value = |text: &str| serde_json::to_value(text.parse::<toml::Table>().unwrap()).unwrap();
    for manual in ["docs/manual.md", "docs/manual.zh-CN.md"] {
        let manual = std::fs::read_to_string(support::root().join(manual)).unwrap();
        let example = manual
            .split("```toml\n")
            .skip(1)
            .map(|rest| rest.split("\n```").next().unwrap())
            .find(|text| text.contains("[check]"));
        let example = example.expect("an example of zhumo.toml");
        zhumo::config::Config::parse(example).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value(example)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    for wrong in ["[check]\nignore = [\"paded-date\"]\n", "[chek]\n", "[check.levels]\nclosing = \"loud\"\n", "[[check.files]]\n"]
    {
        assert!(!validator.is_valid(&value(wrong)), "{wrong}");
    }
}

/// An input method writes full-width marks; what is wrong with them is said in words that help, at their place.
#[test]
fn marks_of_an_input_method_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.notice", PADDED);
    for (line, place, zh, en) in [
        ("ignore = [\"a\"，\"b\"]", "2:14", "“，”是全角标点，这里要用半角的 ,", "`，` is a full-width mark; settings need `,`"),
        ("ignore = [“a”]", "2:11", "““”是全角标点", "`“` is a full-width mark"),
        ("ignore ＝ [\"a\"]", "2:8", "“＝”是全角标点", "`＝` is a full-width mark"),
        ("ignore = 【\"a\"】", "2:10", "“【”是全角标点", "`【` is a full-width mark"),
        ("ignore = [\"甲，乙\" \"b\"]", "2:17", "列表的各项之间缺逗号", "missing comma"),
        ("ignore = [a]", "2:11", "文字要用半角双引号括起来", "must be quoted"),
    ] {
        write(folder, "zhumo.toml", &format!("[check]\n{line}\n"));
        for (lang, words) in [("zh", zh), ("en", en)] {
            let (code, shown) = run(folder, &["check", "--lang", lang, "a.notice"]);
            assert!(code == 2 && shown.contains(words) && shown.contains(place), "{line}: {shown}");
        }
    }
}

/// A font, a folder of fonts or of templates that is named and not there is said by `build`, once, and by `doctor`.
#[test]
fn what_is_named_and_not_there_is_said() {
    if !support::fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(folder, "a.notice", PADDED);
    write(folder, "b.notice", PADDED);
    for (settings, zh, en) in [
        ("[fonts]\npaths = [\"fnts\"]\n", "[fonts] paths 指的文件夹不存在：", "[fonts] paths names a folder that is not there: "),
        ("[template]\npath = \"tmplates\"\n", "[template] path 指的文件夹不存在：", "[template] path names a folder"),
        (
            "[fonts]\nbody = [\"FandolFong-Regular\"]\n",
            "字体“FandolFong-Regular”没有找到，用了默认字体；是不是“FandolFang-Regular”？",
            "no font `FandolFong-Regular` was found, and a default one is used; did you mean `FandolFang-Regular`?",
        ),
    ] {
        write(folder, "zhumo.toml", settings);
        for (lang, words) in [("zh", zh), ("en", en)] {
            let (_, built) = run(folder, &["build", "--lang", lang, "-t", "pdf", "a.notice", "b.notice"]);
            assert_eq!(built.matches(words).count(), 1, "{settings}: {built}");
            let (code, seen) = run(folder, &["doctor", "--lang", lang]);
            assert!(code == 2 && seen.contains('✗') && seen.contains(words), "{seen}");
        }
    }
    // The first of a list that is there is enough, and whoever wants no pages needs no fonts.
    write(folder, "zhumo.toml", "[fonts]\nbody = [\"仿宋_GB2313\", \"FandolFang-Regular\"]\n");
    assert!(!run(folder, &["build", "-t", "pdf", "a.notice"]).1.contains("[fonts]"));
    write(folder, "zhumo.toml", "[fonts]\nbody = [\"仿宋_GB2313\"]\n");
    assert!(!run(folder, &["build", "-t", "html", "a.notice"]).1.contains("[fonts]"));
}
