use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The last line ends with a backslash, which joins it to a next line that does not exist.
    ///
    /// A backslash at the end of a line joins it to the next one; at the end of a draft nothing is left to join.
    ///
    /// 中文
    ///
    /// 最后一行以反斜线结尾，但后面没有可以接上的行。
    ///
    /// 行末的反斜线表示与下一行相连。
    ///
    /// ```notice,bad
    /// 请各单位遵照执行。\
    /// ```
    /// ```notice,good
    /// 请各单位\
    /// 遵照执行。
    /// ```
    pub static DANGLING_CONTINUATION = Rule { id: "dangling-continuation", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for span in &context.notice.dangling {
        let message = say!("行末的反斜线后面没有下一行", "a backslash joins this line to a next one, and there is none");
        findings.report(&DANGLING_CONTINUATION, *span, message).replace("");
    }
}
