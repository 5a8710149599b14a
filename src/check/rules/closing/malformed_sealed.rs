use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The field `用印` (Sealed) says neither yes nor no nor signature stamp.
    ///
    /// It only keeps the place of the seals or of the signature stamps free; the program never draws either.
    ///
    /// 中文
    ///
    /// “用印”写的不是“是”“否”“签名章”之一。
    ///
    /// 这一项只决定是否为印章或者签名章留出位置；程序从不画印章、不仿签名。
    ///
    /// ```notice,bad
    /// 用印：市统计局
    /// ```
    /// ```notice,good
    /// 用印：是
    /// ```
    /// ```notice,good
    /// 用印：签名章
    /// ```
    pub static MALFORMED_SEALED = Rule { id: "malformed-sealed", severity: Severity::Error, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.sealed.as_ref().filter(|field| field.value.is_none() && !field.text.is_empty()) else {
        return;
    };
    findings
        .report(&MALFORMED_SEALED, field.text.span, say!("用印只能写“是”“否”或“签名章”", "sealed is yes, no or signature stamp"))
        .help(say!(
            "留出印章位置写 `是`，留出签名章位置写 `签名章`，都不留写 `否`",
            "write `yes` to keep the place of the seals free, `signature stamp` for that of the stamps, else `no`"
        ));
}
