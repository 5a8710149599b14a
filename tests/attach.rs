//! What of a draft travels inside its PDF, and what `verify`, `extract` and `check` make of it.

mod support;

use lopdf::Document;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{fonts, text, zhumo};

/// Comments at every place that a draft has for them; each with a word that stands nowhere else.
const DRAFT: &str = "// 密语壹：局长说这里先不提\n\
    标题：关于清理河道的通知\n\
    主送：\n\
    // 密语贰\n\
    - 各乡镇\n\
    \u{3000}// 密语叁 with secret words\n\
    - 各村\n\
    \n\
    // zhumo-ignore doubled-word: 密语肆\n\
    请请各乡镇按时清理。\n\
    | 河道 | 日期 |\n\
    //密语伍\n\
    |---|---|\n\
    | 甲河 | 9月1日 |\n\
    //\n\
    // 密语陆 \\\n\
    联系人：张某\n\
    // 密语柒\n\
    电话：000-00000000\n\
    \n\
    署名：示例市水利局\n\
    成文日期：2026年9月18日\n\
    附注：此件公开发布\n\
    // 密语捌\n";

const SECRETS: [&str; 9] = ["密语壹", "密语贰", "密语叁", "密语肆", "密语伍", "密语陆", "密语柒", "密语捌", "secret words"];

/// The draft as a PDF by these settings: the folder, the draft, the file.
fn printed(settings: &str) -> Option<(tempfile::TempDir, PathBuf, PathBuf)> {
    if !fonts() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), settings).unwrap();
    let draft = folder.path().join("a.notice");
    std::fs::write(&draft, DRAFT).unwrap();
    support::build(&draft, "pdf", folder.path());
    let file = folder.path().join("a.pdf");
    Some((folder, draft, file))
}

/// Every byte of a file, its streams unpacked, as the texts that somebody might look for in it.
fn whole(file: &Path) -> String {
    let mut document = Document::load(file).unwrap();
    document.decompress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let wide: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    let shifted: Vec<u16> = bytes[1..].as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    [String::from_utf8_lossy(&bytes).into_owned(), String::from_utf16_lossy(&wide), String::from_utf16_lossy(&shifted)].concat()
}

/// The exit code, and what was said in English and Chinese.
fn run(arguments: &[&str], paths: &[&Path]) -> (i32, String) {
    let said = |lang: &str| zhumo().args(["--lang", lang]).args(arguments).args(paths).output().unwrap();
    let (english, chinese) = (said("en"), said("zh"));
    assert_eq!(english.status.code(), chinese.status.code());
    (english.status.code().unwrap(), text(&english) + &text(&chinese))
}

fn verify(paths: &[&Path]) -> (i32, String) {
    run(&["verify", "--ignore-system-fonts"], paths)
}

/// Who never reads the manual publishes no comment.
#[test]
fn comments_stay_in_the_office() {
    let Some((folder, draft, file)) = printed("") else { return };
    let all = whole(&file);
    for secret in SECRETS {
        let escaped: String = secret.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        assert!(!all.contains(secret) && !all.contains(&escaped), "{secret}");
    }
    let taken = zhumo().arg("extract").arg(&file).output().unwrap();
    let taken = String::from_utf8(taken.stdout).unwrap();
    // Every line and every place is where it was: what data and findings say of the draft holds of this one.
    assert_eq!(taken.len(), DRAFT.len());
    for (kept, written) in taken.lines().zip(DRAFT.lines()) {
        let comment = written.trim_start().starts_with("//");
        assert_eq!(kept.trim(), if comment { "//" } else { written.trim() });
    }
    // The data are those of the draft, which have no comments.
    let data = zhumo().args(["extract", "--json"]).arg(&file).output().unwrap();
    let built = zhumo().args(["build", "-q", "-t", "json", "-o", "-"]).arg(&draft).output().unwrap();
    let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
    assert_eq!(read(&data.stdout), read(&built.stdout));
    let (code, said) = verify(&[&file]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("whose comments were left out") && said.contains("内嵌文稿不含注释"), "{said}");
    assert_eq!(verify(&[&file, &draft]).0, 0, "comments are not looked at");
    // What is said otherwise in a comment alone is the same draft; what is said otherwise in the text is another.
    std::fs::write(&draft, DRAFT.replace("密语贰", "改了又改的话")).unwrap();
    assert_eq!(verify(&[&file, &draft]).0, 0);
    std::fs::write(&draft, DRAFT.replace("甲河", "乙河")).unwrap();
    let (code, said) = verify(&[&file, &draft]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("line 14") && said.contains("第 14 行"), "{said}");
    drop(folder);
}

