use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The issue or total issue of a briefing (期号, 总期号) is not a number.
    ///
    /// Write `第十五期`, `第15期` or `15`; the total issue has a line of its own.
    ///
    /// 中文
    ///
    /// 期号或者总期号不是一个数。
    ///
    /// 可写 `第十五期`、`第15期` 或 `15`；总期号另写一行。
    ///
    /// ```notice,bad
    /// 期号：夏季号
    /// ```
    /// ```notice,good
    /// 期号：第十五期
    /// 总期号：118
    /// ```
    pub static MALFORMED_ISSUE = Rule { id: "malformed-issue", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let notice = context.notice;
    for field in notice.issue.iter().chain(&notice.total_issue).filter(|field| field.value.is_none() && !field.text.is_empty()) {
        let written = &field.text.text;
        findings.report(&MALFORMED_ISSUE, field.text.span, say!("“{written}”不是期号", "`{written}` is no issue number")).help(
            say!("写作 `第15期` 或 `15`，总期号写作 `总期号：118`", "write `15`, and the total issue as `Total issue: 118`"),
        );
    }
}
