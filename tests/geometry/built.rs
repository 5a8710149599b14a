//! The fixtures as PDFs, built once and read once.
//!
//! `cargo test` runs all tests in one process, nextest each in its own: what was read is kept on disk, too, until the
//! program, a fixture, a face or the reader changes.

use crate::document::Document;
use crate::support::{extract_geometry, fonts, python, root, text, zhumo};
use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A notice to build, and what its template says otherwise than the built-in one.
pub struct Draft {
    pub name: String,
    pub text: String,
    /// The layout and the text of its `layout.toml`.
    pub template: Option<(&'static str, &'static str)>,
}

/// The fixtures; `None` where faces or tools are not installed.
pub fn documents() -> Option<&'static [Document]> {
    static DOCUMENTS: OnceLock<Option<Vec<Document>>> = OnceLock::new();
    let fixtures = || crate::fixtures::all().into_iter().map(|(name, text)| Draft { name, text, template: None });
    DOCUMENTS.get_or_init(|| read("fixtures", &fixtures().collect::<Vec<_>>())).as_deref()
}

/// Builds and reads drafts; `kept` names what is kept on disk.
pub fn read(kept: &str, drafts: &[Draft]) -> Option<Vec<Document>> {
    if !fonts() || python().is_none() {
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("geometry").join(kept);
    std::fs::create_dir_all(&folder).unwrap();
    let lock = std::fs::File::create(folder.join("lock")).unwrap();
    lock.lock().unwrap();
    let (kept, key) = (folder.join("read.json"), folder.join("key"));
    let wanted = state(drafts);
    if std::fs::read_to_string(&key).ok().as_deref() != Some(&wanted) || !kept.is_file() {
        std::fs::write(&kept, serde_json::to_vec(&built(drafts)).unwrap()).unwrap();
        std::fs::write(&key, wanted).unwrap();
    }
    let files: Vec<Value> = serde_json::from_slice(&std::fs::read(&kept).unwrap()).unwrap();
    drop(lock);
    let pairs = drafts.iter().zip(files.chunks(2));
    Some(pairs.map(|(draft, files)| Document::read(&draft.name, &draft.text, &files[0], &files[1])).collect())
}

/// What the pages depend on.
fn state(drafts: &[Draft]) -> String {
    let mut hasher = DefaultHasher::new();
    for draft in drafts {
        (&draft.name, &draft.text, draft.template).hash(&mut hasher);
    }
    std::fs::read(root().join("tests/tools/extract.py")).unwrap().hash(&mut hasher);
    let program = std::fs::metadata(env!("CARGO_BIN_EXE_zhumo")).unwrap();
    (program.len(), program.modified().unwrap()).hash(&mut hasher);
    let output = zhumo().args(["fonts", "--ignore-system-fonts"]).output().unwrap();
    output.stdout.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// What a draft may hold is no matter of these tests; another one holds the fixtures against the rules.
const CONFIG: &str = "[check]\nselect = [\"missing-glyph\", \"off-page\"]\n[template]\npath = \"templates\"\n";

/// Each draft twice: as it is printed, and as a proof.
fn built(drafts: &[Draft]) -> Vec<Value> {
    let folder = tempfile::tempdir().unwrap();
    let all = folder.path().join("drafts");
    for draft in drafts {
        // A draft with a template of its own has a project of its own.
        let project = if draft.template.is_some() { all.join(&draft.name) } else { all.clone() };
        std::fs::create_dir_all(project.join("figures")).unwrap();
        std::fs::write(project.join(format!("{}.notice", draft.name)), &draft.text).unwrap();
        std::fs::write(project.join("zhumo.toml"), CONFIG).unwrap();
        if let Some((layout, template)) = draft.template {
            let templates = project.join("templates").join(layout);
            std::fs::create_dir_all(&templates).unwrap();
            std::fs::write(templates.join("layout.toml"), template).unwrap();
        }
    }
    for picture in std::fs::read_dir(root().join("examples/figures")).unwrap() {
        let path = picture.unwrap().path();
        std::fs::create_dir_all(all.join("figures")).unwrap();
        std::fs::copy(&path, all.join("figures").join(path.file_name().unwrap())).unwrap();
    }
    for out in ["final", "proof"] {
        let mut build = zhumo();
        build.args(["build", "-q", "--ignore-system-fonts", "-t", "pdf", "-o"]);
        build.arg(format!("{}/{out}/{{name}}", folder.path().display())).args((out == "proof").then_some("--proof"));
        let output = build.arg(&all).output().unwrap();
        assert!(output.status.success(), "{}", text(&output));
    }
    let path = |draft: &Draft, out: &str| folder.path().join(out).join(format!("{}.pdf", draft.name));
    let paths: Vec<PathBuf> = drafts.iter().flat_map(|draft| [path(draft, "final"), path(draft, "proof")]).collect();
    let files = extract_geometry(&paths).expect("the tools are there");
    files.into_iter().map(|file| serde_json::json!({ "pages": file["pages"] })).collect()
}
