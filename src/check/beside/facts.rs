//! What two texts in two languages must say alike: dates, times, numbers, phones, addresses of mail, numbers of documents.

use super::words;
use crate::check::dates::dates;
use crate::model::Language;
use std::ops::Range;

/// What a fact is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fact {
    /// Year, month, day, as far as they are written.
    Date(Option<i32>, Option<u32>, Option<u32>),
    /// Minutes of a day, and whether it is said which half of it is meant.
    Time(u32, bool),
    /// A value, and what else it may be: `3` of `3至5万`.
    Number(f64, Option<f64>),
    /// Its digits.
    Phone(String),
    /// An address.
    Mail(String),
    /// Year and serial.
    Document(i32, u32),
}

impl Fact {
    /// Facts of a kind are compared with each other.
    pub const fn kind(&self) -> usize {
        match self {
            Self::Date(..) => 0,
            Self::Time(..) => 1,
            Self::Number(..) => 2,
            Self::Phone(_) => 3,
            Self::Mail(_) => 4,
            Self::Document(..) => 5,
        }
    }

    pub const fn name(&self) -> (&'static str, &'static str) {
        match self {
            Self::Date(..) => ("日期", "the date"),
            Self::Time(..) => ("时间", "the time"),
            Self::Number(..) => ("数字", "the number"),
            Self::Phone(_) => ("电话", "the phone number"),
            Self::Mail(_) => ("邮箱", "the mail address"),
            Self::Document(..) => ("发文字号", "the document number"),
        }
    }

    /// Whether both say the same.
    pub fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Date(y, m, d), Self::Date(year, month, day)) => {
                let open = |one: Option<u32>, two: Option<u32>| one.is_none() || two.is_none() || one == two;
                let years = y.is_none() || year.is_none() || y == year;
                years && m == month && open(*d, *day)
            }
            (Self::Time(one, sure), Self::Time(two, said)) => one == two || !(*sure && *said) && one % 720 == two % 720,
            (Self::Number(one, or), Self::Number(two, else_)) => {
                let same = |a: f64, b: f64| (a - b).abs() <= a.abs() * 1e-9;
                let all = |value: f64, other: &Option<f64>| std::iter::once(value).chain(*other);
                all(*one, or).any(|a| all(*two, else_).any(|b| same(a, b)))
            }
            (Self::Phone(one), Self::Phone(two)) => one.ends_with(two.as_str()) || two.ends_with(one.as_str()),
            (one, two) => one == two,
        }
    }
}

/// A fact, where it stands in its text, and whether it must have its like in the other text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub fact: Fact,
    pub range: Range<usize>,
    pub sure: bool,
}

/// The digits of a phone number without what calls a country.
pub(super) fn phone(written: &str) -> String {
    let digits: String = written.chars().filter_map(|c| c.to_digit(10)).filter_map(|digit| char::from_digit(digit, 10)).collect();
    let abroad = written.trim_start().starts_with('+') || digits.starts_with("00");
    let digits = digits.trim_start_matches('0');
    let home = if abroad {
        ["86", "852", "853", "886"].iter().find_map(|code| digits.strip_prefix(code)).unwrap_or(digits)
    } else {
        digits
    };
    home.trim_start_matches('0').to_owned()
}

