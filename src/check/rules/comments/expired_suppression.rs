use crate::check::{Context, Findings, Severity};
use crate::declare_rule;

declare_rule! {
    /// A `// zhumo-ignore` comment has run out.
    ///
    /// `until=2026-12-31` is the last day on which it silences its rule. From the next day on the finding is there again, and this one with it, so that what was put off is not forgotten. A day that does not exist silences nothing, either.
    ///
    /// 中文
    ///
    /// `// zhumo-ignore` 注释已经过期。
    ///
    /// `until=2026-12-31` 是它起作用的最后一天。从第二天起，原来的问题重新报告，同时提示注释过期，免得拖着忘了。写了不存在的日期，注释也不起作用。
    ///
    /// ```notice,bad
    /// // zhumo-ignore padded-date until=2026-02-30: 等新模板
    /// 正文。
    /// ```
    /// ```notice,good
    /// // zhumo-ignore unknown-name until=2026-12-31: 样稿，年底前填好
    /// 占位写作 {单位名称}。
    /// ```
    pub static EXPIRED_SUPPRESSION = Rule { id: "expired-suppression", severity: Severity::Warning, check };
}

/// Found by [`crate::check::apply_suppressions`], which alone knows what the comments did.
const fn check(_: &Context<'_>, _: &mut Findings<'_>) {}
