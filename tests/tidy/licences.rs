//! What the program links: where it comes from, what stands in it twice, the licences that are allowed, and the file that goes along with it.

use super::root;
use std::process::Command;

/// The licences under which a package may be linked: they ask for no more than their text. A new one is somebody's decision.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

/// Whether a package offers an allowed licence for each of its parts.
fn is_allowed(expression: &str) -> bool {
    let bare = |text: &str| text.trim_matches([' ', '(', ')']).to_owned();
    let offers = |part: &str| part.split(" OR ").map(bare).any(|offer| ALLOWED.contains(&offer.as_str()));
    expression.replace('/', " OR ").split(" AND ").all(offers)
}

/// The packages that are linked, each a line `NAME vVERSION|LICENCE`.
fn tree() -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tree = Command::new(cargo)
        .args([
            "tree",
            "--locked",
            "--offline",
            "-p",
            "zhumo",
            "-p",
            "zhumo-python",
            "-e",
            "normal",
            "--no-dedupe",
            "--prefix",
            "none",
        ])
        .args(["--target", "x86_64-unknown-linux-gnu", "--format", "{p}|{l}"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    String::from_utf8(tree.stdout).unwrap()
}

/// Packages that are linked in two versions, because two others that we want ask for different ones. A new one is somebody's decision.
const TWICE: &[&str] = &["heck", "miniz_oxide", "moxcms", "roxmltree", "syn", "unicode-width", "weezl"];

/// Every package comes from the one registry with its sum, and hardly any stands there twice.
#[test]
fn packages_come_from_one_place_and_once() {
    let lock: toml::Table = std::fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    assert!(packages.len() > 300, "{} packages", packages.len());
    for package in packages {
        let name = package["name"].as_str().unwrap();
        let source = package.get("source").and_then(toml::Value::as_str);
        if !name.starts_with("zhumo") {
            assert_eq!(source, Some("registry+https://github.com/rust-lang/crates.io-index"), "{name}");
            assert!(package.get("checksum").is_some(), "{name} has no sum");
        }
    }
    let tree = tree();
    let mut linked: Vec<(&str, &str)> = tree.lines().filter_map(|line| line.split_once('|')?.0.split_once(" v")).collect();
    linked.sort_unstable();
    linked.dedup();
    let mut twice: Vec<&str> = linked.windows(2).filter(|two| two[0].0 == two[1].0).map(|two| two[0].0).collect();
    twice.dedup();
    assert_eq!(twice, TWICE, "packages in two versions");
}

/// The file names every package that is linked, and no other, and each may be.
#[test]
fn what_is_linked_is_licensed() {
    let tree = tree();
    let mut linked: Vec<String> = Vec::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let (package, licence) = line.split_once('|').unwrap();
        let (name, version) = package.split_once(" v").unwrap();
        let version = version.split(' ').next().unwrap_or_default();
        if !name.starts_with("zhumo") {
            assert!(is_allowed(licence), "{name} is licensed as {licence}, which is not on the list");
            linked.push(format!("{name} {version}: {licence}"));
        }
    }
    linked.sort();
    linked.dedup();
    let file = std::fs::read_to_string(root().join("LICENSES-THIRD-PARTY.txt")).unwrap();
    let mut listed: Vec<&str> = file.lines().skip(3).take_while(|line| !line.is_empty()).collect();
    listed.sort_unstable();
    assert!(linked == listed, "LICENSES-THIRD-PARTY.txt is stale: run scripts/licences.py");
    assert!(linked.len() > 100, "{} packages", linked.len());
}
