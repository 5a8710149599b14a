use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Arabic digits stand next to 几.
    ///
    /// A number with 几 is an estimate and is written in characters: 十几个, 几十年.
    ///
    /// 中文
    ///
    /// “几”和阿拉伯数字连用。
    ///
    /// 带“几”的数字表示概数，用汉字：十几个、几十年。
    ///
    /// Source: GB/T 15835—2011, 4.2.2
    ///
    /// ```notice,bad
    /// 走访10几个企业。
    /// ```
    /// ```notice,good
    /// 走访十几个企业。
    /// ```
    pub static DIGITS_WITH_JI = Rule {
        id: "digits-with-ji", severity: Severity::Warning, check,
        needs: One("几"),
        fixes: crate::check::Fixes::Figures,
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    const ROUND: [(&str, &str); 4] = [("10", "十"), ("100", "百"), ("1000", "千"), ("10000", "万")];
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers() {
            let digits = &text[number.digits.clone()];
            if let Some((_, word)) = ROUND.iter().find(|(round, _)| *round == digits)
                && prose.before(number.digits.start) == Some('几')
            {
                findings
                    .report(
                        &DIGITS_WITH_JI,
                        prose.span(number.digits.clone()),
                        say!("带“几”的数字用汉字", "a number with `几` is in Chinese"),
                    )
                    .replace(*word);
                continue;
            }
            let Some(tens) = digits.strip_suffix('0').filter(|tens| tens.len() == 1 && *tens != "0") else { continue };
            if number.magnitude.is_empty() && text[number.digits.end..].starts_with('几') {
                let tens = crate::check::marks::HAN_DIGITS[usize::from(tens.as_bytes()[0] - b'0')];
                let word = if tens == "一" { "十".to_owned() } else { format!("{tens}十") };
                findings
                    .report(
                        &DIGITS_WITH_JI,
                        prose.span(number.digits.clone()),
                        say!("带“几”的数字用汉字", "a number with `几` is in Chinese"),
                    )
                    .replace(word);
            }
        }
    }
}
