//! The action, run as GitHub runs it, and the workflows, by judges that are not ours.

#![cfg(unix)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use support::{root, text};

const PADDED: &str = "发文机关：示例局\n发文字号：示局发〔2026〕3号\n标题：示例局关于放假的通知\n主送：各处室：\n\n10月1日起放假。\n\n署名：示例局\n成文日期：2026年09月20日\n";

fn run(command: &mut Command) -> Output {
    command.output().unwrap()
}

fn get(place: &Path, from: &str, reference: &str) -> (Output, String) {
    let said = place.join("output");
    let mut command = Command::new(root().join("scripts/ci/get.sh"));
    command.env("ZHUMO_PLACE", place.join("zhumo")).env("FROM", from).env("REF", reference).env("REPOSITORY", "example/zhumo");
    command.env("RUNNER_OS", "Linux").env("RUNNER_ARCH", "X64").env("GITHUB_OUTPUT", &said);
    // Should it ask for a release of its own, it finds that nobody listens there.
    command.env("GITHUB_SERVER_URL", "http://127.0.0.1:9");
    let output = run(&mut command);
    (output, std::fs::read_to_string(said).unwrap_or_default())
}

/// A release in a folder: its archive holds the program that was built for the tests, by its name.
fn release(folder: &Path) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let name = format!("zhumo-{version}-x86_64-linux");
    let inside = folder.join(&name);
    std::fs::create_dir_all(&inside).unwrap();
    std::fs::write(inside.join("zhumo"), format!("#!/bin/sh\nexec '{}' \"$@\"\n", env!("CARGO_BIN_EXE_zhumo"))).unwrap();
    std::fs::set_permissions(inside.join("zhumo"), PermissionsExt::from_mode(0o755)).unwrap();
    let pack = format!("tar -czf {name}.tar.gz {name} && sha256sum {name}.tar.gz >SHA256SUMS");
    let output = run(Command::new("sh").args(["-c", &pack]).current_dir(folder));
    assert!(output.status.success(), "{}", text(&output));
    format!("file://{}", folder.display())
}

#[test]
fn the_action_takes_a_release_whole_or_builds() {
    let folder = tempfile::tempdir().unwrap();
    let from = release(folder.path());
    let (output, said) = get(folder.path(), &from, "");
    assert!(output.status.success() && said == "found=yes\n", "{said}{}", text(&output));
    let program = run(Command::new(folder.path().join("zhumo/bin/zhumo")).arg("--version"));
    assert!(text(&program).contains(env!("CARGO_PKG_VERSION")));

    // A file that is not the one that was released ends the run, and nothing of it is left.
    let other = tempfile::tempdir().unwrap();
    let from = release(other.path());
    let archive = other.path().join(format!("zhumo-{}-x86_64-linux.tar.gz", env!("CARGO_PKG_VERSION")));
    std::fs::write(&archive, [std::fs::read(&archive).unwrap(), vec![0]].concat()).unwrap();
    let (output, said) = get(other.path(), &from, "");
    assert!(!output.status.success() && said.is_empty() && text(&output).contains("::error::"), "{said}{}", text(&output));
    assert!(!other.path().join("zhumo/bin").exists());

    // Between two releases, where there is none, and where it is asked for, the program is built by a toolchain that has a number.
    let builds = [("source", ""), ("", ""), ("", "main"), ("file:///nowhere", "")];
    for (from, reference) in builds {
        let folder = tempfile::tempdir().unwrap();
        let (output, said) = get(folder.path(), from, reference);
        assert!(output.status.success() && said.starts_with("found=no\nkey="), "{said}{}", text(&output));
        assert!(said.ends_with(&format!("toolchain={}\n", env!("CARGO_PKG_RUST_VERSION"))), "{said}");
    }
    let tagged = tempfile::tempdir().unwrap();
    let (_, said) = get(tagged.path(), "", concat!("v", env!("CARGO_PKG_VERSION")));
    assert!(said.starts_with("found=no"), "{said}");
}

