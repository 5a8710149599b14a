//! The documents that were written one by one as Word files that other programs make of them: python-docx, pandoc, LibreOffice, npm's docx.

use super::{support, written};
use std::io::Write;
use std::process::{Command, Stdio};

/// What one program made of each document: the program, and for each document its name and the bytes of the file.
pub type Made = (String, Vec<(String, Vec<u8>)>);

/// What each program makes of `documents`; none where the tools are not installed.
pub fn made(documents: &[written::Written]) -> Option<Vec<Made>> {
    let python = support::python()?;
    let folder = tempfile::tempdir().unwrap();
    let tools = support::root().join("tests/tools");
    let asked: Vec<_> =
        documents.iter().map(|one| serde_json::json!({ "name": one.name, "lines": written::stood(one) })).collect();
    let asked = serde_json::to_vec(&asked).unwrap();
    for (program, script) in [(python.into_os_string(), "word_makers.py"), ("node".into(), "word_makers.mjs")] {
        let mut run = Command::new(program);
        let run = run.arg(tools.join(script)).arg(folder.path()).stdin(Stdio::piped()).stderr(Stdio::piped());
        let mut run = run.spawn().unwrap();
        run.stdin.take().unwrap().write_all(&asked).unwrap();
        let output = run.wait_with_output().unwrap();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let mut programs: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    programs.sort();
    let read = |program: &std::path::PathBuf| {
        let file = |one: &written::Written| {
            let path = program.join(format!("{}.docx", one.name));
            (one.name.clone(), std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        };
        (program.file_name().unwrap().to_string_lossy().into_owned(), documents.iter().map(file).collect())
    };
    Some(programs.iter().map(read).collect())
}
