//! Titles break at sense: held against lists of titles whose every allowed break is marked, on printed pages read back by others.
//!
//! `tests/titles/tuned.txt` is the list over which the costs of breaks were set, `tests/titles/fresh.txt` one that was written before any
//! of it was broken. `cargo nextest run --test titles --success-output immediate` prints how many of each are wrong.

mod common;
mod support;

use std::collections::BTreeSet;
use std::process::Command;

/// A title, and the places at which a line of it may end.
struct Marked {
    text: String,
    marks: BTreeSet<usize>,
}

fn titles(name: &str) -> Vec<Marked> {
    let text = std::fs::read_to_string(support::root().join("tests/titles").join(name)).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut title = Marked { text: String::new(), marks: BTreeSet::new() };
            for part in line.split('|') {
                title.text.push_str(part);
                title.marks.insert(letters(&title.text));
            }
            title
        })
        .collect()
}

/// How many characters but spaces: readers put spaces where lines end, and leave others out.
fn letters(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

/// Where the lines of a title end.
fn ends(lines: &[String]) -> Vec<usize> {
    let sum = |end: &mut usize, line: &String| {
        *end += letters(line);
        Some(*end)
    };
    lines.iter().scan(0, sum).collect()
}

/// The lines of each title on paper, as poppler reads them, and on the web page.
fn lines(name: &str, titles: &[Marked]) -> Option<Vec<(Vec<String>, String)>> {
    if !support::fonts() {
        return None;
    }
    let python = support::python()?;
    let folder = common::out(&format!("titles-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    for (index, title) in titles.iter().enumerate() {
        let draft = match title.text.is_ascii() {
            true => format!("Title: {}\n\nENDOFTITLE\n", title.text),
            false => format!("标题：{}\n\n标题完\n", title.text),
        };
        std::fs::write(folder.join(format!("{index:03}.notice")), draft).unwrap();
    }
    let output = support::zhumo()
        .args(["build", "-q", "--allow-errors", "-t", "pdf,html", "-o"])
        .arg(folder.join("{name}"))
        .arg(&folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let read = Command::new(python).arg(support::root().join("tests/tools/pdf_text.py")).arg(&folder).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let read: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    let lines = |(index, title): (usize, &Marked)| {
        let text = read["poppler"][format!("{index:03}")].as_str().unwrap();
        let mut lines: Vec<String> = Vec::new();
        for line in text.lines() {
            if ends(&lines).last() == Some(&letters(&title.text)) {
                break;
            }
            lines.push(line.to_owned());
        }
        let page = std::fs::read_to_string(folder.join(format!("{index:03}.html"))).unwrap();
        let start = page.find("<h1>").unwrap() + 4;
        (lines, page[start..start + page[start..].find("</h1>").unwrap()].to_owned())
    };
    Some(titles.iter().enumerate().map(lines).collect())
}

/// What is left of HTML without its tags.
fn bare(html: &str) -> String {
    let parts = html.split('<').enumerate().map(|(index, part)| if index == 0 { part } else { part.split_once('>').unwrap().1 });
    parts.collect::<String>().replace("&#39;", "'").replace("&amp;", "&")
}

/// Breaks the titles of a list, and says how many percent of them are wrong.
fn wrong(name: &str) -> Option<f64> {
    let titles = titles(name);
    assert!(titles.len() >= 200);
    let mut wrong: Vec<String> = Vec::new();
    let mut several = 0;
    for (title, (lines, html)) in titles.iter().zip(lines(name, &titles)?) {
        assert_eq!(ends(&lines).last(), Some(&letters(&title.text)), "{}: {lines:?}", title.text);
        let heads = ['的', '和', '与', '及', '等', '與'];
        let sound = ends(&lines).iter().all(|end| title.marks.contains(end)) && !lines.iter().any(|line| line.starts_with(heads));
        several += usize::from(lines.len() > 1);
        if !sound {
            wrong.push(lines.join(" / "));
        }
        // The web page holds the title as it is, and turns where the printed page does.
        assert_eq!(bare(&html), title.text);
        if !title.text.is_ascii() {
            let web: Vec<String> = html.split("<span class=\"turn\"></span>").map(bare).collect();
            assert_eq!(ends(&web), ends(&lines), "{}: {web:?}", title.text);
            assert!(html.matches("<wbr>").count() + 1 >= lines.len());
        }
    }
    let rate = wrong.len() as f64 * 100.0 / titles.len() as f64;
    println!(
        "{name}: {} titles, {several} of several lines, {} wrong ({rate:.1} %)\n{}",
        titles.len(),
        wrong.len(),
        wrong.join("\n")
    );
    Some(rate)
}

#[test]
fn titles_of_the_list_break_at_sense() {
    assert!(wrong("tuned.txt").is_none_or(|rate| rate <= 2.0));
}

#[test]
fn titles_never_seen_break_at_sense() {
    assert!(wrong("fresh.txt").is_none_or(|rate| rate <= 4.0));
}

/// A browser on a desk turns lines where paper does, on a phone between phrases; the title is found and copied whole on both.
#[test]
fn browsers_break_titles_where_they_may() {
    let titles: Vec<Marked> = titles("fresh.txt").into_iter().filter(|title| !title.text.is_ascii()).step_by(4).collect();
    let Some(lines) = lines("browser", &titles) else { return };
    let folder = common::out("titles-browser");
    let paths = (0..titles.len()).map(|index| folder.join(format!("{index:03}.html")));
    let output = Command::new("node").arg(support::root().join("tests/tools/titles.mjs")).args(paths).output().unwrap();
    if output.status.code() == Some(2) && !support::tools_required() {
        eprintln!("skipped: {}", String::from_utf8_lossy(&output.stderr));
        return;
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let shown: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(shown.len(), titles.len());
    for ((title, (paper, html)), shown) in titles.iter().zip(lines).zip(shown) {
        let list = |key: &str| -> Vec<String> {
            shown[key].as_array().unwrap().iter().map(|line| line.as_str().unwrap().to_owned()).collect()
        };
        assert_eq!((&shown["said"], &shown["copied"]), (&title.text.as_str().into(), &title.text.as_str().into()));
        assert_eq!(list("wide"), paper);
        let parts: Vec<String> = html.split("<wbr>").map(bare).collect();
        assert!(ends(&list("narrow")).iter().all(|end| ends(&parts).contains(end)), "{:?}", list("narrow"));
        assert_eq!(shown["overflow"], false, "{}", title.text);
    }
}

#[test]
fn lists_of_words_are_in_the_order_of_their_bytes() {
    for name in ["terms.txt", "verbs.txt"] {
        let text = std::fs::read_to_string(support::root().join("src/phrases").join(name)).unwrap();
        let words: Vec<&str> = text.lines().collect();
        assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "{name}");
        assert!(words.iter().all(|word| word.chars().count() > 1 && word.chars().count() <= 20), "{name}");
    }
}

#[test]
fn lines_that_the_draft_sets_stay() {
    let notice = common::read("标题：\n- 云岭市教育局关于做好\n- 校园安全工作的通知\n\n正文。\n");
    let page = zhumo::html::html(&notice, &zhumo::html::HtmlOptions::default()).unwrap();
    let start = page.find("<h1>").unwrap();
    let heading = &page[start..start + page[start..].find("</h1>").unwrap()];
    assert_eq!(heading.matches("<span class=\"line\">").count(), 2, "{heading}");
    assert!(!heading.contains("turn") && bare(heading) == "云岭市教育局关于做好校园安全工作的通知", "{heading}");
}