/// Every fact of a text, in order.
pub(super) fn facts(text: &str, language: Language) -> Vec<Found> {
    // Full-width digits and marks are those of ASCII, three bytes long; places are those of the text.
    let mut found = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    let free = |taken: &[Range<usize>], range: &Range<usize>| {
        taken.iter().all(|other| other.end <= range.start || range.end <= other.start)
    };
    for range in addresses(text) {
        if text[range.clone()].contains('@') {
            found.push(Found { fact: Fact::Mail(text[range.clone()].to_ascii_lowercase()), range: range.clone(), sure: true });
        }
        taken.push(range);
    }
    for (range, year, serial) in documents(text) {
        found.push(Found { fact: Fact::Document(year, serial), range: range.clone(), sure: true });
        taken.push(range);
    }
    let mut add_date =
        |range: Range<usize>, (y, m, d): (Option<i32>, Option<u32>, Option<u32>), taken: &mut Vec<Range<usize>>| {
            if !free(taken, &range) {
                return;
            }
            let parts = [y.map(f64::from), m.map(f64::from), d.map(f64::from)];
            found.extend(parts.into_iter().flatten().map(|part| Found {
                fact: Fact::Number(part, None),
                range: range.clone(),
                sure: false,
            }));
            if m.is_some() {
                // May and March are words, too, and nobody asks for them where they stand alone.
                let word = y.is_none() && d.is_none() && matches!(m, Some(3 | 5));
                found.push(Found { fact: Fact::Date(y, m, d), range: range.clone(), sure: !word });
            } else if let Some(y) = y {
                found.push(Found { fact: Fact::Number(f64::from(y), None), range: range.clone(), sure: true });
            }
            taken.push(range);
        };
    if language.is_chinese() {
        for (range, date) in chinese_dates(text, language) {
            add_date(range, date, &mut taken);
        }
    } else {
        for (range, date) in english_dates(text) {
            add_date(range, date, &mut taken);
        }
    }
    for date in dates(text) {
        let Some(month) = &date.month else { continue };
        let year = date.year.as_ref().and_then(|year| i32::try_from(year.value).ok());
        add_date(date.range.clone(), (year, Some(month.value), date.day.as_ref().map(|day| day.value)), &mut taken);
    }
    let numbers = numbers(text, language);
    let mut at = 0;
    while at < numbers.len() {
        let number = &numbers[at];
        at += 1;
        if !free(&taken, &number.range) {
            continue;
        }
        let whole = |from: &Token, to: &Token| from.range.start..to.range.end;
        if let Some((range, minutes, sure, used)) = time(text, &numbers[at - 1..]) {
            found.push(Found { fact: Fact::Time(minutes, sure), range: range.clone(), sure: true });
            taken.push(range);
            at += used - 1;
            continue;
        }
        if let Some(used) = phone_of(text, &numbers[at - 1..]) {
            let range = whole(number, &numbers[at + used - 2]);
            let start = if text[..range.start].ends_with('+') { range.start - 1 } else { range.start };
            found.push(Found { fact: Fact::Phone(phone(&text[start..range.end])), range: start..range.end, sure: true });
            at += used - 1;
            continue;
        }
        // 8—10月 names two months.
        let month = taken.iter().find(|date| {
            is_span(text.get(number.range.end..date.start).unwrap_or_default()) && text[date.start..date.end].ends_with('月')
        });
        if month.is_some() && (1.0..=12.0).contains(&number.value) {
            found.push(Found {
                fact: Fact::Date(None, Some(number.value as u32), None),
                range: number.range.clone(),
                sure: true,
            });
            continue;
        }
        let other = numbers
            .get(at)
            .filter(|next| is_span(&text[number.range.end..next.range.start]) && number.factor == 1.0 && next.factor > 1.0);
        let value = number.value * number.factor;
        found.push(Found {
            fact: Fact::Number(value, other.map(|next| value * next.factor)),
            range: number.range.clone(),
            sure: true,
        });
    }
    let in_words = if language.is_chinese() { words::chinese(text) } else { words::english(text) };
    found.extend(in_words.into_iter().map(|(range, value)| Found { fact: Fact::Number(value, None), range, sure: false }));
    found.sort_by_key(|found| found.range.start);
    found
}

fn is_span(between: &str) -> bool {
    matches!(between.trim(), "—" | "–" | "-" | "～" | "~" | "至" | "到" | "to" | "and" | "or" | "、" | "或")
}

/// A number in figures with its magnitude.
#[derive(Clone, Debug)]
struct Token {
    range: Range<usize>,
    value: f64,
    factor: f64,
}

fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(character as u32 - 0x30),
        '０'..='９' => Some(character as u32 - 0xff10),
        _ => None,
    }
}

fn numbers(text: &str, language: Language) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let Some(mut written) = digit(first).map(|digit| digit.to_string()) else { continue };
        let mut end = start + first.len_utf8();
        let mut grouped = false;
        while let Some((at, character)) = rest.peek().copied() {
            let next = text[at + character.len_utf8()..].chars().next().and_then(digit);
            let three = text[at + character.len_utf8()..].chars().take_while(|c| digit(*c).is_some()).count() == 3;
            match digit(character) {
                Some(digit) => written.push_str(&digit.to_string()),
                None if matches!(character, '.' | '．') && next.is_some() && !written.contains('.') => written.push('.'),
                None if matches!(character, ',' | '，' | '\u{2009}' | '\u{202f}' | '\u{a0}') && three && written.len() <= 12 => {
                }
                // As GB/T 15835 parts long numbers, typed with a plain space.
                None if character == ' ' && language.is_chinese() && three && written.len() <= 9 && !written.starts_with('0') => {
                    if !(grouped || written.len() <= 3) {
                        break;
                    }
                    grouped = true;
                }
                None => break,
            }
            end = at + character.len_utf8();
            rest.next();
        }
        let Ok(value) = written.parse::<f64>() else { continue };
        let mut factor = 1.0;
        if language.is_chinese() {
            for character in text[end..].chars() {
                factor *= match character {
                    '十' => 1e1,
                    '百' => 1e2,
                    '千' => 1e3,
                    '万' | '萬' => 1e4,
                    '亿' | '億' => 1e8,
                    _ => break,
                };
            }
        } else {
            let behind = text[end..].trim_start_matches([' ', '-', '\u{a0}']);
            let word: String = behind.chars().take_while(char::is_ascii_alphabetic).collect();
            factor = words::magnitude(&word).unwrap_or(1.0);
        }
        // PM2.5, H7N9
        if text[..start].ends_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        found.push(Token { range: start..end, value, factor });
    }
    found
}

