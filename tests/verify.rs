//! `verify` and `extract`: whole files pass, files that were changed afterwards are found out, strange ones do no harm.

mod support;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::path::{Path, PathBuf};
use support::{Seeded, build, fonts, root, text, zhumo};
use zhumo::pdf::{PdfFile, compare};

/// An example as a PDF in a folder of its own.
fn printed(name: &str) -> Option<(tempfile::TempDir, PathBuf)> {
    if !fonts() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    build(&root().join("examples").join(format!("{name}.notice")), "pdf", folder.path());
    let path = folder.path().join(format!("{name}.pdf"));
    Some((folder, path))
}

/// The exit code and what was said in English and Chinese.
fn judged(file: &Path, draft: Option<&Path>) -> (i32, String) {
    let run =
        |lang: &str| zhumo().args(["verify", "--ignore-system-fonts", "--lang", lang]).arg(file).args(draft).output().unwrap();
    let (english, chinese) = (run("en"), run("zh"));
    assert_eq!(english.status.code(), chinese.status.code());
    (english.status.code().unwrap(), text(&english) + &text(&chinese))
}

/// Changes a file and says what `verify` thinks of it.
fn changed(file: &Path, change: impl FnOnce(&mut Document)) -> (i32, String) {
    let mut document = Document::load(file).unwrap();
    change(&mut document);
    let path = file.with_file_name("changed.pdf");
    document.save(&path).unwrap();
    judged(&path, None)
}

/// The stream of an attached file.
fn attached(document: &Document, name: &str) -> lopdf::ObjectId {
    let found = document.objects.values().find_map(|object| {
        let specification = object.as_dict().ok().filter(|dictionary| dictionary.has_type(b"Filespec"))?;
        let known = specification.get(b"F").ok()?.as_str().ok()? == name.as_bytes();
        known.then(|| specification.get(b"EF").unwrap().as_dict().unwrap().get(b"F").unwrap().as_reference().unwrap())
    });
    found.unwrap()
}

fn replace(document: &mut Document, name: &str, change: impl FnOnce(String) -> String) {
    let id = attached(document, name);
    let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
    let text = String::from_utf8(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())).unwrap();
    stream.dict.remove(b"Filter");
    stream.set_plain_content(change(text).into_bytes());
}

#[test]
fn a_whole_file_passes_and_gives_its_draft_back() {
    let Some((folder, path)) = printed("joint-notice") else { return };
    let (code, said) = judged(&path, None);
    assert_eq!(code, 0, "{said}");
    let draft = root().join("examples/joint-notice.notice");
    assert_eq!(judged(&path, Some(&draft)).0, 0);
    let taken = zhumo().arg("extract").arg(&path).output().unwrap();
    assert_eq!(taken.stdout, std::fs::read(&draft).unwrap());
    let out = folder.path().join("taken.json");
    let taken = zhumo().args(["extract", "--json", "-o"]).arg(&out).arg(&path).output().unwrap();
    assert!(taken.status.success(), "{}", text(&taken));
    let data: serde_json::Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    let built = zhumo().args(["build", "-t", "json", "-o", "-"]).arg(&draft).output().unwrap();
    assert_eq!(data, serde_json::from_slice::<serde_json::Value>(&built.stdout).unwrap());
    // Merely saved anew, it is still the same.
    let (code, said) = changed(&path, |document| document.decompress());
    assert_eq!(code, 0, "{said}");
}

/// What is packed harder says the same, to another program, too.
#[test]
fn the_smallest_file_is_the_same_and_smaller() {
    let Some((folder, path)) = printed("minimal") else { return };
    let small = folder.path().join("small");
    std::fs::create_dir(&small).unwrap();
    std::fs::write(small.join("zhumo.toml"), "[pdf]\ncompress = \"small\"\n").unwrap();
    std::fs::copy(root().join("examples/minimal.notice"), small.join("minimal.notice")).unwrap();
    build(&small.join("minimal.notice"), "pdf", &small);
    let [usual, least] = [&path, &small.join("minimal.pdf")].map(|path| std::fs::read(path).unwrap());
    assert!(least.len() < usual.len(), "{} and {} bytes", least.len(), usual.len());
    let read = |bytes: &[u8]| PdfFile::open(bytes).unwrap();
    assert_eq!(compare(&read(&least), &read(&usual)), []);
    assert_eq!(judged(&small.join("minimal.pdf"), None).0, 0);
}

