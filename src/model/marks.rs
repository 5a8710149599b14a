//! Which marks of a running text are read: stars, code, links, backslashes.
//!
//! Here: [`Marks::of`], which decides. Not here: reading what was decided (`inline`), names, references and notes (the
//! grammar of values).
//!
//! **When in doubt it is text.** A clerk types stars over the digits of a telephone number, brackets around a year, a
//! backslash in a path; a mark is taken away only where nothing else can be meant. `docs/format.md`, section 7, says when
//! that is.

use crate::links;
use crate::syntax::paths;
use std::ops::Range;

/// What was decided about a text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// The text as a reader of CommonMark may see it: of the same length, and with no mark but those that are read.
    pub visible: String,
    /// The links: where their opening bracket stands, and the address.
    pub links: Vec<(usize, Range<usize>)>,
    /// Bytes that stand in no output, in order: backslashes before marks, braces around stars.
    pub dropped: Vec<usize>,
}

/// Stands for whatever is no mark: punctuation, as all of these are, and one that begins nothing.
const INERT: u8 = b',';
/// Stands for what is inside code or an address.
const INSIDE: u8 = b'x';

impl Marks {
    /// Decides about `text`; `None` when it holds nothing that could be a mark, which is nearly always.
    pub fn of(text: &str) -> Option<Self> {
        if !may_hold(text) {
            return None;
        }
        let mut visible: Vec<u8> = text.bytes().map(|byte| if is_mark(byte) { INERT } else { byte }).collect();
        let mut dropped = escapes(text);
        let mut taken = Taken::new(text, &dropped);
        for range in scripts(text) {
            taken.take(range);
        }
        for (range, ticks) in code(text, &taken) {
            visible[range.clone()].fill(INSIDE);
            visible[range.start..range.start + ticks].fill(b'`');
            visible[range.end - ticks..range.end].fill(b'`');
            taken.take(range);
        }
        let mut links = Vec::new();
        for link in find_links(text, &taken) {
            let (open, close, address) = (link.open, link.address.start - 2, link.address.clone());
            (visible[open], visible[close], visible[close + 1], visible[address.end]) = (b'[', b']', b'(', b')');
            visible[address.clone()].fill(INSIDE);
            taken.take(close..address.end + 1);
            taken.take(open..open + 1);
            links.push((open, address));
        }
        for pair in stars(text, &taken) {
            visible[pair.open..pair.open + pair.length].fill(b'*');
            visible[pair.close..pair.close + pair.length].fill(b'*');
            if pair.braced {
                dropped.extend([pair.open - 1, pair.close + pair.length]);
            }
        }
        dropped.sort_unstable();
        // Bytes of ASCII took the place of bytes of ASCII, and whole characters that of whole characters.
        let visible = String::from_utf8(visible).unwrap_or_else(|_| INERT_TEXT.repeat(text.len()));
        Some(Self { visible, links, dropped })
    }

    /// Whether the byte at `at` stands in no output.
    pub fn is_dropped(&self, at: usize) -> bool {
        self.dropped.binary_search(&at).is_ok()
    }
}

const INERT_TEXT: &str = ",";

/// Where stars of `text` are marks: a text of the same length with stars there, and none elsewhere.
#[cfg(feature = "import")]
pub(crate) fn starred(text: &str) -> Option<String> {
    Marks::of(text).map(|marks| marks.visible)
}

/// Whether something in `text` could be a mark. All of it is looked at, many bytes at a time.
fn may_hold(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | matches!(byte, b'*' | b'`' | b'\\'))
        || (memchr::memchr(b'[', text.as_bytes()).is_some() && text.contains("]("))
}

/// Whether CommonMark could read something into this byte.
const fn is_mark(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'`' | b'[' | b']' | b'\\' | b'<' | b'>' | b'&' | b'!' | b'~' | b'^' | b'$' | b'|')
}

/// The marks that a backslash takes the meaning of.
const fn is_escapable(byte: u8) -> bool {
    matches!(byte, b'*' | b'`' | b'[' | b']' | b'{' | b'}')
}

