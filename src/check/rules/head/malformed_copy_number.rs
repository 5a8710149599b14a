use crate::check::look;
use crate::check::{Context, Findings, Fixes, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The copy number (份号) is not six digits.
    ///
    /// Copies of a classified document are accounted for one by one; six digits, with zeros in front, are read the same way by everybody.
    ///
    /// 中文
    ///
    /// 份号不是6位数字。
    ///
    /// 份号一般用6位3号阿拉伯数字，不足的在前面补零。
    ///
    /// Source: GB/T 9704—2012, 7.2.1
    ///
    /// ```notice,bad
    /// 份号：12
    /// ```
    /// ```notice,good
    /// 份号：000012
    /// ```
    pub static MALFORMED_COPY_NUMBER = Rule { id: "malformed-copy-number", severity: Severity::Warning, check, fixes: Fixes::Figures };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.copy_number.as_ref().filter(|field| field.value.is_none() && !field.text.is_empty()) else {
        return;
    };
    let digits: String = field.text.text.chars().map(look::ascii_digit).collect();
    let finding =
        findings.report(&MALFORMED_COPY_NUMBER, field.text.span, say!("份号不是6位数字", "a copy number has six digits"));
    if digits.chars().all(|c| c.is_ascii_digit()) && digits.len() <= 6 {
        finding.replace(format!("{digits:0>6}"));
    } else {
        finding.help(say!("写作6位阿拉伯数字，如 `000012`", "write six digits, such as `000012`"));
    }
}
