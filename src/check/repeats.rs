//! Phrases that stand twice in a row: 贯彻落实贯彻落实.
//!
//! Here: [`repeats`], which looks at a few bytes of each text. Not here: words of one and two characters, many of which are doubled on
//! purpose (`rules::damage::doubled_word`).

use std::collections::BTreeMap;

/// How many bytes a phrase has: three to twelve characters of Chinese.
const LENGTHS: std::ops::RangeInclusive<usize> = 9..=36;

/// A phrase that stands twice in a row: where it begins, where it begins again, where it ends.
pub(super) type Repeat = (usize, usize, usize);

/// Every phrase of three to twelve Chinese characters that stands twice in a row, a list a text.
pub(super) fn repeats<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Vec<Repeat>> {
    texts.map(|text| if may_repeat(text.as_bytes()) { repeats_in(text) } else { Vec::new() }).collect()
}

/// Whether as many bytes stand twice in a row as a phrase has: quicker than looking which.
fn may_repeat(bytes: &[u8]) -> bool {
    // Of each run of so many bytes one word of them begins at a multiple of its length.
    LENGTHS.step_by(3).any(|length| if length < 15 { runs::<4>(bytes, length) } else { runs::<8>(bytes, length) })
}

/// Whether so many bytes are equal to the next ones; of each run a word of `N` bytes is looked at first.
fn runs<const N: usize>(bytes: &[u8], length: usize) -> bool {
    let Some(behind) = bytes.get(length..) else { return false };
    let (near, far) = (bytes.as_chunks::<N>().0, behind.as_chunks::<N>().0);
    near.iter().zip(far).enumerate().any(|(index, (near, far))| {
        let equal = |at: &usize| bytes[*at] == behind[*at];
        let at = index * N;
        near == far && (0..at).rev().take_while(equal).count() + (at..behind.len()).take_while(equal).count() >= length
    })
}

/// Every phrase of three to twelve Chinese characters that stands twice in a row.
fn repeats_in(text: &str) -> Vec<Repeat> {
    let bytes = text.as_bytes();
    let mut found: Vec<Repeat> = Vec::new();
    // Where those begin and end: none overlaps another.
    let mut taken = BTreeMap::new();
    for length in LENGTHS.step_by(3) {
        // A stretch that is as long and equal to the next one holds one of these places.
        for at in (0..bytes.len().saturating_sub(length)).step_by(length) {
            if bytes[at] != bytes[at + length] {
                continue;
            }
            let equal = |at: &usize| bytes[*at] == bytes[at + length];
            let mut start = at - (0..at).rev().take(length).take_while(equal).count();
            let end = at + (at..bytes.len() - length).take(length).take_while(equal).count();
            while !text.is_char_boundary(start) {
                start += 1;
            }
            if end < start + length || taken.range(..end + length).next_back().is_some_and(|(_, last)| start < *last) {
                continue;
            }
            let end = start + length;
            // 教育局教育局长, 一步步一步步: of three characters many make other words.
            let short = length == 9
                && (text[start..].starts_with(['的', '锟', '斤', '拷', '一', '两', '几', '这', '那', '每', '第', '不'])
                    || text[end + length..]
                        .starts_with(['长', '長', '员', '員', '人', '们', '者', '会', '會', '化', '制', '性', '学', '室', '费'])
                    // 高等教育等教育机构, 接受人接受人体器官.
                    || text[start..].starts_with('等')
                    || text[end..end + length].ends_with(['人', '等'])
                    || text[..start].ends_with(['一', '两', '几']));
            if text.is_char_boundary(end) && !short && is_phrase(&text[start..end]) {
                found.push((start, end, end + length));
                taken.insert(start, end + length);
            }
        }
    }
    found
}

/// Whether a stretch is all Han and no part of it is repeated in itself, as in 一级一级.
fn is_phrase(part: &str) -> bool {
    let characters: Vec<char> = part.chars().collect();
    let repeated = |length: usize| {
        characters.len().is_multiple_of(length) && characters.chunks(length).all(|chunk| chunk == &characters[..length])
    };
    characters.iter().all(|c| ('\u{4e00}'..='\u{9fff}').contains(c)) && !(1..=characters.len() / 2).any(repeated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_twice_in_a_row() {
        let shown = |text: &str| {
            repeats([text].into_iter())
                .concat()
                .into_iter()
                .map(|(_, second, end)| text[second..end].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(shown("要贯彻落实贯彻落实会议精神"), ["贯彻落实"]);
        assert_eq!(shown("各有关单位各有关单位要抓好"), ["各有关单位"]);
        assert_eq!(shown("关于进一步加强管理工作关于进一步加强管理工作的通知"), ["关于进一步加强管理工作"]);
        for text in
            ["一级一级一级一级抓落实", "研究研究、工作工作", "天天天天天天天天", "认真抓落实，认真抓落实", "ABCDABCDABCDABCD"]
        {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }
}
