//! Where a line may end inside an address of the web, a mail address, a path or the name of a file.
//!
//! Here: [`Cuts`]. Not here: words of other kinds, which are never parted (`shape`), and which of the places are taken
//! (`paragraph`).
//!
//! Nothing is added where such a word is cut, and a line never ends with its hyphen: who copies the text out takes a hyphen at the
//! end of a line for one that the typesetter put there, and drops it.

use super::shape::{Cluster, Kind};

/// The places inside addresses where a line may end, with what each costs.
pub(super) struct Cuts {
    /// Index of the cluster behind the place, and the cost; in order.
    places: Vec<(usize, f64)>,
}

/// What a cut inside an address costs; behind a stroke, where its parts end.
const AT_STROKE: f64 = 1.0;
const AT_MARK: f64 = 1.6;
/// What it costs more to leave one or two characters of an address alone.
const STUB: f64 = 1.5;
/// What a cut costs inside what may be the name of a file.
const IN_NAME: f64 = 6.0;
/// Shorter words are not cut.
const SHORTEST: usize = 8;
/// Names of files are not cut unless they are as long as this.
const LONG_NAME: usize = 14;

impl Cuts {
    /// Finds the addresses of a paragraph.
    pub fn of(clusters: &[Cluster]) -> Self {
        let mut places = Vec::new();
        let mut at = 0;
        while at < clusters.len() {
            let length = clusters[at..].iter().take_while(|cluster| cluster.kind == Kind::Word).count();
            if length >= SHORTEST {
                within(&clusters[at..at + length], at, &mut places);
            }
            at += length.max(1);
        }
        Self { places }
    }

    /// What it costs to end a line before the cluster at `at`; none where it is no such place.
    pub fn at(&self, at: usize) -> Option<f64> {
        let place = self.places.binary_search_by_key(&at, |(place, _)| *place).ok()?;
        Some(self.places[place].1)
    }
}

/// Adds the places within a word that begins at cluster `start`.
fn within(word: &[Cluster], start: usize, places: &mut Vec<(usize, f64)>) {
    // Nearly every long word is one of letters.
    let inner = &word[..word.len() - 1];
    if !inner.iter().any(|cluster| "/\\.@_-:?&=#%".contains(cluster.character)) {
        return;
    }
    let text: String = word.iter().map(|cluster| cluster.character).collect();
    let dearer = if is_address(&text) {
        0.0
    } else if is_name(&text) {
        IN_NAME
    } else {
        return;
    };
    for (inner, pair) in word.windows(2).enumerate() {
        let (before, after) = (&pair[0], &pair[1]);
        if before.rigid || before.bound {
            continue;
        }
        let cost = match (before.character, after.character) {
            ('/' | '\\', letter) if letter.is_alphanumeric() => AT_STROKE,
            ('.' | '?' | '&' | '=' | '_' | '@' | ':' | '#' | '+' | '~' | ',' | ';' | '|', letter) if letter.is_alphanumeric() => {
                AT_MARK
            }
            // Before these: behind a hyphen it could be one of the typesetter's, and %E5 is one letter.
            (letter, '-' | '%') if letter.is_alphanumeric() || letter == '=' => AT_MARK,
            _ => continue,
        };
        let stub = (inner + 1).min(word.len() - inner - 1) < 3;
        places.push((start + inner + 1, cost + dearer + if stub { STUB } else { 0.0 }));
    }
}

/// Whether a word is an address or a path, and not `GB/T`, `km/h`, a number, a date or a version.
fn is_address(word: &str) -> bool {
    let strokes = word.bytes().filter(|byte| matches!(byte, b'/' | b'\\')).count();
    let mail = word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    // Letters on both sides of two dots: a host, and no number and no version.
    let beside = |at: usize, step: isize| {
        at.checked_add_signed(step).and_then(|at| word.as_bytes().get(at)).is_some_and(u8::is_ascii_alphabetic)
    };
    let dots = word.bytes().enumerate().filter(|(at, byte)| *byte == b'.' && beside(*at, -1) && beside(*at, 1)).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    letters >= 3 && (word.contains("://") || mail || strokes > 1 || dots > 1 || strokes + dots > 1 && letters > 7)
}

/// Whether a word may be the name of a file or of a place in a program: long, and made of several words.
fn is_name(word: &str) -> bool {
    let marks = word
        .bytes()
        .filter(|byte| matches!(byte, b'.' | b'_' | b'-' | b'/' | b'\\' | b':' | b'@' | b'&' | b'=' | b'?' | b'#'))
        .count();
    word.len() >= LONG_NAME && marks > 0 && word.bytes().filter(u8::is_ascii_alphabetic).count() * 2 > word.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::shape::sample;

    /// The word with a bar at each place where it may be cut.
    fn cut(text: &str) -> String {
        let clusters = sample(text, true);
        let cuts = Cuts::of(&clusters);
        let piece = |(at, cluster): (usize, &Cluster)| {
            let bar = cuts.at(at).map_or(String::new(), |_| "|".to_owned());
            format!("{bar}{}", cluster.character)
        };
        clusters.iter().enumerate().map(piece).collect()
    }

    #[test]
    fn addresses_are_cut_behind_their_marks_and_before_hyphens() {
        assert_eq!(
            cut("见https://tongji.example.gov.cn/a-b/?x=1&y=%E5。"),
            "见https://|tongji.|example.|gov.|cn/|a|-b/?|x=|1&|y=|%E5。"
        );
        assert_eq!(cut("tongji_2026@example.gov.cn"), "tongji_|2026@|example.|gov.|cn");
        assert_eq!(cut("D:\\work\\2026\\a.xlsx"), "D:\\|work\\|2026\\|a.|xlsx");
        assert_eq!(cut("www.example.gov.cn:8080#top"), "www.|example.|gov.|cn:|8080#|top");
        assert_eq!(cut("annual_report_2026_final.xlsx"), "annual_|report_|2026_|final.|xlsx");
    }

    #[test]
    fn numbers_units_dates_and_standards_are_none() {
        for text in [
            "1,234,567.89",
            "GB/T9704-2012",
            "2026-11-02/03",
            "028-00000000",
            "v1.2.3",
            "km/h和m/s",
            "ISO/IEC 27001",
            "e.g.示例",
            "Windows",
        ] {
            assert_eq!(cut(text), text);
        }
    }
}
