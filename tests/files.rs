//! Files that are no files, files of others, links: nothing is replaced that is no plain file, nothing written over unasked, nothing read
//! that lies outside, and nobody waited for who does not come.

#![cfg(unix)]

mod support;

use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use support::{text, zhumo};

const SOUND: &str = "发文机关：示例市质量局\n发文字号：示质发〔2026〕7号\n标题：示例市质量局关于开展检查工作的通知\n主送：各县质量局：\n\n现将有关事项通知如下。\n\n署名：示例市质量局\n成文日期：2026年8月14日\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.notice"), SOUND).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    zhumo().args(["--lang", "en"]).args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap()
}

fn code(folder: &Path, arguments: &[&str]) -> i32 {
    let output = run(folder, arguments);
    let code = output.status.code().unwrap_or(-1);
    assert!((0..=2).contains(&code), "{arguments:?}: {}", text(&output));
    code
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

/// Pipes, sockets, devices as targets: left as they are.
#[test]
fn what_is_no_file_is_never_replaced() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    pipe(&at("pipe"));
    pipe(&at("pipe.md"));
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    symlink("pipe", at("link")).unwrap();
    std::fs::write(at("b.txt"), "关于检查的通知\n各县抓好工作。\n").unwrap();
    for target in ["pipe", "socket", "link"] {
        let report = format!("json={target}");
        assert_eq!(code(folder.path(), &["check", "--report", &report, "a.notice"]), 2, "{target}");
        assert_eq!(code(folder.path(), &["import", "--force", "-o", target, "b.txt"]), 2, "{target}");
        assert_eq!(code(folder.path(), &["diff", "-o", target, "a.notice", "a.notice"]), 2, "{target}");
    }
    assert_eq!(code(folder.path(), &["build", "-t", "md", "-o", "pipe", "a.notice"]), 2);
    assert!(at("pipe").metadata().unwrap().file_type().is_fifo() && at("socket").metadata().unwrap().file_type().is_socket());
    assert!(at("pipe.md").metadata().unwrap().file_type().is_fifo() && at("link").symlink_metadata().unwrap().is_symlink());
    // What the shell has opened, and a sink, take what is written.
    let before = Path::new("/dev/null").metadata().unwrap();
    assert_eq!(code(folder.path(), &["check", "--report", "json=/dev/null", "a.notice"]), 0);
    let after = Path::new("/dev/null").metadata().unwrap();
    assert!(after.file_type().is_char_device() && (before.ino(), before.rdev()) == (after.ino(), after.rdev()));
    // Nor does it get an ending.
    let output = run(folder.path(), &["build", "-q", "--allow-errors", "-t", "md", "-o", "/dev/stdout", "a.notice"]);
    let plain = run(folder.path(), &["build", "-q", "--allow-errors", "-t", "md", "-o", "-", "a.notice"]);
    assert!(!output.stdout.is_empty() && output.stdout == plain.stdout, "{}", text(&output));
    let output = run(folder.path(), &["check", "-q", "--report", "json=/dev/stdout", "a.notice"]);
    assert!(text(&output).contains("schema_version"), "{}", text(&output));
}

