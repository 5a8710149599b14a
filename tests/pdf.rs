//! The print PDF, read back by programs that are not ours.

#[path = "geometry/fixtures.rs"]
#[allow(dead_code, reason = "the drafts alone are wanted")]
mod fixtures;
mod recipe;
mod support;

use std::path::PathBuf;
use std::process::Command;
use support::{build, examples, extract, fonts, root};
use zhumo::model::Notice;

/// Every example as a PDF in a folder that stays until the test ends.
fn pdfs() -> Option<(tempfile::TempDir, Vec<PathBuf>)> {
    if !fonts() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let paths = examples()
        .into_iter()
        .map(|draft| {
            build(&draft, "pdf", folder.path());
            folder.path().join(draft.file_stem().unwrap()).with_extension("pdf")
        })
        .collect();
    Some((folder, paths))
}

#[test]
fn files_say_what_they_are() {
    let Some((_folder, paths)) = pdfs() else { return };
    let Some(files) = extract(&paths) else { return };
    for (draft, file) in examples().iter().zip(files) {
        let source = std::fs::read_to_string(draft).unwrap();
        let notice = Notice::read(&zhumo::syntax::parse(&source));
        assert_eq!(file["lang"], notice.language.tag(), "{}", draft.display());
        assert_eq!(file["title"], notice.title_text(), "{}", draft.display());
        let outline = file["outline"].as_array().unwrap();
        assert_eq!(outline[0][1], notice.title_text());
        let headings = notice.blocks().filter(
            |block| matches!(block, zhumo::model::Block::Section(section) if section.form != zhumo::model::SectionForm::Numbered),
        );
        assert!(outline.len() > headings.count(), "{}: {outline:?}", draft.display());
        for font in file["fonts"].as_array().unwrap() {
            assert_eq!((&font["embedded"], &font["subset"]), (&true.into(), &true.into()), "{font}");
        }
    }
}

/// The examples and the drafts of other tests: pages measured clause by clause, and pages looked at.
fn drafts() -> Vec<(String, String)> {
    let read =
        |path: &PathBuf| (path.file_stem().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap());
    let mut all: Vec<(String, String)> = examples().iter().map(read).collect();
    let entries = std::fs::read_dir(root().join("tests/visual")).unwrap().map(|entry| entry.unwrap().path());
    let mut seen: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|extension| extension == "notice")).collect();
    seen.sort();
    all.extend(seen.iter().map(read));
    all.extend(fixtures::all().into_iter().filter(|(name, _)| !name.starts_with("example-")));
    assert!(all.len() > 70, "{}", all.len());
    all
}

/// Drafts with the settings of a `zhumo.toml`, all in one run of the program.
fn with_settings(drafts: &[(String, String)], settings: &str) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let project = folder.path().join("project");
    std::fs::create_dir_all(project.join("figures")).unwrap();
    for picture in std::fs::read_dir(root().join("examples/figures")).unwrap() {
        let path = picture.unwrap().path();
        std::fs::copy(&path, project.join("figures").join(path.file_name().unwrap())).unwrap();
    }
    // What a draft may hold is a matter of other tests.
    std::fs::write(project.join("zhumo.toml"), format!("{settings}\n[check]\nselect = [\"missing-glyph\"]\n")).unwrap();
    let mut paths = Vec::new();
    for (index, (name, text)) in drafts.iter().enumerate() {
        let name = format!("{index:03}-{name}");
        std::fs::write(project.join(format!("{name}.notice")), text).unwrap();
        paths.push(folder.path().join(format!("{name}.pdf")));
    }
    let out = folder.path().join("{name}");
    let output = support::zhumo().args(["build", "-q", "--ignore-system-fonts", "-o"]).arg(out).arg(&project).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    (folder, paths)
}