/// What has been decided already, by byte.
struct Taken {
    bytes: Vec<bool>,
}

impl Taken {
    /// Paths of files hold no marks, and neither do the characters behind a backslash that takes their meaning.
    fn new(text: &str, escapes: &[usize]) -> Self {
        let mut taken = Self { bytes: vec![false; text.len()] };
        for path in paths(text) {
            taken.take(path);
        }
        for at in escapes {
            taken.take(*at..*at + 2);
        }
        taken
    }

    fn take(&mut self, range: Range<usize>) {
        self.bytes[range].fill(true);
    }

    fn is_free(&self, at: usize) -> bool {
        !self.bytes[at]
    }

    /// A stretch of the text with a letter for whatever was decided: an address, code, a path is a word in it.
    fn words(&self, text: &str, range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len());
        let mut inside = false;
        for (at, character) in text[range.clone()].char_indices() {
            let free = self.is_free(range.start + at);
            if free || !inside {
                out.push(if free { character } else { 'x' });
            }
            inside = !free;
        }
        out
    }
}

/// Backslashes that take the meaning of the mark behind them. Any other is a character like another.
fn escapes(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let Some(first) = memchr::memchr(b'\\', bytes) else { return Vec::new() };
    let paths = paths(text);
    let mut found = Vec::new();
    if first == 0 && bytes.get(1).is_some_and(u8::is_ascii_punctuation) && crate::syntax::is_escape_at_head(text) {
        // It makes a paragraph of a line that would be something else.
        found.push(0);
    }
    let mut at = first;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| **byte == b'\\').count();
        if run == 0 {
            match memchr::memchr(b'\\', &bytes[at..]) {
                Some(next) => at += next,
                None => break,
            }
            continue;
        }
        let marked = bytes.get(at + run).is_some_and(|byte| is_escapable(*byte));
        // At the end of a text, `\\` is a backslash that joins no line.
        let last = at + run == bytes.len() && run > 1;
        let in_path = paths.get(paths.partition_point(|path| path.end <= at)).is_some_and(|path| path.contains(&at));
        if (marked || last) && !in_path {
            // Of two backslashes before a mark the first takes the meaning of the second.
            // At the end of a text only pairs have a meaning.
            let run = if marked { run } else { run - run % 2 };
            found.extend((at..at + run).step_by(2).filter(|at| found.first() != Some(at)).collect::<Vec<_>>());
        }
        at += run;
    }
    found
}

/// `{^n+1}` and `{_max}`: nothing in them is a mark.
fn scripts(text: &str) -> Vec<Range<usize>> {
    let open = |(at, _): (usize, &str)| {
        let end = at + 1 + text[at + 1..].find(['{', '}'])?;
        text[end..].starts_with('}').then_some(at..end + 1)
    };
    text.match_indices("{^").chain(text.match_indices("{_")).filter_map(open).collect()
}

/// Stretches of code with the number of their backticks. A backtick between letters or digits is an apostrophe or the
/// minute of an angle.
fn code(text: &str, taken: &Taken) -> Vec<(Range<usize>, usize)> {
    let bytes = text.as_bytes();
    let runs = runs(bytes, b'`', taken);
    let mut found = Vec::new();
    let mut index = 0;
    while index < runs.len() {
        let open = &runs[index];
        index += 1;
        let behind_word = open.start > 0 && bytes[open.start - 1].is_ascii_alphanumeric();
        if behind_word {
            continue;
        }
        let Some(at) = runs[index..].iter().position(|close| close.len() == open.len()) else { continue };
        let close = &runs[index + at];
        let before_word = bytes.get(close.end).is_some_and(u8::is_ascii_alphanumeric);
        if !before_word && !text[open.end..close.start].trim().is_empty() {
            found.push((open.start..close.end, open.len()));
            index += at + 1;
        }
    }
    found
}

