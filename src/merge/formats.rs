//! How a value is written: `{{金额|大写}}`.
//!
//! Here: [`Format`], numbers, amounts in words, days. Not here: where a value stands (`template`).

use super::cell::{Cell, day, plain_number, time};
use crate::say;
use crate::say::Say;
use crate::syntax::values;
use chrono::{Datelike, NaiveDate, NaiveTime};

/// A way to write a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// 人民币大写: 壹仟贰佰元整
    Capital,
    /// 1,234.50
    Amount,
    /// 1,234
    Grouped,
    /// So many digits behind the point.
    Decimals(usize),
    /// 15%
    Percent,
    /// So many digits, with zeros in front.
    Padded(usize),
    /// 一百二十三
    Han,
    /// 2026年8月14日
    Day,
    /// 二〇二六年八月十四日
    HanDay,
    /// August 14, 2026
    EnglishDay,
    /// 2026-08-14
    IsoDay,
    /// 8月14日
    MonthDay,
    /// 2026年8月
    YearMonth,
    /// 星期五
    Weekday,
    /// 9:30
    Time,
    /// The value may be empty.
    Optional,
    /// What is written where the value is empty.
    Default(String),
}

/// Names of formats: Chinese, English.
const NAMES: [(&str, &str, Format); 14] = [
    ("大写", "capital", Format::Capital),
    ("金额", "amount", Format::Amount),
    ("千分位", "grouped", Format::Grouped),
    ("百分比", "percent", Format::Percent),
    ("中文数字", "han", Format::Han),
    ("日期", "date", Format::Day),
    ("汉字日期", "han-date", Format::HanDay),
    ("英文日期", "english-date", Format::EnglishDay),
    ("短日期", "iso-date", Format::IsoDay),
    ("月日", "month-day", Format::MonthDay),
    ("年月", "year-month", Format::YearMonth),
    ("星期", "weekday", Format::Weekday),
    ("时间", "time", Format::Time),
    ("可空", "optional", Format::Optional),
];

impl Format {
    /// The format of a name.
    ///
    /// # Errors
    /// The names that there are.
    pub fn read(name: &str) -> Result<Self, String> {
        let name = name.trim();
        if let Some((_, _, format)) = NAMES.iter().find(|(chinese, english, _)| *chinese == name || *english == name) {
            return Ok(format.clone());
        }
        let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number <= 18);
        let of = |head: &str, tail: &str| name.strip_prefix(head)?.strip_suffix(tail).and_then(number);
        if let Some(digits) = of("", "位小数").or_else(|| of("decimals ", "")) {
            return Ok(Self::Decimals(digits));
        }
        if let Some(digits) = of("", "位").or_else(|| of("digits ", "")) {
            return Ok(Self::Padded(digits));
        }
        if let Some(text) = ["默认 ", "默认=", "default ", "default="].iter().find_map(|head| name.strip_prefix(head)) {
            return Ok(Self::Default(text.trim().to_owned()));
        }
        let known: Vec<&str> = NAMES.iter().map(|(chinese, _, _)| *chinese).collect();
        Err(format!("{} 2位小数 6位 默认=…", known.join(" ")))
    }

    /// The value in this format; what is wrong where it has none.
    pub fn write(&self, cell: &Cell) -> Result<String, Say> {
        match self {
            Self::Optional | Self::Default(_) => Ok(cell.shown(false).unwrap_or_default()),
            Self::Capital | Self::Amount | Self::Grouped | Self::Decimals(_) | Self::Percent | Self::Padded(_) | Self::Han => {
                self.number(cell)
            }
            Self::Time => match time_of(cell) {
                Some(value) => Ok(time(value)),
                None => Err(no("时间", "time", cell)),
            },
            _ => self.day(day_of(cell).ok_or_else(|| no("日期", "date", cell))?),
        }
    }

    fn number(&self, cell: &Cell) -> Result<String, Say> {
        let number = Decimal::of(cell).ok_or_else(|| no("数字", "number", cell))?;
        let whole = || number.fraction.is_empty() && !number.negative;
        match self {
            Self::Capital => number.capital().ok_or_else(|| no("可以大写的金额", "amount that can be written in words", cell)),
            Self::Amount => Ok(number.rounded(2).grouped()),
            Self::Grouped => Ok(number.grouped()),
            Self::Decimals(digits) => Ok(number.rounded(*digits).plain()),
            Self::Percent => Ok(format!("{}%", number.shifted(2).plain())),
            Self::Padded(digits) if whole() && number.whole.len() <= *digits => Ok(format!("{:0>digits$}", number.whole)),
            Self::Padded(digits) => Err({
                let shown = cell.shown(false).unwrap_or_default();
                say!("{shown} 不是 {digits} 位以内的整数", "{shown} is not a whole number of up to {digits} digits")
            }),
            _ => {
                let value = number.whole.parse().ok().filter(|value: &u32| whole() && *value <= 9999);
                value.map(values::to_han_number).ok_or_else(|| no("1到9999的整数", "whole number from 1 to 9999", cell))
            }
        }
    }

    fn day(&self, date: NaiveDate) -> Result<String, Say> {
        let (year, month, number) = (date.year(), date.month(), date.day());
        Ok(match self {
            Self::HanDay => {
                let year: String = year
                    .to_string()
                    .chars()
                    .filter_map(|c| "〇一二三四五六七八九".chars().nth(c.to_digit(10)? as usize))
                    .collect();
                format!("{year}年{}月{}日", values::to_han_number(month), values::to_han_number(number))
            }
            Self::EnglishDay => day(date, true),
            Self::IsoDay => date.to_string(),
            Self::MonthDay => format!("{month}月{number}日"),
            Self::YearMonth => format!("{year}年{month}月"),
            Self::Weekday => {
                let name = "一二三四五六日".chars().nth(date.weekday().num_days_from_monday() as usize);
                format!("星期{}", name.unwrap_or_default())
            }
            _ => day(date, false),
        })
    }
}

