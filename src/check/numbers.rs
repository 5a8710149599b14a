//! Numbers in running text: digits with what belongs to them, and spans of two numbers.
//!
//! Here: [`numbers`], which [`Prose::numbers`](super::prose::Prose::numbers) keeps, [`spans`], and the units a number may have. Not here: dates
//! (`dates`), Chinese numerals (a word like 统一 is full of them; a rule looks for those beside a word it knows), and what is said about
//! a number (`rules`).

use std::ops::Range;

/// Which digits a number has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// `0` to `9`
    Arabic,
    /// `０` to `９`
    Wide,
    /// 〇 to 九, 十
    Han,
}

/// A number of a running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Its digits, with points and commas between them; no sign.
    pub digits: Range<usize>,
    /// Which digits.
    pub script: Script,
    /// Behind the digits: 十, 百, 千, 万, 亿, or several of them; empty when there are none.
    pub magnitude: Range<usize>,
    /// Behind those: the unit; empty when none is known.
    pub unit: Range<usize>,
    /// What kind of unit.
    pub kind: UnitKind,
}

/// What a number counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Nothing that is known.
    Unknown,
    /// `%`, `‰`
    Percent,
    /// A symbol of letters: `kg`, `m²`, `℃`.
    Symbol,
    /// A measure in Chinese: 元, 吨, 平方米.
    Measure,
    /// What is counted: 个, 人, 家.
    Count,
    /// 年, 月, 日, 时, 分, 天, 小时 …
    Time,
}

impl Number {
    /// The whole of it, with magnitude and unit.
    pub fn range(&self) -> Range<usize> {
        self.digits.start..self.unit.end
    }

    /// What stands behind the digits.
    pub fn tail(&self) -> Range<usize> {
        self.digits.end..self.unit.end
    }

    /// The digits as a number; none when they are not one (`1.2.3`).
    pub fn value(&self, text: &str) -> Option<f64> {
        match self.script {
            Script::Arabic => {
                let digits = &text[self.digits.clone()];
                if digits.contains(',') { digits.replace(',', "").parse().ok() } else { digits.parse().ok() }
            }
            Script::Wide => {
                let digit = |c| char::from_digit(u32::from(c) - u32::from('０'), 10);
                text[self.digits.clone()].chars().map(digit).collect::<Option<String>>()?.parse().ok()
            }
            Script::Han => None,
        }
    }

    /// The digits times 千, 万, 亿 behind them.
    pub fn amount(&self, text: &str) -> Option<f64> {
        let factor = |character: char| match character {
            '十' => 1e1,
            '百' => 1e2,
            '千' => 1e3,
            '万' | '萬' => 1e4,
            '亿' | '億' => 1e8,
            _ => 1.0,
        };
        // 万元 and 亿元 are units.
        let unit =
            text[self.unit.clone()].chars().next().filter(|first| matches!(first, '万' | '亿' | '萬' | '億')).map_or(1.0, factor);
        Some(text[self.magnitude.clone()].chars().map(factor).product::<f64>() * unit * self.value(text)?)
    }

    /// Whether the digits are whole, without a point or a comma.
    pub fn is_whole(&self, text: &str) -> bool {
        !text[self.digits.clone()].contains(['.', ','])
    }

    /// Whether it is a year of four digits, by its form.
    pub fn is_year(&self, text: &str) -> bool {
        self.digits.len() == 4
            && self.script == Script::Arabic
            && self.value(text).is_some_and(|year| (1900.0..2100.0).contains(&year))
    }
}

