//! The list of annexes (附件说明): the value and the items of the field `附件`, cut into entries.
//!
//! Here: [`read`], which takes off the numbers that were typed, and [`glued`], which says where a line holds more entries than could be
//! told apart. Not here: what is said about it (`check`), and the numbers that a page shows (`wording`).
//!
//! A line is cut at its numbers where nothing else can be meant: they are of one form, the first begins the line, each is the next
//! one, and a mark or white space stands before it. Else it is one entry, and what looks like a number in it stays text.

use super::blocks::AnnexEntry;
use super::inline::RichText;
use crate::links::is_address;
use crate::syntax::Text;
use crate::syntax::values::han_number;

/// The forms of numbers that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `1.`, `1．`, `1、`, `1）`, `1：`, `⒈`
    Digits,
    /// `一、`
    Han,
    /// `（1）`, `⑴`
    Bracketed,
    /// `（一）`, `㈠`
    HanBracketed,
    /// `①`
    Circled,
    /// `附件1：`, `附件一：`, `【附件1】`, `Annex 1:`
    Word,
}

/// A number at the head of an entry.
#[derive(Clone, Copy, Debug)]
struct Mark {
    form: Form,
    number: u32,
    /// Where the title begins.
    end: usize,
    /// Whether a digit follows, so that it may be part of a figure: `1.5亿元`.
    figure: bool,
}

/// Reads the field: entries with their typed numbers.
pub(super) fn read(text: &Text, items: &[Text]) -> Vec<AnnexEntry> {
    list(text, items).into_iter().map(|(number, title)| entry(number, title)).collect()
}

/// Whether a line without a dash is the next entry: every entry has its number, in one form, and the line begins with the next one.
pub(super) fn goes_on(text: &Text, items: &[Text], line: &Text) -> bool {
    let Some(next) = mark(&line.text, 0) else { return false };
    let with: Vec<Text> = items.iter().chain([line]).cloned().collect();
    let entries = list(text, &with);
    let numbered = entries.iter().zip(1..).all(|((number, title), place)| {
        let form = |written: &Text| mark(&written.text, 0).map(|mark| mark.form);
        !title.is_empty() && number.as_ref().is_some_and(|(number, written)| *number == place && form(written) == Some(next.form))
    });
    numbered && next.number as usize == list(text, items).len() + 1
}

/// Lines of the field that hold several entries which were not told apart, each with what it seems to hold.
pub(crate) fn glued(text: &Text, items: &[Text]) -> Vec<(Text, Vec<Text>)> {
    let trusted = trusts_figures(text, items);
    let mut found = Vec::new();
    let mut at = 0;
    for line in lines(text, items) {
        let count = cut(line, at, trusted).len();
        let parts = doubtful(line, at);
        if parts.len() > count {
            found.push((line.clone(), parts));
        }
        at += count;
    }
    found
}

/// The names in a line of raw text whose first number is `before + 1`; none where it has no such number.
#[cfg(feature = "import")]
pub(crate) fn names(line: &str, before: usize) -> Vec<String> {
    let line = Text::made(line.trim(), crate::span::Span::default());
    let numbered = mark(&line.text, 0).is_some_and(|mark| mark.number as usize == before + 1 && !mark.figure);
    let entries = if numbered { cut(&line, before, true) } else { Vec::new() };
    entries.into_iter().map(|(_, title)| title.text).collect()
}

/// The value, where there is one, and the items.
fn lines<'a>(text: &'a Text, items: &'a [Text]) -> impl Iterator<Item = &'a Text> {
    std::iter::once(text).chain(items).filter(|line| !line.is_empty())
}

fn list(text: &Text, items: &[Text]) -> Vec<(Option<(u32, Text)>, Text)> {
    let trusted = trusts_figures(text, items);
    let mut entries = Vec::new();
    for line in lines(text, items) {
        entries.extend(cut(line, entries.len(), trusted));
    }
    entries
}

/// Whether a number before a digit is one: another entry has a number that can be nothing else.
fn trusts_figures(text: &Text, items: &[Text]) -> bool {
    lines(text, items).any(|line| mark(&line.text, 0).is_some_and(|mark| !mark.figure)) || !series(&text.text, 0, true).is_empty()
}

