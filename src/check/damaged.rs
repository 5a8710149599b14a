//! What damage looks like: text in a wrong encoding, lost characters, lines that were cut.
//!
//! Here: ways of looking that several rules of damage share. Not here: what is said about it (`rules/damage`), characters of the other
//! script (`scripts`).

use std::ops::Range;

/// The lines of a draft that are no comments, each with the byte where it begins.
pub(super) fn lines(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    source.split_inclusive(['\n', '\r']).filter_map(move |line| {
        let at = start;
        start += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        (!line.trim_start().starts_with("//")).then_some((at, line))
    })
}

/// What stands between corner quotation marks in a line.
pub(super) fn corner_quotes(line: &str) -> Vec<Range<usize>> {
    let (mut found, mut open) = (Vec::new(), None);
    for (at, mark) in line.match_indices(['“', '”', '《', '》']) {
        match (mark, open) {
            ("“" | "《", None) => open = Some(at),
            ("”" | "》", Some(start)) => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// The first stretch of a line that was read in a wrong encoding.
pub(super) fn garbled(line: &str) -> Option<Range<usize>> {
    let mut before = None;

    for (at, character) in line.char_indices() {
        let rest = &line[at..];
        match character {
            '锟' if rest.starts_with("锟斤拷") => return Some(at..at + repeated(rest, "锟斤拷")),
            '烫' if rest.starts_with("烫烫烫") => return Some(at..at + repeated(rest, "烫")),
            '屯' if rest.starts_with("屯屯屯") => return Some(at..at + repeated(rest, "屯")),
            // The first two bytes of ，：（ and 。、《 and of “ ” … in UTF-8, read as GBK.
            '锛' | '銆' | '鈥' => return Some(at..at + rest.char_indices().nth(2).map_or(rest.len(), |(end, _)| end)),
            'ï' if rest.starts_with("ï»¿") => return Some(at..at + "ï»¿".len()),
            'Ã' | 'Â' | 'â' | 'ã' | 'å' | 'æ' | 'ç' | 'è' | 'é' | 'ä' | 'ï' | 'ð' => {
                let followers = rest[character.len_utf8()..].chars().take_while(|c| is_follower(*c)).count();
                let wanted = if matches!(character, 'Ã' | 'Â') { 1 } else { 2 };
                let euro = rest.starts_with("â€");
                if followers >= wanted || euro {
                    let end =
                        rest.char_indices().find(|(_, c)| !is_lead(*c) && !is_follower(*c)).map_or(rest.len(), |(end, _)| end);
                    return Some(at..at + end);
                }
            }
            '?' | '？' if before.is_some_and(is_han) => {
                // A lost character, and what became of its neighbours: seldom used ones within three characters.
                let near = rest.char_indices().skip(1).take(4).take_while(|(_, c)| !c.is_whitespace());
                if let Some((place, rare)) = near.filter(|(_, c)| is_rare(*c)).last() {
                    let mut end = place + rare.len_utf8();
                    if rest[end..].starts_with(['?', '？']) {
                        end += rest[end..].chars().next().map_or(0, char::len_utf8);
                    }
                    return Some(at..at + end);
                }
            }
            _ => {}
        }
        before = Some(character);
    }
    None
}

fn repeated(rest: &str, part: &str) -> usize {
    let mut length = 0;
    while rest[length..].starts_with(part) {
        length += part.len();
    }
    length
}

/// The characters that bytes from 0x80 to 0xBF become in windows-1252 and Latin-1.
fn is_follower(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{bf}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(character)
}

fn is_lead(character: char) -> bool {
    "ÃÂâãåæçèéäïð".contains(character)
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

/// Whether neither GB/T 2312 nor the common characters of Big5 have it.
fn is_rare(character: char) -> bool {
    if !is_han(character) {
        return false;
    }
    let mut buffer = [0; 4];
    let text: &str = character.encode_utf8(&mut buffer);
    let (gbk, _, lost) = encoding_rs::GBK.encode(text);
    let in_gb2312 = !lost && matches!(gbk[..], [0xB0..=0xF7, 0xA1..=0xFE]);
    let (big5, _, lost) = encoding_rs::BIG5.encode(text);
    let common_in_big5 = !lost && matches!(big5[..], [0xA4..=0xC6, _]);
    !in_gb2312 && !common_in_big5
}

/// Words that ask.
const ASKING: &str = "吗嗎呢么麼何谁誰哪几幾否怎嘛吧啥";

/// Whether the half-width question mark at byte `at` stands for a character that was lost: Chinese on both sides, and nothing is asked.
pub(super) fn is_lost_character(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    if !before.is_some_and(is_han) || !after.is_some_and(|c| is_han(c) || "；，。、：".contains(c)) {
        return false;
    }
    let start = text[..at].rfind(['。', '！', '？', '；', '，', '“', '?']).map_or(0, |at| at);
    let asks = text[start..at].contains(|c| ASKING.contains(c))
        || ["什么", "甚麼", "多少", "能不能", "是不是"].iter().any(|word| text[start..at].contains(word));
    // What is garbled besides is another finding.
    !asks && garbled(text).is_none_or(|range| !range.contains(&at) && range.end != at + 1)
}

/// Whether a paragraph that ends as `before` does was cut, so that `after` goes on with its sentence.
pub(super) fn is_cut(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if last.is_ascii_lowercase() || last == ',' {
        // English: no stop, and the next line begins in the middle of a sentence.
        let goes_on =
            first.is_ascii_lowercase() && after.as_bytes().get(1).is_some_and(|byte| byte.is_ascii_lowercase() || *byte == b' ');
        return goes_on && before.len() >= 6 && !after.starts_with("http") && !after.starts_with("www.");
    }
    // Chinese: a long line of sentences that ends without a stop, and the next one is no heading.
    let open_end = is_han(last) && !before.ends_with("如下") || matches!(last, '，' | '、') || last == '》';
    let sentence = || before.contains('。') || before.chars().count() >= 40 && before.contains('，');
    let next = || is_han(first) && after.contains(['。', '，', '；', '！']) && !starts_anew(after);
    open_end && sentence() && next()
}

/// Whether a line begins as items do.
fn starts_anew(line: &str) -> bool {
    let mut characters = line.chars();
    let (first, second) = (characters.next(), characters.next());
    let counted = first.is_some_and(|c| "一二三四五六七八九十首其再最第另附图表注".contains(c))
        && second.is_some_and(|c| "是、，．.先次后一二三四五六七八九十外件：0123456789".contains(c));
    // `徐州供电公司：…` opens a part of its own.
    let label = line.find('：').is_some_and(|at| at <= 60 && !line[..at].contains(['，', '。', '；']));
    counted || label
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Option<&str> {
        garbled(line).map(|range| &line[range])
    }

    #[test]
    fn wrong_encodings_are_told_by_what_they_leave() {
        assert_eq!(found("落实“六?！比蝿?,切实维护"), Some("?！比蝿?"));
        assert_eq!(found("落實“六?!比蝿?,切實維護"), Some("?!比蝿?"));
        assert_eq!(found("落实到实处?；顒咏Y束后"), Some("?；顒"));
        assert_eq!(found("第一锟斤拷锟斤拷章"), Some("锟斤拷锟斤拷"));
        assert_eq!(found("it â€œworksâ€\u{9d}"), Some("â€œ"));
        assert_eq!(found("å…³äºŽå¼€å±•"), Some("å…³äºŽå¼€å±•"));
        assert_eq!(found("鍏充簬锛氬紑灞?"), Some("锛氬"));
    }

    #[test]
    fn words_of_other_languages_and_questions_are_no_damage() {
        for line in ["naïve café, façade — “é”", "是否可行?请批示。", "3?5", "问题在哪里？如何整改？", "Ångström, Æsir, garçon"]
        {
            assert_eq!(found(line), None, "{line}");
        }
    }

    #[test]
    fn a_line_is_cut_where_its_sentence_goes_on() {
        assert!(is_cut("切实做好疫情防控工作。面对复工潮，助力会员单位科学化、规", "范化开展复工复产，协会发挥优势。"));
        assert!(is_cut("The theme", "of the activity is quality"));
        assert!(!is_cut("活动内容", "各地要开展活动，做好宣传。"));
        assert!(!is_cut("现就有关事项通知如下", "各地要开展活动，做好宣传。"));
        assert!(!is_cut("做好宣传。具体安排由各地自定", "一是开展活动，做好宣传。"));
        assert!(!is_cut("Main events", "The events are open."));
    }
}
