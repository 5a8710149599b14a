use crate::check::numbers::UnitKind;
use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// Digits stand before 千 or 百.
    ///
    /// Only 万 and 亿 mix with digits.
    ///
    /// 中文
    ///
    /// 阿拉伯数字和“千”“百”等连用。
    ///
    /// 只有“万”“亿”可以和阿拉伯数字连用：4000人、200万元。千克、千米等是单位，不在此列。
    ///
    /// Source: GB/T 15835—2011, 5.3
    ///
    /// ```notice,bad
    /// 培训4千人。
    /// ```
    /// ```notice,good
    /// 培训4000人。
    /// ```
    pub static MIXED_MAGNITUDE = Rule {
        id: "mixed-magnitude", severity: Severity::Warning, check,
        needs: One("千百十"),
        fixes: crate::check::Fixes::Words,
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers() {
            let magnitude = &text[number.magnitude.clone()];
            let factor = match magnitude.chars().next() {
                Some('千') => 3,
                Some('百') => 2,
                _ => continue,
            };
            let rest = &magnitude['千'.len_utf8()..];
            let known = !matches!(number.kind, UnitKind::Unknown | UnitKind::Percent) || matches!(rest, "万" | "亿");
            let digits = &text[number.digits.clone()];
            let ordinal = prose.before(number.digits.start).is_some_and(|c| matches!(c, '第' | '几' | '数' | '、'));
            if !known
                || !matches!(rest, "" | "万" | "亿")
                || ordinal
                || digits.starts_with('0')
                || text[number.range().end..].starts_with('多')
            {
                continue;
            }
            // 2千年 would become the year 2000.
            if text[number.unit.clone()] == *"年" && rest.is_empty() {
                continue;
            }
            let Some(moved) = shifted(digits, factor) else { continue };
            // 3千5百元, 3万5千元: the whole of it is one number.
            let part = text[..number.digits.start].ends_with(['千', '百', '万', '亿', '十'])
                || text[number.magnitude.end..].starts_with(|c: char| c.is_ascii_digit());
            if part {
                findings
                    .report(
                        &MIXED_MAGNITUDE,
                        prose.span(number.digits.start..number.magnitude.end),
                        say!("“{magnitude}”不和阿拉伯数字连用", "`{magnitude}` does not mix with digits"),
                    )
                    .help(say!("整个数用阿拉伯数字写", "write all of the number in digits"));
                continue;
            }
            findings
                .report(
                    &MIXED_MAGNITUDE,
                    prose.span(number.digits.start..number.magnitude.end),
                    say!("“{magnitude}”不和阿拉伯数字连用", "`{magnitude}` does not mix with digits"),
                )
                .replace(format!("{moved}{rest}"));
        }
    }
}

/// The digits with the point moved to the right; none where they are grouped or finer than that.
fn shifted(digits: &str, by: usize) -> Option<String> {
    let (whole, fine) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.contains(',') || fine.contains('.') || fine.len() > by {
        return None;
    }
    Some(format!("{whole}{fine}{}", "0".repeat(by - fine.len())))
}
