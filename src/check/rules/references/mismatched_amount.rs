use crate::check::{Context, Findings, Severity};
use crate::model::Language;
use crate::{declare_rule, say};

declare_rule! {
    /// An amount in words and the same amount in figures are not the same.
    ///
    /// 中文
    ///
    /// 金额的大写与小写不一致。
    ///
    /// ```notice,bad
    /// 安排经费人民币伍万元整（5000元）。
    /// ```
    /// ```notice,good
    /// 安排经费人民币伍万元整（50000元）。
    /// ```
    pub static MISMATCHED_AMOUNT = Rule {
        id: "mismatched-amount", severity: Severity::Warning, check,
        needs: One("壹贰叁肆伍陆柒捌玖"),
    };
}

const DIGITS: &str = "零壹贰叁肆伍陆柒捌玖";
const UNITS: &str = "拾佰仟万亿元圆角分整正";

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.notice.language != Language::Simplified {
        return;
    }
    for prose in context.prose() {
        let text = prose.text();
        let mut at = 0;
        while let Some(start) = text[at..].find(|c| DIGITS.contains(c)).map(|start| at + start) {
            let end = text[start..].find(|c| !DIGITS.contains(c) && !UNITS.contains(c)).map_or(text.len(), |end| start + end);
            at = end.max(start + '零'.len_utf8());
            let Some(words) = amount(&text[start..end]) else { continue };
            // `（5000元）` behind it, or `5000元（大写：…）` before it.
            let behind = text[end..].strip_prefix(['（', '(']).and_then(|rest| {
                rest.find(['）', ')'])
                    .map(|close| (end + '（'.len_utf8().min(text[end..].chars().next().map_or(0, char::len_utf8)), close))
            });
            let Some((inside, length)) = behind else { continue };
            let written = &text[inside..inside + length];
            let Some(figures) = figures(written) else { continue };
            if figures != words {
                let span = prose.span(inside..inside + length);
                findings
                    .report(
                        &MISMATCHED_AMOUNT,
                        span,
                        say!("大写与小写的金额不一致", "the amounts in words and in figures differ"),
                    )
                    .related(prose.span(start..end), say!("大写在这里", "the words are here"))
                    .help(say!("核对金额", "look at the amount"));
            }
        }
    }
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