/// Pipes and devices as inputs: refused at once, wherever a file is read.
#[test]
fn what_never_ends_or_never_begins_is_not_read() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in ["p.notice", "p.pdf", "p.txt", "p.png", "p.csv"] {
        pipe(&at(name));
    }
    symlink("/dev/zero", at("z.notice")).unwrap();
    for file in ["p.notice", "z.notice", "/dev/zero"] {
        for arguments in [&["check"][..], &["fmt"], &["build", "-t", "md"], &["check", "--fix"]] {
            assert_eq!(code(folder.path(), &[arguments, &[file]].concat()), 2, "{arguments:?} {file}");
        }
    }
    for arguments in
        [["verify", "p.pdf"], ["extract", "p.pdf"], ["import", "p.txt"], ["import", "/dev/zero"], ["verify", "/dev/zero"]]
    {
        assert_eq!(code(folder.path(), &arguments), 2, "{arguments:?}");
    }
    assert_eq!(code(folder.path(), &["merge", "a.notice", "p.csv", "-o", "x/{{a}}"]), 2);
    std::fs::write(at("b.notice"), format!("{SOUND}\n![图](p.png)\n")).unwrap();
    assert_eq!(code(folder.path(), &["check", "b.notice"]), 1);
    // Settings and templates.
    std::fs::create_dir_all(at("t/tpl/official")).unwrap();
    std::fs::write(at("t/a.notice"), SOUND).unwrap();
    std::fs::write(at("t/zhumo.toml"), "[template]\npath = \"tpl\"\n").unwrap();
    pipe(&at("t/tpl/official/page.html"));
    assert_eq!(code(&at("t"), &["build", "-t", "html", "a.notice"]), 2);
    pipe(&at("settings.toml"));
    assert_eq!(code(folder.path(), &["check", "--config", "settings.toml", "a.notice"]), 2);
    // A folder of fonts with a pipe in it.
    std::fs::create_dir(at("fonts")).unwrap();
    pipe(&at("fonts/p.ttf"));
    let _ = run(folder.path(), &["build", "-t", "pdf", "--font-path", "fonts", "a.notice"]);
}

/// The size is looked at before a file is read: a gigabyte that takes no room on the disk.
#[test]
fn a_huge_file_is_refused_by_its_size() {
    let folder = folder();
    for name in ["huge.notice", "huge.txt", "huge.pdf", "huge.docx"] {
        std::fs::File::create(folder.path().join(name)).unwrap().set_len(3 << 30).unwrap();
    }
    for arguments in [
        ["check", "huge.notice"],
        ["fmt", "huge.notice"],
        ["import", "huge.txt"],
        ["import", "huge.docx"],
        ["verify", "huge.pdf"],
        ["extract", "huge.pdf"],
    ] {
        // With less memory than the file is long.
        let output = Command::new("bash")
            .args(["-c", "ulimit -v 2000000; exec \"$@\"", "bash", env!("CARGO_BIN_EXE_zhumo"), "--lang", "en"])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output));
        assert!(text(&output).contains("3221225472"), "{arguments:?}: {}", text(&output));
    }
}

#[test]
fn nothing_is_written_over_unasked() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("zhumo.toml"), "").unwrap();
    std::fs::write(at("c.txt"), SOUND).unwrap();
    std::fs::write(at("page.html"), "<p>written by hand</p>\n").unwrap();
    symlink("a.notice", at("out.json")).unwrap();
    for report in ["json=a.notice", "json=other.notice", "short=zhumo.toml", "json=out.json", "human=./a.notice"] {
        assert_eq!(code(folder.path(), &["check", "--report", report, "a.notice"]), 2, "{report}");
        assert_eq!(code(folder.path(), &["build", "-t", "md", "--report", report, "a.notice"]), 2, "{report}");
    }
    assert_eq!(code(folder.path(), &["check", "--report", "short=c.txt", "c.txt"]), 2);
    assert_eq!(code(folder.path(), &["check", "--report", "json=page.html", "a.notice"]), 2);
    assert_eq!(code(folder.path(), &["diff", "-o", "a.notice", "a.notice", "c.txt"]), 2);
    assert_eq!(std::fs::read_to_string(at("a.notice")).unwrap(), SOUND);
    assert_eq!(std::fs::read_to_string(at("c.txt")).unwrap(), SOUND);
    assert!(!at("other.notice").exists());
    // A report is written over an earlier one.
    for _ in 0..2 {
        assert_eq!(code(folder.path(), &["check", "--report", "json=r.json", "--report", "junit=r.xml", "a.notice"]), 0);
    }
    if support::fonts() {
        assert_eq!(code(folder.path(), &["build", "-t", "pdf", "a.notice"]), 0);
        std::fs::write(at("a.notice"), "newer").unwrap();
        assert_eq!(code(folder.path(), &["extract", "a.pdf", "-o", "a.notice"]), 2);
        assert_eq!(code(folder.path(), &["extract", "a.pdf", "-o", "a.pdf"]), 2);
        assert_eq!(std::fs::read_to_string(at("a.notice")).unwrap(), "newer");
        assert_eq!(code(folder.path(), &["extract", "a.pdf", "--force", "-o", "a.notice"]), 0);
        assert_eq!(std::fs::read_to_string(at("a.notice")).unwrap(), SOUND);
    }
}

