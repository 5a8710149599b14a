//! The small grammars of values: what a field's text says, as plain parts with their byte ranges.
//!
//! Every function gives `None` for a text that is not of the kind; it then keeps its text, and a rule says why.

use crate::phrases::MONTHS;
use grammar::{Rule, ValueParser};
use pest::Parser;
use pest::iterators::Pair;
use std::ops::Range;

mod grammar {
    #![allow(missing_docs, reason = "pest writes the names of the grammar's rules")]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/values.pest"]
    pub(super) struct ValueParser;
}

/// A date as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateParts {
    /// Year.
    pub year: i32,
    /// Month as written; may be impossible.
    pub month: u32,
    /// Day as written; may be impossible.
    pub day: u32,
    /// How it is written.
    pub style: DateStyle,
    /// Whether month or day has a leading zero.
    pub padded: bool,
}

/// The spellings of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DateStyle {
    /// `2020年8月14日`
    Chinese,
    /// `二〇二〇年八月十四日`
    ChineseNumerals,
    /// `2020-08-14`
    Iso,
    /// `August 14, 2020`
    MonthFirst,
    /// `14 August 2020`
    DayFirst,
    /// `中華民國115年11月2日`
    Republic,
}

/// The year before the first of the Republic, by which offices in Taiwan count.
const REPUBLIC: i32 = 1911;

/// Reads a date in any spelling of the format page.
///
/// ```
/// use zhumo::syntax::values::date;
/// let parts = date("二〇二〇年八月十四日").unwrap();
/// assert_eq!((parts.year, parts.month, parts.day), (2020, 8, 14));
/// assert!(date("2020年8月").is_none());
/// ```
#[must_use]
pub fn date(text: &str) -> Option<DateParts> {
    let pair = whole(Rule::date, text)?.into_inner().next()?;
    let style = match pair.as_rule() {
        Rule::date_zh => DateStyle::Chinese,
        Rule::date_cn => DateStyle::ChineseNumerals,
        Rule::date_roc | Rule::date_roc_cn => DateStyle::Republic,
        Rule::date_iso => DateStyle::Iso,
        Rule::date_mdy => DateStyle::MonthFirst,
        _ => DateStyle::DayFirst,
    };
    let (mut year, mut small, mut padded) = (None, Vec::new(), false);
    let mut month = None;
    for part in pair.into_inner() {
        let written = part.as_str();
        match part.as_rule() {
            Rule::year => year = written.parse().ok(),
            Rule::roc_year => year = written.parse().ok().map(|year: i32| year + REPUBLIC),
            Rule::roc_cn_year => year = Some(han_number(written)? as i32 + REPUBLIC),
            Rule::cn_year => year = Some(written.chars().try_fold(0, |year, c| Some(year * 10 + han_digit(c)?))? as i32),
            Rule::month | Rule::day => {
                padded |= written.starts_with('0') && style != DateStyle::Iso;
                small.push(written.parse().ok()?);
            }
            Rule::cn_small => small.push(han_number(written)?),
            Rule::month_name => month = Some(month_number(written)?),
            _ => {}
        }
    }
    let (month, day) = match month {
        Some(month) => (month, *small.first()?),
        None => (*small.first()?, *small.get(1)?),
    };
    Some(DateParts { year: year?, month, day, style, padded })
}

/// A document number as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumberParts {
    /// `国市监质发〔2020〕133号`
    Document {
        /// 机关代字
        organ_code: Range<usize>,
        /// The opening bracket.
        open: Range<usize>,
        /// The year's digits.
        year: Range<usize>,
        /// The closing bracket.
        close: Range<usize>,
        /// The serial's digits.
        serial: Range<usize>,
    },
    /// `第12号` of an order.
    Order {
        /// The serial.
        serial: u32,
    },
}

/// Reads a document number, whatever its brackets are.
#[must_use]
pub fn document_number(text: &str) -> Option<NumberParts> {
    let pair = whole(Rule::document_number, text)?;
    let mut ranges = std::collections::BTreeMap::new();
    for part in pair.into_inner() {
        if part.as_rule() == Rule::order_number {
            let text = part.as_str();
            let text = text.rsplit_once('第').map_or(text, |(_, serial)| serial);
            let text = text.split('/').next().unwrap_or(text);
            let digits: String = text.chars().filter(|c| c.is_ascii_digit()).collect();
            let han: String = text.chars().filter(|c| han_number(&c.to_string()).is_some()).collect();
            let serial = digits.parse().ok().or_else(|| han_number(&han))?;
            return Some(NumberParts::Order { serial });
        }
        ranges.insert(part.as_rule() as usize, range(&part));
    }
    let mut take = |rule: Rule| ranges.remove(&(rule as usize));
    Some(NumberParts::Document {
        organ_code: take(Rule::organ_code)?,
        open: take(Rule::open_year)?,
        year: take(Rule::year_digits)?,
        close: take(Rule::close_year)?,
        serial: take(Rule::serial)?,
    })
}

