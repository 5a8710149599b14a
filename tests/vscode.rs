//! The extension for Visual Studio Code: its types, its grammar and its package, by the tools that editors use.

mod support;

use std::process::Command;

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