/// Notices drawn at random, the same on every run, with pictures, tables, notes and annexes.
fn drawn(folder: &std::path::Path) -> Vec<PathBuf> {
    use proptest::strategy::{Strategy, ValueTree};
    let fonts = support::font_set().unwrap();
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut paths = Vec::new();
    for (index, layout) in LAYOUTS.chunks(1).cycle().take(18).enumerate() {
        let recipe = recipe::recipe(layout).new_tree(&mut runner).unwrap().current();
        let (draft, images) = recipe.small().draft();
        let mut options = zhumo::Options::default();
        options.images = Some(images);
        options.config.check.select = vec!["missing-glyph".to_owned()];
        let options = zhumo::BuildOptions::new(&options).with_pages(zhumo::PageOptions::new(&fonts));
        let built = zhumo::build(&draft, &[zhumo::Target::Pdf], &options).unwrap();
        // A draft with a character that no font has gives no page.
        let Some(output) = built.outputs.first() else { continue };
        let path = folder.join(format!("drawn-{index:02}.pdf"));
        std::fs::write(&path, &output.bytes).unwrap();
        paths.push(path);
    }
    assert!(paths.len() > 9);
    paths
}

const LAYOUTS: &[zhumo::model::Layout] = &[
    zhumo::model::Layout::Official,
    zhumo::model::Layout::Letter,
    zhumo::model::Layout::Order,
    zhumo::model::Layout::Minutes,
    zhumo::model::Layout::Briefing,
    zhumo::model::Layout::OpenLetter,
];

/// Asks veraPDF, once for all files.
fn judge(profiles: &str, paths: &[PathBuf]) {
    let script = root().join("tests/tools/verapdf.sh");
    let output = Command::new("bash").arg(script).arg(profiles).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let passed = String::from_utf8_lossy(&output.stdout).lines().filter(|line| line.starts_with("PASS")).count();
    assert_eq!(passed, paths.len() * profiles.split(',').count(), "{}", support::text(&output));
}

#[test]
fn the_archive_validator_passes_every_example_and_fixture() {
    if !fonts() || support::python().is_none() {
        return;
    }
    let (folder, mut paths) = with_settings(&drafts(), "");
    paths.extend(drawn(folder.path()));
    judge("3a,ua1", &paths);
}

/// The other standards of `[pdf]`: what is claimed is kept, and files that may not carry others carry none.
#[test]
fn every_standard_is_kept() {
    if !fonts() || support::python().is_none() {
        return;
    }
    let examples = &drafts()[..examples().len()];
    let (_folder, paths) = with_settings(examples, "[pdf]\nstandard = \"a-2u\"\n");
    judge("2u", &paths);
    for file in extract(&paths).unwrap() {
        assert_eq!(file["attachments"].as_array().unwrap().len(), 0);
    }
    let (_folder, paths) = with_settings(&examples[..2], "[pdf]\nstandard = \"none\"\n");
    for (path, file) in paths.iter().zip(extract(&paths).unwrap()) {
        assert_eq!(file["attachments"].as_array().unwrap().len(), 3);
        let bytes = std::fs::read(path).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("<pdfaid:part>"), "it claims nothing");
    }
}

/// qpdf reads every file without a word, and the checker of semantics finds nothing that a person would call a fault.
#[test]
fn second_opinions_agree() {
    let Some((_folder, paths)) = pdfs() else { return };
    let Some(python) = support::python() else { return };
    for path in &paths {
        let output = Command::new("qpdf").arg("--check").arg(path).output().unwrap();
        assert!(output.status.success(), "{}", support::text(&output));
    }
    let report = paths[0].with_file_name("outloud.json");
    let judge = python.with_file_name("outloud");
    let output = Command::new(judge).arg("--json").arg(&report).args(&paths).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
    let files = report["results"].as_array().unwrap();
    assert_eq!(files.len(), paths.len(), "every file was looked at");
    assert!(files.iter().all(|file| file["error"].is_null()), "{files:#?}");
    for file in files {
        let findings = file["findings"].as_array().unwrap();
        // A table that goes on over pages is one element, whose page is its first: the checker misses it on the others.
        // A character of names set to one width is in the font once for each width, and reads as itself in all of them, as tests/search.rs shows.
        let other = findings.iter().filter(|finding| finding["rule"] != "TBL-014" && finding["rule"] != "TXT-004");
        assert_eq!(other.count(), 0, "{findings:#?}");
    }
}