#[test]
fn the_action_checks_paths_with_spaces_and_not_its_own_folder() {
    let work = tempfile::tempdir().unwrap();
    let place = tempfile::tempdir().unwrap();
    get(place.path(), &release(place.path()), "");
    let write = |name: &str, text: &str| {
        let path = work.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("drafts of May/a b.notice", PADDED);
    write("others/c.notice", &PADDED.replace("年09月", "年9月"));
    write("tools/zhumo/tests/faulty.notice", "标题：{没有}\n");
    let check = |paths: &str, options: &str, sarif: &str| {
        let mut command = Command::new(root().join("scripts/ci/check.sh"));
        command.current_dir(work.path()).env("ZHUMO_PLACE", place.path().join("zhumo"));
        command.env("ACTION_PATH", work.path().join("tools/zhumo")).env("MESSAGES", "en");
        let output = run(command.env("PATHS", paths).env("OPTIONS", options).env("SARIF", sarif));
        (output.status.code().unwrap(), text(&output))
    };
    let (code, shown) = check(".", "", "a report.sarif");
    assert_eq!((code, shown.matches("::warning ").count()), (1, 1), "{shown}");
    assert!(shown.contains("file=drafts of May/a b.notice") && !shown.contains("tools/zhumo"), "{shown}");
    let sarif = std::fs::read_to_string(work.path().join("a report.sarif")).unwrap();
    assert!(sarif.contains("drafts%20of%20May/a%20b.notice"), "{sarif}");
    assert_eq!(check("drafts of May\r\nothers\n", "--fail-on error", "").0, 0);
    assert_eq!(check("others", "", "").0, 0);
    // What options and paths hold is never run.
    let (code, shown) = check("others\n$(touch ran)", "--set 'check.fail_on=error' '$(touch ran)'", "");
    assert!(code == 2 && !work.path().join("ran").exists(), "{shown}");
    let (code, shown) = check("tools", "", "");
    assert!(code == 2 && shown.contains("--exclude leaves no draft"), "{shown}");
}

/// A program of `.tools/ci`, or nothing where it is not installed and need not be.
fn judge(name: &str) -> Option<Command> {
    let path = root().join(".tools/ci/bin").join(name);
    assert!(path.exists() || !support::tools_required(), "{name} is not installed: run tests/tools/install.sh");
    path.exists().then(|| Command::new(path))
}

/// The workflows of a page.
fn workflows(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(root().join(page)).unwrap();
    let blocks = text.split("```yaml\n").skip(1).map(|block| block.split("\n```").next().unwrap().to_owned() + "\n");
    blocks.filter(|block| block.starts_with("name:")).collect()
}

#[test]
fn workflows_are_sound() {
    let Some(mut actionlint) = judge("actionlint") else { return };
    // As a repository of its own: what they use of this one is there, and nothing else.
    let folder = tempfile::tempdir().unwrap();
    let into = folder.path().join(".github/workflows");
    std::fs::create_dir_all(&into).unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    std::fs::copy(root().join("action.yml"), folder.path().join("action.yml")).unwrap();
    let mut count = 0;
    for page in ["docs/ci.md", "docs/ci.zh-CN.md"] {
        for workflow in workflows(page) {
            count += 1;
            std::fs::write(into.join(format!("page-{count}.yml")), workflow).unwrap();
        }
    }
    assert_eq!(count, 2);
    for entry in std::fs::read_dir(root().join(".github/workflows")).into_iter().flatten() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, into.join(path.file_name().unwrap())).unwrap();
    }
    let output = run(actionlint.current_dir(folder.path()));
    assert!(output.status.success(), "{}", text(&output));
}

/// The list of packages of a release, by the schema of CycloneDX: it names all that the licences are of, and says it twice alike.
#[test]
fn the_list_of_packages_is_whole() {
    let Some(mut python) = judge("python") else { return };
    let write = || {
        let output = run(Command::new("python3").arg(root().join("scripts/sbom.py")));
        assert!(output.status.success(), "{}", text(&output));
        String::from_utf8(output.stdout).unwrap()
    };
    let bom = write();
    assert_eq!(bom, write());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bom.json");
    std::fs::write(&path, &bom).unwrap();
    let program = "import sys\nfrom cyclonedx.schema import SchemaVersion\nfrom cyclonedx.validation.json import JsonStrictValidator\nfault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding='utf-8').read())\nsys.exit(str(fault) if fault else 0)";
    let output = run(python.args(["-c", program]).arg(&path));
    assert!(output.status.success(), "{}", text(&output));
    let bom: serde_json::Value = serde_json::from_str(&bom).unwrap();
    let components = bom["components"].as_array().unwrap();
    let named = |name: &str, version: &str| components.iter().any(|one| one["name"] == name && one["version"] == version);
    let licences = std::fs::read_to_string(root().join("LICENSES-THIRD-PARTY.txt")).unwrap();
    let linked =
        licences.lines().skip(3).take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(": ")?.0.split_once(' '));
    let linked: Vec<(&str, &str)> = linked.collect();
    assert!(linked.len() > 200);
    let missing: Vec<_> = linked.iter().filter(|(name, version)| !named(name, version)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    // The page of the preview brings its editor along.
    assert!(components.iter().any(|one| one["name"] == "@codemirror/view"));
    let known = |reference: &serde_json::Value| {
        bom["metadata"]["component"]["bom-ref"] == *reference || components.iter().any(|one| one["bom-ref"] == *reference)
    };
    for row in bom["dependencies"].as_array().unwrap() {
        assert!(known(&row["ref"]) && row["dependsOn"].as_array().unwrap().iter().all(known), "{row}");
    }
}

#[test]
fn scripts_are_sound() {
    let there = Command::new("shellcheck").arg("--version").output().is_ok();
    assert!(there || !support::tools_required(), "shellcheck is not installed: run tests/tools/install.sh");
    if there {
        let folders = ["scripts", "scripts/ci", "scripts/release", "tests/tools"]
            .map(|folder| std::fs::read_dir(root().join(folder)).unwrap());
        let paths = folders.into_iter().flatten().map(|entry| entry.unwrap().path());
        let scripts: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "sh")).collect();
        // What it is unsure about is left to who reads.
        let output = run(Command::new("shellcheck").args(["--severity", "warning"]).args(&scripts));
        assert!(output.status.success(), "{}", text(&output));
    }
}
