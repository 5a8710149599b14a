use crate::check::{Context, Findings, Severity};
use crate::{declare_rule, say};

declare_rule! {
    /// The number of copies (印数) is not a number.
    ///
    /// The number is there so that copies can be counted and given out. Write the number alone: `印数：200`.
    ///
    /// 中文
    ///
    /// 印数不是一个数。
    ///
    /// 印数用来清点和分发，只写数字，如 `印数：200`。
    ///
    /// ```notice,bad
    /// 印数：若干
    /// ```
    /// ```notice,good
    /// 印数：共印150份
    /// ```
    pub static MALFORMED_COPIES = Rule { id: "malformed-copies", severity: Severity::Warning, check };
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(field) = context.notice.copies.as_ref().filter(|field| field.value.is_none() && !field.text.is_empty()) else {
        return;
    };
    let written = &field.text.text;
    findings
        .report(&MALFORMED_COPIES, field.text.span, say!("“{written}”不是份数", "`{written}` is no number of copies"))
        .help(say!("写作 `150` 或 `共印150份`", "write a number, such as `150`"));
}