/// The joint notice as a screen reader takes it: looked at, and kept. `ZHUMO_BLESS=1` writes it anew.
#[test]
fn the_joint_notice_reads_as_it_is_read_aloud() {
    let Some((_folder, paths)) = pdfs() else { return };
    if support::python().is_none() {
        return;
    }
    let path = paths.iter().find(|path| path.ends_with("joint-notice.pdf")).unwrap();
    let output = Command::new("pdfinfo").args(["-enc", "UTF-8", "-struct-text"]).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", support::text(&output));
    let read = spoken(&output.stdout);
    let kept = root().join("tests/pdf/joint-notice.txt");
    if std::env::var_os("ZHUMO_BLESS").is_some() {
        std::fs::create_dir_all(kept.parent().unwrap()).unwrap();
        std::fs::write(&kept, &read).unwrap();
    }
    assert_eq!(read, std::fs::read_to_string(&kept).unwrap());
}

/// What poppler prints of the structure, without titles of headings, which older versions print as raw bytes, and without
/// numbers of objects.
fn spoken(printed: &[u8]) -> String {
    let mut bytes: Vec<u8> = Vec::new();
    let mut rest = printed;
    while let Some((first, after)) = rest.split_first() {
        let heading = bytes.last() == Some(&b' ') && (b'1'..=b'6').contains(&bytes[bytes.len().saturating_sub(2)]);
        let close = b"\" (block)\n";
        if *first == b'"'
            && heading
            && let Some(end) = after.windows(close.len()).position(|window| window == close)
        {
            rest = &after[end + 2..];
            continue;
        }
        bytes.push(*first);
        rest = after;
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("Object "));
    lines.map(|line| format!("{}\n", line.trim_end())).collect()
}

/// A transparent picture stands in the file with what is transparent.
#[test]
fn transparency_is_kept() {
    if !fonts() || Command::new("pdfimages").arg("-v").output().is_err() {
        assert!(std::env::var_os("ZHUMO_REQUIRE_TOOLS").is_none(), "no pdfimages: run tests/tools/install.sh");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut encoder = png::Encoder::new(std::fs::File::create(folder.path().join("a.png")).unwrap(), 300, 200);
    encoder.set_color(png::ColorType::Rgba);
    let pixels: Vec<u8> = (0..300 * 200).flat_map(|place| [20, 80, 200, (place % 256) as u8]).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    let draft = folder.path().join("a.notice");
    std::fs::write(&draft, "标题：通知\n\n正文见图。\n\n![示意](a.png)\n\n署名：示例局\n成文日期：2026年9月18日\n").unwrap();
    build(&draft, "pdf", folder.path());
    let listed = Command::new("pdfimages").arg("-list").arg(folder.path().join("a.pdf")).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains(" image ") && listed.contains(" smask "), "{listed}");
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    if !fonts() {
        return;
    }
    let draft = root().join("examples/joint-notice.notice");
    let mut seen: Vec<Vec<Vec<u8>>> = Vec::new();
    for (zone, locale) in [("UTC", "C"), ("Asia/Shanghai", "zh_CN.UTF-8"), ("America/New_York", "en_US.UTF-8")] {
        // Another folder each time, for the draft and for the outputs.
        let folder = tempfile::tempdir().unwrap();
        let there = folder.path().join(locale).join("joint-notice.notice");
        std::fs::create_dir_all(there.parent().unwrap()).unwrap();
        std::fs::copy(&draft, &there).unwrap();
        let output = support::zhumo()
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .env("SOURCE_DATE_EPOCH", "0")
            .env("RAYON_NUM_THREADS", if zone == "UTC" { "1" } else { "8" })
            .current_dir(folder.path())
            .args(["build", "--ignore-system-fonts", "-t", "pdf,html,md,json", "-o"])
            .arg(folder.path().join("{name}"))
            .arg(&there)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", support::text(&output));
        let read = |extension| std::fs::read(folder.path().join("joint-notice").with_extension(extension)).unwrap();
        seen.push(["pdf", "html", "md", "json"].into_iter().map(read).collect());
    }
    assert!(seen.iter().all(|bytes| *bytes == seen[0]));
}

