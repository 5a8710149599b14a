use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A `// zhumo-ignore` comment silences nothing.
    ///
    /// The fault it was written for is gone, or the comment does not stand right above the line. Comments for rules that a run leaves out, and for those of the finished page, are not looked at.
    ///
    /// 中文
    ///
    /// `// zhumo-ignore` 注释没有忽略任何问题。
    ///
    /// 当初要忽略的问题已经没有了，或者注释不在那一行的正上方。这次运行没有启用的规则、只有排出版面才查得出的规则，其注释不报。
    ///
    /// ```notice,bad
    /// // zhumo-ignore unknown-name: 从前这里有占位符
    /// 正文。
    /// ```
    /// ```notice,good
    /// // zhumo-ignore unknown-name: 这里介绍的就是占位写法
    /// 占位写作 {单位名称}。
    /// ```
    pub static UNUSED_SUPPRESSION = Rule { id: "unused-suppression", severity: Severity::Warning, check };
}

/// Found by [`crate::check::apply_suppressions`], which alone knows what the comments did.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