#[test]
fn a_draft_travels_whole_where_that_is_wanted() {
    let Some((folder, draft, file)) = printed("[pdf]\nattach = \"draft\"\n") else { return };
    let taken = zhumo().arg("extract").arg(&file).output().unwrap();
    assert_eq!(taken.stdout, DRAFT.as_bytes());
    assert_eq!((verify(&[&file]).0, verify(&[&file, &draft]).0), (0, 0));
    let (code, said) = run(&["check"], &[&draft]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("published-comment") && said.contains("`[pdf] attach = \"without-comments\"`"), "{said}");
    // Wherever the file is opened: it says itself how it was made.
    std::fs::remove_file(folder.path().join("zhumo.toml")).unwrap();
    assert_eq!(verify(&[&file]).0, 0);
    std::fs::write(&draft, DRAFT.replace("密语贰", "另一句话")).unwrap();
    let (code, said) = verify(&[&file, &draft]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("line 4"), "{said}");
}

/// Nothing of the draft is in the file, no viewer lists a file inside it, and who has the draft can still hold it against the pages.
#[test]
fn a_file_can_carry_nothing() {
    for settings in ["[pdf]\nattach = \"none\"\n", "[pdf]\nstandard = \"a-2u\"\n"] {
        let Some((folder, draft, file)) = printed(settings) else { return };
        let all = whole(&file);
        assert!(!SECRETS.iter().any(|secret| all.contains(secret)), "{settings}");
        assert!(!all.contains("EmbeddedFile") && !all.contains("a.notice") && !all.contains("请请各乡镇"), "{settings}");
        let listed = Command::new("pdfdetach").arg("-list").arg(&file).output().unwrap();
        assert!(text(&listed).contains("0 embedded files"), "{}", text(&listed));
        let (code, said) = verify(&[&file]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("name the draft behind it") && said.contains("把文稿写在后面再比对"), "{said}");
        let (code, said) = verify(&[&file, &draft]);
        assert_eq!(code, 0, "{said}");
        assert!(said.contains("it carries no draft") && said.contains("a.notice"), "{said}");
        for arguments in [&["extract"][..], &["extract", "--json"]] {
            let (code, said) = run(arguments, &[&file]);
            assert_eq!(code, 2, "{said}");
            assert!(said.contains("made to carry no draft") && said.contains("按设置"), "{said}");
        }
        std::fs::write(&draft, DRAFT.replace("密语贰", "改了又改的话")).unwrap();
        assert_eq!(verify(&[&file, &draft]).0, 0, "{settings}: comments are not looked at");
        std::fs::write(&draft, DRAFT.replace("甲河", "乙河")).unwrap();
        let (code, said) = verify(&[&file, &draft]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("was not made from this draft") && said.contains("甲河") && said.contains("乙河"), "{said}");
        // Other fonts than those of the file are told from another text: the record knows them.
        std::fs::write(&draft, DRAFT).unwrap();
        std::fs::write(folder.path().join("zhumo.toml"), "[fonts]\nbody = [\"FandolKai-Regular\"]\n").unwrap();
        let (code, said) = verify(&[&file, &draft]);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("other fonts"), "{said}");
    }
}

/// Archives take all three.
#[test]
fn every_choice_keeps_the_standard() {
    if support::python().is_none() {
        return;
    }
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for choice in ["draft", "without-comments", "none"] {
        let Some((folder, _, file)) = printed(&format!("[pdf]\nattach = \"{choice}\"\n")) else { return };
        folders.push(folder);
        files.push(file);
    }
    let script = support::root().join("tests/tools/verapdf.sh");
    let judged = Command::new("bash").arg(script).arg("3a,ua1").args(&files).output().unwrap();
    assert!(judged.status.success(), "{}", text(&judged));
    assert_eq!(String::from_utf8_lossy(&judged.stdout).lines().filter(|line| line.starts_with("PASS")).count(), 6);
}

/// A file whose record was changed or taken away is not called the same.
#[test]
fn a_changed_record_is_found() {
    let Some((_folder, draft, file)) = printed("[pdf]\nattach = \"none\"\n") else { return };
    let changed = |change: &dyn Fn(&mut Document)| {
        let mut document = Document::load(&file).unwrap();
        change(&mut document);
        let path = file.with_file_name("changed.pdf");
        document.save(&path).unwrap();
        verify(&[&path, &draft])
    };
    let (code, said) = changed(&|document| {
        document.catalog_mut().unwrap().remove(b"PieceInfo");
    });
    assert_eq!(code, 2, "{said}");
    let (code, said) = changed(&|document| {
        let own = document.catalog().unwrap().get(b"PieceInfo").unwrap().as_dict().unwrap().get(b"Zhumo").unwrap();
        let id = own.as_dict().unwrap().get(b"Private").unwrap().as_reference().unwrap();
        let stream = document.get_object_mut(id).unwrap().as_stream_mut().unwrap();
        let record = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
        stream.dict.remove(b"Filter");
        stream.set_plain_content(record.replace("\"pages\": 1", "\"pages\": 7").into_bytes());
    });
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("the record of the build differs"), "{said}");
}

#[test]
fn a_slip_in_the_setting_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[pdf]\nattach = \"without-comment\"\n").unwrap();
    std::fs::write(folder.path().join("a.notice"), DRAFT).unwrap();
    let (code, said) = run(&["check"], &[&folder.path().join("a.notice")]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("zhumo.toml:2:10") && said.contains("without-comments"), "{said}");
}
