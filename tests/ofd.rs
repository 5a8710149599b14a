//! OFD files, as others read them: schemas, the market's reader, readers of text, pictures of the pages.

mod support;

use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{examples, fonts, root, text, zhumo};
use zhumo::project::{How, Overrides, Project};

/// Characters that no reader counts alike, and glyphs that no single character leads to.
const ODD: &str = "\
发文机关：示例局
发文字号：示局发〔2026〕7号
标题：示例局关于核对𠮷田等姓名用字的通知
主送：各处室：

登记表中的𠮷田、𠮷野、㼆山、葛\u{e0100}城、辻󠄀口照原样写，不得改成别的字。Cafe\u{301}、na\u{308}ive、x\u{306}、㎡、CO₂、m²、①、☑、★、①\u{fe0e} 也一样。

见<https://example.com/a?b=1&c=2>和“甲 < 乙 & 丙”。A~B，--，“\u{3000}空白\u{3000}”，2026年。

署名：示例局
成文日期：2026年9月20日
";

/// Builds what is named into a folder, in one run; gives the OFD files.
fn build(folder: &Path, targets: &str, inputs: &[PathBuf], more: &[&str]) -> Vec<PathBuf> {
    let out = format!("{}/{{name}}", folder.display());
    let done = zhumo()
        .args(["build", "--ignore-system-fonts", "--allow-errors", "-q", "-t", targets, "-o", &out])
        .args(more)
        .args(inputs)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", text(&done));
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ofd"));
    files.sort();
    assert!(files.len() >= inputs.len(), "{} files", files.len());
    files
}

/// What `tests/tools/ofd.py` says of files.
fn asked(kind: &[&str], files: &[PathBuf]) -> Option<serde_json::Map<String, serde_json::Value>> {
    let script = root().join("tests/tools/ofd.py");
    let done = Command::new(support::python()?).arg(script).args(kind).args(files).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said: serde_json::Map<_, _> = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said.len(), files.len());
    Some(said)
}

/// A file with its parts changed; a part that becomes nothing is left out.
fn changed(file: &Path, name: &str, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> PathBuf {
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(file).unwrap())).unwrap();
    let path = file.with_file_name(format!("{name}.ofd"));
    let mut out = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let (own, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&own, bytes) {
            out.start_file(own, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(&bytes).unwrap();
        }
    }
    out.finish().unwrap();
    path
}

/// Every part of every example and fixture, final and as a proof, holds against the schemas; whatever is referred to is there, every
/// character has its glyph, and every font the tables that readers want.
#[test]
fn no_part_of_any_file_is_at_fault() {
    if !fonts() || support::python().is_none() {
        return;
    }
    let folders = [(); 3].map(|()| tempfile::tempdir().unwrap());
    let odd = folders[0].path().join("odd.notice");
    std::fs::write(&odd, ODD).unwrap();
    let mut files = build(folders[0].path(), "ofd", &[root().join("tests/geometry"), odd], &[]);
    files.extend(build(folders[1].path(), "ofd", &examples(), &[]));
    files.extend(build(folders[2].path(), "ofd", &examples(), &["--proof"]));
    assert!(files.len() > 70, "{} files", files.len());
    for (file, faults) in asked(&["check"], &files).unwrap() {
        assert_eq!(faults, serde_json::json!([]), "{file}");
    }
}