/// Every number of `text` in Arabic digits, half-width or full-width, in order. Digits that go on from letters (`T4`, `PM2.5`) are none.
pub(super) fn numbers(text: &str) -> Vec<Number> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    // The full-width digits are EF BC 90 to EF BC 99.
    let wide =
        |at: usize| bytes[at] == 0xef && bytes.get(at + 1) == Some(&0xbc) && matches!(bytes.get(at + 2), Some(0x90..=0x99));
    while at < bytes.len() {
        let script = match bytes[at] {
            b'0'..=b'9' => Script::Arabic,
            0xef if wide(at) => Script::Wide,
            _ => {
                let begins = |byte: &u8| byte.is_ascii_digit() || *byte == 0xef;
                at += 1 + bytes[at + 1..].iter().position(begins).unwrap_or(bytes.len() - at - 1);
                continue;
            }
        };
        let start = at;
        match script {
            Script::Arabic => at = arabic_end(bytes, at),
            Script::Wide | Script::Han => {
                while at < bytes.len() && wide(at) {
                    at += 3;
                }
            }
        }
        if start > 0 && (bytes[start - 1].is_ascii_alphabetic() || bytes[start - 1] == b'_') {
            continue;
        }
        let magnitude = at..magnitude_end(text, at);
        let (length, kind) = unit(&text[magnitude.end..]);
        let unit = magnitude.end..magnitude.end + length;
        let end = unit.end;
        found.push(Number { digits: start..at, script, magnitude, unit, kind });
        // Digits inside the unit (`m3/2`) are part of it.
        at = end;
    }
    found
}

/// The end of the digits at `at`; a comma belongs to them before three digits, a point before one.
fn arabic_end(bytes: &[u8], mut at: usize) -> usize {
    let digits = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    at += digits(at);
    loop {
        match bytes.get(at) {
            Some(b',') if digits(at + 1) >= 3 => at += 1 + digits(at + 1),
            Some(b'.') if digits(at + 1) > 0 => at += 1 + digits(at + 1),
            _ => return at,
        }
    }
}

/// The end of 万, 亿, 千, 百, 十 at `at`. What begins a longer word (千克, 百分点, 十一) is no magnitude.
fn magnitude_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let mut end = 0;
    for character in rest.chars() {
        if !matches!(character, '十' | '百' | '千' | '万' | '亿' | '萬' | '億') {
            break;
        }
        end += character.len_utf8();
    }
    // 千克 is a unit, and so is 百分点; 万千瓦 is 万 with 千瓦.
    if rest[..end].ends_with(['千', '百', '十']) {
        let last = end - 3;
        let (length, _) = unit(&rest[last..]);
        if length > 3 || rest[end..].starts_with(['分', '份', '一', '二', '三', '四', '五', '六', '七', '八', '九']) {
            end = last;
        }
    }
    at + end
}

/// The unit that `rest` begins with: its length and kind.
fn unit(rest: &str) -> (usize, UnitKind) {
    let Some(first) = rest.chars().next() else { return (0, UnitKind::Unknown) };
    if first.is_ascii_alphabetic() {
        let length = symbol_length(rest);
        return (length, if length == 0 { UnitKind::Unknown } else { UnitKind::Symbol });
    }
    match first {
        '%' | '％' | '‰' => return (first.len_utf8(), UnitKind::Percent),
        '℃' | '°' | '㎡' | '㎏' | '㎞' | '㎜' | '㎝' => {
            let more = if rest.starts_with("°C") { 1 } else { 0 };
            return (first.len_utf8() + more, UnitKind::Symbol);
        }
        _ => {}
    }
    // A Chinese character has three bytes. Most numbers are followed by none of these words, which the last byte tells first.
    let Some(&[one, two, three]) = rest.as_bytes().first_chunk::<3>() else { return (0, UnitKind::Unknown) };
    let begins = |word: &str| {
        word.as_bytes().first_chunk::<3>().is_some_and(|begin| begin[2] == three && begin[1] == two && begin[0] == one)
    };
    for (words, kind) in [(MEASURES, UnitKind::Measure), (TIMES, UnitKind::Time), (COUNTS, UnitKind::Count)] {
        if let Some(word) = words.iter().find(|word| begins(word) && rest.starts_with(**word)) {
            // 3-5人民路, 3-5天然气站: the character begins another word.
            return if goes_on(word, &rest[word.len()..]) { (0, UnitKind::Unknown) } else { (word.len(), kind) };
        }
    }
    (0, UnitKind::Unknown)
}