/// 9:30, 9时30分, 下午2点, 2 p.m.: its place, minutes, whether the half of the day is said, and how many tokens it takes.
fn time(text: &str, tokens: &[Token]) -> Option<(Range<usize>, u32, bool, usize)> {
    let first = tokens.first()?;
    if first.value.fract() != 0.0 || first.value > 24.0 || first.factor != 1.0 {
        return None;
    }
    let (mut hours, mut minutes, mut end, mut used) = (first.value as u32, 0, first.range.end, 1);
    let behind = &text[end..];
    let next = tokens.get(1).filter(|next| next.value < 60.0 && next.value.fract() == 0.0);
    let clock = next.filter(|next| matches!(&text[end..next.range.start], ":" | "：") && next.range.len() == 2);
    let spoken = behind.starts_with(['时', '點', '時', '点']) && !behind.starts_with("时间");
    if let Some(next) = clock {
        (minutes, end, used) = (next.value as u32, next.range.end, 2);
    } else if spoken {
        end += '时'.len_utf8();
        if text[end..].starts_with('半') {
            minutes = 30;
        }
        if let Some(next) = next.filter(|next| next.range.start == end && text[next.range.end..].starts_with('分')) {
            (minutes, end, used) = (next.value as u32, next.range.end + '分'.len_utf8(), 2);
        }
    }
    let half = text[end..].trim_start().to_ascii_lowercase();
    let (am, pm) = (half.starts_with("a.m") || half.starts_with("am"), half.starts_with("p.m") || half.starts_with("pm"));
    let before = &text[..first.range.start];
    let late = ["下午", "晚上", "晚", "傍晚"].iter().any(|word| before.ends_with(word));
    let early = ["上午", "早上", "早", "凌晨"].iter().any(|word| before.ends_with(word));
    if clock.is_none() && !spoken && !am && !pm {
        return None;
    }
    if (pm || late) && hours < 12 {
        hours += 12;
    }
    Some((first.range.start..end, hours * 60 + minutes, am || pm || late || early || hours > 12, used))
}

/// How many tokens a phone number takes.
fn phone_of(text: &str, tokens: &[Token]) -> Option<usize> {
    let first = tokens.first()?;
    let abroad = text[..first.range.start].ends_with('+');
    let mut used = 1;
    while let Some(next) = tokens.get(used) {
        let between = &text[tokens[used - 1].range.end..next.range.start];
        let joined = matches!(between, "-" | "–" | "—" | ") " | ")" | "）")
            || between == " " && (abroad || used > 1 && next.range.len() == 4);
        if !joined {
            break;
        }
        used += 1;
    }
    let written = &text[first.range.start..tokens[used - 1].range.end];
    let count = written.bytes().filter(u8::is_ascii_digit).count();
    let mobile = used == 1 && count == 11 && written.starts_with('1') && !written.contains(['.', ',']);
    let area = used > 1 && written.starts_with('0') && (10..=13).contains(&count);
    (abroad && count >= 8 || mobile || area).then_some(used)
}

/// Addresses of mail and of the web.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let part = |c: char| c.is_ascii_alphanumeric() || "._%+-@/:?&=#~".contains(c);
    let mut found: Vec<Range<usize>> = Vec::new();
    for run in text.split(|c| !part(c)).filter(|run| run.contains('@') || run.contains("://") || run.contains("www.")) {
        let run = run.trim_end_matches(['.', ':', '?']);
        let start = run.as_ptr().addr() - text.as_ptr().addr();
        if run.len() > 3 {
            found.push(start..start + run.len());
        }
    }
    found
}

/// `〔2026〕7号`, `[2026] No. 7`
fn documents(text: &str) -> Vec<(Range<usize>, i32, u32)> {
    let mut found = Vec::new();
    for (at, open) in text.match_indices(['〔', '[', '（', '［']) {
        let inside = &text[at + open.len()..];
        let Some(year) = inside.get(..4).and_then(|year| year.parse::<i32>().ok()).filter(|year| (1900..2200).contains(year))
        else {
            continue;
        };
        let Some(close) = inside[4..].chars().next().filter(|c| matches!(c, '〕' | ']' | '）' | '］')) else { continue };
        let behind = &inside[4 + close.len_utf8()..];
        let number = behind.trim_start_matches([' ', '\u{a0}', '第']);
        let number = number.strip_prefix("No.").or_else(|| number.strip_prefix("No")).unwrap_or(number).trim_start();
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let end = text.len() - number.len() + digits;
        let named = number.len() < behind.len() || number[digits..].starts_with(['号', '號']);
        if let Ok(serial) = number[..digits].parse()
            && named
        {
            found.push((at..end, year, serial));
        }
    }
    found
}