fn no(zh: &str, en: &str, cell: &Cell) -> Say {
    let shown = cell.shown(false).unwrap_or_default();
    say!("“{shown}”不是{zh}", "`{shown}` is not a {en}")
}

/// The day that a cell says.
pub(super) fn day_of(cell: &Cell) -> Option<NaiveDate> {
    match cell {
        Cell::Day(day) => Some(*day),
        Cell::Moment(moment) => Some(moment.date()),
        Cell::Text(text) => {
            let text = text.trim();
            let numbers: Vec<&str> =
                text.split(['年', '月', '日', '-', '/', '.']).map(str::trim).filter(|part| !part.is_empty()).collect();
            let numeric = |part: &str| part.parse::<u32>().ok();
            match numbers[..] {
                [year, month, day] if year.len() == 4 => {
                    let year = i32::try_from(numeric(year)?).ok()?;
                    NaiveDate::from_ymd_opt(year, numeric(month)?, numeric(day.split([' ', 'T']).next()?)?)
                }
                [whole] if whole.len() == 8 => NaiveDate::parse_from_str(whole, "%Y%m%d").ok(),
                _ => None,
            }
        }
        _ => None,
    }
}

fn time_of(cell: &Cell) -> Option<NaiveTime> {
    match cell {
        Cell::Time(time) => Some(*time),
        Cell::Moment(moment) => Some(moment.time()),
        Cell::Text(text) => {
            let text = text.trim().replace('：', ":");
            ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(&text, form).ok())
        }
        _ => None,
    }
}

/// A number by its digits: sums of money are never reckoned with halves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Without zeros in front; `0` alone.
    whole: String,
    /// Without zeros behind.
    fraction: String,
}

