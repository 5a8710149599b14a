use crate::check::{Context, Findings, Severity};
use crate::model::Block;
use crate::{declare_rule, say};
use std::ops::Range;

declare_rule! {
    /// An amount in words and the same amount in figures are not the same.
    ///
    /// The words are there to guard the figures. Where the two differ nobody knows which sum is to be paid; the program does not decide it.
    ///
    /// 中文
    ///
    /// 金额的大写与小写不一致。
    ///
    /// 写大写是为了防止涂改。两处不同，就不知道该按哪个数付款；程序不判断哪个对。
    ///
    /// ```notice,bad
    /// 安排经费人民币伍万元整（5000元）。
    /// ```
    /// ```notice,good
    /// 安排经费人民币伍万元整（50000元）。
    /// ```
    pub static MISMATCHED_AMOUNT = Rule {
        id: "mismatched-amount", severity: Severity::Warning, check,
        needs: One("拾壹贰叁肆伍陆柒捌玖貳參陸"),
    };
}

const DIGITS: &str = "零壹贰叁肆伍陆柒捌玖";
const UNITS: &str = "拾佰仟万亿元圆角分整正";

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if !context.notice.language.is_chinese() {
        return;
    }
    in_rows(context, findings);
    for prose in context.prose() {
        // Each character is as long as the one that takes its place.
        let read: String = prose.text().chars().map(simplified).collect();
        let text = read.as_str();
        let figures = all_figures(text);
        let mut at = 0;
        while let Some(start) = text[at..].find(|c| c == '拾' || DIGITS.contains(c)).map(|start| at + start) {
            let end = text[start..].find(|c| !DIGITS.contains(c) && !UNITS.contains(c)).map_or(text.len(), |end| start + end);
            at = end.max(start + '零'.len_utf8());
            let Some(words) = amount(&text[start..end]) else { continue };
            // `（5000元）` behind it, or `5000元（大写：…）` before it.
            let left = figures
                .iter()
                .rev()
                .find(|(range, _)| range.end <= start)
                .filter(|(range, _)| is_joint(text, range.end..start, range));
            let right =
                figures.iter().find(|(range, _)| range.start >= end).filter(|(range, _)| is_joint(text, end..range.start, range));
            let bracketed = |joint: &str| joint.starts_with(['（', '(']);
            // What stands in brackets belongs to what stands before them.
            let pair = match (left, right) {
                (Some(left), Some(_)) if bracketed(&text[left.0.end..start]) => [Some(left), None],
                (Some(_), Some(right)) if bracketed(&text[end..right.0.start]) => [Some(right), None],
                (left, right) => [left, right],
            };
            let known: Vec<_> = pair.into_iter().flatten().collect();
            if known.iter().any(|(_, value)| *value == words) {
                continue;
            }
            let Some((range, _)) = known.first() else { continue };
            findings
                .report(
                    &MISMATCHED_AMOUNT,
                    prose.span(range.clone()),
                    say!("大写与小写的金额不一致", "the amounts in words and in figures differ"),
                )
                .related(prose.span(start..end), say!("大写在这里", "the words are here"))
                .help(say!("核对金额", "look at the amount"));
        }
    }
}

/// A row of a table that has one amount in words and figures that are said to be it: `| 12500元 | 壹万贰仟元整 |`.
fn in_rows(context: &Context<'_>, findings: &mut Findings<'_>) {
    for block in context.notice.blocks() {
        let Block::Table(table) = block else { continue };
        let heading = |column: usize| table.heading(column).iter().map(|text| text.source.text.as_str()).collect::<String>();
        for row in table.body() {
            let texts = row.cells.iter().map(|cell| (cell, cell.text.source.text.chars().map(simplified).collect::<String>()));
            let (mut words, mut numbers) = (Vec::new(), Vec::new());
            for (cell, text) in texts {
                let text = text.trim().trim_start_matches("人民币").trim_start_matches(['：', ' ']);
                if !text.is_empty() && text.chars().all(|c| DIGITS.contains(c) || UNITS.contains(c)) {
                    words.extend(amount(text).map(|value| (cell, value)));
                    continue;
                }
                let heading = heading(cell.column);
                let said = text.starts_with(['¥', '￥']) || text.trim_end_matches('整').ends_with('元');
                let named = ["小写", "小寫", "金额", "金額", "合计", "合計", "总价", "報價", "报价"]
                    .iter()
                    .any(|word| heading.contains(word));
                // What the heading says of the unit holds for its figures.
                let unit = if said {
                    ""
                } else if heading.contains("万元") || heading.contains("萬元") {
                    "万元"
                } else {
                    "元"
                };
                if said || named {
                    numbers.extend(figures(&format!("{text}{unit}")).map(|value| (cell, value)));
                }
            }
            let ([(_, said)], [(cell, written)]) = (&words[..], &numbers[..]) else { continue };
            if said == written {
                continue;
            }
            findings
                .report(
                    &MISMATCHED_AMOUNT,
                    cell.text.span(),
                    say!("大写与小写的金额不一致", "the amounts in words and in figures differ"),
                )
                .related(words[0].0.text.span(), say!("大写在这里", "the words are here"))
                .help(say!("核对金额", "look at the amount"));
        }
    }
}

