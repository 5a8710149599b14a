//! What changed as pages, tables and Word files: who takes every change has the new text, who refuses all has the old one.

mod support;

use std::io::Read;
use std::path::Path;
use std::process::Output;
use zhumo::diff::{Part, Tracking, diff, merged, pieces, tracked};
use zhumo::docx::{DocxOptions, docx, said};
use zhumo::images::Images;
use zhumo::layout::Template;
use zhumo::model::Notice;
use zhumo::wording::changed_text;

const LIMIT: u64 = 1 << 26;

fn read(text: &str) -> Notice {
    Notice::read(&zhumo::syntax::parse(text))
}

/// Numbers that look thrown and are the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }
}

/// A draft with lines taken out, put in and changed.
fn changed(draft: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = draft.split('\n').map(str::to_owned).collect();
    for _ in 0..=dice.throw(8) {
        let at = dice.throw(lines.len());
        let fixed = ["//", "![", "版式", "语言", "Layout", "Language", "标志", "【", "[", "|-", "|:"];
        if lines[at].chars().count() < 7 || fixed.iter().any(|start| lines[at].starts_with(start)) {
            continue;
        }
        let row = lines[at].starts_with('|');
        match dice.throw(4) {
            0 if !row && !lines[at].contains('：') => drop(lines.remove(at)),
            1 if !row => lines.insert(at, "新增一段，要在2026年12月1日前完成45项，投入3.5亿元。".to_owned()),
            2 => lines[at] = lines[at].replacen(|c: char| c.is_ascii_digit(), "7", 1),
            _ => {
                let places: Vec<usize> = lines[at].char_indices().map(|(place, _)| place).collect();
                let from = places.len() / 2 + dice.throw(places.len() - places.len() / 2);
                lines[at].insert_str(places[from], ["应当", "切实", "（试行）", "12户"][dice.throw(4)]);
            }
        }
    }
    lines.join("\n")
}

/// Pairs of drafts: every example, changed in several ways, both ways round.
fn pairs() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (index, path) in support::examples().into_iter().enumerate() {
        let text = std::fs::read_to_string(path).unwrap();
        for turn in 0..6 {
            let other = changed(&text, &mut Dice((index * 100 + turn) as u64));
            found.push(if turn % 2 == 0 { (text.clone(), other) } else { (other, text.clone()) });
        }
    }
    found
}

/// What a file says, without white space.
fn words(file: &[u8]) -> Vec<String> {
    let squeezed = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    said(file, LIMIT).unwrap().into_iter().map(squeezed).filter(|text| !text.is_empty()).collect()
}

/// The parts of a file with what is inserted taken out, and what is deleted put back: what a reader does that refuses all changes.
fn refused(file: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let mut out = Vec::new();
    for name in ["word/document.xml", "word/footnotes.xml"] {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        let mut inserted = 0_usize;
        let (mut paragraph, mut stack) = (String::new(), Vec::new());
        for piece in text.split('<').skip(1) {
            let (tag, said) = piece.split_once('>').unwrap();
            let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
            match () {
                () if tag.starts_with('/') => {
                    inserted -= usize::from(name == "w:ins");
                    if name == "w:p" {
                        out.push(std::mem::take(&mut paragraph));
                        paragraph = stack.pop().unwrap_or_default();
                    }
                }
                () if tag.ends_with('/') => {}
                () => {
                    inserted += usize::from(name == "w:ins");
                    if name == "w:p" {
                        // What stands in a box is none of the paragraph around it, which is told before it.
                        out.push(std::mem::take(&mut paragraph));
                        stack.push(String::new());
                    }
                    if matches!(name, "w:t" | "w:delText") && inserted == 0 {
                        paragraph.push_str(said);
                    }
                }
            }
        }
    }
    let plain = |text: String| {
        let text =
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>()
    };
    out.into_iter().map(plain).filter(|text| !text.is_empty()).collect()
}

struct Files {
    old: Vec<u8>,
    new: Vec<u8>,
    redline: Vec<u8>,
}

fn files(old: &str, new: &str) -> Files {
    let (old, new) = (read(old), read(new));
    let images = Images::new();
    let (one, two) = (Template::built_in(old.layout), Template::built_in(new.layout));
    let (one, two) = (DocxOptions::new(&one, &images), DocxOptions::new(&two, &images));
    let redline = tracked((&old, &one), (&new, &two), &Tracking::new("示例处", Some("2026-08-14".to_owned()))).unwrap();
    Files { old: docx(&old, &one).unwrap(), new: docx(&new, &two).unwrap(), redline }
}

