//! Word files as LibreOffice shows them, measured by MuPDF: lines, characters, margins, page numbers, rules and imprint where the standard has
//! them, and the pages of the grid from edge to edge held against those of our PDF.

#[path = "geometry/fixtures.rs"]
#[allow(dead_code)]
mod fixtures;
mod support;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The edges of the type area, and its middle of dashes below it, in millimetres. Source: GB/T 9704—2012, 5.2.1, 7.5
const LEFT: f64 = 28.0;
const RIGHT: f64 = 184.0;
const FOOT: f64 = 262.0;
/// The base line of a page number of 14 pt whose dashes stand 7 mm below the type area.
const NUMBER: f64 = FOOT + 7.0 + 0.38 * 14.0 * 25.4 / 72.0;
/// One 字 of a page number.
const INSET: f64 = 14.0 * 25.4 / 72.0;
/// From line to line: 28.95 pt.
const PITCH: f64 = 28.95 * 25.4 / 72.0;

/// Examples and fixtures, filled, in a folder with their settings.
fn drafts(folder: &Path, grid: &str) -> Vec<String> {
    let root = support::root();
    std::fs::create_dir_all(folder.join("templates/official")).unwrap();
    std::fs::write(folder.join("zhumo.toml"), "[template]\npath = \"templates\"\n").unwrap();
    std::fs::write(folder.join("templates/official/layout.toml"), format!("[docx]\ngrid = \"{grid}\"\n")).unwrap();
    std::fs::create_dir_all(folder.join("figures")).unwrap();
    for entry in std::fs::read_dir(root.join("examples/figures")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.join("figures").join(path.file_name().unwrap())).unwrap();
    }
    let mut names = Vec::new();
    for (from, prefix) in [("examples", "example-"), ("tests/geometry", "page-")] {
        for entry in std::fs::read_dir(root.join(from)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "notice") {
                let name = format!("{prefix}{}", path.file_stem().unwrap().to_string_lossy());
                let text = fixtures::filled(&std::fs::read_to_string(&path).unwrap());
                std::fs::write(folder.join(format!("{name}.notice")), text).unwrap();
                names.push(name);
            }
        }
    }
    names.sort();
    names
}

/// The pages of each file.
type Pages = Vec<(String, Vec<Value>)>;

/// The pages of every file, as LibreOffice makes them; and the folder, where a PDF of ours lies beside each where it was asked for.
fn pages(grid: &str, targets: &str) -> Option<(tempfile::TempDir, Pages)> {
    if !support::fonts() {
        return None;
    }
    let (python, fonts) = (support::python()?, support::fonts_folder()?);
    if Command::new("soffice").arg("--version").output().is_err() {
        assert!(!support::tools_required(), "run tests/tools/install.sh first");
        eprintln!("skipped: LibreOffice is not installed (tests/tools/install.sh)");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let names = drafts(folder.path(), grid);
    let built = support::zhumo()
        .args(["build", "--allow-errors", "--ignore-system-fonts", "-q", "-t", targets, "-o"])
        .arg(folder.path().join("{name}"))
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(names.iter().all(|name| folder.path().join(format!("{name}.docx")).is_file()), "{}", support::text(&built));
    let office = folder.path().join("office");
    std::fs::create_dir(&office).unwrap();
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.path().join(format!("{name}.docx"))).collect();
    let output = Command::new(python)
        .arg(support::root().join("tests/tools/word.py"))
        .arg("pages")
        .args([&office, &fonts])
        .args(&paths)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of = |path: &PathBuf| found[path.to_str().unwrap()].as_array().unwrap().clone();
    let all = names.into_iter().zip(paths.iter().map(of)).collect();
    Some((folder, all))
}

fn lines(page: &Value) -> &[Value] {
    page["lines"].as_array().unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

fn is_number(line: &Value) -> bool {
    let text = line["text"].as_str().unwrap();
    let inner = text.strip_prefix('—').and_then(|text| text.strip_suffix('—'));
    inner.is_some_and(|inner| !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit()))
}

fn near(one: f64, two: f64) -> bool {
    (one - two).abs() <= 1.0
}