/// The runs of one byte that are free.
fn runs(bytes: &[u8], wanted: u8, taken: &Taken) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in memchr::memchr_iter(wanted, bytes).filter(|at| taken.is_free(*at)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

struct Link {
    open: usize,
    address: Range<usize>,
}

/// `[words](address)`: only what can be nothing but an address makes a link of them.
fn find_links(text: &str, taken: &Taken) -> Vec<Link> {
    let bytes = text.as_bytes();
    let mut found: Vec<Link> = Vec::new();
    // The brackets that are open, innermost last; a link holds no link.
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let Some(next) = memchr::memchr2(b'[', b']', &bytes[at..]) else { break };
        at += next;
        if !taken.is_free(at) {
            at += 1;
            continue;
        }
        if bytes[at] == b'[' {
            open.push(at);
            at += 1;
            continue;
        }
        let close = at;
        at += 1;
        let Some(start) = open.pop() else { continue };
        let picture = start > 0 && bytes[start - 1] == b'!' && taken.is_free(start - 1);
        let Some(address) = address_behind(text, close) else { continue };
        if !taken.is_free(close + 1) || picture || text[start + 1..close].trim().is_empty() || bytes[start + 1] == b'^' {
            continue;
        }
        at = address.end + 1;
        open.clear();
        found.push(Link { open: start, address });
    }
    found
}

/// The characters of an address at most.
const LONGEST_ADDRESS: usize = 2000;

