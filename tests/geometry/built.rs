//! The fixtures as PDFs, built once and read once.
//!
//! `cargo test` runs all tests in one process, nextest each in its own: what was read is kept on disk, too, until the
//! program, a fixture, a face or the reader changes.

use crate::document::Document;
use crate::support::{extract, fonts, python, root, text, zhumo};
use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The fixtures; `None` where faces or tools are not installed.
pub fn documents() -> Option<&'static [Document]> {
    static DOCUMENTS: OnceLock<Option<Vec<Document>>> = OnceLock::new();
    DOCUMENTS.get_or_init(read).as_deref()
}

fn read() -> Option<Vec<Document>> {
    if !fonts() || python().is_none() {
        return None;
    }
    let fixtures = crate::fixtures::all();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("geometry");
    std::fs::create_dir_all(&folder).unwrap();
    let lock = std::fs::File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let (kept, key) = (folder.join("read.json"), folder.join("key"));
    let wanted = state(&fixtures);
    if std::fs::read_to_string(&key).ok().as_deref() != Some(&wanted) || !kept.is_file() {
        std::fs::write(&kept, serde_json::to_vec(&built(&fixtures)).unwrap()).unwrap();
        std::fs::write(&key, wanted).unwrap();
    }
    let files: Vec<Value> = serde_json::from_slice(&std::fs::read(&kept).unwrap()).unwrap();
    drop(lock);
    let pairs = fixtures.iter().zip(files.chunks(2));
    Some(pairs.map(|((name, text), files)| Document::read(name, text, &files[0], &files[1])).collect())
}

/// What the pages depend on.
fn state(fixtures: &[(String, String)]) -> String {
    let mut hasher = DefaultHasher::new();
    fixtures.hash(&mut hasher);
    std::fs::read(root().join("tests/tools/extract.py")).unwrap().hash(&mut hasher);
    let program = std::fs::metadata(env!("CARGO_BIN_EXE_zhumo")).unwrap();
    (program.len(), program.modified().unwrap()).hash(&mut hasher);
    let output = zhumo().args(["fonts", "--ignore-system-fonts"]).output().unwrap();
    output.stdout.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// Each fixture twice: as it is printed, and as a proof.
fn built(fixtures: &[(String, String)]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let drafts = folder.path().join("drafts");
    std::fs::create_dir(&drafts).unwrap();
    for (name, text) in fixtures {
        std::fs::write(drafts.join(format!("{name}.notice")), text).unwrap();
    }
    // What a draft may hold is no matter of these tests; another one holds the fixtures against the rules.
    std::fs::write(drafts.join("zhumo.toml"), "[check]\nselect = [\"missing-glyph\", \"off-page\"]\n").unwrap();
    std::fs::copy(root().join("examples/figures/water-level.png"), drafts.join("figure.png")).unwrap();
    for out in ["final", "proof"] {
        let mut build = zhumo();
        build.args(["build", "-q", "--ignore-system-fonts", "-t", "pdf", "-o"]);
        build.arg(format!("{}/{out}/{{name}}", folder.path().display())).args((out == "proof").then_some("--proof"));
        let output = build.arg(&drafts).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
    }
    let path = |(name, _): &(String, String), out: &str| folder.path().join(out).join(format!("{name}.pdf"));
    let paths: Vec<PathBuf> = fixtures.iter().flat_map(|fixture| [path(fixture, "final"), path(fixture, "proof")]).collect();
    let files = extract(&paths).expect("the tools are there");
    files.into_iter().map(|file| serde_json::json!({ "pages": file["pages"] })).collect()
}
