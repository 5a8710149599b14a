use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// 百分之 stands before digits.
    ///
    /// Write 百分之二十 or 20%; half of each is neither.
    ///
    /// 中文
    ///
    /// “百分之”后面用了阿拉伯数字。
    ///
    /// 要么写“百分之二十”，要么写“20%”，各写一半两样都不是。
    ///
    /// Source: GB/T 15835—2011, 4.1.1
    ///
    /// ```notice,bad
    /// 增长百分之30。
    /// ```
    /// ```notice,good
    /// 增长30%。
    /// ```
    pub static HALF_SPELT_PERCENT = Rule {
        id: "half-spelt-percent", severity: Severity::Warning, check,
        needs: One("之"),
        fixes: crate::check::Fixes::Words,
    };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for prose in context.simplified() {
        let text = prose.text();
        for number in prose.numbers() {
            let digits = &text[number.digits.clone()];
            let Some(before) = text[..number.digits.start].strip_suffix("百分之") else { continue };
            if number.magnitude.is_empty()
                && number.value(text).is_some()
                && !text[number.digits.end..].starts_with(['%', '％', '几', '多', '点', '—', '～', '-', '至'])
            {
                let finding = findings.report(
                    &HALF_SPELT_PERCENT,
                    prose.span(before.len()..number.digits.end),
                    say!("百分数写作 {digits}%", "a percentage half in words"),
                );
                // 百分之30、40: the words are said of the next number as well.
                let next = text[number.digits.end..].strip_prefix(['、', '和', '或', '及', '到', '与', '，']);
                if next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit())) {
                    finding.help(say!("每个数都写作百分数：`{digits}%`", "write each number as a percentage: `{digits}%`"))
                } else {
                    finding.replace(format!("{digits}%"))
                };
            }
        }
    }
}
