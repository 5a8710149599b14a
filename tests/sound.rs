//! `verify` takes only files that all programs read alike: what one of them would have to repair, and what nothing leads to, is never
//! called the same. The changed files are written here, byte by byte, and hold nothing but a notice.

mod support;

use lopdf::{Document, Object};
use std::fmt::Write;
use std::path::PathBuf;
use support::{fonts, text, zhumo};
use zhumo::pdf::{PdfFile, compare};

/// A notice of one page as a PDF.
fn printed() -> Option<(tempfile::TempDir, PathBuf)> {
    if !fonts() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let draft = folder.path().join("notice.notice");
    let notice = "发文机关：示例市质量局\n发文字号：示质发〔2026〕7号\n标题：示例市质量局关于开展检查工作的通知\n主送：各县质量局：\n\n\
                  现将有关事项通知如下。\n\n署名：示例市质量局\n成文日期：2026年8月14日\n";
    std::fs::write(&draft, notice).unwrap();
    support::build(&draft, "pdf", folder.path());
    let path = folder.path().join("notice.pdf");
    Some((folder, path))
}

/// An object as it is written.
fn written(object: &Object) -> String {
    let name = |name: &[u8]| format!("/{}", String::from_utf8_lossy(name));
    match object {
        Object::Null => "null".to_owned(),
        Object::Boolean(value) => value.to_string(),
        Object::Integer(value) => value.to_string(),
        Object::Real(value) => value.to_string(),
        Object::Name(value) => name(value),
        Object::String(bytes, _) => format!(
            "<{}>",
            bytes.iter().fold(String::new(), |mut out, byte| {
                let _ = write!(out, "{byte:02x}");
                out
            })
        ),
        Object::Array(list) => format!("[{}]", list.iter().map(written).collect::<Vec<_>>().join(" ")),
        Object::Dictionary(entries) => {
            let entry = |(key, value): (&Vec<u8>, &Object)| format!("{} {}", name(key), written(value));
            format!("<<{}>>", entries.iter().map(entry).collect::<Vec<_>>().join(" "))
        }
        Object::Reference((number, generation)) => format!("{number} {generation} R"),
        Object::Stream(_) => panic!("a stream is no part of an object"),
    }
}

/// A file to which somebody added a part.
struct Added {
    bytes: Vec<u8>,
    document: Document,
    /// Numbers of objects, and where they are; none for those that are free.
    table: Vec<(u32, Option<usize>)>,
    /// What else stands in the trailer.
    trailer: String,
    before: usize,
}

impl Added {
    fn to(bytes: &[u8]) -> Self {
        let document = Document::load_mem(bytes).unwrap();
        let end = String::from_utf8_lossy(&bytes[bytes.len() - 64..]).into_owned();
        let before = end.rsplit("startxref").next().unwrap().trim().lines().next().unwrap().trim().parse().unwrap();
        let mut bytes = bytes.to_vec();
        if !bytes.ends_with(b"\n") {
            bytes.push(b'\n');
        }
        Self { bytes, document, table: Vec::new(), trailer: String::new(), before }
    }

    fn page(&self) -> u32 {
        self.document.page_iter().next().unwrap().0
    }

    fn entries(&self, number: u32) -> String {
        let entries = written(self.document.get_object((number, 0)).unwrap());
        entries.strip_prefix("<<").unwrap().strip_suffix(">>").unwrap().to_owned()
    }

    /// Writes an object, with all of its text.
    fn object(&mut self, number: u32, whole: &str) {
        self.table.push((number, Some(self.bytes.len())));
        self.bytes.extend_from_slice(whole.as_bytes());
    }

    /// Writes an object with what stands in it.
    fn plain(&mut self, number: u32, body: &str) {
        self.object(number, &format!("{number} 0 obj\n{body}\nendobj\n"));
    }

    /// A number that no object has.
    fn new_number(&self) -> u32 {
        self.document.max_id + 1
    }

    fn contents(&self) -> u32 {
        let page = self.document.get_dictionary((self.page(), 0)).unwrap();
        page.get(b"Contents").unwrap().as_reference().unwrap().0
    }

