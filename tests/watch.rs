//! `zhumo watch`: whatever an editor does to a draft, the outputs follow, and a draft with errors leaves the last good ones.

mod support;

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use support::Running;
use tempfile::TempDir;

struct Watch {
    _child: Running,
    said: Receiver<String>,
    folder: TempDir,
}

impl Watch {
    /// Watches a folder that holds these drafts.
    fn start(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self::over(folder, &["-t", "md"])
    }

    fn over(folder: TempDir, options: &[&str]) -> Self {
        let child = support::zhumo()
            .args(["--lang", "en", "watch"])
            .args(options)
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut child = Running(child);
        let (sender, said) = channel();
        let lines = BufReader::new(child.0.stderr.take().unwrap()).lines().map_while(Result::ok);
        std::thread::spawn(move || lines.for_each(|line| drop(sender.send(line))));
        let watch = Self { _child: child, said, folder };
        watch.until("Watching:");
        watch
    }

    /// What is said until a line that contains `end`. A minute is longer than any machine takes.
    fn until(&self, end: &str) -> String {
        let mut all = String::new();
        loop {
            let line =
                self.said.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("never said `{end}`, but:\n{all}"));
            all.push_str(&line);
            all.push('\n');
            if line.contains(end) {
                return all;
            }
        }
    }

    /// Waits until the next change was dealt with.
    fn next(&self) -> String {
        self.until("waiting for the next change")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }
}

fn minimal() -> &'static str {
    include_str!("../examples/minimal.notice")
}

#[test]
fn a_change_is_built() {
    let watch = Watch::start(&[("a.notice", minimal()), ("b.notice", minimal())]);
    assert!(watch.read("a.md").contains("新馆开放") && watch.read("b.md").contains("新馆开放"));
    std::fs::remove_file(watch.path("b.md")).unwrap();
    watch.write("a.notice", &minimal().replace("新馆", "分馆"));
    watch.next();
    assert!(watch.read("a.md").contains("分馆开放"));
    assert!(!watch.path("b.md").exists(), "what did not change is not built again");
}

/// As most editors save: a new file is written beside the old one and takes its name.
#[test]
fn a_draft_that_is_written_by_renaming_is_built() {
    let watch = Watch::start(&[("a.notice", minimal())]);
    for name in ["分馆", "总馆"] {
        watch.write(".a.notice.tmp", &minimal().replace("新馆", name));
        std::fs::rename(watch.path(".a.notice.tmp"), watch.path("a.notice")).unwrap();
        watch.next();
        assert!(watch.read("a.md").contains(name), "{name}");
    }
}

#[test]
fn new_drafts_are_built_and_deleted_ones_are_no_trouble() {
    let watch = Watch::start(&[("a.notice", minimal())]);
    watch.write("b.notice", &minimal().replace("新馆", "分馆"));
    watch.next();
    assert!(watch.read("b.md").contains("分馆"));
    std::fs::remove_file(watch.path("a.notice")).unwrap();
    watch.write("b.notice", &minimal().replace("新馆", "总馆"));
    let said = watch.next();
    assert!(!said.contains("error"), "{said}");
    assert!(watch.read("b.md").contains("总馆"));
    assert!(watch.read("a.md").contains("新馆"), "an output is never taken away");
}

#[test]
fn errors_are_said_once_and_leave_the_last_good_outputs() {
    let watch = Watch::start(&[("a.notice", minimal())]);
    let good = watch.read("a.md");
    watch.write("a.notice", &minimal().replace("主送", "标题"));
    let said = watch.next();
    assert_eq!(said.matches("duplicate-field").count(), 1, "{said}");
    assert!(said.contains("nothing was written"), "{said}");
    assert_eq!(watch.read("a.md"), good);
    watch.write("a.notice", &minimal().replace("新馆", "分馆"));
    let said = watch.next();
    assert!(!said.contains("duplicate-field"), "{said}");
    assert!(watch.read("a.md").contains("分馆"));
}

#[test]
fn settings_build_every_draft_again() {
    let watch = Watch::start(&[("a.notice", minimal()), ("b.notice", minimal())]);
    assert!(!watch.read("a.md").starts_with("---"));
    watch.write("zhumo.toml", "[markdown]\nfront_matter = true\n");
    watch.next();
    assert!(watch.read("a.md").starts_with("---") && watch.read("b.md").starts_with("---"));
    watch.write("zhumo.toml", "[markdown]\nfront_mater = true\n");
    let said = watch.next();
    assert!(said.contains("front_matter"), "{said}");
    watch.write("a.notice", &minimal().replace("新馆", "分馆"));
    watch.next();
    watch.write("zhumo.toml", "");
    watch.next();
    assert!(watch.read("a.md").contains("分馆") && !watch.read("a.md").starts_with("---"));
}

#[test]
fn a_picture_builds_the_drafts_that_show_it() {
    let picture = std::fs::read(support::root().join("examples").join(example_picture())).unwrap();
    let with = minimal().replace("\n\n署名", "\n\n![示意图](map.png)\n\n署名");
    let watch = Watch::start(&[("a.notice", &with), ("b.notice", minimal())]);
    assert!(!watch.path("a.md").exists(), "its picture is missing");
    std::fs::remove_file(watch.path("b.md")).unwrap();
    std::fs::write(watch.path("map.png"), picture).unwrap();
    watch.next();
    assert!(watch.read("a.md").contains("map.png"));
    assert!(!watch.path("b.md").exists());
}

/// Some PNG of the examples.
fn example_picture() -> PathBuf {
    let mut folders = vec![support::root().join("examples")];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "png") {
                return path;
            }
        }
    }
    panic!("no PNG among the examples");
}

#[test]
fn a_template_builds_again_and_an_output_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let templates = folder.path().join("own/official");
    std::fs::create_dir_all(&templates).unwrap();
    std::fs::write(folder.path().join("zhumo.toml"), "[template]\npath = \"own\"\n").unwrap();
    // Its output is called as a template is.
    std::fs::write(folder.path().join("page.notice"), minimal()).unwrap();
    let watch = Watch::over(folder, &["-t", "html"]);
    assert!(watch.read("page.html").contains("新馆"));
    std::fs::write(templates.join("page.css"), "body { color: #123456 }\n").unwrap();
    watch.next();
    assert!(watch.read("page.html").contains("#123456"));
    watch.write("page.notice", &minimal().replace("新馆", "分馆"));
    watch.next();
    assert!(watch.read("page.html").contains("分馆"));
    // The output was written, and nothing is built for that: the next to be heard of is the next change of the draft.
    watch.write("page.notice", &minimal().replace("主送", "标题"));
    let said = watch.next();
    assert!(said.contains("duplicate-field"), "{said}");
}

#[test]
fn what_cannot_be_watched_is_said() {
    for (path, words) in [("-", "standard input"), ("/nowhere/at-all", "cannot be opened")] {
        let output = support::zhumo().args(["--lang", "en", "watch", path]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(support::text(&output).contains(words), "{}", support::text(&output));
    }
}