/// The entries of a line, the first of which is number `before + 1` of the list.
fn cut(line: &Text, before: usize, trusted: bool) -> Vec<(Option<(u32, Text)>, Text)> {
    let mut entries: Vec<(Option<(u32, Text)>, Text)> = Vec::new();
    for part in parts(line) {
        let text = part.text.as_str();
        let place = before + entries.len();
        let marks = series(text, place, trusted);
        if marks.is_empty() {
            let (number, start) = match mark(text, 0).filter(|mark| is_number(mark, place, trusted)) {
                Some(mark) if !text[mark.end..].trim().is_empty() => (Some((mark.number, part.part(0, mark.end))), mark.end),
                _ => (None, 0),
            };
            entries.push((number, part.part(start, text.len())));
            continue;
        }
        for (index, (start, mark)) in marks.iter().enumerate() {
            let end = marks.get(index + 1).map_or(text.len(), |(next, _)| bare(&text[..*next]).len());
            entries.push((Some((mark.number, part.part(*start, mark.end))), part.part(mark.end, end)));
        }
    }
    entries
}

/// Whether a mark at the head of entry `place + 1` is its number. One that is not that of its place may be part of a name: `（2）班名单`.
fn is_number(mark: &Mark, place: usize, trusted: bool) -> bool {
    let fits = mark.number as usize == place + 1;
    let plain = matches!(mark.form, Form::Digits | Form::Circled | Form::Word);
    (fits || plain) && (!mark.figure || fits && trusted)
}

/// A line at its `；`, those in brackets and quotation marks left alone. One at the end belongs to the last entry.
fn parts(line: &Text) -> Vec<Text> {
    let mut found = Vec::new();
    let mut start = 0;
    let end = bare(&line.text).len();
    for (at, character) in outside(&line.text[..end]).filter(|(_, c)| matches!(c, '；' | ';')) {
        found.push(line.part(start, at));
        start = at + character.len_utf8();
    }
    found.push(line.part(start, line.text.len()));
    found.retain(|part| !part.is_empty());
    found
}

/// The numbers at which a line is cut, and where they stand; none where it is one entry, or where something speaks against cutting.
fn series(text: &str, before: usize, trusted: bool) -> Vec<(usize, Mark)> {
    let Some(first) = mark(text, 0).filter(|mark| mark.number as usize == before + 1 && (!mark.figure || trusted)) else {
        return Vec::new();
    };
    let mut marks = vec![(0, first)];
    for (at, mark) in inner_marks(text, first.end) {
        let (_, last) = marks[marks.len() - 1];
        if mark.form != first.form {
            continue;
        }
        let next = mark.number == last.number + 1 && is_parted(text, at, &mark) && at >= last.end;
        let named = !bare(&text[last.end.min(at)..at]).trim().is_empty();
        // A number out of turn: who knows what was meant.
        if !next || !named {
            return Vec::new();
        }
        marks.push((at, mark));
    }
    let last = marks[marks.len() - 1].1;
    let named = !text[last.end..].trim().is_empty();
    // A last `3.5亿元` may be part of the entry before.
    if marks.len() > 1 && named && !last.figure { marks } else { Vec::new() }
}

/// What a line seems to hold when the least sign is taken for a number.
fn doubtful(line: &Text, before: usize) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    for part in parts(line) {
        let text = part.text.as_str();
        let first = mark(text, 0).filter(|mark| !mark.figure || mark.number as usize == before + found.len() + 1);
        let mut start = first.map_or(0, |mark| mark.end);
        let mut last = first.map_or(before as u32 + found.len() as u32 + 1, |mark| mark.number);
        let form = first.map(|mark| mark.form);
        for (at, mark) in inner_marks(text, start) {
            let (next, parted) = (mark.number == last + 1, is_parted(text, at, &mark));
            let fits = match form {
                Some(form) => form == mark.form && (next && (parted || !mark.figure) || parted && !mark.figure),
                None => next && parted && !mark.figure && matches!(mark.form, Form::Digits | Form::Han | Form::Word),
            };
            if fits && at >= start {
                found.push(part.part(start, bare(&text[start..at]).len() + start));
                (start, last) = (mark.end, mark.number);
            }
        }
        found.push(part.part(start, text.len()));
    }
    found.retain(|title| !title.is_empty());
    found
}

