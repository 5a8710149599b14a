//! Which room uses which: read from the code, held against the order of the layers.

use super::rust_files;
use crate::support::root;
use std::collections::BTreeMap;
use std::path::Path;

/// The layers from the top, as the code map of ARCHITECTURE.md lists them; a layer uses only those above it. What stands in one entry
/// may not use each other, but for the base.
const LAYERS: &[&[&str]] = &[
    &["span", "source", "say", "hex", "markup", "links", "images", "organs", "phrases", "templates", "pixels", "parallel"],
    &["syntax"],
    &["model"],
    &["wording", "outline"],
    &["check"],
    &["config"],
    &["assist"],
    &["layout"],
    &["faces"],
    &["pdf", "svg", "docx", "html", "markdown"],
    &["ofd"],
    &["diff"],
    &["fmt"],
    &["import", "merge", "site"],
    &["print"],
    &["raster"],
    &["build"],
    &["verify", "preview"],
    &["project"],
    &["cli", "lsp", "serve"],
];

fn layer(name: &str) -> Option<usize> {
    LAYERS.iter().position(|names| names.contains(&name))
}

/// The room that a file belongs to, and how many modules lie above its own items: 1 in `src/build.rs` and `src/html/mod.rs`.
fn room(below: &Path) -> (String, usize) {
    let parts: Vec<String> =
        below.components().map(|part| part.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()).collect();
    let depth = parts.len() - usize::from(parts.last().is_some_and(|name| name == "mod"));
    (parts[0].clone(), depth)
}

/// The code of a file without comments and without its tests, which may look anywhere.
fn code(text: &str) -> Vec<(usize, String)> {
    let mut code = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        let trimmed = line.trim_start();
        if trimmed == "#[cfg(test)]" {
            // rustfmt closes an item where it opened it.
            let indent = &line[..line.len() - trimmed.len()];
            let end = lines.find(|(_, line)| !line.trim_start().starts_with("#[")).map(|(_, line)| line);
            if end.is_some_and(|line| line.ends_with('{')) {
                let _ = lines.find(|(_, line)| *line == format!("{indent}}}"));
            }
        } else if !trimmed.starts_with("//") {
            code.push((number + 1, line.split(" // ").next().unwrap_or_default().to_owned()));
        }
    }
    code
}

/// The names that stand behind `head` in a text: `crate::a`, and of `crate::{a::b, c}` both.
fn named<'a>(text: &'a str, head: &str) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(head) {
        // `zhumo::` is no `o::`.
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let start = at + head.len();
        let name = |from: usize| {
            let rest = &text[from..];
            &rest[..rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len())]
        };
        if !text[start..].starts_with('{') {
            found.push((at, name(start)));
            continue;
        }
        let mut depth = 0;
        for (offset, c) in text[start..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            let begins = depth == 1 && (c == '{' || c == ',');
            let inner = start + offset + 1;
            let inner = inner + text[inner..].len() - text[inner..].trim_start().len();
            if begins && !name(inner).is_empty() {
                found.push((at, name(inner)));
            }
        }
    }
    found
}

/// What the library gives out at its root, by the room it comes from.
fn at_the_root(lib: &str) -> BTreeMap<String, String> {
    let mut rooms = BTreeMap::new();
    for statement in lib.split("pub use ").skip(1) {
        let statement = statement.split(';').next().unwrap_or_default();
        let Some((room, names)) = statement.split_once("::") else { continue };
        for name in names.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty()) {
            rooms.insert(name.to_owned(), room.to_owned());
        }
    }
    rooms
}

/// The rooms that a file uses: with the line, and the name by which it asks.
fn used(text: &str, depth: usize, known: &BTreeMap<String, String>) -> Vec<(usize, String)> {
    let code = code(text);
    let whole: String = code.iter().map(|(_, line)| format!("{line}\n")).collect();
    let line = |at: usize| code[whole[..at].matches('\n').count()].0;
    let mut used = Vec::new();
    // `super::` as often as a file lies deep leads to the root.
    for head in ["crate::".to_owned(), "super::".repeat(depth)] {
        for (at, name) in named(&whole, &head) {
            // A function may be called like a room: it is the room that is meant nearly everywhere.
            let room = if layer(name).is_some() { name } else { known.get(name).map_or(name, String::as_str) };
            used.push((line(at), room.to_owned()));
        }
    }
    used
}