    fn end(&mut self) -> Vec<u8> {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(b"xref\n");
        for (number, place) in &self.table {
            let line = match place {
                Some(at) => format!("{number} 1\n{at:010} 00000 n \n"),
                None => format!("{number} 1\n0000000000 00001 f \n"),
            };
            self.bytes.extend_from_slice(line.as_bytes());
        }
        let kept = ["Root", "Info", "ID"]
            .iter()
            .filter_map(|key| Some(format!("/{key} {}", written(self.document.trailer.get(key.as_bytes()).ok()?))));
        let kept = kept.collect::<Vec<_>>().join(" ");
        let size = self.document.max_id + 2;
        let (before, trailer) = (self.before, &self.trailer);
        let end = format!("trailer\n<</Size {size} {kept} /Prev {before} {trailer}>>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend_from_slice(end.as_bytes());
        std::mem::take(&mut self.bytes)
    }
}

/// The kinds of change, each with what it does to a sound file.
fn changed(sound: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let with = |change: &dyn Fn(&mut Added)| {
        let mut added = Added::to(sound);
        change(&mut added);
        added.end()
    };
    let text = "BT ET";
    let stream = |number: u32, length: &str, body: &str| {
        format!("{number} 0 obj\n<</Length {length}>>\nstream\n{body}\nendstream\nendobj\n")
    };
    let own = |added: &Added, length: &str| stream(added.contents(), length, text);
    let start = sound.windows(9).rposition(|window| window == b"startxref").unwrap();
    vec![
        (
            "a page that says twice what it shows",
            with(&|added| {
                let (page, entries) = (added.page(), added.entries(added.page()));
                added.plain(page, &format!("<</Contents null {entries}>>"));
            }),
        ),
        (
            "a key that stands once plainly and once in numbers",
            with(&|added| {
                let (page, entries) = (added.page(), added.entries(added.page()));
                added.plain(page, &format!("<<{entries} /Cont#65nts null>>"));
            }),
        ),
        (
            "a page tree that says twice how many there are",
            with(&|added| {
                let root = added.document.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap().0;
                let entries = added.entries(root);
                added.plain(root, &format!("<</Count 1 {entries}>>"));
            }),
        ),
        (
            "a key twice deep inside",
            with(&|added| {
                let (page, entries) = (added.page(), added.entries(added.page()));
                added.plain(page, &format!("<<{entries} /PieceInfo <</A <</B 1 /B 2>>>>>>"));
            }),
        ),
        (
            "an object that does not end",
            with(&|added| {
                let (page, entries) = (added.page(), added.entries(added.page()));
                added.object(page, &format!("{page} 0 obj\n<<{entries}>>\n"));
            }),
        ),
        (
            "an object with something behind it",
            with(&|added| {
                let (page, entries) = (added.page(), added.entries(added.page()));
                added.object(page, &format!("{page} 0 obj\n<<{entries}>> <</More 1>>\nendobj\n"));
            }),
        ),
        (
            "an object under another number",
            with(&|added| {
                let (page, entries) = (added.page(), added.entries(added.page()));
                added.object(page, &format!("{} 0 obj\n<<{entries}>>\nendobj\n", page + 1));
            }),
        ),
        (
            "a place beside the object",
            with(&|added| {
                let (page, entries) = (added.page(), added.entries(added.page()));
                added.plain(page, &format!("<<{entries}>>"));
                let last = added.table.last_mut().unwrap();
                last.1 = last.1.map(|at| at + 1);
            }),
        ),
        ("a place behind the end", with(&|added| added.table.push((added.page(), Some(9_999_999))))),
        ("an object that the last part calls free", with(&|added| added.table.push((added.contents(), None)))),
        ("contents longer than they say", with(&|added| added.object(added.contents(), &own(added, "2")))),
        ("contents shorter than they say", with(&|added| added.object(added.contents(), &own(added, "60")))),
        (
            "contents without a length",
            with(&|added| {
                let number = added.contents();
                added.object(number, &format!("{number} 0 obj\n<<>>\nstream\n{text}\nendstream\nendobj\n"));
            }),
        ),
        ("a length that is nowhere", with(&|added| added.object(added.contents(), &own(added, "9999 0 R")))),
        ("a length said twice", with(&|added| added.object(added.contents(), &own(added, "5 /Length 2")))),
        (
            "an object that nothing leads to",
            with(&|added| {
                added.plain(added.new_number(), "<</Type /Page /MediaBox [0 0 9 9]>>");
            }),
        ),
        (
            "a table twice, as text and as a stream",
            with(&|added| {
                added.trailer = format!("/XRefStm {}", added.before);
            }),
        ),
        ("a trailer that names two roots", with(&|added| added.trailer = format!("/Root {} 0 R", added.page()))),
        ("a part that leads to itself", with(&|added| added.before = added.bytes.len())),
        ("a part that leads nowhere", with(&|added| added.before = 3)),
        ("a file that begins with something else", [b"\n\n".as_slice(), sound].concat()),
        ("a table that is not where the end says", {
            // One byte before it.
            let mut bytes = sound.to_vec();
            let last = bytes.iter().rposition(u8::is_ascii_digit).unwrap();
            bytes[last] = if bytes[last] == b'0' { b'1' } else { bytes[last] - 1 };
            bytes
        }),
        ("a file that goes on behind its end", [sound, b"\nstartxref\n0\n%%EOF\n1 0 obj\nnull\nendobj\n"].concat()),
        ("a file whose end is cut", sound[..start].to_vec()),
    ]
}

#[test]
fn what_a_program_would_repair_is_never_the_same() {
    let Some((folder, path)) = printed() else { return };
    let sound = std::fs::read(&path).unwrap();
    let expected = PdfFile::open(&sound).unwrap();
    assert_eq!(expected.unsound(), None);
    // An object that was written once more, and says the same, is a file that somebody saved.
    let mut added = Added::to(&sound);
    let (page, entries) = (added.page(), added.entries(added.page()));
    added.plain(page, &format!("<<{entries}>>"));
    let again = PdfFile::open(&added.end()).unwrap();
    assert_eq!((again.unsound(), compare(&again, &expected)), (None, Vec::new()));

    let mut missed = Vec::new();
    for (change, bytes) in changed(&sound) {
        let Ok(found) = PdfFile::open(&bytes) else { continue };
        if found.unsound().is_none() && compare(&found, &expected).is_empty() {
            missed.push(change);
        }
        // The program says so, and ends as it does for what cannot be told or differs.
        let file = folder.path().join("changed.pdf");
        std::fs::write(&file, &bytes).unwrap();
        let output = zhumo().args(["verify", "--ignore-system-fonts", "--lang", "en"]).arg(&file).output().unwrap();
        assert!(matches!(output.status.code(), Some(1 | 2)), "{change}: {}", text(&output));
    }
    assert_eq!(missed, Vec::<&str>::new());
}