/// Every number behind `from` that stands outside of brackets and quotation marks, and where.
fn inner_marks(text: &str, from: usize) -> impl Iterator<Item = (usize, Mark)> + '_ {
    let mut end = from;
    outside(text).filter_map(move |(at, character)| {
        let before = text[..at].chars().next_back()?;
        // `12.` is no 2, `第2、` and `No. 2.` are no numbers of entries.
        let inside =
            at < end || before.is_ascii_alphanumeric() || is_digit(before) || matches!(before, '第' | '.' | '-' | '附' | '件');
        let han = "一二三四五六七八九十".contains(before) && "一二三四五六七八九十".contains(character);
        if inside || han {
            return None;
        }
        let mark = mark(text, at).filter(|_| !is_named(&text[..at]))?;
        end = mark.end;
        Some((at, mark))
    })
}

/// Whether what stands before a number makes it one of something else: `No. 2.`, `Form 2.`
fn is_named(before: &str) -> bool {
    const NAMES: [&str; 14] = [
        "no.", "nos.", "no", "form", "table", "figure", "part", "schedule", "chapter", "article", "section", "phase", "version",
        "level",
    ];
    let word = before.trim_end().rsplit(|c: char| c.is_whitespace() || !c.is_ascii()).next().unwrap_or_default();
    NAMES.iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// Whether a mark or white space parts a number from the entry before it. Forms with brackets or a word need none.
fn is_parted(text: &str, at: usize, mark: &Mark) -> bool {
    let before = text[..at].chars().next_back();
    !matches!(mark.form, Form::Digits | Form::Han) || before.is_none_or(|c| c.is_whitespace() || "、，；。,;》）)”".contains(c))
}

/// A text without the marks and the white space that part it from the next entry.
fn bare(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || "、，；,;".contains(c))
}

/// The characters that stand in no brackets and no quotation marks; the brackets of a number count as outside.
fn outside(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    const PAIRS: [(&[char], &[char]); 8] = [
        (&['（', '('], &['）', ')']),
        (&['《'], &['》']),
        (&['〈'], &['〉']),
        (&['“'], &['”']),
        (&['「'], &['」']),
        (&['『'], &['』']),
        (&['【'], &['】']),
        (&['['], &[']']),
    ];
    // A bracket that never closes holds nothing.
    let last = PAIRS.map(|(_, close)| text.rfind(close).unwrap_or(0));
    let mut open: Vec<usize> = Vec::new();
    text.char_indices().filter(move |(at, character)| {
        let free = open.is_empty();
        if open.last().is_some_and(|pair| PAIRS[*pair].1.contains(character)) {
            open.pop();
        } else if let Some(pair) =
            PAIRS.iter().position(|(opening, _)| opening.contains(character)).filter(|pair| last[*pair] > *at)
        {
            open.push(pair);
        }
        free
    })
}

const fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９')
}

/// The number of an entry that begins at byte `at`.
fn mark(text: &str, at: usize) -> Option<Mark> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    match first {
        '0'..='9' | '０'..='９' => digits(rest),
        '（' | '(' => bracketed(rest),
        '附' | '【' | 'A' | 'a' => word(rest),
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' => han(rest),
        _ => single(first),
    }
    .map(|mark| Mark { end: mark.end + at, ..mark })
}

/// How long a number of at most two digits is, and what it says.
fn number(text: &str) -> Option<(usize, u32)> {
    let length = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    let digits: String =
        text[..length].chars().map(|c| if c > '9' { char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c) } else { c }).collect();
    let number = digits.parse().ok().filter(|number| (1..100).contains(number) && !digits.starts_with('0'))?;
    Some((length, number))
}

/// How long a Chinese number below a hundred is, and what it says. 五一 is a holiday.
fn chinese_number(text: &str) -> Option<(usize, u32)> {
    let length = text.find(|c| !"一二三四五六七八九十".contains(c)).unwrap_or(text.len());
    let counted = text[..length].chars().count() == 1 || text[..length].contains('十');
    han_number(&text[..length]).filter(|number| counted && *number < 100).map(|number| (length, number))
}

