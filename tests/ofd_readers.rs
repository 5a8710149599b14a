//! OFD files in the hands of readers that are not ours: ofdrw and ofdkit give the text back, ofdrw, ofd-core and sofd draw the pages.

mod common;
mod support;

use common::{said, with_marks};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{examples, fonts, root, text, visible, zhumo};

/// Characters that no reader counts alike, and glyphs that no single character leads to.
const ODD: &str = "\
发文机关：示例局
发文字号：示局发〔2026〕7号
标题：示例局关于核对𠮷田等姓名用字的通知
主送：各处室：

登记表中的𠮷田、𠮷野、㼆山、葛\u{e0100}城照原样写，不得改成别的字。Cafe\u{301}、na\u{308}ive、x\u{306}、㎡、CO₂、m²、①\u{fe0e}、☑、★ 也一样。

甲 < 乙 & 丙。A~B，--，2026年。

署名：示例局
成文日期：2026年9月20日
";

/// A judge that `tests/tools/install.sh` brings; where all of them are wanted, one that is not there is a failure.
fn judge(path: &str) -> Option<PathBuf> {
    let place = root().join(".tools").join(path);
    let there = place.exists();
    assert!(there || !support::tools_required(), "run tests/tools/install.sh first: no {path}");
    if !there {
        eprintln!("skipped: no {path} (tests/tools/install.sh)");
    }
    there.then_some(place)
}

/// Every example and the odd one as OFD and PDF.
fn built(folder: &Path) -> Vec<PathBuf> {
    let odd = folder.join("odd.notice");
    std::fs::write(&odd, ODD).unwrap();
    let mut drafts = examples();
    drafts.push(odd);
    let done = zhumo()
        .args(["build", "--ignore-system-fonts", "--allow-errors", "-q", "-t", "ofd,pdf", "-o"])
        .arg(format!("{}/{{name}}", folder.display()))
        .args(&drafts)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", text(&done));
    drafts
}

fn answer(command: &mut Command) -> serde_json::Value {
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    serde_json::from_slice(&done.stdout).unwrap()
}

/// A file, and for each page how much ink is shared, and how much the PDF has.
type Inked = (String, Vec<(f64, f64)>);

