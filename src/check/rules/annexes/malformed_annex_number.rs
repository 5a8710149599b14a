use crate::check::look;
use crate::check::{Context, Findings, Mends, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// What stands for the number of an annex is no number, or not in Arabic digits.
    ///
    /// 中文
    ///
    /// 附件序号不是数，或者不是阿拉伯数字。
    ///
    /// Source: GB/T 9704—2012, 7.3.4, 7.3.7
    ///
    /// ```notice,bad
    /// 【附件甲】活动安排表
    /// 请按时参加。
    /// ```
    /// ```notice,good
    /// 【附件1】活动安排表
    /// 请按时参加。
    /// 【附件2】汇总表
    /// 请如实填写。
    /// ```
    pub static MALFORMED_ANNEX_NUMBER = Rule { id: "malformed-annex-number", severity: Severity::Error, check, mends: Mends::Figures };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for annex in &context.notice.annexes {
        let Some(written) = annex.number_text.as_ref() else { continue };
        let digits: String = written.text.chars().map(look::ascii_digit).collect();
        let text = &written.text;
        match annex.number.or_else(|| digits.parse().ok()) {
            Some(number) if *text != number.to_string() => {
                findings
                    .report_as(&MALFORMED_ANNEX_NUMBER, Severity::Warning, written.span, say!("附件序号要用阿拉伯数字", "the number of an annex takes Arabic digits"))
                    .replace(number.to_string());
            }
            Some(_) => {}
            None => {
                findings
                    .report(&MALFORMED_ANNEX_NUMBER, written.span, say!("“{text}”不是附件序号", "`{text}` is no number of an annex"))
                    .help(say!("写作 `【附件1】`；只有一个附件时写作 `【附件】`", "write `[Annex 1]`, or `[Annex]` when there is only one"));
            }
        }
    }
}
