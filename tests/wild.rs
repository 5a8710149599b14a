//! Whatever a file holds, it is read, checked, formatted and imported, or refused; and never a panic.
//!
//! Texts that nobody would write, and sound ones with damage, the same on every run. `fuzz/` calls the same functions with what a fuzzer
//! thinks of, and keeps here (`tests/wild/`) what once broke them.

#[allow(dead_code, reason = "a font and a picture that are damaged are in `robust.rs`")]
#[path = "../fuzz/shared/pages.rs"]
mod pages;
mod support;
#[allow(dead_code, reason = "so are PDF files in `verify.rs`")]
#[path = "../fuzz/shared/targets.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use support::Seeded;

/// What drafts are made of, in pieces that mean something together.
const PIECES: &[&str] = &[
    "标题：",
    "主送",
    "：",
    ":",
    "、",
    "，",
    "。",
    "；",
    "（",
    "）",
    "(",
    ")",
    "【附件",
    "】",
    "[",
    "]",
    "{",
    "}",
    "{主题}",
    "|",
    "/",
    "\\",
    "\"",
    "“",
    "”",
    "《",
    "》",
    " ",
    "\t",
    "　",
    "\u{a0}",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "一",
    "二、",
    "（三）",
    "4.",
    "（5）",
    "#、",
    "1",
    "23",
    "2026年",
    "9月31日",
    "〔2026〕",
    "3.5亿元",
    "m3/2",
    "％",
    "12:61",
    "附件1",
    "图2",
    "表：",
    "^1]",
    "!",
    "![图](a.png)",
    "-",
    "- ",
    "--",
    "—",
    "～",
    "*",
    "**",
    "`",
    "a",
    "B",
    "Tx",
    "第三章　",
    "第十条 ",
    "节",
    "页",
    "号",
    "等16部门",
    "3个部门",
    "以下简称",
    "署名：",
    "成文日期：",
    "抄送：",
    "印发：",
    "用印：是",
    "版式：信函",
    "语言：en",
    "Title: ",
    "To: ",
    "Annex 1",
    "No. ",
    "星期八",
    "?",
    "！",
    "？",
    "…",
    "……",
    "\u{fffd}",
    "\u{200b}",
    "\u{e000}",
    "😀",
    "𠮷",
    "é",
    "國",
    "国",
    "关于",
    "的通知",
    "//",
    "// zhumo-ignore ",
    "// zhumo-ignore padded-date: 因为\n",
    "02-8888",
    "www.a.cn",
    "a@b.cn",
    "\u{feff}",
];

fn texts_of(folder: &Path, endings: &[&str]) -> Vec<String> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known)) {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

/// Every file in a folder and below it.
fn files_of(folder: &Path) -> Vec<Vec<u8>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() { folders.push(path) } else { files.push(std::fs::read(path).unwrap()) }
        }
    }
    files.sort();
    files
}

/// Wild texts, and sound ones that somebody has typed into.
fn wild(count: usize, seed: u64) -> impl Iterator<Item = String> {
    let mut seeded = Seeded(seed);
    let sound: Vec<String> = ["examples", "tests/accuracy/clean", "tests/check"]
        .iter()
        .flat_map(|folder| texts_of(&support::root().join(folder), &["notice", "txt"]))
        .filter(|text| text.len() < 4000)
        .collect();
    assert!(sound.len() > 100);
    (0..count).map(move |round| {
        if round % 2 == 0 {
            let length = 1 + seeded.below(40);
            return (0..length).map(|_| seeded.of(PIECES)).collect();
        }
        let mut text = sound[seeded.below(sound.len())].clone();
        for _ in 0..1 + seeded.below(3) {
            let near = |at: usize, text: &str| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            let start = near(seeded.below(text.len() + 1), &text);
            let end = near((start + seeded.below(12)).min(text.len()), &text);
            let put: String = (0..seeded.below(4)).map(|_| seeded.of(PIECES)).collect();
            text.replace_range(start..end, &put);
        }
        text
    })
}

/// Calls `target` with each text, and says which one it did not stand.
fn stands<T: AsRef<[u8]> + std::fmt::Debug>(inputs: impl Iterator<Item = T>, target: impl Fn(&T)) {
    for input in inputs {
        if catch_unwind(AssertUnwindSafe(|| target(&input))).is_err() {
            panic!("it does not stand {input:?}");
        }
    }
}

#[test]
fn any_draft_is_read_checked_and_written() {
    stands(wild(1000, 7), |text| targets::draft(text));
    stands(texts_of(&support::root().join("tests/wild"), &["notice"]).into_iter(), |text| targets::draft(text));
}

#[test]
fn any_draft_is_formatted() {
    stands(wild(500, 11), |text| targets::formatted(text));
    stands(texts_of(&support::root().join("tests/wild"), &["notice"]).into_iter(), |text| targets::formatted(text));
}