/// Reads the number of an issue: `第十五期`, `15`.
#[must_use]
pub fn issue(text: &str) -> Option<u32> {
    let pair = whole(Rule::issue, text)?;
    let number = pair.into_inner().find(|part| part.as_rule() == Rule::issue_no)?;
    number.as_str().parse().ok().or_else(|| han_number(number.as_str()))
}

/// Reads `机密★1年` as grade and period.
#[must_use]
pub fn classification(text: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let (mut grade, mut period) = (None, None);
    for part in whole(Rule::classification, text)?.into_inner() {
        match part.as_rule() {
            Rule::secrecy => grade = Some(range(&part)),
            Rule::period => period = Some(range(&part)),
            _ => {}
        }
    }
    Some((grade?, period))
}

/// Whether the text is a copy number: six digits.
#[must_use]
pub fn is_copy_number(text: &str) -> bool {
    whole(Rule::copy_number, text).is_some()
}

/// Whether the text is a postcode: six digits, five abroad.
#[must_use]
pub fn is_postcode(text: &str) -> bool {
    whole(Rule::postcode, text).is_some()
}

/// Reads a number of copies: `200`, `共印200份`.
#[must_use]
pub fn count(text: &str) -> Option<u32> {
    let pair = whole(Rule::count, text)?;
    pair.into_inner().find(|part| part.as_rule() == Rule::count_no)?.as_str().parse().ok()
}

/// One telephone number of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneParts {
    /// The number.
    pub number: Range<usize>,
    /// Whether `（传真）` follows.
    pub fax: bool,
}

/// Reads a list of telephone numbers.
///
/// ```
/// use zhumo::syntax::values::phones;
/// let phones = phones("028-00000000、028-00000001（传真）").unwrap();
/// assert_eq!(phones.iter().map(|phone| phone.fax).collect::<Vec<_>>(), [false, true]);
/// ```
#[must_use]
pub fn phones(text: &str) -> Option<Vec<PhoneParts>> {
    let phones = whole(Rule::phones, text)?.into_inner().filter(|pair| pair.as_rule() == Rule::phone);
    let read = |pair: Pair<'_, Rule>| {
        let mut parts = pair.into_inner();
        let number = range(&parts.next()?);
        let mark = parts.next();
        let fax = mark.is_some_and(|mark| {
            let mark = mark.as_str().to_lowercase();
            mark.contains("传真") || mark.contains("傳真") || mark.contains("fax")
        });
        Some(PhoneParts { number, fax })
    };
    phones.map(read).collect()
}

/// Reads a list of mail addresses.
#[must_use]
pub fn mails(text: &str) -> Option<Vec<Range<usize>>> {
    Some(whole(Rule::mails, text)?.into_inner().filter(|pair| pair.as_rule() == Rule::mail).map(|pair| range(&pair)).collect())
}

/// Whether the text is a web address.
#[must_use]
pub fn is_website(text: &str) -> bool {
    whole(Rule::website, text).is_some()
}

/// Splits recipients into groups at `，；` and members at `、`, both outside brackets. Empty members are kept.
///
/// ```
/// use zhumo::syntax::values::recipients;
/// let text = "各市（州）市场监管局（厅、委）、党委宣传部，各有关单位：";
/// let groups = recipients(text.trim_end_matches('：'));
/// assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
/// assert_eq!(&text[groups[0][0].clone()], "各市（州）市场监管局（厅、委）");
/// ```
#[must_use]
pub fn recipients(text: &str) -> Vec<Vec<Range<usize>>> {
    let Some(pair) = whole(Rule::recipients, text) else {
        return vec![vec![0..text.len()]];
    };
    let groups = pair.into_inner().filter(|pair| pair.as_rule() == Rule::group);
    groups
        .map(|group| group.into_inner().filter(|pair| pair.as_rule() == Rule::member).map(|pair| range(&pair)).collect())
        .collect()
}

/// What running text holds beside text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InlineToken {
    /// `[^1]`, with the range of its label.
    Footnote(Range<usize>),
    /// `{^n+1}`, with the range of what is raised.
    Superscript(Range<usize>),
    /// `{_max}`, with the range of what is lowered.
    Subscript(Range<usize>),
    /// `{主题}`, with the range of the name.
    Name(Range<usize>),
    /// `{@id}`, with the range of the identifier.
    Id(Range<usize>),
    /// `附件1`, `图2`, `表3`.
    Reference(ReferenceKind, u32),
}

/// What a reference points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ReferenceKind {
    /// 附件
    Annex,
    /// 图
    Figure,
    /// 表
    Table,
}

/// Finds the tokens of a running text, in order.
#[must_use]
pub fn inline_tokens(text: &str) -> Vec<(Range<usize>, InlineToken)> {
    if !may_hold_tokens(text) {
        return Vec::new();
    }
    let Some(pair) = whole(Rule::inline, text) else { return Vec::new() };
    pair.into_inner().filter_map(|part| Some((range(&part), inline_token(part)?))).collect()
}

