use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The field `用印` (Sealed) says neither yes nor no.
    ///
    /// It only keeps the place of the seals free; the program never draws a seal.
    ///
    /// 中文
    ///
    /// “用印”写的既不是“是”，也不是“否”。
    ///
    /// 这一项只决定是否为印章留出位置；程序从不画印章。
    ///
    /// ```notice,bad
    /// 用印：市统计局
    /// ```
    /// ```notice,good
    /// 用印：是
    /// ```
    pub static MALFORMED_SEALED = Rule { id: "malformed-sealed", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.sealed.as_ref().filter(|field| field.value.is_none() && !field.text.is_empty()) else { return };
    findings
        .report(&MALFORMED_SEALED, field.text.span, say!("用印只能写“是”或“否”", "sealed is either yes or no"))
        .help(say!("留出印章位置写 `是`，不留写 `否`", "write `yes` to keep the place of the seals free, else `no`"));
}
