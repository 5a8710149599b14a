//! What was built, so that nobody builds it twice: a record beside the outputs.
//!
//! Here: [`Record`], [`stamp`]. Not here: what an output depends on (`cli::build`).
//!
//! A line is added when a draft is done, so that a run that was ended goes on where it was.

use super::RunError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

/// The file of the record, in the folder of the outputs.
pub const RECORD: &str = ".zhumo-built";

/// The records of the folders that outputs go to.
#[derive(Debug, Default)]
pub struct Record(Mutex<BTreeMap<PathBuf, Folder>>);

/// What is known of the outputs in a folder.
#[derive(Debug, Default)]
struct Folder {
    entries: BTreeMap<String, Entry>,
    /// Whether the file ends within a line: the run that wrote it was ended.
    torn: bool,
}

/// A draft that was built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The draft, as it was named.
    pub draft: String,
    /// What its outputs depend on, as a sum.
    pub key: String,
    /// Its outputs, with what would be another thing had they changed.
    pub files: Vec<(PathBuf, Stamp)>,
    /// How many errors, warnings and infos it had.
    pub findings: [usize; 3],
}

/// Size and time of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp(u64, u128);

/// Size and time of a file; none where there is none.
#[must_use]
pub fn stamp(path: &Path) -> Option<Stamp> {
    let file = std::fs::metadata(path).ok()?;
    Some(Stamp(file.len(), file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?.as_nanos()))
}

impl Record {
    /// The entry of a draft, if what it depends on is what it was and its outputs, all that are `wanted`, are as they were written.
    pub fn unchanged(&self, folder: &Path, draft: &str, key: &str, wanted: &[PathBuf]) -> Option<Entry> {
        let mut folders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = folders.entry(folder.to_path_buf()).or_insert_with(|| Folder::read(folder));
        let entry = known.entries.get(draft).filter(|entry| entry.key == key)?.clone();
        drop(folders);
        let there = |path: &PathBuf| entry.files.iter().any(|(known, _)| known == path);
        let as_written = entry.files.iter().all(|(path, known)| stamp(path) == Some(*known));
        (as_written && wanted.iter().all(there)).then_some(entry)
    }

    /// Takes note of a draft that was built.
    ///
    /// # Errors
    /// [`RunError`] when the record cannot be written.
    pub fn note(&self, folder: &Path, entry: Entry) -> Result<(), RunError> {
        let mut folders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = folders.entry(folder.to_path_buf()).or_insert_with(|| Folder::read(folder));
        let path = folder.join(RECORD);
        let mut line = serde_json::to_string(&entry).unwrap_or_default();
        line.push('\n');
        if std::mem::take(&mut known.torn) {
            line.insert(0, '\n');
        }
        let file = std::fs::OpenOptions::new().create(true).append(true).open(&path);
        file.and_then(|mut file| file.write_all(line.as_bytes())).map_err(|error| super::files::unwritten(&path, &error))?;
        known.entries.insert(entry.draft.clone(), entry);
        Ok(())
    }
}

impl Folder {
    /// What the record of a folder says; nothing of lines that say nothing. One with many old lines is written anew.
    fn read(folder: &Path) -> Self {
        let path = folder.join(RECORD);
        let Ok(text) = std::fs::read_to_string(&path) else { return Self::default() };
        let entries: Vec<Entry> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let lines = entries.len();
        let entries: BTreeMap<String, Entry> = entries.into_iter().map(|entry| (entry.draft.clone(), entry)).collect();
        let mut torn = !text.is_empty() && !text.ends_with('\n');
        if lines > entries.len() * 2 + 16 {
            let line = |entry: &Entry| serde_json::to_string(entry).unwrap_or_default() + "\n";
            let anew: String = entries.values().map(line).collect();
            torn &= super::files::write(&path, anew.as_bytes()).is_err();
        }
        Self { entries, torn }
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, RECORD, Record, stamp};

    #[test]
    fn what_was_built_is_known_until_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let output = folder.path().join("a.pdf");
        std::fs::write(&output, "a").unwrap();
        let entry = || Entry {
            draft: "a.notice".to_owned(),
            key: "1".to_owned(),
            files: vec![(output.clone(), stamp(&output).unwrap())],
            findings: [0, 1, 2],
        };
        let unchanged = |key: &str| Record::default().unchanged(folder.path(), "a.notice", key, std::slice::from_ref(&output));
        assert_eq!(unchanged("1"), None);
        Record::default().note(folder.path(), entry()).unwrap();
        assert_eq!(unchanged("1"), Some(entry()));
        assert_eq!(unchanged("2"), None);
        // A line that was cut short is passed over, and the next one stands by itself.
        let record = folder.path().join(RECORD);
        std::fs::write(&record, std::fs::read_to_string(&record).unwrap() + "{\"draft\": \"b").unwrap();
        assert_eq!(unchanged("1"), Some(entry()));
        Record::default().note(folder.path(), Entry { draft: "c.notice".to_owned(), ..entry() }).unwrap();
        assert!(Record::default().unchanged(folder.path(), "c.notice", "1", &[]).is_some());
        std::fs::write(&output, "b!").unwrap();
        assert_eq!(unchanged("1"), None);
    }
}
