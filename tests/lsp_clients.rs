//! The language server by clients that are not ours: Neovim, and pytest-lsp with the abilities of three editors.

mod support;

use std::process::Command;

const DRAFT: &str = "标题：示例局关于放假的通知\n主送：各处室：\n\n现将放假安排通知如下。\n10月1日起放假。\n\n署名 : 示例局\n成文日期：2026年08月14日\n";

/// The client, or nothing where it is not installed and need not be.
fn client(name: &str, path: &std::path::Path, version: &str) -> Option<Command> {
    let is_there = Command::new(path).arg(version).output().is_ok_and(|output| output.status.success());
    if is_there {
        return Some(Command::new(path));
    }
    assert!(std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none(), "{name} is not installed: run tests/tools/install.sh");
    None
}

#[test]
fn neovim_shows_fixes_and_formats() {
    let Some(mut neovim) = client("Neovim", std::path::Path::new("nvim"), "--version") else { return };
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("draft.notice");
    std::fs::write(&draft, DRAFT).unwrap();
    let script = format!("luafile {}", support::root().join("tests/lsp/neovim.lua").display());
    neovim.args(["--headless", "-u", "NONE", "-c", &script]).current_dir(folder.path());
    neovim.env("ZHUMO", env!("CARGO_BIN_EXE_zhumo")).env("DRAFT", &draft).env("XDG_STATE_HOME", folder.path());
    let output = neovim.output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let written = std::fs::read_to_string(&draft).unwrap();
    assert_eq!(written, DRAFT.replace("2026年08月14日", "2026年8月14日").replace("署名 : ", "署名："));
}

#[test]
fn every_message_is_as_the_protocol_has_it() {
    let python = support::root().join(".tools/venv/bin/python");
    let Some(mut python) = client("pytest-lsp", &python, "--version") else { return };
    let folder = tempfile::tempdir().unwrap();
    python
        .args([
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-o",
            "asyncio_mode=auto",
            "-o",
            "asyncio_default_fixture_loop_scope=function",
        ])
        .arg(support::root().join("tests/lsp"));
    python.current_dir(folder.path()).env("ZHUMO", env!("CARGO_BIN_EXE_zhumo")).env("PYTHONDONTWRITEBYTECODE", "1");
    let output = python.output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
}

/// One server looks after all drafts of a folder with settings; the oldest Neovim that is about has nothing of its own that does it.
#[test]
fn neovim_has_one_server_for_many_drafts() {
    let Some(mut neovim) = client("Neovim", std::path::Path::new("nvim"), "--version") else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (name, text) in
        [("a/zhumo.toml", ""), ("a/one.notice", DRAFT), ("a/May/two.notice", DRAFT), ("b/zhumo.toml", ""), ("b/c.notice", DRAFT)]
    {
        std::fs::create_dir_all(path(name).parent().unwrap()).unwrap();
        std::fs::write(path(name), text).unwrap();
    }
    let script = format!("luafile {}", support::root().join("tests/lsp/neovim_many.lua").display());
    neovim.args(["--headless", "-u", "NONE", "-c", &script]).current_dir(folder.path());
    neovim.env("ZHUMO", env!("CARGO_BIN_EXE_zhumo")).env("PLUGIN", support::root().join("editors/vim"));
    neovim.env("ONE", path("a/one.notice")).env("TWO", path("a/May/two.notice")).env("OTHER", path("b/c.notice"));
    let output = neovim.env("XDG_STATE_HOME", folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
}
