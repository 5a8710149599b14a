//! Whole drafts as they are: every running text stands in what every reader sees.
//!
//! Where in the output it stands is a matter of other tests (`complete.rs`, `html.rs`, `markdown.rs`).

use super::corpus::is_seen;
use super::expected::{ANY_SPACE, Texts};
use super::readers::{Bench, READERS};

/// What is not as it should be, in words.
pub fn faults(bench: &Bench, drafts: Vec<(String, String)>) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let texts: Vec<&str> = drafts.iter().map(|(_, text)| text.as_str()).collect();
    let made = bench.build(&texts, folder.path());
    let read = bench.read(folder.path());
    let mut faults = Vec::new();
    for (index, ((name, source), made)) in drafts.iter().zip(&made).enumerate() {
        let Some(made) = made else { continue };
        let texts = Texts::of(&made.json, source);
        let missing = made.errors.iter().filter(|(_, rule, _)| *rule == "missing-glyph");
        let missing: String = missing.map(|(at, ..)| &source[at.clone()]).collect();
        let outputs = READERS.iter().map(|reader| (reader, bare(&read[reader.name][&format!("{index:04}")])));
        let outputs: Vec<_> = outputs.collect();
        for (start, end) in texts.running() {
            let typed = &source[start..end];
            let seen = match texts.seen(start, end) {
                Ok(seen) => seen,
                Err(why) => {
                    faults.push(format!("json ({name}): {typed:?}\n    {why}"));
                    continue;
                }
            };
            if !typed.chars().all(|c| is_seen(c) || c == '\n') {
                continue;
            }
            for (reader, output) in &outputs {
                let expected = bare(&seen.text(reader.note, reader.raises));
                if reader.measures && expected.contains(|c| missing.contains(c)) {
                    continue;
                }
                if !stands(&expected, output, reader.measures) {
                    faults.push(format!("{} ({name}): {typed:?}\n    wanted {expected:?}", reader.name));
                }
            }
        }
    }
    faults
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && is_seen(*c) && *c != ANY_SPACE).collect()
}

/// Whether a text stands in an output. On pages it may go on behind what stands at the foot of one and the head of the next.
fn stands(text: &str, output: &str, pages: bool) -> bool {
    if output.contains(text) {
        return true;
    }
    let cuts = text.char_indices().map(|(at, _)| at).skip(1);
    pages
        && cuts
            .map(|at| text.split_at(at))
            .any(|(head, tail)| output.find(head).is_some_and(|at| output[at + head.len()..].contains(tail)))
}