/// How much of the ink of the PDF's pages is in the pictures `NAME-1.png` and so on: for each file, page by page.
fn ink(folder: &Path, drafts: &[PathBuf]) -> Option<Vec<Inked>> {
    let names: Vec<String> = drafts.iter().map(|draft| draft.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    let paths: Vec<PathBuf> = names.iter().map(|name| folder.join(format!("{name}.pdf"))).collect();
    let script = root().join("tests/tools/ofd.py");
    let said = answer(Command::new(support::python()?).arg(script).args(["ink", DOTS]).arg(folder).args(&paths));
    let file = |(name, path): (String, &PathBuf)| {
        let pages = said[path.to_str().unwrap()].as_array().unwrap().iter();
        let amount = |page: &serde_json::Value, of: &str| page[of].as_f64().unwrap();
        (name, pages.map(|page| (amount(page, "shared"), amount(page, "pdf"))).collect())
    };
    Some(names.into_iter().zip(&paths).map(file).collect())
}

const DOTS: &str = "110";

/// Holds the ink of pictures against that of the PDF: of all pages together, and of each that has more than a few lines.
fn held(reader: &str, pages: &[Inked], least: f64) {
    let all = pages.iter().flat_map(|(_, pages)| pages);
    let (shared, whole) = all.fold((0.0, 0.0), |sum, page| (sum.0 + page.0, sum.1 + page.1));
    println!("{reader}: {:.1} % of the ink", shared / whole * 100.0);
    assert!(shared / whole > least, "{reader}: {:.3} of the ink", shared / whole);
    for (name, pages) in pages {
        for (number, (shared, whole)) in pages.iter().enumerate().filter(|(_, (_, whole))| *whole > 10_000.0) {
            assert!(shared / whole > least - 0.07, "{reader}: {name}, page {}: {:.3} of the ink", number + 1, shared / whole);
        }
    }
}

/// Two readers draw each page as the PDF has it, and leave nothing out.
#[test]
fn pages_look_as_in_the_pdf() {
    let Some(program) = judge("ofd-judge/ofd-judge").filter(|_| fonts() && support::python().is_some()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let drafts = built(folder.path());
    let files = drafts.iter().map(|draft| folder.path().join(draft.file_stem().unwrap()).with_extension("ofd"));
    let files: Vec<PathBuf> = files.collect();
    for reader in ["ofd-core", "sofd"] {
        let done = Command::new(&program).args([reader, DOTS]).arg(folder.path()).args(&files).output().unwrap();
        assert!(done.status.success(), "{reader}: {}", text(&done));
        for line in String::from_utf8(done.stdout).unwrap().lines() {
            // The glyph of a selector of form shows nothing, and is counted.
            let blank = usize::from(reader == "sofd" && line.starts_with("odd "));
            assert!(line.ends_with(&format!(" {blank}")), "{reader} leaves glyphs out: {line}");
        }
        held(reader, &ink(folder.path(), &drafts).unwrap(), 0.95);
    }
}

/// ofdrw opens every file, gives its text in the order of reading, its attached files and its outline, and draws each page; ofdkit finds
/// the same characters on each page.
#[test]
fn the_reader_of_the_market_reads_everything() {
    let Some(place) = judge("ofdrw/lib").filter(|_| fonts() && support::python().is_some()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let drafts = built(folder.path());
    let file = |draft: &Path| folder.path().join(draft.file_stem().unwrap()).with_extension("ofd");
    let files: Vec<PathBuf> = drafts.iter().map(|draft| file(draft)).collect();
    let classes = format!("{}:{}/*", place.with_file_name("classes").display(), place.display());
    let mut java = Command::new("java");
    java.args(["-Djava.awt.headless=true", "-Xmx1g", "-cp", &classes, "OfdJudge", DOTS]).arg(folder.path()).args(&files);
    let read = answer(&mut java);
    let script = root().join("tests/tools/ofd.py");
    let other = answer(Command::new(support::python().unwrap()).arg(script).arg("text").args(&files));
    for (draft, path) in drafts.iter().zip(&files) {
        let name = draft.file_stem().unwrap().to_string_lossy();
        let (one, two) = (&read[path.to_str().unwrap()], &other[path.to_str().unwrap()]);
        let written = std::fs::read_to_string(draft).unwrap();
        let notice = with_marks(common::read(&written));
        let pages: Vec<&str> = one["pages"].as_array().unwrap().iter().map(|page| page.as_str().unwrap()).collect();
        // In the order of reading, with what pages repeat taken out.
        let whole = support::without_furniture(&support::pdf_text(&pages.join("\u{c}")), &notice, pages.len());
        let texts: Vec<String> = said(&notice).iter().map(|text| visible(text)).filter(|text| !text.is_empty()).collect();
        support::assert_complete(&format!("{name} by ofdrw"), &texts, &whole);
        // The other reader sorts by places, so that cells of several lines mix; each line is whole, and nothing is more or less.
        let sorted = |text: &str| {
            let mut all: Vec<char> = visible(text).chars().collect();
            all.sort_unstable();
            all
        };
        for (number, (page, again)) in pages.iter().zip(two["pages"].as_array().unwrap()).enumerate() {
            let again = again.as_str().unwrap();
            assert_eq!(sorted(page), sorted(again), "{name}, page {}", number + 1);
            let joined = visible(again);
            for line in page.lines().map(visible) {
                assert!(joined.contains(&line), "{name}, page {}: {line} is not whole for ofdkit", number + 1);
            }
        }
        assert_eq!(two["title"].as_str().unwrap(), zhumo::wording::file_title(&notice), "{name}");
        let attached = one["attached"].as_object().unwrap();
        assert_eq!(
            attached.keys().map(String::as_str).collect::<Vec<_>>(),
            ["notice.json", "notice.txt", "zhumo.json"],
            "{name}"
        );
        assert_eq!(attached["notice.txt"].as_str().unwrap(), notice.without_comments(&written), "{name}");
        assert!(one["outline"].as_u64().unwrap() >= 1, "{name}");
    }
    // The way from its pages to those of the PDF is the same in all: three files tell.
    let few = drafts
        .into_iter()
        .filter(|draft| ["minimal", "briefing-15", "odd"].iter().any(|name| draft.ends_with(format!("{name}.notice"))));
    held("ofdrw", &ink(folder.path(), &few.collect::<Vec<_>>()).unwrap(), 0.93);
}