/// The address in the brackets behind the one at `close`.
fn address_behind(text: &str, close: usize) -> Option<Range<usize>> {
    let rest = text[close + 1..].strip_prefix('(')?;
    let mut depth = 0usize;
    for (at, character) in rest.char_indices().take(LONGEST_ADDRESS) {
        match character {
            c if c.is_whitespace() => return None,
            '(' => depth += 1,
            ')' if depth == 0 => {
                let start = close + 2;
                return links::is_address(&rest[..at]).then_some(start..start + at);
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

struct Pair {
    open: usize,
    close: usize,
    length: usize,
    braced: bool,
}

/// Pairs of stars that can be nothing but strong text or emphasis.
fn stars(text: &str, taken: &Taken) -> Vec<Pair> {
    let mut found = Vec::new();
    pairs(text, taken, &runs(text.as_bytes(), b'*', taken), &mut found);
    found
}

/// The pairs among `runs`, and those inside each pair. A pair holds no run of its own length, so there are three depths.
fn pairs(text: &str, taken: &Taken, runs: &[Range<usize>], found: &mut Vec<Pair>) {
    // The lengths of runs that opened and found no partner: of three runs nobody knows which two are the pair.
    let mut lone = [false; 4];
    let mut index = 0;
    while let Some(open) = runs.get(index) {
        index += 1;
        let length = open.len();
        if length > 3 {
            continue;
        }
        let braced = begins_braced(text, open);
        let ends = |close: &Range<usize>| close.len() == length;
        let next = runs[index..].iter().position(ends).map(|at| (index + at, &runs[index + at]));
        let close = next.filter(|(_, close)| match braced {
            true => ends_braced(text, close) && !text[open.end..close.start].trim().is_empty(),
            false => !lone[length] && is_unmistakable(text, taken, open, close),
        });
        let Some((at, close)) = close else {
            lone[length] |= opens(text, open);
            continue;
        };
        found.push(Pair { open: open.start, close: close.start, length, braced });
        pairs(text, taken, &runs[index..at], found);
        index = at + 1;
    }
}

/// `{**` … `**}`, with one to three stars.
fn begins_braced(text: &str, run: &Range<usize>) -> bool {
    run.len() <= 3 && text[..run.start].ends_with('{') && !text[run.end..].starts_with(char::is_whitespace)
}

fn ends_braced(text: &str, run: &Range<usize>) -> bool {
    text[run.end..].starts_with('}') && !text[..run.start].ends_with(char::is_whitespace)
}

/// Whether two runs of stars of one length can be nothing but a pair of marks: at the edges of a phrase, around words
/// that are whole.
fn is_unmistakable(text: &str, taken: &Taken, open: &Range<usize>, close: &Range<usize>) -> bool {
    let (before, behind) = (text[..open.start].chars().next_back(), text[close.end..].chars().next());
    open.len() <= 3
        && before.is_none_or(may_stand_before)
        && behind.is_none_or(may_stand_behind)
        && is_phrase(&taken.words(text, open.end..close.start))
}

/// Whether a run of stars looks as if it began something: it stands at the beginning of a phrase.
fn opens(text: &str, run: &Range<usize>) -> bool {
    text[..run.start].chars().next_back().is_none_or(may_stand_before)
        && text[run.end..].starts_with(|c: char| c.is_alphanumeric() || OPENING.contains(c))
}

/// What may stand before the first of two marks: the beginning of a line, space, or a mark that begins or ends a phrase.
fn may_stand_before(character: char) -> bool {
    character.is_whitespace() || ends_phrase(character) || OPENING.contains(character) || CLOSING.contains(character)
}

/// What may stand behind the second.
fn may_stand_behind(character: char) -> bool {
    may_stand_before(character) || character == '.'
}

const OPENING: &str = "（(“‘「『《〈【〔[\"'";
const CLOSING: &str = "）)”’」』》〉】〕]\"'—…·";

/// Whether a mark parts phrases or sentences (句内点号, 句末点号).
fn ends_phrase(character: char) -> bool {
    matches!(character, '，' | '、' | '；' | '：' | '。' | '！' | '？' | ',' | ';' | ':' | '!' | '?')
}

/// Whether `inside` is a phrase: two characters or more, at the edges a letter or a pair of marks, no stop in it unless it is English, its
/// brackets and quotation marks whole. A digit at an edge belongs to a number of which the rest is hidden, unless the
/// number counts something: `9月15日前`.
fn is_phrase(inside: &str) -> bool {
    let (Some(first), Some(last)) = (inside.chars().next(), inside.chars().next_back()) else { return false };
    let begins = first.is_alphanumeric() || OPENING.contains(first) || first == '{';
    let ends = last.is_alphanumeric() || CLOSING.contains(last) || matches!(last, '}' | '%' | '℃');
    let hidden = (first.is_numeric() || last.is_numeric()) && !inside.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    if is_latin(inside) {
        return begins && !first.is_numeric() && is_balanced(inside);
    }
    begins
        && ends
        && !hidden
        && inside.chars().nth(1).is_some()
        && !inside.contains(ends_phrase)
        && !inside.contains(". ")
        && is_balanced(inside)
}

/// Whether a phrase is several words of Latin letters: nobody hides those behind stars, whatever stops are in it.
fn is_latin(inside: &str) -> bool {
    let word = |word: &str| word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '"') && word.len() > 1;
    inside.is_ascii()
        && !inside.ends_with(' ')
        && inside.contains(' ')
        && inside.chars().any(|c| c.is_ascii_lowercase())
        && inside.split_ascii_whitespace().next().is_some_and(word)
}

/// Whether every bracket and quotation mark that opens in `text` closes in it, in order.
fn is_balanced(text: &str) -> bool {
    const PAIRS: [(char, char); 12] = [
        ('（', '）'),
        ('(', ')'),
        ('“', '”'),
        ('‘', '’'),
        ('「', '」'),
        ('『', '』'),
        ('《', '》'),
        ('〈', '〉'),
        ('【', '】'),
        ('〔', '〕'),
        ('[', ']'),
        ('{', '}'),
    ];
    let mut open = Vec::new();
    for character in text.chars() {
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == character) {
            open.push(*closing);
        } else if PAIRS.iter().any(|(_, closing)| *closing == character) {
            // An apostrophe closes nothing.
            let apostrophe = character == '’' && open.last() != Some(&'’');
            if !apostrophe && open.pop() != Some(character) {
                return false;
            }
        }
    }
    open.is_empty() && text.matches('"').count().is_multiple_of(2)
}