#[test]
fn a_changed_text_is_found_and_told() {
    let Some((_folder, path)) = printed("joint-notice") else { return };
    let (code, said) = changed(&path, |document| {
        // The first two glyphs of a line of page 2 change places.
        let page = document.page_iter().nth(1).unwrap();
        let content = document.get_page_content(page);
        let mut content = Content::decode(&content).unwrap();
        let shows = |operation: &&mut Operation| matches!(operation.operator.as_str(), "Tj" | "TJ");
        let line = content.operations.iter_mut().filter(shows).nth(3).unwrap();
        let shown = match &mut line.operands[0] {
            Object::Array(pieces) => pieces.iter_mut().find(|piece| piece.as_str().is_ok()).unwrap(),
            piece => piece,
        };
        let glyphs = shown.as_str_mut().unwrap();
        assert_ne!(glyphs[..2], glyphs[2..4]);
        glyphs[..4].rotate_left(2);
        let id = document.get_page_contents(page)[0];
        document.set_object(id, Stream::new(Dictionary::new(), content.encode().unwrap()));
    });
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("page 2: the file says “") && said.contains("第 2 页：文件里是“"), "{said}");
}

#[test]
fn a_moved_text_is_found() {
    let Some((_folder, path)) = printed("minimal") else { return };
    let (code, said) = changed(&path, |document| {
        let page = document.page_iter().next().unwrap();
        let mut content = Content::decode(&document.get_page_content(page)).unwrap();
        let place = content.operations.iter_mut().filter(|operation| operation.operator == "Td").nth(3).unwrap();
        place.operands[1] = Object::Real(place.operands[1].as_float().unwrap() + 1.0);
        let id = document.get_page_contents(page)[0];
        document.set_object(id, Stream::new(Dictionary::new(), content.encode().unwrap()));
    });
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("does not stand where the draft puts it"), "{said}");
}

#[test]
fn a_swapped_attachment_is_found() {
    let Some((_folder, path)) = printed("minimal") else { return };
    for (name, expected) in
        [("notice.txt", "the attached draft is not the one"), ("notice.json", "the attached data are not those")]
    {
        let (code, said) = changed(&path, |document| replace(document, name, |text| text.replace("2026", "2027")));
        assert_eq!(code, 1, "{name}: {said}");
        assert!(said.contains(expected), "{name}: {said}");
    }
    // Draft and record changed together: the pages are not those of the draft any more.
    let (code, said) = changed(&path, |document| {
        let mut hash = String::new();
        replace(document, "notice.txt", |text| {
            use sha2::Digest;
            let text = text.replace("图书馆", "文化馆");
            hash = sha2::Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
            text
        });
        replace(document, "zhumo.json", |text| {
            let mut record: serde_json::Value = serde_json::from_str(&text).unwrap();
            record["source_sha256"] = hash.into();
            record.to_string()
        });
    });
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("图书馆") && said.contains("文化馆"), "{said}");
}

#[test]
fn what_is_added_is_found() {
    let Some((_folder, path)) = printed("minimal") else { return };
    let (code, said) = changed(&path, |document| {
        let note = dictionary! {
            "Type" => "Annot", "Subtype" => "FreeText", "Contents" => Object::string_literal("x"),
            "Rect" => vec![100.into(), 100.into(), 200.into(), 200.into()],
        };
        let note = document.add_object(note);
        let page = document.page_iter().next().unwrap();
        document.get_dictionary_mut(page).unwrap().set("Annots", vec![Object::Reference(note)]);
    });
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("links, notes or stamps"), "{said}");
    let (code, said) = changed(&path, |document| {
        let info = document.trailer.get(b"Info").unwrap().as_reference().unwrap();
        document.get_dictionary_mut(info).unwrap().set("Title", Object::string_literal("another"));
    });
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("the properties"), "{said}");
    let (code, said) = changed(&path, |document| {
        document.catalog_mut().unwrap().set("OpenAction", dictionary! { "S" => "JavaScript" });
    });
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("OpenAction"), "{said}");
}

