//! Automatic numbers of paragraphs: what the word processor shows and the file does not say.

use super::super::ImportError;
use super::xml::{each, hostile, local, on, value};
use crate::syntax::values::{to_han_number, to_roman_number};
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// The lists of a document and how far each has counted.
#[derive(Default)]
pub(super) struct Numbers {
    levels: BTreeMap<(String, usize), Level>,
    /// The list of each instance.
    lists: BTreeMap<String, String>,
    /// Levels of an instance that begin with another number.
    starts: BTreeMap<(String, usize), u32>,
    /// Levels of an instance that are set anew.
    own: BTreeMap<(String, usize), Level>,
    counters: BTreeMap<String, [Option<u32>; 9]>,
    /// Instances that have counted.
    begun: std::collections::BTreeSet<String>,
    /// Characters of numbers that were made.
    made: usize,
}

#[derive(Clone, Debug, Default)]
struct Level {
    format: String,
    text: String,
    start: u32,
    /// What stands behind the number: tab, space, nothing.
    behind: String,
    /// The level whose count makes this one begin anew; all above it when it is not said.
    restart: Option<u32>,
    legal: bool,
    style: Option<String>,
}

impl Level {
    fn say(&mut self, name: &str, said: Option<String>, is_on: bool) {
        match name {
            "start" => self.start = said.and_then(|start| start.parse().ok()).unwrap_or(1),
            "numFmt" => self.format = said.unwrap_or_default(),
            "lvlText" => self.text = said.unwrap_or_default().chars().take(64).collect(),
            "suff" => self.behind = said.unwrap_or_default(),
            "lvlRestart" => self.restart = said.and_then(|level| level.parse().ok()),
            "isLgl" => self.legal = is_on,
            "pStyle" => self.style = said,
            _ => {}
        }
    }
}

/// What all numbers of a document may take.
const MOST: usize = 4 * 1024 * 1024;

