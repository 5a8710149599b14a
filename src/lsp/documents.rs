//! Open documents: their text as the editor has it, and what was read from it.

use std::cell::OnceCell;
use zhumo::check::Finding;
use zhumo::project::Job;
use zhumo::span::LineIndex;

/// A draft that is open in the editor.
pub(super) struct Document {
    /// The text.
    pub text: String,
    /// The editor's number for this state of the text.
    pub version: i32,
    /// Whether its findings have still to be told.
    pub is_stale: bool,
    index: OnceCell<LineIndex>,
    read: OnceCell<Read>,
}

/// What was read from a text.
pub(super) struct Read {
    pub job: Job,
    pub findings: Vec<Finding>,
}

impl Document {
    pub fn new(text: String, version: i32) -> Self {
        Self { text, version, is_stale: true, index: OnceCell::new(), read: OnceCell::new() }
    }

    /// Where its lines begin.
    pub fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The notice and its findings.
    pub fn read(&self, job: impl FnOnce() -> Job) -> &Read {
        self.read.get_or_init(|| {
            let job = job();
            Read { findings: job.check(), job }
        })
    }

    /// Puts `text` in the place of the bytes `start..end`.
    pub fn replace(&mut self, start: usize, end: usize, text: &str) {
        self.text.replace_range(start..end, text);
        self.forget();
        self.index.take();
    }

    /// Drops what was read, because the text or the settings are others now.
    pub fn forget(&mut self) {
        self.read.take();
        self.is_stale = true;
    }
}