#[test]
fn layers_use_only_what_is_above_them() {
    let src = root().join("src");
    let known = at_the_root(&std::fs::read_to_string(src.join("lib.rs")).unwrap());
    let (mut wrong, mut arrows) = (Vec::new(), 0);
    for path in rust_files(&src) {
        let below = path.strip_prefix(&src).unwrap();
        let (room, depth) = room(below);
        // The two roots put the rooms together.
        if matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let own = layer(&room).unwrap_or_else(|| panic!("{room} has no place among the layers"));
        for (line, name) in used(&std::fs::read_to_string(&path).unwrap(), depth, &known) {
            let Some(other) = layer(&name) else { continue };
            arrows += usize::from(name != room);
            if other > own || (other == own && name != room && own > 0) {
                wrong.push(format!("{}:{line}: {room} uses {name}", below.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(arrows > 500, "{arrows} arrows between rooms");
}

/// The files of a folder that use each other in a circle, by what they name of each other, and what the folder's own file hands on.
fn circle(folder: &Path) -> Vec<String> {
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let above = [folder.join("mod.rs"), folder.with_extension("rs")].into_iter().find(|path| path.is_file());
    let above_text = above.map(|path| std::fs::read_to_string(path).unwrap()).unwrap_or_default();
    let handed_on = at_the_root(&above_text);
    let mut uses: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in rust_files(folder).iter().filter(|path| path.parent() == Some(folder) && !path.ends_with("mod.rs")) {
        let text: String = code(&std::fs::read_to_string(path).unwrap()).iter().map(|(_, line)| format!("{line}\n")).collect();
        let others = ["super::".to_owned(), format!("crate::{}::", name(folder))];
        let others = others.iter().flat_map(|head| named(&text, head)).map(|(_, name)| name);
        let others = others.filter(|other| *other != name(path));
        uses.insert(name(path), others.map(|name| handed_on.get(name).cloned().unwrap_or_else(|| name.to_owned())).collect());
    }
    // Tests in files of their own are no part of the house.
    let tests = |name: &String| above_text.contains(&format!("#[cfg(test)]\nmod {name};"));
    uses.retain(|name, _| !tests(name));
    // Whoever uses nobody that is left is in no circle.
    while let Some(free) = uses.iter().find(|(_, others)| !others.iter().any(|other| uses.contains_key(other))) {
        let free = free.0.clone();
        uses.remove(&free);
    }
    // And whoever nobody uses that is left.
    while let Some(free) = uses.keys().find(|name| !uses.values().flatten().any(|other| other == *name)) {
        let free = free.clone();
        uses.remove(&free);
    }
    uses.into_keys().collect()
}

/// Files in a circle can only be understood together. A finding names its rule, and a rule writes findings: these two belong together.
#[test]
fn files_form_no_circle() {
    let src = root().join("src");
    let folders: std::collections::BTreeSet<_> = rust_files(&src).iter().map(|path| path.parent().unwrap().to_owned()).collect();
    assert!(folders.len() > 30, "{} folders", folders.len());
    let mut circles = Vec::new();
    for folder in folders.iter().filter(|folder| **folder != src) {
        let circle = circle(folder);
        let known: &[&str] = if folder.ends_with("src/check") { &["finding", "rule"] } else { &[] };
        if circle != known {
            circles.push(format!("{}: {}", folder.display(), circle.join(", ")));
        }
    }
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn layers_stand_as_in_the_code_map() {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = page.lines().skip_while(|line| !line.starts_with("| part |")).skip(2).take_while(|line| line.starts_with("| `"));
    let mut listed: Vec<String> = Vec::new();
    for row in rows {
        for path in row.split(" | ").next().unwrap_or_default().split('`').skip(1).step_by(2) {
            let (room, _) = room(Path::new(path.strip_prefix("src/").unwrap_or(path)));
            if room != "main" && !listed.contains(&room) {
                listed.push(room);
            }
        }
    }
    assert_eq!(listed, LAYERS.concat());
}

/// Every spelling of a use is seen, in the middle of a file and behind its tests, too.
#[test]
fn uses_are_found_however_they_are_spelled() {
    let known = at_the_root("pub use build::{BuildError, build};\n");
    let text = "\
use crate::{
    check::Finding,
    layout::{FontSet, pdf}, BuildError,
};
// use crate::cli;
#[cfg(test)]
fn only_in_tests() {
    crate::serve::run();
}
fn f() -> super::super::config::Config {
    use super::lsp;
    let a = say::say!();
    let b = crate::build(a);
}
#[cfg(test)]
use crate::wording;
#[cfg(test)]
mod tests {
    use crate::verify;
}
use crate::html::html;
";
    let found: Vec<(usize, String)> = used(text, 2, &known);
    let wanted = [(1, "check"), (1, "layout"), (1, "build"), (13, "build"), (21, "html"), (10, "config")];
    assert_eq!(found, wanted.map(|(line, room)| (line, room.to_owned())));
    assert_eq!(room(Path::new("html/mod.rs")), ("html".to_owned(), 1));
    assert_eq!(room(Path::new("check/rules/closing/padded_date.rs")), ("check".to_owned(), 4));
}

/// What may grow is said to: who matches over it has an arm for what comes. Two are closed for good.
#[test]
fn public_enums_and_options_may_grow() {
    const CLOSED: [&str; 2] = ["Lang", "Severity"];
    let src = root().join("src");
    let lib = std::fs::read_to_string(src.join("lib.rs")).unwrap();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for path in rust_files(&src) {
        let (room, _) = room(path.strip_prefix(&src).unwrap());
        let hidden = !lib.contains(&format!("pub mod {room};")) || lib.contains(&format!("#[doc(hidden)]\npub mod {room};"));
        if hidden && room != "build" {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for (at, line) in text.lines().enumerate() {
            let declared = line.trim_start().strip_prefix("pub enum ").or_else(|| {
                let name = line.strip_prefix("pub struct ")?;
                let word = name.split(|c: char| !c.is_alphanumeric()).next()?;
                (word.ends_with("Options") || word.ends_with("Config")).then_some(name)
            });
            let Some(declared) = declared else { continue };
            let name: String = declared.chars().take_while(|c| c.is_alphanumeric()).collect();
            let attributes = text.lines().take(at).collect::<Vec<_>>().into_iter().rev();
            let grows =
                attributes.take_while(|line| line.trim_start().starts_with('#')).any(|line| line.contains("non_exhaustive"));
            count += 1;
            if grows == CLOSED.contains(&name.as_str()) && !is_private(&src, &path) {
                wrong.push(format!("{}: {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 60, "{count} enums and options");
}

/// Whether a file is a module that its room keeps to itself and gives nothing out of.
fn is_private(src: &Path, path: &Path) -> bool {
    let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
    let above = [path.with_file_name("mod.rs"), path.parent().unwrap().with_extension("rs")];
    let above = above.iter().find(|above| above.is_file() && *above != path).map(|above| std::fs::read_to_string(above).unwrap());
    path.parent() != Some(src)
        && above
            .is_some_and(|above| !above.contains(&format!("pub use {stem}::")) && !above.contains(&format!("pub mod {stem};")))
}

/// The root of the library holds what it is made of, and nothing that is made.
#[test]
fn the_root_holds_rooms_and_names_alone() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let allowed = ["//", "mod ", "pub mod ", "pub use ", "#[cfg", "#[doc(hidden)]", "extern crate "];
    let other: Vec<&str> =
        lib.lines().filter(|line| !line.is_empty() && !allowed.iter().any(|begin| line.starts_with(begin))).collect();
    assert!(other.is_empty(), "{}", other.join("\n"));
    let cargo = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let features = cargo.split("\n[features]\n").nth(1).unwrap().split("\n[").next().unwrap();
    for name in features.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name) {
        assert!(name == "default" || lib.contains(&format!("//! | `{name}` | ")), "the table of src/lib.rs lacks `{name}`");
    }
}