/// The judge is no yea-sayer: what is planted is named.
#[test]
fn planted_faults_are_named() {
    if !fonts() || support::python().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = build(folder.path(), "ofd", &[root().join("examples/briefing-25.notice")], &[]).remove(0);
    let replaced = |part: &'static str, from: &'static str, to: &'static str| {
        move |name: &str, bytes: Vec<u8>| {
            if name != part {
                return Some(bytes);
            }
            let text = String::from_utf8(bytes).unwrap();
            assert!(text.contains(from), "{part} has no {from}");
            Some(text.replacen(from, to, 1).into_bytes())
        }
    };
    let without = |part: &'static str| move |name: &str, bytes: Vec<u8>| (!name.contains(part)).then_some(bytes);
    let (main, document, page) = ("OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml");
    let table = |name: &str, mut bytes: Vec<u8>| {
        let at = bytes.windows(4).position(|window| window == b"OS/2").filter(|_| name.contains("Res/font_1."));
        if let Some(at) = at {
            bytes[at] = b'X';
        }
        Some(bytes)
    };
    let lowered = |name: &str, bytes: Vec<u8>| {
        let text = String::from_utf8(bytes.clone()).ok().filter(|_| name == document);
        let Some((before, (_, behind))) = text.as_deref().and_then(|text| {
            let (before, rest) = text.split_once("<ofd:MaxUnitID>")?;
            Some((before, rest.split_once('<')?))
        }) else {
            return Some(bytes);
        };
        Some(format!("{before}<ofd:MaxUnitID>7<{behind}").into_bytes())
    };
    let cases: Vec<(&str, PathBuf)> = vec![
        ("Version", changed(&file, "version", replaced(main, "Version=\"1.0\"", "Version=\"2.0\""))),
        ("DocType", changed(&file, "kind", replaced(main, "DocType=\"OFD\"", "DocType=\"OFD-A\""))),
        (
            "MaxUnitID",
            changed(&file, "order", replaced(document, "<ofd:MaxUnitID>", "<ofd:PublicRes>x</ofd:PublicRes><ofd:MaxUnitID>")),
        ),
        ("is less than an identifier", changed(&file, "last", lowered)),
        ("Boundary", changed(&file, "boundary", replaced(page, " Boundary=", " Bounds="))),
        ("comes twice", changed(&file, "twice", replaced(page, "<ofd:TextObject ID=\"", "<ofd:TextObject ID=\"1\" Name=\""))),
        ("steps between", changed(&file, "steps", replaced(page, "DeltaX=\"", "DeltaX=\"1 "))),
        ("no glyph for U+4E02", changed(&file, "glyph", replaced(page, "</ofd:TextCode>", "丂</ofd:TextCode>"))),
        ("is not there", changed(&file, "font", without("Res/font_1."))),
        ("is not there", changed(&file, "attachment", without("Attachs/notice.txt"))),
        ("is not there", changed(&file, "page", without("Page_1/Content.xml"))),
        ("no table OS/2", changed(&file, "table", table)),
        (
            "nothing refers to it",
            changed(&file, "stray", replaced(document, "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>", "")),
        ),
    ];
    let files: Vec<PathBuf> = cases.iter().map(|(_, path)| path.clone()).collect();
    let said = asked(&["check"], &files).unwrap();
    for (fault, path) in cases {
        let told = said[path.to_str().unwrap()].to_string();
        assert!(told.contains(fault), "{}: {fault} is not told: {told}", path.display());
    }
}

/// The same draft gives the same bytes: on one thread or on several, by the program or by the library.
#[test]
fn the_same_draft_gives_the_same_bytes() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // Long enough that the program takes all cores.
    let text = std::fs::read_to_string(root().join("examples/joint-notice.notice")).unwrap();
    let paragraph = "各有关部门要按照职责分工，把任务落实到岗位和个人，定期检查进展，及时解决问题。\n\n".repeat(500);
    let text = text.replacen("\n署名", &format!("\n{paragraph}署名"), 1);
    let draft = folder.path().join("long.notice");
    std::fs::write(&draft, &text).unwrap();
    let program = std::fs::read(&build(folder.path(), "ofd", std::slice::from_ref(&draft), &[])[0]).unwrap();
    let mut overrides = Overrides::default();
    overrides.ignore_system_fonts = true;
    let project = Project::open(&draft, &overrides).unwrap();
    let built = project.job(&draft, text.as_str()).build(&[zhumo::Target::Ofd], How::new(true)).unwrap();
    assert!(program == built.outputs[0].bytes);
    // No entry knows a day of its own, and what is asked for first stands first.
    let mut archive = zip::ZipArchive::new(Cursor::new(program)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().name().unwrap(), "OFD.xml");
    assert!(archive.len() > 20);
    for index in 0..archive.len() {
        let day = archive.by_index(index).unwrap().last_modified().unwrap();
        assert_eq!((day.year(), day.month(), day.day(), day.hour()), (1980, 1, 1, 0));
    }
}