type Parts = (Option<i32>, Option<u32>, Option<u32>);

/// 2026年8月14日, 二〇二六年八月, 8月14日, 中華民國115年8月14日, 2026年
fn chinese_dates(text: &str, language: Language) -> Vec<(Range<usize>, Parts)> {
    let mut tokens: Vec<(Range<usize>, f64)> =
        numbers(text, Language::English).into_iter().map(|token| (token.range, token.value)).collect();
    tokens.extend(words::chinese(text));
    tokens.sort_by_key(|(range, _)| range.start);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let (range, value) = &tokens[at];
        at += 1;
        let start = range.start;
        let mut parts: Parts = (None, None, None);
        let (mut end, mut value) = (range.end, *value);
        let behind = |end: usize, units: &[char]| text[end..].chars().next().filter(|c| units.contains(c)).map(char::len_utf8);
        if let Some(length) = behind(end, &['年']) {
            let republic = text[..start].ends_with("民國") || text[..start].ends_with("民国");
            let year = value as i32;
            let roc = republic || language == Language::Traditional && (100..200).contains(&year);
            if !(roc || (1900..2200).contains(&year)) {
                continue;
            }
            parts.0 = Some(if roc { year + 1911 } else { year });
            end += length;
            match tokens.get(at).filter(|(next, _)| next.start == end && behind(next.end, &['月']).is_some()) {
                Some((next, month)) => (end, value, at) = (next.end, *month, at + 1),
                None => {
                    found.push((start..end, parts));
                    continue;
                }
            }
        }
        let Some(length) = behind(end, &['月']).filter(|_| (1.0..=12.0).contains(&value)) else { continue };
        parts.1 = Some(value as u32);
        end += length;
        if let Some((next, day)) =
            tokens.get(at).filter(|(next, _)| next.start == end && behind(next.end, &['日', '号', '號']).is_some())
        {
            parts.2 = Some(*day as u32);
            end = next.end + behind(next.end, &['日', '号', '號']).unwrap_or(0);
            at += 1;
        }
        found.push((start..end, parts));
    }
    found
}

/// `Aug 14, 2026`, `14th of August`, `August 2026`
fn english_dates(text: &str) -> Vec<(Range<usize>, Parts)> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        match (character.is_ascii_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    let month = |word: &str| {
        let at =
            crate::phrases::MONTHS.iter().position(|month| word.len() >= 3 && (month.starts_with(word) || word == "Sept"))?;
        let at = if word == "Sept" { 8 } else { at };
        (word.len() == 3 || word == "Sept" || crate::phrases::MONTHS[at] == word).then_some(at as u32 + 1)
    };
    let day = |word: &str| {
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        bare.parse::<u32>().ok().filter(|day| (1..=31).contains(day) && bare.len() <= 2)
    };
    let year = |word: &str| word.parse::<i32>().ok().filter(|year| (1900..2200).contains(year));
    let mut found: Vec<(Range<usize>, Parts)> = Vec::new();
    for (at, range) in words.iter().enumerate() {
        let Some(number) = month(&text[range.clone()]) else { continue };
        let near = |one: &Range<usize>, two: &Range<usize>, most: usize| two.start - one.end <= most;
        let (mut from, mut to) = (range.start, range.end);
        let mut parts: Parts = (None, Some(number), None);
        let mut next = at + 1;
        let word = |at: usize| words.get(at).map(|range| &text[range.clone()]);
        if let Some(number) = word(next).and_then(day).filter(|_| near(range, &words[next], 2)) {
            (parts.2, to, next) = (Some(number), words[next].end, next + 1);
        } else if at > 0 {
            let back = if word(at - 1) == Some("of") && at > 1 { at - 2 } else { at - 1 };
            if let Some(number) = word(back).and_then(day).filter(|_| words[back].end + 5 > range.start) {
                (parts.2, from) = (Some(number), words[back].start);
            }
        }
        if let Some(number) = word(next).and_then(year).filter(|_| words[next].start - to <= 2) {
            (parts.0, to) = (Some(number), words[next].end);
        }
        let whole = crate::phrases::MONTHS.contains(&&text[range.clone()]);
        // May and March are words, and so may short names be.
        if parts.0.is_none() && parts.2.is_none() && (!whole || matches!(number, 3 | 5)) {
            continue;
        }
        found.push((from..to, parts));
    }
    found
}