/// A picture that is gone does not come back, and says nothing but that it was missing.
fn without_pictures(mut texts: Vec<String>) -> Vec<String> {
    texts.retain(|text| !["图片缺失：", "圖片缺失：", "Picturemissing:"].iter().any(|start| text.starts_with(start)));
    texts
}

#[test]
fn taken_it_is_the_new_notice_and_refused_the_old_one() {
    for (index, (old, new)) in pairs().into_iter().enumerate() {
        let Files { old, new, redline } = files(&old, &new);
        assert_eq!(words(&redline), words(&new), "pair {index}, taken");
        let (mut back, mut was) = (without_pictures(refused(&redline)), without_pictures(words(&old)));
        // A paragraph that is gone may stand before or behind a box or a table beside it: what is said is what counts here.
        back.sort();
        was.sort();
        assert_eq!(back, was, "pair {index}, refused");
    }
}

/// The same by somebody else's program, and by the schema.
#[test]
fn another_program_takes_and_refuses_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = Vec::new();
    for (index, (old, new)) in pairs().into_iter().enumerate().filter(|(index, _)| index % 4 == 0) {
        let Files { old, new, redline } = files(&old, &new);
        for (name, file) in [("old", &old), ("new", &new), ("redline", &redline)] {
            std::fs::write(folder.path().join(format!("{index}-{name}.docx")), file).unwrap();
        }
        wanted.push(index.to_string());
    }
    let Some(python) = support::python() else { return };
    let script = support::root().join("tests/tools/redline.py");
    let output = std::process::Command::new(python).arg(script).arg(folder.path()).args(&wanted).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
}

#[test]
fn no_figure_changes_in_part_and_the_words_of_both_are_all_there() {
    for (old, new) in pairs() {
        for change in diff(&read(&old), &read(&new)) {
            let of = |not: Part| {
                change.pieces.iter().filter(|piece| piece.part != not).map(|piece| piece.text.as_str()).collect::<String>()
            };
            if !change.pieces.is_empty() {
                assert_eq!(
                    (of(Part::New), of(Part::Old)),
                    (change.old.clone().unwrap_or_default(), change.new.clone().unwrap_or_default())
                );
            }
            for pair in change.pieces.windows(2).filter(|pair| pair[0].part != pair[1].part) {
                let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                let (end, start) = (digit(pair[0].text.chars().next_back()), digit(pair[1].text.chars().next()));
                let replaced = pair[0].part == Part::Old && pair[1].part == Part::New;
                assert!(replaced || !(end && start), "{:?}", change.pieces);
            }
        }
    }
}

/// As few words change as can: a slow search over everything finds nothing better.
#[test]
fn no_fewer_words_could_change() {
    let alphabet = ["甲", "乙", "丙", "，", "3", "a "];
    let mut dice = Dice(7);
    for _ in 0..400 {
        let mut text = || (0..dice.throw(9)).map(|_| alphabet[dice.throw(6)]).collect::<Vec<_>>();
        let (old, new) = (text(), text());
        let (one, two) = (units(&old), units(&new));
        let found = pieces(&old.concat(), &new.concat());
        let kept: usize = found.iter().filter(|piece| piece.part == Part::Same).map(|piece| units_of(&piece.text)).sum();
        let most = common(&one, &two);
        // Two changes with one or two characters between them are told as one.
        let joined: usize = most - kept.min(most);
        let changes = found.iter().filter(|piece| piece.part != Part::Same).count();
        assert!(kept <= most && joined <= changes * 2, "{old:?} {new:?}: {found:?}, {most} could stay");
        if joined == 0 {
            assert_eq!(kept, most);
        }
    }
}

/// Figures that touch are one word, as letters are.
fn units(texts: &[&str]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for text in texts {
        match found.last_mut() {
            Some(last) if *text == "3" && last.ends_with('3') => last.push('3'),
            _ if *text == "a " => found.extend(["a".to_owned(), " ".to_owned()]),
            _ => found.push((*text).to_owned()),
        }
    }
    found
}

fn units_of(text: &str) -> usize {
    let pieces: Vec<String> = text.chars().map(String::from).collect();
    units(&pieces.iter().map(String::as_str).collect::<Vec<_>>()).len()
}