#[test]
fn any_settings_are_read_or_refused() {
    let sound = "[check]\nselect = [\"ALL\"]\nlevels = { padded-date = \"off\" }\n[[check.files]]\npaths = [\"a/*\"]\n[organs.\"示例局\"]\nshort = [\"局\"]\n[terms]\n\"甲\" = \"乙\"\n[fonts]\nbody = [\"x\"]\n[limits]\nmax_draft_bytes = 10\n";
    let mut seeded = Seeded(5);
    let broken = (0..3000).map(|_| {
        let mut text = sound.to_owned();
        for _ in 0..1 + seeded.below(4) {
            let at = (seeded.below(text.len())..).find(|at| text.is_char_boundary(*at)).unwrap();
            let end =
                (at + seeded.below(9)..).find(|end| *end >= text.len() || text.is_char_boundary(*end)).unwrap().min(text.len());
            let put = seeded.of(&["", "\"", "[", "]", "=", "\n", "1", "-1", "1e999", "{}", "a", "啊", ".", "\\u0000", "true"]);
            text.replace_range(at..end, put);
        }
        text
    });
    stands(broken, |text| targets::settings(text));
}

#[test]
fn any_file_is_imported_or_refused() {
    let mut files = files_of(&support::root().join("tests/import"));
    files.retain(|file| file.len() < 20_000);
    assert!(!files.is_empty());
    let mut seeded = Seeded(3);
    let broken = (0..300).map(|_| {
        let mut bytes = files[seeded.below(files.len())].clone();
        for _ in 0..1 + seeded.below(6) {
            let at = seeded.below(bytes.len().max(1)).min(bytes.len());
            match seeded.below(4) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, u8::try_from(seeded.below(256)).unwrap()),
                2 => drop(bytes.splice(
                    at..at,
                    seeded.of(&["<table><tr>", "</p>", "<p>", "&#x110000;", "\n#", "|", "```", "<![CDATA["]).bytes(),
                )),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = u8::try_from(seeded.below(256)).unwrap();
                    }
                }
            }
        }
        bytes
    });
    stands(broken, |bytes| targets::imported(bytes));
    stands(wild(200, 13), |text| targets::imported(text.as_bytes()));
}