/// The Simplified form of a numeral.
const fn simplified(character: char) -> char {
    match character {
        '貳' => '贰',
        '參' | '叄' => '叁',
        '陸' => '陆',
        '萬' => '万',
        '億' => '亿',
        '圓' => '圆',
        // 伍千元, 叁百元: the plain form among capital ones.
        '千' => '仟',
        '百' => '佰',
        other => other,
    }
}

/// Whether what stands between an amount in words and one in figures says that they are the same: a bracket, 大写, 即, `￥`.
fn is_joint(text: &str, between: Range<usize>, figures: &Range<usize>) -> bool {
    let mut rest = text[between].trim();
    if rest.chars().count() > 16 {
        return false;
    }
    let mut says = text[figures.clone()].starts_with(['¥', '￥']);
    const WORDS: [&str; 39] = [
        "新臺幣",
        "新台幣",
        "新臺币",
        "港幣",
        "澳門元",
        "NT$",
        "HK$",
        "大寫",
        "小寫",
        "合計",
        "共計",
        "金額",
        "（",
        "）",
        "(",
        ")",
        "大写",
        "小写",
        "即",
        "折合",
        "人民币",
        "合计",
        "共计",
        "总计",
        "金额",
        "计",
        "为",
        "：",
        ":",
        "，",
        ",",
        "/",
        "RMB",
        "￥",
        "¥",
        " ",
        "\u{3000}",
        "整",
        "；",
    ];
    while !rest.is_empty() {
        let Some(word) = WORDS.iter().find(|word| rest.starts_with(**word)) else { return false };
        says |= matches!(*word, "（" | "(" | "NT$" | "HK$" | "大寫" | "小寫" | "大写" | "小写" | "即" | "/" | "￥" | "¥");
        rest = &rest[word.len()..];
    }
    says
}

/// Every amount in figures: `5000元`, `￥5,000.00`, `5万元`, and what it says in 分.
fn all_figures(text: &str) -> Vec<(Range<usize>, u64)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_digit()).map(|start| at + start) {
        let length = text[start..].find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(text.len() - start);
        let number = text[start..start + length].trim_end_matches(['.', ',']);
        let end = start + number.len();
        at = start + length.max(1);
        let sign = text[..start].chars().next_back().filter(|c| matches!(c, '¥' | '￥')).map_or(0, char::len_utf8);
        let unit = ["亿元", "万元", "元"].into_iter().find(|unit| text[end..].starts_with(unit));
        if sign == 0 && unit.is_none() {
            continue;
        }
        let range = start - sign..end + unit.map_or(0, str::len);
        if let Some(value) = figures(&text[range.clone()]) {
            found.push((range, value));
        }
    }
    found
}

/// The amount in 分 that capital numerals say.
fn amount(words: &str) -> Option<u64> {
    if !words.contains(['元', '圆']) {
        return None;
    }
    let (mut total, mut section, mut digit) = (0u64, 0u64, 0u64);
    for character in words.chars() {
        if let Some(value) = DIGITS.chars().position(|c| c == character) {
            digit = value as u64;
            continue;
        }
        match character {
            '拾' => section += digit.max(1) * 10,
            '佰' => section += digit * 100,
            '仟' => section += digit * 1000,
            '万' => (total, section) = (total + (section + digit) * 10_000 * 100, 0),
            '亿' => (total, section) = ((total + (section + digit) * 100) * 100_000_000, 0),
            '元' | '圆' => (total, section) = (total + (section + digit) * 100, 0),
            '角' => total += digit * 10,
            '分' => total += digit,
            _ => {}
        }
        digit = 0;
    }
    Some(total)
}

/// The amount in 分 that figures say: `5000元`, `￥5,000.00`, `5万元`.
fn figures(written: &str) -> Option<u64> {
    let bare = written.trim().trim_start_matches(['¥', '￥', '：']).trim_start_matches("小写：").trim_start_matches(['¥', '￥']);
    let number: String = bare.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let unit = &bare[number.len()..];
    let factor = match unit.trim_end_matches("整") {
        "元" | "" => 100.0,
        "万元" => 1_000_000.0,
        "亿元" => 10_000_000_000.0,
        _ => return None,
    };
    let value: f64 = number.replace(',', "").parse().ok()?;
    (value > 0.0).then(|| (value * factor).round() as u64)
}