impl Numbers {
    pub fn read(xml: &str) -> Result<Self, ImportError> {
        let mut numbers = Self::default();
        let (mut list, mut level, mut instance, mut overriding) = (String::new(), 0usize, String::new(), None);
        each(xml, |event| {
            match event {
                Event::Start(tag) => {
                    let said = value(tag, "val");
                    match local(tag).as_str() {
                        "abstractNum" => list = value(tag, "abstractNumId").unwrap_or_default(),
                        "lvl" => {
                            level = value(tag, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                            let fresh = Level { start: 1, behind: "tab".to_owned(), ..Level::default() };
                            match overriding {
                                Some(_) => drop(numbers.own.insert((instance.clone(), level), fresh)),
                                None => drop(numbers.levels.insert((list.clone(), level), fresh)),
                            }
                        }
                        "num" => instance = value(tag, "numId").unwrap_or_default(),
                        "abstractNumId" => drop(numbers.lists.insert(instance.clone(), said.unwrap_or_default())),
                        "lvlOverride" => overriding = value(tag, "ilvl").and_then(|level| level.parse::<usize>().ok()),
                        "startOverride" => {
                            if let (Some(level), Some(start)) = (overriding, said.and_then(|start| start.parse().ok())) {
                                numbers.starts.insert((instance.clone(), level), start);
                            }
                        }
                        name => {
                            let is_on = on(tag);
                            let this = match overriding {
                                Some(_) => numbers.own.get_mut(&(instance.clone(), level)),
                                None => numbers.levels.get_mut(&(list.clone(), level)),
                            };
                            if let Some(this) = this {
                                this.say(name, said, is_on);
                            }
                        }
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == "lvlOverride" => overriding = None,
                _ => {}
            }
            Ok(())
        })?;
        Ok(numbers)
    }

    fn level(&self, id: &str, list: &str, level: usize) -> Option<&Level> {
        self.own.get(&(id.to_owned(), level)).or_else(|| self.levels.get(&(list.to_owned(), level)))
    }

    /// The level of a list that belongs to a style.
    pub fn level_of(&self, id: &str, style: &str) -> Option<usize> {
        let list = self.lists.get(id)?;
        (0..9).find(|level| self.level(id, list, *level).is_some_and(|one| one.style.as_deref() == Some(style)))
    }

    /// The number of the next paragraph of a list; `- ` for a bullet.
    ///
    /// # Errors
    /// Numbers that take more than a document can need.
    pub fn next(&mut self, id: &str, level: usize) -> Result<Option<String>, ImportError> {
        let Some(list) = self.lists.get(id).cloned() else { return Ok(None) };
        let level = level.min(8);
        let Some(this) = self.level(id, &list, level).cloned() else { return Ok(None) };
        let first = self.begun.insert(id.to_owned());
        let starts: Vec<(usize, u32)> =
            (0..9).filter_map(|at| self.starts.get(&(id.to_owned(), at)).map(|start| (at, *start))).collect();
        let counters = self.counters.entry(list.clone()).or_default();
        if first && !starts.is_empty() {
            for (at, start) in &starts {
                counters[*at] = start.checked_sub(1);
                counters[at + 1..].fill(None);
            }
        }
        let restarted = starts.iter().find(|(at, _)| *at == level).map_or(this.start, |(_, start)| *start);
        counters[level] = Some(counters[level].map_or(restarted, |number| number.saturating_add(1)));
        let counted = *counters;
        // Levels below begin anew, but for those that go on through.
        for below in level + 1..9 {
            let restart = self.level(id, &list, below).and_then(|level| level.restart);
            let keeps = restart.is_some_and(|restart| restart == 0 || (level as u32) >= restart);
            if !keeps && let Some(counters) = self.counters.get_mut(&list) {
                counters[below] = None;
            }
        }
        if this.format == "bullet" {
            return Ok(Some("- ".to_owned()));
        }
        if this.format == "none" {
            return Ok(None);
        }
        let mut text = String::new();
        let mut characters = this.text.chars().peekable();
        while let Some(character) = characters.next() {
            match characters.peek().and_then(|digit| digit.to_digit(10)) {
                Some(digit @ 1..=9) if character == '%' => {
                    characters.next();
                    let at = digit as usize - 1;
                    let format = if this.legal {
                        "decimal"
                    } else {
                        self.level(id, &list, at).map_or("decimal", |level| level.format.as_str())
                    };
                    let start = self.level(id, &list, at).map_or(1, |level| level.start);
                    text.push_str(&spelled(counted[at].unwrap_or(start), format));
                }
                _ => text.push(character),
            }
        }
        let text = text.trim().to_owned();
        self.made += text.len();
        if self.made > MOST {
            return Err(hostile("自动编号太长", "its automatic numbers are too long"));
        }
        if text.is_empty() {
            return Ok(None);
        }
        // `第一条` and `1.1` must not run into their text; a circled digit or a bare number must not become a figure.
        let gap = match text.chars().last() {
            _ if this.behind == "nothing" && !text.ends_with(|c: char| c.is_ascii_digit()) => "",
            Some('章' | '节' | '条' | '節' | '條' | '编' | '部' | '款') => "　",
            Some('.') => " ",
            Some('、' | '．' | '）' | ')' | '】' | '：') => "",
            _ => " ",
        };
        Ok(Some(text + gap))
    }
}

const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES: &str = "子丑寅卯辰巳午未申酉戌亥";
const LEGAL: [(char, char); 13] = [
    ('一', '壹'),
    ('二', '贰'),
    ('三', '叁'),
    ('四', '肆'),
    ('五', '伍'),
    ('六', '陆'),
    ('七', '柒'),
    ('八', '捌'),
    ('九', '玖'),
    ('十', '拾'),
    ('百', '佰'),
    ('千', '仟'),
    ('〇', '零'),
];
const TRADITIONAL: [(char, char); 13] = [
    ('一', '壹'),
    ('二', '貳'),
    ('三', '參'),
    ('四', '肆'),
    ('五', '伍'),
    ('六', '陸'),
    ('七', '柒'),
    ('八', '捌'),
    ('九', '玖'),
    ('十', '拾'),
    ('百', '佰'),
    ('千', '仟'),
    ('〇', '零'),
];

fn spelled(number: u32, format: &str) -> String {
    let of = |characters: &str| (number as usize).checked_sub(1).and_then(|at| characters.chars().nth(at)).map(String::from);
    let letter = |first: u8| match u8::try_from(number) {
        Ok(number @ 1..=26) => char::from(first + number - 1).to_string(),
        _ => number.to_string(),
    };
    let legal = |table: &[(char, char)]| {
        to_han_number(number)
            .chars()
            .map(|c| table.iter().find(|(han, _)| *han == c).map_or(c, |(_, legal)| *legal))
            .collect::<String>()
    };
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "ideographDigital"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseDigitalTenThousand"
        | "taiwaneseDigital" => to_han_number(number),
        "chineseLegalSimplified" => legal(&LEGAL),
        "ideographLegalTraditional" | "japaneseLegal" => legal(&TRADITIONAL),
        "ideographTraditional" => of(STEMS).unwrap_or_else(|| number.to_string()),
        "ideographZodiac" => of(BRANCHES).unwrap_or_else(|| number.to_string()),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => of(CIRCLED).unwrap_or_else(|| number.to_string()),
        "ideographEnclosedCircle" => of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉").unwrap_or_else(|| to_han_number(number)),
        "decimalEnclosedParen" => of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇").unwrap_or_else(|| format!("({number})")),
        "decimalEnclosedFullstop" => format!("{number}."),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            number.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xfee0)).collect()
        }
        "numberInDash" => format!("- {number} -"),
        "ordinal" => format!(
            "{number}{}",
            match (number % 10, number % 100) {
                (_, 11..=13) => "th",
                (1, _) => "st",
                (2, _) => "nd",
                (3, _) => "rd",
                _ => "th",
            }
        ),
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "lowerRoman" => to_roman_number(number),
        "upperRoman" => to_roman_number(number).to_uppercase(),
        _ => number.to_string(),
    }
}
