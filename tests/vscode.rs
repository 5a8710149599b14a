//! The extension for Visual Studio Code: its types, its grammar and its package, by the tools that editors use.

mod support;

use std::process::Command;
use zhumo::syntax::keywords::spellings;

#[test]
fn it_is_typed_coloured_and_packaged() {
    let folder = support::root().join("editors/vscode");
    if !folder.join("node_modules/.installed").exists() {
        assert!(std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none(), "its tools are not installed: run tests/tools/install.sh");
        return;
    }
    let output = Command::new("npm").args(["run", "--silent", "check"]).current_dir(&folder).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    assert!(folder.join("dist/zhumo.vsix").metadata().is_ok_and(|package| package.len() > 10_000));
}

/// The grammar's list of keywords is the table's, so that a new field is coloured, too.
#[test]
fn its_grammar_knows_every_keyword() {
    let path = support::root().join("editors/vscode/syntaxes/notice.tmLanguage.json");
    let grammar: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let fields = grammar["repository"]["field"]["match"].as_str().unwrap();
    let list = fields.split_once('(').unwrap().1.rsplit_once(")[").unwrap().0;
    let plain = |word: &str| word.replace("[ \\t　]*", "").replace("[ \\t]+", " ").replace("(?i:", "").replace([')', '\\'], "");
    let known: Vec<String> = list.split('|').map(plain).collect();
    let missing: Vec<&str> = spellings().map(|(_, word)| word).filter(|word| !known.iter().any(|other| other == word)).collect();
    assert!(missing.is_empty(), "the grammar lacks {missing:?}");
}
