use crate::check::look;
use crate::check::{Context, Findings, Fixes, Severity};
use crate::syntax::values::han_number;
use crate::{declare_rule, say};

declare_rule! {
    /// The classification (密级) is not one of 绝密, 机密, 秘密, or its period is not written behind a ★ in Arabic digits.
    ///
    /// The two are joined by ★: `机密★5年`. 内部 and 保密 are no classifications. Whoever keeps the document must see at a glance how long it is secret.
    ///
    /// 中文
    ///
    /// 密级不是绝密、机密、秘密之一，或者保密期限不是用阿拉伯数字写在“★”后面。
    ///
    /// 密级和保密期限之间用“★”隔开，如 `机密★5年`。“内部”“保密”不是密级。
    ///
    /// Source: GB/T 9704—2012, 7.2.2
    ///
    /// ```notice,bad
    /// 密级：机密10年
    /// ```
    /// ```notice,bad
    /// 密级：内部
    /// ```
    /// ```notice,good
    /// 份号：000012
    /// 密级：机密★10年
    /// ```
    pub static MALFORMED_CLASSIFICATION = Rule { id: "malformed-classification", severity: Severity::Error, check, fixes: Fixes::Figures };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.classification.as_ref().filter(|field| !field.text.is_empty()) else { return };
    // Other languages have marks of their own.
    if !context.notice.language.is_chinese() {
        return;
    }
    let written = field.text.text.trim();
    match &field.value {
        Some(value) => {
            let period = value.period.as_deref().unwrap_or_default();
            let bare_star = value.period.is_none() && written.contains('★');
            let grade = &value.grade;
            if bare_star {
                findings
                    .report(
                        &MALFORMED_CLASSIFICATION,
                        field.text.span,
                        say!("“★”后面没有保密期限", "no period of secrecy after ★"),
                    )
                    .help(say!("写上期限，如 `{grade}★5年`", "write the period, such as `{grade}★5年`"));
            } else if let Some(arabic) = arabic_period(period).filter(|arabic| arabic != period) {
                let message = say!("保密期限要用阿拉伯数字", "the period takes Arabic digits");
                let finding = findings.report(&MALFORMED_CLASSIFICATION, field.text.span, message);
                finding.replace(format!("{grade}★{arabic}"));
            }
        }
        None => {
            let grade = ["绝密", "机密", "秘密", "絕密", "機密"].into_iter().find(|grade| written.starts_with(grade));
            let period = grade.and_then(|grade| {
                let rest = written[grade.len()..].trim_matches(|c: char| !c.is_alphanumeric());
                arabic_period(rest)
            });
            let message = say!("密级写得不对", "this is no classification");
            let finding = findings.report(&MALFORMED_CLASSIFICATION, field.text.span, message);
            match (grade, period) {
                (Some(grade), Some(period)) => finding.suggest(format!("{grade}★{period}")),
                _ => finding.help(say!(
                    "写作绝密、机密或秘密，期限写在“★”后面，如 `机密★5年`",
                    "write 绝密, 机密 or 秘密, and the period behind a ★, such as `机密★5年`"
                )),
            };
        }
    }
}

/// A number of years or months in Arabic digits; `None` for any other text.
fn arabic_period(period: &str) -> Option<String> {
    let unit = ["个月", "個月", "年"].into_iter().find(|unit| period.ends_with(unit))?;
    let number = period[..period.len() - unit.len()].trim();
    let digits: String = number.chars().map(look::ascii_digit).collect();
    let number = digits.parse().ok().or_else(|| han_number(number))?;
    Some(format!("{number}{unit}"))
}
