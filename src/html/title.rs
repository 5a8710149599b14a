//! Titles on the web page: they break where the printed page breaks them, and on a narrow screen between phrases.
//!
//! Here: places for breaks put into the HTML of a title, which hold no character, so that the title stays one word for those who search or
//! copy it. Not here: which places these are (`phrases`), and what a screen makes of them (`page.css`).

use crate::phrases;

/// Of a printed line, in characters of the title: 156 mm of 22 pt, and 225 mm on a sheet that lies on its side.
const UPRIGHT: f64 = 20.1;
const ON_ITS_SIDE: f64 = 29.0;

/// Where a line ends that is as wide as on paper.
const TURN: &str = "<wbr><span class=\"turn\"></span>";
/// Where a narrow screen may end one.
const MAY_TURN: &str = "<wbr>";

/// The HTML of a Chinese title with places for breaks in it. `names` are names that no line should part.
pub(super) fn parted(html: &str, names: &[&str], landscape: bool) -> String {
    let (title, places) = visible(html);
    let turns = phrases::turns(&title, names, if landscape { ON_ITS_SIDE } else { UPRIGHT });
    let mut out = String::with_capacity(html.len() + turns.allowed.len() * TURN.len());
    let mut done = 0;
    for (at, place) in places.iter().enumerate().skip(1) {
        let mark = match turns.allowed.binary_search(&at) {
            _ if turns.lines.contains(&at) => TURN,
            Ok(_) => MAY_TURN,
            Err(_) => continue,
        };
        out.extend([&html[done..*place], mark]);
        done = *place;
    }
    out.push_str(&html[done..]);
    out
}

/// The characters that a reader sees, and where in the HTML each begins. Marks of notes hang on the character before them.
fn visible(html: &str) -> (Vec<char>, Vec<usize>) {
    let (mut characters, mut places) = (Vec::new(), Vec::new());
    let (mut at, mut note) = (0, false);
    while let Some(character) = html[at..].chars().next() {
        let length = match character {
            '<' => html[at..].find('>').map_or(1, |end| end + 1),
            '&' => html[at..].find(';').map_or(1, |end| end + 1),
            _ => character.len_utf8(),
        };
        if character == '<' {
            note = html[at..].starts_with("<sup class=\"note-reference\"") || note && !html[at..].starts_with("</sup>");
        } else if !note {
            characters.push(character);
            places.push(at);
        }
        at += length;
    }
    (characters, places)
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn breaks_hold_no_character_and_part_no_mark_up() {
        let html = "示例市教育局关于<strong>开展&amp;检查</strong>校园食品安全<sup class=\"note-reference\"><a id=\"n\" href=\"#m\">[1]</a></sup>管理工作的通知";
        let out = parted(html, &["示例市教育局"], false);
        assert_eq!(out.replace(super::TURN, "").replace(super::MAY_TURN, ""), html);
        assert!(out.contains(super::TURN) && out.contains(super::MAY_TURN), "{out}");
        assert!(!out.contains("食品<wbr>安全") && !out.contains("<wbr><sup"), "{out}");
    }
}