/// The letters, exponents and strokes of a unit symbol: `kg`, `m²`, `km/h`, `kW·h`. A longer word of letters is none.
fn symbol_length(rest: &str) -> usize {
    let end = rest
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_alphabetic() || matches!(c, '²' | '³' | '·' | '/') || matches!(c, '2' | '3') && *at > 0))
        .map_or(rest.len(), |(at, _)| at);
    let symbol = rest[..end].trim_end_matches(['·', '/']);
    let letters = symbol.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters <= 4 { symbol.len() } else { 0 }
}

/// Measures, longer words first.
pub(super) const MEASURES: &[&str] = &[
    "个百分点",
    "百分点",
    "平方千米",
    "平方公里",
    "平方米",
    "立方米",
    "立方千米",
    "千瓦时",
    "千瓦",
    "兆瓦",
    "千克",
    "公斤",
    "千米",
    "公里",
    "厘米",
    "毫米",
    "微米",
    "毫克",
    "毫升",
    "千卡",
    "千伏",
    "千帕",
    "千赫",
    "千焦",
    "公顷",
    "万元",
    "亿元",
    "萬元",
    "億元",
    "公噸",
    "公頃",
    "個百分點",
    "百分點",
    "美元",
    "欧元",
    "元",
    "角",
    "吨",
    "克",
    "升",
    "米",
    "亩",
    "度",
    "倍",
    "摄氏度",
    "海里",
    "公分",
    "市斤",
    "市尺",
    "市里",
    "斤",
];

const TIMES: &[&str] = &[
    "个工作日",
    "个月",
    "个小时",
    "个学时",
    "小时",
    "分钟",
    "秒钟",
    "周岁",
    "年度",
    "学年",
    "年",
    "月",
    "日",
    "天",
    "周",
    "时",
    "分",
    "秒",
    "岁",
    "课时",
    "学时",
];

const COUNTS: &[&str] = &[
    "人次", "人", "名", "个", "個", "戶", "輛", "臺", "張", "冊", "場", "项", "家", "户", "件", "台", "辆", "套", "次", "份",
    "场", "所", "处", "座", "批", "期", "种", "条", "篇", "本", "册", "张", "支", "只", "头", "株", "枚", "架", "艘", "列", "节",
    "门", "字", "页", "位", "票", "宗", "起", "例", "类", "组", "队", "班", "届", "级", "瓶", "袋", "箱", "块", "间", "间次",
    "桶", "棵", "把", "面", "盏", "顶", "幅", "部", "款", "笔", "片", "段", "对", "双", "盘", "行",
];

/// Words that begin with a unit and are none, by that unit; longer words of which the unit is one again (项目标) are left out.
const LONGER: &[(&str, &[&str])] = &[
    ("人", &["民", "员", "口普查"]),
    ("个", &["体工商", "体户", "体经营", "人信息", "人所得", "人账户", "人简历"]),
    ("家", &["属楼", "属院", "属区", "庭"]),
    ("户", &["型", "籍", "口本"]),
    ("天", &["然", "津"]),
    ("项", &["目完", "目建", "目部", "目经", "目实", "目进", "目名", "目情", "目一"]),
    ("名", &["称", "单如", "单见", "录"]),
    ("种", &["子", "质"]),
    ("条", &["例", "形码"]),
    ("台", &["账", "湾", "州", "阶"]),
    ("次", &["序", "日"]),
    ("份", &["额"]),
    ("年", &["级", "报", "鉴"]),
    ("元", &["素", "件", "旦", "宵"]),
    ("升", &["级", "降"]),
    ("米", &["粉", "线"]),
    ("度", &["假", "量"]),
    ("周", &["边", "期", "围"]),
];

fn goes_on(unit: &str, behind: &str) -> bool {
    LONGER.iter().any(|(short, longer)| *short == unit && longer.iter().any(|rest| behind.starts_with(rest)))
}