/// A draft so long that its parts are checked, laid out and written at once.
#[test]
fn a_long_draft_gives_the_same_bytes_on_any_number_of_threads() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut text = "发文机关：示例局\n标题：关于开展质量提升行动的通知\n主送：各处室：\n\n".to_owned();
    for part in 1..=90 {
        let said = |what: &str| format!("第{part}部分的{what}，各处室要认真落实，见表{part}[^{part}]。").repeat(9);
        text += &format!("一、工作{part}\n（一）总体要求。{}\n{}\n1.任务。{}\n", said("要求"), said("安排"), said("任务"));
        text +=
            &format!("- 甲{part}\n- 乙{part}\n表{part}：名单\n| 处室 | 任务 |\n|---|---|\n| 甲 | 乙{part} |\n{}\n", said("结尾"));
    }
    (1..=90).for_each(|part| text += &format!("\n[^{part}]: 注{part}。\n"));
    text += "\n署名：示例局\n成文日期：2026年8月14日\n";
    assert!(text.len() > 1 << 17, "{} bytes are not long", text.len());
    let draft = folder.path().join("long.notice");
    std::fs::write(&draft, text).unwrap();
    let built = |threads: &str| {
        let place = folder.path().join(format!("{threads}.pdf"));
        let mut command = support::zhumo();
        command.env("RAYON_NUM_THREADS", threads).args([
            "build",
            "-q",
            "--ignore-system-fonts",
            "--allow-errors",
            "-t",
            "pdf",
            "-o",
        ]);
        let output = command.arg(&place).arg(&draft).output().unwrap();
        assert!(output.status.success(), "{}", support::text(&output));
        std::fs::read(place).unwrap()
    };
    let alone = built("1");
    for threads in ["2", "3", "8"] {
        assert!(built(threads) == alone, "{threads} threads");
    }
}

/// Built by eight threads at once or by one alone, in one process, a file is the same.
#[test]
fn threads_do_not_matter() {
    let Some(fonts) = support::font_set() else { return };
    let text = std::fs::read_to_string(root().join("examples/minimal.notice")).unwrap();
    let build = || {
        let options = zhumo::Options::default();
        let options = zhumo::BuildOptions::new(&options).with_pages(zhumo::PageOptions::new(&fonts));
        zhumo::build(&text, &[zhumo::Target::Pdf], &options).unwrap().outputs.remove(0).bytes
    };
    let alone = build();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(build)).collect();
        threads.into_iter().for_each(|thread| assert!(thread.join().unwrap() == alone));
    });
}

/// Runs of the first page, as MuPDF sees them.
fn spans(file: &serde_json::Value, page: usize) -> Vec<(String, f64, f64, f64, f64)> {
    file["pages"][page]["spans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| {
            let number = |key: &str| span[key].as_f64().unwrap();
            (span["text"].as_str().unwrap().to_owned(), number("x0"), number("x1"), number("baseline"), number("size"))
        })
        .collect()
}

/// The contacts, sixteen names, the date and the note are higher than a page when all are kept together: the note was
/// alone on a page then.
#[test]
fn the_note_stands_on_the_page_of_the_signature() {
    let Some((_folder, paths)) = pdfs() else { return };
    let Some(files) = extract(&paths) else { return };
    let index = examples().iter().position(|path| path.ends_with("examples/joint-notice.notice")).unwrap();
    let pages = files[index]["pages"].as_array().unwrap();
    let page_of = |text: &str| {
        let holds = |page: usize| spans(&files[index], page).iter().any(|span| span.0.replace(' ', "").contains(text));
        (0..pages.len()).find(|page| holds(*page))
    };
    assert!(page_of("此件公开发布").is_some());
    assert_eq!(page_of("此件公开发布"), page_of("2026年8月14日"));
}
