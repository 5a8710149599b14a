//! Names of files that are made of texts: what every file system takes, and no two alike.
//!
//! Here: [`safe`], [`Taken`]. Not here: which texts a name is made of (`cli::build`, `merge`).

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Component, Path};
use unicode_normalization::UnicodeNormalization;

/// A name of a file or folder may have so many bytes on every file system in use, of which some are kept for the ending and the number
/// of a page.
const MOST_BYTES: usize = 255 - 16;

/// Names that Windows keeps for itself, whatever their ending.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A text as part of the name of one file: marks that some file system refuses stand in their full-width form, which reads alike, and
/// what nobody sees is left out. A slash becomes one, too, so that a value never leads into another folder.
#[must_use]
pub fn part(text: &str) -> String {
    let safe = |character: char| match character {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => char::from_u32(u32::from(character) + 0xfee0),
        '\t' | '\n' | '\r' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        other if other.is_control() => None,
        other => Some(other),
    };
    text.chars().filter_map(safe).collect()
}

/// A name of a file or folder that every file system takes: not too long, with nothing at its ends that some of them cut off, hidden
/// by no full stop, and none that Windows keeps for itself. Empty where nothing is left.
#[must_use]
pub fn safe(name: &str) -> String {
    let name = name.trim().trim_start_matches('.').trim_start();
    let mut end = name.len().min(MOST_BYTES);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let name = name[..end].trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let base = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().any(|port| {
        let number = base.strip_prefix(port);
        number.is_some_and(|number| number.chars().count() == 1 && number.chars().all(|c| "0123456789¹²³".contains(c)))
    });
    match name.split_once('.') {
        _ if !numbered && !RESERVED.contains(&base.as_str()) => name.to_owned(),
        Some((base, rest)) => format!("{base}_.{rest}"),
        None => format!("{name}_"),
    }
}

/// Names that were given away, each to whoever had it first. A merge of a million rows has a million, so that half of a sum stands for each.
#[derive(Debug, Default)]
pub struct Taken(BTreeMap<[u8; 16], usize>);

impl Taken {
    /// Gives a path to the one of that number; who had it before, if somebody did. Paths that are one on a file system which knows no
    /// case, or only one form of each letter, are one.
    pub fn take(&mut self, path: &Path, who: usize) -> Option<usize> {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        let path: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
        let key: String = path.join("/").chars().flat_map(char::to_lowercase).nfc().collect();
        let mut sum = [0; 16];
        sum.copy_from_slice(&Sha256::digest(key)[..16]);
        match self.0.entry(sum) {
            std::collections::btree_map::Entry::Occupied(taken) => Some(*taken.get()),
            std::collections::btree_map::Entry::Vacant(free) => {
                free.insert(who);
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Taken, part, safe};
    use std::path::Path;

    #[test]
    fn a_name_is_one_that_every_file_system_takes() {
        for (text, name) in [
            ("示例区市场监管局", "示例区市场监管局"),
            ("甲/乙\\丙:丁*?\"<>|", "甲／乙＼丙：丁＊？＂＜＞｜"),
            (" ..\u{200b}隐藏. . ", "隐藏"),
            ("../../etc/passwd", "／..／etc／passwd"),
            ("第一行\n第二行\u{7}", "第一行 第二行"),
            ("CON", "CON_"),
            ("con.2026", "con_.2026"),
            ("com1", "com1_"),
            ("com", "com"),
            ("com12", "com12"),
            ("...", ""),
            ("", ""),
        ] {
            assert_eq!(safe(&part(text)), name, "{text}");
        }
        let long = safe(&"质".repeat(100));
        assert_eq!(long, "质".repeat(79));
        assert!(long.len() + "-12345.notice".len() <= 255);
    }

    #[test]
    fn names_that_are_one_somewhere_are_one() {
        let mut taken = Taken::default();
        assert_eq!(taken.take(Path::new("out/A"), 0), None);
        assert_eq!(taken.take(Path::new("./out/a"), 1), Some(0));
        assert_eq!(taken.take(Path::new("out/é"), 2), None);
        assert_eq!(taken.take(Path::new("out//e\u{301}"), 3), Some(2));
        assert_eq!(taken.take(Path::new("out/质"), 4), None);
    }
}