fn digits(text: &str) -> Option<Mark> {
    let (length, number) = number(text)?;
    let behind = &text[length..];
    let mark = behind.chars().next().filter(|c| ".．、)）：:".contains(*c))?;
    let after = &behind[mark.len_utf8()..];
    // `2.0版`
    if after.starts_with(['.', '．', '0']) || after.starts_with(is_digit) && matches!(mark, ')' | '）' | '：' | ':') {
        return None;
    }
    // Behind a point four digits and 年 are a year: `1.2026年计划表`.
    let figures = after.chars().take_while(|c| is_digit(*c)).count();
    let year = figures == 4 && after.chars().nth(4) == Some('年');
    Some(Mark { form: Form::Digits, number, end: length + mark.len_utf8(), figure: figures > 0 && !year })
}

fn han(text: &str) -> Option<Mark> {
    let (length, number) = chinese_number(text)?;
    let mark = text[length..].chars().next().filter(|c| "、.．：:".contains(*c))?;
    let end = length + mark.len_utf8();
    // `一、二年级` names two numbers.
    let counts_on = chinese_number(&text[end..]).is_some_and(|(_, next)| next == number + 1);
    (!counts_on).then_some(Mark { form: Form::Han, number, end, figure: false })
}

fn bracketed(text: &str) -> Option<Mark> {
    let open = text.chars().next()?.len_utf8();
    let inside = text[open..].trim_start();
    let start = text.len() - inside.len();
    let (form, (length, number)) = match number(inside) {
        Some(number) => (Form::Bracketed, number),
        None => (Form::HanBracketed, chinese_number(inside)?),
    };
    let behind = text[start + length..].trim_start();
    let close = behind.chars().next().filter(|c| matches!(c, ')' | '）'))?;
    let end = text.len() - behind.len() + close.len_utf8();
    // `（1）、` has a mark too many.
    let stray = text[end..].chars().next().filter(|c| matches!(c, '、' | '.' | '．'));
    Some(Mark { form, number, end: end + stray.map_or(0, char::len_utf8), figure: false })
}

fn word(text: &str) -> Option<Mark> {
    let (inside, close) = match text.strip_prefix('【') {
        Some(inside) => (inside, true),
        None => (text, false),
    };
    let english = inside.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("annex"));
    let rest = if english { &inside[5..] } else { inside.strip_prefix("附件")? };
    let rest = rest.trim_start();
    let start = text.len() - rest.len();
    let (length, number) = number(rest).or_else(|| chinese_number(rest).filter(|_| !english))?;
    let behind = &rest[length..];
    let mark = behind.chars().next()?;
    let end = start + length + mark.len_utf8();
    let figure = text[end..].starts_with(is_digit) && matches!(mark, '.' | '．' | '、');
    let is_mark =
        if close { mark == '】' } else { ".．、：:".contains(mark) || mark.is_whitespace() && !behind.trim().is_empty() };
    (is_mark && !figure).then_some(Mark { form: Form::Word, number, end, figure: false })
}

/// `①`, `⑴`, `⒈`, `㈠`
fn single(character: char) -> Option<Mark> {
    let code = u32::from(character);
    let (form, number) = match character {
        '①'..='⑳' => (Form::Circled, code - u32::from('①') + 1),
        '⑴'..='⒇' => (Form::Bracketed, code - u32::from('⑴') + 1),
        '⒈'..='⒛' => (Form::Digits, code - u32::from('⒈') + 1),
        '㈠'..='㈩' => (Form::HanBracketed, code - u32::from('㈠') + 1),
        _ => return None,
    };
    Some(Mark { form, number, end: character.len_utf8(), figure: false })
}

/// The entry; `[TITLE](FILE)` names a file, `[学历](本科)` does not.
fn entry(number: Option<(u32, Text)>, text: Text) -> AnnexEntry {
    let (number, number_text) = number.unzip();
    let file = text.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once("]("));
    // The name of a file may have spaces.
    let file = file.filter(|(_, file)| !file.contains("](") && is_address(&file.trim().replace(' ', "_")));
    let (title, file) = match file.map(|(title, file)| (title.len() + 1, file.trim().to_owned())) {
        Some((end, file)) => (text.part(1, end), Some(file)),
        None => (text, None),
    };
    AnnexEntry { number, number_text, title: RichText::read(title), file, made: false }
}

#[cfg(test)]
mod tests;
