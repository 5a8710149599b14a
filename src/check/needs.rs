//! What a draft must hold before a rule looks at it.
//!
//! Here: [`Needs`], which a rule declares; [`Letters`], the characters of a draft, asked by them alone. Not here: looking for
//! anything in a text (`prose`).
//!
//! Most drafts have none of what most rules look for. So each rule says which characters and words every draft with its
//! defect holds, and the one door in `check` opens only where they may stand. A rule without a word about it sees every
//! draft. Nothing else of a draft's letters can be asked, so that no rule can pass over a draft in a way of its own; a test
//! holds the findings of all rules against those without the door.

use super::prose::Prose;
use super::{Context, scripts};
use crate::model::Language;
use std::ops::Range;
use std::sync::Arc;

/// What a draft must hold before a rule looks at it. Words are looked for in the text as it is read: over the joints of lines.
///
/// A rule names the least that each of its findings takes: too little is slow, too much hides a fault.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Needs {
    /// One of these characters.
    One(&'static str),
    /// This word.
    Word(&'static str),
    /// One of these words.
    Words(&'static [&'static str]),
    /// One of the words that stand first in the rows of a table.
    Table(&'static [(&'static str, &'static str)]),
    /// One of the first characters with one of the second behind it.
    Pair(&'static str, &'static str),
    /// A character from the first to the last, both below U+10000.
    Between(char, char),
    /// A character from U+10000 on.
    Beyond,
    /// One of these words of one or two characters, parted by spaces, twice in a row.
    Twice(&'static str),
    /// A phrase of four characters and more twice in a row.
    Repeated,
    /// So many different characters of the Chinese script in which the draft is not written.
    Foreign(u32),
    /// A draft in this language.
    In(Language),
    /// Each of these.
    All(&'static [Needs]),
    /// One of these.
    Any(&'static [Needs]),
}

impl Needs {
    /// Whether a draft may hold it.
    pub(super) fn met(&self, context: &Context<'_>) -> bool {
        let letters = context.letters();
        match self {
            Self::One(characters) => letters.has_any(characters),
            Self::Word(word) => letters.may_hold(word),
            Self::Words(words) => words.iter().any(|word| letters.may_hold(word)),
            Self::Table(rows) => rows.iter().any(|(word, _)| letters.may_hold(word)),
            Self::Pair(firsts, seconds) => letters.has_pair_of(firsts, seconds),
            Self::Between(first, last) => letters.has_between(*first, *last),
            Self::Beyond => letters.beyond,
            Self::Twice(words) => letters.has_twice(words),
            Self::Repeated => context.repeats().any(|(_, repeats)| !repeats.is_empty()),
            Self::Foreign(count) => match context.notice.language {
                Language::Simplified => letters.common(scripts::START, &scripts::TRADITIONAL) >= *count,
                Language::Traditional => letters.common(scripts::START, &scripts::SIMPLIFIED) >= *count,
                Language::English => false,
            },
            Self::In(language) => context.notice.language == *language,
            Self::All(all) => all.iter().all(|needs| needs.met(context)),
            Self::Any(any) => any.iter().any(|needs| needs.met(context)),
        }
    }
}

/// Which characters stand in a draft, and which beside which.
pub(super) struct Letters {
    /// A bit for each character of the Basic Multilingual Plane.
    bits: Box<[u64; 1024]>,
    /// A bit for each pair of neighbours, by a hash: pairs that are not there may seem to be, never the other way round.
    pairs: Box<[u64; 1024]>,
    /// A bit for each pair of ASCII: of digits every one would seem to be there, so many are asked for.
    ascii_pairs: [u64; 256],
    /// Pairs that stand beside themselves (`工作工作`); a character that does is a pair with itself (`的的`).
    repeats: Vec<(char, char)>,
    /// Whether one lies beyond the Basic Multilingual Plane.
    beyond: bool,
}

/// Of more pairs that stand beside themselves it is not remembered which they are.
const MOST_REPEATS: usize = 64;

/// The place of a pair in [`Letters::pairs`].
const fn pair(first: char, second: char) -> usize {
    ((first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b)) as usize >> 8 & 0xffff
}

/// No bit set. The system gives out cleared memory; an array would be cleared on the stack and copied.
fn cleared() -> Box<[u64; 1024]> {
    vec![0; 1024].into_boxed_slice().try_into().unwrap_or_else(|_| Box::new([0; 1024]))
}

/// The place of a pair in [`Letters::ascii_pairs`].
fn ascii_pair(first: char, second: char) -> Option<usize> {
    ((first as u32 | second as u32) < 0x80).then_some((first as usize & 0x7f) << 7 | (second as usize & 0x7f))
}

/// Notes a pair that stands beside itself; `last` are the three solid characters before.
fn note_repeat(repeats: &mut Vec<(char, char)>, last: &mut [char; 3], character: char) {
    let [one, two, three] = *last;
    let repeated = character == three || character == two && three == one;
    if repeated && repeats.len() < MOST_REPEATS && !repeats.contains(&(three, character)) {
        repeats.push((three, character));
    }
    *last = [two, three, character];
}

impl Letters {
    /// The characters of `source`.
    fn of(source: &str) -> Self {
        let (mut bits, mut pairs, mut ascii_pairs) = (cleared(), cleared(), [0; 256]);
        let (mut repeats, mut beyond) = (Vec::new(), false);
        // The character before, and the last one that is neither white nor a backslash: lines that are joined make neighbours of
        // what the joint keeps apart.
        let (mut before, mut solid) = (' ', ' ');
        let mut last = [' '; 3];
        // What stands before the backslash at the end of a line, if only a space: it is the neighbour of what the next line begins with.
        let (mut ends, mut joint) = (None, None);
        let bytes = source.as_bytes();
        let mut at = 0;
        while let Some(lead) = bytes.get(at) {
            // Most characters are Chinese, and neither white nor ASCII: all that is said below goes for them.
            if let (0xe4..=0xe9, Some(second), Some(third)) = (lead, bytes.get(at + 1), bytes.get(at + 2)) {
                let code = u32::from(lead & 0x0f) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
                let character = char::from_u32(code).unwrap_or_default();
                at += 3;
                bits[(code >> 6) as usize & 1023] |= 1 << (code & 63);
                let place = pair(before, character);
                pairs[place >> 6 & 1023] |= 1 << (place & 63);
                if solid != before {
                    for other in [Some(solid), joint].into_iter().flatten() {
                        let place = pair(other, character);
                        pairs[place >> 6 & 1023] |= 1 << (place & 63);
                    }
                }
                note_repeat(&mut repeats, &mut last, character);
                (before, solid, ends, joint) = (character, character, None, None);
                continue;
            }
            let character = source[at..].chars().next().unwrap_or_default();
            at += character.len_utf8();
            let code = character as usize;
            match bits.get_mut(code >> 6) {
                Some(word) => *word |= 1 << (code & 63),
                None => beyond = true,
            }
            let mut add_pair = |first: char, second: char| match ascii_pair(first, second) {
                Some(at) => ascii_pairs[at >> 6] |= 1 << (at & 63),
                None => {
                    let at = pair(first, second);
                    pairs[at >> 6] |= 1 << (at & 63);
                }
            };
            add_pair(before, character);
            if solid != before {
                add_pair(solid, character);
                if let Some(white) = joint {
                    add_pair(white, character);
                }
                match character {
                    '\\' => ends = Some(before).filter(|before| before.is_whitespace()),
                    '\n' | '\r' => joint = joint.or(ends.take()),
                    _ => {}
                }
            }
            before = character;
            // Most characters lie behind the last white one.
            if character > '\u{3000}' || !character.is_whitespace() && character != '\\' {
                note_repeat(&mut repeats, &mut last, character);
                solid = character;
                (ends, joint) = (None, None);
            }
        }
        Self { bits, pairs, ascii_pairs, repeats, beyond }
    }

    /// Whether `word` may stand in a text of the draft: never said of one that does not without cause, and quicker than looking.
    fn may_hold(&self, word: &str) -> bool {
        let mut before = None;
        word.chars().all(|character| {
            let beside = before.is_none_or(|before| self.has_pair(before, character));
            before = Some(character);
            beside && self.has(character)
        })
    }

    /// Whether two characters may stand beside one another.
    fn has_pair(&self, first: char, second: char) -> bool {
        if let Some(at) = ascii_pair(first, second) {
            return self.ascii_pairs[at >> 6] >> (at & 63) & 1 == 1;
        }
        let at = pair(first, second);
        self.pairs[at >> 6] >> (at & 63) & 1 == 1
    }

    /// Whether one of `firsts` may stand before one of `seconds`.
    fn has_pair_of(&self, firsts: &str, seconds: &str) -> bool {
        firsts
            .chars()
            .any(|first| self.has(first) && seconds.chars().any(|second| self.has(second) && self.has_pair(first, second)))
    }

    /// Whether one of `words`, parted by spaces and of one or two characters each, may stand twice in a row.
    fn has_twice(&self, words: &str) -> bool {
        let twice = |word: &str| {
            let mut both = word.chars();
            both.next().is_some_and(|first| self.repeats.contains(&(first, both.next().unwrap_or(first))))
        };
        self.repeats.len() >= MOST_REPEATS || !self.repeats.is_empty() && words.split_ascii_whitespace().any(twice)
    }

    /// Whether a character from `first` to `last` stands in the draft; both belong to the Basic Multilingual Plane.
    fn has_between(&self, first: char, last: char) -> bool {
        (first as usize >> 6..=last as usize >> 6).any(|word| {
            let low = if word == first as usize >> 6 { u64::MAX << (first as usize & 63) } else { u64::MAX };
            let high = if word == last as usize >> 6 { u64::MAX >> (63 - (last as usize & 63)) } else { u64::MAX };
            self.bits[word] & low & high != 0
        })
    }

    /// Whether `character` stands in the draft. Only asked of characters of the Basic Multilingual Plane.
    fn has(&self, character: char) -> bool {
        let code = character as usize;
        self.bits.get(code >> 6).is_none_or(|word| word >> (code & 63) & 1 == 1)
    }

    /// How many of a set of characters do; the set has a bit for each character from `first` on, which is a multiple of 64.
    fn common(&self, first: usize, set: &[u64]) -> u32 {
        self.bits[first >> 6..].iter().zip(set).map(|(here, wanted)| (here & wanted).count_ones()).sum()
    }

    /// Whether one of `characters` does.
    fn has_any(&self, characters: &str) -> bool {
        characters.chars().any(|character| self.has(character))
    }
}

impl<'a> Context<'a> {
    /// Which characters stand in the draft.
    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Arc::new(Letters::of(self.source)))
    }

    /// Whether `word` may stand in a text of the draft: never denied without cause, and quicker than looking.
    pub(super) fn may_hold(&self, word: &str) -> bool {
        self.letters().may_hold(word)
    }

    /// Where the words of a long table stand in `texts`, word by word, with what the table says of each. Most words of such a table
    /// stand in no draft, and are not looked for.
    pub(super) fn places<'c, T: Copy>(
        &'c self,
        texts: &'c [Prose<'a>],
        table: impl IntoIterator<Item = (&'c str, T)>,
    ) -> impl Iterator<Item = (T, &'c Prose<'a>, Range<usize>)> {
        let letters = self.letters();
        let words = table.into_iter().filter(|(word, _)| letters.may_hold(word));
        words.flat_map(|(word, row)| texts.iter().flat_map(move |prose| prose.find(word).map(move |range| (row, prose, range))))
    }
}

#[cfg(test)]
mod tests {
    use super::super::prose::gather;
    use super::super::{CheckConfig, judged, rules};
    use super::*;
    use crate::model::Notice;
    use std::path::Path;

    /// The rules look for nothing that a draft cannot hold; what its texts do hold must never be taken for such.
    #[test]
    fn letters_know_whatever_a_text_holds() {
        let joints = [
            "各单位要切实\\\n切实做好，既\\\n　　使如此、\\\n和其他",
            "逾期不\\\n// 给自己看的话\n候，工\\\n作工作",
            "**既**使；{主题}与`a`[b](http://c.cn)！\u{20000}\u{20000}",
            "一、重\\\n点。点\\\n到。\n\n| 甲\\| | 乙 |\n|---|---|\n| 的 的 | ！[ |",
        ];
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
        let drafts = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let drafts = drafts.filter(|path| path.extension().is_some_and(|extension| extension == "notice"));
        let texts = drafts.map(|path| std::fs::read_to_string(path).unwrap()).chain(joints.map(ToOwned::to_owned));
        let mut windows = 0;
        for draft in texts {
            let letters = Letters::of(&draft);
            let notice = Notice::read(&crate::syntax::parse(&draft));
            for prose in gather(&notice) {
                let characters: Vec<char> = prose.text().chars().collect();
                for length in 1..=4 {
                    for window in characters.windows(length) {
                        let word: String = window.iter().collect();
                        assert!(letters.may_hold(&word), "{word:?} of {:?}", prose.text());
                        let places = prose.text().match_indices(&word).map(|(at, _)| at..at + word.len());
                        assert!(
                            prose.find(&word).eq(places.filter(|range| prose.is_free(range))),
                            "{word:?} of {:?}",
                            prose.text()
                        );
                        windows += 1;
                    }
                }
                for pair in characters.windows(2).filter(|pair| pair[0] == pair[1] && !pair[0].is_whitespace()) {
                    assert!(letters.has_twice(&pair[0].to_string()), "{:?}", prose.text());
                }
                for four in characters.windows(4).filter(|four| four[..2] == four[2..]) {
                    if four.iter().any(|c| c.is_whitespace() || *c == '\\') {
                        continue;
                    }
                    assert!(letters.has_twice(&four[..2].iter().collect::<String>()), "{:?}", prose.text());
                }
                assert!(!characters.iter().any(|character| *character > '\u{ffff}') || letters.beyond);
            }
        }
        assert!(windows > 10_000);
    }

    #[test]
    fn a_space_before_a_joint_is_beside_what_the_next_line_begins_with() {
        for draft in ["7月22 \\\n日", "7月22 \\\r\n  日", "7月22 \\\n\\\n日"] {
            assert!(Letters::of(draft).may_hold(" 日"), "{draft:?}");
        }
        assert!(!Letters::of("22 日\\\n月").may_hold(" 月"));
    }

    /// Every text of the repository that is a draft, or has one in it.
    fn drafts() -> Vec<String> {
        fn walk(folder: &Path, texts: &mut Vec<String>) {
            let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            entries.sort();
            for path in entries {
                if path.is_dir() {
                    walk(&path, texts);
                } else if path.extension().is_some_and(|ending| ["notice", "txt", "md"].iter().any(|known| ending == *known)) {
                    texts.extend(std::fs::read_to_string(&path));
                }
            }
        }
        let mut texts = Vec::new();
        for folder in ["examples", "tests/check", "tests/accuracy", "tests/kept", "tests/wild"] {
            walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut texts);
        }
        // A case of a fixture is a draft.
        let mut drafts: Vec<String> = texts.iter().flat_map(|text| text.split("\n--- ")).map(str::to_owned).collect();
        for rule in rules::all() {
            let explanation = rule.explanation();
            drafts.extend(explanation.bad.into_iter().chain(explanation.good));
        }
        drafts
    }

    /// Fails with the rules of which findings were lost, and one of the drafts.
    fn none_lost(lost: &[(String, String)]) {
        let rules: std::collections::BTreeSet<&str> = lost.iter().filter_map(|(finding, _)| finding.split('"').nth(1)).collect();
        assert!(lost.is_empty(), "{rules:?}: {} lost, such as\n{}\nof\n{}", lost.len(), lost[0].0, lost[0].1);
    }

    /// The findings of a draft, and those of all rules, whatever they need.
    fn both_ways(draft: &str) -> [Vec<String>; 2] {
        let notice = Notice::read(&crate::syntax::parse(draft));
        let config = CheckConfig::default();
        let context = Context::new(&notice, draft, &config, None);
        let shown = |found: Vec<_>| found.iter().map(|finding| format!("{finding:?}")).collect();
        [shown(judged(&context, true)), shown(judged(&context, false))]
    }

    #[test]
    fn no_finding_is_lost_for_what_a_rule_needs() {
        let drafts = drafts();
        assert!(drafts.len() > 1_500, "{}", drafts.len());
        let mut findings = 0;
        let mut lost = Vec::new();
        for draft in &drafts {
            let [some, all] = both_ways(draft);
            findings += all.len();
            lost.extend(all.into_iter().filter(|finding| !some.contains(finding)).map(|finding| (finding, draft.clone())));
        }
        none_lost(&lost);
        assert!(findings > 2_000, "{findings}");
    }

    /// Drafts whose lines come from anywhere, with characters lost, doubled and put in from elsewhere.
    #[test]
    fn no_finding_of_a_damaged_draft_is_lost() {
        let drafts = drafts();
        let lines: Vec<&str> = drafts.iter().flat_map(|draft| draft.lines()).filter(|line| line.len() > 6).collect();
        let characters: Vec<char> = lines.iter().flat_map(|line| line.chars()).collect();
        let mut seed = 0x2545_f491_4f6c_dd1d_u64;
        let mut next = |below: usize| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed % below as u64) as usize
        };
        let mut lost: Vec<(String, String)> = Vec::new();
        for _ in 0..400 {
            let mut draft = String::from("标题：示例市教育局关于开展阅读活动的通知\n");
            for _ in 0..20 {
                let mut line: Vec<char> = lines[next(lines.len())].chars().collect();
                for _ in 0..next(4) {
                    let at = next(line.len());
                    match next(4) {
                        0 => drop(line.remove(at)),
                        1 => line.insert(at, line[at]),
                        2 => line.splice(at..at, ['\\', '\n']).for_each(drop),
                        _ => line.insert(at, characters[next(characters.len())]),
                    }
                    if line.is_empty() {
                        line.push('。');
                    }
                }
                draft.extend(line);
                draft.push('\n');
            }
            let [some, all] = both_ways(&draft);
            lost.extend(all.into_iter().filter(|finding| !some.contains(finding)).map(|finding| (finding, draft.clone())));
        }
        none_lost(&lost);
    }
}
