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
    let short = std::fs::read_to_string(root().join("examples/joint-notice.notice")).unwrap();
    let paragraph = "各有关部门要按照职责分工，把任务落实到岗位和个人，定期检查进展，及时解决问题。\n\n".repeat(500);
    let long = short.replacen("\n署名", &format!("\n{paragraph}署名"), 1);
    let mut overrides = Overrides::default();
    overrides.ignore_system_fonts = true;
    // The program takes all cores for either; nobody gave the library any.
    let [_, program] = [short, long].map(|text| {
        let folder = tempfile::tempdir().unwrap();
        let draft = folder.path().join("a.notice");
        std::fs::write(&draft, &text).unwrap();
        let program = std::fs::read(&build(folder.path(), "ofd", std::slice::from_ref(&draft), &[])[0]).unwrap();
        let project = Project::open(&draft, &overrides).unwrap();
        let built = project.job(&draft, text.as_str()).build(&[zhumo::Target::Ofd], How::new(true)).unwrap();
        assert!(program == built.outputs[0].bytes);
        program
    });
    // No entry knows a day of its own, and what is asked for first stands first.
    let mut archive = zip::ZipArchive::new(Cursor::new(program)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().name().unwrap(), "OFD.xml");
    assert!(archive.len() > 20);
    for index in 0..archive.len() {
        let day = archive.by_index(index).unwrap().last_modified().unwrap();
        assert_eq!((day.year(), day.month(), day.day(), day.hour()), (1980, 1, 1, 0));
    }
}

/// The exit code of `verify` and what it says in both languages.
fn judged(file: &Path, more: &[&str]) -> (i32, String) {
    let run =
        |lang: &str| zhumo().args(["verify", "--ignore-system-fonts", "--lang", lang]).arg(file).args(more).output().unwrap();
    let (english, chinese) = (run("en"), run("zh"));
    assert_eq!(english.status.code(), chinese.status.code());
    (english.status.code().unwrap(), text(&english) + &text(&chinese))
}

/// A part with one text in the place of another one.
fn with(part: &'static str, from: &'static str, to: &'static str) -> impl Fn(&str, Vec<u8>) -> Option<Vec<u8>> {
    move |name, bytes| {
        if name != part {
            return Some(bytes);
        }
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(from), "{part} has no {from}");
        Some(text.replacen(from, to, 1).into_bytes())
    }
}