/// A text with a few of its bytes changed, or with pieces of another kind put in, as often as asked.
fn broken(texts: &[String], pieces: &[&str], count: usize, seed: u64) -> impl Iterator<Item = String> {
    let mut seeded = Seeded(seed);
    (0..count).map(move |_| {
        let mut text = texts[seeded.below(texts.len())].clone();
        for _ in 0..1 + seeded.below(5) {
            let near = |at: usize, text: &str| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
            let start = near(seeded.below(text.len() + 1), &text);
            let end = near((start + seeded.below(16)).min(text.len()), &text);
            text.replace_range(start..end, seeded.of(pieces));
        }
        text
    })
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn any_draft_is_fixed_once() {
    stands(wild(150, 17), |text| targets::fixed(text));
    stands(texts_of(&support::root().join("tests/wild"), &["notice"]).into_iter(), |text| targets::fixed(text));
}

#[test]
fn any_two_drafts_are_compared() {
    let pairs = wild(150, 19).zip(wild(150, 23)).map(|(one, two)| format!("{one}\n===\n{two}"));
    stands(pairs, |text| targets::compared(text));
}

#[test]
fn any_title_value_and_encoding_is_read() {
    stands(wild(300, 29), |text| targets::title(text));
    stands(wild(300, 31), |text| targets::values(text));
    let mut seeded = Seeded(37);
    let bytes = wild(200, 41).map(move |text| {
        let encoding = [encoding_rs::GB18030, encoding_rs::BIG5, encoding_rs::UTF_8][seeded.below(3)];
        let mut bytes = encoding.encode(&text).0.into_owned();
        for _ in 0..seeded.below(3) {
            let at = seeded.below(bytes.len().max(1));
            if let Some(byte) = bytes.get_mut(at) {
                *byte = seeded.byte();
            }
        }
        bytes
    });
    stands(bytes, |bytes| targets::encoded(bytes));
}

#[test]
fn any_layout_and_template_is_followed_or_refused() {
    let templates = support::root().join("templates");
    let put = ["", "=", "[", "]", "\n", "-1", "1e999", "nan", "\"", "true", "0", "啊", "."];
    stands(broken(&texts_of(&templates, &["toml"]), &put, 300, 43), |text| targets::lengths(text));
    let put = [
        "{{ ",
        " }}",
        "{% ",
        " %}",
        "for a in range(9)",
        "endfor",
        "include 'official/page.html'",
        "notice",
        "|",
        "(",
        "'",
        "loop.index",
        "if",
        "macro a()",
    ];
    stands(broken(&texts_of(&templates, &["html"]), &put, 60, 47), |text| targets::page_template(text));
}

#[test]
fn any_table_is_merged_or_refused() {
    let sound = [
        "标题：{{a}}\n\n{{b|date}}{{#if a}}甲{{else}}乙{{/if}}{{#each}}{{a}}{{/each}}\n===\na,b\n1,2026-01-02\n\"甲\n乙\",\n",
        "标题：{{a}}\n\n{{b}}\n===\n[{\"a\":1,\"b\":\"甲\"},{\"a\":null}]",
        "标题：{{a}}\n\n{{b}}\n===\n{\"a\":1.50,\"b\":true}\n{\"a\":[1],\"b\":{}}\n",
    ];
    let put = ["", "{{", "}}", ",", "\"", "\n", "#", "/", "|", "{", "}", "[", ":", "1e400", "=", "*", "\u{feff}", ";"];
    stands(broken(&owned(&sound), &put, 600, 53), |text| targets::rows(text));
    let sound = [
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"B1\" t=\"s\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>\n---\n<si><t>b</t></si>",
    ];
    let put = [
        "",
        "<v>",
        "</c>",
        "A1048577",
        "XFE1",
        "-1",
        "t=\"d\"",
        "t=\"b\"",
        "1e308",
        "99999999999",
        "<f>",
        "&#0;",
        "</row>",
        "<row r=\"0\">",
    ];
    stands(broken(&owned(&sound), &put, 400, 59), |text| targets::sheet(text));
}

#[test]
fn any_word_file_and_page_is_imported_or_refused() {
    let sound = [
        "<w:body><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>关于甲的通知</w:t></w:r></w:p></w:body>",
        "<w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>",
        "<w:body><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>乙</w:t></w:r></w:p></w:body>\n---\n<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
    ];
    let put = [
        "",
        "</w:p>",
        "<w:p>",
        "<w:tc>",
        "</w:tr>",
        "w:val=\"-1\"",
        "99999999999",
        "%9",
        "<w:tbl>",
        "&amp;",
        "&x;",
        "<w:t>",
        "<!--",
        "<w:br/>",
    ];
    stands(broken(&owned(&sound), &put, 150, 61), |text| targets::word(text));
    let sound = [
        "<h1>标题</h1><p align=right>署名<br>2026年1月1日<table><tr><td colspan=2 rowspan=3>甲<td>乙</table><ol start=3><li>丙<ul><li>丁</ol>",
    ];
    let put = [
        "",
        "<",
        ">",
        "</table>",
        "<tr>",
        "rowspan=65536",
        "colspan=-1",
        "start=4294967296",
        "<ol>",
        "<script>",
        "&#xd800;",
        "<!--",
        "\0",
        "<b>",
    ];
    stands(broken(&owned(&sound), &put, 600, 67), |text| targets::web_page(text));
    stands(wild(200, 71), |text| targets::markdown(text));
    stands(wild(200, 73), |text| targets::raw_text(text));
}

#[test]
fn any_archive_is_an_ofd_or_refused() {
    let space = "xmlns:ofd=\"http://www.ofdspec.org/2016\"";
    let sound = format!(
        "<ofd:OFD {space}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>\n---\n<ofd:Document {space}><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>\n---\n<ofd:Page {space}/>\n---\n<ofd:Attachments {space}><ofd:Attachment Name=\"a\"><ofd:FileLoc>/OFD.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>"
    );
    let put = ["", "<", "/>", "..", "/", "ofd:", "ID=\"1\"", "&", "Doc_0/Document.xml", "\0", "<ofd:Page>"];
    stands(broken(&[sound], &put, 400, 79), |text| targets::ofd_parts(text));
}

#[test]
fn any_draft_is_printed_in_every_form() {
    let Some(fonts) = support::font_set() else { return };
    stands(wild(60, 83), |text| pages::printed(text, &fonts));
}

/// What fuzzers found worth keeping is tried at every run of the tests, too.
#[test]
fn the_corpus_of_the_fuzzers_stands() {
    let corpus = |name: &str| {
        let files = files_of(&support::root().join("fuzz/corpus").join(name));
        assert!(!files.is_empty(), "{name}");
        files
    };
    // A fuzzer hands text over as far as the bytes are text.
    let texts = |name: &str| corpus(name).into_iter().filter_map(|file| String::from_utf8(file).ok());
    stands(texts("formatted"), |text| targets::draft(text));
    stands(texts("formatted"), |text| targets::formatted(text));
    stands(texts("settings"), |text| targets::settings(text));
    stands(corpus("imported").into_iter(), |bytes| targets::imported(bytes));
}
