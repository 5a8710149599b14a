//! What people see: words on the error output, lines on the standard output, JSON.
//!
//! Here: [`tell!`], and the texts that are printed made harmless. Not here: outputs of drafts, which go on byte by byte (`out::write`).
//!
//! Nothing of a draft, a name or a setting reaches a terminal or a log as something that these obey: not a colour, not a mark that turns
//! the order of reading, not the beginning of another line. An error output that nobody reads, or whose disk is full, ends no run.

use serde::Serialize;
use std::fmt::Write as _;
use std::io::Write as _;
use zhumo::say::{visible, visible_lines};

/// Says a line on the error output, in the words of `format!`.
macro_rules! tell {
    ($($words:tt)*) => {
        $crate::cli::screen::line(&format!($($words)*))
    };
}
pub(crate) use tell;

/// Says a line on the error output.
pub(crate) fn line(text: &str) {
    painted(&format!("{}\n", visible_lines(text)));
}

/// Says a text on the error output that may have colours of ours, and holds nothing else that a terminal obeys.
pub(crate) fn painted(text: &str) {
    let mut stderr = std::io::stderr().lock();
    // Who closed it does not want to hear.
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

/// The names of files, one a line.
pub(crate) fn names<P: AsRef<std::path::Path>>(paths: impl IntoIterator<Item = P>) -> String {
    paths.into_iter().map(|path| format!("{}\n", visible(&path.as_ref().display().to_string()))).collect()
}

/// A value as JSON with a line each. Characters that a terminal obeys are written by their numbers, which says the same.
pub(crate) fn json(value: &impl Serialize) -> String {
    let mut text = numbered(&serde_json::to_string_pretty(value).unwrap_or_default());
    text.push('\n');
    text
}

/// The same in one line.
pub(crate) fn json_line(value: &impl Serialize) -> String {
    let mut text = numbered(&serde_json::to_string(value).unwrap_or_default());
    text.push('\n');
    text
}

/// JSON with those characters as `\u202e`. They stand in strings alone; ends of lines stand between these.
fn numbered(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for part in json.split_inclusive('\n') {
        let (body, end) = part.strip_suffix('\n').map_or((part, ""), |body| (body, "\n"));
        if visible(body) == body {
            out.push_str(body);
        } else {
            for character in body.chars() {
                if visible(character.encode_utf8(&mut [0; 4])) == *character.encode_utf8(&mut [0; 4]) {
                    out.push(character);
                } else {
                    character.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                        let _ = write!(out, "\\u{unit:04x}");
                    });
                }
            }
        }
        out.push_str(end);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_says_the_same_without_a_control() {
        let text = "a\u{1b}\n\u{85}\u{202e}\u{e0041}𠮷";
        let json = json(&[text]);
        assert!(json.lines().all(|line| visible(line) == line), "{json}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&json).unwrap(), [text]);
    }
}