fn common(one: &[String], two: &[String]) -> usize {
    match (one.split_first(), two.split_first()) {
        (Some((a, rest)), Some((b, others))) if a == b => 1 + common(rest, others),
        (Some((_, rest)), Some((_, others))) => common(rest, two).max(common(one, others)),
        _ => 0,
    }
}

#[test]
fn the_merged_notice_says_all_of_both() {
    for (old, new) in pairs() {
        let (old, new) = (read(&old), read(&new));
        let both = merged(&old, &new);
        let all = |notice: &Notice| notice.texts().into_iter().map(zhumo::model::RichText::plain).collect::<String>();
        // Taken, it reads as the new one.
        let squeezed = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(squeezed(changed_text(&all(&both))), squeezed(all(&new)));
    }
}

const OLD: &str = "发文机关：示例省教育厅\n发文字号：示教发〔2026〕1号\n标题：示例省教育厅关于检查的通知\n主送：各市教育局：\n\n为做好校舍安全，现通知如下。\n\
一、时间\n（一）检查在2026年9月1日前完成。\n（二）投入3.5亿元。\n二、要求\n各地按照《校舍管理办法》办理。\n\n署名：示例省教育厅\n成文日期：2026年8月1日\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    support::zhumo()
        .current_dir(folder)
        .args(["--lang", "zh", "diff", "old.notice", "new.notice"])
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn the_ending_says_what_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("old.notice"), OLD).unwrap();
    std::fs::write(path("new.notice"), OLD.replace("3.5亿元", "3.6亿元").replace("二、要求", "二、<要求>")).unwrap();
    if !support::fonts() {
        return;
    }
    for arguments in [
        &["-o", "red.pdf"][..],
        &["-o", "red.docx", "--author", "办公室", "--date", "2026-08-14"],
        &["-o", "red.md"],
        &["-o", "red.html"],
        &["-o", "red.json"],
        &["--table", "-o", "table.pdf"],
        &["--table", "-o", "table.docx"],
        &["--table", "-o", "table.html"],
        &["--table", "-o", "table.md"],
    ] {
        let output = run(folder.path(), arguments);
        assert!(output.status.success(), "{arguments:?}: {}", support::text(&output));
    }
    let text_of = |name: &str| String::from_utf8(std::fs::read(path(name)).unwrap()).unwrap();
    assert!(text_of("red.md").contains("投入<del>3.5亿元</del><ins>3.6亿元</ins>。"));
    assert!(text_of("table.md").contains("| 原条文 | 修改后条文 | 说明 |") && text_of("table.md").contains("&lt;"));
    assert!(text_of("table.html").contains("@page{size:A4 landscape") && !text_of("table.html").contains("<script"));
    for name in ["red.pdf", "table.pdf"] {
        let shown = std::process::Command::new("pdftotext").arg(path(name)).arg("-").output().unwrap();
        let shown = String::from_utf8(shown.stdout).unwrap();
        assert!(shown.contains("3.5亿元") && shown.contains("3.6亿元"), "{name}: {shown}");
    }
    let held = zhumo::docx::held(&std::fs::read(path("red.docx")).unwrap(), LIMIT).unwrap();
    assert!(held.unchanged && held.draft.contains("3.6亿元"));
    let mut xml = String::new();
    let file = std::fs::read(path("red.docx")).unwrap();
    zip::ZipArchive::new(std::io::Cursor::new(file))
        .unwrap()
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    assert!(
        xml.contains("w:author=\"办公室\" w:date=\"2026-08-14T00:00:00Z\"") && xml.contains("<w:delText>3.5亿元</w:delText>")
    );
    let wide = zhumo::docx::said(&std::fs::read(path("table.docx")).unwrap(), LIMIT).unwrap().join("");
    assert!(wide.contains("修改后条文") && wide.contains("3.5亿元"));
}

#[test]
fn a_traditional_table_has_the_new_words_first() {
    let old = read("語言：zh-TW\n標題：示例市政府函\n\n第一條　本府於115年8月1日開放。\n");
    let new = read("語言：zh-TW\n標題：示例市政府函\n\n第一條　本府於115年9月1日開放。\n");
    let table = zhumo::diff::table_markdown(&old, &new);
    assert!(table.contains("| 修正條文 | 現行條文 | 說明 |"), "{table}");
}