#[test]
fn links_stay_and_lead_where_they_led() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("elsewhere")).unwrap();
    std::fs::write(at("elsewhere/real.notice"), SOUND.replace("〔2026〕", "[2026]").replace("8月14", "08月14")).unwrap();
    symlink("elsewhere/real.notice", at("link.notice")).unwrap();
    symlink("elsewhere/new.md", at("link.md")).unwrap();
    assert_eq!(code(folder.path(), &["fmt", "link.notice"]), 0);
    code(folder.path(), &["check", "--fix", "link.notice"]);
    assert_eq!(code(folder.path(), &["build", "-t", "md", "--allow-errors", "-o", "link", "link.notice"]), 0);
    assert!(at("link.notice").symlink_metadata().unwrap().is_symlink() && at("link.md").symlink_metadata().unwrap().is_symlink());
    assert!(std::fs::read_to_string(at("elsewhere/real.notice")).unwrap().contains("2026年8月14日"));
    assert!(std::fs::read_to_string(at("elsewhere/new.md")).unwrap().contains("检查"));
}

#[test]
fn no_link_leads_out_of_the_project() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(at("project/tpl/official")).unwrap();
    std::fs::create_dir_all(at("project/sub")).unwrap();
    std::fs::write(at("secret.txt"), "口令：A secret,line\n").unwrap();
    std::fs::write(at("project/zhumo.toml"), "[template]\npath = \"tpl\"\n").unwrap();
    std::fs::write(at("project/sub/own.notice"), SOUND).unwrap();
    symlink("../secret.txt", at("project/secret.notice")).unwrap();
    symlink("sub/own.notice", at("project/own.notice")).unwrap();
    for arguments in [
        &["check", "secret.notice"][..],
        &["check", "."],
        &["check", "--format", "json", "."],
        &["build", "-t", "md", "secret.notice"],
        &["fmt", "--diff", "secret.notice"],
    ] {
        let output = run(&at("project"), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output));
        assert!(!text(&output).contains("A secret"), "{arguments:?}: {}", text(&output));
    }
    assert_eq!(code(&at("project"), &["check", "own.notice"]), 0);
    // The folder that was asked for is as good as the project.
    let plain = at("plain");
    std::fs::create_dir_all(plain.join("a")).unwrap();
    std::fs::write(plain.join("b.notice"), SOUND).unwrap();
    symlink("../b.notice", plain.join("a/b.notice")).unwrap();
    assert_eq!(code(folder.path(), &["check", "plain"]), 0);
    symlink("../../../secret.txt", at("project/tpl/official/part.html")).unwrap();
    std::fs::write(at("project/tpl/official/page.html"), "{% include 'official/part.html' %}").unwrap();
    let output = run(&at("project"), &["build", "-t", "html", "sub/own.notice"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(!at("project/sub/own.html").exists());
}

/// Files have the rights that the mask of the user leaves; what is made of a file can be read by nobody who cannot read that.
#[test]
fn rights_follow_the_mask_and_the_draft() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("b.txt"), "关于检查的通知\n各县抓好工作。\n").unwrap();
    let masked = |mask: &str, arguments: &[&str]| {
        let run = Command::new("bash")
            .args(["-c", &format!("umask {mask}; exec \"$@\""), "bash", env!("CARGO_BIN_EXE_zhumo")])
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(0), "{arguments:?}: {}", text(&run));
    };
    for (mask, wanted) in [("077", 0o600), ("027", 0o640), ("022", 0o644), ("002", 0o664)] {
        let name = |ending: &str| format!("{mask}.{ending}");
        std::fs::set_permissions(at("a.notice"), std::fs::Permissions::from_mode(0o666)).unwrap();
        masked(mask, &["build", "-t", "md", "-o", &name("md"), "a.notice"]);
        masked(mask, &["init", &format!("new{mask}.notice")]);
        std::fs::set_permissions(at("b.txt"), std::fs::Permissions::from_mode(0o666)).unwrap();
        masked(mask, &["import", "-o", &format!("i{mask}.notice"), "b.txt"]);
        masked(mask, &["check", "--report", &format!("json={mask}.json"), "a.notice"]);
        for file in [name("md"), format!("new{mask}.notice"), format!("i{mask}.notice"), name("json")] {
            assert_eq!(mode(&at(&file)), wanted, "{file}");
        }
    }
    std::fs::set_permissions(at("a.notice"), std::fs::Permissions::from_mode(0o600)).unwrap();
    masked("022", &["build", "-t", "md,html", "-o", "own", "a.notice"]);
    assert_eq!((mode(&at("own.md")), mode(&at("own.html"))), (0o600, 0o600));
    // What was there keeps its rights.
    std::fs::set_permissions(at("own.md"), std::fs::Permissions::from_mode(0o640)).unwrap();
    masked("077", &["build", "-t", "md", "-o", "own.md", "a.notice"]);
    assert_eq!(mode(&at("own.md")), 0o640);
}

