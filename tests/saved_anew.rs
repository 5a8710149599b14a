//! `verify` and other programs: a file that one of them merely saved anew is the same, and one that somebody changed is not,
//! whoever saved it afterwards.

mod support;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{fonts, python, root, text, zhumo};
use zhumo::pdf::{PdfFile, compare};

/// A notice with all that a page can show, as a PDF in a folder of its own.
fn printed() -> Option<(tempfile::TempDir, PathBuf)> {
    if !fonts() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let source = std::fs::read_to_string(root().join("tests/pdf/saved-anew.notice")).unwrap();
    std::fs::create_dir(folder.path().join("figures")).unwrap();
    for picture in ["levee.jpg", "water-level.png"] {
        let figure = root().join("examples/figures").join(picture);
        std::fs::copy(figure, folder.path().join("figures").join(picture)).unwrap();
    }
    std::fs::write(folder.path().join("notice.notice"), source).unwrap();
    support::build(&folder.path().join("notice.notice"), "pdf", folder.path());
    let path = folder.path().join("notice.pdf");
    Some((folder, path))
}

/// What a tool of `tests/tools` wrote: for each file what it printed of it.
fn written(tool: &str, arguments: &[&Path]) -> Option<Vec<(String, serde_json::Value, PathBuf)>> {
    let output = Command::new(python()?).arg(root().join("tests/tools").join(tool)).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", text(&output));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Whether the programs are there that save files anew.
fn programs() -> bool {
    let there = ["qpdf", "mutool"].iter().all(|program| Command::new(program).arg("-v").output().is_ok());
    assert!(there || !support::tools_required(), "run tests/tools/install.sh first");
    there
}

/// What `verify` says of a file in English, with its exit code.
fn judged(file: &Path) -> (Option<i32>, String) {
    let output = zhumo().args(["verify", "--ignore-system-fonts", "--lang", "en"]).arg(file).output().unwrap();
    (output.status.code(), text(&output))
}

#[test]
fn a_file_that_was_only_saved_anew_is_the_same() {
    let Some((folder, path)) = printed().filter(|_| programs()) else { return };
    let Some(files) = written("repack.py", &[folder.path(), &path]) else { return };
    assert!(files.len() > 40);
    let expected = PdfFile::open(&std::fs::read(&path).unwrap()).unwrap();
    for (_, way, file) in &files {
        let found = PdfFile::open(&std::fs::read(file).unwrap()).unwrap_or_else(|error| panic!("{way}: {error:?}"));
        assert_eq!(found.unsound(), None, "{way}");
        assert_eq!(compare(&found, &expected), [], "{way}");
    }
    // And so says the program, which takes draft and record out of the file first.
    for wanted in ["qpdf-pages", "qpdf-qdf", "mutool-da", "pikepdf-plain", "pymupdf-letters"] {
        let (_, _, file) = files.iter().find(|(_, way, _)| way == wanted).unwrap();
        assert_eq!(judged(file).0, Some(0), "{wanted}: {}", judged(file).1);
    }
}

/// Each change is found in the file itself, and when any of the programs has saved it since. `ZHUMO_ALL_WAYS` tries all ways
/// of each program, which takes minutes.
#[test]
fn a_change_is_found_whoever_saved_the_file_since() {
    let Some((folder, path)) = printed().filter(|_| programs()) else { return };
    let changed = folder.path().join("changed");
    std::fs::create_dir(&changed).unwrap();
    let Some(changes) = written("tamper.py", &[&changed, &path]) else { return };
    assert!(changes.len() > 30);
    let expected = PdfFile::open(&std::fs::read(&path).unwrap()).unwrap();
    let again = folder.path().join("again");
    let found = |change: &str, page: &serde_json::Value, file: &Path| {
        // The draft that is attached is held against its hash by `verify`, before anything is built.
        let open = PdfFile::open(&std::fs::read(file).unwrap()).unwrap();
        let differences = compare(&open, &expected);
        assert!(!differences.is_empty(), "{change}: {}", file.display());
        if let Some(page) = page.as_u64() {
            let named = differences.iter().any(|difference| difference.page == usize::try_from(page).ok());
            assert!(named, "{change}: {differences:?}");
        }
    };
    for (change, page, file) in &changes {
        found(change, page, file);
        std::fs::create_dir_all(&again).unwrap();
        let few: &[&Path] = if std::env::var_os("ZHUMO_ALL_WAYS").is_some() { &[] } else { &[Path::new("--few")] };
        for (_, _, file) in written("repack.py", &[few, &[&again, file]].concat()).unwrap() {
            found(change, page, &file);
        }
        std::fs::remove_dir_all(&again).unwrap();
    }
    for wanted in ["character", "glyph", "photo", "draft"] {
        let (_, _, file) = changes.iter().find(|(change, ..)| change == wanted).unwrap();
        // The pictures are where the draft has them.
        let beside = folder.path().join("one.pdf");
        std::fs::copy(file, &beside).unwrap();
        assert_eq!(judged(&beside).0, Some(1), "{wanted}: {}", judged(&beside).1);
    }
}

/// A file that programs repair, each in its own way, is never the same.
#[test]
fn what_programs_read_in_several_ways_is_not_the_same() {
    let Some((_folder, path)) = printed() else { return };
    let expected = PdfFile::open(&std::fs::read(&path).unwrap()).unwrap();
    let pages = |document: &Document| document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
    let first = |document: &Document| document.page_iter().next().unwrap();
    let more = |document: &mut Document, bytes: &[u8], dict: Dictionary| {
        let page = first(document);
        let old = document.get_page_contents(page)[0];
        let new = document.add_object(Stream::new(dict, bytes.to_vec()));
        document.get_dictionary_mut(page).unwrap().set("Contents", vec![Object::Reference(old), new.into()]);
    };
    type Change<'a> = (&'a str, &'a dyn Fn(&mut Document));
    let changes: [Change<'_>; 11] = [
        ("a page without its type, which some show", &|document| {
            let copy = document.get_dictionary(first(document)).unwrap().clone();
            let copy = document.add_object(copy);
            document.get_dictionary_mut(copy).unwrap().remove(b"Type");
            let root = pages(document);
            let root = document.get_dictionary_mut(root).unwrap();
            root.get_mut(b"Kids").unwrap().as_array_mut().unwrap().insert(0, copy.into());
        }),
        ("fewer pages by the count", &|document| {
            let root = pages(document);
            document.get_dictionary_mut(root).unwrap().set("Count", 2);
        }),
        ("a page twice in the tree", &|document| {
            let (root, page) = (pages(document), first(document));
            let root = document.get_dictionary_mut(root).unwrap();
            root.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(page.into());
            let count = root.get(b"Count").unwrap().as_i64().unwrap();
            root.set("Count", count + 1);
        }),
        ("an entry from the node above", &|document| {
            let root = pages(document);
            document.get_dictionary_mut(root).unwrap().set("Rotate", 90);
        }),
        ("contents that are packed in a way nobody knows", &|document| {
            more(document, b"x", dictionary! { "Filter" => "ZhumoDecode" });
        }),
        ("contents that were cut", &|document| {
            more(document, b"x\x9c", dictionary! { "Filter" => "FlateDecode" });
        }),
        ("contents that are not there", &|document| {
            let page = first(document);
            let old = document.get_page_contents(page)[0];
            document
                .get_dictionary_mut(page)
                .unwrap()
                .set("Contents", vec![Object::Reference(old), Object::Reference((9_999, 0))]);
        }),
        ("contents with a mark that closes nothing", &|document| more(document, b")\n", Dictionary::new())),
        ("contents with a word that is no operator", &|document| more(document, b"0 0 10 10 re fill\n", Dictionary::new())),
        ("contents with a picture of their own", &|document| {
            more(document, b"q BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q\n", Dictionary::new());
        }),
        ("words said of nothing", &|document| {
            more(document, b"/Span<</ActualText(another)>>BDC EMC\n", Dictionary::new());
        }),
    ];
    for (name, change) in changes {
        let mut document = Document::load(&path).unwrap();
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        let found = PdfFile::open(&bytes).unwrap();
        assert!(!compare(&found, &expected).is_empty(), "{name}");
    }
    // What is left out is told as well as what is added.
    let mut document = Document::load(&path).unwrap();
    let page = first(&document);
    document.get_dictionary_mut(page).unwrap().remove(b"Resources");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert!(!compare(&PdfFile::open(&bytes).unwrap(), &expected).is_empty());
}