#[test]
fn a_whole_file_passes_and_gives_its_draft_back() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let draft = root().join("examples/joint-notice.notice");
    let file = build(folder.path(), "ofd", std::slice::from_ref(&draft), &[]).remove(0);
    let (code, said) = judged(&file, &[draft.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let written = std::fs::read_to_string(&draft).unwrap();
    for command in ["extract", "import"] {
        let taken = zhumo().arg(command).arg(&file).output().unwrap();
        assert!(taken.status.success(), "{}", text(&taken));
        assert_eq!(String::from_utf8(taken.stdout).unwrap(), written, "{command}");
    }
    let data = zhumo().args(["extract", "--json"]).arg(&file).output().unwrap();
    let built = zhumo().args(["build", "-t", "json", "-o", "-"]).arg(&draft).output().unwrap();
    let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
    assert_eq!(read(&data.stdout), read(&built.stdout));
    // Packed anew, with other prefixes and white space, it is still the same.
    let anew = changed(&file, "anew", |name, bytes| {
        if !name.ends_with(".xml") {
            return Some(bytes);
        }
        let text = String::from_utf8(bytes).unwrap();
        Some(text.replace("ofd:", "o:").replace(":ofd=", ":o=").replace("><o:Layer", ">\n  <o:Layer").into_bytes())
    });
    let (code, said) = judged(&anew, &[]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn what_was_changed_is_told() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = build(folder.path(), "ofd", &[root().join("examples/joint-notice.notice")], &[]).remove(0);
    let (main, document, page) = ("OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_1/Content.xml");
    let cases = [
        ("page 2: the file says “", "第 2 页：文件里是“", changed(&file, "text", with(page, "。", "！"))),
        (
            "page 2: the text is the same, but",
            "第 2 页：文字相同",
            changed(&file, "place", with(page, "Boundary=\"2", "Boundary=\"3")),
        ),
        (
            "page 1: the text is the same, but",
            "第 1 页：文字相同",
            changed(&file, "red", with("Doc_0/Pages/Page_0/Content.xml", "222 15 15", "0 0 0")),
        ),
        ("what the file says of itself", "文件对自身的说明", changed(&file, "title", with(main, "2026-08-14", "2026-08-15"))),
        (
            "differs (pages, outline",
            "不同（页面清单",
            changed(&file, "outline", with(document, "<ofd:OutlineElem Title=\"一、", "<ofd:OutlineElem Title=\"二、")),
        ),
        (
            "a font or a picture",
            "字体或图片",
            changed(&file, "font", |name, mut bytes| {
                if name.ends_with("font_2.ttf") {
                    *bytes.last_mut().unwrap() ^= 1;
                }
                Some(bytes)
            }),
        ),
        (
            "the attached draft is not the one",
            "内嵌文稿与生成时",
            changed(&file, "draft", with("Doc_0/Attachs/notice.txt", "2026", "2027")),
        ),
        (
            "is missing in the file",
            "文件里缺",
            changed(&file, "lost", |name, bytes| (!name.ends_with("Page_3/Content.xml")).then_some(bytes)),
        ),
        (
            "a signature or seal was put on",
            "加了电子签名或签章",
            changed(
                &file,
                "seal",
                with(main, "</ofd:DocRoot>", "</ofd:DocRoot><ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>"),
            ),
        ),
    ];
    for (english, chinese, path) in cases {
        let (code, said) = judged(&path, &[]);
        assert_eq!(code, 1, "{}: {said}", path.display());
        assert!(said.contains(english) && said.contains(chinese), "{}: {said}", path.display());
    }
    // Nothing else is told where a seal was put on.
    let (_, said) = judged(&folder.path().join("seal.ofd"), &[]);
    assert_eq!(said.lines().count(), 4, "{said}");
}

#[test]
fn what_a_file_carries_is_what_the_settings_say() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("a.notice");
    let text_of = std::fs::read_to_string(root().join("examples/minimal.notice")).unwrap();
    std::fs::write(&draft, format!("// 内部意见\n{text_of}")).unwrap();
    let shown = |attach: &str| {
        let file =
            build(folder.path(), "ofd", std::slice::from_ref(&draft), &["--set", &format!("pdf.attach={attach}")]).remove(0);
        let taken = zhumo().args(["extract", "--lang", "en"]).arg(&file).output().unwrap();
        (file, taken.status.code(), text(&taken))
    };
    let (file, code, said) = shown("draft");
    assert!(code == Some(0) && said.contains("内部意见"), "{said}");
    assert_eq!(judged(&file, &[]).0, 0);
    let (file, code, said) = shown("without-comments");
    assert!(code == Some(0) && !said.contains("内部意见") && said.contains("//"), "{said}");
    assert_eq!(judged(&file, &[]).0, 0);
    let (file, code, said) = shown("none");
    assert!(code == Some(2) && said.contains("made to carry no draft"), "{said}");
    let imported = zhumo().args(["import", "--lang", "en"]).arg(&file).output().unwrap();
    assert!(imported.status.code() == Some(2) && text(&imported).contains("ask the office"), "{}", text(&imported));
    assert_eq!(judged(&file, &[]).0, 2);
    let (code, said) = judged(&file, &[draft.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    // A file of nobody's is refused with a word.
    for (name, bytes) in [("empty.ofd", &b"PK\x03\x04"[..]), ("text.ofd", b"no archive")] {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(judged(&path, &[]).0, 2, "{name}");
        let imported = zhumo().args(["import", "--lang", "en"]).arg(&path).output().unwrap();
        assert!(imported.status.code() == Some(2) && text(&imported).contains("it is no OFD"), "{}", text(&imported));
    }
}

/// A head of two rows is read row by row, cells over both among those of the first, and no box is without width.
#[test]
fn cells_over_two_rows_of_a_head_stand_in_their_place() {
    if !fonts() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("tall.notice");
    let table = "表：产值\n| 地区 | 产值 || 备注 |\n| ^^ | 本期 | 同比 | ^^ |\n|---|--:|--:|---|\n| 甲县 | 1 | 2 | 三 |\n";
    let head = "标题：示例局关于产值的通报\n主送：各科室：\n\n见表1。\n\n";
    std::fs::write(&draft, format!("{head}{table}\n署名：示例局\n成文日期：2026年9月1日\n")).unwrap();
    let file = build(folder.path(), "ofd", &[draft], &[]).remove(0);
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(file).unwrap())).unwrap();
    let mut page = String::new();
    archive.by_name("Doc_0/Pages/Page_0/Content.xml").unwrap().read_to_string(&mut page).unwrap();
    let said: String = page
        .split("<ofd:TextCode")
        .skip(1)
        .filter_map(|part| Some(part.split_once('>')?.1.split('<').next().unwrap_or_default()))
        .collect();
    assert!(said.contains("地区产值备注本期同比甲县12三"), "{said}");
    let boxes: Vec<Vec<f64>> = page
        .split("Boundary=\"")
        .skip(1)
        .map(|part| part.split('"').next().unwrap().split(' ').map(|number| number.parse().unwrap()).collect())
        .collect();
    assert!(boxes.len() > 10 && boxes.iter().all(|sides| sides[2] > 0.0 && sides[3] > 0.0), "{boxes:?}");
}