/// Two numbers with a mark between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NumberSpan<'a> {
    /// The number before the mark.
    pub left: &'a Number,
    /// The mark.
    pub mark: Range<usize>,
    /// The number behind it.
    pub right: &'a Number,
}

/// What may stand between the two numbers of a span; longer marks first.
const SPAN_MARKS: [&str; 9] = ["——", "--", "—", "–", "-", "－", "～", "~", "至"];

/// Pairs of numbers with nothing but a mark between them. Of three and more in a row (`2026-03-05`) none is a span.
pub(super) fn spans<'a>(text: &str, numbers: &'a [Number]) -> Vec<NumberSpan<'a>> {
    let mut found: Vec<NumberSpan<'a>> = Vec::new();
    let mut chained = false;
    for pair in numbers.windows(2) {
        let [left, right] = pair else { continue };
        let between = left.range().end..right.digits.start;
        let is_mark = SPAN_MARKS.contains(&&text[between.clone()]);
        if is_mark && chained {
            found.pop_if(|span| span.right == left);
        } else if is_mark {
            found.push(NumberSpan { left, mark: between, right });
        }
        chained = is_mark;
    }
    found
}

/// Whether a span is part of a sum, so that its mark is a minus: `365天-15天（检修日）＝350天`. Somewhere in its clause stands a sign of
/// equality, or a sign of arithmetic beside it.
pub(super) fn is_arithmetic(text: &str, span: &NumberSpan<'_>) -> bool {
    let sign = |c: char| matches!(c, '=' | '＝' | '≈' | '+' | '＋' | '×' | '÷');
    let stop = |c: char| matches!(c, '，' | '。' | '；' | '：' | '！' | '？' | '、' | ',' | ';');
    let (before, behind) = (&text[..span.left.digits.start], &text[span.right.range().end..]);
    if ["等于", "得", "减", "余"].iter().any(|word| behind.starts_with(word)) {
        return true;
    }
    let mut depth = 0usize;
    let forwards = behind.chars().take(80).take_while(|c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0 || !stop(*c)
    });
    forwards.into_iter().any(sign) || before.chars().rev().take(80).take_while(|c| !stop(*c)).any(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |number: &Number| {
            let part = |range: &Range<usize>| &text[range.clone()];
            format!("{}|{}|{}", part(&number.digits), part(&number.magnitude), part(&number.unit))
        };
        numbers(text).iter().map(show).collect()
    }

    #[test]
    fn numbers_have_magnitude_and_unit() {
        assert_eq!(shown("投入3.5亿元，惠及1,200家企业、4千人"), ["3.5|亿|元", "1,200||家", "4|千|人"]);
        assert_eq!(
            shown("10千克、20万千瓦、提高3个百分点、20kg、15%、百分之30"),
            ["10||千克", "20|万|千瓦", "3||个百分点", "20||kg", "15||%", "30||"]
        );
        assert_eq!(shown("3a3/2—"), ["3||a3/2"]);
        assert_eq!(shown("PM2.5和3D打印、T4航站楼、第１５期"), ["3||D", "１５||期"]);
        assert_eq!(shown("5人民路、5家属于本市、5天然气站、5项目标、5年级"), ["5||", "5||家", "5||", "5||项", "5||"]);
    }

    #[test]
    fn spans_are_pairs() {
        let text = "2024-2026年，3—5万元，2026-03-05，15%～20%，8至10人";
        let numbers = numbers(text);
        let shown: Vec<_> = spans(text, &numbers).iter().map(|span| &text[span.left.digits.start..span.right.unit.end]).collect();
        assert_eq!(shown, ["2024-2026年", "3—5万元", "15%～20%", "8至10人"]);
    }

    #[test]
    fn values() {
        let text = "1,200件、3.5亿、１５期、1.2.3";
        let values: Vec<_> = numbers(text).iter().map(|number| number.value(text)).collect();
        assert_eq!(values, [Some(1200.0), Some(3.5), Some(15.0), None]);
    }
}