/// What a killed run left beside its outputs goes at the next run; what another run is writing, and files of others, stay.
#[test]
fn litter_of_a_killed_run_goes() {
    let folder = folder();
    let folder = folder.path();
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_700_000_000);
    for name in [".zhumo-aB3xY9", ".zhumo-held00", ".zhumo-notes.txt", ".zhumo-aB3xY"] {
        let file = std::fs::File::create(folder.join(name)).unwrap();
        file.set_modified(old).unwrap();
    }
    std::fs::write(folder.join(".zhumo-new000"), "").unwrap();
    let held = std::fs::File::open(folder.join(".zhumo-held00")).unwrap();
    held.lock().unwrap();
    assert_eq!(code(folder, &["build", "-q", "-t", "md", "a.notice"]), 0);
    let left = |name: &str| folder.join(name).exists();
    assert!(!left(".zhumo-aB3xY9"));
    for name in [".zhumo-held00", ".zhumo-notes.txt", ".zhumo-aB3xY", ".zhumo-new000"] {
        assert!(left(name), "{name}");
    }
}

/// On a disk that knows no case `A.md` is `a.md`: what would be written over there is refused, or has another name, on every disk.
#[test]
fn names_that_differ_in_case_alone_are_one() {
    let folder = folder();
    let at = |name: &str| folder.path().join(name);
    for name in ["one", "two", "in"] {
        std::fs::create_dir(at(name)).unwrap();
    }
    std::fs::write(at("one/b.notice"), SOUND).unwrap();
    std::fs::write(at("two/B.notice"), SOUND.replace("7号", "8号")).unwrap();
    assert_eq!(code(folder.path(), &["build", "-t", "md", "-o", "out/{name}", "one", "two"]), 2);
    assert!(!at("out").exists());
    std::fs::write(at("letter.notice"), SOUND.replace("各县质量局", "{{单位}}")).unwrap();
    std::fs::write(at("rows.csv"), "单位\nab\nAB\n").unwrap();
    assert_eq!(code(folder.path(), &["merge", "-t", "md", "-o", "out/{{单位}}", "letter.notice", "rows.csv"]), 1);
    assert!(!at("out").exists());
    for name in ["c.txt", "C.txt", "C.md"] {
        std::fs::write(at("in").join(name), "关于检查的通知\n\n各县：\n抓好工作。\n").unwrap();
    }
    let apart = |folder: &Path, ending: &str, count: usize| {
        let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().to_lowercase());
        let names: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
        let apart: std::collections::BTreeSet<&String> = names.iter().collect();
        assert!(names.len() == count && apart.len() == count, "{names:?}");
    };
    assert_eq!(code(folder.path(), &["import", "--batch", "in", "-o", "drafts"]), 0);
    apart(&at("drafts"), ".notice", 3);
    let output = run(folder.path(), &["site", "-t", "html", "-o", "site", "one", "two"]);
    assert!(output.status.code() == Some(1) && text(&output).contains("B.html is the address of"), "{}", text(&output));
    apart(&at("site"), "b.html", 1);
}