#[test]
fn pages_in_an_office_are_those_of_the_standard() {
    let Some((_folder, all)) = pages("lines", "docx") else { return };
    let (mut numbers, mut turned, mut full, mut longest, mut imprints) = (0, 0, 0, 0, 0);
    for (name, pages) in &all {
        for (index, page) in pages.iter().enumerate() {
            let place = format!("{name}, page {}", index + 1);
            if !page["upright"].as_bool().unwrap() {
                assert_eq!((number(&page["width"]), number(&page["height"])), (297.0, 210.0), "{place}");
                // The number stands where the sheet's foot is once it is turned upright: left of the text. Source: clause 8
                let aside = &page["turned"];
                // LibreOffice (7.4) leaves the box of a header in the corner of the sheet where an even page is the first of its section.
                let first = index > 0 && pages[index - 1]["upright"].as_bool().unwrap();
                let cornered = first && index % 2 == 1;
                if !aside.is_null() && !cornered {
                    turned += 1;
                    assert!(near(number(&aside["x"]), 297.0 - NUMBER), "{place}: {aside}");
                    assert!(number(&aside["from"]) > 27.0 && number(&aside["to"]) < 185.0, "{place}: {aside}");
                }
                continue;
            }
            assert_eq!((number(&page["width"]), number(&page["height"])), (210.0, 297.0), "{place}");
            for line in lines(page).iter().filter(|line| is_number(line)) {
                numbers += 1;
                assert!(near(number(&line["y"]), NUMBER), "{place}: {line}");
                let (left, right) = (number(&line["left"]), number(&line["right"]));
                let shown: usize = line["text"].as_str().unwrap().trim_matches('—').parse().unwrap();
                let fits = if shown % 2 == 1 { near(right, RIGHT - INSET) } else { near(left, LEFT + INSET) };
                assert!(fits, "{place}: {line}");
            }
            let text: Vec<&Value> =
                lines(page).iter().filter(|line| number(&line["size"]) == 16.0 && number(&line["y"]) < FOOT + 1.0).collect();
            for line in &text {
                assert!(number(&line["left"]) > LEFT - 0.6, "{place}: {line}");
                assert!(number(&line["right"]) < RIGHT + 0.6, "{place}: {line}");
                longest = longest.max(line["text"].as_str().unwrap().chars().count());
            }
            let pitches = text.windows(2).map(|pair| number(&pair[1]["y"]) - number(&pair[0]["y"]));
            full += usize::from(text.len() == 22 && pitches.filter(|pitch| (pitch - PITCH).abs() < 0.1).count() == 21);
            // The last rule of an imprint is the foot of the type area. Source: 7.4
            let rules = page["rules"].as_array().unwrap();
            for rule in rules.iter().filter(|rule| number(&rule[3]) > 240.0 && number(&rule[3]) < 270.0) {
                assert!(near(number(&rule[0]), LEFT) && near(number(&rule[2]), RIGHT), "{place}: {rule}");
            }
            let printed = |line: &&Value| {
                let text = line["text"].as_str().unwrap();
                number(&line["y"]) > 250.0 && (text.ends_with("印发") || text.ends_with("印發") || text.starts_with("Printedby"))
            };
            // A table may end in the same place.
            let last = rules.iter().rfind(|rule| number(&rule[3]) > 250.0 && number(&rule[3]) < 270.0);
            if let Some(last) = last.filter(|_| lines(page).iter().any(|line| printed(&line))) {
                imprints += 1;
                assert!(near(number(&last[3]), FOOT), "{place}: {last}");
            }
        }
    }
    // A line that holds letters or figures has more than 28 characters; one without has 28.
    assert!(
        numbers > 100 && turned > 2 && full > 5 && imprints > 20 && longest >= 28,
        "{numbers} {turned} {full} {imprints} {longest}"
    );
}

/// What LibreOffice sets otherwise than the page has it, so that the number of pages differs: English lines, which it does not hyphenate without a
/// dictionary; cells of tables, whose words it cuts; and a text that ends within a line of the place of the imprint.
const OTHERWISE: &[&str] = &["example-briefing-15", "example-english-notice", "page-annex-landscape"];

#[test]
fn the_grid_from_edge_to_edge_is_that_of_our_pages() {
    let Some((folder, all)) = pages("edge", "docx,pdf") else { return };
    let ours: Vec<PathBuf> = all.iter().map(|(name, _)| folder.path().join(format!("{name}.pdf"))).collect();
    let python = support::python().unwrap();
    let output =
        Command::new(python).arg(support::root().join("tests/tools/word.py")).arg("measure").args(&ours).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let measured: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut differ = Vec::new();
    for ((name, theirs), path) in all.iter().zip(&ours) {
        let pages = measured[path.to_str().unwrap()].as_array().unwrap();
        if theirs.len() != pages.len() && !OTHERWISE.contains(&name.as_str()) {
            differ.push(format!("{name}: {} pages, ours {}", theirs.len(), pages.len()));
        }
        // The head of page 1, line by line, as far as both break their lines alike.
        let english = name.contains("english") || name.contains("open-letter");
        for (one, two) in lines(&pages[0]).iter().zip(lines(&theirs[0])).take(6) {
            if one["text"] != two["text"] || english {
                break;
            }
            if !near(number(&one["y"]), number(&two["y"])) {
                differ.push(format!("{name}: ours {one}, in an office {two}"));
            }
        }
    }
    assert!(differ.is_empty(), "{}", differ.join("\n"));
}
