use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A `// zhumo-ignore` comment names a rule that does not exist.
    ///
    /// The comment silences nothing.
    ///
    /// 中文
    ///
    /// `// zhumo-ignore` 注释里的规则名不存在。
    ///
    /// 这条注释不起作用。
    ///
    /// ```notice,bad
    /// // zhumo-ignore unknown-nam: 写错了规则名
    /// 正文。
    /// ```
    /// ```notice,good
    /// // zhumo-ignore unknown-name: 这里介绍的就是占位写法
    /// 占位写作 {单位名称}。
    /// ```
    pub static UNKNOWN_RULE = Rule { id: "unknown-rule", severity: Severity::Error, check };
}

/// Found by [`crate::check::apply_suppressions`], which alone knows what the comments did.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
