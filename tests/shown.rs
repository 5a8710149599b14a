//! What a person sees of each rule: the first case of its fixture that it speaks about, as `zhumo check` shows it in both languages.
//!
//! The expected texts lie in `tests/check/shown/`; `ZHUMO_BLESS=1` writes them anew, for somebody to read.

mod support;

use zhumo::check::{PAGE_RULES, all_rules};

#[test]
fn findings_are_shown_as_they_were() {
    let bless = std::env::var_os("ZHUMO_BLESS").is_some();
    let folder = support::root().join("tests/check");
    let mut changed = Vec::new();
    for rule in all_rules().filter(|rule| !PAGE_RULES.rules.contains(rule)) {
        // Of its own: pictures of one case are none of another.
        let scratch = tempfile::tempdir().unwrap();
        let fixture = std::fs::read_to_string(folder.join(rule.id).with_extension("txt")).unwrap();
        let named = fixture.strip_prefix("--- ").unwrap().split("\n--- ");
        let (name, case) =
            named.filter_map(|case| case.split_once('\n')).find(|(_, case)| case.contains(&format!("[{}]", rule.id))).unwrap();
        let lines = case.lines().filter(|line| {
            !line.starts_with("// expect: ")
                && !line.starts_with("// encoding: ")
                && !line.starts_with("// picture: ")
                && !line.starts_with("// organ: ")
                && !line.starts_with("// terms: ")
        });
        let draft: String = lines.map(|line| format!("{line}\n")).collect();
        let whole = name.starts_with("whole-");
        let mut text = support::unescape(&draft);
        if case.contains("// encoding: ") {
            // What the encoding was is told by the bytes; as text the fixture is in UTF-8.
            let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
            std::fs::write(scratch.path().join("notice.txt"), bytes).unwrap();
        } else {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            std::fs::write(scratch.path().join("notice.txt"), &text).unwrap();
        }
        let pictures = case.lines().filter_map(|line| line.strip_prefix("// picture: ")?.split_once(" = "));
        for (path, bytes) in pictures.filter_map(|(path, state)| Some((path, support::picture(path, state)?))) {
            let path = scratch.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
        // An organ that the case declares stands in the config.
        let declared = case.lines().filter_map(|line| line.strip_prefix("// organ: ")?.split_once(" = "));
        let organs: String = declared
            .map(|(full, codes)| format!("[organs.\"{full}\"]\ncodes = [\"{}\"]\n", codes.replace('、', "\", \"")))
            .collect();
        std::fs::write(scratch.path().join("zhumo.toml"), support::terms(case) + &organs).unwrap();
        let mut shown = String::new();
        for lang in ["en", "zh"] {
            let mut command = support::zhumo();
            command.current_dir(scratch.path()).args(["check", "notice.txt", "--color", "never", "--lang", lang]);
            if !whole {
                command.args(["--ignore", "missing-element,empty-notice"].iter().filter(|_| rule.id != "empty-notice"));
            }
            let output = command.output().unwrap();
            assert!(output.status.code().is_some_and(|code| code < 2), "{}: {}", rule.id, support::text(&output));
            shown += &String::from_utf8_lossy(&output.stdout);
        }
        assert!(shown.contains(rule.id), "{} is not shown:\n{shown}", rule.id);
        let path = folder.join("shown").join(rule.id).with_extension("txt");
        if bless {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &shown).unwrap();
        } else if std::fs::read_to_string(&path).unwrap_or_default() != shown {
            changed.push(format!("{}\n{shown}", rule.id));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}
