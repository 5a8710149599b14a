//! Texts that are there already: examples, fixtures of the rules, sound notices, and the five seeds where they are at hand.

use crate::support::{root, unescape};
use std::path::{Path, PathBuf};

/// Whole drafts, each with its name.
pub fn drafts() -> Vec<(String, String)> {
    let mut drafts = Vec::new();
    for folder in ["examples", "tests/accuracy/clean", "tests/visual", "tests/wild"] {
        drafts.extend(read(&root().join(folder), "notice"));
    }
    for (name, text) in read(&root().join("tests/check"), "txt") {
        drafts.extend(cases(&text).into_iter().map(|(case, text)| (format!("{name}/{case}"), unescape(&text))));
    }
    drafts.extend(seeds());
    drafts
}

/// The five texts that are no part of the repository, from where `tests/seeds.rs` looks for them.
fn seeds() -> Vec<(String, String)> {
    let folder = std::env::var_os("ZHUMO_SEEDS").map_or_else(|| root().join("../shared/seeds"), PathBuf::from);
    if folder.is_dir() { read(&folder, "txt") } else { Vec::new() }
}

/// Every line of them, without white space at its ends and comments.
pub fn lines() -> Vec<String> {
    let drafts = drafts();
    let lines = drafts.iter().flat_map(|(_, text)| text.lines()).map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//") && line.chars().all(is_seen)).map(str::to_owned).collect()
}

/// Whether a character can be seen: a draft with others has an error, and pages may show them as they like.
pub fn is_seen(character: char) -> bool {
    !character.is_control()
        && !matches!(character, '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{ffa0}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{fffc}'..='\u{ffff}' | '\u{fdd0}'..='\u{fdef}')
        && u32::from(character) & 0xfffe != 0xfffe
}

fn read(folder: &Path, ending: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|other| other == ending)).collect();
    paths.sort();
    let text = |path: &PathBuf| std::fs::read_to_string(path).ok();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_string_lossy().into_owned();
    paths.iter().filter_map(|path| Some((name(path), text(path)?))).collect()
}

/// The cases of a fixture: name and draft.
fn cases(text: &str) -> Vec<(String, String)> {
    let mut cases: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match line.strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---")) {
            Some(name) => cases.push((name.to_owned(), String::new())),
            None => {
                if let Some((_, draft)) = cases.last_mut() {
                    draft.push_str(line);
                    draft.push('\n');
                }
            }
        }
    }
    cases
}