/// Whether a text can hold a token at all. Most texts hold none, and looking is a hundred times quicker than parsing.
fn may_hold_tokens(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Without a stop in between many bytes are looked at in one step.
    if !bytes.iter().fold(false, |found, byte| found | matches!(byte, b'0'..=b'9' | b'{' | b'[')) {
        return false;
    }
    // The last bytes of 件, 图, 圖 and 表, and the space before the number of an annex: a number must stand behind them.
    let ends_word = |byte: u8| matches!(byte, 0xb6 | 0xbe | 0x96 | 0xa8 | b' ');
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        b'{' => true,
        b'[' => bytes.get(at + 1) == Some(&b'^'),
        b'0'..=b'9' => at > 0 && ends_word(bytes[at - 1]),
        _ => false,
    })
}

fn inline_token(part: Pair<'_, Rule>) -> Option<InlineToken> {
    let rule = part.as_rule();
    let mut inner = part.into_inner();
    match rule {
        Rule::footnote_ref => Some(InlineToken::Footnote(range(&inner.next()?))),
        Rule::superscript => Some(InlineToken::Superscript(range(&inner.next()?))),
        Rule::subscript => Some(InlineToken::Subscript(range(&inner.next()?))),
        Rule::name_ref => Some(InlineToken::Name(range(&inner.next()?))),
        Rule::id_ref => Some(InlineToken::Id(range(&inner.next()?))),
        Rule::reference => {
            let reference = inner.next()?;
            let word = reference.as_str().to_lowercase();
            let kind = if word.starts_with("附件") || word.starts_with("annex") {
                ReferenceKind::Annex
            } else if word.starts_with(['图', '圖']) || word.starts_with("figure") {
                ReferenceKind::Figure
            } else {
                ReferenceKind::Table
            };
            Some(InlineToken::Reference(kind, reference.into_inner().next()?.as_str().parse().ok()?))
        }
        _ => None,
    }
}

fn whole(rule: Rule, text: &str) -> Option<Pair<'_, Rule>> {
    ValueParser::parse(rule, text).ok()?.next()
}

fn range(pair: &Pair<'_, Rule>) -> Range<usize> {
    let span = pair.as_span();
    span.start()..span.end()
}

/// A Chinese digit from 〇 to 九.
pub(crate) const fn han_digit(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '○' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Reads a Chinese number below 10,000: `十二`, `二十一`, `一百零五`, `一二`.
///
/// ```
/// use zhumo::syntax::values::han_number;
/// assert_eq!(han_number("二十一"), Some(21));
/// assert_eq!(han_number("一百零五"), Some(105));
/// assert_eq!(han_number("甲"), None);
/// ```
#[must_use]
pub fn han_number(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 9 {
        return None;
    }
    if text.chars().all(|c| han_digit(c).is_some()) {
        return text.chars().try_fold(0u32, |sum, c| sum.checked_mul(10)?.checked_add(han_digit(c)?));
    }
    let (mut sum, mut pending) = (0, None);
    for character in text.chars() {
        let unit = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                pending = Some(han_digit(character)?);
                continue;
            }
        };
        sum += pending.take().unwrap_or(1) * unit;
    }
    Some(sum + pending.unwrap_or(0))
}

/// Writes a number below 10,000 in Chinese as section numbers have it: 十, 十二, 二十一, 一百零五.
///
/// ```
/// use zhumo::syntax::values::to_han_number;
/// assert_eq!(to_han_number(12), "十二");
/// assert_eq!(to_han_number(105), "一百零五");
/// ```
#[must_use]
pub fn to_han_number(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if number == 0 || number >= 10_000 {
        return number.to_string().chars().map(|c| DIGITS[c as usize - '0' as usize]).collect();
    }
    let mut written = String::new();
    let mut skipped = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = (number / unit % 10) as usize;
        if digit == 0 {
            skipped = !written.is_empty();
            continue;
        }
        if skipped {
            written.push('零');
            skipped = false;
        }
        // 十二, not 一十二.
        if !(unit == 10 && digit == 1 && written.is_empty()) {
            written.push_str(DIGITS[digit]);
        }
        written.push_str(name);
    }
    written
}

/// Reads a lower-case roman numeral below 40.
#[must_use]
pub fn roman_number(text: &str) -> Option<u32> {
    (1..40).find(|number| to_roman_number(*number) == text)
}

/// Writes a number below 40 as a lower-case roman numeral; larger ones in digits.
#[must_use]
pub fn to_roman_number(number: u32) -> String {
    if number >= 40 {
        return number.to_string();
    }
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    format!("{}{}", "x".repeat(number as usize / 10), ONES[number as usize % 10])
}

fn month_number(name: &str) -> Option<u32> {
    let name = name.trim_end_matches('.');
    let begins = |month: &&str| month.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    let index = MONTHS.iter().position(|month| begins(month) && (name.len() == month.len() || (3..=4).contains(&name.len())))?;
    Some(index as u32 + 1)
}