#[test]
fn what_cannot_be_told_is_said_to_be_so() {
    let Some((folder, path)) = printed("minimal") else { return };
    let (code, said) = changed(&path, |document| {
        let catalog = document.catalog_mut().unwrap();
        catalog.remove(b"AF");
        catalog.remove(b"Names");
    });
    assert_eq!((code, said.contains("no draft")), (2, true), "{said}");
    let (code, said) = changed(&path, |document| replace(document, "zhumo.json", |text| text.replace("zhumo 0", "zhumo 9")));
    assert_eq!((code, said.contains("only the same version can tell")), (2, true), "{said}");
    let none = folder.path().join("none.pdf");
    std::fs::write(&none, "not a PDF").unwrap();
    assert_eq!(judged(&none, None).0, 2);
    std::fs::write(&none, &std::fs::read(&path).unwrap()[..9_000]).unwrap();
    assert_eq!(judged(&none, None).0, 2);
    assert_eq!(judged(&folder.path().join("absent.pdf"), None).0, 2);
    // Other fonts: the settings beside the file choose them.
    std::fs::write(folder.path().join("zhumo.toml"), "[fonts]\nbody = [\"FandolKai-Regular\"]\n").unwrap();
    let (code, said) = judged(&path, None);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("other fonts") && said.contains("FandolFang-Regular"), "{said}");
    // A picture that is not at hand.
    let Some((_folder, path)) = printed("briefing-15") else { return };
    let (code, said) = judged(&path, None);
    assert_eq!((code, said.contains("the picture figures/")), (2, true), "{said}");
    let (code, said) = judged(&path, Some(&root().join("examples/briefing-15.notice")));
    assert_eq!(code, 0, "{said}");
}

#[test]
fn another_draft_is_told_apart() {
    let Some((folder, path)) = printed("minimal") else { return };
    let draft = folder.path().join("other.notice");
    let source = std::fs::read_to_string(root().join("examples/minimal.notice")).unwrap();
    std::fs::write(&draft, source.replace("新馆", "老馆")).unwrap();
    let (code, said) = judged(&path, Some(&draft));
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("other.notice: line") || said.contains("line 3"), "{said}");
}

/// Damaged files end in an error or a difference, never in a panic.
#[test]
fn damaged_files_do_no_harm() {
    let Some((_folder, path)) = printed("minimal") else { return };
    let whole = std::fs::read(&path).unwrap();
    let unpacked = {
        let mut document = Document::load(&path).unwrap();
        document.decompress();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    let expected = PdfFile::open(&whole).unwrap();
    let mut seeded = Seeded(20_261_125);
    for bytes in [&whole, &unpacked] {
        for round in 0..200 {
            let mut bytes = bytes.clone();
            match round % 4 {
                0 => bytes.truncate(seeded.below(bytes.len())),
                1 => (0..8).for_each(|_| {
                    let at = seeded.below(bytes.len());
                    bytes[at] = u8::try_from(seeded.below(256)).unwrap();
                }),
                2 => {
                    // A number of the syntax becomes a large one.
                    let digits: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at].is_ascii_digit()).collect();
                    (0..4).for_each(|_| bytes[digits[seeded.below(digits.len())]] = b'9');
                }
                _ => {
                    let (from, to) = (seeded.below(bytes.len() - 600), seeded.below(bytes.len() - 600));
                    bytes.copy_within(from..from + 500, to);
                }
            }
            if let Ok(file) = PdfFile::open(&bytes) {
                let _ = file.record();
                let _ = compare(&file, &expected);
            }
        }
    }
}

/// A small file that unpacks to gigabytes is refused with little memory: the program runs with a limit.
#[cfg(target_os = "linux")]
#[test]
fn a_bomb_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.pdf");
    let zeros = vec![b' '; 80 * 1024 * 1024];
    let mut stream = Stream::new(dictionary! { "Type" => "ObjStm", "N" => 1, "First" => 4 }, zeros);
    stream.compress().unwrap();
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for number in 1..40 {
        offsets.push(file.len());
        file.extend(
            format!("{number} 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {}>>stream\n", stream.content.len())
                .bytes(),
        );
        file.extend(&stream.content);
        file.extend(b"\nendstream\nendobj\n");
    }
    let table = file.len();
    file.extend(b"xref\n0 40\n0000000000 65535 f \n");
    offsets.iter().for_each(|at| file.extend(format!("{at:010} 00000 n \n").bytes()));
    file.extend(format!("trailer\n<</Size 40/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    std::fs::write(&path, &file).unwrap();
    let program = zhumo().get_program().to_owned();
    let limited = "ulimit -v 1500000 && exec \"$0\" verify \"$1\"";
    let output = std::process::Command::new("sh").args(["-c", limited]).arg(program).arg(&path).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
}