impl Decimal {
    /// The number that a cell says, with marks of thousands and of money or without.
    pub fn of(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Number(number) if number.is_finite() => Self::read(&plain_number(*number)),
            Cell::Whole(text) => Self::read(text),
            Cell::Text(text) => {
                let narrow = |c: char| match c {
                    '０'..='９' | '．' | '－' | '，' | '＋' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
                    other => other,
                };
                let text: String = text.trim().chars().map(narrow).collect();
                let text = text.trim_start_matches(['￥', '¥', ' ']).trim_end_matches('元').trim();
                let (number, percent) = match text.strip_suffix(['%', '％']) {
                    Some(number) => (number, true),
                    None => (text, false),
                };
                let grouped = number.split(['.', '-']).any(|part| part.contains(','));
                let sound = !grouped || {
                    let whole = number.trim_start_matches('-').split('.').next().unwrap_or_default();
                    let mut parts = whole.split(',');
                    parts.next().is_some_and(|first| (1..=3).contains(&first.len())) && parts.all(|part| part.len() == 3)
                };
                let number = Self::read(&number.replace(',', "")).filter(|_| sound)?;
                Some(if percent { number.unshifted(2) } else { number })
            }
            _ => None,
        }
    }

    fn read(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.') {
            return None;
        }
        Some(Self { negative, whole: whole.to_owned(), fraction: fraction.to_owned() }.tidy())
    }

    fn tidy(mut self) -> Self {
        self.whole = self.whole.trim_start_matches('0').to_owned();
        if self.whole.is_empty() {
            self.whole.push('0');
        }
        self.fraction.truncate(self.fraction.trim_end_matches('0').len());
        self.negative &= self.whole != "0" || !self.fraction.is_empty();
        self
    }

    /// Rounded half up to so many digits behind the point, all of them written.
    fn rounded(&self, digits: usize) -> Self {
        let mut fraction = self.fraction.clone();
        let up = fraction.as_bytes().get(digits).is_some_and(|digit| *digit >= b'5');
        fraction.truncate(digits);
        fraction.extend(std::iter::repeat_n('0', digits - fraction.len()));
        let mut all: Vec<u8> = self.whole.bytes().chain(fraction.bytes()).collect();
        let mut carry = up;
        for digit in all.iter_mut().rev() {
            if !carry {
                break;
            }
            carry = *digit == b'9';
            *digit = if carry { b'0' } else { *digit + 1 };
        }
        let mut text: String = all.into_iter().map(char::from).collect();
        if up && carry {
            text.insert(0, '1');
        }
        let fraction = text.split_off(text.len() - digits);
        let zero = text.bytes().chain(fraction.bytes()).all(|digit| digit == b'0');
        Self { negative: self.negative && !zero, whole: text, fraction }
    }

    /// So many times ten.
    fn shifted(&self, places: usize) -> Self {
        let fraction = format!("{:0<places$}", self.fraction);
        let (up, rest) = fraction.split_at(places);
        Self { negative: self.negative, whole: format!("{}{up}", self.whole), fraction: rest.to_owned() }.tidy()
    }

    fn unshifted(&self, places: usize) -> Self {
        let whole = format!("{:0>width$}", self.whole, width = places + 1);
        let (rest, down) = whole.split_at(whole.len() - places);
        Self { negative: self.negative, whole: rest.to_owned(), fraction: format!("{down}{}", self.fraction) }.tidy()
    }

    pub fn plain(&self) -> String {
        let sign = if self.negative { "-" } else { "" };
        let point = if self.fraction.is_empty() { "" } else { "." };
        format!("{sign}{}{point}{}", self.whole, self.fraction)
    }

    fn grouped(&self) -> String {
        let first = self.whole.len() % 3;
        let (head, rest) = self.whole.split_at(first);
        let groups = rest.as_bytes().chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
        let groups: Vec<String> = std::iter::once(head.to_owned()).filter(|head| !head.is_empty()).chain(groups).collect();
        Self { whole: groups.join(","), ..self.clone() }.plain()
    }

    /// 人民币大写, to the 分; `None` of more digits than there are words for.
    ///
    /// Source: 《支付结算办法》附一《正确填写票据和结算凭证的基本规定》, 1 to 3
    fn capital(&self) -> Option<String> {
        const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
        let amount = self.rounded(2);
        if self.fraction.len() > 2 || amount.whole.len() > 16 {
            return None;
        }
        let digit = |byte: u8| usize::from(byte - b'0');
        let mut text = String::new();
        if amount.negative {
            text.push('负');
        }
        let length = amount.whole.len();
        // A zero is said once, before the next digit that is none.
        let (mut zero, mut any) = (false, false);
        for (place, byte) in amount.whole.bytes().enumerate() {
            let power = length - 1 - place;
            if byte == b'0' {
                zero = any;
            } else {
                if zero {
                    text.push('零');
                }
                zero = false;
                any = true;
                text.push(DIGITS[digit(byte)]);
                text.push_str(["", "拾", "佰", "仟"][power % 4]);
            }
            let group = &amount.whole[length.saturating_sub((power / 4 + 1) * 4)..length - power];
            if power.is_multiple_of(4) && power > 0 && group.bytes().any(|byte| byte != b'0') {
                text.push_str(["", "万", "亿", "万亿"][power / 4]);
            }
        }
        let fraction = amount.fraction.as_bytes();
        let (tenths, hundredths) = (digit(fraction[0]), digit(fraction[1]));
        if any || tenths + hundredths == 0 {
            text.push_str(if any { "元" } else { "零元" });
        }
        match (tenths, hundredths) {
            (0, 0) => text.push('整'),
            (tenths, 0) => text.extend([DIGITS[tenths], '角', '整']),
            (0, hundredths) => {
                if any {
                    text.push('零');
                }
                text.extend([DIGITS[hundredths], '分']);
            }
            (tenths, hundredths) => text.extend([DIGITS[tenths], '角', DIGITS[hundredths], '分']),
        }
        Some(text)
    }

    /// The sum of numbers.
    pub fn sum(numbers: &[Self]) -> Option<Self> {
        let places = numbers.iter().map(|number| number.fraction.len()).max().unwrap_or(0);
        let mut sum: i128 = 0;
        for number in numbers {
            let digits = format!("{}{:0<places$}", number.whole, number.fraction);
            let value: i128 = digits.parse().ok()?;
            sum = sum.checked_add(if number.negative { -value } else { value })?;
        }
        let digits = format!("{:0>width$}", sum.unsigned_abs(), width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        Some(Self { negative: sum < 0, whole: whole.to_owned(), fraction: fraction.to_owned() }.tidy())
    }

    /// Whether one is less than the other.
    pub fn compare(&self, other: &Self) -> std::cmp::Ordering {
        let difference = Self::sum(&[self.clone(), Self { negative: !other.negative, ..other.clone() }]);
        match difference {
            Some(Self { negative: true, .. }) => std::cmp::Ordering::Less,
            Some(difference) if difference.plain() == "0" => std::cmp::Ordering::Equal,
            _ => std::cmp::Ordering::Greater,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(format: &str, text: &str) -> String {
        Format::read(format).unwrap().write(&Cell::text(text)).unwrap_or_else(|fault| format!("! {}", fault.en))
    }

    #[test]
    fn amounts_are_written_in_words() {
        for (text, words) in [
            ("1234.5", "壹仟贰佰叁拾肆元伍角整"),
            ("0", "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角整"),
            ("1", "壹元整"),
            ("10", "壹拾元整"),
            ("1409.50", "壹仟肆佰零玖元伍角整"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("107000.53", "壹拾万零柒仟元伍角叁分"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("100000000", "壹亿元整"),
            ("100000001", "壹亿零壹元整"),
            ("1000010000", "壹拾亿零壹万元整"),
            ("￥12,000元", "壹万贰仟元整"),
            ("-3", "负叁元整"),
            ("325.04", "叁佰贰拾伍元零肆分"),
        ] {
            assert_eq!(write("大写", text), words, "{text}");
        }
        assert!(
            write("大写", "三百").starts_with('!')
                && write("大写", "1.234").starts_with('!')
                && write("大写", "1,23").starts_with('!')
        );
    }

    #[test]
    fn numbers_keep_their_digits() {
        for (format, text, written) in [
            ("金额", "1234567.5", "1,234,567.50"),
            ("金额", "-0.004", "0.00"),
            ("金额", "999.995", "1,000.00"),
            ("千分位", "1234567", "1,234,567"),
            ("千分位", "123", "123"),
            ("2位小数", "0.125", "0.13"),
            ("0位小数", "2.5", "3"),
            ("百分比", "0.15", "15%"),
            ("百分比", "15%", "15%"),
            ("百分比", "0.1234", "12.34%"),
            ("6位", "31", "000031"),
            ("6位", "1234567", "! 1234567 is not a whole number of up to 6 digits"),
            ("中文数字", "123", "一百二十三"),
        ] {
            assert_eq!(write(format, text), written, "{format} {text}");
        }
        assert_eq!(Format::Grouped.write(&Cell::Number(0.1 + 0.2)).unwrap(), "0.3");
        assert_eq!(Cell::Number(13_800_000_000.0).shown(false).unwrap(), "13800000000");
    }

    #[test]
    fn days_are_read_in_any_spelling() {
        for text in ["2026年8月14日", "2026-08-14", "2026/8/14", "2026.8.14", "20260814"] {
            assert_eq!(write("日期", text), "2026年8月14日");
            assert_eq!(write("汉字日期", text), "二〇二六年八月十四日");
            assert_eq!(write("英文日期", text), "August 14, 2026");
            assert_eq!(write("短日期", text), "2026-08-14");
            assert_eq!(write("月日", text), "8月14日");
            assert_eq!(write("星期", text), "星期五");
        }
        assert!(write("日期", "2026年2月30日").starts_with('!'));
        assert_eq!(write("时间", "9：30"), "9:30");
    }
}
