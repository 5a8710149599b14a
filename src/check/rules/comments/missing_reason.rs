use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A `// zhumo-ignore` comment gives no rule or no reason.
    ///
    /// Whoever reads the draft next must be able to see why a finding was set aside. Without a rule and a reason the comment has no effect.
    ///
    /// 中文
    ///
    /// `// zhumo-ignore` 注释没有写规则名或理由。
    ///
    /// 下一个读稿的人应当看得出为什么不理会这个问题。没有规则名和理由，注释不起作用。
    ///
    /// ```notice,bad
    /// // zhumo-ignore unknown-name
    /// 花括号原样印出。
    /// ```
    /// ```notice,good
    /// // zhumo-ignore unknown-name: 这里介绍的就是占位写法
    /// 占位写作 {单位名称}。
    /// ```
    pub static MISSING_REASON = Rule { id: "missing-reason", severity: Severity::Error, check };
}

/// Found by [`crate::check::apply_suppressions`], which alone knows what the comments did.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
