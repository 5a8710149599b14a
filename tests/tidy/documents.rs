//! The pages in the repository: which there are, how they are linked, how wide they are, how changes are told.

use super::root;

/// Pages at the top, and those of `docs/` but for the made ones.
pub fn all() -> Vec<String> {
    let mut pages = Vec::new();
    for folder in ["", "docs/"] {
        for entry in std::fs::read_dir(root().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".md") {
                pages.push(format!("{folder}{name}"));
            }
        }
    }
    pages.sort();
    pages
}

fn read(page: &str) -> String {
    std::fs::read_to_string(root().join(page)).unwrap()
}

/// Whoever opens the folder of pages finds each of them, in his language or with a word that it is in English.
#[test]
fn the_doors_lead_to_every_page() {
    let (english, chinese) = (read("docs/README.md"), read("docs/README.zh-CN.md"));
    for page in all().iter().filter_map(|page| page.strip_prefix("docs/")).filter(|page| !page.starts_with("README")) {
        if let Some(stem) = page.strip_suffix(".zh-CN.md") {
            assert!(chinese.contains(&format!("({page}")), "docs/README.zh-CN.md leads not to {page}");
            assert!(!chinese.contains(&format!("({stem}.md")), "docs/README.zh-CN.md leads to the English {stem}.md");
        } else {
            assert!(english.contains(&format!("({page}")), "docs/README.md leads not to {page}");
        }
    }
    for line in chinese.lines().filter(|line| line.contains(".md)") && !line.contains("README.md")) {
        let links = line.split(')').filter(|link| link.contains("](") && link.ends_with(".md"));
        let foreign = links.filter(|link| !link.ends_with(".zh-CN.md")).count();
        assert_eq!(foreign, line.matches("（英文）").count(), "{line}");
    }
}

/// Prose ends its lines where an editor and a diff show them whole: within 160 columns, of which a Chinese character takes two.
#[test]
fn prose_has_one_width() {
    let columns = |line: &str| line.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum::<usize>();
    let mut wide = Vec::new();
    for page in &all() {
        let mut code = false;
        for (index, line) in read(page).lines().enumerate() {
            code ^= line.starts_with("```");
            if !code && !line.starts_with('|') && columns(line) > 160 {
                wide.push(format!("{page}:{}: {} columns", index + 1, columns(line)));
            }
        }
    }
    assert!(wide.is_empty(), "{}", wide.join("\n"));
}

/// Changes are told by what a reader touches, each in a short entry. What is not released yet is made short when it is.
#[test]
fn changes_are_told_in_four_sections() {
    let text = read("CHANGELOG.md");
    let mut versions = text.split("\n## ").skip(1);
    assert!(versions.next().is_some_and(|first| first.starts_with("Unreleased")));
    for version in versions {
        let sections: Vec<&str> = version.lines().filter_map(|line| line.strip_prefix("### ")).collect();
        assert_eq!(sections, ["Pages", "Checker", "Editors", "Program"]);
        for entry in version.split("\n- ").skip(1) {
            let entry = entry.split("\n\n").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(entry.chars().count() <= 200, "{} characters: {entry}", entry.chars().count());
        }
    }
}
