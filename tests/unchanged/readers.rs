//! Drafts built in every form and read back by programs that are not ours.
//!
//! A form of output is one row of [`READERS`]: its name, how its file ends, and who reads it. To add one, let [`Bench::build`] write it,
//! give it a row, and let a tool under `tests/tools` print its text.

use crate::support;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use zhumo::images::{Images, Picture};
use zhumo::{BuildOptions, Options, PageOptions, Target};

/// Who reads what.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    pub name: &'static str,
    /// How a mark of a note looks to it.
    pub note: fn(u64) -> String,
    /// What stands before an item of a list.
    pub bullet: &'static str,
    /// Whether it shows raised and lowered text as such; Markdown has it as it was typed.
    pub raises: bool,
    /// Whether the reader finds white space only by where characters stand.
    pub measures: bool,
}

pub const READERS: &[Reader] = &[
    Reader { name: "poppler", note: |number| number.to_string(), bullet: "·", raises: true, measures: true },
    Reader { name: "mupdf", note: |number| number.to_string(), bullet: "·", raises: true, measures: true },
    Reader { name: "ofdkit", note: |number| number.to_string(), bullet: "·", raises: true, measures: true },
    Reader { name: "mammoth", note: |number| number.to_string(), bullet: "·", raises: true, measures: false },
    Reader { name: "html", note: |_| String::new(), bullet: "", raises: true, measures: false },
    Reader { name: "cmark", note: |_| String::new(), bullet: "", raises: false, measures: false },
    Reader { name: "markdown_it", note: |_| String::new(), bullet: "", raises: false, measures: false },
];

/// What the tools print: by reader and draft, the text.
pub type Texts = BTreeMap<String, BTreeMap<String, String>>;

/// What was built of a draft beside the files that tools read.
pub struct Made {
    pub json: Value,
    /// Errors about the draft, each with its place: with them nothing would be written.
    pub errors: Vec<(std::ops::Range<usize>, &'static str, String)>,
}

pub struct Bench {
    options: Options,
    fonts: zhumo::layout::FontSet,
}

impl Bench {
    /// With the default fonts and every tool; nothing when they are not installed.
    pub fn new() -> Option<Self> {
        support::python()?;
        let fonts = support::default_fonts()?;
        let mut images = Images::default();
        let picture = std::fs::read(support::root().join("examples/figures/levee.jpg")).unwrap();
        images.insert("a.png", Picture::sniff(picture));
        let mut options = Options::default();
        options.images = Some(images);
        options.config.check.select = vec!["missing-glyph".to_owned(), "off-page".to_owned()];
        Some(Self { options, fonts })
    }

    /// Builds drafts into a folder, two at a time.
    pub fn build(&self, drafts: &[&str], folder: &Path) -> Vec<Option<Made>> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut made = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(draft) = drafts.get(index) else { return made };
                made.push((index, self.build_one(draft, &folder.join(format!("{index:04}")))));
            }
        };
        let mut made: Vec<(usize, Option<Made>)> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..2).map(|_| scope.spawn(work)).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        made.sort_by_key(|(index, _)| *index);
        made.into_iter().map(|(_, made)| made).collect()
    }

    /// Nothing of a draft that no option makes write: one that gives a field twice.
    fn build_one(&self, text: &str, path: &Path) -> Option<Made> {
        let mut options = BuildOptions::new(&self.options).with_pages(PageOptions::new(&self.fonts));
        options.allow_errors = true;
        let targets = [Target::Pdf, Target::Ofd, Target::Docx, Target::Html, Target::Markdown, Target::Json];
        let built = zhumo::build(text, &targets, &options).unwrap();
        let mut json = None;
        for output in built.outputs {
            let ending = match output.target {
                Target::Pdf => "pdf",
                Target::Ofd => "ofd",
                Target::Docx => "docx",
                Target::Html => "html",
                Target::Markdown => "md",
                _ => {
                    json = Some(serde_json::from_slice(&output.bytes).unwrap());
                    continue;
                }
            };
            std::fs::write(path.with_extension(ending), output.bytes).unwrap();
        }
        let errors = built.findings.iter().filter(|finding| finding.level == zhumo::check::Severity::Error);
        let errors =
            errors.map(|finding| (finding.span.start..finding.span.end, finding.rule.id, finding.message.en.clone())).collect();
        json.map(|json| Made { json, errors })
    }

    /// The characters that no face has.
    pub fn missing(&self, characters: &str) -> String {
        let folder = tempfile::tempdir().unwrap();
        let draft: String = characters.chars().map(|character| format!("字{character}\n\n")).collect();
        let made = self.build(&[&draft], folder.path()).remove(0).expect("a draft is built");
        let missing = made.errors.iter().filter(|(_, rule, _)| *rule == "missing-glyph");
        missing.map(|(at, ..)| &draft[at.clone()]).collect()
    }

    /// What every reader sees of the files in a folder.
    pub fn read(&self, folder: &Path) -> Texts {
        let tools = support::root().join("tests/tools");
        let python = || Command::new(support::python().unwrap());
        let mut commands = [python(), python(), Command::new("node")];
        for (command, tool) in commands.iter_mut().zip(["pdf_text.py", "office_text.py", "visible.mjs"]) {
            command.arg(tools.join(tool)).arg(folder);
        }
        let texts = std::thread::scope(|scope| {
            let running = commands.map(|mut command| scope.spawn(move || command.output().unwrap()));
            running.map(|thread| {
                let output = thread.join().unwrap();
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                serde_json::from_slice::<Texts>(&output.stdout).unwrap()
            })
        });
        texts.into_iter().flatten().collect()
    }
}
